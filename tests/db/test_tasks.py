"""Tasks through their commands: born with a link, answered by their owner, escalated on named days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, select

from db.acting import Sender
from db.command import run
from db.commands import tasks
from db.commands.letters import keep_correspondence
from db.commands.tasks import escalate, move_task, propose
from db.engine import reading
from db.models import (
    Agency,
    AgencyCorrespondence,
    AuditRecord,
    Escalation,
    JointLeave,
    Task,
    TaskStep,
    TaskSupport,
)
from db.queries import attention
from db.queries.agencies import possible_owners
from db.queries.figures import figure_rows
from db.queries.holidays import closed_days, public_holidays
from db.queries.letters import letter_of, matter_of, offices, sending
from db.queries.meetings import meeting_before
from db.queries.promises import promises
from db.queries.task_detail import TaskDetail, task_detail
from db.queries.tasks import (
    task_rows,
    tasks_of_agencies,
    tasks_of_case,
    tasks_of_commitment,
    tasks_of_conflict,
    tasks_of_decision,
)
from domain.access.errors import Forbidden, NotFound, Refusal, RuleBroken, StaleData
from domain.access.permissions import Actor, Permission, Role
from domain.access.screening import IdentityRefused
from domain.figures.conflicts import find_conflicts
from domain.meetings.life import Classification, MeetingState
from domain.tasks.escalation import EscalationStep, NotDueYet, WrongSuperior, check_superior, ladder
from domain.tasks.letters import Correspondence, LetterRefused, Signatory, TypedLetter
from domain.tasks.life import Move, MoveNotPossible, Party, Said, TaskClass, TaskOrigin, TaskState
from domain.tasks.proposals import DueDateRefused, OwnerRefused, Proposal
from domain.tasks.requests import EscalateTask, KeepCorrespondence, MoveTask
from domain.time.calendar import Clock, local_time
from domain.time.date_words import DateInDoubt, NotADate
from domain.words.letters import compose
from tests import factories
from tests.factories import MORNING, MovingClock, filling

pytestmark = pytest.mark.by_turns

SECRET_WORDS = "Sergap jalur Motamasin malam hari"

NIK = "5371014512990001"

ASKED = Proposal(
    title="Jaga bersama jalur Motamasin",
    output="Laporan jaga harian",
    owner_code="korem-161",
    supporter_codes=("imigrasi-ntt",),
    region_code="53.21",
    due="2 minggu",
    task_class=TaskClass.URGENT,
)

Actors = dict[Role, Actor]


@pytest.fixture
def secretariat(actors: Actors) -> Actor:
    return actors[Role.GOVERNOR_OFFICE]


@pytest.fixture
def owner(actors: Actors) -> Actor:
    """Somebody of Korem 161, who was asked."""
    return actors[Role.FORKOPIMDA]


def detail(engine: Engine, code: str, by: Actor) -> TaskDetail:
    with reading(engine) as connection:
        found = task_detail(connection, code, scope=by.scope)
    assert found is not None
    return found


def everything(engine: Engine) -> tuple[int, ...]:
    """How many rows stand in all that tasks write to."""
    with reading(engine) as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(model)).scalar_one()
            for model in (Task, TaskStep, TaskSupport, Escalation, AuditRecord)
        )


class TestOfASecretDecision:
    """Who works on what stays known to all; the words only to whom they concern."""

    @pytest.fixture
    def task(self, engine: Engine) -> Task:
        with filling(engine) as session:
            secret = factories.meeting(
                session, starts_at=MORNING, state=MeetingState.CLOSED, classification=Classification.SECRET
            )
            decided = factories.decision(session, secret, text=SECRET_WORDS)
            born = factories.task(
                session,
                title=SECRET_WORDS,
                output=SECRET_WORDS,
                reason=SECRET_WORDS,
                owner="korem-161",
                origin=TaskOrigin.DECISION,
                decision_id=decided.id,
                state=TaskState.BLOCKED,
            )
            session.add(
                TaskStep(
                    task_id=born.id, at=MORNING, agency_id=born.owner_id, state=born.state, note=SECRET_WORDS
                )
            )
            return born

    @pytest.mark.parametrize(
        ("role", "reads"),
        [
            (Role.GOVERNOR_OFFICE, True),
            (Role.FORKOPIMDA, True),
            (Role.VERIFIER, True),
            (Role.AGENCY, False),
            (Role.CASE_OFFICER, False),
            (Role.ADMINISTRATOR, False),
            (Role.SHARED_SCREEN, False),
        ],
    )
    def test_its_words_reach_readers_of_secrets_and_verifiers(
        self, engine: Engine, actors: Actors, task: Task, role: Role, reads: bool
    ) -> None:
        found = detail(engine, task.code, actors[role])
        assert (SECRET_WORDS in str(found)) is reads
        assert found.row.owner_code == "korem-161"
        assert found.row.is_withheld is not reads

    def test_the_agency_that_works_on_it_reads_the_task_and_not_the_decision(
        self, engine: Engine, actors: Actors, task: Task
    ) -> None:
        of_the_owner = replace(actors[Role.AGENCY], agency_id=task.owner_id)
        found = detail(engine, task.code, of_the_owner)
        assert found.row.title == SECRET_WORDS
        assert found.row.decision_text is None

    def test_nobody_else_may_make_a_task_of_the_decision(
        self, engine: Engine, actors: Actors, task: Task, clock: Clock
    ) -> None:
        proposal = replace(ASKED, origin=TaskOrigin.DECISION, origin_key=str(task.decision_id))
        with pytest.raises(NotFound, match="Asal tugas"):
            run(Sender(engine, actors[Role.AGENCY], clock), propose, proposal)
        assert run(Sender(engine, actors[Role.GOVERNOR_OFFICE], clock), propose, proposal)

    @pytest.mark.parametrize("kind", list(Classification))
    def test_an_agenda_and_the_promises_tell_its_words_only_in_a_secret_meeting(
        self, engine: Engine, task: Task, kind: Classification
    ) -> None:
        with filling(engine) as session:
            upcoming = factories.meeting(
                session, starts_at=MORNING + timedelta(days=7), state=MeetingState.DRAFT, classification=kind
            )
        day = task.due_on
        with reading(engine) as connection:
            exceptions = attention.facts(
                connection, on=day, scope=attention.room(kind), meeting_id=upcoming.id
            ).tasks
            last = meeting_before(connection, upcoming.starts_at)
            assert last is not None
            promised = promises(connection, last, on=day, told_in=kind)
        for told in (exceptions, promised):
            assert [each.code for each in told] == [task.code]
            assert (SECRET_WORDS in str(told)) is (kind is Classification.SECRET)


class TestProposing:
    def test_a_proposal_is_kept_with_all_that_was_asked(
        self, engine: Engine, clock: Clock, secretariat: Actor
    ) -> None:
        code = run(Sender(engine, secretariat, clock, screen="/tugas"), propose, ASKED)
        found = detail(engine, code, secretariat)
        row = found.row
        assert (row.title, row.output, row.owner_code) == (ASKED.title, ASKED.output, "korem-161")
        assert row.supporters == ("Kanwil Imigrasi NTT",)
        assert (row.state, row.task_class, row.region_code) == (
            TaskState.PROPOSED,
            TaskClass.URGENT,
            "53.21",
        )
        assert (row.proposer_id, row.proposed_at, row.moved_at) == (
            secretariat.agency_id,
            MORNING,
            MORNING,
        )
        assert row.due_on == date(2026, 12, 7)
        assert [step.state for step in found.steps] == [TaskState.PROPOSED]

    def test_codes_go_on_from_the_highest(self, engine: Engine, clock: Clock, secretariat: Actor) -> None:
        with filling(engine) as session:
            factories.task(session, code="T-099")
            factories.task(session, code="T-x")
        codes = [run(Sender(engine, secretariat, clock), propose, ASKED) for _ in range(2)]
        assert codes == ["T-100", "T-101"]

    def test_a_double_click_proposes_once(self, engine: Engine, clock: Clock, secretariat: Actor) -> None:
        codes = {
            run(Sender(engine, secretariat, clock, idempotency_key="form-1"), propose, ASKED)
            for _ in range(2)
        }
        assert len(codes) == 1
        assert everything(engine)[:2] == (1, 1)

    def test_a_task_keeps_the_link_to_what_it_was_born_from(
        self, engine: Engine, clock: Clock, secretariat: Actor
    ) -> None:
        with filling(engine) as session:
            commitment, _ = factories.commitment(session)
            meeting = factories.meeting(session, starts_at=MORNING, state=MeetingState.CLOSED)
            decision = factories.decision(session, meeting)
            case = factories.case(session, code="K26-0001")
        with reading(engine) as connection:
            conflict = find_conflicts(row.plain for row in figure_rows(connection))[0].key
        asked = {
            (TaskOrigin.COMMITMENT, commitment.code): lambda c, s: tasks_of_commitment(
                c, commitment.id, scope=s
            ),
            (TaskOrigin.DECISION, str(decision.id)): lambda c, s: tasks_of_decision(c, decision.id, scope=s),
            (TaskOrigin.CASE, case.code): lambda c, s: tasks_of_case(c, case.code, scope=s),
            (TaskOrigin.FIGURE_CONFLICT, conflict): lambda c, s: tasks_of_conflict(c, conflict, scope=s),
        }
        for (origin, key), back in asked.items():
            proposal = replace(ASKED, origin=origin, origin_key=key)
            code = run(Sender(engine, secretariat, clock), propose, proposal)
            assert detail(engine, code, secretariat).row.origin is origin
            with reading(engine) as connection:
                assert [row.code for row in back(connection, secretariat.scope)] == [code]

    def test_a_case_is_no_origin_for_who_may_not_see_cases(
        self, engine: Engine, clock: Clock, actors: Actors
    ) -> None:
        with filling(engine) as session:
            factories.case(session, code="K26-0001")
        proposal = replace(ASKED, origin=TaskOrigin.CASE, origin_key="K26-0001")
        with pytest.raises(NotFound, match="Asal tugas"):
            run(Sender(engine, actors[Role.AGENCY], clock), propose, proposal)

    @pytest.mark.parametrize("party", ["owner_code", "supporter_codes"])
    def test_who_answers_for_what_was_born_of_a_case_names_no_place(
        self, engine: Engine, clock: Clock, secretariat: Actor, party: str
    ) -> None:
        """The owner is told to all, and a kabupaten's own office would tell them where a report came from."""
        office = "pemkab-malaka" if party == "owner_code" else ("pemkab-malaka",)
        with filling(engine) as session:
            case = factories.case(session, code="K26-0001")
            meeting = factories.meeting(session, starts_at=clock(), state=MeetingState.CLOSED)
            about = factories.decision(session, meeting, case_id=case.id)
            of_none = factories.decision(session, meeting)
        for origin, key in ((TaskOrigin.CASE, case.code), (TaskOrigin.DECISION, str(about.id))):
            asked = replace(ASKED, origin=origin, origin_key=key, **{party: office})
            with pytest.raises(OwnerRefused, match=r"Pemda Kab\. Malaka menyebut tempat.*rujuk"):
                run(Sender(engine, secretariat, clock), propose, asked)
        asked = replace(ASKED, origin=TaskOrigin.DECISION, origin_key=str(of_none.id), **{party: office})
        assert run(Sender(engine, secretariat, clock), propose, asked)

    def test_help_with_what_was_born_of_a_case_is_asked_of_nobody_whose_name_tells_the_place(
        self, engine: Engine, clock: Clock, secretariat: Actor, owner: Actor
    ) -> None:
        with filling(engine) as session:
            factories.case(session, code="K26-0001")
        story = Story(engine, clock, secretariat, origin=TaskOrigin.CASE, origin_key="K26-0001")
        story.move(owner, Move.ACCEPT)
        story.move(owner, Move.START, note="Regu disiapkan.")
        with pytest.raises(OwnerRefused, match=r"Pemda Kab\. Malaka menyebut tempat"):
            story.move(owner, Move.BLOCK, note="Tidak ada mobil.", helper_code="pemkab-malaka")

    def test_the_form_for_what_was_born_of_a_case_offers_no_such_office(self, engine: Engine) -> None:
        with reading(engine) as connection:
            offered = {each.code for each in possible_owners(connection, True)}
            of_all = {each.code for each in possible_owners(connection)}
        telling = {"pemkab-malaka", "kanim-atambua", "keuskupan-maumere", "truk-f"}
        silent = {"korem-161", "polres-ntt", "kejari-ntt", "rumah-perempuan-kupang", "mui-ntt"}
        assert telling | silent <= of_all
        assert offered & (telling | silent) == silent

    @pytest.mark.parametrize(
        ("change", "refusal", "says"),
        [
            ({"title": ""}, RuleBroken, "“Tugas” belum diisi"),
            ({"output": "  "}, RuleBroken, "“Keluaran” belum diisi"),
            ({"title": f"Jemput {NIK}"}, IdentityRefused, "“Tugas” memuat"),
            ({"output": "hubungi 0812-3456-7890"}, IdentityRefused, "“Keluaran” memuat"),
            ({"owner_code": "nobody"}, RuleBroken, "Penanggung jawab belum dipilih"),
            ({"owner_code": ""}, RuleBroken, "Penanggung jawab belum dipilih"),
            ({"owner_code": "pt-kupang"}, OwnerRefused, "PT Kupang tidak dapat diberi tugas"),
            ({"supporter_codes": ("pt-kupang",)}, OwnerRefused, "PT Kupang"),
            ({"supporter_codes": ("korem-161",)}, RuleBroken, "sudah menjadi penanggung jawab"),
            ({"region_code": "53.99"}, RuleBroken, "Wilayah itu tidak ada"),
            ({"due": ""}, NotADate, "Tenggat belum diisi"),
            ({"due": "kapan-kapan"}, NotADate, "bukan tanggal"),
            ({"due": "abc"}, NotADate, "belum dapat dibaca"),
            ({"due": "29/11/2026"}, DateInDoubt, "bukan hari kerja"),
            ({"due": "22/11/2026"}, DateInDoubt, "sudah lewat"),
            ({"due": "tetap 22/11/2026"}, DueDateRefused, "sudah lewat"),
            ({"due": "2 minggu", "task_class": TaskClass.EMERGENCY}, DueDateRefused, "7 hari"),
            ({"origin": TaskOrigin.COMMITMENT, "origin_key": "K-99"}, NotFound, "Asal tugas"),
            ({"origin": TaskOrigin.DECISION, "origin_key": "1' OR 1=1"}, NotFound, "Asal tugas"),
            ({"origin": TaskOrigin.FIGURE_CONFLICT}, NotFound, "Asal tugas"),
            ({"origin": TaskOrigin.FIGURE_CONFLICT, "origin_key": "deaths-53-1999"}, NotFound, "Asal tugas"),
        ],
    )
    def test_what_cannot_be_a_task_is_refused_and_leaves_nothing(
        self,
        engine: Engine,
        clock: Clock,
        secretariat: Actor,
        change: dict[str, Any],
        refusal: type[Refusal],
        says: str,
    ) -> None:
        before = everything(engine)
        with pytest.raises(refusal, match=says):
            run(Sender(engine, secretariat, clock), propose, replace(ASKED, **change))
        assert everything(engine) == before

    @pytest.mark.parametrize("role", [Role.VERIFIER, Role.ADMINISTRATOR, Role.SHARED_SCREEN])
    def test_some_roles_propose_nothing(
        self, engine: Engine, clock: Clock, actors: Actors, role: Role
    ) -> None:
        with pytest.raises(Forbidden):
            run(Sender(engine, actors[role], clock), propose, ASKED)

    def test_no_form_offers_who_takes_no_tasks(self, engine: Engine) -> None:
        with reading(engine) as connection:
            offered = {choice.code for choice in possible_owners(connection)}
            barred = set(connection.scalars(select(Agency.code).where(Agency.may_own_tasks.is_(False))))
        assert "pt-kupang" in barred
        assert not offered & barred
        assert {"polda-ntt", "desk-polkam", "kp2mi-trc"} <= offered


