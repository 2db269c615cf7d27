"""Targets and due dates of commitments: proposed with a reason, and decided."""

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.commitments import doubts_of_due, quarters_of
from db.commands.quarters import amend
from db.commands.rows import find, person_behind, take
from db.models import Checkpoint, Commitment, TargetChange
from db.subjects import Subject
from domain.access.errors import Forbidden, NotFound
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.commitments import targets
from domain.commitments.plausibility import ask_unless_sure, doubts_of_change
from domain.commitments.quarters import AmendedPart
from domain.commitments.requests import DecideTarget, ProposeTarget
from domain.commitments.targets import ChangeRefused, ChangeState, FinalMeasure, TargetTerms


@command(Permission.PROPOSE_TARGETS, Subject.COMMITMENTS)
def propose_target(act: Act, asked: ProposeTarget) -> int:
    """Propose another target or due date, with its reason; nothing changes until it is decided."""
    office = act.by.may(Permission.DECIDE_TARGETS)
    commitment = take(
        act,
        Commitment,
        asked.code,
        seen=asked.seen,
        owner=None if office else lambda commitment: commitment.owner_id,
        says={"Alasan": asked.reason},
    )
    reason = targets.reason_given(asked.reason, what="perubahan")
    point = _checkpoint(act, commitment, asked.quarter) if asked.quarter else None
    measured = point or commitment
    old = TargetTerms(measured.target, measured.due_on)
    new = TargetTerms(asked.target, old.due_on if point or asked.due_on is None else asked.due_on)
    targets.check_change(
        old,
        new,
        baseline=measured.baseline,
        polarity=measured.polarity,
        unit=measured.unit,
        starts_on=commitment.starts_on,
        quarters=() if point else quarters_of(act, commitment),
    )
    final = FinalMeasure(commitment.target, commitment.unit, commitment.polarity)
    if point and final.is_passed_by(new.target, point.unit):
        raise ChangeRefused(f"{asked.quarter}: {final.passed_by(new.target, point.unit)}")
    unit = point.unit if point else commitment.unit
    due = doubts_of_due(act, new.due_on, held=old.due_on)
    ask_unless_sure([*doubts_of_change(new.target, old.target, unit), *due], asked.sure)
    _refuse_a_second_proposal(act, commitment)
    change = act.add(
        TargetChange(
            commitment_id=commitment.id,
            checkpoint_id=point.id if point else None,
            state=ChangeState.PROPOSED,
            old_target=old.target,
            new_target=new.target,
            old_due_on=old.due_on,
            new_due_on=new.due_on,
            reason=reason,
            proposer_id=act.by.user_id,
            agency_id=act.by.agency_id,
            proposed_at=act.now,
            is_demo=commitment.is_demo,
        )
    )
    act.record(
        Event.TARGET_PROPOSED,
        "commitment",
        commitment.code,
        before={"target": old.target, "due_on": old.due_on},
        after={"target": new.target, "due_on": new.due_on, "quarter": asked.quarter, "reason": reason},
    )
    return change.id


def _refuse_a_second_proposal(act: Act, commitment: Commitment) -> None:
    waiting = act.session.scalar(
        select(TargetChange.id).where(
            TargetChange.commitment_id == commitment.id, TargetChange.state == ChangeState.PROPOSED
        )
    )
    if waiting is not None:
        raise ChangeRefused("Masih ada usulan perubahan yang menunggu putusan. Tunggu putusannya dahulu.")


@command(Permission.DECIDE_TARGETS, Subject.COMMITMENTS)
def decide_target(act: Act, asked: DecideTarget) -> ChangeState:
    """Approve or reject a change; the proposer never decides. In a locked quarter it is an amendment."""
    if person_behind(act, find(act, TargetChange, asked.change_id).proposer_id) == act.by.person_id:
        raise Forbidden("Pengusul tidak memutuskan usulannya sendiri. Minta orang lain memutuskannya.")
    change = take(act, TargetChange, asked.change_id, seen=asked.seen, says={"Alasan putusan": asked.reason})
    change.state = targets.decided(
        change.state,
        approve=asked.approve,
        proposer_id=person_behind(act, change.proposer_id),
        decider_id=act.by.person_id,
    )
    change.decision = targets.reason_given(asked.reason, what="putusan")
    change.decider_id, change.decided_at = act.by.user_id, act.now
    commitment = act.session.get_one(Commitment, change.commitment_id)
    commitment.version += 1
    if asked.approve:
        _apply(act, change, commitment, asked.amendment_reason)
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
    return change.state


def _apply(act: Act, change: TargetChange, commitment: Commitment, amendment_reason: str) -> None:
    point = act.session.get_one(Checkpoint, change.checkpoint_id) if change.checkpoint_id else None
    holds = point or commitment
    targets.refuse_changed_since(
        TargetTerms(change.old_target, change.old_due_on), TargetTerms(holds.target, holds.due_on)
    )
    if point is None:
        commitment.target, commitment.due_on = change.new_target, change.new_due_on
        return
    amend(act, point, AmendedPart.TARGET, amendment_reason)
    point.target = change.new_target


def _checkpoint(act: Act, commitment: Commitment, quarter: str) -> Checkpoint:
    found = act.session.scalar(
        select(Checkpoint).where(Checkpoint.commitment_id == commitment.id, Checkpoint.quarter == quarter)
    )
    if found is None:
        raise NotFound("Titik kendali triwulan itu tidak ada pada komitmen ini. Pilih dari daftar.")
    return found
