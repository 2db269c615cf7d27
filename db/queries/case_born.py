"""What was born of a case, and whose it is to read: what it says would tell of the register what no release
has told yet (ADR 25)."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select, true
from sqlalchemy.orm import aliased

from db.models import Agency, Decision, Task
from db.queries.regions import regions_at
from domain.access.permissions import DisclosureTier, Scope
from domain.places.regions import RegionLevel, tells_a_place
from domain.tasks.life import TaskOrigin


@cache
def born_of_case() -> ColumnElement[bool]:
    """Of a row of ``Task``: proposed from a case, or from a decision about one."""
    decided = aliased(Decision)
    about_case = select(decided.id).where(decided.id == Task.decision_id, decided.case_id.is_not(None))
    return or_(Task.origin == TaskOrigin.CASE, about_case.exists())


def decision_is_for(scope: Scope) -> ColumnElement[bool]:
    """Of a row of ``Decision``: what it says about a case is for readers of cases and for the office that
    answers for it, and for nobody on a wall, on paper for the hall or in a mail."""
    is_of_none = Decision.case_id.is_(None)
    if scope.tier is DisclosureTier.SHARED_SCREEN:
        return is_of_none
    if scope.may_see_cases:
        return true()
    return or_(is_of_none, Decision.owner_id.in_(scope.agencies))


def telling_places(connection: Connection, agencies: Iterable[Agency | Row[*tuple[Any, ...]]]) -> list[str]:
    """Those by whose name a reader would know from where a case came."""
    regencies = [each.name for each in regions_at(connection, RegionLevel.REGENCY)]
    return [
        each.short_name
        for each in agencies
        if tells_a_place(each.region_code, (each.name, each.short_name), regencies)
    ]


def headline_is_for(scope: Scope, issued: Mapping[str, Any]) -> bool:
    """Of what stands on record of a paper: its headline may count what only a higher tier is told of. Papers
    of earlier releases did not say for which tier they were made; they are held to be of the highest."""
    made_for = DisclosureTier(issued.get("tier", DisclosureTier.CASES))
    return scope.tier.row.smallest <= made_for.row.smallest
