"""Joint leave days: added and taken out by hand, because the government decrees them year by year."""

from db.acting import Act
from db.command import command
from db.models import JointLeave
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.tasks.proposals import check_text
from domain.time.requests import AddJointLeave, RemoveJointLeave

FIRST_YEAR, LAST_YEAR = 2025, 2100


@command(Permission.MANAGE_HOLIDAYS, Subject.HOLIDAYS)
def add_joint_leave(act: Act, asked: AddJointLeave) -> None:
    """Add a day on which offices are closed."""
    day = asked.day
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleBroken(f"Tahun cuti bersama di antara {FIRST_YEAR} dan {LAST_YEAR}. Periksa tanggalnya.")
    if day.weekday() > 4:
        raise RuleBroken("Hari itu Sabtu atau Minggu, jadi sudah bukan hari kerja. Tidak perlu ditambahkan.")
    name = check_text("Nama hari", asked.name, longest=120)
    source = check_text("Dasar", asked.source, longest=160)
    refuse_identity({"Nama hari": name, "Dasar": source})
    if act.session.get(JointLeave, day) is not None:
        raise RuleBroken("Hari itu sudah tercatat sebagai cuti bersama. Hapus dahulu bila namanya salah.")
    act.add(JointLeave(day=day, name=name, source=source))
    act.record(Event.JOINT_LEAVE_CHANGED, "joint_leave", day.isoformat(), after={"name": name})


@command(Permission.MANAGE_HOLIDAYS, Subject.HOLIDAYS)
def remove_joint_leave(act: Act, asked: RemoveJointLeave) -> None:
    row = act.session.get(JointLeave, asked.day)
    if row is None:
        raise NotFound("Hari itu tidak ada dalam daftar cuti bersama. Muat ulang halaman ini.")
    act.session.delete(row)
    act.record(Event.JOINT_LEAVE_CHANGED, "joint_leave", asked.day.isoformat(), before={"name": row.name})
