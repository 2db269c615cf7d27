"""A title left from last year above columns or lines of this one."""

from collections.abc import Iterator, Sequence

from domain.imports.context import is_about_the_paper, without_the_letter, without_the_paper
from domain.imports.headings import ColumnRole
from domain.imports.periods import read_period
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesTable


def doubt_titles_of_other_years(series: SeriesTable, rows: Sequence[Row]) -> None:
    """“Tahun 2025” above “Jan-26” and “Feb-26”: one of the two was not changed. Read as it stands below, and
    told."""
    said = set(_years_of_titles(series))
    data = [row for row in rows if not row.is_total]
    columns = series.table.having(ColumnRole.VALUE)
    of_columns = {column.period.year for column in columns if column.period is not None}
    of_rows = {row.period.year for row in data if row.period is not None}
    own = (of_columns | of_rows) - {None}
    is_all = all(column.period is not None and column.period.year for column in columns) or all(
        row.period is not None and row.period.year for row in data
    )
    if not said or not own or not is_all or said & own:
        return
    at = series.table.header[-1] if series.table.header and of_columns - {None} else series.table.body.start
    years, written = (", ".join(map(str, sorted(each))) for each in (said, {y for y in own if y}))
    series.reading.doubt(
        "year-of-others",
        series.sheet,
        series.grid.address(at, columns[0].index),
        f"Judul menyebut tahun {years}, tabelnya {written}; dibaca menurut tabel. Periksa mana yang benar.",
    )


def _years_of_titles(series: SeriesTable) -> Iterator[int]:
    for text in map(without_the_paper, without_the_letter(series.table.titles)):
        period = None if is_about_the_paper(text) else read_period(text)
        if period is not None and period.year is not None:
            yield from range(period.year, (period.last_year or period.year) + 1)
