"""Commitments formed from statements, and who answers for them."""

from datetime import date

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.rows import find, standing_agency, take
from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    FileDraft,
    OwnershipOffer,
    Pillar,
    Region,
    Statement,
    TargetChange,
)
from db.queries.date_context import date_context
from db.subjects import Subject
from domain.access.errors import LONGEST_REASON, Forbidden, NotFound, chosen, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments import ownership, targets, verifiability
from domain.commitments.ownership import OfferMove, OfferState, OwnershipRefused
from domain.commitments.plausibility import ask_unless_sure, doubts_of_agreement, doubts_of_counter
from domain.commitments.progress import CheckpointMeasure
from domain.commitments.requests import (
    AnswerOwnership,
    DraftCommitment,
    DropDraft,
    FormCommitment,
    ProposeOwner,
    SettleOwnership,
)
from domain.commitments.targets import ChangeState, CheckpointPlan, TargetTerms
from domain.time.calendar import local_time
from domain.time.day_doubts import DayDoubt, doubts_of_day


@command(Permission.FORM_COMMITMENTS, Subject.COMMITMENTS)
def form_commitment(act: Act, asked: FormCommitment) -> str:
    """Make a statement a commitment if it can be verified. The agency named is asked, not made, to own it."""
    _refuse_unfit_texts(asked)
    statement = find(act, Statement, asked.statement_code)
    owner = standing_agency(act, asked.agency_code) if asked.agency_code else None
    _refuse_unverifiable(act, asked, owner)
    ask_unless_sure(doubts_of_due(act, asked.due_on), asked.sure)
    commitment = act.add(_commitment(act, asked, statement))
    for point in asked.checkpoints:
        act.add(_planned(commitment, point))
    if asked.draft_id:
        _waiting_draft(act, asked.draft_id).commitment_id = commitment.id
    for code in dict.fromkeys(asked.supporters):
        supporter = standing_agency(act, code)
        act.add(CommitmentSupport(commitment_id=commitment.id, agency_id=supporter.id))
    act.record(
        Event.COMMITMENT_FORMED,
        "commitment",
        commitment.code,
        after={
            "statement": statement.code,
            "title": commitment.title,
            "target": commitment.target,
            "due_on": commitment.due_on,
        },
    )
    if owner is not None:
        _offer(act, commitment, owner, asked.note)
    return commitment.code


def doubts_of_due(act: Act, day: date | None, *, held: date | None = None) -> tuple[DayDoubt, ...]:
    here = date_context(act.session.connection(), local_time(act.now).date())
    return doubts_of_day(day, here, "Tenggat", held=held)


@command(Permission.FORM_COMMITMENTS, Subject.COMMITMENTS)
def draft_commitment(act: Act, asked: DraftCommitment) -> int:
    """Kept as it was proposed, and counted nowhere; what it leaves open is asked when it is formed."""
    asked.check()
    region = find(act, Region, asked.region_code) if asked.region_code else None
    owner = standing_agency(act, asked.owner_code) if asked.owner_code else None
    values = {
        "title": asked.title.strip(),
        "sentence": asked.sentence.strip(),
        "indicator": asked.indicator.strip(),
        "unit": asked.unit.strip(),
        "baseline": asked.baseline,
        "target": asked.target,
        "due_on": asked.due_on,
        "region_code": region.code if region else None,
        "owner_code": owner.code if owner else "",
        "source": asked.source,
    }
    if asked.draft_id:
        draft = _waiting_draft(act, asked.draft_id)
        for name, value in values.items():
            setattr(draft, name, value)
        draft.version += 1
    else:
        draft = act.add(FileDraft(**values, drafted_at=act.now, is_demo=act.by.is_demo))
    act.record(
        Event.COMMITMENT_DRAFTED,
        "commitment_draft",
        draft.id,
        after={
            "title": draft.title,
            "target": draft.target,
            "due_on": draft.due_on,
            "owner": draft.owner_code,
            "source": draft.source,
        },
    )
    return draft.id


