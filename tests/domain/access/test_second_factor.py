"""Codes of an authenticator, by RFC 6238; and codes on paper."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.access.permissions import Role
from domain.access.second_factor import SecondFactorDemand, in_fours, is_guarded, recovery_text, time_step

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""That of the RFC's own table, in base 32."""
NOW = datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)
CODE, STEP = "081804", 37037036
"""What the table gives for this moment, of its last six digits."""


def test_a_code_is_that_of_the_standard_and_tells_its_step() -> None:
    assert time_step(SECRET, CODE, NOW) == STEP
    assert time_step(SECRET, "081 804", NOW) == STEP


@pytest.mark.parametrize(("seconds", "is_taken"), [(-30, True), (30, True), (-60, False), (60, False)])
def test_a_telephone_may_be_off_by_one_step(seconds: int, is_taken: bool) -> None:
    assert (time_step(SECRET, CODE, NOW + timedelta(seconds=seconds)) == STEP) is is_taken


def test_no_code_counts_twice() -> None:
    assert time_step(SECRET, CODE, NOW, after=STEP) is None
    assert time_step(SECRET, CODE, NOW, after=STEP - 1) == STEP


@pytest.mark.parametrize("typed", ["", "081805", "81804", "0818040", "٠٨١٨٠٤", "abcdef"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert time_step(SECRET, typed, NOW) is None


def test_a_code_on_paper_may_be_typed_as_it_is_read() -> None:
    assert in_fours("abcdefgh") == "abcd-efgh"
    assert recovery_text(" ABCD efgh ") == recovery_text("abcd-efgh") == "abcdefgh"


def test_where_it_is_demanded_of_all_no_role_is_left_out() -> None:
    assert all(SecondFactorDemand.EVERYBODY.holds(role) for role in Role)
    assert not any(SecondFactorDemand.NOBODY.holds(role) for role in Role)
    assert [role for role in Role if SecondFactorDemand.GUARDED.holds(role)] == [
        role for role in Role if is_guarded(role)
    ]


def test_who_keeps_accounts_or_reads_cases_is_guarded() -> None:
    assert [role for role in Role if is_guarded(role)] == [
        Role.GOVERNOR_OFFICE,
        Role.CASE_OFFICER,
        Role.ADMINISTRATOR,
    ]
