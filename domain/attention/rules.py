"""From facts to points: what deserves attention now, worst first, each saying why it is there.

Each rule of the table has one finder here. The stored words of a point name dates; how many days these
are is said by ``waited``, computed for the day on which it is read, so that it is the same everywhere.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.attention.hot import HotFact
from domain.attention.table import (
    CARRIED,
    EMERGENCY,
    HOT_WEIGHT,
    MOST_DAYS,
    AttentionRule,
    Group,
    Together,
    Topic,
    TopicKind,
)
from domain.commitments.health import CommitmentProgress, Health
from domain.commitments.silence import Owed, silence_of_agencies
from domain.commitments.standing import why_late
from domain.tasks.clocks import TaskTimes, running_clock
from domain.tasks.life import Phase, TaskClass, TaskState, states_in
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.time.lateness import DueKind

GROUPED_FROM = 3
"""So many like points become one that names the worst of them."""


@dataclass(frozen=True)
class Owner:
    """An agency as a point names it."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class TaskFact:
    code: str
    title: str
    times: TaskTimes
    owner: Owner
    region_code: str
    reason: str
    countered_due_on: date | None
    decision: str | None
    """``82/2026``, when it was born from a decision."""


@dataclass(frozen=True)
class CommitmentFact:
    code: str
    title: str
    owner: Owner | None
    region_code: str
    promised_on: date
    last_reported_on: date | None
    progress: CommitmentProgress


@dataclass(frozen=True)
class ConflictFact:
    key: str
    title: str
    readings: int
    """How many different values stand side by side."""
    explainer: Owner | None
    due_on: date | None
    explained: bool


@dataclass(frozen=True)
class CarriedFact:
    """A point that the last meeting did not come to."""

    subject: str
    title: str
    reason: str
    owner: Owner | None
    region_code: str | None
    minutes: int
    meeting: str
    """The day of that meeting, in words."""


@dataclass(frozen=True)
class Facts:
    tasks: Sequence[TaskFact] = ()
    commitments: Sequence[CommitmentFact] = ()
    conflicts: Sequence[ConflictFact] = ()
    hot: Sequence[HotFact] = ()
    carried: Sequence[CarriedFact] = ()
    closed: frozenset[date] = field(default_factory=frozenset)
    """Days that are no working days although they may be weekdays."""

    def in_state(self, *states: TaskState) -> Iterator[TaskFact]:
        return (task for task in self.tasks if task.times.state in states)


@dataclass(frozen=True)
class Moment:
    """When points are looked for, and what one must know to count days."""

    now: datetime
    closed: frozenset[date]

    @property
    def on(self) -> date:
        return local_time(self.now).date()

    def days(self, since: date) -> int:
        return max((self.on - since).days, 0)


@dataclass(frozen=True)
class AttentionPoint:
    rule: AttentionRule
    subject: Topic
    title: str
    reason: str
    agency: Owner | None
    region_code: str | None
    burden: int
    minutes: int
    waited: str = ""
    """``lewat 16 hari kerja``: how long, in the unit of its kind; empty where no day was set."""
    carried: bool = False
    since: date | None = None
    """The day that ``waited`` counts from; of several as one, of the worst."""

    @property
    def owner(self) -> str:
        return self.agency.name if self.agency else formats.NOT_SET

    @property
    def address(self) -> str | None:
        return self.subject.address(self.agency.code if self.agency else None)


def points(facts: Facts, now: datetime) -> list[AttentionPoint]:
    """Everything that deserves attention, heaviest first; the same facts give the same points.

    Which points there are and how they are ordered does not depend on their words, so a reader who is
    told less sees the same list.
    """
    at = Moment(now, facts.closed)
    found = [point for finder in _FINDERS.values() for point in finder(facts, at)]
    carried = {fact.subject for fact in facts.carried}
    merged = _with_carried(_grouped(found, carried), facts.carried)
    return sorted(merged, key=lambda point: (-point.burden, str(point.subject)))


