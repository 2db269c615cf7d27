"""The clock that runs for a task, as a bar, and which tasks have the least time left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from domain.tasks.clocks import RunningClock, rank
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from views.tasks import WatchedTask


def worst_first(tasks: Iterable[WatchedTask]) -> list[WatchedTask]:
    return sorted(tasks, key=lambda task: rank(task.row, task.running))


def tone_of(running: RunningClock) -> str:
    if running.is_late:
        return "over"
    soon = running.in_hours or running.left <= 2
    return "soon" if soon else "later"


SYMBOLS = {"over": "event_busy", "soon": "hourglass_top", "later": ""}
CLOCK_CSS = {"over": "gb-late", "soon": "gb-soon", "later": ""}


def running_bar(task: WatchedTask) -> Markup:
    """Which clock runs, what it has left, and how much of it is used: in words, icon and colour."""
    running = task.running
    if running is None:
        return markup.tinted(formats.short_date(task.row.due_on), "gb-muted")
    tone = tone_of(running)
    return markup.render(
        "tasks.clock",
        name=labels.TASK_CLOCKS[running.kind],
        css=CLOCK_CSS[tone],
        symbol=SYMBOLS[tone],
        remaining=running.left_in_words,
        bar=markup.bar(max(round(100 * running.share_used), 4), f"gb-{tone}"),
    )
