"""Registers that were filled down by dragging, scanned or pasted from papers, and whose days and places are
those of something else; each for a rule that the reader lacked, with what a careful clerk reads."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    REFUSE,
    Adding,
    Case,
    Expect,
    member,
    merged,
    repacked,
    text,
    workbook,
    xlsx,
)
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")

HEAD = ("No LP", "Tgl Lapor", "Jenis Kasus", "Kab Asal")
Values = dict[str, float | str]


def made(*rows: Sequence[Any]) -> Callable[[], bytes]:
    return partial(xlsx, rows)


def _said(names: Sequence[str], line: Sequence[Any], **always: str) -> Values:
    """What a line says under these names, and beside them."""
    told = dict(zip(names, line, strict=False)) | (line[len(names)] if len(line) > len(names) else {})
    return always | {name: value for name, value in told.items() if value != ""}


def reports(*lines: Sequence[Any]) -> Values:
    """Number, day and origin of each case of trafficking."""
    names = ("reference", "reported_on", "region")
    return numbered(*(_said(names, line, kind="trafficking") for line in lines))


def people(indicator: str, day: str, *lines: Sequence[Any]) -> Values:
    """Day, sex and origin of each."""
    return numbered(*(_said((day, "sex", "region"), line, indicator=indicator) for line in lines))


def events(*lines: Sequence[Any]) -> Values:
    """Day, place and organiser of each."""
    names = ("held_on", "region", "agency")
    return numbered(*(_said(names, line, title="Sosialisasi migrasi aman") for line in lines))


def partly_struck() -> bytes:
    """“3” struck out before “4”, and “Belu” before “Malaka”, as somebody corrects by hand."""
    data = xlsx(
        [
            [*HEAD, "P Dewasa"],
            ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", "XX"],
            ["LP/2/2025", date(2025, 3, 5), "TPPO", "YY", 2],
        ]
    )
    sheet = "xl/worksheets/sheet1.xml"
    runs = '<r><rPr><strike/></rPr><t xml:space="preserve">{}</t></r><r><t>{}</t></r>'
    written = member(data, sheet).decode()
    for mark, old, new in (("XX", "3", "4"), ("YY", "Belu ", "Malaka")):
        written = written.replace(f"<t>{mark}</t>", runs.format(old, new))
    return repacked(data, {sheet: written.encode()})


# What dragging and scanning do ----------------------------------------------------------------------------

add(
    "numbers-dragged",
    "a number dragged down counts up its year: no number, except the first",
    "cases",
    made(
        ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten Asal"],
        ["LP/12/III/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/12/III/2026", date(2025, 3, 9), "TPPO", "Belu"],
        ["LP/12/III/2027", date(2025, 3, 17), "TPPO", "Malaka"],
        ["LP/12/III/2028", date(2025, 3, 20), "TPPO", "Ende"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/12/III/2025", "2025-03-04", "53.21"),
            ("", "2025-03-09", "53.04"),
            ("", "2025-03-17", "53.21"),
            ("", "2025-03-20", "53.08"),
        ),
        doubts=frozenset({("numbers-dragged", "A3"), ("numbers-dragged", "A4"), ("numbers-dragged", "A5")}),
    ),
)
add(
    "numbers-of-three-years",
    "one report a year, each on a day of its own year, was not dragged",
    "cases",
    made(
        ["REGISTER TPPO"],
        [*HEAD],
        ["LP/1/2024", date(2024, 3, 4), "TPPO", "Malaka"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/1/2026", date(2026, 3, 4), "TPPO", "Malaka"],
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2024", "2024-03-04", "53.21"),
            ("LP/1/2025", "2025-03-04", "53.21"),
            ("LP/1/2026", "2026-03-04", "53.21"),
        ),
    ),
)
add(
    "days-dragged",
    "“LP/15/II/2025” beside 5 January: the number says when it was given",
    "cases",
    made(
        ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten Asal"],
        ["LP/12/I/2025", date(2025, 1, 4), "TPPO", "Malaka"],
        ["LP/15/II/2025", date(2025, 1, 5), "TPPO", "Belu"],
        ["LP/21/III/2025", date(2025, 1, 6), "TPPO", "Malaka"],
        ["LP/29/VI/2025", date(2025, 1, 7), "TPPO", "Ende"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/12/I/2025", "2025-01-04", "53.21"),
            ("LP/15/II/2025", "2025-01-05", "53.04"),
            ("LP/21/III/2025", "2025-01-06", "53.21"),
            ("LP/29/VI/2025", "2025-01-07", "53.08"),
        ),
        doubts=frozenset(
            {("number-against-day", "B3"), ("number-against-day", "B4"), ("number-against-day", "B5")}
        ),
    ),
)
add(
    "letters-for-digits",
    "a scan takes l and O for digits: put off, never guessed at",
    "cases",
    made(
        [
            "Nomor LP",
            "Tanggal Lapor",
            "Jenis Kasus",
            "Kabupaten Asal",
            "Perempuan Dewasa",
            "Laki-laki Dewasa",
        ],
        ["LP/12/I/2025", "l2/O1/2O25", "TPPO", "Malaka", "l", "O"],
        ["LP/13/I/2025", "13/01/2025", "TPP0", "Be1u", "2", "1O"],
        ["LP/14/I/2025", "14/01/2025", "TPPO", "Malaka", "I", "3"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/12/I/2025", "kind": "trafficking", "region": "53.21"},
            {"reference": "LP/13/I/2025", "reported_on": "2025-01-13", "women": 2},
            {
                "reference": "LP/14/I/2025",
                "reported_on": "2025-01-14",
                "kind": "trafficking",
                "men": 3,
                "region": "53.21",
            },
        ),
        doubts=frozenset(
            {
                ("choice-unknown", "C3"),
                ("date-impossible", "B2"),
                ("place-unknown", "D3"),
                ("text-in-value", "E2"),
                ("text-in-value", "E4"),
                ("text-in-value", "F2"),
                ("text-in-value", "F3"),
            }
        ),
    ),
)
add(
    "lines-parted",
    "cells that go on in the row below, which has no number and no day",
    "cases",
    made(
        ["REGISTER LAPORAN POLISI TPPO 2025"],
        ["No", "Nomor LP", "Tgl LP", "Jenis Kasus", "Kab. Asal", "Tahap"],
        [1, "LP/B/12/III/2025/", date(2025, 3, 4), "Penempatan", "Kab. Timor", "Sidik"],
        [None, "SPKT/Polres TTS", None, "ilegal", "Tengah Selatan", None],
        [2, "LP/B/13/III/2025/", date(2025, 3, 9), "TPPO", "Kab. Belu", "P-21"],
        [None, "SPKT/Polres Belu", None, None, None, None],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/12/III/2025/SPKT/Polres TTS",
                "reported_on": "2025-03-04",
                "kind": "illegal_placement",
                "police_stage": "investigation",
                "region": "53.02",
            },
            {
                "reference": "LP/B/13/III/2025/SPKT/Polres Belu",
                "reported_on": "2025-03-09",
                "kind": "trafficking",
                "police_stage": "complete_p21",
                "region": "53.04",
            },
        ),
        doubts=frozenset(
            {
                ("line-continued", "B3"),
                ("line-continued", "B5"),
                ("line-continued", "D3"),
                ("line-continued", "E3"),
            }
        ),
    ),
)
add(
    "title-parted",
    "the rest of a title in a row of its own is no further commitment",
    "commitments",
    made(
        ["No", "Rencana Aksi", "PJ", "Tenggat"],
        [1, "Menyusun SOP pemulangan", "BP3MI NTT", date(2026, 12, 31)],
        [None, "jenazah dan pendampingan keluarga", None, None],
        [2, "Melatih petugas desa", "BP3MI NTT", date(2026, 12, 31)],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Menyusun SOP pemulangan jenazah dan pendampingan keluarga",
                "owner": "bp3mi-ntt",
                "due": "2026-12-31",
            },
            {"title": "Melatih petugas desa", "owner": "bp3mi-ntt", "due": "2026-12-31"},
        ),
        doubts=frozenset({("line-continued", "B2")}),
    ),
)
add(
    "corrections",
    "what its writer corrects in the cell waits",
    "cases",
    made(
        [*HEAD, "P Dewasa", "L Dewasa"],
        ["LP/1/2025", "12/3/2025 (seharusnya 13/3/2025)", "TPPO", "Belu (ralat: Malaka)", "3 (ralat: 4)", 1],
        ["LP/2/2025", "14/3/2025", "TPPO (bukan TPPM)", "Belu", "2 -> 3", "1 [dikoreksi]"],
        ["LP/3/2025", "15/3/2025", "TPPO", "Malaka bukan Belu", "1/2", 0],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/1/2025", "kind": "trafficking", "men": 1},
            {"reference": "LP/2/2025", "reported_on": "2025-03-14", "region": "53.04"},
            {"reference": "LP/3/2025", "reported_on": "2025-03-15", "kind": "trafficking", "men": 0},
        ),
        doubts=frozenset(
            {
                ("approximate", "E3"),
                ("approximate", "E4"),
                ("cell-unsure", "B2"),
                ("cell-unsure", "D2"),
                ("choice-unknown", "C3"),
                ("place-unknown", "D4"),
                ("text-in-value", "E2"),
                ("text-in-value", "F3"),
            }
        ),
    ),
)
add(
    "numbers-left-open",
    "a place that was left for the number is no number",
    "cases",
    made(
        [*HEAD],
        ["LP/…/III/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/   /III/2025", date(2025, 3, 5), "TPPO", "Belu"],
        ["LP/xx/III/2025", date(2025, 3, 6), "TPPO", "Belu"],
        ["LP/B/.../III/2025/SPKT", date(2025, 3, 7), "TPPO", "Belu"],
        ["LP/12/III/20...", date(2025, 3, 8), "TPPO", "Belu"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("", "2025-03-04", "53.21"),
            ("", "2025-03-05", "53.04"),
            ("", "2025-03-06", "53.04"),
            ("", "2025-03-07", "53.04"),
            ("", "2025-03-08", "53.04"),
        ),
        doubts=frozenset(
            {
                ("number-incomplete", "A2"),
                ("number-incomplete", "A3"),
                ("number-incomplete", "A4"),
                ("number-incomplete", "A5"),
                ("number-incomplete", "A6"),
            }
        ),
    ),
)
add(
    "part-struck-out",
    "“3” struck out before “4” is neither 34",
    "cases",
    partly_struck,
    Expect(
        DOUBTS,
        reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-05", "", {"women": 2})),
        doubts=frozenset({("struck-out", "D3"), ("struck-out", "E2")}),
    ),
)
add(
    "kabupaten-once",
    "a kabupaten that stands once above its lines is told at each blank",
    "cases",
    made(
        ["Kab Asal", "No LP", "Tgl LP", "Jenis Kasus"],
        ["Malaka", "LP/1/2025", date(2025, 3, 4), "TPPO"],
        [None, "LP/2/2025", date(2025, 3, 5), "TPPO"],
        ["Belu", "LP/4/2025", date(2025, 3, 7), "TPPO"],
        [None, "LP/5/2025", date(2025, 3, 9), "TPPO"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21"),
            ("LP/2/2025", "2025-03-05", ""),
            ("LP/4/2025", "2025-03-07", "53.04"),
            ("LP/5/2025", "2025-03-09", ""),
        ),
        doubts=frozenset({("place-blank", "A3"), ("place-blank", "A5")}),
    ),
)
add(
    "days-once",
    "who has no day among those who have one is told",
    "deportations",
    made(
        ["DEPORTASI PMI 2025"],
        ["No", "Nama", "Tgl Tiba", "JK", "Kab"],
        [1, "A.A.", date(2025, 6, 10), "L", "Belu"],
        [2, "B.B.", None, "L", "Ende"],
        [3, "C.C.", None, "P", "Ende"],
        [4, "D.D.", date(2025, 6, 17), "P", "Ende"],
        [5, "E.E.", None, "P", "Ende"],
    ),
    Expect(
        DOUBTS,
        people(
            "deportation",
            "happened_on",
            ("2025-06-10", "men", "53.04"),
            ("", "men", "53.08"),
            ("", "women", "53.08"),
            ("2025-06-17", "women", "53.08"),
            ("", "women", "53.08"),
        ),
        doubts=frozenset({("day-blank", "C4"), ("day-blank", "C5"), ("day-blank", "C7")}),
        left_out={"nama": 5},
    ),
)

# Sums and doubles -----------------------------------------------------------------------------------------

add(
    "totals-of-groups",
    "“Belu Total”, as a spreadsheet writes it below each group",
    "cases",
    made(
        ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten Asal", "Korban P Dewasa"],
        ["LP/1/2025", date(2025, 1, 4), "TPPO", "Belu", 1],
        ["LP/2/2025", date(2025, 1, 5), "TPPO", "Belu", 2],
        [None, None, None, "Belu Total", 3],
        ["LP/3/2025", date(2025, 2, 4), "TPPO", "Malaka", 1],
        [None, None, None, "Malaka Total", 1],
        [None, None, None, "Grand Total", 4],
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2025", "2025-01-04", "53.04", {"women": 1}),
            ("LP/2/2025", "2025-01-05", "53.04", {"women": 2}),
            ("LP/3/2025", "2025-02-04", "53.21", {"women": 1}),
        ),
    ),
)
add(
    "sum-without-name",
    "a sum below the counts, without a name, is no further victim",
    "cases",
    made(
        [*HEAD, "P Dewasa", "L Dewasa"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", 2, 0],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", 1, 3],
        [None, None, None, None, 3, 3],
    ),
    Expect(
        IMPORT,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"women": 2, "men": 0}),
            ("LP/2/2025", "2025-03-05", "53.04", {"women": 1, "men": 3}),
        ),
    ),
)
add(
    "total-that-differs",
    "a total that is not that of the lines",
    "cases",
    made(
        [*HEAD, "P Dewasa"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", 2],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", 1],
        ["JUMLAH", None, None, None, 5],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"women": 2}),
            ("LP/2/2025", "2025-03-05", "53.04", {"women": 1}),
        ),
        doubts=frozenset({("total-differs", "E4")}),
    ),
)
add(
    "count-that-differs",
    "“5 kasus” below two lines",
    "cases",
    made(
        ["No", "No LP", "Tgl Lapor", "Jenis Kasus", "Kab Asal"],
        [1, "LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        [2, "LP/2/2025", date(2025, 3, 5), "TPPO", "Belu"],
        ["JUMLAH", "5 kasus", None, None, None],
    ),
    Expect(
        DOUBTS,
        reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-05", "53.04")),
        doubts=frozenset({("total-differs", "B4")}),
    ),
)
add(
    "sums-within",
    "sums of months, and one of all that differs",
    "deportations",
    made(
        ["DEPORTASI PMI 2025"],
        ["No", "Tgl Tiba", "JK", "Kab"],
        [1, date(2025, 6, 10), "L", "Belu"],
        [2, date(2025, 6, 10), "P", "Belu"],
        ["Jumlah", "2 orang", None, None],
        [1, date(2025, 7, 10), "L", "Ende"],
        ["Jumlah", "1 orang", None, None],
        ["TOTAL", "4 orang", None, None],
    ),
    Expect(
        DOUBTS,
        people(
            "deportation",
            "happened_on",
            ("2025-06-10", "men", "53.04"),
            ("2025-06-10", "women", "53.04"),
            ("2025-07-10", "men", "53.08"),
        ),
        doubts=frozenset({("total-differs", "B8")}),
    ),
)
add(
    "number-twice",
    "one number of two reports",
    "cases",
    made(
        [*HEAD],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/1/2025", date(2025, 6, 5), "TPPO", "Belu"],
        ["LP/2/2025", date(2025, 6, 5), "TPPO", "Belu"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21"),
            ("LP/1/2025", "2025-06-05", "53.04"),
            ("LP/2/2025", "2025-06-05", "53.04"),
        ),
        doubts=frozenset({("same-once-more", "A3")}),
    ),
)
add(
    "user-twice",
    "one user name of two offices",
    "accounts",
    made(
        ["Username", "Peran", "Instansi"],
        ["bp3mi.operator", "Instansi", "BP3MI NTT"],
        ["bp3mi.operator", "Petugas kasus", "Polda NTT"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "bp3mi.operator", "role": "agency", "agency": "bp3mi-ntt"},
            {"username": "bp3mi.operator", "role": "case_officer", "agency": "polda-ntt"},
        ),
        doubts=frozenset({("same-once-more", "A3")}),
    ),
)
add(
    "sheets-old-and-new",
    "the same report on a sheet “LAMA” and on one “BARU”",
    "cases",
    lambda: workbook(
        {
            "LAMA": [
                [*HEAD, "Tahap"],
                ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", "Lidik"],
                ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", "Lidik"],
            ],
            "BARU": [
                [*HEAD, "Tahap"],
                ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", "P-21"],
                ["LP/3/2025", date(2025, 4, 5), "TPPO", "Belu", "Lidik"],
            ],
        }
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"police_stage": "preliminary_inquiry"}),
            ("LP/2/2025", "2025-03-05", "53.04", {"police_stage": "preliminary_inquiry"}),
            ("LP/1/2025", "2025-03-04", "53.21", {"police_stage": "complete_p21"}),
            ("LP/3/2025", "2025-04-05", "53.04", {"police_stage": "preliminary_inquiry"}),
        ),
        doubts=frozenset({("same-once-more", "A2")}),
    ),
)
add(
    "sheets-that-drift",
    "a sheet whose columns drifted until the kind is missing is told",
    "cases",
    lambda: workbook(
        {
            "2024": [
                ["No LP", "Tgl LP", "Jenis Kasus", "Kab Asal", "Korban P Dewasa"],
                ["LP/1/2024", date(2024, 3, 4), "TPPO", "Malaka", 2],
            ],
            "2025": [
                ["Tgl LP", "No LP", "Kab Asal", "Perkara", "Korban L Dewasa", "Korban P Dewasa"],
                [date(2025, 3, 4), "LP/1/2025", "Belu", "TPPO", 1, 3],
            ],
            "2026": [
                ["Nomor", "Tanggal", "Uraian Singkat", "Asal"],
                ["LP/1/2026", date(2026, 3, 4), "TPPO modus jadi ART di Medan", "Ende"],
            ],
        }
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2024", "2024-03-04", "53.21", {"women": 2}),
            ("LP/1/2025", "2025-03-04", "53.04", {"men": 1, "women": 3}),
        ),
        doubts=frozenset({("sheet-not-read", "")}),
    ),
)

# Days -----------------------------------------------------------------------------------------------------

add(
    "after-the-letter",
    "a day after that of the letter",
    "cases",
    made(
        ["Kupang, 3 Maret 2025"],
        ["Perihal : Laporan kasus TPPO"],
        [],
        [*HEAD],
        ["LP/1/2025", date(2025, 2, 4), "TPPO", "Malaka"],
        ["LP/2/2025", date(2025, 8, 17), "TPPO", "Belu"],
    ),
    Expect(
        DOUBTS,
        reports(("LP/1/2025", "2025-02-04", "53.21"), ("LP/2/2025", "2025-08-17", "53.04")),
        doubts=frozenset({("after-the-paper", "B6")}),
    ),
)
add(
    "after-the-signature",
    "a day after the signature below",
    "cases",
    made(
        ["REGISTER KASUS TPPO TAHUN 2025"],
        ["No", "No LP", "Tgl Lapor", "Jenis Kasus", "Kab Asal"],
        [1, "LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        [2, "LP/2/2025", date(2025, 11, 5), "TPPO", "Belu"],
        [],
        [None, None, "Kupang, 3 Juli 2025"],
        [None, None, "Kepala,"],
    ),
    Expect(
        DOUBTS,
        reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-11-05", "53.04")),
        doubts=frozenset({("after-the-paper", "C4")}),
    ),
)
add(
    "arrival-before-death",
    "remains that arrive before the death",
    "deaths",
    made(
        ["JENAZAH PMI TAHUN 2025"],
        ["No", "Tgl Meninggal", "Tgl Tiba", "JK", "Kabupaten"],
        [1, date(2025, 3, 14), date(2025, 3, 4), "L", "Belu"],
        [2, date(2025, 2, 4), date(2025, 2, 9), "P", "Malaka"],
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "happened_on": "2025-03-14",
                "arrived_on": "2025-03-04",
                "sex": "men",
                "indicator": "remains_repatriated",
                "region": "53.04",
            },
            {
                "happened_on": "2025-02-04",
                "arrived_on": "2025-02-09",
                "sex": "women",
                "indicator": "remains_repatriated",
                "region": "53.21",
            },
        ),
        doubts=frozenset({("days-out-of-order", "C3")}),
    ),
)
add(
    "weekday-beside",
    "days of the title's month, one of them under the wrong name",
    "deaths",
    made(
        ["JENAZAH PMI MARET 2025"],
        ["No", "Hari", "Tgl", "L/P", "Kab"],
        [1, "Selasa", 4, "L", "Belu"],
        [2, "Jumat", 14, "P", "Ende"],
        [3, "Senin", 12, "P", "Ende"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "happened_on",
            ("2025-03-04", "men", "53.04"),
            ("2025-03-14", "women", "53.08"),
            ("2025-03-12", "women", "53.08"),
        ),
        doubts=frozenset({("date-weekday", "C5")}),
    ),
)
add(
    "days-below-months",
    "days alone below lines that name their month",
    "deaths",
    made(
        ["KEDATANGAN JENAZAH PMI TAHUN 2025"],
        ["No", "Tgl", "Nama", "JK", "Asal", "Negara"],
        ["JANUARI 2025"],
        [1, 3, "A.B.", "L", "Malaka", "Malaysia"],
        [2, 17, "C.D.", "P", "Belu", "Malaysia"],
        ["FEBRUARI 2025"],
        [1, 9, "E.F.", "L", "TTS", "Malaysia"],
    ),
    Expect(
        IMPORT,
        people(
            "remains_repatriated",
            "happened_on",
            ("2025-01-03", "men", "53.21", {"destination": "MYS"}),
            ("2025-01-17", "women", "53.04", {"destination": "MYS"}),
            ("2025-02-09", "men", "53.02", {"destination": "MYS"}),
        ),
        left_out={"nama": 3},
    ),
)
add(
    "day-month-year-apart",
    "day, month and year in three columns",
    "cases",
    made(
        ["No LP", "Tanggal Lapor", None, None, "Jenis Kasus", "Kab Asal"],
        [None, "Tgl", "Bln", "Thn", None, None],
        ["LP/1/2025", 4, 3, 2025, "TPPO", "Malaka"],
        ["LP/2/2025", 17, "April", 2025, "TPPO", "Belu"],
    ),
    Expect(IMPORT, reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-04-17", "53.04"))),
)
add(
    "hours-around",
    "an hour before or behind the day",
    "deportations",
    made(
        ["PENUNDAAN KEBERANGKATAN PMI NP DI BANDARA EL TARI 2025"],
        ["No", "Tgl/Jam", "L/P", "Usia", "Asal", "Tujuan"],
        [1, "14.00 WITA 3/3/2025", "L", 22, "Belu", "Malaysia"],
        [2, "3/3/2025 14.00", "P", "20", "Malaka", "Malaysia"],
        [3, "03-03-2025, 14:00", "P", "20", "Malaka", "Malaysia"],
    ),
    Expect(
        IMPORT,
        people(
            "prevented_departure",
            "happened_on",
            ("2025-03-03", "men", "53.04", {"destination": "MYS"}),
            ("2025-03-03", "women", "53.21", {"destination": "MYS"}),
            ("2025-03-03", "women", "53.21", {"destination": "MYS"}),
        ),
    ),
)
add(
    "hour-of-greenwich",
    "half past five in the afternoon in Greenwich is the next day in NTT",
    "cases",
    partial(
        text,
        [
            ["no_register", "created_at", "jenis_kasus", "kabupaten_asal", "tanggal_lapor"],
            ["R/1/2025", "x", "TPPO", "Malaka", "2025-03-03T17:30:00Z"],
            ["R/2/2025", "x", "TPPO", "Belu", "2025-03-05T01:30:00Z"],
        ],
    ),
    Expect(
        DOUBTS,
        reports(("R/1/2025", "2025-03-04", "53.21"), ("R/2/2025", "2025-03-05", "53.04")),
        doubts=frozenset({("date-zone", "E2")}),
    ),
    file="z.csv",
)
add(
    "day-of-a-stage",
    "the day of P-21 is none of the report",
    "cases",
    made(
        ["No LP", "Tgl P-21", "Jenis Kasus", "Kab Asal"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu"],
    ),
    Expect(REFUSE, doubts=frozenset({("column-of-others", "B1")}), refusal="column-missing"),
)
add(
    "day-of-burial",
    "the day of a burial is none of the death",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["No", "Nama", "Tgl Pemakaman", "JK", "Kabupaten"],
        [1, "A.A.", date(2025, 3, 9), "L", "Belu"],
        [2, "B.B.", date(2025, 3, 19), "L", "Malaka"],
    ),
    Expect(
        DOUBTS,
        people("remains_repatriated", "happened_on", ("", "men", "53.04"), ("", "men", "53.21")),
        doubts=frozenset({("column-of-others", "C2")}),
        left_out={"nama": 2},
    ),
)
add(
    "death-of-last-year",
    "one day of last year in a list of this one",
    "deaths",
    made(
        ["JENAZAH PMI TAHUN 2026"],
        ["No", "Tgl Tiba", "JK", "Kabupaten"],
        [1, date(2026, 1, 4), "L", "Belu"],
        [2, date(2026, 2, 4), "P", "Malaka"],
        [3, date(2025, 3, 4), "P", "Malaka"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2026-01-04", "men", "53.04"),
            ("2026-02-04", "women", "53.21"),
            ("2025-03-04", "women", "53.21"),
        ),
        doubts=frozenset({("year-of-others", "B5")}),
    ),
)
add(
    "age-against-birth",
    "25 years beside a birth in 2012",
    "cases",
    made(
        [*HEAD, "JK", "Umur", "Tgl Lahir"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", "P", 25, date(2012, 3, 4)],
        ["LP/2/2025", date(2025, 3, 4), "TPPO", "Malaka", "P", 12, date(2012, 3, 4)],
    ),
    Expect(
        DOUBTS,
        reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-04", "53.21", {"girls": 1})),
        doubts=frozenset({("age-unknown", "E2")}),
        left_out={"tanggal lahir": 2},
    ),
    secrets=("2012",),
)
add(
    "report-of-another-month",
    "a report of May in the register of March",
    "cases",
    made(
        ["LAPORAN KASUS TPPO BULAN MARET 2025"],
        [*HEAD],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka"],
        ["LP/2/2025", date(2025, 3, 14), "TPPO", "Malaka"],
        ["LP/3/2025", date(2025, 5, 14), "TPPO", "Belu"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21"),
            ("LP/2/2025", "2025-03-14", "53.21"),
            ("LP/3/2025", "2025-05-14", "53.04"),
        ),
        doubts=frozenset({("year-of-others", "B5")}),
    ),
)

# Whose and where ------------------------------------------------------------------------------------------

add(
    "origin-of-the-recruiter",
    "where the recruiter comes from is nobody else's origin",
    "cases",
    made(
        ["No LP", "Tgl Lapor", "Jenis Kasus", "Asal Perekrut", "Asal Korban"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Kota Kupang", "Malaka"],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", "Ende"],
    ),
    Expect(
        IMPORT,
        reports(("LP/1/2025", "2025-03-04", "53.21"), ("LP/2/2025", "2025-03-05", "53.08")),
        left_out={"nama": 2},
    ),
)
add(
    "place-of-the-deed",
    "where it happened is no origin, beside one and alone",
    "cases",
    made(
        ["No LP", "Tgl Lapor", "Jenis Kasus", "Kab. Asal Korban", "Lokasi Kejadian", "Tahap"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaka", "Kota Kupang", "Sidik"],
        ["LP/2/2025", date(2025, 3, 8), "TPPO", "TTS", "Kab. Kupang", "Sidik"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"police_stage": "investigation"}),
            ("LP/2/2025", "2025-03-08", "53.02", {"police_stage": "investigation"}),
        ),
        doubts=frozenset({("column-of-others", "E1")}),
    ),
)
add(
    "suspects-before-victims",
    "sex, age and origin of suspects stand first",
    "cases",
    partial(
        xlsx,
        [
            ["NO", "NO LP", "TGL LP", "JENIS KASUS", "TERLAPOR", None, None, "KORBAN", None, None],
            [None, None, None, None, "JK", "UMUR", "KAB. ASAL", "JK", "UMUR", "KAB. ASAL"],
            [1, "LP/1/2025", date(2025, 3, 4), "TPPO", "L", 45, "Kota Kupang", "P", 16, "Malaka"],
            [2, "LP/2/2025", date(2025, 3, 9), "TPPO", "P", 39, "Belu", "L", 25, "TTS"],
        ],
        change=merged("E1:G1", "H1:J1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"),
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "53.21", {"girls": 1}),
            ("LP/2/2025", "2025-03-09", "53.02", {"men": 1}),
        ),
        doubts=frozenset({("column-of-others", "G2")}),
        left_out={"nama": 4},
    ),
)
add(
    "place-of-death",
    "where somebody died is no origin",
    "deaths",
    made(
        ["PMI MENINGGAL 2025"],
        ["No", "Tgl Meninggal", "JK", "Lokasi Meninggal", "Penyebab"],
        [1, date(2025, 3, 4), "L", "Tawau, Malaysia", "Sakit"],
        [2, date(2025, 3, 9), "P", "Kota Kupang", "Sakit"],
    ),
    Expect(
        DOUBTS,
        people(
            "deaths_abroad",
            "happened_on",
            ("2025-03-04", "men", "", {"cause": "illness"}),
            ("2025-03-09", "women", "", {"cause": "illness"}),
        ),
        doubts=frozenset({("column-of-others", "D2")}),
    ),
)
add(
    "place-of-the-organiser",
    "where the organiser sits is not where it was held",
    "activities",
    made(
        ["Tanggal", "Kegiatan", "Asal Lembaga", "Lokasi", "Peserta"],
        [date(2025, 3, 4), "Sosialisasi migrasi aman", "Kota Kupang", "Desa Weoe, Malaka", 20],
        [date(2025, 3, 5), "Sosialisasi migrasi aman", "Kota Kupang", "Belu", 30],
    ),
    Expect(
        DOUBTS,
        events(
            ("2025-03-04", "53.21.03.2005", "", {"participants": 20}),
            ("2025-03-05", "53.04", "", {"participants": 30}),
        ),
        doubts=frozenset({("column-of-others", "C1")}),
    ),
)
add(
    "columns-swapped",
    "a country where people come from",
    "cases",
    made(
        [*HEAD, "Negara Tujuan"],
        ["LP/1/2025", date(2025, 3, 4), "TPPO", "Malaysia", "Malaka"],
        ["LP/2/2025", date(2025, 3, 5), "TPPO", "Belu", "Malaysia"],
    ),
    Expect(
        DOUBTS,
        reports(
            ("LP/1/2025", "2025-03-04", "outside", {"destination": "IDN"}),
            ("LP/2/2025", "2025-03-05", "53.04", {"destination": "MYS"}),
        ),
        doubts=frozenset({("place-abroad", "D2")}),
    ),
)
add(
    "place-of-the-title-alone",
    "a kabupaten above a list may be the writer's",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["Kabupaten Belu"],
        ["No", "Tgl Tiba", "JK"],
        [1, date(2025, 3, 4), "L"],
        [2, date(2025, 3, 9), "P"],
        [],
        ["Kabupaten Malaka"],
        ["No", "Tgl Tiba", "JK"],
        [1, date(2025, 4, 4), "L"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-03-04", "men", ""),
            ("2025-03-09", "women", ""),
            ("2025-04-04", "men", ""),
        ),
        doubts=frozenset({("place-of-title", "B3"), ("place-of-title", "B8")}),
    ),
)
add(
    "place-against-the-title",
    "one line from Ende below “asal Kabupaten Belu”",
    "deaths",
    made(
        ["JENAZAH PMI ASAL KABUPATEN BELU 2025"],
        ["No", "Tgl Tiba", "JK", "Kab"],
        [1, date(2025, 3, 4), "L", "Belu"],
        [2, date(2025, 3, 5), "P", "Ende"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-03-04", "men", "53.04"),
            ("2025-03-05", "women", "53.08"),
        ),
        doubts=frozenset({("against-title", "D4")}),
    ),
)
add(
    "sex-against-the-title",
    "one man below “PMI perempuan”",
    "deportations",
    made(
        ["DEPORTASI PMI PEREMPUAN 2025"],
        ["No", "Nama", "Tgl Tiba", "JK", "Kab"],
        [1, "A.A.", date(2025, 6, 10), "P", "Belu"],
        [2, "B.B.", date(2025, 6, 10), "L", "Belu"],
    ),
    Expect(
        DOUBTS,
        people(
            "deportation", "happened_on", ("2025-06-10", "women", "53.04"), ("2025-06-10", "men", "53.04")
        ),
        doubts=frozenset({("against-title", "D4")}),
        left_out={"nama": 2},
    ),
)
add(
    "name-with-origin",
    "what stands beside a name goes out with it, and is told",
    "deaths",
    made(
        ["JENAZAH PMI YANG DIJEMPUT JPIC, JANUARI - MARET 2025"],
        ["No", "Hari/Tgl", "Nama & Asal", "Usia", "Negara", "Ket"],
        [1, "Jum'at, 7 Maret 2025", "Yoseph Manek, Weoe - Malaka", 45, "Malaysia", "Misa di kapela kargo"],
        [2, "Selasa, 11 Maret 2025", "Sr. Maria Tae, Lamaknen - Belu", 30, "Malaysia", "-"],
    ),
    Expect(
        DOUBTS,
        people(
            "remains_repatriated",
            "happened_on",
            ("2025-03-07", "", "", {"destination": "MYS"}),
            ("2025-03-11", "", "", {"destination": "MYS"}),
        ),
        doubts=frozenset({("name-with-more", "C2")}),
        left_out={"nama": 2},
    ),
    secrets=(
        "Manek",
        "Tae",
    ),
)
add(
    "kabupaten-of-the-card",
    "“Kab. sesuai KTP” holds places",
    "deaths",
    made(
        ["JENAZAH PMI 2025"],
        ["No", "Tgl Tiba", "JK", "Kab. sesuai KTP", "Kab. Domisili"],
        [1, date(2025, 3, 9), "L", "Belu", "Kota Kupang"],
        [2, date(2025, 3, 10), "P", "Malaka", "Malaka"],
    ),
    Expect(
        IMPORT,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-03-09", "men", "53.04"),
            ("2025-03-10", "women", "53.21"),
        ),
        left_out={"alamat": 2},
    ),
)
add(
    "brought-home",
    "“Tujuan (Kab)” of remains is home",
    "deaths",
    made(
        ["BUKU JENAZAH PMI TERMINAL KARGO EL TARI 2025"],
        [
            "No",
            "Tgl Tiba",
            "Jam",
            "Flight / AWB",
            "Nama Jenazah",
            "L/P",
            "Umur",
            "Dari",
            "Tujuan (Kab)",
            "Penyebab",
            "Penjemput",
        ],
        [
            1,
            "3/3",
            "14.20",
            "GA 448 / 126-1234",
            "Yakobus Leba",
            "L",
            41,
            "Kuala Lumpur",
            "TTS",
            "Sakit",
            "Kel. (Bpk Leba)",
        ],
        [
            2,
            "17/3",
            "09.05",
            "JT 692",
            "Maria Nenu",
            "P",
            29,
            "Kota Kinabalu",
            "Belu",
            "Kecelakaan kerja",
            "Yayasan Contoh",
        ],
    ),
    Expect(
        IMPORT,
        people(
            "remains_repatriated",
            "arrived_on",
            ("2025-03-03", "men", "53.02", {"cause": "illness"}),
            ("2025-03-17", "women", "53.04", {"cause": "work_accident"}),
        ),
        left_out={"nama": 4},
    ),
    secrets=(
        "Leba",
        "Nenu",
    ),
)
add(
    "codes-behind-running-ids",
    "codes of two systems behind a column of running numbers: asked",
    "deaths",
    partial(
        text,
        [
            ["id", "tgl_meninggal", "jk", "umur", "kab_asal", "neg"],
            ["1", "05-MAR-2025", "1", "44", "5306", "1"],
            ["2", "09-APR-2025", "2", "31", "5321", "1"],
        ],
        ";",
    ),
    Expect(ASK, questions=frozenset({"code-system"})),
    file="spss.csv",
)
