"""What the first visitors after a start would wait for, found out before they come."""

import inspect

from components.kit import markup
from db import backend
from domain.access.permissions import READERS_OF_COUNTS
from views import ask, overview, registers, tasks
from views.map import front, screen


def load_screens() -> None:
    """Templates, and the map with folium and pandas: seconds that would fall upon the first click.
    What is loaded by then the collector leaves alone."""
    from components.map import map  # noqa: PLC0415, F401 - it is loaded here, and only that

    markup.read_templates()
    # For its first element Streamlit asks what the stack begins with, and each module is looked up once.
    inspect.stack()


def answer_first() -> None:
    """The front page and the map for every kind of reader. Whoever asks meanwhile waits for the same answer.

    Nothing where the database is not there: it is asked again by whoever comes.
    """
    ready = backend.get().ready
    if ready is None:
        return
    try:
        for scope in READERS_OF_COUNTS:
            with ask.run(ready.engine):
                front.front(scope)
                screen.asked_for({}, scope)
                overview.overview(scope)
                tasks.watched(scope)
                registers.rated_commitments(scope)
    except Exception as error:
        backend.failure(error, "Jawaban pertama tidak dapat disiapkan; pengunjung pertama menunggunya.")
