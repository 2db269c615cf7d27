"""What a migration does when an enumeration that is stored gains or loses a member, or a table is rebuilt."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


def allow(table: str, column: str, enumeration: str, members: Sequence[str]) -> None:
    """From now on the column holds these members: ``allow("task", "state", "task_state", (...))``.

    SQLite rebuilds the table for it, and a rebuilt table keeps only the checks that are named again.
    """
    name = op.f(f"ck_{table}_{enumeration}")
    if op.get_bind().dialect.name == "sqlite":
        with rebuilt(table, without=name) as batch:
            batch.create_check_constraint(name, sa.column(column).in_(members))
        return
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, sa.column(column).in_(members))


@contextmanager
def rebuilt(table: str, *, without: str = "") -> Iterator[BatchOperations]:
    """Change a table; SQLite, which rebuilds it for that, is told its checks again."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        with op.batch_alter_table(table) as batch:
            yield batch
        return
    kept = tuple(
        sa.CheckConstraint(sa.text(check["sqltext"]), name=op.f(check["name"]))
        for check in sa.inspect(bind).get_check_constraints(table)
        if check["name"] and check["name"] != without
    )
    with op.batch_alter_table(table, recreate="always", table_args=kept) as batch:
        yield batch
