"""Periods and their parts: “akhir bulan”, “Q1 2027”, “awal Januari”, “minggu kedua Januari”."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from domain.time.calendar import Quarter
from domain.time.date_meanings import DateContext, Meant, just, of_this_week
from domain.time.date_spans import end_of_month, far, months_later
from domain.time.date_vocabulary import LAST, MONTH, MONTHS, ORDINAL, ORDINALS
from domain.time.working_days import add_working_days, is_working_day


@dataclass(frozen=True)
class NamedPeriod:
    first: date
    last: date


_MONTH_OF_YEAR = re.compile(rf"(?:bulan )?({MONTH})(?: (?:tahun )?([0-9]{{4}}|'?[0-9]{{2}}|ini|depan))?")
_MONTH_IN_FIGURES = re.compile(r"(0?[1-9]|1[0-2])[/-](20[0-9]{2})")
_QUARTER = re.compile(
    rf"(?:triwulan|b) ?({ORDINAL}|0[369]|12)(?:[ /-]*(?:tahun (?:anggaran )?)?([0-9]{{4}}|ini|depan))?"
)
_HALF_YEAR = re.compile(rf"semester ({ORDINAL})(?:[ /-]*(?:tahun (?:anggaran )?)?([0-9]{{4}}|ini|depan))?")
_YEAR = re.compile(r"(?:tahun )?(20[0-9]{2})|tahun anggaran (20[0-9]{2})")
_RELATIVE = re.compile(
    r"(minggu|bulan|triwulan|semester|tahun)(?: anggaran)?(?: (ini|berjalan|depan|berikutnya))?"
)


def period_of(text: str, on: date) -> NamedPeriod | None:
    if match := _MONTH_OF_YEAR.fullmatch(text):
        month = MONTHS[match[1]]
        year = year_of(match[2], on, passed=month < on.month)
        return NamedPeriod(date(year, month, 1), end_of_month(year, month))
    if match := _MONTH_IN_FIGURES.fullmatch(text):
        month, year = int(match[1]), int(match[2])
        return NamedPeriod(date(year, month, 1), end_of_month(year, month))
    if match := _QUARTER.fullmatch(text):
        return _quarter(_number_of_quarter(match[1]), match[2], on)
    if match := _HALF_YEAR.fullmatch(text):
        last = _quarter(2 * _part_of_year(match[1], 2), match[2], on)
        return NamedPeriod(Quarter.containing(last.first).shift(-1).starts_on, last.last)
    if match := _YEAR.fullmatch(text):
        year = int(match[1] or match[2])
        return NamedPeriod(date(year, 1, 1), date(year, 12, 31))
    if match := _RELATIVE.fullmatch(text):
        return relative(match[1], on, int(match[2] in ("depan", "berikutnya")))
    return None


def year_of(words: str | None, on: date, *, passed: bool) -> int:
    if words is None:
        return on.year + passed
    if words in ("ini", "depan"):
        return on.year + (words == "depan")
    number = int(words.removeprefix("'"))
    return number if number > _TWO_DIGITS else 2_000 + number


_TWO_DIGITS = 99


def _number_of_quarter(words: str) -> int:
    if words in ("03", "06", "09", "12"):
        return int(words) // 3
    return _part_of_year(words, 4)


def _part_of_year(words: str, most: int) -> int:
    number = most if words == LAST else ORDINALS[words]
    if number > most:
        raise ValueError(words)
    return number


def _quarter(number: int, year: str | None, on: date) -> NamedPeriod:
    passed = number < Quarter.containing(on).number
    quarter = Quarter(year_of(year, on, passed=passed), number)
    return NamedPeriod(quarter.starts_on, quarter.ends_on)


def relative(unit: str, on: date, ahead: int) -> NamedPeriod:
    if unit == "minggu":
        monday = on + timedelta(days=7 * ahead - on.weekday())
        return NamedPeriod(monday, monday + timedelta(days=4))
    if unit == "tahun":
        return NamedPeriod(date(on.year + ahead, 1, 1), date(on.year + ahead, 12, 31))
    if unit == "bulan":
        first = months_later(on.replace(day=1), ahead)
        return NamedPeriod(first, end_of_month(first.year, first.month))
    running = Quarter.containing(on)
    if unit == "triwulan":
        quarter = running.shift(ahead)
        return NamedPeriod(quarter.starts_on, quarter.ends_on)
    second = running.shift((2 - running.number) % 2 + 2 * ahead)
    return NamedPeriod(second.shift(-1).starts_on, second.ends_on)


_PART = re.compile(r"(awal|pertengahan|akhir) (.+)")


def part_of_period(text: str, context: DateContext) -> Meant | None:
    match = _PART.fullmatch(text)
    if match is None:
        return None
    if match[2] in ("minggu", "minggu ini", "minggu depan"):
        return _part_of_week(
            match[1], relative("minggu", context.on, int(match[2].endswith("depan"))), context.on
        )
    period = period_of(match[2], context.on)
    if period is None:
        return None
    if match[1] == "akhir":
        return Meant((period.last,), ends=True)
    running = _RELATIVE.fullmatch(match[2])
    meant = _early_part(match[1], period, context)
    if (
        running is None
        or running[2] in ("depan", "berikutnya")
        or any(day >= context.on for day in meant.days)
    ):
        return meant
    later = _early_part(match[1], relative(running[1], context.on, 1), context)
    return replace(later, doubt=f"{match[1].capitalize()} {running[1]} ini sudah lewat.")


def _early_part(part: str, period: NamedPeriod, context: DateContext) -> Meant:
    if part == "pertengahan":
        return Meant((_middle(period),), ends=True)
    return Meant(_beginning(period, context))


def _part_of_week(part: str, week: NamedPeriod, on: date) -> Meant:
    if part == "akhir":  # Friday, or the days off that are called so
        return Meant((week.last, week.last + timedelta(days=2)))
    day = week.first if part == "awal" else week.first + timedelta(days=2)
    return of_this_week(f"{part.capitalize()} minggu ini", day, on)


def _middle(period: NamedPeriod) -> date:
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if months == 1:
        return period.first.replace(day=15)
    middle = months_later(period.first, months // 2)
    return middle - timedelta(days=1) if months % 2 == 0 else middle.replace(day=15)


def _beginning(period: NamedPeriod, context: DateContext) -> tuple[date, ...]:
    """The first working day, or the end of the first third: ten days of a month, a month of a quarter."""
    first = add_working_days(period.first, 0, context.closed)
    is_month = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    third = period.first.replace(day=10) if is_month else end_of_month(period.first.year, period.first.month)
    while not is_working_day(third, context.closed):
        third -= timedelta(days=1)
    found = (third, first)
    ahead = tuple(day for day in found if day >= context.on)
    return ahead or found[:1]


def whole_period(text: str, context: DateContext) -> Meant | None:
    """A period named as a due date ends with its last day; “bulan depan” may also be a month from now."""
    period = period_of(text, context.on)
    if period is None or text in ("minggu", "bulan", "triwulan", "semester", "tahun"):
        return None
    match = re.fullmatch(r"(minggu|bulan|tahun) (?:depan|berikutnya)", text)
    if match:
        later = far(context, Decimal(1), match[1])
        return Meant((later, period.last), starts=period.first)
    if period.last < context.on and text.startswith("minggu"):  # said on a weekend
        return of_this_week("Hari kerja minggu ini", period.last, context.on)
    return Meant((period.last,), starts=period.first, ends=True)


_WEEK_OF_MONTH = re.compile(rf"minggu ({ORDINAL}) (?:di |pada )?(.+)")


def week_of_month(text: str, context: DateContext) -> Meant | None:
    match = _WEEK_OF_MONTH.fullmatch(text)
    period = period_of(match[2], context.on) if match else None
    if match is None or period is None or (period.last - period.first).days > _LONGEST_MONTH:
        return None
    if match[1] == LAST:
        return Meant((_last_working_day(period.first, period.last, context),), ends=True)
    number = ORDINALS[match[1]]
    sevens = min(period.first + timedelta(days=7 * number - 1), period.last)
    if sevens < period.first + timedelta(days=7 * (number - 1)):
        return None
    sunday = period.first + timedelta(days=7 * number - 1 - period.first.weekday())
    by_calendar = min(sunday, period.last)
    ends = (
        _last_working_day(sevens - timedelta(days=6), sevens, context),
        _last_working_day(by_calendar - timedelta(days=6), by_calendar, context),
    )
    return Meant(ends, ends=True)


_NTH_WORKING_DAY = re.compile(r"hari kerja (pertama|terakhir) (?:di |pada )?(.+)")


def nth_working_day(text: str, context: DateContext) -> Meant | None:
    """``hari kerja terakhir bulan ini``; ``hari kerja berikutnya`` is the next one."""
    if text in ("hari kerja berikutnya", "hari kerja berikut"):
        return just(add_working_days(context.on, 1, context.closed))
    match = _NTH_WORKING_DAY.fullmatch(text)
    period = period_of(match[2], context.on) if match else None
    if match is None or period is None:
        return None
    if match[1] == "pertama":
        return just(add_working_days(period.first, 0, context.closed))
    return just(_last_working_day(period.first, period.last, context))


_LONGEST_MONTH = 31


def _last_working_day(first: date, last: date, context: DateContext) -> date:
    day = last
    while not is_working_day(day, context.closed) and day > first:
        day -= timedelta(days=1)
    return day if is_working_day(day, context.closed) else last
