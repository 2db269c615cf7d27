"""What the wall says of things that move on: asked for now, or as it was when the meeting was closed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from db.queries.attention import room
from db.queries.commitments import CommitmentDetail, commitment_detail
from db.queries.meetings import ItemRow, MeetingDetail, agenda_of, meeting_before, wall_at_closing
from db.queries.promises import promises
from db.queries.task_detail import task_detail
from domain import addresses
from domain.access.permissions import ROOM, Scope
from domain.attention.rules import AttentionPoint
from domain.attention.table import Topic, TopicKind
from domain.commitments.verifiability import AnswerKind
from domain.meetings.life import ItemState, MeetingState
from domain.meetings.wall import NO_FACTS, Fact, ItemFacts, ToScan, WallFacts
from domain.time import formats
from domain.time.calendar import Quarter, local_time
from domain.words import labels
from views import attention
from views.ask import ask
from views.commitments import report_address
from views.map import findings, layer_choices
from views.map import layer as map_layer
from views.map.layer import LayerView

MOST_MEMBERS = 3
"""Of what one point stands for, as many as a wall has room to name."""


def wall_facts(meeting: MeetingDetail, now: datetime) -> WallFacts:
    """As the meeting's room may hear it; of a closed meeting what was kept at its closing, or nothing."""
    if meeting.state is MeetingState.CLOSED:
        return ask(wall_at_closing, meeting.id) or NO_FACTS
    return facts_now(meeting, now)


def facts_now(meeting: MeetingDetail, now: datetime) -> WallFacts:
    """All but the map, which is drawn by whoever shows it."""
    on = local_time(now).date()
    last = ask(meeting_before, meeting.held_at)
    by = max(on, local_time(meeting.starts_at).date())
    scope = room(meeting.classification)
    waited, members = attention.waited(scope, now), attention.members(scope, now)
    return WallFacts(
        at=now,
        last_on=local_time(last.held_at).date() if last else None,
        promised=ask(promises, last, on=on, by=by, told_in=meeting.classification) if last else (),
        items=tuple(
            _of_item(item, waited.get(item.subject, ""), members, on, scope)
            for item in ask(agenda_of, meeting.id)
            if item.state is not ItemState.DROPPED
        ),
    )


def hot_view() -> tuple[LayerView | None, str, str]:
    """The layer of the hotspots' slide, its finding and what it counts; none where nothing was published."""
    if all(choice.is_register for choice in layer_choices.choices(ROOM.scope).values()):
        return None, "", ""
    view = map_layer.default_view(ROOM.scope)
    if not view.figures:
        return None, "", ""
    return view, findings.finding(view), findings.counted(view)


def _of_item(
    item: ItemRow, waited: str, members: Mapping[str, Sequence[AttentionPoint]], on: date, scope: Scope
) -> ItemFacts:
    subject = Topic.read(item.subject)
    facts, code = _live(item, subject, members, on, scope)
    proposal = _proposal(item, subject, members.get(item.subject, ()))
    return ItemFacts(item.subject, waited, tuple(facts), proposal, code)


def _proposal(item: ItemRow, subject: Topic, members: Sequence[AttentionPoint]) -> str:
    if not item.rule.row.decision:
        return ""
    return item.rule.suggests(_about(item, subject, members), item.agency or "")


def _about(item: ItemRow, subject: Topic, members: Sequence[AttentionPoint]) -> str:
    """What the decision names; of several as one those by their codes, as it is read without the slide."""
    if _is_coded(subject):
        return f"{subject.key} ({item.title})"
    if subject.kind is not TopicKind.GROUP:
        return f"“{item.title}”"
    codes = [each.subject.key for each in members if _is_coded(each.subject)]
    return formats.shortlist(codes) if codes else formats.uncapitalised(item.title)


def _is_coded(subject: Topic) -> bool:
    return subject.kind in {TopicKind.TASK, TopicKind.COMMITMENT}


