"""Progress, expectation, health and roll-up of commitments."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.commitments.health import (
    AT_RISK_MARGIN,
    CheckpointProgress,
    CommitmentProgress,
    Health,
    VerdictLevel,
    roll_up,
)
from domain.time.formats import percent

START, TODAY = date(2026, 1, 1), date(2026, 11, 23)
QUARTER_ENDS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))


def checkpoint(due_on: date, claimed: float | None = None, verified: float | None = None, **values):
    reported = values.pop("reported", claimed is not None)
    weight = values.pop("weight", 0.25)
    return CheckpointProgress(due_on, weight, claimed, verified, reported=reported, **values)


def commitment(*checkpoints: CheckpointProgress, **values) -> CommitmentProgress:
    given = {"has_owner": True, "starts_on": START, "due_on": date(2026, 12, 31), "blocked": False}
    return CommitmentProgress(**(given | values), checkpoints=checkpoints)


def worked_example() -> CommitmentProgress:
    """The example that the published rule is explained with."""
    claimed, verified = (100.0, 100.0, 62.5, None), (100.0, 80.0, 37.5, None)
    return commitment(*map(checkpoint, QUARTER_ENDS, claimed, verified))


@pytest.fixture
def silent_year() -> CommitmentProgress:
    return commitment(*map(checkpoint, QUARTER_ENDS))


class TestProgress:
    def test_worked_example_claims_65_6_percent(self) -> None:
        assert worked_example().claimed == pytest.approx(65.625)

    def test_worked_example_is_verified_to_54_4_percent(self) -> None:
        assert worked_example().verified == pytest.approx(54.375)

    def test_silence_is_not_zero(self, silent_year: CommitmentProgress) -> None:
        assert (silent_year.claimed, silent_year.verified) == (None, None)

    def test_a_report_of_zero_is_zero(self) -> None:
        assert commitment(checkpoint(QUARTER_ENDS[0], 0.0)).claimed == 0.0

    def test_a_report_that_nobody_judged_is_verified_to_zero(self) -> None:
        assert commitment(checkpoint(QUARTER_ENDS[0], 80.0)).verified == 0.0

    def test_heavier_checkpoints_count_more(self) -> None:
        heavy = checkpoint(QUARTER_ENDS[0], 100.0, 100.0, weight=3.0)
        light = checkpoint(QUARTER_ENDS[1], 0.0, 0.0, weight=1.0)
        assert commitment(heavy, light).claimed == 75.0

    def test_without_checkpoints_there_is_no_progress_to_speak_of(self) -> None:
        empty = commitment()
        assert (empty.claimed, empty.verified, empty.expected(TODAY)) == (None, None, 0.0)


class TestExpectation:
    def test_worked_example_is_expected_at_89_7_percent(self) -> None:
        assert worked_example().expected(TODAY) == pytest.approx(100 * (0.75 + 0.25 * 54 / 92))
        assert round(worked_example().expected(TODAY), 1) == 89.7

    @pytest.mark.parametrize("early", [START, START - timedelta(days=1), date(2020, 1, 1)])
    def test_nothing_is_expected_before_the_start(self, early: date) -> None:
        assert worked_example().expected(early) == 0.0

    @pytest.mark.parametrize(("day", "percent"), list(zip(QUARTER_ENDS, (25, 50, 75, 100), strict=True)))
    def test_a_checkpoint_is_expected_whole_on_its_due_date(self, day: date, percent: float) -> None:
        assert worked_example().expected(day) == pytest.approx(percent)

    def test_everything_is_expected_after_the_end(self) -> None:
        assert worked_example().expected(date(2030, 1, 1)) == pytest.approx(100.0)

    def test_the_order_in_which_checkpoints_are_listed_does_not_matter(self) -> None:
        example = worked_example()
        backwards = replace(example, checkpoints=example.checkpoints[::-1])
        assert backwards.expected(TODAY) == pytest.approx(example.expected(TODAY))

    def test_a_checkpoint_due_on_the_first_day_needs_no_time(self) -> None:
        assert commitment(checkpoint(START)).expected(START) == 100.0

    @given(st.dates(START, date(2027, 6, 1)), st.integers(0, 100))
    def test_expectation_never_falls(self, day: date, days: int) -> None:
        example = worked_example()
        assert example.expected(day) <= example.expected(day + timedelta(days=days)) + 1e-9


class TestSilence:
    def test_days_are_counted_from_the_oldest_missed_checkpoint(self) -> None:
        late = commitment(checkpoint(QUARTER_ENDS[0], 100.0), *map(checkpoint, QUARTER_ENDS[1:]))
        assert late.days_silent(TODAY) == (TODAY - QUARTER_ENDS[1]).days

    def test_the_due_date_itself_is_not_yet_missed(self, silent_year: CommitmentProgress) -> None:
        assert silent_year.days_silent(QUARTER_ENDS[0]) is None
        assert silent_year.days_silent(QUARTER_ENDS[0] + timedelta(days=1)) == 1

    def test_a_report_of_zero_breaks_the_silence(self) -> None:
        assert commitment(checkpoint(QUARTER_ENDS[0], 0.0)).days_silent(TODAY) is None


def complete(*due: date) -> tuple[CheckpointProgress, ...]:
    return tuple(checkpoint(day, 100.0, 100.0, verdict=VerdictLevel.COMPLETE) for day in due)


class TestHealth:
    def test_without_an_owner_nothing_else_is_said(self) -> None:
        finished = commitment(*complete(*QUARTER_ENDS), has_owner=False, blocked=True, due_on=START)
        assert finished.health(TODAY) is Health.NO_OWNER

    def test_complete_verdicts_on_every_checkpoint_are_done(self) -> None:
        assert commitment(*complete(*QUARTER_ENDS)).health(TODAY) is Health.DONE

    def test_done_stays_done_after_the_due_date_and_with_an_obstacle(self) -> None:
        done = commitment(*complete(*QUARTER_ENDS), blocked=True)
        assert done.health(date(2027, 6, 1)) is Health.DONE

    @pytest.mark.parametrize("level", [level for level in VerdictLevel if level is not VerdictLevel.COMPLETE])
    def test_a_lesser_verdict_on_the_last_checkpoint_is_not_done(self, level: VerdictLevel) -> None:
        last = checkpoint(QUARTER_ENDS[3], 100.0, 100.0, verdict=level)
        assert commitment(*complete(*QUARTER_ENDS[:3]), last).health(TODAY) is Health.ON_SCHEDULE

    def test_claims_of_everything_are_not_done(self) -> None:
        claimed = commitment(*(checkpoint(day, 100.0) for day in QUARTER_ENDS))
        assert claimed.health(TODAY) is Health.AT_RISK

    def test_past_the_due_date_is_overdue(self) -> None:
        assert worked_example().health(date(2027, 1, 1)) is Health.OVERDUE

    def test_the_due_date_itself_is_not_overdue(self) -> None:
        example = replace(worked_example(), due_on=TODAY)
        assert example.health(TODAY) is not Health.OVERDUE
        assert example.health(TODAY + timedelta(days=1)) is Health.OVERDUE

    def test_overdue_stands_before_blocked_and_silent(self, silent_year: CommitmentProgress) -> None:
        assert replace(silent_year, blocked=True).health(date(2027, 1, 1)) is Health.OVERDUE

    def test_a_reported_obstacle_stands_before_silence(self, silent_year: CommitmentProgress) -> None:
        assert replace(silent_year, blocked=True).health(TODAY) is Health.AT_RISK

    def test_a_passed_checkpoint_without_a_report_is_silent(self, silent_year: CommitmentProgress) -> None:
        assert silent_year.health(TODAY) is Health.SILENT

    def test_silence_stands_before_the_comparison_with_the_calendar(self) -> None:
        behind = commitment(checkpoint(QUARTER_ENDS[0], 10.0, 0.0), *map(checkpoint, QUARTER_ENDS[1:]))
        assert behind.health(TODAY) is Health.SILENT

    def test_worked_example_lags_too_far_and_is_at_risk(self) -> None:
        assert worked_example().health(TODAY) is Health.AT_RISK

    def test_nobody_who_was_not_yet_due_to_report_is_behind(self, silent_year: CommitmentProgress) -> None:
        assert silent_year.health(QUARTER_ENDS[0]) is Health.ON_SCHEDULE

    @pytest.mark.parametrize(("verified", "health"), [(60.0, Health.ON_SCHEDULE), (59.9, Health.AT_RISK)])
    def test_fifteen_points_behind_is_still_on_schedule(self, verified: float, health: Health) -> None:
        """On the day, 75 percent is expected of four quarters of which three have ended."""
        parts = [checkpoint(day, 100.0, verified / 0.75) for day in QUARTER_ENDS[:3]]
        lagging = commitment(*parts, checkpoint(QUARTER_ENDS[3]))
        assert AT_RISK_MARGIN == 15.0
        assert lagging.health(QUARTER_ENDS[2]) is health

    @given(
        has_owner=st.booleans(),
        blocked=st.booleans(),
        due_on=st.dates(date(2026, 6, 1), date(2027, 3, 1)),
        on=st.dates(date(2025, 12, 1), date(2027, 6, 1)),
        reported=st.lists(st.booleans(), min_size=4, max_size=4),
        verified=st.lists(st.floats(0, 100), min_size=4, max_size=4),
        verdict=st.sampled_from([None, *VerdictLevel]),
    )
    def test_health_follows_the_published_order(
        self, has_owner, blocked, due_on, on, reported, verified, verdict
    ) -> None:
        parts = [
            checkpoint(day, 100.0 if told else None, value if told else None, verdict=verdict)
            for day, told, value in zip(QUARTER_ENDS, reported, verified, strict=True)
        ]
        one = commitment(*parts, has_owner=has_owner, blocked=blocked, due_on=due_on)
        lag = one.expected(on) - (one.verified or 0.0)
        assume(abs(lag - AT_RISK_MARGIN) > 1e-6)
        rule = [
            (not has_owner, Health.NO_OWNER),
            (verdict is VerdictLevel.COMPLETE, Health.DONE),
            (on > due_on, Health.OVERDUE),
            (blocked, Health.AT_RISK),
            (any(on > d and not told for d, told in zip(QUARTER_ENDS, reported, strict=True)), Health.SILENT),
            (any(reported) and lag > AT_RISK_MARGIN, Health.AT_RISK),
            (True, Health.ON_SCHEDULE),
        ]
        assert one.health(on) is next(health for holds, health in rule if holds)


percents = st.one_of(st.none(), st.floats(0, 100))


@st.composite
def weighted(draw) -> tuple[float, CommitmentProgress]:
    parts = [
        checkpoint(day, claimed, verified if claimed is not None else None, weight=draw(st.floats(0.1, 5)))
        for day, claimed, verified in zip(
            QUARTER_ENDS,
            draw(st.lists(percents, min_size=4, max_size=4)),
            draw(st.lists(percents, min_size=4, max_size=4)),
            strict=True,
        )
    ]
    return draw(st.floats(0.1, 10)), commitment(*parts)


class TestRollUp:
    def test_silent_commitments_are_counted_but_not_averaged(self, silent_year: CommitmentProgress) -> None:
        total = roll_up([(1.0, worked_example()), (5.0, silent_year)])
        assert (total.commitments, total.reporting) == (2, 1)
        assert (total.claimed, total.verified) == (pytest.approx(65.625), pytest.approx(54.375))

    def test_the_gap_is_what_a_reader_finds_who_subtracts_the_two_as_they_are_shown(self) -> None:
        total = roll_up([(1.0, worked_example())])
        assert (percent(total.claimed or 0), percent(total.verified or 0)) == ("65,6 %", "54,4 %")
        assert total.gap == pytest.approx(11.2)

    @pytest.mark.parametrize("count", [0, 3])
    def test_without_any_report_there_is_no_mean(self, silent_year: CommitmentProgress, count: int) -> None:
        total = roll_up([(1.0, silent_year)] * count)
        assert (total.commitments, total.reporting, total.claimed, total.verified, total.gap) == (
            count,
            0,
            None,
            None,
            None,
        )

    @given(st.lists(weighted(), max_size=6))
    def test_roll_up_is_the_weighted_mean_of_those_that_reported(self, parts) -> None:
        total = roll_up(parts)
        numerators, weights = [0.0, 0.0], 0.0
        for weight, one in parts:
            if not any(c.claimed is not None for c in one.checkpoints):
                continue
            whole = sum(c.weight for c in one.checkpoints)
            numerators[0] += weight * sum(c.weight * (c.claimed or 0) for c in one.checkpoints) / whole
            numerators[1] += weight * sum(c.weight * (c.verified or 0) for c in one.checkpoints) / whole
            weights += weight
        expected = [n / weights if weights else None for n in numerators]
        assert [total.claimed, total.verified] == [e if e is None else pytest.approx(e) for e in expected]

    @given(st.lists(weighted(), min_size=1, max_size=6), st.floats(0.1, 100))
    def test_only_the_proportion_of_weights_matters(self, parts, factor: float) -> None:
        one, other = roll_up(parts), roll_up([(weight * factor, part) for weight, part in parts])
        assert other.claimed == (None if one.claimed is None else pytest.approx(one.claimed))
