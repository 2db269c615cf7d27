"""The facts that Susun agenda looks at, gathered in a handful of questions."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from db.geodata.crossings import crossings
from db.models import (
    Agency,
    AgendaItem,
    ConflictExplanation,
    Decision,
    Indicator,
    Meeting,
    PublishedFigure,
    Region,
    Task,
)
from db.queries.commitments import CommitmentRow, commitment_rows
from db.queries.figures import figure_rows
from db.queries.meetings import title_told_in
from domain.access.permissions import ROOM
from domain.commitments.health import Health
from domain.commitments.silence import silence_of_agencies
from domain.figures.figures import find_conflicts
from domain.meetings.agenda import (
    CarriedFact,
    CommitmentFact,
    ConflictFact,
    Facts,
    HotFact,
    SilenceFact,
    TaskFact,
    hot_facts,
)
from domain.meetings.life import Classification, ItemState
from domain.places.regions import RegionLevel, display_name, short_name
from domain.statistics.assessment import RegionCount, assess
from domain.tasks.life import CLOSED_STATES, TaskOrigin, TaskState
from domain.time import formats
from domain.time.calendar import to_wita

HOT_SERIES = "deaths_abroad"


def facts(connection: Connection, *, meeting_id: int, on: date) -> Facts:
    """Everything an agenda of this day may rest on; nothing that the room may not see."""
    rows = commitment_rows(connection, scope=ROOM.scope)
    numbers = {row.code: row.id for row in connection.execute(select(Agency.code, Agency.id))}
    rated = [(row, row.progress.health(on)) for row in rows]
    return Facts(
        tasks=_tasks(connection, meeting_id),
        commitments=[_commitment(row, health, numbers) for row, health in rated],
        conflicts=_conflicts(connection, on),
        silences=_silences(rated, numbers, on),
        hot=hot_regions(connection),
        carried=_carried(connection, meeting_id),
    )


def _tasks(connection: Connection, meeting_id: int) -> list[TaskFact]:
    """Open ones, and those that were declined since nobody else has taken them up.

    What was born from a case is told without its words, because an agenda hangs on the wall; so is what a
    secret meeting decided, unless this one is secret too.
    """
    told_in = connection.execute(select(Meeting.classification).where(Meeting.id == meeting_id)).scalar_one()
    rows = connection.execute(
        select(
            Task.code,
            Task.title,
            Task.task_class,
            Task.state,
            Task.owner_id,
            Agency.short_name,
            Task.region_code,
            Task.due_on,
            Task.proposed_at,
            Task.reason,
            Task.countered_due_on,
            Decision.number,
            Decision.year,
            Task.origin,
            Region.name,
            Meeting.classification,
        )
        .join(Agency, Agency.id == Task.owner_id)
        .join(Region, Region.code == Task.region_code)
        .outerjoin(Decision, Decision.id == Task.decision_id)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .where(Task.state.not_in(CLOSED_STATES - {TaskState.DECLINED}))
        .order_by(Task.code)
    ).all()
    titles = {row.code: _title(row, told_in) for row in rows}
    return [
        TaskFact(
            code=row.code,
            title=titles[row.code],
            task_class=row.task_class,
            state=row.state,
            owner_id=row.owner_id,
            owner=row.short_name,
            region_code=row.region_code,
            due_on=row.due_on,
            proposed_on=to_wita(row.proposed_at).date(),
            reason=row.reason if titles[row.code] == row.title else "",
            countered_due_on=row.countered_due_on,
            decision=f"{row.number}/{row.year}" if row.number else None,
        )
        for row in rows
    ]


def _title(row: Any, told_in: Classification) -> str:
    if row.origin is TaskOrigin.CASE:
        return of_case(row.region_code, row.name)
    return title_told_in(told_in, row)


def of_case(region_code: str, region: str) -> str:
    """How a task born from a case is called where everybody reads along."""
    return f"Tindak lanjut laporan kasus, {short_name(region_code, region)}"


def _commitment(row: CommitmentRow, health: Health, numbers: dict[str, int]) -> CommitmentFact:
    return CommitmentFact(
        code=row.code,
        title=row.title,
        health=health,
        owner_id=numbers.get(row.owner_code) if row.owner_code else None,
        owner=row.owner or formats.NOT_SET,
        region_code=row.region_code,
        due_on=row.due_on,
        promised_on=row.promised_on,
    )


def _conflicts(connection: Connection, on: date) -> list[ConflictFact]:
    names = {row.code: row.name for row in connection.execute(select(Indicator.code, Indicator.name))}
    asked = {
        row.conflict_key: row
        for row in connection.execute(
            select(
                ConflictExplanation.conflict_key,
                ConflictExplanation.agency_id,
                Agency.short_name,
                ConflictExplanation.due_on,
                ConflictExplanation.explanation,
            ).join(Agency, Agency.id == ConflictExplanation.agency_id)
        )
    }
    found = []
    for conflict in find_conflicts(row.plain for row in figure_rows(connection)):
        values = " atau ".join(formats.number(reading.value) for reading in conflict.readings)
        told = asked.get(conflict.key)
        found.append(
            ConflictFact(
                key=conflict.key,
                title=f"{names[conflict.indicator]} {formats.period(conflict.starts_on, conflict.ends_on)}: "
                f"{values}",
                explainer_id=told.agency_id if told else None,
                explainer=told.short_name if told else None,
                due_on=told.due_on if told else None,
                explained=bool(told and told.explanation),
            )
        )
    return found


def _silences(
    rated: list[tuple[CommitmentRow, Health]], numbers: dict[str, int], on: date
) -> list[SilenceFact]:
    owing = [row for row, health in rated if row.owner and health is not Health.DONE]
    codes = {row.owner: row.owner_code for row in owing}
    return [
        SilenceFact(code, numbers[code], each.agency, each.days, each.commitments)
        for each in silence_of_agencies(
            ((row.owner or "", row.starts_on, row.last_reported_on) for row in owing), on
        )
        if each.is_silent and (code := codes[each.agency])
    ]


def hot_regions(connection: Connection) -> list[HotFact]:
    """Hotspots of one published series, by the words of the map; published, so for any room."""
    series = (PublishedFigure.indicator_code == HOT_SERIES, PublishedFigure.subgroup == "")
    level = (Region.level == RegionLevel.REGENCY, Region.population_bps_2024.is_not(None))
    period = connection.execute(
        select(PublishedFigure.period_start, PublishedFigure.period_end)
        .join(Region, Region.code == PublishedFigure.region_code)
        .where(*series, *level)
        .group_by(PublishedFigure.period_start, PublishedFigure.period_end)
        .order_by(func.count().desc(), PublishedFigure.period_end.desc())
        .limit(1)
    ).one_or_none()
    if period is None:
        return []
    counted = dict(
        connection.execute(
            select(PublishedFigure.region_code, PublishedFigure.value).where(
                *series,
                PublishedFigure.period_start == period.period_start,
                PublishedFigure.period_end == period.period_end,
            )
        ).all()
    )
    places = [
        RegionCount(
            row.code,
            display_name(row.name),
            row.latitude,
            row.longitude,
            row.population_bps_2024,
            None if row.code not in counted else float(counted[row.code]),
        )
        for row in connection.execute(
            select(
                Region.code, Region.name, Region.latitude, Region.longitude, Region.population_bps_2024
            ).where(*level)
        )
    ]
    span = formats.period(period.period_start, period.period_end)
    return hot_facts(assess(places, crossings()), span)


def _carried(connection: Connection, meeting_id: int) -> list[CarriedFact]:
    rows = connection.execute(
        select(
            AgendaItem.subject,
            AgendaItem.rule,
            AgendaItem.title,
            AgendaItem.reason,
            AgendaItem.agency_id,
            AgendaItem.region_code,
            AgendaItem.minutes,
            Meeting.starts_at,
        )
        .join(Meeting, Meeting.id == AgendaItem.carried_from_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == ItemState.PLANNED)
        .order_by(AgendaItem.position)
    )
    return [CarriedFact(*row[:7], meeting=formats.long_date(to_wita(row.starts_at).date())) for row in rows]
