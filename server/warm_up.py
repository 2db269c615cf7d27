"""Work that the first visitors after a start would wait for, done before they come."""

import inspect

from components.kit import markup
from db import backend
from domain.access.permissions import READERS_OF_COUNTS
from views import ask, overview, registers, tasks
from views.map import front, screen


def load_screens() -> None:
    """Load templates, and the map with folium and pandas: seconds that the first click would pay. The garbage
    collector is then told to leave these objects alone."""
    from components.map import map  # noqa: PLC0415, F401 - it is loaded here, and only that

    markup.read_templates()
    # For its first element Streamlit asks what the stack begins with, and each module is looked up once.
    inspect.stack()


def answer_first() -> None:
    """Compute the front page and the map for every kind of reader; whoever asks meanwhile waits for the same
    answer. Does nothing without a database: the next visitor asks again.
    """
    ready = backend.get().ready
    if ready is None:
        return
    try:
        for scope in READERS_OF_COUNTS:
            with ask.reading_run(ready.engine):
                front.front(scope)
                screen.asked_for({}, scope)
                overview.overview(scope)
                tasks.watched(scope)
                registers.rated_commitments(scope)
    except Exception as error:
        backend.failure(error, "Jawaban pertama tidak dapat disiapkan; pengunjung pertama menunggunya.")
