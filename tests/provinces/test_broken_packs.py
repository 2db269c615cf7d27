"""DATA CONTOH: packs as a spreadsheet, an editor or a hurry leave them; each is refused by file and line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.pack_files import LARGEST
from db.packs import faults
from tests.provinces.making import make
from tests.provinces.test_provinces import SMALL, change

Breaking = Callable[[Path], object]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make(SMALL, tmp_path / "pack")


def said(file: str, old: str, new: str, line: int | None = None) -> Breaking:
    return lambda pack: change(pack / file, old, new, line=line)


def rewritten(file: str, anew: Callable[[bytes], bytes]) -> Breaking:
    return lambda pack: (pack / file).write_bytes(anew((pack / file).read_bytes()))


def added(file: str, *lines: str) -> Breaking:
    return rewritten(file, lambda content: content + "".join(f"{each}\n" for each in lines).encode())


def drawn(file: str, change_it: Callable[[Any], object]) -> Breaking:
    def broken(pack: Path) -> None:
        map_ = json.loads((pack / "map" / file).read_text("utf-8"))
        change_it(map_)
        (pack / "map" / file).write_text(json.dumps(map_), "utf-8")

    return broken


def a_folder(pack: Path) -> None:
    (pack / "pillars.csv").unlink()
    (pack / "pillars.csv").mkdir()


def a_circle_of_links(pack: Path) -> None:
    (pack / "pillars.csv").unlink()
    (pack / "pillars.csv").symlink_to(pack / "pillars.csv")


def a_huge_file(pack: Path) -> None:
    with (pack / "desa.csv").open("ab") as file:
        file.truncate(LARGEST + 1)


def without_properties(map_: Any) -> None:
    del map_["features"][0]["properties"]["titik"]


def far_away(map_: Any) -> None:
    map_["features"][0]["geometry"]["coordinates"][0][0][0] = [2.0, 48.0]


def endless(map_: Any) -> None:
    map_["features"][0]["properties"]["titik"] = [float("nan"), 0.0]


SEMICOLONS = "has ';' between its columns; a pack has commas"
BROKEN: dict[str, tuple[Breaking, str]] = {
    "an empty file": (rewritten("pillars.csv", lambda _: b""), "pillars.csv: is empty"),
    "a folder for a file": (a_folder, "pillars.csv: is missing"),
    "a link to itself": (a_circle_of_links, "pillars.csv: is missing"),
    "a huge file": (a_huge_file, "desa.csv: is larger than 50 MB"),
    "a byte order mark": (
        rewritten("kabupaten.csv", lambda content: b"\xef\xbb\xbf" + content),
        "kabupaten.csv:1: begins with a byte order mark",
    ),
    "semicolons": (
        rewritten("kabupaten.csv", lambda content: content.replace(b",", b";")),
        f"kabupaten.csv:1: {SEMICOLONS}",
    ),
    "semicolons in a table of agencies": (
        rewritten("agencies.csv", lambda content: content.replace(b",", b";")),
        f"agencies.csv:1: {SEMICOLONS}",
    ),
    "latin-1 in the regions": (
        rewritten("kabupaten.csv", lambda content: content.replace(b"Pulau Contoh", b"Pulau Cont\xf6h", 1)),
        "kabupaten.csv:2: is not UTF-8",
    ),
    "latin-1 in the agencies": (
        rewritten("agencies.csv", lambda content: content.replace(b"DATA CONTOH", b"DATA CONT\xd6H", 1)),
        "agencies.csv:2: is not UTF-8",
    ),
    "UTF-16": (
        rewritten("sources.csv", lambda content: content.decode().encode("utf-16")),
        "sources.csv:1: is not UTF-8",
    ),
    "a column too many": (
        rewritten("pillars.csv", lambda content: content.replace(b"\n", b",x\n")),
        "pillars.csv:1: column 'x' is not known; there are code,",
    ),
    "a column twice": (said("sources.csv", "name", "url", 1), "sources.csv:1: has column url twice"),
    "a cell too many": (said("sources.csv", "C1", "C1,C2", 2), "sources.csv:2: has more cells than the head"),
    "a cell too few": (said("sources.csv", "C1,", "", 2), "sources.csv:2: has fewer cells than the head"),
    "a line of spaces": (added("desa.csv", "  "), "has fewer cells than the head"),
    "a quote that never ends": (
        said("desa.csv", "31.01.01.2001,31.01.01,", '31.01.01.2001,31.01.01,"', 2),
        "desa.csv:",
    ),
    "a quote in the middle": (
        said("sources.csv", "C1,", 'C1,"Halaman" contoh', 2),
        "sources.csv:2: cannot be read as CSV",
    ),
    "a name over two lines": (
        said("sources.csv", "Halaman contoh", '"Halaman\ncontoh"', 2),
        "sources.csv:3: a cell goes over the end of its line",
    ),
    "a nought": (
        said("sources.csv", "Halaman contoh", "Halaman\0contoh", 2),
        "sources.csv:2: ",
    ),
    "a space that is none": (
        said("agencies.csv", "Gubernur", "Gubernur\u00a0", 2),
        "agencies.csv:2: a cell goes over the end of its line or has a sign that cannot be seen",
    ),
    "a sign that turns what follows around": (
        said("agencies.csv", "Gubernur", "\u202eGubernur", 2),
        "agencies.csv:2: a cell",
    ),
    "digits of another script": (
        said("kabupaten.csv", "31.02", "31.\u0660\u0662", 3),
        "kabupaten.csv:3: kode '31.\u0660\u0662' does not end in 2 digits",
    ),
    "a number with a comma": (
        said("kabupaten.csv", "Pulau Contoh,", "Pulau Contoh,1_0", 2),
        "kabupaten.csv:2: luas_km2 '1_0",
    ),
    "a number that is none": (said("figures.csv", "-12-31,", "-12-31,nan", 2), "figures.csv:2: value 'nan"),
    "a number without end": (
        said("figures.csv", "-12-31,", "-12-31,9e999", 2),
        "figures.csv:2: value '9e999",
    ),
    "less than nothing": (said("figures.csv", "-12-31,", "-12-31,-", 2), "must not be negative"),
    "a count that no column holds": (
        lambda pack: column(pack / "kabupaten.csv", "penduduk_bps_2024", "99999999999"),
        "kabupaten.csv:2: penduduk_bps_2024 '99999999999' is no whole number, or too large",
    ),
    "a latitude of another planet": (
        lambda pack: column(pack / "kabupaten.csv", "lat_ibu_kota", "123.4"),
        "lat_ibu_kota '123.4' is no degree from -90 to 90",
    ),
    "a day of the week": (
        said("holidays.csv", "2026-03-04", "2026-W10-3", 2),
        "is no day such as 2026-11-23",
    ),
    "a day without hyphens": (said("holidays.csv", "2026-03-04", "20260304", 2), "is no day such as"),
    "the same holiday twice": (
        added("holidays.csv", "2026-03-04,Hari contoh,DATA CONTOH"),
        "holidays.csv:3: day '2026-03-04' stands in line 2 already",
    ),
    "a period that ends before it begins": (
        lambda pack: column(pack / "figures.csv", "period_end", "1999-01-01"),
        "is after period_end '1999-01-01'",
    ),
    "a seat that ends before it begins": (
        lambda pack: (
            column(pack / "forkopimda_seats.csv", "valid_from", "2026-02-01"),
            column(pack / "forkopimda_seats.csv", "valid_to", "2026-01-01"),
        ),
        "forkopimda_seats.csv:2: valid_from '2026-02-01' is after valid_to '2026-01-01'",
    ),
    "a country that is none": (
        lambda pack: column(pack / "figures.csv", "destination_iso3", "XXX"),
        "figures.csv:2: destination_iso3 'XXX' is not in the countries of destination",
    ),
    "a palette that is none": (
        lambda pack: column(pack / "indicators.csv", "palette", "pelangi"),
        "indicators.csv:2: palette 'pelangi' is none of",
    ),
    "a desk that the law does not know": (
        lambda pack: column(pack / "ltsa_desks.csv", "code", "kopi"),
        "ltsa_desks.csv:2: code 'kopi' is not in the desks that the law asks for",
    ),
    "an agency above itself": (
        said("agencies.csv", ",province,gubernur,", ",province,setda,", 3),
        "agencies.csv:3: agency 'setda' is above itself",
    ),
    "a circle of agencies": (
        said("agencies.csv", ",governor_office,province,,", ",governor_office,province,setda,", 2),
        "agencies.csv:2: agency 'gubernur' is above itself",
    ),
    "an agency with an address for a code": (
        said("agencies.csv", "setda", "../setda", 3),
        "agencies.csv:3: code '../setda' must be of small letters, digits and hyphens",
    ),
    "two agencies of one name": (
        lambda pack: column(pack / "agencies.csv", "short_name", "Sama", lines=(2, 3)),
        "agencies.csv:3: short_name 'Sama' stands in line 2 already",
    ),
    "an alias of two agencies": (
        added("agency_aliases.csv", "bp3mi,POLDA,DATA CONTOH"),
        "alias 'POLDA' stands in line 2 already",
    ),
    "an alias of two places": (
        lambda pack: added("region_aliases.csv", second_name(pack))(pack),
        "region_aliases.csv:3: nama_lain",
    ),
    "a name that no column holds": (
        lambda pack: column(pack / "agencies.csv", "short_name", "Panjang" * 20),
        "agencies.csv:2: short_name 'PanjangPanjangPanjangPanjangPanjangPanja...' may have 60 letters",
    ),
    "a port of no kabupaten": (
        lambda pack: column(pack / "transit.csv", "kode_bps", "9999"),
        "transit.csv:2: kode_bps '9999' is not in kabupaten.csv",
    ),
    "a map that is no JSON": (rewritten("map/kabupaten.json", lambda _: b"{"), "cannot be read as JSON"),
    "a map of endless brackets": (
        rewritten("map/kabupaten.json", lambda _: b"[" * 200_000),
        "map/kabupaten.json: cannot be read as JSON",
    ),
    "a map without places for names": (
        drawn("kabupaten.json", without_properties),
        "map/kabupaten.json: is not as python -m db.geodata.prepare makes it (KeyError('titik'))",
    ),
    "a map that reaches to Paris": (
        drawn("kecamatan.json", far_away),
        "is drawn outside of map.window of province.toml",
    ),
    "a map of no number": (drawn("kabupaten.json", endless), "cannot be read as JSON (NaN is no number)"),
    "a region drawn twice": (
        drawn("kabupaten.json", lambda map_: map_["features"].append(map_["features"][0])),
        "map/kabupaten.json: '31.01' is drawn twice",
    ),
    "a map without the borders of its kabupaten": (
        drawn("kecamatan.json", lambda map_: map_.pop("batas_kabupaten")),
        "is not as python -m db.geodata.prepare makes it (KeyError('batas_kabupaten'))",
    ),
    "a frame of no number": (
        lambda pack: change(pack / "province.toml", "frame = [", "frame = [nan, 1, 2, 3] # "),
        "map.frame must be a number",
    ),
    "a name in two lines": (
        lambda pack: change(pack / "province.toml", 'name = "', 'name = "a\\nb'),
        "name must be a text in one line",
    ),
    "brackets without end in what no table holds": (
        lambda pack: (pack / "province.toml").write_text("a = " + "[" * 100_000, "utf-8"),
        "province.toml is no TOML",
    ),
}


def column(file: Path, name: str, value: str, *, lines: tuple[int, ...] = (2,)) -> None:
    """Say something else in this column."""
    written = file.read_text("utf-8").split("\n")
    at = written[0].split(",").index(name)
    for line in lines:
        cells = written[line - 1].split(",")
        cells[at] = value
        written[line - 1] = ",".join(cells)
    file.write_text("\n".join(written), "utf-8")


def second_name(pack: Path) -> str:
    return (pack / "region_aliases.csv").read_text("utf-8").split("\n")[1].replace("31.01", "31.02")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_refused_in_a_sentence_that_says_where(pack: Path, name: str) -> None:
    breaking, told = BROKEN[name]
    breaking(pack)
    found = faults(pack)
    assert [each for each in found if told in each and each.startswith(str(pack))], found[:5]


def test_a_file_that_nobody_may_read_is_told(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert f"{pack}/pillars.csv: cannot be read (Permission denied)." in faults(pack)


SOUND: dict[str, Breaking] = {
    "lines as Windows ends them": rewritten("desa.csv", lambda content: content.replace(b"\n", b"\r\n")),
    "no end of the last line": rewritten("desa.csv", lambda content: content.rstrip(b"\n")),
    "an empty line": added("desa.csv", ""),
    "a link to a file": lambda pack: (
        os.rename(pack / "desa.csv", pack / "lain"),
        (pack / "desa.csv").symlink_to(pack / "lain"),
    ),
    "holidays out of order": added("holidays.csv", "2025-01-02,Hari contoh,DATA CONTOH"),
    "a file that is none of the pack's": lambda pack: (pack / "catatan.txt").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_only_unusual_is_sound(pack: Path, name: str) -> None:
    SOUND[name](pack)
    assert faults(pack) == []
