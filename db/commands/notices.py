"""Notices: read by whoever was told, and made where a day has come by itself."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select

from db.acting import Act
from db.command import command
from db.commands.tasks import times
from db.models import Agency, Checkpoint, Commitment, Escalation, Notice, ProgressReport, Task
from db.queries.holidays import closed_days
from db.telling import Telling, Telltale, tell
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.commitments.health import ReportState
from domain.notices.kinds import NoticeKind
from domain.notices.reminders import stage_after, stage_before
from domain.notices.requests import ReadNotices, Remind
from domain.tasks.escalation import EscalationStep, ladder
from domain.tasks.life import Phase, TaskState, states_in


@command(Permission.VIEW_INBOX, drafts=True)
def read_notices(act: Act, asked: ReadNotices) -> int:
    """One's own alone, and with each what was told before of the same matter. No record: that somebody
    looked says nothing that the trail should keep."""
    own = select(Notice).where(Notice.user_id == act.by.user_id, Notice.read_at.is_(None))
    chosen = act.session.scalars(own.where(Notice.id.in_(asked.numbers))).all()
    matters = [
        (Notice.matter == each.matter) & (Notice.matter_id == each.matter_id) & (Notice.id <= each.id)
        for each in chosen
    ]
    if not matters:
        return 0
    unread = act.session.scalars(own.where(or_(*matters))).all()
    for each in unread:
        each.read_at = act.now
    return len(unread)


@command(Permission.REMIND, once=lambda asked: f"remind {asked.day.isoformat()}")
def remind(act: Act, asked: Remind) -> int:
    """Tell everybody what is due, once a day; of reminders missed meanwhile only the last is made up for."""
    known = set(
        act.session.execute(select(Notice.matter, Notice.matter_id, Notice.stage).where(Notice.stage != ""))
    )
    nobody = Telltale(None, None, act.now)
    told = sum(
        tell(act.session, each, nobody)
        for each in (*_of_tasks(act, asked.day), *_of_reports(act, asked.day))
        if (each.kind.row.matter, each.matter_id, each.stage) not in known
    )
    act.record(Event.REMINDERS_MADE, "notice", asked.day.isoformat(), after={"told": told})
    return told


def _of_tasks(act: Act, on: date) -> Iterator[Telling]:
    holidays = closed_days(act.session.connection(), on)
    underway = states_in(Phase.UNDERWAY)
    taken: dict[tuple[int, date], set[EscalationStep]] = {}
    for task_id, missed_on, step in act.session.execute(
        select(Escalation.task_id, Escalation.missed_on, Escalation.step)
    ):
        taken.setdefault((task_id, missed_on), set()).add(step)
    open_ones = (
        select(Task, Agency.code, Agency.superior_id)
        .join(Agency, Agency.id == Task.owner_id)
        .where(Task.state.in_(underway | {TaskState.PROPOSED, TaskState.DECLINED}))
        .order_by(Task.id)
    )
    for task, owner_code, superior in act.session.execute(open_ones).all():
        before = stage_before(task.due_on, on) if task.state in underway else None
        if before is not None:
            yield Telling(
                NoticeKind.TASK_DUE, task.id, frozenset({task.owner_id}), stage=f"{task.due_on}:{before}"
            )
        missed = ladder(times(task, owner_code), act.now, holidays, has_superior=superior is not None)
        if missed is None:
            continue
        come = [rung.step for rung in missed.rungs if rung.due_on <= on]
        if not come:
            continue
        # The office that is asked comes first: of what two are told in one day, the first one stands.
        if task.state is not TaskState.DECLINED:
            yield Telling(
                NoticeKind.TASK_LATE,
                task.id,
                frozenset({task.owner_id}),
                stage=f"{missed.missed_on}:{come[-1]}",
            )
        if come[-1] not in taken.get((task.id, missed.missed_on), set()):
            yield Telling(
                NoticeKind.STEP_DUE,
                task.id,
                frozenset({task.proposer_id}),
                stage=f"{missed.missed_on}:{come[-1]}:langkah",
            )


def _of_reports(act: Act, on: date) -> Iterator[Telling]:
    """Checkpoints of commitments that somebody answers for and nobody has reported on."""
    holidays = closed_days(act.session.connection(), on)
    reported = select(ProgressReport.checkpoint_id).where(ProgressReport.state != ReportState.DRAFT)
    rows = act.session.execute(
        select(Checkpoint.id, Checkpoint.due_on, Commitment.owner_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Commitment.owner_id.is_not(None), Checkpoint.id.not_in(reported))
        .order_by(Checkpoint.due_on, Checkpoint.id)
    )
    for row in rows.all():
        owner = frozenset({row.owner_id})
        before, after = stage_before(row.due_on, on), stage_after(row.due_on, on, holidays)
        if before is not None:
            yield Telling(NoticeKind.REPORT_DUE, row.id, owner, stage=f"{row.due_on}:{before}")
        elif after is not None:
            yield Telling(NoticeKind.REPORT_LATE, row.id, owner, stage=f"{row.due_on}:{after}")
