"""What a register says of all its lines, or of those of a group: in a title, above the group, in the name of
its file, or by an answer."""

import re
from functools import cached_property

from domain.figures.cases import CaseKind
from domain.imports.choices import kinds_in_title
from domain.imports.fields import FIELDS
from domain.imports.grid import is_total_label
from domain.imports.institutions import INSTITUTION
from domain.imports.kinds import ImportKind
from domain.imports.periods import read_period
from domain.imports.quality import ImportQuestion, Option
from domain.imports.registers.places import GROUP_NUMBER, GROUP_NUMBER_BEFORE
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.registers.times import day_above
from domain.imports.words import key
from domain.words import labels

CASE_KIND = "case-kind"
_PREVENTED = re.compile(
    r"\b(?:(?:pencegahan|penundaan|penggagalan|pembatalan) (?:(?:dan|atau) [a-z]+ )?keberangkatan|"
    r"(?:pencegahan|penundaan|penggagalan) (?:(?:pelintas|wni|calon) )*c?pmi|"
    r"penggagalan (?:pengiriman|pemberangkatan)|prevented departures?|"
    r"(?:ditunda|dicegah|digagalkan|dibatalkan) (?:keberangkatan|pemberangkatan)(?:nya)?|"
    r"c?pmi (?:(?:yang|np|non|nonprosedural|prosedural|ilegal|illegal) )*(?:dicegah|digagalkan))\b"
    r"(?!.*\b(?:tppo|tppm|deportasi|trafficking)\b)"
)
"""Whom it stopped would have left “non prosedural”, which is no placement."""
_STOPPED = re.compile(r"\b(?:penundaan|penolakan|penangguhan) .*\bpaspor\b|\b(?:dicegah|digagalkan)\b")
"""Passports that were put off or refused are not told apart from departures by the words."""
_PLACED_UNLAWFULLY = re.compile(r"\bpenempatan (?:c?pmi |tki |secara )*(?:ilegal|illegal)\b")
_SAID_OF_ALL = (CaseKind.ILLEGAL_PLACEMENT, CaseKind.DEPORTATION, CaseKind.DEATH_ABROAD)
_SAID_PLAINLY = (CaseKind.TRAFFICKING, CaseKind.PEOPLE_SMUGGLING)
_NAMED_PLAINLY = {*_SAID_PLAINLY, CaseKind.WORKER_IN_DISTRESS}
_WHAT_WAS_DONE = re.compile(
    r"\b(?:sosialisasi|penyuluhan|edukasi|kampanye|pelatihan|patroli|pengawasan|pemantauan|razia)"
    r"(?: laut)?(?: (?:pencegahan|bahaya|tentang))*(?: (?:tppo|pmi|perdagangan orang))?\b"
)
_OF_A_DAY = re.compile(r"\bharian\b|\bhari\b.*\d|^(?:senin|selasa|rabu|kamis|jumat|jum at|sabtu|minggu) \d")
_SHORT_FORMS = re.compile(r"\b(?:tppo|pmi)\b")


