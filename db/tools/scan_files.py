"""What the scan for analysts reads: CSV files with a header, or SaTScan's own ``.cas`` and ``.geo``."""

import csv
import math
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from domain.statistics.scan_terms import Case, Site, Unit

SHOWN_PROBLEMS = 5
PRECISIONS = ("year", "month", "day")
COARSEST = {Unit.YEAR: "year", Unit.MONTH: "month", Unit.WEEK: "day", Unit.DAY: "day"}
"""What a date must name at least, for each unit."""
A_DATE = "a date such as 2026-11-23, 2026/11/23, 2026/11 or 2026"
MONTH_FIRST = 1000
"""From here on the last number of a date is the year (SaTScan's month/day/year)."""

Value = TypeVar("Value")


class BadFile(Exception):
    """A file that cannot be used; ``str()`` of it names the file, the lines and what to do."""


@dataclass(frozen=True)
class WrittenDate:
    """A date as it was written: 2001 is a year long, 2001/11 a month, 2001/11/22 a day."""

    first: date
    last: date
    precision: str


@dataclass(frozen=True)
class DatedCases:
    cases: list[Case]
    spans: list[WrittenDate]

    @property
    def first(self) -> date | None:
        return min((span.first for span in self.spans), default=None)

    @property
    def last(self) -> date | None:
        return max((span.last for span in self.spans), default=None)


def read_span(text: str, *, month_first: bool = False) -> WrittenDate:
    """Year, year/month or year/month/day, parted by / - or a point; month first only where SaTScan may.

    SaTScan reads month/year and month/day/year as well where the year has four digits. Raises ValueError.
    """
    try:
        return _span(text, month_first)
    except ValueError:
        raise ValueError(f"no date: {text}") from None


def _span(text: str, month_first: bool) -> WrittenDate:
    if not re.fullmatch(r"[0-9]+([-/.*][0-9]+){0,2}", text):
        raise ValueError(text)
    numbers = [int(each) for each in re.split(r"[-/.*]", text)]
    if month_first and len(numbers) > 1 and numbers[-1] >= MONTH_FIRST:
        numbers = [numbers[-1], *numbers[:-1]]
    if numbers[0] < MONTH_FIRST:
        raise ValueError(text)
    precision = PRECISIONS[len(numbers) - 1]
    year, month, day = (*numbers, 1, 1)[:3]
    first = date(year, month, day)
    if precision == "year":
        return WrittenDate(first, date(year, 12, 31), precision)
    return WrittenDate(
        first, first.replace(day=monthrange(year, month)[1]) if precision == "month" else first, precision
    )


def is_satscan(path: Path) -> bool:
    return path.suffix.lower() in {".cas", ".geo"}


def read_places(path: Path, *, on_plane: bool = False) -> list[Site]:
    problems = _Problems(path)
    sites: dict[str, Site] = {}
    names = ("x", "y") if on_plane else ("lat", "lon")
    rows = _satscan_places(path, problems) if is_satscan(path) else _named(path, ("id", *names))
    for line, (place, first, second) in rows:
        if on_plane:
            x = problems.keep(line, first, _finite, "a number for x such as 512300.5")
            y = problems.keep(line, second, _finite, "a number for y such as 8941200.5")
        else:
            y = problems.keep(line, first, _degrees(90), "a latitude such as -9.57")
            x = problems.keep(line, second, _degrees(180), "a longitude such as 124.91")
        if not place:
            problems.add(line, "the id is empty")
        elif place in sites:
            problems.add(line, f"place '{place}' stands there twice")
        elif x is not None and y is not None:
            sites[place] = Site(place, y, x)
    problems.raise_any()
    if not sites:
        raise BadFile(f"{path}: no place stands {'in it' if is_satscan(path) else 'below the header'}.")
    return list(sites.values())


