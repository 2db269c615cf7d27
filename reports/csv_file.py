"""A list as a spreadsheet file that Indonesian office programs open."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(head: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and a byte-order mark, as spreadsheets set to Indonesian expect.

    The first lines say what this is; an empty one parts them from the list.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(line)] for line in head)
    writer.writerow([])
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(cell: str) -> str:
    """A cell that begins like a formula is made text, or a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
