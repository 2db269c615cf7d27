"""The table of who may do what."""

import pytest

from domain.access.permissions import (
    EVIDENCE_REACH,
    OPERATOR,
    PERMISSIONS,
    TIERS,
    VISITOR,
    WORKER,
    DisclosureTier,
    EvidenceReach,
    Permission,
    Role,
    Scope,
)
from tests.factories import actor

PAGES = {permission for permission in Permission if permission.name.startswith("VIEW_")}
FOR_EVERYBODY = PAGES - {
    Permission.VIEW_CASES,
    Permission.VIEW_AUDIT,
    Permission.VIEW_SYSTEM,
    Permission.VIEW_OWN_ACCOUNT,
    Permission.VIEW_INBOX,
    Permission.VIEW_MY_AGENCY,
    Permission.VIEW_EVIDENCE,
    Permission.VIEW_MEETINGS,
}
REPORTERS = {Role.GOVERNOR_OFFICE, Role.FORKOPIMDA, Role.AGENCY}


def test_every_role_has_permissions_and_a_tier() -> None:
    assert set(PERMISSIONS) == set(TIERS) == set(Role)


def test_who_may_open_proof_is_said_for_every_role_and_agrees_with_the_permission() -> None:
    assert set(EVIDENCE_REACH) == set(Role)
    for role, reach in EVIDENCE_REACH.items():
        assert (reach is not EvidenceReach.NONE) == (Permission.VIEW_EVIDENCE in PERMISSIONS[role])


def test_every_permission_belongs_to_somebody() -> None:
    held = frozenset().union(*PERMISSIONS.values(), VISITOR.granted, OPERATOR.granted, WORKER.granted)
    assert held == set(Permission)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_common_screens_and_can_sign_out(role: Role) -> None:
    assert PERMISSIONS[role] >= FOR_EVERYBODY | {Permission.SIGN_IN}


EVERYBODY, NOBODY = set(Role), set[Role]()
PEOPLE = EVERYBODY - {Role.SHARED_SCREEN}
THESE_ALONE: dict[Permission, set[Role]] = {
    Permission.SEARCH: EVERYBODY,
    Permission.VIEW_MEETINGS: PEOPLE,
    Permission.TAKE_PAPERS: PEOPLE,
    Permission.RUN_MEETINGS: {Role.GOVERNOR_OFFICE},
    Permission.VIEW_CASES: {Role.GOVERNOR_OFFICE, Role.CASE_OFFICER},
    Permission.KEEP_CASES: {Role.CASE_OFFICER},
    Permission.ANSWER_REFERRALS: REPORTERS | {Role.CASE_OFFICER},
    Permission.SET_STAGE_LIMITS: {Role.GOVERNOR_OFFICE},
    Permission.CLOSE_RELEASES: {Role.ADMINISTRATOR},
    Permission.VIEW_AUDIT: {Role.GOVERNOR_OFFICE, Role.VERIFIER, Role.ADMINISTRATOR},
    Permission.VIEW_SYSTEM: {Role.ADMINISTRATOR},
    Permission.VIEW_MY_AGENCY: REPORTERS,
    Permission.REPORT_PROGRESS: REPORTERS,
    Permission.VERIFY_REPORTS: {Role.VERIFIER},
    Permission.VIEW_EVIDENCE: REPORTERS | {Role.VERIFIER},
    Permission.VIEW_OWN_ACCOUNT: PEOPLE,
    Permission.MANAGE_OWN_SESSIONS: PEOPLE,
    Permission.NAME_DEPUTY: PEOPLE,
    Permission.VIEW_INBOX: PEOPLE,
    Permission.MANAGE_ACCOUNTS: {Role.ADMINISTRATOR},
    Permission.MANAGE_AGENCIES: {Role.GOVERNOR_OFFICE, Role.ADMINISTRATOR},
    Permission.FORM_COMMITMENTS: {Role.GOVERNOR_OFFICE},
    Permission.ASSIGN_OWNERS: {Role.GOVERNOR_OFFICE},
    Permission.ANSWER_OWNERSHIP: REPORTERS,
    Permission.PROPOSE_TARGETS: REPORTERS,
    Permission.DECIDE_TARGETS: {Role.GOVERNOR_OFFICE},
    Permission.LOCK_QUARTERS: {Role.GOVERNOR_OFFICE},
    Permission.REGISTER_DECISIONS: {Role.GOVERNOR_OFFICE},
    Permission.RECORD_DUTIES: {Role.GOVERNOR_OFFICE, Role.VERIFIER},
    Permission.PROPOSE_TASKS: REPORTERS | {Role.CASE_OFFICER},
    Permission.ANSWER_TASKS: REPORTERS | {Role.VERIFIER},
    Permission.VERIFY_TASKS: {Role.VERIFIER},
    Permission.ESCALATE_TASKS: REPORTERS,
    Permission.RECORD_LETTERS: {Role.GOVERNOR_OFFICE},
    Permission.REMARK: REPORTERS | {Role.VERIFIER, Role.CASE_OFFICER},
    Permission.MANAGE_HOLIDAYS: {Role.GOVERNOR_OFFICE, Role.ADMINISTRATOR},
    Permission.REPORT_SERVICES: {Role.AGENCY},
    Permission.LIST_SOURCE_VILLAGES: {Role.GOVERNOR_OFFICE, Role.AGENCY},
    Permission.VERIFY_SERVICES: {Role.VERIFIER},
    Permission.PUBLISH_FIGURES: {Role.GOVERNOR_OFFICE},
    Permission.RESOLVE_CONFLICTS: {Role.GOVERNOR_OFFICE},
    Permission.IMPORT_FILES: {Role.GOVERNOR_OFFICE, Role.AGENCY, Role.CASE_OFFICER, Role.ADMINISTRATOR},
    Permission.SIGN_IN: EVERYBODY,
    Permission.SEED: NOBODY,
    Permission.BACK_UP: NOBODY,
    Permission.NOTE_DRILLS: {Role.ADMINISTRATOR},
    Permission.KEY_TRAIL: NOBODY,
    Permission.REMIND: NOBODY,
    Permission.MOVE_ACCOUNTS_IN_TIME: NOBODY,
    Permission.MAIL_LINKS: NOBODY,
}
"""Written out and not derived: whoever gives a role one permission more says it here, too."""


