"""An owner is proposed, never ordered: the agency answers, both sides read the reasons."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from db.acting import Sender
from db.command import run
from db.commands import commitments
from db.engine import reading
from db.models import Agency, Commitment, CommitmentSupport, OwnershipOffer, TargetChange
from db.queries.ownership import OfferRow, offers_of_commitment, open_offers, ownership_offers
from domain.access.errors import Forbidden, NotFound, StaleData
from domain.access.permissions import Actor, Role
from domain.access.screening import IdentityRefused
from domain.commitments.ownership import CounterTerms, OfferMove, OfferState, OwnershipRefused
from domain.commitments.plausibility import InDoubt
from domain.commitments.requests import AnswerOwnership, ProposeOwner, SettleOwnership
from domain.commitments.targets import MeasureRefused
from domain.time.calendar import Clock
from tests import factories
from tests.factories import filling

pytestmark = pytest.mark.by_turns

REASON = "Alasan yang dapat dibaca pihak lain."


class Desk:
    """One commitment without an owner, and those who deal with it."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            row, _ = factories.commitment(session, owner=None)
            self.id, self.code = row.id, row.code
            self.office = factories.actor_of(session, factories.user(session, role=Role.GOVERNOR_OFFICE))
            self.polda = factories.actor_of(session, factories.user(session, agency="polda-ntt"))
            self.other = factories.actor_of(session, factories.user(session, agency="dpmd"))

    @property
    def commitment(self) -> Commitment:
        with reading(self.engine) as connection:
            return connection.execute(select(Commitment.__table__).where(Commitment.id == self.id)).one()

    @property
    def offers(self) -> list[OfferRow]:
        with reading(self.engine) as connection:
            return list(offers_of_commitment(connection, self.id))

    def propose(
        self, agency: str = "polda-ntt", *, by: Actor | None = None, once: str | None = None, **values: Any
    ) -> int:
        given = {"seen": self.commitment.version, "note": "", "agency_code": agency} | values
        return run(
            Sender(self.engine, by or self.office, self.clock, idempotency_key=once),
            commitments.propose_owner,
            ProposeOwner(code=self.code, **given),
        )

    def answer(self, move: OfferMove, *, by: Actor | None = None, **values: Any) -> str:
        offer = self.offers[-1]
        of_terms = {each.name for each in fields(CounterTerms)}
        terms = CounterTerms(**{name: values.pop(name) for name in of_terms & values.keys()})
        given = {"seen": offer.version, "offer_id": offer.id} | values
        return run(
            Sender(self.engine, by or self.polda, self.clock),
            commitments.answer_ownership,
            AnswerOwnership(move=move, terms=terms, **given),
        )

    def settle(self, move: OfferMove, *, by: Actor | None = None, **values: Any) -> str:
        offer = self.offers[-1]
        given = {"seen": offer.version, "offer_id": offer.id} | values
        return run(
            Sender(self.engine, by or self.office, self.clock),
            commitments.settle_ownership,
            SettleOwnership(move=move, **given),
        )

    def owner(self) -> str | None:
        with reading(self.engine) as connection:
            return connection.execute(
                select(Agency.code)
                .join(Commitment, Commitment.owner_id == Agency.id)
                .where(Commitment.id == self.id)
            ).scalar_one_or_none()


@pytest.fixture
def desk(engine: Engine, clock: Clock) -> Desk:
    return Desk(engine, clock)


def test_a_proposal_alone_makes_nobody_the_owner(desk: Desk) -> None:
    desk.propose()
    assert desk.owner() is None
    with reading(desk.engine) as connection:
        assert [o.commitment_code for o in ownership_offers(connection, scope=desk.polda.scope)] == [
            desk.code
        ]
        assert ownership_offers(connection, scope=desk.other.scope) == ()
        assert [o.commitment_code for o in open_offers(connection)] == [desk.code]


def test_who_accepts_owns(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.ACCEPT)
    assert (desk.owner(), desk.offers[-1].state) == ("polda-ntt", OfferState.ACCEPTED)


@pytest.mark.parametrize("move", [OfferMove.DECLINE, OfferMove.COUNTER])
def test_a_no_needs_a_reason(desk: Desk, move: OfferMove) -> None:
    desk.propose()
    with pytest.raises(OwnershipRefused, match="Tuliskan alasan"):
        desk.answer(move, reason="  tidak ", due_on=date(2027, 3, 31))
    assert desk.offers[-1].state is OfferState.PROPOSED


