"""Cells that are blank where those above are filled: a kabupaten written once above its lines, a day that
has not come. Neither is filled in by guess, and neither is lost in silence."""

from collections.abc import Sequence

from domain.imports.kinds import ImportKind
from domain.imports.places import Sort
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.sheet import Cell

_KINDS = (
    ImportKind.CASES,
    ImportKind.PLACEMENTS,
    ImportKind.DEATHS,
    ImportKind.DEPORTATIONS,
    ImportKind.ACTIVITIES,
)


class RegisterBlanks(RegisterPart):
    def __init__(self, register: Register, places: RegisterPlaces) -> None:
        super().__init__(register)
        self.places = places

    def doubt(self, rows: Sequence[int]) -> None:
        if self.kind not in _KINDS or self.grid.turned:
            return
        if self.places.columns:
            self._doubt_places(rows, self.places.columns[0].index)
        if self.register.is_of_persons:
            for each in self.register.fields:
                if each.is_dated:
                    self._doubt_days(rows, each.index)
                    break

    def _doubt_places(self, rows: Sequence[int], column: int) -> None:
        """Where each name stands once, above lines that leave it blank, it may be meant for all of them."""
        cells = [self.grid.cell(row, column) for row in rows]
        named = [cell for cell in cells if cell is not None]
        if not cells or cells[0] is None or len(named) == len(cells) or len(set(named)) < len(named):
            return
        above: Cell = None
        for row, cell in zip(rows, cells, strict=True):
            above = cell if cell is not None else above
            if cell is not None or not self._is_a_line(row):
                continue
            found = self.reference.gazetteer.read(above)
            codes = (found.code,) if found.sort is Sort.FOUND else ()
            shown = self.vocabulary.shown(str(above))
            says = f"Wilayah di baris ini kosong; di atasnya “{shown}”. Tulis wilayahnya di setiap baris."
            self.reading.doubt("place-blank", self.sheet, self.grid.address(row, column), says, codes, True)

    def _is_a_line(self, row: int) -> bool:
        filled = sum(self.grid.cell(row, each.index) is not None for each in self.register.fields)
        return 2 * filled >= len(self.register.fields)

    def _doubt_days(self, rows: Sequence[int], column: int) -> None:
        """Who has no day of departure among those who have one may not have left."""
        blank = [row for row in rows if self.grid.cell(row, column) is None]
        if len(blank) == len(rows):
            return
        for row in blank:
            if self._is_a_line(row):
                says = "Tanggal di baris ini kosong, di baris lain terisi; dihitung pada waktu di judul."
                self.reading.doubt("day-blank", self.sheet, self.grid.address(row, column), says)
