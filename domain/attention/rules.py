"""What needs a decision: the worst of each kind first, then the next worst.

The same rules will write a meeting's agenda; each item says which rule put it there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class AttentionRule(IntEnum):
    """In the order in which a leader must hear of them."""

    NO_OWNER = 1
    OVERDUE = 2
    BLOCKED = 3
    DECLINED = 4
    FIGURES_CONFLICT = 5
    SILENT = 6


@dataclass(frozen=True)
class AttentionItem:
    rule: AttentionRule
    title: str
    detail: str
    owner: str
    days: int | None
    """How long it has waited or is late; negative while time is left, None where no date was set."""
    link: str


def worst_first(items: Iterable[AttentionItem], *, limit: int) -> list[AttentionItem]:
    """The worst of every rule in the rules' order, then the second worst, until the limit."""
    ranks: dict[AttentionRule, int] = {}
    ordered = []
    for item in sorted(items, key=lambda item: (item.rule, -(item.days or 0), item.title)):
        rank = ranks.get(item.rule, 0)
        ranks[item.rule] = rank + 1
        ordered.append((rank, item))
    ordered.sort(key=lambda pair: (pair[0], pair[1].rule))
    return [item for _, item in ordered[:limit]]
