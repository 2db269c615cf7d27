"""Ringkasan Gubernur: two pages for the morning, to be read in a car, on a copier's grey."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.papers.sealing import PaperKind, digest_of
from domain.time import formats
from domain.time.calendar import local_time
from domain.words.papers import NOTHING_CHANGED
from reports import map_sheet, pdf
from reports.chart_frame import Frame
from reports.drawing import Picture
from reports.foot import PaperSeal
from reports.map_sheet import PrintedMap


@dataclass(frozen=True)
class CountedGroup:
    """Commitments of one health: drawn as so many cells."""

    look: str
    """The name of the health, by which the cells are drawn."""
    count: int
    label: str


@dataclass(frozen=True)
class ToDecide:
    what: str
    decision: str
    why: str
    """What its owner says of it, in his words; empty where nobody was asked."""
    waited: str


@dataclass(frozen=True)
class HeldUp:
    rule: str
    what: str
    why: str
    who: str
    waited: str
    since: str


@dataclass(frozen=True)
class Changed:
    since: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AgencyLine:
    """One owner: what it holds, and how much of it is late or owed."""

    name: str
    commitments: int
    late_commitments: int
    open_tasks: int
    late_tasks: int
    silent: str

    @property
    def held_up(self) -> int:
        return self.late_commitments + self.late_tasks


@dataclass(frozen=True)
class PaperSource:
    what: str
    whose: str
    as_of: str


@dataclass(frozen=True)
class Briefing:
    """All that it says, decided before anything is drawn."""

    now: datetime
    as_of: str
    headline: str
    groups: tuple[CountedGroup, ...]
    decisions: tuple[ToDecide, ...]
    points: int
    """Of all that deserve attention; those printed are the heaviest."""
    changed: tuple[Changed, ...]
    held: tuple[HeldUp, ...]
    next_meeting: str
    map: PrintedMap
    claims_title: str
    claims: Picture
    weeks_title: str
    weeks: Picture
    agencies: tuple[AgencyLine, ...]
    """Those that hold up most, the worst first."""
    held_up_by: int
    """Agencies with anything late or owed."""
    sources: tuple[PaperSource, ...]
    revision: int
    reader: str
    """For whom it was made: what it may say depends on that."""
    is_sample: bool

    @property
    def kind(self) -> PaperKind:
        return PaperKind.BRIEFING

    @property
    def digest(self) -> str:
        return digest_of(asdict(self))


def document(briefing: Briefing, seal: PaperSeal) -> bytes:
    return pdf.document("briefing", content(briefing, seal), dated=briefing.now)


WORDS_ON_MAP = 10.2
BESIDE_ANOTHER = Frame(300, 150, 15)
"""A chart on half a page. Words within a drawing are 11 points or more once printed."""
LETTERS_OF_FINDING, LETTERS_OF_BASIS = 50, 84
"""On one line of their columns."""


def content(briefing: Briefing, seal: PaperSeal) -> dict[str, Any]:
    day = local_time(briefing.now).date()
    besides = briefing.points - len(briefing.decisions)
    return {
        "title": briefing.kind.row.label,
        "sample": briefing.is_sample,
        "when": f"{formats.day_and_date(day)}, {formats.clock_time(briefing.now)}",
        "day": formats.long_date(day),
        "as_of": briefing.as_of,
        "headline": briefing.headline,
        "groups": [[each.look, each.count, each.label] for each in briefing.groups],
        "decisions": [[each.what, each.decision, each.why, each.waited] for each in briefing.decisions],
        "points": briefing.points,
        "besides": formats.number(besides),
        "changed": [[each.since, list(each.lines) or [NOTHING_CHANGED]] for each in briefing.changed],
        "held": [asdict(each) for each in briefing.held],
        "rests": [_rest(besides - shown) for shown in range(len(briefing.held) + 1)],
        "next_meeting": briefing.next_meeting,
        "map": {
            **map_sheet.told(briefing.map, words=WORDS_ON_MAP),
            "width": _map_width(briefing.map),
        },
        "charts": [
            _chart(briefing.claims_title, "Persen komitmen, per titik kendali", briefing.claims),
            _chart(briefing.weeks_title, "Tugas terbuka; terisi: lewat; ▼ rapat", briefing.weeks),
        ],
        "agencies": [
            [
                each.name,
                _of(each.late_commitments, each.commitments),
                _of(each.late_tasks, each.open_tasks),
                each.silent or "–",
            ]
            for each in briefing.agencies
        ],
        "held_up_by": briefing.held_up_by,
        "sources": [[each.what, each.whose, each.as_of] for each in briefing.sources],
        "seal": seal.printed(briefing.revision, briefing.reader),
    }


def _rest(count: int) -> str:
    return f"{formats.number(count)} butir lain ada di layar Ringkasan." if count else ""


def _map_width(drawn: PrintedMap) -> int:
    """Per cent of the page: longer words above it leave it less."""
    lines = _lines(drawn.finding, LETTERS_OF_FINDING) + _lines(drawn.basis, LETTERS_OF_BASIS)
    return max(88 - 7 * max(lines - 3, 0), 46)


def _of(count: int, total: int) -> str:
    return f"{formats.number(count)} dari {formats.number(total)}" if total else "–"


def _lines(text: str, letters: int) -> int:
    return -(-len(text) // letters)


def _chart(title: str, caption: str, picture: Picture) -> dict[str, str]:
    return {
        "title": title,
        "caption": caption,
        "svg": picture.on_paper(BESIDE_ANOTHER.letters),
        "alt": picture.description,
    }
