"""Two agencies become one: what is open goes over, what is over keeps its name, and rights go along."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands.agencies import merge_agency
from db.commands.agenda import add_item
from db.commands.case_referrals import answer_referral, refer_case
from db.commands.case_work import correct_case, enter_case
from db.commands.commitments import propose_owner
from db.commands.figures import name_explainer
from db.commands.meetings import record_attendance
from db.commands.outreach import confirm_team, record_team
from db.commands.people import invite
from db.commands.progress import judge_report
from db.commands.seats import change_seat
from db.commands.services import judge_services, send_services
from db.commands.tasks import propose
from db.engine import reading
from db.models import (
    Agency,
    AuditRecord,
    CaseRecord,
    CaseReferral,
    CommitmentSupport,
    Evidence,
    OwnershipOffer,
    Task,
    TaskSupport,
    User,
    UserSession,
)
from db.queries.accounts import actor_of_account
from db.queries.agencies import agency_names, agency_rows, merge_preview, possible_owners
from db.queries.attention import task_facts
from db.queries.case_forms import form_choices
from db.queries.case_work import case_detail
from db.queries.figures import figure_rows
from db.queries.notices import notices_of
from db.queries.planned_imports import planned
from db.queries.progress import evidence_file
from db.queries.seats import seats_on
from db.queries.services import desk_rows, service_voice
from db.queries.tasks import task_rows
from domain.access.errors import Forbidden, RuleBroken
from domain.access.events import Event
from domain.access.merging import Moving
from domain.access.permissions import Actor, Role
from domain.access.requests import ChangeSeat, InviteAccount, MergeAgency
from domain.cases.facts import Victims
from domain.cases.requests import AnswerReferral, CorrectCase, ReferCase
from domain.commitments.health import EvidenceKind, VerdictLevel
from domain.commitments.ownership import OfferState
from domain.commitments.requests import JudgeReport, ProposeOwner, Seen
from domain.figures.cases import ReferralState
from domain.figures.conflicts import find_conflicts
from domain.figures.requests import NameExplainer
from domain.imports.kinds import ImportKind
from domain.meetings.life import AttendanceMode, MeetingState
from domain.meetings.requests import AddItem, RecordAttendance, Seated
from domain.notices.kinds import NoticeKind
from domain.services.desks import DeskState
from domain.services.requests import (
    ConfirmTeam,
    DeskTyped,
    JudgeServices,
    RecordTeam,
    SendServices,
    ServicesTyped,
)
from domain.tasks.clocks import REFERRAL_ANSWER_DAYS
from domain.tasks.life import CLOSED_STATES, TaskState
from domain.tasks.proposals import Proposal
from tests import factories
from tests.factories import MORNING, MovingClock, filling

pytestmark = pytest.mark.by_turns

ENTRY = factories.entry(
    agency_code="dinsos",
    reference="DINSOS/12/XI/2026",
    district_code="",
    victims=Victims(1, 0, 0, 0),
    note="",
)
CENTER = "53"
REASON = "Peraturan daerah tentang susunan perangkat daerah"
GOES, REMAINS = "dinsos", "dpmd"
TODAY = MORNING.date()


class Office:
    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            self.by = factories.actor_of(session, factories.user(session, role=Role.ADMINISTRATOR))
            factories.open_things(session, GOES)

    def do(self, command: Any, asked: object, by: Actor | None = None) -> Any:
        return run(Sender(self.engine, by or self.by, self.clock), command, asked)

    def merge(self, goes: str = GOES, into: str = REMAINS) -> Any:
        return self.do(merge_agency, MergeAgency(goes, into, self.row(goes).version, REASON))

    def ask(self, query: Any, *args: Any, **named: Any) -> Any:
        with reading(self.engine) as connection:
            return query(connection, *args, **named)

    def row(self, code: str) -> Any:
        return next(row for row in self.ask(agency_rows) if row.code == code)

    def rows(self, statement: Any) -> list[Any]:
        return self.ask(lambda connection: list(connection.execute(statement)))


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


def test_what_the_preview_counts_goes_over_and_nothing_open_is_left(office: Office) -> None:
    goes = office.row(GOES)
    counts = office.ask(merge_preview, goes.id, REMAINS, on=TODAY).counts
    assert (
        counts.items()
        >= {
            Moving.ACCOUNTS: 1,
            Moving.COMMITMENTS: 1,
            Moving.TASKS: 1,
            Moving.PROPOSALS: 1,
            Moving.DRAFTS: 1,
            Moving.MEETINGS: 2,
            Moving.FIGURES: 1,
            Moving.REFERRALS: 1,
            Moving.IMPORTS: 1,
        }.items()
    )
    before = office.row(REMAINS)
    assert office.merge() == before.short_name
    after = office.row(REMAINS)
    held = (after.accounts, after.commitments, after.tasks)
    assert held == (before.accounts + 1, before.commitments + 1, before.tasks + 1)
    assert office.ask(merge_preview, goes.id, "setda", on=TODAY).counts == {}


def test_what_is_over_keeps_the_name_of_its_time(office: Office) -> None:
    office.merge()
    owners = select(Task.code, Agency.code).join(Agency, Agency.id == Task.owner_id)
    assert office.rows(owners.where(Task.state.in_(CLOSED_STATES), Task.code == "T-903")) == [("T-903", GOES)]
    assert office.rows(select(Agency.code).join(CaseRecord)) == [(GOES,)]


def test_each_task_and_commitment_tells_the_trail_whose_it_was(office: Office) -> None:
    office.merge()
    told = office.rows(
        select(AuditRecord.subject, AuditRecord.subject_id, AuditRecord.before, AuditRecord.after)
        .where(AuditRecord.event == Event.OWNER_MERGED)
        .order_by(AuditRecord.id)
    )
    sides = (f'{{"owner":"{GOES}"}}', f'{{"owner":"{REMAINS}"}}')
    assert told == [("task", "T-901", *sides), ("commitment", "K-90", *sides)]


def test_its_people_sign_in_again_and_its_names_mean_the_one_that_remains(office: Office) -> None:
    name = office.row(GOES).name
    with filling(office.engine) as session:
        holder = session.scalars(select(User).join(Agency).where(Agency.code == GOES)).one()
        session.add(
            UserSession(token_digest="1" * 64, user_id=holder.id, created_at=MORNING, expires_at=MORNING)
        )
    office.merge()
    assert office.rows(select(UserSession.id).where(UserSession.revoked_at.is_(None))) == []
    names = office.ask(agency_names)
    assert name in names[REMAINS]
    assert GOES not in names
    assert GOES not in [each.code for each in office.ask(possible_owners)]
    with pytest.raises(RuleBroken, match="sudah dilebur ke"):
        office.do(invite, InviteAccount("uji.dinsos", "Penghubung", Role.AGENCY, GOES))


def test_a_seat_is_held_until_yesterday_by_the_one_and_from_today_by_the_other(office: Office) -> None:
    seat = ChangeSeat(3, "Anggota: Kepala Dinas", GOES, date(2026, 1, 5), "")
    office.do(change_seat, seat)
    office.merge()
    two = {office.row(code).id for code in (GOES, REMAINS)}
    holders = [
        {row.agency_id for row in office.ask(seats_on, day)} & two for day in (date(2026, 11, 22), TODAY)
    ]
    assert holders == [{office.row(GOES).id}, {office.row(REMAINS).id}]


def test_what_cannot_be_is_said_and_changes_nothing(office: Office) -> None:
    for goes, into, said in (
        (GOES, GOES, "dirinya sendiri"),
        ("polda-ntt", "polres-ntt", "berada di bawah"),
        ("polda-ntt", "korem-161", "Keduanya memegang kursi"),
        (GOES, "pt-kupang", "hanya diberi data"),
    ):
        with pytest.raises(RuleBroken, match=said):
            office.merge(goes, into)
        assert office.row(goes).merged_on is None


def test_one_that_went_over_goes_nowhere_else(office: Office) -> None:
    office.merge()
    with pytest.raises(RuleBroken, match="sudah dilebur pada 23 November 2026"):
        office.merge(GOES, "setda")
    with pytest.raises(RuleBroken, match="sudah dilebur pada 23 November 2026"):
        office.merge("setda", GOES)


# What hung on the one that went is the other's


class Successor(Office):
    """The agency that remains, before and after the merger."""

    def somebody(self, role: Role = Role.AGENCY, agency: str = REMAINS) -> Actor:
        with filling(self.engine) as session:
            return factories.actor_of(session, factories.user(session, agency=agency, role=role))

    def again(self, somebody: Actor) -> Actor:
        """As they are on their next request."""
        found: Actor | None = self.ask(actor_of_account, somebody.username)
        assert found is not None
        return found


@pytest.fixture
def successor(engine: Engine, moving_clock: MovingClock) -> Successor:
    return Successor(engine, moving_clock)


def test_desks_and_teams_go_along_however_often_it_goes_on(successor: Successor) -> None:
    with filling(successor.engine) as session:
        sent = factories.service_report(session, region=CENTER, agency="disnakertrans")
    successor.merge("disnakertrans", "dpmd")
    by = successor.somebody(agency="dpmd")
    open_desk = DeskTyped(DeskState.OPEN, 18.0, 12.0, 3.0, "BA-12", date(2026, 11, 2))
    typed = ServicesTyped({"employment": open_desk}, {})
    successor.do(send_services, SendServices(CENTER, "2026-10", typed, Seen(0, sent.id)), by)
    october = [row for row in successor.ask(desk_rows) if row.region_code == CENTER]
    assert [row.agency for row in october] == [by.agency_name], "one office speaks once of a month"
    successor.merge("dpmd", "bapperida")
    by = successor.again(by)
    assert successor.ask(service_voice, by.agencies).home == CENTER
    successor.do(record_team, RecordTeam("53.21.01.2001", "SK-7", date(2026, 3, 1), 7.0, None), by)


def test_what_both_reported_of_a_month_stands_desk_by_desk_with_the_last_word_of_each(
    successor: Successor,
) -> None:
    both = dict.fromkeys(("employment", "health", "police"), DeskState.OPEN)
    with filling(successor.engine) as session:
        factories.service_report(session, region=CENTER, agency="dpmd", desks=both)
        factories.service_report(session, region=CENTER, agency="disnakertrans", proof="BA-13")
    successor.merge("disnakertrans", "dpmd")
    october = [row for row in successor.ask(desk_rows) if row.region_code == CENTER]
    assert {row.code: row.proof for row in october} == {
        "employment": "BA-13",
        "health": "BA-12",
        "police": "BA-12",
    }
    assert len(october) == len(both), "one office speaks once of a desk"


def test_whoever_a_referral_goes_to_answers_in_the_days_of_the_one_that_went(successor: Successor) -> None:
    with filling(successor.engine) as session:
        sent = factories.task(session, owner="kp2mi-trc", state=TaskState.PROPOSED, proposed_at=MORNING).code
        other = factories.task(session, owner="kp2mi", state=TaskState.PROPOSED, proposed_at=MORNING).code
    successor.merge("kp2mi-trc", "kp2mi")
    tasks = successor.ask(task_rows, scope=successor.by.scope)
    facts = successor.ask(task_facts, scope=successor.by.scope)
    one_day = REFERRAL_ANSWER_DAYS["kp2mi-trc"]
    assert [each.times.referral_days for each in tasks if each.code in (sent, other)] == [one_day] * 2
    assert [each.times.referral_days for each in facts if each.code in (sent, other)] == [one_day] * 2


def test_an_office_beneath_the_one_that_went_still_fills_its_desk(successor: Successor) -> None:
    successor.merge("imigrasi-ntt", "dpmd")
    successor.merge("kanim-atambua", "kanim-kupang")
    kanim = successor.somebody(agency="kanim-kupang")
    parts = successor.ask(service_voice, kanim.agencies).parts
    assert [(part.region_code, part.desks) for part in parts] == [
        ("53.71", ("immigration",)),
        ("53.04", ("immigration",)),
    ]


def test_a_case_keeps_its_source_and_its_number_and_nothing_new_is_written_there(
    successor: Successor,
) -> None:
    with filling(successor.engine) as session:
        goes = factories.agency_id(session, GOES)
        old = factories.case(session, agency_id=goes, agency_reference=ENTRY.reference).code
        officer = factories.actor_of(session, factories.user(session, agency=GOES, role=Role.CASE_OFFICER))
        number = factories.delivery(
            session,
            officer,
            ImportKind.CASES,
            records=[factories.delivered_case(1, agency=GOES, reference=ENTRY.reference)],
        ).id
    successor.merge()
    by = successor.again(officer)
    assert list(successor.ask(form_choices, scope=by.scope).agencies) == [REMAINS]
    detail = successor.ask(case_detail, old, scope=by.scope)
    assert detail.may_keep
    assert GOES in successor.ask(form_choices, scope=by.scope).keeping(detail.row).agencies
    successor.do(correct_case, CorrectCase(old, detail.row.version, ENTRY, REASON), by)
    with pytest.raises(RuleBroken, match="sudah dilebur ke"):
        successor.do(enter_case, replace(ENTRY, reference="DINSOS/13/XI/2026"), by)
    with pytest.raises(RuleBroken, match="sudah terdaftar oleh instansi yang sama"):
        successor.do(enter_case, replace(ENTRY, agency_code=REMAINS), by)
    plan = successor.ask(planned, number, by=by, on=TODAY)
    assert (plan.new, plan.same) == (0, 1), "the same line in a file of before is the same case"


def test_both_are_one_pair_of_eyes(successor: Successor) -> None:
    with filling(successor.engine) as session:
        reporter = factories.user(session, agency=GOES)
        _, [point, *_] = factories.commitment(session, owner=GOES)
        report = factories.report(session, point, by=reporter, claimed=1.0)
        services = factories.service_report(session, agency=GOES)
        team = factories.village_team(session, agency=GOES)
    successor.merge()
    verifier = successor.somebody(Role.VERIFIER)
    for command, asked in (
        (judge_report, JudgeReport(report.id, report.version, VerdictLevel.LIMITED, 1.0, False, "")),
        (judge_services, JudgeServices(services.id, 1, (), False)),
        (confirm_team, ConfirmTeam(team.id)),
    ):
        with pytest.raises(Forbidden, match="instansi sendiri"):
            successor.do(command, asked, verifier)
    other = successor.somebody(Role.VERIFIER, "inspektorat")
    judged = JudgeReport(report.id, report.version, VerdictLevel.LIMITED, 1.0, False, "")
    successor.do(judge_report, judged, other)
    moved = successor.ask(actor_of_account, reporter.username)
    told = successor.ask(notices_of, moved.user_id, scope=moved.scope, role=moved.role, now=MORNING)
    assert [item.kind for item in told] == [NoticeKind.REPORT_VERIFIED], "whoever reported hears of it"


def test_files_of_what_is_over_stay_open(successor: Successor) -> None:
    with filling(successor.engine) as session:
        over = factories.task(session, owner=GOES, state=TaskState.VERIFIED)
        file = Evidence(task_id=over.id, kind=EvidenceKind.LETTER, title="Surat", content_hash="0" * 64)
        session.add(file)
        session.flush()
        number = file.id
    stranger = successor.somebody()
    assert successor.ask(evidence_file, number, scope=stranger.scope) is None
    successor.merge()
    assert successor.ask(evidence_file, number, scope=successor.again(stranger).scope) is not None


# And nothing new is asked of the one that went


def test_whoever_names_the_one_that_went_is_told_the_one_that_remains(successor: Successor) -> None:
    with filling(successor.engine) as session:
        commitment, _ = factories.commitment(session, owner=None, code="K-91")
        case = factories.case(session, agency_id=factories.agency_id(session, "bp3mi-ntt")).code
        meeting = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN).id
        conflict = find_conflicts(row.plain for row in figure_rows(session.connection()))[0].key
        officer = factories.actor_of(
            session, factories.user(session, agency="bp3mi-ntt", role=Role.CASE_OFFICER)
        )
    office = successor.somebody(Role.GOVERNOR_OFFICE, "setda")
    successor.merge()
    successor.merge(REMAINS, "bapperida")
    remains = successor.row("bapperida").short_name
    for command, asked, by in (
        (propose, Proposal("Tugas", "Keluaran", GOES, "53", "1 Des 2026"), office),
        (propose, Proposal("Tugas", "Keluaran", "setda", "53", "1 Des 2026", supporter_codes=[GOES]), office),
        (propose_owner, ProposeOwner("K-91", commitment.version, GOES), office),
        (add_item, AddItem(meeting, "Butir", "", GOES, 5), office),
        (record_attendance, RecordAttendance(meeting, {GOES: Seated(AttendanceMode.PRESENT)}), office),
        (name_explainer, NameExplainer(conflict, GOES, TODAY), office),
        (change_seat, ChangeSeat(3, "Anggota: Kepala Dinas", GOES, TODAY, ""), successor.by),
        (refer_case, ReferCase(case, GOES, "Pendampingan."), officer),
    ):
        with pytest.raises(RuleBroken, match=f"sudah dilebur ke .* Pakai {remains}"):
            successor.do(command, asked, by)


# What they were to each other


def test_a_case_that_one_referred_to_the_other_is_answered_before(successor: Successor) -> None:
    with filling(successor.engine) as session:
        goes, remains = (factories.agency_id(session, code) for code in (GOES, REMAINS))
        referral = CaseReferral(
            case_id=factories.case(session, agency_id=goes).id,
            from_agency_id=goes,
            to_agency_id=remains,
            asked="Pendampingan.",
            state=ReferralState.SENT,
            sent_at=MORNING,
        )
        session.add(referral)
    asked = successor.somebody()
    assert "rujukan kasus terbuka" in successor.ask(merge_preview, goes, REMAINS, on=TODAY).refusal
    with pytest.raises(RuleBroken, match="Masih ada rujukan kasus terbuka antara"):
        successor.merge()
    refused = AnswerReferral(referral.id, 1, ReferralState.REFUSED, "Akan satu kantor.")
    successor.do(answer_referral, refused, asked)
    successor.merge()


def test_nobody_helps_supports_or_asks_himself(successor: Successor) -> None:
    with filling(successor.engine) as session:
        goes, remains = (factories.agency_id(session, code) for code in (GOES, REMAINS))
        by = factories.user(session, agency="setda", role=Role.GOVERNOR_OFFICE)
        factories.task(session, owner=REMAINS, code="T-1", helper_id=goes, state=TaskState.BLOCKED)
        factories.task(session, owner=GOES, code="T-2", helper_id=remains, state=TaskState.BLOCKED)
        supported = factories.task(session, owner=GOES, code="T-3")
        session.add(TaskSupport(task_id=supported.id, agency_id=remains))
        owned, _ = factories.commitment(session, owner=REMAINS, code="K-91")
        session.add(CommitmentSupport(commitment_id=owned.id, agency_id=goes))
        passed_on, _ = factories.commitment(session, owner=None, code="K-92")
        of_own, _ = factories.commitment(session, owner=REMAINS, code="K-93")
        for commitment, state, countered in (
            (passed_on, OfferState.COUNTERED, remains),
            (of_own, OfferState.PROPOSED, None),
        ):
            session.add(
                OwnershipOffer(
                    commitment_id=commitment.id,
                    agency_id=goes,
                    state=state,
                    countered_agency_id=countered,
                    proposer_id=by.id,
                    proposer_agency_id=by.agency_id,
                    proposed_at=MORNING,
                )
            )
    counts = successor.ask(merge_preview, goes, REMAINS, on=TODAY).counts
    assert counts[Moving.DROPPED] == 6
    assert not counts.keys() & {Moving.HELP, Moving.SUPPORT, Moving.COUNTERS}, "what falls does not go over"
    successor.merge()
    assert successor.rows(select(Task.helper_id).where(Task.helper_id.is_not(None))) == []
    for support in (TaskSupport, CommitmentSupport):
        assert successor.rows(select(support).where(support.agency_id.in_((goes, remains)))) == []
    offers = select(OwnershipOffer.state, OwnershipOffer.agency_id, OwnershipOffer.countered_agency_id)
    assert successor.rows(offers.order_by(OwnershipOffer.id)) == [
        (OfferState.PROPOSED, remains, None),
        (OfferState.WITHDRAWN, goes, None),
    ]
    told = select(AuditRecord.subject_id).where(AuditRecord.event == Event.MERGED_AWAY)
    assert sorted(row[0] for row in successor.rows(told)) == ["K-91", "K-92", "K-93", "T-1", "T-2", "T-3"]
    assert successor.ask(merge_preview, goes, "setda", on=TODAY).counts == {}


def test_one_office_sits_on_one_seat(office: Office) -> None:
    seat = ChangeSeat(5, "Anggota: Kapolda NTT", "polda-ntt", TODAY, "")
    with pytest.raises(RuleBroken, match="Polda NTT sudah memegang kursi “Anggota: Kapolda NTT”"):
        office.do(change_seat, seat)
    office.do(change_seat, replace(seat, position=3, title="Anggota: Kepala Kepolisian Daerah NTT"))
