"""The sample data tell the same story on every day and break no rule of the domain."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from db import settings, startup
from db.engine import reading, writing
from db.models import (
    Agency,
    Attendance,
    Base,
    CaseRecord,
    Checkpoint,
    Commitment,
    ConflictExplanation,
    Decision,
    Evidence,
    Meeting,
    ProgressReport,
    Statement,
    Task,
    TaskStep,
    TaskSupport,
    User,
    Verdict,
)
from db.seed import demo
from db.seed.demo.users import PASSWORD
from domain.access.permissions import Role
from domain.commitments.health import (
    CheckpointProgress,
    CommitmentProgress,
    Health,
    ReportState,
    VerdictLevel,
    roll_up,
)
from domain.figures.cases import CaseKind
from domain.meetings.life import MeetingState
from domain.tasks.clocks import Urgency, urgency
from domain.tasks.life import CLOSED_STATES, TaskClass, TaskOrigin, TaskState
from domain.time.calendar import ZONE, Quarter, local_time

TODAY = date(2026, 11, 23)
ADDED = (
    "user_account",
    "commitment",
    "commitment_support",
    "checkpoint",
    "progress_report",
    "evidence",
    "verdict",
    "meeting",
    "attendance",
    "decision",
    "task",
    "task_support",
    "task_step",
    "conflict_explanation",
    "case_record",
    "service_report",
    "desk_statement",
    "chain_count",
    "village_team",
    "source_village",
    "planned_move",
    "outreach_activity",
    "case_step",
    "case_flag",
    "case_change",
    "case_referral",
    "case_stage_limit",
    "import_batch",
    "import_reading",
    "import_answer",
)


def _days() -> list[date]:
    """First, middle and last day of some months, and the days calendars stumble over."""
    firsts = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(6, 20, 2)]
    lasts = [first - timedelta(days=1) for first in firsts[::2]]
    middles = [first.replace(day=15) for first in firsts[::3]]
    special = [date(2028, 2, 29), date(2026, 8, 6), date(2027, 1, 3), date(2030, 12, 31), TODAY]
    return sorted({*firsts, *lasts, *middles, *special})


@pytest.fixture(scope="module")
def unfilled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Reference data only, for loading the sample again and again and rolling it back."""
    file: Path = tmp_path_factory.mktemp("unfilled") / "test.db"
    surroundings = {"GERAK_MODE": "production", "AUDIT_FOLDER": str(file.parent / "jejak")}
    engine = startup.prepare(settings.load({"DATABASE_URL": f"sqlite:///{file}", **surroundings}))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file: Path = tmp_path_factory.mktemp("filled") / "test.db"
    engine = startup.prepare(
        settings.load({"DATABASE_URL": f"sqlite:///{file}", "GERAK_NOW": f"{TODAY.isoformat()}T07:00"})
    )
    yield engine
    engine.dispose()


@pytest.fixture
def session(filled: Engine) -> Iterator[Session]:
    with reading(filled) as connection, Session(bind=connection) as session:
        yield session


def just_after_midnight(day: date) -> datetime:
    """The hardest moment of a first run: nearly all of the day is still to come."""
    return datetime.combine(day, time(0, 1), ZONE)


def loaded_on(engine: Engine, now: datetime, look: "type[Look]") -> "Look":
    """Load the sample as if that were the first run, look at it, and leave nothing behind."""
    with writing(engine) as connection:
        session = Session(bind=connection, join_transaction_mode="rollback_only")
        demo.load(session, now=now)
        session.flush()
        result = look(session, local_time(now).date())
        session.close()
        connection.rollback()
    return result


class Look:
    """What the first run shows: health per commitment and the clocks of the tasks."""

    def __init__(self, session: Session, on: date) -> None:
        self.parts = progress(session)
        self.health = {code: part.health(on) for code, (_, part) in self.parts.items()}
        tasks = session.execute(select(Task.state, Task.due_on)).all()
        self.clocks = Counter(urgency(state, due_on, on) for state, due_on in tasks)
        self.latest = max(
            session.execute(select(func.max(column))).scalar_one()
            for column in (
                ProgressReport.written_at,
                ProgressReport.submitted_at,
                Verdict.decided_at,
                TaskStep.at,
                Task.proposed_at,
                User.created_at,
            )
        )
        self.nothing_is_later = self.latest <= just_after_midnight(on)
        self.broken = [
            row
            for row in session.execute(
                select(ProgressReport.submitted_at, Verdict.decided_at).join(
                    Verdict, Verdict.report_id == ProgressReport.id
                )
            )
            if row.submitted_at is None or row.decided_at <= row.submitted_at
        ]


