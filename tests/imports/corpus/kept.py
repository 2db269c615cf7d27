"""Registers and lists as offices keep them for themselves, made by somebody who had not seen the reader;
each stands for a rule that it lacked, with what a clerk reads, written before it was mended."""

from datetime import date

from tests.imports.corpus.model import DOUBTS, Adding, Case, Expect, html, text, workbook, xlsx
from tests.imports.corpus.offices import persons
from tests.imports.corpus.registers import doubtful, fine, numbered

CASES: list[Case] = []
add = Adding(CASES, "register.xlsx")

# Lists of persons ------------------------------------------------------------------------------------

add(
    "several-persons-in-a-line",
    "“… + 2 anak” in a list of one person a line; a remark that says so, and one that does not",
    "deportations",
    lambda: xlsx(
        [
            ["PMI DEPORTASI ASAL NTT MARET 2026"],
            ["No", "Nama", "JK", "Kab", "Tgl tiba", "Ket"],
            [1, "Lusia Contoh Ema + 2 anak", "P", "Flores Timur", date(2026, 3, 8), None],
            [2, "Ambros Contoh Tukan dan istri", "L", "Flores Timur", date(2026, 3, 8), None],
            [3, "Kristo Contoh Lewar", "L", "Lembata", date(2026, 3, 8), "bersama 1 bayi"],
            [4, "Daniel Contoh Olak", "L", "Lembata", date(2026, 3, 8), "dijemput bersama keluarga"],
        ]
    ),
    doubtful(
        numbered(
            *(
                {"sex": sex, "happened_on": "2026-03-08", "indicator": "deportation", "region": region}
                for sex, region in (
                    ("women", "53.06"),
                    ("men", "53.06"),
                    ("men", "53.13"),
                    ("men", "53.13"),
                )
            )
        ),
        ("persons-in-line", "B3"),
        ("persons-in-line", "B4"),
        ("persons-in-line", "F5"),
        left_out={"nama": 4},
    ),
    file="deportasi.xlsx",
    secrets=("Lusia", "Ema", "Ambros", "Tukan", "Kristo", "Lewar", "Daniel", "Olak"),
)
add(
    "total-of-persons-below-days",
    "“JUMLAH”, and “2 jenazah” in the column of days: no third person",
    "deaths",
    lambda: xlsx(
        [
            ["DATA JENAZAH PMI TAHUN 2025"],
            ["No", "Tgl Tiba", "Nama", "L/P", "Asal Kab."],
            [1, date(2025, 1, 6), "Alm. Gervas Contoh Nino", "L", "Malaka"],
            [2, date(2025, 2, 17), "Almh. Berna Contoh Lerek", "P", "Lembata"],
            ["JUMLAH", "2 jenazah"],
        ]
    ),
    fine(
        numbered(
            {
                "arrived_on": "2025-01-06",
                "sex": "men",
                "indicator": "remains_repatriated",
                "region": "53.21",
            },
            {
                "arrived_on": "2025-02-17",
                "sex": "women",
                "indicator": "remains_repatriated",
                "region": "53.13",
            },
        ),
        left_out={"nama": 2},
    ),
    file="jenazah.xlsx",
    secrets=("Gervas", "Nino", "Berna", "Lerek"),
)
add(
    "address-in-three-columns",
    "“Alamat asal” over desa, kecamatan and kabupaten, of which one line names the kabupaten alone",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI, TIBA DI TENAU 12 JANUARI 2026"],
            ["NO", "NAMA", "JK", "ALAMAT ASAL", None, None],
            [None, None, None, "DESA", "KECAMATAN", "KABUPATEN"],
            [1, "YAKOB CONTOH MAUK", "L", "KAMANASA", "MALAKA TENGAH", "MALAKA"],
            [2, "HENDRIK CONTOH PARERA", "L", None, None, "SIKKA"],
            [3, "ROFINA CONTOH BULU", "P", "KAMANASA", "WEWIKU", "MALAKA"],
        ],
        change=lambda s: s.merge_cells("D2:F2"),
    ),
    doubtful(
        numbered(
            {"sex": "men", "indicator": "deportation", "region": "53.21.01.2005"},
            {"sex": "men", "indicator": "deportation", "region": "53.07"},
            {"sex": "women", "indicator": "deportation", "region": "53.21"},
        ),
        ("place-differs", "D6"),
        left_out={"nama": 3},
    ),
    file="deportasi.xlsx",
    secrets=("YAKOB", "MAUK", "HENDRIK", "PARERA", "ROFINA", "BULU"),
)
add(
    "ticks-above-their-sum",
    "the sex of a person ticked in one of two columns, below which the ticks are counted",
    "deportations",
    lambda: html(
        [
            ["No", "Nama", "L", "P", "Kabupaten", "Tgl Kedatangan"],
            ["1", "Simon Contoh Lamen", "√", "", "Kab. Flotim", "17/02/2026"],
            ["2", "Ester Contoh Lamen", "", "√", "Kab. Flotim", "17/02/2026"],
            ["Jumlah", "", "1", "1", "", ""],
        ],
    ),
    fine(
        persons(
            "deportation",
            ("men", "53.06", "2026-02-17"),
            ("women", "53.06", "2026-02-17"),
        ),
        left_out={"nama": 2},
    ),
    file="deportasi.xls",
    secrets=("Simon", "Ester", "Lamen"),
)

