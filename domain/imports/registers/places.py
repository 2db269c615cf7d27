"""Which place a line of a register names: by a column, a code, an address, or a line above its group."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from domain.imports import identity
from domain.imports.cells import MARKS
from domain.imports.context import table_region, which_region
from domain.imports.fields import HOME
from domain.imports.grid import is_note, is_total_label
from domain.imports.headings import ColumnRole, SheetColumn, heads_kabupaten
from domain.imports.kinds import ImportKind
from domain.imports.places import CodeSystem, PlaceRead, Sort, which_system
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.registers.unsure import SAYS as UNSURE_SAYS
from domain.imports.registers.unsure import is_unsure
from domain.imports.sheet import Cell, Mark, letters
from domain.imports.words import key
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, level_of, regency_of

GROUP_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]?")
GROUP_NUMBER_BEFORE = re.compile(r"^(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s*")
_LONGEST_NUMBER = 5
_CALLS_ITSELF_A_PLACE = re.compile(r"^(?:kab|kabupaten|kota|kec|kecamatan|desa|kel|kelurahan)\b")
_OF_AN_LTSA = re.compile(r"\b(?:ltsa|kantor|unit)\b")
_OF_WORK = re.compile(r"\b(?:kerja|tujuan|majikan|luar negeri|negara|penampungan)\b")
_OF_PEOPLE = (ImportKind.CASES, ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS)
_WHOSE_HOME = re.compile(
    r"\b(?:asal|warga|penduduk)\b(.+?)"
    r"(?=\b(?:yang|yg|di|oleh|pada|ke|dari|melalui|tahun|thn|bulan|polres|polda|polsek|dinas|uptd?)\b|$)",
    re.IGNORECASE,
)
"""What stands behind it up to who writes, or where and when something was done."""
_PLACED_BY_TITLE = (ImportKind.SERVICES, ImportKind.COMMITMENTS, ImportKind.ACCOUNTS, ImportKind.AGENCIES)
_SAYS_REGENCY = re.compile(r"\b(?:kab|kabupaten)\b")
_SAYS_NARROWER = re.compile(r"\b(?:kec|kecamatan|desa|kel|kelurahan)\b")
_NOT_NARROWER = (Sort.UNRESOLVED, Sort.REST, Sort.UNKNOWN)
"""What a column of kecamatan says beside a kabupaten without taking that back."""
_PLACE_ORDER = {
    None: 0,
    RegionLevel.PROVINCE: 0,
    RegionLevel.REGENCY: 1,
    RegionLevel.DISTRICT: 2,
    RegionLevel.VILLAGE: 3,
}


Named = tuple[Cell, ...]
"""The place of a line's group, and the cells of the line that say one."""
Placed = tuple[str, FieldCell | None]


