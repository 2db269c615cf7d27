"""How long an agency has said nothing; silence is measured in days and never counted as zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SILENT_AFTER = 30
"""Days without a report after which an agency is named on the silence board."""


@dataclass(frozen=True)
class AgencySilence:
    agency: str
    commitments: int
    last_report: date | None
    days: int
    """Since the last report, or since its first commitment began when there never was one."""

    @property
    def is_silent(self) -> bool:
        return self.days > SILENT_AFTER


def silence_of_agencies(reports: Iterable[tuple[str, date, date | None]], on: date) -> list[AgencySilence]:
    """From (agency, commitment started on, last report) per commitment; the longest silence first."""
    by_agency: dict[str, list[tuple[date, date | None]]] = {}
    for agency, started, last in reports:
        by_agency.setdefault(agency, []).append((started, last))
    result = []
    for agency, commitments in by_agency.items():
        last = max((day for _, day in commitments if day is not None), default=None)
        since = last or min(started for started, _ in commitments)
        result.append(AgencySilence(agency, len(commitments), last, max((on - since).days, 0)))
    return sorted(result, key=lambda s: (-s.days, s.agency))
