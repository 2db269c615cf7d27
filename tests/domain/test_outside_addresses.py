"""An address that begins and does not end, as somebody types or pastes it, is no fault of ours."""

import pytest

from domain.addresses import parts_of
from domain.commitments.declaration import DutyRefused, check_link
from domain.figures.publishing import same_page

HALF = ("https://[", "https://[::1", "//[", "https://a]b/")


@pytest.mark.parametrize("address", HALF)
def test_half_an_address_has_no_parts(address: str) -> None:
    assert not any(parts_of(address))


@pytest.mark.parametrize("address", HALF)
def test_a_document_cannot_lie_there(address: str) -> None:
    with pytest.raises(DutyRefused, match="https://"):
        check_link(address)


def test_two_halves_are_compared_without_a_fault() -> None:
    assert same_page("https://[") != same_page("https://contoh.go.id/a")


def test_a_whole_address_has_its_parts() -> None:
    assert parts_of("https://contoh.go.id/a?b=1").netloc == "contoh.go.id"
