"""Labels of the small maps stand whole within their picture, also at its edges."""

import re

from components.map.small_map import small_map, wall_map
from domain.figures.map_view import LABEL_SPOTS, AreaState, MapArea, Palette
from reports.map_picture import WIDTH

LONGEST = "Sumba Barat Daya 96,2"
EVERYWHERE = tuple(MapArea(code, code, AreaState.ZERO, None, "0", label=LONGEST) for code in LABEL_SPOTS)
LETTERS = 0.5
"""Of the measure of a letter: what one takes on the average, in bold."""


def test_a_label_on_the_map_of_ringkasan_keeps_half_of_itself_from_both_edges() -> None:
    drawn = str(small_map(EVERYWHERE, palette=Palette.HARM, description="Peta"))
    halves = re.findall(r"left:clamp\(([\d.]+)em,[\d.]+%,100% - ([\d.]+)em\)", drawn)
    assert len(halves) == len(LABEL_SPOTS)
    assert all(float(left) == float(right) >= len(LONGEST) * LETTERS / 2 for left, right in halves)


def test_a_name_on_the_wall_is_cut_by_no_edge() -> None:
    drawn = str(wall_map(EVERYWHERE, palette=Palette.HARM, description="Peta"))
    half = len(LONGEST) * 10.4 * LETTERS / 2
    middles = [float(x) for x in re.findall(r'<text x="([\d.]+)"', drawn)]
    assert len(middles) == len(LABEL_SPOTS)
    assert [x for x in middles if not half <= x <= WIDTH - half] == []
