"""Registers with lines that may not count, choices that are ticked or coded, and what programs and papers
make of them; each for a rule that the reader lacked, with what a careful clerk reads."""

from datetime import date
from functools import partial

from tests.imports.corpus.dragged import HEAD, events, made, people, reports
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
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")

# Lines that may not count ---------------------------------------------------------------------------------

add(
    "lines-called-off",
    "called off, written twice, of somebody else; “paspor tidak batal” is none of it",
    "deportations",
    made(
        ["DEPORTASI PMI 2025"],
        ["No", "Nama", "Tgl Tiba", "JK", "Kabupaten", "Keterangan"],
        [1, "A.A.", date(2025, 6, 10), "L", "Belu", None],
        [2, "B.B.", date(2025, 6, 10), "P", "Malaka", "batal pulang"],
        [3, "C.C.", date(2025, 6, 10), "P", "Ende", "data ganda"],
        [4, "D.D.", date(2025, 6, 11), "P", "Ende", "dobel dgn no 3"],
        [5, "E.E.", date(2025, 6, 12), "L", "Belu", "Bukan warga NTT"],
        [6, "F.F.", date(2025, 6, 12), "L", "Belu", "paspor tidak batal"],
    ),
    Expect(
        DOUBTS,
        people(
            "deportation",
            "happened_on",
            ("2025-06-10", "men", "53.04"),
            ("2025-06-10", "women", "53.21"),
            ("2025-06-10", "women", "53.08"),
            ("2025-06-11", "women", "53.08"),
            ("2025-06-12", "men", "53.04"),
            ("2025-06-12", "men", "53.04"),
        ),
        doubts=frozenset(
            {
                ("line-withdrawn", "F4"),
                ("line-withdrawn", "F5"),
                ("line-withdrawn", "F6"),
                ("line-withdrawn", "F7"),
            }
        ),
        left_out={"nama": 6},
    ),
)
add(
    "lines-of-last-month",
    "who was reported last month already",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["No", "Tgl Tiba", "JK", "Kab", "Ket"],
        [1, date(2025, 3, 4), "L", "Belu", ""],
        [2, date(2025, 3, 9), "P", "Ende", "sama dgn no 1 bulan lalu"],
        [3, date(2025, 3, 10), "P", "Ende", "sudah dilaporkan bulan Februari"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-03-04", "men", "53.04"),
            ("2025-03-09", "women", "53.08"),
            ("2025-03-10", "women", "53.08"),
        ),
        doubts=frozenset({("line-withdrawn", "E4"), ("line-withdrawn", "E5")}),
    ),
)
add(
    "speaker-who-stayed-away",
    "who was called off is a speaker, and no event",
    "activities",
    made(
        ["Tanggal", "Kegiatan", "Kabupaten", "Penyelenggara", "Keterangan"],
        [date(2025, 3, 4), "Sosialisasi migrasi aman", "Belu", "BP3MI NTT", "Narasumber Dinkes batal hadir"],
        [
            date(2025, 3, 5),
            "Sosialisasi migrasi aman",
            "Belu",
            "BP3MI NTT",
            "Terlaksana, jadwal diundur dari 1 Maret",
        ],
    ),
    Expect(IMPORT, events(("2025-03-04", "53.04", "bp3mi-ntt"), ("2025-03-05", "53.04", "bp3mi-ntt"))),
)
add(
    "remains-not-home",
    "remains that have not arrived, or were buried abroad",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["No", "Tgl Meninggal", "JK", "Kab", "Status Pemulangan"],
        [1, date(2025, 3, 4), "L", "Belu", "Sudah tiba"],
        [2, date(2025, 3, 9), "P", "Ende", "Belum tiba"],
        [3, date(2025, 3, 9), "P", "Ende", "Dimakamkan di Malaysia"],
        [4, date(2025, 3, 9), "L", "Ende", "Dalam proses"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "happened_on",
            ("2025-03-04", "men", "53.04"),
            ("2025-03-09", "women", "53.08"),
            ("2025-03-09", "women", "53.08"),
            ("2025-03-09", "men", "53.08"),
        ),
        doubts=frozenset({("line-withdrawn", "E4"), ("line-withdrawn", "E5"), ("line-withdrawn", "E6")}),
    ),
)
add(
    "other-returns",
    "who came home by himself, or sick, among deportations",
    "deportations",
    made(
        ["DATA DEPORTASI DAN PEMULANGAN PMI 2025"],
        ["No", "Tgl Tiba", "JK", "Kabupaten", "Jenis Pemulangan"],
        [1, date(2025, 6, 10), "L", "Belu", "Deportasi"],
        [2, date(2025, 6, 10), "P", "Malaka", "Repatriasi mandiri"],
        [3, date(2025, 6, 10), "P", "Ende", "Sakit"],
    ),
    Expect(
        DOUBTS,
        people(
            "deportation",
            "happened_on",
            ("2025-06-10", "men", "53.04"),
            ("2025-06-10", "women", "53.21"),
            ("2025-06-10", "women", "53.08"),
        ),
        doubts=frozenset({("line-withdrawn", "E4"), ("line-withdrawn", "E5")}),
    ),
)
add(
    "not-of-ours",
    "a citizen of another country",
    "deportations",
    made(
        ["DEPORTASI 2025"],
        ["No", "Nama", "Kewarganegaraan", "Tgl Tiba", "JK", "Kabupaten"],
        [1, "A.A.", "WNI", date(2025, 6, 10), "L", "Belu"],
        [2, "Joao da Contoh", "Timor Leste", date(2025, 6, 10), "L", "Belu"],
    ),
    Expect(
        DOUBTS,
        people("deportation", "happened_on", ("2025-06-10", "men", "53.04"), ("2025-06-10", "men", "53.04")),
        doubts=frozenset({("line-withdrawn", "C4")}),
        left_out={"nama": 2},
    ),
    secrets=("Joao",),
)
add(
    "plans-among-events",
    "an event that was put off, called off or only planned",
    "activities",
    made(
        ["Tanggal", "Kegiatan", "Kabupaten", "Penyelenggara", "Status"],
        [date(2025, 3, 4), "Sosialisasi migrasi aman", "Belu", "BP3MI NTT", "Terlaksana"],
        [date(2025, 3, 9), "Sosialisasi migrasi aman", "Malaka", "BP3MI NTT", "Batal"],
        [date(2025, 3, 11), "Sosialisasi migrasi aman", "Ende", "BP3MI NTT", "Ditunda"],
        [date(2025, 4, 11), "Sosialisasi migrasi aman", "Sikka", "BP3MI NTT", "Rencana"],
        [date(2025, 4, 12), "Sosialisasi migrasi aman", "Sikka", "BP3MI NTT", "Tidak jadi"],
    ),
    Expect(
        DOUBTS,
        events(
            ("2025-03-04", "53.04", "bp3mi-ntt"),
            ("2025-03-09", "53.21", "bp3mi-ntt"),
            ("2025-03-11", "53.08", "bp3mi-ntt"),
            ("2025-04-11", "53.07", "bp3mi-ntt"),
            ("2025-04-12", "53.07", "bp3mi-ntt"),
        ),
        doubts=frozenset(
            {
                ("line-withdrawn", "E3"),
                ("line-withdrawn", "E4"),
                ("line-withdrawn", "E5"),
                ("line-withdrawn", "E6"),
            }
        ),
    ),
)
add(
    "accounts-closed",
    "accounts that are closed are not to be invited in silence",
    "accounts",
    made(
        ["Username", "Peran", "Instansi", "Aktif"],
        ["bp3mi.operator", "Instansi", "BP3MI NTT", "Ya"],
        ["polda.operator", "Petugas kasus", "Polda NTT", "Tidak"],
        ["dpmd.operator", "Instansi", "DPMD", "Nonaktif"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "bp3mi.operator", "role": "agency", "agency": "bp3mi-ntt"},
            {"username": "polda.operator", "role": "case_officer", "agency": "polda-ntt"},
            {"username": "dpmd.operator", "role": "agency", "agency": "dpmd"},
        ),
        doubts=frozenset({("line-withdrawn", "D3"), ("line-withdrawn", "D4")}),
    ),
)
add(
    "offices-closed",
    "an office that is no more",
    "agencies",
    made(
        ["Nama Instansi", "Singkatan", "Jenis", "Tingkat", "Status"],
        ["Yayasan Contoh Damai", "YCD", "LSM", "Provinsi", "Aktif"],
        ["Yayasan Contoh Lama", "YCL", "LSM", "Provinsi", "Sudah bubar"],
        ["Forum Contoh Migran", "FCM", "LSM", "Provinsi", "Tidak aktif"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"name": "Yayasan Contoh Damai", "short_name": "YCD", "kind": "partner_ngo", "level": "province"},
            {"name": "Yayasan Contoh Lama", "short_name": "YCL", "kind": "partner_ngo", "level": "province"},
            {"name": "Forum Contoh Migran", "short_name": "FCM", "kind": "partner_ngo", "level": "province"},
        ),
        doubts=frozenset({("line-withdrawn", "E3"), ("line-withdrawn", "E4")}),
    ),
)
add(
    "months-of-nihil",
    "“Februari: NIHIL” is nobody's death",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["No", "Bulan", "Tgl Tiba", "JK", "Kabupaten"],
        [1, "Januari", date(2025, 1, 4), "L", "Belu"],
        [None, "Februari", "NIHIL", None, None],
        [2, "Maret", date(2025, 3, 4), "P", "Ende"],
    ),
    Expect(
        IMPORT,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-01-04", "men", "53.04"),
            ("2025-03-04", "women", "53.08"),
        ),
    ),
)
add(
    "families-in-a-line",
    "a family of four in one line",
    "deportations",
    made(
        ["DEPORTASI PMI 2025"],
        ["No", "Kepala Keluarga", "Tgl Tiba", "Kabupaten", "L", "P", "Anak", "Jml"],
        [1, "A.A.", date(2025, 6, 10), "Belu", 1, 1, 2, 4],
        [2, "B.B.", date(2025, 6, 10), "Malaka", 1, 0, 0, 1],
    ),
    Expect(
        DOUBTS,
        people("deportation", "happened_on", ("2025-06-10", "", "53.04"), ("2025-06-10", "men", "53.21")),
        doubts=frozenset({("choice-unknown", "E3"), ("persons-in-line", "G3")}),
        left_out={"nama": 2},
    ),
)

