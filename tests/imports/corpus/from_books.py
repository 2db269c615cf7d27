"""Books that offices keep for themselves: plans in words of every day, registers of investigators,
prosecutors and shelters. What they hold is ordinary, and written as each office is used to."""

from functools import partial

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, merged, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "buku.xlsx")

# Words of every day, and names among them ---------------------------------------------------------------
add(
    "titles-in-capitals-of-each-word",
    "commitments whose every word begins with a capital are nobody's names",
    "commitments",
    lambda: xlsx(
        [
            ["KOMITMEN RAKOR PENCEGAHAN TPPO 2026"],
            ["No", "Komitmen", "Penanggung Jawab", "Tenggat"],
            [1, "Kampanye Radio Lokal", "Dinas Kominfo NTT", "31/12/2026"],
            [2, "Reintegrasi Ekonomi Korban", "Dinsos NTT", "31/12/2026"],
            [3, "Sistem Peringatan Dini", "BP3MI NTT", "31/12/2026"],
            [4, "Akta Kelahiran Gratis", "Biro Hukum", "31/12/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"title": "Kampanye Radio Lokal", "owner": "diskominfo", "due": "2026-12-31"},
            {"title": "Reintegrasi Ekonomi Korban", "owner": "dinsos", "due": "2026-12-31"},
            {"title": "Sistem Peringatan Dini", "owner": "bp3mi-ntt", "due": "2026-12-31"},
            {"title": "Akta Kelahiran Gratis", "owner": "biro-hukum", "due": "2026-12-31"},
        ),
    ),
)
add(
    "activities-of-a-noun-each",
    "what was held in words that no office uses in a title, and one that names somebody",
    "activities",
    lambda: xlsx(
        [
            ["KEGIATAN PENCEGAHAN TPPO TAHUN 2026"],
            ["Tanggal", "Kegiatan", "Kabupaten", "Jumlah Peserta"],
            ["11/02/2026", "Lomba Debat Pelajar", "Alor", 45],
            ["09/04/2026", "Pentas Seni", "Ngada", 32],
            ["16/04/2026", "Kunjungan Zebedia Fanggitasik", "Belu", 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-02-11", "title": "Lomba Debat Pelajar", "region": "53.05", "participants": 45},
            {"held_on": "2026-04-09", "title": "Pentas Seni", "region": "53.09", "participants": 32},
            {"held_on": "2026-04-16", "region": "53.04", "participants": 3},
        ),
        doubts=frozenset({("field-left-out", "B5")}),
        left_out={"nama": 1},
    ),
    secrets=("Zebedia", "Fanggitasik"),
)
add(
    "persons-below-a-field",
    "a column of names below “Kegiatan” is left out, and told for its heading says otherwise",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Kabupaten"],
            ["11/02/2026", "Zebedia Fanggitasik", "GMIT", "Alor"],
            ["09/04/2026", "Yublina Mbaurai", "GMIT", "Ngada"],
            ["16/04/2026", "Melkisua Tlonaen", "GMIT", "Belu"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-02-11", "agency": "gmit", "region": "53.05"},
            {"held_on": "2026-04-09", "agency": "gmit", "region": "53.09"},
            {"held_on": "2026-04-16", "agency": "gmit", "region": "53.04"},
        ),
        doubts=frozenset({("field-left-out", "B1")}),
        left_out={"nama": 3},
    ),
    file="kegiatan.csv",
    secrets=("Zebedia", "Fanggitasik", "Yublina", "Mbaurai", "Melkisua", "Tlonaen"),
)

# Stages of cases ----------------------------------------------------------------------------------------
LINE = {"kind": "trafficking"}


def lines_of(*stages: str, head: str = "Tahap") -> bytes:
    """A case a line, each at one of these."""
    return xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No", "No LP", "Tgl Lapor", head],
            *([at, f"LP/B/{at}/I/2025", f"{at + 12}/01/2025", stage] for at, stage in enumerate(stages, 1)),
        ]
    )


def read_as(*stages: str, name: str = "police_stage") -> dict[str, float | str]:
    return numbered(
        *(
            {
                "reference": f"LP/B/{at}/I/2025",
                "reported_on": f"2025-01-{at + 12}",
                "kind": "trafficking",
                **({name: stage} if stage else {}),
            }
            for at, stage in enumerate(stages, 1)
        )
    )


