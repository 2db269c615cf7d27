"""Ringkasan Gubernur: what the two pages of the morning say, from the same functions as the screens."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from db.backend import is_sample
from db.queries.histories import commitment_histories, task_histories
from db.queries.holidays import closed_days
from db.queries.meetings import MeetingRow, meeting_list
from db.queries.revision import data_revision
from db.queries.tasks import task_rows
from db.subjects import Subject
from domain.access.permissions import Actor, Scope
from domain.attention.rules import AttentionPoint
from domain.attention.table import Group, TopicKind
from domain.commitments.health import Health
from domain.commitments.history import QuarterStanding, heard_of, standings, turned
from domain.figures.map_areas import few_labels
from domain.meetings.life import MeetingState
from domain.tasks.clocks import Urgency, urgency
from domain.tasks.history import OpenTasks, by_week, changes, open_tasks
from domain.time import formats
from domain.time.calendar import ZONE, local_time
from domain.time.working_days import working_day_before
from domain.words import headlines, papers
from reports import charts, time_charts
from reports.briefing import (
    BESIDE_ANOTHER,
    AgencyLine,
    Briefing,
    Changed,
    CountedGroup,
    HeldUp,
    PaperSource,
    ToDecide,
)
from views import attention, newest
from views.ask import ask
from views.map import findings, front, picture
from views.map.layer import LayerView
from views.overview import Overview, overview

MOST_DECISIONS, MOST_HELD, MOST_WEEKS, MOST_AGENCIES = 3, 8, 12, 5
LONGEST_WHAT, LONGEST_WHY, LONGEST_NAME, LONGEST_SOURCE = 60, 78, 24, 30
"""Letters that a line of the paper has room for; the screens hold the whole."""
LONGEST_TO_DECIDE = 240
"""Of what is to be decided and of what its owner says: three lines, so that nothing usual is cut."""


def briefing(actor: Actor, now: datetime) -> Briefing:
    """With the reader's own tier, as of a moment."""
    scope = actor.scope
    seen = overview(scope)
    told = told_apart(attention.points(scope, now))
    groups = [each.subject for each in told.decide if each.subject.kind is TopicKind.GROUP]
    alike = attention.members(scope, now, {Group.read(each.key).rule for each in groups})
    tasks, commitments = ask(task_histories), ask(commitment_histories)
    opening = front.front(scope).view
    weeks = by_week(tasks, now, most=MOST_WEEKS)
    held_on = [
        local_time(row.held_at).date()
        for row in ask(meeting_list, scope=scope)
        if row.state is MeetingState.CLOSED
    ]
    points, agencies = standings(commitments, now), _agencies(seen, scope, now)
    return Briefing(
        now=now,
        as_of=newest.of_work().said,
        headline=headlines.of_overview(seen.by_health),
        groups=tuple(
            CountedGroup(health.value, seen.by_health[health], health.label_within)
            for health in Health
            if seen.by_health[health]
        ),
        decisions=tuple(_decision(each, alike.get(str(each.subject), ())) for each in told.decide),
        points=seen.attention.total,
        changed=_changed(seen, scope, now),
        held=tuple(_held(each) for each in told.held),
        next_meeting=_next(seen.next_meeting),
        map=picture.printed(opening, findings.finding(opening), few_labels(opening)),
        claims_title=_claims_title(points),
        claims=charts.claims(points, whose="Deklarasi", address="", frame=BESIDE_ANOTHER),
        weeks_title=_weeks_title(weeks),
        weeks=time_charts.weeks(weeks, held_on, frame=BESIDE_ANOTHER),
        agencies=tuple(agencies[:MOST_AGENCIES]),
        held_up_by=len(agencies),
        sources=_sources(opening),
        revision=ask(data_revision),
        reader=actor.display_name,
        is_sample=is_sample(),
    )


@dataclass(frozen=True)
class PointsApart:
    decide: Sequence[AttentionPoint]
    held: Sequence[AttentionPoint]


def told_apart(points: Sequence[AttentionPoint]) -> PointsApart:
    """The heaviest that a decision would settle, and of the others the worst of each rule before a second."""
    decide = [each for each in points if each.rule.row.decision][:MOST_DECISIONS]
    others = [each for each in points if each not in decide]
    firsts = {each.rule: each for each in reversed(others)}
    by_rule = [each for each in others if firsts[each.rule] is each]
    rest = [each for each in others if each not in by_rule]
    return PointsApart(decide, (by_rule + rest)[:MOST_HELD])


def _code(point: AttentionPoint) -> str:
    coded = point.subject.kind in (TopicKind.TASK, TopicKind.COMMITMENT)
    return point.subject.key if coded else ""


def _named(point: AttentionPoint, longest: int = LONGEST_WHAT) -> str:
    code = f" ({_code(point)})" if _code(point) else ""
    return papers.shortened(point.title, longest - len(code)) + code


def _decision(point: AttentionPoint, alike: Sequence[AttentionPoint]) -> ToDecide:
    """About the thing by its code, of several as one about the worst of them by theirs."""
    codes = [code for each in alike if (code := _code(each))] or [each.title for each in alike or [point]]
    owner, facts = point.agency.name if point.agency else "", _facts(point)
    return ToDecide(
        _named(point, LONGEST_TO_DECIDE),
        papers.shortened(point.rule.suggests(formats.shortlist(codes), owner), LONGEST_TO_DECIDE),
        papers.shortened(facts, LONGEST_TO_DECIDE) if "“" in facts else "",
        _beside(point),
    )


