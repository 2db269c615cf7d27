"""The register of published figures as a spreadsheet file that Indonesian office programs open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.figures.figures import FigureStatus
from domain.time import formats
from domain.words import labels
from reports.csv_file import csv_file


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


def register(figures: Iterable[FigureLine], *, filtered_by: str, as_of: datetime) -> bytes:
    """The first lines say of what moment and by which filter the rows were taken."""
    return csv_file(
        [
            "Gerak Bersama NTT: daftar angka terbit",
            f"Data s.d. {formats.moment(as_of)}",
            f"Saringan: {filtered_by or 'semua'}",
        ],
        COLUMNS,
        map(_cells, figures),
    )


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
