"""Tables of counts as a book of statistics, a slide, a message or a neighbour's office gives them, each for
a rule that the reader lacked; with what a careful clerk reads, written before it was mended."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, merged, text, workbook, xlsx

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")

HEAD = ["Kabupaten", "Jumlah"]
PLACED = "PENEMPATAN PMI TAHUN 2025"


def below(*titles: str, head: Sequence[Any] = HEAD, lines: Sequence[Sequence[Any]] = ()) -> bytes:
    """Figures of Belu and Ende below these titles."""
    return xlsx([*([title] for title in titles), head, *(lines or (["Belu", 12], ["Ende", 8]))])


def both(time: str, of: str = "", counts: tuple[float, float] = (12, 8)) -> dict[str, float | str]:
    return {f"{code} {time} {of}".strip(): n for code, n in zip(("53.04", "53.08"), counts, strict=True)}


def sexes(time: str, of: str = "") -> dict[str, float | str]:
    """3, 4 and 7 of Belu; 1, 2 and 3 of Ende."""
    parts = {"laki-laki": (3, 1), "perempuan": (4, 2), "": (7, 3)}
    return {
        label: n
        for part, told in parts.items()
        for label, n in both(time, f"{of} {part}".strip(), told).items()
    }


def told(*doubts: tuple[str, str], **values: Any) -> Expect:
    return Expect(DOUBTS, values.get("values", {}), doubts=frozenset(doubts), states=values.get("states", {}))


def asked(*questions: str) -> Expect:
    return Expect(ASK, questions=frozenset(questions))


# What a title says is counted --------------------------------------------------------------------------

for name, kind, title in (
    ("those-abroad", "placements", "JUMLAH PMI ASAL NTT YANG SEDANG BEKERJA DI LUAR NEGERI TAHUN 2025"),
    ("money-sent-home", "placements", "REMITANSI PMI MENURUT KABUPATEN TAHUN 2025"),
    ("money-spent", "placements", "REALISASI ANGGARAN PENEMPATAN PMI TAHUN 2025"),
    ("families", "placements", "KELUARGA PMI PENERIMA BANTUAN TAHUN 2025"),
    ("not-gone", "placements", "PMI BATAL BERANGKAT TAHUN 2025"),
    ("cost-of-remains", "deaths", "BIAYA PEMULANGAN JENAZAH PMI TAHUN 2025"),
    ("compensation", "deaths", "SANTUNAN KEMATIAN PMI TAHUN 2025"),
    ("complaints-of-deaths", "deaths", "PENGADUAN PMI MENINGGAL TAHUN 2025"),
    ("flights", "deportations", "JUMLAH KLOTER DEPORTASI TAHUN 2025"),
    ("members", "village-teams", "JUMLAH ANGGOTA SATGAS DESA TAHUN 2025"),
    ("villages-without-a-team", "village-teams", "JUMLAH DESA YANG BELUM MEMILIKI TIM TAHUN 2025"),
    ("participants", "activities", "JUMLAH PESERTA SOSIALISASI MIGRASI AMAN TAHUN 2025"),
    ("planned-activities", "activities", "TARGET KEGIATAN SOSIALISASI TAHUN 2025"),
    ("papers-issued", "services", "JUMLAH PASPOR YANG DITERBITKAN LTSA TAHUN 2025"),
    ("staff", "services", "JUMLAH PETUGAS LTSA TAHUN 2025"),
):
    add(
        f"title-of-{name}",
        "a title that names the series beside another thing that is counted",
        kind,
        partial(below, title),
        asked("kind"),
    )
add(
    "words-that-may-narrow",
    "a title with a word that nobody knows: read, and told",
    "placements",
    partial(below, "PENEMPATAN PMI LADANG SAWIT TAHUN 2025"),
    told(("title-words", ""), values=both("2025")),
)
add(
    "another-thing-beside",
    "“Jumlah sapi” beside “Jumlah PMI”",
    "placements",
    partial(
        below,
        PLACED,
        head=["Kabupaten", "Jumlah PMI", "Jumlah Sapi"],
        lines=[["Belu", 12, 3], ["Ende", 8, 4]],
    ),
    told(("column-unknown", "C2"), values=both("2025")),
)
add(
    "table-of-differences",
    "this year, last year, and what one is more than the other, each a table",
    "placements",
    lambda: xlsx(
        [
            *(["PENEMPATAN PMI TAHUN 2024"], HEAD, ["Belu", 12], ["Ende", 8], []),
            *(["PENEMPATAN PMI TAHUN 2025"], HEAD, ["Belu", 15], ["Ende", 10], []),
            *(["SELISIH 2024-2025"], HEAD, ["Belu", 3], ["Ende", 2]),
        ]
    ),
    told(("other-concept", "A12"), values=both("2024") | both("2025", counts=(15, 10))),
)
add(
    "differences-beside",
    "the same beside each other",
    "placements",
    lambda: xlsx(
        [
            ["TAHUN 2024", None, None, "TAHUN 2025", None, None, "SELISIH"],
            ["Kabupaten", "PMI", None, "Kabupaten", "PMI", None, "Kabupaten", "PMI"],
            ["Belu", 12, None, "Belu", 15, None, "Belu", 3],
            ["Ende", 8, None, "Ende", 10, None, "Ende", 2],
        ]
    ),
    told(("other-concept", "G2"), values=both("2024") | both("2025", counts=(15, 10))),
)
add(
    "sheet-of-shares",
    "a sheet of the same table in percent",
    "placements",
    lambda: workbook(
        {
            "Jumlah": [["PENEMPATAN PMI TAHUN 2024"], HEAD, ["Belu", 12], ["Ende", 8]],
            "Persen": [["PENEMPATAN PMI TAHUN 2024 (PERSEN)"], HEAD, ["Belu", 60], ["Ende", 40]],
        }
    ),
    told(("other-concept", "A2"), values=both("2024")),
)

for name, kind, title in (
    ("for-what", "village-teams", "JUMLAH SATGAS DESA PENCEGAHAN TPPO TAHUN 2025"),
    ("against-what", "activities", "SOSIALISASI PENCEGAHAN PMI NONPROSEDURAL TAHUN 2025"),
    ("by-which-law", "activities", "SOSIALISASI UU 18/2017 TAHUN 2025"),
    ("at-the-end-of-the-year", "placements", "PENEMPATAN PMI TAHUN 2025 (KONDISI 31 DESEMBER 2025)"),
    ("of-the-budget-year", "placements", "REALISASI PENEMPATAN PMI TAHUN ANGGARAN 2025"),
):
    add(
        f"title-{name}",
        "what a title says besides, and asks nothing",
        kind,
        partial(below, title),
        Expect(IMPORT, both("2025")),
    )

# What a heading or a line says is counted ----------------------------------------------------------------

for name, kind, series, heading in (
    ("per-inhabitants", "placements", "", "PMI per 100.000"),
    ("per-thousand", "deaths", "deaths_abroad", "Kematian per 1000 PMI"),
    ("per-month", "placements", "", "PMI/bulan"),
    ("share", "placements", "", "Kontribusi Penempatan"),
    ("estimate", "placements", "", "Estimasi Penempatan 2025"),
    ("rest-of-the-target", "placements", "", "Kekurangan dari Target"),
    ("not-gone", "placements", "", "PMI Batal Berangkat"),
):
    title = "PMI MENINGGAL TAHUN 2025" if kind == "deaths" else PLACED
    add(
        f"heading-of-{name}",
        "a share, a rate, a guess or what lacks beside the count",
        kind,
        partial(below, title, head=[*HEAD, heading], lines=[["Belu", 12, 36], ["Ende", 8, 19]]),
        Expect(IMPORT, both("2025", series)),
    )
add(
    "teams-beside-their-members",
    "“Jumlah Tim” beside “Jumlah Anggota” counts teams of a kabupaten",
    "village-teams",
    partial(
        below,
        "TIM DESA TAHUN 2025",
        head=["Kabupaten", "Jumlah Tim", "Jumlah Anggota"],
        lines=[["Belu", 12, 84], ["Ende", 8, 56]],
    ),
    Expect(IMPORT, both("2025")),
)
add(
    "who-took-part-by-sex",
    "“L” and “P” beside activities are of those who took part",
    "activities",
    partial(
        below,
        "KEGIATAN SOSIALISASI TAHUN 2025",
        head=["Kabupaten", "Jumlah Kegiatan", "L", "P", "Total Peserta"],
        lines=[["Belu", 12, 40, 50, 90], ["Ende", 8, 20, 30, 50]],
    ),
    Expect(IMPORT, both("2025")),
)
add(
    "lines-that-are-shares",
    "percentages, rates, growth and money among the lines of a list of series",
    "figures",
    lambda: xlsx(
        [
            ["Indikator", "Satuan", "2024", "2025"],
            ["Jumlah penempatan PMI", "orang", 100, 120],
            ["PMI prosedural yang ditempatkan", "%", 35, 40],
            ["Rasio PMI meninggal per 1.000 PMI", "per 1.000", 4, 3],
            ["Pertumbuhan kasus TPPO", "%", 5, 2],
            ["Jumlah kasus TPPO", "kasus", 10, 12],
            ["Biaya pemulangan jenazah", "juta", 150, 160],
        ],
        title="NTT",
    ),
    told(
        *(("other-concept", f"A{row}") for row in (3, 4, 5, 7)),
        values={
            "53 2024": 100,
            "53 2025": 120,
            "53 2024 trafficking_police_reports": 10,
            "53 2025 trafficking_police_reports": 12,
        },
    ),
)
add(
    "unit-says-percent",
    "“persen” below “Satuan” in a table without another word of it",
    "deaths",
    partial(
        below,
        "JENAZAH PMI TAHUN 2025",
        head=["Kabupaten", "Nilai", "Satuan"],
        lines=[["Belu", 12, "orang"], ["Ende", 40, "persen"]],
    ),
    told(("percent", "C4"), values={"53.04 2025 remains_repatriated": 12}, states={"B4": "doubtful"}),
)
add(
    "some-of-them-behind-the-count",
    "“Di antaranya perempuan” adds nothing up",
    "deaths",
    partial(
        below,
        "JENAZAH PMI TAHUN 2025",
        head=[*HEAD, "Di antaranya Perempuan"],
        lines=[["Belu", 12, 4], ["Ende", 8, 2]],
    ),
    Expect(
        IMPORT,
        both("2025", "remains_repatriated") | both("2025", "remains_repatriated perempuan", (4, 2)),
    ),
)

# Times -----------------------------------------------------------------------------------------------------

for name, kind, title in (
    ("up-to-a-year", "deaths", "JENAZAH PMI YANG DIPULANGKAN S.D. TAHUN 2024"),
    ("misspelt-month", "placements", "PENEMPATAN PMI BULAN FEBUARI 2025"),
    ("misspelt-last-month", "placements", "PENEMPATAN PMI PERIODE JANUARI - SEPTMBER 2025"),
    ("half-in-other-words", "placements", "PENEMPATAN PMI PARUH PERTAMA 2025"),
    ("around-a-feast", "placements", "PENEMPATAN PMI MENJELANG NATAL 2025"),
    ("book-of-the-next-year", "placements", "PENEMPATAN PMI, NUSA TENGGARA TIMUR DALAM ANGKA 2025"),
):
    add(
        name,
        "a year that is not, or not alone, the time of the figures",
        kind,
        partial(below, title),
        asked("period"),
    )
for name, title, time in (
    ("malay-month", "DEPORTASI PMI BULAN OGOS 2025", "2025-08"),
    ("march-across-the-border", "DEPORTASI PMI, MAC 2025", "2025-03"),
    ("month-by-number-in-words", "DEPORTASI PMI BULAN SEPULUH TAHUN 2025", "2025-10"),
    ("edition-of-a-table", "DEPORTASI PMI 2024 (REVISI 2025)", "2024"),
):
    add(
        name,
        "months as neighbours call them, and an edition that is no time",
        "deportations",
        partial(below, title),
        Expect(IMPORT, both(time, "deportation")),
    )
add(
    "day-of-a-meeting-in-the-name",
    "a file called by the meeting at which it was shown, and a book by its year",
    "placements",
    partial(below, "NTT Dalam Angka 2026", PLACED),
    Expect(IMPORT, both("2025")),
    file="Bahan paparan 12 Oktober 2026.xlsx",
)
add(
    "macau-among-countries",
    "“MAC” beside “MYS” is a country",
    "placements",
    partial(below, PLACED, head=["Kabupaten", "MYS", "MAC"], lines=[["Belu", 12, 3], ["Ende", 8, 4]]),
    Expect(IMPORT, both("2025", "MYS") | both("2025", "MAC", (3, 4))),
)
add(
    "months-of-sabah",
    "“Mac”, “Ogos” and “Dis” beside their sum",
    "deportations",
    partial(
        below,
        "DEPORTASI PMI 2025",
        head=["Daerah Asal", "Mac", "Ogos", "Dis", "Jumlah"],
        lines=[["Belu", 1, 2, 3, 6], ["Ende", 4, 5, 6, 15]],
    ),
    Expect(
        IMPORT,
        both("2025-03", "deportation", (1, 4))
        | both("2025-08", "deportation", (2, 5))
        | both("2025-12", "deportation", (3, 6)),
    ),
)
add(
    "line-of-a-misspelt-month",
    "a line whose time cannot be read is not of the whole year",
    "deaths",
    lambda: xlsx(
        [
            ["JENAZAH PMI KABUPATEN ENDE TAHUN 2025"],
            ["Bulan", "Jumlah"],
            ["Januari", 1],
            ["Febuari", 2],
            ["s.d. 2024", 9],
            ["Maret", 3],
        ]
    ),
    told(
        ("period-unknown", "A4"),
        ("period-unknown", "A5"),
        values={"53.08 2025-01 remains_repatriated": 1, "53.08 2025-03 remains_repatriated": 3},
    ),
)
add(
    "column-up-to-a-year",
    "“s.d. 2023” beside single years",
    "placements",
    partial(
        below,
        "PENEMPATAN PMI",
        head=["Kabupaten", "s.d. 2023", "2024", "2025"],
        lines=[["Belu", 120, 12, 7], ["Ende", 80, 8, 5]],
    ),
    told(("column-unknown", "B2"), values=both("2024") | both("2025", counts=(7, 5))),
)
for name, columns in (
    ("title-of-last-year", ("Jan-26", "Feb-26")),
    ("title-of-last-year-above-days", (date(2026, 1, 1), date(2026, 2, 1))),
):
    add(
        name,
        "a copied sheet whose title was not changed: read by its columns, and told",
        "placements",
        partial(below, PLACED, head=["Kabupaten", *columns], lines=[["Belu", 12, 3], ["Ende", 8, 4]]),
        told(("year-of-others", "B2"), values=both("2026-01") | both("2026-02", counts=(3, 4))),
    )
add(
    "last-and-this-by-their-names",
    "“Bulan lalu (September)” is a figure of its own, and “s.d. bulan ini” reaches to the end of October",
    "deportations",
    partial(
        below,
        "DEPORTASI PMI TAHUN 2026",
        head=["Kabupaten", "Bulan lalu (September)", "Bulan ini (Oktober)", "s.d. Bulan ini"],
        lines=[["Belu", 8, 6, 40], ["Ende", 5, 9, 30]],
    ),
    Expect(
        IMPORT,
        both("2026-09", "deportation", (8, 5))
        | both("2026-10", "deportation", (6, 9))
        | both("2026-01-01..2026-10-31", "deportation", (40, 30)),
    ),
)
add(
    "title-parted-into-cells",
    "“PERIODE”, “:”, “OKTOBER” and “2026” each in a cell",
    "placements",
    lambda: xlsx([["PENEMPATAN PMI"], ["PERIODE", ":", "OKTOBER", "2026"], HEAD, ["Belu", 12], ["Ende", 8]]),
    Expect(IMPORT, both("2026-10")),
)

for name, said, times in (
    ("month-of-a-program", ("2025M01", "2025M02"), ("2025-01", "2025-02")),
    ("quarter-of-a-slide", ("3Q25", "TW4-25"), ("2025-07-01..2025-09-30", "2025-10-01..2025-12-31")),
    ("year-and-sex-together", ("2025L", "2025P"), ("2025 laki-laki", "2025 perempuan")),
    ("this-month-and-so-far", ("Bulan Ini", "Akumulasi"), ("2025-10", "2025-01-01..2025-10-31")),
):
    title = "PENEMPATAN PMI OKTOBER 2025" if said[1] == "Akumulasi" else "PENEMPATAN PMI"
    add(
        f"heading-{name}",
        "columns headed as programs and slides do",
        "placements",
        partial(below, title, head=["Kabupaten", *said], lines=[["Belu", 12, 3], ["Ende", 8, 4]]),
        Expect(IMPORT, both(times[0]) | both(times[1], counts=(3, 4))),
    )
add(
    "years-that-are-added-up",
    "“kumulatif” above whole years: since when is nowhere said",
    "village-teams",
    partial(
        below,
        "JUMLAH TIM DESA (KUMULATIF)",
        head=["Kabupaten", "2024", "2025"],
        lines=[["Belu", 12, 13], ["Ende", 8, 9]],
    ),
    told(("cumulative", "B2"), ("cumulative", "C2"), states={"B3": "doubtful", "C3": "doubtful"}),
)

# Places ----------------------------------------------------------------------------------------------------

for name, kind, series, title, head, wider in (
    (
        "debarkation",
        "deportations",
        "deportation",
        "DEPORTASI PMI",
        ["Daerah Asal", "Lokasi Debarkasi"],
        "Kota Kupang",
    ),
    (
        "departure",
        "placements",
        "",
        "PENEMPATAN PMI",
        ["Kabupaten Asal", "Tempat Pemberangkatan"],
        "Kota Kupang",
    ),
    (
        "grave",
        "deaths",
        "remains_repatriated",
        "JENAZAH PMI",
        ["Kabupaten Asal", "Tempat Pemakaman"],
        "Malaka",
    ),
    ("province", "placements", "", "PENEMPATAN PMI", ["Kabupaten", "Provinsi"], "NTT"),
    ("island", "placements", "", "PENEMPATAN PMI", ["Kabupaten", "Wilayah"], "Timor"),
):
    add(
        f"origin-beside-{name}",
        "a second column of places, which is on the way or wider",
        kind,
        partial(
            below,
            f"{title} TAHUN 2025",
            head=[*head, "Jumlah"],
            lines=[["Belu", wider, 12], ["Ende", wider, 8]],
        ),
        Expect(IMPORT, both("2025", series)),
    )
add(
    "kind-of-place-as-a-line",
    "“Kupang” below “Kabupaten/Regency”, and once more below “Kota/Municipality”",
    "placements",
    partial(
        below,
        PLACED,
        lines=[
            ["Kabupaten/Regency"],
            ["1. Belu", 2],
            ["2. Kupang", 30],
            ["Kota/Municipality"],
            ["1. Kupang", 6],
        ],
    ),
    Expect(IMPORT, {"53.04 2025": 2, "53.01 2025": 30, "53.71 2025": 6}),
)
add(
    "kota-and-kabupaten-together",
    "“Kota/Kab. Kupang” is not the city alone",
    "placements",
    partial(below, PLACED, lines=[["Kota/Kab. Kupang", 12], ["Belu", 8]]),
    Expect(ASK, {"53.04 2025": 8}, questions=frozenset({"place:kupang"})),
)
add(
    "codes-named-by-their-heading",
    "“Kode BPS” says which system it is",
    "placements",
    partial(below, PLACED, head=["Kode BPS", "Jumlah"], lines=[[5306, 12], [5303, 8]]),
    Expect(IMPORT, {"53.04 2025": 12, "53.01 2025": 8}),
)
add(
    "companies-beside-places",
    "companies down, kabupaten across: their sum is the kabupaten's",
    "placements",
    lambda: xlsx(
        [
            [PLACED],
            ["P3MI", "Belu", "Ende", "Sikka", "Jumlah"],
            ["PT Contoh Satu", 3, 1, 0, 4],
            ["PT Contoh Dua", 4, 2, 1, 7],
            ["Jumlah", 7, 3, 1, 11],
        ]
    ),
    told(
        ("column-unknown", "A3"),
        values=both("2025", counts=(7, 3)) | {"53.07 2025": 1},
    ),
)

# Parts -----------------------------------------------------------------------------------------------------

for name, heading, one, other in (
    ("scheme", "Skema", "P to P", "Mandiri"),
    ("age", "Kelompok Umur", "18-24", "25-34"),
    ("schooling", "Pendidikan", "SD", "SMP"),
):
    add(
        f"lines-by-{name}",
        "lines that only an unread column tells apart, alike by chance: parts, and no line typed twice",
        "placements",
        partial(
            below,
            PLACED,
            head=["Kabupaten", heading, "Jumlah"],
            lines=[["Belu", one, 5], ["Belu", other, 5], ["Ende", one, 8]],
        ),
        told(
            ("lines-of-parts", "A3"),
            ("lines-of-parts", "A4"),
            values={"53.08 2025": 8},
            states={"C3": "doubtful", "C4": "doubtful"},
        ),
    )
for name, sheets, series, words in (
    ("country", ("Malaysia", "Singapura"), "", ("MYS", "SGP")),
    ("sex", ("Laki-laki", "Perempuan"), "", ("laki-laki", "perempuan")),
    ("sector", ("Formal", "Informal"), "", ("formal", "informal")),
    ("age", ("Dewasa", "Anak"), "deportation", ("dewasa", "anak")),
):
    kind, title = ("deportations", "DEPORTASI PMI TAHUN 2025") if series else ("placements", PLACED)
    add(
        f"sheets-by-{name}",
        "a sheet for each part, whose name alone says which",
        kind,
        lambda sheets=sheets, title=title: workbook(  # type: ignore[misc]  # bound now, called later
            {name: [[title], HEAD, ["Belu", 12], ["Ende", 8]] for name in sheets}
        ),
        Expect(
            IMPORT,
            both("2025", f"{series} {words[0]}".strip()) | both("2025", f"{series} {words[1]}".strip()),
        ),
    )
add(
    "blocks-by-country",
    "blocks beside each other, each below its country",
    "placements",
    lambda: xlsx(
        [
            [PLACED],
            ["MALAYSIA", None, None, "SINGAPURA"],
            [*HEAD, None, *HEAD],
            ["Belu", 12, None, "Belu", 2],
            ["Ende", 8, None, "Ende", 1],
        ]
    ),
    Expect(IMPORT, both("2025", "MYS") | both("2025", "SGP", (2, 1))),
)
add(
    "sums-of-continents",
    "a sum below each continent, and one of them all",
    "placements",
    lambda: xlsx(
        [
            [PLACED],
            ["Kabupaten", "Asia", None, None, "Eropa", None, "Total"],
            [None, "Malaysia", "Singapura", "Jml", "Polandia", "Jml", None],
            ["Belu", 5, 2, 7, 1, 1, 8],
            ["Ende", 3, 0, 3, 0, 0, 3],
        ]
    ),
    Expect(
        IMPORT,
        both("2025", "MYS", (5, 3))
        | both("2025", "SGP", (2, 0))
        | both("2025", "POL", (1, 0))
        | both("2025", "", (8, 3)),
    ),
)
for name, head, lines in (
    ("slash", ["Kabupaten", "L", "P", "L/P"], [["Belu", 3, 4, 7], ["Ende", 1, 2, 3]]),
    ("plus-backwards", ["Kabupaten", "P", "L", "P + L"], [["Belu", 4, 3, 7], ["Ende", 2, 1, 3]]),
    ("malay", ["Kabupaten", "Lelaki", "Perempuan", "Jumlah"], [["Belu", 3, 4, 7], ["Ende", 1, 2, 3]]),
):
    add(
        f"sexes-and-their-sum-by-{name}",
        "“L/P”, “P + L” and “Lelaki”",
        "placements",
        partial(below, PLACED, head=head, lines=lines),
        Expect(IMPORT, sexes("2025")),
    )
add(
    "sum-of-each-sector",
    "years over sectors over L, P and L+P",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Kabupaten", 2024, None, None],
            [None, "Formal", None, None],
            [None, "L", "P", "L+P"],
            ["Belu", 3, 4, 7],
            ["Ende", 1, 2, 3],
        ]
    ),
    Expect(
        IMPORT,
        both("2024", "laki-laki formal", (3, 1))
        | both("2024", "perempuan formal", (4, 2))
        | both("2024", "formal", (7, 3)),
    ),
)
add(
    "count-and-share-of-each-year",
    "“Jumlah” and “%” below each of two years: the second adds up nothing of the first",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Kabupaten", "2023", None, "2024", None],
            [None, "Jumlah", "%", "Jumlah", "%"],
            ["Belu", 12, 60, 9, 75],
            ["Ende", 8, 40, 3, 25],
        ]
    ),
    Expect(IMPORT, both("2023") | both("2024", counts=(9, 3))),
)
add(
    "one-heading-over-two-columns",
    "“Jumlah” merged over two columns: nobody can tell which one is which",
    "placements",
    lambda: xlsx(
        [[PLACED], ["Kabupaten", "Jumlah", None], ["Belu", 3, 4], ["Ende", 1, 2]], change=merged("B2:C2")
    ),
    told(("same-heading", "C2"), states={"B3": "doubtful", "C3": "doubtful"}),
)
add(
    "column-without-a-heading",
    "figures in a column that nothing heads",
    "placements",
    partial(
        below, "PENEMPATAN PMI", head=["Kabupaten", "2024", None], lines=[["Belu", 12, 4], ["Ende", 8, 2]]
    ),
    told(("column-unknown", "C2"), values=both("2024")),
)
add(
    "example-of-a-form",
    "a template with its example left in",
    "placements",
    lambda: xlsx(
        [
            [PLACED],
            ["No", "Kabupaten", "Jumlah"],
            ["Contoh", "Kabupaten Kupang", 15],
            [1, "Belu", 12],
            [2, "Ende", 8],
        ]
    ),
    told(("row-of-example", "B3"), values=both("2025")),
)

# Heads between the lines -----------------------------------------------------------------------------------

for name, kind, title, heads, (first, second) in (
    ("months", "placements", PLACED, ("JANUARI", "FEBRUARI"), ("2025-01", "2025-02")),
    ("years", "placements", "PENEMPATAN PMI", ("TAHUN 2024", 2025), ("2024", "2025")),
    ("countries", "placements", PLACED, ("A. Malaysia", "B. Singapura"), ("2025 MYS", "2025 SGP")),
    ("sexes", "placements", PLACED, ("LAKI-LAKI", "PEREMPUAN"), ("2025 laki-laki", "2025 perempuan")),
    (
        "series",
        "deaths",
        "DATA PMI TAHUN 2025",
        ("MENINGGAL DUNIA", "JENAZAH DIPULANGKAN"),
        ("2025 deaths_abroad", "2025 remains_repatriated"),
    ),
    (
        "target",
        "placements",
        PLACED,
        ("RENCANA", "REALISASI"),
        ("2025 procedural_placement_target", "2025"),
    ),
):
    add(
        f"heads-of-{name}",
        "a word alone in a line says of which month, country, part or series the lines below it are",
        kind,
        partial(
            below,
            title,
            lines=[[heads[0]], ["Belu", 12], ["Ende", 8], [heads[1]], ["Belu", 3], ["Ende", 4]],
        ),
        Expect(IMPORT, both(first) | both(second, counts=(3, 4))),
    )
for name, other in (("nonprocedural", "NON PROSEDURAL"), ("percent", "Persentase (%)")):
    add(
        f"heads-of-{name}",
        "lines below a head that says another thing are not read, and told",
        "placements",
        partial(
            below,
            PLACED,
            lines=[["PROSEDURAL"], ["Belu", 12], ["Ende", 8], [other], ["Sikka", 60], ["Alor", 40]],
        ),
        told(("other-concept", "A6"), values=both("2025")),
    )

for name, (one, other), (first, second) in (
    ("months", ("Januari", "Februari"), ("2025-01", "2025-02")),
    ("sexes", ("Laki-laki", "Perempuan"), ("2025 laki-laki", "2025 perempuan")),
):
    add(
        f"heads-with-sums-of-{name}",
        "the same with the sum of the lines below beside the word",
        "placements",
        partial(
            below,
            PLACED,
            head=["Uraian", "Jumlah"],
            lines=[[one, 20], ["Belu", 12], ["Ende", 8], [other, 7], ["Belu", 3], ["Ende", 4]],
        ),
        Expect(IMPORT, both(first) | both(second, counts=(3, 4))),
    )
add(
    "sexes-and-both-down",
    "“L”, “P” and “L+P” as lines of each kabupaten",
    "placements",
    partial(
        below,
        PLACED,
        head=["Kabupaten", "JK", "Jumlah"],
        lines=[
            ["Belu", "L", 3],
            [None, "P", 4],
            [None, "L+P", 7],
            ["Ende", "L", 1],
            [None, "P", 2],
            [None, "L+P", 3],
        ],
    ),
    Expect(IMPORT, sexes("2025")),
)
add(
    "villages-with-a-team",
    "“Desa dengan Tim” beside “Total Desa”",
    "village-teams",
    partial(
        below,
        "DESA DENGAN TIM TAHUN 2025",
        head=["Kabupaten", "Total Desa", "Desa dengan Tim", "Persentase"],
        lines=[["Belu", 69, 12, 17.4], ["Ende", 255, 8, 3.1]],
    ),
    Expect(IMPORT, both("2025")),
)

# Notes and names that narrow -------------------------------------------------------------------------------

for name, note in (
    ("only-some", "Catatan: hanya dari Malaysia"),
    ("only-women", "*) hanya PMI perempuan"),
    ("added-up", "Keterangan: angka kumulatif sejak Januari"),
):
    add(
        f"note-of-{name}",
        "a note that says less, or more, than the title: read, and told",
        "deaths",
        partial(below, "JENAZAH PMI OKTOBER 2026", lines=[["Belu", 12], ["Ende", 8], [note]]),
        told(("note-of-a-part", ""), values=both("2026-10", "remains_repatriated")),
    )
add(
    "note-of-percent",
    "“dalam persen” below the table",
    "placements",
    partial(below, PLACED, lines=[["Belu", 60], ["Ende", 40], ["Keterangan: dalam persen"]]),
    told(("other-concept", "A2")),
)
add(
    "note-of-thousands",
    "“dalam ribuan” below the table",
    "placements",
    partial(below, PLACED, lines=[["Belu", 60], ["Ende", 40], ["Keterangan: angka dalam ribuan"]]),
    asked("scale"),
)
add(
    "note-at-a-place",
    "“Belu 1)” and below “1) termasuk Malaka”",
    "placements",
    partial(below, PLACED, lines=[["Belu 1)", 12], ["Ende", 8], ["1) termasuk Malaka"]]),
    told(("footnote", "A3"), values=both("2025")),
)
add(
    "subtitle-of-an-age",
    "“Kelompok umur : di bawah 18 tahun” above a table of deportations",
    "deportations",
    partial(below, "DEPORTASI PMI TAHUN 2025", "Kelompok umur : di bawah 18 tahun"),
    Expect(ASK, questions=frozenset({"kind"})),
)
add(
    "filtered-by-several",
    "a pivot table of which some countries are chosen",
    "placements",
    lambda: xlsx(
        [
            ["Negara", "(Multiple Items)"],
            ["Tahun", "2025"],
            [],
            ["Row Labels", "Count of PMI"],
            ["Belu", 12],
            ["Ende", 8],
        ]
    ),
    told(("note-of-a-part", "B4"), values=both("2025")),
)
add(
    "filtered-by-one",
    "“Filter:” and “Negara = Taiwan” above a table",
    "placements",
    lambda: xlsx([[PLACED], ["Filter:", "Negara = Taiwan"], HEAD, ["Belu", 12], ["Ende", 8]]),
    Expect(IMPORT, both("2025", "TWN")),
)
add(
    "name-of-one-country",
    "a file called by a country of which its title says nothing",
    "placements",
    partial(below, PLACED),
    told(("note-of-a-part", ""), values=both("2025")),
    file="penempatan ke malaysia 2025.xlsx",
)
add(
    "sheet-called-target",
    "a sheet called “Target” below a title of placements",
    "placements",
    lambda: workbook({"Target 2025": [["PENEMPATAN PMI"], HEAD, ["Belu", 12], ["Ende", 8]]}),
    Expect(IMPORT, both("2025", "procedural_placement_target")),
)

# Messages --------------------------------------------------------------------------------------------------

add(
    "lines-of-a-message",
    "a message pasted into one column: stars, units, nihil, a word of thanks",
    "deaths",
    lambda: text(
        [
            ["*Jenazah PMI bulan Oktober 2026*"],
            ["* Belu = 12 org"],
            ["2. Ende : 8"],
            ["- Sikka - nihil"],
            ["Total = 20 org"],
            ["Terima kasih"],
        ]
    ),
    Expect(IMPORT, both("2026-10", "remains_repatriated") | {"53.07 2026-10 remains_repatriated": 0}),
    file="wa.csv",
)
add(
    "message-of-two-months",
    "a second month between the lines, and a remark behind a figure",
    "placements",
    lambda: xlsx(
        [
            ["Penempatan PMI 2026"],
            ["September"],
            ["Belu : 12"],
            ["Ende : 8"],
            ["Oktober"],
            ["Sikka : 3"],
            ["Alor : 2 (naik 1)"],
        ]
    ),
    told(
        ("text-in-value", "A7"),
        values=both("2026-09") | {"53.07 2026-10": 3},
        states={"A7": "doubtful"},
    ),
)