@command(Permission.FORM_COMMITMENTS, Subject.COMMITMENTS)
def drop_draft(act: Act, asked: DropDraft) -> None:
    """Drop a draft: it leaves the list, and its text stays in the trail."""
    draft = _waiting_draft(act, asked.draft_id)
    act.change(draft, seen=asked.seen)
    draft.dropped_at = act.now
    act.record(Event.COMMITMENT_DRAFT_DROPPED, "commitment_draft", draft.id, before={"title": draft.title})


def _waiting_draft(act: Act, draft_id: int) -> FileDraft:
    draft = act.session.get(FileDraft, draft_id)
    if draft is None or draft.commitment_id is not None or draft.dropped_at is not None:
        raise NotFound("Usulan itu sudah dibentuk atau dibuang. Pilih dari daftar usulan.")
    return draft


def _refuse_unfit_texts(asked: FormCommitment) -> None:
    points = asked.checkpoints
    refuse_identity(
        {
            "Judul": asked.title,
            "Tindakan": asked.sentence,
            "Indikator": asked.indicator,
            "Satuan": asked.unit,
            "Catatan": asked.note,
        }
        | {f"Ukuran {point.quarter}": point.measure for point in points}
        | {f"Bukti {point.quarter}": point.evidence for point in points}
    )
    refuse_too_long(
        {
            "Judul": (asked.title, 160),
            "Tindakan": (asked.sentence, 600),
            "Indikator": (asked.indicator, 160),
            "Satuan": (asked.unit, 30),
            "Catatan": (asked.note, LONGEST_REASON),
        }
        | {f"Ukuran {point.quarter}": (point.measure, 160) for point in points}
        | {f"Bukti {point.quarter}": (point.evidence, 160) for point in points}
        | {f"Satuan {point.quarter}": (point.unit, 30) for point in points}
    )


def _refuse_unverifiable(act: Act, asked: FormCommitment, owner: Agency | None) -> None:
    region = act.session.get(Region, asked.region_code)
    found = verifiability.examine(
        asked.to_examine(region.name if region else "", owner.short_name if owner else "")
    )
    reasons = [f"{answer.reason} {answer.remedy}" for answer in found.missing]
    if act.session.get(Pillar, asked.pillar_code) is None:
        reasons.append("Pilih pilarnya.")
    reasons += asked.faults()
    if reasons:
        raise verifiability.NotVerifiable(reasons)


def _commitment(act: Act, asked: FormCommitment, statement: Statement) -> Commitment:
    return Commitment(
        code=_next_code(act),
        title=asked.title.strip(),
        statement_id=statement.id,
        pillar_code=asked.pillar_code,
        region_code=asked.region_code,
        output=asked.sentence.strip(),
        indicator=asked.indicator.strip(),
        unit=asked.unit.strip(),
        baseline=asked.baseline,
        target=asked.target,
        polarity=asked.polarity,
        weight=asked.weight,
        starts_on=asked.starts_on,
        due_on=asked.due_on,
        formed_at=act.now,
        formed_by_id=act.by.agency_id,
        is_demo=act.by.is_demo,
    )


def _planned(commitment: Commitment, point: CheckpointPlan) -> Checkpoint:
    return Checkpoint(
        commitment_id=commitment.id,
        quarter=point.quarter,
        due_on=point.due_on,
        measure=point.measure.strip(),
        required_evidence=point.evidence.strip(),
        baseline=point.baseline,
        target=point.target,
        unit=point.unit.strip(),
        polarity=point.polarity(commitment.polarity),
        weight=point.weight,
    )


def _next_code(act: Act) -> str:
    numbers = [
        int(code[2:])
        for code in act.session.scalars(select(Commitment.code).where(Commitment.code.like("K-%")))
        if code[2:].isdigit()
    ]
    return f"K-{max(numbers, default=0) + 1:02d}"


@command(Permission.ASSIGN_OWNERS, Subject.COMMITMENTS)
def propose_owner(act: Act, asked: ProposeOwner) -> int:
    """Ask an agency to answer for a commitment; until it accepts, nothing else changes."""
    commitment = take(act, Commitment, asked.code, seen=asked.seen, says={"Catatan": asked.note})
    return _offer(act, commitment, standing_agency(act, asked.agency_code), asked.note).id


