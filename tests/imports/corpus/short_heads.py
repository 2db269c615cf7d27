"""Lists whose headings say little: “L | P | Total” beside a team, “Ada SK”, “Jenis Kegiatan”, “Register”;
titles that say the kind in words of another office, or in English."""

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

# Teams of villages --------------------------------------------------------------------------------------
add(
    "whether-there-is-a-decree",
    "“Ada SK (Ya/Tidak)” says whether there is a team; L, P and Total beside it are its members",
    "village-teams",
    lambda: xlsx(
        [
            ["TIM PENCEGAHAN TPPO TINGKAT DESA KABUPATEN TIMOR TENGAH SELATAN"],
            ["No", "Kec.", "Nama Desa", "Ada SK (Ya/Tidak)", "Tgl Dibentuk", "L", "P", "Total"],
            [1, "Amanuban Barat", "Nusa", "Ya", "14-02-2026", 5, 4, 9],
            [2, "Mollo Utara", "Lelobatan", "Ya", "21-03-2026", 6, 2, 8],
            [3, "Kie", "Oinlasi", "Tidak"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.02.07.2009", "status": "active", "formed_on": "2026-02-14", "members": 9},
            {"region": "53.02.03.2013", "status": "active", "formed_on": "2026-03-21", "members": 8},
            {"region": "53.02.10.2009", "status": "none"},
        ),
    ),
)
add(
    "members-without-a-team-to-be",
    "“Tidak” below “SK (Ada/Tidak)” beside six members: one of the two is wrong",
    "village-teams",
    lambda: xlsx(
        [
            ["Satgas TPPO desa Kabupaten Timor Tengah Selatan"],
            ["Kecamatan", "Desa", "SK (Ada/Tidak)", "L", "P"],
            ["Amanuban Barat", "Nusa", "Ada", 5, 4],
            ["Mollo Utara", "Lelobatan", "Tidak", 4, 2],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.02.07.2009", "status": "active", "members": 9},
            {"region": "53.02.03.2013", "members": 6},
        ),
        doubts=frozenset({("team-or-none", "C4"), ("by-sex", "D3")}),
    ),
)
add(
    "a-decree-by-its-ground",
    "“SK Kades 5/2025” and “Perdes 3/2024” below “Dasar Hukum” are what the teams stand on",
    "village-teams",
    lambda: text(
        [
            ["Kabupaten", "Kecamatan", "Desa/Kelurahan", "Keberadaan Satgas", "Dasar Hukum", "Jml Anggota"],
            ["Lembata", "Ile Ape", "Kolontobo", "Ada", "Perdes 3/2024", "10"],
            ["Lembata", "Lebatukan", "Hadakewa", "Ada", "SK Kades 5/2025", "8"],
            ["Lembata", "Nubatukan", "Lewoleba", "Belum ada", "", ""],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.13.03.2013", "status": "active", "reference": "Perdes 3/2024", "members": 10},
            {"region": "53.13.04.2001", "status": "active", "reference": "SK Kades 5/2025", "members": 8},
            {"region": "53.13.05.1001", "status": "none"},
        ),
    ),
    file="satgas.csv",
)
add(
    "members-of-teams-and-nothing-else",
    "one line a member, the desa in a column: how many each desa has",
    "village-teams",
    lambda: xlsx(
        [
            ["Anggota Satgas TPPO desa Kabupaten Timor Tengah Selatan"],
            ["No", "Nama", "Jabatan", "Desa", "Kecamatan"],
            [1, "Contoh Alfa", "Ketua", "Nusa", "Amanuban Barat"],
            [2, "Contoh Beta", "Anggota", "Nusa", "Amanuban Barat"],
            [3, "Contoh Gama", "Anggota", "Nusa", "Amanuban Barat"],
            [4, "Contoh Delta", "Ketua", "Lelobatan", "Mollo Utara"],
            [5, "Contoh Epsilon", "Anggota", "Lelobatan", "Mollo Utara"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.02.07.2009", "members": 3},
            {"region": "53.02.03.2013", "members": 2},
        ),
        doubts=frozenset({("members-counted", "B3"), ("members-counted", "B6")}),
        left_out={"nama": 5},
    ),
    secrets=("Alfa", "Epsilon"),
)
add(
    "teams-that-are-idle",
    "“Tidak” below “Aktif” is no team that was never formed; “belum” below “Tim” beside it is one",
    "village-teams",
    lambda: text(
        [
            ["kecamatan", "desa", "tim", "aktif", "anggota"],
            ["Amanuban Barat", "Nusa", "ada", "ya", "9"],
            ["Mollo Utara", "Lelobatan", "ada", "tidak", "6"],
            ["Kie", "Oinlasi", "belum", "", ""],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.02.07.2009", "status": "active", "members": 9},
            {"region": "53.02.03.2013", "members": 6},
            {"region": "53.02.10.2009", "status": "none"},
        ),
        doubts=frozenset({("choice-unknown", "D3")}),
    ),
    file="tim.csv",
)
add(
    "a-team-beside-the-state-of-its-decree",
    "“Satgas PMI” says whether there is one; “Status SK” beside it does not",
    "village-teams",
    lambda: xlsx(
        [
            ["SATGAS PMI DESA KABUPATEN TIMOR TENGAH SELATAN"],
            ["Kecamatan", "Desa", "Status SK", "Satgas PMI"],
            ["Amanuban Barat", "Nusa", "SK Kades", "Terbentuk"],
            ["Mollo Utara", "Lelobatan", "diproses", "Terbentuk"],
            ["Kie", "Oinlasi", "belum", "Belum"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.02.07.2009", "status": "active"},
            {"region": "53.02.03.2013", "status": "active"},
            {"region": "53.02.10.2009", "status": "none"},
        ),
    ),
)
# Activities ---------------------------------------------------------------------------------------------
add(
    "what-was-held-by-its-kind",
    "“Jenis Kegiatan” over what was held, a day and a place in each line: activities, and no counts",
    "activities",
    lambda: xlsx(
        [
            ["KEGIATAN PENGAWASAN P3MI/LPK TAHUN 2026"],
            ["No", "Tgl", "Nama Perusahaan", "Kab/Kota", "Jenis Kegiatan", "Hasil"],
            [1, "14/04/2026", "PT CONTOH SATU", "Kota Kupang", "Pemeriksaan P3MI", "Sesuai"],
            [2, "22/04/2026", "LPK CONTOH DUA", "Kab. Sikka", "Pengawasan LPK", "Nota pemeriksaan I"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2026-04-14", "region": "53.71", "title": "Pemeriksaan P3MI"},
            {"held_on": "2026-04-22", "region": "53.07", "title": "Pengawasan LPK"},
        ),
    ),
)
add(
    "kinds-of-activities-alone",
    "“Sosialisasi” and “Patroli” below “Jenis Kegiatan” are kinds",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kab/Kota", "Jenis Kegiatan", "Jumlah Peserta"],
            ["14/04/2026", "Alor", "Sosialisasi", "41"],
            ["22/04/2026", "Alor", "Patroli", "6"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2026-04-14", "region": "53.05", "kind": "education", "participants": 41},
            {"held_on": "2026-04-22", "region": "53.05", "kind": "supervision", "participants": 6},
        ),
    ),
    file="kegiatan.csv",
)
add(
    "how-often-by-kind",
    "“Jenis Kegiatan” in words beside “Jumlah” of a kabupaten: the number is what is counted",
    "activities",
    lambda: xlsx(
        [
            ["REKAP KEGIATAN MITRA TAHUN 2025"],
            ["No", "Kab/Kota", "Jenis Kegiatan", "Jumlah"],
            [1, "Belu", "Sosialisasi", 3],
            [2, "Sikka", "Pengawasan", 4],
        ]
    ),
    Expect(IMPORT, {"53.04 2025": 3, "53.07 2025": 4}),
)
# Cases --------------------------------------------------------------------------------------------------
add(
    "stopped-in-the-title",
    "“CPMI non prosedural yang dicegah” says of all lines that they did not leave",
    "cases",
    lambda: xlsx(
        [
            ["DATA CPMI NON PROSEDURAL YANG DICEGAH TAHUN 2026"],
            ["Register", "Tgl Cegah", "Asal", "Negara/Daerah Tujuan"],
            ["BA/01/2026", "14/03/2026", "TTS", "Malaysia"],
            ["BA/02/2026", "20/04/2026", "Belu", "Malaysia"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "BA/01/2026",
                "reported_on": "2026-03-14",
                "region": "53.02",
                "destination": "MYS",
                "kind": "prevented_departure",
            },
            {
                "reference": "BA/02/2026",
                "reported_on": "2026-04-20",
                "region": "53.04",
                "destination": "MYS",
                "kind": "prevented_departure",
            },
        ),
    ),
)
add(
    "passports-put-off",
    "“Penundaan penerbitan paspor” may be a departure that was prevented: its kind is asked, and not refused",
    "cases",
    lambda: xlsx(
        [
            ["DAFTAR PENUNDAAN PENERBITAN PASPOR TERINDIKASI PMI NON PROSEDURAL"],
            ["No", "Tanggal", "Asal", "Negara Tujuan"],
            [1, "02/07/2026", "Rote Ndao", "Malaysia"],
            [2, "15/07/2026", "Alor", "Singapura"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2026-07-02", "region": "53.14", "destination": "MYS"},
            {"reported_on": "2026-07-15", "region": "53.05", "destination": "SGP"},
        ),
        questions=frozenset({"case-kind"}),
    ),
)
add(
    "trafficking-in-an-english-title",
    "an English list says its kind in the title; “Penuntutan” is the stage after the second one",
    "cases",
    lambda: text(
        [
            ["Case list - trafficking in persons - 2025"],
            ["Case No.", "Date reported", "District of origin", "Legal status"],
            ["C-001", "12 March 2025", "Belu", "Penuntutan"],
            ["C-003", "2 June 2025", "East Sumba", "Investigation"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "C-001",
                "reported_on": "2025-03-12",
                "region": "53.04",
                "police_stage": "handed_to_prosecution",
                "kind": "trafficking",
            },
            {
                "reference": "C-003",
                "reported_on": "2025-06-02",
                "region": "53.11",
                "police_stage": "investigation",
                "kind": "trafficking",
            },
        ),
    ),
    file="cases.csv",
)
add(
    "notices-to-the-prosecutors",
    "a list of prosecutors has the day of the notice alone: read as that of the report, and told",
    "cases",
    lambda: xlsx(
        [
            ["PERKARA TINDAK PIDANA PERDAGANGAN ORANG"],
            ["No", "No. SPDP", "Tgl SPDP", "Kab. Asal Korban", "Tahap"],
            [1, "SPDP/11/II/2025", "24/02/2025", "TTU", "P-21"],
            [2, "SPDP/20/IV/2025", "15/04/2025", "Malaka", "Tahap II"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "SPDP/11/II/2025",
                "reported_on": "2025-02-24",
                "region": "53.03",
                "police_stage": "complete_p21",
                "kind": "trafficking",
            },
            {
                "reference": "SPDP/20/IV/2025",
                "reported_on": "2025-04-15",
                "region": "53.21",
                "police_stage": "handed_to_prosecution",
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("day-of-notice", "C2")}),
    ),
)
# Counts -------------------------------------------------------------------------------------------------
add(
    "kupang-below-kabupaten",
    "“Kupang” below “Kab. Asal” is the kabupaten, of whom the column speaks",
    "deportations",
    lambda: xlsx(
        [
            ["JUMLAH WNI ASAL NTT YANG DIDEPORTASI DARI MALAYSIA PER DARATAN TAHUN 2025"],
            ["No", "Kab. Asal", "Jumlah"],
            [1, "Kupang", 9],
            [2, "TTS", 4],
            [3, "Kab. Sikka", 12],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.01 2025 deportation MYS": 9,
            "53.02 2025 deportation MYS": 4,
            "53.07 2025 deportation MYS": 12,
        },
    ),
)
add(
    "kupang-below-kabupaten-and-kota",
    "“Kupang” below “Kab/Kota” is either",
    "deportations",
    lambda: text([["Kab/Kota", "Deportasi 2025"], ["Kupang", "9"], ["TTS", "4"]], ";"),
    Expect(ASK, {"53.02 2025 deportation": 4}, questions=frozenset({"place:kupang"})),
    file="deportasi.csv",
)
add(
    "kupang-of-an-activity",
    "“Kupang” below “Kabupaten” in a register, and beside a kecamatan of the city the city",
    "activities",
    lambda: xlsx(
        [
            ["SOSIALISASI MIGRASI AMAN TAHUN 2026"],
            ["Tanggal", "Kegiatan", "Kabupaten", "Kecamatan"],
            ["17/02/2026", "Sosialisasi migrasi aman", "Kupang", None],
            ["18/02/2026", "Sosialisasi migrasi aman", "Kupang", "Oebobo"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2026-02-17", "title": "Sosialisasi migrasi aman", "region": "53.01"},
            {"held_on": "2026-02-18", "title": "Sosialisasi migrasi aman", "region": "53.71.04"},
        ),
    ),
)
add(
    "desks-of-one-day",
    "one day of an LTSA is no month of it: the month is asked, and the day's is offered",
    "services",
    lambda: xlsx(
        [
            ["LAYANAN LTSA KABUPATEN BELU TANGGAL 14 OKTOBER 2026"],
            ["Loket", "Dilayani"],
            ["Imigrasi", 3],
            ["Kesehatan", 4],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"desk": "immigration", "served": 3, "region": "53.04"},
            {"desk": "health", "served": 4, "region": "53.04"},
        ),
        questions=frozenset({"period"}),
    ),
)
# What names nobody --------------------------------------------------------------------------------------
add(
    "whether-somebody-is-at-the-desk",
    "“Ada” and “Tidak ada” below “Ada Petugas” name nobody: they say which desks are open",
    "services",
    lambda: xlsx(
        [
            ["LTSA KABUPATEN BELU BULAN SEPTEMBER 2026"],
            ["No", "Loket/Instansi", "Ada Petugas", "Jumlah Dilayani"],
            [1, "Disnaker", "Ada", 45],
            [2, "Dukcapil", "Tidak ada", 0],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "employment", "status": "open", "served": 45, "region": "53.04"},
            {"desk": "civil_registry", "status": "none", "served": 0, "region": "53.04"},
        ),
        left_out={},
    ),
)
add(
    "contracted-names-of-offices",
    "“Diskopnakertrans” is short for its office, and “Diana” for none",
    "agencies",
    lambda: text(
        [
            ["Nama Instansi", "Singkatan", "Kab/Kota"],
            ["Dinas Koperasi, Tenaga Kerja dan Transmigrasi Kabupaten Alor", "Diskopnakertrans", "Alor"],
            ["Dinas Perikanan dan Kelautan Kabupaten Alor", "Diana", "Alor"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "name": "Dinas Koperasi, Tenaga Kerja dan Transmigrasi Kabupaten Alor",
                "short_name": "Diskopnakertrans",
                "region": "53.05",
            },
            {"name": "Dinas Perikanan dan Kelautan Kabupaten Alor", "region": "53.05"},
        ),
        left_out={"nama": 1},
        doubts=frozenset({("field-left-out", "B3")}),
    ),
    file="instansi.csv",
    secrets=("Diana",),
)
add(
    "how-a-request-stands",
    "“Diterima” and “Telaah” below “Status Permohonan” are nobody's names, and who they are is",
    "cases",
    lambda: xlsx(
        [
            ["DATA KORBAN TPPO ASAL NTT TAHUN 2025"],
            ["No LP", "Tanggal Lapor", "Kab/Kota", "Identitas Korban", "Status Permohonan"],
            ["LP/B/3/II/2025", "14/02/2025", "TTU", "Contoh Alfa", "Diterima"],
            ["LP/B/8/III/2025", "20/03/2025", "Sumba Timur", "Contoh Beta", "Telaah"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/3/II/2025",
                "reported_on": "2025-02-14",
                "region": "53.03",
                "kind": "trafficking",
            },
            {
                "reference": "LP/B/8/III/2025",
                "reported_on": "2025-03-20",
                "region": "53.11",
                "kind": "trafficking",
            },
        ),
        left_out={"nama": 2},
    ),
    secrets=("Alfa", "Beta"),
)
add(
    "sixteen-digits-as-the-number-of-a-letter",
    "“5304-0112/III/0390-0001” is a NIK in groups, and no number of a letter",
    "cases",
    lambda: text(
        [
            ["No LP", "Tanggal Lapor", "Jenis Kasus", "Kab/Kota"],
            ["5304-0112/III/0390-0001", "14/02/2025", "TPPO", "TTU"],
            ["5304-0112/II/2025", "15/02/2025", "TPPO", "Belu"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2025-02-14", "region": "53.03", "kind": "trafficking"},
            {
                "reference": "5304-0112/II/2025",
                "reported_on": "2025-02-15",
                "region": "53.04",
                "kind": "trafficking",
            },
        ),
        left_out={"NIK": 1},
        doubts=frozenset({("field-left-out", "A2")}),
    ),
    file="register.csv",
    secrets=("5304-0112/III/0390-0001",),
)
# Forms --------------------------------------------------------------------------------------------------
add(
    "two-questions-a-row",
    "a form that asks twice in each row, and whom it names beside what it asks",
    "activities",
    lambda: xlsx(
        [
            ["FORM LAPORAN KEGIATAN MITRA"],
            ["Tanggal", ":", "3 April 2026", "Tempat Kegiatan", ":", "Aula Kantor Camat"],
            ["Kegiatan", ":", "Sosialisasi migrasi aman", "Kabupaten", ":", "Belu"],
            ["Penyelenggara", ":", "Yayasan Kasih Bangun", "Jumlah Peserta", ":", 41],
            ["Jenis Kegiatan", ":", "Edukasi", "Nama Narasumber", ":", "Yohanis Contoh"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-04-03",
                "place": "Aula Kantor Camat",
                "title": "Sosialisasi migrasi aman",
                "region": "53.04",
                "agency": "Yayasan Kasih Bangun",
                "participants": 41,
                "kind": "education",
            }
        ),
        left_out={"nama": 1},
    ),
    secrets=("Yohanis",),
)
add(
    "two-questions-a-row-and-who-reports",
    "“Nama Pelapor” beside “Nama Korban”: whose sex and age are asked below them, the form does not say",
    "cases",
    lambda: xlsx(
        [
            ["FORM PENGADUAN"],
            ["Nomor Laporan", "LP/3/I/2026", "Tanggal Lapor", "3 Januari 2026"],
            ["Jenis Kasus", "TPPO", "Kabupaten Asal", "Belu"],
            ["Nama Pelapor", "Yohanis Contoh", "Nama Korban", "Agustina Contoh"],
            ["Jenis Kelamin", "Laki-laki", "Umur", 30],
        ]
    ),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Yohanis", "Agustina"),
)
