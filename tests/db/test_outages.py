"""What a database in trouble is called, by what its driver said of it."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from db import outages
from db.engine import LEFT_BEHIND, build, is_sqlite, writing


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database disk image is malformed", "Berkas basis data rusak"),
        ("file is not a database", "Berkas basis data rusak"),
        ("invalid page in block 3 of relation base/5/1259", "Berkas basis data rusak"),
        ("database or disk is full", "Penyimpanan tidak dapat ditulis"),
        ("could not extend file: No space left on device", "Penyimpanan tidak dapat ditulis"),
        ("attempt to write a readonly database", "Penyimpanan tidak dapat ditulis"),
        ("cannot execute UPDATE in a read-only transaction", "Basis data sedang berpindah"),
        ('connection to server at "b" failed: session is read-only', "Basis data sedang berpindah"),
        (LEFT_BEHIND, "Server basis data yang lama menyala lagi"),
        ("database is locked", "Basis data sedang dipakai"),
        ("canceling statement due to lock timeout", "Basis data sedang dipakai"),
        ("permission denied for schema public", "Akun basis data"),
        ("server closed the connection unexpectedly", "Data tidak dapat dihubungi"),
    ],
)
def test_each_trouble_has_its_own_sentence(said: str, sentence: str) -> None:
    found, log_line = outages.reason(OperationalError("SELECT 1", {}, Exception(said)))
    assert found.startswith(sentence)
    assert said in log_line


def test_a_server_that_only_reads_yet_is_an_outage_and_a_transaction_left_half_way_is_a_fault_of_ours(
    engine: Engine,
) -> None:
    """The driver of PostgreSQL calls both an internal error; SQLite has no such server."""
    if is_sqlite(engine):
        pytest.skip("SQLite has no server")
    with engine.connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        with pytest.raises(DBAPIError) as of_reader:
            connection.exec_driver_sql("UPDATE subject_revision SET number = number")
        with pytest.raises(DBAPIError) as half_way:
            connection.exec_driver_sql("SELECT 1")
    assert [outages.is_outage(each.value) for each in (of_reader, half_way)] == [True, False]
    assert outages.reason(of_reader.value)[0].startswith("Basis data sedang berpindah")


def test_a_writer_who_waits_for_another_one_is_told_that_it_is_busy(engine: Engine) -> None:
    """Not for ever: a process that hangs with the lock would hang all others."""
    other = build(engine.url.render_as_string(hide_password=False))
    limit, lock = ("SET lock_timeout = '20ms'", "SELECT pg_advisory_xact_lock(6082025)")
    if is_sqlite(other):
        limit, lock = ("PRAGMA busy_timeout = 20", "BEGIN IMMEDIATE")
    with other.connect() as waiting:
        waiting.exec_driver_sql(limit)
        waiting.commit()
        with writing(engine), pytest.raises(DBAPIError) as refused:
            waiting.exec_driver_sql(lock)
    other.dispose()
    assert outages.reason(refused.value)[0].startswith("Basis data sedang dipakai")


def test_a_commit_outlives_a_power_cut(engine: Engine) -> None:
    asked = "PRAGMA synchronous" if is_sqlite(engine) else "SHOW lock_timeout"
    with engine.connect() as connection:
        found = connection.exec_driver_sql(asked).scalar_one()
    assert found in (2, "30s"), "SQLite waits for the disk at each commit; PostgreSQL does so by itself"
