"""A register, read line by line; what stands where is asked of its parts."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from string import ascii_uppercase

from domain.imports import identity
from domain.imports.concepts import SERIES, Concept
from domain.imports.context import Context, table_period
from domain.imports.fields import DATES_OF_PERSONS, Field, FieldType
from domain.imports.grid import Table, is_carried
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import (
    FieldCell,
    FieldRead,
    FileReading,
    ImportQuestion,
    Option,
    RegisterLine,
)
from domain.imports.registers.agency_groups import RegisterAgencyGroups
from domain.imports.registers.beside import RegisterBeside
from domain.imports.registers.blanks import RegisterBlanks
from domain.imports.registers.cells import RegisterCells
from domain.imports.registers.columns import LEFT_OUT, RegisterColumns
from domain.imports.registers.continued import RegisterContinued
from domain.imports.registers.contradicted import RegisterContradicted
from domain.imports.registers.counting import RegisterCounting
from domain.imports.registers.days import RegisterDays
from domain.imports.registers.desks_across import RegisterDesksAcross
from domain.imports.registers.doubles import Copies, RegisterDoubles
from domain.imports.registers.down import RegisterDown, Said
from domain.imports.registers.events import RegisterEvents
from domain.imports.registers.heading_words import RegisterHeadingWords
from domain.imports.registers.members import RegisterMembers, TeamMembers
from domain.imports.registers.order import RegisterOrder
from domain.imports.registers.own_names import RegisterOwnNames
from domain.imports.registers.persons import SPLIT, Personal, RegisterPersons
from domain.imports.registers.places import Placed, RegisterPlaces
from domain.imports.registers.requirements import RegisterRequirements
from domain.imports.registers.rows import RegisterRows
from domain.imports.registers.sexes import RegisterSexes
from domain.imports.registers.stages import RegisterStages
from domain.imports.registers.table import BLANK, FieldColumn, Register, RegisterPart, put_off
from domain.imports.registers.targets import RegisterTargets
from domain.imports.registers.times import RegisterTimes
from domain.imports.registers.titles import RegisterTitles
from domain.imports.registers.withdrawn import RegisterWithdrawn
from domain.imports.sheet import Cell, is_number, letters
from domain.imports.words import key
from domain.time.formats import long_date
from domain.time.formats import number as formatted
from domain.time.formats import period as span_in_words

_PERSONAL = (FieldType.SEX, FieldType.AGE)
_ONCE_A_CASE = ("reference", "kind", "reported_on")
_LISTS_OF_PERSONS = (ImportKind.DEATHS, ImportKind.PLACEMENTS, ImportKind.DEPORTATIONS)
_DAY_OF_A_LINE = {
    ImportKind.CASES: ("reported_on",),
    ImportKind.ACTIVITIES: ("held_on",),
    **dict.fromkeys(_LISTS_OF_PERSONS, DATES_OF_PERSONS),
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
        self.required = RegisterRequirements(self.register, self.columns)
        self.down = RegisterDown(self.register, self.cells)
        self.days = RegisterDays(self.register, self.times)
        self.rows = RegisterRows(self.register, self.places, self.times, self.days)
        self.persons = RegisterPersons(self.register, self.columns, self.times)
        self.sexes = RegisterSexes(self.register, self.columns, self.persons)
        self.events = RegisterEvents(self.register)
        self.desks, self.groups = RegisterDesksAcross(self.register), RegisterAgencyGroups(self.register)
        self.counting = RegisterCounting(self.register)
        self.order, self.twice = RegisterOrder(self.register), RegisterDoubles(self.register)
        self.targets = RegisterTargets(self.register, self.columns)
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
        self.required.require_one_person_a_line(self.events)
        self.places.settle()
        rows = RegisterContinued(self.register).join(self.rows.shown(self.rows.data()))
        if not (self.times.knows_when(len(rows)) and self.places.knows_where(rows)):
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
        RegisterBeside(self.register).doubt(lines)
        RegisterContradicted(self.register).doubt(lines)
        RegisterOwnNames(self.register).doubt(lines)
        return record

    def _settle_columns(self) -> None:
        self.days.settle()
        self.columns.desks = self.desks.settle()
        self.columns.settle()
        self.cells.paired, self.cells.aged = self.columns.paired, self.columns.aged
        self.required.require()

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
        self.required.leave_out(rows)
        self.sexes.settle()
        self.required.name_unread(rows, self.persons.worded)
        RegisterHeadingWords(self.register).doubt()
        counted = self._chosen_indicators() if self.register.is_of_persons else []
        RegisterWithdrawn(self.register, [each.indicator for each in counted]).doubt(rows)
        RegisterBlanks(self.register, self.places).doubt(rows)
        RegisterStages(self.register).doubt(rows, self.columns.ticks_across.names)
        self.persons.doubt_unread_victims(rows)
        self.persons.doubt_uncounted_victims()
        if not self.events.are_listed:
            self.persons.doubt_others_in_line(rows)
        self.cells.doubt_without_number(rows)
        self.required.tell_missing()

    def _lines_of(self, rows: Sequence[int], first_record: int) -> int:
        if self.columns.desks:
            parts = (self.places, self.times, self.down)
            return self.desks.lines(rows, self.columns.desks, *parts, first_record)
        record = first_record
        seen: dict[tuple[int, ...], int] = {}
        copies = Copies(self._whole_line)
        teams: dict[str, int] = {}
        members = TeamMembers(self.register)
        read = self.down.lines(self.register.fields, rows)
        for row, said, named in zip(rows, read, self.places.named(rows), strict=True):
            line = self._row(row, record, said, self.places.of_row(row, named))
            if line is None:
                continue
            if self._continues_a_case(row):
                self._add_to_case(self.reading.lines[-1], line, row)
                continue
            # The running number differs in a line that was copied.
            same = tuple([cell.same for cell in line.cells])
            known = seen.setdefault(same, row) != row
            copied = copies.has(row, is_asked=known or members.are_listed)
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
        above = self.reading.lines[-1] if row in self._without_a_case and self.reading.lines else None
        return above is not None and above.sheet == self.sheet

    @cached_property
    def _without_a_case(self) -> set[int]:
        """Rows in which nothing stands that is said once of a case."""
        once = [each.index for each in self.register.fields if each.field.name in _ONCE_A_CASE]
        if self.kind is not ImportKind.CASES or self.grid.turned or len(once) < 2:
            return set()
        rows: Sequence[int] = self.table.body
        for index in once:
            cells = zip(rows, self.grid.down(index, rows), strict=True)
            rows = [row for row, cell in cells if cell is None or is_carried(cell)]
        return set(rows)

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

    def _row(self, row: int, record: int, said: Said, placed: Placed) -> RegisterLine | None:
        region, place = placed
        personal: Personal = {}
        cells, first, day = self._of_columns(row, said, personal)
        day = day or self.times.group_days.get(row, "") or self.columns.above.day_of_report
        cells += self.columns.ticks_across.of_line(row, cells)
        first = self.columns.first_ticked(row) if first < 0 else first
        if first < 0:
            self._silent += [row] if self._says_no_more_than_marks(row) else []
            return None
        if self._says_more_than_its_columns:
            self._add(row, cells, first, personal)
            cells += [*self.groups.of_line(row, first), *self.events.of_line(row)]
        for check in self._checks:
            check(row, cells)
        cells += self.sexes.of_line(row, personal, day) if self.sexes.reads else ()
        if personal and self.kind is ImportKind.CASES and FieldType.SEX in personal:
            cells += self.persons.victim(row, personal, day)
        if self.kind in _LISTS_OF_PERSONS:
            cells += self._indicator(row, first)
        if place is not None:
            cells.append(self.register.told(row, self.places.at, place) if self.grid.turned else place)
        if not cells:
            return None
        day = self.times.day_that_counts(cells, day)
        starts_on, ends_on = (day, day) if day else self.times.of_row(row)
        at = int(cells[0].column.lstrip(ascii_uppercase)) if self.grid.turned else row + 1
        return RegisterLine(self.sheet, at, record, region, starts_on, ends_on, cells, self.grid.turned)

    def _add(self, row: int, cells: list[FieldCell], first: int, personal: Personal) -> None:
        """What columns that are no field say together of persons, and groups of what the line is."""
        self.persons.check_sexes(row, cells)
        cells += [*self.persons.ticked(row, personal), *self.persons.of_both_sexes(row, cells)]
        above = self.columns.above
        if (kind := above.kind_of(row)) and all(cell.name != "kind" for cell in cells):
            cells.append(self.register.say(row, first, "kind", FieldRead(kind)))
        elif other := above.groups_of_other_kinds.get(row):
            says = f"“{self.vocabulary.shown(other)}” di atas baris ini bukan jenis yang dikenal."
            cells.append(self.register.say(row, first, "kind", put_off("choice-unknown", says)))
        if day := above.day_of_report:
            cells.append(self.register.say(row, first, "reported_on", FieldRead(day)))
        if done := above.titled_activity:
            cells.append(self.register.say(row, first, "title", FieldRead(done)))
        cells += [*self.persons.in_words(row), *self.persons.below_ages(row)]

    @cached_property
    def _says_more_than_its_columns(self) -> bool:
        """Whether any line may say what no field of it holds."""
        columns = self.columns
        return bool(
            columns.by_sex[1]
            or columns.ticks
            or (self.kind in (ImportKind.CASES, ImportKind.ACTIVITIES) and not columns.above.has_kinds)
            or self.persons.worded is not None
            or columns.victims_by_age
            or columns.above.titled_activity
            or columns.above.day_of_report
            or columns.ticks_across.groups
            or self.groups.name
            or self.events.are_listed
        )

    @cached_property
    def _checks(self) -> Sequence[Callable[[int, list[FieldCell]], None]]:
        """What settles or asks of the cells of a line what they say of each other, where its columns can say
        it."""
        asked = (
            (self.targets.settle, self.kind is ImportKind.COMMITMENTS),
            (self.order.check, self.order.is_asked),
            (RegisterMembers(self.register).check, self.kind is ImportKind.VILLAGE_TEAMS),
            (self.cells.numbers.check, self.cells.numbers.has_number),
            (self.counting.check, self.kind is ImportKind.FIGURES),
            (self.persons.check_participants, self.persons.tells_participants),
            (self.persons.check_victims, self.persons.counts_victims_together),
        )
        return [check for check, is_asked in asked if is_asked]

    def _of_columns(self, row: int, said: Said, personal: Personal) -> tuple[list[FieldCell], int, str]:
        """What the columns of a line say, the first that says anything, and the day that they tell; what
        they tell of a person goes to ``personal``."""
        if row == self.down.in_year_of_title:
            self.cells.tell_year_of_title()
        turned, fields = self.grid.turned, self.register.fields
        if not (turned or self._tells_persons or row in self.down.apart):
            cells = [cell for cell in said if cell is not None]
            first = fields[said.index(cells[0])].index if cells else -1
            for at in self._dated:
                if (dated := said[at]) is not None and dated.read.value is not None:
                    return cells, first, str(dated.read.value)
            return cells, first, ""
        cells = []
        day, first = "", -1
        for column, read_as in zip(fields, said, strict=True):
            cell = read_as
            if cell is None:
                continue
            if cell.read.rule == "identity":
                value = self.grid.cell(row, column.index)
                cell = self.cells.initials(row, column, value) or self._left_out(row, column, cell)
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

    @cached_property
    def _tells_persons(self) -> bool:
        return any(each.is_personal for each in self.register.fields)

    @cached_property
    def _dated(self) -> list[int]:
        """Places of the fields that say the day of a line."""
        return [place for place, each in enumerate(self.register.fields) if each.is_dated]

    def _left_out(self, row: int, column: FieldColumn, cell: FieldCell) -> FieldCell:
        at, value = letters(column.index + self.grid.first_column), self.grid.cell(row, column.index)
        self.reading.leave_out(identity.cell_kind(value) or identity.NAME, f"kolom {at}", 1)
        # A line that names no agency is of whoever sent the file; this one names somebody.
        is_awaited = column.field.type is FieldType.AGENCY and self.kind is ImportKind.CASES
        if not is_awaited and column.index not in self._headed_by_identity:
            says = f"Isi sel ini dikeluarkan, padahal kolomnya {column.field.label}. {LEFT_OUT}"
            self.reading.doubt("field-left-out", self.sheet, self.grid.address(row, column.index), says)
        return cell._replace(read=_HIDDEN_AGENCY if is_awaited else BLANK)

    @cached_property
    def _headed_by_identity(self) -> set[int]:
        """Columns of which nobody expects that their cells are read."""
        return {column.index for column in self.table.columns if identity.heading_kind(column.strings)}

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
    """A new agency that stands already, under another name or as it is called for short, is named."""
    for line in reading.lines:
        named = {cell.name: cell for cell in line.cells}
        name = named.get("name")
        if name is None or not isinstance(name.read.value, str):
            continue
        short = named["short_name"].read.value if "short_name" in named else None
        code = lookup(name.read.value) or (lookup(short) if isinstance(short, str) else "")
        if code and ("code" not in named or named["code"].read.value != code):
            reading.doubt(
                "agency-known",
                line.sheet,
                line.address(name),
                "Instansi ini sudah ada, mungkin dengan nama lain.",
                (code,),
            )
