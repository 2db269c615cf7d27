"""The forum's seats as they stand on a day, and who answers to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from db.models import Agency, ForkopimdaSeat
from db.queries.rows import typed
from db.subjects import Subject, query


@dataclass(frozen=True)
class SeatRow:
    code: str
    title: str
    agency_id: int
    agency: str
    may_own_tasks: bool


def is_held_on(day: date) -> ColumnElement[bool]:
    """Of a seat's holders those of this day; an end that nobody recorded is open."""
    return and_(
        or_(ForkopimdaSeat.valid_from.is_(None), ForkopimdaSeat.valid_from <= day),
        or_(ForkopimdaSeat.valid_to.is_(None), ForkopimdaSeat.valid_to >= day),
    )


@query(Subject.AGENCIES, cached=True)
def seats_on(connection: Connection, day: date) -> tuple[SeatRow, ...]:
    rows = connection.execute(
        select(ForkopimdaSeat.code, ForkopimdaSeat.title, Agency.id, Agency.short_name, Agency.may_own_tasks)
        .join(Agency, Agency.id == ForkopimdaSeat.agency_id)
        .where(is_held_on(day))
        .order_by(ForkopimdaSeat.position)
    )
    return typed(SeatRow, rows)


@query(Subject.AGENCIES, cached=True)
def superiors(connection: Connection) -> Mapping[int, int | None]:
    """Every agency's own superior, by number."""
    rows = connection.execute(select(Agency.id, Agency.superior_id))
    return {row.id: row.superior_id for row in rows}
