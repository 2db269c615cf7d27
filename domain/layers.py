"""A layer of the map: which number each region has, why it has none, and how it is coloured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from domain.choropleth import Classes, classes
from domain.hotspots import empirical_bayes
from domain.map_view import AreaState
from domain.wording import HIDDEN, NOT_MENTIONED, number


class Measure(StrEnum):
    SHRUNK = "disesuaikan"
    CRUDE = "mentah"
    COUNT = "jumlah"


@dataclass(frozen=True)
class Observation:
    """What is known of one region before any rate is computed."""

    code: str
    name: str
    population: int | None
    state: AreaState
    count: float | None
    hidden_below: int | None = None


@dataclass(frozen=True)
class LayerRow:
    """One region on the map and in the table beside it."""

    code: str
    name: str
    state: AreaState
    count: float | None
    crude: float | None
    shrunk: float | None
    shade: int | None
    count_text: str
    value_text: str
    value: float | None
    """In the chosen measure."""


@dataclass(frozen=True)
class Layer:
    rows: tuple[LayerRow, ...]
    classes: Classes
    mean: float
    """Of the regions with a number, in the chosen measure: the weighted rate, or the plain mean."""
    total: float

    def in_state(self, *states: AreaState) -> list[LayerRow]:
        return [row for row in self.rows if row.state in states]

    def row(self, code: str) -> LayerRow | None:
        return next((row for row in self.rows if row.code == code), None)

    @property
    def counted(self) -> list[LayerRow]:
        return [row for row in self.rows if row.count is not None]


def build(observations: Sequence[Observation], *, measure: Measure, unit: str) -> Layer:
    """Rates from the regions that have a number; silence and hidden counts take no part in them.

    A rate needs a population for every region with a number; where one is missing, counts are
    drawn instead of rates.
    """
    counted = [o for o in observations if o.count is not None]
    has_rates = bool(counted) and all(o.population for o in counted)
    if not has_rates:
        measure = Measure.COUNT
    crude: dict[str, float] = {}
    shrunk: dict[str, float] = {}
    mean = sum(o.count or 0.0 for o in counted) / len(counted) if counted else 0.0
    if has_rates:
        rates = empirical_bayes(
            np.array([o.count for o in counted], dtype=np.float64),
            np.array([o.population for o in counted], dtype=np.float64),
        )
        codes = [o.code for o in counted]
        crude = dict(zip(codes, rates.crude.tolist(), strict=True))
        shrunk = dict(zip(codes, rates.shrunk.tolist(), strict=True))
        mean = rates.mean if measure is not Measure.COUNT else mean
    values = {Measure.CRUDE: crude, Measure.SHRUNK: shrunk}.get(measure) or {
        o.code: o.count for o in counted if o.count is not None
    }
    positive = [values[o.code] for o in counted if o.count]
    # Classes of counts step around the mean of the regions that have any: zeros are drawn white.
    middle = sum(positive) / len(positive) if positive and measure is Measure.COUNT else mean
    steps = classes(positive, mean=middle, whole=measure is Measure.COUNT)
    rows = tuple(_row(o, values.get(o.code), crude, shrunk, steps, measure, unit) for o in observations)
    return Layer(rows, steps, mean, sum(o.count or 0.0 for o in counted))


def alike(first: Layer, second: Layer) -> tuple[Layer, Layer]:
    """Both layers in the same classes, around the mean of the two: a shade means the same in each."""
    positive = [
        row.value for layer in (first, second) for row in layer.rows if row.count and row.value is not None
    ]
    whole = max(first.classes.digits, second.classes.digits) == 0
    middle = sum(positive) / len(positive) if positive and whole else (first.mean + second.mean) / 2
    steps = classes(positive, mean=middle, whole=whole)
    return _shaded(first, steps), _shaded(second, steps)


def _shaded(layer: Layer, steps: Classes) -> Layer:
    rows = tuple(
        replace(row, shade=steps.index(round(row.value, steps.digits)))
        if row.shade is not None and row.value is not None
        else row
        for row in layer.rows
    )
    return replace(layer, rows=rows, classes=steps)


def _row(
    observation: Observation,
    value: float | None,
    crude: dict[str, float],
    shrunk: dict[str, float],
    steps: Classes,
    measure: Measure,
    unit: str,
) -> LayerRow:
    coloured = observation.state in (AreaState.VALUE, AreaState.CONFLICTING) and value is not None
    count_text = _count_text(observation, unit)
    rate_text = f"{number(value, 1)} per 100.000 ({count_text})" if value is not None else count_text
    return LayerRow(
        code=observation.code,
        name=observation.name,
        state=observation.state,
        count=observation.count,
        crude=crude.get(observation.code),
        shrunk=shrunk.get(observation.code),
        # By the value as it is written, so that no region contradicts the legend beside it.
        shade=steps.index(round(value, steps.digits)) if coloured and value is not None else None,
        count_text=count_text,
        value_text=count_text if measure is Measure.COUNT else rate_text,
        value=value,
    )


def _count_text(observation: Observation, unit: str) -> str:
    if observation.state is AreaState.NOT_REPORTED:
        return NOT_MENTIONED
    if observation.state is AreaState.HIDDEN:
        return f"< {observation.hidden_below}" if observation.hidden_below else HIDDEN
    return f"{number(observation.count or 0)} {unit}"
