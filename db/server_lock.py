"""One server to a SQLite file: two would each believe to be the only one that writes in between."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, make_url

from db.settings import Settings
from db.startup import NotReady

_held: dict[Path, int] = {}
"""Open files, for as long as this process lives; the system lets go of them however it ends."""


def alone(prepare: Callable[[Settings], Engine]) -> Callable[[Settings], Engine]:
    """For servers; commands and workers may come beside one, as the file's own locks allow."""

    def prepared(settings: Settings) -> Engine:
        file = _file(settings.database_url)
        if file is not None:
            _take(file.with_name(f"{file.name}-server"))
        return prepare(settings)

    return prepared


def _file(url: str) -> Path | None:
    parts = make_url(url)
    named = parts.get_backend_name() == "sqlite" and parts.database not in (None, "", ":memory:")
    return Path(str(parts.database)).resolve() if named else None


def _take(file: Path) -> None:
    if file in _held:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        mark = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise NotReady(
            "Penyimpanan tidak dapat ditulis. Minta administrator memeriksa ruang dan izin cakram.",
            f"the folder of the database cannot be written: {error}",
        ) from error
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(mark)
        raise NotReady(
            "Basis data ini masih dilayani proses lain. Minta administrator menghentikan yang lama; "
            "halaman ini pulih sendiri sesudahnya.",
            "another server serves this SQLite file: stop it, or use PostgreSQL, which several can serve",
        ) from error
    _held[file] = mark
