"""Before a promised day, on it, and by the ladder after it."""

from datetime import date, timedelta

import pytest

from domain.notices.reminders import BEFORE, stage_after, stage_before
from domain.tasks.escalation import EscalationStep

DUE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("left", "stage"),
    [(15, None), (14, 14), (13, 14), (8, 14), (7, 7), (2, 7), (1, 1), (0, 0), (-1, None)],
)
def test_the_reminder_whose_day_has_come_stands_until_the_next(left: int, stage: int | None) -> None:
    assert stage_before(DUE, DUE - timedelta(days=left)) == stage


def test_whoever_looks_every_day_is_reminded_once_for_each_of_the_published_days() -> None:
    seen = [stage_before(DUE, DUE - timedelta(days=left)) for left in range(20, -3, -1)]
    assert tuple(dict.fromkeys(each for each in seen if each is not None)) == BEFORE


@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), EscalationStep.REMINDER),
        (date(2026, 12, 6), EscalationStep.REMINDER),
        (date(2026, 12, 7), EscalationStep.SUPERIOR),
        (date(2026, 12, 14), EscalationStep.FORUM),
    ],
)
def test_a_report_that_did_not_come_climbs_by_working_days(on: date, step: EscalationStep | None) -> None:
    assert stage_after(DUE, on, frozenset()) is step
