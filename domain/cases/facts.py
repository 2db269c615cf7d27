"""What a case record says, and what must be mended before it can be kept.

Counts are of people and hold no person: an unknown one is None and never zero.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from domain.access.errors import RuleBroken
from domain.access.screening import identity_kinds, screened_as
from domain.cases.references import EXAMPLE, KnownWords, has_digit, strange_word
from domain.commitments.plausibility import ClaimDoubt, DoubtKind, doubts_of_jump
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
from domain.time.formats import listing, long_date, number

LONGEST_NOTE = 300
LONGEST_REFERENCE = 100
REFERENCE_FIELD = "reference"
"""Of the form and of its draft."""
REFERENCE = "Nomor rujukan instansi"
MOST_PEOPLE = 9_999
PEOPLE = "orang"
SUSPECTS = "Tersangka"
FIRST_YEAR = 2000
OUTSIDE = "luar"
"""They come from outside the province; a statement, unlike an origin that nobody knows."""
UNKNOWN = "tidak-diketahui"
"""Somebody says that it is not known, which is not the same as nothing said."""


@dataclass(frozen=True)
class Victims:
    """None where it is not known how many; as a form reads it, not-a-number where it is not understood."""

    women: float | None = None
    men: float | None = None
    girls: float | None = None
    boys: float | None = None

    def by_label(self) -> dict[str, float | None]:
        return {
            "Perempuan": self.women,
            "Laki-laki": self.men,
            "Anak perempuan": self.girls,
            "Anak laki-laki": self.boys,
        }

    @property
    def known(self) -> int:
        """How many there are at least."""
        return sum(int(count) for count in self.by_label().values() if count is not None)


@dataclass(frozen=True)
class CaseFacts:
    """A record as it is typed; what was not chosen is empty."""

    agency_code: str
    reference: str
    kind: CaseKind | None
    reported_on: date | None
    happened_on: date | None
    origin: str
    """A kabupaten's code, ``OUTSIDE``, ``UNKNOWN``, or empty where nothing was chosen."""
    district_code: str
    transit_id: int | None
    destination_iso3: str
    victims: Victims
    suspects: float | None
    sector: Sector | None
    recruitment: RecruitmentMode | None
    note: str
    blanks_are_unknown: bool = False
    """Whether somebody said that the counts left empty are not known."""
    closed_on: date | None = None
    """When it was completed, which may be in another year than that of the report."""


