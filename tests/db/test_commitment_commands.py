"""Commands about commitments: through the gate, targets by decision, locked quarters, the law's checklist."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.acting import Sender, acting
from db.command import Command, run
from db.commands import commitment_targets, commitments, declaration, quarters
from db.engine import reading
from db.models import (
    Amendment,
    AuditRecord,
    Checkpoint,
    Commitment,
    DecisionEvent,
    DutyFinding,
    OwnershipOffer,
    Source,
    Statement,
    TargetChange,
)
from db.queries.quarters import amendments_of, is_locked, locked_quarters
from domain.access.errors import Forbidden, NotFound, Refusal, StaleData, TooLong
from domain.access.events import Event
from domain.access.permissions import Actor, Permission, Role
from domain.access.screening import IdentityRefused
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.ownership import CounterTerms, OfferMove, OwnershipRefused
from domain.commitments.plausibility import InDoubt
from domain.commitments.quarters import AmendedPart, QuarterClosed, QuarterNotOver
from domain.commitments.requests import (
    AnswerOwnership,
)
from domain.commitments.targets import ChangeRefused, ChangeState, CheckpointPlan, MeasureRefused
from domain.commitments.verifiability import NotVerifiable
from domain.figures.figures import Polarity
from domain.time.calendar import Clock
from tests import factories
from tests.factories import filling

pytestmark = pytest.mark.by_turns

REASON = "Alasan yang dapat dibaca pihak lain."
NIK = "5321014107900001"


def point(**values: Any) -> CheckpointPlan:
    given = {
        "quarter": "2027-B06",
        "due_on": date(2027, 6, 30),
        "measure": "Empat rapat dengan notulen",
        "evidence": "Notulen",
        "baseline": 0.0,
        "target": 4.0,
        "unit": "rapat",
        "weight": 1.0,
    }
    return CheckpointPlan(**(given | values))


WHOLE: dict[str, Any] = {
    "statement_code": "D-02",
    "title": "Rapat koordinasi tiap triwulan",
    "sentence": "Menggelar empat rapat koordinasi dengan notulen",
    "indicator": "Rapat dengan notulen",
    "unit": "rapat",
    "baseline": 0.0,
    "target": 4.0,
    "polarity": Polarity.UP,
    "weight": 1.0,
    "region_code": "53",
    "pillar_code": "6",
    "starts_on": date(2027, 1, 1),
    "due_on": date(2027, 6, 30),
    "checkpoints": [point()],
    "owner_is_open": True,
}

EVENT: dict[str, Any] = {
    "title": "Rapat koordinasi kedua",
    "kind": DecisionEventKind.COORDINATION_MEETING,
    "held_on": date(2026, 10, 1),
    "place": "Kupang",
    "description": "",
    "source_name": "Notulen rapat",
    "source_url": "",
}

STATEMENT: dict[str, Any] = {
    "event_code": "DEK-2025",
    "kind": StatementKind.PLEDGE,
    "text": "Kami akan membuka delapan meja.",
    "speaker": "Gubernur NTT",
    "basis": StatementBasis.QUOTED,
    "pillar_code": "1",
    "source_name": "Siaran pers",
    "source_url": "https://nttprov.example/berita/1",
}

DUTY: dict[str, Any] = {
    "region_code": "53.21",
    "duty": RegencyDuty.TASK_FORCE,
    "state": DutyState.PRESENT,
    "reference": "KEP/HK/12",
    "link": "",
    "dated_on": date(2026, 2, 1),
    "source": "Salinan keputusan",
}


class Office:
    """Everybody who deals with commitments, and one of them that Polda owns."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            row, points = factories.commitment(session, owner="polda-ntt")
            self.id, self.code, self.points = row.id, row.code, [each.quarter for each in points]
            people = {
                "office": (Role.GOVERNOR_OFFICE, "setda"),
                "second": (Role.GOVERNOR_OFFICE, "setda"),
                "polda": (Role.AGENCY, "polda-ntt"),
                "dpmd": (Role.AGENCY, "dpmd"),
                "inspektorat": (Role.VERIFIER, "inspektorat"),
            }
            self.people = {
                name: factories.actor_of(session, factories.user(session, role=role, agency=agency))
                for name, (role, agency) in people.items()
            }

    def row(self, table: type, *where: Any) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(select(table.__table__).where(*where)).one()

    def count(self, table: type) -> int:
        with reading(self.engine) as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

    @property
    def commitment(self) -> Any:
        return self.row(Commitment, Commitment.id == self.id)

    @property
    def trail(self) -> list[Event]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(AuditRecord.event).order_by(AuditRecord.id)).scalars())

    def do(
        self, command: Command[Any, Any], by: str = "office", once: str | None = None, **values: Any
    ) -> Any:
        sender = Sender(self.engine, self.people[by], self.clock, idempotency_key=once)
        return run(sender, command, command.request(**values))

    def form(self, **values: Any) -> str:
        return str(self.do(commitments.form_commitment, **(WHOLE | values)))

    def propose(self, by: str = "polda", **values: Any) -> int:
        given = {"code": self.code, "seen": self.commitment.version, "target": 80.0, "reason": REASON}
        return int(self.do(commitment_targets.propose_target, by=by, **(given | values)))

    def decide(self, change_id: int, by: str = "office", **values: Any) -> str:
        given = {"change_id": change_id, "seen": 1, "approve": True, "reason": REASON}
        return str(self.do(commitment_targets.decide_target, by=by, **(given | values)))


