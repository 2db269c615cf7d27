"""CSV as offices save it: any separator, UTF-8, UTF-16 or cp1252, a line ``sep=`` or none."""

import csv
import io
import re
from collections import Counter

from db.importers.container import MOST_COLUMNS, MOST_ROWS, Container, too_large
from domain.imports.quality import FileRefused
from domain.imports.sheet import Cell, Sheet, Workbook

LONGEST_CELL = 100_000
_SEPARATORS = ";\t,|"
_JUDGED_LINES = 60
_SEP_LINE = re.compile(r'^\ufeff?"?sep=(.)"?\r?\n?', re.IGNORECASE)
_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf©«¢¤¼¶±³­¡]|Â[\u00a0-\u00bf]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LONG_CELL = too_large("Satu isian di berkas CSV lebih panjang daripada yang wajar.")
NOT_TEXT = FileRefused(
    "not-text",
    "Isi berkas bukan tulisan yang dapat dibaca sebagai CSV.",
    "Simpan ulang dari Excel sebagai “CSV UTF-8” atau .xlsx, lalu kirim lagi.",
)


def read(data: bytes, container: Container) -> Workbook:
    text, remarks = decoded(data)
    csv.field_size_limit(LONGEST_CELL)
    if match := _SEP_LINE.match(text):
        separator, text = match[1], text[match.end() :]
        skipped = 1
    else:
        separator, skipped = _judged(text), 0
    rows: list[list[Cell]] = [[] for _ in range(skipped)]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append([_as_typed(cell) if cell.strip() else None for cell in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise too_large("Berkas CSV berisi terlalu banyak baris atau kolom.")
    except csv.Error:
        raise _LONG_CELL from None
    _refuse_open_quote(rows, separator)
    ragged = _ragged(rows)
    width = max((len(row) for row in rows), default=0)
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return Workbook(
        [Sheet("CSV", 1, rows)], container.format.value, False, container.left_out, remarks, ragged
    )


_KEPT_AS_TEXT = re.compile(r'="([^"]*)"|\'(?=[=+\-@])(.*)', re.DOTALL)
"""How a spreadsheet is told that digits are a name, or that a text which begins like a formula is none."""


def _as_typed(cell: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return (kept[1] or kept[2] or "") if kept else cell


def decoded(data: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text, and what was odd about its letters."""
    text, remarks = _decode(data)
    text = text.rstrip("\x1a")
    if _CONTROL.search(text):
        raise NOT_TEXT
    if _MOJIBAKE.search(text):
        remarks = (
            *remarks,
            ("encoding", "Sebagian huruf rusak karena pernah disimpan dengan penyandian yang salah."),
        )
    return text, remarks


def _decode(data: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    if guessed := _utf16_without_mark(data):
        return data.decode(guessed, "replace"), ()
    if b"\0" in data:
        raise NOT_TEXT
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:
            said = "Huruf terakhir berkas terpotong; akhir berkas mungkin hilang."
            return data[: error.start].decode("utf-8"), (("encoding", said),)
    try:
        return data.decode("cp1252"), ()
    except UnicodeDecodeError:
        raise NOT_TEXT from None


def _utf16_without_mark(data: bytes) -> str:
    start = data[:2_000]
    if len(start) < 8:
        return ""
    odd, even = start[1::2].count(0) / len(start[1::2]), start[0::2].count(0) / len(start[0::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""


def _judged(text: str) -> str:
    try:
        return _separator(text)
    except csv.Error:
        raise _LONG_CELL from None


def _separator(text: str) -> str:
    """The mark that divides most lines into the same number of fields."""
    lines = [line for line in re.split(r"\r\n|\r|\n", text[:200_000])[:_JUDGED_LINES] if line.strip()]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            continue
        width, steady = max(counted.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
        score = steady / len(lines) + min(width, 10) / 100
        if score > best_score:
            best, best_score = separator, score
    return best


def _refuse_open_quote(rows: list[list[Cell]], separator: str) -> None:
    """A quote that is never closed swallows all lines behind it into one cell."""
    for number, row in enumerate(rows, 1):
        for cell in row:
            if (
                isinstance(cell, str)
                and cell.count("\n") >= 3
                and sum(separator in line for line in cell.split("\n")) >= 3
            ):
                raise FileRefused(
                    "quote-open",
                    f"Tanda kutip di baris {number} tidak ditutup, sehingga baris-baris sesudahnya menyatu.",
                    "Hapus tanda kutip itu atau simpan ulang dari Excel, lalu kirim lagi.",
                )


_KEY_AND_VALUE = 2


def _ragged(rows: list[list[Cell]]) -> dict[int, tuple[int, int]]:
    """Rows that have more or fewer fields than most."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if len(widths) < 2:
        return {}
    header = next((len(row) for row in rows if sum(cell is not None for cell in row) > 1), 0)
    if header == _KEY_AND_VALUE:
        # “Generated:, 2025-07-01” above the headings is no heading itself.
        wide = next((len(row) for row in rows if sum(cell is not None for cell in row) > header), 0)
        header = wide if widths[wide] >= widths[header] else header
    return {
        number: (len(row), header)
        for number, row in enumerate(rows)
        if len(row) > header > 1 and any(cell is not None for cell in row[header:])
    }
