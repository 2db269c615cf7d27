"""Where the figures of a table of counts are: names that several places share, and lines without a place."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from domain.imports.choices import DESKS
from domain.imports.context import table_region
from domain.imports.headings import ColumnRole, heads_kabupaten
from domain.imports.kinds import ImportKind
from domain.imports.places import PlaceRead, Sort
from domain.imports.quality import ImportQuestion, Option
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart
from domain.imports.words import key
from domain.places.regions import RegionLevel, level_of

_A_KIND = re.compile(
    r"(?:[a-z] |\d |i{1,3} )?(?:kabupaten|regency|(kota|municipality))(?: (?:regency|municipality|city))?"
)
_SAYS_ITS_LEVEL = re.compile(r"^(?:kecamatan|kec|kelurahan|kel|desa|ds)\b")


class SeriesPlaces(SeriesPart):
    """Which place each line is of, and which lines are too doubtful to take."""

    def settle_kupang(self, data: Sequence[Row]) -> None:
        """Of two places with one name, the one that stands elsewhere in the table leaves the other."""
        named = {row.place.code for row in data if row.place.sort is Sort.FOUND}
        shared = Counter(row.place.candidates for row in data if row.place.sort is Sort.AMBIGUOUS)
        for row in data:
            if row.place.sort is not Sort.AMBIGUOUS or row.place.by_code:
                continue
            answer = self.context.answers.get(f"place:{self._shared_name(row)}", "")
            if answer and answer in row.place.candidates:
                row.place = PlaceRead(Sort.FOUND, answer)
                continue
            if below := self._below_its_kind(row):
                row.place = PlaceRead(Sort.FOUND, below)
                continue
            if below := self._below_kabupaten(row, shared[row.place.candidates]):
                row.place = PlaceRead(Sort.FOUND, below)
                says = f"Kepala kolomnya menyebut kabupaten; dibaca {self.gazetteer.name(below)}."
                self.reading.understand("kabupaten-by-heading", self.sheet, says)
                continue
            left = [code for code in row.place.candidates if code not in named]
            if len(left) == 1 and len(row.place.candidates) == 2:
                beside = {each.place.code for each in data if each.period == row.period}
                is_apart = bool(beside & set(row.place.candidates))
                row.place, name = PlaceRead(Sort.FOUND, left[0]), self.gazetteer.name(left[0])
                says = f"Dibaca {name}, karena yang lain disebut sendiri di tabel ini."
                if is_apart and self.gazetteer.of_kind(left, is_city=False):
                    # Beside “Kota Kupang” the bare name is the kabupaten's.
                    self.reading.understand("place-by-elimination", self.sheet, says)
                else:
                    self.reading.doubt("place-by-elimination", self.sheet, row.at, says, (left[0],))

    def _below_its_kind(self, row: Row) -> str:
        """“Kupang” below a line that says “Kota/Municipality”, or “Kabupaten”, and nothing else."""
        for index in range(row.row - 1, self.table.body.start - 1, -1):
            cells = [cell for cell in self.grid.rows[index] if cell is not None]
            kind = _A_KIND.fullmatch(key(str(cells[0]))) if len(cells) == 1 else None
            if kind is not None:
                return self.gazetteer.of_kind(row.place.candidates, is_city=bool(kind[1]))
        return ""

    def _below_kabupaten(self, row: Row, times: int) -> str:
        """“Kupang” below a heading that says Kabupaten, and nothing of a kota; once for each time. Below each
        other it stands for both of them."""
        names = [each for each in self.table.having(ColumnRole.REGION) if heads_kabupaten(each.words)]
        if len(names) != 1 or (times > 1 and not self.table.having(ColumnRole.ROW_PERIOD)):
            return ""
        cell = self.grid.cell(row.row, names[0].index)
        return self.gazetteer.below_kabupaten(cell, row.place.candidates)

    def doubt_lone_districts(self, data: Sequence[Row]) -> None:
        """“Larantuka” among kabupaten is the kecamatan by name, and by habit the kabupaten or its capital."""
        found = [row for row in data if row.place.sort is Sort.FOUND]
        wide = sum(row.region.count(".") == 1 for row in found)
        names = self.table.having(ColumnRole.REGION)
        if len(names) != 1 or names[0].level is not None:
            return
        towns = {row.row for row in data if self.gazetteer.stands_for(row.label, row.place)}
        are_towns = all(row.region.count(".") < 2 or row.row in towns for row in found)
        for place, row in enumerate(found):
            if wide < 2 and not (are_towns and row.row in towns):
                continue
            if row.region.count(".") < 2 or row.place.by_code or _SAYS_ITS_LEVEL.search(key(row.label)):
                continue
            regency = ".".join(row.region.split(".")[:2])
            beside = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
            if any(f"{each.region}.".startswith(f"{regency}.") for each in beside):
                continue
            self.reading.doubt(
                "place-ambiguous",
                self.sheet,
                row.at,
                f"Tertulis {self.gazetteer.name(row.region)}, sedangkan baris lain menyebut kabupaten: "
                f"mungkin {self.gazetteer.name(regency)} yang dimaksud. Barisnya ditunda.",
                (regency, row.region),
                True,
            )
            row.place = PlaceRead(Sort.AMBIGUOUS, candidates=(regency, row.region), by_code=True)

    def doubt_place(self, row: Row) -> bool:
        """Whether the row's place is too doubtful to take its figures."""
        sort = row.place.sort
        if sort is Sort.AMBIGUOUS and not row.place.by_code:
            self._doubt_ambiguous(row)
            return True
        if sort is Sort.AMBIGUOUS:
            return True
        if sort is Sort.REST:
            says = (
                f"“{self.vocabulary.shown(row.label)}” menyatukan wilayah yang tidak disebut satu per satu, "
                "jadi bukan angka satu wilayah; barisnya ditunda. Kirim angkanya per wilayah bila ada."
            )
            self.reading.doubt("places-together", self.sheet, row.at, says, (), True)
            return True
        if sort is not Sort.UNRESOLVED:
            return False
        if self._is_blank_place(row):
            first = self.table.having(ColumnRole.VALUE)[0]
            self.reading.doubt(
                "row-without-place",
                self.sheet,
                self.grid.address(row.row, first.index),
                "Baris ini bukan meja layanan yang dikenal; ditunda."
                if self._is_of_desks
                else "Baris berisi angka tanpa wilayah; ditunda.",
                (),
                True,
            )
        else:
            town, regency = self.gazetteer.town(row.label)
            says = (
                f"{town} adalah kota di {self.gazetteer.name(regency)}, bukan nama kabupaten;"
                if regency
                else f"{self.vocabulary.quoted(row.label)} bukan wilayah yang dikenal;"
            )
            candidates = row.place.candidates or self.gazetteer.proposals(row.label)
            says += " barisnya ditunda."
            self.reading.doubt("place-unknown", self.sheet, row.at, says, candidates, True)
        return True

    def _doubt_ambiguous(self, row: Row) -> None:
        candidates = row.place.candidates
        if all(code.count(".") == 1 for code in candidates):
            self.reading.ask(
                ImportQuestion(
                    f"place:{self._shared_name(row)}",
                    f"Nama di sel {row.at} dapat berarti beberapa wilayah. Yang mana?",
                    tuple(Option(code, self.gazetteer.name(code)) for code in candidates),
                    len(self.table.having(ColumnRole.VALUE)),
                )
            )
            return
        self.reading.doubt(
            "place-ambiguous",
            self.sheet,
            row.at,
            "Lebih dari satu tempat bernama ini; barisnya ditunda.",
            candidates,
            True,
        )

    def doubt_districts_elsewhere(self, data: Sequence[Row]) -> None:
        """“Insana” below “Kabupaten Malaka”, between kecamatan that do lie there: read as it is called, and
        named."""
        of_title = table_region(self.table.titles, self.sheet, self.context)
        narrow = [row for row in data if row.place.sort is Sort.FOUND and row.region.count(".") > 1]
        outside = [row for row in narrow if not f"{row.region}.".startswith(f"{of_title}.")]
        level = level_of(of_title) if of_title else RegionLevel.PROVINCE
        if level not in (RegionLevel.REGENCY, RegionLevel.DISTRICT) or len(outside) == len(narrow):
            return
        for row in outside:
            wider = self.gazetteer.name(".".join(row.region.split(".")[: of_title.count(".") + 1]))
            says = (
                f"{self.gazetteer.name(row.region)} terletak di {wider}, bukan di "
                f"{self.gazetteer.name(of_title)} seperti judulnya; dibaca menurut namanya."
            )
            self.reading.doubt("place-differs", self.sheet, row.at, says, (row.region,))

    @cached_property
    def _is_of_desks(self) -> bool:
        """Whether the lines are desks of one office."""
        return self.context.kind is ImportKind.SERVICES and any(
            pattern.search(key(self.table.label(row))) for row in self.table.body for _, pattern in DESKS
        )

    def _is_blank_place(self, row: Row) -> bool:
        return all(
            self.grid.cell(row.row, column.index) is None
            for column in self.table.having(ColumnRole.REGION, ColumnRole.CODE, ColumnRole.ROW_DESTINATION)
        )

    def _shared_name(self, row: Row) -> str:
        """What the places have in common: *kupang*; never the text of the file, whatever it may be."""
        return self.gazetteer.base_name(row.place.candidates[0])
