"""Sums in a table of counts, across and down: evidence, and figures only where a whole has parts."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from domain.figures.wholes import OTHER_COUNTRIES
from domain.imports.cells import ASKED, read_count
from domain.imports.context import table_region
from domain.imports.headings import ColumnRole, SheetColumn, combined
from domain.imports.kinds import ImportKind
from domain.imports.places import PlaceRead, Sort
from domain.imports.quality import CellState, Sum, SumPart
from domain.imports.series.rows import Row
from domain.imports.series.subject import SeriesSubject
from domain.imports.series.table import WITH_WHOLES, SeriesPart, SeriesTable
from domain.imports.totals import SummedLine, check
from domain.places.regions import PROVINCE
from domain.time.formats import number

_BOTH_SEXES = [["laki-laki"], ["perempuan"]]


_DIVISIONS = (
    frozenset(("laki-laki", "perempuan")),
    frozenset(("anak", "dewasa")),
    frozenset(("formal", "informal")),
    frozenset(("perempuan anak", "laki-laki anak", "perempuan dewasa", "laki-laki dewasa")),
)


def _divide_all(subgroups: Sequence[str]) -> bool:
    """Whether lines are all parts of one whole, each once: “Laki-laki” and “Perempuan”."""
    return len(set(subgroups)) == len(subgroups) and frozenset(subgroups) in _DIVISIONS


def _of_what(*, by_part: bool, by_office: bool, of_countries: bool) -> str:
    named = (("bagian", by_part), ("kantor", by_office), ("negara", of_countries))
    return next((what for what, is_so in named if is_so), "yang bukan wilayah")


class SeriesTotals(SeriesPart):
    """What is added up, whether it fits, and which totals are figures themselves."""

    def __init__(self, series: SeriesTable, subject: SeriesSubject) -> None:
        super().__init__(series)
        self.subject = subject
        self.remainders: dict[tuple[int, int], list[tuple[str, float]]] = {}
        """Of a cell that is put off, by row and column: which totals leave what for it."""
        self.with_unread: list[SheetColumn] = []
        """Totals beside which a column that is not understood is a part of what they add up."""

    def settle(self, rows: list[Row]) -> None:
        """Written totals against what they add up: what differs is told, and what they leave is kept."""
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
        wholes = {column.index for column in self.wholes_of_parts()}
        for row in rows:
            if not row.is_total:
                self._check_across(row, wholes)
        self._check_wholes(rows)

    def take_total_of_whole(self, rows: Sequence[Row]) -> None:
        """Of lines that are no places (Polres, ports, companies) the one total that adds all of them up is
        the figure of the place that the title names; they themselves stay put off. So it is of countries."""
        data = [row for row in rows if not row.is_total]
        totals = [row for row in rows if row.is_total and not row.subgroup]
        region = table_region(self.table.titles, self.sheet, self.context)
        if len(totals) != 1 or len(data) < 2 or not region:
            return
        by_country = bool(self.table.having(ColumnRole.ROW_DESTINATION))
        of_no_place = (Sort.UNRESOLVED, Sort.REST)
        by_part = _divide_all([row.subgroup for row in data])
        of_the_place = by_country or by_part
        # Beside the Polres of all kabupaten may stand that of the province: their sum says more than they do.
        by_office = self.series.is_by_office
        if not all(
            by_office or row.place.sort in of_no_place or (of_the_place and row.region == region)
            for row in data
        ):
            return
        values = self.table.having(ColumnRole.VALUE)
        rest = {"", OTHER_COUNTRIES} if by_country else {""}
        if any(row.period or row.concept for row in data):
            return
        if not by_part and any(row.subgroup not in rest for row in data):
            return
        waiting = [row.counts[c.index].state for row in data for c in values if self._is_open(row, c)]
        for column in values:
            counts = [row.counts[column.index].value for row in data]
            written = totals[0].counts[column.index].value
            if written is None or not ASKED.keys() >= set(waiting):
                return
            if abs(sum(count or 0 for count in counts) - written) > 1e-9:
                return
        for mark in waiting:
            # The lines stay put off, and what the mark means decides whether their total is whole.
            self.series.ask_mark(mark)
        if waiting:
            return
        of_countries = not by_office and any(row.place.sort is Sort.FOUND for row in data)
        totals[0].is_total, totals[0].place = False, PlaceRead(Sort.FOUND, region)
        self.reading.understand(
            "total-of-the-whole",
            self.sheet,
            f"Baris {totals[0].row + 1} menjumlah semua baris "
            f"{_of_what(by_part=by_part, by_office=by_office, of_countries=of_countries)}: dibaca "
            f"sebagai angka "
            f"{self.gazetteer.name(region)}.",
        )

    def take_totals_of_places(self, rows: Sequence[Row]) -> None:
        """“Jumlah” below the lines “L” and “P” of one kabupaten is its figure, where they add up to it."""
        if self.context.kind not in WITH_WHOLES:
            return
        for place, row in enumerate(rows):
            if not (row.of_place and row.is_total) or row.subgroup or row.region == PROVINCE:
                continue
            parts = self._lines_above(rows, place)
            values = self.table.having(ColumnRole.VALUE)
            if len(parts) > 1 and all(self._adds_up(row, parts, column) for column in values):
                row.is_total = False

    def wholes_of_parts(self) -> list[SheetColumn]:
        """“Jumlah” beside L and P, or beside all countries: what the kabupaten counts in that time, which its
        parts alone do not tell a map. A sum over months is evidence and no figure."""
        found = []
        for total in self.table.having(ColumnRole.TOTAL):
            parts = total.sums
            if self.context.kind not in WITH_WHOLES and not self._is_of_both_sexes(total):
                continue
            if len(parts) < 2 or len({(c.concept, self.series.column_period(c)) for c in parts}) > 1:
                continue
            within = set(total.subgroup.split())
            if all(c.destination or set(c.subgroup.split()) - within for c in parts):
                total.period, total.concept = parts[0].period, parts[0].concept
                total.subgroup = combined(total.subgroup, self.subject.status)
                found.append(total)
        found = [total for total in found if not self._is_part_of_another(total, found)]
        told = Counter(map(self.series.said_of, (*found, *self.table.having(ColumnRole.VALUE))))
        # Two that say the same, or one beside a figure that does: nobody can tell which one to take.
        return [column for column in found if told[self.series.said_of(column)] == 1]

    def _is_part_of_another(self, total: SheetColumn, found: Sequence[SheetColumn]) -> bool:
        """“Jml” of Asia beside “Total”, which says the same of itself and adds up Europe as well."""
        own = {column.index for column in total.sums}
        return any(
            own < {column.index for column in other.sums}
            and self.series.said_of(other) == self.series.said_of(total)
            for other in found
        )

    def _is_of_both_sexes(self, total: SheetColumn) -> bool:
        """Of services, where the sum of all desks is no figure, that of L and P is: how many were served."""
        told = [set(part.subgroup.split()) - set(total.subgroup.split()) for part in total.sums]
        return self.context.kind is ImportKind.SERVICES and sorted(map(sorted, told)) == _BOTH_SEXES

    def is_whole_of(self, row: Row, total: SheetColumn, outliers: Collection[tuple[int, int]]) -> bool:
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
            # “Jumlah” of deaths, the sick and the deported adds up what is not read here as well.
            unread = self._unread_across(row)
            if unread and abs(sums[0] + unread - written) < 1e-9:
                self.with_unread += [] if total in self.with_unread else [total]
            # One total behind the quarters of two years, below the heading of the last, may be of all.
            before = [c for c in self.table.having(ColumnRole.VALUE) if c.index < total.index]
            sums += [sums[0] + unread, sum(row.counts[c.index].value or 0 for c in before)]
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

    def _unread_across(self, row: Row) -> float:
        unread = self.table.having(ColumnRole.OTHER_MEASURE, ColumnRole.UNKNOWN)
        return sum(read_count(self.grid.cell(row.row, column.index)).value or 0 for column in unread)

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


def _partitions(columns: Sequence[SheetColumn]) -> list[list[SheetColumn]]:
    """The ways in which columns divide a whole: by sex, by formality, by age, by place of work, by time."""
    groups: dict[str, list[SheetColumn]] = {}
    for column in columns:
        groups.setdefault(_division(column), []).append(column)
    return [list(columns), *groups.values()]


def _division(column: SheetColumn) -> str:
    if column.destination:
        return "destination"
    if column.subgroup in ("laki-laki", "perempuan"):
        return "sex"
    if column.subgroup in ("formal", "informal"):
        return "formality"
    return "age" if column.subgroup in ("anak", "dewasa") else "time"


def _beside_the_place(row: Row) -> tuple[object, ...]:
    return row.period, row.destination, row.subgroup, row.concept
