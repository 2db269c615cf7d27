"""Dates as people type them, read for a whole column at once: the column says which part is the day."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.imports.month_names import MONTHS
from domain.imports.parts_of_years import ROMAN_MONTHS
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key
from domain.time.calendar import AHEAD_OF_GREENWICH

_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?:[ T]\d.*)?")
_MARKS = re.compile(r"(?<=\d)\s*([/.\-])(?=\s*\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d.*)?")
_WORDS = re.compile(
    r"((?:[a-z']+ ){0,3})(\d{1,2}) ([a-z]+) (\d{4}|\d{2})"
    r"(?: (?:\d|pkl|pukul|jam|wita|pagi|siang|sore|malam|dini).*)?"
)
_NOT_THAT_DAY = re.compile(
    r"\b(?:sebelum|sesudah|setelah|sejak|sekitar|kira|kurang|lebih|antara|awal|akhir|mulai|hingga|sampai|"
    r"sd|s d|ke)\b"
)
"""Before a date: not on that day, but around it."""
_UNPARTED = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
"""As programs export it: 20250614."""
_MONTH_FIRST_WORDS = re.compile(r"(?:[a-z]+day )?([a-z]+) (\d{1,2}) (\d{4})")
_HOUR = re.compile(r"[\s,(]+(?:pukul|pkl|jam)\b.*$", re.IGNORECASE | re.DOTALL)
_CLOCK = (
    r"(?:(?:pukul|pkl|jam)\.?\s*)?(?:[01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d)?"
    r"(?:\s*(?:wita|wib|wit|am|pm)\b)?"
)
_HOUR_BEFORE = re.compile(rf"^\s*{_CLOCK}[\s,;/-]+(?=\S)", re.IGNORECASE)
_HOUR_BEHIND = re.compile(rf"(?<=\d\d)[\s,;/-]+{_CLOCK}\s*$", re.IGNORECASE)
_WEEKDAYS = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4,
    "jum at": 4,
    "sabtu": 5,
    "minggu": 6,
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
_WEEKDAY_BEHIND = re.compile(rf"^(.*\d)[\s,(/-]+({'|'.join(_WEEKDAYS)}|jum['’]at)\s*\)?\s*$", re.IGNORECASE)
"""“7 Maret 2025 (Jumat)” is read as if it stood before."""
_TWO_WEEKDAYS = re.compile(
    rf"^\s*(?:{'|'.join(_WEEKDAYS)})\s*(?:-|/|&|dan|s\W?d\W?|sampai)\s*(?:{'|'.join(_WEEKDAYS)})\s*[,/]?\s*(?=\d)",
    re.IGNORECASE,
)
"""“Rabu-Jumat, 2-4 September 2026”: which days of the week several days are."""
_ROMAN_MONTH = re.compile(
    r"(?<=\d)(\s*[-/.]\s*)(i{1,3}|iv|vi{0,3}|ix|xi{0,2})(\s*[-/.]\s*)(?=(?:20)?\d\d$)", re.IGNORECASE
)
_ONE_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*20\d\d(?!\d)|"
    rf"(?<!\d)\d{{1,2}}\s*[-/ ]\s*(?:{'|'.join(MONTHS)})\s*[-/ ]\s*20\d\d(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})\b")
_FULL_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d\d)(?!\d)")
_FULL_WORDS = re.compile(r"\b(\d{1,2}) ([a-z]+) ((?:19|20)\d\d)\b")
_YEAR_ALONE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BIRTHS = range(7_306, 55_153)
"""1 January 1920 to 2050 in the system that counts from 1900."""
_SERIAL = range(36_526, 55_153)
"""1 January 2000 to 2050 in the system that counts from 1900."""
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_EARLIEST = 2000
_SUSPICIOUS = 5
"""So many dates with both parts at most 12 and none above hardly happen."""


@dataclass(frozen=True)
class DateRead:
    day: date | None
    rule: str = ""
    """Empty where nothing is doubtful."""
    candidates: tuple[str, ...] = ()
    put_off: bool = False


@dataclass(frozen=True)
class Order:
    """What a column as a whole shows about its dates."""

    month_first: bool = False
    swapped: bool = False
    """The spreadsheet took day and month for each other where it could, and left the rest as text."""
    unclear: bool = False


def order_of(cells: Sequence[Cell]) -> Order:
    texts = [match for cell in cells if isinstance(cell, str) and (match := _NUMERIC.fullmatch(_plain(cell)))]
    first = [int(match[1]) for match in texts]
    second = [int(match[2]) for match in texts]
    day_first = sum(number > 12 for number in first)
    month_first = sum(number > 12 for number in second)
    native = [cell for cell in cells if isinstance(cell, date)]
    swapped = (
        len(native) >= 2 and day_first >= 2 and day_first == len(texts) and all(d.day <= 12 for d in native)
    )
    # Where the second number is always the same these are days of one month, and no days of many.
    unclear = bool(day_first and month_first) or (
        len(texts) >= _SUSPICIOUS
        and not day_first
        and not month_first
        and len(set(first)) > 2
        and len(set(second)) > 1
    )
    return Order(month_first > 0 and not day_first, swapped, unclear)


def order_by_months(cells: Sequence[Cell], months: Sequence[int]) -> Order | None:
    """The order in which days and months stand, where the month of most cells is told beside them (0 where it
    is not) and all say the same of it; None where they do not."""
    read = [
        (month, int(match[1]), int(match[2]))
        for cell, month in zip(cells, months, strict=True)
        if isinstance(cell, str) and (match := _NUMERIC.fullmatch(_plain(cell)))
    ]
    told = [each for each in read if each[0]]
    second = sum(month == second for month, _, second in told)
    first = sum(month == first for month, first, _ in told)
    if 2 * len(told) <= len(read) or max(first, second) < len(told) or first == second:
        return None
    return Order(month_first=first > second)


def read_date(cell: Cell, order: Order, today: date, *, uses_1904: bool = False) -> DateRead:
    if isinstance(cell, datetime):
        return _native(cell.date(), order, today)
    if isinstance(cell, date):
        return _native(cell, order, today)
    if is_number(cell) and _UNPARTED.fullmatch(f"{cell}"):
        return _text(f"{cell}", order, today, uses_1904)
    if is_number(cell):
        return _serial(cell, today, uses_1904)
    if not isinstance(cell, str):
        return DateRead(None, "date-impossible", put_off=True)
    return _text(cell, order, today, uses_1904)


def _native(day: date, order: Order, today: date) -> DateRead:
    if order.swapped and day.day <= 12:
        other = date(day.year, day.day, day.month)
        return DateRead(None, "date-order", (day.isoformat(), other.isoformat()), put_off=True)
    return _sensible(day, today)


def _serial(cell: Cell, today: date, uses_1904: bool) -> DateRead:
    if not isinstance(cell, int | float) or int(cell) not in _SERIAL:
        return DateRead(None, "date-impossible", put_off=True)
    day = (_EPOCH_1904 if uses_1904 else _EPOCH_1900) + timedelta(days=int(cell))
    found = _sensible(day, today)
    return found if found.rule else DateRead(day, "date-serial", (day.isoformat(),))


def _from_to(text: str, order: Order, today: date) -> DateRead | None:
    """Two whole days with “s.d.” or a dash between them."""
    ends = _FROM_TO.split(text)
    if len(ends) != 2 or not all(_ONE_DAY.fullmatch(end) or _YEAR_FIRST.fullmatch(end) for end in ends):
        return None
    first, last = (_text(each, order, today, False).day for each in ends)
    if first is None or last is None or first >= last:
        return None
    return DateRead(None, "date-span", (first.isoformat(), last.isoformat()), put_off=True)


def _text(text: str, order: Order, today: date, uses_1904: bool) -> DateRead:
    text = _plain(text)
    if span := _from_to(text, order, today):
        return span
    if len(_ONE_DAY.findall(text)) > 1:
        return DateRead(None, "date-impossible", put_off=True)  # of death and of arrival, or a day corrected
    if text.isdigit() and int(text) in _SERIAL:
        return _serial(int(text), today, uses_1904)
    named = _WEEKDAY.match(key(text))
    if named and (match := _NUMERIC.search(text)) and match.end() == len(text):
        return _on_its_weekday(_WEEKDAYS[named[1]], match, order, today)
    if match := _YEAR_FIRST.fullmatch(text):
        found = _made(int(match[1]), int(match[2]), int(match[3]), today)
        return _at_home(found, text, today)
    if (match := _NUMERIC.fullmatch(text)) and len(set(_MARKS.findall(match[0]))) > 1:
        return DateRead(None, "date-impossible", put_off=True)  # “5-7/11” are three days without a year
    if match:
        return _numeric(int(match[1]), int(match[2]), _year(match[3]), order, today)
    words = key(text)
    match = _WORDS.fullmatch(words)
    if match and match[3] in MONTHS and not _NOT_THAT_DAY.search(match[1]):
        found = _made(_year(match[4]), MONTHS[match[3]], int(match[2]), today)
        if named and found.day is not None and found.day.weekday() != _WEEKDAYS[named[1]]:
            return DateRead(None, "date-weekday", (found.day.isoformat(),), put_off=True)
        return found
    if match := _UNPARTED.fullmatch(words):
        return _made(int(match[1]), int(match[2]), int(match[3]), today)
    if (match := _MONTH_FIRST_WORDS.fullmatch(words)) and match[1] in MONTHS:
        return _made(int(match[3]), MONTHS[match[1]], int(match[2]), today)
    if (match := _SEVERAL_DAYS.fullmatch(words)) and match[4] in MONTHS and (match[2] or match[4]) in MONTHS:
        return _first_or_last(match, today)
    return DateRead(None, "date-impossible", put_off=True)


_LATE_IN_GREENWICH = re.compile(
    rf"[ T](?:{'|'.join(map(str, range(24 - AHEAD_OF_GREENWICH, 24)))}):\d\d(?::\d\d(?:\.\d+)?)?"
    r"\s*(?:Z|UTC|GMT|\+00:?00)$"
)
"""An hour of a program that is already one of the next day in the province."""


def _at_home(found: DateRead, text: str, today: date) -> DateRead:
    if found.day is None or found.put_off or not _LATE_IN_GREENWICH.search(text):
        return found
    day = found.day + timedelta(days=1)
    read = _sensible(day, today)
    return read if read.rule else DateRead(day, "date-zone", (day.isoformat(), found.day.isoformat()))


_FROM_TO = re.compile(
    r"\s*(?:\bs\.?\s?[/.]?\s?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\s[-–]\s)\s*", re.IGNORECASE
)
"""Between two whole days: “2026-06-03 s.d. 2026-06-05”."""
_SEVERAL_DAYS = re.compile(
    r"(?:tgl |tanggal )?(\d{1,2})(?: ([a-z]+))? (?:s d |sd |sampai |sampai dengan |hingga |dan )?"
    r"(\d{1,2}) ([a-z]+) (20\d\d)"
)


def _first_or_last(match: re.Match[str], today: date) -> DateRead:
    """“3–5 Juni 2026”: of several days which one counts, the file does not say."""
    year, last = int(match[5]), MONTHS[match[4]]
    days = [(MONTHS[match[2]] if match[2] else last, int(match[1])), (last, int(match[3]))]
    found = [_made(year, month, day, today) for month, day in days]
    if days != sorted(days) or any(each.day is None for each in found):
        return DateRead(None, "date-impossible", put_off=True)
    return DateRead(None, "date-span", tuple(str(each.day) for each in found), put_off=True)


def ages_on(day: date, cell: Cell) -> set[int]:
    """How old somebody is on a day whose birth a cell tells: several where it does not say which part is the
    month, or names a year alone; none where it tells no birth."""
    return {_age(born, day) for born in _births(cell) if born <= day}


def _births(cell: Cell) -> list[date]:
    if isinstance(cell, datetime):
        return [cell.date()]
    if isinstance(cell, date):
        return [cell]
    if is_number(cell):
        assert isinstance(cell, int | float)
        if int(cell) in _BIRTHS:
            return [_EPOCH_1900 + timedelta(days=int(cell))]
    if is_number(cell):
        cell = f"{cell}"
    if not isinstance(cell, str):
        return []
    if match := _FULL_NUMERIC.search(_plain(cell)):
        first, second, year = map(int, match.groups())
        return _existing((year, second, first), (year, first, second))
    if (match := _FULL_WORDS.search(key(cell))) and match[2] in MONTHS:
        return _existing((int(match[3]), MONTHS[match[2]], int(match[1])))
    if match := _YEAR_ALONE.search(cell):
        return [date(int(match[0]), 1, 1), date(int(match[0]), 12, 31)]
    return []


def weekday_of(cell: Cell) -> int | None:
    """0 for “Senin”; of anything but the name of a day nothing."""
    return _WEEKDAYS.get(key(cell)) if isinstance(cell, str) else None


def _existing(*days: tuple[int, int, int]) -> list[date]:
    return [date(*each) for each in days if 1 <= each[1] <= 12 and 1 <= each[2] <= monthrange(*each[:2])[1]]


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _plain(text: str) -> str:
    """Without the hour, and with hyphens for the dashes that a word processor makes of them."""
    text = _HOUR.sub("", text.lstrip("'’`")).replace("–", "-").replace("—", "-").replace("−", "-").strip()
    text = _HOUR_BEHIND.sub("", _HOUR_BEFORE.sub("", text)).rstrip(".")
    text = _TWO_WEEKDAYS.sub("", text)
    if behind := _WEEKDAY_BEHIND.match(text):
        text = f"{behind[2]}, {behind[1]}"
    return _ROMAN_MONTH.sub(lambda found: f"{found[1]}{_number_of(found[2])}{found[3]}", text)


def _number_of(roman: str) -> int:
    """“12/III/2025” as the police write it."""
    return ROMAN_MONTHS.index(roman.casefold()) + 1


def _on_its_weekday(weekday: int, match: re.Match[str], order: Order, today: date) -> DateRead:
    """“Senin, 3/2/25”: the day of the week says which of the two numbers is the day, or that one is wrong."""
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    found = [_made(year, month, day, today) for month, day in ((second, first), (first, second))]
    fitting = [each for each in found if each.day is not None and each.day.weekday() == weekday]
    if fitting:
        return fitting[0]
    candidates = tuple(each.day.isoformat() for each in found if each.day is not None)
    return DateRead(None, "date-weekday", tuple(dict.fromkeys(candidates)), put_off=True)


def _numeric(first: int, second: int, year: int, order: Order, today: date) -> DateRead:
    if order.month_first:
        found = _made(year, first, second, today)
        return found if found.rule else DateRead(found.day, "date-order", (str(found.day),))
    if order.unclear and first <= 12 and second <= 12 and first != second:
        candidates = (f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}")
        return DateRead(None, "date-order", candidates, put_off=True)
    if second > 12 >= first:
        found = _made(year, first, second, today)
        return found if found.rule else DateRead(found.day, "date-order", (str(found.day),))
    return _made(year, second, first, today)


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _made(year: int, month: int, day: int, today: date) -> DateRead:
    try:
        return _sensible(date(year, month, day), today)
    except ValueError:
        return DateRead(None, "date-impossible", put_off=True)


def _sensible(day: date, today: date) -> DateRead:
    if day > today:
        return DateRead(None, "date-future", (day.isoformat(),), put_off=True)
    if day.year < _EARLIEST:
        return DateRead(None, "date-old", (day.isoformat(),), put_off=True)
    return DateRead(day)


def is_a_day(cell: Cell, today: date) -> bool:
    """Whether it says one day, in whatever order."""
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and read_date(cell, Order(), today).day is not None
