"""Files as other offices have them, one thing each that the reader lacked: who victims are, columns that only
their cells name, plans beside what was, forms, ticks, running totals down the lines, and events of several
persons. What a clerk reads from each was written before it was mended."""

from datetime import date

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    REFUSE,
    Adding,
    Case,
    Expect,
    html,
    merged,
    text,
    workbook,
    xlsx,
)
from tests.imports.corpus.offices import ods, xls
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September")

# Who the victims are ---------------------------------------------------------------------------------
add(
    "victims-by-two-letters",
    "PD, LD, PA, LA below one heading, a Polres above its lines",
    "cases",
    lambda: xlsx(
        [
            ["DITRES PPA DAN PPO POLDA NTT"],
            ["SITUASI PENANGANAN PERKARA TPPO SEMESTER I TAHUN 2026"],
            [],
            [
                "NO",
                "SATWIL",
                "LAPORAN POLISI",
                "TGL",
                "PSL YG DISANGKAKAN",
                "JML KORBAN",
                None,
                None,
                None,
                "JML TSK",
                "PROSES",
            ],
            [None] * 5 + ["PD", "LD", "PA", "LA", None, None],
            ["I", "POLRES TTS"],
            [1, None, "LP/B/14/I/2026/SPKT/POLRES TTS", "22-01-2026", "2 UU 21/07", 1, 0, 1, 0, 1, "SIDIK"],
            [2, None, "LP/B/51/III/2026/SPKT/POLRES TTS", "17-03-2026", "81 UU 18/17", 0, 4, 0, 0, 2, "P-19"],
            ["II", "POLRES ENDE"],
            [1, None, "LP/B/30/V/2026/SPKT/POLRES ENDE", "08-05-2026", "2 UU 21/07", 2, 0, 0, 0, 0, "LIDIK"],
            [None, "JUMLAH", None, None, None, 3, 4, 1, 0, 3, None],
            ["Ket: PD = perempuan dewasa, LD = laki-laki dewasa, PA = perempuan anak, LA = laki-laki anak"],
        ],
        change=merged("F4:I4"),
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/14/I/2026/SPKT/POLRES TTS",
                "reported_on": "2026-01-22",
                "women": 1,
                "men": 0,
                "girls": 1,
                "boys": 0,
                "suspects": 1,
                "police_stage": "investigation",
                "kind": "trafficking",
            },
            {
                "reference": "LP/B/51/III/2026/SPKT/POLRES TTS",
                "reported_on": "2026-03-17",
                "women": 0,
                "men": 4,
                "girls": 0,
                "boys": 0,
                "suspects": 2,
                "police_stage": "returned_p19",
                "kind": "trafficking",
            },
            {
                "reference": "LP/B/30/V/2026/SPKT/POLRES ENDE",
                "reported_on": "2026-05-08",
                "women": 2,
                "men": 0,
                "girls": 0,
                "boys": 0,
                "suspects": 0,
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
            },
        ),
    ),
    file="SITUASI TPPO SEM I.xlsx",
)
add(
    "victims-by-age-bounds",
    "“L <18” and “P >=18”, and below “Kasus” the numbers of the cases",
    "cases",
    lambda: ods(
        [
            ["Data korban TPPO dampingan J-RUK tahun 2026"],
            ["Kasus", "Tanggal masuk", "Kabupaten", "L <18", "L >=18", "P <18", "P >=18"],
            ["JR-1", "2 Maret 2026", "Rote Ndao", "0", "1", "0", "2"],
            ["JR-2", "30 Juni 2026", "Sabu Raijua", "1", "0", "0", "0"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "JR-1",
                "reported_on": "2026-03-02",
                "boys": 0,
                "men": 1,
                "girls": 0,
                "women": 2,
                "kind": "trafficking",
                "region": "53.14",
            },
            {
                "reference": "JR-2",
                "reported_on": "2026-06-30",
                "boys": 1,
                "men": 0,
                "girls": 0,
                "women": 0,
                "kind": "trafficking",
                "region": "53.20",
            },
        ),
    ),
    file="umur korban.ods",
)
add(
    "victims-by-sex-in-cells",
    "“2 P” and “1 L, 1 P” below Dewasa and Anak",
    "cases",
    lambda: xlsx(
        [
            ["DATA KASUS TPPO POLRES NAGEKEO 2026"],
            ["No", "No LP", "Tgl", "Korban", None, "Tahap"],
            [None, None, None, "Dewasa", "Anak", None],
            [1, "LP/B/2/I/2026", "7/1/2026", "2 P", "-", "Sidik"],
            [2, "LP/B/5/II/2026", "13/2/2026", "1 L, 1 P", "1 P", "Lidik"],
            [3, "LP/B/8/IV/2026", "1/4/2026", "3 L", "2 L", "P-21"],
        ],
        change=merged("D2:E2"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/2/I/2026",
                "reported_on": "2026-01-07",
                "police_stage": "investigation",
                "kind": "trafficking",
                "women": 2,
            },
            {
                "reference": "LP/B/5/II/2026",
                "reported_on": "2026-02-13",
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
                "men": 1,
                "women": 1,
                "girls": 1,
            },
            {
                "reference": "LP/B/8/IV/2026",
                "reported_on": "2026-04-01",
                "police_stage": "complete_p21",
                "kind": "trafficking",
                "men": 3,
                "boys": 2,
            },
        ),
        doubts=frozenset({("place-of-title", "B3")}),
    ),
    file="korban sel.xlsx",
)
add(
    "age-bounds-above-sexes",
    "“Korban < 18 th” above L and P",
    "cases",
    lambda: xls(
        [
            ["REGISTER TPPO UPTD PPA KAB. BELU 2026"],
            ["No Reg", "Tgl Lapor", "Korban < 18 th", "", "Korban >= 18 th", ""],
            ["", "", "L", "P", "L", "P"],
            ["01/PPA", "4-2-2026", 0, 1, 0, 0],
            ["02/PPA", "19-5-2026", 0, 0, 1, 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "01/PPA",
                "reported_on": "2026-02-04",
                "boys": 0,
                "girls": 1,
                "men": 0,
                "women": 0,
                "kind": "trafficking",
            },
            {
                "reference": "02/PPA",
                "reported_on": "2026-05-19",
                "boys": 0,
                "girls": 0,
                "men": 1,
                "women": 3,
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("place-of-title", "A3")}),
    ),
    file="umur 18.xls",
)
add(
    "victims-classified",
    "“Perempuan dewasa (1)” is one; “Anak perempuan (2)” may be an age",
    "cases",
    lambda: text(
        [
            ["PEMERINTAH KABUPATEN MANGGARAI"],
            ["DINAS P2KBP3A"],
            ["Laporan Kasus TPPO Januari-Juni 2026"],
            [],
            ["No", "Nomor Pengaduan", "Tanggal", "Klasifikasi Korban", "Bentuk", "Keterangan"],
            [
                "1",
                "P/01/DP2/2026",
                "19 Januari 2026",
                "Perempuan dewasa (1)",
                "Eksploitasi seksual",
                "dirujuk ke UPTD",
            ],
            ["2", "P/02/DP2/2026", "3 Mei 2026", "Anak perempuan (2)", "Kerja paksa", ""],
            ["", "Jumlah", "", "3 orang", "", ""],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "P/01/DP2/2026", "reported_on": "2026-01-19", "kind": "trafficking", "women": 1},
            {"reference": "P/02/DP2/2026", "reported_on": "2026-05-03", "kind": "trafficking"},
        ),
        doubts=frozenset({("victims-not-split", "D7")}),
    ),
    file="klas.csv",
)
add(
    "ages-of-an-online-form",
    "“18 tahun ke atas” beside “di bawah 18”, a kind asked in words of its own",
    "cases",
    lambda: text(
        [
            [
                "Timestamp",
                "Apa jenis kasusnya?",
                "Di kabupaten mana korban berasal?",
                "Ke negara mana korban dibawa?",
                "Jumlah korban laki-laki (18 tahun ke atas)",
                "Jumlah korban perempuan (18 tahun ke atas)",
                "Jumlah korban anak laki-laki (di bawah 18)",
                "Jumlah korban anak perempuan (di bawah 18)",
            ],
            ["2026-05-02 09:11:00", "TPPO", "Sumba Tengah", "Malaysia", "0", "2", "0", "1"],
            ["2026-05-20 14:00:10", "Penempatan ilegal", "Sumba Barat", "Malaysia", "4", "0", "0", "0"],
        ],
        "\t",
        "utf-16",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reported_on": "2026-05-02",
                "kind": "trafficking",
                "destination": "MYS",
                "men": 0,
                "women": 2,
                "boys": 0,
                "girls": 1,
                "region": "53.17",
            },
            {
                "reported_on": "2026-05-20",
                "kind": "illegal_placement",
                "destination": "MYS",
                "men": 4,
                "women": 0,
                "boys": 0,
                "girls": 0,
                "region": "53.12",
            },
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
    file="formulir.csv",
)
add(
    "victims-beside-suspects",
    "PD LD PA LA of the victims, L and P of the suspects",
    "cases",
    lambda: xls(
        [
            ["DATA TPPO POLRES KUPANG 2026"],
            ["NO LP", "TGL", "KORBAN", "", "", "", "TERSANGKA", "", "TAHAP"],
            ["", "", "PD", "LD", "PA", "LA", "L", "P", ""],
            ["LP/1/I/2026", "7-1-2026", 1, 0, 0, 0, 2, 0, "Sidik"],
            ["LP/2/II/2026", "8-2-2026", 0, 3, 1, 0, 0, 1, "P21"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/1/I/2026",
                "reported_on": "2026-01-07",
                "women": 1,
                "men": 0,
                "girls": 0,
                "boys": 0,
                "police_stage": "investigation",
                "kind": "trafficking",
            },
            {
                "reference": "LP/2/II/2026",
                "reported_on": "2026-02-08",
                "women": 0,
                "men": 3,
                "girls": 1,
                "boys": 0,
                "police_stage": "complete_p21",
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("column-unknown", "G3"), ("column-unknown", "H3")}),
    ),
    file="pelaku korban.xls",
)
add(
    "ages-of-suspects",
    "age bounds of the offenders are none of the victims: they divide the suspects, and have no sum",
    "cases",
    lambda: text(
        [
            ["No LP", "Tgl LP", "Kasus", "Pelaku L >=18", "Pelaku P >=18", "Korban L >=18", "Korban P >=18"],
            ["LP/4/2026", "2026-04-01", "TPPO", "2", "1", "0", "3"],
        ],
        ",",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/4/2026",
                "reported_on": "2026-04-01",
                "kind": "trafficking",
                "men": 0,
                "women": 3,
            }
        ),
        doubts=frozenset({("column-unknown", "D1")}),
    ),
    file="umur pelaku.csv",
)
add(
    "month-once-a-group",
    "“Jan-26” in the first line of a month, its days below it",
    "cases",
    lambda: xlsx(
        [
            ["BUKU REGISTER LAPORAN POLISI TPPO POLRES MALAKA"],
            ["Bln", "Tgl", "Nomor", "Lk", "Pr", "Tsk", "Tahap"],
            ["Jan-26", 12, "LP/B/4/I/2026", 2, None, 1, "P21"],
            [None, 29, "LP/B/9/I/2026", None, 3, 2, "SIDIK"],
            ["Mar-26", 5, "LP/B/22/III/2026", 1, 1, None, "LIDIK"],
            [None, None, "Total", "=SUM(D3:D5)", "=SUM(E3:E5)", "=SUM(F3:F5)", None],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reported_on": "2026-01-12",
                "reference": "LP/B/4/I/2026",
                "suspects": 1,
                "police_stage": "complete_p21",
                "kind": "trafficking",
            },
            {
                "reported_on": "2026-01-29",
                "reference": "LP/B/9/I/2026",
                "suspects": 2,
                "police_stage": "investigation",
                "kind": "trafficking",
            },
            {
                "reported_on": "2026-03-05",
                "reference": "LP/B/22/III/2026",
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("victims-not-split", "D2"), ("victims-not-split", "E2")}),
    ),
    file="buku LP.xlsx",
)
add(
    "report-numbers-by-lk",
    "“No. LK” numbers reports and counts no men",
    "cases",
    lambda: xls(
        [
            ["REKAP TPPO/TPPM YANG DITANGANI PPNS KANIM ATAMBUA 2026"],
            ["", "I", "II"],
            ["No. LK", "LK-01/PPNS/2026", "LK-02/PPNS/2026"],
            ["Tgl. LK", date(2026, 2, 9), date(2026, 6, 24)],
            ["Tindak pidana", "TPPM", "TPPM"],
            ["Kab. kejadian", "Belu", "Malaka"],
            ["WNI dewasa laki-laki", 2, 0],
            ["WNI dewasa perempuan", 0, 1],
            ["Tersangka", 1, 3],
            ["Tahapan", "Tahap II", "P-21"],
            ["Negara yang dituju", "Timor Leste", "Timor Leste"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LK-01/PPNS/2026",
                "reported_on": "2026-02-09",
                "kind": "people_smuggling",
                "men": 2,
                "women": 0,
                "suspects": 1,
                "police_stage": "handed_to_prosecution",
                "destination": "TLS",
            },
            {
                "reference": "LK-02/PPNS/2026",
                "reported_on": "2026-06-24",
                "kind": "people_smuggling",
                "men": 0,
                "women": 1,
                "suspects": 3,
                "police_stage": "complete_p21",
                "destination": "TLS",
            },
        ),
        doubts=frozenset({("column-of-others", "A6")}),
    ),
    file="lembar kasus kanim.xls",
)
add(
    "identity-above-sex-and-age",
    "L/P and Umur below “Identitas Jenazah” name nobody",
    "deaths",
    lambda: xlsx(
        [
            ["REGISTER KEDATANGAN JENAZAH PMI DI KARGO EL TARI"],
            ["No", "Tanggal", None, "Identitas Jenazah", None, None, "Asal", "Negara", "Penyebab", "Status"],
            [None, "Meninggal", "Tiba", "Nama", "L/P", "Umur", None, None, None, None],
            [
                1,
                "28 Des 2025",
                "4 Jan 2026",
                "Alm. Yoram Tefa",
                "L",
                41,
                "TTS",
                "Malaysia",
                "Serangan jantung",
                "NP",
            ],
            [
                2,
                "2 Jan 2026",
                "9 Jan 2026",
                "Almh. Susana Nabu",
                "P",
                "37 th",
                "TTU",
                "Malaysia",
                "Kecelakaan kerja",
                "NP",
            ],
            [
                3,
                "?",
                "17 Jan 2026",
                "Alm. Kobus Lay",
                "L",
                None,
                "Kota Kupang",
                "Singapura",
                "Tdk diketahui",
                "P",
            ],
        ],
        change=merged("B2:C2", "D2:F2"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "happened_on": "2025-12-28",
                "arrived_on": "2026-01-04",
                "sex": "men",
                "destination": "MYS",
                "cause": "illness",
                "indicator": "remains_repatriated",
                "region": "53.02",
            },
            {
                "happened_on": "2026-01-02",
                "arrived_on": "2026-01-09",
                "sex": "women",
                "destination": "MYS",
                "cause": "work_accident",
                "indicator": "remains_repatriated",
                "region": "53.03",
            },
            {
                "arrived_on": "2026-01-17",
                "sex": "men",
                "destination": "SGP",
                "cause": "unknown",
                "indicator": "remains_repatriated",
                "region": "53.71",
            },
        ),
        doubts=frozenset({("cell-unsure", "B6")}),
        left_out={"nama": 3},
    ),
    file="Register Jenazah 2026.xlsx",
    secrets=("Yoram", "Tefa", "Susana", "Nabu", "Kobus", "Lay"),
)

