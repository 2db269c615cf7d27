"""Remarks below a task, commitment or decision; and whether those asked have opened a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.kit import forms
from components.kit import remarks as drawn
from components.kit.markup import Text
from components.runtime import uploads, writes
from domain.access.permissions import Actor
from domain.remarks import RemarkSubject
from domain.tasks.life import AWAITING_ANSWER
from views import remarks

if TYPE_CHECKING:
    from db.queries.ownership import OfferRow
    from db.queries.tasks import TaskRow


def on_task(row: TaskRow, actor: Actor) -> None:
    """What was handed in and said; nothing where the words of the task are not this reader's."""
    if not row.is_withheld:
        uploads.on_task(row, actor)
        _on(RemarkSubject.TASK, row.code, actor)


def on_commitment(code: str, actor: Actor) -> None:
    _on(RemarkSubject.COMMITMENT, code, actor)


def on_decision(number: int, label: str, actor: Actor) -> None:
    _on(RemarkSubject.DECISION, str(number), actor, title=f"Keputusan {label}")


def _on(about: RemarkSubject, key: str, actor: Actor, *, title: str = "") -> None:
    wanted = drawn.show(remarks.remarks(about, key, actor), on=title)
    forms.show_outcome(wanted, writes.carry_out(wanted))


def of_task(row: TaskRow, actor: Actor) -> Text:
    """Whether the owner has opened what he is asked; and if it is the reader, that he has."""
    return _seen(remarks.task_seen(row, actor)) if row.state in AWAITING_ANSWER else ""


def of_offer(offer: OfferRow | None, actor: Actor) -> Text:
    return _seen(remarks.offer_seen(offer, actor)) if offer else ""


def _seen(found: remarks.ProposalSeen) -> Text:
    if found.to_note:
        writes.record(found.to_note)
    return drawn.seen(found)
