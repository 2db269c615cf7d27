"""Indicators and their targets: what a measure must be like, how far it went, and how a target changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from domain.access.errors import RuleBroken
from domain.commitments.ownership import SHORTEST_REASON
from domain.figures.figures import Polarity
from domain.numbers import kept_exactly
from domain.time.calendar import Quarter
from domain.time.formats import exact, long_date, quantity
from domain.units import same_unit

FORMULA = "(nilai − awal) ÷ (target − awal) × 100, paling rendah 0 dan paling tinggi 100"
"""As printed wherever a percentage is explained."""


class MeasureRefused(RuleBroken):
    """A measure that could not be judged."""


def percent_of(value: float, *, baseline: float, target: float) -> float:
    """How much of the way from baseline to target is done. Falling to zero is a way like any other:
    from 40 to 0, a value of 10 is 75 %."""
    if target == baseline:
        raise MeasureRefused("Target sama dengan nilai awal; kemajuan tidak dapat dihitung.")
    return min(max(100.0 * ((value - baseline) / (target - baseline)), 0.0), 100.0)


def check_measure(*, baseline: float, target: float, polarity: Polarity, unit: str = "") -> None:
    """The way must exist, lead where the polarity says is good, and be counted in what there is."""
    for label, value in (("Nilai awal", baseline), ("Target", target)):
        if not isfinite(value):
            raise MeasureRefused(
                f"{label} belum terbaca sebagai angka: lihat keterangan di bawah isiannya, atau isi bila "
                "masih kosong, walau nol."
            )
        kept_exactly(value, unit, label)
    if baseline < 0 or target < 0:
        raise MeasureRefused("Nilai awal dan target tidak boleh di bawah nol.")
    if target == baseline:
        if target == 0:
            raise MeasureRefused(
                "Target nol dari nilai awal nol tidak dapat dihitung (pembagian dengan nol). "
                "Isi nilai awal yang sekarang, atau target di atas nol."
            )
        raise MeasureRefused("Target sama dengan nilai awal: tidak ada yang berubah. Isi target yang lain.")
    if polarity is Polarity.UP and target < baseline:
        raise MeasureRefused(
            "Target di bawah nilai awal, padahal polaritasnya “naik berarti baik”. "
            "Ubah target, atau pilih “turun berarti baik”."
        )
    if polarity is Polarity.DOWN and target > baseline:
        raise MeasureRefused(
            "Target di atas nilai awal, padahal polaritasnya “turun berarti baik”. "
            "Ubah target, atau pilih “naik berarti baik”."
        )


@dataclass(frozen=True)
class FinalMeasure:
    """Where a commitment ends; no quarter of it asks for more, if it counts the very same thing."""

    target: float
    unit: str
    polarity: Polarity

    def is_passed_by(self, target: float, unit: str) -> bool:
        if not same_unit(unit, self.unit) or len(unit.split()) != len(self.unit.split()):
            return False
        return target < self.target if self.polarity is Polarity.DOWN else target > self.target

    def passed_by(self, target: float, unit: str) -> str:
        return (
            f"target {quantity(target, unit)} melewati target akhir {quantity(self.target, self.unit)}. "
            "Perbaiki salah satunya; bila yang dihitung di sini lain, lengkapi satuannya, misalnya "
            f"“{unit.strip()} yang diperiksa”."
        )


class ChangeState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


class ChangeRefused(RuleBroken):
    """A change of target that may not be proposed or decided as it stands."""


def reason_given(reason: str, *, what: str) -> str:
    """The reason, without blanks around it; one that says nothing is refused."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ChangeRefused(f"Tuliskan alasan {what}, paling sedikit {SHORTEST_REASON} huruf.")
    return reason


@dataclass(frozen=True)
class TargetTerms:
    target: float
    due_on: date


def check_change(
    old: TargetTerms,
    new: TargetTerms,
    *,
    baseline: float,
    polarity: Polarity,
    unit: str,
    starts_on: date,
    quarters: Sequence[str] = (),
) -> None:
    """Something must change, and what it changes to must still be a measure, and leave time for the
    checkpoints in these ``quarters``."""
    if old == new:
        raise ChangeRefused("Usulan sama dengan yang berlaku. Ubah target atau tenggatnya.")
    if new.due_on < starts_on:
        raise ChangeRefused("Tenggat baru mendahului awal komitmen. Pilih tanggal sesudahnya.")
    if new.due_on != old.due_on:
        refuse_due_before_checkpoints(new.due_on, quarters)
    check_measure(baseline=baseline, target=new.target, polarity=polarity, unit=unit)


def refuse_changed_since(asked_of: TargetTerms, now: TargetTerms) -> None:
    """Who asked for a change read other terms than those that hold; approving it would take back what was
    agreed meanwhile."""
    parts = []
    if now.target != asked_of.target:
        parts.append(f"target {exact(now.target)}, semula {exact(asked_of.target)}")
    if now.due_on != asked_of.due_on:
        parts.append(f"tenggat {long_date(now.due_on)}, semula {long_date(asked_of.due_on)}")
    if parts:
        raise ChangeRefused(
            f"Yang berlaku sudah berubah sejak usulan ini dikirim: {'; '.join(parts)}. Menyetujuinya akan "
            "membatalkan yang sudah disepakati. Tolak usulan ini; pengusul dapat mengajukan yang baru."
        )


