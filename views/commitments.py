"""What the screens about commitments show, put together: one in full, the boards, the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.backend import today
from db.queries.agencies import AgencyChoice, agency_choices, possible_owners
from db.queries.commitment_history import ChangeRow, target_changes
from db.queries.commitments import CommitmentDetail
from db.queries.declaration import FindingRow, duty_findings
from db.queries.ownership import OfferRow, offers_of_commitment
from db.queries.quarters import LockRow, QuarterAmendmentRow, amendments_of, locked_quarters
from db.queries.statements import FileDraftRow, StatementRow, file_drafts, statement_rows
from db.queries.tasks import TaskRow, tasks_of_commitment
from db.seed.drafts import commitment_drafts
from domain import addresses
from domain.access.permissions import Actor, Permission
from domain.commitments.declaration import DutyState, RegencyDuty
from domain.commitments.drafts import CommitmentDraft
from domain.commitments.health import Health, ReportState
from domain.commitments.ownership import OPEN, OfferState
from domain.commitments.quarters import closable
from domain.commitments.targets import ChangeState
from domain.commitments.timeliness import Timeliness, timeliness
from domain.figures.figures import Polarity
from domain.time import formats
from domain.time.calendar import Quarter
from views import reads
from views.ask import ask
from views.registers import Rated, place_names


@dataclass(frozen=True)
class CommitmentView:
    """One commitment with all that its screen says, and what its reader may do about it."""

    detail: CommitmentDetail
    health: Health
    on: date
    tasks: Sequence[TaskRow]
    offers: Sequence[OfferRow]
    changes: Sequence[ChangeRow]
    amendments: Sequence[QuarterAmendmentRow]
    locks: Mapping[str, LockRow]
    agencies: Sequence[AgencyChoice]
    phone_address: str | None
    """The whole address of this item's report form, for another device; None once all of it is reported."""
    user_id: int | None
    report_address: str | None
    """The same form here, for whoever reports for the agency that owns it."""
    may_assign: bool
    may_propose_tasks: bool
    may_answer: bool
    """Whether an open proposal waits for the reader's own agency."""
    may_propose: bool
    may_decide: bool
    may_verify: bool

    @property
    def open_offer(self) -> OfferRow | None:
        return next((offer for offer in self.offers if offer.state in OPEN), None)

    @property
    def open_change(self) -> ChangeRow | None:
        return next((change for change in self.changes if change.state is ChangeState.PROPOSED), None)

    @property
    def waiting_report(self) -> int | None:
        """The newest report that a verifier still has to judge."""
        waiting = [
            point.report
            for point in self.detail.checkpoints
            if point.report and point.report.state is ReportState.SUBMITTED
        ]
        return max((report.id for report in waiting), default=None)


def reported_next(detail: CommitmentDetail, on: date) -> str | None:
    """The quarter to report on: the oldest that is due and silent or returned, else the running one."""
    for point in detail.checkpoints:
        returned = point.report is not None and point.report.state is ReportState.RETURNED
        if returned or (point.report is None and point.due_on < on):
            return point.quarter
    coming = [point.quarter for point in detail.checkpoints if point.due_on >= on]
    return coming[0] if coming else None


def report_address(detail: CommitmentDetail, on: date) -> str | None:
    """None for what nobody owns, and when each of its checkpoints has been reported."""
    quarter = reported_next(detail, on)
    return addresses.report_form(detail.row.code, quarter) if quarter and detail.row.owner else None


def commitment_view(code: str, actor: Actor, *, host: str) -> CommitmentView:
    on = today()
    detail = reads.commitment(code, actor.scope)
    row = detail.row
    office = actor.may(Permission.DECIDE_TARGETS)
    owns = actor.is_of(row.owner_id)
    form = report_address(detail, on)
    offers = ask(offers_of_commitment, row.id)
    asked = any(offer.state is OfferState.PROPOSED and actor.is_of(offer.agency_id) for offer in offers)
    return CommitmentView(
        detail=detail,
        health=row.progress.health(on),
        on=on,
        tasks=ask(tasks_of_commitment, row.id, scope=actor.scope),
        offers=offers,
        changes=ask(target_changes, row.id),
        amendments=ask(amendments_of, row.id),
        locks=ask(locked_quarters),
        agencies=ask(possible_owners),
        phone_address=addresses.whole(host, form) if form else None,
        user_id=actor.user_id,
        report_address=form if owns and actor.may(Permission.REPORT_PROGRESS) else None,
        may_assign=actor.may(Permission.ASSIGN_OWNERS),
        may_propose_tasks=actor.may(Permission.PROPOSE_TASKS),
        may_answer=asked and actor.may(Permission.ANSWER_OWNERSHIP),
        may_propose=actor.may(Permission.PROPOSE_TARGETS) and (owns or office),
        may_decide=office,
        may_verify=actor.may(Permission.VERIFY_REPORTS),
    )


