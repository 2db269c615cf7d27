"""Decisions of a meeting: recorded, with their task or without, mended while it lasts, struck out."""

from datetime import date

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.case_parties import refuse_place_of_decided_case
from db.commands.rows import find, standing_agency
from db.commands.tasks import mend_born, propose, withdraw_struck
from db.models import Agency, AgendaItem, CaseRecord, Decision, Meeting, Task
from db.queries.date_context import date_context
from db.queries.meetings import next_number
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken, chosen, refuse_empty, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.plausibility import ask_unless_sure
from domain.meetings.life import LONGEST_TEXT, ItemState, refuse_unless_in_progress
from domain.meetings.mending import DecisionTerms
from domain.meetings.requests import ChangeDecision, Mended, RecordDecision, Recorded, StrikeDecision
from domain.meetings.twice import RecordedBefore
from domain.places.regions import PROVINCE
from domain.tasks.life import TaskOrigin, TaskState
from domain.tasks.proposals import Proposal, refuse_too_long_for_a_task
from domain.time import formats
from domain.time.calendar import local_time
from domain.time.date_words import read_date


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