# Registers found by what they hold -------------------------------------------------------------------
add(
    "only-day-of-a-case",
    "“Mulai Didampingi” is the only day",
    "cases",
    lambda: ods(
        [
            ["PENDAMPINGAN KASUS JPIC DIVINA PROVIDENTIA"],
            ["Kode", "Mulai Didampingi", "Jenis", "Asal", "Korban", "Jalur", "Perkembangan"],
            ["DP-01", "3 Januari 2026", "TPPO", "Malaka", "1 P dewasa", "Kupang-Batam-Malaysia", "P21"],
            [
                "DP-02",
                "11 Februari 2026",
                "PMI bermasalah",
                "Belu",
                "2 L dewasa",
                "Atapupu-Surabaya",
                "mediasi",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "DP-01",
                "reported_on": "2026-01-03",
                "kind": "trafficking",
                "police_stage": "complete_p21",
                "women": 1,
                "region": "53.21",
            },
            {
                "reference": "DP-02",
                "reported_on": "2026-02-11",
                "kind": "worker_in_distress",
                "men": 2,
                "region": "53.04",
            },
        ),
        doubts=frozenset({("choice-unknown", "G4"), ("day-by-content", "B2")}),
        left_out={"nama": 2},
    ),
    file="pendampingan jpic.ods",
)
add(
    "role-by-content",
    "roles below “kelompok_pengguna”",
    "accounts",
    lambda: text(
        [
            ["no", "nama_pengguna", "kelompok_pengguna", "opd", "aktif"],
            ["1", "dinkes.kes", "Instansi", "Dinkes NTT", "Y"],
            ["2", "dprd.komisi5", "Instansi", "DPRD NTT", "Y"],
        ],
        ",",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "dinkes.kes", "role": "agency", "agency": "dinkes"},
            {"username": "dprd.komisi5", "role": "agency", "agency": "dprd-ntt"},
        ),
        doubts=frozenset({("same-heading", "C1")}),
    ),
    file="daftar user.csv",
)
add(
    "owner-by-content",
    "offices below “Disposisi Kepada”",
    "commitments",
    lambda: xls(
        [
            ["ARAHAN GUBERNUR PADA RAPAT 3 AGUSTUS 2026"],
            ["No", "Isi Arahan", "Disposisi Kepada", "Batas", "Tindak Lanjut"],
            [1, "Segera aktifkan LTSA Belu", "Disnakertrans NTT", "31 Agustus 2026", "sudah rapat"],
            [2, "Data by name by address PMI", "Dukcapil NTT", "30 September 2026", ""],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Segera aktifkan LTSA Belu", "owner": "disnakertrans", "due": "2026-08-31"},
            {"title": "Data by name by address PMI", "owner": "dukcapil", "due": "2026-09-30"},
        ),
        doubts=frozenset({("column-by-content", "C2")}),
    ),
    file="arahan.xls",
)
add(
    "commitment-by-its-wording",
    "“Bunyi” and “Pengampu” of a declaration",
    "commitments",
    lambda: text(
        [
            ["Butir", "Bunyi", "Pengampu", "Waktu"],
            ["1", "Membentuk tim khusus hingga ke desa", "Dinas PMD NTT", "2026"],
            ["2", "Mendirikan Migrant Center", "Disnakertrans NTT", "Des 2027"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Membentuk tim khusus hingga ke desa", "owner": "dpmd", "due": "2026-12-31"},
            {"title": "Mendirikan Migrant Center", "owner": "disnakertrans", "due": "2027-12-31"},
        ),
        doubts=frozenset({("due-is-a-span", "D2"), ("due-is-a-span", "D3")}),
    ),
    file="deklarasi.csv",
)
add(
    "agencies-by-content",
    "UPTD as the heading of their names",
    "agencies",
    lambda: xlsx(
        [
            ["DAFTAR UPTD DI LINGKUNGAN DISNAKERTRANS NTT"],
            ["No", "UPTD", "Lokasi"],
            [1, "UPTD Contoh BLK Kupang", "Kota Kupang"],
            [2, "UPTD Contoh Pengawasan Ketenagakerjaan Wil. II", "Sikka"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "UPTD Contoh BLK Kupang", "region": "53.71"},
            {"name": "UPTD Contoh Pengawasan Ketenagakerjaan Wil. II", "region": "53.07"},
        ),
    ),
    file="unit uptd.xlsx",
)
add(
    "received-tasks-are-no-mandate",
    "“Penerima Tugas” 1 and 0, “Kedudukan” above levels",
    "agencies",
    lambda: text(
        [
            ["Kode Instansi", "Nama Resmi", "Disingkat", "Jenis Lembaga", "Kedudukan", "Penerima Tugas"],
            [
                "ksop-contoh",
                "Kantor KSOP Contoh Kelas III Kupang",
                "KSOP Kupang",
                "Instansi vertikal",
                "Provinsi",
                "1",
            ],
            ["balai-contoh", "Balai Contoh Pelatihan", "BC", "OPD Provinsi", "Provinsi", "0"],
        ],
        ";",
        "cp1252",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "code": "ksop-contoh",
                "name": "Kantor KSOP Contoh Kelas III Kupang",
                "short_name": "KSOP Kupang",
                "kind": "vertical_agency",
                "level": "province",
                "may_own_tasks": "yes",
            },
            {
                "code": "balai-contoh",
                "name": "Balai Contoh Pelatihan",
                "short_name": "BC",
                "kind": "provincial_agency",
                "level": "province",
                "may_own_tasks": "no",
            },
        ),
    ),
    file="instansi_penerima.csv",
)
add(
    "kedudukan-in-a-team",
    "“Kedudukan” above Ketua and Anggota is no level",
    "agencies",
    lambda: text(
        [
            ["No", "Unit", "Kedudukan", "Wilayah"],
            ["1", "Dinas Contoh Sosial Alor", "Ketua", "Alor"],
            ["2", "Polres Contoh Alor", "Anggota", "Alor"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Dinas Contoh Sosial Alor", "region": "53.05"},
            {"name": "Polres Contoh Alor", "region": "53.05"},
        ),
    ),
    file="susunan.csv",
)
add(
    "acronym-of-some-initials",
    "KCK beside Kantor Contoh Karantina Kupang",
    "agencies",
    lambda: text(
        [
            ["Nama Instansi", "Singkatan", "Disebut Juga"],
            ["Kantor Contoh Karantina Kupang", "KCK", "Karantina El Tari; Balai Karantina"],
            ["Dinas Contoh Kelautan", "DCK", "DKP; Kelautan"],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Kantor Contoh Karantina Kupang", "short_name": "KCK"},
            {"name": "Dinas Contoh Kelautan", "short_name": "DCK"},
        ),
    ),
    file="alias.csv",
)
add(
    "roles-by-yes-and-no",
    "a column a role, answered by ya and tidak",
    "accounts",
    lambda: xls(
        [
            ["MATRIKS PENGGUNA"],
            ["Username", "Instansi", "Instansi (lihat & lapor)", "Petugas Kasus", "Verifikator"],
            ["dinkes.a", "Dinas Kesehatan", "Ya", "Tidak", "Tidak"],
            ["uptd.b", "UPTD PPA NTT", "Tidak", "Ya", "Tidak"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"username": "dinkes.a", "agency": "dinkes", "role": "agency"},
            {"username": "uptd.b", "agency": "uptd-ppa", "role": "case_officer"},
        ),
    ),
    file="hak akses.xls",
)
add(
    "user-name-of-an-office",
    "“ombud.asisten” begins an agency",
    "accounts",
    lambda: html(
        [
            ["Akun", "Jabatan Pemegang", "Instansi", "Peran"],
            ["lpsk.kabid", "Kepala Bidang Layanan", "LPSK Perwakilan NTT", "Instansi"],
            ["ombud.asisten", "Asisten Muda", "Ombudsman NTT", "Instansi"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "username": "lpsk.kabid",
                "function": "Kepala Bidang Layanan",
                "agency": "lpsk-ntt",
                "role": "agency",
            },
            {
                "username": "ombud.asisten",
                "function": "Asisten Muda",
                "agency": "ombudsman-ntt",
                "role": "agency",
            },
        ),
    ),
    file="akun.xls",
)
add(
    "accounts-in-english",
    "login, organisation, permission",
    "accounts",
    lambda: text(
        [
            ["login", "organisation", "permission"],
            ["iom.mel", "IOM", "agency"],
            ["truk.f1", "TRUK-F", "case officer"],
            ["admin", "Diskominfo NTT", "administrator"],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        numbered(
            {"username": "iom.mel", "agency": "iom", "role": "agency"},
            {"username": "truk.f1", "agency": "truk-f", "role": "case_officer"},
            {"username": "admin", "agency": "diskominfo", "role": "administrator"},
        ),
    ),
    file="users.csv",
)

# What was planned, and what was ----------------------------------------------------------------------
add(
    "planned-and-held",
    "target and realised participants, planned and real day",
    "activities",
    lambda: xls(
        [
            ["KEGIATAN MITRA TW IV 2026"],
            [
                "Kegiatan",
                "Penyelenggara",
                "Kab.",
                "Rencana Tgl",
                "Realisasi Tgl",
                "Target Peserta",
                "Realisasi Peserta",
            ],
            ["Seminar desa", "PADMA Indonesia", "Malaka", "5/10/2026", "7/10/2026", 100, 83],
            [
                "Kunjungan shelter",
                "JPIC Divina Providentia",
                "Kota Kupang",
                "20/10/2026",
                "20/10/2026",
                15,
                12,
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Seminar desa",
                "agency": "padma-indonesia",
                "held_on": "2026-10-07",
                "participants": 83,
                "region": "53.21",
            },
            {
                "title": "Kunjungan shelter",
                "agency": "jpic-divina-providentia",
                "held_on": "2026-10-20",
                "participants": 12,
                "region": "53.71",
            },
        ),
        doubts=frozenset({("column-of-others", "D2")}),
    ),
    file="rencana dan realisasi.xls",
)
add(
    "target-of-participants-alone",
    "a plan has no participants",
    "activities",
    lambda: xlsx(
        [
            ["RENCANA KEGIATAN GMIT 2026"],
            ["Tanggal", "Kegiatan", "Kabupaten", "Target Peserta"],
            ["5 Desember 2026", "Natal migran", "Kota Kupang", 300],
        ]
    ),
    Expect(
        DOUBTS,
        numbered({"title": "Natal migran", "region": "53.71"}),
        doubts=frozenset({("date-future", "A3")}),
    ),
    file="rencana.xlsx",
)
add(
    "cost-beside-participants",
    "“Jumlah” of money beside “Peserta”",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Kabupaten", "Peserta", "Jumlah"],
            ["2/2/2026", "Pelatihan", "IOM", "Belu", "25", "12.500.000"],
            ["9/2/2026", "Pelatihan", "IOM", "Malaka", "31", "15.000.000"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-02-02",
                "title": "Pelatihan",
                "agency": "iom",
                "participants": 25,
                "region": "53.04",
            },
            {
                "held_on": "2026-02-09",
                "title": "Pelatihan",
                "agency": "iom",
                "participants": 31,
                "region": "53.21",
            },
        ),
        doubts=frozenset({("same-heading", "F1")}),
    ),
    file="biaya.csv",
)
add(
    "members-beside-officers",
    "Anggota beside Ketua and Sekretaris is not all of a team",
    "village-teams",
    lambda: xlsx(
        [
            ["TIM PENCEGAHAN TPPO DESA KABUPATEN SUMBA TIMUR"],
            ["No", "Desa", "Ketua", "Sekretaris", "Anggota", "Total Personil", "SK"],
            ["KEC. HAHARU"],
            [1, "Rambangaru", 1, 1, 5, 7, "11/HK/2026"],
            [2, "Praibakul", 1, 1, 4, 6, "12/HK/2026"],
            ["KEC. KOTA WAINGAPU"],
            [1, "Hambala", 1, 1, 6, 8, "2/HK/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"members": 7, "reference": "11/HK/2026", "region": "53.11.02.2003"},
            {"members": 6, "reference": "12/HK/2026", "region": "53.11.02.2006"},
            {"members": 8, "reference": "2/HK/2026", "region": "53.11.01.1002"},
        ),
    ),
    file="haharu.xlsx",
)
add(
    "whole-by-its-unit",
    "“1.500” orang beside “82,5” persen",
    "commitments",
    lambda: html(
        [
            [
                "Kode",
                "Sasaran",
                "Indikator Kinerja",
                "Satuan",
                "Kondisi Awal",
                "Target Akhir",
                "OPD Pengampu",
                "Waktu",
            ],
            [
                "S1",
                "Menurunnya PMI nonprosedural",
                "Persentase PMI nonprosedural",
                "%",
                "82,5",
                "65",
                "Disnakertrans NTT",
                "Des 2026",
            ],
            [
                "S2",
                "Meningkatnya layanan korban",
                "Korban dilayani",
                "orang",
                "1.024",
                "1.500",
                "UPTD PPA NTT",
                "Des 2026",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "code": "S1",
                "title": "Menurunnya PMI nonprosedural",
                "indicator": "Persentase PMI nonprosedural",
                "unit": "%",
                "baseline": 82.5,
                "target": 65,
                "owner": "disnakertrans",
                "due": "2026-12-31",
            },
            {
                "code": "S2",
                "title": "Meningkatnya layanan korban",
                "indicator": "Korban dilayani",
                "unit": "orang",
                "baseline": 1024,
                "target": 1500,
                "owner": "uptd-ppa",
                "due": "2026-12-31",
            },
        ),
        doubts=frozenset({("due-is-a-span", "H2"), ("due-is-a-span", "H3")}),
    ),
    file="iku.xls",
)
add(
    "dots-of-other-units",
    "“1.500” lembar may be read in two ways, “1.250” orang not",
    "commitments",
    lambda: text(
        [
            ["Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            ["Cetak leaflet", "Diskominfo NTT", "1.500", "lembar", "31/12/2026"],
            ["Latih kader", "Dinas PMD NTT", "1.250", "orang", "31/12/2026"],
            ["Rasio aduan", "BP3MI NTT", "1.125", "per 1.000", "31/12/2026"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Cetak leaflet", "owner": "diskominfo", "unit": "lembar", "due": "2026-12-31"},
            {"title": "Latih kader", "owner": "dpmd", "target": 1250, "unit": "orang", "due": "2026-12-31"},
            {"title": "Rasio aduan", "owner": "bp3mi-ntt", "unit": "per 1.000", "due": "2026-12-31"},
        ),
        doubts=frozenset({("mixed-separators", "C2"), ("mixed-separators", "C4")}),
    ),
    file="dot.csv",
)

# Forms -----------------------------------------------------------------------------------------------
add(
    "form-of-an-activity",
    "one activity a sheet, who reports it left out",
    "activities",
    lambda: workbook(
        {
            f"Lap {i}": [
                ["FORM LAPORAN KEGIATAN MITRA"],
                ["Nama Kegiatan", ":", a],
                ["Tanggal Pelaksanaan", ":", b],
                ["Lembaga Penyelenggara", ":", o],
                ["Kabupaten/Kota", ":", k],
                ["Jumlah Peserta", ":", n],
                ["Pelapor", ":", "Yunita Adoe"],
            ]
            for i, a, b, o, k, n in (
                (1, "Sekolah migran", "21 Mei 2026", "TRUK-F", "Sikka", 35),
                (2, "Kelas parenting", "28 Mei 2026", "TRUK-F", "Ende", 27),
            )
        }
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Sekolah migran",
                "held_on": "2026-05-21",
                "agency": "truk-f",
                "participants": 35,
                "region": "53.07",
            },
            {
                "title": "Kelas parenting",
                "held_on": "2026-05-28",
                "agency": "truk-f",
                "participants": 27,
                "region": "53.08",
            },
        ),
        left_out={"nama": 2},
    ),
    file="form laporan.xlsx",
    secrets=("Yunita", "Adoe"),
)
add(
    "form-without-colons",
    "an activity asked down the left",
    "activities",
    lambda: ods(
        [
            ["FORMULIR KEGIATAN"],
            ["Kegiatan", "Sekolah ramah migran"],
            ["Hari/Tanggal", "Rabu, 10 Juni 2026"],
            ["Tempat", "Aula Desa Nita"],
            ["Kabupaten", "Sikka"],
            ["Peserta laki-laki", "14"],
            ["Peserta perempuan", "21"],
            ["Penyelenggara", "Keuskupan Maumere"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Sekolah ramah migran",
                "held_on": "2026-06-10",
                "place": "Aula Desa Nita",
                "participants_men": 14,
                "participants_women": 21,
                "agency": "keuskupan-maumere",
                "region": "53.07",
            }
        ),
    ),
    file="form kegiatan.ods",
)
add(
    "commitments-across",
    "one commitment a column, due ahead",
    "commitments",
    lambda: xlsx(
        [
            ["KARTU KOMITMEN 2026"],
            ["Kode", "KM-1", "KM-2"],
            ["Komitmen", "Posko terpadu pelabuhan Tenau", "Patroli siber lowongan palsu"],
            ["Penanggung jawab", "Kodaeral VII", "Diskominfo NTT"],
            ["Indikator", "Hari posko beroperasi", "Konten diturunkan"],
            ["Baseline", 0, 120],
            ["Target", 365, 400],
            ["Satuan", "hari", "konten"],
            ["Tenggat", date(2026, 12, 31), date(2026, 12, 31)],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "code": "KM-1",
                "title": "Posko terpadu pelabuhan Tenau",
                "owner": "kodaeral-vii",
                "indicator": "Hari posko beroperasi",
                "baseline": 0,
                "target": 365,
                "unit": "hari",
                "due": "2026-12-31",
            },
            {
                "code": "KM-2",
                "title": "Patroli siber lowongan palsu",
                "owner": "diskominfo",
                "indicator": "Konten diturunkan",
                "baseline": 120,
                "target": 400,
                "unit": "konten",
                "due": "2026-12-31",
            },
        ),
    ),
    file="kartu komitmen.xlsx",
)

