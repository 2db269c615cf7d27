"""Files in which no column says what a clerk looks for: the title does, or he asks."""

from functools import partial

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, Rows, merged, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "dari kantor.xlsx")

# Where people are from -----------------------------------------------------------------------------------
add(
    "cases-from-where-the-title-says",
    "“warga Kecamatan Laenmanen” above cases without a column of places",
    "cases",
    partial(
        xlsx,
        [
            ["KASUS PMI WARGA KECAMATAN LAENMANEN KABUPATEN MALAKA TAHUN 2026"],
            ["No Register", "Tgl Lapor", "Jenis Kasus", "Negara"],
            ["01/KEC-LM/2026", "9-3-2026", "PMI bermasalah", "Malaysia"],
            ["02/KEC-LM/2026", "21-4-2026", "TPPO", "Malaysia"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "01/KEC-LM/2026",
                "reported_on": "2026-03-09",
                "kind": "worker_in_distress",
                "destination": "MYS",
                "region": "53.21.08",
            },
            {
                "reference": "02/KEC-LM/2026",
                "reported_on": "2026-04-21",
                "kind": "trafficking",
                "destination": "MYS",
                "region": "53.21.08",
            },
        ),
    ),
)
add(
    "deaths-from-where-the-title-says",
    "“asal Kabupaten Lembata” above a list of those who died",
    "deaths",
    partial(
        xlsx,
        [
            ["DAFTAR PMI ASAL KABUPATEN LEMBATA YANG MENINGGAL DUNIA"],
            ["No", "L/P", "Tgl Meninggal", "Negara"],
            [1, "L", "4-2-2026", "Malaysia"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "sex": "men",
                "happened_on": "2026-02-04",
                "destination": "MYS",
                "indicator": "deaths_abroad",
                "region": "53.13",
            }
        ),
    ),
)
add(
    "cases-below-a-letterhead",
    "the kabupaten of an office above cases says nothing of who comes from where",
    "cases",
    partial(
        xlsx,
        [
            ["DINAS SOSIAL KABUPATEN NAGEKEO"],
            ["No Register", "Tgl Lapor", "Jenis Kasus"],
            ["7/DS/2026", "30-1-2026", "TPPO"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered({"reference": "7/DS/2026", "reported_on": "2026-01-30", "kind": "trafficking"}),
        doubts=frozenset({("place-of-title", "A2")}),
    ),
)
# Days --------------------------------------------------------------------------------------------------
add(
    "report-and-day-above-who-signs",
    "“LP/B/9/II/2026, 11 Februari 2026” in one cell, and below the column who signs",
    "cases",
    partial(
        xlsx,
        [
            ["PERKARA TPPO RESOR NGADA"],
            ["NO", "LAPORAN POLISI", "ASAL KORBAN", "PERKEMBANGAN"],
            [1, "LP/B/9/II/2026/SPKT/RES NGADA, 11 Februari 2026", "Kab. Ngada", "SIDIK"],
            [2, "LP/A/2/V/2026/SPKT/RES NGADA, 3 Mei 2026", "Kab. Nagekeo", "P21"],
            [None, "Bajawa, 2 November 2026"],
            [None, "KASAT RESKRIM"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/9/II/2026/SPKT/RES NGADA",
                "reported_on": "2026-02-11",
                "kind": "trafficking",
                "region": "53.09",
                "police_stage": "investigation",
            },
            {
                "reference": "LP/A/2/V/2026/SPKT/RES NGADA",
                "reported_on": "2026-05-03",
                "kind": "trafficking",
                "region": "53.16",
                "police_stage": "complete_p21",
            },
        ),
    ),
)
add(
    "came-and-left",
    "“Masuk” and “Keluar” above days: a case is of the day on which somebody came",
    "cases",
    partial(
        xlsx,
        [
            ["SHELTER DINAS SOSIAL"],
            ["No Register", "Masuk", "Keluar", "Kasus", "Asal"],
            ["4/SH/2026", "2/6/26", "19/6/26", "Korban TPPO", "Alor"],
            ["5/SH/2026", "13/6/26", None, "Deportan", "Ende"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "4/SH/2026",
                "reported_on": "2026-06-02",
                "kind": "trafficking",
                "region": "53.05",
            },
            {
                "reference": "5/SH/2026",
                "reported_on": "2026-06-13",
                "kind": "deportation",
                "region": "53.08",
            },
        ),
        doubts=frozenset({("day-by-content", "B2")}),
    ),
)
add(
    "departures-put-off",
    "“yang ditunda keberangkatannya” says what all lines are",
    "cases",
    partial(
        xlsx,
        [
            ["DATA WNI YANG DITUNDA KEBERANGKATANNYA DI PELABUHAN LAUT"],
            ["No Register", "Tanggal", "Asal", "Tujuan"],
            ["12/TPI/2026", "5 Juli 2026", "Sikka", "Malaysia"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "12/TPI/2026",
                "reported_on": "2026-07-05",
                "kind": "prevented_departure",
                "region": "53.07",
                "destination": "MYS",
            }
        ),
    ),
)
# Which crime -------------------------------------------------------------------------------------------
OF_NO_CRIME: Rows = [
    ["DATA TINDAK PIDANA TAHUN 2025"],
    ["Kabupaten", "LP", "Korban"],
    ["Alor", 6, 9],
    ["Rote Ndao", 2, 2],
]
add(
    "crime-not-named",
    "“LP” and “Korban” below a title that names no crime",
    "figures",
    partial(xlsx, OF_NO_CRIME),
    Expect(ASK, questions=frozenset({"crime"})),
)
add(
    "crime-told",
    "the same, where it was answered that all of them are of trafficking",
    "figures",
    partial(xlsx, OF_NO_CRIME),
    Expect(
        IMPORT,
        {
            "53.05 2025 trafficking_police_reports": 6,
            "53.14 2025 trafficking_police_reports": 2,
            "53.05 2025 trafficking_victims": 9,
            "53.14 2025 trafficking_victims": 2,
        },
    ),
    answers={"crime": "yes"},
)
add(
    "crime-of-others",
    "the same, where they are not",
    "figures",
    partial(xlsx, OF_NO_CRIME),
    Expect(REFUSE, refusal="column-missing"),
    answers={"crime": "no"},
)
add(
    "two-crimes-side-by-side",
    "“LP” and “Korban” below “TPPO”, and once more below “TPPM”",
    "figures",
    partial(
        xlsx,
        [
            ["DATA KASUS TPPO DAN TPPM TAHUN 2025"],
            ["Kabupaten", "TPPO", None, "TPPM", None],
            [None, "LP", "Korban", "LP", "Korban"],
            ["Alor", 6, 9, 1, 4],
            ["Rote Ndao", 2, 2, 0, 0],
        ],
        change=merged("B2:C2", "D2:E2"),
    ),
    Expect(
        DOUBTS,
        {
            "53.05 2025 trafficking_police_reports": 6,
            "53.14 2025 trafficking_police_reports": 2,
            "53.05 2025 trafficking_victims": 9,
            "53.14 2025 trafficking_victims": 2,
        },
        doubts=frozenset({("column-unknown", "D3"), ("column-unknown", "E3"), ("title-words", "")}),
    ),
)
add(
    "reported-and-cleared",
    "“JTP” and “PTP”, as the police count reports and those that were solved",
    "figures",
    partial(
        xlsx,
        [
            ["KASUS TPPO TAHUN 2025"],
            ["Kabupaten", "JTP", "PTP"],
            ["Alor", 6, 4],
            ["Rote Ndao", 2, 2],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.05 2025 trafficking_police_reports": 6, "53.14 2025 trafficking_police_reports": 2},
        doubts=frozenset({("column-unknown", "C2")}),
    ),
)
add(
    "steps-of-prosecutors",
    "a table of places that counts none of our series is no list of offices",
    "figures",
    partial(
        xlsx,
        [
            ["REKAPITULASI PERKARA TPPO TAHUN 2025"],
            ["No", "Satuan Kerja", "SPDP", "Tahap I", "P-21", "Tahap II"],
            [1, "Kejari Alor", 5, 4, 3, 3],
            [2, "Kejari Rote Ndao", 2, 2, 1, 1],
        ],
    ),
    Expect(REFUSE, refusal="column-missing"),
)
# Who of them -------------------------------------------------------------------------------------------
add(
    "child-beside-nobody",
    "“L 0, P 0, Anak 1” and “Anak 2” beside blanks: children of no sex that anybody told",
    "cases",
    partial(
        xlsx,
        [
            ["KASUS TPPO TAHUN 2026"],
            ["No LP", "Tgl LP", "Asal", "L", "P", "Anak"],
            ["LP/1/I/2026", "13 Januari 2026", "Ende", 0, 0, 1],
            ["LP/2/I/2026", "14 Januari 2026", "Ende", None, None, 2],
            ["LP/3/II/2026", "20 Februari 2026", "Alor", 0, 2, 0],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/1/I/2026",
                "reported_on": "2026-01-13",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/2/I/2026",
                "reported_on": "2026-01-14",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/3/II/2026",
                "reported_on": "2026-02-20",
                "kind": "trafficking",
                "region": "53.05",
                "men": 0,
                "women": 2,
            },
        ),
        doubts=frozenset({("victims-not-split", "D3"), ("victims-not-split", "D4")}),
    ),
)
# Day and month -----------------------------------------------------------------------------------------
NUMBERS = ("I", "II", "III", "IV", "V")
for name, says, first in (("day", "5/1", False), ("month", "1/5", True)):
    add(
        f"{name}-first-by-the-number",
        f"“LP/1/I/2026” beside {says}/2026 says which of the two is the month",
        "cases",
        partial(
            xlsx,
            [
                ["No LP", "Tgl LP", "Jenis Kasus"],
                *(
                    [
                        f"LP/{at}/{roman}/2026",
                        f"{at}/{at + 4}/2026" if first else f"{at + 4}/{at}/2026",
                        "TPPO",
                    ]
                    for at, roman in enumerate(NUMBERS, 1)
                ),
            ],
        ),
        Expect(
            DOUBTS if first else IMPORT,
            numbered(
                *(
                    {
                        "reference": f"LP/{at}/{roman}/2026",
                        "reported_on": f"2026-{at:02}-{at + 4:02}",
                        "kind": "trafficking",
                    }
                    for at, roman in enumerate(NUMBERS, 1)
                )
            ),
            doubts=frozenset({("date-order", "B1")} if first else ()),
        ),
    )
add(
    "days-of-one-month",
    "3/1, 4/1 … 8/1 are days of January, and not the first of six months",
    "cases",
    partial(
        xlsx,
        [
            ["No Register", "Tgl Lapor", "Jenis Kasus"],
            *([f"{at}/PPA", f"{at + 2}/1/2026", "TPPO"] for at in range(1, 7)),
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            *(
                {"reference": f"{at}/PPA", "reported_on": f"2026-01-{at + 2:02}", "kind": "trafficking"}
                for at in range(1, 7)
            )
        ),
    ),
)
# What is left out --------------------------------------------------------------------------------------
add(
    "desks-there-beside-months",
    "“Ada/Tidak” beside the months of desks is of neither, and told",
    "services",
    partial(
        xlsx,
        [
            ["LTSA KABUPATEN BELU"],
            ["Meja Layanan", "Ada/Tidak", "Juli 2026", "Agustus 2026"],
            ["Ketenagakerjaan", "Ada", 20, 21],
            ["Imigrasi", "Tidak ada", None, None],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.04 2026-07 employment": 20, "53.04 2026-08 employment": 21},
        doubts=frozenset({("column-unknown", "B2")}),
    ),
)
add(
    "divided-by-schooling",
    "columns that divide the figure by what nobody keeps are told once",
    "placements",
    partial(
        xlsx,
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kabupaten", "SD", "SMP", "SMA", "Jumlah"],
            ["Alor", 6, 5, 1, 12],
            ["Belu", 5, 4, 0, 9],
        ],
    ),
    Expect(DOUBTS, {"53.05 2025": 12, "53.04 2025": 9}, doubts=frozenset({("column-unknown", "B2")})),
)
# Who writes, and of what --------------------------------------------------------------------------------
add(
    "cases-of-a-task-force",
    "“Satgas TPPO” in the title is who wrote, and says of no line that it is of trafficking",
    "cases",
    partial(
        xlsx,
        [
            ["LAPORAN HARIAN SATGAS TPPO BANDARA"],
            ["Selasa, 10 November 2026"],
            ["No", "Rute", "Umur", "L/P", "Asal", "Alasan"],
            [1, "KOE-SUB", 30, "L", "TTS", "tidak dapat menunjukkan dokumen"],
        ],
    ),
    Expect(REFUSE, refusal="column-missing"),
)
add(
    "counts-of-a-task-force",
    "“Laporan Satgas TPPO” above numbers is no number of reports of trafficking",
    "figures",
    partial(
        xlsx, [["LAPORAN GUGUS TUGAS TPPO TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Ende", 3], ["Alor", 2]]
    ),
    Expect(ASK, questions=frozenset({"indicator"})),
)
add(
    "form-of-a-titled-case",
    "a form of one case whose kind only its title names",
    "cases",
    partial(
        xlsx,
        [
            ["POLRES ALOR"],
            ["KASUS TPPO"],
            ["Nomor LP", ":", "LP/B/8/VI/2026/SPKT/RES ALOR"],
            ["Tanggal", ":", "14 Juni 2026"],
            ["Kab. asal", ":", "Alor"],
            ["Jumlah korban perempuan dewasa", ":", 2],
            ["Tersangka", ":", 1],
            ["Tahap", ":", "Penyidikan"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/8/VI/2026/SPKT/RES ALOR",
                "reported_on": "2026-06-14",
                "kind": "trafficking",
                "region": "53.05",
                "women": 2,
                "suspects": 1,
                "police_stage": "investigation",
            }
        ),
    ),
)
add(
    "home-by-ship",
    "“Kapal” below “Ket. Pulang” is no sector, and “Tgl Tiba” the only day of who was sent home",
    "cases",
    partial(
        xlsx,
        [
            ["DATA PEMULANGAN PMI BERMASALAH"],
            ["No Register", "Tgl Tiba", "Kab/Kota", "Masalah", "Ket. Pulang"],
            ["1/PMI-B", "2 Oktober 2026", "Belu", "Gaji tidak dibayar", "Kapal"],
            ["2/PMI-B", "3 Oktober 2026", "Ende", "PHK", "Kapal"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {
                    "reference": f"{at}/PMI-B",
                    "reported_on": f"2026-10-{at + 1:02}",
                    "kind": "worker_in_distress",
                    "region": region,
                }
                for at, region in ((1, "53.04"), (2, "53.08"))
            )
        ),
        doubts=frozenset({("day-by-content", "B2")}),
    ),
)
add(
    "month-first-without-a-year",
    "“Jan 12” and “Feb 3” in a register of one year",
    "cases",
    partial(
        xlsx,
        [
            ["Rekapan kasus human trafficking thn 2026"],
            ["No Register", "Tgl", "Kab"],
            ["1/JP", "Jan 12", "Sikka"],
            ["2/JP", "Feb 3", "Ende"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "1/JP", "reported_on": "2026-01-12", "kind": "trafficking", "region": "53.07"},
            {"reference": "2/JP", "reported_on": "2026-02-03", "kind": "trafficking", "region": "53.08"},
        ),
    ),
)
# Lines that say what they count -------------------------------------------------------------------------
OF_CASES_AND_VICTIMS = ["Uraian", "Tahun 2023", "Tahun 2024"]
add(
    "part-among-series",
    "“Korban TPPO perempuan” below “Kasus TPPO” is a part of the victims, and not all of them",
    "figures",
    partial(
        xlsx,
        [
            ["Data TPPO Kabupaten Belu"],
            OF_CASES_AND_VICTIMS,
            ["Kasus TPPO", 4, 6],
            ["Korban TPPO perempuan", 5, 8],
        ],
    ),
    Expect(
        IMPORT,
        {
            "53.04 2023 trafficking_police_reports": 4,
            "53.04 2024 trafficking_police_reports": 6,
            "53.04 2023 trafficking_victims perempuan": 5,
            "53.04 2024 trafficking_victims perempuan": 8,
        },
    ),
)
add(
    "reports-of-children",
    "“Kasus TPPO anak” are some of the reports, which have no age",
    "figures",
    partial(
        xlsx,
        [
            ["Data TPPO Kabupaten Belu"],
            OF_CASES_AND_VICTIMS,
            ["Kasus TPPO", 4, 6],
            ["Kasus TPPO anak", 1, 1],
            ["Korban TPPO", 9, 12],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2023 trafficking_police_reports": 4,
            "53.04 2024 trafficking_police_reports": 6,
            "53.04 2023 trafficking_victims": 9,
            "53.04 2024 trafficking_victims": 12,
        },
        doubts=frozenset({("other-concept", "A4")}),
    ),
)
add(
    "year-of-a-line-cut-short",
    "“2024*” down the lines, and below them “*) sampai November”",
    "deaths",
    partial(
        xlsx,
        [
            ["PMI ASAL KABUPATEN ENDE YANG MENINGGAL DI LUAR NEGERI"],
            ["Tahun", "Jumlah"],
            ["2023", 25],
            ["2024*", 19],
            ["*) sampai November"],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.08 2023 deaths_abroad": 25, "53.08 2024-01-01..2024-11-30 deaths_abroad": 19},
        doubts=frozenset({("footnote", "A4")}),
    ),
)
add(
    "quarter-of-the-name",
    "“Tahun 2023” and “Tahun 2024” above a file that is called tw1",
    "deaths",
    partial(
        xlsx,
        [["PMI meninggal"], ["Kabupaten", "Tahun 2023", "Tahun 2024"], ["Ende", 4, 6], ["Alor", 1, 0]],
    ),
    Expect(
        DOUBTS,
        {
            f"{place} {year}-01-01..{year}-03-31 deaths_abroad": count
            for place, year, count in (
                ("53.08", 2023, 4),
                ("53.08", 2024, 6),
                ("53.05", 2023, 1),
                ("53.05", 2024, 0),
            )
        },
        doubts=frozenset({("part-called-whole", "")}),
    ),
    file="tw1.xlsx",
)
OF_RESULTS: Rows = [["No", "Indikator", "Satuan", "Realisasi"], [1, "Jumlah korban TPPO", "orang", 63]]
add(
    "figures-of-the-titled-place",
    "a list of indicators whose place only the title names",
    "figures",
    partial(xlsx, [["CAPAIAN KINERJA DINAS P3A KABUPATEN BELU TAHUN 2025"], *OF_RESULTS]),
    Expect(
        IMPORT,
        numbered({"indicator": "trafficking_victims", "unit": "orang", "value": 63, "region": "53.04"}),
    ),
)
add(
    "figures-of-no-place",
    "the same, where nothing names it: it is asked",
    "figures",
    partial(xlsx, [["CAPAIAN KINERJA DINAS P3A TAHUN 2025"], *OF_RESULTS]),
    Expect(ASK, questions=frozenset({"region"})),
)
# Parts of what a line counts -----------------------------------------------------------------------------
add(
    "boys-and-girls-of-an-arrival",
    "“Anak L” and “Anak P” beside “L” and “P” of an arrival belong to its sum",
    "deportations",
    partial(
        xlsx,
        [
            ["Tanggal Deportasi", "L", "P", "Anak L", "Anak P", "Jumlah", "Kabupaten"],
            ["12/09/2026", 10, 5, 1, 0, 16, "Flores Timur"],
            ["13/09/2026", 3, 2, 0, 0, 5, "Lembata"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "happened_on": "2026-09-12",
                "persons": 16,
                "indicator": "deportation",
                "region": "53.06",
            },
            {
                "happened_on": "2026-09-13",
                "persons": 5,
                "men": 3,
                "women": 2,
                "indicator": "deportation",
                "region": "53.13",
            },
        ),
    ),
)
add(
    "members-by-number-of-each-sex",
    "“Jml L” and “Jml P” beside a team are its members",
    "village-teams",
    partial(
        xlsx,
        [
            ["Kabupaten", "Kecamatan", "Desa", "SK Satgas", "Tgl SK", "Jml L", "Jml P"],
            ["TTU", "Insana", "Ainiut", "07/2026", "2-2-2026", 4, 3],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "07/2026", "formed_on": "2026-02-02", "members": 7, "region": "53.03.08.2015"}
        ),
        doubts=frozenset({("by-sex", "F2")}),
    ),
)
# Headings that other offices use --------------------------------------------------------------------------
OF_A_KIND: dict[str, tuple[list[object], list[object], dict[str, float | str]]] = {
    "cases": (
        ["Nomor LP", "Tanggal Lapor", "Jenis Kasus", "Kabupaten Asal"],
        ["LP/1/I/2026", "13 Januari 2026", "TPPO", "Ende"],
        {"reference": "LP/1/I/2026", "reported_on": "2026-01-13", "kind": "trafficking", "region": "53.08"},
    ),
    "deaths": (
        ["L/P", "Tanggal Meninggal", "Kabupaten"],
        ["L", "13 Januari 2026", "Ende"],
        {"sex": "men", "happened_on": "2026-01-13", "region": "53.08", "indicator": "deaths_abroad"},
    ),
    "village-teams": (
        ["Kabupaten", "Kecamatan", "Desa", "Nomor SK"],
        ["TTU", "Insana", "Ainiut", "1/2026"],
        {"reference": "1/2026", "region": "53.03.08.2015"},
    ),
}
for kind, heading, cell, field, value in (
    ("cases", "Yang Menangani", "BP3MI NTT", "agency", "bp3mi-ntt"),
    ("cases", "Dipekerjakan sebagai", "PRT", "sector", "domestic_work"),
    ("cases", "Profesi", "PRT", "sector", "domestic_work"),
    ("cases", "Pendampingan", "Konseling", "service_stage", "psychosocial_rehabilitation"),
    ("cases", "Perekrut", "Media sosial", "recruitment", "social_media"),
    ("cases", "Hasil", "Sidik", "police_stage", "investigation"),
    ("cases", "Tempus", "10 Januari 2026", "happened_on", "2026-01-10"),
    ("cases", "Tgl Ditutup", "20 Maret 2026", "closed_on", "2026-03-20"),
    ("deaths", "Tgl Serah Terima", "20 Januari 2026", "arrived_on", "2026-01-20"),
    ("deaths", "Meninggal karena", "Sakit", "cause", "illness"),
    ("village-teams", "Kekuatan", 9, "members", 9),
    ("village-teams", "Keaktifan", "Aktif", "status", "active"),
    ("village-teams", "Update Terakhir", "20 Maret 2026", "last_report_on", "2026-03-20"),
):
    heads, line, told = OF_A_KIND[kind]
    other = [f"{line[0]}a" if kind == "cases" else line[0], *line[1:]]
    if kind == "village-teams":
        other = [*line[:2], "Manunain A", "2/2026"]
        second = {**told, "reference": "2/2026", "region": "53.03.08.2018"}
    else:
        second = {**told, "reference": f"{line[0]}a"} if kind == "cases" else told
    add(
        f"headed-{heading.casefold().replace(' ', '-')}-of-{kind}",
        f"“{heading}” heads what its cells tell",
        kind,
        partial(xlsx, [[*heads, heading], [*line, cell], [*other, cell]]),
        Expect(IMPORT, numbered({**told, field: value}, {**second, field: value})),
    )
for heading in ("Dikirim ke", "Luar Negeri"):
    heads, line, told = OF_A_KIND["cases"]
    add(
        f"countries-below-{heading.casefold().replace(' ', '-')}",
        f"“{heading}” above countries is where they were taken; told, for no heading says so",
        "cases",
        partial(xlsx, [[*heads, heading], [*line, "Malaysia"], ["LP/2/I/2026", *line[1:], "Singapura"]]),
        Expect(
            DOUBTS,
            numbered(
                {**told, "destination": "MYS"}, {**told, "reference": "LP/2/I/2026", "destination": "SGP"}
            ),
            doubts=frozenset({("column-by-content", "E1")}),
        ),
    )
# Titles that name a part -----------------------------------------------------------------------------------
OF_TWO_PLACES: Rows = [["Kabupaten", "Jumlah"], ["Ende", 7], ["Alor", 9]]
BOTH = {"53.08 2025": 7, "53.05 2025": 9}
for name, title, kind, expect in (
    (
        "workers-of-one-country",
        "PMI MALAYSIA TAHUN 2025",
        "placements",
        Expect(IMPORT, {f"{place} MYS": count for place, count in BOTH.items()}),
    ),
    (
        "workers-of-two-countries",
        "PENEMPATAN PMI HONGKONG DAN TAIWAN TAHUN 2025",
        "placements",
        Expect(DOUBTS, doubts=frozenset({("several-countries", "A2")})),
    ),
    (
        "workers-of-one-age",
        "PMI USIA 18-25 TAHUN 2025",
        "placements",
        Expect(ASK, questions=frozenset({"kind"})),
    ),
    ("workers-of-one-trade", "PMI PRT TAHUN 2025", "placements", Expect(ASK, questions=frozenset({"kind"}))),
    ("children-of-workers", "ANAK PMI TAHUN 2025", "placements", Expect(ASK, questions=frozenset({"kind"}))),
    (
        "remains-from-one-town",
        "JENAZAH PMI DARI KUCHING TAHUN 2025",
        "deaths",
        Expect(
            DOUBTS,
            {f"{place} remains_repatriated": count for place, count in BOTH.items()},
            doubts=frozenset({("title-words", "")}),
        ),
    ),
):
    add(name, f"“{title}” above counts", kind, partial(xlsx, [[title], *OF_TWO_PLACES]), expect)
# Headings that name a part, or others ----------------------------------------------------------------------
add(
    "sex-and-sector-in-one-heading",
    "“L Formal” is of one sex and of one sector",
    "placements",
    partial(
        xlsx,
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kabupaten", "L Formal", "P Formal", "L Informal", "P Informal", "Jumlah"],
            ["Ende", 3, 1, 2, 4, 10],
        ],
    ),
    Expect(
        IMPORT,
        {
            "53.08 2025 laki-laki formal": 3,
            "53.08 2025 perempuan formal": 1,
            "53.08 2025 laki-laki informal": 2,
            "53.08 2025 perempuan informal": 4,
            "53.08 2025": 10,
        },
    ),
)
add(
    "stages-of-cases",
    "“Kasus Sidik” and “Kasus P21” divide the cases, and are not all of them",
    "figures",
    partial(
        xlsx,
        [
            ["DATA TPPO TAHUN 2025"],
            ["Kabupaten", "Jumlah Kasus", "Kasus Sidik", "Kasus P21"],
            ["Ende", 3, 1, 2],
            ["Alor", 4, 2, 2],
        ],
    ),
    Expect(
        IMPORT,
        {
            f"{place} 2025 trafficking_police_reports{stage}": count
            for place, counts in (("53.08", (3, 1, 2)), ("53.05", (4, 2, 2)))
            for stage, count in zip(("", " sidik", " P-21"), counts, strict=True)
        },
    ),
)
add(
    "in-distress-beside-deported",
    "“PMI-B” beside “Deportasi” were not deported",
    "deportations",
    partial(
        xlsx,
        [
            ["DATA PMI BERMASALAH DAN DEPORTASI ASAL NTT TAHUN 2026"],
            ["Bulan", "PMI-B", None, "Deportasi", None],
            [None, "L", "P", "L", "P"],
            ["Januari", 3, 7, 40, 22],
        ],
        change=merged("B2:C2", "D2:E2"),
    ),
    Expect(
        IMPORT,
        {"53 2026-01 deportation laki-laki": 40, "53 2026-01 deportation perempuan": 22},
    ),
)
add(
    "choices-below-a-strange-heading",
    "“Rambu” above stages in every line is not read, and not left out in silence either",
    "cases",
    partial(
        xlsx,
        [
            ["Nomor LP", "Tanggal Lapor", "Jenis Kasus", "Kabupaten Asal", "Rambu"],
            ["LP/1/I/2026", "13 Januari 2026", "TPPO", "Ende", "Sidik"],
            ["LP/2/I/2026", "14 Januari 2026", "TPPO", "Alor", "P21"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/1/I/2026",
                "reported_on": "2026-01-13",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/2/I/2026",
                "reported_on": "2026-01-14",
                "kind": "trafficking",
                "region": "53.05",
            },
        ),
        doubts=frozenset({("column-unknown", "E1")}),
    ),
)
add(
    "decree-of-the-head-of-a-village",
    "“SK Kepala Desa” heads decrees, and no villages",
    "village-teams",
    partial(
        xlsx,
        [
            ["PEMERINTAH KABUPATEN SIKKA"],
            ["No", "Nama Desa", "Kecamatan", "SK Kepala Desa", "Tanggal", "Jml Angg."],
            [1, "Nita", "Nita", "05/KD/2026", "12-05-2026", 11],
            [2, "Magepanda", "Magepanda", "07 Tahun 2026", "20-06-2026", "9 org"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "05/KD/2026",
                "formed_on": "2026-05-12",
                "members": 11,
                "region": "53.07.04.2001",
            },
            {
                "reference": "07 Tahun 2026",
                "formed_on": "2026-06-20",
                "members": 9,
                "region": "53.07.12.2001",
            },
        ),
    ),
)
add(
    "participants-by-number-of-each-sex",
    "“Jml L” and “Jml P” of an activity, and “LSM” above who held it",
    "activities",
    partial(
        xlsx,
        [
            ["Tanggal", "Kegiatan", "LSM", "Kabupaten", "Jml L", "Jml P", "Total"],
            ["13 Januari 2026", "Sosialisasi TPPO", "Yayasan CONTOH", "Ende", 40, 60, 100],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-01-13",
                "title": "Sosialisasi TPPO",
                "agency": "Yayasan CONTOH",
                "region": "53.08",
                "participants_men": 40,
                "participants_women": 60,
                "participants": 100,
            }
        ),
    ),
)
# Sentences below the last line ------------------------------------------------------------------------------
for at, (note, rule) in enumerate(
    (
        ("Tidak termasuk yang dimakamkan di Malaysia", "note-of-a-part"),
        ("Data hanya yang melalui Bandara El Tari", "note-of-a-part"),
        ("Laporan bulan November belum masuk", "note-of-a-part"),
        ("Angka Alor gabungan dengan Pantar", "note-of-a-part"),
        ("Realisasi 10 bulan", "note-of-a-part"),
        ("(sampai dengan triwulan III)", "note-of-another-time"),
        ("Periode laporan: Jan-Sep 2025", "note-of-another-time"),
        ("Satuan: orang", ""),
        ("Kupang, 3 November 2025", ""),
    ),
    1,
):
    add(
        f"sentence-below-all-{at}",
        f"“{note}” alone below the figures, without a word that calls it a note",
        "deaths",
        partial(xlsx, [["JENAZAH PMI TAHUN 2025"], *OF_TWO_PLACES, [], [note]]),
        Expect(
            DOUBTS if rule else IMPORT,
            {f"{place} remains_repatriated": count for place, count in BOTH.items()},
            doubts=frozenset({(rule, "")} if rule else ()),
        ),
    )
