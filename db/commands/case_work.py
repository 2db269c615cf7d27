"""What an officer does with cases: enter, correct, withdraw, move along, flag and refer.

Whose case it is decides: the agency that it belongs to, or one above it. The audit trail is told which case
and which fields, never what they say, since its readers may not see a single case; that stands in
``case_change``.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.acting import Act
from db.command import command
from db.commands.cases import add_cases, change_cases, next_number
from db.commands.rows import MISSING, find, refuse_gone, take
from db.models import (
    Agency,
    CaseChange,
    CaseDraft,
    CaseFlag,
    CaseRecord,
    CaseReferral,
    CaseStageLimit,
    CaseStep,
    Destination,
    Region,
    TransitPoint,
)
from db.queries.case_counts import oldest_report
from db.queries.case_work import drafts_of_cases, known_words
from db.queries.mergers import one_office
from db.queries.seats import superiors
from db.queries.tasks import has_account
from db.subjects import Subject
from domain import addresses
from domain.access.agencies import seat_above
from domain.access.errors import Forbidden, NotFound, RuleBroken, refuse_empty, refuse_too_long
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.cases import life
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
    AddStep,
    AnswerReferral,
    CorrectCase,
    CorrectStep,
    EndService,
    KeepDraft,
    LiftFlag,
    OpenCase,
    RaiseFlag,
    ReferCase,
    ReinstateCase,
    SetStageLimit,
    TakeCases,
    WithdrawCase,
)
from domain.commitments.plausibility import ask_unless_sure
from domain.figures.cases import POLICE_CLOSED, STAGES, FlagKind, ReferralState, Stage, Track, Withdrawal
from domain.places.regions import display_name
from domain.time.calendar import local_time
from domain.time.formats import listing, long_date, number
from domain.words import labels

LONGEST_BASIS = 120
LONGEST_LETTER = 60


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
            _add_step(act, row, track, stage, row.reported_on, "")
    if row.girls or row.boys:
        _add_flag(act, row, asked=RaiseFlag(code, FlagKind.CHILD, row.reported_on, ""))
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
    _require_keeping(act, agency.id)
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


def _require_keeping(act: Act, agency_id: int) -> None:
    """Kept by the agency itself or by one above it, as Polda does for its Polres."""
    if not _keeps(act, agency_id):
        raise Forbidden(
            "Kasus ini milik instansi lain; yang mencatat dan mengubahnya petugas kasus instansi itu. "
            "Sampaikan kepada instansi sumbernya."
        )


def _keeps(act: Act, agency_id: int) -> bool:
    above = superiors(act.session.connection())
    return seat_above(agency_id, above, act.by.agencies) is not None


def _take_own(act: Act, code: str, seen: int, says: Mapping[str, str]) -> CaseRecord:
    row = find(act, CaseRecord, code)
    _require_own(act, row)
    refuse_identity(says)
    act.change(row, seen=seen)
    return row


def _find_own(act: Act, code: str) -> CaseRecord:
    row = find(act, CaseRecord, code)
    _require_own(act, row)
    return row


def _require_own(act: Act, row: CaseRecord) -> None:
    _require_keeping(act, row.agency_id)
    if row.withdrawn_as is not None:
        raise RuleBroken(
            f"Kasus {row.code} sudah ditarik dan hanya dapat dibaca. Bila keliru, hitung kembali dahulu."
        )


@command(Permission.KEEP_CASES, Subject.CASES)
def correct_case(act: Act, asked: CorrectCase) -> str:
    """What was and what is, with the reason; the counts follow in the same transaction."""
    reason = _text("Alasan koreksi", asked.reason)
    row = _take_own(act, asked.code, asked.seen, {"Alasan koreksi": reason})
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
    _keep_change(act, row, reason, in_words(act, before), in_words(act, changed))
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
    reason = _text("Alasan penarikan", asked.reason)
    if asked.why is None:
        raise RuleBroken("“Mengapa ditarik” belum dipilih. Pilih rangkap atau keliru.")
    row = _take_own(act, asked.code, asked.seen, {"Alasan penarikan": reason})
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
    if not all(_keeps(act, each.agency_id) for each in doubles):
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
    _keep_change(act, row, reason, before, _counting(act, row))
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
    reason = _text("Alasan dihitung kembali", asked.reason)
    row = find(act, CaseRecord, asked.code)
    _require_keeping(act, row.agency_id)
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
    _keep_change(act, row, reason, before, _counting(act, row))
    act.record(Event.CASE_REINSTATED, "case", row.code)


def _twin(act: Act, row: CaseRecord, asked: WithdrawCase) -> CaseRecord:
    if not asked.double_of.strip():
        raise RuleBroken("“Rangkap dengan” belum diisi. Tulis kode kasus yang tetap dihitung.")
    twin = find(act, CaseRecord, asked.double_of.strip().upper())
    if twin.id == row.id or twin.withdrawn_as is not None:
        raise RuleBroken(f"{twin.code} tidak dapat menjadi gantinya. Pilih kasus lain yang belum ditarik.")
    return twin


def _keep_change(
    act: Act, row: CaseRecord, reason: str, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    assert act.by.agency_id is not None  # or the case would not be theirs
    act.add(
        CaseChange(
            case_id=row.id,
            at=act.now,
            agency_id=act.by.agency_id,
            reason=reason,
            before=json.dumps(before, ensure_ascii=False, sort_keys=True),
            after=json.dumps(after, ensure_ascii=False, sort_keys=True),
            is_demo=act.by.is_demo,
        )
    )


def in_words(act: Act, values: Mapping[str, Any]) -> dict[str, str]:
    """Columns as their reader knows them on that day."""
    return {name: _in_words(act, name, value) for name, value in values.items()}


def _in_words(act: Act, name: str, value: Any) -> str:
    match name:
        case "agency_id":
            return act.session.get_one(Agency, value).short_name
        case "origin_regency_code" | "origin_district_code" if value:
            return display_name(act.session.get_one(Region, value).name)
        case "transit_id" if value:
            return act.session.get_one(TransitPoint, value).name
        case "destination_iso3" if value:
            return act.session.get_one(Destination, value).name
        case "origin_outside":
            return "ya" if value else "tidak"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int):
        return number(value)
    if value in (None, ""):
        return "kosong"
    return labels.CASE_WORDS.get(value, str(value))


# Tracks, flags


@command(Permission.KEEP_CASES, Subject.CASES)
def add_step(act: Act, asked: AddStep) -> str:
    """A stage that was reached on a day. It may be an earlier one again, as P-19 is."""
    stage = _stage(asked.track, asked.stage)
    row = _take_own(act, asked.code, asked.seen, {"Catatan": asked.note})
    day = life.check_step_day(asked.day, reported_on=row.reported_on, on=local_time(act.now).date())
    _refuse_running(act, row, asked.track, stage, day)
    _add_step(act, row, asked.track, stage, day, _optional(asked.note))
    _stand_where_the_newest_step_is(act, row, asked.track)
    # Not which stage: the trail has readers who may not know that of a single case.
    act.record(Event.CASE_STEP_RECORDED, "case", row.code, after={"track": labels.TRACKS[asked.track]})
    return row.code


def _stage(track: Track, name: str) -> Stage:
    if name not in {stage.value for stage in STAGES[track]}:
        raise RuleBroken("“Tahap” belum dipilih, atau tidak ada pada jalur itu. Pilih dari daftar.")
    return life.stage_of(track, name)


def _refuse_running(act: Act, row: CaseRecord, track: Track, stage: Stage, day: date) -> None:
    """The same stage is not begun again while it lasts."""
    earlier = (
        select(CaseStep)
        .where(
            CaseStep.case_id == row.id,
            CaseStep.track == track,
            CaseStep.started_on <= day,
            CaseStep.lifted_at.is_(None),
        )
        .order_by(CaseStep.started_on.desc(), CaseStep.id.desc())
    )
    if track is Track.SERVICES:
        earlier = earlier.where(CaseStep.stage == stage.value)
    last = act.session.scalars(earlier.limit(1)).one_or_none()
    if last is not None and last.stage == stage.value and last.ended_on is None:
        raise RuleBroken(
            f"Tahap {labels.STAGES[stage]} sudah berjalan sejak {long_date(last.started_on)}. "
            "Catat tahap berikutnya, atau selesainya."
        )


def _add_step(
    act: Act,
    row: CaseRecord,
    track: Track,
    stage: Stage,
    day: date,
    note: str,
    *,
    ended_on: date | None = None,
) -> None:
    assert act.by.agency_id is not None  # or the case would not be theirs
    act.add(
        CaseStep(
            case_id=row.id,
            track=track,
            stage=stage.value,
            started_on=day,
            ended_on=ended_on,
            note=note,
            agency_id=act.by.agency_id,
            recorded_at=act.now,
            is_demo=act.by.is_demo,
        )
    )


def _stand_where_the_newest_step_is(act: Act, row: CaseRecord, track: Track) -> None:
    """The record stands at the newest step of the track; a closed police track closes the year of it."""
    newest = act.session.scalars(
        select(CaseStep)
        .where(CaseStep.case_id == row.id, CaseStep.track == track, CaseStep.lifted_at.is_(None))
        .order_by(CaseStep.started_on.desc(), CaseStep.id.desc())
        .limit(1)
    ).one()
    stage = life.stage_of(track, newest.stage)
    column = {
        Track.POLICE: "police_stage",
        Track.SERVICES: "service_stage",
        Track.RESTITUTION: "restitution_stage",
    }[track]
    was = getattr(row, column)
    setattr(row, column, stage)
    if stage in POLICE_CLOSED:
        row.closed_on = newest.started_on
    elif track is Track.POLICE and was in POLICE_CLOSED:
        row.closed_on = None


@command(Permission.KEEP_CASES, Subject.CASES)
def correct_step(act: Act, asked: CorrectStep) -> str:
    """A step that was recorded wrongly stays in the history, struck; the right one stands in its place."""
    reason = _text("Alasan koreksi", asked.reason)
    row = _take_own(act, asked.code, asked.seen, {"Alasan koreksi": reason, "Catatan": asked.note})
    was = find(act, CaseStep, asked.step_id)
    if was.case_id != row.id or was.lifted_at is not None:
        raise NotFound(MISSING[CaseStep])
    was.lifted_at = act.now
    act.session.flush()
    if asked.is_lifted:
        _refuse_empty_track(act, row, was.track)
    else:
        _stand_instead(act, row, was, asked)
    _stand_where_the_newest_step_is(act, row, was.track)
    now = "dibatalkan" if asked.is_lifted else _step_in_words(was.track, asked.stage, asked.day)
    _keep_change(
        act, row, reason, {"step": _step_in_words(was.track, was.stage, was.started_on)}, {"step": now}
    )
    act.record(Event.CASE_STEP_CORRECTED, "case", row.code, after={"track": labels.TRACKS[was.track]})
    return row.code


def _refuse_empty_track(act: Act, row: CaseRecord, track: Track) -> None:
    left = select(CaseStep.id).where(
        CaseStep.case_id == row.id, CaseStep.track == track, CaseStep.lifted_at.is_(None)
    )
    if act.session.scalar(left.limit(1)) is None:
        raise RuleBroken(
            f"Ini satu-satunya tahap pada jalur {labels.TRACKS[track].lower()}. "
            "Koreksi tahap atau tanggalnya, bukan dibatalkan."
        )


def _stand_instead(act: Act, row: CaseRecord, was: CaseStep, asked: CorrectStep) -> None:
    stage = _stage(was.track, asked.stage)
    day = life.check_step_day(asked.day, reported_on=row.reported_on, on=local_time(act.now).date())
    if was.ended_on is not None and was.ended_on < day:
        raise RuleBroken(
            f"Layanan ini tercatat selesai {long_date(was.ended_on)}, sebelum {long_date(day)}. "
            "Periksa tanggalnya."
        )
    if (stage.value, day, _optional(asked.note)) == (was.stage, was.started_on, was.note):
        raise RuleBroken("Tidak ada isian yang berubah. Ubah yang keliru, lalu kirim koreksinya.")
    _refuse_running(act, row, was.track, stage, day)
    _add_step(act, row, was.track, stage, day, _optional(asked.note), ended_on=was.ended_on)


def _step_in_words(track: Track, stage: str, day: date | None) -> str:
    assert day is not None  # or it would have been refused
    return f"{labels.STAGES[life.stage_of(track, stage)]}, {long_date(day)}"


@command(Permission.KEEP_CASES, Subject.CASES)
def end_service(act: Act, asked: EndService) -> str:
    step = find(act, CaseStep, asked.step_id)
    row = act.session.get_one(CaseRecord, step.case_id)
    _require_own(act, row)
    if step.lifted_at is not None:
        raise NotFound(MISSING[CaseStep])
    if step.track is not Track.SERVICES:
        raise RuleBroken("Tahap jalur ini berakhir dengan tahap berikutnya. Catat tahap berikutnya.")
    if step.ended_on is not None:
        raise RuleBroken(f"Layanan ini sudah tercatat selesai {long_date(step.ended_on)}.")
    day = life.check_step_day(asked.day, reported_on=row.reported_on, on=local_time(act.now).date())
    if day < step.started_on:
        raise RuleBroken(
            f"Selesai {long_date(day)} sebelum dimulai {long_date(step.started_on)}. Periksa tanggalnya."
        )
    step.ended_on = day
    said = {"track": labels.TRACKS[step.track], "state": "satu layanan selesai"}
    act.record(Event.CASE_STEP_RECORDED, "case", row.code, after=said)
    return row.code


@command(Permission.KEEP_CASES, Subject.CASES)
def raise_flag(act: Act, asked: RaiseFlag) -> str:
    row = _find_own(act, asked.code)
    if asked.kind is None:
        raise RuleBroken("“Tanda” belum dipilih. Pilih dari daftar.")
    refuse_identity({"Catatan": asked.note})
    life.check_step_day(asked.day, reported_on=date.min, on=local_time(act.now).date())
    there = _standing_flag(act, row, asked.kind)
    if there is not None:
        raise RuleBroken(
            f"Tanda “{labels.FLAGS[asked.kind]}” sudah terpasang sejak {long_date(there.raised_on)}. "
            "Cabut yang itu dahulu bila tanggal atau catatannya keliru."
        )
    _add_flag(act, row, asked)
    act.record(Event.CASE_FLAGGED, "case", row.code)
    return row.code


def _standing_flag(act: Act, row: CaseRecord, kind: FlagKind) -> CaseFlag | None:
    flags = select(CaseFlag).where(
        CaseFlag.case_id == row.id, CaseFlag.kind == kind, CaseFlag.lifted_at.is_(None)
    )
    return act.session.scalar(flags.order_by(CaseFlag.id).limit(1))


@command(Permission.KEEP_CASES, Subject.CASES)
def lift_flag(act: Act, asked: LiftFlag) -> str:
    """Taken off with its reason; that it stood there stays in the history."""
    reason = _text("Alasan pencabutan", asked.reason)
    row = _find_own(act, asked.code)
    if asked.kind is None:
        raise RuleBroken("“Tanda” belum dipilih. Pilih dari daftar.")
    refuse_identity({"Alasan pencabutan": reason})
    there = _standing_flag(act, row, asked.kind)
    if there is None:
        raise RuleBroken("Tanda itu sudah tidak terpasang. Muat ulang halaman kasusnya.")
    while there is not None:  # earlier releases took the same one twice
        there.lifted_at = act.now
        act.session.flush()
        there = _standing_flag(act, row, asked.kind)
    _keep_change(act, row, reason, {"flag": labels.FLAGS[asked.kind]}, {"flag": "dicabut"})
    act.record(Event.CASE_FLAG_LIFTED, "case", row.code)
    return row.code


def _add_flag(act: Act, row: CaseRecord, asked: RaiseFlag) -> None:
    assert act.by.agency_id is not None
    assert asked.kind is not None
    assert asked.day is not None
    act.add(
        CaseFlag(
            case_id=row.id,
            kind=asked.kind,
            raised_on=asked.day,
            note=_optional(asked.note),
            agency_id=act.by.agency_id,
            recorded_at=act.now,
            is_demo=act.by.is_demo,
        )
    )


# Referrals


@command(Permission.KEEP_CASES, Subject.CASES)
def refer_case(act: Act, asked: ReferCase) -> str:
    """Ask another agency to take over a part; returns how it is called."""
    wanted = _text("Yang diminta", asked.asked)
    row = _find_own(act, asked.code)
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
        _text("Alasan", asked.reason)
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


# The law's times


@command(Permission.SET_STAGE_LIMITS, Subject.CASES)
def set_stage_limit(act: Act, asked: SetStageLimit) -> str:
    """From a day on, a stage may last so long; earlier ones hold for what began before."""
    stage = _stage(asked.track, asked.stage)
    basis = _text("Dasar aturan", asked.basis, longest=LONGEST_BASIS)
    refuse_identity({"Dasar aturan": basis})
    if asked.days is None or not 1 <= asked.days <= 3_650 or asked.days != int(asked.days):
        raise RuleBroken("“Batas” harus bilangan bulat dari 1 sampai 3.650 hari.")
    if asked.valid_from is None:
        raise RuleBroken("“Berlaku sejak” belum diisi. Pilih hari aturan itu berlaku.")
    there = act.session.scalar(
        select(CaseStageLimit).where(
            CaseStageLimit.track == asked.track,
            CaseStageLimit.stage == stage.value,
            CaseStageLimit.valid_from == asked.valid_from,
        )
    )
    before = {"days": there.days, "basis": there.basis} if there is not None else None
    if there is None:
        there = act.add(
            CaseStageLimit(
                track=asked.track,
                stage=stage.value,
                days=int(asked.days),
                basis=basis,
                valid_from=asked.valid_from,
                is_demo=act.by.is_demo,
            )
        )
    there.days, there.basis = int(asked.days), basis
    after = {"days": there.days, "basis": basis, "valid_from": asked.valid_from}
    act.record(Event.STAGE_LIMIT_SET, "stage_limit", labels.STAGES[stage], before=before, after=after)
    return labels.STAGES[stage]


def _text(label: str, text: str, *, longest: int = life.LONGEST_TEXT) -> str:
    refuse_empty({label: text})
    refuse_too_long({label: (text, longest)})
    return text.strip()


def _optional(text: str) -> str:
    refuse_too_long({"Catatan": (text, life.LONGEST_TEXT)})
    return text.strip()