# Teams, activities, commitments ----------------------------------------------------------------------

add(
    "village-of-another-kabupaten",
    "a desa that there is only in Kota Kupang beside Ende, and one that nobody knows",
    "village-teams",
    lambda: text(
        [
            ["Kabupaten", "Desa", "No SK", "Anggota"],
            ["Ende", "Fatubesi", "3/2026", "8"],
            ["Ende", "Contohbesi", "4/2026", "9"],
            ["Belu", "Fatuketi", "7/2026", "10"],
        ],
        ";",
    ),
    doubtful(
        numbered(
            {"reference": "3/2026", "members": 8},
            {"reference": "4/2026", "members": 9},
            {"reference": "7/2026", "members": 10, "region": "53.04.05.2001"},
        ),
        ("place-differs", "B2"),
        ("place-unknown", "B3"),
    ),
    file="tim.csv",
)
add(
    "second-group-of-villages",
    "“II  KABUPATEN LEMBATA” across the columns of a list of teams is no line of it",
    "village-teams",
    lambda: xlsx(
        [
            ["REKAP TIM DESA"],
            ["I", "KABUPATEN SUMBA TIMUR"],
            ["No", "Desa", "Kecamatan", "Nomor SK", "Jumlah Anggota"],
            [1, "Kambata Wundut", "Lewa", "SK 5/2026", 6],
            ["II", "KABUPATEN MALAKA"],
            [1, "Kamanasa", "Malaka Tengah", "SK 9/2026", 5],
        ],
        change=lambda s: [s.merge_cells(each) for each in ("B2:E2", "B5:E5")],
    ),
    fine(
        numbered(
            {"reference": "SK 5/2026", "members": 6, "region": "53.11.03.2003"},
            {"reference": "SK 9/2026", "members": 5, "region": "53.21.01.2005"},
        )
    ),
    file="tim.xlsx",
)
add(
    "weekday-before-a-month-in-words",
    "“Sabtu, 8 Maret 2026” is a Sunday: one of the two is wrong",
    "activities",
    lambda: text(
        [
            ["Hari/Tgl", "Kegiatan", "Kabupaten", "Penyelenggara", "Peserta"],
            ["Minggu, 1 Maret 2026", "Katekese migran", "Belu", "Keuskupan Atambua", "50"],
            ["Sabtu, 8 Maret 2026", "Katekese migran", "Belu", "Keuskupan Atambua", "60"],
        ],
        ";",
    ),
    doubtful(
        numbered(
            {
                "held_on": "2026-03-01",
                "title": "Katekese migran",
                "agency": "keuskupan-atambua",
                "participants": 50,
                "region": "53.04",
            },
            {
                "title": "Katekese migran",
                "agency": "keuskupan-atambua",
                "participants": 60,
                "region": "53.04",
            },
        ),
        ("date-weekday", "A3"),
    ),
    file="kegiatan.csv",
)
add(
    "plan-in-plain-verbs",
    "“Bentuk Gugus Tugas kabupaten” begins with a verb, not with somebody's name",
    "commitments",
    lambda: text(
        [
            ["Rencana aksi", "Satuan", "Target", "Tenggat", "PJ"],
            ["Bentuk Gugus Tugas kabupaten", "SK", "22", "30/11/2026", "Biro Hukum"],
            ["Susun SOP rujukan korban", "dokumen", "1", "31/12/2026", "Dinsos NTT"],
        ],
        ";",
    ),
    fine(
        numbered(
            {
                "title": "Bentuk Gugus Tugas kabupaten",
                "unit": "SK",
                "target": 22,
                "due": "2026-11-30",
                "owner": "biro-hukum",
            },
            {
                "title": "Susun SOP rujukan korban",
                "unit": "dokumen",
                "target": 1,
                "due": "2026-12-31",
                "owner": "dinsos",
            },
        )
    ),
    file="aksi.csv",
)

