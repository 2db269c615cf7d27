"""Whoever changes the database past the application is found, by what was changed.

The one who tampers holds all rights on the database, and knows this code; what is missing is the key.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text, update

from db import signing_in, startup
from db.__main__ import main
from db.acting import Sender, acting, audited_values
from db.command import command, run
from db.commands import trail as trail_commands
from db.commands.registry import COMMANDS
from db.commands.trail import key_trail
from db.engine import build, reading, writing
from db.lines import SealedShape
from db.models import (
    AccountLink,
    Agency,
    AuditRecord,
    Base,
    CaseRecord,
    Decision,
    DeskStatement,
    EscalationLetter,
    Evidence,
    ForkopimdaSeat,
    MailChoice,
    MeetingSeal,
    PlannedMove,
    ProgressReport,
    ProviderName,
    PublishedFigure,
    QuarterLock,
    RecoveryCode,
    RowSeal,
    SecondFactor,
    SignInStep,
    Task,
    User,
    UserSession,
    Verdict,
)
from db.queries.audit import trail_end
from db.schema import SchemaState, state
from db.settings import Mode, Settings, SettingsError
from db.startup import NotReady, prepare
from db.trail import anchors as anchor_files
from db.trail import checking, keys, sealing
from db.trail.anchors import Anchor, Anchors
from db.trail.checking import TrailCheck, check
from db.trail.keys import Trail, trail_of
from db.trail.sealing import SEALED, SEALED_AT_FIRST, UnsealedWrite
from domain.access.events import GENESIS, Event, chain_hash
from domain.access.permissions import OPERATOR, VISITOR, Actor, Permission, Role
from domain.access.trail import KeyTrail, MailedEnd
from domain.tasks.life import Move, TaskState
from domain.tasks.requests import MoveTask
from domain.time.calendar import Clock
from tests.databases import Databases
from tests.db.test_every_command import TRIED, somebody
from tests.factories import filling

KEY = bytes(range(32))


def keyed(engine: Engine, folder: Path, clock: Clock, key: bytes = KEY) -> Trail:
    trail = Trail(key, Anchors(folder / "jejak" / "jangkar"))
    keys.use(engine, trail)
    run(Sender(engine, OPERATOR, clock), key_trail, KeyTrail(trail.fingerprint, "uji"))
    return trail


def tell(engine: Engine, clock: Clock, *, times: int) -> None:
    for number in range(times):
        with acting(Sender(engine, VISITOR, clock, screen="/masuk"), Permission.SIGN_IN) as act:
            act.record(Event.SIGNED_IN, "user", number)


def furnished(engine: Engine, folder: Path, clock: Clock) -> Engine:
    """Sample data with a locked quarter, keyed, and five records more."""
    with filling(engine) as session:
        by = session.scalars(select(User)).first()
        assert by is not None
        lock = QuarterLock(quarter="2026-B03", locked_at=clock(), locker_id=by.id, agency_id=by.agency_id)
        session.merge(lock)
    keyed(engine, folder, clock)
    signing_in.sign_in_as_demo(Sender(engine, VISITOR, clock), username="polda", device="uji")
    tell(engine, clock, times=5)
    return engine


@pytest.fixture
def site(demo_engine: Engine, clock: Clock, tmp_path: Path) -> Engine:
    return furnished(demo_engine, tmp_path, clock)


@pytest.fixture(scope="module")
def whole_site(
    databases: Databases, standing_clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One for all tests that take back what they change: to seal a site anew takes a second."""
    with databases.lent(databases.template("demo", with_demo=True)) as engine:
        yield furnished(engine, tmp_path_factory.mktemp("keyed"), standing_clock)


def checked(engine: Engine) -> TrailCheck:
    with reading(engine) as connection:
        return check(connection)


def last(connection: Connection) -> int:
    number = connection.scalar(select(func.max(AuditRecord.id)))
    assert number is not None
    return number


def rows(connection: Connection) -> list[Any]:
    return list(connection.execute(select(AuditRecord.__table__).order_by(AuditRecord.id)).all())


def make_anew(connection: Connection, start: int = 1) -> None:
    """Number and chain all records again, as one does who has the code but not the key."""
    previous = connection.scalar(select(AuditRecord.hash).where(AuditRecord.id == start - 1)) or GENESIS
    kept = [row for row in rows(connection) if row.id >= start]
    connection.execute(AuditRecord.__table__.delete().where(AuditRecord.id >= start))
    for number, row in enumerate(kept, start):
        values = {**row._mapping, "id": number, "previous_hash": previous}
        previous = chain_hash(previous, audited_values(_Row(values)))
        connection.execute(insert(AuditRecord.__table__).values(**values | {"hash": previous}))