# Desks and teams -------------------------------------------------------------------------------------
add(
    "desks-ticked-with-a-legend",
    "√ and -, which a note explains",
    "services",
    lambda: xlsx(
        [
            ["KETERSEDIAAN MEJA LAYANAN LTSA"],
            ["Keadaan bulan Oktober 2026"],
            [
                "No",
                "LTSA",
                "Naker",
                "Info & Aduan",
                "Dukcapil",
                "Kesehatan",
                "Imigrasi",
                "Polri",
                "Perbankan",
                "BPJS TK",
            ],
            [1, "Kota Kupang", "√", "√", "√", "√", "√", "√", "√", "√"],
            [2, "Kab. Belu", "√", "√", "-", "√", "√", "√", "-", "-"],
            [3, "Kab. Sikka", "√", "√", "√", "-", "-", "√", "-", "√"],
            ["Ket: √ = ada, - = tidak ada"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "employment", "status": "open", "region": "53.71"},
            {"desk": "complaints_information", "status": "open", "region": "53.71"},
            {"desk": "civil_registry", "status": "open", "region": "53.71"},
            {"desk": "health", "status": "open", "region": "53.71"},
            {"desk": "immigration", "status": "open", "region": "53.71"},
            {"desk": "police", "status": "open", "region": "53.71"},
            {"desk": "banking", "status": "open", "region": "53.71"},
            {"desk": "social_security", "status": "open", "region": "53.71"},
            {"desk": "employment", "status": "open", "region": "53.04"},
            {"desk": "complaints_information", "status": "open", "region": "53.04"},
            {"desk": "civil_registry", "status": "none", "region": "53.04"},
            {"desk": "health", "status": "open", "region": "53.04"},
            {"desk": "immigration", "status": "open", "region": "53.04"},
            {"desk": "police", "status": "open", "region": "53.04"},
            {"desk": "banking", "status": "none", "region": "53.04"},
            {"desk": "social_security", "status": "none", "region": "53.04"},
            {"desk": "employment", "status": "open", "region": "53.07"},
            {"desk": "complaints_information", "status": "open", "region": "53.07"},
            {"desk": "civil_registry", "status": "open", "region": "53.07"},
            {"desk": "health", "status": "none", "region": "53.07"},
            {"desk": "immigration", "status": "none", "region": "53.07"},
            {"desk": "police", "status": "open", "region": "53.07"},
            {"desk": "banking", "status": "none", "region": "53.07"},
            {"desk": "social_security", "status": "open", "region": "53.07"},
        ),
    ),
    file="ceklist meja.xlsx",
)
add(
    "desks-ticked-and-crossed",
    "“x” beside “v” stays open, and the time is asked",
    "services",
    lambda: xlsx(
        [
            ["KELENGKAPAN MEJA LTSA PER OKTOBER 2026"],
            ["Kab/Kota", "Naker", "Kesehatan", "Imigrasi", "Polri"],
            ["Belu", "v", "x", "v", "v"],
            ["Sikka", "v", "v", "x", "x"],
        ]
    ),
    Expect(ASK, {}, questions=frozenset({"period"})),
    file="vx.xlsx",
)
add(
    "two-ltsa-beside-each-other",
    "each below its own title",
    "services",
    lambda: xlsx(
        [
            ["LAPORAN LAYANAN BULAN AGUSTUS 2026"],
            ["LTSA KOTA KUPANG", None, None, None, "LTSA KABUPATEN BELU"],
            ["Meja", "Status", "Dilayani", None, "Meja", "Status", "Dilayani"],
            ["Ketenagakerjaan", "Buka", 70, None, "Ketenagakerjaan", "Buka", 33],
            ["Keimigrasian", "Buka", 41, None, "Keimigrasian", "Buka", 22],
            ["Kesehatan", "Tutup", 0, None, "Kepolisian", "Buka", 15],
        ],
        change=merged("A2:C2", "E2:G2"),
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "employment", "status": "open", "served": 70, "region": "53.71"},
            {"desk": "immigration", "status": "open", "served": 41, "region": "53.71"},
            {"desk": "health", "status": "none", "served": 0, "region": "53.71"},
            {"desk": "employment", "status": "open", "served": 33, "region": "53.04"},
            {"desk": "immigration", "status": "open", "served": 22, "region": "53.04"},
            {"desk": "police", "status": "open", "served": 15, "region": "53.04"},
        ),
    ),
    file="dua ltsa.xlsx",
)
add(
    "two-ltsa-with-months",
    "of other desks, each with its month",
    "services",
    lambda: xls(
        [
            ["LTSA KAB. ENDE", "", "", "LTSA KAB. NGADA", ""],
            ["Juni 2026", "", "", "Juni 2026", ""],
            ["Meja", "Dilayani", "", "Meja", "Dilayani"],
            ["Naker", 20, "", "Naker", 11],
            ["Kesehatan", 4, "", "Imigrasi", 2],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "employment", "served": 20, "region": "53.08"},
            {"desk": "health", "served": 4, "region": "53.08"},
            {"desk": "employment", "served": 11, "region": "53.09"},
            {"desk": "immigration", "served": 2, "region": "53.09"},
        ),
    ),
    file="tiga ltsa.xls",
)
add(
    "month-of-desks-in-a-column",
    "“periode” 2026-09, and the file's name has the month, too",
    "services",
    lambda: text(
        [
            [
                "periode",
                "kode_wilayah",
                "meja",
                "status",
                "jumlah_dilayani",
                "hari_buka",
                "rata_hari_dokumen",
            ],
            ["2026-09", "53.71", "ketenagakerjaan", "buka", "81", "22", "2"],
            ["2026-09", "53.71", "keimigrasian", "buka", "44", "22", "3,5"],
            ["2026-09", "53.18", "kesehatan", "tidak ada", "0", "0", ""],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "desk": "employment",
                "status": "open",
                "served": 81,
                "days_open": 22,
                "days_per_document": 2,
                "region": "53.71",
            },
            {
                "desk": "immigration",
                "status": "open",
                "served": 44,
                "days_open": 22,
                "days_per_document": 3.5,
                "region": "53.71",
            },
            {"desk": "health", "status": "none", "served": 0, "days_open": 0, "region": "53.18"},
        ),
    ),
    file="ltsa_2026_09.csv",
)
add(
    "who-reports-the-desks",
    "“Petugas pelapor” beside a name above the table",
    "services",
    lambda: xls(
        [
            ["LTSA KABUPATEN ALOR"],
            ["Masa laporan", "1 s/d 31 Juli 2026"],
            ["Petugas pelapor", "Dorkas Maufani"],
            [],
            ["Loket", "Petugas (orang)", "Keadaan", "Pengunjung L", "Pengunjung P", "Total"],
            ["Naker", 2, "aktif", 10, 14, 24],
            ["Capil", 1, "aktif", 6, 3, 9],
            ["Bank NTT", 0, "belum ada", 0, 0, 0],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"desk": "employment", "status": "open", "served": 24, "region": "53.05"},
            {"desk": "civil_registry", "status": "open", "served": 9, "region": "53.05"},
            {"desk": "banking", "status": "none", "served": 0, "region": "53.05"},
        ),
        doubts=frozenset({("by-sex", "D6"), ("by-sex", "D7"), ("by-sex", "D8")}),
        left_out={"nama": 3},
    ),
    file="laporan ltsa alor.xls",
    secrets=("Dorkas", "Maufani"),
)
add(
    "place-in-the-name-of-the-file",
    "nothing but the file's name says where and when",
    "services",
    lambda: text(
        [
            ["Loket", "Buka?", "Yang Dilayani"],
            ["Loket 1 Pengaduan", "Ya", "9"],
            ["Loket 2 Tenaga Kerja", "Ya", "26"],
            ["Loket 3 Kesehatan", "Tidak", ""],
            ["Loket 4 BPJS Ketenagakerjaan", "Ya", "13"],
        ],
        "\t",
        "utf-8-sig",
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "complaints_information", "status": "open", "served": 9, "region": "53.15"},
            {"desk": "employment", "status": "open", "served": 26, "region": "53.15"},
            {"desk": "health", "status": "none", "region": "53.15"},
            {"desk": "social_security", "status": "open", "served": 13, "region": "53.15"},
        ),
    ),
    file="Layanan LTSA Manggarai Barat Oktober 2026.csv",
)
add(
    "year-of-desks",
    "a year is no month of a report",
    "services",
    lambda: xlsx([["LTSA KAB. BELU TAHUN 2026"], ["Meja", "Dilayani"], ["Naker", 410], ["Imigrasi", 233]]),
    Expect(
        ASK,
        numbered(
            {"desk": "employment", "served": 410, "region": "53.04"},
            {"desk": "immigration", "served": 233, "region": "53.04"},
        ),
        questions=frozenset({"period"}),
    ),
    file="ltsa tahun.xlsx",
)
add(
    "team-there-or-not",
    "“Tim” above sudah ada and belum ada",
    "village-teams",
    lambda: text(
        [
            ["Kabupaten Sikka Kecamatan Mego"],
            ["Desa", "Tim", "Dibentuk", "Laporan Bulan Terakhir"],
            ["Bhera", "sudah ada", "Feb-26", "Sep-26"],
            ["Dobo", "belum ada", "", ""],
            ["Gera", "sedang proses", "", ""],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"status": "active", "region": "53.07.02.2001"},
            {"status": "none", "region": "53.07.02.2002"},
            {"region": "53.07.02.2003"},
        ),
        doubts=frozenset({("choice-unknown", "B5"), ("date-impossible", "C3")}),
    ),
    file="tim_sikka.csv",
)
add(
    "names-of-teams",
    "“Tim” above their names is no state",
    "village-teams",
    lambda: text(
        [
            ["Kabupaten Sikka Kecamatan Mego"],
            ["Desa", "Tim", "Anggota"],
            ["Bhera", "Satgas Melati", "8"],
            ["Dobo", "Satgas Mawar", "7"],
        ],
        ";",
    ),
    Expect(
        IMPORT, numbered({"members": 8, "region": "53.07.02.2001"}, {"members": 7, "region": "53.07.02.2002"})
    ),
    file="nama tim.csv",
)
add(
    "members-shortened",
    "agt_l and agt_p are no August",
    "village-teams",
    lambda: text(
        [
            ["kab", "kec", "desa", "no_perdes", "no_sk_tim", "tanggal_sk_tim", "agt_l", "agt_p"],
            ["Rote Ndao", "Rote Barat Daya", "Oeseli", "3/2025", "7/2026", "2026-02-02", "5", "4"],
            ["Rote Ndao", "Rote Barat Daya", "Oebou", "", "8/2026", "2026-02-03", "6", "3"],
        ],
        ",",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "7/2026", "formed_on": "2026-02-02", "members": 9, "region": "53.14.01.2005"},
            {"reference": "8/2026", "formed_on": "2026-02-03", "members": 9, "region": "53.14.01.2006"},
        ),
        doubts=frozenset({("by-sex", "G2"), ("by-sex", "G3")}),
    ),
    file="tim perdes.csv",
)
add(
    "decree-there-or-not",
    "“SK Ada” beside “SK No.”",
    "village-teams",
    lambda: html(
        [
            ["Tim Khusus Desa Kecamatan Pulau Ende Kabupaten Ende"],
            ["Desa", "SK Ada", "SK No.", "Tgl SK", "Anggota"],
            ["Aejeti", "Ya", "04/PE/2026", "02/02/2026", "7"],
            ["Puutara", "Ya", "05/PE/2026", "03/02/2026", "7"],
            ["Paderape", "Tidak", "", "", ""],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "status": "active",
                "reference": "04/PE/2026",
                "formed_on": "2026-02-02",
                "members": 7,
                "region": "53.08.02.2001",
            },
            {
                "status": "active",
                "reference": "05/PE/2026",
                "formed_on": "2026-02-03",
                "members": 7,
                "region": "53.08.02.2002",
            },
            {"status": "none", "region": "53.08.02.2003"},
        ),
    ),
    file="ceklis.xls",
)

