"""GivenAnswers that a source gave of earlier files and that are taken for this one: never unseen.

Only where an answer decides something it is looked up, and whatever was looked up is told.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from domain.figures.cases import CaseKind
from domain.imports.cells import ASKED
from domain.imports.concepts import ALL_CONCEPTS
from domain.imports.delivery import DeliveredQuestion
from domain.imports.parts_of_years import ROMAN_MONTHS
from domain.imports.periods import TitlePeriod
from domain.imports.places import CodeSystem
from domain.imports.reference import Reference
from domain.imports.requests import ASK_AGAIN, OF_ONE_FILE
from domain.imports.roles import COLUMN, ROW, GivenRole
from domain.places.province import HERE
from domain.time.formats import capitalised, month, number, period
from domain.words import labels

OF_THIS_FILE = "Dipilih untuk berkas ini:"
"""How the sentence begins that tells what somebody chose for the file that is read, and for no other."""
FROM_FILE = "Memakai jawaban dari berkas jawaban:"
"""How the sentence begins that tells what the command was given; see ``delivery.ANSWERS_TAKEN``."""
SENDER = "sender"
"""That lines which name one of many units are of whoever sent the file."""


class GivenAnswers(Mapping[str, str]):
    """By the key of a question, or of a column or row that was given a role; knows which were looked up.

    Those ``from_file`` were given for this run by a file of answers; all others are remembered.
    """

    def __init__(self, given: Mapping[str, str], from_file: Collection[str] = ()) -> None:
        self._from_file = frozenset(from_file)
        self._given = {key: answer for key, answer in given.items() if answer != ASK_AGAIN}
        self._used: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        answer = self._given[key]
        self._used[key] = answer
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def taken(self, asked: Collection[str], *, from_file: bool = False) -> dict[str, str]:
        """Of questions, without those that are of this file alone, and without those that are ``asked`` all
        the same: such an answer was none."""
        used = self._questions(asked, from_file=from_file)
        return {key: answer for key, answer in used.items() if key not in OF_ONE_FILE}

    def chosen(self, asked: Collection[str]) -> dict[str, str]:
        """What was answered of this file alone: its time, its place, what it counts."""
        used = self._questions(asked, from_file=False)
        return {key: answer for key, answer in used.items() if key in OF_ONE_FILE}

    def _questions(self, asked: Collection[str], *, from_file: bool) -> dict[str, str]:
        return {
            key: answer
            for key, answer in self._used.items()
            if key not in asked and not key.startswith((COLUMN, ROW))
            if (key in self._from_file) is from_file
        }

    def roles(self, *, from_file: bool = False) -> int:
        """How many columns and rows are taken for something else than what they are read as."""
        return sum(
            key.startswith((COLUMN, ROW)) and answer != GivenRole.AS_READ
            for key, answer in self._used.items()
            if (key in self._from_file) is from_file
        )


def in_words(begins: str, taken: Mapping[str, str], roles: int, reference: Reference) -> str:
    """One sentence; empty where nothing was taken."""
    said = [_one(key, answer, reference) for key, answer in taken.items()]
    if roles:
        said.append(f"peran {number(roles)} kolom atau baris")
    return f"{begins} {'; '.join(said)}." if said else ""


def _one(key: str, answer: str, reference: Reference) -> str:
    sort, _, of = key.partition(":")
    if sort == PERIOD and (told := told_time(answer)) is not None and told.span is not None:
        return f"waktu {period(told.span.starts_on, told.span.ends_on)}"
    if sort == "region":
        return f"wilayah {reference.gazetteer.name(answer)}"
    if sort == "indicator":
        found = [each.label for each in ALL_CONCEPTS if each.indicator == answer]
        return f"yang dihitung {found[0] if found else answer}"
    if sort == "place":
        return f"nama {capitalised(of)} berarti {reference.gazetteer.name(answer)}"
    if sort == "agency":
        kept, _, _ = answer.partition("-")
        meant = "pengirim berkas" if answer == SENDER else f"{capitalised(kept)} se-{HERE.short_name}"
        return f"laporan {capitalised(of)} atas nama {meant}"
    if sort == "case-kind":
        return f"jenis kasus {labels.CASE_KINDS.get(CaseKind(answer), answer)}"
    if sort == "numbers":
        column = f"kolom “{capitalised(of)}”" if of else "kolom yang ditanyakan"
        return f"{column} {'' if answer == 'yes' else 'bukan '}nomor laporan"
    return _WORDS.get((key, answer), f"{key} {answer}")


_MEANINGS = {"zero": "nol", "no-report": "belum ada laporan"}
_WORDS = {
    ("code-system", CodeSystem.BPS): "kode wilayah BPS",
    ("code-system", CodeSystem.KEMENDAGRI): "kode wilayah Kemendagri",
    ("cumulative", "monthly"): "kolom bulan per bulan",
    ("cumulative", "cumulative"): "kolom bulan jumlah sejak Januari",
    ("heading-dates", "day-is-year"): "hari di kepala kolom adalah tahun",
    ("heading-dates", "as-written"): "tanggal di kepala kolom seperti tertulis",
    ("scale", "as-written"): "angka ditulis utuh",
    ("kind", "yes"): "tetap dibaca sebagai jenis ini",
    ("kind", "no"): "tabel yang berisi hal lain tidak dibaca",
    ("crime", "yes"): "laporan, korban, dan tersangka yang dihitung adalah TPPO",
    ("crime", "no"): "laporan, korban, atau tersangka di berkas ini bukan TPPO",
    ("sheet-number", "month"): "angka di nama lembar atau berkas bulan",
    ("sheet-number", "quarter"): "angka di nama lembar atau berkas triwulan",
    ("sheet-number", "none"): "angka di nama lembar atau berkas bukan waktu",
    **{
        (f"mark:{mark}", answer): f"tanda “{mark}” {meaning}"
        for mark in ASKED.values()
        for answer, meaning in _MEANINGS.items()
    },
}


# A file that names no time ----------------------------------------------------------------------------

PERIOD = "period"
PARTS_OF_A_YEAR = {"Bulan": 1, "Triwulan": 3, "Semester": 6, "Tahun": 12}
"""The times that offices report of, and how many months each has."""
FIRST_YEAR = 2000
TIMES = "2026, 2026-03, atau 2026-01/2026-03"
"""How a time is told to the command."""
_MONTH = r"-(0[1-9]|1[0-2])"
_TIME = re.compile(rf"(20\d\d)(?:{_MONTH})?(?:/(20\d\d){_MONTH})?")


def told_time(text: str) -> TitlePeriod | None:
    """``2026``, ``2026-03`` or ``2026-01/2026-03``; what is no time is no answer."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    year, first = int(match[1]), int(match[2]) if match[2] else None
    if not match[3]:
        return TitlePeriod(year, None, first, first)
    last_year = int(match[3]) if match[3] != match[1] else None
    told = TitlePeriod(year, last_year, first or 1, int(match[4]))
    return told if told.span is not None else None


