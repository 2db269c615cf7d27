"""Which packages are known to be vulnerable, by a dated copy of the advisories: no network is asked."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from packaging.version import Version

from db.settings import ROOT

COPY = ROOT / "docs" / "advisories.json"
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-geo.txt")
_PIN = re.compile(r"^([\w.-]+)==([\w.+!]+)", re.M)


@dataclass(frozen=True)
class Advisory:
    id: str
    aliases: Sequence[str]
    ranges: Sequence[Sequence[str]]
    """From which version on, and up to which other one without it, or to no end."""
    versions: Sequence[str]
    """Those that are named one by one, where no range is told."""

    def concerns(self, version: str) -> bool:
        if version in self.versions:
            return True
        own = Version(version)
        return any(
            Version(first) <= own and (not fixed or own < Version(fixed)) for first, fixed in self.ranges
        )


def pins() -> Iterator[tuple[str, str]]:
    """Every package that is locked, in each of its versions."""
    found = {pin for lock in LOCKS for pin in _PIN.findall((ROOT / lock).read_text("utf-8"))}
    return iter(sorted((named(package), version) for package, version in found))


def named(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def kept() -> Mapping[str, Sequence[Advisory]]:
    found: dict[str, Any] = json.loads(COPY.read_text("utf-8"))
    return {name: [Advisory(**each) for each in rows] for name, rows in found["packages"].items()}


def vulnerable(advisories: Mapping[str, Sequence[Advisory]]) -> Iterator[str]:
    for package, version in pins():
        for each in advisories.get(package, ()):
            if each.concerns(version):
                yield f"{package} {version}: {each.id} ({', '.join(each.aliases)})"
