"""Pictures drawn here as SVG, the same for a screen and for paper.

Shapes and words are kept apart: paper sets the words in its own typeface within the drawing, a screen lays
them over it, where they stay text that can be read, enlarged and followed. Whatever a picture shows stands
in its rows, too, for whoever cannot see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from xml.etree import ElementTree

from domain.look import FONT, Colour

SVG = "http://www.w3.org/2000/svg"


_LETTER = 0.6
"""Of the height of a word: how wide one of its letters is, with room to spare."""
_MARGIN = 3.0
_LINES_AWAY = (0, 1, -1, 2, -2)


class TextAnchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Words:
    """A text at a point: where its line stands, and which end of it the point is."""

    x: float
    y: float
    text: str
    anchor: TextAnchor = TextAnchor.START
    is_bold: bool = False
    colour: str = Colour.TINTA

    def within(self, width: float, size: float) -> "Words":
        """Moved so far that all of it stands between the edges of a picture."""
        left, right = self.span(size)
        moved = min(max(left, _MARGIN), max(width - _MARGIN - (right - left), _MARGIN))
        return replace(self, x=self.x + moved - left)

    def span(self, size: float) -> tuple[float, float]:
        """From where to where it reaches on its line."""
        length = len(self.text) * size * _LETTER
        before = {TextAnchor.START: 0.0, TextAnchor.MIDDLE: 0.5, TextAnchor.END: 1.0}[self.anchor] * length
        return self.x - before, self.x - before + length

    def lies_on(self, other: "Words", size: float) -> bool:
        (left, right), (start, end) = self.span(size), other.span(size)
        return left < end and start < right and abs(self.y - other.y) < size


def apart(words: Sequence[Words], height: float, size: float) -> list[Words]:
    """Names on a map, the first ones where they belong; one that would lie upon another goes a little up or
    down, by as many lines as it takes, and is left out where none is free."""
    found: list[Words] = []
    for each in words:
        ways = [replace(each, y=each.y + lines * size) for lines in _LINES_AWAY]
        free = (
            way
            for way in ways
            if size <= way.y <= height - _MARGIN and not any(way.lies_on(other, size) for other in found)
        )
        found.extend(islice(free, 1))
    return found


@dataclass(frozen=True)
class Spot:
    """A part of the picture that opens the rows behind it."""

    x: float
    y: float
    width: float
    height: float
    name: str
    """What it says, for whoever cannot see it."""
    address: str


@dataclass(frozen=True)
class PictureRow:
    cells: tuple[str, ...]
    address: str = ""
    opens: str = ""
    """How the way to the rows is called."""


@dataclass(frozen=True)
class Picture:
    title: str
    description: str
    """What is to be seen, in a sentence; true of an empty picture, too."""
    width: float
    height: float
    shapes: str = ""
    """The SVG, without words; empty where there is nothing to draw."""
    words: tuple[Words, ...] = ()
    spots: tuple[Spot, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[PictureRow, ...] = ()
    remark: str = ""
    """Below it: how it was counted, and what is not complete."""

    def on_paper(self, size: float, *, halo: bool = False) -> str:
        """With its words set within, so many units high; with a halo where they lie upon lines, as on a map,
        whose names move inwards where the edge would cut them."""
        if not self.shapes:
            return ""
        ElementTree.register_namespace("", SVG)
        root = ElementTree.fromstring(self.shapes)  # noqa: S314 - what was drawn just now
        around = {"stroke": Colour.KERTAS, "stroke-width": _short(size / 3), "stroke-linejoin": "round"}
        layers = [around, {}] if halo else [{}]
        words: Sequence[Words] = self.words
        if halo:
            words = apart([each.within(self.width, size) for each in words], self.height, size)
        for each, more in ((each, more) for more in layers for each in words):
            ElementTree.SubElement(
                root,
                f"{{{SVG}}}text",
                {
                    **more,
                    "x": _short(each.x),
                    "y": _short(each.y),
                    "text-anchor": each.anchor,
                    "font-family": FONT.family,
                    "font-size": _short(size),
                    "font-weight": "700" if each.is_bold else "400",
                    "fill": each.colour,
                },
            ).text = each.text
        return ElementTree.tostring(root, encoding="unicode")


HATCHED, DOTTED, DASHED = "url(#arsir)", "url(#titik)", "url(#garis)"
"""Fills: nobody has reported; it may not be told; too little to be given a word."""


@dataclass
class Pen:
    """Draws shapes; every number is written short, every text escaped."""

    width: float
    height: float
    _root: ElementTree.Element = field(init=False)

    def __post_init__(self) -> None:
        self._root = ElementTree.Element(
            "svg", {"xmlns": SVG, "viewBox": f"0 0 {_short(self.width)} {_short(self.height)}"}
        )
        patterns = ElementTree.SubElement(self._root, "defs")
        hatch = _pattern(patterns, "arsir", 4.5, turned="rotate(45)")
        _element(hatch, "path", d="M0 0v4.5", stroke=Colour.TEPI, stroke_width=1.4)
        dots = _pattern(patterns, "titik", 5)
        _element(dots, "circle", cx=2.5, cy=2.5, r=0.9, fill=Colour.REDUP)
        dashes = _pattern(patterns, "garis", 5)
        _element(dashes, "path", d="M0 2.5h5", stroke=Colour.TEPI, stroke_width=0.8)

    def path(self, d: str, **look: object) -> None:
        _element(self._root, "path", d=d, **look)

    def box(self, x: float, y: float, width: float, height: float, **look: object) -> None:
        _element(self._root, "rect", x=x, y=y, width=max(width, 0), height=max(height, 0), **look)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: object) -> None:
        _element(self._root, "line", x1=x1, y1=y1, x2=x2, y2=y2, **look)

    def dot(self, x: float, y: float, radius: float, **look: object) -> None:
        _element(self._root, "circle", cx=x, cy=y, r=radius, **look)

    def through(self, points: Sequence[tuple[float, float]], **look: object) -> None:
        if len(points) > 1:
            self.path("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points), fill="none", **look)

    @property
    def drawn(self) -> str:
        return ElementTree.tostring(self._root, encoding="unicode")


def _pattern(parent: ElementTree.Element, name: str, size: float, turned: str = "") -> ElementTree.Element:
    more = {"patternTransform": turned} if turned else {}
    return _element(
        parent, "pattern", id=name, width=size, height=size, patternUnits="userSpaceOnUse", **more
    )


def _element(parent: ElementTree.Element, tag: str, **look: object) -> ElementTree.Element:
    return ElementTree.SubElement(
        parent, tag, {name.replace("_", "-"): _text(value) for name, value in look.items()}
    )


def _text(value: object) -> str:
    return _short(value) if isinstance(value, int | float) else str(value)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
