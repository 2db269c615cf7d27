"""Lembar: one page of A4 about one office, place, member or declaration, with as much as it has room for."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.papers.sealing import PaperKind, digest_of
from domain.time import formats
from domain.time.calendar import local_time
from reports import pdf
from reports.chart_frame import Frame
from reports.drawing import Picture
from reports.foot import PaperSeal

MOST_ROWS = 24
"""Of one table; the page decides how many of them it has room for."""
ACROSS = Frame(600, 170, 13)
"""A chart as wide as the page."""


@dataclass(frozen=True)
class SheetTable:
    title: str
    columns: tuple[tuple[str, int], ...]
    """Each with its width in millimetres; 0 takes what is left."""
    rows: tuple[tuple[str, ...], ...]
    """The first ones, the most pressing first."""
    total: int
    where: str
    """On which screen all of them stand, such as ``di layar Tugas``."""
    empty: str
    """Said instead of a table without rows."""


def table(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    *,
    where: str,
    empty: str,
) -> SheetTable:
    """As many rows as a page may have room for."""
    kept = tuple(tuple(row) for row in rows[:MOST_ROWS])
    return SheetTable(title, tuple(columns), kept, len(rows), where, empty)


@dataclass(frozen=True)
class PaperSheet:
    """All that it says, decided before anything is drawn."""

    kind: PaperKind
    about: str
    """The office, place or member."""
    finding: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    """Each with what it counts."""
    picture: Picture | None
    tables: tuple[SheetTable, ...]
    now: datetime
    as_of: str
    revision: int
    reader: str
    """For whom it was made: what it may say depends on that."""
    is_sample: bool

    @property
    def title(self) -> str:
        return f"{self.kind.row.label}: {self.about}" if self.about else self.kind.row.label

    @property
    def headline(self) -> str:
        """As the record keeps it."""
        return f"{self.about}: {self.finding}" if self.about else self.finding

    @property
    def digest(self) -> str:
        return digest_of(asdict(self))


def document(sheets: Sequence[PaperSheet], seals: Sequence[PaperSeal]) -> bytes:
    """Each on a page of its own, under its own code."""
    return pdf.document("sheet", content(sheets, seals), dated=sheets[0].now)


def content(sheets: Sequence[PaperSheet], seals: Sequence[PaperSeal]) -> dict[str, Any]:
    return {
        "title": sheets[0].title if len(sheets) == 1 else f"{sheets[0].kind.row.label} ({len(sheets)})",
        "most": MOST_ROWS,
        "silent": [formats.uncapitalised(formats.NO_REPORT), formats.HIDDEN, "–"],
        "sheets": [_printed(sheet, seal) for sheet, seal in zip(sheets, seals, strict=True)],
    }


def _printed(sheet: PaperSheet, seal: PaperSeal) -> dict[str, Any]:
    day = local_time(sheet.now).date()
    picture = sheet.picture
    return {
        "title": sheet.title,
        "sample": sheet.is_sample,
        "when": f"{formats.day_and_date(day)}, {formats.clock_time(sheet.now)}",
        "as_of": sheet.as_of,
        "finding": sheet.finding,
        "facts": [list(pair) for pair in sheet.facts],
        "figures": [list(pair) for pair in sheet.figures],
        "picture": picture and _drawn(picture),
        "tables": [_table(each) for each in sheet.tables],
        "seal": seal.printed(sheet.revision, sheet.reader),
    }


def _drawn(picture: Picture) -> dict[str, str]:
    return {
        "title": picture.title,
        "svg": picture.on_paper(ACROSS.letters),
        "alt": picture.description,
        "remark": picture.remark,
    }


def _table(each: SheetTable) -> dict[str, Any]:
    return {
        "title": each.title,
        "columns": [list(column) for column in each.columns],
        "rows": [list(row) for row in each.rows],
        "aside": formats.number(each.total) if each.total else "",
        "empty": each.empty,
        "rests": [_rest(each, shown) for shown in range(len(each.rows) + 1)],
    }


def _rest(each: SheetTable, shown: int) -> str:
    """What is said below when so many rows had room."""
    left = each.total - shown
    return f"{formats.number(left)} baris lain {each.where}." if left else ""
