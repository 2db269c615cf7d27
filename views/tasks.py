"""What the screens about tasks show: every task with its clocks and its ladder, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from db.backend import now
from db.queries.agencies import AgencyChoice, possible_owners
from db.queries.case_rows import case_exists
from db.queries.declaration import pillars
from db.queries.holidays import closed_days
from db.queries.seats import superiors
from db.queries.task_detail import TaskDetail
from db.queries.tasks import TaskRow, task_rows, tasks_of_agencies
from domain import addresses
from domain.access.agencies import seat_above
from domain.access.errors import NotFound
from domain.access.parameters import Parameters
from domain.access.permissions import Actor, Permission, Scope
from domain.places.province import HERE
from domain.places.regions import PROVINCE, display_name
from domain.search import is_about
from domain.tasks.clocks import RunningClock, TaskClock, TaskTimes, clock, rank, running_clock
from domain.tasks.escalation import Ladder, Rung, ladder
from domain.tasks.life import (
    AWAITING_ANSWER,
    PERMISSION_OF,
    Move,
    Party,
    TaskOrigin,
    TaskState,
    moves,
    parties,
)
from domain.time.calendar import local_time, whole_minute
from views import reads
from views.ask import ask, cached


@dataclass(frozen=True)
class WatchedTask:
    """A task as of a moment."""

    row: TaskRow
    clock: TaskClock
    running: RunningClock | None
    ladder: Ladder | None

    @property
    def next_rung(self) -> Rung | None:
        """The next step of the ladder that nobody has taken yet."""
        ladder = self.ladder
        return ladder.next_rung(self.row.recorded(ladder.missed_on)) if ladder else None

    def rung_is_due(self, on: date) -> bool:
        rung = self.next_rung
        return rung is not None and rung.due_on <= on


def watch(row: TaskRow, now: datetime, closed: frozenset[date]) -> WatchedTask:
    return WatchedTask(row, *_clocks(row.times, row.superior is not None, now, closed))


@lru_cache(maxsize=4096)
def _clocks(
    times: TaskTimes, has_superior: bool, now: datetime, closed: frozenset[date]
) -> tuple[TaskClock, RunningClock | None, Ladder | None]:
    """Of one task at one minute: the same for all readers, and after a command still for every other task."""
    return (
        clock(times.state, times.due_on, local_time(now).date(), closed),
        running_clock(times, now, closed),
        ladder(times, now, closed, has_superior=has_superior),
    )


def watched(scope: Scope) -> Sequence[WatchedTask]:
    """Every task. Computed anew each minute."""
    return _watched(scope, whole_minute(now()))


@cached
def _watched(scope: Scope, moment: datetime) -> tuple[WatchedTask, ...]:
    closed = ask(closed_days, local_time(moment).date())
    return tuple(watch(row, moment, closed) for row in ask(task_rows, scope=scope))


def born_of(meeting_id: int, scope: Scope) -> list[WatchedTask]:
    """What the decisions of a meeting became."""
    return [task for task in watched(scope) if task.row.decision_meeting_id == meeting_id]


def one(code: str, scope: Scope) -> tuple[TaskDetail, WatchedTask]:
    detail = reads.task(code, scope)
    return detail, watch(detail.row, whole_minute(now()), reads.closed_days())


def of_own_agency(scope: Scope) -> list[WatchedTask]:
    """What the reader's agency owns, proposed, supports or is asked to help with."""
    closed = reads.closed_days()
    moment = whole_minute(now())
    return [watch(row, moment, closed) for row in ask(tasks_of_agencies, scope.agencies, scope=scope)]


def of_cases(scope: Scope) -> dict[str, list[str]]:
    """The codes of the tasks that were born from a case, by the case's code."""
    found: dict[str, list[str]] = {}
    for task in watched(scope):
        if task.row.case_code:
            found.setdefault(task.row.case_code, []).append(task.row.code)
    return found


OTHERS = "lain"
"""Stands for those who answer to no seat of the forum."""


