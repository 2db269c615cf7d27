"""Timeliness counts due checkpoints; it says n, and does not rank a handful."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.commitments.health import CheckpointProgress, CommitmentProgress, VerdictLevel
from domain.commitments.timeliness import FEW, Timeliness, timeliness

TODAY = date(2026, 11, 23)
PAST, NEXT = date(2026, 9, 30), date(2026, 12, 31)


def point(due_on: date = PAST, reported: int | None = None, verdict: VerdictLevel | None = None):
    on = None if reported is None else due_on + timedelta(days=reported)
    return CheckpointProgress(due_on, 1.0, verdict=verdict, reported=on is not None, first_reported_on=on)


def agency(name: str, *points: CheckpointProgress) -> tuple[str, CommitmentProgress]:
    return name, CommitmentProgress(True, date(2026, 1, 1), NEXT, False, points)


def test_in_time_late_and_silent_are_three_things() -> None:
    [found] = timeliness(
        [agency("A", point(reported=-1), point(reported=0), point(reported=1), point())], TODAY
    )
    assert (found.due, found.in_time, found.late, found.silent) == (4, 2, 1, 1)
    assert found.share_in_time == 50.0


def test_what_is_not_due_yet_counts_nowhere() -> None:
    [found] = timeliness([agency("A", point(NEXT, reported=-60), point(TODAY))], TODAY)
    assert (found.due, found.share_in_time, found.share_verified) == (0, None, None)


def test_only_a_good_verdict_is_verified() -> None:
    points = [point(reported=0, verdict=level) for level in VerdictLevel]
    [found] = timeliness([agency("A", *points)], TODAY)
    assert (found.due, found.verified) == (5, 2)


def test_commitments_of_one_agency_are_counted_together() -> None:
    [found] = timeliness([agency("A", point(reported=0)), agency("A", point())], TODAY)
    assert (found.due, found.in_time) == (2, 1)


def test_a_handful_stands_after_the_others_however_good_it_is() -> None:
    many = agency("banyak", *[point(reported=1)] * FEW)
    few = agency("sedikit", *[point(reported=0)] * (FEW - 1))
    assert [(s.agency, s.is_small) for s in timeliness([few, many], TODAY)] == [
        ("banyak", False),
        ("sedikit", True),
    ]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.none() | st.integers(-5, 5)), max_size=30))
def test_every_due_checkpoint_is_counted_exactly_once(drawn: list[tuple[str, int | None]]) -> None:
    found: list[Timeliness] = timeliness((agency(name, point(reported=day)) for name, day in drawn), TODAY)
    assert sum(each.due for each in found) == len(drawn)
    assert all(each.in_time + each.late + each.silent == each.due for each in found)