class _Row:
    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def drop(connection: Connection, number: int) -> None:
    connection.execute(AuditRecord.__table__.delete().where(AuditRecord.id == number))


def drop_and_make_anew(connection: Connection) -> None:
    number = last(connection) - 2
    drop(connection, number)
    make_anew(connection, number)


def alter_and_make_anew(connection: Connection) -> None:
    number = last(connection) - 2
    connection.execute(update(AuditRecord).where(AuditRecord.id == number).values(actor="orang lain"))
    make_anew(connection, number)


def make_all_anew_without_a_key(connection: Connection) -> None:
    """As if the trail had never been keyed."""
    connection.execute(AuditRecord.__table__.delete().where(AuditRecord.event == Event.TRAIL_KEYED))
    make_anew(connection)


def make_anew_with_another_key(connection: Connection) -> None:
    """As if it had been keyed by somebody else all along."""
    told = json.dumps({"key": "f" * 16, "seals": 0})
    connection.execute(update(AuditRecord).where(AuditRecord.event == Event.TRAIL_KEYED).values(after=told))
    make_anew(connection)


def row_of(model: type[Base], **values: Any) -> Callable[[Connection], None]:
    """Change one row of a table."""

    def change(connection: Connection) -> None:
        table = model.__table__
        [key] = table.primary_key
        first = select(key).order_by(key).limit(1).scalar_subquery()
        connection.execute(update(table).where(key == first).values(**values))

    return change


def without_a(model: type[Base]) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        table = model.__table__
        [key] = table.primary_key
        newest = connection.scalar(select(func.max(key)))
        connection.execute(text(f"DELETE FROM {table.name} WHERE {key.name} = :key"), {"key": newest})

    return change


def an_open_quarter(connection: Connection) -> None:
    connection.execute(QuarterLock.__table__.delete().where(QuarterLock.quarter == "2026-B03"))


def a_role(connection: Connection) -> None:
    connection.execute(update(User).where(User.username == "dpmd").values(role=Role.ADMINISTRATOR))


def a_role_by_a_plan(connection: Connection) -> None:
    """From its day on a plan decides who somebody is, whether or not it was written down."""
    user = connection.execute(select(User.id, User.agency_id).where(User.username == "dpmd")).one()
    day = datetime(2026, 11, 1, tzinfo=UTC)
    connection.execute(
        insert(PlannedMove).values(
            id=9_999,
            user_id=user.id,
            agency_id=user.agency_id,
            role=Role.ADMINISTRATOR,
            starts_on=day.date(),
            reason="",
            planned_at=day,
        )
    )


def an_agency_that_went_over(connection: Connection) -> None:
    """What was another's becomes one's own."""
    one, other = connection.scalars(select(Agency.id).order_by(Agency.id).limit(2)).all()
    gone = {"merged_into_id": other, "merged_on": date(2026, 11, 1)}
    connection.execute(update(Agency).where(Agency.id == one).values(**gone))


def a_new_account(connection: Connection) -> None:
    old = connection.execute(select(User.__table__).where(User.username == "admin")).one()
    connection.execute(insert(User).values(**{**old._mapping, "id": 9_999, "username": "tamu"}))


def a_way_in(connection: Connection) -> None:
    of = connection.scalar(select(User.id).where(User.username == "admin"))
    at = datetime(2026, 11, 23, tzinfo=UTC)
    row = {"user_id": of, "issuer": "https://sso.contoh", "name": "tamu", "tied_at": at}
    connection.execute(insert(ProviderName).values(**row))


def of_admin(connection: Connection) -> int | None:
    return connection.scalar(select(User.id).where(User.username == "admin"))


AT = datetime(2026, 11, 23, tzinfo=UTC)


def a_session(connection: Connection) -> None:
    """Whoever knows its token is who it says, and the trail says so of all that he does."""
    row = {"id": 9_999, "token_digest": "a" * 64, "user_id": of_admin(connection), "created_at": AT}
    connection.execute(insert(UserSession).values(**row, expires_at=AT + timedelta(hours=12)))


def a_session_of_another(connection: Connection) -> None:
    connection.execute(update(UserSession).values(user_id=of_admin(connection)))


def a_session_with_a_token_of_ones_own(connection: Connection) -> None:
    """Whose it is stays as the trail says: only who holds it is another."""
    connection.execute(update(UserSession).values(token_digest="b" * 64))


