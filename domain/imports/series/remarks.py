"""What stands beside, behind or between the lines of a table of counts and says that a figure is of another
time, of others or of a part: read as the table says, and told."""

import re
from collections import Counter
from collections.abc import Iterator

from domain.imports import identity
from domain.imports.counted import OF_UNITS, is_unit_of_shares
from domain.imports.group_heads import head_of
from domain.imports.headings import ColumnRole, SheetColumn, subgroup_of
from domain.imports.noted import names_some, speaks_otherwise
from domain.imports.periods import TimeSpan, TitlePeriod, read_period
from domain.imports.places import Sort
from domain.imports.series.named_series import series_of
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.words import key

_REMARKS = re.compile(
    r"^(?:keterangan|ket|catatan|remarks?|notes?|tindak lanjut|info(?:rmasi)?|penjelasan|rincian|"
    r"lain(?: lain)?)\b"
)
_SAYS_WHAT = re.compile(
    r"\b(?:jenis|kelamin|jk|l p|sex|gender|negara|tujuan|asal|dari|ke|status|kategori|kelompok|golongan|"
    r"uraian|indikator|usia|umur|prosedur|klasifikasi|bentuk|macam|penyebab|sebab|akibat|yang dihitung)\b"
)
"""A heading below which each word says whom or what its line counts, be it in a few lines alone."""
_MOST = 0.5
_CORRECTS = re.compile(
    r"\b(?:batal|dibatalkan|ganda|dobel|double|duplikat|duplikasi|dicabut|ditarik|dicoret|salah|keliru|"
    r"koreksi|dikoreksi|dipindahkan|ditunda|tertunda|tahun lalu|bulan lalu|(?:pulang|repatriasi) mandiri|"
    r"(?:di)?(?:makamkan|kubur(?:kan)?) (?:di ?sana|di luar negeri))\b|^bukan (?!hanya\b)"
)
"""“Batal 1”, “ganda dengan Malaka”, “bukan PMI”: the figure counts what it should not."""
_SAYS_A_TIME = re.compile(
    r"^(?:(?:hanya|baru|untuk|khusus) )?(?:data|terhitung|tercatat|angka|posisi|keadaan|s d|sd|sampai|"
    r"hingga|bulan|bln|tahun|thn|periode|triwulan|semester|jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|"
    r"jun[i]?|jul[i]?|agt|agustus|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|des(?:ember)?)\b"
)
_OF_OTHERS = re.compile(
    r"(?:\b(?:dari|asal|warga|pindahan|milik|limpahan|penduduk|ktp) |"
    r"^(?:\d+ )?(?=kota |kab |kabupaten |luar ))(.+)"
)
_ALL_OF_THEM = re.compile(r" (?:semua(?:nya)?|seluruhnya)$")
_TELLS_TIMES = re.compile(r"\b(?:periode|kondisi|keadaan|posisi|cakupan|rentang|waktu|data)\b")
"""A heading below which each line may say how far its figures reach."""
_COUNTED = re.compile(r"(?:(?:total|jumlah|ada) )?(\d{1,6}) ?(?:orang|org|jiwa|kasus|laporan|lp|jenazah|pmi)")
_PERSONS = re.compile(r"^(?:org|orang|jiwa|pmi|jenazah|korban)$")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_LONGEST = 120
_RULE = "note-of-a-part"


def is_headed_as_remarks(column: SheetColumn) -> bool:
    return column.role is ColumnRole.NOTE or bool(_REMARKS.match(column.lowest))


def holds_remarks(column: SheetColumn, filled: int, lines: int) -> bool:
    """Whether its words may be remarks on some of the lines: by its heading, or where that says nothing and
    most lines have no word there."""
    if column.role is ColumnRole.EMPTY or is_headed_as_remarks(column):
        return True
    return filled < _MOST * lines and not _SAYS_WHAT.search(column.words)


