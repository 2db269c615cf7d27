"""Agencies, their own superiors, and the seats of Forkopimda."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.places.province import HERE
from domain.time.formats import long_date


class AgencyKind(StrEnum):
    GOVERNOR_OFFICE = "governor_office"
    LEGISLATURE = "legislature"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    MILITARY = "military"
    COURT = "court"
    INTELLIGENCE = "intelligence"
    PROVINCIAL_AGENCY = "provincial_agency"
    VERTICAL_AGENCY = "vertical_agency"
    REGENCY_GOVERNMENT = "regency_government"
    NATIONAL_BODY = "national_body"
    PARTNER_FAITH = "partner_faith"
    PARTNER_NGO = "partner_ngo"
    PARTNER_OTHER = "partner_other"
    STATE_ENTERPRISE = "state_enterprise"
    MISSION_ABROAD = "mission_abroad"
    MEDIA = "media"


class AgencyLevel(StrEnum):
    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"
    VILLAGE = "village"
    ABROAD = "abroad"


class SeatBasis(StrEnum):
    STATUTORY = "statutory"
    INVITATION = "invitation"


def seat_above(agency_id: int, superiors: Mapping[int, int | None], seated: Collection[int]) -> int | None:
    """The seat of the forum that an agency belongs to: its own, or the nearest one above it.

    None for those who answer to nobody in the forum, such as a kabupaten or a ministry's office.
    """
    here: int | None = agency_id
    passed: set[int] = set()
    while here is not None and here not in passed:
        if here in seated:
            return here
        passed.add(here)
        here = superiors.get(here)
    return None


SHORTEST_CODE = 3
LONGEST_CODE = 40
LONGEST_AGENCY = 160
LONGEST_SHORT = 60
LONGEST_CONTACT = 160


def code_of(short_name: str, taken: Collection[str]) -> str:
    """``Polres Kota Baru`` becomes ``polres-kota-baru``; the next one of that name ``...-2``."""
    plain = unicodedata.normalize("NFKD", short_name).encode("ascii", "ignore").decode().casefold()
    first = "-".join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_CODE - 4].strip("-")
    if len(first) < SHORTEST_CODE:
        raise RuleBroken(
            f"Nama pendek sedikitnya memuat {SHORTEST_CODE} huruf atau angka. "
            f"Contoh: Polres {HERE.example.name}."
        )
    number = 1
    while (code := first if number == 1 else f"{first}-{number}") in taken:
        number += 1
    return code


def refuse_circle(agency_id: int, superior_id: int | None, superiors: Mapping[int, int | None]) -> None:
    """An escalation goes upwards and has to arrive somewhere."""
    here = superior_id
    while here is not None:
        if here == agency_id:
            raise RuleBroken(
                "Atasan itu sendiri berada di bawah instansi ini, jadi eskalasi akan berputar. "
                "Pilih atasan lain."
            )
        here = superiors.get(here)


def refuse_leaving_work(commitments: int, tasks: int) -> None:
    """Who holds open work can not become one that is only shown data."""
    if commitments or tasks:
        raise RuleBroken(
            f"Instansi ini memegang {commitments} komitmen dan {tasks} tugas terbuka. "
            "Alihkan atau selesaikan dahulu, lalu ubah menjadi hanya diberi data."
        )


@dataclass(frozen=True)
class Term:
    """The time for which an office holds a seat; an open end on either side is not known, or not yet."""

    holder: str
    starts_on: date | None
    ends_on: date | None

    def holder_on(self, day: date) -> str | None:
        begins_later = self.starts_on is not None and self.starts_on > day
        is_over = self.ends_on is not None and self.ends_on < day
        return None if begins_later or is_over else self.holder


FORUM_BEGAN = HERE.founded
"""The day of the province itself: no seat was held before it."""
SEATS_AHEAD = timedelta(days=366)
"""How far ahead the beginning and the end of a seat may be written down."""


def refuse_seat_days(on: date, *days: date | None) -> None:
    """A day that nobody can mean, most often a year typed wrongly; ``on`` is today."""
    latest = on + SEATS_AHEAD
    if any(day is not None and day > latest for day in days):
        raise RuleBroken(f"Hari mulai dan hari terakhir paling lama setahun ke depan ({long_date(latest)}).")
    if any(day is not None and day < FORUM_BEGAN for day in days):
        raise RuleBroken(
            f"Provinsi {HERE.short_name} berdiri {long_date(FORUM_BEGAN)}; sebelumnya tidak ada kursi. "
            "Periksa tahunnya."
        )


def refuse_second_seat(office: str, seat: str) -> None:
    raise RuleBroken(
        f"{office} sudah memegang kursi “{seat}”, dan satu kantor memegang satu kursi pada satu hari. "
        "Ganti dahulu pemegang kursi itu, atau pilih kantor lain."
    )


def ended_by(starts_on: date, terms: Sequence[Term]) -> int | None:
    """Which of these terms a new one from this day on ends; a seat has one holder on each day."""
    for term in terms:
        begins_later = term.starts_on is not None and term.starts_on >= starts_on
        ends_later = term.ends_on is not None and term.ends_on >= starts_on
        if begins_later or ends_later:
            since = long_date(term.starts_on) if term.starts_on else "waktu yang tidak tercatat"
            until = f" sampai {long_date(term.ends_on)}" if term.ends_on else ""
            raise RuleBroken(
                f"Kursi ini sudah dipegang {term.holder} sejak {since}{until}; satu hari satu pemegang. "
                "Pilih tanggal sesudahnya; bila yang tercatat itu salah tulis, pakai “Perbaiki yang salah "
                "tulis” di layar ini."
            )
    return next((place for place, term in enumerate(terms) if term.ends_on is None), None)


def is_changed_on(day: date, was: Term, now: Term) -> bool:
    """Whether a correction of a term names another holder on this day, or one where it named none."""
    return was.holder_on(day) != now.holder_on(day)
