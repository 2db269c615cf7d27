"""The ends of the trail as they were, in a file outside the database: what was cut off shows by it.

A line is written after each commit. A process that dies in between leaves the anchor behind by a record,
which alarms nobody; written before, a transaction that is undone would.
"""

import fcntl
import hmac
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from domain.access.events import canonical_json

log = logging.getLogger("gerak.trail")

LARGEST = 1_000_000
"""Beyond that many bytes, of each day only the last line is kept."""


@dataclass(frozen=True)
class Anchor:
    """How long trail and seals were, and the last hash of each."""

    at: str
    records: int
    head: str
    seals: int
    seal_head: str
    is_restored: bool = False
    """The database was made anew from a backup that ended here: what was anchored beyond is gone."""
    mac: str = ""

    def signed(self, key: bytes) -> "Anchor":
        text = canonical_json(asdict(replace(self, mac="")))
        return replace(self, mac=hmac.new(key, text.encode(), "sha256").hexdigest())


class AnchorsDamaged(Exception):
    """A line that this key did not sign, or that is none."""


class Anchors:
    """One file for all processes of a machine; those of another machine keep their own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._failed = False

    def add(self, anchor: Anchor, key: bytes) -> None:
        """A commit stands whether or not this can be written; that it cannot is for the log."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self._locked() as lines:
                if lines.tell() > LARGEST:
                    _thin(lines)
                lines.write(json.dumps(asdict(anchor.signed(key))) + "\n")
            self._failed = False
        except OSError:
            self._failed = True
            log.exception("the anchor of the audit trail could not be written to %s", self.file)

    @property
    def take_more(self) -> bool:
        """Whether the last one of this process was written, and the file is there to be written to."""
        place = self.file.parent
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return not self._failed and os.access(self.file if self.file.exists() else place, os.W_OK)

    def read(self, key: bytes) -> list[Anchor]:
        """Every anchor, oldest first; raises AnchorsDamaged."""
        try:
            lines = self.file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [_checked(number, line, key) for number, line in enumerate(lines, 1)]

    @property
    def is_empty(self) -> bool:
        return not self.file.exists() or self.file.stat().st_size == 0

    def set_aside(self) -> None:
        """What was anchored of another database, or with another key, says nothing of what comes."""
        if not self.is_empty:
            self.file.rename(self.file.with_name(f"{self.file.name}-{self.file.stat().st_mtime_ns}"))

    @contextmanager
    def _locked(self) -> Iterator[IO[str]]:
        with self.file.open("a+", encoding="utf-8") as lines:
            self.file.chmod(0o600)
            fcntl.flock(lines, fcntl.LOCK_EX)
            lines.seek(0, 2)
            yield lines


def _checked(number: int, line: str, key: bytes) -> Anchor:
    try:
        anchor = Anchor(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise AnchorsDamaged(f"line {number} of the anchors cannot be read") from error
    if not hmac.compare_digest(anchor.signed(key).mac, anchor.mac):
        raise AnchorsDamaged(f"line {number} of the anchors was not written with this key")
    return anchor


def _day_of(line: str) -> str:
    """Empty for a line that stays whatever its day: of a restored database, or one that cannot be read."""
    try:
        anchor = json.loads(line)
        return "" if anchor["is_restored"] else datetime.fromisoformat(anchor["at"]).date().isoformat()
    except (ValueError, TypeError, KeyError):
        return ""


def _thin(lines: IO[str]) -> None:
    lines.seek(0)
    kept: dict[str, str] = {}
    for number, line in enumerate(lines):
        name = _day_of(line) or f"line {number}"
        kept.pop(name, None)  # the newest of a day stands where it came, behind a restoring of that day
        kept[name] = line
    lines.seek(0)
    lines.truncate()
    lines.writelines(kept.values())
