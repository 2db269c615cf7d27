"""Meetings of the forum: their states, who reads them, and what became of their promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.access.permissions import Role
from domain.enumerations import Labelled, Rowed
from domain.tasks.life import Phase, TaskState
from domain.time import lateness
from domain.time.calendar import ZONE, local_time
from domain.time.formats import day_and_date, moment


class MeetingState(Rowed):
    row: Labelled

    DRAFT = "draft", Labelled("Rancangan")
    OPEN = "open", Labelled("Terjadwal")
    IN_PROGRESS = "in_progress", Labelled("Berlangsung")
    CLOSED = "closed", Labelled("Ditutup")


class Classification(StrEnum):
    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SECRET = "secret"  # noqa: S105 - the third of the official classes, not a credential


class AttendanceMode(StrEnum):
    PRESENT = "present"
    REPRESENTED = "represented"
    ONLINE = "online"
    ABSENT = "absent"


class Capacity(StrEnum):
    """In which capacity somebody sat for an agency; the person is named by office, never by name."""

    HOLDER = "holder"
    ACTING = "acting"
    STAND_IN = "stand_in"
    ENVOY = "envoy"


LONGEST_OFFICE = 120
LONGEST_TEXT = 1_000
"""A decision, a reason, an addendum."""
LONGEST_NOTES = 6_000


class ItemState(StrEnum):
    """Of a point of the agenda; what is still planned at closing goes to the next meeting."""

    PLANNED = "planned"
    DISCUSSED = "discussed"
    DROPPED = "dropped"


SHORTEST_MEETING = 10
LONGEST_MEETING = 480
"""Minutes; a meeting of more than a working day is two meetings."""

UNDO_WINDOW = timedelta(seconds=60)
"""For so long whoever closed a meeting may take that back."""

LONGEST_POINT = 200
"""Letters of a point that somebody types; what the rules find is as long as it is called."""
LONGEST_ITEM = 240
LONGEST_SCREEN = 24
"""Hours for which a token shows the shared screen."""

MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.DRAFT: frozenset({MeetingState.OPEN}),
    # A draft that was opened too early may go back, as long as nothing was decided.
    MeetingState.OPEN: frozenset({MeetingState.DRAFT, MeetingState.IN_PROGRESS}),
    MeetingState.IN_PROGRESS: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset(),
}

_WHY_NOT = {
    MeetingState.DRAFT: "Rapat ini tidak dapat kembali menjadi rancangan: rapat sudah berjalan atau ditutup.",
    MeetingState.OPEN: "Rapat ini sudah dibuka. Muat ulang halaman untuk melihat keadaannya.",
    MeetingState.IN_PROGRESS: "Rapat hanya dapat dimulai dari keadaan dibuka. Buka rapatnya lebih dahulu.",
    MeetingState.CLOSED: "Rapat hanya dapat ditutup satu kali, selagi berlangsung. "
    "Sesudah itu perubahan dicatat sebagai addendum.",
}


def refuse_move(state: MeetingState, to: MeetingState) -> None:
    if to not in MOVES[state]:
        raise RuleBroken(_WHY_NOT[to])


class Began(StrEnum):
    """The answer to when a meeting began that is not begun on the day it was planned for."""

    NOW = "now"
    AS_PLANNED = "as_planned"


class AnotherDay(RuleBroken):
    """The plan and the day differ, and nobody has said yet which of them the minutes shall carry."""


def began_at(planned: datetime, now: datetime, answer: Began | None) -> datetime:
    """When the meeting really began: by the clock, and where the day is not the planned one, by a person."""
    planned_on, on = local_time(planned).date(), local_time(now).date()
    if answer is Began.AS_PLANNED and planned <= now:
        return planned
    if planned_on == on or answer is Began.NOW:
        return now
    past = " atau berlangsung menurut rencana" if planned <= now else ""
    raise AnotherDay(
        f"Rapat ini direncanakan {day_and_date(planned_on)}; hari ini {day_and_date(on)}. "
        f"Pastikan dahulu: dimulai sekarang{past}? Notulen menyebut rencana dan kenyataannya."
    )


def ended_at(began: datetime, now: datetime, said: time | None) -> datetime | None:
    """When it really ended, where that is not when it is closed; asked for when that is a later day."""
    began_on = local_time(began).date()
    if said is None:
        if began_on != local_time(now).date():
            raise AnotherDay(
                f"Rapat ini berlangsung {day_and_date(began_on)}, bukan hari ini. "
                "Isi pukul berapa rapat selesai di halaman Rapat, lalu tutup."
            )
        return None
    ended = datetime.combine(began_on, said, ZONE)
    after_midnight = ended + timedelta(days=1)
    if ended < began and after_midnight - began <= timedelta(minutes=LONGEST_MEETING):
        ended = after_midnight
    if not began <= ended <= now:
        raise RuleBroken(
            f"Rapat mulai {moment(began)}. Isi waktu selesai sesudah itu dan tidak melewati saat ini."
        )
    return ended


def refuse_reopening(
    *, closed_at: datetime | None, closed_by: int | None, by: int | None, now: datetime, is_amended: bool
) -> None:
    """Closing is taken back by whoever closed, at once, and never below an addendum."""
    if closed_at is None:
        raise RuleBroken("Rapat ini belum ditutup, jadi tidak ada penutupan yang dibatalkan.")
    if by is None or closed_by != by:
        raise RuleBroken(
            "Penutupan hanya dapat dibatalkan oleh yang menutupnya. Catat perubahan sebagai addendum."
        )
    if now - closed_at > UNDO_WINDOW or is_amended:
        raise RuleBroken(
            f"Penutupan hanya dapat dibatalkan dalam {UNDO_WINDOW.seconds} detik. "
            "Catat perubahan sebagai addendum."
        )


PLANNABLE = frozenset({MeetingState.DRAFT, MeetingState.OPEN, MeetingState.IN_PROGRESS})
"""States in which the agenda, the attendance and the plan may still change."""


def refuse_unless_plannable(state: MeetingState) -> None:
    if state not in PLANNABLE:
        raise RuleBroken("Rapat ini sudah ditutup dan disegel. Catat perubahannya sebagai addendum.")


def refuse_unless_in_progress(state: MeetingState) -> None:
    if state is MeetingState.CLOSED:
        raise RuleBroken("Rapat ini sudah ditutup dan disegel. Catat perubahannya sebagai addendum.")
    if state is not MeetingState.IN_PROGRESS:
        raise RuleBroken("Keputusan dicatat selagi rapat berlangsung. Mulai rapatnya lebih dahulu.")


def may_read(classification: Classification, role: Role | None) -> bool:
    """Whether a role reads the content of such a meeting; its date stays known to all who sign in."""
    return classification is not Classification.SECRET or (role is not None and role.row.reads_secrets)


class PromiseState(Rowed):
    row: Labelled

    LATE = "late", Labelled("Terlambat")
    NO_ANSWER = "no_answer", Labelled("Tanpa jawaban")
    KEPT = "kept", Labelled("Ditepati")
    RUNNING = "running", Labelled("Berjalan")
    AWAITED = "awaited", Labelled("Menunggu jawaban")
    """Proposed, and the days in which it is to be answered are not over."""


NOT_DUE = frozenset({PromiseState.RUNNING, PromiseState.AWAITED})
"""They count for nobody."""


def promise_state(state: TaskState, due_on: date, on: date, answer_by: date) -> PromiseState | None:
    """What became of a promise of a meeting; None for what was declined or withdrawn, which never was one.

    Kept means verified: what is only claimed by its owner is not kept yet. Without any answer it is
    neither kept nor broken but unanswered, once an answer was due. What is not due is still running.
    """
    if state.phase is Phase.NEVER_PROMISED:
        return None
    if state.phase is Phase.KEPT:
        return PromiseState.KEPT
    if state is TaskState.PROPOSED:
        return PromiseState.NO_ANSWER if min(due_on, answer_by) < on else PromiseState.AWAITED
    return PromiseState.LATE if due_on < on else PromiseState.RUNNING


def waited_words(promise: PromiseState, working_days: int) -> str:
    """For how long it is late or unanswered; nothing of what is kept or still running."""
    if promise is PromiseState.LATE:
        return lateness.in_words(lateness.DueKind.TASK, -working_days, is_late=True)
    if promise is PromiseState.NO_ANSWER:
        return f"belum dijawab {lateness.waited_in_words(lateness.DueKind.TASK, working_days)}"
    return ""


@dataclass(frozen=True)
class Score:
    """Kept out of due, and per agency."""

    kept: int
    due: int

    @property
    def percent(self) -> float | None:
        """None where nothing was due: that is no score of zero."""
        return 100.0 * self.kept / self.due if self.due else None


def score(promises: Iterable[PromiseState]) -> Score:
    due = [promise for promise in promises if promise not in NOT_DUE]
    return Score(due.count(PromiseState.KEPT), len(due))