def takes_any_time(question: DeliveredQuestion) -> bool:
    """Of a file that names no time there is nothing to choose from: whatever has begun may be told."""
    return question.key == PERIOD and not question.options


def is_offered(question: DeliveredQuestion, answer: str, today: date) -> bool:
    if not takes_any_time(question):
        return answer in dict(question.options)
    told = told_time(answer)
    return told is not None and told.span is not None and told.span.starts_on <= today


def times_begun(part: str, today: date) -> dict[str, str]:
    """All of one sort that have begun, the newest first: each as an answer with its label."""
    months = PARTS_OF_A_YEAR[part]
    begun = (
        starts_on
        for year in range(today.year, FIRST_YEAR - 1, -1)
        for first in range(13 - months, 0, -months)
        if (starts_on := date(year, first, 1)) <= today
    )
    return {_as_answer(starts_on, months): _called(part, starts_on) for starts_on in begun}


def _as_answer(starts_on: date, months: int) -> str:
    first, last = starts_on, starts_on.replace(month=starts_on.month + months - 1)
    if months == 12:
        return f"{first:%Y}"
    return f"{first:%Y-%m}" if months == 1 else f"{first:%Y-%m}/{last:%Y-%m}"


def _called(part: str, starts_on: date) -> str:
    months = PARTS_OF_A_YEAR[part]
    if months == 1:
        return month(starts_on)
    if months == 12:
        return f"{starts_on.year}"
    return f"{part} {ROMAN_MONTHS[starts_on.month // months].upper()} {starts_on.year}"
