"""The follow-up matrix (matriks tindak lanjut) in the columns that officials expect.

The screen and the spreadsheet show the same rows; nothing here knows of either.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Protocol

from domain.tasks.clocks import ClockKind, RunningClock, Urgency, urgency
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

MOST_ROWS = 300
"""That a reader of paper can follow; the spreadsheet holds them all."""


class FollowedTask(Protocol):
    """What the matrix reads of a task."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def output(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def proposer(self) -> str: ...
    @property
    def supporters(self) -> tuple[str, ...]: ...
    @property
    def state(self) -> TaskState: ...
    @property
    def task_class(self) -> TaskClass: ...
    @property
    def origin(self) -> TaskOrigin: ...
    @property
    def commitment_code(self) -> str | None: ...
    @property
    def decision_number(self) -> int | None: ...
    @property
    def decision_year(self) -> int | None: ...
    @property
    def decision_text(self) -> str | None: ...
    @property
    def decided_at(self) -> datetime | None: ...
    @property
    def region(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def countered_due_on(self) -> date | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def helper(self) -> str | None: ...
    @property
    def progress(self) -> int | None: ...
    @property
    def evidence(self) -> str: ...
    @property
    def last_note(self) -> str: ...
    @property
    def is_demo(self) -> bool: ...


COLUMNS = (
    "No",
    "Arahan/Kesepakatan",
    "Sumber (rapat, tanggal)",
    "Penanggung jawab",
    "Instansi pendukung",
    "Target/Output",
    "Tenggat",
    "Progres (uraian)",
    "%",
    "Bukti/data dukung",
    "Kendala",
    "Tindak lanjut",
    "Status",
    "Keterangan",
)


@dataclass(frozen=True)
class FollowUp:
    """One row; its fields stand in the order of ``COLUMNS``."""

    number: int
    instruction: str
    source: str
    owner: str
    supporters: str
    output: str
    due: date
    progress: str
    percent: int | None
    evidence: str
    obstacle: str
    next_step: str
    status: str
    remark: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As texts, for a reader; a spreadsheet takes number, day and percentage as they are."""
        return tuple(_as_text(value) for value in astuple(self))


def _as_text(value: str | int | date | None) -> str:
    if value is None:
        return UNKNOWN
    return formats.long_date(value) if isinstance(value, date) else str(value)


UNKNOWN = "–"
SAMPLE_REMARK = "; DATA CONTOH"
"""On each row of a spreadsheet, which may be taken apart; a paper says it once."""


def follow_up(tasks: Iterable[tuple[FollowedTask, RunningClock | None]], on: date) -> list[FollowUp]:
    return [
        FollowUp(
            number=number,
            instruction=f"{task.decision_text} ({task.title})" if task.decision_text else task.title,
            source=source(task),
            owner=task.owner,
            supporters=formats.shortlist(list(task.supporters), most=6) or UNKNOWN,
            output=task.output,
            due=task.due_on,
            progress=task.last_note or UNKNOWN,
            percent=task.progress,
            evidence=task.evidence or UNKNOWN,
            obstacle=_obstacle(task),
            next_step=next_step(task, running),
            status=status(task, on),
            remark=_remark(task),
        )
        for number, (task, running) in enumerate(tasks, start=1)
    ]


def source(task: FollowedTask) -> str:
    if task.decision_number and task.decided_at:
        held = formats.long_date(local_time(task.decided_at).date())
        return f"Rapat {held}, Keputusan {task.decision_number}/{task.decision_year}"
    if task.origin is TaskOrigin.COMMITMENT and task.commitment_code:
        return f"Komitmen {task.commitment_code}"
    return labels.TASK_ORIGINS[task.origin]


def status(task: FollowedTask, on: date) -> str:
    """The state, and beside it that the due date is past: neither hides the other."""
    word = labels.TASK_STATES[task.state]
    late = urgency(task.state, task.due_on, on) is Urgency.OVERDUE
    return f"{word}; lewat tenggat" if late else word


def next_step(task: FollowedTask, running: RunningClock | None) -> str:
    """Whose turn it is, and until when or since when it is late."""
    if running is None:
        return "Selesai" if task.state is TaskState.VERIFIED else "Tidak dilanjutkan"
    who, what = {
        ClockKind.RESPONSE: (task.owner, "menjawab"),
        ClockKind.ANSWER: (task.owner, "menjawab"),
        ClockKind.COUNTER_ANSWER: (task.proposer, "menjawab tawaran"),
        ClockKind.PLAN: (task.owner, "mulai mengerjakan"),
        ClockKind.COMPLETION: (task.owner, "menyelesaikan"),
        ClockKind.VERIFICATION: ("Verifikator", "memeriksa bukti"),
    }[running.kind]
    until = formats.moment(running.deadline) if running.in_hours else formats.long_date(running.last_day)
    return (
        f"{who} belum {what}; batas {until} sudah lewat"
        if running.is_late
        else f"{who} {what} paling lambat {until}"
    )


def _obstacle(task: FollowedTask) -> str:
    if not task.reason:
        return UNKNOWN
    return f"{task.reason} (butuh {task.helper})" if task.helper else task.reason


def _remark(task: FollowedTask) -> str:
    parts = [task.code, labels.TASK_CLASSES[task.task_class], task.region]
    if task.countered_due_on:
        parts.append(f"ditawar {formats.long_date(task.countered_due_on)}")
    return "; ".join(parts) + (SAMPLE_REMARK if task.is_demo else "")
