"""Tables in which lines and columns have longer names than elsewhere: what is counted, and until when."""

from datetime import date
from functools import partial

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, Rows, merged, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")

# Every line is called “Jumlah …” -------------------------------------------------------------------------
add(
    "every-line-is-a-count",
    "a list of what is counted, each line of it called “Jumlah …”",
    "figures",
    partial(
        xlsx,
        [
            ["INDIKATOR PENANGANAN TPPO PROVINSI NTT"],
            [],
            ["No", "Indikator", "Satuan", 2023, 2024],
            [1, "Jumlah kasus TPPO yang dilaporkan", "kasus", 41, 52],
            [2, "Jumlah korban TPPO", "orang", 88, 117],
            [3, "Jumlah PMI non prosedural yang dipulangkan", "orang", 812, 694],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53 2023 trafficking_police_reports": 41,
            "53 2024 trafficking_police_reports": 52,
            "53 2023 trafficking_victims": 88,
            "53 2024 trafficking_victims": 117,
        },
        doubts=frozenset({("other-concept", "B6")}),
    ),
)
add(
    "counts-below-each-place",
    "below each kabupaten what is counted, each line called “Total …”",
    "figures",
    partial(
        xlsx,
        [
            ["INDIKATOR TPPO"],
            [],
            ["No", "Uraian", 2023, 2024],
            ["A", "Belu", None, None],
            [1, "Total kasus TPPO", 3, 4],
            [2, "Total korban TPPO", 5, 6],
            ["B", "Ende", None, None],
            [1, "Total kasus TPPO", 13, 14],
            [2, "Total korban TPPO", 15, 16],
        ],
    ),
    Expect(
        IMPORT,
        {
            f"{place} {year} {series}": count + offset + after
            for place, count in (("53.04", 3), ("53.08", 13))
            for after, series in ((0, "trafficking_police_reports"), (2, "trafficking_victims"))
            for offset, year in enumerate((2023, 2024))
        },
    ),
)
add(
    "parts-called-counts",
    "two parts called “Jumlah …” and the sum of them, which is wrong in one year",
    "figures",
    partial(
        xlsx,
        [
            ["KORBAN TPPO PROVINSI NTT"],
            [],
            ["No", "Uraian", 2023, 2024],
            [1, "Jumlah korban TPPO perempuan", 41, 52],
            [2, "Jumlah korban TPPO laki-laki", 88, 117],
            [None, "Jumlah korban TPPO", 129, 170],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53 2023 trafficking_victims perempuan": 41,
            "53 2024 trafficking_victims perempuan": 52,
            "53 2023 trafficking_victims laki-laki": 88,
            "53 2024 trafficking_victims laki-laki": 117,
        },
        doubts=frozenset({("total-differs", "D6")}),
    ),
)
add(
    "sums-of-places-stay-sums",
    "“Jumlah Belu” below its kecamatan is no figure of its own",
    "deaths",
    partial(
        xlsx,
        [
            ["PMI MENINGGAL DUNIA TAHUN 2024"],
            [],
            ["Kabupaten", "Kecamatan", "Jumlah"],
            ["Belu", "Tasifeto Barat", 3],
            ["Jumlah Belu", None, 3],
            ["Ende", "Nangapanda", 5],
            ["Jumlah Ende", None, 5],
        ],
    ),
    Expect(IMPORT, {"53.04.04 2024 deaths_abroad": 3, "53.08.01 2024 deaths_abroad": 5}),
)
add(
    "numbered-heads-of-lines",
    "“A Formal” and “B Informal”, each above the lines of women and men",
    "placements",
    partial(
        xlsx,
        [
            ["PENEMPATAN PMI NTT"],
            [],
            ["No", "Uraian", 2024],
            ["A", "Formal", None],
            [1, "Laki-laki", 3],
            [2, "Perempuan", 5],
            ["B", "Informal", None],
            [1, "Laki-laki", 13],
            [2, "Perempuan", 5],
        ],
    ),
    Expect(
        IMPORT,
        {
            "53 2024 laki-laki formal": 3,
            "53 2024 perempuan formal": 5,
            "53 2024 laki-laki informal": 13,
            "53 2024 perempuan informal": 5,
        },
    ),
)

# Years, of which the last one had not ended ---------------------------------------------------------------
YEARS: Rows = [["Kabupaten", 2023, 2024, 2025], ["Belu", 4, 5, 6], ["Ende", 7, 8, 9]]


def until(day: str) -> dict[str, float | str]:
    reports = " trafficking_police_reports"
    return {
        f"53.04 2023{reports}": 4,
        f"53.04 2024{reports}": 5,
        f"53.04 2025-01-01..2025-{day}{reports}": 6,
        f"53.08 2023{reports}": 7,
        f"53.08 2024{reports}": 8,
        f"53.08 2025-01-01..2025-{day}{reports}": 9,
    }


