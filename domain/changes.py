"""From one period to another: what changed, how sure that is, and what cannot be compared.

Two small counts differ by chance alone. Given their sum, the later one is binomial with the later
period's share of the days, when nothing has changed (Przyborowski and Wilenski 1940, *Biometrika*
31:313-323); the doubled smaller tail of it is the probability of a difference this large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import erfc, exp, lgamma, log, sqrt

from domain.map_view import AreaState
from domain.wording import number, short_date

CERTAIN_BELOW = 0.01
LEANING_BELOW = 0.10
"""Probabilities of chance alone: below the first a change is *pasti*, below the second *condong*."""

_EXACT_UP_TO = 2_000


class Confidence(StrEnum):
    CERTAIN = "certain"
    LEANING = "leaning"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Span:
    """A period as it is compared: its words, and how many of its days are over."""

    label: str
    starts_on: date
    ends_on: date
    today: date

    @property
    def days(self) -> int:
        return max((min(self.ends_on, self.today) - self.starts_on).days + 1, 0)

    @property
    def is_running(self) -> bool:
        return self.starts_on <= self.today < self.ends_on


@dataclass(frozen=True)
class Side:
    """One region in one of the two periods."""

    state: AreaState
    count: float | None
    count_text: str


@dataclass(frozen=True)
class Change:
    """What may be said of one region between two periods."""

    code: str
    name: str
    before: Side
    after: Side
    confidence: Confidence | None
    """None where there is nothing to compare, or nothing has changed."""
    chance: float | None
    """How likely a difference this large is when nothing has changed."""

    @property
    def difference(self) -> float | None:
        if self.before.count is None or self.after.count is None:
            return None
        return self.after.count - self.before.count


def change(code: str, name: str, before: Side, after: Side, spans: tuple[Span, Span]) -> Change:
    earlier, later = spans
    if before.count is None or after.count is None or not (earlier.days and later.days):
        return Change(code, name, before, after, None, None)
    share = later.days / (earlier.days + later.days)
    chance = chance_alone(before.count, after.count, share)
    confidence = None
    if before.count != after.count:
        confidence = (
            Confidence.CERTAIN
            if chance < CERTAIN_BELOW
            else Confidence.LEANING
            if chance < LEANING_BELOW
            else Confidence.TOO_LITTLE
        )
    return Change(code, name, before, after, confidence, chance)


def chance_alone(before: float, after: float, share: float) -> float:
    """Two-sided probability, at most 1, of counts this far apart; ``share`` is the later period's part.

    Counts are whole numbers of events; a source's rounded or fractional figure is rounded. Exact up
    to 2,000 events together, beyond that by the normal approximation with continuity correction.
    """
    if not 0.0 < share < 1.0:
        raise ValueError("share must lie between 0 and 1")
    if before < 0 or after < 0:
        raise ValueError("counts must not be negative")
    later = round(after)
    total = round(before) + later
    if total == 0:
        return 1.0
    if total > _EXACT_UP_TO:
        deviation = max(abs(later - total * share) - 0.5, 0.0) / sqrt(total * share * (1 - share))
        return erfc(deviation / sqrt(2))
    weights = [
        exp(
            lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
            + k * log(share) + (total - k) * log(1 - share)
        )
        for k in range(total + 1)
    ]  # fmt: skip
    return min(2 * min(sum(weights[: later + 1]), sum(weights[later:])), 1.0)


def sentence(found: Change, spans: tuple[Span, Span], unit: str) -> str:
    """The change in one sentence, honest about what is hidden, unnamed or too little to say."""
    for side, span in zip((found.before, found.after), spans, strict=True):
        if side.state is AreaState.HIDDEN:
            return (
                f"Perubahan {found.name} tidak dapat disebut: jumlah {span.label} "
                "disembunyikan bagi peran Anda."
            )
        if side.state is AreaState.NOT_REPORTED:
            return f"{found.name} tidak disebut sumber pada {span.label}, jadi tidak dapat dibandingkan."
    if found.before.count is None or found.after.count is None or found.chance is None:
        return f"{found.name} belum dapat dibandingkan: salah satu periode belum berjalan."
    before, after = number(found.before.count), number(found.after.count)
    lengths = [f" ({_length(span.days)})" if _differ_in_length(spans) else "" for span in spans]
    if found.before.count == found.after.count:
        return f"{found.name} tetap {after} {unit}{_how_long(spans)}."
    verb = "naik" if found.after.count > found.before.count else "turun"
    return (
        f"{found.name} {verb} dari {before}{lengths[0]} menjadi {after} {unit}{lengths[1]}; "
        f"{_how_sure(found)}."
    )


def _how_sure(found: Change) -> str:
    if found.confidence is Confidence.CERTAIN:
        return "perubahan pasti, lebih besar daripada kebetulan"
    if found.confidence is Confidence.LEANING:
        return "condong berubah, tetapi kebetulan belum dapat disingkirkan"
    return "belum cukup data untuk menyebut tren"


def _differ_in_length(spans: tuple[Span, Span]) -> bool:
    """Counts over more days are larger without any change; a leap day does not matter."""
    return abs(spans[0].days - spans[1].days) > 1


def _how_long(spans: tuple[Span, Span]) -> str:
    if not _differ_in_length(spans):
        return ""
    return f", {_length(spans[0].days)} dibandingkan dengan {_length(spans[1].days)}"


def _length(days: int) -> str:
    months = round(days / 30.4375)
    return f"{number(months)} bulan" if months >= 2 else f"{number(days)} hari"


def cautions(spans: tuple[Span, Span]) -> list[str]:
    """What a reader must know before he sets the two periods side by side."""
    earlier, later = spans
    found = [
        f"{span.label} belum penuh: baru sampai {short_date(span.today)}." for span in spans if span.is_running
    ]
    if _differ_in_length(spans) and not found:
        found.append("Kedua periode tidak sama panjang; lamanya ikut dihitung.")
    if later.starts_on <= earlier.ends_on:
        found.append("Kedua periode bertumpang tindih, jadi sebagian laporan terhitung di keduanya.")
    return found


def largest(changes: Sequence[Change], most: int) -> list[Change]:
    """The changes that stand out: the surest first, then the largest."""
    order = {Confidence.CERTAIN: 0, Confidence.LEANING: 1, Confidence.TOO_LITTLE: 2}
    moved = [each for each in changes if each.confidence is not None and each.difference]
    ranked = sorted(
        moved, key=lambda c: (order[c.confidence or Confidence.TOO_LITTLE], -abs(c.difference or 0), c.name)
    )
    return ranked[:most]


def finding(changes: Sequence[Change], spans: tuple[Span, Span], unit: str) -> str:
    """One sentence on the whole map: the surest change, or that none is sure."""
    earlier, later = spans
    compared = [each for each in changes if each.chance is not None]
    if not compared:
        return f"Tidak ada wilayah yang dapat dibandingkan antara {earlier.label} dan {later.label}"
    sure = [each for each in largest(compared, len(compared)) if each.confidence is Confidence.CERTAIN]
    if sure:
        also = f"; {number(len(sure) - 1)} wilayah lain juga pasti berubah" if len(sure) > 1 else ""
        return sentence(sure[0], spans, unit).partition(";")[0].removesuffix(".") + also
    return f"Belum ada perubahan yang pasti antara {earlier.label} dan {later.label}"
