"""The trail as a table: who, when, what, from which screen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column
from domain.access.permissions import COMMAND_LINE
from domain.time import formats
from domain.words import audit, labels

if TYPE_CHECKING:
    from db.queries.audit import AuditRow

PAGE_SIZE = 20

EVENTS = {"": "Semua peristiwa", **{event.value: label for event, label in audit.EVENTS.items()}}


def listing(rows: Sequence[AuditRow]) -> Markup:
    columns = [
        Column("No.", "gb-narrow"),
        Column("Waktu"),
        Column("Pelaku"),
        Column("Peristiwa", "gb-wide"),
        Column("Objek"),
        Column("Layar"),
        Column("Segel"),
    ]
    return markup.table(
        columns,
        [
            [
                str(row.id),
                formats.moment(row.at),
                _MACHINES.get(row.actor, row.actor),
                markup.stack(audit.EVENTS[row.event], _change(row)),
                _subject(row),
                _AT_THE_SERVER if row.screen == COMMAND_LINE else row.screen or "–",
                f"{row.hash[:8]}…",
            ]
            for row in rows
        ],
        caption="Jejak audit",
    )


_AT_THE_SERVER = "perintah di server"
_MACHINES = {"visitor": "pengunjung"}
_HASH_SHOWN = 12


def _subject(row: AuditRow) -> str:
    kind = audit.AUDIT_SUBJECTS.get(row.subject, row.subject)
    names = {permission.value: label for permission, label in labels.PERMISSIONS.items()}
    return f"{kind} {audit.AUDIT_VALUES.get(row.subject_id) or names.get(row.subject_id, row.subject_id)}"


def _change(row: AuditRow) -> str:
    if row.is_withheld:
        return labels.MINUTES_WITHHELD
    before, after = _values(row.before), _values(row.after)
    return f"{before} → {after}" if before else after


def _values(text: str) -> str:
    """The recorded values in words; a key without a word of its own is shown as it is."""
    return ", ".join(
        f"{audit.AUDIT_KEYS.get(key, key)}: {_value(key, value)}"
        for key, value in json.loads(text).items()
        if value not in ("", None)
    )


def _value(key: str, value: object) -> object:
    if key == "hash":
        return f"{str(value)[:_HASH_SHOWN]}…"
    return audit.AUDIT_VALUES.get(str(value), value)


def in_words(row: AuditRow) -> Markup:
    """One record as a line of a history: what, by whom, and with which words."""
    who = _MACHINES.get(row.actor, row.actor)
    said = markup.words(markup.bold(audit.EVENTS[row.event]), f"oleh {who}.")
    change = _change(row)
    return markup.words(said, markup.tinted(change, "gb-muted")) if change else said
