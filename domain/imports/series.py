"""Counts by place and time: a table becomes values, each with its cell, and doubts where it must."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

from domain.imports import identity
from domain.imports.cells import ASKED, MARKS, SAYS, CountRead, as_answered, legend_of
from domain.imports.columns import ColumnFinder, is_cumulative
from domain.imports.context import (
    Context,
    TablePeriod,
    answered_period,
    is_about_the_paper,
    table_period,
    table_region,
)
from domain.imports.headings import ColumnRole, SheetColumn, combined
from domain.imports.kinds import (
    ALL_CONCEPTS,
    HAVING_A_STATUS,
    KIND_LABELS,
    NONPROCEDURAL,
    NOT_PLACED,
    PREVENTED,
    REFUSED,
    SERIES,
    TARGET,
    Concept,
    ImportKind,
    field_of,
    status_in,
)
from domain.imports.layout import Table, is_figure
from domain.imports.periods import (
    TimeSpan,
    TitlePeriod,
    names_part_of_a_month,
    names_two_years,
    read_period,
)
from domain.imports.places import PlaceRead, Sort
from domain.imports.quality import (
    CellState,
    FileReading,
    FileRefused,
    ImportQuestion,
    Option,
    Sum,
    SumPart,
    Value,
)
from domain.imports.rows import Row, RowFinder, of_count, rows_name_series
from domain.imports.sheet import Mark
from domain.imports.totals import SummedLine, check, looks_cumulative
from domain.imports.words import key
from domain.places.regions import PROVINCE
from domain.time.formats import long_date, number

_SCALED = re.compile(r"\b(?:ribu|ribuan|juta|jutaan|thousands?|millions?)\b")
_MARKED = re.compile(r"(?<=[\w)])\s*(?:\*+\)?|(?<=\d)\s?[a-z]\)|[⁾¹²³ᵃᵇ†‡]+)\s*$")
"""A mark of a footnote at the end of a heading: “2025*)”, “2024 r)”, “Mei¹”."""
_NOTED = re.compile(r"^\s*(\*+|[a-z](?=\))|[⁾¹²³ᵃᵇ†‡]+)\s*\)?\s*(?=\S)")
"""The mark with which a note begins."""
_SAYS_ITS_LEVEL = re.compile(r"^(?:kecamatan|kec|kelurahan|kel|desa|ds)\b")
_WITH_WHOLES = (ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS, ImportKind.FIGURES)
"""Kinds of which the whole is shown by itself, and not only its parts."""
_OF_PLACES_BY_TIME = (ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS)
_MANY = 20


class SeriesReader:
    """Reads one table; what it finds goes into the reading."""

    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        self.table, self.context, self.reading = table, context, reading
        self.grid, self.sheet = table.grid, table.sheet
        self.gazetteer = context.reference.gazetteer
        self.vocabulary = context.reference.vocabulary
        self.period: TablePeriod = table_period(table.titles, self.sheet, context)
        self.times_of_notes: set[int] = set()
        """Columns whose months a note below the table names."""
        self.days_in_notes: set[int] = set()
        self.remainders: dict[tuple[int, int], list[tuple[str, float]]] = {}
        """Of a cell that is put off, by row and column: which totals leave what for it."""

    def read(self) -> bool:
        """Whether the table held anything to read."""
        ColumnFinder(self.table, self.context).find()
        self._refuse_lines_of_figures()
        self._take_times_of_notes()
        if not self._is_of_this_kind():
            return True
        values = self.table.having(ColumnRole.VALUE)
        if not values:
            return False
        finder = RowFinder(self.table, self.context, self.reading, self._legend())
        if not finder.knows_codes():
            return True
        rows = finder.rows()
        if not any(not row.is_total for row in rows):
            return any(question.key == "region" for question in self.reading.questions)
        self._settle_totals(rows)
        self._take_total_of_whole(rows)
        self._take_totals_of_places(rows)
        checks = (
            self._knows_heading_dates,
            self._knows_scale,
            lambda: self._knows_period(rows),
            lambda: self._tells_cumulative(rows),
        )
        if not all(check() for check in checks):
            return True
        self._leave_out_identity(rows)
        self._name_unread_columns()
        self._put_off_unnamed(rows)
        self._put_off_clashing(rows)
        self._put_off_unclear_times(rows)
        self._put_off_to_come(rows)
        self._doubt_quarters()
        self._doubt_marked_headings()
        self._emit(rows)
        return True

    def _legend(self) -> dict[CellState, CellState]:
        """What marks mean here, by the notes, or by an answer where no note says it."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        cells = {cell for column in columns for cell in self.table.cells(column) if isinstance(cell, str)}
        said = legend_of([*self.table.notes, *self.table.titles])
        there = {MARKS[mark] for cell in cells if (mark := cell.casefold()) in MARKS}
        return {**as_answered(self.context.answers, there - said.keys()), **said}

    def _refuse_lines_of_figures(self) -> None:
        """One figure a line with its own series and days, as our register writes them and lines go back."""
        fields = {
            found.name
            for column in self.table.columns
            if column.strings and (found := field_of(ImportKind.FIGURES, column.strings)) is not None
        }
        if (
            self.context.kind in _OF_PLACES_BY_TIME
            and {"indicator", "starts_on", "ends_on", "value"} <= fields
        ):
            raise FileRefused(
                "lines-of-figures",
                f"Setiap baris berkas ini menyebut indikator dan waktunya sendiri; itu daftar "
                f"{KIND_LABELS[ImportKind.FIGURES]}, bukan tabel {KIND_LABELS[self.context.kind]}.",
                f"Kirim lagi dengan jenis data “{KIND_LABELS[ImportKind.FIGURES]}”.",
            )

    def _name_unread_columns(self) -> None:
        for column in self.table.having(ColumnRole.UNKNOWN):
            figures = any(map(is_figure, self.table.cells(column)))
            if figures and column.strings:
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt(
                    "column-unknown",
                    self.sheet,
                    at,
                    f"Kolom {self._shown(column)} berisi angka yang tidak dikenali; tidak dibaca.",
                )
        unread = self.table.having(ColumnRole.DERIVED, ColumnRole.OTHER_MEASURE, ColumnRole.NOTE)
        if unread:
            cells = ", ".join(
                self.grid.address(self.table.body.start, c.index).rstrip("0123456789") for c in unread
            )
            self.reading.understand(
                "column-not-read",
                self.sheet,
                f"Kolom {cells} turunan, keterangan, atau konsep lain; tidak dibaca.",
            )

    def _shown(self, column: SheetColumn) -> str:
        return f"“{self.vocabulary.shown(column.words)}”"

    # Kind and concept ------------------------------------------------------------------------------

    def _is_of_this_kind(self) -> bool:
        values = self.table.having(ColumnRole.VALUE)
        own = SERIES[self.context.kind]
        if self.context.answers.get("kind") != "yes":
            foreign = [
                c.concept for c in self.table.having(ColumnRole.OTHER_MEASURE) if c.concept is not None
            ]
            said = self._said_by_titles()
            if self.context.kind in HAVING_A_STATUS and set(said) & set(own):
                # How the counted persons had left is a part of them, and no other count.
                said = [each for each in said if each is not NONPROCEDURAL]
            mismatch = foreign and not values
            for_all = [concept for concept in said if concept not in own]
            undecided = any(column.concept is None for column in values)
            if undecided and (NONPROCEDURAL in said or (for_all and not set(said) & set(own))):
                mismatch = True
            if mismatch:
                self._leave_to_another_kind((foreign or for_all)[0])
                return False
        if self.status:
            for column in values:
                own_status = set(column.subgroup.split()) & {"prosedural", "nonprosedural"}
                column.subgroup = column.subgroup if own_status else combined(column.subgroup, self.status)
        open_columns = [column for column in values if column.concept is None]
        concept = self._table_concept()
        if open_columns and concept is None:
            if rows_name_series(self.table, self.context):
                return True
            self._ask_indicator(len(open_columns))
            return False
        for column in open_columns:
            column.concept = concept
        return True

    @cached_property
    def status(self) -> str:
        """How all persons of the table had left, where its titles say so: a part of those who are counted."""
        if self.context.kind not in HAVING_A_STATUS:
            return ""
        for texts in ((*self.table.titles, self.sheet), (self.context.file_name,)):
            words = " ".join(map(key, texts))
            own = [concept for concept in SERIES[self.context.kind] if concept.pattern.search(words)]
            if own:
                return "" if PREVENTED in own else status_in(words)
        return ""

    def _said_by_titles(self) -> list[Concept]:
        """By the titles and the sheet's name; where they name none, by the file's."""
        for texts in ((*self.table.titles, self.sheet), (self.context.file_name,)):
            words = " ".join(map(key, texts))
            # “Non prosedural” names no placement.
            without = NONPROCEDURAL.pattern.sub(" ", words)
            said = [
                concept
                for concept in ALL_CONCEPTS
                if concept.pattern.search(words if concept is NONPROCEDURAL else without)
            ]
            if PREVENTED in said or REFUSED in said:
                # Departures are prevented, and passports refused, because they are not procedural.
                said = [concept for concept in said if concept is not NONPROCEDURAL]
            if self.context.kind is ImportKind.PLACEMENTS and not said and NOT_PLACED.pattern.search(words):
                said = [NOT_PLACED]
            if said:
                return said
        return []

    def _table_concept(self) -> Concept | None:
        own = SERIES[self.context.kind]
        if len(own) == 1:
            return own[0]
        said = [concept for concept in self._said_by_titles() if concept in own]
        if len(said) == 1:
            return said[0]
        # The answer was given of the tables that do not say it themselves.
        answer = self.context.answers.get("indicator")
        return next((each for each in own if each.indicator == answer), None)

    def _leave_to_another_kind(self, concept: Concept) -> None:
        """Asked once; of a file that holds others as well, what was said to be none of them is left out."""
        if self.context.answers.get("kind") != "no":
            self._ask_kind(concept)
            return
        self.reading.doubt(
            "other-concept",
            self.sheet,
            self.grid.address(self.table.header[-1] if self.table.header else self.table.body.start, 0),
            f"Tabel ini menghitung {concept.label}, bukan {KIND_LABELS[self.context.kind]}; tidak dibaca.",
            (),
            True,
        )

    def _ask_kind(self, concept: Concept) -> None:
        self.reading.ask(
            ImportQuestion(
                "kind",
                f"Lembar {self._sheet_shown()} tampak berisi {concept.label}, bukan "
                f"{KIND_LABELS[self.context.kind]}. Tetap dibaca sebagai {KIND_LABELS[self.context.kind]}?",
                (Option("yes", "Ya"), Option("no", "Tidak, salah jenis")),
                self._size(),
            )
        )

    def _ask_indicator(self, columns: int) -> None:
        self.reading.ask(
            ImportQuestion(
                "indicator",
                f"Angka di lembar {self._sheet_shown()} menghitung apa?",
                tuple(Option(each.indicator, each.label) for each in SERIES[self.context.kind]),
                columns * len(self.table.body),
            )
        )

    def _size(self) -> int:
        return len(self.table.body) * max(1, len(self.table.having(ColumnRole.VALUE)))

    def _sheet_shown(self) -> str:
        return f"“{self.vocabulary.shown(self.sheet)}”"

    def _knows_heading_dates(self) -> bool:
        """“Jan-25” typed in 2026 becomes 25 January 2026: was the day the year?"""
        columns = self.table.having(ColumnRole.VALUE)
        dates = [
            d
            for c in columns
            for d in c.texts
            if isinstance(d, date) and d.day != 1 and d.day + 2000 != d.year
        ]
        dates = [d for d in dates if (d + timedelta(days=1)).day != 1]
        if not dates:
            return True
        answer = self.context.answers.get("heading-dates")
        if answer == "as-written":
            return True
        if answer == "day-is-year":
            for column in columns:
                day = next((d for d in column.texts if isinstance(d, date)), None)
                if day is not None:
                    column.period = TitlePeriod(2000 + day.day, None, day.month, day.month)
            return True
        self.reading.ask(
            ImportQuestion(
                "heading-dates",
                f"Kepala kolom berupa tanggal, seperti {long_date(dates[0])}. Harinya mungkin tahun.",
                (
                    Option("day-is-year", f"{dates[0]:%m}/{2000 + dates[0].day}"),
                    Option("as-written", f"{dates[0]:%m}/{dates[0].year}"),
                ),
                self._size(),
            )
        )
        return False

    def _knows_scale(self) -> bool:
        """Figures “dalam ribuan” mean a thousand times what stands there, or round it: asked, never done."""
        texts = [
            *self.table.titles,
            *(text for c in self.table.having(ColumnRole.VALUE) for text in c.strings),
        ]
        is_scaled = any(_SCALED.search(key(text)) for text in texts)
        if not is_scaled or self.context.answers.get("scale") == "as-written":
            return True
        self.reading.ask(
            ImportQuestion(
                "scale",
                f"Lembar {self._sheet_shown()} menyebut ribuan atau jutaan. Angkanya ditulis utuh?",
                (Option("as-written", "Ya, angka utuh"), Option("no", "Tidak; minta angka utuhnya")),
                self._size(),
            )
        )
        return False

    # Periods ---------------------------------------------------------------------------------------

    def _column_period(self, column: SheetColumn) -> TitlePeriod | None:
        table = self.period.period
        if column.period is None or column.period.is_empty:
            running = column.period is not None and column.period.cumulative
            return replace(table, up_to=True) if running and table is not None else table
        if column.period.last_month is None:
            if (
                table is not None
                and table.last_month is not None
                and table.year in (None, column.period.year)
            ):
                # “Januari–September” of no year is of each year that heads a column.
                of_each = table.year is None or not self._is_one_of_many_years(column)
                return column.period.within(table) if of_each else column.period
            return column.period
        own = column.period
        if own.year is None and table is not None:
            own = own.in_a_year_of(table)
        return own

    def _is_one_of_many_years(self, column: SheetColumn) -> bool:
        years = {c.period.year for c in self.table.having(ColumnRole.VALUE) if c.period}
        return len(years) > 1 and self.period.period is not None and not self.period.period.up_to

    def _span(self, row: Row, column: SheetColumn) -> TimeSpan | None:
        own = self._column_period(column)
        if row.period is not None:
            own = row.period.within(own) if own is not None else row.period
            if column.period is not None and column.period.last_month is not None:
                own = column.period.within(row.period).within(self.period.period)
        return own.span if own is not None else None

    def _knows_period(self, rows: Sequence[Row]) -> bool:
        values = self.table.having(ColumnRole.VALUE)
        data = [row for row in rows if not row.is_total]
        need_table = any(self._depends_on_table(row, column) for row in data[:50] for column in values)
        need_months = any(self._lacks_months(row, column) for row in data[:50] for column in values)
        if need_months and self._title_names_days():
            whole = self.period.period.span if self.period.period else None
            self._ask_period(
                "Judul menyebut hari di tengah bulan, sedangkan angka dicatat per bulan penuh.",
                self.period.conflict or ((whole,) if whole else ()),
            )
            return False
        years = {span.starts_on.year for span in self.period.conflict}
        if need_table and self.period.conflict and (need_months or len(years) > 1):
            as_of = len({span.ends_on for span in self.period.conflict}) == 1
            self._ask_period(
                "Keadaan per suatu tanggal: dapat berarti jumlah sejak Januari atau bulan itu saja."
                if as_of
                else "Judul, nama lembar, dan nama berkas menyebut waktu yang berbeda.",
                self.period.conflict,
            )
            return False
        missing = sum(self._span(row, column) is None for row in data for column in values)
        if missing:
            self._ask_period(
                "Waktu angka ini tidak disebut di judul, kepala kolom, nama lembar, atau nama berkas."
            )
            return False
        if need_table and self.period.part_called_whole:
            self.reading.doubt(
                "part-called-whole",
                self.sheet,
                "",
                "Judul menyebut setahun, tetapi keterangannya hanya sebagian; dibaca sebagian.",
            )
        return True

    def _title_names_days(self) -> bool:
        """Of the title that gives the table its time; an answer has settled it."""
        if answered_period(self.context) or not self.period.period:
            return False
        return any(
            names_part_of_a_month(text) and read_period(text) is not None and not is_about_the_paper(text)
            for text in self.table.titles
        )

    @staticmethod
    def _lacks_months(row: Row, column: SheetColumn) -> bool:
        """Whether neither row nor column name more than a year, and leave the rest to the title."""
        own = column.period or TitlePeriod()
        own = row.period.within(own) if row.period is not None else own
        return own.last_month is None and own.year is None

    def _depends_on_table(self, row: Row, column: SheetColumn) -> bool:
        own = column.period or TitlePeriod()
        if row.period is not None:
            own = row.period.within(own)
        return own.year is None or (own.last_month is None and own.is_empty)

    def _ask_period(self, why: str, spans: Sequence[TimeSpan] = ()) -> None:
        options = tuple(
            Option(
                f"{span.starts_on:%Y-%m}/{span.ends_on:%Y-%m}", f"{span.starts_on:%m/%Y}–{span.ends_on:%m/%Y}"
            )
            for span in spans
        )
        self.reading.ask(ImportQuestion("period", f"{why} Waktu mana yang benar?", options, self._size()))

    def _tells_cumulative(self, rows: Sequence[Row]) -> bool:
        """Monthly columns that only ever rise may be running totals: their total decides, else a question."""
        months = sorted(
            (
                c
                for c in self.table.having(ColumnRole.VALUE)
                if c.period
                and c.period.last_month
                and c.period.first_month == c.period.last_month
                and not is_cumulative(c.period)
                and not c.subgroup
                and not c.destination
            ),
            key=lambda c: (c.period.year or 0, c.period.last_month or 0) if c.period else (0, 0),
        )
        if len(months) < 2:
            return True
        data = [row for row in rows if not row.is_total]
        numbers = [[row.counts[c.index].value for c in months] for row in data]
        totals = [c for c in self.table.having(ColumnRole.TOTAL) if len(c.sums) >= len(months)]
        said = self.period.period is not None and self.period.period.cumulative
        may_be = not totals and (said or looks_cumulative(numbers))
        answer = self.context.answers.get("cumulative") if may_be else None
        if said and not totals and answer is None:
            self.reading.doubt(
                "cumulative",
                self.sheet,
                self.grid.address(self.table.header[-1], months[0].index),
                "Judul menyebut kumulatif; kolom bulan dibaca sebagai jumlah sejak Januari.",
            )
            answer = "cumulative"
        if totals:
            at = totals[-1].index
            written = [(row.counts[at].value, line) for row, line in zip(data, numbers, strict=True)]
            known = [(w, [n for n in line if n is not None]) for w, line in written if w]
            as_sum = sum(abs(w - sum(line)) < 1e-9 for w, line in known)
            as_last = sum(bool(line) and abs(w - line[-1]) < 1e-9 and w != sum(line) for w, line in known)
            if as_last <= as_sum or as_last < 0.6 * len(known):
                return True
            self.reading.doubt(
                "cumulative",
                self.sheet,
                self.grid.address(self.table.header[-1], at),
                "Kolom bulan dibaca kumulatif sejak Januari: kolom jumlah sama dengan bulan terakhir.",
            )
            totals[-1].sums = []
            self._make_cumulative(months)
            return True
        # What falls once is no running total, whatever was answered of another file.
        if answer == "cumulative":
            self._make_cumulative(months)
        elif answer is None and looks_cumulative(numbers):
            self.reading.ask(
                ImportQuestion(
                    "cumulative",
                    f"Kolom bulan di lembar {self._sheet_shown()} hanya naik di setiap baris. Angka per "
                    "bulan atau jumlah sejak Januari?",
                    (Option("monthly", "Per bulan"), Option("cumulative", "Jumlah sejak Januari")),
                    len(data) * len(months),
                )
            )
            return False
        return True

    @staticmethod
    def _make_cumulative(months: Sequence[SheetColumn]) -> None:
        for column in months:
            assert column.period is not None
            column.period = replace(column.period, up_to=True)

    # Totals ----------------------------------------------------------------------------------------

    def _settle_totals(self, rows: list[Row]) -> None:
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        lines = [
            SummedLine(
                row.row,
                [row.counts[c.index].value for c in columns],
                row.is_total,
                len(row.place.code) if row.place.sort is Sort.FOUND else 0,
                [not self._is_open(row, c) for c in columns],
            )
            for row in rows
            if not (row.is_total and row.subgroup)
        ]
        mismatches, remainders = check(lines)
        by_row = {row.row: row for row in rows}
        for each in mismatches:
            column = columns[each.column].index
            at = self.grid.address(each.row, column)
            parts = [(by_row[row], columns[each.column], by_row[row].label) for row in each.parts]
            self.reading.doubt(
                "total-differs",
                self.sheet,
                at,
                f"Jumlah tertulis {number(each.written)}, hitungan {number(each.computed)}; jumlah tidak "
                f"disimpan.",
                (f"{each.computed:g}",),
                total=self._sum(parts, each.computed, each.written),
            )
        for left in remainders:
            column = columns[left.column].index
            self._leaves(left.row, column, self.grid.address(left.total, column), left.value)
        wholes = {column.index for column in self._wholes_of_parts()}
        for row in rows:
            if not row.is_total:
                self._check_across(row, wholes)
        self._check_wholes(rows)

    def _take_totals_of_places(self, rows: Sequence[Row]) -> None:
        """“Jumlah” below the lines “L” and “P” of one kabupaten is its figure, where they add up to it."""
        if self.context.kind not in _WITH_WHOLES:
            return
        for place, row in enumerate(rows):
            if not (row.of_place and row.is_total) or row.subgroup or row.region == PROVINCE:
                continue
            parts = self._lines_above(rows, place)
            values = self.table.having(ColumnRole.VALUE)
            if len(parts) > 1 and all(self._adds_up(row, parts, column) for column in values):
                row.is_total = False

    @staticmethod
    def _lines_above(rows: Sequence[Row], place: int) -> list[Row]:
        """The parts of a total that stand right above it: of its place and time, each of somebody."""
        whole, found = rows[place], []
        for at in range(place - 1, -1, -1):
            row = rows[at]
            same = (row.region, row.period, row.concept) == (whole.region, whole.period, whole.concept)
            if not same or row.is_total or not (row.subgroup or row.destination):
                break
            found.append(row)
        return found

    def _adds_up(self, row: Row, parts: Sequence[Row], column: SheetColumn) -> bool:
        written = row.counts[column.index].value
        if any(self._is_open(part, column) for part in parts):
            return False
        counted = [part.counts[column.index].value for part in parts]
        return written is not None and abs(sum(count or 0 for count in counted) - written) < 1e-9

    def _take_total_of_whole(self, rows: Sequence[Row]) -> None:
        """Of lines that are no places (Polres, ports, missions) the one total that adds all of them up is the
        figure of the place that the title names; they themselves stay put off."""
        data = [row for row in rows if not row.is_total]
        totals = [row for row in rows if row.is_total and not row.subgroup]
        if len(totals) != 1 or len(data) < 2 or any(row.place.sort is not Sort.UNRESOLVED for row in data):
            return
        region = table_region(self.table.titles, self.sheet, self.context)
        values = self.table.having(ColumnRole.VALUE)
        if not region or any(row.period or row.subgroup or row.destination or row.concept for row in data):
            return
        for column in values:
            counts = [row.counts[column.index].value for row in data]
            written = totals[0].counts[column.index].value
            if written is None or any(self._is_open(row, column) for row in data):
                return
            if abs(sum(count or 0 for count in counts) - written) > 1e-9:
                return
        totals[0].is_total, totals[0].place = False, PlaceRead(Sort.FOUND, region)
        self.reading.understand(
            "total-of-the-whole",
            self.sheet,
            f"Baris {totals[0].row + 1} menjumlah semua baris yang bukan wilayah: dibaca sebagai angka "
            f"{self.gazetteer.name(region)}.",
        )

    def _check_wholes(self, rows: Sequence[Row]) -> None:
        """A kabupaten beside its kecamatan: less than they together is impossible; more may mean that some
        are not listed, unless others of the table add up."""
        sums = [each for place in range(len(rows)) for each in self._wholes(rows, place)]
        add_up = any(written == computed for _, _, written, computed in sums)
        for row, column, written, computed in sums:
            if computed > written or (computed < written and add_up):
                self.reading.doubt(
                    "parts-differ",
                    self.sheet,
                    self.grid.address(row.row, column.index),
                    f"Bagian-bagiannya di berkas ini berjumlah {number(computed)}, di sini tertulis "
                    f"{number(written)}; keduanya dibaca seperti tertulis.",
                    (f"{computed:g}",),
                )

    def _wholes(self, rows: Sequence[Row], place: int) -> Iterator[tuple[Row, SheetColumn, float, float]]:
        whole = rows[place]
        if whole.is_total or whole.place.sort is not Sort.FOUND or whole.region == PROVINCE:
            return

        def is_part(row: Row) -> bool:
            return row.region.startswith(f"{whole.region}.") and not row.is_total

        # By number and not by slices, which would copy the table once a row.
        after = list(takewhile(is_part, (rows[n] for n in range(place + 1, len(rows)))))
        near = after or list(takewhile(is_part, (rows[n] for n in range(place - 1, -1, -1))))
        depth, same = whole.region.count(".") + 1, _beside_the_place(whole)
        parts = [row for row in near if row.region.count(".") == depth and _beside_the_place(row) == same]
        for column in self.table.having(ColumnRole.VALUE) if len(parts) > 1 else ():
            written = whole.counts[column.index].value
            counts = [row.counts[column.index] for row in parts]
            if written is None or any(self._is_open(row, column) for row in parts):
                continue
            yield whole, column, written, sum(count.value or 0 for count in counts)

    def _sum(self, parts: Sequence[tuple[Row, SheetColumn, str]], computed: float, written: float) -> Sum:
        added = (
            SumPart(self.grid.address(row.row, column.index), self.vocabulary.shown(label), float(value))
            for row, column, label in parts
            if (value := row.counts[column.index].value) is not None
        )
        return Sum(tuple(added), computed, written)

    @staticmethod
    def _is_open(row: Row, column: SheetColumn) -> bool:
        count = row.counts[column.index]
        return count.value is None and (count.put_off or count.state in ASKED)

    def _check_across(self, row: Row, wholes: Collection[int]) -> None:
        """A total at the end of a row against each way in which the row may add up."""
        for total in self.table.having(ColumnRole.TOTAL):
            written = row.counts[total.index].value
            if written is None or not total.sums:
                continue
            if total.index in wholes and self._has_no_parts(row, total):
                continue
            waiting = [column for column in total.sums if self._is_open(row, column)]
            if len(waiting) == 1:
                self._left_across(row, waiting[0], total)
            if waiting:
                continue
            sums = [sum(row.counts[c.index].value or 0 for c in part) for part in _partitions(total.sums)]
            last = [row.counts[c.index].value for c in total.sums if row.counts[c.index].value is not None][
                -1:
            ]
            if any(abs(each - written) < 1e-9 for each in sums) or last == [written]:
                continue
            self.reading.doubt(
                "total-differs",
                self.sheet,
                self.grid.address(row.row, total.index),
                f"Jumlah tertulis {number(written)}, hitungan {number(sums[0])}; jumlah tidak disimpan.",
                (f"{sums[0]:g}",),
                total=self._sum([(row, c, " ".join(c.strings)) for c in total.sums], sums[0], written),
            )

    @staticmethod
    def _has_no_parts(row: Row, total: SheetColumn) -> bool:
        """A line of which the parts were left blank, as where nobody knows them."""
        return all(row.counts[column.index].state is CellState.BLANK for column in total.sums)

    def _left_across(self, row: Row, waiting: SheetColumn, total: SheetColumn) -> None:
        """What the total of a row leaves for its one open cell, if all ways of adding up leave the same."""
        written = row.counts[total.index].value
        assert written is not None
        left = {
            written - sum(row.counts[column.index].value or 0 for column in part)
            for part in _partitions(total.sums)
            if waiting in part
        }
        if len(left) == 1 and min(left) >= 0:
            self._leaves(row.row, waiting.index, self.grid.address(row.row, total.index), left.pop())

    def _leaves(self, row: int, column: int, total: str, value: float) -> None:
        self.remainders.setdefault((row, column), []).append((total, value))

    # Values ----------------------------------------------------------------------------------------

    def _leave_out_identity(self, rows: Sequence[Row]) -> None:
        for column in self.table.having(ColumnRole.IDENTITY):
            filled = sum(
                self.grid.cell(row.row, column.index) is not None for row in rows if not row.is_total
            )
            self.reading.leave_out(column.identity, f"kolom {self._letter(column)}", filled)

    def _letter(self, column: SheetColumn) -> str:
        return self.grid.address(self.table.body.start, column.index).rstrip("0123456789")

    def _emit(self, rows: Sequence[Row]) -> None:
        data = [row for row in rows if not row.is_total]
        self._settle_kupang(data)
        self._doubt_lone_districts(data)
        self._doubt_marks(data)
        outliers = self._outliers(data)
        elsewhere = sum(row.place.sort is Sort.ELSEWHERE for row in data)
        if elsewhere:
            self.reading.understand(
                "elsewhere", self.sheet, f"{elsewhere} baris provinsi atau negara lain tidak dibaca."
            )
        told_columns: set[int] = set()
        values, wholes = self.table.having(ColumnRole.VALUE), self._wholes_of_parts()
        for row in data:
            put_off = self._doubt_place(row)
            told_row = False
            for column in (*values, *(c for c in wholes if self._is_whole_of(row, c, outliers))):
                count = row.counts[column.index]
                hidden = self._hidden(row, column)
                if hidden and count.state is not CellState.BLANK:
                    if (hidden == "row" and not told_row) or (
                        hidden == "column" and column.index not in told_columns
                    ):
                        self._doubt_hidden(row, column, hidden)
                    told_row = told_row or hidden == "row"
                    told_columns |= {column.index} if hidden == "column" else set()
                    count = CountRead(CellState.HIDDEN, None, "", of_count(count), True)
                if (row.row, column.index) in outliers and count.value is not None:
                    count = replace(
                        count,
                        value=None,
                        state=CellState.DOUBTFUL,
                        rule="far-from-others",
                        candidates=of_count(count),
                        put_off=True,
                    )
                told = count.value if put_off else None
                if put_off and count.state is not CellState.BLANK:
                    count = CountRead(CellState.DOUBTFUL, None, "", of_count(count), True)
                if row.place.sort is Sort.ELSEWHERE:
                    continue
                self._value(row, column, count, told)

    def _wholes_of_parts(self) -> list[SheetColumn]:
        """“Jumlah” beside L and P, or beside all countries: what the kabupaten counts in that time, which its
        parts alone do not tell a map. A sum over months is evidence and no figure."""
        found = []
        for total in self.table.having(ColumnRole.TOTAL) if self.context.kind in _WITH_WHOLES else ():
            parts = total.sums
            if len(parts) < 2 or len({(c.concept, self._column_period(c)) for c in parts}) > 1:
                continue
            within = set(total.subgroup.split())
            if all(c.destination or set(c.subgroup.split()) - within for c in parts):
                total.period, total.concept = parts[0].period, parts[0].concept
                total.subgroup = combined(total.subgroup, self.status)
                found.append(total)
        told = Counter(map(self._said_of, (*found, *self.table.having(ColumnRole.VALUE))))
        # Two that say the same, or one beside a figure that does: nobody can tell which one to take.
        return [column for column in found if told[self._said_of(column)] == 1]

    def _said_of(self, column: SheetColumn) -> tuple[object, ...]:
        return column.concept, column.subgroup, column.destination, self._column_period(column)

    def _is_whole_of(self, row: Row, total: SheetColumn, outliers: Collection[tuple[int, int]]) -> bool:
        """Whether the parts that were read add up to what is written."""
        counts = [row.counts[c.index] for c in total.sums]
        written = row.counts[total.index].value
        if written is None or any(
            self._is_open(row, c) or count.put_off for c, count in zip(total.sums, counts, strict=True)
        ):
            return False
        if any((row.row, c.index) in outliers for c in total.sums):
            return False
        if self._has_no_parts(row, total):
            return True
        sums = (sum(row.counts[c.index].value or 0 for c in part) for part in _partitions(total.sums))
        return any(abs(each - written) < 1e-9 for each in sums)

    def _put_off_unnamed(self, rows: Sequence[Row]) -> None:
        """Where the rows say what they count, one that does not is no figure of any series."""
        open_columns = [c for c in self.table.having(ColumnRole.VALUE) if c.concept is None]
        for row in rows if open_columns else ():
            if row.is_total or row.concept is not None or row.place.sort is Sort.ELSEWHERE:
                continue
            row.place = PlaceRead(Sort.ELSEWHERE)
            says = "Baris ini tidak menyebut apa yang dihitung; barisnya tidak dibaca."
            self.reading.doubt("other-concept", self.sheet, row.at, says, (), True)

    def _put_off_clashing(self, rows: Sequence[Row]) -> None:
        """Two columns that say the same of themselves: nobody can tell which one to take."""
        seen: dict[tuple[object, ...], SheetColumn] = {}
        for column in self.table.having(ColumnRole.VALUE):
            first = seen.setdefault(self._said_of(column), column)
            if first is column or not self.table.header:
                continue
            self.reading.doubt(
                "same-heading",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                f"Kepala kolom yang sama dipakai di kolom {self._letter(first)}; keduanya ditunda.",
                (),
                True,
            )
            for row in rows:
                self._put_off(row, first)
                self._put_off(row, column)

    def _put_off_unclear_times(self, rows: Sequence[Row]) -> None:
        """Days in a heading are no month; and of a year beside others nobody knows whether the months of the
        title are meant."""
        table = self.period.period
        partly = table is not None and not table.up_to and table.last_month not in (None, 12)
        columns = self.table.having(ColumnRole.VALUE) if self.table.header else []
        years = {c.period.year for c in columns if c.period and c.period.year and c.concept is not TARGET}
        for column in columns:
            period = column.period
            if column.index in self.days_in_notes or any(map(names_part_of_a_month, column.texts)):
                rule = "heading-of-days"
                says = "Kepala kolom menyebut hari, bukan sebulan penuh; kolomnya ditunda."
            elif any(map(names_two_years, column.texts)):
                rule = "two-years"
                says = (
                    "Kepala kolom menyebut dua tahun tanpa bulan mulai dan akhirnya; kolomnya ditunda. "
                    "Tulis bulannya, seperti Juli 2023–Juni 2024."
                )
            elif (
                partly
                and period is not None
                and period.last_month is None
                and table is not None
                and table.year is not None
                and period.year is not None
                and column.concept is not TARGET
                and len(years) > 1
            ):
                rule = "part-or-whole"
                says = "Judul menyebut sebagian tahun, kepala kolomnya setahun; kolomnya ditunda."
            else:
                continue
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt(rule, self.sheet, at, says, (), True)
            for row in rows:
                self._put_off(row, column)
        for row in rows:
            at_times = (self.grid.cell(row.row, c.index) for c in self.table.having(ColumnRole.ROW_PERIOD))
            if row.is_total or row.period is None or not any(map(names_part_of_a_month, at_times)):
                continue
            says = "Baris ini menyebut hari, bukan sebulan penuh; barisnya ditunda."
            self.reading.doubt("row-of-days", self.sheet, row.at, says, (), True)
            for column in self.table.having(ColumnRole.VALUE):
                self._put_off(row, column)

    @staticmethod
    def _put_off(row: Row, column: SheetColumn) -> None:
        count = row.counts[column.index]
        if count.state is not CellState.BLANK:
            row.counts[column.index] = CountRead(CellState.DOUBTFUL, None, "", of_count(count), True)

    def _put_off_to_come(self, rows: Sequence[Row]) -> None:
        """A form for the whole year has noughts in months that nobody has seen: those are no counts."""
        today = self.context.reference.today
        told: set[TimeSpan] = set()
        for row in rows:
            for column in self.table.having(ColumnRole.VALUE):
                count, span = row.counts[column.index], self._span(row, column)
                if row.is_total or span is None or span.ends_on <= today or column.concept is TARGET:
                    continue
                if count.state is CellState.BLANK:
                    continue
                if span.starts_on > today:
                    row.counts[column.index] = CountRead(CellState.DOUBTFUL, None, "", of_count(count), True)
                if span not in told:
                    told.add(span)
                    self._doubt_to_come(row, column, span, begun=span.starts_on <= today)

    def _doubt_to_come(self, row: Row, column: SheetColumn, span: TimeSpan, *, begun: bool) -> None:
        says = (
            f"Waktu ini baru berakhir {long_date(span.ends_on)}; angkanya dibaca sebagai angka sementara."
            if begun
            else f"Waktu ini baru mulai {long_date(span.starts_on)}; angkanya ditunda, juga yang nol."
        )
        rule = "still-running" if begun else "not-yet-begun"
        at = self.grid.address(row.row, column.index)
        self.reading.doubt(rule, self.sheet, at, says, (), not begun)

    def _take_times_of_notes(self) -> None:
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
            self.times_of_notes.add(column.index)

    @staticmethod
    def _marked_text(column: SheetColumn) -> str:
        return next((text for text in column.strings if _MARKED.search(text)), "")

    def _doubt_quarters(self) -> None:
        for column in self.table.quarters:
            self.reading.doubt(
                "quarters-by-number",
                self.sheet,
                self.grid.address(self.table.header[-1], column),
                "Kepala kolom berupa angka romawi: I sampai IV dibaca sebagai triwulan, I sampai XII sebagai "
                "bulan.",
            )

    def _doubt_marked_headings(self) -> None:
        """“2025*)”: what the mark says of a whole column stands in a note that only a reader understands."""
        if not self.table.header:
            return
        for column in self.table.having(ColumnRole.VALUE):
            if self._marked_text(column):
                period = self._column_period(column)
                span = period.span if period is not None and column.index in self.times_of_notes else None
                self.reading.doubt(
                    "footnote",
                    self.sheet,
                    self.grid.address(self.table.header[-1], column.index),
                    "Kepala kolom diberi tanda catatan, mungkin angka sementara; baca catatannya di berkas."
                    if span is None
                    else f"Menurut catatannya kolom ini dibaca {long_date(span.starts_on)} sampai "
                    f"{long_date(span.ends_on)}.",
                )

    def _value(self, row: Row, column: SheetColumn, count: CountRead, told: float | None) -> None:
        at = self.grid.address(row.row, column.index)
        span = self._span(row, column)
        concept = row.concept or column.concept
        assert span is not None
        assert concept is not None
        if count.rule:
            self._doubt_count(at, row, column, count)
        if count.state in ASKED:
            self._ask_mark(count.state)
        self.reading.values.append(
            Value(
                self.sheet,
                at,
                row.region,
                span.starts_on.isoformat(),
                span.ends_on.isoformat(),
                count.state,
                count.value,
                concept.indicator,
                combined(row.subgroup, column.subgroup) or row.desk,
                column.destination or row.destination,
                told=told,
                place_at=row.at if told is not None else "",
            )
        )

    def _doubt_count(self, at: str, row: Row, column: SheetColumn, count: CountRead) -> None:
        candidates = count.candidates
        says = SAYS.get(count.rule) or _OTHER_SAYS[count.rule]
        for total, left in self.remainders.get((row.row, column.index), ()) if count.put_off else ():
            says += f" Jumlah di {total} menyisakan {number(left)}."
            candidates = tuple(dict.fromkeys((*candidates, f"{left:g}")))
        if count.rule == "identity":
            kind = identity.cell_kind(self.grid.cell(row.row, column.index))
            self.reading.leave_out(kind, f"kolom {self._letter(column)}", 1)
        self.reading.doubt(count.rule, self.sheet, at, says, candidates, count.put_off)

    def _ask_mark(self, state: CellState) -> None:
        mark = ASKED[state]
        self.reading.ask(
            ImportQuestion(
                f"mark:{mark}",
                f"Tanda “{mark}” berarti nol atau belum ada laporan?",
                (Option("zero", "Nol"), Option("no-report", "Belum ada laporan")),
                1,
            )
        )

    def _hidden(self, row: Row, column: SheetColumn) -> str:
        place = self.grid.place(row.row, column.index)
        is_row, is_column = (
            place[0] in self.grid.sheet.hidden_rows,
            place[1] in self.grid.sheet.hidden_columns,
        )
        return "row" if is_row else "column" if is_column else ""

    def _doubt_hidden(self, row: Row, column: SheetColumn, hidden: str) -> None:
        what = "Baris" if hidden == "row" else "Kolom"
        self.reading.doubt(
            "hidden",
            self.sheet,
            self.grid.address(row.row, column.index),
            f"{what} ini disembunyikan di berkas; angkanya ditunda.",
            (),
            True,
        )

    def _doubt_marks(self, data: Sequence[Row]) -> None:
        """Comments and colours mean something to whoever made the file; only a reader can say what."""
        for mark, rule, says in (
            (Mark.COMMENTED, "comment", "Sel berkomentar; komentar tidak dibaca. Periksa di berkas."),
            (Mark.COLOURED, "colour", "Sel berwarna lain daripada sekitarnya; artinya tidak dibaca."),
            (
                Mark.EXTERNAL,
                "external-link",
                "Angka diambil rumus dari berkas lain; mungkin bukan yang terbaru.",
            ),
        ):
            found = (
                [
                    self.grid.address(row.row, column.index)
                    for row in data
                    for column in self.table.columns
                    if self.grid.marked(mark, row.row, column.index)
                ]
                if self.grid.sheet.marks.get(mark)
                else []
            )
            for at in found[:_MANY]:
                self.reading.doubt(rule, self.sheet, at, says)
            if len(found) > _MANY:
                self.reading.doubt(
                    rule, self.sheet, found[_MANY], f"{says} Begitu pula {len(found) - _MANY - 1} sel lain."
                )

    def _outliers(self, data: Sequence[Row]) -> set[tuple[int, int]]:
        """A figure a hundred times what all others are is more often another thing than a count."""
        numbers = sorted(
            count.value
            for row in data
            for c in self.table.having(ColumnRole.VALUE)
            if (count := row.counts[c.index]).value
        )
        if len(numbers) < 6:
            return set()
        limit = max(1000.0, 100 * numbers[len(numbers) // 2])
        return {
            (row.row, c.index)
            for row in data
            for c in self.table.having(ColumnRole.VALUE)
            if (row.counts[c.index].value or 0) >= limit
        }

    def _settle_kupang(self, data: Sequence[Row]) -> None:
        """Of two places with one name, the one that stands elsewhere in the table leaves the other."""
        named = {row.place.code for row in data if row.place.sort is Sort.FOUND}
        for row in data:
            if row.place.sort is not Sort.AMBIGUOUS or row.place.by_code:
                continue
            answer = self.context.answers.get(f"place:{self._shared_name(row)}", "")
            if answer and answer in row.place.candidates:
                row.place = PlaceRead(Sort.FOUND, answer)
                continue
            left = [code for code in row.place.candidates if code not in named]
            if len(left) == 1 and len(row.place.candidates) == 2:
                row.place = PlaceRead(Sort.FOUND, left[0])
                self.reading.doubt(
                    "place-by-elimination",
                    self.sheet,
                    row.at,
                    f"Dibaca {self.gazetteer.name(left[0])}, karena yang lain disebut sendiri di tabel ini.",
                    (left[0],),
                )

    def _doubt_lone_districts(self, data: Sequence[Row]) -> None:
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
                f"Nama ini {self.gazetteer.name(row.region)}, di antara kabupaten dan ibu kotanya: mungkin "
                f"{self.gazetteer.name(regency)} yang dimaksud. Barisnya ditunda.",
                (regency, row.region),
                True,
            )
            row.place = PlaceRead(Sort.AMBIGUOUS, candidates=(regency, row.region), by_code=True)

    def _shared_name(self, row: Row) -> str:
        """What the places have in common: *kupang*; never the text of the file, whatever it may be."""
        return self.gazetteer.base_name(row.place.candidates[0])

    def _doubt_place(self, row: Row) -> bool:
        """Whether the row's place is too doubtful to take its figures."""
        sort = row.place.sort
        if sort is Sort.AMBIGUOUS and not row.place.by_code:
            self._doubt_ambiguous(row)
            return True
        if sort is Sort.AMBIGUOUS:
            return True
        if sort is not Sort.UNRESOLVED:
            return False
        if self._is_blank_place(row):
            first = self.table.having(ColumnRole.VALUE)[0]
            self.reading.doubt(
                "row-without-place",
                self.sheet,
                self.grid.address(row.row, first.index),
                "Baris berisi angka tanpa wilayah; ditunda.",
                (),
                True,
            )
        else:
            town, regency = self.gazetteer.town(row.label)
            says = (
                f"{town} adalah kota di {self.gazetteer.name(regency)}, bukan nama kabupaten;"
                if regency
                else f"Wilayah “{self.vocabulary.shown(row.label)}” tidak dikenal;"
            )
            candidates = row.place.candidates or self.gazetteer.proposals(row.label)
            says += " barisnya ditunda."
            self.reading.doubt("place-unknown", self.sheet, row.at, says, candidates, True)
        return True

    def _is_blank_place(self, row: Row) -> bool:
        return all(
            self.grid.cell(row.row, column.index) is None
            for column in self.table.having(ColumnRole.REGION, ColumnRole.CODE, ColumnRole.ROW_DESTINATION)
        )

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


_OTHER_SAYS = {
    "identity": "Sel tampak berisi nomor orang; tidak dibaca.",
    "struck-out": "Angka dicoret di berkas.",
    "formula-without-value": "Rumus belum dihitung; simpan ulang berkas di Excel lalu kirim lagi.",
    "merged-value": "Satu angka untuk beberapa sel yang digabung; tidak dapat dibagi.",
    "error-value": "Rumus menghasilkan galat.",
    "formula-uncalculated": "Rumus bernilai 0, mungkin belum dihitung; simpan ulang berkas di Excel.",
    "far-from-others": "Jauh lebih besar daripada angka lain di tabel ini.",
}


def _partitions(columns: Sequence[SheetColumn]) -> list[list[SheetColumn]]:
    """The ways in which columns divide a whole: by sex, by formality, by age, by place of work, by time."""
    groups: dict[str, list[SheetColumn]] = {}
    for column in columns:
        groups.setdefault(_division(column), []).append(column)
    return [list(columns), *groups.values()]


def _beside_the_place(row: Row) -> tuple[object, ...]:
    return row.period, row.destination, row.subgroup, row.concept


def _division(column: SheetColumn) -> str:
    if column.destination:
        return "destination"
    if column.subgroup in ("laki-laki", "perempuan"):
        return "sex"
    if column.subgroup in ("formal", "informal"):
        return "formality"
    return "age" if column.subgroup in ("anak", "dewasa") else "time"
