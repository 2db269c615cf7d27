"""A query says which subjects it reads, and that is what it reads: no table more, no subject less.

An answer that is kept is thrown away when one of these subjects is written. So a table that a query forgot
to name would leave old answers standing, and a name too many would throw away good ones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from factories import MORNING, actor_named
from sqlalchemy import Connection, event

from db.queries import (
    accounts,
    agencies,
    attention,
    audit,
    beginning,
    calendar,
    case_counts,
    case_forms,
    case_routes,
    case_rows,
    case_work,
    commitment_history,
    commitments,
    date_context,
    decisions,
    declaration,
    deputies,
    early_clusters,
    entering,
    figures,
    histories,
    holidays,
    imports,
    letters,
    mail,
    meetings,
    minutes,
    newest,
    notices,
    outreach,
    ownership,
    papers,
    planned_imports,
    progress,
    promises,
    quarters,
    regions,
    releases,
    remarks,
    revision,
    seats,
    service_entry,
    services,
    sign_in_steps,
    standing,
    statements,
    task_detail,
    tasks,
    trail_names,
)
from db.queries.case_counts import Grain, Period
from db.subjects import ALWAYS_TOUCHED, QUERIES, subjects_of
from domain.access.permissions import Role, Scope
from domain.figures.cases import CaseKind
from domain.imports.kinds import ImportKind
from domain.notices.mail import Purpose
from domain.places.regions import RegionLevel
from domain.remarks import ProposalKind, RemarkSubject
from domain.tasks.life import TaskState
from domain.time.calendar import Month
from tests.statements import tables_in

TODAY = MORNING.date()
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
KIND = CaseKind.DEATH_ABROAD


def cases_reader(connection: Connection) -> Scope:
    return actor_named(connection, "kasus.bp3mi").scope


def agency_reader(connection: Connection) -> Scope:
    return actor_named(connection, "polda").scope


def held(connection: Connection) -> meetings.MeetingRow:
    found = meetings.last_meeting(connection)
    assert found is not None, "the sample data have a meeting that was held"
    return found


def a_report(connection: Connection) -> tuple[str, str]:
    own = commitments.commitments_of_agency(connection, scope=agency_reader(connection))
    return own[0].row.code, own[0].checkpoints[0].quarter


def nothing_found(_rows: Any) -> tuple[Any, ...]:
    return ()


def a_claimed_task(connection: Connection) -> str:
    rows = tasks.task_rows(connection, scope=agency_reader(connection))
    return next(row.code for row in rows if row.state is TaskState.CLAIMED_DONE)


def a_task(connection: Connection) -> str:
    return tasks.task_rows(connection, scope=agency_reader(connection))[0].code


def an_offered_one(connection: Connection) -> int:
    rows = commitments.commitment_rows(connection, scope=agency_reader(connection))
    offered = ownership.open_offers(connection)[0].commitment_code
    return next(row.id for row in rows if row.code == offered)


def a_letter(connection: Connection) -> int:
    rows = tasks.task_rows(connection, scope=agency_reader(connection))
    return next(step.id for row in rows for step in row.escalations if step.has_letter)


def a_seal(connection: Connection) -> str:
    found = minutes.seal_of(connection, held(connection).id)
    assert found is not None, "the meeting that was held has its minutes sealed"
    return found.code


Given = tuple[tuple[Any, ...], dict[str, Any]]


def call(*args: Any, **named: Any) -> Given:
    return args, named


def told(username: str, connection: Connection) -> Given:
    """Between them these accounts were told of every kind of matter."""
    actor = actor_named(connection, username)
    return call(actor.user_id or 0, scope=actor.scope, role=actor.role, now=MORNING)


EXAMPLES: dict[Callable[..., Any], list[Callable[[Connection], Given]]] = {
    standing.due_moves: [lambda c: call(TODAY)],
    standing.moves_of: [lambda c: call(on=TODAY)],
    accounts.account_rows: [lambda c: call(now=MORNING)],
    accounts.actor_of_account: [lambda c: call("polda")],
    accounts.actor_of_token: [lambda c: call("none", MORNING)],
    deputies.deputies_of: [lambda c: call(1, on=TODAY)],
    deputies.deputy_choices: [lambda c: call(1, on=TODAY)],
    deputies.offices_of_deputy: [lambda c: call(1, on=TODAY)],
    deputies.offices_with_deputy: [lambda c: call(on=TODAY)],
    accounts.demo_accounts: [lambda c: call()],
    accounts.open_sessions: [lambda c: call(user_id=1, token="none", now=MORNING)],
    accounts.sessions_in_all: [lambda c: call(MORNING)],
    sign_in_steps.refused_attempts: [lambda c: call("polda", since=MORNING)],
    accounts.session_end: [lambda c: call("none", MORNING)],
    accounts.still_open: [lambda c: call(("none",), MORNING)],
    sign_in_steps.pending_step: [lambda c: call("none", MORNING)],
    sign_in_steps.unused_recovery: [lambda c: call(1, "none")],
    sign_in_steps.second_factor_of: [lambda c: call(1)],
    sign_in_steps.usable_link: [lambda c: call("none", MORNING)],
    agencies.home_of_agency: [lambda c: call(actor_named(c, "pemkab.malaka").agency_id)],
    agencies.agency_choices: [lambda c: call()],
    agencies.merge_preview: [lambda c: call(1, "dpmd", on=TODAY)],
    agencies.agency_rows: [lambda c: call()],
    agencies.aliases_of: [lambda c: call(1)],
    agencies.seat_terms: [lambda c: call()],
    agencies.agency_names: [lambda c: call()],
    agencies.possible_owners: [lambda c: call()],
    attention.carried_points: [
        lambda c: call(on=TODAY, scope=agency_reader(c), meeting_id=None),
    ],
    attention.conflict_facts: [lambda c: call()],
    attention.hot_regions: [lambda c: call(TODAY)],
    attention.task_facts: [lambda c: call(scope=agency_reader(c))],
    audit.last_backup: [lambda c: call()],
    audit.recent_backups: [lambda c: call(3)],
    audit.failed_backup: [lambda c: call()],
    audit.backups_begun: [lambda c: call(MORNING)],
    audit.drills: [lambda c: call()],
    audit.trail_end: [lambda c: call()],
    audit.audit_of_account: [lambda c: call("polda", most=5)],
    trail_names.trail_names: [
        lambda c: call(
            frozenset((kind, key) for kind in trail_names.KINDS for key in ("1", "dinsos")),
            scope=agency_reader(c),
        )
    ],
    audit.audit_rows: [
        lambda c: call(scope=agency_reader(c), event=None, page=1, size=20),
        lambda c: call(scope=actor_named(c, "admin").scope, event=None, page=1, size=20),
    ],
    beginning.found_so_far: [lambda c: call(TODAY.year)],
    case_work.case_detail: [lambda c: call("K26-0331", scope=cases_reader(c))],
    case_forms.case_draft: [lambda c: call(by=actor_named(c, "kasus.polda"), on=TODAY)],
    case_forms.districts_of: [lambda c: call("53.21")],
    case_forms.form_choices: [lambda c: call(scope=cases_reader(c))],
    case_work.has_opened: [lambda c: call("K26-0331", user_id=1, on=TODAY)],
    case_forms.known_words: [lambda c: call()],
    case_forms.near_cases: [
        lambda c: call(regency="53.21", reported_on=TODAY, but="", scope=cases_reader(c))
    ],
    case_work.openings: [lambda c: call("K26-0331", scope=cases_reader(c))],
    case_work.referrals_to: [lambda c: call(scope=agency_reader(c))],
    case_work.stage_limits: [lambda c: call()],
    case_counts.case_counts: [
        lambda c: call(
            kind=KIND,
            starts_on=YEAR.starts_on,
            ends_on=YEAR.ends_on,
            level=RegionLevel.DISTRICT,
            scope=cases_reader(c),
        ),
        lambda c: call(
            kind=KIND,
            starts_on=YEAR.starts_on,
            ends_on=YEAR.ends_on,
            level=RegionLevel.DISTRICT,
            scope=agency_reader(c),
        ),
    ],
    case_routes.case_routes: [
        lambda c: call(kind=KIND, starts_on=YEAR.starts_on, ends_on=YEAR.ends_on, scope=cases_reader(c)),
        lambda c: call(kind=KIND, starts_on=YEAR.starts_on, ends_on=YEAR.ends_on, scope=agency_reader(c)),
    ],
    case_rows.case_exists: [lambda c: call("none", scope=cases_reader(c))],
    case_rows.case_rows: [
        lambda c: call(scope=cases_reader(c), kind=None, year=None, region_code=None, page=1, size=20)
    ],
    case_rows.standard_reports: [lambda c: call(scope=cases_reader(c), year=None)],
    case_rows.case_sources: [lambda c: call()],
    case_counts.case_table: [
        lambda c: call(kind=KIND, grain=Grain.QUARTER, level=RegionLevel.REGENCY, scope=cases_reader(c)),
        lambda c: call(kind=KIND, grain=Grain.QUARTER, level=RegionLevel.REGENCY, scope=agency_reader(c)),
    ],
    case_counts.case_series: [
        lambda c: call(kind=KIND, region_code="53", grain=Grain.MONTH, scope=cases_reader(c)),
        lambda c: call(kind=KIND, region_code="53.04", grain=Grain.MONTH, scope=agency_reader(c)),
    ],
    case_counts.case_years: [
        lambda c: call(scope=cases_reader(c)),
        lambda c: call(scope=agency_reader(c)),
    ],
    releases.last_release: [lambda c: call()],
    releases.release_due: [lambda c: call(TODAY)],
    case_counts.newest_report: [
        lambda c: call(kind=KIND, period=YEAR, scope=cases_reader(c)),
        lambda c: call(kind=KIND, period=YEAR, scope=agency_reader(c)),
    ],
    case_counts.register_days: [
        lambda c: call(scope=cases_reader(c)),
        lambda c: call(scope=agency_reader(c)),
    ],
    newest.newest_case: [lambda c: call()],
    newest.newest_commitment: [lambda c: call()],
    newest.newest_entry: [lambda c: call()],
    newest.newest_figure: [lambda c: call()],
    newest.newest_meeting: [lambda c: call()],
    newest.newest_report: [lambda c: call()],
    newest.newest_service: [lambda c: call()],
    newest.newest_statement: [lambda c: call()],
    newest.newest_task: [lambda c: call()],
    early_clusters.early_clusters: [
        lambda c: call(
            kind=KIND, starts_on=YEAR.starts_on, ends_on=TODAY, scope=agency_reader(c), find=nothing_found
        )
    ],
    case_counts.regencies_on_one_day: [lambda c: call(kind=KIND, period=YEAR, scope=cases_reader(c))],
    case_counts.yearly_counts: [lambda c: call(scope=agency_reader(c))],
    commitment_history.target_changes: [lambda c: call(1)],
    commitments.commitment_detail: [lambda c: call(a_report(c)[0], scope=agency_reader(c))],
    commitments.commitment_rows: [lambda c: call(scope=agency_reader(c))],
    commitments.commitments_of_agency: [lambda c: call(scope=agency_reader(c))],
    commitments.commitments_of_region: [lambda c: call("53", scope=agency_reader(c))],
    statements.file_drafts: [lambda c: call()],
    statements.statement_rows: [lambda c: call()],
    declaration.decision_events: [lambda c: call()],
    declaration.duty_findings: [lambda c: call()],
    declaration.pillars: [lambda c: call()],
    figures.explanations: [lambda c: call()],
    figures.pages_without_figure: [lambda c: call()],
    figures.settlements: [lambda c: call()],
    figures.withdrawn_figures: [lambda c: call()],
    figures.figure_rows: [lambda c: call()],
    figures.indicators: [lambda c: call()],
    imports.batch: [lambda c: call(1, by=actor_named(c, "sekretariat"))],
    imports.batches: [lambda c: call(by=actor_named(c, "sekretariat"))],
    imports.delivery: [lambda c: call(1, by=actor_named(c, "sekretariat"))],
    imports.discarding: [lambda c: call(1, by=actor_named(c, "sekretariat"))],
    planned_imports.planned: [
        lambda c: call(1, by=actor_named(c, "sekretariat"), on=TODAY),
        lambda c: call(2, by=actor_named(c, "kasus.bp3mi"), on=TODAY),
        lambda c: call(3, by=actor_named(c, "dpmd"), on=TODAY),
        lambda c: call(4, by=actor_named(c, "sekretariat"), on=TODAY),
    ],
    entering.terms_of: [
        lambda c: call(ImportKind.VILLAGE_TEAMS, by=actor_named(c, "dpmd")),
        lambda c: call(ImportKind.COMMITMENTS, by=actor_named(c, "sekretariat")),
        lambda c: call(ImportKind.ACCOUNTS, by=actor_named(c, "admin")),
    ],
    entering.standing_lines: [
        lambda c: call(ImportKind.CASES, by=actor_named(c, "kasus.bp3mi")),
        lambda c: call(ImportKind.VILLAGE_TEAMS, by=actor_named(c, "dpmd")),
        lambda c: call(ImportKind.ACTIVITIES, by=actor_named(c, "dpmd")),
        lambda c: call(ImportKind.AGENCIES, by=actor_named(c, "admin")),
        lambda c: call(ImportKind.ACCOUNTS, by=actor_named(c, "admin")),
    ],
    entering.standing_lines: [
        lambda c: call(ImportKind.CASES, by=actor_named(c, "kasus.bp3mi")),
        lambda c: call(ImportKind.VILLAGE_TEAMS, by=actor_named(c, "dpmd")),
        lambda c: call(ImportKind.ACTIVITIES, by=actor_named(c, "dpmd")),
        lambda c: call(ImportKind.AGENCIES, by=actor_named(c, "admin")),
        lambda c: call(ImportKind.ACCOUNTS, by=actor_named(c, "admin")),
    ],
    date_context.date_context: [lambda c: call(TODAY)],
    histories.commitment_histories: [lambda c: call()],
    histories.task_histories: [lambda c: call()],
    holidays.closed_days: [lambda c: call(TODAY)],
    holidays.joint_leave: [lambda c: call()],
    meetings.agenda_of: [lambda c: call(held(c).id)],
    meetings.attendance_of: [lambda c: call(held(c).id)],
    decisions.cases_decided: [lambda c: call(held(c).id, scope=cases_reader(c))],
    decisions.decision_rows: [lambda c: call(scope=agency_reader(c))],
    decisions.decisions_of: [lambda c: call(held(c).id, scope=agency_reader(c))],
    decisions.decisions_on_case: [lambda c: call("K26-0331", scope=cases_reader(c))],
    decisions.decisions_on_region: [lambda c: call("53.21", scope=agency_reader(c))],
    promises.follow_through: [lambda c: call(held(c), on=TODAY)],
    meetings.last_meeting: [lambda c: call()],
    meetings.meeting_detail: [lambda c: call(held(c).id)],
    meetings.meeting_ahead: [lambda c: call(on=MORNING.date())],
    meetings.meeting_before: [lambda c: call(MORNING)],
    meetings.meeting_list: [lambda c: call(scope=agency_reader(c))],
    meetings.meeting_of_screen: [lambda c: call("none", MORNING)],
    meetings.next_meeting: [lambda c: call(after=MORNING)],
    meetings.next_number: [lambda c: call(2026)],
    meetings.open_screens: [lambda c: call(held(c).id, now=MORNING)],
    promises.outcomes_of: [lambda c: call(held(c).id, on=TODAY)],
    meetings.possible_owners: [lambda c: call(TODAY)],
    promises.promises: [lambda c: call(held(c), on=TODAY)],
    meetings.wall_at_closing: [lambda c: call(held(c).id)],
    minutes.amendments_of: [lambda c: call(held(c).id, scope=agency_reader(c))],
    minutes.minutes_of: [lambda c: call(held(c).id)],
    minutes.seal_of: [lambda c: call(held(c).id)],
    minutes.verify: [lambda c: call(a_seal(c), scope=agency_reader(c))],
    calendar.calendar_entries: [lambda c: call(scope=agency_reader(c), now=MORNING, decides_targets=True)],
    calendar.feed_made_at: [lambda c: call(1)],
    calendar.month_entries: [lambda c: call(scope=agency_reader(c), month=Month(2026, 12), with_drafts=True)],
    calendar.feed_owner: [lambda c: call("none", on=TODAY)],
    holidays.closed_names: [lambda c: call(Month(2026, 12))],
    mail.delivery: [lambda c: call(MORNING)],
    mail.mail_choice: [lambda c: call(1)],
    mail.mails_of_day: [lambda c: call(1, 1, "", MORNING)],
    mail.last_meeting_of_day: [lambda c: call(1, MORNING)],
    mail.mailed_news: [lambda c: call(1, Purpose.DIGEST)],
    mail.refused_since: [lambda c: call()],
    mail.recipient: [lambda c: call(1)],
    mail.was_reminded: [lambda c: call(TODAY)],
    mail.meetings_within: [lambda c: call(MORNING, timedelta(days=7))],
    notices.notices_of: [
        lambda c: told("sekretariat", c),
        lambda c: told("bp3mi", c),
        lambda c: told("kasus.polda", c),
        lambda c: told("biro.pemerintahan", c),
    ],
    notices.unread_notices: [lambda c: call(1, scope=agency_reader(c), role=Role.AGENCY)],
    remarks.remarks_on: [
        lambda c: call(RemarkSubject.TASK, a_task(c), scope=agency_reader(c)),
        lambda c: call(RemarkSubject.COMMITMENT, "K-11", scope=agency_reader(c)),
        lambda c: call(RemarkSubject.DECISION, "1", scope=agency_reader(c)),
    ],
    remarks.remarks_of_meeting: [lambda c: call(held(c).id, scope=agency_reader(c))],
    remarks.seen_by: [lambda c: call(ProposalKind.TASK, a_task(c), since=MORNING)],
    remarks.has_seen: [lambda c: call(ProposalKind.TASK, a_task(c), user_id=1, since=MORNING)],
    ownership.awaited_answers: [lambda c: call()],
    ownership.undecided_changes: [lambda c: call()],
    ownership.offers_of_commitment: [lambda c: call(an_offered_one(c))],
    ownership.open_offers: [lambda c: call()],
    ownership.ownership_offers: [lambda c: call(scope=agency_reader(c))],
    papers.issued_paper: [lambda c: call("9f2c-41d0-7be3-a8c5", scope=agency_reader(c), reader=1)],
    progress.stored_proof: [lambda c: call()],
    progress.evidence_exists: [lambda c: call(1)],
    progress.evidence_file: [lambda c: call(1, scope=agency_reader(c))],
    progress.report_form: [
        lambda c: call(commitment=a_report(c)[0], quarter=a_report(c)[1], by=actor_named(c, "polda"))
    ],
    progress.report_state: [lambda c: call(1)],
    progress.verification_queue: [lambda c: call(scope=actor_named(c, "inspektorat").scope)],
    quarters.amendments_of: [lambda c: call(1)],
    quarters.locked_quarters: [lambda c: call()],
    regions.regency_detail: [lambda c: call("53.21")],
    regions.regency_seats: [lambda c: call()],
    regions.countries: [lambda c: call()],
    regions.regions_at: [lambda c: call(RegionLevel.REGENCY)],
    regions.small_places: [lambda c: call()],
    regions.transit_points: [lambda c: call()],
    revision.data_revision: [lambda c: call()],
    revision.put_out_so_far: [lambda c: call()],
    seats.seats_on: [lambda c: call(TODAY)],
    seats.superiors: [lambda c: call()],
    services.chain_rows: [lambda c: call()],
    services.desk_rows: [lambda c: call()],
    services.desks: [lambda c: call()],
    outreach.outreach: [lambda c: call()],
    service_entry.service_form: [
        lambda c: call(
            region_code="53.21", month=Month(2026, 10), by=actor_named(c, "pemkab.malaka"), on=TODAY
        )
    ],
    services.service_voice: [lambda c: call(actor_named(c, "pemkab.malaka").agencies)],
    services.service_reports: [lambda c: call()],
    services.service_review: [lambda c: call(1)],
    service_entry.counted_before: [lambda c: call(region_code="53.21", month=Month(2026, 12))],
    outreach.source_villages: [lambda c: call()],
    outreach.village_teams: [lambda c: call()],
    outreach.earlier_teams: [lambda c: call()],
    outreach.villages_of: [lambda c: call("53.21")],
    letters.offices: [lambda c: call()],
    letters.letter_of: [lambda c: call(a_letter(c), scope=agency_reader(c))],
    task_detail.decision_origin: [lambda c: call(1, scope=agency_reader(c))],
    task_detail.task_detail: [
        lambda c: call(a_task(c), scope=agency_reader(c)),
        lambda c: call(a_claimed_task(c), scope=agency_reader(c)),
    ],
    task_detail.files_of_task: [
        lambda c: call(a_task(c), scope=agency_reader(c)),
        lambda c: call(a_task(c), scope=actor_named(c, "inspektorat").scope),
    ],
    tasks.task_rows: [lambda c: call(scope=agency_reader(c))],
    tasks.tasks_of_agencies: [lambda c: call(frozenset({1}), scope=agency_reader(c))],
    tasks.tasks_of_commitment: [lambda c: call(1, scope=agency_reader(c))],
    tasks.tasks_of_conflict: [lambda c: call("deaths-53-2025", scope=agency_reader(c))],
    tasks.tasks_of_region: [lambda c: call("53.21", scope=agency_reader(c))],
}
"""Arguments for each query with which it reads all that it ever reads."""


@contextmanager
def tables_read(connection: Connection) -> Iterator[set[str]]:
    """The tables that statements name while this lasts."""
    found: set[str] = set()

    def notice(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.update(tables_in(statement))

    event.listen(connection, "before_cursor_execute", notice)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", notice)


def name(question: Callable[..., Any]) -> str:
    return f"{question.__module__.rpartition('.')[2]}.{question.__name__}"


@pytest.mark.parametrize("question", EXAMPLES, ids=name)
def test_a_query_reads_the_subjects_that_it_names_and_no_other(
    question: Callable[..., Any], shared_demo: Connection
) -> None:
    read: set[str] = set()
    releases._found.clear()  # what another query found of the last release is not read again
    for example in EXAMPLES[question]:
        args, named = example(shared_demo)
        with tables_read(shared_demo) as tables:
            question(shared_demo, *args, **named)
        read |= tables
    declared = QUERIES[question].reads
    unnamed = {table for table in read if not subjects_of([table]) <= declared}
    assert not unnamed, f"{name(question)} reads {sorted(unnamed)} and does not name their subject"
    unused = declared - subjects_of(read)
    assert not unused, f"{name(question)} names {sorted(unused)} and reads no table of it"


def test_every_query_that_may_be_asked_has_an_example() -> None:
    assert {name(question) for question in QUERIES} == {name(question) for question in EXAMPLES}


def test_what_is_kept_is_frozen() -> None:
    changeable = {
        name(question)
        for question, declared in QUERIES.items()
        if declared.is_cached and str(question.__annotations__["return"]).startswith(("list", "dict", "set"))
    }
    assert changeable == set(), "one answer serves every reader: a tuple, a Mapping, a frozenset"


def test_no_answer_is_kept_that_no_command_would_throw_away() -> None:
    kept = {name(each) for each, declared in QUERIES.items() if declared.is_cached}
    renewed = {name(each) for each, declared in QUERIES.items() if not declared.reads & ALWAYS_TOUCHED}
    assert kept - renewed == set(), "every command writes these subjects, and renews neither"


def test_every_table_that_a_statement_names_is_recognised() -> None:
    statement = 'SELECT task.id FROM task, agency AS a JOIN "region" ON region.code = source.code, decision'
    assert tables_in(statement) == {"task", "agency", "region", "decision"}
