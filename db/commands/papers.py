"""Papers on record: who took which, and what it said, so that a copy can be held against it."""

from db.acting import Act
from db.command import command
from db.queries.tasks import tier_of_tasks
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.papers.requests import IssuePaper
from domain.papers.sealing import code_of


@command(Permission.TAKE_PAPERS)
def issue_paper(act: Act, asked: IssuePaper) -> str:
    """The paper's code. The trail is chained and keyed: what stands there cannot be made up afterwards."""
    code = code_of(asked.digest)
    act.record(
        Event.PAPER_ISSUED,
        "paper",
        code,
        after={
            "kind": asked.kind,
            "hash": asked.digest,
            "revision": asked.revision,
            "headline": asked.headline,
            "tier": tier_of_tasks(act.session.connection(), scope=act.by.scope),
        },
    )
    return code
