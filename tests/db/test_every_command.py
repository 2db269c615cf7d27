"""Every command of the registry: closed to who may not, on record for who may, and touching what it names."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import chain
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

import db
from db.acting import Sender, audited_values
from db.command import Command, run
from db.commands.imports import Ledger
from db.commands.registry import COMMANDS, commands_in
from db.engine import reading
from db.models import (
    AccountLink,
    Agency,
    AuditRecord,
    Base,
    CaseFlag,
    CaseRecord,
    CaseReferral,
    CaseStep,
    Checkpoint,
    Commitment,
    ConflictExplanation,
    Evidence,
    FileDraft,
    ForkopimdaSeat,
    ImportBatch,
    MeetingSeal,
    OwnershipOffer,
    PlannedMove,
    PublishedFigure,
    QuarterLock,
    Remark,
    ScreenToken,
    SignInStep,
    SourceVillage,
    TargetChange,
    User,
    UserSession,
    VillageTeam,
)
from db.queries.accounts import token_digest
from db.queries.audit import audit_rows
from db.queries.figures import figure_rows
from db.queries.revision import revisions
from db.queries.trail_names import KINDS, trail_names
from db.seed import Filling
from db.subjects import Subject
from domain.access.accounts import UNSET_HASH
from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.backups import (
    Attempt,
    BackupFailure,
    BeginBackup,
    NoteBackup,
    NoteBackupFailure,
    NoteDrill,
    NoteRestore,
)
from domain.access.delegations import DelegationKind
from domain.access.errors import AlreadyDone, Forbidden
from domain.access.events import Event, canonical_json, chain_hash
from domain.access.permissions import PERMISSIONS, Actor, Permission, Role
from domain.access.provider import TieAccount
from domain.access.requests import (
    ActAsOneself,
    ActForOffice,
    AddAgency,
    AddAgencyName,
    AgencyCard,
    BeginStep,
    CancelMove,
    CarryOutMove,
    ChangeAccount,
    ChangeAgency,
    ChangePassword,
    ChangeSeat,
    CloseAccount,
    CorrectSeat,
    CountRefusedSignIn,
    CreateUser,
    DrawLink,
    EndOwnSession,
    EndSeat,
    EndSessionsOf,
    ForgiveAttempts,
    InviteAccount,
    InviteAccounts,
    MailLink,
    MergeAgency,
    NameDeputy,
    OpenSession,
    PassStep,
    PlanMove,
    RemoveSecondFactor,
    RenewLink,
    RenewRecovery,
    ReopenAccount,
    RevokeDeputy,
    SeatCard,
    SetPassword,
    SetUpAtTheDoor,
    SetUpSecondFactor,
    SignOut,
    SignOutElsewhere,
    SignOutEverywhere,
    TurnOffSecondFactor,
)
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from domain.cases.facts import Victims
from domain.cases.requests import (
    AddStep,
    AnswerReferral,
    CloseRelease,
    CorrectCase,
    CorrectStep,
    EndService,
    KeepDraft,
    LiftFlag,
    OpenCase,
    RaiseFlag,
    ReferCase,
    ReinstateCase,
    SetStageLimit,
    TakeCases,
    WithdrawCase,
)
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.evidence import CleanFile, FileType
from domain.commitments.health import EvidenceKind, ReportState, VerdictLevel
from domain.commitments.ownership import OfferMove, OfferState
from domain.commitments.requests import (
    AddDecisionEvent,
    AddFile,
    AddLink,
    AddStatement,
    AnswerOwnership,
    DecideTarget,
    DiscardDraft,
    DraftCommitment,
    DropDraft,
    FormCommitment,
    JudgeReport,
    LockQuarter,
    ProposeOwner,
    ProposeTarget,
    RecordDuty,
    RemoveEvidence,
    SaveDraft,
    Seen,
    SettleOwnership,
    SubmitReport,
    Typed,
)
from domain.commitments.targets import ChangeState, CheckpointPlan
from domain.figures.cases import FlagKind, ReferralState, Track, Withdrawal
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Polarity
from domain.figures.map_view import Palette
from domain.figures.requests import (
    AddIndicator,
    AddSource,
    NameExplainer,
    PublishFigure,
    SettleConflict,
    WithdrawFigure,
)
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.requests import (
    AnswerQuestions,
    DecideDoubts,
    DiscardBatch,
    KeepReading,
    ReceiveFile,
    StoreAccounts,
    StoreBatch,
    UndoBatch,
)
from domain.meetings.life import AttendanceMode, Classification, ItemState, MeetingState
from domain.meetings.requests import (
    AddItem,
    AmendMinutes,
    ChangeDecision,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    MoveItem,
    MoveMeeting,
    Plan,
    RecordAttendance,
    RecordDecision,
    ReopenMeeting,
    RevokeScreens,
    Seated,
    StartScreen,
    StrikeDecision,
    WriteNotes,
)
from domain.notices.requests import ChooseMail, HandOutSheets, MakeFeed, ReadNotices, Remind, RevokeFeed
from domain.papers.requests import IssuePaper
from domain.papers.sealing import PaperKind
from domain.remarks import AddRemark, NoteSeen, ProposalKind, RemarkSubject, WithdrawRemark
from domain.services.chain import ChainStep
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.requests import (
    ConfirmOutreach,
    ConfirmTeam,
    DeskTyped,
    DiscardServices,
    JudgeServices,
    ListSourceVillages,
    RecordOutreach,
    RecordTeam,
    SaveServices,
    SendServices,
    ServicesTyped,
    StepTyped,
    WithdrawOutreach,
    WithdrawSourceVillage,
)
from domain.tasks.letters import Correspondence
from domain.tasks.life import Move, TaskState
from domain.tasks.proposals import Proposal
from domain.tasks.requests import AddTaskFile, EscalateTask, KeepCorrespondence, MoveTask, RemoveTaskFile
from domain.time.calendar import Clock
from domain.time.requests import AddJointLeave, RemoveJointLeave
from domain.words import audit
from domain.words import trail as told
from tests import factories
from tests.factories import MORNING, filling
from tests.indonesian import refuse_foreign

PASSWORD = "sembilan lontar di tebing angin"
READER = factories.actor(Role.GOVERNOR_OFFICE).scope
REASON = "Alasan yang dapat dibaca pihak lain."
QUARTER = "2026-B09"
CARD = AgencyCard(
    "Dinas Uji Provinsi NTT",
    "Dinas Uji",
    AgencyKind.PROVINCIAL_AGENCY,
    AgencyLevel.PROVINCE,
    "setda",
    "53",
    "Subbagian Umum",
    True,
)
TYPED = Typed(4.0, "Berjalan.", None, "")
ENTRY = factories.entry(victims=Victims(2, 0, 0, 0))
PLAN = Plan(
    title="Rapat uji",
    day=date(2026, 12, 1),
    at=time(10),
    place="Kupang",
    planned_minutes=60,
    classification=Classification.ORDINARY,
    basis="",
    chair="",
    note_taker="",
)


@dataclass(frozen=True)
class Tried:
    """One request that can be carried out: what must stand there first is written as it is made."""

    request: Callable[[Session, Actor], object]
    agency: str = "polda-ntt"
    also: frozenset[Permission] = frozenset()
    records: int = 1


def fixed(request: object) -> Tried:
    return Tried(lambda _session, _by: request)


def on_meeting(being: MeetingState, request: Callable[[int], object]) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        return request(factories.meeting(session, starts_at=MORNING, state=being).id)

    return Tried(make)


def on_item(request: Callable[[int], object]) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        held = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN)
        return request(factories.agenda_item(session, held).id)

    return Tried(make)


def on_offer(request: Callable[[int], object]) -> Tried:
    def make(session: Session, by: Actor) -> object:
        commitment, _ = factories.commitment(session, owner=None)
        offer = OwnershipOffer(
            commitment_id=commitment.id,
            agency_id=by.agency_id,
            state=OfferState.PROPOSED,
            note="",
            proposer_id=by.user_id,
            proposer_agency_id=by.agency_id,
            proposed_at=MORNING,
        )
        session.add(offer)
        session.flush()
        return request(offer.id)

    return Tried(make)


def on_commitment(owner: str | None, request: Callable[[Commitment], object]) -> Tried:
    return Tried(lambda session, _by: request(factories.commitment(session, owner=owner)[0]))


def a_change_of_target(session: Session, _by: Actor) -> object:
    commitment, _ = factories.commitment(session)
    proposer = factories.user(session)
    change = TargetChange(
        commitment_id=commitment.id,
        state=ChangeState.PROPOSED,
        old_target=100.0,
        new_target=80.0,
        old_due_on=commitment.due_on,
        new_due_on=commitment.due_on,
        reason=REASON,
        proposer_id=proposer.id,
        agency_id=proposer.agency_id,
        proposed_at=MORNING,
    )
    session.add(change)
    session.flush()
    return DecideTarget(change.id, 1, approve=True, reason=REASON)


def checkpoint(session: Session, *, locked: bool = False) -> tuple[str, Checkpoint]:
    commitment, [point] = factories.commitment(session, quarters=(QUARTER,), target=10.0)
    if locked:
        by = factories.user(session)
        session.add(QuarterLock(quarter=QUARTER, locked_at=MORNING, locker_id=by.id, agency_id=by.agency_id))
    return commitment.code, point


def on_draft(request: Callable[[str, int], object]) -> Tried:
    """``request`` is given the commitment's code and the number of a proof in the actor's draft."""

    def make(session: Session, by: Actor) -> object:
        code, point = checkpoint(session)
        author = session.get_one(User, by.user_id)
        draft = factories.report(session, point, by=author, claimed=1.0, state=ReportState.DRAFT)
        return request(code, factories.evidence(session, draft).id)

    return Tried(make)


def a_report(locked: bool) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        code, _ = checkpoint(session, locked=locked)
        return SubmitReport(code, QUARTER, TYPED, Seen(0, 0), REASON)

    return Tried(make, records=2 if locked else 1)


def a_verdict(locked: bool) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        _, point = checkpoint(session, locked=locked)
        waiting = factories.report(session, point, by=factories.user(session), claimed=4.0)
        return JudgeReport(waiting.id, waiting.version, VerdictLevel.LIMITED, 2.0, False, "", REASON)

    return Tried(make, agency="inspektorat", records=2 if locked else 1)


def a_remark(session: Session, by: Actor) -> object:
    row = Remark(
        task_id=factories.task(session).id,
        text="Menunggu surat tugas.",
        author_id=by.user_id,
        agency_id=by.agency_id,
        at=MORNING,
    )
    session.add(row)
    session.flush()
    return WithdrawRemark(row.id, REASON)


def an_open_task(session: Session, by: Actor) -> object:
    task = factories.task(session, state=TaskState.PROPOSED, owner_id=by.agency_id)
    return MoveTask(task.code, Move.ACCEPT, 1)


def a_late_task(session: Session, by: Actor) -> object:
    return EscalateTask(
        factories.task(session, due_on=date(2026, 10, 1), proposer_id=by.agency_id).code,
        seen=1,
        note="Disampaikan lisan.",
    )


def a_decision_to_mend(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    decided = factories.decision(session, held)
    says = {"title": decided.text, "output": decided.text}
    factories.task(session, state=TaskState.PROPOSED, decision_id=decided.id, **says)
    return ChangeDecision(decided.id, 1, "Disepakati.", "", "")


def a_decision_with_its_task(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    return RecordDecision(held.id, "Disepakati.", "polda-ntt", "2 minggu", with_task=True)


def a_mistaken_decision(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    decided = factories.decision(session, held)
    factories.task(session, state=TaskState.PROPOSED, decision_id=decided.id)
    return StrikeDecision(decided.id, 1, REASON, withdraw_tasks=True)


def a_meeting_just_closed(session: Session, by: Actor) -> object:
    held = factories.meeting(
        session, starts_at=MORNING, state=MeetingState.CLOSED, closed_at=MORNING, closed_by_id=by.user_id
    )
    session.add(
        MeetingSeal(meeting_id=held.id, code="0" * 19, content_hash="0" * 64, content="{}", sealed_at=MORNING)
    )
    return ReopenMeeting(held.id)


def an_open_screen(session: Session, by: Actor) -> object:
    return RevokeScreens(a_wall(session, by.user_id))


def a_wall(session: Session, user_id: int | None) -> int:
    """Opened the evening before; gives its meeting."""
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN)
    session.add(
        ScreenToken(
            meeting_id=held.id,
            token_digest="0" * 64,
            created_by_id=user_id,
            created_at=MORNING - timedelta(hours=12),
            expires_at=MORNING + timedelta(hours=1),
        )
    )
    return held.id


def a_session_to_end(session: Session, by: Actor) -> object:
    an_open_screen(session, by)
    session.add(
        UserSession(
            token_digest="1" * 64,
            user_id=by.user_id,
            created_at=MORNING,
            expires_at=MORNING + timedelta(hours=1),
        )
    )
    return NoteRestore("cadangan.tar.gz", MORNING.isoformat(), 1, "0" * 64)


def sheets_of_a_meeting(session: Session, _by: Actor) -> HandOutSheets:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN)
    return HandOutSheets(held.id, MORNING)


def a_backup_to_try(session: Session, _by: Actor) -> object:
    last = session.scalars(select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)).one()
    made = AuditRecord(
        id=last.id + 1,
        at=MORNING,
        actor="operator",
        event=Event.BACKUP_MADE,
        subject="backup",
        subject_id="cadangan.tar.gz",
        screen="",
        before="{}",
        after=canonical_json({"head": "ab" * 32}),
        previous_hash=last.hash,
    )
    made.hash = chain_hash(last.hash, audited_values(made), None)
    session.add(made)
    return NoteDrill("cadangan.tar.gz", "abababab", 7, True)


def a_seat_put_right(session: Session, _by: Actor) -> object:
    """The seat of Polda, as the shipped list has it."""
    seat = session.scalars(select(ForkopimdaSeat).where(ForkopimdaSeat.position == 3)).one()
    stood = SeatCard(seat.title, "polda-ntt", seat.valid_from, seat.valid_to, seat.legal_basis)
    return CorrectSeat(seat.code, stood, replace(stood, title="Anggota: Kepala Polda NTT"), REASON)


def on_account(request: Callable[[str], object], **values: Any) -> Tried:
    return Tried(lambda session, _by: request(factories.user(session, **values).username))


def on_account_with_wall(request: Callable[[str], object]) -> Tried:
    def found(session: Session, _by: Actor) -> object:
        user = factories.user(session)
        a_wall(session, user.id)
        return request(user.username)

    return Tried(found, records=2)


def a_due_plan(session: Session, _by: Actor) -> object:
    number = a_plan(session, to=MORNING.date())
    a_wall(session, session.get_one(PlannedMove, number).user_id)
    return CarryOutMove(number)


def an_own_session(session: Session, by: Actor) -> object:
    return EndOwnSession(a_session(session, by).id)


def a_session(session: Session, by: Actor) -> UserSession:
    row = UserSession(
        token_digest=token_digest("sesi"),
        user_id=by.user_id,
        created_at=MORNING,
        expires_at=MORNING + timedelta(hours=1),
    )
    session.add(row)
    session.flush()
    return row


def lent(session: Session, by: Actor) -> int:
    """The actor's own office, looked after by another account."""
    return factories.delegation(session, by.user_id, factories.user(session, agency="dinsos").id).id


