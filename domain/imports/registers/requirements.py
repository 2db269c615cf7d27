"""Whether a register has the columns that its kind needs, and what is told of those that nobody reads."""

import re
from collections.abc import Sequence

from domain.imports import identity
from domain.imports.cells import read_count
from domain.imports.fields import FIELDS, REQUIRED, FieldType
from domain.imports.headings import ColumnRole, subgroup_of
from domain.imports.kinds import ImportKind
from domain.imports.quality import FileRefused, KindUnsaid
from domain.imports.registers.above import are_titled_as_one_kind
from domain.imports.registers.columns import NUMBERS, RegisterColumns
from domain.imports.registers.events import RegisterEvents
from domain.imports.registers.others import names_somebody_else
from domain.imports.registers.table import Register, RegisterPart, is_a_count
from domain.imports.sheet import letters
from domain.imports.unnumbered import BY_LINE
from domain.time.formats import capitalised, listing

_UNREAD = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.ROW_PERIOD)
_COUNTS = re.compile(
    r"^(?:jumlah|jml|jlh|total|banyak|banyaknya)\b|\b(?:orang|org|jiwa|pmi|cpmi|tki|deportan|jenazah)$"
)
_SOME_TAKING_PART = re.compile(
    r"^(?:jumlah|jml|jlh|banyaknya) (?:siswa|siswi|guru|pelajar|murid|mahasiswa|santri|ibu|pemuda|remaja|"
    r"kader|aparat|perangkat|tokoh|anak)\b"
)
_OF_A_CASE = frozenset(
    ("reference", "code", "suspects", "police_stage", "women", "men", "girls", "boys", "recruitment")
)
"""Columns that a list of anything else has not."""