@pytest.fixture
def office(engine: Engine, clock: Clock) -> Office:
    return Office(engine, clock)


class TestForming:
    def test_a_due_date_on_a_holiday_is_asked_about_once(self, office: Office) -> None:
        with pytest.raises(InDoubt, match="17 Agustus 2027 bukan hari kerja") as asked:
            office.form(due_on=date(2027, 8, 17))
        assert office.form(due_on=date(2027, 8, 17), sure=asked.value.answers)

    def test_a_whole_statement_becomes_a_commitment_with_its_checkpoints(self, office: Office) -> None:
        code = office.form(supporters=["dpmd", "dpmd"])
        row = office.row(Commitment, Commitment.code == code)
        assert (row.owner_id, row.target, row.due_on, row.formed_by_id) == (
            None,
            4.0,
            date(2027, 6, 30),
            office.people["office"].agency_id,
        )
        made = office.row(Checkpoint, Checkpoint.commitment_id == row.id)
        assert (made.quarter, made.measure, made.polarity) == (
            "2027-B06",
            "Empat rapat dengan notulen",
            Polarity.UP,
        )

    def test_the_agency_that_is_named_is_asked_and_owns_nothing_yet(self, office: Office) -> None:
        code = office.form(agency_code="dpmd", owner_is_open=False, note="Dinas PMD membina desa.")
        row = office.row(Commitment, Commitment.code == code)
        offer = office.row(OwnershipOffer, OwnershipOffer.commitment_id == row.id)
        assert (row.owner_id, offer.agency_id) == (None, office.people["dpmd"].agency_id)

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"sentence": "Meningkatkan sinergi"}, "meningkatkan"),
            ({"target": None}, "Tidak ada jumlah"),
            ({"unit": " "}, "tanpa satuan"),
            ({"region_code": ""}, "Tidak disebut di mana"),
            ({"due_on": None}, "Tidak ada tanggal"),
            ({"checkpoints": [point(evidence="")]}, "Tidak disebut bukti"),
            ({"owner_is_open": False}, "satu instansi"),
            ({"title": ""}, "judul"),
            ({"baseline": None}, "nilai awal"),
            ({"target": 0.0}, "pembagian dengan nol"),
            ({"baseline": 4.0}, "sama dengan nilai awal"),
            ({"weight": 0.0}, "Bobot komitmen"),
            ({"weight": float("nan")}, "Bobot komitmen"),
            ({"pillar_code": "9"}, "pilar"),
            ({"due_on": date(2026, 12, 1)}, "mendahului tanggal mulai"),
            ({"checkpoints": []}, "satu titik kendali"),
            ({"checkpoints": [point(weight=-1.0)]}, "bobot harus lebih dari nol"),
            ({"checkpoints": [point(), point()]}, "Satu triwulan"),
            ({"polarity": Polarity.DOWN}, "turun berarti baik"),
            ({"checkpoints": [point(target=500.0)]}, "500 rapat melewati target akhir 4 rapat"),
            (
                {"agency_code": "dpmd", "owner_is_open": False, "supporters": ["dpmd"]},
                "penanggung jawab juga tercantum sebagai pendukung",
            ),
        ],
        ids=lambda given: given if isinstance(given, str) else ", ".join(given),
    )
    def test_what_is_missing_is_said_and_nothing_is_written(
        self, office: Office, values: dict[str, Any], says: str
    ) -> None:
        before = (office.count(Commitment), office.count(Checkpoint), len(office.trail))
        with pytest.raises(NotVerifiable, match=says):
            office.form(**values)
        assert (office.count(Commitment), office.count(Checkpoint), len(office.trail)) == before

    def test_all_reasons_are_told_at_once(self, office: Office) -> None:
        with pytest.raises(NotVerifiable) as caught:
            office.form(sentence="Perlu sinergi", target=None, due_on=None, title="", owner_is_open=False)
        assert len(caught.value.reasons) >= 5

    @pytest.mark.parametrize("field", ["title", "sentence", "indicator", "note"])
    def test_nobody_is_identified(self, office: Office, field: str) -> None:
        with pytest.raises(IdentityRefused):
            office.form(**{field: f"Menggelar rapat {NIK}"})
        with pytest.raises(IdentityRefused):
            office.form(checkpoints=[point(measure=NIK)])

    def test_what_does_not_fit_is_refused_on_both_databases(self, office: Office) -> None:
        with pytest.raises(TooLong, match="160"):
            office.form(title="a" * 161)
        with pytest.raises(TooLong):
            office.form(checkpoints=[point(unit="a" * 31)])

    def test_a_statement_that_does_not_exist_forms_nothing(self, office: Office) -> None:
        with pytest.raises(NotFound):
            office.form(statement_code="D-99")

    def test_a_court_is_never_asked(self, office: Office) -> None:
        before = office.count(Commitment)
        with pytest.raises(OwnershipRefused):
            office.form(agency_code="pt-kupang")
        assert office.count(Commitment) == before

    def test_a_double_click_forms_one(self, office: Office) -> None:
        assert office.form(once="a") == office.form(once="a")
        assert office.form(once="b") != office.form(once="c")

    def test_a_quarter_that_counts_something_else_may_count_more(self, office: Office) -> None:
        assert office.form(checkpoints=[point(target=500.0, unit="rapat yang diperiksa")])

    def test_a_fall_to_zero_is_a_target(self, office: Office) -> None:
        code = office.form(
            sentence="Menurunkan perkara TPPO",
            baseline=40.0,
            target=0.0,
            polarity=Polarity.DOWN,
            checkpoints=[point(baseline=40.0, target=0.0)],
        )
        row = office.row(Commitment, Commitment.code == code)
        assert office.row(Checkpoint, Checkpoint.commitment_id == row.id).polarity is Polarity.DOWN


