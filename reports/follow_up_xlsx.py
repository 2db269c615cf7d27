"""The follow-up matrix as a spreadsheet, in the columns that officials expect."""

from collections.abc import Sequence

from domain.time import formats
from domain.words.matrix import COLUMNS, FollowUp
from reports import workbook
from reports.table import SAMPLE_HEAD, Cell, FileTable, Percent

_WIDTHS = (5, 42, 26, 18, 24, 30, 17, 34, 6, 24, 28, 34, 20, 24)


def matrix(rows: Sequence[FollowUp], *, title: str, filtered_by: str, source: str, as_of: str) -> bytes:
    """``title`` says whose matrix it is; the head carries the filter, the source and how new the data are."""
    sample = [SAMPLE_HEAD] if _is_sample(rows) else []
    table = FileTable(
        title=title,
        remarks=[
            f"Saringan: {filtered_by or 'semua tugas'}",
            f"Sumber: {source}",
            f"{as_of}; {formats.number(len(rows))} baris",
            *sample,
        ],
        columns=list(zip(COLUMNS, _WIDTHS, strict=True)),
        rows=[_cells(row) for row in rows],
    )
    return workbook.sheet(table)


def _cells(row: FollowUp) -> tuple[Cell, ...]:
    typed: dict[str, Cell] = dict(zip(COLUMNS, row.cells, strict=True))
    share = Percent(row.percent) if row.percent is not None else typed["%"]
    return tuple((typed | {"No": row.number, "Tenggat": row.due, "%": share}).values())


def _is_sample(rows: Sequence[FollowUp]) -> bool:
    return any("DATA CONTOH" in row.remark for row in rows)
