"""Files as clerks of a kecamatan, operators of a Polres, nurses of a port and interns of a partner type them,
each for a rule that the reader lacked; with what a careful clerk reads, written before it was mended."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    Adding,
    Case,
    Expect,
    html,
    merged,
    text,
    xlsx,
)
from tests.imports.corpus.offices import persons
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")


def under(*titles: str, notes: Sequence[str] = ()) -> bytes:
    """One figure each of Belu and Malaka below these titles."""
    rows: list[list[Any]] = [
        *([title] for title in titles),
        ["Kabupaten", "Jumlah"],
        ["Belu", 4],
        ["Malaka", 6],
    ]
    return xlsx([*rows, *([note] for note in notes)])


def both(period: str) -> dict[str, float | str]:
    return {f"53.04 {period}": 4, f"53.21 {period}": 6}


def deported(head: Sequence[Any], *rows: Sequence[Any]) -> bytes:
    return xlsx([["DEPORTASI PMI TAHUN 2025"], head, *rows])


def of_parts(**parts: float) -> dict[str, float | str]:
    """Of Belu in 2025, by the words of the part."""
    return {
        f"53.04 2025 deportation {part.replace('_', ' ').replace('laki laki', 'laki-laki')}".strip(): n
        for part, n in parts.items()
    }


# Times ---------------------------------------------------------------------------------------------------

add(
    "from-the-first-to-the-last",
    "“01/10/2026 s/d 31/10/2026” is October, and not what there was since January",
    "placements",
    lambda: html(
        [
            ["Laporan Penempatan", "", "", ""],
            ["Periode : 01/10/2026 s/d 31/10/2026", "", "", ""],
            ["No", "Kab/Kota Asal", "Negara", "Jumlah"],
            ["1", "KAB. TIMOR TENGAH SELATAN", "MALAYSIA", "1"],
            ["2", "KAB. TIMOR TENGAH SELATAN", "TAIWAN", "2"],
            ["3", "KOTA KUPANG", "HONGKONG", "1"],
            ["", "TOTAL", "", "4"],
        ]
    ),
    Expect(IMPORT, {"53.02 2026-10 MYS": 1, "53.02 2026-10 TWN": 2, "53.71 2026-10 HKG": 1}),
    file="laporan.xls",
)
add(
    "days-of-a-whole-month",
    "“1–31 Oktober 2026” says where it begins",
    "placements",
    partial(under, "PENEMPATAN PMI", "Periode 1 - 31 Oktober 2026"),
    Expect(IMPORT, both("2026-10")),
)
add(
    "semester-of-a-school",
    "“Semester ganjil” is a school's, and no half of the year",
    "placements",
    partial(under, "Penempatan PMI Semester Ganjil 2025"),
    Expect(ASK, questions=frozenset({"period"})),
)
add(
    "year-of-two-digits",
    "“TW. 3 THN 26”",
    "placements",
    partial(under, "PENEMPATAN PMI TW. 3 THN 26"),
    Expect(IMPORT, both("2026-07-01..2026-09-30")),
)
add(
    "state-of-a-month",
    "“Tahun 2025”, and below it “kondisi bulan Desember”: told",
    "placements",
    partial(under, "PENEMPATAN PMI TAHUN 2025", "(kondisi bulan Desember)"),
    Expect(DOUBTS, both("2025-12"), doubts=frozenset({("part-called-whole", "")})),
)
add(
    "day-of-the-report",
    "“Tanggal Laporan” is that of the paper",
    "placements",
    partial(under, "LAPORAN PMI", "Bulan Laporan: Oktober 2026", "Tanggal Laporan: 3 November 2026"),
    Expect(IMPORT, both("2026-10")),
)
add(
    "second-year-so-far",
    "“2025 dan 2026 (s/d Okt)” above a column of each",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI 2025 DAN 2026 (s/d Okt)"],
            ["Kabupaten", "2025", "2026", "Naik/Turun"],
            ["Belu", 4, 6, 2],
            ["Malaka", 7, 5, -2],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025": 4,
            "53.04 2026-01-01..2026-10-31": 6,
            "53.21 2025": 7,
            "53.21 2026-01-01..2026-10-31": 5,
        },
    ),
)
add(
    "note-of-last-year",
    "a copied sheet with last year's note left below it",
    "placements",
    partial(under, "PENEMPATAN PMI TAHUN 2025", notes=["Keterangan : data s/d 31 Desember 2024"]),
    Expect(DOUBTS, both("2025"), doubts=frozenset({("note-of-another-time", "")})),
)
add(
    "note-of-some-months",
    "a note that names ten months below a year",
    "placements",
    partial(under, "PENEMPATAN PMI TAHUN 2025", notes=["Catatan: TTU belum masuk", "Data Jan-Okt"]),
    Expect(DOUBTS, both("2025"), doubts=frozenset({("note-of-another-time", "")})),
)
add(
    "thn-and-bln",
    "year and month in columns headed “thn” and “bln”, as a program exports them",
    "placements",
    lambda: text(
        [
            ["kab", "thn", "bln", "l", "p"],
            ["Belu", "2026", "1", "3", "4"],
            ["Belu", "2026", "2", "1", "0"],
            ["Malaka", "2026", "1", "", "2"],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2026-01 laki-laki": 3,
            "53.04 2026-01 perempuan": 4,
            "53.04 2026-02 laki-laki": 1,
            "53.04 2026-02 perempuan": 0,
            "53.21 2026-01 perempuan": 2,
        },
        states={"D4": "blank"},
    ),
    file="data.csv",
)
add(
    "sda-among-counts",
    "“sda”, “idem” and ” below year and month of a list of counts",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI per Bulan"],
            ["Tahun", "Bulan", "Kab", "Jml"],
            [2026, "Jan", "Ngada", 3],
            ["sda", "sda", "Nagekeo", 4],
            ["idem", "Feb", "Ngada", 1],
            ["”", "”", "Nagekeo", 2],
        ]
    ),
    Expect(IMPORT, {"53.09 2026-01": 3, "53.16 2026-01": 4, "53.09 2026-02": 1, "53.16 2026-02": 2}),
)

# Of whom -------------------------------------------------------------------------------------------------

add(
    "adults-by-a-letter",
    "“Dewasa L” and “Dewasa P” are not all men and women",
    "deportations",
    partial(
        deported,
        ["Kabupaten", "Dewasa L", "Dewasa P", "Anak L", "Anak P", "Jml"],
        ["Belu", 1, 2, 3, 4, 10],
    ),
    Expect(
        IMPORT,
        of_parts(laki_laki_dewasa=1, perempuan_dewasa=2, laki_laki_anak=3, perempuan_anak=4) | of_parts(_=10),
    ),
)
add(
    "adults-by-other-words",
    "“Pria Dewasa” and “Wanita Dewasa” beside “Anak-anak”",
    "deportations",
    partial(
        deported, ["Kabupaten", "Pria Dewasa", "Wanita Dewasa", "Anak-anak", "Total"], ["Belu", 1, 2, 3, 6]
    ),
    Expect(IMPORT, of_parts(laki_laki_dewasa=1, perempuan_dewasa=2, anak=3) | of_parts(_=6)),
)
add(
    "adults-by-their-sum",
    "“Lk”, “Pr” and the children are “Jml” only together: the first two are the grown ones",
    "deportations",
    partial(deported, ["Kabupaten", "Lk", "Pr", "Anak Lk", "Anak Pr", "Jml"], ["Belu", 1, 2, 3, 4, 10]),
    Expect(
        IMPORT,
        of_parts(laki_laki_dewasa=1, perempuan_dewasa=2, laki_laki_anak=3, perempuan_anak=4) | of_parts(_=10),
    ),
)
add(
    "children-among-them",
    "“L” and “P” are “Jml” by themselves: the children are some of them",
    "deportations",
    partial(deported, ["Kabupaten", "L", "P", "Jml", "(anak)"], ["Belu", 20, 11, 31, 5]),
    Expect(IMPORT, of_parts(laki_laki=20, perempuan=11, anak=5) | of_parts(_=31)),
)
add(
    "children-without-a-sum",
    "“L”, “P” and “Anak” without a sum: nobody can tell whether the children are among them",
    "deportations",
    partial(deported, ["Kabupaten", "L", "P", "Anak"], ["Belu", 20, 11, 5]),
    Expect(
        DOUBTS,
        of_parts(anak=5),
        states={"B3": "doubtful", "C3": "doubtful"},
        doubts=frozenset({("age-unknown", "B2"), ("age-unknown", "C2")}),
    ),
)
add(
    "sum-of-what-is-unknown",
    "a sum beside a part that is not understood is told, and not lost",
    "deportations",
    partial(deported, ["Kabupaten", "Laki-laki", "Perempuan", "Balita", "Jml"], ["Belu", 1, 2, 3, 6]),
    Expect(
        DOUBTS,
        of_parts(laki_laki_dewasa=1, perempuan_dewasa=2),
        doubts=frozenset({("column-unknown", "D2"), ("column-unknown", "E2")}),
    ),
)
add(
    "papers-of-the-dead",
    "“Ada dokumen” beside “Tanpa dokumen”: how they had left",
    "deaths",
    lambda: xlsx(
        [["JENAZAH PMI 2025"], ["Kabupaten", "Ada dokumen", "Tanpa dokumen", "Jml"], ["Belu", 1, 2, 3]]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025 remains_repatriated prosedural": 1,
            "53.04 2025 remains_repatriated nonprosedural": 2,
            "53.04 2025 remains_repatriated": 3,
        },
    ),
)

# What is counted -----------------------------------------------------------------------------------------

add(
    "causes-are-no-sick",
    "“Sakit” below a title of deaths is why they died",
    "figures",
    lambda: xlsx([["PMI MENINGGAL 2025"], ["Kabupaten", "Sakit", "Laka Kerja", "Jml"], ["Belu", 1, 2, 3]]),
    Expect(
        DOUBTS,
        {"53.04 2025 deaths_abroad": 3},
        doubts=frozenset({("column-unknown", "B2"), ("column-unknown", "C2")}),
    ),
)
add(
    "tppo-among-persons",
    "“TPPO” beside deaths and deportations may be its victims: no reports",
    "figures",
    lambda: xlsx(
        [
            ["DATA PMI BERMASALAH ASAL KAB/KOTA 2025"],
            ["Kabupaten", "Meninggal", "Sakit", "Deportasi", "TPPO", "Jml"],
            ["Belu", 1, 2, 3, 6, 12],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.04 2025 deaths_abroad": 1, "53.04 2025 sick_repatriated": 2, "53.04 2025 deportation": 3},
        doubts=frozenset({("column-unknown", "E2")}),
    ),
)
add(
    "series-that-begin-with-jumlah",
    "“Jumlah PMI ditempatkan” in a list of series adds nothing up; two series in one line are told",
    "figures",
    lambda: xlsx(
        [
            ["Indikator", "2024", "2025"],
            ["Jumlah PMI ditempatkan (orang)", "1.250", "990"],
            ["PMI meninggal dunia (jenazah)", "124", "110"],
            ["Jumlah kasus TPPO", "30", "18"],
            ["Korban TPPO", "60", "41"],
        ],
        title="NTT",
    ),
    Expect(
        DOUBTS,
        {
            "53 2024": 1250,
            "53 2025": 990,
            "53 2024 trafficking_police_reports": 30,
            "53 2025 trafficking_police_reports": 18,
            "53 2024 trafficking_victims": 60,
            "53 2025 trafficking_victims": 41,
        },
        doubts=frozenset({("other-concept", "A3")}),
    ),
)
add(
    "remarks-beside-figures",
    "what a remark says is not counted does not make its line one of something else",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI BULAN SEPTEMBER 2026"],
            ["No.", "Kabupaten", "L", "P", "Ket."],
            [1, "Sumba Barat", "1 (satu)", "5 org", "belum termasuk P3MI Contoh"],
            [2, "Belu", 1, "nihil", "naik dibanding Agustus"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.12 2026-09 laki-laki": 1,
            "53.12 2026-09 perempuan": 5,
            "53.04 2026-09 laki-laki": 1,
            "53.04 2026-09 perempuan": 0,
        },
        doubts=frozenset({("note-of-a-part", "E3")}),
    ),
)
add(
    "villages-that-have-a-team",
    "“Sudah” and “Belum” beside the number of villages: the teams are those that have one",
    "village-teams",
    lambda: xlsx(
        [
            ["REKAP PEMBENTUKAN TIM DESA PER KECAMATAN KAB. MALAKA TAHUN 2025"],
            ["Kecamatan", "Jml Desa", "Sudah", "Belum"],
            ["Wewiku", 12, 5, 7],
            ["Weliman", 14, 3, 11],
            ["Jumlah", 26, 8, 18],
        ]
    ),
    Expect(DOUBTS, {"53.21.03 2025": 5, "53.21.04 2025": 3}, doubts=frozenset({("column-unknown", "D2")})),
)
add(
    "who-took-part-is-no-activity",
    "“Jml Peserta” beside “Jml Kegiatan”",
    "activities",
    lambda: xlsx(
        [
            ["Rekap Sosialisasi PMI 2025"],
            ["Kabupaten", "Jml Kegiatan", "Jml Peserta"],
            ["Belu", 3, 120],
            ["Alor", 2, 80],
        ]
    ),
    Expect(IMPORT, {"53.04 2025": 3, "53.05 2025": 2}),
)
add(
    "two-series-beside-each-other",
    "placements and deaths side by side, each below its own title: the second is asked about",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI", None, None, None, "PMI MENINGGAL"],
            ["Kabupaten", 2024, 2025, None, "Kabupaten", 2024, 2025],
            ["Belu", 11, 12, None, "Belu", 1, 2],
            ["TTU", 9, 8, None, "TTU", 0, 1],
        ]
    ),
    Expect(
        ASK,
        {"53.04 2024": 11, "53.04 2025": 12, "53.03 2024": 9, "53.03 2025": 8},
        questions=frozenset({"kind"}),
    ),
)
add(
    "pivot-of-passports",
    "a pasted pivot table whose corner counts the numbers of passports",
    "placements",
    lambda: xlsx(
        [
            ["Tahun", "2025"],
            [],
            ["Count of NO PASPOR", "Column Labels"],
            ["Row Labels", "Hong Kong", "Malaysia", "Grand Total"],
            ["BELU", None, 12, 12],
            ["MALAKA", 2, 20, 22],
            ["Grand Total", 2, 32, 34],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025 MYS": 12,
            "53.04 2025": 12,
            "53.21 2025 HKG": 2,
            "53.21 2025 MYS": 20,
            "53.21 2025": 22,
        },
    ),
)
add(
    "words-cut-short",
    "names whose words are cut short",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI 2025"],
            ["Kab", "Jml"],
            ["Mgr Barat", 4],
            ["Smb Timur", 1],
            ["T.T.S", 4],
            ["Kab. Sumba Brt", 7],
            ["S. Barat Daya", 2],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.15 2025": 4, "53.11 2025": 1, "53.02 2025": 4, "53.12 2025": 7},
        doubts=frozenset({("place-unknown", "A7")}),
    ),
)

add(
    "victims-by-sex-are-no-reports",
    "“TPPO” over L and P beside deportations: men and women are no reports",
    "figures",
    lambda: xlsx(
        [
            ["DATA PMI 2025"],
            ["Kab", "Deportasi", None, "TPPO", None],
            [None, "L", "P", "L", "P"],
            ["Belu", 1, 2, 3, 4],
        ],
        change=merged("B2:C2", "D2:E2"),
    ),
    Expect(
        DOUBTS,
        {"53.04 2025 deportation laki-laki": 1, "53.04 2025 deportation perempuan": 2},
        doubts=frozenset({("column-unknown", "D3"), ("column-unknown", "E3")}),
    ),
)
add(
    "women-in-brackets",
    "“(Perempuan)” at the end of the title",
    "placements",
    lambda: xlsx(
        [["PENEMPATAN PMI 2025 (Perempuan)"], ["Kabupaten", "Malaysia", "HK", "Jml"], ["Belu", 1, 2, 3]]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025 perempuan MYS": 1,
            "53.04 2025 perempuan HKG": 2,
            "53.04 2025 perempuan": 3,
        },
    ),
)
add(
    "brought-home-of-all",
    "“Dipulangkan” beside “Jumlah Jenazah” and “Dimakamkan”: not all of them came home",
    "deaths",
    lambda: xlsx(
        [
            ["PMI MENINGGAL 2025"],
            ["Kabupaten", "Jumlah Jenazah", "Dipulangkan", "Dimakamkan"],
            ["Belu", 10, 8, 2],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.04 2025 remains_repatriated": 8},
        doubts=frozenset({("column-unknown", "B2"), ("column-unknown", "D2")}),
    ),
)
add(
    "served-by-sex-beside-their-sum",
    "L, P and “Jml” below an LTSA whose desks have a state",
    "services",
    lambda: xlsx(
        [
            ["LTSA BELU OKTOBER 2026"],
            ["Meja", "Status", "L", "P", "Jml"],
            ["Imigrasi", "Buka", 1, 2, 3],
            ["Naker", "Tutup", 0, 0, 0],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.04", "desk": "immigration", "status": "open", "served": 3},
            {"region": "53.04", "desk": "employment", "status": "none", "served": 0},
        ),
    ),
)

# Lines ---------------------------------------------------------------------------------------------------

add(
    "arrivals-of-a-ship",
    "arrivals by ship, each with how many: “Nama Kapal” is no person's name",
    "deportations",
    lambda: xlsx(
        [
            ["MANIFEST KEDATANGAN DEPORTAN DI PELABUHAN L. SAY MAUMERE"],
            ["Hari/Tgl", "Nama Kapal", "L", "P", "Anak", "Jml", "Asal"],
            ["Kamis, 5/11/26", "KM Bukit Siguntang", 10, 4, 1, 15, "Sikka"],
            ["sda", "sda", 3, 2, 0, 5, "Ende"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            # The child among the fifteen leaves men and women as the grown ones alone.
            {"indicator": "deportation", "region": "53.07", "happened_on": "2026-11-05", "persons": 15},
            {
                "indicator": "deportation",
                "region": "53.08",
                "happened_on": "2026-11-05",
                "persons": 5,
                "men": 3,
                "women": 2,
            },
        ),
    ),
)
add(
    "stamp-of-an-online-form",
    "the stamp of an online form is the day of the report, and not that of the deed",
    "cases",
    lambda: text(
        [
            ["Timestamp", "Nomor kasus", "Umur", "Jenis Kelamin", "Asal", "Jenis kasus", "Tanggal kejadian"],
            ["2026/11/02 9:01:12 AM GMT+8", "K-01", "17", "Perempuan", "TTS", "TPPO", "28/10/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "K-01",
                "reported_on": "2026-11-02",
                "happened_on": "2026-10-28",
                "girls": 1,
                "region": "53.02",
                "kind": "trafficking",
            }
        ),
    ),
    file="form.csv",
)
add(
    "year-beside-the-title",
    "a day of last year in this year's register: told; “7/1” has the year of the title",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER PENGADUAN PMI TAHUN 2026"],
            ["No Reg", "Tgl Pengaduan", "Jenis Masalah", "Kab Asal"],
            ["01/2026", "5 Januari", "PHK sepihak", "Ende"],
            ["02/2026", "7/1", "Hilang kontak", "Nagekeo"],
            ["03/2026", "10-2-2025", "TPPO", "Ngada"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "01/2026",
                "reported_on": "2026-01-05",
                "kind": "worker_in_distress",
                "region": "53.08",
            },
            {
                "reference": "02/2026",
                "reported_on": "2026-01-07",
                "kind": "worker_in_distress",
                "region": "53.16",
            },
            {"reference": "03/2026", "reported_on": "2025-02-10", "kind": "trafficking", "region": "53.09"},
        ),
        doubts=frozenset({("year-of-others", "B5")}),
    ),
)
add(
    "sundays-of-a-month",
    "“Minggu, 5” below a title that names the month, and idem in two columns",
    "activities",
    lambda: xlsx(
        [
            ["LAPORAN KEGIATAN KOMISI KEADILAN DAN PERDAMAIAN BULAN JULI 2026"],
            ["NO", "HARI / TGL", "KEGIATAN", "KAB", "PESERTA"],
            [1, "Minggu, 5", "Sosialisasi migrasi aman", "Nagekeo", "± 200"],
            [2, "Minggu, 12", "idem", "Ngada", "150 org"],
            [3, "sda", "Katekese", "Ngada", 80],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-07-05", "title": "Sosialisasi migrasi aman", "region": "53.16"},
            {
                "held_on": "2026-07-12",
                "title": "Sosialisasi migrasi aman",
                "region": "53.09",
                "participants": 150,
            },
            {"held_on": "2026-07-12", "title": "Katekese", "region": "53.09", "participants": 80},
        ),
        states={"E3": "doubtful"},
        doubts=frozenset({("approximate", "E3")}),
    ),
)
add(
    "members-by-letters",
    "“Anggota L” and “Anggota P” are the members of a team",
    "village-teams",
    lambda: xlsx(
        [["Desa", "Kecamatan", "Anggota L", "Anggota P", "No. SK"], ["Weoe", "Wewiku", 4, 3, "05/2026"]]
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.21.03.2005", "members": 7, "reference": "05/2026"}),
        doubts=frozenset({("by-sex", "C2")}),
    ),
)
add(
    "sda-below-ltsa",
    "“sda” below the name of an LTSA, and “Hari/dok.”",
    "services",
    lambda: xlsx(
        [
            ["LTSA", "Loket", "Status", "Jml dilayani", "Hari/dok.", "Bulan"],
            ["Kab. TTS", "Imigrasi", "Buka", "12 org", "3", "Okt-26"],
            ["sda", "Bank NTT", "blm ada", "-", "-", "sda"],
            ["Kab. Sikka", "Disnaker", "Buka", "0", "2,5", "Oct-26"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "region": "53.02",
                "desk": "immigration",
                "status": "open",
                "served": 12,
                "days_per_document": 3,
            },
            {"region": "53.02", "desk": "banking", "status": "none"},
            {
                "region": "53.07",
                "desk": "employment",
                "status": "open",
                "served": 0,
                "days_per_document": 2.5,
            },
        ),
    ),
)

add(
    "days-without-a-year",
    "“5-7/11” is no day of 2011",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI YANG TIBA"],
            ["BULAN : NOVEMBER 2026"],
            ["NO", "TGL", "NAMA JENAZAH", "JK", "ASAL", "NEGARA"],
            [1, "1/11", "Yakobus Leba", "L", "TTS", "MALAYSIA"],
            [2, "5-7/11", "Maria Goreti Nenu", "P", "Belu", "MALAYSIA"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "remains_repatriated",
                "happened_on": "2026-11-01",
                "sex": "men",
                "region": "53.02",
                "destination": "MYS",
            },
            {
                "indicator": "remains_repatriated",
                "sex": "women",
                "region": "53.04",
                "destination": "MYS",
            },
        ),
        doubts=frozenset({("date-impossible", "B5")}),
        left_out={"nama": 2},
    ),
    secrets=("Yakobus", "Leba", "Goreti", "Nenu"),
)
add(
    "where-most-come-from",
    "“Asal terbanyak” beside a post is not the place of all who were stopped there",
    "deportations",
    lambda: xlsx(
        [
            ["REKAP PENCEGAHAN KEBERANGKATAN CPMI, Jan s.d. Okt 2026"],
            ["No", "Titik pencegahan", "Jml org", "Asal terbanyak"],
            [1, "Bandara El Tari", 20, "TTS"],
            [2, "Pelabuhan Tenau", 12, "Belu"],
        ]
    ),
    Expect(ASK, questions=frozenset({"region"})),
)
add(
    "who-was-there-by-letters",
    "“Hadir L” and “Hadir P” beside “Total”",
    "activities",
    lambda: xlsx(
        [
            ["No", "Tanggal", "Judul Kegiatan", "Lembaga", "Kab", "Hadir L", "Hadir P", "Total"],
            [1, "1/10/2026", "Migrasi aman", "IOM", "Belu", 5, 6, 11],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-10-01",
                "title": "Migrasi aman",
                "agency": "iom",
                "region": "53.04",
                "participants_men": 5,
                "participants_women": 6,
                "participants": 11,
            }
        ),
    ),
)
add(
    "share-beside-the-count",
    "“10 (40%)” counts ten",
    "placements",
    lambda: xlsx(
        [["Penempatan PMI 2025"], ["Kabupaten", "Jumlah"], ["Belu", "10 (40%)"], ["Ende", "15 (60,0 %)"]]
    ),
    Expect(IMPORT, {"53.04 2025": 10, "53.08 2025": 15}),
)

# English headings ----------------------------------------------------------------------------------------

add(
    "cases-in-english",
    "the register of an organisation, headed in English",
    "cases",
    lambda: xlsx(
        [
            ["Case No.", "Date Reported", "Type of Case", "Sex", "Age", "District of Origin", "Destination"],
            ["ZC/01", date(2026, 3, 1), "Human trafficking", "Female", 16, "South Central Timor", "Malaysia"],
            ["ZC/02", date(2026, 3, 4), "Unpaid wages", "Male", 35, "East Flores", "Malaysia"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "ZC/01",
                "reported_on": "2026-03-01",
                "kind": "trafficking",
                "girls": 1,
                "region": "53.02",
                "destination": "MYS",
            },
            {
                "reference": "ZC/02",
                "reported_on": "2026-03-04",
                "men": 1,
                "region": "53.06",
                "destination": "MYS",
            },
        ),
        states={"C3": "doubtful"},
        doubts=frozenset({("choice-unknown", "C3")}),
    ),
)
add(
    "deaths-in-english",
    "a list of deaths from an online form, headed in English, its days month first",
    "deaths",
    lambda: text(
        [
            ["Timestamp", "Date of death", "Name of deceased", "Sex", "Age", "District", "Country", "Cause"],
            ["11/2/2026", "10/29/2026", "Mikhael Sonbay", "M", "41", "TTS", "Malaysia", "Heart disease"],
            ["11/5/2026", "11/3/2026", "Yuliana Manek", "F", "29", "Belu", "Malaysia", "Kecelakaan kerja"],
        ]
    ),
    Expect(
        DOUBTS,
        persons("deaths_abroad", ("men", "53.02", "2026-10-29"), ("women", "53.04", "2026-11-03"))
        | {"1.destination": "MYS", "2.destination": "MYS", "2.cause": "work_accident"},
        states={"H2": "doubtful"},
        doubts=frozenset({("date-order", "B1"), ("choice-unknown", "H2")}),
        left_out={"nama": 2},
    ),
    file="form.csv",
    secrets=("Mikhael", "Sonbay", "Yuliana", "Manek"),
)
add(
    "activities-in-english",
    "activities headed in English",
    "activities",
    lambda: xlsx(
        [
            ["Date", "Activity", "Organizer", "District", "Venue", "# Participants", "Male", "Female"],
            ["3-Nov-26", "Safe migration class", "IOM", "Belu", "Hotel Contoh", 40, 15, 25],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-11-03",
                "title": "Safe migration class",
                "agency": "iom",
                "region": "53.04",
                "place": "Hotel Contoh",
                "participants": 40,
                "participants_men": 15,
                "participants_women": 25,
            }
        ),
    ),
)
add(
    "teams-in-english",
    "village teams headed in English",
    "village-teams",
    lambda: text(
        [
            ["Village", "Subdistrict", "District", "Task force decree", "Date formed", "Members", "Status"],
            ["Weoe", "Wewiku", "Malaka", "05/2026", "2026-03-05", "7", "Active"],
            ["Haitimuk", "Weliman", "Malaka", "", "", "", "Not yet formed"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "region": "53.21.03.2005",
                "reference": "05/2026",
                "formed_on": "2026-03-05",
                "members": 7,
                "status": "active",
            },
            {"region": "53.21.04.2002", "status": "none"},
        ),
    ),
    file="teams.csv",
)
add(
    "commitments-in-english",
    "commitments headed in English",
    "commitments",
    lambda: text(
        [
            ["Commitment", "Lead Agency", "Baseline", "Target", "Unit", "Due Date"],
            ["Train village task forces", "IOM", "5", "25", "villages", "31/12/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Train village task forces",
                "owner": "iom",
                "baseline": 5,
                "target": 25,
                "unit": "villages",
                "due": "2026-12-31",
            }
        ),
    ),
    file="commitments.csv",
)
add(
    "agencies-in-english",
    "agencies headed in English",
    "agencies",
    lambda: text([["Organisation", "Acronym", "Type", "Level"], ["Contoh Foundation", "CF", "NGO", "Prov"]]),
    Expect(
        IMPORT,
        numbered(
            {"name": "Contoh Foundation", "short_name": "CF", "kind": "partner_ngo", "level": "province"}
        ),
    ),
    file="agencies.csv",
)
add(
    "plan-after-a-meeting",
    "“Rencana Tindak Lanjut” heads the commitments, “Batas” their days",
    "commitments",
    lambda: xlsx(
        [
            ["MATRIKS TINDAK LANJUT RAKOR PMI NTT"],
            ["No", "Rencana Tindak Lanjut", "PIC", "Target", "Batas"],
            [1, "Penyusunan SOP pemulangan jenazah", "BP3MI NTT", "1 dokumen", "15/12/26"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Penyusunan SOP pemulangan jenazah",
                "owner": "bp3mi-ntt",
                "target": 1,
                "unit": "dokumen",
                "due": "2026-12-15",
            }
        ),
    ),
)
