"""How records of the trail are written and chained."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.access.events import GENESIS, canonical_json, chain_hash

records = st.dictionaries(
    st.text(max_size=5), st.one_of(st.none(), st.integers(), st.text(max_size=10)), max_size=5
)


def test_the_hash_of_a_known_record_never_changes() -> None:
    """Trails that exist were sealed with it: whoever changes it breaks them."""
    record = {"id": 1, "at": datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "actor": "setda", "after": "{}"}
    assert chain_hash(GENESIS, record) == ("05c660a425ec9593ec7a4eb16606947504f29c0d7efcf1d6164be8909e4ce55a")


def test_the_text_of_a_record_is_the_same_whatever_the_order() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == canonical_json({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_a_moment_is_written_in_utc() -> None:
    wita = datetime(2026, 11, 23, 7, 0, tzinfo=timezone(timedelta(hours=8)))
    utc = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert canonical_json({"at": wita}) == canonical_json({"at": utc}) == '{"at":"2026-11-22T23:00:00+00:00"}'


def test_days_and_exact_numbers_are_written_as_text() -> None:
    assert json.loads(canonical_json({"on": date(2026, 11, 23), "value": Decimal("1.50")})) == {
        "on": "2026-11-23",
        "value": "1.50",
    }


@pytest.mark.parametrize("value", [b"secret", {1}, object()], ids=["bytes", "set", "object"])
def test_what_has_no_plain_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not for the audit trail"):
        canonical_json({"value": value})


@given(records, records)
def test_a_changed_record_changes_the_hash(one, other) -> None:
    assume(one != other)
    assert chain_hash(GENESIS, one) != chain_hash(GENESIS, other)


@given(records, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_changed_predecessor_changes_the_hash(record, previous: str) -> None:
    assume(previous != GENESIS)
    assert chain_hash(previous, record) != chain_hash(GENESIS, record)