class Story:
    """A task and those who move it; each move is made on what was last seen."""

    def __init__(self, engine: Engine, clock: Clock, secretariat: Actor, **change: Any) -> None:
        self.engine, self.clock, self.reader = engine, clock, secretariat
        self.code = run(Sender(engine, secretariat, clock), propose, replace(ASKED, **change))

    def move(self, by: Actor, move: Move, **said: Any) -> TaskState:
        return run(
            Sender(self.engine, by, self.clock),
            move_task,
            MoveTask(code=self.code, move=move, seen=self.now.version, said=Said(**said)),
        )

    @property
    def now(self) -> Any:
        return detail(self.engine, self.code, self.reader).row

    def history(self, reader: Actor) -> list[str]:
        return [step.note for step in reversed(detail(self.engine, self.code, reader).steps)]


@pytest.fixture
def story(engine: Engine, clock: Clock, secretariat: Actor) -> Story:
    return Story(engine, clock, secretariat)


class TestAnswering:
    def test_a_counter_offer_is_seen_by_both_and_agreed_to(
        self, story: Story, owner: Actor, secretariat: Actor
    ) -> None:
        story.move(
            owner,
            Move.COUNTER,
            due="16 Desember",
            terms="Imigrasi ikut berjaga",
            note="Personel baru siap sepekan kemudian.",
        )
        for reader in (owner, secretariat):
            row = detail(story.engine, story.code, reader).row
            assert (row.state, row.countered_due_on) == (TaskState.COUNTERED, date(2026, 12, 16))
            assert row.countered_terms == "Imigrasi ikut berjaga"
            assert row.reason == "Personel baru siap sepekan kemudian."
            assert "Tenggat 16 Desember 2026." in story.history(reader)[-1]
        assert story.now.due_on == date(2026, 12, 7)
        story.move(secretariat, Move.AGREE)
        row = story.now
        assert (row.state, row.due_on) == (TaskState.ACCEPTED, date(2026, 12, 16))
        assert (row.countered_due_on, row.countered_terms, row.reason) == (None, "", "")
        assert "Tawaran disetujui" in story.history(owner)[-1]

    def test_a_proposer_who_disagrees_proposes_again_or_withdraws(
        self, story: Story, owner: Actor, secretariat: Actor
    ) -> None:
        story.move(owner, Move.COUNTER, due="1 bulan", note="Menunggu anggaran.")
        story.move(secretariat, Move.INSIST, note="Kapal sandar lebih awal.", due="10 Desember")
        assert (story.now.state, story.now.due_on) == (TaskState.PROPOSED, date(2026, 12, 10))
        story.move(owner, Move.COUNTER, terms="Hanya siang hari", note="Tidak ada lampu.")
        story.move(secretariat, Move.WITHDRAW, note="Diganti patroli Lanal.")
        assert story.now.state is TaskState.WITHDRAWN
        with pytest.raises(MoveNotPossible, match="sudah ditutup"):
            story.move(owner, Move.ACCEPT)

    def test_an_offer_that_lay_until_its_day_was_over_is_not_agreed_to(
        self, engine: Engine, moving_clock: MovingClock, owner: Actor, secretariat: Actor
    ) -> None:
        story = Story(engine, moving_clock, secretariat)
        story.move(owner, Move.COUNTER, due="25 November", note="Kapal datang lebih awal.")
        moving_clock.forward(timedelta(days=3))
        with pytest.raises(DueDateRefused, match="Usulkan kembali dengan tenggat yang baru"):
            story.move(secretariat, Move.AGREE)
        moving_clock.forward(timedelta(days=30))
        with pytest.raises(DueDateRefused, match="7 Desember 2026 sudah lewat"):
            story.move(secretariat, Move.INSIST, note="Tetap seperti semula.")
        story.move(secretariat, Move.INSIST, note="Tetap seperti semula.", due="11 Januari 2027")
        assert story.now.state is TaskState.PROPOSED

    def test_a_counter_offer_keeps_an_emergency_within_its_days(
        self, engine: Engine, clock: Clock, owner: Actor, secretariat: Actor
    ) -> None:
        story = Story(engine, clock, secretariat, task_class=TaskClass.EMERGENCY, due="3 hari")
        with pytest.raises(DueDateRefused, match="tawarkan paling lambat 30 November 2026"):
            story.move(owner, Move.COUNTER, due="2 minggu", note="Belum siap.")
        story.move(owner, Move.COUNTER, due="30 November", note="Belum siap.")
        assert story.now.countered_due_on == date(2026, 11, 30)

    def test_a_declined_task_keeps_its_reason_before_both(
        self, story: Story, owner: Actor, secretariat: Actor
    ) -> None:
        story.move(owner, Move.DECLINE, note="Di luar kewenangan; usul ke KSOP.")
        for reader in (owner, secretariat):
            row = detail(story.engine, story.code, reader).row
            assert (row.state, row.reason) == (TaskState.DECLINED, "Di luar kewenangan; usul ke KSOP.")

    def test_a_task_is_worked_on_blocked_claimed_returned_and_verified(
        self, story: Story, owner: Actor, actors: Actors
    ) -> None:
        inspector = actors[Role.VERIFIER]
        story.move(owner, Move.ACCEPT)
        story.move(owner, Move.START, note="Regu pertama disiapkan.")
        story.move(owner, Move.UPDATE, progress=40, note="Dua pekan pertama terjaga.")
        assert (story.now.progress, story.now.last_note) == (40, "40 %. Dua pekan pertama terjaga.")
        story.move(owner, Move.BLOCK, note="Menunggu surat tugas.", helper_code="imigrasi-ntt")
        assert (story.now.helper, story.now.reason) != (None, "")
        story.move(owner, Move.RESUME)
        assert (story.now.helper, story.now.reason) == (None, "")
        story.move(owner, Move.CLAIM, evidence="Laporan jaga 14 hari")
        assert story.now.evidence == "Laporan jaga 14 hari"
        story.move(inspector, Move.RETURN, note="Lampirkan jadwal jaga.")
        story.move(owner, Move.CLAIM, evidence="Laporan dan jadwal jaga")
        assert story.move(inspector, Move.VERIFY) is TaskState.VERIFIED

    @pytest.mark.parametrize(
        ("move", "said", "says"),
        [
            (Move.COUNTER, {"note": "Belum siap."}, "Tawaran belum lengkap"),
            (Move.COUNTER, {"due": "1 bulan"}, "“Alasan” belum diisi"),
            (Move.COUNTER, {"due": "1 Januari 2026", "note": "Belum siap."}, "sudah lewat"),
            (Move.COUNTER, {"due": "7 Desember", "note": "Belum siap."}, "sama dengan usulan"),
            (Move.COUNTER, {"due": "nanti", "note": "Belum siap."}, "bukan tanggal"),
            (Move.DECLINE, {}, "“Alasan” belum diisi"),
            (Move.DECLINE, {"note": f"Korban {NIK}"}, "tampak seperti NIK"),
        ],
    )
    def test_an_answer_that_says_too_little_changes_nothing(
        self, story: Story, owner: Actor, move: Move, said: dict[str, Any], says: str
    ) -> None:
        before = everything(story.engine), story.now
        with pytest.raises(RuleBroken, match=says):
            story.move(owner, move, **said)
        assert (everything(story.engine), story.now) == before

    @pytest.mark.parametrize(
        ("move", "said", "says"),
        [
            (Move.BLOCK, {"note": "Menunggu."}, "dimintai bantuan belum dipilih"),
            (Move.BLOCK, {"note": "Menunggu.", "helper_code": "korem-161"}, "bukan penanggung jawab tugas"),
            (Move.BLOCK, {"note": "Menunggu.", "helper_code": "pt-kupang"}, "tidak dapat diberi tugas"),
            (Move.UPDATE, {"note": "Berjalan.", "progress": 101}, "0 sampai 100"),
            (Move.UPDATE, {"note": "Berjalan."}, "0 sampai 100"),
            (Move.CLAIM, {}, "“Bukti” belum diisi"),
            (Move.CLAIM, {"evidence": f"Berkas {NIK}"}, "“Bukti” memuat"),
        ],
    )
    def test_work_that_is_told_badly_changes_nothing(
        self, story: Story, owner: Actor, move: Move, said: dict[str, Any], says: str
    ) -> None:
        story.move(owner, Move.ACCEPT)
        story.move(owner, Move.START)
        before = everything(story.engine), story.now
        with pytest.raises(RuleBroken, match=says):
            story.move(owner, move, **said)
        assert (everything(story.engine), story.now) == before

    def test_the_task_of_another_agency_cannot_be_answered_by_forging_its_code(
        self, story: Story, actors: Actors
    ) -> None:
        before = everything(story.engine)
        for role in (Role.AGENCY, Role.VERIFIER, Role.GOVERNOR_OFFICE):
            with pytest.raises(Forbidden, match="Hanya penanggung jawab"):
                story.move(actors[role], Move.ACCEPT)
        traces = 3
        assert everything(story.engine) == (*before[:-1], before[-1] + traces)

    def test_a_claim_is_never_verified_from_the_owners_own_agency(
        self, engine: Engine, clock: Clock, secretariat: Actor, actors: Actors
    ) -> None:
        inspector = actors[Role.VERIFIER]
        story = Story(engine, clock, secretariat, owner_code="inspektorat")
        story.move(inspector, Move.ACCEPT)
        story.move(inspector, Move.START)
        story.move(inspector, Move.CLAIM, evidence="Nota pemeriksaan")
        with pytest.raises(Forbidden, match="verifikator dari instansi lain"):
            story.move(inspector, Move.VERIFY)
        with filling(engine) as session:
            other = factories.user(session, role=Role.VERIFIER, agency="biro-pemerintahan")
            second = factories.actor_of(session, other)
        assert story.move(second, Move.VERIFY) is TaskState.VERIFIED

    @pytest.mark.parametrize("move", [Move.VERIFY, Move.RETURN])
    def test_who_claimed_never_judges_it_from_the_agency_that_he_went_over_to(
        self, story: Story, owner: Actor, actors: Actors, move: Move
    ) -> None:
        for each in (Move.ACCEPT, Move.START):
            story.move(owner, each)
        story.move(owner, Move.CLAIM, evidence="Laporan jaga 14 hari")
        there = actors[Role.VERIFIER]
        moved = replace(owner, role=Role.VERIFIER, agency_id=there.agency_id, agency_name=there.agency_name)
        with pytest.raises(Forbidden, match="dari akun Anda sendiri"):
            story.move(moved, move, note="Lengkap.")
        assert detail(story.engine, story.code, moved).claimant == moved.person_id

    def test_an_offer_is_answered_by_the_proposer_alone(
        self, story: Story, owner: Actor, actors: Actors
    ) -> None:
        story.move(owner, Move.COUNTER, due="1 bulan", note="Belum siap.")
        for by in (owner, actors[Role.AGENCY]):
            with pytest.raises(Forbidden, match="Hanya instansi pengusul"):
                story.move(by, Move.AGREE)

    def test_a_stale_form_overwrites_nothing(self, story: Story, owner: Actor, secretariat: Actor) -> None:
        seen = story.now.version
        story.move(secretariat, Move.WITHDRAW, note="Salah instansi.")
        with pytest.raises(StaleData, match="sudah diubah orang lain"):
            run(
                Sender(story.engine, owner, story.clock),
                move_task,
                MoveTask(code=story.code, move=Move.ACCEPT, seen=seen),
            )
        assert story.now.state is TaskState.WITHDRAWN

    def test_a_second_click_on_an_answer_changes_nothing(self, story: Story, owner: Actor) -> None:
        answers = [
            run(
                Sender(story.engine, owner, story.clock, idempotency_key="x"),
                move_task,
                MoveTask(code=story.code, move=Move.ACCEPT, seen=1),
            )
            for _ in range(2)
        ]
        assert answers == [TaskState.ACCEPTED] * 2
        assert len(story.history(owner)) == 2

    def test_an_unknown_task_is_named(self, engine: Engine, clock: Clock, owner: Actor) -> None:
        with pytest.raises(NotFound, match="T-999 tidak ada"):
            run(Sender(engine, owner, clock), move_task, MoveTask(code="T-999", move=Move.ACCEPT, seen=1))

    def test_every_partys_move_needs_that_partys_permission(self) -> None:
        assert set(tasks.PERMISSION_OF) == set(Party)


