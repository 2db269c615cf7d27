"""Tasks as their page lists them: views, filters, and the list itself.

``boards`` shows them side by side, ``ladder`` their escalations, ``task_page`` one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import chips, downloads, markup, paging
from components.kit.markup import Column, Text, link
from components.tasks.boards import matrix, seat_board, state_board, waiting
from components.tasks.clock import running_bar, worst_first
from components.tasks.ladder import escalations, ladder_rules
from domain import addresses
from domain.access.parameters import Parameters
from domain.places.regions import display_name, short_name
from domain.tasks.clocks import DUE_SOON_DAYS, Urgency
from domain.tasks.life import AWAITING_ANSWER, TaskOrigin, TaskState
from domain.time import formats
from domain.words import labels, rules
from domain.words import matrix as follow_up
from reports.table import FileTable

if TYPE_CHECKING:
    from db.queries.tasks import TaskRow
    from domain.access.permissions import Actor
    from views.tasks import WatchedTask

PAGE_SIZE = 10

VIEWS = {
    "daftar": "Daftar",
    "kursi": "Papan per kursi",
    "keadaan": "Papan per keadaan",
    "matriks": "Matriks tindak lanjut",
    "kendala": "Siapa menunggu siapa",
    "eskalasi": "Tangga eskalasi",
}

FILTERS = {
    "terbuka": "Terbuka",
    "saya": "Tugas saya",
    "lewat": "Lewat tenggat",
    "pekan": f"{DUE_SOON_DAYS} hari ke depan",
    "jawaban": "Menunggu jawaban",
    "terkendala": "Terkendala",
    "diklaim": "Diklaim",
    "ditolak": "Ditolak",
    "semua": "Semua",
}


def matches(name: str, task: WatchedTask, actor: Actor) -> bool:
    """Whether a task belongs to one of the named filters."""
    row, urgency = task.row, task.clock.urgency
    return {
        "terbuka": urgency is not Urgency.CLOSED,
        "saya": urgency is not Urgency.CLOSED and actor.is_of(row.owner_id),
        "lewat": urgency is Urgency.OVERDUE,
        "pekan": urgency is Urgency.DUE_SOON,
        "jawaban": row.state in AWAITING_ANSWER,
        "terkendala": row.state is TaskState.BLOCKED,
        "diklaim": row.state is TaskState.CLAIMED_DONE,
        "ditolak": row.state is TaskState.DECLINED,
        "semua": True,
    }[name]


def counts(tasks: Sequence[WatchedTask], actor: Actor) -> dict[str, int]:
    return {name: sum(matches(name, task, actor) for task in tasks) for name in FILTERS}


def filter_pills(found: dict[str, int], kept: dict[str, str], chosen: str) -> Markup:
    return markup.pills(
        [
            (
                markup.counted(label, found[name]),
                addresses.tasks(kept, state=name),
                name == chosen,
            )
            for name, label in FILTERS.items()
        ],
        label="Saringan",
    )


def view_pills(kept: dict[str, str], chosen: str) -> Markup:
    return markup.pills(
        [(label, addresses.tasks(kept, view=name), name == chosen) for name, label in VIEWS.items()],
        label="Tampilan",
    )


FILTERED_VIEWS = frozenset({"daftar", "matriks"})
"""The other views are about a state or a step, so the pills of the states make no sense there."""


def in_view(view: str, tasks: Sequence[WatchedTask], chosen: str, actor: Actor) -> list[WatchedTask]:
    """What a view is about: the chosen filter, or the view's own question."""
    if view in FILTERED_VIEWS:
        return [task for task in tasks if matches(chosen, task, actor)]
    if view == "kendala":
        return [task for task in tasks if task.row.state is TaskState.BLOCKED]
    if view == "eskalasi":
        return [task for task in tasks if task.ladder is not None]
    if view == "kursi":
        return [task for task in tasks if task.clock.urgency is not Urgency.CLOSED]
    return list(tasks)


WITHOUT_PILLAR = "Tanpa pilar"
"""Born from no commitment."""


