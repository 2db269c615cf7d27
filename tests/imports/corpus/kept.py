"""Registers and lists as offices keep them for themselves, made by somebody who had not seen the reader;
each stands for a rule that it lacked, with what a clerk reads, written before it was mended."""

from datetime import date

from tests.imports.corpus.model import Adding, Case, html, text, xlsx
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
