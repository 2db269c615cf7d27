"""Columns and lines of a table of counts that wait as a whole: they clash, name days, or are to come."""

import re
from collections.abc import Collection, Sequence

from domain.imports.bare_heads import names_no_series
from domain.imports.cells import CountRead, read_count
from domain.imports.concepts import PLACEMENT, REMAINS, TARGET
from domain.imports.context import without_the_letter, without_the_paper
from domain.imports.counted import OF_UNITS, is_unit_of_shares
from domain.imports.grid import carried_down, is_total_label
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.periods import TimeSpan, names_part_of_a_month, names_two_years, read_period
from domain.imports.places import PlaceRead, Sort
from domain.imports.quality import CellState
from domain.imports.series.notes import SeriesNotes
from domain.imports.series.rows import Row, of_count
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.series.times import SeriesTimes
from domain.imports.sheet import Cell
from domain.imports.words import key
from domain.time.formats import long_date

_ADDED_UP = re.compile(r"\b(?:kumulatif|akumulasi)\b")
_REMARKS = re.compile(r"^(?:keterangan|ket|catatan|remarks?|notes?)\b")


class SeriesWaiting(SeriesPart):
    """Which figures are put off for what their heading or their line says."""

    def __init__(self, series: SeriesTable, times: SeriesTimes, notes: SeriesNotes) -> None:
        super().__init__(series)
        self.times, self.notes = times, notes
        self._carried: dict[int, Sequence[Cell]] = {}
        """By column, what each line says or what stands above it."""

    def put_off_unnamed(self, rows: Sequence[Row]) -> None:
        """Where the rows say what they count, one that does not is no figure of any series."""
        open_columns = [c for c in self.table.having(ColumnRole.VALUE) if c.concept is None]
        for row in rows if open_columns else ():
            if row.is_total or row.concept is not None or row.place.sort is Sort.ELSEWHERE:
                continue
            row.place = PlaceRead(Sort.ELSEWHERE)
            says = "Baris ini tidak menyebut apa yang dihitung; barisnya tidak dibaca."
            self.reading.doubt("other-concept", self.sheet, row.at, says, (), True)

    def put_off_bare(self, rows: Sequence[Row]) -> None:
        """A line called “Dipulangkan” or “Prosedural” below a title of victims is of none of its series."""
        titles = (*self.table.titles, self.sheet)
        beside: list[str] | None = None
        for row in rows:
            if row.concept not in (REMAINS, PLACEMENT):
                continue
            if beside is None:
                beside = [each for line in self.table.body for each in self._texts_of(line)]
            texts = self._texts_of(row.row)
            if row.is_total or not names_no_series(texts, row.concept, titles, beside, self.context.kind):
                continue
            row.place = PlaceRead(Sort.ELSEWHERE)
            says = "Baris ini tidak menyebut siapa yang dihitung; barisnya tidak dibaca. Tulis siapa mereka."
            self.reading.doubt("other-concept", self.sheet, row.at, says, (), True)

    def _texts_of(self, row: int) -> list[str]:
        return [cell for cell in self.grid.rows[row] if isinstance(cell, str)]

    def put_off_clashing(self, rows: Sequence[Row]) -> None:
        """Two columns that say the same of themselves: nobody can tell which one to take."""
        seen: dict[tuple[object, ...], SheetColumn] = {}
        for column in self.table.having(ColumnRole.VALUE):
            first = seen.setdefault(self.series.said_of(column), column)
            if first is column or not self.table.header:
                continue
            self.reading.doubt(
                "same-heading",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                f"Kepala kolom yang sama dipakai di {self.grid.where(first.index)}; keduanya ditunda.",
                (),
                True,
            )
            for row in rows:
                self._put_off(row, first)
                self._put_off(row, column)

    def put_off_unclear_ages(self, rows: Sequence[Row]) -> None:
        """“L”, “P” and “Anak” without a sum: all men and boys, or the grown ones alone, nobody can tell."""
        if self.table.having(ColumnRole.TOTAL) or not self.table.header:
            return
        columns = self.table.having(ColumnRole.VALUE)
        both_sexes = {"laki-laki", "perempuan"} <= {each.subgroup for each in columns}
        for column in columns if both_sexes else ():
            beside = [each for each in columns if self._is_child_of(each, column)]
            if column.subgroup not in ("laki-laki", "perempuan") or not beside:
                continue
            says = (
                f"Di samping kolom anak, “{column.subgroup}” dapat berarti semuanya atau yang dewasa saja, "
                "dan tidak ada kolom jumlah yang menentukannya; ditunda. Tulis “dewasa” di kepala kolomnya."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("age-unknown", self.sheet, at, says, (), True)
            for row in rows:
                self._put_off(row, column)

    @staticmethod
    def _is_child_of(child: SheetColumn, column: SheetColumn) -> bool:
        """Counted beside it: of the same time, country and series, and of its sex or of both."""
        parts = set(child.subgroup.split())
        same = (child.period, child.concept, child.destination)
        return (
            "anak" in parts
            and parts <= {"anak", column.subgroup}
            and same == (column.period, column.concept, column.destination)
        )

    def put_off_parts(self, rows: Sequence[Row]) -> None:
        """Lines of one place and time that only words of an unread column tell apart, “P to P” and “Mandiri”
        below “Skema”, are parts: neither of them is the place's figure, be they alike or not."""
        unread = self.table.having(ColumnRole.UNKNOWN, ColumnRole.OTHER_MEASURE)
        apart = [c for c in unread if c.strings and not _REMARKS.match(c.lowest)]
        lines: dict[tuple[object, ...], list[Row]] = {}
        for row in rows if apart else ():
            if not row.is_total and row.place.sort is Sort.FOUND:
                said = (row.region, row.period, row.destination, row.subgroup, row.concept, row.desk)
                lines.setdefault(said, []).append(row)
        for same in lines.values():
            told = [c for c in apart if self._differ_in(c, same)]
            if not told:
                continue
            says = (
                "Wilayah dan waktu ini tertulis di beberapa baris yang hanya dibedakan "
                f"{self.grid.where(told[0].index)}, dan isinya tidak dikenali. Setiap baris mungkin sebagian "
                "saja, jadi ditunda; kirim jumlahnya per wilayah."
            )
            for row in same:
                self.reading.doubt("lines-of-parts", self.sheet, row.at, says, (), True)
                for column in self.table.having(ColumnRole.VALUE):
                    self._put_off(row, column)

    def _differ_in(self, column: SheetColumn, rows: Sequence[Row]) -> bool:
        if len(rows) < 2:
            return False
        above = self._said_above(column.index)
        texts = [above[row.row - self.table.body.start] for row in rows]
        said = [text for text in texts if isinstance(text, str) and read_count(text).value is None]
        return len(said) == len(rows) and len(set(map(key, said))) == len(rows)

    def _said_above(self, index: int) -> Sequence[Cell]:
        """Of each line; a company written once stands for the lines below it that leave it blank."""
        if index not in self._carried:
            self._carried[index] = carried_down(self.grid, index, self.table.body)
        return self._carried[index]

    def put_off_shares(self, rows: Sequence[Row]) -> None:
        """“62” and “38” above “100%” count nobody."""
        for column in self.table.having(ColumnRole.VALUE):
            totals = (
                index
                for index in self.table.body
                if is_total_label(self.table.label(index))
                and read_count(self.grid.cell(index, column.index)).rule == "percent"
            )
            if (at := next(totals, None)) is None:
                continue
            says = "Jumlah kolom ini persentase, jadi angkanya bukan hitungan; kolomnya ditunda."
            self.reading.doubt("percent", self.sheet, self.grid.address(at, column.index), says, (), True)
            for row in rows:
                self._put_off(row, column)

    def put_off_unclear_times(self, rows: Sequence[Row]) -> None:
        """Days in a heading are no month; and of a year beside others nobody knows whether the months of the
        title are meant."""
        table = self.series.period.period
        partly = (
            table is not None
            and not table.up_to
            and table.last_year is None
            and table.last_month not in (None, 12)
        )
        until_a_day = table.last_year if table is not None and self._titles_end_within_a_month() else None
        columns = self.table.having(ColumnRole.VALUE) if self.table.header else []
        years = {c.period.year for c in columns if c.period and c.period.year and c.concept is not TARGET}
        for column in columns:
            period = column.period
            if column.index in self.notes.days_in_notes or any(map(names_part_of_a_month, column.texts)):
                rule = "heading-of-days"
                says = "Kepala kolom menyebut hari atau waktu yang tidak jelas; kolomnya ditunda."
            elif self._adds_up_years(column, years):
                rule = "cumulative"
                says = (
                    "Judul menyebut kumulatif: angka tahun ini dapat berarti jumlah sejak awal pendataan; "
                    "kolomnya ditunda. Kirim angka setahun, atau judul tanpa kata kumulatif."
                )
            elif period is not None and period.last_month is None and period.year == (until_a_day or 0):
                rule = "part-or-whole"
                says = "Menurut judulnya tahun ini baru sampai pertengahan suatu bulan; kolomnya ditunda."
            elif any(map(names_two_years, column.texts)):
                rule = "two-years"
                says = (
                    "Kepala kolom menyebut dua tahun tanpa bulan mulai dan akhirnya; kolomnya ditunda. "
                    "Tulis bulannya, seperti Juli 2023–Juni 2024."
                )
            elif (
                partly
                and period is not None
                and period.last_month is None
                and table is not None
                and table.year is not None
                and period.year is not None
                and column.concept is not TARGET
                and len(years) > 1
            ):
                rule = "part-or-whole"
                says = "Judul menyebut sebagian tahun, kepala kolomnya setahun; kolomnya ditunda."
            else:
                continue
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt(rule, self.sheet, at, says, (), True)
            for row in rows:
                self._put_off(row, column)
        for row in rows:
            at_times = (self.grid.cell(row.row, c.index) for c in self.table.having(ColumnRole.ROW_PERIOD))
            if row.is_undated:
                says = "Waktu di baris ini tidak terbaca; barisnya tidak dibaca."
                self.reading.doubt("period-unknown", self.sheet, row.at, says, (), True)
            if row.is_total or row.period is None or not any(map(names_part_of_a_month, at_times)):
                continue
            says = "Baris ini menyebut hari, bukan sebulan penuh; barisnya ditunda."
            self.reading.doubt("row-of-days", self.sheet, row.at, says, (), True)
            for column in self.table.having(ColumnRole.VALUE):
                self._put_off(row, column)

    def _titles_end_within_a_month(self) -> bool:
        """“Tahun 2023 s/d 2025 (s.d. 15 Oktober)”."""
        titles = map(without_the_paper, without_the_letter(self.table.titles))
        to_a_day = [read_period(title) for title in titles if names_part_of_a_month(title)]
        return any(said is not None and said.last_year is not None for said in to_a_day)

    def _adds_up_years(self, column: SheetColumn, years: Collection[int | None]) -> bool:
        """“Kumulatif” above several whole years."""
        own = column.period
        is_year = own is not None and own.year is not None and own.last_month is None
        return is_year and len(years) > 1 and any(_ADDED_UP.search(key(title)) for title in self.table.titles)

    def put_off_units(self, rows: Sequence[Row]) -> None:
        """“persen” below “Satuan”: the line counts nobody."""
        units = [column for column in self.table.columns if OF_UNITS.match(column.lowest)]
        for row in rows:
            cells = [(column, self.grid.cell(row.row, column.index)) for column in units]
            told = [c for c, cell in cells if isinstance(cell, str) and is_unit_of_shares(cell)]
            if row.is_total or not told or row.place.sort is Sort.ELSEWHERE:
                continue
            says = "Satuan baris ini bukan orang atau laporan; barisnya ditunda."
            at = self.grid.address(row.row, told[0].index)
            self.reading.doubt("percent", self.sheet, at, says, (), True)
            for column in self.table.having(ColumnRole.VALUE):
                self._put_off(row, column)

    def put_off_to_come(self, rows: Sequence[Row]) -> None:
        """A form for the whole year has noughts in months that nobody has seen: those are no counts."""
        today = self.context.reference.today
        told: set[TimeSpan] = set()
        for row in rows:
            for column in self.table.having(ColumnRole.VALUE):
                count, span = row.counts[column.index], self.times.span(row, column)
                if row.is_total or span is None or span.ends_on <= today or column.concept is TARGET:
                    continue
                if count.state is CellState.BLANK:
                    continue
                if span.starts_on > today:
                    self._put_off(row, column)
                if span not in told:
                    told.add(span)
                    self._doubt_to_come(
                        row, column, span, begun=span.starts_on <= today, some=bool(count.value)
                    )

    def _doubt_to_come(
        self, row: Row, column: SheetColumn, span: TimeSpan, *, begun: bool, some: bool
    ) -> None:
        says = (
            f"Waktu ini baru berakhir {long_date(span.ends_on)}; angkanya dibaca sebagai angka sementara."
            if begun
            else f"Waktu ini baru mulai {long_date(span.starts_on)}; angkanya ditunda, juga yang nol."
        )
        if some and not begun:
            says += " Mungkin seluruh tabel ini rencana atau target; periksa."
        rule = "still-running" if begun else "not-yet-begun"
        at = self.grid.address(row.row, column.index)
        self.reading.doubt(rule, self.sheet, at, says, (), not begun)

    @staticmethod
    def _put_off(row: Row, column: SheetColumn) -> None:
        count = row.counts[column.index]
        if count.state is not CellState.BLANK:
            row.counts[column.index] = CountRead(CellState.DOUBTFUL, None, "", of_count(count), True)
