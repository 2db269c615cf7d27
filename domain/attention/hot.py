"""Which regions are newly hot: a rise in data of the last twelve months, never an old list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.attention.table import HOT_MONTHS
from domain.figures.changes import how_sure
from domain.statistics.assessment import RISING, Assessment, Assessments, Confidence
from domain.statistics.wording import CONFIDENCE, PATTERNS, PER_PEOPLE, reference
from domain.time import formats

MOST_HOT = 3
"""The surest; more of them are a map, not points of an agenda."""


@dataclass(frozen=True)
class HotPeriod:
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def words(self) -> str:
        return formats.period(self.starts_on, self.ends_on)

    def is_recent(self, on: date) -> bool:
        """Ended, and within the last ``HOT_MONTHS`` months."""
        months = 12 * (on.year - self.ends_on.year) + on.month - self.ends_on.month
        return self.ends_on <= on and months <= HOT_MONTHS


@dataclass(frozen=True)
class Earlier:
    """The period that a rise is measured against."""

    span: HotPeriod
    counts: Mapping[str, float]
    """By region; who is not named has no count, which is not zero."""


@dataclass(frozen=True)
class HotFact:
    region_code: str
    title: str
    facts: str
    """What makes it hot, such as ``4,5 kali rata-rata wilayah yang disebut``."""
    multiple: float
    """How many times the mean it is."""


def newly_hot(found: Assessments, span: HotPeriod, earlier: Earlier | None, on: date) -> list[HotFact]:
    """Regions that the map calls hot and whose rise chance would not give as well, the surest first.

    A rise is the map's own word (*baru*, *menguat*) where the series is long enough for one, otherwise
    more cases a day than in the earlier period, beyond chance among all that are compared.
    """
    if not span.is_recent(on):
        return []
    risen = _risen(found, span, earlier) if earlier else frozenset()
    facts = [_fact(row, span, rise) for row in found.ranked if (rise := _rise(row, risen, earlier))]
    return facts[:MOST_HOT]


def _risen(found: Assessments, span: HotPeriod, earlier: Earlier) -> frozenset[str]:
    """By the rule of the map's comparison, which weighs all regions together."""
    now = {row.code: row.place.count for row in found.ranked if row.place.count is not None}
    sure = how_sure(earlier.counts, now, days_before=earlier.span.days, days_after=span.days)
    return frozenset(
        code
        for code, each in sure.items()
        if each is Confidence.CERTAIN and now[code] * earlier.span.days > earlier.counts[code] * span.days
    )


def _rise(row: Assessment, risen: Collection[str], earlier: Earlier | None) -> str:
    """In words; empty where the region is not hot, or does not rise."""
    if not row.confidence.is_hot or row.place.count is None:
        return ""
    if row.pattern is not None:
        return PATTERNS[row.pattern] if row.pattern in RISING else ""
    if earlier is None or row.code not in risen:
        return ""
    before, after = formats.number(earlier.counts[row.code]), formats.number(row.place.count)
    return f"laju naik: {before} ({earlier.span.words}), lalu {after}"


def _fact(row: Assessment, span: HotPeriod, rise: str) -> HotFact:
    assert row.measured is not None, "a hot region was measured"
    ratio, mean = row.measured.ratio, row.measured.mean
    whose = reference(row.measured.compared, row.measured.hidden, row.measured.regions)
    return HotFact(
        row.code,
        f"Kematian PMI asal {row.name} {formats.number(ratio, 1)} kali rata-rata {whose}",
        f"titik panas {CONFIDENCE[row.confidence]}, {rise}; laju disesuaikan "
        f"{formats.rate(row.measured.shrunk.value, mean)} {PER_PEOPLE}, rata-rata "
        f"{formats.rate(mean, mean)}; {span.words}",
        ratio,
    )
