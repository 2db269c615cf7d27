"""What two clerks would read in two ways: units under other words, victims by sex alone, numbers for months,
lines of “the rest”, percentages for counts."""

from datetime import date
from functools import partial
from typing import Any

from tests.imports.corpus.habits import UNITS, UNITS_SAID, cases_of, report, reported
from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    REFUSE,
    Adding,
    Case,
    Expect,
    merged,
    workbook,
    xlsx,
)
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "data.xlsx")
POLRES = {"agency": "polres-ntt"}

# Units ----------------------------------------------------------------------------------------------

for head in ("Kesatuan", "Satwil", "Satuan Wilayah"):
    add(
        f"units-below-{head.casefold().replace(' ', '-')}",
        "units of the police under another word than Satker: asked as there",
        "cases",
        partial(cases_of, head, *UNITS),
        Expect(ASK, reported(*UNITS_SAID), questions=frozenset({"agency:polres"})),
    )
for head in ("Satwil", "Wilayah Hukum", "Polresta"):
    add(
        f"places-below-{head.casefold().replace(' ', '-')}",
        "“Malaka” there says which Polres, and not where somebody comes from",
        "cases",
        partial(cases_of, head, "Malaka", "Belu"),
        Expect(ASK, reported({}, {}), questions=frozenset({"agency:polres"})),
    )
add(
    "place-below-kesatuan",
    "“Malaka” below Kesatuan may be a Polres or a Kodim",
    "cases",
    lambda: cases_of("Kesatuan", "Malaka", "Polres Belu"),
    Expect(
        DOUBTS,
        reported({}, POLRES),
        states={"D2": "doubtful"},
        doubts=frozenset({("agency-unknown", "D2")}),
    ),
    answers={"agency:polres": "polres-ntt"},
)
STATIONS = ("Polsek Wewiku", "Polsek Malaka Tengah", "Polres Malaka")
add(
    "units-of-a-polsek",
    "a Polsek is below a Polres, and no agency of ours: whose report it is, is asked by itself",
    "cases",
    lambda: cases_of("Kesatuan", *STATIONS),
    Expect(ASK, reported({}, {}, {}), questions=frozenset({"agency:polres", "agency:polsek"})),
)
add(
    "units-of-a-polsek-answered",
    "the same, once it is known",
    "cases",
    lambda: cases_of("Polsek", "Wewiku", *STATIONS[1:]),
    Expect(IMPORT, reported(POLRES, POLRES, POLRES)),
    answers={"agency:polres": "polres-ntt", "agency:polsek": "polres-ntt"},
)
add(
    "units-and-their-divisions",
    "a division before its Polres, a Polsek before its own; one of Polda that the register does not know",
    "cases",
    lambda: cases_of(
        "Kesatuan",
        "Satreskrim Polres Malaka",
        "Polsek Wewiku, Polres Malaka",
        "Unit PPA Sat Reskrim Polres Belu",
        "Ditreskrimum Polda NTT",
        "Polsek Nunukan",
    ),
    Expect(
        DOUBTS,
        reported(POLRES, POLRES, POLRES, {}, {}),
        states={"D5": "doubtful", "D6": "doubtful"},
        doubts=frozenset({("agency-unknown", "D5"), ("agency-unknown", "D6")}),
    ),
    answers={"agency:polres": "polres-ntt"},
)
add(
    "polsek-beside-its-polres",
    "a column of Polsek beside that of Polres is no second agency, whichever stands first",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Polsek", "Polres"],
            ["LP/1/2026", date(2026, 1, 1), "TPPO", "Polsek Wewiku", "Polres Malaka"],
        ]
    ),
    Expect(IMPORT, reported(POLRES)),
    answers={"agency:polres": "polres-ntt"},
)

for head in ("Polres", "Wilayah Hukum"):
    add(
        f"reports-by-{head.casefold().replace(' ', '-')}",
        "“Malaka” below Polres is the unit, whose area is that kabupaten: told",
        "figures",
        partial(xlsx, [["KASUS TPPO NTT 2025"], [head, "LP"], ["Malaka", 3], ["Belu", 4], ["Jumlah", 7]]),
        Expect(
            DOUBTS,
            {
                "53.21 2025 trafficking_police_reports": 3,
                "53.04 2025 trafficking_police_reports": 4,
                "53 2025 trafficking_police_reports": 7,
            },
            doubts=frozenset({("place-by-office", "A2")}),
        ),
    )

# Victims by sex -------------------------------------------------------------------------------------

HEAD = ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten"]


def lines(*told: tuple[Any, ...]) -> list[list[Any]]:
    return [[f"LP/{n}/I/2026", date(2026, 1, n), "TPPO", "Belu", *each] for n, each in enumerate(told, 1)]


