"""The files of a province's pack as they are read, and what is wrong with how one is written.

Whoever fills a pack does so in a spreadsheet, which writes marks, separators and letters of its own.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

from domain.places import province
from domain.places.province import Province

Row = Mapping[str, str]
Fault = str

LARGEST = 50_000_000
"""Bytes of a file: the villages of the largest province are a hundredth of it."""
_MARK = "\ufeff"
_OTHERS = ";\t|"
_MISSING = ": is missing"


@dataclass(frozen=True)
class PackLines:
    """Its lines as far as they can be understood, and the faults of those that cannot."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, Row], ...] = ()
    faults: tuple[Fault, ...] = ()


class Pack:
    """A folder as far as it can be read; each file once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, PackLines] = {}

    @cached_property
    def province(self) -> Province:
        return province.read(self.folder)

    def table(self, file: str) -> PackLines:
        if file not in self._tables:
            self._tables[file] = self._read(file)
        return self._tables[file]

    def codes(self, file: str, column: str = "code") -> frozenset[str]:
        return frozenset(row.get(column, "") for _, row in self.table(file).rows)

    @cached_property
    def regencies(self) -> frozenset[str]:
        return self.codes("kabupaten.csv", "kode")

    @cached_property
    def districts(self) -> frozenset[str]:
        return self.codes("kecamatan.csv", "kode")

    @cached_property
    def regions(self) -> frozenset[str]:
        return self.regencies | self.districts | self.codes("desa.csv", "kode") | {self.province.code}

    def drawing(self, file: str) -> tuple[Any, str]:
        """What a file of JSON says, and why it cannot be understood."""
        text, why = self._text(file)
        if why:
            return None, why
        try:
            return json.loads(text, parse_constant=_no_number), ""
        except (ValueError, RecursionError) as error:
            return None, f": cannot be read as JSON ({error})"

    def _read(self, file: str) -> PackLines:
        text, why = self._text(file)
        if why:
            more = "; a pack has it even if it has only its head" if why == _MISSING else ""
            return PackLines(faults=(f"{file}{why}{more}.",))
        lines = csv.reader(StringIO(text, newline=""), strict=True)
        rows: list[tuple[int, Row]] = []
        found: list[Fault] = []
        header: tuple[str, ...] = ()
        try:
            header = tuple(next(lines, ()))
            for cells in lines:
                wrong = _miscounted(cells, header) or _unprintable(cells)
                if wrong:
                    found.append(f"{file}:{lines.line_num}: {wrong}.")
                elif cells:
                    rows.append((lines.line_num, dict(zip(header, cells, strict=True))))
        except csv.Error as error:
            found.append(f"{file}:{lines.line_num}: cannot be read as CSV ({error}).")
        return PackLines(header, tuple(rows), (*_of_header(file, header), *found))

    def _text(self, file: str) -> tuple[str, str]:
        """What the file holds, and otherwise why not, as it goes on behind the name of the file."""
        path = self.folder / file
        try:
            if not path.is_file():
                return "", _MISSING
            if path.stat().st_size > LARGEST:
                return "", f": is larger than {LARGEST // 1_000_000} MB, which no province fills"
            content = path.read_bytes()
        except OSError as error:
            return "", f": cannot be read ({error.strerror})"
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return "", f":{line}: is not UTF-8 ({error.reason}); save it as CSV UTF-8"
        if text.startswith(_MARK):
            return "", ":1: begins with a byte order mark; save it as UTF-8 without one"
        return text, ""


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _of_header(file: str, header: tuple[str, ...]) -> Iterator[Fault]:
    if len(header) == 1 and (other := next((each for each in _OTHERS if each in header[0]), "")):
        yield f"{file}:1: has {other!r} between its columns; a pack has commas."
    twice = sorted({each for each in header if header.count(each) > 1})
    if twice:
        yield f"{file}:1: has column {twice[0]} twice."


def _miscounted(cells: list[str], header: tuple[str, ...]) -> str:
    if not cells or len(cells) == len(header):
        return ""  # a line without anything is none
    return f"has {'more' if len(cells) > len(header) else 'fewer'} cells than the head names columns"


def _unprintable(cells: list[str]) -> str:
    """A line that ends inside of quotes swallows the next ones; what else cannot be seen is never meant."""
    for cell in cells:
        if not cell.isprintable():
            return f"a cell goes over the end of its line or has a sign that cannot be seen: {cell[:40]!r}"
    return ""
