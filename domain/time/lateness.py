"""How much time is left, or how late something is: each kind of thing in one unit, said beside the number.

Working days where an office has to act, calendar days where something was promised for a day or a law sets a
limit, hours where a life may depend on it. The published sentence is made from the same table.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.enumerations import Rowed
from domain.time import formats
from domain.time.working_days import working_days_until


class DueUnit(StrEnum):
    WORKING_DAYS = "hari kerja"
    DAYS = "hari"
    """Of the calendar."""
    HOURS = "jam"


_MEANING = {DueUnit.WORKING_DAYS: "hari kerja", DueUnit.DAYS: "hari kalender", DueUnit.HOURS: "jam"}


@dataclass(frozen=True)
class KindRow:
    named: str
    unit: DueUnit


class DueKind(Rowed):
    """What can be late, and in which unit it is, on every screen and paper."""

    row: KindRow

    TASK = "task", KindRow("tugas", DueUnit.WORKING_DAYS)
    REFERRAL = "referral", KindRow("rujukan", DueUnit.WORKING_DAYS)
    VERIFICATION = "verification", KindRow("pemeriksaan", DueUnit.WORKING_DAYS)
    COMMITMENT = "commitment", KindRow("komitmen", DueUnit.DAYS)
    REPORT = "report", KindRow("laporan", DueUnit.DAYS)
    EXPLANATION = "explanation", KindRow("penjelasan angka", DueUnit.DAYS)
    STAGE = "stage", KindRow("tahap kasus", DueUnit.DAYS)
    EMERGENCY_ANSWER = "emergency_answer", KindRow("jawaban tugas darurat", DueUnit.HOURS)


NO_HOLIDAYS: Collection[date] = frozenset()


def left(kind: DueKind, due_on: date, on: date, holidays: Collection[date] = NO_HOLIDAYS) -> str:
    """``sisa 3 hari kerja``, ``hari ini``, ``lewat 24 hari``; ``holidays`` count for working days alone."""
    return in_words(kind, count(kind, on, due_on, holidays), is_late=due_on < on)


def waited(kind: DueKind, since: date, on: date, holidays: Collection[date] = NO_HOLIDAYS) -> str:
    """``12 hari kerja``: for how long something has stood like this."""
    return waited_in_words(kind, max(count(kind, since, on, holidays), 0))


def waited_in_words(kind: DueKind, days: int) -> str:
    return f"{formats.number(days)} {kind.row.unit}" if days else "hari ini"


def with_verb(told: str) -> str:
    """``menunggu 474 hari``: among other facts a bare count of days does not say what they are of."""
    return f"menunggu {told}" if told[:1].isdigit() else told


def count(kind: DueKind, start: date, end: date, holidays: Collection[date] = NO_HOLIDAYS) -> int:
    """Days in the kind's unit; negative when ``end`` lies before ``start``."""
    if kind.row.unit is DueUnit.WORKING_DAYS:
        return working_days_until(start, end, holidays)
    return (end - start).days


def in_words(kind: DueKind, days: int, *, is_late: bool = False) -> str:
    """``is_late`` says that the day has passed, even if only a weekend lies between."""
    unit = kind.row.unit
    if days < 0:
        return f"lewat {formats.number(-days)} {unit}"
    if is_late:
        return f"lewat, belum satu {unit}"
    return "hari ini" if days == 0 else f"sisa {formats.number(days)} {unit}"


def minutes_left(minutes: int) -> str:
    """``sisa 2 jam 14 menit``; ``lewat 73 jam``: hours, however many."""
    lead, total = ("lewat", -minutes) if minutes < 0 else ("sisa", minutes)
    hours, rest = divmod(total, 60)
    parts = [f"{formats.number(hours)} jam"] if hours else []
    if rest and (minutes >= 0 or not hours):
        parts.append(f"{rest} menit")
    return f"{lead} {' '.join(parts)}" if parts else "sekarang"


def published() -> str:
    """Which thing is counted in which unit, for the screens that show several side by side."""
    told = []
    for unit in DueUnit:
        named = formats.listing([kind.row.named for kind in DueKind if kind.row.unit is unit])
        told.append(f"{named} dalam {_MEANING[unit]}")
    return f"{formats.capitalised('; '.join(told))}."
