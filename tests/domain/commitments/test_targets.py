"""Progress is the way from baseline to target, upwards or down; a measure must have a way to go."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.access.errors import RuleBroken
from domain.commitments.ownership import OfferMove, OfferState, OwnershipRefused, after
from domain.commitments.targets import (
    ChangeRefused,
    ChangeState,
    CheckpointPlan,
    MeasureRefused,
    TargetTerms,
    check_change,
    check_measure,
    check_plan,
    decided,
    percent_of,
    refuse_due_before_checkpoints,
)
from domain.figures.figures import Polarity

VALUES = st.floats(min_value=0, max_value=1e6, allow_nan=False, width=32)


@pytest.mark.parametrize(
    ("value", "baseline", "target", "percent"),
    [
        (0, 0, 8, 0),
        (5, 0, 8, 62.5),
        (8, 0, 8, 100),
        (9, 0, 8, 100),
        (14, 6, 22, 50),
        (3, 6, 22, 0),
        (40, 40, 0, 0),
        (10, 40, 0, 75),
        (0, 40, 0, 100),
        (50, 40, 0, 0),
        (30, 40, 20, 50),
    ],
)
def test_percent_of_the_way(value: float, baseline: float, target: float, percent: float) -> None:
    assert percent_of(value, baseline=baseline, target=target) == percent


def test_a_target_of_zero_is_not_met_by_any_report() -> None:
    """Down to zero from 130 deaths: 120 is a small part of the way, not all of it."""
    assert percent_of(120, baseline=130, target=0) == pytest.approx(7.69, abs=0.01)


@given(value=VALUES, baseline=VALUES, target=VALUES)
def test_a_percentage_lies_between_nothing_and_all(value: float, baseline: float, target: float) -> None:
    assume(baseline != target)
    assert 0 <= percent_of(value, baseline=baseline, target=target) <= 100


@given(baseline=VALUES, target=VALUES)
def test_the_way_begins_at_nothing_and_ends_at_all(baseline: float, target: float) -> None:
    assume(baseline != target)
    assert percent_of(baseline, baseline=baseline, target=target) == 0
    assert percent_of(target, baseline=baseline, target=target) == 100


@given(one=VALUES, other=VALUES, baseline=VALUES, target=VALUES)
def test_nearer_to_the_target_is_never_less(one: float, other: float, baseline: float, target: float) -> None:
    assume(baseline != target)
    low, high = sorted((one, other))
    near, far = (high, low) if target > baseline else (low, high)
    assert percent_of(near, baseline=baseline, target=target) >= percent_of(
        far, baseline=baseline, target=target
    )


@given(value=VALUES, baseline=VALUES, target=VALUES)
def test_down_is_up_seen_from_the_other_side(value: float, baseline: float, target: float) -> None:
    assume(baseline != target)
    assert percent_of(value, baseline=baseline, target=target) == pytest.approx(
        percent_of(-value, baseline=-baseline, target=-target)
    )


def test_no_way_is_no_percentage() -> None:
    with pytest.raises(MeasureRefused):
        percent_of(1, baseline=5, target=5)


@pytest.mark.parametrize(
    ("baseline", "target", "polarity", "says"),
    [
        (0, 0, Polarity.UP, "pembagian dengan nol"),
        (7, 7, Polarity.AMBIGUOUS, "tidak ada yang berubah"),
        (10, 5, Polarity.UP, "naik berarti baik"),
        (5, 10, Polarity.DOWN, "turun berarti baik"),
        (-1, 5, Polarity.UP, "di bawah nol"),
        (0, float("nan"), Polarity.UP, "belum terbaca sebagai angka"),
        (0, float("inf"), Polarity.UP, "belum terbaca sebagai angka"),
    ],
)
def test_a_measure_that_cannot_be_judged_is_refused(
    baseline: float, target: float, polarity: Polarity, says: str
) -> None:
    with pytest.raises(MeasureRefused, match=says):
        check_measure(baseline=baseline, target=target, polarity=polarity)


@pytest.mark.parametrize(
    ("baseline", "target", "polarity"),
    [(0, 8, Polarity.UP), (130, 0, Polarity.DOWN), (10, 3, Polarity.AMBIGUOUS), (3, 10, Polarity.AMBIGUOUS)],
)
def test_a_measure_with_a_way_passes(baseline: float, target: float, polarity: Polarity) -> None:
    check_measure(baseline=baseline, target=target, polarity=polarity)


OLD = TargetTerms(100.0, date(2026, 12, 31))


def change(new: TargetTerms) -> None:
    check_change(OLD, new, baseline=0.0, polarity=Polarity.UP, unit="desa", starts_on=date(2026, 1, 1))


def test_a_change_must_change_something_and_stay_a_measure() -> None:
    change(TargetTerms(80.0, OLD.due_on))
    change(TargetTerms(100.0, date(2027, 3, 31)))
    with pytest.raises(ChangeRefused, match="sama dengan yang berlaku"):
        change(OLD)
    with pytest.raises(ChangeRefused, match="mendahului"):
        change(TargetTerms(80.0, date(2025, 12, 31)))
    with pytest.raises(MeasureRefused):
        change(TargetTerms(0.0, OLD.due_on))


def test_a_change_is_decided_once_by_somebody_else() -> None:
    given = {"proposer_id": 1, "decider_id": 2}
    assert decided(ChangeState.PROPOSED, approve=True, **given) is ChangeState.APPROVED
    assert decided(ChangeState.PROPOSED, approve=False, **given) is ChangeState.REJECTED
    with pytest.raises(ChangeRefused, match="usulannya sendiri"):
        decided(ChangeState.PROPOSED, approve=True, proposer_id=1, decider_id=1)
    for settled in (ChangeState.APPROVED, ChangeState.REJECTED):
        with pytest.raises(ChangeRefused, match="sudah diputuskan"):
            decided(settled, approve=True, **given)


def point(**values: Any) -> CheckpointPlan:
    given = {
        "quarter": "2027-B03",
        "due_on": date(2027, 3, 31),
        "measure": "Delapan meja terisi",
        "evidence": "Jadwal petugas",
        "baseline": 0.0,
        "target": 8.0,
        "unit": "meja",
        "weight": 0.5,
    }
    return CheckpointPlan(**(given | values))


def plan(*points: CheckpointPlan, **values: Any) -> list[str]:
    given = {"starts_on": date(2027, 1, 1), "due_on": date(2027, 12, 31)}
    return check_plan(points, **(given | values))


def test_a_sound_plan_has_no_reason_against_it() -> None:
    assert plan(point(), point(quarter="2027-B06", due_on=date(2027, 6, 30))) == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"weight": 0.0}, "bobot harus lebih dari nol"),
        ({"weight": -1.0}, "bobot harus lebih dari nol"),
        ({"target": 0.0}, "pembagian dengan nol"),
        ({"baseline": 8.0}, "sama dengan nilai awal"),
        ({"measure": " "}, "satu ukuran"),
        ({"evidence": ""}, "bukti"),
        ({"unit": ""}, "satuannya"),
        ({"due_on": date(2027, 1, 2)}, "baru berakhir 31 Maret 2027"),
        ({"due_on": date(2026, 12, 31), "quarter": "2026-B12"}, "sebelum komitmen dimulai"),
    ],
)
def test_every_fault_of_a_checkpoint_is_named_with_its_quarter(values: dict[str, Any], says: str) -> None:
    [reason] = plan(point(**values))
    assert says in reason
    assert reason.startswith(values.get("quarter", "2027-B03"))


def test_a_checkpoint_whose_quarter_begins_after_the_end_is_a_contradiction() -> None:
    late = point(quarter="2027-B06", due_on=date(2027, 6, 30))
    [reason] = plan(point(), late, due_on=date(2027, 2, 28))
    assert reason.startswith("2027-B06: triwulan ini baru dimulai sesudah tenggat komitmen.")
    with pytest.raises(ChangeRefused, match="Titik kendali B06 2027 baru dimulai 1 April 2027"):
        refuse_due_before_checkpoints(date(2027, 2, 28), ["2027-B03", "2027-B06"])
    refuse_due_before_checkpoints(date(2027, 4, 1), ["2027-B03", "2027-B06"])


def test_all_faults_are_told_at_once() -> None:
    reasons = plan(point(weight=0.0), point(target=0.0), due_on=date(2026, 1, 1))
    assert len(reasons) == 6  # the dates, one quarter twice, both after the end, a weight, a target


def test_a_plan_without_a_checkpoint_is_none() -> None:
    assert plan() == ["Isi paling sedikit satu titik kendali triwulan."]


@pytest.mark.parametrize("state", [OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN])
@pytest.mark.parametrize("move", OfferMove)
def test_a_settled_offer_moves_no_more(state: OfferState, move: OfferMove) -> None:
    with pytest.raises(OwnershipRefused):
        after(state, move)


def test_half_a_village_is_refused_as_that_and_a_number_that_was_not_read_by_its_own_name() -> None:
    with pytest.raises(RuleBroken, match="Target: Jumlah desa selalu utuh"):
        check_measure(baseline=0, target=12.5, polarity=Polarity.UP, unit="desa")
    check_measure(baseline=0, target=12.5, polarity=Polarity.UP, unit="km")
    with pytest.raises(MeasureRefused, match="Target belum terbaca sebagai angka: lihat keterangan"):
        check_measure(baseline=0, target=float("nan"), polarity=Polarity.UP, unit="desa")
