"""Accounts: the state that is computed, the names that are proposed, and the last administrator."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from domain.access.accounts import (
    AccountStanding,
    AccountState,
    checked_username,
    proposed_username,
    refuse_losing_last_administrator,
)
from domain.access.errors import RuleBroken
from domain.access.permissions import Role
from domain.access.throttle import CROWDED, PAUSE, WINDOW, heard_again, limit

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LATER, BEFORE = NOW + timedelta(days=1), NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (AccountStanding(True, True, None), AccountState.ACTIVE),
        (AccountStanding(True, True, LATER), AccountState.ACTIVE),
        (AccountStanding(True, False, LATER), AccountState.INVITED),
        (AccountStanding(True, False, NOW), AccountState.LINK_EXPIRED),
        (AccountStanding(True, False, None), AccountState.LINK_EXPIRED),
        (AccountStanding(False, True, LATER), AccountState.CLOSED),
    ],
)
def test_the_state_of_an_account_is_computed(standing: AccountStanding, state: AccountState) -> None:
    assert standing.at(NOW) is state


@pytest.mark.parametrize(
    ("office", "agency", "name"),
    [
        ("Penghubung Polda NTT", "polda-ntt", "polda-ntt.penghubung"),
        ("Polda NTT", "polda-ntt", "polda-ntt.akun"),
        ("Pj. Kab. Malaka", "pemkab-malaka", "pemkab-malaka.pj"),
        ("Kepala Séksi", "dinsos", "dinsos.kepala"),
        ("???", "dinsos", "dinsos.akun"),
    ],
)
def test_a_username_is_proposed_from_agency_and_office(office: str, agency: str, name: str) -> None:
    assert proposed_username(office, agency, set()) == name
    assert checked_username(name) == name


def test_a_name_that_is_taken_is_counted_on() -> None:
    taken = {"dinsos.kepala", "dinsos.kepala2"}
    assert proposed_username("Kepala", "dinsos", taken) == "dinsos.kepala3"


def test_a_long_agency_still_gives_a_name_that_fits() -> None:
    assert checked_username(proposed_username("Kepala", "x" * 80, set()))


def test_the_last_administrator_stays() -> None:
    with pytest.raises(RuleBroken, match="administrator terakhir"):
        refuse_losing_last_administrator(Role.ADMINISTRATOR, 0)
    refuse_losing_last_administrator(Role.ADMINISTRATOR, 1)
    refuse_losing_last_administrator(Role.AGENCY, 0)


class TestHeardAgain:
    def test_without_as_many_as_may_be_there_is_no_wait(self) -> None:
        assert heard_again([NOW], 2, of_code=False) is None

    def test_a_password_waits_for_a_pause_and_a_code_for_the_window(self) -> None:
        assert heard_again([NOW, BEFORE], 2, of_code=False) == NOW + PAUSE
        assert heard_again([NOW, BEFORE], 2, of_code=True) == BEFORE + WINDOW

    def test_ten_thousand_passwords_for_one_name_from_one_address_take_days(self) -> None:
        assert timedelta(days=3) < 10_000 * PAUSE


class _Log:
    """Refused attempts as they are counted: by name, and by where they came from."""

    def __init__(self) -> None:
        self.own: Counter[tuple[str, str]] = Counter()
        self.there: Counter[str] = Counter()

    def hears(self, name: str, source: str, *, is_known_device: bool = False) -> bool:
        return self.own[name, source] < limit(self.there[source], is_known_device=is_known_device)

    def guess(self, name: str, source: str) -> None:
        if self.hears(name, source):
            self.own[name, source] += 1
            self.there[source] += 1


@pytest.fixture(scope="module")
def log() -> _Log:
    """Ten thousand wrong passwords from the address of one office: on two names that he knows, and others."""
    log = _Log()
    for number in range(10_000):
        log.guess(("kepala.dinas", "polda")[number % 2] if number % 10 < 2 else f"nama.{number}", "office")
    return log


class TestAStrangerWithTenThousandAttempts:
    def test_holds_off_nobody_else_behind_the_same_address(self, log: _Log) -> None:
        assert log.there["office"] > CROWDED
        assert log.hears("pemkab.malaka", "office")

    def test_locks_no_account_from_elsewhere_nor_on_its_own_device(self, log: _Log) -> None:
        assert log.hears("kepala.dinas", "home")
        assert log.hears("kepala.dinas", "own telephone", is_known_device=True)

    def test_gets_five_guesses_at_a_name_and_where_many_were_tried_two(self, log: _Log) -> None:
        assert not log.hears("kepala.dinas", "office")
        assert [limit(CROWDED - 1, is_known_device=False), limit(CROWDED, is_known_device=False)] == [5, 2]
