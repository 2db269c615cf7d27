"""What is clear to whoever wrote it, and to nobody else: marks of two kinds, towns for kabupaten, units for
offices, a form a sheet."""

from datetime import date
from typing import Any

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "data.xlsx")

PLACED = [["PENEMPATAN PMI PROSEDURAL 2026"], ["Kabupaten", "Januari", "Februari"]]


def report(reference: str, day: str, region: str, **more: Any) -> dict[str, float | str]:
    told = {"reference": reference, "kind": "trafficking", "reported_on": day, "region": region}
    return {name: value for name, value in told.items() if value} | more


def marks(*doubts: str) -> frozenset[tuple[str, str]]:
    return frozenset(("mixed-separators", cell) for cell in doubts)


add(
    "comma-for-both",
    "“1,234” beside “12,0”: the comma cannot be both",
    "placements",
    lambda: xlsx([*PLACED, ["Belu", "1,234", 910], ["Malaka", "12,0", "15"], ["Ende", "7", 8]]),
    Expect(
        DOUBTS,
        {
            "53.04 2026-02": 910,
            "53.21 2026-01": 12,
            "53.21 2026-02": 15,
            "53.08 2026-01": 7,
            "53.08 2026-02": 8,
        },
        states={"B3": "doubtful"},
        doubts=marks("B3", "B4"),
    ),
)
add(
    "dots-and-commas-for-thousands",
    "“1.234” and “1,234” in one table, and nothing says which of them groups",
    "placements",
    lambda: text([*PLACED, ["Belu", "1.234", "910"], ["Malaka", "1,120", "1.015"]], ";"),
    Expect(
        DOUBTS,
        {"53.04 2026-02": 910},
        states={"B3": "doubtful", "B4": "doubtful", "C4": "doubtful"},
        doubts=marks("B3", "B4", "C4"),
    ),
    file="penempatan.csv",
)
add(
    "one-kind-of-marks",
    "“1.234” beside “12,0”, and “1,234” beside “12.0”: each office is one with itself",
    "placements",
    lambda: text([*PLACED, ["Belu", "1.234", "910,0"], ["Malaka", "12,0", "1.015"]], ";"),
    Expect(
        IMPORT,
        {"53.04 2026-01": 1234, "53.04 2026-02": 910, "53.21 2026-01": 12, "53.21 2026-02": 1015},
    ),
    file="penempatan.csv",
)
add(
    "dots-and-commas-of-victims",
    "the same in a column of a register",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten", "Pr Dewasa"],
            ["LP/1/2026", date(2026, 1, 5), "TPPO", "Belu", "1,234"],
            ["LP/2/2026", date(2026, 1, 6), "TPPO", "Ende", "2,0"],
            ["LP/3/2026", date(2026, 1, 7), "TPPO", "Alor", "3"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            report("LP/1/2026", "2026-01-05", "53.04"),
            report("LP/2/2026", "2026-01-06", "53.08", women=2),
            report("LP/3/2026", "2026-01-07", "53.05", women=3),
        ),
        states={"E2": "doubtful"},
        doubts=marks("E2", "E3"),
    ),
)
