"""What lines without figures say of the rows of counts below them, and lines that add those up."""

import re
from itertools import takewhile

from domain.imports.grid import has_figures_below, is_carried, is_total_label
from domain.imports.group_heads import GroupHeads, head_of
from domain.imports.headings import ColumnRole, SheetColumn, combined
from domain.imports.places import PlaceRead, Sort
from domain.imports.series.rows import MOST_SUMMED, Row
from domain.imports.series.table import SeriesPart

_IS_NUMBER = re.compile(r"(?:[ivx]{1,4}|[a-z]|\d{1,3})[.)]?", re.IGNORECASE)
"""“A.” or “II” beside the words of a head."""


class RowHeads(SeriesPart):
    """Reads lines that head others."""

    def take_head(
        self, index: int, heads: GroupHeads, first: SheetColumn, *, follows_lines: bool = False
    ) -> None:
        """“Januari”, “Malaysia” or “Rencana” alone in a line, perhaps numbered."""
        if not self.table.header:
            return
        cells = [(c, cell) for c, cell in enumerate(self.grid.rows[index]) if cell is not None]
        own = [(c, cell) for c, cell in cells if not (is_carried(cell) or _IS_NUMBER.fullmatch(str(cell)))]
        own = own or [(c, cell) for c, cell in cells if len(cells) == 1 and isinstance(cell, int)]
        values = {column.index for column in self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)}
        if len(own) != 1 or any(
            c in values and not is_carried(cell) for c, cell in cells if cell != own[0][1]
        ):
            return
        head = head_of(own[0][1], self.context)
        # “P” right of the place is a line without a figure, and so is “Maret” below “Bulan”.
        is_of_lines = own[0][0] > first.index or first.role is ColumnRole.ROW_PERIOD
        if head is None or (is_of_lines and not (head.period is None and own[0][0] <= first.index)):
            return
        at = self.grid.address(index, own[0][0])
        is_read = not (head.is_derived or head.is_foreign(self.context.kind))
        if follows_lines and is_read and heads.is_first_of(head):
            says = (
                f"“{self.vocabulary.shown(str(own[0][1]))}” berdiri sendiri di antara baris, sedangkan baris "
                "di atasnya tidak berkepala. Dibaca sebagai kepala baris di bawahnya; mungkin hanya catatan."
            )
            self.reading.doubt("note-of-a-part", self.sheet, at, says)
        heads.take(head)
        if head.is_derived or head.is_foreign(self.context.kind):
            what = head.concept.label if head.concept is not None else "persentase, rasio, atau selisih"
            says = f"Baris-baris di bawahnya menghitung {what}; tidak dibaca."
            self.reading.doubt("other-concept", self.sheet, at, says, (), True)
        if head.is_undated and has_figures_below(self.table, index):
            says = "Waktu di baris ini bukan bulan atau tahun penuh; baris di bawahnya tidak dibaca."
            self.reading.doubt("period-unknown", self.sheet, at, says, (), True)

    def put_below(self, row: Row, heads: GroupHeads) -> None:
        """What the heads above say of a line, beside what it says itself."""
        row.is_undated = row.is_undated or (heads.is_undated and row.period is None and not row.is_total)
        if heads.period is not None:
            row.period = row.period.within(heads.period) if row.period is not None else heads.period
        row.destination = row.destination or heads.destination
        if row.is_total:
            return
        row.subgroup = combined(row.subgroup, heads.subgroup)
        if (what := heads.what) is None or what.resets:
            return
        if what.is_derived or what.is_foreign(self.context.kind):
            row.place = PlaceRead(Sort.ELSEWHERE)
        row.concept = row.concept or what.concept

    def put_below_sums(self, rows: list[Row]) -> None:
        """“Januari” or “Perempuan” with the sum of the lines below it says so of them, too."""
        columns = [c.index for c in self.table.having(ColumnRole.VALUE)]
        for place, row in enumerate(rows if len(rows) <= MOST_SUMMED else ()):
            if not row.is_total or is_total_label(row.label) or row.place.sort is Sort.FOUND:
                continue
            below = list(takewhile(lambda each: not each.is_total, rows[place + 1 :]))
            sums = [sum(each.counts[c].value or 0 for each in below) for c in columns]
            head = head_of(row.label, self.context) if row.label else None
            if head is None or not below or sums != [row.counts[c].value or 0 for c in columns]:
                continue
            heads = GroupHeads()
            heads.take(head)
            for each in below:
                self.put_below(each, heads)
