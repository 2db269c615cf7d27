"""A day that was picked from a calendar and is surprising: asked about once, as days in words are."""

from dataclasses import dataclass
from datetime import date

from domain.time.date_meanings import DateContext
from domain.time.formats import day_and_date

FURTHEST_DAYS = 3 * 366
"""A plan of this office goes no further; what lies behind that is likelier another year that was meant."""


@dataclass(frozen=True)
class DayDoubt:
    what: str
    """The field: “Tanggal rapat”."""
    day: date
    why: str

    @property
    def question(self) -> str:
        return (
            f"{self.what}: {day_and_date(self.day)} {self.why}. "
            "Setujui bila memang hari itu, atau pilih hari lain."
        )

    @property
    def yes(self) -> str:
        return f"Ya, {day_and_date(self.day)}"

    @property
    def answer(self) -> str:
        """By the day too: another one is asked about anew."""
        return f"day:{self.what}:{self.day.isoformat()}"


def doubts_of_day(
    day: date | None, context: DateContext, what: str, *, held: date | None = None
) -> tuple[DayDoubt, ...]:
    """What is surprising about the day of a plan; nothing about the one that is ``held`` already."""
    if day is None or day == held:
        return ()
    if day < context.on:
        return (DayDoubt(what, day, "sudah lewat"),)
    if (day - context.on).days > FURTHEST_DAYS:
        return (DayDoubt(what, day, "masih lebih dari tiga tahun lagi"),)
    if reason := context.why_off(day):
        return (DayDoubt(what, day, f"bukan hari kerja ({reason})"),)
    return ()
