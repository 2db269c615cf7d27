"""Meetings: planned, run, closed and sealed; every change by whoever runs them, and on record."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.carried import carry_over, take_back
from db.commands.rows import find, standing_agency, take
from db.models import Agency, Attendance, Meeting, MeetingSeal, MeetingWall, MinutesAmendment, ScreenToken
from db.queries import minutes
from db.queries.accounts import token_digest
from db.queries.date_context import date_context
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken, StaleData, refuse_empty, refuse_too_long
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.plausibility import ask_unless_sure
from domain.meetings.life import (
    LONGEST_NOTES,
    LONGEST_OFFICE,
    LONGEST_SCREEN,
    LONGEST_TEXT,
    AttendanceMode,
    MeetingState,
    began_at,
    ended_at,
    refuse_move,
    refuse_reopening,
    refuse_unless_plannable,
)
from domain.meetings.requests import (
    AmendMinutes,
    ChangePlan,
    CloseMeeting,
    MoveMeeting,
    Plan,
    RecordAttendance,
    ReopenMeeting,
    RevokeScreens,
    Seated,
    Started,
    StartScreen,
    WriteNotes,
)
from domain.meetings.wall import NO_FACTS, WallFacts
from domain.papers.sealing import code_of
from domain.plain import as_plain
from domain.time import formats
from domain.time.calendar import local_time
from domain.time.day_doubts import doubts_of_day
from domain.words.labels import seat_in_words


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def schedule(act: Act, plan: Plan) -> int:
    """A new meeting as a draft, with what the last one left undone; returns its number."""
    plan.check()
    if plan.starts_at < act.now - timedelta(hours=12):
        raise RuleBroken("Waktu mulai sudah lewat. Pilih hari ini atau sesudahnya.")
    _ask_about_the_day(act, plan)
    meeting = act.add(
        Meeting(
            **_columns(plan),
            state=MeetingState.DRAFT,
            planned_minutes=plan.planned_minutes,
            is_demo=act.by.is_demo,
        )
    )
    carried = carry_over(act)
    act.record(Event.MEETING_SCHEDULED, "meeting", meeting.id, after={**_told(meeting), "carried": carried})
    return meeting.id


def _ask_about_the_day(act: Act, plan: Plan, *, held: date | None = None) -> None:
    here = date_context(act.session.connection(), local_time(act.now).date())
    ask_unless_sure(doubts_of_day(plan.day, here, "Tanggal rapat", held=held), plan.sure)


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def change_plan(act: Act, asked: ChangePlan) -> None:
    asked.plan.check()
    meeting = planned_meeting(act, asked.meeting_id)
    _ask_about_the_day(act, asked.plan, held=local_time(meeting.starts_at).date())
    act.change(meeting, seen=asked.seen)
    before = _told(meeting)
    for name, value in {**_columns(asked.plan), "planned_minutes": asked.plan.planned_minutes}.items():
        setattr(meeting, name, value)
    carry_over(act)
    act.record(Event.MEETING_CHANGED, "meeting", meeting.id, before=before, after=_told(meeting))


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def move_meeting(act: Act, asked: MoveMeeting) -> None:
    """Open it, take it back, or begin it. Closing has a command of its own, because it seals.

    What was taken back stands in the record: its draft may be planned anew before anybody reads of it.
    """
    meeting = find(act, Meeting, asked.meeting_id)
    if asked.to is MeetingState.CLOSED:
        raise RuleBroken("Rapat ditutup dengan tombol Tutup rapat, yang juga menyegel notulennya.")
    before = meeting.state
    refuse_move(before, asked.to)
    if asked.to is MeetingState.IN_PROGRESS:
        meeting.started_at = began_at(meeting.starts_at, act.now, asked.began)
    meeting.state = asked.to
    meeting.version += 1
    act.record(
        Event.MEETING_MOVED,
        "meeting",
        meeting.id,
        before={"state": before, **(_told(meeting) if asked.to is MeetingState.DRAFT else {})},
        after={"state": asked.to, "started_at": meeting.started_at},
    )


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def record_attendance(act: Act, asked: RecordAttendance) -> None:
    """How each named agency took part, and who sat for it by office."""
    meeting = planned_meeting(act, asked.meeting_id)
    known = {row.code: row.id for row in act.session.execute(select(Agency.code, Agency.id))}
    unknown = sorted(set(asked.seats) - set(known))
    if unknown:
        raise NotFound(f"Instansi {', '.join(unknown)} tidak dikenal. Muat ulang halaman ini.")
    rows = {code: act.session.get(Attendance, (meeting.id, known[code])) for code in asked.seats}
    _refuse_seats_recorded_since(act, asked, rows)
    for code, seated in asked.seats.items():
        office = _office(code, seated)
        row = rows[code]
        if row is None:
            standing_agency(act, code)
            row = Attendance(meeting_id=meeting.id, agency_id=known[code])
            act.session.add(row)
        row.mode, row.office = seated.mode, office
        row.capacity = seated.capacity if office else None
    act.record(
        Event.ATTENDANCE_RECORDED,
        "meeting",
        meeting.id,
        after={
            code: seat_in_words(each.mode, each.office, each.capacity) for code, each in asked.seats.items()
        },
    )


def _refuse_seats_recorded_since(
    act: Act, asked: RecordAttendance, rows: Mapping[str, Attendance | None]
) -> None:
    """Two devices may record at once, each its own seats; over one another's only who has read them."""
    others = [
        f"{act.session.get_one(Agency, row.agency_id).short_name}: "
        f"{seat_in_words(row.mode, row.office, row.capacity)}"
        for code, row in rows.items()
        if row is not None
        and Seated(row.mode, row.office, row.capacity) not in (asked.seen.get(code), asked.seats[code])
    ]
    if others:
        raise StaleData(
            f"Sementara Anda mengisi, perangkat lain mencatat {formats.shortlist(others)}. Isian Anda tetap "
            "ada; bila yang Anda tulis yang benar, simpan sekali lagi."
        )


