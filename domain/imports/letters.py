"""Single letters that head columns of counts: P beside L is of women, P beside NP of those who left with a
procedure, and a letter without its partner nobody knows."""

import re
from collections.abc import Iterable, Sequence

from domain.imports.concepts import HAVING_A_STATUS, status_alone
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.sheet import Cell
from domain.imports.words import key

_MEN, _WOMEN = frozenset(("l", "lk")), frozenset(("p", "pr"))
_MEANS = re.compile(r"(?:^|[\s,;:(])(lk?|pr?)\s*[=:]\s*([^\W\d_]+)", re.IGNORECASE)
"""“L = Lama, P = Perpanjangan” below a table."""
_SEXES = frozenset(("laki", "lelaki", "pria", "male", "men", "perempuan", "wanita", "female", "women"))
_ILLEGAL = frozenset(("i", "il", "ill"))


def tell_letters(columns: Sequence[SheetColumn], kind: ImportKind, notes: Iterable[str]) -> None:
    """Of each group below one heading: “P | NP”, “L | I”, and “P” alone; a legend comes before them all."""
    meant = {key(letter): key(word) for note in notes for letter, word in _MEANS.findall(note)}
    for column in columns:
        said = meant.get(column.lowest, "")
        is_letter = column.role is ColumnRole.VALUE and column.lowest in _MEN | _WOMEN
        if is_letter and said and said not in _SEXES:
            column.role, column.subgroup = ColumnRole.UNKNOWN, ""
    groups: dict[tuple[Cell, ...], list[SheetColumn]] = {}
    for column in columns:
        if column.role in (ColumnRole.VALUE, ColumnRole.UNKNOWN, ColumnRole.OTHER_MEASURE) and column.strings:
            groups.setdefault(column.texts[:-1], []).append(column)
    for group in groups.values():
        _tell(group, kind)


def _tell(group: Sequence[SheetColumn], kind: ImportKind) -> None:
    men = [column for column in group if column.lowest in _MEN]
    women = [column for column in group if column.lowest in _WOMEN]
    without = [c for c in group if status_alone(c.lowest) == "nonprosedural" or c.lowest in _ILLEGAL]
    if bool(men) == bool(women) or not without:
        return
    for column in men or women:
        _as_status(column, "prosedural", kind)
    for column in without:
        _as_status(column, "nonprosedural", kind)


def _as_status(column: SheetColumn, status: str, kind: ImportKind) -> None:
    if kind in HAVING_A_STATUS:
        column.role, column.subgroup = ColumnRole.VALUE, status
    else:
        # Elsewhere only those who left with a procedure are counted, and the letter alone does not say so.
        column.role, column.subgroup = ColumnRole.UNKNOWN, ""
