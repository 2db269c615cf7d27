"""What of a delivery could be stored as it is, and what has to go back to its sender, each with its reason.

Silence is not zero: a count that a file does not tell is not known, and so is a sector it does not name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.cases.facts import OUTSIDE, REFERENCE, REFERENCE_FIELD, UNKNOWN, Entry, Victims, faults
from domain.cases.references import EXAMPLE, KnownWords
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage, Track
from domain.figures.publishing import FIRST_YEAR
from domain.imports.delivery import (
    REGION,
    Decisions,
    DeliveredCount,
    DeliveredRecord,
    Delivery,
    Given,
    address,
)
from domain.imports.fields import FIELDS, FieldType
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState
from domain.places.province import HERE
from domain.places.regions import PROVINCE, regency_of
from domain.time.calendar import Month
from domain.time.formats import listing, long_date, number

COUNTS = ("women", "men", "girls", "boys")
COUNTED = frozenset(COUNTS) | {
    each.name
    for fields in FIELDS.values()
    for each in fields
    if each.type in (FieldType.COUNT, FieldType.NUMBER)
}
SILENT = frozenset({CellState.DASH, CellState.EMPTY_WORD, CellState.NOT_AVAILABLE, CellState.NA})
"""Marks by which a sender says that there is no report."""


@dataclass(frozen=True)
class SentBack:
    """What is not stored: where it stands, what was read of it, and what is to be mended."""

    at: str
    fields: Mapping[str, Given]
    reason: str


def by_reason(back: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of places and reasons each reason once, with where it holds: what all lines share is one sentence."""
    found: dict[str, list[str]] = defaultdict(list)
    for at, reason in back:
        found[reason].append(at)
    return [(_where(places), reason) for reason, places in found.items()]


def _where(places: Sequence[str]) -> str:
    if len(places) <= _MOST_PLACES:
        return listing([*places])
    return f"{places[0]} sampai {places[-1]} ({number(len(places))} baris)"


_MOST_PLACES = 3


@dataclass(frozen=True)
class CaseLine:
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


Series = tuple[str, str, date, date, str, str]
"""Indicator, place, first and last day, subgroup, destination."""


@dataclass(frozen=True)
class SeriesLine:
    at: str
    indicator: str
    region: str
    starts_on: date
    ends_on: date
    subgroup: str
    destination: str
    value: float | None
    """None where the sender now says that there is no report."""
    code: str = ""
    """Of the figure, where the file names it by the number of our own register."""

    @property
    def series(self) -> Series:
        return (
            self.indicator,
            self.region,
            self.starts_on,
            self.ends_on,
            self.subgroup,
            self.destination,
        )


@dataclass(frozen=True)
class CaseLines:
    ready: tuple[CaseLine, ...]
    back: tuple[SentBack, ...]


@dataclass(frozen=True)
class SeriesLines:
    ready: tuple[SeriesLine, ...]
    back: tuple[SentBack, ...]
    unsaid: int
    """Cells that say nothing, which changes nothing."""


# Cases ----------------------------------------------------------------------------------------------


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
    for record in delivery.records:
        fields, waiting = decided(record, decisions)
        if waiting:
            back.append(SentBack(record.at, fields, waiting_for(record, waiting, delivery)))
            continue
        there = (standing or {}).get(_code(fields), {})
        if reason := _not_that_case(fields, there):
            back.append(SentBack(record.at, fields, reason))
            continue
        line = _case_line(record, fields, source_code, there)
        found = faults(line.entry, on, known)
        if found:
            said = [
                each.sentence if are_numbered or each.label != REFERENCE else _WITHOUT_NUMBERS
                for each in found
            ]
            back.append(SentBack(record.at, fields, " ".join(said)))
            continue
        ready[line.entry.agency_code, line.entry.reference].append(line)
    once: list[CaseLine] = []
    for same in ready.values():
        joined = _joined(same)
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
    "kirim lagi. Nomor urut 1, 2, 3 tidak dipakai: nomor itu bergeser bila sebuah baris disisipkan."
)
"""Of no line alone: a number that moves with the lines would put one report in the place of another."""


