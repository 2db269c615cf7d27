"""Filling a new database: real reference data always, marked sample data only when asked."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from db.acting import Act, Sender
from db.command import command, run
from db.evidence.store import EvidenceStore
from db.models import Meeting, Region
from db.seed import reference
from db.subjects import ALWAYS_TOUCHED, Subject
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import COMMAND_LINE, OPERATOR, Permission
from domain.meetings.life import MeetingState
from domain.places.regions import RegionLevel
from domain.time.calendar import Clock


def is_seeded(connection: Connection) -> bool:
    return connection.execute(select(func.count()).select_from(Region)).scalar_one() > 0


@dataclass(frozen=True)
class FilledProvince:
    """Whose regions stand in a database."""

    code: str
    name: str


def province_of(connection: Connection) -> FilledProvince | None:
    """None of an empty database."""
    asked = select(Region.code, Region.name).where(Region.level == RegionLevel.PROVINCE)
    found = connection.execute(asked).one_or_none()
    return None if found is None else FilledProvince(found.code, found.name)


@dataclass(frozen=True)
class Filling:
    """``files`` receives the sample proof; without it the register knows its hashes alone."""

    with_demo: bool
    files: EvidenceStore | None = None


def seed(engine: Engine, *, with_demo: bool, clock: Clock, files: EvidenceStore | None = None) -> None:
    sender = Sender(engine, OPERATOR, clock, screen=COMMAND_LINE)
    run(sender, fill_database, Filling(with_demo, files))


@command(Permission.SEED, *(set(Subject) - ALWAYS_TOUCHED - {Subject.HOLIDAYS}))
def fill_database(act: Act, asked: Filling) -> None:
    """Load everything in one transaction: a database is either filled or untouched."""
    if is_seeded(act.session.connection()):
        raise RuleBroken("Basis data sudah terisi. Pakai basis data baru untuk mengisi ulang.")
    reference.load(act.session)
    if asked.with_demo:
        # No server of an office loads the sample data, not even into its memory.
        from db.seed import demo  # noqa: PLC0415
        from db.seed.demo import notices  # noqa: PLC0415

        demo.load(act.session, now=act.now, files=asked.files)
        _seal(act)
        notices.load(act)
    act.record(Event.DATABASE_SEEDED, "database", "demo" if asked.with_demo else "empty")


def _seal(act: Act) -> None:
    """The sample meetings that are over are sealed like any other."""
    from db.commands import meetings  # noqa: PLC0415 - a third of what a process reads before its first answer

    closed = select(Meeting).where(Meeting.state == MeetingState.CLOSED).order_by(Meeting.starts_at)
    for meeting in act.session.scalars(closed).all():
        meetings.seal(act, meeting)
