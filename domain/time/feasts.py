"""Days that people name instead of dating them: feasts and days of remembrance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.places.province import HERE

ESTIMATE = "perkiraan"
"""What the calendar writes behind a feast whose day is not decreed yet."""

_FIXED = {
    "natal": (12, 25),
    "malam natal": (12, 24),
    "tahun baru": (1, 1),
    "malam tahun baru": (12, 31),
    "hari kemerdekaan": (8, 17),
    "kemerdekaan": (8, 17),
    "hut ri": (8, 17),
    "agustusan": (8, 17),
    "17 agustusan": (8, 17),
    "hari buruh": (5, 1),
    "hari pancasila": (6, 1),
    "hari lahir pancasila": (6, 1),
    "hari kartini": (4, 21),
    "hari pendidikan nasional": (5, 2),
    "hardiknas": (5, 2),
    "hari anak nasional": (7, 23),
    "hari anti perdagangan orang": (7, 30),
    "sumpah pemuda": (10, 28),
    "hari sumpah pemuda": (10, 28),
    "hari pahlawan": (11, 10),
    "hari guru": (11, 25),
    "hari ham": (12, 10),
    "hari migran": (12, 18),
    "hari migran internasional": (12, 18),
    "hari migran sedunia": (12, 18),
    "hari ham sedunia": (12, 10),
    "hari guru nasional": (11, 25),
    "hari anti perdagangan orang sedunia": (7, 30),
    **dict.fromkeys(
        (f"hut provinsi {HERE.short_name.lower()}", f"hut {HERE.short_name.lower()}"),
        (HERE.founded.month, HERE.founded.day),
    ),
    "hari ibu": (12, 22),
}
_FROM_EASTER = {
    "rabu abu": -46,
    "minggu palma": -7,
    "kamis putih": -3,
    "jumat agung": -2,
    "sabtu suci": -1,
    "paskah": 0,
    "kenaikan": 39,
    "kenaikan yesus": 39,
    "kenaikan isa almasih": 39,
    "pentakosta": 49,
}
_DECREED = {
    "idulfitri": "idul fitri",
    "idul fitri": "idul fitri",
    "lebaran": "idul fitri",
    "iduladha": "idul adha",
    "idul adha": "idul adha",
    "hari raya kurban": "idul adha",
    "nyepi": "nyepi",
    "waisak": "waisak",
    "imlek": "imlek",
    "tahun baru imlek": "imlek",
    "tahun baru islam": "tahun baru islam",
    "muharram": "tahun baru islam",
    "maulid": "maulid",
    "maulid nabi": "maulid",
    "isra mikraj": "isra mikraj",
}
"""Known by the calendar only: how it is named there."""


@dataclass(frozen=True)
class Feast:
    """One occurrence; ``day`` is None where the calendar does not know it."""

    day: date | None
    is_estimate: bool = False


def feast(words: str, on: date, calendar: Mapping[date, str], year: int | None = None) -> Feast | None:
    """The next occurrence of what is named, or that of a year; None when the words name no feast."""
    name = words.removeprefix("hari raya ") if words != "hari raya kurban" else words
    if name in _DECREED:
        return _decreed(_DECREED[name], on, calendar, year)
    years = (year,) if year else (on.year, on.year + 1)
    days = [day for each in years if (day := _computed(name, each)) is not None]
    if not days:
        return None
    return Feast(next((day for day in days if day >= on), days[-1]))


def _computed(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    return None


def _decreed(name: str, on: date, calendar: Mapping[date, str], year: int | None) -> Feast:
    named = {day: each.lower() for day, each in calendar.items()}
    for day in sorted(named):
        wanted = day.year == year if year else day >= on
        if wanted and name in named[day] and "hari kedua" not in named[day]:
            return Feast(day, ESTIMATE in named[day])
    return Feast(None)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computation."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
