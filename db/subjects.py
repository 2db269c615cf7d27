"""The subjects that data are about: commands name those they touch, queries those they read.

A cached answer holds until one of its subjects is written again (``db/queries/revision.py``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection

Question = TypeVar("Question", bound=Callable[..., Any])


class Subject(StrEnum):
    PLACES = "places"
    AGENCIES = "agencies"
    ACCOUNTS = "accounts"
    TRAIL = "trail"
    DECLARATION = "declaration"
    COMMITMENTS = "commitments"
    REPORTS = "reports"
    TASKS = "tasks"
    MEETINGS = "meetings"
    HOLIDAYS = "holidays"
    FIGURES = "figures"
    CASES = "cases"
    SERVICES = "services"
    IMPORTS = "imports"
    NOTICES = "notices"
    REMARKS = "remarks"


TABLES: dict[Subject, frozenset[str]] = {
    Subject.PLACES: frozenset({"region", "destination", "transit_point"}),
    Subject.AGENCIES: frozenset(
        {
            "agency",
            "agency_alias",
            "agency_correspondence",
            "agency_signatory",
            "forkopimda_seat",
            "service_desk",
        }
    ),
    Subject.ACCOUNTS: frozenset(
        {
            "user_account",
            "user_session",
            "sign_in_attempt",
            "account_link",
            "known_device",
            "second_factor",
            "recovery_code",
            "sign_in_step",
            "provider_name",
            "delegation",
            "planned_move",
        }
    ),
    Subject.TRAIL: frozenset({"audit_record", "row_seal", "command_receipt", "subject_revision"}),
    Subject.DECLARATION: frozenset({"decision_event", "statement", "duty_finding", "pillar"}),
    Subject.COMMITMENTS: frozenset(
        {
            "commitment",
            "commitment_support",
            "commitment_draft",
            "checkpoint",
            "ownership_offer",
            "target_change",
            "quarter_lock",
            "amendment",
        }
    ),
    Subject.REPORTS: frozenset({"progress_report", "evidence", "verdict"}),
    Subject.TASKS: frozenset({"task", "task_support", "task_step", "escalation", "escalation_letter"}),
    Subject.MEETINGS: frozenset(
        {
            "meeting",
            "attendance",
            "agenda_item",
            "decision",
            "meeting_seal",
            "meeting_wall",
            "minutes_amendment",
            "screen_token",
        }
    ),
    Subject.HOLIDAYS: frozenset({"joint_leave"}),
    Subject.REMARKS: frozenset({"remark"}),
    Subject.FIGURES: frozenset({"source", "indicator", "published_figure", "conflict_explanation"}),
    Subject.SERVICES: frozenset(
        {
            "service_report",
            "desk_statement",
            "chain_count",
            "service_draft",
            "village_team",
            "source_village",
            "outreach_activity",
        }
    ),
    Subject.IMPORTS: frozenset({"import_batch", "import_reading", "imported_row", "import_answer"}),
    Subject.NOTICES: frozenset({"notice", "mailed_notice", "mail_choice", "outgoing_mail", "calendar_feed"}),
    Subject.CASES: frozenset(
        {
            "case_record",
            "case_summary",
            "case_route_summary",
            "case_release",
            "case_released",
            "case_told",
            "case_told_route",
            "case_step",
            "case_flag",
            "case_change",
            "case_referral",
            "case_stage_limit",
            "case_draft",
        }
    ),
}
"""Every table belongs to one subject."""

ALWAYS_TOUCHED = frozenset({Subject.TRAIL, Subject.NOTICES})
"""Each command writes its record and receipt, and tells whom it concerns; nothing cached shows any."""

_OF_TABLE = {table: subject for subject, tables in TABLES.items() for table in tables}


def subjects_of(tables: Iterable[str]) -> frozenset[Subject]:
    return frozenset(_OF_TABLE[table] for table in tables)


@dataclass(frozen=True)
class Declared:
    """What a query says of itself."""

    reads: frozenset[Subject]
    is_cached: bool
    most: int
    """Answers cached at once, for its different arguments."""
    of_counts: bool
    """Of its reader's ``scope`` it is told, and kept by, no more than ``Scope.of_counts``."""
    alike: Callable[[Connection], Any] | None
    """Finds what of it is the same for all readers; by itself that is an answer to nobody."""

    @property
    def is_of_accounts(self) -> bool:
        """Whether it is about who comes in, who acts and what he may, and about nothing else."""
        return Subject.ACCOUNTS in self.reads and self.reads <= {Subject.ACCOUNTS, Subject.AGENCIES}


QUERIES: dict[Callable[..., Any], Declared] = {}
"""Every query that may be asked, with what it declared."""


MOST_ANSWERS = 256


def query(
    *reads: Subject,
    cached: bool = False,
    most: int = MOST_ANSWERS,
    of_counts: bool = False,
    alike: Callable[[Connection], Any] | None = None,
) -> Callable[[Question], Question]:
    """Declare a function of a connection as a query of these subjects; it stays that plain function.

    The answer of one that is ``cached`` serves every reader who asks the same of data that are as new. So it
    is frozen, depends on nothing but its arguments, and none of its arguments is a moment. ``most`` is for
    answers so large that few of them fit. One ``of_counts`` answers all alike who may see the same counts.
    What ``alike`` finds of these subjects before anything is withheld from anybody is cached once for all,
    and handed to the query as its argument of that name; where nothing is cached it finds it itself.
    """

    def declare(function: Question) -> Question:
        QUERIES[function] = Declared(frozenset(reads), cached, most, of_counts, alike)
        return function

    return declare
