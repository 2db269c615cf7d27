"""What each row of a list of counts counts: the columns of words that tell rows apart, and what they say."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from domain.figures.wholes import OTHER_COUNTRIES
from domain.imports.choices import desk_in
from domain.imports.concepts import REPORTS, SERIES, SICK, TARGET, Concept
from domain.imports.context import countries_of_titles
from domain.imports.counted import OF_UNITS, is_no_series, is_unit_of_shares
from domain.imports.grid import is_total_label
from domain.imports.headings import (
    ColumnRole,
    SheetColumn,
    combined,
    concept_of,
    is_both_sexes,
    names_the_rest,
    subgroup_of,
)
from domain.imports.kinds import ImportKind
from domain.imports.noted import names_some
from domain.imports.places import PlaceRead, Sort
from domain.imports.series.named_series import REALISED, adds_up, series_of
from domain.imports.series.remarks import holds_remarks, is_headed_as_remarks
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.title_words import counts_what_nobody_knows, narrowed_by
from domain.imports.words import key

_CAUSE = re.compile(r"\b(?:penyebab|sebab|akibat)\b")
_CONCEPTS = "concepts"
"""A column in which most rows name what they count: the others count something else."""
_DESKS = "desks"
"""A column that says which desk of the office above each line is of."""
_BESIDE = "beside"
"""A column of remarks on some lines."""
_ASKED_OF = 400
_LISTED = 0.5
"""Of the lines so many must have a word before a column of words tells what each line counts."""
_MOSTLY = {"destination": 0.8, "subgroup": 0.8, "concept": 0.8, _DESKS: 0.5}
_LEFT_ASIDE = re.compile(r"\b(?:(?:tidak|belum|tdk|blm) termasuk|di luar(?! negeri)|selain)\b")
"""“Belum termasuk P3MI” beside a figure names what it does not count."""


class RowsApart(SeriesPart):
    """Tells rows apart by their words; those that count something else go into the reading as doubts."""

    def __init__(self, series: SeriesTable) -> None:
        super().__init__(series)
        self.series_above: Concept | None = None
        """What the last line of a list of series counted: “a. Laki-laki” below it is a part of that."""
        self.last_series: Concept | None = None
        """What the line above counted, be it a part or all of it."""

    @cached_property
    def columns(self) -> list[tuple[SheetColumn, str]]:
        """Of a list with one figure a line: columns of words that say whom or what each line counts."""
        found = []
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY):
            if OF_UNITS.match(column.lowest):
                continue
            texts = [cell for cell in self.table.cells(column) if isinstance(cell, str) and len(cell) <= 60]
            what = self._told_by(column, texts)
            if what:
                found.append((column, what))
        return found

    def _told_by(self, column: SheetColumn, texts: Sequence[str]) -> str:
        """What its words tell of the lines; nothing if they tell nothing."""
        is_of_some = holds_remarks(column, len(texts), len(self.table.body))
        readers = self._readers()
        names_any = any(read(text) for read in readers.values() for text in texts[:_ASKED_OF])
        if is_of_some:
            texts = [text for text in texts if not names_some(key(text))]
        for what, read in readers.items():
            meant = [text for text in texts[:_ASKED_OF] if not (is_total_label(text) or is_both_sexes(text))]
            if what == "concept":
                meant = [text for text in texts[:_ASKED_OF] if not adds_up(text, self.context)]
            if what == "destination":
                meant = [text for text in meant if not names_the_rest(key(text))]
            said = sum(bool(read(text)) for text in meant)
            if what == "concept" and _CAUSE.search(column.words):
                continue  # “Sakit” below “Penyebab” says why somebody died, and counts no sick
            if what == "concept" and is_of_some and not self._needs_words_of(column):
                continue
            parts = 0
            if what == "concept":
                parts = sum(not read(text) and bool(self.subgroup(text)) for text in meant)
                meant = [text for text in meant if read(text) or not self.subgroup(text)]
                meant = [text for text in meant if not is_no_series(text, self.context.kind)]
            if said and (said >= _MOSTLY[what] * len(meant) or what == "concept"):
                if is_of_some and said + parts <= _LISTED * min(len(self.table.body), _ASKED_OF):
                    # A remark beside a line or two says nothing of the lines that have none.
                    return _BESIDE
                is_list = what == "concept" and said >= _LISTED * len(meant)
                return _CONCEPTS if is_list else what
        return _BESIDE if is_of_some and names_any else ""

    def _readers(self) -> dict[str, Callable[[str], object]]:
        if self.context.kind is ImportKind.SERVICES:
            return {_DESKS: desk_in}
        return {
            "destination": self.context.reference.country,
            "subgroup": self.subgroup,
            "concept": lambda text: series_of(text, self.context.kind),
        }

    def _needs_words_of(self, column: SheetColumn) -> bool:
        """Whether only these words tell what a line counts: nothing else names a series, or two lines are
        alike without them. Beside a title that names it, “sakit” in every line is why they came home."""
        if any(each.concept is None for each in self.table.having(ColumnRole.VALUE)):
            return True
        says_nothing = (
            *(ColumnRole.VALUE, ColumnRole.TOTAL, ColumnRole.NUMBER, ColumnRole.DERIVED),
            *(ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.OTHER_MEASURE),
        )
        aside = {each.index for each in self.table.having(*says_nothing)} | {column.index}
        others = [each.index for each in self.table.columns if each.index not in aside]
        lines = [
            tuple(self.grid.cell(row, index) for index in others)
            for row in self.table.body
            if isinstance(self.grid.cell(row, column.index), str)
        ]
        return len(set(lines)) < len(lines)

    def subgroup(self, text: str) -> str:
        return subgroup_of(text, self.context.kind)

    def totals_its_place(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> bool:
        """“Jumlah” below “Laki-laki” and “Perempuan” of one kabupaten."""
        kinds = ("subgroup", "destination", _DESKS)
        cells = (self.grid.cell(index, column.index) for column, what in told if what in kinds)
        return any(isinstance(cell, str) and (is_total_label(cell) or is_both_sexes(cell)) for cell in cells)

    def counts_a_series(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> bool:
        """“Jumlah kasus TPPO” in a list of series is one of them; below lines of it, it is their sum."""
        cells = [self.grid.cell(index, column.index) for column, what in told if what == _CONCEPTS]
        texts = [cell for cell in cells if isinstance(cell, str) and not adds_up(cell, self.context)]
        return any(concept_of([text], self.context.kind) is not self.last_series for text in texts)

    def _parts_named(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> list[str]:
        cells = [self.grid.cell(index, column.index) for column, what in told if what == "subgroup"]
        return [self.subgroup(cell) for cell in cells if isinstance(cell, str)]

    def belongs_above(
        self, index: int, names: Sequence[SheetColumn], told: Sequence[tuple[SheetColumn, str]]
    ) -> bool:
        """“Perempuan” or “Singapura” below a first line that names the kabupaten for all of them."""
        of_parts = ("subgroup", "destination", _DESKS, *([_CONCEPTS] if self._sets_targets(told) else ()))
        apart = [column for column, what in told if what in of_parts]
        return bool(names and apart) and (
            all(self.grid.cell(index, column.index) is None for column in names)
            and any(isinstance(self.grid.cell(index, column.index), str) for column in apart)
        )

    def _sets_targets(self, told: Sequence[tuple[SheetColumn, str]]) -> bool:
        """“Target” and “Realisasi” as lines of each kabupaten, which stands once."""
        if self.context.kind is not ImportKind.PLACEMENTS:
            return False
        texts = {key(c) for column, _ in told for c in self.table.cells(column) if isinstance(c, str)}
        return "target" in texts and any(map(REALISED.fullmatch, texts))

    def tell_apart(self, row: Row, told: Sequence[tuple[SheetColumn, str]]) -> None:
        if row.is_total:
            row.subgroup = next((name for name in self._parts_named(row.row, told) if name), "")
            return
        for column, what in told:
            cell = self.grid.cell(row.row, column.index)
            if what in (_DESKS, _BESIDE):
                tell = self._tell_desk if what == _DESKS else self._tell_beside
                tell(row, column, str(cell or ""))
                continue
            if not isinstance(cell, str) or (is_headed_as_remarks(column) and _LEFT_ASIDE.search(key(cell))):
                continue
            if what == "destination":
                row.destination = row.destination or self.context.reference.country(cell)
                if names_the_rest(key(cell)):
                    row.subgroup = combined(row.subgroup, OTHER_COUNTRIES)
            elif what == "subgroup":
                row.subgroup = combined(row.subgroup, self.subgroup(cell))
            else:
                of_shares = self._is_of_shares(row.row)
                row.concept = row.concept or (None if of_shares else series_of(cell, self.context.kind))
                self.last_series = row.concept
                countries = countries_of_titles((cell,), self.context) if row.concept is not None else set()
                row.destination = row.destination or (countries.pop() if len(countries) == 1 else "")
                self._tell_narrowed(row, column, cell)
            if what == _CONCEPTS:
                self._take_part(row, self.subgroup(cell))
            if why := self._why_left_out(row, what, cell):
                row.place = PlaceRead(Sort.ELSEWHERE)
                at = self.grid.address(row.row, column.index)
                says = f"{why}; barisnya tidak dibaca."
                self.reading.doubt("other-concept", self.sheet, at, says, (), True)
                return

    def _take_part(self, row: Row, part: str) -> None:
        """“Korban TPPO perempuan” is a part of its own series, “a. Laki-laki” of that of the line above."""
        if row.concept is not None:
            self.series_above = row.concept if not part else self.series_above
        elif part and self.series_above is not None:
            row.concept = self.series_above
        if row.concept is not None:
            row.subgroup = combined(row.subgroup, part)

    def _why_left_out(self, row: Row, what: str, text: str) -> str:
        """Of a line that counts nothing of this kind, or some of what has no parts; empty of all others."""
        if row.concept is None:
            return "Baris ini menghitung hal yang tidak dikenali" if what == _CONCEPTS else ""
        if what == _CONCEPTS and row.concept in REPORTS and self.subgroup(text):
            return f"“{self.vocabulary.shown(text)}” hanya sebagian laporan"  # which are of no sex and no age
        is_target = self.context.kind is ImportKind.PLACEMENTS and row.concept is TARGET
        is_own = row.concept in SERIES[self.context.kind] or is_target
        return "" if is_own else f"Baris ini menyebut {row.concept.label}"

    def _tell_narrowed(self, row: Row, column: SheetColumn, text: str) -> None:
        reference = self.context.reference
        is_part = narrowed_by(text, reference) or counts_what_nobody_knows(text, reference)
        if row.concept is None or row.destination or not is_part:
            return
        says = (
            f"“{self.vocabulary.shown(text)}” mungkin hanya sebagian {row.concept.label}; dibaca sebagai "
            "semuanya. Periksa."
        )
        self.reading.doubt("note-of-a-part", self.sheet, self.grid.address(row.row, column.index), says)

    def _tell_beside(self, row: Row, column: SheetColumn, text: str) -> None:
        """“Meninggal karena sakit” beside those whose remains came home: read as the table says, and told."""
        own = {each.concept for each in self.table.having(ColumnRole.VALUE)}
        series = series_of(text, self.context.kind)
        is_cause = series is SICK and self.context.kind is ImportKind.DEATHS
        is_another = series is not None and series not in own and not is_cause
        if is_another or self.subgroup(text) or self.context.reference.country(text):
            says = (
                f"“{self.vocabulary.shown(text)}” di samping angka ini: mungkin hanya sebagian, atau "
                "menghitung hal lain. Dibaca seperti judul dan kepala kolomnya."
            )
            at = self.grid.address(row.row, column.index)
            self.reading.doubt("note-of-a-part", self.sheet, at, says)

    def _tell_desk(self, row: Row, column: SheetColumn, text: str) -> None:
        row.desk = row.desk or desk_in(text)
        if not row.desk:
            row.place = PlaceRead(Sort.ELSEWHERE)
            says = "Baris ini bukan meja layanan yang dikenal; barisnya tidak dibaca."
            at = self.grid.address(row.row, column.index)
            self.reading.doubt("other-concept", self.sheet, at, says, (), True)

    def _is_of_shares(self, index: int) -> bool:
        """“persen” below “Satuan”."""
        cells = (self.grid.cell(index, c.index) for c in self.table.columns if OF_UNITS.match(c.lowest))
        return any(isinstance(cell, str) and is_unit_of_shares(cell) for cell in cells)
