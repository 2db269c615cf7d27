"""Who may do what: one table, printed into the documentation from here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.enumerations import Rowed


class Permission(StrEnum):
    VIEW_OVERVIEW = "view_overview"
    VIEW_PROGRESS = "view_progress"
    VIEW_MAP = "view_map"
    VIEW_REGION = "view_region"
    VIEW_FIGURES = "view_figures"
    SEARCH = "search"
    VIEW_COMMITMENTS = "view_commitments"
    VIEW_TASKS = "view_tasks"
    VIEW_MEETINGS = "view_meetings"
    VIEW_SCREEN = "view_screen"
    TAKE_PAPERS = "take_papers"
    RUN_MEETINGS = "run_meetings"
    VIEW_CASES = "view_cases"
    KEEP_CASES = "keep_cases"
    ANSWER_REFERRALS = "answer_referrals"
    SET_STAGE_LIMITS = "set_stage_limits"
    CLOSE_RELEASES = "close_releases"
    VIEW_AUDIT = "view_audit"
    VIEW_SYSTEM = "view_system"
    VIEW_MY_AGENCY = "view_my_agency"
    REPORT_PROGRESS = "report_progress"
    VERIFY_REPORTS = "verify_reports"
    VIEW_EVIDENCE = "view_evidence"
    VIEW_OWN_ACCOUNT = "view_own_account"
    MANAGE_OWN_SESSIONS = "manage_own_sessions"
    NAME_DEPUTY = "name_deputy"
    VIEW_INBOX = "view_inbox"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_AGENCIES = "manage_agencies"
    FORM_COMMITMENTS = "form_commitments"
    ASSIGN_OWNERS = "assign_owners"
    ANSWER_OWNERSHIP = "answer_ownership"
    PROPOSE_TARGETS = "propose_targets"
    DECIDE_TARGETS = "decide_targets"
    LOCK_QUARTERS = "lock_quarters"
    REGISTER_DECISIONS = "register_decisions"
    RECORD_DUTIES = "record_duties"
    PROPOSE_TASKS = "propose_tasks"
    ANSWER_TASKS = "answer_tasks"
    VERIFY_TASKS = "verify_tasks"
    ESCALATE_TASKS = "escalate_tasks"
    RECORD_LETTERS = "record_letters"
    REMARK = "remark"
    MANAGE_HOLIDAYS = "manage_holidays"
    VIEW_SERVICES = "view_services"
    REPORT_SERVICES = "report_services"
    LIST_SOURCE_VILLAGES = "list_source_villages"
    VERIFY_SERVICES = "verify_services"
    PUBLISH_FIGURES = "publish_figures"
    RESOLVE_CONFLICTS = "resolve_conflicts"
    IMPORT_FILES = "import_files"
    SIGN_IN = "sign_in"
    SEED = "seed"
    BACK_UP = "back_up"
    NOTE_DRILLS = "note_drills"
    KEY_TRAIL = "key_trail"
    REMIND = "remind"
    MOVE_ACCOUNTS_IN_TIME = "move_accounts_in_time"
    MAIL_LINKS = "mail_links"


@dataclass(frozen=True)
class TierRow:
    smallest: int
    """The smallest count that is shown; from 1 on nothing is hidden."""


class DisclosureTier(Rowed):
    """How small a count a reader may see (DESIGN rule 8)."""

    row: TierRow

    CASES = "cases", TierRow(1)
    AGENCY = "agency", TierRow(3)
    SHARED_SCREEN = "shared_screen", TierRow(11)


class EvidenceReach(StrEnum):
    """Whose proof a reader may open."""

    ALL = "all"
    OWN = "own"
    """Of commitments that the reader's agency owns or supports."""
    NONE = "none"


class DeputyReach(StrEnum):
    """Among whom somebody of a role may find a deputy."""

    NOBODY = "nobody"
    OWN_AGENCY = "own_agency"
    ANY_AGENCY = "any_agency"


