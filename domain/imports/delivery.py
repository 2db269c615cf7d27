"""A reading as it is handed on: one line a report or a value, small enough to be kept until it is stored.

What a file held beside figures, marks, codes and known words is not in it.
"""

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from string import ascii_uppercase
from typing import Any, NamedTuple

from domain.imports import columnwise
from domain.imports.cells import ASKED
from domain.imports.columnwise import Line
from domain.imports.quality import (
    CellState,
    Doubt,
    FileReading,
    FileRefused,
    RegisterLine,
    Sum,
)

Given = str | float
MOST_PARTS = 24
"""Of a total, so many are kept one by one."""
REGION = "region"
"""The field of a register's line that names its place."""
ANSWERS_TAKEN = "Memakai jawaban yang diingat untuk pengirim ini:"
"""How the sentence begins that tells which answers of earlier files were taken."""
_PLACE_RULES = frozenset(
    {"place-ambiguous", "place-unknown", "places-together", "place-differs", "place-code-differs"}
)


@dataclass(frozen=True)
class WrittenCell:
    """What a sheet shows in a cell, and on both sides of it."""

    text: str
    before: str = ""
    after: str = ""


_UNSEEN = WrittenCell("")


@dataclass(frozen=True)
class DeliveredSum:
    """The arithmetic of a written total: its first parts, how many more there are, and what they give."""

    parts: tuple[tuple[str, str, float], ...]
    """Cell, label and number."""
    more: int
    computed: float
    written: float

    @property
    def difference(self) -> float:
        return self.written - self.computed


@dataclass(frozen=True)
class DeliveredDoubt:
    rule: str
    sheet: str
    cell: str
    says: str
    candidates: tuple[str, ...]
    put_off: bool
    written: str = ""
    """As it stands in the file, without what could be a name; of readings of earlier releases nothing."""
    before: str = ""
    after: str = ""
    """What stands on both sides of it, where figures were read there."""
    taken: str | float | None = None
    """What was read of it."""
    sum: DeliveredSum | None = None

    @property
    def address(self) -> str:
        return address(self.sheet, self.cell)


@dataclass(frozen=True)
class DeliveredQuestion:
    key: str
    says: str
    cells: int
    options: tuple[tuple[str, str], ...]
    """Answer and label."""


class DeliveredRecord(NamedTuple):
    """One line of a register."""

    sheet: str
    row: int
    fields: Mapping[str, Given]
    open: Mapping[str, str]
    """Cells without a value that somebody must decide or send again, each with its field."""
    span: str = ""
    """The time that its date or the title gives, from day to day; readings of earlier releases tell none."""

    @property
    def at(self) -> str:
        return f"{self.sheet} baris {self.row}" if self.sheet else f"baris {self.row}"


@dataclass(frozen=True)
class DeliveredCount:
    """One cell of a table of counts."""

    sheet: str
    cell: str
    indicator: str
    subgroup: str
    destination: str
    region: str
    starts_on: date | None
    ends_on: date | None
    state: CellState
    value: float | None
    told: float | None = None
    """What it says, where only its place waits to be chosen; readings of earlier releases tell neither."""
    place_at: str = ""

    @property
    def address(self) -> str:
        return address(self.sheet, self.cell)


@dataclass(frozen=True)
class DrawnSheet:
    """The top left of a sheet as it looks, each cell with what it was taken for."""

    name: str
    columns: tuple[tuple[str, str, str], ...]
    """Letter, role, and the key by which it can be given another one; empty where nobody may."""
    rows: tuple[tuple[int, str, tuple[tuple[str, str], ...], str], ...]
    """Number, role, of each cell what it shows and its role, and the row's key."""
    more_rows: int
    more_columns: int
    register: bool = False

    def role_of(self, at: str) -> tuple[str, str]:
        """Key and role of a column by its letter, or of a row by its number; empty where it has none."""
        for letter, role, key in self.columns:
            if letter == at and key:
                return key, role
        return next(
            ((key, role) for number, role, _, key in self.rows if str(number) == at and key), ("", "")
        )

    @property
    def keys(self) -> frozenset[str]:
        found = [key for _, _, key in self.columns] + [key for _, _, _, key in self.rows]
        return frozenset(key for key in found if key)


