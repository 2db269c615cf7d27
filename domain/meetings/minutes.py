"""What the minutes of a meeting say: plain values only, so that they can be sealed and read back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar, get_type_hints

from domain.access.events import canonical_json


@dataclass(frozen=True)
class Present:
    agency: str
    mode: str
    office: str = ""
    """Who sat there, by office: ``Plh. Kepala Dinas Sosial``."""


@dataclass(frozen=True)
class Followed:
    """What became of the promises of the meeting before."""

    meeting_on: str
    kept: int
    late: int
    no_answer: int
    running: int
    agencies: tuple[tuple[str, int, int], ...]
    """(agency, kept, due), the least kept first."""


@dataclass(frozen=True)
class Point:
    title: str
    reason: str
    agency: str
    state: str
    because: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    number: str
    text: str
    owner: str
    due_on: str | None
    tasks: tuple[str, ...]
    struck: str = ""
    """Why it was struck out; such a decision is read, and holds no longer."""


@dataclass(frozen=True)
class Given:
    """A task that a decision became."""

    code: str
    title: str
    owner: str
    region: str
    due_on: str
    state: str
    decision: str


@dataclass(frozen=True)
class Minutes:
    """Dates and moments as ISO text, states by their stored names."""

    meeting_id: int
    title: str
    place: str
    basis: str
    chair: str
    note_taker: str
    classification: str
    starts_at: str
    started_at: str | None
    closed_at: str | None
    directions: str
    discussion: str
    is_sample: bool
    attendance: tuple[Present, ...]
    followed: Followed | None
    agenda: tuple[Point, ...]
    decisions: tuple[Decided, ...]
    tasks: tuple[Given, ...]
    ended_at: str | None = None
    """When it ended, where that is not when it was closed."""

    @property
    def began_at(self) -> str:
        """When it took place: as it was planned only where nothing else is known."""
        return self.started_at or self.starts_at


@dataclass(frozen=True)
class SealedRow:
    """One row that the minutes were made from: which, what people call it, and its hash."""

    kind: str
    id: str
    label: str
    hash: str


def sealed_text(minutes: Minutes, rows: tuple[SealedRow, ...]) -> str:
    return canonical_json({"minutes": asdict(minutes), "rows": [asdict(row) for row in rows]})


def read_minutes(values: dict[str, Any]) -> Minutes:
    """From the sealed text back to what it was made from."""
    followed = values["followed"]
    return _read(
        Minutes,
        values,
        attendance=tuple(_read(Present, each) for each in values["attendance"]),
        followed=_read(Followed, followed, agencies=tuple((a, k, n) for a, k, n in followed["agencies"]))
        if followed
        else None,
        agenda=tuple(_read(Point, each, decisions=tuple(each["decisions"])) for each in values["agenda"]),
        decisions=tuple(_read(Decided, each, tasks=tuple(each["tasks"])) for each in values["decisions"]),
        tasks=tuple(_read(Given, each) for each in values["tasks"]),
    )


Part = TypeVar("Part")


def _read(part: Callable[..., Part], values: dict[str, Any], **read: Any) -> Part:
    """Minutes sealed before a text was asked for do not say it, and it stays empty."""
    unsaid = {name: "" for name, kind in get_type_hints(part).items() if kind is str}
    return part(**{**unsaid, **values, **read})
