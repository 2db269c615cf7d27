"""Accounts as their administrator keeps them: links, changes, ends; and that every door hears of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from db.acting import Sender
from db.commands import accounts
from db.commands.backups import note_restore
from db.commands.notices import make_feed
from db.commands.people import (
    change_account,
    close_account,
    draw_link,
    end_sessions_of,
    forgive_attempts,
    invite,
    invite_all,
    mail_link,
    renew_link,
    reopen_account,
)
from db.engine import reading, writing
from db.models import AccountLink, AuditRecord, User
from db.queries.accounts import account_rows, real_accounts
from db.queries.calendar import feed_owner
from db.signing_in import sign_in
from domain.access.accounts import LINK_LENGTH, AccountState
from domain.access.backups import NoteRestore
from domain.access.errors import Forbidden, NotFound, RuleBroken, SignInRefused, StaleData
from domain.access.events import Event
from domain.access.permissions import OPERATOR, VISITOR, WORKER, Permission, Role
from domain.access.requests import (
    ChangeAccount,
    CloseAccount,
    DrawLink,
    EndSessionsOf,
    ForgiveAttempts,
    InviteAccount,
    InviteAccounts,
    MailLink,
    RenewLink,
    ReopenAccount,
    SignIn,
)
from domain.access.throttle import PER_ACCOUNT
from domain.notices.requests import MakeFeed
from tests import factories
from tests.factories import MovingClock, filling
from tests.office import OTHER, PASSWORD, Office

pytestmark = pytest.mark.by_turns

REASON = "Mutasi jabatan"


@pytest.fixture(autouse=True)
def _unkind_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be left to chance is refused, unless a test draws by itself."""
    monkeypatch.setattr(accounts, "draw", lambda: 0.999)


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


