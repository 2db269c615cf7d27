"""What a published figure is counted in, beside what it counts: “2,2” ribu orang, and victims in “kasus”."""

import re

from domain.imports.concepts import REPORTS, SERIES, VICTIMS
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.table import RegisterPart
from domain.imports.words import key

SCALED = re.compile(r"\b(?:puluh(?:an)?|ratus(?:an)?|ribu(?:an)?|rb|juta(?:an)?|jt|miliar|milyar|triliun)\b")
_OF_REPORTS = re.compile(r"^(?:kasus|laporan|laporan polisi|lp|perkara)$")
_REPORTS = frozenset(each.indicator for each in REPORTS)
_OF_PEOPLE = frozenset(
    each.indicator
    for kind in (ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS)
    for each in SERIES[kind]
) | {VICTIMS.indicator}
_OF_PERSONS = re.compile(r"^(?:orang|org|jiwa|korban)$")


class RegisterCounting(RegisterPart):
    def check(self, row: int, cells: list[FieldCell]) -> None:
        """A value whose unit says another amount, or another thing, than its series waits."""
        told = {cell.name: cell for cell in cells}
        value, unit = told.get("value"), told.get("unit")
        if value is None or unit is None or value.read.value is None:
            return
        words = key(str(unit.read.value or ""))
        indicator = told["indicator"].read.value if "indicator" in told else None
        is_of_reports = indicator in _REPORTS
        if SCALED.search(words):
            rule, says = "scale-of-unit", f"Satuannya “{words}”; tulis angka utuhnya."
        elif (is_of_reports and _OF_PERSONS.match(words)) or (
            indicator in _OF_PEOPLE and _OF_REPORTS.match(words)
        ):
            counted = "laporan" if is_of_reports else "orang"
            rule, says = (
                "unit-differs",
                f"Satuannya “{words}”, indikatornya menghitung {counted}; pilih satu.",
            )
        else:
            return
        read = FieldRead(None, CellState.DOUBTFUL, rule, says, (f"{value.read.value:g}",), True)
        at = self.register.index_of("value")
        cells[cells.index(value)] = self.register.say(row, at, "value", read)
