"""The day by which a report is judged, and what of a claim cannot be kept."""

from datetime import date

import pytest

from domain.access.errors import RuleBroken
from domain.commitments.health import VerdictLevel
from domain.commitments.progress import (
    VERIFICATION_DAYS,
    CheckpointMeasure,
    checked_claim,
    checked_verdict,
    judged_by,
    verdict_range,
    within,
)
from domain.time.working_days import working_days_until

IDULFITRI = {date(2027, 3, 10), date(2027, 3, 11)}
NYEPI = date(2027, 3, 8)
VILLAGES = CheckpointMeasure(0, 40, "desa")
ROADS = CheckpointMeasure(0, 40, "km")


def test_a_report_is_never_to_be_judged_on_idulfitri() -> None:
    sent = date(2027, 3, 3)
    limit = judged_by(sent, IDULFITRI)
    assert limit == date(2027, 3, 12)
    assert working_days_until(sent, limit, IDULFITRI) == VERIFICATION_DAYS


def test_without_holidays_five_working_days_are_a_week() -> None:
    assert judged_by(date(2026, 11, 23), frozenset()) == date(2026, 11, 30)


def test_two_feasts_in_one_week_put_the_day_off_by_both() -> None:
    assert judged_by(date(2027, 3, 4), IDULFITRI | {NYEPI}) == date(2027, 3, 16)


@pytest.mark.parametrize(
    ("value", "measure", "why"),
    [
        (12.5, VILLAGES, "selalu utuh"),
        (1.255, ROADS, "dua angka di belakang koma"),
        (-3, VILLAGES, "di bawah nol"),
        (float("nan"), VILLAGES, "harus berupa angka"),
        (101, CheckpointMeasure(0, 80, "persen"), "paling banyak 100 %"),
    ],
)
def test_a_claim_that_could_not_be_kept_as_shown_is_refused(
    value: float, measure: CheckpointMeasure, why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        checked_claim(value, measure)


@pytest.mark.parametrize(("value", "measure"), [(12, VILLAGES), (1.25, ROADS)])
def test_a_claim_is_kept_as_it_is(value: float, measure: CheckpointMeasure) -> None:
    assert checked_claim(value, measure) == value


def test_a_verdict_of_half_a_village_is_refused() -> None:
    with pytest.raises(RuleBroken, match="selalu utuh"):
        checked_verdict(
            VerdictLevel.LIMITED,
            2.5,
            VILLAGES,
            returned=False,
            notes="",
            claimed=12,
            last_verified=None,
        )


@pytest.mark.parametrize("level", [VerdictLevel.LIMITED, VerdictLevel.SUBSTANTIAL])
def test_a_target_that_is_reached_is_not_judged_as_a_part_of_it(level: VerdictLevel) -> None:
    judged = {"returned": False, "notes": "", "claimed": 40.0, "last_verified": None}
    with pytest.raises(RuleBroken, match="40 dari 40 desa sudah mencapai target; tingkatnya “Lengkap”"):
        checked_verdict(level, 40.0, VILLAGES, **judged)
    assert checked_verdict(level, 39.0, VILLAGES, **judged) == (39.0, "")
    assert checked_verdict(VerdictLevel.COMPLETE, 40.0, VILLAGES, **judged) == (40.0, "")


@pytest.mark.parametrize(
    ("measure", "claimed", "said"),
    [
        (VILLAGES, 40, "0 sampai kurang dari 40"),
        (VILLAGES, 12, "0 sampai 12"),
        (CheckpointMeasure(40, 0, "kasus"), 0, "lebih dari 0 sampai 40"),
        (CheckpointMeasure(40, 0, "kasus"), 25, "25 sampai 40"),
        (VILLAGES, 0, "0"),
    ],
)
def test_a_partial_level_offers_no_value_that_it_would_refuse(
    measure: CheckpointMeasure, claimed: float, said: str
) -> None:
    allowed = verdict_range(VerdictLevel.LIMITED, measure, claimed=claimed, last_verified=None)
    assert allowed is not None
    assert allowed.said() == said


@pytest.mark.parametrize(
    ("measure", "said", "beside"),
    [
        (VILLAGES, "10 dari 40 desa", "dari 40 desa"),
        (CheckpointMeasure(40, 0, "kasus"), "10 kasus, target 0", "kasus, target 0"),
        (CheckpointMeasure(0, 100, "persen"), "10 %", "dari 100 %"),
    ],
)
def test_an_amount_is_part_of_a_whole_unless_it_is_to_fall(
    measure: CheckpointMeasure, said: str, beside: str
) -> None:
    assert (measure.amount(10), measure.beside) == (said, beside)


def test_a_sentence_that_is_too_long_is_counted_with_the_dot() -> None:
    with pytest.raises(RuleBroken, match=r"paling panjang 160 huruf; yang ini 5\.147\. Ringkaskan\."):
        within("a" * 5_147)
