"""Codes of a register that are not ours: “Kode Kasus” above K-01 and K-02 is what its source knows it by."""

import re

from domain.imports.fields import FIELDS, FieldType
from domain.imports.registers.table import RegisterPart

_OURS = re.compile(r"[A-Z]\d{0,2}-\d{3,6}")


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
            if column.field is None or column.field.type is not FieldType.OWN_CODE:
                continue
            cells = [str(cell) for cell in self.register.cells(column) if cell is not None]
            if cells and not any(map(is_ours, cells)):
                column.field = reference
                return
