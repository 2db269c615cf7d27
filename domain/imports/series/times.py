"""When the figures of a table of counts are: by column, by line, or by what its titles say of all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.imports.columns import is_cumulative
from domain.imports.concepts import TARGET
from domain.imports.context import (
    MONTH_OF_NUMBER,
    NO_TIME,
    QUARTER_OF_NUMBER,
    STOCKS,
    answered_period,
    is_about_the_paper,
    without_the_letter,
    without_the_paper,
)
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.month_names import nearly_a_month
from domain.imports.periods import TimeSpan, TitlePeriod, names_a_week, names_part_of_a_month, read_period
from domain.imports.quality import ImportQuestion, Option
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart
from domain.imports.totals import looks_cumulative
from domain.imports.words import key
from domain.time.formats import long_date

_MONTHS_TO_TELL, _FEW_PARTS = 4, 3
"""So many months that only rise in every line may be running totals; fewer where the title says “s.d.”."""


def _months_in(column: SheetColumn) -> int:
    assert column.period is not None
    assert column.period.last_month is not None
    return column.period.last_month - (column.period.first_month or column.period.last_month) + 1


def _own(row: Row, column: SheetColumn) -> TitlePeriod:
    """What a line and a column say of their time, without the title."""
    own = column.period or TitlePeriod()
    return row.period.within(own) if row.period is not None else own


def _is_wider(column: SheetColumn, of_line: TitlePeriod) -> bool:
    """“2025 (s.d. Oktober)” above lines of its months: each figure is of the month of its line."""
    own = column.period
    if own is None or own.last_month is None or of_line.last_month is None or of_line.year is not None:
        return False
    last = of_line.last_month
    first = of_line.first_month or last
    begins = 1 if own.up_to else own.first_month or 1
    return begins <= first <= last <= own.last_month and own.last_month - begins > last - first


class SeriesTimes(SeriesPart):
    """Which time each figure is of, and whether months are running totals."""

    def knows_heading_dates(self) -> bool:
        """“Jan-25” typed in 2026 becomes 25 January 2026: was the day the year?"""
        columns = self.table.having(ColumnRole.VALUE)
        self._tell_years(columns)
        dates = [
            d
            for c in columns
            for d in c.texts
            if isinstance(d, date) and d.day != 1 and d.day + 2000 != d.year
        ]
        dates = [d for d in dates if (d + timedelta(days=1)).day != 1]
        if not dates:
            return True
        answer = self.context.answers.get("heading-dates")
        if answer == "as-written":
            return True
        if answer == "day-is-year":
            for column in columns:
                day = next((d for d in column.texts if isinstance(d, date)), None)
                if day is not None:
                    column.period = TitlePeriod(2000 + day.day, None, day.month, day.month)
            return True
        self.reading.ask(
            ImportQuestion(
                "heading-dates",
                f"Kepala kolom tersimpan sebagai tanggal, seperti {long_date(dates[0])}, padahal mungkin "
                "bulan dan tahun yang dimaksud. Bulan mana kolom itu?",
                (
                    Option("day-is-year", f"{dates[0]:%m}/{2000 + dates[0].day}"),
                    Option("as-written", f"{dates[0]:%m}/{dates[0].year}"),
                ),
                self.series.size(),
            )
        )
        return False

    def _tell_years(self, columns: Sequence[SheetColumn]) -> None:
        """1 January of several years heads years, which the sheet shows as “2024” and “2025”."""
        days = {c.index: next((d for d in c.texts if isinstance(d, date)), None) for c in columns}
        said = [day for day in days.values() if day is not None]
        are_years = all((day.month, day.day) == (1, 1) for day in said) and len(set(said)) > 1
        if not are_years:
            return
        for column in columns:
            day = days[column.index]
            if day is not None:
                column.period = TitlePeriod(day.year)
        at = self.grid.address(self.table.header[-1], columns[0].index) if self.table.header else ""
        says = "Kepala kolom berupa 1 Januari beberapa tahun; angkanya dibaca setahun, bukan bulan Januari."
        self.reading.doubt("years-as-days", self.sheet, at, says)

    def knows_period(self, rows: Sequence[Row]) -> bool:
        """Whether each figure has its time; a title that leaves it open is asked about."""
        values = self.table.having(ColumnRole.VALUE)
        data = [row for row in rows if not (row.is_total or row.is_undated)]
        need_table = any(self._depends_on_table(row, column) for row in data[:50] for column in values)
        need_months = any(self._lacks_months(row, column) for row in data[:50] for column in values)
        if need_months and self.title_names_days():
            whole = self.series.period.period.span if self.series.period.period else None
            self._ask_period(
                "Judul menyebut hari, minggu, atau waktu yang tidak jelas awal dan akhirnya, sedangkan angka "
                "dicatat per bulan penuh.",
                self.series.period.conflict or ((whole,) if whole else ()),
            )
            return False
        period = self.series.period.period
        if need_months and self.series.period.is_number_open and period is not None and period.span:
            self._ask_number()
            return False
        years = {span.starts_on.year for span in self.series.period.conflict}
        if need_table and self.series.period.conflict and (need_months or len(years) > 1):
            as_of = len({span.ends_on for span in self.series.period.conflict}) == 1
            self._ask_period(
                "Keadaan per suatu tanggal: dapat berarti jumlah sejak Januari atau bulan itu saja."
                if as_of
                else "Judul, nama lembar, dan nama berkas menyebut waktu yang berbeda.",
                self.series.period.conflict,
            )
            return False
        missing = sum(self.span(row, column) is None for row in data for column in values)
        if missing:
            self._ask_period(
                "Waktu angka ini tidak disebut di judul, kepala kolom, nama lembar, atau nama berkas."
            )
            return False
        takes_months = any(_own(row, column).last_month is None for row in data[:50] for column in values)
        if need_table and takes_months and self.series.period.part_called_whole:
            self.reading.doubt(
                "part-called-whole",
                self.sheet,
                "",
                "Judul menyebut setahun penuh, catatannya hanya sebagian tahun; yang dibaca catatannya.",
            )
        elif takes_months and self._months_are_of_name() and any(map(_says_a_year, values)):
            says = "Kepala kolom menyebut tahun, nama berkas hanya sebagiannya; yang dibaca nama berkasnya."
            self.reading.doubt("part-called-whole", self.sheet, "", says)
        return True

    def _months_are_of_name(self) -> bool:
        """“tw1.xlsx”, where neither title nor sheet says so."""
        of_file = self.context.file_period
        said = (read_period(text) for text in (*self.table.titles, self.sheet))
        return (
            of_file is not None
            and of_file.last_month is not None
            and all(each is None or each.last_month is None for each in said)
        )

    def span(self, row: Row, column: SheetColumn) -> TimeSpan | None:
        """What column, line and title say together of one figure."""
        own = self.series.column_period(column)
        if row.period is not None:
            own = row.period.within(own) if own is not None else row.period
            if column.period is not None and _is_wider(column, row.period):
                own = row.period.within(TitlePeriod(column.period.year))
            elif column.period is not None and column.period.last_month is not None:
                own = column.period.within(row.period).within(self.series.period.period)
            elif column.period is not None and column.period.cumulative and own.last_month is not None:
                own = replace(own, up_to=True)  # “Kumulatif” beside the months below each other
        return own.span if own is not None else None

    def title_names_days(self) -> bool:
        """Of the title that gives the table its time; an answer has settled it."""
        if not self.series.period.period:
            return False
        if self.context.kind in STOCKS and self.series.period.period.as_of:
            return False
        names_days = any(
            names_a_week(name) or nearly_a_month(key(name)) for name in (self.sheet, self.context.name)
        ) or any(
            names_part_of_a_month(text)
            and (read_period(text) is not None or names_a_week(text))
            and not is_about_the_paper(text)
            for text in map(without_the_paper, without_the_letter(self.table.titles))
        )
        return names_days and not answered_period(self.context)

    def tells_cumulative(self, rows: Sequence[Row]) -> bool:
        """Monthly columns that only ever rise may be running totals: their total decides, else a question."""
        months = sorted(
            (
                c
                for c in self.table.having(ColumnRole.VALUE)
                if c.period
                and c.period.last_month
                and not is_cumulative(c.period)
                and not c.subgroup
                and not c.destination
            ),
            key=lambda c: (c.period.year or 0, c.period.last_month or 0) if c.period else (0, 0),
        )
        if len(months) < 2 or len(set(map(_months_in, months))) > 1:
            return True
        data = [row for row in rows if not row.is_total]
        numbers = [[row.counts[c.index].value for c in months] for row in data]
        totals = [c for c in self.table.having(ColumnRole.TOTAL) if len(c.sums) >= len(months)]
        said = self.series.period.period is not None and self.series.period.period.cumulative
        parts = "bulan" if _months_in(months[0]) == 1 else "triwulan atau semester"
        until = self.series.period.period is not None and self.series.period.period.up_to
        rises = looks_cumulative(numbers, _FEW_PARTS if until else _MONTHS_TO_TELL)
        may_be = not totals and (said or rises)
        answer = self.context.answers.get("cumulative") if may_be else None
        if said and not totals and answer is None:
            self.reading.doubt(
                "cumulative",
                self.sheet,
                self.grid.address(self.table.header[-1], months[0].index),
                f"Judul menyebut kumulatif; kolom {parts} dibaca sebagai jumlah sejak Januari.",
            )
            answer = "cumulative"
        if totals:
            at = totals[-1].index
            written = [(row.counts[at].value, line) for row, line in zip(data, numbers, strict=True)]
            known = [(w, [n for n in line if n is not None]) for w, line in written if w]
            as_sum = sum(abs(w - sum(line)) < 1e-9 for w, line in known)
            as_last = sum(bool(line) and abs(w - line[-1]) < 1e-9 and w != sum(line) for w, line in known)
            if as_last <= as_sum or as_last < 0.6 * len(known):
                return True
            self.reading.doubt(
                "cumulative",
                self.sheet,
                self.grid.address(self.table.header[-1], at),
                f"Kolom {parts} dibaca kumulatif sejak Januari: kolom jumlah sama dengan yang terakhir.",
            )
            totals[-1].sums = []
            self._make_cumulative(months)
            return True
        # What falls once is no running total, whatever was answered of another file.
        if answer == "cumulative":
            self._make_cumulative(months)
        elif answer is None and rises:
            self.reading.ask(
                ImportQuestion(
                    "cumulative",
                    f"Kolom {parts} di lembar {self.series.sheet_shown()} hanya naik di setiap baris. "
                    f"Angka per {parts} atau jumlah sejak Januari?",
                    (Option("monthly", f"Per {parts}"), Option("cumulative", "Jumlah sejak Januari")),
                    len(data) * len(months),
                )
            )
            return False
        return True

    def doubt_quarters(self) -> None:
        for column in self.table.quarters:
            self.reading.doubt(
                "quarters-by-number",
                self.sheet,
                self.grid.address(self.table.header[-1], column),
                "Kepala kolom berupa angka romawi: I sampai IV dibaca sebagai triwulan, I sampai XII sebagai "
                "bulan.",
            )

    def doubt_targets(self) -> None:
        """A target beside what was reached “s.d. September” is mostly that of the year; nobody says so."""
        for column in self.table.having(ColumnRole.VALUE) if self.table.header else ():
            own = column.period
            period = self.series.column_period(column) if column.concept is TARGET else None
            if (
                period is None
                or period.last_month is None
                or (own is not None and own.last_month is not None)
            ):
                continue
            span = period.span
            if span is None or (span.starts_on.month, span.ends_on.month) == (1, 12):
                continue
            says = (
                f"Target di kolom ini dibaca untuk {long_date(span.starts_on)} sampai "
                f"{long_date(span.ends_on)} seperti judulnya; mungkin target setahun. Periksa."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("target-of-a-part", self.sheet, at, says)

    @staticmethod
    def _lacks_months(row: Row, column: SheetColumn) -> bool:
        """Whether neither row nor column name more than a year, and leave the rest to the title."""
        own = _own(row, column)
        return own.last_month is None and own.year is None

    def _depends_on_table(self, row: Row, column: SheetColumn) -> bool:
        own = _own(row, column)
        return own.year is None or (own.last_month is None and own.is_empty)

    def _ask_number(self) -> None:
        """Of all sheets of the file at once: a habit of whoever makes it."""
        self.reading.ask(
            ImportQuestion(
                "sheet-number",
                f"Nama lembar atau berkas hanya angka, seperti “{self.series.period.number.strip()}”, dan "
                "tabelnya tidak menyebut bulan. Apa arti angka itu?",
                (
                    Option(MONTH_OF_NUMBER, "Bulan"),
                    Option(QUARTER_OF_NUMBER, "Triwulan"),
                    Option(NO_TIME, "Nomor urut saja"),
                ),
                self.series.size(),
            )
        )

    def _ask_period(self, why: str, spans: Sequence[TimeSpan] = ()) -> None:
        options = tuple(
            Option(
                f"{span.starts_on:%Y-%m}/{span.ends_on:%Y-%m}", f"{span.starts_on:%m/%Y}–{span.ends_on:%m/%Y}"
            )
            for span in spans
        )
        self.reading.ask(
            ImportQuestion("period", f"{why} Waktu mana yang benar?", options, self.series.size())
        )

    @staticmethod
    def _make_cumulative(months: Sequence[SheetColumn]) -> None:
        for column in months:
            assert column.period is not None
            column.period = replace(column.period, up_to=True)


def _says_a_year(column: SheetColumn) -> bool:
    return column.period is not None and column.period.year is not None and column.period.last_month is None
