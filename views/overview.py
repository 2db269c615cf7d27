"""What Ringkasan says, put together from the registers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.backend import now
from db.queries.commitments import commitment_rows
from db.queries.meetings import MeetingRow, last_meeting, meeting_ahead
from db.queries.promises import FollowThrough, follow_through
from db.queries.statements import statement_rows
from db.queries.tasks import task_rows
from domain.access.permissions import Scope
from domain.commitments.health import Health
from domain.commitments.silence import AgencySilence, Owed, silence_of_agencies
from domain.figures.figures import Tally
from domain.meetings.agenda import Draft, draft
from domain.tasks.clocks import Urgency, urgency
from domain.time.calendar import local_time, whole_minute
from views import reads
from views.ask import ask, cached
from views.attention import deserves_attention
from views.registers import Rated


@dataclass(frozen=True)
class Overview:
    commitments: tuple[Rated, ...]
    statements: int
    statements_without_commitment: int
    open_tasks: int
    overdue_tasks: int
    conflicts: Tally
    silence: list[AgencySilence]
    last_meeting: MeetingRow | None
    follow_through: FollowThrough | None
    next_meeting: MeetingRow | None
    attention: Draft

    @property
    def by_health(self) -> Counter[Health]:
        return Counter(health for _, health in self.commitments)

    @property
    def silent_agencies(self) -> int:
        return sum(agency.is_silent for agency in self.silence)


def overview(scope: Scope) -> Overview:
    return _of_minute(scope, whole_minute(now()))


@cached
def _of_minute(scope: Scope, moment: datetime) -> Overview:
    of_day = _of_day(scope, local_time(moment).date())
    return replace(of_day, attention=deserves_attention(scope, moment))


@cached
def _of_day(scope: Scope, on: date) -> Overview:
    """All but what deserves attention, which is of a moment."""
    commitments = tuple((row, row.progress.health(on)) for row in ask(commitment_rows, scope=scope))
    tasks = ask(task_rows, scope=scope)
    urgencies = [urgency(row.state, row.due_on, on) for row in tasks]
    statements = ask(statement_rows)
    last = ask(last_meeting)
    return Overview(
        commitments=commitments,
        statements=len(statements),
        statements_without_commitment=sum(not s.commitment_codes for s in statements),
        open_tasks=sum(each is not Urgency.CLOSED for each in urgencies),
        overdue_tasks=urgencies.count(Urgency.OVERDUE),
        conflicts=reads.conflict_tally(),
        silence=agency_silence(commitments, on),
        last_meeting=last,
        follow_through=ask(follow_through, last, on=on) if last else None,
        next_meeting=ask(meeting_ahead, on=on),
        attention=draft(()),
    )


def agency_silence(commitments: Sequence[Rated], on: date) -> list[AgencySilence]:
    """Of the agencies that still owe reports; what is verified complete owes none."""
    owed = [Owed(row.owner, row.progress, row.last_reported_on) for row, _ in commitments if row.owner]
    return silence_of_agencies(owed, on)
