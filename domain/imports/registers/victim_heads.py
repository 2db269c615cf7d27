"""Whom of the victims a column counts, however its heading shortens it: “Lk Ank”, “P ≥ 18 th”, “PD | LD”.

Where the heading says the age alone and the cells the sex, “2 P” below “Dewasa”, they are read together.
"""

import re
from collections.abc import Sequence

from domain.imports.ages import SEXES, is_child
from domain.imports.fields import FIELDS, Field
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.table import RegisterPart
from domain.imports.sheet import Cell, is_number
from domain.imports.victims import told_apart
from domain.imports.words import key

_NAMES = {
    ("women", False): "women",
    ("men", False): "men",
    ("women", True): "girls",
    ("men", True): "boys",
}
_BOUND = re.compile(r"(<=|>=|[<>≤≥])\s*(\d{1,2})(?:\s*(?:tahun|thn|th)\b)?", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:di ?bawah|kurang dari)\s*(\d{1,2})(?:\s*(?:tahun|thn|th)\b)?", re.IGNORECASE)
_ABOVE = re.compile(r"\b(\d{1,2})(?:\s*(?:tahun|thn|th))?\s*(?:\+|(?:ke ?atas|atau lebih)\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(\d{1,2})\s*(?:[-–]|s/?d)\s*(\d{1,2})(?:\s*(?:tahun|thn|th)\b)?", re.IGNORECASE)
_AGES = {
    "anak": True,
    "ank": True,
    "dewasa": False,
    "dws": False,
    "dw": False,
    "adult": False,
    "adults": False,
    "child": True,
    "children": True,
    "minors": True,
}
_NO_MATTER = frozenset(
    key(
        "korban jumlah jml jlh banyak orang org jiwa umur usia tahun thn th pmi cpmi wni kelamin jenis"
    ).split()
)
_LETTERS = {
    **dict.fromkeys(("pd", "dp"), "women"),
    **dict.fromkeys(("ld", "dl"), "men"),
    **dict.fromkeys(("pa", "ap"), "girls"),
    **dict.fromkeys(("la", "al"), "boys"),
}
"""Two letters each, where all four stand beside each other, or all that do are below or behind “Korban”."""
_OF_VICTIMS = re.compile(r"\bkorban\b")
_OF_OTHERS = re.compile(r"\b(?:pelaku|terlapor|pelapor|tersangka|tsk|saksi|terdakwa|terpidana)\b")


class RegisterVictimHeads(RegisterPart):
    def settle(self) -> dict[int, bool]:
        """Gives columns their field. Of those that say an age alone, and hold how many of which sex: whether
        it is that of children."""
        if self.kind is not ImportKind.CASES:
            return {}
        fields = {each.name: each for each in FIELDS[self.kind] if each.name in _NAMES.values()}
        if any(column.field in fields.values() for column in self.table.columns):
            self._take(fields, self._by_words())
            return {}
        found = self._by_letters() or self._by_words()
        self._take(fields, found)
        return {} if found else self._by_ages()

    def _open(self) -> list[SheetColumn]:
        unnamed = self.table.having(
            ColumnRole.UNKNOWN, ColumnRole.EMPTY, ColumnRole.NOTE, ColumnRole.IDENTITY
        )
        return [each for each in unnamed if each.strings and not _OF_OTHERS.search(each.words)]

    def _take(self, fields: dict[str, Field], found: Sequence[tuple[SheetColumn, str]]) -> None:
        have = {column.field.name for column in self.table.columns if column.field is not None}
        names = [name for _, name in found]
        for column, name in found:
            if name not in have and names.count(name) == 1:
                column.role, column.field, column.identity = ColumnRole.FIELD, fields[name], ""

    def _by_letters(self) -> list[tuple[SheetColumn, str]]:
        said = [(column, _without_what_does_not_matter(column.lowest)) for column in self._open()]
        found = [(column, _LETTERS[words]) for column, words in said if words in _LETTERS]
        are_victims = len(found) > 1 and all(_OF_VICTIMS.search(column.words) for column, _ in found)
        return found if are_victims or {name for _, name in found} == set(_NAMES.values()) else []

    def _by_words(self) -> list[tuple[SheetColumn, str]]:
        found = []
        for column in self._open():
            sex, child = _said(column.strings)
            if sex and child is not None and all(map(_counts, self.register.cells(column))):
                found.append((column, _NAMES[sex, child]))
        return found

    def _by_ages(self) -> dict[int, bool]:
        found: dict[int, bool] = {}
        for column in self._open():
            sex, child = _said(column.strings)
            if sex or child is None:
                continue
            texts = [cell for cell in self.register.cells(column) if isinstance(cell, str)]
            if any(told_apart(text, child=child) for text in texts):
                found[column.index] = child
        return found

    def of_line(self, row: int, ages: dict[int, bool]) -> list[FieldCell]:
        """What a line says below such headings; what it leaves open is told."""
        found: list[FieldCell] = []
        for index, child in ages.items():
            cell = self.grid.cell(row, index)
            told = told_apart(cell, child=child) if isinstance(cell, str) else None
            if told:
                found += [self.register.say(row, index, name, FieldRead(each)) for name, each in told.items()]
            elif cell is not None and any(map(str.isdigit, str(cell))) and cell not in (0, "0"):
                says = "Jenis kelamin korban di sel ini tidak tertulis jelas, jadi tidak dihitung."
                self.reading.doubt("victims-not-split", self.sheet, self.grid.address(row, index), says)
        return found


def _without_what_does_not_matter(words: str) -> str:
    """“Korban LD” and “Jml LD” are “LD”."""
    return " ".join(word for word in words.split() if word not in _NO_MATTER)


def _said(strings: Sequence[str]) -> tuple[str, bool | None]:
    """Sex and age that all levels of a heading say together; neither where a word is left that says more."""
    text = _BETWEEN.sub(_as_bound, _ABOVE.sub(r">=\1", _BELOW.sub(r"<\1", " ".join(strings))))
    ages = {_of_bound(*match.groups()) for match in _BOUND.finditer(text)}
    words = [word for word in key(_BOUND.sub(" ", text)).split() if word not in _NO_MATTER]
    ages |= {_AGES[word] for word in words if word in _AGES}
    rest = " ".join(word for word in words if word not in _AGES)
    sex = SEXES.get(rest, "")
    if len(ages) != 1 or (rest and not sex):
        return "", None
    return sex, ages.pop()


def _as_bound(found: re.Match[str]) -> str:
    """“0-17” is “<=17” and “18-40” is “>=18”; “15-20” is neither."""
    youngest, oldest = int(found[1]), int(found[2])
    if is_child(f"≤{oldest}"):
        return f"<={oldest}"
    return f">={youngest}" if is_child(f"≥{youngest}") is False else found[0]


def _of_bound(sign: str, years: str) -> bool | None:
    return is_child({"<=": "≤", ">=": "≥"}.get(sign, sign) + years)


def _counts(cell: Cell) -> bool:
    return (
        cell is None or is_number(cell) or not any(map(str.isalpha, str(cell))) or key(str(cell)) == "nihil"
    )
