"""The facts behind what deserves attention, gathered in a handful of questions.

A reader's scope changes the words of a fact, never which facts there are.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select, or_, select

from db.geodata.crossings import crossings
from db.models import Agency, AgendaItem, ConflictExplanation, Decision, Indicator, Meeting, Task, TaskSupport
from db.queries.case_born import born_of_case
from db.queries.commitments import CommitmentRow, commitment_rows
from db.queries.figures import FigureRow, figure_rows, settlements
from db.queries.holidays import closed_days
from db.queries.meetings import HELD_AT, meeting_ahead, names_a_case, subjects_of_cases
from db.queries.mergers import referral_offices
from db.queries.regions import regions_at
from db.queries.tasks import is_withheld, withheld_title
from db.subjects import Subject, query
from domain.access.permissions import ROOM, Scope
from domain.attention.hot import Earlier, HotFact, HotPeriod, newly_hot
from domain.attention.rules import CarriedFact, CommitmentFact, ConflictFact, Facts, Owner, TaskFact
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import drawing
from domain.figures.parts import Parts, total_of
from domain.figures.stages import earlier_standings
from domain.meetings.life import Classification, ItemState
from domain.places.regions import PROVINCE, RegionLevel, display_name, level_of
from domain.statistics.assessment import Assessments, RegionCount, assess
from domain.statistics.exposure import DAYS_OF_YEAR, nearest_population
from domain.tasks.clocks import TaskTimes
from domain.tasks.life import CLOSED_STATES, TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import conflicts as words
from domain.words import labels

HOT_SERIES = "deaths_abroad"


Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Asks(Protocol):
    """Who asks: a connection by itself, or ``views.ask``, which keeps answers."""

    def __call__(
        self,
        question: Callable[Concatenate[Connection, Given], Answer],
        *args: Given.args,
        **named: Given.kwargs,
    ) -> Answer: ...


def gathered(ask: Asks, *, on: date, scope: Scope, meeting_id: int | None = None) -> Facts:
    """Everything as it stands on a day, in the words that the reader may hear.

    ``meeting_id`` names the meeting whose carried points belong to it; the next one if none is named.
    """
    return Facts(
        tasks=ask(task_facts, scope=scope),
        commitments=tuple(_commitment(row) for row in ask(commitment_rows, scope=scope)),
        conflicts=ask(conflict_facts),
        hot=ask(hot_regions, on),
        carried=ask(carried_points, on=on, scope=scope, meeting_id=meeting_id),
        closed=ask(closed_days, on),
    )


def facts(connection: Connection, *, on: date, scope: Scope, meeting_id: int | None = None) -> Facts:
    """The same over one connection: for a command, whose own writes must show."""

    def ask(
        question: Callable[Concatenate[Connection, Given], Answer], *args: Given.args, **named: Given.kwargs
    ) -> Answer:
        return question(connection, *args, **named)

    return gathered(ask, on=on, scope=scope, meeting_id=meeting_id)


def room(classification: Classification) -> Scope:
    """What is heard in a meeting's room: the shared screen's tier, and secrets only among their readers."""
    return replace(ROOM.scope, reads_secrets=classification is Classification.SECRET)


@cache
def _open_tasks() -> Select[*tuple[Any, ...]]:
    """Put together once: that takes longer than the database takes to answer."""
    return (
        select(
            Task.id,
            Task.code,
            Task.title,
            Task.task_class,
            Task.state,
            Task.owner_id,
            Task.proposer_id,
            Task.helper_id,
            Agency.code.label("owner_code"),
            Agency.short_name,
            Task.region_code,
            Task.due_on,
            Task.proposed_at,
            Task.moved_at,
            Task.reason,
            Task.countered_due_on,
            Decision.number,
            Decision.year,
            born_of_case().label("of_case"),
            Meeting.classification,
        )
        .join(Agency, Agency.id == Task.owner_id)
        .outerjoin(Decision, Decision.id == Task.decision_id)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .where(Task.state.not_in(CLOSED_STATES - {TaskState.DECLINED}))
        .order_by(Task.code)
    )


@dataclass(frozen=True)
class _OpenTask:
    """One as if nothing were withheld from anybody, and what decides that."""

    row: Row[Any]
    supporters: frozenset[int]
    fact: TaskFact


def _every_open_task(connection: Connection) -> tuple[_OpenTask, ...]:
    rows = connection.execute(_open_tasks()).all()
    supporters, referrals = _supporters_of_withheld(connection), referral_offices(connection)
    return tuple(_OpenTask(row, frozenset(supporters[row.id]), _fact(row, referrals)) for row in rows)


@query(Subject.TASKS, Subject.MEETINGS, Subject.AGENCIES, cached=True, alike=_every_open_task)
def task_facts(
    connection: Connection, *, scope: Scope, alike: tuple[_OpenTask, ...] | None = None
) -> tuple[TaskFact, ...]:
    """Open ones, and those that were declined since nobody else has taken them up."""
    tasks = _every_open_task(connection) if alike is None else alike
    return tuple(_for_reader(task, scope) for task in tasks)


def _for_reader(task: _OpenTask, scope: Scope) -> TaskFact:
    if not is_withheld(task.row, task.supporters, scope):
        return task.fact
    region = PROVINCE if task.row.of_case else task.fact.region_code
    return replace(task.fact, title=withheld_title(task.row, scope), region_code=region, reason="")


def _fact(row: Row[Any], referrals: Mapping[int, int]) -> TaskFact:
    return TaskFact(
        code=row.code,
        title=row.title,
        times=TaskTimes(
            row.state,
            row.task_class,
            referrals.get(row.owner_id),
            row.proposed_at,
            row.moved_at,
            row.due_on,
        ),
        owner=Owner(row.owner_id, row.owner_code, row.short_name),
        region_code=row.region_code,
        reason=row.reason,
        countered_due_on=row.countered_due_on,
        decision=f"{row.number}/{row.year}" if row.number else None,
    )


def _supporters_of_withheld(connection: Connection) -> dict[int, set[int]]:
    """By task: only what a secret meeting decided or a case asked for depends on who works on it."""
    found: dict[int, set[int]] = defaultdict(set)
    for task_id, agency_id in connection.execute(
        select(TaskSupport.task_id, TaskSupport.agency_id)
        .join(Task, Task.id == TaskSupport.task_id)
        .outerjoin(Decision, Decision.id == Task.decision_id)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .where(or_(Meeting.classification == Classification.SECRET, born_of_case()))
    ):
        found[task_id].add(agency_id)
    return found


def _commitment(row: CommitmentRow) -> CommitmentFact:
    owner = None
    if row.owner_id is not None and row.owner_code and row.owner:
        owner = Owner(row.owner_id, row.owner_code, row.owner)
    return CommitmentFact(
        code=row.code,
        title=row.title,
        owner=owner,
        region_code=row.region_code,
        promised_on=row.promised_on,
        last_reported_on=row.last_reported_on,
        progress=row.progress,
    )


@query(Subject.FIGURES, Subject.PLACES, Subject.AGENCIES, cached=True)
def conflict_facts(connection: Connection) -> tuple[ConflictFact, ...]:
    names = {row.code: row.name for row in connection.execute(select(Indicator.code, Indicator.name))}
    asked = {
        row.conflict_key: row
        for row in connection.execute(
            select(
                ConflictExplanation.conflict_key,
                ConflictExplanation.agency_id,
                Agency.code,
                Agency.short_name,
                ConflictExplanation.due_on,
                ConflictExplanation.explanation,
                ConflictExplanation.reopened_at,
            ).join(Agency, Agency.id == ConflictExplanation.agency_id)
        )
    }
    found = []
    settled = settlements(connection)
    for conflict in find_conflicts(row.plain for row in figure_rows(connection)):
        decided = settled.get(conflict.key)
        if decided and decided.shown_code in {each.code for each in conflict.figures}:
            continue
        values = words.values(conflict)
        told = asked.get(conflict.key)
        found.append(
            ConflictFact(
                key=conflict.key,
                title=f"{words.subject(conflict, names[conflict.indicator])}: {' atau '.join(values)}",
                readings=len(values),
                explainer=Owner(told.agency_id, told.code, told.short_name) if told else None,
                due_on=told.due_on if told else None,
                explained=bool(told and told.explanation and told.reopened_at is None),
            )
        )
    return tuple(found)


@query(Subject.FIGURES, Subject.PLACES, cached=True)
def hot_regions(connection: Connection, on: date) -> tuple[HotFact, ...]:
    """Newly hot by one published series; published, so for any room."""
    counts, countries = _counts_by_span(connection)
    recent = [span for span in counts if span.is_recent(on)]
    if not recent:
        return ()
    span = max(recent, key=lambda each: _weight(each, counts[each]))
    before = [each for each in counts if each.ends_on < span.starts_on and countries[each] == countries[span]]
    earlier = max(before, key=lambda each: _weight(each, counts[each]), default=None)
    found = _assessed(_places(connection, counts[span], span))
    return tuple(newly_hot(found, span, Earlier(earlier, counts[earlier]) if earlier else None, on))


def _weight(span: HotPeriod, counts: dict[str, float]) -> tuple[int, date]:
    """The period that most regions speak about, then the newer one."""
    return len(counts), span.ends_on


def _counts_by_span(
    connection: Connection,
) -> tuple[dict[HotPeriod, dict[str, float]], dict[HotPeriod, frozenset[str | None]]]:
    """By region, those that nobody named being zero where the others reach the total; and the countries that
    each period speaks of, for two that speak of others say nothing of a rise."""
    named, totals = defaultdict[HotPeriod, dict[str, Any]](dict), defaultdict[HotPeriod, list[Any]](list)
    for row in _drawn(connection):
        if row.indicator_code != HOT_SERIES or row.subgroup:
            continue
        span = HotPeriod(row.period_start, row.period_end)
        if row.region_code == PROVINCE:
            totals[span].append(row)
        elif level_of(row.region_code) is RegionLevel.REGENCY:
            named[span][row.region_code] = row
    codes = [region.code for region in regions_at(connection, RegionLevel.REGENCY)]
    found = {}
    for span, rows in named.items():
        total = total_of(rows.values(), totals[span])
        parts = Parts({code: row.value for code, row in rows.items()}, total.value if total else None)
        found[span] = parts.completed(codes)
    return found, {span: frozenset(row.destination for row in rows.values()) for span, rows in named.items()}


def _drawn(connection: Connection) -> list[FigureRow]:
    """What the map draws, too: nothing that was withdrawn, or that another was decided to be shown for."""
    rows = figure_rows(connection)
    shown = {key: each.shown_code for key, each in settlements(connection).items()}
    plain = [row.plain for row in rows]
    aside = drawing(find_conflicts(plain), shown, earlier_standings(plain)).left_out
    return [row for row in rows if row.code not in aside]


def _places(connection: Connection, counts: dict[str, float], span: HotPeriod) -> tuple[RegionCount, ...]:
    population = nearest_population(span.starts_on, span.ends_on)
    return tuple(
        RegionCount(
            region.code,
            display_name(region.name),
            region.latitude,
            region.longitude,
            region.people(population),
            counts.get(region.code),
            years=span.days / DAYS_OF_YEAR,
        )
        for region in regions_at(connection, RegionLevel.REGENCY)
        if region.latitude is not None and region.longitude is not None
    )


@lru_cache(maxsize=8)
def _assessed(places: tuple[RegionCount, ...]) -> Assessments:
    """Kept, because published figures hardly ever change and weighing them takes long."""
    return assess(places, crossings())


@query(Subject.TASKS, Subject.MEETINGS, Subject.AGENCIES, cached=True)
def carried_points(
    connection: Connection, *, on: date, scope: Scope, meeting_id: int | None
) -> tuple[CarriedFact, ...]:
    """What the meeting before left planned; what a secret one spoke of only for its readers."""
    if meeting_id is None:
        upcoming = meeting_ahead(connection, on=on)
        if upcoming is None:
            return ()
        meeting_id = upcoming.id
    rows = connection.execute(
        select(
            AgendaItem.id,
            AgendaItem.subject,
            AgendaItem.title,
            AgendaItem.reason,
            AgendaItem.agency_id,
            Agency.code,
            Agency.short_name,
            AgendaItem.region_code,
            AgendaItem.minutes,
            HELD_AT.label("held_at"),
            Meeting.classification,
        )
        .join(Meeting, Meeting.id == AgendaItem.carried_from_id)
        .outerjoin(Agency, Agency.id == AgendaItem.agency_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == ItemState.PLANNED)
        .order_by(AgendaItem.position)
    ).all()
    of_cases = subjects_of_cases(connection)
    named = {row.id for row in rows if row.subject in of_cases and names_a_case(row.title)}
    secret = {
        row.id for row in rows if row.classification is Classification.SECRET and not scope.reads_secrets
    }
    withheld = dict.fromkeys(named, labels.CASE_TITLE_WITHHELD) | dict.fromkeys(secret, labels.TITLE_WITHHELD)
    return tuple(
        CarriedFact(
            row.subject,
            withheld.get(row.id, row.title),
            "" if row.id in withheld else row.reason,
            Owner(row.agency_id, row.code, row.short_name) if row.agency_id is not None else None,
            None if row.id in named else row.region_code,
            row.minutes,
            formats.long_date(local_time(row.held_at).date()),
        )
        for row in rows
    )
