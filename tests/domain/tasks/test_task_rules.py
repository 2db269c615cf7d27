"""The moves of a task, whose they are, and its clocks."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access.errors import Forbidden, RuleBroken
from domain.tasks.clocks import (
    ANSWER_DAYS,
    CLASS_ORDER,
    DUE_SOON_DAYS,
    EMERGENCY_DAYS,
    REFERRAL_ANSWER_DAYS,
    ClockKind,
    TaskTimes,
    Urgency,
    clock,
    running_clock,
    urgency,
)
from domain.tasks.life import (
    CLOSED_STATES,
    RULES,
    Move,
    MoveNotPossible,
    Party,
    TaskClass,
    TaskState,
    after,
    moves,
    parties,
    require_standing,
)
from domain.tasks.proposals import (
    LONGEST_TITLE,
    DueDateRefused,
    OwnerRefused,
    check_due,
    check_owner,
    check_text,
)
from domain.time.calendar import ZONE
from domain.time.working_days import working_days_until

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
OPEN_STATES = [state for state in TaskState if state not in CLOSED_STATES]
HOLIDAYS = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})

PATHS = {
    (TaskState.PROPOSED, Move.ACCEPT): TaskState.ACCEPTED,
    (TaskState.PROPOSED, Move.COUNTER): TaskState.COUNTERED,
    (TaskState.PROPOSED, Move.DECLINE): TaskState.DECLINED,
    (TaskState.PROPOSED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.COUNTERED, Move.AGREE): TaskState.ACCEPTED,
    (TaskState.COUNTERED, Move.INSIST): TaskState.PROPOSED,
    (TaskState.COUNTERED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.ACCEPTED, Move.START): TaskState.IN_PROGRESS,
    (TaskState.ACCEPTED, Move.BLOCK): TaskState.BLOCKED,
    (TaskState.IN_PROGRESS, Move.UPDATE): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.BLOCK): TaskState.BLOCKED,
    (TaskState.IN_PROGRESS, Move.CLAIM): TaskState.CLAIMED_DONE,
    (TaskState.BLOCKED, Move.RESUME): TaskState.IN_PROGRESS,
    (TaskState.BLOCKED, Move.CLAIM): TaskState.CLAIMED_DONE,
    (TaskState.CLAIMED_DONE, Move.VERIFY): TaskState.VERIFIED,
    (TaskState.CLAIMED_DONE, Move.RETURN): TaskState.RETURNED,
    (TaskState.RETURNED, Move.START): TaskState.IN_PROGRESS,
    (TaskState.RETURNED, Move.BLOCK): TaskState.BLOCKED,
    (TaskState.RETURNED, Move.CLAIM): TaskState.CLAIMED_DONE,
}
"""All that is possible, written down a second time on purpose: whoever changes a rule says so here."""

states, every_move = st.sampled_from(TaskState), st.sampled_from(Move)
standings = st.frozensets(st.sampled_from(Party))


class TestMoves:
    @given(states, every_move)
    def test_a_state_leads_where_the_paths_say_and_nowhere_else(self, state: TaskState, move: Move) -> None:
        if (state, move) in PATHS:
            assert after(move, state) is PATHS[state, move]
            return
        with pytest.raises(MoveNotPossible):
            after(move, state)

    def test_every_state_is_reached_from_a_proposal(self) -> None:
        reached, ahead = {TaskState.PROPOSED}, [TaskState.PROPOSED]
        while ahead:
            here = ahead.pop()
            fresh = {to for (state, _), to in PATHS.items() if state is here} - reached
            reached |= fresh
            ahead += fresh
        assert reached == set(TaskState)

    def test_from_every_open_state_a_task_can_still_be_closed(self) -> None:
        ending = set(CLOSED_STATES)
        for _ in TaskState:
            ending |= {state for (state, _), to in PATHS.items() if to in ending}
        assert ending == set(TaskState)

    @given(st.lists(st.tuples(every_move, standings), max_size=25))
    def test_whatever_is_tried_a_closed_task_moves_no_more(
        self, tries: list[tuple[Move, frozenset[Party]]]
    ) -> None:
        state = TaskState.PROPOSED
        for move, standing in tries:
            closed = state in CLOSED_STATES
            assert (move in moves(state, standing)) == ((state, move) in PATHS and RULES[move].by in standing)
            try:
                require_standing(move, standing)
                state = after(move, state)
            except (Forbidden, MoveNotPossible):
                continue
            assert not closed

    @pytest.mark.parametrize("state", sorted(CLOSED_STATES))
    def test_a_closed_task_says_what_to_do_instead(self, state: TaskState) -> None:
        assert moves(state, set(Party)) == []
        with pytest.raises(MoveNotPossible, match="Usulkan tugas baru"):
            after(Move.ACCEPT, state)

    @given(every_move, standings)
    def test_a_move_belongs_to_one_party(self, move: Move, standing: frozenset[Party]) -> None:
        if RULES[move].by in standing:
            require_standing(move, standing)
            return
        with pytest.raises(Forbidden):
            require_standing(move, standing)

    def test_every_move_has_a_rule(self) -> None:
        assert set(RULES) == set(Move) == {move for _, move in PATHS}


class TestParties:
    @given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.booleans())
    def test_nobody_verifies_what_the_own_agency_owns(
        self, actor: int, owner: int, proposer: int, may_verify: bool
    ) -> None:
        found = parties({actor}, owner_id=owner, proposer_id=proposer, may_verify=may_verify)
        assert (Party.OWNER in found) == (actor == owner)
        assert (Party.PROPOSER in found) == (actor == proposer)
        assert (Party.VERIFIER in found) == (may_verify and actor != owner)

    def test_who_belongs_to_no_agency_is_no_party(self) -> None:
        assert not parties(frozenset(), owner_id=1, proposer_id=1, may_verify=True)


class TestDueDate:
    @pytest.mark.parametrize(
        ("days_left", "expected"),
        [
            (-1, Urgency.OVERDUE),
            (0, Urgency.DUE_SOON),
            (DUE_SOON_DAYS, Urgency.DUE_SOON),
            (DUE_SOON_DAYS + 1, Urgency.LATER),
        ],
    )
    @pytest.mark.parametrize("state", OPEN_STATES)
    def test_an_open_task_is_urgent_by_its_due_date_alone(
        self, state: TaskState, days_left: int, expected: Urgency
    ) -> None:
        due_on = TODAY + timedelta(days=days_left)
        found = clock(state, due_on, TODAY, ())
        assert (found.urgency, found.is_past) == (expected, days_left < 0)

    @pytest.mark.parametrize("state", sorted(CLOSED_STATES))
    @pytest.mark.parametrize("days_left", [-400, -1, 0, 3, 400])
    def test_a_closed_task_is_never_overdue(self, state: TaskState, days_left: int) -> None:
        due_on = TODAY + timedelta(days=days_left)
        assert clock(state, due_on, TODAY, ()).urgency is Urgency.CLOSED

    def test_a_claim_does_not_stop_the_clock(self) -> None:
        assert urgency(TaskState.CLAIMED_DONE, TODAY - timedelta(days=1), TODAY) is Urgency.OVERDUE

    @given(st.sampled_from(OPEN_STATES), st.dates(), st.dates())
    def test_what_is_left_is_counted_in_working_days_the_one_unit_of_a_task(
        self, state: TaskState, due_on: date, on: date
    ) -> None:
        assert clock(state, due_on, on, ()).days_left == working_days_until(on, due_on, ())

    def test_a_holiday_is_no_day_on_which_a_task_is_late(self) -> None:
        due, on = date(2026, 11, 20), date(2026, 11, 25)
        assert clock(TaskState.ACCEPTED, due, on, ()).days_left == -3
        assert clock(TaskState.ACCEPTED, due, on, {date(2026, 11, 24)}).days_left == -2


def test_emergencies_come_first_and_every_class_has_a_place() -> None:
    assert set(CLASS_ORDER) == set(TaskClass)
    assert min(CLASS_ORDER, key=lambda each: CLASS_ORDER[each]) is TaskClass.EMERGENCY


def task(
    state: TaskState = TaskState.PROPOSED,
    task_class: TaskClass = TaskClass.ORDINARY,
    *,
    moved_at: datetime = NOW,
    due_on: date = date(2027, 3, 1),
    referral_days: int | None = None,
) -> TaskTimes:
    return TaskTimes(state, task_class, referral_days, moved_at, moved_at, due_on)


class TestRunningClock:
    def test_an_emergency_is_answered_within_six_hours_counted_by_the_minute(self) -> None:
        came_in = datetime(2026, 11, 23, 3, 14, tzinfo=ZONE)
        running = running_clock(task(task_class=TaskClass.EMERGENCY, moved_at=came_in), NOW, HOLIDAYS)
        assert running is not None
        assert (running.kind, running.in_hours, running.left) == (ClockKind.RESPONSE, True, 134)
        later = running_clock(
            task(task_class=TaskClass.EMERGENCY, moved_at=came_in), came_in + timedelta(hours=7), HOLIDAYS
        )
        assert later is not None
        assert (later.left, later.is_late, later.share_used) == (-60, True, 1.0)

    @pytest.mark.parametrize(("minutes", "left"), [(0, 360), (1, 359), (360, 0), (361, -1)])
    @pytest.mark.parametrize("seconds", [0, 45])
    def test_every_second_of_a_minute_says_the_same_and_never_more_than_there_is(
        self, minutes: int, left: int, seconds: int
    ) -> None:
        """Lists are kept a minute; what deserves attention is asked at its own second."""
        came_in = datetime(2026, 11, 23, 7, 0, 40, tzinfo=ZONE)
        asked = came_in.replace(second=seconds) + timedelta(minutes=minutes)
        running = running_clock(task(task_class=TaskClass.EMERGENCY, moved_at=came_in), asked, HOLIDAYS)
        assert running is not None
        assert (running.left, running.is_late) == (left, left < 0)

    @pytest.mark.parametrize(
        ("state", "task_class", "kind", "last_day"),
        [
            (TaskState.PROPOSED, TaskClass.URGENT, ClockKind.ANSWER, date(2026, 11, 26)),
            (TaskState.PROPOSED, TaskClass.ORDINARY, ClockKind.ANSWER, date(2026, 11, 30)),
            (TaskState.COUNTERED, TaskClass.URGENT, ClockKind.COUNTER_ANSWER, date(2026, 11, 26)),
            (TaskState.ACCEPTED, TaskClass.URGENT, ClockKind.PLAN, date(2026, 11, 30)),
            (TaskState.ACCEPTED, TaskClass.ORDINARY, ClockKind.PLAN, date(2026, 12, 7)),
            (TaskState.ACCEPTED, TaskClass.EMERGENCY, ClockKind.COMPLETION, date(2027, 3, 1)),
            (TaskState.IN_PROGRESS, TaskClass.URGENT, ClockKind.COMPLETION, date(2027, 3, 1)),
            (TaskState.BLOCKED, TaskClass.URGENT, ClockKind.COMPLETION, date(2027, 3, 1)),
            (TaskState.RETURNED, TaskClass.URGENT, ClockKind.COMPLETION, date(2027, 3, 1)),
            (TaskState.CLAIMED_DONE, TaskClass.URGENT, ClockKind.VERIFICATION, date(2026, 11, 30)),
        ],
    )
    def test_each_state_has_its_clock(
        self, state: TaskState, task_class: TaskClass, kind: ClockKind, last_day: date
    ) -> None:
        running = running_clock(task(state, task_class), NOW, HOLIDAYS)
        assert running is not None
        assert (running.kind, running.last_day) == (kind, last_day)

    def test_an_answer_over_christmas_and_new_year_waits_for_working_days(self) -> None:
        proposed = datetime(2026, 12, 23, 15, 0, tzinfo=ZONE)
        running = running_clock(task(task_class=TaskClass.URGENT, moved_at=proposed), proposed, HOLIDAYS)
        assert running is not None
        assert running.last_day == date(2026, 12, 30)
        running = running_clock(task(moved_at=proposed), proposed, HOLIDAYS)
        assert running is not None
        assert running.last_day == date(2027, 1, 4)

    def test_the_last_day_still_counts_to_its_end(self) -> None:
        last = datetime(2026, 11, 30, 23, 0, tzinfo=ZONE)
        running = running_clock(task(), last, HOLIDAYS)
        assert running is not None
        assert (running.left, running.is_late) == (0, False)
        tomorrow = running_clock(task(), last + timedelta(hours=2), HOLIDAYS)
        assert tomorrow is not None
        assert (tomorrow.left, tomorrow.is_late) == (-1, True)

    def test_no_answer_may_take_longer_than_the_task(self) -> None:
        running = running_clock(task(due_on=date(2026, 11, 24)), NOW, HOLIDAYS)
        assert running is not None
        assert running.last_day == date(2026, 11, 24)

    def test_what_is_past_its_due_date_is_late_and_not_in_planning(self) -> None:
        accepted = NOW - timedelta(days=60)
        running = running_clock(
            task(TaskState.ACCEPTED, moved_at=accepted, due_on=date(2026, 11, 20)), NOW, HOLIDAYS
        )
        assert running is not None
        assert (running.kind, running.left) == (ClockKind.COMPLETION, -1)

    @pytest.mark.parametrize("days", REFERRAL_ANSWER_DAYS.values())
    def test_a_referral_to_the_capital_has_an_answer_clock_of_its_own(self, days: int) -> None:
        running = running_clock(task(task_class=TaskClass.URGENT, referral_days=days), NOW, frozenset())
        assert running is not None
        assert running.last_day - TODAY >= timedelta(days=days)
        assert running.kind is ClockKind.ANSWER

    def test_the_rapid_response_team_answers_sooner_than_the_desk(self) -> None:
        assert REFERRAL_ANSWER_DAYS["kp2mi-trc"] < ANSWER_DAYS[TaskClass.URGENT]

    @pytest.mark.parametrize("state", sorted(CLOSED_STATES))
    def test_no_clock_runs_for_a_closed_task(self, state: TaskState) -> None:
        assert running_clock(task(state), NOW, HOLIDAYS) is None

    @given(
        st.sampled_from(OPEN_STATES),
        st.sampled_from(TaskClass),
        st.integers(-60, 60),
        st.integers(-60, 60),
    )
    def test_lateness_and_what_is_left_never_contradict_each_other(
        self, state: TaskState, task_class: TaskClass, moved: int, due: int
    ) -> None:
        moved_at = NOW - timedelta(days=abs(moved))
        running = running_clock(
            task(state, task_class, moved_at=moved_at, due_on=TODAY + timedelta(days=due)), NOW, HOLIDAYS
        )
        assert running is not None
        assert 0 <= running.share_used <= 1
        assert running.is_late == (running.deadline < NOW)
        if running.left > 0:
            assert not running.is_late


class TestProposal:
    @pytest.mark.parametrize("days", [-400, -1])
    def test_a_due_date_that_has_passed_is_refused(self, days: int) -> None:
        with pytest.raises(DueDateRefused, match="sudah lewat"):
            check_due(TaskClass.ORDINARY, TODAY + timedelta(days=days), TODAY)

    def test_an_emergency_is_done_within_seven_days(self) -> None:
        check_due(TaskClass.EMERGENCY, TODAY + timedelta(days=EMERGENCY_DAYS), TODAY)
        with pytest.raises(DueDateRefused, match="7 hari"):
            check_due(TaskClass.EMERGENCY, TODAY + timedelta(days=EMERGENCY_DAYS + 1), TODAY)
        check_due(TaskClass.URGENT, TODAY + timedelta(days=EMERGENCY_DAYS + 1), TODAY)

    def test_a_court_is_shown_data_and_owns_nothing(self) -> None:
        check_owner("Polda NTT", may_own_tasks=True)
        with pytest.raises(OwnerRefused, match="PT Kupang tidak dapat diberi tugas"):
            check_owner("PT Kupang", may_own_tasks=False)

    @pytest.mark.parametrize("text", ["", "   ", "abc", "\n\n"])
    def test_a_field_that_says_nothing_is_refused_by_its_name(self, text: str) -> None:
        with pytest.raises(RuleBroken, match="“Keluaran” belum diisi"):
            check_text("Keluaran", text)

    def test_a_field_that_says_too_much_is_refused_with_its_length(self) -> None:
        with pytest.raises(RuleBroken, match=f"paling banyak {LONGEST_TITLE} karakter; sekarang 161"):
            check_text("Tugas", "a" * 161, longest=LONGEST_TITLE)

    def test_margins_and_line_breaks_are_not_kept(self) -> None:
        assert check_text("Tugas", "  Jaga \n bersama ") == "Jaga bersama"
