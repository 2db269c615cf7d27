"""What watchers are told: whether the process is alive, and whether it could take what is sent next."""

import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, event, make_url, text
from starlette.applications import Starlette

from db import backend
from db.acting import Sender
from db.command import run
from db.commands.backups import note_backup
from db.engine import build, writing
from db.settings import Mode, Settings
from db.trail import keys
from db.trail.anchors import Anchors
from db.trail.keys import Trail
from domain.access.backups import OVERDUE_AFTER, NoteBackup
from domain.access.permissions import OPERATOR
from server import gate, health
from tests.factories import MovingClock
from tests.server.test_server_routes import TestClient
from views.readiness import LONGEST_SILENCE

Answer = tuple[int, dict[str, object]]


class Watched:
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.client = TestClient(Starlette(routes=health.ROUTES, middleware=gate.MIDDLEWARE))

    def ready(self, settings: Settings | None = None, engine: Engine | None = None) -> Answer:
        backend.use(settings or self.settings, engine or self.engine)
        health.look.forget()
        answer = self.client.get("/siap")
        return answer.status_code, answer.json()


@pytest.fixture
def watched(engine: Engine, moving_clock: MovingClock, tmp_path: Path) -> Watched:
    settings = Settings(
        engine.url.render_as_string(hide_password=False),
        Mode.PRODUCTION,
        moving_clock,
        (tmp_path / "bukti").as_uri(),
        audit_folder=str(tmp_path / "jejak"),
    )
    return Watched(engine, settings)


def test_what_can_be_written_is_ready_and_nothing_of_the_trial_stays(
    watched: Watched, tmp_path: Path
) -> None:
    status, said = watched.ready()
    assert (status, said["status"]) == (200, "ready")
    assert {part for part, good in said["parts"].items() if good} >= {"database", "schema", "store", "disk"}
    assert [path for path in (tmp_path / "bukti").rglob("*") if path.is_file()] == []


def test_a_late_backup_is_named_and_keeps_nobody_from_working(
    watched: Watched, moving_clock: MovingClock
) -> None:
    assert watched.ready()[1]["parts"]["backup"] is False
    run(
        Sender(watched.engine, OPERATOR, moving_clock),
        note_backup,
        NoteBackup("cadangan.tar.gz", 1, 1, "0" * 64, True),
    )
    assert watched.ready()[1]["parts"]["backup"] is True
    moving_clock.forward(OVERDUE_AFTER + timedelta(minutes=1))
    status, said = watched.ready()
    assert (status, said["status"], said["parts"]["backup"]) == (200, "ready", False)


def test_a_store_that_takes_no_file_is_named(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    settings = replace(watched.settings, evidence_url=(tmp_path / "berkas" / "bukti").as_uri())
    status, said = watched.ready(settings)
    assert (status, said["status"], said["parts"]["store"]) == (503, "not ready", False)


def test_the_log_says_what_is_wrong_when_it_begins_and_when_it_ends(
    watched: Watched, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At night nobody opens *Sistem*, and without a database nobody can."""
    (tmp_path / "berkas").write_text("")
    broken = replace(watched.settings, evidence_url=(tmp_path / "berkas" / "bukti").as_uri())
    watched.ready()
    caplog.set_level("INFO", "gerak.server")
    for settings in (watched.settings, broken, broken, watched.settings):
        watched.ready(settings)
    of_store = [each.getMessage() for each in caplog.records if "store" in each.getMessage()]
    assert of_store == [
        "store: Penyimpanan bukti tidak menerima berkas. Periksa ruang dan izinnya.",
        "store is well again",
    ]


def test_anchors_that_cannot_be_written_are_named_and_keep_nobody_from_working(
    watched: Watched, moving_clock: MovingClock, tmp_path: Path
) -> None:
    assert "trail" not in watched.ready()[1]["parts"], "a trail without a key has none"
    (tmp_path / "berkas").write_text("")
    for folder, is_good in ((tmp_path / "jejak", True), (tmp_path / "berkas" / "jejak", False)):
        keys.use(watched.engine, Trail(bytes(32), Anchors(folder / "jangkar")))
        status, said = watched.ready()
        assert (status, said["status"], said["parts"]["trail"]) == (200, "ready", is_good)


def test_a_full_disk_is_named_before_it_is_full(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**10, 10**10 - 10**8, 10**8))
    status, said = watched.ready()
    assert (status, said["parts"]["disk"]) == (503, False)


def test_a_database_that_only_reads_is_alive_and_not_ready(watched: Watched) -> None:
    url = make_url(watched.settings.database_url)
    if url.get_backend_name() == "postgresql":
        url = url.update_query_dict({"options": "-c default_transaction_read_only=on"})
    engine = build(url.render_as_string(hide_password=False))
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    status, said = watched.ready(engine=engine)
    assert watched.client.get("/sehat").status_code == 200
    assert (status, said["parts"]["database"]) == (503, False)
    engine.dispose()


def test_a_worker_that_hangs_is_named_and_keeps_nobody_from_working(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "_worker_round", None)
    assert "worker" not in watched.ready()[1]["parts"], "none runs beside a test"
    backend.worker_came_round()
    assert watched.ready()[1]["parts"]["worker"] is True
    monkeypatch.setattr(backend, "_worker_round", backend._worker_round - LONGEST_SILENCE)
    status, said = watched.ready()
    assert (status, said["status"], said["parts"]["worker"]) == (200, "ready", False)


def test_a_schema_of_another_release_is_named(watched: Watched) -> None:
    with writing(watched.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    status, said = watched.ready()
    assert (status, said["parts"]["schema"]) == (503, False)


def test_watchers_learn_no_more_than_names(watched: Watched) -> None:
    assert set(watched.ready()[1]) == {"status", "parts"}
    assert str(watched.settings.evidence_url) not in watched.client.get("/siap").text


def test_a_database_that_froze_is_told_of_in_time(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    thawed = Event()
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(health, "_touch_database", lambda: thawed.wait(10))
    backend.use(watched.settings, watched.engine)
    answers = [watched.client.get("/sehat").status_code for _ in range(3)]
    thawed.set()
    assert answers == [503, 503, 503]


def test_asking_often_looks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, now = [], [0.0]
    look = health.Look(lambda: looked.append(1) or [], now=lambda: now[0])
    for moment in (1.0, 2.0, 5.9, 6.1):
        now[0] = moment
        look()
    assert len(looked) == 2
