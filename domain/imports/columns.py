"""Which columns of a table of counts name places, hold figures, or add others up."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.figures.wholes import OTHER_COUNTRIES
from domain.imports import identity
from domain.imports.bare_heads import (
    SOME_OF_ITS_TITLE,
    is_bare_procedure,
    is_bare_return,
    names_no_placement,
    who_came_home,
)
from domain.imports.cells import read_count
from domain.imports.choices import desk_in
from domain.imports.concepts import DEATHS, REMAINS, REPORTS, SERIES, SICK, STAGES, TRAFFICKING
from domain.imports.context import Context
from domain.imports.counted import is_mean
from domain.imports.fields import UNIT_HEADS
from domain.imports.grid import Table, is_figure, is_total_label
from domain.imports.headings import (
    OF_MOST,
    PLACES_COUNTED,
    ColumnRole,
    SheetColumn,
    adds_this_to_the_last,
    is_part_number,
    is_this,
    name_as_count,
    names_nothing_known,
    names_the_rest,
    subgroup_of,
)
from domain.imports.kinds import ImportKind
from domain.imports.letters import tell_letters
from domain.imports.periods import TitlePeriod, read_period
from domain.imports.places import Sort
from domain.imports.quality import CellState
from domain.imports.roles import give
from domain.imports.sheet import Cell, is_number
from domain.imports.short_times import unparted_month
from domain.imports.title_words import counts_what_nobody_knows
from domain.imports.ways import is_way, leave_ways_aside, widest_first
from domain.imports.words import key

OFFICES = re.compile(
    rf"\b(?:{UNIT_HEADS}|polsek|kantor|kanim|upt|instansi|perwakilan|"
    r"bandara|pelabuhan|plbn|pos|tpi|debarkasi|embarkasi|rumah sakit|rsud|p3mi|perusahaan)\b"
)
"""Headings of lines that are offices and posts: “Motaain” below PLBN is no desa of that name."""


def _is_a_time(cell: Cell) -> bool:
    if is_number(cell):
        return cell in range(2000, 2100)
    found = read_period(cell) if isinstance(cell, str) else None
    return found is not None and not found.is_empty and len(str(cell)) <= _LONGEST_TIME


_LONGEST_TIME = 30


class ColumnFinder:
    """Settles the roles that headings alone leave open, by what stands in the columns."""

    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context, self.grid = table, context, table.grid
        self.gazetteer = context.reference.gazetteer
        self.vocabulary = context.reference.vocabulary

    def find(self) -> None:
        self._find_times()
        self._find_places()
        self._find_values()
        # Last, so that what the guard has found stays out, whatever was chosen.
        for column in give(self.table.columns, self.context.answers, self.vocabulary):
            if column.role is ColumnRole.TOTAL:
                column.sums = self._summed_by(column)
                column.role = ColumnRole.TOTAL if column.sums else ColumnRole.NOTE

    def _find_times(self) -> None:
        """“2024”, “2025” and “2026 (Jan-Okt)” down a column without a heading, left of all figures: the time
        of each line, and not of none."""
        if self.table.having(ColumnRole.ROW_PERIOD) or not self.table.header:
            return
        values = self.table.having(ColumnRole.VALUE)
        first = min((column.index for column in values), default=0)
        for column in self.table.having(ColumnRole.EMPTY):
            cells = [cell for cell in self.table.cells(column) if cell is not None]
            told = [c for c in cells if not (isinstance(c, str) and is_total_label(c))]
            if column.index < first and len(told) > 1 and all(map(_is_a_time, told)):
                column.role = ColumnRole.ROW_PERIOD
                return

    def _find_places(self) -> None:
        """By heading, and where no heading says so, the column that names most places."""
        for column in self.table.having(ColumnRole.REGION):
            if self._counts_places(column):
                column.role, column.level = ColumnRole.OTHER_MEASURE, None
            else:
                self._move_to_names(column)
        leave_ways_aside(self.table.having(ColumnRole.REGION))
        if regions := self.table.having(ColumnRole.REGION):
            widest_first(regions, self.table.cells, self.gazetteer)
            return
        for column in self.table.columns:
            if column.role is ColumnRole.IDENTITY and column.lowest == "nama" and self._names_places(column):
                column.role, column.identity = ColumnRole.REGION, ""
                return
        best, most = self._naming_most()
        if best is not None:
            texts = [cell for cell in self.table.cells(best) if isinstance(cell, str)]
            countries = sum(bool(self.context.reference.country(text)) for text in texts)
            is_of_countries = countries > 0.5 * most
            # “Malaysia” below “Keterangan” beside one month of several is a remark on that one.
            if not (is_of_countries and best.role is ColumnRole.NOTE and 2 * most < len(self.table.body)):
                best.role = ColumnRole.ROW_DESTINATION if is_of_countries else ColumnRole.REGION
            return
        for column in self.table.columns:
            cells = [cell for cell in self.table.cells(column)[:400] if cell is not None]
            if (
                column.role in (ColumnRole.UNKNOWN, ColumnRole.EMPTY)
                and cells
                and all(self.gazetteer.is_code(cell) for cell in cells)
            ):
                column.role = ColumnRole.CODE
                return

    def _naming_most(self) -> tuple[SheetColumn | None, int]:
        """The column in which most places or countries are named, and how many; where none of them is a
        kabupaten, half of its lines at least: many a word is a desa somewhere."""
        best, most = None, 0
        for column in self.table.columns:
            is_other = OFFICES.search(column.lowest) or OF_MOST.search(column.lowest) or is_way(column)
            # Of a turned sheet the corner says what stood across: “P3MI” beside kabupaten.
            if (is_other and not self.grid.turned) or column.role in (
                ColumnRole.IDENTITY,
                ColumnRole.TOTAL,
                ColumnRole.CODE,
            ):
                continue
            cells = [cell for cell in self.table.cells(column)[:400] if isinstance(cell, str)]
            texts = [text for text in cells if not is_total_label(text)]
            found = [self.gazetteer.read(text) for text in texts]
            hits = sum(each.sort in (Sort.FOUND, Sort.AMBIGUOUS, Sort.ELSEWHERE) for each in found)
            is_likely = 2 * hits >= len(texts) or any(each.code.count(".") == 1 for each in found)
            if hits > most and is_likely:
                best, most = column, hits
        return best, most

    def _move_to_names(self, column: SheetColumn) -> None:
        """“Kabupaten/Kota” over numbers and names, of which the second column has no heading of its own."""
        beside = next((c for c in self.table.columns if c.index == column.index + 1), None)
        if beside is None or beside.texts or self._places_in(column) >= self._places_in(beside):
            return
        beside.role, beside.level = ColumnRole.REGION, column.level
        column.role, column.level = ColumnRole.NUMBER, None

    def _places_in(self, column: SheetColumn) -> int:
        cells = [cell for cell in self.table.cells(column)[:400] if isinstance(cell, str)]
        return sum(self.gazetteer.read(cell).sort in (Sort.FOUND, Sort.AMBIGUOUS) for cell in cells)

    def _counts_places(self, column: SheetColumn) -> bool:
        """“Desa kantong” above 40, 20 and 30 says how many there are, and names none."""
        cells = [cell for cell in self.table.cells(column)[:400] if cell is not None]
        counts = sum(
            not self.gazetteer.is_code(cell)
            and (is_number(cell) or (isinstance(cell, str) and cell.isdigit()))
            for cell in cells
        )
        return counts > 0.6 * len(cells)

    def _names_places(self, column: SheetColumn) -> bool:
        """“Nama” beside codes of places is their name, not a person's: nearly every cell is one we know."""
        cells = [cell for cell in self.table.cells(column)[:400] if isinstance(cell, str)]
        places = sum(self.gazetteer.read(cell).sort in (Sort.FOUND, Sort.AMBIGUOUS) for cell in cells)
        return places > 2 and places >= 0.8 * len(cells)

    def _find_values(self) -> None:
        for column in self.table.having(ColumnRole.REGION):
            cells = [cell for cell in self.table.cells(column) if cell is not None]
            if cells and sum(self.gazetteer.is_code(cell) for cell in cells) > 0.6 * len(cells):
                column.role = ColumnRole.CODE
        for column in self.table.having(ColumnRole.IDENTITY):
            if column.identity == identity.NAME and self._counts_persons(column):
                column.role, column.identity = ColumnRole.UNKNOWN, ""
                name_as_count(column, self.context.kind, self.context.reference.countries)
        for column in self.table.columns:
            if column.role in (ColumnRole.VALUE, ColumnRole.UNKNOWN, ColumnRole.EMPTY, ColumnRole.NOTE):
                kind = identity.column_kind(
                    self.table.cells(column), self.vocabulary, self.context.reference.today
                )
                if kind:
                    column.role, column.identity = ColumnRole.IDENTITY, kind
            elif column.role is ColumnRole.ROW_PERIOD and self._names_figures(column):
                below = self.table.cells(column)
                if any(map(is_figure, below)):
                    column.role = ColumnRole.VALUE
                elif not all(isinstance(c, str) and is_part_number(c) for c in below if c is not None):
                    # “L” and “P” beside the places of a turned sheet, below the one word of its corner.
                    column.role = ColumnRole.UNKNOWN
        for column in self.table.having(ColumnRole.VALUE):
            if self._holds_sentences(column):
                column.role = ColumnRole.DERIVED
        self._tell_of_whom()
        tell_letters(self.table.columns, self.context.kind, self._explaining())
        self._tell_macau()
        self._tell_means()
        self._tell_both_sexes()
        self._tell_other_measures()
        self._tell_parts()
        self._tell_stages()
        self._tell_teams()
        self._tell_desks()
        self._tell_what_persons_are()
        self._take_the_only_figures()
        self._tell_bare_heads()
        self._tell_causes()
        self._match_totals()
        self._tell_adults()

    def _tell_macau(self) -> None:
        """“MAC” beside “MYS” and “SGP” is a country, and March beside other months."""
        values = self.table.having(ColumnRole.VALUE)
        named = [column for column in values if column.lowest == "mac"]
        others = [column for column in values if column not in named]
        if any(c.destination for c in others) and not any(c.period and c.period.last_month for c in others):
            for column in named:
                column.destination, column.period = self.context.reference.countries["mac"], None

    def _explaining(self) -> list[str]:
        """Titles, notes, and texts that stand alone in a line."""
        filled = ([cell for cell in self.grid.rows[row] if cell is not None] for row in self.table.body)
        alone = (cells[0] for cells in filled if len(cells) == 1)
        return [*self.table.titles, *self.table.notes, *(cell for cell in alone if isinstance(cell, str))]

    def _tell_means(self) -> None:
        """“PMI/bulan” beside the count; alone it may head what is counted in each month."""
        values = self.table.having(ColumnRole.VALUE)
        means = [column for column in values if column.strings and is_mean(column.strings[-1])]
        for column in (
            means if len(means) < len(self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)) else ()
        ):
            column.role = ColumnRole.DERIVED

    def _tell_other_measures(self) -> None:
        """“Jumlah sapi” beside “Jumlah PMI”: what its words count nobody knows."""
        plain = [
            column
            for column in self.table.having(ColumnRole.VALUE)
            if column.strings and not (column.subgroup or column.destination or _has_a_time(column))
        ]
        odd = [c for c in plain if counts_what_nobody_knows(c.strings[-1], self.context.reference)]
        for column in odd if len(odd) < len(plain) else ():
            column.role = ColumnRole.UNKNOWN

    def _tell_both_sexes(self) -> None:
        """“L/P” over figures beside L and P is their sum."""
        values = self.table.having(ColumnRole.VALUE)
        sums = [c for c in values if c.strings and _ONE_OR_OTHER.fullmatch(c.strings[-1])]
        sexes = {(c.texts[:-1], c.subgroup) for c in values if c not in sums}
        for column in sums:
            if {(column.texts[:-1], sex) for sex in _SEXES} <= sexes:
                column.role, column.subgroup = ColumnRole.TOTAL, ""

    def _tell_parts(self) -> None:
        """One of several parts is never read as their whole because its own word is not understood: “Lainnya”
        beside countries, “Awak kapal” beside “Formal”, “Dimakamkan” beside “Meninggal”."""
        values = self.table.having(ColumnRole.VALUE)
        kind, countries = self.context.kind, self.context.reference.countries
        has_countries = any(column.destination for column in values)
        for column in values if has_countries else ():
            if not column.destination and _CONTINENT.fullmatch(column.lowest):
                column.role = ColumnRole.DERIVED
        for column in self.table.having(ColumnRole.VALUE, ColumnRole.UNKNOWN):
            if names_the_rest(column.lowest) and not column.subgroup and not column.destination:
                column.subgroup = OTHER_COUNTRIES if has_countries else ""
                column.role = ColumnRole.VALUE if has_countries else ColumnRole.UNKNOWN
            elif len(column.texts) > 1 and names_nothing_known(column, kind, countries):
                beside = [c for c in values if c is not column and c.texts[:-1] == column.texts[:-1]]
                if beside:
                    column.role = ColumnRole.UNKNOWN

    def _holds_sentences(self, column: SheetColumn) -> bool:
        """“1. Data per 31 Desember 2024” and what follows it beside a table are remarks and no figures."""
        texts = [str(cell) for cell in self.table.cells(column) if cell is not None]
        return bool(texts) and all(
            len(text.split()) > 2 and read_count(text).rule == "text-in-value" for text in texts
        )

    def _tell_of_whom(self) -> None:
        """“L/P” above L and P, “Tujuan Penempatan” above countries: whom each line counts, not how many."""
        for column in self.table.having(ColumnRole.VALUE):
            cells = [cell for cell in self.table.cells(column)[:400] if cell is not None]
            if cells and all(isinstance(cell, str) and self._names_a_part(cell) for cell in cells):
                column.role, column.concept, column.subgroup = ColumnRole.UNKNOWN, None, ""

    def _names_a_part(self, text: str) -> bool:
        return bool(subgroup_of(text, self.context.kind) or self.context.reference.country(text))

    def _tell_stages(self) -> None:
        """“Lidik”, “Sidik” and “P-21” beside “LP” divide the reports; one of them alone may count files."""
        values = self.table.having(ColumnRole.VALUE)
        titles = " ".join(map(key, self.table.titles))
        if not any(
            column.concept is TRAFFICKING
            or (_CASES.match(column.lowest) and TRAFFICKING.pattern.search(f"{column.lowest} {titles}"))
            for column in values
        ):
            return
        stages = [
            (column, name)
            for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.VALUE)
            for name, pattern in STAGES
            if column.concept is None and pattern.match(column.lowest)
        ]
        for column, _ in stages:
            column.role = ColumnRole.UNKNOWN  # “Kasus P-21” are not all reports
        for column, name in stages if len({name for _, name in stages}) == len(stages) > 1 else ():
            column.role, column.concept, column.subgroup = ColumnRole.VALUE, TRAFFICKING, name

    def _tell_desks(self) -> None:
        """“Layanan” above Imigrasi and Dukcapil says which desk each line is of, and counts nobody."""
        for column in self.table.having(ColumnRole.VALUE) if self.context.kind is ImportKind.SERVICES else ():
            texts = [cell for cell in self.table.cells(column)[:400] if cell is not None]
            desks = sum(isinstance(cell, str) and bool(desk_in(cell)) for cell in texts)
            if desks and 2 * desks >= len(texts):
                column.role = ColumnRole.UNKNOWN

    def _tell_teams(self) -> None:
        """“Sudah” and “Belum” beside “Jumlah Desa” divide the villages: those with a team are the count."""
        if self.context.kind is not ImportKind.VILLAGE_TEAMS:
            return
        roles = (ColumnRole.VALUE, ColumnRole.UNKNOWN, ColumnRole.TOTAL, ColumnRole.OTHER_MEASURE)
        columns = self.table.having(*roles)
        have = [column for column in columns if _HAVE_A_TEAM.match(column.lowest)]
        if len(have) != 1:
            return
        have[0].role = ColumnRole.VALUE
        for column in columns:
            if PLACES_COUNTED.match(column.lowest) and column is not have[0]:
                column.role = ColumnRole.OTHER_MEASURE

    def _tell_what_persons_are(self) -> None:
        """Among published figures “Sakit” below a title of deaths is why somebody died, and “TPPO” beside
        persons, or of men and women, may be its victims: neither is the series of that name."""
        self._tell_remains_brought_home()
        if self.context.kind is not ImportKind.FIGURES:
            return
        titles = " ".join(map(key, (*self.table.titles, self.table.sheet)))
        of_deaths = bool(DEATHS.pattern.search(titles) or REMAINS.pattern.search(titles))
        values = self.table.having(ColumnRole.VALUE)
        of_persons = any(c.concept is not None and c.concept not in REPORTS for c in values)
        for column in values:
            is_cause = column.concept is SICK and of_deaths and not SICK.pattern.search(titles)
            is_bare = column.concept is TRAFFICKING and column.words == "tppo"
            has_sex = column.concept in REPORTS and bool(_OF_PERSONS & set(column.subgroup.split()))
            if is_cause or (of_persons and (has_sex or (is_bare and not _REPORTED.search(titles)))):
                column.role, column.concept, column.subgroup = ColumnRole.UNKNOWN, None, ""

    def _tell_remains_brought_home(self) -> None:
        """“Jenazah” beside “Dipulangkan” and “Dimakamkan” are all of them, of which the second came home."""
        if self.context.kind not in (ImportKind.DEATHS, ImportKind.FIGURES):
            return
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.UNKNOWN)
        home = [column for column in columns if _BROUGHT_HOME.fullmatch(column.lowest)]
        found = [c for c in columns if c.concept is REMAINS and c not in home and len(c.texts) == 1]
        whole = [c for c in found if not _CAME.search(c.lowest)]
        if len(home) == 1 and len(home[0].texts) == 1 and whole == found and whole:
            home[0].role, home[0].concept = ColumnRole.VALUE, REMAINS
            for column in whole:
                column.role, column.concept = ColumnRole.UNKNOWN, None

    def _tell_causes(self) -> None:
        """“Sakit” beside “Kecelakaan” below “Penyebab”, there or in the title, is a cause of death, and told
        as the others are."""
        titles = " ".join(map(key, (*self.table.titles, self.table.sheet)))
        for column in self.table.having(ColumnRole.OTHER_MEASURE):
            is_headed = column.words != column.lowest and _OF_CAUSES.match(column.words)
            if column.concept is SICK and (is_headed or _OF_CAUSES.search(titles)):
                column.role, column.concept = ColumnRole.UNKNOWN, None

    def _tell_bare_heads(self) -> None:
        """“Dipulangkan” and “Prosedural” below a title of victims are neither remains nor placements."""
        columns, kind = self.table.columns, self.context.kind
        titles = (*self.table.titles, self.table.sheet)
        for column in [c for c in self.table.having(ColumnRole.VALUE) if is_bare_return(c)]:
            column.concept = who_came_home(column, columns, titles, kind)
            self._leave_if_no_series(column)
        for column in [c for c in self.table.having(ColumnRole.VALUE) if is_bare_procedure(c)]:
            if names_no_placement(column, titles):
                column.concept = None
                self._leave_if_no_series(column)
        values, totals = self.table.having(ColumnRole.VALUE), self.table.having(ColumnRole.TOTAL)
        if len(values) == len(totals) == 1 and is_bare_return(values[0]) and len(totals[0].texts) == 1:
            # “Total” beside “Dipulangkan” alone counts all of whom those are a part, and adds up nothing.
            totals[0].role = ColumnRole.UNKNOWN

    def _leave_if_no_series(self, column: SheetColumn) -> None:
        """Told as not understood beside other figures; alone, the table holds no series of its kind."""
        if column.concept in SERIES[self.context.kind]:
            return
        others = [c for c in self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL) if c is not column]
        if column.concept is None and others:
            column.role, column.subgroup = ColumnRole.UNKNOWN, ""
        else:
            column.role = ColumnRole.OTHER_MEASURE
            column.concept = column.concept or SOME_OF_ITS_TITLE

    def _tell_adults(self) -> None:
        """“L”, “P” and “Anak” that are “Jumlah” only together: the men and the women are the grown ones."""
        for total in self.table.having(ColumnRole.TOTAL):
            sexes = [column for column in total.sums if column.subgroup in _SEXES]
            children = [column for column in total.sums if "anak" in column.subgroup.split()]
            children += [c for c in self.table.having(ColumnRole.UNKNOWN) if _SMALL.match(c.lowest)]
            beside = {column.index for column in total.sums} - {c.index for c in (*sexes, *children)}
            if len(sexes) != len(_SEXES) or not children or beside:
                continue
            told = {self._adds_children(row, total, sexes, children) for row in self.table.body} - {None}
            if told == {True}:
                for column in sexes:
                    column.subgroup = f"{column.subgroup} dewasa"

    def _adds_children(
        self, row: int, total: SheetColumn, sexes: list[SheetColumn], children: list[SheetColumn]
    ) -> bool | None:
        """Whether the total of a line has the children beside the sexes; None where that cannot be told."""

        def count(columns: list[SheetColumn]) -> float:
            return sum(read_count(self.grid.cell(row, each.index)).value or 0 for each in columns)

        grown, young, written = count(sexes), count(children), count([total])
        if not young or written not in (grown, grown + young):
            return None
        return written == grown + young

    def _counts_persons(self, column: SheetColumn) -> bool:
        """“Tersangka” above 3, 0 and 2 says how many there are, and names nobody."""
        cells = [cell for cell in self.table.cells(column)[:400] if cell is not None]
        counts = [read_count(cell).value for cell in cells]
        return any(number is not None for number in counts) and all(
            (number is not None and number < 100_000) or (isinstance(cell, str) and not key(cell))
            for number, cell in zip(counts, cells, strict=True)
        )

    def _names_figures(self, column: SheetColumn) -> bool:
        """A column headed “Tahun 2024” holds figures, one headed “Tahun” holds years."""
        cells = [cell for cell in self.table.cells(column) if cell is not None]
        readable = sum(
            read_period(cell) is not None or is_month_number(cell) or unparted_month(cell) is not None
            for cell in cells
        )
        return bool(cells) and readable < 0.5 * len(cells)

    def _take_the_only_figures(self) -> None:
        if self.table.having(ColumnRole.VALUE, ColumnRole.OTHER_MEASURE):
            return
        numeric = [
            column
            for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.EMPTY)
            if any(
                is_number(cell) or (isinstance(cell, str) and read_count(cell).state is CellState.VALUE)
                for cell in self.table.cells(column)
            )
        ]
        totals = self.table.having(ColumnRole.TOTAL)
        if len(totals) == 1 and not numeric:
            totals[0].role = ColumnRole.VALUE
        elif numeric and not totals and (len(numeric) == 1 or not self.table.header):
            for column in numeric:
                column.role = ColumnRole.VALUE

    def _match_totals(self) -> None:
        """Each total gets the columns that it adds up; one that adds up nothing is a value."""
        for column in adds_this_to_the_last(self.table.columns):
            if column.role in (ColumnRole.VALUE, ColumnRole.TOTAL):
                column.role = ColumnRole.DERIVED
        for column in self.table.having(ColumnRole.VALUE):
            if _says_total(column):
                column.role = ColumnRole.TOTAL
        for one, other in pairwise(self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)):
            if one.texts and one.texts == other.texts and other.index == one.index + 1:
                # One “Jumlah” over two columns: neither adds up the other.
                one.role = other.role = ColumnRole.VALUE
        self._match_quarters()
        self._match_halves()
        self._match_years()
        for total in self.table.having(ColumnRole.TOTAL):
            if not total.sums:
                total.sums = self._summed_by(total)
            if not total.sums:
                total.role = ColumnRole.VALUE
        self._match_cumulative()

    def _summed_by(self, total: SheetColumn) -> list[SheetColumn]:
        values = [c for c in self.table.having(ColumnRole.VALUE) if not _AMONG.search(c.words)]
        plain = [c for c in values if not is_bare_return(c)]
        if {c.subgroup for c in plain} == set(_SEXES) and not total.concept:
            # “Jumlah” beside L and P adds up those who died, and not “Dipulangkan” behind it.
            values = plain
        if total.destination:
            # “Jml” below “Malaysia” adds up its women and men, and nobody of another country.
            values = [c for c in values if c.destination == total.destination]
        if below := _below_the_same(total, values):
            return below
        if total.period is not None and total.period.last_month is not None:
            return [c for c in values if c.period == total.period and c.subgroup and not total.subgroup]
        if total.subgroup:
            parts = [c for c in values if set(total.subgroup.split()) <= set(c.subgroup.split())]
            return [c for c in parts if c.subgroup != total.subgroup] or parts
        same = [c for c in values if total.concept is None or c.concept is None or c.concept == total.concept]
        if total.period is not None and total.period.year is not None:
            year = [c for c in same if c.period is not None and c.period.year == total.period.year]
            # “Jumlah” below 2025 adds up nothing of 2024.
            undated = [c for c in same if c.period is None or c.period.year is None]
            same = year or (undated if total.period.last_year is None else same)
        elif total.period is None and {c.subgroup for c in same if c.period is None} == set(_SEXES):
            # “Jumlah” beside L and P, and behind it the month before.
            same = [c for c in same if c.period is None]
        nested = [c for c in same if c.period is None or c.subgroup == ""]
        return same if len({c.concept for c in same}) <= 1 else nested if len(nested) > 1 else []

    def _match_quarters(self) -> None:
        """A quarter, a half or a year whose months all stand beside it is their total."""
        values = self.table.having(ColumnRole.VALUE)

        def same(one: SheetColumn, other: SheetColumn) -> bool:
            parts = [(c.subgroup, c.destination, c.concept) for c in (one, other)]
            return parts[0] == parts[1] and len({c.period.year for c in (one, other) if c.period}) == 1

        for whole in values:
            period = whole.period
            if period is None or is_cumulative(period) or period.last_year:
                continue
            first, last = period.first_month or 1, period.last_month or 12
            parts = [
                c
                for c in values
                if c is not whole
                and c.role is ColumnRole.VALUE
                and c.period
                and c.period.first_month
                and c.period.first_month == c.period.last_month
                and first <= c.period.first_month <= last
                and (c.period.year, c.subgroup, c.destination)
                == (period.year, whole.subgroup, whole.destination)
                and c.concept == whole.concept
            ]
            if last > first and sorted(c.period.first_month or 0 for c in parts if c.period) == list(
                range(first, last + 1)
            ):
                whole.role, whole.sums = ColumnRole.TOTAL, parts

    def _match_halves(self) -> None:
        """A half or a year whose quarters all stand beside it is their total."""
        values = self.table.having(ColumnRole.VALUE)
        for whole in values:
            period = whole.period
            if period is None or is_cumulative(period) or period.last_year or period.last_month is None:
                continue
            first, last = period.first_month or 1, period.last_month
            parts = [
                c
                for c in values
                if c.period
                and c.role is ColumnRole.VALUE
                and c.period.first_month
                and c.period.last_month == c.period.first_month + 2
                and first <= c.period.first_month
                and c.period.last_month <= last
                and (c.period.year, c.subgroup, c.destination, c.concept)
                == (period.year, whole.subgroup, whole.destination, whole.concept)
                and not is_cumulative(c.period)
            ]
            if last - first > 2 and len(parts) * 3 == last - first + 1:
                whole.role, whole.sums = ColumnRole.TOTAL, parts

    def _match_years(self) -> None:
        """“Jumlah 2024–2025” beside both years is their total."""
        values = self.table.having(ColumnRole.VALUE)
        for whole in values:
            period = whole.period
            if period is None or period.year is None or period.last_year is None:
                continue
            parts = [
                c
                for c in values
                if c.period
                and c.period.last_year is None
                and c.period.last_month is None
                and period.year <= (c.period.year or 0) <= period.last_year
                and (c.subgroup, c.destination, c.concept)
                == (whole.subgroup, whole.destination, whole.concept)
            ]
            years = sorted(c.period.year or 0 for c in parts if c.period)
            if years == list(range(period.year, period.last_year + 1)):
                whole.role, whole.sums = ColumnRole.TOTAL, parts

    def _match_cumulative(self) -> None:
        """“s.d. Feb” beside “Feb” is evidence; alone it is the value from January on."""
        values = self.table.having(ColumnRole.VALUE)
        self._reach_to_this(values)
        monthly = [c for c in values if c.period and c.period.last_month and not is_cumulative(c.period)]
        for column in values:
            if column.period is None or not is_cumulative(column.period):
                continue
            parts = [
                c
                for c in monthly
                if c.period
                and c.subgroup == column.subgroup
                and c.concept == column.concept
                and (
                    column.period.last_month is None or (c.period.last_month or 0) <= column.period.last_month
                )
            ]
            last = column.period.last_month
            months = {
                month
                for c in parts
                if c.period
                for month in range(c.period.first_month or 1, (c.period.last_month or 0) + 1)
            }
            # “Triwulan III” alone is not what “s.d. triwulan III” adds up.
            if parts and (last is None or months >= set(range(1, last + 1))):
                column.role, column.sums = ColumnRole.TOTAL, parts
            else:
                column.period = replace(column.period, up_to=True)

    @staticmethod
    def _reach_to_this(values: Sequence[SheetColumn]) -> None:
        """“s.d. bulan ini” beside “Bulan ini (Oktober)” goes to the end of October."""
        said = {column.period for column in values if is_this(column) and column.period is not None}
        this = said.pop() if len(said) == 1 else None
        for column in values if this is not None and this.last_month is not None else ():
            if column.period == TitlePeriod(cumulative=True):
                assert this is not None
                column.period = replace(this, first_month=this.last_month, up_to=True, cumulative=True)


