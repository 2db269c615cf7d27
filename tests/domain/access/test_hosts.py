"""Which host may be written on what leaves the house: told names, and what nobody else can make lead here."""

import pytest

from domain.access.hosts import is_allowed, may_stand_on_paper

OURS = frozenset({"gerak.nttprov.go.id", "[::1]"})


@pytest.mark.parametrize(
    ("host", "is_believed"),
    [
        ("gerak.nttprov.go.id", True),
        ("GERAK.nttprov.go.id:8501", True),
        ("localhost:8501", True),
        ("192.168.1.5:8501", True),
        ("[fe80::1]:8501", True),
        ("[fe80::1", False),
        ("jahat.example", False),
        ("gerak.nttprov.go.id.jahat.example", False),
        ("127.0.0.1.jahat.example", False),
        ("jahat.example@127.0.0.1", False),
        ("127.0.0.1/jahat.example", False),
        ("", False),
    ],
)
def test_a_name_that_nobody_told_us_is_not_believed(host: str, is_believed: bool) -> None:
    assert may_stand_on_paper(host, OURS) is is_believed
    assert may_stand_on_paper(host, frozenset()) is (is_believed and "gerak" not in host.casefold())


def test_a_name_that_was_told_is_allowed_with_its_port_or_without() -> None:
    assert is_allowed("gerak.nttprov.go.id:443", OURS)
    assert is_allowed("[::1]:8501", OURS)
    assert not is_allowed("127.0.0.1", OURS), "a request goes to the names that were told, and to no other"