@command(Permission.ANSWER_OWNERSHIP, Subject.COMMITMENTS)
def answer_ownership(act: Act, asked: AnswerOwnership) -> OfferState:
    """The agency's own answer: it accepts, counters with its terms, or declines with a reason."""
    move = chosen("Jawaban instansi Anda", asked.move)
    if move not in ownership.OF_THE_AGENCY:
        raise Forbidden("Jawaban itu milik sekretariat. Pilih Terima, Tawar, atau Tolak.")
    offer = take(
        act,
        OwnershipOffer,
        asked.offer_id,
        seen=asked.seen,
        owner=lambda offer: offer.agency_id,
        says={"Alasan": asked.reason},
    )
    before, commitment = _moved(act, offer, move)
    offer.answerer_id, offer.answered_at = act.by.user_id, act.now
    if move is OfferMove.ACCEPT:
        _make_owner(act, commitment, offer.agency_id)
    else:
        what = "penawaran" if move is OfferMove.COUNTER else "penolakan"
        offer.reason = ownership.reason_given(asked.reason, what=what)
    if move is OfferMove.COUNTER:
        _counter(act, offer, commitment, asked)
    act.record(
        Event.OWNERSHIP_ANSWERED,
        "commitment",
        commitment.code,
        before={"state": before},
        after={"state": offer.state, "reason": offer.reason} | _terms_told(offer),
    )
    return offer.state


@command(Permission.ASSIGN_OWNERS, Subject.COMMITMENTS)
def settle_ownership(act: Act, asked: SettleOwnership) -> OfferState:
    """The secretariat takes an agency's terms, or takes its own proposal back."""
    if asked.move not in ownership.OF_THE_SECRETARIAT:
        raise Forbidden("Jawaban itu milik instansi yang diusulkan.")
    offer = take(act, OwnershipOffer, asked.offer_id, seen=asked.seen, says={"Alasan": asked.reason})
    before, commitment = _moved(act, offer, asked.move)
    offer.settled_at, offer.settlement = act.now, asked.reason.strip()
    if asked.move is OfferMove.WITHDRAW:
        offer.settlement = ownership.reason_given(asked.reason, what="penarikan")
    elif offer.countered_agency_id is not None:
        offer.state = OfferState.PASSED_ON
        act.session.flush()
        named = act.session.get_one(Agency, offer.countered_agency_id)
        _offer(act, commitment, named, f"Diusulkan oleh instansi sebelumnya: {offer.reason}")
    else:
        # Terms that an agency asks for instead are not taken without a word about why.
        offer.settlement = ownership.reason_given(asked.reason, what="persetujuan")
        measure = CheckpointMeasure(commitment.baseline, commitment.target, commitment.unit)
        ask_unless_sure(doubts_of_agreement(offer.countered_target, measure), asked.sure)
        _take_terms(act, offer, commitment)
    act.record(
        Event.OWNERSHIP_SETTLED,
        "commitment",
        commitment.code,
        before={"state": before},
        after={"state": offer.state, "reason": offer.settlement} | _terms_told(offer),
    )
    return offer.state


def _terms_told(offer: OwnershipOffer) -> dict[str, object]:
    """Whom the offer is for, and what they ask for instead."""
    return {
        "owner_id": offer.agency_id,
        "to": offer.countered_agency_id,
        "target": offer.countered_target,
        "due_on": offer.countered_due_on,
    }


def _moved(act: Act, offer: OwnershipOffer, move: OfferMove) -> tuple[OfferState, Commitment]:
    """The offer in its next state; which one it was in, and the commitment, which others see change."""
    before, offer.state = offer.state, ownership.after(offer.state, move)
    commitment = act.session.get_one(Commitment, offer.commitment_id)
    commitment.version += 1
    return before, commitment


