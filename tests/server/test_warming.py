"""What a start does for its first visitors."""

import subprocess
import sys
from collections.abc import Iterator

import factories
import pytest
from sqlalchemy import Engine

from db import backend
from db.engine import reading
from db.settings import ROOT, Mode, Settings
from domain.access.permissions import Scope
from domain.time.calendar import Clock
from server import warm_up
from views.map import front

_AFTER_LOADING = """
import sys
from server import warm_up
warm_up.load_screens()
print("pandas" in sys.modules, "components.map.map" in sys.modules, "streamlit_folium" in sys.modules)
"""


@pytest.fixture
def served(demo_engine: Engine, clock: Clock) -> Iterator[Engine]:
    before = backend.get()
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock), demo_engine)
    backend.backend()
    yield demo_engine
    backend.put(before)


def test_the_map_is_loaded_and_its_component_is_left_to_the_first_page_that_declares_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _AFTER_LOADING], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "True", "False"]


@pytest.mark.parametrize("account", ["gubernur.kantor", "polda", "layar"])
def test_whoever_comes_first_finds_the_map_of_the_front_page_put_together(
    served: Engine, monkeypatch: pytest.MonkeyPatch, account: str
) -> None:
    warm_up.answer_first()
    with reading(served) as connection:
        scope = factories.actor_named(connection, account).scope

    def anew(_scope: Scope) -> None:
        pytest.fail("put together once more")

    monkeypatch.setattr(front, "_newest_that_says", anew)
    assert front.front(scope).view.layer.rows


def test_an_installation_that_holds_nothing_yet_begins_without_an_incident(
    engine: Engine, clock: Clock
) -> None:
    before, incidents = backend.get(), backend.incidents_in_all()
    backend.use(Settings(str(engine.url), Mode.PRODUCTION, clock), engine)
    backend.backend()
    warm_up.answer_first()
    backend.put(before)
    assert backend.incidents_in_all() == incidents


def test_a_database_that_is_gone_by_then_is_an_incident_and_no_end_of_the_start(
    served: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(warm_up.front, "front", gone)
    before = backend.incidents_in_all()
    warm_up.answer_first()
    assert backend.incidents_in_all() == before + 1
    assert "Jawaban pertama" in backend.recent_incidents()[0].what
