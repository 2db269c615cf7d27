"""What may be asked about services: reports of a month, verdicts on them, village teams and outreach."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from domain.access.screening import refuse_identity
from domain.commitments.requests import Seen
from domain.plain import Longest
from domain.services.chain import ChainStep
from domain.services.desks import DeskState
from domain.services.outreach import (
    LARGEST_REACH,
    MOST_MEMBERS,
    OrganizerKind,
    OutreachKind,
    check_outreach,
    check_team,
    whole,
)


@dataclass(frozen=True)
class OfMonth:
    """What is asked about one month of one place; the whole province stands for the Migrant Center."""

    region: Annotated[str, Longest(13)]
    month: Annotated[str, Longest(7)]


@dataclass(frozen=True)
class DeskTyped:
    """One desk as its author has it on the screen; not-a-number where nothing is typed."""

    state: DeskState | None
    days_open: float
    served: float
    days_per_document: float
    proof: Annotated[str, Longest(400)] = ""
    proof_on: date | None = None


@dataclass(frozen=True)
class StepTyped:
    entered: float
    moved_on: float
    held_back: float


@dataclass(frozen=True)
class ServicesTyped:
    desks: Mapping[str, DeskTyped]
    steps: Mapping[ChainStep, StepTyped]
    note: Annotated[str, Longest(2_000)] = ""


@dataclass(frozen=True)
class SaveServices(OfMonth):
    typed: ServicesTyped
    seen: Seen


@dataclass(frozen=True)
class ServicesSaved:
    version: int
    at: datetime
    withheld: Mapping[str, str]
    """By field, why its text was not kept with the rest."""


@dataclass(frozen=True)
class SendServices(SaveServices):
    sure: tuple[str, ...] = ()
    """Which doubts the author was asked about and said yes to."""

    @property
    def as_draft(self) -> SaveServices:
        return SaveServices(self.region, self.month, self.typed, self.seen)


@dataclass(frozen=True)
class ServicesSent:
    report_id: int
    summary: tuple[str, ...]
    """What was understood, line by line."""


@dataclass(frozen=True)
class DiscardServices(OfMonth):
    pass


@dataclass(frozen=True)
class JudgeServices:
    """A verdict on a report of services: which open desks are proven, or why it goes back."""

    report_id: int
    seen: int
    proven: tuple[str, ...]
    returned: bool
    notes: str = ""


@dataclass(frozen=True)
class RecordTeam:
    """A team of a village, as its kabupaten reports it; no names of members."""

    village_code: str
    decree: str
    decreed_on: date | None
    members: float | None
    last_report_on: date | None
    note: str = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about these very members."""

    def checked(self, on: date) -> "RecordTeam":
        """As it may be kept; the first thing that cannot be is refused by name."""
        decree, note = self.decree.strip(), self.note.strip()
        refuse_identity({"Nomor SK": decree, "Catatan": note})
        check_team(
            decree=decree,
            decreed_on=self.decreed_on,
            last_report_on=self.last_report_on,
            note=note,
            on=on,
        )
        members = whole("Anggota", self.members, most=MOST_MEMBERS)
        return replace(self, decree=decree, note=note, members=members)


@dataclass(frozen=True)
class ListSourceVillages:
    """Kantong desa PMI of one kabupaten/kota, as a list of somebody's has them."""

    region_code: str
    village_codes: tuple[str, ...]
    source: str
    dated_on: date | None


@dataclass(frozen=True)
class WithdrawSourceVillage:
    source_village_id: int
    reason: str


@dataclass(frozen=True)
class RecordOutreach:
    """Education or supervision that took place."""

    region_code: str
    place: str
    held_on: date | None
    kind: OutreachKind
    organizer_kind: OrganizerKind
    organizer: str
    reach: float | None
    proof: str
    note: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        return {
            "place": self.place.strip(),
            "organizer": self.organizer.strip(),
            "proof": self.proof.strip(),
            "note": self.note.strip(),
        }

    def checked(self, on: date) -> "RecordOutreach":
        """As it may be kept; the first thing that cannot be is refused by name."""
        texts = self.texts
        labels = ("Tempat", "Penyelenggara", "Bukti", "Catatan")
        refuse_identity(dict(zip(labels, texts.values(), strict=True)))
        check_outreach(**texts, held_on=self.held_on, on=on)
        return replace(
            self,
            place=texts["place"],
            organizer=texts["organizer"],
            proof=texts["proof"],
            note=texts["note"],
            reach=whole("Jangkauan", self.reach, most=LARGEST_REACH),
        )


@dataclass(frozen=True)
class ConfirmTeam:
    """A verdict on what was reported of a team; sent back, the note says what is missing."""

    team_id: int
    note: str = ""
    returned: bool = False


@dataclass(frozen=True)
class ConfirmOutreach:
    activity_id: int
    note: str = ""
    returned: bool = False


@dataclass(frozen=True)
class WithdrawOutreach:
    """By the agency that reported it: it counts no more."""

    activity_id: int
    reason: str
