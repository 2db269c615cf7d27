"""Closed quarters: after the lock nothing changes silently; an amendment carries its reason."""

from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.time.calendar import Quarter

SHORTEST_REASON = 10


class AmendedPart(StrEnum):
    """What was changed after the lock."""

    REPORT = "report"
    VERDICT = "verdict"
    TARGET = "target"


class QuarterClosed(RuleBroken):
    """A change in a quarter that is locked, without the reason that would make it an amendment."""


class QuarterNotOver(RuleBroken):
    """A quarter that still runs, or is closed already, cannot be locked."""


def refuse_lock(quarter: Quarter, *, on: date, is_locked: bool) -> None:
    if is_locked:
        raise QuarterNotOver(f"Triwulan {quarter.label} {quarter.year} sudah dikunci.")
    if on <= quarter.ends_on:
        raise QuarterNotOver(
            f"Triwulan {quarter.label} {quarter.year} masih berjalan. Kunci setelah hari terakhirnya lewat."
        )


def amendment_needed(quarter: str, *, is_locked: bool, reason: str) -> bool:
    """Whether a change in this quarter is an amendment; refused when it would need a reason and has none."""
    if not is_locked:
        return False
    if len(reason.strip()) < SHORTEST_REASON:
        closed = Quarter.parse(quarter)
        raise QuarterClosed(
            f"Triwulan {closed.label} {closed.year} sudah dikunci. Perubahan dicatat sebagai amandemen: "
            f"tuliskan alasannya, paling sedikit {SHORTEST_REASON} huruf. Isian lain tetap ada."
        )
    return True


def closable(checkpoints: set[str], locked: set[str], *, on: date) -> list[Quarter]:
    """Quarters with checkpoints that are over and not yet locked, oldest first."""
    quarters = sorted(Quarter.parse(key) for key in checkpoints - locked)
    return [quarter for quarter in quarters if quarter.ends_on < on]
