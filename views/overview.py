"""What Ringkasan says, put together from the registers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.backend import now, today
from db.queries.commitments import CommitmentRow, commitment_rows, statement_rows
from db.queries.figures import explanations, figure_rows
from db.queries.meetings import FollowThrough, MeetingRow, follow_through, last_meeting, next_meeting
from db.queries.tasks import TaskRow, task_rows
from domain import addresses
from domain.access.permissions import Scope
from domain.attention.rules import AttentionItem, AttentionRule, worst_first
from domain.commitments.health import Health
from domain.commitments.silence import AgencySilence, silence_of_agencies
from domain.figures.figures import FigureStatus
from domain.tasks import life
from domain.tasks.life import TaskState, Urgency
from domain.time import formats
from domain.time.calendar import to_wita
from views import reads
from views.ask import ask


@dataclass(frozen=True)
class Overview:
    commitments: list[tuple[CommitmentRow, Health]]
    statements: int
    statements_without_commitment: int
    open_tasks: int
    overdue_tasks: int
    conflicts: int
    figures: int
    unclear_figures: int
    silence: list[AgencySilence]
    last_meeting: MeetingRow | None
    follow_through: FollowThrough | None
    next_meeting: MeetingRow | None
    attention: list[AttentionItem]
    attention_total: int

    @property
    def by_health(self) -> Counter[Health]:
        return Counter(health for _, health in self.commitments)

    @property
    def silent_agencies(self) -> int:
        return sum(agency.is_silent for agency in self.silence)


SHOWN = 6


def overview(scope: Scope) -> Overview:
    on = today()
    commitments = [(row, row.progress.health(on)) for row in ask(commitment_rows, scope=scope)]
    tasks = ask(task_rows, scope=scope)
    urgencies = [life.clock(row.state, row.due_on, on).urgency for row in tasks]
    statements = ask(statement_rows)
    figures = ask(figure_rows)
    attention = _attention(commitments, tasks, on)
    last, upcoming = ask(last_meeting), ask(next_meeting, after=now())
    return Overview(
        commitments=commitments,
        statements=len(statements),
        statements_without_commitment=sum(not s.commitment_codes for s in statements),
        open_tasks=sum(urgency is not Urgency.CLOSED for urgency in urgencies),
        overdue_tasks=urgencies.count(Urgency.OVERDUE),
        conflicts=len(reads.conflicts()),
        figures=len(figures),
        unclear_figures=sum(f.status is FigureStatus.NEEDS_CLARIFICATION for f in figures),
        silence=agency_silence(commitments, on),
        last_meeting=last,
        follow_through=ask(follow_through, last, by=_promises_due(upcoming, on)) if last else None,
        next_meeting=upcoming,
        attention=worst_first(attention, limit=SHOWN),
        attention_total=len(attention),
    )


def _promises_due(upcoming: MeetingRow | None, on: date) -> date:
    """A promise counts from the day it must be kept by: at the latest when the forum meets again."""
    return to_wita(upcoming.starts_at).date() if upcoming else on


def agency_silence(commitments: list[tuple[CommitmentRow, Health]], on: date) -> list[AgencySilence]:
    """Of the agencies that still owe reports; what is verified complete owes none."""
    owing = [row for row, health in commitments if row.owner and health is not Health.DONE]
    return silence_of_agencies(((row.owner or "", row.starts_on, row.last_reported_on) for row in owing), on)


def _attention(
    commitments: list[tuple[CommitmentRow, Health]], task_rows: Sequence[TaskRow], on: date
) -> list[AttentionItem]:
    items = [item for row, health in commitments if (item := _of_commitment(row, health, on))]
    items += [item for row in task_rows if (item := _of_task(row, on))]
    explained = ask(explanations)
    indicators = {row.indicator_code: row.indicator for row in ask(figure_rows)}
    for conflict in reads.conflicts():
        values = " atau ".join(formats.number(reading.value) for reading in conflict.readings)
        period = formats.period(conflict.starts_on, conflict.ends_on)
        explanation = explained.get(conflict.key)
        items.append(
            AttentionItem(
                AttentionRule.FIGURES_CONFLICT,
                f"{indicators[conflict.indicator]} {period}: {values}",
                f"Penjelasan ditunggu sampai {formats.long_date(explanation.due_on)}"
                if explanation
                else "Belum ada yang diminta menjelaskan",
                explanation.agency if explanation else formats.NOT_SET,
                (on - explanation.due_on).days if explanation else None,
                addresses.conflict(conflict.key),
            )
        )
    return items


def _of_commitment(row: CommitmentRow, health: Health, on: date) -> AttentionItem | None:
    address = addresses.commitment(row.code)
    if health is Health.NO_OWNER:
        return AttentionItem(
            AttentionRule.NO_OWNER,
            row.title,
            f"{row.code} · dari frasa {row.statement_code}",
            formats.NOT_SET,
            (on - row.promised_on).days,
            address,
        )
    if health is Health.OVERDUE:
        return AttentionItem(
            AttentionRule.OVERDUE,
            row.title,
            f"{row.code} · tenggat {formats.long_date(row.due_on)}",
            row.owner or formats.NOT_SET,
            (on - row.due_on).days,
            address,
        )
    if row.progress.blocked and health is Health.AT_RISK:
        late = (on - row.due_on).days
        return AttentionItem(
            AttentionRule.BLOCKED,
            row.title,
            f"{row.code} · pelapor menyebut kendala",
            row.owner or formats.NOT_SET,
            late,
            address,
        )
    if health is Health.SILENT:
        return AttentionItem(
            AttentionRule.SILENT,
            row.title,
            f"{row.code} · laporan titik kendali belum masuk",
            row.owner or formats.NOT_SET,
            row.progress.days_silent(on) or 0,
            address,
        )
    return None


def _of_task(row: TaskRow, on: date) -> AttentionItem | None:
    address = addresses.task(row.code)
    overdue = (on - row.due_on).days
    if row.state is TaskState.DECLINED:
        return AttentionItem(
            AttentionRule.DECLINED, row.title, f"{row.code} · {row.reason}", row.owner, overdue, address
        )
    if row.state is TaskState.BLOCKED:
        return AttentionItem(
            AttentionRule.BLOCKED, row.title, f"{row.code} · {row.reason}", row.owner, overdue, address
        )
    if life.clock(row.state, row.due_on, on).urgency is Urgency.OVERDUE:
        return AttentionItem(
            AttentionRule.OVERDUE,
            row.title,
            f"{row.code} · tenggat {formats.long_date(row.due_on)}",
            row.owner,
            overdue,
            address,
        )
    return None
