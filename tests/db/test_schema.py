"""The schema: its version, and that migrations and models say the same on both databases."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, Enum, func, inspect, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from db import schema
from db.engine import build, reading, writing
from db.models import Agency, Base, CaseRecord, ForkopimdaSeat, PublishedFigure, Region, User
from db.schema import SchemaState, head, migrate, state, version
from domain.access.agencies import SeatBasis
from domain.access.permissions import Role
from tests import factories
from tests.databases import Databases
from tests.factories import MORNING, filling

TABLES = Base.metadata.sorted_tables


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    engine = build(database_url)
    yield engine
    engine.dispose()


def run(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)


class TestState:
    def test_an_empty_database_misses_its_schema(self, empty: Engine) -> None:
        assert (state(empty), version(empty)) == (SchemaState.MISSING, None)

    def test_a_migrated_database_is_current(self, empty: Engine) -> None:
        migrate(empty)
        assert (state(empty), version(empty)) == (SchemaState.CURRENT, head())

    def test_migrating_twice_changes_nothing(self, empty: Engine) -> None:
        migrate(empty)
        migrate(empty)
        assert state(empty) is SchemaState.CURRENT

    def test_a_version_that_this_release_does_not_know_is_newer(self, empty: Engine) -> None:
        migrate(empty)
        run(empty, "UPDATE alembic_version SET version_num = '9999'")
        assert state(empty) is SchemaState.NEWER

    def test_tables_without_a_version_are_foreign(self, empty: Engine) -> None:
        run(empty, "CREATE TABLE theirs (id INTEGER)")
        assert state(empty) is SchemaState.FOREIGN

    def test_a_known_version_before_the_last_is_older(
        self, empty: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        migrate(empty)
        monkeypatch.setattr(schema, "head", lambda: "0002, when there is one")
        assert state(empty) is SchemaState.OLDER


class TestMigrations:
    def test_migrating_from_empty_gives_what_the_models_say(self, engine: Engine) -> None:
        with reading(engine) as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_checks_of_a_table_are_those_of_its_model(self, shared_demo_engine: Engine, table) -> None:
        declared = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        found = {c["name"] for c in inspect(shared_demo_engine).get_check_constraints(table.name)}
        assert found == declared

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_the_database_accepts_every_member_of_an_enumeration_and_no_other(
        self, shared_demo_engine: Engine, table
    ) -> None:
        """A new member needs a migration of each CHECK that lists its fellows."""
        written = {
            c["name"]: c["sqltext"] for c in inspect(shared_demo_engine).get_check_constraints(table.name)
        }
        for column in table.columns:
            if isinstance(column.type, Enum) and column.type.create_constraint:
                check = written[f"ck_{table.name}_{column.type.name}"]
                place = f"db/migrations/versions: the CHECK of {table.name}.{column.name}"
                assert set(re.findall(r"'([^']*)'", check)) == set(column.type.enums), place

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_every_constraint_of_a_table_has_a_name(self, shared_demo_engine: Engine, table) -> None:
        looked = inspect(shared_demo_engine)
        constraints = [
            looked.get_pk_constraint(table.name),
            *looked.get_foreign_keys(table.name),
            *looked.get_unique_constraints(table.name),
            *looked.get_check_constraints(table.name),
        ]
        assert [c for c in constraints if not c["name"]] == []

    def test_no_column_can_hold_an_identity(self) -> None:
        """No name, number, phone or address of a victim has a field (DESIGN rule 7)."""
        columns = set(CaseRecord.__table__.columns.keys())
        identifying = {
            "name",
            "nik",
            "phone",
            "address",
            "photo",
            "passport",
            "victim",
            "suspect",
            "birth",
            "note",
        }
        assert [column for column in columns if identifying & set(column.split("_"))] == []


CHECKED = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if isinstance(column.type, Enum) and column.type.create_constraint
]


@pytest.fixture(scope="module")
def filled(databases: Databases) -> Iterator[Engine]:
    """Sample data for tests whose writing is refused, and which so leave it as they find it."""
    url = databases.demo()
    engine = build(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize(("table", "column"), CHECKED, ids=[".".join(pair) for pair in CHECKED])
def test_a_status_that_nobody_knows_is_refused_by_the_database(
    filled: Engine, table: str, column: str
) -> None:
    with reading(filled) as connection:
        there = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    assert there, "a check can only be tried on a row"
    with pytest.raises(IntegrityError):
        run(filled, f"UPDATE {table} SET {column} = 'something_else'")


def _case(session: Session, **values: Any) -> None:
    factories.case(session, **values)


def _report(session: Session) -> Any:
    _, checkpoints = factories.commitment(session)
    return factories.report(session, checkpoints[0], by=factories.user(session), claimed=1.0)


def _figure(session: Session, **values: Any) -> None:
    given = {
        "code": "X",
        "indicator_code": "deaths_abroad",
        "region_code": "53",
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
        "value": 1.0,
        "unit": "orang",
        "source_code": "SEED",
    }
    session.add(PublishedFigure(**(given | values)))
    session.flush()


def _seat(session: Session, **values: Any) -> None:
    session.add(
        ForkopimdaSeat(
            code="x",
            title="X",
            agency_id=factories.agency_id(session, "setda"),
            basis=SeatBasis.STATUTORY,
            position=99,
            **values,
        )
    )
    session.flush()


REFUSED = {
    "fewer than no women": lambda s: _case(s, women=-1),
    "fewer than no boys": lambda s: _case(s, boys=-1),
    "a case of no agency": lambda s: _case(s, agency_id=-1),
    "a case from nowhere": lambda s: _case(s, regency="53.99"),
    "a case bound for nowhere": lambda s: _case(s, destination_iso3="XXX"),
    "one case number twice": lambda s: [_case(s, code="K-1"), _case(s, code="K-1")],
    "a commitment without weight": lambda s: factories.commitment(s, weight=0.0),
    "a commitment that ends before it starts": lambda s: factories.commitment(s, due_on=date(2025, 1, 1)),
    "one quarter twice": lambda s: factories.commitment(s, quarters=("2026-B03", "2026-B03")),
    "evidence that is nothing": lambda s: factories.evidence(s, _report(s), content_hash=None),
    "evidence that is file and link": lambda s: factories.evidence(s, _report(s), link="https://x.example"),
    "a figure below zero": lambda s: _figure(s, value=-1.0),
    "a figure that ends before it starts": lambda s: _figure(s, period_end=date(2024, 1, 1)),
    "a figure without a source": lambda s: _figure(s, source_code="nobody"),
    "a seat that ends before it begins": lambda s: _seat(
        s, valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)
    ),
    "one username twice": lambda s: [factories.user(s, username="satu"), factories.user(s, username="satu")],
    "an account of no agency": lambda s: factories.user(s, agency_id=-1),
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused_by_the_database(engine: Engine, attempt) -> None:
    with pytest.raises(IntegrityError), filling(engine) as session:
        attempt(session)


def test_one_report_has_one_verdict(engine: Engine) -> None:
    with pytest.raises(IntegrityError), filling(engine) as session:  # noqa: PT012 - the second one breaks
        report, judge = _report(session), factories.user(session, role=Role.VERIFIER)
        factories.verdict(session, report, by=judge, verified=1.0)
        factories.verdict(session, report, by=judge, verified=2.0)


def test_a_region_that_others_lie_in_cannot_be_removed(engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        run(engine, "DELETE FROM region WHERE code = '53.21'")


class TestMoments:
    def test_a_moment_comes_back_in_utc_to_the_microsecond(self, engine: Engine) -> None:
        at = MORNING.replace(microsecond=123456)
        with filling(engine) as session:
            factories.user(session, username="uji", created_at=at)
        with reading(engine) as connection:
            found = connection.execute(select(User.created_at)).scalar_one()
        assert (found, found.utcoffset().total_seconds()) == (at, 0)

    def test_a_moment_without_a_zone_is_refused(self, engine: Engine) -> None:
        with pytest.raises(StatementError, match="without a time zone"), filling(engine) as session:
            factories.user(session, created_at=datetime(2026, 11, 23, 7, 0))  # noqa: DTZ001

    def test_moments_are_compared_as_moments_whatever_their_zone(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.user(session, created_at=MORNING)
        with reading(engine) as connection:
            query = select(func.count()).select_from(User)
            assert connection.execute(query.where(User.created_at == MORNING)).scalar_one() == 1
            assert connection.execute(query.where(User.created_at < MORNING)).scalar_one() == 0


def test_text_beyond_ascii_comes_back_as_it_was(engine: Engine) -> None:
    with filling(engine) as session:
        session.get_one(Agency, factories.agency_id(session, "setda")).note = "“Adonara” – Ēnde, 東, 🙂"
    with reading(engine) as connection:
        notes = connection.execute(select(Agency.note).where(Agency.code == "setda")).scalars().all()
    assert notes == ["“Adonara” – Ēnde, 東, 🙂"]


def test_regions_are_sorted_by_code_alike(shared_demo_engine: Engine) -> None:
    """Addresses and lists rely on it, whatever collation a server was set up with."""
    with reading(shared_demo_engine) as connection:
        codes = connection.execute(select(Region.code).order_by(Region.code)).scalars().all()
    assert codes == sorted(codes)
