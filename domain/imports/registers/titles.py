"""Lines that say otherwise than the title of their list: one man below “PMI perempuan”, one line from Ende
below “asal Kabupaten Belu”. Where most lines agree with the title, the others are told."""

import re
from collections.abc import Callable, Sequence

from domain.imports.context import countries_of_titles
from domain.imports.counted import COUNTING_NOBODY, said_to_be_no_count
from domain.imports.headings import part_of_titles
from domain.imports.kinds import ImportKind
from domain.imports.noted import names_an_example
from domain.imports.quality import CellState, FieldCell, RegisterLine
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.title_words import titles_of_other_things
from domain.imports.words import key
from domain.places.regions import PROVINCE

_IN_FORCE = (
    ImportKind.COMMITMENTS,
    ImportKind.VILLAGE_TEAMS,
    ImportKind.ACTIVITIES,
    ImportKind.ACCOUNTS,
    ImportKind.AGENCIES,
    ImportKind.FIGURES,
    ImportKind.PLACEMENTS,
)
_OF_THINGS = (ImportKind.ACTIVITIES, ImportKind.SERVICES)
CALLED_OFF = re.compile(
    r"\b(?:ditolak|dibatalkan|batal|dihapus|penghapusan|dinonaktifkan|penonaktifan|non ?aktif|dibubarkan|"
    r"pembubaran|bubar|dicabut|pencabutan|ditutup|penutupan|dihentikan|dilebur|ditunda|tertunda|"
    r"(?:tidak|belum) (?:aktif|berlaku|terlaksana|dilaksanakan|jadi|disetujui|terbentuk|dibentuk|"
    r"berangkat))\b"
)
_NO_CASES = re.compile(r"\b(?:dicabut|pencabutan|dibatalkan|bukan (?:tppo|tindak pidana|kasus|perkara))\b")
_OF_A_TEAM = re.compile(r"\b(?:tim|satgas|gugus tugas|relawan|kader)\b")
_OURS = re.compile(r"\b(?:tppo|tppm|ppo|pmi|migran|perdagangan orang|trafficking)\b")
_OF_ALL_TEAMS = re.compile(
    r"\b(?:khusus|tingkat|desa|relawan|kader|pengurus|borang|blanko|form|formulir|lembar)\b", re.IGNORECASE
)
_SEXES = {"perempuan": "women", "laki-laki": "men"}


class RegisterTitles(RegisterPart):
    def __init__(self, register: Register, places: RegisterPlaces) -> None:
        super().__init__(register)
        self.places = places

    def doubt(self, lines: Sequence[RegisterLine]) -> None:
        if lines:
            self._doubt_list()
        if not self.register.is_of_persons:
            return
        titles = (*self.table.titles, self.sheet)
        sex = _SEXES.get(part_of_titles(titles, ()), "")
        countries = countries_of_titles(titles, self.context)
        country = next(iter(countries)) if len(countries) == 1 else ""
        region = "" if self.places.title_region == PROVINCE else self.places.title_region
        self._compare(lines, "sex", lambda value: value == sex, sex)
        self._compare(lines, "destination", lambda value: value == country, country)
        self._compare(lines, "region", lambda value: f"{value}.".startswith(f"{region}."), region)

    def _doubt_list(self) -> None:
        """A list of what was called off, closed or refused, or of another thing than its kind: every line of
        it says so, and none by itself."""
        for title in dict.fromkeys((*self.table.titles, self.sheet)):
            words = key(title)
            is_void = (
                (self.kind in _IN_FORCE and CALLED_OFF.search(words))
                or (self.kind is ImportKind.CASES and _NO_CASES.search(words))
                or names_an_example(words)
            )
            is_other = self.kind in _OF_THINGS and any(
                each not in COUNTING_NOBODY for each in said_to_be_no_count(self.kind, [title])
            )
            teams = self.kind is ImportKind.VILLAGE_TEAMS and _OF_A_TEAM.search(words)
            is_strange = teams and not _OURS.search(words) and self._is_of_another_team(title)
            if not (is_void or is_other or is_strange):
                continue
            says = (
                f"Judul “{self.vocabulary.shown(title)}” dapat berarti daftar ini tentang hal lain, atau "
                "isinya tidak berlaku. Dibaca seperti daftar biasa; periksa judulnya."
            )
            self.reading.doubt("list-of-others", self.sheet, "", says)

    def _is_of_another_team(self, title: str) -> bool:
        """“Tim Percepatan Penurunan Stunting”; “Tim Khusus Desa” is how ours is called."""
        return bool(titles_of_other_things([_OF_ALL_TEAMS.sub(" ", title)], self.reference))

    def _compare(
        self, lines: Sequence[RegisterLine], name: str, agrees: Callable[[str], bool], said: str
    ) -> None:
        found: list[tuple[RegisterLine, FieldCell]] = [
            (line, cell)
            for line in lines
            if said
            for cell in line.cells
            if cell.name == name and cell.read.state is CellState.VALUE and not cell.read.rule
        ]
        others = [(line, cell) for line, cell in found if not agrees(str(cell.read.value))]
        if 2 * len(others) > len(found):
            return  # the title says where it was written, or nothing of its lines
        for line, cell in others:
            says = "Isi sel ini berbeda dari yang disebut judul daftar; dibaca seperti tertulis di sel."
            self.reading.doubt("against-title", self.sheet, line.address(cell), says)
