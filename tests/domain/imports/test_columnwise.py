"""Many lines written as columns: the same lines again, also where they say unlike things of unlike kinds."""

import json

from domain.imports.columnwise import Line, as_columns, as_lines, coded_table, decoded_table
from domain.imports.delivery import opened, packed_text

LINES: list[Line] = [
    ("Lembar 1", 2, {"reference": "LP/1/2026", "women": 1}, {}, "2026-01-05/2026-01-05"),
    ("Lembar 1", 3, {"women": 1.0, "reference": "LP/2/2026"}, {"D3": "kind", "E3": ""}, ""),
    ("Lembar 2", 2, {}, {"A2": "region"}, "2026-01-05/2026-01-05"),
]
BLANK = {
    "format": "xlsx",
    "refusal": None,
    "questions": [],
    "left_out": [],
    "understood": [],
    "counts": [],
    "sheets": [],
}
DOUBTS = [
    ["date-order", "Data", "C3", "Dua?", ["2026-01-02", "2026-02-01"], True, "1/2", None, None, "", "x"],
    ["total-differs", "Data", "C4", "Jumlah.", [], False, "5", 5, [[["C2", "Belu", 3]], 0, 3, 5], "", ""],
]


def test_lines_come_back_as_they_were_with_their_fields_in_order() -> None:
    again = list(as_lines(json.loads(json.dumps(as_columns(LINES)))))
    assert repr(again) == repr(LINES)


def test_no_lines_come_back_as_none() -> None:
    assert list(as_lines(json.loads(json.dumps(as_columns([]))))) == []
    assert list(decoded_table(json.loads(json.dumps(coded_table([]))))) == []


def test_a_thing_that_many_lines_say_is_written_once() -> None:
    lines: list[Line] = [("Lembar 1", row, {"kind": "trafficking"}, {}, "") for row in range(1_000)]
    assert json.dumps(as_columns(lines)).count("trafficking") == 1


def test_what_all_lines_say_takes_no_room_for_each_and_comes_back_for_each() -> None:
    lines: list[Line] = [("Lembar 1", row, {"kind": "trafficking"}, {}, "") for row in range(1_000)]
    kept = as_columns(lines)
    assert kept["fields"]["kind"] == [["trafficking"], 1_000]
    assert repr([*as_lines(json.loads(json.dumps(kept)))]) == repr(lines)


def test_columns_of_which_an_earlier_release_told_each_place_are_read() -> None:
    lines: list[Line] = [("Lembar 1", row, {"kind": "trafficking"}, {}, "") for row in (2, 3)]
    kept = as_columns(lines)
    told = {name: [[*values], [0, 0]] for name, (values, _) in kept["fields"].items()}
    assert [*as_lines(json.loads(json.dumps({**kept, "fields": told})))] == lines


def test_what_an_earlier_release_kept_line_by_line_says_the_same() -> None:
    earlier = {**BLANK, "doubts": DOUBTS, "records": [list(line) for line in LINES]}
    now = {
        **BLANK,
        "doubted": coded_table(zip(*map(hashable, DOUBTS), strict=True)),
        "lines": as_columns(LINES),
    }
    assert opened(packed_text(json.dumps(now))) == opened(packed_text(json.dumps(earlier)))


def hashable(plain: object) -> object:
    return tuple(map(hashable, plain)) if isinstance(plain, list) else plain
