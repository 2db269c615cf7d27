"""Whether a province's pack can be used: every fault by file and line, in a sentence that says what to do.

``python -m db check-pack FOLDER`` says it of any folder; a new database is filled from a sound pack only.
"""

import csv
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.commitments.declaration import DecisionEventKind, StatementBasis, StatementKind
from domain.figures.figures import Polarity
from domain.places import province
from domain.places.province import BOUNDARIES, FILE, BadPack, Province

Row = Mapping[str, str]
Fault = str
Check = Callable[[str], str]
"""Takes what is written and says what is wrong with it, or nothing."""


@dataclass(frozen=True)
class PackTable:
    """One file: what its columns may hold, and by what a line is known."""

    file: str
    columns: Mapping[str, Check]
    key: str = ""
    whole: Callable[[Row], str] = lambda _row: ""
    """What is wrong between the columns of a line."""


class Pack:
    """A folder as far as it can be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def province(self) -> Province:
        return province.read(self.folder)

    def rows(self, file: str) -> Iterator[tuple[int, Row]]:
        """Each line with its number; none of a file that is not there, which is a fault of its own."""
        path = self.folder / file
        if not path.is_file():
            return
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle, restkey="", restval="")
            for row in reader:
                yield reader.line_num, row

    def header(self, file: str) -> list[str]:
        with (self.folder / file).open(encoding="utf-8", newline="") as handle:
            return next(csv.reader(handle), [])

    def codes(self, file: str, column: str = "code") -> frozenset[str]:
        return frozenset(row.get(column, "") for _, row in self.rows(file))

    @cached_property
    def regencies(self) -> frozenset[str]:
        return self.codes("kabupaten.csv", "kode")

    @cached_property
    def districts(self) -> frozenset[str]:
        return self.codes("kecamatan.csv", "kode")

    @cached_property
    def regions(self) -> frozenset[str]:
        return self.regencies | self.districts | self.codes("desa.csv", "kode") | {self.province.code}


def faults(folder: Path) -> list[Fault]:
    """All of them, in the order of the files; empty of a sound pack."""
    pack = Pack(folder)
    try:
        pack.province  # noqa: B018 - read first: every other file is held to its code
    except BadPack as error:
        return [str(error)]
    return [f"{folder / fault}" for fault in (*_of_tables(pack), *_of_province(pack), *_of_boundaries(pack))]


@cache
def require_sound(folder: Path) -> None:
    """Looked at once in a process, for its files do not change while it serves."""
    found = faults(folder)
    if found:
        more = f" (and {len(found) - 1} more; python -m db check-pack)" if len(found) > 1 else ""
        raise BadPack(f"{found[0]}{more}")


def _of_tables(pack: Pack) -> Iterator[Fault]:
    for table in _tables(pack):
        if not (pack.folder / table.file).is_file():
            yield f"{table.file}: is missing; a pack has it even if it has only its head."
            continue
        try:
            missing = [column for column in table.columns if column not in pack.header(table.file)]
            if missing:
                yield f"{table.file}:1: has no column {', '.join(missing)}."
                continue
            yield from _of_table(pack, table)
        except UnicodeDecodeError as error:
            yield f"{table.file}: is not UTF-8 ({error.reason})."


def _of_table(pack: Pack, table: PackTable) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, row in pack.rows(table.file):
        at = f"{table.file}:{line}"
        if "" in row:
            yield f"{at}: has more cells than the head names columns."
            continue
        for column, check in table.columns.items():
            if wrong := check(row[column]):
                yield f"{at}: {column} '{row[column]}' {wrong}."
        if wrong := table.whole(row):
            yield f"{at}: {wrong}."
        if table.key:
            before = first.setdefault(row[table.key], line)
            if before != line:
                yield f"{at}: {table.key} '{row[table.key]}' stands in line {before} already."


def _of_province(pack: Pack) -> Iterator[Fault]:
    here = pack.province
    named = (
        here.example.code,
        *here.names.abbreviations,
        *here.map.labels,
        *(code for each in here.splits for code in (each.parent, each.child)),
    )
    for code in named:
        if code not in pack.regencies:
            yield f"{FILE}: '{code}' is no kabupaten of kabupaten.csv."
    agencies = pack.codes("agencies.csv")
    for name in ("employment", "villages", "placement", "immigration", "police"):
        if (code := getattr(here.offices, name)) not in agencies:
            yield f"{FILE}: offices.{name} '{code}' is no agency of agencies.csv."


def _of_boundaries(pack: Pack) -> Iterator[Fault]:
    """Every region is drawn, and nothing that is none; land beside the province has no codes."""
    known = {"kabupaten": pack.regencies, "kecamatan": pack.districts}
    for name in BOUNDARIES:
        file = f"map/{name}.json"
        try:
            said = json.loads((pack.folder / file).read_text("utf-8"))
            drawn = {feature["properties"].get("kode", "") for feature in said["features"]}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"{file}: cannot be read ({error}); python -m db.geodata.prepare makes it."
            continue
        if name in known and drawn != known[name]:
            stray = sorted(drawn ^ known[name])[0]
            yield f"{file}: '{stray}' is drawn but in no table, or in a table but not drawn."


def _said(text: str) -> str:
    return "" if text.strip() else "must not be empty"


def _anything(_text: str) -> str:
    return ""


def _number(text: str) -> str:
    try:
        float(text)
    except ValueError:
        return "is no number such as 1234.5"
    return ""


def _count(text: str) -> str:
    return "" if text.isdecimal() else "is no whole number"


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "is no day such as 2026-11-23"
    return ""


def _or_empty(check: Check) -> Check:
    return lambda text: check(text) if text else ""


def _one_of(kind: type[StrEnum]) -> Check:
    return lambda text: "" if text in list(kind) else f"is none of {', '.join(kind)}"


def _in(known: Collection[str], where: str) -> Check:
    return lambda text: "" if text in known else f"is not in {where}"


def _code_below(parents: Collection[str], digits: int) -> Check:
    """A code that is its parent's with a dot and so many digits more."""

    def check(text: str) -> str:
        parent, _, own = text.rpartition(".")
        if parent not in parents:
            return f"lies in {parent or 'nothing'}, which this pack does not have"
        return "" if own.isdecimal() and len(own) == digits else f"does not end in {digits} digits"

    return check