add(
    "stages-among-words",
    "a stage with words behind or before it is that stage; one that is not reached is none",
    "cases",
    lambda: lines_of(
        "SP3, tdk cukup bukti",
        "Sidik (menunggu ahli)",
        "Sudah P21",
        "THP II",
        "A2 (henti sidik)",
        "masih lidik",
        "P21 belum",
    ),
    Expect(
        DOUBTS,
        read_as(
            "closed_no_case",
            "investigation",
            "complete_p21",
            "handed_to_prosecution",
            "closed_no_case",
            "preliminary_inquiry",
            "",
        ),
        doubts=frozenset({("choice-unknown", "D9")}),
    ),
)
add(
    "two-stages-in-a-cell",
    "of two stages in a cell the later one is read and told; one that was taken back is none",
    "cases",
    lambda: lines_of("P-21 / Tahap 2", "Vonis / Inkracht", "Sidik", "SP3 dicabut"),
    Expect(
        DOUBTS,
        read_as("handed_to_prosecution", "final", "investigation", ""),
        doubts=frozenset({("stage-of-several", "D3"), ("stage-of-several", "D4"), ("choice-unknown", "D6")}),
    ),
)
add(
    "stages-in-free-remarks",
    "a stage that a remark names where no column has them is told, and not read",
    "cases",
    lambda: lines_of("sudah P21, tahap 2 minggu depan", "korban di rumah aman", head="Keterangan"),
    Expect(DOUBTS, read_as("", ""), doubts=frozenset({("stage-in-remark", "D3")})),
)
add(
    "register-of-prosecutors",
    "days below stages say the last one that was reached; that of the SPDP stands for the report's",
    "cases",
    lambda: xlsx(
        [
            ["LAPORAN PENANGANAN PERKARA TINDAK PIDANA PERDAGANGAN ORANG TAHUN 2024"],
            ["No", "No. SPDP", "Asal Perkara", "Tgl SPDP", "Tgl P-21", "Tgl Tahap II", "Tgl Putusan", "Ket"],
            [
                1,
                "SPDP/3/I/2024",
                "Polda NTT",
                "18/01/2024",
                "05/03/2024",
                "19/03/2024",
                "09/07/2024",
                "inkracht",
            ],
            [2, "SPDP/9/V/2024", "Polda NTT", "27/05/2024", "13/08/2024", "27/08/2024", "-", "sidang"],
            [3, "SPDP/11/VI/2024", "Polda NTT", "10/06/2024", "-", "-", "-", None],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "SPDP/3/I/2024",
                "agency": "polda-ntt",
                "reported_on": "2024-01-18",
                "closed_on": "2024-07-09",
                "police_stage": "final",
                **LINE,
            },
            {
                "reference": "SPDP/9/V/2024",
                "agency": "polda-ntt",
                "reported_on": "2024-05-27",
                "police_stage": "trial",
                **LINE,
            },
            {
                "reference": "SPDP/11/VI/2024",
                "agency": "polda-ntt",
                "reported_on": "2024-06-10",
                "police_stage": "investigation",
                **LINE,
            },
        ),
        doubts=frozenset({("day-of-notice", "D2")}),
    ),
)