def asked(given: Parameters, everything: Sequence[WatchedTask]) -> list[WatchedTask]:
    """Those of the chosen seat, pillar, owner, region and words."""
    words = given.text("cari")
    seat = given.one_of("kursi", seat_names())
    pillar = given.one_of("pilar", {_pillar(task) for task in everything})
    owner = given.one_of("instansi", {task.row.owner_code for task in everything})
    region = given.one_of("wilayah", {task.row.region_code for task in everything})
    of_seat = _seat_of() if seat else {}
    return [
        task
        for task in everything
        if (seat is None or of_seat.get(task.row.owner_id, OTHERS) == seat)
        and (pillar is None or _pillar(task) == pillar)
        and (owner is None or task.row.owner_code == owner)
        and (region is None or task.row.region_code == region)
        and is_about(words, *_said_of(task.row))
    ]


def _pillar(task: WatchedTask) -> str:
    return task.row.pillar_code or addresses.NONE


def _said_of(row: TaskRow) -> tuple[str | None, ...]:
    """What a search looks through: what its reader may read of it, and no more."""
    shown = (row.code, row.title, row.owner, row.region, row.helper, row.commitment_code, row.case_code)
    return shown if row.is_withheld else (*shown, row.output, row.reason, *row.supporters)


def pillar_names(tasks: Sequence[WatchedTask]) -> dict[str, str]:
    """Of those that have a task, by way of its commitment."""
    used = {task.row.pillar_code for task in tasks}
    return {code: name for code, name in ask(pillars).items() if code in used}


def seat_names() -> dict[str, str]:
    """The seats that may own tasks, by code; those outside the forum come last."""
    named = {seat.code: seat.title.partition(": ")[2] or seat.title for seat in reads.seats()}
    barred = {seat.code for seat in reads.seats() if not seat.may_own_tasks}
    return {code: name for code, name in named.items() if code not in barred} | {
        OTHERS: "Di luar kursi forum"
    }


def _seat_of() -> dict[int, str]:
    """For every agency below a seat, that seat's code."""
    codes, above = {seat.agency_id: seat.code for seat in reads.seats()}, ask(superiors)
    found = {agency: seat_above(agency, above, codes) for agency in above}
    return {agency: codes[seat] for agency, seat in found.items() if seat is not None}


def by_seat(tasks: Sequence[WatchedTask]) -> list[tuple[str, str, list[WatchedTask]]]:
    """Code, title and tasks of each seat: its own tasks and those of whom it commands."""
    of_seat = _seat_of()
    return [
        (code, title, [task for task in tasks if of_seat.get(task.row.owner_id, OTHERS) == code])
        for code, title in seat_names().items()
    ]


def by_state(tasks: Sequence[WatchedTask]) -> list[tuple[TaskState, list[WatchedTask]]]:
    return [(state, [task for task in tasks if task.row.state is state]) for state in TaskState]


@dataclass(frozen=True)
class Standing:
    """What the reader may do with a task now."""

    moves: tuple[Move, ...]
    by_letter: tuple[Move, ...]
    """Answers of an owner without an account, which the secretariat writes down from a letter."""
    may_escalate: bool


def standing(
    task: TaskRow, actor: Actor, *, owner_has_account: bool, claimant: int | None = None
) -> Standing:
    found = parties(
        actor.agencies,
        owner_id=task.owner_id,
        proposer_id=task.proposer_id,
        may_verify=actor.may(Permission.VERIFY_TASKS) and (claimant is None or claimant != actor.person_id),
    )
    held = frozenset(party for party in found if actor.may(PERMISSION_OF[party]))
    letters = actor.may(Permission.RECORD_LETTERS) and not owner_has_account and Party.OWNER not in held
    return Standing(
        moves=tuple(moves(task.state, held)),
        by_letter=tuple(moves(task.state, {Party.OWNER})) if letters else (),
        may_escalate=actor.may(Permission.ESCALATE_TASKS)
        and (actor.is_of(task.proposer_id) or actor.may(Permission.RECORD_LETTERS)),
    )