def progress(session: Session) -> dict[str, tuple[float, CommitmentProgress]]:
    reports: dict[int, ProgressReport] = {}
    for report in session.execute(select(ProgressReport).order_by(ProgressReport.id)).scalars():
        if report.state is not ReportState.DRAFT:
            reports[report.checkpoint_id] = report
    verdicts = {v.report_id: v for v in session.execute(select(Verdict)).scalars()}
    result = {}
    for commitment in session.execute(select(Commitment).order_by(Commitment.id)).scalars():
        query = select(Checkpoint).where(Checkpoint.commitment_id == commitment.id)
        checkpoints, blocked = [], False
        for checkpoint in session.execute(query).scalars():
            report = reports.get(checkpoint.id)
            verdict = verdicts.get(report.id) if report else None
            blocked = blocked or (report is not None and report.obstacle is not None)
            checkpoints.append(
                CheckpointProgress(
                    due_on=checkpoint.due_on,
                    weight=checkpoint.weight,
                    claimed=_percent(report and report.claimed_value, checkpoint.target),
                    verified=_percent(verdict and verdict.verified_value, checkpoint.target),
                    verdict=verdict.level if verdict else None,
                    reported=report is not None,
                )
            )
        result[commitment.code] = (
            commitment.weight,
            CommitmentProgress(
                has_owner=commitment.owner_id is not None,
                starts_on=commitment.starts_on,
                due_on=commitment.due_on,
                blocked=blocked,
                checkpoints=tuple(checkpoints),
            ),
        )
    return result


def _percent(value: float | None, target: float) -> float | None:
    return None if value is None else min(value / target, 1.0) * 100


@pytest.mark.parametrize("day", _days(), ids=str)
def test_the_story_holds_on_every_first_day(unfilled: Engine, day: date) -> None:
    look = loaded_on(unfilled, just_after_midnight(day), Look)
    assert Counter(look.health.values()) == {
        Health.DONE: 3,
        Health.ON_SCHEDULE: 7,
        Health.AT_RISK: 2,
        Health.OVERDUE: 4,
        Health.SILENT: 2,
        Health.NO_OWNER: 6,
    }
    assert look.clocks[Urgency.OVERDUE] == 17
    assert look.clocks.total() - look.clocks[Urgency.CLOSED] == 41
    assert look.nothing_is_later
    assert not look.broken


def test_roll_up_stays_near_the_pictured_table(session: Session) -> None:
    parts = progress(session)
    whole = roll_up(parts.values())
    assert whole.reporting == 17
    assert whole.claimed == pytest.approx(61.2, abs=0.3)
    assert whole.verified == pytest.approx(50.3, abs=0.3)
    owners = dict(
        session.execute(
            select(Commitment.code, Agency.code).join(Agency, Agency.id == Commitment.owner_id)
        ).all()
    )
    expected = {
        "disnakertrans": (64, 51),
        "bp3mi-ntt": (78, 72),
        "polda-ntt": (55, 50),
        "dpmd": (40, 12),
        "dp3ap2kb": (55, 38),
        "setda": (100, 100),
        "imigrasi-ntt": (70, 70),
        "kejati-ntt": (45, 45),
        "dinkes": (35, 20),
    }
    for agency, (claimed, verified) in expected.items():
        mine = roll_up(parts[code] for code, owner in owners.items() if owner == agency)
        assert mine.claimed == pytest.approx(claimed, abs=0.6), agency
        assert mine.verified == pytest.approx(verified, abs=0.6), agency
    assert Counter(owners.values()) == {
        "disnakertrans": 4,
        "bp3mi-ntt": 3,
        "polda-ntt": 2,
        "dpmd": 2,
        "dp3ap2kb": 2,
        "setda": 1,
        "imigrasi-ntt": 1,
        "kejati-ntt": 1,
        "dinkes": 1,
        "dinsos": 1,
    }


def test_checkpoints_are_whole_quarters_that_add_up_to_one(session: Session) -> None:
    rows = session.execute(select(Checkpoint, Commitment).join(Commitment))
    weights: Counter[str] = Counter()
    for checkpoint, commitment in rows:
        assert checkpoint.due_on == Quarter.parse(checkpoint.quarter).ends_on
        assert commitment.starts_on <= checkpoint.due_on <= commitment.due_on
        weights[commitment.code] += checkpoint.weight
    assert all(total == pytest.approx(1.0) for total in weights.values())
    assert len(weights) == 24


