"""Commitments as the secretariat and their owners change them: formed, owned, and their targets."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine, select

from db.acting import Act, acting
from db.commands.quarters import amend
from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    OwnershipOffer,
    Pillar,
    Region,
    Statement,
    TargetChange,
)
from domain.access.errors import Forbidden, NotFound, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.commitments import ownership, targets, verifiability
from domain.commitments.ownership import CounterTerms, OfferMove, OfferState, OwnershipRefused
from domain.commitments.quarters import AmendedPart
from domain.commitments.targets import ChangeRefused, ChangeState, CheckpointPlan, TargetTerms, check_plan
from domain.figures.figures import Polarity
from domain.time.calendar import Clock

# From statement to commitment


def form_commitment(
    engine: Engine,
    *,
    by: Actor,
    statement_code: str,
    title: str,
    sentence: str,
    indicator: str,
    unit: str,
    baseline: float | None,
    target: float | None,
    polarity: Polarity,
    weight: float,
    region_code: str,
    pillar_code: str,
    starts_on: date,
    due_on: date | None,
    checkpoints: Sequence[CheckpointPlan],
    agency_code: str = "",
    owner_is_open: bool = False,
    note: str = "",
    supporters: Sequence[str] = (),
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """Take a statement through the gate. The agency named is asked to own it; nobody is made to."""
    with acting(engine, by, Permission.FORM_COMMITMENTS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        refuse_identity(
            {"Judul": title, "Tindakan": sentence, "Indikator": indicator, "Satuan": unit, "Catatan": note}
            | {f"Ukuran {point.quarter}": point.measure for point in checkpoints}
            | {f"Bukti {point.quarter}": point.evidence for point in checkpoints}
        )
        refuse_too_long(
            {"Judul": (title, 160), "Indikator": (indicator, 160), "Satuan": (unit, 30)}
            | {f"Ukuran {point.quarter}": (point.measure, 160) for point in checkpoints}
            | {f"Bukti {point.quarter}": (point.evidence, 160) for point in checkpoints}
            | {f"Satuan {point.quarter}": (point.unit, 30) for point in checkpoints}
        )
        statement = act.session.scalar(select(Statement).where(Statement.code == statement_code))
        if statement is None:
            raise NotFound("Pernyataan itu tidak ada. Pilih dari Komitmen, tampilan Per frasa.")
        region = act.session.get(Region, region_code)
        owner = _agency(act, agency_code) if agency_code else None
        found = verifiability.examine(
            verifiability.ProposedCommitment(
                sentence,
                target,
                unit,
                region.name if region else "",
                due_on,
                tuple(point.evidence for point in checkpoints),
                owner.short_name if owner else "",
                owner_is_open,
            )
        )
        reasons = [f"{answer.reason} {answer.remedy}" for answer in found.missing]
        reasons += targets.check_terms(
            title=title,
            indicator=indicator,
            baseline=baseline,
            target=target,
            polarity=polarity,
            weight=weight,
        )
        if act.session.get(Pillar, pillar_code) is None:
            reasons.append("Pilih pilarnya.")
        reasons += check_plan(checkpoints, starts_on=starts_on, due_on=due_on or starts_on)
        if reasons:
            raise verifiability.NotVerifiable(reasons)
        assert target is not None  # the gate has seen an amount
        assert baseline is not None
        assert due_on is not None
        commitment = act.add(
            Commitment(
                code=_next_code(act),
                title=title.strip(),
                statement_id=statement.id,
                pillar_code=pillar_code,
                region_code=region_code,
                output=sentence.strip(),
                indicator=indicator.strip(),
                unit=unit.strip(),
                baseline=baseline,
                target=target,
                polarity=polarity,
                weight=weight,
                starts_on=starts_on,
                due_on=due_on,
                formed_at=act.now,
                formed_by_id=by.agency_id,
                is_demo=by.is_demo,
            )
        )
        for point in checkpoints:
            act.add(
                Checkpoint(
                    commitment_id=commitment.id,
                    quarter=point.quarter,
                    due_on=point.due_on,
                    measure=point.measure.strip(),
                    required_evidence=point.evidence.strip(),
                    baseline=point.baseline,
                    target=point.target,
                    unit=point.unit.strip(),
                    polarity=point.polarity(polarity),
                    weight=point.weight,
                )
            )
        for code in dict.fromkeys(supporters):
            if code != agency_code:
                act.add(CommitmentSupport(commitment_id=commitment.id, agency_id=_agency(act, code).id))
        act.record(
            Event.COMMITMENT_FORMED,
            "commitment",
            commitment.code,
            after={
                "statement": statement.code,
                "title": commitment.title,
                "target": target,
                "due_on": due_on,
            },
        )
        if owner is not None:
            _offer(act, commitment, owner, note)
        act.result = commitment.code
        return commitment.code


def _next_code(act: Act) -> str:
    numbers = [
        int(code[2:])
        for code in act.session.scalars(select(Commitment.code).where(Commitment.code.like("K-%")))
        if code[2:].isdigit()
    ]
    return f"K-{max(numbers, default=0) + 1:02d}"


# Who answers for it


def propose_owner(
    engine: Engine,
    *,
    by: Actor,
    code: str,
    seen: int,
    agency_code: str,
    note: str = "",
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """Ask an agency to answer for a commitment; until it accepts, nothing else changes."""
    with acting(engine, by, Permission.ASSIGN_OWNERS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        refuse_identity({"Catatan": note})
        commitment = commitment_named(act, code)
        act.change(commitment, seen=seen)
        offer = _offer(act, commitment, _agency(act, agency_code), note)
        act.result = offer.id
        return str(offer.id)


def answer_ownership(
    engine: Engine,
    *,
    by: Actor,
    offer_id: int,
    seen: int,
    move: OfferMove,
    reason: str = "",
    due_on: date | None = None,
    target: float | None = None,
    agency_code: str = "",
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """The agency's own answer: it accepts, counters with its terms, or declines with a reason."""
    with acting(engine, by, Permission.ANSWER_OWNERSHIP, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        offer = _offer_numbered(act, offer_id)
        act.require_agency(offer.agency_id)
        if move not in ownership.OF_THE_AGENCY:
            raise Forbidden("Jawaban itu milik sekretariat. Pilih Terima, Tawar, atau Tolak.")
        refuse_identity({"Alasan": reason})
        act.change(offer, seen=seen)
        before = offer.state
        offer.state = ownership.after(offer.state, move)
        offer.answerer_id, offer.answered_at = by.user_id, act.now
        commitment = act.session.get_one(Commitment, offer.commitment_id)
        commitment.version += 1
        if move is OfferMove.ACCEPT:
            commitment.owner_id = offer.agency_id
        else:
            what = "penawaran" if move is OfferMove.COUNTER else "penolakan"
            offer.reason = ownership.reason_given(reason, what=what)
        if move is OfferMove.COUNTER:
            _counter(act, offer, commitment, CounterTerms(due_on, target, agency_code))
        act.record(
            Event.OWNERSHIP_ANSWERED,
            "commitment",
            commitment.code,
            before={"state": before},
            after={"state": offer.state, "reason": offer.reason},
        )
        act.result = offer.state
        return offer.state


def settle_ownership(
    engine: Engine,
    *,
    by: Actor,
    offer_id: int,
    seen: int,
    move: OfferMove,
    reason: str = "",
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """The secretariat takes an agency's terms, or takes its own proposal back."""
    with acting(engine, by, Permission.ASSIGN_OWNERS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        if move not in ownership.OF_THE_SECRETARIAT:
            raise Forbidden("Jawaban itu milik instansi yang diusulkan.")
        refuse_identity({"Alasan": reason})
        offer = _offer_numbered(act, offer_id)
        act.change(offer, seen=seen)
        before = offer.state
        offer.state = ownership.after(offer.state, move)
        offer.settled_at, offer.settlement = act.now, reason.strip()
        commitment = act.session.get_one(Commitment, offer.commitment_id)
        commitment.version += 1
        if move is OfferMove.WITHDRAW:
            offer.settlement = ownership.reason_given(reason, what="penarikan")
        elif offer.countered_agency_id is not None:
            offer.state = OfferState.WITHDRAWN
            act.session.flush()
            named = act.session.get_one(Agency, offer.countered_agency_id)
            _offer(act, commitment, named, f"Diusulkan oleh instansi sebelumnya: {offer.reason}")
        else:
            _take_terms(act, offer, commitment)
        act.record(
            Event.OWNERSHIP_SETTLED,
            "commitment",
            commitment.code,
            before={"state": before},
            after={"state": offer.state, "reason": offer.settlement},
        )
        act.result = offer.state
        return offer.state


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


def _counter(act: Act, offer: OwnershipOffer, commitment: Commitment, terms: CounterTerms) -> None:
    terms.check(
        starts_on=commitment.starts_on,
        baseline=commitment.baseline,
        current_due=commitment.due_on,
        current_target=commitment.target,
    )
    if terms.target is not None:
        targets.check_measure(baseline=commitment.baseline, target=terms.target, polarity=commitment.polarity)
    offer.countered_due_on, offer.countered_target = terms.due_on, terms.target
    if terms.agency_code:
        named = _agency(act, terms.agency_code)
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
    commitment.owner_id = offer.agency_id
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


# Its target


def propose_target(
    engine: Engine,
    *,
    by: Actor,
    code: str,
    seen: int,
    target: float,
    due_on: date | None = None,
    quarter: str = "",
    reason: str,
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """Propose another target or due date, with its reason; nothing changes until it is decided.

    With ``quarter`` it is the target of that checkpoint, whose date is the quarter's own.
    """
    with acting(engine, by, Permission.PROPOSE_TARGETS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        commitment = commitment_named(act, code)
        if not by.may(Permission.DECIDE_TARGETS):
            act.require_agency(commitment.owner_id)
        refuse_identity({"Alasan": reason})
        act.change(commitment, seen=seen)
        if len(reason.strip()) < ownership.SHORTEST_REASON:
            raise ChangeRefused(
                f"Tuliskan alasan perubahan, paling sedikit {ownership.SHORTEST_REASON} huruf."
            )
        point = _checkpoint(act, commitment, quarter) if quarter else None
        measured = point or commitment
        old = TargetTerms(measured.target, measured.due_on)
        new = TargetTerms(target, old.due_on if point or due_on is None else due_on)
        targets.check_change(
            old, new, baseline=measured.baseline, polarity=measured.polarity, starts_on=commitment.starts_on
        )
        waiting = act.session.scalar(
            select(TargetChange.id).where(
                TargetChange.commitment_id == commitment.id, TargetChange.state == ChangeState.PROPOSED
            )
        )
        if waiting is not None:
            raise ChangeRefused("Masih ada usulan perubahan yang menunggu putusan. Tunggu putusannya dahulu.")
        change = act.add(
            TargetChange(
                commitment_id=commitment.id,
                checkpoint_id=point.id if point else None,
                state=ChangeState.PROPOSED,
                old_target=old.target,
                new_target=new.target,
                old_due_on=old.due_on,
                new_due_on=new.due_on,
                reason=reason.strip(),
                proposer_id=by.user_id,
                agency_id=by.agency_id,
                proposed_at=act.now,
                is_demo=commitment.is_demo,
            )
        )
        act.record(
            Event.TARGET_PROPOSED,
            "commitment",
            commitment.code,
            before={"target": old.target, "due_on": old.due_on},
            after={"target": new.target, "due_on": new.due_on, "quarter": quarter, "reason": reason.strip()},
        )
        act.result = change.id
        return str(change.id)


def decide_target(
    engine: Engine,
    *,
    by: Actor,
    change_id: int,
    seen: int,
    approve: bool,
    reason: str,
    amendment_reason: str = "",
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """Approve or reject a change; the proposer never decides. In a locked quarter it is an amendment."""
    with acting(engine, by, Permission.DECIDE_TARGETS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        change = act.session.get(TargetChange, change_id)
        if change is None:
            raise NotFound("Usulan perubahan itu tidak ada. Muat ulang halaman.")
        if change.proposer_id == by.user_id:
            raise Forbidden("Pengusul tidak memutuskan usulannya sendiri. Minta orang lain memutuskannya.")
        refuse_identity({"Alasan putusan": reason})
        act.change(change, seen=seen)
        change.state = targets.decided(
            change.state, approve=approve, proposer_id=change.proposer_id, decider_id=by.user_id
        )
        change.decision = reason.strip()
        if len(change.decision) < ownership.SHORTEST_REASON:
            raise ChangeRefused(f"Tuliskan alasan putusan, paling sedikit {ownership.SHORTEST_REASON} huruf.")
        change.decider_id, change.decided_at = by.user_id, act.now
        commitment = act.session.get_one(Commitment, change.commitment_id)
        commitment.version += 1
        if approve:
            _apply(act, change, commitment, amendment_reason)
        act.record(
            Event.TARGET_DECIDED,
            "commitment",
            commitment.code,
            before={"target": change.old_target, "due_on": change.old_due_on},
            after={
                "state": change.state,
                "target": change.new_target,
                "due_on": change.new_due_on,
                "reason": change.decision,
            },
        )
        act.result = change.state
        return change.state


def _apply(act: Act, change: TargetChange, commitment: Commitment, amendment_reason: str) -> None:
    if change.checkpoint_id is None:
        commitment.target, commitment.due_on = change.new_target, change.new_due_on
        return
    point = act.session.get_one(Checkpoint, change.checkpoint_id)
    amend(
        act,
        commitment_id=commitment.id,
        quarter=point.quarter,
        what=AmendedPart.TARGET,
        reason=amendment_reason,
    )
    point.target = change.new_target


# Finding rows


def commitment_named(act: Act, code: str) -> Commitment:
    found = act.session.scalar(select(Commitment).where(Commitment.code == code))
    if found is None:
        raise NotFound(f"Komitmen {code[:10]} tidak ada. Pilih dari daftar Komitmen.")
    return found


def _agency(act: Act, code: str) -> Agency:
    found = act.session.scalar(select(Agency).where(Agency.code == code))
    if found is None:
        raise NotFound("Instansi itu tidak dikenal. Pilih dari daftar.")
    return found


def _offer_numbered(act: Act, offer_id: int) -> OwnershipOffer:
    found = act.session.get(OwnershipOffer, offer_id)
    if found is None:
        raise NotFound("Usulan penanggung jawab itu tidak ada. Muat ulang halaman.")
    return found


def _checkpoint(act: Act, commitment: Commitment, quarter: str) -> Checkpoint:
    found = act.session.scalar(
        select(Checkpoint).where(Checkpoint.commitment_id == commitment.id, Checkpoint.quarter == quarter)
    )
    if found is None:
        raise NotFound("Titik kendali triwulan itu tidak ada pada komitmen ini. Pilih dari daftar.")
    return found
