"""What happened to commitments and tasks, move by move: the facts behind every picture over time.

Numbers and days only: no sentence that anybody wrote, so that they are the same for every reader.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from db.models import Agency, Checkpoint, Commitment, ProgressReport, Task, TaskStep, Verdict
from db.subjects import Subject, query
from domain.commitments.health import CheckpointProgress, CommitmentProgress, ReportState
from domain.commitments.history import CheckpointHistory, CommitmentHistory, GivenVerdict, SentReport
from domain.commitments.targets import percent_of
from domain.tasks.history import TaskHistory
from domain.tasks.life import TaskState

Step = tuple[datetime, TaskState]


@query(Subject.AGENCIES, Subject.COMMITMENTS, Subject.REPORTS, cached=True)
def commitment_histories(connection: Connection) -> tuple[CommitmentHistory, ...]:
    rows = connection.execute(
        select(
            Commitment.id,
            Commitment.code,
            Commitment.title,
            Agency.code.label("owner_code"),
            Agency.short_name.label("owner"),
            Commitment.pillar_code,
            Commitment.weight,
            Commitment.starts_on,
            Commitment.due_on,
        )
        .outerjoin(Agency, Agency.id == Commitment.owner_id)
        .order_by(Commitment.code)
    ).all()
    points = _checkpoints(connection)
    return tuple(
        CommitmentHistory(
            row.code,
            row.title,
            row.owner_code,
            row.owner,
            row.pillar_code,
            row.weight,
            CommitmentProgress(
                has_owner=row.owner_code is not None,
                starts_on=row.starts_on,
                due_on=row.due_on,
                blocked=False,
                checkpoints=tuple(each.plan for each in points[row.id]),
            ),
            tuple(points[row.id]),
        )
        for row in rows
    )


def _checkpoints(connection: Connection) -> dict[int, list[CheckpointHistory]]:
    sent, verdicts = _sent(connection)
    found: dict[int, list[CheckpointHistory]] = defaultdict(list)
    for row in connection.execute(
        select(
            Checkpoint.id,
            Checkpoint.commitment_id,
            Checkpoint.quarter,
            Checkpoint.due_on,
            Checkpoint.weight,
        ).order_by(Checkpoint.due_on, Checkpoint.id)
    ):
        found[row.commitment_id].append(
            CheckpointHistory(
                row.quarter,
                CheckpointProgress(due_on=row.due_on, weight=row.weight),
                tuple(sent[row.id]),
                tuple(verdicts[row.id]),
            )
        )
    return found


def _sent(
    connection: Connection,
) -> tuple[dict[int, list[SentReport]], dict[int, list[GivenVerdict]]]:
    """By checkpoint, the oldest first; a draft is nobody's but its writer's."""
    sent: dict[int, list[SentReport]] = defaultdict(list)
    verdicts: dict[int, list[GivenVerdict]] = defaultdict(list)
    for row in connection.execute(
        select(
            ProgressReport.checkpoint_id,
            ProgressReport.submitted_at,
            ProgressReport.claimed_value,
            ProgressReport.obstacle,
            Checkpoint.baseline,
            Checkpoint.target,
            Verdict.verified_value,
            Verdict.level,
            Verdict.decided_at,
        )
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .outerjoin(Verdict, Verdict.report_id == ProgressReport.id)
        .where(ProgressReport.state != ReportState.DRAFT)
        .order_by(ProgressReport.submitted_at, ProgressReport.id)
    ):
        way = {"baseline": row.baseline, "target": row.target}
        sent[row.checkpoint_id].append(
            SentReport(row.submitted_at, percent_of(row.claimed_value, **way), row.obstacle is not None)
        )
        if row.level is not None:
            verdicts[row.checkpoint_id].append(
                GivenVerdict(row.decided_at, percent_of(row.verified_value, **way), row.level)
            )
    return sent, verdicts


@query(Subject.TASKS, cached=True)
def task_histories(connection: Connection) -> tuple[TaskHistory, ...]:
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in connection.execute(
        select(TaskStep.task_id, TaskStep.at, TaskStep.state).order_by(TaskStep.at, TaskStep.id)
    ):
        steps[row.task_id].append((row.at, row.state))
    rows = connection.execute(
        select(Task.id, Task.code, Task.due_on, Task.state, Task.proposed_at, Task.moved_at).order_by(
            Task.code
        )
    )
    return tuple(TaskHistory(row.code, row.due_on, _whole(row, steps[row.id])) for row in rows)


def _whole(row: Row[*tuple[Any, ...]], steps: list[Step]) -> tuple[Step, ...]:
    """From its proposal to the state that it is in: what was filled in from elsewhere may lack its steps."""
    begun = steps or [(row.proposed_at, TaskState.PROPOSED)]
    if begun[-1][1] is row.state:
        return tuple(begun)
    return (*begun, (max(row.moved_at, begun[-1][0]), row.state))