for at, note in enumerate(
    ("Kasus no 2 bukan TPPO", "No. 1 dilimpahkan ke Polda lain", "No. 1 sama dengan no. 2"), 1
):
    add(
        f"sentence-below-a-register-{at}",
        f"“{note}” alone below the lines says of one of them what its line does not",
        "cases",
        partial(
            xlsx,
            [
                ["DATA KASUS TPPO TAHUN 2026"],
                ["Nomor LP", "Tanggal Lapor", "Kabupaten Asal"],
                ["LP/1/I/2026", "13 Januari 2026", "Ende"],
                [],
                [note],
            ],
        ),
        Expect(
            DOUBTS,
            numbered(
                {
                    "reference": "LP/1/I/2026",
                    "reported_on": "2026-01-13",
                    "kind": "trafficking",
                    "region": "53.08",
                }
            ),
            doubts=frozenset({("note-of-a-part", "")}),
        ),
    )
add(
    "sheet-of-old-figures",
    "a sheet called “Data lama” is told",
    "deaths",
    partial(xlsx, [["JENAZAH PMI TAHUN 2025"], *OF_TWO_PLACES], title="Data lama"),
    Expect(
        DOUBTS,
        {f"{place} remains_repatriated": count for place, count in BOTH.items()},
        doubts=frozenset({("title-words", "")}),
    ),
)
