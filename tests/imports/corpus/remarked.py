"""Tables of counts in which something is written beside, behind or between the lines: what it changes, and
what it does not."""

from functools import partial

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, Rows, xlsx

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")
HEAD = ("No", "Kabupaten/Kota", "Jumlah")


def counts(title: str, lines: Rows, head: tuple[str | None, ...] = (*HEAD, "Keterangan")) -> bytes:
    return xlsx([[title], [], list(head), *map(list, lines)])


def beside(*remarks: str | None) -> Rows:
    """Four kabupaten, each with what stands beside it."""
    places = (("Ende", 6), ("Ngada", 9), ("Lembata", 5), ("Alor", 3))
    return tuple(
        (i, *place, remark) for i, (place, remark) in enumerate(zip(places, remarks, strict=True), 1)
    )


def four(said: str = "") -> dict[str, float | str]:
    return {
        f"{place} 2025{said}": value
        for place, value in (("53.08", 6), ("53.09", 9), ("53.13", 5), ("53.05", 3))
    }


def told(*cells: str) -> frozenset[tuple[str, str]]:
    return frozenset(("note-of-a-part", cell) for cell in cells)


# Beside the lines ------------------------------------------------------------------------------------------
REMAINS = "PEMULANGAN JENAZAH PMI TAHUN 2025"
add(
    "why-each-of-them-died",
    "a remark in each line says why they died, below a title that says what is counted",
    "deaths",
    partial(counts, REMAINS, beside("sakit", "laka kerja", "sakit paru", "tenggelam")),
    Expect(DOUBTS, four(" remains_repatriated"), doubts=told("D4", "D6")),
)
add(
    "victims-who-were-sick",
    "victims of whom each line says what became of them are victims",
    "figures",
    partial(counts, "JUMLAH KORBAN TPPO TAHUN 2025", beside("dipulangkan", "sakit", "sakit", "dipulangkan")),
    Expect(DOUBTS, four(" trafficking_victims"), doubts=told("D4", "D5", "D6", "D7")),
)
add(
    "series-in-a-column-of-remarks",
    "two lines of each place, which the remark alone tells apart",
    "deaths",
    partial(
        counts,
        REMAINS,
        (
            (1, "Ende", 6, "Jenazah dipulangkan"),
            (2, "Ende", 8, "Meninggal di luar negeri"),
            (3, "Alor", 3, "Jenazah dipulangkan"),
            (4, "Alor", 4, "Meninggal di luar negeri"),
        ),
    ),
    Expect(
        IMPORT,
        {
            "53.08 2025 remains_repatriated": 6,
            "53.08 2025 deaths_abroad": 8,
            "53.05 2025 remains_repatriated": 3,
            "53.05 2025 deaths_abroad": 4,
        },
    ),
)
for name, ugliness, heading, remark in (
    (
        "children-among-them",
        "a heading that says nothing above a remark on one line",
        "Rincian",
        "ada 2 anak",
    ),
    ("women-beside-one", "a word of a part beside one line, below no word that is known", "Hal", "perempuan"),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(None, remark, None, None), (*HEAD, heading)),
        Expect(DOUBTS, four(), doubts=told("D5")),
    )
add(
    "how-many-women-without-a-heading",
    "how many of each line are women, in a column without a heading: nobody's part is all of them",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        beside("Wanita 2", "Wanita 4", "Wanita 1", "pria semua"),
        (*HEAD, None),
    ),
    Expect(DOUBTS, four(), doubts=told("D4", "D5", "D6", "D7")),
)
for name, ugliness, remark in (
    ("half-a-year-beside-one", "a figure that reaches to June alone", "data s.d. Juni"),
    ("of-the-year-before", "a figure of the year before, as its remark says", "angka tahun 2024"),
    ("written-twice-beside", "a remark that calls a part of it off", "ganda 1 dengan Sikka"),
    ("from-another-place", "persons of another kabupaten in the figure of this one", "1 org dari Sikka"),
    ("more-than-the-figure", "another number of the same beside the figure", "14 orang"),
    ("none-of-them", "a remark that denies what the title counts", "bukan PMI"),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(None, remark, None, "lengkap")),
        Expect(DOUBTS, four(), doubts=told("D5")),
    )
add(
    "remarks-that-change-nothing",
    "days, papers, seats and numbers beside figures which say nothing else than they do",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        beside("data per 31 Desember 2025", "9 orang", "diterima 5 Januari 2026", "Kalabahi"),
    ),
    Expect(IMPORT, four()),
)

# Behind the place and between the lines --------------------------------------------------------------------
for name, ugliness, inside in (
    ("some-behind-the-place", "how many of them died, in brackets behind the place", "2 meninggal"),
    ("time-behind-the-place", "how far the figure reaches, in brackets behind the place", "data s.d. Juni"),
    ("part-behind-the-place", "a word of a part in brackets behind the place", "non prosedural"),
):
    add(
        name,
        ugliness,
        "deportations",
        partial(
            counts,
            "DEPORTASI PMI TAHUN 2025",
            ((1, "Ende", 6), (2, f"Ngada ({inside})", 9), (3, "Lembata (Lewoleba)", 5), (4, "Alor", 3)),
            HEAD,
        ),
        Expect(DOUBTS, four(" deportation"), doubts=told("B5")),
    )
for name, ugliness, remark in (
    (
        "some-in-a-line-of-their-own",
        "a line of its own says how many of those above it are women",
        "1 perempuan",
    ),
    (
        "others-in-a-line-of-their-own",
        "a line of its own says whom the one above it counts too",
        "termasuk anak",
    ),
):
    add(
        name,
        ugliness,
        "placements",
        partial(
            counts,
            "PENEMPATAN PMI TAHUN 2025",
            ((1, "Ende", 6), (2, "Ngada", 9), (None, remark), (3, "Lembata", 5), (4, "Alor", 3)),
            HEAD,
        ),
        Expect(DOUBTS, four(), doubts=told("B6")),
    )
add(
    "word-alone-between-lines",
    "a country alone in a line, where the lines above it have none: it may head those below it",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        ((1, "Ende", 6), (2, "Ngada", 9), (None, "Malaysia"), (3, "Lembata", 5), (4, "Alor", 3)),
        HEAD,
    ),
    Expect(
        DOUBTS,
        {"53.08 2025": 6, "53.09 2025": 9, "53.13 2025 MYS": 5, "53.05 2025 MYS": 3},
        doubts=told("B6"),
    ),
)
