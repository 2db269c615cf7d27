"""The worker against a real mail server: one digest a person, nothing lost, at night or secret."""

import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, String, cast, insert, select

from db import outbox
from db.acting import Sender
from db.backend import Backend
from db.command import run
from db.commands import meetings, people, tasks
from db.commands.decisions import record_decision
from db.commands.meetings import close_meeting
from db.commands.notices import choose_mail, read_notices
from db.commands.releases import close_release
from db.commands.trail import key_trail
from db.engine import is_sqlite, reading, writing
from db.models import (
    AuditRecord,
    CaseReferral,
    JointLeave,
    MailChoice,
    Notice,
    OutgoingMail,
    Region,
    Task,
    User,
)
from db.notifying import Notification, NotifiedBy, notify
from db.queries import notices
from db.queries.audit import trail_end
from db.queries.mail import delivery, refused_since
from db.queries.notice_matters import MatterNow
from db.queries.notices import notices_of, unread_notices
from db.queries.releases import last_release
from db.queries.sign_in_steps import usable_link
from db.settings import Mode, Settings
from db.trail import keys
from db.trail.anchors import Anchors
from db.trail.checking import check
from db.trail.keys import Trail
from domain.access.errors import RuleBroken
from domain.access.permissions import OPERATOR, Actor, Role, outside
from domain.access.requests import CloseAccount, Invitation, InviteAccount, MailLink, RenewLink
from domain.access.trail import KeyTrail, MailedEnd
from domain.cases.requests import CloseRelease
from domain.figures.cases import ReferralState
from domain.meetings.life import Classification, MeetingState
from domain.meetings.requests import ChangePlan, CloseMeeting, MoveMeeting, Plan, RecordDecision
from domain.notices.kinds import Matter, NoticeKind
from domain.notices.mail import LEASE, MOST_A_DAY, STEP, STEPS, MailState, Purpose
from domain.notices.requests import ChooseMail, ReadNotices
from domain.tasks.life import Move, Said, TaskClass, TaskOrigin, TaskState
from domain.tasks.proposals import Proposal
from domain.tasks.requests import MoveTask
from domain.words import labels
from jobs import worker as jobs_worker
from jobs.mailer import Mailer, NotTaken, is_unknown, message_id
from jobs.worker import Worker
from tests import factories
from tests.factories import MORNING, MovingClock, filling
from tests.jobs.mailbox import Mailbox

ADDRESS = "tu@dpmd.nttprov.go.id"
READER = "jejak@setda.nttprov.go.id"
VILLAGE = "Pos jaga di Desa Alkani"
PROPOSAL = Proposal("Posko di pelabuhan", "Posko buka setiap hari", "dpmd", "53", "2026-12-18")


class Mailer20(Mailer):
    """Waits a moment instead of twenty seconds."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, seconds=0.3)


class Scene:
    """A database, a clock, an office that reads mail, one that proposes tasks, and a worker."""

    def __init__(self, engine: Engine, clock: MovingClock, mailbox: Mailbox, folder: Path) -> None:
        self.engine, self.clock = engine, clock
        settings = Settings(
            database_url=str(engine.url),
            mode=Mode.DEMO,
            clock=clock,
            evidence_url=folder.as_uri(),
            smtp_url=mailbox.url,
            mail_from="Gerak Bersama <kabar@nttprov.go.id>",
            public_url="https://gerak.nttprov.go.id",
        )
        self.worker = Worker(Backend(engine, settings), Mailer20(settings))
        self.setda, self.dpmd = self.office("setda", Role.GOVERNOR_OFFICE), self.office("dpmd")
        self.wants(self.dpmd, ADDRESS)

    def office(self, agency: str, role: Role = Role.AGENCY) -> Actor:
        with filling(self.engine) as session:
            return factories.actor_of(session, factories.user(session, agency=agency, role=role))

    def sends(self, by: Actor) -> Sender:
        return Sender(self.engine, by, self.clock)

    def wants(self, by: Actor, address: str, *, daily: bool = True, seen: int = 0) -> None:
        run(self.sends(by), choose_mail, ChooseMail(address, daily, False, 6, 20, seen))

    def proposes(self, proposal: Proposal = PROPOSAL) -> str:
        return run(self.sends(self.setda), tasks.propose, proposal)

    def manages(self, command: Any, asked: object) -> Any:
        return run(Sender(self.engine, OPERATOR, self.clock), command, asked)

    def invites(self) -> Invitation:
        asked = InviteAccount("dinsos.uji", "Penghubung Dinsos", Role.AGENCY, "dinsos")
        made: Invitation = self.manages(people.invite, asked)
        return made

    def mails_link(self) -> None:
        self.manages(people.mail_link, MailLink("dinsos.uji", 0, "tu@dinsos.nttprov.go.id"))

    def states(self) -> list[MailState]:
        with reading(self.engine) as connection:
            return list(connection.scalars(select(OutgoingMail.state).order_by(OutgoingMail.id)))


@pytest.fixture
def scene(engine: Engine, moving_clock: MovingClock, mailbox: Mailbox, tmp_path: Path) -> Scene:
    return Scene(engine, moving_clock, mailbox, tmp_path)


def test_a_person_gets_one_digest_a_day_whose_links_lead_to_exactly_the_matter(
    scene: Scene, mailbox: Mailbox
) -> None:
    first, second = scene.proposes(), scene.proposes(replace(PROPOSAL, title="Posko kedua"))
    assert [scene.worker.turn(), scene.worker.turn()] == [1, 0]
    [mail] = mailbox.to(ADDRESS)
    assert mail["Subject"] == "Gerak Bersama NTT, 23 November 2026: dua hal menunggu Anda"
    text = mail.get_content()
    for code in (first, second):
        assert f"https://gerak.nttprov.go.id/tugas?kode={code}&kabar=" in text


def test_what_is_to_be_answered_first_is_read_first_in_a_mail(scene: Scene, mailbox: Mailbox) -> None:
    urgent = scene.proposes(replace(PROPOSAL, task_class=TaskClass.URGENT))
    ordinary = scene.proposes(replace(PROPOSAL, title="Posko kedua"))
    scene.worker.turn()
    [mail] = mailbox.to(ADDRESS)
    text = mail.get_content()
    assert text.index(f"kode={urgent}&") < text.index(f"kode={ordinary}&")


def test_whom_nothing_waits_for_gets_no_mail(scene: Scene, mailbox: Mailbox) -> None:
    scene.worker.turn()
    assert (mailbox.messages, scene.states()) == ([], [MailState.NOT_NEEDED])


@pytest.fixture
def keyed(scene: Scene, tmp_path: Path) -> Scene:
    """As an installation keeps its trail; the governor's office reads it, and so does its mail."""
    trail = Trail(bytes(range(32)), Anchors(tmp_path / "jejak" / "jangkar"))
    keys.use(scene.engine, trail)
    scene.manages(key_trail, KeyTrail(trail.fingerprint, "uji"))
    scene.wants(scene.setda, READER)
    return scene


