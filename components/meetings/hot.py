"""The wall's slide of hotspots, from published figures only: what a newspaper has printed may hang there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.map.small_map import wall_map
from domain.figures.layers import DERIVED, LayerRow, Measure
from domain.figures.map_areas import few_labels
from domain.figures.map_view import AreaState, swatch_css
from domain.meetings.wall import HotFacts, HotRegion
from domain.statistics import wording as hotspot_wording
from domain.time import formats

if TYPE_CHECKING:
    from views.map.layer import LayerView

MOST_REGIONS = 4


def hot_facts(view: LayerView | None, finding: str, counted: str) -> HotFacts | None:
    """None where nothing published is counted; ``finding`` is the layer's own sentence, ``counted`` of what,
    when and how many."""
    if view is None or view.choice.is_register or not view.layer.counted:
        return None
    layer, unit = view.layer, view.choice.unit
    is_rate = view.measure is not Measure.COUNT
    digits = 1 if is_rate else 0
    ranked = sorted(layer.counted, key=lambda row: -(row.value or 0.0))[:MOST_REGIONS]
    missing = len(layer.in_state(AreaState.NOT_REPORTED))
    sources = formats.shortlist([name for name, _ in view.sources], 1)
    return HotFacts(
        headline=finding,
        foot=f"{counted} · angka terbit, {sources}",
        text=f"{formats.capitalised(hotspot_wording.PER_PEOPLE)}, {view.period.label}, disesuaikan."
        if is_rate
        else f"Jumlah {unit}, {view.period.label}.",
        label=f"Rata-rata {layer.reference}: {formats.number(layer.mean, digits)}",
        why=f"Mengapa {ranked[0].name}. {hotspot_wording.in_brief(ranked[0].assessment, unit=unit)}"
        if ranked[0].assessment
        else "",
        note=_not_named(missing, len(layer.derived)),
        regions=tuple(_region(row, digits) for row in ranked),
        legend=(
            *(
                (swatch_css(AreaState.VALUE, index, view.choice.palette), label)
                for index, label in enumerate(layer.classes.labels())
            ),
            _not_named_key(view, missing),
        ),
        drawing=str(wall_map(few_labels(view), palette=view.choice.palette, description=finding)),
    )


def _not_named_key(view: LayerView, missing: int) -> tuple[str, str]:
    """Silence, or the zeros that follow where the named regions reach the total."""
    derived = len(view.layer.derived)
    if derived:
        return swatch_css(AreaState.ZERO, None, view.choice.palette), f"Nol, {DERIVED} ({derived})"
    return swatch_css(AreaState.NOT_REPORTED, None, view.choice.palette), f"Tidak disebut ({missing})"


def _not_named(missing: int, derived: int) -> str:
    if derived:
        count = formats.capitalised(formats.in_words(derived))
        return f"{count} kabupaten/kota tidak disebut: nol, karena yang disebut mencapai totalnya."
    if not missing:
        return ""
    count = formats.capitalised(formats.in_words(missing))
    return f"{count} kabupaten/kota tidak disebut sumber: bukan nol."


def _region(row: LayerRow, digits: int) -> HotRegion:
    word = formats.capitalised(hotspot_wording.CONFIDENCE[row.confidence]) if row.confidence else ""
    return HotRegion(row.name, formats.number(row.value or 0.0, digits), row.count_text, row.confidence, word)
