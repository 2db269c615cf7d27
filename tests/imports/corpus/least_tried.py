"""Files of the kinds that were tried least (registers of cases, figures, commitments, desks, village teams,
activities, accounts, agencies), each for something that the reader lacked; what a clerk reads was written
before it was mended."""

from datetime import date

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    Adding,
    Case,
    Expect,
    merged,
    text,
    workbook,
    xlsx,
)
from tests.imports.corpus.offices import ods, xls
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")
KOP = [["KEPOLISIAN NEGARA REPUBLIK INDONESIA"], ["DAERAH NUSA TENGGARA TIMUR"], ["RESOR SIKKA"], []]

# Cases -----------------------------------------------------------------------------------------------
add(
    "signature-below-suspects",
    "who signs stands below a column of suspects, whose counts are no names",
    "cases",
    lambda: xlsx(
        [
            *KOP,
            ["DATA PENANGANAN KASUS TINDAK PIDANA PERDAGANGAN ORANG"],
            ["BULAN JANUARI S.D. SEPTEMBER 2026"],
            [],
            ["NO", "LAPORAN POLISI", None, "KORBAN", None, None, None, "TERSANGKA", "PERKEMBANGAN", "KET"],
            [None, "NOMOR", "TANGGAL", "DEWASA", None, "ANAK", None, None, None, None],
            [None, None, None, "L", "P", "L", "P", None, None, None],
            [1, "LP/B/21/I/2026/SPKT/POLRES SIKKA", date(2026, 1, 19), 2, 1, 0, 0, 1, "P21", ""],
            [2, "LP/B/77/IV/2026/SPKT/POLRES SIKKA", date(2026, 4, 2), 0, 0, 0, 3, 2, "SIDIK", ""],
            [
                3,
                "LP/A/5/VIII/2026/SPKT.SATRESKRIM/POLRES SIKKA",
                date(2026, 8, 30),
                5,
                0,
                1,
                0,
                0,
                "LIDIK",
                "terlapor dlm pencarian",
            ],
            ["JUMLAH", None, None, 7, 1, 1, 3, 3, None, None],
            [],
            [*[None] * 7, "Maumere, 2 Oktober 2026"],
            [*[None] * 7, "KASAT RESKRIM POLRES SIKKA"],
            [],
            [*[None] * 7, "FERDYNAND TUKAN, S.H."],
            [*[None] * 7, "AKP NRP 84051277"],
        ],
        change=merged("B8:C8", "D8:G8", "D9:E9", "F9:G9", "A8:A10", "H8:H10", "I8:I10", "J8:J10", "A14:C14"),
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/21/I/2026/SPKT/POLRES SIKKA",
                "reported_on": "2026-01-19",
                "men": 2,
                "women": 1,
                "boys": 0,
                "girls": 0,
                "suspects": 1,
                "police_stage": "complete_p21",
                "kind": "trafficking",
            },
            {
                "reference": "LP/B/77/IV/2026/SPKT/POLRES SIKKA",
                "reported_on": "2026-04-02",
                "men": 0,
                "women": 0,
                "boys": 0,
                "girls": 3,
                "suspects": 2,
                "police_stage": "investigation",
                "kind": "trafficking",
            },
            {
                "reference": "LP/A/5/VIII/2026/SPKT.SATRESKRIM/POLRES SIKKA",
                "reported_on": "2026-08-30",
                "men": 5,
                "women": 0,
                "boys": 1,
                "girls": 0,
                "suspects": 0,
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
            },
        ),
    ),
    file="Data TPPO Polres Sikka.xlsx",
    secrets=("TUKAN", "FERDYNAND", "84051277"),
)
add(
    "number-of-a-ticket",
    "“No. Tiket” is what a complaint is known by",
    "cases",
    lambda: text(
        [
            [
                "No. Tiket",
                "Tgl. Aduan",
                "Jenis Masalah",
                "Kab. Asal",
                "Negara Penempatan",
                "JK",
                "Usia",
                "Status Aduan",
            ],
            ["ADU-26-001", "07/01/2026", "Gaji tidak dibayar", "TTU", "Malaysia", "P", "29", "Selesai"],
            ["ADU-26-002", "15/01/2026", "Hilang kontak", "Flotim", "Malaysia", "L", "41", "Proses"],
            ["ADU-26-003", "02/02/2026", "Meninggal dunia", "Malaka", "Singapura", "P", "33", "Selesai"],
            ["ADU-26-004", "28/02/2026", "Ingin pulang", "Kota Kupang", "Taiwan", "L", "24", "Proses"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "ADU-26-001",
                "reported_on": "2026-01-07",
                "kind": "worker_in_distress",
                "destination": "MYS",
                "women": 1,
                "region": "53.03",
            },
            {
                "reference": "ADU-26-002",
                "reported_on": "2026-01-15",
                "kind": "worker_in_distress",
                "destination": "MYS",
                "men": 1,
                "region": "53.06",
            },
            {
                "reference": "ADU-26-003",
                "reported_on": "2026-02-02",
                "kind": "death_abroad",
                "destination": "SGP",
                "women": 1,
                "region": "53.21",
            },
            {
                "reference": "ADU-26-004",
                "reported_on": "2026-02-28",
                "destination": "TWN",
                "men": 1,
                "region": "53.71",
            },
        ),
        doubts=frozenset({("choice-unknown", "C5")}),
    ),
    file="aduan_2026.csv",
)
add(
    "victims-without-a-count",
    "“Klasifikasi Korban” says who they are, and not how many",
    "cases",
    lambda: ods(
        [
            ["UPTD PERLINDUNGAN PEREMPUAN DAN ANAK PROVINSI NTT"],
            ["Rekap Layanan Korban TPPO Triwulan II 2026"],
            [
                "No",
                "No. Register",
                "Tanggal Masuk",
                "Asal Korban",
                "Klasifikasi Korban",
                "Layanan",
                "Rujukan Dari",
            ],
            [
                1,
                "031/UPTD-PPA/IV/2026",
                "6 April 2026",
                "Kab. Timor Tengah Selatan",
                "Perempuan Dewasa",
                "Rumah aman",
                "Polda NTT",
            ],
            [
                2,
                "035/UPTD-PPA/IV/2026",
                "21 April 2026",
                "Kab. Kupang",
                "Anak Perempuan",
                "Konseling",
                "RSUD",
            ],
            [
                3,
                "044/UPTD-PPA/VI/2026",
                "11 Juni 2026",
                "Alor",
                "Laki-laki Dewasa",
                "Pemulangan",
                "BP3MI NTT",
            ],
            ["Sumber: register UPTD PPA Prov. NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "031/UPTD-PPA/IV/2026",
                "reported_on": "2026-04-06",
                "service_stage": "shelter",
                "kind": "trafficking",
                "region": "53.02",
            },
            {
                "reference": "035/UPTD-PPA/IV/2026",
                "reported_on": "2026-04-21",
                "service_stage": "psychosocial_rehabilitation",
                "kind": "trafficking",
                "region": "53.01",
            },
            {
                "reference": "044/UPTD-PPA/VI/2026",
                "reported_on": "2026-06-11",
                "service_stage": "repatriation",
                "kind": "trafficking",
                "region": "53.05",
            },
        ),
        doubts=frozenset({("victims-not-split", "E3")}),
    ),
    file="rekap uptd ppa.ods",
)
add(
    "sex-with-age",
    "“L/33” below “JK/Umur”, number and day in one cell",
    "cases",
    lambda: xls(
        [
            ["DAFTAR LP TPPO POLRES TTS TAHUN 2026"],
            ["NO", "NO. & TGL LP", "KORBAN (JK/UMUR)", "TERLAPOR", "TUJUAN", "KET"],
            [1, "LP/B/07/II/2026/SPKT/Polres TTS\ntgl 12-02-2026", "L/33", "1 org", "Malaysia", "Sidik"],
            [2, "LP/B/19/III/2026/SPKT/Polres TTS\ntgl 30-03-2026", "P/17", "2 org", "Batam", "Lidik"],
            [3, "LP/B/40/VI/2026/SPKT/Polres TTS\ntgl 05-06-2026", "P/41", "-", "Malaysia", "P-21"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reported_on": "2026-02-12",
                "destination": "MYS",
                "police_stage": "investigation",
                "reference": "LP/B/07/II/2026/SPKT/Polres TTS",
                "kind": "trafficking",
                "men": 1,
            },
            {
                "reported_on": "2026-03-30",
                "police_stage": "preliminary_inquiry",
                "reference": "LP/B/19/III/2026/SPKT/Polres TTS",
                "kind": "trafficking",
                "girls": 1,
            },
            {
                "reported_on": "2026-06-05",
                "destination": "MYS",
                "police_stage": "complete_p21",
                "reference": "LP/B/40/VI/2026/SPKT/Polres TTS",
                "kind": "trafficking",
                "women": 1,
            },
        ),
        doubts=frozenset({("country-unknown", "E4")}),
        left_out={"nama": 3},
    ),
    file="lp 2026.xls",
)
add(
    "adults-in-english",
    "“Adult female” and the choices of a partner's form in English",
    "cases",
    lambda: text(
        [
            [
                "Case ID",
                "Date reported",
                "Type of case",
                "District of origin",
                "Country of destination",
                "Adult female",
                "Adult male",
                "Girls",
                "Boys",
                "Sector",
                "Recruitment",
            ],
            [
                "IOM-KPG-2026-004",
                "2026-04-14",
                "Human trafficking",
                "Kupang Regency",
                "Malaysia",
                "0",
                "3",
                "0",
                "0",
                "Palm plantation",
                "Broker",
            ],
            [
                "IOM-KPG-2026-007",
                "2026-06-30",
                "People smuggling",
                "Rote Ndao",
                "Australia",
                "0",
                "6",
                "0",
                "0",
                "Fishing",
                "unknown",
            ],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "IOM-KPG-2026-004",
                "reported_on": "2026-04-14",
                "kind": "trafficking",
                "destination": "MYS",
                "women": 0,
                "men": 3,
                "girls": 0,
                "boys": 0,
                "sector": "palm_plantation",
                "recruitment": "broker",
                "region": "53.01",
            },
            {
                "reference": "IOM-KPG-2026-007",
                "reported_on": "2026-06-30",
                "kind": "people_smuggling",
                "destination": "AUS",
                "women": 0,
                "men": 6,
                "girls": 0,
                "boys": 0,
                "sector": "fishing",
                "recruitment": "unknown",
                "region": "53.14",
            },
        ),
    ),
    file="IOM case list.csv",
)
add(
    "services-ticked-across",
    "services ticked across, a case's own code that is none of ours",
    "cases",
    lambda: xlsx(
        [
            ["MATRIKS LAYANAN KORBAN TPPO SHELTER DP3AP2KB NTT 2026"],
            [
                "No",
                "Kode Kasus",
                "Tgl Masuk",
                "Kab Asal",
                "Usia",
                "JK",
                "Layanan yang diterima",
                None,
                None,
                None,
            ],
            [None] * 6 + ["Kesehatan", "Psikososial", "Hukum", "Pemulangan"],
            [1, "K-01", "12/01/2026", "Alor", 15, "P", "v", "", "", ""],
            [2, "K-02", "03/03/2026", "Sumba Timur", 27, "P", "v", "v", "", "v"],
            [3, "K-03", "21/04/2026", "Manggarai Barat", 31, "L", "", "", "√", ""],
        ],
        change=merged("G2:J2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "K-01",
                "reported_on": "2026-01-12",
                "kind": "trafficking",
                "service_stage": "health_rehabilitation",
                "girls": 1,
                "region": "53.05",
            },
            {
                "reference": "K-02",
                "reported_on": "2026-03-03",
                "kind": "trafficking",
                "women": 1,
                "region": "53.11",
            },
            {
                "reference": "K-03",
                "reported_on": "2026-04-21",
                "kind": "trafficking",
                "service_stage": "legal_aid",
                "men": 1,
                "region": "53.15",
            },
        ),
        doubts=frozenset({("choice-unknown", "G5")}),
    ),
    file="layanan korban.xlsx",
)
add(
    "stages-with-their-days",
    "the day of each stage below it, typed as text",
    "cases",
    lambda: xlsx(
        [
            ["POLDA NTT - DITRES PPA DAN PPO"],
            ["REKAP PERKEMBANGAN PERKARA TPPO TAHUN 2026"],
            [
                "NO",
                "NOMOR LP",
                "TGL LP",
                "ASAL KORBAN",
                "JUMLAH KORBAN",
                None,
                "TSK",
                "LIDIK",
                "SIDIK",
                "TAHAP I",
                "P-21",
                "TAHAP II",
            ],
            [None, None, None, None, "L", "P", None, None, None, None, None, None],
            [
                1,
                "LP/A/1/I/2026",
                "05-01-2026",
                "Kab. Kupang",
                3,
                0,
                2,
                "06-01-2026",
                "20-01-2026",
                "15-02-2026",
                "10-03-2026",
                None,
            ],
            [2, "LP/B/17/II/2026", "20-02-2026", "TTS", 0, 1, 1, "21-02-2026", None, None, None, None],
            ["JUMLAH", None, None, None, 3, 1, 3, 2, 1, 1, 1, 0],
        ],
        change=merged("E3:F3"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/1/I/2026",
                "reported_on": "2026-01-05",
                "suspects": 2,
                "kind": "trafficking",
                "police_stage": "complete_p21",
                "region": "53.01",
            },
            {
                "reference": "LP/B/17/II/2026",
                "reported_on": "2026-02-20",
                "suspects": 1,
                "kind": "trafficking",
                "police_stage": "preliminary_inquiry",
                "region": "53.02",
            },
        ),
        doubts=frozenset({("victims-not-split", "E4"), ("victims-not-split", "F4")}),
    ),
    file="perkembangan perkara.xlsx",
)

