"""The place that a row of a table of counts names: by columns of names, by codes, or in its title."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from domain.imports.columns import OFFICES
from domain.imports.context import table_region, which_region
from domain.imports.grid import is_figure
from domain.imports.headings import ColumnRole, SheetColumn, names_where_from
from domain.imports.places import CodeSystem, PlaceRead, Sort, which_system
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.sheet import Cell
from domain.places.regions import PROVINCE, RegionLevel

_ORDER = {
    None: 0,
    RegionLevel.PROVINCE: -1,
    RegionLevel.REGENCY: 1,
    RegionLevel.DISTRICT: 2,
    RegionLevel.VILLAGE: 3,
}
_SYSTEMS = {
    "bps": CodeSystem.BPS,
    "kemendagri": CodeSystem.KEMENDAGRI,
    "permendagri": CodeSystem.KEMENDAGRI,
    "kepmendagri": CodeSystem.KEMENDAGRI,
}
"""“Kode BPS” as the heading says which system it is."""


class RowPlaces(SeriesPart):
    """Reads places of rows; what is doubtful about them goes into the reading."""

    def __init__(self, series: SeriesTable) -> None:
        super().__init__(series)
        self.system: CodeSystem | None = None

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

    def _by_names(
        self,
        row: int,
        names: Sequence[SheetColumn],
        within: str = "",
        carried: Mapping[int, Cell] = MappingProxyType({}),
    ) -> PlaceRead:
        """The narrowest place that the columns of names give together."""
        found = PlaceRead(Sort.UNRESOLVED)
        for column in sorted(names, key=lambda c: _ORDER[c.level]):
            cell = self.grid.cell(row, column.index)
            if cell is None:
                cell = carried.get(column.index)
            if cell is None:
                continue
            each = self.gazetteer.read(cell, within, column.level)
            if each.sort is Sort.FOUND:
                within = each.code
            found = each
        return found

    def place(
        self,
        index: int,
        names: Sequence[SheetColumn],
        codes: Sequence[SheetColumn],
        within: str,
        carried: Mapping[int, Cell],
    ) -> PlaceRead:
        found = self._by_names(index, names, within, carried)
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

    def of_title(self, index: int, whole: str) -> PlaceRead:
        """The place of the title, but of a Polres under “Kesatuan”: that is no province's."""
        offices = [column for column in self.table.columns if OFFICES.search(column.lowest)]
        cells = [self.grid.cell(index, column.index) for column in offices]
        is_office = any(isinstance(cell, str) and not is_figure(cell) for cell in cells)
        return PlaceRead(Sort.UNRESOLVED) if is_office and whole == PROVINCE else PlaceRead(Sort.FOUND, whole)

    def destination(self, index: int) -> str | None:
        """The country of a row in a table of countries; None where it names one that nobody knows."""
        columns = self.table.having(ColumnRole.ROW_DESTINATION)
        if not columns:
            return ""
        cell = self.grid.cell(index, columns[0].index)
        return self.context.reference.country(cell) or None if isinstance(cell, str) else None

    def names_the_whole(self, text: str) -> bool:
        found = self.gazetteer.read(text)
        return found.sort is Sort.WHOLE or found.code == PROVINCE

    def ask_region(self) -> None:
        self.reading.ask(which_region(self.table.titles, self.sheet, self.context, self.series.size()))

    def whole_region(self) -> str:
        heads = [text for c in self.table.columns for text in c.strings if names_where_from(text)]
        return table_region([*self.table.titles, *heads], self.sheet, self.context)

    def carry(self, index: int, groups: Sequence[SheetColumn], carried: dict[int, Cell]) -> None:
        for column in groups:
            cell = self.grid.cell(index, column.index)
            if cell is not None:
                carried[column.index] = cell

    def is_mixed(self, column: SheetColumn) -> bool:
        levels = {
            found.code.count(".")
            for cell in self.table.cells(column)
            if isinstance(cell, str) and (found := self.gazetteer.read(cell)).sort is Sort.FOUND
        }
        return len(levels - {0}) > 1


def wider_columns(names: Sequence[SheetColumn]) -> list[SheetColumn]:
    """Columns of wider places beside narrower ones: their value stands only in a group's first row."""
    if len(names) < 2:
        return []
    narrowest = max(names, key=lambda c: _ORDER[c.level])
    return [column for column in names if column is not narrowest]


def only_narrow(names: Sequence[SheetColumn]) -> bool:
    """Only kecamatan or desa are listed: the kabupaten stands in the title."""
    return bool(names) and all(
        column.level in (RegionLevel.DISTRICT, RegionLevel.VILLAGE) for column in names
    )
