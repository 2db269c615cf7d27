"""What a map of the province shows: area states, palettes and label places, without any map library.

The colours are the tokens of the visual direction; the browser map, the legend and the printed
map all take them from here, so that one picture never contradicts another.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.look import HARM_CLASSES, NEUTRAL_CLASSES, Colour
from domain.places.province import HERE

CLASSES = 5
"""How many shades a palette has: more cannot be told apart side by side."""


class AreaState(StrEnum):
    """What is known of an area; a number alone cannot say why it is missing."""

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    HIDDEN = "hidden"
    TOO_LITTLE = "too_little"
    """There is a number, and it is too small to be given a word."""
    CONFLICTING = "conflicting"


class Emphasis(StrEnum):
    """The outline of a hotspot: how sure the statistics are."""

    CERTAIN = "certain"
    LEANING = "leaning"


class MarkKind(StrEnum):
    AIRPORT = "airport"
    PORT = "port"
    BORDER_POST = "border_post"
    SERVICE = "service"


@dataclass(frozen=True)
class MapArea:
    """One kabupaten or kecamatan as it is drawn. All texts are plain text, never markup."""

    code: str
    name: str
    state: AreaState
    shade: int | None
    """Class index 0..4, exactly when there is a value to colour (VALUE, CONFLICTING)."""
    value_text: str
    """What the tooltip says below the name: ``25 orang``, ``<3``, ``tidak disebut``."""
    label: str | None = None
    """Short text drawn on the map; None draws none."""
    emphasis: Emphasis | None = None

    def __post_init__(self) -> None:
        coloured = self.state in (AreaState.VALUE, AreaState.CONFLICTING)
        if coloured != (self.shade is not None):
            raise ValueError(f"{self.code}: {self.state} with shade {self.shade}")
        if self.shade is not None and not 0 <= self.shade < CLASSES:
            raise ValueError(f"{self.code}: shade {self.shade} is not in 0..{CLASSES - 1}")


@dataclass(frozen=True)
class MapPane:
    """All areas at one time. A map shows one pane, or two under each other to compare them."""

    title: str
    """What tells two panes apart; empty when there is one."""
    areas: tuple[MapArea, ...]


@dataclass(frozen=True)
class MapMark:
    """A point on top of the areas: an airport, a port, a border post, a service."""

    lat: float
    lon: float
    name: str
    kind: MarkKind
    is_approximate: bool = False
    """Drawn hollow: the place is right only within a kilometre or two, or known by its kabupaten alone."""


@dataclass(frozen=True)
class MapCircle:
    """A cluster in space and time: a ring with the number of its row in the list beside the map."""

    lat: float
    lon: float
    radius_km: float
    number: int
    name: str
    text: str


@dataclass(frozen=True)
class MapFlow:
    """A line from one place to the next, thicker for more reports."""

    start: tuple[float, float]
    end: tuple[float, float]
    weight: float
    name: str
    text: str


@dataclass(frozen=True)
class MapExit:
    """Where routes leave the map: the name of a place that lies outside it."""

    lat: float
    lon: float
    text: str


@dataclass(frozen=True)
class MapOverlay:
    """What lies on top of the areas, the same in every pane."""

    marks: tuple[MapMark, ...] = ()
    circles: tuple[MapCircle, ...] = ()
    flows: tuple[MapFlow, ...] = ()
    exits: tuple[MapExit, ...] = ()


NOTHING_ON_TOP = MapOverlay()


@dataclass(frozen=True)
class PaletteColours:
    classes: tuple[str, str, str, str, str]
    sea: str
    sea_label: str
    land: str
    """Land that is not of the province: quiet, and never one of the classes."""
    land_edge: str


class Palette(StrEnum):
    """HARM is for series where more is worse; everything ambiguous is NEUTRAL."""

    HARM = "harm"
    NEUTRAL = "neutral"

    @property
    def colours(self) -> PaletteColours:
        return _PALETTES[self]


_PALETTES = {
    Palette.HARM: PaletteColours(
        classes=HARM_CLASSES,
        sea=Colour.LAUT,
        sea_label=Colour.LAUT_TULISAN,
        land=Colour.TANAH,
        land_edge=Colour.GARIS,
    ),
    # A blue series on a blue sea would read as water, so the sea turns to sand.
    Palette.NEUTRAL: PaletteColours(
        classes=NEUTRAL_CLASSES,
        sea=Colour.PASIR,
        sea_label=Colour.REDUP,
        land=Colour.TANAH_REDUP,
        land_edge=Colour.TANAH_TEPI,
    ),
}

INK = Colour.TINTA
ZERO_FILL = Colour.KERTAS
HATCH_GROUND, HATCH_LINE = Colour.BATU, Colour.TEPI
DOTS_GROUND, DOTS_DOT = Colour.SAMAR, Colour.REDUP
DASHES_GROUND, DASHES_DASH = Colour.DINDING, Colour.TEPI
CONFLICT_BADGE = Colour.TERUNG
AREA_EDGE, HALO, MARK = Colour.BATAS, Colour.KERTAS, Colour.NILA

LABEL_SPOTS = HERE.map.labels
"""Where the middle of a kabupaten's label stands (longitude, latitude) when the whole province is in view."""


def swatch_css(state: AreaState, shade: int | None, palette: Palette) -> str:
    """The CSS ``background`` of a legend swatch that looks like the area on the map."""
    if state is AreaState.NOT_REPORTED:
        return f"repeating-linear-gradient(135deg,{HATCH_LINE} 0 1.4px,{HATCH_GROUND} 1.4px 6px)"
    if state is AreaState.HIDDEN:
        return f"radial-gradient({DOTS_DOT} 1.1px,transparent 1.3px) 0 0/5px 5px {DOTS_GROUND}"
    if state is AreaState.TOO_LITTLE:
        return f"repeating-linear-gradient(0deg,{DASHES_GROUND} 0 4px,{DASHES_DASH} 4px 5px)"
    if state is AreaState.ZERO or shade is None:
        return ZERO_FILL
    return palette.colours.classes[shade]
