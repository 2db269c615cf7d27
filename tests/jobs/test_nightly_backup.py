"""The backup of the night: one a night whoever works, its failure told in words, never silent."""

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import Engine

from db import backend as state
from db.backend import Backend
from db.backup.folder import BackupFolder
from db.engine import reading
from db.queries.audit import failed_backup, last_backup
from db.queries.notices import notices_of
from db.settings import Mode, Settings
from domain.access.backups import RETRY_AFTER, BackupFailure, Nightly, Retention
from domain.access.permissions import Role
from domain.notices.kinds import NoticeKind, Work
from jobs import __main__ as jobs
from jobs import backup
from jobs.backup import NightlyBackup
from tests import factories
from tests.factories import MovingClock, filling

TONIGHT = Nightly(22, Retention(days=2, weeks=0, months=0))


class Night:
    """An installation that is backed up at 22.00 WITA, from 07.00 of the day on."""

    def __init__(self, engine: Engine, clock: MovingClock, folder: Path) -> None:
        self.engine, self.clock = engine, clock
        self.place = folder / "cadangan"
        self.settings = Settings(
            engine.url.render_as_string(hide_password=False),
            Mode.PRODUCTION,
            clock,
            (folder / "bukti").as_uri(),
            backup_url=self.place.as_uri(),
            backup_recipient=str(pyrage.x25519.Identity.generate().to_public()),
            nightly=TONIGHT,
        )
        self.started = 0
        self.code: int | None = None

    def worker(self) -> NightlyBackup:
        return NightlyBackup(Backend(self.engine, self.settings), self._start)

    def _start(self) -> "Night":
        self.started += 1
        return self

    def poll(self) -> int | None:
        return self.code

    def make(self) -> int:
        """What the process of the night does."""
        state.use(self.settings, self.engine)
        return jobs.main(["backup"])

    def asked(self, query: Callable[..., Any]) -> Any:
        with reading(self.engine) as connection:
            return query(connection)


@pytest.fixture
def night(
    engine: Engine, moving_clock: MovingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Night:
    monkeypatch.setattr(backup, "stand_back", lambda: None)  # the tests do not stand back for good
    found = Night(engine, moving_clock, tmp_path)
    found.clock.forward(timedelta(days=1))
    return found


@pytest.mark.on_both
def test_of_two_workers_one_begins_the_backup_of_the_night(night: Night) -> None:
    first, second = night.worker(), night.worker()
    for each in (first, second, first):
        each.turn()
    assert night.started == 1


def test_it_is_encrypted_on_record_and_made_once_a_night(night: Night) -> None:
    night.worker().turn()
    assert night.make() == 0
    [name] = BackupFolder(str(night.place)).made().values()
    assert (night.asked(last_backup).name, name.endswith(".age")) == (name, True)
    night.worker().turn()
    assert night.started == 1, "this night has its own"
    night.clock.forward(timedelta(days=1))
    night.worker().turn()
    assert night.started == 2, "the next one wants another"


def test_what_failed_is_told_to_the_administrator_once_a_night_and_tried_again(night: Night) -> None:
    with filling(night.engine) as session:
        admin = factories.actor_of(session, factories.user(session, role=Role.ADMINISTRATOR))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    worker = night.worker()
    worker.turn()
    with pytest.MonkeyPatch.context() as tonight:
        tonight.setattr(BackupFolder, "put", full)
        assert night.make() == 1
    assert night.asked(failed_backup) is BackupFailure.FULL
    told = night.asked(
        lambda c: notices_of(c, admin.user_id, scope=admin.scope, role=admin.role, now=night.clock())
    )
    assert [(each.kind, each.work, each.said) for each in told] == [
        (NoticeKind.BACKUP_FAILED, Work.ACT, "Cadangan malam gagal: tempatnya penuh.")
    ]
    night.code = 1
    worker.turn()
    worker.turn()
    assert night.started == 1, "not before an hour is over"
    night.clock.forward(RETRY_AFTER)
    worker.turn()
    assert (night.started, night.make()) == (2, 0)
    told = night.asked(
        lambda c: notices_of(c, admin.user_id, scope=admin.scope, role=admin.role, now=night.clock())
    )
    assert [each.work for each in told] == [Work.KNOW], "one was made since"


def test_a_process_that_dies_without_a_word_is_a_failure(night: Night) -> None:
    worker = night.worker()
    worker.turn()
    night.code = -9
    worker.turn()
    assert night.asked(failed_backup) is BackupFailure.STOPPED


def test_a_place_that_cannot_be_written_and_a_key_that_is_none_are_told_apart(
    night: Night, tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_text("")
    fits = night.settings
    night.settings = replace(fits, backup_url=(tmp_path / "berkas" / "cadangan").as_uri())
    assert (night.make(), night.asked(failed_backup)) == (1, BackupFailure.PLACE)
    night.settings = replace(fits, backup_recipient="age1salah")
    assert (night.make(), night.asked(failed_backup)) == (1, BackupFailure.KEY)


def test_of_old_ones_only_those_that_the_settings_keep_remain(night: Night) -> None:
    night.place.mkdir()
    for day in range(1, 6):
        (night.place / f"gerak-bersama-2026060{day}T140000Z.tar.gz.age").write_bytes(b"")
    assert night.make() == 0
    assert len(BackupFolder(str(night.place)).made()) == TONIGHT.kept.days
