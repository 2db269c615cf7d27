"""What deserves attention, for a screen, a paper, a worker or a shell.

``deserves_attention(scope, now)``; from a shell within ``views.ask.run`` (tests/examples/attention.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from db.queries import attention
from db.queries.regions import small_places
from domain.access.permissions import DisclosureTier, Scope
from domain.attention import rules
from domain.attention.rules import AttentionPoint, Facts
from domain.attention.table import AttentionRule
from domain.meetings.agenda import Draft, draft
from domain.meetings.public_text import Room
from domain.time.calendar import to_wita
from views.ask import ask, kept


@kept
def _facts(scope: Scope, on: date) -> Facts:
    return attention.gathered(ask, on=on, scope=scope)


def deserves_attention(scope: Scope, now: datetime) -> Draft:
    """The points of this moment, worst first: what an agenda drafted now would hold and leave out."""
    drafted = draft(rules.points(_facts(scope, to_wita(now).date()), now))
    if scope.tier is not DisclosureTier.SHARED_SCREEN:
        return drafted
    room = Room(ask(small_places))
    return replace(
        drafted,
        points=tuple(
            replace(point, title=room.say(point.title), reason=room.say(point.reason))
            for point in drafted.points
        ),
    )


def members(
    scope: Scope, now: datetime, among: Collection[AttentionRule] = tuple(AttentionRule)
) -> Mapping[str, Sequence[AttentionPoint]]:
    """What a point of these rules stands for that tells several as one, by its subject."""
    return rules.members(_facts(scope, to_wita(now).date()), now, among)


def waited(scope: Scope, now: datetime) -> Mapping[str, str]:
    """How long each point has waited by today, by subject: beside the points of a stored agenda."""
    return rules.waited(rules.points(_facts(scope, to_wita(now).date()), now))
