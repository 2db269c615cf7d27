"""How large invented provinces are: one, or a nation of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How large, where and from which seed; the same plan makes the same pack."""

    code: str
    regencies: int
    districts: int
    zone: str = "Asia/Jakarta"
    villages: int = 1
    """In each kecamatan."""
    bare: bool = False
    """As on the first day: no figure, no alias, no passage and no port is known."""
    letters: bool = False
    """Codes of kabupaten with letters, of which there are more than two digits can count."""


def shares(total: int, weights: Sequence[float], *, smallest: int) -> list[int]:
    """The total in whole parts by weight, none below the smallest."""
    left, whole = total - smallest * len(weights), sum(weights)
    exact = [left * weight / whole for weight in weights]
    found = [int(each) for each in exact]
    by_rest = sorted(range(len(weights)), key=lambda at: (found[at] - exact[at], at))
    for at in by_rest[: left - sum(found)]:
        found[at] += 1
    return [smallest + each for each in found]


def codes_of(plan: Plan) -> list[str]:
    if plan.letters:
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        pairs = [f"{one}{other}" for one in digits for other in digits][1 : plan.regencies + 1]
        return [f"{plan.code}.{pair}" for pair in pairs]
    towns = min(plan.regencies // 10, 28)
    rural = [*range(1, plan.regencies - towns + 1)]
    return [f"{plan.code}.{number:02d}" for number in (*rural, *range(71, 71 + towns))]


_IN_THE_WEST = (*range(11, 20), 21, *range(31, 37), 51, 52)
_IN_THE_EAST = (*range(61, 66), *range(71, 77), 81, 82, *range(91, 98))
CODES = tuple(map(str, (*_IN_THE_WEST, *_IN_THE_EAST)))
"""Of provinces, as the Ministry of Home Affairs counts them; without that of NTT, and one more."""
REGENCIES, DISTRICTS = 514, 7_285
"""Indonesia's."""
SMALLEST = 5


def nation() -> list[Plan]:
    """38 provinces that together have as many kabupaten and kecamatan as Indonesia, a few of them large."""
    weights = [float(number**3) for number in range(1, len(CODES) + 1)]
    regencies = shares(REGENCIES, weights, smallest=SMALLEST)
    districts = shares(DISTRICTS, [float(each) for each in regencies], smallest=SMALLEST)
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    return [
        Plan(code, regency, district, zones[number % len(zones)])
        for number, (code, regency, district) in enumerate(zip(CODES, regencies, districts, strict=True))
    ]
