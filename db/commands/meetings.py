"""Meetings: planned, run, closed and sealed; every change by whoever runs them, and on record."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import delete, or_, select

from db.acting import Act
from db.command import command
from db.commands.carried import carry_over, take_back
from db.commands.case_parties import refuse_place_of_decided_case
from db.commands.rows import find, standing_agency, take
from db.commands.tasks import mend_born, propose, withdraw_struck
from db.models import (
    Agency,
    AgendaItem,
    Attendance,
    CaseRecord,
    Decision,
    Meeting,
    MeetingSeal,
    MeetingWall,
    MinutesAmendment,
    ScreenToken,
    Task,
)
from db.queries import attention, minutes
from db.queries.accounts import token_digest
from db.queries.date_context import date_context
from db.queries.meetings import next_number
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken, StaleData, chosen, refuse_empty, refuse_too_long
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.attention.rules import points
from domain.attention.table import AttentionRule
from domain.commitments.plausibility import ask_unless_sure
from domain.meetings.agenda import draft, left_out_words
from domain.meetings.life import (
    LONGEST_ITEM,
    LONGEST_NOTES,
    LONGEST_OFFICE,
    LONGEST_POINT,
    LONGEST_SCREEN,
    LONGEST_TEXT,
    AttendanceMode,
    ItemState,
    MeetingState,
    began_at,
    ended_at,
    refuse_move,
    refuse_reopening,
    refuse_unless_in_progress,
    refuse_unless_plannable,
)
from domain.meetings.mending import DecisionTerms
from domain.meetings.requests import (
    AddItem,
    AmendMinutes,
    ChangeDecision,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    Mended,
    MoveItem,
    MoveMeeting,
    Plan,
    RecordAttendance,
    RecordDecision,
    Recorded,
    ReopenMeeting,
    RevokeScreens,
    Seated,
    Started,
    StartScreen,
    StrikeDecision,
    WriteNotes,
)
from domain.meetings.twice import RecordedBefore
from domain.meetings.wall import NO_FACTS, WallFacts
from domain.papers.sealing import code_of
from domain.places.regions import PROVINCE
from domain.plain import as_plain
from domain.tasks.life import TaskOrigin, TaskState
from domain.tasks.proposals import Proposal, refuse_too_long_for_a_task
from domain.time import formats
from domain.time.calendar import local_time
from domain.time.date_words import read_date
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
    meeting = _planned(act, asked.meeting_id)
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
    meeting = _planned(act, asked.meeting_id)
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
def draft_agenda(act: Act, asked: DraftAgenda) -> int:
    """Susun agenda: the exceptions of this moment, worst first; returns how many points it has now.

    What was added by hand here, dropped or already discussed stays as it is.
    """
    meeting = _planned(act, asked.meeting_id)
    facts = attention.facts(
        act.session.connection(),
        on=local_time(act.now).date(),
        scope=attention.room(meeting.classification),
        meeting_id=meeting.id,
    )
    drafted = draft(points(facts, act.now))
    carried_from = {
        item.subject: item.carried_from_id for item in _items(act, meeting.id) if item.carried_from_id
    }
    act.session.execute(
        delete(AgendaItem).where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.state == ItemState.PLANNED,
            or_(AgendaItem.rule != AttentionRule.BY_HAND, AgendaItem.carried_from_id.is_not(None)),
            AgendaItem.id.not_in(select(Decision.agenda_item_id).where(Decision.agenda_item_id.is_not(None))),
        )
    )
    act.session.expire_all()
    taken = {item.subject for item in _items(act, meeting.id)}
    for point in drafted.points:
        subject = str(point.subject)
        if subject in taken:
            continue
        act.session.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=0,
                rule=point.rule,
                subject=subject,
                title=point.title,
                reason=point.reason,
                agency_id=point.agency.id if point.agency else None,
                region_code=point.region_code,
                minutes=point.minutes,
                carried_from_id=carried_from.get(subject),
            )
        )
    act.session.flush()
    place = {str(point.subject): number for number, point in enumerate(drafted.points)}
    ordered = sorted(
        _items(act, meeting.id),
        key=lambda item: (place.get(item.subject, len(place)), item.position, item.id),
    )
    _number(ordered)
    meeting.left_out = left_out_words(drafted.left_out)
    meeting.version += 1
    act.record(
        Event.AGENDA_DRAFTED,
        "meeting",
        meeting.id,
        after={"lines": list(place), "left_out": drafted.left_out.total()},
    )
    return len(ordered)


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def add_item(act: Act, asked: AddItem) -> int:
    """A point that no rule found; it goes to the end, and says who wanted it."""
    meeting = _planned(act, asked.meeting_id)
    refuse_empty({"Pokok": asked.title})
    refuse_too_long({"Pokok": (asked.title, LONGEST_POINT), "Alasan": (asked.reason, LONGEST_TEXT)})
    _refuse_too_many(asked.minutes)
    refuse_identity({"Pokok": asked.title, "Alasan": asked.reason})
    agency = standing_agency(act, asked.agency_code) if asked.agency_code else None
    item = act.add(
        AgendaItem(
            meeting_id=meeting.id,
            position=len(_items(act, meeting.id)) + 1,
            rule=AttentionRule.BY_HAND,
            subject=f"catatan:{secrets.token_hex(6)}",
            title=asked.title.strip(),
            reason=asked.reason.strip() or f"Ditambahkan {act.by.agency_name or 'sekretariat'}.",
            agency_id=agency.id if agency else None,
            region_code=None,
            minutes=asked.minutes,
        )
    )
    act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"added": item.title})
    return item.id


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def move_item(act: Act, asked: MoveItem) -> None:
    """Change places with the neighbour; at the end of the list nothing moves and nothing is said."""
    item = _planned_item(act, asked.item_id)
    act.change(item, seen=asked.seen)
    everything = _items(act, item.meeting_id)
    items = [each for each in everything if each.state is not ItemState.DROPPED]
    place = items.index(item) if item in items else 0
    other = place + (-1 if asked.up else 1)
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    _number([*items, *(each for each in everything if each.state is ItemState.DROPPED)])
    act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"position": item.position})


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def change_item(act: Act, asked: ChangeItem) -> None:
    """Plan its minutes, call it discussed, take it up again, or drop it with a reason."""
    item = _planned_item(act, asked.item_id)
    dropped = asked.state is ItemState.DROPPED
    because = asked.because.strip() if dropped else ""
    _refuse_too_many(asked.minutes)
    if dropped:
        refuse_empty({"Alasan melepas": because})
        refuse_too_long({"Alasan melepas": (because, LONGEST_TEXT)})
        refuse_identity({"Alasan melepas": because})
    act.change(item, seen=asked.seen)
    before = {"state": item.state, "minutes": item.minutes}
    item.state, item.minutes, item.dropped_because = asked.state, asked.minutes, because
    act.record(
        Event.AGENDA_CHANGED,
        "agenda_item",
        item.id,
        before=before,
        after={"state": item.state, "minutes": item.minutes, "because": because},
    )


def _recorded_before(
    act: Act, asked: RecordDecision, owner_id: int | None, due_on: date | None
) -> list[RecordedBefore]:
    """The last decision of this meeting that says just the same."""
    found = act.session.scalars(
        select(Decision)
        .where(
            Decision.meeting_id == asked.meeting_id,
            Decision.struck_at.is_(None),
            Decision.text == asked.text.strip(),
            Decision.owner_id == owner_id,
            Decision.due_on == due_on,
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return [RecordedBefore(f"{each.number}/{each.year}") for each in found]


@command(Permission.RUN_MEETINGS, Subject.MEETINGS, Subject.TASKS)
def record_decision(act: Act, asked: RecordDecision) -> Recorded:
    """The next number of the year; with ``with_task`` it becomes a proposal to its owner at once."""
    meeting = find(act, Meeting, asked.meeting_id)
    refuse_unless_in_progress(meeting.state)
    with_task = chosen("Yang dicatat", asked.with_task)
    owner, due_on = _checked(act, asked)
    if with_task and (owner is None or due_on is None):
        raise RuleBroken(
            "Keputusan yang menjadi tugas memerlukan penanggung jawab dan tenggat. Lengkapi keduanya."
        )
    if with_task:
        refuse_too_long_for_a_task(asked.text)
    ask_unless_sure(_recorded_before(act, asked, owner.id if owner else None, due_on), asked.sure)
    item = _item_of(act, asked.item_id, meeting)
    year = local_time(meeting.started_at or meeting.starts_at).year
    decision = act.add(
        Decision(
            meeting_id=meeting.id,
            number=next_number(act.session.connection(), year),
            year=year,
            text=asked.text.strip(),
            owner_id=owner.id if owner else None,
            due_on=due_on,
            agenda_item_id=item.id if item else None,
            case_id=_case_of(act, asked.case_code),
            is_demo=meeting.is_demo,
        )
    )
    refuse_place_of_decided_case(act, decision, owner)
    if item is not None and item.state is ItemState.PLANNED:
        item.state = ItemState.DISCUSSED
        item.version += 1
    place = asked.region_code or (item.region_code if item else None) or PROVINCE
    task = propose(act, _as_proposal(decision, asked, place)) if with_task else None
    act.record(
        Event.DECISION_RECORDED,
        "decision",
        decision.id,
        after={
            "number": f"{decision.number}/{year}",
            "text": decision.text,
            "owner": asked.owner_code,
            "due_on": due_on.isoformat() if due_on else None,
            "task": task,
            "case": asked.case_code.strip().upper(),
        },
    )
    return Recorded(decision.id, decision.number, year, task, owner.short_name if owner else "", due_on)


@command(Permission.RUN_MEETINGS, Subject.MEETINGS, Subject.TASKS)
def change_decision(act: Act, asked: ChangeDecision) -> Mended:
    """Mend a decision while its meeting lasts, and with it the task that it became; the trail keeps how both
    read before."""
    decision = find(act, Decision, asked.decision_id)
    refuse_unless_in_progress(find(act, Meeting, decision.meeting_id).state)
    _refuse_struck(decision)
    owner, due_on = _checked(act, asked, stands=decision.due_on)
    refuse_place_of_decided_case(act, decision, owner)
    act.change(decision, seen=asked.seen)
    was, now = _terms(decision), DecisionTerms(asked.text.strip(), owner.id if owner else None, due_on)
    decision.text, decision.owner_id, decision.due_on = now.text, now.owner_id, now.due_on
    why = f"Keputusan {decision.number}/{decision.year} diperbaiki."
    mended = [mend_born(act, task, was, now, why) for task in _born_of(act, decision)]
    act.record(
        Event.DECISION_CHANGED,
        "decision",
        decision.id,
        before={"text": was.text, "owner_id": was.owner_id, "due_on": was.due_on},
        after={"text": now.text, "owner_id": now.owner_id, "due_on": now.due_on},
    )
    return Mended(formats.shortlist([code for code in mended if code]))


def _terms(decision: Decision) -> DecisionTerms:
    return DecisionTerms(decision.text, decision.owner_id, decision.due_on)


def _born_of(act: Act, decision: Decision) -> list[Task]:
    """The tasks that it became, but for those that were taken back."""
    born = select(Task).where(Task.decision_id == decision.id, Task.state != TaskState.WITHDRAWN)
    return list(act.session.scalars(born.order_by(Task.code)))


@command(Permission.RUN_MEETINGS, Subject.MEETINGS, Subject.TASKS)
def strike_decision(act: Act, asked: StrikeDecision) -> None:
    """Strike out what was recorded by mistake: it stays to be read, with the reason, and holds no longer."""
    decision = find(act, Decision, asked.decision_id)
    refuse_unless_in_progress(find(act, Meeting, decision.meeting_id).state)
    because = " ".join(asked.because.split())
    refuse_empty({"Alasan mencoret": because})
    refuse_too_long({"Alasan mencoret": (because, LONGEST_TEXT)})
    refuse_identity({"Alasan mencoret": because})
    _refuse_struck(decision)
    label = f"{decision.number}/{decision.year}"
    born = [task for task in _born_of(act, decision) if task.state is not TaskState.DECLINED]
    if born and asked.withdraw_tasks is None:
        codes = formats.shortlist([task.code for task in born])
        raise RuleBroken(f"Keputusan {label} sudah menjadi {codes}. Pilih dahulu: ditarik atau tetap.")
    act.change(decision, seen=asked.seen)
    decision.struck_at, decision.struck_because = act.now, because
    if asked.withdraw_tasks:
        for task in born:
            withdraw_struck(act, task, f"Keputusan {label} dicoret: {because}")
    act.record(
        Event.DECISION_STRUCK,
        "decision",
        decision.id,
        after={
            "number": label,
            "because": because,
            "withdrawn" if asked.withdraw_tasks else "stays": ", ".join(task.code for task in born),
        },
    )


def _refuse_struck(decision: Decision) -> None:
    if decision.struck_at is not None:
        raise RuleBroken(
            f"Keputusan {decision.number}/{decision.year} sudah dicoret. Catat yang baru sebagai gantinya."
        )


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


def _planned(act: Act, meeting_id: int) -> Meeting:
    """A meeting whose agenda, attendance and plan may still change."""
    meeting = find(act, Meeting, meeting_id)
    refuse_unless_plannable(meeting.state)
    return meeting


def _items(act: Act, meeting_id: int) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(act.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _planned_item(act: Act, item_id: int) -> AgendaItem:
    item = find(act, AgendaItem, item_id)
    _planned(act, item.meeting_id)
    return item


def _item_of(act: Act, item_id: int | None, meeting: Meeting) -> AgendaItem | None:
    item = act.session.get(AgendaItem, item_id) if item_id is not None else None
    # A point that was drafted anew in the meantime is no reason to lose a decision.
    return item if item is not None and item.meeting_id == meeting.id else None


def _case_of(act: Act, code: str) -> int | None:
    code = code.strip().upper()
    if not code:
        return None
    known = select(CaseRecord.id).where(CaseRecord.code == code)
    found = act.session.scalar(known) if act.by.may(Permission.VIEW_CASES) else None
    if found is None:
        raise NotFound(f"Kasus {code[:12]} tidak ada. Salin kodenya dari daftar Kasus, misalnya K26-0417.")
    return found


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position


def _checked(
    act: Act, asked: RecordDecision | ChangeDecision, *, stands: date | None = None
) -> tuple[Agency | None, date | None]:
    """What every decision must hold to; its owner and the day it names come back. The day that ``stands``
    was asked about when it was named, and is not asked about again."""
    refuse_empty({"Bunyi keputusan": asked.text})
    refuse_too_long({"Bunyi keputusan": (asked.text, LONGEST_TEXT)})
    refuse_identity({"Bunyi keputusan": asked.text})
    on = local_time(act.now).date()
    if stands is not None and asked.due.strip() == formats.long_date(stands):
        due_on: date | None = stands
    else:
        due_on = (
            read_date(asked.due, date_context(act.session.connection(), on)) if asked.due.strip() else None
        )
    if isinstance(asked, RecordDecision) and asked.owner_words.strip() and not asked.owner_code:
        raise NotFound(f"Instansi “{asked.owner_words[:60]}” tidak dikenal. Pilih dari usulan di bawahnya.")
    owner = standing_agency(act, asked.owner_code) if asked.owner_code else None
    if owner is not None and not owner.may_own_tasks:
        raise RuleBroken(f"{owner.short_name} diberi data, tidak diberi tugas. Pilih instansi lain.")
    if due_on is not None and due_on < on and due_on != stands:
        raise RuleBroken(f"Tenggat {formats.long_date(due_on)} sudah lewat. Pilih hari ini atau sesudahnya.")
    return owner, due_on


def _as_proposal(decision: Decision, asked: RecordDecision, place: str) -> Proposal:
    """The decision as a proposal to its owner, who accepts, counters or declines like any other."""
    return Proposal(
        title=_terms(decision).title,
        output=decision.text,
        owner_code=asked.owner_code,
        region_code=place,
        due=asked.due,
        task_class=asked.task_class,
        origin=TaskOrigin.DECISION,
        origin_key=str(decision.id),
    )


def _refuse_too_many(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST_ITEM:
        raise RuleBroken(
            f"Waktu satu butir ditulis utuh, antara 0 dan {LONGEST_ITEM} menit. Perbaiki, lalu simpan lagi."
        )
