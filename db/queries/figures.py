"""Published figures with their sources, and the conflicts among them with who must explain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection, select

from db.models import (
    Agency,
    ConflictExplanation,
    Destination,
    Indicator,
    PublishedFigure,
    Region,
    Source,
    Task,
)
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.figures.figures import Figure, FigureStatus, Polarity
from domain.tasks.life import CLOSED_STATES


@dataclass(frozen=True)
class FigureRow:
    code: str
    indicator_code: str
    indicator: str
    definition: str
    polarity: Polarity
    concept: str
    palette: str
    region_code: str
    region: str
    period_start: date
    period_end: date
    value: float
    unit: str
    subgroup: str
    destination_iso3: str | None
    destination: str | None
    status: FigureStatus
    source: str
    source_url: str
    as_written: str
    said_by: str
    note: str

    @property
    def plain(self) -> Figure:
        """The part that the rules of conflict look at."""
        return Figure(
            self.code,
            self.indicator_code,
            self.region_code,
            self.period_start,
            self.period_end,
            self.value,
            self.subgroup,
            self.destination_iso3 or "",
            self.source,
        )


@query(Subject.PLACES, Subject.FIGURES, kept=True)
def figure_rows(connection: Connection) -> tuple[FigureRow, ...]:
    """All published figures that were not withdrawn; they are public, so every reader sees them whole."""
    rows = connection.execute(
        select(
            PublishedFigure.code,
            PublishedFigure.indicator_code,
            Indicator.name,
            Indicator.definition,
            Indicator.polarity,
            Indicator.concept,
            Indicator.palette,
            PublishedFigure.region_code,
            Region.name,
            PublishedFigure.period_start,
            PublishedFigure.period_end,
            PublishedFigure.value,
            PublishedFigure.unit,
            PublishedFigure.subgroup,
            PublishedFigure.destination_iso3,
            Destination.name,
            PublishedFigure.status,
            Source.name,
            Source.url,
            PublishedFigure.as_written,
            PublishedFigure.said_by,
            PublishedFigure.note,
        )
        .join(Indicator, Indicator.code == PublishedFigure.indicator_code)
        .join(Region, Region.code == PublishedFigure.region_code)
        .join(Source, Source.code == PublishedFigure.source_code)
        .outerjoin(Destination, Destination.iso3 == PublishedFigure.destination_iso3)
        .where(PublishedFigure.withdrawn_at.is_(None))
        .order_by(PublishedFigure.code)
    )
    return typed(FigureRow, rows)


@dataclass(frozen=True)
class ExplanationRow:
    agency: str
    due_on: date
    explanation: str
    is_demo: bool
    shown_code: str | None
    """The figure that was decided to be shown."""
    settled_at: datetime | None
    task_code: str | None


@query(Subject.AGENCIES, Subject.TASKS, Subject.FIGURES, kept=True)
def explanations(connection: Connection) -> Mapping[str, ExplanationRow]:
    """By conflict key: who must explain, until when, and the task that follows it up."""
    rows = connection.execute(
        select(
            ConflictExplanation.conflict_key,
            Agency.short_name,
            ConflictExplanation.due_on,
            ConflictExplanation.explanation,
            ConflictExplanation.is_demo,
            ConflictExplanation.shown_code,
            ConflictExplanation.settled_at,
            Task.code,
        )
        .join(Agency, Agency.id == ConflictExplanation.agency_id)
        .outerjoin(Task, Task.conflict_key == ConflictExplanation.conflict_key)
        # Of several tasks the last one is kept: an open one before a closed one, then the newest.
        .order_by(Task.state.not_in(CLOSED_STATES), Task.id)
    )
    return MappingProxyType({row[0]: build(ExplanationRow, row[1:]) for row in rows})


@dataclass(frozen=True)
class IndicatorChoice:
    code: str
    name: str
    unit: str


@query(Subject.FIGURES, kept=True)
def indicators(connection: Connection) -> tuple[IndicatorChoice, ...]:
    """Every series that a figure may belong to, by name."""
    rows = connection.execute(select(Indicator.code, Indicator.name, Indicator.unit).order_by(Indicator.name))
    return typed(IndicatorChoice, rows)
