"""Beginning a keyed era of the trail."""

from db.acting import Act
from db.command import command
from db.trail.sealing import SEALED
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.trail import KeyTrail


@command(Permission.KEY_TRAIL)
def key_trail(act: Act, asked: KeyTrail) -> None:
    """From here on every record is made with the key; what stands now is sealed as it stands."""
    before = act.seal_everything()
    act.record(
        Event.TRAIL_KEYED,
        "trail",
        asked.fingerprint,
        after={
            "key": asked.fingerprint,
            "seals": before,
            "tables": len(SEALED),
            "reason": asked.reason,
        },
    )
