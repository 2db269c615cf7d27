"""Rows that several look at are read once, and never told as they were before a write."""

import gc

import pytest
from sqlalchemy import Engine, Table, delete, event, update

from db.acting import Sender, acting
from db.kept_rows import KeptRows
from db.lines import shape
from db.models import CaseRecord
from domain.access.permissions import OPERATOR, Permission
from domain.time.calendar import Clock
from tests import factories
from tests.factories import filling

TABLE = CaseRecord.__table__
assert isinstance(TABLE, Table)
SHAPE = shape(TABLE)


def test_what_was_kept_is_not_asked_for_again(engine: Engine) -> None:
    with filling(engine) as session:
        ids = [factories.case(session).id for _ in range(3)]
        kept = KeptRows.of(session)
        first = kept.rows(SHAPE, ids, keep=True)
        asked: list[str] = []
        event.listen(
            session.connection(), "before_execute", lambda _, statement, *__: asked.append(statement)
        )
        assert KeptRows.of(session).rows(SHAPE, ids) == first
        assert asked == []


def test_a_row_that_was_written_since_is_read_anew(engine: Engine) -> None:
    with filling(engine) as session:
        changed, gone = (factories.case(session).id for _ in range(2))
        kept = KeptRows.of(session)
        kept.rows(SHAPE, [changed, gone], keep=True)
        session.execute(update(CaseRecord).where(CaseRecord.id == changed).values(women=7))
        session.execute(delete(CaseRecord).where(CaseRecord.id == gone))
        assert {key: row.women for key, row in kept.rows(SHAPE, [changed, gone]).items()} == {changed: 7}


def test_new_rows_that_were_all_kept_are_not_asked_for_again(engine: Engine) -> None:
    with filling(engine) as session:
        first, *added = (factories.case(session).id for _ in range(4))
        kept = KeptRows.of(session)
        kept.rows(SHAPE, added[:2], keep=True)
        assert kept.above(SHAPE, first) == added, "one of them was not kept"
        kept.rows(SHAPE, added, keep=True)
        asked: list[str] = []
        event.listen(
            session.connection(), "before_execute", lambda _, statement, *__: asked.append(str(statement))
        )
        assert kept.above(SHAPE, first) == added
        assert all("max(" in each for each in asked)


class GivenUp(Exception):
    """The end of an act that was given up."""


def test_what_a_long_work_kept_goes_with_it_and_circles_are_looked_for_again(
    engine: Engine, clock: Clock
) -> None:
    with filling(engine) as session:
        number = factories.case(session).id
    sender = Sender(engine, OPERATOR, clock)
    with (  # noqa: PT012 - the whole block is the work
        pytest.raises(GivenUp),
        acting(sender, Permission.IMPORT_FILES) as act,
    ):
        act.begin_long_work()
        assert not gc.isenabled()
        KeptRows.of(act.session).rows(SHAPE, [number], keep=True)
        assert act.session.info
        raise GivenUp
    assert gc.isenabled()
    assert not act.session.info, "the rows wait for the collector"
