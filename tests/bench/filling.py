"""A database with many case records, shaped like those of the sample data."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    String,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import Session

from db.commands.cases import recount
from db.commands.releases import release
from db.engine import is_sqlite, writing
from db.models import CaseRecord, CaseRelease, CaseReleased, CaseTold, CaseToldRoute
from domain.time.calendar import ZONE

BATCH = 1_000_000
MODEL_STEP, DAY_STEP = 7_919, 104_729
"""Primes: a walk in such steps comes by every model and every day."""


def enlarge(engine: Engine, *, to: int, since: date | None = None) -> None:
    """Add copies of the sample records on other days until there are so many.

    With ``since`` from that day on and one day after the other, as they would have come by themselves.
    """
    with writing(engine) as connection:
        there = connection.execute(select(func.count()).select_from(CaseRecord)).scalar_one()
        span = connection.execute(
            select(func.min(CaseRecord.reported_on), func.max(CaseRecord.reported_on))
        ).one()
        for start in range(there, to, BATCH):
            if since is None:
                _copy(connection, start, min(start + BATCH, to), *span)
            else:
                _copy(connection, start, min(start + BATCH, to), since, span[1], one_after_the_other=to)
        with Session(bind=connection) as session:
            recount(session)
            session.flush()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # So that the planner knows the sizes, as it would in a database that has grown by itself.
        connection.execute(text("ANALYZE" if is_sqlite(engine) else "VACUUM ANALYZE"))
        if not is_sqlite(engine):
            # So that what follows is not measured while the filling is still being written to disk.
            connection.execute(text("CHECKPOINT"))


def release_anew(engine: Engine, days: Sequence[date]) -> list[float]:
    """Close releases up to these days in place of all that were closed; how many seconds each took."""
    took = []
    for number, ends_on in enumerate(days):
        with writing(engine) as connection, Session(bind=connection) as session:
            if not number:
                for model in (CaseToldRoute, CaseTold, CaseReleased, CaseRelease):
                    session.execute(delete(model))
            started = perf_counter()
            release(session, ends_on, datetime.combine(ends_on + timedelta(days=1), time(8), ZONE))
            session.flush()
            took.append(round(perf_counter() - started, 2))
    return took


def _copy(
    connection: Connection, start: int, stop: int, first: date, last: date, one_after_the_other: int = 0
) -> None:
    """Records number ``start`` to before ``stop``, all within the database; the days as a walk over all, or
    of so many records one after the other."""
    table = CaseRecord.__table__
    models = (
        select(table, (func.row_number().over(order_by=table.c.id) - 1).label("place"))
        .where(table.c.code.like("K%"))
        .subquery()
    )
    many = connection.execute(select(func.count()).select_from(models)).scalar_one()
    numbers = select(literal(start).label("number")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.number + 1).where(numbers.c.number < stop - 1))
    number = numbers.c.number
    in_all = (last - first).days + 1
    days: ColumnElement[Any]
    if one_after_the_other:
        days = cast(func.floor(number * (in_all * 1.0 / one_after_the_other)), Integer)
    else:
        days = (number % in_all * DAY_STEP) % in_all  # small first: at ten millions the product is too large
    name = literal("B") + cast(number, String)
    changed = {
        "code": name,
        "agency_reference": literal("CONTOH-") + name,
        "reported_on": func.date(first.isoformat(), literal("+") + cast(days, String) + " days")
        if is_sqlite(connection)
        else literal(first) + cast(days, Integer),
        "closed_on": None,
    }
    kept = [column.name for column in table.columns if column.name not in {"id", *changed}]
    copies = select(*(models.c[each] for each in kept), *changed.values()).select_from(
        numbers.join(models, models.c.place == (number % many * MODEL_STEP) % many)
    )
    connection.execute(insert(CaseRecord).from_select([*kept, *changed], copies))