class TestTargets:
    def test_another_due_date_that_is_a_sunday_or_lies_behind_is_asked_about_once(
        self, office: Office
    ) -> None:
        for day, why in ((date(2027, 4, 4), "bukan hari kerja"), (date(2026, 11, 2), "sudah lewat")):
            with pytest.raises(InDoubt, match=why):
                office.propose(due_on=day)
        with pytest.raises(InDoubt) as asked:
            office.propose(due_on=date(2027, 4, 4))
        office.propose(due_on=date(2027, 4, 4), sure=asked.value.answers)
        assert office.row(TargetChange).new_due_on == date(2027, 4, 4)

    def test_a_proposal_changes_nothing(self, office: Office) -> None:
        office.propose()
        assert office.commitment.target == 100.0

    def test_an_approved_change_keeps_the_old_target_and_both_reasons(self, office: Office) -> None:
        change = office.propose(due_on=date(2027, 3, 31))
        office.decide(change)
        assert (office.commitment.target, office.commitment.due_on) == (80.0, date(2027, 3, 31))
        row = office.row(TargetChange)
        assert (row.state, row.old_target, row.new_target, row.reason, row.decision) == (
            ChangeState.APPROVED,
            100.0,
            80.0,
            REASON,
            REASON,
        )

    def test_a_rejected_change_changes_nothing(self, office: Office) -> None:
        office.decide(office.propose(), approve=False)
        assert office.commitment.target == 100.0
        assert office.row(TargetChange).state is ChangeState.REJECTED

    def test_the_proposer_does_not_decide_but_a_colleague_may(self, office: Office) -> None:
        change = office.propose(by="office")
        with pytest.raises(Forbidden, match="usulannya sendiri"):
            office.decide(change)
        assert office.decide(change, by="second") == ChangeState.APPROVED

    def test_another_agency_proposes_nothing(self, office: Office) -> None:
        with pytest.raises(Forbidden, match="instansi lain"):
            office.propose(by="dpmd")

    def test_the_owner_does_not_decide(self, office: Office) -> None:
        with pytest.raises(Forbidden):
            office.decide(office.propose(), by="polda")

    @pytest.mark.parametrize(
        ("values", "error"),
        [
            ({"reason": "ya"}, ChangeRefused),
            ({"target": 100.0}, ChangeRefused),
            ({"target": 500.0, "quarter": "2026-B12"}, ChangeRefused),
            ({"target": 0.0}, MeasureRefused),
            ({"due_on": date(2025, 1, 1)}, ChangeRefused),
            ({"seen": 99}, StaleData),
            ({"code": "K-99"}, NotFound),
            ({"quarter": "2031-B03"}, NotFound),
            ({"reason": f"{REASON} {NIK}"}, IdentityRefused),
        ],
        ids=lambda given: given.__name__ if isinstance(given, type) else ", ".join(given),
    )
    def test_a_proposal_that_makes_no_sense_is_refused(
        self, office: Office, values: dict[str, Any], error: type[Refusal]
    ) -> None:
        with pytest.raises(error):
            office.propose(**values)
        assert office.count(TargetChange) == 0

    def test_one_proposal_at_a_time_and_each_decided_once(self, office: Office) -> None:
        change = office.propose()
        with pytest.raises(ChangeRefused, match="menunggu putusan"):
            office.propose(target=70.0)
        office.decide(change)
        with pytest.raises(ChangeRefused, match="sudah diputuskan"):
            office.decide(change, seen=2)
        with pytest.raises(StaleData):
            office.decide(change, seen=1)
        office.propose(target=70.0)

    def test_what_was_agreed_since_a_change_was_proposed_is_not_taken_back_by_approving_it(
        self, office: Office
    ) -> None:
        change = office.propose(due_on=date(2027, 3, 31))
        office.do(
            commitments.propose_owner,
            code=office.code,
            seen=office.commitment.version,
            agency_code="dpmd",
            note="",
        )
        countered = CounterTerms(due_on=date(2027, 9, 30))
        offer = office.row(OwnershipOffer)
        office.do(
            commitments.answer_ownership,
            by="dpmd",
            offer_id=offer.id,
            seen=offer.version,
            move=OfferMove.COUNTER,
            reason=REASON,
            terms=countered,
        )
        office.do(
            commitments.settle_ownership,
            offer_id=offer.id,
            seen=offer.version + 1,
            move=OfferMove.AGREE,
            reason=REASON,
        )
        with pytest.raises(ChangeRefused, match=r"tenggat 30 September 2027, semula .* mengajukan yang baru"):
            office.decide(change)
        assert (office.commitment.target, office.commitment.due_on) == (100.0, date(2027, 9, 30))
        assert office.decide(change, approve=False) == ChangeState.REJECTED

    def test_a_checkpoint_has_a_target_of_its_own(self, office: Office) -> None:
        office.decide(office.propose(quarter="2026-B12", target=90.0))
        assert office.commitment.target == 100.0
        changed = office.row(
            Checkpoint, Checkpoint.commitment_id == office.id, Checkpoint.quarter == "2026-B12"
        )
        assert changed.target == 90.0

    def test_in_a_locked_quarter_a_change_is_an_amendment_with_a_reason(self, office: Office) -> None:
        change = office.propose(quarter="2026-B09", target=90.0)
        office.do(quarters.lock_quarter, quarter="2026-B09")
        with pytest.raises(QuarterClosed, match="amandemen"):
            office.decide(change)
        office.decide(change, amendment_reason=REASON)
        with reading(office.engine) as connection:
            [amended] = amendments_of(connection, office.id)
        assert (amended.quarter, amended.what, amended.reason) == ("2026-B09", AmendedPart.TARGET, REASON)
        assert office.trail[-2:] == [Event.QUARTER_AMENDED, Event.TARGET_DECIDED]


