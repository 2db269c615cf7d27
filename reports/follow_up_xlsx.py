"""The follow-up matrix as a spreadsheet, in the columns that officials expect."""

from collections.abc import Sequence
from datetime import datetime

from domain.time import formats
from domain.words.matrix import COLUMNS, FollowUp
from reports import workbook

_WIDTHS = (5, 42, 26, 18, 24, 30, 17, 34, 6, 24, 28, 34, 20, 24)


def matrix(rows: Sequence[FollowUp], *, title: str, filtered_by: str, source: str, as_of: datetime) -> bytes:
    """``title`` says whose matrix it is; the head carries the filter, the source and the moment."""
    sample = ["DATA CONTOH: rekaan, bukan keadaan sebenarnya"] if _is_sample(rows) else []
    return workbook.sheet(
        title=title,
        remarks=[
            f"Saringan: {filtered_by or 'semua tugas'}",
            f"Sumber: {source}",
            f"Data s.d. {formats.moment(as_of)}; {formats.number(len(rows))} baris",
            *sample,
        ],
        columns=list(zip(COLUMNS, _WIDTHS, strict=True)),
        rows=[row.cells for row in rows],
    )


def _is_sample(rows: Sequence[FollowUp]) -> bool:
    return any("DATA CONTOH" in row.remark for row in rows)
