"""Figures of a delivery: the counts that could be stored as they are, and those that go back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

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
from domain.imports.fields import PERSONS
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState
from domain.imports.storing import SentBack, decided, own_code, waiting_for
from domain.places.province import HERE
from domain.places.regions import PROVINCE, regency_of
from domain.time.calendar import Month
from domain.time.formats import listing, long_date

SILENT = frozenset({CellState.DASH, CellState.EMPTY_WORD, CellState.NOT_AVAILABLE, CellState.NA})
"""Marks by which a sender says that there is no report."""

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
class SeriesLines:
    ready: tuple[SeriesLine, ...]
    back: tuple[SentBack, ...]
    unsaid: int
    """Cells that say nothing, which changes nothing."""
    asked: int
    """Cells with a mark of which a question is open."""


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
    unsaid = asked = 0
    for at, count, code in _told(delivery, decisions, kind):
        if delivery.is_asked_about(count):
            asked += 1
            continue
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
    return SeriesLines(tuple(ready.values()), tuple(back), unsaid, asked)


def _of_persons(delivery: Delivery, decisions: Decisions) -> Iterator[SentBack]:
    """A list of persons goes back as what it counts by kabupaten and month, ready to be sent as figures:
    whether it is complete for that time, its sender alone knows."""
    counted: dict[tuple[str, str, str, str], list[tuple[str, int]]] = defaultdict(list)
    for record in delivery.records:
        fields, waiting = decided(record, decisions)
        if waiting:
            yield SentBack(record.at, fields, waiting_for(record, waiting, delivery))
            continue
        region = str(fields.get(REGION, "unknown"))
        place = regency_of(region) if region.startswith(f"{PROVINCE}.") else region
        counted[str(fields.get("indicator", "")), place, *_whole_months(record.span)].append(
            (record.at, int(fields.get(PERSONS, 1)))
        )
    for (indicator, place, starts_on, ends_on), lines in counted.items():
        first = lines[0][0]
        at = first if len(lines) == 1 else f"{first} dan {len(lines) - 1} baris lain"
        told = {"indicator": indicator, REGION: place, "starts_on": starts_on, "ends_on": ends_on}
        yield SentBack(
            at,
            {name: text for name, text in told.items() if text}
            | {"value": sum(persons for _, persons in lines)},
            A_LIST,
        )


A_LIST = (
    "Daftar orang atau kejadian tidak disimpan baris demi baris. Unduh hitungannya, periksa, lalu kirim "
    "sebagai angka terbit bila daftarnya lengkap untuk waktu itu."
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
    CellState.ERROR: "Rumus menghasilkan kesalahan, seperti #N/A; betulkan di Excel.",
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
            yield record.at, _of_record(record, fields, waiting), own_code(fields)


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