def borrowed(session: Session, by: Actor) -> int:
    """Another office, which the actor looks after; and a session in which to do so."""
    a_session(session, by)
    return factories.delegation(session, factories.user(session, agency="dinsos").id, by.user_id).id


def an_office_taken_on(session: Session, by: Actor) -> object:
    taken = borrowed(session, by)
    session.execute(update(UserSession).values(delegation_id=taken))
    return ActAsOneself("sesi", Door())


def a_plan(session: Session, *, to: date) -> int:
    user = factories.user(session, agency="polda-ntt")
    agency = session.scalars(select(Agency).where(Agency.code == "dinsos")).one()
    row = PlannedMove(
        user_id=user.id,
        role=Role.AGENCY,
        agency_id=agency.id,
        starts_on=to,
        reason=REASON,
        planned_at=MORNING,
    )
    session.add(row)
    session.flush()
    return row.id


def a_source_village(session: Session, by: Actor) -> int:
    row = SourceVillage(
        village_code="53.21.07.2001",
        source="Surat contoh",
        dated_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorder_id=by.user_id,
        recorded_at=MORNING,
    )
    session.add(row)
    session.flush()
    return row.id


def an_own_password(session: Session, by: Actor) -> object:
    session.get_one(User, by.user_id).password_hash = PasswordHasher().hash("lama")
    a_session(session, by)
    return ChangePassword("sesi", "lama", PASSWORD)


