"""What may be asked for about notices."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReadNotices:
    """That their reader was shown these, or what they are about."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Remind:
    """Tell everybody what is due, as of this day."""

    day: date


@dataclass(frozen=True)
class ChooseMail:
    """How its reader wants to hear of notices outside of the application."""

    address: str
    daily: bool
    weekly: bool
    opens: int
    closes: int
    seen: int
    """The version of the choice as it was shown; 0 before there was any."""


@dataclass(frozen=True)
class MakeFeed:
    """A new secret address of one's own calendar; an earlier one stops working."""


@dataclass(frozen=True)
class RevokeFeed:
    """One's own calendar has no address any more."""
