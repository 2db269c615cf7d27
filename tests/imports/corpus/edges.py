"""Where a rule ends: titles that name a place, a time or people aside, lines that look like headings,
totals that are percentages, days of an event."""

from datetime import date
from functools import partial
from typing import Any

from tests.imports.corpus.habits import reported
from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, workbook, xlsx
from tests.imports.corpus.readings import HEAD, lines, victims
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "data.xlsx")


def counted(*titles: str, **more: Any) -> bytes:
    head = more.get("head", ("Kabupaten", "Jumlah"))
    return xlsx([*([each] for each in titles), [*head], ["Belu", 5, *more.get("beside", ())], ["Ende", 3]])


def by_months(title: str) -> bytes:
    return xlsx([[title], ["Bulan", "Jumlah"], ["Januari", 5], ["Februari", 3]])


def both(time: str, of: str = "") -> dict[str, float | str]:
    return {f"{code} {time} {of}".strip(): count for code, count in (("53.04", 5), ("53.08", 3))}


# Whom a title names -----------------------------------------------------------------------------------

add(
    "crew-of-a-ship",
    "“anak buah kapal” are no children",
    "cases",
    lambda: xlsx([["DATA KORBAN ANAK BUAH KAPAL TAHUN 2026"], [*HEAD, "L", "P"], *lines((1, 2), (0, 1))]),
    Expect(
        DOUBTS,
        victims({}, {}),
        doubts=frozenset({("victims-not-split", "E2"), ("victims-not-split", "F2")}),
    ),
)
add(
    "crew-of-a-ship-deported",
    "nor are they in a table of counts, of which they are a part",
    "deportations",
    partial(counted, "DEPORTASI PMI ANAK BUAH KAPAL TAHUN 2025"),
    Expect(ASK, questions=frozenset({"kind"})),
)
for name, title in (
    ("women-and-children", "DEPORTASI PMI PEREMPUAN DAN ANAK TAHUN 2025"),
    ("all-but-some", "DEPORTASI PMI TAHUN 2025 (TIDAK TERMASUK ANAK)"),
):
    add(
        name,
        "women and children, or all but some: not all, and no part that is known",
        "deportations",
        partial(counted, title),
        Expect(ASK, questions=frozenset({"kind"})),
    )
add(
    "women-and-children-apart",
    "the same title above a column of each",
    "deportations",
    lambda: xlsx(
        [["DEPORTASI PMI PEREMPUAN DAN ANAK TAHUN 2025"], ["Kabupaten", "Perempuan", "Anak"], ["Belu", 5, 1]]
    ),
    Expect(IMPORT, {"53.04 2025 deportation perempuan": 5, "53.04 2025 deportation anak": 1}),
)
add(
    "means-of-months",
    "“rata-rata per bulan” behind the name of the series",
    "placements",
    partial(counted, "PENEMPATAN PMI RATA-RATA PER BULAN TAHUN 2025"),
    Expect(ASK, questions=frozenset({"kind"})),
)

# Which place a title names ----------------------------------------------------------------------------

for name, title in (
    ("gate-of-the-border", "DEPORTASI PMI DI PINTU PERBATASAN MOTAAIN KABUPATEN BELU TAHUN 2026"),
    ("house-for-the-night", "DEPORTASI PMI YANG DITAMPUNG DI SHELTER KOTA KUPANG TAHUN 2026"),
    ("met-by-an-office", "DEPORTASI PMI YANG DIJEMPUT PEMKAB FLORES TIMUR TAHUN 2026"),
    ("sent-by-an-office", "DEPORTASI PMI OLEH SATGAS PAMTAS KABUPATEN BELU TAHUN 2026"),
    ("districts-together", "DEPORTASI PMI KECAMATAN WEWIKU DAN WELIMAN TAHUN 2026"),
    ("villages-together", "DEPORTASI PMI DESA WEOE DAN LAMEA KECAMATAN WEWIKU TAHUN 2026"),
    ("constituency", "DEPORTASI PMI DAPIL NTT I TAHUN 2026"),
    ("town-and-around", "DEPORTASI PMI KOTA KUPANG DAN SEKITARNYA TAHUN 2026"),
    ("part-of-a-kabupaten", "DEPORTASI PMI WILAYAH SELATAN KABUPATEN TTS TAHUN 2026"),
):
    add(
        name,
        "a place on the way, or more or less than the one that is named",
        "deportations",
        partial(by_months, title),
        Expect(ASK, questions=frozenset({"region"})),
    )
