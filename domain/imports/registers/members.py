"""Teams of which each line names one member: what the lines say of the team is one team, and their number
its members."""

from collections import Counter
from collections.abc import Sequence

from domain.imports import identity
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldRead, RegisterLine
from domain.imports.registers.table import Register, RegisterPart


class TeamMembers(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        named = [each for each in self.table.having(ColumnRole.IDENTITY) if each.identity == identity.NAME]
        counts = any(each.field.name == "members" for each in self.register.fields)
        self._names = named if self.kind is ImportKind.VILLAGE_TEAMS and not counts else []
        self._of = Counter[str]()
        self._first: dict[str, int] = {}

    @property
    def are_listed(self) -> bool:
        return bool(self._names)

    def add(self, region: str, row: int) -> None:
        """A line of a team; one in which nobody is named is no member."""
        self._first.setdefault(region, row)
        self._of[region] += any(self.grid.cell(row, each.index) is not None for each in self._names)

    def tell(self, lines: Sequence[RegisterLine]) -> None:
        """Of teams of several lines; one line alone may be its head."""
        for line in lines:
            count = self._of.get(line.region, 0)
            if line.sheet != self.sheet or count < 2 or not line.region:
                continue
            row, column = self._first[line.region], self._names[0].index
            says = f"Anggota tim ditulis satu orang per baris; {count} baris dibaca sebagai {count} anggota."
            read = FieldRead(count, CellState.VALUE, "members-counted", says, (f"{count}",))
            assert isinstance(line.cells, list)
            line.cells.append(self.register.say(row, column, "members", read))
