"""Files that one account sends on many ways at once wait for each other, and nobody else's for them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from db.evidence.turns import Turns
from domain.access.errors import NotYet

PATIENCE = 10.0


class Seconds:
    """A clock that goes on by what a test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def look(seconds: Seconds) -> Callable[[str, float], None]:
    """Somebody's file that takes so long."""
    turns = Turns(at_once=60.0, a_second=0.2, now=seconds)

    def looked(account: str, takes: float) -> None:
        with turns.one(account) as took:
            seconds.now += takes
            took(takes)

    return looked


def test_an_account_has_one_file_looked_into_at_a_time_and_another_does_not_wait() -> None:
    turns, begun = Turns(60.0, 0.2), Barrier(4)
    held, other_is_done, inside, most = Event(), Event(), list[str](), list[int]()

    def send(account: str) -> None:
        begun.wait(PATIENCE)
        with turns.one(account):
            inside.append(account)
            most.append(inside.count(account))
            if account == "dpmd":
                other_is_done.set()
            else:
                held.wait(PATIENCE)
            inside.remove(account)

    with ThreadPoolExecutor(4) as threads:
        sent = [threads.submit(send, each) for each in ("polda", "polda", "polda", "dpmd")]
        is_free = other_is_done.wait(PATIENCE)
        held.set()
        for each in sent:
            each.result(PATIENCE)
    assert (is_free, max(most)) == (True, 1)


def test_forty_ordinary_files_are_looked_into_without_a_pause(look: Callable[[str, float], None]) -> None:
    for _ in range(40):
        look("polda", 1.0)


def test_how_long_a_file_waits_behind_those_of_others_is_not_counted(seconds: Seconds) -> None:
    turns = Turns(at_once=60.0, a_second=0.2, now=seconds)
    for _ in range(40):
        with turns.one("polda") as took:
            seconds.now += 30.0  # somebody else's is looked into
            took(1.0)


def test_who_had_a_minute_looked_into_is_told_when_to_come_back_and_nobody_else(
    look: Callable[[str, float], None], seconds: Seconds
) -> None:
    for _ in range(5):
        look("pemkab.malaka", 15.0)
    with pytest.raises(NotYet, match=r"Kirim lagi \d+ detik lagi; isian Anda tetap ada"):
        look("pemkab.malaka", 1.0)
    look("polda", 1.0)
    seconds.now += 75.0
    look("pemkab.malaka", 1.0)


def test_who_sends_nothing_else_has_a_fifth_of_a_core(
    look: Callable[[str, float], None], seconds: Seconds
) -> None:
    spent = 0
    while seconds.now < 3_600:
        try:
            look("pemkab.malaka", 15.0)
            spent += 15
        except NotYet:
            seconds.now += 1.0
    assert spent / 3_600 == pytest.approx(0.2, abs=0.03)
