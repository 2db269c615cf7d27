"""What is to be there once, a second time with other things beside it: a number of two reports, two
accounts of one name. Lines that are the same throughout are read once, and told elsewhere."""

from collections.abc import Callable, Mapping
from functools import cached_property

from domain.imports.kinds import ImportKind
from domain.imports.quality import FieldCell, RegisterLine
from domain.imports.registers.table import RegisterPart
from domain.imports.sheet import Cell
from domain.imports.words import squeeze

_ONCE: Mapping[ImportKind, str] = {
    ImportKind.CASES: "reference",
    ImportKind.ACCOUNTS: "username",
    ImportKind.AGENCIES: "name",
    ImportKind.SERVICES: "desk",
    ImportKind.COMMITMENTS: "title",
    ImportKind.FIGURES: "indicator",
}
"""A decree may be that of several villages."""


_NUMBERED = (ImportKind.FIGURES, ImportKind.COMMITMENTS)
"""Where our own number tells lines apart that are alike otherwise."""
_OF_A_FIGURE = ("period", "starts_on", "ends_on", "subgroup", "destination", "source", "unit")
"""What tells two figures of one series and place apart."""


class RegisterDoubles(RegisterPart):
    @cached_property
    def _seen(self) -> dict[str, tuple[RegisterLine, FieldCell]]:
        """Also on the sheets and in the tables before this one: the first."""
        found: dict[str, tuple[RegisterLine, FieldCell]] = {}
        for line in self.reading.lines:
            if (cell := self._named(line)) is not None:
                found.setdefault(self._said(line, cell), (line, cell))
        return found

    def _said(self, line: RegisterLine, cell: FieldCell) -> str:
        """A desk is one of its place and month."""
        of = f"{line.region} {line.starts_on} " if self.kind is ImportKind.SERVICES else ""
        if self.kind is ImportKind.FIGURES:
            parts = (str(each.read.value) for each in line.cells if each.name in _OF_A_FIGURE)
            of = f"{line.region} {' '.join(parts)} "
        return of + squeeze(str(cell.read.value))

    def _named(self, line: RegisterLine) -> FieldCell | None:
        for cell in line.cells:
            if cell.name == self._name:
                return cell if isinstance(cell.read.value, str) else None
        return None

    @cached_property
    def _name(self) -> str:
        return _ONCE.get(self.kind, "")

    def look_at(self, line: RegisterLine) -> None:
        cell = self._named(line) if self._name else None
        if cell is None or (self.kind in _NUMBERED and any(each.name == "code" for each in line.cells)):
            return
        first, there = self._seen.setdefault(self._said(line, cell), (line, cell))
        if first is line:
            return
        where = f"sel {first.address(there)}"
        where += "" if first.sheet == line.sheet else f" lembar “{self.vocabulary.shown(first.sheet)}”"
        says = (
            f"Nomor atau nama yang sama sudah ada di {where} dengan isian lain; keduanya dibaca. Hapus yang "
            "tidak berlaku."
        )
        self.reading.doubt("same-once-more", self.sheet, line.address(cell), says)


class Copies:
    """Lines that are the same throughout as one above them. Looked for only where something asks, for most
    registers have none: those above are taken up then."""

    def __init__(self, whole_line: Callable[[int], tuple[Cell, ...] | None]) -> None:
        self._whole_line = whole_line
        self._lines: set[tuple[Cell, ...]] = set()
        self._above: list[int] = []

    def has(self, row: int, *, is_asked: bool) -> bool:
        if not is_asked:
            self._above.append(row)
            return False
        wholes = (self._whole_line(each) for each in self._above)
        self._lines.update(whole for whole in wholes if whole is not None)
        self._above = [row]
        return self._whole_line(row) in self._lines
