"""Every command of the registry: closed to who may not, on record for who may, and touching what it names."""

import importlib
import pkgutil
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

import db
from db.acting import Sender
from db.command import Command, run
from db.commands.registry import COMMANDS, commands_in
from db.engine import reading
from db.models import Agency, AuditRecord
from db.queries.audit import audit_rows
from db.queries.revision import revisions
from db.queries.trail_names import KINDS, trail_names
from db.seed import Filling
from db.subjects import Subject
from domain.access.errors import AlreadyDone, Forbidden
from domain.access.events import Event
from domain.access.permissions import PERMISSIONS, Actor, Role
from domain.time.calendar import Clock
from domain.words import audit
from domain.words import trail as told
from tests import factories
from tests.db.tried.accounts import ACCOUNTS
from tests.db.tried.cases import CASES
from tests.db.tried.commitments import COMMITMENTS
from tests.db.tried.figures import FIGURES
from tests.db.tried.imports import IMPORTS
from tests.db.tried.meetings import MEETINGS
from tests.db.tried.model import READER, Tried
from tests.db.tried.offices import OFFICES
from tests.db.tried.services import SERVICES
from tests.db.tried.system import SYSTEM
from tests.db.tried.tasks import TASKS
from tests.factories import filling
from tests.indonesian import refuse_foreign

TRIED = IMPORTS | ACCOUNTS | SYSTEM | CASES | OFFICES | TASKS | COMMITMENTS | FIGURES | MEETINGS | SERVICES
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