def _live(
    item: ItemRow,
    subject: Topic,
    members: Mapping[str, Sequence[AttentionPoint]],
    on: date,
    scope: Scope,
) -> tuple[list[Fact], ToScan | None]:
    """What the subject of a point is doing right now, so that a phone's answer shows by itself."""
    if subject.kind is TopicKind.TASK:
        return _of_task(subject.key, scope)
    if subject.kind is TopicKind.COMMITMENT:
        return _of_commitment(subject.key, on, scope)
    facts = [Fact("Butirnya", _named(members[item.subject]))] if item.subject in members else []
    address = subject.address(item.agency_code)
    return facts, ToScan(address, _ON_PHONES[subject.kind]) if address else None


def _named(points: Sequence[AttentionPoint]) -> str:
    """``K-03 Tim desa; K-07 Posko; dan 4 lainnya``."""
    shown = [_name(point) for point in points[:MOST_MEMBERS]]
    more = len(points) - len(shown)
    return "; ".join([*shown, *([f"dan {formats.number(more)} lainnya"] if more else [])])


def _name(point: AttentionPoint) -> str:
    return f"{point.subject.key} {point.title}" if _is_coded(point.subject) else point.title


def _of_task(code: str, scope: Scope) -> tuple[list[Fact], ToScan | None]:
    detail = ask(task_detail, code, scope=scope)
    if detail is None:
        return [], None
    row, state = detail.row, labels.TASK_STATES[detail.row.state]
    step = detail.steps[0] if detail.steps else None
    told = f"{state} · {step.agency}, {formats.short_date(local_time(step.at).date())}" if step else state
    facts = [
        Fact("Keadaan kini", told),
        Fact("Tenggat", formats.long_date(row.due_on)),
        Fact("Komitmen", row.commitment_code or ""),
    ]
    return [fact for fact in facts if fact.value], ToScan(addresses.task(code), f"Buka {code} di ponsel")


def _of_commitment(code: str, on: date, scope: Scope) -> tuple[list[Fact], ToScan | None]:
    detail = ask(commitment_detail, code, scope=scope)
    if detail is None:
        return [], None
    row, progress = detail.row, detail.row.progress
    reported = row.last_reported_on
    facts = [
        Fact("Keadaan kini", labels.HEALTH[progress.health(on)]),
        Fact("Klaim | terverifikasi", f"{_percent(progress.claimed)} | {_percent(progress.verified)}"),
        Fact("Laporan terakhir", formats.long_date(reported) if reported else formats.NO_REPORT),
        Fact("Yang kurang", _missing(detail)),
    ]
    form = report_address(detail, on)
    code_of = (
        ToScan(form, f"{row.owner}: lapor {code} dari ponsel")
        if form
        else ToScan(addresses.commitment(code), f"Buka {code} di ponsel")
    )
    return [fact for fact in facts if fact.value], code_of


def _missing(detail: CommitmentDetail) -> str:
    """What keeps it from being held to anything: answers that the check lacks, and reports that are due."""
    lacking = [
        labels.QUESTIONS[answer.question].lower()
        for answer in detail.examination.answers
        if answer.verdict is not AnswerKind.YES
    ]
    quarters = [Quarter.parse(point.quarter) for point in detail.checkpoints if point.report is None]
    unreported = [f"{quarter.label} {quarter.year}" for quarter in quarters]
    if detail.row.owner and unreported:
        lacking.append(f"laporan {formats.shortlist(unreported, 2)}")
    return formats.capitalised(formats.shortlist(lacking)) if lacking else ""


def _percent(value: float | None) -> str:
    return formats.NO_REPORT.lower() if value is None else formats.percent(value)


_ON_PHONES = {
    TopicKind.REGION: "Buka rinciannya di ponsel",
    TopicKind.FIGURE: "Buka rinciannya di ponsel",
    TopicKind.AGENCY: "Buka komitmennya di ponsel",
    TopicKind.GROUP: "Buka daftarnya di ponsel",
}
