"""Meetings: planned, run, closed and sealed; every change by whoever runs them, and on record."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine, delete, select

from db.acting import Act, acting
from db.commands.tasks import propose_within
from db.models import (
    Agency,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingSeal,
    MinutesAmendment,
    ScreenToken,
    Task,
)
from db.queries import agenda, minutes
from db.queries.accounts import token_digest
from db.queries.meetings import next_number
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.meetings.agenda import AgendaRule, draft, left_out_words
from domain.meetings.life import (
    LONGEST_ITEM,
    LONGEST_MEETING,
    AttendanceMode,
    Classification,
    ItemState,
    MeetingState,
    refuse_move,
    refuse_unless_in_progress,
    refuse_unless_plannable,
)
from domain.places.regions import PROVINCE
from domain.tasks.life import LONGEST_TITLE, Proposal, TaskClass, TaskOrigin
from domain.time import formats
from domain.time.calendar import WITA, Clock, to_wita

LONGEST_TEXT = 1_000
LONGEST_NOTES = 6_000
SCREEN_HOURS = 12
"""A screen's token outlives no working day."""


@dataclass(frozen=True)
class Plan:
    """What is known of a meeting before it begins."""

    title: str
    day: date
    at: time
    place: str
    planned_minutes: int
    classification: Classification
    basis: str
    chair: str
    note_taker: str

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.at, WITA)

    def check(self) -> None:
        wanted = {"Judul": (self.title, 160), "Tempat": (self.place, 120)}
        for label, (value, longest) in wanted.items():
            _filled(label, value, longest)
        for label, value, longest in (
            ("Dasar", self.basis, 200),
            ("Pimpinan rapat", self.chair, 120),
            ("Notulis", self.note_taker, 120),
        ):
            _short_enough(label, value, longest)
        if not 10 <= self.planned_minutes <= LONGEST_MEETING:
            raise RuleBroken(f"Lama rapat antara 10 dan {LONGEST_MEETING} menit. Perbaiki, lalu simpan lagi.")
        refuse_identity(
            {
                "Judul": self.title,
                "Tempat": self.place,
                "Pimpinan rapat": self.chair,
                "Notulis": self.note_taker,
            }
        )


def schedule(
    engine: Engine, *, by: Actor, plan: Plan, clock: Clock, screen: str = "/rapat", once: str | None = None
) -> int:
    """A new meeting as a draft, with what the last one left undone; returns its number."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return int(act.earlier)
        plan.check()
        if plan.starts_at < act.now - timedelta(hours=12):
            raise RuleBroken("Waktu mulai sudah lewat. Pilih hari ini atau sesudahnya.")
        meeting = act.add(
            Meeting(
                **_columns(plan),
                state=MeetingState.DRAFT,
                planned_minutes=plan.planned_minutes,
                is_demo=by.is_demo,
            )
        )
        last = act.session.scalar(
            select(Meeting)
            .where(Meeting.state == MeetingState.CLOSED)
            .order_by(Meeting.starts_at.desc())
            .limit(1)
        )
        carried = _carry(act, last, meeting) if last else 0
        act.record(
            Event.MEETING_SCHEDULED, "meeting", meeting.id, after={**_told(meeting), "carried": carried}
        )
        act.result = meeting.id
        return meeting.id


def change_plan(
    engine: Engine, *, by: Actor, meeting_id: int, seen: int, plan: Plan, clock: Clock, screen: str = "/rapat"
) -> None:
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        refuse_unless_plannable(meeting.state)
        plan.check()
        act.change(meeting, seen=seen)
        before = _told(meeting)
        for name, value in {**_columns(plan), "planned_minutes": plan.planned_minutes}.items():
            setattr(meeting, name, value)
        act.record(Event.MEETING_CHANGED, "meeting", meeting.id, before=before, after=_told(meeting))


def move(
    engine: Engine, *, by: Actor, meeting_id: int, to: MeetingState, clock: Clock, screen: str = "/rapat"
) -> None:
    """Open it, take it back, or begin it. Closing has a command of its own, because it seals."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        if to is MeetingState.CLOSED:
            raise RuleBroken("Rapat ditutup dengan tombol Tutup rapat, yang juga menyegel notulennya.")
        before = meeting.state
        refuse_move(before, to)
        meeting.state = to
        meeting.version += 1
        if to is MeetingState.IN_PROGRESS:
            meeting.started_at = act.now
        act.record(Event.MEETING_MOVED, "meeting", meeting.id, before={"state": before}, after={"state": to})