# Counts ----------------------------------------------------------------------------------------------
add(
    "running-total-down",
    "“Kumulatif” beside months below each other",
    "figures",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI NTT TAHUN 2026 (KUMULATIF)"],
            ["Bulan", "Kumulatif"],
            ["Januari", 120],
            ["Februari", 260],
            ["Maret", 391],
            ["April", 540],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2026-01": 120,
            "53 2026-01-01..2026-02-28": 260,
            "53 2026-01-01..2026-03-31": 391,
            "53 2026-01-01..2026-04-30": 540,
        },
    ),
    file="kumulatif penempatan.xlsx",
)
add(
    "rising-down-is-asked",
    "months below each other that only rise",
    "figures",
    lambda: text(
        [
            ["Penempatan PMI prosedural NTT 2026", ""],
            ["Bulan", "Jumlah"],
            ["Januari", "100"],
            ["Februari", "210"],
            ["Maret", "330"],
            ["April", "450"],
            ["Mei", "600"],
            ["Juni", "720"],
            ["Juli", "850"],
            ["Agustus", "990"],
            ["September", "1100"],
            ["Oktober", "1210"],
        ],
        ";",
    ),
    Expect(ASK, {}, questions=frozenset({"cumulative"})),
    file="naik.csv",
)
add(
    "rising-down-with-its-sum",
    "the same with their sum",
    "figures",
    lambda: text(
        [
            ["Deportasi PMI NTT 2026", ""],
            ["Bulan", "Jumlah"],
            *[[b, str(n)] for b, n in zip(MONTHS, (3, 5, 8, 9, 12, 14, 15, 18, 20), strict=True)],
            ["Jumlah", "104"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        {
            "53 2026-01 deportation": 3,
            "53 2026-02 deportation": 5,
            "53 2026-03 deportation": 8,
            "53 2026-04 deportation": 9,
            "53 2026-05 deportation": 12,
            "53 2026-06 deportation": 14,
            "53 2026-07 deportation": 15,
            "53 2026-08 deportation": 18,
            "53 2026-09 deportation": 20,
        },
    ),
    file="jumlah.csv",
)
add(
    "running-total-that-falls",
    "a title says kumulatif, and the figures fall",
    "figures",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI PROSEDURAL NTT 2026 (kumulatif)"],
            ["Bulan", "Jumlah"],
            ["Januari", 30],
            ["Februari", 22],
            ["Maret", 41],
        ]
    ),
    Expect(
        DOUBTS,
        {"53 2026-01": 30, "53 2026-02": 22, "53 2026-03": 41},
        doubts=frozenset({("cumulative", "B3")}),
    ),
    file="turun.xlsx",
)
add(
    "series-below-a-blank-heading",
    "what lines count, in a column without a heading",
    "figures",
    lambda: html(
        [
            ["Data Triwulanan P4MI NTT", "", "", ""],
            ["", "TW I 2026", "TW II 2026", "TW III 2026"],
            ["Pencegahan keberangkatan CPMI nonprosedural (orang)", "44", "70", "41"],
            ["PMI sakit dipulangkan (orang)", "6", "3", "nihil"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53 2026-01-01..2026-03-31 prevented_departure": 44,
            "53 2026-04-01..2026-06-30 prevented_departure": 70,
            "53 2026-07-01..2026-09-30 prevented_departure": 41,
            "53 2026-01-01..2026-03-31 sick_repatriated": 6,
            "53 2026-04-01..2026-06-30 sick_repatriated": 3,
            "53 2026-07-01..2026-09-30 sick_repatriated": 0,
        },
        doubts=frozenset({("title-words", "")}),
    ),
    file="tw.xls",
)
add(
    "place-in-the-heading",
    "“Deportasi PMI asal NTT” heads the figures",
    "deportations",
    lambda: text(
        [
            ["Tahun", "Deportasi PMI asal NTT (orang)"],
            ["2021", "1.204"],
            ["2022", "987"],
            ["2023", "402"],
            ["2024", "307"],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        {
            "53 2021 deportation": 1204,
            "53 2022 deportation": 987,
            "53 2023 deportation": 402,
            "53 2024 deportation": 307,
        },
    ),
    file="ribu.csv",
)
add(
    "repatriated-beside-dead",
    "“Dipulangkan” beside “Meninggal” counts remains",
    "deaths",
    lambda: xls(
        [
            ["DATA PMI MENINGGAL DUNIA ASAL NTT TAHUN 2025"],
            ["KAB", "MENINGGAL", "DIPULANGKAN", "DIMAKAMKAN DI LN"],
            ["MALAKA", 21, 19, 2],
            ["BELU", 12, 11, 1],
            ["SIKKA", 7, 7, "-"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.21 2025 deaths_abroad": 21,
            "53.21 2025 remains_repatriated": 19,
            "53.04 2025 deaths_abroad": 12,
            "53.04 2025 remains_repatriated": 11,
            "53.07 2025 deaths_abroad": 7,
            "53.07 2025 remains_repatriated": 7,
        },
        doubts=frozenset({("column-unknown", "D2")}),
    ),
    file="meninggal vs dipulangkan.xls",
)

# Events ----------------------------------------------------------------------------------------------
add(
    "events-of-deportation",
    "L, P, Anak and Jumlah of each ship",
    "deportations",
    lambda: xlsx(
        [
            ["DATA KEDATANGAN DEPORTAN ASAL NTT VIA NUNUKAN TAHUN 2026"],
            ["No", "Tanggal", "Kapal", "L", "P", "Anak", "Jumlah"],
            [1, "8 Januari 2026", "KM Lambelu", 10, 6, 2, 18],
            [2, "22 Januari 2026", "KM Bukit Siguntang", 7, 4, 0, 11],
            [3, "5 Februari 2026", "KM Lambelu", 3, 5, 1, 9],
            [None, "JUMLAH", None, 20, 15, 3, 38],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"happened_on": "2026-01-08", "persons": 18, "indicator": "deportation"},
            {"happened_on": "2026-01-22", "persons": 11, "men": 7, "women": 4, "indicator": "deportation"},
            {"happened_on": "2026-02-05", "persons": 9, "indicator": "deportation"},
        ),
    ),
    file="Kedatangan deportan Nunukan.xlsx",
)
add(
    "events-with-a-wrong-sum",
    "three and one are not three",
    "deaths",
    lambda: xls(
        [
            ["KEDATANGAN JENAZAH PMI DI EL TARI 2026"],
            ["No", "Tgl Tiba", "Jumlah", "L", "P", "Kabupaten"],
            [1, "03-01-2026", 2, 1, 1, "Malaka"],
            [2, "19-01-2026", 3, 3, 1, "Belu"],
            [3, "02-02-2026", 1, 1, 0, "Ende"],
            ["", "Jumlah", 6, 5, 2, ""],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "arrived_on": "2026-01-03",
                "persons": 2,
                "men": 1,
                "women": 1,
                "indicator": "remains_repatriated",
                "region": "53.21",
            },
            {"arrived_on": "2026-01-19", "indicator": "remains_repatriated", "region": "53.04"},
            {
                "arrived_on": "2026-02-02",
                "persons": 1,
                "men": 1,
                "women": 0,
                "indicator": "remains_repatriated",
                "region": "53.08",
            },
        ),
        doubts=frozenset({("total-differs", "C4")}),
    ),
    file="tiba.xls",
)
add(
    "events-by-destination",
    "flights of a day to several countries",
    "placements",
    lambda: text(
        [
            ["Penempatan CPMI P to P 2026"],
            ["Tanggal Berangkat", "Negara Tujuan", "Jumlah PMI", "P3MI"],
            ["12/01/2026", "Malaysia", "14", "PT Contoh"],
            ["15/01/2026", "Singapura", "2", "PT Contoh"],
            ["15/01/2026", "Hong Kong", "1", "PT Contoh"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "happened_on": "2026-01-12",
                "destination": "MYS",
                "persons": 14,
                "indicator": "procedural_placement",
            },
            {
                "happened_on": "2026-01-15",
                "destination": "SGP",
                "persons": 2,
                "indicator": "procedural_placement",
            },
            {
                "happened_on": "2026-01-15",
                "destination": "HKG",
                "persons": 1,
                "indicator": "procedural_placement",
            },
        ),
    ),
    file="terbang.csv",
)
add(
    "events-by-estimate",
    "“± 20” is no count",
    "deportations",
    lambda: text(
        [
            ["DEPORTASI PMI ASAL NTT 2026"],
            ["Tgl Tiba", "Jumlah Orang", "Kab"],
            ["3/3/2026", "± 20", "Sikka"],
            ["9/3/2026", "12", "Ende"],
        ],
        ";",
    ),
    Expect(REFUSE, {}, refusal="lines-of-several"),
    file="kira.csv",
)
add(
    "events-of-families",
    "Jiwa beside KK",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI ASAL NTT 2026"],
            ["Tgl", "Kab", "Jumlah KK", "Jumlah Jiwa"],
            ["3/6/2026", "Sikka", 2, 7],
            ["9/6/2026", "Ende", 1, 4],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"happened_on": "2026-06-03", "persons": 7, "indicator": "deportation", "region": "53.07"},
            {"happened_on": "2026-06-09", "persons": 4, "indicator": "deportation", "region": "53.08"},
        ),
    ),
    file="kk.xlsx",
)
add(
    "events-of-two-places",
    "two kabupaten of one event wait",
    "deportations",
    lambda: xls(
        [
            ["PENCEGAHAN KEBERANGKATAN CPMI NON PROSEDURAL BANDARA EL TARI"],
            ["NO", "TGL", "JML ORG", "L", "P", "ASAL", "TUJUAN", "KET"],
            [1, "05/03/2026", 3, 3, 0, "TTS", "Malaysia", "dipulangkan ke keluarga"],
            [2, "19/03/2026", 1, 0, 1, "Belu", "Batam", "shelter"],
            [3, "28/03/2026", 6, 2, 4, "SBD dan Sumba Barat", "Kalimantan", "diserahkan ke Polda"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "happened_on": "2026-03-05",
                "destination": "MYS",
                "persons": 3,
                "men": 3,
                "women": 0,
                "indicator": "prevented_departure",
                "region": "53.02",
            },
            {
                "happened_on": "2026-03-19",
                "persons": 1,
                "men": 0,
                "women": 1,
                "indicator": "prevented_departure",
                "region": "53.04",
            },
            {
                "happened_on": "2026-03-28",
                "persons": 6,
                "men": 2,
                "women": 4,
                "indicator": "prevented_departure",
            },
        ),
        doubts=frozenset({("country-unknown", "G4"), ("country-unknown", "G5"), ("place-unknown", "F5")}),
    ),
    file="cegah eltari.xls",
)

