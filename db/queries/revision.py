"""How new the data are, subject by subject."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from db.models import SubjectRevision
from db.subjects import Subject, query

_REVISIONS = select(SubjectRevision.subject, SubjectRevision.number)


def revisions(connection: Connection) -> Mapping[Subject, int]:
    """How often each subject was written; one that never was is not in it."""
    return {row.subject: row.number for row in connection.execute(_REVISIONS)}


@query(Subject.TRAIL)
def data_revision(connection: Connection) -> int:
    """One number for all that screens show: it grows with each write that they could tell."""
    return sum(number for subject, number in revisions(connection).items() if subject is not Subject.ACCOUNTS)