def victims(*told: dict[str, int]) -> dict[str, float | str]:
    return numbered(
        *(report(f"LP/{n}/I/2026", f"2026-01-{n:02}", "53.04", **each) for n, each in enumerate(told, 1))
    )


add(
    "sexes-beside-their-sum",
    "“L” and “P” add up to the victims; who of them is a child is nowhere said",
    "cases",
    lambda: xlsx([[*HEAD, "L", "P", "Jumlah Korban"], *lines((1, 2, 3), (1, 1, 2))]),
    Expect(
        DOUBTS,
        victims({}, {}),
        doubts=frozenset({("victims-not-split", "E1"), ("victims-not-split", "F1")}),
    ),
)
add(
    "sexes-beside-ages",
    "“L”, “P”, “Dewasa” and “Anak”: told apart where they leave no choice",
    "cases",
    lambda: xlsx(
        [
            [*HEAD, "L", "P", "Dewasa", "Anak", "Jumlah"],
            *lines((2, 1, 3, 0, 3), (0, 3, 2, 1, 3), (1, 1, 0, 2, 2), (2, 2, 3, 1, 4), (1, 0, 1, 0, 2)),
        ]
    ),
    Expect(
        DOUBTS,
        victims({"men": 2, "women": 1}, {"women": 2, "girls": 1}, {"boys": 1, "girls": 1}, {}, {}),
        doubts=frozenset({("victims-not-split", "E5"), ("total-differs", "I6")}),
    ),
)
add(
    "children-beside-sexes-without-a-sum",
    "“L”, “P” and “Anak” alone: the child may be one of them, or one more",
    "cases",
    lambda: xlsx([[*HEAD, "LK", "PR", "ANAK"], *lines((2, 1, 0), (1, 0, 1), (2, 0, 1))]),
    Expect(
        DOUBTS,
        victims({"men": 2, "women": 1}, {}, {}),
        doubts=frozenset({("victims-not-split", "E3"), ("victims-not-split", "E4")}),
    ),
)
add(
    "sexes-and-ages-below-their-words",
    "the same two divisions below “Korban” and “Umur”",
    "cases",
    lambda: xlsx(
        [
            [*HEAD, "KORBAN", None, "UMUR", None],
            [*[None] * 4, "L", "P", "DEWASA", "ANAK"],
            *lines((2, 1, 3, 0), (0, 0, 0, 0)),
        ],
        change=merged("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"),
    ),
    Expect(IMPORT, victims({"men": 2, "women": 1}, {"men": 0, "women": 0})),
)
add(
    "one-victim-by-sex-and-age",
    "1 below L or P and one age: one person; of two persons the age is nobody's",
    "cases",
    lambda: xlsx([[*HEAD, "Korban L", "Korban P", "Umur"], *lines((0, 1, 17), (1, None, 30), (1, 1, 20))]),
    Expect(
        DOUBTS,
        victims({"boys": 0, "girls": 1}, {"men": 1}, {}),
        doubts=frozenset({("victims-not-split", "E4")}),
    ),
)
add(
    "sexes-of-children",
    "the title says of all victims that they are children",
    "cases",
    lambda: xlsx([["DATA KORBAN ANAK TPPO TAHUN 2026"], [*HEAD, "L", "P"], *lines((1, 2), (0, 1))]),
    Expect(IMPORT, victims({"boys": 1, "girls": 2}, {"boys": 0, "girls": 1})),
)
add(
    "sexes-of-offenders",
    "“L” and “P” below “Pelaku” are no victims, though an age stands beside them",
    "cases",
    lambda: xlsx(
        [
            [*HEAD, "PELAKU", None, "UMUR"],
            [*[None] * 4, "L", "P", None],
            *lines((1, None, 17), (None, 1, 40)),
        ],
        change=merged("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"),
    ),
    Expect(DOUBTS, victims({}, {}), doubts=frozenset({("column-unknown", "E2"), ("column-unknown", "F2")})),
)
add(
    "one-letter-alone",
    "“P” without “L”: women, offenders, nobody can tell",
    "cases",
    lambda: xlsx([[*HEAD, "P", "Umur"], *lines((1, 20), (2, 30))]),
    Expect(DOUBTS, victims({}, {}), doubts=frozenset({("column-unknown", "E1")})),
)

# Services by sex ------------------------------------------------------------------------------------