_EVERY_SCREEN = frozenset(
    {
        Permission.VIEW_OVERVIEW,
        Permission.VIEW_PROGRESS,
        Permission.VIEW_MAP,
        Permission.VIEW_REGION,
        Permission.VIEW_FIGURES,
        Permission.SEARCH,
        Permission.VIEW_COMMITMENTS,
        Permission.VIEW_TASKS,
        Permission.VIEW_SERVICES,
    }
)
_MEETINGS = frozenset({Permission.VIEW_MEETINGS, Permission.VIEW_SCREEN})
_SESSION = frozenset({Permission.SIGN_IN})
_TALKS = frozenset({Permission.REMARK})
"""On what one may read; the office that says it is the account's own."""
_OWN_ACCOUNT = (
    _SESSION
    | _MEETINGS
    | frozenset(
        {
            Permission.VIEW_OWN_ACCOUNT,
            Permission.MANAGE_OWN_SESSIONS,
            Permission.NAME_DEPUTY,
            Permission.TAKE_PAPERS,
            Permission.VIEW_INBOX,
        }
    )
)
"""What every person has, and the shared screen, being nobody, has not."""
_OWNS_COMMITMENTS = frozenset({Permission.ANSWER_OWNERSHIP, Permission.PROPOSE_TARGETS})
"""What an agency does about its own commitments; which are its own is checked per row."""
_KEEPS_COMMITMENTS = frozenset(
    {
        Permission.FORM_COMMITMENTS,
        Permission.ASSIGN_OWNERS,
        Permission.DECIDE_TARGETS,
        Permission.LOCK_QUARTERS,
        Permission.REGISTER_DECISIONS,
        Permission.RECORD_DUTIES,
    }
)

_REPORTING = frozenset({Permission.VIEW_MY_AGENCY, Permission.REPORT_PROGRESS, Permission.VIEW_EVIDENCE})

_SERVES = frozenset({Permission.REPORT_SERVICES, Permission.LIST_SOURCE_VILLAGES, Permission.IMPORT_FILES})
"""Which part of the services an agency speaks for is decided by which agency it is; a file says no more."""

_TASKS = frozenset({Permission.PROPOSE_TASKS, Permission.ANSWER_TASKS, Permission.ESCALATE_TASKS})
"""Agencies propose to each other; who may answer which task is decided by whose task it is."""

_REFERRALS = frozenset({Permission.ANSWER_REFERRALS})
"""Whose referral it is, is checked per row: nobody answers for another agency."""


@dataclass(frozen=True)
class RoleRow:
    label: str
    permissions: frozenset[Permission]
    tier: DisclosureTier
    evidence: EvidenceReach = EvidenceReach.NONE
    reads_secrets: bool = False
    """The content of a secret meeting; that it took place is known to all who sign in."""
    deputies: DeputyReach = DeputyReach.NOBODY
    idle_minutes: int | None = 60
    """How long a session of this role may lie unused, unless an installation says otherwise; None: as long
    as it lasts."""


