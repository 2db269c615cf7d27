"""The time a heading, a title or a name speaks of: a month, a quarter, a year, or their beginning only."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from domain.imports import month_names
from domain.imports.month_names import MONTHS
from domain.imports.parts_of_years import (
    AND,
    MONTH,
    MONTH_FOUND,
    PARTS,
    ROMAN_MONTHS,
    WHICH,
    YEAR,
    months_in,
    names_a_part_of_each_or_one,
    part_of_the_last_year,
    part_of_year,
    years_and_a_part,
)
from domain.imports.sheet import Cell
from domain.imports.short_times import short_time
from domain.imports.words import key

_FIRST_YEAR, _LAST_YEAR = 1990, 2100

_UP_TO = re.compile(r"\b(?:s d|sd|sampai dengan|sampai|hingga|keadaan per|per tanggal|posisi per)\b")
_CUMULATIVE = re.compile(r"\b(?:kumulatif|akumulasi|cumulative|kum|ytd)\b")
_NUMERIC_MONTH = re.compile(r"^(?:(0?[1-9]|1[0-2])[\s/.-]+(20\d\d)|(20\d\d)[\s/.-]+(0?[1-9]|1[0-2]))$")
_SHORT_YEAR = re.compile(rf"(?<![a-z])({MONTH})\s*[-' ’/.]\s*(\d\d)(?!\d)")
_CUT_YEAR = re.compile(r"(?<=[a-z)] )['’‘`]([1-4]\d)(?![\d'’])")
"""“Deportasi '25”; a text that is nothing but '25 is a figure."""
_YEAR_OF_TWO_DIGITS = re.compile(
    r"(?:\b(?:tw|trw|triwulan|kuartal|semester|smt|sem) \d |(?<!\d )\b)(?:tahun|thn|th|ta) ([1-4]\d)$"
)
"""“TW 3 THN 26”, at the end; “18 tahun 24 orang” is no year."""
_AS_OF = re.compile(
    rf"(?<!\d)\d{{1,2}} (?:{MONTH})(?![a-z])|"
    rf"\b(?:per|(?:kondisi|keadaan|posisi) (?:pada )?akhir) (?:bulan )?(?:{MONTH})(?![a-z])"
)
_YEARS = re.compile(rf"{YEAR}\s*(?:-|–|s d|sd|sampai)\s*{YEAR}")
_OVER_NEW_YEAR = re.compile(
    rf"\b({MONTH}) (20\d\d) (?:s d |sd |sampai |sampai dengan |hingga )?({MONTH}) (20\d\d)\b"
)
"""From a month of one year to a month of the next."""
_YEARS_TO_A_MONTH = re.compile(
    r"\b(?<!\d )(20\d\d) (?:(?:s d|sd|sampai|sampai dengan|hingga|to|until|ate) )?(?:bulan |akhir )?"
    rf"({MONTH}) (20\d\d)\b"
)
"""“2024 s.d. Oktober 2026”, “2024–Oktober 2026”."""
_DAYS = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}}) (?:{MONTH})? ?(?:20\d\d )?(?:s d |sd |sampai |sampai dengan |hingga |dan )?)?"
    rf"(\d{{1,2}}) ({MONTH})(?![a-z])"
)
"""A day before the name of a month, and perhaps the one from which it counts."""
_NUMBERED = re.compile(
    r"\b(?:triwulan|tw|trw|kuartal|semester|smt|sem|tahap|no|nomor|lampiran|tabel|minggu|bulan|ke) \d{1,2}\b"
)
_SEVERAL_YEARS = re.compile(
    r"\b20\d\d(?: (?:dan|serta|dengan|dgn|vs|v|banding|dibanding(?:kan)?|terhadap|tahun|thn|s d|sd|sampai))*"
    r" 20\d\d\b"
)


@dataclass(frozen=True)
class TimeSpan:
    starts_on: date
    ends_on: date

    def contains(self, other: "TimeSpan") -> bool:
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on


_once = lru_cache(maxsize=10_000)
"""What a period says, alone or with another one, is asked of each figure of a table, and the same of most."""


@dataclass(frozen=True)
class TitlePeriod:
    """What a text says of a time; a month without its year waits for one."""

    year: int | None = None
    last_year: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    up_to: bool = False
    """From the year's beginning to the end of the month named."""
    cumulative: bool = False
    """Said to be added up; which months, another text must say."""
    as_of: bool = False
    """A day is named: figures as they stood then, of that month alone or since January."""

    @property
    @_once
    def span(self) -> TimeSpan | None:
        if self.year is None:
            return None
        first = 1 if self.up_to or self.first_month is None else self.first_month
        last = self.last_month or 12
        end_year = self.last_year or self.year
        if (end_year, last) < (self.year, first):
            return None
        return TimeSpan(date(self.year, first, 1), date(end_year, last, monthrange(end_year, last)[1]))

    @_once
    def within(self, wider: "TitlePeriod | None") -> "TitlePeriod":
        """This period with what it lacks taken from a wider one."""
        if wider is None:
            return self
        found = self
        if found.year is None and found.last_month is None:
            found = replace(found, year=wider.year, last_year=wider.last_year)
        elif found.year is None:
            found = found.in_a_year_of(wider)
        if found.last_month is None and found.year is not None and wider.last_year is not None:
            return found.part_of_its_year(wider)
        if found.last_month is None and found.last_year is None and wider.last_month is not None:
            found = replace(
                found,
                first_month=wider.first_month,
                last_month=wider.last_month,
                up_to=wider.up_to or found.up_to,
                as_of=wider.as_of,
            )
        if wider.cumulative and not found.cumulative:
            found = replace(found, cumulative=True)
        return found

    def part_of_its_year(self, wider: "TitlePeriod") -> "TitlePeriod":
        """Of January 2024 to October 2026 the year 2026 is ten months, and 2025 whole."""
        whole, own = wider.span, self.span
        if self.last_year is not None or whole is None or own is None or own.contains(whole):
            return self
        if own.ends_on < whole.starts_on or whole.ends_on < own.starts_on:
            return self
        first, last = max(own.starts_on, whole.starts_on).month, min(own.ends_on, whole.ends_on).month
        return self if (first, last) == (1, 12) else replace(self, first_month=first, last_month=last)

    def ending_as(self, state: "TitlePeriod") -> "TitlePeriod | None":
        """These years, of which the last one ends where another text says how far the figures reach: “s.d.
        Oktober”, “per 31 Agustus 2025”. None of what is no run of years, and no such text."""
        if self.last_year is None or self.last_month is not None or state.last_month is None:
            return None
        if not (state.up_to or state.as_of) or state.last_year or state.year not in (None, self.last_year):
            return None
        return replace(self, first_month=1, last_month=state.last_month)

    @_once
    def in_a_year_of(self, wider: "TitlePeriod") -> "TitlePeriod":
        """This month with the year that a wider period gives it: of November 2025 to February 2026, January
        has 2026. A month that lies in none of its years, or in several, keeps waiting for one."""
        whole = wider.span
        if wider.last_year is None or whole is None:
            return replace(self, year=wider.year)
        years = range(whole.starts_on.year, whole.ends_on.year + 1)
        dated = [replace(self, year=year) for year in years]
        inside = [each for each in dated if (span := each.span) is not None and whole.contains(span)]
        return inside[0] if len(inside) == 1 else self

    @property
    def is_empty(self) -> bool:
        return self.year is None and self.last_month is None


