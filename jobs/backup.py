"""The nightly backup, made by a separate process so that no page waits while it is written."""

import argparse
import errno
import logging
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from db import backend as state
from db.backend import Backend, incident_number, note_incident
from db.backup.archive import BadBackup, BadKey, ProofMissing
from db.backup.command import BackupPlace, made
from db.command import run as have_done
from db.commands.backups import begin_backup, note_backup_failure
from db.process_limits import stand_back
from db.queries.audit import backups_begun, last_backup
from db.settings import ROOT, SettingsError
from domain.access.backups import Attempt, BackupFailure, BeginBackup, NoteBackupFailure, Retention
from domain.access.permissions import WORKER
from views.ask import ask, reading_run

log = logging.getLogger("gerak.jobs")

SCREEN = "pekerja"
_OURS = ("db", "domain", "sqlalchemy", "pyrage")
_TOLD = (0, 1)
"""Exit codes of a child that has recorded its own outcome."""


def add_nothing(_parser: argparse.ArgumentParser) -> None:
    """Where it goes and what is kept stands in the settings."""


def run(_options: argparse.Namespace) -> int:
    """``python -m jobs backup``: for the worker, or for a timer of the system. 1 when it failed."""
    backend = state.backend()
    settings = backend.settings
    if not settings.backup_url:
        raise SettingsError("BACKUP_URL says where backups go; it is not set.")
    kept = settings.nightly.kept if settings.nightly else Retention()
    stand_back()
    try:
        to = BackupPlace(settings.backup_url, settings.backup_recipient, kept)
        for sentence in made(settings, backend.sender(WORKER, SCREEN), to):
            sys.stdout.write(f"{sentence}\n")
    except Exception as error:  # whatever it is, its administrator must hear of it tonight
        _failed(backend, _reason(error), f"{type(error).__name__}: {error}")
        return 1
    return 0


def _failed(backend: Backend, reason: BackupFailure, exactly: str) -> None:
    incident = incident_number()
    log.error("incident %s: the backup failed: %s", incident, exactly)
    note_incident(incident, f"Cadangan malam gagal: {reason.row.label}.")
    have_done(backend.sender(WORKER, SCREEN), note_backup_failure, NoteBackupFailure(reason))


def _reason(error: Exception) -> BackupFailure:
    if isinstance(error, ProofMissing):
        return BackupFailure.PROOF
    if isinstance(error, BadKey):
        return BackupFailure.KEY
    if isinstance(error, OSError):
        return BackupFailure.FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else BackupFailure.PLACE
    # What a store across the network says of itself is of a kind of its own.
    room = type(error).__module__.partition(".")[0]
    is_ours = room in sys.stdlib_module_names or room in _OURS
    return BackupFailure.FAULT if is_ours and not isinstance(error, BadBackup) else BackupFailure.PLACE


class Running(Protocol):
    def poll(self) -> int | None:
        """Its exit code, or nothing while it runs."""


def _spawn() -> Running:
    return subprocess.Popen([sys.executable, "-m", "jobs", "backup"], cwd=ROOT)


@dataclass
class NightlyBackup:
    """Checked on every turn of the worker; only one of several workers makes it."""

    backend: Backend
    start: Callable[[], Running] = _spawn
    _running: Running | None = field(default=None, init=False)

    def turn(self) -> None:
        if self._running is not None:
            self._look()
        elif (attempt := self._due()) is not None:
            asked = BeginBackup(attempt, secrets.token_hex(8))
            if have_done(self.backend.sender(WORKER, SCREEN), begin_backup, asked) == asked.token:
                self._running = self.start()

    def _due(self) -> Attempt | None:
        settings = self.backend.settings
        if settings.nightly is None:
            return None
        now = settings.clock()
        with reading_run(self.backend.engine):
            last, begun = ask(last_backup), ask(backups_begun, settings.nightly.planned(now))
        return settings.nightly.due(now, last.at if last else None, begun)

    def _look(self) -> None:
        assert self._running is not None
        code = self._running.poll()
        if code is None:
            return
        self._running = None
        if code not in _TOLD:
            _failed(self.backend, BackupFailure.STOPPED, f"its process ended with {code}")
