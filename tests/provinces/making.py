"""An invented province as a pack: cells of an invented map, names of syllables, the usual agencies."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.settings import ROOT
from domain.places.province import ZONES
from tests.provinces.cells import LAND, Cell, area_of, cells_of, feature, ring
from tests.provinces.nation import Plan, codes_of, shares

_SYLLABLES = ("zu", "vo", "qa", "ke", "lu", "mo", "ri", "sa", "te", "wi", "ba", "no", "pe", "du")
_STRANGE = ("zu", "vo", "qa")
"""One of these is in every name, so that it is no name of a real place."""
_LARGEST_RURAL = 70
"""Kabupaten are counted from 01, kota from 71."""

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True)
class Drawn:
    """A place of the map."""

    code: str
    name: str
    cell: Cell

    @property
    def middle(self) -> tuple[float, float]:
        west, south, east, north = self.cell
        return round((west + east) / 2, 5), round((south + north) / 2, 5)


def make(plan: Plan, folder: Path) -> Path:
    """The pack in a folder that is made for it."""
    maker = _Maker(plan, folder)
    for part in ("map", "source"):
        (folder / part).mkdir(parents=True)
    maker.write()
    return folder


class _Maker:
    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan, self.folder = plan, folder
        self.rng = random.Random(f"{plan}")
        word = self._name(set())
        self.name = f"Contoh {word}"
        self.short = f"C{word[:2].upper()}X"
        self.slug = self.short.lower()
        self.zone_label = ZONES[plan.zone]
        names: set[str] = set()
        self.regencies = [
            Drawn(code, f"{'Kota' if self._is_town(code) else 'Kabupaten'} {self._name(names)}", cell)
            for code, cell in zip(codes_of(plan), cells_of(LAND, plan.regencies), strict=True)
        ]
        self.districts = [each for regency, count in self._shares() for each in self._within(regency, count)]

    def _is_town(self, code: str) -> bool:
        return not self.plan.letters and int(code[3:]) > _LARGEST_RURAL

    def _shares(self) -> Iterator[tuple[Drawn, int]]:
        counts = shares(self.plan.districts, [1.0] * len(self.regencies), smallest=1)
        return zip(self.regencies, counts, strict=True)

    def _within(self, regency: Drawn, count: int) -> Iterator[Drawn]:
        names: set[str] = set()
        for number, cell in enumerate(cells_of(regency.cell, count), start=1):
            yield Drawn(f"{regency.code}.{number:02d}", self._name(names), cell)

    def _name(self, taken: set[str]) -> str:
        while True:
            parts = [self.rng.choice(_STRANGE), *self.rng.choices(_SYLLABLES, k=self.rng.choice((2, 3)))]
            self.rng.shuffle(parts)
            name = "".join(parts).capitalize()
            if name not in taken:
                taken.add(name)
                return name

    def write(self) -> None:
        self._province()
        self._regions()
        self._ways()
        self._agencies()
        self._declaration()
        self._figures()
        self._boundaries()

    def _table(self, file: str, rows: Rows, columns: str = "") -> None:
        rows = list(rows)
        head = columns.split() or list(rows[0])
        if self.plan.bare and file in _NOT_NEEDED:
            rows = []
        with (self.folder / file).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, head, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def _province(self) -> None:
        first = self.regencies[0]
        west, south, east, north = LAND
        quote = json.dumps  # of texts and lists TOML takes what JSON writes
        lines = [
            "# DATA CONTOH: no such province exists.",
            *(
                f"{name} = {quote(value)}"
                for name, value in (
                    ("code", self.plan.code),
                    ("name", self.name),
                    ("short_name", self.short),
                    ("product", f"Gerak Bersama {self.short}"),
                    ("capital", _bare(first.name)),
                    ("zone", self.plan.zone),
                    ("zone_label", self.zone_label),
                    ("hall", f"Aula Contoh {_bare(first.name)}; daring"),
                )
            ),
            "founded = 1957-03-04",
            "declared = 2025-08-11",
            f"[example]\ncode = {quote(first.code)}\nname = {quote(_bare(first.name))}",
            "[sign_in]",
            f"quotation = {quote(f'DATA CONTOH: kalimat deklarasi {self.name}')}",
            f"source = {quote(f'Gubernur {self.short}, contoh')}",
            "[offices]",
            *(f"{name} = {quote(code)}" for name, code in _OFFICES.items()),
            "[names]",
            f"guessed = {quote([self.slug, _bare(first.name).lower()])}",
            "[map]",
            f"frame = {quote([south, west, north, east])}",
            f"window = {quote([south - 1.2, west - 2.9, north + 1.5, east + 3.0])}",
            f"drawing = {quote([south - 0.18, west - 0.15, north + 0.21, east + 0.35])}",
            f"exits = {quote([north + 0.13, west + 2.0, east - 0.6])}",
            f'[[map.waters]]\nname = "Laut Contoh"\nat = {quote([south - 0.1, (west + east) / 2])}',
            "[map.labels]",
            *(
                f"{quote(each.code)} = {quote(list(each.middle))}"
                for each in self.regencies
                if each.code[3:].isdecimal()
            ),
        ]
        (self.folder / "province.toml").write_text("\n".join(lines) + "\n", "utf-8")

    def _regions(self) -> None:
        counts: dict[str, int] = {}
        for each in self.districts:
            counts[each.code[:5]] = counts.get(each.code[:5], 0) + 1
        self._table(
            "kabupaten.csv",
            (
                {
                    "kode": each.code,
                    "kode_bps": each.code.replace(".", ""),
                    "nama": each.name,
                    "nama_pendek": _bare(each.name),
                    "ibu_kota": _bare(each.name),
                    "lat_ibu_kota": each.middle[1],
                    "lon_ibu_kota": each.middle[0],
                    "pulau_utama": "Pulau Contoh",
                    "luas_km2": round(area_of(each.cell), 3),
                    "penduduk_bps_2024": (people := self.rng.randrange(60_000, 500_000)),
                    "penduduk_kemendagri_2025": people + 4_000,
                }
                for each in self.regencies
            ),
        )
        self._table(
            "kecamatan.csv",
            (
                {
                    "kode": each.code,
                    "kode_kabupaten": each.code[:5],
                    "nama": each.name,
                    "lat": each.middle[1],
                    "lon": each.middle[0],
                    "jumlah_desa": self.plan.villages,
                }
                for each in self.districts
            ),
        )
        self._table(
            "desa.csv",
            (
                {
                    "kode": f"{each.code}.{2000 + number}",
                    "kode_kecamatan": each.code,
                    "nama": self._name(set()),
                    "lat": each.middle[1],
                    "lon": each.middle[0],
                }
                for each in self.districts
                for number in range(1, self.plan.villages + 1)
            ),
        )
        first = self.regencies[0]
        self._table(
            "region_aliases.csv",
            [{"kode": first.code, "nama_lain": f"Kab. {_bare(first.name)[:3]}", "keterangan": "singkatan"}],
        )
        self._table(
            "holidays.csv",
            [{"day": "2026-03-04", "name": f"Hari jadi {self.name}", "source": "DATA CONTOH"}],
        )

    def _ways(self) -> None:
        first, last = self.regencies[0], self.regencies[-1]
        places = [("bandara", "Bandara Contoh", first), ("pelabuhan", "Pelabuhan Contoh", last)]
        inside = [
            {
                "nama": f"{name} {_bare(at.name)}",
                "jenis": kind,
                "lat": at.middle[1],
                "lon": at.middle[0],
                "kota": _bare(at.name),
                "kode_bps": at.code.replace(".", ""),
                "wilayah": self.short,
            }
            for kind, name, at in places
        ]
        beyond = {
            "nama": "Pelabuhan Seberang Contoh",
            "jenis": "kota transit",
            "lat": LAND[3] + 1,
            "lon": LAND[0] - 1,
            "kota": "Seberang Contoh",
            "kode_bps": "",
            "wilayah": f"luar {self.short}",
        }
        rest = {"akurasi": "perkiraan", "sumber": "DATA CONTOH", "keterangan": "DATA CONTOH"}
        self._table("transit.csv", (each | rest for each in (*inside, beyond)))
        self._table(
            "ferry_links.csv",
            [{"dari": first.code, "ke": last.code, "alasan": "Selat Contoh; DATA CONTOH"}]
            if first is not last
            else [],
            "dari ke alasan",
        )
        self._table(
            "ltsa.csv",
            [
                {
                    "nama": "LTSA tingkat provinsi",
                    "wilayah": first.code,
                    "melayani": self.short,
                    "sumber": "DATA CONTOH",
                    "url": "https://contoh.example/ltsa",
                }
            ],
        )

    def _agencies(self) -> None:
        self._table(
            "sources.csv",
            [
                {
                    "code": "C1",
                    "name": "Halaman contoh",
                    "url": "https://contoh.example/deklarasi",
                    "accessed_note": "DATA CONTOH",
                }
            ],
        )
        rows = [
            self._agency(code, f"{name} Provinsi {self.short}", f"{short} {self.short}", kind, superior)
            for code, name, short, kind, superior in _AGENCIES
        ]
        rows.append(
            self._agency(
                "polres", f"Kepolisian Resor se-{self.short}", f"Polres se-{self.short}", "police", "polda"
            )
            | {"level": "regency"}
        )
        rows.append(
            self._agency("kp2mi", "Kementerian Contoh", "Kementerian Contoh", "national_body", "")
            | {"level": "national", "region_code": ""}
        )
        governments = [
            self._agency(
                f"pemkab-{each.code.replace('.', '-').lower()}",
                f"Pemerintah {each.name}",
                f"{'Pemkot' if each.name.startswith('Kota') else 'Pemkab'} {_bare(each.name)}",
                "regency_government",
                "",
            )
            | {"level": "regency", "region_code": each.code}
            for each in self.regencies
        ]
        self._table("agencies.csv", [*rows, *governments])
        self._table(
            "agency_aliases.csv",
            [
                {"agency_code": "polda", "alias": "Polda", "note": "DATA CONTOH"},
                {"agency_code": "bp3mi", "alias": "BP3MI", "note": "DATA CONTOH"},
                *(
                    {
                        "agency_code": each["code"],
                        "alias": f"Bupati {_bare(str(at.name))}",
                        "note": "DATA CONTOH",
                    }
                    for each, at in zip(governments, self.regencies, strict=True)
                ),
            ],
        )
        self._table(
            "forkopimda_seats.csv",
            [
                {
                    "code": code,
                    "title": f"{title} {self.short}",
                    "agency_code": agency,
                    "basis": "statutory",
                    "position": position,
                    "legal_basis": "PP 12/2022 Pasal 3",
                    "valid_from": "",
                    "valid_to": "",
                    "validity_note": "DATA CONTOH",
                    "source_code": "C1",
                }
                for position, (code, title, agency) in enumerate(_SEATS, start=1)
            ],
        )
        self._table("ltsa_desks.csv", self._as_elsewhere("ltsa_desks.csv", provider_hint=""))
        self._table("pillars.csv", self._as_elsewhere("pillars.csv"))

    def _agency(self, code: str, name: str, short: str, kind: str, superior: str) -> dict[str, object]:
        return {
            "code": code,
            "name": name,
            "short_name": short,
            "kind": kind,
            "level": "province",
            "superior_code": superior,
            "region_code": self.plan.code,
            "mandate": "DATA CONTOH",
            "may_own_tasks": "true",
            "source_code": "C1",
            "note": "DATA CONTOH",
        }

    def _as_elsewhere(self, file: str, **changed: str) -> Rows:
        """What law or statistics make the same in every province: desks, pillars, indicators."""
        with (ROOT / "db/provinces/ntt" / file).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                source = {"source_code": "C1"} if "source_code" in row else {}
                yield (
                    {name: value.replace("NTT", self.short) for name, value in row.items()} | source | changed
                )

    def _declaration(self) -> None:
        self._table(
            "decision_events.csv",
            [
                {
                    "code": "DEK-C",
                    "title": f"Deklarasi contoh {self.name}",
                    "kind": "declaration",
                    "held_on": "2025-08-11",
                    "held_until": "",
                    "place": "Aula Contoh",
                    "description": "DATA CONTOH",
                    "source_code": "C1",
                }
            ],
        )
        said = [f"menjalankan janji contoh nomor {number} di {self.short}" for number in range(1, 11)]
        self._table(
            "statements.csv",
            [
                {
                    "code": f"D-{number:02d}",
                    "event_code": "DEK-C",
                    "position": number,
                    "kind": "pledge",
                    "text": text,
                    "speaker": f"Gubernur {self.short}",
                    "basis": "inferred",
                    "carrier": "Perangkat daerah contoh",
                    "measurable": "Kegiatan contoh terlaksana",
                    "pillar_code": str((number - 1) % 6 + 1),
                    "ambiguity": "",
                    "source_code": "C1",
                }
                for number, text in enumerate(said, start=1)
            ],
        )
        self._table(
            "commitment_drafts.csv",
            [
                {
                    "statement_code": f"D-{number:02d}",
                    "title": f"Janji contoh {number}",
                    "sentence": f"Menjalankan janji contoh nomor {number}",
                    "indicator": "Kegiatan contoh",
                    "unit": "kegiatan",
                    "target": "",
                    "polarity": "up",
                    "region_code": "",
                    "evidence": "Daftar contoh",
                    "note": "DATA CONTOH",
                }
                for number in range(1, 11)
            ],
        )

    def _figures(self) -> None:
        self._table("indicators.csv", self._as_elsewhere("indicators.csv"))
        self._table(
            "figures.csv",
            [
                {
                    "code": f"A-{number:03d}",
                    "indicator": indicator,
                    "region_code": self.plan.code,
                    "period_start": f"{year}-01-01",
                    "period_end": f"{year}-12-31",
                    "value": 100 * number,
                    "unit": "orang",
                    "subgroup": "",
                    "destination_iso3": "",
                    "source_code": "C1",
                    "note": "DATA CONTOH",
                    "as_written": "",
                    "speaker_note": "",
                }
                for number, (indicator, year) in enumerate(
                    [
                        (each, year)
                        for each in ("procedural_placement", "deportation")
                        for year in (2023, 2024)
                    ],
                    start=1,
                )
            ],
        )

    def _boundaries(self) -> None:
        regencies = [
            feature(
                each.cell,
                kode=each.code,
                nama=each.name.removeprefix("Kabupaten "),
                label=each.name.removeprefix("Kabupaten "),
                titik=each.middle,
            )
            for each in self.regencies
        ]
        districts = [
            feature(each.cell, kode=each.code, nama=each.name, kab=each.code[:5], titik=each.middle)
            for each in self.districts
        ]
        borders = {"type": "MultiLineString", "coordinates": [ring(each.cell) for each in self.regencies]}
        beside = feature((LAND[0] - 2.5, LAND[1], LAND[0] - 1.5, LAND[3]), nama="Tanah Contoh")
        for name, features, members in (
            ("kabupaten", regencies, {}),
            ("kecamatan", districts, {"batas_kabupaten": borders}),
            ("context", [beside], {}),
        ):
            said = {"type": "FeatureCollection", **members, "features": features}
            (self.folder / "map" / f"{name}.json").write_text(json.dumps(said) + "\n", "utf-8")
        for name, places in (("kabupaten", self.regencies), ("kecamatan", self.districts)):
            features = [
                feature(each.cell, kode=each.code, kode_kabupaten=each.code[:5], nama=each.name)
                for each in places
            ]
            said = {"type": "FeatureCollection", "features": features}
            (self.folder / "source" / f"{name}.geojson").write_text(json.dumps(said) + "\n", "utf-8")
        said = {"type": "FeatureCollection", "features": [beside]}
        (self.folder / "source" / "context_land.geojson").write_text(json.dumps(said) + "\n", "utf-8")


_NOT_NEEDED = frozenset(
    f"{name}.csv"
    for name in (
        *("region_aliases", "ferry_links", "ltsa", "transit", "holidays"),
        *("agency_aliases", "commitment_drafts", "figures"),
    )
)
_OFFICES = {
    "employment": "disnakertrans",
    "villages": "dpmd",
    "placement": "bp3mi",
    "immigration": "imigrasi",
    "police": "polda",
}
_AGENCIES = (
    ("gubernur", "Gubernur", "Gubernur", "governor_office", ""),
    ("setda", "Sekretariat Daerah", "Setda", "governor_office", "gubernur"),
    ("inspektorat", "Inspektorat Daerah", "Inspektorat", "provincial_agency", "setda"),
    ("disnakertrans", "Dinas Tenaga Kerja dan Transmigrasi", "Disnakertrans", "provincial_agency", "setda"),
    ("dinsos", "Dinas Sosial", "Dinsos", "provincial_agency", "setda"),
    ("dpmd", "Dinas Pemberdayaan Masyarakat dan Desa", "Dinas PMD", "provincial_agency", "setda"),
    ("dinkes", "Dinas Kesehatan", "Dinkes", "provincial_agency", "setda"),
    ("dp3ap2kb", "Dinas Pemberdayaan Perempuan", "DP3AP2KB", "provincial_agency", "setda"),
    ("diskominfo", "Dinas Komunikasi dan Informatika", "Diskominfo", "provincial_agency", "setda"),
    ("dprd", "Dewan Perwakilan Rakyat Daerah", "DPRD", "legislature", ""),
    ("polda", "Kepolisian Daerah", "Polda", "police", ""),
    ("kejati", "Kejaksaan Tinggi", "Kejati", "prosecutor", ""),
    ("korem", "Komando Resor Militer", "Korem", "military", ""),
    ("binda", "Badan Intelijen Negara Daerah", "Binda", "intelligence", ""),
    ("bp3mi", "Balai Pelayanan Pelindungan Pekerja Migran", "BP3MI", "vertical_agency", "kp2mi"),
    ("imigrasi", "Kantor Wilayah Imigrasi", "Imigrasi", "vertical_agency", ""),
)
_SEATS = (
    ("chair", "Ketua: Gubernur", "gubernur"),
    ("dprd-speaker", "Anggota: Ketua DPRD", "dprd"),
    ("police-chief", "Anggota: Kapolda", "polda"),
    ("chief-prosecutor", "Anggota: Kajati", "kejati"),
    ("army", "Anggota: Danrem", "korem"),
    ("intelligence", "Anggota: Kabinda", "binda"),
)


def _bare(name: str) -> str:
    return name.removeprefix("Kabupaten ").removeprefix("Kota ")
