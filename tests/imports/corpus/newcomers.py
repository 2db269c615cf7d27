"""Files of offices that were never met: headings of programs, English forms, groups of another kind, remarks
that call a line off. What a clerk reads from each was written before it was mended."""

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, merged, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

# What was read, and should have been doubted -----------------------------------------------------------
add(
    "groups-of-another-kind",
    "“B. Penganiayaan” between groups of trafficking and smuggling: its lines are neither",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER LAPORAN POLRES ALOR TAHUN 2026"],
            ["No", "Nomor LP", "Tgl Lapor", "Kab. Asal"],
            ["A", "TPPO"],
            [1, "LP/B/3/I/2026", "07/01/2026", "Alor"],
            ["B", "PENGANIAYAAN"],
            [1, "LP/B/4/I/2026", "09/01/2026", "Alor"],
            ["C", "PENYELUNDUPAN MANUSIA"],
            [1, "LP/B/9/II/2026", "14/02/2026", "Lembata"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/3/I/2026",
                "reported_on": "2026-01-07",
                "region": "53.05",
                "kind": "trafficking",
            },
            {"reference": "LP/B/4/I/2026", "reported_on": "2026-01-09", "region": "53.05"},
            {
                "reference": "LP/B/9/II/2026",
                "reported_on": "2026-02-14",
                "region": "53.13",
                "kind": "people_smuggling",
            },
        ),
        doubts=frozenset({("choice-unknown", "B6")}),
    ),
)
add(
    "office-in-another-place",
    "an office of Ngada in the line of Nagekeo; one whose Kupang may be either is none",
    "agencies",
    lambda: text(
        [
            ["Nama Instansi", "Kabupaten/Kota"],
            ["Satpol PP Kabupaten Ngada", "Nagekeo"],
            ["Rumah Singgah Kupang", "Kota Kupang"],
            ["Puskesmas Kabupaten Kupang", "Kota Kupang"],
            ["Satpol PP Kabupaten Sumba Barat Daya", "SBD"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"name": "Satpol PP Kabupaten Ngada", "region": "53.16"},
            {"name": "Rumah Singgah Kupang", "region": "53.71"},
            {"name": "Puskesmas Kabupaten Kupang", "region": "53.71"},
            {"name": "Satpol PP Kabupaten Sumba Barat Daya", "region": "53.18"},
        ),
        doubts=frozenset({("name-elsewhere", "B2"), ("name-elsewhere", "B4")}),
    ),
    file="instansi.csv",
)
add(
    "called-off-in-remarks-left-out",
    "remarks of which one may name somebody are left out, and call a line off all the same",
    "commitments",
    lambda: xlsx(
        [
            ["Komitmen", "Penanggung Jawab", "Tenggat", "Ket."],
            ["Pos pengaduan di pelabuhan", "BP3MI NTT", "30/11/2027", "Yohanis Contoh"],
            ["Buku saku migrasi aman", "Diskominfo NTT", "30/11/2027", "dibatalkan"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Pos pengaduan di pelabuhan", "owner": "bp3mi-ntt", "due": "2027-11-30"},
            {"title": "Buku saku migrasi aman", "owner": "diskominfo", "due": "2027-11-30"},
        ),
        doubts=frozenset({("line-withdrawn", "D3")}),
    ),
    secrets=("Yohanis",),
)
add(
    "withdrawn-in-english",
    "“report withdrawn” beside a line, stages of the police in English",
    "cases",
    lambda: text(
        [
            ["Case No", "Date Reported", "Type of Case", "District", "Legal Status", "Notes"],
            ["N-11", "2026-03-02", "Human trafficking", "Sikka", "Investigation", ""],
            ["N-12", "2026-03-09", "Human trafficking", "Ende", "On trial", "report withdrawn"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "N-11",
                "reported_on": "2026-03-02",
                "kind": "trafficking",
                "region": "53.07",
                "police_stage": "investigation",
            },
            {
                "reference": "N-12",
                "reported_on": "2026-03-09",
                "kind": "trafficking",
                "region": "53.08",
                "police_stage": "trial",
            },
        ),
        doubts=frozenset({("line-withdrawn", "F3")}),
    ),
    file="cases.csv",
)
# What is clear ------------------------------------------------------------------------------------------
add(
    "day-in-one-number",
    "days as programs keep them, in cells that are numbers",
    "cases",
    lambda: xlsx(
        [
            ["Nomor Laporan", "Tanggal Lapor", "Jenis Kasus", "Kabupaten Asal"],
            ["P-1/2026", 20260807, "TPPO (Tindak Pidana Perdagangan Orang)", "Ngada"],
            ["P-2/2026", 20260931, "TPPO", "Ngada"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "P-1/2026",
                "reported_on": "2026-08-07",
                "kind": "trafficking",
                "region": "53.09",
            },
            {"reference": "P-2/2026", "kind": "trafficking", "region": "53.09"},
        ),
        doubts=frozenset({("date-impossible", "B3")}),
    ),
)
add(
    "month-in-one-number",
    "202603 below “Bulan” is March",
    "deaths",
    lambda: text(
        [
            ["Kabupaten", "Bulan", "Jumlah Meninggal"],
            ["Ende", "202602", "4"],
            ["Ende", "202603", "1"],
            ["Alor", "202603", "2"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        {
            "53.08 2026-02 deaths_abroad": 4,
            "53.08 2026-03 deaths_abroad": 1,
            "53.05 2026-03 deaths_abroad": 2,
        },
    ),
    file="unduhan.csv",
)
add(
    "headings-without-blanks",
    "a program writes its headings in one word, each part with a capital",
    "activities",
    lambda: text(
        [
            ["tglKegiatan", "kabKota", "jenisKegiatan", "jumlahPeserta", "namaKegiatan"],
            ["2026-05-06", "Rote Ndao", "Edukasi", "31", "Sosialisasi migrasi aman"],
        ],
        "|",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-05-06",
                "region": "53.14",
                "kind": "education",
                "participants": 31,
                "title": "Sosialisasi migrasi aman",
            }
        ),
    ),
    file="ekspor.csv",
)
add(
    "desks-in-english",
    "desks, their state and whom they served in English",
    "services",
    lambda: xlsx(
        [
            ["Migrant Center Ende - May 2026"],
            ["Desk", "Status", "People served"],
            ["Police", "Open", 6],
            ["Civil registry", "Closed", 0],
            ["Social security", "Planned", None],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "police", "status": "open", "served": 6, "region": "53.08"},
            {"desk": "civil_registry", "status": "none", "served": 0, "region": "53.08"},
            {"desk": "social_security", "status": "planned", "region": "53.08"},
        ),
    ),
)
add(
    "code-beside-the-name-of-a-desk",
    "a program numbers the desks and names them beside it",
    "services",
    lambda: text(
        [
            ["Laporan LTSA Kabupaten Belu bulan Juli 2026"],
            ["kode_layanan", "nama_layanan", "status_layanan", "jml_dilayani"],
            ["L1", "Kesehatan", "buka", "8"],
            ["L2", "Perbankan", "buka", "3"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"desk": "health", "status": "open", "served": 8, "region": "53.04"},
            {"desk": "banking", "status": "open", "served": 3, "region": "53.04"},
        ),
    ),
    file="layanan.csv",
)
add(
    "groups-of-activities",
    "“I. Pengawasan” and “II. Sosialisasi” above lines without a column of their kind",
    "activities",
    lambda: xlsx(
        [
            ["KEGIATAN TRIWULAN I TAHUN 2026"],
            ["No", "Tanggal", "Kabupaten", "Uraian Kegiatan", "Peserta"],
            ["I", "PENGAWASAN"],
            [1, "11/02/2026", "Lembata", "Pemantauan pelabuhan Lewoleba", 7],
            ["II", "SOSIALISASI"],
            [1, "20/02/2026", "Lembata", "Migrasi aman di sekolah", 64],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2026-02-11",
                "region": "53.13",
                "title": "Pemantauan pelabuhan Lewoleba",
                "participants": 7,
                "kind": "supervision",
            },
            {
                "held_on": "2026-02-20",
                "region": "53.13",
                "title": "Migrasi aman di sekolah",
                "participants": 64,
                "kind": "education",
            },
        ),
    ),
)
add(
    "kecamatan-below-a-column-of-numbers",
    "“Kec. Weliman” in the column of decrees heads the lines below it, and goes on with no number",
    "village-teams",
    lambda: xlsx(
        [
            ["Tim desa Kabupaten Malaka"],
            ["No", "Desa", "Nomor SK"],
            [1, "Kateri", "21/KEP/2026"],
            [2, "Suai", "22/KEP/2026"],
            [None, None, "Kec. Weliman"],
            [3, "Haitimuk", "23/KEP/2026"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.21.01.2003", "reference": "21/KEP/2026"},
            {"region": "53.21.01.2017", "reference": "22/KEP/2026"},
            {"region": "53.21.04.2002", "reference": "23/KEP/2026"},
        ),
    ),
)
add(
    "a-job-that-begins-like-a-rank",
    "“Penata laksana rumah tangga” is a job of the list, and nobody who signs it",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Kabupaten Lembata Tahun 2025 menurut jabatan"],
            ["Jabatan", "L", "P"],
            ["Penata laksana rumah tangga", 0, 9],
            ["Buruh kebun", 3, 1],
            ["Jumlah", 3, 10],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.13 2025 laki-laki": 3, "53.13 2025 perempuan": 10},
        doubts=frozenset({("row-without-place", "B3")}),
    ),
)
add(
    "island-beside-a-name-of-two",
    "“Timor” beside the first kabupaten of the island, which is one of two: no sum",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI Tahun 2025"],
            ["Pulau", "Kabupaten", "Jumlah"],
            ["Timor", "Kupang", 7],
            [None, "Malaka", 5],
            ["Flores", "Ngada", 2],
            [None, "Jumlah", 14],
        ]
    ),
    Expect(IMPORT, {"53.01 2025": 7, "53.21 2025": 5, "53.09 2025": 2}),
)
add(
    "documented-or-not",
    "an English table of deaths divides them by how they had left",
    "deaths",
    lambda: xlsx(
        [
            ["Migrant worker deaths abroad, 2024"],
            ["District", "Documented", "Undocumented", "Total"],
            ["Central Sumba", 1, 4, 5],
            ["Ende", 0, 6, 6],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.17 2024 deaths_abroad prosedural": 1,
            "53.17 2024 deaths_abroad nonprosedural": 4,
            "53.17 2024 deaths_abroad": 5,
            "53.08 2024 deaths_abroad prosedural": 0,
            "53.08 2024 deaths_abroad nonprosedural": 6,
            "53.08 2024 deaths_abroad": 6,
        },
    ),
)
add(
    "villages-of-a-programme",
    "how many villages of one programme were formed",
    "figures",
    lambda: text(
        [["Jumlah Desa Migran Emas terbentuk tahun 2025"], ["Kabupaten", "Jumlah"], ["Malaka", "3"]], ";"
    ),
    Expect(IMPORT, {"53.21 2025 migrant_villages_formed": 3}),
    file="desa.csv",
)
add(
    "complaints-that-were-settled",
    "complaints that were settled; those that came in are another series",
    "figures",
    lambda: text(
        [
            ["Penyelesaian pengaduan PMI tahun 2025"],
            ["Kabupaten", "Pengaduan masuk", "Pengaduan selesai"],
            ["Sikka", "9", "6"],
        ],
        ";",
    ),
    Expect(DOUBTS, {"53.07 2025 complaints_settled": 6}),
    file="aduan.csv",
)
add(
    "a-form-of-a-team",
    "what is known of one team, asked down the left",
    "village-teams",
    lambda: xlsx(
        [
            ["FORM DATA SATGAS DESA"],
            ["Desa", "Wehali"],
            ["Kecamatan", "Malaka Tengah"],
            ["Kabupaten", "Malaka"],
            ["Nomor SK", "3/KEP/2026"],
            ["Tanggal SK", "9 Maret 2026"],
            ["Jumlah anggota", 6],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "region": "53.21.01.2006",
                "reference": "3/KEP/2026",
                "formed_on": "2026-03-09",
                "members": 6,
            }
        ),
    ),
)
add(
    "a-form-below-its-number",
    "“KOMITMEN 2” heads the form in which “Komitmen” is asked for",
    "commitments",
    lambda: xlsx(
        [
            ["KOMITMEN 2"],
            ["Komitmen", "Posko pengaduan di setiap pelabuhan"],
            ["Penanggung jawab", "BP3MI NTT"],
            ["Tenggat", "30 September 2027"],
        ]
    ),
    Expect(
        IMPORT,
        numbered({"title": "Posko pengaduan di setiap pelabuhan", "owner": "bp3mi-ntt", "due": "2027-09-30"}),
    ),
)
add(
    "month-of-the-file-alone",
    "the title says a year, the file's name a month: read as that month, and told",
    "deportations",
    lambda: text([["Deportasi PMI Tahun 2025"], ["Kabupaten", "Jumlah"], ["Belu", "6"], ["Alor", "2"]], ";"),
    Expect(
        DOUBTS,
        {"53.04 2025-03 deportation": 6, "53.05 2025-03 deportation": 2},
        doubts=frozenset({("part-called-whole", "")}),
    ),
    file="rekap mrt.csv",
)
add(
    "sum-on-top-of-the-headings",
    "the sum of all stands above the line that heads the columns",
    "deaths",
    lambda: xlsx(
        [
            ["PMI meninggal tahun 2024"],
            ["Total", 4, 7, 11],
            ["Kabupaten/Kota", "Perempuan", "Laki-laki", "Jumlah"],
            ["Sabu Raijua", 1, 2, 3],
            ["Sumba Barat", 3, 5, 8],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.20 2024 deaths_abroad perempuan": 1,
            "53.20 2024 deaths_abroad laki-laki": 2,
            "53.20 2024 deaths_abroad": 3,
            "53.12 2024 deaths_abroad perempuan": 3,
            "53.12 2024 deaths_abroad laki-laki": 5,
            "53.12 2024 deaths_abroad": 8,
        },
    ),
)
add(
    "desk-of-each-line",
    "“Layanan” beside the kabupaten names a desk, so the months count whom that desk served",
    "services",
    lambda: xlsx(
        [
            ["Pelayanan LTSA Tahun 2025"],
            ["Kabupaten", "Layanan", "Januari", "Februari"],
            ["Belu", "Kepolisian", 4, 6],
            [None, "Perbankan", 1, 2],
            [None, "BNN", 3, 3],
            [None, "Jumlah", 8, 11],
            ["Ende", "Kepolisian", 5, 0],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2025-01 police": 4,
            "53.04 2025-02 police": 6,
            "53.04 2025-01 banking": 1,
            "53.04 2025-02 banking": 2,
            "53.08 2025-01 police": 5,
            "53.08 2025-02 police": 0,
        },
        doubts=frozenset({("other-concept", "B5")}),
    ),
)
add(
    "cases-of-other-crimes-beside",
    "“Kasus pencurian” beside “Kasus TPPO” names no series, and holds nothing up",
    "figures",
    lambda: xlsx(
        [
            ["Perkara ditangani tahun 2024"],
            ["Kabupaten", "Kasus TPPO", "Kasus Pencurian"],
            ["Manggarai", 2, 31],
            ["Nagekeo", 0, 12],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.10 2024 trafficking_police_reports": 2, "53.16 2024 trafficking_police_reports": 0},
        doubts=frozenset({("column-unknown", "C2")}),
    ),
)
# What a line says besides --------------------------------------------------------------------------------
add(
    "withdrawn-behind-a-comma",
    "“sudah damai; LP dicabut” calls a report off, though it says something else first",
    "cases",
    lambda: text(
        [
            ["Nomor LP", "Tanggal Lapor", "Kabupaten Asal", "Jenis Kasus", "Keterangan"],
            ["LP/31/2026", "03/06/2026", "Malaka", "TPPO", "sudah damai; LP dicabut"],
            ["LP/32/2026", "04/06/2026", "Malaka", "TPPO", "korban di rumah aman"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/31/2026",
                "reported_on": "2026-06-03",
                "region": "53.21",
                "kind": "trafficking",
            },
            {
                "reference": "LP/32/2026",
                "reported_on": "2026-06-04",
                "region": "53.21",
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("line-withdrawn", "E2")}),
    ),
    file="register.csv",
)
add(
    "later-than-the-title-says",
    "a register up to the end of March holds a line of May",
    "activities",
    lambda: xlsx(
        [
            ["KEGIATAN EDUKASI S.D. 31 MARET 2026"],
            ["Tanggal", "Kabupaten", "Kegiatan"],
            ["20/01/2026", "Sumba Timur", "Sosialisasi di pasar"],
            ["11/05/2026", "Sumba Timur", "Sosialisasi di sekolah"],
            ["02/12/2025", "Sumba Timur", "Sosialisasi di gereja"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-01-20", "region": "53.11", "title": "Sosialisasi di pasar"},
            {"held_on": "2026-05-11", "region": "53.11", "title": "Sosialisasi di sekolah"},
            {"held_on": "2025-12-02", "region": "53.11", "title": "Sosialisasi di gereja"},
        ),
        doubts=frozenset({("year-of-others", "A4")}),
    ),
)
add(
    "desks-of-a-half-year",
    "desks are reported month by month; a half-year is none",
    "services",
    lambda: xlsx(
        [["LTSA Kabupaten Sikka Semester I Tahun 2026"], ["Meja", "Dilayani"], ["Kesehatan", 31], ["Bank", 9]]
    ),
    Expect(
        ASK,
        numbered(
            {"desk": "health", "served": 31, "region": "53.07"},
            {"desk": "banking", "served": 9, "region": "53.07"},
        ),
        questions=frozenset({"period"}),
    ),
)
add(
    "teams-of-a-program",
    "members by sex and the day of the last report, as a program heads them; one decree has run out",
    "village-teams",
    lambda: text(
        [
            ["desa", "kecamatan", "kabupaten", "anggota_l", "anggota_p", "tgl_laporan_terakhir", "catatan"],
            ["Wehali", "Malaka Tengah", "Malaka", "6", "1", "2026-08-04", ""],
            ["Kletek", "Malaka Tengah", "Malaka", "2", "3", "2026-02-05", "masa berlaku habis"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.21.01.2006", "members": 7, "last_report_on": "2026-08-04"},
            {"region": "53.21.01.2009", "members": 5, "last_report_on": "2026-02-05"},
        ),
        doubts=frozenset({("line-withdrawn", "G3")}),
    ),
    file="tim.csv",
)
add(
    "brought-along",
    "“bawa 1 anak” beside one name is two persons",
    "deportations",
    lambda: xlsx(
        [
            ["MANIFES DEPORTASI KM CONTOH 4 JUNI 2026"],
            ["No", "Nama", "L/P", "Asal", "Ket"],
            [1, "Contoh Pertama", "P", "Kab. Lembata", "bawa 1 anak"],
            [2, "Contoh Kedua", "L", "Kab. Alor", None],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.13", "sex": "women", "indicator": "deportation"},
            {"region": "53.05", "sex": "men", "indicator": "deportation"},
        ),
        doubts=frozenset({("persons-in-line", "E3")}),
    ),
    secrets=("Pertama", "Kedua"),
)
add(
    "two-places-across-with-sexes",
    "countries down, two kabupaten across, L and P below each",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2024 MENURUT NEGARA"],
            ["Negara", "Ngada", None, "Nagekeo", None],
            [None, "L", "P", "L", "P"],
            ["Malaysia", 8, 2, 6, 0],
            ["Brunei Darussalam", 1, None, 0, 3],
        ],
        change=merged("B2:C2", "D2:E2", "A2:A3"),
    ),
    Expect(
        IMPORT,
        {
            "53.09 2024 laki-laki MYS": 8,
            "53.09 2024 perempuan MYS": 2,
            "53.16 2024 laki-laki MYS": 6,
            "53.16 2024 perempuan MYS": 0,
            "53.09 2024 laki-laki BRN": 1,
            "53.16 2024 laki-laki BRN": 0,
            "53.16 2024 perempuan BRN": 3,
        },
    ),
)
add(
    "victims-beside-offenders",
    "L and P below “Korban” and below “Terlapor”",
    "figures",
    lambda: xlsx(
        [
            ["Perkara TPPO Polda NTT tahun 2024"],
            ["Kabupaten", "Korban", None, "Terlapor", None],
            [None, "L", "P", "L", "P"],
            ["Sikka", 3, 9, 2, 1],
            ["Lembata", 0, 4, 1, 0],
        ],
        change=merged("B2:C2", "D2:E2", "A2:A3"),
    ),
    Expect(
        IMPORT,
        {
            "53.07 2024 trafficking_victims laki-laki": 3,
            "53.07 2024 trafficking_victims perempuan": 9,
            "53.13 2024 trafficking_victims laki-laki": 0,
            "53.13 2024 trafficking_victims perempuan": 4,
        },
    ),
)
add(
    "remarks-of-a-part-beside-figures",
    "what a remark beside a figure says of others in it, or of months that are missing",
    "deaths",
    lambda: text(
        [
            ["PMI meninggal tahun 2024"],
            ["Kabupaten", "Jumlah", "Keterangan"],
            ["Ende", "9", "sudah termasuk 1 orang dari Nagekeo"],
            ["Ngada", "4", ""],
            ["Alor", "2", "belum termasuk November"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        {
            "53.08 2024 deaths_abroad": 9,
            "53.09 2024 deaths_abroad": 4,
            "53.05 2024 deaths_abroad": 2,
        },
        doubts=frozenset({("note-of-a-part", "C3"), ("note-of-a-part", "C5")}),
    ),
    file="kematian.csv",
)
add(
    "held-another-day",
    "activities that were put to another day are told",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kabupaten", "Kegiatan", "Keterangan"],
            ["06/04/2026", "Sabu Raijua", "Sosialisasi migrasi aman", "dijadwalkan ulang"],
            ["07/04/2026", "-//-", "Sosialisasi di gereja", ""],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-04-06", "region": "53.20", "title": "Sosialisasi migrasi aman"},
            {"held_on": "2026-04-07", "region": "53.20", "title": "Sosialisasi di gereja"},
        ),
        doubts=frozenset({("line-withdrawn", "D2")}),
    ),
    file="kegiatan.csv",
)
add(
    "accounts-of-those-who-left",
    "an account whose holder was replaced is told",
    "accounts",
    lambda: text(
        [
            ["Username", "Peran", "Instansi", "Catatan"],
            ["bnn.op1", "Verifikator", "BP3MI NTT", "diganti per Mei"],
            ["bnn.op2", "Verifikator", "BP3MI NTT", ""],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "bnn.op1", "role": "verifier", "agency": "bp3mi-ntt"},
            {"username": "bnn.op2", "role": "verifier", "agency": "bp3mi-ntt"},
        ),
        doubts=frozenset({("line-withdrawn", "D2")}),
    ),
    file="akun.csv",
)
add(
    "remarks-that-name-another-series",
    "a remark says how somebody died, or that some are women: of the same series, all of them, and told",
    "deaths",
    lambda: xlsx(
        [
            ["KEPULANGAN JENAZAH PMI TAHUN 2025"],
            ["No", "Kabupaten", "Jumlah Jenazah", "Catatan"],
            [1, "Ende", 6, "wafat di tempat kerja, kematian wajar"],
            [2, "Ngada", 2, None],
            [3, "Lembata", 5, "1 di antaranya perempuan"],
            [4, "Alor", 3, "lengkap"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.08 2025 remains_repatriated": 6,
            "53.09 2025 remains_repatriated": 2,
            "53.13 2025 remains_repatriated": 5,
            "53.05 2025 remains_repatriated": 3,
        },
        doubts=frozenset({("note-of-a-part", "D3"), ("note-of-a-part", "D5")}),
    ),
)
add(
    "remarks-without-a-heading",
    "one word beside three of many lines, below no heading, counts nothing else",
    "figures",
    lambda: xlsx(
        [
            ["JUMLAH KORBAN TPPO MENURUT KABUPATEN TAHUN 2024"],
            ["Kabupaten", "Korban", None],
            ["Belu", 4, None],
            ["Malaka", 7, "dideportasi"],
            ["Sikka", 3, None],
            ["Ende", 2, None],
            ["Nagekeo", 1, None],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.04 2024 trafficking_victims": 4,
            "53.21 2024 trafficking_victims": 7,
            "53.07 2024 trafficking_victims": 3,
            "53.08 2024 trafficking_victims": 2,
            "53.16 2024 trafficking_victims": 1,
        },
        doubts=frozenset({("note-of-a-part", "C4")}),
    ),
)
add(
    "whether-a-team-is-there",
    "“Keberadaan Satgas” heads the state of a team, and a village without one is a line",
    "village-teams",
    lambda: xlsx(
        [
            ["Kabupaten", "Kecamatan", "Desa", "Keberadaan Satgas", "Jml Anggota"],
            ["Malaka", "Wewiku", "Alkani", "Ada", 9],
            ["Malaka", "Wewiku", "Weoe", "Belum ada", None],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"status": "active", "members": 9, "region": "53.21.03.2008"},
            {"status": "none", "region": "53.21.03.2005"},
        ),
    ),
)
add(
    "a-register-of-cases-by-its-own-name",
    "“Reg. Perkara” heads the numbers of the reports",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER PERKARA TPPO TAHUN 2026"],
            ["No", "Reg. Perkara", "Tgl. Lapor", "Asal Korban"],
            [1, "LP/B/3/I/2026/RES ALOR", "07/01/2026", "Kab. Alor"],
            [2, "LP/B/31/II/2026/RES ALOR", "19/02/2026", "Kab. Lembata"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/3/I/2026/RES ALOR",
                "reported_on": "2026-01-07",
                "kind": "trafficking",
                "region": "53.05",
            },
            {
                "reference": "LP/B/31/II/2026/RES ALOR",
                "reported_on": "2026-02-19",
                "kind": "trafficking",
                "region": "53.13",
            },
        ),
    ),
)
