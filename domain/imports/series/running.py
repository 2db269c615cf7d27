"""“s.d. bulan lalu”, “bulan ini” and “s.d. bulan ini” beside each other: the third is the first two together,
and where it is not, the line says so of itself."""

import re
from collections.abc import Sequence

from domain.imports.cells import read_count
from domain.imports.headings import SheetColumn, compared
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart
from domain.imports.sheet import Cell
from domain.time.formats import number

_SINCE = re.compile(r"\b(?:s d|sd|sampai dengan|sampai|hingga|kumulatif|jumlah|jml)\b")


class SeriesRunning(SeriesPart):
    def doubt(self, rows: Sequence[Row]) -> None:
        groups: dict[tuple[Cell, ...], dict[str, SheetColumn]] = {}
        for column in self.table.columns:
            which = compared(column.words)
            if which == "last" and not _SINCE.search(column.words):
                continue  # “Bulan lalu” is that month alone
            if which:
                groups.setdefault(column.texts[1:], {}).setdefault(which, column)
        for group in groups.values():
            if group.keys() >= {"last", "this", "running"}:
                for row in rows:
                    self._check(row, group)

    def _check(self, row: Row, group: dict[str, SheetColumn]) -> None:
        before, this, since = (
            read_count(self.grid.cell(row.row, group[which].index)).value
            for which in ("last", "this", "running")
        )
        if before is None or this is None or since is None or before + this == since or row.is_total:
            return
        says = (
            f"Sampai bulan lalu {number(before)} dan bulan ini {number(this)} berjumlah "
            f"{number(before + this)}, tertulis {number(since)}; dibaca seperti tertulis."
        )
        at = self.grid.address(row.row, group["running"].index)
        self.reading.doubt("total-differs", self.sheet, at, says, (f"{before + this:g}",))
