"""A table of counts, read in the order in which one thing decides another; each is asked of its parts."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.imports.cells import CountRead, read_count
from domain.imports.columns import ColumnFinder
from domain.imports.context import Context
from domain.imports.fields import field_of
from domain.imports.grid import Table, is_figure
from domain.imports.headings import ColumnRole, SheetColumn, names_what_is_counted
from domain.imports.kinds import KIND_LABELS
from domain.imports.nihil import nihil_at, read_nihil
from domain.imports.places import Sort
from domain.imports.quality import CellState, FileReading
from domain.imports.series.cells import SeriesCells
from domain.imports.series.dittos import repeat_what_ditto_marks_mean
from domain.imports.series.months_down import SeriesMonthsDown
from domain.imports.series.narrowing import SeriesNarrowing
from domain.imports.series.notes import SeriesNotes
from domain.imports.series.offices import take_offices
from domain.imports.series.places import SeriesPlaces
from domain.imports.series.remarks import SeriesRemarks
from domain.imports.series.row_finder import RowFinder
from domain.imports.series.rows import Row, of_count
from domain.imports.series.running import SeriesRunning
from domain.imports.series.subject import SeriesSubject
from domain.imports.series.table import OF_PLACES_BY_TIME, SeriesPart, SeriesTable
from domain.imports.series.times import SeriesTimes
from domain.imports.series.totals import SeriesTotals
from domain.imports.series.waiting import SeriesWaiting
from domain.imports.series.whole_spans import mark_sums_of_months
from domain.imports.series.years import doubt_titles_of_other_years
from domain.time.formats import capitalised

_FEWEST_PARTS = 2


class SeriesReader(SeriesPart):
    """Reads one table; what it finds goes into the reading."""

    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        super().__init__(SeriesTable(table, context, reading))
        self.times, self.notes = SeriesTimes(self.series), SeriesNotes(self.series)
        self.subject = SeriesSubject(self.series, self.times)
        self.totals, self.places = SeriesTotals(self.series, self.subject), SeriesPlaces(self.series)
        self.waiting = SeriesWaiting(self.series, self.times, self.notes)
        self.cells = SeriesCells(self.series, self.times, self.totals)

    def read(self) -> bool:
        """Whether the table held anything to read."""
        repeat_what_ditto_marks_mean(self.table, self.reading)
        self.series.is_by_office = take_offices(self.table, self.context, self.reading)
        ColumnFinder(self.table, self.context).find()
        self.subject.refuse_lines_of_figures()
        self.notes.take_times()
        self.notes.take_years_so_far()
        if not self.subject.is_of_this_kind() or not self.subject.knows_crime():
            return True
        if self.context.kind in OF_PLACES_BY_TIME and nihil_at(self.table):
            concept = self.subject.said_alone()
            read_nihil(
                self.table, self.context, self.reading, concept, self.series.period, self.subject.status
            )
            return True
        values = self.table.having(ColumnRole.VALUE)
        if not values or self._holds_words_alone(values):
            return False
        finder = RowFinder(self.series, self.cells.legend())
        if not finder.places.knows_codes():
            return True
        rows = finder.rows()
        if not any(not row.is_total for row in rows):
            return any(question.key == "region" for question in self.reading.questions)
        if not self.subject.is_of_all_countries(rows):
            return True
        self.subject.take_part_of_titles(rows)
        mark_sums_of_months(rows)
        self.totals.settle(rows)
        self.totals.take_total_of_whole(rows)
        self.totals.take_totals_of_places(rows)
        checks = (
            self.times.knows_heading_dates,
            self.cells.knows_scale,
            lambda: self.times.knows_period(rows),
            lambda: self.times.tells_cumulative(rows),
            lambda: SeriesMonthsDown(self.series).settle(rows),
        )
        if not all(check() for check in checks):
            return True
        self._tell_number()
        self._leave_out_identity(rows)
        self._name_unread_columns({column.index for column, _ in finder.apart.columns})
        self.waiting.put_off_unnamed(rows)
        self.waiting.put_off_bare(rows)
        self.waiting.put_off_parts(rows)
        self.waiting.put_off_clashing(rows)
        self.waiting.put_off_unclear_ages(rows)
        self.waiting.put_off_shares(rows)
        self.waiting.put_off_units(rows)
        self.waiting.put_off_unclear_times(rows)
        self.waiting.put_off_to_come(rows)
        self.times.doubt_quarters()
        self.times.doubt_targets()
        self.subject.doubt_who_came_home()
        self.notes.doubt_marked_headings()
        self.notes.doubt_old_notes()
        self.notes.doubt_words_of_titles(KIND_LABELS[self.context.kind])
        doubt_titles_of_other_years(self.series, rows)
        SeriesNarrowing(self.series).tell(rows)
        SeriesRemarks(self.series).tell(rows)
        SeriesRunning(self.series).doubt(rows)
        self._emit(rows)
        return True

    def _holds_words_alone(self, values: Sequence[SheetColumn]) -> bool:
        """A table of contents, of which no line names a place: “Penempatan Jan”, “Jan”."""
        if self.table.having(ColumnRole.REGION, ColumnRole.CODE, ColumnRole.ROW_DESTINATION):
            return False
        cells = [cell for column in values for cell in self.table.cells(column) if cell is not None]
        return bool(cells) and all(read_count(cell).rule == "text-in-value" for cell in cells)

    def _tell_number(self) -> None:
        """That a name of digits gave the month."""
        said = self.series.period
        is_taken = any(
            (column.period is None or column.period.last_month is None)
            and (period := self.series.column_period(column)) is not None
            and period.last_month is not None
            for column in self.table.having(ColumnRole.VALUE)
        )
        if said.number and not said.is_number_open and is_taken:
            says = f"Angka “{said.number.strip()}” di nama lembar atau berkas dibaca sebagai waktunya."
            self.reading.understand("number-of-sheet", self.sheet, says)

    def _name_unread_columns(self, telling: Collection[int]) -> None:
        """``telling`` are those whose words say what each line counts."""
        unknown = [
            column
            for column in self.table.having(ColumnRole.UNKNOWN)
            if column.strings and any(map(is_figure, self.table.cells(column)))
        ]
        if (whole := self._divided_by(unknown)) is not None:
            says = (
                f"{capitalised(self.grid.where(*(column.index for column in unknown)))} membagi "
                f"{self.grid.where(whole.index)} menurut hal yang tidak dicatat; yang dibaca jumlahnya saja."
            )
            at = self.grid.address(self.table.header[-1], unknown[0].index)
            self.reading.doubt("column-unknown", self.sheet, at, says)
            unknown = []
        for column in unknown:
            self.reading.doubt(
                "column-unknown",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                f"Kolom {self._shown(column)} berisi angka yang tidak dikenali; tidak dibaca.",
            )
        is_unread = bool(self.table.header and self.table.having(ColumnRole.UNKNOWN))
        for column in self._without_a_heading():
            at = self.grid.address(self.table.header[-1], column.index)
            says = "Kolom ini berisi angka tanpa kepala kolom; tidak dibaca."
            self.reading.doubt("column-unknown", self.sheet, at, says)
        for column in self.totals.with_unread if is_unread else ():
            self.reading.doubt(
                "column-unknown",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                f"Kolom {self._shown(column)} menjumlah juga kolom yang tidak dikenali, jadi tidak dibaca.",
            )
        self._name_unread_states()
        unread = [
            column
            for column in self.table.having(ColumnRole.DERIVED, ColumnRole.OTHER_MEASURE, ColumnRole.NOTE)
            if not (column.index in telling or names_what_is_counted(column.lowest, self.context.kind))
        ]
        if unread:
            where = capitalised(self.grid.where(*(column.index for column in unread)))
            self.reading.understand(
                "column-not-read",
                self.sheet,
                f"{where} berisi persentase, keterangan, atau hal lain; tidak dibaca.",
            )

    def _name_unread_states(self) -> None:
        """“Ada/Tidak” beside the months of a desk: whether it is there is said by a list, not by counts."""
        for column in self.table.having(ColumnRole.UNKNOWN):
            field = field_of(self.context.kind, column.strings)
            texts = [cell for cell in self.table.cells(column) if isinstance(cell, str)]
            if field is None or field.name != "status" or not texts:
                continue
            says = (
                f"Kolom {self._shown(column)} menyebut {field.label}, yang tidak dibaca dari tabel jumlah "
                f"per waktu. Bila {field.label} perlu dicatat, kirim daftar tanpa kolom bulan."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("column-unknown", self.sheet, at, says)

    def _divided_by(self, parts: Sequence[SheetColumn]) -> SheetColumn | None:
        """The column whose figures they divide, in every line: by school, by cause, by anything."""
        if len(parts) < _FEWEST_PARTS:
            return None
        lines = [
            row for row in self.table.body if any(is_figure(self.grid.cell(row, c.index)) for c in parts)
        ]
        for whole in self.table.having(ColumnRole.VALUE) if len(lines) >= _FEWEST_PARTS else ():
            if all(self._count(row, whole) == sum(self._count(row, c) for c in parts) for row in lines):
                return whole
        return None

    def _count(self, row: int, column: SheetColumn) -> float:
        return read_count(self.grid.cell(row, column.index)).value or 0

    def _without_a_heading(self) -> list[SheetColumn]:
        """Right of the places, with figures that do not only count the lines."""
        places = self.table.having(ColumnRole.REGION, ColumnRole.CODE)
        found = []
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.EMPTY) if self.table.header else ():
            filled = [cell for cell in self.table.cells(column) if cell is not None]
            figures = sum(map(is_figure, filled))
            is_beside = bool(places) and column.index > places[0].index and not column.strings
            # One text above them may be a heading that was not known for one.
            if is_beside and figures >= len(self.table.body) / 2 and figures >= len(filled) - 1:
                found.append(column)
        return found

    def _shown(self, column: SheetColumn) -> str:
        return f"“{self.vocabulary.shown(column.words)}”"

    def _leave_out_identity(self, rows: Sequence[Row]) -> None:
        for column in self.table.having(ColumnRole.IDENTITY):
            filled = sum(
                self.grid.cell(row.row, column.index) is not None for row in rows if not row.is_total
            )
            self.reading.leave_out(column.identity, self.grid.where(column.index), filled)

    def _emit(self, rows: Sequence[Row]) -> None:
        data = [row for row in rows if not (row.is_total or row.is_undated)]
        self.places.settle_kupang(data)
        self.places.doubt_lone_districts(data)
        self.places.doubt_districts_elsewhere(data)
        self.cells.doubt_marks(data)
        outliers = self.cells.outliers(data)
        elsewhere = sum(row.place.sort is Sort.ELSEWHERE for row in data)
        if elsewhere:
            self.reading.understand(
                "elsewhere",
                self.sheet,
                f"{elsewhere} baris provinsi atau negara lain, atau yang menghitung hal lain, tidak dibaca.",
            )
        told_columns: set[int] = set()
        values, wholes = self.table.having(ColumnRole.VALUE), self.totals.wholes_of_parts()
        for row in data:
            put_off = self.places.doubt_place(row)
            told_row = False
            for column in (*values, *(c for c in wholes if self.totals.is_whole_of(row, c, outliers))):
                count = row.counts[column.index]
                hidden = self.cells.hidden(row, column)
                if hidden and count.state is not CellState.BLANK:
                    if (hidden == "row" and not told_row) or (
                        hidden == "column" and column.index not in told_columns
                    ):
                        self.cells.doubt_hidden(row, column, hidden)
                    told_row = told_row or hidden == "row"
                    told_columns |= {column.index} if hidden == "column" else set()
                    count = CountRead(CellState.HIDDEN, None, "", of_count(count), True)
                if (row.row, column.index) in outliers and count.value is not None:
                    count = replace(
                        count,
                        value=None,
                        state=CellState.DOUBTFUL,
                        rule="far-from-others",
                        candidates=of_count(count),
                        put_off=True,
                    )
                told = count.value if put_off else None
                if put_off and count.state is not CellState.BLANK and not count.put_off:
                    count = CountRead(CellState.DOUBTFUL, None, "", of_count(count), True)
                if row.place.sort is Sort.ELSEWHERE:
                    continue
                self.cells.take(row, column, count, told)
