"""What people are told of, and what it still asks of them."""

import string

import pytest

from domain.access.permissions import PERMISSIONS, Permission
from domain.commitments.health import ReportState
from domain.notices.kinds import NOT_REPORTED, NoticeKind, Work, work_left
from domain.tasks.life import TaskState


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_kind_that_asks_for_something_says_in_which_states(kind: NoticeKind) -> None:
    assert (kind.row.work is not Work.KNOW) == bool(kind.row.asks_in)
    assert kind.row.answered_in <= kind.row.asks_in


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_sentence_asks_for_nothing_that_a_notice_has_not(kind: NoticeKind) -> None:
    assert {name for _, name, _, _ in string.Formatter().parse(kind.row.says) if name} <= {
        "by",
        "code",
        "due",
    }
    assert kind.row.says.endswith(".")


def test_everything_told_can_be_told_to_somebody_who_reads_notices() -> None:
    readers = [held for held in PERMISSIONS.values() if Permission.VIEW_INBOX in held]
    assert [kind for kind in NoticeKind if not any(kind.row.needs in held for held in readers)] == []


@pytest.mark.parametrize(
    ("kind", "state", "work"),
    [
        (NoticeKind.TASK_PROPOSED, TaskState.PROPOSED, Work.ANSWER),
        (NoticeKind.TASK_PROPOSED, TaskState.ACCEPTED, Work.KNOW),
        (NoticeKind.TASK_LATE, TaskState.PROPOSED, Work.ANSWER),
        (NoticeKind.TASK_LATE, TaskState.BLOCKED, Work.ACT),
        (NoticeKind.TASK_LATE, TaskState.CLAIMED_DONE, Work.KNOW),
        (NoticeKind.REPORT_RETURNED, ReportState.RETURNED, Work.ACT),
        (NoticeKind.REPORT_RETURNED, ReportState.SUBMITTED, Work.KNOW),
        (NoticeKind.REPORT_LATE, NOT_REPORTED, Work.ACT),
        (NoticeKind.TASK_VERIFIED, TaskState.VERIFIED, Work.KNOW),
    ],
)
def test_what_was_answered_meanwhile_is_only_to_be_known(kind: NoticeKind, state: str, work: Work) -> None:
    assert work_left(kind, state) is work
