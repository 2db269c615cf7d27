"""What a command is tried with: requests, and what must stand there first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Checkpoint, ConflictExplanation, PublishedFigure, QuarterLock, ScreenToken, User
from db.queries.figures import figure_rows
from domain.access.permissions import Actor, Permission, Role
from domain.commitments.health import ReportState
from domain.figures.conflicts import find_conflicts
from domain.figures.requests import PublishFigure
from domain.meetings.life import MeetingState
from domain.meetings.requests import RevokeScreens
from tests import factories
from tests.factories import MORNING

READER = factories.actor(Role.GOVERNOR_OFFICE).scope


REASON = "Alasan yang dapat dibaca pihak lain."


QUARTER = "2026-B09"


@dataclass(frozen=True)
class Tried:
    """One request that can be carried out: what must stand there first is written as it is made."""

    request: Callable[[Session, Actor], object]
    agency: str = "polda-ntt"
    also: frozenset[Permission] = frozenset()
    records: int = 1


def fixed(request: object) -> Tried:
    return Tried(lambda _session, _by: request)


def checkpoint(session: Session, *, locked: bool = False) -> tuple[str, Checkpoint]:
    commitment, [point] = factories.commitment(session, quarters=(QUARTER,), target=10.0)
    if locked:
        by = factories.user(session)
        session.add(QuarterLock(quarter=QUARTER, locked_at=MORNING, locker_id=by.id, agency_id=by.agency_id))
    return commitment.code, point


def on_draft(request: Callable[[str, int], object]) -> Tried:
    """``request`` is given the commitment's code and the number of a proof in the actor's draft."""

    def make(session: Session, by: Actor) -> object:
        code, point = checkpoint(session)
        author = session.get_one(User, by.user_id)
        draft = factories.report(session, point, by=author, claimed=1.0, state=ReportState.DRAFT)
        return request(code, factories.evidence(session, draft).id)

    return Tried(make)


def an_open_screen(session: Session, by: Actor) -> object:
    return RevokeScreens(a_wall(session, by.user_id))


def a_wall(session: Session, user_id: int | None) -> int:
    """Opened the evening before; gives its meeting."""
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN)
    session.add(
        ScreenToken(
            meeting_id=held.id,
            token_digest="0" * 64,
            created_by_id=user_id,
            created_at=MORNING - timedelta(hours=12),
            expires_at=MORNING + timedelta(hours=1),
        )
    )
    return held.id


LONGER = PublishFigure(
    "procedural_placement",
    "53",
    date(2024, 1, 1),
    date(2025, 6, 30),
    "900 orang",
    900.0,
    "Siaran pers",
    "https://berita.contoh.id/penempatan",
    date(2026, 11, 18),
)
"""It contradicts what is known of 2024, and the conflict is called by its days from then on."""


def _explained(session: Session, key: str) -> None:
    office = factories.agency_id(session, "bp3mi-ntt")
    session.add(ConflictExplanation(conflict_key=key, agency_id=office, due_on=date(2026, 12, 3)))
    factories.task(session, conflict_key=key)
    session.flush()


def _longer_than_known(session: Session) -> PublishedFigure:
    """Without it the conflict that it is in is called by other days; a task stands beside."""
    known = session.scalars(select(PublishedFigure).where(PublishedFigure.code == "A-022")).one()
    figure = PublishedFigure(
        code="A-999",
        indicator_code=known.indicator_code,
        region_code="53",
        period_start=LONGER.period_start,
        period_end=LONGER.period_end,
        value=9.0,
        unit=known.unit,
        source_code=known.source_code,
    )
    session.add(figure)
    session.flush()
    found = find_conflicts(row.plain for row in figure_rows(session.connection()))
    [there] = [each for each in found if "A-999" in {figure.code for figure in each.figures}]
    _explained(session, there.key)
    return figure
