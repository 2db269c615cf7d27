"""Reports by kabupaten and time and registers of cases in the shapes in which a second round of files was
misread: parts of months and years, victims as reports, ages that are not said, cases over several lines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, text, workbook, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "laporan.xlsx")

SEXES = ("laki-laki", "perempuan")

# Time ------------------------------------------------------------------------------------------------

add(
    "same-part-of-two-years",
    "the same months of two years, which the title names without a year",
    "deaths",
    lambda: xlsx(
        [
            ["PERBANDINGAN JENAZAH PMI PERIODE JANUARI - SEPTEMBER"],
            ["TAHUN 2024 DAN 2025"],
            ["No", "Kabupaten", "2024", "2025", "Naik/Turun", "%"],
            [1, "Malaka", 20, 19, -1, -5],
            [2, "Belu", 11, 8, -3, "-27,3"],
            [None, "Jumlah", 31, 27, -4, "-12,9"],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024-01-01..2024-09-30 remains_repatriated": 20,
            "53.21 2025-01-01..2025-09-30 remains_repatriated": 19,
            "53.04 2024-01-01..2024-09-30 remains_repatriated": 11,
            "53.04 2025-01-01..2025-09-30 remains_repatriated": 8,
        },
    ),
)
add(
    "same-part-of-two-years-in-one-title",
    "the same months of two years, months and years in one title",
    "deaths",
    lambda: xlsx(
        [
            ["Jenazah PMI Januari s.d. September 2024 dan 2025"],
            ["Kabupaten", "2024", "2025"],
            ["Malaka", 20, 19],
            ["Belu", 11, 8],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024-01-01..2024-09-30 remains_repatriated": 20,
            "53.21 2025-01-01..2025-09-30 remains_repatriated": 19,
            "53.04 2024-01-01..2024-09-30 remains_repatriated": 11,
            "53.04 2025-01-01..2025-09-30 remains_repatriated": 8,
        },
    ),
)
add(
    "part-of-the-last-of-two-years",
    "a title that names months of the last year only, above whole years",
    "deaths",
    lambda: xlsx(
        [
            ["Jenazah PMI Januari - September 2025"],
            ["Kabupaten", "2024", "2025"],
            ["Malaka", 20, 19],
            ["Belu", 11, 8],
        ]
    ),
    Expect(
        DOUBTS,
        {},
        doubts=frozenset({("part-or-whole", "B2"), ("part-or-whole", "C2")}),
        states={"B3": "doubtful", "C4": "doubtful"},
    ),
)
add(
    "half-a-month",
    "a title that speaks of half a month",
    "placements",
    lambda: xlsx(
        [["PENEMPATAN PMI PERIODE 1 - 15 MARET 2026"], ["Kabupaten", "Jumlah"], ["Malaka", 20], ["Belu", 11]]
    ),
    Expect(ASK, questions=frozenset({"period"})),
)
add(
    "days-across",
    "days of arrival across, one a month",
    "deportations",
    lambda: xlsx(
        [
            ["KEDATANGAN PMI DEPORTASI DARI NUNUKAN, TRIWULAN I 2026"],
            ["Kabupaten", "5 Januari 2026", "16 Februari 2026", "Jumlah"],
            ["Flores Timur", 12, 7, 19],
            ["Lembata", 5, 3, 8],
            ["Jumlah", 17, 10, 27],
        ]
    ),
    Expect(
        DOUBTS,
        {},
        doubts=frozenset({("heading-of-days", "B2"), ("heading-of-days", "C2")}),
        states={"B3": "doubtful", "C4": "doubtful"},
    ),
)


def of_months(*months: str) -> dict[str, Sequence[Sequence[Any]]]:
    return {
        sheet: [
            [f"PENEMPATAN PMI {month}".strip()],
            ["No", "Kabupaten", "Jumlah"],
            [1, "Alor", n],
            [2, "Ende", 0],
        ]
        for n, (sheet, month) in enumerate(zip("ABC", months, strict=False), 1)
    }


add(
    "period-answered-of-one-sheet",
    "a time that is answered for the sheet without one is not that of the other",
    "placements",
    lambda: workbook(of_months("JANUARI 2026", "")),
    Expect(IMPORT, {"53.05 2026-01": 1, "53.08 2026-01": 0, "53.05 2026-02": 2, "53.08 2026-02": 0}),
    answers={"period": "2026-02"},
)


def figure(region: str, value: float, period: str = "") -> dict[str, float | str]:
    known: dict[str, float | str] = {"indicator": "deportation", "region": region, "value": value}
    return {**known, "unit": "orang", **({"period": period} if period else {})}


add(
    "month-beside-year",
    "published figures with year and month, or quarter, in columns of their own",
    "figures",
    lambda: text(
        [
            ["Indikator", "Wilayah", "Tahun", "Bulan", "Triwulan", "Nilai", "Satuan"],
            ["Deportasi", "NTT", "2025", "Januari", "", "12", "orang"],
            ["Deportasi", "Kab. Malaka", "2025", "2", "", "4", "orang"],
            ["Deportasi", "Kab. Malaka", "2025", "", "II", "9", "orang"],
            ["Deportasi", "NTT", "2024", "-", "", "307", "orang"],
            ["Deportasi", "NTT", "2023", "menyusul", "", "300", "orang"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            figure("53", 12, "2025-01-01/2025-01-31"),
            figure("53.21", 4, "2025-02-01/2025-02-28"),
            figure("53.21", 9, "2025-04-01/2025-06-30"),
            figure("53", 307, "2024-01-01/2024-12-31"),
            figure("53", 300),
        ),
        doubts=frozenset({("period-unknown", "C6")}),
    ),
    file="angka.csv",
)
add(
    "recap-of-a-part-called-the-year",
    "a recap called by the year that adds up the months so far, each kabupaten a sheet",
    "deportations",
    lambda: workbook(
        {
            "Flotim": [
                ["DEPORTASI KABUPATEN FLORES TIMUR 2025"],
                ["Bulan", "Jumlah"],
                ["Jan", 8],
                ["Feb", 3],
            ],
            "Lembata": [["DEPORTASI KABUPATEN LEMBATA 2025"], ["Bulan", "Jumlah"], ["Jan", 2], ["Feb", 4]],
            "Rekap": [["DEPORTASI 2025"], ["Kabupaten", "Jumlah"], ["Flotim", 11], ["Lembata", 6]],
        }
    ),
    Expect(
        IMPORT,
        {
            "53.06 2025-01 deportation": 8,
            "53.06 2025-02 deportation": 3,
            "53.13 2025-01 deportation": 2,
            "53.13 2025-02 deportation": 4,
        },
    ),
)
add(
    "sum-of-two-years-beside",
    "the sum of two years beside them",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Wilayah", "Tahun 2024", "Tahun 2025", "Jumlah 2024-2025"],
            ["Kab. Belu", 100, 120, 220],
            ["Kab. Malaka", 200, 300, 500],
        ]
    ),
    Expect(IMPORT, {"53.04 2024": 100, "53.04 2025": 120, "53.21 2024": 200, "53.21 2025": 300}),
)

add(
    "days-in-brackets-below-the-title",
    "up to which day stands in brackets below the title, like place and day of a signature",
    "deaths",
    lambda: xlsx(
        [
            ["JUMLAH PMI NTT MENINGGAL DUNIA TAHUN 2024"],
            ["(s.d. 30 November 2024)"],
            ["Kabupaten/Kota", "Jumlah (orang)"],
            ["Malaka", 25],
            ["Belu", 14],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.21 2024-01-01..2024-11-30 deaths_abroad": 25,
            "53.04 2024-01-01..2024-11-30 deaths_abroad": 14,
        },
        doubts=frozenset({("part-called-whole", "")}),
    ),
)
add(
    "sum-of-both-sexes-below-months",
    "L, P and L+P below each month, below a letterhead and above sums of islands",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI JANUARI S/D FEBRUARI 2026"],
            ["NO", "KABUPATEN/KOTA", "JANUARI", None, None, "FEBRUARI", None, None],
            [None, None, "L", "P", "L+P", "L", "P", "L+P"],
            [*range(1, 9)],
            ["I", "DARATAN TIMOR", 9, 10, 19, 7, 11, 18],
            [1, "Kab. Belu", 4, 6, 10, 3, 5, 8],
            [2, "Kab. Malaka", 5, 4, 9, 4, 6, 10],
            [None, "JUMLAH", 9, 10, 19, 7, 11, 18],
        ],
        change=lambda s: (s.merge_cells("C2:E2"), s.merge_cells("F2:H2")),
    ),
    Expect(
        IMPORT,
        {
            **{
                f"{code} 2026-{month:02d} {sex}": counts[2 * month + at - 2]
                for code, counts in (("53.04", (4, 6, 3, 5)), ("53.21", (5, 4, 4, 6)))
                for month in (1, 2)
                for at, sex in enumerate(SEXES)
            },
            "53.04 2026-01": 10,
            "53.04 2026-02": 8,
            "53.21 2026-01": 9,
            "53.21 2026-02": 10,
        },
    ),
)
add(
    "numbers-under-the-name-of-places",
    "a heading over two columns, of which the first only numbers the places",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Menurut Kabupaten/Kota, 2022–2023"],
            ["Kabupaten/Kota\nRegency/Municipality", None, "2022", "2023"],
            ["(1)", None, "(2)", "(3)"],
            ["1.", "Sumba Barat", 95, 141],
            ["2.", "Sumba Timur", "1 002", "–"],
            ["Nusa Tenggara Timur", None, 1097, 141],
            ["Catatan/Note:", "– tidak ada/nol; ... data tidak tersedia"],
        ]
    ),
    Expect(IMPORT, {"53.12 2022": 95, "53.12 2023": 141, "53.11 2022": 1002, "53.11 2023": 0}),
)

# What is counted --------------------------------------------------------------------------------------

add(
    "victims-are-no-reports",
    "victims of trafficking, which are not reports to the police",
    "figures",
    lambda: xlsx([["KORBAN TPPO TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Malaka", 7], ["Belu", 2]]),
    Expect(IMPORT, {"53.21 2025 trafficking_victims": 7, "53.04 2025 trafficking_victims": 2}),
)
add(
    "reports-suspects-victims",
    "reports, suspects and victims by police office beside each other",
    "figures",
    lambda: xlsx(
        [
            ["DATA PENANGANAN KASUS TPPO POLRES JAJARAN TAHUN 2025"],
            ["No", "Kabupaten", "LP", "Tersangka", "Korban"],
            [1, "Malaka", 3, 4, 7],
            [2, "Kota Kupang", 1, 1, 2],
            [None, "Jumlah", 4, 5, 9],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.21 2025 trafficking_police_reports": 3,
            "53.21 2025 trafficking_suspects": 4,
            "53.21 2025 trafficking_victims": 7,
            "53.71 2025 trafficking_police_reports": 1,
            "53.71 2025 trafficking_suspects": 1,
            "53.71 2025 trafficking_victims": 2,
        },
    ),
)
add(
    "police-office-is-not-the-province",
    "one police office under the province's title",
    "figures",
    lambda: xlsx(
        [
            ["KASUS TPPO POLDA NTT TAHUN 2025"],
            ["NO", "KESATUAN", "JML LP", "TSK"],
            [1, "POLRES MALAKA", 3, 4],
            [None, "JUMLAH", 3, 4],
        ]
    ),
    Expect(
        DOUBTS,
        {},
        doubts=frozenset({("row-without-place", "C3")}),
        states={"C3": "doubtful", "D3": "doubtful"},
    ),
)
add(
    "other-things-among-indicators",
    "indicators down, years across, and a row that counts something else",
    "figures",
    lambda: xlsx(
        [
            ["PENANGANAN TPPO PROVINSI NTT"],
            ["No", "Uraian", "2023", "2024"],
            [1, "Kasus TPPO", 44, 12],
            [2, "Korban TPPO", 255, 36],
            [3, "Rapat koordinasi", 4, 6],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53 2023 trafficking_police_reports": 44,
            "53 2024 trafficking_police_reports": 12,
            "53 2023 trafficking_victims": 255,
            "53 2024 trafficking_victims": 36,
        },
        doubts=frozenset({("other-concept", "B5")}),
    ),
)
add(
    "returns-are-no-placements",
    "returns delivered as placements",
    "placements",
    lambda: xlsx(
        [["REKAP KEPULANGAN PMI TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Malaka", 25], ["Belu", 14]]
    ),
    Expect(ASK, questions=frozenset({"kind"})),
)
add(
    "what-is-done-beside-placements",
    "candidates and complaints beside placements",
    "placements",
    lambda: xlsx(
        [
            ["PELAYANAN PENEMPATAN PMI TAHUN 2025"],
            ["Kabupaten", "Jumlah CPMI Terdaftar", "Jumlah Penempatan", "Jumlah Pengaduan"],
            ["Malaka", 40, 25, 3],
            ["Belu", 20, 14, 1],
        ]
    ),
    Expect(IMPORT, {"53.21 2025": 25, "53.04 2025": 14}),
)
add(
    "sexes-below-each-kabupaten",
    "men, women and their sum as lines below each kabupaten, which stands once",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI TRIWULAN I 2026"],
            ["No", "Kabupaten", "Uraian", "Januari", "Februari"],
            [1, "Flores Timur", "Laki-laki", 5, 2],
            [None, None, "Perempuan", 3, 1],
            [None, None, "Jumlah", 8, 3],
            [2, "Lembata", "Laki-laki", 1, 4],
            [None, None, "Perempuan", 0, 0],
            [None, None, "Jumlah", 1, 4],
        ]
    ),
    Expect(
        IMPORT,
        {
            **{
                f"{code} 2026-{month:02d} deportation {sex}": number
                for code, counts in (("53.06", ((5, 2), (3, 1))), ("53.13", ((1, 4), (0, 0))))
                for sex, months in zip(SEXES, counts, strict=True)
                for month, number in enumerate(months, 1)
            },
            "53.06 2026-01 deportation": 8,
            "53.06 2026-02 deportation": 3,
            "53.13 2026-01 deportation": 1,
            "53.13 2026-02 deportation": 4,
        },
    ),
)
add(
    "legend-in-brackets",
    "the mark of a legend in brackets; rows of means and extremes",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["No", "Kabupaten", "Jan", "Feb"],
            [1, "Ngada", 2, "-"],
            [2, "Nagekeo", 4, 4],
            [None, "Jumlah", 6, 4],
            [None, "Rata-rata", 3, 2],
            [None, "Maksimum", 4, 4],
            [],
            ["Catatan: tanda (-) berarti nihil"],
        ]
    ),
    Expect(IMPORT, {"53.09 2025-01": 2, "53.09 2025-02": 0, "53.16 2025-01": 4, "53.16 2025-02": 4}),
)

# Cases ------------------------------------------------------------------------------------------------

CASE = ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten"]


def case(number: int, **more: float | str) -> dict[str, float | str]:
    known: dict[str, float | str] = {
        "reference": f"LP/{number}/I/2026",
        "reported_on": f"2026-01-{number + 12}",
        "kind": "trafficking",
        "region": "53.04",
    }
    return {**known, **more}


def line(number: int) -> list[Any]:
    return [f"LP/{number}/I/2026", date(2026, 1, number + 12), "TPPO", "Belu"]


AGES: list[tuple[Any, str]] = [
    ("17thn", "girls"),
    ("17,5", "girls"),
    ("6 bln", "girls"),
    ("anak", "girls"),
    ("± 25", "women"),
    ("18 bulan", "girls"),
    (None, ""),
    (2009, ""),
    ("± 18", ""),
    ("dewasa", "women"),
]
add(
    "ages-as-written",
    "ages in all writings, some of which do not say whether somebody is a child",
    "cases",
    lambda: xlsx([[*CASE, "JK", "Umur"], *[[*line(n), "P", age] for n, (age, _) in enumerate(AGES, 1)]]),
    Expect(
        DOUBTS,
        numbered(*(case(n, **({name: 1} if name else {})) for n, (_, name) in enumerate(AGES, 1))),
        doubts=frozenset({("age-unknown", "E8"), ("age-unknown", "E9"), ("age-unknown", "E10")}),
    ),
)
add(
    "sex-without-age",
    "a sex without an age says nothing of child or adult",
    "cases",
    lambda: xlsx([[*CASE, "L/P"], [*line(1), "P"], [*line(2), "L"]]),
    Expect(
        DOUBTS,
        numbered(case(1), case(2)),
        doubts=frozenset({("victims-not-split", "E1")}),
    ),
)
add(
    "first-line-of-words",
    "a first line of which every cell could head a column, but for its day",
    "cases",
    lambda: text(
        [
            [*CASE, "Status"],
            ["LP/1/I/2026", "13-01-2026", "TPPO", "Kab. Belu", "P-21\n(lengkap)"],
            ["LP/2/I/2026", "14-01-2026", "TPPO", "Kab. Belu", "Sidik"],
        ],
        ";",
        "utf-8-sig",
    ),
    Expect(
        IMPORT,
        numbered(case(1, police_stage="complete_p21"), case(2, police_stage="investigation")),
    ),
    file="kasus.csv",
)
add(
    "victims-in-words",
    "victims in words in one column",
    "cases",
    lambda: xlsx([[*CASE, "Korban"], [*line(1), "2 org (1 L dewasa, 1 P anak)"], [*line(2), "4 L"]]),
    Expect(
        DOUBTS,
        numbered(case(1, men=1, girls=1), case(2)),
        doubts=frozenset({("victims-not-split", "E3")}),
    ),
)
add(
    "number-below-its-word",
    "the number of the report below its word, victims in three levels, a sum of them that is none",
    "cases",
    lambda: xlsx(
        [
            ["NO", "LAPORAN POLISI", None, "JENIS KASUS", "KAB", "KORBAN", None, None, None, "JML KORBAN"],
            [None, "NOMOR", "TANGGAL", None, None, "DEWASA", None, "ANAK", None, None],
            [None, None, None, None, None, "L", "P", "L", "P", None],
            [*range(1, 11)],
            [1, "LP/1/I/2026", "13-01-2026", "TPPO", "Belu", 1, 2, 0, 1, 4],
            [2, "LP/2/I/2026", "14-01-2026", "TPPO", "Belu", 2, 0, 1, 0, 4],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(case(1, men=1, women=2, boys=0, girls=1), case(2, men=2, women=0, boys=1, girls=0)),
        doubts=frozenset({("total-differs", "J6")}),
    ),
)
add(
    "case-over-several-lines",
    "one case over several lines, a victim each, number and day merged or written once",
    "cases",
    lambda: xlsx(
        [
            [*CASE, "JK", "Umur"],
            [*line(1), "P", 17],
            [None, None, None, "Belu", "P", 22],
            [None, None, None, "Belu", "L", 30],
            [*line(2), "L", 19],
            [None, None, None, "Belu", "L", 25],
        ],
        change=lambda s: (s.merge_cells("A2:A4"), s.merge_cells("B2:B4"), s.merge_cells("C2:C4")),
    ),
    Expect(IMPORT, numbered(case(1, girls=1, women=1, men=1), case(2, men=2))),
)
add(
    "kind-in-the-title",
    "a register of one kind of case, which only its title names",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER LAPORAN POLISI KASUS TPPO TAHUN 2026"],
            ["No. LP", "Tgl Lapor", "Kabupaten", "Status"],
            ["LP/1/I/2026", date(2026, 1, 13), "Belu", "Sidik"],
        ]
    ),
    Expect(IMPORT, numbered(case(1, police_stage="investigation"))),
)
add(
    "date-of-the-report-stands-second",
    "the day of the event before the day of the report",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Kejadian", "Jenis Kasus", "Tgl Lapor"],
            ["LP/1/I/2026", date(2025, 11, 3), "Dugaan TPPO", date(2026, 1, 13)],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/1/I/2026",
                "kind": "trafficking",
                "reported_on": "2026-01-13",
                "happened_on": "2025-11-03",
            }
        ),
    ),
)
STAGES = [
    ("Tahap II (13 Maret 2026)", "handed_to_prosecution"),
    ("P-21 tgl 4/3/26", "complete_p21"),
    ("Vonis 5 thn", "verdict"),
    ("SP2LID", "closed_no_case"),
    ("belum P21", ""),
    ("P-21/Tahap II", "handed_to_prosecution"),
]
add(
    "stages-with-their-day",
    "stages with the day beside them, one that is not reached, and two in one cell",
    "cases",
    lambda: xlsx([[*CASE, "Status"], *[[*line(n), said] for n, (said, _) in enumerate(STAGES, 1)]]),
    Expect(
        DOUBTS,
        numbered(
            *(case(n, **({"police_stage": is_} if is_ else {})) for n, (_, is_) in enumerate(STAGES, 1))
        ),
        doubts=frozenset({("choice-unknown", "E6"), ("stage-of-several", "E7")}),
    ),
)
DAYS = [
    ("Senin, 5 Januari 2026 pkl 10.00 WITA", "2026-01-05"),
    ("Jum'at, 9 Januari 2026", "2026-01-09"),
    ("1 Februari 2026 (malam)", "2026-02-01"),
    ("sebelum 7 Maret 2026", ""),
    ("sekitar 9 Maret 2026", ""),
    ("awal Maret 2026", ""),
]
add(
    "dates-with-words-around",
    "dates with a weekday and an hour, and those that are only near a day",
    "cases",
    lambda: xlsx([["Jenis Kasus", "Tgl Lapor", "Kabupaten"], *[["TPPO", day, "Belu"] for day, _ in DAYS]]),
    Expect(
        DOUBTS,
        numbered(
            *(
                {"kind": "trafficking", "region": "53.04", **({"reported_on": day} if day else {})}
                for _, day in DAYS
            )
        ),
        doubts=frozenset({("date-impossible", f"B{row}") for row in (5, 6, 7)}),
    ),
)

# Lists of persons -------------------------------------------------------------------------------------

add(
    "kabupaten-above-its-persons",
    "the kabupaten as a line above the persons who come from there",
    "deaths",
    lambda: xlsx(
        [
            ["DAFTAR PMI MENINGGAL DUNIA TAHUN 2026"],
            ["NO", "NAMA", "JK", "NEGARA", "TANGGAL MENINGGAL"],
            ["A", "KABUPATEN MALAKA", None, None, None],
            [1, "Contoh Klau", "L", "Malaysia", date(2026, 1, 15)],
            [2, "Contoh Hoar", "P", "Malaysia", date(2026, 2, 20)],
            ["B", "KABUPATEN SIKKA", None, None, None],
            [1, "Contoh Nona", "P", "Brunei", date(2026, 3, 17)],
            [None, "JUMLAH", 3, None, None],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            *(
                {
                    "indicator": "deaths_abroad",
                    "sex": sex,
                    "region": region,
                    "destination": country,
                    "happened_on": day,
                }
                for sex, region, country, day in (
                    ("men", "53.21", "MYS", "2026-01-15"),
                    ("women", "53.21", "MYS", "2026-02-20"),
                    ("women", "53.07", "BRN", "2026-03-17"),
                )
            )
        ),
        left_out={"nama": 3},
    ),
    secrets=("Klau", "Hoar", "Nona"),
)
