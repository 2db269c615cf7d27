"""Databases of every landed schema move forward with their rows, on both kinds.

``landed/<revision>.json.gz`` holds the sample database as the release with that schema made it, without
the villages. It is never made anew: what has landed stays as it was.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Date, DateTime, Engine, MetaData, delete, func, insert, select, text
from sqlalchemy.types import Boolean

from db.engine import build, is_sqlite, reading, writing
from db.models import Base, Indicator, MeetingSeal
from db.queries.audit import verify_chain
from db.queries.case_counts import case_years
from db.queries.commitments import commitment_detail, commitment_rows
from db.queries.minutes import seal_of, verify
from db.queries.tasks import task_rows
from db.schema import SchemaState, config, migrate, state
from db.settings import ROOT
from domain.access.permissions import ROOM
from domain.time.calendar import local_time
from tests.databases import Databases
from tests.factories import MORNING, actor_named

FILES = {"source": "sources.csv", "indicator": "indicators.csv", "published_figure": "figures.csv"}
LANDED = sorted((Path(__file__).parent / "landed").glob("*.json.gz"))


def content(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    return found


def fill(engine: Engine, file: Path) -> None:
    """The schema as it was, with the rows that stood in it."""
    settings = config()
    with writing(engine) as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, file.name.split(".")[0])
    tables = MetaData()
    with reading(engine) as connection:
        tables.reflect(connection)
    given = content(file)
    with writing(engine) as connection:
        if not is_sqlite(engine):  # the agencies name their superiors, whichever comes first
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in tables.sorted_tables:
            if table.name not in given:
                continue
            connection.execute(delete(table))  # what the migrations themselves have put there
            kinds = {column.name: column.type for column in table.columns}
            names = given[table.name]["columns"]
            rows = [
                {name: typed(kinds[name], value) for name, value in zip(names, row, strict=True)}
                for row in given[table.name]["rows"]
            ]
            if rows:
                connection.execute(insert(table), rows)
        if not is_sqlite(engine):
            connection.execute(text("SET session_replication_role = DEFAULT"))
            advance_sequences(connection, tables)


def typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(f"{value}+00:00")
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return bool(value) if isinstance(kind, Boolean) else value


def advance_sequences(connection: Any, tables: MetaData) -> None:
    for table in tables.sorted_tables:
        if "id" in table.columns:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
            if sequence:
                connection.execute(
                    select(
                        func.setval(
                            sequence, func.coalesce(select(func.max(table.c.id)).scalar_subquery(), 1)
                        )
                    )
                )


@pytest.fixture(params=LANDED, ids=lambda file: file.name.split(".")[0])
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def moved(databases: Databases, file: Path) -> Iterator[Engine]:
    """A landed database, moved forward once in a run; each test has a copy."""
    revision = file.name.split(".")[0]
    url = databases.copy(
        databases.run.once(f"{databases.kind}-landed-{revision}", lambda: moved_forward(databases, file))
    )
    engine = build(url)
    yield engine
    engine.dispose()
    databases.drop(url)


def moved_forward(databases: Databases, file: Path) -> str:
    url = databases.empty()
    engine = build(url)
    fill(engine, file)
    assert state(engine) in (SchemaState.OLDER, SchemaState.CURRENT)
    migrate(engine)
    engine.dispose()
    return url


def test_a_landed_database_becomes_what_the_models_say(moved: Engine) -> None:
    with reading(moved) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_no_row_of_a_landed_database_is_lost(moved: Engine, file: Path) -> None:
    tables = Base.metadata.tables
    with reading(moved) as connection:
        now = {
            name: connection.scalar(select(func.count()).select_from(tables[name]))
            for name in content(file)
            if name in tables
        }
    fewer = [name for name, count in now.items() if count < len(content(file)[name]["rows"])]
    assert fewer == []


@pytest.mark.parametrize("name", ["source", "indicator", "published_figure"])
def test_a_landed_database_gets_what_a_new_one_is_filled_with(moved: Engine, name: str) -> None:
    """The files of ``db/provinces/ntt`` fill new databases only; an added row needs a migration, too."""
    table = Base.metadata.tables[name]
    with (ROOT / "db/provinces/ntt" / FILES[name]).open(encoding="utf-8", newline="") as handle:
        shipped = {row["code"] for row in csv.DictReader(handle)}
    with reading(moved) as connection:
        there = set(connection.scalars(select(table.c.code)))
    assert shipped <= there, f"db/migrations/versions adds no {sorted(shipped - there)} to {name}"


def test_the_indicators_of_a_landed_database_read_as_those_of_a_new_one(moved: Engine) -> None:
    """A word that is changed in the file needs a migration as much as a row that is added."""
    with (ROOT / "db/provinces/ntt" / FILES["indicator"]).open(encoding="utf-8", newline="") as handle:
        shipped = {row["code"]: row for row in csv.DictReader(handle)}
    with reading(moved) as connection:
        kept = {row["code"]: dict(row) for row in connection.execute(select(Indicator.__table__)).mappings()}
    differ = {
        (code, column): (kept[code][column], value)
        for code, row in shipped.items()
        for column, value in row.items()
        if str(kept[code][column]) != value
    }
    assert differ == {}


def test_a_landed_database_still_answers_its_readers(moved: Engine, file: Path) -> None:
    on = local_time(MORNING).date()
    with reading(moved) as connection:
        scope = actor_named(connection, "gubernur.kantor").scope
        commitments = commitment_rows(connection, scope=scope)
        assert len(commitments) == 24
        assert {row.progress.health(on) for row in commitments}
        assert commitment_detail(connection, "K-11", scope=scope) is not None
        assert len(task_rows(connection, scope=scope)) == len(content(file)["task"]["rows"])
        assert case_years(connection, scope=scope)
        assert verify_chain(connection).broken_at is None


def test_the_minutes_of_a_landed_database_are_as_they_were_sealed(moved: Engine, file: Path) -> None:
    """A column that a migration adds is not what was sealed: ``_NOT_SEALED`` in db/queries/minutes.py."""
    with reading(moved) as connection:
        seals = connection.execute(select(MeetingSeal.meeting_id, MeetingSeal.code)).all()
        assert len(seals) == len(content(file).get("meeting_seal", {"rows": []})["rows"])
        for meeting_id, code in seals:
            found, sealed = verify(connection, code, scope=ROOM.scope), seal_of(connection, meeting_id)
            assert found is not None
            assert sealed is not None
            assert found.problems == ()
            assert sealed.minutes.title == found.title