class TestReferral:
    def test_an_owner_without_an_account_answers_by_letter(
        self, engine: Engine, clock: Clock, secretariat: Actor
    ) -> None:
        story = Story(engine, clock, secretariat, owner_code="desk-polkam", supporter_codes=())
        assert not detail(engine, story.code, secretariat).owner_has_account
        story.move(secretariat, Move.ACCEPT, letter="B-12/2026, 23 November 2026")
        found = detail(engine, story.code, secretariat)
        assert found.row.state is TaskState.ACCEPTED
        assert found.steps[0].agency == found.row.owner
        assert "dari surat B-12/2026" in found.steps[0].note

    def test_who_has_an_account_answers_here_and_not_through_the_secretariat(
        self, story: Story, secretariat: Actor
    ) -> None:
        with pytest.raises(Forbidden, match="punya akun"):
            story.move(secretariat, Move.ACCEPT, letter="B-12/2026")

    def test_letters_are_recorded_by_the_secretariat_alone(
        self, engine: Engine, clock: Clock, secretariat: Actor, actors: Actors
    ) -> None:
        story = Story(engine, clock, secretariat, owner_code="kp2mi-trc", supporter_codes=())
        with pytest.raises(Forbidden, match="Peran akun Anda"):
            story.move(actors[Role.AGENCY], Move.ACCEPT, letter="B-12/2026")


