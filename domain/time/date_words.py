"""Due dates as people say them in a hall: “2 minggu”, “sebelum 17 Agustus”, “H-3 Natal”.

The rules, of which the first that fits decides:

- A day without a year is the next one that comes; one that has passed in the last three months is asked
  about, as is a day that has passed with its year.
- Numbers are day, month, year. Where that lies behind and month, day, year ahead, it is asked.
- A period as a due date ends with its last day (``Januari``, ``Q1 2027``), ``pertengahan`` is the
  15th, ``awal`` is asked. ``sebelum`` ends on the day before; ``sesudah`` has no end and is asked.
- ``minggu depan`` and ``bulan depan`` are a span from today or the end of the next one: asked. ``minggu kedua
  Januari`` is counted in sevens or by the calendar: asked where that differs.
- ``Jumat depan`` is the Friday of next week; said before this week's Friday, both are asked.
- ``rapat berikutnya`` is known where the next meeting is; “after the meeting” may be after the one that is
  held, and is asked. Of a running period whose beginning has passed, that of the next one is meant.
- Feasts are known by rule or by the calendar.
- A day that is no working day is asked about, whoever named it; ``tetap 29 November 2026`` answers that.
- ``secepatnya`` and its kin are no dates.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from domain.access.errors import RuleBroken
from domain.reading import Ambiguous, Read, Refused
from domain.time.date_anchors import counted_from, meeting_ahead, named_feast, next_meeting, this_meeting
from domain.time.date_days import (
    day_of_month,
    day_to_day,
    near_weekday,
    next_day,
    nth_weekday,
    on_weekday,
    weekday_and_date,
)
from domain.time.date_meanings import DateContext, Meant, Unknown
from domain.time.date_periods import nth_working_day, part_of_period, week_of_month, whole_period
from domain.time.date_spans import SPAN, span
from domain.time.date_vocabulary import plain
from domain.time.formats import day_and_date, long_date
from domain.time.working_days import add_working_days

FURTHEST_YEARS = 10
"""What lies further away than this is a slip of the finger."""

EXAMPLES = "2 minggu, 5 hari kerja, Jumat, sebelum 17 Agustus, akhir bulan, 30/11/2026"

DateReading = Read[date] | Ambiguous[date] | Refused


class NotADate(RuleBroken):
    """Words that name no day, or none that exists."""


class DateInDoubt(RuleBroken):
    """Words that may mean several days, or a surprising one; the text is the question."""

    def __init__(self, asked: Ambiguous[date]) -> None:
        self.readings = asked.readings
        super().__init__(asked.question)


def read_date(words: str, context: DateContext) -> date:
    """The day that is meant; a question or a refusal is raised with its sentence.

    Whether it is a possible due date is for others to say.
    """
    heard = understand_date(words, context)
    if isinstance(heard, Refused):
        raise NotADate(heard.sentence)
    if isinstance(heard, Ambiguous):
        raise DateInDoubt(heard)
    return heard.value


def confirmed(day: date) -> str:
    """How the answer to a question is written, so that it is not asked again."""
    return f"{_KEPT}{long_date(day)}"


LONGEST = 300
"""Signs, of which nobody needs so many to name a day; to look for one takes longer by their square."""


def understand_date(words: str, context: DateContext) -> DateReading:
    said = " ".join(words.split())[:60]
    if len(words) > LONGEST:
        return _unreadable(said)
    text = plain(words)
    if not text:
        return Refused(f"Tenggat belum diisi. Tulis misalnya: {EXAMPLES}.")
    kept = text.startswith(_KEPT)
    text = text.removeprefix(_KEPT)
    if refused := _no_date(text, said):
        return refused
    try:
        meant = _meant(text, context)
    except (ValueError, OverflowError):
        meant = None
    except Unknown as unknown:
        return Refused(str(unknown))
    if meant is None or any(abs(day.year - context.on.year) > FURTHEST_YEARS for day in meant.days):
        return _unreadable(said)
    if kept and len(meant.days) == 1:
        return Read(meant.days[0])
    return _asked(said, meant, context)


def _unreadable(said: str) -> Refused:
    return Refused(f"“{said[:40]}” belum dapat dibaca sebagai tanggal. Tulis misalnya: {EXAMPLES}.")


# Doubts


def _asked(said: str, meant: Meant, context: DateContext) -> DateReading:
    days = tuple(dict.fromkeys(meant.days))
    if not meant.is_past:
        days = tuple(day for day in days if day >= context.on) or days
    if len(days) > 1:
        choice = " atau ".join(day_and_date(day) for day in days)
        return Ambiguous(days, f"“{said}” dapat berarti {choice}. Tulis tanggalnya lengkap.")
    (day,) = days
    if day < context.on and not meant.is_past:
        later = _anniversary(day, context.on)
        return Ambiguous(
            (later, day),
            f"{day_and_date(day)} sudah lewat. Bila maksudnya {long_date(later)}, tulis dengan tahunnya; "
            f"bila memang hari itu, tulis “{confirmed(day)}”.",
        )
    if context.why_off(day):
        return _on_a_day_off(day, context, ends=meant.ends)
    if meant.doubt:
        return Ambiguous(days, f"{meant.doubt} Bila maksudnya {day_and_date(day)}, tulis “{confirmed(day)}”.")
    return Read(day)


def _on_a_day_off(day: date, context: DateContext, *, ends: bool) -> Ambiguous[date]:
    other = _working_day_from(day, -1 if ends else 1, context)
    if other < context.on:
        other = _working_day_from(day, 1, context)
    return Ambiguous(
        (other, day),
        f"{day_and_date(day)} bukan hari kerja ({context.why_off(day)}). "
        f"Tulis {long_date(other)} ({_weekday_name(other)}), atau “{confirmed(day)}”.",
    )


def _working_day_from(day: date, step: int, context: DateContext) -> date:
    while context.why_off(day):
        day += timedelta(days=step)
    return day


def _weekday_name(day: date) -> str:
    return day_and_date(day).partition(",")[0]


def _anniversary(day: date, on: date) -> date:
    """The same day of the year, the next time that it comes."""
    return next_day(day.day, day.month, on)


_KEPT = "tetap "


# Words that name no day


_VAGUE = re.compile(
    r"(?:se)?(?:secepat(?:nya| mungkin)?|sesegera mungkin|segera(?: mungkin)?|asap|cepat|nanti|nantinya|"
    r"kapan-kapan|kapan saja|dalam waktu dekat|waktu dekat|bertahap|menyusul|menunggu .*|tunggu .*|"
    r"tbd|tba|belum tahu|belum ditentukan|belum pasti|ke depan|ke depannya|beberapa .*|"
    r"(?:kalau|jika|bila|apabila|begitu) .*|secara berkala|rutin|berkelanjutan)"
)
_RECURRING = re.compile(r"(?:setiap|tiap|tiap-tiap|per(?! tanggal| [0-9])) .*")
_BEHIND = re.compile(r"(?:kemarin(?: dulu)?|tadi.*|.* (?:yang )?lalu|.* kemarin)")


def _no_date(text: str, said: str) -> Refused | None:
    if _VAGUE.fullmatch(text):
        return Refused(f"“{said}” bukan tanggal: harinya tidak tentu. Sebut harinya, misalnya: {EXAMPLES}.")
    if _RECURRING.fullmatch(text):
        return Refused(f"“{said}” berulang. Sebut satu tanggal, yaitu tenggat yang pertama.")
    if _BEHIND.fullmatch(text):
        return Refused(f"“{said}” sudah lewat. Sebut hari yang akan datang, misalnya: {EXAMPLES}.")
    return None


# Around the day


_LEAD = re.compile(
    r"(?:(?:paling |se|s)?lambat(?:[ -]*lambat|2)?(?:nya)?|paling telat|paling lama|maksimal|selama|"
    r"dl|sampai dengan|sampai|hingga|deadline|due|"
    r"batas(?: waktu| akhir)?|dalam waktu|dalam tempo|dalam|di|pada|tenggat(?:nya| waktu)?|harus selesai|"
    r"selesai|jatuh tempo|target|"
    r"(?:segera|secepatnya|se(?:cepat|segera) mungkin|asap),?|"
    r"(?:sebelum )?(?:jam|pukul|pkl\.?) ?[0-9]{1,2}(?:[.:][0-9]{2})?"
    r"(?: ?(?:wita|wib|wit|pagi|siang|sore|malam))*,?)[ :]+"
)
_BEFORE = re.compile(r"(?:sebelum|menjelang|jelang) ")
_AFTER = re.compile(r"(?:setelah) ")
_FROM_ON = re.compile(r"(?:per|mulai|sejak|terhitung(?: mulai| sejak)?) (?=tanggal |[0-9])")
_TRAIL = re.compile(
    r",? (?:lagi|ke depan|mendatang|dari sekarang|dari hari ini|sejak (?:sekarang|hari ini)|"
    r"terhitung (?:(?:sejak|mulai|dari) )?(?:sekarang|hari ini)|setelah (?:ini|hari ini)|"
    r"yang akan datang|juga|sudah selesai|selesai|"
    r"paling lambat|paling telat|maksimal|harus selesai|atau lebih cepat|atau sebelumnya|saja|aja|ya|pak|bu)$"
)


def _meant(text: str, context: DateContext) -> Meant | None:
    """What comes before and after the words that name the day decides how it is taken."""
    before = False
    while match := _LEAD.match(text) or _BEFORE.match(text):
        before |= match.re is _BEFORE
        text = text[match.end() :]
    if not text:
        return None  # “Tenggat:” and no day after it
    if match := _AFTER.match(text):
        named = text[match.end() :]
        return _after(this_meeting(named, context, after=True) or _named(named, context), context)
    if match := _FROM_ON.match(text):
        begun = _named(text[match.end() :], context)
        return begun and replace(begun, doubt=f"“{match[0].strip().capitalize()}” menyebut awalnya.")
    meant = (before and meeting_ahead(text, context)) or _named(text, context) or _either(text, context)
    if meant is None and (shorter := _TRAIL.sub("", text)) != text:
        meant = _meant(shorter, context)
    return _before(meant, text) if before and meant else meant


def _before(meant: Meant, text: str) -> Meant:
    """The day before; but “sebelum akhir bulan” and “sebelum 2 minggu” say no more than without it."""
    if text.startswith(("akhir ", "awal ", "pertengahan ")) or SPAN.fullmatch(text):
        return replace(meant, ends=True)
    if meant.starts:
        return replace(meant, days=(meant.starts - timedelta(days=1),), starts=None, ends=True)
    return replace(meant, days=tuple(day - timedelta(days=1) for day in meant.days), ends=True)


def _after(meant: Meant | None, context: DateContext) -> Meant | None:
    if meant is None:
        return None
    ends = meant.days[:1] if meant.starts else meant.days
    days = tuple(add_working_days(day, 1, context.closed) for day in ends)
    return Meant(days, doubt="“Sesudah” tidak menyebut batas akhirnya.")


def _named(text: str, context: DateContext) -> Meant | None:
    for reader in _READERS:
        meant = reader(text, context)
        if meant is not None:
            return meant
    return None


_EITHER = re.compile(r"(.+?) atau (.+)")


def _either(text: str, context: DateContext) -> Meant | None:
    """“Kamis atau Jumat” is not decided yet."""
    match = _EITHER.fullmatch(text)
    parts = [_meant(match[number], context) for number in (1, 2)] if match else []
    if not parts or not all(parts):
        return None
    return Meant(tuple(day for each in parts if each for day in each.days), is_past=True)


_READERS: tuple[Callable[[str, DateContext], Meant | None], ...] = (
    next_meeting,
    counted_from,
    span,
    named_feast,
    part_of_period,
    week_of_month,
    weekday_and_date,
    nth_weekday,
    nth_working_day,
    whole_period,
    near_weekday,
    on_weekday,
    day_of_month,
    day_to_day,
)
