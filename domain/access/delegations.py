"""Who acts for an office while its holder is away (Plh.) or while it has none (Plt.), and on which days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.access.permissions import DeputyReach, Role
from domain.time.formats import long_date, period

LONGEST_ORDER = 160
LONGEST_NAME_PART = 54
LONGEST_USERNAME_PART = 24
"""Of the two accounts that stand in the name of who acts: both have to fit where one name is kept."""
MOST_DAYS = 366
"""An order of more than a year is a new holder, not a deputy."""


class DelegationKind(StrEnum):
    DAILY = "plh"
    """Pelaksana harian: the holder is away."""
    ACTING = "plt"
    """Pelaksana tugas: the office has no holder."""

    @property
    def label(self) -> str:
        return f"{self.value.capitalize()}."


class DelegationState(StrEnum):
    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Holder:
    """An account as the rules about deputies see it."""

    user_id: int
    name: str
    role: Role
    agency_id: int
    is_active: bool


@dataclass(frozen=True)
class DelegatedDays:
    """One delegation that was not revoked."""

    principal_id: int
    deputy_id: int
    starts_on: date
    ends_on: date

    def meets(self, starts_on: date, ends_on: date) -> bool:
        return self.starts_on <= ends_on and starts_on <= self.ends_on


def acting_name(kind: DelegationKind, office: str, deputy: str) -> str:
    """``Plh. Kepala Dinas Sosial, oleh Sekretaris Dinas Sosial``."""
    return f"{kind.label} {_fitted(office, LONGEST_NAME_PART)}, oleh {_fitted(deputy, LONGEST_NAME_PART)}"


def acting_username(kind: DelegationKind, principal: str, deputy: str) -> str:
    """As the trail names it; with its capital and its spaces nobody can be called so."""
    first, last = (_fitted(name, LONGEST_USERNAME_PART) for name in (principal, deputy))
    return acting_name(kind, first, last)


def _fitted(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def state_on(day: date, starts_on: date, ends_on: date, *, is_revoked: bool) -> DelegationState:
    if is_revoked:
        return DelegationState.REVOKED
    if day < starts_on:
        return DelegationState.COMING
    return DelegationState.RUNNING if day <= ends_on else DelegationState.OVER


def refuse_deputy(principal: Holder, deputy: Holder) -> None:
    """Whether this account may ever stand in for that one."""
    if principal.user_id == deputy.user_id:
        raise RuleBroken("Pejabat tidak mewakili dirinya sendiri. Pilih akun lain.")
    for one in (principal, deputy):
        if not one.is_active:
            raise RuleBroken(f"Akun {one.name} nonaktif. Aktifkan dahulu, atau pilih akun lain.")
    reach = principal.role.row.deputies
    if reach is DeputyReach.NOBODY:
        raise RuleBroken(
            f"Peran {principal.role.row.label} tidak dilimpahkan. Minta administrator membuat akun baru."
        )
    if deputy.role.row.deputies is DeputyReach.NOBODY:
        raise RuleBroken(
            f"{deputy.name} berperan {deputy.role.row.label} dan tidak mewakili kantor lain. Pilih akun lain."
        )
    if (principal.role is Role.VERIFIER) != (deputy.role is Role.VERIFIER):
        raise RuleBroken(
            "Yang melapor dan yang memeriksa tidak boleh orang yang sama. Verifikator hanya diwakili "
            "verifikator, dan hanya mewakili verifikator."
        )
    if reach is DeputyReach.OWN_AGENCY and principal.agency_id != deputy.agency_id:
        raise RuleBroken(
            f"Peran {principal.role.row.label} hanya diwakili akun instansi yang sama. Pilih akun lain."
        )


def refuse_days(asked: DelegatedDays, on: date, others: Iterable[DelegatedDays]) -> None:
    """Whether these days can be; ``others`` are all delegations that either of the two has part in."""
    if asked.ends_on < asked.starts_on:
        raise RuleBroken("Tanggal akhir mendahului tanggal mulai. Tukar keduanya, lalu simpan.")
    if asked.starts_on < on:
        raise RuleBroken("Pelimpahan tidak berlaku surut. Pilih tanggal mulai hari ini atau sesudahnya.")
    if (asked.ends_on - asked.starts_on).days >= MOST_DAYS:
        raise RuleBroken(f"Pelimpahan paling lama {MOST_DAYS} hari. Persingkat, atau ganti pemegang akunnya.")
    for other in others:
        if not other.meets(asked.starts_on, asked.ends_on):
            continue
        days = period(other.starts_on, other.ends_on)
        if other.principal_id == asked.principal_id:
            raise RuleBroken(f"Kantor ini sudah diwakili pada {days}; satu hari satu orang. Ubah tanggal.")
        if other.deputy_id == asked.principal_id:
            raise RuleBroken(
                f"Kantor ini sendiri mewakili kantor lain pada {days}; pelaksana tidak menunjuk pelaksana. "
                "Cabut dahulu yang itu."
            )
        if other.principal_id == asked.deputy_id:
            raise RuleBroken(
                f"Akun yang dipilih sedang diwakili pada {days}, jadi ia tidak mewakili kantor lain. "
                "Pilih akun lain."
            )


def refuse_outliving_move(name: str, moves_on: date | None, asked: DelegatedDays, on: date) -> None:
    """A move ends every order that was given before its day; days after it would never come true."""
    if moves_on is None or moves_on <= on or asked.ends_on < moves_on:
        return
    raise RuleBroken(
        f"{name} pindah mulai {long_date(moves_on)}, dan penunjukan yang dibuat sebelumnya berakhir pada "
        "hari itu. Pilih tanggal akhir sebelum itu; untuk hari sesudahnya, tunjuk setelah pindah."
    )