def test_nineteen_phrases_became_commitments_under_all_pillars(session: Session) -> None:
    commitments = session.execute(select(Commitment)).scalars().all()
    assert [c.code for c in commitments] == [f"K-{n:02d}" for n in range(1, 25)]
    assert {c.pillar_code for c in commitments} == {"1", "2", "3", "4", "5", "6"}
    assert session.execute(select(func.count()).select_from(Statement)).scalar_one() == 27
    assert len({c.statement_id for c in commitments}) == 19
    first_without_owner = next(c for c in commitments if c.owner_id is None)
    statement = session.get_one(Statement, first_without_owner.statement_id)
    assert statement.code == "D-19"


def test_nobody_verifies_his_own_agency(session: Session) -> None:
    agency_of = dict(session.execute(select(User.id, User.agency_id)).all())
    verifiers = set(session.scalars(select(User.id).where(User.role == Role.VERIFIER)))
    pairs = session.execute(
        select(ProgressReport, Verdict).join(Verdict, Verdict.report_id == ProgressReport.id)
    )
    for report, verdict in pairs:
        assert agency_of[report.reporter_id] == report.agency_id
        assert agency_of[verdict.verifier_id] == verdict.agency_id
        assert verdict.verifier_id in verifiers
        assert verdict.agency_id != report.agency_id


def test_verdicts_fit_the_state_of_the_report(session: Session) -> None:
    verdicts = {v.report_id: v for v in session.scalars(select(Verdict))}
    states: Counter[ReportState] = Counter()
    for report in session.scalars(select(ProgressReport)):
        states[report.state] += 1
        judged = report.state in {ReportState.VERIFIED, ReportState.RETURNED}
        assert (report.id in verdicts) == judged
        assert (report.submitted_at is None) == (report.state is ReportState.DRAFT)
        if judged:
            verdict = verdicts[report.id]
            assert verdict.verified_value <= report.claimed_value
            if report.state is ReportState.RETURNED:
                assert verdict.notes
                assert verdict.level is not VerdictLevel.COMPLETE
        owner = session.scalars(
            select(Commitment.owner_id)
            .join(Checkpoint, Checkpoint.commitment_id == Commitment.id)
            .where(Checkpoint.id == report.checkpoint_id)
        ).one()
        assert owner == report.agency_id
    assert set(states) == set(ReportState) - {ReportState.SUPERSEDED}  # nobody was in a hurry


def test_drafts_are_recognisable(session: Session) -> None:
    query = (
        select(Agency.code, ProgressReport.sentence)
        .join(Agency, Agency.id == ProgressReport.agency_id)
        .where(ProgressReport.state == ReportState.DRAFT)
    )
    drafts = dict(session.execute(query).all())
    assert drafts == {
        "polda-ntt": "Dua berkas dari Polres Malaka siap dikirim ke kejaksaan pekan depan.",
        "dpmd": "Perdes dua desa di Kobalima terbit 20 November 2026.",
    }


def test_evidence_is_stored_and_never_a_made_up_link(session: Session) -> None:
    for evidence in session.scalars(select(Evidence)):
        assert evidence.link is None
        assert re.fullmatch("[0-9a-f]{64}", evidence.content_hash or "")
        assert evidence.size_bytes


def test_every_state_class_and_origin_of_a_task_occurs(session: Session) -> None:
    tasks = session.scalars(select(Task).order_by(Task.id)).all()
    assert [t.code for t in tasks] == [f"T-{n:03d}" for n in range(1, 56)]
    assert {t.state for t in tasks} == set(TaskState)
    assert {t.task_class for t in tasks} == set(TaskClass)
    assert {t.origin for t in tasks} == set(TaskOrigin)
    states = Counter(t.state for t in tasks)
    assert states[TaskState.PROPOSED] + states[TaskState.COUNTERED] == 5
    assert states[TaskState.BLOCKED] == 6
    assert states[TaskState.CLAIMED_DONE] == 4
    assert states[TaskState.DECLINED] == 2


