"""Figures by place and time in which two or three uglinesses meet, made by somebody who had not seen the
reader; with what a clerk reads, written before it was mended."""

from functools import partial

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, html, text, xlsx
from tests.imports.corpus.offices import ods, xls

CASES: list[Case] = []
add = Adding(CASES, "angka.xlsx")

# Headings in levels ----------------------------------------------------------------------------------


def _months_over_sexes() -> bytes:
    months = "".join(f"<td colspan=3>{month}</td>" for month in ("Januari", "Februari"))
    return (
        '<html><head><meta charset="utf-8"></head><body><p>BP3MI NTT</p><table border=1>'
        "<tr><td colspan=8>REKAP PENEMPATAN PMI PROSEDURAL TAHUN 2025</td></tr>"
        f"<tr><td rowspan=2>No</td><td rowspan=2>Kabupaten/Kota</td>{months}</tr>"
        f"<tr>{'<td>L</td><td>P</td><td>Jml</td>' * 2}</tr>"
        "<tr><td>1</td><td>Kab. Belu</td><td>3</td><td>4</td><td>7</td><td>5</td><td>6</td><td>11</td></tr>"
        "<tr><td>2</td><td>Malaka</td><td>8</td><td>9</td><td>17</td><td>1</td><td>2</td><td>3</td></tr>"
        "</table></body></html>"
    ).encode()


add(
    "months-over-sexes-html",
    "months over L, P and Jml in HTML, whose reader repeats the text of a wide cell",
    "placements",
    _months_over_sexes,
    Expect(
        IMPORT,
        {
            "53.04 2025-01": 7,
            "53.04 2025-02": 11,
            "53.21 2025-01": 17,
            "53.21 2025-02": 3,
            "53.04 2025-01 laki-laki": 3,
            "53.04 2025-01 perempuan": 4,
            "53.04 2025-02 laki-laki": 5,
            "53.04 2025-02 perempuan": 6,
            "53.21 2025-01 laki-laki": 8,
            "53.21 2025-01 perempuan": 9,
            "53.21 2025-02 laki-laki": 1,
            "53.21 2025-02 perempuan": 2,
        },
    ),
    file="rekap.xls",
)
add(
    "plan-and-outcome",
    "Rencana beside Realisasi below each quarter: a target is no placement",
    "placements",
    lambda: xlsx(
        [
            ["Rencana dan Realisasi Penempatan PMI Prosedural Tahun 2025"],
            ["No", "Kabupaten", "TW I", None, "TW II", None],
            [None, None, "Rencana", "Realisasi", "Rencana", "Realisasi"],
            [1, "Belu", 10, 7, 20, 9],
            [2, "Malaka", 30, 31, 40, 38],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025-01-01..2025-03-31": 7,
            "53.04 2025-04-01..2025-06-30": 9,
            "53.21 2025-01-01..2025-03-31": 31,
            "53.21 2025-04-01..2025-06-30": 38,
            "53.04 2025-01-01..2025-03-31 procedural_placement_target": 10,
            "53.04 2025-04-01..2025-06-30 procedural_placement_target": 20,
            "53.21 2025-01-01..2025-03-31 procedural_placement_target": 30,
            "53.21 2025-04-01..2025-06-30 procedural_placement_target": 40,
        },
    ),
)
add(
    "formality-over-sex",
    "Formal and Informal, each over L and P: two words make one part",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural Tahun 2025"],
            ["No", "Kabupaten/Kota", "Formal", None, "Informal", None],
            [None, None, "L", "P", "L", "P"],
            [1, "Belu", 1, 2, 3, 4],
            [2, "Malaka", 5, 6, 7, 8],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025 laki-laki formal": 1,
            "53.04 2025 perempuan formal": 2,
            "53.04 2025 laki-laki informal": 3,
            "53.04 2025 perempuan informal": 4,
            "53.21 2025 laki-laki formal": 5,
            "53.21 2025 perempuan formal": 6,
            "53.21 2025 laki-laki informal": 7,
            "53.21 2025 perempuan informal": 8,
        },
    ),
)
add(
    "quarters-by-number",
    "I II III IV below the year, and no word that says of what",
    "placements",
    lambda: xls(
        [
            ["PENEMPATAN TENAGA KERJA PROSEDURAL TAHUN 2025"],
            ["NO", "KABUPATEN/KOTA", "TAHUN 2025", None, None, None, "JUMLAH"],
            [None, None, "I", "II", "III", "IV", None],
            [1, "BELU", 1, 2, 3, 4, 10],
            [2, "MALAKA", 5, 6, 7, 8, 26],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2025-01-01..2025-03-31": 1,
            "53.04 2025-04-01..2025-06-30": 2,
            "53.04 2025-07-01..2025-09-30": 3,
            "53.04 2025-10-01..2025-12-31": 4,
            "53.21 2025-01-01..2025-03-31": 5,
            "53.21 2025-04-01..2025-06-30": 6,
            "53.21 2025-07-01..2025-09-30": 7,
            "53.21 2025-10-01..2025-12-31": 8,
        },
        doubts=frozenset({("quarters-by-number", "C3")}),
    ),
    file="tahunan.xls",
)
add(
    "two-years-in-a-heading",
    "years that run over two, of which nobody says the months",
    "placements",
    lambda: text([["Kabupaten", "2023/2024", "TA 2024/25"], ["Belu", 12, 14], ["Malaka", 22, 24]]),
    Expect(DOUBTS, {}, doubts=frozenset({("two-years", "B1"), ("two-years", "C1")})),
    file="penempatan pmi prosedural.csv",
)
add(
    "short-names-across",
    "kabupaten across by the letters that a cargo office writes them with",
    "deaths",
    lambda: xlsx(
        [
            ["Jenazah PMI yang dipulangkan tahun 2025"],
            ["Bulan", "MLK", "LBT", "MGR", "TTS", "SBD", "Rote", "Sabu"],
            ["Jan", 1, 2, 3, 4, 5, 6, 7],
            ["Feb", 2, 0, 1, 3, 2, 1, 0],
            ["Mrt", 0, 1, 2, 1, 3, 0, 2],
        ]
    ),
    Expect(
        IMPORT,
        {
            f"{code} 2025-0{month} remains_repatriated": value
            for month, values in enumerate(
                ([1, 2, 3, 4, 5, 6, 7], [2, 0, 1, 3, 2, 1, 0], [0, 1, 2, 1, 3, 0, 2]), 1
            )
            for code, value in zip(
                ("53.21", "53.13", "53.10", "53.02", "53.18", "53.14", "53.20"), values, strict=True
            )
        },
    ),
)
add(
    "year-cut-short-in-the-sheet",
    "the year only as '25 in the sheet's name",
    "deportations",
    lambda: xlsx(
        [["No", "Kab", "Jan", "Feb"], [1, "Belu", 3, 4], [2, "Malaka", 5, 6]], title="Deportasi '25"
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025-01 deportation": 3,
            "53.04 2025-02 deportation": 4,
            "53.21 2025-01 deportation": 5,
            "53.21 2025-02 deportation": 6,
        },
    ),
    file="data deportan.xlsx",
)

