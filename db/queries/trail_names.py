"""What people call the things that the trail knows by a number or a key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, String, cast, func, select

from db.models import (
    Agency,
    AgendaItem,
    Checkpoint,
    Commitment,
    Decision,
    Evidence,
    FileDraft,
    ForkopimdaSeat,
    Indicator,
    Meeting,
    MinutesAmendment,
    OutreachActivity,
    OwnershipOffer,
    ProgressReport,
    Region,
    Remark,
    ServiceDesk,
    ServiceReport,
    Task,
    VillageTeam,
)
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.meetings.life import Classification
from domain.places.regions import display_name
from domain.time import formats
from domain.time.calendar import Quarter, local_time

TrailName = tuple[str, str]
"""A kind of thing and its key: ``("agency", "dinsos")``."""


@dataclass(frozen=True)
class _Named:
    """Where the names of a kind stand: the key first, then what its name is made of."""

    rows: Select[*tuple[Any, ...]]
    words: Callable[..., str] = str
    is_of_meeting: bool = False
    """What a secret meeting says of itself is its own readers' to know."""


@query(
    Subject.AGENCIES,
    Subject.PLACES,
    Subject.COMMITMENTS,
    Subject.REPORTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.FIGURES,
    Subject.SERVICES,
    Subject.REMARKS,
)
def trail_names(
    connection: Connection, wanted: frozenset[TrailName], *, scope: Scope
) -> dict[TrailName, str]:
    """The names of those that are there still."""
    names: dict[TrailName, str] = {}
    for kind, named in _NAMED.items():
        found = _found(named, [key for each, key in wanted if each == kind], scope)
        if found is not None:
            names |= {(kind, str(row[0])): named.words(*row[1:]) for row in connection.execute(found)}
    return names


def _found(named: _Named, keys: list[str], scope: Scope) -> Select[*tuple[Any, ...]] | None:
    column = named.rows.selected_columns[0]
    is_counted = column.type.python_type is int
    fitting: list[Any] = [int(key) for key in keys if key.isdecimal()] if is_counted else sorted(keys)
    if not fitting:
        return None
    rows = named.rows.where(column.in_(fitting))
    if named.is_of_meeting and not scope.reads_secrets:
        rows = rows.where(Meeting.classification != Classification.SECRET)
    return rows


_TITLE_SHOWN = 60


def _titled(title: str) -> str:
    return f"“{formats.shortened(title, _TITLE_SHOWN)}”"


def _meeting(title: str, starts_at: datetime) -> str:
    return f"{_titled(title)} tanggal {formats.long_date(local_time(starts_at).date())}"


def _of_quarter(code: str, quarter: str | None) -> str:
    """A task has none."""
    if quarter is None:
        return code
    parsed = Quarter.parse(quarter)
    return f"{code}, {parsed.label} {parsed.year}"


def _of_month(region: str, month: date) -> str:
    return f"{display_name(region)}, {formats.month(month)}"


def _to(commitment: str, agency: str) -> str:
    return f"{commitment} kepada {agency}"


def _at(place: str, held_on: date) -> str:
    return f"{place}, {formats.long_date(held_on)}"


_DECISION = cast(Decision.number, String).concat("/").concat(cast(Decision.year, String))
_CHECKPOINT = (Commitment.code, Checkpoint.quarter)

_NAMED: Mapping[str, _Named] = {
    "agency": _Named(select(Agency.code, Agency.short_name)),
    "agency_id": _Named(select(Agency.id, Agency.short_name)),
    "region": _Named(select(Region.code, Region.name), display_name),
    "seat": _Named(select(ForkopimdaSeat.code, ForkopimdaSeat.title)),
    "desk": _Named(select(ServiceDesk.code, ServiceDesk.name)),
    "indicator": _Named(select(Indicator.code, Indicator.name)),
    "offer": _Named(
        select(OwnershipOffer.id, Commitment.code, Agency.short_name)
        .join(Commitment, Commitment.id == OwnershipOffer.commitment_id)
        .join(Agency, Agency.id == OwnershipOffer.agency_id),
        _to,
    ),
    "commitment": _Named(select(Commitment.id, Commitment.code)),
    "commitment_draft": _Named(select(FileDraft.id, FileDraft.title), _titled),
    "report": _Named(
        select(ProgressReport.id, *_CHECKPOINT)
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id),
        _of_quarter,
    ),
    "evidence": _Named(
        select(Evidence.id, func.coalesce(Task.code, Commitment.code), Checkpoint.quarter)
        .outerjoin(Task, Task.id == Evidence.task_id)
        .outerjoin(ProgressReport, ProgressReport.id == Evidence.report_id)
        .outerjoin(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .outerjoin(Commitment, Commitment.id == Checkpoint.commitment_id),
        _of_quarter,
    ),
    "meeting": _Named(select(Meeting.id, Meeting.title, Meeting.starts_at), _meeting, is_of_meeting=True),
    "agenda_item": _Named(
        select(AgendaItem.id, AgendaItem.title).join(Meeting, Meeting.id == AgendaItem.meeting_id),
        is_of_meeting=True,
    ),
    "decision": _Named(select(Decision.id, _DECISION)),
    "amendment": _Named(
        select(MinutesAmendment.id, Meeting.title, Meeting.starts_at).join(
            Meeting, Meeting.id == MinutesAmendment.meeting_id
        ),
        _meeting,
        is_of_meeting=True,
    ),
    "remark": _Named(
        select(Remark.id, func.coalesce(Task.code, Commitment.code, _DECISION))
        .outerjoin(Task, Task.id == Remark.task_id)
        .outerjoin(Commitment, Commitment.id == Remark.commitment_id)
        .outerjoin(Decision, Decision.id == Remark.decision_id)
    ),
    "service_report": _Named(
        select(ServiceReport.id, Region.name, ServiceReport.month).join(
            Region, Region.code == ServiceReport.region_code
        ),
        _of_month,
    ),
    "village_team": _Named(
        select(VillageTeam.id, Region.name).join(Region, Region.code == VillageTeam.village_code)
    ),
    "outreach": _Named(select(OutreachActivity.id, OutreachActivity.place, OutreachActivity.held_on), _at),
}

KINDS = frozenset(_NAMED)
