"""The LTSA offices that a source names, as ``ltsa.csv`` lists them."""

import csv
from functools import cache

from domain.access.offices import KnownOffice
from domain.places.province import PACK


@cache
def known_offices() -> tuple[KnownOffice, ...]:
    with (PACK / "ltsa.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            KnownOffice(row["nama"], row["wilayah"], row["melayani"], row["sumber"], row["url"])
            for row in csv.DictReader(file)
        )
