"""Columns that speak of somebody else, or of another place, than the lines of a register are about."""

import re
from collections.abc import Sequence

from domain.figures.cases import CaseKind
from domain.imports import identity
from domain.imports.concepts import PREVENTED
from domain.imports.fields import FIELDS, PREFERRED, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.institutions import INSTITUTION
from domain.imports.kinds import ImportKind
from domain.imports.registers.above import kinds_in_titles
from domain.imports.registers.table import DATES, SAMPLE, Register, RegisterPart
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key
from domain.places.regions import PROVINCE

_SOMEBODY_ELSE = re.compile(
    r"\b(?:pelaku|terlapor|pelapor|pengadu|tersangka|tsk|saksi|terdakwa|terpidana|tahanan|narapidana|perekrut|calo|"
    r"sponsor|majikan|agen|penjemput|penyidik|ahli waris|pendamping)\b"
)
_ACCUSED = re.compile(
    r"^(?:nama |inisial |identitas )*"
    r"(?:pelaku|terlapor|tersangka|tsk|terdakwa|terpidana|tahanan|narapidana)\b"
    r"(?!.*\b(?:korban|pmi)\b)"
)
_COMPLAINING = re.compile(r"^(?:nama |inisial |identitas )*(?:pelapor|pengadu)$")
_NAMED = re.compile(r"^(?:nama|inisial|identitas)\b")
_VICTIMS = re.compile(r"\b(?:korban|c?pmi|jenazah|almarhum|deportan|yang bersangkutan)\b")
_OF_THE_DEED = re.compile(
    r"\b(?:kejadian|peristiwa|tkp|eksploitasi|dieksploitasi|pencegahan|dicegah|penundaan|penggagalan|penangkapan|diamankan|ditangkap|"
    r"pengamanan|penampungan|shelter|debarkasi|embarkasi|kedatangan|pemeriksaan|penyidikan|persidangan)\b"
)
_WHERE_THEY_LEFT = re.compile(r"\b(?:berangkat|keberangkatan|pemberangkatan|diberangkatkan)\b")
_WHERE_IT_WAS = re.compile(
    r"\b(?:lokasi|tempat|daerah|wilayah)\b.*"
    r"\b(?:meninggal|kematian|wafat|pelatihan|magang|rekrut|rekrutmen|perekrutan)\b|\bblk\b"
)
_OF_A_BODY = re.compile(
    r"\b(?:lembaga|instansi|organisasi|penyelenggara|pelaksana|narasumber|pemateri|peserta|panitia)\b"
)
_MORE_THAN_A_NAME = re.compile(r"\b(?:nama|inisial)\b.*\b(?:asal|umur|usia|jk|kelamin|kabupaten|kab|l p)\b")
_OF_A_FILE = r"input|entri|entry|update|cetak|surat|lahir"
_OTHER_DAYS = {
    (kind, name): re.compile(rf"\b(?:{_OF_A_FILE}|{words})\b")
    for kind, name, words in (
        (
            ImportKind.CASES,
            "reported_on",
            "berangkat|keberangkatan|p ?19|p ?21|tahap|spdp|sprindik|sp ?3|gelar|putusan|vonis|sidang|"
            "penjemputan|pulang|pemulangan|dipulangkan|tiba|visum|penangkapan|ditangkap|penahanan|rekrut",
        ),
        (
            ImportKind.DEATHS,
            "happened_on",
            "pemakaman|dimakamkan|dikubur|autopsi|otopsi|dirawat|mrs|masuk|rencana",
        ),
        (
            ImportKind.DEPORTATIONS,
            "happened_on",
            "penangkapan|ditangkap|tangkap|penahanan|sidang|vonis|rencana|kembali",
        ),
        (
            ImportKind.PLACEMENTS,
            "happened_on",
            "daftar|pendaftaran|pelatihan|medical|kontrak|rencana|pulang|terbit|penerbitan|visa|paspor",
        ),
        (ImportKind.ACTIVITIES, "held_on", "rencana|jadwal|laporan"),
        (ImportKind.VILLAGE_TEAMS, "formed_on", "pelantikan|sosialisasi|rapat"),
        (ImportKind.FIGURES, "period", "terbit|penerbitan|terbitan|publikasi|rilis|dasar|pengambilan"),
        (
            ImportKind.COMMITMENTS,
            "due",
            r"mulai(?!.*\b(?:selesai|sampai|akhir|s d|sd)\b)|dimulai|awal pelaksanaan",
        ),
    )
}
"""Days that a list tells beside the one that it is about."""
_TIMES = (*DATES, FieldType.PERIOD)
_ANOTHER_THING = {
    (kind, name): (re.compile(rf"\b(?:{words})\b"), what)
    for kind, name, words, what in (
        (
            ImportKind.CASES,
            "sector",
            "sebelum|sebelumnya|di kampung|asal|orang tua|pelaku|di ntt|lama",
            "pekerjaan di tempat tujuan",
        ),
        (
            ImportKind.PLACEMENTS,
            "sector",
            "sebelum|sebelumnya|di kampung|asal|orang tua|lama",
            "pekerjaan di tempat tujuan",
        ),
        (
            ImportKind.COMMITMENTS,
            "owner",
            "pendukung|pendamping|pembantu|pengawas|pemantau|verifikator|pelapor|pengusul",
            "penanggung jawab",
        ),
        (ImportKind.CASES, "agency", "terlapor|teradu|pelapor|pengadu", "instansi yang mencatat laporan"),
        (ImportKind.ACCOUNTS, "agency", "pembina|pengusul|pemohon|atasan", "instansi pemilik akun"),
        (
            ImportKind.VILLAGE_TEAMS,
            "members",
            "kuota|target|rencana|usulan|calon|kebutuhan|maksimal|maksimum|minimal|ideal",
            "anggota yang ada",
        ),
        (ImportKind.ACTIVITIES, "participants", "kuota|kapasitas|usulan|calon", "peserta yang hadir"),
        (
            ImportKind.SERVICES,
            "served",
            "s d|sd|sampai dengan|hingga|kumulatif|akumulasi|sejak|bulan lalu|target|rencana",
            "yang dilayani dalam bulan laporan",
        ),
        (ImportKind.COMMITMENTS, "target", "sisa|kekurangan|kurang|selisih|gap|belum", "target"),
    )
}
"""What a heading may add that makes its column one of something else."""
_EARLIER = re.compile(r"\b(?:lama|semula|sebelum|sebelumnya|asal|diminta|diusulkan|usulan|dahulu|dulu)\b")
_LATER = re.compile(r"\b(?:baru|menjadi|perubahan|sekarang|saat ini|kini|disetujui|ditetapkan|terkini)\b")
_ARRIVED = (ImportKind.DEATHS, ImportKind.DEPORTATIONS)