def write_to(engine: Engine, sender_id: int | None, *codes: str) -> None:
    """These offices can be written to, and the sender's letters are signed."""
    with filling(engine) as session:
        sender = session.get_one(Agency, sender_id).code
        for code in (sender, *codes):
            factories.correspondence(session, code)


def drafted(story: Story, by: Actor, typed: TypedLetter) -> TypedLetter:
    """The letter of the step that is due, as somebody looked at its draft."""
    with reading(story.engine) as connection:
        found = task_detail(connection, story.code, scope=by.scope)
        assert found is not None
        closed = closed_days(connection, local_time(story.clock()).date())
        steps = ladder(found.row.times, story.clock(), closed, has_superior=True)
        assert steps is not None
        rung = steps.next_rung(found.row.recorded(steps.missed_on))
        assert rung is not None
        assert by.agency_id is not None
        between = sending(
            offices(connection),
            sender_id=by.agency_id,
            owner_id=found.row.owner_id,
            proposer_id=found.row.proposer_id,
            step=rung.step,
            also=typed.copies,
        )
    return replace(
        typed, previewed=compose(matter_of(found.row, steps, rung.step), between, typed).fingerprint
    )


class TestEscalating:
    @pytest.fixture
    def late(self, engine: Engine, moving_clock: MovingClock, secretariat: Actor, owner: Actor) -> Story:
        """Accepted by Korem 161 and due on Monday, 7 December 2026."""
        write_to(engine, secretariat.agency_id, "korem-161", "kodam-ix-udayana")
        story = Story(engine, moving_clock, secretariat)
        story.move(owner, Move.ACCEPT)
        return story

    def take(
        self, story: Story, by: Actor, number: str = "", note: str = "Disampaikan lisan."
    ) -> EscalationStep:
        """The step that is due: by letter where there is a number, else spoken."""
        letter = drafted(story, by, TypedLetter(number, local_time(story.clock()).date())) if number else None
        return run(
            Sender(story.engine, by, story.clock),
            escalate,
            EscalateTask(code=story.code, seen=story.now.version, letter=letter, note=note),
        )

    def test_the_ladder_is_climbed_on_its_days_before_the_eyes_of_both(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor, owner: Actor
    ) -> None:
        with pytest.raises(NotDueYet, match="Tidak ada tenggat"):
            self.take(late, secretariat)
        moving_clock.forward(timedelta(days=15))  # Tuesday, 8 December
        assert self.take(late, secretariat) is EscalationStep.REMINDER
        with pytest.raises(NotDueYet, match="10/12/2026"):
            self.take(late, secretariat)
        moving_clock.forward(timedelta(days=2))
        assert self.take(late, secretariat, "B-17/2026") is EscalationStep.SUPERIOR
        for reader in (owner, secretariat):
            taken = detail(late.engine, late.code, reader).row.escalations
            assert [(each.step, each.due_on) for each in taken] == [
                (EscalationStep.SUPERIOR, date(2026, 12, 10)),
                (EscalationStep.REMINDER, date(2026, 12, 8)),
            ]
            assert [each.to for each in taken] == ["Kodam IX/Udayana", "Korem 161/Wira Sakti"]

    def test_joint_leave_and_christmas_put_the_days_off(
        self, engine: Engine, moving_clock: MovingClock, secretariat: Actor, owner: Actor
    ) -> None:
        write_to(engine, secretariat.agency_id, "kodam-ix-udayana")
        story = Story(engine, moving_clock, secretariat, due="23 Desember")
        story.move(owner, Move.ACCEPT)
        moving_clock.forward(timedelta(days=34))  # Sunday, 27 December
        with pytest.raises(NotDueYet, match="28/12/2026"):
            self.take(story, secretariat)
        moving_clock.forward(timedelta(days=1))
        assert self.take(story, secretariat) is EscalationStep.REMINDER
        with filling(engine) as session:
            session.add(JointLeave(day=date(2026, 12, 31), name="Cuti bersama", source="uji"))
        # From Wednesday the 23rd: 28, 29 and 30 December. The forum waits until after joint leave, New
        # Year and Isra Mikraj on 5 January.
        moving_clock.forward(timedelta(days=2))
        assert self.take(story, secretariat, "B-18/2026") is EscalationStep.SUPERIOR
        with pytest.raises(NotDueYet, match="06/01/2027"):
            self.take(story, secretariat)

    def test_a_second_click_records_one_step(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor
    ) -> None:
        moving_clock.forward(timedelta(days=20))
        seen = late.now.version
        steps = {
            run(
                Sender(late.engine, secretariat, late.clock, idempotency_key="x"),
                escalate,
                EscalateTask(code=late.code, seen=seen, note="Disampaikan lisan."),
            )
            for _ in range(2)
        }
        assert steps == {EscalationStep.REMINDER}
        assert len(late.now.escalations) == 1

    def test_only_the_proposer_or_the_secretariat_escalates(
        self, late: Story, moving_clock: MovingClock, owner: Actor, actors: Actors
    ) -> None:
        moving_clock.forward(timedelta(days=20))
        for by in (owner, actors[Role.AGENCY]):
            with pytest.raises(Forbidden, match="pengusul tugas atau sekretariat"):
                self.take(late, by)

    def test_wrong_reference_data_never_send_korem_to_the_governor(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor
    ) -> None:
        with filling(late.engine) as session:
            korem = session.get_one(Agency, factories.agency_id(session, "korem-161"))
            korem.superior_id = factories.agency_id(session, "gubernur")
        moving_clock.forward(timedelta(days=20))
        self.take(late, secretariat)
        with pytest.raises(WrongSuperior):
            self.take(late, secretariat)

    def test_a_letter_is_kept_as_it_was_recorded_whatever_its_offices_become(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor, owner: Actor, actors: Actors
    ) -> None:
        moving_clock.forward(timedelta(days=20))
        self.take(late, secretariat, "B-17/2026")
        [step] = late.now.escalations
        with filling(late.engine) as session:
            korem = session.get_one(AgencyCorrespondence, factories.agency_id(session, "korem-161"))
            korem.head = "Jabatan baru"
        with reading(late.engine) as connection:
            kept = letter_of(connection, step.id, scope=owner.scope)
            room = letter_of(connection, step.id, scope=actors[Role.SHARED_SCREEN].scope)
            trail = connection.scalars(select(AuditRecord.after).order_by(AuditRecord.id.desc())).first()
        assert "B-17/2026" in (trail or "")
        assert kept is not None
        assert (kept.number, kept.addressee) == ("B-17/2026", "Kepala korem-161")
        assert room is None

    def test_a_number_is_given_to_one_letter(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor
    ) -> None:
        moving_clock.forward(timedelta(days=20))
        self.take(late, secretariat, "B-17/2026")
        with pytest.raises(LetterRefused, match="B-17/2026 sudah dipakai untuk surat tentang T-"):
            self.take(late, secretariat, "b - 17/2026")
        assert len(late.now.escalations) == 1

    def test_nobody_writes_to_his_own_office(
        self, engine: Engine, moving_clock: MovingClock, secretariat: Actor
    ) -> None:
        with filling(engine) as session:
            own = session.get_one(Agency, secretariat.agency_id).code
        write_to(engine, secretariat.agency_id)
        story = Story(engine, moving_clock, secretariat, owner_code=own, supporter_codes=())
        story.move(secretariat, Move.ACCEPT)
        moving_clock.forward(timedelta(days=20))
        with pytest.raises(LetterRefused, match="tidak bersurat kepada kantornya sendiri"):
            self.take(story, secretariat, "B-19/2026")
        assert self.take(story, secretariat) is EscalationStep.REMINDER

    def test_without_an_address_or_a_signatory_no_letter_goes_out(
        self, engine: Engine, moving_clock: MovingClock, secretariat: Actor, owner: Actor
    ) -> None:
        story = Story(engine, moving_clock, secretariat)
        story.move(owner, Move.ACCEPT)
        moving_clock.forward(timedelta(days=20))
        with pytest.raises(LetterRefused, match="alamat surat Korem 161/Wira Sakti belum dicatat"):
            self.take(story, secretariat, "B-20/2026")

    @pytest.mark.parametrize(("field", "words"), [("note", "“Catatan”"), ("number", "“Nomor surat”")])
    def test_a_letter_that_names_a_person_is_refused(
        self, late: Story, moving_clock: MovingClock, secretariat: Actor, field: str, words: str
    ) -> None:
        moving_clock.forward(timedelta(days=20))
        with pytest.raises(IdentityRefused, match=f"{words} memuat"):
            self.take(late, secretariat, **{field: f"Perihal {NIK}"})
        assert late.now.escalations == ()


