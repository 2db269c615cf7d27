"""Progress reports: how one may move, what it may claim, and what a verdict on it may say."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import Forbidden, RuleBroken, StaleData
from domain.access.permissions import Actor
from domain.commitments.health import ReportState, VerdictLevel
from domain.numbers import LARGEST_AMOUNT, kept_exactly
from domain.time.formats import exact, number, quantity
from domain.time.working_days import add_working_days
from domain.units import WHOLE_IN_PERCENT, is_percent

LONGEST_SENTENCE = 160
LONGEST_NOTE = 400
SHORTEST_NOTE = 15
"""A return says what is missing; fewer letters cannot."""

VERIFICATION_DAYS = 5
"""Working days within which a submitted report is judged."""


class ReportMove(StrEnum):
    SUBMIT = "submit"
    REPLACE = "replace"
    VERIFY = "verify"
    RETURN = "return"


MOVES = {
    (ReportState.DRAFT, ReportMove.SUBMIT): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, ReportMove.REPLACE): ReportState.SUPERSEDED,
    (ReportState.SUBMITTED, ReportMove.VERIFY): ReportState.VERIFIED,
    (ReportState.SUBMITTED, ReportMove.RETURN): ReportState.RETURNED,
}
"""All there is. A returned report stays returned: what answers it is a new one, and both are kept."""


def moved(state: ReportState, move: ReportMove) -> ReportState:
    """Where a move leads; a move that the state does not know is refused."""
    after = MOVES.get((state, move))
    if after is None:
        raise StaleData(
            "Laporan ini sudah diputus atau sudah diganti. Muat ulang antrean untuk melihat keadaannya."
        )
    return after


@dataclass(frozen=True)
class Written:
    """What somebody has typed into a report, with when and by whom."""

    value: float | None
    sentence: str
    author: str
    at: str
    sent: bool
    """Whether it is already sent, or still a draft."""


class ReportConflict(StaleData):
    """Somebody else (or the same person elsewhere) wrote first: both texts are to be shown."""

    def __init__(self, theirs: Written, *, version: int, base_id: int) -> None:
        self.theirs, self.version, self.base_id = theirs, version, base_id
        super().__init__(
            f"{theirs.author} sudah menulis laporan ini pada {theirs.at}. Kedua isian ditampilkan; "
            "pilih mana yang dipakai. Isian Anda tidak hilang."
        )


@dataclass(frozen=True)
class CheckpointMeasure:
    """What a checkpoint counts: from where it starts, to where it should come, and in what."""

    baseline: float
    target: float
    unit: str

    @property
    def rises(self) -> bool:
        return self.target >= self.baseline

    def reached_by(self, value: float) -> bool:
        return value >= self.target if self.rises else value <= self.target

    def amount(self, value: float) -> str:
        """``18 dari 40 desa``; ``42,5 %``; of what is to fall ``10 kasus, target 0``."""
        if is_percent(self.unit):
            return quantity(value, self.unit)
        return f"{exact(value) if self.rises else quantity(value, self.unit)}{self.towards}"

    @property
    def towards(self) -> str:
        """Behind an amount: the whole that it is a part of, or where it is to fall to."""
        return f" dari {quantity(self.target, self.unit)}" if self.rises else f", target {exact(self.target)}"

    @property
    def beside(self) -> str:
        """Beside the field in which the amount is written."""
        return self.towards.strip() if self.rises else f"{self.unit}{self.towards}"

    @property
    def too_much(self) -> str:
        return f"Capaian paling banyak {quantity(self.ceiling, self.unit)}. Periksa angkanya."

    @property
    def ceiling(self) -> float:
        """The most that can be; what is only unlikely is asked about (``plausibility``)."""
        return WHOLE_IN_PERCENT if is_percent(self.unit) else LARGEST_AMOUNT


BELOW_NOTHING = "Capaian tidak boleh di bawah nol. Tulis jumlah seluruhnya sampai hari ini."


def checked_claim(value: float, measure: CheckpointMeasure) -> float:
    """The claimed value, if it is a number that can be meant."""
    if not math.isfinite(value):
        raise RuleBroken("Capaian harus berupa angka. Tulis angka, misalnya 18.")
    if value < 0:
        raise RuleBroken(BELOW_NOTHING)
    if value > measure.ceiling:
        raise RuleBroken(measure.too_much)
    return kept_exactly(value, measure.unit)


def checked_sentence(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    if not sentence:
        raise RuleBroken("Tulis satu kalimat: apa yang sudah terjadi.")
    return within(sentence)


def within(sentence: str) -> str:
    if len(sentence) > LONGEST_SENTENCE:
        raise RuleBroken(
            f"Kalimat paling panjang {LONGEST_SENTENCE} huruf; yang ini {number(len(sentence))}. Ringkaskan."
        )
    return sentence


def refuse_own_verdict(by: Actor, *, agency: int, reporter: int) -> None:
    """Never the reporter, never the same agency, nor the one that the reporter's agency has become."""
    if by.person_id is None or by.person_id == reporter or by.agency_id is None or by.is_of(agency):
        raise Forbidden(
            "Laporan instansi sendiri tidak dapat diputus. Verifikator instansi lain yang memutuskannya."
        )


