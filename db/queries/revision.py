"""How new the data are, subject by subject."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from db.models import SubjectRevision
from db.subjects import Subject, query


def revisions(connection: Connection) -> Mapping[Subject, int]:
    """How often each subject was written; one that never was is not in it."""
    rows = connection.execute(select(SubjectRevision.subject, SubjectRevision.number))
    return {row.subject: row.number for row in rows}


@query(Subject.TRAIL)
def data_revision(connection: Connection) -> int:
    """One number for all that screens show: it grows with each write that they could tell."""
    return sum(number for subject, number in revisions(connection).items() if subject is not Subject.ACCOUNTS)
