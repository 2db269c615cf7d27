"""The rows of a table of counts, one after another: which hold figures, and which add up others."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.imports.choices import desk_in
from domain.imports.context import table_region
from domain.imports.grid import is_signature, is_total_label
from domain.imports.group_heads import GroupHeads
from domain.imports.headings import ColumnRole, SheetColumn, concept_of
from domain.imports.kinds import ImportKind
from domain.imports.periods import TitlePeriod, read_period
from domain.imports.places import PlaceRead, Sort
from domain.imports.quality import CellState
from domain.imports.roles import BESIDE_THE_DATA, GivenRole, given_to, row_key
from domain.imports.series.named_series import details_below_places
from domain.imports.series.row_cells import RowCells
from domain.imports.series.row_heads import RowHeads
from domain.imports.series.row_places import RowPlaces, only_narrow, wider_columns
from domain.imports.series.row_times import RowTimes
from domain.imports.series.rows import MOST_SUMMED, Row
from domain.imports.series.rows_apart import RowsApart
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.sheet import Cell
from domain.imports.totals import is_sum_of_neighbours
from domain.imports.words import key
from domain.places.regions import PROVINCE

_REPEATED_AFTER = 2
_DERIVED_ROW = re.compile(
    r"^(?:rata rata|rerata|rataan|maksimum|maks|max|minimum|min|median|persentase|persen|proporsi)\b"
)
"""Rows that say something of the others and count nobody."""
_WORDS_OF_NOTES = ("text-in-value", "percent")
"""What a line that names no place holds in the place of figures is a note."""
_EXAMPLE = re.compile(r"\s*(?:contoh|misal|misalnya)(?: pengisian| isian)?\s*(?::.*)?", re.IGNORECASE)


@dataclass(frozen=True)
class _Shape:
    """What the columns are to every row of one table."""

    names: Sequence[SheetColumn]
    periods: Sequence[SheetColumn]
    told: Sequence[tuple[SheetColumn, str]]
    first: SheetColumn
    """The column that a row is shown at."""
    carried: Mapping[int, Cell]
    of_title: bool


class RowFinder(SeriesPart):
    """Reads the rows of one table; each question about a row is asked of its parts."""

    def __init__(self, series: SeriesTable, legend: Mapping[CellState, CellState]) -> None:
        super().__init__(series)
        self.places, self.times = RowPlaces(series), RowTimes(series)
        self.cells, self.apart, self.heads = RowCells(series, legend), RowsApart(series), RowHeads(series)

    def rows(self) -> list[Row]:
        names = self.table.having(ColumnRole.REGION)
        codes = self.table.having(ColumnRole.CODE)
        periods = self.table.having(ColumnRole.ROW_PERIOD)
        whole = "" if names or codes else self.places.whole_region()
        if not (names or codes or whole):
            self.places.ask_region()
            return []
        groups = wider_columns(names)
        mixed = len(names) == 1 and self.places.is_mixed(names[0])
        title_region = (
            table_region(self.table.titles, self.sheet, self.context) if names and not groups else ""
        )
        within = title_region if only_narrow(names) else ""
        carried: dict[int, Cell] = {}
        first = names[-1] if names else codes[0] if codes else self.table.columns[0]
        shape = _Shape(names, periods, self.apart.columns, first, carried, bool(whole))
        said = (c for c in self.table.columns if c.role is not ColumnRole.NUMBER)
        named_in = first if names or codes else next(said, first)
        below = details_below_places(self.table, self.context, names)
        grouped = self.times.grouped(periods)
        rows: list[Row] = []
        above: PlaceRead | None = None
        heads = GroupHeads()
        for index in self.table.body:
            if not below:
                self.heads.take_head(index, heads, named_in, follows_lines=bool(rows))
            if self._is_repeated_header(index) or self._is_example(index, first):
                continue
            label = self.table.label(index)
            self.places.carry(index, groups, carried)
            self.times.carry(index, grouped, carried)
            place = (
                self.places.of_title(index, whole)
                if whole
                else self.places.place(index, names, codes, within, carried)
            )
            detail = below and place.sort is Sort.UNRESOLVED and above is not None
            if detail:
                assert above is not None
                place = above
            elif any(self.grid.cell(index, column.index) is not None for column in names):
                above = place if place.sort is Sort.FOUND and not is_total_label(label) else None
            if mixed and place.sort is Sort.FOUND:
                within = place.code if place.code.count(".") < 3 else within
            row = self._row(index, place, above, shape, detail=bool(detail))
            if row is None:
                continue
            if mixed and row.is_total:
                within = ""
            self.heads.put_below(row, heads)
            rows.append(row)
        if whole:
            self._leave_parts_open(rows)
        self._mark_unlabelled_totals(rows)
        self._mark_province_totals(rows)
        self.heads.put_below_sums(rows)
        return self._as_given(rows)

    def _row(
        self, index: int, place: PlaceRead, above: PlaceRead | None, shape: "_Shape", *, detail: bool
    ) -> Row | None:
        """What a line says, or None where it holds no figures or speaks only of others."""
        label = self.table.label(index)
        values = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        counts = {c.index: self.cells.count(index, c) for c in values}
        if all(
            count.state is CellState.BLANK
            or (count.rule in _WORDS_OF_NOTES and not self._is_in_data(index, place))
            for count in counts.values()
        ):
            return None
        if is_signature(label) or (place.sort is not Sort.FOUND and _DERIVED_ROW.match(key(label))):
            return None
        period = self.times.period(index, shape.periods, shape.carried)
        period = period or (read_period(label) if detail else None)
        of_place = self.apart.totals_its_place(index, shape.told)
        total = of_place or self._is_total(index, label, place, shape.periods, period)
        total = total and not self.apart.counts_a_series(index, shape.told)
        if of_place and above is not None and place.sort is Sort.UNRESOLVED:
            place = above
        if not total and above is not None and self.apart.belongs_above(index, shape.names, shape.told):
            place = above
        country = self.places.destination(index)
        if country is None and not total:
            place = PlaceRead(Sort.UNRESOLVED)
        desk = self._desk(label) if shape.of_title else ""
        at = self.grid.address(index, shape.first.index)
        row = Row(index, place, label, at, period, country or "", desk, is_total=total, counts=counts)
        row.of_place = of_place and place.sort is Sort.FOUND
        row.is_undated = not total and period is None and self.times.says_another(index, shape.periods)
        self.apart.tell_apart(row, shape.told)
        if detail and not total:
            row.concept = row.concept or concept_of([label], self.context.kind)
            row.subgroup = row.subgroup or self.apart.subgroup(label)
            row.destination = row.destination or self.context.reference.country(label)
        return row

    @staticmethod
    def _leave_parts_open(rows: Sequence[Row]) -> None:
        """Lines of one place that nothing tells apart but words that are not understood are parts of it."""
        data = [row for row in rows if not row.is_total]
        if any(row.desk for row in data):
            # “BNN” among the desks of an LTSA is not whom all of them served.
            for row in data:
                row.place = row.place if row.desk or not row.label else PlaceRead(Sort.UNRESOLVED)
        alike = Counter(
            (row.period, row.destination, row.subgroup, row.concept, row.desk, row.region) for row in data
        )
        for row in data:
            same = (row.period, row.destination, row.subgroup, row.concept, row.desk, row.region)
            if row.place.sort is Sort.ELSEWHERE:
                continue
            if alike[same] > 1 and len({each.label for each in data}) == len(data):
                row.place = PlaceRead(Sort.UNRESOLVED)

    def _as_given(self, rows: Sequence[Row]) -> list[Row]:
        """With what somebody has said of rows with this label."""
        vocabulary, answers = self.context.reference.vocabulary, self.context.answers
        kept = []
        for row in rows:
            role = given_to(row_key(row.label, vocabulary), answers)
            if role in BESIDE_THE_DATA:
                continue
            if role is not None:
                row.is_total = role is GivenRole.TOTAL
            kept.append(row)
        return kept

    def _desk(self, label: str) -> str:
        """The desk of a row in one office's table of desks."""
        if self.context.kind is not ImportKind.SERVICES:
            return ""
        return desk_in(label)

    def _is_in_data(self, index: int, place: PlaceRead) -> bool:
        return place.sort in (Sort.FOUND, Sort.AMBIGUOUS, Sort.OUTSIDE, Sort.UNKNOWN, Sort.REST)

    def _is_repeated_header(self, index: int) -> bool:
        if not self.table.header:
            return False
        head = self.grid.rows[self.table.header[-1]]
        own = [key(str(cell)) for cell in self.grid.rows[index] if cell is not None]
        return len(own) >= _REPEATED_AFTER and own == [key(str(cell)) for cell in head if cell is not None]

    def _is_example(self, index: int, first: SheetColumn) -> bool:
        """“Contoh” where the other lines have their number: how a form is to be filled in."""
        cells = [self.grid.cell(index, column.index) for column in self.table.columns[: first.index + 1]]
        if not any(isinstance(cell, str) and _EXAMPLE.fullmatch(cell) for cell in cells):
            return False
        says = "Baris contoh pengisian; tidak dibaca."
        self.reading.doubt(
            "row-of-example", self.sheet, self.grid.address(index, first.index), says, (), True
        )
        return True

    def _is_total(
        self,
        index: int,
        label: str,
        place: PlaceRead,
        periods: Sequence[SheetColumn],
        period: TitlePeriod | None,
    ) -> bool:
        if is_total_label(label) or place.sort is Sort.WHOLE:
            return True
        if place.sort is not Sort.FOUND:
            texts = [cell for cell in self.grid.rows[index][:6] if isinstance(cell, str)]
            if any(map(is_total_label, texts)):
                return True
            # “I. TIMOR” beside “Kupang” is the island of that line, whichever Kupang it is.
            if place.sort is not Sort.AMBIGUOUS and any(map(self.places.names_the_whole, texts)):
                return True
        return bool(periods) and period is None and place.sort is Sort.FOUND and is_total_label(label)

    def _mark_unlabelled_totals(self, rows: list[Row]) -> None:
        """A row without a place that adds up its neighbours is their total, even where the label is lost."""
        if len(rows) > MOST_SUMMED:
            return
        columns = [c.index for c in self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)]
        numbers = {id(row): [row.counts[c].value for c in columns] for row in rows}
        for place, row in enumerate(rows):
            if row.is_total or row.place.sort not in (Sort.UNRESOLVED,):
                continue
            before = [numbers[id(each)] for each in rows[:place] if not each.is_total]
            after = [numbers[id(each)] for each in rows[place + 1 :] if not each.is_total]
            if is_sum_of_neighbours(numbers[id(row)], before, after):
                row.is_total = True
                self.reading.understand(
                    "total-by-arithmetic",
                    self.sheet,
                    f"Baris {row.row + 1} tidak menyebut wilayah dan sama dengan jumlah baris di "
                    f"dekatnya: jumlah.",
                )

    @staticmethod
    def _mark_province_totals(rows: list[Row]) -> None:
        if any(row.region.count(".") == 1 for row in rows if row.place.sort is Sort.FOUND):
            for row in rows:
                row.is_total = row.is_total or row.region == PROVINCE