def refuse_due_before_checkpoints(due_on: date, quarters: Sequence[str]) -> None:
    """A commitment cannot end before the last quarter in which it is checked has begun."""
    last = max((Quarter.parse(key) for key in quarters), default=None)
    if last is not None and last.starts_on > due_on:
        raise ChangeRefused(
            f"Titik kendali {last.label} {last.year} baru dimulai {long_date(last.starts_on)}, sesudah "
            "tenggat itu. Pilih tenggat pada atau sesudah hari itu."
        )


def decided(state: ChangeState, *, approve: bool, proposer_id: int, decider_id: int | None) -> ChangeState:
    """The decision of somebody else than the proposer, once."""
    if state is not ChangeState.PROPOSED:
        raise ChangeRefused("Usulan ini sudah diputuskan. Muat ulang halaman untuk melihat putusannya.")
    if proposer_id == decider_id:
        raise ChangeRefused("Pengusul tidak memutuskan usulannya sendiri. Minta orang lain memutuskannya.")
    return ChangeState.APPROVED if approve else ChangeState.REJECTED


def check_terms(
    *,
    title: str,
    indicator: str,
    baseline: float | None,
    target: float | None,
    polarity: Polarity,
    unit: str,
    weight: float | None,
) -> list[str]:
    """What a commitment cannot be without besides the six questions of verifiability, in sentences."""
    reasons = []
    if not title.strip():
        reasons.append("Tulis judul singkatnya.")
    if not indicator.strip():
        reasons.append("Tulis indikatornya: apa yang dihitung.")
    if baseline is None:
        reasons.append("Isi nilai awal: berapa sekarang, walau nol.")
    if baseline is not None and target is not None:
        try:
            check_measure(baseline=baseline, target=target, polarity=polarity, unit=unit)
        except RuleBroken as refused:
            reasons.append(str(refused))
    if weight is not None and not isfinite(weight):
        reasons.append("Bobot komitmen belum terbaca sebagai angka: lihat keterangan di bawah isiannya.")
    elif weight is None or weight <= 0:
        reasons.append("Bobot komitmen harus lebih dari nol.")
    return reasons


@dataclass(frozen=True)
class CheckpointPlan:
    """One quarter of a commitment that is being formed: one measure of success."""

    quarter: str
    due_on: date
    measure: str
    evidence: str
    baseline: float
    target: float
    unit: str
    weight: float

    def polarity(self, indicator: Polarity) -> Polarity:
        """A checkpoint may measure something else than the indicator (a decree, a meeting): its way
        leads where its own target lies. What is ambiguous stays so."""
        if indicator is Polarity.AMBIGUOUS:
            return indicator
        return Polarity.UP if self.target > self.baseline else Polarity.DOWN


def check_plan(checkpoints: Sequence[CheckpointPlan], *, starts_on: date, due_on: date) -> list[str]:
    """Every reason why a plan cannot stand, in sentences; empty when it can."""
    reasons = []
    if due_on < starts_on:
        reasons.append("Tenggat mendahului tanggal mulai. Ubah salah satunya.")
    if not checkpoints:
        reasons.append("Isi paling sedikit satu titik kendali triwulan.")
    if len({point.quarter for point in checkpoints}) != len(checkpoints):
        reasons.append("Satu triwulan hanya boleh satu titik kendali.")
    for point in checkpoints:
        label = point.quarter
        if not point.measure.strip():
            reasons.append(f"{label}: tulis satu ukuran keberhasilan.")
        if not point.evidence.strip():
            reasons.append(f"{label}: sebut bukti yang disyaratkan.")
        if not point.unit.strip():
            reasons.append(f"{label}: tulis satuannya.")
        if point.due_on < starts_on:
            reasons.append(
                f"{label}: triwulan ini berakhir sebelum komitmen dimulai. Pilih triwulan sesudahnya."
            )
        quarter = Quarter.parse(point.quarter)
        if point.due_on < quarter.ends_on:
            reasons.append(
                f"{label}: tenggatnya {long_date(point.due_on)}, padahal triwulannya baru berakhir "
                f"{long_date(quarter.ends_on)}. Pilih hari itu atau sesudahnya."
            )
        if quarter.starts_on > due_on:
            reasons.append(f"{label}: triwulan ini baru dimulai sesudah tenggat komitmen. Ubah salah satu.")
        if not isfinite(point.weight) or point.weight <= 0:
            reasons.append(f"{label}: bobot harus lebih dari nol.")
        try:
            check_measure(
                baseline=point.baseline, target=point.target, polarity=Polarity.AMBIGUOUS, unit=point.unit
            )
        except RuleBroken as refused:
            reasons.append(f"{label}: {refused}")
    return reasons
