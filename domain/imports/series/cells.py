"""What the cells of a table of counts say: figures and marks, hidden, coloured or far from all others."""

import re
from collections.abc import Sequence

from domain.imports import identity
from domain.imports.cells import ASKED, MARKS, SAYS, CountRead, as_answered, legend_of
from domain.imports.headings import ColumnRole, SheetColumn, combined
from domain.imports.quality import CellState, ImportQuestion, Option, Value
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.series.times import SeriesTimes
from domain.imports.series.totals import SeriesTotals
from domain.imports.sheet import Mark
from domain.imports.words import key
from domain.time.formats import number

_SCALED = re.compile(r"\b(?:puluhan|ratusan|ribu|ribuan|juta|jutaan|hundreds?|thousands?|millions?)\b")
_SCALED_BELOW = re.compile(
    r"\b(?:dalam|satuan|unit) (?:puluhan|ratusan|ribu|ribuan|juta|jutaan|hundreds?|thousands?|millions?)\b"
)
_MANY = 20
_OTHER_SAYS = {
    "identity": "Sel tampak berisi nomor orang; tidak dibaca.",
    "struck-out": "Angka dicoret di berkas.",
    "formula-without-value": "Rumus belum dihitung; simpan ulang berkas di Excel lalu kirim lagi.",
    "merged-value": "Satu angka untuk beberapa sel yang digabung; tidak dapat dibagi.",
    "error-value": "Rumus menghasilkan kesalahan, seperti #N/A; betulkan di Excel.",
    "formula-uncalculated": "Rumus bernilai 0, mungkin belum dihitung; simpan ulang berkas di Excel.",
    "percent-format": "Angka ini tampil sebagai persen di lembar; mungkin bukan hitungan orang.",
    "scaled-format": "Angka ini tampil dalam ribuan atau jutaan di lembar; tulis angka utuhnya.",
    "far-from-others": "Jauh lebih besar daripada angka lain di tabel ini.",
}