def members(
    facts: Facts, now: datetime, among: Collection[AttentionRule] = tuple(AttentionRule)
) -> Mapping[str, tuple[AttentionPoint, ...]]:
    """The points that a point of these rules stands for which tells several as one, by its subject, the
    heaviest first."""
    at = Moment(now, facts.closed)
    alike: dict[str, list[AttentionPoint]] = defaultdict(list)
    for finder in (_FINDERS[rule] for rule in among if rule in _FINDERS):
        for point in finder(facts, at):
            group = _group_of(point)
            if group is not None:
                alike[str(group.subject)].append(point)
    return {
        subject: tuple(sorted(found, key=lambda point: (-point.burden, str(point.subject))))
        for subject, found in alike.items()
    }


Finder = Callable[[Facts, Moment], Iterable[AttentionPoint]]
_FINDERS: dict[AttentionRule, Finder] = {}


def _finds(rule: AttentionRule) -> Callable[[Finder], Finder]:
    def register(finder: Finder) -> Finder:
        _FINDERS[rule] = finder
        return finder

    return register


# Tasks. Each state has one rule: what is declined or blocked says more than that it is late.

_OPEN = states_in(Phase.UNDERWAY) - {TaskState.BLOCKED}


@_finds(AttentionRule.OVERDUE)
def _overdue(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(*_OPEN):
        if task.times.due_on < at.on:
            yield _of_task(AttentionRule.OVERDUE, task, at)
    for each in facts.commitments:
        if each.progress.health(at.on) is Health.OVERDUE:
            due = each.progress.due_on
            words = f"tenggat {formats.long_date(due)}; {why_late(each.progress, at.on)}"
            yield _of_commitment(AttentionRule.OVERDUE, each, at, since=due, facts=words, late=True)


@_finds(AttentionRule.DECLINED)
def _declined(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(TaskState.DECLINED):
        yield _of_task(AttentionRule.DECLINED, task, at, "ditolak")


@_finds(AttentionRule.BLOCKED)
def _blocked(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(TaskState.BLOCKED):
        yield _of_task(AttentionRule.BLOCKED, task, at, "terkendala sejak")
    for each in facts.commitments:
        if each.progress.blocked and each.progress.health(at.on) is Health.AT_RISK:
            since = each.last_reported_on or each.progress.starts_on
            words = f"dilaporkan {formats.long_date(since)}"
            yield _of_commitment(AttentionRule.BLOCKED, each, at, since=since, facts=words)


@_finds(AttentionRule.COUNTERED)
def _countered(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(TaskState.COUNTERED):
        yield _of_task(AttentionRule.COUNTERED, task, at, "ditawar")


@_finds(AttentionRule.UNANSWERED)
def _unanswered(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(TaskState.PROPOSED):
        clock = running_clock(task.times, at.now, at.closed)
        if clock is not None and clock.is_late:
            yield _of_task(AttentionRule.UNANSWERED, task, at, "diusulkan")


@_finds(AttentionRule.UNVERIFIED)
def _unverified(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for task in facts.in_state(TaskState.CLAIMED_DONE):
        yield _of_task(AttentionRule.UNVERIFIED, task, at, "diklaim")


_SAYS_WHY = frozenset({AttentionRule.DECLINED, AttentionRule.BLOCKED})


def _of_task(rule: AttentionRule, task: TaskFact, at: Moment, verb: str = "") -> AttentionPoint:
    """It has waited since its state began, or since it was due, whichever is longer; ``verb`` tells how
    the state began, and is left out where only the due date counts."""
    began, due = local_time(task.times.moved_at).date(), task.times.due_on
    late = due < at.on
    facts = [f"“{task.reason.rstrip('.')}”"] if task.reason and rule in _SAYS_WHY else []
    if task.times.state is TaskState.COUNTERED and task.countered_due_on:
        facts.append(f"ditawar menjadi {formats.long_date(task.countered_due_on)}")
    elif verb:
        facts.append(f"{verb} {formats.long_date(began)}")
    facts.append(f"tenggat {formats.long_date(due)}")
    if task.decision:
        facts.append(f"dari Keputusan {task.decision}")
    since = min(began, due) if verb else due
    worse = EMERGENCY if task.times.task_class is TaskClass.EMERGENCY else 0
    return AttentionPoint(
        rule,
        Topic(TopicKind.TASK, task.code),
        task.title,
        f"{task.code} {rule.meaning}: {'; '.join(facts)}.",
        task.owner,
        task.region_code,
        _burden(rule, at.days(since)) + worse,
        rule.row.minutes,
        lateness.left(DueKind.TASK, due, at.on, at.closed)
        if late
        else lateness.waited(DueKind.TASK, began, at.on, at.closed),
        since=due if late else began,
    )


# Commitments, and the agencies that owe reports on them.


@_finds(AttentionRule.NO_OWNER)
def _no_owner(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    for each in facts.commitments:
        if each.progress.health(at.on) is Health.NO_OWNER:
            words = f"diucapkan {formats.long_date(each.promised_on)}"
            yield _of_commitment(AttentionRule.NO_OWNER, each, at, since=each.promised_on, facts=words)


def _of_commitment(
    rule: AttentionRule, each: CommitmentFact, at: Moment, *, since: date, facts: str, late: bool = False
) -> AttentionPoint:
    days = at.days(since)
    return AttentionPoint(
        rule,
        Topic(TopicKind.COMMITMENT, each.code),
        each.title,
        f"{each.code} {rule.meaning}: {facts}.",
        each.owner,
        each.region_code,
        _burden(rule, days),
        rule.row.minutes,
        lateness.left(DueKind.COMMITMENT, since, at.on)
        if late
        else lateness.waited(DueKind.COMMITMENT, since, at.on),
        since=since,
    )


@_finds(AttentionRule.SILENT)
def _silent(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    rule, owners = (
        AttentionRule.SILENT,
        {each.owner.name: each.owner for each in facts.commitments if each.owner},
    )
    owed = [
        Owed(each.owner.name, each.progress, each.last_reported_on)
        for each in facts.commitments
        if each.owner
    ]
    for silence in silence_of_agencies(owed, at.on):
        if silence.since is None:
            continue
        owner, since = owners[silence.agency], formats.long_date(silence.since)
        yield AttentionPoint(
            rule,
            Topic(TopicKind.AGENCY, owner.code),
            f"{owner.name} belum melapor",
            f"{formats.capitalised(rule.meaning)}: jatuh tempo {since}, "
            f"{formats.number(silence.missing)} komitmen menunggu laporannya.",
            owner,
            None,
            _burden(rule, silence.days),
            rule.row.minutes,
            lateness.waited(DueKind.REPORT, silence.since, at.on),
            since=silence.since,
        )


# Figures and regions.


@_finds(AttentionRule.FIGURES_CONFLICT)
def _figures_conflict(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    rule = AttentionRule.FIGURES_CONFLICT
    for each in facts.conflicts:
        if each.explained:
            continue
        waited, words, days = "", "belum ada yang diminta menjelaskan", 0
        if each.explainer and each.due_on:
            words = f"penjelasan {each.explainer.name} ditunggu sampai {formats.long_date(each.due_on)}"
            days = at.days(each.due_on)
            waited = lateness.left(DueKind.EXPLANATION, each.due_on, at.on)
        yield AttentionPoint(
            rule,
            Topic(TopicKind.FIGURE, each.key),
            each.title,
            f"{formats.capitalised(formats.in_words(each.readings))} {rule.meaning}: {words}.",
            each.explainer,
            None,
            _burden(rule, days),
            rule.row.minutes,
            waited,
            since=each.due_on if waited else None,
        )


@_finds(AttentionRule.NEWLY_HOT)
def _newly_hot(facts: Facts, at: Moment) -> Iterator[AttentionPoint]:
    rule = AttentionRule.NEWLY_HOT
    for hot in facts.hot:
        yield AttentionPoint(
            rule,
            Topic(TopicKind.REGION, hot.region_code),
            hot.title,
            f"{formats.capitalised(rule.meaning)}: {hot.facts}.",
            None,
            hot.region_code,
            _burden(rule, round(HOT_WEIGHT * (hot.multiple - 1))),
            rule.row.minutes,
        )


_MERGED = frozenset({AttentionRule.CARRIED_OVER})
"""Found beside the others, because the same point may also stand by itself."""


def refuse_unfound(finders: Collection[AttentionRule]) -> None:
    """Every rule is found by somebody, or its row says why only an agenda has it."""
    unfound = [
        rule for rule in AttentionRule if not (rule in finders or rule in _MERGED or rule.row.agenda_only)
    ]
    if unfound:
        raise TypeError(f"domain/attention/rules.py: nothing finds {', '.join(unfound)}")


refuse_unfound(_FINDERS)


def _burden(rule: AttentionRule, days: int) -> int:
    return rule.row.weight + min(max(days, 0), MOST_DAYS)


# Like points as one, and what the last meeting left.


def _grouped(found: Iterable[AttentionPoint], carried: Collection[str]) -> list[AttentionPoint]:
    """What was carried stays by itself: the forum knows it by its name."""
    alike: dict[Group, list[AttentionPoint]] = defaultdict(list)
    result = []
    for point in found:
        group = _group_of(point)
        if group is None or str(point.subject) in carried:
            result.append(point)
        else:
            alike[group].append(point)
    for group, members in alike.items():
        members.sort(key=lambda point: (-point.burden, str(point.subject)))
        result += members if len(members) < GROUPED_FROM else [_as_one(group, members)]
    return result


def _group_of(point: AttentionPoint) -> Group | None:
    together, kind = point.rule.row.together, point.subject.kind
    if together is Together.OF_ALL:
        return Group(point.rule, None, kind)
    if together is Together.OF_AGENCY and point.agency is not None:
        return Group(point.rule, point.agency.id, kind)
    return None


def _as_one(group: Group, members: Sequence[AttentionPoint]) -> AttentionPoint:
    worst, rule, row = members[0], group.rule, group.rule.row
    words = row.lists[group.kind].words
    if group.agency_id is None:
        title = f"{formats.capitalised(formats.in_words(len(members)))} {words}"
        names = formats.shortlist([point.title for point in members], 3)
        reason = f"{formats.capitalised(rule.meaning)}: {names}."
    else:
        title = f"{worst.owner}: {formats.number(len(members))} {words}"
        codes = formats.shortlist([point.subject.key for point in members], 4)
        reason = f"Terberat: {worst.title}. {worst.reason} Butirnya: {codes}."
    return AttentionPoint(
        rule,
        group.subject,
        title,
        reason,
        worst.agency if group.agency_id is not None else None,
        None,
        worst.burden + len(members),
        row.minutes + 5,
        worst.waited,
        since=worst.since,
    )


def _with_carried(found: Iterable[AttentionPoint], carried: Iterable[CarriedFact]) -> list[AttentionPoint]:
    """What the last meeting left undone weighs more; what no rule finds any more still comes back."""
    by_subject = {str(point.subject): point for point in found}
    for fact in carried:
        known = by_subject.get(fact.subject)
        by_subject[fact.subject] = (
            replace(
                known,
                reason=carried_again(known.reason, fact.meeting),
                burden=known.burden + CARRIED,
                carried=True,
            )
            if known is not None
            else _only_carried(fact)
        )
    return list(by_subject.values())


_AGAIN = "Terbawa dari rapat"


def carried_again(reason: str, meeting: str) -> str:
    """The reason with the meeting that it was carried from, the last one only."""
    return f"{reason.partition(_AGAIN)[0].strip()} {_AGAIN} {meeting}.".strip()


def _only_carried(fact: CarriedFact) -> AttentionPoint:
    rule = AttentionRule.CARRIED_OVER
    return AttentionPoint(
        rule,
        Topic.read(fact.subject),
        fact.title,
        carried_again(fact.reason, fact.meeting),
        fact.owner,
        fact.region_code,
        _burden(rule, 0) + CARRIED,
        fact.minutes,
        carried=True,
    )


def waited(found: Iterable[AttentionPoint]) -> Mapping[str, str]:
    """How long each has waited, by subject: for those who show stored points."""
    return {str(point.subject): point.waited for point in found if point.waited}
