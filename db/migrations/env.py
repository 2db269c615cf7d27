"""Alembic's environment; one tree for both databases."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from db.models import Base
from db.types import UtcDateTime


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations stand by themselves: they name SQLAlchemy's types, not ours, which may change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
