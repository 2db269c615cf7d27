"""Single letters that head columns of counts: P beside L is of women, P beside NP of those who left with a
procedure, and a letter without its partner nobody knows."""

from collections.abc import Iterable, Sequence

from domain.imports.concepts import HAVING_A_STATUS, status_alone
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.sheet import Cell

_MEN, _WOMEN = frozenset(("l", "lk")), frozenset(("p", "pr"))
_ILLEGAL = frozenset(("i", "il", "ill"))


def tell_letters(columns: Iterable[SheetColumn], kind: ImportKind) -> None:
    """Of each group below one heading: “P | NP”, “L | I”, and “P” alone."""
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
