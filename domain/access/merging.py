"""Two agencies become one: what goes over to the one that remains, and when it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.access.errors import RuleBroken
from domain.time.formats import long_date


class Moving(StrEnum):
    """What goes over; whatever is over stays as it was, under the name of its time."""

    ACCOUNTS = "accounts"
    COMMITMENTS = "commitments"
    TASKS = "tasks"
    PROPOSALS = "proposals"
    HELP = "help"
    """What waits for its help."""
    OFFERS = "offers"
    COUNTERS = "counters"
    """Offers that another agency would pass on to it."""
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
    DROPPED = "dropped"
    """What one of the two was to the other: nobody helps, supports or asks himself."""


@dataclass(frozen=True)
class Partner:
    """One of the two, as far as it matters."""

    id: int
    name: str
    may_own_tasks: bool
    merged_on: date | None
    seat: str
    """The seat of the forum that it holds today or later; empty for none."""


Key = TypeVar("Key", int, str)
"""Of an agency: its number, or its code."""


def stands_for(agency: Key, went_into: Mapping[Key, Key]) -> Key:
    """The agency that stands for this one now: itself, or whichever it went over into, through others too."""
    while agency in went_into:
        agency = went_into[agency]
    return agency


def went_over_to(agency_id: int, went_into: Mapping[int, int]) -> frozenset[int]:
    """The agencies for which this one stands beside itself."""
    return frozenset(each for each in went_into if stands_for(each, went_into) == agency_id) - {agency_id}


def refuse_merged(name: str, into: str, merged_on: date, *, now: str) -> None:
    """Nothing more is asked of an agency that went over into another one; ``now`` stands in its place."""
    raise RuleBroken(f"{name} sudah dilebur ke {into} pada {long_date(merged_on)}. Pakai {now}.")


def refuse_merging(
    goes: Partner, remains: Partner, superiors: Mapping[int, int | None], *, open_work: int, refers: bool
) -> None:
    """Raise where the first cannot go over into the second.

    ``refers`` is whether a case waits that one of them referred to the other: what became of it is not for
    an administrator to say.
    """
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
    if refers:
        raise RuleBroken(
            f"Masih ada rujukan kasus terbuka antara {goes.name} dan {remains.name}. Minta penerimanya "
            "menyelesaikan atau menolaknya dahulu."
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
