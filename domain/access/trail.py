"""What is asked of the trail itself."""

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
class KeyTrail:
    """Begin an era of the key with this fingerprint, for a reason that the trail keeps."""

    fingerprint: str
    reason: str
