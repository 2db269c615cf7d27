"""What the agenda says of a place, and what the map says of it, come from two questions and are the same."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import make_transient

from components.meetings.hot import hot_facts
from db import backend
from db.models import PublishedFigure
from db.queries.attention import HOT_SERIES, hot_regions
from db.settings import Mode, Settings
from domain.access.permissions import ROOM
from domain.figures.layers import Measure
from domain.places.regions import RegionLevel
from domain.statistics.wording import CONFIDENCE
from domain.time import formats
from domain.time.calendar import local_time
from tests import factories
from tests.factories import MORNING, filling
from views import wall
from views.ask import ask, reading_run
from views.map import findings, front, layer_choices
from views.map import layer as map_layer


def test_a_place_that_rose_is_told_on_the_agenda_as_on_the_map(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine)
    with filling(engine) as session:
        factories.risen(session, "53.21")
    with reading_run():
        [fact] = ask(hot_regions, local_time(MORNING).date())
        choice = layer_choices.choices(ROOM.scope)[HOT_SERIES]
        newest = max(choice.periods, key=lambda period: period.ends_on)
        view = map_layer.view(choice, newest, RegionLevel.REGENCY, Measure.SHRUNK, ROOM.scope)
    [drawn] = [row.assessment for row in view.layer.rows if row.code == fact.region_code]
    assert drawn is not None
    assert drawn.measured is not None
    assert fact.title.endswith(f" {formats.number(drawn.measured.ratio, 1)} kali rata-rata 22 kabupaten/kota")
    assert f"titik panas {CONFIDENCE[drawn.confidence]}, " in fact.facts
    assert f"laju disesuaikan {formats.number(drawn.measured.shrunk.value, 1)} " in fact.facts
    assert fact.facts.endswith(f" {formats.number(drawn.measured.mean, 1)}; {newest.label}")


def test_ringkasan_opens_on_a_layers_newest_period_that_says_something(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later list in which nothing stands out does not hide the one before it."""
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine)
    with filling(engine) as session:
        factories.risen(session, "53.21")
    with reading_run():
        before = front.front(ROOM.scope).view
    later = before.period.ends_on + timedelta(days=1)
    with filling(engine) as session:
        row = session.scalars(select(PublishedFigure).where(PublishedFigure.code == "U-0")).one()
        make_transient(row)
        row.id, row.code, row.period_start, row.period_end, row.value = None, "U-99", later, later, 1
        session.add(row)
    with reading_run():
        assert front.front(ROOM.scope).view.period == before.period


def test_the_wall_says_of_whom_where_and_when_its_figures_are(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine)
    with filling(engine) as session:
        factories.risen(session, "53.21")
    with reading_run():
        view, finding, counted = wall.hot_view()
    slide = hot_facts(view, finding, counted)
    assert slide is not None
    assert view is not None
    assert slide.foot.startswith(findings.basis(view).partition("; ")[0])
    assert view.choice.label in slide.foot