# What a line says of its case ---------------------------------------------------------------------------
add(
    "kinds-below-their-form",
    "“Bentuk kasus” is read before the title; what is no kind waits",
    "cases",
    lambda: xlsx(
        [
            ["DATA KORBAN PERDAGANGAN ORANG TAHUN 2025"],
            ["No", "No Reg", "Tgl Lapor", "Kab", "Bentuk Kasus"],
            [1, "1/PPA/2025", "10/02/2025", "Belu", "TPPO"],
            [2, "2/PPA/2025", "17/02/2025", "Belu", "PMI non prosedural"],
            [3, "3/PPA/2025", "03/03/2025", "Belu", "Penyiksaan oleh majikan"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "1/PPA/2025", "reported_on": "2025-02-10", "region": "53.04", **LINE},
            {"reference": "2/PPA/2025", "reported_on": "2025-02-17", "region": "53.04"},
            {
                "reference": "3/PPA/2025",
                "reported_on": "2025-03-03",
                "region": "53.04",
                "kind": "worker_in_distress",
            },
        ),
        doubts=frozenset({("choice-unknown", "E4")}),
    ),
)
add(
    "desa-with-its-number",
    "the number of a desa is the same in Roman letters, as a digit and as a word",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No LP", "Tgl Lapor", "Kab/Kota", "Kecamatan", "Desa/Kel"],
            ["LP/B/1/II/2025", "10/02/2025", "Kota Kupang", "Kota Raja", "Naikoten I"],
            ["LP/B/2/II/2025", "11/02/2025", "Kota Kupang", "Kota Raja", "Naikoten 2"],
            ["LP/B/3/II/2025", "12/02/2025", "Kupang", "Fatuleu", "Camplong Dua"],
            ["LP/B/4/II/2025", "13/02/2025", "Nagekeo", "Nangaroro", "Kotakeo II"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "LP/B/1/II/2025", "reported_on": "2025-02-10", "region": "53.71.05.1004", **LINE},
            {"reference": "LP/B/2/II/2025", "reported_on": "2025-02-11", "region": "53.71.05.1005", **LINE},
            {"reference": "LP/B/3/II/2025", "reported_on": "2025-02-12", "region": "53.01.10.2007", **LINE},
            {"reference": "LP/B/4/II/2025", "reported_on": "2025-02-13", "region": "53.16.02.2018", **LINE},
        ),
    ),
)
add(
    "classes-of-age-with-their-border",
    "“Anak (<18)” and “Dewasa (18+)” beside the sex say who the victim is",
    "cases",
    lambda: text(
        [
            ["No LP", "Jenis Kasus", "Tgl Lapor", "Jenis Kelamin", "Kelompok Umur"],
            ["LP/B/1/I/2025", "TPPO", "13/01/2025", "Perempuan", "Anak (<18)"],
            ["LP/B/2/I/2025", "TPPO", "14/01/2025", "Laki-laki", "Dewasa (18+)"],
            ["LP/B/3/I/2025", "TPPO", "15/01/2025", "Laki-laki", "anak (0-17 th)"],
        ],
        ";",
    ),
    Expect(IMPORT, read_as("", "", "") | {"1.girls": 1, "2.men": 1, "3.boys": 1}),
    file="kasus.csv",
)
add(
    "towns-and-a-province-alike",
    "“Jakarta” may be where they only passed, as “Batam” may; “Prov. Bali” is said to be the aim",
    "cases",
    lambda: text(
        [
            ["No LP", "Jenis Kasus", "Tgl Lapor", "Negara/Daerah Tujuan"],
            ["LP/B/1/I/2025", "TPPO", "13/01/2025", "Jakarta"],
            ["LP/B/2/I/2025", "TPPO", "14/01/2025", "Batam"],
            ["LP/B/3/I/2025", "TPPO", "15/01/2025", "Prov. Bali"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        read_as("", "", "IDN", name="destination"),
        doubts=frozenset({("country-unknown", "D2"), ("country-unknown", "D3")}),
    ),
    file="kasus.csv",
)
add(
    "remarks-of-another-age-and-of-peace",
    "an age on a passport and a settled case are told; a file that came back is at SIDIK once more",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No LP", "Tgl Lapor", "L/P", "Umur", "Status", "Keterangan"],
            ["LP/B/1/I/2025", "13/01/2025", "P", 17, "Sidik", "Umur di paspor 23 th"],
            ["LP/B/2/I/2025", "14/01/2025", "L", 30, "Sidik", "P-19"],
            ["LP/B/3/I/2025", "15/01/2025", "L", 31, "SP3", "Damai, korban mencabut laporan"],
        ]
    ),
    Expect(
        DOUBTS,
        read_as("investigation", "investigation", "closed_no_case") | {"1.girls": 1, "2.men": 1, "3.men": 1},
        doubts=frozenset({("remark-differs", "F3"), ("line-withdrawn", "F5")}),
    ),
)
add(
    "no-number-in-any-line",
    "a register of which no line could be stored says so",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No", "Tgl Lapor", "Kabupaten"],
            [1, "06/01/2025", "Belu"],
            [2, "07/01/2025", "TTU"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2025-01-06", "region": "53.04", **LINE},
            {"reported_on": "2025-01-07", "region": "53.03", **LINE},
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
)
add(
    "units-shortened-in-numbers",
    "“Sek Kuptim” and “Res Steng” in a number are units of the police; a name is none",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No LP", "Tgl Lapor"],
            ["LP/B/14/III/2025/SPKT/Sek Kuptim", "13/03/2025"],
            ["LP/B/22/V/2025/Res Steng", "21/05/2025"],
            ["LP/B/22/V/2025/Zebedia Fanggitasik", "22/05/2025"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/B/14/III/2025/SPKT/Sek Kuptim", "reported_on": "2025-03-13", **LINE},
            {"reference": "LP/B/22/V/2025/Res Steng", "reported_on": "2025-05-21", **LINE},
            {"reported_on": "2025-05-22", **LINE},
        ),
        doubts=frozenset({("field-left-out", "A5")}),
        left_out={"nama": 1},
    ),
    secrets=("Zebedia", "Fanggitasik"),
)
add(
    "another-kind-than-the-title",
    "a remark that names another kind than the title is told; “PDM-07/KEFAM/…” is a number of prosecutors",
    "cases",
    lambda: xlsx(
        [
            ["REGISTER PERKARA TPPO TAHUN 2025"],
            ["No Register Perkara", "Tgl Lapor", "Ket"],
            ["PDM-07/KEFAM/03/2025", "13/03/2025", "Deportasi"],
            ["PDM-15/KEFAM/03/2025", "14/03/2025", "korban di rumah aman"],
            ["PDM-16/KEFAM/03/2025", "17/03/2025", "menunggu saksi ahli"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "PDM-07/KEFAM/03/2025", "reported_on": "2025-03-13", **LINE},
            {"reference": "PDM-15/KEFAM/03/2025", "reported_on": "2025-03-14", **LINE},
            {"reference": "PDM-16/KEFAM/03/2025", "reported_on": "2025-03-17", **LINE},
        ),
        doubts=frozenset({("remark-differs", "C3")}),
    ),
)