# Figures ---------------------------------------------------------------------------------------------
add(
    "sexes-down-in-a-sheet",
    "one sheet an indicator: countries, and both sexes with their sum",
    "figures",
    lambda: workbook(
        {
            "Cover": [],
            "Penempatan": [
                ["Penempatan PMI Prosedural menurut Negara Tujuan, NTT 2025"],
                ["Negara", "Jumlah"],
                ["Malaysia", "1.987"],
                ["Singapura", "121"],
                ["Hongkong", "64"],
                ["Jumlah", "2.172"],
            ],
            "Deportasi": [
                ["PMI Deportasi asal NTT 2025 menurut jenis kelamin"],
                ["Jenis Kelamin", "Jumlah"],
                ["Laki-laki", "112"],
                ["Perempuan", "86"],
                ["Total", "198"],
            ],
            "Catatan": [["Data diolah Bidang P3MI"]],
        }
    ),
    Expect(
        IMPORT,
        {
            "53 2025 MYS": 1987,
            "53 2025 SGP": 121,
            "53 2025 HKG": 64,
            "53 2025": 2172,
            "53 2025 deportation laki-laki": 112,
            "53 2025 deportation perempuan": 86,
            "53 2025 deportation": 198,
        },
    ),
    file="Kompilasi 2025.xlsx",
)
add(
    "share-in-a-register",
    "“Persentase capaian target penempatan” is no number of placements",
    "figures",
    lambda: xlsx(
        [
            ["DAFTAR ANGKA YANG DIPUBLIKASIKAN"],
            [
                "No",
                "Nama Indikator",
                "Cakupan Wilayah",
                "Dari",
                "Sampai",
                "Angka",
                "Satuan",
                "Sumber",
                "Catatan",
            ],
            [
                1,
                "Korban TPPO",
                "Provinsi NTT",
                "1 Januari 2023",
                "31 Agustus 2023",
                256,
                "orang",
                "Polda NTT",
                "184 L, 72 P",
            ],
            [2, "Tersangka TPPO", "Provinsi NTT", "01/01/2023", "31/08/2023", 52, "orang", "Polda NTT", ""],
            [3, "PMI meninggal", "Kab. Malaka", "01-01-2024", "30-11-2024", 25, "orang", "BP3MI NTT", ""],
            [
                4,
                "Persentase capaian target penempatan",
                "NTT",
                "1-1-2025",
                "31-12-2025",
                "113,6",
                "persen",
                "KP2MI",
                "dihitung",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "trafficking_victims",
                "starts_on": "2023-01-01",
                "ends_on": "2023-08-31",
                "value": 256,
                "unit": "orang",
                "source": "Polda NTT",
                "region": "53",
            },
            {
                "indicator": "trafficking_suspects",
                "starts_on": "2023-01-01",
                "ends_on": "2023-08-31",
                "value": 52,
                "unit": "orang",
                "source": "Polda NTT",
                "region": "53",
            },
            {
                "indicator": "deaths_abroad",
                "starts_on": "2024-01-01",
                "ends_on": "2024-11-30",
                "value": 25,
                "unit": "orang",
                "source": "BP3MI NTT",
                "region": "53.21",
            },
            {
                "starts_on": "2025-01-01",
                "ends_on": "2025-12-31",
                "value": 113.6,
                "unit": "persen",
                "source": "KP2MI",
                "region": "53",
            },
        ),
        doubts=frozenset({("choice-unknown", "B6")}),
    ),
    file="angka polda.xlsx",
)
add(
    "quarters-then-offices",
    "two tables below each other, the second one of offices",
    "figures",
    lambda: xlsx(
        [
            ["BAHAN PAPARAN"],
            ["Pencegahan keberangkatan CPMI nonprosedural Provinsi NTT"],
            [],
            ["Triwulan", "2025", "2026", "%"],
            ["TW I", "61", "44", "-27,9"],
            ["TW II", "52", "70", "34,6"],
            ["TW III", "33", "41", "24,2"],
            ["Jumlah", "146", "155", "6,2"],
            [],
            ["Penolakan permohonan paspor di Kanim"],
            ["Kanim", "2025", "2026"],
            ["Kupang", "12", "19"],
            ["Maumere", "30", "22"],
        ]
    ),
    Expect(
        ASK,
        {
            "53 2025-01-01..2025-03-31 prevented_departure": 61,
            "53 2026-01-01..2026-03-31 prevented_departure": 44,
            "53 2025-04-01..2025-06-30 prevented_departure": 52,
            "53 2026-04-01..2026-06-30 prevented_departure": 70,
            "53 2025-07-01..2025-09-30 prevented_departure": 33,
            "53 2026-07-01..2026-09-30 prevented_departure": 41,
        },
        questions=frozenset({"region"}),
    ),
    file="paparan kabid.xlsx",
)
add(
    "thousands-of-persons",
    "“1.305 orang” has no fraction",
    "figures",
    lambda: text(
        [
            ["Indikator", "Nilai", "Periode", "Wilayah", "Sumber"],
            ["Penempatan PMI prosedural", "1.305 orang", "2023", "NTT", "BP3MI NTT"],
            ["Jenazah PMI dipulangkan", "± 108 jenazah", "Jan-Sep 2025", "NTT", "BP3MI NTT"],
            ["LP TPPO", "9 LP", "2025", "NTT", "Polda NTT"],
            ["PMI nonprosedural", "lebih dari 100 ribu", "2018", "NTT", "Disnakertrans"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "procedural_placement",
                "value": 1305,
                "period": "2023-01-01/2023-12-31",
                "source": "BP3MI NTT",
                "region": "53",
            },
            {
                "indicator": "remains_repatriated",
                "period": "2025-01-01/2025-09-30",
                "source": "BP3MI NTT",
                "region": "53",
            },
            {
                "indicator": "trafficking_police_reports",
                "value": 9,
                "period": "2025-01-01/2025-12-31",
                "source": "Polda NTT",
                "region": "53",
            },
            {"period": "2018-01-01/2018-12-31", "source": "Disnakertrans", "region": "53"},
        ),
        doubts=frozenset({("approximate", "B3"), ("approximate", "B5"), ("choice-unknown", "A5")}),
    ),
    file="kiriman humas.csv",
)
add(
    "quarter-among-months",
    "“Triwulan I” below its three months is their sum",
    "figures",
    lambda: ods(
        [
            ["Deportasi PMI Asal NTT Tahun 2026 (orang)"],
            ["Bulan", "Laki-laki", "Perempuan", "Jumlah"],
            ["Januari", "11", "7", "18"],
            ["Februari", "4", "3", "7"],
            ["Maret", "9", "2", "11"],
            ["Triwulan I", "24", "12", "36"],
            ["April", "5", "5", "10"],
            ["Total", "29", "17", "46"],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2026-01 deportation laki-laki": 11,
            "53 2026-01 deportation perempuan": 7,
            "53 2026-01 deportation": 18,
            "53 2026-02 deportation laki-laki": 4,
            "53 2026-02 deportation perempuan": 3,
            "53 2026-02 deportation": 7,
            "53 2026-03 deportation laki-laki": 9,
            "53 2026-03 deportation perempuan": 2,
            "53 2026-03 deportation": 11,
            "53 2026-04 deportation laki-laki": 5,
            "53 2026-04 deportation perempuan": 5,
            "53 2026-04 deportation": 10,
        },
    ),
    file="deportasi bulanan.ods",
)

