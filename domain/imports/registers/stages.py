"""Stages that remarks name in a register of cases without a column of them: told, and never read."""

from collections.abc import Collection, Sequence

from domain.imports import identity
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import RegisterPart
from domain.imports.stages import STAGE, stages_in

_ASKED = (ColumnRole.NOTE, ColumnRole.UNKNOWN, ColumnRole.IDENTITY)
_SAYS = (
    "Keterangan ini menyebut tahap perkara, tetapi berkas tidak punya kolomnya; tahapnya tidak dibaca. "
    "Tambahkan kolom “Tahap perkara” bila perlu dicatat."
)


class RegisterStages(RegisterPart):
    def doubt(self, rows: Sequence[int], ticked: Collection[str]) -> None:
        """``ticked`` are fields of which the columns across say what holds."""
        told = {*ticked, *(each.field.name for each in self.register.fields)}
        if self.kind is not ImportKind.CASES or STAGE in told:
            return
        for column in self.table.having(*_ASKED):
            if identity.heading_kind(column.strings):
                continue
            for row, cell in zip(rows, self.grid.down(column.index, rows), strict=True):
                if isinstance(cell, str) and stages_in(cell):
                    self.reading.doubt(
                        "stage-in-remark", self.sheet, self.grid.address(row, column.index), _SAYS
                    )
