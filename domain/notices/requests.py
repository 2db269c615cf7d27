"""What may be asked for about notices."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReadNotices:
    """That their reader was shown these, or what they are about."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Remind:
    """Tell everybody what is due, as of this day."""

    day: date


@dataclass(frozen=True)
class HandOutSheets:
    """Tell the members of a meeting that it begins soon, and where their pages are."""

    meeting_id: int
    starts_at: datetime
    """As it was planned when this was asked for; a meeting that is moved is told of again."""


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
    briefing: bool = False
    """The way to Ringkasan Gubernur, each morning."""


@dataclass(frozen=True)
class MakeFeed:
    """A new secret address of one's own calendar; an earlier one stops working."""


@dataclass(frozen=True)
class RevokeFeed:
    """One's own calendar has no address any more."""
