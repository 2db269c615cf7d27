"""Tasks as a follow-up matrix, and one of them with its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components import cards, chips, markup
from components.markup import Column, Text, href, link
from domain import wording
from domain.calendar import to_wita
from domain.regions import display_name, short_name
from domain.tasks import AWAITING_ANSWER, CLASS_ORDER, TaskClock, TaskOrigin, TaskState, Urgency

if TYPE_CHECKING:
    from db.queries.tasks import TaskDetail, TaskRow

Timed = tuple["TaskRow", TaskClock]

PAGE_SIZE = 10

FILTERS = {
    "terbuka": "Terbuka",
    "lewat": "Lewat tenggat",
    "pekan": "Jatuh tempo 7 hari",
    "jawaban": "Menunggu jawaban",
    "terkendala": "Terkendala",
    "diklaim": "Diklaim selesai",
    "ditolak": "Ditolak",
    "semua": "Semua",
}


def matches(name: str, row: TaskRow, clock: TaskClock) -> bool:
    """Whether a task belongs to one of the named filters."""
    return {
        "terbuka": clock.urgency is not Urgency.CLOSED,
        "lewat": clock.urgency is Urgency.OVERDUE,
        "pekan": clock.urgency is Urgency.DUE_SOON,
        "jawaban": row.state in AWAITING_ANSWER,
        "terkendala": row.state is TaskState.BLOCKED,
        "diklaim": row.state is TaskState.CLAIMED_DONE,
        "ditolak": row.state is TaskState.DECLINED,
        "semua": True,
    }[name]


def worst_first(timed: Sequence[Timed]) -> list[Timed]:
    """Emergencies first, then what is most overdue."""
    closed = Urgency.CLOSED
    return sorted(
        timed,
        key=lambda pair: (
            pair[1].urgency is closed, CLASS_ORDER[pair[0].task_class], pair[1].days_left, pair[0].code,
        ),
    )  # fmt: skip


def matrix(timed: Sequence[Timed]) -> Markup:
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Tugas dan asalnya", "gb-wide"),
        Column("Kelas"),
        Column("PJ dan pendukung"),
        Column("Wilayah"),
        Column("Keadaan"),
        Column("Tenggat", "gb-narrow"),
    ]
    rows = [
        [
            row.code,
            markup.stack(
                link(row.title, href("/tugas", {"kode": row.code})),
                Markup("dari {}").format(origin(row)),
            ),
            chips.of_task_class(row.task_class),
            markup.stack(row.owner, wording.shortlist(list(row.supporters))),
            short_name(row.region_code, row.region),
            chips.of_task_state(row.state),
            clock_bar(row, clock),
        ]
        for row, clock in timed
    ]
    return markup.table(columns, rows, caption="Matriks tindak lanjut")


def origin(row: TaskRow) -> Text:
    """Where a task was born, as a link where there is a page for it."""
    if row.origin is TaskOrigin.COMMITMENT and row.commitment_code:
        return link(f"Komitmen {row.commitment_code}", href("/komitmen", {"kode": row.commitment_code}))
    if row.origin is TaskOrigin.DECISION and row.decision_number:
        return f"Keputusan {row.decision_number}/{row.decision_year}"
    if row.origin is TaskOrigin.CASE:
        return f"Kasus {row.case_code}" if row.case_code else "register kasus"
    if row.origin is TaskOrigin.FIGURE_CONFLICT and row.conflict_key:
        return link("Pertentangan angka", href("/angka", {"pertentangan": row.conflict_key}))
    if row.origin is TaskOrigin.REGION and "." in row.region_code:
        return link(f"Wilayah {display_name(row.region)}", href("/wilayah", {"kode": row.region_code}))
    return wording.TASK_ORIGINS[row.origin].lower()


_WINDOW = 30
"""Days before the due date in which the bar fills."""


def clock_bar(row: TaskRow, clock: TaskClock) -> Markup:
    if clock.urgency is Urgency.CLOSED:
        return Markup('<span class="gb-muted">{}</span>').format(wording.short_date(row.due_on))
    tone = {Urgency.OVERDUE: "over", Urgency.DUE_SOON: "soon", Urgency.LATER: "later"}[clock.urgency]
    filled = 100 if clock.days_left < 0 else max(100 - 100 * clock.days_left // _WINDOW, 4)
    css = {"over": "gb-late", "soon": "gb-soon"}.get(tone, "")
    return Markup(
        '<div class="gb-clockbox"><span class="gb-clock"><span>{}</span><b class="{}">{}</b></span>'
        '<span class="gb-bar gb-{}"><i style="width:{}%"></i></span></div>'
    ).format(
        wording.short_date(row.due_on), css, wording.days_left(clock.days_left), tone, filled,
    )  # fmt: skip


def explanation() -> Markup:
    return markup.note(
        Markup(
            "<b>Tugas diusulkan, bukan diperintahkan:</b> pemilik menerima, menawar, atau menolak dengan "
            "alasan. Eskalasi ditujukan kepada atasan instansi itu sendiri. Pengadilan diberi data, tidak "
            "diberi tugas."
        )
    )


def facts(detail: TaskDetail, clock: TaskClock) -> Markup:
    row = detail.row
    region: Text = row.region
    if "." in row.region_code:
        region = link(row.region, href("/wilayah", {"kode": row.region_code}))
    pairs: list[tuple[Text, Text]] = [
        ("Pemilik", row.owner),
        ("Pendukung", wording.listing(list(row.supporters)) or "–"),
        ("Keluaran", row.output),
        ("Kelas", chips.of_task_class(row.task_class)),
        ("Wilayah", region),
        ("Asal", origin(row)),
        ("Diusulkan", wording.moment(row.proposed_at)),
        ("Tenggat", f"{wording.long_date(row.due_on)}, {wording.days_left(clock.days_left)}"),
    ]
    if row.countered_due_on:
        pairs.append(("Tenggat ditawar", wording.long_date(row.countered_due_on)))
    if row.reason:
        pairs.append(("Alasan", row.reason))
    if row.helper:
        pairs.append(("Butuh bantuan", row.helper))
    if detail.decision_text:
        pairs.append(("Bunyi keputusan", detail.decision_text))
    pairs.append(("Eskalasi kepada", detail.superior or "tidak ada atasan; dibahas di forum"))
    return markup.definitions(pairs)


def history(detail: TaskDetail) -> Markup:
    return cards.timeline(
        (
            to_wita(step.at).date(),
            Markup("{} <b>{}</b> {}").format(
                step.agency, wording.TASK_STATES[step.state].lower(), step.note and f"· {step.note}"
            ),
        )
        for step in detail.steps
    )
