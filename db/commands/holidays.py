"""Joint leave days: added and taken out by hand, because the government decrees them year by year."""

from datetime import date

from sqlalchemy import Engine

from db.acting import acting
from db.models import JointLeave
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.tasks.life import check_text
from domain.time.calendar import Clock

FIRST_YEAR, LAST_YEAR = 2025, 2100


def add_joint_leave(
    engine: Engine,
    *,
    by: Actor,
    day: date,
    name: str,
    source: str,
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> None:
    """A day on which offices are closed; the source is the decree that says so."""
    with acting(engine, by, Permission.MANAGE_HOLIDAYS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RuleBroken(
                f"Tahun cuti bersama di antara {FIRST_YEAR} dan {LAST_YEAR}. Periksa tanggalnya."
            )
        if day.weekday() > 4:
            raise RuleBroken(
                "Hari itu Sabtu atau Minggu, jadi sudah bukan hari kerja. Tidak perlu ditambahkan."
            )
        name = check_text("Nama hari", name, longest=120)
        source = check_text("Dasar", source, longest=160)
        refuse_identity({"Nama hari": name, "Dasar": source})
        if act.session.get(JointLeave, day) is not None:
            raise RuleBroken("Hari itu sudah tercatat sebagai cuti bersama. Hapus dahulu bila namanya salah.")
        act.add(JointLeave(day=day, name=name, source=source))
        act.record(Event.JOINT_LEAVE_CHANGED, "joint_leave", day.isoformat(), after={"name": name})


def remove_joint_leave(
    engine: Engine, *, by: Actor, day: date, clock: Clock, screen: str = "", once: str | None = None
) -> None:
    with acting(engine, by, Permission.MANAGE_HOLIDAYS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return
        row = act.session.get(JointLeave, day)
        if row is None:
            raise NotFound("Hari itu tidak ada dalam daftar cuti bersama. Muat ulang halaman ini.")
        act.session.delete(row)
        act.record(Event.JOINT_LEAVE_CHANGED, "joint_leave", day.isoformat(), before={"name": row.name})
