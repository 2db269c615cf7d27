"""What may be asked about published figures and their conflicts."""

from dataclasses import dataclass
from datetime import date

from domain.figures.figures import Polarity
from domain.figures.map_view import Palette


@dataclass(frozen=True)
class PublishFigure:
    """A value as a page wrote it, with the page; the value as it was read is said beside it."""

    indicator_code: str
    region_code: str
    period_start: date | None
    period_end: date | None
    as_written: str
    value: float | None
    source_name: str
    source_url: str
    seen_on: date | None
    said_by: str = ""
    note: str = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very value (``publishing.doubts_of_figure``)."""


@dataclass(frozen=True)
class AddIndicator:
    """A series of its own: it is never added up with another."""

    name: str
    unit: str
    definition: str
    polarity: Polarity | None
    palette: Palette | None


@dataclass(frozen=True)
class AddSource:
    """A page that was looked at, whether or not it gives a figure."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class WithdrawFigure:
    code: str
    reason: str


@dataclass(frozen=True)
class NameExplainer:
    """Who explains a conflict, and by when."""

    conflict_key: str
    agency_code: str
    due_on: date | None
    seen: int = 0
    """The version of what is known of the conflict; 0 where nobody was asked yet."""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very day (``day_doubts``)."""


@dataclass(frozen=True)
class SettleConflict:
    """Which of the figures is shown, and why; the others are kept beside it."""

    conflict_key: str
    shown_code: str
    reason: str
    seen: int = 0