def _beside(point: AttentionPoint) -> str:
    """The rule and how long; of several as one the title names the rule, and the days are the worst one's."""
    if point.subject.kind is TopicKind.GROUP:
        return f"terberat {point.waited}" if point.waited else ""
    return f"{point.rule.label_within}, {point.waited}" if point.waited else point.rule.label_within


def _facts(point: AttentionPoint) -> str:
    """Why, without the rule's meaning and the day: they stand beside. What its owner says goes before all."""
    meaning = f"{point.rule.meaning}: "
    place = point.reason.casefold().find(meaning.casefold())
    facts = point.reason[place + len(meaning) :] if place >= 0 else point.reason
    if facts.startswith("“"):
        return facts.partition("”")[0] + "”"
    known = f"tenggat {formats.long_date(point.since)}" if point.since else ""
    return formats.capitalised(facts.removeprefix(known).removeprefix("; ").removeprefix("."))


def _agencies(seen: Overview, scope: Scope, now: datetime) -> list[AgencyLine]:
    """Every owner with something late or owed, by how much."""
    on = local_time(now).date()
    tasks = [(row.owner, urgency(row.state, row.due_on, on)) for row in ask(task_rows, scope=scope)]
    still_open = Counter(owner for owner, each in tasks if each is not Urgency.CLOSED)
    late = Counter(owner for owner, each in tasks if each is Urgency.OVERDUE)
    owned = Counter(row.owner for row, _ in seen.commitments if row.owner)
    overdue = Counter(row.owner for row, health in seen.commitments if row.owner and health is Health.OVERDUE)
    silent = {each.agency: formats.days(each.days) for each in seen.silence if each.is_silent}
    lines = [
        AgencyLine(
            papers.shortened(name, LONGEST_NAME),
            owned[name],
            overdue[name],
            still_open[name],
            late[name],
            silent.get(name, ""),
        )
        for name in {*owned, *still_open}
    ]
    found = [each for each in lines if each.held_up or each.silent]
    return sorted(found, key=lambda each: (-each.held_up, not each.silent, each.name))


def _held(point: AttentionPoint) -> HeldUp:
    return HeldUp(
        rule=point.rule.label,
        what=_named(point),
        why=papers.shortened(_facts(point), LONGEST_WHY),
        who=papers.shortened(point.owner, LONGEST_NAME),
        waited=point.waited or "tanpa tenggat",
        since=formats.short_date(point.since) if point.since else "",
    )


def _next(upcoming: MeetingRow | None) -> str:
    if upcoming is None:
        return "belum dijadwalkan."
    day = formats.day_and_date(local_time(upcoming.starts_at).date())
    return f"{day}, {formats.clock_time(upcoming.starts_at)}."


def _changed(seen: Overview, scope: Scope, now: datetime) -> tuple[Changed, ...]:
    """Since the last morning on which the paper was read, and since the last meeting."""
    today = local_time(now).date()
    day = working_day_before(today, ask(closed_days, today))
    began = datetime.combine(day, time.min, ZONE)
    found = [Changed(f"Sejak {papers.day_before(day, today)}", tuple(_moved(began, now)))]
    if seen.last_meeting is not None and seen.follow_through is not None:
        held_at = seen.last_meeting.held_at
        kept = seen.follow_through.promises
        lines = [f"{kept.kept} dari {kept.due} janji rapat ditepati"] if kept.due else []
        rising = [f"{each.label}: {each.said}" for each in front.front(scope).rising]
        lines += _moved(held_at, now) + rising[:1]
        found.append(
            Changed(f"Sejak rapat {formats.day_and_month(local_time(held_at).date())}", tuple(lines))
        )
    return tuple(found)


def _moved(since: datetime, now: datetime) -> list[str]:
    tasks, commitments = ask(task_histories), ask(commitment_histories)
    return papers.of_commitments(
        *heard_of(commitments, since, now), turned(commitments, since, now)
    ) + papers.of_tasks(changes(tasks, since, now), open_tasks(tasks, since), open_tasks(tasks, now))


def _claims_title(points: Sequence[QuarterStanding]) -> str:
    gap = points[-1].total.gap if points else None
    return "Belum ada laporan komitmen" if gap is None else headlines.of_gap(gap)


def _weeks_title(weeks: Sequence[OpenTasks]) -> str:
    if not weeks:
        return "Belum ada tugas"
    first, last = weeks[0].late, weeks[-1].late
    if len(weeks) == 1 or first == last:
        return f"Lewat tenggat {formats.number(last)}"
    word = "naik" if last > first else "turun"
    return f"Lewat tenggat {word} dari {formats.number(first)} ke {formats.number(last)}"


def _sources(view: LayerView) -> tuple[PaperSource, ...]:
    def of(*subjects: Subject) -> str:
        return newest.of(*subjects).newest or "belum ada data"

    named = formats.shortlist([name for name, _ in view.sources], 1)
    return (
        PaperSource(
            "Komitmen, laporan, dan putusan",
            "Register komitmen",
            of(Subject.COMMITMENTS, Subject.REPORTS),
        ),
        PaperSource("Tugas dan rapat", "Register tugas dan rapat", of(Subject.TASKS, Subject.MEETINGS)),
        PaperSource(
            papers.shortened(view.choice.label.removeprefix("Register kasus: "), LONGEST_SOURCE),
            "Register kasus" if view.choice.is_register else named or "belum ada sumber",
            findings.as_of(view) or view.period.label,
        ),
        PaperSource("Penduduk", view.population.said, str(view.population.year)),
    )
