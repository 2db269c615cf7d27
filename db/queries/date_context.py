"""What decides the meaning of a date in words: holidays with their names, and when the next meeting is."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from db.queries.holidays import closed_days, named_days
from db.queries.meetings import PLANNED, next_meeting
from db.subjects import Subject, query
from domain.time.calendar import ZONE, local_time
from domain.time.date_meanings import DateContext


@query(Subject.HOLIDAYS, Subject.MEETINGS, cached=True)
def date_context(connection: Connection, on: date) -> DateContext:
    """As of a day; a meeting of that very day is not the next one, and one that is only planned may be: its
    secretariat writes by it."""
    tomorrow = datetime.combine(on + timedelta(days=1), time.min, ZONE)
    upcoming = next_meeting(connection, after=tomorrow, among=PLANNED)
    return DateContext(
        on,
        closed_days(connection, on),
        local_time(upcoming.starts_at).date() if upcoming else None,
        named_days(connection, on),
    )