# Commitments -----------------------------------------------------------------------------------------
add(
    "targets-by-checkpoint",
    "B03 to B12 below one “Target”: none of them is the target",
    "commitments",
    lambda: xlsx(
        [
            ["RENCANA AKSI TAHUN 2026 - STRANAS"],
            ["Kode", "Aksi", "Indikator", "Satuan", "Baseline 2025", "Target", None, None, None, "PIC"],
            [None, None, None, None, None, "B03", "B06", "B09", "B12", None],
            [
                "NTT-01",
                "Integrasi data PMI desa",
                "Desa terintegrasi",
                "desa",
                12,
                30,
                60,
                90,
                120,
                "Dinas PMD NTT",
            ],
            [
                "NTT-02",
                "Pemeriksaan P3MI",
                "P3MI diperiksa",
                "perusahaan",
                0,
                2,
                4,
                6,
                8,
                "Disnakertrans NTT",
            ],
        ],
        change=merged("F2:I2"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "code": "NTT-01",
                "title": "Integrasi data PMI desa",
                "indicator": "Desa terintegrasi",
                "unit": "desa",
                "baseline": 12,
                "owner": "dpmd",
            },
            {
                "code": "NTT-02",
                "title": "Pemeriksaan P3MI",
                "indicator": "P3MI diperiksa",
                "unit": "perusahaan",
                "baseline": 0,
                "owner": "disnakertrans",
            },
        ),
        doubts=frozenset({("target-of-years", "F4"), ("target-of-years", "F5")}),
    ),
    file="rencana aksi B03.xlsx",
)
add(
    "amounts-as-goals",
    "“Sasaran” above 20 desa and 30 orang",
    "commitments",
    lambda: ods(
        [
            ["RENCANA AKSI GUGUS TUGAS TPPO KABUPATEN LEMBATA"],
            ["No.", "Program/Kegiatan", "Pelaksana", "Sasaran", "Waktu Pelaksanaan"],
            ["I", "Pencegahan", "", "", ""],
            ["1", "Penyuluhan di 20 desa", "Dinas PMD Kab. Lembata", "20 desa", "Maret - Juni 2026"],
            ["2", "Pelatihan jurnalis warga", "Diskominfo Lembata", "30 orang", "Juli 2026"],
            ["II", "Penanganan", "", "", ""],
            ["1", "Pos bantuan hukum", "LBH APIK NTT", "1 pos", "Triwulan III 2026"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Penyuluhan di 20 desa", "target": 20, "due": "2026-06-30", "unit": "desa"},
            {"title": "Pelatihan jurnalis warga", "target": 30, "due": "2026-07-31", "unit": "orang"},
            {
                "title": "Pos bantuan hukum",
                "owner": "lbh-apik-ntt",
                "target": 1,
                "due": "2026-09-30",
                "unit": "pos",
            },
        ),
        doubts=frozenset(
            {
                ("agency-unknown", "C4"),
                ("agency-unknown", "C5"),
                ("due-is-a-span", "E4"),
                ("due-is-a-span", "E5"),
                ("due-is-a-span", "E7"),
            }
        ),
    ),
    file="renaksi lembata.ods",
)
add(
    "both-separators",
    "“2.226” beside “82,5”, and a sum of money of three groups",
    "commitments",
    lambda: xlsx(
        [
            ["KARTU INDIKATOR 2026"],
            [
                "Kode",
                "Komitmen",
                "Indikator",
                "Satuan",
                "Baseline (2025)",
                "Target 2026",
                "Polaritas",
                "PIC",
                "Tenggat",
            ],
            [
                "IK-1",
                "Turunnya keberangkatan nonprosedural",
                "Persentase PMI nonprosedural",
                "%",
                "82,5",
                "60,0",
                "turun baik",
                "Disnakertrans NTT",
                "31-12-2026",
            ],
            [
                "IK-2",
                "Naiknya penempatan prosedural",
                "Penempatan prosedural",
                "orang",
                "2.226",
                "3.000",
                "naik baik",
                "BP3MI NTT",
                "31-12-2026",
            ],
            [
                "IK-3",
                "Anggaran LTSA tersedia",
                "Anggaran",
                "Rp",
                "1.250.000.000",
                "2.000.000.000",
                "naik baik",
                "Bapperida NTT",
                "31-12-2026",
            ],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "code": "IK-1",
                "title": "Turunnya keberangkatan nonprosedural",
                "indicator": "Persentase PMI nonprosedural",
                "unit": "%",
                "baseline": 82.5,
                "target": 60,
                "owner": "disnakertrans",
                "due": "2026-12-31",
            },
            {
                "code": "IK-2",
                "title": "Naiknya penempatan prosedural",
                "indicator": "Penempatan prosedural",
                "unit": "orang",
                "baseline": 2226,
                "target": 3000,
                "owner": "bp3mi-ntt",
                "due": "2026-12-31",
            },
            {
                "code": "IK-3",
                "title": "Anggaran LTSA tersedia",
                "indicator": "Anggaran",
                "unit": "Rp",
                "baseline": 1250000000,
                "target": 2000000000,
                "owner": "bapperida",
                "due": "2026-12-31",
            },
        ),
    ),
    file="iku 2026.xlsx",
)
add(
    "day-of-the-directive",
    "“Perangkat Daerah” is an owner, “Tgl Arahan” no title",
    "commitments",
    lambda: xls(
        [
            ["MONITORING TINDAK LANJUT ARAHAN GUBERNUR"],
            ["per 1 November 2026"],
            ["No", "Arahan", "Perangkat Daerah", "Tgl Arahan", "Tenggat", "Capaian", "Status"],
            [
                1,
                "Segera aktifkan LTSA Waingapu",
                "Disnakertrans NTT",
                date(2026, 8, 12),
                date(2026, 10, 31),
                "70%",
                "Terkendala",
            ],
            [2, "Susun Perbup RAD", "Biro Hukum", date(2026, 8, 12), "2 minggu", "100%", "Selesai"],
            [
                3,
                "Audit P3MI",
                "Inspektorat Daerah Provinsi NTT",
                date(2026, 9, 1),
                date(2026, 12, 15),
                "",
                "Belum mulai",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Segera aktifkan LTSA Waingapu", "owner": "disnakertrans", "due": "2026-10-31"},
            {"title": "Susun Perbup RAD", "owner": "biro-hukum"},
            {"title": "Audit P3MI", "owner": "inspektorat", "due": "2026-12-15"},
        ),
        doubts=frozenset({("date-impossible", "E5")}),
    ),
    file="monitoring.xls",
)
add(
    "start-for-a-deadline",
    "“TMT 1 Januari 2027” and “minggu kedua” are no deadlines",
    "commitments",
    lambda: text(
        [
            ["Komitmen", "PJ", "Tenggat"],
            ["Rakor kabupaten", "Setda NTT", "paling lambat 30 November 2026"],
            ["Sosialisasi", "Dinas PMD NTT", "minggu kedua Desember 2026"],
            ["SK Satgas", "Biro Hukum", "31/12/26"],
            ["Posko", "BP3MI NTT", "TMT 1 Januari 2027"],
            ["Revisi RAD", "Bapperida NTT", "2027"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Rakor kabupaten", "owner": "setda", "due": "2026-11-30"},
            {"title": "Sosialisasi", "owner": "dpmd"},
            {"title": "SK Satgas", "owner": "biro-hukum", "due": "2026-12-31"},
            {"title": "Posko", "owner": "bp3mi-ntt"},
            {"title": "Revisi RAD", "owner": "bapperida", "due": "2027-12-31"},
        ),
        doubts=frozenset({("date-impossible", "C3"), ("due-is-a-span", "C6"), ("due-is-a-start", "C5")}),
    ),
    file="tenggat.csv",
)

# Desks -----------------------------------------------------------------------------------------------
add(
    "mean-days",
    "“Rata-rata hari penyelesaian” beside a state that is none",
    "services",
    lambda: xlsx(
        [
            ["PEMERINTAH KABUPATEN SUMBA BARAT DAYA"],
            ["DINAS TRANSMIGRASI DAN TENAGA KERJA"],
            ["LAYANAN TERPADU SATU ATAP (LTSA) PELINDUNGAN PMI"],
            ["Jl. Ir. Soekarno, Tambolaka"],
            [],
            ["LAPORAN BULANAN LAYANAN"],
            ["Bulan : Oktober 2026"],
            [],
            ["NO", "MEJA LAYANAN", "PETUGAS", "KONDISI", "JUMLAH PEMOHON", "RATA-RATA HARI PENYELESAIAN"],
            [1, "Ketenagakerjaan", 2, "Buka", 64, 2],
            [2, "Pengaduan dan Informasi", 1, "Buka", 11, 1],
            [3, "Kependudukan dan Capil", 1, "Buka", 23, 1],
            [4, "Kesehatan", 1, "Buka", 40, 3],
            [5, "Keimigrasian", 0, "Belum ada petugas", 0, None],
            [6, "Kepolisian", 1, "Buka", 38, 1],
            [7, "Perbankan", 0, "Rencana 2027", None, None],
            [8, "Jaminan Sosial", 1, "Buka", 35, 1],
            ["", "JUMLAH", 7, None, 211, None],
            [],
            [None] * 4 + ["Tambolaka, 4 November 2026"],
            [None] * 4 + ["Koordinator LTSA"],
            [None] * 4 + ["DOMINGGUS BULU, SE"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"desk": "employment", "status": "open", "served": 64, "days_per_document": 2, "region": "53.18"},
            {
                "desk": "complaints_information",
                "status": "open",
                "served": 11,
                "days_per_document": 1,
                "region": "53.18",
            },
            {
                "desk": "civil_registry",
                "status": "open",
                "served": 23,
                "days_per_document": 1,
                "region": "53.18",
            },
            {"desk": "health", "status": "open", "served": 40, "days_per_document": 3, "region": "53.18"},
            {"desk": "immigration", "served": 0, "region": "53.18"},
            {"desk": "police", "status": "open", "served": 38, "days_per_document": 1, "region": "53.18"},
            {"desk": "banking", "status": "planned", "region": "53.18"},
            {
                "desk": "social_security",
                "status": "open",
                "served": 35,
                "days_per_document": 1,
                "region": "53.18",
            },
        ),
        doubts=frozenset({("choice-unknown", "D14")}),
        left_out={"nama": 8},
    ),
    file="Laporan LTSA SBD Okt 2026.xlsx",
    secrets=("DOMINGGUS", "BULU"),
)
add(
    "states-of-desks-across",
    "kabupaten down, desks across, their state as of a month",
    "services",
    lambda: xlsx(
        [
            ["STATUS MEJA LAYANAN LTSA PER SEPTEMBER 2026"],
            ["Kab/Kota", "Naker", "Pengaduan", "Capil", "Kesehatan", "Imigrasi", "Polri", "Bank", "BPJS"],
            ["Kota Kupang", "ada", "ada", "ada", "ada", "ada", "ada", "ada", "ada"],
            ["Belu", "ada", "ada", "tidak ada", "ada", "ada", "ada", "tidak ada", "tidak ada"],
            ["Sumba Barat Daya", "ada", "belum ada", "ada", "ada", "belum ada", "ada", "rencana", "ada"],
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
            {"desk": "employment", "status": "open", "region": "53.18"},
            {"desk": "complaints_information", "status": "none", "region": "53.18"},
            {"desk": "civil_registry", "status": "open", "region": "53.18"},
            {"desk": "health", "status": "open", "region": "53.18"},
            {"desk": "immigration", "status": "none", "region": "53.18"},
            {"desk": "police", "status": "open", "region": "53.18"},
            {"desk": "banking", "status": "planned", "region": "53.18"},
            {"desk": "social_security", "status": "open", "region": "53.18"},
        ),
    ),
    file="status meja.xlsx",
)
add(
    "desks-of-no-month",
    "no month anywhere",
    "services",
    lambda: text(
        [
            ["Kabupaten", "Meja", "Status"],
            ["Lembata", "Ketenagakerjaan", "Buka"],
            ["Lembata", "Kesehatan", "Tutup"],
        ],
        ",",
    ),
    Expect(
        ASK,
        numbered(
            {"region": "53.13", "desk": "employment", "status": "open"},
            {"region": "53.13", "desk": "health", "status": "none"},
        ),
        questions=frozenset({"period"}),
    ),
    file="kondisi.csv",
)
add(
    "ltsa-above-its-desks",
    "the LTSA once above its desks, “Ket.” as their state",
    "services",
    lambda: xls(
        [
            ["REKAP LTSA SE-NTT"],
            ["BULAN SEPT 2026"],
            ["NO", "LTSA", "MEJA", "KET", "JML ORG"],
            [1, "LTSA KAB. SIKKA", "NAKER", "ADA", 40],
            ["", "", "IMIGRASI", "ADA", 25],
            ["", "", "BPJS", "TDK ADA", ""],
            ["", "JUMLAH", "", "", 65],
            [2, "LTSA KAB. BELU", "NAKER", "ADA", 33],
            ["", "", "SKCK", "ADA", 17],
            ["", "JUMLAH", "", "", 50],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "employment", "status": "open", "served": 40, "region": "53.07"},
            {"desk": "immigration", "status": "open", "served": 25, "region": "53.07"},
            {"desk": "social_security", "status": "none", "region": "53.07"},
            {"desk": "employment", "status": "open", "served": 33, "region": "53.04"},
            {"desk": "police", "status": "open", "served": 17, "region": "53.04"},
        ),
    ),
    file="REKAP LTSA SE-NTT SEPT 2026.xls",
)
add(
    "desks-of-a-week",
    "a week is no month",
    "services",
    lambda: text(
        [
            ["LTSA Kab. Sikka Minggu I Oktober 2026", "", ""],
            ["Meja", "Status", "Dilayani"],
            ["Naker", "Buka", "9"],
            ["Imigrasi", "Buka", "4"],
        ],
        ";",
    ),
    Expect(
        ASK,
        numbered(
            {"region": "53.07", "desk": "employment", "status": "open", "served": 9},
            {"region": "53.07", "desk": "immigration", "status": "open", "served": 4},
        ),
        questions=frozenset({"period"}),
    ),
    file="mingguan.csv",
)
add(
    "two-desks-of-one",
    "two that are one desk of ours",
    "services",
    lambda: text(
        [
            ["Kabupaten", "Bulan", "Nama Meja", "Dilayani"],
            ["Ende", "September 2026", "BPJS Kesehatan", "12"],
            ["Ende", "September 2026", "BPJS Ketenagakerjaan", "9"],
            ["Ende", "September 2026", "Bank NTT", "3"],
            ["Ende", "September 2026", "Disdukcapil", "14"],
            ["Ende", "September 2026", "Polres/SKCK", "11"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"desk": "social_security", "served": 12, "region": "53.08"},
            {"desk": "social_security", "served": 9, "region": "53.08"},
            {"desk": "banking", "served": 3, "region": "53.08"},
            {"desk": "civil_registry", "served": 14, "region": "53.08"},
            {"desk": "police", "served": 11, "region": "53.08"},
        ),
        doubts=frozenset({("same-once-more", "C3")}),
    ),
    file="meja nama.csv",
)
add(
    "ltsa-of-the-province",
    "an LTSA that stands in no kabupaten",
    "services",
    lambda: xlsx(
        [
            ["LTSA PROVINSI NTT"],
            ["Bulan Oktober 2026"],
            ["Meja", "Status", "Dilayani"],
            ["Naker", "Buka", 120],
            ["Imigrasi", "Buka", 88],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"desk": "employment", "status": "open", "served": 120},
            {"desk": "immigration", "status": "open", "served": 88},
        ),
        doubts=frozenset({("place-of-title", "A3")}),
    ),
    file="prov.xlsx",
)

