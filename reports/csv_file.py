"""Lines of text that open right in a spreadsheet set to Indonesian."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from domain.texts import printable
from domain.time.calendar import local_time
from reports.table import FORMULA_STARTS, Cell, CodeText, FileTable, Percent


def lines(table: FileTable) -> bytes:
    """With a byte-order mark, or the letters of other alphabets are lost on opening."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(table.title)])
    writer.writerows([_text(remark)] for remark in table.remarks)
    writer.writerow([])
    writer.writerow([_text(name) for name, _ in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case CodeText(text):
            # The way to say that digits are a name: without it 53.10 becomes 53,1 or a date.
            return f'="{text}"' if _may_be_a_number(text) else _text(text)
        case Percent(value):
            return f"{_number(value)}%"
        case datetime():
            return f"{local_time(cell):%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case int() | float():
            return _number(cell)
    return _text(cell)


def _may_be_a_number(text: str) -> bool:
    return bool(text) and all(letter.isdecimal() or letter in ".,-/" for letter in text)


def _number(value: float) -> str:
    """As many digits as it has, never ``1e+06``."""
    return format(Decimal(f"{value:.10g}"), "f").replace(".", ",")


def _text(text: str) -> str:
    """A text that begins like a formula is marked as text."""
    plain = printable(text)
    return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain
