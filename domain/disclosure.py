"""Small counts are hidden here, for the query layer to apply, so that no page ever receives them.

Three tiers (DESIGN rule 8). A reader of the *cases* tier sees every count. The *agency* tier sees
counts from 3 per kabupaten, the *shared screen* from 11; below a kabupaten neither sees any count.
Zero may show. When a single cell of a table is hidden it would follow from the total, so the next
smallest count is hidden with it, a zero where there is nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.permissions import DisclosureTier
from domain.regions import RegionLevel

THRESHOLDS: dict[DisclosureTier, int] = {
    DisclosureTier.CASES: 1,
    DisclosureTier.AGENCY: 3,
    DisclosureTier.SHARED_SCREEN: 11,
}


@dataclass(frozen=True)
class Count:
    """A count as a reader may see it: ``value`` is None when it is hidden."""

    value: int | None
    hidden_below: int | None = None
    """The threshold that hid it; None with a hidden value means hidden to protect another cell or level."""

    @property
    def is_hidden(self) -> bool:
        return self.value is None


def disclose(counts: Mapping[str, int], *, tier: DisclosureTier, level: RegionLevel) -> dict[str, Count]:
    """The counts of one table (region -> count, same period and kind) as one tier may see them."""
    if tier is DisclosureTier.CASES or level is RegionLevel.PROVINCE:
        return {code: Count(value) for code, value in counts.items()}
    if level is not RegionLevel.REGENCY:
        return {code: Count(None) for code in counts}
    threshold = THRESHOLDS[tier]
    small = {code for code, value in counts.items() if 0 < value < threshold}
    if len(small) != 1:
        return {
            code: Count(None, threshold) if code in small else Count(value) for code, value in counts.items()
        }
    others = sorted(counts.keys() - small, key=lambda code: (counts[code] == 0, counts[code], code))
    # Which of the two is the small one is not told: with the total, that alone would give it away.
    hidden = small | set(others[:1])
    return {code: Count(None) if code in hidden else Count(value) for code, value in counts.items()}