class RegisterPlaces(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.columns: list[SheetColumn] = []
        self.addresses: SheetColumn | None = None
        self.naming: list[int] = []
        """Columns that together name the place of a line."""
        self.system: CodeSystem | None = None
        self._group = ""
        self._above: FieldCell | None = None
        self._group_of: dict[int, str] = {}
        """By row, the place that a line above its group gives."""
        self._group_regions: dict[int, FieldCell] = {}
        """By row, the kabupaten that a line above its group names, where no column does."""
        self._of_regencies: dict[int, bool] = {}
        """By column, whether it lists kabupaten and nothing narrower."""
        self._regions: dict[tuple[Cell, ...], tuple[str, FieldCell | None]] = {}

    def settle(self) -> None:
        self.columns = self._place_columns()
        codes = self.table.having(ColumnRole.CODE)
        self.addresses = None if self.columns else self._address_column()
        told = [self.addresses] if self.addresses is not None else []
        self.naming = [column.index for column in (*self.columns, *codes, *told)]

    def knows_codes(self) -> bool:
        codes = self.table.having(ColumnRole.CODE)
        if not codes:
            return True
        answer = self.context.answers.get("code-system")
        if answer in set(CodeSystem):
            self.system = CodeSystem(answer)
            return True
        gazetteer = self.reference.gazetteer
        names = self.table.having(ColumnRole.REGION)
        cells = {cell for column in codes for cell in self.register.cells(column)} - {None}
        if names or not any(gazetteer.depends_on_system(cell) for cell in cells):
            self.system = None if names else CodeSystem.KEMENDAGRI
            return True
        self.reading.ask(which_system(len(self.table.body)))
        return False

    def _place_columns(self) -> list[SheetColumn]:
        names = sorted(self.table.having(ColumnRole.REGION), key=lambda c: _PLACE_ORDER[c.level])
        return names or self.table.having(ColumnRole.CODE)

    def named(self, rows: Sequence[int]) -> Iterator[Named]:
        """Of each row what names its place."""
        return zip(
            map(self._group_of.get, rows),
            *(self.grid.down(index, rows) for index in self.naming),
            strict=True,
        )

    def of_row(self, row: int, named: Named) -> Placed:
        """The region of a line, with its cell where it is beyond doubt: for all that name it alike."""
        if (group := self._group_regions.get(row)) is not None:
            at = letters(self.at + self.grid.first_column)
            return str(group.read.value), group._replace(column=at)
        known = self._regions.get(named)
        if known is None:
            region, is_doubted = self._region(row)
            cell = self.register.cell(self.at, "region", FieldRead(region)) if region else None
            known = region, cell
            if not is_doubted:  # a doubt is said of each line
                self._regions[named] = known
        return known

    def names_any(self, rows: Sequence[int]) -> bool:
        """Whether a code, an address, a line above a group, or the title says where any line belongs."""
        if self.naming or self.titled_home:
            return True
        return any(row in self._group_regions or row in self._group_of for row in rows)

    def knows_where(self, rows: Sequence[int]) -> bool:
        """Of published figures, of which no column says the place; asked where the title does not either."""
        if self.kind is not ImportKind.FIGURES or self.names_any(rows) or self.title_region:
            return True
        self.reading.ask(which_region(self.table.titles, self.sheet, self.context, len(rows)))
        return False

    @cached_property
    def at(self) -> int:
        """Where the place stands; beside the first column where only the title names it."""
        places = self.columns or ([self.addresses] if self.addresses is not None else [])
        return places[-1].index if places else self.register.fields[0].index

    def _region(self, row: int) -> tuple[str, bool]:
        """The narrowest place the row names; whether it is doubtful."""
        columns = self.columns
        group = self._group_of.get(row, "")
        if not columns and self.addresses is not None:
            return self._in_address(row, self.addresses, group)
        if not columns and group:
            return group, False
        if not columns:
            # An LTSA reports of itself; whom the police of a kabupaten report may come from another.
            # A letterhead names the province above an office that it does not place.
            if self.kind is ImportKind.FIGURES:
                return self.title_region, False
            own = self.title_region if self.kind is ImportKind.SERVICES else self.titled_home
            return ("" if own == PROVINCE else own), False
        return self._in_columns(row, group)

    def _in_columns(self, row: int, group: str) -> tuple[str, bool]:
        """Each column in the place that the wider ones before it name."""
        found, at, wider, lost = PlaceRead(Sort.UNRESOLVED), -1, "", -1
        is_told = False
        within = (group or self.title_region) if _PLACE_ORDER[self.columns[0].level] > 1 else ""
        for column in self.columns:
            cell = self.grid.cell(row, column.index)
            if cell is None or (isinstance(cell, str) and cell.casefold() in MARKS):
                continue
            if self.grid.marked(Mark.STRUCK, row, column.index):
                struck = self.grid.address(row, column.index)
                self.reading.doubt("struck-out", self.sheet, struck, "Wilayah dicoret di berkas.", (), True)
                return "", True
            if isinstance(cell, str) and is_unsure(cell) and len(key(cell)) > 1:
                unsure = self.grid.address(row, column.index)
                self.reading.doubt("cell-unsure", self.sheet, unsure, UNSURE_SAYS, (), True)
                return "", True
            each = self._read(cell, column, within)
            if regency := self._by_its_town(column, cell, each):
                self._tell_town(row, column, cell, regency, each)
                each, is_told = PlaceRead(Sort.FOUND, regency), True
            if each.sort is Sort.FOUND and not _is_one_way(wider, each.code):
                return self._contradicted(row, column, wider, each.code)
            if each.sort is Sort.FOUND:
                within = wider = each.code
            elif wider and each.sort in (Sort.UNRESOLVED, Sort.REST) and self._needs(column):
                lost = column.index
            if not (wider and each.sort in _NOT_NARROWER):
                found = each if each.sort is not Sort.UNRESOLVED or found.sort is Sort.UNRESOLVED else found
            at = column.index
        if at < 0:
            return "", False
        if found.sort is Sort.FOUND and lost >= 0:
            return self._of_wider(row, lost, found.code)
        region, is_doubted = self._as_told(row, at, found)
        return region, is_doubted or is_told

    def _below_kabupaten(self, row: int, found: PlaceRead) -> str:
        """“Kupang” below “Kabupaten”, where nothing narrower says which."""
        gazetteer = self.reference.gazetteer
        for column in self.columns if found.sort is Sort.AMBIGUOUS else ():
            cell = self.grid.cell(row, column.index)
            if heads_kabupaten(column.words) and (code := gazetteer.below_kabupaten(cell, found.candidates)):
                says = f"Kepala kolomnya menyebut kabupaten; dibaca {gazetteer.name(code)}."
                self.reading.understand("kabupaten-by-heading", self.sheet, says)
                return code
        return ""

    def _by_its_town(self, column: SheetColumn, cell: Cell, found: PlaceRead) -> str:
        """“Maumere” and “Atambua” below Kabupaten say which one, and nothing of a kecamatan or desa."""
        if column.level is not None or column.role is ColumnRole.CODE:
            return ""
        regency = self.reference.gazetteer.stands_for(cell, found)
        is_place = found.sort is Sort.FOUND
        return "" if is_place and regency and not self._lists_regencies(column) else regency

    def _lists_regencies(self, column: SheetColumn) -> bool:
        if column.index not in self._of_regencies:
            gazetteer = self.reference.gazetteer
            read = {cell: gazetteer.read(cell) for cell in self.register.cells(column)[:400] if cell}
            wide = sum(each.sort is Sort.FOUND and each.code.count(".") == 1 for each in read.values())
            narrow = sum(
                each.sort is Sort.FOUND and each.code.count(".") > 1 and not gazetteer.stands_for(cell, each)
                for cell, each in read.items()
            )
            is_said = _SAYS_REGENCY.search(column.words) and not _SAYS_NARROWER.search(column.words)
            self._of_regencies[column.index] = bool(is_said) or wide >= narrow
        return self._of_regencies[column.index]

    def _tell_town(self, row: int, column: SheetColumn, cell: Cell, regency: str, found: PlaceRead) -> None:
        gazetteer = self.reference.gazetteer
        says = f"{gazetteer.town(cell)[0]} adalah kota di {gazetteer.name(regency)}"
        if found.code:
            is_district = level_of(found.code) is RegionLevel.DISTRICT
            says += f" dan juga nama sebuah {'kecamatan' if is_district else 'desa atau kelurahan'}"
        at = self.grid.address(row, column.index)
        candidates = (regency, found.code) if found.code else (regency,)
        self.reading.doubt("place-unknown", self.sheet, at, f"{says}; dibaca kabupatennya.", candidates)

    def _read(self, cell: Cell, column: SheetColumn, within: str) -> PlaceRead:
        gazetteer = self.reference.gazetteer
        if column.role is ColumnRole.CODE and self.system and gazetteer.is_code(cell):
            return gazetteer.read_code(cell, self.system)
        return gazetteer.read(cell, within, column.level)

    def _as_told(self, row: int, column: int, found: PlaceRead) -> tuple[str, bool]:
        if found.sort is Sort.FOUND:
            return (found.code, False) if self._codes_agree(row, found.code) else ("", True)
        if found.sort in (Sort.OUTSIDE, Sort.ELSEWHERE):
            return "outside", self._is_told_abroad(row, column)
        if found.sort is Sort.UNKNOWN:
            return "unknown", False
        if found.sort is Sort.REST:
            return self._of_the_rest(row, column)
        if below := self._below_kabupaten(row, found):
            return below, False
        gazetteer, text = self.reference.gazetteer, str(self.grid.cell(row, column))
        if (
            self.kind is ImportKind.ACTIVITIES
            and found.sort is Sort.UNRESOLVED
            and (told := gazetteer.inside(text))
        ):
            return told, False
        rule = "place-ambiguous" if found.sort is Sort.AMBIGUOUS else "place-unknown"
        says = (
            "Lebih dari satu tempat bernama ini; wilayahnya ditunda."
            if found.sort is Sort.AMBIGUOUS
            else f"{self.vocabulary.quoted(text)} bukan wilayah yang dikenal; wilayahnya ditunda."
        )
        at = self.grid.address(row, column)
        self.reading.doubt(rule, self.sheet, at, says, found.candidates or gazetteer.proposals(text), True)
        return "", True

    def _is_told_abroad(self, row: int, column: int) -> bool:
        """“Malaysia” where people come from may stand in the wrong column."""
        country = self.reference.country(str(self.grid.cell(row, column)))
        if country in ("", HOME) or not self.register.lists_people:
            return False
        says = (
            f"Ini negara, bukan daerah asal di Indonesia; dibaca sebagai {HERE.outside}. "
            "Mungkin kolomnya tertukar."
        )
        self.reading.doubt("place-abroad", self.sheet, self.grid.address(row, column), says, ("outside",))
        return True

    def _of_the_rest(self, row: int, column: int) -> tuple[str, bool]:
        """“Lain-lain” is a place that the source knows and does not name; whether of NTT, nobody can tell."""
        says = (
            f"“{self.vocabulary.shown(str(self.grid.cell(row, column)))}” tidak menyebut wilayah yang mana; "
            f"wilayahnya ditunda. Pilih {HERE.outside}, atau tulis kabupatennya di berkas."
        )
        at = self.grid.address(row, column)
        self.reading.doubt("places-together", self.sheet, at, says, ("outside", "unknown"), True)
        return "", True

    def _needs(self, column: SheetColumn) -> bool:
        """A team is a village's; of a case the kecamatan is kept, which a desa alone names."""
        if self.kind is ImportKind.CASES:
            levels = [each.level for each in self.columns]
            is_narrowest = column.level is RegionLevel.VILLAGE and RegionLevel.DISTRICT not in levels
            return is_narrowest or column.level is RegionLevel.DISTRICT
        return self.kind is ImportKind.VILLAGE_TEAMS and column.level is RegionLevel.VILLAGE

    def _of_wider(self, row: int, column: int, code: str) -> tuple[str, bool]:
        """“Ende” beside a desa that nobody knows: the kabupaten stands, but not in silence."""
        waits = self.kind is ImportKind.VILLAGE_TEAMS
        text = self.vocabulary.quoted(str(self.grid.cell(row, column)))
        says = f"{text} tidak dikenal di {self.reference.gazetteer.name(code)}; " + (
            "wilayahnya ditunda." if waits else "yang dibaca wilayah di atasnya."
        )
        at = self.grid.address(row, column)
        self.reading.doubt("place-unknown", self.sheet, at, says, (code,), waits)
        return "" if waits else code, True

    def _contradicted(self, row: int, column: SheetColumn, wider: str, code: str) -> tuple[str, bool]:
        """“Ende” beside a desa that there is only in Kota Kupang: one of the two is wrong."""
        name = self.reference.gazetteer.name
        says = f"{name(code)} tidak terletak di {name(wider)} seperti tertulis; "
        at = self.grid.address(row, column.index)
        regency = regency_of(code) if code.count(".") and wider.count(".") else ""
        if self.kind is not ImportKind.VILLAGE_TEAMS and regency and regency == regency_of(wider):
            says += f"yang dibaca {name(regency)}."
            self.reading.doubt("place-differs", self.sheet, at, says, (code, wider))
            return regency, True
        says += "wilayahnya ditunda."
        self.reading.doubt("place-differs", self.sheet, at, says, (code, wider), True)
        return "", True

    def _address_column(self) -> SheetColumn | None:
        """Where no column names places, what an address or a hall says of them; the address stays out."""
        for column in self.table.columns:
            hall = column.field is not None and column.field.name == "place"
            own = self.kind is ImportKind.SERVICES and _OF_AN_LTSA.search(column.lowest) is not None
            if own and column.field is None and self._tells_places(column):
                return column
            home = column.identity == identity.ADDRESS and not _OF_WORK.search(column.words)
            if hall or (home and self.register.lists_people and self._tells_places(column)):
                return column
        return None

    def _tells_places(self, column: SheetColumn) -> bool:
        cells = (cell for cell in self.register.cells(column)[:400] if isinstance(cell, str))
        texts = [text for text in cells if not is_total_label(text)]
        return 2 * sum(bool(self.reference.gazetteer.inside(text)) for text in texts) > len(texts)

    def _in_address(self, row: int, column: SheetColumn, group: str) -> tuple[str, bool]:
        cell = self.grid.cell(row, column.index)
        if not isinstance(cell, str) or cell.casefold() in MARKS:
            return group, False
        found = self.reference.gazetteer.inside(cell)
        if found:
            return found, False
        at = self.grid.address(row, column.index)
        says = "Tempat ini tidak menyebut satu kabupaten/kota yang jelas; wilayahnya ditunda."
        named = {code for codes in self.reference.gazetteer.regencies_in(cell) for code in codes}
        self.reading.doubt("place-unknown", self.sheet, at, says, tuple(sorted(named)), True)
        return "", True

    def _codes_agree(self, row: int, named: str) -> bool:
        """Whether a code beside the name can mean the same place, in whichever system it is written."""
        columns = self.table.having(ColumnRole.CODE) if self.columns[0].role is ColumnRole.REGION else []
        gazetteer = self.reference.gazetteer
        for column in columns:
            cell = self.grid.cell(row, column.index)
            if not gazetteer.is_code(cell):
                continue
            codes = [gazetteer.read_code(cell, system).code for system in CodeSystem]
            meant = [code for code in dict.fromkeys(codes) if code]
            if not meant or any(named.startswith(code) or code.startswith(named) for code in meant):
                continue
            at = self.grid.address(row, column.index)
            says = (
                f"Kode menunjuk {gazetteer.name(meant[0])}, nama di sampingnya {gazetteer.name(named)}; "
                "wilayahnya ditunda."
            )
            self.reading.doubt("place-code-differs", self.sheet, at, says, (named, meant[0]), True)
            return False
        return True

    @cached_property
    def titled_home(self) -> str:
        """“PMI asal Kabupaten Belu” and “Warga Desa Weoe” say where all of the list are from; a letterhead
        says no more than who wrote it."""
        said = [_WHOSE_HOME.search(title) for title in (*self.table.titles, self.sheet)]
        homes = [found[1] for found in said if found is not None]
        if self.kind not in _OF_PEOPLE or not homes:
            return ""
        region = table_region(homes, "", replace(self.context, answers={}))
        return "" if region == PROVINCE else region

    @cached_property
    def title_region(self) -> str:
        return table_region(self.table.titles, self.sheet, self.context)

    def look_above(self, row: int) -> None:
        """What a line says of the place of those below it."""
        if not self.naming and self.kind not in _PLACED_BY_TITLE:
            is_new, named = self._group_region(row)
            self._above = named if is_new else self._above
        elif self.grid.sheet.merged or self.grid.rows[row].count(None) >= len(self.grid.rows[row]) - 2:
            self._enter_group(row)
        self.belongs(row)

    def belongs(self, row: int) -> None:
        """Gives a line the place of its group."""
        if self._above is not None:
            self._group_regions[row] = self._above
        if self._group:
            self._group_of[row] = self._group

    def _enter_group(self, row: int) -> None:
        """“II  KABUPATEN MALAKA” stands above the lines that belong there."""
        own = self.register.own(row)
        name = self.grid.cell(row, own[-1]) if 0 < len(own) <= 2 else None
        if not isinstance(name, str) or not (
            len(own) == 1 or GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0])))
        ):
            return
        found = self.reference.gazetteer.read(name, self._group)
        if found.sort is not Sort.FOUND:
            found = self.reference.gazetteer.read(name)
        if found.is_wide:
            self._group = found.code

    def _group_region(self, row: int) -> tuple[bool, FieldCell | None]:
        """“A  KABUPATEN MALAKA” above those who come from there: whether a group begins, and its place."""
        own = self.register.own(row)
        name = self.grid.cell(row, own[-1]) if own else None
        if len(own) > 2 or not isinstance(name, str) or is_total_label(name) or is_note(name):
            return False, None
        before = str(self.grid.cell(row, own[0])) if len(own) == 2 else ""
        if len(before) > _LONGEST_NUMBER:
            return False, None
        text = GROUP_NUMBER_BEFORE.sub("", name)
        read = self.reference.gazetteer.read(text)
        if read.sort is Sort.FOUND:
            return True, self.register.cell(own[-1], "region", FieldRead(read.code))
        if read.sort is Sort.AMBIGUOUS or _CALLS_ITSELF_A_PLACE.match(key(text)):
            says = "Wilayah di baris kelompok ini tidak dikenal; wilayah baris di bawahnya ditunda."
            at = self.grid.address(row, own[-1])
            self.reading.doubt("place-unknown", self.sheet, at, says, read.candidates, True)
            return True, None
        return bool(GROUP_NUMBER.fullmatch(before)), None

    @cached_property
    def groups(self) -> list[SheetColumn]:
        """Columns of places that are written once above the lines that belong to them."""
        if self.kind is ImportKind.SERVICES:
            return self.columns or ([self.addresses] if self.addresses is not None else [])
        return self.columns[:-1] if self.kind is ImportKind.VILLAGE_TEAMS else []


def _is_one_way(one: str, other: str) -> bool:
    """Whether one of two places lies in the other, or none is named."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.") or not (one and other)