# Cases -----------------------------------------------------------------------------------------------

add(
    "signature-far-right-below-the-total",
    "who signed, in the column of the girls, below the total of a police register",
    "cases",
    lambda: xlsx(
        [
            ["DATA PERKARA TPPO POLDA NTT TAHUN 2025"],
            ["NO", "NO. LP", "TGL LP", "P DEWASA", "P ANAK"],
            [1, "LP/A/02/I/2025", date(2025, 1, 14), 2, 1],
            [2, "LP/B/58/VII/2025", date(2025, 7, 1), 1, None],
            ["JUMLAH", None, None, 3, 1],
            [],
            [None, None, None, None, "Kupang,      Desember 2025"],
            [None, None, None, None, "DIRRES PPA DAN PPO POLDA NTT"],
            [None, None, None, None, "Dr. VERA CONTOH SELAN, S.I.K."],
            [None, None, None, None, "KOMBES POL NRP 78051234"],
        ]
    ),
    fine(
        numbered(
            {
                "reference": "LP/A/02/I/2025",
                "reported_on": "2025-01-14",
                "kind": "trafficking",
                "women": 2,
                "girls": 1,
            },
            {
                "reference": "LP/B/58/VII/2025",
                "reported_on": "2025-07-01",
                "kind": "trafficking",
                "women": 1,
            },
        )
    ),
    file="LP 2025.xlsx",
    secrets=("VERA", "SELAN", "78051234"),
)
add(
    "complaints-of-bp3mi",
    "Permasalahan for the kind, Kode Klien for the number, Tgl Aduan for the day, one client a line",
    "cases",
    lambda: text(
        [
            ["Kode Klien", "Tgl Aduan", "Kab/Kota Asal", "Negara", "Permasalahan", "Sektor", "JK", "Usia"],
            ["KL-01", "15/01/2026", "Kab. Kupang", "Malaysia", "Gaji tidak dibayar", "PLRT", "P", "31 th"],
            ["KL-02", "13/02/2026", "TTU", "Malaysia", "Meninggal – sakit", "Ladang sawit", "L", "46"],
            ["KL-03", "17/02/2026", "Malaka", "Bali", "TPPO", "Konstruksi", "L", "17 th"],
            ["KL-04", "20/02/2026", "Ende", "Kamboja", "Sakit, minta dipulangkan", "", "P", "Bayi 8 bln"],
        ],
        ";",
        "cp1252",
    ),
    doubtful(
        numbered(
            {
                "reference": "KL-01",
                "reported_on": "2026-01-15",
                "region": "53.01",
                "destination": "MYS",
                "kind": "worker_in_distress",
                "sector": "domestic_work",
                "women": 1,
            },
            {
                "reference": "KL-02",
                "reported_on": "2026-02-13",
                "region": "53.03",
                "destination": "MYS",
                "kind": "death_abroad",
                "sector": "palm_plantation",
                "men": 1,
            },
            {
                "reference": "KL-03",
                "reported_on": "2026-02-17",
                "region": "53.21",
                "destination": "IDN",
                "kind": "trafficking",
                "sector": "construction",
                "boys": 1,
            },
            {
                "reference": "KL-04",
                "reported_on": "2026-02-20",
                "region": "53.08",
                "destination": "KHM",
                "girls": 1,
            },
        ),
        ("choice-unknown", "E5"),
    ),
    file="pengaduan.csv",
)
add(
    "police-of-four-cells",
    "LK DWS and PR DWS, suspects counted as TSK, PERKEMBANGAN for the stage, a row sum that is none",
    "cases",
    lambda: xlsx(
        [
            ["DATA LP TPPO TRIWULAN I 2026"],
            [
                "No",
                "Tgl LP",
                "Tgl Kejadian",
                "LK DWS",
                "PR DWS",
                "LK ANAK",
                "PR ANAK",
                "JML",
                "TSK",
                "PERKEMBANGAN",
            ],
            [1, date(2026, 1, 15), date(2025, 12, 30), 1, 2, 0, 0, 3, 1, "Naik sidik"],
            [2, date(2026, 1, 30), None, None, 1, None, 1, 3, "nihil", "SPDP"],
            [3, date(2026, 2, 17), None, 0, 1, 0, 0, 1, "1 (DPO)", "Banding"],
        ]
    ),
    doubtful(
        numbered(
            {
                "reported_on": "2026-01-15",
                "happened_on": "2025-12-30",
                "kind": "trafficking",
                "men": 1,
                "women": 2,
                "boys": 0,
                "girls": 0,
                "suspects": 1,
                "police_stage": "investigation",
            },
            {
                "reported_on": "2026-01-30",
                "kind": "trafficking",
                "women": 1,
                "girls": 1,
                "suspects": 0,
                "police_stage": "investigation",
            },
            {
                "reported_on": "2026-02-17",
                "kind": "trafficking",
                "men": 0,
                "women": 1,
                "boys": 0,
                "girls": 0,
                "police_stage": "verdict",
            },
        ),
        ("total-differs", "H4"),
        ("text-in-value", "I5"),
    ),
    file="LP.xlsx",
)
add(
    "suspects-by-name",
    "a column headed Tersangka that names them is left out, though it could count them",
    "cases",
    lambda: xlsx(
        [
            ["Tgl LP", "Kasus", "TSK", "Kab. Asal"],
            [date(2026, 1, 15), "TPPO", "Deminggus Contoh Nahak", "Belu"],
            [date(2026, 1, 30), "TPPO", "2 org: Yos Contoh Bau, Min Contoh Bau", "Alor"],
            [date(2026, 2, 17), "TPPO", "Lidia Contoh Fahik", "Sikka"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2026-01-15", "kind": "trafficking", "region": "53.04"},
            {"reported_on": "2026-01-30", "kind": "trafficking", "region": "53.05"},
            {"reported_on": "2026-02-17", "kind": "trafficking", "region": "53.07"},
        ),
        left_out={"nama": 3},
        doubts=frozenset({("without-numbers", "")}),
    ),
    file="LP.xlsx",
    secrets=("Deminggus", "Nahak", "Yos", "Bau", "Lidia", "Fahik"),
)
add(
    "victims-told-in-words",
    "victims told in words, of which some say woman or man and not whether grown",
    "cases",
    lambda: xlsx(
        [
            ["Tanggal Laporan", "Kasus", "Korban", "Asal"],
            [date(2026, 1, 8), "TPPO", "2 org (1 L dewasa, 1 P anak)", "Ende"],
            [date(2026, 1, 19), "TPPO", "3 korban perempuan", "Nagekeo"],
            [date(2026, 2, 20), "TPPO", "3 orang perempuan dewasa", "Ngada"],
            [date(2026, 3, 12), "TPPO", "5 orang, 3 di antaranya anak", "Sikka"],
            [date(2026, 3, 17), "TPPO", "3 org (1 L dewasa, 1 P anak)", "Belu"],
        ]
    ),
    doubtful(
        numbered(
            {
                "reported_on": "2026-01-08",
                "kind": "trafficking",
                "region": "53.08",
                "men": 1,
                "girls": 1,
            },
            {"reported_on": "2026-01-19", "kind": "trafficking", "region": "53.16"},
            {"reported_on": "2026-02-20", "kind": "trafficking", "region": "53.09", "women": 3},
            {"reported_on": "2026-03-12", "kind": "trafficking", "region": "53.07"},
            {"reported_on": "2026-03-17", "kind": "trafficking", "region": "53.04"},
        ),
        ("victims-not-split", "C3"),
        ("victims-not-split", "C5"),
        ("victims-not-split", "C6"),
    ),
    file="dampingan.xlsx",
)
add(
    "kinds-above-their-lines",
    "the kind of each case stands above its group, numbered anew, each with its sum",
    "cases",
    lambda: xlsx(
        [
            ["DATA KASUS SEMESTER I TAHUN 2026"],
            ["No", "Tanggal", "Asal", "Dewasa L", "Dewasa P"],
            ["A. TPPO"],
            [1, date(2026, 1, 21), "Kab. Malaka", 0, 2],
            ["Jumlah A", None, None, 0, 2],
            ["B. PENYELUNDUPAN MANUSIA (TPPM)"],
            [1, date(2026, 3, 17), "Kab. Rote Ndao", 15, 2],
            ["C. PENEMPATAN PMI NON PROSEDURAL"],
            [1, date(2026, 4, 22), "Kab. Sikka", 3, 3],
            ["TOTAL", None, None, 18, 7],
        ],
        change=lambda s: [s.merge_cells(f"A{row}:E{row}") for row in (3, 6, 8)],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reported_on": "2026-01-21",
                "kind": "trafficking",
                "region": "53.21",
                "men": 0,
                "women": 2,
            },
            {
                "reported_on": "2026-03-17",
                "kind": "people_smuggling",
                "region": "53.14",
                "men": 15,
                "women": 2,
            },
            {
                "reported_on": "2026-04-22",
                "kind": "illegal_placement",
                "region": "53.07",
                "men": 3,
                "women": 3,
            },
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
    file="kasus.xlsx",
)
add(
    "year-on-the-sheet",
    "days without a year, of a sheet that is called by it; one that does not exist in that year",
    "cases",
    lambda: workbook(
        {
            "2023": [["No", "Tgl lapor", "Jenis kasus", "Asal"], [1, "12 Jan", "TPPO", "Belu"]],
            "2024": [
                ["No", "Tgl lapor", "Jenis kasus", "Asal"],
                [1, "29 Februari", "TPPO", "Ende"],
                [2, "31 Juni", "TPPO", "Alor"],
            ],
        }
    ),
    doubtful(
        numbered(
            {"reported_on": "2023-01-12", "kind": "trafficking", "region": "53.04"},
            {"reported_on": "2024-02-29", "kind": "trafficking", "region": "53.08"},
            {"kind": "trafficking", "region": "53.05"},
        ),
        ("date-impossible", "B3"),
    ),
    file="register polres.xlsx",
)
add(
    "stopped-at-immigration",
    "a title that calls whom it stopped “non prosedural”: prevented departures, no illegal placement",
    "cases",
    lambda: xlsx(
        [
            ["DATA PENUNDAAN KEBERANGKATAN CPMI NON PROSEDURAL"],
            ["PERIODE JANUARI - MARET 2026"],
            ["NO", "TANGGAL", "JK", "UMUR", "KAB. ASAL", "NEGARA TUJUAN"],
            [1, date(2026, 1, 12), "P", 26, "BELU", "MALAYSIA"],
            [2, date(2026, 2, 13), "L", 16, "MALAKA", "MALAYSIA"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reported_on": "2026-01-12",
                "kind": "prevented_departure",
                "region": "53.04",
                "destination": "MYS",
                "women": 1,
            },
            {
                "reported_on": "2026-02-13",
                "kind": "prevented_departure",
                "region": "53.21",
                "destination": "MYS",
                "boys": 1,
            },
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
    file="tunda.xlsx",
)
add(
    "status-of-another-kind",
    "a status that is no stage of the police, in every line: told once, and no line waits for it",
    "cases",
    lambda: xlsx(
        [
            ["id_kasus", "tanggal_registrasi", "kabupaten_korban", "jenis_kekerasan", "status_kasus"],
            ["PPA-1", "2026-01-06", "MALAKA", "Trafficking", "Proses"],
            ["PPA-2", "2026-01-19", "ENDE", "Fisik", "Selesai"],
        ]
    ),
    doubtful(
        numbered(
            {
                "reference": "PPA-1",
                "reported_on": "2026-01-06",
                "kind": "trafficking",
                "region": "53.21",
            },
            {"reference": "PPA-2", "reported_on": "2026-01-19", "region": "53.08"},
        ),
        ("column-unknown", "E1"),
        ("choice-unknown", "D3"),
    ),
    file="simfoni.xlsx",
)
add(
    "answers-to-a-form",
    "questions as headings and the time of the answer as the only day; who answered stays out",
    "cases",
    lambda: text(
        [
            [
                "Cap waktu",
                "Alamat Email",
                "Nama pelapor",
                "Korban berasal dari kabupaten mana?",
                "Apa yang terjadi?",
                "Berapa korban perempuan dewasa?",
                "Berapa korban anak perempuan?",
                "Bagaimana korban direkrut?",
            ],
            ["13/02/2026 22:14:22", "sr@contoh.example", "Klara Contoh Bere", "TTS", "TPPO", "2", "1", "FB"],
            ["14/02/2026 8:01:10", "", "Yoran Contoh Foes", "Ende", "Lain-lain", "1", "", "tetangga"],
        ]
    ),
    doubtful(
        numbered(
            {
                "reported_on": "2026-02-13",
                "region": "53.02",
                "kind": "trafficking",
                "women": 2,
                "girls": 1,
                "recruitment": "social_media",
            },
            {
                "reported_on": "2026-02-14",
                "region": "53.08",
                "women": 1,
                "recruitment": "family_or_friend",
            },
        ),
        ("choice-unknown", "E3"),
        left_out={"surel": 1, "nama": 2},
    ),
    file="jawaban.csv",
    secrets=("sr@contoh.example", "Klara", "Bere", "Yoran", "Foes"),
)
add(
    "day-of-the-event-alone",
    "“Tgl Kejadian” and no day of the report: read, and told",
    "cases",
    lambda: xlsx(
        [
            ["DATA KASUS TPPO TAHUN 2025"],
            ["No", "No. LP", "Jenis Kasus", "Tgl Kejadian", "Kab"],
            [1, "LP/11/III/2025", "TPPO", date(2025, 3, 8), "Malaka"],
            [2, "LP/12/IV/2025", "TPPO", date(2025, 4, 2), "Belu"],
        ]
    ),
    doubtful(
        numbered(
            *(
                {
                    "reference": reference,
                    "kind": "trafficking",
                    "reported_on": day,
                    "region": region,
                }
                for reference, day, region in (
                    ("LP/11/III/2025", "2025-03-08", "53.21"),
                    ("LP/12/IV/2025", "2025-04-02", "53.04"),
                )
            )
        ),
        ("day-of-event", "D2"),
    ),
)
