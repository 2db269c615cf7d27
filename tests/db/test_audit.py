"""Whoever touches the trail behind the application's back is found, at the record that was touched."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, select

from db.acting import Sender, acting
from db.engine import reading, writing
from db.models import AuditRecord
from db.queries.audit import AuditRow, ChainCheck, audit_rows, verify_chain
from db.queries.trail_names import trail_names
from domain.access.events import Event
from domain.access.permissions import VISITOR, Permission, Role
from domain.imports.kinds import ImportKind
from domain.imports.life import code_of
from domain.meetings.life import Classification, MeetingState
from domain.tasks.life import TaskOrigin
from domain.time.calendar import Clock
from domain.words import labels
from tests import factories
from tests.factories import MORNING, actor, filling

READER = actor(Role.ADMINISTRATOR).scope
EVENTS = (Event.SIGNED_IN, Event.SIGNED_OUT, Event.SIGNED_IN, Event.ACCESS_REFUSED)


@pytest.fixture
def engine(engine: Engine, clock: Clock) -> Engine:
    """A trail of five records: the seeding and four more."""
    for number, event in enumerate(EVENTS):
        with acting(Sender(engine, VISITOR, clock, screen="/masuk"), Permission.SIGN_IN) as act:
            act.record(event, "user", number, after={"number": number})
    return engine


def check(engine: Engine) -> ChainCheck:
    with reading(engine) as connection:
        return verify_chain(connection)


def run(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)


def test_an_untouched_trail_is_whole(engine: Engine) -> None:
    assert check(engine) == ChainCheck(5, None)


def test_an_empty_trail_is_whole(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(delete(AuditRecord))
    assert check(engine) == ChainCheck(0, None)


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'orang lain'",
        "event = 'signed_out_everywhere'",
        "subject = 'task'",
        "subject_id = '99'",
        "screen = '/tugas'",
        "before = '{\"number\":0}'",
        "after = '{}'",
    ],
)
def test_an_altered_record_is_named(engine: Engine, change: str) -> None:
    run(engine, f"UPDATE audit_record SET {change} WHERE id = 3")
    found = check(engine)
    assert (found.broken_at, found.reason) == (3, "the content of record 3 was altered")


def test_an_event_that_this_release_does_not_know_is_named_and_not_a_crash(engine: Engine) -> None:
    run(engine, "UPDATE audit_record SET event = 'something_else' WHERE id = 3")
    assert check(engine).broken_at == 3


def test_a_moved_moment_is_named(engine: Engine) -> None:
    with writing(engine) as connection:
        table = AuditRecord.__table__
        at = connection.execute(select(table.c.at).where(table.c.id == 3)).scalar_one()
        connection.execute(table.update().where(table.c.id == 3).values(at=at - timedelta(microseconds=1)))
    assert check(engine).broken_at == 3


def test_a_forged_seal_is_named(engine: Engine) -> None:
    run(engine, "UPDATE audit_record SET hash = 'forged' WHERE id = 3")
    assert check(engine).broken_at == 3


def test_a_record_that_points_elsewhere_is_named(engine: Engine) -> None:
    run(engine, "UPDATE audit_record SET previous_hash = 'forged' WHERE id = 3")
    found = check(engine)
    assert (found.broken_at, found.reason) == (3, "record 3 does not follow record 2")


@pytest.mark.parametrize("number", [1, 3])
def test_a_deleted_record_is_named(engine: Engine, number: int) -> None:
    run(engine, f"DELETE FROM audit_record WHERE id = {number}")
    found = check(engine)
    assert (found.broken_at, found.reason) == (number, f"record {number} is missing")


def test_two_records_that_change_places_are_named(engine: Engine) -> None:
    for change in ("id = 99 WHERE id = 3", "id = 3 WHERE id = 4", "id = 4 WHERE id = 99"):
        run(engine, f"UPDATE audit_record SET {change}")
    assert check(engine).broken_at == 3


def test_a_record_is_written_once_and_numbered_from_one(engine: Engine) -> None:
    with reading(engine) as connection:
        numbers = connection.execute(select(AuditRecord.id).order_by(AuditRecord.id)).scalars().all()
    assert numbers == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("event", "at", "size", "expected"),
    [
        (None, 1, 2, (5, [5, 4])),
        (None, 3, 2, (5, [1])),
        (None, 9, 2, (5, [1])),  # beyond the last page there is the last page
        (Event.SIGNED_IN, 1, 10, (2, [4, 2])),
        (Event.USER_CREATED, 1, 10, (0, [])),
    ],
)
def test_the_trail_is_read_newest_first_in_pages(engine: Engine, event, at: int, size: int, expected) -> None:
    with reading(engine) as connection:
        total, rows = audit_rows(connection, scope=READER, event=event, page=at, size=size)
    assert (total, [row.id for row in rows]) == expected


def test_a_page_of_the_trail_says_who_when_what_and_where(engine: Engine, clock: Clock) -> None:
    with reading(engine) as connection:
        _, [row] = audit_rows(connection, scope=READER, event=None, page=1, size=1)
    assert (row.at, row.actor, row.event, row.subject_id, row.screen, row.after) == (
        clock(),
        "visitor",
        Event.ACCESS_REFUSED,
        "3",
        "/masuk",
        '{"number":3}',
    )


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.GOVERNOR_OFFICE, True), (Role.VERIFIER, False), (Role.ADMINISTRATOR, False)],
)
def test_which_case_it_was_and_who_worked_on_it_is_not_in_the_trail_of_those_who_may_not_see_cases(
    engine: Engine, clock: Clock, role: Role, reads: bool
) -> None:
    """Who entered it may be an office of one kabupaten, and so may the one that it is referred to."""
    with acting(Sender(engine, VISITOR, clock, screen="/kasus"), Permission.SIGN_IN) as act:
        act.record(Event.CASE_ENTERED, "case", "K26-0417")
        act.record(Event.CASE_CORRECTED, "case", "K26-0417", after={"fields": "wilayah"})
        act.record(Event.CASE_OPENED, "case", "K26-0417")
    scope, clerk = actor(role).scope, VISITOR.username

    def found(text: str = "", event: Event | None = None) -> tuple[AuditRow, ...]:
        with reading(engine) as connection:
            return audit_rows(connection, scope=scope, event=event, text=text, page=1, size=3)[1]

    opened, corrected, entered = found()
    assert opened.actor == clerk
    assert {corrected.actor, entered.actor} == {clerk if reads else labels.CASE_CLERK_WITHHELD}
    told = ("K26-0417", '{"fields":"wilayah"}', "") if reads else ("", "{}", labels.CASE_ACT_WITHHELD)
    assert (corrected.subject_id, corrected.after, corrected.instead) == told
    assert len(found("0417")) == (3 if reads else 0)
    assert len(found(clerk, Event.CASE_ENTERED)) == reads
    assert len(found(clerk, Event.CASE_OPENED)) == 1


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.GOVERNOR_OFFICE, True), (Role.VERIFIER, False), (Role.ADMINISTRATOR, False)],
)
def test_whose_file_of_cases_came_in_and_which_rows_were_taken_is_not_in_their_trail_either(
    engine: Engine, clock: Clock, role: Role, reads: bool
) -> None:
    with filling(engine) as session:
        by = factories.actor_of(session, factories.user(session, role=Role.CASE_OFFICER))
        codes = [
            code_of(factories.delivery(session, by, kind).id)
            for kind in (ImportKind.CASES, ImportKind.DEATHS)
        ]
    with acting(Sender(engine, VISITOR, clock, screen="/impor"), Permission.SIGN_IN) as act:
        for code in codes:
            act.record(Event.IMPORT_STORED, "import", code, after={"source": "pemkab-malaka"})
        act.record(Event.CASES_TAKEN, "case_register", "", after={"filter": "Kab. Malaka"})
    scope = actor(role).scope

    def found(text: str = "") -> tuple[AuditRow, ...]:
        with reading(engine) as connection:
            return audit_rows(connection, scope=scope, event=None, text=text, page=1, size=3)[1]

    taken, of_deaths, of_cases = found()
    assert (taken.actor, taken.after) == (VISITOR.username, '{"filter":"Kab. Malaka"}' if reads else "{}")
    assert of_deaths.after == '{"source":"pemkab-malaka"}'
    assert (of_cases.actor, of_cases.subject_id, of_cases.after) == (
        (VISITOR.username, codes[0], of_deaths.after) if reads else (labels.CASE_CLERK_WITHHELD, "", "{}")
    )
    assert len(found(codes[0])) == reads


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.GOVERNOR_OFFICE, True), (Role.VERIFIER, False), (Role.ADMINISTRATOR, False)],
)
def test_evidence_of_a_cases_task_that_is_gone_again_does_not_name_the_task_to_them(
    engine: Engine, clock: Clock, role: Role, reads: bool
) -> None:
    with filling(engine) as session:
        task = factories.task(session, origin=TaskOrigin.CASE)
        other = factories.task(session)
        values = [{"task": each.code, "hash": "ab" * 32} for each in (task, other)]
    with acting(Sender(engine, VISITOR, clock, screen="/tugas"), Permission.SIGN_IN) as act:
        for value in values:
            act.record(Event.EVIDENCE_REMOVED, "evidence", 9_999, before=value)
    with reading(engine) as connection:
        _, rows = audit_rows(connection, scope=actor(role).scope, event=None, page=1, size=2)
    of_other, of_case = rows
    assert other.code in of_other.before
    assert (task.code in of_case.before) is reads
    assert of_case.instead == ("" if reads else labels.CASE_VALUES_WITHHELD)


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.GOVERNOR_OFFICE, True), (Role.VERIFIER, False), (Role.ADMINISTRATOR, False)],
)
@pytest.mark.parametrize("kind", list(Classification))
def test_what_a_secret_meeting_said_is_not_in_the_trail_of_those_who_may_not_read_it(
    engine: Engine, clock: Clock, role: Role, reads: bool, kind: Classification
) -> None:
    words = "Sergap jalur malam hari"
    with filling(engine) as session:
        meeting = factories.meeting(
            session, starts_at=MORNING, state=MeetingState.IN_PROGRESS, classification=kind
        )
        decision = factories.decision(session, meeting, text=words)
        item = factories.agenda_item(session, meeting)
    subjects = {
        "meeting": (meeting.id, Event.MEETING_CHANGED),
        "decision": (decision.id, Event.DECISION_CHANGED),
        "agenda_item": (item.id, Event.AGENDA_CHANGED),
    }
    for subject, (number, event) in subjects.items():
        with acting(Sender(engine, VISITOR, clock, screen="/rapat"), Permission.SIGN_IN) as act:
            act.record(event, subject, number, before={"text": words}, after={"text": words})
    with reading(engine) as connection:
        _, rows = audit_rows(connection, scope=actor(role).scope, event=None, page=1, size=len(subjects))
    is_told = reads or kind is not Classification.SECRET
    assert [row.instead for row in rows] == ["" if is_told else labels.MINUTES_WITHHELD] * len(subjects)
    assert str(rows).count(words) == (2 * len(subjects) if is_told else 0)
    with reading(engine) as connection:
        wanted = frozenset((subject, str(number)) for subject, (number, _) in subjects.items())
        names = trail_names(connection, wanted, scope=actor(role).scope)
    assert {kind for kind, _ in names} == (
        {"meeting", "decision", "agenda_item"} if is_told else {"decision"}
    )
