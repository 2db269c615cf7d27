"""Notices: who is told of an act, what may be seen of it later, and what comes with its day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, update

from db.acting import Sender
from db.command import run
from db.commands import commitments, decisions, meetings, progress, tasks
from db.commands.notices import read_notices, remind
from db.commands.remarks import add_remark
from db.engine import reading, writing
from db.models import CaseReferral, Checkpoint, Commitment, Decision, Meeting, Notice, User
from db.notifying import FINDERS
from db.queries.calendar import month_entries
from db.queries.notices import NoticeItem, notices_of, unread_notices
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import WORKER, Actor, Role, outside
from domain.commitments.health import ReportState, VerdictLevel
from domain.commitments.ownership import OfferMove
from domain.commitments.requests import AnswerOwnership, JudgeReport, ProposeOwner
from domain.figures.cases import ReferralState
from domain.meetings.life import Classification, MeetingState
from domain.meetings.requests import CloseMeeting, MoveMeeting, RecordDecision
from domain.notices.calendar import EntryKind
from domain.notices.kinds import Matter, NoticeKind, Work
from domain.notices.requests import ReadNotices, Remind
from domain.remarks import AddRemark, RemarkSubject
from domain.tasks.life import Move, Said, TaskState
from domain.tasks.proposals import Proposal
from domain.tasks.requests import MoveTask
from domain.time.calendar import ZONE, Clock, Month, fixed_clock, local_time
from tests import factories
from tests.factories import MORNING, filling

PROPOSAL = Proposal(
    title="Posko di pelabuhan",
    output="Posko buka setiap hari",
    owner_code="dpmd",
    region_code="53",
    due="2026-12-18",
)


class Office:
    """One account of an office, what it does and what it is told."""

    def __init__(self, engine: Engine, agency: str, role: Role = Role.AGENCY) -> None:
        self._engine = engine
        with filling(engine) as session:
            self.actor: Actor = factories.actor_of(session, factories.user(session, agency=agency, role=role))

    def sends(self, clock: Clock) -> Sender:
        return Sender(self._engine, self.actor, clock)

    @property
    def told(self) -> list[NoticeItem]:
        with reading(self._engine) as connection:
            number = self.actor.user_id or 0
            return list(
                notices_of(connection, number, scope=self.actor.scope, role=self.actor.role, now=MORNING)
            )

    @property
    def unread(self) -> int:
        with reading(self._engine) as connection:
            return unread_notices(
                connection, self.actor.user_id or 0, scope=self.actor.scope, role=self.actor.role
            )

    @property
    def kinds(self) -> list[NoticeKind]:
        return [item.kind for item in self.told]


@pytest.fixture
def setda(engine: Engine) -> Office:
    return Office(engine, "setda", Role.GOVERNOR_OFFICE)


@pytest.fixture
def dpmd(engine: Engine) -> Office:
    return Office(engine, "dpmd")


def test_the_owner_of_a_proposed_task_is_told_and_led_exactly_there(
    setda: Office, dpmd: Office, clock: Clock
) -> None:
    code = run(setda.sends(clock), tasks.propose, PROPOSAL)
    [item] = dpmd.told
    assert (item.kind, item.work, item.is_read) == (NoticeKind.TASK_PROPOSED, Work.ANSWER, False)
    assert (item.facts.code, item.facts.title, item.facts.address) == (
        code,
        PROPOSAL.title,
        f"/tugas?kode={code}",
    )
    assert setda.told == []


def test_an_office_of_many_is_told_in_one_statement(setda: Office, engine: Engine, clock: Clock) -> None:
    offices = [Office(engine, "dpmd") for _ in range(12)]
    written: list[str] = []

    def notice(*given: Any) -> None:
        if given[2].startswith("INSERT INTO notice "):
            written.append(given[2])

    event.listen(engine, "before_cursor_execute", notice)
    run(setda.sends(clock), tasks.propose, PROPOSAL)
    event.remove(engine, "before_cursor_execute", notice)
    assert len(written) == 1
    assert [each.unread for each in offices] == [1] * 12


def test_an_answer_reaches_the_proposer_and_takes_the_question_off_the_owner(
    setda: Office, dpmd: Office, clock: Clock
) -> None:
    code = run(setda.sends(clock), tasks.propose, PROPOSAL)
    run(dpmd.sends(clock), tasks.move_task, MoveTask(code, Move.ACCEPT, 1))
    assert setda.kinds == [NoticeKind.TASK_ACCEPTED]
    [item] = dpmd.told
    assert (item.work, item.said) == (Work.KNOW, f"Setda NTT mengusulkan tugas {code}."), (
        "nothing is asked any more"
    )


def test_of_one_matter_a_day_says_one_thing_the_newest(setda: Office, dpmd: Office, clock: Clock) -> None:
    code = run(setda.sends(clock), tasks.propose, PROPOSAL)
    run(dpmd.sends(clock), read_notices, ReadNotices((dpmd.told[0].id,)))
    run(setda.sends(clock), tasks.move_task, MoveTask(code, Move.WITHDRAW, 1, Said("Sudah tidak perlu.")))
    assert dpmd.kinds == [NoticeKind.TASK_WITHDRAWN]
    assert dpmd.unread == 1


def test_the_news_of_a_clock_that_was_set_back_over_midnight_gives_way_to_later_ones(
    setda: Office, dpmd: Office
) -> None:
    """The row of a later day is older there than the one of the day before."""
    midnight = datetime(2026, 11, 24, tzinfo=ZONE)

    def moved(after: timedelta, by: Office, move: Move, version: int, said: Said) -> None:
        run(by.sends(lambda: midnight + after), tasks.move_task, MoveTask(code, move, version, said))

    code = run(setda.sends(lambda: midnight + timedelta(minutes=5)), tasks.propose, PROPOSAL)
    countered = Said("Kurang orang.", terms="Bersama Pol PP", due="2026-12-21")
    moved(timedelta(minutes=6), dpmd, Move.COUNTER, 1, countered)
    moved(timedelta(minutes=-20), setda, Move.INSIST, 2, Said("Tetap."))
    moved(timedelta(hours=9), setda, Move.WITHDRAW, 3, Said("Sudah tidak perlu."))
    assert dpmd.kinds == [NoticeKind.TASK_WITHDRAWN]


def test_an_officer_learns_that_his_report_was_returned(engine: Engine, dpmd: Office, clock: Clock) -> None:
    judge = Office(engine, "inspektorat", Role.VERIFIER)
    with filling(engine) as session:
        _, [point] = factories.commitment(session, owner="dpmd", quarters=("2026-B09",))
        reporter = session.get_one(User, dpmd.actor.user_id)
        sent = factories.report(session, point, by=reporter, claimed=100.0)
        number, version = sent.id, sent.version
    asked = JudgeReport(
        number, version, VerdictLevel.NO_EVIDENCE, 0.0, returned=True, notes="Bukti belum ada."
    )
    run(judge.sends(clock), progress.judge_report, asked)
    [item] = dpmd.told
    assert (item.kind, item.work) == (NoticeKind.REPORT_RETURNED, Work.ACT)
    assert item.facts.address.startswith("/instansi?lapor=")


def test_an_offer_reaches_whoever_may_answer_for_the_agency(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    case_officer = Office(engine, "dpmd", Role.CASE_OFFICER)
    with filling(engine) as session:
        code = factories.commitment(session, owner=None)[0].code
    run(setda.sends(clock), commitments.propose_owner, ProposeOwner(code, 1, "dpmd"))
    assert dpmd.kinds == [NoticeKind.OWNER_PROPOSED]
    assert case_officer.told == []


def test_a_refused_act_tells_nobody(setda: Office, dpmd: Office, clock: Clock) -> None:
    with pytest.raises(RuleBroken):
        run(setda.sends(clock), tasks.propose, replace(PROPOSAL, region_code="tidak ada"))
    assert dpmd.told == []


def test_a_remark_reaches_whoever_answers_for_the_thing_and_who_wrote_of_it_and_takes_no_question_away(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    dinsos, dinkes = Office(engine, "dinsos"), Office(engine, "dinkes")
    code = run(setda.sends(clock), tasks.propose, PROPOSAL)
    run(dinsos.sends(clock), add_remark, AddRemark(RemarkSubject.TASK, code, "Kami dapat membantu."))
    assert set(dpmd.kinds) == {NoticeKind.TASK_PROPOSED, NoticeKind.TASK_REMARKED}
    assert (dinsos.kinds, dinkes.kinds) == ([], [])
    run(dpmd.sends(clock), add_remark, AddRemark(RemarkSubject.TASK, code, "Terima kasih."))
    [item] = dinsos.told
    assert (item.kind, item.facts.address) == (NoticeKind.TASK_REMARKED, f"/tugas?kode={code}")


def test_a_remark_on_a_decision_of_a_secret_meeting_is_told_to_its_readers_alone(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    member = Office(engine, "dpmd", Role.FORKOPIMDA)
    with filling(engine) as session:
        held = factories.meeting(
            session, starts_at=MORNING, state=MeetingState.CLOSED, classification=Classification.SECRET
        )
        owner = factories.agency_id(session, "dpmd")
        number = factories.decision(session, held, owner_id=owner).id
    run(setda.sends(clock), add_remark, AddRemark(RemarkSubject.DECISION, str(number), "Sudah dimulai."))
    assert (dpmd.kinds, member.kinds) == ([], [NoticeKind.DECISION_REMARKED])


def test_who_was_called_to_a_meeting_learns_that_it_is_taken_back(
    engine: Engine, setda: Office, clock: Clock
) -> None:
    polda = Office(engine, "polda-ntt")
    with filling(engine) as session:
        number = factories.meeting(
            session, starts_at=MORNING + timedelta(days=2), state=MeetingState.DRAFT
        ).id
    run(setda.sends(clock), meetings.move_meeting, MoveMeeting(number, MeetingState.OPEN))
    assert polda.kinds == [NoticeKind.MEETING_CALLED]
    run(setda.sends(clock), meetings.move_meeting, MoveMeeting(number, MeetingState.DRAFT))
    assert polda.kinds == [NoticeKind.MEETING_WITHDRAWN]


@pytest.mark.parametrize("plans", [True, False])
def test_the_month_shows_a_draft_of_a_meeting_as_such_and_only_to_whoever_plans(
    engine: Engine, setda: Office, plans: bool
) -> None:
    with filling(engine) as session:
        for state in (MeetingState.OPEN, MeetingState.DRAFT):
            factories.meeting(session, starts_at=MORNING, state=state)
    november = Month.containing(MORNING.date())
    with reading(engine) as connection:
        found = month_entries(connection, scope=setda.actor.scope, month=november, with_drafts=plans)
    assert [each.kind for each in found] == [EntryKind.MEETING, EntryKind.DRAFT][: 1 + plans]


@pytest.mark.parametrize("reads_secrets", [True, False])
def test_the_month_shows_what_was_decided_without_a_task_and_what_is_offered_as_not_yet_taken(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock, reads_secrets: bool
) -> None:
    closed_meeting(engine, setda, clock)
    with filling(engine) as session:
        factories.task(session, due_on=date(2026, 12, 7), state=TaskState.PROPOSED)
        secret = factories.meeting(
            session, starts_at=MORNING, state=MeetingState.CLOSED, classification=Classification.SECRET
        )
        session.add(Decision(meeting_id=secret.id, number=9, year=2026, text="x", due_on=date(2026, 12, 9)))
    scope = replace((setda if reads_secrets else dpmd).actor.scope, reads_secrets=reads_secrets)
    with reading(engine) as connection:
        found = month_entries(connection, scope=scope, month=Month(2026, 12), with_drafts=False)
    assert [(each.day.day, each.kind) for each in found] == [
        (7, EntryKind.OFFERED),
        *([(9, EntryKind.DECISION)] if reads_secrets else []),
        (18, EntryKind.DECISION),
    ]


def closed_meeting(engine: Engine, office: Office, clock: Clock) -> int:
    with filling(engine) as session:
        number = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS).id
    decide = RecordDecision(number, "Dinas PMD menyerahkan daftar desa.", "dpmd", "2026-12-18")
    run(office.sends(clock), decisions.record_decision, decide)
    run(office.sends(clock), meetings.close_meeting, CloseMeeting(number))
    return number


def test_after_closing_an_owner_is_told_of_the_decision_that_names_it(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    number = closed_meeting(engine, setda, clock)
    [item] = dpmd.told
    assert (item.kind, item.facts.address) == (
        NoticeKind.DECISION_MADE,
        f"/rapat?id={number}&bagian=keputusan",
    )


def test_a_notice_whose_meeting_became_secret_is_gone_and_not_counted(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    number = closed_meeting(engine, setda, clock)
    with writing(engine) as connection:
        secret = update(Meeting).where(Meeting.id == number).values(classification=Classification.SECRET)
        connection.execute(secret)
    assert (dpmd.told, dpmd.unread) == ([], 0)


def test_whoever_moves_to_another_office_leaves_its_notices_behind(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    run(setda.sends(clock), tasks.propose, PROPOSAL)
    with filling(engine) as session:
        account = session.get_one(User, dpmd.actor.user_id)
        account.agency_id = factories.agency_id(session, "dinsos")
        session.flush()
        dpmd.actor = factories.actor_of(session, account)
    assert (dpmd.told, dpmd.unread) == ([], 0)


def test_a_notice_is_read_by_nobody_but_its_reader(setda: Office, dpmd: Office, clock: Clock) -> None:
    run(setda.sends(clock), tasks.propose, PROPOSAL)
    number = dpmd.told[0].id
    assert run(setda.sends(clock), read_notices, ReadNotices((number,))) == 0
    assert dpmd.unread == 1
    assert run(dpmd.sends(clock), read_notices, ReadNotices((number,))) == 1
    assert dpmd.unread == 0


def reminded(engine: Engine, *days: int) -> list[int]:
    """How many people were told on each of these days, counted from the morning."""
    told = []
    for day in days:
        moment = MORNING + timedelta(days=day)
        worker = Sender(engine, WORKER, fixed_clock(moment))
        told.append(run(worker, remind, Remind(local_time(moment).date())))
    return told


def test_a_due_day_is_told_before_on_it_and_after_it_each_time_once(engine: Engine, dpmd: Office) -> None:
    due = MORNING.date() + timedelta(days=14)
    with filling(engine) as session:
        factories.task(session, owner="dpmd", state=TaskState.ACCEPTED, due_on=due)
    days = range(22)
    told = reminded(engine, *days)
    assert [day for day in days if told[day]] == [0, 7, 13, 14, 15, 21]
    assert dpmd.kinds == [NoticeKind.TASK_LATE]


def test_an_offer_that_is_not_answered_in_time_is_recalled_by_the_ladder_until_it_is(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    with filling(engine) as session:
        code = factories.commitment(session, owner=None)[0].code
    run(setda.sends(clock), commitments.propose_owner, ProposeOwner(code, 1, "dpmd"))
    [item] = dpmd.told
    assert (item.facts.due_on, item.work) == (date(2026, 11, 30), Work.ANSWER)
    days = range(20)
    told = reminded(engine, *days)
    assert [day for day in days if told[day]] == [8, 14]
    [late] = dpmd.told
    assert late.kind is NoticeKind.OWNER_LATE
    assert late.said == (
        f"Batas jawaban atas usulan penanggung jawab {code}: Senin, 30 November 2026. "
        "Terima, tawar, atau tolak dengan alasan."
    )


def test_a_day_of_answer_is_said_no_more_once_somebody_answered(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    with filling(engine) as session:
        code = factories.commitment(session, owner=None)[0].code
    run(setda.sends(clock), commitments.propose_owner, ProposeOwner(code, 1, "dpmd"))
    reminded(engine, 8)
    [late] = dpmd.told
    declined = AnswerOwnership(late.matter_id, 1, OfferMove.DECLINE, "Bukan kewenangan kami")
    run(dpmd.sends(clock), commitments.answer_ownership, declined)
    [late] = dpmd.told
    assert (late.kind, late.work) == (NoticeKind.OWNER_LATE, Work.KNOW)
    assert late.said == f"Batas jawaban atas usulan penanggung jawab {code}: tidak berlaku lagi."


def test_an_office_that_handed_a_commitment_on_owes_no_report_any_more(engine: Engine, dpmd: Office) -> None:
    due = MORNING.date() - timedelta(days=10)
    with filling(engine) as session:
        row, [point] = factories.commitment(session, owner="dpmd", quarters=("2026-B12",))
        point.due_on, number = due, row.id
        other = factories.agency_id(session, "dinsos")
    reminded(engine, 0)
    assert [each.work for each in dpmd.told] == [Work.ACT]
    with writing(engine) as connection:
        connection.execute(update(Commitment).where(Commitment.id == number).values(owner_id=other))
    [left] = dpmd.told
    assert (left.kind, left.work) == (NoticeKind.REPORT_LATE, Work.KNOW)
    assert "belum masuk" not in left.said
    assert left.facts.address.startswith("/komitmen")


def test_who_was_reminded_of_a_report_is_led_to_it_and_not_to_the_desk_that_judges_it(
    engine: Engine, dpmd: Office
) -> None:
    """That desk is closed to the office that reported, and says that the attempt was recorded."""
    verifier = Office(engine, "inspektorat", Role.VERIFIER)
    with filling(engine) as session:
        row, [point] = factories.commitment(session, owner="dpmd", quarters=("2026-B12",))
        point.due_on, code, number = MORNING.date() + timedelta(days=7), row.code, point.id
    reminded(engine, 0)
    assert dpmd.told[0].facts.address == f"/instansi?lapor={code}&titik=2026-B12"
    with filling(engine) as session:
        by = session.get_one(User, dpmd.actor.user_id)
        report = factories.report(session, session.get_one(Checkpoint, number), by=by, claimed=5.0)
        told = {"kind": NoticeKind.REPORT_SENT, "matter": Matter.CHECKPOINT, "matter_id": number}
        day = {"stage": "", "told_on": MORNING.date(), "told_at": MORNING, "edition": 1}
        whom = {"user_id": verifier.actor.user_id, "agency_id": verifier.actor.agency_id}
        session.add(Notice(**whom, **told, **day))
        judged = report.id
    assert dpmd.told[0].facts.address == f"/komitmen?kode={code}"
    assert [each.facts.address for each in verifier.told] == [f"/verifikasi?laporan={judged}"]


def test_only_the_office_that_reported_its_services_is_led_to_the_form(engine: Engine) -> None:
    malaka, verifier = Office(engine, "pemkab-malaka"), Office(engine, "inspektorat", Role.VERIFIER)
    with filling(engine) as session:
        number = factories.service_report(session, state=ReportState.RETURNED).id
        for kind, office in ((NoticeKind.SERVICES_RETURNED, malaka), (NoticeKind.SERVICES_SENT, verifier)):
            told = {"kind": kind, "matter": Matter.SERVICE_REPORT, "matter_id": number}
            day = {"stage": "", "told_on": MORNING.date(), "told_at": MORNING, "edition": 1}
            whom = {"user_id": office.actor.user_id, "agency_id": office.actor.agency_id}
            session.add(Notice(**whom, **told, **day))
    [own], [other] = malaka.told, verifier.told
    assert own.facts.address.startswith("/layanan?lapor=53.21")
    assert other.facts.address == f"/layanan?periksa={number}"


def test_outside_the_application_an_answered_referral_leads_to_where_its_sender_can_open_it(
    engine: Engine,
) -> None:
    """Instansi saya, where the other side answers it, shows the office that sent it nothing."""
    polda, bp3mi = (Office(engine, code, Role.CASE_OFFICER) for code in ("polda-ntt", "bp3mi-ntt"))
    sent, asked = polda.actor.agency_id, bp3mi.actor.agency_id
    assert sent
    assert asked
    with filling(engine) as session:
        referral = CaseReferral(
            case_id=factories.case(session, agency_id=sent).id,
            from_agency_id=sent,
            to_agency_id=asked,
            asked="Pendampingan.",
            state=ReferralState.ACCEPTED,
            sent_at=MORNING,
        )
        session.add(referral)
        session.flush()
        for kind, office in ((NoticeKind.REFERRAL_ANSWERED, polda), (NoticeKind.CASE_REFERRED, bp3mi)):
            told = {"kind": kind, "matter": Matter.REFERRAL, "matter_id": referral.id}
            day = {"stage": "", "told_on": MORNING.date(), "told_at": MORNING, "edition": 1}
            whom = {"user_id": office.actor.user_id, "agency_id": office.actor.agency_id}
            session.add(Notice(**whom, **told, **day))

    def mailed(office: Office) -> list[str]:
        scope = outside(office.actor.agency_id or 0, frozenset())
        with reading(engine) as connection:
            found = notices_of(
                connection, office.actor.user_id or 0, scope=scope, role=office.actor.role, now=MORNING
            )
        return [each.facts.address for each in found]

    assert (mailed(polda), mailed(bp3mi)) == (["/kotak-masuk"], ["/instansi"])


def test_who_changes_role_at_his_office_is_told_what_the_new_one_can_answer(
    engine: Engine, setda: Office, clock: Clock
) -> None:
    """Judging and reporting are never the same person's; nor is he mailed what he may not do any more."""
    with filling(engine) as session:
        claimed = factories.task(session, owner="dpmd", state=TaskState.IN_PROGRESS)
        code, version = claimed.code, claimed.version
    inspector, owner = Office(engine, "inspektorat", Role.VERIFIER), Office(engine, "dpmd")
    run(
        owner.sends(clock),
        tasks.move_task,
        MoveTask(code, Move.CLAIM, version, Said(evidence="Jadwal jaga 14 hari")),
    )
    mine = run(setda.sends(clock), tasks.propose, replace(PROPOSAL, owner_code="inspektorat"))
    assert (len(inspector.told), inspector.unread) == (2, 2)

    def becomes(role: Role) -> list[str]:
        with writing(engine) as connection:
            same = User.id == inspector.actor.user_id
            connection.execute(update(User).where(same).values(role=role))
        inspector.actor = replace(inspector.actor, role=role)
        assert inspector.unread == len(inspector.told)
        return [item.facts.code for item in inspector.told]

    assert becomes(Role.AGENCY) == [mine]
    assert becomes(Role.CASE_OFFICER) == []
    assert set(becomes(Role.VERIFIER)) == {mine, code}, "nothing was taken away for good"


