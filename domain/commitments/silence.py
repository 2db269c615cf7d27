"""How long an agency has said nothing; silence is measured in days and never counted as zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SILENT_AFTER = 30
"""Days without a report from which on a silence is named as one."""


@dataclass(frozen=True)
class AgencySilence:
    agency: str
    commitments: int
    last_report: date | None
    days: int
    """Since the last report, or since its first commitment began when there never was one."""

    @property
    def is_silent(self) -> bool:
        return is_silence(self.days)


def is_silence(days: int) -> bool:
    return days >= SILENT_AFTER


def days_since(last_report: date | None, started: date, on: date) -> int:
    """Since the last report, or since the beginning when there never was one."""
    return max((on - (last_report or started)).days, 0)


def silence_of_agencies(reports: Iterable[tuple[str, date, date | None]], on: date) -> list[AgencySilence]:
    """From (agency, commitment started on, last report) per commitment; the longest silence first."""
    by_agency: dict[str, list[tuple[date, date | None]]] = {}
    for agency, started, last in reports:
        by_agency.setdefault(agency, []).append((started, last))
    result = []
    for agency, commitments in by_agency.items():
        last = max((day for _, day in commitments if day is not None), default=None)
        days = days_since(last, min(started for started, _ in commitments), on)
        result.append(AgencySilence(agency, len(commitments), last, days))
    return sorted(result, key=lambda s: (-s.days, s.agency))