@dataclass(frozen=True)
class Entry(CaseFacts):
    """A new record, with where it stands on the day of its report."""

    police_stage: PoliceStage | None = None
    service_stage: ServiceStage | None = None
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very report (``doubts_of_first_day``)."""


def counts_by_label(victims: Victims, suspects: float | None) -> dict[str, float | None]:
    return victims.by_label() | {SUSPECTS: suspects}


def as_columns(facts: CaseFacts) -> dict[str, Any]:
    """The facts as the columns of a record, but for the agency; ``check`` has passed."""
    victims = facts.victims
    return {
        "agency_reference": facts.reference.strip(),
        "kind": facts.kind,
        "reported_on": facts.reported_on,
        "happened_on": facts.happened_on,
        "closed_on": facts.closed_on,
        "origin_regency_code": facts.origin if facts.origin not in (OUTSIDE, UNKNOWN) else None,
        "origin_district_code": facts.district_code or None,
        "origin_outside": facts.origin == OUTSIDE,
        "transit_id": facts.transit_id,
        "destination_iso3": facts.destination_iso3 or None,
        "women": _whole(victims.women),
        "men": _whole(victims.men),
        "girls": _whole(victims.girls),
        "boys": _whole(victims.boys),
        "suspects": _whole(facts.suspects),
        "sector": facts.sector,
        "recruitment": facts.recruitment,
        "what_happened": facts.note.strip(),
    }


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def without_identity(typed: Mapping[str, str], known: KnownWords) -> dict[str, str]:
    """What a draft may keep of what is typed: nothing empty, and no text that would identify somebody."""
    return {
        name: text
        for name, text in typed.items()
        if text
        and not any(identity_kinds(text))
        and not (name == REFERENCE_FIELD and strange_word(text, known))
    }


@dataclass(frozen=True)
class Fault:
    label: str
    """The field as its reader knows it."""
    sentence: str


def faults(facts: CaseFacts, on: date, known: KnownWords) -> tuple[Fault, ...]:
    """Everything that stands in the way of keeping it, in the order of the form."""
    return FaultFinder(on, known).faults(facts)


def check(facts: CaseFacts, on: date, known: KnownWords) -> None:
    found = faults(facts, on, known)
    if found:
        raise RuleBroken(*(each.sentence for each in found))


class FaultFinder:
    """Of one record or of many: a rule is asked once of each different thing that it looks at."""

    def __init__(self, on: date, known: KnownWords) -> None:
        self.on, self.known = on, known
        self._asked: list[tuple[Callable[[CaseFacts], Any], dict[Any, tuple[Fault, ...]], _Rule]] = [
            (look, {}, rule) for rule, look in _RULES.items()
        ]

    def faults(self, facts: CaseFacts) -> tuple[Fault, ...]:
        found: tuple[Fault, ...] = ()
        for look, answers, rule in self._asked:
            seen = look(facts)
            answer = answers.get(seen)
            if answer is None:
                answer = answers[seen] = tuple(rule(self, seen))
            if answer:
                found += answer
        return found


def _kind(_: FaultFinder, kind: CaseKind | None) -> Iterator[Fault]:
    if kind is None:
        yield _not_chosen("Jenis")


def _agency(_: FaultFinder, code: str) -> Iterator[Fault]:
    if not code:
        yield _not_chosen("Instansi sumber")


def _place(_: FaultFinder, seen: tuple[str, str]) -> Iterator[Fault]:
    origin, district = seen
    if not origin:
        yield Fault("Asal", "“Asal” belum dipilih; pilih juga bila tidak diketahui.")
    if district and not district.startswith(f"{origin}."):
        yield Fault("Kecamatan asal", "“Kecamatan asal” tidak berada di kabupaten/kota itu. Pilih lagi.")


def _sector(_: FaultFinder, sector: Sector | None) -> Iterator[Fault]:
    if sector is None:
        yield _not_chosen("Sektor")


def _recruitment(_: FaultFinder, mode: RecruitmentMode | None) -> Iterator[Fault]:
    if mode is None:
        yield _not_chosen("Modus rekrut")


def _not_chosen(label: str) -> Fault:
    return Fault(label, f"“{label}” belum dipilih.")


def _dates(asked: FaultFinder, seen: tuple[date | None, date | None, date | None]) -> Iterator[Fault]:
    (reported, happened, closed), on = seen, asked.on
    if reported is None:
        yield Fault("Tanggal lapor", "“Tanggal lapor” belum diisi.")
    elif reported > on:
        yield Fault(
            "Tanggal lapor",
            f"“Tanggal lapor” {long_date(reported)} belum tiba. Isi hari laporan diterima, "
            f"paling akhir {long_date(on)}.",
        )
    elif reported.year < FIRST_YEAR:
        yield Fault("Tanggal lapor", f"“Tanggal lapor” sebelum tahun {FIRST_YEAR}. Periksa tahunnya.")
    if happened is not None and happened > (reported or on):
        yield Fault(
            "Tanggal kejadian",
            f"“Tanggal kejadian” {long_date(happened)} sesudah laporannya. Periksa kedua tanggal.",
        )
    if closed is not None and reported is not None and not reported <= closed <= on:
        yield Fault(
            "Tanggal selesai",
            f"“Tanggal selesai” {long_date(closed)} tidak terletak antara hari lapor dan hari ini.",
        )


def _reference(asked: FaultFinder, reference: str) -> Iterator[Fault]:
    label = REFERENCE
    if not reference.strip():
        yield Fault(label, f"“{label}” belum diisi. Pakai nomor register instansi sumber, bukan nomor orang.")
    elif len(reference.strip()) > LONGEST_REFERENCE:
        yield Fault(label, f"“{label}” paling banyak {LONGEST_REFERENCE} huruf. Ringkaskan.")
    elif not has_digit(reference):
        yield Fault(label, f"“{label}” belum memuat angka. Tulis nomor registernya, misalnya {EXAMPLE}.")
    elif word := strange_word(reference, asked.known):
        yield Fault(
            label,
            f"“{label}” memuat “{word}”, bukan kata register, satuan, atau tempat yang dikenal, dan dapat "
            f"berupa nama orang. Hapus kata itu; tulis nomor registernya saja, misalnya {EXAMPLE}.",
        )
    else:
        yield from _identity(label, reference)


def _people(_: FaultFinder, seen: tuple[Any, ...]) -> Iterator[Fault]:
    *victims, suspects, blanks_are_unknown = seen
    counts = Victims(*victims).by_label()
    unread = [label for label, count in counts.items() if not _is_count(count)]
    for label in unread:
        yield Fault(label, f"“{label}” harus bilangan bulat dari 0 sampai {number(MOST_PEOPLE)}.")
    blank = [label for label, count in counts.items() if count is None]
    if blank and not blanks_are_unknown:
        said = listing([f"“{label}”" for label in blank])
        yield Fault(
            blank[0],
            f"{said} belum diisi. Tulis 0 bila tidak ada, atau nyatakan bahwa yang kosong belum diketahui.",
        )
    elif not blank and not unread and Victims(*victims).known == 0:
        yield Fault(
            "Perempuan",
            "Jumlah korban 0 orang. Isi sedikitnya satu hitungan; laporan tanpa korban tidak dicatat.",
        )
    if not _is_count(suspects):
        yield Fault(SUSPECTS, f"“{SUSPECTS}” harus bilangan bulat dari 0 sampai {number(MOST_PEOPLE)}.")


def _is_count(count: float | None) -> bool:
    """Not-a-number is neither less nor more than anything."""
    return count is None or (0 <= count <= MOST_PEOPLE and count == int(count))


def doubts_of_correction(
    was: Mapping[str, float | None], now: Mapping[str, float | None]
) -> tuple[ClaimDoubt, ...]:
    """250 women where 25 stood: a digit too many is likelier than such a mistake."""
    asked = (
        doubts_of_jump(count, was[label], PEOPLE, what=label, whose="yang tercatat")
        for label, count in now.items()
    )
    return tuple(doubt for found in asked for doubt in found)


FAR_BEFORE = 31
"""Days before all others; an office that begins by entering its last month is not asked at each report."""


def doubts_of_first_day(reported_on: date, first: date | None) -> tuple[ClaimDoubt, ...]:
    """2019 where 2026 was meant would make the register run seven years more, and every pace as much less."""
    if first is None or (first - reported_on).days < FAR_BEFORE:
        return ()
    day = long_date(reported_on)
    question = (
        f"Laporan paling awal di register bertanggal {long_date(first)}. Dengan tanggal lapor {day} register "
        f"terhitung berjalan sejak {day}, dan laju setiap wilayah berubah. Setujui bila memang demikian, "
        "atau ubah tanggalnya."
    )
    kind = DoubtKind.BEFORE_ALL
    return (ClaimDoubt(kind, question, f"Ya, {day}", f"{kind}:{reported_on.isoformat()}"),)


def _note(_: FaultFinder, note: str) -> Iterator[Fault]:
    if len(note.strip()) > LONGEST_NOTE:
        yield Fault(
            "Uraian", f"“Uraian” paling banyak {LONGEST_NOTE} huruf; sekarang {number(len(note.strip()))}."
        )
    yield from _identity("Uraian", note)


def _identity(label: str, text: str) -> Iterator[Fault]:
    for kind in identity_kinds(text):
        yield Fault(
            label,
            f"“{label}” memuat angka yang tampak seperti {kind}. Hapus nomornya, tulis tanpa identitas.",
        )


_Rule = Callable[[FaultFinder, Any], Iterator[Fault]]
_RULES: dict[_Rule, Callable[[CaseFacts], Any]] = {
    _kind: attrgetter("kind"),
    _dates: attrgetter("reported_on", "happened_on", "closed_on"),
    _agency: attrgetter("agency_code"),
    _reference: lambda facts: screened_as(facts.reference),
    _place: attrgetter("origin", "district_code"),
    _people: attrgetter(
        *(f"victims.{name}" for name in ("women", "men", "girls", "boys")), "suspects", "blanks_are_unknown"
    ),
    _sector: attrgetter("sector"),
    _recruitment: attrgetter("recruitment"),
    _note: attrgetter("note"),
}
"""What each rule looks at, in the order of the form."""
