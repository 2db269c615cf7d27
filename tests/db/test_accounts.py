"""Accounts and sessions, with time that passes."""

import hashlib
import random
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, insert, select, update

from db.acting import Sender
from db.command import run
from db.commands import accounts
from db.commands.accounts import (
    UNKNOWN_NAME,
    change_password,
    end_own_session,
    sign_out,
    sign_out_elsewhere,
    sign_out_everywhere,
)
from db.commands.people import create_user
from db.engine import reading, writing
from db.models import AuditRecord, SignInAttempt, User, UserSession
from db.queries.accounts import actor_of_token, demo_accounts, open_sessions, real_accounts
from db.queries.audit import verify_chain
from db.queries.sign_in_steps import refused_attempts
from db.signing_in import note_use, sign_in, sign_in_as_demo
from domain.access.errors import NotFound, RuleBroken, SignInRefused
from domain.access.events import Event
from domain.access.permissions import OPERATOR, VISITOR, Actor, Role
from domain.access.requests import (
    ChangePassword,
    CountRefusedSignIn,
    CreateUser,
    EndOwnSession,
    SignedIn,
    SignIn,
    SignOut,
    SignOutElsewhere,
    SignOutEverywhere,
)
from domain.access.sessions import MOST_SESSIONS, SESSION_LENGTH
from domain.access.throttle import (
    CROWDED,
    DEVICE_REMEMBERED,
    PAUSE,
    PER_ACCOUNT,
    PER_ACCOUNT_IN_A_CROWD,
    PER_ACCOUNT_IN_A_SITE,
    PER_KNOWN_DEVICE,
    WINDOW,
)
from tests.factories import MovingClock, actor, filling
from tests.factories import user as account

pytestmark = pytest.mark.by_turns

PASSWORD = "kupang rote sabu alor"
NAME = "polda.operator"


