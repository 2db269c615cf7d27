"""What an officer does with cases: enter, correct, withdraw, count again.

Whose case it is decides: the agency that it belongs to, or one above it. The audit trail is told which case
and which fields, never what they say, since its readers may not see a single case; that stands in
``case_change``.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.acting import Act
from db.command import command
from db.commands.case_flags import write_flag
from db.commands.case_rows import in_words, keep_change, keeps, plain_text, require_keeping, take_own
from db.commands.case_tracks import write_step
from db.commands.cases import add_cases, change_cases, next_number
from db.commands.rows import find, refuse_gone
from db.models import Agency, CaseDraft, CaseRecord, CaseReferral, CaseStep, Destination, Region, TransitPoint
from db.queries.case_counts import oldest_report
from db.queries.case_forms import drafts_of_cases, known_words
from db.queries.mergers import one_office
from db.subjects import Subject
from domain import addresses
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.cases.facts import (
    CaseFacts,
    Entry,
    Victims,
    as_columns,
    check,
    counts_by_label,
    doubts_of_correction,
    doubts_of_first_day,
    without_identity,
)
from domain.cases.requests import (
    ALL_WRONG,
    CorrectCase,
    KeepDraft,
    OpenCase,
    RaiseFlag,
    ReinstateCase,
    TakeCases,
    WithdrawCase,
)
from domain.commitments.plausibility import ask_unless_sure
from domain.figures.cases import FlagKind, ReferralState, Track, Withdrawal
from domain.time.calendar import local_time
from domain.time.formats import listing, long_date
from domain.words import labels


@command(Permission.KEEP_CASES, drafts=True)
def save_case_draft(act: Act, asked: KeepDraft) -> None:
    """Keep what is typed, without the texts that would identify somebody: those stay on the screen alone."""
    draft = _draft(act)
    if asked.left_by:
        _take_over(act, asked.left_by)
    values = without_identity(asked.values, known_words(act.session.connection()))
    if not values:
        if draft is not None:
            act.session.delete(draft)
        return
    typed = canonical_json(values)
    if draft is None:
        act.add(
            CaseDraft(account_id=act.by.user_id, agency_id=act.by.agency_id, typed=typed, saved_at=act.now)
        )
    else:
        draft.typed, draft.saved_at = typed, act.now


def _draft(act: Act) -> CaseDraft | None:
    own = select(CaseDraft).where(drafts_of_cases(act.by).own)
    return act.session.scalar(own.order_by(CaseDraft.saved_at.desc()).limit(1))


def _take_over(act: Act, left_by: int) -> None:
    """What somebody left behind stands in the actor's form now, and is the actor's from here on."""
    left = drafts_of_cases(act.by).left(act.session.connection(), local_time(act.now).date())
    for draft in act.session.scalars(select(CaseDraft).where(CaseDraft.account_id == left_by, left)):
        act.session.delete(draft)


@command(Permission.VIEW_CASES)
def note_opening(act: Act, asked: OpenCase) -> None:
    """Who was shown which record stands in the trail."""
    subject = "case" if asked.code else "case_register"
    act.record(Event.CASE_OPENED, subject, asked.code)


@command(Permission.VIEW_CASES)
def note_taking(act: Act, asked: TakeCases) -> None:
    """Who took which rows along. Not how many: of a narrow filter that is a small count, and the trail has
    readers who may not know one."""
    act.record(Event.CASES_TAKEN, "case_register", "", after={"filter": asked.filtered_by or "semua"})


# Enter, correct, withdraw


@command(Permission.KEEP_CASES, Subject.CASES)
def enter_case(act: Act, entry: Entry) -> str:
    """A new record, counted at once; returns its code."""
    on = local_time(act.now).date()
    check(entry, on, known_words(act.session.connection()))
    values = _columns(act, entry)
    _refuse_known_reference(act, values["agency_id"], values["agency_reference"])
    ask_unless_sure(
        doubts_of_first_day(values["reported_on"], oldest_report(act.session.connection())), entry.sure
    )
    code = _next_code(act, values["reported_on"])
    started = {Track.POLICE: entry.police_stage, Track.SERVICES: entry.service_stage}
    add_cases(
        act.session,
        [
            {
                **values,
                "code": code,
                "police_stage": entry.police_stage,
                "service_stage": entry.service_stage,
                "is_demo": act.by.is_demo,
            }
        ],
    )
    row = find(act, CaseRecord, code)
    for track, stage in started.items():
        if stage is not None:
            write_step(act, row, track, stage, row.reported_on, "")
    if row.girls or row.boys:
        write_flag(act, row, asked=RaiseFlag(code, FlagKind.CHILD, row.reported_on, ""))
    draft = _draft(act)
    if draft is not None:
        act.session.delete(draft)
    act.record(Event.CASE_ENTERED, "case", code)
    return code


def _next_code(act: Act, reported_on: date) -> str:
    """Numbered on through all years."""
    return f"K{reported_on:%y}-{next_number(act.session):04d}"


def _refuse_known_reference(act: Act, agency_id: int, reference: str, *, but: int | None = None) -> None:
    """An office's own number is registered once, under whichever of its names; the refusal names where."""
    there = act.session.scalar(
        select(CaseRecord.code).where(
            CaseRecord.agency_id.in_(one_office(act.session.connection(), agency_id)),
            CaseRecord.agency_reference == reference,
            CaseRecord.withdrawn_as.is_(None),
            CaseRecord.id != (but or 0),
        )
    )
    if there is not None:
        raise KnownReference(there)


