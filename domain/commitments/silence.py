"""Silence, measured against duty: a report was due and did not come, for as many days as it is late.

Who owes nothing now is on time, however long ago he last spoke. Silence is never counted as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.commitments.health import CommitmentProgress


@dataclass(frozen=True)
class Owed:
    """A commitment as far as its agency owes reports on it."""

    agency: str
    progress: CommitmentProgress
    last_report: date | None


@dataclass(frozen=True)
class AgencySilence:
    agency: str
    commitments: int
    """On which it owes reports at all: what is verified complete owes none."""
    missing: int
    """Of these, on how many a report was due and did not come."""
    last_report: date | None
    since: date | None
    """When the oldest report was due that did not come; None for who is on time."""
    days: int
    """Since then; none for who is on time."""

    @property
    def is_silent(self) -> bool:
        return self.since is not None


def silence_of_agencies(owed: Iterable[Owed], on: date) -> list[AgencySilence]:
    """One per agency that owes reports; the longest silence first."""
    by_agency: dict[str, list[Owed]] = {}
    for each in owed:
        if not each.progress.is_complete:
            by_agency.setdefault(each.agency, []).append(each)
    found = [_silence(agency, own, on) for agency, own in by_agency.items()]
    return sorted(found, key=lambda silence: (-silence.days, silence.agency))


def _silence(agency: str, owed: list[Owed], on: date) -> AgencySilence:
    missed = [day for each in owed if (day := each.progress.silent_since(on)) is not None]
    since = min(missed, default=None)
    return AgencySilence(
        agency,
        len(owed),
        len(missed),
        max((each.last_report for each in owed if each.last_report is not None), default=None),
        since,
        (on - since).days if since else 0,
    )