_PARTIAL = (VerdictLevel.LIMITED, VerdictLevel.SUBSTANTIAL)


@dataclass(frozen=True)
class VerdictRange:
    low: float
    high: float
    short_of: float | None = None
    """The end that is not part of it: whoever reached the target has all of it."""

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def said(self, unit: str = "") -> str:
        """As a sentence says it: ``0 sampai kurang dari 40 desa``."""
        if self.low == self.high:
            return quantity(self.low, unit)
        low = f"{'lebih dari ' if self.low == self.short_of else ''}{quantity(self.low)}"
        high = f"{'kurang dari ' if self.high == self.short_of else ''}{quantity(self.high, unit)}"
        return f"{low} sampai {high}"


def verdict_range(
    level: VerdictLevel, measure: CheckpointMeasure, *, claimed: float, last_verified: float | None
) -> VerdictRange | None:
    """Between which values a verdict of this level may lie: never better than what was claimed.

    Without evidence, or before a start, nothing new is proven: what was verified before may stay.
    None where this level cannot be given at all.
    """
    start = measure.baseline if last_verified is None else last_verified
    short_of = measure.target if level in _PARTIAL else None
    best: float
    if level in (VerdictLevel.NO_EVIDENCE, VerdictLevel.NOT_STARTED):
        best = start
    elif level is VerdictLevel.COMPLETE:
        if not measure.reached_by(claimed):
            return None
        return VerdictRange(*sorted((measure.target, claimed)))
    else:
        best = measure.target
    if measure.rises:
        best = min(best, claimed)
        return VerdictRange(min(measure.baseline, best), best, short_of)
    best = max(best, claimed)
    return VerdictRange(best, max(measure.baseline, best), short_of)


def checked_verdict(
    level: VerdictLevel,
    value: float,
    measure: CheckpointMeasure,
    *,
    returned: bool,
    notes: str,
    claimed: float,
    last_verified: float | None,
) -> tuple[float, str]:
    """The verified value and the notes, if together they make a verdict."""
    notes = " ".join(notes.split())
    if not math.isfinite(value):
        raise RuleBroken("Nilai terverifikasi harus berupa angka.")
    value = kept_exactly(value, measure.unit)
    allowed = verdict_range(level, measure, claimed=claimed, last_verified=last_verified)
    unit = measure.unit
    if allowed is None:
        raise RuleBroken(
            f"“Lengkap” hanya bila klaim mencapai target, {quantity(measure.target, unit)}. "
            "Pilih tingkat lain."
        )
    if not allowed.holds(value):
        raise RuleBroken(
            f"Untuk tingkat ini nilai terverifikasi {allowed.said(unit)}; klaimnya {quantity(claimed)}."
        )
    if level in _PARTIAL and measure.reached_by(value):
        raise RuleBroken(
            f"Nilai {measure.amount(value)} sudah mencapai target; tingkatnya “Lengkap”. "
            "Pilih Lengkap, atau tulis nilai yang benar-benar terbukti."
        )
    if returned and level is VerdictLevel.COMPLETE:
        raise RuleBroken("“Lengkap” tidak dikembalikan. Terima laporannya, atau pilih tingkat lain.")
    if returned and len(notes) < SHORTEST_NOTE:
        raise RuleBroken("Laporan yang dikembalikan harus menyebut apa yang kurang. Tulis di catatan.")
    if len(notes) > LONGEST_NOTE:
        raise RuleBroken(
            f"Catatan paling panjang {LONGEST_NOTE} huruf; yang ini {number(len(notes))}. Ringkaskan."
        )
    return value, notes


def judged_by(submitted_on: date, holidays: Collection[date]) -> date:
    """The day by which a report that was sent on this day is judged."""
    return add_working_days(submitted_on, VERIFICATION_DAYS, holidays)
