"""The small map of Ringkasan: a picture of the 22 kabupaten with a link on each of them."""

import base64
from collections.abc import Sequence

from markupsafe import Markup

from components.kit import markup
from domain import addresses
from domain.figures.map_view import (
    DOTS_GROUND,
    HATCH_GROUND,
    HATCH_LINE,
    LABEL_SPOTS,
    ZERO_FILL,
    AreaState,
    MapArea,
    Palette,
)
from reports.drawing import TextAnchor, Words
from reports.map_picture import EDGE, HEIGHT, WIDTH, fill_of, label_place, place, regencies, shapes

_HALF_A_LETTER, _PADDING = 0.27, 0.3
"""In the measure of the label's own letters: it stands over its place as far as the edges leave it whole."""

_ON_THE_WALL = 10.4
"""The size of a name on the wall (static/layar.css), in the measure of the picture."""

HATCH = {"ground": HATCH_GROUND, "line": HATCH_LINE, "hidden": DOTS_GROUND}


@markup.drawn_once
def small_map(areas: tuple[MapArea, ...], *, palette: Palette, description: str) -> Markup:
    """The picture and, above it, an invisible link per kabupaten that opens its page."""
    drawing = regencies(areas, palette=palette, title="", description=description).shapes
    encoded = base64.b64encode(drawing.encode()).decode()
    return markup.render("map.picture", description=description, encoded=encoded, labels=_labels(areas))


def _labels(areas: Sequence[MapArea]) -> list[Markup]:
    """A label for each area that has one, placed beside it; each opens its region."""
    spots = []
    for area in areas:
        where = label_place(area.code)
        if area.label is None or where is None:
            continue
        x, y, _ = where
        spots.append(
            markup.render(
                "map.label",
                half=round(_PADDING + _HALF_A_LETTER * len(area.label), 1),
                left=round(100 * x / WIDTH, 1),
                top=round(100 * y / HEIGHT, 1),
                address=addresses.region(area.code),
                title=f"{area.name}: {area.value_text}",
                label=area.label,
            )
        )
    return spots


def wall_map(areas: Sequence[MapArea], *, palette: Palette, description: str) -> Markup:
    """The same picture for a wall: the regions that stand out are named in letters to be read from afar."""
    by_code, land = shapes()
    colours = palette.colours
    fill = {
        AreaState.NOT_REPORTED: HATCH_GROUND,
        AreaState.HIDDEN: DOTS_GROUND,
        AreaState.ZERO: ZERO_FILL,
    }
    return markup.render(
        "map.wall_drawing",
        width=WIDTH,
        height=HEIGHT,
        description=description,
        hatch=HATCH,
        edge=EDGE,
        colours=colours,
        land=land,
        areas=[
            {
                "shape": by_code[area.code],
                "fill": fill_of(area, colours, fill),
                "css": f"tepi-{area.emphasis}" if area.emphasis else "",
                "is_hatched": area.state is AreaState.NOT_REPORTED,
            }
            for area in sorted(areas, key=lambda area: area.emphasis is not None)
            if area.code in by_code
        ],
        names=[
            {"x": round(name.x, 1), "y": round(name.y, 1), "label": name.text}
            for area in areas
            if area.label and area.code in LABEL_SPOTS
            for spot in [place(*LABEL_SPOTS[area.code])]
            for name in [Words(*spot, area.label, TextAnchor.MIDDLE).within(WIDTH, _ON_THE_WALL)]
        ],
    )
