"""The sea passages that make islands neighbours, as ``ferry_links.csv`` lists them with their reasons."""

import csv
from functools import cache

from domain.places.province import PACK
from domain.statistics.assessment import Crossing


@cache
def crossings() -> tuple[Crossing, ...]:
    with (PACK / "ferry_links.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Crossing(row["dari"], row["ke"], row["alasan"]) for row in csv.DictReader(file))
