"""An agency and those that went over into it: one office for every right, list and number that it had."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, case, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import Agency
from domain.access.merging import stands_for, went_over_to
from domain.tasks.clocks import REFERRAL_ANSWER_DAYS

_GONE = aliased(Agency)
HAS_TAKEN_OVER = exists().where(_GONE.merged_into_id == Agency.id).label("has_taken_over")
"""Whether any went over into the agency of a row; of one that took over none nothing more need be asked."""
_WENT = select(Agency.id, Agency.merged_into_id).where(Agency.merged_into_id.is_not(None))


def went_into(connection: Connection) -> Mapping[int, int]:
    """Into which agency each one went over that stands no more, by number."""
    return {goes: into for goes, into in connection.execute(_WENT) if into is not None}


def merged_into(connection: Connection, agency_id: int | None) -> frozenset[int]:
    """Those that went over into this one, through others too."""
    return frozenset() if agency_id is None else went_over_to(agency_id, went_into(connection))


def one_office(connection: Connection, agency_id: int) -> frozenset[int]:
    """Whoever stands for this agency now, with all that went over into it; also this one itself."""
    found = went_into(connection)
    now = stands_for(agency_id, found)
    return went_over_to(now, found) | {now}


def referral_offices(connection: Connection) -> Mapping[int, int]:
    """In how many days those answer that referrals go to, or whoever stands for them; the shorter of two."""
    rows = connection.execute(
        select(Agency.id, Agency.code, Agency.merged_into_id).where(
            or_(Agency.code.in_(REFERRAL_ANSWER_DAYS), Agency.merged_into_id.is_not(None))
        )
    ).all()
    found = {row.id: row.merged_into_id for row in rows if row.merged_into_id is not None}
    days: dict[int, int] = {}
    for row in rows:
        if row.code in REFERRAL_ANSWER_DAYS:
            now, own = stands_for(row.id, found), REFERRAL_ANSWER_DAYS[row.code]
            days[now] = min(own, days.get(now, own))
    return days


def standing_now(
    connection: Connection, column: InstrumentedAttribute[int]
) -> ColumnElement[int] | InstrumentedAttribute[int]:
    """The agency of a row as the one that stands for it now."""
    found = went_into(connection)
    if not found:
        return column
    return case({goes: stands_for(goes, found) for goes in found}, value=column, else_=column)
