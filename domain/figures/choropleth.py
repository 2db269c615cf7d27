"""Classes of a choropleth: five steps around the mean, so that a map of any series reads alike."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from domain.time.formats import number, rate_digits

MULTIPLES = (0.6, 1.0, 1.6, 2.4)
"""Class limits as multiples of the mean; the third class and above lie above it."""


@dataclass(frozen=True)
class Classes:
    """Four rising limits between five classes; fewer when the values are few and alike."""

    limits: tuple[float, ...]
    digits: int

    def index(self, value: float) -> int:
        return bisect_right(self.limits, value)

    def labels(self) -> list[str]:
        """``< 1,5``, ``1,5–2,4``, ..., ``≥ 6,0``."""
        step = 10**-self.digits
        texts = [number(limit, self.digits) for limit in self.limits]
        if not texts:
            return ["semua"]
        between = [
            low if high - limit <= step + 1e-9 else f"{low}–{number(high - step, self.digits)}"
            for low, limit, high in zip(texts, self.limits, self.limits[1:], strict=False)
        ]
        return [self._lowest(texts[0]), *between, f"≥ {texts[-1]}"]

    def _lowest(self, limit: str) -> str:
        """Counts in the lowest class begin at one, because zero is no class but a state of its own."""
        if self.digits:
            return f"< {limit}"
        last = int(self.limits[0]) - 1
        return "1" if last == 1 else f"1–{number(last)}"


def classes(values: Iterable[float], *, mean: float, whole: bool) -> Classes:
    """Limits at fixed multiples of the mean, rounded to whole numbers for counts.

    ``values`` are those to be drawn; limits beyond their maximum are dropped, because an empty
    class in the legend says something that is not there.
    """
    drawn = list(values)
    digits = 0 if whole else rate_digits(mean)
    highest = max(drawn, default=0.0)
    smallest = 10**-digits
    rounded = {max(round(mean * multiple, digits), smallest) for multiple in MULTIPLES}
    limits = tuple(sorted(limit for limit in rounded if limit <= highest))
    if whole:
        limits = tuple(limit for limit in limits if limit > 1)
    return Classes(limits, digits)
