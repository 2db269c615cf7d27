"""What is asked of the trail itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyTrail:
    """Begin an era of the key with this fingerprint, for a reason that the trail keeps."""

    fingerprint: str
    reason: str
