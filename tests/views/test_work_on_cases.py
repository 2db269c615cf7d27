"""A task that was born from a case: who works on it reads it, the others learn neither its words nor its
place, wherever they look."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from components.papers import page
from db import backend
from db.acting import Sender, acting
from db.command import run as carry_out
from db.commands.papers import issue_paper
from db.engine import reading
from db.models import Agency, Decision, MinutesAmendment, Notice, Task
from db.queries.attention import task_facts
from db.queries.audit import audit_rows
from db.queries.calendar import calendar_entries, month_entries
from db.queries.decisions import decision_rows, decisions_of, decisions_on_region
from db.queries.meetings import agenda_of, meeting_detail
from db.queries.minutes import amendments_of, minutes_of
from db.queries.notices import notices_of
from db.queries.papers import issued_paper
from db.queries.promises import promises
from db.queries.task_detail import decision_origin, task_detail
from db.queries.tasks import task_rows, tasks_numbered, tasks_of_agencies, tasks_of_region
from db.settings import Mode, Settings
from domain.access.events import Event
from domain.access.permissions import ROOM, VISITOR, Permission, Role, Scope, outside
from domain.attention.table import AttentionRule
from domain.meetings.life import Classification, MeetingState
from domain.notices.kinds import Matter, NoticeKind
from domain.papers.requests import IssuePaper
from domain.papers.sealing import PaperKind, code_of
from domain.tasks.life import TaskOrigin, TaskState
from domain.time.as_of import AsOf
from domain.time.calendar import Clock, Month, local_time
from domain.words import labels
from domain.words.matrix import follow_up
from tests import factories
from tests.factories import MORNING, actor, filling
from views import list_files, messages, search, task_papers, tasks
from views.ask import ask, reading_run

WORD, PLACE, NAME = "Kecubung", "53.17", "Sumba Tengah"
TODAY = local_time(MORNING).date()


@pytest.fixture
def task(engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Task:
    with filling(engine) as session:
        case = factories.case(session, regency=PLACE, reported_on=TODAY)
        typed = f"{WORD} {NAME}"
        born = factories.task(
            session,
            title=typed,
            output=typed,
            reason=typed,
            countered_terms=typed,
            evidence=typed,
            region_code=PLACE,
            origin=TaskOrigin.CASE,
            case_id=case.id,
            state=TaskState.BLOCKED,
            due_on=TODAY,
        )
        factories.task_step(session, born, at=MORNING, state=TaskState.BLOCKED, note=typed)
    with acting(Sender(engine, VISITOR, clock, screen="/tugas"), Permission.SIGN_IN) as act:
        act.record(Event.TASK_MOVED, "task", born.code, before={"text": typed}, after={"text": typed})
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine)
    return born


def told(engine: Engine, task: Task, scope: Scope) -> dict[str, object]:
    """By where it is looked for, all that a reader is told of the task."""
    watched = tasks.watched(scope)
    with reading(engine) as connection:
        numbered = tasks_numbered(connection, [task.id], scope=scope)
    return {
        "page": ask(task_detail, task.code, scope=scope),
        "list": ask(task_rows, scope=scope),
        "agency": ask(tasks_of_agencies, frozenset({task.owner_id}), scope=scope),
        "region": ask(tasks_of_region, PLACE, scope=scope),
        "mail": numbered,
        "month": ask(month_entries, scope=scope, month=Month.containing(TODAY), with_drafts=True),
        "calendar": ask(calendar_entries, scope=scope, now=MORNING),
        "attention": ask(task_facts, scope=scope),
        "trail": ask(audit_rows, scope=scope, event=None, page=1, size=5),
        "matrix": follow_up([(each.row, each.running) for each in watched], TODAY),
        "file": list_files.tasks(watched, "Semua", AsOf("", MORNING))(),
        "brief": [task_papers.brief(each, "https://contoh") for each in watched],
    }


def names_it(said: object) -> bool:
    return any(each in str(said) for each in (WORD, PLACE, NAME))


def elsewhere(engine: Engine) -> int:
    """An agency that has nothing to do with it."""
    with filling(engine) as session:
        return factories.agency_id(session, "korem-161")


def scope_of(role: Role, agency_id: int) -> Scope:
    return actor(role, agency_id=agency_id).scope


def test_others_learn_neither_its_words_nor_its_place(engine: Engine, task: Task) -> None:
    stranger = elsewhere(engine)
    readers = {
        **{role: scope_of(role, stranger) for role in Role if not scope_of(role, stranger).may_see_cases},
        "wall": ROOM.scope,
        "mail of its owner": outside(task.owner_id, frozenset()),
    }
    with reading_run():
        for reader, scope in readers.items():
            found = told(engine, task, scope)
            assert [where for where, said in found.items() if names_it(said)] == [], reader
            assert labels.CASE_TITLE_WITHHELD in str(found["list"]), reader
            assert task.code in str(found["attention"]), reader
            assert found["region"] == (), reader


DECIDED = f"{WORD} di {NAME}"


@pytest.fixture
def decided(engine: Engine, task: Task) -> Decision:
    """About the same case, with a task and a point that was put on the agenda before its words were kept."""
    with filling(engine) as session:
        meeting = factories.meeting(session, starts_at=MORNING, state=MeetingState.CLOSED)
        decision = factories.decision(
            session, meeting, text=DECIDED, case_id=task.case_id, owner_id=task.owner_id
        )
        born = factories.task(
            session,
            title=DECIDED,
            output=DECIDED,
            region_code=PLACE,
            origin=TaskOrigin.DECISION,
            decision_id=decision.id,
            owner_id=task.owner_id,
            due_on=TODAY,
        )
        factories.agenda_item(
            session,
            meeting,
            rule=AttentionRule.BLOCKED,
            subject=f"tugas:{born.code}",
            title=DECIDED,
            reason=DECIDED,
            region_code=PLACE,
        )
        session.add(
            MinutesAmendment(
                meeting_id=meeting.id, decision_id=decision.id, text=DECIDED, reason=DECIDED, at=MORNING
            )
        )
        owner = session.get_one(Agency, task.owner_id).code
        session.add(
            Notice(
                user_id=factories.user(session, agency=owner).id,
                agency_id=task.owner_id,
                kind=NoticeKind.DECISION_MADE,
                matter=Matter.DECISION,
                matter_id=decision.id,
                told_on=TODAY,
                told_at=MORNING,
            )
        )
    return decision


def told_of_decision(engine: Engine, decided: Decision, scope: Scope) -> dict[str, object]:
    """By where it is looked for, all that a reader is told of the decision, its task and its point."""
    meeting = ask(meeting_detail, decided.meeting_id)
    assert meeting is not None
    with reading(engine) as connection:
        told_to = connection.execute(select(Notice.user_id)).scalar_one()
    return {
        "list": ask(task_rows, scope=scope),
        "region": ask(tasks_of_region, PLACE, scope=scope),
        "region's decisions": ask(decisions_on_region, PLACE, scope=scope),
        "attention": ask(task_facts, scope=scope),
        "meeting": ask(decisions_of, decided.meeting_id, scope=scope),
        "search": ask(decision_rows, scope=scope),
        "remarks": ask(decision_origin, decided.id, scope=scope),
        "notice": ask(notices_of, told_to, scope=scope, role=Role.AGENCY, now=MORNING),
        "trail": ask(audit_rows, scope=scope, event=None, page=1, size=5),
        "agenda": ask(agenda_of, decided.meeting_id),
        "addendum": ask(amendments_of, decided.meeting_id, scope=scope),
        "minutes": ask(minutes_of, decided.meeting_id),
        "promises": ask(promises, meeting, on=TODAY),
    }


def test_what_the_forum_decided_about_a_case_is_told_to_no_one_else_either(
    engine: Engine, decided: Decision, task: Task, clock: Clock
) -> None:
    with acting(Sender(engine, VISITOR, clock, screen="/rapat"), Permission.SIGN_IN) as act:
        act.record(Event.DECISION_RECORDED, "decision", decided.id, after={"text": DECIDED})
    stranger = scope_of(Role.AGENCY, elsewhere(engine))
    readers = {"stranger": stranger, "wall": ROOM.scope, "mail": outside(task.owner_id, frozenset())}
    with reading_run():
        for reader, scope in readers.items():
            found = told_of_decision(engine, decided, scope)
            assert [where for where, said in found.items() if names_it(said)] == [], reader
            assert labels.CASE_DECISION_WITHHELD in str(found["meeting"]), reader
        owner = told_of_decision(engine, decided, scope_of(Role.AGENCY, task.owner_id))
        officer = told_of_decision(engine, decided, scope_of(Role.CASE_OFFICER, elsewhere(engine)))
    never = {"agenda", "minutes", "promises"}
    assert {where for where, said in owner.items() if not names_it(said)} == never | {"trail"}
    assert {where for where, said in officer.items() if not names_it(said)} == never | {"notice"}


def test_search_does_not_find_it_by_them(engine: Engine, task: Task) -> None:
    stranger = actor(Role.AGENCY, agency_id=elsewhere(engine))
    with reading_run():
        assert search.found(stranger, WORD).total == 0
        assert task.code in str(search.found(actor(Role.AGENCY, agency_id=task.owner_id), WORD))


def test_who_works_on_it_and_who_keeps_cases_read_it(engine: Engine, task: Task) -> None:
    stranger = elsewhere(engine)
    readers = {
        "owner": scope_of(Role.AGENCY, task.owner_id),
        "proposer": scope_of(Role.AGENCY, task.proposer_id),
        "case officer": scope_of(Role.CASE_OFFICER, stranger),
        "secretariat": scope_of(Role.GOVERNOR_OFFICE, stranger),
    }
    with reading_run():
        for reader, scope in readers.items():
            found = told(engine, task, scope)
            kept = {where for where, said in found.items() if not names_it(said)}
            assert kept - {"calendar", "trail"} == {"brief"}, reader


def test_a_verifier_reads_it_as_long_as_its_claim_is_to_be_judged(engine: Engine, task: Task) -> None:
    verifier = scope_of(Role.VERIFIER, elsewhere(engine))
    with filling(engine) as session:
        session.get_one(Task, task.id).state = TaskState.CLAIMED_DONE
    with reading_run():
        assert names_it(ask(task_detail, task.code, scope=verifier))
        assert not names_it(ask(task_detail, task.code, scope=replace(verifier, verifies_tasks=False)))


def test_a_papers_headline_is_for_whoever_is_told_as_much_as_its_taker(
    engine: Engine, task: Task, clock: Clock
) -> None:
    stranger = elsewhere(engine)
    with filling(engine) as session:
        taker = {
            name: factories.actor_of(session, factories.user(session, agency=agency, role=role))
            for name, agency, role in (
                ("secretariat", "setda", Role.GOVERNOR_OFFICE),
                ("owner", "polda-ntt", Role.AGENCY),
                ("plain", "dpmd", Role.AGENCY),
            )
        }
    codes = {}
    for number, (name, by) in enumerate(taker.items()):
        asked = IssuePaper(PaperKind.REGION_SHEET, f"{number}" * 64, 7, f"{WORD} dari {name}")
        codes[name] = carry_out(Sender(engine, by, clock), issue_paper, asked)
    with acting(Sender(engine, VISITOR, clock, screen="/laporan"), Permission.SIGN_IN) as act:
        former = {"kind": "region_sheet", "hash": "9" * 64, "revision": 7, "headline": f"{WORD} dari former"}
        codes["former"] = code_of(former["hash"])
        act.record(Event.PAPER_ISSUED, "paper", codes["former"], after=former)

    def told(scope: Scope, reader: int | None = None) -> set[str]:
        """Whose headlines the check of a paper tells; all else of it is told to everybody."""
        with reading(engine) as connection:
            found = {
                name: issued_paper(connection, code, scope=scope, reader=reader)
                for name, code in codes.items()
            }
        assert all(each and each.revision == 7 and each.is_whole for each in found.values())
        return {name for name, each in found.items() if each and each.headline}

    def trailed(scope: Scope) -> set[str]:
        with reading(engine) as connection:
            _, rows = audit_rows(connection, scope=scope, event=Event.PAPER_ISSUED, page=1, size=9)
        assert all('"revision":7' in row.after for row in rows)
        assert str(rows).count(labels.HEADLINE_WITHHELD) == sum(WORD not in row.after for row in rows)
        return {name for name in codes if any(f"{WORD} dari {name}" in row.after for row in rows)}

    lower, higher = (scope_of(role, stranger) for role in (Role.ADMINISTRATOR, Role.CASE_OFFICER))
    assert (told(lower), trailed(lower)) == ({"plain"}, {"plain"})
    assert (told(higher), trailed(higher)) == (set(codes), set(codes))
    assert told(taker["owner"].scope, taker["owner"].user_id) == {"plain", "owner"}, "who took it knows it"
    withheld = "Bunyi judulnya disembunyikan: dibuat untuk tingkat yang melihat lebih banyak."
    with reading(engine) as connection:
        shown = issued_paper(connection, codes["secretariat"], scope=lower, reader=None)
    assert withheld in page.verification(codes["secretariat"], shown)


def test_the_texts_for_whatsapp_tell_nothing_of_the_case_nor_of_a_secret_meeting(
    engine: Engine, task: Task
) -> None:
    typed = f"{WORD} {NAME}"
    with filling(engine) as session:
        for state, days in ((MeetingState.CLOSED, -1), (MeetingState.OPEN, 2)):
            meeting = factories.meeting(
                session,
                title=typed,
                place=typed,
                starts_at=MORNING + timedelta(days=days),
                state=state,
                classification=Classification.SECRET,
            )
            factories.agenda_item(session, meeting, title=typed)
            decided = factories.decision(session, meeting, text=typed)
            of_it = {"origin": TaskOrigin.DECISION, "decision_id": decided.id, "region_code": PLACE}
            factories.task(session, title=typed, reason=typed, state=TaskState.BLOCKED, **of_it)
    with reading_run():
        texts = [messages.of_day("https://contoh"), *messages.of_meetings("https://contoh").values()]
    assert labels.CASE_TITLE_WITHHELD in texts[0]
    assert [text for text in texts if names_it(text)] == []
