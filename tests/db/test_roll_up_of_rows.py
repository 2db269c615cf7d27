"""One verdict in the database moves its commitment, agency, pillar and the declaration as printed."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import Checkpoint, Commitment, ProgressReport, Verdict
from db.queries.commitments import CommitmentRow, commitment_rows
from domain.commitments.health import roll_up_by
from tests.factories import actor_named, filling

LEVELS = {
    "agency": lambda row: row.owner_code,
    "pillar": lambda row: row.pillar_code,
    "declaration": lambda row: "",
}


def look(engine: Engine) -> list[CommitmentRow]:
    with reading(engine) as connection:
        return commitment_rows(connection, scope=actor_named(connection, "sekretariat").scope)


def verified(rows: list[CommitmentRow], level: str) -> dict[Any, float | None]:
    key = LEVELS[level]
    sums = roll_up_by((key(row), row.weight, row.progress) for row in rows)
    return {group: each.verified for group, each in sums.items()}


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_moves_by_weight_times_step_over_the_sum_of_weights(
    demo_engine: Engine, level: str
) -> None:
    with filling(demo_engine) as session:  # weights that are not all alike
        for number, commitment in enumerate(session.scalars(select(Commitment).order_by(Commitment.id))):
            commitment.weight = 1.0 + number % 3
    before = look(demo_engine)
    with filling(demo_engine) as session:
        verdict, point = session.execute(
            select(Verdict, Checkpoint)
            .join(ProgressReport, ProgressReport.id == Verdict.report_id)
            .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
            .join(Commitment, Commitment.id == Checkpoint.commitment_id)
            .where(Commitment.code == "K-11", Checkpoint.quarter == "2026-B09")
        ).one()
        verdict.verified_value += 2
        step = 100.0 * 2 / (point.target - point.baseline) * point.weight
        total = sum(
            session.scalars(select(Checkpoint.weight).where(Checkpoint.commitment_id == point.commitment_id))
        )
    after = look(demo_engine)

    key = LEVELS[level]
    (mine,) = [row for row in before if row.code == "K-11"]
    group = key(mine)
    weights = sum(row.weight for row in before if key(row) == group and row.progress.reported)
    old, new = verified(before, level), verified(after, level)
    assert new[group] == pytest.approx((old[group] or 0.0) + step / total * mine.weight / weights)
    assert {name: value for name, value in new.items() if name != group} == {
        name: value for name, value in old.items() if name != group
    }
