"""What a migration does when an enumeration that is stored gains or loses a member."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


def allow(table: str, column: str, enumeration: str, members: Sequence[str]) -> None:
    """From now on the column holds these members: ``allow("task", "state", "task_state", (...))``.

    SQLite rebuilds the table for it, and a rebuilt table keeps only the checks that are named again.
    """
    name = op.f(f"ck_{table}_{enumeration}")
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        kept = tuple(
            sa.CheckConstraint(sa.text(check["sqltext"]), name=op.f(check["name"]))
            for check in sa.inspect(bind).get_check_constraints(table)
            if check["name"] and check["name"] != name
        )
        with op.batch_alter_table(table, recreate="always", table_args=kept) as batch:
            batch.create_check_constraint(name, sa.column(column).in_(members))
        return
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, sa.column(column).in_(members))
