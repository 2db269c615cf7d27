"""What a reading hands over: values with their cell, doubts, questions, refusals, and what was left out.

A doubt names a rule. One that is *put off* keeps its cell's value out until somebody decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from string import digits
from typing import NamedTuple

from domain.access.errors import RuleBroken


class FileVerdict(StrEnum):
    IMPORT = "import"
    DOUBTS = "import with doubts"
    ASK = "ask"
    REFUSE = "refuse"


class CellState(StrEnum):
    """What a cell says. Only ``VALUE`` and ``NIHIL`` carry a number; silence is not zero."""

    VALUE = "value"
    NIHIL = "nihil"
    BLANK = "blank"
    DASH = "dash"
    EMPTY_WORD = "empty-word"
    NOT_AVAILABLE = "not-available"
    NA = "na"
    NAN = "nan"
    SUPPRESSED = "suppressed"
    ERROR = "error"
    FORMULA = "formula-without-value"
    STRUCK = "struck"
    HIDDEN = "hidden"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class SumPart:
    """One cell that a total adds up: where, of what, and the number taken from it."""

    cell: str
    label: str
    value: float


@dataclass(frozen=True)
class Sum:
    """The arithmetic of a written total, so that whoever decides can add up by himself."""

    parts: tuple[SumPart, ...]
    computed: float
    written: float


class Doubt(NamedTuple):
    rule: str
    sheet: str
    cell: str
    says: str
    candidates: tuple[str, ...] = ()
    """What the cell could mean; empty where nobody can tell."""
    put_off: bool = False
    sum: Sum | None = None
    """Of a total that does not add up."""


@dataclass(frozen=True)
class Option:
    answer: str
    label: str


@dataclass(frozen=True)
class ImportQuestion:
    key: str
    """Stable, so that an answer can be remembered for a source."""
    says: str
    options: tuple[Option, ...]
    cells: int
    """How many values wait for the answer."""


@dataclass(frozen=True)
class LeftOut:
    what: str
    where: str
    cells: int


@dataclass(frozen=True)
class Understood:
    rule: str
    sheet: str
    says: str


@dataclass(slots=True)
class Value:
    """One cell that was read. ``region`` is a code, or *outside* or *unknown* for rows without a place.

    Of registers only made where every cell is printed: a large one has a million.
    """

    sheet: str
    cell: str
    region: str
    starts_on: str
    ends_on: str
    state: CellState
    value: float | str | None
    indicator: str = ""
    subgroup: str = ""
    destination: str = ""
    record: int = 0
    """In a register the number of its line, counted from 1; 0 in a table of counts."""
    name: str = ""
    """In a register the field."""
    told: float | None = None
    """In a table of counts what the cell says, where only its place is doubtful."""
    place_at: str = ""
    """Where that place stands."""


class FieldRead(NamedTuple):
    """What a cell of a register says."""

    value: float | str | None
    state: CellState = CellState.VALUE
    rule: str = ""
    says: str = ""
    candidates: tuple[str, ...] = ()
    put_off: bool = False


class FieldCell(NamedTuple):
    """A cell of a register by its field. Lines share those of their column that say the same."""

    column: str
    """Letters of the file; the whole address where the sheet is turned."""
    name: str
    read: FieldRead
    same: int = 0
    """The same number for what says the same, by which lines are told apart."""


@dataclass(slots=True)
class RegisterLine:
    """One line of a register, and what all its cells share."""

    sheet: str
    row: int
    """Of the file, where its first cell stands."""
    record: int
    region: str
    starts_on: str
    ends_on: str
    cells: Sequence[FieldCell]
    turned: bool = False

    def address(self, cell: FieldCell) -> str:
        return cell.column if self.turned else f"{cell.column}{self.row}"

    def values(self) -> Iterator[Value]:
        for cell in self.cells:
            yield Value(
                self.sheet,
                self.address(cell),
                self.region,
                self.starts_on,
                self.ends_on,
                cell.read.state,
                cell.read.value,
                record=self.record,
                name=cell.name,
            )


class FileRefused(RuleBroken):
    """A file that cannot be read at all: what it is, where, and what to do."""

    def __init__(self, rule: str, says: str, todo: str) -> None:
        self.rule, self.says, self.todo = rule, says, todo
        super().__init__(f"{says} {todo}")


class KindUnsaid(FileRefused):
    """A register of cases that lacks nothing but what its cases are: asked of the only one of a file."""


@dataclass
class FileReading:
    """Everything that was understood of one file."""

    values: list[Value] = field(default_factory=list)
    """Of tables of counts."""
    lines: list[RegisterLine] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    questions: list[ImportQuestion] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    """Questions that an answer of an earlier file settled, by their keys."""
    refusal: FileRefused | None = None

    @property
    def verdict(self) -> FileVerdict:
        if self.refusal:
            return FileVerdict.REFUSE
        if self.questions:
            return FileVerdict.ASK
        return FileVerdict.DOUBTS if self.doubts else FileVerdict.IMPORT

    def all_values(self) -> Iterator[Value]:
        yield from self.values
        for line in self.lines:
            yield from line.values()

    @cached_property
    def taken(self) -> "TakenCells":
        """Asked when everything is read."""
        return TakenCells(self)

    def doubt(
        self,
        rule: str,
        sheet: str,
        cell: str,
        says: str,
        candidates: tuple[str, ...] = (),
        put_off: bool = False,
        total: Sum | None = None,
    ) -> None:
        self.doubts.append(Doubt(rule, sheet, cell, says, candidates, put_off, total))

    def leave_out(self, what: str, where: str, cells: int) -> None:
        if not cells:
            return
        for place, known in enumerate(self.left_out):
            if (known.what, known.where) == (what, where):
                self.left_out[place] = LeftOut(what, where, known.cells + cells)
                return
        self.left_out.append(LeftOut(what, where, cells))

    def understand(self, rule: str, sheet: str, says: str) -> None:
        found = Understood(rule, sheet, says)
        if found not in self.understood:
            self.understood.append(found)

    def ask(self, question: ImportQuestion) -> None:
        """Once per key: the same question about another table adds its cells to the first."""
        for place, known in enumerate(self.questions):
            if known.key == question.key:
                options = dict.fromkeys((*known.options, *question.options))
                self.questions[place] = ImportQuestion(
                    known.key, known.says, tuple(options), known.cells + question.cells
                )
                return
        self.questions.append(question)

    def left_out_by_kind(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for each in self.left_out:
            counted[each.what] += each.cells
        return counted


class TakenCells:
    """What was read of single cells, asked of some of them: a large register has a million."""

    def __init__(self, reading: FileReading) -> None:
        self._values: dict[tuple[str, str], list[float | str | None]] = {}
        """Of tables of counts, and of sheets that are turned."""
        self._lines: dict[str, dict[int, RegisterLine]] = defaultdict(dict)
        """By sheet and row the first line there."""
        self._further: dict[tuple[str, int], list[RegisterLine]] = defaultdict(list)
        """Those of a row that holds several."""
        turned = (value for line in reading.lines if line.turned for value in line.values())
        for each in (*reading.values, *turned):
            self._values.setdefault((each.sheet, each.cell), []).append(each.value)
        for line in reading.lines:
            if not line.turned and self._lines[line.sheet].setdefault(line.row, line) is not line:
                self._further[line.sheet, line.row].append(line)

    def of(self, sheet: str, cell: str) -> list[float | str | None]:
        """One that was left blank says nothing, and was read all the same."""
        column = cell.rstrip(digits)
        row = cell[len(column) :]
        return self.at(sheet, column, int(row)) if row else list(self._values.get((sheet, cell), ()))

    def at(self, sheet: str, column: str, row: int) -> list[float | str | None]:
        found = list(self._values.get((sheet, f"{column}{row}"), ())) if self._values else []
        line = self._lines[sheet].get(row)
        if line is not None:
            found += [read.value for letters, _, read, _ in line.cells if letters == column]
        for each in self._further.get((sheet, row), ()):
            found += [read.value for letters, _, read, _ in each.cells if letters == column]
        return found

    def value(self, sheet: str, cell: str) -> float | str | None:
        """The last that it was read as."""
        return next((value for value in reversed(self.of(sheet, cell)) if value is not None), None)
