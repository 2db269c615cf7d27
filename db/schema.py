"""The schema's version: read, compared with this release, and moved forward."""

from enum import StrEnum

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from db.engine import reading, reshaping
from db.settings import ROOT


class SchemaState(StrEnum):
    MISSING = "missing"
    FOREIGN = "foreign"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


def head() -> str:
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None
    return revision


def version(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def known() -> set[str]:
    """Every version that this release can move forward."""
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


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
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)
