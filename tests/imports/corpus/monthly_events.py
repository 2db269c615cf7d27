"""Deaths, deportations, reports and services as offices send them in an ordinary month, by somebody who had
not seen the reader; with what a clerk reads, written before it was mended."""

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, merged, text, xlsx
from tests.imports.corpus.offices import ods, xls

CASES: list[Case] = []
add = Adding(CASES, "laporan.xlsx")


add(
    "deaths-by-procedure",
    "with and without a procedure, “Lain-lain” as the last line, which names no place, percentages",
    "deaths",
    lambda: xlsx(
        [
            ["DATA PMI MENINGGAL DUNIA DI LUAR NEGERI ASAL NTT TAHUN 2024"],
            ["NO", "KABUPATEN", "PROSEDURAL", "NON PROSEDURAL", "JUMLAH", "%"],
            [1, "MALAKA", 1, 24, 25, "28,1"],
            [2, "BELU", 0, 14, 14, "15,7"],
            [3, "ENDE", 2, 12, 14, "15,7"],
            [4, "FLOTIM", 0, 13, 13, "14,6"],
            [5, "TTS", 1, 8, 9, "10,1"],
            [6, "TTU", 1, 5, 6, "6,7"],
            [7, "LAIN-LAIN", 0, 8, 8, "9,0"],
            ["JUMLAH", None, 5, 84, 89, "100"],
        ],
        title="2024",
    ),
    Expect(
        DOUBTS,
        {
            "53.21 2024 deaths_abroad prosedural": 1,
            "53.21 2024 deaths_abroad nonprosedural": 24,
            "53.21 2024 deaths_abroad": 25,
            "53.04 2024 deaths_abroad prosedural": 0,
            "53.04 2024 deaths_abroad nonprosedural": 14,
            "53.04 2024 deaths_abroad": 14,
            "53.08 2024 deaths_abroad prosedural": 2,
            "53.08 2024 deaths_abroad nonprosedural": 12,
            "53.08 2024 deaths_abroad": 14,
            "53.06 2024 deaths_abroad prosedural": 0,
            "53.06 2024 deaths_abroad nonprosedural": 13,
            "53.06 2024 deaths_abroad": 13,
            "53.02 2024 deaths_abroad prosedural": 1,
            "53.02 2024 deaths_abroad nonprosedural": 8,
            "53.02 2024 deaths_abroad": 9,
            "53.03 2024 deaths_abroad prosedural": 1,
            "53.03 2024 deaths_abroad nonprosedural": 5,
            "53.03 2024 deaths_abroad": 6,
        },
        states={"D9": "doubtful"},
        doubts=frozenset({("places-together", "B9")}),
    ),
    file="meninggal.xlsx",
)
add(
    "countries-down-with-ranks",
    "countries down, L and P, and their total",
    "deaths",
    lambda: ods(
        [
            ["JENAZAH PMI ASAL NTT MENURUT NEGARA PENEMPATAN"],
            ["Periode 1 Januari s.d. 31 Oktober 2025"],
            ["Ranking", "Negara", "L", "P", "Jumlah"],
            [1, "Malaysia", 70, 22, 92],
            [2, "Singapura", 1, 2, 3],
            [3, "Hongkong", 0, 1, 1],
            [4, "Jepang", 1, 0, 1],
            ["", "Total", 72, 25, 97],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2025-01-01..2025-10-31 remains_repatriated laki-laki MYS": 70,
            "53 2025-01-01..2025-10-31 remains_repatriated perempuan MYS": 22,
            "53 2025-01-01..2025-10-31 remains_repatriated MYS": 92,
            "53 2025-01-01..2025-10-31 remains_repatriated laki-laki SGP": 1,
            "53 2025-01-01..2025-10-31 remains_repatriated perempuan SGP": 2,
            "53 2025-01-01..2025-10-31 remains_repatriated SGP": 3,
            "53 2025-01-01..2025-10-31 remains_repatriated laki-laki HKG": 0,
            "53 2025-01-01..2025-10-31 remains_repatriated perempuan HKG": 1,
            "53 2025-01-01..2025-10-31 remains_repatriated HKG": 1,
            "53 2025-01-01..2025-10-31 remains_repatriated laki-laki JPN": 1,
            "53 2025-01-01..2025-10-31 remains_repatriated perempuan JPN": 0,
            "53 2025-01-01..2025-10-31 remains_repatriated JPN": 1,
            "53 2025-01-01..2025-10-31 remains_repatriated laki-laki": 72,
            "53 2025-01-01..2025-10-31 remains_repatriated perempuan": 25,
            "53 2025-01-01..2025-10-31 remains_repatriated": 97,
        },
    ),
    file="negara.ods",
)
add(
    "causes-of-deaths",
    "lines are causes: put off, and their total by month is the province's",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI ASAL NTT MENURUT PENYEBAB KEMATIAN, JANUARI-MARET 2025"],
            ["Penyebab", "Januari", "Februari", "Maret", "Jumlah"],
            ["Sakit", 6, 5, 9, 20],
            ["Kecelakaan kerja", 1, 2, "-", 3],
            ["Kecelakaan lalu lintas", 1, "-", 1, 2],
            ["Lain-lain", "-", 1, 1, 2],
            ["Jumlah", 8, 8, 11, 27],
        ],
        title="Sebab",
    ),
    Expect(
        DOUBTS,
        {
            "53 2025-01 remains_repatriated": 8,
            "53 2025-02 remains_repatriated": 8,
            "53 2025-03 remains_repatriated": 11,
        },
        doubts=frozenset(
            {
                ("row-without-place", "B3"),
                ("row-without-place", "B4"),
                ("row-without-place", "B6"),
                ("row-without-place", "B5"),
            }
        ),
    ),
    file="penyebab.xlsx",
    answers={"mark:-": "zero"},
)
add(
    "another-table-of-countries",
    "kabupaten, and below them the same divided by countries under its own title",
    "deaths",
    lambda: xlsx(
        [
            ["A. JENAZAH PMI MENURUT KABUPATEN S/D SEPTEMBER 2025 (JANUARI - SEPTEMBER)"],
            ["No", "Kabupaten", "Jumlah"],
            [1, "Malaka", 20],
            [2, "Flores Timur", 11],
            [3, "Sikka", 9],
            ["", "Jumlah", 40],
            [],
            ["B. JENAZAH PMI ASAL NTT MENURUT NEGARA, JANUARI - SEPTEMBER 2025"],
            ["No", "Negara", "Jumlah"],
            [1, "Malaysia", 38],
            [2, "Singapura", 2],
            ["", "Jumlah", 40],
            [],
            ["Catatan: 3 jenazah dimakamkan di Malaysia (12 Mei 2025)"],
        ],
        title="Data",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2025-01-01..2025-09-30 remains_repatriated": 20,
            "53.06 2025-01-01..2025-09-30 remains_repatriated": 11,
            "53.07 2025-01-01..2025-09-30 remains_repatriated": 9,
            "53 2025-01-01..2025-09-30 remains_repatriated MYS": 38,
            "53 2025-01-01..2025-09-30 remains_repatriated SGP": 2,
            "53 2025-01-01..2025-09-30 remains_repatriated": 40,
        },
    ),
    file="dua tabel.xlsx",
)
add(
    "months-of-one-kabupaten",
    "months down, the kabupaten in the letterhead",
    "deaths",
    lambda: xls(
        [
            ["PEMERINTAH KABUPATEN ENDE"],
            ["DINAS TRANSMIGRASI DAN TENAGA KERJA"],
            ["Jalan Contoh Nomor 1 (DATA CONTOH)"],
            [],
            ["DATA PMI MENINGGAL DUNIA ASAL KABUPATEN ENDE TAHUN 2025"],
            ["NO", "BULAN", "L", "P", "JML", "KET"],
            [1, "Januari", 1, 0, 1],
            [2, "Pebruari", 0, 1, 1],
            [3, "Maret", 2, 0, 2],
            [4, "April", "-", "-", "-"],
            [5, "Mei", 1, 0, 1],
            [6, "Juni", "-", "-", "-"],
            [7, "Juli", 1, 1, 2],
            ["JUMLAH", None, 5, 2, 7],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.08 2025-01 deaths_abroad laki-laki": 1,
            "53.08 2025-01 deaths_abroad perempuan": 0,
            "53.08 2025-01 deaths_abroad": 1,
            "53.08 2025-02 deaths_abroad laki-laki": 0,
            "53.08 2025-02 deaths_abroad perempuan": 1,
            "53.08 2025-02 deaths_abroad": 1,
            "53.08 2025-03 deaths_abroad laki-laki": 2,
            "53.08 2025-03 deaths_abroad perempuan": 0,
            "53.08 2025-03 deaths_abroad": 2,
            "53.08 2025-04 deaths_abroad laki-laki": 0,
            "53.08 2025-04 deaths_abroad perempuan": 0,
            "53.08 2025-04 deaths_abroad": 0,
            "53.08 2025-05 deaths_abroad laki-laki": 1,
            "53.08 2025-05 deaths_abroad perempuan": 0,
            "53.08 2025-05 deaths_abroad": 1,
            "53.08 2025-06 deaths_abroad laki-laki": 0,
            "53.08 2025-06 deaths_abroad perempuan": 0,
            "53.08 2025-06 deaths_abroad": 0,
            "53.08 2025-07 deaths_abroad laki-laki": 1,
            "53.08 2025-07 deaths_abroad perempuan": 1,
            "53.08 2025-07 deaths_abroad": 2,
        },
    ),
    file="Ende.xls",
    answers={"mark:-": "zero", "indicator": "deaths_abroad"},
)
add(
    "country-in-the-title",
    "“dideportasi dari Malaysia”: of one country, adults and children by sex",
    "deportations",
    lambda: xlsx(
        [
            ["PMI BERMASALAH YANG DIDEPORTASI DARI MALAYSIA, ASAL NTT"],
            ["BULAN JULI 2025"],
            ["No", "Kabupaten", "Dewasa", None, "Anak", None, "Jumlah"],
            [None, None, "L", "P", "L", "P"],
            [1, "Flores Timur", 9, 4, 1, 1, 15],
            [2, "Lembata", 6, 2, 0, 1, 9],
            [3, "Sikka", 3, 3, 0, 0, 6],
            ["", "Jumlah", 18, 9, 1, 2, 30],
        ],
        title="JULI",
        change=merged("C3:D3", "E3:F3", "A3:A4", "B3:B4", "G3:G4"),
    ),
    Expect(
        IMPORT,
        {
            "53.06 2025-07 deportation laki-laki dewasa MYS": 9,
            "53.06 2025-07 deportation perempuan dewasa MYS": 4,
            "53.06 2025-07 deportation laki-laki anak MYS": 1,
            "53.06 2025-07 deportation perempuan anak MYS": 1,
            "53.06 2025-07 deportation MYS": 15,
            "53.13 2025-07 deportation laki-laki dewasa MYS": 6,
            "53.13 2025-07 deportation perempuan dewasa MYS": 2,
            "53.13 2025-07 deportation laki-laki anak MYS": 0,
            "53.13 2025-07 deportation perempuan anak MYS": 1,
            "53.13 2025-07 deportation MYS": 9,
            "53.07 2025-07 deportation laki-laki dewasa MYS": 3,
            "53.07 2025-07 deportation perempuan dewasa MYS": 3,
            "53.07 2025-07 deportation laki-laki anak MYS": 0,
            "53.07 2025-07 deportation perempuan anak MYS": 0,
            "53.07 2025-07 deportation MYS": 6,
        },
    ),
    file="deportasi.xlsx",
)
add(
    "passports-refused-by-month",
    "all requests beside those refused, an office in the letterhead",
    "figures",
    lambda: xlsx(
        [
            ["KANTOR IMIGRASI KELAS I TPI KUPANG"],
            ["PENOLAKAN PERMOHONAN PASPOR YANG DIDUGA CALON PMI NON PROSEDURAL TAHUN 2025"],
            ["NO", "BULAN", "JUMLAH PERMOHONAN PASPOR", "DITOLAK/DITUNDA"],
            [1, "Januari", 512, 4],
            [2, "Februari", 488, 6],
            [3, "Maret", 530, 2],
            [None, "JUMLAH", 1530, 12],
        ],
        title="Paspor",
    ),
    Expect(
        IMPORT,
        {
            "53 2025-01 passport_refusal": 4,
            "53 2025-02 passport_refusal": 6,
            "53 2025-03 passport_refusal": 2,
        },
        left_out={"paspor": 3},
    ),
    file="paspor.xlsx",
    answers={"region": "53", "indicator": "passport_refusal", "kind": "yes"},
)
add(
    "posts-and-months",
    "posts of a task force down, months across",
    "deportations",
    lambda: xlsx(
        [
            ["SATGAS PENCEGAHAN PMI NON PROSEDURAL PROVINSI NTT"],
            ["JUMLAH CPMI YANG DICEGAH KEBERANGKATANNYA, JULI - SEPTEMBER 2025"],
            ["NO", "POS", "JUL", "AGT", "SEPT", "JUMLAH"],
            [1, "Bandara El Tari Kupang", 4, 6, 3, 13],
            [2, "Pelabuhan Tenau", 10, 2, 0, 12],
            [3, "Pelabuhan L. Say Maumere", 5, 5, 8, 18],
            [4, "PLBN Motaain", 0, 1, 0, 1],
            ["JUMLAH", None, 19, 14, 11, 44],
        ],
        title="Cegah",
    ),
    Expect(
        DOUBTS,
        {
            "53 2025-07 prevented_departure": 19,
            "53 2025-08 prevented_departure": 14,
            "53 2025-09 prevented_departure": 11,
        },
        doubts=frozenset(
            {
                ("row-without-place", "C6"),
                ("row-without-place", "C7"),
                ("row-without-place", "C4"),
                ("row-without-place", "C5"),
            }
        ),
    ),
    file="satgas.xlsx",
)
add(
    "kabupaten-across-months-down",
    "kabupaten across, months down, dashes",
    "deportations",
    lambda: xlsx(
        [
            ["Deportasi PMI per bulan tahun 2025"],
            ["Bulan", "Malaka", "Belu", "TTU", "Kab. Kupang", "Jumlah"],
            ["Januari", 1, 2, 0, 3, 6],
            ["Februari", 2, 0, 1, 1, 4],
            ["Maret", "-", 1, 1, 2, 4],
            ["Jumlah", 3, 3, 2, 6, 14],
        ],
        title="S",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2025-01 deportation": 1,
            "53.21 2025-02 deportation": 2,
            "53.21 2025-03 deportation": 0,
            "53.04 2025-01 deportation": 2,
            "53.04 2025-02 deportation": 0,
            "53.04 2025-03 deportation": 1,
            "53.03 2025-01 deportation": 0,
            "53.03 2025-02 deportation": 1,
            "53.03 2025-03 deportation": 1,
            "53.01 2025-01 deportation": 3,
            "53.01 2025-02 deportation": 1,
            "53.01 2025-03 deportation": 2,
        },
    ),
    file="melintang.xlsx",
    answers={"mark:-": "zero"},
)
add(
    "codes-of-the-statistics-office",
    "two places called Kupang, told apart by codes beside them",
    "figures",
    lambda: xlsx(
        [
            ["Tabel/Table 4.2.3"],
            ["Jumlah PMI yang Ditempatkan Secara Prosedural Menurut Kabupaten/Kota di Provinsi NTT, 2023"],
            ["Number of Documented Migrant Workers by Regency and Sex in NTT Province, 2023"],
            [
                "Kode",
                "Kabupaten/Kota\nRegency/Municipality",
                "Laki-laki\nMale",
                "Perempuan\nFemale",
                "Jumlah\nTotal",
            ],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["5301", "Sumba Barat", 11, 130, 141],
            ["5302", "Sumba Timur", 9, 180, 189],
            ["5303", "Kupang", 30, 128, 158],
            ["5306", "Belu", 18, 110, 128],
            ["5317", "Sumba Barat Daya", 20, 298, 318],
            ["5320", "Sabu Raijua", "–", "–", "–"],
            ["5371", "Kupang", 6, 25, 31],
            ["", "Nusa Tenggara Timur", 94, 871, 965],
            ["Catatan/Note: – Data tidak tersedia/Not available"],
            ["Sumber/Source: BP3MI NTT"],
        ],
        title="4.2.3",
    ),
    Expect(
        IMPORT,
        {
            "53.12 2023 laki-laki": 11,
            "53.12 2023 perempuan": 130,
            "53.12 2023": 141,
            "53.11 2023 laki-laki": 9,
            "53.11 2023 perempuan": 180,
            "53.11 2023": 189,
            "53.01 2023 laki-laki": 30,
            "53.01 2023 perempuan": 128,
            "53.01 2023": 158,
            "53.04 2023 laki-laki": 18,
            "53.04 2023 perempuan": 110,
            "53.04 2023": 128,
            "53.18 2023 laki-laki": 20,
            "53.18 2023 perempuan": 298,
            "53.18 2023": 318,
            "53.71 2023 laki-laki": 6,
            "53.71 2023 perempuan": 25,
            "53.71 2023": 31,
        },
    ),
    file="BPS.xlsx",
)
add(
    "stages-of-reports",
    "reports, suspects, victims, and how far the reports had come: P-21 is nobody's sex",
    "figures",
    lambda: xls(
        [
            ["KEPOLISIAN DAERAH NUSA TENGGARA TIMUR"],
            ["DITRESKRIMUM"],
            ["DATA PENANGANAN KASUS TPPO POLDA NTT DAN JAJARAN TAHUN 2024"],
            ["NO", "SATKER", "JUMLAH LP", "TERSANGKA", "KORBAN", "LIDIK", "SIDIK", "P-21"],
            [1, "DITRESKRIMUM", 3, 2, 9, 1, 1, 1],
            [2, "POLRES MALAKA", 4, 3, 12, 2, 1, 1],
            [3, "POLRES BELU", 2, 2, 5, 1, 0, 1],
            [4, "POLRES SIKKA", 1, 1, 10, 0, 1, 0],
            ["JUMLAH", None, 10, 8, 36, 4, 3, 3],
            [],
            [None, None, None, None, None, "Kupang, 2 Januari 2025"],
            [None, None, None, None, None, "KABAG OPS (DATA CONTOH)"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            f"{place} 2024 trafficking_{what}": count
            for place, counts in (
                ("53", (10, 8, 36, 4, 3, 3)),
                ("53.21", (4, 3, 12, 2, 1, 1)),
                ("53.04", (2, 2, 5, 1, 0, 1)),
                ("53.07", (1, 1, 10, 0, 1, 0)),
            )
            for what, count in zip(
                (
                    *("police_reports", "suspects", "victims"),
                    *("police_reports lidik", "police_reports sidik", "police_reports P-21"),
                ),
                counts,
                strict=True,
            )
        },
        doubts=frozenset({("place-by-office", "B4"), ("place-unknown", "B5")}),
    ),
    file="tppo polda.xls",
)
add(
    "series-across",
    "a column for each series, of which the last line adds up",
    "figures",
    lambda: ods(
        [
            ["RINGKASAN DATA PMI PER KABUPATEN/KOTA"],
            ["KEADAAN JANUARI S/D OKTOBER 2025"],
            [],
            [
                "No",
                "Kabupaten/Kota",
                "Penempatan Prosedural",
                "Jenazah",
                "Deportasi",
                "Pencegahan Keberangkatan",
                "Sakit dipulangkan",
            ],
            [1, "Kab. Kupang", 110, 6, 4, 12, 1],
            [2, "Kab. TTS", 70, 9, 6, 8, 2],
            [3, "Kab. Alor", 5, 0, 9, 2, 0],
            [4, "Kota Kupang", 41, 5, 1, 30, 1],
            ["", "NTT", 226, 20, 20, 52, 4],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.01 2025-01-01..2025-10-31": 110,
            "53.01 2025-01-01..2025-10-31 remains_repatriated": 6,
            "53.01 2025-01-01..2025-10-31 deportation": 4,
            "53.01 2025-01-01..2025-10-31 prevented_departure": 12,
            "53.01 2025-01-01..2025-10-31 sick_repatriated": 1,
            "53.02 2025-01-01..2025-10-31": 70,
            "53.02 2025-01-01..2025-10-31 remains_repatriated": 9,
            "53.02 2025-01-01..2025-10-31 deportation": 6,
            "53.02 2025-01-01..2025-10-31 prevented_departure": 8,
            "53.02 2025-01-01..2025-10-31 sick_repatriated": 2,
            "53.05 2025-01-01..2025-10-31": 5,
            "53.05 2025-01-01..2025-10-31 remains_repatriated": 0,
            "53.05 2025-01-01..2025-10-31 deportation": 9,
            "53.05 2025-01-01..2025-10-31 prevented_departure": 2,
            "53.05 2025-01-01..2025-10-31 sick_repatriated": 0,
            "53.71 2025-01-01..2025-10-31": 41,
            "53.71 2025-01-01..2025-10-31 remains_repatriated": 5,
            "53.71 2025-01-01..2025-10-31 deportation": 1,
            "53.71 2025-01-01..2025-10-31 prevented_departure": 30,
            "53.71 2025-01-01..2025-10-31 sick_repatriated": 1,
        },
    ),
    file="ringkasan.ods",
)
add(
    "desks-across-with-polri",
    "desks of several offices across, Polri among them",
    "services",
    lambda: xlsx(
        [
            ["REKAP LAYANAN LTSA SE-NTT BULAN AGUSTUS 2025"],
            [
                "NO",
                "LTSA KABUPATEN",
                "NAKER",
                "DUKCAPIL",
                "KESEHATAN",
                "IMIGRASI",
                "POLRI",
                "PERBANKAN",
                "BPJS TK",
                "JUMLAH",
            ],
            [1, "Kab. Kupang", 22, 10, 4, 6, 11, 0, 5, 58],
            [2, "Sikka", 31, 12, "-", 9, 14, "-", 7, 73],
            [3, "Sumba Barat Daya", 44, 20, 8, "-", 16, 2, 11, 101],
        ],
        title="Agt",
    ),
    Expect(
        IMPORT,
        {
            "53.01 2025-08 employment": 22,
            "53.01 2025-08 civil_registry": 10,
            "53.01 2025-08 health": 4,
            "53.01 2025-08 immigration": 6,
            "53.01 2025-08 police": 11,
            "53.01 2025-08 banking": 0,
            "53.01 2025-08 social_security": 5,
            "53.07 2025-08 employment": 31,
            "53.07 2025-08 civil_registry": 12,
            "53.07 2025-08 immigration": 9,
            "53.07 2025-08 police": 14,
            "53.07 2025-08 social_security": 7,
            "53.18 2025-08 employment": 44,
            "53.18 2025-08 civil_registry": 20,
            "53.18 2025-08 health": 8,
            "53.18 2025-08 police": 16,
            "53.18 2025-08 banking": 2,
            "53.18 2025-08 social_security": 11,
        },
    ),
    file="LTSA rekap.xlsx",
    answers={"mark:-": "no-report"},
)
add(
    "two-countries-in-the-title",
    "“dari Malaysia dan Singapura” without dividing them: told, and not read as of all countries",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI YANG DIPULANGKAN DARI MALAYSIA DAN SINGAPURA TAHUN 2024"],
            ["No", "Kabupaten", "Jumlah"],
            [1, "Malaka", 20],
            [2, "Belu", 11],
            [3, "Ende", 9],
            ["", "Jumlah", 40],
        ],
        title="S",
    ),
    Expect(DOUBTS, {}, doubts=frozenset({("several-countries", "A2")})),
    file="dua negara.xlsx",
)
add(
    "what-counts-down-years-across",
    "series down with their units, years across, one kabupaten; job seekers are none of them",
    "figures",
    lambda: xlsx(
        [
            ["DATA KETENAGAKERJAAN KABUPATEN LEMBATA"],
            ["No", "Uraian", "Satuan", "2022", "2023", "2024"],
            [1, "PMI yang ditempatkan secara prosedural", "orang", 4, 7, 9],
            [2, "PMI meninggal dunia", "orang", 2, 3, 1],
            [3, "Jenazah PMI yang dipulangkan", "jenazah", 2, 3, 1],
            [4, "PMI dideportasi", "orang", 60, 71, 60],
            [5, "Pencari kerja terdaftar", "orang", 812, 640, 700],
        ],
        title="S",
    ),
    Expect(
        DOUBTS,
        {
            "53.13 2022": 4,
            "53.13 2023": 7,
            "53.13 2024": 9,
            "53.13 2022 deaths_abroad": 2,
            "53.13 2023 deaths_abroad": 3,
            "53.13 2024 deaths_abroad": 1,
            "53.13 2022 remains_repatriated": 2,
            "53.13 2023 remains_repatriated": 3,
            "53.13 2024 remains_repatriated": 1,
            "53.13 2022 deportation": 60,
            "53.13 2023 deportation": 71,
            "53.13 2024 deportation": 60,
        },
        doubts=frozenset({("other-concept", "B7")}),
    ),
    file="uraian.xlsx",
)
add(
    "sum-of-several-series",
    "“Jumlah” of deaths, the sick and the deported is no wrong sum of deaths",
    "deaths",
    lambda: xlsx(
        [
            ["PMI BERMASALAH ASAL NTT TAHUN 2024 PER KABUPATEN"],
            ["Kabupaten", "Meninggal", "Sakit", "Deportasi", "Jumlah"],
            ["Malaka", 25, 3, 10, 38],
            ["Flores Timur", 13, 2, 101, 116],
            ["Ende", 14, 1, 8, 23],
        ],
        title="S",
    ),
    Expect(
        IMPORT,
        {"53.21 2024 deaths_abroad": 25, "53.06 2024 deaths_abroad": 13, "53.08 2024 deaths_abroad": 14},
    ),
    file="bermasalah.xlsx",
)
add(
    "desks-down-months-across",
    "desks of one office down, months across",
    "services",
    lambda: xlsx(
        [
            ["PELAYANAN LTSA KABUPATEN SUMBA BARAT DAYA TAHUN 2025"],
            ["Loket", "Jul", "Agt", "Sept", "Jumlah"],
            ["Disnakertrans", 40, 44, 39, 123],
            ["Dukcapil", 15, 20, 11, 46],
            ["Imigrasi", 8, "-", 5, 13],
            ["Kepolisian", 10, 16, 9, 35],
            ["Total", 73, 80, 64, 217],
        ],
        title="S",
    ),
    Expect(
        IMPORT,
        {
            "53.18 2025-07 employment": 40,
            "53.18 2025-08 employment": 44,
            "53.18 2025-09 employment": 39,
            "53.18 2025-07 civil_registry": 15,
            "53.18 2025-08 civil_registry": 20,
            "53.18 2025-09 civil_registry": 11,
            "53.18 2025-07 immigration": 8,
            "53.18 2025-09 immigration": 5,
            "53.18 2025-07 police": 10,
            "53.18 2025-08 police": 16,
            "53.18 2025-09 police": 9,
        },
    ),
    file="ltsa bulan.xlsx",
    answers={"mark:-": "no-report"},
)
add(
    "days-by-number",
    "“01/01/2025 - 30/06/2025” is half a year, and no whole one",
    "deaths",
    lambda: xlsx(
        [
            ["Jenazah PMI periode 01/01/2025 - 30/06/2025"],
            ["No", "Kabupaten/Kota", "Jumlah"],
            [1, "Kab. Ende", 4],
            [2, "Kab. Sikka", 5],
            [3, "Kab. Belu", 6],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.08 2025-01-01..2025-06-30 remains_repatriated": 4,
            "53.07 2025-01-01..2025-06-30 remains_repatriated": 5,
            "53.04 2025-01-01..2025-06-30 remains_repatriated": 6,
        },
    ),
    file="dari sampai.xlsx",
)
add(
    "places-across-over-sexes",
    "kabupaten across in merged cells, L and P below each, months down",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI TAHUN 2025"],
            ["Bulan", "Flores Timur", None, "Lembata", None, "Sikka"],
            [None, "L", "P", "L", "P", "L", "P"],
            ["Januari", 5, 1, 3, 0, 2, 2],
            ["Februari", 4, 2, 1, 1, 0, 1],
        ],
        title="S",
        change=merged("B2:C2", "D2:E2", "F2:G2"),
    ),
    Expect(
        IMPORT,
        {
            "53.06 2025-01 deportation laki-laki": 5,
            "53.06 2025-02 deportation laki-laki": 4,
            "53.06 2025-01 deportation perempuan": 1,
            "53.06 2025-02 deportation perempuan": 2,
            "53.13 2025-01 deportation laki-laki": 3,
            "53.13 2025-02 deportation laki-laki": 1,
            "53.13 2025-01 deportation perempuan": 0,
            "53.13 2025-02 deportation perempuan": 1,
            "53.07 2025-01 deportation laki-laki": 2,
            "53.07 2025-02 deportation laki-laki": 0,
            "53.07 2025-01 deportation perempuan": 2,
            "53.07 2025-02 deportation perempuan": 1,
        },
    ),
    file="lintang.xlsx",
)
add(
    "victims-by-sex-beside-reports",
    "“Korban L” beside “LP” are persons, and no reports",
    "figures",
    lambda: xlsx(
        [
            ["DATA KASUS TPPO PER KABUPATEN TAHUN 2024"],
            ["No", "Kabupaten", "LP", "TSK", "Korban L", "Korban P", "Korban Jml"],
            [1, "Malaka", 4, 3, 5, 7, 12],
            [2, "Belu", 2, 2, 3, 2, 5],
            [3, "Sikka", 1, 1, 4, 6, 10],
        ],
        title="S",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024 trafficking_police_reports": 4,
            "53.21 2024 trafficking_suspects": 3,
            "53.21 2024 trafficking_victims laki-laki": 5,
            "53.21 2024 trafficking_victims perempuan": 7,
            "53.21 2024 trafficking_victims": 12,
            "53.04 2024 trafficking_police_reports": 2,
            "53.04 2024 trafficking_suspects": 2,
            "53.04 2024 trafficking_victims laki-laki": 3,
            "53.04 2024 trafficking_victims perempuan": 2,
            "53.04 2024 trafficking_victims": 5,
            "53.07 2024 trafficking_police_reports": 1,
            "53.07 2024 trafficking_suspects": 1,
            "53.07 2024 trafficking_victims laki-laki": 4,
            "53.07 2024 trafficking_victims perempuan": 6,
            "53.07 2024 trafficking_victims": 10,
        },
    ),
    file="tppo.xlsx",
)
add(
    "years-in-merged-groups",
    "years in merged cells down, a sum below each",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI MENURUT TAHUN DAN KABUPATEN"],
            ["Tahun", "Kabupaten", "Jumlah"],
            [2023, "Flores Timur", 120],
            [None, "Lembata", 55],
            ["Jumlah 2023", None, 175],
            [2024, "Flores Timur", 101],
            [None, "Lembata", 60],
            ["Jumlah 2024", None, 161],
        ],
        title="Sheet1",
        change=merged("A3:A4", "A6:A7"),
    ),
    Expect(
        IMPORT,
        {
            "53.06 2023 deportation": 120,
            "53.13 2023 deportation": 55,
            "53.06 2024 deportation": 101,
            "53.13 2024 deportation": 60,
        },
    ),
    file="tahun grup.xlsx",
)
add(
    "five-years-in-one-figure",
    "“5 tahun terakhir (2020 s.d. 2024)”: one figure for five years",
    "deaths",
    lambda: xlsx(
        [
            ["REKAP JENAZAH PMI 5 TAHUN TERAKHIR (2020 S.D. 2024)"],
            ["No", "Kabupaten", "Jumlah"],
            [1, "Malaka", 90],
            [2, "Ende", 50],
            [3, "Belu", 48],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2020-01-01..2024-12-31 remains_repatriated": 90,
            "53.08 2020-01-01..2024-12-31 remains_repatriated": 50,
            "53.04 2020-01-01..2024-12-31 remains_repatriated": 48,
        },
    ),
    file="lima tahun.xlsx",
)
add(
    "two-divisions-side-by-side",
    "L and P, their sum, and the same by procedure",
    "deaths",
    lambda: xlsx(
        [
            ["PMI ASAL NTT YANG MENINGGAL TAHUN 2024"],
            ["No", "Kabupaten", "Laki-laki", "Perempuan", "Jumlah", "Prosedural", "Non Prosedural"],
            [1, "Malaka", 20, 5, 25, 1, 24],
            [2, "Ende", 10, 4, 14, 2, 12],
            [3, "Belu", 12, 2, 14, 0, 14],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024 deaths_abroad laki-laki": 20,
            "53.21 2024 deaths_abroad perempuan": 5,
            "53.21 2024 deaths_abroad prosedural": 1,
            "53.21 2024 deaths_abroad nonprosedural": 24,
            "53.21 2024 deaths_abroad": 25,
            "53.08 2024 deaths_abroad laki-laki": 10,
            "53.08 2024 deaths_abroad perempuan": 4,
            "53.08 2024 deaths_abroad prosedural": 2,
            "53.08 2024 deaths_abroad nonprosedural": 12,
            "53.08 2024 deaths_abroad": 14,
            "53.04 2024 deaths_abroad laki-laki": 12,
            "53.04 2024 deaths_abroad perempuan": 2,
            "53.04 2024 deaths_abroad prosedural": 0,
            "53.04 2024 deaths_abroad nonprosedural": 14,
            "53.04 2024 deaths_abroad": 14,
        },
    ),
    file="dua bagi.xlsx",
)
add(
    "sexes-below-a-series",
    "“- Laki-laki” and “- Perempuan” below a series, months across",
    "figures",
    lambda: xlsx(
        [
            ["DATA PMI KABUPATEN ALOR TAHUN 2025"],
            ["No", "Uraian", "Jan", "Feb", "Mar"],
            [1, "Penempatan prosedural", 2, 1, 0],
            [None, "- Laki-laki", 1, 0, 0],
            [None, "- Perempuan", 1, 1, 0],
            [2, "Deportasi", 3, 2, 4],
            [3, "Jenazah dipulangkan", 0, 1, 0],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.05 2025-01": 2,
            "53.05 2025-02": 1,
            "53.05 2025-03": 0,
            "53.05 2025-01 laki-laki": 1,
            "53.05 2025-02 laki-laki": 0,
            "53.05 2025-03 laki-laki": 0,
            "53.05 2025-01 perempuan": 1,
            "53.05 2025-02 perempuan": 1,
            "53.05 2025-03 perempuan": 0,
            "53.05 2025-01 deportation": 3,
            "53.05 2025-02 deportation": 2,
            "53.05 2025-03 deportation": 4,
            "53.05 2025-01 remains_repatriated": 0,
            "53.05 2025-02 remains_repatriated": 1,
            "53.05 2025-03 remains_repatriated": 0,
        },
    ),
    file="alor.xlsx",
)
add(
    "blocks-of-two-years",
    "one block below the other, each under its year",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI KABUPATEN MALAKA"],
            ["TAHUN 2023"],
            ["Bulan", "L", "P", "Jumlah"],
            ["Januari", 1, 0, 1],
            ["Februari", 2, 0, 2],
            ["Jumlah", 3, 0, 3],
            [],
            ["TAHUN 2024"],
            ["Bulan", "L", "P", "Jumlah"],
            ["Januari", 0, 1, 1],
            ["Februari", 3, 1, 4],
            ["Jumlah", 3, 2, 5],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2023-01 remains_repatriated laki-laki": 1,
            "53.21 2023-01 remains_repatriated perempuan": 0,
            "53.21 2023-01 remains_repatriated": 1,
            "53.21 2023-02 remains_repatriated laki-laki": 2,
            "53.21 2023-02 remains_repatriated perempuan": 0,
            "53.21 2023-02 remains_repatriated": 2,
            "53.21 2024-01 remains_repatriated laki-laki": 0,
            "53.21 2024-01 remains_repatriated perempuan": 1,
            "53.21 2024-01 remains_repatriated": 1,
            "53.21 2024-02 remains_repatriated laki-laki": 3,
            "53.21 2024-02 remains_repatriated perempuan": 1,
            "53.21 2024-02 remains_repatriated": 4,
        },
    ),
    file="dua tahun.xlsx",
)
add(
    "offices-across-desks-down",
    "“LTSA Sikka” heads a column: the one in Sikka",
    "services",
    lambda: xlsx(
        [
            ["JUMLAH PELAYANAN LTSA BULAN JULI 2025"],
            ["Loket", "LTSA Kab. Kupang", "LTSA Sikka", "LTSA Sumba Barat Daya"],
            ["Naker", 22, 31, 44],
            ["Dukcapil", 10, 12, 20],
            ["Imigrasi", 6, 9, 0],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.01 2025-07 employment": 22,
            "53.01 2025-07 civil_registry": 10,
            "53.01 2025-07 immigration": 6,
            "53.07 2025-07 employment": 31,
            "53.07 2025-07 civil_registry": 12,
            "53.07 2025-07 immigration": 9,
            "53.18 2025-07 employment": 44,
            "53.18 2025-07 civil_registry": 20,
            "53.18 2025-07 immigration": 0,
        },
    ),
    file="ltsa lintang.xlsx",
)
add(
    "number-of-a-court",
    "the number of a court's register is a reference, and nobody's name",
    "cases",
    lambda: ods(
        [
            [
                "Nomor Perkara",
                "Tanggal Masuk",
                "Tanggal Putusan",
                "Wilayah",
                "Jenis Perkara",
                "Jumlah Terdakwa",
                "Amar",
            ],
            [
                "12/Pid.Sus/2025/PN Kpg",
                "2025-02-10",
                "2025-06-30",
                "Kota Kupang",
                "TPPO",
                "2",
                "4 tahun penjara",
            ],
            ["15/Pid.Sus/2025/PN Mme", "2025-03-01", "", "Kab. Sikka", "TPPO", "1"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "1.reference": "12/Pid.Sus/2025/PN Kpg",
            "1.reported_on": "2025-02-10",
            "1.closed_on": "2025-06-30",
            "1.kind": "trafficking",
            "1.region": "53.71",
            "2.reference": "15/Pid.Sus/2025/PN Mme",
            "2.reported_on": "2025-03-01",
            "2.kind": "trafficking",
            "2.region": "53.07",
        },
        doubts=frozenset({("column-unknown", "F1")}),
    ),
    file="kejati.ods",
)
add(
    "parts-of-islands-with-sums",
    "“Daratan Timor” above its kabupaten, with their sum",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI TAHUN 2024"],
            ["No", "Wilayah", "Jumlah"],
            ["I", "DARATAN TIMOR", 45],
            [1, "Malaka", 25],
            [2, "Belu", 14],
            [3, "TTU", 6],
            ["II", "DARATAN FLORES", 19],
            [4, "Ende", 14],
            [5, "Sikka", 5],
            [None, "JUMLAH", 64],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024 remains_repatriated": 25,
            "53.04 2024 remains_repatriated": 14,
            "53.03 2024 remains_repatriated": 6,
            "53.08 2024 remains_repatriated": 14,
            "53.07 2024 remains_repatriated": 5,
        },
    ),
    file="daratan.xlsx",
)
add(
    "year-and-month-in-two-columns",
    "one figure a line: year, month as a number, kabupaten, sex",
    "deaths",
    lambda: text(
        [
            ["Tahun", "Bulan", "Kabupaten", "JK", "Jumlah"],
            [2025, 1, "Malaka", "L", 2],
            [2025, 1, "Malaka", "P", 1],
            [2025, 2, "Malaka", "L", 0],
            [2025, 2, "Belu", "P", 3],
        ],
        ",",
        "utf-8",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2025-01 deaths_abroad laki-laki": 2,
            "53.21 2025-01 deaths_abroad perempuan": 1,
            "53.21 2025-02 deaths_abroad laki-laki": 0,
            "53.04 2025-02 deaths_abroad perempuan": 3,
        },
    ),
    file="long.csv",
    answers={"indicator": "deaths_abroad"},
)
add(
    "series-and-country-in-columns",
    "one figure a line: its series, its country, its year",
    "figures",
    lambda: xlsx(
        [
            ["Tahun", "Kab/Kota", "Negara", "Jenis Data", "Jumlah"],
            [2024, "Malaka", "Malaysia", "Penempatan", 30],
            [2024, "Malaka", "Singapura", "Penempatan", 1],
            [2024, "Malaka", "Malaysia", "Deportasi", 12],
        ],
        title="Sheet1",
    ),
    Expect(IMPORT, {"53.21 2024 MYS": 30, "53.21 2024 SGP": 1, "53.21 2024 deportation MYS": 12}),
    file="panjang.xlsx",
)
add(
    "open-data-headings",
    "“jumlah_penempatan”, “jumlah_meninggal” below codes and names",
    "figures",
    lambda: text(
        [
            ["Data PMI NTT, 2024"],
            ["kode_kab", "nama_kab", "jumlah_penempatan", "jumlah_meninggal", "persen"],
            ["5301", "Kab. Kupang", "120", "6", "12,5"],
            ["5302", "Kab. Timor Tengah Selatan", "66", "9", "7,1"],
            ["5371", "Kota Kupang", "49", "5", "5,0"],
        ],
        ";",
        "utf-8",
    ),
    Expect(
        IMPORT,
        {
            "53.01 2024": 120,
            "53.01 2024 deaths_abroad": 6,
            "53.02 2024": 66,
            "53.02 2024 deaths_abroad": 9,
            "53.71 2024": 49,
            "53.71 2024 deaths_abroad": 5,
        },
    ),
    file="opendata.csv",
)
add(
    "nihil-above-the-signature",
    "a report of one word: none in that month, signed",
    "deaths",
    lambda: xlsx(
        [
            ["PEMERINTAH KABUPATEN SABU RAIJUA"],
            ["DINAS TENAGA KERJA"],
            ["LAPORAN PMI MENINGGAL BULAN AGUSTUS 2025"],
            ["No", "Kecamatan", "L", "P", "Jumlah"],
            ["NIHIL"],
            [],
            [None, None, None, "Seba, 2 September 2025"],
            [None, None, None, "Kepala Dinas"],
        ],
        title="Sheet1",
    ),
    Expect(IMPORT, {"53.20 2025-08 deaths_abroad": 0}),
    file="nihil ttd.xlsx",
)
add(
    "nihil-in-every-column",
    "a report of one word in every column of a quarter",
    "deportations",
    lambda: xlsx(
        [
            ["DATA DEPORTASI PMI KAB. SUMBA TENGAH TW III 2025"],
            ["No", "Kecamatan", "L", "P", "Jumlah"],
            ["-", "NIHIL", "NIHIL", "NIHIL", "NIHIL"],
        ],
        title="Sheet1",
    ),
    Expect(IMPORT, {"53.17 2025-07-01..2025-09-30 deportation": 0}),
    file="nihil kolom.xlsx",
)
add(
    "nihil-in-a-list-of-persons",
    "a list of persons that says nihil",
    "deaths",
    lambda: xlsx(
        [
            ["DAFTAR PMI MENINGGAL ASAL KABUPATEN ALOR BULAN JULI 2025"],
            ["No", "Nama", "Umur", "Kecamatan", "Tgl Meninggal", "Negara"],
            ["NIHIL"],
            [],
            [None, None, None, "Kalabahi, 1 Agustus 2025"],
        ],
        title="Sheet1",
    ),
    Expect(IMPORT, {"53.05 2025-07 deaths_abroad": 0}),
    file="nihil daftar.xlsx",
)
add(
    "nihil-without-a-time",
    "a report of one word whose title names no time",
    "deaths",
    lambda: xlsx(
        [["LAPORAN PMI MENINGGAL KAB. SABU RAIJUA"], ["No", "Kecamatan", "Jumlah"], ["NIHIL"]], title="Sheet1"
    ),
    Expect(DOUBTS, {}, doubts=frozenset({("nihil-of-what", "A3")})),
    file="nihil tanpa waktu.xlsx",
)
add(
    "this-quarter-and-so-far",
    "“Realisasi TW III” beside “Realisasi s.d. TW III”: the one is no sum of the other",
    "figures",
    lambda: xlsx(
        [
            ["LAPORAN KINERJA TRIWULAN III TAHUN 2025"],
            ["DINAS NAKERTRANS KABUPATEN MANGGARAI TIMUR"],
            [
                "Indikator",
                "Satuan",
                "Target 2025",
                "Realisasi TW III",
                "Realisasi s.d. TW III",
                "Capaian (%)",
            ],
            ["Penempatan PMI prosedural", "orang", 20, 3, 11, "55"],
            ["PMI deportasi", "orang", "-", 2, 6, "-"],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.19 2025-07-01..2025-09-30": 3,
            "53.19 2025-01-01..2025-09-30": 11,
            "53.19 2025-07-01..2025-09-30 deportation": 2,
            "53.19 2025-01-01..2025-09-30 deportation": 6,
        },
    ),
    file="kinerja.xlsx",
)
add(
    "police-stations-by-month",
    "police stations down, months across: each of its kabupaten, and their total the province's",
    "figures",
    lambda: xlsx(
        [
            ["REKAPITULASI LAPORAN POLISI TPPO POLRES JAJARAN POLDA NTT"],
            ["BULAN JANUARI S.D. JUNI 2025"],
            ["NO", "POLRES", "JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JML"],
            [1, "POLRES MALAKA", 1, 0, 0, 1, 0, 0, 2],
            [2, "POLRES SIKKA", 0, 1, 0, 0, 0, 1, 2],
            [3, "POLRESTA KUPANG KOTA", 0, 0, 1, 0, 1, 0, 2],
            ["JUMLAH", None, 1, 1, 1, 1, 1, 1, 6],
        ],
        title="Sheet1",
        change=merged("A7:B7"),
    ),
    Expect(
        DOUBTS,
        {
            f"{place} 2025-{month:02} trafficking_police_reports": count
            for place, counts in (
                ("53.21", (1, 0, 0, 1, 0, 0)),
                ("53.07", (0, 1, 0, 0, 0, 1)),
                ("53.71", (0, 0, 1, 0, 1, 0)),
                ("53", (1,) * 6),
            )
            for month, count in enumerate(counts, 1)
        },
        doubts=frozenset({("place-by-office", "B3")}),
    ),
    file="polres.xlsx",
)
add(
    "years-below-series",
    "two years below each series",
    "figures",
    lambda: xlsx(
        [
            ["DATA PMI NTT 2023-2024"],
            ["Kabupaten", "Penempatan", None, "Deportasi", None, "Jenazah"],
            [None, "2023", "2024", "2023", "2024", "2023", "2024"],
            ["Malaka", 20, 31, 8, 12, 22, 25],
            ["Belu", 50, 62, 3, 4, 10, 14],
            ["Ende", 30, 41, 6, 5, 12, 14],
        ],
        title="Sheet1",
        change=merged("A2:A3", "B2:C2", "D2:E2", "F2:G2"),
    ),
    Expect(
        IMPORT,
        {
            "53.21 2023": 20,
            "53.21 2024": 31,
            "53.21 2023 deportation": 8,
            "53.21 2024 deportation": 12,
            "53.21 2023 remains_repatriated": 22,
            "53.21 2024 remains_repatriated": 25,
            "53.04 2023": 50,
            "53.04 2024": 62,
            "53.04 2023 deportation": 3,
            "53.04 2024 deportation": 4,
            "53.04 2023 remains_repatriated": 10,
            "53.04 2024 remains_repatriated": 14,
            "53.08 2023": 30,
            "53.08 2024": 41,
            "53.08 2023 deportation": 6,
            "53.08 2024 deportation": 5,
            "53.08 2023 remains_repatriated": 12,
            "53.08 2024 remains_repatriated": 14,
        },
    ),
    file="pasangan.xlsx",
)
add(
    "remains-from-elsewhere",
    "remains of people from outside and of nobody knows where",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI YANG TIBA DI KUPANG TAHUN 2024"],
            ["No", "Asal", "Jumlah"],
            [1, "Malaka", 25],
            [2, "TTU", 6],
            [3, "Luar NTT", 3],
            [4, "Tidak diketahui", 2],
            ["", "Jumlah", 36],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024 remains_repatriated": 25,
            "53.03 2024 remains_repatriated": 6,
            "outside 2024 remains_repatriated": 3,
            "unknown 2024 remains_repatriated": 2,
        },
    ),
    file="asal.xlsx",
)
add(
    "countries-across-years-down",
    "countries across, years down, the rest among them",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI ASAL NTT MENURUT NEGARA"],
            ["Tahun", "Malaysia", "Singapura", "Negara Lain", "Jumlah"],
            [2022, 100, 3, 3, 106],
            [2023, 128, 2, 4, 134],
            [2024, 119, 2, 2, 123],
        ],
        title="Sheet1",
    ),
    Expect(
        IMPORT,
        {
            "53 2022 remains_repatriated MYS": 100,
            "53 2022 remains_repatriated SGP": 3,
            "53 2022 remains_repatriated negara tujuan lain": 3,
            "53 2022 remains_repatriated": 106,
            "53 2023 remains_repatriated MYS": 128,
            "53 2023 remains_repatriated SGP": 2,
            "53 2023 remains_repatriated negara tujuan lain": 4,
            "53 2023 remains_repatriated": 134,
            "53 2024 remains_repatriated MYS": 119,
            "53 2024 remains_repatriated SGP": 2,
            "53 2024 remains_repatriated negara tujuan lain": 2,
            "53 2024 remains_repatriated": 123,
        },
    ),
    file="negara tahun.xlsx",
)
add(
    "posts-of-a-border",
    "“Motaain” below PLBN is no desa of that name",
    "deportations",
    lambda: xlsx(
        [
            ["KANTOR IMIGRASI KELAS II TPI ATAMBUA"],
            ["PENUNDAAN KEBERANGKATAN DI PLBN, TAHUN 2025"],
            ["No", "PLBN", "TW I", "TW II", "TW III", "Jumlah"],
            [1, "Motaain", 3, 2, 1, 6],
            [2, "Wini", 1, 0, 0, 1],
            [3, "Motamasin", 0, 2, 0, 2],
            [None, "Jumlah", 4, 4, 1, 9],
        ],
        title="Sheet1",
    ),
    Expect(
        DOUBTS,
        {
            "53 2025-01-01..2025-03-31 prevented_departure": 4,
            "53 2025-04-01..2025-06-30 prevented_departure": 4,
            "53 2025-07-01..2025-09-30 prevented_departure": 1,
        },
        doubts=frozenset(
            {("row-without-place", "C6"), ("row-without-place", "C4"), ("row-without-place", "C5")}
        ),
        left_out={"nama": 4},
    ),
    file="plbn.xlsx",
    answers={"region": "53"},
)