class TestCorrespondence:
    def keep(self, engine: Engine, clock: Clock, by: Actor, seen: int = 0, **values: str) -> None:
        known = Correspondence("Kepala Dinas", "Jalan Uji 2\nKupang", "Pemerintah Uji\nDinas", "Kupang")
        signs = {EscalationStep.REMINDER: Signatory("Kepala Dinas"), EscalationStep.SUPERIOR: Signatory("")}
        asked = KeepCorrespondence("dinsos", seen, replace(known, **values), signs)
        run(Sender(engine, by, clock), keep_correspondence, asked)

    def test_the_secretariat_says_how_an_office_is_written_to_and_who_signs(
        self, engine: Engine, clock: Clock, secretariat: Actor
    ) -> None:
        self.keep(engine, clock, secretariat)
        with reading(engine) as connection:
            row = offices(connection)["dinsos"]
        assert row.office.known.address == "Jalan Uji 2\nKupang"
        assert row.signatories == {EscalationStep.REMINDER: Signatory("Kepala Dinas")}
        with pytest.raises(StaleData):
            self.keep(engine, clock, secretariat, town="Ende")

    def test_others_and_telephones_are_refused(
        self, engine: Engine, clock: Clock, secretariat: Actor, actors: Actors
    ) -> None:
        with pytest.raises(Forbidden):
            self.keep(engine, clock, actors[Role.ADMINISTRATOR])
        with pytest.raises(IdentityRefused, match="“Alamat kantor”"):
            self.keep(engine, clock, secretariat, address="Jalan Uji 2\n0812 3456 7890")