# Parts that are no whole -----------------------------------------------------------------------------

add(
    "other-countries",
    "“Negara lainnya” beside named countries is never the kabupaten's whole",
    "placements",
    lambda: xls(
        [
            ["PENEMPATAN PMI PROSEDURAL MENURUT NEGARA TAHUN 2025"],
            ["No", "Kabupaten/Kota", "Malaysia", "Singapura", "Negara lainnya", "Jumlah"],
            [1, "Belu", 30, 4, 2, 36],
            [2, "Malaka", 50, 6, 3, 59],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025": 36,
            "53.21 2025": 59,
            "53.04 2025 MYS": 30,
            "53.04 2025 SGP": 4,
            "53.04 2025 negara tujuan lain": 2,
            "53.21 2025 MYS": 50,
            "53.21 2025 SGP": 6,
            "53.21 2025 negara tujuan lain": 3,
        },
    ),
    file="negara.xls",
)
add(
    "part-without-a-known-word",
    "“Tidak diketahui” beside L and P below each year: a part, not the year",
    "deportations",
    lambda: xlsx(
        [
            ["PMI DEPORTASI"],
            ["No", "Kabupaten", "2024", None, None, "2025", None, None],
            [None, None, "L", "P", "Tidak diketahui", "L", "P", "Tidak diketahui"],
            [1, "Belu", 3, 4, 1, 5, 6, 2],
            [2, "Malaka", 7, 8, 0, 9, 10, 1],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2024 deportation laki-laki": 3,
            "53.04 2024 deportation perempuan": 4,
            "53.04 2025 deportation laki-laki": 5,
            "53.04 2025 deportation perempuan": 6,
            "53.21 2024 deportation laki-laki": 7,
            "53.21 2024 deportation perempuan": 8,
            "53.21 2025 deportation laki-laki": 9,
            "53.21 2025 deportation perempuan": 10,
        },
        doubts=frozenset({("column-unknown", "E3"), ("column-unknown", "H3")}),
    ),
)
add(
    "occupations-in-html",
    "occupations beside their total, as HTML whose numbers are texts: what is not read is named",
    "placements",
    lambda: html(
        [
            ["Penempatan PMI Prosedural Tahun 2025"],
            ["No", "Kabupaten/Kota", "Jumlah", "PLRT", "Ladang sawit"],
            [1, "Belu", 12, 5, 7],
            [2, "Malaka", 20, 11, 9],
        ],
        '<meta charset="utf-8">',
    ),
    Expect(
        DOUBTS,
        {"53.04 2025": 12, "53.21 2025": 20},
        doubts=frozenset({("column-unknown", "D2")}),
    ),
    file="jabatan.xls",
)
add(
    "buried-abroad",
    "deaths, remains and those buried abroad beside each other below each year",
    "deaths",
    lambda: ods(
        [
            ["PMI ASAL NTT YANG MENINGGAL DUNIA"],
            ["No", "Kabupaten/Kota", "2024", None, None, "2025", None, None],
            [None, None, *["Meninggal di LN", "Jenazah dipulangkan", "Dimakamkan di LN"] * 2],
            [1, "Belu", 9, 7, 2, 8, 8, 0],
            [2, "Malaka", 12, 10, 2, 14, 11, 3],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2024 deaths_abroad": 9,
            "53.04 2024 remains_repatriated": 7,
            "53.04 2025 deaths_abroad": 8,
            "53.04 2025 remains_repatriated": 8,
            "53.21 2024 deaths_abroad": 12,
            "53.21 2024 remains_repatriated": 10,
            "53.21 2025 deaths_abroad": 14,
            "53.21 2025 remains_repatriated": 11,
        },
        doubts=frozenset({("column-unknown", "E3"), ("column-unknown", "H3")}),
    ),
    file="meninggal.ods",
)
add(
    "remains-by-procedure",
    "how those who died had left: two parts of the month, no placements",
    "deaths",
    lambda: xlsx(
        [
            ["REKAP KEDATANGAN JENAZAH PMI ASAL NTT TAHUN 2025"],
            ["No", "Bulan", "Jumlah Jenazah", "Prosedural", "Non Prosedural"],
            [1, "Januari", 9, 1, 8],
            [2, "Februari", 7, 0, 7],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2025-01 remains_repatriated": 9,
            "53 2025-01 remains_repatriated prosedural": 1,
            "53 2025-01 remains_repatriated nonprosedural": 8,
            "53 2025-02 remains_repatriated": 7,
            "53 2025-02 remains_repatriated prosedural": 0,
            "53 2025-02 remains_repatriated nonprosedural": 7,
        },
    ),
)


