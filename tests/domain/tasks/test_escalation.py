"""The ladder: which step is due on which working day, over weekends, holidays and the year's end."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access.agencies import AgencyKind
from domain.tasks.clocks import TaskTimes
from domain.tasks.escalation import (
    COMMANDED_BY_GOVERNOR,
    LADDER,
    EscalationCause,
    EscalationStep,
    Ladder,
    NotDueYet,
    WrongSuperior,
    check_due,
    check_superior,
    ladder,
)
from domain.tasks.life import TaskClass, TaskState
from domain.time.calendar import ZONE
from domain.time.working_days import is_working_day

REMINDER, SUPERIOR, FORUM = EscalationStep.REMINDER, EscalationStep.SUPERIOR, EscalationStep.FORUM
CHRISTMAS = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def found(
    state: TaskState,
    task_class: TaskClass,
    *,
    due_on: date,
    moved_on: date = date(2026, 10, 1),
    now: datetime,
    holidays: frozenset[date] = frozenset(),
    has_superior: bool = True,
) -> Ladder | None:
    moved = at(moved_on)
    times = TaskTimes(state, task_class, None, moved, moved, due_on)
    return ladder(times, now, holidays, has_superior=has_superior)


def days(of: Ladder | None) -> dict[EscalationStep, date]:
    assert of is not None
    return {rung.step: rung.due_on for rung in of.rungs}


class TestDays:
    def test_an_overdue_task_is_reminded_then_told_to_the_superior_then_to_the_forum(self) -> None:
        due = date(2026, 11, 12)  # a Thursday
        of = found(TaskState.IN_PROGRESS, TaskClass.ORDINARY, due_on=due, now=at(date(2026, 11, 13)))
        assert of is not None
        assert (of.cause, of.missed_on) == (EscalationCause.OVERDUE, due)
        assert days(of) == {
            REMINDER: date(2026, 11, 13),
            SUPERIOR: date(2026, 11, 19),
            FORUM: date(2026, 11, 26),
        }

    def test_an_urgent_one_climbs_faster(self) -> None:
        of = found(TaskState.BLOCKED, TaskClass.URGENT, due_on=date(2026, 11, 12), now=at(date(2026, 11, 13)))
        assert days(of) == {
            REMINDER: date(2026, 11, 13),
            SUPERIOR: date(2026, 11, 17),
            FORUM: date(2026, 11, 19),
        }

    def test_an_emergency_climbs_every_day_also_on_a_weekend(self) -> None:
        friday = date(2026, 11, 20)
        of = found(
            TaskState.ACCEPTED,
            TaskClass.EMERGENCY,
            due_on=friday,
            moved_on=date(2026, 11, 16),
            now=at(date(2026, 11, 21)),
        )
        assert days(of) == {
            REMINDER: friday,
            SUPERIOR: date(2026, 11, 21),
            FORUM: date(2026, 11, 22),
        }

    def test_holidays_and_the_end_of_the_year_are_stepped_over(self) -> None:
        of = found(
            TaskState.IN_PROGRESS,
            TaskClass.URGENT,
            due_on=date(2026, 12, 23),
            now=at(date(2026, 12, 29)),
            holidays=CHRISTMAS,
        )
        assert days(of) == {
            REMINDER: date(2026, 12, 28),
            SUPERIOR: date(2026, 12, 30),
            FORUM: date(2027, 1, 4),
        }
        of = found(
            TaskState.IN_PROGRESS,
            TaskClass.ORDINARY,
            due_on=date(2026, 12, 30),
            now=at(date(2026, 12, 31)),
            holidays=CHRISTMAS,
        )
        assert days(of) == {
            REMINDER: date(2026, 12, 31),
            SUPERIOR: date(2027, 1, 7),
            FORUM: date(2027, 1, 14),
        }

    def test_silence_on_a_proposal_counts_from_its_last_day_of_answer(self) -> None:
        of = found(
            TaskState.PROPOSED,
            TaskClass.URGENT,
            due_on=date(2027, 2, 1),
            moved_on=date(2026, 12, 22),
            now=at(date(2026, 12, 31)),
            holidays=CHRISTMAS,
        )
        assert of is not None
        # Tuesday the 22nd; three working days end on the 29th.
        assert (of.cause, of.missed_on) == (EscalationCause.NO_ANSWER, date(2026, 12, 29))
        assert days(of) == {
            REMINDER: date(2026, 12, 30),
            SUPERIOR: date(2027, 1, 4),
            FORUM: date(2027, 1, 6),
        }

    def test_six_hours_without_a_response_are_reminded_the_same_day(self) -> None:
        day = date(2026, 11, 23)
        came_in = datetime(2026, 11, 23, 3, 14, tzinfo=ZONE)
        times = TaskTimes(TaskState.PROPOSED, TaskClass.EMERGENCY, None, came_in, came_in, date(2026, 11, 29))
        assert ladder(times, came_in + timedelta(hours=5), frozenset(), has_superior=True) is None
        of = ladder(times, came_in + timedelta(hours=7), frozenset(), has_superior=True)
        assert days(of)[REMINDER] == day
        assert check_due(of, (), day).step is REMINDER

    def test_who_declined_is_not_reminded_of_it(self) -> None:
        of = found(
            TaskState.DECLINED,
            TaskClass.URGENT,
            due_on=date(2026, 12, 3),
            moved_on=date(2026, 11, 17),
            now=at(date(2026, 11, 23)),
        )
        assert of is not None
        assert of.cause is EscalationCause.DECLINED
        assert days(of) == {SUPERIOR: date(2026, 11, 20), FORUM: date(2026, 11, 24)}

    def test_without_a_superior_the_forum_comes_next(self) -> None:
        of = found(
            TaskState.IN_PROGRESS,
            TaskClass.URGENT,
            due_on=date(2026, 11, 12),
            now=at(date(2026, 11, 23)),
            has_superior=False,
        )
        assert list(days(of)) == [REMINDER, FORUM]

    @given(
        st.sampled_from([TaskClass.URGENT, TaskClass.ORDINARY]),
        st.dates(date(2025, 1, 1), date(2027, 12, 31)),
        st.frozensets(st.dates(date(2025, 1, 1), date(2028, 3, 1)), max_size=30),
    )
    def test_steps_fall_on_working_days_one_after_the_other(
        self, task_class: TaskClass, due: date, holidays: frozenset[date]
    ) -> None:
        of = found(
            TaskState.IN_PROGRESS, task_class, due_on=due, now=at(due + timedelta(days=1)), holidays=holidays
        )
        assert of is not None
        ordered = [due, *days(of).values()]
        assert ordered == sorted(set(ordered))
        assert all(is_working_day(day, holidays) for day in ordered[1:])


class TestWhatIsMissed:
    @pytest.mark.parametrize(
        "state", [TaskState.COUNTERED, TaskState.CLAIMED_DONE, TaskState.VERIFIED, TaskState.WITHDRAWN]
    )
    def test_what_waits_for_others_is_never_held_against_the_owner(self, state: TaskState) -> None:
        late = found(state, TaskClass.URGENT, due_on=date(2026, 10, 12), now=at(date(2026, 11, 23)))
        assert late is None

    @pytest.mark.parametrize("state", list(TaskState))
    def test_on_the_due_date_itself_nothing_is_missed(self, state: TaskState) -> None:
        day = date(2026, 11, 23)
        of = found(state, TaskClass.ORDINARY, due_on=day, moved_on=day, now=at(day, 20))
        assert of is None or of.cause is EscalationCause.DECLINED


class TestRecording:
    OF = found(TaskState.IN_PROGRESS, TaskClass.URGENT, due_on=date(2026, 11, 12), now=at(date(2026, 11, 13)))

    def test_the_steps_are_taken_in_order_each_on_its_day(self) -> None:
        assert check_due(self.OF, (), date(2026, 11, 13)).step is REMINDER
        assert check_due(self.OF, {REMINDER}, date(2026, 11, 17)).step is SUPERIOR
        assert check_due(self.OF, {REMINDER, SUPERIOR}, date(2026, 11, 30)).step is FORUM

    def test_before_its_day_a_step_is_refused_with_that_day(self) -> None:
        with pytest.raises(NotDueYet, match="17/11/2026"):
            check_due(self.OF, {REMINDER}, date(2026, 11, 16))

    def test_after_the_last_step_there_is_none(self) -> None:
        with pytest.raises(NotDueYet, match="sudah dicatat"):
            check_due(self.OF, set(EscalationStep), date(2026, 12, 31))

    def test_what_missed_nothing_is_not_escalated(self) -> None:
        with pytest.raises(NotDueYet, match="Tidak ada tenggat yang terlewat"):
            check_due(None, (), date(2026, 12, 31))


@pytest.mark.parametrize("kind", list(AgencyKind))
def test_nobody_whom_the_governor_does_not_command_is_escalated_to_him(kind: AgencyKind) -> None:
    check_superior(kind, AgencyKind.NATIONAL_BODY)
    if kind in COMMANDED_BY_GOVERNOR:
        check_superior(kind, AgencyKind.GOVERNOR_OFFICE)
        return
    with pytest.raises(WrongSuperior, match="tidak berada di bawah Gubernur"):
        check_superior(kind, AgencyKind.GOVERNOR_OFFICE)


def test_the_ladder_names_a_day_for_every_class_and_step() -> None:
    assert set(LADDER) == set(TaskClass)
    for steps in LADDER.values():
        assert list(steps) == list(EscalationStep)
        assert list(steps.values()) == sorted(set(steps.values()))
