"""A database with many case records, shaped like those of the sample data."""

import random
from datetime import date, timedelta

from sqlalchemy import Engine, func, insert, select, text

from db.engine import is_sqlite, writing
from db.models import CaseRecord

SEED = 6_082_025
BATCH = 5_000


def enlarge(engine: Engine, *, to: int) -> None:
    """Add copies of the sample records on other days until there are so many."""
    rng = random.Random(SEED)
    columns = [column for column in CaseRecord.__table__.columns if column.name != "id"]
    with writing(engine) as connection:
        models = [dict(row._mapping) for row in connection.execute(select(*columns).order_by(CaseRecord.id))]
        first, last = connection.execute(
            select(func.min(CaseRecord.reported_on), func.max(CaseRecord.reported_on))
        ).one()
        numbers = range(len(models), to)
        for start in range(numbers.start, numbers.stop, BATCH):
            batch = [_copy(rng, models, n, first, last) for n in range(start, min(start + BATCH, to))]
            connection.execute(insert(CaseRecord), batch)
    with engine.connect() as connection:
        # So that the planner knows the sizes, as it would in a database that has grown by itself.
        connection.execute(text("ANALYZE" if is_sqlite(engine) else "VACUUM ANALYZE"))


def _copy(
    rng: random.Random, models: list[dict[str, object]], number: int, first: date, last: date
) -> dict[str, object]:
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    return {
        **rng.choice(models),
        "code": f"B{number:06d}",
        "agency_reference": f"CONTOH-B{number:06d}",
        "reported_on": day,
        "closed_on": None,
    }