for name, ugliness, title, day in (
    (
        "the-last-year-so-far",
        "how far the last year goes, in brackets",
        "2023 S/D 2025 (s.d. Oktober)",
        "10-31",
    ),
    ("the-last-year-as-of", "the day of the last year's figures", "2023-2025, update 30 September", "09-30"),
    ("the-last-year-by-months", "the months of the last year", "2023 sampai 2025 (Jan-Agt)", "08-31"),
    (
        "three-years-and-so-far",
        "three years listed and the last one's months",
        "2023, 2024 DAN 2025 (Jan-Okt)",
        "10-31",
    ),
    ("from-a-year-to-a-month", "from a year to a month", "2023 - OKTOBER 2025", "10-31"),
    ("years-and-half-a-year", "half of the last one", "2023, 2024 DAN SEMESTER I 2025", "06-30"),
    ("the-last-year-by-quarters", "how many quarters of it", "2023 S/D 2025 (s.d. TW III 2025)", "09-30"),
):
    add(
        name,
        f"several years across, and {ugliness}",
        "figures",
        partial(xlsx, [[f"KASUS TPPO TAHUN {title}"], [], *YEARS]),
        Expect(IMPORT, until(day)),
    )
for name, line in (
    ("a-note-ends-the-last-year", "*) sampai dengan Juli"),
    ("a-source-ends-the-last-year", "Sumber: Polda NTT (per 31 Juli 2025)"),
    ("a-day-below-ends-the-last-year", "Per 31 Juli 2025"),
):
    add(
        name,
        "years across, and below them how far the last one goes",
        "figures",
        partial(xlsx, [["KASUS TPPO TAHUN 2023 S/D 2025"], [], *YEARS, [line]]),
        Expect(IMPORT, until("07-31")),
    )
add(
    "years-that-were-over",
    "several years, and behind them a month of a later one in which their figures were looked at",
    "figures",
    partial(xlsx, [["KASUS TPPO 2023-2025 (UPDATE JANUARI 2026)"], [], *YEARS]),
    Expect(
        IMPORT,
        {
            f"{place} {year} trafficking_police_reports": count
            for place, counts in (("53.04", (4, 5, 6)), ("53.08", (7, 8, 9)))
            for year, count in zip((2023, 2024, 2025), counts, strict=True)
        },
    ),
)
add(
    "a-day-beside-whole-years",
    "years across, and beside them a day, until which its year may be counted",
    "figures",
    partial(xlsx, [["KASUS TPPO"], [], ["Kabupaten", "2023", "2024", "31 Juli 2025"], *YEARS[1:]]),
    Expect(DOUBTS, until("07-31"), doubts=frozenset({("cumulative", "D3")})),
)
add(
    "an-update-below-the-title",
    "years across, and below the title the day of the update",
    "figures",
    partial(xlsx, [["KASUS TPPO TAHUN 2023 S/D 2025"], ["Update 31 Juli 2025"], [], *YEARS]),
    Expect(IMPORT, until("07-31")),
)
add(
    "a-year-as-of-a-day",
    "the last of several years, headed by the day until which it counts",
    "figures",
    partial(
        xlsx,
        [["KASUS TPPO"], [], ["Kabupaten", "2023", "2024", "2025 (per 31 Agustus)"], *YEARS[1:]],
    ),
    Expect(IMPORT, until("08-31")),
)
add(
    "the-last-year-to-a-day",
    "several years across, the last one until the middle of a month",
    "figures",
    partial(xlsx, [["KASUS TPPO TAHUN 2023 S/D 2025 (s.d. 15 Oktober)"], [], *YEARS]),
    Expect(
        DOUBTS,
        {key: value for key, value in until("10-31").items() if " 2025" not in key},
        {"D4": "doubtful", "D5": "doubtful"},
        doubts=frozenset({("part-or-whole", "D3")}),
    ),
)
add(
    "a-month-behind-years",
    "several years across, and a month of which nobody knows whether it is each year's",
    "figures",
    partial(xlsx, [["KASUS TPPO TAHUN 2023 - 2025 (OKTOBER)"], [], *YEARS]),
    Expect(
        DOUBTS,
        states=dict.fromkeys(("B4", "C4", "D4", "B5", "C5", "D5"), "doubtful"),
        doubts=frozenset(("part-or-whole", cell) for cell in ("B3", "C3", "D3")),
    ),
)