def test_no_agency_outside_the_governors_command_has_him_above_it(engine: Engine) -> None:
    with reading(engine) as connection:
        kinds = dict(connection.execute(select(Agency.id, Agency.kind)).all())
        for kind, above in connection.execute(
            select(Agency.kind, Agency.superior_id).where(Agency.superior_id.is_not(None))
        ):
            check_superior(kind, kinds[above])


class TestClosedDays:
    def test_public_holidays_and_the_table_are_one_set(self, engine: Engine) -> None:
        with reading(engine) as connection:
            closed = closed_days(connection, date(2026, 11, 23))
        assert {date(2026, 12, 25), date(2027, 1, 1), date(2026, 12, 24)} <= closed

    def test_a_holiday_has_an_indonesian_name(self) -> None:
        named = {each.day: each.name for each in public_holidays(2026)}
        assert named[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"


MANY = 2_000


class TestManyTasks:
    @pytest.fixture
    def crowded(self, engine: Engine) -> Engine:
        with filling(engine) as session:
            first = factories.task(session)
            columns = [c for c in Task.__table__.columns if c.key not in ("id", "code")]
            values = {c.key: getattr(first, c.key) for c in columns}
            session.execute(insert(Task), [values | {"code": f"T-{n:04d}"} for n in range(MANY)])
            ids = list(session.scalars(select(Task.id)))
            session.execute(
                insert(TaskStep),
                [
                    {
                        "task_id": each,
                        "at": MORNING,
                        "agency_id": first.owner_id,
                        "state": TaskState.PROPOSED,
                        "note": f"Catatan {turn}",
                    }
                    for each in ids
                    for turn in range(3)
                ],
            )
            session.execute(
                insert(TaskSupport),
                [{"task_id": each, "agency_id": first.proposer_id} for each in ids],
            )
        return engine

    def test_all_of_them_are_read_in_four_questions(self, crowded: Engine, secretariat: Actor) -> None:
        sent: list[str] = []
        with reading(crowded) as connection:
            event.listen(connection, "before_cursor_execute", lambda *given: sent.append(given[2]))
            rows = task_rows(connection, scope=secretariat.scope)
            assert len(sent) == 4
            assert len(rows) == MANY + 1
            assert {row.last_note for row in rows} == {"Catatan 2"}
            own = tasks_of_agencies(connection, frozenset({rows[0].owner_id}), scope=secretariat.scope)
            assert len(sent) == 8
        assert len(own) == MANY + 1


def test_an_agency_sees_what_it_owns_proposed_supports_or_is_asked_for(
    engine: Engine, secretariat: Actor
) -> None:
    with filling(engine) as session:
        polda = factories.agency_id(session, "polda-ntt")
        factories.task(session, owner="polda-ntt", code="U-OWN")
        factories.task(session, owner="dinsos", code="U-PROPOSED", proposer_id=polda)
        factories.task(session, owner="dinsos", code="U-HELP", helper_id=polda)
        supported = factories.task(session, owner="dinsos", code="U-SUPPORT")
        session.add(TaskSupport(task_id=supported.id, agency_id=polda))
        factories.task(session, owner="dinsos", code="U-OTHER")
    with reading(engine) as connection:
        found = {
            row.code for row in tasks_of_agencies(connection, frozenset({polda}), scope=secretariat.scope)
        }
    assert found == {"U-OWN", "U-PROPOSED", "U-HELP", "U-SUPPORT"}


def test_who_may_record_letters_is_the_secretariat(actors: Actors) -> None:
    may = {role for role, by in actors.items() if by.may(Permission.RECORD_LETTERS)}
    assert may == {Role.GOVERNOR_OFFICE}


def test_the_halls_screen_is_shown_no_village_in_what_people_typed(shared_demo: Connection) -> None:
    screen, office = (factories.actor(role).scope for role in (Role.SHARED_SCREEN, Role.GOVERNOR_OFFICE))
    small = ("Kobalima", "Adonara", "Soe")
    known = str(task_rows(shared_demo, scope=office))
    assert all(name in known for name in small)
    for row in task_rows(shared_demo, scope=screen):
        found = task_detail(shared_demo, row.code, scope=screen)
        assert found is not None
        # A diocese keeps its name: it is an office, whatever town it is called after.
        typed = str((replace(found.row, supporters=(), owner="", helper=None), found.steps))
        assert not [name for name in small if name in typed]
