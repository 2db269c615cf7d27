"""The register of published figures as a table that leaves as a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.figures.figures import FigureStanding
from domain.places.province import HERE
from domain.time.as_of import AsOf
from domain.time.formats import number
from domain.words import labels
from reports.table import Cell, CodeText, FileTable


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
    def source(self) -> str: ...

    @property
    def source_url(self) -> str: ...

    @property
    def note(self) -> str: ...


SOURCE = f"angka terbit yang dihimpun {HERE.product}; setiap baris menyebut halamannya"
COLUMNS = (
    ("Kode", 12),
    ("Indikator", 36),
    ("Definisi", 44),
    ("Kode wilayah", 12),
    ("Wilayah", 24),
    ("Mulai", 12),
    ("Sampai", 12),
    ("Nilai", 12),
    ("Satuan", 14),
    ("Rincian", 18),
    ("Negara tujuan", 18),
    ("Keadaan", 18),
    ("Sumber", 28),
    ("Tautan", 40),
    ("Catatan", 40),
)


def register(
    figures: Sequence[FigureLine],
    standings: Mapping[str, FigureStanding],
    *,
    filtered_by: str,
    as_of: AsOf,
) -> FileTable:
    """The first lines say of what moment and by which filter the rows were taken."""
    return FileTable(
        title="Daftar angka terbit",
        remarks=[
            f"Saringan: {filtered_by or 'semua'}",
            f"Sumber: {SOURCE}",
            f"{as_of.said}; {number(len(figures))} baris",
        ],
        columns=COLUMNS,
        rows=[_cells(figure, standings[figure.code]) for figure in figures],
    )


def _cells(figure: FigureLine, standing: FigureStanding) -> Sequence[Cell]:
    return (
        figure.code,
        figure.indicator,
        figure.definition,
        CodeText(figure.region_code),
        figure.region,
        figure.period_start,
        figure.period_end,
        figure.value,
        figure.unit,
        figure.subgroup,
        figure.destination,
        labels.FIGURE_STANDINGS[standing],
        figure.source,
        figure.source_url,
        figure.note,
    )
