"""A stored enumeration gains a member: its CHECK allows it, and nothing else about the table changes."""

import re
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from db.engine import reading, writing
from db.migrations.checks import allow
from db.models import Base
from domain.tasks.life import TaskState

TABLES = ("task", "task_step")


def checks(connection: Connection, table: str) -> dict[str, set[str]]:
    """The words of each check; how a database writes the rest of it is its own affair."""
    found: list[Any] = inspect(connection).get_check_constraints(table)
    return {check["name"]: set(re.findall(r"\w+", check["sqltext"])) - {"IN", "OR"} for check in found}


def test_a_new_member_is_allowed_and_every_other_check_stays(engine: Engine) -> None:
    with reading(engine) as connection:
        before = {table: checks(connection, table) for table in TABLES}
    with writing(engine) as connection, Operations.context(MigrationContext.configure(connection)):
        for table in TABLES:
            allow(table, "state", "task_state", [*(state.value for state in TaskState), "paused"])
    with reading(engine) as connection:
        for table in TABLES:
            name = f"ck_{table}_task_state"
            assert checks(connection, table) == before[table] | {name: before[table][name] | {"paused"}}
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_each_check_of_a_rebuilt_table_stands_there_once(engine: Engine) -> None:
    with writing(engine) as connection, Operations.context(MigrationContext.configure(connection)):
        allow("task", "state", "task_state", [state.value for state in TaskState])
    with reading(engine) as connection:
        names = [check["name"] for check in inspect(connection).get_check_constraints("task")]
    assert len(names) == len({*names})
