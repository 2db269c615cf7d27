"""Silence of agencies, measured against what they owe."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.commitments.health import CheckpointProgress, CommitmentProgress, VerdictLevel
from domain.commitments.silence import AgencySilence, Owed, silence_of_agencies

TODAY = date(2026, 11, 23)
START = date(2026, 1, 1)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def point(due_on: date, *, reported: bool = False, complete: bool = False) -> CheckpointProgress:
    verdict = VerdictLevel.COMPLETE if complete else None
    return CheckpointProgress(due_on, 1.0, verdict=verdict, reported=reported or complete)


def owed(agency: str, *points: CheckpointProgress, last: date | None = None) -> Owed:
    return Owed(agency, CommitmentProgress(True, START, days_ago(-90), False, points), last)


def test_who_reported_all_that_was_due_is_on_time_however_long_ago_he_spoke() -> None:
    own = owed("Polda", point(days_ago(60), reported=True), point(days_ago(-30)), last=days_ago(60))
    [found] = silence_of_agencies([own], TODAY)
    assert found == AgencySilence("Polda", 1, 0, days_ago(60), None, 0)
    assert not found.is_silent


def test_a_report_is_late_from_the_day_after_it_was_due() -> None:
    [due] = silence_of_agencies([owed("Polda", point(TODAY))], TODAY)
    [late] = silence_of_agencies([owed("Polda", point(days_ago(1)))], TODAY)
    assert (due.is_silent, due.days) == (False, 0)
    assert (late.is_silent, late.days, late.since) == (True, 1, days_ago(1))


def test_the_oldest_report_that_did_not_come_counts_the_days_whatever_came_since() -> None:
    reports = [
        owed("Polda", point(days_ago(145)), point(days_ago(54), reported=True), last=days_ago(54)),
        owed("Polda", point(days_ago(54))),
        owed("Polda", point(days_ago(-37)), last=days_ago(2)),
    ]
    [found] = silence_of_agencies(reports, TODAY)
    assert (found.commitments, found.missing, found.days) == (3, 2, 145)
    assert found.last_report == days_ago(2)


def test_what_is_verified_complete_owes_no_report() -> None:
    assert silence_of_agencies([owed("A", point(days_ago(9), complete=True))], TODAY) == []


def test_the_longest_silence_comes_first_and_ties_go_by_name() -> None:
    reports = [owed("C", point(days_ago(5))), owed("A", point(days_ago(5))), owed("B", point(days_ago(50)))]
    assert [each.agency for each in silence_of_agencies(reports, TODAY)] == ["B", "A", "C"]


_points = st.builds(point, st.dates(START, days_ago(-60)), reported=st.booleans(), complete=st.booleans())


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.lists(_points, min_size=1, max_size=4))))
def test_an_agency_is_silent_exactly_when_a_due_report_is_missing(drawn) -> None:
    own = [owed(agency, *points) for agency, points in drawn]
    found = {each.agency: each for each in silence_of_agencies(own, TODAY)}
    owing = [each for each in own if not each.progress.is_complete]
    assert sum(each.commitments for each in found.values()) == len(owing)
    for agency, silence in found.items():
        missed = [
            p.due_on
            for each in owing
            if each.agency == agency
            for p in each.progress.checkpoints
            if p.due_on < TODAY and not p.reported
        ]
        assert silence.since == min(missed, default=None)
        assert silence.days == ((TODAY - min(missed)).days if missed else 0)