# Offices in the place of kabupaten ------------------------------------------------------------------------
OF_POLICE: Rows = [
    ["No", "Kesatuan", 2023, 2024],
    [1, "Dit Reskrimum Polda NTT", 4, 3],
    [2, "POLRES KUPANG", 1, 6],
    [3, "POLRES SIKKA", 0, 2],
    [4, "POLRESTA KUPANG KOTA", 5, 1],
    ["JUMLAH", None, 10, 12],
]
add(
    "units-of-each-kabupaten",
    "each kabupaten's unit of the police, and that of the province, which has none",
    "figures",
    partial(xlsx, [["KASUS TPPO POLDA NTT DAN POLRES JAJARAN"], [], *OF_POLICE]),
    Expect(
        DOUBTS,
        {
            f"{place} {year} trafficking_police_reports": count
            for place, counts in (("53.01", (1, 6)), ("53.07", (0, 2)), ("53.71", (5, 1)), ("53", (10, 12)))
            for year, count in zip((2023, 2024), counts, strict=True)
        },
        {"C4": "doubtful"},
        doubts=frozenset({("place-by-office", "B3"), ("place-unknown", "B4")}),
    ),
)
add(
    "units-below-satuan",
    "“Satuan” heads the units of the police, and not what is counted",
    "figures",
    partial(
        xlsx,
        [
            ["LAPORAN POLISI TPPO TAHUN 2024"],
            ["NO", "SATUAN", "LP"],
            [1, "POLRES SIKKA", 2],
            [2, "POLRES ENDE", 3],
            [3, "POLRES BELU", 1],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53.07 2024 trafficking_police_reports": 2,
            "53.08 2024 trafficking_police_reports": 3,
            "53.04 2024 trafficking_police_reports": 1,
        },
        doubts=frozenset({("place-by-office", "B2")}),
    ),
)
add(
    "offices-of-kabupaten",
    "offices for work, of one town and of two kabupaten",
    "placements",
    partial(
        xlsx,
        [
            ["PENEMPATAN PMI TAHUN 2024"],
            [],
            ["No", "Instansi", "Jumlah"],
            [1, "Disnaker Belu", 3],
            [2, "Dinas Tenaga Kerja dan Transmigrasi Kab. Ende", 5],
            [3, "Disnakertrans Maumere", 4],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.04 2024": 3, "53.08 2024": 5, "53.07 2024": 4},
        doubts=frozenset({("place-by-office", "B3")}),
    ),
)
add(
    "immigration-serves-several",
    "offices of immigration, each of which serves several kabupaten",
    "deportations",
    partial(
        xlsx,
        [
            ["DEPORTASI PMI TAHUN 2024"],
            [],
            ["No", "Kantor", "Jumlah"],
            [1, "Imigrasi Maumere", 3],
            [2, "Imigrasi Atambua", 5],
        ],
    ),
    Expect(ASK, questions=frozenset({"region"})),
)

# Stocks, services and remarks -----------------------------------------------------------------------------
add(
    "teams-on-a-day",
    "how many villages have a team, as things stood on a day",
    "village-teams",
    partial(
        xlsx,
        [
            ["SATGAS TPPO TINGKAT DESA"],
            ["KEADAAN 30 JUNI 2025"],
            [],
            ["No", "Kabupaten/Kota", "Jumlah Desa", "Sudah Terbentuk"],
            [1, "Belu", 69, 4],
            [2, "Ende", 255, 7],
        ],
    ),
    Expect(IMPORT, {"53.04 2025-06": 4, "53.08 2025-06": 7}),
)
add(
    "desks-below-one-heading",
    "“Jenis Layanan” once over the names of the desks, kabupaten down",
    "services",
    partial(
        xlsx,
        [
            ["LAYANAN LTSA"],
            ["OKTOBER 2025"],
            [],
            ["No", "Kabupaten/Kota", "Jenis Layanan", None, None],
            [None, None, "Imigrasi", "BPJS", "SKCK"],
            [1, "Kota Kupang", 9, 4, 11],
            [2, "Kab. Belu", 1, 2, 3],
        ],
    ),
    Expect(
        IMPORT,
        {
            f"{place} 2025-10 {desk}": count
            for place, counts in (("53.71", (9, 4, 11)), ("53.04", (1, 2, 3)))
            for desk, count in zip(("immigration", "social_security", "police"), counts, strict=True)
        },
    ),
)
add(
    "victims-by-kind-of-service",
    "victims by the kind of what they were given: no desks of a service, and no month is asked",
    "services",
    partial(
        xlsx,
        [
            ["KORBAN TPPO YANG MENDAPAT LAYANAN MENURUT JENIS LAYANAN"],
            ["TAHUN 2024"],
            [],
            ["No", "Kabupaten/Kota", "Jenis Layanan", None],
            [None, None, "Pengaduan", "Kesehatan"],
            [1, "Kota Kupang", 9, 4],
            [2, "Kab. Belu", 1, 2],
        ],
    ),
    Expect(ASK, questions=frozenset({"kind"})),
)
add(
    "who-was-served-one-by-one",
    "each person who was served in a line, and nowhere how many",
    "services",
    partial(
        xlsx,
        [
            ["Tanggal", "Jenis Layanan", "Kecamatan Asal", "L/P", "Instansi", "Hasil"],
            ["04/11/2025", "Konsultasi", "Nita", "P", "Disnakertrans", "Selesai"],
            ["05/11/2025", "Pembuatan paspor", "Talibura", "L", "Imigrasi", "Selesai"],
        ],
    ),
    Expect(REFUSE, refusal="column-missing"),
)
add(
    "months-of-a-year-not-over",
    "months across until September, below a title of the year and in a file that says September",
    "deportations",
    partial(
        xlsx,
        [
            ["REKAPITULASI DEPORTASI PMI TAHUN 2025"],
            [],
            ["Kabupaten", "Agustus", "September"],
            ["Belu", 3, 4],
        ],
    ),
    Expect(IMPORT, {"53.04 2025-08 deportation": 3, "53.04 2025-09 deportation": 4}),
    file="Deportasi (s.d. Sept 2025).xlsx",
)
add(
    "part-of-the-victims",
    "of a list of series one that says more of its persons, one that names a country, one prevented",
    "figures",
    partial(
        xlsx,
        [
            ["INDIKATOR TPPO NTT"],
            [],
            ["No", "Indikator", 2024],
            [1, "Korban TPPO yang mendapat layanan", 52],
            [2, "Pencegahan CPMI non prosedural", 117],
            [3, "PMI yang dideportasi dari Malaysia", 9],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53 2024 trafficking_victims": 52,
            "53 2024 prevented_departure": 117,
            "53 2024 deportation MYS": 9,
        },
        doubts=frozenset({("note-of-a-part", "B4")}),
    ),
)

# What a title says besides ---------------------------------------------------------------------------------
BY_MONTH: Rows = [["Bulan", "2024", "2025"], ["Januari", 16, 14], ["Februari", 10, 13]]
add(
    "remains-that-landed-in-the-province",
    "remains that “tiba di NTT”, which is the province and no port of it",
    "deaths",
    partial(xlsx, [["Jumlah Jenazah PMI yang Tiba di NTT (orang)"], *BY_MONTH]),
    Expect(
        IMPORT,
        {
            f"53 {year}-{month} remains_repatriated": count
            for year, counts in ((2024, (16, 10)), (2025, (14, 13)))
            for month, count in zip(("01", "02"), counts, strict=True)
        },
    ),
)
add(
    "months-below-a-year-so-far",
    "months down and years across, of which a note says how far the last one goes",
    "deaths",
    partial(xlsx, [["Jumlah Jenazah PMI asal NTT"], *BY_MONTH, ["*) 2025 s.d. 28 Februari"]]),
    Expect(
        DOUBTS,
        {
            f"53 {year}-{month} remains_repatriated": count
            for year, counts in ((2024, (16, 10)), (2025, (14, 13)))
            for month, count in zip(("01", "02"), counts, strict=True)
        },
        doubts=frozenset({("note-of-a-part", "")}),
    ),
)
add(
    "months-that-head-lines-of-a-year-so-far",
    "months alone in a line, and the last year across until February",
    "deaths",
    partial(
        xlsx,
        [
            ["JENAZAH PMI 2024-2025"],
            [],
            ["Kabupaten", "2024", "2025 (s.d. Februari)"],
            ["Januari", None, None],
            ["Belu", 1, 2],
            ["Februari", None, None],
            ["Belu", 3, 4],
        ],
    ),
    Expect(
        IMPORT,
        {
            "53.04 2024-01 remains_repatriated": 1,
            "53.04 2025-01 remains_repatriated": 2,
            "53.04 2024-02 remains_repatriated": 3,
            "53.04 2025-02 remains_repatriated": 4,
        },
    ),
)
add(
    "remains-of-two-provinces",
    "remains that “tiba di NTT dan NTB” are not the province's alone",
    "deaths",
    partial(xlsx, [["Jenazah PMI yang Tiba di NTT dan NTB"], *BY_MONTH]),
    Expect(ASK, questions=frozenset({"region"})),
)
add(
    "one-name-in-two-years",
    "“Kupang” of one year, and its kota of the next, which may be the same",
    "deaths",
    partial(
        xlsx,
        [
            ["PMI MENINGGAL"],
            [],
            ["Tahun", "Kabupaten/Kota", "Jumlah"],
            [2024, "Kupang", 3],
            [2025, "Kota Kupang", 4],
            [2025, "Belu", 5],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.01 2024 deaths_abroad": 3, "53.71 2025 deaths_abroad": 4, "53.04 2025 deaths_abroad": 5},
        doubts=frozenset({("place-by-elimination", "B4")}),
    ),
)
add(
    "some-of-them-below-the-title",
    "“2 meninggal” below a title of those who came home is of some of them, and told",
    "deaths",
    partial(
        xlsx,
        [
            ["PEMULANGAN JENAZAH PMI TAHUN 2025"],
            ["2 meninggal di RS"],
            [],
            ["Kabupaten", "Jumlah"],
            ["Belu", 3],
            ["Ende", 5],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.04 2025 remains_repatriated": 3, "53.08 2025 remains_repatriated": 5},
        doubts=frozenset({("title-words", "")}),
    ),
)
add(
    "activities-of-a-month",
    "activities with those who came, of which only the month is said",
    "activities",
    partial(
        xlsx,
        [
            ["SOSIALISASI TPPO KAB. FLORES TIMUR 2025"],
            ["no", "bulan", "kecamatan", "jenis kegiatan", "jml peserta"],
            [1, "Januari", "Larantuka", "Sosialisasi", 16],
            [2, "Februari", "Adonara Barat", "Sosialisasi", 85],
        ],
    ),
    Expect(REFUSE, refusal="column-missing"),
)


def attended(day: str, region: str, count: int) -> dict[str, float | str]:
    title = "Sosialisasi TPPO"
    return {"held_on": day, "region": region, "kind": "education", "title": title, "participants": count}


add(
    "participants-of-both-sexes",
    "“Peserta L+P” counts all of them",
    "activities",
    partial(
        xlsx,
        [
            ["SOSIALISASI TPPO KAB. FLORES TIMUR 2025"],
            ["tanggal", "kecamatan", "jenis kegiatan", "peserta L+P"],
            ["12/01/2025", "Larantuka", "Sosialisasi", 16],
            ["13/02/2025", "Adonara Barat", "Sosialisasi", 85],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            attended("2025-01-12", "53.06.03", 16),
            attended("2025-02-13", "53.06.08", 85),
        ),
    ),
)
add(
    "inland-and-abroad",
    "“Dalam negeri (Malaysia)” is a contradiction, and neither is taken",
    "cases",
    partial(
        xlsx,
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Negara Tujuan"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Dalam negeri (Malaysia)"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered({"reference": "LP/1/I/2026", "reported_on": "2026-01-05", "kind": "trafficking"}),
        {"D2": "doubtful"},
        doubts=frozenset({("country-unknown", "D2")}),
    ),
)
add(
    "laws-are-no-numbers",
    "“TPPO/Pasal 2/UU 21” below “Kasus” is no number of a report",
    "cases",
    partial(
        xlsx,
        [
            ["REGISTER TPPO 2026"],
            ["Kasus", "Tgl Lapor", "Kabupaten"],
            ["TPPO/Pasal 2/UU 21", date(2026, 1, 5), "Belu"],
            ["TPPO/KDRT/UU 21", date(2026, 1, 6), "Belu"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2026-01-05", "region": "53.04"}, {"reported_on": "2026-01-06", "region": "53.04"}
        ),
        {"A3": "doubtful", "A4": "doubtful"},
        doubts=frozenset({("choice-unknown", "A3"), ("choice-unknown", "A4")}),
    ),
)
add(
    "states-of-two-months",
    "the state in March and in June, which is written of one line alone",
    "cases",
    partial(
        xlsx,
        [
            ["REGISTER TPPO 2026"],
            ["Nomor LP", "Tgl Lapor", "Status per Maret", "Status per Juni"],
            ["LP/1/I/2026", date(2026, 1, 5), "Lidik", None],
            ["LP/2/I/2026", date(2026, 1, 6), "Lidik", "P21"],
        ],
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {"reference": number, "reported_on": day, "kind": "trafficking", "police_stage": stage}
                for number, day, stage in (
                    ("LP/1/I/2026", "2026-01-05", "preliminary_inquiry"),
                    ("LP/2/I/2026", "2026-01-06", "complete_p21"),
                )
            )
        ),
        doubts=frozenset({("stage-of-several", "D2")}),
    ),
)
add(
    "a-number-with-its-day-beside-the-deed",
    "“LP/A/4/I/2026 tgl 13 Januari 2026” beside the day of the deed, which is not the report's",
    "cases",
    partial(
        xlsx,
        [
            ["REGISTER TPPO 2026"],
            ["Laporan Polisi", "Tgl Kejadian", "Kabupaten"],
            ["LP/A/4/I/2026\nTgl 13 Januari 2026", date(2025, 12, 1), "Belu"],
            ["LP/A/5/I/2026\nTgl 14 Januari 2026", date(2025, 12, 2), "Ende"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            *(
                {
                    "reference": number,
                    "reported_on": day,
                    "happened_on": deed,
                    "kind": "trafficking",
                    "region": region,
                }
                for number, day, deed, region in (
                    ("LP/A/4/I/2026", "2026-01-13", "2025-12-01", "53.04"),
                    ("LP/A/5/I/2026", "2026-01-14", "2025-12-02", "53.08"),
                )
            )
        ),
    ),
)


# “Dipulangkan” and “Prosedural” say nothing of whom ------------------------------------------------------
def of_whom(title: str, *heads: str) -> bytes:
    whole, *parts = (9, 7, 2, 5)[: len(heads)]
    return xlsx([[title], ["Kabupaten", *heads], ["Belu", whole, *parts], ["Sikka", whole, *parts]])


def in_both(series: str, count: int) -> dict[str, float | str]:
    return {f"{region} 2025 {series}": count for region in ("53.04", "53.07")}


for name, kind, title, heads, expected in (
    (
        "victims-sent-home",
        "figures",
        "DATA KORBAN TPPO TAHUN 2025",
        ("Korban", "Dipulangkan"),
        Expect(DOUBTS, in_both("trafficking_victims", 9), doubts=frozenset({("column-unknown", "C2")})),
    ),
    (
        "troubled-sent-home",
        "figures",
        "DATA PMI BERMASALAH TAHUN 2025",
        ("Dipulangkan",),
        Expect(DOUBTS, {}, doubts=frozenset({("other-concept", "A2")})),
    ),
    (
        "sick-sent-home",
        "figures",
        "DATA PMI SAKIT TAHUN 2025",
        ("Dipulangkan",),
        Expect(IMPORT, in_both("sick_repatriated", 9)),
    ),
    (
        "sick-sent-home-as-dead",
        "deaths",
        "DATA PMI SAKIT TAHUN 2025",
        ("Total", "Dipulangkan", "Belum Dipulangkan"),
        Expect(ASK, {}, questions=frozenset({"kind"})),
    ),
    (
        "all-who-died-beside-those-sent-home",
        "deaths",
        "DATA PMI MENINGGAL TAHUN 2025",
        ("Total", "Dipulangkan", "Belum Dipulangkan"),
        Expect(DOUBTS, in_both("remains_repatriated", 7), doubts=frozenset({("column-unknown", "B2")})),
    ),
    (
        "sum-of-the-sexes-beside-those-sent-home",
        "deaths",
        "DATA PMI MENINGGAL TAHUN 2025",
        ("Jumlah", "L", "P", "Dipulangkan"),
        Expect(
            IMPORT,
            in_both("deaths_abroad", 9)
            | in_both("deaths_abroad laki-laki", 7)
            | in_both("deaths_abroad perempuan", 2)
            | in_both("remains_repatriated", 5),
        ),
    ),
    (
        "dead-who-left-lawfully",
        "figures",
        "DATA PMI MENINGGAL TAHUN 2025",
        ("Prosedural", "Non Prosedural"),
        Expect(DOUBTS, {}, doubts=frozenset({("other-concept", "A2")})),
    ),
    (
        "victims-who-left-lawfully",
        "figures",
        "DATA KORBAN TPPO TAHUN 2025",
        ("Jumlah", "Prosedural"),
        Expect(DOUBTS, in_both("trafficking_victims", 9), doubts=frozenset({("column-unknown", "C2")})),
    ),
):
    add(name, f"“{heads[-1]}” below “{title}”", kind, partial(of_whom, title, *heads), expected)

add(
    "lines-of-nobody-named",
    "lines called “Dipulangkan” and “Prosedural” below a title of victims",
    "figures",
    partial(
        xlsx,
        [
            ["PENANGANAN KORBAN TPPO PROVINSI NTT"],
            ["No", "Uraian", 2024, 2025],
            [1, "Laporan polisi", 10, 20],
            [2, "Korban", 11, 21],
            [3, "Dipulangkan", 12, 22],
            [4, "Prosedural", 13, 23],
        ],
    ),
    Expect(
        DOUBTS,
        {
            "53 2024 trafficking_police_reports": 10,
            "53 2025 trafficking_police_reports": 20,
            "53 2024 trafficking_victims": 11,
            "53 2025 trafficking_victims": 21,
        },
        doubts=frozenset({("other-concept", "A5"), ("other-concept", "A6")}),
    ),
)

# A title of one thing, a heading or a word in it of another ----------------------------------------------
for name, what, kind, title, head, asked in (
    ("cases-of-victims", "“Kasus” alone below victims", "figures", "KORBAN TPPO", "Kasus", "indicator"),
    ("served-of-victims", "“Dilayani” alone below them", "figures", "KORBAN TPPO", "Dilayani", "indicator"),
    (
        "reports-of-anything",
        "reports of the police, of what is not said",
        "figures",
        "LAPORAN POLISI",
        "Jumlah",
        "indicator",
    ),
    (
        "women-and-children-alone",
        "the women and children among the victims",
        "figures",
        "KORBAN TPPO PEREMPUAN DAN ANAK",
        "Jumlah",
        "kind",
    ),
    ("suspects-at-large", "suspects who are searched for", "figures", "TERSANGKA TPPO DPO", "Jumlah", "kind"),
    (
        "workers-in-trouble",
        "workers in distress among placements",
        "placements",
        "PMI TERKENDALA",
        "Orang",
        "kind",
    ),
    ("workers-to-be", "those who want to leave", "placements", "CALON PEKERJA MIGRAN", "Jumlah", "kind"),
):
    add(
        name,
        f"{what}: no count of the title's series, and asked",
        kind,
        partial(xlsx, [[f"DATA {title} TAHUN 2025"], [], ["Kabupaten", head], ["Belu", 9], ["Sikka", 5]]),
        Expect(ASK, questions=frozenset({asked})),
    )
add(
    "served-beside-victims",
    "the victims, and beside them those who were served",
    "figures",
    partial(
        xlsx,
        [
            ["DATA KORBAN TPPO TAHUN 2025"],
            [],
            ["Kabupaten", "Korban", "Dilayani"],
            ["Belu", 9, 4],
            ["Sikka", 5, 5],
        ],
    ),
    Expect(
        DOUBTS,
        {"53.04 2025 trafficking_victims": 9, "53.07 2025 trafficking_victims": 5},
        doubts=frozenset({("column-unknown", "C3")}),
    ),
)
add(
    "deported-children",
    "a title that speaks of children alone",
    "deportations",
    partial(
        xlsx, [["DATA DEPORTASI ANAK TAHUN 2025"], [], ["Kabupaten", "Jumlah"], ["Belu", 9], ["Sikka", 5]]
    ),
    Expect(IMPORT, {"53.04 2025 deportation anak": 9, "53.07 2025 deportation anak": 5}),
)
add(
    "misspelt-women",
    "“Prmpuan” above the women, and “Kt Kupang” for the town",
    "placements",
    partial(
        xlsx,
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kabupaten", "Laki-laki", "Prmpuan"],
            ["Kt Kupang", 1, 2],
            ["Kab. Kupang", 4, 5],
        ],
    ),
    Expect(
        IMPORT,
        {
            f"{place} 2025 {sex}": count
            for place, counts in (("53.71", (1, 2)), ("53.01", (4, 5)))
            for sex, count in zip(("laki-laki", "perempuan"), counts, strict=True)
        },
    ),
)


# How far the figures of a year reach, said below them ------------------------------------------------------
def noted(note: str) -> bytes:
    lines: Rows = [["PENEMPATAN PMI TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Belu", 9], ["Sikka", 9]]
    return xlsx([*lines, [], [note]])


for name, note, rule in (
    ("realised-until-a-day", "Catatan: realisasi s.d. 31 Oktober 2025", "note-of-another-time"),
    ("realised-until-a-month", "Realisasi s.d. Oktober 2025", "note-of-another-time"),
    ("data-as-of-a-day", "Data per 30 September 2025", "note-of-another-time"),
    ("position-of-data", "Posisi data 30 September 2025", "note-of-another-time"),
    ("realised-until-a-quarter", "Realisasi sampai Triwulan III", "note-of-another-time"),
    ("data-drawn-on-a-day", "Data ditarik tanggal 31 Oktober 2025", "note-of-another-time"),
    ("a-month-that-is-still-out", "November dan Desember belum masuk", "note-of-a-part"),
    ("months-still-out", "Belum termasuk bulan Oktober s.d. Desember", "note-of-a-part"),
):
    says = f"“{note}” below figures of a whole year"
    read = Expect(DOUBTS, {"53.04 2025": 9, "53.07 2025": 9}, doubts=frozenset({(rule, "")}))
    add(name, says, "placements", partial(noted, note), read)
add(
    "data-as-of-the-last-day",
    "“Data per 31 Desember 2025” below figures of that year leaves out nothing",
    "placements",
    partial(noted, "Data per 31 Desember 2025"),
    Expect(IMPORT, {"53.04 2025": 9, "53.07 2025": 9}),
)
add(
    "sick-among-the-causes",
    "“Sakit” below “Penyebab” is told as the other causes are",
    "deaths",
    partial(
        xlsx,
        [
            ["PMI YANG MENINGGAL MENURUT PENYEBAB KEMATIAN TAHUN 2025"],
            ["Kabupaten", "Penyebab", None, None, "Total"],
            [None, "Sakit", "Kecelakaan kerja", "Tidak diketahui", None],
            ["Belu", 4, 2, 3, 9],
            ["Sikka", 5, 2, 2, 9],
        ],
        change=merged("A2:A3", "B2:D2", "E2:E3"),
    ),
    Expect(
        DOUBTS,
        in_both("deaths_abroad", 9),
        doubts=frozenset({("column-unknown", "B3")}),
    ),
)
add(
    "departures-that-were-stopped",
    "“Keberangkatan dicegah”, as the register itself calls it",
    "cases",
    partial(
        xlsx,
        [
            ["No Register", "Jenis Kasus", "Tanggal Lapor", "Kabupaten Asal"],
            ["R/1/2026", "Keberangkatan dicegah", date(2026, 1, 5), "Belu"],
            ["R/2/2026", "CPMI digagalkan", date(2026, 1, 6), "Ende"],
        ],
    ),
    Expect(
        IMPORT,
        numbered(
            *(
                {"reference": number, "kind": "prevented_departure", "reported_on": day, "region": region}
                for number, day, region in (
                    ("R/1/2026", "2026-01-05", "53.04"),
                    ("R/2/2026", "2026-01-06", "53.08"),
                )
            )
        ),
    ),
)

# Totals where people put them --------------------------------------------------------------------------
add(
    "one-total-behind-the-quarters-of-two-years",
    "a total behind the last quarter is of both years, though the second year stands above it",
    "deaths",
    lambda: xlsx(
        [
            ["PMI MENINGGAL DI LUAR NEGERI"],
            ["KABUPATEN", "2024", None, "2025", None, None],
            [None, "TW III", "TW IV", "TW I", "TW II", "TOTAL"],
            ["Ende", 3, 4, 6, 1, 14],
            ["Sikka", 1, 0, 0, 3, 4],
        ],
        change=merged("A2:A3", "B2:C2", "D2:F2"),
    ),
    Expect(
        IMPORT,
        {
            f"{place} {quarter} deaths_abroad": count
            for place, counts in (("53.08", (3, 4, 6, 1)), ("53.07", (1, 0, 0, 3)))
            for quarter, count in zip(
                (
                    "2024-07-01..2024-09-30",
                    "2024-10-01..2024-12-31",
                    "2025-01-01..2025-03-31",
                    "2025-04-01..2025-06-30",
                ),
                counts,
                strict=True,
            )
        },
    ),
)
add(
    "sub-jumlah-of-one-kabupaten",
    "“Sub Jumlah” below an island of which one kabupaten is told is a total, and no place",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI ASAL NTT TAHUN 2025"],
            ["No", "Wilayah", "Jumlah"],
            ["A", "DARATAN FLORES", None],
            [1, "Ende", 2],
            [2, "Sikka", 5],
            [None, "Sub Jumlah", 7],
            ["B", "DARATAN SUMBA", None],
            [3, "Sumba Timur", 1],
            [None, "Sub Jumlah", 1],
            [None, "TOTAL A+B", 8],
        ]
    ),
    Expect(IMPORT, {"53.08 2025 deportation": 2, "53.07 2025 deportation": 5, "53.11 2025 deportation": 1}),
)
add(
    "a-unit-below-one-of-two-levels",
    "“%” below “Trend” is a unit, and the line that it stands in heads the columns beside it",
    "figures",
    lambda: xlsx(
        [
            ["LAPORAN POLISI TPPO JANUARI S/D SEPTEMBER 2026 DIBANDINGKAN 2025"],
            ["No", "Kabupaten", "2025", None, "2026", None, "Trend"],
            [None, None, "LP", "Selesai", "LP", "Selesai", "%"],
            [1, "Belu", 3, 2, 4, 1, "33%"],
            [2, "Sikka", 1, 0, 5, 2, "400%"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            f"{place} {year}-01-01..{year}-09-30 trafficking_police_reports": count
            for place, counts in (("53.04", (3, 4)), ("53.07", (1, 5)))
            for year, count in zip((2025, 2026), counts, strict=True)
        },
        doubts=frozenset({("column-unknown", "D3"), ("column-unknown", "F3")}),
    ),
)
add(
    "causes-that-the-title-names",
    "below “menurut penyebab” sickness is a cause as the accident beside it, and told as that",
    "deaths",
    lambda: xlsx(
        [
            ["PMI MENINGGAL 2025 MENURUT PENYEBAB"],
            ["Kabupaten", "Sakit", "Kecelakaan", "Jml"],
            ["Ende", 10, 4, 14],
            ["Sikka", 4, 2, 6],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.08 2025 deaths_abroad": 14, "53.07 2025 deaths_abroad": 6},
        doubts=frozenset({("column-unknown", "B2")}),
    ),
)
