"""The follow-up matrix on paper: the spreadsheet's rows, in the columns that a wide page has room for."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.papers.sealing import PaperKind, digest_of
from domain.time import formats
from domain.words.matrix import SAMPLE_REMARK, UNKNOWN, FollowUp
from reports import pdf
from reports.foot import PaperSeal

COLUMNS = (
    ("No", 8),
    ("Arahan/kesepakatan dan sumbernya", 0),
    ("Penanggung jawab", 35),
    ("Target/output", 36),
    ("Tenggat", 21),
    ("Progres dan kendala", 42),
    ("Tindak lanjut", 38),
    ("Status", 31),
)

ACROSS, MILLIMETRES_A_LETTER = 269, 1.9
"""Of the page, and of a letter of its small print with room to spare."""
MOST_LINES = 34
"""That a page has room for under its heads."""


@dataclass(frozen=True)
class FollowUpPaper:
    filtered_by: str
    rows: tuple[FollowUp, ...]
    """The first ones, in the order of the screen."""
    total: int
    """Of all that the filter finds."""
    now: datetime
    as_of: str
    revision: int
    reader: str
    is_sample: bool

    @property
    def kind(self) -> PaperKind:
        return PaperKind.FOLLOW_UP

    @property
    def headline(self) -> str:
        return f"{self.counted}, {self.filtered_by}"

    @property
    def counted(self) -> str:
        printed = f"{formats.number(len(self.rows))} baris"
        return printed if self.is_whole else f"{printed} teratas dari {formats.number(self.total)}"

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == self.total

    @property
    def digest(self) -> str:
        return digest_of(asdict(self))


def document(paper: FollowUpPaper, seal: PaperSeal) -> bytes:
    return pdf.document("follow_up", content(paper, seal), dated=paper.now)


def content(paper: FollowUpPaper, seal: PaperSeal) -> dict[str, Any]:
    return {
        "title": paper.kind.row.label,
        "about": f"Saringan: {paper.filtered_by}. {paper.as_of}; {paper.counted}. "
        f"{'Semua kolom' if paper.is_whole else 'Semua baris dan kolom'} ada pada matriks XLSX.",
        "sample": paper.is_sample,
        "columns": [list(column) for column in COLUMNS],
        "rows": (rows := [_cells(row) for row in paper.rows]),
        "breakable": [_lines(row) > MOST_LINES for row in rows],
        "empty": "Tidak ada tugas yang cocok dengan saringan ini.",
        "seal": seal.printed(paper.revision, paper.reader),
    }


def _lines(row: Sequence[str]) -> int:
    """Of the cell that needs most; the column without a width takes what the others leave."""
    taken = sum(width for _, width in COLUMNS)
    return max(
        sum(_lines_of(line, width or ACROSS - taken) for line in cell.split("\n"))
        for cell, (_, width) in zip(row, COLUMNS, strict=True)
    )


def _lines_of(text: str, width: int) -> int:
    return 1 + int(len(text) * MILLIMETRES_A_LETTER // (width - 3))


def _cells(row: FollowUp) -> list[str]:
    share = "" if row.percent is None else f"{row.percent} %"
    said = "" if row.progress == UNKNOWN else row.progress
    told = [" · ".join(filter(None, (share, said))) or UNKNOWN]
    told += [f"Kendala: {row.obstacle}"] if row.obstacle != UNKNOWN else []
    helped = [f"Pendukung: {row.supporters}"] if row.supporters != UNKNOWN else []
    return [
        str(row.number),
        "\n".join([row.instruction, row.source]),
        "\n".join([row.owner, *helped]),
        row.output,
        formats.short_date(row.due),
        "\n".join(told),
        row.next_step,
        "\n".join([row.status, row.remark.removesuffix(SAMPLE_REMARK)]),
    ]
