"""Tasks side by side: by seat, by state, as the matrix of follow-up, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import chips, markup
from components.kit.markup import Column, Text, link
from components.tasks.clock import running_bar, worst_first
from domain import addresses
from domain.places.regions import short_name
from domain.tasks.life import CLOSED_STATES, TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words import matrix as follow_up

if TYPE_CHECKING:
    from views.tasks import WatchedTask

CARDS_PER_COLUMN = 6


def board(columns: Iterable[tuple[str, Sequence[WatchedTask], str]]) -> Markup:
    """Columns of cards; each is (title, tasks, address of all of them)."""
    return markup.render(
        "tasks.board",
        columns=[
            {
                "title": title,
                "count": len(tasks),
                "cards": [_card(task) for task in tasks[:CARDS_PER_COLUMN]],
                "more": _more(tasks, address),
            }
            for title, tasks, address in columns
        ],
    )


def _more(tasks: Sequence[WatchedTask], address: str) -> Markup | str:
    if len(tasks) <= CARDS_PER_COLUMN:
        return ""
    return link(f"Lihat {formats.number(len(tasks))} tugas", address)


def _card(task: WatchedTask) -> dict[str, Text]:
    row = task.row
    return {
        "code": row.code,
        "task_class": chips.of_task_class(row.task_class),
        "title": link(row.title, addresses.task(row.code), css="gb-link gb-quiet"),
        "owner": row.owner,
        "region": short_name(row.region_code, row.region),
        "state": chips.of_task_state(row.state),
        "clock": running_bar(task),
    }


def seat_board(columns: Sequence[tuple[str, str, Sequence[WatchedTask]]]) -> Markup:
    """Each is (code of the seat, title, tasks)."""
    return board(
        (title, worst_first(tasks), addresses.tasks(view="daftar", seat=code))
        for code, title, tasks in columns
    )


_FILTER_OF = {
    TaskState.BLOCKED: "terkendala",
    TaskState.CLAIMED_DONE: "diklaim",
    TaskState.DECLINED: "ditolak",
    TaskState.PROPOSED: "jawaban",
    TaskState.COUNTERED: "jawaban",
}


def state_board(columns: Sequence[tuple[TaskState, Sequence[WatchedTask]]]) -> Markup:
    return board(
        (
            labels.TASK_STATES[state],
            worst_first(tasks),
            addresses.tasks(view="daftar", state=_FILTER_OF.get(state, "semua")),
        )
        for state, tasks in columns
        if tasks or state not in CLOSED_STATES
    )


def matrix(tasks: Sequence[WatchedTask], on: date, before: int) -> Markup:
    """The columns that officials expect; wide on purpose, as it is on paper.

    ``before`` rows stand on earlier pages.
    """
    columns = [Column(title, _MATRIX_CSS.get(title, "")) for title in follow_up.COLUMNS]
    lines = follow_up.follow_up([(task.row, task.running) for task in tasks], on)
    rows: list[list[Text]] = [
        [
            str(before + number),
            link(line.instruction, addresses.task(task.row.code)),
            *line.cells[2:],
        ]
        for number, (task, line) in enumerate(zip(tasks, lines, strict=True), start=1)
    ]
    return markup.table(columns, rows, caption="Matriks tindak lanjut", css="gb-matrix")


_MATRIX_CSS = {"No": "gb-narrow", "%": "gb-right", "Arahan/Kesepakatan": "gb-wide"}


def waiting(tasks: Sequence[WatchedTask]) -> Markup:
    """Blocked tasks by whose help they wait for, the one waited for by most first."""
    by_helper: dict[str, list[WatchedTask]] = {}
    for task in tasks:
        by_helper.setdefault(task.row.helper or formats.NOT_SET, []).append(task)
    ordered = sorted(by_helper, key=lambda name: (-len(by_helper[name]), name))
    if not ordered:
        return markup.empty(
            "Tidak ada tugas yang terkendala.", link("Lihat semua tugas", addresses.Page.TASKS)
        )
    columns = [
        Column("Menunggu", "gb-narrow"),
        Column("Yang menunggu", "gb-wide"),
        Column("Alasan", "gb-wide"),
        Column("Sejak"),
        Column("Batas waktu", "gb-narrow"),
    ]
    return markup.table(
        columns,
        [
            [
                markup.bold(helper),
                markup.stack(
                    link(task.row.title, addresses.task(task.row.code)),
                    f"{task.row.owner} · {task.row.code}",
                ),
                task.row.reason,
                formats.short_date(local_time(task.row.moved_at).date()),
                running_bar(task),
            ]
            for helper in ordered
            for task in worst_first(by_helper[helper])
        ],
        caption="Tugas terkendala menurut instansi yang ditunggu",
    )
