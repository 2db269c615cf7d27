"""A map with its finding, legend and origin: on a page of a paper, and as a picture to take along."""

from dataclasses import dataclass
from typing import Any

from reports import pdf
from reports.drawing import Picture

SHARP = 200
"""Dots per inch: two thousand across, for a slide or a page."""

_WORDS = 7.5


@dataclass(frozen=True)
class Swatch:
    fill: str
    """A colour, or the name of a pattern."""
    label: str


@dataclass(frozen=True)
class PrintedMap:
    finding: str
    basis: str
    picture: Picture
    scale: str
    classes: tuple[Swatch, ...]
    others: tuple[Swatch, ...]
    remark: str


def told(printed: PrintedMap, *, words: float) -> dict[str, Any]:
    """For a template; the words on the map are so many of its units high."""
    return {
        "finding": printed.finding,
        "basis": printed.basis,
        "svg": printed.picture.on_paper(words, halo=True),
        "alt": printed.picture.description,
        "scale": printed.scale,
        "classes": [[each.fill, each.label] for each in printed.classes],
        "others": [[each.fill, each.label] for each in printed.others],
        "remark": printed.remark,
    }


def picture(printed: PrintedMap, *, title: str, source: str, is_sample: bool) -> bytes:
    """As PNG: whoever meets it on a slide finds what it says, and of when and from whom it is."""
    data = {"title": title, "source": source, "sample": is_sample, "map": told(printed, words=_WORDS)}
    [page] = pdf.pictures("map", data, ppi=SHARP)
    return page
