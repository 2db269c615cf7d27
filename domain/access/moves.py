"""An account that is to go over to another agency or role from a day on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.access.permissions import Role

MOST_DAYS = 366
TOLD_DAYS = 30
"""For so long afterwards the newcomer is shown what he found on the table."""


WAY_BACK = (
    "Jalan kembalinya direncanakan sesudah kepindahan itu berlaku; untuk tugas sementara, tunjuk ia sebagai "
    "Plt. dengan tanggal akhir: penunjukan itu berakhir sendiri."
)
"""One plan at a time: what is to come after it, and what an office for a time is meant to be."""


class MoveState(StrEnum):
    COMING = "coming"
    MADE = "made"
    """Its day has come: the account is what it was to be, whether or not that was written down yet."""


def state_on(day: date, starts_on: date) -> MoveState:
    return MoveState.COMING if day < starts_on else MoveState.MADE


@dataclass(frozen=True)
class Belonging:
    """Where an account belongs."""

    role: Role
    agency_code: str


def refuse_move(now: Belonging, then: Belonging, starts_on: date, on: date, *, has_one: bool) -> None:
    if has_one:
        raise RuleBroken(
            f"Akun ini sudah punya rencana pindah. Bila rencana itu salah, batalkan dahulu. {WAY_BACK}"
        )
    if now == then:
        raise RuleBroken("Peran dan instansinya sama dengan sekarang. Pilih yang akan berlaku nanti.")
    if starts_on <= on:
        raise RuleBroken(
            "Tanggal pindah harus sesudah hari ini. Yang berlaku sekarang juga diubah di "
            "“Ubah nama, peran, atau instansi”."
        )
    if (starts_on - on).days > MOST_DAYS:
        raise RuleBroken(f"Rencana pindah paling lama {MOST_DAYS} hari ke depan. Pilih tanggal lebih dekat.")
