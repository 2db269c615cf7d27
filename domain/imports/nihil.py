"""A report of one word: “NIHIL” below the headings says that the title's place had none in its time."""

from domain.imports.concepts import Concept
from domain.imports.context import Context, TablePeriod, countries_of_titles, table_region
from domain.imports.grid import Table, is_note, is_signature
from domain.imports.headings import combined, part_of_titles
from domain.imports.quality import CellState, FileReading, Value
from domain.imports.words import key

_NIHIL = {"nihil"}


def nihil_at(table: Table) -> str:
    """Where the word stands, if it is all that the table holds above notes and signature."""
    found = ""
    for row in table.body if table.header else ():
        cells = [cell for cell in table.grid.rows[row] if cell is not None]
        texts = [cell for cell in cells if isinstance(cell, str)]
        if any(is_signature(text) or is_note(text) for text in texts):
            break
        words = {key(text) for text in texts} - {""}
        if len(texts) < len(cells) or not words <= _NIHIL:
            return ""
        if words and not found:
            column = next(c for c, cell in enumerate(table.grid.rows[row]) if cell is not None)
            found = table.grid.address(row, column)
    return found


def read_nihil(
    table: Table,
    context: Context,
    reading: FileReading,
    concept: Concept | None,
    period: TablePeriod,
    status: str,
) -> None:
    """A nought of the place, the time and the series that the titles name; where they name not all, told."""
    at, titles = nihil_at(table), (*table.titles, table.sheet)
    region = table_region(table.titles, table.sheet, context)
    is_open = bool(period.conflict) or period.is_number_open
    span = period.period.span if period.period is not None and not is_open else None
    countries = countries_of_titles(titles, context)
    if concept is None or not region or span is None or len(countries) > 1:
        says = "Laporan nihil, tetapi judulnya tidak menyebut wilayah, waktu, atau hal yang dihitung."
        reading.doubt("nihil-of-what", table.sheet, at, says, (), True)
        return
    name = context.reference.gazetteer.name(region)
    reading.understand("nihil-report", table.sheet, f"Laporan nihil: dibaca nol untuk {name}.")
    reading.values.append(
        Value(
            table.sheet,
            at,
            region,
            span.starts_on.isoformat(),
            span.ends_on.isoformat(),
            CellState.NIHIL,
            0,
            concept.indicator,
            combined(status, part_of_titles(titles, ())),
            next(iter(countries), ""),
        )
    )
