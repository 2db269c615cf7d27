"""How new the data are, subject by subject."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from db.models import Delegation, ScreenToken, SubjectRevision, UserSession
from db.subjects import Subject, query

_REVISIONS = select(SubjectRevision.subject, SubjectRevision.number)


def revisions(connection: Connection) -> Mapping[Subject, int]:
    """How often each subject was written; one that never was is not in it."""
    return {row.subject: row.number for row in connection.execute(_REVISIONS)}


@query(Subject.TRAIL)
def data_revision(connection: Connection) -> int:
    """One number for all that screens show: it grows with each write that they could tell."""
    return sum(number for subject, number in revisions(connection).items() if subject is not Subject.ACCOUNTS)


@query(Subject.ACCOUNTS, Subject.MEETINGS, cached=True)
def put_out_so_far(connection: Connection) -> int:
    """How many sessions, deputies and screens were ended; when it moves, whoever looks on is asked for his
    right. Not when that was last: a clock may stand still."""
    ended = (UserSession.revoked_at, Delegation.revoked_at, ScreenToken.revoked_at)
    return sum(connection.scalar(select(func.count(each))) or 0 for each in ended)