add(
    "district-and-sexes",
    "“per kecamatan dan jenis kelamin” lists no kecamatan",
    "deportations",
    partial(by_months, "DEPORTASI PMI PER KECAMATAN DAN JENIS KELAMIN KABUPATEN MALAKA TAHUN 2026"),
    Expect(IMPORT, {"53.21 2026-01 deportation": 5, "53.21 2026-02 deportation": 3}),
)

# Which time a title names -----------------------------------------------------------------------------

for name, time in (
    ("before-a-year", "SEBELUM TAHUN 2024"),
    ("after-a-month", "SETELAH OKTOBER 2025"),
    ("until-today", "2022 - SEKARANG"),
    ("last-days", "30 HARI TERAKHIR, OKTOBER 2026"),
):
    add(
        name,
        "another time than the one that is named",
        "placements",
        partial(counted, f"PENEMPATAN PMI {time}"),
        Expect(ASK, questions=frozenset({"period"})),
    )
for name, made in (("printed", "DICETAK TANGGAL 5 NOVEMBER 2026"), ("updated", "UPDATE 31 OKTOBER 2026")):
    add(
        f"year-{name}-later",
        "the day of the paper after a year that was over by then",
        "placements",
        partial(counted, f"PENEMPATAN PMI TAHUN 2025 ({made})"),
        Expect(IMPORT, both("2025")),
    )
add(
    "running-year-updated",
    "the same in the year itself says how far the figures reach, or which month they are",
    "placements",
    partial(counted, "PENEMPATAN PMI TAHUN 2026 (UPDATE 31 OKTOBER 2026)"),
    Expect(ASK, questions=frozenset({"period"})),
)
for name, title in (
    ("years-to-a-month", "PENEMPATAN PMI TAHUN 2024 S.D. OKTOBER 2026"),
    ("months-over-years", "PENEMPATAN PMI JANUARI 2024 S.D. OKTOBER 2026"),
):
    add(
        name,
        "of years that head columns the last one reaches to the month of the title",
        "placements",
        partial(xlsx, [[title], ["Kabupaten", "2024", "2025", "2026"], ["Belu", 5, 6, 7]]),
        Expect(IMPORT, {"53.04 2024": 5, "53.04 2025": 6, "53.04 2026-01-01..2026-10-31": 7}),
    )
add(
    "number-against-the-title",
    "a sheet called 09 below a title that says August",
    "placements",
    lambda: workbook({"09": [["PENEMPATAN PMI AGUSTUS 2026"], ["Kabupaten", "Jumlah"], ["Belu", 5]]}),
    Expect(ASK, questions=frozenset({"period"})),
)
add(
    "one-sheet-by-its-roman-month",
    "“VIII” alone below the year is August; “I” may be the first sheet",
    "placements",
    lambda: workbook({"VIII": [["PENEMPATAN PMI TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Belu", 5]]}),
    Expect(IMPORT, {"53.04 2025-08": 5}),
)
add(
    "quarter-in-words",
    "“triwulan ke tiga”",
    "placements",
    partial(counted, "PENEMPATAN PMI TRIWULAN KE TIGA 2025"),
    Expect(IMPORT, both("2025-07-01..2025-09-30")),
)
add(
    "numbers-of-sheets-below-one-month",
    "01 and 02 below the same month only count the sheets",
    "placements",
    lambda: workbook(
        {
            name: [["PENEMPATAN PMI SEPTEMBER 2026"], ["Kabupaten", "Jumlah"], [place, count]]
            for name, place, count in (("01", "Belu", 5), ("02", "Ende", 3))
        }
    ),
    Expect(IMPORT, both("2026-09")),
)

