"""Who may stand in for whom, and on which days."""

from datetime import date

import pytest

from domain.access.delegations import (
    DelegatedDays,
    DelegationKind,
    DelegationState,
    Holder,
    acting_name,
    acting_username,
    refuse_days,
    refuse_deputy,
    state_on,
)
from domain.access.errors import RuleBroken
from domain.access.permissions import Role

TODAY = date(2026, 11, 23)


def holder(number: int, role: Role = Role.AGENCY, *, agency: int = 1, is_active: bool = True) -> Holder:
    return Holder(number, f"Akun {number}", role, agency, is_active)


def days(principal: int, deputy: int, first: int, last: int) -> DelegatedDays:
    """Of December 2026."""
    return DelegatedDays(principal, deputy, date(2026, 12, first), date(2026, 12, last))


def test_the_head_of_an_agency_finds_his_deputy_in_any_agency() -> None:
    refuse_deputy(holder(1, agency=1), holder(2, agency=2))


@pytest.mark.parametrize(
    ("principal", "deputy", "why"),
    [
        (holder(1), holder(1), "dirinya sendiri"),
        (holder(1), holder(2, is_active=False), "Akun 2 nonaktif"),
        (holder(1, is_active=False), holder(2), "Akun 1 nonaktif"),
        (holder(1, Role.ADMINISTRATOR), holder(2), "tidak dilimpahkan"),
        (holder(1), holder(2, Role.ADMINISTRATOR), "tidak mewakili kantor lain"),
        (holder(1), holder(2, Role.SHARED_SCREEN), "tidak mewakili kantor lain"),
        (holder(1), holder(2, Role.VERIFIER), "Yang melapor dan yang memeriksa"),
        (holder(1, Role.VERIFIER), holder(2), "Yang melapor dan yang memeriksa"),
        (holder(1, Role.CASE_OFFICER), holder(2, agency=2), "instansi yang sama"),
        (holder(1, Role.FORKOPIMDA), holder(2, agency=2), "instansi yang sama"),
    ],
)
def test_who_never_stands_in_is_refused_with_the_reason(principal: Holder, deputy: Holder, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        refuse_deputy(principal, deputy)


@pytest.mark.parametrize(
    ("asked", "other", "why"),
    [
        (days(1, 2, 5, 9), days(1, 3, 9, 12), "sudah diwakili"),
        (days(1, 2, 5, 9), days(3, 1, 1, 5), "pelaksana tidak menunjuk pelaksana"),
        (days(1, 2, 5, 9), days(2, 3, 7, 7), "sedang diwakili"),
        (days(1, 2, 9, 5), days(8, 9, 1, 1), "mendahului"),
        (DelegatedDays(1, 2, date(2026, 11, 22), TODAY), days(8, 9, 1, 1), "berlaku surut"),
        (DelegatedDays(1, 2, TODAY, date(2027, 11, 24)), days(8, 9, 1, 1), "paling lama"),
    ],
)
def test_days_that_cannot_be_are_refused_with_the_reason(
    asked: DelegatedDays, other: DelegatedDays, why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        refuse_days(asked, TODAY, [other])


def test_one_account_may_look_after_two_offices_and_an_office_one_deputy_after_another() -> None:
    refuse_days(days(1, 2, 5, 9), TODAY, [days(3, 2, 5, 9), days(1, 3, 10, 12), days(1, 3, 1, 4)])


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 12, 4), DelegationState.COMING),
        (date(2026, 12, 5), DelegationState.RUNNING),
        (date(2026, 12, 9), DelegationState.RUNNING),
        (date(2026, 12, 10), DelegationState.OVER),
    ],
)
def test_both_days_of_an_order_count(on: date, state: DelegationState) -> None:
    assert state_on(on, date(2026, 12, 5), date(2026, 12, 9), is_revoked=False) is state
    assert state_on(on, date(2026, 12, 5), date(2026, 12, 9), is_revoked=True) is DelegationState.REVOKED


def test_the_longest_names_fit_where_one_name_is_kept() -> None:
    assert len(acting_name(DelegationKind.DAILY, "a" * 120, "b" * 120)) <= 120
    assert len(acting_username(DelegationKind.ACTING, "a" * 60, "b" * 60)) <= 60