def _tables(pack: Pack) -> Iterator[PackTable]:
    yield from _places(pack)
    yield from _institutions(pack)
    yield from _declared(pack)
    yield PackTable("holidays.csv", {"day": _day, "name": _said, "source": _said}, "day")


def _places(pack: Pack) -> Iterator[PackTable]:
    regency = _in(pack.regencies, "kabupaten.csv")
    point = {"lat": _or_empty(_number), "lon": _or_empty(_number)}
    yield PackTable(
        "kabupaten.csv",
        {
            "kode": _code_below({pack.province.code}, 2),
            "kode_bps": _count,
            **dict.fromkeys(("nama", "nama_pendek", "ibu_kota", "pulau_utama"), _said),
            **dict.fromkeys(("lat_ibu_kota", "lon_ibu_kota", "luas_km2"), _number),
            **dict.fromkeys(("penduduk_bps_2024", "penduduk_kemendagri_2025"), _count),
        },
        "kode",
    )
    yield PackTable(
        "kecamatan.csv",
        {"kode": _code_below(pack.regencies, 2), "kode_kabupaten": regency, "nama": _said, **point},
        "kode",
        lambda row: _lies_in(row, "kode_kabupaten"),
    )
    yield PackTable(
        "desa.csv",
        {
            "kode": _code_below(pack.districts, 4),
            "kode_kecamatan": _in(pack.districts, "kecamatan.csv"),
            "nama": _said,
            **point,
        },
        "kode",
        lambda row: _lies_in(row, "kode_kecamatan"),
    )
    yield PackTable("region_aliases.csv", {"kode": regency, "nama_lain": _said})
    yield PackTable("ferry_links.csv", {"dari": regency, "ke": regency, "alasan": _said})
    yield PackTable("ltsa.csv", {"nama": _said, "wilayah": regency, "melayani": _said, "sumber": _said})
    bps = pack.codes("kabupaten.csv", "kode_bps")
    yield PackTable(
        "transit.csv",
        {
            **dict.fromkeys(("nama", "jenis", "kota", "wilayah", "sumber"), _said),
            **dict.fromkeys(("lat", "lon"), _number),
        },
        "nama",
        lambda row: (
            f"kode_bps '{row['kode_bps']}' is not in kabupaten.csv"
            if row["wilayah"] == pack.province.short_name and row["kode_bps"] not in bps
            else ""
        ),
    )


def _lies_in(row: Row, parent: str) -> str:
    above = row["kode"].rpartition(".")[0]
    return "" if above == row[parent] else f"kode '{row['kode']}' does not lie in {parent} '{row[parent]}'"