# Village teams ---------------------------------------------------------------------------------------
add(
    "remarks-as-states",
    "“Ket.” as the only state of a team; one that is formed and not active is none of ours",
    "village-teams",
    lambda: xlsx(
        [
            ["PEMERINTAH KABUPATEN MALAKA"],
            ["DINAS PEMBERDAYAAN MASYARAKAT DAN DESA"],
            [],
            ["DAFTAR TIM KHUSUS PENCEGAHAN TPPO TINGKAT DESA"],
            ["KEADAAN S.D. 30 SEPTEMBER 2026"],
            [],
            ["NO", "KECAMATAN", "DESA", "SK KEPALA DESA", None, "JUMLAH ANGGOTA", "KET."],
            [None, None, None, "NOMOR", "TANGGAL", None, None],
            [1, "WEWIKU", "ALKANI", "141/07/DA/2026", date(2026, 2, 10), 9, "AKTIF"],
            [2, None, "WEOE", "141/12/DW/2026", date(2026, 3, 5), 7, "AKTIF"],
            [3, "WELIMAN", "HAITIMUK", "141/03/2026", date(2026, 4, 21), 8, "TIDAK AKTIF"],
            [None, "JUMLAH", None, None, None, 24, None],
            [],
            [None] * 5 + ["Betun, 2 Oktober 2026"],
            [None] * 5 + ["Kepala Dinas"],
            [None] * 5 + ["AGUSTINUS NAHAK, S.IP"],
        ],
        change=merged("D7:E7", "A7:A8", "B7:B8", "C7:C8", "F7:F8", "G7:G8", "B9:B10"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "141/07/DA/2026",
                "formed_on": "2026-02-10",
                "members": 9,
                "status": "active",
                "region": "53.21.03.2008",
            },
            {
                "reference": "141/12/DW/2026",
                "formed_on": "2026-03-05",
                "members": 7,
                "status": "active",
                "region": "53.21.03.2005",
            },
            {
                "reference": "141/03/2026",
                "formed_on": "2026-04-21",
                "members": 8,
                "region": "53.21.04.2002",
            },
        ),
        doubts=frozenset({("choice-unknown", "G11")}),
    ),
    file="SK Tim Desa Malaka.xlsx",
    secrets=("AGUSTINUS", "NAHAK"),
)
add(
    "shortened-members",
    "“Tim terbentuk tgl”, “Jml Agt”, a sheet for each kecamatan",
    "village-teams",
    lambda: workbook(
        {
            n: [
                [f"TIM DESA KEC. {n.upper()}"],
                ["KAB. MALAKA"],
                ["No", "Desa", "Tim terbentuk tgl", "Jml Agt", "Status"],
                *rows,
                ["", "Jumlah", "", sum(x[3] for x in rows if isinstance(x[3], int)), ""],
            ]
            for n, rows in (
                ("Laenmanen", [[1, "Meotroi", "1-2-2026", 7, "aktif"], [2, "Tesa", "1-2-2026", 8, "aktif"]]),
                ("Malaka Timur", [[1, "Dirma", "12-3-2026", 9, "aktif"], [2, "Sanleo", "-", "-", "belum"]]),
            )
        }
    ),
    Expect(
        IMPORT,
        numbered(
            {"formed_on": "2026-02-01", "members": 7, "status": "active", "region": "53.21.08.2001"},
            {"formed_on": "2026-02-01", "members": 8, "status": "active", "region": "53.21.08.2002"},
            {"formed_on": "2026-03-12", "members": 9, "status": "active", "region": "53.21.09.2005"},
            {"status": "none", "region": "53.21.09.2006"},
        ),
    ),
    file="Malaka per kec.xlsx",
)
add(
    "decree-with-its-day",
    "number and day of the decree in one cell, whose heading says neither",
    "village-teams",
    lambda: xls(
        [
            ["TIM KHUSUS DESA KECAMATAN BOTIN LEOBELE"],
            ["KABUPATEN MALAKA TAHUN 2026"],
            ["NO", "DESA", "SK", "ANGGOTA", "KETERANGAN"],
            ["I", "Babotin", "140/01/2026 tanggal 7 Januari 2026", "9 org", ""],
            ["II", "Kereana", "140/02/2026 tanggal 9 Januari 2026", "7 org", "bubar Juli 2026"],
            ["III", "Takarai", "dalam proses", "-", "menunggu musdes"],
            ["Catatan : anggota termasuk Babinsa dan Bhabinkamtibmas"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "140/01/2026", "members": 9, "formed_on": "2026-01-07", "region": "53.21.12.2001"},
            {"reference": "140/02/2026", "members": 7, "formed_on": "2026-01-09", "region": "53.21.12.2002"},
        ),
        doubts=frozenset({("line-withdrawn", "E5"), ("no-number", "C6")}),
    ),
    file="TIM KHUSUS BOTIN LEOBELE.xls",
)
add(
    "personnel-by-sex",
    "“Personil” as L, P and Jml",
    "village-teams",
    lambda: ods(
        [
            ["REKAP TIM DESA KEC. SASITAMEAN KAB. MALAKA PER 31 AGUSTUS 2026"],
            ["No", "Desa", "Pembentukan", "", "Personil", "", ""],
            ["", "", "SK", "Tgl", "L", "P", "Jml"],
            ["1", "Manulea", "3/2026", "2-2-2026", "5", "2", "7"],
            ["2", "Naibone", "4/2026", "idem", "4", "4", "8"],
            ["", "Jumlah", "", "", "9", "6", "15"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "3/2026", "formed_on": "2026-02-02", "members": 7, "region": "53.21.07.2002"},
            {"reference": "4/2026", "formed_on": "2026-02-02", "members": 8, "region": "53.21.07.2003"},
        ),
    ),
    file="REKAP TIM.ods",
)
add(
    "only-remarks",
    "villages and remarks alone",
    "village-teams",
    lambda: xlsx(
        [
            ["Tim desa Kec. Wewiku Kab. Malaka"],
            ["No", "Desa", "Ket."],
            [1, "Alkani", "Aktif"],
            [2, "Weoe", "Belum terbentuk"],
            [3, "Seserai", "aktif"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"status": "active", "region": "53.21.03.2008"},
            {"status": "none", "region": "53.21.03.2005"},
            {"status": "active", "region": "53.21.03.2007"},
        ),
    ),
    file="ket.xlsx",
)

