"""What the large map sends to the browser."""

import json

import pytest
from streamlit.testing.v1 import AppTest

SLOWEST = 60
"""Seconds, on a machine with much to do."""


def page_with_a_map(text: str, said: object = None) -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs these lines alone

    from components.map.map import region_map  # noqa: PLC0415 - AppTest runs these lines alone
    from domain.figures.map_view import AreaState, MapArea, MapPane, Palette  # noqa: PLC0415 - AppTest runs these lines alone
    from domain.places.regions import RegionLevel  # noqa: PLC0415 - AppTest runs these lines alone

    st.session_state["peta"] = said
    area = MapArea("53.21", "Malaka", AreaState.ZERO, None, text)
    region_map(
        [MapPane("", (area,))], level=RegionLevel.REGENCY, palette=Palette.HARM, selected=None, key="peta"
    )


@pytest.mark.parametrize("text", ["{% 24 jam %}", "{# belum", "{{ 7 * 7 }}", "{{ 'map_ntt' ~ 1 }}"])
def test_a_text_with_braces_comes_to_the_map_as_it_was_typed(text: str) -> None:
    app = AppTest.from_function(page_with_a_map, kwargs={"text": text}, default_timeout=SLOWEST).run()
    assert not app.exception
    (drawn,) = app.get("component_instance")
    script = json.loads(drawn.proto.json_args)["feature_group"]
    shown = json.loads(script.partition("map_div, ")[2].partition(");")[0])
    assert shown["panes"][0]["texts"] == [text]


@pytest.mark.parametrize(
    "said", [["klik"], "klik", {"last_active_drawing": "klik"}, {"last_active_drawing": {"properties": [7]}}]
)
def test_what_is_no_click_is_none_whatever_a_browser_says(said: object) -> None:
    app = AppTest.from_function(
        page_with_a_map, kwargs={"text": "0 orang", "said": said}, default_timeout=SLOWEST
    ).run()
    assert not app.exception
