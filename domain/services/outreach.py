"""Village teams, and the education and supervision that churches, schools, media and others carry out."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain import addresses
from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.enumerations import Labelled, Rowed
from domain.services.desks import check_proof
from domain.time.formats import long_date, number

LONGEST_NAME = 160
LONGEST_NOTE = 300
MOST_MEMBERS = 60
"""A team of a village is no assembly: more than this is a slip of the finger."""

LARGEST_REACH = 100_000

SILENT_AFTER_DAYS = 45
"""A team that has not reported for longer than this is silent."""


class OutreachKind(StrEnum):
    EDUCATION = "education"
    SUPERVISION = "supervision"


class ServiceList(StrEnum):
    """What is listed of all places together, as an address names it."""

    TEAMS = "tim"
    OUTREACH = "mitra"


class OrganizerKind(StrEnum):
    """The groups that the Governor named."""

    FAITH = "faith"
    SCHOOL = "school"
    NGO = "ngo"
    MEDIA = "media"
    GOVERNMENT = "government"
    OTHER = "other"


class TeamState(Rowed):
    row: Labelled

    REPORTING = "reporting", Labelled("melapor")
    SILENT = "silent", Labelled("tidak melapor")
    WITHOUT_DECREE = "without_decree", Labelled("belum ber-SK")


@dataclass(frozen=True)
class TeamFacts:
    decree: str
    last_report_on: date | None

    def state(self, on: date) -> TeamState:
        if not self.decree:
            return TeamState.WITHOUT_DECREE
        if self.last_report_on is None or (on - self.last_report_on).days > SILENT_AFTER_DAYS:
            return TeamState.SILENT
        return TeamState.REPORTING


def is_there(decree: str, members: int | None) -> bool:
    """Whether a team is more than a row: neither a decree nor a member is nobody."""
    return bool(decree or members)


@dataclass(frozen=True)
class Coverage:
    """Village teams held against the kantong desa that somebody has listed."""

    listed: int
    with_team: int


def whole(label: str, value: float | None, *, most: int) -> int | None:
    """A count of people as it may be kept; None where nothing was typed."""
    if value is None:
        return None
    if not math.isfinite(value):
        raise RuleBroken(f"“{label}” belum terbaca sebagai angka: lihat keterangan di bawah isiannya.")
    if value < 0 or value != int(value):
        raise RuleBroken(f"“{label}” adalah jumlah utuh mulai nol. Tulis misalnya 12.")
    if value > most:
        raise RuleBroken(f"“{label}” paling banyak {number(most)}. Periksa angkanya.")
    return int(value)


def check_team(
    *, decree: str, decreed_on: date | None, last_report_on: date | None, note: str, on: date
) -> None:
    refuse_too_long(
        {"Nomor SK": (decree, LONGEST_NAME), "Catatan": (note, LONGEST_NOTE)},
    )
    if decree.strip() and decreed_on is None:
        raise RuleBroken("SK yang disebut memerlukan tanggalnya. Isi tanggal SK.")
    if decreed_on is not None and not decree.strip():
        raise RuleBroken("Tanggal SK memerlukan nomornya. Tulis nomor SK seperti tercetak.")
    _refuse_future({"Tanggal SK": decreed_on, "Laporan terakhir": last_report_on}, on)


def check_source_villages(villages: Collection[str], *, source: str, dated_on: date | None, on: date) -> None:
    """A list of somebody's: without its name and day nobody could tell which."""
    if not villages:
        raise RuleBroken("Pilih sedikitnya satu desa atau kelurahan.")
    refuse_empty({"Sumber": source})
    refuse_too_long({"Sumber": (source, LONGEST_NAME)})
    if dated_on is None:
        raise RuleBroken("Isi tanggal daftar itu dibuat.")
    _refuse_future({"Tanggal daftar": dated_on}, on)


def check_outreach(
    *, place: str, held_on: date | None, organizer: str, proof: str, note: str, on: date
) -> None:
    refuse_empty({"Tempat": place, "Penyelenggara": organizer, "Bukti": proof})
    refuse_too_long(
        {
            "Tempat": (place, LONGEST_NAME),
            "Penyelenggara": (organizer, LONGEST_NAME),
            "Bukti": (proof, LONGEST_NOTE),
            "Catatan": (note, LONGEST_NOTE),
        }
    )
    if held_on is None:
        raise RuleBroken("Isi tanggal kegiatannya.")
    _refuse_future({"Tanggal": held_on}, on)
    check_proof(proof)


def same_words(text: str, other: str) -> bool:
    """Whether two people who type this mean the same place, or the same office."""
    return " ".join(text.split()).casefold() == " ".join(other.split()).casefold()


class AlreadyRecorded(RuleBroken):
    """The activity stands; counted twice, it would reach twice as many."""

    leads_to = addresses.services(part=ServiceList.OUTREACH)

    def __init__(self, activity: str, *, by: str, recorded_on: date) -> None:
        super().__init__(
            f"Kegiatan ini sudah tercatat pada {long_date(recorded_on)} oleh {by}: {activity}. Bila yang "
            "Anda laporkan kegiatan lain, bedakan tempat atau penyelenggaranya."
        )


def _refuse_future(days: dict[str, date | None], on: date) -> None:
    for label, day in days.items():
        if day is not None and day > on:
            raise RuleBroken(f"“{label}” belum tiba. Periksa tanggalnya.")
