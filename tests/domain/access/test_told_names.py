"""What the province's own sign-in may call somebody."""

import pytest

from domain.access.provider import LONGEST_SUBJECT, is_subject, told_name


@pytest.mark.parametrize("subject", ["", "\ud800", "a\0", "a\n", "x" * (LONGEST_SUBJECT + 1), 7, None, ["a"]])
def test_what_is_no_subject(subject: object) -> None:
    assert not is_subject(subject)


def test_a_subject_is_a_text_of_one_line() -> None:
    assert is_subject("248289761001")
    assert is_subject("x" * LONGEST_SUBJECT)


@pytest.mark.parametrize("checked", [True, "true"])
def test_an_address_that_the_provider_has_checked_is_a_name(checked: object) -> None:
    assert told_name("email", {"email": "tu@polda.contoh", "email_verified": checked}) == "tu@polda.contoh"


@pytest.mark.parametrize("checked", [False, None, "false", 1.5, ["true"]])
def test_an_address_that_anybody_could_have_written_there_is_none(checked: object) -> None:
    assert told_name("email", {"email": "tu@polda.contoh", "email_verified": checked}) is None


def test_any_other_name_needs_no_check() -> None:
    assert told_name("preferred_username", {"preferred_username": "tu.polda"}) == "tu.polda"