class TestInvitation:
    def test_nobody_gets_in_before_the_link_has_set_a_password(self, office: Office) -> None:
        made = office.invited()
        assert not office.may_enter(made.username, "!")
        assert office.row(made.username).state(office.clock()) is AccountState.INVITED

    def test_the_link_sets_the_password_once(self, office: Office) -> None:
        made = office.invited()
        assert office.use(made.key) == made.username
        assert office.may_enter(made.username, OTHER)
        with pytest.raises(NotFound, match="sudah dipakai"):
            office.use(made.key, "tebing lontar angin sembilan kali")
        assert office.may_enter(made.username, OTHER)

    def test_it_works_for_seven_days_and_no_longer(self, office: Office) -> None:
        made = office.invited()
        office.clock.forward(LINK_LENGTH - timedelta(seconds=1))
        assert office.link_works(made.key)
        office.clock.forward(timedelta(seconds=1))
        with pytest.raises(NotFound, match="lewat masanya"):
            office.use(made.key)
        assert office.row(made.username).state(office.clock()) is AccountState.LINK_EXPIRED

    def test_a_weak_password_leaves_the_link_usable(self, office: Office) -> None:
        made = office.invited()
        with pytest.raises(RuleBroken, match="mudah ditebak"):
            office.use(made.key, "Dinsos-Kupang-2026")
        assert office.link_works(made.key)

    @pytest.mark.parametrize(
        ("name", "address", "why"),
        [
            ("", "", "Tulis surel dinas"),
            ("", "siapa@surel.invalid", "Hanya surel dinas"),
            ("polda", "tu@polda.go.id", "sudah memasang kata sandi"),
        ],
    )
    def test_one_is_mailed_to_an_office_and_to_whom_has_no_password(
        self, office: Office, name: str, address: str, why: str
    ) -> None:
        waits = office.invited().username
        with pytest.raises(RuleBroken, match=why):
            office.do(mail_link, MailLink(name or waits, 0, address))

    @pytest.mark.parametrize("way", ["mailed", "handed over"])
    def test_one_that_lies_in_the_mail_of_an_office_opens_no_account_that_left_it(
        self, office: Office, way: str
    ) -> None:
        made = office.invited()
        if way == "mailed":
            office.do(mail_link, MailLink(made.username, 0, "tu@dinsos.nttprov.go.id"))
            with reading(office.engine) as connection:
                number = connection.scalars(select(AccountLink.id).order_by(AccountLink.id.desc())).first()
            made = office.do(draw_link, DrawLink(number or 0), by=WORKER)
        assert office.link_works(made.key)
        seen, name = office.row(made.username).version, made.display_name
        office.do(change_account, ChangeAccount(made.username, seen, name, Role.AGENCY, "dpmd", REASON))
        assert office.link_works(made.key) is (way == "handed over")
        assert ('"mailed_link":"ditarik"' in office.last_record().after) is (way == "mailed")

    def test_the_key_itself_is_kept_nowhere(self, office: Office) -> None:
        made = office.invited()
        with reading(office.engine) as connection:
            kept = connection.execute(select(AccountLink.key_digest)).scalars().all()
            trail = connection.execute(select(AuditRecord.after)).scalars().all()
        assert not any(made.key in text for text in (*kept, *trail))

    def test_a_key_that_was_never_given_out_opens_nothing(self, office: Office) -> None:
        office.invited()
        with pytest.raises(NotFound):
            office.use("x" * 43)

    def test_an_account_that_a_sample_administrator_makes_is_sample(self, office: Office) -> None:
        by = replace(office.who(office.token), is_demo=True)
        asked = InviteAccount("contoh.baru", "Contoh", Role.AGENCY, "dinsos")
        office.do(invite, asked, by=by)
        assert office.row("contoh.baru").is_sample
        with reading(office.engine) as connection:
            assert real_accounts(connection) == 2

    def test_a_name_with_somebodys_number_is_refused(self, office: Office) -> None:
        asked = InviteAccount("dinsos.x", "Penghubung 0812 3456 7890", Role.AGENCY, "dinsos")
        with pytest.raises(RuleBroken, match="nomor telepon"):
            office.do(invite, asked)

    def test_of_many_all_are_made_or_none_and_the_row_is_named(self, office: Office) -> None:
        good = InviteAccount("dinsos.satu", "Penghubung Dinsos", Role.AGENCY, "dinsos")
        wrong = InviteAccount("dinsos.dua", "Kepala Dinsos", Role.AGENCY, "tidak-ada")
        with pytest.raises(RuleBroken, match=r"“Kepala Dinsos”.*Tidak ada yang diundang"):
            office.do(invite_all, InviteAccounts((good, wrong)))
        with reading(office.engine) as connection:
            assert len(account_rows(connection, now=office.clock())) == 2
        again = replace(wrong, agency_code="dinsos")
        made = office.do(invite_all, InviteAccounts((good, again)))
        assert [each.username for each in made] == ["dinsos.satu", "dinsos.dua"]


class TestRenewedLink:
    def test_the_old_password_the_sessions_and_earlier_links_end_at_once(self, office: Office) -> None:
        here = office.enter("polda")
        first = office.do(renew_link, RenewLink("polda", 0, REASON))
        second = office.do(renew_link, RenewLink("polda", 1, REASON))
        assert not office.is_open(here)
        assert not office.may_enter("polda")
        assert not office.link_works(first.key)
        office.use(second.key)
        assert office.may_enter("polda", OTHER)

    def test_nobody_resets_himself_and_is_then_left_outside(self, office: Office) -> None:
        with pytest.raises(RuleBroken, match="Akun saya"):
            office.do(renew_link, RenewLink("admin", 0, REASON))
        assert office.may_enter("admin")

    def test_a_link_of_an_account_that_was_closed_meanwhile_is_no_door(self, office: Office) -> None:
        made = office.do(renew_link, RenewLink("polda", 0, REASON))
        office.do(close_account, CloseAccount("polda", 1, REASON))
        with pytest.raises(NotFound):
            office.use(made.key)


ENDING: dict[str, Callable[[Office], object]] = {
    "closed": lambda office: office.do(close_account, CloseAccount("polda", 0, REASON)),
    "given another role": lambda office: office.do(
        change_account, ChangeAccount("polda", 0, "polda", Role.VERIFIER, "polda-ntt", REASON)
    ),
    "moved to another agency": lambda office: office.do(
        change_account, ChangeAccount("polda", 0, "polda", Role.AGENCY, "dinsos", REASON)
    ),
    "reset": lambda office: office.do(renew_link, RenewLink("polda", 0, REASON)),
    "ended by the administrator": lambda office: office.do(end_sessions_of, EndSessionsOf("polda")),
}