# Areas that stand where an office, a country or a home is looked for ---------------------------------------
REPORTED = (
    {"reference": "LP/B/1/I/2025/SPKT", "reported_on": "2025-01-13", **LINE},
    {"reference": "LP/B/2/II/2025/SPKT", "reported_on": "2025-02-20", **LINE},
)

ABROAD = {"destination": "MYS", "indicator": "procedural_placement"}


def with_columns(heads: list[str], *lines: list[object]) -> bytes:
    """Two cases, with these columns behind their day."""
    known = [["LP/B/1/I/2025/SPKT", "13/01/2025"], ["LP/B/2/II/2025/SPKT", "20/02/2025"]]
    return xlsx(
        [
            ["REGISTER KASUS TPPO TAHUN 2025"],
            ["No LP", "Tgl Lapor", *heads],
            *([*told, *more] for told, more in zip(known, lines, strict=True)),
        ]
    )


def reported_with(*more: dict[str, float | str]) -> dict[str, float | str]:
    return numbered(*({**told, **said} for told, said in zip(REPORTED, more, strict=True)))


for name, head in {
    "area-of-a-unit": "Wilayah Hukum",
    "area-of-a-resort": "Satwil",
    "area-below-a-unit": "Kesatuan",
    "area-below-an-office": "Satker",
    "area-of-a-report": "Asal Laporan",
    "area-of-work": "Wilayah Kerja",
}.items():
    add(
        f"regency-as-{name}",
        f"“Kab. Sikka” below “{head}” is no report of that government and no country: a place, and told",
        "cases",
        partial(with_columns, [head], ["Kab. Sikka"], ["Kab. Belu"]),
        Expect(
            DOUBTS,
            reported_with({"region": "53.07"}, {"region": "53.04"}),
            doubts=frozenset({("column-by-content", "C2")}),
        ),
    )
