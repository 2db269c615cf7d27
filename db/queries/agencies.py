"""Agencies as choices of a form."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, union

from db.models import Agency, AgencyAlias, Commitment, Task, User
from db.queries.rows import typed
from db.subjects import Subject, query


@dataclass(frozen=True)
class AgencyChoice:
    code: str
    short_name: str
    name: str


@query(Subject.AGENCIES, kept=True)
def agency_choices(connection: Connection) -> tuple[AgencyChoice, ...]:
    """Every agency, whether it may be asked or is only shown data, by name."""
    rows = connection.execute(select(Agency.code, Agency.short_name, Agency.name).order_by(Agency.short_name))
    return typed(AgencyChoice, rows)


@query(Subject.AGENCIES, kept=True)
def agency_names(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Every name under which each agency is known, by its code."""
    names = {row.code: [row.name, row.short_name] for row in agency_choices(connection)}
    aliases = connection.execute(
        select(Agency.code, AgencyAlias.alias).join(AgencyAlias, AgencyAlias.agency_id == Agency.id)
    )
    for code, alias in aliases:
        names[code].append(alias)
    return {code: tuple(own) for code, own in names.items()}


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.COMMITMENTS, Subject.TASKS)
def agencies_without_account(connection: Connection) -> tuple[AgencyChoice, ...]:
    """Those that hold a commitment or a task, and as which nobody could sign in to answer."""
    somebody = select(User.agency_id).where(User.is_active.is_(True))
    holding = union(
        select(Commitment.owner_id).where(Commitment.owner_id.is_not(None)), select(Task.owner_id)
    ).subquery()
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.name)
        .where(Agency.id.in_(select(holding.c[0])), Agency.id.not_in(somebody))
        .order_by(Agency.short_name)
    )
    return typed(AgencyChoice, rows)


@query(Subject.AGENCIES, kept=True)
def possible_owners(connection: Connection) -> tuple[AgencyChoice, ...]:
    """Every agency that may be asked to do something, by name."""
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.name)
        .where(Agency.may_own_tasks.is_(True))
        .order_by(Agency.short_name)
    )
    return typed(AgencyChoice, rows)