class RegisterAbove(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.groups_of_other_kinds: dict[int, str] = {}
        """By row, what stands above lines that are none of the kinds which other groups name."""

    def kind_of(self, row: int) -> str:
        """Of this line, where no column says it."""
        return self.titled_kind or self.kind_of_group(row) or self.answered_kind or self.kind_of_name

    @property
    def is_titled_as_cases(self) -> bool:
        """“Korban TPPO dan PMI non prosedural” names kinds, though not one of them all; “penundaan penerbitan
        paspor” those who were stopped, by whatever name."""
        # “Sosialisasi pencegahan TPPO” says what was done, and no case.
        titles = [key(title) for title in (*self.table.titles, self.sheet)]
        titles = [title for title in titles if not _WHAT_WAS_DONE.match(title)]
        return any(_STOPPED.search(each) or _NAMED_PLAINLY & {*kinds_in_title(each)} for each in titles)

    def ask_kind(self) -> None:
        """Of all lines at once: neither a column nor a title says what they are."""
        options = tuple(Option(str(code), label) for code, label in labels.CASE_KINDS.items())
        titled = kinds_in_titles(self.register)
        why = (
            f"Judulnya menyebut {labels.CASE_KINDS[titled[0]]}, dan tidak ada kolom jenis kasus."
            if len(titled) == 1
            else "Judulnya tidak menyebut satu jenis kasus untuk semua barisnya, dan tidak ada kolom jenis."
            if self.is_titled_as_cases
            else "Berkas ini tidak menyebut jenis kasusnya, di kolom maupun di judul."
        )
        says = (
            f"{why} Semua barisnya jenis apa? Bila tidak semuanya satu jenis, tambahkan kolom “Jenis kasus” "
            "di berkas, lalu kirim lagi."
        )
        self.reading.ask(ImportQuestion(CASE_KIND, says, options, len(self.table.body)))

    @cached_property
    def answered_kind(self) -> str:
        """Where nothing in the file says it."""
        if self.kind is not ImportKind.CASES or self.has_kinds or self.titled_kind or self.group_kinds:
            return ""
        answer = self.context.answers.get(CASE_KIND, "")
        return answer if answer in labels.CASE_KINDS else ""

    @cached_property
    def kind_of_name(self) -> str:
        """“Kasus TPPO 2026.xlsx” says it where nothing in the file does, and no answer."""
        if self.kind is not ImportKind.CASES or self.has_kinds or self.titled_kind or self.group_kinds:
            return ""
        if self.answered_kind or self._names_other_kinds:
            return ""
        return _kind_in(key(self.context.name.replace("_", " ")))

    @property
    def _names_other_kinds(self) -> bool:
        """“PMI non prosedural” above the lines is not what “Kasus TPPO.xlsx” says of them: that is asked."""
        titles = key(" ".join((*self.table.titles, self.sheet)))
        return any(kind in _SAID_OF_ALL for kind in kinds_in_title(titles))

    @cached_property
    def titled_kind(self) -> str:
        """“REGISTER KASUS TPPO” says of all its lines what they are; of two kinds it says of none."""
        if self.kind is not ImportKind.CASES or self.has_kinds:
            return ""
        return _kind_in(" ".join(map(key, (*self.table.titles, self.sheet))))

    @cached_property
    def day_of_report(self) -> str:
        """“LAPORAN HARIAN, Senin 16 November 2026” is the day of all its lines, where no column has days."""
        named = {column.field.name for column in self.table.columns if column.field is not None}
        if self.kind is not ImportKind.CASES or "reported_on" in named:
            return ""
        return day_above(self.table, _OF_A_DAY, self.reference.today)

    @cached_property
    def titled_activity(self) -> str:
        """“REKAP PENYULUHAN TPPO DI SEKOLAH” says what every line of it was, where no column does."""
        named = {column.field.name for column in self.table.columns if column.field is not None}
        if self.kind is not ImportKind.ACTIVITIES or named & {"title", "agency"}:
            return ""
        found = _WHAT_WAS_DONE.search(" ".join(map(key, (*self.table.titles, self.sheet))))
        return _SHORT_FORMS.sub(lambda short: short[0].upper(), found[0].capitalize()) if found else ""

    def kind_of_group(self, row: int) -> str:
        """Where no column says it, and no title; so “A. EDUKASI” heads activities."""
        if self.kind not in (ImportKind.CASES, ImportKind.ACTIVITIES) or self.has_kinds:
            return ""
        return self.group_kinds.get(row, "")

    @cached_property
    def has_kinds(self) -> bool:
        return any(column.field is not None and column.field.name == "kind" for column in self.table.columns)

    @cached_property
    def group_kinds(self) -> dict[int, str]:
        """By row, what “B. PENYELUNDUPAN MANUSIA (TPPM)” above the lines 1, 2, 3 says that they are."""
        kinds = next(each for each in FIELDS[self.kind] if each.name == "kind").choices
        found: dict[int, str] = {}
        above = other = ""
        for row in (*self.table.header[1:], *self.table.body):
            own = self.register.own(row)
            name = self.grid.cell(row, own[-1]) if 0 < len(own) <= 2 else None
            is_group = isinstance(name, str) and (
                len(own) == 1 or GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0])))
            )
            if is_group and not is_total_label(str(name)):
                words = key(GROUP_NUMBER_BEFORE.sub("", str(name)))
                exact = [code for code, pattern in kinds if pattern.search(words)]
                is_case = self.kind is ImportKind.CASES
                told = exact[0] if len(set(exact)) == 1 else _kind_in(words) if is_case else ""
                if told or (words and not self._says_who_or_when(words)):
                    above, other = told, str(name)
                continue
            if above:
                found[row] = above
            elif other and found:
                self.groups_of_other_kinds[row] = other
        return found

    def _says_who_or_when(self, words: str) -> bool:
        """“POLRES BELU” or “BULAN MARET” below “A. TPPO”: its lines are of that kind still."""
        is_somebody = INSTITUTION.search(words) or self.reference.agency(words)
        is_place = self.reference.gazetteer.read(words).is_wide
        return bool(is_somebody or is_place or read_period(words) is not None or words == "nihil")


def kinds_in_titles(register: Register) -> list[CaseKind]:
    """Every kind of case that they name, plainly or not."""
    if register.kind is not ImportKind.CASES:
        return []
    return kinds_in_title(" ".join(map(key, (*register.table.titles, register.sheet))))


def are_titled_as_one_kind(register: Register) -> bool:
    """“Sakit” beside the lines of a list of the dead is why somebody died, and no other kind of case."""
    return len(kinds_in_titles(register)) == 1


def _kind_in(words: str) -> str:
    """The one kind that a title names plainly."""
    if _PREVENTED.search(words):
        return str(CaseKind.PREVENTED_DEPARTURE)
    said = kinds_in_title(words)
    if len(said) > 1 and "bermasalah" not in words:
        said = [kind for kind in said if kind is not CaseKind.WORKER_IN_DISTRESS]  # “Pengaduan kasus TPPO”
    if said == [CaseKind.ILLEGAL_PLACEMENT] and _PLACED_UNLAWFULLY.search(words):
        return str(said[0])
    return str(said[0]) if len(said) == 1 and said[0] in _SAID_PLAINLY else ""
