"""Commitments and tasks as their pages list them: rated, timed, filtered by the address."""

from collections.abc import Sequence

from components import tasks as task_views
from components.runtime import reads, session
from db.queries.commitments import CommitmentRow
from db.queries.reports import ReportForm
from db.queries.tasks import TaskRow
from domain.commitments import Health
from domain.parameters import Parameters
from domain.permissions import Actor, Scope
from domain.tasks import TaskClock, clock

Rated = tuple[CommitmentRow, Health]
Timed = tuple[TaskRow, TaskClock]


def rated_commitments(scope: Scope) -> list[Rated]:
    on = session.today()
    return [(row, row.progress.health(on)) for row in reads.commitment_rows(scope)]


def asked_commitments(asked: Parameters, rated: Sequence[Rated]) -> list[Rated]:
    """Those that the address's filters leave: state, owner, pillar, region."""
    health = asked.member("keadaan", Health)
    owner = asked.one_of("instansi", {row.owner_code for row, _ in rated if row.owner_code})
    pillar = asked.one_of("pilar", {row.pillar_code for row, _ in rated})
    region = asked.one_of("wilayah", {row.region_code for row, _ in rated})
    return [
        (row, own)
        for row, own in rated
        if (health is None or own is health)
        and (owner is None or row.owner_code == owner)
        and (pillar is None or row.pillar_code == pillar)
        and (region is None or row.region_code == region)
    ]


def own_report_form(actor: Actor, commitment: str, quarter: str) -> ReportForm:
    """The form that an address asks for, if its commitment is the actor's agency's."""
    form = reads.report_form(commitment, quarter, actor)
    if form is None:
        session.forbid(
            actor, "report", f"{commitment} {quarter}"[:60],
            f"Laporan {commitment} {quarter} bukan milik instansi Anda. Pilih butir dari Instansi saya.",
        )  # fmt: skip
    return form


def own_tasks(actor: Actor) -> list[Timed]:
    """Tasks that the actor's agency still has to do, the worst first."""
    mine = [(row, each) for row, each in timed_tasks(actor.scope) if row.owner == actor.agency_name]
    return task_views.worst_first([pair for pair in mine if task_views.matches("terbuka", *pair)])


def timed_tasks(scope: Scope) -> list[Timed]:
    on = session.today()
    return [(row, clock(row.state, row.due_on, on)) for row in reads.task_rows(scope)]


def asked_tasks(asked: Parameters, timed: Sequence[Timed]) -> list[Timed]:
    """Those of the chosen owner and region."""
    owner = asked.one_of("instansi", {row.owner_code for row, _ in timed})
    region = asked.one_of("wilayah", {row.region_code for row, _ in timed})
    return [
        (row, each)
        for row, each in timed
        if (owner is None or row.owner_code == owner) and (region is None or row.region_code == region)
    ]


def task_counts(timed: Sequence[Timed]) -> dict[str, int]:
    return {
        name: sum(task_views.matches(name, row, each) for row, each in timed) for name in task_views.FILTERS
    }


def names(pairs: Sequence[tuple[str, str]], everything: str) -> dict[str, str]:
    """Options of a drop-down: all of it first, then each once, by name."""
    return {"": everything, **dict(sorted(set(pairs), key=lambda pair: pair[1]))}