@dataclass(frozen=True)
class Delivery:
    format: str
    refusal: FileRefused | None
    questions: tuple[DeliveredQuestion, ...] = ()
    doubts: tuple[DeliveredDoubt, ...] = ()
    left_out: tuple[tuple[str, str, int], ...] = ()
    """What identity, where, how many cells."""
    understood: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    """Keys of questions that an answer settled, of an earlier file or of this one; readings of earlier
    releases tell none."""
    records: tuple[DeliveredRecord, ...] = ()
    counts: tuple[DeliveredCount, ...] = ()
    sheets: tuple[DrawnSheet, ...] = ()

    @cached_property
    def _states_asked_about(self) -> frozenset[CellState]:
        asked = {question.key for question in self.questions}
        return frozenset(state for state, mark in ASKED.items() if f"mark:{mark}" in asked)

    def is_asked_about(self, count: DeliveredCount) -> bool:
        """Whether an open question asks if the mark in this cell is zero or silence."""
        return count.state in self._states_asked_about

    @property
    def values(self) -> int:
        """Lines of a register, or cells of a table that say something."""
        return len(self.records) or sum(each.value is not None for each in self.counts)

    @property
    def span(self) -> tuple[date, date] | tuple[None, None]:
        """The first and the last day that it speaks of: those on which reports were taken, or those of cells
        that say something."""
        reported = [str(each.fields["reported_on"]) for each in self.records if "reported_on" in each.fields]
        if reported:
            return date.fromisoformat(min(reported)), date.fromisoformat(max(reported))
        told = [each for each in self.counts if each.value is not None]
        starts = [each.starts_on for each in told if each.starts_on]
        ends = [each.ends_on for each in told if each.ends_on]
        return (min(starts), max(ends)) if starts and ends else (None, None)

    @property
    def answers_taken(self) -> str:
        return next((each for each in self.understood if each.startswith(ANSWERS_TAKEN)), "")

    @property
    def put_off(self) -> tuple[DeliveredDoubt, ...]:
        return tuple(each for each in self.doubts if each.put_off)

    @cached_property
    def why_put_off(self) -> Mapping[str, str]:
        """By the address of the cell."""
        return {each.address: each.says for each in self.put_off}


def address(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}"


def row_of(cell: str) -> int:
    row = cell.lstrip(ascii_uppercase)
    return int(row) if row.isdecimal() else 0


# Out of the process that read it --------------------------------------------------------------------


def as_plain(
    reading: FileReading,
    format_: str,
    names: Mapping[str, str],
    sheets: Sequence[Mapping[str, Any]],
    written: Mapping[tuple[str, str], WrittenCell] | None = None,
) -> dict[str, Any]:
    """What JSON knows of it; ``names`` is how each sheet is called in print, ``written`` what stands in the
    cells that are doubted."""
    cells = written or {}
    refusal = reading.refusal
    return {
        "format": format_,
        "refusal": [refusal.rule, refusal.says, refusal.todo] if refusal else None,
        "questions": [
            [each.key, each.says, each.cells, [[option.answer, option.label] for option in each.options]]
            for each in reading.questions
        ],
        "doubted": _doubted(reading, names, cells),
        "left_out": [[each.what, each.where, each.cells] for each in reading.left_out],
        "understood": list(dict.fromkeys(each.says for each in reading.understood)),
        "answered": reading.answered,
        "lines": columnwise.as_columns(_lines(reading, names)),
        "counts": [
            [
                names[value.sheet],
                value.cell,
                value.indicator,
                value.subgroup,
                value.destination,
                value.region,
                value.starts_on,
                value.ends_on,
                value.state.value,
                value.value,
                *((value.told, value.place_at) if value.place_at else ()),
            ]
            for value in reading.values
        ],
        "sheets": list(sheets),
    }


def _doubted(
    reading: FileReading, names: Mapping[str, str], written: Mapping[tuple[str, str], WrittenCell]
) -> list[Any]:
    doubts = reading.doubts
    there = [written.get((each.sheet, each.cell), _UNSEEN) for each in doubts]
    columns: tuple[Sequence[Any], ...] = (
        [each.rule for each in doubts],
        [names[each.sheet] for each in doubts],
        [each.cell for each in doubts],
        [each.says for each in doubts],
        [each.candidates for each in doubts],
        [each.put_off for each in doubts],
        [each.text for each in there],
        [reading.taken.value(each.sheet, each.cell) for each in doubts],
        [_plain_sum(each.sum) for each in doubts],
        [each.before for each in there],
        [each.after for each in there],
    )
    return columnwise.coded_table(columns if doubts else ())


def _plain_sum(total: Sum | None) -> tuple[Any, ...] | None:
    if total is None:
        return None
    shown = tuple((part.cell, part.label, part.value) for part in total.parts[:MOST_PARTS])
    return shown, len(total.parts) - len(shown), total.computed, total.written


def _sum(plain: Sequence[Any] | None) -> DeliveredSum | None:
    if plain is None:
        return None
    parts, more, computed, written = plain
    return DeliveredSum(tuple((cell, label, value) for cell, label, value in parts), more, computed, written)


def _doubt(line: Sequence[Any]) -> DeliveredDoubt:
    rule, sheet, cell, says, candidates, put_off, *rest = line
    written, taken, total, *around = rest or ("", None, None)
    before, after = around or ("", "")
    return DeliveredDoubt(
        rule,
        sheet,
        cell,
        says,
        tuple(candidates),
        put_off,
        written,
        taken=taken,
        sum=_sum(total),
        before=before,
        after=after,
    )


