"""Commands about commitments, reports, quarters and what was declared."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from db.models import Commitment, FileDraft, OwnershipOffer, Remark, TargetChange
from domain.access.permissions import Actor
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.health import VerdictLevel
from domain.commitments.ownership import OfferMove, OfferState
from domain.commitments.requests import (
    AddDecisionEvent,
    AddStatement,
    AnswerOwnership,
    DecideTarget,
    DiscardDraft,
    DraftCommitment,
    DropDraft,
    FormCommitment,
    JudgeReport,
    LockQuarter,
    ProposeOwner,
    ProposeTarget,
    RecordDuty,
    SaveDraft,
    Seen,
    SettleOwnership,
    SubmitReport,
    Typed,
)
from domain.commitments.targets import ChangeState, CheckpointPlan
from domain.figures.figures import Polarity
from domain.remarks import AddRemark, NoteSeen, ProposalKind, RemarkSubject, WithdrawRemark
from tests import factories
from tests.db.tried.model import QUARTER, REASON, Tried, checkpoint, fixed, on_draft
from tests.factories import MORNING

TYPED = Typed(4.0, "Berjalan.", None, "")


def on_offer(request: Callable[[int], object]) -> Tried:
    def make(session: Session, by: Actor) -> object:
        commitment, _ = factories.commitment(session, owner=None)
        offer = OwnershipOffer(
            commitment_id=commitment.id,
            agency_id=by.agency_id,
            state=OfferState.PROPOSED,
            note="",
            proposer_id=by.user_id,
            proposer_agency_id=by.agency_id,
            proposed_at=MORNING,
        )
        session.add(offer)
        session.flush()
        return request(offer.id)

    return Tried(make)


def on_commitment(owner: str | None, request: Callable[[Commitment], object]) -> Tried:
    return Tried(lambda session, _by: request(factories.commitment(session, owner=owner)[0]))


def a_change_of_target(session: Session, _by: Actor) -> object:
    commitment, _ = factories.commitment(session)
    proposer = factories.user(session)
    change = TargetChange(
        commitment_id=commitment.id,
        state=ChangeState.PROPOSED,
        old_target=100.0,
        new_target=80.0,
        old_due_on=commitment.due_on,
        new_due_on=commitment.due_on,
        reason=REASON,
        proposer_id=proposer.id,
        agency_id=proposer.agency_id,
        proposed_at=MORNING,
    )
    session.add(change)
    session.flush()
    return DecideTarget(change.id, 1, approve=True, reason=REASON)


def a_report(locked: bool) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        code, _ = checkpoint(session, locked=locked)
        return SubmitReport(code, QUARTER, TYPED, Seen(0, 0), REASON)

    return Tried(make, records=2 if locked else 1)


def a_verdict(locked: bool) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        _, point = checkpoint(session, locked=locked)
        waiting = factories.report(session, point, by=factories.user(session), claimed=4.0)
        return JudgeReport(waiting.id, waiting.version, VerdictLevel.LIMITED, 2.0, False, "", REASON)

    return Tried(make, agency="inspektorat", records=2 if locked else 1)


def a_remark(session: Session, by: Actor) -> object:
    row = Remark(
        task_id=factories.task(session).id,
        text="Menunggu surat tugas.",
        author_id=by.user_id,
        agency_id=by.agency_id,
        at=MORNING,
    )
    session.add(row)
    session.flush()
    return WithdrawRemark(row.id, REASON)


def a_draft() -> DraftCommitment:
    due = date(2027, 6, 30)
    return DraftCommitment("Edukasi migrasi", "", "", "", None, 60.0, due, "", "dpmd", "Setda NTT")


def a_draft_to_drop(session: Session, _by: Actor) -> object:
    draft = FileDraft(title="Edukasi migrasi", source="Setda NTT", drafted_at=MORNING)
    session.add(draft)
    session.flush()
    return DropDraft(draft.id, 1)


COMMITMENTS: dict[str, list[Tried]] = {
    "form_commitment": [
        fixed(
            FormCommitment(
                statement_code="D-02",
                title="Rapat koordinasi tiap triwulan",
                sentence="Menggelar empat rapat koordinasi dengan notulen",
                indicator="Rapat dengan notulen",
                unit="rapat",
                baseline=0.0,
                target=4.0,
                polarity=Polarity.UP,
                weight=1.0,
                region_code="53",
                pillar_code="6",
                starts_on=date(2027, 1, 1),
                due_on=date(2027, 6, 30),
                checkpoints=[
                    CheckpointPlan("2027-B06", date(2027, 6, 30), "Rapat", "Notulen", 0.0, 4.0, "rapat", 1.0)
                ],
                owner_is_open=True,
            )
        )
    ],
    "draft_commitment": [fixed(a_draft())],
    "drop_draft": [Tried(a_draft_to_drop)],
    "add_remark": [
        on_commitment(None, lambda row: AddRemark(RemarkSubject.COMMITMENT, row.code, "Menunggu."))
    ],
    "withdraw_remark": [Tried(a_remark)],
    "note_seen": [
        Tried(
            lambda session, by: NoteSeen(
                ProposalKind.TASK, factories.task(session, owner_id=by.agency_id).code
            )
        )
    ],
    "propose_owner": [on_commitment(None, lambda row: ProposeOwner(row.code, 1, "dpmd"))],
    "answer_ownership": [on_offer(lambda offer: AnswerOwnership(offer, 1, OfferMove.ACCEPT))],
    "settle_ownership": [on_offer(lambda offer: SettleOwnership(offer, 1, OfferMove.WITHDRAW, REASON))],
    "propose_target": [on_commitment("polda-ntt", lambda row: ProposeTarget(row.code, 1, 80.0, REASON))],
    "decide_target": [Tried(a_change_of_target)],
    "lock_quarter": [fixed(LockQuarter(QUARTER))],
    "add_decision_event": [
        fixed(
            AddDecisionEvent(
                "Rapat koordinasi kedua",
                DecisionEventKind.COORDINATION_MEETING,
                date(2026, 10, 1),
                "Kupang",
                "",
                "Notulen rapat",
                "",
            )
        )
    ],
    "add_statement": [
        fixed(
            AddStatement(
                "DEK-2025",
                StatementKind.PLEDGE,
                "Kami akan membuka delapan meja.",
                "Gubernur NTT",
                StatementBasis.QUOTED,
                "Siaran pers",
                "https://nttprov.example/berita/1",
            )
        )
    ],
    "record_duty": [
        fixed(
            RecordDuty(
                "53.21",
                RegencyDuty.TASK_FORCE,
                DutyState.PRESENT,
                "KEP/HK/12",
                "",
                date(2026, 2, 1),
                "Salinan keputusan",
            )
        )
    ],
    "save_draft": [Tried(lambda session, _by: SaveDraft(checkpoint(session)[0], QUARTER, TYPED, Seen(0, 0)))],
    "discard_draft": [on_draft(lambda code, _proof: DiscardDraft(code, QUARTER))],
    "submit_report": [a_report(locked=False), a_report(locked=True)],
    "judge_report": [a_verdict(locked=False), a_verdict(locked=True)],
}
