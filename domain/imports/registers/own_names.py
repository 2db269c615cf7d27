"""Offices whose name says another kabupaten than the column beside it, or one where the column says that they
are the province's: one of the two is mistyped."""

import re
from collections.abc import Sequence

from domain.access.agencies import AgencyKind
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldCell, RegisterLine
from domain.imports.registers.table import RegisterPart
from domain.imports.words import key

_OF_A_REGENCY = re.compile(r"\b(?:kab|kabupaten|kota)\b")


class RegisterOwnNames(RegisterPart):
    def doubt(self, lines: Sequence[RegisterLine]) -> None:
        """Read as both stand, and told."""
        if self.kind is not ImportKind.AGENCIES:
            return
        for line in lines:
            read = {cell.name: cell for cell in line.cells if cell.read.state is CellState.VALUE}
            name, place, kind = read.get("name"), read.get("region"), read.get("kind")
            if name is not None and kind is not None:
                self._doubt_kind(line, str(name.read.value), kind)
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

    def _doubt_kind(self, line: RegisterLine, name: str, kind: FieldCell) -> None:
        """“OPD” beside “Dinas Sosial Kabupaten Ngada” is no office of the province."""
        is_of_regency = _OF_A_REGENCY.search(key(name)) and self.reference.gazetteer.regencies_in(name)
        if kind.read.value == AgencyKind.PROVINCIAL_AGENCY and is_of_regency:
            says = "Namanya menyebut kabupaten/kota, jenisnya perangkat daerah provinsi; keduanya dibaca."
            self.reading.doubt("name-elsewhere", self.sheet, line.address(kind), says)


def _is_one_way(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
