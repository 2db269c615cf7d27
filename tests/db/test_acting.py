"""The one door for writes: nothing passes without permission, and nothing without a trace."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from db.acting import Act, NothingRecorded, Sender, UndeclaredSubject, acting, record_refusal
from db.command import command, run
from db.engine import reading
from db.models import AuditRecord, CommandReceipt, Meeting, Task, UserSession
from db.queries.audit import verify_chain
from db.queries.revision import revisions
from db.subjects import Subject
from domain.access.errors import AlreadyDone, Forbidden, StaleData
from domain.access.events import GENESIS, Event
from domain.access.permissions import OPERATOR, VISITOR, Actor, Permission, Role
from domain.access.trail import MOST_REFUSALS
from domain.meetings.life import Classification, MeetingState
from domain.time.calendar import Clock
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
            acting(Sender(engine, VISITOR, clock), Permission.MANAGE_ACCOUNTS) as act,
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
            acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act,
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
        with acting(Sender(engine, by, clock, screen="/rapat"), Permission.SIGN_IN) as act:
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
            pytest.raises(NothingRecorded, match="meeting"),
            acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act,
        ):
            act.add(meeting())
        assert count(engine, Meeting) == 0

    def test_a_fault_after_recording_takes_the_record_back(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)
        with (  # noqa: PT012 - the whole block is the attempt
            pytest.raises(ZeroDivisionError),
            acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act,
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
            acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act,
        ):
            act.record(Event.SIGNED_IN, "user", 1)
            act.session.add(UserSession(token_digest="x", user_id=-1, created_at=act.now, expires_at=act.now))
        assert trail(engine) == before

    def test_each_record_carries_the_seal_of_the_one_before(self, engine: Engine, clock: Clock) -> None:
        with acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act:
            act.record(Event.SIGNED_IN, "user", 1)
            act.record(Event.SIGNED_OUT, "user", 1)
        records = trail(engine)
        assert [record.id for record in records] == [1, 2, 3]
        assert [record.previous_hash for record in records] == [GENESIS, records[0].hash, records[1].hash]

    def test_who_is_refused_over_and_over_fills_no_trail(self, engine: Engine, clock: Clock) -> None:
        sender = Sender(engine, VISITOR, clock, screen="/tugas")
        for number in range(MOST_REFUSALS + 3):
            record_refusal(sender, f"T-{number}")
        record_refusal(replace(sender, by=OPERATOR), "T-1")
        told = [record.actor for record in trail(engine) if record.event == Event.ACCESS_REFUSED]
        assert told == [VISITOR.username] * MOST_REFUSALS + [OPERATOR.username]

    def test_a_write_renews_the_subject_it_wrote_and_no_other(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine)
        with acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act:
            act.add(meeting())
            act.record(Event.MEETING_SCHEDULED, "meeting", 1)
        after = revisions_of(engine)
        changed = {subject for subject in Subject if after.get(subject) != before.get(subject)}
        assert changed == {Subject.MEETINGS}

    def test_what_is_written_by_a_statement_is_noticed_too(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine).get(Subject.MEETINGS, 0)
        with acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act:
            act.session.execute(update(Meeting).values(place="Aula"))
            act.record(Event.SIGN_IN_REFUSED, "user", "unknown")
        assert revisions_of(engine)[Subject.MEETINGS] == before + 1

    def test_a_record_alone_renews_nothing(self, engine: Engine, clock: Clock) -> None:
        before = revisions_of(engine)
        with acting(Sender(engine, VISITOR, clock, screen="/masuk"), Permission.SIGN_IN) as act:
            act.record(Event.SIGN_IN_REFUSED, "user", "unknown")
        assert revisions_of(engine) == before

    def test_a_subject_that_was_not_named_is_not_written(self, engine: Engine, clock: Clock) -> None:
        before = trail(engine)

        def write_past_the_name() -> None:
            named = frozenset({Subject.TASKS})
            with acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN, touches=named) as act:
                act.add(meeting())
                act.record(Event.MEETING_SCHEDULED, "meeting", 1)

        with pytest.raises(UndeclaredSubject, match="meetings"):
            write_past_the_name()
        assert trail(engine) == before


def revisions_of(engine: Engine) -> Mapping[Subject, int]:
    with reading(engine) as connection:
        return revisions(connection)


@dataclass(frozen=True)
class Hold:
    title: str


@dataclass(frozen=True)
class Held:
    meeting_id: int
    note: str | None


@command(Permission.SIGN_IN, Subject.MEETINGS)
def hold(act: Act, asked: Hold) -> Held:
    row = act.add(meeting(asked.title))
    act.record(Event.MEETING_SCHEDULED, "meeting", row.id)
    return Held(row.id, None)


@command(Permission.SIGN_IN, Subject.MEETINGS, secret=True)
def hold_secretly(act: Act, asked: Hold) -> str:
    hold(act, asked)
    return "rahasia"


def schedule(engine: Engine, by: Actor, clock: Clock, once: str) -> Held:
    return run(Sender(engine, by, clock, idempotency_key=once), hold, Hold("Rapat"))


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
            acting(Sender(engine, VISITOR, clock, idempotency_key="a"), Permission.SIGN_IN) as act,
        ):
            act.record(Event.SIGNED_IN, "user", 1)
            raise ZeroDivisionError
        assert count(engine, CommandReceipt) == 0
        schedule(engine, VISITOR, clock, "a")
        assert count(engine, Meeting) == 1

    def test_a_secret_answer_is_told_once_and_kept_nowhere(self, engine: Engine, clock: Clock) -> None:
        sender = Sender(engine, VISITOR, clock, idempotency_key="a")
        assert run(sender, hold_secretly, Hold("Rapat")) == "rahasia"
        with pytest.raises(AlreadyDone, match="sudah diterima"):
            run(sender, hold_secretly, Hold("Rapat"))
        with reading(engine) as connection:
            assert connection.execute(select(CommandReceipt.result)).scalars().all() == [""]
        assert count(engine, Meeting) == 1

    def test_an_answer_that_an_earlier_release_kept_otherwise_is_not_guessed_at(
        self, engine: Engine, clock: Clock
    ) -> None:
        with filling(engine) as session:
            session.add(CommandReceipt(actor=VISITOR.username, key="a", result="1;2;2026;", at=clock()))
        with pytest.raises(AlreadyDone, match="Muat ulang"):
            schedule(engine, VISITOR, clock, "a")
        assert count(engine, Meeting) == 0


class TestRows:
    def test_a_row_that_somebody_changed_in_between_is_not_taken(
        self, demo_engine: Engine, clock: Clock
    ) -> None:
        def move(seen: int) -> None:
            with acting(Sender(demo_engine, VISITOR, clock), Permission.SIGN_IN) as act:
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
                acting(Sender(engine, by, clock), Permission.SIGN_IN) as act,
            ):
                act.require_agency(agency_id)
        with acting(Sender(engine, by, clock), Permission.SIGN_IN) as act:
            act.require_agency(by.agency_id)
            act.record(Event.SIGNED_IN, "user", by.user_id)


def test_many_who_write_at_once_keep_the_chain_whole(engine: Engine, clock: Clock) -> None:
    writers, each = 4, 6
    start = Barrier(writers)

    def write(number: int) -> None:
        start.wait()
        for turn in range(each):
            with acting(Sender(engine, VISITOR, clock), Permission.SIGN_IN) as act:
                act.add(meeting(f"{number}.{turn}"))
                act.record(Event.SIGNED_IN, "user", number)

    before = len(trail(engine))
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    with reading(engine) as connection:
        checked = verify_chain(connection)
    assert (checked.records, checked.broken_at) == (before + writers * each, None)
    assert count(engine, Meeting) == writers * each