add(
    "services-by-sex",
    "persons served by sex and together, without desks; one sum that is none",
    "services",
    lambda: xlsx(
        [
            ["REKAP LAYANAN LTSA BULAN MARET 2026"],
            ["Kabupaten", "L", "P", "Jumlah"],
            ["Sikka", 12, 8, 20],
            ["Kab. Kupang", 3, 4, 8],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.07 2026-03 laki-laki": 12,
            "53.07 2026-03 perempuan": 8,
            "53.07 2026-03": 20,
            "53.01 2026-03 laki-laki": 3,
            "53.01 2026-03 perempuan": 4,
        },
        doubts=frozenset({("total-differs", "D4")}),
    ),
)
add(
    "services-of-posts-by-sex",
    "the posts of BP3MI by the name of their kabupaten",
    "services",
    lambda: xlsx(
        [
            ["REKAP PELAYANAN P4MI BULAN MARET 2026"],
            ["P4MI", "L", "P", "Jumlah"],
            ["P4MI Sikka", 12, 8, 20],
            ["P4MI Belu", 3, 4, 7],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.07 2026-03 laki-laki": 12,
            "53.07 2026-03 perempuan": 8,
            "53.07 2026-03": 20,
            "53.04 2026-03 laki-laki": 3,
            "53.04 2026-03 perempuan": 4,
            "53.04 2026-03": 7,
        },
    ),
)
add(
    "desks-by-sex",
    "desks across, each over L, P and their sum; the sum of all desks is nobody's",
    "services",
    lambda: xlsx(
        [
            ["LAYANAN LTSA OKTOBER 2026"],
            ["Kabupaten", "Ketenagakerjaan", None, None, "Kesehatan", None, None, "Jumlah"],
            [None, *["L", "P", "Jml"] * 2, None],
            ["Sikka", 7, 5, 12, 4, 6, 10, 22],
        ],
        change=merged("A2:A3", "B2:D2", "E2:G2", "H2:H3"),
    ),
    Expect(
        IMPORT,
        {
            "53.07 2026-10 laki-laki employment": 7,
            "53.07 2026-10 perempuan employment": 5,
            "53.07 2026-10 employment": 12,
            "53.07 2026-10 laki-laki health": 4,
            "53.07 2026-10 perempuan health": 6,
            "53.07 2026-10 health": 10,
        },
    ),
)

