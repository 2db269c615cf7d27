"""The tracks of a case: the stages that it reaches, their corrections, and how long each may take."""

from datetime import date

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.case_rows import keep_change, optional_text, plain_text, require_own, take_own
from db.commands.rows import MISSING, find
from db.models import CaseRecord, CaseStageLimit, CaseStep
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.cases import life
from domain.cases.requests import AddStep, CorrectStep, EndService, SetStageLimit
from domain.figures.cases import POLICE_CLOSED, STAGES, Stage, Track
from domain.time.calendar import local_time
from domain.time.formats import long_date
from domain.words import labels

LONGEST_BASIS = 120


@command(Permission.KEEP_CASES, Subject.CASES)
def add_step(act: Act, asked: AddStep) -> str:
    """A stage that was reached on a day. It may be an earlier one again, as P-19 is."""
    stage = _stage(asked.track, asked.stage)
    row = take_own(act, asked.code, asked.seen, {"Catatan": asked.note})
    day = life.check_step_day(asked.day, reported_on=row.reported_on, on=local_time(act.now).date())
    _refuse_running(act, row, asked.track, stage, day)
    write_step(act, row, asked.track, stage, day, optional_text(asked.note))
    _stand_where_the_newest_step_is(act, row, asked.track)
    # Not which stage: the trail has readers who may not know that of a single case.
    act.record(Event.CASE_STEP_RECORDED, "case", row.code, after={"track": labels.TRACKS[asked.track]})
    return row.code


def _stage(track: Track, name: str) -> Stage:
    if name not in {stage.value for stage in STAGES[track]}:
        raise RuleBroken("“Tahap” belum dipilih, atau tidak ada pada jalur itu. Pilih dari daftar.")
    return life.stage_of(track, name)


def _refuse_running(act: Act, row: CaseRecord, track: Track, stage: Stage, day: date) -> None:
    """Refuse to begin a stage again while it lasts."""
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


def write_step(
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
    reason = plain_text("Alasan koreksi", asked.reason)
    row = take_own(act, asked.code, asked.seen, {"Alasan koreksi": reason, "Catatan": asked.note})
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
    keep_change(
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
    if (stage.value, day, optional_text(asked.note)) == (was.stage, was.started_on, was.note):
        raise RuleBroken("Tidak ada isian yang berubah. Ubah yang keliru, lalu kirim koreksinya.")
    _refuse_running(act, row, was.track, stage, day)
    write_step(act, row, was.track, stage, day, optional_text(asked.note), ended_on=was.ended_on)


def _step_in_words(track: Track, stage: str, day: date | None) -> str:
    assert day is not None  # or it would have been refused
    return f"{labels.STAGES[life.stage_of(track, stage)]}, {long_date(day)}"


@command(Permission.KEEP_CASES, Subject.CASES)
def end_service(act: Act, asked: EndService) -> str:
    step = find(act, CaseStep, asked.step_id)
    row = act.session.get_one(CaseRecord, step.case_id)
    require_own(act, row)
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


@command(Permission.SET_STAGE_LIMITS, Subject.CASES)
def set_stage_limit(act: Act, asked: SetStageLimit) -> str:
    """From a day on, a stage may last so long; earlier ones hold for what began before."""
    stage = _stage(asked.track, asked.stage)
    basis = plain_text("Dasar aturan", asked.basis, longest=LONGEST_BASIS)
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
