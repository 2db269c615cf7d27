"""Whether the database, the disks and the store of proof would take what is sent next, and who serves it."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url, text, update

from db.engine import is_sqlite
from db.evidence.store import EvidenceStore
from db.models import SubjectRevision
from db.settings import Settings
from db.subjects import Subject


def try_writing(engine: Engine) -> None:
    """Write a row as it is and take it back; raises what a command would meet."""
    same = update(SubjectRevision).where(SubjectRevision.subject == Subject.PLACES)
    with engine.connect().execution_options(writes=True) as connection, connection.begin() as transaction:
        connection.execute(same.values(number=SubjectRevision.number))
        transaction.rollback()


@dataclass(frozen=True)
class Disk:
    path: str
    free: int
    size: int


def disks(settings: Settings) -> dict[str, Disk]:
    """Those that we write to ourselves, each once, by what for; what lies elsewhere says so itself."""
    found = {"bukti": EvidenceStore(settings.evidence_url).folder}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        found["basis data"] = str(Path(url.database).parent)
    by_device: dict[int, tuple[list[str], Path]] = {}
    for what, path in found.items():
        if path:
            place = _existing(Path(path))
            by_device.setdefault(place.stat().st_dev, ([], place))[0].append(what)
    return {" dan ".join(what): _disk(place) for what, place in by_device.values()}


def _existing(path: Path) -> Path:
    """The folder, or where it would be made."""
    while not path.exists():
        path = path.parent
    return path


def _disk(path: Path) -> Disk:
    usage = shutil.disk_usage(path)
    return Disk(str(path), usage.free, usage.total)


def database_size(connection: Connection) -> int:
    """Bytes, as the database counts them."""
    if is_sqlite(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


_OURS = "gerak "
_LONGEST_HOST = 40
"""PostgreSQL keeps 63 letters of what a connection is called."""


@dataclass(frozen=True)
class ServingProcess:
    """A server process, as its connections to the database tell of it."""

    host: str
    port: int
    since: datetime
    """When the oldest of its connections was made."""


def connection_name(host: str, port: int) -> str:
    """What a server process calls its connections."""
    return f"{_OURS}{host[:_LONGEST_HOST]}:{port}"


def serving_processes(connection: Connection) -> tuple[ServingProcess, ...]:
    """Those that serve this database now, on whichever machine. SQLite has one: whoever asks."""
    if is_sqlite(connection):
        return ()
    asked = text(
        "SELECT application_name AS name, min(backend_start) AS since FROM pg_stat_activity"
        " WHERE datname = current_database() AND starts_with(application_name, :ours)"
        " GROUP BY application_name"
    )
    found = [(row.name.removeprefix(_OURS), row.since) for row in connection.execute(asked, {"ours": _OURS})]
    named = [(*name.rpartition(":"), since) for name, since in found]
    return tuple(
        sorted(
            (ServingProcess(host, int(port), since) for host, _, port, since in named if port.isdecimal()),
            key=lambda each: (each.host, each.port),
        )
    )


def is_here(process: ServingProcess, host: str) -> bool:
    return process.host == host[:_LONGEST_HOST]
