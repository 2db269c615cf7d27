"""Making a database ready, or saying in one sentence why it cannot be."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, QueuePool, create_engine, func, inspect, select, text

from db import startup
from db.engine import build, reading, writing
from db.models import AuditRecord, Base, CaseRecord, Region, User
from db.queries.audit import verify_chain
from db.schema import SchemaState, migrate, state
from db.seed import demo
from db.seed import seed as really_seed
from db.settings import Mode, Settings, SettingsError
from db.startup import NotReady, prepare
from domain.time.calendar import Clock
from tests.factories import filling, user


@pytest.fixture
def demo_settings(database_url: str, clock: Clock) -> Settings:
    return Settings(database_url, Mode.DEMO, clock)


@pytest.fixture
def production(database_url: str, clock: Clock, tmp_path: Path) -> Settings:
    return Settings(database_url, Mode.PRODUCTION, clock, audit_folder=str(tmp_path / "jejak"))


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Engine]]:
    """Every engine that a start has built; none of them outlives its test."""
    engines: list[Engine] = []

    def remembered(url: str, processes: int = 1) -> Engine:
        engines.append(build(url, processes))
        return engines[-1]

    monkeypatch.setattr("db.startup.engines.build", remembered)
    yield engines
    for engine in engines:
        engine.dispose()


@contextmanager
def prepared(settings: Settings) -> Iterator[Engine]:
    engine = prepare(settings)
    yield engine
    engine.dispose()


def refusal(settings: Settings) -> NotReady:
    with pytest.raises(NotReady) as raised:
        prepare(settings)
    return raised.value


def test_a_key_of_second_factors_that_is_none_is_refused_before_anybody_types_a_code(
    production: Settings,
) -> None:
    with pytest.raises(SettingsError, match="must be an age identity"):
        prepare(replace(production, second_factor_key="bukan kunci"))


def count(engine: Engine, model: type) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(model)).scalar_one()


def run(url: str, statement: str) -> None:
    engine = build(url)
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


class TestFirstRun:
    def test_in_demo_mode_it_migrates_and_fills_with_sample_data(self, demo_settings: Settings) -> None:
        with prepared(demo_settings) as engine:
            assert state(engine) is SchemaState.CURRENT
            assert (count(engine, Region), count(engine, User) > 0, count(engine, CaseRecord) > 0) == (
                3780,
                True,
                True,
            )

    def test_in_production_it_fills_with_reference_data_only(self, production: Settings) -> None:
        with prepared(production) as engine:
            assert (count(engine, Region), count(engine, User), count(engine, CaseRecord)) == (3780, 0, 0)

    def test_it_leaves_one_record_in_a_whole_trail(self, production: Settings) -> None:
        with prepared(production) as engine, reading(engine) as connection:
            assert verify_chain(connection).records == 2  # filled, and keyed

    def test_a_second_start_changes_nothing(self, production: Settings) -> None:
        with prepared(production):
            pass
        with prepared(production) as engine:
            assert (count(engine, Region), count(engine, AuditRecord)) == (3780, 2)

    def test_a_schema_without_data_is_filled(self, production: Settings) -> None:
        engine = build(production.database_url)
        migrate(engine)
        engine.dispose()
        with prepared(production) as engine:
            assert count(engine, Region) == 3780

    def test_the_process_that_comes_second_serves_what_the_first_has_filled(
        self, production: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def overtaken(engine: Engine, **options: object) -> None:
            really_seed(engine, **options)  # by the other process, between our look and our turn
            really_seed(engine, **options)

        monkeypatch.setattr(startup, "seed", overtaken)
        with prepared(production) as engine:
            assert count(engine, Region) == 3780


class TestInterrupted:
    def test_a_first_run_that_is_cut_short_leaves_nothing_half_written(
        self, demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def cut(*_args: object, **_options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(demo, "load", cut)
        with pytest.raises(KeyboardInterrupt):
            prepare(demo_settings)
        engine = build(demo_settings.database_url)
        with reading(engine) as connection:
            filled = [
                table.name
                for table in Base.metadata.sorted_tables
                if connection.execute(select(func.count()).select_from(table)).scalar_one()
            ]
        engine.dispose()
        assert filled == ["joint_leave"], "only what the schema itself brings: the joint leave days"

    def test_the_next_start_after_it_works(
        self, demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(demo, "load", lambda *_args, **_options: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                prepare(demo_settings)
        with prepared(demo_settings) as engine:
            assert count(engine, CaseRecord) > 0

    def test_a_migration_that_is_cut_short_leaves_no_table(
        self, production: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        upgrade = command.upgrade

        def cut(*args: object) -> None:
            upgrade(*args)
            raise KeyboardInterrupt

        monkeypatch.setattr("alembic.command.upgrade", cut)
        with pytest.raises(KeyboardInterrupt):
            prepare(production)
        engine = build(production.database_url)
        assert inspect(engine).get_table_names() == []
        engine.dispose()


class TestAccounts:
    def test_demo_mode_refuses_a_database_with_a_real_account(
        self, production: Settings, demo_settings: Settings
    ) -> None:
        with prepared(production) as engine, filling(engine) as session:
            user(session)
        found = refusal(demo_settings)
        assert found.sentence.startswith("Mode contoh ditolak")
        assert "1 real account" in str(found)

    def test_a_closed_real_account_is_still_a_real_account(
        self, production: Settings, demo_settings: Settings
    ) -> None:
        with prepared(production) as engine, filling(engine) as session:
            user(session, is_active=False)
        assert refusal(demo_settings).sentence.startswith("Mode contoh ditolak")

    def test_production_refuses_a_database_with_sample_accounts(
        self, production: Settings, demo_settings: Settings
    ) -> None:
        with prepared(demo_settings):
            pass
        assert refusal(production).sentence.startswith("Mode produksi ditolak")

    def test_a_refused_database_is_left_as_it_was(
        self, production: Settings, demo_settings: Settings
    ) -> None:
        with prepared(production) as engine, filling(engine) as session:
            user(session)
        refusal(demo_settings)
        with prepared(production) as engine:
            assert (count(engine, User), count(engine, CaseRecord)) == (1, 0)


class TestSchema:
    def test_a_schema_from_the_future_is_refused(self, production: Settings) -> None:
        with prepared(production):
            pass
        run(production.database_url, "UPDATE alembic_version SET version_num = '9999'")
        assert "lebih baru" in refusal(production).sentence

    def test_a_database_of_another_application_is_refused_and_left_alone(self, production: Settings) -> None:
        run(production.database_url, "CREATE TABLE theirs (id INTEGER)")
        assert "aplikasi lain" in refusal(production).sentence
        engine = build(production.database_url)
        assert inspect(engine).get_table_names() == ["theirs"]
        engine.dispose()


class TestUnreachable:
    @pytest.mark.parametrize(
        "url",
        [
            "",
            "garbage",
            "://",
            "nosuchdb://localhost/x",
            "mysql+nosuchdriver://localhost/x",
            "postgresql+psycopg2://localhost/x",
            "postgresql+psycopg://localhost:port/x",
        ],
    )
    def test_an_address_that_means_nothing_is_named(self, url: str, clock: Clock) -> None:
        assert "DATABASE_URL" in refusal(Settings(url, Mode.PRODUCTION, clock)).sentence

    def test_a_secret_in_an_address_is_never_logged(self, clock: Clock) -> None:
        url = "postgresql+psycopg://setda:rahasia@localhost:port/x"
        found = refusal(Settings(url, Mode.PRODUCTION, clock))
        assert "rahasia" not in str(found) + found.sentence

    @pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null/x"])
    def test_a_folder_that_cannot_be_written_is_a_storage_problem(self, folder: str, clock: Clock) -> None:
        found = refusal(Settings(f"sqlite:///{folder}/gerak.db", Mode.PRODUCTION, clock))
        assert found.sentence.startswith("Penyimpanan tidak dapat ditulis")

    def test_a_folder_in_place_of_the_file_is_a_storage_problem(self, tmp_path: Path, clock: Clock) -> None:
        found = refusal(Settings(f"sqlite:///{tmp_path}", Mode.PRODUCTION, clock))
        assert found.sentence.startswith("Penyimpanan tidak dapat ditulis")

    def test_a_file_that_is_no_database_is_not_a_crash(self, tmp_path: Path, clock: Clock) -> None:
        file = tmp_path / "gerak.db"
        file.write_text("Ini surat, bukan basis data. " * 100)
        found = refusal(Settings(f"sqlite:///{file}", Mode.PRODUCTION, clock))
        assert "Minta administrator memulihkan cadangan." in found.sentence
        assert file.read_text().startswith("Ini surat")

    def test_a_damaged_file_asks_for_the_backup_and_not_for_rights(
        self, tmp_path: Path, demo_settings: Settings
    ) -> None:
        file = tmp_path / "gerak.db"
        with sqlite3.connect(file) as made:
            made.execute("CREATE TABLE surat (isi TEXT)")
            made.executemany("INSERT INTO surat VALUES (?)", [("x" * 500,)] * 200)
        made.close()
        with file.open("r+b") as damaged:
            damaged.seek(100)
            damaged.write(b"\xff" * 4_000)
        found = refusal(replace(demo_settings, database_url=f"sqlite:///{file}"))
        assert "Minta administrator memulihkan cadangan." in found.sentence

    def test_a_server_that_does_not_answer_is_named_so(self, clock: Clock) -> None:
        found = refusal(Settings("postgresql+psycopg://u@127.0.0.1:1/x", Mode.PRODUCTION, clock))
        assert found.sentence.startswith("Data tidak dapat dihubungi")

    def test_a_database_that_is_not_there_is_named_so(self, pg_server, clock: Clock) -> None:
        url = pg_server.set(database="not_there").render_as_string(hide_password=False)
        found = refusal(Settings(url, Mode.PRODUCTION, clock))
        assert found.sentence.startswith("Data tidak dapat dihubungi")

    def test_an_account_that_may_not_create_tables_is_not_a_crash(self, pg_server, clock: Clock) -> None:
        """PostgreSQL 15 and later give a new account no right to the public schema."""
        admin = create_engine(pg_server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE ROLE gerak_guest LOGIN"))
            connection.execute(text("CREATE DATABASE gerak_test_guest TEMPLATE template0"))
        url = pg_server.set(username="gerak_guest", database="gerak_test_guest")
        try:
            found = refusal(Settings(url.render_as_string(hide_password=False), Mode.PRODUCTION, clock))
        finally:
            with admin.connect() as connection:
                connection.execute(text("DROP DATABASE gerak_test_guest WITH (FORCE)"))
                connection.execute(text("DROP ROLE gerak_guest"))
            admin.dispose()
        assert found.sentence

    def test_a_refusal_leaves_no_connection_open(self, production: Settings, built: list[Engine]) -> None:
        run(production.database_url, "CREATE TABLE theirs (id INTEGER)")
        refusal(production)
        assert [connections(engine) for engine in built] == [0]

    def test_a_fault_leaves_no_connection_open(
        self, production: Settings, built: list[Engine], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(startup, "seed", lambda *_args, **_options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            prepare(production)
        assert [connections(engine) for engine in built] == [0]


def connections(engine: Engine) -> int:
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedin() + pool.checkedout()
