"""Who is in a team. Teams of which each line names one member: what the lines say of the team is one team,
and their number its members. “L | P | Total” beside a team, below no heading of their own."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.imports import identity
from domain.imports.ages import SEXES
from domain.imports.also_called import CHOSEN_BELOW
from domain.imports.fields import FIELDS
from domain.imports.grid import is_total_label
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldCell, FieldRead, RegisterLine
from domain.imports.registers.table import SAMPLE, Register, RegisterPart
from domain.imports.remarks import says_a_choice
from domain.imports.words import key
from domain.time.formats import capitalised

_ACTIVE = re.compile(r"^(?:tim )?aktif\b")
_NO = re.compile(r"tidak|tdk|t|n")
_OF_A_TEAM = ("members", "formed_on", "reference")


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
        """Of teams of several lines; one line alone may be its head, unless the list is of members alone."""
        least = 2 if self.register.fields else 1
        for line in lines:
            count = self._of.get(line.region, 0)
            if line.sheet != self.sheet or count < least or not line.region:
                continue
            row, column = self._first[line.region], self._names[0].index
            says = f"Anggota tim ditulis satu orang per baris; {count} baris dibaca sebagai {count} anggota."
            read = FieldRead(count, CellState.VALUE, "members-counted", says, (f"{count}",))
            assert isinstance(line.cells, list)
            line.cells.append(self.register.say(row, column, "members", read))


class RegisterMembers(RegisterPart):
    """What a table says of members besides their number."""

    def tell_idle_from_none(self) -> None:
        """“Tidak” below “Aktif” is a team that is idle, and none that was never formed; whether there is one
        says “Tim” beside it, where “Aktif” is blank."""
        said = next((each for each in self.table.columns if each.field and each.field.name == "status"), None)
        if self.kind is not ImportKind.VILLAGE_TEAMS or said is None or not _ACTIVE.search(said.lowest):
            return
        assert said.field is not None
        patterns = [pattern for name, pattern in CHOSEN_BELOW[self.kind] if name == "status"]
        beside = next(
            (
                each.index
                for each in self.table.having(ColumnRole.UNKNOWN)
                if any(pattern.search(each.lowest) for pattern in patterns)
                and says_a_choice(self.register.cells(each)[:SAMPLE], said.field)
            ),
            said.index,
        )
        for row in self.table.body:
            cell = self.grid.cell(row, said.index)
            if cell is None and (whether := self.grid.cell(row, beside)) is not None:
                self.grid.put(row, said.index, whether)
            elif isinstance(cell, str) and _NO.fullmatch(key(cell)):
                self.grid.put(row, said.index, "tidak aktif")

    @property
    def named_alone(self) -> int:
        """The column that names members, a line each, where nothing else is said of teams; -1 for none."""
        if self.kind is not ImportKind.VILLAGE_TEAMS or self.table.having(ColumnRole.FIELD):
            return -1
        named = [each for each in self.table.having(ColumnRole.IDENTITY) if each.identity == identity.NAME]
        return named[0].index if named else -1

    def check(self, row: int, cells: list[FieldCell]) -> None:
        """“Tidak” below “Ada SK” beside eight members: there is a team, and who has none has no members."""
        told = {cell.name: (place, cell.read.value) for place, cell in enumerate(cells)}
        place, status = told.get("status", (-1, None))
        if status != "none" or not any(told.get(name, (-1, None))[1] for name in _OF_A_TEAM):
            return
        says = (
            "Baris ini menyebut tim belum ada, tetapi juga SK, tanggal, atau anggotanya; statusnya ditunda."
        )
        read = FieldRead(None, CellState.DOUBTFUL, "team-or-none", says, (), True)
        cells[place] = self.register.say(row, self.register.index_of("status"), "status", read)

    def settle(self) -> None:
        """“L | P | Total” beside the desa: of a team nobody else is counted."""
        is_told = any(column.field and column.field.name == "members" for column in self.table.columns)
        if self.kind is not ImportKind.VILLAGE_TEAMS or is_told:
            return
        for one, other, whole in zip(*(self.table.columns[at:] for at in range(3)), strict=False):
            sexes = {SEXES.get(each.lowest, "") for each in (one, other)} - {""}
            are_alone = all(len(each.strings) == 1 and each.field is None for each in (one, other, whole))
            if len(sexes) > 1 and are_alone and is_total_label(whole.lowest):
                whole.role = ColumnRole.FIELD
                whole.field = next(each for each in FIELDS[self.kind] if each.name == "members")
                where = capitalised(self.grid.where(whole.index))
                says = f"{where} di kanan L dan P dibaca sebagai jumlah anggota tim."
                self.reading.understand("members-beside-sexes", self.sheet, says)
                return
