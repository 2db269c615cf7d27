"""An invented province on its first day: run by ``test_provinces.py`` in a process of its own, with its pack.

It knows its places, agencies and declaration, and nothing else: no figure, no alias, no port.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.access.permissions import Role
from domain.time.calendar import Clock
from server import warm_up
from tests.factories import ACCOUNTS
from tests.pages.visiting import House, Visitor, visiting
from tests.provinces.living import COVERED, everything_on, foreign, opened
from views import wall
from views.ask import reading_run


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, standing_clock: Clock) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("first") / "province.db", standing_clock) as house:
        yield house


@pytest.fixture(scope="module")
def visit(served: House) -> Iterator[Visitor]:
    with visiting(served) as visitor:
        yield visitor


@pytest.mark.parametrize(("path", "role"), COVERED)
def test_every_page_opens_before_anything_is_known(visit: Visitor, path: str, role: Role) -> None:
    assert foreign(everything_on(visit(path, as_=ACCOUNTS[role]))) == []


def test_the_map_says_that_nothing_was_published(visit: Visitor) -> None:
    assert "Tidak ada angka untuk lapisan ini" in visit("/peta").text


def test_the_wall_leaves_out_the_slide_of_what_stands_out(visit: Visitor) -> None:
    with reading_run():
        assert wall.hot_view()[0] is None


def test_what_is_asked_ahead_of_the_first_visitor_is_answered(
    visit: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    warm_up.answer_first()
    assert [each.message for each in caplog.records if each.name.startswith("gerak")] == []
