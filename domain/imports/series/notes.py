"""Marks of footnotes at the headings of a table of counts, and what the notes below say of those columns."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.imports.counted import is_mean
from domain.imports.headings import ColumnRole, SheetColumn, concept_of
from domain.imports.noted import names_an_example
from domain.imports.periods import TimeSpan, TitlePeriod, names_part_of_a_month, read_period
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.title_words import (
    counts_what_nobody_knows,
    narrowed_by,
    says_how_many,
    titles_of_other_things,
)
from domain.imports.words import key
from domain.time.formats import capitalised, long_date

_MARKED = re.compile(r"(?<=[\w)])\s*(?:\*+\)?|(?<=\d)\s?[a-z]\)|[⁾¹²³ᵃᵇ†‡]+)\s*$")
"""A mark of a footnote at the end of a heading: “2025*)”, “2024 r)”, “Mei¹”."""
_TELLS_A_STATE = re.compile(
    r"\b(?:data|keadaan|posisi|kondisi|angka|realisasi|capaian|diperbarui|pemutakhiran|update)\b.*"
    r"\b(?:s d|sd|sampai|hingga|per|tanggal|tgl)\b|"
    r"^(?:(?:catatan|keterangan|ket|nb) )?data (?:bulan )?[a-z]+ |"
    r"^(?:(?:catatan|keterangan|ket|nb) )?(?:(?:tahun|thn|th)? ?20\d\d )?(?:baru |masih |hanya )?"
    r"(?:s d|sd|sampai|hingga|per|update|updated|posisi|keadaan|kondisi|"
    r"periode(?: laporan| data)?|cut off data|data (?:diambil|ditarik|diunduh|diolah|dihimpun))\b|"
    r"^sumber\b.*\b(?:s d|sd|sampai|hingga|per|update|posisi|keadaan|data) "
    r"(?:(?:dengan|tanggal|tgl|bulan|akhir) )*(?:\d{1,2} )?[a-z]+(?: 20\d\d)?$"
)
"""“Data s/d 31 Desember 2025”: how far the figures above reach."""
_YEAR_AS_OF = re.compile(r"(?:tahun |thn |th )?20\d\d\b.*\b(?:per|update|posisi|keadaan|kondisi|status)\b")
_NOTED = re.compile(r"^\s*(\*+|[a-z](?=\))|[⁾¹²³ᵃᵇ†‡]+)\s*\)?\s*(?=\S)")
"""The mark with which a note begins."""


class SeriesNotes(SeriesPart):
    """Which columns are marked, and which months their notes name."""

    def __init__(self, series: SeriesTable) -> None:
        super().__init__(series)
        self.days_in_notes: set[int] = set()
        """Columns of which a note names days."""
        self._times_of_notes: set[int] = set()
        """Columns whose months a note below the table names."""

    def take_times(self) -> None:
        """“2025*” above and “*) s.d. September” below: the column speaks of those months."""
        noted = {match[1]: text[match.end() :] for text in self.table.notes if (match := _NOTED.match(text))}
        for column in self.table.having(ColumnRole.VALUE) if noted else ():
            text = self._marked_text(column)
            found = _MARKED.search(text) if text else None
            note = noted.get(found[0].strip().rstrip(")")) if found else None
            part = read_period(note) if note else None
            if (
                note is None
                or part is None
                or part.last_month is None
                or column.period is None
                or column.period.last_month is not None
                or part.year not in (None, column.period.year)
            ):
                continue
            if names_part_of_a_month(note):
                self.days_in_notes.add(column.index)
                continue
            column.period = column.period.within(part)
            self._times_of_notes.add(column.index)

    def take_years_so_far(self) -> None:
        """“Data 2026 sampai dengan Agustus” below columns of several years: of that year alone."""
        if self._lines_name_months():
            return
        self._take_headings_so_far()
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        years = {column.period.year for column in columns if column.period is not None and column.period.year}
        if len(years) < 2 or self._ends_by_title(years):
            return
        last = max(years)
        for note in self.table.notes:
            said = read_period(note) if _TELLS_A_STATE.search(key(note)) else None
            if said is None or said.last_month is None or said.year not in (None, last):
                continue
            said = replace(said, year=last, first_month=1, as_of=False)
            if self._narrow(columns, said, to_a_day=names_part_of_a_month(note)) and said.span is not None:
                says = f"Menurut catatannya angka tahun {last} dibaca sampai {long_date(said.span.ends_on)}."
                self.reading.understand("year-so-far", self.sheet, says)
            return

    def _lines_name_months(self) -> bool:
        """Each figure below a year is then of its own month, however far the year goes."""
        cells = [
            c for column in self.table.having(ColumnRole.ROW_PERIOD) for c in self.table.cells(column)[:50]
        ]
        periods = (read_period(cell) for cell in cells if isinstance(cell, str))
        return any(period is not None and period.last_month is not None for period in periods)

    def _narrow(self, columns: Sequence[SheetColumn], said: TitlePeriod, *, to_a_day: bool) -> bool:
        """Whether there was a column of the whole year that a note cuts short."""
        found = False
        for column in columns:
            own = column.period
            if own is None or own.year != said.year or own.last_month or own.last_year:
                continue
            if to_a_day:
                self.days_in_notes.add(column.index)
            else:
                column.period, found = own.within(said), True
        return found

    def _ends_by_title(self, years: Collection[int]) -> bool:
        """“2021 s/d 2025 (s.d. Oktober)” says so itself."""
        table = self.series.period.period
        if table is None or table.span is None or table.last_month in (None, 12):
            return False
        if table.last_year not in years:
            return False
        says = (
            f"Menurut judulnya angka tahun {table.last_year} dibaca sampai {long_date(table.span.ends_on)}, "
            "tahun lainnya setahun penuh."
        )
        self.reading.understand("year-so-far", self.sheet, says)
        return True

    def _take_headings_so_far(self) -> None:
        """“2025 (per 31 Agustus)” is that year until then, where no other column is of its months."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        wholes = {c.period.year for c in columns if c.period is not None and not c.period.last_month}
        months = Counter(c.period.year for c in columns if c.period is not None and c.period.last_month)
        for column in columns:
            own = column.period
            if own is None or own.up_to or own.first_month is None or own.first_month != own.last_month:
                continue
            is_said = any(_YEAR_AS_OF.match(key(text)) for text in column.strings)
            if months[own.year] > 1 or not (is_said or (own.as_of and wholes - {own.year})):
                continue
            column.period = replace(own, first_month=1, as_of=False)
            where = capitalised(self.grid.where(column.index))
            says = f"{where} dibaca sejak Januari sampai bulan di kepalanya."
            if is_said:
                self.reading.understand("year-so-far", self.sheet, says)
                continue
            at = self.grid.address(self.table.header[-1], column.index)
            says += " Kolom di sampingnya setahun penuh; periksa apakah bulan itu saja yang dihitung."
            self.reading.doubt("cumulative", self.sheet, at, says)

    def doubt_marked_headings(self) -> None:
        """“2025*)”: what the mark says of a whole column stands in a note that only a reader understands."""
        if not self.table.header:
            return
        for column in self.table.having(ColumnRole.VALUE):
            if self._marked_text(column):
                period = self.series.column_period(column)
                span = period.span if period is not None and column.index in self._times_of_notes else None
                self.reading.doubt(
                    "footnote",
                    self.sheet,
                    self.grid.address(self.table.header[-1], column.index),
                    "Kepala kolom diberi tanda catatan, mungkin angka sementara; baca catatannya di berkas."
                    if span is None
                    else f"Menurut catatannya kolom ini dibaca {long_date(span.starts_on)} sampai "
                    f"{long_date(span.ends_on)}.",
                )

    def doubt_old_notes(self) -> None:
        """A note that says how far the figures reach, and ends before they begin or leaves out a part of
        their year, was left in a copied sheet: it, or the title, is wrong."""
        spans = [
            period.span
            for column in self.table.having(ColumnRole.VALUE)
            if (period := self.series.column_period(column)) is not None and period.span is not None
        ]
        if not spans:
            return
        first, last = min(each.starts_on for each in spans), max(each.ends_on for each in spans)
        for note in self.table.notes:
            said = read_period(note) if _TELLS_A_STATE.search(key(note)) else None
            told = said.within(TitlePeriod(first.year)).span if said is not None else None
            # “Data per 31 Desember” names the day on which the year was over.
            if said is None or told is None or (said.as_of and told.ends_on == last):
                continue
            if not (told.ends_on < first or self._leaves_out(told, spans)):
                continue
            self.reading.doubt(
                "note-of-another-time",
                self.sheet,
                "",
                f"Catatan di bawah tabel menyebut data sampai {long_date(told.ends_on)}, tabelnya "
                f"{long_date(first)} sampai {long_date(last)}. Periksa mana yang benar; angkanya dibaca "
                "menurut tabel.",
            )
            return

    def doubt_words_of_titles(self, label: str) -> None:
        """A title that says what is counted in words of which nobody knows what they change."""
        heads = [text for column in self.table.columns for text in column.strings]
        for title in titles_of_other_things(self.table.titles, self.context.reference, heads):
            says = (
                f"Judul “{self.vocabulary.shown(title)}” memuat kata yang tidak dikenali: mungkin hanya "
                f"sebagian, atau bukan {label} yang dihitung. Dibaca seperti tertulis; periksa judulnya."
            )
            self.reading.doubt("title-words", self.sheet, "", says)
        for title in filter(says_how_many, self.table.titles):
            says = f"“{self.vocabulary.shown(title)}” di judul menyebut sebagian; dibaca menurut judulnya."
            self.reading.doubt("title-words", self.sheet, "", says)
        if names_an_example(key(self.sheet)):
            says = f"Lembar “{self.vocabulary.shown(self.sheet)}” mungkin contoh atau cadangan; periksa."
            self.reading.doubt("title-words", self.sheet, "", says)
        for column in self.table.having(ColumnRole.VALUE) if self.table.header else ():
            text = column.strings[-1] if column.strings else ""
            if column.concept is not None and narrowed_by(text, self.context.reference):
                says = (
                    f"“{self.vocabulary.shown(text)}” mungkin hanya sebagian {column.concept.label}; dibaca "
                    "sebagai semuanya. Periksa."
                )
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt("note-of-a-part", self.sheet, at, says)
                continue
            is_named = column.subgroup or column.destination or concept_of(column.strings, self.context.kind)
            if (is_named or not counts_what_nobody_knows(text, self.context.reference)) and not (
                is_mean(text) and self._is_longer_than_a_month(column)
            ):
                continue
            says = (
                f"Kepala kolom memuat kata yang tidak dikenali: mungkin bukan {label} yang dihitung. Dibaca "
                "seperti tertulis; periksa kepala kolomnya."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("title-words", self.sheet, at, says)

    def _is_longer_than_a_month(self, column: SheetColumn) -> bool:
        period = self.series.column_period(column)
        return period is not None and (period.last_month is None or period.first_month != period.last_month)

    @staticmethod
    def _leaves_out(told: TimeSpan, spans: Sequence[TimeSpan]) -> bool:
        """“Data Januari–Oktober” below figures of one whole year."""
        return len(set(spans)) == 1 and spans[0].contains(told) and spans[0] != told

    @staticmethod
    def _marked_text(column: SheetColumn) -> str:
        return next((text for text in column.strings if _MARKED.search(text)), "")
