"""What may be asked about papers."""

from dataclasses import dataclass
from typing import Annotated

from domain.papers.sealing import PaperKind
from domain.plain import Longest


@dataclass(frozen=True)
class IssuePaper:
    """A paper that is about to leave, by what it says."""

    kind: PaperKind
    digest: Annotated[str, Longest(64)]
    revision: int
    """Of the data that it was made from."""
    headline: Annotated[str, Longest(300)]
