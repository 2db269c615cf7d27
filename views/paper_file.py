"""A file of papers with what goes on record before they leave, and the one of the morning.

The night makes that one in a process of its own, which reads nothing for the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain import addresses
from domain.access.permissions import Actor
from domain.papers.requests import IssuePaper
from domain.papers.sealing import Paper
from domain.time.calendar import local_time
from reports import briefing, qr
from reports.foot import PaperSeal
from views import briefing as morning


@dataclass(frozen=True)
class File:
    """One file of papers: each of them goes on record by itself, and then they are printed together."""

    name: str
    """Without an ending, of codes and days that the register knows."""
    papers: Sequence[Paper]
    draw: Callable[[Sequence[PaperSeal]], bytes]

    @property
    def requests(self) -> list[IssuePaper]:
        return [IssuePaper(each.kind, each.digest, each.revision, each.headline) for each in self.papers]

    def printed(self, codes: Sequence[str], *, base: str) -> bytes:
        """With the codes under which they stand on record; ``base`` is scheme and host."""
        return self.draw([PaperSeal(code, qr.square(base + addresses.paper(code))) for code in codes])


def of_briefing(actor: Actor, now: datetime) -> File:
    drawn = morning.briefing(actor, now)
    return File(
        f"ringkasan-gubernur-{day_of(now)}", [drawn], lambda seals: briefing.document(drawn, seals[0])
    )


def day_of(moment: datetime) -> date:
    return local_time(moment).date()
