"""The map for paper and slides: what its screen says, with the legend in words and where it comes from."""

from collections.abc import Callable, Sequence

from domain.figures import map_areas
from domain.figures.layers import SCALES, WORD_STEPS, Measure
from domain.figures.map_view import AreaState, MapArea
from domain.look import PRODUCT, Colour
from domain.places.regions import RegionLevel
from domain.statistics.wording import WHY_HIDDEN
from domain.time import formats
from reports import map_picture, map_sheet
from reports.drawing import DASHED, DOTTED, HATCHED
from reports.map_sheet import PrintedMap, Swatch
from views.map import findings
from views.map.layer import LayerView
from views.map.screen import MapScreen

_NO_NUMBERS = (
    (AreaState.NOT_REPORTED, HATCHED, "tidak disebut, bukan nol"),
    (AreaState.HIDDEN, DOTTED, f"disembunyikan, {WHY_HIDDEN}"),
    (AreaState.ZERO, Colour.KERTAS, "nol"),
    (AreaState.TOO_LITTLE, DASHED, "belum cukup data"),
)
_PLACES = {RegionLevel.REGENCY: "kabupaten/kota", RegionLevel.DISTRICT: "kecamatan"}
_BORDERS = {
    RegionLevel.REGENCY: "Batas indikatif.",
    RegionLevel.DISTRICT: "Batas perkiraan, bukan acuan hukum.",
}


def printed(view: LayerView, finding: str, areas: Sequence[MapArea]) -> PrintedMap:
    outlines = (
        f"Garis tebal: {view.choice.hot} pasti; putus-putus: condong. " if view.layer.assessments else ""
    )
    return PrintedMap(
        finding=finding,
        basis=findings.basis(view),
        picture=map_picture.regencies(
            areas,
            palette=view.choice.palette,
            title=view.choice.label,
            description=f"Peta {formats.number(len(areas))} {_PLACES[view.level]}. {finding}.",
            on_white=True,
            level=view.level,
        ),
        scale=formats.capitalised(SCALES[view.measure]),
        classes=tuple(_classes(view)),
        others=tuple(
            Swatch(fill, f"{label} ({len(view.layer.in_state(state))})")
            for state, fill, label in _NO_NUMBERS
            if view.layer.in_state(state)
        ),
        remark=f"{outlines}{_BORDERS[view.level]}",
    )


def _classes(view: LayerView) -> list[Swatch]:
    colours = view.choice.palette.colours.classes
    if not any(row.shade is not None for row in view.layer.rows):
        return []
    if view.measure is Measure.WORD:
        return [Swatch(colours[shade], label) for shade, label in WORD_STEPS.items()]
    return [
        Swatch(colour, label) for colour, label in zip(colours, view.layer.classes.labels(), strict=False)
    ]


def file_of(screen: MapScreen, *, sample: bool) -> Callable[[], bytes]:
    """The map at this address of Peta as PNG, made only when somebody downloads it. With two periods side by
    side it shows the chosen one, with the sentence that holds for it alone.
    """
    view = screen.view
    finding = findings.finding(view, screen.place.focus) if screen.comparison else screen.headline
    return lambda: map_sheet.picture(
        printed(view, finding, map_areas.all_labels(view)),
        title=PRODUCT,
        source=_source(view),
        is_sample=sample and view.choice.is_register,
    )


def _source(view: LayerView) -> str:
    named = formats.listing([name for name, _ in view.sources])
    said = "register kasus" if view.choice.is_register else named or "tidak disebut"
    newest = findings.as_of(view)
    return f"Sumber: {said}{f'; data s.d. {newest}' if newest else ''}."
