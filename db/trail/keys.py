"""The key of the trail and the file of anchors: where they lie, and which engine writes with them."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, select

from db import keyfiles
from db.engine import reading
from db.models import AuditRecord
from db.settings import Settings, SettingsError
from db.trail.anchors import Anchors
from domain.access.events import Event

KEY_BYTES = 32
_WHAT = "key of the audit trail"
_OPTION = "trail"


@dataclass(frozen=True)
class Trail:
    """How one installation keeps its trail."""

    key: bytes
    anchors: Anchors

    def seal(self, text: str) -> str:
        """What only who has the key can make of a text: its HMAC."""
        keyed = self._keyed.copy()
        keyed.update(text.encode())
        return keyed.hexdigest()

    @cached_property
    def _keyed(self) -> hmac.HMAC:
        """Begun once: there are millions of seals."""
        return hmac.new(self.key, digestmod="sha256")

    @property
    def fingerprint(self) -> str:
        """Tells keys apart and says nothing about them."""
        return hashlib.sha256(b"jejak\n" + self.key).hexdigest()[:16]


def trail_of(bind: Engine | Connection) -> Trail | None:
    """None: records are chained without a key, as for samples and in an installation that never started."""
    found: Trail | None = bind.get_execution_options().get(_OPTION)
    return found


def use(engine: Engine, trail: Trail | None) -> None:
    """Whatever is written over this engine from now on is keyed and anchored."""
    engine.update_execution_options(**{_OPTION: trail})


def found(settings: Settings) -> Trail | None:
    """The key of this installation, from the environment or its file; None where neither is there."""
    if settings.audit_key:
        return Trail(_decoded(settings.audit_key, "AUDIT_KEY"), _anchors(settings))
    file = _key_file(settings)
    text = keyfiles.found(file, _WHAT)
    return None if text is None else Trail(_decoded(text, str(file)), _anchors(settings))


def made(settings: Settings) -> Trail:
    """The key that is there, or a new one in a file that only this account may read."""
    if not settings.audit_key:
        keyfiles.kept(_key_file(settings), _WHAT, lambda: secrets.token_hex(KEY_BYTES))
    there = found(settings)
    assert there is not None
    return there


def attach(engine: Engine, settings: Settings) -> None:
    """Write with the key if this database's trail is a keyed one; refuse to write without it."""
    with reading(engine) as connection:
        trail = fitting(connection, settings)
    if trail is not None:
        use(engine, trail)


def fitting(connection: Connection, settings: Settings) -> Trail | None:
    """The key with which this database's trail goes on; none if it is not a keyed one. Raises SettingsError
    where it is, and its key is not here."""
    if not inspect(connection).has_table(AuditRecord.__tablename__):
        return None
    eras = fingerprints(connection)
    if not eras:
        return None
    trail = found(settings)
    if trail is None:
        raise SettingsError(
            "The audit trail of this database is keyed, and the key is not here: set AUDIT_KEY, or put the "
            f"file back at {_key_file(settings)}."
        )
    if trail.fingerprint not in eras:
        raise SettingsError(
            "The audit trail of this database is keyed with another key: set the right one, or begin an era "
            "of this one with 'python -m db key-trail'."
        )
    return trail


def unkeyed(connection: Connection, settings: Settings) -> list[str]:
    """What is wrong with a trail without a key where one was kept: all of it may have been made anew."""
    trail = None if is_keyed(connection) else found(settings)
    if trail is None or trail.anchors.is_empty:
        return []
    return [
        f"the trail is not keyed, but {trail.anchors.file} speaks of one that was: the database was "
        "exchanged or emptied, or its trail was made anew without the key"
    ]


def is_keyed(connection: Connection) -> bool:
    return bool(fingerprints(connection))


def fingerprints(connection: Connection) -> list[str]:
    """Of the keys that this trail was made with, oldest first."""
    keyed = select(AuditRecord.subject_id).where(AuditRecord.event == Event.TRAIL_KEYED)
    return list(connection.scalars(keyed.order_by(AuditRecord.id)))


def sealed_tables(connection: Connection, at_first: int) -> int:
    """How many kinds of rows are sealed since the newest era; a release that seals more begins another."""
    return int(_newest_era(connection).get("tables", at_first))


def tell_silence_from_nought(connection: Connection) -> bool:
    """Whether the seals of the newest era do; a release that tells more of a row begins another."""
    return bool(_newest_era(connection).get("silence"))


def _newest_era(connection: Connection) -> dict[str, Any]:
    keyed = select(AuditRecord.after).where(AuditRecord.event == Event.TRAIL_KEYED)
    told = connection.scalar(keyed.order_by(AuditRecord.id.desc()).limit(1))
    era: dict[str, Any] = json.loads(told) if told else {}
    return era


def _key_file(settings: Settings) -> Path:
    return Path(settings.audit_folder) / "kunci"


def _anchors(settings: Settings) -> Anchors:
    return Anchors(Path(settings.audit_folder) / "jangkar")


def _decoded(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError(f"{place} must hold {KEY_BYTES} bytes as {2 * KEY_BYTES} hexadecimal digits.")
    return key
