"""What may be asked about files that offices send."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from domain.imports.kinds import ImportKind
from domain.texts import Foreign


@dataclass(frozen=True)
class ReceiveFile:
    """A file has arrived: its kind, who sent it, its name as it may be shown, and its hash."""

    kind: ImportKind
    source: str
    name: Annotated[str, Foreign()]
    sha256: str
    size: int
    page: str = ""
    """Where the same stands in public, if it does."""


@dataclass(frozen=True)
class KeepReading:
    """What the reading process said of it, packed; nothing of the file itself."""

    number: int
    content: bytes
    version: int = 0
    """Of the delivery when its reading began, where that is known: sent again meanwhile, it is read anew."""


OF_ONE_FILE = frozenset({"period", "region", "kind", "numbers", "case-kind", "crime"})
"""Questions whose answers are no habit of a source: the next file speaks of another month, place or thing,
and may call another column by words that nobody knows."""


ASK_AGAIN = "ask-again"
"""In the place of an answer that was taken: the question is asked anew, of this file and of the next ones."""


@dataclass(frozen=True)
class AnswerQuestions:
    """By the key of a question, or of a column or row that is given a role; remembered for the source, so
    that the next file of it is not asked about again, but for those of one file."""

    number: int
    seen: int
    """The version on the page of who answers: nobody answers what a colleague has had read anew since."""
    answers: Mapping[str, str]
    also: tuple[int, ...] = ()
    """Other deliveries that can be read anew at once: those of the same source that ask the same are."""


@dataclass(frozen=True)
class DecideDoubts:
    """By the address of the cell, the reading that was chosen, or ``tunda``."""

    number: int
    seen: int
    """The version on the page of who decides: what a colleague has chosen since is not written over."""
    chosen: Mapping[str, str]


@dataclass(frozen=True)
class StoreBatch:
    number: int
    seen: int
    only_clean: bool = False
    """One of several at a press: refused where anything of it has to be looked at by itself."""
    plan: str = ""
    """What its page said that storing would write over or send back (``Planned.digest``), for that hangs on
    what others write as well; empty where no page was looked at."""


@dataclass(frozen=True)
class StoreAccounts(StoreBatch):
    """A delivery of accounts; its answer are the links, told once."""


@dataclass(frozen=True)
class UndoBatch:
    number: int
    reason: str


@dataclass(frozen=True)
class DiscardBatch:
    number: int
    seen: int
    """The version on the page of who throws it away: what a colleague has answered since is not lost."""