def _lines(reading: FileReading, names: Mapping[str, str]) -> list[Line]:
    doubts: dict[tuple[str, int], list[Doubt]] = defaultdict(list)
    for doubt in reading.doubts:
        if doubt.put_off and doubt.cell:
            doubts[doubt.sheet, row_of(doubt.cell)].append(doubt)
    return [_line(line, names[line.sheet], doubts.get((line.sheet, line.row), ())) for line in reading.lines]


def _line(line: RegisterLine, sheet: str, doubts: Sequence[Doubt]) -> Line:
    """As a delivered record has it."""
    fields = {name: read.value for _, name, read, _ in line.cells if read.value is not None}
    waiting = {doubt.cell: REGION if doubt.rule in _PLACE_RULES else "" for doubt in doubts}
    if waiting or len(fields) < len(line.cells):
        for cell in line.cells:
            at = line.address(cell)
            if cell.read.value is None or waiting.get(at) == "":
                waiting[at] = cell.name
    span = f"{line.starts_on}/{line.ends_on}" if line.starts_on and line.ends_on else ""
    return sheet, line.row, fields, waiting, span


# Kept, and taken up again ---------------------------------------------------------------------------


def packed_text(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def as_text(content: bytes) -> str:
    """For a column of text: neither database needs to know more of it."""
    return base64.b64encode(content).decode("ascii")


def from_text(text: str) -> Delivery:
    return opened(base64.b64decode(text))


def opened(content: bytes) -> Delivery:
    plain = json.loads(zlib.decompress(content))
    refusal = plain["refusal"]
    return Delivery(
        format=plain["format"],
        refusal=FileRefused(*refusal) if refusal else None,
        questions=tuple(
            DeliveredQuestion(key, says, cells, tuple((answer, label) for answer, label in options))
            for key, says, cells, options in plain["questions"]
        ),
        doubts=tuple(map(_doubt, _doubts_of(plain))),
        left_out=tuple((what, where, cells) for what, where, cells in plain["left_out"]),
        understood=tuple(plain["understood"]),
        answered=tuple(plain.get("answered", ())),
        records=tuple(DeliveredRecord(*line) for line in _lines_of(plain)),
        counts=tuple(_count(line) for line in plain["counts"]),
        sheets=tuple(_sheet(each) for each in plain["sheets"]),
    )


def _doubts_of(plain: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    """Readings of earlier releases have them one by one; so have they their lines."""
    return columnwise.decoded_table(plain["doubted"]) if "doubted" in plain else plain["doubts"]


def _lines_of(plain: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    return columnwise.as_lines(plain["lines"]) if "lines" in plain else plain["records"]


def _count(line: Sequence[Any]) -> DeliveredCount:
    sheet, cell, indicator, subgroup, destination, region, starts_on, ends_on, state, value, *doubtful = line
    return DeliveredCount(
        sheet,
        cell,
        indicator,
        subgroup,
        destination,
        region,
        date.fromisoformat(starts_on) if starts_on else None,
        date.fromisoformat(ends_on) if ends_on else None,
        CellState(state),
        value,
        *doubtful,
    )


def _sheet(plain: Mapping[str, Any]) -> DrawnSheet:
    return DrawnSheet(
        plain["name"],
        tuple((letter, role, "".join(key)) for letter, role, *key in plain["columns"]),
        tuple(
            (number, role, tuple((text, kind) for text, kind in cells), "".join(key))
            for number, role, cells, *key in plain["rows"]
        ),
        plain["more_rows"],
        plain["more_columns"],
        plain.get("register", False),
    )


# What somebody decided of a doubtful cell -----------------------------------------------------------

PUT_OFF = "tunda"


@dataclass(frozen=True)
class Decisions:
    """Of doubtful cells, by their address, the reading that somebody chose, or that it stays put off."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    def of(self, sheet: str, cell: str) -> str:
        found = self.chosen.get(address(sheet, cell), "")
        return "" if found == PUT_OFF else found

    def of_counts(self, counts: Iterable[DeliveredCount]) -> tuple[DeliveredCount, ...]:
        """The counts with what was chosen in the place of what was doubtful."""
        return tuple(self._count(each) for each in counts) if self.chosen else tuple(counts)

    def _count(self, each: DeliveredCount) -> DeliveredCount:
        if each.place_at:
            place = self.of(each.sheet, each.place_at)
            told = each.told if each.told is not None else _as_number(self.of(each.sheet, each.cell))
            is_told = place and told is not None
            return replace(each, region=place, state=CellState.VALUE, value=told) if is_told else each
        chosen = _as_number(self.of(each.sheet, each.cell)) if each.value is None else None
        if chosen is None:
            return each
        return replace(each, state=CellState.VALUE, value=chosen)


def _as_number(text: str) -> float | None:
    """Candidates are written by the reader itself: digits, with a point or a comma."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
