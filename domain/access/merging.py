"""Two agencies become one: what goes over to the one that remains, and when it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.time.formats import long_date


class Moving(StrEnum):
    """What goes over; whatever is over stays as it was, under the name of its time."""

    ACCOUNTS = "accounts"
    COMMITMENTS = "commitments"
    TASKS = "tasks"
    PROPOSALS = "proposals"
    """Open tasks that it proposed, or whose owner waits for its help."""
    OFFERS = "offers"
    DRAFTS = "drafts"
    TARGETS = "targets"
    SUPPORT = "support"
    SEATS = "seats"
    MEETINGS = "meetings"
    """Attendance, points and decisions of meetings that are not closed."""
    FIGURES = "figures"
    REFERRALS = "referrals"
    IMPORTS = "imports"
    SUBORDINATES = "subordinates"
    NAMES = "names"


@dataclass(frozen=True)
class Partner:
    """One of the two, as far as it matters."""

    id: int
    name: str
    may_own_tasks: bool
    merged_on: date | None
    seat: str
    """The seat of the forum that it holds today or later; empty for none."""


def refuse_merged(name: str, into: str | None, merged_on: date | None) -> None:
    """Nothing more is asked of an agency that went over into another one."""
    if merged_on is not None:
        raise RuleBroken(f"{name} sudah dilebur ke {into} pada {long_date(merged_on)}. Pakai {into}.")


def refuse_merging(
    goes: Partner, remains: Partner, superiors: Mapping[int, int | None], *, open_work: int
) -> None:
    """Raise where the first cannot go over into the second."""
    if goes.id == remains.id:
        raise RuleBroken("Instansi tidak dapat dilebur ke dirinya sendiri. Pilih yang tetap berdiri.")
    for each in (goes, remains):
        if each.merged_on is not None:
            raise RuleBroken(
                f"{each.name} sudah dilebur pada {long_date(each.merged_on)}. Pilih instansi yang masih "
                "berdiri."
            )
    if _is_below(remains.id, goes.id, superiors):
        raise RuleBroken(
            f"{remains.name} berada di bawah {goes.name}. Ubah dahulu atasannya, atau lebur ke arah "
            "sebaliknya."
        )
    if open_work and not remains.may_own_tasks:
        raise RuleBroken(
            f"{goes.name} memegang {open_work} komitmen dan tugas terbuka, sedangkan {remains.name} hanya "
            "diberi data. Alihkan atau selesaikan dahulu."
        )
    if goes.seat and remains.seat:
        raise RuleBroken(
            f"Keduanya memegang kursi Forkopimda ({goes.seat}; {remains.seat}), dan satu kantor memegang "
            "satu kursi pada satu hari. Ganti dahulu pemegang salah satunya di Kursi Forkopimda."
        )


def _is_below(agency_id: int, above: int, superiors: Mapping[int, int | None]) -> bool:
    here, passed = superiors.get(agency_id), set[int]()
    while here is not None and here not in passed:
        if here == above:
            return True
        passed.add(here)
        here = superiors.get(here)
    return False
