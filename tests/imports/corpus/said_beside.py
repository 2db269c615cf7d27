"""Ordinary files in which a title, a heading, a note or a remark changes what the values are. Whatever the
reader makes of them, none is stored as if nothing were said; what a clerk reads was written first."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, Rows, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")
HEAD = ("No", "Kabupaten/Kota", "Jumlah")
LINES: Rows = ((1, "Flores Timur", 41), (2, "Lembata", 18), (3, "Alor", 7))
READ = {"53.06 2025": 41, "53.13 2025": 18, "53.05 2025": 7}


def counts(title: str, *notes: str, head: Sequence[str] = HEAD, lines: Rows = LINES) -> bytes:
    return xlsx([[title], [], list(head), *map(list, lines), [], *([note] for note in notes)])


def register(title: str, head: Sequence[str], *lines: Sequence[Any]) -> bytes:
    return xlsx([[title], [], list(head), *map(list, lines)])


def told(rule: str, cell: str = "") -> frozenset[tuple[str, str]]:
    return frozenset({(rule, cell)})


def dead(values: dict[str, int]) -> dict[str, float | str]:
    return {f"{label} deaths_abroad": value for label, value in values.items()}


# Titles and headings of tables of counts ----------------------------------------------------------------
for name, ugliness, title in (
    ("by-one-way-only", "those who went by sea alone", "Penempatan PMI lewat jalur laut Tahun 2025"),
    ("all-but-one-country", "those of all countries but one", "Penempatan PMI Tahun 2025 selain Singapura"),
    ("first-five", "the five with the most", "Lima Besar Penempatan PMI Tahun 2025"),
    ("within-the-country-too", "all who found work", "Hasil Penempatan Tenaga Kerja Tahun 2025"),
):
    add(
        name,
        f"{ugliness}, in words that are known",
        "placements",
        partial(counts, title),
        Expect(DOUBTS, READ, doubts=told("title-words")),
    )
add(
    "deaths-of-everybody",
    "deaths of whoever lived there, below the kind of those who worked abroad",
    "deaths",
    lambda: counts("Angka Kematian Tahun 2025"),
    Expect(DOUBTS, dead(READ), doubts=told("title-words")),
)
add(
    "households-with-somebody-abroad",
    "families, and not those who left",
    "placements",
    lambda: counts("Rumah Tangga yang Mempunyai PMI Tahun 2025"),
    Expect(ASK, questions=frozenset({"kind"})),
)
add(
    "those-to-come-home",
    "a plan of returns is no return",
    "deportations",
    lambda: counts("Jadwal Kedatangan Deportan Tahun 2025"),
    Expect(ASK, questions=frozenset({"kind"})),
)
add(
    "of-each-month",
    "a mean below the title of a year",
    "placements",
    lambda: counts("Penempatan PMI Tahun 2025", head=("No", "Kabupaten/Kota", "Per bulan")),
    Expect(DOUBTS, READ, doubts=told("title-words", "C3")),
)
add(
    "years-up-to-one",
    "“tiga tahun terakhir” beside the last of them",
    "placements",
    lambda: counts("Penempatan PMI Tiga Tahun Terakhir (sampai 2025)"),
    Expect(ASK, questions=frozenset({"period"})),
)
add(
    "running-halves",
    "the second half of the year holds the first one, as the year beside them shows",
    "placements",
    lambda: counts(
        "Penempatan PMI Tahun 2025",
        head=("No", "Kabupaten/Kota", "Semester I", "Semester II", "Jumlah 2025"),
        lines=((1, "Alor", 4, 9, 9), (2, "Ngada", 3, 5, 5), (3, "Sikka", 8, 19, 19)),
    ),
    Expect(
        DOUBTS,
        {
            "53.05 2025-01-01..2025-06-30": 4,
            "53.09 2025-01-01..2025-06-30": 3,
            "53.07 2025-01-01..2025-06-30": 8,
            "53.05 2025": 9,
            "53.09 2025": 5,
            "53.07 2025": 19,
        },
        doubts=told("cumulative"),
    ),
)
add(
    "years-that-nobody-has-seen",
    "beside years to come those before them may be planned as well",
    "placements",
    lambda: counts(
        "Jumlah Penempatan PMI",
        head=("No", "Kabupaten/Kota", "2025", "2027"),
        lines=((1, "Alor", 4, 9), (2, "Ngada", 3, 5)),
    ),
    Expect(DOUBTS, {"53.05 2025": 4, "53.09 2025": 3}, doubts=told("not-yet-begun", "D4")),
)
add(
    "headings-in-another-order",
    "the next page has women before men",
    "placements",
    lambda: counts(
        "Penempatan PMI Tahun 2025",
        head=("No", "Kabupaten/Kota", "L", "P"),
        lines=((1, "Alor", 4, 9), ("No", "Kabupaten/Kota", "P", "L"), (2, "Ngada", 5, 3)),
    ),
    Expect(
        IMPORT,
        {
            "53.05 2025 laki-laki": 4,
            "53.05 2025 perempuan": 9,
            "53.09 2025 laki-laki": 3,
            "53.09 2025 perempuan": 5,
        },
    ),
)
add(
    "letters-with-a-legend",
    "L and P that a legend explains are no sexes",
    "placements",
    lambda: counts(
        "Penempatan PMI Tahun 2025",
        "Ket: L = lama, P = pertama kali",
        head=("No", "Kabupaten/Kota", "L", "P", "Jumlah"),
        lines=((1, "Alor", 4, 9, 13), (2, "Ngada", 5, 3, 8)),
    ),
    Expect(
        DOUBTS,
        {"53.05 2025": 13, "53.09 2025": 8},
        doubts=frozenset({("column-unknown", "C3")}),
    ),
)
# Notes ---------------------------------------------------------------------------------------------------
for name, ugliness, note in (
    (
        "one-counted-in-another",
        "one kabupaten is counted in another",
        "Ket: Lembata masih digabung dengan Flores Timur",
    ),
    ("noughts-that-are-none", "a nought is of who sent nothing", "Catatan: 0 bila belum mengirim laporan"),
    ("one-place-until-march", "one place was counted until March alone", "Data Kab. Alor s.d. Maret 2025"),
    ("corrected-below", "a figure is corrected below the table", "Ralat: Lembata seharusnya 81"),
    ("two-were-swapped", "two lines were taken for each other", "NB: angka Alor dan Lembata tertukar"),
):
    add(
        name,
        f"{ugliness}, and a note alone says so",
        "placements",
        partial(counts, "Penempatan PMI Tahun 2025", note),
        Expect(DOUBTS, READ, doubts=told("note-of-a-part")),
    )
# Registers -----------------------------------------------------------------------------------------------
add(
    "quota-of-members",
    "how many a team may have, and not how many it has",
    "village-teams",
    lambda: register(
        "Satgas Desa Kabupaten Malaka",
        ("Kecamatan", "Desa", "Nomor SK", "Calon Anggota"),
        ("Wewiku", "Alkani", "9/2026", 12),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.21.03.2008", "reference": "9/2026"}),
        doubts=told("column-of-others", "D3"),
    ),
)
add(
    "words-that-a-heading-adds",
    "those who were turned away are not those who were served; nobody has a list of such words",
    "services",
    lambda: register(
        "Laporan LTSA Kabupaten Sikka Bulan Oktober 2026",
        ("Meja", "Status", "Jumlah pemohon tertolak"),
        ("Imigrasi", "Ada", 4),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.07", "desk": "immigration", "status": "open", "served": 4}),
        doubts=told("heading-words", "C3"),
    ),
)
add(
    "served-so-far",
    "what was served since January is no month's",
    "services",
    lambda: register(
        "Laporan LTSA Kabupaten Sikka Bulan Oktober 2026",
        ("Meja", "Status", "Orang dilayani s.d. bulan ini"),
        ("Imigrasi", "Ada", 410),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.07", "desk": "immigration", "status": "open"}),
        doubts=told("column-of-others", "C3"),
    ),
)
add(
    "desk-that-is-shut",
    "a remark takes back what the state says",
    "services",
    lambda: register(
        "Laporan LTSA Kabupaten Sikka Bulan Oktober 2026",
        ("Meja", "Status", "Keterangan"),
        ("Imigrasi", "Ada", "tidak beroperasi sejak Juni"),
        ("Kesehatan", "Ada", None),
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.07", "desk": "immigration", "status": "open"},
            {"region": "53.07", "desk": "health", "status": "open"},
        ),
        doubts=told("line-withdrawn", "C4"),
    ),
)
add(
    "staff-of-desks",
    "those who sit at the desks are not those who came",
    "services",
    lambda: register(
        "Petugas LTSA Kabupaten Sikka Bulan Oktober 2026",
        ("Meja", "Status", "Jumlah"),
        ("Imigrasi", "Ada", 2),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.07", "desk": "immigration", "status": "open", "served": 2}),
        doubts=told("list-of-others"),
    ),
)
add(
    "teams-for-something-else",
    "a team against floods is none of ours",
    "village-teams",
    lambda: register(
        "Tim Siaga Banjir Kabupaten Malaka",
        ("Kecamatan", "Desa", "Nomor SK", "Jumlah Anggota"),
        ("Wewiku", "Alkani", "9/2026", 12),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.21.03.2008", "reference": "9/2026", "members": 12}),
        doubts=told("list-of-others"),
    ),
)
add(
    "accounts-to-be-closed",
    "a list of whom to lock out is no list of whom to invite",
    "accounts",
    lambda: register(
        "Penonaktifan Akun", ("Username", "Instansi", "Peran"), ("bp3mi.op7", "BP3MI NTT", "Administrator")
    ),
    Expect(
        DOUBTS,
        numbered({"username": "bp3mi.op7", "agency": "bp3mi-ntt", "role": "administrator"}),
        doubts=told("list-of-others"),
    ),
)
add(
    "role-before-and-now",
    "of the role that was and the one that is, the one that is",
    "accounts",
    lambda: register(
        "Daftar Akun",
        ("Username", "Instansi", "Peran semula", "Peran menjadi"),
        ("bp3mi.op7", "BP3MI NTT", "Administrator", "Instansi"),
    ),
    Expect(
        DOUBTS,
        numbered({"username": "bp3mi.op7", "agency": "bp3mi-ntt", "role": "agency"}),
        doubts=told("column-of-others", "C3"),
    ),
)
add(
    "thousands-in-the-unit",
    "“ribu orang” beside 1,3",
    "figures",
    lambda: register(
        "Angka PMI",
        ("Indikator", "Kabupaten", "Tahun", "Nilai", "Satuan"),
        ("Penempatan PMI", "Alor", 2025, 1.3, "ribu orang"),
        ("Kasus TPPO", "Alor", 2025, 4, "orang"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "procedural_placement",
                "region": "53.05",
                "period": "2025-01-01/2025-12-31",
                "unit": "ribu orang",
            },
            {
                "indicator": "trafficking_police_reports",
                "region": "53.05",
                "period": "2025-01-01/2025-12-31",
                "unit": "orang",
            },
        ),
        doubts=frozenset({("scale-of-unit", "D4"), ("unit-differs", "D5")}),
    ),
)
add(
    "year-of-the-book",
    "the year in which figures were printed is not theirs",
    "figures",
    lambda: text(
        [["Indikator", "Kabupaten", "Tahun Publikasi", "Nilai"], ["Penempatan PMI", "Alor", "2026", "13"]],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered({"indicator": "procedural_placement", "region": "53.05", "value": 13}),
        doubts=told("column-of-others", "C1"),
    ),
    file="angka.csv",
)
add(
    "same-promise-three-times",
    "one commitment with a target for each quarter",
    "commitments",
    lambda: register(
        "Rencana Aksi 2026",
        ("Komitmen", "Penanggung Jawab", "Target", "Satuan"),
        ("Membentuk tim desa", "Dinas PMD", 5, "desa"),
        ("Membentuk tim desa", "Dinas PMD", 12, "desa"),
    ),
    Expect(
        DOUBTS,
        numbered(
            *({"title": "Membentuk tim desa", "owner": "dpmd", "target": n, "unit": "desa"} for n in (5, 12))
        ),
        doubts=told("same-once-more", "A5"),
    ),
)
add(
    "begins-on-a-day",
    "when it begins is not when it is due, and who helps does not answer for it",
    "commitments",
    lambda: register(
        "Rencana Aksi 2026",
        ("Komitmen", "Penanggung Jawab", "OPD pendukung", "Waktu mulai"),
        ("Membentuk tim desa", "Dinas PMD", "Dinsos NTT", "02/02/2026"),
    ),
    Expect(
        DOUBTS,
        numbered({"title": "Membentuk tim desa", "owner": "dpmd"}),
        doubts=frozenset({("column-of-others", "C3"), ("column-of-others", "D3")}),
    ),
)
add(
    "on-the-way-to-another",
    "“Timor-Leste (tujuan Australia)” goes to Australia",
    "cases",
    lambda: register(
        "Register Penyelundupan Manusia 2026",
        ("Nomor LP", "Tgl Lapor", "Kabupaten", "Negara"),
        ("LP/A/3/V/2026", "04/05/2026", "Rote Ndao", "Timor Leste (tujuan Australia)"),
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/A/3/V/2026",
                "reported_on": "2026-05-04",
                "region": "53.14",
                "destination": "AUS",
                "kind": "people_smuggling",
            }
        ),
    ),
)
add(
    "only-what-was-served-so-far",
    "without another column nothing of a month is left",
    "services",
    lambda: register(
        "Laporan LTSA Kabupaten Sikka Bulan Oktober 2026", ("Meja", "Kumulatif dilayani"), ("Imigrasi", 410)
    ),
    Expect(REFUSE, refusal="column-missing"),
)
# What a spreadsheet shows, and what stands among the lines -----------------------------------------------


def shown_in_thousands(sheet: Worksheet) -> None:
    for row in (4, 5, 6):
        sheet.cell(row, 3).number_format = '0 "ribu"'


add(
    "shown-in-thousands",
    "41 is shown as “41 ribu”",
    "placements",
    lambda: xlsx(
        [["Penempatan PMI Tahun 2025"], [], list(HEAD), *map(list, LINES)], change=shown_in_thousands
    ),
    Expect(DOUBTS, {}, doubts=told("scaled-format", "C4")),
)
add(
    "years-shown-of-days",
    "1 January of two years, of which the sheet shows the years",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI"],
            ["Kabupaten", date(2024, 1, 1), date(2025, 1, 1)],
            ["Alor", 4, 9],
            ["Ngada", 3, 5],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.05 2024": 4, "53.05 2025": 9, "53.09 2024": 3, "53.09 2025": 5},
        doubts=told("years-as-days", "B2"),
    ),
)
add(
    "sheet-of-an-example",
    "a sheet that shows how to fill in the others",
    "placements",
    lambda: xlsx([["Penempatan PMI Tahun 2025"], [], list(HEAD), *map(list, LINES)], title="Contoh isian"),
    Expect(DOUBTS, READ, doubts=told("title-words")),
)
REPORTS = ("Nomor LP", "Tgl Lapor", "Kabupaten", "Jenis Perkara")
add(
    "number-that-became-a-day",
    "“1/4/2026” of a report became 1 April",
    "cases",
    lambda: register("Register Perkara 2026", REPORTS, (date(2026, 4, 1), "05/04/2026", "Alor", "TPPO")),
    Expect(
        DOUBTS,
        numbered({"reported_on": "2026-04-05", "region": "53.05", "kind": "trafficking"}),
        doubts=told("number-as-date", "A4"),
    ),
)
add(
    "day-against-its-neighbours",
    "6 November between 9 and 14 June",
    "cases",
    lambda: register(
        "Register Perkara 2026",
        REPORTS,
        ("LP/1/2026", "02/06/2026", "Alor", "TPPO"),
        ("LP/2/2026", "09/06/2026", "Alor", "TPPO"),
        ("LP/3/2026", date(2026, 11, 6), "Alor", "TPPO"),
        ("LP/4/2026", "14/06/2026", "Alor", "TPPO"),
        ("LP/5/2026", "30/06/2026", "Alor", "TPPO"),
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {"reference": f"LP/{n}/2026", "reported_on": day, "region": "53.05", "kind": "trafficking"}
                for n, day in enumerate(
                    ("2026-06-02", "2026-06-09", "2026-11-06", "2026-06-14", "2026-06-30"), 1
                )
            )
        ),
        doubts=told("days-out-of-order", "B6"),
    ),
)
add(
    "line-called-off-below",
    "a note below the list calls one of its lines off",
    "activities",
    lambda: register(
        "Kegiatan Sosialisasi 2026",
        ("Tanggal", "Kabupaten", "Tempat", "Penyelenggara", "Peserta"),
        ("12/03/2026", "Alor", "Aula Kantor Camat", "BP3MI NTT", 40),
        ("Ket: yang tanggal 12 Maret dibatalkan",),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-03-12",
                "region": "53.05",
                "place": "Aula Kantor Camat",
                "agency": "bp3mi-ntt",
                "participants": 40,
            }
        ),
        doubts=told("note-of-a-part", "A5"),
    ),
)
add(
    "indicator-of-women",
    "an indicator that names a part, a country or a month, and no column for it",
    "figures",
    lambda: register(
        "Angka PMI",
        ("Indikator", "Kabupaten", "Tahun", "Nilai"),
        ("Penempatan PMI laki-laki", "Alor", 2025, 4),
        ("Penempatan PMI ke Singapura", "Alor", 2025, 2),
    ),
    Expect(
        DOUBTS,
        numbered(
            *({"region": "53.05", "period": "2025-01-01/2025-12-31", "value": value} for value in (4, 2))
        ),
        doubts=frozenset({("indicator-of-a-part", "A4"), ("indicator-of-a-part", "A5")}),
    ),
)
add(
    "figure-given-twice",
    "two values for one series, place and year",
    "figures",
    lambda: register(
        "Angka PMI",
        ("Indikator", "Kabupaten", "Tahun", "Nilai"),
        ("Penempatan PMI", "Alor", 2025, 4),
        ("Penempatan PMI", "Alor", 2025, 7),
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {
                    "indicator": "procedural_placement",
                    "region": "53.05",
                    "period": "2025-01-01/2025-12-31",
                    "value": value,
                }
                for value in (4, 7)
            )
        ),
        doubts=told("same-once-more", "A5"),
    ),
)
