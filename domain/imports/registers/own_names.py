"""Offices whose name says another kabupaten than the column beside it: one of the two is mistyped."""

from collections.abc import Sequence

from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, RegisterLine
from domain.imports.registers.table import RegisterPart


class RegisterOwnNames(RegisterPart):
    def doubt(self, lines: Sequence[RegisterLine]) -> None:
        """Read as both stand, and told."""
        if self.kind is not ImportKind.AGENCIES:
            return
        for line in lines:
            read = {cell.name: cell for cell in line.cells if cell.read.state is CellState.VALUE}
            name, place = read.get("name"), read.get("region")
            if name is None or place is None:
                continue
            code = str(place.read.value)
            named = self.reference.gazetteer.regencies_in(str(name.read.value))
            if not named or any(_is_one_way(code, each) for several in named for each in several):
                continue
            says = (
                "Nama instansi ini menyebut kabupaten/kota lain daripada kolom wilayahnya; keduanya dibaca."
            )
            self.reading.doubt("name-elsewhere", self.sheet, line.address(place), says)


def _is_one_way(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
