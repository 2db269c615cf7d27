"""What may be asked about meetings, and what two of the answers say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.access.screening import refuse_identity
from domain.meetings.life import (
    LONGEST_MEETING,
    SHORTEST_MEETING,
    AttendanceMode,
    Began,
    Capacity,
    Classification,
    ItemState,
    MeetingState,
)
from domain.meetings.wall import NO_FACTS, WallFacts
from domain.tasks.life import TaskClass
from domain.time.calendar import ZONE
from domain.time.clock_words import EXAMPLES, NotATime
from domain.time.formats import day_and_date

SCREEN_HOURS = 12
"""A screen's token outlives no working day."""


@dataclass(frozen=True)
class Plan:
    """What is known of a meeting before it begins; alone it asks for a new meeting."""

    title: str
    day: date | None
    at: time | None
    """None where nothing was typed, or what is no time of day."""
    place: str
    planned_minutes: int
    classification: Classification
    basis: str
    chair: str
    note_taker: str
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very day (``day_doubts``)."""

    @property
    def starts_at(self) -> datetime:
        if self.day is None:
            raise RuleBroken("Tanggal rapat belum dipilih. Pilih harinya, lalu simpan lagi.")
        if self.at is None:
            raise NotATime(
                f"Pukul mulai belum diisi atau belum terbaca. Tulis misalnya {EXAMPLES}, lalu simpan lagi."
            )
        return datetime.combine(self.day, self.at, ZONE)

    def check(self) -> None:
        refuse_empty({"Judul": self.title, "Tempat": self.place})
        refuse_too_long(
            {
                "Judul": (self.title, 160),
                "Tempat": (self.place, 120),
                "Dasar": (self.basis, 200),
                "Pimpinan rapat": (self.chair, 120),
                "Notulis": (self.note_taker, 120),
            }
        )
        if not SHORTEST_MEETING <= self.planned_minutes <= LONGEST_MEETING:
            raise RuleBroken(
                f"Lama rapat ditulis utuh, antara {SHORTEST_MEETING} dan {LONGEST_MEETING} menit. "
                "Perbaiki, lalu simpan lagi."
            )
        refuse_identity(
            {
                "Judul": self.title,
                "Tempat": self.place,
                "Pimpinan rapat": self.chair,
                "Notulis": self.note_taker,
            }
        )


@dataclass(frozen=True)
class ChangePlan:
    meeting_id: int
    seen: int
    plan: Plan


@dataclass(frozen=True)
class MoveMeeting:
    meeting_id: int
    to: MeetingState
    began: Began | None = None
    """Where the day is not the planned one: when it really began."""


@dataclass(frozen=True)
class Seated:
    """How an agency took part, and who sat for it: by office and capacity, never by name."""

    mode: AttendanceMode
    office: str = ""
    capacity: Capacity | None = None


@dataclass(frozen=True)
class RecordAttendance:
    meeting_id: int
    seats: Mapping[str, Seated]
    """By the code of the agency; who is not named keeps what was recorded."""
    seen: Mapping[str, Seated] = field(default_factory=dict)
    """What was recorded when these were written; nothing of an agency that is not named."""


@dataclass(frozen=True)
class DraftAgenda:
    meeting_id: int


@dataclass(frozen=True)
class AddItem:
    meeting_id: int
    title: str
    reason: str
    agency_code: str
    minutes: int


@dataclass(frozen=True)
class MoveItem:
    item_id: int
    seen: int
    up: bool


@dataclass(frozen=True)
class ChangeItem:
    item_id: int
    seen: int
    state: ItemState
    minutes: int
    because: str = ""


@dataclass(frozen=True)
class RecordDecision:
    """``due`` is in words or a date; with a task it becomes a proposal to its owner at once."""

    meeting_id: int
    text: str
    owner_code: str = ""
    due: str = ""
    with_task: bool | None = False
    """None where it was not said, which is refused."""
    task_class: TaskClass = TaskClass.ORDINARY
    region_code: str = ""
    """Where the task belongs; empty for the place of its point of the agenda, or the whole province."""
    item_id: int | None = None
    owner_words: str = ""
    """What was typed where an agency is chosen, of which none was."""
    case_code: str = ""
    """The case that it is about."""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very decision (``twice.RecordedBefore``)."""


@dataclass(frozen=True)
class Recorded:
    """A decision as it was numbered, and the task it became."""

    decision_id: int
    number: int
    year: int
    task_code: str | None
    owner: str = ""
    due_on: date | None = None

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def in_words(self) -> str:
        """What was understood, as the receipt repeats it."""
        parts = [
            f"penanggung jawab {self.owner}" if self.owner else "tanpa penanggung jawab",
            f"tenggat {day_and_date(self.due_on)}" if self.due_on else "tanpa tenggat",
            f"menjadi {self.task_code}" if self.task_code else "tanpa tugas",
        ]
        return ", ".join(parts)


@dataclass(frozen=True)
class ChangeDecision:
    decision_id: int
    seen: int
    text: str
    owner_code: str
    due: str


@dataclass(frozen=True)
class Mended:
    """The task that was mended with the decision, by its code; of several, as they are listed."""

    tasks: str = ""

    @property
    def in_words(self) -> str:
        return f"Ikut berubah: {self.tasks}." if self.tasks else "Tidak ada tugas yang ikut berubah."


@dataclass(frozen=True)
class StrikeDecision:
    """Strike out what was recorded by mistake; the reason stays with it."""

    decision_id: int
    seen: int
    because: str
    withdraw_tasks: bool | None = None
    """Whether a task that it became is withdrawn; else the task stays, as nobody's promise. Asked where
    there is one."""


@dataclass(frozen=True)
class WriteNotes:
    meeting_id: int
    seen: int
    directions: str
    discussion: str


@dataclass(frozen=True)
class CloseMeeting:
    meeting_id: int
    ended: time | None = None
    """When it ended on its day, where it is closed on a later one."""
    facts: WallFacts = field(default=NO_FACTS, repr=False)
    """What the wall says at this moment of things that will move on; kept as it is now. Nobody types it here:
    each of its texts was looked at when somebody did."""


@dataclass(frozen=True)
class ReopenMeeting:
    meeting_id: int


@dataclass(frozen=True)
class AmendMinutes:
    meeting_id: int
    text: str
    reason: str
    decision_id: int | None = None


@dataclass(frozen=True)
class StartScreen:
    meeting_id: int
    hours: int = SCREEN_HOURS


@dataclass(frozen=True)
class Started:
    """The one time that a screen's token is told."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class RevokeScreens:
    meeting_id: int
