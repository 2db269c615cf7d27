"""What a migration does when an enumeration that is stored gains or loses a member, or a table is rebuilt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


def allow(table: str, column: str, enumeration: str, members: Sequence[str]) -> None:
    """From now on the column holds these members: ``allow("task", "state", "task_state", (...))``.

    SQLite rebuilds the table for it.
    """
    name = op.f(f"ck_{table}_{enumeration}")
    if op.get_bind().dialect.name == "sqlite":
        check = _one_by_one(column, [f"'{each}'" for each in members])
        with rebuilt(table, without=name) as batch:
            batch.create_check_constraint(name, sa.text(check))
        return
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, sa.column(column).in_(members))


@contextmanager
def rebuilt(table: str, *, without: str = "") -> Iterator[BatchOperations]:
    """Change a table; SQLite, which rebuilds it for that, is told its checks again: each member of a list by
    itself, for of ``IN (...)`` it would make a table to look in, anew for each row that is written."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        with op.batch_alter_table(table) as batch:
            yield batch
        return
    there = {check["name"]: check["sqltext"] for check in sa.inspect(bind).get_check_constraints(table)}
    with op.batch_alter_table(table, recreate="always") as batch:
        for name, check in there.items():
            if name and name != without:  # in the place of the one that it has under this name
                batch.create_check_constraint(op.f(name), sa.text(_LIST.sub(_spelt_out, check)))
        yield batch


_LIST = re.compile(r"\b(\w+) IN \(('[^()]*')\)")
_MEMBER = re.compile(r"'[^']*'")


def _spelt_out(found: re.Match[str]) -> str:
    return f"({_one_by_one(found[1], _MEMBER.findall(found[2]))})"


def _one_by_one(column: str, members: Iterable[str]) -> str:
    return " OR ".join(f"{column} = {member}" for member in members)
