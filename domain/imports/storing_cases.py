"""Cases of a delivery: the lines of a register that could be stored as they are, and those that go back."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from domain.cases.facts import OUTSIDE, REFERENCE, REFERENCE_FIELD, UNKNOWN, Entry, FaultFinder, Victims
from domain.cases.references import EXAMPLE, KnownWords
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage, Track
from domain.imports.delivery import REGION, Decisions, DeliveredRecord, Delivery, Given
from domain.imports.fields import FIELDS
from domain.imports.kinds import ImportKind
from domain.imports.storing import COUNTS, SentBack, decided, own_code, waiting_for
from domain.imports.unnumbered import has_no_number, is_by_line, reference_of
from domain.places.regions import PROVINCE
from domain.time.formats import listing, long_date


class CaseLine(NamedTuple):
    at: str
    entry: Entry
    said: frozenset[str]
    """Which of the record's columns the file speaks of at all."""
    code: str = ""
    """Of the record, where the file names it by the number of our own register."""


FIRST_STAGES = {Track.POLICE: PoliceStage.REPORTED, Track.SERVICES: ServiceStage.IDENTIFICATION}
"""Of a later stage no file tells the day on which it was reached; then no step is written."""


def undated_stages(stages: Iterable[PoliceStage | ServiceStage | None]) -> int:
    """How many stages would stand without the day on which they were reached."""
    return sum(stage is not None and stage not in FIRST_STAGES.values() for stage in stages)


@dataclass(frozen=True)
class CaseLines:
    ready: tuple[CaseLine, ...]
    back: tuple[SentBack, ...]


def case_lines(
    delivery: Delivery,
    decisions: Decisions,
    source_code: str,
    on: date,
    known: KnownWords,
    standing: Mapping[str, Mapping[str, Given]] | None = None,
) -> CaseLines:
    """``source_code`` is the agency that sent the file, for lines that name none themselves; ``standing`` is
    what our register says of the records that lines name by its numbers, by the fields of a file."""
    ready: dict[tuple[str, str], list[CaseLine]] = defaultdict(list)
    back: list[SentBack] = []
    are_numbered = any(map(_is_numbered, delivery.records))
    taken = [_taken(record, delivery, decisions, standing or {}) for record in delivery.records]
    lines = iter(_lines([each for each in taken if isinstance(each, _Taken)], source_code))
    finder = FaultFinder(on, known)
    for each in taken:
        if isinstance(each, SentBack):
            back.append(each)
            continue
        line = next(lines)
        found = finder.faults(line.entry)
        if found:
            said = [
                fault.sentence if are_numbered or fault.label != REFERENCE else _WITHOUT_NUMBERS
                for fault in found
                # What it would be known by says the others.
                if not (each.is_by_line and fault.label == REFERENCE)
            ]
            back.append(SentBack(line.at, each.said, " ".join(said)))
            continue
        ready[line.entry.agency_code, line.entry.reference].append(line)
    once: list[CaseLine] = []
    for (_, reference), same in ready.items():
        joined = _joined(same) if len(same) == 1 or not has_no_number(reference) else None
        if joined is None:
            back += [_of_several(line, same) for line in same]
        else:
            once.append(joined)
    return CaseLines(tuple(once), tuple(back))


def _is_numbered(record: DeliveredRecord) -> bool:
    """Whether a line says by which number its report is known, or says so in a cell that waits."""
    return bool({REFERENCE_FIELD, "code"} & {*record.fields, *record.open.values()})


_WITHOUT_NUMBERS = (
    "Berkas ini tidak memuat nomor laporan, padahal dari nomor itulah laporan dikenal kembali. Unduh baris "
    f"yang dikembalikan, isi kolom “Nomor laporan” dengan nomor register instansi, misalnya {EXAMPLE}, lalu "
    "kirim lagi; atau pilih di langkah Mutu agar tiap laporan dikenali dari hari, jenis, dan asalnya. Nomor "
    "urut 1, 2, 3 tidak dipakai: nomor itu bergeser bila sebuah baris disisipkan."
)
"""Of no line alone: a number that moves with the lines would put one report in the place of another."""


def _not_that_case(code: str, fields: Mapping[str, Given], there: Mapping[str, Given]) -> str:
    """Why a line cannot be what its number says."""
    if not there:
        return f"Kode {code} tidak ada di register kasus. Periksa, atau kosongkan bila laporan baru."
    for name, label in (("agency", "Instansi"), ("reference", "Nomor laporan")):
        if name in fields and fields[name] != there[name]:
            return f"{label} {code} di register lain daripada di berkas; keduanya tidak diganti lewat berkas."
    return ""