def _has_a_time(column: SheetColumn) -> bool:
    return column.period is not None and not column.period.is_empty


def _below_the_same(total: SheetColumn, values: Sequence[SheetColumn]) -> list[SheetColumn]:
    """“Jml” below “Asia” adds up the countries of Asia, where others stand below “Eropa”."""
    above = total.texts[:-1]
    own = [c for c in values if above and c.texts[:-1] == above]
    others = [c for c in values if c not in own and c.destination and len(c.texts) > 1]
    return own if others and all(c.destination for c in own) else []


_SEXES = ("laki-laki", "perempuan")
_ONE_OR_OTHER = re.compile(r"\s*(?:l|lk)\s*/\s*(?:p|pr)\s*|\s*(?:p|pr)\s*/\s*(?:l|lk)\s*", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:di ?antaranya|diantara(?:nya)?|dari jumlah (?:itu|tersebut)|of which)\b")
"""“Di antaranya perempuan” behind the count: some of them, which nothing adds up."""
_CONTINENT = re.compile(
    r"(?:(?:jumlah|jml|jlh|sub ?total|sub ?jumlah|total) )?(?:kawasan )?(?:asia(?: [a-z]+){0,2}|eropa|"
    r"amerika|afrika|timur tengah|timteng|aspas|oseania|australia dan oseania)"
)
"""“Jml Asia” among countries: some of them together, and none."""
_HAVE_A_TEAM = re.compile(
    r"^(?:(?:jumlah|jml) )?(?:desa )?(?:yang )?(?:(?:sudah|telah)"
    r"(?: (?:ada|terbentuk|membentuk|dibentuk))?|terbentuk|membentuk|realisasi|"
    r"(?:dengan|ber|punya|memiliki|mempunyai|ada)(?= (?:tim|satgas)))(?: (?:tim|satgas))?$"
)
_OF_PERSONS = frozenset([*_SEXES, "anak", "dewasa"])
_BROUGHT_HOME = re.compile(r"(?:jumlah |jml )?(?:jenazah )?(?:yang )?(?:sudah )?di ?pulangkan")
_CAME = re.compile(r"\b(?:pulang|dipulangkan|pemulangan|tiba|kedatangan|datang|diterima)\b")
_OF_CAUSES = re.compile(r"\b(?:penyebab|sebab|akibat)\b")
_SMALL = re.compile(r"(?:balita|bayi|anak balita)$")
_REPORTED = re.compile(r"\b(?:kasus|lp|laporan polisi|perkara|penanganan|penegakan)\b")
_CASES = re.compile(r"^(?:jumlah |jml |jlh )?(?:kasus|lp|laporan)$")


def is_month_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.isdigit() and 1 <= int(cell[:4]) <= 12
    return isinstance(cell, int) and not isinstance(cell, bool) and 1 <= cell <= 12


def is_cumulative(period: TitlePeriod) -> bool:
    return period.up_to or period.cumulative


def _says_total(column: SheetColumn) -> bool:
    """“Jumlah” stands above L and P: their sum over the months."""
    above = [key(text) for text in column.strings[:-1]]
    return any(is_total_label(text) and len(text.split()) == 1 for text in above)
