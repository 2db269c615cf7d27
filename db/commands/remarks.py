"""Remarks, and that somebody was shown what he is asked to take on."""

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.models import Commitment, OwnershipOffer, Remark, Task
from db.queries.remarks import subject_of
from db.subjects import Subject
from domain.access.errors import Forbidden, NotFound, chosen
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.remarks import (
    AddRemark,
    NoteSeen,
    ProposalKind,
    RemarkSubject,
    WithdrawRemark,
    check_remark,
    check_withdrawal,
)


@command(Permission.REMARK, Subject.REMARKS)
def add_remark(act: Act, asked: AddRemark) -> int:
    """Say something about a thing that one may read."""
    text = check_remark(asked.text)
    refuse_identity({"Catatan": text})
    if act.by.agency_id is None or act.by.user_id is None:
        raise Forbidden("Akun Anda tidak terhubung dengan instansi, jadi tidak dapat menulis catatan.")
    if subject_of(act.session.connection(), asked.about, asked.key, scope=act.by.scope) is None:
        raise NotFound("Yang hendak dicatat tidak ada, atau tidak untuk Anda. Muat ulang halaman ini.")
    row = act.add(
        Remark(
            **{f"{asked.about}_id": _number(act, asked)},
            text=text,
            author_id=act.by.user_id,
            agency_id=act.by.agency_id,
            at=act.now,
            is_demo=act.by.is_demo,
        )
    )
    act.record(Event.REMARK_ADDED, "remark", row.id, after={"about": asked.key, "text": text})
    return row.id


def _number(act: Act, asked: AddRemark) -> int:
    match asked.about:
        case RemarkSubject.TASK:
            return act.session.scalars(select(Task.id).where(Task.code == asked.key)).one()
        case RemarkSubject.COMMITMENT:
            return act.session.scalars(select(Commitment.id).where(Commitment.code == asked.key)).one()
        case RemarkSubject.DECISION:
            return int(asked.key)


@command(Permission.REMARK, Subject.REMARKS)
def withdraw_remark(act: Act, asked: WithdrawRemark) -> None:
    row = act.session.get(Remark, chosen("Catatan", asked.number))
    if row is None:
        raise NotFound("Catatan ini tidak ada. Muat ulang halaman ini.")
    refuse_identity({"Alasan": asked.reason})
    reason = check_withdrawal(
        asked.reason, is_own=row.author_id == act.by.user_id, withdrawn_at=row.withdrawn_at
    )
    row.withdrawn_at, row.withdrawal = act.now, reason
    act.record(Event.REMARK_WITHDRAWN, "remark", row.id, before={"text": row.text}, after={"reason": reason})


@command(Permission.ANSWER_TASKS)
def note_seen(act: Act, asked: NoteSeen) -> None:
    """Only of the agency that is asked: whoever looks over its shoulder has received nothing."""
    if not act.by.is_of(_asked_agency(act, asked)):
        raise Forbidden("Usulan ini ditujukan kepada instansi lain.")
    act.record(Event.PROPOSAL_SEEN, asked.kind, asked.key)


def _asked_agency(act: Act, asked: NoteSeen) -> int | None:
    if asked.kind is ProposalKind.TASK:
        return act.session.scalar(select(Task.owner_id).where(Task.code == asked.key))
    number = int(asked.key) if asked.key.isascii() and asked.key.isdigit() and len(asked.key) < 10 else 0
    return act.session.scalar(select(OwnershipOffer.agency_id).where(OwnershipOffer.id == number))