class SeriesCells(SeriesPart):
    """How each cell is read, and the value that it becomes."""

    def __init__(self, series: SeriesTable, times: SeriesTimes, totals: SeriesTotals) -> None:
        super().__init__(series)
        self.times, self.totals = times, totals

    def legend(self) -> dict[CellState, CellState]:
        """What marks mean here, by the notes, or by an answer where no note says it."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        cells = {cell for column in columns for cell in self.table.cells(column) if isinstance(cell, str)}
        said = legend_of([*self.table.notes, *self.table.titles])
        there = {MARKS[mark] for cell in cells if (mark := cell.casefold()) in MARKS}
        return {**as_answered(self.context.answers, there - said.keys()), **said}

    def knows_scale(self) -> bool:
        """Figures “dalam ribuan” mean a thousand times what stands there, or round it: asked, never done."""
        texts = [
            *self.table.titles,
            *(text for c in self.table.having(ColumnRole.VALUE) for text in c.strings),
        ]
        is_scaled = any(_SCALED.search(key(text)) for text in texts) or any(
            _SCALED_BELOW.search(key(note)) for note in self.table.notes
        )
        if not is_scaled or self.context.answers.get("scale") == "as-written":
            return True
        self.reading.ask(
            ImportQuestion(
                "scale",
                f"Lembar {self.series.sheet_shown()} menyebut ratusan, ribuan, atau jutaan. "
                "Angkanya ditulis utuh?",
                (Option("as-written", "Ya, angka utuh"), Option("no", "Tidak; minta angka utuhnya")),
                self.series.size(),
            )
        )
        return False

    def doubt_marks(self, data: Sequence[Row]) -> None:
        """Comments and colours mean something to whoever made the file; only a reader can say what."""
        for mark, rule, says in (
            (Mark.COMMENTED, "comment", "Sel berkomentar; komentar tidak dibaca. Periksa di berkas."),
            (
                Mark.COLOURED,
                "colour",
                "Warna sel ini lain dari sekitarnya; warna tidak dibaca. Periksa di berkas.",
            ),
            (
                Mark.UNSEEN,
                "unseen",
                "Sel ini ditulis putih di atas putih, jadi tidak tampak di lembar; periksa.",
            ),
            (
                Mark.EXTERNAL,
                "external-link",
                "Angka diambil rumus dari berkas lain; mungkin bukan yang terbaru.",
            ),
        ):
            found = (
                [
                    self.grid.address(row.row, column.index)
                    for row in data
                    for column in self.table.columns
                    if self.grid.marked(mark, row.row, column.index)
                ]
                if self.grid.sheet.marks.get(mark)
                else []
            )
            for at in found[:_MANY]:
                self.reading.doubt(rule, self.sheet, at, says)
            if len(found) > _MANY:
                self.reading.doubt(
                    rule, self.sheet, found[_MANY], f"{says} Begitu pula {len(found) - _MANY - 1} sel lain."
                )

    def outliers(self, data: Sequence[Row]) -> set[tuple[int, int]]:
        """A figure a hundred times what all others are is more often another thing than a count."""
        numbers = sorted(
            count.value
            for row in data
            for c in self.table.having(ColumnRole.VALUE)
            if (count := row.counts[c.index]).value
        )
        if len(numbers) < 6:
            return set()
        limit = max(1000.0, 100 * numbers[len(numbers) // 2])
        return {
            (row.row, c.index)
            for row in data
            for c in self.table.having(ColumnRole.VALUE)
            if (row.counts[c.index].value or 0) >= limit
        }

    def hidden(self, row: Row, column: SheetColumn) -> str:
        """Whether it is the row or the column that the file hides; empty where neither is."""
        place = self.grid.place(row.row, column.index)
        is_row, is_column = (
            place[0] in self.grid.sheet.hidden_rows,
            place[1] in self.grid.sheet.hidden_columns,
        )
        return "row" if is_row else "column" if is_column else ""

    def doubt_hidden(self, row: Row, column: SheetColumn, hidden: str) -> None:
        what = "Baris" if hidden == "row" else "Kolom"
        self.reading.doubt(
            "hidden",
            self.sheet,
            self.grid.address(row.row, column.index),
            f"{what} ini disembunyikan di berkas; angkanya ditunda.",
            (),
            True,
        )

    def take(self, row: Row, column: SheetColumn, count: CountRead, told: float | None) -> None:
        """``told`` is the figure that waits for its place, and is taken with it."""
        at = self.grid.address(row.row, column.index)
        span = self.times.span(row, column)
        concept = row.concept or column.concept
        assert span is not None
        assert concept is not None
        if count.rule:
            self._doubt_count(at, row, column, count)
        if count.state in ASKED:
            self.series.ask_mark(count.state)
        self.reading.values.append(
            Value(
                self.sheet,
                at,
                row.region,
                span.starts_on.isoformat(),
                span.ends_on.isoformat(),
                count.state,
                count.value,
                concept.indicator,
                combined(combined(row.desk, row.subgroup), column.subgroup),
                column.destination or row.destination,
                told=told,
                place_at=row.at if told is not None or (count.put_off and not row.region) else "",
            )
        )

    def _doubt_count(self, at: str, row: Row, column: SheetColumn, count: CountRead) -> None:
        candidates = count.candidates
        says = SAYS.get(count.rule) or _OTHER_SAYS[count.rule]
        for total, left in self.totals.remainders.get((row.row, column.index), ()) if count.put_off else ():
            says += f" Agar cocok dengan jumlah di {total}, isinya {number(left)}."
            candidates = tuple(dict.fromkeys((*candidates, f"{left:g}")))
        if count.rule == "identity":
            kind = identity.cell_kind(self.grid.cell(row.row, column.index))
            self.reading.leave_out(kind, self.grid.where(column.index), 1)
        self.reading.doubt(count.rule, self.sheet, at, says, candidates, count.put_off)
