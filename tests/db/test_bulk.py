"""Many rows at once say the same as one by one, on either database."""

import gc
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Engine, select

from db.bulk import add_rows, among, new_rows, uncollected
from db.engine import reading
from db.models import ImportAnswer
from domain.imports.kinds import ImportKind
from tests.factories import filling

ODD = ("plain", "tab\tinside", "two\nlines", r"back\slash \N", "'quotes' \"double\"", "ä – 你", "")
ZONE = timezone(timedelta(hours=8))


def test_every_text_moment_choice_and_default_comes_back_as_it_was_given(engine: Engine) -> None:
    at = datetime(2026, 11, 23, 7, 30, tzinfo=ZONE)
    rows = [
        {"kind": ImportKind.CASES, "source": text, "question": str(place), "answer": text, "answered_at": at}
        for place, text in enumerate(ODD)
    ]
    with filling(engine) as session:
        numbers = [number for (number,) in new_rows(session, ImportAnswer, rows, ImportAnswer.id)]
        found = session.scalars(select(ImportAnswer).order_by(ImportAnswer.id)).all()
        assert numbers == [each.id for each in found]
        assert [(each.source, each.answer) for each in found] == [(text, text) for text in ODD]
        assert {(each.kind, each.answered_at, each.is_demo) for each in found} == {
            (ImportKind.CASES, at.astimezone(UTC), False)
        }
        assert new_rows(session, ImportAnswer, [], ImportAnswer.id) == []


def test_more_rows_than_a_statement_takes_are_all_there_in_their_order(engine: Engine) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    rows = [
        {"kind": ImportKind.CASES, "source": "s", "question": str(n), "answer": f"a{n}", "answered_at": at}
        for n in range(3_001)
    ]
    with filling(engine) as session:
        made = new_rows(session, ImportAnswer, rows, ImportAnswer.question, ImportAnswer.answer)
        assert [tuple(each) for each in made] == [(each["question"], each["answer"]) for each in rows]


def test_rows_are_found_by_more_keys_than_a_statement_takes(engine: Engine) -> None:
    rows = [
        {"kind": ImportKind.CASES, "source": f"{text}{n}", "question": "q", "answer": "a"}
        for n, text in enumerate(ODD)
    ]
    at = datetime(2026, 11, 23, tzinfo=UTC)
    with filling(engine) as session:
        add_rows(session, ImportAnswer, [{**row, "answered_at": at} for row in rows])
    with reading(engine) as connection:
        column = ImportAnswer.__table__.c.source
        keys = [*(str(row["source"]) for row in rows), *map(str, range(70_000))]
        found = connection.scalars(select(column).where(among(connection, column, keys)))
        assert set(found) == {row["source"] for row in rows}
        ids = ImportAnswer.__table__.c.id
        few, many = ([1, 2], range(-100_000, 3))
        by_number = (
            select(ids).where(among(connection, ids, list(some))).order_by(ids) for some in (few, many)
        )
        assert [connection.scalars(each).all() for each in by_number] == [[1, 2], [1, 2]]


def test_circles_are_looked_for_again_when_the_last_of_several_long_works_is_done() -> None:
    assert gc.isenabled()
    with ExitStack() as second:
        with uncollected():
            second.enter_context(uncollected())
        assert not gc.isenabled(), "the second one goes on"
    assert gc.isenabled()