def read_cases(path: Path, known: set[str], unit: Unit, *, by_weekday: bool = False) -> DatedCases:
    """Dates must name what the unit needs, and the day where the day of the week counts."""
    problems = _Problems(path)
    found = DatedCases([], [])
    for line, (place, when, number, group) in (
        _satscan_cases(path, problems) if is_satscan(path) else _csv_cases(path)
    ):
        span = problems.keep(line, when, _dated(is_satscan(path)), _wanted_date(is_satscan(path)))
        count = problems.keep(line, number, _whole, "a whole number from 0 up")
        if place not in known:
            problems.add(line, f"place '{place}' is not in the file of places")
        if span is None:
            continue
        if PRECISIONS.index(span.precision) < PRECISIONS.index(COARSEST[unit]):
            problems.add(line, f"'{when}' names no {COARSEST[unit]}: give it, or a larger --unit than {unit}")
        elif by_weekday and span.precision != "day":
            problems.add(line, f"'{when}' names no day, and --adjust-weekday needs one")
        elif place in known and count is not None:
            found.cases.append(Case(place, span.first, count, group))
            if count:
                found.spans.append(span)
    problems.raise_any()
    return found


def _csv_cases(path: Path) -> Iterator[tuple[int, tuple[str, str, str, str]]]:
    for line, (place, when, number) in _named(path, ("place", "date", "count")):
        yield line, (place, when, number, "")


def _satscan_cases(path: Path, problems: "_Problems") -> Iterator[tuple[int, tuple[str, str, str, str]]]:
    """Location, number of cases, date, and any covariates: cases of one kind are shuffled by themselves."""
    covariates: int | None = None
    for line, fields in _parted(path):
        if len(fields) < 3:
            problems.add(line, "a line of a .cas holds location, number of cases and date, and here is less")
            continue
        covariates = len(fields) - 3 if covariates is None else covariates
        if len(fields) - 3 != covariates:
            problems.add(line, f"{len(fields) - 3} covariates, where the first line has {covariates}")
            continue
        yield line, (fields[0], fields[2], fields[1], "\t".join(fields[3:]))


def _satscan_places(path: Path, problems: "_Problems") -> Iterator[tuple[int, tuple[str, ...]]]:
    for line, fields in _parted(path):
        if len(fields) == 3:
            yield line, tuple(fields)
        else:
            problems.add(
                line, f"a line of a .geo holds id and two coordinates, and here are {len(fields)} fields"
            )


def _parted(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line that is not blank, by commas or else by blanks; quotes hold one together."""
    for line, text in enumerate(_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        if "," in text:
            fields = next(csv.reader([text], skipinitialspace=True))
        else:
            fields = next(csv.reader([" ".join(text.split())], delimiter=" "))
        yield line, [field.strip() for field in fields]


def _named(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and the wanted columns of each row that is not blank."""
    text = _text(path)
    header = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    names = {name.strip().lower(): name for name in reader.fieldnames or () if name}
    missing = [column for column in columns if column not in names]
    if missing:
        raise BadFile(
            f"{path}: column {', '.join(missing)} is missing; the first line must name {', '.join(columns)}."
        )
    for row in reader:
        wanted = tuple((row[names[column]] or "").strip() for column in columns)
        if any(wanted):
            yield reader.line_num, wanted


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8; save it as 'CSV UTF-8'.") from error


def _dated(is_month_first: bool) -> Callable[[str], WrittenDate]:
    return lambda text: read_span(text, month_first=is_month_first)


def _wanted_date(is_month_first: bool) -> str:
    """Day first is never read: 11/12/2001 would be another day for another reader."""
    also = " or, as SaTScan reads it, month/day/year; day first is not read" if is_month_first else ""
    return f"{A_DATE}{also}"


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _degrees(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = _finite(text)
        if abs(value) > most:
            raise ValueError(text)
        return value

    return read


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


class _Problems:
    """Collects what is wrong in a file, so that one run names it all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[str] = []

    def add(self, line: int, what: str) -> None:
        self.found.append(f"  line {line}: {what}")

    def keep(self, line: int, text: str, read: Callable[[str], Value], wanted: str) -> Value | None:
        try:
            return read(text)
        except ValueError:
            self.add(line, f"'{text}' is not {wanted}")
            return None

    def raise_any(self) -> None:
        if not self.found:
            return
        more = len(self.found) - SHOWN_PROBLEMS
        shown = self.found[:SHOWN_PROBLEMS] + ([f"  and {more} more"] if more > 0 else [])
        raise BadFile(f"{self.path} cannot be used; nothing was scanned.\n" + "\n".join(shown))
