"""What was born of a case stays with those who may see cases and those who work on it, on every page."""

import pytest
from sqlalchemy import or_, select

from db.models import CaseRecord, Task, TaskSupport, User
from db.queries.case_born import born_of_case
from domain.access.permissions import PERMISSIONS, Permission, Role
from domain.tasks.life import TaskState
from tests.factories import ACCOUNTS, actor
from tests.pages.visiting import PAGES, House, Visitor

OUTSIDE = [role for role in Role if not actor(role).scope.may_see_cases]


def _kept_from(home: House, role: Role, account: str) -> set[str]:
    """Titles of tasks that cases led to and that are not this office's, and what names the cases.

    Whoever verifies reads a task for as long as somebody claims that it is done.
    """
    verifies = Permission.VERIFY_REPORTS in PERMISSIONS[role]
    agency = home.rows(select(User.agency_id).where(User.username == account))[0][0]
    tasks = home.rows(
        select(Task.title).where(
            born_of_case(),
            Task.id.not_in(
                select(Task.id).where(
                    or_(Task.proposer_id == agency, Task.owner_id == agency, Task.helper_id == agency)
                )
            ),
            Task.state.not_in([TaskState.CLAIMED_DONE] if verifies else []),
            Task.id.not_in(select(TaskSupport.task_id).where(TaskSupport.agency_id == agency)),
        )
    )
    cases = home.rows(select(CaseRecord.code, CaseRecord.agency_reference))
    return {row.title for row in tasks} | {word for row in cases for word in row if word}


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_page_tells_a_role_without_cases_what_was_born_of_one(visit: Visitor, role: Role) -> None:
    account = ACCOUNTS[role]
    kept = _kept_from(visit.home, role, account)
    assert len(kept) > 100
    shown = [path for path, (_, needs) in PAGES.items() if needs in PERMISSIONS[role]]
    assert shown
    for path in shown:
        found = visit(path, as_=account).everything
        assert not [word for word in kept if word in found], f"{path} as {account}"