def _of_one_part(said: str) -> bytes:
    return xlsx(
        [
            [f"JENAZAH PMI {said} ASAL NTT TAHUN 2025"],
            ["No", "Kabupaten", "L", "P"],
            [1, "Belu", 3, 4],
            [2, "Malaka", 5, 6],
        ]
    )


for status, words in (("nonprosedural", "NON PROSEDURAL"), ("prosedural", "PROSEDURAL")):
    add(
        f"title-of-one-part-{status}",
        "a title that speaks of one part of those who died: never stored as all of them",
        "deaths",
        partial(_of_one_part, words),
        Expect(
            IMPORT,
            {
                f"53.04 2025 remains_repatriated laki-laki {status}": 3,
                f"53.04 2025 remains_repatriated perempuan {status}": 4,
                f"53.21 2025 remains_repatriated laki-laki {status}": 5,
                f"53.21 2025 remains_repatriated perempuan {status}": 6,
            },
        ),
    )

# Rows that say more than a place ---------------------------------------------------------------------

add(
    "answer-to-parliament",
    "series down, years across, the last of them only to the month that a note names",
    "figures",
    lambda: xlsx(
        [
            ["BAHAN JAWABAN KOMISI V: PMI ASAL NTT"],
            [],
            ["No", "Uraian", "Satuan", 2023, 2024, "2025*"],
            [1, "Penempatan PMI prosedural", "orang", 130, 140, 99],
            [2, "Jenazah PMI yang dipulangkan", "jenazah", 88, 91, 70],
            [3, "PMI dideportasi", "orang", 210, 190, 150],
            [],
            ["*) s.d. September"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53 2023": 130,
            "53 2024": 140,
            "53 2025-01-01..2025-09-30": 99,
            "53 2023 remains_repatriated": 88,
            "53 2024 remains_repatriated": 91,
            "53 2025-01-01..2025-09-30 remains_repatriated": 70,
            "53 2023 deportation": 210,
            "53 2024 deportation": 190,
            "53 2025-01-01..2025-09-30 deportation": 150,
        },
        doubts=frozenset({("footnote", "F3")}),
    ),
)
add(
    "note-that-names-a-day",
    "“2025*” of which the note says until the middle of a month: no figure of whole months",
    "deportations",
    lambda: xlsx(
        [
            ["PMI DEPORTASI ASAL NTT"],
            ["Kabupaten", 2024, "2025*"],
            ["Belu", 12, 9],
            ["Malaka", 20, 15],
            ["*) sampai dengan 9 November 2025"],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.04 2024 deportation": 12, "53.21 2024 deportation": 20},
        doubts=frozenset({("heading-of-days", "C2")}),
    ),
)
add(
    "series-below-each-place",
    "a profile: each kabupaten heads the lines of its series",
    "figures",
    lambda: xlsx(
        [
            ["PROFIL PMI PER KABUPATEN"],
            ["Uraian", "2024", "2025"],
            ["Kab. Belu"],
            ["- Penempatan prosedural", 12, 14],
            ["- Jenazah dipulangkan", 3, 5],
            ["Kab. Malaka"],
            ["- Penempatan prosedural", 22, 24],
            ["- Jenazah dipulangkan", 6, 8],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024": 12,
            "53.04 2025": 14,
            "53.04 2024 remains_repatriated": 3,
            "53.04 2025 remains_repatriated": 5,
            "53.21 2024": 22,
            "53.21 2025": 24,
            "53.21 2024 remains_repatriated": 6,
            "53.21 2025 remains_repatriated": 8,
        },
    ),
)
add(
    "sexes-below-each-place",
    "each kabupaten heads a line for men and one for women",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI prosedural"],
            ["Wilayah", "2024", "2025"],
            ["Belu"],
            ["Laki-laki", 12, 14],
            ["Perempuan", 3, 5],
            ["Malaka"],
            ["Laki-laki", 22, 24],
            ["Perempuan", 6, 8],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024 laki-laki": 12,
            "53.04 2025 laki-laki": 14,
            "53.04 2024 perempuan": 3,
            "53.04 2025 perempuan": 5,
            "53.21 2024 laki-laki": 22,
            "53.21 2025 laki-laki": 24,
            "53.21 2024 perempuan": 6,
            "53.21 2025 perempuan": 8,
        },
    ),
)
add(
    "year-and-month-where-they-change",
    "a long list that writes year, month and kabupaten only where they change",
    "deaths",
    lambda: text(
        [
            ["Tahun", "Bulan", "Kabupaten/Kota", "Jenis Kelamin", "Jumlah Jenazah"],
            [2025, "November", "Sikka", "Laki-laki", 4],
            [None, None, None, "Perempuan", 1],
            [None, None, "Lembata", "Laki-laki", 3],
            [None, None, None, "Perempuan", 2],
            [None, "Desember", "Sikka", "Laki-laki", 5],
            [2026, "Januari", "Sikka", "Laki-laki", 6],
        ],
        ";",
        "cp1252",
    ),
    Expect(
        IMPORT,
        {
            "53.07 2025-11 remains_repatriated laki-laki": 4,
            "53.07 2025-11 remains_repatriated perempuan": 1,
            "53.13 2025-11 remains_repatriated laki-laki": 3,
            "53.13 2025-11 remains_repatriated perempuan": 2,
            "53.07 2025-12 remains_repatriated laki-laki": 5,
            "53.07 2026-01 remains_repatriated laki-laki": 6,
        },
    ),
    file="jenazah.csv",
)
add(
    "continued-on-the-next-page",
    "“Lanjutan Tabel 3” with its heading once more, and what was carried over",
    "placements",
    lambda: xlsx(
        [
            ["Tabel 3. Penempatan PMI Prosedural, 2025"],
            ["No", "Kabupaten/Kota", "Jan", "Feb", "Jml"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            [1, "Belu", 3, 4, 7],
            [2, "Alor", 5, 6, 11],
            [None, "Jumlah dipindahkan", 8, 10, 18],
            [None, None, None, None, "Halaman 1 dari 2"],
            [],
            ["Lanjutan Tabel 3"],
            ["No", "Kabupaten/Kota", "Jan", "Feb", "Jml"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            [None, "Pindahan", 8, 10, 18],
            [3, "Sikka", 7, 8, 15],
            [4, "Malaka", 9, 1, 10],
            [None, "Provinsi NTT", 24, 19, 43],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025-01": 3,
            "53.04 2025-02": 4,
            "53.05 2025-01": 5,
            "53.05 2025-02": 6,
            "53.07 2025-01": 7,
            "53.07 2025-02": 8,
            "53.21 2025-01": 9,
            "53.21 2025-02": 1,
        },
    ),
)

# Rows that are no places -----------------------------------------------------------------------------

add(
    "total-of-the-missions",
    "representations abroad as rows: put off, and their total is the province's",
    "deaths",
    lambda: xlsx(
        [
            ["Pemulangan jenazah PMI asal NTT oleh Perwakilan RI, 2025"],
            ["No", "Perwakilan", "Jumlah jenazah"],
            [1, "KBRI Kuala Lumpur", 27],
            [2, "KJRI Johor Bahru", 14],
            [3, "KJRI Kuching", 23],
            [None, "Jumlah", 64],
        ]
    ),
    Expect(
        DOUBTS,
        {"53 2025 remains_repatriated": 64},
        doubts=frozenset({("row-without-place", "C3"), ("row-without-place", "C5")}),
    ),
)
add(
    "total-of-the-gates",
    "ports and airports as rows: where somebody was stopped is not where he comes from",
    "deportations",
    lambda: xlsx(
        [
            ["PENCEGAHAN KEBERANGKATAN CPMI NON PROSEDURAL DI NTT, TAHUN 2025"],
            ["No", "Lokasi", "Jan", "Feb"],
            [1, "Bandara El Tari Kupang", 7, 4],
            [2, "Pelabuhan Lorens Say Maumere", 3, 9],
            [None, "JUMLAH", 10, 13],
        ]
    ),
    Expect(
        DOUBTS,
        {"53 2025-01 prevented_departure": 10, "53 2025-02 prevented_departure": 13},
        doubts=frozenset({("place-unknown", "B3"), ("place-unknown", "B4")}),
    ),
)
add(
    "total-that-is-not-their-sum",
    "a total of lines that are no places, and not their sum: nobody's figure",
    "deaths",
    lambda: xlsx(
        [
            ["Pemulangan jenazah PMI asal NTT oleh Perwakilan RI, 2025"],
            ["No", "Perwakilan", "Jumlah jenazah"],
            [1, "KBRI Kuala Lumpur", 27],
            [2, "KJRI Johor Bahru", 14],
            [None, "Jumlah", 46],
        ]
    ),
    Expect(DOUBTS, {}, doubts=frozenset({("row-without-place", "C3"), ("total-differs", "C5")})),
)
add(
    "passports-refused",
    "passports refused for non-procedural departure, by office of immigration",
    "figures",
    lambda: html(
        [
            ["PENOLAKAN PERMOHONAN PASPOR TERINDIKASI PMI NON PROSEDURAL DI NTT TAHUN 2025"],
            ["No", "Kantor Imigrasi", "TW I", "TW II"],
            [1, "Kanim Kelas I TPI Kupang", 12, 14],
            [2, "Kanim Kelas II TPI Atambua", 9, 7],
            [None, "Total", 21, 21],
        ],
        '<meta charset="utf-8">',
    ),
    Expect(
        DOUBTS,
        {
            "53 2025-01-01..2025-03-31 passport_refusal": 21,
            "53 2025-04-01..2025-06-30 passport_refusal": 21,
        },
        doubts=frozenset({("row-without-place", "C3"), ("row-without-place", "C4")}),
    ),
    file="paspor.xls",
)
add(
    "capital-among-kabupaten",
    "“Larantuka” and “Atambua” among kabupaten: the kecamatan by name, the kabupaten by habit",
    "deportations",
    lambda: xlsx(
        [
            ["PMI deportasi 2025"],
            ["No", "Asal", "Jumlah"],
            [1, "Larantuka", 12],
            [2, "Sabu", 9],
            [3, "Atambua", 7],
            [4, "Malaka", 5],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.20 2025 deportation": 9, "53.21 2025 deportation": 5},
        doubts=frozenset({("place-ambiguous", "B3"), ("place-ambiguous", "B5")}),
    ),
)
add(
    "lines-of-figures",
    "lines that went back, sent as a table of deaths: they name their series and days themselves",
    "deaths",
    lambda: text(
        [
            ["Wilayah", "Indikator", "Rincian", "Mulai", "Sampai", "Nilai"],
            ["Belu", "Jenazah PMI dipulangkan", "", "01/01/2026", "31/01/2026", 3],
        ],
        "\t",
    ),
    Expect(REFUSE, refusal="lines-of-figures"),
    file="dikembalikan.tsv",
)


# Answers to another question -------------------------------------------------------------------------


def _as_of(day: str) -> bytes:
    return xlsx(
        [
            ["DATA PMI DEPORTASI"],
            [f"per {day} 2026"],
            ["No", "Kabupaten", "Jumlah"],
            [1, "Belu", 9],
            [2, "Malaka", 7],
        ]
    )


add(
    "as-of-answered",
    "“per 31 Mei 2026”, and the answer that it counts since January",
    "deportations",
    partial(_as_of, "31 Mei"),
    Expect(
        IMPORT,
        {"53.04 2026-01-01..2026-05-31 deportation": 9, "53.21 2026-01-01..2026-05-31 deportation": 7},
    ),
    file="deportasi.xlsx",
    answers={"period": "2026-01/2026-05"},
)
add(
    "as-of-of-the-next-month",
    "the next month's file with the answer that was given of the last one: asked, never taken for its time",
    "deportations",
    partial(_as_of, "30 Juni"),
    Expect(ASK, questions=frozenset({"period"})),
    file="deportasi.xlsx",
    answers={"period": "2026-01/2026-05"},
)
add(
    "title-above-an-answer",
    "a title that names the year, and an answer that was given of a file of the year before",
    "deportations",
    lambda: xlsx(
        [["PMI DEPORTASI TAHUN 2026"], ["Kabupaten", "Jan", "Feb"], ["Belu", 4, 9], ["Malaka", 7, 3]]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2026-01 deportation": 4,
            "53.04 2026-02 deportation": 9,
            "53.21 2026-01 deportation": 7,
            "53.21 2026-02 deportation": 3,
        },
    ),
    answers={"period": "2025-01/2025-05"},
)
add(
    "place-above-an-answer",
    "a title that names the kabupaten, and an answer that another table was the province's",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI KABUPATEN BELU TAHUN 2025"],
            ["Bulan", "Jumlah PMI"],
            ["Januari", 4],
            ["Februari", 9],
        ]
    ),
    Expect(IMPORT, {"53.04 2025-01": 4, "53.04 2025-02": 9}),
    answers={"region": "53"},
)
add(
    "months-that-fall-are-not-cumulative",
    "months that fall, and an answer that another file's months were running totals",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kabupaten", "Jan", "Feb", "Mar", "Apr"],
            ["Belu", 4, 9, 2, 5],
            ["Malaka", 7, 3, 8, 1],
            ["Alor", 6, 2, 4, 3],
        ]
    ),
    Expect(
        IMPORT,
        {
            f"{code} 2025-0{month}": value
            for code, counts in (("53.04", (4, 9, 2, 5)), ("53.21", (7, 3, 8, 1)), ("53.05", (6, 2, 4, 3)))
            for month, value in enumerate(counts, 1)
        },
    ),
    answers={"cumulative": "cumulative"},
)
add(
    "table-of-another-thing-beside",
    "placements and deportations beside each other, and the answer that the second is of another kind",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural 2025", None, None, None, "PMI Deportasi 2025"],
            ["No", "Kabupaten", "Jumlah", None, "No", "Kabupaten", "Jumlah"],
            [1, "Belu", 4, None, 1, "Malaka", 30],
            [2, "Alor", 6, None, 2, "Sikka", 20],
        ]
    ),
    Expect(DOUBTS, {"53.04 2025": 4, "53.05 2025": 6}, doubts=frozenset({("other-concept", "E2")})),
    answers={"kind": "no"},
)


