"""What may be asked about the days on which offices are closed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AddJointLeave:
    day: date
    name: str
    source: str
    """The decree that says so."""


@dataclass(frozen=True)
class RemoveJointLeave:
    day: date
