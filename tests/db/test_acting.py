"""The one door for writes: nothing passes without permission, and nothing without a trace."""

import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from db.acting import NothingRecorded, UndeclaredSubject, acting
from db.commands import accounts, holidays, meetings, tasks
from db.engine import reading
from db.models import AuditRecord, CommandReceipt, Meeting, Task, User, UserSession
from db.queries.audit import verify_chain
from db.queries.revision import revisions
from db.subjects import Subject
from domain.access.errors import Forbidden, StaleData
from domain.access.events import GENESIS, Event
from domain.access.permissions import OPERATOR, VISITOR, Actor, Permission, Role
from domain.meetings.life import AttendanceMode, Classification, ItemState, MeetingState
from domain.tasks.life import Move, Proposal, TaskState
from domain.time.calendar import Clock
from tests import factories
from tests.factories import actor, filling

Command = Callable[[Engine, Actor, Clock], object]

NOBODY = actor(None)
PASSWORD = "kupang rote sabu alor"


def meeting(title: str = "Rapat") -> Meeting:
    return Meeting(
        title=title,
        starts_at=datetime(2026, 12, 1, tzinfo=UTC),
        place="Kupang",
        state=MeetingState.DRAFT,
        classification=Classification.ORDINARY,
    )


def count(engine: Engine, model: type) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(model)).scalar_one()


def trail(engine: Engine) -> list[AuditRecord]:
    with reading(engine) as connection:
        return list(connection.execute(select(AuditRecord.__table__).order_by(AuditRecord.id)))


class TestPermission:
    def test_without_permission_nothing_is_written(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(Forbidden, match="Hubungi sekretariat"),
            acting(engine, VISITOR, Permission.MANAGE_ACCOUNTS, clock=clock) as act,
        ):
            act.add(meeting())
            act.record(Event.USER_CREATED, "user", 1)
        assert count(engine, Meeting) == 0
        assert trail(engine) == before

    def test_a_further_permission_that_is_missing_undoes_everything(
        self, engine: Engine, clock: Clock
    ) -> None:
        before = trail(engine)
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(Forbidden),
            acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act,
        ):
            act.add(meeting())
            act.record(Event.SIGNED_IN, "user", 1)
            act.require(Permission.MANAGE_ACCOUNTS)
        assert count(engine, Meeting) == 0
        assert trail(engine) == before


