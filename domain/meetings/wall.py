"""What the wall says of things that move on: plain values only, so that closing can keep them as they were.

The rest of a slide, such as a decision's words, stands in rows that closing locks.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from domain.meetings.life import PromiseState
from domain.plain import Longest
from domain.statistics.assessment import Confidence

LARGEST_DRAWING = 400_000


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class ToScan:
    """What a phone opens from the wall; the address is of this installation, without its host."""

    address: str
    what: str
    hint: str = "untuk anggota yang sudah masuk"


@dataclass(frozen=True)
class PromiseRow:
    """A task that a decision became, and what has become of it."""

    code: str
    title: str
    owner_code: str
    owner: str
    due_on: date
    decision: str
    promise: PromiseState
    working_days: int
    """Past the due date, or since it was proposed where nobody answered; a task counts working days."""
    is_due: bool


@dataclass(frozen=True)
class ItemFacts:
    """What the subject of a point is doing, and the decision that its rule suggests."""

    subject: str
    waited: str = ""
    facts: tuple[Fact, ...] = ()
    proposal: str = ""
    code: ToScan | None = None


@dataclass(frozen=True)
class HotRegion:
    name: str
    value: str
    detail: str
    sure: Confidence | None = None
    word: str = ""


@dataclass(frozen=True)
class HotFacts:
    """The slide of hotspots: published figures only, as they were published by then."""

    headline: str
    foot: str
    text: str
    label: str
    why: str
    note: str
    regions: tuple[HotRegion, ...]
    legend: tuple[tuple[str, str], ...]
    """(style of a swatch, what it stands for)."""
    drawing: Annotated[str, Longest(LARGEST_DRAWING)]


@dataclass(frozen=True)
class WallFacts:
    at: datetime | None = None
    last_on: date | None = None
    """When the meeting before took place; None without one."""
    promised: tuple[PromiseRow, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    hot: HotFacts | None = None

    def of(self, subject: str) -> ItemFacts:
        return next((each for each in self.items if each.subject == subject), ItemFacts(subject))


NO_FACTS = WallFacts()