# What a table holds -----------------------------------------------------------------------------------

add(
    "districts-counted-beside",
    "“Jml Kec.” counts no people, and “Jumlah” beside it is no sum of it",
    "placements",
    lambda: xlsx([["PENEMPATAN PMI TAHUN 2025"], ["Kabupaten", "Jumlah", "Jml Kec."], ["Belu", 5, 12]]),
    Expect(IMPORT, {"53.04 2025": 5}),
)
add(
    "sum-of-percentages",
    "“62” and “38” above “100%” are percentages",
    "placements",
    lambda: xlsx(
        [["PENEMPATAN PMI 2025"], ["Kabupaten", "Jumlah"], ["Belu", 62], ["Ende", 38], ["Jumlah", "100%"]]
    ),
    Expect(DOUBTS, states={"B3": "doubtful", "B4": "doubtful"}, doubts=frozenset({("percent", "B5")})),
)
add(
    "rest-across",
    "“Lain-lain” beside two kabupaten that stand across, each below its own name",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Bulan", "Belu", "Malaka", "Lain-lain", "Jumlah"],
            ["Januari", 1, 2, 3, 6],
            ["Februari", 4, 5, 6, 15],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.04 2026-01": 1, "53.21 2026-01": 2, "53.04 2026-02": 4, "53.21 2026-02": 5},
        doubts=frozenset({("places-together", "")}),
    ),
)
add(
    "desks-beside-months",
    "desks down and months across, below “Meja Layanan”",
    "services",
    lambda: xlsx(
        [
            ["LTSA PMI KABUPATEN TIMOR TENGAH SELATAN"],
            ["JUMLAH ORANG DILAYANI TAHUN 2026"],
            ["Meja Layanan", "Jan", "Feb", "Jumlah"],
            ["Ketenagakerjaan", 10, 12, 22],
            ["Imigrasi", 4, 5, 9],
            ["Jumlah", 14, 17, 31],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.02 2026-01 employment": 10,
            "53.02 2026-02 employment": 12,
            "53.02 2026-01 immigration": 4,
            "53.02 2026-02 immigration": 5,
        },
    ),
)
add(
    "desk-that-is-none",
    "a desk that nobody knows is not whom all desks served",
    "services",
    lambda: xlsx(
        [
            ["LTSA KABUPATEN SIKKA, ORANG DILAYANI TAHUN 2026"],
            ["Loket", "Jan", "Feb"],
            ["Disnaker", 10, 11],
            ["BNN", 3, 4],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.07 2026-01 employment": 10, "53.07 2026-02 employment": 11},
        doubts=frozenset({("row-without-place", "B4")}),
    ),
)

# Lines of a register ----------------------------------------------------------------------------------

add(
    "line-like-a-heading",
    "the first line: a day that is one, and words of headings in every other cell",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Asal Korban", "TKP"],
            ["LP/1/2026", date(2026, 1, 1), "TPPO", "Kab. Belu / Malaka", "Kota Kupang"],
            ["LP/2/2026", date(2026, 1, 2), "TPPO", "Malaka", "Kab. Kupang"],
        ]
    ),
    Expect(
        DOUBTS,
        reported({}, {"region": "53.21"}),
        doubts=frozenset({("place-unknown", "D2")}),
    ),
)
add(
    "children-without-sex",
    "“Korban Anak” beside women and men: counted by nobody, and said so",
    "cases",
    lambda: xlsx(
        [[*HEAD, "Korban P Dewasa", "Korban L Dewasa", "Korban Anak"], *lines((2, 0, 1), (0, 1, 3))]
    ),
    Expect(
        DOUBTS,
        victims({"women": 2, "men": 0}, {"women": 0, "men": 1}),
        doubts=frozenset({("victims-not-split", "G1")}),
    ),
)
add(
    "one-kind-of-victims",
    "“1 org (L dewasa)” says who all of them are",
    "cases",
    lambda: xlsx([[*HEAD, "Korban"], *lines(("1 org (L dewasa)",), ("2 org (P anak)",), ("3 org (P)",))]),
    Expect(
        DOUBTS,
        victims({"men": 1}, {"girls": 2}, {}),
        doubts=frozenset({("victims-not-split", "E4")}),
    ),
)
add(
    "activities-of-several-days",
    "“3–5 Juni”: the day is chosen, first or last",
    "activities",
    lambda: xlsx(
        [
            ["Tanggal", "Kegiatan", "Kabupaten", "Penyelenggara"],
            ["3–5 Juni 2026", "Sosialisasi", "Kab. Alor", "BP3MI NTT"],
            ["30 Mei s.d. 2 Juni 2026", "Sosialisasi", "Kab. Belu", "BP3MI NTT"],
            ["5-3 Juni 2026", "Sosialisasi", "Kab. Ende", "BP3MI NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {"title": "Sosialisasi", "region": region, "agency": "bp3mi-ntt"}
                for region in ("53.05", "53.04", "53.08")
            )
        ),
        states={"A2": "doubtful", "A3": "doubtful", "A4": "doubtful"},
        doubts=frozenset({("date-span", "A2"), ("date-span", "A3"), ("date-impossible", "A4")}),
    ),
)
add(
    "team-of-dashes",
    "a village of which every column says nothing is named, and is no team",
    "village-teams",
    lambda: xlsx(
        [
            ["Kecamatan", "Desa", "Nomor SK", "Tanggal SK", "Jumlah Anggota"],
            ["Wewiku", "Weoe", "SK/05/2026", date(2026, 1, 5), 7],
            ["Wewiku", "Lamea", "-", "-", "-"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.21.03.2005", "reference": "SK/05/2026", "formed_on": "2026-01-05", "members": 7}
        ),
    ),
)
add(
    "reports-in-one-cell",
    "two numbers in one cell are two reports; a day or a unit behind a comma is no second one",
    "cases",
    lambda: xlsx(
        [
            HEAD,
            ["LP/1/2026 dan LP/2/2026", date(2026, 1, 1), "TPPO", "Belu"],
            ["LP/3/2026\nLP/4/2026", date(2026, 1, 2), "TPPO", "Belu"],
            ["LP/5/2026, tanggal 3/1/2026", date(2026, 1, 3), "TPPO", "Belu"],
            ["LP/B/6/I/2026/SPKT, Polres Belu", date(2026, 1, 4), "TPPO", "Belu"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            *(
                {"kind": "trafficking", "reported_on": f"2026-01-{day:02}", "region": "53.04"} | told
                for day, told in enumerate(
                    (
                        {},
                        {},
                        {"reference": "LP/5/2026, tanggal 3/1/2026"},
                        {"reference": "LP/B/6/I/2026/SPKT, Polres Belu"},
                    ),
                    1,
                )
            )
        ),
        states={"A2": "doubtful", "A3": "doubtful"},
        doubts=frozenset({("numbers-together", "A2"), ("numbers-together", "A3")}),
    ),
)
add(
    "district-of-another-kabupaten",
    "“Insana” below “Kabupaten Malaka”: read by its name, and told",
    "deaths",
    lambda: xlsx(
        [["PMI MENINGGAL KABUPATEN MALAKA TAHUN 2025"], ["Kecamatan", "Jumlah"], ["Wewiku", 2], ["Insana", 1]]
    ),
    Expect(
        DOUBTS,
        {"53.21.03 2025 deaths_abroad": 2, "53.03.08 2025 deaths_abroad": 1},
        doubts=frozenset({("place-differs", "A4")}),
    ),
)
add(
    "teams-that-are-counted",
    "“Sudah Ada SK” counts villages of a kecamatan, and is no number of a decision",
    "village-teams",
    lambda: xlsx(
        [
            ["REKAP DESA YANG MEMILIKI SATGAS TPPO TAHUN 2026"],
            ["Kecamatan", "Jumlah Desa", "Sudah Ada SK", "Belum"],
            ["Wewiku", 12, 5, 7],
            ["Weliman", 14, 14, 0],
        ]
    ),
    Expect(REFUSE, refusal="column-missing"),
)
