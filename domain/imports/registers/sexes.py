"""Victims of a case by sex alone, “L 2, P 1”: read where other cells say who of them are children."""

from collections.abc import Mapping
from functools import cached_property

from domain.imports.ages import CHILD, is_child
from domain.imports.cells import SAYS, read_count
from domain.imports.fields import FieldType
from domain.imports.headings import ColumnRole, part_of_titles
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.columns import RegisterColumns
from domain.imports.registers.persons import Personal, RegisterPersons
from domain.imports.registers.table import Register, RegisterPart, is_wordy
from domain.imports.sheet import Mark
from domain.time.formats import number as formatted

_NOT_DIVIDED = (
    "Siapa yang dewasa dan siapa yang anak tidak dapat dipastikan; korban di baris ini tidak dihitung."
)


class RegisterSexes(RegisterPart):
    def __init__(self, register: Register, columns: RegisterColumns, persons: RegisterPersons) -> None:
        super().__init__(register)
        self.columns, self.persons = columns, persons

    @cached_property
    def reads(self) -> tuple[int, ...]:
        """The columns that are read here: none where no cell and no title could tell children from grown
        ones, for then they are named as what is not told apart."""
        found = (*self.columns.victims, *self.columns.ages.values())
        is_told = bool(self.columns.ages) or self.persons.tells_ages or self._is_of_children
        sheet, turned = self.grid.sheet, self.grid.turned
        put_away = sheet.hidden_rows if turned else sheet.hidden_columns
        is_hidden = any(index + self.grid.first_column in put_away for index in found)
        return found if self.columns.victims and is_told and not is_hidden else ()

    def settle(self) -> None:
        """Columns of men and of women that are read, here, as ticks or as parts, are not unknown."""
        read = (*self.reads, *self.columns.ticks, *self.columns.by_sex[1])
        for column in self.table.columns:
            if column.index in read:
                column.role = ColumnRole.FIELD

    @cached_property
    def _is_of_children(self) -> bool:
        """“Data korban anak” above the register."""
        return "anak" in part_of_titles((*self.table.titles, self.sheet), ()).split()

    def of_line(self, row: int, personal: Personal, day: str) -> list[FieldCell]:
        """Women, men, girls and boys, each that the line tells; what does not add up is told instead."""
        if not self.reads or any(self.grid.marked(Mark.STRUCK, row, index) for index in self.reads):
            return []
        counts = [read_count(self.grid.cell(row, index)) for index in self.columns.victims]
        for index, count in zip(self.columns.victims, counts, strict=True):
            if count.put_off:
                self._doubt(count.rule, row, index, SAYS[count.rule], count.candidates)
                return []
        men, women = (None if count.value is None else int(count.value) for count in counts)
        if men is None and women is None:
            if any(read_count(self.grid.cell(row, index)).value for index in self.columns.ages.values()):
                self._doubt("victims-not-split", row, self.columns.victims[0], _NOT_DIVIDED)
            return []
        total = (men or 0) + (women or 0)
        if self._differs(row, total):
            return []
        told = _divided(men, women, self._children(row, total, personal, day))
        if told is None:
            self._doubt("victims-not-split", row, self.columns.victims[0], _NOT_DIVIDED)
            return []
        places = dict(zip(("men", "women"), self.columns.victims, strict=True))
        places |= {"boys": places["men"], "girls": places["women"]}
        return [self.register.say(row, places[name], name, FieldRead(each)) for name, each in told.items()]

    def _differs(self, row: int, total: int) -> bool:
        """From “Jumlah Korban” beside them: then L and P may count something else."""
        together = self.persons.victims_together
        written = None if together is None else read_count(self.grid.cell(row, together)).value
        if together is None or written is None or written == total:
            return False
        small = self.columns.ages.get(True)
        if small is not None and written == total + (read_count(self.grid.cell(row, small)).value or 0):
            self._doubt("victims-not-split", row, self.columns.victims[0], _NOT_DIVIDED)
            return True
        says = f"Jumlah tertulis {formatted(written)}, hitungan {formatted(total)}; korbannya tidak dihitung."
        self._doubt("total-differs", row, together, says, (f"{total:g}",))
        return True

    def _children(self, row: int, total: int, personal: Personal, day: str) -> int | None:
        """How many of them are children; None where the line does not tell."""
        if self._is_of_children:
            return total
        if self.columns.ages:
            return self._counted_children(row, total)
        if not total:
            return 0
        index, age = personal.get(FieldType.AGE, (-1, FieldRead(None)))
        cell = self.grid.cell(row, index) if index >= 0 else None
        if isinstance(cell, str) and is_wordy(cell):
            of_all = is_child(cell)
            return None if of_all is None else total * of_all
        if total != 1:
            return None
        if age.value is not None:
            return int(age.value == CHILD)
        was_child = self.persons.was_child(row, day)
        return None if was_child is None else int(was_child)

    def _counted_children(self, row: int, total: int) -> int | None:
        told: dict[bool, float | None] = {
            of_children: read_count(self.grid.cell(row, index)).value
            for of_children, index in self.columns.ages.items()
        }
        children, grown = told.get(True), told.get(False)
        if children is None:
            return 0 if grown == total else None
        if grown is not None:
            return int(children) if children + grown == total else None
        # “L 1, P 0, Anak 1”: one of them, or one more. Only a sum of L and P beside them would tell.
        are_among = not children or self.persons.victims_together is not None
        return int(children) if are_among and children <= total else None

    def _doubt(self, rule: str, row: int, index: int, says: str, candidates: tuple[str, ...] = ()) -> None:
        self.reading.doubt(rule, self.sheet, self.grid.address(row, index), says, candidates)


def _divided(men: int | None, women: int | None, children: int | None) -> Mapping[str, int] | None:
    """By the number of children among them: all, none, or some where all are of one sex."""
    total = (men or 0) + (women or 0)
    if children is None:
        return None
    found: dict[str, int | None]
    if children in (0, total):
        grown = children < total or not total
        found = {"men": men, "women": women} if grown else {"boys": men, "girls": women}
    elif not men:
        found = {"women": total - children, "girls": children}
    elif not women:
        found = {"men": total - children, "boys": children}
    else:
        return None
    return {name: count for name, count in found.items() if count is not None}