_OF_PERSONS = (FieldType.SEX, FieldType.AGE)
_OF_THE_NOTICE = re.compile(
    r"(?:no(?:mor)? (?:dan )?)?(?:tgl|tanggal)(?: (?:terima|diterima|masuk|terbit))? spdp"
    r"(?: (?:diterima|masuk))?"
)


def names_somebody_else(words: str) -> bool:
    """Who accompanies or reports those of the line, and none of them."""
    return bool(_SOMEBODY_ELSE.search(words) or _OF_THE_JOURNEY.search(words))


_OF_THE_JOURNEY = re.compile(r"\b(?:petugas|koordinator|ketua rombongan|pengantar|nakhoda|nahkoda|pic)\b")


def stands_behind_accused(register: Register, column: SheetColumn) -> bool:
    """“JK” and “Umur” right behind “Nama tahanan” are theirs, and behind “Pelapor” where the victim has a
    column of his own further on."""
    if not _says_who(column):
        return False
    columns = register.table.columns
    before = [each for each in columns if each.index < column.index]
    while before and _says_who(before[-1]):
        before.pop()
    named = before[-1].words if before and not _counts(register.cells(before[-1])) else ""
    behind = [each.words for each in columns if each.index > column.index]
    has_victim = any(_NAMED.search(words) and _VICTIMS.search(words) for words in behind)
    return bool(_ACCUSED.search(named) or (has_victim and _COMPLAINING.search(named)))


def _counts(cells: Sequence[Cell]) -> bool:
    """Suspects that are counted have no sex of their own in the next column."""
    return any(is_number(cell) or (isinstance(cell, str) and cell.isdigit()) for cell in cells)


def _says_who(column: SheetColumn) -> bool:
    return any(
        each.pattern.search(column.lowest) for each in FIELDS[ImportKind.CASES] if each.type in _OF_PERSONS
    )


def is_another_day(kind: ImportKind, name: str, words: str) -> bool:
    other = _OTHER_DAYS.get((kind, name))
    return other is not None and other.search(words) is not None