def decided(record: DeliveredRecord, decisions: Decisions) -> tuple[dict[str, Given], list[str]]:
    """The fields with what was chosen for doubtful cells, and the cells that still wait."""
    fields, waiting = dict(record.fields), []
    for cell, name in record.open.items():
        chosen = decisions.of(record.sheet, cell)
        if not chosen or not name:
            waiting.append(cell)
        else:
            fields[name] = int(chosen) if name in COUNTED and chosen.isdecimal() else chosen
    return fields, waiting


def waiting_for(record: DeliveredRecord, cells: Sequence[str], delivery: Delivery) -> str:
    """Why the cells of a line wait, in the reader's words, and that nobody has decided."""
    said = delivery.why_put_off
    told = [f"{cell}: {said[at]}" for cell in cells if (at := address(record.sheet, cell)) in said]
    return " ".join([f"Sel {listing([*cells])} diragukan dan belum diputuskan.", *told])


def codes_in(delivery: Delivery) -> frozenset[str]:
    """The numbers of our own registers that its lines name."""
    return frozenset(_code(record.fields) for record in delivery.records) - {""}


def _code(fields: Mapping[str, Given]) -> str:
    return str(fields.get("code", "")).strip().upper()


def _not_that_case(fields: Mapping[str, Given], there: Mapping[str, Given]) -> str:
    """Why a line cannot be what its number says."""
    code = _code(fields)
    if code and not there:
        return f"Kode {code} tidak ada di register kasus. Periksa, atau kosongkan bila laporan baru."
    for name, label in (("agency", "Instansi"), ("reference", "Nomor laporan")):
        if code and name in fields and fields[name] != there[name]:
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


def _case_line(
    record: DeliveredRecord, said: Mapping[str, Given], source_code: str, there: Mapping[str, Given]
) -> CaseLine:
    fields = {**there, **said}
    texts = {name: str(value).strip() for name, value in fields.items()}

    def text(name: str) -> str:
        return texts.get(name, "")

    def day(name: str) -> date | None:
        return date.fromisoformat(text(name)) if text(name) else None

    origin, district = _origin(text(REGION))
    counts = {name: _count(fields.get(name)) for name in COUNTS}
    entry = Entry(
        agency_code=text("agency") or source_code,
        reference=text("reference"),
        kind=CaseKind(text("kind")) if text("kind") else None,
        reported_on=day("reported_on"),
        happened_on=day("happened_on"),
        origin=origin,
        district_code=district,
        transit_id=None,
        destination_iso3=text("destination"),
        victims=Victims(**counts),
        suspects=_count(fields.get("suspects")),
        sector=Sector(text("sector")) if text("sector") else Sector.UNKNOWN,
        recruitment=RecruitmentMode(text("recruitment")) if text("recruitment") else RecruitmentMode.UNKNOWN,
        note="",
        blanks_are_unknown=True,
        closed_on=day("closed_on"),
        police_stage=PoliceStage(text("police_stage")) if text("police_stage") else None,
        service_stage=ServiceStage(text("service_stage")) if text("service_stage") else None,
    )
    return CaseLine(record.at, entry, frozenset([name for name in said if texts[name]]), _code(said))


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
        "reference": entry.reference,
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


# Figures --------------------------------------------------------------------------------------------