# Choices, codes, ticks ------------------------------------------------------------------------------------

add(
    "stages-ticked",
    "stages across, ticked up to the last",
    "cases",
    partial(
        xlsx,
        [
            ["NO", "NO LP", "TGL LP", "JENIS KASUS", "TAHAP PENANGANAN", None, None, None, None, None],
            [None, None, None, None, "LIDIK", "SIDIK", "P-19", "P-21", "TAHAP II", "SP3"],
            [1, "LP/1/2025", date(2025, 3, 4), "TPPO", "v", "v", None, "v", None, None],
            [2, "LP/2/2025", date(2025, 3, 9), "TPPO", "v", None, None, None, None, None],
            [3, "LP/3/2025", date(2025, 3, 10), "TPPO", "v", "v", "v", "v", "v", None],
        ],
        change=merged("E1:J1"),
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2025", "2025-03-04", "", {"police_stage": "complete_p21"}),
            ("LP/2/2025", "2025-03-09", "", {"police_stage": "preliminary_inquiry"}),
            ("LP/3/2025", "2025-03-10", "", {"police_stage": "handed_to_prosecution"}),
        ),
    ),
)
add(
    "stages-dated",
    "stages across, each with its day",
    "cases",
    partial(
        xlsx,
        [
            ["NO", *HEAD, "TAHAP", None, None, None],
            [None, None, None, None, None, "LIDIK", "SIDIK", "P-21", "TAHAP II"],
            [
                1,
                "LP/1/2025",
                date(2025, 3, 4),
                "TPPO",
                "Malaka",
                date(2025, 3, 5),
                date(2025, 3, 20),
                date(2025, 5, 1),
                None,
            ],
            [2, "LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", date(2025, 3, 6), None, None, None],
        ],
        change=merged("F1:I1"),
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"police_stage": "complete_p21"}),
            ("LP/2/2025", "2025-03-05", "53.04", {"police_stage": "preliminary_inquiry"}),
        ),
    ),
)
add(
    "codes-of-a-heading",
    "“(1=L, 2=P)” in the heading says what the codes mean",
    "cases",
    made(
        [
            "No Register",
            "Tgl Lapor",
            "Jenis Kasus (1=TPPO, 2=Penempatan ilegal)",
            "Kabupaten Asal",
            "Jenis Kelamin (1=L, 2=P)",
            "Umur",
        ],
        ["R-01/2025", date(2025, 1, 4), 1, "Malaka", 2, 34],
        ["R-02/2025", date(2025, 1, 9), 2, "Belu", 1, 16],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "R-01/2025",
                "reported_on": "2025-01-04",
                "kind": "trafficking",
                "women": 1,
                "region": "53.21",
            },
            {
                "reference": "R-02/2025",
                "reported_on": "2025-01-09",
                "kind": "illegal_placement",
                "boys": 1,
                "region": "53.04",
            },
        ),
    ),
)
add(
    "one-and-nought",
    "1 below L and 0 below P",
    "deportations",
    made(
        ["DEPORTASI PMI 2025"],
        ["No", "Nama", "Tgl Tiba", "L", "P", "Kabupaten"],
        [1, "A.A.", date(2025, 3, 9), 1, 0, "Belu"],
        [2, "B.B.", date(2025, 3, 9), 0, 1, "Malaka"],
        ["Jumlah", None, None, 1, 1, None],
    ),
    Expect(
        IMPORT,
        people(
            "deportation", "happened_on", ("2025-03-09", "men", "53.04"), ("2025-03-09", "women", "53.21")
        ),
        left_out={"nama": 2},
    ),
)
add(
    "ages-below-sexes",
    "34 below “Umur”, in the column of men",
    "deaths",
    made(
        ["PMI MENINGGAL 2025"],
        ["No", "Tgl Meninggal", "Nama", "Umur", None, "Kabupaten"],
        [None, None, None, "L", "P", None],
        [1, date(2025, 3, 4), "X.Y.", 34, None, "Belu"],
        [2, date(2025, 3, 5), "Z.Y.", None, 27, "Malaka"],
    ),
    Expect(
        IMPORT,
        people(
            "deaths_abroad", "happened_on", ("2025-03-04", "men", "53.04"), ("2025-03-05", "women", "53.21")
        ),
        left_out={"nama": 2},
    ),
)
add(
    "true-for-a-child",
    "“korban_anak” with true and false",
    "cases",
    partial(
        text,
        [
            ["no_register", "tgl_lapor", "jenis_kasus", "kabupaten_asal", "jk_korban", "korban_anak"],
            ["R/1/2025", "2025-03-04", "TPPO", "Malaka", "P", "true"],
            ["R/2/2025", "2025-03-05", "TPPO", "Belu", "L", "false"],
        ],
    ),
    Expect(
        IMPORT,
        reports(
            ("R/1/2025", "2025-03-04", "53.21", {"girls": 1}), ("R/2/2025", "2025-03-05", "53.04", {"men": 1})
        ),
    ),
    file="x.csv",
)
add(
    "causes-denied",
    "“Bukan karena sakit”, and a hospital is no illness",
    "deaths",
    made(
        ["KEMATIAN PMI 2025"],
        ["No", "Tanggal Meninggal", "JK", "Kabupaten", "Penyebab"],
        [1, date(2025, 3, 1), "L", "Belu", "sakit"],
        [2, date(2025, 3, 2), "L", "Belu", "Meninggal di Rumah Sakit Tawau"],
        [3, date(2025, 3, 3), "L", "Belu", "kecelakaan kerja jatuh dari pohon sawit"],
        [4, date(2025, 3, 4), "L", "Belu", "laka lalin"],
        [5, date(2025, 3, 5), "L", "Belu", "gantung diri"],
        [6, date(2025, 3, 6), "L", "Belu", "dibunuh majikan"],
        [7, date(2025, 3, 7), "L", "Belu", "jatuh"],
        [8, date(2025, 3, 8), "L", "Belu", "Bukan karena sakit"],
        [9, date(2025, 3, 9), "L", "Belu", "dugaan bunuh diri"],
        [10, date(2025, 3, 10), "L", "Belu", "sakit / kecelakaan"],
        [11, date(2025, 3, 11), "L", "Belu", "tdk diketahui"],
        [12, date(2025, 3, 12), "L", "Belu", "masih diselidiki"],
        [13, date(2025, 3, 13), "L", "Belu", "dirawat di RS krn sakit"],
        [14, date(2025, 3, 14), "L", "Belu", "Kecelakaan (bukan kecelakaan kerja)"],
        [15, date(2025, 3, 15), "L", "Belu", "Diduga dibunuh, versi majikan bunuh diri"],
        [16, date(2025, 3, 16), "L", "Belu", "Kecelakaan kerja, meninggal di rumah sakit"],
        [17, date(2025, 3, 17), "L", "Belu", "Belum jelas, katanya sakit"],
    ),
    Expect(
        DOUBTS,
        people(
            "deaths_abroad",
            "happened_on",
            ("2025-03-01", "men", "53.04", {"cause": "illness"}),
            ("2025-03-02", "men", "53.04"),
            ("2025-03-03", "men", "53.04", {"cause": "work_accident"}),
            ("2025-03-04", "men", "53.04", {"cause": "accident"}),
            ("2025-03-05", "men", "53.04", {"cause": "suicide"}),
            ("2025-03-06", "men", "53.04", {"cause": "homicide"}),
            ("2025-03-07", "men", "53.04"),
            ("2025-03-08", "men", "53.04"),
            ("2025-03-09", "men", "53.04", {"cause": "suicide"}),
            ("2025-03-10", "men", "53.04"),
            ("2025-03-11", "men", "53.04", {"cause": "unknown"}),
            ("2025-03-12", "men", "53.04"),
            ("2025-03-13", "men", "53.04", {"cause": "illness"}),
            ("2025-03-14", "men", "53.04"),
            ("2025-03-15", "men", "53.04"),
            ("2025-03-16", "men", "53.04", {"cause": "work_accident"}),
            ("2025-03-17", "men", "53.04"),
        ),
        doubts=frozenset(
            {
                ("choice-unknown", "E10"),
                ("choice-unknown", "E12"),
                ("choice-unknown", "E14"),
                ("choice-unknown", "E16"),
                ("choice-unknown", "E17"),
                ("choice-unknown", "E19"),
                ("choice-unknown", "E4"),
                ("choice-unknown", "E9"),
            }
        ),
    ),
)
add(
    "kinds-together",
    "two kinds in a cell, a kind denied, below headings that could be lines",
    "cases",
    made(
        [*HEAD],
        ["LP/1/2025", date(2025, 3, 4), "TPPO, PMI ilegal", "Malaka"],
        ["LP/2/2025", date(2025, 3, 4), "TPPO/TPPM", "Malaka"],
        ["LP/3/2025", date(2025, 3, 4), "TPPO dgn korban anak", "Malaka"],
        ["LP/4/2025", date(2025, 3, 4), "Bukan TPPO", "Malaka"],
        ["LP/5/2025", date(2025, 3, 4), "Dugaan TPPO", "Malaka"],
        ["LP/6/2025", date(2025, 3, 4), "Pembunuhan", "Malaka"],
        ["LP/7/2025", date(2025, 3, 4), "PMI Non Prosedural", "Malaka"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/1/2025", "reported_on": "2025-03-04", "region": "53.21"},
            {"reference": "LP/2/2025", "reported_on": "2025-03-04", "region": "53.21"},
            {"reference": "LP/3/2025", "reported_on": "2025-03-04", "region": "53.21"},
            {"reference": "LP/4/2025", "reported_on": "2025-03-04", "region": "53.21"},
            {"reference": "LP/5/2025", "reported_on": "2025-03-04", "kind": "trafficking", "region": "53.21"},
            {"reference": "LP/6/2025", "reported_on": "2025-03-04", "region": "53.21"},
            {"reference": "LP/7/2025", "reported_on": "2025-03-04", "region": "53.21"},
        ),
        doubts=frozenset(
            {
                ("choice-unknown", "C2"),
                ("choice-unknown", "C3"),
                ("choice-unknown", "C4"),
                ("choice-unknown", "C5"),
                ("choice-unknown", "C7"),
                ("choice-unknown", "C8"),
            }
        ),
    ),
)
add(
    "grown-participants",
    "the grown participants are not all",
    "activities",
    partial(
        xlsx,
        [
            ["Tanggal", "Kegiatan", "Kabupaten", "Penyelenggara", "Peserta", None, None],
            [None, None, None, None, "Anak", "Dewasa", "Total"],
            [date(2025, 3, 4), "Sosialisasi migrasi aman", "Belu", "BP3MI NTT", 20, 30, 50],
            [date(2025, 3, 5), "Sosialisasi migrasi aman", "Malaka", "BP3MI NTT", 5, 30, 35],
        ],
        change=merged("E1:G1"),
    ),
    Expect(
        IMPORT,
        events(
            ("2025-03-04", "53.04", "bp3mi-ntt", {"participants": 50}),
            ("2025-03-05", "53.21", "bp3mi-ntt", {"participants": 35}),
        ),
    ),
)
add(
    "items-in-a-cell",
    "three numbered items in one cell are told",
    "commitments",
    made(
        ["No", "Rencana Aksi", "PJ", "Tenggat"],
        [1, "1. Menyusun SOP\n2. Melatih petugas\n3. Membentuk tim", "BP3MI NTT", date(2026, 12, 31)],
        [2, "Menyusun pedoman kerja", "BP3MI NTT\nPolda NTT", date(2026, 12, 31)],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "1. Menyusun SOP 2. Melatih petugas 3. Membentuk tim",
                "owner": "bp3mi-ntt",
                "due": "2026-12-31",
            },
            {"title": "Menyusun pedoman kerja", "due": "2026-12-31"},
        ),
        doubts=frozenset({("agency-unknown", "C3"), ("several-in-cell", "B2")}),
    ),
)