class Role(Rowed):
    row: RoleRow

    GOVERNOR_OFFICE = (
        "governor_office",
        RoleRow(
            "Kantor Gubernur dan sekretariat gugus tugas",
            _EVERY_SCREEN
            | _OWN_ACCOUNT
            | _OWNS_COMMITMENTS
            | _KEEPS_COMMITMENTS
            | _REPORTING
            | _TASKS
            | _TALKS
            | _REFERRALS
            | {
                Permission.VIEW_CASES,
                Permission.SET_STAGE_LIMITS,
                Permission.VIEW_AUDIT,
                Permission.RUN_MEETINGS,
                Permission.RECORD_LETTERS,
                Permission.MANAGE_HOLIDAYS,
                Permission.MANAGE_AGENCIES,
                Permission.PUBLISH_FIGURES,
                Permission.RESOLVE_CONFLICTS,
                Permission.LIST_SOURCE_VILLAGES,
                Permission.IMPORT_FILES,
            },
            DisclosureTier.CASES,
            EvidenceReach.ALL,
            reads_secrets=True,
            deputies=DeputyReach.OWN_AGENCY,
            idle_minutes=30,
        ),
    )
    FORKOPIMDA = (
        "forkopimda",
        RoleRow(
            "Anggota Forkopimda",
            _EVERY_SCREEN | _OWN_ACCOUNT | _OWNS_COMMITMENTS | _REPORTING | _TASKS | _REFERRALS | _TALKS,
            DisclosureTier.AGENCY,
            EvidenceReach.ALL,
            reads_secrets=True,
            deputies=DeputyReach.OWN_AGENCY,
        ),
    )
    AGENCY = (
        "agency",
        RoleRow(
            "Kepala instansi dan penghubung",
            _EVERY_SCREEN
            | _OWN_ACCOUNT
            | _OWNS_COMMITMENTS
            | _REPORTING
            | _TASKS
            | _SERVES
            | _REFERRALS
            | _TALKS,
            DisclosureTier.AGENCY,
            EvidenceReach.OWN,
            deputies=DeputyReach.ANY_AGENCY,
        ),
    )
    VERIFIER = (
        "verifier",
        RoleRow(
            "Verifikator",
            _EVERY_SCREEN
            | _OWN_ACCOUNT
            | _TALKS
            | {
                Permission.VIEW_AUDIT,
                Permission.RECORD_DUTIES,
                Permission.VERIFY_REPORTS,
                Permission.VIEW_EVIDENCE,
                Permission.ANSWER_TASKS,
                Permission.VERIFY_TASKS,
                Permission.VERIFY_SERVICES,
            },
            DisclosureTier.AGENCY,
            EvidenceReach.ALL,
            deputies=DeputyReach.OWN_AGENCY,
        ),
    )
    CASE_OFFICER = (
        "case_officer",
        RoleRow(
            "Petugas kasus",
            _EVERY_SCREEN
            | _OWN_ACCOUNT
            | _REFERRALS
            | _TALKS
            | {
                Permission.VIEW_CASES,
                Permission.KEEP_CASES,
                Permission.PROPOSE_TASKS,
                Permission.IMPORT_FILES,
            },
            DisclosureTier.CASES,
            deputies=DeputyReach.OWN_AGENCY,
            idle_minutes=20,
        ),
    )
    ADMINISTRATOR = (
        "administrator",
        RoleRow(
            "Administrator",
            _EVERY_SCREEN
            | _OWN_ACCOUNT
            | {
                Permission.VIEW_AUDIT,
                Permission.VIEW_SYSTEM,
                Permission.NOTE_DRILLS,
                Permission.CLOSE_RELEASES,
                Permission.MANAGE_ACCOUNTS,
                Permission.MANAGE_AGENCIES,
                Permission.MANAGE_HOLIDAYS,
                Permission.IMPORT_FILES,
            },
            DisclosureTier.AGENCY,
            idle_minutes=20,
        ),
    )
    SHARED_SCREEN = (
        "shared_screen",
        RoleRow(
            "Layar bersama",
            _EVERY_SCREEN | _SESSION | {Permission.VIEW_SCREEN},
            DisclosureTier.SHARED_SCREEN,
            idle_minutes=None,
        ),
    )


PERMISSIONS = {role: role.row.permissions for role in Role}
TIERS = {role: role.row.tier for role in Role}
EVIDENCE_REACH = {role: role.row.evidence for role in Role}


class OfAnAgency:
    """Whoever sits in an agency has what was its own, and what was of those that went over into it."""

    agency_id: int | None
    merged: frozenset[int]

    @property
    def agencies(self) -> frozenset[int]:
        """What any row may name that is theirs; none for those who sit nowhere."""
        return frozenset() if self.agency_id is None else self.merged | {self.agency_id}

    def is_of(self, agency_id: int | None) -> bool:
        return agency_id in self.agencies


@dataclass(frozen=True)
class Scope(OfAnAgency):
    """What a reader may see; part of every cached question, so that nobody gets another's answer."""

    tier: DisclosureTier
    agency_id: int | None
    may_see_cases: bool
    evidence: EvidenceReach = EvidenceReach.NONE
    reads_secrets: bool = False
    """What a meeting classified as secret has decided."""
    merged: frozenset[int] = frozenset()
    verifies_tasks: bool = False
    """Judges what others claim to have done, and has to read it for that."""

    @property
    def of_counts(self) -> "Scope":
        """What of it decides which counts may be seen: maps and series put together for one reader serve all
        who see the same."""
        return Scope(self.tier, None, self.may_see_cases)