def a_first_step_of_the_administrator(connection: Connection) -> None:
    """Whoever holds its token sets up a second step of his own, and is in."""
    row = {"id": 9_999, "token_digest": "a" * 64, "user_id": of_admin(connection)}
    connection.execute(insert(SignInStep).values(**row, expires_at=AT + timedelta(minutes=10)))


def an_address_of_the_administrator(connection: Connection) -> None:
    """Where the next link goes that lets him set his password."""
    row = {"user_id": of_admin(connection), "address": "lain@contoh.example", "daily": True, "weekly": True}
    connection.execute(insert(MailChoice).values(**row, briefing=False, opens=7, closes=17))


def a_link(connection: Connection) -> None:
    row = {"id": 9_999, "key_digest": "a" * 64, "user_id": of_admin(connection), "made_at": AT}
    connection.execute(insert(AccountLink).values(**row, expires_at=AT + timedelta(days=7)))


def a_second_step(connection: Connection) -> None:
    row = {"user_id": of_admin(connection), "sealed_secret": "x", "set_up_at": AT, "last_step": 0}
    connection.execute(insert(SecondFactor).values(**row))


def a_code_on_paper(connection: Connection) -> None:
    row = {"id": 9_999, "user_id": of_admin(connection), "beginning": "ABCD", "code_hash": "x"}
    connection.execute(insert(RecoveryCode).values(**row))


def sealed_minutes(connection: Connection) -> None:
    """The text, its hash and its code together, so that they fit one another."""
    seal = connection.execute(select(MeetingSeal.__table__).limit(1)).one()
    content = seal.content.replace("Polda", "Korem")
    digest = hashlib.sha256(content.encode()).hexdigest()
    connection.execute(
        update(MeetingSeal)
        .where(MeetingSeal.meeting_id == seal.meeting_id)
        .values(
            content=content, content_hash=digest, code="-".join(digest[i : i + 4] for i in range(0, 16, 4))
        )
    )


def a_sealed_decision(connection: Connection) -> None:
    held = select(MeetingSeal.meeting_id)
    connection.execute(update(Decision).where(Decision.meeting_id.in_(held)).values(text="Lain"))


def a_task_date(connection: Connection) -> None:
    task = connection.execute(select(Task.id, Task.due_on).limit(1)).one()
    later = task.due_on + timedelta(days=90)
    connection.execute(update(Task).where(Task.id == task.id).values(due_on=later))


def a_row_and_its_seal(connection: Connection) -> None:
    without_a(Verdict)(connection)
    newest = connection.scalar(select(func.max(RowSeal.id)).where(RowSeal.table_name == "verdict"))
    connection.execute(RowSeal.__table__.delete().where(RowSeal.id == newest))


def the_end_of_the_seals(connection: Connection) -> None:
    connection.execute(
        RowSeal.__table__.delete().where(RowSeal.id > select(func.max(RowSeal.id) - 3).scalar_subquery())
    )


def a_silence_said_to_be_nought(connection: Connection) -> None:
    unsaid = update(DeskStatement).where(DeskStatement.served.is_(None))
    assert connection.execute(unsaid.values(served=0)).rowcount


def minutes_that_cannot_be_read(connection: Connection) -> None:
    connection.execute(update(MeetingSeal).values(content=text("replace(content, 'hash', 'hbsh')")))


def a_trigger(connection: Connection) -> None:
    """It has each verdict that is written from now on say what somebody else wants, before it is sealed."""
    if connection.dialect.name == "sqlite":
        wanted = "UPDATE verdict SET notes = 'lain' WHERE id = NEW.id"
        connection.exec_driver_sql(f"CREATE TRIGGER tamu AFTER INSERT ON verdict BEGIN {wanted}; END")
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION tamu() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN NEW.notes = 'lain'; RETURN NEW; END $$"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER tamu BEFORE INSERT ON verdict FOR EACH ROW EXECUTE FUNCTION tamu()"
    )