def _office(code: str, seated: Seated) -> str:
    """By what office somebody sat there: an absent agency has nobody, and nobody has a name here."""
    label, office = f"Jabatan yang hadir ({code})", " ".join(seated.office.split())
    refuse_too_long({label: (office, LONGEST_OFFICE)})
    refuse_identity({label: office})
    return "" if seated.mode is AttendanceMode.ABSENT else office


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def write_notes(act: Act, asked: WriteNotes) -> None:
    """The chair's directions and what was discussed, beside the numbered decisions."""
    said = {"Arahan pimpinan": asked.directions, "Pembahasan": asked.discussion}
    refuse_too_long({label: (text, LONGEST_NOTES) for label, text in said.items()})
    refuse_unless_plannable(find(act, Meeting, asked.meeting_id).state)
    meeting = take(act, Meeting, asked.meeting_id, seen=asked.seen, says=said, longest=LONGEST_NOTES)
    before = {"directions": meeting.directions, "discussion": meeting.discussion}
    meeting.directions, meeting.discussion = asked.directions.strip(), asked.discussion.strip()
    act.record(
        Event.MEETING_CHANGED,
        "meeting",
        meeting.id,
        before=before,
        after={"directions": meeting.directions, "discussion": meeting.discussion},
    )


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def close_meeting(act: Act, asked: CloseMeeting) -> str:
    """Lock and seal; what was not discussed goes to the next meeting. Returns the code of the seal."""
    meeting = find(act, Meeting, asked.meeting_id)
    refuse_move(meeting.state, MeetingState.CLOSED)
    meeting.ended_at = ended_at(meeting.started_at or meeting.starts_at, act.now, asked.ended)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, act.now
    meeting.closed_by_id = act.by.user_id
    meeting.version += 1
    if asked.facts != NO_FACTS:
        act.add(MeetingWall(meeting_id=meeting.id, content=wall_text(asked.facts)))
    return seal(act, meeting, carried=carry_over(act))


def wall_text(facts: WallFacts) -> str:
    return canonical_json(as_plain(facts))


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def reopen_meeting(act: Act, asked: ReopenMeeting) -> None:
    """Take a closing back, within a minute and by whoever closed; what it carried on comes back."""
    meeting = find(act, Meeting, asked.meeting_id)
    refuse_reopening(
        closed_at=meeting.closed_at,
        closed_by=meeting.closed_by_id,
        by=act.by.user_id,
        now=act.now,
        is_amended=bool(
            act.session.scalar(
                select(MinutesAmendment.id).where(MinutesAmendment.meeting_id == meeting.id).limit(1)
            )
        ),
    )
    seal_of_it = act.session.get_one(MeetingSeal, meeting.id)
    wall = act.session.get(MeetingWall, meeting.id)
    taken_back = take_back(act, meeting)
    meeting.state, meeting.closed_at, meeting.ended_at = MeetingState.IN_PROGRESS, None, None
    meeting.closed_by_id = None
    meeting.version += 1
    for row in (seal_of_it, wall):
        if row is not None:
            act.session.delete(row)
    act.record(
        Event.CLOSING_UNDONE, "meeting", meeting.id, after={"code": seal_of_it.code, "carried": taken_back}
    )


