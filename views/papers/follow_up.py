"""Matriks tindak lanjut: the rows of the screen by its filter, as many as a reader of paper can follow."""

from collections.abc import Sequence

from db.backend import today
from db.queries.revision import data_revision
from domain.access.permissions import Actor
from domain.time import formats
from domain.time.calendar import whole_minute
from domain.words.matrix import MOST_ROWS, follow_up
from reports.follow_up_paper import FollowUpPaper
from views import newest, reads, tasks
from views.ask import ask
from views.tasks import WatchedTask


def follow_up_paper(shown: Sequence[WatchedTask], filtered_by: str, actor: Actor) -> FollowUpPaper:
    moment = newest.of_tasks()
    return FollowUpPaper(
        filtered_by=filtered_by,
        rows=tuple(follow_up([(task.row, task.running) for task in shown[:MOST_ROWS]], today())),
        total=len(shown),
        now=whole_minute(moment.drawn_at),
        as_of=moment.said,
        revision=ask(data_revision),
        reader=actor.display_name,
        is_sample=any(task.row.is_demo for task in shown),
    )


def of_meeting(number: int, actor: Actor) -> FollowUpPaper:
    """What became of what one meeting decided."""
    meeting = reads.meeting(number, actor)
    born = tasks.born_of(number, actor.scope)
    return follow_up_paper(born, f"keputusan rapat {formats.long_date(meeting.took_place_on)}", actor)