def figure_lines(
    delivery: Delivery,
    decisions: Decisions,
    kind: ImportKind,
    indicators: frozenset[str],
    on: date,
    standing: Mapping[str, SeriesLine] | None = None,
) -> SeriesLines:
    """``indicators`` are the series that the register knows, ``standing`` the figures that lines name by its
    numbers."""
    ready: dict[tuple[object, ...], SeriesLine] = {}
    back: list[SentBack] = []
    unsaid = 0
    for at, count, code in _told(delivery, decisions, kind):
        if count.value is None and count.state not in SILENT:
            if count.state is CellState.BLANK:
                unsaid += 1
            else:
                fields = _figure_fields(count, code)
                waits = address(count.sheet, count.place_at or count.cell)
                said = delivery.why_put_off.get(waits, "")
                why = f"{_WHY.get(count.state, _UNREAD)} {said}".strip()
                back.append(SentBack(at, fields, why))
            continue
        there = (standing or {}).get(code)
        reason = _not_that_figure(count, code, there) if code else _in_the_way(count, indicators, on)
        if reason:
            if count.value is None:
                unsaid += 1
            else:
                back.append(SentBack(at, _figure_fields(count, code), reason))
            continue
        if there is not None:
            line = replace(there, at=at, value=count.value)
            if ready.setdefault((code,), line) is not line:
                back.append(SentBack(at, _figure_fields(count, code), f"{code} sudah disebut di atasnya."))
            continue
        assert count.starts_on is not None
        assert count.ends_on is not None
        line = SeriesLine(
            at,
            count.indicator,
            count.region,
            count.starts_on,
            count.ends_on,
            count.subgroup,
            count.destination,
            count.value,
        )
        first = ready.setdefault(line.series, line)
        if first is not line and first.value != line.value:
            reason = f"Deret dan waktu yang sama sudah dibaca di {first.at}."
            back.append(SentBack(at, _figure_fields(count), reason))
    if kind is not ImportKind.FIGURES:
        back += _of_persons(delivery, decisions)
    return SeriesLines(tuple(ready.values()), tuple(back), unsaid)


def _of_persons(delivery: Delivery, decisions: Decisions) -> Iterator[SentBack]:
    """A list of persons goes back as what it counts by kabupaten and month, ready to be sent as figures:
    whether it is complete for that time, its sender alone knows."""
    counted: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for record in delivery.records:
        fields, waiting = decided(record, decisions)
        if waiting:
            yield SentBack(record.at, fields, waiting_for(record, waiting, delivery))
            continue
        region = str(fields.get(REGION, "unknown"))
        place = regency_of(region) if region.startswith(f"{PROVINCE}.") else region
        counted[str(fields.get("indicator", "")), place, *_whole_months(record.span)].append(record.at)
    for (indicator, place, starts_on, ends_on), lines in counted.items():
        at = lines[0] if len(lines) == 1 else f"{lines[0]} dan {len(lines) - 1} baris lain"
        told = {"indicator": indicator, REGION: place, "starts_on": starts_on, "ends_on": ends_on}
        yield SentBack(
            at, {name: text for name, text in told.items() if text} | {"value": len(lines)}, _A_LIST
        )


_A_LIST = (
    "Daftar satu baris satu orang tidak disimpan sebagai angka. Ini hitungannya: kirim lagi sebagai angka "
    "terbit bila daftarnya lengkap untuk waktu itu."
)


def _whole_months(span: str) -> tuple[str, str]:
    """The month of a day; a longer time stays as it is."""
    starts, _, ends = span.partition("/")
    if not starts or not ends:
        return "", ""
    month = Month.containing(date.fromisoformat(starts))
    if date.fromisoformat(ends) <= month.ends_on:
        return month.starts_on.isoformat(), month.ends_on.isoformat()
    return starts, ends


_UNREAD = "Tidak ada angka yang dapat dibaca."
_WHY = {
    CellState.DOUBTFUL: "Diragukan dan belum diputuskan.",
    CellState.STRUCK: "Dicoret di berkas.",
    CellState.HIDDEN: "Berada di baris atau kolom tersembunyi.",
    CellState.SUPPRESSED: "Disembunyikan oleh pengirim.",
    CellState.FORMULA: "Rumus belum dihitung.",
    CellState.ERROR: "Rumus menghasilkan galat.",
    CellState.NAN: "Bukan bilangan.",
}


