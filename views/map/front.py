"""The layer that Ringkasan opens with: the newest one that has something to say to its reader."""

from dataclasses import dataclass

from db.backend import today
from domain import addresses
from domain.access.permissions import Scope
from domain.figures.layers import LayerRow, Measure
from domain.figures.map_view import Palette
from domain.places.regions import RegionLevel
from domain.statistics.assessment import RISING, Confidence
from domain.statistics.wording import PATTERNS
from domain.time import formats
from views.ask import kept
from views.map import layer
from views.map.layer import LayerChoice, LayerView, PeriodChoice


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
    """Of all layers that end as late as the newest one."""


@kept
def front(scope: Scope) -> Front:
    """By the newest data, then by what surely rises, then harm before all else, then by what is sure.

    Where nothing stands out anywhere, the layer that most people look for.
    """
    views = [
        layer.view(choice, newest_period(choice), RegionLevel.REGENCY, Measure.SHRUNK, scope)
        for choice in layer.choices(scope).values()
    ]
    saying = [view for view in views if _hot(view)]
    chosen = max(saying, key=_weight) if saying else layer.default_view(scope)
    return Front(chosen, tuple(_said(view) for view in saying if rising(view)))


def newest_period(choice: LayerChoice) -> PeriodChoice:
    """The one that ends last; of those that end together the shortest."""
    return max(choice.periods, key=lambda each: (each.ends_on, each.starts_on))


def _hot(view: LayerView) -> list[LayerRow]:
    return view.layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING)


def _weight(view: LayerView) -> tuple[object, ...]:
    is_sure = bool(view.layer.with_confidence(Confidence.CERTAIN))
    return (
        min(view.period.ends_on, today()),
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