def seal(act: Act, meeting: Meeting, *, carried: int = 0) -> str:
    """Put each decision and the minutes as they stand into the audit chain."""
    act.session.flush()
    content, rows = minutes.sealed_content(act.session.connection(), meeting.id)
    digest = hashlib.sha256(content.encode()).hexdigest()
    code = code_of(digest)
    act.add(
        MeetingSeal(
            meeting_id=meeting.id,
            code=code,
            content_hash=digest,
            content=content,
            sealed_at=meeting.closed_at or act.now,
        )
    )
    for row in rows:
        if row.kind == "decision":
            act.record(
                Event.DECISION_SEALED, "decision", row.id, after={"label": row.label, "hash": row.hash}
            )
    act.record(
        Event.MINUTES_SEALED,
        "meeting",
        meeting.id,
        after={"code": code, "hash": digest, "rows": len(rows), "carried": carried},
    )
    return code


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def amend_minutes(act: Act, asked: AmendMinutes) -> int:
    """Add to sealed minutes; nothing in them changes."""
    meeting = find(act, Meeting, asked.meeting_id)
    if meeting.state is not MeetingState.CLOSED:
        raise RuleBroken("Addendum hanya untuk rapat yang sudah ditutup. Ubah langsung isi rapatnya.")
    said = {"Isi addendum": asked.text, "Alasan": asked.reason}
    refuse_empty(said)
    refuse_too_long({label: (text, LONGEST_TEXT) for label, text in said.items()})
    refuse_identity(said)
    amendment = act.add(
        MinutesAmendment(
            meeting_id=meeting.id,
            decision_id=asked.decision_id,
            text=asked.text.strip(),
            reason=asked.reason.strip(),
            at=act.now,
            is_demo=meeting.is_demo,
        )
    )
    act.record(
        Event.MINUTES_AMENDED,
        "amendment",
        amendment.id,
        after={"meeting": meeting.id, "hash": minutes.amendment_hash(amendment)},
    )
    return amendment.id


@command(Permission.RUN_MEETINGS, Subject.MEETINGS, secret=True)
def start_screen(act: Act, asked: StartScreen) -> Started:
    """A token that shows this meeting's screen without an account, for viewing only."""
    meeting = find(act, Meeting, asked.meeting_id)
    if not 1 <= asked.hours <= LONGEST_SCREEN:
        raise RuleBroken(f"Layar berlaku 1 sampai {LONGEST_SCREEN} jam. Pilih lamanya lagi.")
    token = secrets.token_urlsafe(24)
    row = act.add(
        ScreenToken(
            meeting_id=meeting.id,
            token_digest=token_digest(token),
            created_by_id=act.by.user_id,
            created_at=act.now,
            expires_at=act.now + timedelta(hours=asked.hours),
        )
    )
    act.record(Event.SCREEN_STARTED, "meeting", meeting.id, after={"screen": row.id, "hours": asked.hours})
    return Started(token, row.expires_at)


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def revoke_screens(act: Act, asked: RevokeScreens) -> int:
    """End every screen of a meeting; returns how many there were."""
    meeting = find(act, Meeting, asked.meeting_id)
    open_ones = act.session.scalars(
        select(ScreenToken).where(
            ScreenToken.meeting_id == meeting.id,
            ScreenToken.revoked_at.is_(None),
            ScreenToken.expires_at > act.now,
        )
    ).all()
    for row in open_ones:
        row.revoked_at = act.now
    act.record(Event.SCREEN_REVOKED, "meeting", meeting.id, after={"screens": len(open_ones)})
    return len(open_ones)


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "title": plan.title.strip(),
        "starts_at": plan.starts_at,
        "place": plan.place.strip(),
        "classification": plan.classification,
        "basis": plan.basis.strip(),
        "chair": plan.chair.strip(),
        "note_taker": plan.note_taker.strip(),
    }


def _told(meeting: Meeting) -> dict[str, object]:
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "classification": meeting.classification,
        "planned_minutes": meeting.planned_minutes,
    }


def planned_meeting(act: Act, meeting_id: int) -> Meeting:
    """A meeting whose agenda, attendance and plan may still change."""
    meeting = find(act, Meeting, meeting_id)
    refuse_unless_plannable(meeting.state)
    return meeting
