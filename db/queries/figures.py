"""Published figures with their sources, and the conflicts among them with who must explain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection, select

from db.models import (
    Agency,
    ConflictExplanation,
    DecisionEvent,
    Destination,
    Indicator,
    PublishedFigure,
    Region,
    Source,
    Statement,
    Task,
)
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.figures.figures import Figure, Polarity
from domain.figures.stages import restated_on
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
            restated_on(self.said_by),
        )


@query(Subject.PLACES, Subject.FIGURES, cached=True)
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
    reopened_at: datetime | None
    version: int
    task_code: str | None


@query(Subject.AGENCIES, Subject.TASKS, Subject.FIGURES, cached=True)
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
            ConflictExplanation.reopened_at,
            ConflictExplanation.version,
            Task.code,
        )
        .join(Agency, Agency.id == ConflictExplanation.agency_id)
        .outerjoin(Task, Task.conflict_key == ConflictExplanation.conflict_key)
        # Of several tasks the last one is kept: an open one before a closed one, then the newest.
        .order_by(Task.state.not_in(CLOSED_STATES), Task.id)
    )
    return MappingProxyType({row[0]: build(ExplanationRow, row[1:]) for row in rows})


@dataclass(frozen=True)
class Settlement:
    """What was decided of a conflict: the figure that is shown, and why."""

    shown_code: str
    reason: str
    settled_at: datetime


@query(Subject.FIGURES, cached=True)
def settlements(connection: Connection) -> Mapping[str, Settlement]:
    """By conflict key, of those that were decided; a figure that was withdrawn since is shown no more."""
    rows = connection.execute(
        select(
            ConflictExplanation.conflict_key,
            ConflictExplanation.shown_code,
            ConflictExplanation.explanation,
            ConflictExplanation.settled_at,
        )
        .join(PublishedFigure, PublishedFigure.code == ConflictExplanation.shown_code)
        .where(ConflictExplanation.settled_at.is_not(None), PublishedFigure.withdrawn_at.is_(None))
    )
    return MappingProxyType({row[0]: build(Settlement, row[1:]) for row in rows})


@dataclass(frozen=True)
class WithdrawnFigure:
    code: str
    indicator: str
    region: str
    period_start: date
    period_end: date
    value: float
    unit: str
    source: str
    source_url: str
    withdrawn_at: datetime
    reason: str


@query(Subject.PLACES, Subject.FIGURES, cached=True)
def withdrawn_figures(connection: Connection) -> tuple[WithdrawnFigure, ...]:
    """Figures that no screen draws any more, the last withdrawn first."""
    rows = connection.execute(
        select(
            PublishedFigure.code,
            Indicator.name,
            Region.name,
            PublishedFigure.period_start,
            PublishedFigure.period_end,
            PublishedFigure.value,
            PublishedFigure.unit,
            Source.name,
            Source.url,
            PublishedFigure.withdrawn_at,
            PublishedFigure.withdrawal,
        )
        .join(Indicator, Indicator.code == PublishedFigure.indicator_code)
        .join(Region, Region.code == PublishedFigure.region_code)
        .join(Source, Source.code == PublishedFigure.source_code)
        .where(PublishedFigure.withdrawn_at.is_not(None))
        .order_by(PublishedFigure.withdrawn_at.desc(), PublishedFigure.code)
    )
    return typed(WithdrawnFigure, rows)


@dataclass(frozen=True)
class IndicatorChoice:
    code: str
    name: str
    unit: str


@dataclass(frozen=True)
class PageWithoutFigure:
    code: str
    name: str
    url: str
    note: str


@query(Subject.FIGURES, Subject.DECLARATION, cached=True)
def pages_without_figure(connection: Connection) -> tuple[PageWithoutFigure, ...]:
    """Sources that somebody recorded and that no figure, statement or event was taken from."""
    figures = select(PublishedFigure.source_code)
    said = select(Statement.source_code)
    held = select(DecisionEvent.source_code).where(DecisionEvent.source_code.is_not(None))
    rows = connection.execute(
        select(Source.code, Source.name, Source.url, Source.note)
        .where(
            Source.code.like("P%"),
            *(Source.code.not_in(used) for used in (figures, said, held)),
        )
        .order_by(Source.code)
    )
    return typed(PageWithoutFigure, rows)


@query(Subject.FIGURES, cached=True)
def indicators(connection: Connection) -> tuple[IndicatorChoice, ...]:
    """Every series that a figure may belong to, by name."""
    rows = connection.execute(select(Indicator.code, Indicator.name, Indicator.unit).order_by(Indicator.name))
    return typed(IndicatorChoice, rows)