add(
    "area-of-a-unit-beside-a-home",
    "where another column names the place, the area of a unit is left, and told",
    "cases",
    lambda: with_columns(["Kesatuan", "Kabupaten Asal"], ["Kab. Sikka", "Ende"], ["Kab. Belu", "Malaka"]),
    Expect(
        DOUBTS,
        reported_with({"region": "53.08"}, {"region": "53.21"}),
        doubts=frozenset({("column-of-others", "C2")}),
    ),
)
add(
    "area-among-offices",
    "one kabupaten among the offices of a column is none of them",
    "cases",
    lambda: with_columns(["Satker"], ["Polda NTT"], ["Kab. Belu"]),
    Expect(
        DOUBTS,
        reported_with({"agency": "polda-ntt"}, {}),
        doubts=frozenset({("agency-unknown", "C4")}),
    ),
)
for name, head in {"scene": "TKP", "scene-in-latin": "Locus Delicti"}.items():
    add(
        f"{name}-alone",
        f"“{head}” is no home; where no other column names one, the lines have none, and it is told",
        "cases",
        partial(with_columns, [head], ["Kec. Raihat, Kab. Belu"], ["Kabupaten Ende"]),
        Expect(DOUBTS, reported_with({}, {}), doubts=frozenset({("column-of-others", "C2")})),
    )
add(
    "place-of-departure",
    "who leaves from Kota Kupang need not come from there",
    "placements",
    lambda: xlsx(
        [
            ["DATA PENEMPATAN PMI TAHUN 2025"],
            ["Tanggal", "JK", "Kab. Keberangkatan", "Negara"],
            ["13/01/2025", "L", "Kota Kupang", "Malaysia"],
            ["20/02/2025", "P", "Sikka", "Malaysia"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"happened_on": "2025-01-13", "sex": "men", **ABROAD},
            {"happened_on": "2025-02-20", "sex": "women", **ABROAD},
        ),
        doubts=frozenset({("column-of-others", "C2")}),
    ),
)

# Suspects, counted ----------------------------------------------------------------------------------------
for name, head in {
    "before-the-court": "Jumlah Terdakwa/Tersangka",
    "who-did-it": "Jumlah Pelaku/Tersangka",
    "in-letters": "Jml TSK/TDW",
    "in-total": "Total Tersangka",
    "how-many": "Banyaknya Tersangka",
    "without-a-word-of-counting": "Tersangka/Pelaku",
}.items():
    add(
        f"suspects-{name}",
        f"numbers below “{head}” count suspects, and are nobody's names",
        "cases",
        partial(with_columns, [head], ["3"], [1]),
        Expect(IMPORT, reported_with({"suspects": 3}, {"suspects": 1})),
    )
add(
    "suspects-of-one-age",
    "“Tersangka Dewasa” alone is read as all of them, and told",
    "cases",
    lambda: with_columns(["Tersangka Dewasa"], [2], [1]),
    Expect(
        DOUBTS,
        reported_with({"suspects": 2}, {"suspects": 1}),
        doubts=frozenset({("heading-words", "C2")}),
    ),
)
add(
    "suspects-by-sex-without-a-sum",
    "“Tersangka L” and “Tersangka P” divide the suspects: they have no sum, and it is told",
    "cases",
    lambda: with_columns(["Tersangka L", "Tersangka P"], [2, 1], [1, 0]),
    Expect(
        DOUBTS,
        reported_with({}, {}),
        doubts=frozenset({("column-unknown", "C2")}),
    ),
)

# Services, a day a line -------------------------------------------------------------------------------
add(
    "services-on-days-of-several-months",
    "services of several months, a day a line, are of no one month that could be asked for",
    "services",
    lambda: xlsx(
        [
            ["REKAP LAYANAN KORBAN TAHUN 2025"],
            ["Tanggal", "Kab/Kota", "Jenis Layanan", "Jumlah Korban Dilayani"],
            ["16 Januari 2025", "Kab. Sikka", "Layanan kesehatan", 1],
            ["9 Mei 2025", "Kab. Belu", "Layanan kesehatan", 4],
        ]
    ),
    Expect(REFUSE, refusal="column-missing"),
)
add(
    "services-on-days-of-a-month",
    "where all days are of one month, it is asked for as before",
    "services",
    lambda: xlsx(
        [
            ["REKAP LAYANAN KORBAN TAHUN 2025"],
            ["Tanggal", "Kab/Kota", "Jenis Layanan", "Jumlah Korban Dilayani"],
            ["16 Mei 2025", "Kab. Sikka", "Layanan kesehatan", 1],
            ["19 Mei 2025", "Kab. Belu", "Layanan kesehatan", 4],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"region": "53.07", "desk": "health", "served": 1},
            {"region": "53.04", "desk": "health", "served": 4},
        ),
        questions=frozenset({"period"}),
    ),
)

