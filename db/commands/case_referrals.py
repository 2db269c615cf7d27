"""Referrals of a case to another office: sent, answered, by letter where it has no account."""

from sqlalchemy import func, select

from db.acting import Act
from db.command import command
from db.commands.case_rows import find_own, plain_text
from db.commands.rows import find, refuse_gone, take
from db.models import Agency, CaseRecord, CaseReferral
from db.queries.task_detail import has_account
from db.subjects import Subject
from domain.access.errors import Forbidden, RuleBroken, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.cases import life
from domain.cases.requests import AnswerReferral, ReferCase
from domain.figures.cases import ReferralState
from domain.words import labels

LONGEST_LETTER = 60


@command(Permission.KEEP_CASES, Subject.CASES)
def refer_case(act: Act, asked: ReferCase) -> str:
    """Ask another agency to take over a part; returns how it is called."""
    wanted = plain_text("Yang diminta", asked.asked)
    row = find_own(act, asked.code)
    refuse_identity({"Yang diminta": wanted})
    agency = act.session.scalar(select(Agency).where(Agency.code == asked.to_code))
    if agency is not None:
        refuse_gone(act, agency)
    if agency is None or not agency.may_own_tasks:
        raise RuleBroken("“Dirujuk kepada” belum dipilih, atau tidak dapat diminta. Pilih dari daftar.")
    if act.by.is_of(agency.id):
        raise RuleBroken("Rujukan ditujukan kepada instansi lain. Catat tahap bila instansi Anda sendiri.")
    if _has_open_referral(act, row, agency):
        raise RuleBroken(f"{agency.short_name} masih memegang rujukan kasus ini. Tunggu jawabannya.")
    assert act.by.agency_id is not None
    act.add(
        CaseReferral(
            case_id=row.id,
            from_agency_id=act.by.agency_id,
            to_agency_id=agency.id,
            asked=wanted,
            state=ReferralState.SENT,
            sent_at=act.now,
            is_demo=act.by.is_demo,
        )
    )
    act.record(Event.CASE_REFERRED, "case", row.code, after={"to": agency.code})
    return agency.short_name


def _has_open_referral(act: Act, row: CaseRecord, agency: Agency) -> bool:
    query = select(func.count()).where(
        CaseReferral.case_id == row.id,
        CaseReferral.to_agency_id == agency.id,
        CaseReferral.state.in_([ReferralState.SENT, ReferralState.ACCEPTED]),
    )
    return bool(act.session.scalar(query))


def _permission_to_answer(asked: AnswerReferral) -> Permission:
    return Permission.KEEP_CASES if asked.letter.strip() else Permission.ANSWER_REFERRALS


@command(_permission_to_answer, Subject.CASES)
def answer_referral(act: Act, asked: AnswerReferral) -> ReferralState:
    """By whom it was sent to; of an agency without an account the sender writes its letter down."""
    texts = {"Alasan": asked.reason, "Surat": asked.letter}
    if asked.answer is ReferralState.REFUSED:
        plain_text("Alasan", asked.reason)
    refuse_too_long({"Alasan": (asked.reason, life.LONGEST_TEXT), "Surat": (asked.letter, LONGEST_LETTER)})
    row = find(act, CaseReferral, asked.referral_id)
    _require_standing(act, row, by_letter=bool(asked.letter.strip()))
    life.check_referral_answer(row.state, asked.answer)
    row = take(act, CaseReferral, asked.referral_id, seen=asked.seen, says=texts)
    row.state = asked.answer
    if asked.answer is ReferralState.DONE:
        row.done_at = act.now
    else:
        row.answered_at = act.now
    row.reason = asked.reason.strip() or row.reason
    row.letter = asked.letter.strip() or row.letter
    code = act.session.get_one(CaseRecord, row.case_id).code
    act.record(
        Event.REFERRAL_ANSWERED, "case", code, after={"answer": labels.REFERRAL_STATES[asked.answer].lower()}
    )
    return row.state


def _require_standing(act: Act, row: CaseReferral, *, by_letter: bool) -> None:
    if not by_letter:
        act.require_agency(row.to_agency_id)
        return
    act.require_agency(row.from_agency_id)
    if has_account(act.session.connection(), row.to_agency_id):
        raise Forbidden(
            "Instansi yang dirujuk punya akun, jadi menjawab sendiri. "
            "Jawaban surat hanya dicatat untuk instansi tanpa akun."
        )
