"""A table of counts in hand, and what its parts have in common: times of columns, and ways of asking."""

from dataclasses import replace

from domain.imports.cells import ASKED
from domain.imports.context import Context, TablePeriod, table_period
from domain.imports.grid import Table
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.periods import TitlePeriod
from domain.imports.quality import CellState, FileReading, ImportQuestion, Option

WITH_WHOLES = (ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS, ImportKind.FIGURES)
"""Kinds of which the whole is shown by itself, and not only its parts."""
OF_PLACES_BY_TIME = (ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS)


class SeriesTable:
    """Every part of the reading holds the same one."""

    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        self.table, self.context, self.reading = table, context, reading
        self.grid, self.sheet = table.grid, table.sheet
        self.vocabulary = context.reference.vocabulary
        self.is_by_office = False
        """Whether its places are those that offices serve."""
        self.period: TablePeriod = table_period(table.titles, self.sheet, context)

    def column_period(self, column: SheetColumn) -> TitlePeriod | None:
        """Its own time, and of the title's what it leaves open."""
        table = self.period.period
        if column.period is None or column.period.is_empty:
            running = column.period is not None and column.period.cumulative
            return replace(table, up_to=True) if running and table is not None else table
        if column.period.last_month is None:
            if table is not None and table.last_year is not None and not table.up_to:
                return column.period.within(table)
            if (
                table is not None
                and table.last_month is not None
                and table.year in (None, column.period.year)
            ):
                # “Januari–September” of no year is of each year that heads a column.
                # So is “01” in the name of a sheet; “1” may be the first of several tables.
                may_be_another = self.period.number[:1] not in ("", "0")
                is_one = not self._is_one_of_many_years(column)
                of_each = is_one or (table.year is None and not may_be_another)
                return column.period.within(table) if of_each else column.period
            return column.period
        own = column.period
        if own.year is None and table is not None:
            own = own.in_a_year_of(table)
        return own

    def _is_one_of_many_years(self, column: SheetColumn) -> bool:
        years = {c.period.year for c in self.table.having(ColumnRole.VALUE) if c.period}
        return len(years) > 1 and self.period.period is not None and not self.period.period.up_to

    def said_of(self, column: SheetColumn) -> tuple[object, ...]:
        """All that tells the figures of two columns apart."""
        return column.concept, column.subgroup, column.destination, self.column_period(column)

    def ask_mark(self, state: CellState) -> None:
        mark = ASKED[state]
        self.reading.ask(
            ImportQuestion(
                f"mark:{mark}",
                f"Tanda “{mark}” berarti nol atau belum ada laporan?",
                (Option("zero", "Nol"), Option("no-report", "Belum ada laporan")),
                1,
            )
        )

    def size(self) -> int:
        """How many figures wait for an answer about the whole table."""
        return len(self.table.body) * max(1, len(self.table.having(ColumnRole.VALUE)))

    def sheet_shown(self) -> str:
        return f"“{self.vocabulary.shown(self.sheet)}”"


class SeriesPart:
    """One question about a table of counts, such as what its figures count or of which time they are."""

    def __init__(self, series: SeriesTable) -> None:
        self.series = series
        self.table, self.context, self.reading = series.table, series.context, series.reading
        self.grid, self.sheet = series.grid, series.sheet
        self.gazetteer = series.context.reference.gazetteer
        self.vocabulary = series.vocabulary
