"""Rows as canonical JSON, many at a time, say to the letter what one by one would."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.lines import ColumnKind, SealedShape, exact, plain, said
from db.trail.anchors import Anchors
from db.trail.keys import Trail
from db.trail.sealing import seal_hash
from domain.access.events import canonical_json, chain_hash

AT = datetime(2026, 11, 23, 7, 30, 0, 250, tzinfo=UTC)
SHAPE = SealedShape(
    "made_up",
    {
        "number": ColumnKind.INTEGER,
        "value": ColumnKind.NUMBER,
        "name": ColumnKind.TEXT,
        "is_known": ColumnKind.BOOLEAN,
        "day": ColumnKind.DATE,
        "at": ColumnKind.MOMENT,
    },
    ("number",),
    frozenset({"number", "is_known", "value"}),
)
ROWS: list[tuple[Any, ...]] = [
    (1, 0.0, "plain", True, date(2026, 1, 31), AT),
    (2, -0.0, 'two\nlines, "quotes" and a back\\slash', False, None, AT),
    (3, 1e22, "ä – 你\t\u2028\x00", None, date(2026, 1, 31), None),
    (0, 1 / 3, "", False, None, None),
    (None, None, None, None, None, None),
    (-7, 1.0, "plain", True, date(1999, 12, 1), AT),
]
MANY = ROWS * 500


def one_by_one(row: tuple[Any, ...]) -> dict[str, Any]:
    plain = dict(zip(SHAPE.columns, row, strict=True))
    plain["day"], plain["at"] = (
        each.isoformat() if each is not None else None for each in (plain["day"], plain["at"])
    )
    return plain


def test_a_row_is_written_as_the_canonical_text_of_all_its_values() -> None:
    assert list(exact(SHAPE, MANY)) == [canonical_json(one_by_one(row)) for row in MANY]


def test_one_column_can_be_left_out_of_it() -> None:
    without = ({name: value for name, value in one_by_one(row).items() if name != "at"} for row in MANY)
    assert list(exact(SHAPE, MANY, without="at")) == [canonical_json(each) for each in without]


def test_of_what_is_empty_nothing_is_told() -> None:
    told = ({name: value for name, value in one_by_one(row).items() if value} for row in MANY)
    assert list(plain(SHAPE, MANY)) == [canonical_json(each) for each in told]


def test_nought_is_said_where_there_could_be_nothing() -> None:
    def is_said(name: str, value: Any) -> bool:
        return bool(value) or (value is not None and name in SHAPE.may_be_unsaid)

    told = ({name: value for name, value in one_by_one(row).items() if is_said(name, value)} for row in MANY)
    assert list(said(SHAPE, MANY)) == [canonical_json(each) for each in told]


def test_columns_in_which_all_rows_say_the_same_are_told_in_each_row() -> None:
    alike = [(number, -0.0, "", True, None, AT) for number in range(3)] + [(3, 0.0, "", True, None, AT)]
    assert list(exact(SHAPE, alike)) == [canonical_json(one_by_one(row)) for row in alike]
    assert (
        list(said(SHAPE, alike[:1] * 2))
        == ['{"at":"2026-11-23T07:30:00.000250+00:00","is_known":true,"number":0,"value":-0.0}'] * 2
    )
    assert list(plain(SHAPE, [(0, 0.0, "", False, None, None)] * 2)) == ["{}", "{}"]


def test_of_no_row_nothing_is_written() -> None:
    assert [*exact(SHAPE, []), *plain(SHAPE, []), *said(SHAPE, [])] == []


@pytest.mark.parametrize("key", ["12", "a/b", 'nama "contoh"', "ä\n\\"])
def test_a_seal_is_chained_as_a_record_is(key: str, tmp_path: Any) -> None:
    trail = Trail(b"k" * 32, Anchors(tmp_path / "jangkar"))
    record = {"id": 5, "table": "case_record", "key": key, "content": "c" * 64}
    assert seal_hash(trail, "0" * 64, 5, ("case_record", key), "c" * 64) == chain_hash(
        "0" * 64, record, trail.key
    )