def record_attendance(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    modes: Mapping[str, AttendanceMode],
    clock: Clock,
    screen: str = "/rapat",
) -> None:
    """How each named agency took part; agencies that are not named keep what was recorded."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        refuse_unless_plannable(meeting.state)
        known = {row.code: row.id for row in act.session.execute(select(Agency.code, Agency.id))}
        unknown = sorted(set(modes) - set(known))
        if unknown:
            raise NotFound(f"Instansi {', '.join(unknown)} tidak dikenal. Muat ulang halaman ini.")
        for code, mode in modes.items():
            row = act.session.get(Attendance, (meeting.id, known[code]))
            if row is None:
                act.session.add(Attendance(meeting_id=meeting.id, agency_id=known[code], mode=mode))
            else:
                row.mode = mode
        act.record(Event.ATTENDANCE_RECORDED, "meeting", meeting.id, after=dict(modes))


def draft_agenda(engine: Engine, *, by: Actor, meeting_id: int, clock: Clock, screen: str = "/rapat") -> int:
    """Susun agenda: the exceptions of this moment, worst first; returns how many points it has now.

    What was added by hand, dropped or already discussed stays as it is.
    """
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        refuse_unless_plannable(meeting.state)
        facts = agenda.facts(act.session.connection(), meeting_id=meeting.id, on=to_wita(act.now).date())
        drafted = draft(facts, to_wita(act.now).date())
        carried_from = {
            item.subject: item.carried_from_id for item in _items(act, meeting.id) if item.carried_from_id
        }
        act.session.execute(
            delete(AgendaItem).where(
                AgendaItem.meeting_id == meeting.id,
                AgendaItem.state == ItemState.PLANNED,
                AgendaItem.rule != AgendaRule.BY_HAND,
                AgendaItem.id.not_in(
                    select(Decision.agenda_item_id).where(Decision.agenda_item_id.is_not(None))
                ),
            )
        )
        act.session.expire_all()
        kept = _items(act, meeting.id)
        taken = {item.subject for item in kept}
        for line in drafted.lines:
            if line.subject in taken:
                continue
            act.session.add(
                AgendaItem(
                    meeting_id=meeting.id,
                    position=0,
                    rule=line.rule,
                    subject=line.subject,
                    title=_cut(line.title, 200),
                    reason=line.reason,
                    agency_id=line.agency_id,
                    region_code=line.region_code,
                    minutes=line.minutes,
                    carried_from_id=carried_from.get(line.subject),
                )
            )
        act.session.flush()
        burden = {line.subject: -line.burden for line in drafted.lines}
        ordered = sorted(
            _items(act, meeting.id), key=lambda item: (burden.get(item.subject, 1), item.position, item.id)
        )
        _number(ordered)
        meeting.left_out = left_out_words(drafted.left_out)
        meeting.version += 1
        act.record(
            Event.AGENDA_DRAFTED,
            "meeting",
            meeting.id,
            after={"lines": [line.subject for line in drafted.lines], "left_out": drafted.left_out.total()},
        )
        return len(ordered)


def add_item(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    title: str,
    reason: str,
    agency_code: str | None,
    minutes: int,
    clock: Clock,
    screen: str = "/rapat",
    once: str | None = None,
) -> int:
    """A point that no rule found; it goes to the end, and says who wanted it."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return int(act.earlier)
        meeting = _meeting(act, meeting_id)
        refuse_unless_plannable(meeting.state)
        _filled("Pokok", title, 200)
        _short_enough("Alasan", reason, LONGEST_TEXT)
        _minutes(minutes)
        refuse_identity({"Pokok": title, "Alasan": reason})
        items = _items(act, meeting.id)
        item = act.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=len(items) + 1,
                rule=AgendaRule.BY_HAND,
                subject=f"catatan:{secrets.token_hex(6)}",
                title=title.strip(),
                reason=reason.strip() or f"Ditambahkan {by.agency_name or 'sekretariat'}.",
                agency_id=_agency_id(act, agency_code),
                region_code=None,
                minutes=minutes,
            )
        )
        act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"added": item.title})
        act.result = item.id
        return item.id


