"""The state of this installation as its administrator reads it: only what is really known of it."""

import json
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy
from sqlalchemy import Engine

from db import health, schema
from db.backend import Backend, Incident, recent_incidents, started_at
from db.engine import reading
from db.health import Disk, ServingProcess
from db.queries.audit import Drills, LastBackup, TrailEnd, drills, last_backup, trail_end
from db.queries.progress import StoredProof, stored_proof
from db.trail.checking import check
from views.ask import ask, over
from views.readiness import Check, checks
from views.slow import LONG, SlowQuestion, slowest


@dataclass(frozen=True)
class System:
    checks: Sequence[Check]
    disks: dict[str, Disk]
    database: str
    database_size: int
    schema: str
    python: str
    started_at: datetime
    processes: Sequence[ServingProcess]
    """All that serve this database, where it can say so."""
    trail: TrailEnd
    backup: LastBackup | None
    backup_size: int | None
    drills: Drills
    proof: StoredProof
    incidents: Sequence[Incident]
    slow: Sequence[SlowQuestion]
    slow_from: float
    """Seconds from which on a question counts as slow."""

    @property
    def wrong(self) -> list[Check]:
        return [each for each in self.checks if not each.is_good]


def system(backend: Backend) -> System:
    backup = ask(last_backup)
    return System(
        checks=checks(backend),
        disks=health.disks(backend.settings),
        database=_database(backend.engine),
        database_size=over(health.database_size),
        schema=schema.version(backend.engine) or "",
        python=platform.python_version(),
        started_at=started_at(),
        processes=over(health.serving_processes),
        trail=ask(trail_end),
        backup=backup,
        backup_size=json.loads(backup.after).get("size") if backup else None,
        drills=ask(drills),
        proof=ask(stored_proof),
        incidents=recent_incidents(),
        slow=slowest(),
        slow_from=LONG,
    )


def _database(engine: Engine) -> str:
    kind = "SQLite" if engine.dialect.name == "sqlite" else "PostgreSQL"
    version = engine.dialect.server_version_info or ()
    return f"{kind} {'.'.join(map(str, version))}, SQLAlchemy {sqlalchemy.__version__}"


@dataclass(frozen=True)
class CheckedTrail:
    """Empty ``findings`` say that nobody wrote past the application."""

    records: int
    seals: int
    meetings: int
    findings: tuple[str, ...]
    noticed: tuple[str, ...] = ()
    """What the trail tells of rows that had been altered beside it, and were sealed anew since."""


def check_trail(backend: Backend) -> CheckedTrail:
    """Walks all of it: asked for by a button, never by opening a page."""
    with reading(backend.engine) as connection:
        found = check(connection)
    return CheckedTrail(found.records, found.seals, found.meetings, found.findings, found.noticed)
