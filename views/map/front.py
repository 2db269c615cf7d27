"""The layer that Ringkasan opens with: the newest one that has something to say to its reader."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from db.backend import today
from domain import addresses
from domain.access.permissions import Scope
from domain.figures.layers import LayerRow, Measure
from domain.figures.map_view import Palette
from domain.places.regions import RegionLevel
from domain.statistics.assessment import RISING, Confidence
from domain.statistics.wording import PATTERNS
from domain.time import formats
from views.ask import cached
from views.map import layer, layer_choices
from views.map.layer import LayerView
from views.map.layer_choices import LayerChoice, PeriodChoice


@dataclass(frozen=True)
class Rising:
    """A layer in which regions rise: by the register's quarters, never by an old list."""

    label: str
    said: str
    """``Belu baru, Ende menguat``."""
    address: str


@dataclass(frozen=True)
class Front:
    view: LayerView
    rising: tuple[Rising, ...]
    """Of each layer's newest period."""


def front(scope: Scope) -> Front:
    """By the newest data that have something to say, then by what surely rises, then harm before all else,
    then by what is sure.

    Where nothing stands out anywhere, the layer that most people look for.
    """
    return _front(scope.of_counts, today())


@cached
def _front(scope: Scope, on: date) -> Front:
    newest = [_look(choice, newest_period(choice), scope) for choice in layer_choices.choices(scope).values()]
    return Front(_newest_that_says(scope, on), tuple(_said(view) for view in newest if rising(view)))


def _newest_that_says(scope: Scope, on: date) -> LayerView:
    """A layer's newest period may have nothing, and the one before it much."""
    by_end: dict[date, list[tuple[LayerChoice, PeriodChoice]]] = defaultdict(list)
    for choice in layer_choices.choices(scope).values():
        ends = {min(period.ends_on, on) for period in choice.periods}
        for end in ends:
            by_end[end].append((choice, _shortest(choice, end, on)))
    for end in sorted(by_end, reverse=True):
        saying = [view for each in by_end[end] if _hot(view := _look(*each, scope))]
        if saying:
            return max(saying, key=_weight)
    return layer.default_view(scope)


def _shortest(choice: LayerChoice, end: date, on: date) -> PeriodChoice:
    ending = [period for period in choice.periods if min(period.ends_on, on) == end]
    return max(ending, key=lambda each: each.starts_on)


def _look(choice: LayerChoice, period: PeriodChoice, scope: Scope) -> LayerView:
    return layer.view(choice, period, RegionLevel.REGENCY, Measure.SHRUNK, scope)


def newest_period(choice: LayerChoice) -> PeriodChoice:
    """The one that ends last; of those that end together the shortest."""
    return max(choice.periods, key=lambda each: (each.ends_on, each.starts_on))


def _hot(view: LayerView) -> list[LayerRow]:
    return view.layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING)


def _weight(view: LayerView) -> tuple[object, ...]:
    is_sure = bool(view.layer.with_confidence(Confidence.CERTAIN))
    return (
        any(row.confidence is Confidence.CERTAIN for row in rising(view)),
        view.choice.palette is Palette.HARM,
        bool(rising(view)),
        is_sure,
        len(_hot(view)),
    )


def rising(view: LayerView) -> list[LayerRow]:
    """The regions whose word says that they rise; a list without a later period knows none."""
    return [row for row in _hot(view) if row.assessment and row.assessment.pattern in RISING]


def _said(view: LayerView) -> Rising:
    words = [
        f"{row.name} {PATTERNS[row.assessment.pattern]}"
        for row in rising(view)
        if row.assessment and row.assessment.pattern
    ]
    address = addresses.region_map({"ukuran": Measure.WORD.value}, layer=view.choice.key)
    return Rising(view.choice.label, formats.listing(words), address)
