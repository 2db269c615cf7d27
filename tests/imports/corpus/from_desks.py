"""Files as desks fill them in beside their other work: offices that had none, letters for whom a column
counts, what is counted in the name of the file alone. Whoever wrote them knew what he meant."""

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, merged, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

# Registers of cases -------------------------------------------------------------------------------------
add(
    "posts-that-had-none",
    "“NIHIL” or dashes beside an office are no case, and a sum without a name is none either",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO MENURUT KANTOR IMIGRASI TAHUN 2025"],
            ["No", "Instansi", "No. LP", "Tgl. Lapor", "Jml Korban", "Jml Tersangka"],
            [1, "Kanim Maumere", "IM/1/II/2025/MOF", "03/02/2025", 4, 1],
            [2, "Kanim Maumere", "IM/2/V/2025/MOF", "21/05/2025", 2, 2],
            [3, "Kanim Atambua", "-", "-", "-", "-"],
            [4, "BP3MI NTT", "NIHIL", None, None, None],
            [None, None, None, None, 6, 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "IM/1/II/2025/MOF",
                "reported_on": "2025-02-03",
                "agency": "kanim-maumere",
                "suspects": 1,
                "kind": "trafficking",
            },
            {
                "reference": "IM/2/V/2025/MOF",
                "reported_on": "2025-05-21",
                "agency": "kanim-maumere",
                "suspects": 2,
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("victims-not-split", "E2")}),
    ),
)
add(
    "two-letters-behind-a-word",
    "“Jml PD” and “Jml LA” are “PD” and “LA”, and “Unit” above offices is who reports",
    "cases",
    lambda: xlsx(
        [
            ["REKAP TPPO 2026"],
            ["No LP", "Tanggal Lapor", "Unit", "Jml PD", "Jml LD", "Jml PA", "Jml LA"],
            ["IM/7/III/2026/MOF", "11/03/2026", "Kanim Maumere", 2, 0, 1, 0],
            ["IM/9/IV/2026/MOF", "28/04/2026", "Kanim Maumere", 0, 5, 0, 1],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "IM/7/III/2026/MOF",
                "reported_on": "2026-03-11",
                "agency": "kanim-maumere",
                "women": 2,
                "men": 0,
                "girls": 1,
                "boys": 0,
                "kind": "trafficking",
            },
            {
                "reference": "IM/9/IV/2026/MOF",
                "reported_on": "2026-04-28",
                "agency": "kanim-maumere",
                "women": 0,
                "men": 5,
                "girls": 0,
                "boys": 1,
                "kind": "trafficking",
            },
        ),
    ),
)
add(
    "a-unit-that-is-no-office",
    "“Satuan” above persons is no office",
    "cases",
    lambda: xlsx(
        [
            ["REKAP TPPO 2026"],
            ["No LP", "Tanggal Lapor", "Kabupaten", "Satuan"],
            ["IM/7/III/2026/MOF", "11/03/2026", "Ende", "orang"],
            ["IM/9/IV/2026/MOF", "28/04/2026", "Ngada", "orang"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "IM/7/III/2026/MOF",
                "reported_on": "2026-03-11",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "IM/9/IV/2026/MOF",
                "reported_on": "2026-04-28",
                "kind": "trafficking",
                "region": "53.09",
            },
        ),
    ),
)
add(
    "kabkota-in-one-word",
    "“kabkota” heads the kabupaten, and “kel_desa” that nobody knows is told where no kecamatan stands",
    "cases",
    lambda: text(
        [
            ["no_laporan", "tgl_lapor", "jenis_kasus", "kabkota", "desa"],
            ["A/01/2026", "2026-02-03", "TPPO", "KABUPATEN ALOR", "Moru"],
            ["A/02/2026", "2026-02-17", "TPPO", "KABUPATEN ALOR", "Kampung Rekaan"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "A/01/2026",
                "reported_on": "2026-02-03",
                "kind": "trafficking",
                "region": "53.05.03.1001",
            },
            {
                "reference": "A/02/2026",
                "reported_on": "2026-02-17",
                "kind": "trafficking",
                "region": "53.05",
            },
        ),
        doubts=frozenset({("place-unknown", "E3")}),
    ),
    file="ekspor.csv",
)
add(
    "the-kind-in-the-name-of-the-file",
    "What all lines are stands in the name of the file alone: read so, and told; a dot behind a number is "
    "no part of it",
    "cases",
    lambda: xlsx(
        [
            ["Periode: 2026"],
            ["No", "No. LP & Tgl", "Asal Korban"],
            [1, "LP/A/5/IV/2026/RES ALOR. 03-04-2026", "Kab. Alor"],
            [2, "LP/A/8/VI/2026/RES ALOR. 15-06-2026", "Kab. Lembata"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/5/IV/2026/RES ALOR",
                "reported_on": "2026-04-03",
                "kind": "trafficking",
                "region": "53.05",
            },
            {
                "reference": "LP/A/8/VI/2026/RES ALOR",
                "reported_on": "2026-06-15",
                "kind": "trafficking",
                "region": "53.13",
            },
        ),
        doubts=frozenset({("kind-of-name", "")}),
    ),
    file="TPPO_2026 (2).xlsx",
)
add(
    "stopped-at-a-harbour",
    "“Penggagalan CPMI” says what all lines are, and the numbers are asked about",
    "cases",
    lambda: xlsx(
        [
            ["DATA PENGGAGALAN CPMI NON PROSEDURAL DI PELABUHAN 2026"],
            ["No BA", "Tgl", "Jumlah", "Asal"],
            ["BA/03/2026", "05/02/2026", 6, "Kab. Ende"],
            ["BA/04/2026", "22/03/2026", 4, "Kab. Alor"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2026-02-05", "kind": "prevented_departure", "region": "53.08"},
            {"reported_on": "2026-03-22", "kind": "prevented_departure", "region": "53.05"},
        ),
        questions=frozenset({"numbers:no ba"}),
    ),
)
add(
    "what-somebody-complained-of",
    "“Pokok Aduan” heads the kind of each case; the number is asked about, and nothing is refused",
    "cases",
    lambda: xlsx(
        [
            ["REKAPITULASI ADUAN KELUARGA PMI 2026"],
            ["No.", "No. Agenda", "Tgl. Masuk", "Kab/Kota", "Pokok Aduan"],
            [1, "560/12/NKT/2026", "13/01/2026", "Kab. Ngada", "Gaji tidak dibayar 8 bulan"],
            [2, "560/40/NKT/2026", "31/03/2026", "Kab. Nagekeo", "Putus komunikasi"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2026-01-13", "kind": "worker_in_distress", "region": "53.09"},
            {"reported_on": "2026-03-31", "kind": "worker_in_distress", "region": "53.16"},
        ),
        questions=frozenset({"numbers:no agenda"}),
    ),
)

# Tables of counts ---------------------------------------------------------------------------------------
add(
    "posts-across-in-a-csv",
    "Headings that are posts hold figures, and a CSV has figures as texts: months of the whole still",
    "deportations",
    lambda: text(
        [
            ["Pencegahan keberangkatan CPMI asal NTT tahun 2025", "", "", "", ""],
            ["Bulan", "Pelabuhan Tenau", "TPI Bandara El Tari", "Jumlah", "Ket"],
            ["Jan", "4", "0", "4", ""],
            ["Peb", "2", "1", "3", ""],
            ["Mrt", "7", "0", "7", ""],
            ["Jumlah", "13", "1", "14", ""],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        {
            "53 2025-01 prevented_departure": 4,
            "53 2025-02 prevented_departure": 3,
            "53 2025-03 prevented_departure": 7,
        },
        doubts=frozenset({("column-unknown", "B2")}),
    ),
    file="cegah.csv",
)
add(
    "lp-and-korban-alone",
    "“LP” and “Korban” beside each other head their columns, and name a series each",
    "figures",
    lambda: xlsx(
        [
            ["Penanganan TPPO Tahun 2025"],
            ["Kabupaten", "LP", "Korban"],
            ["Malaka", 3, 9],
            ["Sikka", 2, 15],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.21 2025 trafficking_police_reports": 3,
            "53.21 2025 trafficking_victims": 9,
            "53.07 2025 trafficking_police_reports": 2,
            "53.07 2025 trafficking_victims": 15,
        },
    ),
)
add(
    "stopped-beside-deported",
    "“Pencegahan” over the quarters beside “Deportasi” is what was prevented",
    "deportations",
    lambda: xlsx(
        [
            [None, "Deportasi", None, "Pencegahan", None],
            ["Kab/Kota", "TRIB I", "TRIB II", "TRIB I", "TRIB II"],
            ["Belu", 10, 12, 4, 2],
            ["Malaka", 8, 7, 0, 3],
        ],
        change=merged("B1:C1", "D1:E1"),
    ),
    Expect(
        IMPORT,
        {
            "53.04 2025-01-01..2025-03-31 deportation": 10,
            "53.04 2025-04-01..2025-06-30 deportation": 12,
            "53.04 2025-01-01..2025-03-31 prevented_departure": 4,
            "53.04 2025-04-01..2025-06-30 prevented_departure": 2,
            "53.21 2025-01-01..2025-03-31 deportation": 8,
            "53.21 2025-04-01..2025-06-30 deportation": 7,
            "53.21 2025-01-01..2025-03-31 prevented_departure": 0,
            "53.21 2025-04-01..2025-06-30 prevented_departure": 3,
        },
    ),
    file="rekap 2025.xlsx",
)
add(
    "the-years-target-in-a-part",
    "A target beside what was reached by September is mostly the year's: told",
    "placements",
    lambda: xlsx(
        [
            ["CAPAIAN PENEMPATAN PMI TAHUN 2025 (S.D. SEPTEMBER)"],
            ["Kabupaten", "Target", "Realisasi"],
            ["Belu", 150, 128],
            ["Alor", 60, 66],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2025-01-01..2025-09-30 procedural_placement_target": 150,
            "53.04 2025-01-01..2025-09-30": 128,
            "53.05 2025-01-01..2025-09-30 procedural_placement_target": 60,
            "53.05 2025-01-01..2025-09-30": 66,
        },
        doubts=frozenset({("target-of-a-part", "B2")}),
    ),
)
add(
    "died-or-came-home",
    "“Meninggal” below a title of those who came home: coffins, or all who died; told",
    "figures",
    lambda: xlsx(
        [
            ["FASILITASI KEPULANGAN PMI BERMASALAH TAHUN 2025"],
            ["Kab/Kota", "Deportasi", "Meninggal"],
            ["Kab. Lembata", 41, 3],
            ["Kab. Sikka", 30, 7],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.13 2025 deportation": 41,
            "53.13 2025 deaths_abroad": 3,
            "53.07 2025 deportation": 30,
            "53.07 2025 deaths_abroad": 7,
        },
        doubts=frozenset({("deaths-or-remains", "C2")}),
    ),
)

# Services, activities, agencies and commitments ---------------------------------------------------------
add(
    "desks-down-places-across",
    "Desks down the lines and kabupaten across, with a sum at the foot: whom each desk of each has served",
    "services",
    lambda: xlsx(
        [
            ["REKAP KUNJUNGAN LTSA BULAN AGUSTUS 2026"],
            ["Loket", "Kab. Alor", "Kab. Ende", "Jumlah"],
            ["Disnaker", 31, 45, 76],
            ["Dinkes", 12, 15, 27],
            ["Imigrasi", 25, 38, 63],
            ["Jumlah", 68, 98, 166],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.05 2026-08 employment": 31,
            "53.05 2026-08 health": 12,
            "53.05 2026-08 immigration": 25,
            "53.08 2026-08 employment": 45,
            "53.08 2026-08 health": 15,
            "53.08 2026-08 immigration": 38,
        },
    ),
)
add(
    "a-desk-that-nobody-knows",
    "“Loket terpadu” above “ada” and “tidak” between the desks is told, and “Kes” is health",
    "services",
    lambda: xlsx(
        [
            ["KEADAAN LOKET LTSA PER 31 AGUSTUS 2026"],
            ["Kab/Kota", "Naker", "Kes", "Bank", "Loket terpadu"],
            ["Sikka", "ada", "ada", "tidak", "ada"],
            ["Belu", "ada", "tidak", "ada", "tidak"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"desk": "employment", "status": "open", "region": "53.07"},
            {"desk": "health", "status": "open", "region": "53.07"},
            {"desk": "banking", "status": "none", "region": "53.07"},
            {"desk": "employment", "status": "open", "region": "53.04"},
            {"desk": "health", "status": "none", "region": "53.04"},
            {"desk": "banking", "status": "open", "region": "53.04"},
        ),
        doubts=frozenset({("column-unknown", "E2")}),
    ),
)
add(
    "who-came-from-the-village",
    "“Jml warga” is who took part",
    "activities",
    lambda: xlsx(
        [
            ["REKAP BINLUH BULAN AGUSTUS 2026"],
            ["Tanggal", "Kabupaten", "Jml warga", "Materi"],
            ["02/08/2026", "Ende", 30, "Bahaya TPPO"],
            ["09/08/2026", "Ende", 25, "Migrasi aman"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2026-08-02", "participants": 30, "title": "Bahaya TPPO", "region": "53.08"},
            {"held_on": "2026-08-09", "participants": 25, "title": "Migrasi aman", "region": "53.08"},
        ),
    ),
)
add(
    "an-office-of-a-regency-called-opd",
    "“OPD” beside an office that is a kabupaten's by its name: both are read, and told",
    "agencies",
    lambda: xlsx(
        [
            ["Nama Instansi", "Jenis", "Kabupaten"],
            ["Dinas Sosial Kabupaten Ngada", "OPD", "Kab. Ngada"],
            ["Yayasan Contoh Migran Flores", "LSM", "Kab. Sikka"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"name": "Dinas Sosial Kabupaten Ngada", "kind": "provincial_agency", "region": "53.09"},
            {"name": "Yayasan Contoh Migran Flores", "kind": "partner_ngo", "region": "53.07"},
        ),
        doubts=frozenset({("name-elsewhere", "B2")}),
    ),
)
add(
    "what-is-done-is-no-name",
    "“Membentuk Tim Pendampingan” names nobody, and neither does the way to Nunukan",
    "commitments",
    lambda: xlsx(
        [
            ["TINDAK LANJUT RAKOR"],
            ["No", "Arahan", "OPD", "Batas Waktu"],
            [1, "Membentuk Tim Pembekalan PMI Resmi", "Disnakertrans", "31/03/2026"],
            [2, "Patroli di jalur Flores-Nunukan", "Kodaeral VII", "30/06/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"title": "Membentuk Tim Pembekalan PMI Resmi", "owner": "disnakertrans", "due": "2026-03-31"},
            {"title": "Patroli di jalur Flores-Nunukan", "owner": "kodaeral-vii", "due": "2026-06-30"},
        ),
    ),
)
add(
    "what-every-line-was-in-the-title",
    "No column says what was done: the title does, and parts of those who came are told",
    "activities",
    lambda: xlsx(
        [
            ["REKAP SOSIALISASI BAHAYA TPPO OLEH POLRES ENDE 2026"],
            ["No", "Hari/Tgl", "Kab/Kota", "Jml Siswa", "Jml Guru"],
            [1, "Rabu, 14 Januari 2026", "Ende", 210, 12],
            [2, "Rabu, 21 Januari 2026", "Ende", 150, 8],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-01-14", "title": "Sosialisasi bahaya TPPO", "region": "53.08"},
            {"held_on": "2026-01-21", "title": "Sosialisasi bahaya TPPO", "region": "53.08"},
        ),
        doubts=frozenset({("column-unknown", "D2"), ("column-unknown", "E2")}),
    ),
)
add(
    "until-when",
    "“Mulai” and “Selesai” beside who does it: the second is when it is due",
    "commitments",
    lambda: text(
        [
            ["kegiatan", "pelaksana", "mulai", "selesai"],
            ["Kampanye radio", "Diskominfo", "01/03/2026", "30/04/2026"],
            ["Penyuluhan di sekolah", "Disnakertrans", "01/01/2026", "31/12/2026"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {"title": "Kampanye radio", "owner": "diskominfo", "due": "2026-04-30"},
            {"title": "Penyuluhan di sekolah", "owner": "disnakertrans", "due": "2026-12-31"},
        ),
    ),
    file="rencana.csv",
)

# What else a line says ----------------------------------------------------------------------------------
add(
    "victims-by-their-sex",
    "“Korban” above Pr and Lk is their sex, and ages of a span say who is a child",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER TPPO 2026"],
            ["No", "No. Register", "Tgl Lapor", "Korban", "Umur"],
            [1, "RPK/02/I/2026", "08/01/2026", "Pr", "16 thn"],
            [2, "RPK/07/III/2026", "13/03/2026", "Lk", "20 thn"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "RPK/02/I/2026", "reported_on": "2026-01-08", "kind": "trafficking", "girls": 1},
            {"reference": "RPK/07/III/2026", "reported_on": "2026-03-13", "kind": "trafficking", "men": 1},
        ),
    ),
)
add(
    "ages-from-to-in-a-heading",
    "“0-17 P” are girls, “18-60 L” men",
    "cases",
    lambda: xlsx(
        [
            ["REKAP TPPO 2026"],
            ["No LP", "Tgl Lapor", "0-17 L", "0-17 P", "18-60 L", "18-60 P"],
            ["RPK/02/I/2026", "08/01/2026", 0, 1, 0, 0],
            ["RPK/07/III/2026", "13/03/2026", 1, 0, 2, 3],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "RPK/02/I/2026",
                "reported_on": "2026-01-08",
                "kind": "trafficking",
                "boys": 0,
                "girls": 1,
                "men": 0,
                "women": 0,
            },
            {
                "reference": "RPK/07/III/2026",
                "reported_on": "2026-03-13",
                "kind": "trafficking",
                "boys": 1,
                "girls": 0,
                "men": 2,
                "women": 3,
            },
        ),
    ),
)
add(
    "a-prosecutor-by-its-short-name",
    "“Kejari Belu” below “Kejari” is whose the reports are: asked, for the register knows all as one",
    "cases",
    lambda: xlsx(
        [
            ["REKAP PERKARA TPPO 2026"],
            ["Kejari", "No Perkara", "Tgl Lapor"],
            ["Kejari Belu", "PDM-3/BELU/2026", "12/02/2026"],
            ["Kejari Sikka", "PDM-8/SIKKA/2026", "03/03/2026"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reference": "PDM-3/BELU/2026", "reported_on": "2026-02-12", "kind": "trafficking"},
            {"reference": "PDM-8/SIKKA/2026", "reported_on": "2026-03-03", "kind": "trafficking"},
        ),
        questions=frozenset({"agency:kejari"}),
    ),
)
add(
    "let-go-again",
    "Stopped at the airport and let go, for it was a visit: told",
    "deportations",
    lambda: xlsx(
        [
            ["PENCEGAHAN KEBERANGKATAN CPMI NON PROSEDURAL 2026"],
            ["Tgl", "Jml", "Asal", "Ket"],
            ["3 Maret 2026", 4, "Kab. Ende", None],
            ["25 Maret 2026", 1, "Kab. Alor", "ternyata kunjungan keluarga, dilepas"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "happened_on": "2026-03-03",
                "persons": 4,
                "indicator": "prevented_departure",
                "region": "53.08",
            },
            {
                "happened_on": "2026-03-25",
                "persons": 1,
                "indicator": "prevented_departure",
                "region": "53.05",
            },
        ),
        doubts=frozenset({("line-withdrawn", "D4")}),
    ),
)
add(
    "a-village-of-the-next-district",
    "A desa that lies in another kecamatan than the title names: read by its name, and told",
    "placements",
    lambda: xlsx(
        [
            ["Kecamatan Wewewa Barat Kabupaten Sumba Barat Daya, PMI resmi 2025"],
            ["Desa", "L", "P", "Jml"],
            ["Kalembu Kanaika", 1, 4, 5],
            ["Raba Ege", 0, 3, 3],
            ["Tema Tana", 2, 6, 8],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.18.04.2016 2025 laki-laki": 1,
            "53.18.04.2016 2025 perempuan": 4,
            "53.18.04.2016 2025": 5,
            "53.18.04.2013 2025 laki-laki": 0,
            "53.18.04.2013 2025 perempuan": 3,
            "53.18.04.2013 2025": 3,
            "53.18.03.2002 2025 laki-laki": 2,
            "53.18.03.2002 2025 perempuan": 6,
            "53.18.03.2002 2025": 8,
        },
        doubts=frozenset({("place-differs", "A5")}),
    ),
)
add(
    "the-report-of-one-day",
    "A daily report names its day in the title alone, and what was done in “Tindakan”",
    "cases",
    lambda: xlsx(
        [
            ["LAPORAN HARIAN SATGAS TPPO"],
            ["Selasa, 3 November 2026"],
            ["No", "No LP", "Kasus", "Korban", "Tindakan"],
            [1, "LP/B/301/XI/2026/SPKT", "TPPO", "2 org pr dewasa", "Lidik"],
            [2, "LP/A/88/XI/2026/SPKT", "TPPO", "1 org lk anak, 3 org pr dewasa", "Sidik"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/301/XI/2026/SPKT",
                "reported_on": "2026-11-03",
                "kind": "trafficking",
                "women": 2,
                "police_stage": "preliminary_inquiry",
            },
            {
                "reference": "LP/A/88/XI/2026/SPKT",
                "reported_on": "2026-11-03",
                "kind": "trafficking",
                "boys": 1,
                "women": 3,
                "police_stage": "investigation",
            },
        ),
        doubts=frozenset({("day-of-title", "")}),
    ),
)
add(
    "adults-by-letters",
    "“Adults M” and “Adults F” are men and women",
    "cases",
    lambda: xlsx(
        [
            ["Case No.", "Date received", "Type of case", "Origin district", "Adults M", "Adults F"],
            ["MC/001", "2026-01-11", "Trafficking", "Belu", 1, 0],
            ["MC/002", "2026-02-23", "Trafficking", "Malaka", 0, 3],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "MC/001",
                "reported_on": "2026-01-11",
                "kind": "trafficking",
                "men": 1,
                "women": 0,
                "region": "53.04",
            },
            {
                "reference": "MC/002",
                "reported_on": "2026-02-23",
                "kind": "trafficking",
                "men": 0,
                "women": 3,
                "region": "53.21",
            },
        ),
    ),
)
add(
    "how-they-had-left-in-short",
    "“PROSED” and “NON PROS” below each year are how those who died had left",
    "deaths",
    lambda: xlsx(
        [
            ["PMI MENINGGAL DUNIA", None, None, None, None],
            ["KAB/KOTA", "2024", None, "2025", None],
            [None, "PROSED", "NON PROS", "PROSED", "NON PROS"],
            ["Malaka", 1, 24, 1, 20],
            ["Belu", 0, 14, 0, 12],
        ],
        change=merged("A2:A3", "B2:C2", "D2:E2"),
    ),
    Expect(
        IMPORT,
        {
            "53.21 2024 deaths_abroad prosedural": 1,
            "53.21 2024 deaths_abroad nonprosedural": 24,
            "53.21 2025 deaths_abroad prosedural": 1,
            "53.21 2025 deaths_abroad nonprosedural": 20,
            "53.04 2024 deaths_abroad prosedural": 0,
            "53.04 2024 deaths_abroad nonprosedural": 14,
            "53.04 2025 deaths_abroad prosedural": 0,
            "53.04 2025 deaths_abroad nonprosedural": 12,
        },
    ),
)
add(
    "by-when-in-other-words",
    "“Langkah” and “Kapan” head commitments and when they are due; “segera” is no day",
    "commitments",
    lambda: xlsx(
        [
            ["No", "Isu", "Langkah", "Penanggung jawab (Lead)", "Kapan"],
            [1, "Data", "Satu data PMI", "BP3MI NTT", "31/03/2027"],
            [2, "Pengawasan", "Posko di pelabuhan", "Polda NTT", "segera"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Satu data PMI", "owner": "bp3mi-ntt", "due": "2027-03-31"},
            {"title": "Posko di pelabuhan", "owner": "polda-ntt"},
        ),
        doubts=frozenset({("date-impossible", "E3")}),
    ),
)
add(
    "years-below-an-empty-corner",
    "Years down a column without a heading are the time of each line, the last with its months",
    "figures",
    lambda: xlsx(
        [
            ["PENANGANAN TPPO DI PROVINSI NTT"],
            [None, "LP", "Korban"],
            [2024, 12, 60],
            [2025, 9, 41],
            ["2026 (Jan-Okt)", 7, 38],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53 2024 trafficking_police_reports": 12,
            "53 2024 trafficking_victims": 60,
            "53 2025 trafficking_police_reports": 9,
            "53 2025 trafficking_victims": 41,
            "53 2026-01-01..2026-10-31 trafficking_police_reports": 7,
            "53 2026-01-01..2026-10-31 trafficking_victims": 38,
        },
    ),
)
add(
    "in-and-out-of-a-shelter",
    "“Tgl masuk” beside “Tgl keluar” is no day of a report for certain, and “bukan TPPO” calls a line off",
    "cases",
    lambda: xlsx(
        [
            ["No Kasus", "Tgl masuk", "Tgl keluar", "Asal korban", "Kasus", "Hasil gelar"],
            ["SH/1", "02/01/2026", "20/01/2026", "Kab. Alor", "TPPO", "naik sidik"],
            ["SH/2", "15/01/2026", "28/01/2026", "Kab. Ende", "TPPO", "bukan TPPO"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "SH/1", "reported_on": "2026-01-02", "kind": "trafficking", "region": "53.05"},
            {"reference": "SH/2", "reported_on": "2026-01-15", "kind": "trafficking", "region": "53.08"},
        ),
        doubts=frozenset({("heading-words", "B1"), ("line-withdrawn", "F3")}),
    ),
)
add(
    "a-quarter-that-is-not-final",
    "“Blm final” beside a figure and “data TW2 sementara” below the table are told",
    "deportations",
    lambda: xlsx(
        [
            ["REKAP DEPORTASI 2025"],
            ["Kab/Kota", "TW I", "TW II", "Ket"],
            ["Lembata", 12, 9, "TW II blm final"],
            ["Alor", 3, 2, None],
            ["Catatan: data TW2 sementara"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.13 2025-01-01..2025-03-31 deportation": 12,
            "53.13 2025-04-01..2025-06-30 deportation": 9,
            "53.05 2025-01-01..2025-03-31 deportation": 3,
            "53.05 2025-04-01..2025-06-30 deportation": 2,
        },
        doubts=frozenset({("note-of-a-part", "D3"), ("note-of-a-part", "")}),
    ),
)
add(
    "victims-of-both-sexes-in-a-line",
    "“Lk, Pr” below “Korban” is told, and “Pr” of 14 years a girl",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER TPPO 2026"],
            ["No LP", "Tgl Lapor", "Korban", "Umur Korban", "Asal"],
            ["LP/1/II/2026/RES ENDE", "01/02/2026", "Lk, Pr", "15 dan 20", "Kab. Ende"],
            ["LP/2/II/2026/RES ENDE", "14/02/2026", "Pr", 14, "Kab. Nagekeo"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/1/II/2026/RES ENDE",
                "reported_on": "2026-02-01",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/2/II/2026/RES ENDE",
                "reported_on": "2026-02-14",
                "kind": "trafficking",
                "girls": 1,
                "region": "53.16",
            },
        ),
        states={"C3": "doubtful"},
        doubts=frozenset({("choice-unknown", "C3")}),
    ),
)
add(
    "counted-in-another-year",
    "“Terhitung Des 2024 baru tiba Jan 2025” beside a figure of 2025 is told",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI YANG DIPULANGKAN TAHUN 2025"],
            ["Kab/Kota", "Total", "Keterangan"],
            ["Lembata", 3, None],
            ["Alor", 1, "terhitung Des 2024 baru tiba Jan 2025"],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.13 2025 remains_repatriated": 3, "53.05 2025 remains_repatriated": 1},
        doubts=frozenset({("note-of-a-part", "C4")}),
    ),
)
add(
    "report-numbers-below-the-case",
    "“Perkara” above LP/B/… heads the numbers of reports, and no kinds",
    "cases",
    lambda: xlsx(
        [
            ["REKAP PERKARA TPPO 2025"],
            ["No", "Perkara", "Tgl Lapor", "Kab Asal", "Tujuan"],
            [1, "LP/B/31/II/2025/SPKT/POLRES ALOR", "12/02/2025", "Alor", "Dalam negeri (Surabaya)"],
            [2, "LP/A/4/VI/2025/SPKT/POLRES NGADA", "03/06/2025", "Ngada", "Dalam Negeri (Bali)"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/31/II/2025/SPKT/POLRES ALOR",
                "reported_on": "2025-02-12",
                "kind": "trafficking",
                "destination": "IDN",
                "region": "53.05",
            },
            {
                "reference": "LP/A/4/VI/2025/SPKT/POLRES NGADA",
                "reported_on": "2025-06-03",
                "kind": "trafficking",
                "destination": "IDN",
                "region": "53.09",
            },
        ),
    ),
)
add(
    "two-kinds-in-the-title",
    "A title of two kinds says that the lines are cases; which, is asked",
    "cases",
    lambda: xlsx(
        [
            ["DAFTAR KORBAN PERDAGANGAN ORANG DAN PMI NON PROSEDURAL 2025"],
            ["No", "Tanggal Laporan", "Kecamatan", "L/P", "Umur", "Tujuan"],
            [1, "14/01/2025", "Amarasi", "P", 22, "Malaysia"],
            [2, "20/03/2025", "Sulamu", "L", 30, "Malaysia"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2025-01-14", "destination": "MYS", "women": 1, "region": "53.01.09"},
            {"reported_on": "2025-03-20", "destination": "MYS", "men": 1, "region": "53.01.07"},
        ),
        questions=frozenset({"case-kind"}),
    ),
)
add(
    "suspects-by-sex",
    "L and P below “Tersangka” are numbers and nobody's names; “Perkembangan Penyidikan” is the stage",
    "cases",
    lambda: xlsx(
        [
            ["LAPORAN POLISI TPPO 2025"],
            ["No", "Nomor LP", "Tgl LP", "Tersangka", None, "Perkembangan Penyidikan"],
            [None, None, None, "L", "P", None],
            [1, "LP/B/9/III/2025/Polres Alor", "04/03/2025", 1, 0, "Sidik"],
            [2, "LP/B/17/V/2025/Polres Alor", "20/05/2025", 2, 1, "P21"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/9/III/2025/Polres Alor",
                "reported_on": "2025-03-04",
                "kind": "trafficking",
                "police_stage": "investigation",
            },
            {
                "reference": "LP/B/17/V/2025/Polres Alor",
                "reported_on": "2025-05-20",
                "kind": "trafficking",
                "police_stage": "complete_p21",
            },
        ),
        doubts=frozenset({("column-unknown", "D3"), ("column-unknown", "E3")}),
    ),
)
add(
    "who-did-it-counted",
    "“Pelaku” above “1 org” counts suspects",
    "cases",
    lambda: xlsx(
        [
            ["REKAP KASUS TPPO 2024"],
            ["No", "Nomor LP", "Tgl Lapor", "Pelaku"],
            [1, "LP/B/3/I/2024/Polres Ende", "09/01/2024", "1 org"],
            [2, "LP/B/8/IV/2024/Polres Ende", "22/04/2024", "3 org"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/3/I/2024/Polres Ende",
                "reported_on": "2024-01-09",
                "kind": "trafficking",
                "suspects": 1,
            },
            {
                "reference": "LP/B/8/IV/2024/Polres Ende",
                "reported_on": "2024-04-22",
                "kind": "trafficking",
                "suspects": 3,
            },
        ),
    ),
)