def not_surely_that_report(line: CaseLine, there: Mapping[str, Any], agency: str) -> str:
    """Why a line that an agency's own number alone leads to a record may be another report: several units
    give the same number, and the day on which a report was made does not change. ``there`` is the record as
    it is kept. A number that names its unit, or our own code beside it, is one report's."""
    if line.code or _NAMES_ITS_UNIT.search(line.entry.reference):
        return ""
    is_of_another_day = line.entry.reported_on != there["reported_on"]
    place, known_place = line.entry.origin, there["origin_regency_code"]
    is_from_elsewhere = bool(known_place) and place not in (known_place, UNKNOWN)
    is_another = is_of_another_day or (line.entry.kind != there["kind"] and is_from_elsewhere)
    if not is_another:
        return ""
    code, day = there["code"], long_date(there["reported_on"])
    other = "tanggal lapor" if is_of_another_day else "jenis dan asal"
    return (
        f"Nomor ini sudah tercatat sebagai {code} atas nama {agency}, dilaporkan {day}, dengan {other} yang "
        f"lain daripada di berkas. Bila laporan yang sama, tulis {code} di kolom “Kode kasus”; bila laporan "
        "lain, tulis nomor lengkapnya beserta satuannya."
    )


_NAMES_ITS_UNIT = re.compile(r"\b(?:polres|polsek|polda|kejari|kejati|kodim|resor|sektor)", re.IGNORECASE)


class _Taken(NamedTuple):
    """A line that says enough to be looked at as a report."""

    at: str
    said: Mapping[str, Given]
    code: str
    fields: Mapping[str, Given]
    """What it says, and what our register says of the record that it names."""
    is_by_line: bool = False
    """Whether it is known by what it says, for want of a number."""


def _taken(
    record: DeliveredRecord,
    delivery: Delivery,
    decisions: Decisions,
    standing: Mapping[str, Mapping[str, Given]],
) -> _Taken | SentBack:
    said, waiting = decided(record, decisions) if record.open else (record.fields, ())
    if waiting:
        return SentBack(record.at, said, waiting_for(record, waiting, delivery))
    if "code" not in said or not (code := own_code(said)):
        by_line = REFERENCE_FIELD not in said and is_by_line(decisions, record.sheet)
        return _Taken(record.at, said, "", said, by_line)
    there = standing.get(code, {})
    if reason := _not_that_case(code, said, there):
        return SentBack(record.at, said, reason)
    return _Taken(record.at, said, code, {**there, **said})


def _lines(taken: Sequence[_Taken], source_code: str) -> Iterator[CaseLine]:
    """Column by column: what a hundred thousand lines say alike is made out once."""
    all_fields = [each.fields for each in taken]

    def column(name: str, read: Callable[[str], Any]) -> list[Any]:
        texts = [str(fields.get(name, "")).strip() for fields in all_fields]
        known = {text: read(text) for text in {*texts}}
        return [known[text] for text in texts]

    def count(name: str) -> list[float | None]:
        return [_count(fields.get(name)) for fields in all_fields]

    places = column(REGION, _origin)
    entries = map(
        Entry,
        column("agency", lambda text: text or source_code),
        column("reference", str),
        column("kind", lambda text: CaseKind(text) if text else None),
        column("reported_on", _day),
        column("happened_on", _day),
        [origin for origin, _ in places],
        [district for _, district in places],
        repeat(None),
        column("destination", str),
        map(Victims, *map(count, COUNTS)),
        count("suspects"),
        column("sector", lambda text: Sector(text or Sector.UNKNOWN)),
        column("recruitment", lambda text: RecruitmentMode(text or RecruitmentMode.UNKNOWN)),
        repeat(""),
        repeat(True),
        column("closed_on", _day),
        column("police_stage", lambda text: PoliceStage(text) if text else None),
        column("service_stage", lambda text: ServiceStage(text) if text else None),
    )
    speaks_of: dict[tuple[str, ...], frozenset[str]] = {}
    for each, read in zip(taken, entries, strict=True):
        entry = replace(read, reference=reference_of(read)) if each.is_by_line else read
        names = tuple(
            [name for name, value in each.said.items() if not isinstance(value, str) or value.strip()]
        )
        if names not in speaks_of:
            speaks_of[names] = frozenset(names)
        yield CaseLine(each.at, entry, speaks_of[names], each.code)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _origin(region: str) -> tuple[str, str]:
    """Of a place's code the kabupaten and, where it is as narrow, the kecamatan."""
    if region == "outside":
        return OUTSIDE, ""
    if not region.startswith(f"{PROVINCE}."):
        return UNKNOWN, ""
    return region[:5], region[:8] if len(region) >= 8 else ""