def test_a_task_points_at_what_it_was_born_from(session: Session) -> None:
    keys = set(session.scalars(select(ConflictExplanation.conflict_key)))
    for task in session.scalars(select(Task)):
        link = {
            TaskOrigin.COMMITMENT: task.commitment_id,
            TaskOrigin.DECISION: task.decision_id,
            TaskOrigin.CASE: task.case_id,
            TaskOrigin.FIGURE_CONFLICT: task.conflict_key,
            TaskOrigin.REGION: task.region_code,
            TaskOrigin.BY_HAND: task.code,
        }[task.origin]
        assert link is not None, task.code
        assert (task.case_id is not None) == (task.origin is TaskOrigin.CASE)
        assert (task.conflict_key is not None) == (task.origin is TaskOrigin.FIGURE_CONFLICT)
        assert task.conflict_key is None or task.conflict_key in keys
        unwilling = {TaskState.COUNTERED, TaskState.DECLINED, TaskState.BLOCKED}
        assert bool(task.reason) == (task.state in unwilling), task.code
        assert (task.helper_id is not None) == (task.state is TaskState.BLOCKED), task.code
        assert (task.countered_due_on is not None) == (task.state is TaskState.COUNTERED)


def test_the_history_of_a_task_leads_to_its_state(session: Session) -> None:
    for task in session.scalars(select(Task)):
        query = select(TaskStep).where(TaskStep.task_id == task.id).order_by(TaskStep.id)
        steps = session.scalars(query).all()
        assert steps[0].state is TaskState.PROPOSED
        assert steps[0].at == task.proposed_at
        assert steps[-1].state is task.state
        assert [s.at for s in steps] == sorted(s.at for s in steps)
        assert task.due_on >= steps[0].at.date()
        if task.reason:
            assert steps[-1].note == task.reason
        if task.state in {TaskState.VERIFIED, TaskState.RETURNED}:
            assert steps[-1].agency_id != task.owner_id


def test_those_who_take_no_tasks_own_nothing(session: Session) -> None:
    barred = set(session.scalars(select(Agency.id).where(Agency.may_own_tasks.is_(False))))
    assert barred
    used = [
        *session.scalars(select(Task.owner_id)),
        *session.scalars(select(Task.helper_id)),
        *session.scalars(select(TaskSupport.agency_id)),
        *session.scalars(select(Commitment.owner_id)),
    ]
    assert not barred.intersection(used)


def test_tasks_of_the_follow_up_picture(session: Session) -> None:
    rows = session.execute(
        select(Task.code, Agency.code, Task.state).join(Agency, Agency.id == Task.owner_id)
    )
    found = {row[0]: (row[1], row[2].value) for row in rows}
    assert {code: found[code] for code in PICTURED} == PICTURED
    t052 = session.scalars(select(Task).where(Task.code == "T-052")).one()
    assert session.get_one(CaseRecord, t052.case_id).code == "K26-0417"
    t047 = session.scalars(select(Task).where(Task.code == "T-047")).one()
    assert t047.conflict_key == "procedural_placement-53-2025"


PICTURED = {
    "T-052": ("dp3ap2kb", "proposed"),
    "T-038": ("imigrasi-ntt", "in_progress"),
    "T-053": ("dpmd", "proposed"),
    "T-049": ("korem-161", "countered"),
    "T-044": ("kodaeral-vii", "declined"),
    "T-031": ("polda-ntt", "blocked"),
    "T-040": ("dpmd", "in_progress"),
    "T-035": ("dinsos", "claimed_done"),
    "T-047": ("bp3mi-ntt", "accepted"),
    "T-050": ("kejati-ntt", "accepted"),
}


def test_six_of_twelve_promises_of_the_last_meeting_were_kept(session: Session) -> None:
    """Promises due by the next meeting: of the last meeting, or carried over from one before it."""
    meetings = session.scalars(select(Meeting).order_by(Meeting.starts_at)).all()
    assert [m.state for m in meetings] == [
        MeetingState.CLOSED,
        MeetingState.CLOSED,
        MeetingState.OPEN,
    ]
    last, following = meetings[-2], meetings[-1]
    query = select(Task, Decision.meeting_id).join(Decision, Decision.id == Task.decision_id)
    kept, late, unanswered = set(), set(), set()
    for task, meeting_id in session.execute(query):
        if task.due_on > following.starts_at.date() or task.state is TaskState.DECLINED:
            continue
        if meeting_id != last.id and task.state in CLOSED_STATES:
            continue
        if task.state is TaskState.VERIFIED:
            kept.add(task.code)
        else:
            (unanswered if task.state is TaskState.PROPOSED else late).add(task.code)
    assert kept == {"T-036", "T-037", "T-039", "T-042", "T-043", "T-045"}
    assert late == {"T-031", "T-038", "T-040", "T-046"}
    assert unanswered == {"T-048", "T-051"}
    numbers = session.scalars(select(Decision.number).where(Decision.meeting_id == last.id)).all()
    assert sorted(numbers) == [78, 79, 80, 81, 82, 83]
    here = session.scalars(select(Attendance.agency_id).where(Attendance.meeting_id == last.id))
    assert len(here.all()) == 23


