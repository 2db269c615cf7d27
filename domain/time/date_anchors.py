"""Days that are named by what happens on them, and days counted from those: “H-3 Natal”."""

import re
from dataclasses import replace
from datetime import timedelta

from domain.time.date_days import day_of_month
from domain.time.date_meanings import Hall, Meant, Unknown, just
from domain.time.date_spans import ONE, SPAN, back, far, how_many
from domain.time.feasts import feast

_MEETING = re.compile(
    r"(?:rapat|pertemuan|rakor|sidang)(?: koordinasi| forkopimda| gugus tugas)?"
    r"(?: (?:yang )?(?:berikutnya|berikut|selanjutnya|depan|mendatang|yang akan datang))"
)
_COUNTED_FROM = re.compile(r"h ?([-+]) ?([0-9]{1,3}) ?(.*)")
_SOME_DAYS_FROM = re.compile(r"(.+?) (sebelum|setelah) (.+)")


def next_meeting(text: str, hall: Hall) -> Meant | None:
    if not _MEETING.fullmatch(text):
        return None
    if hall.next_meeting is None:
        raise Unknown("Rapat berikutnya belum dijadwalkan. Jadwalkan dahulu, atau tulis tanggalnya.")
    return just(hall.next_meeting)


def named_feast(text: str, hall: Hall) -> Meant | None:
    match = re.fullmatch(r"(.+?)(?: ([0-9]{4})| tahun (ini|depan|[0-9]{4}))?", text)
    assert match is not None  # every text of one letter and more fits
    year = match[2] or match[3]
    relative = {"ini": hall.on.year, "depan": hall.on.year + 1}
    wanted = relative.get(year) or int(year) if year else None
    found = feast(match[1], hall.on, hall.calendar, wanted)
    if found is None:
        return None
    if found.day is None:
        raise Unknown(f"Tanggal {match[1].capitalize()} belum ada di kalender. Tulis tanggalnya.")
    return Meant((found.day,), doubt="Tanggalnya masih perkiraan." if found.is_estimate else "")


def counted_from(text: str, hall: Hall) -> Meant | None:
    """``H-3 Natal``, ``seminggu sebelum Paskah``, ``2 hari setelah rapat berikutnya``."""
    if match := _COUNTED_FROM.fullmatch(text):
        if not match[3]:
            raise Unknown(f"“{text.upper()}” dari hari apa? Tulis misalnya H-3 Natal, atau tanggalnya.")
        sign, days, anchor = match[1], int(match[2]), _anchor(match[3], hall)
        step = timedelta(days=days if sign == "+" else -days)
        return replace(anchor, days=tuple(day + step for day in anchor.days), starts=None) if anchor else None
    match = _SOME_DAYS_FROM.fullmatch(text)
    span = SPAN.fullmatch(ONE.get(match[1], match[1])) if match else None
    anchor = _anchor(match[3], hall) if match and span else None
    count = how_many(span[1]) if span else None
    if not match or not span or anchor is None or count is None:
        return None
    if match[2] == "setelah":
        return replace(anchor, days=tuple(far(replace(hall, on=day), count, span[2]) for day in anchor.days))
    return replace(anchor, days=tuple(back(day, count, span[2], hall) for day in anchor.days), ends=True)


def _anchor(text: str, hall: Hall) -> Meant | None:
    if text == "rapat":
        text = "rapat berikutnya"
    return next_meeting(text, hall) or named_feast(text, hall) or day_of_month(text, hall)
