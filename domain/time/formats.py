"""How users read numbers, dates and durations, in Indonesian."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.places.province import HERE
from domain.time.calendar import local_time
from domain.units import PERCENT_SIGN, is_percent, is_rupiah

LOCALE = "id"


@lru_cache(maxsize=4096)  # pages write the same numbers again and again, and Babel takes its time
def number(value: float | Decimal, digits: int = 0) -> str:
    """``2.249``; ``113,6`` with one digit. Digits after the comma are fixed."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(value, format=pattern, locale=LOCALE)
    return text if text.strip("-0,") else text.removeprefix("-")


@lru_cache(maxsize=4096)  # the same days stand on every page, and Babel reads the language's name for each
def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=LOCALE)


def rate_digits(mean: float) -> int:
    """After the comma, for every rate of one map: so many that the mean has two that say something, and a
    reader who divides by it finds the multiple that is written beside."""
    return 1 if mean >= 1 or mean <= 0 else 2 if mean >= 0.1 else 3


def rate(value: float, mean: float) -> str:
    """As exact as the mean that it is compared with is written."""
    return number(value, rate_digits(mean))


def signed(value: float) -> str:
    """``+6``, ``−2``, ``0``: a difference."""
    if not value:
        return "0"
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


def percent(value: float, digits: int = 1) -> str:
    return f"{number(value, digits)} %"


def exact(value: Decimal | float) -> str:
    """``1.250,5``: all that is kept and no digit more, as ``domain.numbers`` reads it back.

    Three digits after the comma get a fourth, lest they be taken for thousands.
    """
    plain = f"{Decimal(str(value)):f}"
    sign, plain = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) == 3:
        fraction += "0"
    text = f"{int(whole):,}".replace(",", ".") + ("," + fraction if fraction else "")
    return f"{sign}{text}" if text != "0" else text


def quantity(value: Decimal | float, unit: str = "") -> str:
    """``8 meja``; ``62,5 %``; ``Rp 1.250.000``: never rounded, for what is approved is what is kept."""
    if is_rupiah(unit):
        return f"Rp {exact(value)}"
    return f"{exact(value)} {PERCENT_SIGN if is_percent(unit) else unit}".strip()


def points(value: float, digits: int = 1) -> str:
    return f"{number(value, digits)} poin"


def apart(more: float, less: float, digits: int = 1) -> float:
    """What a reader finds who subtracts one percentage from another as ``percent`` writes them."""
    one, other = (Decimal(str(each)).quantize(Decimal(1).scaleb(-digits)) for each in (more, less))
    return float(one - other)


SMALL_NUMBERS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
"""From zero on, one word each."""


def in_words(value: int) -> str:
    """Small counts in words, as an official writes them at the head of a page."""
    return SMALL_NUMBERS[value] if 0 <= value < len(SMALL_NUMBERS) else number(value)


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def uncapitalised(label: str) -> str:
    """As it stands within a sentence: ``belum ada PJ`` keeps its capitals, and ``SK Gugus Tugas``."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def listing(items: list[str]) -> str:
    """``A``, ``A dan B``, ``A, B, dan C``."""
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + ", dan " + items[-1]


def shortened(text: str, longest: int) -> str:
    """The text, or as much of it as has room."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def shortlist(items: list[str], most: int = 3) -> str:
    """A listing that stops after a few: ``A, B, C, dan 19 lainnya``."""
    if len(items) <= most + 1:
        return listing(items)
    return f"{', '.join(items[:most])}, dan {number(len(items) - most)} lainnya"


@lru_cache(maxsize=4096)  # likewise the same days
def long_date(day: date) -> str:
    return _written(day, "d MMMM y")


def month(day: date) -> str:
    """``Oktober 2026``."""
    return _written(day, "MMMM y")


def day_and_month(day: date) -> str:
    """``11 November``: for a day whose year nobody doubts."""
    return _written(day, "d MMMM")


def day_and_date(day: date) -> str:
    return _written(day, "EEEE, d MMMM y")


def short_month(day: date) -> str:
    """``Okt 2026``."""
    return _written(day, "MMM y")


def month_alone(day: date) -> str:
    """``Okt``: beside a field of the month after it."""
    return _written(day, "MMM")


def short_date(day: date) -> str:
    return _written(day, "d MMM y")


def beginning(day: date) -> str:
    """From when something counts: the day, or only the month where it began with it."""
    return month(day) if day.day == 1 else long_date(day)


def period(start: date, end: date) -> str:
    """A whole year as ``2024``, whole years as ``2018–2022``, otherwise from day to day."""
    if start == end:
        return short_date(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{short_date(start)}–{short_date(end)}"
    if start.month == end.month:
        return f"{start.day}–{short_date(end)}"
    return f"{_written(start, 'd MMM')}–{short_date(end)}"


def clock_time(moment: datetime) -> str:
    """``07.00 WITA``."""
    return f"{local_time(moment):%H.%M} {HERE.zone_label}"


def hours(start: datetime, end: datetime) -> str:
    """``09.00–11.30 WITA``; one that ends after midnight says so."""
    begun, over = local_time(start), local_time(end)
    next_day = f" ({long_date(over.date())})" if over.date() != begun.date() else ""
    return f"{begun:%H.%M}–{clock_time(end)}{next_day}"


def moment(at: datetime) -> str:
    return f"{long_date(local_time(at).date())}, {clock_time(at)}"


def short_moment(at: datetime) -> str:
    return f"{short_date(local_time(at).date())}, {clock_time(at)}"


def days(count: int) -> str:
    """``12 hari``: how long something has waited."""
    return f"{number(count)} hari" if count else "hari ini"


NOT_SET = "Belum ditetapkan"
NO_REPORT = "Belum ada laporan"
NOT_MENTIONED = "tidak disebut"
HIDDEN = "disembunyikan"
