"""Why a commitment stands where it does, and for how long, in a few words beside its state."""

from datetime import date

from domain.commitments.health import CommitmentProgress, Health
from domain.time import formats, lateness
from domain.time.calendar import Quarter
from domain.time.lateness import DueKind


def because(progress: CommitmentProgress, health: Health, on: date, *, promised_on: date) -> str:
    """Empty for what is done or on schedule: of those nobody asks why."""
    match health:
        case Health.NO_OWNER:
            return f"{lateness.waited(DueKind.COMMITMENT, promised_on, on)} sejak diucapkan"
        case Health.OVERDUE:
            return f"{lateness.left(DueKind.COMMITMENT, progress.due_on, on)}; {why_late(progress, on)}"
        case Health.AT_RISK if progress.blocked:
            return f"terkendala menurut pelapornya; {_verified(progress)}"
        case Health.AT_RISK:
            behind = progress.expected(on) - (progress.verified or 0.0)
            return f"{formats.points(behind, 0)} di belakang kalender; {_verified(progress)}"
        case Health.SILENT:
            return _owed(progress, on)
    return ""


def why_late(progress: CommitmentProgress, on: date) -> str:
    """What is known of what keeps it: an obstacle, a report that is owed, a claim that is not proven yet."""
    if progress.verified is None:
        return _verified(progress)
    if progress.blocked:
        return f"terkendala menurut pelapornya; {_verified(progress)}"
    if progress.silent_since(on) is not None:
        return f"{_owed(progress, on)}; {_verified(progress)}"
    if progress.claimed is not None and progress.claimed > progress.verified:
        return f"diklaim {formats.percent(progress.claimed, 0)}, {_verified(progress)}"
    return _verified(progress)


def _verified(progress: CommitmentProgress) -> str:
    if progress.verified is None:
        return "belum pernah melapor"
    return f"terverifikasi {formats.percent(progress.verified, 0)}"


def _owed(progress: CommitmentProgress, on: date) -> str:
    since = progress.silent_since(on)
    if since is None:
        return ""
    quarter = Quarter.containing(since)
    return f"laporan {quarter.label} {quarter.year} jatuh tempo {formats.short_date(since)}"
