"""Beginning a keyed era of the trail."""

from db.acting import Act
from db.command import command
from db.trail.sealing import SEALED
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.trail import KeyTrail

MOST_TOLD = 200
"""Of rows that were altered, each by name."""


@command(Permission.KEY_TRAIL)
def key_trail(act: Act, asked: KeyTrail) -> None:
    """From here on every record is made with the key; what stands now is sealed as it stands, and what was
    altered until then is told first."""
    act.tell_tampering(asked.altered[:MOST_TOLD])
    if len(asked.altered) > MOST_TOLD:
        act.tell_tampering([(f"{len(asked.altered) - MOST_TOLD} more rows", "")])
    before = act.seal_everything()
    act.record(
        Event.TRAIL_KEYED,
        "trail",
        asked.fingerprint,
        after={
            "key": asked.fingerprint,
            "seals": before,
            "tables": len(SEALED),
            "silence": True,
            "reason": asked.reason,
        },
    )
