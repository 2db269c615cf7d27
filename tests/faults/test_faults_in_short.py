"""The faults by which most would be lost, each once and in short, as ``make test`` has the time for it.

All of them, longer and measured, are ``make test-faults`` (docs/faults.md).
"""

import pytest

from tests.faults import __main__ as faults
from tests.faults.__main__ import NEVER, Fault, Outcome, Scene, Tried
from tests.faults.site import small_disk

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "TIMES", 1)
    monkeypatch.setattr(faults, "WORK", 2.0)


def one_after_another(*each: Fault) -> Fault:
    """On one server, for its start takes longest."""

    def do(scene: Scene) -> float:
        assert scene.back(0.0) < NEVER, "nobody could write before anything was done"
        return max(fault(scene) for fault in each)

    return do


def what_is_wrong(outcome: Outcome) -> list[str]:
    wrong = {
        f"{outcome.lost} acknowledged writes are lost": outcome.lost > 0,
        f"{outcome.doubled} writes are there twice": outcome.doubled > 0,
        f"the trail is {outcome.trail}": outcome.trail != "whole",
        "no write was acknowledged afterwards": outcome.seconds == NEVER,
    }
    return [said for said, is_so in wrong.items() if is_so]


def test_sqlite_loses_nothing_by_a_server_that_is_killed_and_a_disk_that_is_full() -> None:
    with small_disk(1) as disk:
        may_mount = disk is not None
    done = (faults.kill_application, faults.full_disk) if may_mount else (faults.kill_application,)
    tried = Tried("in short", one_after_another(*done), on_small_disk=may_mount)
    outcome = faults._as_it_goes(tried, "SQLite")
    assert what_is_wrong(outcome) == []
    assert not may_mount or (
        "Penyimpanan tidak dapat ditulis" in outcome.saw and "`/siap` 503" in outcome.saw
    )


def test_postgresql_loses_nothing_by_a_server_or_a_database_that_is_killed() -> None:
    done = one_after_another(faults.kill_application, faults.kill_postgresql)
    outcome = faults._as_it_goes(Tried("in short", done), "PostgreSQL")
    assert what_is_wrong(outcome) == []
    assert "Data tidak dapat dihubungi" in outcome.saw
