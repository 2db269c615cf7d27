"""Codes of a register that are not ours: “Kode Kasus” above K-01 and K-02 is what its source knows it by, and
so is “Kasus” above JR-1 and JR-2."""

import re
from collections.abc import Sequence

from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.registers.table import RegisterPart
from domain.imports.words import key

_OURS = re.compile(r"[A-Z]\d{0,2}-\d{3,6}")
_CODE = re.compile(r"(?=\D*\d)\S{2,20}")


def is_ours(text: str) -> bool:
    return _OURS.fullmatch(text.strip().upper()) is not None


class RegisterCodes(RegisterPart):
    def settle(self) -> None:
        """Where no column bears the source's own numbers, and none of the codes could be one of ours."""
        reference = next((each for each in FIELDS[self.kind] if each.name == "reference"), None)
        known = {column.field.name for column in self.table.columns if column.field is not None}
        if reference is None or reference.name in known:
            return
        for column in self.table.columns:
            if column.field is None:
                continue
            cells = [str(cell) for cell in self.register.cells(column) if cell is not None]
            is_coded = column.field.type is FieldType.OWN_CODE and not any(map(is_ours, cells))
            if cells and (is_coded or _numbers_cases(column.field, cells)):
                column.field = reference
                return


def _numbers_cases(field: Field, cells: Sequence[str]) -> bool:
    """Below the heading of their kinds, another code with digits in each line, and no kind."""
    if field.name != "kind" or len(set(cells)) < len(cells):
        return False
    return all(_CODE.fullmatch(cell) for cell in cells) and not any(
        pattern.search(key(cell)) for cell in cells for _, pattern in field.choices
    )
