"""Who answers for what was born of a case is told to all, so it is nobody whose name tells a place."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from db.acting import Act
from db.models import Agency, Decision, Task, TaskSupport
from db.queries.case_born import born_of_case, telling_places
from domain.tasks.life import CLOSED_STATES
from domain.tasks.proposals import check_keeps_no_place, check_names_no_place


def refuse_place_of_case(act: Act, task: Task, parties: Sequence[Agency]) -> None:
    if act.session.scalar(select(Task.id).where(Task.id == task.id, born_of_case())):
        proposer = act.session.get_one(Agency, task.proposer_id)
        connection = act.session.connection()
        check_names_no_place(
            telling_places(connection, parties), "".join(telling_places(connection, [proposer]))
        )


def refuse_place_of_decided_case(act: Act, decision: Decision, owner: Agency | None) -> None:
    if decision.case_id is not None and owner is not None:
        check_names_no_place(telling_places(act.session.connection(), [owner]))


def refuse_place_of_work_on_cases(act: Act, agency: Agency, becomes: Agency) -> None:
    """Where what this office answers for would be the work of one that tells a place."""
    if not telling_places(act.session.connection(), [becomes]):
        return
    supported = select(TaskSupport.task_id).where(TaskSupport.agency_id == agency.id)
    tasks = select(Task.code).where(
        born_of_case(),
        Task.state.not_in(CLOSED_STATES),
        or_(
            Task.owner_id == agency.id,
            Task.proposer_id == agency.id,
            Task.helper_id == agency.id,
            Task.id.in_(supported),
        ),
    )
    check_keeps_no_place(becomes.short_name, list(act.session.scalars(tasks.order_by(Task.code))))
