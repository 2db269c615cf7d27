"""When a line of a register is: its own day, the day of its group, or what the title says of all."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from domain.imports.columns import is_month_number
from domain.imports.context import table_period
from domain.imports.dates import Order, read_date
from domain.imports.fields import DATES_OF_PERSONS
from domain.imports.grid import Table, filled_cells, is_carried
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.periods import TitlePeriod, names_a_week, read_period
from domain.imports.quality import FieldCell, FileRefused, ImportQuestion, Option
from domain.imports.registers.table import SAMPLE, Register, RegisterPart
from domain.imports.words import key

_DAY_OF_TITLE = re.compile(rf"(?<!\d )\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)\b")
_OF_A_JOURNEY = re.compile(
    r"\b(?:km|kmp|kapal|ferry|feri|pesawat|penerbangan|tiba|kedatangan|deportasi|deportan|"
    r"pemulangan|dipulangkan|jenazah|dicegah|pencegahan|penundaan)\b"
)
_DAY_OF_SERVICE = re.compile(
    r"(?:hari )?(?:tgl|tanggal)(?: (?:layanan|pelayanan|dilayani|kunjungan|kegiatan|pelaksanaan))?"
)
_AS_OF_A_DAY = re.compile(r"\b(?:per|keadaan|posisi|sampai|hingga|s d|sd|cetak)\b")


def _is_one_month(period: TitlePeriod) -> bool:
    span = period.span
    return span is None or f"{span.starts_on:%Y-%m}" == f"{span.ends_on:%Y-%m}"


class RegisterTimes(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self._above = ""
        self.group_days: dict[int, str] = {}
        """By row, the day that a line above its group names, where no column does."""

    def knows_when(self, rows: int) -> bool:
        """Persons listed without a date need the time that a title gives."""
        if self._are_desks_without_a_month and (not self.span[0] or self.context.answers.get("period")):
            self._refuse_days_of_several_months()
        if not (self._is_undated or self._are_desks_without_a_month) or self.span[0]:
            return True
        if rows and len(self.group_days) >= rows:
            return True
        if self.kind is ImportKind.SERVICES:
            self._ask_month_of_desks(rows)
            return True  # what the desks are is read all the same
        says = "Daftar ini tidak bertanggal; judulnya tidak menyebut waktu."
        self.reading.ask(ImportQuestion("period", says, (), rows))
        return False

    def _refuse_days_of_several_months(self) -> None:
        """Who was served on days of eight months was served in no month that could be asked for."""
        counts = any(each.field.name == "served" for each in self.register.fields)
        for column in self.table.columns if counts else ():
            if _DAY_OF_SERVICE.fullmatch(column.lowest) and len(self._months(column)) > 1:
                raise FileRefused(
                    "column-missing",
                    f"Tanggal layanannya ({self.grid.where(column.index)}) mencakup beberapa bulan; yang "
                    "dibaca jumlah per meja per bulan.",
                    "Jumlahkan per tempat, meja, dan bulan, bulannya di kolom “Bulan”, lalu kirim lagi.",
                )

    def _months(self, column: SheetColumn) -> set[str]:
        today, uses_1904 = self.reference.today, self.context.uses_1904
        cells = (cell for cell in self.register.cells(column)[:SAMPLE] if isinstance(cell, str | date))
        reads = (read_date(cell, Order(), today, uses_1904=uses_1904) for cell in cells)
        return {f"{read.day:%Y-%m}" for read in reads if read.day and not read.put_off}

    def _ask_month_of_desks(self, rows: int) -> None:
        """A day or a week in the title is none of a whole month, and says which one may be meant."""
        period = table_period(self.table.titles, self.sheet, self.context).period
        span = period.span if period is not None and period.last_month is not None else None
        options: tuple[Option, ...] = ()
        says = "Bulan laporan layanan ini tidak tertulis jelas di judul, lembar, atau nama berkas. Bulan apa?"
        if period is not None and span is not None and _is_one_month(period):
            month = f"{span.starts_on:%Y-%m}"
            options = (Option(f"{month}/{month}", f"{span.starts_on:%m/%Y}"),)
            says = (
                "Judul menyebut hari atau minggu, sedangkan layanan dilaporkan per bulan. "
                "Apakah ini laporan sebulan penuh, dan bulan apa?"
            )
        self.reading.ask(ImportQuestion("period", says, options, rows))

    @property
    def _are_desks_without_a_month(self) -> bool:
        """Desks are reported month by month, and a report of no month is none."""
        return self.kind is ImportKind.SERVICES and not self.table.having(ColumnRole.ROW_PERIOD)

    @property
    def _is_undated(self) -> bool:
        """A list of persons without a column of days."""
        return self.register.is_of_persons and not any(each.is_dated for each in self.register.fields)

    def _day_of_group(self, row: int) -> str:
        """“Tanggal 5 Januari 2026” above those who arrived on it."""
        own = [cell for cell in filled_cells(self.grid.rows[row]) if not is_carried(cell)]
        if len(own) != 1 or not isinstance(own[0], str | date):
            return ""
        found = read_date(own[0], Order(), self.reference.today, uses_1904=self.context.uses_1904)
        return found.day.isoformat() if found.day and not found.put_off else ""

    def look_above(self, row: int) -> bool:
        """Takes the day that a line says of those below it; whether it does, and is no line itself."""
        day = self._day_of_group(row) if self._is_undated else ""
        self._above = day or self._above
        self.belongs(row)
        return bool(day)

    def belongs(self, row: int) -> None:
        """Gives a line the day of its group."""
        if self._above:
            self.group_days[row] = self._above

    def of_row(self, row: int) -> tuple[str, str]:
        """What a column of months says of this line of desks; else what the title says of all."""
        if self.kind is not ImportKind.SERVICES:
            return self.span
        found: TitlePeriod | None = None
        for column in self.table.having(ColumnRole.ROW_PERIOD):
            cell = self.grid.cell(row, column.index)
            each = read_period(cell)
            if each is None and is_month_number(cell):
                each = TitlePeriod(None, None, int(str(cell)), int(str(cell)))
            if each is not None:
                found = each if found is None else found.within(each).within(found)
        if found is None:
            return self.span
        span = found.within(table_period(self.table.titles, self.sheet, self.context).period).span
        return (span.starts_on.isoformat(), span.ends_on.isoformat()) if span else ("", "")

    @cached_property
    def _day_of_title(self) -> str:
        """Of a ship's list: “KM Bukit Siguntang, 12 Maret 2026”; a letter's own day is none."""
        return day_above(self.table, _OF_A_JOURNEY, self.reference.today)

    @cached_property
    def span(self) -> tuple[str, str]:
        if self._is_undated and (day := self._day_of_title):
            self.reading.understand("day-of-title", self.sheet, "Tanggal di judul dibaca untuk semua baris.")
            return day, day
        found = table_period(self.table.titles, self.sheet, self.context)
        is_told = not found.conflict or self._are_states_of_a_day(found.period)
        is_answered = bool(self.context.answers.get("period"))
        if self.kind is ImportKind.SERVICES and any(map(names_a_week, self.table.titles)) and not is_answered:
            return "", ""  # “Minggu I Oktober” is no report of October
        if self.kind is ImportKind.SERVICES and found.period is not None and found.period.last_month is None:
            return "", ""  # nor is “Tahun 2026”
        if self.kind is ImportKind.SERVICES and found.period is not None and not _is_one_month(found.period):
            return "", ""  # nor “Triwulan II”
        span = found.period.span if found.period and is_told else None
        return (span.starts_on.isoformat(), span.ends_on.isoformat()) if span else ("", "")

    def _are_states_of_a_day(self, period: TitlePeriod | None) -> bool:
        """Which desks there are “per 30 September” is of that month; whom they have served may be since
        January."""
        counts = any(each.field.name == "served" for each in self.register.fields)
        return self.kind is ImportKind.SERVICES and not counts and period is not None and period.as_of

    @cached_property
    def _tells_both_days(self) -> bool:
        """Of deaths and of arrivals."""
        return {each.field.name for each in self.register.fields}.issuperset(DATES_OF_PERSONS)

    def day_that_counts(self, cells: Sequence[FieldCell], first: str) -> str:
        """Remains count on the day of their arrival, deaths on the day of death, where both are told."""
        if not self._tells_both_days:
            return first
        days = {cell.name: cell.read.value for cell in cells if cell.name in DATES_OF_PERSONS}
        indicator = next((cell.read.value for cell in cells if cell.name == "indicator"), "")
        if not indicator:
            return first
        told = days.get("arrived_on" if indicator == "remains_repatriated" else "happened_on")
        return str(told) if told else ""


def day_above(table: Table, of: re.Pattern[str], today: date) -> str:
    """The one day that texts above the headings name in such words; nothing where they name several."""
    found = set()
    above = table.grid.rows[: table.header[0]] if table.header else []
    for title in (cell for row in above for cell in row if isinstance(cell, str)):
        words = key(title)
        if of.search(words) and not _AS_OF_A_DAY.search(words):
            found |= {match.groups() for match in _DAY_OF_TITLE.finditer(words)}
    if len(found) != 1:
        return ""
    day = read_date(" ".join(found.pop()), Order(), today)
    return day.day.isoformat() if day.day and not day.put_off else ""