# Activities ------------------------------------------------------------------------------------------
add(
    "hall-alone",
    "a hall below “Tempat” where no column names the kabupaten, a hidden line",
    "activities",
    lambda: xlsx(
        [
            ["LAPORAN GIAT BINMAS POLRES ENDE"],
            ["BULAN OKTOBER 2026"],
            ["NO", "HARI/TGL", "GIAT", "SASARAN", "TEMPAT", "JML PESERTA"],
            [1, "Kamis/1-10-2026", "Binluh TPPO", "Pelajar", "SMAN 2 Ende", "L:45 P:60"],
            [2, "Senin/5-10-2026", "Sambang desa", "Warga", "Desa Mbuliwaralau", "25 org"],
            [3, "Rabu/14-10-2026", "Cek kapal Pelni", "ABK", "Pelabuhan Soekarno Ende", "-"],
            ["", "JUMLAH", "", "", "", "130"],
        ],
        change=lambda s: setattr(s.row_dimensions[6], "hidden", True),
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-10-01", "title": "Binluh TPPO", "place": "SMAN 2 Ende", "participants": 105},
            {
                "held_on": "2026-10-05",
                "title": "Sambang desa",
                "place": "Desa Mbuliwaralau",
                "participants": 25,
                "region": "53.08.08.2014",
            },
        ),
        doubts=frozenset({("by-sex", "F4"), ("hidden", "B6"), ("place-unknown", "E4")}),
    ),
    file="Giat Polres.xlsx",
)
add(
    "participants-divided",
    "pupils, teachers, parents and their total: the total",
    "activities",
    lambda: xls(
        [
            ["LAPORAN EDUKASI TRUK-F 2026"],
            ["Tanggal", "Bentuk Kegiatan", "Tempat", "Kabupaten", "Peserta", "", "", ""],
            ["", "", "", "", "Siswa", "Guru", "Orang tua", "Total"],
            ["11-2-2026", "Penyuluhan", "SMAN 1 Maumere", "Sikka", 80, 6, 14, 100],
            ["18-2-2026", "Penyuluhan", "SMPN 2 Nita", "Sikka", 50, 4, 0, 54],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-02-11",
                "title": "Penyuluhan",
                "place": "SMAN 1 Maumere",
                "participants": 100,
                "region": "53.07",
            },
            {
                "held_on": "2026-02-18",
                "title": "Penyuluhan",
                "place": "SMPN 2 Nita",
                "participants": 54,
                "region": "53.07",
            },
        ),
        left_out={"nama": 2},
    ),
    file="peserta.xls",
)
add(
    "ports-are-no-names",
    "addresses in one column",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kegiatan", "Pelaksana", "Lokasi (Desa, Kec, Kab)", "Jml Peserta"],
            ["11-02-2026", "Penyuluhan hukum", "LBH APIK NTT", "Desa Weoe, Kec. Wewiku, Kab. Malaka", "32"],
            [
                "13-02-2026",
                "Penyuluhan hukum",
                "LBH APIK NTT",
                "Kel. Umanen, Kec. Atambua Barat, Kab. Belu",
                "27",
            ],
            ["20-02-2026", "Rapat jejaring", "LBH APIK NTT", "Zoom", "41"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-02-11",
                "title": "Penyuluhan hukum",
                "agency": "lbh-apik-ntt",
                "participants": 32,
                "region": "53.21.03.2005",
            },
            {
                "held_on": "2026-02-13",
                "title": "Penyuluhan hukum",
                "agency": "lbh-apik-ntt",
                "participants": 27,
                "region": "53.04.21.1003",
            },
            {
                "held_on": "2026-02-20",
                "title": "Rapat jejaring",
                "agency": "lbh-apik-ntt",
                "participants": 41,
            },
        ),
        doubts=frozenset({("place-unknown", "D4")}),
    ),
    file="lokasi.csv",
)