def move_item(
    engine: Engine, *, by: Actor, item_id: int, seen: int, up: bool, clock: Clock, screen: str = "/rapat"
) -> None:
    """Change places with the neighbour; at the end of the list nothing moves and nothing is said."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        item, meeting = _item(act, item_id)
        refuse_unless_plannable(meeting.state)
        act.change(item, seen=seen)
        items = [each for each in _items(act, meeting.id) if each.state is not ItemState.DROPPED]
        place = items.index(item) if item in items else 0
        other = place + (-1 if up else 1)
        if 0 <= other < len(items):
            items[place], items[other] = items[other], items[place]
        dropped = [each for each in _items(act, meeting.id) if each.state is ItemState.DROPPED]
        _number([*items, *dropped])
        act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"position": item.position})


def change_item(
    engine: Engine,
    *,
    by: Actor,
    item_id: int,
    seen: int,
    state: ItemState,
    minutes: int,
    clock: Clock,
    because: str = "",
    screen: str = "/rapat",
) -> None:
    """Plan its minutes, call it discussed, take it up again, or drop it with a reason."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        item, meeting = _item(act, item_id)
        refuse_unless_plannable(meeting.state)
        _minutes(minutes)
        if state is ItemState.DROPPED:
            _filled("Alasan melepas", because, LONGEST_TEXT)
            refuse_identity({"Alasan melepas": because})
        act.change(item, seen=seen)
        before = {"state": item.state, "minutes": item.minutes}
        item.state, item.minutes = state, minutes
        item.dropped_because = because.strip() if state is ItemState.DROPPED else ""
        act.record(
            Event.AGENDA_CHANGED,
            "agenda_item",
            item.id,
            before=before,
            after={"state": state, "minutes": minutes, "because": item.dropped_because},
        )


@dataclass(frozen=True)
class Recorded:
    """A decision as it was numbered, and the task it became."""

    decision_id: int
    number: int
    year: int
    task_code: str | None

    def __str__(self) -> str:
        return f"{self.decision_id};{self.number};{self.year};{self.task_code or ''}"

    @classmethod
    def read(cls, text: str) -> "Recorded":
        decision, number, year, task = text.split(";")
        return cls(int(decision), int(number), int(year), task or None)


def record_decision(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    text: str,
    owner_code: str,
    due_on: date | None,
    clock: Clock,
    with_task: bool = False,
    task_class: TaskClass = TaskClass.ORDINARY,
    region_code: str | None = None,
    item_id: int | None = None,
    screen: str = "/rapat",
    once: str | None = None,
) -> Recorded:
    """The next number of the year; with ``with_task`` it becomes a proposal to its owner at once."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return Recorded.read(act.earlier)
        meeting = _meeting(act, meeting_id)
        refuse_unless_in_progress(meeting.state)
        on = to_wita(act.now).date()
        owner_id = _checked(act, text, owner_code, due_on, on, needs_all=with_task)
        item = _item_of(act, item_id, meeting)
        year = to_wita(meeting.starts_at).year
        decision = act.add(
            Decision(
                meeting_id=meeting.id,
                number=next_number(act.session.connection(), year),
                year=year,
                text=text.strip(),
                owner_id=owner_id,
                due_on=due_on,
                agenda_item_id=item.id if item else None,
                is_demo=meeting.is_demo,
            )
        )
        if item is not None and item.state is ItemState.PLANNED:
            item.state = ItemState.DISCUSSED
            item.version += 1
        task = None
        if with_task:
            place = region_code or (item.region_code if item else None) or PROVINCE
            task = _propose(act, decision, owner_code, due_on, task_class, place)
        recorded = Recorded(decision.id, decision.number, year, task.code if task else None)
        act.record(
            Event.DECISION_RECORDED,
            "decision",
            decision.id,
            after={
                "number": f"{decision.number}/{year}",
                "text": decision.text,
                "owner": owner_code,
                "due_on": due_on.isoformat() if due_on else None,
                "task": recorded.task_code,
            },
        )
        act.result = recorded
        return recorded


def change_decision(
    engine: Engine,
    *,
    by: Actor,
    decision_id: int,
    seen: int,
    text: str,
    owner_code: str,
    due_on: date | None,
    clock: Clock,
    screen: str = "/rapat",
) -> None:
    """Mend a decision while its meeting lasts; the trail keeps how it read before."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        decision = act.session.get(Decision, decision_id)
        if decision is None:
            raise NotFound("Keputusan itu tidak ada. Muat ulang halaman rapat.")
        refuse_unless_in_progress(_meeting(act, decision.meeting_id).state)
        owner_id = _checked(act, text, owner_code, due_on, to_wita(act.now).date(), needs_all=False)
        act.change(decision, seen=seen)
        before = {"text": decision.text, "owner_id": decision.owner_id, "due_on": str(decision.due_on)}
        decision.text, decision.owner_id, decision.due_on = text.strip(), owner_id, due_on
        act.record(
            Event.DECISION_CHANGED,
            "decision",
            decision.id,
            before=before,
            after={"text": decision.text, "owner_id": owner_id, "due_on": str(due_on)},
        )


