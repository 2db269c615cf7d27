"""The frame of pictures over time: their size, their lines, the words beside them, what their marks mean."""

from dataclasses import dataclass

from domain.look import Colour
from domain.time import formats
from reports.drawing import TextAnchor, Words

GRID = {"stroke": Colour.GARIS, "stroke_width": 0.8}
AXIS = {"stroke": Colour.TEPI, "stroke_width": 1}


@dataclass(frozen=True)
class Frame:
    """How large a picture is, and how high its words will be set, in its own units: they need room."""

    width: float
    height: float
    letters: float


ON_SCREEN = Frame(600, 190, 12)
LETTERS_OF_COUNTS = 12
"""Of the pictures of counts, which are small wherever they stand."""


def percent(value: float | None) -> str:
    return formats.NO_REPORT if value is None else formats.percent(value)


def words_beside(left: float, y: float, letters: float, mark: str) -> Words:
    """A mark of the upright axis, before its line."""
    return Words(left - 6, y + letters / 3, mark, TextAnchor.END, colour=Colour.REDUP)


def words_below(
    x: float, height: float, letters: float, said: str, anchor: TextAnchor = TextAnchor.MIDDLE
) -> Words:
    """What stands below the floor."""
    return Words(x, height - letters / 2, said, anchor, colour=Colour.REDUP)


def key_line(*marks: tuple[str, bool], between: str = " ") -> str:
    """What the marks of a picture mean: of those alone that stand in it."""
    return between.join(said for said, is_drawn in marks if is_drawn)


def legend(*marks: tuple[str, bool]) -> str:
    """The same in one sentence."""
    said = key_line(*marks, between="; ")
    return f"{formats.capitalised(said)}." if said else ""