class KnownReference(RuleBroken):
    """The agency's number stands in the register already."""

    def __init__(self, code: str) -> None:
        self.leads_to = addresses.case(code)
        super().__init__(
            f"Nomor rujukan itu sudah terdaftar oleh instansi yang sama sebagai {code}. "
            "Buka kasus itu; koreksi di sana, atau periksa nomornya."
        )


def _columns(act: Act, facts: CaseFacts, *, source: int | None = None) -> dict[str, Any]:
    """The facts as columns, each looked up; ``check`` has passed.

    Only a record that has it as its ``source`` already keeps an agency that stands no more.
    """
    agency = find(act, Agency, facts.agency_code)
    if agency.id != source:
        refuse_gone(act, agency)
    require_keeping(act, agency.id)
    values = {"agency_id": agency.id, **as_columns(facts)}
    for code in filter(None, (values["origin_regency_code"], facts.district_code)):
        _look_up(act, Region, code, "Asal")
    if facts.transit_id is not None:
        _look_up(act, TransitPoint, facts.transit_id, "Transit")
    if facts.destination_iso3:
        _look_up(act, Destination, facts.destination_iso3, "Tujuan")
    return values


def _look_up(act: Act, model: type[Region | TransitPoint | Destination], key: Any, label: str) -> None:
    if act.session.get(model, key) is None:
        raise NotFound(f"“{label}” itu tidak dikenal. Pilih dari daftar.")


@command(Permission.KEEP_CASES, Subject.CASES)
def correct_case(act: Act, asked: CorrectCase) -> str:
    """What was and what is, with the reason; the counts follow in the same transaction."""
    reason = plain_text("Alasan koreksi", asked.reason)
    row = take_own(act, asked.code, asked.seen, {"Alasan koreksi": reason})
    check(asked.facts, local_time(act.now).date(), known_words(act.session.connection()))
    values = _columns(act, asked.facts, source=row.agency_id)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        raise RuleBroken("Tidak ada isian yang berubah. Ubah yang keliru, lalu kirim koreksinya.")
    if {"agency_id", "agency_reference"} & changed.keys():
        _refuse_known_reference(act, values["agency_id"], values["agency_reference"], but=row.id)
    if "reported_on" in changed:
        _refuse_steps_before(act, row, changed["reported_on"])
    before = {name: getattr(row, name) for name in changed}
    was = counts_by_label(Victims(row.women, row.men, row.girls, row.boys), row.suspects)
    now = counts_by_label(asked.facts.victims, asked.facts.suspects)
    doubts = doubts_of_correction(was, now)
    if "reported_on" in changed:
        first = oldest_report(act.session.connection(), but=row.id)
        doubts += doubts_of_first_day(changed["reported_on"], first)
    ask_unless_sure(doubts, asked.sure)
    change_cases(act.session, [row.id], **changed)
    keep_change(act, row, reason, in_words(act, before), in_words(act, changed))
    act.record(
        Event.CASE_CORRECTED,
        "case",
        row.code,
        after={"fields": listing(sorted(labels.CASE_FIELDS[name].lower() for name in changed))},
    )
    return row.code


def _refuse_steps_before(act: Act, row: CaseRecord, day: date) -> None:
    first = act.session.scalar(
        select(func.min(CaseStep.started_on)).where(CaseStep.case_id == row.id, CaseStep.lifted_at.is_(None))
    )
    if first is not None and first < day and first >= row.reported_on:
        raise RuleBroken(
            f"Tahap pertama tercatat {long_date(first)}, sebelum tanggal lapor yang baru. "
            "Pilih tanggal lapor yang tidak sesudahnya."
        )


