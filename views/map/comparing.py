"""A layer in two periods, side by side."""

from dataclasses import dataclass, replace
from datetime import date

from domain.access.parameters import Parameters
from domain.access.permissions import Scope
from domain.figures import changes, layers
from domain.figures.changes import Change, Side
from domain.figures.layers import Layer, Measure
from domain.statistics.exposure import Span
from views.map.layer import LayerView, view


@dataclass(frozen=True)
class Comparison:
    """Two periods of one layer in the same classes, and what changed from the earlier to the later."""

    earlier: LayerView
    later: LayerView
    chosen: LayerView
    """The one of the two that legend, panel and quality speak of."""
    other: LayerView
    spans: tuple[Span, Span]
    changes: dict[str, Change]


def compared(asked: Parameters, chosen: LayerView, scope: Scope, on: date) -> Comparison | None:
    """The chosen view beside the period that the address asks to compare it with."""
    periods = {period.key: period for period in chosen.choice.periods}
    key = asked.one_of("banding", periods)
    if key is None:
        return None
    if key == chosen.period.key:
        asked.refused.append(
            "Sebuah periode tidak dapat dibandingkan dengan dirinya sendiri; pilih yang lain."
        )
        return None
    other = view(chosen.choice, periods[key], chosen.level, chosen.measure, scope)
    earlier, later = sorted((chosen, other), key=lambda each: (each.period.starts_on, each.period.ends_on))
    layer_before, layer_after = earlier.layer, later.layer
    if chosen.measure is not Measure.WORD:
        layer_before, layer_after = layers.alike(layer_before, layer_after)
    spans = earlier.span, later.span
    found = changes.between(
        {row.code: row.name for row in layer_after.rows},
        _sides(layer_before),
        _sides(layer_after),
        spans,
        _other_countries(earlier, later),
    )
    before, after = replace(earlier, layer=layer_before), replace(later, layer=layer_after)
    speaking, silent = (before, after) if earlier is chosen else (after, before)
    return Comparison(before, after, speaking, silent, spans, found)


def _other_countries(earlier: LayerView, later: LayerView) -> str:
    """A warning that the two periods cover different countries; empty if they do not."""
    if earlier.where == later.where:
        return ""
    said = [
        f"{view.span.label} menghitung {f'hanya {view.where}' if view.where else 'semua negara'}"
        for view in (earlier, later)
    ]
    return " dan ".join(said)


def _sides(layer: Layer) -> dict[str, Side]:
    return {row.code: Side(row.state, row.count, row.count_text) for row in layer.rows}


def change_finding(comparison: Comparison, selected: str | None) -> str:
    """The headline of two periods: what changed in the chosen region, or where it changed most surely."""
    unit = comparison.chosen.choice.unit
    if selected in comparison.changes:
        return changes.sentence(comparison.changes[selected], comparison.spans, unit).removesuffix(".")
    return changes.finding(list(comparison.changes.values()), comparison.spans, unit)
