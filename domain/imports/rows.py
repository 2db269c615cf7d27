"""The rows of a table of counts: which place and time each names, which are totals, what their cells hold."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile

from domain.figures.wholes import OTHER_COUNTRIES
from domain.imports import identity
from domain.imports.cells import CountRead, read_count
from domain.imports.choices import DESKS
from domain.imports.columns import OFFICES, is_month_number
from domain.imports.concepts import SERIES, TARGET, Concept
from domain.imports.context import Context, places_to_choose, table_region
from domain.imports.counted import is_no_series, is_unit_of_shares
from domain.imports.grid import Table, has_figures_below, is_carried, is_signature, is_total_label
from domain.imports.group_heads import GroupHeads, head_of
from domain.imports.headings import (
    ColumnRole,
    SheetColumn,
    combined,
    concept_of,
    is_both_sexes,
    names_the_rest,
    names_where_from,
    subgroup_of,
)
from domain.imports.kinds import ImportKind
from domain.imports.periods import TitlePeriod, read_period
from domain.imports.places import CodeSystem, PlaceRead, Sort, which_system
from domain.imports.quality import CellState, FileReading, ImportQuestion, Option
from domain.imports.roles import BESIDE_THE_DATA, GivenRole, given_to, row_key
from domain.imports.separators import Separators
from domain.imports.sheet import Cell, Mark, is_number
from domain.imports.totals import is_sum_of_neighbours
from domain.imports.words import key
from domain.places.regions import PROVINCE, RegionLevel

_ORDER = {
    None: 0,
    RegionLevel.PROVINCE: -1,
    RegionLevel.REGENCY: 1,
    RegionLevel.DISTRICT: 2,
    RegionLevel.VILLAGE: 3,
}
_REPEATED_AFTER = 2
_MOST_SUMMED = 5_000
"""Rows of which some are looked at as sums of others."""
_CAUSE = re.compile(r"\b(?:penyebab|sebab|akibat)\b")
OF_UNITS = re.compile(r"^(?:satuan|unit)$")
"""What is counted in, persons or coffins: its words name no series."""
_CONCEPTS = "concepts"
"""A column in which most rows name what they count: the others count something else."""
_DERIVED_ROW = re.compile(
    r"^(?:rata rata|rerata|rataan|maksimum|maks|max|minimum|min|median|persentase|persen|proporsi)\b"
)
"""Rows that say something of the others and count nobody."""
_WORDS_OF_NOTES = ("text-in-value", "percent")
"""What a line that names no place holds in the place of figures is a note."""
_SYSTEMS = {
    "bps": CodeSystem.BPS,
    "kemendagri": CodeSystem.KEMENDAGRI,
    "permendagri": CodeSystem.KEMENDAGRI,
    "kepmendagri": CodeSystem.KEMENDAGRI,
}
"""“Kode BPS” as the heading says which system it is."""
_PART_HEAD = re.compile(r"\b(?:triwulan|tw|kuartal|semester)\b")
"""Heads of columns whose cells say only which: “I”, “2”, “III/2026”."""
_MONTHS_BELOW = re.compile(r"\b(?:bulan|bln|month)\b")
_IS_NUMBER = re.compile(r"(?:[ivx]{1,4}|[a-z]|\d{1,3})[.)]?", re.IGNORECASE)
"""“A.” or “II” beside the words of a head."""
_EXAMPLE = re.compile(r"\s*(?:contoh|misal|misalnya)(?: pengisian| isian)?\s*(?::.*)?", re.IGNORECASE)
_REMARKS = re.compile(r"^(?:keterangan|ket|catatan|remarks?|notes?)\b")
_LEFT_ASIDE = re.compile(r"\b(?:(?:tidak|belum|tdk|blm) termasuk|di luar|selain)\b")
"""“Belum termasuk P3MI” beside a figure names what it does not count."""


@dataclass
class Row:
    row: int
    place: PlaceRead
    label: str
    at: str
    """The address of the cell that names the place."""
    period: TitlePeriod | None = None
    destination: str = ""
    desk: str = ""
    subgroup: str = ""
    concept: Concept | None = None
    """The series that the row itself names, where one column says it of each row."""
    is_total: bool = False
    of_place: bool = False
    """A total of the lines of one kabupaten above it."""
    is_undated: bool = False
    """The cell of its time cannot be read: it has none, not even the title's."""
    counts: dict[int, CountRead] = field(default_factory=dict)

    @property
    def region(self) -> str:
        if self.place.sort in (Sort.OUTSIDE, Sort.UNKNOWN):
            return self.place.sort.value
        return self.place.code


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


