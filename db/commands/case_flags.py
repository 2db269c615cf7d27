"""Flags of a case: raised with a reason, and lifted with one."""

from datetime import date

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.case_rows import find_own, keep_change, optional_text, plain_text
from db.models import CaseFlag, CaseRecord
from db.subjects import Subject
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.cases import life
from domain.cases.requests import LiftFlag, RaiseFlag
from domain.figures.cases import FlagKind
from domain.time.calendar import local_time
from domain.time.formats import long_date
from domain.words import labels


@command(Permission.KEEP_CASES, Subject.CASES)
def raise_flag(act: Act, asked: RaiseFlag) -> str:
    row = find_own(act, asked.code)
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
    write_flag(act, row, asked)
    act.record(Event.CASE_FLAGGED, "case", row.code)
    return row.code


def _standing_flag(act: Act, row: CaseRecord, kind: FlagKind) -> CaseFlag | None:
    flags = select(CaseFlag).where(
        CaseFlag.case_id == row.id, CaseFlag.kind == kind, CaseFlag.lifted_at.is_(None)
    )
    return act.session.scalar(flags.order_by(CaseFlag.id).limit(1))


@command(Permission.KEEP_CASES, Subject.CASES)
def lift_flag(act: Act, asked: LiftFlag) -> str:
    """Lift a flag, with a reason; that it was raised stays in the history."""
    reason = plain_text("Alasan pencabutan", asked.reason)
    row = find_own(act, asked.code)
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
    keep_change(act, row, reason, {"flag": labels.FLAGS[asked.kind]}, {"flag": "dicabut"})
    act.record(Event.CASE_FLAG_LIFTED, "case", row.code)
    return row.code


def write_flag(act: Act, row: CaseRecord, asked: RaiseFlag) -> None:
    assert act.by.agency_id is not None
    assert asked.kind is not None
    assert asked.day is not None
    act.add(
        CaseFlag(
            case_id=row.id,
            kind=asked.kind,
            raised_on=asked.day,
            note=optional_text(asked.note),
            agency_id=act.by.agency_id,
            recorded_at=act.now,
            is_demo=act.by.is_demo,
        )
    )
