"""Months below each other: whether each is counted by itself, or all since January.

Columns of months are asked the same in ``SeriesTimes.tells_cumulative``; here the lines are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.imports.columns import is_cumulative
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.quality import ImportQuestion, Option
from domain.imports.series.rows import Row
from domain.imports.series.table import SeriesPart

_FEW_STEPS = 8
"""From month to month, of all columns together: so many that only rise are asked about."""
_MOSTLY = 0.6

_Run = Sequence[float]


class SeriesMonthsDown(SeriesPart):
    def settle(self, rows: Sequence[Row]) -> bool:
        """Whether it is known. What falls once is no running total, whatever a title says."""
        months = [row for row in rows if not row.is_total and _is_one_month(row)]
        columns = [each for each in self.table.having(ColumnRole.VALUE) if not self._says_its_time(each)]
        runs = {each.index: self._runs(months, each) for each in columns}
        if not any(len(run) > 1 for found in runs.values() for run in found):
            return True
        said = self.series.period.period
        title_says = said is not None and said.cumulative
        if title_says and not _falls(runs):
            at = self.grid.address(months[0].row, columns[0].index)
            says = "Judul menyebut kumulatif; angka tiap bulan dibaca sebagai jumlah sejak Januari."
            self.reading.doubt("cumulative", self.sheet, at, says)
            _make_running(months)
            return True
        if title_says:
            at = self.grid.address(months[0].row, columns[0].index)
            says = "Judul menyebut kumulatif, tetapi angkanya pernah turun; dibaca per bulan."
            self.reading.doubt("cumulative", self.sheet, at, says)
            return True
        totals = [row for row in rows if row.is_total and row.period is None]
        return bool(totals) or not _only_rise(runs) or self._answered(months, runs)

    def _answered(self, months: Sequence[Row], runs: Mapping[int, Sequence[_Run]]) -> bool:
        answer = self.context.answers.get("cumulative")
        if answer == "cumulative":
            _make_running(months)
        if answer is not None:
            return True
        self.reading.ask(
            ImportQuestion(
                "cumulative",
                f"Angka di lembar {self.series.sheet_shown()} hanya naik dari bulan ke bulan. Angka per "
                "bulan atau jumlah sejak Januari?",
                (Option("monthly", "Per bulan"), Option("cumulative", "Jumlah sejak Januari")),
                len(months) * len(runs),
            )
        )
        return False

    @staticmethod
    def _says_its_time(column: SheetColumn) -> bool:
        return column.period is not None and (
            column.period.last_month is not None or is_cumulative(column.period)
        )

    def _runs(self, months: Sequence[Row], column: SheetColumn) -> list[_Run]:
        """What the months of each year and of each thing that is counted hold, in their order."""
        found: dict[tuple[object, ...], dict[int, float]] = defaultdict(dict)
        for row in months:
            value = row.counts[column.index].value
            if value is not None and row.period is not None and row.period.last_month is not None:
                thing = row.period.year, row.region, row.destination, row.desk, row.subgroup, row.concept
                found[thing][row.period.last_month] = value
        return [[run[month] for month in sorted(run)] for run in found.values()]


def _is_one_month(row: Row) -> bool:
    period = row.period
    return (
        period is not None
        and period.last_month is not None
        and period.first_month == period.last_month
        and not is_cumulative(period)
    )


def _steps(runs: Mapping[int, Sequence[_Run]]) -> list[tuple[float, float]]:
    return [step for found in runs.values() for run in found for step in pairwise(run)]


def _falls(runs: Mapping[int, Sequence[_Run]]) -> bool:
    return any(then < first for first, then in _steps(runs))


def _only_rise(runs: Mapping[int, Sequence[_Run]]) -> bool:
    steps = _steps(runs)
    rises = sum(first < then for first, then in steps)
    return len(steps) >= _FEW_STEPS and not _falls(runs) and rises >= _MOSTLY * len(steps)


def _make_running(months: Sequence[Row]) -> None:
    for row in months:
        if row.period is not None:
            row.period = replace(row.period, up_to=True)
