"""Where files lie: by the hash of their content, in a folder or any store that fsspec speaks to."""

import hashlib
import os
from collections.abc import Container
from datetime import UTC, datetime
from uuid import uuid4

import fsspec
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from domain.access.errors import Refusal


def settle(path: str) -> None:
    """Wait until a file, or the names in a folder, are on the disk and not only on their way."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def why_not_here(protocol: str) -> str:
    """Why no store of this kind can be reached from here; empty where one can."""
    try:
        fsspec.get_filesystem_class(protocol)
    except (ImportError, ValueError) as error:
        return str(error)
    return ""


class StorageFull(Refusal):
    """The store did not take the file; nothing of it was kept."""


class EvidenceStore:
    """``file:///srv/bukti``, ``s3://bucket/bukti``; the same content is kept once."""

    def __init__(self, url: str) -> None:
        self._files: fsspec.AbstractFileSystem
        self._files, self._root = url_to_fs(url)

    def put(self, content: bytes) -> str:
        """Keep the content and return its hash. Written aside first, so that no half file has a name."""
        digest = hashlib.sha256(content).hexdigest()
        place, aside = self._place(digest), f"{self._root}/.sementara/{uuid4().hex}"
        try:
            if self._is_there(place):
                return digest
            self._files.makedirs(self._files._parent(aside), exist_ok=True)
            self._files.pipe_file(aside, content)
            self._files.makedirs(self._files._parent(place), exist_ok=True)
            self._settle(aside)
            self._files.mv(aside, place)
            self._settle(self._files._parent(place))
        except OSError as error:
            self._forget(aside)
            raise StorageFull(
                "Berkas belum tersimpan: penyimpanan penuh atau tidak dapat ditulis. Isian lain tetap ada; "
                "kirim tanpa berkas, atau hubungi administrator."
            ) from error
        return digest

    def _is_there(self, place: str) -> bool:
        """Kept before; and young again, so that no sweep takes it before its row is written."""
        if not self._files.exists(place):
            return False
        if isinstance(self._files, LocalFileSystem):
            os.utime(place)
            return True
        return False  # elsewhere only writing it once more makes it young

    def get(self, digest: str) -> bytes | None:
        """The content, or None when it is not (or no longer) kept."""
        try:
            content: bytes = self._files.cat_file(self._place(digest))
        except FileNotFoundError:
            return None
        return content

    @property
    def folder(self) -> str | None:
        """Where it lies on this machine, if it does."""
        return self._root if isinstance(self._files, LocalFileSystem) else None

    def try_writing(self) -> None:
        """Write something aside and take it away; raises StorageFull."""
        aside = f"{self._root}/.sementara/{uuid4().hex}"
        try:
            self._files.makedirs(self._files._parent(aside), exist_ok=True)
            self._files.pipe_file(aside, b"siap")
            self._files.rm_file(aside)
        except OSError as error:
            raise StorageFull("Penyimpanan bukti tidak dapat ditulis. Hubungi administrator.") from error

    def names(self) -> set[str]:
        """Everything that is kept, by its hash; what is still being written aside has none yet."""
        found = self._files.find(self._root) if self._files.exists(self._root) else []
        return {path.rsplit("/", 1)[-1] for path in found if "/.sementara/" not in path}

    def sweep(self, known: Container[str], *, before: datetime) -> int:
        """Remove what no row speaks of, and what was left aside, if it lay there already at that moment.

        What is younger may belong to a row that is just being written. Returns how many files.
        """
        removed = 0
        for path in self._files.find(self._root) if self._files.exists(self._root) else []:
            if path.rsplit("/", 1)[-1] not in known and self._kept_at(path) < before:
                self._files.rm_file(path)
                removed += 1
        return removed

    def _kept_at(self, path: str) -> datetime:
        at: datetime = self._files.modified(path)
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def _settle(self, path: str) -> None:
        """On the disk before its row is: otherwise a power cut would leave the row and take the file."""
        if isinstance(self._files, LocalFileSystem):
            settle(path)

    def _place(self, digest: str) -> str:
        if len(digest) != 64 or not digest.isalnum():
            raise ValueError(digest)
        return f"{self._root}/{digest[:2]}/{digest}"

    def _forget(self, path: str) -> None:
        try:
            self._files.rm_file(path)
        except OSError:
            return