def test_meetings_fall_on_working_days(session: Session) -> None:
    starts = [at.astimezone(ZONE) for at in session.scalars(select(Meeting.starts_at))]
    assert all(at.weekday() < 5 and (at.hour, at.minute) == (10, 0) for at in starts)


def test_cases_have_the_shape_of_the_published_totals(session: Session) -> None:
    counted = select(CaseRecord).where(CaseRecord.withdrawn_as.is_(None))
    cases = session.scalars(counted.order_by(CaseRecord.id)).all()
    assert len(cases) == 417
    assert [int(c.code[4:]) for c in cases] == list(range(1, 418))
    assert all(c.code[1:3] == f"{c.reported_on:%y}" for c in cases)
    kinds = Counter(c.kind for c in cases)
    assert kinds.most_common(1)[0] == (CaseKind.DEATH_ABROAD, 150)
    assert kinds[CaseKind.TRAFFICKING] == 20
    assert set(kinds) == set(CaseKind)
    deaths = Counter(c.origin_regency_code for c in cases if c.kind is CaseKind.DEATH_ABROAD)
    assert deaths.most_common(1)[0][0] == "53.21"
    assert not {c.origin_regency_code for c in cases} & {"53.14", "53.20"}
    without_district = sum(c.origin_district_code is None for c in cases) / len(cases)
    assert 0.06 < without_district < 0.14
    without_regency = sum(c.origin_regency_code is None for c in cases) / len(cases)
    assert 0.01 < without_regency < 0.05
    malaysia = sum(c.destination_iso3 == "MYS" for c in cases) / len(cases)
    assert malaysia > 0.7


def test_cases_are_consistent(session: Session) -> None:
    criminal = {CaseKind.TRAFFICKING, CaseKind.ILLEGAL_PLACEMENT, CaseKind.PEOPLE_SMUGGLING}
    for case in session.scalars(select(CaseRecord)):
        assert (case.police_stage is not None) == (case.kind in criminal)
        assert case.women + case.men + case.girls + case.boys > 0
        assert TODAY - timedelta(days=4 * 365) <= case.reported_on <= TODAY
        assert case.closed_on is None or case.reported_on < case.closed_on < TODAY
        assert case.agency_reference.startswith("CONTOH-")
        if case.origin_district_code:
            assert case.origin_district_code.startswith(f"{case.origin_regency_code}.")


def test_one_kecamatan_of_malaka_stands_out_lately(session: Session) -> None:
    query = select(CaseRecord.origin_district_code).where(
        CaseRecord.kind == CaseKind.DEATH_ABROAD,
        CaseRecord.reported_on > TODAY - timedelta(days=90),
        CaseRecord.origin_district_code.is_not(None),
    )
    counts = Counter(session.scalars(query)).most_common(2)
    assert counts[0][0] == "53.21.11"
    assert counts[0][1] >= 2 * counts[1][1]


def test_accounts_cover_every_role_and_begin_with_the_governors_office(session: Session) -> None:
    users = session.scalars(select(User).order_by(User.id)).all()
    assert users[0].username == "gubernur.kantor"
    assert {u.role for u in users} == set(Role)
    assert all(u.is_demo for u in users)
    assert PasswordHasher().verify(users[0].password_hash, PASSWORD)


def test_everything_that_can_be_marked_is_marked(session: Session) -> None:
    for name in ADDED:
        table = Base.metadata.tables[name]
        if "is_demo" in table.columns:
            query = select(func.count()).where(table.c.is_demo.is_(False))
            assert session.execute(query).scalar_one() == 0, name


def content(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for name, table in Base.metadata.tables.items()
        if name in ADDED
    }


def test_two_first_runs_on_one_day_are_identical(unfilled: Engine, filled: Engine) -> None:
    class Content(Look):
        def __init__(self, session: Session, on: date) -> None:
            self.content = content(session.connection())

    look = loaded_on(unfilled, datetime.combine(TODAY, time(7), ZONE), Content)
    with reading(filled) as connection:
        assert look.content == content(connection)
