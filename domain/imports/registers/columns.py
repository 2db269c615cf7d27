"""Which column of a register holds which field, and whether the columns that it needs are there."""

import re
from collections.abc import Sequence

from domain.imports import identity
from domain.imports.ages import BOTH_SEXES, SEXES, is_child
from domain.imports.also_called import ALSO_CALLED
from domain.imports.cells import MARKS, TICKS, says_nothing
from domain.imports.fields import BY_SEX, FIELDS, PREFERRED, FieldType
from domain.imports.headings import ColumnRole, SheetColumn, region_level
from domain.imports.institutions import INSTITUTION
from domain.imports.kinds import ImportKind
from domain.imports.periods import read_period
from domain.imports.quality import ImportQuestion, Option
from domain.imports.registers.above import RegisterAbove
from domain.imports.registers.areas import RegisterAreas
from domain.imports.registers.by_content import RegisterByContent
from domain.imports.registers.codes import RegisterCodes
from domain.imports.registers.divided import RegisterDivided
from domain.imports.registers.legends import RegisterLegends
from domain.imports.registers.meanings import RegisterMeanings
from domain.imports.registers.measured import RegisterMeasured
from domain.imports.registers.members import RegisterMembers
from domain.imports.registers.others import RegisterOthers, stands_behind_accused
from domain.imports.registers.pairs import RegisterPairs
from domain.imports.registers.remarks import RegisterRemarks
from domain.imports.registers.sex_with_age import RegisterSexWithAge
from domain.imports.registers.table import SAMPLE, Register, RegisterPart, is_a_count, is_wordy
from domain.imports.registers.ticks import RegisterTicks
from domain.imports.registers.victim_heads import RegisterVictimHeads
from domain.imports.roles import give
from domain.imports.stages import is_choice
from domain.imports.words import is_ditto, key

_FREE = (FieldType.TEXT, FieldType.REFERENCE)
_TICKS = TICKS | {"l", "p"}
_OF_REGENCIES = re.compile(r"^(?:kab|kabupaten|kota|kab kota|kabupaten kota)\b")
_PART_OF_ADDRESS = re.compile(
    r"(?:nama )?(?:desa|kel|kelurahan|desa kel|desa kelurahan|kec|kecamatan|kab|kabupaten|kota|kab kota|"
    r"kabupaten kota)"
)
_PLACE_ON_A_CARD = re.compile(
    r"(?:nama )?(?:desa|kel|kelurahan|kec|kecamatan|kab|kabupaten|kota|kab kota|kabupaten kota|"
    r"daerah asal|asal) (?:sesuai|menurut|di|pada|berdasarkan)(?: e)? ?ktp"
)
"""“Kab. sesuai KTP” holds places, and no number of a card."""
_SEX_BEFORE = re.compile(r"\s*(?:l|p|lk|pr|laki-laki|perempuan)\b\s*[/,;( -]+\s*\d", re.IGNORECASE)
_MAY_BE_MISSING = ("police_stage", "service_stage", "sector", "recruitment")
_NEVER = re.compile(r"(?!)")
_OF_THE_EVENT = re.compile(r"\bkejadian\b")
_AGED = re.compile(r"\b(?:umur|usia)\b")
_AGES = {"anak": True, "anak anak": True, "dewasa": False}
_OF_A_VICTIM = re.compile(
    r"^(?:(?:jumlah|jml|jlh) )?"
    r"(?:korban|penyintas|survivors?|victims?|anggota|angg|agt|pengunjung|orang dilayani|dilayani) (?=\S)|"
    r"^(?:jumlah|jml|jlh) (?=(?:l|p|lk|pr|laki|laki laki|perempuan|pria|wanita)$)"
)
_OF_VICTIMS = re.compile(
    r"\b(?:korban|penyintas|survivors?|victims?|pmi|cpmi|jenis kelamin|kelamin|jk|gender|umur|usia)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:pelaku|terlapor|pelapor|pengadu|tersangka|tsk|saksi|terdakwa|terpidana|tahap|tahapan|status|"
    r"proses)\b"
)
_YES_OR_NO = re.compile(r"ya|y|t|ada|(?:tidak|tdk|belum|blm)(?: ada)?|sudah|sdh|hadir|tersedia")
_HOW_IT_STANDS = re.compile(r"(?:status|tahap|tahapan|hasil|progres)\b")
_WHERE_THEY_WORK = re.compile(r"(?:wilayah |daerah |lokasi )?(?:kerja|cakupan)(?: wilayah)?")
_LONGEST_HEAD = 40
_UNIT = re.compile(r"(?:kesatuan|satuan|satker|unit)(?: kerja| pelaksana)?$")
NUMBERS = "numbers"
_OWN_NUMBER = re.compile(r"(?!\d{1,2}/\d{1,2}/\d{2,4}$)(?=.*\d)[^\s/]{1,20}(?:\s?/\s?[^\s/]{1,20})+")
"""“B/12/I/2026”, and no day."""
_YEAR_OF_TARGET = re.compile(r"(?<!\d)20\d\d(?!\d)")
LEFT_OUT = (
    "Isinya tampak memuat nama atau pengenal orang. Bila bukan, tulis sebagai kalimat, dengan huruf besar "
    "hanya di awalnya, lalu kirim lagi."
)


