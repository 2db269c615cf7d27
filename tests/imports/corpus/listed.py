"""Tables in which lines and columns have longer names than elsewhere: what is counted, and until when."""

from functools import partial

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, xlsx

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