def _told(
    delivery: Delivery, decisions: Decisions, kind: ImportKind
) -> Iterator[tuple[str, DeliveredCount, str]]:
    """Where it stands, what it says, and the number of our own register that it names."""
    for count in decisions.of_counts(delivery.counts):
        at = f"{count.sheet} {count.cell}".strip()
        yield at, count, ""
    if kind is ImportKind.FIGURES:
        for record in delivery.records:
            fields, waiting = decided(record, decisions)
            yield record.at, _of_record(record, fields, waiting), _code(fields)


def _of_record(
    record: DeliveredRecord, fields: Mapping[str, Given], waiting: Sequence[str]
) -> DeliveredCount:
    starts, _, ends = str(fields.get("period", "")).partition("/")
    starts, ends = str(fields.get("starts_on", starts)), str(fields.get("ends_on", ends))
    value = fields.get("value")
    told = isinstance(value, int | float) and not waiting
    return DeliveredCount(
        record.sheet,
        waiting[0] if waiting else "",
        str(fields.get("indicator", "")),
        str(fields.get("subgroup", "")),
        str(fields.get("destination", "")),
        str(fields.get(REGION, "")),
        date.fromisoformat(starts) if starts else None,
        date.fromisoformat(ends) if ends else None,
        CellState.VALUE if told else CellState.DOUBTFUL if waiting else CellState.BLANK,
        float(value) if told and isinstance(value, int | float) else None,
    )


def _not_that_figure(count: DeliveredCount, code: str, there: SeriesLine | None) -> str:
    """Why a line cannot be the figure whose number it names: only its value can be another one."""
    if there is None:
        return f"Kode {code} tidak ada di daftar angka. Periksa, atau kosongkan bila angka baru."
    said = {
        "indikator": (count.indicator, there.indicator),
        "wilayah": (count.region, there.region),
        "mulai": (count.starts_on, there.starts_on),
        "sampai": (count.ends_on, there.ends_on),
        "rincian": (count.subgroup, there.subgroup),
        "negara tujuan": (count.destination, there.destination),
    }
    differing = [name for name, (told, known) in said.items() if told and told != known]
    if not differing:
        return ""
    return (
        f"{code} tercatat dengan {listing(differing)} yang lain; hanya nilainya dapat diganti lewat berkas. "
        "Kosongkan kodenya bila ini angka lain."
    )


def _in_the_way(count: DeliveredCount, indicators: frozenset[str], on: date) -> str:
    if count.indicator not in indicators:
        return "Deretnya tidak ada dalam daftar indikator."
    if not count.region.startswith(PROVINCE):
        return _NO_PLACE_OF_OURS.get(
            count.region, f"Wilayahnya tidak dikenal; daftar angka hanya memuat {HERE.short_name}."
        )
    if count.starts_on is None or count.ends_on is None:
        return "Waktunya tidak tertulis. Tulis bulan dan tahunnya di judul atau kepala kolom."
    if count.starts_on.year < FIRST_YEAR or count.ends_on > on:
        return (
            f"Rentang waktunya tidak terletak antara tahun {FIRST_YEAR} dan {long_date(on)}; "
            "bulan yang belum berakhir belum dapat disimpan."
        )
    return ""


_NO_PLACE_OF_OURS = {
    "outside": f"Menurut berkas ini dari {HERE.outside}; daftar angka hanya memuat {HERE.short_name}.",
    "unknown": "Menurut berkas ini asalnya tidak diketahui; daftar angka memuat wilayah yang diketahui.",
}
"""What a sender says of a line that is of no place of the map: neither silence nor zero."""


def _figure_fields(count: DeliveredCount, code: str = "") -> dict[str, Given]:
    given: dict[str, Given | date | None] = {
        "code": code,
        "indicator": count.indicator,
        REGION: count.region,
        "starts_on": count.starts_on,
        "ends_on": count.ends_on,
        "subgroup": count.subgroup,
        "destination": count.destination,
        "value": count.value,
    }
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in given.items()
        if value not in (None, "")
    }


def places_of(lines: Iterable[SeriesLine]) -> int:
    return len({line.region for line in lines})