@command(Permission.KEEP_CASES, Subject.CASES)
def withdraw_case(act: Act, asked: WithdrawCase) -> str:
    """Out of every count, not out of sight: as one too many, or as never right.

    What was asked of other agencies ends with it; what was a double of it is a double of what stays.
    """
    reason = plain_text("Alasan penarikan", asked.reason)
    if asked.why is None:
        raise RuleBroken("“Mengapa ditarik” belum dipilih. Pilih rangkap atau keliru.")
    row = take_own(act, asked.code, asked.seen, {"Alasan penarikan": reason})
    doubles = act.session.scalars(
        select(CaseRecord).where(CaseRecord.double_of_id == row.id).order_by(CaseRecord.id)
    ).all()
    if asked.why is Withdrawal.DOUBLE:
        twin: CaseRecord | None = _twin(act, row, asked)
    else:
        twin = _heir(act, row, doubles, asked.doubles)
    _withdraw(act, row, asked.why, twin if asked.why is Withdrawal.DOUBLE else None, reason)
    if twin is not None and twin.withdrawn_as is not None:
        twin.version += 1
        _reinstate(act, twin, reason)
    for each in doubles:
        if each is not twin:
            each.version += 1
            why = Withdrawal.WRONG if twin is None else Withdrawal.DOUBLE
            _withdraw(act, each, why, twin, reason)
    return row.code


def _heir(act: Act, row: CaseRecord, doubles: Sequence[CaseRecord], chosen: str) -> CaseRecord | None:
    """Which of its doubles counts in place of a case that is none; nothing falls out of the count unasked."""
    if not doubles:
        return None
    named = listing([each.code for each in doubles])
    if not all(keeps(act, each.agency_id) for each in doubles):
        raise RuleBroken(
            f"{named} ditarik sebagai rangkap dengan {row.code}, dan tidak semuanya milik instansi Anda. "
            "Minta pemiliknya menghitung kasusnya kembali, lalu tarik kasus ini."
        )
    if chosen == ALL_WRONG:
        return None
    heir = next((each for each in doubles if each.code == chosen), None)
    if heir is None:
        raise RuleBroken(
            f"{named} ditarik sebagai rangkap dengan {row.code}. Pilih pada “Yang rangkap dengannya” kasus "
            "mana yang dihitung sebagai gantinya, atau nyatakan semuanya keliru."
        )
    return heir


def _withdraw(act: Act, row: CaseRecord, why: Withdrawal, twin: CaseRecord | None, reason: str) -> None:
    before = _counting(act, row)
    change_cases(act.session, [row.id], withdrawn_as=why, double_of_id=twin.id if twin is not None else None)
    keep_change(act, row, reason, before, _counting(act, row))
    act.record(Event.CASE_WITHDRAWN, "case", row.code, after={"reason": labels.WITHDRAWALS[why]})
    waiting = select(CaseReferral).where(
        CaseReferral.case_id == row.id,
        CaseReferral.state.in_([ReferralState.SENT, ReferralState.ACCEPTED]),
    )
    for referral in act.session.scalars(waiting.order_by(CaseReferral.id)).all():
        referral.state, referral.ended_at = ReferralState.ENDED, act.now
        referral.version += 1
        act.record(
            Event.REFERRAL_ENDED,
            "case",
            row.code,
            after={"to": act.session.get_one(Agency, referral.to_agency_id).code},
        )


def _counting(act: Act, row: CaseRecord) -> dict[str, str]:
    """Whether and how it counts, in words."""
    act.session.refresh(row)
    if row.withdrawn_as is None:
        return {"withdrawn_as": "dihitung"}
    twin = act.session.get_one(CaseRecord, row.double_of_id).code if row.double_of_id else ""
    return {"withdrawn_as": f"{labels.WITHDRAWALS[row.withdrawn_as]}{f' dengan {twin}' if twin else ''}"}


@command(Permission.KEEP_CASES, Subject.CASES)
def reinstate_case(act: Act, asked: ReinstateCase) -> str:
    """Back into every count; tiers with a threshold are told of it with the next release, as of all else
    that is dated back. Referrals that ended with the case stay ended."""
    reason = plain_text("Alasan dihitung kembali", asked.reason)
    row = find(act, CaseRecord, asked.code)
    require_keeping(act, row.agency_id)
    if row.withdrawn_as is None:
        raise RuleBroken(f"Kasus {row.code} memang dihitung. Muat ulang halaman.")
    refuse_identity({"Alasan dihitung kembali": reason})
    act.change(row, seen=asked.seen)
    _reinstate(act, row, reason)
    return row.code


def _reinstate(act: Act, row: CaseRecord, reason: str) -> None:
    if row.agency_reference:  # a file of another office may have brought none
        _refuse_known_reference(act, row.agency_id, row.agency_reference, but=row.id)
    before = _counting(act, row)
    change_cases(act.session, [row.id], withdrawn_as=None, double_of_id=None)
    keep_change(act, row, reason, before, _counting(act, row))
    act.record(Event.CASE_REINSTATED, "case", row.code)


def _twin(act: Act, row: CaseRecord, asked: WithdrawCase) -> CaseRecord:
    if not asked.double_of.strip():
        raise RuleBroken("“Rangkap dengan” belum diisi. Tulis kode kasus yang tetap dihitung.")
    twin = find(act, CaseRecord, asked.double_of.strip().upper())
    if twin.id == row.id or twin.withdrawn_as is not None:
        raise RuleBroken(f"{twin.code} tidak dapat menjadi gantinya. Pilih kasus lain yang belum ditarik.")
    return twin
