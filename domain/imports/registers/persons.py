"""Women, men, girls and boys of a register: counted by columns, ticked, or one person a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from domain.imports import identity
from domain.imports.ages import ADULT_AT, BOTH_SEXES, CHILD, GROWN, is_child
from domain.imports.cells import read_count, says_nothing
from domain.imports.dates import ages_on
from domain.imports.fields import FieldType
from domain.imports.grid import is_total_label
from domain.imports.headings import ColumnRole, SheetColumn, subgroup_of
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.columns import RegisterColumns
from domain.imports.registers.others import names_somebody_else
from domain.imports.registers.table import Register, RegisterPart, is_wordy, put_off
from domain.imports.registers.times import RegisterTimes
from domain.imports.registers.victim_heads import RegisterVictimHeads
from domain.imports.sheet import Cell, Mark, is_number
from domain.imports.victims import told_apart
from domain.time.formats import number as formatted

SPLIT = ("women", "men", "girls", "boys")
_OF_AGES = ("anak", "dewasa")
_LETTERS = ("l", "p")
_SAMPLE = 400
_PRESENT = ("participants", "participants_women", "participants_men")
_VICTIMS = re.compile(
    r"\b(?:jumlah|jml|jlh|total|banyaknya) (?:(?:yg|yang) )?(?:(?:di ?)?duga |terduga |calon )?korban\b|"
    r"^(?:jumlah|jml|jlh|total|banyaknya) (?:orang|org|jiwa|c?pmi|tki)$|"
    r"^(?:kerugian )?korban(?: tppo| kerugian)?(?: orang| org| jiwa)?$|"
    r"^(?:(?:jumlah|jml|jlh|no|number|total)(?: of)? )?(?:penyintas|survivors?|victims?)(?: [lpmf])?$"
)
_CLASSIFIED = re.compile(r"^(?:klasifikasi|kategori|kelompok|identifikasi) korban$")
_KIN = (
    r"(?:anak|bayi|balita|istri|isteri|suami|keluarga|cucu|adik|kakak|saudara|saudari|ibu|ayah|ortu|"
    r"orang tua|rekan|kawan|teman)"
)
_NUMBER = r"(?:\d{1,2}|satu|dua|tiga|empat|lima|seorang)"
_WITH_OTHERS = re.compile(
    r"(?:\+|&|\b(?:dan|bersama|beserta|dgn|dengan|serta|membawa|bawa)\b)\s*"
    rf"(?:{_NUMBER}\s*)?(?:org\s+|orang\s+)?{_KIN}\b"
    r"|\b(?:dkk|cs|kawan[- ]kawan)\b|\+\s*\d{1,2}\s*(?:org|orang)\b",
    re.IGNORECASE,
)
"""“… + 2 anak” and “… dan istri” where one name is to stand."""
_WITH_SMALL_ONES = re.compile(
    rf"(?:\+|&|\b(?:bersama|beserta|membawa|bawa|dgn|dengan)\b)\s*{_NUMBER}\s*(?:org\s+|orang\s+)?{_KIN}\b",
    re.IGNORECASE,
)
"""What a remark says so plainly; “dijemput bersama keluarga” is none of it."""
_AGE_SAYS = (
    "Dewasa atau anak tidak diketahui, karena umurnya tidak disebut atau tidak jelas; tulis umurnya dalam "
    "tahun, atau “anak” atau “dewasa”."
)
_UNDIVIDED = (
    "Korban di sel ini tidak seluruhnya terbagi atas perempuan, laki-laki, dewasa, dan anak; tidak dihitung."
)
_SEVERAL = "Baris ini menyebut lebih dari satu orang, padahal dihitung satu; pisahkan satu orang per baris."
_AGED = re.compile(r"\b(?:umur|usia)\b")
_HOW_MANY = re.compile(
    r"(?:jumlah|jml|jlh|total|banyaknya)(?: (?:orang|org|jiwa|c?pmi|tki|anggota|keluarga|deportan|jenazah))*"
)
_BROUGHT = re.compile(r"\b(?:membawa|bersama|ikut|dengan)\b.*\banak\b|\banak\b.*\b(?:ikut|dibawa)\b")
_YES = re.compile(r"^\s*(?:ya\b|y$|[1-9])", re.IGNORECASE)
"""“Apakah membawa anak?” above “Ya, 2”."""
_ANYTHING = re.compile(r"\S")
Personal = dict[FieldType, tuple[int, FieldRead]]


class RegisterPersons(RegisterPart):
    def __init__(self, register: Register, columns: RegisterColumns, times: RegisterTimes) -> None:
        super().__init__(register)
        self.columns, self.times = columns, times
        self._is_age_doubted = False

    def ticked(self, row: int, personal: Personal) -> list[FieldCell]:
        """The sex of a person by the column that is ticked; nothing where none is, or both."""
        at = [index for index in self.columns.ticks if not says_nothing(self.grid.cell(row, index))]
        if len(at) > 1:
            says = "Laki-laki dan perempuan sama-sama diisi di baris ini; jenis kelaminnya ditunda."
            self.reading.doubt("choice-unknown", self.sheet, self.grid.address(row, at[0]), says, (), True)
        if len(at) != 1:
            return []
        read = FieldRead(BOTH_SEXES[self.columns.ticks.index(at[0])])
        personal[FieldType.SEX] = (at[0], read)
        self._take_age_of_tick(row, at[0], personal)
        return [] if self.kind is ImportKind.CASES else [self.register.say(row, at[0], "sex", read)]

    def _take_age_of_tick(self, row: int, index: int, personal: Personal) -> None:
        """34 below “Umur | L” is ticked, and an age."""
        column = next(each for each in self.table.columns if each.index == index)
        child = is_child(self.grid.cell(row, index)) if _AGED.search(column.words) else None
        if child is not None:
            personal.setdefault(FieldType.AGE, (index, FieldRead(CHILD if child else GROWN)))

    def of_both_sexes(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """Men and women in two columns are the count together, where no column tells it."""
        name, columns = self.columns.by_sex
        if not columns or any(cell.name == name for cell in cells):
            return []
        told = [read_count(self.grid.cell(row, index)).value for index in columns]
        if None in told:
            return []
        total = sum(value for value in told if value is not None)
        says = "Laki-laki dan perempuan di dua kolom; yang dibaca jumlahnya."
        read = FieldRead(total, CellState.VALUE, "by-sex", says, (f"{total:g}",))
        return [self.register.say(row, columns[0], name, read)]

    def doubt_others_in_line(self, rows: Sequence[int]) -> None:
        """A line of a list counts as one person: “… + 2 anak” would be two too few in silence."""
        if not self.register.is_of_persons:
            return
        names = [each for each in self.table.having(ColumnRole.IDENTITY) if each.identity == identity.NAME]
        by_words = [(column, _WITH_OTHERS) for column in names]
        by_words += [
            (column, _WITH_SMALL_ONES) for column in self.table.having(ColumnRole.NOTE, ColumnRole.UNKNOWN)
        ]
        by_words += [
            (column, _YES)
            for column in self.table.having(ColumnRole.UNKNOWN)
            if _BROUGHT.search(column.words)
        ]
        counted = [column for column in self.table.having(ColumnRole.UNKNOWN) if _counts_persons(column)]
        for row in rows:
            sums = {column.index: read_count(self.grid.cell(row, column.index)).value for column in counted}
            several = sum(value or 0 for value in sums.values()) > 1
            looked_at = [
                *by_words,
                *((column, _ANYTHING) for column in counted if several and sums[column.index]),
            ]
            for column, pattern in looked_at:
                cell = self.grid.cell(row, column.index)
                if cell is not None and pattern.search(str(cell)):
                    at = self.grid.address(row, column.index)
                    self.reading.doubt("persons-in-line", self.sheet, at, _SEVERAL, (), True)
                    break

    def check_participants(self, row: int, cells: list[FieldCell]) -> None:
        told = {
            cell.name: (place, cell.read.value) for place, cell in enumerate(cells) if cell.name in _PRESENT
        }
        if len(told) < len(_PRESENT) or not all(is_number(value) for _, value in told.values()):
            return
        (place, total), (_, women), (_, men) = (told[name] for name in _PRESENT)
        self._put_off_sum(row, cells, place, float(total or 0), float(women or 0) + float(men or 0))

    @cached_property
    def tells_participants(self) -> bool:
        """Women and men by themselves; all together may be told by them."""
        return {each.field.name for each in self.register.fields}.issuperset(_PRESENT[1:])

    def check_sexes(self, row: int, cells: list[FieldCell]) -> None:
        """Those who were served, or the members of a team, beside L and P in columns of their own."""
        name, columns = self.columns.by_sex
        if not columns:
            return
        told = [read_count(self.grid.cell(row, index)).value for index in columns]
        for place, cell in enumerate(cells) if None not in told else ():
            if cell.name == name and isinstance(cell.read.value, int | float):
                self._put_off_sum(row, cells, place, cell.read.value, sum(each or 0 for each in told))

    def _put_off_sum(
        self, row: int, cells: list[FieldCell], place: int, written: float, counted: float
    ) -> None:
        if written == counted:
            return
        name = cells[place].name
        says = f"Jumlah tertulis {formatted(written)}, hitungan {formatted(counted)}; jumlah tidak disimpan."
        read = FieldRead(None, CellState.DOUBTFUL, "total-differs", says, (f"{counted:g}",), True)
        cells[place] = self.register.say(row, self.register.index_of(name), name, read)

    def check_victims(self, row: int, cells: Sequence[FieldCell]) -> None:
        """All victims of a line beside the women, men, girls and boys that they are."""
        together = self.victims_together
        parts = [cell.read.value for cell in cells if cell.name in SPLIT]
        if not parts or together is None:
            return
        written = read_count(self.grid.cell(row, together)).value
        counted = sum(float(part) for part in parts if isinstance(part, int | float))
        # Where not all four have a column, the others may be those that are missing.
        is_whole = {each.field.name for each in self.register.fields}.issuperset(SPLIT)
        if written is not None and (written < counted or (is_whole and written != counted)):
            says = (
                f"Jumlah tertulis {formatted(written)}, hitungan {formatted(counted)}; jumlah tidak disimpan."
            )
            at = self.grid.address(row, together)
            self.reading.doubt("total-differs", self.sheet, at, says, (f"{counted:g}",))

    @property
    def counts_victims_together(self) -> bool:
        return self.kind is ImportKind.CASES and self.victims_together is not None

    def victim(self, row: int, personal: Personal, day: str) -> list[FieldCell]:
        """One person a line: sex and age become one of the four counts, and the age itself is not kept."""
        column, sex = personal[FieldType.SEX]
        if sex.value is None:
            return [self.register.say(row, column, "sex", sex)]
        name = str(sex.value)
        age = personal[FieldType.AGE][1].value if FieldType.AGE in personal else None
        together = self.victims_together
        if together is not None and _is_more_than_one(self.grid.cell(row, together)):
            says = "Baris ini menyebut beberapa korban, tetapi satu jenis kelamin."
            return [self.register.say(row, column, "sex", put_off("victims-not-split", says))]
        born = self.was_child(row, day) if self._births else None
        is_child = age == CHILD if age is not None else born
        if age is not None and born is not None and born != is_child:
            says = "Umur dan tanggal lahir di baris ini tidak cocok: dewasa atau anak ditunda."
            return [self.register.say(row, column, "sex", put_off("age-unknown", says))]
        if is_child is None:
            return self._without_age(row, column)
        if is_child:
            name = {"women": "girls", "men": "boys"}[name]
        return [self.register.say(row, column, name, FieldRead(1))]

    def _without_age(self, row: int, column: int) -> list[FieldCell]:
        """Put off where the list tells ages; where it tells none at all, that is said once for all lines."""
        if self.tells_ages:
            return [self.register.say(row, column, "sex", put_off("age-unknown", _AGE_SAYS))]
        if not self._is_age_doubted:
            at = self.grid.address(self.table.header[-1], column)
            says = "Umurnya tidak tertulis, jadi dewasa atau anak tidak diketahui; korbannya tidak dihitung."
            self.reading.doubt("victims-not-split", self.sheet, at, says)
        self._is_age_doubted = True
        return []

    @cached_property
    def tells_ages(self) -> bool:
        return bool(self._births) or any(each.field.type is FieldType.AGE for each in self.register.fields)

    @cached_property
    def _births(self) -> list[int]:
        columns = self.table.having(ColumnRole.IDENTITY)
        return [column.index for column in columns if column.identity == identity.BIRTH]

    def was_child(self, row: int, day: str) -> bool | None:
        """On the day of the report, by a birth that is itself left out; None where none is told clearly."""
        on = day or self.times.span[1]
        cells = [self.grid.cell(row, index) for index in self._births] if on else []
        ages = {age for cell in cells for age in ages_on(date.fromisoformat(on), cell)}
        children = {age < ADULT_AT for age in ages}
        return children.pop() if len(children) == 1 else None

    def doubt_unread_victims(self, rows: Sequence[int]) -> None:
        """“Korban L” does not say whether adults or children; left unread in silence it would be missed."""
        split = any(each.field.name in SPLIT for each in self.register.fields)
        if not self.register.lists_people:
            return  # members and visitors are grown ones or not: nobody asks
        for column in self.table.having(ColumnRole.UNKNOWN):
            if column.index == self.worded or column.index in self.columns.victims_by_age:
                continue
            is_alone = column.index not in self.columns.victims
            if self.kind is ImportKind.CASES and column.lowest in _LETTERS and is_alone:
                self._doubt_letter(column, rows)
                continue
            sex = subgroup_of(column.strings[-1]) if column.strings else ""
            # Their sum says nothing that the columns of men and of women do not say.
            is_sum = bool(self.columns.victims) and column.index == self.victims_together
            of_all = not (split or sex or is_sum) and bool(_VICTIMS.search(column.words))
            of_children = self.kind is ImportKind.CASES and sex in _OF_AGES
            if sex not in ("laki-laki", "perempuan") and not of_all and not of_children:
                continue
            cells = self.grid.down(column.index, rows)
            if not any(_says_a_number(cell) for cell in cells) or names_somebody_else(column.lowest):
                continue
            if of_all and self._is_one_person_a_line and not any(_is_more_than_one(cell) for cell in cells):
                continue
            self.reading.doubt(
                "victims-not-split",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                "Kolom ini tidak memisahkan "
                + ("laki-laki dan perempuan" if of_children else "dewasa dan anak")
                + ", jadi tidak dibaca. Tulis "
                + _apart(sex)
                + " di kolom masing-masing"
                + ("." if of_children else "; bila semuanya dewasa, beri perannya di langkah Lembar."),
            )

    def doubt_uncounted_victims(self) -> None:
        """“Perempuan dewasa” below “Klasifikasi korban” says who they are, and not how many."""
        if self.kind is not ImportKind.CASES or self._is_one_person_a_line or not self.table.header:
            return
        if any(each.field.name in SPLIT for each in self.register.fields) or self.columns.victims:
            return
        for column in self.table.having(ColumnRole.UNKNOWN):
            cells = self.register.cells(column)[:_SAMPLE]
            texts = [cell for cell in cells if isinstance(cell, str) and is_wordy(cell)]
            named = sum(told_apart(f"1 {text}") is not None for text in texts)
            if texts and 2 * named > len(texts):
                at = self.grid.address(self.table.header[-1], column.index)
                says = "Kolom ini menyebut siapa korbannya, bukan berapa; tidak dihitung. Tulis jumlahnya."
                self.reading.doubt("victims-not-split", self.sheet, at, says)

    def _doubt_letter(self, column: SheetColumn, rows: Sequence[int]) -> None:
        """“P” without an “L” beside it, or below “Tahap”, may be women, offenders, or a stage."""
        if not any(_says_a_number(self.grid.cell(row, column.index)) for row in rows):
            return
        says = (
            f"Kepala kolom “{column.strings[-1]}” di sini dapat berarti beberapa hal; kolomnya tidak dibaca. "
            "Tulis lengkap, misalnya “Korban perempuan dewasa” atau “Pelaku”."
        )
        at = self.grid.address(self.table.header[-1], column.index)
        self.reading.doubt("column-unknown", self.sheet, at, says)

    @cached_property
    def worded(self) -> int | None:
        """A column that tells victims apart in words, where no other counts them."""
        if self.kind is not ImportKind.CASES or self._is_one_person_a_line or self.columns.victims_by_age:
            return None
        if any(each.field.name in SPLIT for each in self.register.fields):
            return None
        for column in self.table.having(ColumnRole.UNKNOWN):
            texts = [cell for cell in self.register.cells(column) if isinstance(cell, str)]
            names_victims = _VICTIMS.search(column.words) or _CLASSIFIED.search(column.lowest)
            if names_victims and any(told_apart(text) for text in texts):
                return column.index
        return None

    def below_ages(self, row: int) -> list[FieldCell]:
        return RegisterVictimHeads(self.register).of_line(row, self.columns.victims_by_age)

    def in_words(self, row: int) -> list[FieldCell]:
        """“2 org (1 L dewasa, 1 P anak)”; one that leaves somebody undivided counts none, and is named."""
        if self.worded is None or self.grid.marked(Mark.STRUCK, row, self.worded):
            return []
        cell = self.grid.cell(row, self.worded)
        told = told_apart(cell) if isinstance(cell, str) else None
        if told:
            return [
                self.register.say(row, self.worded, name, FieldRead(count)) for name, count in told.items()
            ]
        if _says_a_number(cell) or (isinstance(cell, str) and not is_wordy(cell)):
            at = self.grid.address(row, self.worded)
            self.reading.doubt("victims-not-split", self.sheet, at, _UNDIVIDED)
        return []

    @cached_property
    def victims_together(self) -> int | None:
        """A column that counts the victims of a line without dividing them."""
        apart = [*self.columns.victims, *self.columns.ages.values()]
        unread = [column for column in self.table.having(ColumnRole.UNKNOWN) if column.index not in apart]
        named = next((column.index for column in unread if _VICTIMS.search(column.words)), None)
        split = [each.index for each in self.register.fields if each.field.name in SPLIT] or apart
        if named is not None or not split:
            return named
        beside = (column for column in unread if column.index == max(split) + 1)
        return next((column.index for column in beside if is_total_label(column.lowest)), None)

    @cached_property
    def _is_one_person_a_line(self) -> bool:
        return any(each.field.type is FieldType.SEX for each in self.register.fields)


def _counts_persons(column: SheetColumn) -> bool:
    """“L”, “P”, “Anak” and “Jml” beside the head of a family: how many came, and not who."""
    if not column.strings or _AGED.search(column.words):
        return False
    return bool(subgroup_of(column.strings[-1])) or bool(_HOW_MANY.fullmatch(column.lowest))


def _apart(sex: str) -> str:
    """The columns that would tell apart what one of them counts together."""
    if sex in _OF_AGES:
        return f"perempuan {sex} dan laki-laki {sex}"
    return f"{sex} dewasa dan anak {sex}" if sex else "perempuan, laki-laki, dewasa, dan anak"


def _says_a_number(cell: Cell) -> bool:
    return is_number(cell) or (isinstance(cell, str) and bool(re.match(r"\D{0,12}\d", cell)))


def _is_more_than_one(cell: Cell) -> bool:
    found = re.match(r"\D{0,3}(\d+)", str(cell)) if _says_a_number(cell) else None
    return found is not None and int(found[1]) > 1