def test_no_cell_of_the_table_is_untested() -> None:
    assert FOR_EVERYBODY | THESE_ALONE.keys() == set(Permission)


@pytest.mark.parametrize("permission", THESE_ALONE)
def test_what_is_not_for_everybody_is_for_these_alone(permission: Permission) -> None:
    assert {role for role in Role if actor(role).may(permission)} == THESE_ALONE[permission]


@pytest.mark.parametrize("role", list(Role))
def test_exact_counts_and_rows_of_cases_go_together(role: Role) -> None:
    exact = TIERS[role] is DisclosureTier.CASES
    assert exact == (Permission.VIEW_CASES in PERMISSIONS[role])


def test_the_shared_screen_has_the_narrowest_tier_and_nobody_else() -> None:
    assert {role for role in Role if TIERS[role] is DisclosureTier.SHARED_SCREEN} == {Role.SHARED_SCREEN}


@pytest.mark.parametrize("role", list(Role))
def test_a_scope_tells_the_whole_answer_to_who_may_see_what(role: Role) -> None:
    may_see = role in {Role.GOVERNOR_OFFICE, Role.CASE_OFFICER}
    reads_secrets = role in (Role.GOVERNOR_OFFICE, Role.FORKOPIMDA)
    assert actor(role, agency_id=7).scope == Scope(
        TIERS[role],
        7,
        may_see,
        EVIDENCE_REACH[role],
        reads_secrets,
        verifies_tasks=role is Role.VERIFIER,
    )


@pytest.mark.parametrize("machine", [VISITOR, OPERATOR], ids=lambda each: each.username)
def test_a_machine_sees_no_screen_and_the_narrowest_tier(machine) -> None:
    assert not any(machine.may(page) for page in PAGES)
    assert machine.scope == Scope(DisclosureTier.SHARED_SCREEN, None, False)


def test_a_visitor_may_sign_in_and_nothing_else() -> None:
    assert [permission for permission in Permission if VISITOR.may(permission)] == [Permission.SIGN_IN]