# What nothing in the file says -----------------------------------------------------------------------
add(
    "kind-of-cases-asked",
    "neither a column nor a title says what kind the cases are",
    "cases",
    lambda: text(
        [
            ["No. LP", "Tgl. Kejadian", "Tgl. Lapor", "Jml Tsk", "Tahapan"],
            ["LP/B/3/I/2026", "02-01-2026", "08-01-2026", "1", "Lidik"],
            ["LP/B/8/II/2026", "11-02-2026", "12-02-2026", "0", "SP3"],
        ],
        ";",
    ),
    Expect(
        ASK,
        numbered(
            {
                "reference": "LP/B/3/I/2026",
                "happened_on": "2026-01-02",
                "reported_on": "2026-01-08",
                "suspects": 1,
                "police_stage": "preliminary_inquiry",
            },
            {
                "reference": "LP/B/8/II/2026",
                "happened_on": "2026-02-11",
                "reported_on": "2026-02-12",
                "suspects": 0,
                "police_stage": "closed_no_case",
            },
        ),
        questions=frozenset({"case-kind"}),
    ),
    file="LP gabungan.csv",
)
add(
    "kind-of-cases-answered",
    "what was answered is that of all lines",
    "cases",
    lambda: text(
        [
            ["No. LP", "Tgl. Kejadian", "Tgl. Lapor", "Jml Tsk", "Tahapan"],
            ["LP/B/3/I/2026", "02-01-2026", "08-01-2026", "1", "Lidik"],
            ["LP/B/8/II/2026", "11-02-2026", "12-02-2026", "0", "SP3"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/3/I/2026",
                "happened_on": "2026-01-02",
                "reported_on": "2026-01-08",
                "suspects": 1,
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
            },
            {
                "reference": "LP/B/8/II/2026",
                "happened_on": "2026-02-11",
                "reported_on": "2026-02-12",
                "suspects": 0,
                "police_stage": "closed_no_case",
                "kind": "trafficking",
            },
        ),
    ),
    file="LP gabungan.csv",
    answers={"case-kind": "trafficking"},
)

