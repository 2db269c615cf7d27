"""Rows that several papers share: tasks and commitments in the words of their screens."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from db.backend import is_sample, today
from db.queries.agencies import agency_rows
from db.queries.holidays import closed_days
from db.queries.ownership import awaited_answers
from db.queries.revision import data_revision
from domain.access.permissions import Actor
from domain.commitments.health import CommitmentProgress, Health
from domain.commitments.standing import because
from domain.meetings.life import waited_words
from domain.meetings.wall import PromiseRow
from domain.papers.sealing import PaperKind
from domain.tasks.clocks import Urgency, rank
from domain.tasks.life import TaskState
from domain.time import formats, lateness
from domain.time.calendar import whole_minute
from domain.time.lateness import DueKind
from domain.words import labels
from domain.words.papers import shortened
from reports.drawing import Picture
from reports.sheets import PaperSheet, SheetTable, table
from views import newest
from views.ask import ask
from views.registers import Rated
from views.tasks import WatchedTask

LONGEST_TITLE, LONGEST_NAME = 96, 30
"""Letters that a line of a paper has room for; the screens hold the whole."""

WORST_FIRST = (
    Health.OVERDUE,
    Health.SILENT,
    Health.AT_RISK,
    Health.NO_OWNER,
    Health.ON_SCHEDULE,
    Health.DONE,
)


def open_ones(tasks: Iterable[WatchedTask]) -> list[WatchedTask]:
    """Those that are longest past their due date first, as a paper has room for a few; then as every list."""
    return sorted((task for task in tasks if task.running is not None), key=_most_pressing)


def _most_pressing(task: WatchedTask) -> tuple[date, tuple[bool, int, float, str]]:
    late = task.clock.urgency is Urgency.OVERDUE
    return task.row.due_on if late else date.max, rank(task.row, task.running)


def late_ones(tasks: Iterable[WatchedTask]) -> int:
    """By the rule of Ringkasan: past the due date and not over."""
    return sum(task.clock.urgency is Urgency.OVERDUE for task in tasks)


def of_tasks(tasks: Sequence[WatchedTask], title: str, *, names_owner: bool, empty: str) -> SheetTable:
    who = (("Penanggung jawab", 32),) if names_owner else ()
    return table(
        title,
        (("Kode", 17), ("Tugas", 0), *who, ("Keadaan", 32), ("Tenggat", 62)),
        [
            (
                task.row.code,
                shortened(task.row.title, LONGEST_TITLE),
                *([shortened(task.row.owner, LONGEST_NAME)] if names_owner else []),
                labels.TASK_STATES[task.row.state],
                f"{formats.short_date(task.row.due_on)}, {task.clock.left_in_words}",
            )
            for task in tasks
        ],
        where="di layar Tugas",
        empty=empty,
    )


def of_commitments(
    rated: Iterable[Rated], on: date, title: str = "Komitmen", *, names_owner: bool, empty: str
) -> SheetTable:
    """The worst first; what is claimed and what is verified stand side by side."""
    worst = sorted(rated, key=lambda each: (WORST_FIRST.index(each[1]), each[0].due_on, each[0].code))
    who = (("Penanggung jawab", 32),) if names_owner else ()
    return table(
        title,
        (
            ("Kode", 17),
            ("Komitmen dan sebab keadaannya", 0),
            *who,
            ("Keadaan", 32),
            ("Klaim | terverifikasi", 38),
        ),
        [
            (
                row.code,
                _with_reason(row.title, because(row.progress, health, on, promised_on=row.promised_on)),
                *([shortened(row.owner or formats.NOT_SET, LONGEST_NAME)] if names_owner else []),
                health.label,
                _side_by_side(row.progress),
            )
            for row, health in worst
        ],
        where="di layar Komitmen",
        empty=empty,
    )


def waiting(tasks: Iterable[WatchedTask], offices: Collection[str]) -> SheetTable:
    """What was put to these offices and has no answer yet, and what was countered of what they proposed."""
    on = today()
    closed = ask(closed_days, on)
    numbers = {each.id for each in ask(agency_rows) if each.code in offices}
    asked = [
        (
            task.row.code,
            shortened(task.row.title, LONGEST_TITLE),
            "tugas diusulkan" if task.row.state is TaskState.PROPOSED else "tawaran atas tugas",
            task.running.left_in_words if task.running else "",
        )
        for task in open_ones(tasks)
        if (task.row.state is TaskState.PROPOSED and task.row.owner_code in offices)
        or (task.row.state is TaskState.COUNTERED and task.row.proposer_id in numbers)
    ]
    offered = [
        (
            each.code,
            shortened(each.title, LONGEST_TITLE),
            "tawaran penanggung jawab" if each.is_counter else "penanggung jawab diusulkan",
            lateness.left(DueKind.TASK, each.answer_by, on, closed),
        )
        for each in ask(awaited_answers)
        if each.agency_id in numbers
    ]
    return table(
        "Menunggu jawaban",
        (("Kode", 17), ("Apa", 0), ("Sebagai", 48), ("Waktu", 40)),
        [*asked, *offered],
        where="di layar Tugas dan Komitmen",
        empty="Tidak ada usulan atau tawaran yang menunggu jawaban.",
    )


def of_promises(promised: Iterable[PromiseRow], title: str, *, empty: str) -> SheetTable:
    return table(
        title,
        (("Kode", 17), ("Tugas", 0), ("Keputusan", 22), ("Keadaan", 32), ("Tenggat", 62)),
        [
            (
                each.code,
                shortened(each.title, LONGEST_TITLE),
                each.decision,
                each.promise.row.label,
                waited_words(each.promise, each.working_days) or formats.short_date(each.due_on),
            )
            for each in promised
        ],
        where="di layar Rapat",
        empty=empty,
    )


def _with_reason(title: str, reason: str) -> str:
    return f"{shortened(title, LONGEST_TITLE)} ({reason})" if reason else title


def _side_by_side(progress: CommitmentProgress) -> str:
    if progress.claimed is None:
        return percent(None)
    return f"{percent(progress.claimed)} | {percent(progress.verified)}"


def percent(value: float | None) -> str:
    """Silence is not zero."""
    return formats.uncapitalised(formats.NO_REPORT) if value is None else formats.percent(value, 0)


def sheet(
    kind: PaperKind,
    about: str,
    finding: str,
    actor: Actor,
    *,
    facts: Sequence[tuple[str, str]] = (),
    figures: Sequence[tuple[str, str]] = (),
    picture: Picture | None = None,
    tables: Sequence[SheetTable],
    as_of: str = "",
) -> PaperSheet:
    """As of the minute, so that the same minute and the same facts give the same code."""
    moment = newest.of_work()
    return PaperSheet(
        kind=kind,
        about=about,
        finding=finding,
        facts=tuple(facts),
        figures=tuple(figures),
        picture=picture,
        tables=tuple(tables),
        now=whole_minute(moment.drawn_at),
        as_of=as_of or moment.said,
        revision=ask(data_revision),
        reader=actor.display_name,
        is_sample=is_sample(),
    )
