"""The minutes of a meeting from its rows, their seal, and whether the rows still fit it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from db.models import (
    Agency,
    AgendaItem,
    Attendance,
    AuditRecord,
    Decision,
    Meeting,
    MeetingSeal,
    MeetingWall,
    MinutesAmendment,
    Region,
    Task,
)
from db.queries import decisions, meetings, promises
from db.queries.audit import told_of
from db.queries.case_born import born_of_case, decision_is_for
from db.subjects import Subject, query
from domain.access.events import Event, canonical_json
from domain.access.permissions import ROOM, Scope
from domain.meetings.life import NOT_DUE, Classification, PromiseState
from domain.meetings.minutes import (
    Decided,
    Followed,
    Given,
    Minutes,
    Point,
    Present,
    SealedRow,
    read_minutes,
    sealed_text,
)
from domain.papers.sealing import typed_code
from domain.places.regions import short_name
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels


@query(Subject.PLACES, Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, Subject.HOLIDAYS)
def minutes_of(connection: Connection, meeting_id: int, *, on: date | None = None) -> Minutes:
    """As the meeting's rows say it now; before closing this is a draft, and ``on`` the day of it: what is
    due between that day and the one of the meeting is not late yet."""
    meeting = connection.execute(select(Meeting.__table__).where(Meeting.id == meeting_id)).one()
    decided = decisions.decisions_of(connection, meeting_id, scope=ROOM.scope)
    given = _given(connection, meeting_id)
    by_item: dict[int | None, list[str]] = defaultdict(list)
    for decision in decided:
        by_item[decision.item_id].append(decision.label)
    return Minutes(
        meeting_id=meeting.id,
        title=meeting.title,
        place=meeting.place,
        basis=meeting.basis,
        chair=meeting.chair,
        note_taker=meeting.note_taker,
        classification=meeting.classification.value,
        starts_at=meeting.starts_at.isoformat(),
        started_at=_iso(meeting.started_at),
        closed_at=_iso(meeting.closed_at),
        directions=meeting.directions,
        discussion=meeting.discussion,
        is_sample=meeting.is_demo,
        attendance=tuple(
            Present(row.agency, row.mode.value, row.seated)
            for row in meetings.attendance_of(connection, meeting_id)
            if row.mode
        ),
        followed=_followed(connection, meeting, on),
        agenda=tuple(
            Point(
                item.title,
                item.reason,
                item.agency or "",
                item.state.value,
                item.dropped_because,
                tuple(by_item[item.id]),
            )
            for item in meetings.agenda_of(connection, meeting_id)
        ),
        decisions=tuple(
            Decided(
                each.label,
                each.text,
                each.owner or "",
                each.due_on.isoformat() if each.due_on else None,
                each.task_codes,
                each.struck_because,
            )
            for each in decided
        ),
        tasks=given,
        ended_at=_iso(meeting.ended_at),
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


_NOWHERE = "–"
"""In the column of places, of what was born from a case."""


def _given(connection: Connection, meeting_id: int) -> tuple[Given, ...]:
    rows = connection.execute(
        select(
            Task.code,
            Task.title,
            Agency.short_name,
            Region.code.label("region_code"),
            Region.name,
            Task.due_on,
            Task.state,
            Decision.number,
            Decision.year,
            born_of_case().label("of_case"),
        )
        .join(Decision, Decision.id == Task.decision_id)
        .join(Agency, Agency.id == Task.owner_id)
        .join(Region, Region.code == Task.region_code)
        .where(Decision.meeting_id == meeting_id, Task.state != TaskState.WITHDRAWN)
        .order_by(Decision.number, Task.code)
    )
    return tuple(
        Given(
            row.code,
            labels.CASE_TITLE_WITHHELD if row.of_case else row.title,
            row.short_name,
            _NOWHERE if row.of_case else short_name(row.region_code, row.name),
            row.due_on.isoformat(),
            row.state.value,
            f"{row.number}/{row.year}",
        )
        for row in rows
    )


def _followed(connection: Connection, meeting: Row[Any], drafted_on: date | None) -> Followed | None:
    held_at = meeting.started_at or meeting.starts_at
    last = meetings.meeting_before(connection, held_at)
    if last is None:
        return None
    held_on = local_time(held_at).date()
    promised = promises.promises(connection, last, on=min(drafted_on or held_on, held_on))
    states = [promise.promise for promise in promised]
    return Followed(
        meeting_on=local_time(last.held_at).date().isoformat(),
        kept=states.count(PromiseState.KEPT),
        late=states.count(PromiseState.LATE),
        no_answer=states.count(PromiseState.NO_ANSWER),
        running=sum(each in NOT_DUE for each in states),
        agencies=tuple(
            (agency, each.kept, each.due) for agency, each in promises.scores(promised) if each.due
        ),
    )


def sealed_content(connection: Connection, meeting_id: int) -> tuple[str, tuple[SealedRow, ...]]:
    """The text that the seal covers, and the rows whose hashes stand in it."""
    rows = tuple(_rows(connection, meeting_id))
    return sealed_text(minutes_of(connection, meeting_id), rows), rows


_NOT_SEALED = frozenset({"version", "is_demo"})
"""What says nothing to the reader of minutes; a version moves without any change of content."""

_SEALED_LATER = frozenset(
    {"ended_at", "closed_by_id", "office", "capacity", "struck_at", "struck_because", "case_id"}
)
"""Columns that came after the first seals: they are covered where they say something, so that older seals
hold as they are."""


def _hash(values: dict[str, Any]) -> str:
    kept = {
        name: value
        for name, value in values.items()
        if name not in _NOT_SEALED and (value or name not in _SEALED_LATER)
    }
    return hashlib.sha256(canonical_json(kept).encode()).hexdigest()


def _rows(connection: Connection, meeting_id: int) -> Iterator[SealedRow]:
    """Every row that the minutes rest on, each with what people call it."""
    for row in connection.execute(select(Meeting.__table__).where(Meeting.id == meeting_id)):
        yield SealedRow(
            "meeting", str(row.id), "Rapat (judul, waktu, tempat, arahan)", _hash(dict(row._mapping))
        )
    for row in connection.execute(
        select(Attendance.__table__, Agency.short_name)
        .join(Agency, Agency.id == Attendance.agency_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.agency_id)
    ):
        values = dict(row._mapping)
        del values["short_name"]
        yield SealedRow("attendance", str(row.agency_id), f"Kehadiran {row.short_name}", _hash(values))
    for row in connection.execute(
        select(AgendaItem.__table__).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.id)
    ):
        yield SealedRow("agenda_item", str(row.id), f"Butir agenda {row.position}", _hash(dict(row._mapping)))
    for row in connection.execute(
        select(Decision.__table__).where(Decision.meeting_id == meeting_id).order_by(Decision.number)
    ):
        yield SealedRow(
            "decision", str(row.id), f"Keputusan {row.number}/{row.year}", _hash(dict(row._mapping))
        )
    for row in connection.execute(select(MeetingWall.__table__).where(MeetingWall.meeting_id == meeting_id)):
        yield SealedRow("wall", str(row.meeting_id), "Keadaan pada slaid", _hash(dict(row._mapping)))
    # Of a task only what the decision said: its owner may later counter the date and move its state.
    for row in connection.execute(
        select(Task.id, Task.code, Task.decision_id, Task.title, Task.output)
        .join(Decision, Decision.id == Task.decision_id)
        .where(Decision.meeting_id == meeting_id)
        .order_by(Task.id)
    ):
        yield SealedRow("task", str(row.id), f"Tugas {row.code}", _hash(dict(row._mapping)))


def amendment_hash(amendment: Any) -> str:
    return _hash(
        {
            "id": amendment.id,
            "meeting_id": amendment.meeting_id,
            "decision_id": amendment.decision_id,
            "text": amendment.text,
            "reason": amendment.reason,
            "at": amendment.at,
        }
    )


@dataclass(frozen=True)
class AmendmentRow:
    id: int
    meeting_id: int
    decision_id: int | None
    decision: str
    text: str
    reason: str
    at: datetime


@query(Subject.MEETINGS, cached=True)
def amendments_of(connection: Connection, meeting_id: int, *, scope: Scope) -> tuple[AmendmentRow, ...]:
    """With what was added to a decision about a case only for whom that is."""
    rows = _amendments(connection, meeting_id)
    theirs = select(Decision.id).where(Decision.meeting_id == meeting_id, decision_is_for(scope))
    told, hidden = set(connection.scalars(theirs)), labels.CASE_DECISION_WITHHELD
    return tuple(
        row
        if row.decision_id is None or row.decision_id in told
        else replace(row, text=hidden, reason=hidden)
        for row in rows
    )


def _amendments(connection: Connection, meeting_id: int) -> tuple[AmendmentRow, ...]:
    rows = connection.execute(
        select(
            MinutesAmendment.id,
            MinutesAmendment.meeting_id,
            MinutesAmendment.decision_id,
            Decision.number,
            Decision.year,
            MinutesAmendment.text,
            MinutesAmendment.reason,
            MinutesAmendment.at,
        )
        .outerjoin(Decision, Decision.id == MinutesAmendment.decision_id)
        .where(MinutesAmendment.meeting_id == meeting_id)
        .order_by(MinutesAmendment.id)
    )
    return tuple(
        AmendmentRow(
            row.id,
            row.meeting_id,
            row.decision_id,
            f"{row.number}/{row.year}" if row.number else "",
            row.text,
            row.reason,
            row.at,
        )
        for row in rows
    )


@dataclass(frozen=True)
class Sealed:
    code: str
    content_hash: str
    sealed_at: datetime
    minutes: Minutes


@query(Subject.TASKS, Subject.MEETINGS, cached=True)
def seal_of(connection: Connection, meeting_id: int) -> Sealed | None:
    row = connection.execute(
        select(MeetingSeal.__table__).where(MeetingSeal.meeting_id == meeting_id)
    ).one_or_none()
    if row is None:
        return None
    minutes = read_minutes(json.loads(row.content)["minutes"])
    return Sealed(row.code, row.content_hash, row.sealed_at, _without_cases(connection, meeting_id, minutes))


def _without_cases(connection: Connection, meeting_id: int, minutes: Minutes) -> Minutes:
    """What was sealed before words about cases were kept off paper leaves them off when it is printed now."""
    rows = connection.execute(
        select(Decision.number, Decision.year).where(
            Decision.meeting_id == meeting_id, Decision.case_id.is_not(None)
        )
    )
    about = {f"{number}/{year}" for number, year in rows}
    points, of_cases = _subjects(connection, meeting_id), meetings.subjects_of_cases(connection)
    return replace(
        minutes,
        agenda=tuple(
            replace(each, title=labels.CASE_TITLE_WITHHELD, reason="")
            if subject in of_cases and meetings.names_a_case(each.title)
            else each
            for each, subject in zip(minutes.agenda, points, strict=False)
        ),
        decisions=tuple(
            replace(
                each,
                text=labels.CASE_DECISION_WITHHELD,
                struck=each.struck and labels.CASE_DECISION_WITHHELD,
            )
            if each.number in about
            else each
            for each in minutes.decisions
        ),
        tasks=tuple(
            replace(each, title=labels.CASE_TITLE_WITHHELD, region=_NOWHERE)
            if each.decision in about
            else each
            for each in minutes.tasks
        ),
    )


def _subjects(connection: Connection, meeting_id: int) -> list[str]:
    """Of the points, in the order in which the minutes have them."""
    rows = select(AgendaItem.subject).where(AgendaItem.meeting_id == meeting_id)
    return list(connection.scalars(rows.order_by(AgendaItem.position, AgendaItem.id)))


@dataclass(frozen=True)
class Verification:
    """Empty ``problems`` say that minutes and rows are as they were sealed."""

    code: str
    meeting_id: int
    title: str
    held_at: datetime
    sealed_at: datetime
    decisions: int
    rows: int
    amendments: int
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.problems


@query(Subject.AGENCIES, Subject.TRAIL, Subject.TASKS, Subject.MEETINGS)
def verify(connection: Connection, code: str, *, scope: Scope) -> Verification | None:
    """What the seal with this code says of the rows as they are now; None when no seal has it."""
    grouped = typed_code(code)
    seal = connection.execute(
        select(
            MeetingSeal.__table__,
            Meeting.title,
            meetings.HELD_AT.label("held_at"),
            Meeting.classification,
        )
        .join(Meeting, Meeting.id == MeetingSeal.meeting_id)
        .where(MeetingSeal.code == grouped)
    ).one_or_none()
    if seal is None:
        return _undone(connection, grouped, scope)
    sealed = _sealed_rows(seal.content)
    current = {(row.kind, row.id): row for row in _rows(connection, seal.meeting_id)}
    amendments = _amendments(connection, seal.meeting_id)
    problems = [
        *_of_seal(connection, seal),
        *_of_rows(sealed, current),
        *_of_decisions(connection, sealed),
        *_of_amendments(connection, seal.meeting_id, amendments),
    ]
    return Verification(
        code=seal.code,
        meeting_id=seal.meeting_id,
        title=_title_for(seal, scope),
        held_at=seal.held_at,
        sealed_at=seal.sealed_at,
        decisions=sum(kind == "decision" for kind, _ in sealed),
        rows=len(sealed),
        amendments=len(amendments),
        problems=tuple(dict.fromkeys(problems)),
    )


def _sealed_rows(content: str) -> dict[tuple[str, str], SealedRow]:
    """None of a text that cannot be read: that it is another than was sealed is said by its hash."""
    try:
        return {(row["kind"], row["id"]): SealedRow(**row) for row in json.loads(content)["rows"]}
    except (ValueError, KeyError, TypeError):
        return {}


def verify_all(connection: Connection) -> tuple[Verification, ...]:
    """What every seal says of the rows as they are now."""
    codes = connection.scalars(select(MeetingSeal.code).order_by(MeetingSeal.meeting_id)).all()
    return tuple(found for code in codes if (found := verify(connection, code, scope=ROOM.scope)) is not None)


def _title_for(meeting: Any, scope: Scope) -> str:
    hidden = meeting.classification is Classification.SECRET and not scope.reads_secrets
    return labels.MEETING_WITHHELD if hidden else str(meeting.title)


def _undone(connection: Connection, code: str, scope: Scope) -> Verification | None:
    """A seal whose closing was taken back within its minute: known, and worth nothing."""
    undone = connection.execute(
        select(AuditRecord.at, AuditRecord.after, AuditRecord.subject_id)
        .where(AuditRecord.event == Event.CLOSING_UNDONE)
        .order_by(AuditRecord.id)
    )
    for row in undone:
        if json.loads(row.after).get("code") == code:
            meeting = connection.execute(
                select(
                    Meeting.id, Meeting.title, Meeting.classification, meetings.HELD_AT.label("held_at")
                ).where(Meeting.id == int(row.subject_id))
            ).one()
            return Verification(
                code=code,
                meeting_id=meeting.id,
                title=_title_for(meeting, scope),
                held_at=meeting.held_at,
                sealed_at=row.at,
                decisions=0,
                rows=0,
                amendments=0,
                problems=(
                    f"Penutupan dengan kode ini dibatalkan {formats.moment(row.at)}; segelnya tidak berlaku.",
                ),
            )
    return None


def _of_rows(
    sealed: dict[tuple[str, str], SealedRow], current: dict[tuple[str, str], SealedRow]
) -> Iterator[str]:
    for key, row in sealed.items():
        if key not in current:
            yield f"{row.label} dihapus sesudah disegel."
        elif current[key].hash != row.hash:
            yield f"{row.label} diubah sesudah disegel."
    for key, row in current.items():
        if key not in sealed and row.kind != "task":
            yield f"{row.label} ditambahkan sesudah disegel."


def _of_seal(connection: Connection, seal: Row[Any]) -> Iterator[str]:
    if hashlib.sha256(seal.content.encode()).hexdigest() != seal.content_hash:
        yield "Naskah notulen yang tersimpan tidak sama dengan segelnya."
    if not seal.content_hash.startswith(seal.code.replace("-", "")):
        yield "Kode segel tidak berasal dari naskah ini."
    told = dict(told_of(connection, Event.MINUTES_SEALED, "meeting", [str(seal.meeting_id)]))
    yield from _of_record(told.get(str(seal.meeting_id)), seal.content_hash, "Segel notulen")


def _of_decisions(connection: Connection, sealed: dict[tuple[str, str], SealedRow]) -> Iterator[str]:
    rows = {row.id: row for (kind, _), row in sealed.items() if kind == "decision"}
    told = dict(told_of(connection, Event.DECISION_SEALED, "decision", list(rows)))
    for number, row in rows.items():
        yield from _of_record(told.get(number), row.hash, f"Segel {row.label}")


def _of_amendments(
    connection: Connection, meeting_id: int, amendments: Sequence[AmendmentRow]
) -> Iterator[str]:
    told = dict(told_of(connection, Event.MINUTES_AMENDED, "amendment", None))
    known = {number for number, (after, _) in told.items() if after.get("meeting") == meeting_id}
    for place, each in enumerate(amendments, 1):
        known.discard(str(each.id))
        yield from _of_record(told.get(str(each.id)), amendment_hash(each), f"Addendum {place}")
    if known:
        yield f"{len(known)} addendum dihapus."


def _of_record(told: tuple[dict[str, Any], bool] | None, digest: str, label: str) -> Iterator[str]:
    if told is None:
        yield f"{label} tidak ada dalam jejak audit."
    elif told[0].get("hash") != digest:
        yield f"{label} tidak sama dengan jejak audit."
    elif not told[1]:
        yield f"Catatan jejak audit untuk {formats.uncapitalised(label)} diubah."