def asked(
    given: Parameters,
    everything: Sequence[WatchedTask],
    chosen: Sequence[WatchedTask],
    pillars: Mapping[str, str],
    actor: Actor,
) -> tuple[list[WatchedTask], str]:
    """What the screen shows under an address, the worst first, and its filter in words."""
    view = given.one_of("tampilan", VIEWS) or "daftar"
    state = given.one_of("saring", FILTERS) or "terbuka"
    shown = worst_first(in_view(view, chosen, state, actor))
    return shown, filter_words(state, given.accepted, everything, view, pillars)


def choices(
    tasks: Sequence[WatchedTask], seats: dict[str, str], pillars: Mapping[str, str]
) -> list[tuple[str, str, dict[str, str]]]:
    """The drop-downs above every view: label, the address's parameter, options."""
    rows = [task.row for task in tasks]
    return [
        ("Kursi", "kursi", {"": "Semua kursi", **seats}),
        ("Pilar", "pilar", {"": "Semua pilar", **pillars, addresses.NONE: WITHOUT_PILLAR}),
        (
            "Penanggung jawab",
            "instansi",
            _named("Semua PJ", {row.owner_code: row.owner for row in rows}),
        ),
        ("Wilayah", "wilayah", _named("Semua wilayah", {row.region_code: row.region for row in rows})),
    ]


def _named(everything: str, names: dict[str, str]) -> dict[str, str]:
    return {"": everything, **dict(sorted(names.items(), key=lambda pair: pair[1]))}


def filter_words(
    chosen: str,
    accepted: dict[str, str],
    tasks: Sequence[WatchedTask],
    view: str,
    pillars: Mapping[str, str],
) -> str:
    """The filter as the head of a spreadsheet says it."""
    rows = [task.row for task in tasks]
    names = {row.owner_code: row.owner for row in rows} | {row.region_code: row.region for row in rows}
    names |= {code: f"pilar {name}" for code, name in pillars.items()} | {addresses.NONE: WITHOUT_PILLAR}
    words = [FILTERS[chosen] if view in FILTERED_VIEWS else VIEWS[view]]
    words += [names.get(accepted[name], accepted[name]) for name in _BY if name in accepted]
    words += [f"memuat “{accepted['cari']}”"] if "cari" in accepted else []
    return "; ".join(words)


_BY = ("kursi", "pilar", "instansi", "wilayah")


def tools(
    matrix_file: Callable[[], bytes],
    made: Callable[[], FileTable],
    on: date,
    kept: dict[str, str],
    count: int,
    *,
    may_propose: bool,
) -> None:
    """What can be done with the whole list: take it along, add to it. Of a very long one paper holds the
    first rows, and says of how many."""
    with downloads.tools():
        downloads.table(made, "tugas", on)
        downloads.button("Unduh matriks", matrix_file, "matriks-tindak-lanjut.xlsx", downloads.XLSX)
        is_whole = count <= follow_up.MOST_ROWS
        label = "Cetak matriks" if is_whole else f"Cetak {formats.number(follow_up.MOST_ROWS)} baris teratas"
        downloads.paper(label, addresses.follow_up(kept))
        if may_propose:
            st.html(str(link("+ Tugas baru", addresses.new_task(), css="gb-button")), width="content")


def show(
    view: str,
    tasks: Sequence[WatchedTask],
    page: int,
    kept: dict[str, str],
    on: date,
    *,
    seats: Callable[[Sequence[WatchedTask]], Sequence[tuple[str, str, Sequence[WatchedTask]]]],
    states: Callable[[Sequence[WatchedTask]], Sequence[tuple[TaskState, Sequence[WatchedTask]]]],
    are_any: bool,
) -> None:
    """The chosen view of the tasks."""
    if view == "kursi":
        markup.show(seat_board(seats(tasks)))
    elif view == "keadaan":
        markup.show(state_board(states(tasks)))
    elif not are_any:
        markup.show(markup.empty("Belum ada tugas."))
    elif view == "kendala":
        markup.show(waiting(tasks))
    elif view == "eskalasi":
        markup.show(ladder_rules(), escalations(tasks, on))
    elif not tasks:
        markup.show(
            markup.empty(
                "Tidak ada tugas yang cocok.", link("Tampilkan semua", addresses.tasks(state="semua"))
            )
        )
    else:
        start = (page - 1) * PAGE_SIZE
        part = tasks[start : start + PAGE_SIZE]
        markup.show(
            matrix(part, on, start) if view == "matriks" else listing(part),
            paging.pages(
                addresses.Page.TASKS,
                kept,
                page=page,
                size=PAGE_SIZE,
                total=len(tasks),
                remark="urut kelas, lalu batas waktu",
            ),
            explanation(),
        )