@dataclass(frozen=True)
class QuarterRow:
    quarter: Quarter
    checkpoints: int
    reported: int
    verified: int
    lock: LockRow | None
    has_begun: bool
    is_over: bool
    can_be_locked: bool


def quarter_rows(rated: Sequence[Rated]) -> list[QuarterRow]:
    """Every quarter with a checkpoint, newest first, with what was reported and whether it is locked."""
    on = today()
    locks = ask(locked_quarters)
    points = [point for row, _ in rated for point in row.progress.checkpoints]
    keys = {Quarter.containing(point.due_on).key for point in points}
    ready = set(closable(keys, set(locks), on=on))
    result = []
    for key in sorted(keys, reverse=True):
        quarter = Quarter.parse(key)
        own = [point for point in points if Quarter.containing(point.due_on) == quarter]
        result.append(
            QuarterRow(
                quarter,
                len(own),
                sum(point.reported for point in own),
                sum(point.verdict is not None for point in own),
                locks.get(key),
                quarter.starts_on <= on,
                quarter.ends_on < on,
                quarter in ready,
            )
        )
    return result


def standings(rated: Sequence[Rated]) -> list[Timeliness]:
    return timeliness(((row.owner, row.progress) for row, _ in rated if row.owner), today())


@dataclass(frozen=True)
class DutyCell:
    state: DutyState
    finding: FindingRow | None
    earlier: int
    """Findings that this one followed."""


def duty_cells() -> dict[tuple[str, RegencyDuty], DutyCell]:
    """What stands for each kabupaten and duty; where nothing was found it is not verified yet."""
    cells: dict[tuple[str, RegencyDuty], DutyCell] = {}
    for finding in ask(duty_findings):  # newest first
        key = (finding.region_code, finding.duty)
        if key in cells:
            cells[key] = DutyCell(cells[key].state, cells[key].finding, cells[key].earlier + 1)
        else:
            cells[key] = DutyCell(finding.state, finding, 0)
    return cells


@dataclass(frozen=True)
class DraftedPhrase:
    """A phrase with the commitment drafted for it, and what became of the phrase."""

    statement: StatementRow
    draft: CommitmentDraft

    @property
    def is_formed(self) -> bool:
        return bool(self.statement.commitment_codes)


def drafted_phrases() -> Sequence[DraftedPhrase]:
    """Every phrase that has a draft; those of which nothing was formed yet come first."""
    drafts = commitment_drafts()
    found = [DraftedPhrase(row, drafts[row.code]) for row in ask(statement_rows) if row.code in drafts]
    return sorted(found, key=lambda each: each.is_formed)


def next_draft(after: str = "") -> DraftedPhrase | None:
    """The draft to complete next: of the phrases without a commitment, the one that follows this one."""
    waiting = [each for each in drafted_phrases() if not each.is_formed and each.statement.code != after]
    return next((each for each in waiting if each.statement.code > after), waiting[0] if waiting else None)


def waiting_draft(number: int | None) -> FileDraftRow | None:
    """What a file proposed, and nothing was formed of yet."""
    return next((row for row in ask(file_drafts) if row.id == number), None)


def draft_of_file(row: FileDraftRow) -> CommitmentDraft:
    """As the form begins with it; date, first value and owner are told beside it, and never filled in."""
    agencies = {each.code: each.short_name for each in ask(agency_choices)}
    told = [
        f"penanggung jawab {agencies.get(row.owner_code, row.owner_code)}" if row.owner_code else "",
        f"nilai awal {formats.exact(row.baseline)}" if row.baseline is not None else "",
        f"tenggat {formats.long_date(row.due_on)}" if row.due_on else "",
        f"wilayah {place_names().get(row.region_code, row.region_code)}" if row.region_code else "",
    ]
    said = formats.listing([each for each in told if each])
    note = f"Menurut berkas {row.source}: {said}." if said else f"Menurut berkas {row.source}."
    return CommitmentDraft(
        "", row.title, row.sentence, row.indicator, row.unit, row.target, Polarity.UP, "", "", note
    )


def proposed(
    statement_code: str | None, of_file: FileDraftRow | None, *, drafted: bool
) -> CommitmentDraft | None:
    """With which wording the form begins; what is recorded later than the declaration has none."""
    if of_file is not None:
        return draft_of_file(of_file)
    return commitment_drafts().get(statement_code or "") if drafted else None