def test_whose_help_is_not_what_is_missing_any_more_is_asked_for_nothing(
    engine: Engine, setda: Office, dpmd: Office, clock: Clock
) -> None:
    helper = Office(engine, "dinsos")
    with filling(engine) as session:
        code = factories.task(session, owner="dpmd", state=TaskState.IN_PROGRESS).code

    def blocked_by(version: int, who: str) -> None:
        said = Said("Menunggu data.", helper_code=who)
        run(dpmd.sends(clock), tasks.move_task, MoveTask(code, Move.BLOCK, version, said))

    blocked_by(1, "dinsos")
    assert [(each.kind, each.work) for each in helper.told] == [(NoticeKind.HELP_ASKED, Work.ACT)]
    run(dpmd.sends(clock), tasks.move_task, MoveTask(code, Move.RESUME, 2))
    blocked_by(3, "disnakertrans")
    assert [each.work for each in helper.told] == [Work.KNOW]


def test_a_worker_that_slept_tells_what_is_due_now_and_not_what_it_missed(
    engine: Engine, dpmd: Office
) -> None:
    due = MORNING.date() + timedelta(days=1)
    with filling(engine) as session:
        factories.task(session, owner="dpmd", state=TaskState.ACCEPTED, due_on=due)
    assert reminded(engine, 0, 0) == [1, 1], "asked twice in one day, the first answer stands"
    with reading(engine) as connection:
        assert connection.scalars(select(Notice.stage)).all() == [f"{due}:1"]


def test_every_kind_of_notice_that_an_act_can_cause_belongs_to_an_event_of_the_trail() -> None:
    assert set(FINDERS) < set(Event)
    assert {Event.TASK_MOVED, Event.REPORT_RETURNED, Event.CASE_REFERRED, Event.MINUTES_SEALED} < set(FINDERS)