class TestTrail:
    def test_a_change_leaves_exactly_one_record_that_says_who_when_what_and_where(
        self, engine: Engine, clock: Clock, actors: dict[Role, Actor]
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        before = trail(engine)
        with acting(engine, by, Permission.SIGN_IN, clock=clock, screen="/rapat") as act:
            row = act.add(meeting())
            act.record(Event.ACCESS_REFUSED, "meeting", row.id, before={"a": 1}, after={"b": "é"})
        *earlier, record = trail(engine)
        assert earlier == before
        assert (record.id, record.at, record.actor_id, record.actor) == (
            before[-1].id + 1,
            clock(),
            by.user_id,
            by.username,
        )
        assert (record.event, record.subject, record.subject_id, record.screen) == (
            Event.ACCESS_REFUSED,
            "meeting",
            str(row.id),
            "/rapat",
        )
        assert (record.before, record.after) == ('{"a":1}', '{"b":"é"}')
        assert count(engine, Meeting) == 1

    def test_who_forgets_to_record_changes_nothing(self, engine: Engine, clock: Clock) -> None:
        with (
            pytest.raises(NothingRecorded, match="sign_in"),
            acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act,
        ):
            act.add(meeting())
        assert count(engine, Meeting) == 0

    def test_a_fault_after_recording_takes_the_record_back(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(ZeroDivisionError),
            acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act,
        ):
            act.record(Event.SIGNED_IN, "user", 1)
            act.add(meeting())
            raise ZeroDivisionError
        assert count(engine, Meeting) == 0
        assert trail(engine) == before

    def test_a_row_that_breaks_a_constraint_takes_the_record_back(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(IntegrityError),
            acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act,
        ):
            act.record(Event.SIGNED_IN, "user", 1)
            act.session.add(UserSession(token_digest="x", user_id=-1, created_at=act.now, expires_at=act.now))
        assert trail(engine) == before

    def test_each_record_carries_the_seal_of_the_one_before(self, engine: Engine, clock: Clock) -> None:
        with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act:
            act.record(Event.SIGNED_IN, "user", 1)
            act.record(Event.SIGNED_OUT, "user", 1)
        records = trail(engine)
        assert [record.id for record in records] == [1, 2, 3]
        assert [record.previous_hash for record in records] == [GENESIS, records[0].hash, records[1].hash]

    def test_a_write_renews_the_subject_it_wrote_and_no_other(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine)
        with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act:
            act.add(meeting())
            act.record(Event.MEETING_SCHEDULED, "meeting", 1)
        after = revisions_of(engine)
        changed = {subject for subject in Subject if after.get(subject) != before.get(subject)}
        assert changed == {Subject.MEETINGS}

    def test_what_is_written_by_a_statement_is_noticed_too(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine).get(Subject.MEETINGS, 0)
        with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act:
            act.session.execute(update(Meeting).values(place="Aula"))
            act.record(Event.MEETING_CHANGED, "meeting", 1)
        assert revisions_of(engine)[Subject.MEETINGS] == before + 1

    def test_a_record_alone_renews_nothing(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine)
        with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock, screen="/masuk") as act:
            act.record(Event.SIGN_IN_REFUSED, "user", "unknown")
        assert revisions_of(engine) == before

    def test_a_subject_that_was_not_named_is_not_written(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)

        def write_past_the_name() -> None:
            named = frozenset({Subject.TASKS})
            with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock, touches=named) as act:
                act.add(meeting())
                act.record(Event.MEETING_SCHEDULED, "meeting", 1)

        with pytest.raises(UndeclaredSubject, match="meetings"):
            write_past_the_name()
        assert trail(engine) == before


def revisions_of(engine: Engine) -> Mapping[Subject, int]:
    with reading(engine) as connection:
        return revisions(connection)


def schedule(engine: Engine, by: Actor, clock: Clock, once: str) -> str:
    """A command as they all are: asked a second time, it answers what it answered before."""
    with acting(engine, by, Permission.SIGN_IN, clock=clock, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        row = act.add(meeting())
        act.record(Event.SIGNED_IN, "meeting", row.id)
        act.result = row.id
        return str(row.id)


class TestOnce:
    def test_a_form_that_arrives_twice_is_carried_out_once_and_answered_alike(
        self, engine: Engine, clock: Clock
    ) -> None:
        before = len(trail(engine))
        assert schedule(engine, VISITOR, clock, "a") == schedule(engine, VISITOR, clock, "a")
        assert (count(engine, Meeting), len(trail(engine))) == (1, before + 1)

    def test_another_form_is_another_request(self, engine: Engine, clock: Clock) -> None:
        assert schedule(engine, VISITOR, clock, "a") != schedule(engine, VISITOR, clock, "b")
        assert count(engine, Meeting) == 2

    def test_the_key_of_somebody_else_answers_nothing(
        self, engine: Engine, clock: Clock, actors: dict[Role, Actor]
    ) -> None:
        schedule(engine, VISITOR, clock, "a")
        schedule(engine, actors[Role.AGENCY], clock, "a")
        assert count(engine, Meeting) == 2

    def test_what_was_refused_may_be_sent_again(self, engine: Engine, clock: Clock) -> None:
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(ZeroDivisionError),
            acting(engine, VISITOR, Permission.SIGN_IN, clock=clock, once="a") as act,
        ):
            act.record(Event.SIGNED_IN, "user", 1)
            raise ZeroDivisionError
        assert count(engine, CommandReceipt) == 0
        schedule(engine, VISITOR, clock, "a")
        assert count(engine, Meeting) == 1


