"""Commitments and tasks as their pages list them: rated, timed, filtered by the address."""

from collections.abc import Sequence

from components.runtime import reads, session
from db.queries.commitments import CommitmentRow
from db.queries.tasks import TaskRow
from domain.commitments import Health
from domain.parameters import Parameters
from domain.permissions import Scope
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


def timed_tasks(scope: Scope) -> list[Timed]:
    on = session.today()
    return [(row, clock(row.state, row.due_on, on)) for row in reads.task_rows(scope)]


def names(pairs: Sequence[tuple[str, str]], everything: str) -> dict[str, str]:
    """Options of a drop-down: all of it first, then each once, by name."""
    return {"": everything, **dict(sorted(set(pairs), key=lambda pair: pair[1]))}
