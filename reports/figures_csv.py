"""The register of published figures as a spreadsheet file that Indonesian office programs open."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.figures.figures import FigureStatus
from domain.time import formats
from domain.words import labels


class FigureLine(Protocol):
    """What the report reads of a figure."""

    @property
    def code(self) -> str: ...

    @property
    def indicator(self) -> str: ...

    @property
    def definition(self) -> str: ...

    @property
    def region_code(self) -> str: ...

    @property
    def region(self) -> str: ...

    @property
    def period_start(self) -> date: ...

    @property
    def period_end(self) -> date: ...

    @property
    def value(self) -> float: ...

    @property
    def unit(self) -> str: ...

    @property
    def subgroup(self) -> str: ...

    @property
    def destination(self) -> str | None: ...

    @property
    def status(self) -> FigureStatus: ...

    @property
    def source(self) -> str: ...

    @property
    def source_url(self) -> str: ...

    @property
    def note(self) -> str: ...


COLUMNS = (
    "Kode",
    "Indikator",
    "Definisi",
    "Kode wilayah",
    "Wilayah",
    "Mulai",
    "Sampai",
    "Nilai",
    "Satuan",
    "Rincian",
    "Negara tujuan",
    "Keadaan",
    "Sumber",
    "Alamat sumber",
    "Catatan",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def register(figures: Iterable[FigureLine], *, filtered_by: str, as_of: datetime) -> bytes:
    """Semicolons and a byte-order mark, as spreadsheets set to Indonesian expect.

    The first lines say of what moment and by which filter the rows were taken.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Gerak Bersama NTT: daftar angka terbit"])
    writer.writerow([f"Data s.d. {formats.moment(as_of)}"])
    writer.writerow([f"Saringan: {_safe(filtered_by or 'semua')}"])
    writer.writerow([])
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _cells(figure)] for figure in figures)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells(figure: FigureLine) -> Sequence[str]:
    return (
        figure.code,
        figure.indicator,
        figure.definition,
        figure.region_code,
        figure.region,
        figure.period_start.isoformat(),
        figure.period_end.isoformat(),
        f"{figure.value:.10g}",
        figure.unit,
        figure.subgroup,
        figure.destination or "",
        labels.FIGURE_STATUSES[figure.status],
        figure.source,
        figure.source_url,
        figure.note,
    )


def _safe(cell: str) -> str:
    """A cell that begins like a formula is made text, or a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