class TestLocking:
    def test_a_quarter_that_is_over_is_locked_once(self, office: Office) -> None:
        office.do(quarters.lock_quarter, quarter="2026-B09")
        with reading(office.engine) as connection:
            assert is_locked(connection, "2026-B09")
            assert not is_locked(connection, "2026-B12")
            assert list(locked_quarters(connection)) == ["2026-B09"]
        with pytest.raises(QuarterNotOver, match="sudah dikunci"):
            office.do(quarters.lock_quarter, quarter="2026-B09")

    @pytest.mark.parametrize("quarter", ["2026-B12", "2027-B03"])
    def test_a_quarter_that_runs_is_not_locked(self, office: Office, quarter: str) -> None:
        with pytest.raises(QuarterNotOver, match="masih berjalan"):
            office.do(quarters.lock_quarter, quarter=quarter)

    def test_a_quarter_that_is_none_is_not_locked(self, office: Office) -> None:
        with pytest.raises(NotFound):
            office.do(quarters.lock_quarter, quarter="2026-B10")

    def test_an_open_quarter_needs_no_amendment(self, office: Office) -> None:
        self.amend(office, "2026-B09", "")
        assert office.count(Amendment) == 0

    @pytest.mark.parametrize("reason", ["", "  ", "salah"])
    def test_a_closed_quarter_refuses_what_has_no_reason(self, office: Office, reason: str) -> None:
        office.do(quarters.lock_quarter, quarter="2026-B09")
        with pytest.raises(QuarterClosed):
            self.amend(office, "2026-B09", reason)

    def test_an_amendment_identifies_nobody(self, office: Office) -> None:
        office.do(quarters.lock_quarter, quarter="2026-B09")
        with pytest.raises(IdentityRefused):
            self.amend(office, "2026-B09", f"{REASON} {NIK}")

    def amend(self, office: Office, quarter: str, reason: str) -> None:
        by = office.people["office"]
        permission = Permission.LOCK_QUARTERS
        with acting(Sender(office.engine, by, office.clock), permission) as act:
            wanted = (Checkpoint.commitment_id == office.id, Checkpoint.quarter == quarter)
            point = act.session.scalars(select(Checkpoint).where(*wanted)).one()
            quarters.amend(act, point, AmendedPart.REPORT, reason)
            act.record(Event.QUARTER_LOCKED, "quarter", quarter)


