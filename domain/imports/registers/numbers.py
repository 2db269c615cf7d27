"""Numbers of reports and decrees beside each other and beside their days: a spreadsheet that fills down by
dragging counts up the year at their end, or the day beside them, and nobody sees it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from domain.imports.parts_of_years import ROMAN_MONTHS
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.table import Register, RegisterPart, put_off
from domain.imports.sheet import Cell
from domain.imports.words import shape_of
from domain.time.formats import month

_LAST_NUMBER = re.compile(r"(\d+)(?=\D*$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_INCOMPLETE = re.compile(r"\.{2,}|…|_{2,}|/\s*[-–]?\s*/|\b[xX]{2,}\b")
"""“LP/…/III/2025”: a place that was left for the number."""
_MONTH_BEFORE_YEAR = re.compile(r"/\s*([IVXivx]{1,4})\s*/\s*(?:19|20)\d\d(?!\d)")
DAYS_OF_NUMBERS = ("reported_on", "formed_on")
_FEWEST = 3
"""Numbers that count up beside each other."""
_DRAGGED = (
    "Tahun di ujung nomor-nomor ini naik satu tiap baris, seperti bila sel ditarik ke bawah. "
    "Nomornya ditunda; tulis nomor yang sebenarnya di berkas."
)


class RegisterNumbers(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self._dragged: set[Cell] = set()

    def settle(self, rows: Sequence[int]) -> None:
        numbers = next((each.index for each in self.register.fields if each.field.name == "reference"), None)
        days = next((each.index for each in self.register.fields if each.field.name in DAYS_OF_NUMBERS), None)
        if numbers is None:
            return
        run: list[int] = []
        above: Cell = None
        for row, cell in zip(rows, self.grid.down(numbers, rows), strict=True):
            if not (run and _follows(above, cell)):
                self._find_dragged(run, numbers, days)
                run = []
            run.append(row)
            above = cell
        self._find_dragged(run, numbers, days)

    def _find_dragged(self, run: Sequence[int], numbers: int, days: int | None) -> None:
        """A register of one report a year has days of those years beside its numbers."""
        if len(run) < _FEWEST:
            return
        cells = [self.grid.cell(row, numbers) for row in run]
        years = [_year_in(self.grid.cell(row, days)) if days is not None else None for row in run]
        if years != [_last_year(cell) for cell in cells]:
            self._dragged.update(cells[1:])

    def of(self, cell: Cell) -> FieldRead | None:
        """Of a number, that it was not typed, or is of a year that has not begun."""
        if cell in self._dragged:
            return put_off("numbers-dragged", _DRAGGED)
        if isinstance(cell, str) and _is_incomplete(shape_of(cell)):
            return put_off("number-incomplete", "Nomor ini belum lengkap, atau terpotong; nomornya ditunda.")
        year = _year_of(str(cell))
        if year is not None and year > self.reference.today.year:
            says = f"Nomor ini menyebut tahun {year}, yang belum tiba; nomornya ditunda."
            return put_off("numbers-dragged", says)
        return None

    def months(self, rows: Sequence[int]) -> list[int]:
        """Of each line the month that its number names, 0 where it names none."""
        column = next((each.index for each in self.register.fields if each.field.name == "reference"), None)
        cells = self.grid.down(column, rows) if column is not None else [None] * len(rows)
        return [_month_of(cell) if isinstance(cell, str) else 0 for cell in cells]

    @cached_property
    def has_number(self) -> bool:
        return any(each.field.name == "reference" for each in self.register.fields)

    def check(self, row: int, cells: Sequence[FieldCell]) -> None:
        """“LP/15/II/2026” beside 5 January: one of the two was not looked at."""
        number, dated = "", None
        for cell in cells:
            _, name, read, _ = cell
            if name == "reference" and read.state is CellState.VALUE:
                number = str(read.value)
            elif dated is None and name in DAYS_OF_NUMBERS and read.state is CellState.VALUE:
                dated = cell
            if number and dated is not None:
                break
        year = _year_of(number)
        if dated is None or year is None:
            return
        day = date.fromisoformat(str(dated.read.value))
        said = _month_of(number) or day.month
        if (year, said) == (day.year, day.month):
            return
        says = _says_another(year, 0 if year != day.year else said)
        at = dated.column if self.grid.turned else f"{dated.column}{row + 1}"
        self.reading.doubt("number-against-day", self.sheet, at, says)


@lru_cache(maxsize=10_000)
def _is_incomplete(shape: str) -> bool:
    return _INCOMPLETE.search(shape) is not None


def _year_in(cell: Cell) -> int | None:
    if isinstance(cell, date):
        return cell.year
    found = _YEAR.search(cell) if isinstance(cell, str) else None
    return int(found[0]) if found is not None else None


def _last_year(cell: Cell) -> int | None:
    found = _LAST_NUMBER.search(cell) if isinstance(cell, str) else None
    return int(found[1]) if found is not None else None


@lru_cache(maxsize=200_000)
def _year_of(number: str) -> int | None:
    """The one year that a number names between its strokes; 05/2025/2026 names none that is sure."""
    years = set(_YEAR.findall(number)) if "/" in number else set()
    return int(years.pop()) if len(years) == 1 else None


@lru_cache(maxsize=1_000)
def _says_another(year: int, number: int) -> str:
    """``number`` is that of the month, where the year is the same."""
    when = month(date(year, number, 1)) if number else f"{year}"
    return f"Nomornya menyebut {when}, tanggal di sini lain; keduanya dibaca seperti tertulis."


def _month_of(number: str) -> int:
    """“LP/12/III/2025” is of March; 0 where no roman month stands before the year."""
    found = _MONTH_BEFORE_YEAR.search(number)
    month = found[1].casefold() if found is not None else ""
    return ROMAN_MONTHS.index(month) + 1 if month in ROMAN_MONTHS else 0


def _follows(one: Cell, other: Cell) -> bool:
    """Whether two numbers differ in nothing but a year at their end, the second later by one."""
    if not isinstance(one, str) or not isinstance(other, str) or len(one) != len(other):
        return False
    at = one.rfind("20")
    if at < 0 or one[:at] != other[:at]:
        return False  # as most do, they differ before any year
    first, second = _LAST_NUMBER.search(one), _LAST_NUMBER.search(other)
    if first is None or second is None or not _YEAR.fullmatch(first[1]):
        return False
    alike = (one[: first.start()], one[first.end() :]) == (other[: second.start()], other[second.end() :])
    return alike and int(second[1]) == int(first[1]) + 1
