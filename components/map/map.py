"""The folium map of the province: shows areas as they are given and returns the code of the one clicked.

The base map never changes, so st_folium never builds it anew. The browser fetches the geometry
once from ``/app/static/map``; a change of indicator sends one short row per area, which
``static/map/region-layer.js`` turns into colours, hatching and labels.
"""

import json
from collections import OrderedDict
from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any

import folium
import streamlit as st
from branca.element import Element, Figure
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from components.kit import static_files
from domain.figures import map_view
from domain.figures.map_view import NOTHING_ON_TOP, AreaState, MapArea, MapOverlay, MapPane, Palette
from domain.places.province import HERE, Box, Spot
from domain.places.regions import RegionLevel, level_of


def _corners(box: Box) -> tuple[Spot, Spot]:
    south, west, north, east = box
    return (south, west), (north, east)


_GEOMETRY = {RegionLevel.REGENCY: "kabupaten", RegionLevel.DISTRICT: "kecamatan"}
_NOTES = {
    RegionLevel.REGENCY: "Batas indikatif, bukan acuan hukum",
    RegionLevel.DISTRICT: "Batas perkiraan, bukan acuan hukum",
}
# One letter per area keeps 315 kecamatan small on the wire; region-layer.js reads them.
_FILL_LETTERS = {
    AreaState.ZERO: "z",
    AreaState.NOT_REPORTED: "n",
    AreaState.HIDDEN: "h",
    AreaState.TOO_LITTLE: "t",
}
_CLICK = "last_active_drawing"
_CENTRE = HERE.map.centre
_ID = "province"
_PROVINCE = {
    "name": HERE.name,
    "whole": HERE.whole,
    "frame": _corners(HERE.map.frame),
    "window": _corners(HERE.map.window),
    "waters": [(each.name, *each.at) for each in HERE.map.waters],
    "neighbour": HERE.map.neighbour and (HERE.map.neighbour.name, HERE.map.neighbour.at),
}


def region_map(
    panes: Sequence[MapPane],
    *,
    level: RegionLevel,
    palette: Palette,
    selected: str | None,
    focus: str | None = None,
    overlay: MapOverlay = NOTHING_ON_TOP,
    key: str,
    height: int = 420,
) -> str | None:
    """Draw one pane, or two under each other; return the code of the area clicked just now, else None.

    All panes hold the same areas in the same order. ``focus`` is the kabupaten that fills the
    frame; None shows all of the province. A click is returned in exactly one run and already drawn as
    selected in it, so the page only has to remember it. ``height`` is the most one pane takes;
    on a phone it takes less.
    """
    clicked = _fresh_click(key, {area.code for area in panes[0].areas})
    payload = _payload(
        panes,
        level=level,
        palette=palette,
        selected=clicked or selected,
        # A kecamatan is too small to be read among 315: its kabupaten comes into the frame with it.
        focus=clicked[:5] if clicked and level is RegionLevel.DISTRICT else focus,
        overlay=overlay,
    )
    # Which click this answers: without it a click the page declines would leave the map, which
    # outlines at once, with an outline nobody takes back.
    payload["answers"] = _last_click(key).get("klik")
    # Streamlit serves the files of a component only if it was declared while a page ran.
    from streamlit_folium import st_folium  # noqa: PLC0415 - it declares itself where it is imported

    st_folium(
        _base_map(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[_CLICK],  # and nothing else, or each pan and zoom would run the page
        feature_group_to_add=_RegionLayer(payload),
        render=False,  # it renders what it needs anyway; this would do so a second time
    )
    return clicked


def _last_click(key: str) -> dict[str, Any]:
    """What the frame said last; a browser may say anything instead."""
    said = st.session_state.get(key)
    for name in (_CLICK, "properties"):
        said = said.get(name) if isinstance(said, dict) else None
    return said if isinstance(said, dict) else {}


def _fresh_click(key: str, known: set[str]) -> str | None:
    """The code of a click not returned before. It comes from the browser, so it must be one of ours."""
    click, handled = _last_click(key), f"{key}_handled"
    stamp, code = click.get("klik"), click.get("kode")
    if stamp is None or st.session_state.get(handled) == stamp:
        return None
    st.session_state[handled] = stamp
    return code if isinstance(code, str) and code in known else None


def _payload(
    panes: Sequence[MapPane],
    *,
    level: RegionLevel,
    palette: Palette,
    selected: str | None,
    focus: str | None,
    overlay: MapOverlay,
) -> dict[str, Any]:
    areas = panes[0].areas
    for area in areas:
        if level_of(area.code) is not level:
            raise ValueError(f"{area.code} is not a {level} code")
    usual_names, codes = _names(_GEOMETRY[level]), [area.code for area in areas]
    colours = palette.colours
    return {
        "level": str(level),
        "province": _PROVINCE,
        "url": {
            "context": static_files.address("map/context.json"),
            **{str(each): static_files.address(f"map/{name}.json") for each, name in _GEOMETRY.items()},
        },
        "note": _NOTES[level],
        "palette": {
            "classes": colours.classes,
            "sea": colours.sea,
            "sea_label": colours.sea_label,
            "land": colours.land,
            "land_edge": colours.land_edge,
        },
        "pattern": {
            "zero": map_view.ZERO_FILL,
            "hatch_ground": map_view.HATCH_GROUND,
            "hatch_line": map_view.HATCH_LINE,
            "dots_ground": map_view.DOTS_GROUND,
            "dots_dot": map_view.DOTS_DOT,
            "dashes_ground": map_view.DASHES_GROUND,
            "dashes_dash": map_view.DASHES_DASH,
            "badge": map_view.CONFLICT_BADGE,
        },
        "line": {
            "edge": map_view.AREA_EDGE,
            "halo": map_view.HALO,
            "ink": map_view.INK,
            "mark": map_view.MARK,
        },
        "spots": map_view.LABEL_SPOTS,
        # The areas in the order of the geometry file need no codes; a third of the bytes of 315 kecamatan.
        "codes": None if codes == list(usual_names) else " ".join(codes),
        "panes": [_pane(pane, areas) for pane in panes],
        # The geometry file carries the names already; only those that differ travel.
        "names": {area.code: area.name for area in areas if usual_names.get(area.code) != area.name},
        "marks": [(m.lat, m.lon, m.name, m.kind, int(m.is_approximate)) for m in overlay.marks],
        "circles": [(c.lat, c.lon, c.radius_km, c.number, c.name, c.text) for c in overlay.circles],
        "flows": [(f.start, f.end, f.weight, f.name, f.text) for f in overlay.flows],
        "exits": [(each.lat, each.lon, each.text) for each in overlay.exits],
        "selected": selected,
        "focus": focus,
    }


def _pane(pane: MapPane, first: Sequence[MapArea]) -> dict[str, Any]:
    if [area.code for area in pane.areas] != [area.code for area in first]:
        raise ValueError(f"{pane.title} does not hold the areas of the first pane")
    texts = list(dict.fromkeys(area.value_text for area in pane.areas))
    index_of = {text: index for index, text in enumerate(texts)}
    return {
        "title": pane.title,
        "fills": "".join(_fill_letter(area) for area in pane.areas),
        "texts": texts,
        "text": [index_of[area.value_text] for area in pane.areas],
        "labels": [(index, area.label) for index, area in enumerate(pane.areas) if area.label],
        "emphasis": [(index, area.emphasis) for index, area in enumerate(pane.areas) if area.emphasis],
    }


def _fill_letter(area: MapArea) -> str:
    if area.shade is None:
        return _FILL_LETTERS[area.state]
    return "ABCDE"[area.shade] if area.state is AreaState.CONFLICTING else str(area.shade)


@cache
def _names(geometry: str) -> dict[str, str]:
    content = json.loads(static_files.text(f"map/{geometry}.json"))
    return {row["properties"]["kode"]: row["properties"]["nama"] for row in content["features"]}


class _BaseMap(folium.Map):
    """A map without tiles. Head and script are the same in every run, and so is st_folium's key."""

    # folium's own lists name seven files on foreign hosts; if one fails the map stays empty.
    default_js = [  # noqa: RUF012 -- as folium declares it
        ("leaflet", static_files.address("vendor/leaflet/leaflet.js")),
        ("region-layer", static_files.address("map/region-layer.js")),
    ]
    default_css = [  # noqa: RUF012 -- as folium declares it
        ("leaflet", static_files.address("vendor/leaflet/leaflet.css")),
        ("look", static_files.address("look.css")),
        ("region-layer", static_files.address("map/region-layer.css")),
    ]

    def __init__(self) -> None:
        super().__init__(
            location=_CENTRE,
            tiles=None,
            zoom_start=7,
            zoom_control=False,  # region-layer.js adds one with Indonesian titles
            attribution_control=False,
            scroll_wheel_zoom=False,  # the wheel scrolls the page
            zoom_snap=0,  # the province should fill the frame whatever its width
            box_zoom=False,
        )
        self._id = _ID

    def render(self, **kwargs: Any) -> str:
        """What st_folium reads of a page: its head. It asks for the script by itself."""
        _page_of(self).header.add_child(_head(), name="head")
        return ""


@cache
def _first_map() -> _BaseMap:
    return _BaseMap()


def _base_map() -> _BaseMap:
    """For one run, as st_folium hangs the layer on it. For a new one folium compiles three templates."""
    drawn = copy(_first_map())
    drawn._children = OrderedDict()
    return drawn


def _page_of(drawn: folium.Map) -> Figure:
    page = drawn.get_root()
    assert isinstance(page, Figure)
    return page


@cache
def _head() -> Element:
    """folium would put it together, and compile it as a template, anew for each map."""
    drawn = folium.Map(tiles=None)
    drawn._id = _ID
    _page_of(drawn).render()
    return _page_of(drawn).header._children[drawn.get_name()]


class _RegionLayer(folium.FeatureGroup):
    """An empty group whose script hands the payload to region-layer.js.

    st_folium throws the group away at each change; the areas are not in it and stay.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            window.feature_group = [];
            regionLayer.show({{ this._parent.get_name() }}, {{ this.payload }});
        {% endmacro %}
        """
    )

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__(show=False)
        # Compact, and safe inside a script whatever people have typed into the texts.
        self.payload = htmlsafe_json_dumps(payload, separators=(",", ":"))

    def render(self, **kwargs: Any) -> str:
        """Nothing: st_folium asks for the script by itself. folium would take what the script says, texts and
        all, for a template, and fail at the first ``{%`` in one of them."""
        return ""
