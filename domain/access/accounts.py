"""Accounts of offices: their state in words of the list, and what may become of them."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.access.permissions import Role
from domain.access.screening import refuse_identity

LINK_DAYS = 7
LINK_LENGTH = timedelta(days=LINK_DAYS)
"""How long the link that sets a password may be used, once."""

QUIET_DAYS = 30
"""Who has not signed in for so long is named to the administrator."""

LONGEST_USERNAME = 60
LONGEST_NAME = 120

UNSET_HASH = "!"
"""Stands where a hash would: nobody can sign in with it until a link has set a password."""


class AccountState(StrEnum):
    ACTIVE = "active"
    INVITED = "invited"
    """No password yet; its link waits."""
    LINK_EXPIRED = "link_expired"
    """No password yet, and no link by which to set one."""
    CLOSED = "closed"


class Concern(StrEnum):
    """What the list of accounts can be narrowed to; several may hold of one account. As in addresses."""

    WAITING = "menunggu"
    QUIET = "diam"
    HELD = "ditahan"
    SIGNED_IN = "sesi"
    MAIL_REFUSED = "surel-ditolak"
    CLOSED = "nonaktif"


@dataclass(frozen=True)
class AccountStanding:
    """What the state of an account is computed from."""

    is_active: bool
    has_password: bool
    link_expires_at: datetime | None

    def at(self, now: datetime) -> AccountState:
        if not self.is_active:
            return AccountState.CLOSED
        if self.has_password:
            return AccountState.ACTIVE
        waits = self.link_expires_at is not None and self.link_expires_at > now
        return AccountState.INVITED if waits else AccountState.LINK_EXPIRED


def checked_office(text: str) -> str:
    """An office or a function. A screen catches numbers, not names of people; the form says so."""
    name = " ".join(text.split())
    for fault in office_faults(name):
        raise fault
    return name


def office_faults(name: str) -> Iterator[RuleBroken]:
    """Everything for which an office cannot be called so."""
    label = "Nama jabatan"
    rules: Sequence[Callable[[], None]] = (
        lambda: refuse_empty({label: name}),
        lambda: refuse_too_long({label: (name, LONGEST_NAME)}),
        lambda: refuse_identity({label: name}),
    )
    for rule in rules:
        try:
            rule()
        except RuleBroken as fault:
            yield fault


def checked_username(text: str) -> str:
    """As it will be typed."""
    username = text.strip().casefold()
    refuse_identity({"Nama pengguna": username})
    if not re.fullmatch(rf"[a-z0-9][a-z0-9._-]{{2,{LONGEST_USERNAME - 1}}}", username):
        raise RuleBroken(
            f"Nama pengguna memakai 3-{LONGEST_USERNAME} huruf kecil, angka, titik, atau tanda hubung. "
            "Contoh: polda.operator."
        )
    return username


def proposed_username(office: str, agency_code: str, taken: Collection[str]) -> str:
    """``Penghubung Polda NTT`` of ``polda-ntt`` becomes ``polda-ntt.penghubung``; the next one ``...2``."""
    plain = unicodedata.normalize("NFKD", office).encode("ascii", "ignore").decode().casefold()
    known = set(re.findall(r"[a-z0-9]+", agency_code))
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in known]
    first = f"{agency_code}.{words[0] if words else 'akun'}"[: LONGEST_USERNAME - 4]
    number = 1
    while (name := first if number == 1 else f"{first}{number}") in taken:
        number += 1
    return name


def refuse_losing_last_administrator(role: Role, others: int) -> None:
    """Without one who can sign in, nobody could ever let anybody in again."""
    if role is Role.ADMINISTRATOR and not others:
        raise RuleBroken(
            "Ini administrator terakhir yang dapat masuk. Undang administrator lain dan tunggu sampai ia "
            "memasang kata sandinya, lalu ulangi."
        )