# What stands beside the lines of a list of one kind ----------------------------------------------------
add(
    "why-somebody-died-beside-a-list-of-the-dead",
    "“Sakit” below “Penyebab” is why somebody died, and not somebody who came home sick",
    "cases",
    lambda: xlsx(
        [
            ["DAFTAR JENAZAH PMI YANG TIBA TAHUN 2026"],
            ["Nomor LP", "Tanggal Lapor", "JK", "Umur", "Kabupaten", "Penyebab"],
            ["LP/1/2026", "5 Januari 2026", "L", 38, "Sikka", "Sakit"],
            ["LP/2/2026", "9 Januari 2026", "P", 44, "Belu", "Sakit"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reference": "LP/1/2026", "reported_on": "2026-01-05", "men": 1, "region": "53.07"},
            {"reference": "LP/2/2026", "reported_on": "2026-01-09", "women": 1, "region": "53.04"},
        ),
        questions=frozenset({"case-kind"}),
    ),
)
add(
    "number-and-day-of-the-notice-in-one-column",
    "prosecutors write the number and the day of the notice in one cell, below one heading",
    "cases",
    lambda: xlsx(
        [
            ["DAFTAR PERKARA TPPO"],
            ["No", "No. dan Tgl SPDP", "Kabupaten", "Tahap"],
            [1, "SPDP/7/II/2026/Reskrim, 12-02-2026", "Sikka", "P-21"],
            [2, "SPDP/9/III/2026/Reskrim, 25-03-2026", "Belu", "Tahap II"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "SPDP/7/II/2026/Reskrim",
                "reported_on": "2026-02-12",
                "region": "53.07",
                "police_stage": "complete_p21",
                "kind": "trafficking",
            },
            {
                "reference": "SPDP/9/III/2026/Reskrim",
                "reported_on": "2026-03-25",
                "region": "53.04",
                "police_stage": "handed_to_prosecution",
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("day-of-notice", "B2")}),
    ),
)
add(
    "a-kind-that-is-ticked-and-not-known",
    "“PMI NP” is ticked beside TPPO and TPPM: that line is neither, and not what the title says",
    "cases",
    lambda: xlsx(
        [
            ["MATRIKS KASUS TPPO 2026"],
            ["Nomor LP", "Tgl Lapor", "Jenis", None, None, "Kabupaten"],
            [None, None, "TPPO", "TPPM", "PMI NP", None],
            ["LP/1/2026", "2 Februari 2026", "v", None, None, "Alor"],
            ["LP/2/2026", "9 Februari 2026", None, None, "v", "Alor"],
            ["LP/3/2026", "12 Februari 2026", None, "v", None, "Alor"],
        ],
        change=merged("A2:A3", "B2:B3", "C2:E2", "F2:F3"),
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/1/2026", "reported_on": "2026-02-02", "region": "53.05", "kind": "trafficking"},
            {"reference": "LP/2/2026", "reported_on": "2026-02-09", "region": "53.05"},
            {
                "reference": "LP/3/2026",
                "reported_on": "2026-02-12",
                "region": "53.05",
                "kind": "people_smuggling",
            },
        ),
        {"E5": "doubtful"},
        doubts=frozenset({("choice-unknown", "E5")}),
    ),
)
add(
    "victims-in-words-beside-a-loss",
    "“Kerugian/Korban” says in words who was harmed",
    "cases",
    lambda: with_columns(
        ["Kerugian/Korban"], ["2 (dua) org perempuan dewasa"], ["1 (satu) org anak perempuan"]
    ),
    Expect(IMPORT, reported_with({"women": 2}, {"girls": 1})),
)
add(
    "how-many-workers-of-a-complaint",
    "“Jml PMI” counts the victims of a complaint without dividing them: told",
    "cases",
    lambda: with_columns(["Jml PMI"], [3], [1]),
    Expect(DOUBTS, reported_with({}, {}), doubts=frozenset({("victims-not-split", "C2")})),
)
for head in ("P/L", "Pr/Lk", "Jns Kelamin"):
    add(
        f"sex-below-{head.casefold().replace('/', '-').replace(' ', '-')}",
        "the sexes of a list by whichever of them its writer names first",
        "cases",
        partial(with_columns, [head, "Umur"], ["P", "16 th"], ["L", "37 th"]),
        Expect(IMPORT, reported_with({"girls": 1}, {"men": 1})),
    )