class RegisterColumns(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.by_sex: tuple[str, list[int]] = ("", [])
        """A count, and its columns of men and of women."""
        self.ticks: list[int] = []
        """Columns of men and of women in which one is ticked."""
        self.victims: list[int] = []
        """Columns of men and of women that count the victims of a case."""
        self.ages: dict[bool, int] = {}
        """Columns that count the grown ones among them (False) and the children (True)."""
        self.targets: list[SheetColumn] = []
        """Where each year has a column of its own."""
        self.ticks_across = RegisterTicks(register)
        self.paired: set[int] = set()
        """Columns that hold a number and its day."""
        self.aged: set[int] = set()
        """Columns that hold a sex and an age."""
        self.victims_by_age: dict[int, bool] = {}
        """Columns of victims whose heading says the age alone, and whether it is that of children."""
        self.above = RegisterAbove(register)
        self.members_named = -1
        """The column that names members of teams of which nothing else is said."""
        self.desks: list[tuple[int, str]] = []
        """Columns that are headed by a desk and hold its state."""

    def settle(self) -> None:
        """What somebody chose a column to be is said first, so that it is looked at as that, and last, so
        that no rule has taken it for something else."""
        self._give()
        self._settle()
        self._give()

    def _give(self) -> None:
        give(self.table.columns, self.context.answers, self.vocabulary, FIELDS[self.kind])

    def _settle(self) -> None:
        taken: dict[str, SheetColumn] = {}
        meanings = RegisterMeanings(self.register)
        RegisterLegends(self.register).settle()
        self.ticks_across.settle()
        RegisterOthers(self.register).settle()
        self.paired = RegisterPairs(self.register).settle()
        self.aged = RegisterSexWithAge(self.register).settle()
        RegisterCodes(self.register).settle()
        RegisterMeasured(self.register).settle()
        self.victims_by_age = RegisterVictimHeads(self.register).settle()
        RegisterDivided(self.register).settle()
        RegisterMembers(self.register).settle()
        self._tell_parts_of_addresses()
        meanings.tell_suspects_from_names()
        meanings.tell_venue_from_region()
        self._take_other_names()
        RegisterAreas(self.register).settle()
        RegisterRemarks(self.register).settle()
        RegisterMembers(self.register).tell_idle_from_none()
        meanings.tell_titles_from_kinds()
        meanings.tell_numbers_from_kinds()
        meanings.tell_kinds_from_stages()
        self._prefer()
        self._find_sexes()
        self._doubt_days_of_events()
        for column in self.table.columns:
            if column.role is ColumnRole.REGION and self._holds_codes(column):
                column.role = ColumnRole.CODE
            if column.field is not None and column.field.name == "code" and self._holds_codes(column):
                column.role, column.field = ColumnRole.CODE, None
            if column.field is None:
                self._settle_unnamed(column)
                continue
            first = taken.setdefault(column.field.name, column)
            if first is not column:
                column.role = ColumnRole.UNKNOWN
                if _are_targets_of_years(first, column):
                    self.targets += [each for each in (first, column) if each not in self.targets]
                    continue
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt(
                    "same-heading",
                    self.sheet,
                    at,
                    f"Dua kolom tampak berisi {column.field.label}; yang dibaca "
                    f"{self.grid.where(first.index)}.",
                )
                continue
            if column.field.type in _FREE and not self._is_safe(column):
                self._leave_out_field(column)
        self.ticks_across.take_day_of_notice()
        RegisterByContent(self.register).settle()
        self.members_named = RegisterMembers(self.register).named_alone
        self._give_up_strange_choices()
        self._give_up_strange_ages()
        self._find_numbers()

    def _leave_out_field(self, column: SheetColumn) -> None:
        """“Kegiatan” above what looks like names: left out, and told, for the heading says otherwise."""
        field = column.field
        assert field is not None
        column.role, column.identity = ColumnRole.IDENTITY, identity.NAME
        if not identity.heading_kind(column.strings):
            at = self.grid.address(self.table.header[-1], column.index)
            says = f"Isi kolom ini dikeluarkan, padahal kepalanya menyebut {field.label}. {LEFT_OUT}"
            self.reading.doubt("field-left-out", self.sheet, at, says)

    def _give_up_strange_choices(self) -> None:
        """“Formal” and “Informal” below Sektor: a column of which no cell is a choice of ours says something
        else, and holds up no line; told once."""
        for column in self.table.having(ColumnRole.FIELD):
            field = column.field
            if field is None or field.name not in _MAY_BE_MISSING:
                continue
            said = {cell for cell in self.register.lines_of(column) if isinstance(cell, str)}
            texts = {key(cell) for cell in said} - {""}
            if len(texts) < len(BOTH_SEXES) or any(
                pattern.search(text) for text in texts for _, pattern in field.choices
            ):
                continue
            if any(is_choice(cell, field) for cell in said):
                continue
            if not all(map(is_wordy, texts)):
                continue
            column.role, column.field = ColumnRole.UNKNOWN, None
            at = self.grid.address(self.table.header[-1], column.index)
            says = f"Tidak satu pun isi kolom ini {field.label} yang dikenal; kolomnya tidak dibaca."
            self.reading.doubt("column-unknown", self.sheet, at, says)

    def _give_up_strange_ages(self) -> None:
        """“L/33” below “L/P/Umur” is no age by itself; told once, for what it says is lost."""
        for column in self.table.having(ColumnRole.FIELD):
            if column.field is None or column.field.type is not FieldType.AGE or column.index in self.aged:
                continue
            filled = [cell for cell in self.register.cells(column)[:SAMPLE] if cell is not None]
            cells = [cell for cell in filled if isinstance(cell, str) and key(cell)]
            if not cells or len(cells) < len(filled) or any(is_child(cell) is not None for cell in cells):
                continue
            if not all(_SEX_BEFORE.match(cell) for cell in cells):
                continue
            at = self.grid.address(self.table.header[-1], column.index)
            says = (
                "Kolom ini memuat jenis kelamin bersama umur; tidak dibaca. Tulis keduanya di kolom sendiri."
            )
            self.reading.doubt("column-unknown", self.sheet, at, says)

    def _find_numbers(self) -> None:
        """“No. Agenda” above 12/TPPO/I/2026, another one a line, may be what reports are known by: asked, and
        only where nothing says so and no other column could be it."""
        known = {column.field.name for column in self.table.columns if column.field is not None}
        if self.kind is not ImportKind.CASES or known & {"reference", "code"}:
            return
        numbered = self.table.having(ColumnRole.NUMBER, ColumnRole.UNKNOWN)
        found = [column for column in numbered if self._numbers_reports(column)]
        if len(found) != 1:
            return
        head = key(found[0].lowest)
        # Of this heading: next month's file may have another one, of letters or of receipts. What may be a
        # name is kept nowhere, and asked again.
        is_nobodys = self.vocabulary.is_known(head) and not identity.text_kind(head)
        question = f"{NUMBERS}:{head[:_LONGEST_HEAD]}" if is_nobodys else NUMBERS
        answer = self.context.answers.get(question)
        if answer == "yes":
            found[0].role = ColumnRole.FIELD
            found[0].field = next(each for each in FIELDS[self.kind] if each.name == "reference")
        elif answer != "no":
            where = self.grid.where(found[0].index)
            says = (
                f"Berkas ini tidak menyebut nomor laporan. Isi {where} berbeda di setiap baris. "
                "Apakah itu nomor laporannya?"
            )
            options = (Option("yes", "Ya, pakai"), Option("no", "Bukan"))
            self.reading.ask(ImportQuestion(question, says, options, len(self.table.body)))

    def _numbers_reports(self, column: SheetColumn) -> bool:
        cells = [cell for cell in self.register.lines_of(column) if cell is not None]
        texts = {cell for cell in cells if isinstance(cell, str) and _OWN_NUMBER.fullmatch(cell)}
        return bool(texts) and len(texts) == len(cells)

    def _take_other_names(self) -> None:
        """“Kegiatan” heads the commitments, and “Nama” the agencies, where no column bears their own name."""
        fields = {each.name: each for each in FIELDS[self.kind]}
        have = {
            column.field.name
            for column in self.table.columns
            if column.field is not None and not self._is_day_of_event(column)
        } | self.ticks_across.names
        for name, pattern in ALSO_CALLED.get(self.kind, ()):
            if name in have:
                continue
            for column in self.table.columns:
                if column.field is not None or not pattern.search(column.lowest):
                    continue  # before a hundred thousand cells are asked what they are
                # “Nama pendek” beside the names of bodies names nobody.
                of_things = self._is_of_things(column) or (name == "short_name" and "name" in have)
                if of_things and self._is_its_own(name, column):
                    column.role, column.field, column.identity = ColumnRole.FIELD, fields[name], ""
                    have.add(name)
                    break
        if self.kind is ImportKind.AGENCIES and not self.table.having(ColumnRole.REGION):
            for column in self.table.having(ColumnRole.UNKNOWN):
                if _WHERE_THEY_WORK.fullmatch(column.lowest):
                    column.role = ColumnRole.REGION

    def _is_day_of_event(self, column: SheetColumn) -> bool:
        is_of_report = column.field is not None and column.field.name == "reported_on"
        return self.kind is ImportKind.CASES and is_of_report and bool(_OF_THE_EVENT.search(column.words))

    def _prefer(self) -> None:
        """“Tgl Kejadian” beside “Tgl LP” is not the day of the report, though it stands first."""
        for field in FIELDS[self.kind]:
            pattern = PREFERRED.get((self.kind, field.name))
            columns = [column for column in self.table.columns if column.field is field]
            if pattern is None or not any(pattern.search(column.words) for column in columns):
                continue
            for column in columns:
                if not pattern.search(column.words):
                    self._give_up(column)

    def _give_up(self, column: SheetColumn) -> None:
        """Beside the day of the report, that of the event is one of its own."""
        event = next((each for each in FIELDS[self.kind] if each.name == "happened_on"), None)
        if self.kind is ImportKind.CASES and event is not None and _OF_THE_EVENT.search(column.words):
            column.field = event
        else:
            column.role, column.field = ColumnRole.UNKNOWN, None

    def _doubt_days_of_events(self) -> None:
        """“Tgl Kejadian” where no other day is told: a report counts in the month in which it was made."""
        days = [c for c in self.table.columns if c.field is not None and c.field.name == "reported_on"]
        events = [column for column in days if self._is_day_of_event(column)]
        for column in events:
            if len(events) < len(days):
                self._give_up(column)  # the stamp of an online form is the day of the report
            else:
                at = self.grid.address(self.table.header[-1], column.index)
                says = "Tanggal laporan tidak tertulis; tanggal kejadian dibaca sebagai tanggal laporan."
                self.reading.doubt("day-of-event", self.sheet, at, says)

    def _find_sexes(self) -> None:
        """Two columns, one of men and one of women: of a count, or ticks that tell the sex of a person."""
        found: dict[str, SheetColumn] = {}
        for column in self.table.having(ColumnRole.UNKNOWN):
            if sex := SEXES.get(_OF_A_VICTIM.sub("", column.lowest)):
                found.setdefault(sex, column)
        if len(found) != len(BOTH_SEXES):
            return
        both = [found[sex] for sex in BOTH_SEXES]
        if self.kind is ImportKind.CASES and not all(map(_may_be_of_victims, both)):
            return
        name, pattern = BY_SEX.get(self.kind, ("", _NEVER))
        has_whole = any(column.field and column.field.name == name for column in self.table.columns)
        # Beside a team nobody else is counted.
        are_alone = self.kind is ImportKind.VILLAGE_TEAMS and all(len(each.strings) == 1 for each in both)
        if has_whole or are_alone or all(pattern.search(column.words) for column in both):
            self.by_sex = name, [column.index for column in both]
        has_sex = any(column.field and column.field.type is FieldType.SEX for column in self.table.columns)
        cells = [cell for column in both for cell in self.register.lines_of(column) if cell is not None]
        if has_sex or not self.register.lists_people:
            return
        if all(_AGED.search(column.words) for column in both):
            self.ticks = self._told_by_ages(both)
        elif self.kind is ImportKind.CASES and cells and all(map(is_a_count, cells)):
            self.victims = [column.index for column in both]
            self._find_ages()
        elif all(str(cell).casefold() in _TICKS for cell in cells if not says_nothing(cell)):
            self.ticks = [column.index for column in both]

    def _told_by_ages(self, both: Sequence[SheetColumn]) -> list[int]:
        """34 below “Umur | L” is an age, and says who it is of."""
        lines = [[self.grid.cell(row, column.index) for column in both] for row in self.table.body]
        ages = [cell for line in lines for cell in line if cell is not None]
        once = all(line.count(None) > 0 for line in lines)
        return (
            [column.index for column in both]
            if once and all(is_child(age) is not None for age in ages)
            else []
        )

    def _find_ages(self) -> None:
        """“Dewasa” and “Anak” beside L and P divide the same victims once more."""
        for column in self.table.having(ColumnRole.UNKNOWN):
            is_child = _AGES.get(column.lowest)
            cells = [cell for cell in self.register.lines_of(column) if cell is not None]
            if is_child is not None and _may_be_of_victims(column) and all(map(is_a_count, cells)):
                self.ages.setdefault(is_child, column.index)

    def _tell_parts_of_addresses(self) -> None:
        """“Alamat” above Desa, Kecamatan and Kabupaten, each in its own column, names places."""
        for column in self.table.having(ColumnRole.IDENTITY):
            if column.identity == identity.NIK and _PLACE_ON_A_CARD.fullmatch(column.lowest):
                column.role, column.identity = ColumnRole.REGION, ""
                column.level = region_level(column.lowest)
        parts = [
            column
            for column in self.table.having(ColumnRole.IDENTITY)
            if column.identity == identity.ADDRESS and _PART_OF_ADDRESS.fullmatch(column.lowest)
        ]
        if not self.register.lists_people or self.table.having(ColumnRole.REGION):
            return
        if not any(_OF_REGENCIES.match(column.lowest) for column in parts):
            return
        for column in parts:
            column.role, column.identity = ColumnRole.REGION, ""
            column.level = region_level(column.lowest)

    def _is_of_things(self, column: SheetColumn) -> bool:
        """A column headed “Nama” holds offices where most of its cells say that they are."""
        if column.role is not ColumnRole.IDENTITY:
            return True
        return column.identity == identity.NAME and self._holds_offices(column)

    def _is_its_own(self, name: str, column: SheetColumn) -> bool:
        """“Unit” and “Satuan” head whoever reports, or held it, only above offices, and “Korban” a sex above
        “Pr” and “Lk”."""
        if self.kind is ImportKind.CASES and stands_behind_accused(self.register, column):
            return False
        if name == "sex" and column.lowest == "korban":
            said = [key(str(cell)) for cell in self.register.cells(column) if cell is not None]
            return bool(said) and 2 * sum(words in SEXES for words in said) >= len(said)
        may_be_another = self.kind is ImportKind.CASES or _UNIT.match(column.lowest)
        return name != "agency" or not may_be_another or self._holds_offices(column)

    def _holds_offices(self, column: SheetColumn) -> bool:
        cells = (cell for cell in self.register.cells(column) if isinstance(cell, str))
        texts = [cell for cell in cells if cell.casefold() not in MARKS]
        head = f"{column.lowest} "
        things = sum(
            key(text).startswith(head) or bool(INSTITUTION.search(key(text)) or self.reference.agency(text))
            for text in texts
        )
        return 2 * things > len(texts)

    def _settle_unnamed(self, column: SheetColumn) -> None:
        if column.identity == identity.NAME and self._says_yes_or_no(column):
            column.role, column.identity = ColumnRole.UNKNOWN, ""  # “Ada Petugas” names nobody
        if column.role in (ColumnRole.UNKNOWN, ColumnRole.EMPTY, ColumnRole.NOTE):
            kind = identity.column_kind(self.register.cells(column), self.vocabulary, self.reference.today)
            if kind == identity.NAME and self._says_how_it_stands(column):
                return
            if kind:
                column.role, column.identity = ColumnRole.IDENTITY, kind

    def _says_yes_or_no(self, column: SheetColumn) -> bool:
        cells = {cell for cell in self.register.lines_of(column) if cell}
        # The first name in a column of names says that it is none.
        said = (key(cell) if isinstance(cell, str) else "?" for cell in cells)
        return bool(cells) and all(_YES_OR_NO.fullmatch(words) for words in said if words)

    def _says_how_it_stands(self, column: SheetColumn) -> bool:
        """“Diterima” and “Telaah” below “Status Permohonan”: a word each, and nobody's name."""
        texts = [cell for cell in self.register.lines_of(column) if isinstance(cell, str)]
        return bool(_HOW_IT_STANDS.match(column.lowest)) and all(len(text.split()) == 1 for text in texts)

    def _holds_codes(self, column: SheetColumn) -> bool:
        cells = [cell for cell in self.register.cells(column)[:400] if cell is not None]
        return bool(cells) and sum(self.reference.gazetteer.is_code(c) for c in cells) > 0.6 * len(cells)

    def _is_safe(self, column: SheetColumn) -> bool:
        name = column.field.name if column.field is not None else ""
        if name in ("name", "short_name", "source", "username"):
            return True
        cells = self.register.cells(column)
        has_dittos = any(map(is_ditto, self.grid.shapes(column.index, self.table.body)))
        dittos = {cell for cell in set(cells) if is_ditto(cell)} if has_dittos else set()
        texts = [cell for cell in cells if isinstance(cell, str) and cell not in dittos]
        if name in ("unit", "code") and not any(" " in each and not each.islower() for each in texts):
            return True
        return not identity.are_names(texts, self.vocabulary)

    def first_ticked(self, row: int) -> int:
        """The column of a line that says nothing else than by a tick, or by whom it names; -1 for none."""
        named = [self.members_named] if self.members_named >= 0 else []
        ticked = [
            *named,
            *self.ticks,
            *(index for _, columns in self.ticks_across.groups for index, _ in columns),
        ]
        return next((index for index in ticked if not says_nothing(self.grid.cell(row, index))), -1)


def _are_targets_of_years(one: SheetColumn, other: SheetColumn) -> bool:
    if one.field is None or one.field.name != "target":
        return False
    years = [_YEAR_OF_TARGET.findall(" ".join(str(text) for text in each.texts)) for each in (one, other)]
    parts = [read_period(each.strings[-1]) if each.strings else None for each in (one, other)]
    of_parts = all(each is not None and each.last_month is not None for each in parts)
    # “B03”, “B06” and “B09” below one “Target” are parts of it, whatever they are called.
    is_divided = len(one.texts) > 1 and len(other.texts) > 1 and one.texts[:-1] == other.texts[:-1]
    are_unnamed = is_divided and not any("target" in key(each.lowest) for each in (one, other))
    return (all(years) and years[0] != years[1]) or (of_parts and parts[0] != parts[1]) or are_unnamed


def _may_be_of_victims(column: SheetColumn) -> bool:
    """“L” and “P” by themselves, or below “Korban”; below “Pelaku” or “Tahap” they say something else."""
    above = key(" ".join(column.strings[:-1]))
    return not above or bool(_OF_VICTIMS.search(above) and not _OF_OTHERS.search(above))
