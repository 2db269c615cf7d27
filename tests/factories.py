"""One small builder per model: a sensible row by default, and only what a test is about by name."""

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from db.commands.cases import add_cases
from db.engine import writing
from db.models import (
    Agency,
    AgencyCorrespondence,
    AgencySignatory,
    AgendaItem,
    Attendance,
    CaseRecord,
    CaseReferral,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    ConflictExplanation,
    Decision,
    Delegation,
    DeskStatement,
    Evidence,
    ImportBatch,
    ImportReading,
    Meeting,
    OutreachActivity,
    ProgressReport,
    PublishedFigure,
    RecoveryCode,
    Region,
    SecondFactor,
    ServiceDraft,
    ServiceReport,
    Statement,
    Task,
    TaskStep,
    User,
    Verdict,
    VillageTeam,
)
from db.queries.attention import HOT_SERIES
from db.queries.mergers import merged_into
from db.settings import ROOT
from domain.access.delegations import DelegationKind
from domain.access.permissions import Actor, Role
from domain.attention.table import AttentionRule
from domain.cases.facts import Entry, Victims
from domain.commitments.health import EvidenceKind, ReportState, VerdictLevel
from domain.figures.cases import CaseKind, RecruitmentMode, ReferralState, Sector
from domain.figures.figures import Polarity
from domain.imports.delivery import as_text, packed_text
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.meetings.life import AttendanceMode, Classification, MeetingState
from domain.places.regions import RegionLevel
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.tasks.letters import BY_LETTER
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.time.calendar import ZONE, Quarter

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)

with (ROOT / "db/provinces/ntt/sample/users.csv").open(encoding="utf-8", newline="") as _handle:
    _FIRST = {Role(row["role"]): row for row in reversed(list(csv.DictReader(_handle)))}

ACCOUNTS = {role: row["username"] for role, row in _FIRST.items()}
"""One sample account of each role, the first of its kind."""

AGENCY_OF = {role: row["agency_code"] for role, row in _FIRST.items()}
"""Where somebody of a role usually works."""

_numbers = count(1)


