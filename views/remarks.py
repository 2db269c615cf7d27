"""What is said about a thing, and who of those asked was shown a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.queries.ownership import OfferRow
from db.queries.remarks import RemarkRow, SeenRow, has_seen, remarks_on, seen_by
from db.queries.tasks import TaskRow
from domain.access.permissions import Actor, Permission
from domain.remarks import NoteSeen, ProposalKind, RemarkSubject
from domain.tasks.life import TaskState
from views.ask import ask


@dataclass(frozen=True)
class RemarksOn:
    """The remarks on one thing, and what its reader may do about them."""

    about: RemarkSubject
    key: str
    rows: Sequence[RemarkRow]
    may_add: bool
    user_id: int | None

    def is_own(self, row: RemarkRow) -> bool:
        return row.author_id == self.user_id and row.withdrawn_at is None


def remarks(about: RemarkSubject, key: str, actor: Actor) -> RemarksOn:
    rows = ask(remarks_on, about, key, scope=actor.scope)
    may_add = actor.may(Permission.REMARK) and actor.agency_id is not None
    return RemarksOn(about, key, rows, may_add, actor.user_id)


@dataclass(frozen=True)
class ProposalSeen:
    """Whether those who are asked were shown it; nobody's look is not their silence."""

    owner: str
    """Who is asked."""
    by: Sequence[SeenRow]
    to_note: NoteSeen | None
    """What is to be recorded: this reader is one of them, and looks for the first time."""
    answered_at: datetime | None = None
    """Whoever answered has opened it, from whichever page."""


def task_seen(row: TaskRow, actor: Actor) -> ProposalSeen:
    look = NoteSeen(ProposalKind.TASK, row.code)
    answered = row.moved_at if row.state is TaskState.COUNTERED else None
    return _seen(look, actor, row.owner, row.owner_id, row.proposed_at, answered)


def offer_seen(offer: OfferRow, actor: Actor) -> ProposalSeen:
    look = NoteSeen(ProposalKind.OWNERSHIP, str(offer.id))
    return _seen(look, actor, offer.agency, offer.agency_id, offer.proposed_at, offer.answered_at)


def _seen(
    look: NoteSeen, actor: Actor, owner: str, owner_id: int, since: datetime, answered_at: datetime | None
) -> ProposalSeen:
    is_asked = actor.is_of(owner_id) and actor.may(Permission.ANSWER_TASKS)
    known = ask(has_seen, look.kind, look.key, user_id=actor.user_id, since=since) if is_asked else True
    by = ask(seen_by, look.kind, look.key, since=since)
    return ProposalSeen(owner, by, None if known else look, answered_at)
