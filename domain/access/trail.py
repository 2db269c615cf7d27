"""What is asked of the trail itself."""

import re
from dataclasses import dataclass

ALWAYS_TOLD = 8
MOST_REFUSALS = 40
"""Of one account within a quarter of an hour: whoever goes on after that adds nothing to what is known."""


def is_told(count: int) -> bool:
    """Whether the trail is told of the so-many-th of a kind within a quarter of an hour: of the first ones
    each, then each time that they have doubled. So a stranger who never stops fills no trail, and how many
    they were stands there."""
    return count <= ALWAYS_TOLD or count & (count - 1) == 0


@dataclass(frozen=True)
class MailedEnd:
    """An end of records or seals as it was kept elsewhere: in a mail, or on paper."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def of(cls, text: str) -> "MailedEnd":
        """As it was written down; raises ValueError. A mail may have broken it into lines."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", "".join(text.split()).lower())
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), found[2])


@dataclass(frozen=True)
class KeyTrail:
    """Begin an era of the key with this fingerprint, for a reason that the trail keeps."""

    fingerprint: str
    reason: str
    altered: tuple[tuple[str, str], ...] = ()
    """Rows, by table and key, that were not as they had been sealed: the new seals must not hide it."""
