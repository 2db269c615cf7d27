"""No question of the map reads the records: the planner finds each answer in a small summary by its key."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select, text

from db.commands.cases import add_cases
from db.commands.releases import release
from db.engine import build, is_sqlite, reading
from db.models import Region
from db.queries import case_counts, case_routes, case_rows, early_clusters
from db.queries.case_counts import Grain, Period
from domain.access.permissions import Role
from domain.figures.cases import CaseKind, PoliceStage, RestitutionStage, ServiceStage
from domain.places.regions import RegionLevel
from tests import factories
from tests.factories import actor, filling

RECORDS = 20_000
YEARS = 10


@pytest.fixture(scope="module")
def register(databases: Any) -> Iterator[Engine]:
    """Twenty thousand records over all kinds, regencies and ten years, released, with fresh statistics."""
    url = databases.reference()
    engine = build(url)
    with filling(engine) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        kinds, first = list(CaseKind), date(2017, 1, 1)
        districts = session.scalars(select(Region.code).where(Region.level == RegionLevel.DISTRICT)).all()
        add_cases(
            session,
            [
                factories.case_values(
                    agency,
                    regency=districts[number % len(districts)][:5],
                    origin_district_code=districts[number % len(districts)],
                    kind=kinds[number % len(kinds)],
                    reported_on=first + timedelta(days=number * 7 % (365 * YEARS)),
                )
                for number in range(RECORDS)
            ],
        )
        release(session, date(2026, 9, 30), factories.MORNING)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if is_sqlite(engine) else "VACUUM ANALYZE"))
    yield engine
    engine.dispose()
    databases.drop(url)


YEAR = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
KIND = CaseKind.DEATH_ABROAD

QUESTIONS: dict[str, Callable[..., Any]] = {
    "years": lambda c, scope: case_counts.case_years(c, scope=scope),
    "counts per regency": lambda c, scope: case_counts.case_counts(
        c, kind=KIND, level=RegionLevel.REGENCY, scope=scope, **YEAR
    ),
    "counts per district": lambda c, scope: case_counts.case_counts(
        c, kind=KIND, level=RegionLevel.DISTRICT, scope=scope, **YEAR
    ),
    "changes": lambda c, scope: case_counts.case_changes(
        c,
        kind=KIND,
        first=Period.year(2023),
        second=Period.year(2024),
        level=RegionLevel.REGENCY,
        scope=scope,
    ),
    "table": lambda c, scope: case_counts.case_table(
        c, kind=KIND, grain=Grain.QUARTER, level=RegionLevel.REGENCY, scope=scope
    ),
    "series of a district": lambda c, scope: case_counts.case_series(
        c, kind=KIND, region_code="53.21.01", grain=Grain.MONTH, scope=scope
    ),
    "series of the province": lambda c, scope: case_counts.case_series(
        c, kind=KIND, region_code="53", grain=Grain.MONTH, scope=scope
    ),
    "the whole grid": lambda c, scope: case_counts.yearly_counts(c, scope=scope),
    "routes": lambda c, scope: case_routes.case_routes(c, kind=KIND, scope=scope, **YEAR),
    "early clusters": lambda c, scope: early_clusters.early_clusters(
        c, kind=KIND, scope=scope, find=lambda rows: (), **YEAR
    ),
}


def statements(connection: Connection, question: Callable[..., Any], role: Role) -> list[tuple[str, Any]]:
    """What a question sends, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def remember(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", remember)
    question(connection, actor(role).scope)
    event.remove(connection, "before_cursor_execute", remember)
    return sent


def plans(engine: Engine, question: Callable[..., Any], role: Role) -> list[str]:
    with reading(engine) as connection:
        explain = "EXPLAIN QUERY PLAN" if is_sqlite(connection) else "EXPLAIN"
        return [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {sent}", given))
            for sent, given in statements(connection, question, role)
        ]


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY, Role.SHARED_SCREEN])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_of_the_map_looks_at_a_record(register: Engine, question: str, role: Role) -> None:
    plan = "\n".join(plans(register, QUESTIONS[question], role))
    live, kept = r"case_record", r"case_summary|case_route_summary"
    if role is not Role.CASE_OFFICER:
        live, kept = rf"{live}|{kept}", r"case_release|case_told"
    assert re.search(kept, plan), plan
    assert not re.search(live, plan), plan


@pytest.mark.parametrize("level", [RegionLevel.REGENCY, RegionLevel.DISTRICT])
def test_counts_of_a_year_are_found_by_the_key_of_the_summary(register: Engine, level: RegionLevel) -> None:
    name = "counts per regency" if level is RegionLevel.REGENCY else "counts per district"
    [found] = [
        plan
        for plan in plans(register, QUESTIONS[name], Role.CASE_OFFICER)
        if "case_summary" in plan and "ix_case_summary_month" not in plan
    ]
    assert "SCAN case_summary" not in found
    assert "Seq Scan on case_summary" not in found
    assert "USING INDEX" in found or re.search(
        r"Index (Only )?Scan|Bitmap Index Scan on pk_case_summary", found
    )


def test_the_first_and_last_day_of_a_regency_are_found_in_the_index(register: Engine) -> None:
    period = Period.year(2024)
    found = plans(
        register,
        lambda c, scope: case_counts.regencies_on_one_day(c, kind=KIND, period=period, scope=scope),
        Role.CASE_OFFICER,
    )
    assert sum(plan.count("ix_case_record_regency") for plan in found) == 2, found
    assert not any("SCAN case_record" in plan or "Seq Scan on case_record" in plan for plan in found), found


@pytest.mark.parametrize("year", [None, 2024])
@pytest.mark.parametrize("region", [None, "53.21", "53.21.01"])
def test_a_page_of_the_register_is_read_in_order_and_never_counted_through(
    register: Engine, year: int | None, region: str | None
) -> None:
    found = plans(
        register,
        lambda c, scope: case_rows.case_rows(
            c, scope=scope, kind=KIND, year=year, region_code=region, page=1, size=20
        ),
        Role.CASE_OFFICER,
    )
    assert not any("SCAN case_record" in plan and "USING INDEX" not in plan for plan in found), found
    assert not any("Seq Scan on case_record" in plan for plan in found), found


@pytest.mark.parametrize(
    "also",
    [
        case_rows.CaseChoice(agency_code="bp3mi-ntt"),
        case_rows.CaseChoice(stage=PoliceStage.TRIAL),
        case_rows.CaseChoice(stage=ServiceStage.SHELTER),
        case_rows.CaseChoice(stage=RestitutionStage.VERDICT),
        case_rows.CaseChoice(is_withdrawn=True),
        case_rows.CaseChoice(open_since=date(2020, 1, 1)),
        case_rows.CaseChoice(oldest_first=True),
    ],
)
def test_a_narrowed_register_is_found_by_an_index(register: Engine, also: case_rows.CaseChoice) -> None:
    given = {"kind": None, "year": None, "region_code": None, "page": 1, "size": 20}
    found = plans(
        register, lambda c, scope: case_rows.case_rows(c, scope=scope, also=also, **given), Role.CASE_OFFICER
    )
    assert not any("SCAN case_record" in plan and "USING" not in plan for plan in found), found


def test_a_kecamatan_without_cases_is_not_looked_for_through_all(register: Engine) -> None:
    found = plans(
        register,
        lambda c, scope: case_rows.case_rows(
            c, scope=scope, kind=None, year=None, region_code="53.99.99", page=1, size=20
        ),
        Role.CASE_OFFICER,
    )
    assert any("ix_case_record_district_newest" in plan for plan in found), found