def write_notes(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    seen: int,
    directions: str,
    discussion: str,
    clock: Clock,
    screen: str = "/rapat",
) -> None:
    """The chair's directions and what was discussed, beside the numbered decisions."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        refuse_unless_plannable(meeting.state)
        for label, value in (("Arahan pimpinan", directions), ("Pembahasan", discussion)):
            _short_enough(label, value, LONGEST_NOTES)
        refuse_identity({"Arahan pimpinan": directions, "Pembahasan": discussion})
        act.change(meeting, seen=seen)
        before = {"directions": meeting.directions, "discussion": meeting.discussion}
        meeting.directions, meeting.discussion = directions.strip(), discussion.strip()
        act.record(
            Event.MEETING_CHANGED,
            "meeting",
            meeting.id,
            before=before,
            after={"directions": meeting.directions, "discussion": meeting.discussion},
        )


def close(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    clock: Clock,
    screen: str = "/rapat",
    once: str | None = None,
) -> str:
    """Lock and seal; what was not discussed goes to the next meeting. Returns the code of the seal."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        meeting = _meeting(act, meeting_id)
        refuse_move(meeting.state, MeetingState.CLOSED)
        meeting.state, meeting.closed_at = MeetingState.CLOSED, act.now
        meeting.version += 1
        upcoming = act.session.scalar(
            select(Meeting)
            .where(
                Meeting.state.in_((MeetingState.DRAFT, MeetingState.OPEN)),
                Meeting.starts_at > meeting.starts_at,
            )
            .order_by(Meeting.starts_at)
            .limit(1)
        )
        carried = _carry(act, meeting, upcoming) if upcoming else 0
        act.result = seal(act, meeting, carried=carried)
        return str(act.result)


def seal(act: Act, meeting: Meeting, *, carried: int = 0) -> str:
    """Put each decision and the minutes as they stand into the audit chain."""
    act.session.flush()
    content, rows = minutes.sealed_content(act.session.connection(), meeting.id)
    digest = hashlib.sha256(content.encode()).hexdigest()
    code = "-".join(digest[i : i + 4] for i in range(0, 16, 4))
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


def amend(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    text: str,
    reason: str,
    decision_id: int | None,
    clock: Clock,
    screen: str = "/rapat",
    once: str | None = None,
) -> int:
    """Add to sealed minutes; nothing in them changes."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return int(act.earlier)
        meeting = _meeting(act, meeting_id)
        if meeting.state is not MeetingState.CLOSED:
            raise RuleBroken("Addendum hanya untuk rapat yang sudah ditutup. Ubah langsung isi rapatnya.")
        _filled("Isi addendum", text, LONGEST_TEXT)
        _filled("Alasan", reason, LONGEST_TEXT)
        refuse_identity({"Isi addendum": text, "Alasan": reason})
        amendment = act.add(
            MinutesAmendment(
                meeting_id=meeting.id,
                decision_id=decision_id,
                text=text.strip(),
                reason=reason.strip(),
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
        act.result = amendment.id
        return amendment.id


@dataclass(frozen=True)
class Started:
    """The one time that a screen's token is told."""

    token: str
    expires_at: datetime