TAMPERINGS: dict[str, tuple[Callable[[Connection], None], str]] = {
    "the last record deleted": (lambda c: drop(c, last(c)), r"records \d+ to \d+ were cut off"),
    "all records deleted": (lambda c: c.execute(AuditRecord.__table__.delete()), "no record at all"),
    "a record deleted": (lambda c: drop(c, last(c) - 2), r"record \d+ is missing"),
    "a record altered": (row_of(AuditRecord, actor="lain"), "content of record 1 was altered"),
    "a record's hash forged": (row_of(AuditRecord, hash="0" * 64), "content of record 1 was altered"),
    "a record deleted and the chain made anew": (drop_and_make_anew, r"content of record \d+ was altered"),
    "a record altered and the chain made anew": (alter_and_make_anew, r"content of record \d+ was altered"),
    "the whole chain made anew without a key": (make_all_anew_without_a_key, "chain was made anew"),
    "the whole chain made anew with another key": (make_anew_with_another_key, "chain was made anew"),
    "a verdict changed": (row_of(Verdict, verified_value=999.0), r"verdict \d+ was changed"),
    "a verdict removed": (without_a(Verdict), r"verdict \d+ was removed"),
    "a decision of a sealed meeting changed": (a_sealed_decision, r"decision \d+ was changed"),
    "sealed minutes changed": (sealed_minutes, r"meeting_seal \d+ was changed"),
    "a role raised": (a_role, r"user_account \d+ was changed"),
    "a role raised by a plan": (a_role_by_a_plan, "planned_move 9999 was added"),
    "an agency said to have gone over": (an_agency_that_went_over, r"agency \d+ was changed"),
    "a seat handed on": (row_of(ForkopimdaSeat, title="Lain"), r"forkopimda_seat \d+ was changed"),
    "an account added": (a_new_account, "user_account 9999 was added"),
    "an account tied to somebody": (a_way_in, r"provider_name \d+ was added"),
    "a session opened for somebody": (a_session, "user_session 9999, of admin, was opened beside"),
    "a session given another token": (
        a_session_with_a_token_of_ones_own,
        r"user_session \d+, of \S+, was given another token",
    ),
    "a first step that nobody passed": (a_first_step_of_the_administrator, "sign_in_step 9999 was added"),
    "an address given to somebody": (an_address_of_the_administrator, r"mail_choice \d+ was added"),
    "a session given to somebody else": (
        a_session_of_another,
        r"user_session \d+, of admin, was opened beside",
    ),
    "a link that sets a password": (a_link, "account_link 9999 was added"),
    "a second step set up": (a_second_step, r"second_factor \d+ was added"),
    "a code on paper made": (a_code_on_paper, "recovery_code 9999 was added"),
    "a report changed": (row_of(ProgressReport, claimed_value=999.0), r"progress_report \d+ was changed"),
    "a row of proof changed": (
        row_of(Evidence, title="Foto lain"),
        r"evidence \d+ was changed",
    ),
    "a row of proof removed": (without_a(Evidence), r"evidence \d+ was removed"),
    "a locked quarter opened": (an_open_quarter, "quarter_lock 2026-B03 was removed"),
    "the date of a task moved": (a_task_date, r"task \d+ was changed"),
    "a letter rewritten": (
        row_of(EscalationLetter, content="{}"),
        r"escalation_letter \d+ was changed",
    ),
    "a published figure changed": (row_of(PublishedFigure, value=1.0), r"published_figure \d+ was changed"),
    "a desk said to serve more": (row_of(DeskStatement, served=77_777), r"desk_statement \d+ was changed"),
    "a case counted otherwise": (row_of(CaseRecord, women=77), r"case_record \d+ was changed"),
    "a row removed together with its seal": (a_row_and_its_seal, r"seal \d+ is missing"),
    "a desk's silence said to be nought": (a_silence_said_to_be_nought, r"desk_statement \d+ was changed"),
    "sealed minutes made unreadable": (minutes_that_cannot_be_read, r"meeting_seal \d+ was changed"),
    "a trigger that writes along": (a_trigger, "trigger tamu on verdict is none of ours"),
    "a seal altered": (row_of(RowSeal, content="0" * 64), "seal 1, of .*, was altered"),
    "the end of the seals cut off": (the_end_of_the_seals, r"seals \d+ to \d+ were cut off"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_noticed_and_named(whole_site: Engine, name: str) -> None:
    change, finding = TAMPERINGS[name]
    with writing(whole_site) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        change(connection)
        found = check(connection).findings
        connection.rollback()
    assert [each for each in found if re.search(finding, each)], found


def test_the_trail_of_an_untouched_installation_is_whole_and_says_since_when_it_is_keyed(
    site: Engine, clock: Clock
) -> None:
    found = checked(site)
    assert (found.findings, found.meetings > 0, found.seals > 100) == ((), True, True)
    with reading(site) as connection:
        assert connection.scalar(select(AuditRecord.event).where(AuditRecord.id == found.keyed_since)) == (
            Event.TRAIL_KEYED
        )


@pytest.mark.on_both
def test_an_end_that_was_mailed_shows_what_the_file_of_anchors_was_made_to_hide(
    site: Engine, clock: Clock
) -> None:
    """Whoever holds the server itself has the key, and writes the file anew."""
    trail = trail_of(site)
    assert trail is not None
    with reading(site) as connection:
        end = trail_end(connection)
    records, seals = [MailedEnd(end.records, end.head)], [MailedEnd(end.seals, end.seal_head)]
    with reading(site) as connection:
        assert check(connection, records=records, seals=seals).findings == ()
    with writing(site) as connection:
        drop(connection, end.records)
    trail.anchors.file.unlink()
    tell(site, clock, times=1)
    assert checked(site).findings == ()
    with reading(site) as connection:
        [finding] = check(connection, records=records, seals=seals).findings
    assert finding == (
        f"record {end.records} is not the one that was anchored elsewhere: the chain was made anew"
    )


def test_an_end_beyond_the_last_seal_says_that_seals_were_cut_off(site: Engine) -> None:
    with reading(site) as connection:
        last_seal = trail_end(connection).seals
        found = check(connection, seals=[MailedEnd(last_seal + 2, "a" * 64)]).findings
    assert found == (f"seals {last_seal + 1} to {last_seal + 2} were cut off",)


def test_a_trail_that_began_without_a_key_goes_on_verifying(demo_engine: Engine) -> None:
    found = checked(demo_engine)
    assert (found.findings, found.keyed_since) == ((), None)


def test_a_record_that_a_file_of_earlier_anchors_knows_cannot_be_another_later(
    site: Engine, clock: Clock
) -> None:
    """The anchors are of every commit, so that cutting and going on writing shows as well."""
    with writing(site) as connection:
        connection.execute(AuditRecord.__table__.delete().where(AuditRecord.id > last(connection) - 2))
    tell(site, clock, times=4)
    assert any("the chain was made anew" in each for each in checked(site).findings)


def test_a_change_that_a_command_writes_over_is_told_to_the_trail(site: Engine, clock: Clock) -> None:
    """Nobody launders an altered row by having it changed properly afterwards."""
    with reading(site) as connection:
        task = connection.execute(
            select(Task.id, Task.code, Task.owner_id, Task.version)
            .where(Task.state == TaskState.PROPOSED)
            .limit(1)
        ).one()
        account = connection.execute(
            select(User.__table__).where(User.agency_id == task.owner_id).limit(1)
        ).one()
    with writing(site) as connection:
        connection.execute(update(Task).where(Task.id == task.id).values(reason="Lain"))
    by = Actor(account.id, account.username, "", Role.AGENCY, task.owner_id, "")
    run(Sender(site, by, clock), COMMANDS["move_task"], MoveTask(task.code, Move.ACCEPT, task.version))
    with reading(site) as connection:
        newest = connection.execute(
            select(AuditRecord.event, AuditRecord.before).order_by(AuditRecord.id.desc()).limit(1)
        ).one()
    assert newest.event is Event.TAMPERING_NOTICED
    assert json.loads(newest.before) == {"table": "task", "row": str(task.id)}
    assert checked(site).findings == ()


@pytest.mark.by_turns
@pytest.mark.parametrize("name", TRIED)
def test_every_command_seals_what_it_writes(engine: Engine, clock: Clock, tmp_path: Path, name: str) -> None:
    for tried in TRIED[name]:
        keys.use(engine, None)
        with filling(engine) as session:
            by = somebody(session, tried)
            request = tried.request(session, by)
        keyed(engine, tmp_path, clock)
        named = checked(engine).findings
        assert all(each.startswith("user_session") for each in named), "nobody signed in to those of the test"
        by = replace(by, granted=frozenset({COMMANDS[name].permission_for(request)}) | tried.also)
        run(Sender(engine, by, clock), COMMANDS[name], request)
        assert checked(engine).findings == named


def test_a_sealed_table_cannot_be_written_past_its_seals(site: Engine, clock: Clock) -> None:
    @command(Permission.SIGN_IN)
    def careless(act: Any, _asked: KeyTrail) -> None:
        act.session.connection().execute(Task.__table__.update().values(title="x"))

    with pytest.raises(UnsealedWrite, match="task"):
        run(Sender(site, VISITOR, clock), careless, KeyTrail("", ""))


class TestAnchors:
    ANCHOR = Anchor("2026-11-23T07:00:00+08:00", 3, "a" * 64, 2, "b" * 64)

    @pytest.fixture
    def anchors(self, tmp_path: Path) -> Anchors:
        return Anchors(tmp_path / "baru" / "jangkar")

    def test_what_was_added_is_read_and_only_its_owner_may(self, anchors: Anchors) -> None:
        anchors.add(self.ANCHOR, KEY)
        assert [replace(each, mac="") for each in anchors.read(KEY)] == [self.ANCHOR]
        assert anchors.file.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("line", ["bukan json", "{}", "[]"])
    def test_a_line_that_is_none_is_named(self, anchors: Anchors, line: str) -> None:
        anchors.add(self.ANCHOR, KEY)
        anchors.file.write_text(anchors.file.read_text() + line + "\n")
        with pytest.raises(anchor_files.AnchorsDamaged, match="line 2 of the anchors cannot be read"):
            anchors.read(KEY)

    def test_a_line_of_another_key_is_named(self, anchors: Anchors) -> None:
        anchors.add(self.ANCHOR, bytes(32))
        with pytest.raises(anchor_files.AnchorsDamaged, match="not written with this key"):
            anchors.read(KEY)

    def test_a_long_file_keeps_the_last_line_of_each_day(
        self, anchors: Anchors, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(anchor_files, "LARGEST", 5_000)
        for number in range(200):
            at = f"2026-11-{1 + number // 20:02d}T07:00:00+08:00"
            anchors.add(replace(self.ANCHOR, at=at, records=number), KEY)
        kept = [each.records for each in anchors.read(KEY)]
        assert anchors.file.stat().st_size < 6_000
        assert set(range(19, 180, 20)) <= set(kept)
        assert kept[-1] == 199

    def test_a_torn_line_outlives_the_shortening_and_stops_no_command(
        self, anchors: Anchors, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        anchors.add(self.ANCHOR, KEY)
        with anchors.file.open("a") as lines:
            lines.write('{"at": "2026-1\n')
        monkeypatch.setattr(anchor_files, "LARGEST", 10)
        anchors.add(self.ANCHOR, KEY)
        with pytest.raises(anchor_files.AnchorsDamaged, match="line 2 of the anchors cannot be read"):
            anchors.read(KEY)

    def test_an_anchor_behind_a_restoring_of_the_same_day_stays_behind_it(
        self, anchors: Anchors, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        anchors.add(replace(self.ANCHOR, records=60), KEY)
        anchors.add(replace(self.ANCHOR, records=50, is_restored=True), KEY)
        anchors.add(replace(self.ANCHOR, records=80), KEY)
        monkeypatch.setattr(anchor_files, "LARGEST", 10)
        anchors.add(replace(self.ANCHOR, records=81), KEY)
        assert [each.records for each in anchors.read(KEY)] == [50, 80, 81]

    def test_where_they_cannot_be_written_the_work_goes_on_and_the_log_says_so(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "berkas").write_text("")
        Anchors(tmp_path / "berkas" / "jangkar").add(self.ANCHOR, KEY)
        assert "could not be written" in caplog.text


def as_first_sealed(
    trail: Trail, row: sealing.RowName, values: dict[str, Any] | None, given: SealedShape | None = None
) -> str:
    return "" if values is None else sealing._as_first_sealed(trail, row, values, given)


def as_in_0053(connection: Connection) -> None:
    connection.exec_driver_sql("DROP INDEX ix_case_record_district_newest")
    connection.execute(text("UPDATE alembic_version SET version_num = '0053'"))


class TestStarting:
    @pytest.fixture
    def production(self, engine: Engine, clock: Clock, tmp_path: Path) -> Settings:
        """An installation whose database was filled, and that never started."""
        url = engine.url.render_as_string(hide_password=False)
        return Settings(url, Mode.PRODUCTION, clock, audit_folder=str(tmp_path / "jejak"))

    def test_the_first_start_makes_a_key_that_only_its_owner_reads_and_the_second_takes_it(
        self, production: Settings
    ) -> None:
        for _ in range(2):
            engine = prepare(production)
            found = checked(engine)
            assert (found.findings, found.records, found.keyed_since) == ((), 2, 2)
            engine.dispose()
        file = Path(production.audit_folder) / "kunci"
        assert file.stat().st_mode & 0o777 == 0o600

    def test_a_release_that_seals_more_begins_by_sealing_it(
        self, production: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as earlier:
            for module in (sealing, startup, trail_commands, checking):
                earlier.setattr(module, "SEALED", SEALED[:SEALED_AT_FIRST])
            prepare(production).dispose()
        engine = build(production.database_url)
        keys.attach(engine, production)
        assert checked(engine).findings == (), "what was not sealed yet is no finding"
        engine.dispose()
        engine = prepare(production)
        found = checked(engine)
        assert (found.findings, found.records) == ((), 3)
        with writing(engine) as connection:
            an_agency_that_went_over(connection)
        assert [each for each in checked(engine).findings if each.startswith("agency")]
        engine.dispose()

    def test_a_database_made_to_look_older_does_not_have_its_changes_sealed_unsaid(
        self, production: Settings
    ) -> None:
        """Whoever sets its version back has the next start migrate it, and seal all rows as they stand."""
        engine = prepare(production)
        with writing(engine) as connection:
            connection.execute(update(Agency).where(Agency.code == "polda-ntt").values(short_name="Lain"))
            as_in_0053(connection)
        engine.dispose()
        engine = prepare(production)
        found = checked(engine)
        assert [each for each in found.noticed if re.search(r"agency \d+ had been altered", each)], found
        engine.dispose()

    def test_the_shell_says_so_too_when_it_migrates(
        self, production: Settings, shell: Callable[..., tuple[int, str]]
    ) -> None:
        engine = prepare(production)
        with writing(engine) as connection:
            connection.execute(update(Agency).where(Agency.code == "polda-ntt").values(short_name="Lain"))
            as_in_0053(connection)
        engine.dispose()
        assert shell("migrate")[0] == 0
        code, said = shell("verify-audit")
        assert (code, "agency" in said, "had been altered" in said) == (0, True, True), said

    def test_a_database_of_an_older_release_is_held_against_its_seals_as_its_tables_were(
        self, production: Settings
    ) -> None:
        prepare(production).dispose()
        engine = build(production.database_url)
        with writing(engine) as connection:
            as_in_0053(connection)
            connection.exec_driver_sql("DROP TABLE provider_name")
            connection.exec_driver_sql("ALTER TABLE sign_in_step DROP COLUMN by_provider")
            connection.execute(text("UPDATE alembic_version SET version_num = '0052'"))
        engine.dispose()
        engine = prepare(production)
        found = checked(engine)
        assert (found.findings, found.noticed) == ((), ())
        engine.dispose()

    def test_seals_that_did_not_tell_silence_from_nought_hold_until_the_start_that_makes_them_anew(
        self, production: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as earlier:
            earlier.setattr(sealing, "content_of", as_first_sealed)
            prepare(production).dispose()
        engine = build(production.database_url)
        keys.attach(engine, production)
        before = checked(engine)
        assert before.findings == ()
        engine.dispose()
        with monkeypatch.context() as earlier:
            earlier.setattr(keys, "tell_silence_from_nought", lambda _connection: False)
            engine = prepare(production)
        found = checked(engine)
        assert (found.findings, found.noticed, found.seals) == ((), (), 2 * before.seals)
        engine.dispose()

    def test_without_the_key_nothing_is_written(self, production: Settings) -> None:
        prepare(production).dispose()
        (Path(production.audit_folder) / "kunci").unlink()
        with pytest.raises(SettingsError, match="the key is not here"):
            prepare(production)

    def test_another_key_is_refused(self, production: Settings) -> None:
        prepare(production).dispose()
        with pytest.raises(SettingsError, match="keyed with another key"):
            prepare(replace(production, audit_key="00" * 32))

    @pytest.mark.parametrize("key", ["00", "zz" * 32])
    def test_a_key_that_is_none_is_refused_by_name(self, production: Settings, key: str) -> None:
        with pytest.raises(SettingsError, match="AUDIT_KEY must hold 32 bytes"):
            prepare(replace(production, audit_key=key))

    def test_a_database_that_the_anchors_do_not_know_is_not_taken_for_a_new_one(
        self, production: Settings
    ) -> None:
        engine = prepare(production)
        with writing(engine) as connection:
            connection.execute(AuditRecord.__table__.delete())
        engine.dispose()
        with pytest.raises(NotReady, match="a trail that this database does not have"):
            prepare(production)

    @pytest.fixture
    def shell(
        self, production: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> Iterator[Callable[..., tuple[int, str]]]:
        """The operator's shell, in which nothing says that this is production."""
        monkeypatch.setenv("DATABASE_URL", production.database_url)
        monkeypatch.setenv("AUDIT_FOLDER", production.audit_folder)
        monkeypatch.setenv("GERAK_NOW", "2026-11-23T07:00")

        def run(*arguments: str) -> tuple[int, str]:
            code = main(arguments)
            said = capsys.readouterr()
            return code, said.out + said.err

        return run

    def test_the_shell_writes_with_the_key_too(
        self, production: Settings, shell: Callable[..., tuple[int, str]], tmp_path: Path
    ) -> None:
        prepare(production).dispose()
        assert shell("backup", "--to", str(tmp_path / "cadangan"))[0] == 0
        code, said = shell("verify-audit")
        assert (code, "It is keyed since record 2" in said) == (0, True)

    def test_the_shell_says_what_to_keep_elsewhere_and_takes_it_back(
        self, production: Settings, shell: Callable[..., tuple[int, str]]
    ) -> None:
        prepare(production).dispose()
        told = shell("verify-audit")[1].split("a later check: ")[1].split()
        assert told[::2] == ["--anchor", "--seal"]
        assert shell("verify-audit", *told)[0] == 0
        number, _, head = told[1].partition(":")
        code, said = shell("verify-audit", "--anchor", f"{number}:{head[::-1]}")
        assert (code, "anchored elsewhere" in said) == (1, True), said

    @pytest.mark.parametrize("text", ["", "7", "7:abc", "-1:" + "a" * 64, "7:" + "g" * 64, "7:" + "a" * 65])
    def test_what_is_no_end_is_refused_before_anything_is_checked(
        self, shell: Callable[..., tuple[int, str]], text: str
    ) -> None:
        with pytest.raises(SystemExit) as left:
            shell("verify-audit", f"--anchor={text}")
        assert left.value.code == 2

    def test_a_trail_that_was_made_anew_without_a_key_is_not_taken_for_one_that_never_had_any(
        self, production: Settings, shell: Callable[..., tuple[int, str]]
    ) -> None:
        engine = prepare(production)
        with writing(engine) as connection:
            make_all_anew_without_a_key(connection)
            connection.execute(RowSeal.__table__.delete())
        engine.dispose()
        code, said = shell("verify-audit")
        assert (code, "the trail is not keyed, but" in said) == (1, True), said

    def test_a_lost_key_is_replaced_and_what_came_before_is_followed(
        self, production: Settings, shell: Callable[..., tuple[int, str]]
    ) -> None:
        prepare(production).dispose()
        (Path(production.audit_folder) / "kunci").unlink()
        assert shell("verify-audit")[0] == 1
        assert shell("key-trail")[0] == 0
        code, said = shell("verify-audit")
        assert (code, "is whole: 3 records" in said) == (0, True), said

    def test_a_restored_database_is_not_taken_for_one_that_was_cut_off(
        self,
        production: Settings,
        shell: Callable[..., tuple[int, str]],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        clock: Clock,
    ) -> None:
        engine = prepare(production)
        assert shell("backup", "--to", str(tmp_path / "cadangan"))[0] == 0
        tell(engine, clock, times=5)
        engine.dispose()
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'baru.db'}")
        code, said = shell("restore", str(tmp_path / "cadangan"))
        assert code == 0, said
        assert shell("verify-audit")[0] == 0
        restored = build(f"sqlite:///{tmp_path / 'baru.db'}")
        with writing(restored) as connection:
            drop(connection, last(connection))
        restored.dispose()
        assert "were cut off" in shell("verify-audit")[1]

    def test_a_backup_is_not_restored_where_the_key_of_its_trail_is_not_unless_nobody_has_it(
        self,
        production: Settings,
        shell: Callable[..., tuple[int, str]],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        clock: Clock,
    ) -> None:
        """Its sessions could not be ended: one that was closed since would be open again."""
        prepare(production).dispose()
        place, there = str(tmp_path / "cadangan"), f"sqlite:///{tmp_path / 'baru.db'}"
        assert shell("backup", "--to", place)[0] == 0
        monkeypatch.setenv("DATABASE_URL", there)
        monkeypatch.setenv("AUDIT_FOLDER", str(tmp_path / "lain"))
        code, said = shell("restore", place)
        assert (code, "the key is not here" in said, "Nothing was restored" in said) == (1, True, True), said
        empty = build(there)
        assert state(empty) is SchemaState.MISSING
        empty.dispose()
        assert shell("restore", place, "--key-lost")[0] == 0
        code, said = shell("verify-audit")
        assert (code, "is whole: 4 records" in said) == (0, True), said