def standing_in(detail: TaskDetail, actor: Actor) -> Standing:
    """As one task is shown: nobody is offered a verdict about what he claimed himself."""
    return standing(detail.row, actor, owner_has_account=detail.owner_has_account, claimant=detail.claimant)


def own(actor: Actor) -> list[tuple[WatchedTask, Sequence[Move]]]:
    """What waits for the actor's agency, with what it may do about it, the most urgent first.

    Its own open tasks, offers that it must answer, and tasks of others that wait for its help.
    """
    found = [
        (task, standing(task.row, actor, owner_has_account=True).moves)
        for task in of_own_agency(actor.scope)
        if task.running is not None
    ]
    waiting = [
        (task, offered)
        for task, offered in found
        if actor.is_of(task.row.owner_id)
        or (task.row.state is TaskState.COUNTERED and actor.is_of(task.row.proposer_id))
        or (task.row.state is TaskState.BLOCKED and task.row.helper == actor.agency_name)
    ]
    return sorted(waiting, key=lambda pair: rank(pair[0].row, pair[0].running))


def pressing(tasks: Sequence[tuple[WatchedTask, Sequence[Move]]]) -> int:
    """How many wait for an answer of the agency, or are late in its hands."""
    return sum(
        bool(offered) and (task.row.state in AWAITING_ANSWER or bool(task.running and task.running.is_late))
        for task, offered in tasks
    )


@dataclass(frozen=True)
class Origin:
    """What a new task is to be born from, as the form says it."""

    kind: TaskOrigin
    key: str
    label: str
    region_code: str
    back: str
    """The address of the origin's own page."""
    is_of_case: bool = False


_KINDS = {
    "wilayah": TaskOrigin.REGION,
    "komitmen": TaskOrigin.COMMITMENT,
    "keputusan": TaskOrigin.DECISION,
    "kasus": TaskOrigin.CASE,
    "angka": TaskOrigin.FIGURE_CONFLICT,
}


def owners(origin: Origin) -> tuple[AgencyChoice, ...]:
    """Who may be asked for it."""
    return ask(possible_owners, origin.is_of_case)


def new_task(given: Parameters, scope: Scope) -> Origin:
    """What the form in this address is about; a stranger is refused, not taken for a task by hand."""
    kind = _KINDS.get(given.one_of("asal", _KINDS) or "")
    if kind is TaskOrigin.REGION:
        code = given.text("wilayah", longest=8)
        return Origin(
            kind, code, f"Wilayah {display_name(reads.regency(code).name)}", code, addresses.region(code)
        )
    if kind is TaskOrigin.COMMITMENT:
        row = reads.commitment(given.text("komitmen", longest=20), scope).row
        region = row.region_code if len(row.region_code) <= len(HERE.example.code) else PROVINCE
        return Origin(
            kind, row.code, f"Komitmen {row.code}: {row.title}", region, addresses.commitment(row.code)
        )
    if kind is TaskOrigin.DECISION:
        decision = reads.decision(given.number("keputusan", lowest=1, highest=10**9) or 0, scope)
        label = f"Keputusan {decision.number}/{decision.year}: {decision.text}"
        return Origin(
            kind,
            str(decision.id),
            label,
            PROVINCE,
            addresses.meeting(decision.meeting_id),
            decision.is_of_case,
        )
    if kind is TaskOrigin.CASE:
        code = given.text("kasus", longest=20)
        if not ask(case_exists, code, scope=scope):
            raise NotFound("Kasus itu tidak ditemukan. Buka daftar Kasus, lalu pilih barisnya.")
        return Origin(kind, code, f"Kasus {code}", PROVINCE, addresses.case(code), is_of_case=True)
    if kind is TaskOrigin.FIGURE_CONFLICT:
        key = given.one_of("pertentangan", {conflict.key for conflict in reads.conflicts()}) or ""
        if not key:
            raise NotFound("Pertentangan angka itu tidak ada. Buka Angka & sumber, lalu pilih lagi.")
        return Origin(kind, key, "Pertentangan angka", PROVINCE, addresses.conflict(key))
    return Origin(TaskOrigin.BY_HAND, "", "", PROVINCE, addresses.Page.TASKS)
