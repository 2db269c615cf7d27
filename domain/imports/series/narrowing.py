"""What notes, subtitles, marks at places and the name of the file say of a part, which the table itself does
not: told, and read as it stands."""

import re
from collections.abc import Sequence

from domain.imports.concepts import status_in
from domain.imports.context import countries_of_titles
from domain.imports.headings import ColumnRole, part_of_titles
from domain.imports.noted import speaks_otherwise
from domain.imports.periods import TitlePeriod, names_part_of_a_month, read_period
from domain.imports.series.rows import Row
from domain.imports.series.table import WITH_WHOLES, SeriesPart
from domain.imports.words import key
from domain.time.formats import period as in_words

_ADDED_UP = re.compile(r"\b(?:kumulatif|akumulasi)\b")
_DIVIDES = re.compile(
    r"^(?:filter|kelompok (?:umur|usia)|umur|usia|pendidikan|jabatan|profesi|pekerjaan|kategori|status|agama|"
    r"skema|jenis (?:kelamin|pekerjaan|visa)|negara|sektor|page|report filter)\b\W*(.*)"
)
"""“Kelompok umur : di bawah 18 tahun”, “Negara (Multiple Items)” above a table."""
_SEVERAL = re.compile(r"\(multiple items\)|\(beberapa item\)", re.IGNORECASE)
"""What a pivot table writes above itself where some of all are chosen."""
_ALL = re.compile(r"^(?:all|semua|seluruh|final|sementara|tetap|draft?)\b|^$")
_MARK = re.compile(r"(?:\s*(\*+)\)?|\s+(\d)\)|\s*([¹²³†‡])\)?)\s*$")
_NOTED = re.compile(r"^\s*(\*+|\d(?=\))|[¹²³†‡])")


class SeriesNarrowing(SeriesPart):
    """Which of them speak of less than the table does."""

    def tell(self, rows: list[Row]) -> None:
        self._tell_notes(rows)
        self._tell_subtitles()
        if self.context.kind in WITH_WHOLES:
            self._tell_name_of_file(rows)
        self._tell_marked_places(rows)

    def _tell_notes(self, rows: Sequence[Row]) -> None:
        columns = self.table.having(ColumnRole.VALUE)
        times = [self.series.column_period(column) for column in columns]
        is_running = any(each is not None and (each.up_to or each.cumulative) for each in times)
        for note in dict.fromkeys(self.table.notes):
            words = key(note)
            is_otherwise = speaks_otherwise(words) or _tells_a_place_its_time(note, rows)
            if not is_otherwise and (is_running or not _ADDED_UP.search(words)):
                continue
            says = (
                f"Catatan “{self.vocabulary.shown(note)}” dapat berarti angkanya hanya sebagian, kumulatif, "
                "atau hal lain. Dibaca seperti tertulis; periksa catatannya."
            )
            self.reading.doubt("note-of-a-part", self.sheet, "", says)

    def _tell_subtitles(self) -> None:
        for title in dict.fromkeys(self.table.titles):
            found = _DIVIDES.match(key(title))
            if found is None or _ALL.search(found[1]) or self._is_taken(title):
                continue
            says = (
                f"“{self.vocabulary.shown(title)}” di atas tabel menyebut sebagian; angkanya dibaca seperti "
                "tertulis. Periksa apakah tabelnya memuat semuanya."
            )
            self.reading.doubt("note-of-a-part", self.sheet, "", says)

        several = [c for c in self.table.columns if any(map(_SEVERAL.search, c.strings))]
        for column in several:
            says = "Di atas kolom ini beberapa pilihan disaring dan tidak disebut; angkanya hanya sebagian."
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("note-of-a-part", self.sheet, at, says)

    def _is_taken(self, title: str) -> bool:
        """Whether the table is read as of what the title says."""
        if countries_of_titles((title,), self.context) or part_of_titles((title,), ()):
            return True
        return bool(status_in(key(title)))

    def _tell_name_of_file(self, rows: list[Row]) -> None:
        name = (self.context.name.replace("_", " ").replace("-", " "),)
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        told = [(each.destination, each.subgroup) for each in columns]
        told += [(each.destination, each.subgroup) for each in rows]
        is_divided = any(country for country, _ in told)
        countries = set() if is_divided else countries_of_titles(name, self.context)
        part = part_of_titles(name, [each for _, each in told])
        if countries or part:
            says = (
                "Nama berkasnya menyebut satu negara atau satu bagian saja, judul dan tabelnya tidak. Dibaca "
                "seperti judulnya; periksa apakah angkanya memang semua."
            )
            self.reading.doubt("note-of-a-part", self.sheet, "", says)

    def _tell_marked_places(self, rows: list[Row]) -> None:
        """“Belu 1)” above, and below “1) termasuk Malaka”; “2025*” of a line is cut short by its note."""
        filled = ([cell for cell in self.grid.rows[row] if cell is not None] for row in self.table.body)
        alone = [cells[0] for cells in filled if len(cells) == 1]
        notes = [text for text in (*alone, *self.table.notes) if isinstance(text, str)]
        noted = {found[1]: text[found.end() :] for text in notes if (found := _NOTED.match(text))}
        for row in rows:
            found = _MARK.search(row.label)
            mark = (
                next((each for each in found.groups() if each in noted), None) if found is not None else None
            )
            if mark is None or row.is_total:
                continue
            says = "Baris ini diberi tanda catatan; baca catatannya di berkas."
            part, own = read_period(noted[mark].lstrip(")")), row.period
            if part is not None and own is not None and _is_cut_short(own, part, noted[mark]):
                row.period = own.within(part)
                if (span := row.period.span) is not None:
                    says = f"Menurut catatannya baris ini dibaca {in_words(span.starts_on, span.ends_on)}."
            self.reading.doubt("footnote", self.sheet, row.at, says)


def _tells_a_place_its_time(note: str, rows: Sequence[Row]) -> bool:
    """“Data Kab. Sikka s.d. Juni 2025”, “Belu menggunakan data 2024”: of one place of several."""
    words = f" {key(note)} "
    named = sum(f" {key(row.label)} " in words for row in rows if not row.destination and key(row.label))
    return read_period(note) is not None and 0 < named < len(rows)


def _is_cut_short(whole: TitlePeriod, part: TitlePeriod, note: str) -> bool:
    """A year of which a note names the months that were over."""
    is_year = whole.year is not None and whole.last_month is None and whole.last_year is None
    is_of_it = part.last_month is not None and part.year in (None, whole.year)
    return is_year and is_of_it and not names_part_of_a_month(note)