def _offer(act: Act, commitment: Commitment, agency: Agency, note: str) -> OwnershipOffer:
    ownership.refuse_owner_that_cannot(agency.name, may_own=agency.may_own_tasks)
    if commitment.owner_id == agency.id:
        raise OwnershipRefused(f"{agency.short_name} sudah menjadi penanggung jawab komitmen ini.")
    waiting = act.session.scalar(
        select(OwnershipOffer.id).where(
            OwnershipOffer.commitment_id == commitment.id, OwnershipOffer.state.in_(ownership.OPEN)
        )
    )
    if waiting is not None:
        raise OwnershipRefused(
            "Masih ada usulan yang menunggu jawaban. Tarik usulan itu dahulu, lalu usulkan instansi lain."
        )
    offer = act.add(
        OwnershipOffer(
            commitment_id=commitment.id,
            agency_id=agency.id,
            state=OfferState.PROPOSED,
            note=note.strip(),
            proposer_id=act.by.user_id,
            proposer_agency_id=act.by.agency_id,
            proposed_at=act.now,
            is_demo=commitment.is_demo,
        )
    )
    act.record(
        Event.OWNERSHIP_PROPOSED,
        "commitment",
        commitment.code,
        after={"owner": agency.code, "note": note.strip()},
    )
    return offer


def _make_owner(act: Act, commitment: Commitment, agency_id: int) -> None:
    """An owner is no supporter of the same commitment any longer."""
    commitment.owner_id = agency_id
    support = act.session.get(CommitmentSupport, (commitment.id, agency_id))
    if support is not None:
        act.session.delete(support)


def quarters_of(act: Act, commitment: Commitment) -> list[str]:
    return list(
        act.session.scalars(select(Checkpoint.quarter).where(Checkpoint.commitment_id == commitment.id))
    )


def _counter(act: Act, offer: OwnershipOffer, commitment: Commitment, asked: AnswerOwnership) -> None:
    terms = asked.terms
    terms.check(
        starts_on=commitment.starts_on,
        baseline=commitment.baseline,
        current_due=commitment.due_on,
        current_target=commitment.target,
    )
    if terms.target is not None:
        targets.check_measure(
            baseline=commitment.baseline,
            target=terms.target,
            polarity=commitment.polarity,
            unit=commitment.unit,
        )
    if terms.due_on is not None:
        targets.refuse_due_before_checkpoints(terms.due_on, quarters_of(act, commitment))
    found = doubts_of_counter(terms.target, commitment.target, commitment.unit)
    due = doubts_of_due(act, terms.due_on, held=commitment.due_on)
    ask_unless_sure([*found, *due], asked.sure)
    offer.countered_due_on, offer.countered_target = terms.due_on, terms.target
    if terms.agency_code:
        named = standing_agency(act, terms.agency_code)
        ownership.refuse_owner_that_cannot(named.name, may_own=named.may_own_tasks)
        if named.id == offer.agency_id:
            raise OwnershipRefused("Pilih instansi selain instansi Anda sendiri.")
        offer.countered_agency_id = named.id


def _take_terms(act: Act, offer: OwnershipOffer, commitment: Commitment) -> None:
    """The agency becomes the owner on its own terms; what they change stays in the history of targets."""
    old = TargetTerms(commitment.target, commitment.due_on)
    new = TargetTerms(
        commitment.target if offer.countered_target is None else offer.countered_target,
        offer.countered_due_on or commitment.due_on,
    )
    _make_owner(act, commitment, offer.agency_id)
    assert offer.answerer_id is not None  # a counter was written by somebody
    act.add(
        TargetChange(
            commitment_id=commitment.id,
            state=targets.decided(
                ChangeState.PROPOSED,
                approve=True,
                proposer_id=offer.answerer_id,
                decider_id=act.by.user_id,
            ),
            old_target=old.target,
            new_target=new.target,
            old_due_on=old.due_on,
            new_due_on=new.due_on,
            reason=offer.reason,
            proposer_id=offer.answerer_id,
            agency_id=offer.agency_id,
            proposed_at=offer.answered_at,
            decider_id=act.by.user_id,
            decision=offer.settlement,
            decided_at=act.now,
            is_demo=commitment.is_demo,
        )
    )
    commitment.target, commitment.due_on = new.target, new.due_on
