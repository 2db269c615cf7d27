"""The ladder of escalation: a reminder, the owner's own superior, the forum, each on a named day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.access.agencies import AgencyKind
from domain.access.errors import RuleBroken
from domain.tasks.clocks import TaskTimes, running_clock
from domain.tasks.life import Phase, TaskClass, TaskState
from domain.time.calendar import local_time
from domain.time.working_days import add_working_days


class EscalationStep(StrEnum):
    REMINDER = "reminder"
    SUPERIOR = "superior"
    FORUM = "forum"


class EscalationCause(StrEnum):
    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    OVERDUE = "overdue"


LADDER: dict[TaskClass, dict[EscalationStep, int]] = {
    TaskClass.EMERGENCY: {
        EscalationStep.REMINDER: 0,
        EscalationStep.SUPERIOR: 1,
        EscalationStep.FORUM: 2,
    },
    TaskClass.URGENT: {EscalationStep.REMINDER: 1, EscalationStep.SUPERIOR: 3, EscalationStep.FORUM: 5},
    TaskClass.ORDINARY: {EscalationStep.REMINDER: 1, EscalationStep.SUPERIOR: 5, EscalationStep.FORUM: 10},
}
"""Working days after the missed day; for an emergency every day counts."""

COMMANDED_BY_GOVERNOR = frozenset({AgencyKind.GOVERNOR_OFFICE, AgencyKind.PROVINCIAL_AGENCY})
"""The only agencies whose escalation may end with the Governor's office."""


class NotDueYet(RuleBroken):
    """Nothing was missed, or the next step's day has not come."""


class WrongSuperior(RuleBroken):
    """The reference data would send a vertical agency's escalation to the Governor."""


@dataclass(frozen=True)
class Rung:
    step: EscalationStep
    due_on: date


@dataclass(frozen=True)
class Ladder:
    """What was missed, when, and the steps that follow from it in order."""

    cause: EscalationCause
    missed_on: date
    rungs: tuple[Rung, ...]

    def next_rung(self, recorded: Collection[EscalationStep]) -> Rung | None:
        return next((rung for rung in self.rungs if rung.step not in recorded), None)


def ladder(
    task: TaskTimes, now: datetime, holidays: Collection[date], *, has_superior: bool
) -> Ladder | None:
    """None while nothing was missed. A counter-offer and a claim wait for others, not for the owner."""
    cause = _cause(task, now, holidays)
    if cause is None:
        return None
    reason, missed_on = cause
    skipped = set()
    if reason is EscalationCause.DECLINED:
        # The owner has answered; reminding it of its own answer says nothing.
        skipped.add(EscalationStep.REMINDER)
    if not has_superior:
        skipped.add(EscalationStep.SUPERIOR)
    return Ladder(
        reason,
        missed_on,
        tuple(
            Rung(step, _later(task.task_class, missed_on, days, holidays))
            for step, days in LADDER[task.task_class].items()
            if step not in skipped
        ),
    )


def _later(task_class: TaskClass, day: date, days: int, holidays: Collection[date]) -> date:
    if task_class is TaskClass.EMERGENCY:
        return day + timedelta(days=days)
    return add_working_days(day, days, holidays)


def _cause(task: TaskTimes, now: datetime, holidays: Collection[date]) -> tuple[EscalationCause, date] | None:
    if task.state is TaskState.DECLINED:
        return EscalationCause.DECLINED, local_time(task.moved_at).date()
    if task.state.phase is Phase.UNDERWAY and task.due_on < local_time(now).date():
        return EscalationCause.OVERDUE, task.due_on
    if task.state is TaskState.PROPOSED:
        running = running_clock(task, now, holidays)
        if running is not None and running.is_late:
            return EscalationCause.NO_ANSWER, running.last_day
    return None


def check_superior(owner: AgencyKind, superior: AgencyKind) -> None:
    """Polda, Korem, Kejati or Imigrasi are never escalated to the Governor."""
    if superior is AgencyKind.GOVERNOR_OFFICE and owner not in COMMANDED_BY_GOVERNOR:
        raise WrongSuperior(
            "Instansi ini tidak berada di bawah Gubernur, tetapi data acuan menyebut demikian. "
            "Minta administrator membetulkan atasan instansi sebelum eskalasi dicatat."
        )


def check_due(found: Ladder | None, recorded: Collection[EscalationStep], on: date) -> Rung:
    """The step whose day has come; a refusal that names the day when it has not."""
    if found is None:
        raise NotDueYet(
            "Tidak ada tenggat yang terlewat pada tugas ini, jadi belum ada yang perlu dieskalasi."
        )
    rung = found.next_rung(recorded)
    if rung is None:
        raise NotDueYet("Semua langkah eskalasi tugas ini sudah dicatat. Bahas kelanjutannya di forum.")
    if rung.due_on > on:
        raise NotDueYet(
            f"Langkah eskalasi berikutnya jatuh pada {rung.due_on:%d/%m/%Y}. Tunggu sampai hari itu."
        )
    return rung