def own_factor(request: object) -> Tried:
    """With the password "lama", a session, and something that asks for codes."""

    def made(session: Session, by: Actor) -> object:
        an_own_password(session, by)
        factories.second_factor(session, by.username)
        return request

    return Tried(made)


def own_step(request: Callable[[int, Actor], object], *, has_factor: bool, records: int) -> Tried:
    """Between the password and the code."""

    def made(session: Session, by: Actor) -> object:
        if has_factor:
            factories.second_factor(session, by.username)
        row = SignInStep(
            token_digest=token_digest("langkah"), user_id=by.user_id, expires_at=MORNING + timedelta(hours=1)
        )
        session.add(row)
        session.flush()
        return request(row.id, by)

    return Tried(made, records=records)


def somebody_elses_factor(session: Session, _by: Actor) -> object:
    account = factories.user(session)
    factories.second_factor(session, account.username)
    return RemoveSecondFactor(account.username, 0, REASON)


def to_set_up(session: Session, by: Actor) -> object:
    an_own_password(session, by)
    return SetUpSecondFactor("sesi", "lama", "tersegel", 7)


def a_link(session: Session, _by: Actor) -> object:
    account = factories.user(session)
    expires = MORNING + timedelta(days=1)
    session.add(
        AccountLink(key_digest=token_digest("kunci"), user_id=account.id, made_at=MORNING, expires_at=expires)
    )
    return SetPassword("kunci", PASSWORD)


def an_account_that_waits(session: Session, _by: Actor) -> object:
    waits = factories.user(session, password_hash=UNSET_HASH)
    return MailLink(waits.username, 0, "tu@dpmd.nttprov.go.id")


def a_link_to_mail(session: Session, by: Actor) -> object:
    a_link(session, by)
    return DrawLink(session.scalars(select(AccountLink.id)).one())


def a_task_file(session: Session, _by: Actor) -> object:
    task = factories.task(session, state=TaskState.IN_PROGRESS)
    proof = Evidence(task_id=task.id, kind=EvidenceKind.LETTER, title="SK", content_hash="0" * 64)
    session.add(proof)
    session.flush()
    return RemoveTaskFile(proof.id)


def an_agency_to_merge(session: Session, _by: Actor) -> object:
    factories.open_things(session, "dinsos")
    return MergeAgency("dinsos", "dpmd", 0, REASON)


CONFLICT, CONFLICTING = "procedural_placement-53-2024", "A-022"
"""A conflict of the figures that ship, and one of its sides."""