# Two rounds more -------------------------------------------------------------------------------------
add(
    "company-once-above-its-lines",
    "a kabupaten below two companies, each written once",
    "placements",
    lambda: ods(
        [
            ["Penempatan oleh P3MI asal NTT tahun 2025"],
            ["P3MI", "Kabupaten", "Jumlah"],
            ["PT Contoh Satu", "Belu", "20"],
            ["", "Malaka", "15"],
            ["PT Contoh Dua", "Belu", "20"],
            ["", "Malaka", "16"],
            ["Jumlah", "", "71"],
        ]
    ),
    Expect(
        DOUBTS,
        {},
        doubts=frozenset(
            {
                ("lines-of-parts", "B3"),
                ("lines-of-parts", "B4"),
                ("lines-of-parts", "B5"),
                ("lines-of-parts", "B6"),
            }
        ),
    ),
    file="p3mi.ods",
)
add(
    "events-with-a-companion",
    "who accompanies them is none of them, and left out",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI ASAL NTT 2026"],
            ["Tgl Tiba", "Jumlah", "Kab", "Pendamping"],
            ["3/3/2026", 5, "Sikka", "Sr. Fransiska Wea"],
            ["9/3/2026", 2, "Ende", "Br. Yohanes Ngaga"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"happened_on": "2026-03-03", "persons": 5, "indicator": "deportation", "region": "53.07"},
            {"happened_on": "2026-03-09", "persons": 2, "indicator": "deportation", "region": "53.08"},
        ),
        left_out={"nama": 2},
    ),
    file="pendamping.xlsx",
    secrets=("Fransiska", "Wea", "Yohanes", "Ngaga"),
)
add(
    "police-list-in-words",
    "“5 (lima) orang laki-laki dewasa”, a unit's abbreviation in a number",
    "cases",
    lambda: xlsx(
        [
            ["DIREKTORAT RESERSE PPA DAN PPO"],
            ["DAFTAR LAPORAN POLISI TPPO BULAN SEPTEMBER 2026"],
            [
                "NO",
                "NOMOR LAPORAN POLISI",
                "TANGGAL",
                "PELAPOR",
                "TERLAPOR",
                "KORBAN",
                "MODUS OPERANDI",
                "NEGARA TUJUAN",
                "TAHAP PENANGANAN",
            ],
            [
                1,
                "LP/A/21/IX/2026/SPKT.DITRESPPA",
                "04/09/2026",
                "Personel Subdit",
                "Sdr. AN",
                "5 (lima) orang laki-laki dewasa",
                "Dijanjikan kerja di kebun sawit",
                "Malaysia",
                "Penyidikan",
            ],
            [
                2,
                "LP/B/212/IX/2026/SPKT/POLDA NTT",
                "18/09/2026",
                "Ny. MT",
                "dalam lidik",
                "1 (satu) orang anak perempuan",
                "Melalui Facebook",
                "Malaysia",
                "Penyelidikan",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/21/IX/2026/SPKT.DITRESPPA",
                "reported_on": "2026-09-04",
                "destination": "MYS",
                "police_stage": "investigation",
                "kind": "trafficking",
                "men": 5,
            },
            {
                "reference": "LP/B/212/IX/2026/SPKT/POLDA NTT",
                "reported_on": "2026-09-18",
                "destination": "MYS",
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
                "girls": 1,
            },
        ),
        doubts=frozenset({("column-unknown", "G3")}),
        left_out={"nama": 4},
    ),
    file="CRIME INDEX TPPO.xlsx",
)
add(
    "cases-by-crime",
    "“Crime”, “Reported”, “Home district”",
    "cases",
    lambda: text(
        [
            [
                "Ref no.",
                "Reported",
                "Crime",
                "Home district",
                "Women",
                "Men",
                "Girls",
                "Boys",
                "Destination country",
                "Sector of work",
                "Status",
            ],
            [
                "N-01",
                "14 Mar 2026",
                "Trafficking in persons",
                "Belu",
                "1",
                "0",
                "0",
                "0",
                "Malaysia",
                "Domestic work",
                "Under investigation",
            ],
            [
                "N-02",
                "2 Apr 2026",
                "Smuggling of migrants",
                "Rote Ndao",
                "0",
                "5",
                "0",
                "0",
                "Australia",
                "Fishing",
                "Verdict",
            ],
        ],
        ",",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "N-01",
                "reported_on": "2026-03-14",
                "kind": "trafficking",
                "women": 1,
                "men": 0,
                "girls": 0,
                "boys": 0,
                "destination": "MYS",
                "sector": "domestic_work",
                "region": "53.04",
            },
            {
                "reference": "N-02",
                "reported_on": "2026-04-02",
                "kind": "people_smuggling",
                "women": 0,
                "men": 5,
                "girls": 0,
                "boys": 0,
                "destination": "AUS",
                "sector": "fishing",
                "police_stage": "verdict",
                "region": "53.14",
            },
        ),
        doubts=frozenset({("choice-unknown", "K2"), ("day-by-content", "B1")}),
    ),
    file="cases_ngo.csv",
)
add(
    "state-of-a-desk",
    "“Status Meja” is no desk",
    "services",
    lambda: text(
        [
            ["LTSA", "Bulan", "Tahun", "Meja", "Status Meja", "Antrean Dilayani", "Antrean Batal"],
            ["Kab. Belu", "9", "2026", "Imigrasi", "Buka", "31", "4"],
            ["Kab. Belu", "9", "2026", "Kepolisian", "Buka", "18", "1"],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "immigration", "status": "open", "served": 31, "region": "53.04"},
            {"desk": "police", "status": "open", "served": 18, "region": "53.04"},
        ),
    ),
    file="antrean.csv",
)
add(
    "minutes-of-a-meeting",
    "“Kesimpulan/Tindak Lanjut” is what was agreed",
    "commitments",
    lambda: xlsx(
        [
            ["NOTULEN RAPAT KOORDINASI"],
            ["Hari/Tanggal: Selasa, 6 Oktober 2026"],
            ["Tempat: Aula Contoh"],
            [],
            ["No", "Pokok Bahasan", "Kesimpulan/Tindak Lanjut", "Penanggung Jawab", "Target Waktu"],
            [1, "Data", "Satu pintu data jenazah", "BP3MI NTT", "20/10/2026"],
            [2, "Anggaran", "Usulan dana shelter", "Dinsos NTT", "APBD-P 2026"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Satu pintu data jenazah", "owner": "bp3mi-ntt", "due": "2026-10-20"},
            {"title": "Usulan dana shelter", "owner": "dinsos", "due": "2026-12-31"},
        ),
        doubts=frozenset({("due-is-a-span", "E7")}),
    ),
    file="notulen rapat.xlsx",
)
