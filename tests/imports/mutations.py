"""Good files with something changed: a cell, a row, a column, or bytes of the file itself."""

import random
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from tests.imports.corpus.model import TITLE, Rows, table, text, xlsx
from tests.imports.corpus.registers import CASE_HEAD, CASE_ROWS

STRANGE: tuple[Any, ...] = (
    None,
    "",
    "-",
    "…",
    "nihil",
    "s",
    1.5,
    -3,
    0,
    1e15,
    5304011203900001,
    10**30,
    "5.3E+15",
    True,
    "=1+1",
    "@x",
    "\u200b",
    "٣",
    "1.250",
    "1,250",
    "12*)",
    "± 3",
    "Jumlah",
    "NTT",
    "Kupang",
    "Kab. Belu",
    "Malaysia",
    "TW I",
    "Januari",
    "s.d. Maret 2026",
    2026,
    53.1,
    5304,
    "53.04",
    date(2026, 5, 31),
    time(12, 30),
    "Nama",
    "NIK",
    "x" * 5000,
    "(1)",
    "%",
    "Keterangan: - = nihil",
    "Kupang, 6 April 2026",
    "No",
    "a\nb",
    "'",
    '"',
    ";",
    "{}",
)
"""A clerk has typed each of these somewhere."""

GOOD: tuple[tuple[str, Rows], ...] = (
    ("placements", [*TITLE, *table(total=True)]),
    (
        "deaths",
        [["JENAZAH PMI TAHUN 2025"], ["Kab/Kota", "L", "P", "Jumlah"], ["Belu", 1, 2, 3], ["Ende", 2, 2, 4]],
    ),
    ("cases", [["REGISTER"], CASE_HEAD, *CASE_ROWS]),
)


def mutated(count: int, seed: int = 1) -> Iterator[tuple[str, str, bytes]]:
    """(kind, file name, bytes); the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        kind, rows = chance.choice(GOOD)
        changed = [list(row) for row in rows]
        for _ in range(chance.randint(1, 4)):
            _change(changed, chance)
        as_text = chance.random() < 0.5
        data = text(changed, chance.choice(",;\t|")) if as_text else xlsx(changed)
        if chance.random() < 0.3:
            data = _bytes_changed(data, chance)
        yield kind, "Rekap 2026.csv" if as_text else "Rekap 2026.xlsx", data


def _change(rows: list[list[Any]], chance: random.Random) -> None:
    row = chance.randrange(len(rows))
    what = chance.random()
    if what < 0.6 and rows[row]:
        rows[row][chance.randrange(len(rows[row]))] = chance.choice(STRANGE)
    elif what < 0.7:
        rows.insert(row, [chance.choice(STRANGE) for _ in range(chance.randint(0, 6))])
    elif what < 0.8:
        del rows[row]
        rows.append([])
    elif what < 0.9:
        other = chance.randrange(len(rows))
        rows[row], rows[other] = rows[other], rows[row]
    else:
        for line in rows:
            line.insert(0, None)


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.3 else changed)