class TestRows:
    def test_a_row_that_somebody_changed_in_between_is_not_taken(
        self, demo_engine: Engine, clock: Clock
    ) -> None:
        def move(seen: int) -> None:
            with acting(demo_engine, VISITOR, Permission.SIGN_IN, clock=clock) as act:
                task = act.session.scalars(select(Task).order_by(Task.id)).first()
                assert task is not None
                act.change(task, seen=seen)
                act.record(Event.SIGNED_IN, "task", task.id)

        move(1)
        with pytest.raises(StaleData, match="sudah diubah orang lain"):
            move(1)
        move(2)

    def test_a_row_of_another_agency_is_not_for_changing(
        self, engine: Engine, clock: Clock, actors: dict[Role, Actor]
    ) -> None:
        by = actors[Role.AGENCY]
        for agency_id in (None, (by.agency_id or 0) + 1):
            with (
                pytest.raises(Forbidden, match="instansi lain"),
                acting(engine, by, Permission.SIGN_IN, clock=clock) as act,
            ):
                act.require_agency(agency_id)
        with acting(engine, by, Permission.SIGN_IN, clock=clock) as act:
            act.require_agency(by.agency_id)
            act.record(Event.SIGNED_IN, "user", by.user_id)


def test_many_who_write_at_once_keep_the_chain_whole(engine: Engine, clock: Clock) -> None:
    writers, each = 4, 6
    start = Barrier(writers)

    def write(number: int) -> None:
        start.wait()
        for turn in range(each):
            with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock) as act:
                act.add(meeting(f"{number}.{turn}"))
                act.record(Event.SIGNED_IN, "user", number)

    before = len(trail(engine))
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    with reading(engine) as connection:
        checked = verify_chain(connection)
    assert (checked.records, checked.broken_at) == (before + writers * each, None)
    assert count(engine, Meeting) == writers * each


def create(engine: Engine, by: Actor, clock: Clock) -> None:
    accounts.create_user(
        engine,
        by=by,
        username="uji.baru",
        display_name="Uji",
        role=Role.AGENCY,
        agency_code="polda-ntt",
        password=PASSWORD,
        clock=clock,
    )


def proposal() -> Proposal:
    return Proposal(
        title="Jadwal jaga bersama",
        output="Jadwal satu bulan",
        owner_code="polda-ntt",
        region_code="53.21",
        due="2 minggu",
    )


def accept(engine: Engine, by: Actor, clock: Clock) -> None:
    with filling(engine) as session:
        task = factories.task(session, state=TaskState.PROPOSED, owner_id=by.agency_id)
    tasks.move_task(engine, by=by, code=task.code, move=Move.ACCEPT, seen=1, clock=clock)


def escalate(engine: Engine, by: Actor, clock: Clock) -> None:
    with filling(engine) as session:
        task = factories.task(session, due_on=date(2026, 10, 1), proposer_id=by.agency_id)
    tasks.escalate(engine, by=by, code=task.code, seen=1, clock=clock)


def of_a_meeting(being: MeetingState, command: Callable[..., object], **values: object) -> Command:
    """The command on a meeting that is in the state it asks for, with one point and one decision."""

    def run(engine: Engine, by: Actor, clock: Clock) -> object:
        with filling(engine) as session:
            held = factories.meeting(session, starts_at=clock(), state=being)
            item = factories.agenda_item(session, held)
            named = {"meeting_id": held.id, "item_id": item.id}
            if command is meetings.change_decision:
                named["decision_id"] = factories.decision(session, held).id
        asked = set(inspect.signature(command).parameters)
        given = {name: value for name, value in named.items() if name in asked} | values
        return command(engine, by=by, clock=clock, **given)

    return run


