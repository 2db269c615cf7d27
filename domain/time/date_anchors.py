"""Days that are named by what happens on them, and days counted from those: “H-3 Natal”."""

import re
from dataclasses import replace
from datetime import timedelta

from domain.time.date_days import day_of_month
from domain.time.date_meanings import DateContext, Meant, Unknown, just
from domain.time.date_spans import IN_DAYS, ONE, SPAN, back, far, how_many
from domain.time.feasts import feast

_MEETING = re.compile(
    r"(?:rapat|pertemuan|rakor|sidang)(?: koordinasi| forkopimda| gugus tugas)?"
    r"(?: (?:yang )?(?:berikutnya|berikut|selanjutnya|depan|mendatang|yang akan datang))"
)
_BARE_MEETING = re.compile(r"(?:rapat|pertemuan|rakor)(?: koordinasi| forkopimda| gugus tugas)?")
_THIS_MEETING = re.compile(r"(?:rapat|pertemuan|rakor)(?: (?:ini|hari ini|sekarang|tadi))")
_FASTING = re.compile(
    r"(?:(?:awal|pertengahan|akhir) )?(?:bulan )?(?:(?:suci )?ramad[h]?an|puasa)(?: [0-9]{4})?"
)
_COUNTED_FROM = re.compile(
    r"h ?(?:(-) ?([0-9]{1,3}) ?(?:(?:sebelum|dari) )?|(\+) ?([0-9]{1,3}) ?(?:(?:setelah|sejak|dari) )?)(.*)"
)
_SOME_DAYS_FROM = re.compile(r"(.+?) (sebelum|setelah|(?:terhitung )?(?:sejak|mulai|dari)|terhitung) (.+)")


def next_meeting(text: str, context: DateContext) -> Meant | None:
    return _next_meeting(context) if _MEETING.fullmatch(text) else None


def meeting_ahead(text: str, context: DateContext) -> Meant | None:
    """“Sebelum rapat” is before the next one; “rapat” alone is no day."""
    return _next_meeting(context) if _BARE_MEETING.fullmatch(text) else None


def _next_meeting(context: DateContext) -> Meant:
    if context.next_meeting is None:
        raise Unknown("Rapat berikutnya belum dijadwalkan. Jadwalkan dahulu, atau tulis tanggalnya.")
    return just(context.next_meeting)


def named_feast(text: str, context: DateContext) -> Meant | None:
    match = re.fullmatch(r"(.+?)(?: ([0-9]{4})| tahun (ini|depan|[0-9]{4}))?", text)
    assert match is not None  # every text of one letter and more fits
    year = match[2] or match[3]
    relative = {"ini": context.on.year, "depan": context.on.year + 1}
    wanted = relative.get(year) or int(year) if year else None
    if match[1] in _NATARU:
        return _nataru(context, wanted)
    if _FASTING.fullmatch(text):
        return _fasting(text, context, wanted)
    found = feast(match[1], context.on, context.calendar, wanted)
    if found is None:
        return None
    if found.day is None:
        raise Unknown(f"Tanggal {match[1].capitalize()} belum ada di kalender. Tulis tanggalnya.")
    return Meant((found.day,), doubt="Tanggalnya masih perkiraan." if found.is_estimate else "")


_NATARU = frozenset(
    f"{lead}{each}"
    for lead in ("", "libur ")
    for each in ("nataru", "natal dan tahun baru", "natal & tahun baru")
)


def _nataru(context: DateContext, year: int | None) -> Meant | None:
    """Christmas and New Year as officials call them together: until which of the two, is asked."""
    christmas = feast("natal", context.on, context.calendar, year)
    if christmas is None or christmas.day is None:
        return None
    first = christmas.day
    days = (first.replace(day=31), first - timedelta(days=1))
    return Meant(days, starts=first, ends=True, doubt="Nataru dimulai dengan Natal.")


def _fasting(text: str, context: DateContext, year: int | None) -> Meant:
    """Only its end can be told, from the feast behind it."""
    feast_after = feast("idulfitri", context.on, context.calendar, year)
    if text.startswith("akhir ") and feast_after is not None and feast_after.day is not None:
        return Meant(
            (feast_after.day - timedelta(days=1),),
            ends=True,
            doubt="Akhir Ramadan adalah sehari sebelum Idulfitri.",
        )
    raise Unknown(
        "Kalender di sini tidak memuat Ramadan. Tulis tanggalnya, atau sebut harinya dari Idulfitri."
    )


def counted_from(text: str, context: DateContext) -> Meant | None:
    """``H-3 Natal``, ``seminggu sebelum Paskah``, ``2 hari setelah rapat berikutnya``."""
    if match := _COUNTED_FROM.fullmatch(text):
        if not match[5]:
            raise Unknown(f"“{text.upper()}” dari hari apa? Tulis misalnya H-3 Natal, atau tanggalnya.")
        ahead, days = match[3] is not None, int(match[2] or match[4])
        anchor = _anchor(match[5], context, after=ahead)
        step = timedelta(days=days if ahead else -days)
        return replace(anchor, days=tuple(day + step for day in anchor.days), starts=None) if anchor else None
    match = _SOME_DAYS_FROM.fullmatch(text)
    span = SPAN.fullmatch(ONE.get(match[1], match[1])) if match else None
    before = match is not None and match[2] == "sebelum"
    anchor = _anchor(match[3], context, after=not before) if match and span else None
    count = how_many(span[1]) if span else None
    if not match or not span or anchor is None or count is None:
        return None
    if not before:
        return replace(
            anchor, days=tuple(far(replace(context, on=day), count, span[2]) for day in anchor.days)
        )
    return replace(anchor, days=tuple(back(day, count, span[2], context) for day in anchor.days), ends=True)


def _anchor(text: str, context: DateContext, *, after: bool) -> Meant | None:
    """The day that is counted from; of a period its beginning or its end."""
    found = (
        this_meeting(text, context, after=after)
        or meeting_ahead(text, context)
        or next_meeting(text, context)
        or named_feast(text, context)
        or day_of_month(text, context)
        or (just(context.on + timedelta(days=IN_DAYS[text])) if text in IN_DAYS else None)
    )
    if found is None or found.starts is None:
        return found
    return replace(found, days=found.days[:1] if after else (found.starts,), starts=None)


def this_meeting(text: str, context: DateContext, *, after: bool) -> Meant | None:
    """In a hall “setelah rapat” is after the one that is held, or after the next; before, only the next."""
    if _THIS_MEETING.fullmatch(text):
        return just(context.on)
    if not after or not _BARE_MEETING.fullmatch(text):
        return None
    days = (context.on, context.next_meeting) if context.next_meeting else (context.on,)
    return Meant(days, doubt="Dihitung dari rapat hari ini.")
