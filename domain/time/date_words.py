"""Due dates as people say them in a meeting: “2 minggu”, “sebelum 17 Agustus”, “akhir bulan”."""

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from domain.access.errors import RuleBroken
from domain.time.calendar import Quarter
from domain.time.working_days import add_working_days

FURTHEST_YEARS = 10
"""What lies further away than this is a slip of the finger."""

EXAMPLES = "2 minggu, 5 hari kerja, Jumat, sebelum 17 Agustus, akhir bulan, 30/11/2026"


class NotADate(RuleBroken):
    """Words that name no day, or none that exists."""

    def __init__(self, words: str) -> None:
        said = words.strip()[:40]
        super().__init__(
            f"“{said}” belum dapat dibaca sebagai tanggal. Tulis misalnya: {EXAMPLES}."
            if said
            else f"Tenggat belum diisi. Tulis misalnya: {EXAMPLES}."
        )


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb pebruari",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt agst ags",
            "september sep sept",
            "oktober okt",
            "november nov nopember nop",
            "desember des",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(("senin", "selasa", "rabu", "kamis", "jumat jum'at", "sabtu", "minggu"))
    for name in names.split()
}
_NUMBERS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "dua belas": 12,
    "empat belas": 14,
}
_IN_DAYS = {
    "hari ini": 0,
    "besok": 1,
    "lusa": 2,
    "sehari": 1,
    "seminggu": 7,
    "sepekan": 7,
    "minggu depan": 7,
    "pekan depan": 7,
}
_COUNT = "|".join(["[0-9]{1,4}", *sorted(_NUMBERS, key=len, reverse=True)])
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)

_LEAD = re.compile(
    r"(?:(?:paling|se)?\s*lambat(?:\s*-?\s*lambat)?nya|paling lambat|selambat-lambatnya|sampai dengan|sampai|"
    r"hingga|s\.?d\.?|dalam waktu|dalam|pada|tenggat|tanggal|tgl\.?)\s+"
)
_BEFORE = re.compile(r"sebelum\s+")
_TRAIL = re.compile(r"\s+(?:lagi|ke depan|mendatang|dari sekarang)$")
_SPAN = re.compile(rf"({_COUNT})\s+(hari kerja|hari|minggu|pekan|bulan|tahun)")
_NAMED_DAY = re.compile(rf"([0-9]{{1,2}})\s+({_MONTH})\.?(?:\s+([0-9]{{4}}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})(?:[/.\-]([0-9]{4}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_ALONE = re.compile(r"[0-9]{1,2}")
_ON_WEEKDAY = re.compile(rf"(?:hari\s+)?({_WEEKDAY})(\s+(?:depan|ini))?")
_END_OF = re.compile(rf"akhir\s+(?:({_MONTH})(?:\s+([0-9]{{4}}))?|(bulan|triwulan|tahun)(\s+(?:ini|depan))?)")


def read_date(words: str, on: date, holidays: Collection[date] = ()) -> date:
    """The day that is meant, seen from ``on``; whether it is a possible due date is for others to say.

    A day without a year is the next one that comes. “sebelum 17 Agustus” ends on the 16th.
    """
    text = " ".join(words.casefold().replace("’", "'").split()).rstrip(".")
    text = _TRAIL.sub("", text)
    before = False
    for lead in (_LEAD, _BEFORE, _LEAD):
        match = lead.match(text)
        if match:
            before |= lead is _BEFORE
            text = text[match.end() :]
    try:
        day = _span(text, on, holidays) or _end_of(text, on)
        if day is None:
            day = _named(text, on) or _on_weekday(text, on)
            if day is not None and before:
                day -= timedelta(days=1)
    except (ValueError, OverflowError):
        raise NotADate(words) from None
    if day is None or abs(day.year - on.year) > FURTHEST_YEARS:
        raise NotADate(words)
    return day


def _span(text: str, on: date, holidays: Collection[date]) -> date | None:
    if text in _IN_DAYS:
        return on + timedelta(days=_IN_DAYS[text])
    if text in ("sebulan", "bulan depan"):
        return _months_later(on, 1)
    if text in ("setahun", "tahun depan"):
        return _months_later(on, 12)
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    count = _NUMBERS.get(match[1]) or int(match[1])
    unit = match[2]
    if unit == "hari kerja":
        return add_working_days(on, count, holidays)
    if unit in ("bulan", "tahun"):
        return _months_later(on, count * (12 if unit == "tahun" else 1))
    return on + timedelta(days=count * (1 if unit == "hari" else 7))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _end_of(text: str, on: date) -> date | None:
    match = _END_OF.fullmatch(text)
    if match is None:
        return None
    if match[1]:
        month = _MONTHS[match[1]]
        if match[2]:
            return _end_of_month(int(match[2]), month)
        return _end_of_month(on.year + (month < on.month), month)
    shift = (match[4] or "").strip() == "depan"
    if match[3] == "tahun":
        return date(on.year + shift, 12, 31)
    if match[3] == "triwulan":
        return Quarter.containing(on).shift(shift).ends_on
    later = _months_later(on.replace(day=1), shift)
    return _end_of_month(later.year, later.month)


def _named(text: str, on: date) -> date | None:
    if match := _NAMED_DAY.fullmatch(text):
        return _next_day(int(match[1]), _MONTHS[match[2]], match[3], on)
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _next_day(int(match[1]), int(match[2]), match[3], on)
    if _DAY_ALONE.fullmatch(text):
        day = int(text)
        first = on.replace(day=1)
        while first.year < on.year + 2:
            if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) >= on:
                return first.replace(day=day)
            first = _months_later(first, 1)
    return None


def _next_day(day: int, month: int, year: str | None, on: date) -> date:
    if year:
        return date(int(year), month, day)
    for candidate in range(on.year, on.year + 9):
        # 29 February waits for a leap year, which is at most eight years away.
        if 1 <= month <= 12 and day <= monthrange(candidate, month)[1] and date(candidate, month, day) >= on:
            return date(candidate, month, day)
    raise ValueError((day, month))


def _on_weekday(text: str, on: date) -> date | None:
    match = _ON_WEEKDAY.fullmatch(text)
    if match is None or text == "minggu":  # alone, it may be Sunday or a week
        return None
    ahead = (_WEEKDAYS[match[1]] - on.weekday()) % 7
    if (match[2] or "").strip() == "depan":
        # “Jumat depan” is the Friday of next week, whatever day it is.
        return on + timedelta(days=7 - on.weekday() + _WEEKDAYS[match[1]])
    return on + timedelta(days=ahead)