# A second round, made to see whether the rules hold beyond their first file -----------------------------

add(
    "remains-by-procedure-below-years",
    "prosedural and non prosedural in the title, and as parts below each year",
    "deaths",
    lambda: xlsx(
        [
            ["PMI Meninggal Dunia Prosedural dan Non Prosedural"],
            ["No", "Kabupaten", 2024, None, None, 2025, None, None],
            [None, None, *["Prosedural", "Non Prosedural", "Jumlah"] * 2],
            [1, "Belu", 1, 8, 9, 0, 7, 7],
            [2, "Malaka", 2, 11, 13, 1, 12, 13],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024 deaths_abroad prosedural": 1,
            "53.04 2024 deaths_abroad nonprosedural": 8,
            "53.04 2024 deaths_abroad": 9,
            "53.04 2025 deaths_abroad prosedural": 0,
            "53.04 2025 deaths_abroad nonprosedural": 7,
            "53.04 2025 deaths_abroad": 7,
            "53.21 2024 deaths_abroad prosedural": 2,
            "53.21 2024 deaths_abroad nonprosedural": 11,
            "53.21 2024 deaths_abroad": 13,
            "53.21 2025 deaths_abroad prosedural": 1,
            "53.21 2025 deaths_abroad nonprosedural": 12,
            "53.21 2025 deaths_abroad": 13,
        },
    ),
)
add(
    "months-by-number",
    "I to XII, and no word that says of what",
    "deportations",
    lambda: xlsx(
        [
            ["PMI Deportasi Tahun 2025"],
            ["Kabupaten", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]],
            ["Belu", *range(5, 17)],
            ["Malaka", *range(30, 18, -1)],
        ]
    ),
    Expect(
        DOUBTS,
        {
            **{f"53.04 2025-{month:02d} deportation": month + 4 for month in range(1, 13)},
            **{f"53.21 2025-{month:02d} deportation": 31 - month for month in range(1, 13)},
        },
        doubts=frozenset({("quarters-by-number", "B2")}),
    ),
)
add(
    "sexes-below-each-series",
    "series down, and below each of them its women and men",
    "figures",
    lambda: xlsx(
        [
            ["DATA PMI PROVINSI NTT"],
            ["No", "Uraian", 2024, 2025],
            [1, "Penempatan PMI prosedural", 9, 11],
            [None, "a. Laki-laki", 4, 5],
            [None, "b. Perempuan", 5, 6],
            [2, "Deportasi", 20, 30],
            [None, "a. Laki-laki", 12, 17],
            [None, "b. Perempuan", 8, 13],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2024": 9,
            "53 2025": 11,
            "53 2024 laki-laki": 4,
            "53 2025 laki-laki": 5,
            "53 2024 perempuan": 5,
            "53 2025 perempuan": 6,
            "53 2024 deportation": 20,
            "53 2025 deportation": 30,
            "53 2024 deportation laki-laki": 12,
            "53 2025 deportation laki-laki": 17,
            "53 2024 deportation perempuan": 8,
            "53 2025 deportation perempuan": 13,
        },
    ),
)
add(
    "sexes-below-places-across",
    "kabupaten across, L and P below each, months down: two equal counts are two",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural 2025"],
            ["Bulan", "Belu", None, "Malaka", None, "Alor", None],
            [None, "L", "P", "L", "P", "L", "P"],
            ["Januari", 4, 4, 5, 6, 7, 8],
            ["Februari", 1, 2, 3, 3, 2, 1],
        ],
        change=lambda s: [s.merge_cells(each) for each in ("A2:A3", "B2:C2", "D2:E2", "F2:G2")],
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025-01 laki-laki": 4,
            "53.04 2025-01 perempuan": 4,
            "53.21 2025-01 laki-laki": 5,
            "53.21 2025-01 perempuan": 6,
            "53.05 2025-01 laki-laki": 7,
            "53.05 2025-01 perempuan": 8,
            "53.04 2025-02 laki-laki": 1,
            "53.04 2025-02 perempuan": 2,
            "53.21 2025-02 laki-laki": 3,
            "53.21 2025-02 perempuan": 3,
            "53.05 2025-02 laki-laki": 2,
            "53.05 2025-02 perempuan": 1,
        },
    ),
)
add(
    "countries-below-each-place",
    "countries as lines of each kabupaten, with others and their total",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural menurut negara 2025"],
            ["No", "Kabupaten", "Negara", "Jumlah"],
            [1, "Belu", "Malaysia", 30],
            [None, None, "Singapura", 4],
            [None, None, "Lainnya", 2],
            [None, None, "Jumlah", 36],
            [2, "Malaka", "Malaysia", 50],
            [None, None, "Lainnya", 3],
            [None, None, "Jumlah", 53],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025": 36,
            "53.04 2025 MYS": 30,
            "53.04 2025 SGP": 4,
            "53.04 2025 negara tujuan lain": 2,
            "53.21 2025": 53,
            "53.21 2025 MYS": 50,
            "53.21 2025 negara tujuan lain": 3,
        },
    ),
)
add(
    "halves-in-a-column",
    "year and half in columns of their own, the half only as I or II",
    "deportations",
    lambda: text(
        [
            ["Kabupaten", "Tahun", "Semester", "Jumlah Deportasi"],
            ["Belu", 2024, "I", 4],
            ["Belu", 2024, "II", 6],
            ["Malaka", 2025, "I", 7],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024-01-01..2024-06-30 deportation": 4,
            "53.04 2024-07-01..2024-12-31 deportation": 6,
            "53.21 2025-01-01..2025-06-30 deportation": 7,
        },
    ),
    file="deportasi.csv",
)
add(
    "title-that-ends-in-a-day",
    "a title that ends in “s.d. 31 Oktober 2025” is no place and date below which somebody signs",
    "deaths",
    lambda: xlsx(
        [
            ["Jenazah PMI dipulangkan, data s.d. 31 Oktober 2025"],
            ["No", "Kabupaten", 2024, 2025],
            [1, "Belu", 9, 7],
            [2, "Malaka", 12, 11],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024 remains_repatriated": 9,
            "53.21 2024 remains_repatriated": 12,
            "53.04 2025-01-01..2025-10-31 remains_repatriated": 7,
            "53.21 2025-01-01..2025-10-31 remains_repatriated": 11,
        },
    ),
)
add(
    "running-totals-over-other-spans",
    "“s.d. Triwulan II” beside “Triwulan I” is not its sum",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural 2026"],
            ["Kabupaten", "Triwulan I", "s.d. Triwulan II", "s.d. September", "+/-"],
            ["Belu", 4, 9, 15, 5],
            ["Malaka", 7, 8, 11, 1],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2026-01-01..2026-03-31": 4,
            "53.04 2026-01-01..2026-06-30": 9,
            "53.04 2026-01-01..2026-09-30": 15,
            "53.21 2026-01-01..2026-03-31": 7,
            "53.21 2026-01-01..2026-06-30": 8,
            "53.21 2026-01-01..2026-09-30": 11,
        },
    ),
)
add(
    "another-kabupaten-in-brackets",
    "“Belu (termasuk Malaka)” is not Belu",
    "deportations",
    lambda: xlsx(
        [["PMI Deportasi Tahun 2025"], ["Kabupaten", "Jumlah"], ["Belu (termasuk Malaka)", 30], ["Alor", 7]]
    ),
    Expect(DOUBTS, {"53.05 2025 deportation": 7}, doubts=frozenset({("place-unknown", "A3")})),
)

