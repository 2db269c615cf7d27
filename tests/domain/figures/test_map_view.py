"""What a map shows, before any map library sees it."""

import csv

import pytest

from db.settings import ROOT
from domain.figures.map_view import (
    CLASSES,
    DOTS_DOT,
    HATCH_LINE,
    LABEL_SPOTS,
    ZERO_FILL,
    AreaState,
    MapArea,
    Palette,
    swatch_css,
)

COLOURED = (AreaState.VALUE, AreaState.CONFLICTING)


def area(state: AreaState, shade: int | None) -> MapArea:
    return MapArea("53.21", "Malaka", state, shade, "25 orang")


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("state", COLOURED)
@pytest.mark.parametrize("shade", range(CLASSES))
def test_a_value_has_a_shade(state: AreaState, shade: int) -> None:
    assert area(state, shade).shade == shade


@pytest.mark.parametrize("state", list(AreaState))
def test_a_shade_where_there_is_no_value_is_refused_and_the_other_way_round(state: AreaState) -> None:
    with pytest.raises(ValueError, match=r"53\.21"):
        area(state, None if state in COLOURED else 0)


@pytest.mark.parametrize("shade", [-1, CLASSES])
def test_a_shade_outside_the_palette_is_refused(shade: int) -> None:
    with pytest.raises(ValueError, match="not in 0"):
        area(AreaState.VALUE, shade)


def test_every_kabupaten_has_a_place_for_its_name_within_the_province() -> None:
    with (ROOT / "db" / "provinces" / "ntt" / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        assert set(LABEL_SPOTS) == {row["kode"] for row in csv.DictReader(file)}
    assert all(118.5 < lon < 125.5 and -11.2 < lat < -7.8 for lon, lat in LABEL_SPOTS.values())


def test_no_two_names_stand_in_the_same_place() -> None:
    assert len(set(LABEL_SPOTS.values())) == len(LABEL_SPOTS)


@pytest.mark.parametrize("palette", list(Palette))
def test_more_is_darker_in_every_palette(palette: Palette) -> None:
    shades = [luminance(colour) for colour in palette.colours.classes]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == CLASSES


@pytest.mark.parametrize("palette", list(Palette))
def test_land_and_sea_are_never_one_of_the_classes(palette: Palette) -> None:
    colours = palette.colours
    assert not {colours.sea, colours.land} & set(colours.classes)


@pytest.mark.parametrize("palette", list(Palette))
def test_each_kind_of_nothing_has_a_swatch_of_its_own(palette: Palette) -> None:
    swatches = [swatch_css(state, None, palette) for state in AreaState if state not in COLOURED]
    swatches += [swatch_css(AreaState.VALUE, shade, palette) for shade in range(CLASSES)]
    assert len(set(swatches)) == 4 + CLASSES
    assert HATCH_LINE in swatch_css(AreaState.NOT_REPORTED, None, palette)
    assert DOTS_DOT in swatch_css(AreaState.HIDDEN, None, palette)
    assert swatch_css(AreaState.ZERO, None, palette) == ZERO_FILL


@pytest.mark.parametrize("shade", range(CLASSES))
def test_a_swatch_looks_like_the_area(shade: int) -> None:
    assert swatch_css(AreaState.CONFLICTING, shade, Palette.HARM) == Palette.HARM.colours.classes[shade]