# Accounts and agencies -------------------------------------------------------------------------------
add(
    "office-above-its-accounts",
    "an office alone in a row above its accounts",
    "accounts",
    lambda: xls(
        [
            ["AKUN PENGGUNA"],
            ["NO", "USERNAME", "ROLE"],
            ["DINAS KESEHATAN PROVINSI NTT", "", ""],
            [1, "dinkes.op1", "Operator"],
            [2, "dinkes.kadis", "Kepala instansi"],
            ["INSPEKTORAT NTT", "", ""],
            [1, "itprov.verif", "Verifikator"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "dinkes.op1", "agency": "dinkes"},
            {"username": "dinkes.kadis", "role": "agency", "agency": "dinkes"},
            {"role": "verifier", "agency": "inspektorat"},
        ),
        doubts=frozenset({("choice-unknown", "C4")}),
        left_out={"nama": 1},
    ),
    file="akun.xls",
)
add(
    "short-headings",
    "“Akun”, “Hak” and “Lembaga” in UTF-16",
    "accounts",
    lambda: text(
        [["Akun", "Hak", "Lembaga"], ["gmit.sinode", "Instansi", "GMIT"], ["iom.kupang", "Instansi", "IOM"]],
        "\t",
        "utf-16",
    ),
    Expect(
        IMPORT,
        numbered(
            {"username": "gmit.sinode", "role": "agency", "agency": "gmit"},
            {"username": "iom.kupang", "role": "agency", "agency": "iom"},
        ),
    ),
    file="pengguna.csv",
)
add(
    "new-user-names",
    "“Username Lama” beside “Username Baru”",
    "accounts",
    lambda: text(
        [
            ["No", "Username Lama", "Username Baru", "Peran", "Instansi"],
            ["1", "dpmd.a", "dpmd.op1", "Instansi", "Dinas PMD NTT"],
            ["2", "dinkes.a", "dinkes.op1", "Instansi", "Dinkes NTT"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {"username": "dpmd.op1", "role": "agency", "agency": "dpmd"},
            {"username": "dinkes.op1", "role": "agency", "agency": "dinkes"},
        ),
    ),
    file="reset.csv",
)
add(
    "user-name-with-a-digit",
    "“bp3mi.2” is of an office; a NIP is not kept",
    "accounts",
    lambda: xlsx(
        [
            ["Username", "Peran", "Instansi"],
            ["198704122010011003", "Instansi", "BP3MI NTT"],
            ["bp3mi.2", "Instansi", "BP3MI NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"role": "agency", "agency": "bp3mi-ntt"},
            {"username": "bp3mi.2", "role": "agency", "agency": "bp3mi-ntt"},
        ),
        left_out={"NIK": 1},
        doubts=frozenset({("field-left-out", "A2")}),
    ),
    file="akun nip.xlsx",
    secrets=("198704122010011003",),
)
add(
    "partners-in-english",
    "a list of partners in English",
    "agencies",
    lambda: text(
        [
            ["Name", "Short name", "Type", "Level", "Mandate"],
            ["Example Migrant Aid Society", "EMAS", "NGO", "Province", "Counselling and legal aid"],
            ["Consulate Example in Tawau", "KRI Tawau", "Mission abroad", "Abroad", "Consular protection"],
        ],
        ",",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "name": "Example Migrant Aid Society",
                "short_name": "EMAS",
                "kind": "partner_ngo",
                "level": "province",
                "mandate": "Counselling and legal aid",
            },
            {
                "name": "Consulate Example in Tawau",
                "short_name": "KRI Tawau",
                "kind": "mission_abroad",
                "level": "abroad",
                "mandate": "Consular protection",
            },
        ),
    ),
    file="partners.csv",
)
add(
    "new-names-of-agencies",
    "“Nama Lama” beside “Nama Baru”",
    "agencies",
    lambda: text(
        [
            ["Nama Lama", "Nama Baru", "Keterangan"],
            ["Dinas Contoh Nakertrans Sikka", "Dinas Contoh Transnaker Sikka", "perubahan SOTK"],
            ["UPT Contoh BLK Ende", "-", "dilebur ke dinas"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered({"name": "Dinas Contoh Transnaker Sikka"}),
        doubts=frozenset({("line-withdrawn", "C3")}),
        left_out={"nama": 2},
    ),
    file="perubahan.csv",
)

# Counts ----------------------------------------------------------------------------------------------
add(
    "curly-quotes",
    "figures in curly quotes",
    "placements",
    lambda: text(
        [
            ["Kabupaten", "Penempatan prosedural 2025"],
            ["Sumba Barat Daya", "318"],
            ["Sumba Timur", "“189”"],
            ["Ende", "‘12’"],
        ],
        ";",
        "cp1252",
    ),
    Expect(IMPORT, {"53.18 2025": 318, "53.11 2025": 189, "53.08 2025": 12}),
    file="win.csv",
)
add(
    "state-below-the-source",
    "“Data per 5 Juli 2026” below “Sumber” opens no lines",
    "deaths",
    lambda: xlsx(
        [
            ["KEDATANGAN JENAZAH PMI MENURUT KABUPATEN, JANUARI - JUNI 2026"],
            ["Kabupaten", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun"],
            ["Ende", 2, 1, 0, 3, 1, 2],
            ["Sikka", 1, 0, 2, 1, 0, 1],
            ["Sumber : BP3MI NTT, diolah"],
            ["Data per 5 Juli 2026"],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.08 2026-01 remains_repatriated": 2,
            "53.08 2026-02 remains_repatriated": 1,
            "53.08 2026-03 remains_repatriated": 0,
            "53.08 2026-04 remains_repatriated": 3,
            "53.08 2026-05 remains_repatriated": 1,
            "53.08 2026-06 remains_repatriated": 2,
            "53.07 2026-01 remains_repatriated": 1,
            "53.07 2026-02 remains_repatriated": 0,
            "53.07 2026-03 remains_repatriated": 2,
            "53.07 2026-04 remains_repatriated": 1,
            "53.07 2026-05 remains_repatriated": 0,
            "53.07 2026-06 remains_repatriated": 1,
        },
    ),
    file="per.xlsx",
)
add(
    "shortened-sumba",
    "“KAB. SUMBAR” is Sumba Barat",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI PROSEDURAL THN 2025"],
            ["WILAYAH", "JML"],
            ["KAB. SUMTIM", 11],
            ["KAB. SUMBAR", 12],
            ["KAB. SUMTENG", 13],
        ]
    ),
    Expect(IMPORT, {"53.11 2025": 11, "53.12 2025": 12, "53.17 2025": 13}),
    file="sumba.xlsx",
)

# Words of numbers, days and ages ---------------------------------------------------------------------
add(
    "spelled-targets",
    "“60 (enam puluh) orang”, and one whose words say another number",
    "commitments",
    lambda: text(
        [
            ["Komitmen", "PJ", "Target", "Tenggat"],
            ["Pelatihan APH", "Polda NTT", "60 (enam puluh) orang", "31-12-2026"],
            ["Rakor", "Setda NTT", "2 (dua) kali", "31-12-2026"],
            ["Posko", "BP3MI NTT", "12 (sebelas) unit", "31-12-2026"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Pelatihan APH",
                "owner": "polda-ntt",
                "target": 60,
                "due": "2026-12-31",
                "unit": "orang",
            },
            {"title": "Rakor", "owner": "setda", "target": 2, "due": "2026-12-31", "unit": "kali"},
            {"title": "Posko", "owner": "bp3mi-ntt", "due": "2026-12-31"},
        ),
        doubts=frozenset({("text-in-value", "C4")}),
    ),
    file="kata.csv",
)
add(
    "weekdays-of-several-days",
    "“Rabu-Jumat, 2-4 September 2026” are several days",
    "activities",
    lambda: text(
        [
            ["Hari/Tanggal", "Kegiatan", "Kabupaten", "Peserta"],
            ["Rabu-Jumat, 2-4 September 2026", "Pelatihan CPMI", "Ende", "20"],
            ["Rabu s.d. Jumat, 9 s.d. 11 September 2026", "Pelatihan CPMI", "Ende", "20"],
            ["Sabtu, 5 September 2026", "Dialog", "Ende", "30"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Pelatihan CPMI", "participants": 20, "region": "53.08"},
            {"title": "Pelatihan CPMI", "participants": 20, "region": "53.08"},
            {"held_on": "2026-09-05", "title": "Dialog", "participants": 30, "region": "53.08"},
        ),
        doubts=frozenset({("date-span", "A2"), ("date-span", "A3")}),
    ),
    file="hari.csv",
)
add(
    "victims-by-age-below-sex",
    "34 below “Umur | L” is a sex and an age",
    "cases",
    lambda: xlsx(
        [
            ["DATA KORBAN TPPO KAB. BELU TAHUN 2026"],
            ["No", "No Reg", "Tgl Lapor", "Umur", None, "Tujuan"],
            [None, None, None, "L", "P", None],
            [1, "R1/2026", "5/1/2026", 34, None, "Malaysia"],
            [2, "R2/2026", "6/1/2026", None, 15, "Malaysia"],
        ],
        change=merged("D2:E2"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "R1/2026",
                "reported_on": "2026-01-05",
                "destination": "MYS",
                "kind": "trafficking",
                "men": 1,
            },
            {
                "reference": "R2/2026",
                "reported_on": "2026-01-06",
                "destination": "MYS",
                "kind": "trafficking",
                "girls": 1,
            },
        ),
        doubts=frozenset({("place-of-title", "B3")}),
    ),
    file="umur lp.xlsx",
)
add(
    "half-among-months",
    "“Semester I” below its six months is their sum",
    "figures",
    lambda: text(
        [
            ["Jenazah PMI dipulangkan ke NTT", ""],
            ["Bulan", "2025"],
            ["Januari", "11"],
            ["Februari", "9"],
            ["Maret", "8"],
            ["April", "7"],
            ["Mei", "12"],
            ["Juni", "10"],
            ["Semester I", "57"],
            ["Juli", "9"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        {
            "53 2025-01 remains_repatriated": 11,
            "53 2025-02 remains_repatriated": 9,
            "53 2025-03 remains_repatriated": 8,
            "53 2025-04 remains_repatriated": 7,
            "53 2025-05 remains_repatriated": 12,
            "53 2025-06 remains_repatriated": 10,
            "53 2025-07 remains_repatriated": 9,
        },
    ),
    file="bulan total.csv",
)

# Parts of a commitment -------------------------------------------------------------------------------
add(
    "commitments-by-letters",
    "“1 Penguatan data” above a and b, which are its parts",
    "commitments",
    lambda: ods(
        [
            ["KESEPAKATAN RAKOR TPPO"],
            ["No", "Kesepakatan", "PIC", "Batas Waktu"],
            ["1", "Penguatan data", "", ""],
            ["a", "Data PMI per desa", "Dinas PMD NTT", "30-11-2026"],
            ["b", "Data kasus bulanan", "Polda NTT", "tiap bulan"],
            ["2", "Sosialisasi", "Diskominfo NTT", "31-12-2026"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Data PMI per desa", "owner": "dpmd", "due": "2026-11-30"},
            {"title": "Data kasus bulanan", "owner": "polda-ntt"},
            {"title": "Sosialisasi", "owner": "diskominfo", "due": "2026-12-31"},
        ),
        doubts=frozenset({("date-impossible", "D5")}),
    ),
    file="butir abc.ods",
)
add(
    "owners-above-their-commitments",
    "an office alone in a row above what it promises, one of them unknown",
    "commitments",
    lambda: xlsx(
        [
            ["KOMITMEN OPD PROVINSI NTT"],
            ["No", "Komitmen", "Target", "Satuan", "Tenggat"],
            ["DINAS KESEHATAN PROVINSI NTT", None, None, None, None],
            [1, "Pemeriksaan CPMI gratis", 400, "orang", date(2026, 12, 31)],
            ["DINAS SOSIAL PROVINSI NTT", None, None, None, None],
            [1, "Shelter 24 jam", 2, "unit", date(2026, 12, 31)],
            ["KOPERASI CONTOH LAUTAN", None, None, None, None],
            [1, "Pinjaman purna PMI", 30, "orang", date(2026, 12, 31)],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Pemeriksaan CPMI gratis",
                "target": 400,
                "unit": "orang",
                "due": "2026-12-31",
                "owner": "dinkes",
            },
            {"title": "Shelter 24 jam", "target": 2, "unit": "unit", "due": "2026-12-31", "owner": "dinsos"},
            {"title": "Pinjaman purna PMI", "target": 30, "unit": "orang", "due": "2026-12-31"},
        ),
        doubts=frozenset({("agency-unknown", "B8")}),
    ),
    file="per opd.xlsx",
)
add(
    "name-within-a-report-number",
    "a report number with somebody's name in it, of which one word is also a word of registers",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER PENGADUAN TPPO TAHUN 2026"],
            ["No. Laporan", "Tanggal Lapor", "Perempuan dewasa"],
            ["01/Yohana Contoh/2026", date(2026, 2, 3), 1],
            ["02/Pengaduan/2026", date(2026, 2, 4), 2],
            ["03/YOHANA/2026", date(2026, 2, 5), 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2026-02-03", "women": 1, "kind": "trafficking"},
            {
                "reference": "02/Pengaduan/2026",
                "reported_on": "2026-02-04",
                "women": 2,
                "kind": "trafficking",
            },
            {"reported_on": "2026-02-05", "women": 3, "kind": "trafficking"},
        ),
        left_out={"nama": 2},
        doubts=frozenset({("field-left-out", "A3"), ("field-left-out", "A5")}),
    ),
    file="register aduan.xlsx",
    secrets=("Yohana", "YOHANA"),
)
