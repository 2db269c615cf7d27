"""Susun agenda: the exceptions that a meeting must hear of, worst first, each saying why it is there.

Every line names the rule that put it there and the facts the rule saw. The burden of a line decides its
place: days of delay or silence, plus the addition of its rule (``BURDEN``), plus what makes it worse
(an emergency, a promise carried over). Nobody types a burden.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.commitments.health import Health
from domain.statistics.assessment import Assessments
from domain.statistics.hotspots import PER
from domain.statistics.wording import CONFIDENCE
from domain.tasks.life import TaskClass, TaskState
from domain.time import formats


class AgendaRule(StrEnum):
    OVERDUE = "overdue"
    DECLINED = "declined"
    BLOCKED = "blocked"
    COUNTERED = "countered"
    UNANSWERED = "unanswered"
    UNVERIFIED = "unverified"
    NO_OWNER = "no_owner"
    FIGURES_CONFLICT = "figures_conflict"
    NEWLY_HOT = "newly_hot"
    SILENT = "silent"
    CARRIED_OVER = "carried_over"
    BY_HAND = "by_hand"


LABELS = {
    AgendaRule.OVERDUE: "Lewat tenggat",
    AgendaRule.DECLINED: "Ditolak",
    AgendaRule.BLOCKED: "Terkendala",
    AgendaRule.COUNTERED: "Ditawar",
    AgendaRule.UNANSWERED: "Belum dijawab",
    AgendaRule.UNVERIFIED: "Klaim belum diperiksa",
    AgendaRule.NO_OWNER: "Belum ada PJ",
    AgendaRule.FIGURES_CONFLICT: "Angka bertentangan",
    AgendaRule.NEWLY_HOT: "Wilayah memanas",
    AgendaRule.SILENT: "Diam",
    AgendaRule.CARRIED_OVER: "Terbawa",
    AgendaRule.BY_HAND: "Ditambahkan pimpinan",
}

MEANINGS = {
    AgendaRule.OVERDUE: "tenggat sudah lewat dan belum terverifikasi selesai",
    AgendaRule.DECLINED: "ditolak pemiliknya dan belum ada pemilik baru",
    AgendaRule.BLOCKED: "pemilik menyebut kendala",
    AgendaRule.COUNTERED: "tenggat ditawar dan tawarannya belum dijawab",
    AgendaRule.UNANSWERED: "diusulkan lebih dari 5 hari lalu dan belum dijawab",
    AgendaRule.UNVERIFIED: "diklaim selesai dan belum diperiksa",
    AgendaRule.NO_OWNER: "komitmen deklarasi tanpa penanggung jawab",
    AgendaRule.FIGURES_CONFLICT: "dua angka terbit berbeda dan belum dijelaskan",
    AgendaRule.NEWLY_HOT: "menonjol di peta melebihi kebetulan",
    AgendaRule.SILENT: "instansi tidak melapor lebih dari 30 hari",
    AgendaRule.CARRIED_OVER: "belum selesai dibahas pada rapat lalu",
    AgendaRule.BY_HAND: "ditambahkan oleh pimpinan rapat",
}

BURDEN = {
    AgendaRule.DECLINED: 25,
    AgendaRule.BLOCKED: 20,
    AgendaRule.NEWLY_HOT: 20,
    AgendaRule.OVERDUE: 15,
    AgendaRule.CARRIED_OVER: 15,
    AgendaRule.NO_OWNER: 10,
    AgendaRule.COUNTERED: 8,
    AgendaRule.FIGURES_CONFLICT: 5,
    AgendaRule.UNANSWERED: 5,
    AgendaRule.UNVERIFIED: 3,
    AgendaRule.SILENT: 0,
    AgendaRule.BY_HAND: 0,
}
EMERGENCY = 30
CARRIED = 20
MOST_DAYS = 60
"""Beyond two months a further day says nothing more; without a limit one old line would top every list."""

MINUTES = dict.fromkeys(AgendaRule, 5) | {
    AgendaRule.DECLINED: 8,
    AgendaRule.BLOCKED: 8,
    AgendaRule.NEWLY_HOT: 8,
    AgendaRule.SILENT: 3,
    AgendaRule.UNVERIFIED: 3,
}

ANSWER_DAYS = 5
GROUPED_FROM = 3
"""So many like lines become one line that names the worst of them."""
MOST_ITEMS = 12
"""What a forum can decide in one sitting; the rest is counted, not forgotten."""

_OPEN = frozenset({TaskState.ACCEPTED, TaskState.IN_PROGRESS, TaskState.RETURNED})


@dataclass(frozen=True)
class TaskFact:
    code: str
    title: str
    task_class: TaskClass
    state: TaskState
    owner_id: int
    owner: str
    region_code: str
    due_on: date
    proposed_on: date
    reason: str
    countered_due_on: date | None
    decision: str | None
    """``82/2026``, when it was born from a decision."""


@dataclass(frozen=True)
class CommitmentFact:
    code: str
    title: str
    health: Health
    owner_id: int | None
    owner: str
    region_code: str
    due_on: date
    promised_on: date


@dataclass(frozen=True)
class ConflictFact:
    key: str
    title: str
    explainer_id: int | None
    explainer: str | None
    due_on: date | None
    explained: bool


@dataclass(frozen=True)
class SilenceFact:
    agency_code: str
    agency_id: int
    agency: str
    days: int
    commitments: int


@dataclass(frozen=True)
class HotFact:
    region_code: str
    title: str
    facts: str
    """What makes it hot, such as ``4,5 kali rata-rata wilayah yang disebut``."""
    multiple: float
    """How many times the mean it is."""


@dataclass(frozen=True)
class CarriedFact:
    """A point that the last meeting did not come to."""

    subject: str
    rule: AgendaRule
    title: str
    reason: str
    agency_id: int | None
    region_code: str | None
    minutes: int
    meeting: str
    """The day of that meeting, in words."""


@dataclass(frozen=True)
class Facts:
    tasks: Sequence[TaskFact] = ()
    commitments: Sequence[CommitmentFact] = ()
    conflicts: Sequence[ConflictFact] = ()
    silences: Sequence[SilenceFact] = ()
    hot: Sequence[HotFact] = ()
    carried: Sequence[CarriedFact] = ()


@dataclass(frozen=True)
class Line:
    """A point of the agenda as the rules propose it."""

    rule: AgendaRule
    subject: str
    title: str
    reason: str
    agency_id: int | None
    agency: str
    region_code: str | None
    burden: int
    minutes: int
    carried: bool = False


@dataclass(frozen=True)
class Draft:
    lines: tuple[Line, ...]
    left_out: Counter[AgendaRule]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)


def draft(facts: Facts, on: date, *, most: int = MOST_ITEMS) -> Draft:
    """The agenda for a meeting on a day; the same facts give the same agenda.

    What was carried over is always on it, and so is the worst line of every rule: a forum that hears
    only of the oldest delays never hears of the newest danger. The heaviest of the rest fill it up.
    """
    lines = _with_carried(
        _grouped(_lines(facts, on), {fact.subject for fact in facts.carried}), facts.carried
    )
    lines.sort(key=lambda line: (-line.burden, line.subject))
    chosen = {line.subject for line in lines if line.carried}
    seen: set[AgendaRule] = set()
    for line in lines:
        if line.rule not in seen:
            seen.add(line.rule)
            chosen.add(line.subject)
    for line in lines:
        if len(chosen) >= most:
            break
        chosen.add(line.subject)
    left_out = Counter(line.rule for line in lines if line.subject not in chosen)
    return Draft(tuple(line for line in lines if line.subject in chosen), left_out)


def left_out_words(left_out: Counter[AgendaRule]) -> str:
    """``9 butir lain tidak dimuat: 5 lewat tenggat, 4 diam.``; nothing when nothing was left out."""
    if not left_out:
        return ""
    parts = [f"{count} {LABELS[rule].lower()}" for rule, count in left_out.most_common()]
    return f"{formats.number(left_out.total())} butir lain tidak dimuat: {', '.join(parts)}."


def _days(days: int) -> int:
    return min(max(days, 0), MOST_DAYS)


def _lines(facts: Facts, on: date) -> list[Line]:
    found = [line for task in facts.tasks if (line := _of_task(task, on))]
    found += [line for commitment in facts.commitments if (line := _of_commitment(commitment, on))]
    found += [_of_conflict(conflict, on) for conflict in facts.conflicts if not conflict.explained]
    found += [_of_silence(silence) for silence in facts.silences]
    found += [
        Line(
            AgendaRule.NEWLY_HOT,
            f"wilayah:{hot.region_code}",
            hot.title,
            f"{formats.capitalised(MEANINGS[AgendaRule.NEWLY_HOT])}: {hot.facts}.",
            None,
            formats.NOT_SET,
            hot.region_code,
            BURDEN[AgendaRule.NEWLY_HOT] + _days(round(10 * (hot.multiple - 1))),
            MINUTES[AgendaRule.NEWLY_HOT],
        )
        for hot in facts.hot
    ]
    return found


def _of_task(task: TaskFact, on: date) -> Line | None:
    """The first rule that holds; what is declined or blocked says more than that it is late."""
    late, waiting = (on - task.due_on).days, (on - task.proposed_on).days
    rule, days, why = None, 0, ""
    if task.state is TaskState.DECLINED:
        rule, days, why = AgendaRule.DECLINED, waiting, task.reason
    elif task.state is TaskState.BLOCKED:
        rule, days, why = AgendaRule.BLOCKED, late, task.reason
    elif task.state is TaskState.CLAIMED_DONE:
        rule, days, why = AgendaRule.UNVERIFIED, late, ""
    elif task.state is TaskState.COUNTERED:
        offered = task.countered_due_on
        rule, days = AgendaRule.COUNTERED, late
        why = f"ditawar menjadi {formats.long_date(offered)}" if offered else task.reason
    elif task.state in _OPEN and late > 0:
        rule, days = AgendaRule.OVERDUE, late
    elif task.state is TaskState.PROPOSED and (waiting > ANSWER_DAYS or late > 0):
        rule, days = AgendaRule.UNANSWERED, max(waiting, late)
    if rule is None:
        return None
    facts = [
        f"tenggat {formats.long_date(task.due_on)}" + (f", {formats.days_left(-late)}" if late > 0 else "")
    ]
    if why:
        facts.insert(0, f"“{why.rstrip('.')}”" if rule in {AgendaRule.DECLINED, AgendaRule.BLOCKED} else why)
    if task.decision:
        facts.append(f"dari Keputusan {task.decision}")
    burden = BURDEN[rule] + _days(days) + (EMERGENCY if task.task_class is TaskClass.EMERGENCY else 0)
    return Line(
        rule,
        f"tugas:{task.code}",
        task.title,
        f"{task.code} {MEANINGS[rule]}: {'; '.join(facts)}.",
        task.owner_id,
        task.owner,
        task.region_code,
        burden,
        MINUTES[rule],
    )


_OF_HEALTH = {
    Health.OVERDUE: AgendaRule.OVERDUE,
    Health.NO_OWNER: AgendaRule.NO_OWNER,
}


def _of_commitment(commitment: CommitmentFact, on: date) -> Line | None:
    """Silent commitments come in through their agencies, one line each."""
    rule = _OF_HEALTH.get(commitment.health)
    if rule is None:
        return None
    late = (on - commitment.due_on).days
    if rule is AgendaRule.OVERDUE:
        days, facts = late, f"tenggat {formats.long_date(commitment.due_on)}, {formats.days_left(-late)}"
    else:
        days = 0
        facts = f"diucapkan {formats.long_date(commitment.promised_on)}"
    return Line(
        rule,
        f"komitmen:{commitment.code}",
        commitment.title,
        f"{commitment.code} {MEANINGS[rule]}: {facts}.",
        commitment.owner_id,
        commitment.owner,
        commitment.region_code,
        BURDEN[rule] + _days(days),
        MINUTES[rule],
    )


def _of_conflict(conflict: ConflictFact, on: date) -> Line:
    late = (on - conflict.due_on).days if conflict.due_on else 0
    if conflict.explainer and conflict.due_on:
        facts = f"penjelasan {conflict.explainer} ditunggu sampai {formats.long_date(conflict.due_on)}"
    else:
        facts = "belum ada yang diminta menjelaskan"
    rule = AgendaRule.FIGURES_CONFLICT
    return Line(
        rule,
        f"angka:{conflict.key}",
        conflict.title,
        f"{formats.capitalised(MEANINGS[rule])}: {facts}.",
        conflict.explainer_id,
        conflict.explainer or formats.NOT_SET,
        None,
        BURDEN[rule] + _days(late),
        MINUTES[rule],
    )


def _of_silence(silence: SilenceFact) -> Line:
    rule = AgendaRule.SILENT
    return Line(
        rule,
        f"diam:{silence.agency_code}",
        f"{silence.agency} diam {formats.number(silence.days)} hari",
        f"{formats.capitalised(MEANINGS[rule])}: "
        f"{formats.number(silence.commitments)} komitmen menunggu laporannya.",
        silence.agency_id,
        silence.agency,
        None,
        BURDEN[rule] + _days(silence.days),
        MINUTES[rule],
    )


def _with_carried(lines: list[Line], carried: Iterable[CarriedFact]) -> list[Line]:
    """What the last meeting left undone weighs more; what no rule finds any more still comes back."""
    by_subject = {line.subject: line for line in lines}
    for fact in carried:
        again = f"Terbawa dari rapat {fact.meeting}."
        known = by_subject.get(fact.subject)
        if known is not None:
            by_subject[fact.subject] = replace(
                known, reason=f"{known.reason} {again}", burden=known.burden + CARRIED, carried=True
            )
            continue
        rule = AgendaRule.CARRIED_OVER
        by_subject[fact.subject] = Line(
            rule,
            fact.subject,
            fact.title,
            again,
            fact.agency_id,
            "",
            fact.region_code,
            BURDEN[rule] + CARRIED,
            fact.minutes,
            carried=True,
        )
    return list(by_subject.values())


_OF_ONE_AGENCY = {
    AgendaRule.OVERDUE: "lewat tenggat",
    AgendaRule.UNANSWERED: "usulan belum dijawab",
    AgendaRule.UNVERIFIED: "klaim belum diperiksa",
    AgendaRule.COUNTERED: "tenggat ditawar",
}
_OF_ALL = {
    AgendaRule.SILENT: "instansi diam lebih dari 30 hari",
    AgendaRule.NO_OWNER: "komitmen belum punya penanggung jawab",
    AgendaRule.FIGURES_CONFLICT: "angka terbit masih bertentangan",
}


def _grouped(lines: Iterable[Line], carried: Collection[str]) -> list[Line]:
    """Many like lines become one that names the worst of them: lines of one agency where it is for that
    agency to act, lines of all where the forum settles them together. What was carried stays by itself."""
    alike: dict[tuple[AgendaRule, int | None], list[Line]] = defaultdict(list)
    result = []
    for line in lines:
        if line.subject in carried:
            result.append(line)
        elif line.rule in _OF_ALL:
            alike[line.rule, None].append(line)
        elif line.rule in _OF_ONE_AGENCY and line.agency_id is not None:
            alike[line.rule, line.agency_id].append(line)
        else:
            result.append(line)
    for group in alike.values():
        group.sort(key=lambda line: (-line.burden, line.subject))
        result += group if len(group) < GROUPED_FROM else [_group(group)]
    return result


def _group(group: Sequence[Line]) -> Line:
    worst, rule = group[0], group[0].rule
    if rule in _OF_ALL:
        title = f"{formats.capitalised(formats.in_words(len(group)))} {_OF_ALL[rule]}"
        names = formats.shortlist([line.title for line in group], 3)
        subject, agency_id, agency = f"kelompok:{rule}", None, formats.NOT_SET
        reason = f"{formats.capitalised(MEANINGS[rule])}: {names}."
    else:
        title = f"{worst.agency}: {formats.number(len(group))} {_OF_ONE_AGENCY[rule]}"
        subject, agency_id, agency = f"kelompok:{rule}:{worst.agency_id}", worst.agency_id, worst.agency
        codes = formats.shortlist([line.subject.split(":", 1)[1] for line in group], 4)
        reason = f"Terberat: {worst.title}. {worst.reason} Butirnya: {codes}."
    burden, minutes = worst.burden + len(group), MINUTES[rule] + 5
    return Line(rule, subject, title, reason, agency_id, agency, None, burden, minutes)


MOST_HOT = 3


def hot_facts(found: Assessments, span: str) -> list[HotFact]:
    """The regions that the statistics call a hotspot, the surest first (domain/statistics/assessment.py)."""
    return [
        HotFact(
            row.code,
            f"Kematian PMI asal {row.name} {formats.number(row.measured.ratio, 1)} kali rata-rata",
            f"titik panas {CONFIDENCE[row.confidence]}; laju disesuaikan "
            f"{formats.number(row.measured.shrunk.value, 1)} per {formats.number(PER)} penduduk, "
            f"rata-rata {formats.number(row.measured.mean, 1)}; {span}",
            row.measured.ratio,
        )
        for row in found.ranked
        if row.confidence.is_hot and row.measured
    ][:MOST_HOT]


def sums_up(minutes: Iterable[int], planned: int) -> tuple[int, bool]:
    """The minutes of all points, and whether they go beyond the meeting's length."""
    total = sum(minutes)
    return total, total > planned
