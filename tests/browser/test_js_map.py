"""Where labels and lines stand on the map, and how an area is filled (static/map/placing.js)."""

from typing import Any

import pytest

from tests.browser.modules import Modules

FILE = "map/placing.js"
SIZE = {"x": 800, "y": 400}


def label(x: int, y: int, *, kind: str = "name", width: int = 60, **more: Any) -> dict[str, Any]:
    return {"anchor": {"x": x, "y": y}, "kind": kind, "width": width, "text": f"{x},{y}", **more}


def placed(modules: Modules, *labels: Any, taken: Any = (), overview: bool = False) -> dict[str, Any]:
    """Where each label stands, by its text; one that stands nowhere is not in it."""
    standing = modules.rule(FILE, "place")(list(labels), list(taken), SIZE, overview)
    return {each["label"]["text"]: each["spot"] for each in standing}


def test_a_label_stands_on_its_area(modules: Modules) -> None:
    assert placed(modules, label(100, 100)) == {"100,100": {"x": 100, "y": 100}}


def test_of_two_labels_in_one_place_the_first_stands_and_the_other_is_left_out(modules: Modules) -> None:
    assert list(placed(modules, label(100, 100), label(110, 104))) == ["100,100"]


def test_a_label_that_must_be_read_steps_aside_instead(modules: Modules) -> None:
    standing = placed(modules, label(100, 100), label(110, 104, kind="strong"))
    assert standing["110,104"] == {"x": 110, "y": 119}


def test_no_two_labels_ever_overlap(modules: Modules) -> None:
    crowd = [label(100 + 7 * n, 100 + 5 * (n % 9), kind="strong") for n in range(40)]
    standing = placed(modules, *crowd)
    boxes = [(at["x"] - 30, at["y"] - 8, at["x"] + 30, at["y"] + 8) for at in standing.values()]
    overlap = modules.rule(FILE, "overlap")
    assert 5 < len(boxes) < 40
    assert not [1 for n, one in enumerate(boxes) for other in boxes[:n] if overlap(one, other)]


def test_at_the_overview_a_label_stands_beside_the_islands(modules: Modules) -> None:
    beside = label(100, 100, beside={"x": 300, "y": 200})
    assert placed(modules, beside, overview=True) == {"100,100": {"x": 300, "y": 200}}
    assert placed(modules, beside) == {"100,100": {"x": 100, "y": 100}}


def test_at_the_overview_a_label_stays_within_the_frame(modules: Modules) -> None:
    assert placed(modules, label(790, 2), overview=True) == {"790,2": {"x": 766, "y": 12}}


def test_a_gate_stays_within_the_frame_however_close_the_view_is(modules: Modules) -> None:
    assert placed(modules, label(0, 200, kind="gate")) == {"0,200": {"x": 34, "y": 200}}


def test_a_label_far_outside_the_frame_is_not_placed(modules: Modules) -> None:
    assert placed(modules, label(2000, 100), overview=True) == {}


def test_the_name_of_an_area_in_conflict_stands_below_its_badge(modules: Modules) -> None:
    assert placed(modules, label(100, 100, conflicting=True)) == {"100,100": {"x": 100, "y": 116}}


def test_a_label_leaves_the_corners_of_the_map_free(modules: Modules) -> None:
    assert placed(modules, label(20, 20), taken=[[0, 0, 90, 30]]) == {}


def test_a_sea_is_named_at_its_first_free_spot_or_not_at_all(modules: Modules) -> None:
    named = modules.rule(FILE, "placeName")
    here, there = {"x": 100, "y": 100}, {"x": 400, "y": 300}
    assert named([here, there], 60, [], SIZE) == here
    assert named([here, there], 60, [[90, 90, 110, 110]], SIZE) == there
    assert named([{"x": 5, "y": 100}], 60, [], SIZE) is None


def test_a_line_leads_from_an_area_to_the_label_beside_it(modules: Modules) -> None:
    line = modules.rule(FILE, "leader")({"x": 0, "y": 0}, [100, -8, 160, 8], False)
    assert line == [{"x": 0, "y": 0}, {"x": 106, "y": 0}]


def test_a_line_from_a_badge_begins_at_its_rim(modules: Modules) -> None:
    start, _ = modules.rule(FILE, "leader")({"x": 0, "y": 0}, [100, -8, 160, 8], True)
    assert start == {"x": 8, "y": 0}


def test_a_label_on_its_area_has_no_line(modules: Modules) -> None:
    assert modules.rule(FILE, "leader")({"x": 100, "y": 100}, [70, 92, 130, 108], False) is None


def test_a_route_bends_and_ends_where_it_leads(modules: Modules) -> None:
    there = modules.rule(FILE, "bent")([-9, 124], [-8, 118])
    back = modules.rule(FILE, "bent")([-8, 118], [-9, 124])
    assert (there[0], there[-1]) == ([-9, 124], [-8, 118])
    assert there[10] != back[10], "there and back would lie on each other"


@pytest.mark.parametrize(
    ("letter", "shade", "pattern", "conflicting", "needs_edge"),
    [
        ("0", 0, None, False, True),
        ("3", 3, None, False, False),
        ("A", 0, None, True, True),
        ("E", 4, None, True, False),
        ("z", None, "zero", False, True),
        ("h", None, "dots", False, True),
        ("t", None, "dashes", False, True),
        ("n", None, "hatch", False, True),
        ("?", None, "hatch", False, True),
    ],
    ids=[
        "the palest class",
        "a class",
        "the palest class in conflict",
        "a class in conflict",
        "zero",
        "hidden",
        "too little",
        "not reported",
        "an unknown letter",
    ],
)
def test_an_area_is_filled_by_its_letter(
    modules: Modules, letter: str, shade: int | None, pattern: str | None, conflicting: bool, needs_edge: bool
) -> None:
    assert modules.rule(FILE, "look")(letter) == {
        "shade": shade,
        "pattern": pattern,
        "conflicting": conflicting,
        "needsEdge": needs_edge,
    }
