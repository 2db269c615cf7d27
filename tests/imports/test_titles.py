"""What one title says of the figures below it: whom they count, of what time, and what is asked instead."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.kinds import ImportKind
from tests.imports import scoring
from tests.imports.corpus.model import xlsx


def read_below(titles: str, kind: ImportKind, folder: Path, file: str = "kiriman.xlsx") -> Mapping[str, Any]:
    lines = [[title] for title in titles.split(" // ")]
    path = folder / file
    path.write_bytes(xlsx([*lines, ["No", "Kabupaten", "Jumlah"], [1, "Ende", 4], [2, "Sikka", 5]]))
    found: dict[str, Any] = json.loads("".join(answer(order(path, Request(kind, "", {}, scoring.TODAY)))))
    return found


def what_is_said(found: Mapping[str, Any]) -> str:
    """Of Ende, without its code; where something is asked, what."""
    questions = " ".join(sorted(question["key"] for question in found["questions"]))
    labels = [label.removeprefix("53.08 ") for label in scoring.read_values(found) if label[:5] == "53.08"]
    return f"asks {questions}" if questions else ", ".join(labels)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("bulan Januari s/d September 2025", "2025-01-01..2025-09-30"),
        ("TW I dan II 2025", "2025-01-01..2025-06-30"),
        ("Triwulan I, II dan III 2025", "2025-01-01..2025-09-30"),
        ("Triwulan I dan III 2025", "asks period"),
        ("Triwulan ke-3 2025", "2025-07-01..2025-09-30"),
        ("Triwulan ketiga 2025", "2025-07-01..2025-09-30"),
        ("Caturwulan II 2025", "2025-05-01..2025-08-31"),
        ("Semester kedua tahun 2024", "2024-07-01..2024-12-31"),
        ("Semester I-II 2024", "2024"),
        ("bulan: 09 tahun: 2025", "2025-09"),
        ("bulan 7 s/d 9 tahun 2025", "2025-07-01..2025-09-30"),
        ("periode 10/2025", "2025-10"),
        ("periode 01/01/2025 - 30/06/2025", "2025-01-01..2025-06-30"),
        ("periode 2025-01-01 s.d. 2025-03-31", "2025-01-01..2025-03-31"),
        ("2020 s.d. 2024", "2020-01-01..2024-12-31"),
        ("keadaan s/d 30 September 2025 (tahun 2025)", "2025-01-01..2025-09-30"),
        ("TW 3/2025", "2025-07-01..2025-09-30"),
        ("2024 // Berdasarkan PP 9/2008", "2024"),
        ("2024 // Nomor : 560/12/X/2025 // Tanggal : 3 Oktober 2025", "2024"),
        ("Januari dan Maret 2025", "asks period"),
        ("minggu III bulan Juli 2025", "asks period"),
        ("tanggal 05/10/2025", "asks period"),
        ("sejak Januari 2025", "asks period"),
        ("9 bulan pertama 2025", "asks period"),
        ("awal 2025", "asks period"),
        ("tahun 2024 kecuali Desember", "asks period"),
    ],
)
def test_a_title_names_the_months_of_its_figures_or_they_are_asked(
    title: str, said: str, tmp_path: Path
) -> None:
    found = read_below(f"Penempatan PMI {title}", ImportKind.PLACEMENTS, tmp_path)
    assert what_is_said(found) == said


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("placements", "Target penempatan PMI 2024", "2024 procedural_placement_target"),
        ("placements", "Target dan realisasi penempatan PMI 2024", "2024"),
        ("placements", "Proyeksi penempatan PMI 2024", "asks kind"),
        ("placements", "Calon PMI yang akan berangkat 2024", "asks kind"),
        ("placements", "Persentase penempatan PMI 2024", "asks kind"),
        ("placements", "Jumlah dan persentase penempatan PMI 2024", "2024"),
        ("placements", "Penempatan PMI mandiri 2024", "asks kind"),
        ("placements", "Penempatan PMI sektor perkebunan 2024", "asks kind"),
        ("placements", "Penempatan PMI menurut sektor 2024", "2024"),
        ("placements", "Penempatan PMI sektor formal 2024", "2024 formal"),
        ("placements", "Penempatan PMI perempuan 2024", "2024 perempuan"),
        ("placements", "Penempatan PMI laki-laki dan perempuan 2024", "2024"),
        ("placements", "Dinas Pemberdayaan Perempuan // Penempatan PMI 2024", "2024"),
        ("placements", "Penempatan PMI ke Jepang 2024", "2024 JPN"),
        ("placements", "Kementerian di Jakarta // Penempatan PMI 2024", "2024"),
        ("placements", "Penempatan PMI ke Malaysia dan Singapura 2024", ""),
        ("deaths", "Jenazah PMI menurut penyebab kematian 2024", "2024 remains_repatriated"),
        ("deaths", "Jenazah PMI yang dimakamkan di luar negeri 2024", "asks kind"),
        ("deaths", "PMI sakit dan meninggal 2024", "asks kind"),
        ("deaths", "Kematian PMI akibat kecelakaan kerja 2024", "asks kind"),
        ("deportations", "Deportan anak 2024", "2024 deportation anak"),
        ("deportations", "Deportasi dan repatriasi PMI 2024", "asks kind"),
        ("deportations", "Deportasi orang asing 2024", "asks kind"),
        ("deportations", "Penundaan penerbitan paspor 2024", "asks indicator"),
        ("figures", "Kasus TPPO 2024", "2024 trafficking_police_reports"),
        ("figures", "Kasus TPPO dan penyelundupan manusia 2024", "2024 trafficking_and_smuggling_reports"),
        ("figures", "Tersangka TPPO dan TPPM 2024", "2024 trafficking_and_smuggling_suspects"),
        ("figures", "Anak korban TPPO 2024", "2024 trafficking_victims anak"),
        ("figures", "Restitusi korban TPPO 2024", "asks indicator"),
        ("figures", "Saksi TPPO 2024", "asks indicator"),
        ("figures", "Kasus TPPO P-19 tahun 2024", "asks indicator"),
        ("figures", "Target penempatan PMI 2024", "2024 procedural_placement_target"),
    ],
)
def test_a_title_says_whom_its_figures_count_or_it_is_asked(
    kind: str, title: str, said: str, tmp_path: Path
) -> None:
    assert what_is_said(read_below(title, ImportKind(kind), tmp_path)) == said


def test_figures_of_several_countries_together_are_told_and_not_read(tmp_path: Path) -> None:
    found = read_below("Jenazah dari Malaysia dan Singapura 2024", ImportKind.DEATHS, tmp_path)
    assert found["values"] == []
    assert [doubt["rule"] for doubt in found["doubts"]] == ["several-countries"]


def test_a_week_in_the_name_of_the_file_is_no_month(tmp_path: Path) -> None:
    found = read_below("Penempatan PMI", ImportKind.PLACEMENTS, tmp_path, "minggu 3 Juli 2025.xlsx")
    assert what_is_said(found) == "asks period"


def test_a_register_that_says_nihil_is_refused_in_those_words(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(xlsx([["Register kasus TPPO Juli 2025"], ["No LP", "Tgl Lapor", "Kab Asal"], ["NIHIL"]]))
    request = Request(ImportKind.CASES, "", {}, scoring.TODAY)
    found = json.loads("".join(answer(order(path, request))))
    assert [refusal["rule"] for refusal in found["refusals"]] == ["nihil"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Kabupaten Malaka", "53.21"),
        ("Kec. Wewiku, Kabupaten Malaka", "53.21.03"),
        ("Kab. Malaka dan Belu", "asks region"),
        ("di luar Kabupaten Malaka", "asks region"),
        ("Desa Weoe Kecamatan Wewiku", "asks region"),
        ("Manggarai Raya", "asks region"),
        ("NTT dan NTB", "asks region"),
        ("wilayah kerja LTSA Sikka", "asks region"),
        ("laki-laki dan perempuan asal NTT", "53"),
        ("melalui Nunukan", "asks region"),
        ("lewat Batam", "asks region"),
        ("tiba di Maumere", "asks region"),
        ("di Pelabuhan Ende", "asks region"),
        ("melalui Bandara El Tari Kota Kupang", "asks region"),
        ("melalui Pelabuhan Tenau, Kota Kupang", "asks region"),
        ("Kabupaten Malaka melalui Pelabuhan Tenau", "53.21"),
        ("melalui Nunukan asal Kabupaten Malaka", "53.21"),
        ("asal NTT melalui Bandara El Tari", "53"),
        ("melalui pelabuhan di NTT", "53"),
    ],
)
def test_months_without_places_are_of_the_one_place_of_their_title(
    title: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(
        xlsx([[f"Jenazah PMI {title} 2025"], ["Bulan", "L", "P"], ["Januari", 1, 0], ["Februari", 2, 1]])
    )
    request = Request(ImportKind.DEATHS, "", {}, scoring.TODAY)
    found = json.loads("".join(answer(order(path, request))))
    places = {value["region"] for value in found["values"]}
    assert (" ".join(places) or what_is_said(found)) == said


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("DINAS TENAGA KERJA PROVINSI NTT", "asks region"),
        ("PEMERINTAH KABUPATEN SIKKA", "asks region"),
        ("JENAZAH PMI NTT", "53"),
    ],
)
def test_above_a_port_a_letterhead_does_not_say_where_all_who_passed_are_from_and_a_title_does(
    above: str, said: str, tmp_path: Path
) -> None:
    titles = [[above], ["Jenazah PMI melalui Bandara El Tari 2025"]]
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(xlsx([*titles, ["Bulan", "L", "P"], ["Januari", 1, 0], ["Februari", 2, 1]]))
    found = json.loads("".join(answer(order(path, Request(ImportKind.DEATHS, "", {}, scoring.TODAY)))))
    places = {value["region"] for value in found["values"]}
    assert (" ".join(places) or what_is_said(found)) == said


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("REGISTER PERKARA", "tidak menyebut jenis kasusnya, di kolom maupun di judul"),
        ("DAFTAR KORBAN TPPO DAN PMI NON PROSEDURAL", "Judulnya tidak menyebut satu jenis kasus untuk semua"),
    ],
)
def test_a_register_asks_its_kind_by_what_its_title_says(title: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "kiriman.xlsx"
    heads = ["No Register", "Tanggal Lapor", "Kabupaten Asal", "Negara Tujuan"]
    path.write_bytes(xlsx([[title], heads, ["R/1/2026", "5 Januari 2026", "Ende", "Malaysia"]]))
    request = Request(ImportKind.CASES, "", {}, scoring.TODAY)
    [question] = json.loads("".join(answer(order(path, request))))["questions"]
    assert why in question["says"]
