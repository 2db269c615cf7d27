"""Agencies as choices of a form."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.models import Agency
from db.queries.rows import typed
from db.subjects import Subject, query


@dataclass(frozen=True)
class AgencyChoice:
    code: str
    short_name: str
    name: str


@query(Subject.AGENCIES, kept=True)
def possible_owners(connection: Connection) -> tuple[AgencyChoice, ...]:
    """Every agency that may be asked to do something, by name."""
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.name)
        .where(Agency.may_own_tasks.is_(True))
        .order_by(Agency.short_name)
    )
    return typed(AgencyChoice, rows)