def test_a_decline_leaves_its_reason_and_frees_the_commitment_for_another(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.DECLINE, reason=REASON)
    desk.propose("dpmd")
    assert [(o.agency_code, o.state) for o in desk.offers] == [
        ("polda-ntt", OfferState.DECLINED),
        ("dpmd", OfferState.PROPOSED),
    ]
    assert desk.offers[0].reason == REASON


def test_a_counter_that_lowers_the_target_is_asked_about_once_and_then_keeps_the_old_terms(
    desk: Desk,
) -> None:
    desk.propose()
    desk.answer(OfferMove.COUNTER, reason=REASON, due_on=date(2027, 3, 31), target=80.0)
    assert (desk.owner(), desk.commitment.target) == (None, 100.0)
    with pytest.raises(OwnershipRefused, match="alasan persetujuan"):
        desk.settle(OfferMove.AGREE)
    with pytest.raises(InDoubt, match=r"turun dari 100 .* menjadi 80") as asked:
        desk.settle(OfferMove.AGREE, reason=REASON)
    assert desk.owner() is None
    desk.settle(OfferMove.AGREE, reason=REASON, sure=asked.value.answers)
    assert desk.owner() == "polda-ntt"
    assert (desk.commitment.target, desk.commitment.due_on) == (80.0, date(2027, 3, 31))
    with reading(desk.engine) as connection:
        change = connection.execute(select(TargetChange.__table__)).one()
    assert (change.old_target, change.new_target, change.reason) == (100.0, 80.0, REASON)


def test_a_counter_that_ends_on_a_sunday_is_asked_about_once_with_all_else_that_is_asked(desk: Desk) -> None:
    desk.propose()
    terms = {"reason": REASON, "due_on": date(2027, 4, 4), "target": 1_250.0}
    with pytest.raises(InDoubt, match=r"sepuluh kali lipat .*4 April 2027 bukan hari kerja") as asked:
        desk.answer(OfferMove.COUNTER, **terms)
    desk.answer(OfferMove.COUNTER, **terms, sure=asked.value.answers)
    assert desk.offers[-1].countered_due_on == date(2027, 4, 4)


def test_a_counter_of_ten_times_the_target_is_asked_once_and_then_taken(desk: Desk) -> None:
    desk.propose()
    with pytest.raises(InDoubt, match="sepuluh kali lipat") as asked:
        desk.answer(OfferMove.COUNTER, reason=REASON, target=1_250.0)
    assert desk.offers[-1].state is OfferState.PROPOSED
    answers = tuple(each.answer for each in asked.value.asked)
    desk.answer(OfferMove.COUNTER, reason=REASON, target=1_250.0, sure=answers)
    assert desk.offers[-1].countered_target == 1_250.0


def test_an_agreed_counter_still_says_what_it_was_asked_instead_of(desk: Desk) -> None:
    before = desk.commitment.due_on
    desk.propose()
    desk.answer(OfferMove.COUNTER, reason=REASON, due_on=date(2027, 3, 31), target=120.0)
    desk.settle(OfferMove.AGREE, reason=REASON)
    offer = desk.offers[-1]
    assert (offer.target, offer.due_on) == (100.0, before)
    assert (offer.countered_target, offer.countered_due_on) == (120.0, date(2027, 3, 31))


def test_who_becomes_the_owner_supports_nobody_any_longer(desk: Desk) -> None:
    with filling(desk.engine) as session:
        commitment = session.scalars(select(Commitment).where(Commitment.code == desk.code)).one()
        agency = session.scalars(select(Agency).where(Agency.code == "polda-ntt")).one()
        session.add(CommitmentSupport(commitment_id=commitment.id, agency_id=agency.id))
    desk.propose()
    desk.answer(OfferMove.ACCEPT)
    with reading(desk.engine) as connection:
        assert connection.execute(select(CommitmentSupport.__table__)).all() == []


def test_a_counter_that_names_another_agency_becomes_a_proposal_to_it(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.COUNTER, reason=REASON, agency_code="dpmd")
    desk.settle(OfferMove.AGREE)
    assert desk.owner() is None
    assert [(o.agency_code, o.state) for o in desk.offers] == [
        ("polda-ntt", OfferState.PASSED_ON),
        ("dpmd", OfferState.PROPOSED),
    ]


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({}, "belum memuat perubahan"),
        ({"due_on": date(2026, 12, 31)}, "sama dengan usulan"),
        ({"due_on": date(2025, 1, 1)}, "mendahului awal"),
        ({"target": 0.0}, "sama dengan nilai awal"),
        ({"agency_code": "dpmd", "target": 80.0}, "Pilih salah satu"),
        ({"agency_code": "polda-ntt"}, "selain instansi Anda"),
        ({"agency_code": "pt-kupang"}, "tidak dapat menjadi penanggung jawab"),
    ],
    ids=["nothing", "the same", "before the start", "no way to go", "both", "oneself", "a court"],
)
def test_a_counter_that_makes_no_sense_is_refused(desk: Desk, terms: dict[str, Any], says: str) -> None:
    desk.propose()
    with pytest.raises(OwnershipRefused, match=says):
        desk.answer(OfferMove.COUNTER, reason=REASON, **terms)
    assert desk.offers[-1].state is OfferState.PROPOSED


