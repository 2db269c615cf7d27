"""Units in the place of an agency: “Polres Malaka” where the register keeps all Polres as one.

Whose reports they are is asked once a file, not once a cell; where they happened, a unit never says.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain.imports.answers import SENDER
from domain.imports.fields import FieldType
from domain.imports.kinds import ImportKind
from domain.imports.places import Sort
from domain.imports.quality import CellState, FieldRead, ImportQuestion, Option
from domain.imports.registers.areas import NO_UNIT, heads_units, is_a_regency
from domain.imports.registers.table import BLANK, Register, RegisterPart, put_off
from domain.imports.sheet import Cell
from domain.imports.words import key, squeeze
from domain.places.province import HERE
from domain.places.regions import RegionLevel, level_of
from domain.time.formats import capitalised

_CALLED = tuple(
    (word, re.compile(rf"^(?:{pattern})\b"))
    for word, pattern in (
        ("polres", r"polres(?:ta|tabes)?|kepolisian resort?(?: kota)?|res(?:ta)?(?= )"),
        ("polsek", r"polsek(?:ta)?|kepolisian sektor(?: kota)?|sek(?= )"),
    )
)
"""How a unit calls itself, and the word for all of its kind."""
_HEADED = re.compile(
    r"^(?:nama |wilayah |wilayah hukum )?"
    r"(polres(?:ta|tabes)?|polsek|kejari|kodim|satwil|satuan wilayah|wilayah hukum|wilkum)(?: pelapor)?$"
)
"""A column whose cells then only say which: “Malaka”, “Belu”."""
_OTHERS_THAN_POLRES = ("polsek", "kejari", "kodim")
_ABOVE = {"polsek": "polres"}
"""Units of which none is an agency of ours, and those that they are below."""
_RESORT = r"(?=(?:polres(?:ta|tabes)?|kepolisian resor))"
_DIVISION = re.compile(
    r"^\W*(?:(?:sat|satuan|unit|subnit|satreskrim|reskrim|reserse|kriminal|umum|khusus|ppa|ppo|tipidter|"
    rf"tipidum|pidum|spkt)\b[\s./-]*)+{_RESORT}",
    re.IGNORECASE,
)
"""Before the unit that it belongs to: “Satreskrim Polres Belu”."""
_STATION = re.compile(
    rf"^\W*(?:polsek(?:ta)?|kepolisian sektor)\s+(\S.*?)[\s,;/()-]+{_RESORT}", re.IGNORECASE
)
"""“Polsek Wewiku, Polres Malaka” names the Polres itself."""
_SERIAL = re.compile(r"^\W*\d+\W*")
_PARTS = re.compile(r"[,;/()]|\s-\s|\s(?=(?:polsek|polda|unit|sat|satreskrim|spkt)\b)", re.IGNORECASE)
"""What stands between the place and an officer or a division: “Polres Belu (Unit PPA)”."""
_WAITS = FieldRead(None, CellState.DOUBTFUL, "", "", (), True)


class RegisterUnits(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self._reads: dict[int, dict[Cell, FieldRead]] = {}
        """By column, what cells that name a unit stand for."""
        self._shared: Mapping[str, str] = {}
        """Numbers that several units give a report of theirs: squeezed -> what is said of it."""

    def settle(self, rows: Sequence[int]) -> None:
        if self.kind is not ImportKind.CASES:
            return
        for each in self.register.fields:
            if each.field.type is FieldType.AGENCY:
                self._settle(each.index, rows)

    def of(self, column: int, cell: Cell) -> FieldRead | None:
        return self._reads.get(column, {}).get(cell)

    def number(self, cell: Cell) -> FieldRead | None:
        """Of a report's number, that it is not one report's."""
        says = self._shared.get(squeeze(str(cell)), "") if self._shared else ""
        return put_off("number-of-several", says) if says else None

    def _settle(self, column: int, rows: Sequence[int]) -> None:
        head = next(each.lowest for each in self.table.columns if each.index == column)
        groups: dict[Cell, str] = {
            cell: group
            for cell in set(self.grid.down(column, rows))
            if isinstance(cell, str) and (group := self._group(cell, head))
        }
        waiting: dict[str, int] = defaultdict(int)
        for cell in self.grid.down(column, rows):
            if (named := groups.get(cell)) is not None:
                waiting[named] += 1
        told = {group: self._meant(group, lines) for group, lines in waiting.items()}
        self._reads[column] = {cell: told[group] for cell, group in groups.items()}
        if heads_units(head):
            areas = {
                each for each in set(self.grid.down(column, rows)) - groups.keys() if isinstance(each, str)
            }
            gazetteer = self.reference.gazetteer
            self._reads[column] |= {each: NO_UNIT for each in areas if is_a_regency(each, gazetteer)}
        self._find_shared(column, rows, groups)

    def _group(self, cell: str, head: str) -> str:
        """The word for all units of this kind, where the register knows them only together."""
        headed = _HEADED.match(head)
        if self.reference.agency(cell) and not (headed and is_a_regency(cell, self.reference.gazetteer)):
            return ""
        if headed:
            word = headed[1] if headed[1] in _OTHERS_THAN_POLRES else "polres"
            if self._is_of_ntt(cell, word):
                return word if self._of_all(word) else ""
        text = self._of_its_resort(cell)
        words = key(text)
        named = next(((word, found[0]) for word, each in _CALLED if (found := each.match(words))), None)
        word, called = named or (words.split(" ")[0], words.split(" ")[0])
        where = re.sub(rf"^(?:\W*\w+){{{called.count(' ') + 1}}}", "", text)
        return word if self._of_all(word) and (not key(where) or self._is_of_ntt(where, word)) else ""

    def _of_its_resort(self, cell: str) -> str:
        """Without the division, or the Polsek, that stands before the Polres which it is of."""
        station = _STATION.match(cell)
        if station is not None and self._is_of_ntt(station[1], "polsek"):
            return cell[station.end() :]
        return _DIVISION.sub("", cell)

    def _is_of_ntt(self, text: str, word: str) -> bool:
        """“Malaka”, “1605/Belu” and “Atambua”; a Polres of Nunukan is no agency of ours. A Polsek is of a
        kecamatan."""
        gazetteer = self.reference.gazetteer
        part = next((each for each in _PARTS.split(_SERIAL.sub("", text)) if key(each)), "")
        found = gazetteer.read(part)
        codes = found.candidates if found.sort is Sort.AMBIGUOUS else (found.code,)
        narrow = (RegionLevel.DISTRICT, RegionLevel.VILLAGE) if word in _ABOVE else ()
        levels = (RegionLevel.REGENCY, *narrow)
        return bool(gazetteer.town(part)[1]) or all(level_of(code) in levels for code in codes)

    def _of_all(self, word: str) -> str:
        return self.reference.agency(f"{self._kept_as(word)} se-{HERE.short_name}")

    def _kept_as(self, word: str) -> str:
        """The kind of units under which these are an agency of ours: their own, or the one above them."""
        return word if self.reference.agency(f"{word} se-{HERE.short_name}") else _ABOVE.get(word, word)

    def _meant(self, group: str, lines: int) -> FieldRead:
        code, kept = self._of_all(group), self._kept_as(group)
        name = f"{capitalised(kept)} se-{HERE.short_name}"
        question = f"agency:{group}"
        answer = self.context.answers.get(question, "")
        if answer == code:
            return FieldRead(code)
        if answer == SENDER:
            return BLANK
        above = "" if kept == group else ", yang membawahinya"
        says = (
            f"Kolom instansi menyebut {capitalised(group)} satu per satu; yang tercatat sebagai instansi "
            f"{name}{above}. Laporannya dicatat atas nama siapa?"
        )
        options = (Option(code, name), Option(SENDER, "Pengirim berkas"))
        self.reading.ask(ImportQuestion(question, says, options, lines))
        return _WAITS

    def _find_shared(self, column: int, rows: Sequence[int], groups: Mapping[Cell, str]) -> None:
        """“LP/1/I/2026” of Polres Malaka and of Polres Belu are two reports under one number, and would be
        stored as one."""
        numbers = [each.index for each in self.register.fields if each.field.name == "reference"]
        if not numbers:
            return
        units: dict[str, dict[str, int]] = defaultdict(dict)
        cells, told = self.grid.down(column, rows), self.grid.down(numbers[0], rows)
        for row, cell, number in zip(rows, cells, told, strict=True):
            if cell in groups and number is not None:
                units[squeeze(str(number))].setdefault(squeeze(str(cell)), row)
        if any(unit not in number for number, found in units.items() for unit in found):
            says = "Nomor tanpa nama satuan: yang sama pada hari lapor yang sama dibaca laporan yang sama."
            self.reading.understand("number-without-unit", self.sheet, says)
        self._shared = {
            number: f"Nomor ini dipakai beberapa satuan (baris {first + 1} dan {second + 1}); tulis nomor "
            "lengkapnya beserta satuannya."
            for number, found in units.items()
            if len(found) > 1
            for first, second in [sorted(found.values())[:2]]
        }