LTSA = ServicesTyped(
    {"employment": DeskTyped(DeskState.OPEN, 18.0, 12.0, 3.0, "BA-12", date(2026, 11, 2))},
    {ChainStep.REGISTRATION: StepTyped(12.0, 9.0, 1.0)},
)


def a_services_report(session: Session, _by: Actor) -> object:
    return JudgeServices(factories.service_report(session).id, 1, ("employment",), False)


def a_draft_of_services(session: Session, by: Actor) -> object:
    factories.service_draft(session, by=session.get_one(User, by.user_id))
    return DiscardServices("53.21", "2026-10")


def on_case(request: Callable[[str], object]) -> Tried:
    return Tried(lambda session, by: request(factories.case(session, agency_id=by.agency_id).code))


def a_running_service(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    step = CaseStep(
        case_id=row.id,
        track=Track.SERVICES,
        stage="shelter",
        started_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorded_at=MORNING,
    )
    session.add(step)
    session.flush()
    return EndService(step.id, date(2026, 11, 20))


def a_wrong_step(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    step = CaseStep(
        case_id=row.id,
        track=Track.POLICE,
        stage="reported",
        started_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorded_at=MORNING,
    )
    session.add(step)
    session.flush()
    return CorrectStep(row.code, 1, step.id, False, "investigation", date(2026, 11, 20), "", REASON)


def a_flag(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    session.add(
        CaseFlag(
            case_id=row.id,
            kind=FlagKind.MEDICAL,
            raised_on=date(2026, 11, 20),
            agency_id=by.agency_id,
            recorded_at=MORNING,
        )
    )
    session.flush()
    return LiftFlag(row.code, FlagKind.MEDICAL, REASON)


LONGER = PublishFigure(
    "procedural_placement",
    "53",
    date(2024, 1, 1),
    date(2025, 6, 30),
    "900 orang",
    900.0,
    "Siaran pers",
    "https://berita.contoh.id/penempatan",
    date(2026, 11, 18),
)
"""It contradicts what is known of 2024, and the conflict is called by its days from then on."""


def _explained(session: Session, key: str) -> None:
    office = factories.agency_id(session, "bp3mi-ntt")
    session.add(ConflictExplanation(conflict_key=key, agency_id=office, due_on=date(2026, 12, 3)))
    factories.task(session, conflict_key=key)
    session.flush()


def a_conflict_that_grows(session: Session, _by: Actor) -> object:
    _explained(session, "procedural_placement-53-2024")
    return LONGER


def a_conflict_that_shrinks(session: Session, _by: Actor) -> object:
    return WithdrawFigure(_longer_than_known(session).code, REASON)


def _longer_than_known(session: Session) -> PublishedFigure:
    """Without it the conflict that it is in is called by other days; a task stands beside."""
    known = session.scalars(select(PublishedFigure).where(PublishedFigure.code == "A-022")).one()
    figure = PublishedFigure(
        code="A-999",
        indicator_code=known.indicator_code,
        region_code="53",
        period_start=LONGER.period_start,
        period_end=LONGER.period_end,
        value=9.0,
        unit=known.unit,
        source_code=known.source_code,
    )
    session.add(figure)
    session.flush()
    found = find_conflicts(row.plain for row in figure_rows(session.connection()))
    [there] = [each for each in found if "A-999" in {figure.code for figure in each.figures}]
    _explained(session, there.key)
    return figure


def an_own_activity(session: Session, by: Actor) -> object:
    return WithdrawOutreach(factories.outreach(session, agency_id=by.agency_id).id, REASON)


def a_withdrawn_case(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    row.withdrawn_as = Withdrawal.WRONG
    session.flush()
    return ReinstateCase(row.code, 1, REASON)


def a_referral(session: Session, by: Actor) -> object:
    referral = CaseReferral(
        case_id=factories.case(session).id,
        from_agency_id=factories.agency_id(session, "bp3mi-ntt"),
        to_agency_id=by.agency_id,
        asked="Pendampingan.",
        state=ReferralState.SENT,
        sent_at=MORNING,
    )
    session.add(referral)
    session.flush()
    return AnswerReferral(referral.id, 1, ReferralState.ACCEPTED)


_DRAFT, _OPEN, _RUNNING, _CLOSED = MeetingState

_ALSO = frozenset({Permission.KEEP_CASES, Permission.PUBLISH_FIGURES})
_ASKED = ["mark:-", "Nol atau belum ada laporan?", 1, [["zero", "nol"]]]
_DOUBT = ["fraction", "Data", "D8", "Banyaknya orang tidak mungkin pecahan.", ["18"], True]


def on_delivery(
    request: Callable[[ImportBatch], object],
    kind: ImportKind = ImportKind.CASES,
    state: ImportState = ImportState.WAITING,
) -> Tried:
    def make(session: Session, by: Actor) -> object:
        by = replace(by, granted=_ALSO)
        batch = factories.delivery(
            session,
            by,
            kind,
            state=state,
            records=[factories.delivered_case(1)] if kind is ImportKind.CASES else [],
            counts=[factories.delivered_count("D9", 3)] if kind is not ImportKind.CASES else [],
            questions=[_ASKED],
            doubts=[_DOUBT],
        )
        return request(batch)

    return Tried(make, also=_ALSO)


def a_delivery_that_grows_a_conflict(session: Session, by: Actor) -> object:
    _explained(session, "procedural_placement-53-2024")
    span = [LONGER.period_start.isoformat(), LONGER.period_end.isoformat()]
    said = ["Data", "D8", "procedural_placement", "", "", "53", *span, "value", 900]
    batch = factories.delivery(session, replace(by, granted=_ALSO), ImportKind.PLACEMENTS, counts=[said])
    return StoreBatch(batch.id, batch.version)


def a_delivery_that_grew_a_conflict(session: Session, by: Actor) -> object:
    batch = factories.delivery(session, by, ImportKind.PLACEMENTS, state=ImportState.STORED)
    ledger = Ledger(session, batch.id)
    ledger.made(PublishedFigure, [_longer_than_known(session).id])
    ledger.close()
    return UndoBatch(batch.id, REASON)


def a_draft() -> DraftCommitment:
    due = date(2027, 6, 30)
    return DraftCommitment("Edukasi migrasi", "", "", "", None, 60.0, due, "", "dpmd", "Setda NTT")


def a_draft_to_drop(session: Session, _by: Actor) -> object:
    draft = FileDraft(title="Edukasi migrasi", source="Setda NTT", drafted_at=MORNING)
    session.add(draft)
    session.flush()
    return DropDraft(draft.id, 1)


def new_accounts(session: Session, by: Actor) -> object:
    told = {"username": "uji.baru", "role": "agency", "agency": "dpmd", "function": "Penghubung 9"}
    batch = factories.delivery(session, by, ImportKind.ACCOUNTS, records=[["Data", 2, told, {}]])
    return StoreAccounts(batch.id, batch.version)


def entering(kind: ImportKind, agency: str, permission: Permission, /, **told: Any) -> Tried:
    """A delivery of one line that goes through the command of another screen, with its own record."""

    def make(session: Session, by: Actor) -> object:
        batch = factories.delivery(session, by, kind, records=[["Data", 2, told, {}]])
        return StoreBatch(batch.id, batch.version)

    return Tried(make, agency, frozenset({permission}), records=2)


ENTERED: list[Tried] = [
    entering(ImportKind.VILLAGE_TEAMS, "dpmd", Permission.REPORT_SERVICES, region="53.21.01.2001", members=5),
    entering(ImportKind.COMMITMENTS, "setda", Permission.FORM_COMMITMENTS, title="Edukasi migrasi"),
    entering(
        ImportKind.AGENCIES,
        "diskominfo",
        Permission.MANAGE_AGENCIES,
        name="Kepolisian Resor Uji",
        short_name="Polres Uji",
        kind="police",
        level="regency",
        may_own_tasks="yes",
    ),
]


def rows_of(session: Session, by: Actor) -> list[Base]:
    """One of each that went through the command of another screen."""
    agency = factories.agency_id(session, "dpmd")
    return [
        VillageTeam(
            village_code="53.21.01.2001",
            members=5,
            agency_id=agency,
            recorder_id=by.user_id,
            recorded_at=MORNING,
        ),
        FileDraft(title="Edukasi migrasi", source="Setda NTT", drafted_at=MORNING),
        User(
            username="uji.kirim",
            display_name="Penghubung",
            role=Role.AGENCY,
            agency_id=agency,
            password_hash="",
            created_at=MORNING,
        ),
        Agency(
            code="uji-kirim",
            name="Kantor Uji Kirim",
            short_name="Uji Kirim",
            kind=AgencyKind.POLICE,
            level=AgencyLevel.REGENCY,
            mandate="",
        ),
    ]


def a_stored_delivery(kind: ImportKind) -> Tried:
    def make(session: Session, by: Actor) -> object:
        batch = factories.delivery(session, by, kind, state=ImportState.STORED)
        ledger = Ledger(session, batch.id)
        if kind is ImportKind.CASES:
            ledger.made(CaseRecord, [factories.case(session).id])
            with ledger.watching():
                session.add_all(rows_of(session, by))
        else:
            figure = PublishedFigure(
                code="A-900",
                indicator_code="procedural_placement",
                region_code="53.21",
                period_start=date(2026, 9, 1),
                period_end=date(2026, 9, 30),
                value=3,
                unit="orang",
                source_code="SEED",
            )
            session.add(figure)
            session.flush()
            ledger.made(PublishedFigure, [figure.id])
        ledger.close()
        return UndoBatch(batch.id, REASON)

    return Tried(make, also=_ALSO)


TRIED: dict[str, list[Tried]] = {
    "receive_file": [
        replace(fixed(ReceiveFile(ImportKind.CASES, "polda-ntt", "Data.xlsx", "0" * 64, 10)), also=_ALSO)
    ],
    "keep_reading": [
        on_delivery(lambda batch: KeepReading(batch.id, factories.reading_of()), state=ImportState.READING)
    ],
    "answer_questions": [
        on_delivery(lambda batch: AnswerQuestions(batch.id, batch.version, {"mark:-": "zero"}))
    ],
    "decide_doubts": [on_delivery(lambda batch: DecideDoubts(batch.id, batch.version, {"Data!D8": "18"}))],
    "store_batch": [
        on_delivery(lambda batch: StoreBatch(batch.id, batch.version), kind)
        for kind in (ImportKind.CASES, ImportKind.PLACEMENTS)
    ]
    + [Tried(a_delivery_that_grows_a_conflict, also=_ALSO), *ENTERED],
    "store_accounts": [Tried(new_accounts, records=2)],
    "undo_batch": [
        *(a_stored_delivery(kind) for kind in (ImportKind.CASES, ImportKind.PLACEMENTS)),
        Tried(a_delivery_that_grew_a_conflict, also=_ALSO),
    ],
    "discard_batch": [on_delivery(lambda batch: DiscardBatch(batch.id, batch.version))],
    "count_refused_sign_in": [fixed(CountRefusedSignIn("uji", "0" * 64, False))],
    "open_session": [Tried(lambda _session, by: OpenSession(by.user_id or 0, by.username, "uji"))],
    "note_backup": [fixed(NoteBackup("cadangan.tar.gz", 1, 1, "0" * 64, True))],
    "begin_backup": [fixed(BeginBackup(Attempt(MORNING, 1), "a1"))],
    "note_backup_failure": [fixed(NoteBackupFailure(BackupFailure.FULL))],
    "note_drill": [Tried(a_backup_to_try)],
    "note_restore": [Tried(a_session_to_end)],
    "sign_out": [fixed(SignOut("x"))],
    "sign_out_everywhere": [fixed(SignOutEverywhere())],
    "read_notices": [Tried(lambda _session, _by: ReadNotices((1,)), records=0)],
    "remind": [fixed(Remind(MORNING.date()))],
    "hand_out_sheets": [Tried(sheets_of_a_meeting)],
    "choose_mail": [fixed(ChooseMail("tu@dpmd.nttprov.go.id", True, False, 6, 20, 0))],
    "make_feed": [fixed(MakeFeed())],
    "revoke_feed": [fixed(RevokeFeed())],
    "save_case_draft": [Tried(lambda _session, _by: KeepDraft({"women": "2"}), records=0)],
    "note_opening": [fixed(OpenCase("K26-0001"))],
    "note_taking": [fixed(TakeCases("Tahap: penyidikan"))],
    "enter_case": [fixed(ENTRY)],
    "correct_case": [on_case(lambda code: CorrectCase(code, 1, replace(ENTRY, reference="13"), REASON))],
    "withdraw_case": [on_case(lambda code: WithdrawCase(code, 1, Withdrawal.WRONG, "", REASON))],
    "reinstate_case": [Tried(a_withdrawn_case)],
    "correct_step": [Tried(a_wrong_step)],
    "lift_flag": [Tried(a_flag)],
    "add_step": [
        on_case(lambda code: AddStep(code, 1, Track.POLICE, "investigation", date(2026, 11, 20), ""))
    ],
    "end_service": [Tried(a_running_service)],
    "raise_flag": [on_case(lambda code: RaiseFlag(code, FlagKind.MEDICAL, date(2026, 11, 20), ""))],
    "refer_case": [on_case(lambda code: ReferCase(code, "dinsos", "Pendampingan."))],
    "answer_referral": [Tried(a_referral)],
    "close_release": [on_case(lambda _code: CloseRelease(date(2026, 10, 31)))],
    "set_stage_limit": [fixed(SetStageLimit(Track.POLICE, "trial", 90.0, "Pasal contoh", date(2026, 1, 1)))],
    "create_user": [fixed(CreateUser("uji.baru", "Uji", Role.AGENCY, "polda-ntt", "kupang rote sabu alor"))],
    "sign_out_elsewhere": [fixed(SignOutElsewhere("x"))],
    "end_own_session": [Tried(an_own_session)],
    "change_password": [Tried(an_own_password)],
    "set_password": [Tried(a_link)],
    "invite": [fixed(InviteAccount("uji.undangan", "Uji", Role.AGENCY, "polda-ntt"))],
    "invite_all": [fixed(InviteAccounts((InviteAccount("uji.banyak", "Uji", Role.AGENCY, "polda-ntt"),)))],
    "renew_link": [on_account_with_wall(lambda name: RenewLink(name, 0, REASON))],
    "mail_link": [Tried(an_account_that_waits)],
    "draw_link": [Tried(a_link_to_mail)],
    "change_account": [
        on_account_with_wall(lambda name: ChangeAccount(name, 0, "Uji", Role.VERIFIER, "inspektorat", REASON))
    ],
    "plan_move": [
        on_account(lambda name: PlanMove(name, 0, Role.VERIFIER, "inspektorat", date(2026, 12, 1), REASON))
    ],
    "cancel_move": [
        Tried(lambda session, _by: CancelMove(a_plan(session, to=MORNING.date() + timedelta(days=7)), REASON))
    ],
    "carry_out_move": [Tried(a_due_plan, records=2)],
    "close_account": [on_account_with_wall(lambda name: CloseAccount(name, 0, REASON))],
    "reopen_account": [on_account(lambda name: ReopenAccount(name, 0, REASON), is_active=False)],
    "end_sessions_of": [on_account(EndSessionsOf)],
    "forgive_attempts": [on_account(ForgiveAttempts)],
    "begin_second_step": [Tried(lambda _session, by: BeginStep(by.user_id or 0, by.username, "!"))],
    "pass_second_step": [
        own_step(
            lambda step, by: PassStep(step, by.user_id, by.username, "uji", time_step=7),
            has_factor=True,
            records=1,
        )
    ],
    "set_up_at_the_door": [
        own_step(
            lambda step, by: SetUpAtTheDoor(step, by.user_id, by.username, "uji", "", "tersegel", 7),
            has_factor=False,
            records=2,
        )
    ],
    "set_up_second_factor": [Tried(to_set_up)],
    "renew_recovery": [own_factor(RenewRecovery("sesi", "lama"))],
    "turn_off_second_factor": [own_factor(TurnOffSecondFactor("sesi", "lama", SecondFactorDemand.NOBODY))],
    "remove_second_factor": [Tried(somebody_elses_factor)],
    "tie_account": [on_account(lambda name: TieAccount(name, 0, "tu.uji", "https://sso.contoh", REASON))],
    "name_deputy": [
        Tried(
            lambda session, by: NameDeputy(
                by.username,
                factories.user(session, agency="dinsos").username,
                DelegationKind.DAILY,
                date(2026, 11, 24),
                date(2026, 11, 30),
                "SP 12/2026",
            )
        )
    ],
    "revoke_deputy": [Tried(lambda session, by: RevokeDeputy(lent(session, by), 1, REASON))],
    "act_for_office": [Tried(lambda session, by: ActForOffice("sesi", borrowed(session, by), Door()))],
    "act_as_oneself": [Tried(an_office_taken_on)],
    "keep_correspondence": [
        fixed(KeepCorrespondence("dinsos", 0, Correspondence("Kepala Dinas", "Jalan Uji 2\nKupang"), {}))
    ],
    "add_agency": [fixed(AddAgency(CARD))],
    "change_agency": [fixed(ChangeAgency("dinsos", 0, CARD, REASON))],
    "add_agency_name": [fixed(AddAgencyName("dinsos", "Dinas Sosial Uji", "surat"))],
    "add_task_file": [
        Tried(
            lambda session, _by: AddTaskFile(
                "SK.pdf",
                None,
                CleanFile(b"isi", FileType.PDF, 3),
                factories.task(session, state=TaskState.IN_PROGRESS).code,
            )
        )
    ],
    "remove_task_file": [Tried(a_task_file)],
    "merge_agency": [Tried(an_agency_to_merge, records=4)],
    "change_seat": [fixed(ChangeSeat(3, "Anggota: Kapolda", "dinsos", date(2027, 1, 1), "PP contoh"))],
    "correct_seat": [Tried(a_seat_put_right)],
    "end_seat": [fixed(EndSeat(3, date(2027, 1, 1), "PP contoh"))],
    "form_commitment": [
        fixed(
            FormCommitment(
                statement_code="D-02",
                title="Rapat koordinasi tiap triwulan",
                sentence="Menggelar empat rapat koordinasi dengan notulen",
                indicator="Rapat dengan notulen",
                unit="rapat",
                baseline=0.0,
                target=4.0,
                polarity=Polarity.UP,
                weight=1.0,
                region_code="53",
                pillar_code="6",
                starts_on=date(2027, 1, 1),
                due_on=date(2027, 6, 30),
                checkpoints=[
                    CheckpointPlan("2027-B06", date(2027, 6, 30), "Rapat", "Notulen", 0.0, 4.0, "rapat", 1.0)
                ],
                owner_is_open=True,
            )
        )
    ],
    "draft_commitment": [fixed(a_draft())],
    "drop_draft": [Tried(a_draft_to_drop)],
    "add_remark": [
        on_commitment(None, lambda row: AddRemark(RemarkSubject.COMMITMENT, row.code, "Menunggu."))
    ],
    "withdraw_remark": [Tried(a_remark)],
    "add_indicator": [
        fixed(AddIndicator("Rumah aman", "unit", "Rumah aman yang buka.", Polarity.UP, Palette.NEUTRAL))
    ],
    "add_source": [fixed(AddSource("Halaman uji", "https://contoh.example/uji", "Tidak memuat angka."))],
    "note_seen": [
        Tried(
            lambda session, by: NoteSeen(
                ProposalKind.TASK, factories.task(session, owner_id=by.agency_id).code
            )
        )
    ],
    "propose_owner": [on_commitment(None, lambda row: ProposeOwner(row.code, 1, "dpmd"))],
    "answer_ownership": [on_offer(lambda offer: AnswerOwnership(offer, 1, OfferMove.ACCEPT))],
    "settle_ownership": [on_offer(lambda offer: SettleOwnership(offer, 1, OfferMove.WITHDRAW, REASON))],
    "propose_target": [on_commitment("polda-ntt", lambda row: ProposeTarget(row.code, 1, 80.0, REASON))],
    "decide_target": [Tried(a_change_of_target)],
    "lock_quarter": [fixed(LockQuarter(QUARTER))],
    "add_decision_event": [
        fixed(
            AddDecisionEvent(
                "Rapat koordinasi kedua",
                DecisionEventKind.COORDINATION_MEETING,
                date(2026, 10, 1),
                "Kupang",
                "",
                "Notulen rapat",
                "",
            )
        )
    ],
    "add_statement": [
        fixed(
            AddStatement(
                "DEK-2025",
                StatementKind.PLEDGE,
                "Kami akan membuka delapan meja.",
                "Gubernur NTT",
                StatementBasis.QUOTED,
                "Siaran pers",
                "https://nttprov.example/berita/1",
            )
        )
    ],
    "record_duty": [
        fixed(
            RecordDuty(
                "53.21",
                RegencyDuty.TASK_FORCE,
                DutyState.PRESENT,
                "KEP/HK/12",
                "",
                date(2026, 2, 1),
                "Salinan keputusan",
            )
        )
    ],
    "save_draft": [Tried(lambda session, _by: SaveDraft(checkpoint(session)[0], QUARTER, TYPED, Seen(0, 0)))],
    "discard_draft": [on_draft(lambda code, _proof: DiscardDraft(code, QUARTER))],
    "submit_report": [a_report(locked=False), a_report(locked=True)],
    "judge_report": [a_verdict(locked=False), a_verdict(locked=True)],
    "add_file": [
        on_draft(
            lambda code, _proof: AddFile(code, QUARTER, "SK.pdf", None, CleanFile(b"isi", FileType.PDF, 3))
        )
    ],
    "add_link": [on_draft(lambda code, _proof: AddLink(code, QUARTER, "https://contoh.id/a"))],
    "remove_evidence": [on_draft(lambda _code, proof: RemoveEvidence(proof))],
    "schedule": [fixed(PLAN)],
    "change_plan": [on_meeting(_DRAFT, lambda held: ChangePlan(held, 1, PLAN))],
    "move_meeting": [on_meeting(_OPEN, lambda held: MoveMeeting(held, _RUNNING))],
    "record_attendance": [
        on_meeting(
            _RUNNING, lambda held: RecordAttendance(held, {"polda-ntt": Seated(AttendanceMode.PRESENT)})
        )
    ],
    "draft_agenda": [on_meeting(_DRAFT, DraftAgenda)],
    "add_item": [on_meeting(_OPEN, lambda held: AddItem(held, "Pokok", "", "", 5))],
    "move_item": [on_item(lambda item: MoveItem(item, 1, up=True))],
    "change_item": [on_item(lambda item: ChangeItem(item, 1, ItemState.DISCUSSED, 5))],
    "record_decision": [
        on_meeting(_RUNNING, lambda held: RecordDecision(held, "Disepakati.")),
        Tried(a_decision_with_its_task, also=frozenset({Permission.PROPOSE_TASKS}), records=2),
    ],
    "change_decision": [Tried(a_decision_to_mend, records=2)],
    "strike_decision": [Tried(a_mistaken_decision, records=2)],
    "write_notes": [on_meeting(_RUNNING, lambda held: WriteNotes(held, 1, "a", "b"))],
    "close_meeting": [on_meeting(_RUNNING, CloseMeeting)],
    "reopen_meeting": [Tried(a_meeting_just_closed)],
    "amend_minutes": [on_meeting(_CLOSED, lambda held: AmendMinutes(held, "Isi", "Salah ketik"))],
    "start_screen": [on_meeting(_OPEN, StartScreen)],
    "revoke_screens": [Tried(an_open_screen)],
    "propose": [
        fixed(Proposal("Jadwal jaga bersama", "Jadwal satu bulan", "polda-ntt", "53.21", "2 minggu"))
    ],
    "move_task": [Tried(an_open_task)],
    "escalate": [Tried(a_late_task)],
    "publish_figure": [
        fixed(
            PublishFigure(
                "procedural_placement",
                "53",
                date(2026, 1, 1),
                date(2026, 10, 31),
                "2.100 orang",
                2100.0,
                "Siaran pers",
                "https://berita.contoh.id/penempatan",
                date(2026, 11, 18),
            )
        ),
        Tried(a_conflict_that_grows),
    ],
    "withdraw_figure": [fixed(WithdrawFigure("A-122", REASON)), Tried(a_conflict_that_shrinks)],
    "name_explainer": [fixed(NameExplainer(CONFLICT, "bp3mi-ntt", date(2026, 12, 3)))],
    "settle_conflict": [fixed(SettleConflict(CONFLICT, CONFLICTING, REASON))],
    "save_services": [
        Tried(
            lambda _session, _by: SaveServices("53.21", "2026-10", LTSA, Seen(0, 0)),
            agency="pemkab-malaka",
        )
    ],
    "discard_services": [Tried(a_draft_of_services, agency="pemkab-malaka")],
    "send_services": [
        Tried(
            lambda _session, _by: SendServices("53.21", "2026-10", LTSA, Seen(0, 0)),
            agency="pemkab-malaka",
        )
    ],
    "judge_services": [Tried(a_services_report, agency="inspektorat")],
    "record_team": [
        Tried(
            lambda _session, _by: RecordTeam("53.21.01.2001", "SK-7", date(2026, 3, 1), 7.0, None),
            agency="pemkab-malaka",
        )
    ],
    "record_outreach": [
        fixed(
            RecordOutreach(
                "53.21",
                "Betun",
                date(2026, 11, 1),
                OutreachKind.EDUCATION,
                OrganizerKind.FAITH,
                "Paroki",
                40.0,
                "Daftar hadir 3",
            )
        )
    ],
    "list_source_villages": [
        Tried(
            lambda _session, _by: ListSourceVillages(
                "53.21", ("53.21.07.2001",), "Surat contoh", date(2026, 11, 1)
            ),
            agency="pemkab-malaka",
        )
    ],
    "withdraw_source_village": [
        Tried(
            lambda session, by: WithdrawSourceVillage(a_source_village(session, by), REASON),
            agency="pemkab-malaka",
        )
    ],
    "confirm_team": [Tried(lambda session, _by: ConfirmTeam(factories.village_team(session).id))],
    "withdraw_outreach": [Tried(an_own_activity)],
    "confirm_outreach": [Tried(lambda session, _by: ConfirmOutreach(factories.outreach(session).id))],
    "issue_paper": [fixed(IssuePaper(PaperKind.BRIEFING, "9f2c41d07be3a8c5" * 4, 7, "Empat lewat"))],
    "add_joint_leave": [fixed(AddJointLeave(date(2028, 12, 26), "Cuti bersama Natal", "SKB contoh"))],
    "remove_joint_leave": [fixed(RemoveJointLeave(date(2026, 12, 24)))],
}
"""Each command with what it can be tried with; filling and keying have tests of their own."""


def somebody(session: Session, tried: Tried) -> Actor:
    """An account of the agency, whose role permits nothing."""
    account = factories.actor_of(session, factories.user(session, agency=tried.agency))
    return replace(account, role=None)


def trail(engine: Engine) -> list[tuple[Event, str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(
            select(AuditRecord.event, AuditRecord.subject, AuditRecord.subject_id).order_by(AuditRecord.id)
        )
        return [tuple(row) for row in rows]


def renewed(engine: Engine, before: dict[Subject, int]) -> set[Subject]:
    with reading(engine) as connection:
        return {subject for subject, number in revisions(connection).items() if before.get(subject) != number}


def revision(engine: Engine) -> dict[Subject, int]:
    with reading(engine) as connection:
        return dict(revisions(connection))


@pytest.mark.by_turns
@pytest.mark.parametrize("name", TRIED)
def test_who_lacks_its_permission_changes_nothing_and_leaves_a_trace(
    engine: Engine, clock: Clock, name: str
) -> None:
    with filling(engine) as session:
        by = somebody(session, TRIED[name][0])
        request = TRIED[name][0].request(session, by)
    records, numbers = trail(engine), revision(engine)
    asked = COMMANDS[name].permission_for(request)
    without = [None, *(role for role in Role if asked not in PERMISSIONS[role])]
    for role in without:
        with pytest.raises(Forbidden, match="Peran akun"):
            run(Sender(engine, replace(by, role=role), clock), COMMANDS[name], request)
    assert trail(engine) == [*records, *[(Event.ACCESS_REFUSED, "action", name)] * len(without)]
    assert renewed(engine, numbers) == set()


@pytest.mark.parametrize("name", TRIED)
def test_who_has_it_leaves_a_record_once_and_touches_what_the_command_names(
    engine: Engine, clock: Clock, name: str
) -> None:
    command, touched = COMMANDS[name], set()
    for tried in TRIED[name]:
        with filling(engine) as session:
            by = somebody(session, tried)
            request = tried.request(session, by)
        by = replace(by, granted=frozenset({command.permission_for(request)}) | tried.also)
        records, numbers = len(trail(engine)), revision(engine)
        sender = Sender(engine, by, clock, idempotency_key="formulir")
        answer = run(sender, command, request)
        assert len(trail(engine)) == records + tried.records
        refuse_machine_words(engine, tried.records)
        touched |= renewed(engine, numbers)
        assert answered_again(sender, command, request) == (None if command.secret else answer)
        assert len(trail(engine)) == records + tried.records
    assert touched == command.touches


GONE = frozenset({Event.EVIDENCE_REMOVED, Event.REPORT_DISCARDED})
"""What they speak of is there no more; what it was stands among the values."""


def refuse_machine_words(engine: Engine, newest: int) -> None:
    """What the trail shows of the newest records says in Indonesian what was done to what."""
    with reading(engine) as connection:
        _, rows = audit_rows(connection, scope=READER, event=None, page=1, size=max(newest, 1))
        wanted = (told.things(row.subject, row.subject_id, row.before, row.after) for row in rows)
        names = trail_names(connection, frozenset(chain.from_iterable(wanted)), scope=READER)
        codes = connection.scalars(select(Agency.code)).all()
    for row in rows:
        said = told.change(row.subject, row.before, row.after, names, instead="")
        thing = told.subject(row.subject, row.subject_id, names)
        if row.subject in KINDS and row.event not in GONE:
            assert f"nomor {row.subject_id}" not in thing, "name it in db/queries/trail_names.py"
        refuse_foreign(f"{thing}: {said}", codes=codes)


def answered_again(sender: Sender, command: Command[Any, Any], request: object) -> object:
    """What the second delivery of the same form is told; None when it is told to look for itself."""
    try:
        return run(sender, command, request)
    except AlreadyDone:
        return None


def test_filling_a_database_touches_what_it_names(demo_engine: Engine, clock: Clock) -> None:
    command = COMMANDS["fill_database"]
    assert set(revision(demo_engine)) == command.touches
    with pytest.raises(Forbidden):
        run(Sender(demo_engine, factories.actor(None), clock), command, Filling(with_demo=True))
    assert trail(demo_engine)[-1] == (Event.ACCESS_REFUSED, "action", "fill_database")


def test_every_command_is_tried_here() -> None:
    assert {*TRIED, "fill_database", "key_trail"} == set(COMMANDS)


def test_every_command_that_is_written_stands_in_the_registry() -> None:
    written: list[Command[object, object]] = []
    for each in pkgutil.walk_packages(db.__path__, "db."):
        if not each.name.startswith(("db.migrations", "db.geodata.prepare", "db.__main__")):
            written += commands_in(importlib.import_module(each.name))
    missing = [f"{each.function.__module__}.{each.name}" for each in written if each.name not in COMMANDS]
    assert missing == [], "name the module in db/commands/registry.py"


def test_every_command_has_words_for_the_trail_of_who_was_refused() -> None:
    assert sorted(COMMANDS.keys() - audit.AUDIT_VALUES.keys()) == [], "domain/words/audit.py"


def test_every_event_has_words() -> None:
    assert sorted(set(Event) - audit.EVENTS.keys()) == [], "domain/words/audit.py"