def _count(given: Given | None) -> float | None:
    return given if isinstance(given, int | float) else None


def _joined(lines: Sequence[CaseLine]) -> CaseLine | None:
    """Lines of one report, a person each, as one; None where they contradict each other."""
    first = lines[0]
    if len(lines) == 1:
        return first
    without = {replace(line.entry, victims=Victims()) for line in lines}
    if len(without) > 1 or any(line.entry.victims.known != 1 for line in lines):
        return None
    told = {
        name: sum(int(getattr(line.entry.victims, name) or 0) for line in lines)
        for name in COUNTS
        if any(getattr(line.entry.victims, name) is not None for line in lines)
    }
    said = frozenset().union(*(line.said for line in lines))
    at = f"{first.at} dan {len(lines) - 1} baris lain"
    return CaseLine(at, replace(first.entry, victims=Victims(**told)), said)


def _of_several(line: CaseLine, same: Sequence[CaseLine]) -> SentBack:
    others = [each for each in same if each is not line]
    also = listing([each.at for each in others][:3])
    if has_no_number(line.entry.reference):
        reason = (
            f"Hari lapor, jenis, dan kabupaten asal sama dengan {also}. Beri nomor laporan agar terbedakan."
        )
        return SentBack(line.at, case_fields(line.entry), reason)
    reason = f"Nomor rujukan ini juga ada di {also}{_disagreement(line, others)}"
    return SentBack(line.at, case_fields(line.entry), reason)


def _disagreement(line: CaseLine, others: Sequence[CaseLine]) -> str:
    """In what lines of one report contradict each other, or that they are not one person a line."""
    own = case_fields(line.entry)
    labels = {each.name: each.label for each in FIELDS[ImportKind.CASES]} | {REGION: "wilayah asal"}
    differing = [
        label
        for name, label in labels.items()
        if name not in COUNTS and any(case_fields(each.entry).get(name) != own.get(name) for each in others)
    ]
    if differing:
        return f" dengan {listing(differing)} yang lain. Samakan bila satu laporan, atau periksa nomornya."
    return ". Satu laporan satu baris, atau satu baris satu korban yang jenis kelaminnya tertulis."


def case_fields(entry: Entry) -> dict[str, Given]:
    """An entry by the names of the file's fields, for the sheet that goes back."""
    region = {OUTSIDE: "", UNKNOWN: ""}.get(entry.origin, entry.district_code or entry.origin)
    given: dict[str, Given | date | None] = {
        "reference": "" if has_no_number(entry.reference) else entry.reference,
        "kind": entry.kind,
        "reported_on": entry.reported_on,
        "happened_on": entry.happened_on,
        "closed_on": entry.closed_on,
        REGION: region,
        "destination": entry.destination_iso3,
        **{name: getattr(entry.victims, name) for name in COUNTS},
        "suspects": entry.suspects,
        "sector": entry.sector,
        "recruitment": entry.recruitment,
        "police_stage": entry.police_stage,
        "service_stage": entry.service_stage,
        "agency": entry.agency_code,
    }
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in given.items()
        if value not in (None, "")
    }


def case_as_told(there: Mapping[str, object]) -> dict[str, Given]:
    """A record as a file would tell it; a district says which kabupaten it lies in."""
    region = there["origin_district_code"] or there["origin_regency_code"]
    given = {
        "reference": there["agency_reference"],
        REGION: region or ("outside" if there["origin_outside"] else ""),
        "destination": there["destination_iso3"],
        "agency": there["agency"],
        **{name: there[name] for name in _AS_THEY_ARE},
    }
    told = {name: str(value) for name, value in given.items() if value not in (None, "")}
    counts = (*COUNTS, "suspects")
    return {**told, **{name: count for name in counts if isinstance(count := there[name], int)}}


_AS_THEY_ARE = (
    "kind",
    "reported_on",
    "happened_on",
    "closed_on",
    "sector",
    "recruitment",
    "police_stage",
    "service_stage",
)
