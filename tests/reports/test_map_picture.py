"""Names on the map of a paper can be read, however many there are."""

from itertools import combinations

import pytest

from domain.figures.map_view import LABEL_SPOTS, AreaState, Emphasis, MapArea, Palette
from reports import map_picture
from reports.drawing import apart


def named(code: str, label: str, emphasis: Emphasis | None) -> MapArea:
    return MapArea(code, label, AreaState.VALUE, 2, "", label=label, emphasis=emphasis)


@pytest.mark.parametrize("size", [7.5, 10.2])
def test_no_name_lies_upon_another_and_the_most_certain_stand_where_they_belong(size: float) -> None:
    areas = [
        named(code, f"Kabupaten {code}", Emphasis.CERTAIN if code == "53.19" else Emphasis.LEANING)
        for code in LABEL_SPOTS
    ]
    drawn = map_picture.regencies(areas, palette=Palette.HARM, title="", description="")
    meant = [each.within(drawn.width, size) for each in drawn.words]
    shown = apart(meant, drawn.height, size)
    assert meant[0].text == "Kabupaten 53.19"
    assert shown[0] == meant[0]
    assert len(shown) > 12
    assert [(one.text, other.text) for one, other in combinations(shown, 2) if one.lies_on(other, size)] == []