_NEVER_LENT = frozenset({Permission.NAME_DEPUTY})
"""A deputy hands nothing on, and sends nobody home who looks after the office with him."""


@dataclass(frozen=True)
class Deputy:
    """Whose own account acts for an office, by which order and until when."""

    user_id: int
    username: str
    name: str
    office: str
    """``Plh. Kepala Dinas Sosial``."""
    until: date


def outside(agency_id: int, merged: frozenset[int]) -> Scope:
    """What a mail or a calendar is told, which leaves the application and stays where it is: no more than the
    shared screen, and nothing that only readers of secrets or of cases may know."""
    return Scope(DisclosureTier.SHARED_SCREEN, agency_id, False, merged=merged)


@dataclass(frozen=True)
class Actor(OfAnAgency):
    """The person (or the machine) behind a request.

    Who stands in for an office acts as that office: its role, its agency, and a name of its own in every
    row and record, ``Plh. Kepala Dinas Sosial, oleh Sekretaris``. The account behind it is ``person_id``.
    """

    user_id: int | None
    username: str
    display_name: str
    role: Role | None
    agency_id: int | None
    agency_name: str
    is_demo: bool = False
    granted: frozenset[Permission] = frozenset()
    deputy: Deputy | None = None
    merged: frozenset[int] = frozenset()
    """The agencies that went over into theirs."""

    @property
    def person_id(self) -> int | None:
        """Whose password and sessions these are; the same person by whichever name he acts."""
        return self.deputy.user_id if self.deputy else self.user_id

    @property
    def person_username(self) -> str:
        return self.deputy.username if self.deputy else self.username

    @property
    def permissions(self) -> frozenset[Permission]:
        held = self.granted | (self.role.row.permissions if self.role else frozenset())
        return held - _NEVER_LENT if self.deputy else held

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def scope(self) -> Scope:
        if self.role is None:
            return Scope(DisclosureTier.SHARED_SCREEN, None, False)
        return Scope(
            self.role.row.tier,
            self.agency_id,
            self.may(Permission.VIEW_CASES),
            self.role.row.evidence,
            reads_secrets=self.role.row.reads_secrets,
            merged=self.merged,
            verifies_tasks=self.may(Permission.VERIFY_TASKS),
        )


def _machine(name: str, *granted: Permission) -> Actor:
    return Actor(None, name, name, None, None, "", granted=frozenset(granted))


VISITOR = _machine("visitor", Permission.SIGN_IN)
"""Somebody in front of the sign-in page."""

ROOM = _machine("layar-rapat", Permission.VIEW_SCREEN)
"""The shared screen of a meeting, started by its token: nobody's account, only the room's tier."""

READERS_OF_COUNTS = frozenset(
    {
        ROOM.scope,
        *(Scope(TIERS[role], None, Permission.VIEW_CASES in PERMISSIONS[role]) for role in Role),
    }
)
"""Every kind of reader that maps and series are put together for."""

WORKER = _machine(
    "pekerja",
    Permission.REMIND,
    Permission.MOVE_ACCOUNTS_IN_TIME,
    Permission.MAIL_LINKS,
    Permission.CLOSE_RELEASES,
    Permission.BACK_UP,
)
"""What runs beside the screens: it tells people what is due, writes down what has come true, says of the
register what a quarter brought, and makes the backup of the night."""

OPERATOR = _machine(
    "operator",
    Permission.SEED,
    Permission.BACK_UP,
    Permission.KEY_TRAIL,
    Permission.MANAGE_ACCOUNTS,
    Permission.MANAGE_AGENCIES,
    Permission.FORM_COMMITMENTS,
    Permission.IMPORT_FILES,
    Permission.KEEP_CASES,
    Permission.PUBLISH_FIGURES,
    Permission.REMIND,
    Permission.MOVE_ACCOUNTS_IN_TIME,
)
"""Whoever holds the server's shell: ``python -m db``."""

COMMAND_LINE = "python -m db"
"""What the trail keeps as the screen of such an act."""
