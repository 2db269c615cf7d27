"""What deserves attention, for a screen, a paper, a worker or a shell.

``deserves_attention(scope, now)``; from a shell within
``views.ask.reading_run`` (tests/examples/attention.py).
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
from domain.time.calendar import local_time
from views.ask import ask, cached


@cached
def _facts(scope: Scope, on: date) -> Facts:
    return attention.gathered(ask, on=on, scope=scope)


def points(scope: Scope, now: datetime) -> Sequence[AttentionPoint]:
    """All points of this moment, the worst first, in the words that this reader may hear."""
    found = rules.points(_facts(scope, local_time(now).date()), now)
    if scope.tier is not DisclosureTier.SHARED_SCREEN:
        return found
    room = Room(ask(small_places))
    return [replace(each, title=room.say(each.title), reason=room.say(each.reason)) for each in found]


def deserves_attention(scope: Scope, now: datetime) -> Draft:
    """Of these what an agenda drafted now would hold, and what it would leave out."""
    return draft(points(scope, now))


def members(
    scope: Scope, now: datetime, among: Collection[AttentionRule] = tuple(AttentionRule)
) -> Mapping[str, Sequence[AttentionPoint]]:
    """What a point of these rules stands for that tells several as one, by its subject."""
    return rules.members(_facts(scope, local_time(now).date()), now, among)


def waited(scope: Scope, now: datetime) -> Mapping[str, str]:
    """How long each point has waited by today, by subject: beside the points of a stored agenda."""
    return rules.waited(rules.points(_facts(scope, local_time(now).date()), now))
