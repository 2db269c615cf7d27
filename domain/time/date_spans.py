"""Spans of time from a day: “2 minggu”, “lima hari kerja”, “3x24 jam”."""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from domain.numbers import Amount, read_number
from domain.time.date_meanings import DateContext, Meant, just
from domain.time.working_days import add_working_days, is_working_day

IN_DAYS = {"hari ini": 0, "sekarang": 0, "besok": 1, "besoknya": 1, "lusa": 2, "besok lusa": 2, "tulat": 3}
ONE = {
    "sehari": "satu hari",
    "seminggu": "satu minggu",
    "sepekan": "satu minggu",
    "sebulan": "satu bulan",
    "setahun": "satu tahun",
}
SPAN = re.compile(r"(.+?) ?(hari kerja|hari kalender|hari|minggu|bulan|tahun|jam)")
_TIMES_24 = re.compile(r"(.+?) ?(?:x|×|kali) ?24(?: jam)?")
_BETWEEN = re.compile(r"([0-9]{1,3}) ?(?:-|sampai|hingga|atau) ?([0-9]{1,3}) (.+)")


def span(text: str, context: DateContext) -> Meant | None:
    text = ONE.get(text, text)
    if text in IN_DAYS:
        return just(context.on + timedelta(days=IN_DAYS[text]))
    if match := _BETWEEN.fullmatch(text):
        ends = [span(f"{match[number]} {match[3]}", context) for number in (2, 1)]
        return Meant(tuple(day for each in ends if each for day in each.days)) if all(ends) else None
    if match := _TIMES_24.fullmatch(text):
        days = how_many(match[1])
        return just(context.on + timedelta(days=int(days))) if days is not None else None
    match = SPAN.fullmatch(text)
    count = how_many(match[1]) if match else None
    return just(far(context, count, match[2])) if match and count is not None else None


def far(context: DateContext, count: Decimal, unit: str) -> date:
    whole, half = int(count), count != int(count)
    if unit == "jam":
        return context.on + timedelta(days=-(-whole // 24) if whole >= _HOURS_OF_A_DAY else 0)
    if unit == "tahun":
        return months_later(context.on, int(count * 12))
    if unit == "bulan":
        return months_later(context.on, whole) + timedelta(days=15 if half else 0)
    if half:
        raise ValueError(count)
    if unit == "hari kerja":
        return add_working_days(context.on, whole, context.closed)
    return context.on + timedelta(days=whole * (7 if unit == "minggu" else 1))


_HOURS_OF_A_DAY = 24


def how_many(text: str) -> Decimal | None:
    """A whole number or one and a half, in figures or words."""
    heard = read_number(text)
    if not isinstance(heard, Amount) or heard.unit or heard.of is not None:
        return None
    halves = heard.value * 2
    return heard.value if 0 <= heard.value <= 9_999 and halves == int(halves) else None


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def back(day: date, count: Decimal, unit: str, context: DateContext) -> date:
    whole = int(count)
    if count != whole or unit == "jam":
        raise ValueError(count)
    if unit == "hari kerja":
        for _ in range(whole):
            day -= timedelta(days=1)
            while not is_working_day(day, context.closed):
                day -= timedelta(days=1)
        return day
    if unit in ("bulan", "tahun"):
        return months_later(day, -whole * (12 if unit == "tahun" else 1))
    return day - timedelta(days=whole * (7 if unit == "minggu" else 1))