class RegisterRequirements(RegisterPart):
    def __init__(self, register: Register, columns: RegisterColumns) -> None:
        super().__init__(register)
        self.columns = columns

    def require(self) -> None:
        if self.columns.desks:
            return
        have = {column.field.name for column in self.table.having(ColumnRole.FIELD) if column.field}
        have |= {self.columns.by_sex[0], *self.columns.ticks_across.names}
        have |= {"sex"} if self.columns.ticks else set()
        have |= {"members"} if self.columns.members_named >= 0 else set()
        labels = {each.name: each.label for each in FIELDS[self.kind]}
        missing = [group for group in REQUIRED[self.kind] if not have & set(group)]
        if self.columns.above.day_of_report and ("reported_on",) in missing:
            says = "Tanggal lapor diambil dari judul laporan hariannya, karena tidak ada kolomnya. Periksa."
            self.reading.doubt("day-of-title", self.sheet, "", says)
            missing.remove(("reported_on",))
        if (
            missing
            and self.kind is ImportKind.ACTIVITIES
            and "held_on" in have
            and self.columns.above.titled_activity
        ):
            says = "Nama kegiatan diambil dari judul, karena tidak ada kolomnya."
            self.reading.understand("activity-from-title", self.sheet, says)
            return
        if ("kind",) in missing and self.columns.above.titled_kind:
            missing.remove(("kind",))
            if not missing:
                says = "Jenis kasus diambil dari judul, karena tidak ada kolomnya."
                self.reading.understand("kind-from-title", self.sheet, says)
                return
        if missing == [("kind",)] and self.columns.above.group_kinds:
            says = "Jenis kasus diambil dari baris judul kelompok di atasnya."
            self.reading.understand("kind-from-group", self.sheet, says)
            return
        if missing == [("kind",)] and self.columns.above.answered_kind:
            return
        if missing == [("kind",)] and self.columns.above.kind_of_name:
            says = "Jenis kasus diambil dari nama berkas; kolom dan judul tidak menyebutnya. Periksa."
            self.reading.doubt("kind-of-name", self.sheet, "", says)
            return
        has_more = (
            have & _OF_A_CASE
            or self._asks_for_numbers
            or self.columns.above.is_titled_as_cases
            or are_titled_as_one_kind(self.register)
        )
        is_unsaid = missing == [("kind",)] and bool(has_more)
        if is_unsaid and self.context.asks_kind:
            self.columns.above.ask_kind()
            return
        if missing:
            named = [[labels[name] for name in group if name in labels] for group in missing]
            names = listing([f"“{' atau '.join(group)}”" for group in named])
            raise (KindUnsaid if is_unsaid else FileRefused)(
                "column-missing",
                f"Kolom {names} tidak ditemukan di lembar “{self.vocabulary.shown(self.sheet)}”.",
                "Tambahkan kepala kolomnya seperti di templat, atau pilih jenis data yang lain.",
            )

    @property
    def _asks_for_numbers(self) -> bool:
        """Whether one of its columns may hold the numbers of reports, and its reader was asked."""
        return any(question.key.partition(":")[0] == NUMBERS for question in self.reading.questions)

    def require_one_person_a_line(self, events: RegisterEvents) -> None:
        """“L 30, P 20, Jumlah 50” of one arrival are fifty persons, not the one that a line of a list is."""
        if not self.register.is_of_persons or self.context.answers.get("kind") == "yes":
            return
        about_one = any(each.is_personal for each in self.register.fields)
        personal = (column for column in self.table.columns if identity.heading_kind(column.strings))
        if about_one or any(not names_somebody_else(column.words) for column in personal):
            return
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.FIELD):
            if not (column.field is None or column.field.type is FieldType.SEX):
                continue
            if not _COUNTS.search(column.lowest) and not subgroup_of(column.lowest):
                continue
            numbers = [
                found.value for cell in self.register.cells(column) if (found := read_count(cell)).value
            ]
            if any(number > 1 for number in numbers if number):
                if events.settle():
                    return
                raise FileRefused(
                    "lines-of-several",
                    f"Satu baris di lembar “{self.vocabulary.shown(self.sheet)}” memuat jumlah beberapa "
                    f"orang (kolom {letters(column.index + self.grid.first_column)}), bukan satu orang.",
                    "Kirim daftar satu orang per baris, atau tabel jumlah per kabupaten/kota dan bulan.",
                )

    def tell_missing(self) -> None:
        self._tell_without_numbers()
        self._tell_unread_participants()

    def _tell_without_numbers(self) -> None:
        """What is read of such a file can be looked at, and goes back when it is to be stored."""
        have = {each.field.name for each in self.register.fields}
        if self.kind is ImportKind.CASES and not (have & {"reference", "code"} or self._asks_for_numbers):
            says = (
                "Tidak ada kolom nomor laporan; dari nomor itulah laporan dikenal kembali pada kiriman "
                "berikutnya. Tambahkan kolom “Nomor laporan” lalu kirim lagi, atau pilih di layar Impor agar "
                "tiap laporan dikenali dari hari lapor, jenis, dan kabupaten asalnya. Tanpa itu semua "
                "barisnya dikembalikan."
            )
            self.reading.doubt("without-numbers", self.sheet, "", says, (BY_LINE,), put_off=True)

    def leave_out(self, rows: Sequence[int]) -> None:
        for column in self.table.having(ColumnRole.IDENTITY):
            cells = self.grid.down(column.index, rows)
            filled = len(cells) - cells.count(None)
            where = f"{self.grid.where(column.index)} lembar {self.grid.sheet.position}"
            self.reading.leave_out(column.identity, where, filled)

    def _reads(self, role: ColumnRole) -> bool:
        return role is ColumnRole.ROW_PERIOD and self.kind is ImportKind.SERVICES

    def _tell_unread_participants(self) -> None:
        """“Jml Siswa” beside “Jml Guru”, and no column that counts both."""
        have = {column.field.name for column in self.table.having(ColumnRole.FIELD) if column.field}
        if self.kind is not ImportKind.ACTIVITIES or have & {
            "participants",
            "participants_women",
            "participants_men",
        }:
            return
        for column in self.table.having(ColumnRole.UNKNOWN):
            if _SOME_TAKING_PART.match(column.lowest) and any(map(is_a_count, self.register.cells(column))):
                at = self.grid.address(self.table.header[-1], column.index)
                says = (
                    "Kolom ini tampak menghitung sebagian peserta, jadi tidak dibaca. Tulis jumlah semuanya "
                    "di kolom “Peserta”."
                )
                self.reading.doubt("column-unknown", self.sheet, at, says)

    def name_unread(self, rows: Sequence[int], read: int | None) -> None:
        unread = [
            column.index
            for column in self.table.having(*(role for role in _UNREAD if not self._reads(role)))
            if column.index not in (read, *self.columns.victims_by_age)
            and any(self.grid.cell(row, column.index) is not None for row in rows)
        ]
        if unread:
            says = f"{capitalised(self.grid.where(*unread))} tidak dikenali; tidak dibaca."
            self.reading.understand("column-not-read", self.sheet, says)
