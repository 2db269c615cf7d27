"""Commands about backups, notices, papers and days off."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.acting import audited_values
from db.models import AuditRecord, UserSession
from domain.access.backups import (
    Attempt,
    BackupFailure,
    BeginBackup,
    NoteBackup,
    NoteBackupFailure,
    NoteDrill,
    NoteRestore,
)
from domain.access.events import Event, canonical_json, chain_hash
from domain.access.permissions import Actor
from domain.meetings.life import MeetingState
from domain.notices.requests import ChooseMail, HandOutSheets, MakeFeed, ReadNotices, Remind, RevokeFeed
from domain.papers.requests import IssuePaper
from domain.papers.sealing import PaperKind
from domain.time.requests import AddJointLeave, RemoveJointLeave
from tests import factories
from tests.db.tried.model import Tried, an_open_screen, fixed
from tests.factories import MORNING


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


SYSTEM: dict[str, list[Tried]] = {
    "note_backup": [fixed(NoteBackup("cadangan.tar.gz", 1, 1, "0" * 64, True))],
    "begin_backup": [fixed(BeginBackup(Attempt(MORNING, 1), "a1"))],
    "note_backup_failure": [fixed(NoteBackupFailure(BackupFailure.FULL))],
    "note_drill": [Tried(a_backup_to_try)],
    "note_restore": [Tried(a_session_to_end)],
    "read_notices": [Tried(lambda _session, _by: ReadNotices((1,)), records=0)],
    "remind": [fixed(Remind(MORNING.date()))],
    "hand_out_sheets": [Tried(sheets_of_a_meeting)],
    "choose_mail": [fixed(ChooseMail("tu@dpmd.nttprov.go.id", True, False, 6, 20, 0))],
    "make_feed": [fixed(MakeFeed())],
    "revoke_feed": [fixed(RevokeFeed())],
    "issue_paper": [fixed(IssuePaper(PaperKind.BRIEFING, "9f2c41d07be3a8c5" * 4, 7, "Empat lewat"))],
    "add_joint_leave": [fixed(AddJointLeave(date(2028, 12, 26), "Cuti bersama Natal", "SKB contoh"))],
    "remove_joint_leave": [fixed(RemoveJointLeave(date(2026, 12, 24)))],
}
