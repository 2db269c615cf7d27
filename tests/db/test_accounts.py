"""Accounts and sessions, with time that passes."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from db.acting import Sender
from db.command import run
from db.commands import accounts
from db.commands.accounts import (
    ATTEMPTS_PER_ADDRESS,
    ATTEMPTS_PER_USERNAME,
    THROTTLE_WINDOW,
    SignedIn,
    SignInRefused,
    create_user,
    sign_in,
    sign_in_as_demo,
    sign_out,
    sign_out_everywhere,
)
from db.engine import reading, writing
from db.models import AuditRecord, SignInAttempt, User, UserSession
from db.queries.accounts import actor_of_token, demo_accounts, open_sessions, real_accounts
from db.queries.audit import verify_chain
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import OPERATOR, VISITOR, Actor, Role
from domain.access.requests import CreateUser, SignIn, SignOut, SignOutEverywhere
from domain.access.sessions import SESSION_LENGTH
from tests.factories import MovingClock, actor, filling
from tests.factories import user as account

PASSWORD = "kupang rote sabu alor"
NAME = "polda.operator"


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose; what is tested here does not depend on how slow."""
    quick = accounts.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", quick)
    monkeypatch.setattr(accounts, "_NOBODY", quick.hash("nobody"))


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

    def test_an_address_is_kept_as_a_digest_only(self, engine: Engine, clock: MovingClock) -> None:
        refused(engine, clock, address="192.0.2.7")
        with reading(engine) as connection:
            digest = connection.execute(select(SignInAttempt.address_digest)).scalar_one()
        assert digest == hashlib.sha256(b"192.0.2.7").hexdigest()


class TestThrottle:
    def test_after_five_failures_even_the_right_password_must_wait(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME):
            assert "tidak cocok" in refused(engine, clock)
        assert ATTEMPTS_PER_USERNAME == 5
        assert refused(engine, clock, NAME, PASSWORD) == (
            "Terlalu banyak percobaan masuk yang gagal. Coba lagi setelah pukul 07.15 WITA."
        )

    def test_four_failures_do_not_shut_anybody_out(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME - 1):
            refused(engine, clock)
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_an_unknown_name_is_shut_out_alike(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME):
            refused(engine, clock, "tidak.ada")
        assert "Terlalu banyak" in refused(engine, clock, "tidak.ada")

    def test_others_may_still_enter(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME):
            refused(engine, clock, "orang.lain")
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_the_door_opens_again_when_the_first_failure_is_old(
        self, engine: Engine, clock: MovingClock
    ) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME):
            refused(engine, clock)
        clock.forward(THROTTLE_WINDOW)
        assert who(engine, clock, enter(engine, clock).token) is not None

    def test_a_refusal_by_throttle_is_no_further_failure(self, engine: Engine, clock: MovingClock) -> None:
        for _ in range(ATTEMPTS_PER_USERNAME + 3):
            refused(engine, clock)
        with reading(engine) as connection:
            assert len(connection.execute(select(SignInAttempt.id)).all()) == ATTEMPTS_PER_USERNAME

    def test_one_address_cannot_try_name_after_name(self, engine: Engine, clock: MovingClock) -> None:
        for number in range(ATTEMPTS_PER_ADDRESS):
            refused(engine, clock, f"nama.{number}")
        assert "Terlalu banyak" in refused(engine, clock, NAME, PASSWORD)
        assert who(engine, clock, enter(engine, clock, address="10.0.0.2").token) is not None


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
