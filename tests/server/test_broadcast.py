"""One look a second however many watch; outages are told and recover by themselves; nobody is flooded."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from db import backend
from db.settings import Mode, Settings
from domain.time.calendar import fixed_clock
from server.broadcast import Broadcaster, Glance, Subscription, Watcher
from tests.factories import MORNING

HALL = Subscription(3, "http://layar.uji")


class House:
    """A database that a test can change, take away and bring back, and the turns of the clock."""

    def __init__(self) -> None:
        self.revision = 1
        self.put_out = 0
        self.is_gone = False
        self.made: list[Subscription] = []
        self.fails = False
        self.broadcaster = Broadcaster(self._make, self._look, self._sleep)
        self._turn: asyncio.Event = asyncio.Event()
        self.turns = 0

    def _look(self) -> Glance:
        if self.is_gone:
            raise OperationalError("SELECT", {}, Exception("gone"))
        return Glance(self.revision, self.put_out)

    def _make(self, wanted: Subscription) -> str:
        self.made.append(wanted)
        if self.fails:
            raise ZeroDivisionError
        return json.dumps({"t": "deck", "of": self.revision})

    async def _sleep(self, _seconds: float) -> None:
        self.turns += 1
        self._turn.clear()
        await self._turn.wait()

    async def next_turn(self) -> None:
        before = self.turns
        self._turn.set()
        while self.turns == before:
            await asyncio.sleep(0.001)

    async def end(self) -> None:
        """The turn in which it finds that nobody watches any more."""
        self._turn.set()
        await asyncio.sleep(0.01)

    def watcher(self, may: Callable[[], bool] = lambda: True) -> Watcher:
        watcher = Watcher(HALL, may, "Layar ini dihentikan.")
        self.broadcaster.join(watcher)
        return watcher


async def heard(watcher: Watcher) -> dict[str, Any]:
    message = await asyncio.wait_for(watcher.take(), 5)
    assert message is not None
    told: dict[str, Any] = json.loads(message)
    return told


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "_state", backend.get())
    clock = fixed_clock(MORNING)
    here = backend.Backend(None, Settings("sqlite://", Mode.DEMO, clock))
    monkeypatch.setattr(backend.get(), "_backend", here)


def run(story: Callable[[House], Any]) -> House:
    async def told() -> House:
        house = House()
        await story(house)
        for watcher in list(house.broadcaster._watchers):
            house.broadcaster.leave(watcher)
        await house.end()
        return house

    return asyncio.run(told())


def test_a_hundred_watchers_cost_one_look_and_one_deck_a_turn() -> None:
    async def story(house: House) -> None:
        watchers = [house.watcher() for _ in range(100)]
        assert {(await heard(watcher))["of"] for watcher in watchers} == {1}
        assert (house.broadcaster.looks, len(house.made)) == (1, 1)
        house.revision = 2
        await house.next_turn()
        assert {(await heard(watcher))["of"] for watcher in watchers} == {2}
        assert (house.broadcaster.looks, len(house.made)) == (2, 2)

    run(story)


def test_who_joins_late_is_told_at_once_although_nothing_changed() -> None:
    async def story(house: House) -> None:
        await heard(house.watcher())
        late = house.watcher()
        await house.next_turn()
        assert (await heard(late))["of"] == 1
        assert len(house.made) == 2

    run(story)


def test_an_outage_is_told_with_its_time_and_ends_by_itself() -> None:
    async def story(house: House) -> None:
        watcher = house.watcher()
        await heard(watcher)
        house.is_gone = True
        for _ in range(20):
            await house.next_turn()
            assert await heard(watcher) == {"t": "outage", "as_of": "07.00 WITA"}
        house.is_gone, house.revision = False, 9
        await house.next_turn()
        assert (await heard(watcher))["of"] == 9

    run(story)


def test_a_slide_that_cannot_be_made_does_not_end_the_line() -> None:
    async def story(house: House) -> None:
        watcher = house.watcher()
        await heard(watcher)
        house.fails, house.revision = True, 2
        await house.next_turn()
        house.fails = False
        await house.next_turn()
        assert (await heard(watcher))["of"] == 2

    run(story)


def test_a_slow_watcher_gets_the_newest_and_no_queue() -> None:
    async def story(house: House) -> None:
        watcher = house.watcher()
        await heard(watcher)
        for revision in range(2, 8):
            house.revision = revision
            await house.next_turn()
        assert (await heard(watcher))["of"] == 7
        assert watcher.next is None

    run(story)


def test_whose_right_is_taken_away_hears_why_and_nothing_more() -> None:
    async def story(house: House) -> None:
        allowed = [True]
        watcher = house.watcher(lambda: allowed[0])
        await heard(watcher)
        allowed[0], house.revision = False, 2
        await house.next_turn()
        assert (await heard(watcher))["t"] == "end"
        house.revision = 3
        await house.next_turn()
        assert await watcher.take() is None

    run(story)


def test_nothing_runs_while_nobody_watches() -> None:
    async def story(house: House) -> None:
        watcher = house.watcher()
        await heard(watcher)
        house.broadcaster.leave(watcher)
        await house.end()
        looks = house.broadcaster.looks
        await asyncio.sleep(0.05)
        assert house.broadcaster.looks == looks
        again = house.watcher()
        assert (await heard(again))["of"] == 1

    run(story)


def test_who_was_put_out_hears_of_it_in_the_next_turn_and_the_others_get_nothing_anew() -> None:
    async def story(house: House) -> None:
        rights = {"his": True}
        his, other = house.watcher(lambda: rights["his"]), house.watcher()
        assert {(await heard(each))["t"] for each in (his, other)} == {"deck"}
        rights["his"], house.put_out = False, 1
        await house.next_turn()
        assert (await heard(his))["t"] == "end"
        assert (other.next, len(house.made)) == (None, 1)

    run(story)