def listing(tasks: Sequence[WatchedTask]) -> Markup:
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Tugas dan asalnya", "gb-wide"),
        Column("Kelas"),
        Column("PJ dan pendukung"),
        Column("Wilayah"),
        Column("Keadaan"),
        Column("Batas waktu", "gb-narrow"),
    ]
    rows = [
        [
            task.row.code,
            markup.stack(
                link(task.row.title, addresses.task(task.row.code)),
                _born_from(task.row),
            ),
            chips.of_task_class(task.row.task_class),
            markup.stack(task.row.owner, _beside(task.row)),
            short_name(task.row.region_code, task.row.region),
            markup.stack(chips.of_task_state(task.row.state), _why(task)),
            running_bar(task),
        ]
        for task in tasks
    ]
    return markup.table(columns, rows, caption="Daftar tugas")


def _why(task: WatchedTask) -> str:
    """In words why it does not move; of what is late and says nothing, that nothing was said."""
    row = task.row
    if row.reason and row.state in _SAYS_WHY:
        return shorten(row.reason, _WHY_SHOWN, placeholder="…")
    if task.clock.urgency is Urgency.OVERDUE:
        return "alasan belum ditulis"
    return ""


_SAYS_WHY = frozenset({TaskState.BLOCKED, TaskState.DECLINED, TaskState.COUNTERED, TaskState.RETURNED})
_WHY_SHOWN = 90


def _beside(row: TaskRow) -> str:
    """Who is waited for, or who supports."""
    if row.state is TaskState.BLOCKED and row.helper:
        return f"menunggu {row.helper}"
    return formats.shortlist(list(row.supporters))


def origin(row: TaskRow) -> Text:
    """Where a task was born, as a link where there is a page for it."""
    if row.origin is TaskOrigin.COMMITMENT and row.commitment_code:
        return link(f"Komitmen {row.commitment_code}", addresses.commitment(row.commitment_code))
    if row.origin is TaskOrigin.DECISION and row.decision_meeting_id:
        return decision_behind(row, row.decision_meeting_id)
    if row.origin is TaskOrigin.CASE:
        return (
            link(f"Kasus {row.case_code}", addresses.case(row.case_code))
            if row.case_code
            else "register kasus"
        )
    if row.origin is TaskOrigin.FIGURE_CONFLICT and row.conflict_key:
        return link("Pertentangan angka", addresses.conflict(row.conflict_key))
    if row.origin is TaskOrigin.REGION and "." in row.region_code:
        return link(f"Wilayah {display_name(row.region)}", addresses.region(row.region_code))
    return labels.TASK_ORIGINS[row.origin].lower()


def _born_from(row: TaskRow) -> Text:
    born = origin(row)
    return born if row.origin is TaskOrigin.BY_HAND else Markup("dari {}").format(born)


def decision_behind(row: TaskRow, meeting: int) -> Markup:
    return link(
        f"Keputusan {row.decision_number}/{row.decision_year}",
        addresses.decisions(meeting),
    )


def explanation() -> Markup:
    return markup.note(
        markup.bold("Batas waktu."),
        f" {rules.task_clocks()} Hari libur nasional dan cuti bersama tidak dihitung. Tugas diusulkan, bukan "
        "diperintahkan: penanggung jawabnya menerima, menawar, atau menolak dengan alasan. ",
        link("Tangga eskalasi", addresses.tasks(view="eskalasi")),
    )


def new_task(origin: str, key: str, *, may: bool, label: str = "Tugas baru") -> Markup:
    """The way to one more task, on the page of the thing it is born from; empty for who may not propose."""
    if not may:
        return Markup("")
    return link(label, addresses.new_task(origin, key), css="gb-link gb-new-task")