class SeriesRemarks(SeriesPart):
    """Which of them are told; what names a series or a part in a column of its own, ``RowsApart`` tells."""

    def __init__(self, series: SeriesTable) -> None:
        super().__init__(series)
        spans = [
            period.span
            for column in self.table.having(ColumnRole.VALUE)
            if (period := self.series.column_period(column)) is not None and period.span is not None
        ]
        self._spans = spans

    def tell(self, rows: list[Row]) -> None:
        told = dict(
            [
                *self._beside(rows),
                *self._behind_places(rows),
                *self._between(rows),
                *self._in_other_units(rows),
            ]
        )
        known = {(each.sheet, each.cell) for each in self.reading.doubts if each.rule == _RULE}
        for at, remark in told.items():
            if (self.sheet, at) in known:
                continue
            says = (
                f"“{self.vocabulary.shown(remark)}” di samping angka ini: mungkin hanya sebagian, "
                "bersama yang lain, atau hal lain. Dibaca seperti tertulis."
            )
            self.reading.doubt(_RULE, self.sheet, at, says)

    def _beside(self, rows: list[Row]) -> Iterator[tuple[str, str]]:
        """“Termasuk 3 orang dari Malaka”, “data s.d. Oktober”."""
        # Remarks that were left out because one of them may name somebody speak of times as others do.
        left_out = self.table.having(ColumnRole.IDENTITY)
        remarks = [
            each
            for each in left_out
            if _REMARKS.match(each.lowest) and not identity.heading_kind(each.strings)
        ]
        for column in (*self.table.having(ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.UNKNOWN), *remarks):
            cells = [(row, self.grid.cell(row.row, column.index)) for row in rows]
            texts = [(row, cell) for row, cell in cells if isinstance(cell, str)]
            # “Debarkasi” of every line is where people landed, and a port is no remark on them.
            is_of_ways = column.role is ColumnRole.NOTE and not _REMARKS.match(column.lowest)
            are_remarks = holds_remarks(column, len(texts), len(rows))
            tells_times = bool(_TELLS_TIMES.search(column.lowest))
            for row, cell in texts if are_remarks or tells_times else ():
                is_told = self._says_otherwise if are_remarks else self._is_of_another_time
                if is_told(cell, None if is_of_ways else row):
                    yield self.grid.address(row.row, column.index), cell

    def _behind_places(self, rows: list[Row]) -> Iterator[tuple[str, str]]:
        """“Belu (2 meninggal)”; “Belu (Atambua)” is nothing but Belu."""
        for row in rows:
            for inside in _BRACKETS.findall(row.label) if row.place.sort is Sort.FOUND else ():
                is_place = self.gazetteer.read(inside).sort is Sort.FOUND
                if not is_place and (self._names_a_part(inside) or self._says_otherwise(inside, row)):
                    yield row.at, inside

    def _between(self, rows: list[Row]) -> Iterator[tuple[str, str]]:
        """A text alone in a line between those of figures, which heads nothing."""
        read = {row.row for row in rows}
        last = max(read, default=-1)
        for index in self.table.body:
            cells = self.grid.rows[index]
            if index in read or index > last or len(cells) - cells.count(None) != 1:
                continue
            at, cell = next((at, each) for at, each in enumerate(cells) if each is not None)
            if not isinstance(cell, str) or head_of(cell, self.context) is not None:
                continue
            if self._says_otherwise(cell, None) or (names_some(key(cell)) and self._names_a_part(cell)):
                yield self.grid.address(index, at), cell

    def _in_other_units(self, rows: list[Row]) -> Iterator[tuple[str, str]]:
        """“Kasus” below “Satuan”, where all other lines of the one series say “orang”."""
        # “Satuan” heads the offices of the police, too.
        columns = [
            column
            for column in self.table.columns
            if OF_UNITS.match(column.lowest) and column.role is not ColumnRole.REGION
        ]
        for column in columns if not any(row.concept for row in rows) else ():
            cells = [(row, self.grid.cell(row.row, column.index)) for row in rows]
            said = [
                (row, cell, _PERSONS.sub("orang", key(cell))) for row, cell in cells if isinstance(cell, str)
            ]
            units = Counter(unit for _, _, unit in said)
            usual = max(units, key=lambda unit: units[unit], default="")
            yield from (
                (self.grid.address(row.row, column.index), cell)
                for row, cell, unit in said
                if unit != usual and not is_unit_of_shares(cell)
            )

    def _names_a_part(self, text: str) -> bool:
        return bool(
            subgroup_of(text, self.context.kind)
            or series_of(text, self.context.kind)
            or self.context.reference.country(text)
        )

    def _says_otherwise(self, text: str, row: Row | None) -> bool:
        words = key(text)
        if not words or len(text) > _LONGEST:
            return bool(words) and speaks_otherwise(words)
        return (
            speaks_otherwise(words)
            or bool(_CORRECTS.search(words))
            or self._is_of_another_time(text, row)
            or (row is not None and (self._is_of_others(words, row) or self._counts_others(words, row)))
        )

    def _is_of_another_time(self, text: str, row: Row | None) -> bool:
        """“Data s.d. Oktober” beside the figure of a year."""
        words = key(text)
        said = read_period(text) if _SAYS_A_TIME.match(words) else None
        own = row.period.span if row is not None and row.period is not None else None
        spans = [own] if own is not None else self._spans
        first = min((each.starts_on for each in spans), default=None)
        if said is None or first is None or said.is_empty:
            return False
        told = said.within(TitlePeriod(first.year)).span
        return told is not None and told not in spans and not _reaches_to_the_end(said, told, spans)

    def _is_of_others(self, words: str, row: Row) -> bool:
        """“3 dari Malaka”, “warga Timor Leste”, “luar NTT”: somebody from elsewhere than the line."""
        if row.place.sort is not Sort.FOUND or (found := _OF_OTHERS.search(words)) is None:
            return False
        place = self.gazetteer.read(_ALL_OF_THEM.sub("", found[1]))
        if place.sort is Sort.FOUND and _ALL_OF_THEM.search(found[1]):
            return place.code != row.place.code
        if place.sort is Sort.FOUND:
            return not f"{place.code}.".startswith(f"{row.place.code}.")
        return place.sort in (Sort.ELSEWHERE, Sort.OUTSIDE)

    @staticmethod
    def _counts_others(words: str, row: Row) -> bool:
        """“12 laporan” beside 7."""
        found = _COUNTED.fullmatch(words)
        values = {count.value for count in row.counts.values()}
        return found is not None and float(found[1]) not in {*values, sum(v for v in values if v)}


def _reaches_to_the_end(said: TitlePeriod, told: TimeSpan, spans: list[TimeSpan]) -> bool:
    """“s.d. Desember” of a whole year, “per 31 Oktober” below columns up to October."""
    return (said.up_to or said.as_of) and told.ends_on == max(each.ends_on for each in spans)
