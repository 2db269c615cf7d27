"""Files of offices made by somebody who had not seen the reader, each for a rule that it lacked; with what a
clerk reads, written before it was mended."""

from datetime import date

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, text, workbook, xlsx
from tests.imports.corpus.offices import ods, persons, xls
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")

# Commitments -----------------------------------------------------------------------------------------

add(
    "activity-is-the-commitment",
    "a matrix whose commitments are headed Kegiatan, their deadline Jadwal, with “s.d.” before a day",
    "commitments",
    lambda: xlsx(
        [
            ["RENCANA AKSI DAERAH"],
            ["STRATEGI", "NO", "KEGIATAN", "TARGET", "PELAKSANA", "JADWAL"],
            [
                "1. Pencegahan",
                "1.",
                "Kelas migrasi di SMK",
                "4 (empat) kali",
                "Dikbud",
                "s.d. 30 November 2026",
            ],
            [None, "2.", "Radio komunitas", "6 siaran", "Diskominfo & Dinas PMD", "awal 2026"],
            [None, "3.", "Pelatihan jaksa", "≥ 80 %", "OPD terkait", "Desember 2026"],
        ],
        change=lambda s: s.merge_cells("A3:A5"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Kelas migrasi di SMK",
                "target": 4,
                "unit": "kali",
                "owner": "dikbud",
                "due": "2026-11-30",
            },
            {"title": "Radio komunitas", "target": 6, "unit": "siaran"},
            {"title": "Pelatihan jaksa", "due": "2026-12-31"},
        ),
        doubts=frozenset(
            {
                ("agency-unknown", "E4"),
                ("date-impossible", "F4"),
                ("approximate", "D5"),
                ("agency-unknown", "E5"),
                ("due-is-a-span", "F5"),
            }
        ),
    ),
)
add(
    "titles-that-begin-with-a-verb",
    "commitments whose first words are capitals of a sentence and of what is shortened, none a name",
    "commitments",
    lambda: text(
        [
            ["Komitmen", "OPD", "Target Waktu"],
            ["Menyusun SOP pemulangan jenazah", "BP3MI NTT", "31/12/2026"],
            ["Membentuk Satgas di tiap kabupaten/kota", "Biro Pemerintahan", "31/12/2026"],
            ["Penyusunan Pergub RAD PPTPPO", "Biro Hukum", "31/12/2026"],
            ["Penyidikan TPPO sampai P-21", "Polda NTT", "31/12/2026"],
            ["Menguatkan Yosefina Tnunay sebagai relawan", "GMIT", "31/12/2026"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Menyusun SOP pemulangan jenazah", "owner": "bp3mi-ntt", "due": "2026-12-31"},
            {
                "title": "Membentuk Satgas di tiap kabupaten/kota",
                "owner": "biro-pemerintahan",
                "due": "2026-12-31",
            },
            {"title": "Penyusunan Pergub RAD PPTPPO", "owner": "biro-hukum", "due": "2026-12-31"},
            {"title": "Penyidikan TPPO sampai P-21", "owner": "polda-ntt", "due": "2026-12-31"},
            {"owner": "gmit", "due": "2026-12-31"},
        ),
        left_out={"nama": 1},
        doubts=frozenset({("field-left-out", "A6")}),
    ),
    file="komitmen.csv",
    secrets=("Yosefina", "Tnunay"),
)
add(
    "targets-of-three-years",
    "a column of targets for each of three years",
    "commitments",
    lambda: xlsx(
        [
            ["TARGET KOMITMEN 2025-2027"],
            ["No", "Komitmen", "OPD Pengampu", "Kondisi Awal", "Target", None, None, "Satuan"],
            [None, None, None, None, "2025", "2026", "2027", None],
            [1, "Desa bersih TPPO", "Dinas PMD NTT", 10, 20, 40, 60, "desa"],
        ],
        change=lambda s: s.merge_cells("E2:G2"),
    ),
    Expect(
        DOUBTS,
        numbered({"title": "Desa bersih TPPO", "owner": "dpmd", "baseline": 10, "unit": "desa"}),
        states={"E4": "doubtful"},
        doubts=frozenset({("target-of-years", "E4")}),
    ),
)
add(
    "headings-in-two-languages",
    "a second line of headings in English",
    "commitments",
    lambda: xlsx(
        [
            ["RENCANA AKSI BERSAMA"],
            ["No", "Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            ["No", "Commitment", "Person in charge", "Target", "Unit", "Deadline"],
            [1, "Panduan skrining korban", "IOM", 1, "panduan", date(2026, 5, 29)],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Panduan skrining korban",
                "owner": "iom",
                "target": 1,
                "unit": "panduan",
                "due": "2026-05-29",
            }
        ),
    ),
)

add(
    "percents-as-a-spreadsheet-keeps-them",
    "a share kept as 0,8 below a heading of percents, and one whole",
    "commitments",
    lambda: xlsx(
        [
            ["Komitmen", "OPD", "Target", "Satuan"],
            ["Layanan kesehatan korban", "Dinkes", 0.8, None],
            ["Rujukan korban", "Dinsos", 1, "%"],
            ["Rumah aman", "Dinsos", 1, "unit"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Layanan kesehatan korban", "owner": "dinkes"},
            {"title": "Rujukan korban", "owner": "dinsos", "unit": "%"},
            {"title": "Rumah aman", "owner": "dinsos", "target": 1, "unit": "unit"},
        ),
        states={"C2": "doubtful", "C3": "doubtful"},
        doubts=frozenset({("percent", "C2"), ("percent", "C3")}),
    ),
)

add(
    "headings-again-after-one-line",
    "the headings once more after a single line, and units that could be names",
    "commitments",
    lambda: xlsx(
        [
            ["PILAR 1 PENCEGAHAN"],
            ["No", "Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            [1, "Kelas migrasi di SMK", "Dikbud", 30, "sekolah", date(2026, 9, 30)],
            ["No", "Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            [2, "Radio komunitas", "Diskominfo", 6, "panduan", date(2026, 10, 31)],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Kelas migrasi di SMK",
                "owner": "dikbud",
                "target": 30,
                "unit": "sekolah",
                "due": "2026-09-30",
            },
            {
                "title": "Radio komunitas",
                "owner": "diskominfo",
                "target": 6,
                "unit": "panduan",
                "due": "2026-10-31",
            },
        ),
    ),
)

# Desks of an LTSA ------------------------------------------------------------------------------------

add(
    "desks-in-words-of-their-own",
    "Keberadaan for the state, Jumlah Layanan for the persons, a year behind a plan",
    "services",
    lambda: xlsx(
        [
            ["LAPORAN LTSA KABUPATEN SIKKA"],
            ["BULAN OKTOBER 2026"],
            ["No", "Meja Layanan", "Petugas", "Keberadaan", "Jumlah Layanan"],
            [1, "Ketenagakerjaan", "Kanisius Wodong", "Operasional", 34],
            [2, "Kesehatan", "dr. Imelda Parera", "Belum tersedia", None],
            [3, "Bank", "-", "Direncanakan 2027", None],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.07", "desk": "employment", "status": "open", "served": 34},
            {"region": "53.07", "desk": "health", "status": "none"},
            {"region": "53.07", "desk": "banking", "status": "planned"},
        ),
    ),
    secrets=("Kanisius", "Wodong", "Imelda", "Parera"),
)
add(
    "office-is-the-sheet",
    "the office stands in the name of the sheet alone",
    "services",
    lambda: workbook(
        {
            "LTSA Sikka": [
                ["REKAP SEPTEMBER 2026"],
                ["Meja", "Dilayani"],
                ["Kesehatan", 11],
                ["Kepolisian", 2],
            ],
            "LTSA SBD": [["REKAP SEPTEMBER 2026"], ["Meja", "Dilayani"], ["Kesehatan", 5], ["Kepolisian", 4]],
        }
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.07", "desk": "health", "served": 11},
            {"region": "53.07", "desk": "police", "served": 2},
            {"region": "53.18", "desk": "health", "served": 5},
            {"region": "53.18", "desk": "police", "served": 4},
        ),
    ),
)
add(
    "office-is-a-column",
    "a line a desk, beside it the whole name of its LTSA",
    "services",
    lambda: text(
        [
            ["Nama LTSA", "Bulan", "Meja", "Dilayani"],
            ["LTSA-P2MI Kab. Sikka (Maumere)", "September 2026", "Naker", "20"],
            ["LTSA Provinsi NTT (Kota Kupang)", "September 2026", "Imigrasi", "41"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.07", "desk": "employment", "served": 20},
            {"region": "53.71", "desk": "immigration", "served": 41},
        ),
    ),
    file="ltsa.csv",
)
add(
    "month-as-a-number-in-the-title",
    "“Bulan: 10/2026” above the table",
    "services",
    lambda: xlsx(
        [
            ["Bulan: 10/2026"],
            ["Kabupaten", "Ketenagakerjaan", "Kesehatan", "Jumlah"],
            ["Sikka", 12, 10, 22],
            ["Kab. Kupang", 5, 4, 9],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.07 2026-10 employment": 12,
            "53.07 2026-10 health": 10,
            "53.01 2026-10 employment": 5,
            "53.01 2026-10 health": 4,
        },
    ),
)

# Village teams ---------------------------------------------------------------------------------------

add(
    "village-and-kecamatan-in-one-cell",
    "desa and kecamatan in one cell, decrees whose letters are no names, their day behind them",
    "village-teams",
    lambda: xlsx(
        [
            ["No", "Desa/Kecamatan", "SK Pembentukan", "Ketua Tim", "Jumlah Anggota"],
            [1, "Desa Tesa Kec. Laenmanen", "Kep. Desa No. 12 Tahun 2026", "Benyamin Fahik", "7 orang"],
            [2, "Desa Haitimuk, Kec. Weliman", "03/KEP/HTM/2026", "Lusia Hoar", "5 org"],
            [3, "Ds. Weoe (Kec. Wewiku)", "belum ada SK", "Gabriel Klau", 9],
            [4, "Desa Weoe, Kec. Weliman", "5/2026", "Roswita Seuk", 6],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.21.08.2002", "reference": "Kep. Desa No. 12 Tahun 2026", "members": 7},
            {"region": "53.21.04.2002", "reference": "03/KEP/HTM/2026", "members": 5},
            {"region": "53.21.03.2005", "members": 9},
            {"reference": "5/2026", "members": 6},
        ),
        doubts=frozenset({("no-number", "C4"), ("place-unknown", "B5")}),
    ),
    secrets=("Benyamin", "Fahik", "Lusia", "Hoar", "Gabriel", "Klau", "Roswita", "Seuk"),
)
add(
    "kecamatan-above-their-villages",
    "a kecamatan alone in its line above its villages, whose name another one bears; one village twice",
    "village-teams",
    lambda: ods(
        [
            ["TIM DESA TAHUN 2026"],
            ["NO", "DESA", "NO. SK", "TGL SK", "ANGGOTA"],
            ["KECAMATAN LEBATUKAN", None, None, None, None],
            [1, "Merdeka", "3/2026", date(2026, 3, 12), 5],
            ["KECAMATAN WEWIKU", None, None, None, None],
            [1, "Weoe", "2/2024", date(2024, 2, 1), 7],
            [2, "Weoe", "7/2026", date(2026, 2, 1), 9],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.13.04.2009", "reference": "3/2026", "formed_on": "2026-03-12", "members": 5},
            {"region": "53.21.03.2005", "reference": "2/2024", "formed_on": "2024-02-01", "members": 7},
            {"region": "53.21.03.2005", "reference": "7/2026", "formed_on": "2026-02-01", "members": 9},
        ),
        doubts=frozenset({("village-twice", "B7")}),
    ),
    file="tim.ods",
)
add(
    "title-names-kabupaten-and-kecamatan",
    "a title that names the kecamatan beside its kabupaten; a line for each member of one team",
    "village-teams",
    lambda: text(
        [
            ["TIM DESA KABUPATEN LEMBATA, KEC. LEBATUKAN"],
            ["Desa", "SK", "Nama", "Jabatan dalam Tim"],
            ["Merdeka", "5/2026", "Lusia Hoar", "Ketua"],
            ["Merdeka", "5/2026", "Yulius Asa", "Anggota"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.13.04.2009", "reference": "5/2026", "members": 2}),
        doubts=frozenset({("members-counted", "C3")}),
        left_out={"nama": 2},
    ),
    file="tim.csv",
    secrets=("Lusia", "Hoar", "Yulius"),
)

add(
    "members-by-sex",
    "members in two columns, men and women",
    "village-teams",
    lambda: xlsx(
        [
            ["Desa", "Kecamatan", "Nomor SK", "Tgl Lapor", "Tgl SK", "Jumlah Anggota", None],
            [None, None, None, None, None, "L", "P"],
            ["Weoe", "Wewiku", "7/2026", date(2026, 5, 1), date(2026, 2, 1), 5, 4],
        ],
        change=lambda s: s.merge_cells("F1:G1"),
    ),
    Expect(
        DOUBTS,
        numbered({"region": "53.21.03.2005", "reference": "7/2026", "formed_on": "2026-02-01", "members": 9}),
        doubts=frozenset({("by-sex", "F3")}),
    ),
)

# Activities ------------------------------------------------------------------------------------------

add(
    "halls-that-tell-their-kabupaten",
    "no column of kabupaten, but halls that tell it; hours behind the day",
    "activities",
    lambda: text(
        [
            ["Hari/Tanggal", "Nama Kegiatan", "Penyelenggara", "Tempat Kegiatan", "Peserta"],
            [
                "Senin, 2 Maret 2026 Pukul 09.00 WITA",
                "Pelatihan petugas desa",
                "IOM",
                "Aula Kantor Desa Haitimuk, Kec. Weliman, Kab. Malaka",
                "26",
            ],
            ["4 Maret 2026", "Rapat lintas batas", "IOM", "Gedung Contoh, Kab. Belu", "29"],
            ["5 Maret 2026", "Rapat lintas batas", "IOM", "Hotel Contoh", "29"],
        ],
        "\t",
        "utf-16",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-03-02",
                "title": "Pelatihan petugas desa",
                "agency": "iom",
                "region": "53.21.04.2002",
                "place": "Aula Kantor Desa Haitimuk, Kec. Weliman, Kab. Malaka",
                "participants": 26,
            },
            {
                "held_on": "2026-03-04",
                "title": "Rapat lintas batas",
                "agency": "iom",
                "region": "53.04",
                "place": "Gedung Contoh, Kab. Belu",
                "participants": 29,
            },
            {
                "held_on": "2026-03-05",
                "title": "Rapat lintas batas",
                "agency": "iom",
                "place": "Hotel Contoh",
                "participants": 29,
            },
        ),
        doubts=frozenset({("place-unknown", "D4")}),
    ),
    file="kegiatan.csv",
)
add(
    "several-villages-of-one-kecamatan",
    "the number of villages before their kecamatan, months as groups of lines",
    "activities",
    lambda: ods(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Lokasi", "Peserta"],
            ["BULAN MARET 2026", None, None, None, None],
            ["5 Maret 2026", "Pelatihan relawan", "TRUK-F", "3 desa di Kec. Weliman, Malaka", "35 L/20 P"],
            ["6 Maret 2026", "Pelatihan guru", "GMIT & PADMA Indonesia", "SMKN 1 Atambua, Kab. Belu", 25],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-03-05",
                "title": "Pelatihan relawan",
                "agency": "truk-f",
                "region": "53.21.04",
                "participants": 55,
            },
            {"held_on": "2026-03-06", "title": "Pelatihan guru", "region": "53.04", "participants": 25},
        ),
        doubts=frozenset({("by-sex", "E3"), ("organizer-unknown", "C4")}),
    ),
    file="kegiatan.ods",
)

add(
    "somebodys-house",
    "houses and offices of persons by their names, in capitals and not",
    "activities",
    lambda: xlsx(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Tempat Kegiatan", "Kabupaten"],
            [date(2026, 3, 2), "Diskusi kampung", "GMIT", "Rumah Yosefina Tnunay", "Belu"],
            [date(2026, 3, 3), "PENDAMPINGAN KORBAN YOSEFINA TNUNAY", "GMIT", "Rumah Adat Bena", "Ngada"],
            [
                date(2026, 3, 4),
                "PENDAMPINGAN KORBAN KEKERASAN SEKSUAL",
                "Kepala Desa Weoe Gabriel Klau",
                None,
                "Malaka",
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-03-02", "title": "Diskusi kampung", "agency": "gmit", "region": "53.04"},
            {"held_on": "2026-03-03", "agency": "gmit", "place": "Rumah Adat Bena", "region": "53.09"},
            {"held_on": "2026-03-04", "title": "PENDAMPINGAN KORBAN KEKERASAN SEKSUAL", "region": "53.21"},
        ),
        doubts=frozenset({("organizer-unknown", "C4")}),
        left_out={"nama": 2},
    ),
    secrets=("Yosefina", "Tnunay", "Gabriel", "Klau"),
)

# Accounts and agencies -------------------------------------------------------------------------------

add(
    "names-of-persons-as-user-names",
    "user names that are made of names of persons",
    "accounts",
    lambda: xlsx(
        [
            ["Nama Pengguna", "Peran", "Instansi"],
            ["maria.seuk", "Instansi", "Dinas PMD"],
            ["kasus.bp3mi2", "Petugas kasus", "BP3MI NTT"],
            ["sumbatimur.op", "Instansi", "Pemkab Sumba Timur"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"role": "agency", "agency": "dpmd"},
            {"username": "kasus.bp3mi2", "role": "case_officer", "agency": "bp3mi-ntt"},
            {"username": "sumbatimur.op", "role": "agency", "agency": "pemkab-sumba-timur"},
        ),
        left_out={"nama": 1},
        doubts=frozenset({("field-left-out", "A2")}),
    ),
    secrets=("maria", "seuk"),
)
add(
    "agencies-headed-by-name-alone",
    "“nama” above offices; one that stands already with its province written out; initials of a new one",
    "agencies",
    lambda: text(
        [
            ["kode", "nama", "nama pendek", "tingkat", "atasan", "wilayah kerja"],
            ["polres-ende", "Polres Ende", "Polres Ende", "Kabupaten", "Kapolda NTT", "Kab. Ende"],
            ["bp3mi", "BP3MI Nusa Tenggara Timur", "BP3MI", "Provinsi", "Kementerian P2MI", "NTT"],
            ["ykbh", "Yayasan Kasih Bangun Harapan", "YKBH", "Kab", "Keuskupan Maumere", "Sikka"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "code": "polres-ende",
                "name": "Polres Ende",
                "short_name": "Polres Ende",
                "level": "regency",
                "superior": "polda-ntt",
                "region": "53.08",
            },
            {
                "code": "bp3mi",
                "name": "BP3MI Nusa Tenggara Timur",
                "short_name": "BP3MI",
                "level": "province",
                "superior": "kp2mi",
                "region": "53",
            },
            {
                "code": "ykbh",
                "name": "Yayasan Kasih Bangun Harapan",
                "short_name": "YKBH",
                "level": "regency",
                "superior": "keuskupan-maumere",
                "region": "53.07",
            },
        ),
        doubts=frozenset({("agency-known", "B3")}),
    ),
    file="instansi.csv",
)

# Persons ---------------------------------------------------------------------------------------------

add(
    "homes-as-addresses",
    "where people come from stands in their address alone, which is left out; a region before its country",
    "deportations",
    lambda: xls(
        [
            ["DEPORTASI PMI 2026"],
            ["No", "Nama", "JK", "Alamat Asal", "Tgl Tiba", "Negara"],
            [1, "Gregorius Leki", "L", "Ds. Weoe, Kec. Wewiku, Kab. Malaka", date(2026, 3, 2), "Malaysia"],
            [
                2,
                "Sabina Aek",
                "P",
                "RT 03/RW 02 Desa Naitimu, Kab. Belu",
                date(2026, 3, 9),
                "Sarawak, Malaysia",
            ],
            [3, "Katarina Lodan", "P", "Jalan Contoh 5", date(2026, 3, 9), "Malaysia"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "deportation",
                "sex": "men",
                "region": "53.21.03.2005",
                "happened_on": "2026-03-02",
                "destination": "MYS",
            },
            {
                "indicator": "deportation",
                "sex": "women",
                "region": "53.04.04.2007",
                "happened_on": "2026-03-09",
                "destination": "MYS",
            },
            {
                "indicator": "deportation",
                "sex": "women",
                "happened_on": "2026-03-09",
                "destination": "MYS",
            },
        ),
        doubts=frozenset({("place-unknown", "D5")}),
        left_out={"nama": 3, "alamat": 3},
    ),
    file="deportasi.xls",
    secrets=("Gregorius", "Leki", "Sabina", "Aek", "Katarina", "Lodan", "RT 03"),
)
add(
    "kabupaten-above-their-people",
    "kabupaten in lines of their own above those who come from there, with their sums",
    "deportations",
    lambda: text(
        [
            ["REKAP PMI DEPORTASI TAHUN 2026"],
            ["No", "Nama", "L/P", "Tanggal Tiba"],
            ["I", "KABUPATEN BELU", "", ""],
            ["1", "Domi Bete", "L", "04/01/2026"],
            ["", "Jumlah: 1 orang (L 1, P 0)", "", ""],
            ["II", "KABUPATEN MALAKA", "", ""],
            ["1", "Selestina Abuk", "P", "20/01/2026"],
        ],
        "|",
    ),
    Expect(
        IMPORT,
        persons("deportation", ("men", "53.04", "2026-01-04"), ("women", "53.21", "2026-01-20")),
        left_out={"nama": 2},
    ),
    file="deportasi.csv",
    secrets=("Domi", "Bete", "Selestina", "Abuk"),
)
add(
    "names-without-a-heading",
    "names of persons below a blank heading, the month in the title",
    "placements",
    lambda: text(
        [
            ["PENEMPATAN PMI PROSEDURAL OKTOBER 2026"],
            ["No", "", "L/P", "Kabupaten", "Negara Penempatan"],
            ["1", "Veronika Dheru", "P", "Ende", "Malaysia"],
            ["2", "Adelheid Sina", "P", "Nagekeo", "Singapura"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "indicator": "procedural_placement",
                "sex": "women",
                "region": "53.08",
                "destination": "MYS",
            },
            {
                "indicator": "procedural_placement",
                "sex": "women",
                "region": "53.16",
                "destination": "SGP",
            },
        ),
        left_out={"nama": 2},
    ),
    file="penempatan.csv",
    secrets=("Veronika", "Dheru", "Adelheid", "Sina"),
)
add(
    "children-by-their-birthday",
    "no age, but days of birth, which are left out and still tell children from adults",
    "cases",
    lambda: xlsx(
        [
            ["No. LP", "Nama Korban", "Tgl Lahir", "JK", "Asal", "Tgl Lapor", "Jenis Kasus"],
            ["1/2026", "Dorkas Tafui", date(2010, 5, 6), "P", "TTS", date(2026, 1, 7), "TPPO"],
            ["2/2026", "Marthen Sae", "12 Agustus 1988", "L", "TTU", date(2026, 1, 9), "TPPO"],
            ["3/2026", "Nofri Sae", None, "L", "TTU", date(2026, 1, 9), "TPPO"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "1/2026",
                "girls": 1,
                "region": "53.02",
                "reported_on": "2026-01-07",
                "kind": "trafficking",
            },
            {
                "reference": "2/2026",
                "men": 1,
                "region": "53.03",
                "reported_on": "2026-01-09",
                "kind": "trafficking",
            },
            {"reference": "3/2026", "region": "53.03", "reported_on": "2026-01-09", "kind": "trafficking"},
        ),
        doubts=frozenset({("age-unknown", "D4")}),
        left_out={"nama": 3, "tanggal lahir": 2},
    ),
    secrets=("Dorkas", "Tafui", "Marthen", "Nofri", "2010-05-06", "Agustus 1988"),
)
add(
    "days-of-other-things",
    "the day of departure before the day of death, the sex by a tick below L or P",
    "deaths",
    lambda: xlsx(
        [
            ["DATA PMI MENINGGAL 2026"],
            ["No", "Nama", "L", "P", "Kabupaten", "Tgl Berangkat", "Tgl Lapor", "Tgl Meninggal"],
            [1, "Yakob Lobo", "√", None, "Ngada", date(2020, 1, 4), date(2026, 3, 1), date(2026, 2, 27)],
            [2, "Rosa Kue", None, "√", "Nagekeo", date(2021, 1, 4), date(2026, 3, 2), date(2026, 2, 28)],
        ]
    ),
    Expect(
        IMPORT,
        persons("deaths_abroad", ("men", "53.09", "2026-02-27"), ("women", "53.16", "2026-02-28")),
        left_out={"nama": 2},
    ),
    secrets=("Yakob", "Lobo", "Kue"),
)
add(
    "day-of-the-deed-first",
    "the day of the deed before the day of the report",
    "cases",
    lambda: xlsx(
        [
            ["No LP", "Tgl Kejadian", "Tgl LP", "Jenis Kasus", "Kabupaten"],
            ["1/2026", date(2025, 12, 1), date(2026, 1, 7), "TPPO", "TTS"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "1/2026",
                "happened_on": "2025-12-01",
                "reported_on": "2026-01-07",
                "kind": "trafficking",
                "region": "53.02",
            }
        ),
    ),
)


def pasted(rows: list[list[str]]) -> bytes:
    """From a word processor: what stands above the table is no part of it."""
    lines = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    above = "<p><b>DAFTAR PMI DEPORTASI</b></p><p>KM BUKIT SIGUNTANG, 12 MARET 2026</p>"
    below = "<p>Kupang, 13 Maret 2026<br>Kepala Balai<br>Theresia Wunda</p>"
    return f"<html><body>{above}<table>{lines}</table>{below}</body></html>".encode()


add(
    "day-above-a-pasted-table",
    "a table pasted from a word processor, its day and ship in the paragraphs above it",
    "deportations",
    lambda: pasted(
        [
            ["No", "Nama", "L/P", "Umur", "Desa", "Kecamatan", "Kabupaten"],
            ["1", "Emanuel Wara", "L", "36", "Nita", "Nita", "Sikka"],
            ["2", "Klara Tokan", "P", "3 bln", "", "Ile Ape", "Lembata"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"indicator": "deportation", "sex": "men", "region": "53.07.04.2001"},
            {"indicator": "deportation", "sex": "women", "region": "53.13.03"},
        ),
        left_out={"nama": 2},
    ),
    file="manifes.xls",
    secrets=("Emanuel", "Wara", "Klara", "Tokan", "Theresia", "Wunda"),
)