@pytest.mark.parametrize("how", ENDING)
def test_a_session_ends_in_the_transaction_that_ends_its_right(office: Office, how: str) -> None:
    here, there = office.enter("polda"), office.enter("polda")
    ENDING[how](office)
    assert not office.is_open(here)
    assert not office.is_open(there)
    assert office.is_open(office.token)


@pytest.mark.parametrize("how", ["closed", "given another role", "moved to another agency", "reset"])
def test_a_device_that_knew_the_account_is_a_stranger_afterwards(office: Office, how: str) -> None:
    asked = SignIn("polda", PASSWORD, "10.0.0.1", "Telepon")
    device = sign_in(Sender(office.engine, VISITOR, office.clock), asked).known_device
    ENDING[how](office)
    for _ in range(PER_ACCOUNT):
        assert not office.may_enter("polda", "salah")
    with pytest.raises(SignInRefused, match="Terlalu banyak"):
        sign_in(Sender(office.engine, VISITOR, office.clock), replace(asked, known_device=device))


class TestChange:
    def test_only_a_new_name_ends_no_session(self, office: Office) -> None:
        here = office.enter("polda")
        office.do(
            change_account, ChangeAccount("polda", 0, "Unit PPA Polda", Role.AGENCY, "polda-ntt", REASON)
        )
        assert office.who(here).display_name == "Unit PPA Polda"

    def test_the_trail_tells_what_was_what_is_and_why(self, office: Office) -> None:
        office.do(change_account, ChangeAccount("polda", 0, "polda", Role.VERIFIER, "inspektorat", REASON))
        record = office.last_record()
        assert record.event == Event.ACCOUNT_CHANGED
        assert record.before == '{"agency":"polda-ntt","role":"agency"}'
        assert '"agency":"inspektorat"' in record.after
        assert REASON in record.after

    def test_nothing_changed_is_said_and_not_recorded(self, office: Office) -> None:
        before = office.last_record().id
        with pytest.raises(RuleBroken, match="Tidak ada yang berubah"):
            office.do(change_account, ChangeAccount("polda", 0, "polda", Role.AGENCY, "polda-ntt", REASON))
        assert office.last_record().id == before

    def test_two_administrators_never_overwrite_each_other(self, office: Office) -> None:
        office.do(change_account, ChangeAccount("polda", 0, "Satu", Role.AGENCY, "polda-ntt", REASON))
        with pytest.raises(StaleData):
            office.do(change_account, ChangeAccount("polda", 0, "Dua", Role.AGENCY, "polda-ntt", REASON))

    @pytest.mark.parametrize("reason", ["", "  ", "x"])
    def test_without_a_reason_nothing_changes(self, office: Office, reason: str) -> None:
        with pytest.raises(RuleBroken, match="Alasan"):
            office.do(close_account, CloseAccount("polda", 0, reason))
        assert office.row("polda").is_active


class TestLastAdministrator:
    @pytest.mark.parametrize(
        ("command", "asked"),
        [
            (close_account, CloseAccount("admin", 0, REASON)),
            (change_account, ChangeAccount("admin", 0, "admin", Role.AGENCY, "diskominfo", REASON)),
        ],
        ids=["close", "demote"],
    )
    def test_cannot_leave_nobody_behind(self, office: Office, command: Any, asked: object) -> None:
        with pytest.raises(RuleBroken, match="administrator terakhir"):
            office.do(command, asked)
        assert office.is_open(office.token)

    def test_one_who_was_invited_and_never_came_does_not_count(self, office: Office) -> None:
        made = office.do(invite, InviteAccount("admin.dua", "Admin", Role.ADMINISTRATOR, "diskominfo"))
        with pytest.raises(RuleBroken, match="administrator terakhir"):
            office.do(close_account, CloseAccount("admin", 0, REASON))
        office.use(made.key)
        office.do(close_account, CloseAccount("admin", 0, REASON))
        assert not office.is_open(office.token)

    def test_may_still_move_to_another_agency(self, office: Office) -> None:
        office.do(change_account, ChangeAccount("admin", 0, "admin", Role.ADMINISTRATOR, "setda", REASON))
        assert office.may_enter("admin")


