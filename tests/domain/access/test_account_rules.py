"""Accounts: the state that is computed, the names that are proposed, and the last administrator."""

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
from domain.access.throttle import WINDOW, Failures, held_until

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


class TestHeldUntil:
    def test_nobody_waits_below_the_limit(self) -> None:
        assert held_until([Failures(4, BEFORE, 5)]) is None

    def test_the_wait_is_from_the_oldest_of_those_that_count(self) -> None:
        assert held_until([Failures(5, BEFORE, 5)]) == BEFORE + WINDOW

    def test_of_two_waits_the_longer_one_holds(self) -> None:
        assert held_until([Failures(5, BEFORE, 5), Failures(30, NOW, 30)]) == NOW + WINDOW

    def test_without_a_failure_there_is_no_wait(self) -> None:
        assert held_until([]) is None
