"""What the reader knows beforehand, from the tables that ship: places, agencies, countries."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from db.geodata import NATIONAL
from domain.imports.places import Gazetteer, KnownPlace
from domain.imports.reference import Reference
from domain.imports.words import Vocabulary, key, squeeze
from domain.places.province import HERE, PACK

_OFFICES_OF_PLACES = ("Pemkab ", "Bupati ")


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


@cache
def load(today: date) -> Reference:
    regencies = list(_rows(PACK / "kabupaten.csv"))
    regions = {row["kode"]: KnownPlace(row["kode"], row["nama"], row["kode_bps"]) for row in regencies}
    regions[HERE.code] = KnownPlace(HERE.code, HERE.name)
    for file in ("kecamatan.csv", "desa.csv"):
        regions |= {row["kode"]: KnownPlace(row["kode"], row["nama"]) for row in _rows(PACK / file)}
    agencies = _agencies()
    countries = _countries()
    gazetteer = Gazetteer(
        regions,
        aliases=tuple(region_aliases()),
        countries=tuple(countries),
        islands={row["pulau_utama"] for row in regencies},
        towns=tuple(_towns(regencies)),
    )
    vocabulary = Vocabulary(
        [
            *(region.name for region in regions.values() if region.code.count(".") < 3),
            *(name for row in _rows(PACK / "agencies.csv") for name in (row["name"], row["short_name"])),
            HERE.short_name,
            *(row["alias"] for row in _rows(PACK / "agency_aliases.csv")),
            *(row["nama_lain"] for row in _rows(PACK / "region_aliases.csv")),
            *(
                name
                for row in _rows(NATIONAL / "destinations.csv")
                for name in (row["nama_id"], row["name_en"])
            ),
            *(row["name"] for file in ("indicators.csv", "sources.csv") for row in _rows(PACK / file)),
        ]
    )
    inland = {squeeze(name): name for name in _inland()}
    return Reference(gazetteer, vocabulary, agencies, countries, _indicators(), today, inland=inland)


def _agencies() -> dict[str, str]:
    found = {}
    for row in _rows(PACK / "agencies.csv"):
        for name in (row["code"], row["name"], row["short_name"]):
            found[squeeze(name)] = row["code"]
    for row in _rows(PACK / "agency_aliases.csv"):
        found.setdefault(squeeze(row["alias"]), row["agency_code"])
    return found


def region_aliases() -> Iterator[tuple[str, str]]:
    """Other names of places, and the short ones inside the names of their governments: Pemkab TTS."""
    for row in _rows(PACK / "region_aliases.csv"):
        yield row["nama_lain"], row["kode"]
    ambiguous = {key(name) for name in HERE.names.ambiguous}
    place_of = {row["code"]: row["region_code"] for row in _rows(PACK / "agencies.csv")}
    for row in _rows(PACK / "agency_aliases.csv"):
        code = place_of[row["agency_code"]]
        if not row["agency_code"].startswith("pemkab-"):
            continue
        for office in _OFFICES_OF_PLACES:
            if row["alias"].startswith(office) and key(row["alias"].removeprefix(office)) not in ambiguous:
                yield row["alias"].removeprefix(office), code


def _towns(regencies: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Seats of kabupaten as people write them, and ports that are better known than the seat."""
    by_bps = {row["kode_bps"]: row["kode"] for row in regencies}
    called = {row["nama_pendek"] for row in regencies}
    ports = ((row["kota"], by_bps.get(row["kode_bps"], "")) for row in _rows(PACK / "transit.csv"))
    seats = ((row["ibu_kota"], row["kode"]) for row in regencies)
    for name, code in (*ports, *seats):
        if code and name not in called and name.replace(" ", "").replace("'", "").isalpha():
            yield name, code
            yield from ((short, code) for short in HERE.names.written.get(name, ()))


def _inland() -> Iterator[str]:
    """Where people are taken to, or through, without leaving the country."""
    yield from (row["kota"] for row in _rows(PACK / "transit.csv") if row["wilayah"] == HERE.outside)
    yield from ("Kalimantan", "Sumatera", "Sumatra", "Jawa", "Sulawesi")


def _indicators() -> dict[str, str]:
    rows = _rows(PACK / "indicators.csv")
    return {squeeze(name): row["code"] for row in rows for name in (row["code"], row["name"])}


def _countries() -> dict[str, str]:
    found = {}
    for row in _rows(NATIONAL / "destinations.csv"):
        for name in (row["nama_id"], row["name_en"], row["iso3"]):
            found[squeeze(name)] = row["iso3"]
    found.pop("idn", None)
    known = set(found.values())
    for iso3, names in _SHORT_COUNTRIES.items():
        found |= {squeeze(name): iso3 for name in names.split("|") if iso3 in known}
    return found


_SHORT_COUNTRIES = {
    "MYS": "Msia|M'sia",
    "SGP": "S'pore|Spore|S'pura",
    "BRN": "Brunei|Brunei D|Brunai",
    "TLS": "RDTL",
    "SAU": "Saudi|Arab Saudi|KSA",
    "ARE": "UEA|Emirat|Emirat Arab",
    "PNG": "Papua Nugini|PNG",
    "HKG": "Hongkong|HK",
    "KOR": "Korsel",
}
"""As offices write them in lists."""
