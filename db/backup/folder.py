"""Where backups lie: a folder or any address that fsspec knows, each under the moment it was made."""

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, TypeVar

import fsspec
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from db.backup.archive import PIECE, BadBackup, digest_of
from db.evidence.store import settle
from domain.access.backups import Retention

Answer = TypeVar("Answer")

_NAME = re.compile(r"gerak-bersama-(\d{8}T\d{6})Z\.tar\.gz(\.age)?")


def name_at(at: datetime, *, is_encrypted: bool) -> str:
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"gerak-bersama-{moment}.tar.gz" + (".age" if is_encrypted else "")


class BackupFolder:
    """``/srv/cadangan``, ``s3://bucket/cadangan``."""

    def __init__(self, url: str) -> None:
        self._files: fsspec.AbstractFileSystem
        self._files, self._root = _understood(url)

    def put(self, name: str, write: Callable[[IO[bytes]], Answer]) -> tuple[Answer, int]:
        """Keep what ``write`` writes, and its size. Written aside, read back and compared, then named."""
        place, aside = f"{self._root}/{name}", f"{self._root}/.{name}.part"
        with tempfile.TemporaryFile() as content:
            answer = write(content)
            size = content.tell()
            content.seek(0)
            self._files.makedirs(self._root, exist_ok=True)
            if self._files.exists(place):
                raise BadBackup(f"{name} is there already.")
            try:
                with self._files.open(aside, "wb") as out:
                    while piece := content.read(PIECE):
                        out.write(piece)
                content.seek(0)
                with self._files.open(aside, "rb") as back:
                    if digest_of(back) != digest_of(content):
                        raise BadBackup("What the folder of backups gives back is not what it was given.")
                is_here = isinstance(self._files, LocalFileSystem)
                if is_here:
                    Path(aside).chmod(0o600)  # one that is not encrypted says everything
                    settle(aside)
                self._files.mv(aside, place)
                if is_here:
                    settle(self._root)
            except BaseException:
                if self._files.exists(aside):
                    self._files.rm_file(aside)
                raise
        return answer, size

    def made(self) -> dict[datetime, str]:
        """The backups that lie here, by the moment they were made."""
        found = self._files.find(self._root, maxdepth=1) if self._files.exists(self._root) else []
        names = (_NAME.fullmatch(PurePosixPath(path).name) for path in found)
        return {
            datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC): name[0] for name in names if name
        }

    def prune(self, retention: Retention) -> list[str]:
        """Remove those that need not be kept; whatever else lies here is left alone."""
        made = self.made()
        gone = [made[at] for at in sorted(made.keys() - retention.kept(made))]
        for name in gone:
            self._files.rm_file(f"{self._root}/{name}")
        return gone


def at_address(address: str) -> tuple[str, IO[bytes]]:
    """The backup at an address; at that of a folder, the newest that lies in it."""
    files, path = _understood(address)
    if files.isdir(path):
        made = BackupFolder(address).made()
        if not made:
            raise BadBackup(f"No backup lies in {address}.")
        path = f"{path}/{made[max(made)]}"
    if not files.exists(path):
        raise BadBackup(f"No backup lies at {address}.")
    opened: IO[bytes] = files.open(path, "rb")
    return PurePosixPath(path).name, opened


def _understood(address: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """Where it leads; a kind of place that is unknown here, or whose package is missing, is named."""
    try:
        files, path = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise BadBackup(f"The address of backups cannot be used: {error}.") from error
    return files, path
