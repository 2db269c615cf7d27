"""Remarks of a register that say another thing than the line beside them: another stage, kind, country,
place, day or number. The line is read as its columns say, and told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.imports import identity
from domain.imports.ages import ADULT_AT, CHILD, GROWN
from domain.imports.dates import Order, read_date
from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.places import Sort
from domain.imports.quality import RegisterLine
from domain.imports.registers.table import RegisterPart
from domain.imports.stages import STAGE, may_stand_beside
from domain.imports.words import key

_LONGEST = 60
_MOST_WORDS = 5
"""Of a country and what is said before it."""
_PARTS = re.compile(r"[,;()\n]|\.\s|\s[-–]\s")
_CORRECTS = re.compile(
    r"\b(?:seharusnya|harusnya|ralat|tertukar|keliru|revisi|koreksi|dikoreksi)\b|"
    r"^(?:nomor|no|tanggal|tgl|nama|asal|tujuan|jumlah|data) salah\b|^salah (?:nomor|no|tanggal|tgl)\b"
)
_NONE = re.compile(r"^bukan (?!hanya\b|saja\b)")
_OTHER_CRIME = re.compile(
    r"^(?:(?:kasus|perkara|dugaan|termasuk) )*(?:tpps|tpks|kdrt|penganiayaan|pencurian|pembunuhan|"
    r"persetubuhan|pencabulan|penggelapan|penipuan|narkoba|asusila|perlindungan anak)$"
)
"""None of the kinds of case, and so never that of the line."""
_PLACE = re.compile(r"^(?:korban |ybs |pmi )?(?:asal|warga|dari|penduduk)(?: dari)? (.+)")
_PLACE_OF_AN_EVENT = re.compile(
    r"^(?:(?:tempat|lokasi|dipindah(?:kan)?|pindah|dilaksanakan|diadakan) )?(?:di|ke) (.+)"
)
_COUNTRY = re.compile(r"^(?:(?:tujuan|negara|ke|dari|asal|di)(?: tujuan| negara)? )?(.+)")
_DAY = re.compile(
    r"^(?:tiba|tgl|tanggal|dilaksanakan|terlaksana|diundur|dimajukan|kejadian|berangkat)"
    r"(?: (?:ke|pada|di|tgl|tanggal))* (?=\d)"
)
_OF_THE_LINE = ("kind", "indicator")
_DIGIT = re.compile(r"\d")
_DAYS = ("held_on", "happened_on", "arrived_on")
_COUNTED = re.compile(
    r"^(?:(?:jumlah|total|jml|hanya|cuma|ada) )*(?:peserta|korban|anggota|hadir)?"
    r"(?: (?:hadir|nya|sebanyak))? ?"
    r"(\d{1,5}) ?(?:(?:orang|org|jiwa|peserta|korban|anggota) ?)*(?:yang )?(?:hadir)?$"
)
_COUNTS_OF = {
    ImportKind.CASES: (("women", "men", "girls", "boys"), re.compile(r"\bkorban\b")),
    ImportKind.ACTIVITIES: (("participants",), re.compile(r"\b(?:peserta|hadir)\b")),
    ImportKind.VILLAGE_TEAMS: (("members",), re.compile(r"\banggota\b")),
}
_VICTIMS = re.compile(
    r"^(?:(?:semua|para) )?korban(?:nya)? (?:(anak|dewasa)|(perempuan|wanita)|(laki laki|pria))$"
)
_AGE = re.compile(
    r"\b(?:umur|usia)(?: (?!kandungan\b|kehamilan\b)[a-z]+){0,4} (\d{1,2})(?: (?:th|thn|tahun))?$"
)
"""“Umur di paspor 23 th”, and no months."""
_ONE = re.compile(r"^(?:(perempuan|wanita|pr|p)|(laki laki|pria|lk|l)|(anak|balita|bayi|di bawah umur))$")


@dataclass(frozen=True)
class _Line:
    """What is read of a line."""

    region: str
    values: Mapping[str, float | str | None]

    def sum_of(self, *names: str) -> float | None:
        found = [value for name in names if isinstance(value := self.values.get(name), int | float)]
        return sum(found) if found else None


class RegisterContradicted(RegisterPart):
    def doubt(self, lines: Sequence[RegisterLine]) -> None:
        columns = self._columns()
        if not columns or self.grid.turned:
            return
        by_row = {line.row: line for line in lines}
        rows = [row for row in self.table.body if self.grid.place(row, 0)[0] + 1 in by_row]
        for column in columns:
            may_differ: dict[str, bool] = {}
            for row, cell in zip(rows, self.grid.down(column.index, rows), strict=True):
                if not isinstance(cell, str) or len(cell) > _LONGEST:
                    continue
                if cell not in may_differ:
                    may_differ[cell] = any(self._may_differ(key(part)) for part in _parts(cell))
                if not may_differ[cell]:
                    continue
                read = by_row[self.grid.place(row, 0)[0] + 1]
                line = _Line(read.region, {each.name: each.read.value for each in read.cells})
                if self._names_another_kind(key(cell), line) or any(
                    self._differs(key(part), part, line) for part in _parts(cell)
                ):
                    shown = self.vocabulary.shown(cell)
                    says = (
                        f"“{shown}” di baris ini tidak sama dengan isian di kolom lain atau judulnya. Dibaca "
                        "menurut kolom atau judul itu; betulkan di berkas bila keterangannya yang benar."
                    )
                    self.reading.doubt(
                        "remark-differs", self.sheet, self.grid.address(row, column.index), says
                    )

    def _columns(self) -> list[SheetColumn]:
        left_out = self.table.having(ColumnRole.IDENTITY)
        remarks = [each for each in left_out if not identity.heading_kind(each.strings)]
        return [*self.table.having(ColumnRole.NOTE), *remarks]

    @cached_property
    def _choices(self) -> list[Field]:
        fields = [column.field for column in self.table.having(ColumnRole.FIELD) if column.field is not None]
        chosen = [each for each in fields if each.type is FieldType.CHOICE and each.name != "role"]
        if self.kind is ImportKind.CASES and all(each.name != "kind" for each in chosen):
            # The title says it of all lines.
            chosen += [each for each in FIELDS[self.kind] if each.name == "kind"]
        return chosen

    @cached_property
    def _any_choice(self) -> re.Pattern[str]:
        """One of them, for most remarks are none."""
        patterns = [pattern.pattern for field in self._choices for _, pattern in field.choices]
        return re.compile("|".join(f"(?:{each})" for each in patterns) or r"(?!)")

    def _may_differ(self, words: str) -> bool:
        """Whether it says anything that a line may say otherwise: asked once of all remarks alike."""
        return bool(
            _NONE.match(words)
            or self._says_it_is_none(words)
            or self._any_choice.fullmatch(words)
            or _COUNTED.match(words)
            or _VICTIMS.match(words)
            or _ONE.match(words)
            or _DAY.match(words)
            or _AGE.search(words)
            or self._place_in(words)
            or self._country_in(words)
        )

    def _differs(self, words: str, text: str, line: _Line) -> bool:
        return (
            self._says_it_is_none(words)
            or self._chooses_another(words, line)
            or self._counts_another(words, line)
            or self._is_of_other_persons(words, line)
            or self._names_another_place(words, line)
            or self._names_another_day(words, text, line)
        )

    def _says_it_is_none(self, words: str) -> bool:
        is_other = self.kind is ImportKind.CASES and _OTHER_CRIME.match(words)
        return bool(is_other or _CORRECTS.search(words))

    @staticmethod
    def _chosen(words: str, field: Field) -> str:
        if len(words) < 3:
            return ""
        return next((code for code, pattern in field.choices if pattern.fullmatch(words)), "")

    def _chooses_another(self, words: str, line: _Line) -> bool:
        return any(
            (code := self._chosen(words, each))
            and (own := line.values.get(each.name))
            and own != code
            and not (each.name == STAGE and may_stand_beside(code, str(own)))
            for each in self._choices
            if each.name not in _OF_THE_LINE
        )

    def _names_another_kind(self, words: str, line: _Line) -> bool:
        """By all that is written: “kematian; bukan jenazah dipulangkan” only says what the column says."""
        fields = [each for each in self._choices if each.name in _OF_THE_LINE]
        if denies := _NONE.match(words):
            # “Bukan TPPO” beside “KDRT” says the same, too.
            denied = [(each.name, self._chosen(words[denies.end() :], each)) for each in fields]
            named = [(name, code) for name, code in denied if code]
            return not named or any(line.values.get(name) == code for name, code in named)
        return any(
            (code := self._chosen(words, each)) and (own := line.values.get(each.name)) and own != code
            for each in fields
        )

    def _counts_another(self, words: str, line: _Line) -> bool:
        names, of_them = _COUNTS_OF.get(self.kind, ((), None))
        found = _COUNTED.match(words)
        if found is None or of_them is None or not of_them.search(words):
            return False
        own = line.sum_of(*names)
        return own is not None and own != int(found[1])

    def _is_of_other_persons(self, words: str, line: _Line) -> bool:
        if self.kind is ImportKind.CASES and (victims := _VICTIMS.match(words)):
            all_of_them = line.sum_of("women", "men", "girls", "boys")
            names = _named(victims[1], victims[2])
            return bool(all_of_them) and line.sum_of(*names) != all_of_them
        if found := _AGE.search(words):
            return self._is_of_another_age(int(found[1]) < ADULT_AT, line)
        one = _ONE.match(words) if self.register.is_of_persons else None
        if one is None:
            return False
        if one[3]:
            age = line.values.get("age")
            return isinstance(age, int | float) and age >= ADULT_AT
        sex = line.values.get("sex")
        return bool(sex) and sex != ("women" if one[1] else "men")

    @staticmethod
    def _is_of_another_age(is_child: bool, line: _Line) -> bool:
        """“Umur di paspor 23 th” beside a girl of 17, where the line is of children alone or of none."""
        if (age := line.values.get("age")) in (CHILD, GROWN):
            return (age == CHILD) != is_child
        children, grown = line.sum_of("girls", "boys") or 0, line.sum_of("women", "men") or 0
        return bool(grown and not children if is_child else children and not grown)

    def _place_in(self, words: str) -> str:
        patterns = [_PLACE, *([_PLACE_OF_AN_EVENT] if self.kind is ImportKind.ACTIVITIES else [])]
        found = next((match for each in patterns if (match := each.match(words))), None)
        place = self.reference.gazetteer.read(found[1]) if found is not None else None
        return place.code if place is not None and place.sort is Sort.FOUND else ""

    def _country_in(self, words: str) -> str:
        found = _COUNTRY.match(words) if words.count(" ") < _MOST_WORDS else None
        return self.reference.country(found[1]) if found is not None else ""

    def _names_another_place(self, words: str, line: _Line) -> bool:
        country, own = self._country_in(words), line.values.get("destination")
        if country and own and country != own:
            return True
        code = self._place_in(words)
        ours = f"{line.region}."
        return bool(code and line.region) and not (f"{code}.".startswith(ours) or ours.startswith(f"{code}."))

    def _names_another_day(self, words: str, text: str, line: _Line) -> bool:
        days = {str(line.values[name]) for name in _DAYS if line.values.get(name)}
        digit = _DIGIT.search(text)
        if not days or digit is None or not _DAY.match(words):
            return False
        written = text[digit.start() :]
        for each in (written, f"{written} {min(days)[:4]}"):
            if (day := read_date(each, Order(), self.reference.today).day) is not None:
                return day.isoformat() not in days
        return False


def _named(grown: str | None, women: str | None) -> tuple[str, str]:
    if grown:
        return ("girls", "boys") if grown == "anak" else ("women", "men")
    return ("women", "girls") if women else ("men", "boys")


def _parts(text: str) -> Iterator[str]:
    yield text
    for part in _PARTS.split(text):
        if part != text and part.strip():
            yield part.strip()