PLAN = meetings.Plan(
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
_DRAFT, _OPEN, _RUNNING, _CLOSED = MeetingState
OF_MEETINGS: dict[str, Command] = {
    "schedule": lambda engine, by, clock: meetings.schedule(engine, by=by, plan=PLAN, clock=clock),
    "change_plan": of_a_meeting(_DRAFT, meetings.change_plan, seen=1, plan=PLAN),
    "move": of_a_meeting(_OPEN, meetings.move, to=_RUNNING),
    "record_attendance": of_a_meeting(
        _RUNNING, meetings.record_attendance, modes={"polda-ntt": AttendanceMode.PRESENT}
    ),
    "draft_agenda": of_a_meeting(_DRAFT, meetings.draft_agenda),
    "add_item": of_a_meeting(_OPEN, meetings.add_item, title="Pokok", reason="", agency_code=None, minutes=5),
    "move_item": of_a_meeting(_OPEN, meetings.move_item, seen=1, up=True),
    "change_item": of_a_meeting(_OPEN, meetings.change_item, seen=1, state=ItemState.DISCUSSED, minutes=5),
    "record_decision": of_a_meeting(
        _RUNNING, meetings.record_decision, text="Disepakati.", owner_code="", due_on=None
    ),
    "change_decision": of_a_meeting(
        _RUNNING, meetings.change_decision, seen=1, text="Disepakati.", owner_code="", due_on=None
    ),
    "write_notes": of_a_meeting(_RUNNING, meetings.write_notes, seen=1, directions="a", discussion="b"),
    "close": of_a_meeting(_RUNNING, meetings.close),
    "amend": of_a_meeting(_CLOSED, meetings.amend, text="Isi", reason="Salah ketik", decision_id=None),
    "start_screen": of_a_meeting(_OPEN, meetings.start_screen),
    "revoke_screens": of_a_meeting(_OPEN, meetings.revoke_screens),
}

COMMANDS: dict[str, tuple[Permission, Command]] = {
    **{name: (Permission.RUN_MEETINGS, command) for name, command in OF_MEETINGS.items()},
    "create_user": (Permission.MANAGE_ACCOUNTS, create),
    "sign_out": (
        Permission.SIGN_IN,
        lambda engine, by, clock: accounts.sign_out(engine, by=by, token="x", clock=clock),
    ),
    "sign_out_everywhere": (
        Permission.MANAGE_OWN_SESSIONS,
        lambda engine, by, clock: accounts.sign_out_everywhere(engine, by=by, clock=clock),
    ),
    "record_refusal": (
        Permission.SIGN_IN,
        lambda engine, by, clock: accounts.record_refusal(
            engine, by=by, subject="view_cases", screen="/kasus", clock=clock
        ),
    ),
    "propose": (
        Permission.PROPOSE_TASKS,
        lambda engine, by, clock: tasks.propose(engine, by=by, proposal=proposal(), clock=clock),
    ),
    "move_task": (Permission.ANSWER_TASKS, accept),
    "escalate": (Permission.ESCALATE_TASKS, escalate),
    "add_joint_leave": (
        Permission.MANAGE_HOLIDAYS,
        lambda engine, by, clock: holidays.add_joint_leave(
            engine, by=by, day=date(2028, 12, 26), name="Cuti bersama Natal", source="SKB contoh", clock=clock
        ),
    ),
    "remove_joint_leave": (
        Permission.MANAGE_HOLIDAYS,
        lambda engine, by, clock: holidays.remove_joint_leave(
            engine, by=by, day=date(2026, 12, 24), clock=clock
        ),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_refused_to_who_lacks_its_permission(engine: Engine, clock: Clock, name: str) -> None:
    before = (count(engine, User), len(trail(engine)))
    with pytest.raises(Forbidden):
        COMMANDS[name][1](engine, NOBODY, clock)
    assert (count(engine, User), len(trail(engine))) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_exactly_one_record(engine: Engine, clock: Clock, name: str) -> None:
    permission, command = COMMANDS[name]
    by = OPERATOR if OPERATOR.may(permission) else actor(None, granted=frozenset({permission}))
    before = len(trail(engine))
    command(engine, by, clock)
    assert len(trail(engine)) == before + 1


def test_every_command_that_names_its_actor_is_tried_here() -> None:
    acted = {
        name
        for module in (accounts, holidays, meetings, tasks)
        for name, each in vars(module).items()
        if callable(each)
        and getattr(each, "__module__", "") == module.__name__
        and "by" in getattr(each, "__annotations__", {})
    }
    assert acted == set(COMMANDS)
