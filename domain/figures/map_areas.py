"""A layer as a map draws it: what is known of each area, its shade, its outline and its label."""

from dataclasses import replace
from typing import Protocol

from domain.figures.layers import Layer, LayerRow, Measure
from domain.figures.map_view import Emphasis, MapArea
from domain.places.regions import ABBREVIATIONS, RegionLevel
from domain.statistics.assessment import Assessment, Confidence
from domain.statistics.wording import CONFIDENCE, PATTERNS
from domain.time import formats

ALSO_LABELLED = 1.5
"""Times the mean from which a label also carries its number."""

_EMPHASIS = {Confidence.CERTAIN: Emphasis.CERTAIN, Confidence.LEANING: Emphasis.LEANING}


class Mapped(Protocol):
    """A layer, and in what measure and at which level it is drawn."""

    @property
    def layer(self) -> Layer: ...

    @property
    def measure(self) -> Measure: ...

    @property
    def level(self) -> RegionLevel: ...


def all_labels(view: Mapped) -> list[MapArea]:
    """Every area with its name; only kabupaten carry labels."""
    return [
        MapArea(
            code=row.code,
            name=row.name,
            state=row.state,
            shade=row.shade,
            value_text=row.value_text,
            label=_label(view, row) if view.level is RegionLevel.REGENCY else None,
            emphasis=_EMPHASIS.get(row.confidence) if row.confidence else None,
        )
        for row in view.layer.rows
    ]


def few_labels(view: Mapped) -> tuple[MapArea, ...]:
    """For a small picture, where only the regions that stand out are named."""
    return tuple(
        area if area.label and area.label[-1].isdigit() else replace(area, label=None)
        for area in all_labels(view)
    )


def _label(view: Mapped, row: LayerRow) -> str:
    """The name, and for a region that stands out its number, or in words its word."""
    name = ABBREVIATIONS.get(row.code, row.name)
    if view.measure is Measure.WORD:
        hot = row.confidence is not None and row.confidence.is_hot
        return f"{name}: {_short_word(row.assessment)}" if hot and row.assessment else name
    if not row.value or row.value < ALSO_LABELLED * view.layer.mean:
        return name
    if row.confidence is Confidence.TOO_LITTLE:
        return name
    return f"{name} {formats.number(row.value, 0 if view.measure is Measure.COUNT else 1)}"


def _short_word(found: Assessment) -> str:
    return PATTERNS[found.pattern] if found.pattern else CONFIDENCE[found.confidence]
