"""The eight desks of an LTSA: what an office says of each of them, and what stands after that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.commitments.declaration import check_link
from domain.time.calendar import Month

DUE_DAY = 10
"""Of the next month: by then an office has reported what it did in one."""


class DeskState(StrEnum):
    """What an office says of a desk for one month."""

    OPEN = "open"
    PLANNED = "planned"
    ABSENT = "absent"


class DeskStanding(StrEnum):
    """What stands of a desk: nobody's word is a proof, and no word is no zero."""

    PROVEN = "proven"
    REPORTED = "reported"
    PLANNED = "planned"
    ABSENT = "absent"
    SILENT = "silent"


_STANDINGS = {DeskState.PLANNED: DeskStanding.PLANNED, DeskState.ABSENT: DeskStanding.ABSENT}


@dataclass(frozen=True)
class DeskWord:
    """One office's statement about one desk, as it counts: neither replaced nor turned down."""

    month: date
    state: DeskState
    is_proven: bool

    @property
    def standing(self) -> DeskStanding:
        if self.state is DeskState.OPEN:
            return DeskStanding.PROVEN if self.is_proven else DeskStanding.REPORTED
        return _STANDINGS[self.state]


@dataclass(frozen=True)
class DeskCell:
    """A desk as it stands in a month."""

    standing: DeskStanding
    since: date | None = None
    """The month that it was last spoken of, where that is an earlier one."""

    @property
    def is_old(self) -> bool:
        return self.since is not None


SILENT = DeskCell(DeskStanding.SILENT)


def cell(words: Iterable[DeskWord], month: date) -> DeskCell:
    """What was said for the month; else the last word before it, with its date; else nothing.

    Of two offices that spoke for the same month the one that was verified is believed, then the one that
    says more.
    """
    before = [word for word in words if word.month <= month]
    if not before:
        return SILENT
    last = max(word.month for word in before)
    spoken = {word.standing for word in before if word.month == last}
    standing = next(each for each in DeskStanding if each in spoken)
    return DeskCell(standing, None if last == month else last)


def due_on(month: Month) -> date:
    """The day by which a month is to be reported."""
    return month.shift(1).starts_on.replace(day=DUE_DAY)


def reported_month(on: date) -> Month:
    """The month that is to be reported now: the last one that is over."""
    return Month.containing(on).shift(-1)


def is_link(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))


def check_proof(text: str) -> None:
    """A number of a document, or an address that opens; nothing that only looks like one."""
    if is_link(text):
        check_link(text)
