"""The planner answers the map's question from the index alone, whatever the size of the register."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import factories
import pytest
from factories import actor, filling
from sqlalchemy import Connection, Engine, event, insert, text

from db.engine import build, is_sqlite, reading
from db.models import CaseRecord
from db.queries.cases import case_counts
from domain.cases import CaseKind
from domain.permissions import Role
from domain.regions import RegionLevel

RECORDS = 20_000
YEARS = 10


@pytest.fixture(scope="module")
def register(databases: Any) -> Iterator[Engine]:
    """Twenty thousand records over all kinds, regencies and ten years, with fresh statistics."""
    url = databases.reference()
    engine = build(url)
    with filling(engine) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        kinds, first = list(CaseKind), date(2017, 1, 1)
        session.execute(
            insert(CaseRecord),
            [
                factories.case_values(
                    agency,
                    regency=f"53.{number % 21 + 1:02}",
                    kind=kinds[number % len(kinds)],
                    reported_on=first + timedelta(days=number * 7 % (365 * YEARS)),
                )
                for number in range(RECORDS)
            ],
        )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if is_sqlite(engine) else "VACUUM ANALYZE case_record"))
    yield engine
    engine.dispose()
    databases.drop(url)


def asked(connection: Connection, level: RegionLevel) -> tuple[str, Any]:
    """The statement on case records that ``case_counts`` sends, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def remember(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", remember)
    case_counts(
        connection, kind=CaseKind.DEATH_ABROAD, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
        level=level, scope=actor(Role.AGENCY).scope,
    )  # fmt: skip
    [found] = [each for each in sent if "case_record" in each[0]]
    return found


def plan(engine: Engine, level: RegionLevel) -> str:
    with reading(engine) as connection:
        statement, parameters = asked(connection, level)
        explain = "EXPLAIN QUERY PLAN" if is_sqlite(connection) else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("level", [RegionLevel.REGENCY, RegionLevel.DISTRICT])
def test_counts_of_the_map_come_from_the_index_alone(register: Engine, level: RegionLevel) -> None:
    found = plan(register, level)
    wanted = "USING COVERING INDEX" if is_sqlite(register) else "Index Only Scan using"
    assert f"{wanted} ix_case_record_map" in found, found
    assert "SCAN case_record" not in found
    assert "Seq Scan on case_record" not in found
