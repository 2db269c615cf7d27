"""The schema's version: read, compared with this release, and moved forward."""

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table

from db.engine import reading, reshaping
from db.settings import ROOT

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = ROOT / "db" / "migrations" / "versions"
_VERSION = table("alembic_version", column("version_num"))


class SchemaState(StrEnum):
    MISSING = "missing"
    FOREIGN = "foreign"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - only where something is moved

    return Config(str(ROOT / "alembic.ini"))


def head() -> str:
    return max(known())


def version(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


@cache
def known() -> frozenset[str]:
    """Every version that this release can move forward. Each migration's file begins with its own: to read
    that takes no time, to have fifty files run by Alembic takes a good part of each start."""
    return frozenset(file.stem.partition("_")[0] for file in _MIGRATIONS.glob("[0-9]*.py"))


def state(engine: Engine) -> SchemaState:
    """What stands in the database, as this release sees it."""
    current = version(engine)
    if current is None:
        return SchemaState.FOREIGN if inspect(engine).get_table_names() else SchemaState.MISSING
    if current not in known():
        return SchemaState.NEWER
    return SchemaState.CURRENT if current == head() else SchemaState.OLDER


def migrate(engine: Engine) -> None:
    """Move the schema to this release's version, in one transaction on either database."""
    with reshaping(engine) as connection:
        upgrade(connection, "head")


def upgrade(connection: Connection, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - only where something is moved

    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)
