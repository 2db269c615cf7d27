"""Days of the calendar and of the week: “5 Des 26”, “05/12/26”, “tanggal 5”, “Senin minggu depan”."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from domain.time.date_meanings import DateContext, Meant, just, of_this_week
from domain.time.date_periods import period_of, year_of
from domain.time.date_spans import months_later
from domain.time.date_vocabulary import LAST, MONTH, MONTHS, ORDINAL, ORDINALS, WEEKDAY, WEEKDAYS

RECENT_DAYS = 92
"""A day without a year that has passed within so many days may be meant as it was said."""

_YEAR_WORDS = r"(?:[ ,./-]*(?:tahun )?('?[0-9]{2}|[0-9]{4})|[ ,]*tahun (ini|depan))?"
_NAMED_DAY = re.compile(rf"([0-9]{{1,2}})[ ./-]*({MONTH})\.?{_YEAR_WORDS}")
_MONTH_FIRST = re.compile(rf"({MONTH})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? ([0-9]{{4}}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.\- ])([0-9]{1,2})(?:\2([0-9]{4}|'?[0-9]{2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})")
_COMPACT = re.compile(r"[0-9]{8}")
_DAY_ALONE = re.compile(r"([0-9]{1,2})(?: (bulan (?:ini|depan)))?")


def day_of_month(text: str, context: DateContext) -> Meant | None:
    has_word = text.startswith("tanggal ")
    text = text.removeprefix("tanggal ").strip()
    if match := _NAMED_DAY.fullmatch(text):
        relative = {"ini": str(context.on.year), "depan": str(context.on.year + 1)}
        year = match[3] or relative.get(match[4] or "")
        return _dated(int(match[1]), MONTHS[match[2]], year, context.on)
    if match := _MONTH_FIRST.fullmatch(text):
        return _dated(int(match[2]), MONTHS[match[1]], match[3], context.on)
    if match := _YEAR_FIRST.fullmatch(text):
        return just(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _DAY_FIRST.fullmatch(text):
        return (
            _day_first(int(match[1]), int(match[3]), match[4], context.on)
            if match[2] != " " or match[4]
            else None
        )
    if _COMPACT.fullmatch(text):
        return _compact(text)
    match = _DAY_ALONE.fullmatch(text)
    if match and match[2] and not has_word:  # "5 bulan depan" may be five months
        return None
    return _day_alone(int(match[1]), match[2], context.on) if match else None


def _dated(day: int, month: int, year: str | None, on: date) -> Meant:
    if year:
        return just(date(year_of(year, on, passed=False), month, day))
    coming = next_day(day, month, on)
    if coming.year > on.year and day <= monthrange(on.year, month)[1]:
        passed = date(on.year, month, day)
        if (on - passed).days <= RECENT_DAYS:
            return Meant((coming, passed), is_past=True)
    return just(coming)


def next_day(day: int, month: int, on: date) -> date:
    for candidate in range(on.year, on.year + 9):
        # 29 February waits for a leap year, which is at most eight years away.
        if 1 <= month <= 12 and 1 <= day <= monthrange(candidate, month)[1]:
            found = date(candidate, month, day)
            if found >= on:
                return found
    raise ValueError((day, month))


def _day_first(first: int, second: int, year: str | None, on: date) -> Meant:
    """Day and month; the other way about where only that is a day, or only that lies ahead."""
    if second > 12:
        swapped = _dated(second, first, year, on)
        return replace(swapped, doubt="Di sini hari ditulis lebih dahulu, lalu bulan.")
    meant = _dated(first, second, year, on)
    if first > 12 or first == second or not year or meant.days[0] >= on:
        return meant
    swapped = _dated(second, first, year, on)
    return Meant((*swapped.days, *meant.days), is_past=True) if swapped.days[0] >= on else meant


def _compact(text: str) -> Meant:
    """``05122026`` or ``20261205``."""
    found = []
    for day, month, year in ((text[:2], text[2:4], text[4:]), (text[6:], text[4:6], text[:4])):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    near = tuple(day for day in found if day.year >= _FIRST_YEAR)
    if not near:
        raise ValueError(text)
    return Meant(near)


_FIRST_YEAR = 2_000


def _day_alone(day: int, month: str | None, on: date) -> Meant | None:
    """The next such day of a month; “tanggal 5 bulan depan” is that of the next one."""
    first = on.replace(day=1)
    if month:
        first = months_later(first, int(month.endswith("depan")))
        return just(first.replace(day=day))
    while first.year < on.year + 2:
        if 1 <= day <= monthrange(first.year, first.month)[1] and first.replace(day=day) >= on:
            return just(first.replace(day=day))
        first = months_later(first, 1)
    return None


# Days of the week


_ON_WEEKDAY = re.compile(
    rf"(?:hari )?({WEEKDAY})(?:,? (ini|depan|besok|minggu ini|minggu depan|mendatang|berikutnya|"
    r"yang akan datang|nanti))?"
)
_NTH_WEEKDAY = re.compile(rf"(?:hari )?({WEEKDAY}) ({ORDINAL}) (?:di |pada )?(.+)")
_WEEKDAY_AND_DATE = re.compile(rf"(?:hari )?({WEEKDAY})(?:,? | ?/ ?|,)(?:tanggal )?([0-9].*)")


def on_weekday(text: str, context: DateContext) -> Meant | None:
    match = _ON_WEEKDAY.fullmatch(text)
    if match is None:
        return None
    on, weekday = context.on, WEEKDAYS[match[1]]
    coming = on + timedelta(days=(weekday - on.weekday()) % 7)
    if text == "minggu":  # Sunday, or a week
        return Meant((coming, on + timedelta(days=7)))
    next_week = on + timedelta(days=7 - on.weekday() + weekday)
    match match[2]:
        case "depan" | "berikutnya":
            return Meant((next_week, coming) if coming > on else (next_week,))
        case "minggu depan":
            return just(next_week)
        case "ini" | "minggu ini":
            day = on + timedelta(days=weekday - on.weekday())
            return of_this_week(f"{match[1].capitalize()} minggu ini", day, on)
        case None if coming == on:
            return Meant((on, next_week))
        case _:
            return just(coming if coming > on else next_week)


_NEAR_WEEKDAY = re.compile(rf"(hari ini|besok|lusa),? (?:hari )?({WEEKDAY})")


def near_weekday(text: str, context: DateContext) -> Meant | None:
    """``lusa hari Rabu``; where it is another weekday, ``besok Jumat`` may be the Friday that comes."""
    match = _NEAR_WEEKDAY.fullmatch(text)
    if match is None:
        return None
    day = context.on + timedelta(days=("hari ini", "besok", "lusa").index(match[1]))
    coming = context.on + timedelta(days=(WEEKDAYS[match[2]] - context.on.weekday()) % 7)
    return Meant((day, coming))


def nth_weekday(text: str, context: DateContext) -> Meant | None:
    """``Senin pertama Desember``."""
    match = _NTH_WEEKDAY.fullmatch(text)
    period = period_of(match[3], context.on) if match else None
    if match is None or period is None:
        return None
    weekday = WEEKDAYS[match[1]]
    if match[2] == LAST:
        return just(period.last - timedelta(days=(period.last.weekday() - weekday) % 7))
    first = period.first + timedelta(days=(weekday - period.first.weekday()) % 7)
    day = first + timedelta(days=7 * (ORDINALS[match[2]] - 1))
    return just(day) if day <= period.last else None


def weekday_and_date(text: str, context: DateContext) -> Meant | None:
    """Both must agree; otherwise the nearest such weekday is offered beside the date."""
    match = _WEEKDAY_AND_DATE.fullmatch(text)
    meant = day_of_month(match[2], context) if match else None
    if match is None or meant is None:
        return None
    weekday = WEEKDAYS[match[1]]
    agreed = tuple(day for day in meant.days if day.weekday() == weekday)
    if agreed:
        return replace(meant, days=agreed, is_past=False)
    day = meant.days[0]
    away = (weekday - day.weekday() + 3) % 7 - 3
    return Meant((day, day + timedelta(days=away)))


_DAY_TO_DAY = re.compile(
    r"(?:antara )?(?:tanggal )?([0-9]{1,2}) ?(?:-|sampai(?: dengan)?|hingga|dan) ?([0-9]{1,2} .+)"
)


def day_to_day(text: str, context: DateContext) -> Meant | None:
    """“1-5 Desember” ends on the 5th, or begins on the 1st."""
    match = _DAY_TO_DAY.fullmatch(text)
    end = day_of_month(match[2], context) if match else None
    if match is None or end is None or int(match[1]) >= end.days[0].day:
        return None
    return Meant((end.days[0], end.days[0].replace(day=int(match[1]))), is_past=True)
