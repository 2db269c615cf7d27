"""What a calendar shows."""

from dataclasses import dataclass

from domain.enumerations import Rowed
from domain.look import Tone


@dataclass(frozen=True)
class EntryRow:
    label: str
    tone: Tone
    icon: str


class EntryKind(Rowed):
    """In the order in which they stand on a day."""

    row: EntryRow

    MEETING = "meeting", EntryRow("Rapat", Tone.ON_SCHEDULE, "groups")
    DRAFT = "draft", EntryRow("Rancangan rapat", Tone.PLAIN, "edit_note")
    """Called to nobody yet, or taken back."""
    TASK = "task", EntryRow("Tenggat tugas", Tone.AT_RISK, "flag")
    OFFERED = "offered", EntryRow("Tugas belum diterima", Tone.PLAIN, "send")
    DECISION = "decision", EntryRow("Tenggat keputusan", Tone.AT_RISK, "gavel")
    """Of which nobody has a task."""
    REPORT = "report", EntryRow("Laporan", Tone.PLAIN, "description")