def _institutions(pack: Pack) -> Iterator[PackTable]:
    source = _or_empty(_in(pack.codes("sources.csv"), "sources.csv"))
    agency = _in(pack.codes("agencies.csv"), "agencies.csv")
    yield PackTable(
        "sources.csv", {"code": _said, "name": _said, "url": _anything, "accessed_note": _anything}, "code"
    )
    yield PackTable(
        "agencies.csv",
        {
            **dict.fromkeys(("code", "name", "short_name"), _said),
            "kind": _one_of(AgencyKind),
            "level": _one_of(AgencyLevel),
            "superior_code": _or_empty(agency),
            "region_code": _or_empty(_in(pack.regions, "the pack's regions")),
            "mandate": _anything,
            "may_own_tasks": lambda text: "" if text in ("true", "false") else "is neither true nor false",
            "source_code": source,
            "note": _anything,
        },
        "code",
        _has_its_place,
    )
    yield PackTable("agency_aliases.csv", {"agency_code": agency, "alias": _said, "note": _anything})
    yield PackTable(
        "forkopimda_seats.csv",
        {
            **dict.fromkeys(("code", "title", "legal_basis"), _said),
            "agency_code": agency,
            "basis": _one_of(SeatBasis),
            "position": _count,
            **dict.fromkeys(("valid_from", "valid_to"), _or_empty(_day)),
            "validity_note": _anything,
            "source_code": source,
        },
        "code",
    )
    yield PackTable(
        "ltsa_desks.csv",
        {"code": _said, "name": _said, "position": _count, "provider_hint": _anything, "source_code": source},
        "code",
    )


_WITHOUT_A_PLACE = {AgencyLevel.NATIONAL, AgencyLevel.ABROAD}


def _has_its_place(row: Row) -> str:
    if row["region_code"] or row["level"] in _WITHOUT_A_PLACE:
        return ""
    return f"agency '{row['code']}' has no region_code, which level {row['level']} needs"


def _declared(pack: Pack) -> Iterator[PackTable]:
    source = _or_empty(_in(pack.codes("sources.csv"), "sources.csv"))
    statement = _in(pack.codes("statements.csv"), "statements.csv")
    indicator = _in(pack.codes("indicators.csv"), "indicators.csv")
    yield PackTable(
        "pillars.csv",
        {**dict.fromkeys(("code", "name", "short_name", "description"), _said), "source_code": source},
        "code",
    )
    yield PackTable(
        "decision_events.csv",
        {
            **dict.fromkeys(("code", "title"), _said),
            "kind": _one_of(DecisionEventKind),
            "held_on": _day,
            "held_until": _or_empty(_day),
            **dict.fromkeys(("place", "description"), _anything),
            "source_code": source,
        },
        "code",
    )
    yield PackTable(
        "statements.csv",
        {
            **dict.fromkeys(("code", "text", "speaker"), _said),
            "event_code": _in(pack.codes("decision_events.csv"), "decision_events.csv"),
            "position": _count,
            "kind": _one_of(StatementKind),
            "basis": _one_of(StatementBasis),
            "pillar_code": _or_empty(_in(pack.codes("pillars.csv"), "pillars.csv")),
            **dict.fromkeys(("carrier", "measurable", "ambiguity"), _anything),
            "source_code": _in(pack.codes("sources.csv"), "sources.csv"),
        },
        "code",
        lambda row: (
            f"pledge '{row['code']}' has no pillar_code"
            if row["kind"] == StatementKind.PLEDGE and not row["pillar_code"]
            else ""
        ),
    )
    yield PackTable(
        "commitment_drafts.csv",
        {
            "statement_code": statement,
            **dict.fromkeys(("title", "sentence", "indicator", "unit"), _said),
            "target": _or_empty(_number),
            "polarity": _one_of(Polarity),
            "region_code": _or_empty(_in(pack.regions, "the pack's regions")),
            **dict.fromkeys(("evidence", "note"), _anything),
        },
        "statement_code",
    )
    yield PackTable(
        "indicators.csv",
        {
            **dict.fromkeys(("code", "name", "unit", "concept", "palette", "definition"), _said),
            "polarity": _one_of(Polarity),
            "note": _anything,
        },
        "code",
    )
    yield PackTable(
        "figures.csv",
        {
            "code": _said,
            "indicator": indicator,
            "region_code": _in(pack.regions, "the pack's regions"),
            **dict.fromkeys(("period_start", "period_end"), _day),
            "value": _number,
            "unit": _said,
            **dict.fromkeys(
                ("subgroup", "destination_iso3", "as_written", "speaker_note", "note"), _anything
            ),
            "source_code": _in(pack.codes("sources.csv"), "sources.csv"),
        },
        "code",
    )