@pytest.mark.on_both
def test_who_reads_the_trail_keeps_its_end_in_his_mail_and_can_hold_it_against_the_trail(
    keyed: Scene, mailbox: Mailbox
) -> None:
    with reading(keyed.engine) as connection:
        before = trail_end(connection)
    assert keyed.worker.turn() == 1, "nothing else was to be said, and nobody else reads the trail"
    [mail] = mailbox.to(READER)
    assert mail["Subject"] == "Gerak Bersama NTT: ujung jejak audit, 23 November 2026"
    found = re.findall(r"^--(anchor|seal) (\S+)", mail.get_content(), re.MULTILINE)
    ends = {name: MailedEnd.of(text) for name, text in found}
    assert ends["anchor"].number >= before.records
    with reading(keyed.engine) as connection:
        fits = check(connection, records=[ends["anchor"]], seals=[ends["seal"]])
    assert fits.findings == ()


def test_the_end_of_the_trail_alone_is_a_mail_once_a_week(keyed: Scene, mailbox: Mailbox) -> None:
    for _ in range(3):
        keyed.worker.turn()
        keyed.clock.forward(timedelta(days=1))
    assert len(mailbox.to(READER)) == 1


def test_what_anybody_could_make_anew_is_no_end_to_keep(scene: Scene, mailbox: Mailbox) -> None:
    scene.wants(scene.setda, READER)
    scene.worker.turn()
    assert mailbox.messages == []


def test_who_left_no_address_is_told_where_he_signs_in_and_holds_up_nobody(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.dpmd, ADDRESS, daily=False, seen=1)
    other = scene.office("bp3mi-ntt")
    with pytest.raises(RuleBroken, match="memerlukan alamat surel dinas"):
        scene.wants(other, "")
    emergency = replace(PROPOSAL, task_class=TaskClass.EMERGENCY, due="2026-11-30")
    scene.proposes(replace(emergency, owner_code="bp3mi-ntt"))
    scene.proposes(emergency)
    assert (scene.worker.turn(), len(mailbox.to(ADDRESS)), len(scene.states())) == (1, 1, 1)
    with reading(scene.engine) as connection:
        assert unread_notices(connection, other.user_id or 0, scope=other.scope, role=other.role) == 1