def start_screen(
    engine: Engine,
    *,
    by: Actor,
    meeting_id: int,
    clock: Clock,
    hours: int = SCREEN_HOURS,
    screen: str = "/rapat",
) -> Started:
    """A token that shows this meeting's screen without an account, for viewing only."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
        if not 1 <= hours <= 24:
            raise RuleBroken("Layar berlaku 1 sampai 24 jam. Pilih lamanya lagi.")
        token = secrets.token_urlsafe(24)
        row = act.add(
            ScreenToken(
                meeting_id=meeting.id,
                token_digest=token_digest(token),
                created_by_id=by.user_id,
                created_at=act.now,
                expires_at=act.now + timedelta(hours=hours),
            )
        )
        act.record(Event.SCREEN_STARTED, "meeting", meeting.id, after={"screen": row.id, "hours": hours})
        return Started(token, row.expires_at)


def revoke_screens(
    engine: Engine, *, by: Actor, meeting_id: int, clock: Clock, screen: str = "/rapat"
) -> int:
    """End every screen of a meeting; returns how many there were."""
    with acting(engine, by, Permission.RUN_MEETINGS, clock=clock, screen=screen) as act:
        meeting = _meeting(act, meeting_id)
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


def _meeting(act: Act, meeting_id: int) -> Meeting:
    meeting = act.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    return meeting


def _items(act: Act, meeting_id: int) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(act.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _item(act: Act, item_id: int) -> tuple[AgendaItem, Meeting]:
    item = act.session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound("Butir agenda itu sudah tidak ada. Muat ulang halaman rapat.")
    return item, _meeting(act, item.meeting_id)


def _item_of(act: Act, item_id: int | None, meeting: Meeting) -> AgendaItem | None:
    item = act.session.get(AgendaItem, item_id) if item_id is not None else None
    # A point that was drafted anew in the meantime is no reason to lose a decision.
    return item if item is not None and item.meeting_id == meeting.id else None


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position


def _carry(act: Act, source: Meeting, target: Meeting) -> int:
    """Copy what was planned and never discussed; a point is never twice on one agenda.

    The points of a secret meeting go to a secret one only; what a rule found is found again anyway.
    """
    if source.classification is Classification.SECRET is not target.classification:
        return 0
    there = _items(act, target.id)
    taken = {item.subject for item in there}
    position = len(there)
    day = formats.long_date(to_wita(source.starts_at).date())
    left = [
        item
        for item in _items(act, source.id)
        if item.state is ItemState.PLANNED and item.subject not in taken
    ]
    for item in left:
        position += 1
        act.session.add(
            AgendaItem(
                meeting_id=target.id,
                position=position,
                rule=item.rule,
                subject=item.subject,
                title=item.title,
                reason=f"{item.reason.split(' Terbawa dari rapat')[0]} Terbawa dari rapat {day}.",
                agency_id=item.agency_id,
                region_code=item.region_code,
                minutes=item.minutes,
                carried_from_id=source.id,
            )
        )
    return len(left)


def _agency_id(act: Act, code: str | None) -> int | None:
    if not code:
        return None
    found = act.session.scalar(select(Agency.id).where(Agency.code == code))
    if found is None:
        raise NotFound(f"Instansi “{code}” tidak dikenal. Pilih dari daftar.")
    return found


def _checked(
    act: Act, text: str, owner_code: str, due_on: date | None, on: date, *, needs_all: bool
) -> int | None:
    """What every decision must hold to; its owner's number comes back."""
    _filled("Bunyi keputusan", text, LONGEST_TEXT)
    refuse_identity({"Bunyi keputusan": text})
    owner_id = _agency_id(act, owner_code)
    if needs_all and (owner_id is None or due_on is None):
        raise RuleBroken(
            "Keputusan yang menjadi tugas memerlukan penanggung jawab dan tenggat. Lengkapi keduanya."
        )
    if owner_id is not None:
        owner = act.session.get(Agency, owner_id)
        assert owner is not None
        if not owner.may_own_tasks:
            raise RuleBroken(f"{owner.short_name} diberi data, tidak diberi tugas. Pilih instansi lain.")
    if due_on is not None and due_on < on:
        raise RuleBroken(f"Tenggat {formats.long_date(due_on)} sudah lewat. Pilih hari ini atau sesudahnya.")
    return owner_id


def _propose(
    act: Act, decision: Decision, owner_code: str, due_on: date | None, task_class: TaskClass, place: str
) -> Task:
    """The decision as a proposal to its owner, who accepts, counters or declines like any other."""
    assert due_on is not None
    return propose_within(
        act,
        Proposal(
            title=_cut(decision.text, LONGEST_TITLE),
            output=decision.text,
            owner_code=owner_code,
            region_code=place,
            due=due_on.isoformat(),
            task_class=task_class,
            origin=TaskOrigin.DECISION,
            origin_key=str(decision.id),
        ),
    )


def _cut(text: str, longest: int) -> str:
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _filled(label: str, value: str, longest: int) -> None:
    if not value.strip():
        raise RuleBroken(f"“{label}” belum diisi. Lengkapi, lalu kirim lagi.")
    _short_enough(label, value, longest)


def _short_enough(label: str, value: str, longest: int) -> None:
    if len(value.strip()) > longest:
        raise RuleBroken(
            f"“{label}” paling banyak {formats.number(longest)} karakter. Ringkas, lalu kirim lagi."
        )


def _minutes(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST_ITEM:
        raise RuleBroken(f"Waktu satu butir antara 0 dan {LONGEST_ITEM} menit. Perbaiki, lalu simpan lagi.")
