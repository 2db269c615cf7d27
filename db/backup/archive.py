"""The file of a backup: a compressed tar of tables, proof and a manifest, encrypted where a key is given.

tables/<name>.jsonl     every row
evidence/<hash>         every file that a row speaks of
manifest.json           what all of that must be; it comes last, so that a file cut short has none
"""

import gzip
import hashlib
import io
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

import pyrage

from db.lines import ColumnKind, Shape

FORMAT = "gerak-bersama-ntt/1"
MANIFEST = "manifest.json"
_AGE = b"age-encryption.org/v1"
PIECE = 1 << 20
_LARGEST_MANIFEST = 64_000_000


class BadBackup(Exception):
    """A backup that cannot be used as it is; the sentence says why."""


class BadKey(BadBackup):
    """No public key that anything can be encrypted to."""


class ProofMissing(BadBackup):
    """The backup was made, without files that rows speak of."""


@dataclass(frozen=True)
class Content:
    """One member of the archive as it must be."""

    size: int
    sha256: str


@dataclass(frozen=True)
class TableContent:
    shape: Shape
    rows: int
    content: Content


@dataclass(frozen=True)
class Manifest:
    made_at: datetime
    engine: str
    schema: str
    records: int
    """Length of the audit trail, and the hash of its last record."""
    head: str
    tables: tuple[TableContent, ...]
    evidence: dict[str, int]
    """Every file of proof by its hash, with its size."""
    missing: tuple[str, ...]
    """What rows speak of and the store did not have."""
    altered: tuple[str, ...]
    """Files whose content is no longer what their name says."""
    unclaimed: tuple[str, ...]
    """Files that no row speaks of."""

    def members(self) -> dict[str, Content]:
        """Everything that the archive must hold, beside the manifest."""
        tables = {table_member(each.shape.name): each.content for each in self.tables}
        proof = {proof_member(digest): Content(size, digest) for digest, size in self.evidence.items()}
        return tables | proof


def table_member(name: str) -> str:
    return f"tables/{name}.jsonl"


def proof_member(digest: str) -> str:
    return f"evidence/{digest}"


def as_json(manifest: Manifest) -> bytes:
    plain = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return json.dumps(plain, indent=1, ensure_ascii=False).encode()


def from_json(text: bytes) -> Manifest:
    try:
        plain: dict[str, Any] = json.loads(text)
        if not isinstance(plain, dict):
            raise TypeError(f"a manifest is no {type(plain).__name__}")
        if plain.pop("format") != FORMAT:
            raise BadBackup("This backup has a format that this release does not know.")
        plain["made_at"] = datetime.fromisoformat(plain["made_at"])
        plain["tables"] = tuple(_table(each) for each in plain["tables"])
        for name in ("missing", "altered", "unclaimed"):
            plain[name] = tuple(plain[name])
        return Manifest(**plain)
    except (ValueError, KeyError, TypeError) as error:
        raise BadBackup("The manifest of this backup cannot be read.") from error


def _table(plain: dict[str, Any]) -> TableContent:
    given = plain["shape"]
    kinds = {name: ColumnKind(kind) for name, kind in given["columns"].items()}
    return TableContent(
        Shape(given["name"], kinds, tuple(given["key"])), plain["rows"], Content(**plain["content"])
    )


def digest_of(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def put(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    archive.addfile(member, content)


def put_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    put(archive, name, io.BytesIO(content), len(content))


def recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadKey(
            "The public key of backups cannot be understood; it begins with 'age1' and age-keygen makes it."
        ) from error


def identity(text: str) -> pyrage.x25519.Identity:
    """The private key from a file as age-keygen writes it, with comments."""
    keys = [each.strip() for each in text.splitlines() if each.strip() and not each.startswith("#")]
    try:
        [key] = keys
        return pyrage.x25519.Identity.from_str(key)
    except (ValueError, pyrage.IdentityError) as error:
        raise BadBackup(
            "The file of the private key must hold one line that begins with 'AGE-SECRET-KEY-1'."
        ) from error


@contextmanager
def opened(source: IO[bytes], key: str | None) -> Iterator[tarfile.TarFile]:
    """The archive, decrypted where it is encrypted; what is decrypted never has a name on the disk."""
    start = source.read(len(_AGE))
    source.seek(0)
    with tempfile.TemporaryFile() as plain:
        if start == _AGE:
            if key is None:
                raise BadBackup("This backup is encrypted; name the file of the private key with --identity.")
            try:
                pyrage.decrypt_io(source, plain, [identity(key)])
            except pyrage.DecryptError as error:
                raise BadBackup(
                    "This backup cannot be decrypted: another key, or the file is damaged."
                ) from error
        else:
            shutil.copyfileobj(source, plain)
        plain.seek(0)
        with tempfile.TemporaryFile() as unpacked, _unpacked(plain, unpacked) as archive:
            yield archive


def _unpacked(packed: IO[bytes], into: IO[bytes]) -> tarfile.TarFile:
    """All of it before anything is believed, so that what its reader raises later is no fault of the file."""
    try:
        with gzip.open(packed) as content:
            shutil.copyfileobj(content, into)
        into.seek(0)
        return tarfile.open(fileobj=into, mode="r:")
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadBackup(f"This file is no whole backup: {error}") from error


def checked(archive: tarfile.TarFile) -> Manifest:
    """The manifest of an archive of which every byte is as it was written; raises BadBackup."""
    found: dict[str, Content] = {}
    manifest: Manifest | None = None
    for member in archive:
        # A link is none either: it would be what another member is, or nothing.
        content = archive.extractfile(member) if member.isfile() else None
        if content is None:
            raise BadBackup(f"{member.name} is no file.")
        if member.name == MANIFEST:
            manifest = from_json(content.read(_LARGEST_MANIFEST))
        else:
            found[member.name] = Content(member.size, digest_of(content))
    if manifest is None:
        raise BadBackup("This backup has no manifest: it was cut short.")
    wanted = manifest.members()
    wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    if wrong:
        raise BadBackup(f"Not as the manifest says: {', '.join(wrong[:5])}" + (" ..." * (len(wrong) > 5)))
    return manifest
