"""What is known of our packages by the copy of the advisories that lies here."""

import pytest

from tests.advisories import Advisory, kept, vulnerable


def test_no_package_in_use_is_known_to_be_vulnerable() -> None:
    """See "What it consists of" in docs/operations.md: another version, or why it does not matter here."""
    assert list(vulnerable(kept())) == []


@pytest.mark.parametrize(
    ("version", "is_concerned"),
    [("0.13.4", False), ("0.13.5", True), ("0.26.1.post1", True), ("0.27.0", False), ("1.10.0", False)],
)
def test_a_version_within_a_range_is_concerned(version: str, is_concerned: bool) -> None:
    advisory = Advisory("X-1", (), (("0.13.5", "0.27.0"),), ())
    assert advisory.concerns(version) is is_concerned


def test_a_range_without_an_end_concerns_all_that_follow() -> None:
    assert Advisory("X-2", (), (("0", ""),), ()).concerns("99.0")


def test_versions_named_one_by_one_concern_no_other() -> None:
    advisory = Advisory("X-3", (), (), ("3.10",))
    assert advisory.concerns("3.10")
    assert not advisory.concerns("3.1")