# Of other programs and papers -----------------------------------------------------------------------------

add(
    "number-and-day-together",
    "number and day in one cell, victims in lines of a cell",
    "cases",
    made(
        ["No", "Nomor dan Tanggal LP", "Jenis Kasus", "Kabupaten Asal", "Korban"],
        [1, "LP/12/I/2025\nTgl 12 Januari 2025", "TPPO", "Malaka", "2 org\n(1 P dewasa,\n1 L anak)"],
        [2, "LP/15/II/2025\nTgl 3 Februari 2025", "TPPO", "Belu", "1 org\n(P anak)"],
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/12/I/2025", "2025-01-12", "53.21", {"women": 1, "boys": 1}),
            ("LP/15/II/2025", "2025-02-03", "53.04", {"girls": 1}),
        ),
    ),
)
add(
    "day-before-number",
    "the day before the number in one cell",
    "cases",
    made(
        ["Tgl / No LP", "Jenis Kasus", "Kab Asal"],
        ["4 Maret 2025 / LP/1/2025", "TPPO", "Malaka"],
        ["5 Maret 2025 / LP/2/2025", "TPPO", "Belu"],
    ),
    Expect(IMPORT, reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-05", "53.04"))),
)
add(
    "consulate-in-malay",
    "the register of a consulate in Malaysia",
    "cases",
    made(
        ["Senarai Kes PMI Konsulat RI Tawau 2025"],
        ["Bil.", "No. Rujukan", "Tarikh Aduan", "Jenis Kes", "Jantina", "Umur", "Daerah Asal", "Majikan"],
        [1, "TWU/01/2025", "12 Mac 2025", "TPPO", "Perempuan", 16, "Flores Timur", "Ladang Contoh Sdn Bhd"],
        [2, "TWU/02/2025", "3 Ogos 2025", "Gaji tidak dibayar", "Lelaki", 33, "Lembata", "Ahmad bin Contoh"],
        ["Jumlah", "2 kes", None, None, None, None, None, None],
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "TWU/01/2025",
                "reported_on": "2025-03-12",
                "kind": "trafficking",
                "girls": 1,
                "region": "53.06",
            },
            {
                "reference": "TWU/02/2025",
                "reported_on": "2025-08-03",
                "kind": "worker_in_distress",
                "men": 1,
                "region": "53.13",
            },
        ),
        left_out={"nama": 2},
    ),
    secrets=("Ahmad",),
)
add(
    "entities-of-a-page",
    "“Sumba&nbsp;Timur”",
    "cases",
    partial(
        text,
        [
            ["No LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten&nbsp;Asal", "Modus"],
            ["LP/1/2025", "2/3/2025", "TPPO", "Timor Tengah&nbsp;Selatan", "Sponsor &amp; calo"],
            ["LP/2/2025", "14/3/2025", "TPPO", "Sumba&nbsp;Timur", "Facebook"],
        ],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-02", "53.02"),
            ("LP/2/2025", "2025-03-14", "53.11", {"recruitment": "social_media"}),
        ),
        doubts=frozenset({("choice-unknown", "E2")}),
    ),
    file="a.csv",
)
add(
    "headings-parted",
    "“Kabu-” and “paten” over two lines of a cell",
    "cases",
    made(
        ["Nomor LP", "Tang-\ngal Lapor", "Jenis Ka-\nsus", "Kabu-\npaten Asal", "Perem-\npuan Dewasa"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Sumba Ti-\nmur", 1],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Malaka", 2],
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2025", "2025-03-04", "53.11", {"women": 1}),
            ("LP/2/2025", "2025-03-05", "53.21", {"women": 2}),
        ),
    ),
)
add(
    "lines-of-a-program",
    "what a program says of its file above the headings",
    "cases",
    partial(
        text,
        [
            ["Report:", "Register Kasus"],
            ["Generated:", "2025-07-01 10:00"],
            ["Rows:", "2"],
            [],
            HEAD,
            ["LP/1/2025", "04/03/2025", "TPPO", "Malaka"],
            ["LP/2/2025", "25/03/2025", "TPPO", "Belu"],
        ],
    ),
    Expect(IMPORT, reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-25", "53.04"))),
    file="a.csv",
)
add(
    "day-of-a-list",
    "the day of a list of arrivals stands in its title alone",
    "deportations",
    made(
        ["DAFTAR DEPORTAN TANGGAL 12 JUNI 2025"],
        ["No", "Nama", "JK", "Kab"],
        [1, "A.A.", "L", "Belu"],
        [2, "B.B.", "P", "Ende"],
    ),
    Expect(
        IMPORT,
        people("deportation", "happened_on", ("", "men", "53.04"), ("", "women", "53.08")),
        left_out={"nama": 2},
    ),
)
add(
    "letter-of-last-year",
    "a letter with an old day is told once, and not of every line",
    "cases",
    made(
        ["Kupang, 5 Januari 2024"],
        ["REGISTER TPPO"],
        [*HEAD],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu"],
        ["LP/3/2025", date(2025, 3, 6), "TPPO", "Belu"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21"),
            ("LP/2/2025", "2025-03-05", "53.04"),
            ("LP/3/2025", "2025-03-06", "53.04"),
        ),
        doubts=frozenset({("after-the-paper", "B4")}),
    ),
)
add(
    "row-not-displayed",
    "a row that the page does not display",
    "cases",
    lambda: html(
        [HEAD, ("LP/1/2025", "04-03-2025", "TPPO", "Malaka"), ("LP/2/2025", "25-03-2025", "TPPO", "Belu")]
    ).replace(b"<tr><td>LP/2", b'<tr style="display:none"><td>LP/2'),
    Expect(DOUBTS, reports(("LP/1/2025", "2025-03-04", "53.21")), doubts=frozenset({("hidden", "A3")})),
    file="a.xls",
)
add(
    "lists-beside",
    "two lists beside each other, the second under a title that names no series",
    "deaths",
    made(
        ["MENINGGAL", None, None, None, None, "DIPULANGKAN"],
        ["No", "Tgl Meninggal", "JK", "Kabupaten", None, "No", "Tgl Tiba", "JK", "Kabupaten"],
        [1, date(2025, 3, 9), "L", "Belu", None, 1, date(2025, 3, 19), "P", "Ende"],
        [2, date(2025, 3, 10), "P", "Malaka", None, None, None, None, None],
    ),
    Expect(
        ASK,
        numbered(
            {"happened_on": "2025-03-09", "sex": "men", "indicator": "deaths_abroad", "region": "53.04"},
            {"happened_on": "2025-03-10", "sex": "women", "indicator": "deaths_abroad", "region": "53.21"},
            {"arrived_on": "2025-03-19", "sex": "women", "region": "53.08"},
        ),
        questions=frozenset({"indicator"}),
    ),
)
add(
    "offices-in-sections",
    "“A  OPD PROVINSI” above numbered offices",
    "agencies",
    made(
        ["No", "Nama Instansi", "Singkatan"],
        ["A", "OPD PROVINSI", None],
        [1, "Dinas Contoh Provinsi NTT", "DCPN"],
        ["B", "LSM", None],
        [1, "Yayasan Contoh Damai", "YCD"],
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Dinas Contoh Provinsi NTT", "short_name": "DCPN"},
            {"name": "Yayasan Contoh Damai", "short_name": "YCD"},
        ),
    ),
)
add(
    "actions-in-parts",
    "“1” above 1.1 and 1.2 is what those are parts of",
    "commitments",
    made(
        ["No", "Rencana Aksi", "PJ", "Tenggat"],
        ["1", "Pencegahan di desa", None, None],
        ["1.1", "Menyusun SOP pemulangan", "BP3MI NTT", date(2026, 12, 31)],
        ["1.2", "Melatih petugas desa", "Polda NTT", date(2026, 12, 31)],
    ),
    Expect(
        IMPORT,
        numbered(
            {"title": "Menyusun SOP pemulangan", "owner": "bp3mi-ntt", "due": "2026-12-31"},
            {"title": "Melatih petugas desa", "owner": "polda-ntt", "due": "2026-12-31"},
        ),
    ),
)
add(
    "offices-indented",
    "an office indented below the one above it, and a level that could be a heading",
    "agencies",
    made(
        ["Nama Instansi", "Tingkat"],
        ["Dinas Contoh Provinsi NTT", "Provinsi"],
        ["   - UPTD Contoh Pelatihan", "Provinsi"],
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Dinas Contoh Provinsi NTT", "level": "province"},
            {"name": "UPTD Contoh Pelatihan", "level": "province"},
        ),
    ),
)
add(
    "list-of-teams",
    "a whole list with letterhead, sum and signature: nothing to doubt",
    "village-teams",
    made(
        ["PEMERINTAH KABUPATEN MALAKA"],
        ["DINAS PEMBERDAYAAN MASYARAKAT DAN DESA"],
        ["DAFTAR DESA YANG TELAH MEMBENTUK SATGAS PENCEGAHAN TPPO"],
        ["KECAMATAN WEWIKU TAHUN 2025"],
        [],
        ["NO", "DESA", "NOMOR SK", "TANGGAL SK", "JUMLAH ANGGOTA", "KETUA", "KET"],
        [1, "Weoe", "05/KEP/2025", date(2025, 5, 3), 7, "Yosef Klau", None],
        [2, "Lamea", "06/KEP/2025", date(2025, 5, 4), 9, "Maria Hoar", None],
        ["JUMLAH", None, None, None, 16, None, None],
        [],
        [None, None, None, "Betun, 10 Desember 2025"],
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "05/KEP/2025", "formed_on": "2025-05-03", "members": 7, "region": "53.21.03.2005"},
            {"reference": "06/KEP/2025", "formed_on": "2025-05-04", "members": 9, "region": "53.21.03.2009"},
        ),
        left_out={"nama": 2},
    ),
    secrets=(
        "Klau",
        "Hoar",
    ),
)
add(
    "decree-of-two-villages",
    "one decree of two villages is no double",
    "village-teams",
    made(
        ["Desa", "Kecamatan", "Nomor SK", "Tanggal SK", "Anggota"],
        ["Weoe", "Wewiku", "05/KEP/2025", date(2025, 5, 3), 7],
        ["Lamea", "Wewiku", "05/KEP/2025", date(2025, 5, 3), 9],
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "05/KEP/2025", "formed_on": "2025-05-03", "members": 7, "region": "53.21.03.2005"},
            {"reference": "05/KEP/2025", "formed_on": "2025-05-03", "members": 9, "region": "53.21.03.2009"},
        ),
    ),
)
add(
    "log-of-an-airport",
    "the log of an airport whose days are those of its month",
    "deportations",
    made(
        ["REKAP HARIAN PENCEGAHAN KEBERANGKATAN CPMI NON PROSEDURAL BANDARA EL TARI"],
        ["BULAN : MARET 2025"],
        ["NO", "TGL", "NAMA", "JK", "UMUR", "ASAL", "TUJUAN", "MASKAPAI", "TINDAK LANJUT"],
        [1, 3, "A. B.", "L", 22, "TTS", "Malaysia", "Maskapai Contoh", "Diserahkan ke BP3MI"],
        [2, 3, "C. D.", "P", 20, "Malaka", "Malaysia", "Maskapai Contoh", "Dipulangkan"],
        [3, 14, "E. F.", "P", 31, "Belu", "Batam", "Maskapai Contoh", "Dipulangkan"],
    ),
    Expect(
        DOUBTS,
        people(
            "prevented_departure",
            "happened_on",
            ("2025-03-03", "men", "53.02", {"destination": "MYS"}),
            ("2025-03-03", "women", "53.21", {"destination": "MYS"}),
            ("2025-03-14", "women", "53.04"),
        ),
        doubts=frozenset({("country-unknown", "G6")}),
        left_out={"nama": 3},
    ),
)
add(
    "cases-numbered-across",
    "“Kasus 1” and “Kasus 2” beside each other, what is asked down",
    "cases",
    made(
        ["Uraian", "Kasus 1", "Kasus 2"],
        ["No LP", "LP/1/2025", "LP/2/2025"],
        ["Tgl Lapor", date(2025, 3, 4), date(2025, 3, 5)],
        ["Jenis Kasus", "TPPO", "TPPO"],
        ["Kab Asal", "Malaka", "Belu"],
    ),
    Expect(IMPORT, reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-05", "53.04"))),
)