@pytest.fixture(autouse=True)
def _unkind_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be left to chance is refused, unless a test draws by itself."""
    monkeypatch.setattr(accounts, "draw", lambda: 0.999)


@pytest.fixture
def clock(moving_clock: MovingClock) -> MovingClock:
    return moving_clock


@pytest.fixture
def engine(engine: Engine, clock: MovingClock) -> Engine:
    """With one real account."""
    create(engine, clock)
    return engine


def create(engine: Engine, clock: MovingClock, by: Actor = OPERATOR, **values: object) -> int:
    given = {
        "username": NAME,
        "display_name": "Operator Polda",
        "role": Role.AGENCY,
        "agency_code": "polda-ntt",
        "password": PASSWORD,
    }
    return run(Sender(engine, by, clock), create_user, CreateUser(**given | values))


def enter(
    engine: Engine, clock: MovingClock, username: str = NAME, password: str = PASSWORD, **values
) -> SignedIn:
    given = {"address": "10.0.0.1", "device": "Telepon"}
    return sign_in(
        Sender(engine, VISITOR, clock), SignIn(username=username, password=password, **given | values)
    )


def refused(
    engine: Engine, clock: MovingClock, username: str = NAME, password: str = "salah", **values
) -> str:
    with pytest.raises(SignInRefused) as refusal:
        enter(engine, clock, username, password, **values)
    return str(refusal.value)


def who(engine: Engine, clock: MovingClock, token: str) -> Actor | None:
    with reading(engine) as connection:
        return actor_of_token(connection, token, clock())


def events(engine: Engine) -> list[tuple[Event, str]]:
    with reading(engine) as connection:
        query = select(AuditRecord.event, AuditRecord.subject_id).order_by(AuditRecord.id)
        return [(event, subject) for event, subject in connection.execute(query)]


class TestSignIn:
    def test_the_right_password_opens_a_session_of_that_account(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        actor = who(engine, clock, enter(engine, clock).token)
        assert actor is not None
        assert (actor.username, actor.display_name, actor.role, actor.agency_name, actor.is_demo) == (
            NAME,
            "Operator Polda",
            Role.AGENCY,
            "Polda NTT",
            False,
        )

    @pytest.mark.parametrize("typed", ["POLDA.Operator", "  polda.operator "])
    def test_case_and_space_around_a_name_do_not_matter(
        self, engine: Engine, clock: MovingClock, typed: str
    ) -> None:
        assert who(engine, clock, enter(engine, clock, typed).token) is not None

    def test_the_token_itself_is_stored_nowhere(self, engine: Engine, clock: MovingClock) -> None:
        token = enter(engine, clock).token
        with reading(engine) as connection:
            stored = connection.execute(select(UserSession.token_digest)).scalar_one()
            trail = connection.execute(select(AuditRecord.after)).scalars().all()
        assert token not in stored
        assert not any(token in text for text in trail)

    def test_two_sessions_never_share_a_token(self, engine: Engine, clock: MovingClock) -> None:
        assert enter(engine, clock).token != enter(engine, clock).token

    def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        assert refused(engine, clock) == refused(engine, clock, "tidak.ada", PASSWORD)

    def test_a_closed_account_gets_the_same_sentence(self, engine: Engine, clock: MovingClock) -> None:
        wrong = refused(engine, clock)
        with writing(engine) as connection:
            connection.execute(update(User).values(is_active=False))
        assert refused(engine, clock, NAME, PASSWORD) == wrong

    @pytest.mark.parametrize("username", ["", "x" * 500, "a\x00b", "' OR 1=1 --", "بولدا"])
    def test_a_hostile_name_is_refused_like_any_other(
        self, engine: Engine, clock: MovingClock, username: str
    ) -> None:
        assert refused(engine, clock, username) == refused(engine, clock, "tidak.ada")

    @pytest.mark.parametrize("password", ["", "x" * 10_000, "a\x00b"])
    def test_a_hostile_password_is_refused_like_any_other(
        self, engine: Engine, clock: MovingClock, password: str
    ) -> None:
        assert refused(engine, clock, password=password) == refused(engine, clock)

    def test_an_account_without_a_usable_hash_cannot_be_entered(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        with writing(engine) as connection:
            connection.execute(update(User).values(password_hash="!"))
        assert refused(engine, clock, NAME, "!") == refused(engine, clock, "tidak.ada")

    def test_the_trail_tells_of_both_and_keeps_what_was_typed_out(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        refused(engine, clock, "kata-sandi-di-kolom-salah")
        refused(engine, clock)
        enter(engine, clock)
        assert events(engine)[-3:] == [
            (Event.SIGN_IN_REFUSED, "unknown"),
            (Event.SIGN_IN_REFUSED, NAME),
            (Event.SIGNED_IN, NAME),
        ]

    @pytest.mark.parametrize("is_known", [True, False])
    def test_who_never_stops_trying_fills_no_trail_and_how_often_stands_there(
        self, engine: Engine, clock: MovingClock, is_known: bool
    ) -> None:
        before = len(events(engine))
        for number in range(70):
            name = NAME if is_known else f"{UNKNOWN_NAME}{number}"
            asked = CountRefusedSignIn(name, "0" * 64, is_known, of_code=False)
            run(Sender(engine, VISITOR, clock), accounts.count_refused_sign_in, asked)
        with reading(engine) as connection:
            attempts = connection.scalar(select(func.count()).select_from(SignInAttempt))
            told = connection.scalars(select(AuditRecord.after).order_by(AuditRecord.id)).all()[before:]
        assert attempts == 70, "each counts for the throttle"
        assert told == ["{}"] * 8 + ['{"count":16}', '{"count":32}', '{"count":64}']

    def test_an_address_is_kept_as_a_digest_only(self, engine: Engine, clock: MovingClock) -> None:
        refused(engine, clock, address="192.0.2.7")
        with reading(engine) as connection:
            digest = connection.execute(select(SignInAttempt.address_digest)).scalar_one()
        assert digest == hashlib.sha256(b"192.0.2.7").hexdigest()


class TestThrottle:
    def test_after_five_failures_in_a_second_chance_decides_which_password_is_heard(
        self, engine: Engine, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(PER_ACCOUNT):
            refused(engine, clock)
        monkeypatch.setattr(accounts, "draw", lambda: 0.5**PER_ACCOUNT)
        refused(engine, clock, NAME, PASSWORD)
        monkeypatch.setattr(accounts, "draw", lambda: 0.5**PER_ACCOUNT - 0.001)
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_after_five_failures_from_one_place_even_the_right_password_may_be_left_unheard(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(PER_ACCOUNT):
            assert "tidak cocok" in refused(engine, clock)
        assert PER_ACCOUNT == 5
        assert refused(engine, clock, NAME, PASSWORD) == accounts.NOT_HEARD

    @pytest.mark.parametrize(
        ("others", "heard"),
        [
            ([f"2001:db8:1:1::{number:x}" for number in range(1, 8)], PER_ACCOUNT),
            ([f"2001:db8:1:{number:x}::1" for number in range(1, 24)], PER_ACCOUNT_IN_A_SITE),
            ([f"::ffff:192.0.2.7%{number}" for number in range(7)], PER_ACCOUNT),
        ],
        ids=["one network", "one site", "an address in other clothes"],
    )
    def test_neighbouring_addresses_are_one_place(
        self, engine: Engine, clock: MovingClock, others: list[str], heard: int
    ) -> None:
        said = [refused(engine, clock, address=each) for each in others]
        assert sum("tidak cocok" in each for each in said) == heard
        assert "tidak cocok" in refused(engine, clock, address="2001:db8:2:1::1"), "another site is heard"

    def test_four_failures_do_not_shut_anybody_out(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(PER_ACCOUNT - 1):
            refused(engine, clock)
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_an_unknown_name_is_shut_out_alike(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(PER_ACCOUNT):
            refused(engine, clock, "tidak.ada")
        assert "Terlalu banyak" in refused(engine, clock, "tidak.ada")

    def test_others_may_still_enter(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(PER_ACCOUNT):
            refused(engine, clock, "orang.lain")
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_after_a_strangers_wrong_passwords_the_right_one_waits_for_a_pause_and_no_longer(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(3 * PER_ACCOUNT):
            refused(engine, clock)
        clock.forward(PAUSE)
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_beyond_the_limit_one_password_a_second_is_heard_for_certain(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(PER_ACCOUNT):
            refused(engine, clock)
        for _ in range(2):
            clock.forward(PAUSE)
            assert "tidak cocok" in refused(engine, clock)
            assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD)

    def test_a_refusal_by_throttle_is_no_further_failure(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(PER_ACCOUNT + 3):
            refused(engine, clock)
        with reading(engine) as connection:
            assert len(connection.execute(select(SignInAttempt.id)).all()) == PER_ACCOUNT

    def test_where_name_after_name_is_tried_each_has_two_attempts_and_the_right_password_passes(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for number in range(CROWDED):
            refused(engine, clock, f"nama.{number}")
        assert who(engine, clock, enter(engine, clock).token) is not None
        for _ in range(PER_ACCOUNT_IN_A_CROWD):
            assert "tidak cocok" in refused(engine, clock)
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD)

    def test_what_was_typed_as_a_name_and_is_none_is_not_kept(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        refused(engine, clock, "Sandi-Saya-9021")
        with reading(engine) as connection:
            [kept] = connection.execute(select(SignInAttempt.username)).scalars()
        assert kept.startswith(UNKNOWN_NAME)
        assert "9021" not in kept
        clock.forward(WINDOW)
        refused(engine, clock)
        with reading(engine) as connection:
            assert connection.execute(select(SignInAttempt.username)).scalars().all() == [NAME]


class TestNobodyIsLockedOut:
    def test_a_stranger_holds_off_himself_and_not_the_account(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(PER_ACCOUNT + 3):
            refused(engine, clock, address="203.0.113.9")
        assert who(engine, clock, enter(engine, clock, address="10.0.0.1").token) is not None

    def test_strangers_at_a_hundred_addresses_lock_nobody_out(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for number in range(100):
            for _ in range(PER_ACCOUNT + 1):
                refused(engine, clock, address=f"203.0.113.{number}")
        assert who(engine, clock, enter(engine, clock, address="10.0.0.1").token) is not None

    def test_ten_thousand_attempts_from_everywhere_lock_nobody_out_and_are_told(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        device = enter(engine, clock).known_device
        with writing(engine) as connection:
            connection.execute(
                insert(SignInAttempt),
                [
                    {"username": NAME, "address_digest": f"{number % 2_500:064d}", "at": clock()}
                    for number in range(10_000)
                ],
            )
        assert who(engine, clock, enter(engine, clock, address="10.0.0.1").token) is not None
        assert who(engine, clock, enter(engine, clock, known_device=device).token) is not None
        with reading(engine) as connection:
            assert refused_attempts(connection, NAME, since=clock() - timedelta(minutes=1)) == 10_000

    def test_a_device_that_is_known_passes_where_the_whole_address_is_held_off(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        device = enter(engine, clock).known_device
        for number in range(CROWDED):
            refused(engine, clock, f"nama.{number}")
        for _ in range(PER_ACCOUNT):
            refused(engine, clock)
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD)
        assert who(engine, clock, enter(engine, clock, known_device=device).token) is not None

    def test_a_known_device_with_wrong_passwords_waits_too(self, engine: Engine, clock: MovingClock) -> None:
        device = enter(engine, clock).known_device
        for _ in range(PER_KNOWN_DEVICE):
            assert "tidak cocok" in refused(engine, clock, known_device=device)
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD, known_device=device)

    def test_a_device_is_known_to_the_accounts_that_used_it_and_to_no_other(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        create(engine, clock, username="orang.lain")
        device = enter(engine, clock).known_device
        for _ in range(PER_ACCOUNT):
            refused(engine, clock, "orang.lain")
        assert "Terlalu banyak" in refused(engine, clock, "orang.lain", PASSWORD, known_device=device)

    def test_what_a_device_shows_changes_with_each_sign_in_for_all_who_share_it(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        create(engine, clock, username="orang.lain")
        first = enter(engine, clock).known_device
        second = enter(engine, clock, "orang.lain", known_device=first).known_device
        assert first != second
        for _ in range(PER_ACCOUNT):
            refused(engine, clock)
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD, known_device=first)
        assert who(engine, clock, enter(engine, clock, known_device=second).token) is not None

    def test_a_device_that_was_away_for_long_is_a_stranger_again(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        device = enter(engine, clock).known_device
        clock.forward(DEVICE_REMEMBERED)
        for _ in range(PER_ACCOUNT):
            refused(engine, clock)
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD, known_device=device)

    @pytest.mark.parametrize(
        ("username", "password"),
        [(NAME, "salah"), ("tidak.ada", PASSWORD), ("tanpa.sandi", "!"), ("nonaktif", PASSWORD)],
        ids=["wrong password", "no such account", "invited", "closed"],
    )
    def test_every_refusal_costs_one_hash_so_that_no_time_tells_who_exists(
        self,
        engine: Engine,
        clock: MovingClock,
        monkeypatch: pytest.MonkeyPatch,
        username: str,
        password: str,
    ) -> None:
        with filling(engine) as session:
            account(session, username="tanpa.sandi", password_hash="!")
            account(session, username="nonaktif", is_active=False)
        verified: list[str] = []
        plain = accounts._hasher

        class Counting:
            def verify(self, kept: str, typed: str) -> bool:
                verified.append(kept)
                return plain.verify(kept, typed)

        monkeypatch.setattr(accounts, "_hasher", Counting())
        refused(engine, clock, username, password)
        assert len(verified) == 1
        assert verified[0].startswith("$argon2id$")


class TestAnOfficialBehindTheStrangersAddress:
    """Nothing tells the two apart but the password: the stranger knocks as often as he likes."""

    @pytest.mark.parametrize(
        ("seconds_between", "within"), [(15.0, 1), (5.0, 1), (1.0, 6), (0.5, 11), (0.1, 30)]
    )
    def test_gets_in_at_a_new_device_within_a_few_tries(
        self,
        engine: Engine,
        clock: MovingClock,
        monkeypatch: pytest.MonkeyPatch,
        seconds_between: float,
        within: int,
    ) -> None:
        monkeypatch.setattr(accounts, "draw", random.Random(13).random)
        for _ in range(60):
            refused(engine, clock)
            clock.forward(timedelta(seconds=seconds_between))
        for _ in range(within):
            clock.forward(timedelta(seconds=seconds_between / 2))
            try:
                token = enter(engine, clock).token
            except SignInRefused:
                clock.forward(timedelta(seconds=seconds_between / 2))
                refused(engine, clock)
            else:
                assert who(engine, clock, token) is not None
                return
        pytest.fail(f"kept out {within} times")

    def test_is_told_apart_by_no_answer_from_a_name_that_is_none(
        self, engine: Engine, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said = []
        for name in (NAME, "tidak.ada"):
            monkeypatch.setattr(accounts, "draw", random.Random(13).random)
            said.append([refused(engine, clock, name) for _ in range(40)])
        assert said[0] == said[1]
        assert accounts.NOT_HEARD in said[0]


class TestOwnPassword:
    NEW = "sembilan lontar di tebing angin"

    def change(self, engine: Engine, clock: MovingClock, token: str, old: str, new: str = NEW) -> None:
        by = who(engine, clock, token)
        assert by is not None
        run(Sender(engine, by, clock), change_password, ChangePassword(token, old, new))

    def test_the_new_one_opens_the_door_and_the_old_one_does_not(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        self.change(engine, clock, enter(engine, clock).token, PASSWORD)
        assert "tidak cocok" in refused(engine, clock, NAME, PASSWORD)
        assert who(engine, clock, enter(engine, clock, NAME, self.NEW).token) is not None

    def test_this_session_stays_and_all_others_end(self, engine: Engine, clock: MovingClock) -> None:
        here, there = enter(engine, clock).token, enter(engine, clock).token
        self.change(engine, clock, here, PASSWORD)
        assert who(engine, clock, here) is not None
        assert who(engine, clock, there) is None

    def test_a_wrong_old_one_is_refused_and_counted_as_at_the_door(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        token = enter(engine, clock).token
        for _ in range(PER_ACCOUNT):
            with pytest.raises(SignInRefused, match="lama tidak cocok"):
                self.change(engine, clock, token, "salah")
        with pytest.raises(SignInRefused, match="Terlalu banyak"):
            self.change(engine, clock, token, PASSWORD)

    @pytest.mark.parametrize(
        "new",
        [
            "pendek",
            "GubernurNTT2026!",
            PASSWORD,
            "Bapperida-Kodaeral7",  # other offices
            "Kemenkopolkam-Dankodaeral7",  # names that they had
        ],
    )
    def test_a_new_one_that_is_weak_or_the_old_one_changes_nothing(
        self, engine: Engine, clock: MovingClock, new: str
    ) -> None:
        token = enter(engine, clock).token
        with pytest.raises(RuleBroken):
            self.change(engine, clock, token, PASSWORD, new)
        assert who(engine, clock, enter(engine, clock).token) is not None


class TestOwnSessions:
    def test_one_session_is_ended_and_no_other(self, engine: Engine, clock: MovingClock) -> None:
        tokens = [enter(engine, clock).token for _ in range(3)]
        by = who(engine, clock, tokens[0])
        assert by is not None
        assert by.user_id is not None
        with reading(engine) as connection:
            rows = open_sessions(connection, user_id=by.user_id, token=tokens[0], now=clock())
        other = next(row.id for row in rows if not row.is_this_one)
        run(Sender(engine, by, clock), end_own_session, EndOwnSession(other))
        assert [who(engine, clock, token) is not None for token in tokens].count(True) == 2
        assert who(engine, clock, tokens[0]) is not None

    def test_of_more_than_an_account_may_have_the_one_that_was_used_longest_ago_ends(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        tokens = []
        for _ in range(MOST_SESSIONS):
            tokens.append(enter(engine, clock).token)
            clock.forward(timedelta(minutes=1))
        note_use(engine, tokens[0], clock())
        newest = enter(engine, clock).token
        assert [at for at, token in enumerate((*tokens, newest)) if who(engine, clock, token) is None] == [1]

    def test_somebody_elses_session_is_not_there_to_end(self, engine: Engine, clock: MovingClock) -> None:
        create(engine, clock, username="orang.lain")
        mine, theirs = enter(engine, clock).token, enter(engine, clock, "orang.lain").token
        by, other = who(engine, clock, mine), who(engine, clock, theirs)
        assert by is not None
        assert other is not None
        assert other.user_id is not None
        with reading(engine) as connection:
            [row] = open_sessions(connection, user_id=other.user_id, token="", now=clock())
        with pytest.raises(NotFound, match="sudah berakhir"):
            run(Sender(engine, by, clock), end_own_session, EndOwnSession(row.id))
        assert who(engine, clock, theirs) is not None

    def test_all_but_this_one_are_ended(self, engine: Engine, clock: MovingClock) -> None:
        tokens = [enter(engine, clock).token for _ in range(3)]
        by = who(engine, clock, tokens[1])
        assert by is not None
        assert run(Sender(engine, by, clock), sign_out_elsewhere, SignOutElsewhere(tokens[1])) == 2
        assert [who(engine, clock, token) is not None for token in tokens] == [False, True, False]

    def test_the_list_says_when_a_session_was_last_used(self, engine: Engine, clock: MovingClock) -> None:
        token = enter(engine, clock).token
        by = who(engine, clock, token)
        assert by is not None
        assert by.user_id is not None
        clock.forward(timedelta(hours=2))
        note_use(engine, token, clock())
        with reading(engine) as connection:
            [row] = open_sessions(connection, user_id=by.user_id, token=token, now=clock())
        assert row.last_used_at - row.created_at == timedelta(hours=2)


class TestSession:
    def test_it_ends_after_twelve_hours_and_not_before(self, engine: Engine, clock: MovingClock) -> None:
        token = enter(engine, clock).token
        assert timedelta(hours=12) == SESSION_LENGTH
        clock.forward(SESSION_LENGTH - timedelta(seconds=1))
        assert who(engine, clock, token) is not None
        clock.forward(timedelta(seconds=1))
        assert who(engine, clock, token) is None

    @pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "a\x00b"])
    def test_a_token_that_was_never_given_out_is_nobody(
        self, engine: Engine, clock: MovingClock, token: str
    ) -> None:
        enter(engine, clock)
        assert who(engine, clock, token) is None

    def test_signing_out_ends_this_session_only(self, engine: Engine, clock: MovingClock) -> None:
        here, there = enter(engine, clock).token, enter(engine, clock).token
        actor = who(engine, clock, here)
        assert actor is not None
        run(Sender(engine, actor, clock), sign_out, SignOut(token=here))
        assert who(engine, clock, here) is None
        assert who(engine, clock, there) is not None
        assert events(engine)[-1] == (Event.SIGNED_OUT, NAME)

    def test_signing_out_everywhere_ends_all_of_mine_and_none_of_others(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        create(engine, clock, username="orang.lain")
        mine = [enter(engine, clock).token for _ in range(3)]
        other = enter(engine, clock, "orang.lain").token
        actor = who(engine, clock, mine[0])
        assert actor is not None
        assert run(Sender(engine, actor, clock), sign_out_everywhere, SignOutEverywhere()) == 3
        assert [who(engine, clock, token) for token in mine] == [None] * 3
        assert who(engine, clock, other) is not None

    def test_sessions_already_ended_are_not_ended_twice(self, engine: Engine, clock: MovingClock) -> None:
        actor = who(engine, clock, enter(engine, clock).token)
        assert actor is not None
        run(Sender(engine, actor, clock), sign_out_everywhere, SignOutEverywhere())
        assert run(Sender(engine, actor, clock), sign_out_everywhere, SignOutEverywhere()) == 0

    def test_a_closed_account_loses_its_sessions_at_once(self, engine: Engine, clock: MovingClock) -> None:
        token = enter(engine, clock).token
        with writing(engine) as connection:
            connection.execute(update(User).values(is_active=False))
        assert who(engine, clock, token) is None

    def test_open_sessions_are_listed_newest_first_and_mark_this_one(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        expired = enter(engine, clock, device="Lama")
        clock.forward(SESSION_LENGTH)
        here = enter(engine, clock, device="Telepon")
        clock.forward(timedelta(minutes=1))
        enter(engine, clock, device="Laptop")
        gone = enter(engine, clock, device="Pinjaman")
        actor = who(engine, clock, here.token)
        assert actor is not None
        assert actor.user_id is not None
        run(Sender(engine, actor, clock), sign_out, SignOut(token=gone.token))
        with reading(engine) as connection:
            rows = open_sessions(connection, user_id=actor.user_id, token=here.token, now=clock())
        assert [(row.device, row.is_this_one) for row in rows] == [("Laptop", False), ("Telepon", True)]
        assert rows[1].expires_at == here.expires_at != expired.expires_at


class TestDemoSignIn:
    def test_a_sample_account_needs_no_password(self, engine: Engine, clock: MovingClock) -> None:
        with filling(engine) as session:
            account(session, username="contoh.uji", is_demo=True)
        token = sign_in_as_demo(Sender(engine, VISITOR, clock), username="contoh.uji", device="").token
        actor = who(engine, clock, token)
        assert actor is not None
        assert (actor.username, actor.is_demo) == ("contoh.uji", True)

    def test_a_real_account_never_opens_without_its_password(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        with pytest.raises(SignInRefused, match="tidak ada"):
            sign_in_as_demo(Sender(engine, VISITOR, clock), username=NAME, device="")

    def test_a_closed_sample_account_does_not_open(self, engine: Engine, clock: MovingClock) -> None:
        with filling(engine) as session:
            account(session, username="contoh.uji", is_demo=True, is_active=False)
        with pytest.raises(SignInRefused):
            sign_in_as_demo(Sender(engine, VISITOR, clock), username="contoh.uji", device="")

    def test_only_open_sample_accounts_are_offered(self, engine: Engine) -> None:
        with filling(engine) as session:
            account(session, username="contoh.satu", is_demo=True, role=Role.VERIFIER)
            account(session, username="contoh.dua", is_demo=True, is_active=False)
        with reading(engine) as connection:
            offered = demo_accounts(connection)
            assert real_accounts(connection) == 1
        assert [(each.username, each.role, each.agency) for each in offered] == [
            ("contoh.satu", Role.VERIFIER, "Inspektorat NTT")
        ]


class TestCreateUser:
    def test_a_new_account_can_sign_in_and_the_trail_tells_of_it(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        create(engine, clock, username="Dinsos.Baru", role=Role.VERIFIER, agency_code="dinsos")
        actor = who(engine, clock, enter(engine, clock, "dinsos.baru").token)
        assert actor is not None
        assert actor.role is Role.VERIFIER
        assert (Event.USER_CREATED, "dinsos.baru") in events(engine)

    def test_the_password_is_stored_as_a_hash_and_never_in_the_trail(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        with reading(engine) as connection:
            stored = connection.execute(select(User.password_hash)).scalar_one()
            trail = connection.execute(select(AuditRecord.after)).scalars().all()
        assert stored.startswith("$argon2id$")
        assert not any(PASSWORD in text or stored in text for text in trail)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"username": "ab"}, "3-60 huruf kecil"),
            ({"username": "-polda"}, "3-60 huruf kecil"),
            ({"username": "polda operator"}, "3-60 huruf kecil"),
            ({"username": "x" * 61}, "3-60 huruf kecil"),
            ({"username": "poldа.cyrillic"}, "3-60 huruf kecil"),
            ({"username": "baru", "password": "x" * 11}, "paling sedikit 12"),
            ({"username": NAME.upper()}, "sudah dipakai"),
            ({"username": "baru", "agency_code": "tidak-ada"}, "tidak dikenal"),
        ],
    )
    def test_what_is_wrong_is_refused_with_the_remedy(
        self, engine: Engine, clock: MovingClock, wrong: dict[str, str], sentence: str
    ) -> None:
        before = events(engine)
        with pytest.raises(RuleBroken, match=sentence):
            create(engine, clock, **wrong)
        assert events(engine) == before

    def test_a_display_name_longer_than_its_column_is_refused(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        with pytest.raises(RuleBroken):
            create(engine, clock, username="baru", display_name="x" * 121)

    def test_a_name_that_was_left_blank_is_the_username(self, engine: Engine, clock: MovingClock) -> None:
        create(engine, clock, username="baru", display_name="  ")
        with reading(engine) as connection:
            names = (
                connection.execute(select(User.display_name).where(User.username == "baru")).scalars().all()
            )
        assert names == ["baru"]


def test_all_of_this_leaves_the_chain_whole(engine: Engine, clock: MovingClock) -> None:
    refused(engine, clock)
    token = enter(engine, clock).token
    run(Sender(engine, who(engine, clock, token) or actor(None), clock), sign_out, SignOut(token=token))
    with reading(engine) as connection:
        assert verify_chain(connection).broken_at is None


def test_a_password_holds_until_somebody_changes_it(engine: Engine, clock: MovingClock) -> None:
    clock.forward(timedelta(days=3_650))
    assert enter(engine, clock).token


def test_a_password_is_held_to_its_last_sign(engine: Engine, clock: MovingClock) -> None:
    """Sixty-four signs and more are taken, and none of them is cut off or changed."""
    words = "sembilan lontar berdiri di tebing angin dekat pelabuhan tua Kupang "
    long = words + "x" * (200 - len(words))
    create(engine, clock, username="polda.panjang", password=long)
    assert enter(engine, clock, "polda.panjang", long).token
    for other in (long[:-1], long + "x", long.lower()):
        assert refused(engine, clock, "polda.panjang", other)