def test_a_counter_against_the_polarity_is_refused(desk: Desk) -> None:
    desk.propose()
    with pytest.raises(MeasureRefused):
        desk.answer(OfferMove.COUNTER, reason=REASON, target=-5.0)


def test_a_court_is_never_asked(desk: Desk) -> None:
    with pytest.raises(OwnershipRefused, match="tidak diberi tugas"):
        desk.propose("pt-kupang")
    assert desk.offers == []


def test_only_the_agency_that_was_asked_may_answer(desk: Desk) -> None:
    desk.propose()
    for stranger in (desk.other, desk.office):
        with pytest.raises(Forbidden):
            desk.answer(OfferMove.ACCEPT, by=stranger)
    assert desk.owner() is None


def test_an_agency_cannot_agree_to_its_own_counter(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.COUNTER, reason=REASON, target=80.0)
    for attempt in (desk.answer, desk.settle):
        with pytest.raises(Forbidden):
            attempt(OfferMove.AGREE, by=desk.polda)
    assert desk.owner() is None


def test_a_second_proposal_waits_for_the_first(desk: Desk) -> None:
    desk.propose()
    with pytest.raises(OwnershipRefused, match="menunggu jawaban"):
        desk.propose("dpmd")


def test_an_answered_offer_is_not_answered_again(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.ACCEPT)
    with pytest.raises(OwnershipRefused, match="sudah dijawab"):
        desk.answer(OfferMove.DECLINE, reason=REASON)


def test_a_stale_card_changes_nothing(desk: Desk) -> None:
    desk.propose()
    desk.answer(OfferMove.COUNTER, reason=REASON, target=80.0)
    with pytest.raises(StaleData):
        desk.answer(OfferMove.ACCEPT, seen=1)
    with pytest.raises(StaleData):
        desk.propose("dpmd", seen=1)


def test_a_double_click_proposes_once(desk: Desk) -> None:
    seen = desk.commitment.version
    first = desk.propose(once="formulir", seen=seen)
    assert desk.propose(once="formulir", seen=seen) == first
    assert len(desk.offers) == 1


def test_a_withdrawal_needs_a_reason_and_leaves_the_commitment_open(desk: Desk) -> None:
    desk.propose()
    with pytest.raises(OwnershipRefused):
        desk.settle(OfferMove.WITHDRAW)
    desk.settle(OfferMove.WITHDRAW, reason=REASON)
    assert (desk.owner(), desk.offers[-1].settlement) == (None, REASON)


@pytest.mark.parametrize("text", ["NIK 5321014107900001", "hubungi 081234567890", "paspor B1234567"])
def test_nobody_is_identified_in_a_reason(desk: Desk, text: str) -> None:
    with pytest.raises(IdentityRefused):
        desk.propose(note=text)
    desk.propose()
    with pytest.raises(IdentityRefused):
        desk.answer(OfferMove.DECLINE, reason=f"Alasan: {text}")
    with pytest.raises(IdentityRefused):
        desk.settle(OfferMove.WITHDRAW, reason=f"Alasan: {text}")


def test_what_does_not_exist_is_said_not_to(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.propose("tidak-ada")
    with pytest.raises(NotFound):
        run(
            Sender(desk.engine, desk.polda, desk.clock),
            commitments.answer_ownership,
            AnswerOwnership(offer_id=999, seen=1, move=OfferMove.ACCEPT),
        )


def test_the_database_itself_keeps_one_open_offer_per_commitment(desk: Desk) -> None:
    desk.propose()
    offer = desk.offers[-1]
    with pytest.raises(IntegrityError), filling(desk.engine) as session:  # noqa: PT012 - the row breaks
        first = session.get_one(OwnershipOffer, offer.id)
        session.add(
            OwnershipOffer(
                commitment_id=first.commitment_id,
                agency_id=first.agency_id,
                state=OfferState.COUNTERED,
                proposer_id=first.proposer_id,
                proposer_agency_id=first.proposer_agency_id,
                proposed_at=first.proposed_at,
            )
        )
