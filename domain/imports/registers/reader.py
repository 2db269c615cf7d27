"""A register, read line by line; what stands where is asked of its parts."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from string import ascii_uppercase

from domain.imports import identity
from domain.imports.cells import read_count
from domain.imports.concepts import SERIES, Concept
from domain.imports.context import Context, table_period
from domain.imports.fields import DATES_OF_PERSONS, Field, FieldType
from domain.imports.grid import Table, is_carried
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import (
    CellState,
    FieldCell,
    FieldRead,
    FileReading,
    ImportQuestion,
    Option,
    RegisterLine,
)
from domain.imports.registers.agency_groups import RegisterAgencyGroups
from domain.imports.registers.blanks import RegisterBlanks
from domain.imports.registers.cells import RegisterCells, with_unit
from domain.imports.registers.columns import RegisterColumns
from domain.imports.registers.continued import RegisterContinued
from domain.imports.registers.days import RegisterDays
from domain.imports.registers.desks_across import RegisterDesksAcross
from domain.imports.registers.doubles import RegisterDoubles
from domain.imports.registers.events import RegisterEvents
from domain.imports.registers.members import TeamMembers
from domain.imports.registers.order import RegisterOrder
from domain.imports.registers.own_names import RegisterOwnNames
from domain.imports.registers.persons import SPLIT, Personal, RegisterPersons
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.rows import RegisterRows
from domain.imports.registers.sexes import RegisterSexes
from domain.imports.registers.table import BLANK, FieldColumn, Register, RegisterPart, put_off
from domain.imports.registers.times import RegisterTimes
from domain.imports.registers.titles import RegisterTitles
from domain.imports.registers.withdrawn import RegisterWithdrawn
from domain.imports.sheet import Cell, is_number, letters
from domain.imports.words import key
from domain.time.formats import long_date
from domain.time.formats import number as formatted
from domain.time.formats import period as span_in_words

_PERCENT = re.compile(r"%|\bpersen")
_PERSONAL = (FieldType.SEX, FieldType.AGE)
_ONCE_A_CASE = ("reference", "kind", "reported_on")
_DAY_OF_A_LINE = {
    ImportKind.CASES: ("reported_on",),
    ImportKind.ACTIVITIES: ("held_on",),
    **dict.fromkeys((ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS), DATES_OF_PERSONS),
}
_MOSTLY = 0.5
_VILLAGE_DOTS = 3
_MOST_NAMED = 5
_HIDDEN_AGENCY = put_off(
    "agency-unknown", "Isi sel ini dikeluarkan karena tampak memuat nama orang; instansinya ditunda."
)


class RegisterReader(RegisterPart):
    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        super().__init__(Register(table, context, reading))
        self.columns, self.times = RegisterColumns(self.register), RegisterTimes(self.register)
        self.places, self.cells = RegisterPlaces(self.register), RegisterCells(self.register, self.times)
        self.days = RegisterDays(self.register, self.times)
        self.rows = RegisterRows(self.register, self.places, self.times, self.days)
        self.persons = RegisterPersons(self.register, self.columns, self.times)
        self.sexes = RegisterSexes(self.register, self.columns, self.persons)
        self.events = RegisterEvents(self.register)
        self.desks, self.groups = RegisterDesksAcross(self.register), RegisterAgencyGroups(self.register)
        self.order, self.twice = RegisterOrder(self.register), RegisterDoubles(self.register)
        self._silent: list[int] = []

    def read(self, first_record: int = 1) -> int:
        """Reads the table and returns the number of the next record. Raises ``FileRefused``."""
        self._settle_columns()
        if not self.places.knows_codes():
            return first_record
        self.register.fields = [
            FieldColumn(c.index, c.field, self._is_day_of_line(c.field), c.field.type in _PERSONAL)
            for c in self.table.having(ColumnRole.FIELD)
            if c.field is not None
        ]
        self.columns.require_one_person_a_line(self.events)
        self.places.settle()
        rows = RegisterContinued(self.register).join(self.rows.shown(self.rows.data()))
        if not self.times.knows_when(len(rows)):
            return first_record
        self._look_at(rows)
        self._tell_of_columns(rows)
        record = self._lines_of(rows, first_record)
        self._tell_silent()
        self._doubt_other_years()
        self.rows.totals.check(rows)
        lines = [line for line in self.reading.lines if line.sheet == self.sheet]
        self.order.check_paper(lines)
        RegisterTitles(self.register, self.places).doubt(lines)
        RegisterOwnNames(self.register).doubt(lines)
        return record

    def _settle_columns(self) -> None:
        self.days.settle()
        self.columns.desks = self.desks.settle()
        self.columns.settle()
        self.cells.paired, self.cells.aged = self.columns.paired, self.columns.aged
        self.columns.require()

    def _look_at(self, rows: Sequence[int]) -> None:
        """What whole columns show before any line is read."""
        self.rows.repeat_what_ditto_marks_mean(rows)
        self.rows.join_months_to_years(rows)
        self.days.complete(rows)
        self.cells.look_at_dates(rows)
        self.cells.look_at_numbers(rows)
        self.cells.units.settle(rows)
        self.cells.numbers.settle(rows)

    def _tell_of_columns(self, rows: Sequence[int]) -> None:
        self.columns.leave_out(rows)
        self.sexes.settle()
        self.columns.name_unread(rows, self.persons.worded)
        counted = self._chosen_indicators() if self.register.is_of_persons else []
        RegisterWithdrawn(self.register, [each.indicator for each in counted]).doubt(rows)
        RegisterBlanks(self.register, self.places).doubt(rows)
        self.persons.doubt_unread_victims(rows)
        self.persons.doubt_uncounted_victims()
        if not self.events.are_listed:
            self.persons.doubt_others_in_line(rows)
        self.cells.doubt_without_number(rows)
        self.columns.tell_without_numbers()

    def _lines_of(self, rows: Sequence[int], first_record: int) -> int:
        if self.columns.desks:
            parts = (self.places, self.times, self.cells)
            return self.desks.lines(rows, self.columns.desks, *parts, first_record)
        record = first_record
        seen: dict[tuple[int, ...], int] = {}
        lines: set[tuple[Cell, ...]] = set()
        teams: dict[str, int] = {}
        members = TeamMembers(self.register)
        for row in rows:
            line = self._row(row, record)
            if line is None:
                continue
            if self._continues_a_case(row):
                self._add_to_case(self.reading.lines[-1], line, row)
                continue
            # The running number differs in a line that was copied.
            same = tuple([cell.same for cell in line.cells])
            whole = self._whole_line(row)
            copied = whole is not None and whole in lines
            if whole is not None:
                lines.add(whole)
            known = seen.setdefault(same, row) != row
            team = self.kind is ImportKind.VILLAGE_TEAMS and line.region in teams
            if members.are_listed and not copied:
                members.add(line.region, row)
                if known and team:
                    continue
            if known and (team or copied or (len(same) > 2 and _is_worth_telling(line.cells))):
                self.reading.doubt(
                    "double-row",
                    self.sheet,
                    self.grid.address(row, 0),
                    f"Baris sama dengan baris {seen[same] + 1}; dibaca sekali.",
                )
                continue
            if team:
                says = f"Desa ini sudah disebut di baris {teams[line.region] + 1}; tim dicatat satu per desa."
                at = self.grid.address(row, self.places.at)
                self.reading.doubt("village-twice", self.sheet, at, says)
            elif line.region.count(".") == _VILLAGE_DOTS:
                teams[line.region] = row
            self.twice.look_at(line)
            self.reading.lines.append(line)
            record += 1
        members.tell(self.reading.lines)
        return record

    def _doubt_other_years(self) -> None:
        """A day of 2025 in a register “Tahun 2026” is mistyped, or stands in the wrong register; where no day
        is of the title's time, the title is that of last year's copy."""
        names = _DAY_OF_A_LINE.get(self.kind, ())
        said = table_period(self.table.titles, self.sheet, self.context).period if names else None
        if said is None:
            return
        # The day on which a register was printed is not the time of its lines; none of them is later.
        is_open = said.as_of or said.up_to
        whole = said.span
        starts_on, ends_on = self.times.span
        if is_open and whole is not None:
            starts_on, ends_on = date.min.isoformat(), whole.ends_on.isoformat()
        dated = [
            (line, cell)
            for line in self.reading.lines
            if line.sheet == self.sheet
            for cell in line.cells
            # Of a death and an arrival the one that counts.
            if cell.name in names and cell.read.value == line.starts_on and not cell.read.rule
        ]
        # A title that names months is that of a day in them; one that names years of any day in those.
        length = 10 if said.last_month is not None else 4
        other = [
            (line, cell)
            for line, cell in dated
            if starts_on and not starts_on[:length] <= str(cell.read.value)[:length] <= ends_on[:length]
        ]
        if len(dated) > len(other) > _MOSTLY * len(dated):
            return  # a register of several years, which its title does not say
        for line, cell in other[:1] if len(other) == len(dated) else other:
            first, last = map(date.fromisoformat, (starts_on, ends_on))
            title = f"s.d. {long_date(last)}" if is_open else span_in_words(first, last)
            says = f"Judul menyebut {title}, di sini waktu lain; dibaca seperti tertulis di sel."
            self.reading.doubt("year-of-others", self.sheet, line.address(cell), says)

    def _says_no_more_than_marks(self, row: int) -> bool:
        """“Desa Weoe” with a dash in every column, or with something in one that is not read; one whose
        columns are empty was never filled in."""
        told = {each.index for each in self.register.fields}
        told |= {column.index for column in self.table.having(ColumnRole.UNKNOWN) if column.strings}
        return any(self.grid.cell(row, index) is not None for index in told)

    def _tell_silent(self) -> None:
        rows = self._silent
        if not rows:
            return
        first = ", ".join(f"{row + 1}" for row in rows[:_MOST_NAMED])
        more = f" dan {formatted(len(rows) - _MOST_NAMED)} lagi" if len(rows) > _MOST_NAMED else ""
        says = f"Baris {first}{more} kosong di setiap kolom yang dibaca; tidak dicatat."
        self.reading.understand("lines-silent", self.sheet, says)

    def _is_day_of_line(self, field: Field) -> bool:
        """A case is of the day of its report, whichever day stands first."""
        return field.type is FieldType.DATE and (
            self.kind is not ImportKind.CASES or field.name == "reported_on"
        )

    def _continues_a_case(self, row: int) -> bool:
        """A further victim below the first, where number, kind and day stand only once, or merged."""
        if self.kind is not ImportKind.CASES or not self.reading.lines:
            return False
        if self.reading.lines[-1].sheet != self.sheet or self.grid.turned:
            return False
        cells = (self.grid.cell(row, index) for index in self._once_a_case)
        return len(self._once_a_case) > 1 and all(cell is None or is_carried(cell) for cell in cells)

    @cached_property
    def _once_a_case(self) -> list[int]:
        return [each.index for each in self.register.fields if each.field.name in _ONCE_A_CASE]

    def _add_to_case(self, case: RegisterLine, line: RegisterLine, row: int) -> None:
        cells = {cell.name: (place, cell) for place, cell in enumerate(case.cells)}
        assert isinstance(case.cells, list)
        for cell in line.cells:
            place, known = cells.get(cell.name, (-1, None))
            if known is None or (cell.read.value is None and cell.read.put_off):
                case.cells.append(cell)
            elif cell.name in SPLIT and is_number(known.read.value) and is_number(cell.read.value):
                count = float(known.read.value or 0) + float(cell.read.value or 0)
                case.cells[place] = self.register.cell_at(known, FieldRead(int(count)))
            elif known.read.value != cell.read.value:
                at = f"{cell.column}{row + 1}"
                says = "Baris ini bagian dari kasus di atasnya dan menyebut yang lain; yang pertama dibaca."
                self.reading.doubt("case-of-several-lines", self.sheet, at, says)
        self.reading.understand(
            "case-of-several-lines", self.sheet, "Beberapa baris satu laporan dibaca sebagai satu kasus."
        )

    def _whole_line(self, row: int) -> tuple[Cell, ...] | None:
        """All of a line but its running number, where it tells who is meant: the same twice is one person."""
        if self._beside_numbers is None:
            return None
        cells = self.grid.rows[row]
        return tuple([cells[index] for index in self._beside_numbers if index < len(cells)])

    @cached_property
    def _beside_numbers(self) -> list[int] | None:
        if not self.table.having(ColumnRole.IDENTITY):
            return None
        return [column.index for column in self.table.columns if column.role is not ColumnRole.NUMBER]

    def _row(self, row: int, record: int) -> RegisterLine | None:
        region, place = self.places.of_row(row)
        personal: Personal = {}
        cells, first, day = self._of_columns(row, personal)
        day = day or self.times.group_days.get(row, "")
        ticked = self.columns.ticks_across.of_line(row)
        first = self.columns.first_ticked(row) if first < 0 else first
        if first < 0:
            self._silent += [row] if self._says_no_more_than_marks(row) else []
            return None
        self.persons.check_sexes(row, cells)
        cells += [*self.persons.ticked(row, personal), *self.persons.of_both_sexes(row, cells)]
        if kind := (
            self.columns.titled_kind or self.columns.kind_of_group(row) or self.columns.answered_kind
        ):
            cells.append(self.register.say(row, first, "kind", FieldRead(kind)))
        elif other := self.columns.groups_of_other_kinds.get(row):
            says = f"“{self.vocabulary.shown(other)}” di atas baris ini bukan jenis yang dikenal."
            cells.append(self.register.say(row, first, "kind", put_off("choice-unknown", says)))
        cells += [
            *self.persons.in_words(row),
            *self.persons.below_ages(row),
            *ticked,
            *self.groups.of_line(row, first),
            *self.events.of_line(row),
        ]
        if self.kind is ImportKind.COMMITMENTS:
            cells += self._unit(row, cells)
            self._put_off_years(row, cells)
            self._put_off_shares(row, cells)
        self._check(row, cells)
        cells += self.sexes.of_line(row, personal, day)
        if self.kind is ImportKind.CASES and FieldType.SEX in personal:
            cells += self.persons.victim(row, personal, day)
        if self.kind in (ImportKind.DEATHS, ImportKind.PLACEMENTS, ImportKind.DEPORTATIONS):
            cells += self._indicator(row, first)
        if place is not None:
            cells.append(self.register.told(row, self.places.at, place) if self.grid.turned else place)
        if not cells:
            return None
        day = self.times.day_that_counts(cells, day)
        starts_on, ends_on = (day, day) if day else self.times.of_row(row)
        at = int(cells[0].column.lstrip(ascii_uppercase)) if self.grid.turned else row + 1
        return RegisterLine(self.sheet, at, record, region, starts_on, ends_on, cells, self.grid.turned)

    def _of_columns(self, row: int, personal: Personal) -> tuple[list[FieldCell], int, str]:
        """What the columns of a line say, the first that says anything, and the day that they tell; what
        they tell of a person goes to ``personal``."""
        raw, is_marked, turned = self.grid.rows[row], self.cells.is_marked, self.grid.turned
        cells: list[FieldCell] = []
        day, first = "", -1
        for column in self.register.fields:
            value = raw[column.index] if column.index < len(raw) else None
            cell = None if is_marked else column.cells.get((type(value), value))
            cell = cell or self.cells.of(row, column, value)
            if cell.read.rule == "identity":
                cell = self.cells.initials(row, column, value) or self._left_out(column, value, cell)
            read = cell.read
            if read is BLANK:
                continue
            first = column.index if first < 0 else first
            if column.is_personal:
                personal[column.field.type] = (column.index, read)
                if column.field.type is not FieldType.SEX or self.kind is ImportKind.CASES:
                    continue
            cells.append(self.register.told(row, column.index, cell) if read.rule or turned else cell)
            if column.is_dated and not day and read.value is not None:
                day = str(read.value)
        return cells, first, day

    def _check(self, row: int, cells: list[FieldCell]) -> None:
        """What the cells of a line say of each other."""
        self.order.check(row, cells)
        self.cells.numbers.check(row, cells)
        self.persons.check_participants(row, cells)
        self.persons.check_victims(row, cells)

    def _unit(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """“100 desa” is a target and its unit, where no column says the unit."""
        told = {cell.name for cell in cells if cell.read.value is not None}
        if "target" not in told or any(cell.name == "unit" for cell in cells):
            return []
        at = self.register.index_of("target")
        split = with_unit(self.grid.cell(row, at))
        return [self.register.say(row, at, "unit", FieldRead(split[1]))] if split else []

    def _put_off_years(self, row: int, cells: list[FieldCell]) -> None:
        """“Target 2025, 2026, 2027”: which of them is the commitment's, the file does not say."""
        place = next((at for at, cell in enumerate(cells) if cell.name == "target"), None)
        if place is None or not self.columns.targets:
            return
        told = [
            read_count(self.grid.cell(row, each.index), fractions=True).value for each in self.columns.targets
        ]
        years = tuple(f"{value:g}" for value in dict.fromkeys(told) if value is not None)
        says = "Berkas memuat target beberapa tahun atau triwulan; pilih target komitmen ini."
        read = FieldRead(None, CellState.DOUBTFUL, "target-of-years", says, years, True)
        at = self.columns.targets[0].index
        cells[place] = self.register.say(row, at, "target", read)

    def _put_off_shares(self, row: int, cells: list[FieldCell]) -> None:
        """0,8 may be 80 % as a spreadsheet keeps it, and 1 beside “%” is hardly one percent."""
        unit = next((str(cell.read.value) for cell in cells if cell.name == "unit"), "")
        most = 1.0 if _PERCENT.search(unit.casefold()) else 0.999
        for place, cell in enumerate(cells):
            value = cell.read.value
            if cell.name not in ("target", "baseline") or not isinstance(value, int | float):
                continue
            if 0 < value <= most and not isinstance(
                self.grid.cell(row, self.register.index_of(cell.name)), str
            ):
                written = f"{value:g}".replace(".", ",")
                says = f"Mungkin persen: {written} di lembar kerja dapat berarti {100 * value:g} %."
                read = FieldRead(None, CellState.DOUBTFUL, "percent", says, (f"{100 * value:g}",), True)
                at = self.register.index_of(cell.name)
                cells[place] = self.register.say(row, at, cell.name, read)

    def _left_out(self, column: FieldColumn, value: Cell, cell: FieldCell) -> FieldCell:
        at = letters(column.index + self.grid.first_column)
        self.reading.leave_out(identity.cell_kind(value) or identity.NAME, f"kolom {at}", 1)
        # A line that names no agency is of whoever sent the file; this one names somebody.
        is_awaited = column.field.type is FieldType.AGENCY and self.kind is ImportKind.CASES
        return cell._replace(read=_HIDDEN_AGENCY if is_awaited else BLANK)

    def _indicator(self, row: int, column: int) -> list[FieldCell]:
        chosen = self._chosen_indicators()
        if len(chosen) != 1:
            self.reading.ask(
                ImportQuestion(
                    "indicator",
                    "Baris di berkas ini menghitung apa?",
                    tuple(Option(each.indicator, each.label) for each in SERIES[self.kind]),
                    1,
                )
            )
            return []
        return [self.register.say(row, column, "indicator", FieldRead(chosen[0].indicator))]

    @cached_property
    def _title_words(self) -> str:
        heads = [text for column in self.table.columns for text in column.strings]
        texts = (*self.table.titles, self.sheet, self.context.file_name, *heads)
        return _WHY_SOMEBODY_DIED.sub(" ", " ".join(key(text) for text in texts))

    def _chosen_indicators(self) -> list[Concept]:
        own = SERIES[self.kind]
        titles = " ".join(map(key, (*self.table.titles, self.sheet)))
        titled = [each for each in own if each.pattern.search(titles)]
        said = [each for each in own if each.pattern.search(self._title_words)]
        if len(own) == 1 or len(titled) == 1:
            return titled or list(own)
        answer = self.context.answers.get("indicator")
        return [each for each in own if each.indicator == answer] or said


_WHY_SOMEBODY_DIED = re.compile(r"\b(?:penyebab|sebab|akibat) (?:kematian|meninggal(?: dunia)?)\b")
"""“Penyebab kematian” heads a column of a list of remains as well."""


def _is_worth_telling(cells: Sequence[FieldCell]) -> bool:
    """Two lines alike are the same report only where something tells reports apart."""
    return len(cells) > 5 or any(
        cell.name in ("reference", "code", "username", "name", "title") for cell in cells
    )


def known_agencies(reading: FileReading, lookup: Callable[[str], str]) -> None:
    """A new agency that stands already under another name is named, not doubled in silence."""
    for line in reading.lines:
        named = {cell.name: cell for cell in line.cells}
        name = named.get("name")
        if name is None or not isinstance(name.read.value, str):
            continue
        code = lookup(name.read.value)
        if code and ("code" not in named or named["code"].read.value != code):
            reading.doubt(
                "agency-known",
                line.sheet,
                line.address(name),
                "Instansi ini sudah ada, mungkin dengan nama lain.",
                (code,),
            )
