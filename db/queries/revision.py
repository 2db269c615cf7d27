"""The data's revision: every write leaves an audit record, so the last one's number says what is new."""

from sqlalchemy import Connection, select

from db.models import AuditRecord
from domain.access.events import CHANGES_NOTHING_SHOWN


def data_revision(connection: Connection) -> int:
    """The number of the last record that changed what screens show; 0 before the first."""
    last = connection.execute(
        select(AuditRecord.id)
        .where(AuditRecord.event.not_in(CHANGES_NOTHING_SHOWN))
        .order_by(AuditRecord.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return last or 0
