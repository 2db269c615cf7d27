"""The data's revision: every write leaves an audit record, so the last one's number says what is new."""

from sqlalchemy import Connection, func, select

from db.models import AuditRecord


def data_revision(connection: Connection) -> int:
    return connection.execute(select(func.coalesce(func.max(AuditRecord.id), 0))).scalar_one()