class MovingClock:
    """A clock that stands still until a test lets time pass."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


@contextmanager
def filling(engine: Engine) -> Iterator[Session]:
    """A session that commits without the audit trail: what was there before the test began."""
    with (
        writing(engine) as connection,
        Session(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session,
    ):
        yield session
        session.flush()


Row = TypeVar("Row")


def _add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def agency_id(session: Session, code: str) -> int:
    return session.execute(select(Agency.id).where(Agency.code == code)).scalar_one()


def correspondence(session: Session, code: str) -> None:
    """An office that can be written to, and whose letters somebody signs."""
    agency = agency_id(session, code)
    session.add(
        AgencyCorrespondence(
            agency_id=agency,
            head=f"Kepala {code}",
            address="Jalan Uji 1\nKupang",
            letterhead=f"Pemerintah Uji\n{code}",
            town="Kupang",
        )
    )
    session.add_all(
        AgencySignatory(agency_id=agency, step=step, title=f"Kepala {code}") for step in BY_LETTER
    )
    session.flush()


def user(session: Session, *, agency: str | None = None, role: Role = Role.AGENCY, **values: Any) -> User:
    number = next(_numbers)
    defaults = {
        "username": f"{role.value.replace('_', '.')}.{number}",
        "display_name": f"Penghubung {number}",
        "role": role,
        "agency_id": agency_id(session, agency or AGENCY_OF[role]),
        "password_hash": "!",
        "created_at": MORNING - timedelta(days=90),
    }
    return _add(session, User(**(defaults | values)))


def second_factor(session: Session, username: str) -> SecondFactor:
    """An account that asks for a code; no telephone makes one of this."""
    owner = session.scalars(select(User.id).where(User.username == username)).one()
    row = SecondFactor(user_id=owner, sealed_secret="", set_up_at=MORNING, last_step=0)
    session.add_all([row, RecoveryCode(user_id=owner, beginning="abcd", code_hash="")])
    session.flush()
    return row


def delegation(session: Session, principal: int | None, deputy: int | None, **values: Any) -> Delegation:
    acting = user(session, is_active=False)
    defaults = {
        "principal_id": principal,
        "deputy_id": deputy,
        "account_id": acting.id,
        "kind": DelegationKind.DAILY,
        "starts_on": MORNING.date(),
        "ends_on": MORNING.date() + timedelta(days=6),
        "order": "SP 12/2026",
        "named_at": MORNING,
    }
    return _add(session, Delegation(**(defaults | values)))


def open_things(session: Session, code: str) -> None:
    """One of everything that an agency may have before it, and a task and a case that are over."""
    office, setda = agency_id(session, code), agency_id(session, "setda")
    holder = user(session, agency=code)
    promised, [checkpoint, *_] = commitment(session, owner=code, code="K-90")
    report(session, checkpoint, by=holder, claimed=1.0, state=ReportState.DRAFT)
    task(session, owner=code, code="T-901")
    task(session, owner="setda", code="T-902", proposer_id=office)
    task(session, owner=code, code="T-903", state=TaskState.VERIFIED)
    planned = meeting(session, starts_at=MORNING + timedelta(days=7), state=MeetingState.OPEN)
    agenda_item(session, planned, agency_id=office)
    session.add_all(
        [
            CommitmentSupport(commitment_id=promised.id, agency_id=setda),
            Attendance(meeting_id=planned.id, agency_id=office, mode=AttendanceMode.PRESENT),
            ConflictExplanation(
                conflict_key="procedural_placement-53-2024", agency_id=office, due_on=MORNING
            ),
            CaseReferral(
                case_id=case(session, agency_id=office).id,
                from_agency_id=setda,
                to_agency_id=office,
                asked="Pendampingan.",
                state=ReferralState.SENT,
                sent_at=MORNING,
            ),
        ]
    )
    delivery(session, actor_of(session, holder), ImportKind.CASES)


def actor_of(session: Session, account: User) -> Actor:
    office = session.get_one(Agency, account.agency_id)
    return Actor(
        user_id=account.id,
        username=account.username,
        display_name=account.display_name,
        role=account.role,
        agency_id=account.agency_id,
        agency_name=office.short_name,
        is_demo=bool(account.is_demo),
        merged=merged_into(session.connection(), account.agency_id),
    )


def actor_named(connection: Connection, username: str) -> Actor:
    with Session(bind=connection) as session:
        return actor_of(session, session.execute(select(User).where(User.username == username)).scalar_one())


def actor(role: Role | None, *, agency_id: int | None = 1, **values: Any) -> Actor:
    """Somebody of a role, without an account: for rules and reads that need no database row."""
    defaults = {
        "user_id": None,
        "username": "uji",
        "display_name": "Uji",
        "role": role,
        "agency_id": agency_id,
        "agency_name": "Instansi uji",
    }
    return Actor(**(defaults | values))


def commitment(
    session: Session,
    *,
    owner: str | None = "polda-ntt",
    starts_on: date = date(2026, 1, 1),
    quarters: tuple[str, ...] = ("2026-B03", "2026-B06", "2026-B09", "2026-B12"),
    target: float = 100.0,
    **values: Any,
) -> tuple[Commitment, list[Checkpoint]]:
    """A commitment of one year with a checkpoint of equal weight at the end of every quarter."""
    ends = [Quarter.parse(quarter).ends_on for quarter in quarters]
    number = next(_numbers)
    defaults = {
        "code": f"U-{number}",
        "title": f"Komitmen uji {number}",
        "statement_id": session.execute(select(Statement.id).order_by(Statement.id).limit(1)).scalar_one(),
        "pillar_code": "1",
        "owner_id": agency_id(session, owner) if owner else None,
        "region_code": "53",
        "output": "Keluaran",
        "indicator": "Indikator",
        "unit": "dokumen",
        "baseline": 0.0,
        "target": target,
        "polarity": Polarity.UP,
        "weight": 1.0,
        "starts_on": starts_on,
        "due_on": ends[-1],
    }
    row = _add(session, Commitment(**(defaults | values)))
    checkpoints = [
        _add(
            session,
            Checkpoint(
                commitment_id=row.id,
                quarter=quarter,
                due_on=end,
                measure="Ukuran",
                target=target,
                unit="dokumen",
                weight=1 / len(quarters),
            ),
        )
        for quarter, end in zip(quarters, ends, strict=True)
    ]
    return row, checkpoints


def report(
    session: Session,
    checkpoint: Checkpoint,
    *,
    by: User,
    claimed: float,
    state: ReportState = ReportState.SUBMITTED,
    submitted_at: datetime | None = MORNING - timedelta(days=1),
    **values: Any,
) -> ProgressReport:
    defaults = {
        "checkpoint_id": checkpoint.id,
        "agency_id": by.agency_id,
        "reporter_id": by.id,
        "state": state,
        "claimed_value": claimed,
        "sentence": "Berjalan.",
        "written_at": submitted_at or MORNING,
        "submitted_at": None if state is ReportState.DRAFT else submitted_at,
    }
    return _add(session, ProgressReport(**(defaults | values)))


def verdict(
    session: Session,
    of: ProgressReport,
    *,
    by: User,
    verified: float,
    level: VerdictLevel = VerdictLevel.SUBSTANTIAL,
    **values: Any,
) -> Verdict:
    defaults = {
        "report_id": of.id,
        "verifier_id": by.id,
        "agency_id": by.agency_id,
        "level": level,
        "verified_value": verified,
        "decided_at": MORNING,
    }
    return _add(session, Verdict(**(defaults | values)))


def evidence(session: Session, of: ProgressReport, **values: Any) -> Evidence:
    defaults = {
        "report_id": of.id,
        "kind": EvidenceKind.LETTER,
        "title": "Surat",
        "content_hash": "0" * 64,
    }
    return _add(session, Evidence(**(defaults | values)))


def meeting(session: Session, *, starts_at: datetime, state: MeetingState, **values: Any) -> Meeting:
    defaults = {
        "title": "Rapat uji",
        "starts_at": starts_at,
        "place": "Kupang",
        "state": state,
        "classification": Classification.ORDINARY,
    }
    return _add(session, Meeting(**(defaults | values)))


def agenda_item(session: Session, of: Meeting, **values: Any) -> AgendaItem:
    number = next(_numbers)
    defaults = {
        "meeting_id": of.id,
        "position": 1,
        "rule": AttentionRule.BY_HAND,
        "subject": f"catatan:{number}",
        "title": f"Butir uji {number}",
        "reason": "Ditambahkan.",
        "minutes": 5,
    }
    return _add(session, AgendaItem(**(defaults | values)))


def decision(session: Session, of: Meeting, **values: Any) -> Decision:
    defaults = {
        "meeting_id": of.id,
        "number": next(_numbers),
        "year": of.starts_at.year,
        "text": "Diputuskan.",
    }
    return _add(session, Decision(**(defaults | values)))


def task(
    session: Session,
    *,
    owner: str = "polda-ntt",
    state: TaskState = TaskState.ACCEPTED,
    due_on: date = date(2026, 12, 1),
    **values: Any,
) -> Task:
    number = next(_numbers)
    proposed_at = values.get("proposed_at", MORNING - timedelta(days=7))
    defaults = {
        "code": f"U-{number}",
        "title": f"Tugas uji {number}",
        "output": "Keluaran",
        "task_class": TaskClass.ORDINARY,
        "state": state,
        "proposer_id": agency_id(session, "setda"),
        "owner_id": agency_id(session, owner),
        "region_code": "53",
        "origin": TaskOrigin.BY_HAND,
        "due_on": due_on,
        "proposed_at": proposed_at,
        "moved_at": proposed_at,
    }
    return _add(session, Task(**(defaults | values)))


def task_step(session: Session, of: Task, *, at: datetime, state: TaskState, **values: Any) -> TaskStep:
    defaults = {"task_id": of.id, "at": at, "agency_id": of.owner_id, "state": state}
    return _add(session, TaskStep(**(defaults | values)))


def service_report(
    session: Session,
    *,
    region: str = "53.21",
    agency: str = "pemkab-malaka",
    month: date = date(2026, 10, 1),
    desks: Mapping[str, DeskState] = MappingProxyType({"employment": DeskState.OPEN}),
    proof: str = "BA-12",
    **values: Any,
) -> ServiceReport:
    by = user(session, agency=agency)
    defaults = {
        "region_code": region,
        "month": month,
        "agency_id": by.agency_id,
        "reporter_id": by.id,
        "state": ReportState.SUBMITTED,
        "submitted_at": MORNING - timedelta(days=3),
        "version": 1,
    }
    row = _add(session, ServiceReport(**(defaults | values)))
    for code, state in desks.items():
        _add(session, DeskStatement(report_id=row.id, desk_code=code, state=state, proof=proof))
    return row


def service_draft(session: Session, *, by: User, **values: Any) -> ServiceDraft:
    defaults = {
        "region_code": "53.21",
        "month": date(2026, 10, 1),
        "reporter_id": by.id,
        "agency_id": by.agency_id,
        "content": '{"desks": {}, "steps": {}, "note": "mulai"}',
        "written_at": MORNING,
        "version": 3,
    }
    return _add(session, ServiceDraft(**(defaults | values)))


def village_team(session: Session, *, agency: str = "pemkab-malaka", **values: Any) -> VillageTeam:
    by = user(session, agency=agency)
    defaults = {
        "village_code": "53.21.01.2001",
        "agency_id": by.agency_id,
        "recorder_id": by.id,
        "recorded_at": MORNING,
    }
    return _add(session, VillageTeam(**(defaults | values)))


def outreach(session: Session, *, agency: str = "pemkab-malaka", **values: Any) -> OutreachActivity:
    by = user(session, agency=agency)
    defaults = {
        "region_code": "53.21",
        "place": "Betun",
        "held_on": date(2026, 11, 1),
        "kind": OutreachKind.EDUCATION,
        "organizer_kind": OrganizerKind.FAITH,
        "organizer": "Paroki uji",
        "proof": "Daftar hadir",
        "agency_id": by.agency_id,
        "recorder_id": by.id,
        "recorded_at": MORNING,
    }
    return _add(session, OutreachActivity(**(defaults | values)))


def case(session: Session, *, regency: str | None = "53.21", **values: Any) -> CaseRecord:
    given = case_values(agency_id(session, "bp3mi-ntt"), regency=regency, **values)
    add_cases(session, [given])
    return session.scalars(select(CaseRecord).where(CaseRecord.code == given["code"])).one()


def entry(**changes: Any) -> Entry:
    """A report as an officer types it: whole, and of nobody."""
    typed = Entry(
        agency_code="polda-ntt",
        reference="LP/B/12/XI/2026",
        kind=CaseKind.TRAFFICKING,
        reported_on=date(2026, 11, 10),
        happened_on=None,
        origin="53.21",
        district_code="53.21.11",
        transit_id=None,
        destination_iso3="MYS",
        victims=Victims(2, 0, 1, 0),
        suspects=None,
        sector=Sector.DOMESTIC_WORK,
        recruitment=RecruitmentMode.BROKER,
        note="Ditawari kerja rumah tangga.",
    )
    return replace(typed, **changes)


def case_values(agency: int, *, regency: str | None, **values: Any) -> dict[str, Any]:
    """The columns of a case record, for inserting many at once."""
    number = next(_numbers)
    defaults = {
        "code": f"U{number}",
        "agency_id": agency,
        "kind": CaseKind.DEATH_ABROAD,
        "reported_on": date(2026, 6, 1),
        "origin_regency_code": regency,
        "women": 1,
        "sector": Sector.UNKNOWN,
        "recruitment": RecruitmentMode.UNKNOWN,
    }
    return defaults | values


def risen(session: Session, regency: str) -> None:
    """A newer list of deaths abroad, by which this kabupaten stands out and the others do not."""
    model = session.scalars(
        select(PublishedFigure).where(
            PublishedFigure.indicator_code == HOT_SERIES, PublishedFigure.region_code == regency
        )
    ).first()
    assert model is not None
    kept = {
        column.name: getattr(model, column.key)
        for column in PublishedFigure.__table__.columns
        if column.name not in ("id", "code", "region_code", "period_start", "period_end", "value")
    }
    codes = session.scalars(select(Region.code).where(Region.level == RegionLevel.REGENCY)).all()
    for number, code in enumerate(codes):
        session.add(
            PublishedFigure(
                **kept,
                code=f"U-{number}",
                region_code=code,
                period_start=date(2026, 1, 1),
                period_end=date(2026, 10, 31),
                value=60 if code == regency else 3,
            )
        )


EMPTY_READING = ("questions", "doubts", "left_out", "understood", "answered", "records", "counts", "sheets")


def reading_of(**parts: Any) -> bytes:
    """What a reading process hands over, with these parts."""
    plain = {"format": "xlsx", "refusal": None, **{name: parts.get(name, []) for name in EMPTY_READING}}
    return packed_text(json.dumps(plain))


def delivery(
    session: Session,
    by: Actor,
    kind: ImportKind,
    *,
    state: ImportState = ImportState.WAITING,
    **parts: Any,
) -> ImportBatch:
    batch = ImportBatch(
        kind=kind,
        source="polda-ntt",
        file_name="Data.xlsx",
        sha256=f"{next(_numbers):064x}",
        size=1_000,
        state=state,
        agency_id=by.agency_id,
        sender_id=by.user_id,
        received_at=MORNING,
        doubts=len(parts.get("doubts", ())),
    )
    session.add(batch)
    session.flush()
    session.add(ImportReading(batch_id=batch.id, content=as_text(reading_of(**parts))))
    session.flush()
    return batch


def delivered_case(number: int, **more: Any) -> list[Any]:
    """One line of a register as it is kept: sheet, row, fields, cells that wait."""
    fields = {
        "reference": f"LP/{number}/XI/2026",
        "kind": "trafficking",
        "reported_on": "2026-11-10",
        "region": "53.21",
        "women": 1,
        "girls": 0,
        **more,
    }
    return ["Data", number + 1, {name: value for name, value in fields.items() if value != ""}, {}]


def delivered_count(
    cell: str, value: float | None, state: str = "value", region: str = "53.21", month: str = "2026-09"
) -> list[Any]:
    """Placements from one place in a month of thirty days or more, as they are kept."""
    span = [f"{month}-01", f"{month}-30"]
    return ["Data", cell, "procedural_placement", "", "", region, *span, state, value]
