"""The trail as a table: who, when, what, from which screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column
from domain.access.events import Event
from domain.access.permissions import VISITOR
from domain.time import formats
from domain.words import audit, trail
from domain.words.trail import Names

if TYPE_CHECKING:
    from db.queries.audit import AuditRow

PAGE_SIZE = 20

EVENTS = {"": "Semua peristiwa", **{event.value: label for event, label in audit.EVENTS.items()}}


def headline(total: int, *, narrowed: bool) -> str:
    """Only the whole trail is a chain; of what a filter leaves nothing is said but how many."""
    if not total:
        return "Tidak ada catatan yang cocok" if narrowed else "Belum ada catatan"
    count = formats.number(total)
    return f"{count} catatan cocok" if narrowed else f"{count} catatan, terangkai satu sama lain"


def filter_words(event: Event | None, text: str) -> str:
    said = [audit.EVENTS[event]] if event else []
    return "; ".join([*said, *([f"memuat “{text}”"] if text else [])])


def listing(rows: Sequence[AuditRow], names: Names) -> Markup:
    columns = [
        Column("No.", "gb-narrow"),
        Column("Waktu", "gb-narrow gb-moment"),
        Column("Pelaku"),
        Column("Peristiwa", "gb-wide gb-told"),
        Column("Objek", "gb-wide"),
        Column("Layar"),
        Column("Segel"),
    ]
    return markup.table(
        columns,
        [
            [
                str(row.id),
                formats.short_moment(row.at),
                trail.actor(row.actor),
                markup.stack(audit.EVENTS[row.event], _change(row, names)),
                trail.subject(row.subject, row.subject_id, names),
                trail.screen(row.screen) or "–",
                f"{row.hash[:8]}…",
            ]
            for row in rows
        ],
        caption="Jejak audit",
    )


def _change(row: AuditRow, names: Names) -> str:
    return trail.change(row.subject, row.before, row.after, names, instead=row.instead)


def in_words(row: AuditRow, names: Names) -> Markup:
    """One record as a line of a history: what, by whom, and with which words."""
    by = f"oleh {trail.actor(row.actor)}." if row.actor != VISITOR.username else ""
    said = markup.words(markup.bold(audit.EVENTS[row.event]), by)
    change = _change(row, names)
    return markup.words(said, markup.tinted(change, "gb-muted")) if change else said