class RowFinder:
    """Reads the rows of one table; the places it doubts go into the reading."""

    def __init__(
        self, table: Table, context: Context, reading: FileReading, legend: Mapping[CellState, CellState]
    ) -> None:
        self.table, self.context, self.reading, self.legend = table, context, reading, legend
        self.grid, self.sheet = table.grid, table.sheet
        self.gazetteer = context.reference.gazetteer
        self.system: CodeSystem | None = None
        self.series_above: Concept | None = None
        """What the last line of a list of series counted: “a. Laki-laki” below it is a part of that."""
        self.last_series: Concept | None = None
        """What the line above counted, be it a part or all of it."""
        self.spread = {first for first, last in self.grid.sheet.merged if first != last}

    def _size(self) -> int:
        return len(self.table.body) * max(1, len(self.table.having(ColumnRole.VALUE)))

    def _sheet_shown(self) -> str:
        return f"“{self.context.reference.vocabulary.shown(self.sheet)}”"

    def knows_codes(self) -> bool:
        """Which system the codes belong to: the names beside them, an answer, or a question."""
        codes = self.table.having(ColumnRole.CODE)
        if not codes:
            return True
        answer = self.context.answers.get("code-system")
        if answer in set(CodeSystem):
            self.system = CodeSystem(answer)
            return True
        if named := next(
            (system for word, system in _SYSTEMS.items() if word in codes[0].words.split()), None
        ):
            self.system = named
            return True
        matches = {system: self._matches(codes[0], system) for system in CodeSystem}
        if any(matches.values()):
            self.system = max(matches, key=lambda system: matches[system])
            if matches[CodeSystem.BPS] != matches[CodeSystem.KEMENDAGRI]:
                name = "BPS" if self.system is CodeSystem.BPS else "Kemendagri"
                self.reading.understand(
                    "code-system",
                    self.sheet,
                    f"Kode dibaca sebagai kode {name}: cocok dengan {matches[self.system]} nama di "
                    f"sampingnya.",
                )
            return True
        cells = [cell for cell in self.table.cells(codes[0]) if cell is not None]
        if not any(self.gazetteer.depends_on_system(cell) for cell in cells) or self._names_settle(codes[0]):
            self.system = CodeSystem.KEMENDAGRI
            return True
        self.reading.ask(which_system(len(cells) * len(self.table.having(ColumnRole.VALUE))))
        return False

    def _matches(self, codes: SheetColumn, system: CodeSystem) -> int:
        names = self.table.having(ColumnRole.REGION)
        return sum(
            self.gazetteer.depends_on_system(cell)
            and self.gazetteer.read_code(cell, system).code == self._by_names(row, names).code != ""
            for row in self.table.body
            if (cell := self.grid.cell(row, codes.index)) is not None
        )

    def _names_settle(self, codes: SheetColumn) -> bool:
        names = self.table.having(ColumnRole.REGION)
        return bool(names) and all(
            self._by_names(row, names).sort is Sort.FOUND
            for row in self.table.body
            if self.gazetteer.is_code(self.grid.cell(row, codes.index))
        )

    def _by_names(self, row: int, names: Sequence[SheetColumn], within: str = "") -> PlaceRead:
        """The narrowest place that the columns of names give together."""
        found = PlaceRead(Sort.UNRESOLVED)
        for column in sorted(names, key=lambda c: _ORDER[c.level]):
            cell = self.grid.cell(row, column.index)
            if cell is None:
                continue
            each = self.gazetteer.read(cell, within, column.level)
            if each.sort is Sort.FOUND:
                within = each.code
            found = each
        return found

    def rows(self) -> list[Row]:
        names = self.table.having(ColumnRole.REGION)
        codes = self.table.having(ColumnRole.CODE)
        periods = self.table.having(ColumnRole.ROW_PERIOD)
        whole = "" if names or codes else self._whole_region()
        if not (names or codes or whole):
            self._ask_region()
            return []
        groups = self._groups(names)
        mixed = len(names) == 1 and self._is_mixed(names[0])
        title_region = (
            table_region(self.table.titles, self.sheet, self.context) if names and not groups else ""
        )
        within = title_region if _only_narrow(names) else ""
        carried: dict[int, Cell] = {}
        first = names[-1] if names else codes[0] if codes else self.table.columns[0]
        shape = _Shape(names, periods, self._telling_rows_apart(), first, carried, bool(whole))
        below = details_below_places(self.table, self.context, names)
        grouped = self._times_of_groups(periods)
        rows: list[Row] = []
        above: PlaceRead | None = None
        heads = GroupHeads()
        for index in self.table.body:
            if not below:
                self._take_head(index, heads, first)
            if self._is_repeated_header(index) or self._is_example(index, first):
                continue
            label = self.table.label(index)
            self._carry(index, groups, carried)
            self._carry_times(index, grouped, carried)
            place = (
                self._of_title(index, whole) if whole else self._place(index, names, codes, within, carried)
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
            self._put_below(row, heads)
            rows.append(row)
        if whole:
            self._leave_parts_open(rows)
        self._mark_unlabelled_totals(rows)
        self._mark_province_totals(rows)
        self._put_below_sums(rows)
        return self._as_given(rows)

    def _row(
        self, index: int, place: PlaceRead, above: PlaceRead | None, shape: "_Shape", *, detail: bool
    ) -> Row | None:
        """What a line says, or None where it holds no figures or speaks only of others."""
        label = self.table.label(index)
        values = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        counts = {c.index: self._count(index, c) for c in values}
        if all(
            count.state is CellState.BLANK
            or (count.rule in _WORDS_OF_NOTES and not self._is_in_data(index, place))
            for count in counts.values()
        ):
            return None
        if is_signature(label) or (place.sort is not Sort.FOUND and _DERIVED_ROW.match(key(label))):
            return None
        period = self._row_period(index, shape.periods, shape.carried)
        period = period or (read_period(label) if detail else None)
        of_place = self._totals_its_place(index, shape.told)
        total = of_place or self._is_total(index, label, place, shape.periods, period)
        total = total and not self._counts_a_series(index, shape.told)
        if of_place and above is not None and place.sort is Sort.UNRESOLVED:
            place = above
        if not total and above is not None and self._belongs_above(index, shape.names, shape.told):
            place = above
        country = self._destination(index)
        if country is None and not total:
            place = PlaceRead(Sort.UNRESOLVED)
        desk = self._desk(label) if shape.of_title else ""
        at = self.grid.address(index, shape.first.index)
        row = Row(index, place, label, at, period, country or "", desk, is_total=total, counts=counts)
        row.of_place = of_place and place.sort is Sort.FOUND
        row.is_undated = not total and period is None and self._says_another_time(index, shape.periods)
        self._tell_apart(row, shape.told)
        if detail and not total:
            row.concept = row.concept or concept_of([label], self.context.kind)
            row.subgroup = row.subgroup or self._subgroup(label)
            row.destination = row.destination or self.context.reference.country(label)
        return row

    def _of_title(self, index: int, whole: str) -> PlaceRead:
        """The place of the title, but of a Polres under “Kesatuan”: that is no province's."""
        offices = [column for column in self.table.columns if OFFICES.search(column.lowest)]
        is_office = any(isinstance(self.grid.cell(index, column.index), str) for column in offices)
        return PlaceRead(Sort.UNRESOLVED) if is_office and whole == PROVINCE else PlaceRead(Sort.FOUND, whole)

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
        return next((code for code, pattern in DESKS if pattern.search(key(label))), "")

    def _destination(self, index: int) -> str | None:
        """The country of a row in a table of countries; None where it names one that nobody knows."""
        columns = self.table.having(ColumnRole.ROW_DESTINATION)
        if not columns:
            return ""
        cell = self.grid.cell(index, columns[0].index)
        return self.context.reference.country(cell) or None if isinstance(cell, str) else None

    def _telling_rows_apart(self) -> list[tuple[SheetColumn, str]]:
        """Of a list with one figure a line: columns of words that say whom or what each line counts."""
        found = []
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY):
            if OF_UNITS.match(column.lowest):
                continue
            texts = [cell for cell in self.table.cells(column) if isinstance(cell, str) and len(cell) <= 60]
            readers: dict[str, Callable[[str], object]] = {
                "destination": self.context.reference.country,
                "subgroup": self._subgroup,
                "concept": lambda text: _series_of(text, self.context.kind),
            }
            remarks = bool(_REMARKS.match(column.lowest))
            if remarks:
                texts = [text for text in texts if not _LEFT_ASIDE.search(key(text))]
            for what, read in readers.items():
                meant = [text for text in texts[:400] if not (is_total_label(text) or is_both_sexes(text))]
                if what == "concept":
                    meant = [text for text in texts[:400] if not _adds_up(text, self.context.kind)]
                if what == "destination":
                    meant = [text for text in meant if not names_the_rest(key(text))]
                said = sum(bool(read(text)) for text in meant)
                if what == "concept" and _CAUSE.search(column.words):
                    continue  # “Sakit” below “Penyebab” says why somebody died, and counts no sick
                if what == "concept":
                    meant = [text for text in meant if read(text) or not self._subgroup(text)]
                    meant = [text for text in meant if not is_no_series(text, self.context.kind)]
                if said and (said >= 0.8 * len(meant) or what == "concept"):
                    # A remark beside a line or two says nothing of the lines that have none.
                    is_list = what == "concept" and said >= 0.5 * (
                        len(self.table.body) if remarks else len(meant)
                    )
                    found.append((column, _CONCEPTS if is_list else what))
                    break
        return found

    def _subgroup(self, text: str) -> str:
        return subgroup_of(text, self.context.kind)

    def _totals_its_place(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> bool:
        """“Jumlah” below “Laki-laki” and “Perempuan” of one kabupaten."""
        kinds = ("subgroup", "destination")
        cells = (self.grid.cell(index, column.index) for column, what in told if what in kinds)
        return any(isinstance(cell, str) and (is_total_label(cell) or is_both_sexes(cell)) for cell in cells)

    def _counts_a_series(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> bool:
        """“Jumlah kasus TPPO” in a list of series is one of them; below lines of it, it is their sum."""
        cells = [self.grid.cell(index, column.index) for column, what in told if what == _CONCEPTS]
        texts = [cell for cell in cells if isinstance(cell, str) and not _adds_up(cell, self.context.kind)]
        return any(concept_of([text], self.context.kind) is not self.last_series for text in texts)

    def _parts_named(self, index: int, told: Sequence[tuple[SheetColumn, str]]) -> list[str]:
        cells = [self.grid.cell(index, column.index) for column, what in told if what == "subgroup"]
        return [self._subgroup(cell) for cell in cells if isinstance(cell, str)]

    def _belongs_above(
        self, index: int, names: Sequence[SheetColumn], told: Sequence[tuple[SheetColumn, str]]
    ) -> bool:
        """“Perempuan” or “Singapura” below a first line that names the kabupaten for all of them."""
        of_parts = ("subgroup", "destination", *([_CONCEPTS] if self._sets_targets(told) else ()))
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
        return "target" in texts and any(map(_REALISED.fullmatch, texts))

    def _tell_apart(self, row: Row, told: Sequence[tuple[SheetColumn, str]]) -> None:
        if row.is_total:
            row.subgroup = next((name for name in self._parts_named(row.row, told) if name), "")
            return
        for column, what in told:
            cell = self.grid.cell(row.row, column.index)
            if not isinstance(cell, str) or (_REMARKS.match(column.lowest) and _LEFT_ASIDE.search(key(cell))):
                continue
            if what == "destination":
                row.destination = row.destination or self.context.reference.country(cell)
                if names_the_rest(key(cell)):
                    row.subgroup = combined(row.subgroup, OTHER_COUNTRIES)
            elif what == "subgroup":
                row.subgroup = combined(row.subgroup, self._subgroup(cell))
            else:
                of_shares = self._is_of_shares(row.row)
                row.concept = row.concept or (None if of_shares else _series_of(cell, self.context.kind))
                self.last_series = row.concept
            if what == _CONCEPTS and row.concept is not None:
                self.series_above = row.concept if not self._subgroup(cell) else self.series_above
            elif what == _CONCEPTS and (part := self._subgroup(cell)) and self.series_above is not None:
                row.concept, row.subgroup = self.series_above, combined(row.subgroup, part)
            if what == _CONCEPTS and row.concept is None:
                row.place = PlaceRead(Sort.ELSEWHERE)
                says = "Baris ini menyebut hal lain daripada deret yang dikenal; barisnya tidak dibaca."
                at = self.grid.address(row.row, column.index)
                self.reading.doubt("other-concept", self.sheet, at, says, (), True)
                return
            is_target = self.context.kind is ImportKind.PLACEMENTS and row.concept is TARGET
            if row.concept is not None and row.concept not in SERIES[self.context.kind] and not is_target:
                row.place = PlaceRead(Sort.ELSEWHERE)
                self.reading.doubt(
                    "other-concept",
                    self.sheet,
                    self.grid.address(row.row, column.index),
                    f"Baris ini menyebut {row.concept.label}; barisnya tidak dibaca.",
                    (),
                    True,
                )
                return

    def _is_of_shares(self, index: int) -> bool:
        """“persen” below “Satuan”."""
        cells = (self.grid.cell(index, c.index) for c in self.table.columns if OF_UNITS.match(c.lowest))
        return any(isinstance(cell, str) and is_unit_of_shares(cell) for cell in cells)

    def _is_in_data(self, index: int, place: PlaceRead) -> bool:
        return place.sort in (Sort.FOUND, Sort.AMBIGUOUS, Sort.OUTSIDE, Sort.UNKNOWN, Sort.REST)

    def _ask_region(self) -> None:
        places = places_to_choose(self.table.titles, self.sheet, self.context)
        shown = self._sheet_shown()
        self.reading.ask(
            ImportQuestion(
                "region",
                f"Lembar {shown} tidak menyebut satu wilayah yang jelas. Angkanya untuk wilayah mana?",
                tuple(Option(code, self.gazetteer.name(code)) for code in places),
                self._size(),
            )
        )

    def _whole_region(self) -> str:
        heads = [text for c in self.table.columns for text in c.strings if names_where_from(text)]
        return table_region([*self.table.titles, *heads], self.sheet, self.context)

    def _groups(self, names: Sequence[SheetColumn]) -> list[SheetColumn]:
        """Columns of wider places beside narrower ones: their value stands only in a group's first row."""
        if len(names) < 2:
            return []
        narrowest = max(names, key=lambda c: _ORDER[c.level])
        return [column for column in names if column is not narrowest]

    def _carry(self, index: int, groups: Sequence[SheetColumn], carried: dict[int, Cell]) -> None:
        for column in groups:
            cell = self.grid.cell(index, column.index)
            if cell is not None:
                carried[column.index] = cell

    def _is_mixed(self, column: SheetColumn) -> bool:
        levels = {
            found.code.count(".")
            for cell in self.table.cells(column)
            if isinstance(cell, str) and (found := self.gazetteer.read(cell)).sort is Sort.FOUND
        }
        return len(levels - {0}) > 1

    def _place(
        self,
        index: int,
        names: Sequence[SheetColumn],
        codes: Sequence[SheetColumn],
        within: str,
        carried: dict[int, Cell],
    ) -> PlaceRead:
        found = PlaceRead(Sort.UNRESOLVED)
        for column in sorted(names, key=lambda c: _ORDER[c.level]):
            cell = self.grid.cell(index, column.index)
            if cell is None:
                cell = carried.get(column.index)
            if cell is None:
                continue
            each = self.gazetteer.read(cell, within, column.level)
            if each.sort is Sort.FOUND:
                within = each.code
            found = each
        if not codes or self.system is None:
            return found
        code = self.gazetteer.read_code(self.grid.cell(index, codes[0].index), self.system)
        return self._together(index, found, code, codes[0], bool(names))

    def _together(
        self, index: int, name: PlaceRead, code: PlaceRead, column: SheetColumn, named: bool
    ) -> PlaceRead:
        at = self.grid.address(index, column.index)
        if code.sort is not Sort.FOUND:
            return name
        if name.sort is Sort.FOUND and name.code != code.code:
            self.reading.doubt(
                "place-code-differs",
                self.sheet,
                at,
                f"Kode menunjuk {self.gazetteer.name(code.code)}, nama di sampingnya "
                f"{self.gazetteer.name(name.code)}.",
                (name.code, code.code),
                True,
            )
            return PlaceRead(Sort.AMBIGUOUS, candidates=(name.code, code.code), by_code=True)
        if name.sort is Sort.AMBIGUOUS and code.code not in name.candidates:
            return name
        if code.lost_zero and name.sort is not Sort.FOUND:
            self.reading.doubt(
                "code-lost-zero",
                self.sheet,
                at,
                f"Kode kehilangan nol di belakang; dibaca {code.code} {self.gazetteer.name(code.code)}.",
                (code.code,),
            )
        return code if name.sort in (Sort.FOUND, Sort.AMBIGUOUS) or not named else self._only_code(name, code)

    @staticmethod
    def _only_code(name: PlaceRead, code: PlaceRead) -> PlaceRead:
        return code if name.sort is Sort.UNRESOLVED else name

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

    def _take_head(self, index: int, heads: GroupHeads, first: SheetColumn) -> None:
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
        heads.take(head)
        at = self.grid.address(index, own[0][0])
        if head.is_derived or head.is_foreign(self.context.kind):
            what = head.concept.label if head.concept is not None else "persentase, rasio, atau selisih"
            says = f"Baris-baris di bawahnya menghitung {what}; tidak dibaca."
            self.reading.doubt("other-concept", self.sheet, at, says, (), True)
        if head.is_undated and has_figures_below(self.table, index):
            says = "Waktu di baris ini bukan bulan atau tahun penuh; baris di bawahnya tidak dibaca."
            self.reading.doubt("period-unknown", self.sheet, at, says, (), True)

    def _put_below(self, row: Row, heads: GroupHeads) -> None:
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

    def _times_of_groups(self, periods: Sequence[SheetColumn]) -> list[SheetColumn]:
        """Columns that write a year or a month only where it changes: it is that of the lines below, too."""
        found = []
        for column in periods:
            cells = self.table.cells(column)[:400]
            written = [cell for cell in cells if read_period(cell) is not None or is_month_number(cell)]
            changes = all(str(one) != str(other) for one, other in pairwise(written))
            if written and cells[0] is written[0] and None in cells and changes:
                found.append(column)
        return found

    def _carry_times(self, index: int, grouped: Sequence[SheetColumn], carried: dict[int, Cell]) -> None:
        for column in grouped:
            cell = self.grid.cell(index, column.index)
            if cell is None:
                continue
            carried[column.index] = cell
            for narrower in grouped:
                if narrower.index > column.index:
                    # A new year begins without a month until one is written.
                    carried.pop(narrower.index, None)

    def _row_period(
        self, index: int, columns: Sequence[SheetColumn], carried: Mapping[int, Cell]
    ) -> TitlePeriod | None:
        found: TitlePeriod | None = None
        for column in columns:
            cell = self.grid.cell(index, column.index)
            cell = carried.get(column.index) if cell is None else cell
            part = _PART_HEAD.search(column.words)
            each = (read_period(f"{part[0]} {cell}") if part and cell is not None else None) or read_period(
                cell
            )
            if each is None and is_month_number(cell) and _MONTHS_BELOW.search(column.words):
                assert isinstance(cell, int | str)
                each = TitlePeriod(None, None, int(cell), int(cell))
            if each is not None:
                found = each if found is None else found.within(each).within(found)
        return found

    def _says_another_time(self, index: int, columns: Sequence[SheetColumn]) -> bool:
        """“Febuari” or “s.d. 2022” below “Bulan” or “Tahun”."""
        cells = (self.grid.cell(index, column.index) for column in columns)
        return any(isinstance(cell, str) and key(cell) for cell in cells)

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
            if any(is_total_label(text) or self._names_the_whole(text) for text in texts):
                return True
        return bool(periods) and period is None and place.sort is Sort.FOUND and is_total_label(label)

    def _names_the_whole(self, text: str) -> bool:
        found = self.gazetteer.read(text)
        return found.sort is Sort.WHOLE or found.code == PROVINCE

    def _mark_unlabelled_totals(self, rows: list[Row]) -> None:
        """A row without a place that adds up its neighbours is their total, even where the label is lost."""
        if len(rows) > _MOST_SUMMED:
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

    def _put_below_sums(self, rows: list[Row]) -> None:
        """“Januari” or “Perempuan” with the sum of the lines below it says so of them, too."""
        columns = [c.index for c in self.table.having(ColumnRole.VALUE)]
        for place, row in enumerate(rows if len(rows) <= _MOST_SUMMED else ()):
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
                self._put_below(each, heads)

    @staticmethod
    def _mark_province_totals(rows: list[Row]) -> None:
        if any(row.region.count(".") == 1 for row in rows if row.place.sort is Sort.FOUND):
            for row in rows:
                row.is_total = row.is_total or row.region == PROVINCE

    @cached_property
    def _separators(self) -> Separators:
        """Of all figures: months beside each other are of one hand."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        return Separators.of(cell for column in columns for cell in self.table.cells(column))

    def _count(self, row: int, column: SheetColumn) -> CountRead:
        grid = self.grid
        cell = grid.cell(row, column.index)
        found = identity.cell_kind(cell)
        if found:
            return CountRead(CellState.DOUBTFUL, None, "identity", (), True)
        if grid.marked(Mark.STRUCK, row, column.index):
            return CountRead(CellState.STRUCK, None, "struck-out", _as_candidate(cell), True)
        if grid.marked(Mark.UNVALUED, row, column.index) and cell is None:
            return CountRead(CellState.FORMULA, None, "formula-without-value", (), True)
        if grid.marked(Mark.ERROR, row, column.index):
            return CountRead(CellState.ERROR, None, "error-value", (), True)
        count = self._separators.checked(cell, read_count(cell, self.legend))
        if count.value is not None and self.spread and grid.place(row, column.index) in self.spread:
            return CountRead(CellState.DOUBTFUL, None, "merged-value", of_count(count), True)
        if count.state is CellState.ERROR:
            return CountRead(CellState.ERROR, None, "error-value", (), True)
        if count.value is not None and grid.marked(Mark.STALE, row, column.index):
            return CountRead(CellState.DOUBTFUL, None, "formula-uncalculated", ("0",), True)
        if count.value and not isinstance(cell, str) and grid.marked(Mark.PERCENT, row, column.index):
            return CountRead(CellState.DOUBTFUL, None, "percent-format", of_count(count), True)
        return count


def rows_name_series(table: Table, context: Context) -> bool:
    """Whether the rows say themselves what they count, in a column of their own or below each place."""
    open_roles = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY)
    columns = [c for c in table.having(*open_roles) if not OF_UNITS.match(c.lowest)]
    if any(
        _name_series([cell for cell in table.cells(column) if isinstance(cell, str)], context)
        for column in columns
    ):
        return True
    if _heads_name_series(table, context):
        return True
    names = table.having(ColumnRole.REGION)
    return details_below_places(table, context, names) and _name_series(
        [
            cell
            for column in names
            for cell in table.cells(column)
            if isinstance(cell, str) and context.reference.gazetteer.read(cell).sort is Sort.UNRESOLVED
        ],
        context,
    )


def _heads_name_series(table: Table, context: Context) -> bool:
    """“A. Meninggal dunia” and “B. Jenazah dipulangkan”, each alone above lines of its own."""
    filled = ([cell for cell in table.grid.rows[row] if cell is not None] for row in table.body)
    alone = (cells[0] for cells in filled if cells and len(set(map(str, cells))) == 1)
    heads = (head_of(cell, context) for cell in alone)
    return sum(head is not None and head.concept in SERIES[context.kind] for head in heads) > 1


def _adds_up(text: str, kind: ImportKind) -> bool:
    """“Jumlah” below other lines; “Jumlah kasus TPPO” may be a series of its own where several are listed."""
    if kind is not ImportKind.FIGURES:
        return is_total_label(text)
    return is_total_label(text) and concept_of([text], kind) not in SERIES[kind]


def _series_of(text: str, kind: ImportKind) -> Concept | None:
    """The series that a line names; none where it says a share of it, what it costs, or what is to be."""
    if kind is ImportKind.PLACEMENTS and _REALISED.fullmatch(key(text)):
        return SERIES[kind][0]
    return None if is_no_series(text, kind) else concept_of([text], kind)


_REALISED = re.compile(r"(?:jumlah )?realisasi(?:nya)?")
"""Beside “Target”, in a line of its own: what the title counts."""


def _name_series(texts: Sequence[str], context: Context) -> bool:
    """As where rows are told apart: of most it is known, and the others are put off."""
    meant = [text for text in texts if len(text) <= 60 and not _adds_up(text, context.kind)][:400]
    meant = [text for text in meant if not subgroup_of(text, context.kind)]
    meant = [text for text in meant if not is_no_series(text, context.kind)]
    found = [concept_of([text], context.kind) for text in meant]
    own = [each for each in found if each in SERIES[context.kind]]
    return len(own) >= 2 and len(own) >= 0.5 * len(meant)


def details_below_places(table: Table, context: Context, names: Sequence[SheetColumn]) -> bool:
    """Kabupaten that head a few lines each, in one column with them: what is counted, of whom, or when."""
    if len(names) != 1:
        return False
    cells = [(row, table.grid.cell(row, names[0].index)) for row in table.body[:400]]
    texts = [(row, cell) for row, cell in cells if isinstance(cell, str) and not is_total_label(cell)]
    places = [row for row, cell in texts if context.reference.gazetteer.read(cell).sort is Sort.FOUND]
    details = [cell for _, cell in texts if context.reference.gazetteer.read(cell).sort is Sort.UNRESOLVED]
    if not places or len(details) < max(2, 1.5 * len(places)) or texts[0][0] != places[0]:
        return False
    said = sum(_is_detail(cell, context) for cell in details)
    return said == len(details)


def _is_detail(text: str, context: Context) -> bool:
    return bool(
        concept_of([text], context.kind)
        or subgroup_of(text, context.kind)
        or read_period(text)
        or context.reference.country(text)
    )


def _only_narrow(names: Sequence[SheetColumn]) -> bool:
    """Only kecamatan or desa are listed: the kabupaten stands in the title."""
    return bool(names) and all(
        column.level in (RegionLevel.DISTRICT, RegionLevel.VILLAGE) for column in names
    )


def _as_candidate(cell: Cell) -> tuple[str, ...]:
    return (str(cell),) if is_number(cell) else ()


def of_count(count: CountRead) -> tuple[str, ...]:
    return (f"{count.value:g}",) if count.value is not None else count.candidates