def test_an_invitation_is_mailed_at_any_hour_and_its_key_is_in_the_mail_alone(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.clock.forward(timedelta(hours=15))  # late in the evening
    shown = scene.invites()
    scene.mails_link()
    assert scene.worker.turn() == 1
    [mail] = mailbox.to("tu@dinsos.nttprov.go.id")
    assert mail["Subject"] == "Gerak Bersama NTT: pasang kata sandi akun dinsos.uji"
    [key] = re.findall(r"https://gerak.nttprov.go.id/undangan/([\w-]+)", mail.get_content())
    with reading(scene.engine) as connection:
        assert usable_link(connection, shown.key, scene.clock()) is None
        link = usable_link(connection, key, scene.clock())
        assert link is not None
        assert link.username == "dinsos.uji"
        told = " ".join(connection.scalars(select(cast(AuditRecord.after, String))))
    assert (key in told, "@" in told) == (False, False)


@pytest.mark.parametrize("meanwhile", ["another link", "closed"])
def test_an_invitation_that_was_replaced_or_taken_back_is_not_mailed(
    scene: Scene, mailbox: Mailbox, meanwhile: str
) -> None:
    scene.invites()
    scene.mails_link()
    if meanwhile == "closed":
        scene.manages(people.close_account, CloseAccount("dinsos.uji", 1, "Mutasi jabatan"))
    else:
        scene.manages(people.renew_link, RenewLink("dinsos.uji", 1, "Salah alamat"))
    assert scene.worker.turn() == 0
    assert mailbox.messages == []
    assert scene.states()[-1] is MailState.NOT_NEEDED


def test_a_link_that_is_mailed_twice_is_two_mails_and_only_the_newest_works(
    scene: Scene, mailbox: Mailbox
) -> None:
    """Of a digest the second one folds away where it arrives; of a link it must not."""
    scene.invites()
    scene.mails_link()
    [first] = outbox.take(scene.engine, scene.clock())
    second = replace(first, tries=first.tries + 1)
    assert message_id(first, "kabar@nttprov.go.id") != message_id(second, "kabar@nttprov.go.id")
    digest = replace(first, purpose=Purpose.DIGEST)
    again = replace(second, purpose=Purpose.DIGEST)
    assert message_id(digest, "kabar@nttprov.go.id") == message_id(again, "kabar@nttprov.go.id")


@pytest.mark.parametrize("daily", [False, True])
def test_who_wants_the_mornings_paper_is_led_there_at_six_also_when_nothing_waits(
    scene: Scene, mailbox: Mailbox, daily: bool
) -> None:
    choice = ChooseMail("gub@setda.nttprov.go.id", daily, False, 6, 20, seen=0, briefing=True)
    run(scene.sends(scene.setda), choose_mail, choice)
    scene.clock.forward(timedelta(hours=-1))
    assert [scene.worker.turn(), scene.worker.turn()] == [1, 0]
    [mail] = mailbox.to("gub@setda.nttprov.go.id")
    assert mail["Subject"] == "Ringkasan Gubernur, 23 November 2026"
    assert "https://gerak.nttprov.go.id/laporan/ringkasan-gubernur.pdf" in mail.get_content().splitlines()


def test_a_server_that_is_down_loses_nothing_and_the_administrator_sees_it(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.proposes()
    mailbox.stop()
    assert scene.worker.turn() == 0
    with reading(scene.engine) as connection:
        found = delivery(connection, scene.clock())
    assert (found.waiting, found.failing) == (1, 1)
    assert "refused" in found.last_error
    mailbox.start()
    assert scene.worker.turn() == 0, "a failing server is left alone for a while"
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 1
    assert len(mailbox.to(ADDRESS)) == 1


def test_a_server_that_does_not_answer_in_time_is_tried_again(scene: Scene, mailbox: Mailbox) -> None:
    scene.proposes()
    mailbox.is_slow = True
    assert scene.worker.turn() == 0
    assert scene.states() == [MailState.WAITING]


def test_an_address_that_is_refused_stops_nobody_else(scene: Scene, mailbox: Mailbox) -> None:
    other = scene.office("dpmd")
    scene.wants(other, "kepala@dpmd.nttprov.go.id")
    mailbox.unknown.add(ADDRESS)
    scene.proposes()
    assert scene.worker.turn() == 1
    assert scene.states() == [MailState.REFUSED, MailState.SENT]
    with reading(scene.engine) as connection:
        said = delivery(connection, scene.clock()).last_error
    assert said == "550 5.1.1 (alamat): no such mailbox", "whose address it was is for its owner to know"


def test_whose_address_is_refused_is_known_to_its_owner_until_another_one_takes_the_mail(
    scene: Scene, mailbox: Mailbox
) -> None:
    mailbox.unknown.add(ADDRESS)
    scene.proposes()
    scene.worker.turn()
    refused_at = scene.clock()
    with reading(scene.engine) as connection:
        assert refused_since(connection) == {scene.dpmd.user_id: refused_at}
    scene.clock.forward(timedelta(hours=2))
    scene.wants(scene.dpmd, "betul@dpmd.nttprov.go.id", seen=1)
    assert scene.worker.turn() == 1, "what was refused this morning goes to the new address"
    with reading(scene.engine) as connection:
        assert refused_since(connection) == {}


@pytest.mark.parametrize(
    ("hours", "answered", "mails"), [(2, False, 1), (2, True, 0), (15, False, 0), (26, False, 0)]
)
def test_a_new_address_gets_only_todays_emergencies_that_still_ask_for_something_and_none_at_night(
    scene: Scene, mailbox: Mailbox, hours: int, answered: bool, mails: int
) -> None:
    scene.wants(scene.dpmd, ADDRESS, daily=False, seen=1)
    mailbox.unknown.add(ADDRESS)
    code = scene.proposes(replace(PROPOSAL, task_class=TaskClass.EMERGENCY, due="2026-11-30"))
    scene.worker.turn()
    with filling(scene.engine) as session:
        task = session.scalars(select(Task).where(Task.code == code)).one()
        task.state = TaskState.VERIFIED if answered else task.state
    scene.clock.forward(timedelta(hours=hours))
    scene.wants(scene.dpmd, "betul@dpmd.nttprov.go.id", daily=False, seen=2)
    assert scene.worker.deliver() == mails


def test_an_address_that_is_put_off_holds_up_nobody_else(scene: Scene, mailbox: Mailbox) -> None:
    scene.wants(scene.office("dpmd"), "kepala@dpmd.nttprov.go.id")
    mailbox.busy.add(ADDRESS)
    scene.proposes()
    assert scene.worker.turn() == 1
    assert scene.states() == [MailState.WAITING, MailState.SENT]


@pytest.mark.parametrize(
    ("answer", "is_its_owners"),
    [
        ("550 5.1.1 no such user", True),
        ("553 5.1.3 bad syntax", True),
        ("556 5.1.10 the domain takes no mail", True),
        ("550 User unknown", True),
        ("550 sorry, no mailbox here by that name (#5.1.1)", True),
        ("551 <relay@dpmd.nttprov.go.id> is not here any more", True),
        ("554 5.7.1 relay access denied", False),
        ("550 5.7.1 user unknown to our policy", False),
        ("550 relaying denied", False),
        ("550 10.5.1.1 is on our list, blocked", False),
        ("552 5.2.2 mailbox full", False),
        ("550 5.2.1 mailbox disabled", False),
        ("550 5.4.1 no answer from host", False),
        ("554 transaction failed", False),
    ],
)
def test_only_an_address_that_the_server_does_not_know_is_its_owners_to_mend(
    answer: str, is_its_owners: bool
) -> None:
    code, _, words = answer.partition(" ")
    assert is_unknown(int(code), words) is is_its_owners


def test_a_server_that_refuses_all_for_a_while_marks_no_address_and_they_get_their_mail(
    scene: Scene, mailbox: Mailbox
) -> None:
    others = offices_that_read(scene, 2)
    scene.proposes()
    mailbox.answers = dict.fromkeys((ADDRESS, *others), "554 5.7.1 relay access denied")
    assert scene.worker.turn() == 0
    assert scene.states() == [MailState.WAITING] * 3
    mailbox.answers.clear()
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 3


def offices_that_read(scene: Scene, count: int) -> list[str]:
    """Addresses of so many more people of the office, whose mails come after those of whom it has."""
    found = [f"bidang{number}@dpmd.nttprov.go.id" for number in range(count)]
    for address in found:
        scene.wants(scene.office("dpmd"), address)
    return found


def tries(scene: Scene) -> list[int]:
    with reading(scene.engine) as connection:
        return list(connection.scalars(select(OutgoingMail.tries).order_by(OutgoingMail.id)))


@pytest.mark.parametrize("fault", ["cuts", "hangs"])
def test_an_address_over_which_the_line_breaks_is_put_off_alone_and_the_others_get_their_mail(
    scene: Scene, mailbox: Mailbox, fault: str
) -> None:
    others = offices_that_read(scene, 3)
    scene.proposes()
    getattr(mailbox, fault).add(ADDRESS)
    assert scene.worker.turn() == 3
    assert [each["To"] for each in mailbox.messages] == others
    assert scene.states() == [MailState.WAITING, *[MailState.SENT] * 3]
    getattr(mailbox, fault).clear()
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 1, "what was put off is in nobody's hand"


def test_a_server_that_says_goodbye_over_one_mail_gets_the_next_on_a_new_line(
    scene: Scene, mailbox: Mailbox
) -> None:
    offices_that_read(scene, 2)
    scene.proposes()
    mailbox.answers[ADDRESS] = "421 4.3.2 closing"
    assert scene.worker.turn() == 2
    assert scene.states()[0] is MailState.WAITING


def test_bad_addresses_in_a_row_hold_up_the_others_once_and_then_come_after_them(
    scene: Scene, mailbox: Mailbox
) -> None:
    others = offices_that_read(scene, 4)
    scene.proposes()
    mailbox.cuts = {ADDRESS, *others[:2]}
    assert scene.worker.turn() == 0, "two in a row: the server is taken to be away"
    assert tries(scene) == [1, 1, 0, 0, 0]
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 2
    assert [each["To"] for each in mailbox.messages] == others[2:]


def test_a_server_that_cannot_be_reached_after_it_broke_off_leaves_the_others_as_they_were(
    scene: Scene, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices_that_read(scene, 2)
    scene.proposes()
    mailbox.cuts.add(ADDRESS)
    mailer = scene.worker.mailer
    assert mailer is not None
    opened = iter((mailer.open,))

    def opens_once() -> Any:
        for each in opened:
            return each()
        raise NotTaken("ConnectionRefusedError")

    with monkeypatch.context() as gone:
        gone.setattr(mailer, "open", opens_once)
        assert scene.worker.turn() == 0
    assert tries(scene) == [1, 0, 0]
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 2


def test_a_server_that_took_the_mail_and_dropped_the_line_gets_it_again_under_the_same_name(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.proposes()
    mailbox.drops_what_it_took = True
    assert scene.worker.turn() == 0
    mailbox.drops_what_it_took = False
    scene.clock.forward(timedelta(minutes=3))
    assert scene.worker.turn() == 1
    first, second = mailbox.to(ADDRESS)
    assert first["Message-ID"] == second["Message-ID"]


def test_an_emergency_goes_out_at_night_and_all_else_waits_for_the_next_working_day(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.clock.forward(timedelta(days=4, hours=14))  # Friday, 21.00
    scene.proposes()
    scene.proposes(
        replace(PROPOSAL, title="Kapal berangkat malam ini", task_class=TaskClass.EMERGENCY, due="2026-11-30")
    )
    scene.worker.turn()
    assert mailbox.subjects == ["Darurat: Kapal berangkat malam ini"]
    scene.clock.forward(timedelta(days=1))  # Saturday: nobody has answered the emergency
    scene.worker.turn()
    assert all(subject.startswith("Darurat: ") for subject in mailbox.subjects)
    scene.clock.forward(timedelta(days=1, hours=10))  # Monday, 07.00
    scene.worker.turn()
    assert mailbox.subjects[-1].startswith("Gerak Bersama NTT, 30 November 2026: ")


def test_each_news_of_an_emergency_goes_out_at_once_and_its_withdrawal_too(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.dpmd, ADDRESS, daily=False, seen=1)
    code = scene.proposes(replace(PROPOSAL, task_class=TaskClass.EMERGENCY, due="2026-11-30"))
    sent = [scene.worker.turn()]
    for version, (by, move, said) in enumerate(
        (
            (scene.dpmd, Move.COUNTER, Said("kurang orang", terms="bersama Pol PP", due="2026-11-30")),
            (scene.setda, Move.INSIST, Said("tetap seperti semula")),
            (scene.setda, Move.WITHDRAW, Said("kapal tidak jadi berangkat")),
        ),
        start=1,
    ):
        scene.clock.forward(timedelta(minutes=20))
        run(scene.sends(by), tasks.move_task, MoveTask(code, move, version, said))
        sent.append(scene.worker.turn())
    assert sent == [1, 0, 1, 1], "nobody is mailed what he did himself"
    assert "menarik usulan tugas" in mailbox.to(ADDRESS)[-1].get_content()


def test_that_an_emergency_was_found_done_wakes_nobody(scene: Scene) -> None:
    judge = scene.office("inspektorat", Role.VERIFIER)
    with filling(scene.engine) as session:
        done = {"owner": "dpmd", "state": TaskState.CLAIMED_DONE, "task_class": TaskClass.EMERGENCY}
        code = factories.task(session, **done).code
    run(scene.sends(judge), tasks.move_task, MoveTask(code, Move.VERIFY, 1, Said()))
    assert scene.states() == []


def test_the_weekly_mail_goes_out_on_the_first_working_day_on_which_it_can(
    scene: Scene, mailbox: Mailbox
) -> None:
    choice = ChooseMail(ADDRESS, daily=False, weekly=True, opens=6, closes=20, seen=1)
    run(scene.sends(scene.dpmd), choose_mail, choice)
    scene.proposes()
    mailbox.stop()
    assert scene.worker.turn() == 0
    mailbox.start()
    scene.clock.forward(timedelta(days=1))
    assert scene.worker.turn() == 1, "the server was away on Monday, and the week is not over"
    assert "24 November" in mailbox.subjects[0]
    scene.clock.forward(timedelta(days=1))
    assert scene.worker.turn() == 0
    scene.clock.forward(timedelta(days=6))  # nothing ran on the Monday of the next week
    assert scene.worker.turn() == 1


def test_a_week_that_begins_with_a_day_off_has_its_mail_on_the_day_after(
    scene: Scene, mailbox: Mailbox
) -> None:
    with filling(scene.engine) as session:
        session.add(JointLeave(day=date(2026, 11, 23), name="Cuti bersama", source="Keputusan bersama"))
    choice = ChooseMail(ADDRESS, daily=False, weekly=True, opens=6, closes=20, seen=1)
    run(scene.sends(scene.dpmd), choose_mail, choice)
    scene.proposes()
    sent = [scene.worker.turn()]
    for _ in range(2):
        scene.clock.forward(timedelta(days=1))
        sent.append(scene.worker.turn())
    assert sent == [0, 1, 0]


def test_the_digest_of_a_day_that_is_over_is_said_by_the_next_one(scene: Scene, mailbox: Mailbox) -> None:
    scene.proposes()
    mailbox.stop()
    scene.worker.turn()
    mailbox.start()
    scene.clock.forward(timedelta(days=1))
    assert scene.worker.turn() == 1
    assert scene.states() == [MailState.NOT_NEEDED, MailState.SENT]
    assert "24 November" in mailbox.subjects[0]


def test_no_mail_holds_a_word_of_what_a_secret_meeting_decided(scene: Scene, mailbox: Mailbox) -> None:
    with filling(scene.engine) as session:
        held = factories.meeting(
            session, starts_at=MORNING, state=MeetingState.CLOSED, classification=Classification.SECRET
        )
        made = factories.decision(session, held)
        factories.task(
            session,
            owner="dpmd",
            state=TaskState.ACCEPTED,
            due_on=MORNING.date(),
            title="Operasi tertutup",
            origin=TaskOrigin.DECISION,
            decision_id=made.id,
        )
    assert scene.worker.turn() == 1
    [mail] = mailbox.to(ADDRESS)
    assert "Operasi tertutup" not in mail.get_content()
    assert labels.TITLE_WITHHELD in mail.get_content()


def waiting(engine: Engine, count: int) -> None:
    """So many mails that are due, each of another day."""
    with filling(engine) as session:
        user: User = factories.user(session, agency="dpmd")
        number = user.id
    rows = [
        {
            "user_id": number,
            "purpose": Purpose.DIGEST,
            "day": MORNING.date(),
            "once": f"uji:{each}",
            "state": MailState.WAITING,
            "due_at": MORNING,
            "last_error": "",
            "lease": "",
            "tries": 0,
        }
        for each in range(count)
    ]
    with writing(engine) as connection:
        connection.execute(
            insert(MailChoice).values(
                user_id=number, address=ADDRESS, daily=True, weekly=False, opens=6, closes=20, version=1
            )
        )
        connection.execute(insert(OutgoingMail), rows)


def test_a_worker_that_a_slow_server_holds_up_sends_nothing_that_another_has_taken(
    scene: Scene, mailbox: Mailbox
) -> None:
    for number in range(4):
        scene.wants(scene.office("dpmd"), f"bagian{number}@dpmd.nttprov.go.id")
    scene.proposes()
    another = Worker(scene.worker.backend, scene.worker.mailer)

    class Slow(Mailer20):
        def send(self, *what: Any) -> None:
            scene.clock.forward(STEP * STEPS)  # as long as one mail may take
            another.deliver()
            super().send(*what)

    scene.worker.mailer = Slow(scene.worker.backend.settings)
    scene.worker.turn()
    another.turn()
    assert sorted(Counter(str(each["To"]) for each in mailbox.messages).values()) == [1] * 5


@pytest.mark.on_both
def test_two_workers_never_have_the_same_mail_in_hand(engine: Engine) -> None:
    waiting(engine, 120)

    def takes(_: int) -> list[int]:
        found = []
        while taken := outbox.take(engine, MORNING, most=7):
            found += [mail.id for mail in taken]
        return found

    with ThreadPoolExecutor(4) as pool:
        found = [number for numbers in pool.map(takes, range(4)) for number in numbers]
    assert len(found) == len(set(found)) == 120


def test_what_a_killed_worker_had_in_hand_is_anybodys_again_when_its_time_is_over(engine: Engine) -> None:
    waiting(engine, 3)
    [dead, *_] = outbox.take(engine, MORNING)
    assert outbox.take(engine, MORNING + LEASE - timedelta(seconds=1)) == ()
    later: datetime = MORNING + LEASE
    [heir, *_] = outbox.take(engine, later)
    assert (heir.id, heir.tries) == (dead.id, 2)
    assert not outbox.sent(engine, dead, (), later), "whoever comes back late says nothing more"
    assert outbox.sent(engine, heir, (), later)


def called(scene: Scene, *, in_minutes: int, secret: bool = False) -> int:
    """A meeting of the forum that begins in a while."""
    classification = Classification.SECRET if secret else Classification.ORDINARY
    with filling(scene.engine) as session:
        return factories.meeting(
            session,
            starts_at=scene.clock() + timedelta(minutes=in_minutes),
            state=MeetingState.OPEN,
            classification=classification,
        ).id


def test_an_hour_before_a_meeting_its_members_are_led_to_their_page_and_once(
    scene: Scene, mailbox: Mailbox
) -> None:
    polda = scene.office("polda-ntt")
    scene.wants(polda, "tu@polda.ntt.go.id", daily=False)
    number = called(scene, in_minutes=70)
    assert scene.worker.turn() == 0
    scene.clock.forward(timedelta(minutes=15))
    another = Worker(scene.worker.backend, scene.worker.mailer)
    assert [scene.worker.turn(), another.turn(), scene.worker.turn()] == [1, 0, 0]
    [mail] = mailbox.to("tu@polda.ntt.go.id")
    assert mail["Subject"] == "Lembar rapat kantor Anda, 23 November 2026"
    assert f"https://gerak.nttprov.go.id/rapat?id={number}&bagian=lembar&kabar=" in mail.get_content()


def test_no_mail_speaks_of_a_secret_meeting(scene: Scene, mailbox: Mailbox) -> None:
    member = scene.office("polda-ntt", Role.FORKOPIMDA)
    scene.wants(member, "tu@polda.ntt.go.id", daily=False)
    called(scene, in_minutes=30, secret=True)
    assert scene.worker.turn() == 0
    with reading(scene.engine) as connection:
        own = notices_of(
            connection, member.user_id or 0, scope=member.scope, role=member.role, now=scene.clock()
        )
    assert [each.kind for each in own] == [NoticeKind.MEETING_SHEET], "it is told where one signs in"


def test_after_closing_an_owner_is_mailed_what_he_owes_and_at_night_the_next_morning(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.dpmd, ADDRESS, daily=False, seen=1)
    with filling(scene.engine) as session:
        began = scene.clock()
        number = factories.meeting(session, starts_at=began, state=MeetingState.IN_PROGRESS).id
    sender = scene.sends(scene.setda)
    run(sender, record_decision, RecordDecision(number, "Daftar desa diserahkan.", "dpmd", "2026-12-18"))
    scene.clock.forward(timedelta(hours=14))
    run(scene.sends(scene.setda), close_meeting, CloseMeeting(number))
    assert scene.worker.turn() == 0, "after eight in the evening nobody is mailed"
    scene.clock.forward(timedelta(hours=10))
    assert scene.worker.turn() == 1
    [mail] = mailbox.to(ADDRESS)
    assert mail["Subject"] == "Satu keputusan rapat untuk kantor Anda"
    assert f"/rapat?id={number}&bagian=keputusan&kabar=" in mail.get_content()


def closes(scene: Scene, number: int, text: str) -> None:
    decided = RecordDecision(number, text, "dpmd", "2026-12-18")
    run(scene.sends(scene.setda), record_decision, decided)
    run(scene.sends(scene.setda), close_meeting, CloseMeeting(number))


def running(scene: Scene) -> int:
    with filling(scene.engine) as session:
        return factories.meeting(session, starts_at=scene.clock(), state=MeetingState.IN_PROGRESS).id


def test_each_of_two_meetings_of_a_day_is_mailed_and_nothing_of_them_twice(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.dpmd, ADDRESS, daily=False, seen=1)
    morning, noon = running(scene), running(scene)
    closes(scene, morning, "Putusan pagi.")
    assert scene.worker.turn() == 1
    scene.clock.forward(timedelta(hours=5))
    closes(scene, noon, "Putusan siang.")
    assert scene.worker.turn() == 1
    first, second = (each.get_content() for each in mailbox.messages)
    assert ("Putusan pagi." in first, "Putusan siang." in first) == (True, False)
    assert ("Putusan pagi." in second, "Putusan siang." in second) == (False, True)
    scene.clock.forward(timedelta(hours=12))
    both = [running(scene), running(scene)]
    for number in both:
        closes(scene, number, f"Putusan malam {number}.")
    scene.clock.forward(timedelta(hours=11))
    assert scene.worker.turn() == 1, "what two of them decided at night is one mail of the morning"
    assert all(f"Putusan malam {number}." in mailbox.messages[-1].get_content() for number in both)


def test_nobody_gets_more_than_three_mails_on_one_day_whenever_they_were_due(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.clock.forward(timedelta(hours=13))  # 20.00: what is decided now is told tomorrow
    closes(scene, running(scene), "Putusan malam.")
    scene.clock.forward(timedelta(hours=10, minutes=5))
    scene.worker.turn()
    scene.proposes()
    for hour in range(1, 8):
        scene.clock.forward(timedelta(hours=1))
        if hour in (2, 3, 5):
            closes(scene, running(scene), f"Putusan ke-{hour}.")
        scene.worker.turn()
    assert len(mailbox.to(ADDRESS)) == MOST_A_DAY
    scene.clock.forward(timedelta(hours=17))
    scene.worker.turn()
    assert "Putusan ke-5." in mailbox.messages[-1].get_content(), "the fourth is tomorrow's"


@pytest.mark.on_both
def test_two_workers_with_one_persons_mails_in_hand_send_no_fourth(scene: Scene, mailbox: Mailbox) -> None:
    scene.proposes()
    mailbox.busy.add(ADDRESS)
    scene.worker.turn()
    mailbox.busy.clear()
    for number in range(MOST_A_DAY - 1):
        scene.clock.forward(timedelta(seconds=20))
        closes(scene, running(scene), f"Putusan {number}.")
        scene.clock.forward(timedelta(seconds=20))
        scene.worker.turn()
    scene.clock.forward(timedelta(seconds=5))
    closes(scene, running(scene), "Putusan terakhir.")
    another = Worker(scene.worker.backend, scene.worker.mailer)

    class Slow(Mailer20):
        def send(self, *what: Any) -> None:
            scene.clock.forward(timedelta(seconds=100))
            another.deliver()  # the digest, which was put in the outbox first, is due again
            super().send(*what)

    scene.worker.mailer = Slow(scene.worker.backend.settings)
    scene.worker.turn()
    assert len(mailbox.to(ADDRESS)) == MOST_A_DAY


def test_both_meetings_of_a_day_are_announced_in_one_mail(scene: Scene, mailbox: Mailbox) -> None:
    polda = scene.office("polda-ntt")
    scene.wants(polda, "tu@polda.ntt.go.id", daily=False)
    called(scene, in_minutes=60)
    called(scene, in_minutes=360)
    assert scene.worker.turn() == 1
    assert mailbox.messages[0].get_content().count("Lembar kantor Anda siap") == 2
    scene.clock.forward(timedelta(hours=5))
    assert scene.worker.turn() == 0
    with reading(scene.engine) as connection:
        told = notices_of(
            connection, polda.user_id or 0, scope=polda.scope, role=polda.role, now=scene.clock()
        )
    assert told[0].told_at == scene.clock(), "where one signs in, the second is told of at its hour"


def test_a_meeting_that_is_called_off_is_mailed_and_stays_out_of_the_morning_mail(
    scene: Scene, mailbox: Mailbox
) -> None:
    polda = scene.office("polda-ntt")
    scene.wants(polda, "tu@polda.ntt.go.id")
    plan = Plan(
        "Rapat luar biasa", date(2026, 11, 25), time(9), "Kupang", 60, Classification.ORDINARY, "", "", ""
    )
    number = run(scene.sends(scene.setda), meetings.schedule, plan)
    for state in (MeetingState.OPEN, MeetingState.DRAFT):
        run(scene.sends(scene.setda), meetings.move_meeting, MoveMeeting(number, state))
    assert scene.worker.turn() >= 1
    [news] = [each for each in mailbox.messages if "berubah" in str(each["Subject"])]
    assert "Undangan rapat Rabu, 25 November 2026, 09.00 WITA ditarik" in news.get_content()
    scene.clock.forward(timedelta(days=3))
    scene.proposes()
    scene.worker.turn()
    assert not any("25 November" in each.get_content() for each in mailbox.messages[2:])


def test_each_news_that_a_meeting_makes_on_one_day_is_mailed_and_the_last_one_stands(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.office("polda-ntt"), "tu@polda.ntt.go.id", daily=False)
    setda = scene.sends(scene.setda)
    plan = Plan(
        "Rapat luar biasa", date(2026, 11, 24), time(9), "Kupang", 60, Classification.ORDINARY, "", "", ""
    )
    number = run(setda, meetings.schedule, plan)
    run(setda, meetings.move_meeting, MoveMeeting(number, MeetingState.OPEN))
    run(setda, meetings.change_plan, ChangePlan(number, 2, replace(plan, at=time(10))))
    sent = [scene.worker.turn()]
    for state in (MeetingState.DRAFT, MeetingState.OPEN):
        scene.clock.forward(timedelta(hours=1))
        run(scene.sends(scene.setda), meetings.move_meeting, MoveMeeting(number, state))
        sent.append(scene.worker.turn())
    assert sent == [1, 1, 1]
    said = [each.get_content() for each in mailbox.messages]
    for text, news in zip(said, ("berubah: ", " ditarik. ", "diundang kembali: "), strict=True):
        assert text.count("\n- ") == 1
        assert news in text


def test_a_withdrawal_says_what_was_withdrawn_and_nothing_of_its_new_draft(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.wants(scene.office("polda-ntt"), "tu@polda.ntt.go.id", daily=False)
    setda = scene.sends(scene.setda)
    plan = Plan(
        "Rapat luar biasa", date(2026, 11, 25), time(9), "Kupang", 60, Classification.ORDINARY, "", "", ""
    )
    number = run(setda, meetings.schedule, plan)
    for state in (MeetingState.OPEN, MeetingState.DRAFT):
        run(setda, meetings.move_meeting, MoveMeeting(number, state))
    anew = replace(plan, title="Rapat terbatas", day=date(2026, 12, 8), at=time(14))
    run(setda, meetings.change_plan, ChangePlan(number, 3, anew))
    scene.worker.turn()
    [mail] = mailbox.messages
    text = mail.get_content().replace("\r\n", "\n")
    assert "- Rapat luar biasa\n  Undangan rapat Rabu, 25 November 2026, 09.00 WITA ditarik." in text
    assert "Rapat terbatas" not in text


@pytest.mark.parametrize("was_secret", [False, True])
def test_whether_a_withdrawal_is_told_depends_on_the_plan_that_was_withdrawn(
    scene: Scene, mailbox: Mailbox, was_secret: bool
) -> None:
    member = scene.office("polda-ntt", Role.FORKOPIMDA)
    scene.wants(member, "tu@polda.ntt.go.id", daily=False)
    setda, kinds = scene.sends(scene.setda), [Classification.ORDINARY, Classification.SECRET]
    called, drafted = reversed(kinds) if was_secret else kinds
    plan = Plan("Rapat luar biasa", date(2026, 11, 25), time(9), "Kupang", 60, called, "", "", "")
    number = run(setda, meetings.schedule, plan)
    for state in (MeetingState.OPEN, MeetingState.DRAFT):
        run(setda, meetings.move_meeting, MoveMeeting(number, state))
    run(setda, meetings.change_plan, ChangePlan(number, 3, replace(plan, classification=drafted)))
    assert scene.worker.turn() == (0 if was_secret else 1)
    with reading(scene.engine) as connection:
        own = notices_of(
            connection, member.user_id or 0, scope=member.scope, role=member.role, now=scene.clock()
        )
    assert [each.facts.title for each in own] == ["Rapat luar biasa"], "it is told where one signs in"


def test_a_mail_names_no_village_whatever_it_tells_of(scene: Scene, mailbox: Mailbox) -> None:
    with filling(scene.engine) as session:
        factories.meeting(
            session, starts_at=scene.clock() + timedelta(minutes=30), state=MeetingState.OPEN, title=VILLAGE
        )
        factories.commitment(session, owner="polda-ntt", quarters=("2026-B09",), title=VILLAGE)
    scene.wants(scene.office("polda-ntt"), "tu@polda.ntt.go.id")
    closes(scene, running(scene), f"{VILLAGE} dilaksanakan.")
    scene.proposes(replace(PROPOSAL, title=VILLAGE))
    scene.worker.turn()
    texts = [f"{each['Subject']} {each.get_content()}" for each in mailbox.messages]
    assert len(texts) >= 3
    assert not any("Alkani" in text for text in texts)
    assert any("[tempat]" in text for text in texts)


def test_a_clock_that_goes_back_sends_nothing_twice_and_loses_nothing(scene: Scene, mailbox: Mailbox) -> None:
    scene.proposes()
    assert scene.worker.turn() == 1
    scene.clock.forward(timedelta(hours=-30))
    assert [scene.worker.turn(), scene.worker.turn()] == [0, 0], "yesterday was a Sunday"
    scene.clock.forward(timedelta(hours=30))
    assert scene.worker.turn() == 0
    scene.clock.forward(timedelta(days=1))
    assert scene.worker.turn() == 1
    assert len(mailbox.to(ADDRESS)) == 2


def test_a_clock_that_was_ahead_and_was_set_back_hides_no_later_news(scene: Scene, mailbox: Mailbox) -> None:
    def newest() -> tuple[list[NoticeKind], int]:
        with reading(scene.engine) as connection:
            user, scope, role = scene.dpmd.user_id or 0, scene.dpmd.scope, scene.dpmd.role
            told = notices_of(connection, user, scope=scope, role=role, now=scene.clock())
            return [each.kind for each in told], unread_notices(connection, user, scope=scope, role=role)

    def reads_all() -> None:
        with reading(scene.engine) as connection:
            user, scope, role = scene.dpmd.user_id or 0, scene.dpmd.scope, scene.dpmd.role
            told = notices_of(connection, user, scope=scope, role=role, now=scene.clock())
        run(scene.sends(scene.dpmd), read_notices, ReadNotices(tuple(each.id for each in told)))

    code = scene.proposes()
    scene.clock.forward(timedelta(days=40))
    scene.worker.remind()
    scene.clock.forward(timedelta(days=-40, hours=2))
    [ahead], unread = newest()
    assert (ahead is not NoticeKind.TASK_PROPOSED, unread) == (True, 1), "reminded of a day still to come"
    reads_all()
    withdraw = MoveTask(code, Move.WITHDRAW, 1, Said("keliru"))
    run(scene.sends(scene.setda), tasks.move_task, withdraw)
    assert newest() == ([NoticeKind.TASK_WITHDRAWN], 1)
    scene.clock.forward(timedelta(days=1))
    assert scene.worker.turn() == 1
    assert "menarik usulan tugas" in mailbox.to(ADDRESS)[-1].get_content()
    scene.clock.forward(timedelta(days=50))
    assert newest() == ([NoticeKind.TASK_WITHDRAWN], 1), "also when that day has come"
    reads_all()
    assert newest()[1] == 0


def decided_for_dpmd(scene: Scene) -> Notification:
    """Something that is only to be known, which one mail says and no other."""
    with filling(scene.engine) as session:
        meeting = factories.meeting(session, starts_at=scene.clock(), state=MeetingState.CLOSED)
        number = factories.decision(session, meeting, owner_id=scene.dpmd.agency_id).id
    return Notification(NoticeKind.DECISION_MADE, number, frozenset({scene.dpmd.agency_id or 0}))


def digests_that_say_it(scene: Scene, mailbox: Mailbox) -> list[bool]:
    """Whether the mails of the next two mornings tell of a decision."""
    said = []
    for _ in range(2):
        scene.clock.forward(timedelta(days=1))
        assert scene.worker.turn() == 1
        said.append("disebut dalam keputusan" in mailbox.messages[-1].get_content())
    return said


def test_what_was_told_before_a_mail_was_made_and_written_after_it_is_in_the_next_one_and_no_more(
    scene: Scene, mailbox: Mailbox
) -> None:
    scene.proposes()
    late, told_at = decided_for_dpmd(scene), scene.clock() - timedelta(seconds=5)
    assert scene.worker.turn() == 1
    with filling(scene.engine) as session:
        notify(session, late, NotifiedBy(None, None, told_at))
    assert digests_that_say_it(scene, mailbox) == [True, False]


@pytest.mark.on_both
def test_what_is_told_in_a_transaction_that_ends_after_a_mail_is_in_the_next_one_and_no_more(
    scene: Scene, mailbox: Mailbox
) -> None:
    if is_sqlite(scene.engine):
        pytest.skip("SQLite has one writer at a time")
    scene.proposes()
    late = decided_for_dpmd(scene)
    scene.worker.remind()
    with filling(scene.engine) as session:
        notify(session, late, NotifiedBy(None, None, scene.clock()))
        session.flush()
        scene.clock.forward(timedelta(seconds=5))
        assert scene.worker.deliver() == 1
    assert digests_that_say_it(scene, mailbox) == [True, False]


def test_as_long_as_a_meeting_is_to_come_its_news_go_before_what_can_wait(
    scene: Scene, mailbox: Mailbox
) -> None:
    address = "tu@polda.ntt.go.id"
    scene.wants(scene.office("polda-ntt"), address)
    setda = scene.sends(scene.setda)
    plan = Plan("Rapat hari ini", MORNING.date(), time(10), "Kupang", 60, Classification.ORDINARY, "", "", "")
    number = run(setda, meetings.schedule, plan)
    run(setda, meetings.move_meeting, MoveMeeting(number, MeetingState.OPEN))
    later = run(setda, meetings.schedule, replace(plan, title="Rapat pekan depan", day=date(2026, 12, 1)))
    run(setda, meetings.move_meeting, MoveMeeting(later, MeetingState.OPEN))
    scene.worker.turn()
    running_one = running(scene)
    run(setda, record_decision, RecordDecision(running_one, "Data diserahkan.", "polda-ntt", "2026-12-18"))
    run(scene.sends(scene.setda), close_meeting, CloseMeeting(running_one))
    run(
        scene.sends(scene.setda),
        meetings.change_plan,
        ChangePlan(later, 2, replace(plan, title="Rapat pekan depan", day=date(2026, 12, 2))),
    )
    scene.clock.forward(timedelta(hours=2, minutes=10))
    scene.worker.turn()
    scene.clock.forward(timedelta(minutes=10))
    run(scene.sends(scene.setda), meetings.move_meeting, MoveMeeting(number, MeetingState.DRAFT))
    scene.worker.turn()
    subjects = [str(each["Subject"]) for each in mailbox.to(address)]
    assert len(subjects) == MOST_A_DAY
    assert "10.00 WITA ditarik" in mailbox.to(address)[-1].get_content()
    scene.clock.forward(timedelta(days=1))
    scene.worker.turn()
    said = "".join(each.get_content() for each in mailbox.to(address)[MOST_A_DAY:])
    assert "disebut dalam keputusan" in said
    assert "2 Desember" in said


def test_the_quarter_that_is_over_is_released_once_by_whichever_worker(scene: Scene) -> None:
    def released() -> tuple[int, date] | None:
        with reading(scene.engine) as connection:
            last = last_release(connection)
        return (last.number, last.ends_on) if last else None

    with filling(scene.engine) as session:
        factories.case(session, reported_on=date(2026, 3, 3))
    scene.worker.turn()
    assert released() is None, "whether the register is whole for its first release only people know"
    administrator = scene.office("diskominfo", Role.ADMINISTRATOR)
    run(scene.sends(administrator), close_release, CloseRelease(date(2026, 6, 30)))
    for worker in (Worker(scene.worker.backend), Worker(scene.worker.backend)):
        worker.turn()
    assert released() == (2, date(2026, 9, 30))


def test_removed_proof_is_gone_within_a_day_and_a_strange_store_is_left_alone(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, store = scene.worker, scene.worker.backend.evidence
    old, young = store.put(b"dilepas kemarin"), store.put(b"baru diunggah")
    os.utime(tmp_path / old[:2] / old, (0, 0))
    worker.turn()
    assert store.names() == {young}
    monkeypatch.setattr(jobs_worker, "MOST_SWEPT", 0)
    os.utime(tmp_path / young[:2] / young, (0, 0))
    worker.swept_at = None
    worker.turn()
    assert store.names() == {young}, "a database that knows none of them is not theirs"


def test_no_mail_names_a_village_whatever_its_kind_tells(
    scene: Scene, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filling(scene.engine) as session:
        by = {"starts_at": scene.clock(), "state": MeetingState.OPEN}
        case = factories.case(session)
        for number, kind in enumerate(NoticeKind, 1_000):
            matter = kind.row.matter
            if matter is Matter.MEETING:
                factories.meeting(session, id=number, **by)
            elif matter in (Matter.DECISION, Matter.DECISION_REMARKS):
                held = factories.meeting(session, **by | {"state": MeetingState.CLOSED})
                factories.decision(session, held, id=number)
            elif matter is Matter.REFERRAL:
                of = {"case_id": case.id, "from_agency_id": scene.setda.agency_id, "sent_at": scene.clock()}
                to = {"to_agency_id": scene.dpmd.agency_id, "state": ReferralState.SENT, "asked": VILLAGE}
                session.add(CaseReferral(id=number, **of, **to))
            told = {"user_id": scene.dpmd.user_id, "agency_id": scene.dpmd.agency_id, "stage": ""}
            day = {"told_on": scene.clock().date(), "told_at": scene.clock(), "edition": 1}
            session.add(Notice(kind=kind, matter=matter, matter_id=number, **told, **day))
    finders = {
        matter: lambda _connection, numbers, _scope, _now: [
            (number, MatterNow(VILLAGE, VILLAGE, "", "/kabar")) for number in numbers
        ]
        for matter in Matter
    }
    monkeypatch.setattr(notices, "FINDERS", finders)
    monkeypatch.setattr(notices, "kinds_for", lambda _role: tuple(NoticeKind))
    with reading(scene.engine) as connection:
        scope = outside(scene.dpmd.agency_id or 0, frozenset())
        user, role = scene.dpmd.user_id or 0, scene.dpmd.role
        found = notices_of(connection, user, scope=scope, role=role, now=scene.clock())
    assert {item.kind for item in found} == set(NoticeKind)
    assert [item.kind for item in found if "Alkani" in f"{item.facts.title} {item.said}"] == []
    assert scene.worker.turn() == 1
    assert [str(mail) for mail in mailbox.messages if "Alkani" in mail["Subject"] + mail.get_content()] == []
    assert "[tempat]" in mailbox.messages[0].get_content()


def test_what_was_sent_back_of_a_village_is_mailed_without_its_name(scene: Scene, mailbox: Mailbox) -> None:
    with filling(scene.engine) as session:
        village = session.scalars(select(Region.code).where(Region.name == "Alkani")).one()
        team = factories.village_team(session, village_code=village)
        activity = factories.outreach(session, organizer="Karang Taruna Desa Alkani", place="Alkani")
        by = NotifiedBy(None, scene.setda.agency_id, scene.clock())
        office = frozenset({scene.dpmd.agency_id or 0})
        notify(session, Notification(NoticeKind.TEAM_RETURNED, team.id, office), by)
        notify(session, Notification(NoticeKind.OUTREACH_RETURNED, activity.id, office), by)
    assert scene.worker.turn() == 1
    [mail] = mailbox.to(ADDRESS)
    told = mail.get_content()
    assert "Alkani" not in mail["Subject"] + told
    assert "mengembalikan laporan tim [tempat]" in told
    assert "mengembalikan laporan kegiatan Karang Taruna Desa [tempat]" in told
