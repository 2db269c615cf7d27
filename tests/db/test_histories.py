"""What was kept of one history is forgotten in the next, whichever way a database came to tell another."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from db import backend, outages
from db.histories import Histories, Position, byte_of
from db.standby import StandbyState
from db.subjects import QUERIES
from tests.databases import Run
from tests.db.pair_of_servers import ASKED_EACH_TIME, Pair, days, days_of, read_anew
from tests.db.test_standby import SOON, said


def test_a_position_is_read_as_postgresql_writes_it() -> None:
    assert byte_of("16/B374D848") - byte_of("16/B374D840") == 8
    assert byte_of("17/0") - byte_of("16/FFFFFFFF") == 1


def test_while_a_primary_writes_on_it_tells_one_history() -> None:
    histories = Histories()
    told = [histories.of(Position(written, 1), histories.now) for written in ("0/10", "0/20", "0/20", "1/0")]
    assert told == [0, 0, 0, 0]


@pytest.mark.parametrize("later", [Position("0/30", 2), Position("0/10", 1), Position("0/30", 1, False)])
def test_another_timeline_and_a_position_that_went_back_are_another_history(later: Position) -> None:
    histories = Histories()
    first = histories.of(Position("0/20", 1), histories.now)
    assert (histories.of(later, histories.now) == first) is (not later.is_acknowledged)


def test_who_asked_before_another_and_hears_after_him_is_told_the_same_history() -> None:
    histories = Histories()
    histories.of(Position("0/10", 1), histories.now)
    asked = histories.now
    histories.of(Position("0/30", 1), histories.now)
    assert histories.of(Position("0/20", 1), asked) == 0
    assert histories.of(Position("0/30", 1), histories.now) == 0


def test_who_asked_in_the_old_history_keeps_nothing_in_the_new_one() -> None:
    histories = Histories()
    asked = histories.now
    histories.of(Position("0/20", 1), histories.now)
    renewed = histories.of(Position("0/30", 2), histories.now)
    assert histories.of(Position("0/21", 1), asked) != renewed
    assert histories.of(Position("0/31", 2), histories.now) == renewed


def test_a_server_that_only_reads_and_has_no_position_begins_no_history() -> None:
    histories = Histories()
    histories.of(Position("0/20", 1), histories.now)
    assert histories.of(None, histories.now) == 0


@pytest.fixture(autouse=True)
def _is_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUERIES, days_of, ASKED_EACH_TIME)


@pytest.fixture
def pair(whole_run: Run, request: pytest.FixtureRequest) -> Iterator[Pair]:
    before = backend.get()
    made = Pair(whole_run.own_folder("sejarah-"), finds_the_promoted=True)
    yield made
    made.close()
    backend.put(before)


@pytest.mark.slow
def test_a_failover_that_lost_commits_takes_what_was_kept_of_them_with_it(pair: Pair) -> None:
    pair.servers.signal_standby(signal.SIGKILL)
    lost = pair.add()
    assert lost in days(), "acknowledged, and kept"
    pair.servers.stop_at_once()
    pair.servers.start_standby()
    pair.servers.promote_standby()
    added = pair.add()  # the revision of the days is again what it was
    assert days() == read_anew()
    assert (lost in days(), added in days()) == (False, True)


@pytest.mark.slow
def test_a_primary_that_comes_back_after_it_was_succeeded_is_given_nothing_to_keep(pair: Pair) -> None:
    """Its address stands first: whoever connects anew would be with it."""
    pair.servers.stop_at_once()
    pair.servers.promote_standby()
    kept = pair.add()
    pair.servers.start_again()
    pair.engine.dispose()
    with pytest.raises(DBAPIError) as refused:
        pair.add()
    assert outages.reason(refused.value)[0].startswith("Server basis data yang lama menyala lagi")
    pair.servers.stop_at_once()
    assert {kept, pair.add()} <= days()


@pytest.mark.slow
def test_a_primary_put_back_to_older_files_is_not_answered_for_by_a_standby_that_has_more(
    pair: Pair, tmp_path: Path
) -> None:
    pair.servers.stop_at_once()
    subprocess.run(["cp", "-a", str(pair.servers.folder), str(tmp_path / "lama")], check=True)
    pair.servers.start_again()
    lost = pair.add()
    pair.until_asked()
    assert lost in days()
    pair.servers.stop_at_once()
    shutil.rmtree(pair.servers.folder)
    subprocess.run(["cp", "-a", str(tmp_path / "lama"), str(pair.servers.folder)], check=True)
    pair.servers.start_again()
    assert lost not in read_anew()
    assert lost not in days()
    pair.until(StandbyState.AHEAD, SOON)
    assert "lebih maju dari basis data" in said(pair)