_OF_A_RETURN = re.compile(r"(?:tgl|tanggal) (?:tiba|kedatangan|pulang|kepulangan|pemulangan|dipulangkan)")
_SENT_HOME = {CaseKind.WORKER_IN_DISTRESS, CaseKind.DEPORTATION, CaseKind.DEATH_ABROAD}
_HOME = re.compile(r"\b(?:kab|kabupaten|kota)\b")
_OF_THE_PAPERS = re.compile(r"asal (?:perkara|berkas|laporan|lp|spdp|kasus|penyidik)")


class RegisterOthers(RegisterPart):
    """Whose column it is, by the levels of its heading; asked before columns become fields for good."""

    def settle(self) -> None:
        self._find_homes()
        self._leave_days_of_other_things()
        self._leave_what_others_count()
        self._leave_what_was_before()
        self._tell_names_with_more()
        self._tell_offices_from_origins()
        for column in self.table.columns:
            is_place = column.role in (ColumnRole.REGION, ColumnRole.CODE)
            is_personal = column.field is not None and column.field.type in _OF_PERSONS
            if (is_place or is_personal) and self._is_of_another(column):
                self._give_up(column, "tentang orang lain, bukan korban atau PMI di baris ini")
            elif is_place and self._is_of_the_deed(column):
                self._give_up(column, "tempat kejadian atau penanganan, bukan daerah asal")
            elif is_place and self._is_where_they_left(column):
                self._give_up(column, "tempat berangkat, bukan daerah asal")
            elif is_place and self.kind is ImportKind.ACTIVITIES and _OF_A_BODY.search(column.words):
                self._give_up(column, "tempat lembaganya, bukan tempat kegiatan")

    def _tell_offices_from_origins(self) -> None:
        """“Asal Perkara” above Polres names whoever sent the papers, and no place where people come from."""
        for column in self.table.having(ColumnRole.REGION):
            if not _OF_THE_PAPERS.fullmatch(column.lowest):
                continue
            texts = [cell for cell in self.register.cells(column)[:SAMPLE] if isinstance(cell, str)]
            offices = sum(bool(INSTITUTION.search(key(text))) for text in texts)
            if 2 * offices > len(texts):
                column.role, column.level = ColumnRole.UNKNOWN, None

    def _tell_names_with_more(self) -> None:
        """“Nama & Asal” in one column is left out whole: what it says beside the name is lost, and told."""
        if not self.register.lists_people:
            return
        for column in self.table.having(ColumnRole.IDENTITY):
            if column.identity != identity.NAME or not _MORE_THAN_A_NAME.search(column.lowest):
                continue
            at = self.grid.address(self.table.header[-1], column.index) if self.table.header else ""
            says = (
                "Kolom ini memuat nama bersama asal, umur, atau jenis kelamin, maka seluruhnya dikeluarkan. "
                "Tulis yang bukan nama di kolomnya sendiri, lalu kirim lagi."
            )
            self.reading.doubt("name-with-more", self.sheet, at, says)

    def _find_homes(self) -> None:
        """“Tujuan (Kab)” of those who have arrived is where they are brought: home, and no country. So is
        “Tujuan” above kabupaten of ours."""
        if self.kind not in _ARRIVED or self.table.having(ColumnRole.REGION):
            return
        for column in self.table.columns:
            if column.field is None or column.field.name != "destination":
                continue
            if (self.kind is ImportKind.DEATHS and _HOME.search(column.lowest)) or self._names_homes(column):
                column.role, column.field = ColumnRole.REGION, None
                return

    def _names_homes(self, column: SheetColumn) -> bool:
        """Most of its cells, none of them a country."""
        if PREVENTED.pattern.search(key(" ".join(self.table.titles))):
            return False  # where they wanted to go
        texts = [cell for cell in self.register.cells(column)[:SAMPLE] if isinstance(cell, str)]
        homes = sum(self.reference.gazetteer.read(text).code.startswith(f"{PROVINCE}.") for text in texts)
        return 2 * homes > len(texts) and not any(map(self.reference.country, texts))

    def _leave_days_of_other_things(self) -> None:
        """“Tgl P-21” is no day of the report, and “Tgl Pemakaman” none of the death."""
        for column in self.table.columns:
            field = column.field
            if field is None or field.type not in _TIMES:
                continue
            if not is_another_day(self.kind, field.name, column.words) or not self.table.header:
                continue
            if self._is_the_only_day_of_prosecutors(column):
                at = self.grid.address(self.table.header[-1], column.index)
                says = "Tanggal laporan tidak tertulis; tanggal SPDP dibaca sebagai tanggal laporan."
                self.reading.doubt("day-of-notice", self.sheet, at, says)
                continue
            if self._is_the_only_day_of_return(column):
                at = self.grid.address(self.table.header[-1], column.index)
                says = "Tanggal laporan tidak tertulis; tanggal kepulangan dibaca sebagai tanggal laporan."
                self.reading.doubt("day-by-content", self.sheet, at, says)
                continue
            self._leave(column, f"Kolom ini memuat tanggal lain, bukan {field.label}; tidak dibaca.")

    def _is_the_only_day_of_prosecutors(self, column: SheetColumn) -> bool:
        """“Tgl SPDP” beside “No. SPDP”: the day on which prosecutors learned of what was reported."""
        return _OF_THE_NOTICE.fullmatch(column.lowest) is not None and self._has_no_other_day(column)

    def _is_the_only_day_of_return(self, column: SheetColumn) -> bool:
        """“Tgl Tiba” of those who were sent home: the day on which somebody heard of them."""
        is_return = self.kind is ImportKind.CASES and _OF_A_RETURN.fullmatch(column.lowest) is not None
        kinds = kinds_in_titles(self.register) if is_return else []
        return bool(kinds) and set(kinds) <= _SENT_HOME and self._has_no_other_day(column)

    def _has_no_other_day(self, column: SheetColumn) -> bool:
        days = [each for each in self.table.columns if each.field is not None and each.field.type in DATES]
        return days == [column]

    def _leave_what_others_count(self) -> None:
        """“Kuota anggota”, “Pelayanan s.d. bulan ini”, “Instansi pendukung”."""
        for column in self.table.columns:
            name = column.field.name if column.field is not None else ""
            pattern, what = _ANOTHER_THING.get((self.kind, name), (None, ""))
            if pattern is not None and pattern.search(column.lowest):
                self._leave(column, f"Kolom ini tampak bukan {what}; tidak dibaca.")

    def _leave_what_was_before(self) -> None:
        """“Peran lama” beside “Peran baru”: what holds now is read."""
        for column in self.table.columns:
            same = [
                each for each in self.table.columns if column.field is not None and each.field is column.field
            ]
            is_preferred = column.field is not None and (self.kind, column.field.name) in PREFERRED
            now = [each for each in same if _LATER.search(each.lowest) and not is_preferred]
            if now and column not in now and _EARLIER.search(column.lowest):
                where = self.grid.where(now[0].index)
                self._leave(column, f"Kolom ini yang sebelumnya; yang dibaca {where}.")

    def _leave(self, column: SheetColumn, says: str) -> None:
        column.role, column.field = ColumnRole.UNKNOWN, None
        at = self.grid.address(self.table.header[-1], column.index) if self.table.header else ""
        self.reading.doubt("column-of-others", self.sheet, at, says)

    def _is_of_another(self, column: SheetColumn) -> bool:
        """The lowest level decides; one that names nobody is of whom the levels above it name."""
        if not self.register.lists_people:
            return False
        for text in reversed(column.strings):
            words = key(text)
            if _VICTIMS.search(words):
                return False
            if _SOMEBODY_ELSE.search(words):
                return True
        return self.kind is ImportKind.CASES and stands_behind_accused(self.register, column)

    def _is_of_the_deed(self, column: SheetColumn) -> bool:
        words = column.words
        is_elsewhere = bool(_OF_THE_DEED.search(words) or _WHERE_IT_WAS.search(words))
        return self.register.lists_people and is_elsewhere and "asal" not in words.split()

    def _is_where_they_left(self, column: SheetColumn) -> bool:
        """Who leaves from Kupang need not come from there."""
        words = column.lowest
        return (
            self.register.lists_people
            and bool(_WHERE_THEY_LEFT.search(words))
            and "asal" not in words.split()
        )

    def _give_up(self, column: SheetColumn, why: str) -> None:
        column.role, column.field, column.level = ColumnRole.UNKNOWN, None, None
        at = self.grid.address(self.table.header[-1], column.index) if self.table.header else ""
        says = f"Kolom ini tampak {why}; tidak dibaca sebagai wilayah atau ciri orang di baris itu."
        self.reading.doubt("column-of-others", self.sheet, at, says)