add(
    "desks-down-by-sex",
    "desks down beside L, P and a sum that is none",
    "services",
    lambda: xlsx(
        [
            ["PELAYANAN LTSA KABUPATEN SIKKA JANUARI 2026"],
            ["Loket", "L", "P", "Jumlah"],
            ["Kesehatan", 3, 4, 7],
            ["Imigrasi", 1, 1, 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.07", "desk": "health", "served": 7}, {"region": "53.07", "desk": "immigration"}
        ),
        states={"D4": "doubtful"},
        doubts=frozenset({("total-differs", "D4")}),
    ),
)

# Numbers for months ---------------------------------------------------------------------------------


def sheets_called(*names: str, title: str = "PENEMPATAN PMI TAHUN 2025") -> bytes:
    return workbook({name: [[title], ["Kabupaten", "Jumlah"], ["Belu", 5], ["Ende", 3]] for name in names})


def placed(*times: str) -> dict[str, float | str]:
    return {f"{code} {time}": count for time in times for code, count in (("53.04", 5), ("53.08", 3))}


add(
    "months-as-names-of-sheets",
    "“09” and “10” as the names of all sheets below the year: months, and not the whole year",
    "placements",
    lambda: sheets_called("09", "10"),
    Expect(IMPORT, placed("2025-09", "2025-10")),
)
add(
    "months-by-number-of-the-file",
    "“9”, “10” and “11”, the year in the name of the file alone",
    "placements",
    lambda: sheets_called("9", "10", "11", title="PENEMPATAN PMI"),
    Expect(IMPORT, placed("2025-09", "2025-10", "2025-11")),
    file="Penempatan 2025.xlsx",
)
add(
    "month-by-number-among-others",
    "“09” beside a sheet of remarks, the year in the title",
    "placements",
    lambda: workbook(
        {
            "09": [["PENEMPATAN PMI TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Belu", 5], ["Ende", 3]],
            "Catatan": [["DATA CONTOH, bukan angka resmi"]],
        }
    ),
    Expect(IMPORT, placed("2025-09")),
)
add(
    "months-by-their-short-names",
    "“Sep” and “Okt” below the year",
    "placements",
    lambda: sheets_called("Sep", "Okt"),
    Expect(IMPORT, placed("2025-09", "2025-10")),
)
add(
    "number-beside-a-year",
    "“09” beside a sheet that is called by its year",
    "placements",
    lambda: sheets_called("2024", "09", title="PENEMPATAN PMI"),
    Expect(ASK, placed("2024"), questions=frozenset({"sheet-number"})),
    file="Penempatan 2024.xlsx",
)
add(
    "number-of-one-sheet",
    "“1” may be January, and may be the first sheet",
    "placements",
    lambda: sheets_called("1"),
    Expect(ASK, questions=frozenset({"sheet-number"})),
)
for meaning, times in (
    ("month", ("2025-01", "2025-02", "2025-03", "2025-04")),
    (
        "quarter",
        (
            "2025-01-01..2025-03-31",
            "2025-04-01..2025-06-30",
            "2025-07-01..2025-09-30",
            "2025-10-01..2025-12-31",
        ),
    ),
):
    add(
        f"four-numbers-answered-by-{meaning}",
        "1 to 4 may be months or quarters: asked once, of all sheets",
        "placements",
        lambda: sheets_called("1", "2", "3", "4"),
        Expect(IMPORT, placed(*times)),
        answers={"sheet-number": meaning},
    )
add(
    "number-that-is-no-time",
    "“1”, once it is known to be the first of several sheets",
    "placements",
    lambda: sheets_called("1"),
    Expect(IMPORT, placed("2025")),
    answers={"sheet-number": "none"},
)
add(
    "file-called-by-its-month",
    "“09” as the name of the file below the year of the title",
    "placements",
    lambda: sheets_called("Data"),
    Expect(IMPORT, placed("2025-09")),
    file="09.xlsx",
)

# The rest -------------------------------------------------------------------------------------------

add(
    "rest-that-looks-like-a-sum",
    "“Lain-lain” is the kabupaten that stand in no line: known to the source, none of ours, and no sum",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI 2025"],
            ["Kabupaten", "Jumlah"],
            ["Belu", 5],
            ["Ende", 3],
            ["Lain-lain", 8],
            ["Jumlah", 16],
        ]
    ),
    Expect(DOUBTS, placed("2025"), states={"B5": "doubtful"}, doubts=frozenset({("places-together", "A5")})),
)
add(
    "outside-a-kabupaten",
    "“Luar wilayah” below kecamatan is outside the kabupaten, and perhaps in NTT",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI KABUPATEN MALAKA JANUARI 2026"],
            ["Kecamatan", "Jumlah"],
            ["Wewiku", 3],
            ["Weliman", 2],
            ["Luar wilayah", 4],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.21.03 2026-01 deportation": 3, "53.21.04 2026-01 deportation": 2},
        states={"B5": "doubtful"},
        doubts=frozenset({("places-together", "A5")}),
    ),
)
add(
    "rest-of-a-register",
    "“Lain-lain” as the origin of a case waits; “Luar NTT” and “Tidak diketahui” say what they say",
    "cases",
    lambda: cases_of("Kabupaten Asal", "Belu", "Lain-lain", "Luar NTT", "Tidak diketahui"),
    Expect(
        DOUBTS,
        reported({"region": "53.04"}, {}, {"region": "outside"}, {"region": "unknown"}),
        doubts=frozenset({("places-together", "D3")}),
    ),
)

add(
    "kecamatan-that-is-not-named",
    "“Lain-lain” and “Tidak diketahui” below Kecamatan take nothing back of the kabupaten beside them",
    "cases",
    lambda: xlsx(
        [
            [*HEAD[:3], "Kabupaten", "Kecamatan"],
            ["LP/1/2026", date(2026, 1, 1), "TPPO", "Malaka", "Lain-lain"],
            ["LP/2/2026", date(2026, 1, 2), "TPPO", "Malaka", "Tidak diketahui"],
        ]
    ),
    Expect(
        DOUBTS,
        reported({"region": "53.21"}, {"region": "53.21"}),
        doubts=frozenset({("place-unknown", "E2")}),
    ),
)

# Percentages ----------------------------------------------------------------------------------------

add(
    "percentages-alone",
    "a table of percentages and nothing else",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI MENURUT KABUPATEN, 2025"],
            ["No", "Kabupaten", "Persentase (%)"],
            [1, "Belu", 62.5],
            [2, "Ende", 37.5],
        ]
    ),
    Expect(REFUSE, refusal="shares-alone"),
)
add(
    "percentages-in-words",
    "the same with the sign behind each",
    "deaths",
    lambda: xlsx([["PMI MENINGGAL 2025"], ["Kabupaten", "%"], ["Belu", "62,5%"], ["Ende", "37,5 %"]]),
    Expect(REFUSE, refusal="shares-alone"),
)
add(
    "percentages-for-counts",
    "percentages where the heading announces counts",
    "placements",
    lambda: xlsx([["PENEMPATAN PMI 2025"], ["Kabupaten", "Jumlah"], ["Belu", "62,5%"], ["Ende", 3]]),
    Expect(DOUBTS, {"53.08 2025": 3}, states={"B3": "doubtful"}, doubts=frozenset({("percent", "B3")})),
)