class TestRegister:
    def test_an_event_and_its_statement_can_pass_the_gate(self, office: Office) -> None:
        event = office.do(declaration.add_decision_event, **EVENT)
        statement = office.do(declaration.add_statement, **(STATEMENT | {"event_code": event}))
        assert office.form(statement_code=statement).startswith("K-")

    def test_two_meetings_of_one_year_have_two_codes(self, office: Office) -> None:
        first, second = (office.do(declaration.add_decision_event, **EVENT) for _ in range(2))
        assert (first, second) == ("RAKOR-2026-2", "RAKOR-2026-3")

    def test_a_source_that_is_known_is_not_entered_twice(self, office: Office) -> None:
        before = office.count(Source)
        office.do(declaration.add_statement, **STATEMENT)
        office.do(declaration.add_statement, **STATEMENT)
        assert office.count(Source) == before + 1

    @pytest.mark.parametrize(
        "values",
        [
            {"title": " "},
            {"held_on": date(2027, 1, 1)},
            {"source_name": ""},
            {"source_url": "javascript:alert(1)"},
            {"source_url": "https://"},
            {"place": "x" * 121},
            {"description": f"bertemu {NIK}"},
        ],
        ids=str,
    )
    def test_an_event_that_nobody_could_trace_is_refused(
        self, office: Office, values: dict[str, Any]
    ) -> None:
        before = office.count(DecisionEvent)
        with pytest.raises(Refusal):
            office.do(declaration.add_decision_event, **(EVENT | values))
        assert office.count(DecisionEvent) == before

    @pytest.mark.parametrize(
        "values",
        [
            {"text": ""},
            {"speaker": " "},
            {"source_name": ""},
            {"event_code": "X"},
            {"pillar_code": "9"},
            {"text": f"kata {NIK}"},
            {"source_url": "ftp://x.example/a"},
        ],
        ids=str,
    )
    def test_a_statement_that_nobody_could_trace_is_refused(
        self, office: Office, values: dict[str, Any]
    ) -> None:
        before = office.count(Statement)
        with pytest.raises(Refusal):
            office.do(declaration.add_statement, **(STATEMENT | values))
        assert office.count(Statement) == before

    def test_a_verifier_may_record_what_a_kabupaten_has(self, office: Office) -> None:
        office.do(declaration.record_duty, by="inspektorat", **DUTY)
        assert office.row(DutyFinding).state is DutyState.PRESENT

    @pytest.mark.parametrize(
        "values",
        [
            {"source": ""},
            {"reference": "", "link": ""},
            {"dated_on": None},
            {"dated_on": date(2027, 1, 1)},
            {"link": "bukan tautan"},
            {"region_code": "53"},
            {"region_code": "53.99"},
            {"reference": NIK},
        ],
        ids=str,
    )
    def test_a_finding_without_evidence_is_refused(self, office: Office, values: dict[str, Any]) -> None:
        with pytest.raises(Refusal):
            office.do(declaration.record_duty, **(DUTY | values))
        assert office.count(DutyFinding) == 0

    def test_absent_needs_a_source_but_no_document(self, office: Office) -> None:
        office.do(
            declaration.record_duty,
            **(DUTY | {"state": DutyState.ABSENT, "reference": "", "dated_on": None}),
        )
        assert office.row(DutyFinding).state is DutyState.ABSENT


def _answer(office: Office, by: Actor) -> None:
    offer = office.row(OwnershipOffer)
    run(
        Sender(office.engine, by, office.clock),
        commitments.answer_ownership,
        AnswerOwnership(offer_id=offer.id, seen=1, move=OfferMove.ACCEPT),
    )


def test_the_moves_on_what_is_there_leave_one_record_each(office: Office) -> None:
    office.do(commitments.propose_owner, code=office.code, seen=1, agency_code="dpmd")
    before = len(office.trail)
    _answer(office, office.people["dpmd"])
    office.decide(office.propose(by="dpmd"))
    assert office.trail[before:] == [
        Event.OWNERSHIP_ANSWERED,
        Event.TARGET_PROPOSED,
        Event.TARGET_DECIDED,
    ]