class TestClosing:
    def test_a_closed_account_comes_back_with_its_password(self, office: Office) -> None:
        office.do(close_account, CloseAccount("polda", 0, REASON))
        assert not office.may_enter("polda")
        office.do(reopen_account, ReopenAccount("polda", 1, REASON))
        assert office.may_enter("polda")

    def test_closing_twice_says_that_it_is_closed(self, office: Office) -> None:
        office.do(close_account, CloseAccount("polda", 0, REASON))
        with pytest.raises(RuleBroken, match="sudah nonaktif"):
            office.do(close_account, CloseAccount("polda", 1, REASON))


class TestAttempts:
    def test_the_administrator_sees_them_and_can_let_in_again(self, office: Office) -> None:
        for _ in range(PER_ACCOUNT):
            office.may_enter("polda", "salah")
        assert not office.may_enter("polda")
        assert office.row("polda").refused == PER_ACCOUNT
        assert office.do(forgive_attempts, ForgiveAttempts("polda")) == PER_ACCOUNT
        assert office.may_enter("polda")

    def test_an_account_that_is_not_there_is_said_so(self, office: Office) -> None:
        with pytest.raises(NotFound, match="Pilih dari daftar Pengguna"):
            office.do(forgive_attempts, ForgiveAttempts("tidak.ada"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_keeps_accounts(office: Office, role: Role) -> None:
    with filling(office.engine) as session:
        by = factories.actor_of(session, factories.user(session, role=role))
    with pytest.raises(Forbidden):
        office.do(close_account, CloseAccount("polda", 0, REASON), by=by)
    assert office.row("polda").is_active


def test_a_backup_that_is_restored_revives_no_link(office: Office) -> None:
    made = office.invited()
    by = replace(OPERATOR, granted=frozenset({Permission.BACK_UP}))
    office.do(note_restore, NoteRestore("cadangan", office.clock().isoformat(), 1, "0" * 64), by=by)
    assert not office.link_works(made.key)


def test_a_hash_of_an_earlier_release_still_opens(office: Office) -> None:
    older = accounts.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with writing(office.engine) as connection:
        connection.execute(update(User).where(User.username == "polda").values(password_hash=older))
    assert office.may_enter("polda")


class TestWhatHasEnded:
    """Of an account that was closed, moved or reset nothing that was given out before opens anything."""

    @pytest.mark.parametrize("ending", ["closed", "moved", "reset"])
    def test_its_calendar_is_told_nothing_more(self, office: Office, ending: str) -> None:
        key = office.do(make_feed, MakeFeed(), by=office.who(office.enter("polda")))
        end(office, ending)
        with reading(office.engine) as connection:
            assert feed_owner(connection, key, on=office.clock().date()) is None

    def test_an_invitation_opens_no_account_that_was_closed_and_reopened(self, office: Office) -> None:
        key = office.invited().key
        office.do(close_account, CloseAccount("dinsos.penghubung", 0, REASON))
        office.do(reopen_account, ReopenAccount("dinsos.penghubung", 1, REASON))
        assert not office.link_works(key)

    @pytest.mark.parametrize("ending", ["closed", "reset"])
    def test_a_password_that_is_being_checked_meanwhile_opens_no_session(
        self, office: Office, ending: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        checked = accounts.matches

        def slowly(password_hash: str, password: str) -> bool:
            right = checked(password_hash, password)
            end(office, ending)
            return right

        monkeypatch.setattr(accounts, "matches", slowly)
        with pytest.raises(SignInRefused, match="baru saja berubah"):
            office.enter("polda")


def end(office: Office, ending: str) -> None:
    if ending == "closed":
        office.do(close_account, CloseAccount("polda", 0, REASON))
    elif ending == "moved":
        office.do(change_account, ChangeAccount("polda", 0, "polda", Role.AGENCY, "dinkes", REASON))
    else:
        office.do(renew_link, RenewLink("polda", 0, REASON))
