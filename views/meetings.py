"""A meeting as somebody has it before them; each section asks only for what it shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from db.backend import now
from db.queries.decisions import DecidedRow, cases_decided, decisions_of
from db.queries.meetings import (
    AttendanceRow,
    ItemRow,
    MeetingDetail,
    ScreenRow,
    agenda_of,
    attendance_of,
    open_screens,
)
from db.queries.minutes import AmendmentRow, Sealed, amendments_of, seal_of
from db.queries.promises import OutcomeRow, outcomes_of
from db.queries.remarks import remarks_of_meeting
from domain.access.permissions import Actor, Permission
from domain.meetings.life import UNDO_WINDOW, MeetingState
from domain.meetings.wall import WallFacts
from domain.time import formats
from domain.time.calendar import local_time
from views import attention, documents, reads, task_papers, tasks, wall
from views.ask import ask
from views.map.layer import LayerView
from views.papers import member
from views.papers.member import MemberLine


@dataclass(frozen=True)
class Desk:
    actor: Actor
    detail: MeetingDetail
    on: date
    base: str
    """Scheme and host of this installation, as other devices reach it."""

    @property
    def runs(self) -> bool:
        """Whether the reader runs meetings at all."""
        return self.actor.may(Permission.RUN_MEETINGS)

    @property
    def may_run(self) -> bool:
        return self.runs and self.detail.state is not MeetingState.CLOSED

    @property
    def planned_on(self) -> date:
        return local_time(self.detail.starts_at).date()

    @property
    def plan_is_past(self) -> bool:
        return self.detail.starts_at <= now()

    @property
    def may_reopen(self) -> bool:
        """Whether the reader has closed it just now; asked again when he takes it back."""
        closed_at = self.detail.closed_at
        return (
            self.runs
            and closed_at is not None
            and self.detail.closed_by_id == self.actor.user_id
            and now() - closed_at <= UNDO_WINDOW
        )

    def facts_to_keep(self) -> tuple[WallFacts, LayerView | None, str, str]:
        """What the wall says at this moment, and the layer of its map with its two sentences."""
        return wall.facts_now(self.detail, now()), *wall.hot_view()

    @cached_property
    def items(self) -> Sequence[ItemRow]:
        return ask(agenda_of, self.detail.id)

    @cached_property
    def waited(self) -> Mapping[str, str]:
        """How long each point has waited by today; a closed meeting says no days but those in its words."""
        is_over = self.detail.state is MeetingState.CLOSED
        return {} if is_over else attention.waited(self.actor.scope, now())

    @cached_property
    def decided(self) -> Sequence[DecidedRow]:
        return ask(decisions_of, self.detail.id, scope=self.actor.scope)

    @cached_property
    def remarked(self) -> Mapping[int, int]:
        """How many remarks stand on each decision."""
        return ask(remarks_of_meeting, self.detail.id, scope=self.actor.scope)

    @cached_property
    def cases(self) -> Mapping[int, str]:
        """The case that a decision is about, as far as this reader may know of it."""
        return ask(cases_decided, self.detail.id, scope=self.actor.scope)

    @cached_property
    def outcomes(self) -> Sequence[OutcomeRow]:
        return ask(outcomes_of, self.detail.id, on=self.on)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Agencies that a decision may name, those of the forum first."""
        return reads.owners_in_the_forum()

    @cached_property
    def regions(self) -> Mapping[str, str]:
        return {code: name for code, name in reads.region_names(None).items() if code}

    @cached_property
    def attendance(self) -> Sequence[AttendanceRow]:
        return ask(attendance_of, self.detail.id)

    @cached_property
    def sealed(self) -> Sealed | None:
        return ask(seal_of, self.detail.id)

    @cached_property
    def amendments(self) -> Sequence[AmendmentRow]:
        return ask(amendments_of, self.detail.id, scope=self.actor.scope)

    @cached_property
    def screens(self) -> Sequence[ScreenRow]:
        return ask(open_screens, self.detail.id, now=now())

    @property
    def member_lines(self) -> Sequence[MemberLine]:
        return member.lines(self.detail, self.actor)

    def minutes_file(self, *, outcomes: bool) -> Callable[[], bytes]:
        return documents.minutes_file(self.detail.id, self.sealed, base=self.base, outcomes=outcomes)

    def matrix_file(self) -> Callable[[], bytes] | None:
        """The follow-up of what was decided here, once there is any."""
        born = tasks.born_of(self.detail.id, self.actor.scope)
        day = formats.long_date(self.detail.took_place_on)
        return task_papers.matrix_file(born, f"keputusan rapat {day}") if born else None