add(
    "totals-of-each-country",
    "countries, each over L, P and Jml, and the total of all",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Prosedural 2025"],
            ["Kabupaten", "Malaysia", None, None, "Singapura", None, None, "Total"],
            [None, *["L", "P", "Jml"] * 2, None],
            ["Belu", 1, 2, 3, 4, 5, 9, 12],
            ["Malaka", 6, 7, 13, 8, 9, 17, 30],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025 laki-laki MYS": 1,
            "53.04 2025 perempuan MYS": 2,
            "53.04 2025 MYS": 3,
            "53.04 2025 laki-laki SGP": 4,
            "53.04 2025 perempuan SGP": 5,
            "53.04 2025 SGP": 9,
            "53.04 2025": 12,
            "53.21 2025 laki-laki MYS": 6,
            "53.21 2025 perempuan MYS": 7,
            "53.21 2025 MYS": 13,
            "53.21 2025 laki-laki SGP": 8,
            "53.21 2025 perempuan SGP": 9,
            "53.21 2025 SGP": 17,
            "53.21 2025": 30,
        },
    ),
)
add(
    "parts-left-blank",
    "lines of which only the total is known",
    "deportations",
    lambda: xlsx(
        [
            ["PMI Deportasi 2025"],
            ["Kabupaten", "Jumlah", "L", "P"],
            ["Belu", 9, 4, 5],
            ["Malaka", 12, None, None],
            ["Alor", 7, 3, None],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2025 deportation": 9,
            "53.04 2025 deportation laki-laki": 4,
            "53.04 2025 deportation perempuan": 5,
            "53.21 2025 deportation": 12,
            "53.05 2025 deportation laki-laki": 3,
        },
        doubts=frozenset({("total-differs", "B5")}),
    ),
)
