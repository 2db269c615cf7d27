"""Lines that say otherwise than the title of their list: one man below “PMI perempuan”, one line from Ende
below “asal Kabupaten Belu”. Where most lines agree with the title, the others are told."""

from collections.abc import Callable, Sequence

from domain.imports.context import countries_of_titles
from domain.imports.headings import part_of_titles
from domain.imports.quality import CellState, FieldCell, RegisterLine
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import Register, RegisterPart
from domain.places.regions import PROVINCE

_SEXES = {"perempuan": "women", "laki-laki": "men"}


class RegisterTitles(RegisterPart):
    def __init__(self, register: Register, places: RegisterPlaces) -> None:
        super().__init__(register)
        self.places = places

    def doubt(self, lines: Sequence[RegisterLine]) -> None:
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