def read_period(value: Cell) -> TitlePeriod | None:
    """The period a cell or a text names, or None when it names none."""
    if isinstance(value, datetime | date):
        return TitlePeriod(value.year, None, value.month, value.month)
    if isinstance(value, int) and not isinstance(value, bool):
        return TitlePeriod(value) if _FIRST_YEAR <= value <= _LAST_YEAR else None
    if not isinstance(value, str):
        return None
    short = short_time(value)
    return _from_text(value) if short is None else TitlePeriod(short[0], None, *short[1:])


def _with_names_of_months(text: str) -> str:
    """“01/06/2025”, “2025-06-01” and “06/2025” with the month by its name, as the rest reads it. The number
    of a rule, of a part of the year or of a page is none: “PP 9/2008”, “TW 3/2025”."""

    def named(match: re.Match[str]) -> str:
        before, day, month, year, year_first, month_second, day_last = (part or "" for part in match.groups())
        if _NUMBERED_THING.search(key(before)):
            return match[0]
        return f"{before}{day or day_last} {_NAMES[int(month or month_second)]} {year or year_first} "

    return _NUMERIC_DAY.sub(named, text)


_NAMES = {number: name for name, number in reversed(MONTHS.items())}
_NUMBERED_THING = re.compile(
    r"\b(?:no|nomor|uu|pp|perpres|permen|perda|pergub|perbup|sk|kep|tahap|tw|trw|triwulan|kuartal|semester|smt|"
    r"minggu|edisi|volume|vol|revisi|rev|versi|angkatan|gelombang|kelas|tabel|lampiran|hal|ke|bab|pasal)$"
)
_NUMERIC_DAY = re.compile(
    r"(\b[a-z]+[\s.:]*)?(?<![\w/.-])"
    r"(?:(?:(0?[1-9]|[12]\d|3[01])[/.-])?(0?[1-9]|1[0-2])[/.-](20\d\d)"
    r"|(20\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)


def _from_text(text: str) -> TitlePeriod | None:
    if not _NUMERIC_MONTH.match(text.strip()):
        text = _with_names_of_months(text.replace("_", " "))
    words = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", key(text.replace("_", " ")))
    if _BESIDE_THE_TIME.search(words) or _begins_nowhere(words):
        return None
    if match := _NUMERIC_MONTH.match(text.strip()):
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        return TitlePeriod(int(year), None, int(month), int(month))
    if match := _OVER_NEW_YEAR.search(words):
        first, year, last, end = MONTHS[match[1]], int(match[2]), MONTHS[match[3]], int(match[4])
        if (year, first) <= (end, last):
            return TitlePeriod(year, end if end > year else None, first, last)
    if (match := _YEARS_TO_A_MONTH.search(words)) and int(match[1]) < int(match[3]):
        return TitlePeriod(int(match[1]), int(match[3]), 1, MONTHS[match[2]])
    if several := years_and_a_part(words) or part_of_the_last_year(words):
        return TitlePeriod(*several, cumulative=bool(_CUMULATIVE.search(words)))
    if same_part := _part_of_several_years(words):
        return same_part
    years = _years(text, words)
    if years is None:
        return None
    first_year, last_year = years
    cumulative, up_to = bool(_CUMULATIVE.search(words)), bool(_UP_TO.search(words))
    if months := months_in(words):
        first, last = months
        # “s.d. Maret” begins in January; “Januari s.d. Maret” says itself where it begins.
        is_open = first == last and not _begins_on_the_first(words)
        as_of = is_open and bool(_AS_OF.search(words))
        return TitlePeriod(first_year, last_year, first, last, up_to and is_open, cumulative, as_of)
    if part := part_of_year(words):
        return TitlePeriod(first_year, None, *part, up_to, cumulative)
    if first_year is not None:
        return TitlePeriod(first_year, last_year, None, None, False, cumulative)
    return TitlePeriod(cumulative=True) if cumulative else None


def _begins_on_the_first(words: str) -> bool:
    """“01/10/2026 s/d 31/10/2026” and “1–31 Oktober” say where they begin, which is not January."""
    found = _DAYS.search(_NUMBERED.sub("", words))
    return found is not None and found[1] is not None and int(found[1]) == 1


def month_of_number(name: str) -> int:
    """“09”, “9” and “IX” as the whole name of a sheet or a file: which month it would be; 0 of others."""
    words = key(name)
    if words in ROMAN_MONTHS:
        return ROMAN_MONTHS.index(words) + 1
    return int(words) if re.fullmatch(r"0?[1-9]|1[0-2]", words) else 0


def names_two_years(text: Cell) -> bool:
    """“2023/2024” and “TA 2024/25” run from some month of one year to another of the next."""
    return isinstance(text, str) and bool(_TWO_YEARS.fullmatch(text.strip().casefold()))


_TWO_YEARS = re.compile(r"(?:(?:ta|tp|tahun|thn|periode|tahun anggaran)\.? )*20(\d\d) ?/ ?(?:20)?(\d\d)")


def names_part_of_a_month(text: Cell) -> bool:
    """“1–15 Maret 2026”, “17 Maret 2026” and “s.d. 9 November” speak of days, “minggu III” of a week, and
    “Januari dan Maret” leaves out what is between: not of whole months."""
    if not isinstance(text, str):
        return False
    text = _with_names_of_months(text)
    words = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", key(text.replace("_", " ")))
    if _BESIDE_THE_TIME.search(words) or _begins_nowhere(words) or month_names.nearly_a_month(words):
        return True
    is_unclear = _UNCLEAR.search(words) or _lists_months_apart(words) or names_a_part_of_each_or_one(words)
    if names_a_week(text) or is_unclear:
        return True
    for match in _DAYS.finditer(_NUMBERED.sub("", words)):
        first, last, month = match[1], int(match[2]), MONTHS[match[3]]
        if first is None and not match.start() and last == month:
            continue  # “01 Januari” is a sheet's number before its name
        if (first is not None and int(first) != 1) or last < monthrange(2025, month)[1]:
            return True
    return False


def names_a_week(text: str) -> bool:
    return bool(_WEEK.search(key(text)))


_WEEK = re.compile(
    r"\b(?:minggu|pekan|week) (?:ke )?(?:i{1,3}|iv|v|[1-5]|pertama|kedua|ketiga|keempat|kelima)\b"
)
_LISTED = re.compile(rf"\b(?:{MONTH})(?: 20\d\d)? (?:dan|serta|and) (?:{MONTH})\b")


_BESIDE_THE_TIME = re.compile(
    rf"\b(?:sebelum|sesudah|setelah|pasca|pra) (?:covid |pandemi )?(?:akhir |awal )?(?:tahun |bulan )?"
    rf"(?:{MONTH}|20\d\d)\b|\b20\d\d (?:{AND} )?(?:sekarang|saat ini|kini|hari ini)\b"
)
"""“Sebelum 2024”, “setelah Oktober 2025”, “2022–sekarang”: another time than the one that is named, and which
one is nowhere said."""
_OPEN = re.compile(r"\b(?:s d|sd|sampai dengan|sampai|hingga|until) (?:akhir )?(?:tahun |thn |th )?20\d\d\b")


def _begins_nowhere(words: str) -> bool:
    """“S.d. 2024”, “hingga akhir tahun 2025”: since when is nowhere said, and never of that year alone."""
    found = _OPEN.search(words)
    before = words[: found.start()] if found else ""
    return found is not None and not (
        re.search(YEAR, before) or MONTH_FOUND.search(before) or any(each.search(before) for _, each in PARTS)
    )


_UNCLEAR = re.compile(
    r"\b\d{1,3} hari (?:pertama|terakhir)\b|"
    r"\b(?:\d{1,2}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) bulan(?: (?:pertama|terakhir))?\b|"
    rf"\b(?:awal|pertengahan|medio) (?:tahun |bulan )?(?:{MONTH}|20\d\d)\b|"
    r"\b(?:semester|smt|sem) (?:ganjil|genap|gasal)\b|"
    r"\b(?:triwulan|tw|kuartal|semester) (?:awal|akhir|terakhir|berjalan)\b|"
    r"^(?!.*\b20\d\d\b.*\b20\d\d\b).*"
    r"\b(?:\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|beberapa) tahun terakhir\b|"
    r"\bparuh (?:pertama|kedua|tahun)\b|\bsetengah tahun\b|"
    r"^(?!.*\b(?:s d|sd|sampai|hingga|keadaan|kondisi|posisi|per)\b).*\bakhir (?:tahun )?20\d\d\b|"
    r"\b(?:ramadan|ramadhan|lebaran|idul fitri|idul adha|natal|nataru|paskah)\b|"
    rf"\b(?:sejak|mulai) (?:bulan |tahun )?(?:(?:{MONTH})(?: 20\d\d)?|20\d\d)(?! (?:{AND}|20\d\d)\b)|"
    rf"\b(?:kecuali|tidak termasuk|selain|tanpa) (?:bulan )?(?:{MONTH})\b"
)
"""“9 bulan pertama”, “awal 2025”, “sejak Januari”, “kecuali Desember”: no whole months that a text names."""


def _lists_months_apart(words: str) -> bool:
    months = [MONTHS[each] for each in MONTH_FOUND.findall(words)] if _LISTED.search(words) else []
    for _, pattern in PARTS:
        if not months and (match := pattern.search(words)) and "dan" in match[1].split():
            months = [WHICH[word] for word in match[1].split() if word in WHICH]
    return bool(months) and months != list(range(months[0], months[0] + len(months)))


def _years(text: str, words: str) -> tuple[int | None, int | None] | None:
    """The year, or first and last; None where several stand there without saying from and to."""
    if match := _YEARS.search(text.casefold()) or _YEARS.search(words):
        first, last = int(match[1]), int(match[2])
        return first, last if last > first else None
    years = {int(each) for each in re.findall(YEAR, words)}
    if len(years) > 1:
        return None
    if not years and (short := _SHORT_YEAR.search(text.casefold())):
        return 2000 + int(short[2]), None
    if not years and (cut := _CUT_YEAR.search(text.casefold()) or _YEAR_OF_TWO_DIGITS.search(words)):
        return 2000 + int(cut[1]), None
    return (years.pop() if years else None), None


def _part_of_several_years(words: str) -> TitlePeriod | None:
    """“Januari–September 2024 dan 2025” is that part of each of the years, which others must name."""
    match = _SEVERAL_YEARS.search(words)
    if match is None:
        return None
    if len(set(re.findall(YEAR, match[0]))) == 1:
        return None  # “s.d. 30 September 2025 (tahun 2025)”
    before, after = words[: match.start()], words[match.end() :]
    part = months_in(before) or part_of_year(before)
    if part is None or months_in(after) or re.search(YEAR, before + after):
        return None
    up_to = part[0] == part[1] and bool(_UP_TO.search(before))
    return TitlePeriod(None, None, *part, up_to, bool(_CUMULATIVE.search(words)))


def joined(texts: list[Cell]) -> TitlePeriod | None:
    """What the levels of one heading say together, the lowest first in doubt."""
    found: TitlePeriod | None = None
    for text in reversed(texts):
        each = read_period(text)
        if each is not None:
            found = each if found is None else found.within(each)
    if found is None or (found.last_month is None and not found.is_empty):
        # “Triwulan” stands above “I”: only together do they name a time.
        whole = read_period(" ".join(str(text) for text in texts if isinstance(text, str | int)))
        if whole is not None and whole.last_month is not None:
            return whole if found is None else whole.within(found)
    return found


def agree(one: TitlePeriod, other: TitlePeriod) -> bool:
    """Whether two texts can both be right: equal, or one inside the other."""
    a, b = one.span, other.within(one).span
    if a is None:
        a, b = one.within(other).span, other.span
    if a is None or b is None:
        return True
    return a.contains(b) or b.contains(a)
