"""The summaries say at every moment what a recount of the records would say."""

import importlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from db.commands.cases import add_cases, change_cases, change_each_case, recount, remove_cases
from db.engine import build, writing
from db.models import Base, CaseRecord, CaseRouteSummary, CaseSummary
from domain.figures.cases import CaseKind, Withdrawal
from domain.places.regions import RegionLevel
from tests import factories
from tests.factories import filling

SUMMARIES = (CaseSummary, CaseRouteSummary)

places = st.sampled_from(
    [
        (None, None, False),
        (None, None, True),
        ("53.21", None, False),
        ("53.21", "53.21.11", False),
        ("53.04", "53.04.01", False),
        ("53.71", None, False),
    ]
)
kinds = st.sampled_from([CaseKind.DEATH_ABROAD, CaseKind.TRAFFICKING])
days = st.sampled_from([date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31), date(2026, 2, 28)])
routes = st.sampled_from([(None, None), (1, "MYS"), (2, "MYS"), (None, "SGP")])
columns = st.builds(
    lambda place, kind, day, route: {
        "origin_regency_code": place[0],
        "origin_district_code": place[1],
        "origin_outside": place[2],
        "kind": kind,
        "reported_on": day,
        "transit_id": route[0],
        "destination_iso3": route[1],
    },
    places,
    kinds,
    days,
    routes,
)
some = st.sets(st.integers(0, 11), max_size=5)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(columns, max_size=6)),
        st.tuples(st.just("change"), some, columns),
        st.tuples(st.just("move"), some, days),
        st.tuples(st.just("remove"), some),
        st.tuples(st.just("withdraw"), some, st.sampled_from([None, *Withdrawal])),
    ),
    max_size=7,
)


def summaries(session: Session) -> tuple[dict, dict]:
    return tuple(
        {tuple(row[:-1]): row[-1] for row in session.execute(select(*model.__table__.columns))}
        for model in SUMMARIES
    )


def counted_by_hand(session: Session) -> tuple[Counter, Counter]:
    places_, routes_ = Counter(), Counter()
    for case in session.execute(select(CaseRecord.__table__).where(CaseRecord.withdrawn_as.is_(None))):
        month = case.reported_on.replace(day=1)
        regency = "luar" if case.origin_outside else case.origin_regency_code or ""
        district = "luar" if case.origin_outside else case.origin_district_code or ""
        places_[RegionLevel.REGENCY, case.kind, month, regency] += 1
        places_[RegionLevel.DISTRICT, case.kind, month, district] += 1
        routes_[case.kind, month.year, regency, case.transit_id or 0, case.destination_iso3 or ""] += 1
    return places_, routes_


@pytest.fixture(scope="module")
def register(databases: Any) -> Iterator[Engine]:
    """Reference data; each example takes back what it writes."""
    url = databases.reference()
    engine = build(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_after_every_write_the_summaries_equal_a_recount(register: Engine, steps: list) -> None:
    with register.connect().execution_options(writes=True) as connection, Session(bind=connection) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        for step, *given_ in steps:
            there = session.scalars(select(CaseRecord.id).order_by(CaseRecord.id)).all()
            if step == "add":
                add_cases(session, [factories.case_values(agency, regency=None) | each for each in given_[0]])
            else:
                ids = [there[index] for index in given_[0] if index < len(there)]
                if step == "remove":
                    remove_cases(session, ids)
                elif step == "move":
                    change_cases(session, ids, reported_on=given_[1])
                elif step == "withdraw":
                    change_cases(session, ids, withdrawn_as=given_[1])
                else:
                    change_cases(session, ids, **given_[1])
            assert summaries(session) == counted_by_hand(session), (step, given_)
        session.rollback()


def test_the_sample_data_comes_with_its_summaries(demo_engine: Engine) -> None:
    with filling(demo_engine) as session:
        assert summaries(session) == counted_by_hand(session)
        assert len(summaries(session)[0]) > 500


def test_a_recount_mends_what_somebody_wrote_past_the_door(demo_engine: Engine) -> None:
    with filling(demo_engine) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        session.add(CaseRecord(**factories.case_values(agency, regency="53.21")))
        session.execute(delete(CaseSummary).where(CaseSummary.kind == CaseKind.DEATH_ABROAD))
        session.flush()
        assert summaries(session) != counted_by_hand(session)
        recount(session)
        assert summaries(session) == counted_by_hand(session)


def test_the_migration_counts_what_is_there(demo_engine: Engine) -> None:
    migration = importlib.import_module("db.migrations.versions.0003_case_summaries")
    with writing(demo_engine) as connection:
        # That schema knew nobody from outside, and no record was withdrawn.
        connection.execute(update(CaseRecord).values(origin_outside=False, withdrawn_as=None))
        Base.metadata.drop_all(connection, [model.__table__ for model in SUMMARIES])
        with Operations.context(MigrationContext.configure(connection)):
            migration.upgrade()
        with Session(bind=connection) as session:
            assert summaries(session) == counted_by_hand(session)


def test_many_records_are_changed_and_removed_in_pieces(engine: Engine) -> None:
    with filling(engine) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        add_cases(session, [factories.case_values(agency, regency="53.21") for _ in range(5_010)])
        ids = session.scalars(select(CaseRecord.id)).all()
        change_cases(session, ids, origin_regency_code="53.04")
        assert summaries(session) == counted_by_hand(session)
        remove_cases(session, ids[:-3])
        assert summaries(session)[0] == {
            (RegionLevel.REGENCY, CaseKind.DEATH_ABROAD, date(2026, 6, 1), "53.04"): 3,
            (RegionLevel.DISTRICT, CaseKind.DEATH_ABROAD, date(2026, 6, 1), ""): 3,
        }


def test_records_are_changed_each_in_its_own_way(engine: Engine) -> None:
    with filling(engine) as session:
        count = 450
        ids = [factories.case(session, regency="53.21", women=1).id for _ in range(count)]
        own: list[dict[str, Any]] = [
            {"kind": CaseKind.TRAFFICKING, "women": None},
            {"origin_regency_code": None, "origin_outside": True},
            {"reported_on": date(2025, 1, 31)},
        ]
        change_each_case(session, {number: own[place % 3] for place, number in enumerate(ids[1:])})
        rows = session.execute(
            select(
                CaseRecord.kind, CaseRecord.women, CaseRecord.origin_outside, CaseRecord.reported_on
            ).order_by(CaseRecord.id)
        ).all()
        kind, women, outside, day = rows[0]
        told = [
            (CaseKind.TRAFFICKING, None, outside, day),
            (kind, women, True, day),
            (kind, women, outside, date(2025, 1, 31)),
        ]
        assert [*map(tuple, rows[1:])] == [told[place % 3] for place in range(count - 1)]
        assert summaries(session) == counted_by_hand(session)


def test_nothing_to_write_writes_nothing(engine: Engine) -> None:
    with filling(engine) as session:
        add_cases(session, [])
        change_cases(session, [], kind=CaseKind.TRAFFICKING)
        change_each_case(session, {})
        remove_cases(session, [])
        assert summaries(session) == ({}, {})
