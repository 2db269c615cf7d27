"""Accounts: the state that is computed, the names that are proposed, and the last administrator."""

import random
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
from domain.access.passwords import SAFE_GUESSES
from domain.access.permissions import Role
from domain.access.screening import IdentityRefused
from domain.access.throttle import CROWDED, MOST_HALVED, WINDOW, chance, code_heard_again, limit

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


@pytest.mark.parametrize("name", ["5371014512990001", "0812-3456-7890", "nik.5371014512990001"])
def test_a_number_of_a_person_is_no_username(name: str) -> None:
    with pytest.raises(IdentityRefused, match="Nama pengguna"):
        checked_username(name)


def test_the_last_administrator_stays() -> None:
    with pytest.raises(RuleBroken, match="administrator terakhir"):
        refuse_losing_last_administrator(Role.ADMINISTRATOR, 0)
    refuse_losing_last_administrator(Role.ADMINISTRATOR, 1)
    refuse_losing_last_administrator(Role.AGENCY, 0)


class TestHeardAgain:
    def test_without_as_many_as_may_be_every_password_is_heard(self) -> None:
        assert chance([NOW], 2, NOW) == 1.0
        assert code_heard_again([NOW], 2) is None

    @pytest.mark.parametrize(
        ("ages", "expected"),
        [([1.0, 2.0], 1.0), ([0.9, 5.0], 0.5), ([0.1, 0.2, 0.3], 0.125), ([0.0] * 30, 0.5**MOST_HALVED)],
    )
    def test_each_wrong_one_of_the_last_second_halves_the_chance(
        self, ages: list[float], expected: float
    ) -> None:
        assert chance([NOW - timedelta(seconds=age) for age in ages], 2, NOW) == expected

    def test_a_code_waits_for_the_whole_window(self) -> None:
        assert code_heard_again([NOW, BEFORE], 2) == BEFORE + WINDOW

    def test_what_is_heard_of_a_flood_is_a_few_a_second_and_the_right_one_passes_after_as_many_tries(
        self,
    ) -> None:
        """The figures that stand in ``docs/security.md``."""
        drawn = random.Random(7)
        for each_second, most_heard, most_tries in ((1, 1.01, 1.01), (2, 1.4, 2.0), (10, 3.2, 5.0)):
            heard, at, tries = [NOW], NOW, 0.0
            for _ in range(3_000):
                at += timedelta(seconds=1 / each_second)
                odds = chance(heard[:20], 2, at)
                tries += odds
                if drawn.random() < odds:
                    heard.insert(0, at)
            seconds = 3_000 / each_second
            assert len(heard) / seconds < most_heard
            assert 3_000 / tries < most_tries

    def test_ten_thousand_guesses_are_one_in_ten_million_of_what_an_accepted_password_stands_for(
        self,
    ) -> None:
        assert SAFE_GUESSES / 10_000 >= 10_000_000


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
