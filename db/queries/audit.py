"""Reading the trail, and checking that nobody has touched it."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    and_,
    func,
    or_,
    select,
    true,
    type_coerce,
)

from db.acting import audited_values
from db.models import AgendaItem, AuditRecord, Decision, Evidence, ImportBatch, Meeting, Remark, Task
from db.queries.case_born import born_of_case, headline_is_for
from db.queries.rows import offset, typed
from db.subjects import Subject, query
from db.trail.keys import Trail, is_keyed, trail_of
from db.trail.sealing import end_of_seals
from domain.access.backups import BackupFailure
from domain.access.events import GENESIS, Event, canonical_json, chain_hash
from domain.access.permissions import Scope
from domain.imports.kinds import ImportKind
from domain.imports.life import code_of
from domain.meetings.life import Classification
from domain.words import labels


@dataclass(frozen=True)
class AuditRow:
    id: int
    at: datetime
    actor: str
    event: Event
    subject: str
    subject_id: str
    screen: str
    before: str
    after: str
    hash: str
    instead: str = ""
    """What stands for values that are not this reader's to know; empty where they are shown."""


def _records() -> Select[*tuple[Any, ...]]:
    """What an ``AuditRow`` is made of."""
    return select(
        AuditRecord.id,
        AuditRecord.at,
        AuditRecord.actor,
        AuditRecord.event,
        AuditRecord.subject,
        AuditRecord.subject_id,
        AuditRecord.screen,
        AuditRecord.before,
        AuditRecord.after,
        AuditRecord.hash,
    )


@query(Subject.TRAIL, Subject.MEETINGS, Subject.TASKS, Subject.REMARKS, Subject.REPORTS, Subject.IMPORTS)
def audit_rows(
    connection: Connection, *, scope: Scope, event: Event | None, text: str = "", page: int, size: int
) -> tuple[int, tuple[AuditRow, ...]]:
    """How many records match and one page of them, newest first.

    That something was done stays known to whoever reads the trail; what a secret meeting said and what a case
    asked for do not, so ``text`` is looked for in who, what about and from where, never in the values. Of a
    case itself its code and who worked on it are not told either; who opened one is.
    """
    query = _records()
    counting = select(func.count()).select_from(AuditRecord)
    for condition in _narrowed(connection, event, text, scope):
        query, counting = query.where(condition), counting.where(condition)
    total = connection.execute(counting).scalar_one()
    ordered = query.order_by(AuditRecord.id.desc()).limit(size).offset(offset(page, size, total))
    rows = typed(AuditRow, connection.execute(ordered))
    withheld = _withheld(connection, scope)
    of_register = set() if scope.may_see_cases else _files_of_cases(connection)
    return total, tuple(
        replace(row, before="{}", after="{}", instead=instead)
        if (instead := _instead(row, withheld))
        else _without_headline(_without_case(row, scope, of_register), scope)
        for row in rows
    )


def _withheld(connection: Connection, scope: Scope) -> dict[tuple[str, str], str]:
    """Whose values this reader is not told, and what is said instead."""
    of_cases = set() if scope.may_see_cases else _of_cases(connection)
    secrets = set() if scope.reads_secrets else _secrets(connection)
    return dict.fromkeys(of_cases, labels.CASE_VALUES_WITHHELD) | dict.fromkeys(
        secrets, labels.MINUTES_WITHHELD
    )


def _instead(row: AuditRow, withheld: Mapping[tuple[str, str], str]) -> str:
    """Of evidence that is gone again the record alone says to which task it belonged."""
    found = withheld.get((row.subject, row.subject_id), "")
    if found or row.subject != "evidence":
        return found
    values = json.loads(row.before) | json.loads(row.after)
    return withheld.get(("task", str(values.get("task", ""))), "")


def _without_case(row: AuditRow, scope: Scope, files: Collection[str]) -> AuditRow:
    """An office that works on cases, or sends a file of them, tells where they are from; so do the words by
    which rows were chosen and taken along."""
    if scope.may_see_cases:
        return row
    if row.event is Event.CASES_TAKEN:
        return replace(row, before="{}", after="{}", instead=labels.CASE_FILTER_WITHHELD)
    if row.subject != "case" and (row.subject != "import" or row.subject_id not in files):
        return row
    who = row.actor if row.event is Event.CASE_OPENED else labels.CASE_CLERK_WITHHELD
    return replace(row, actor=who, subject_id="", before="{}", after="{}", instead=labels.CASE_ACT_WITHHELD)


def _without_headline(row: AuditRow, scope: Scope) -> AuditRow:
    """Of a paper kind, digest and revision are for all who read the trail; what it says is for its tier."""
    if row.event is not Event.PAPER_ISSUED:
        return row
    issued = json.loads(row.after)
    if headline_is_for(scope, issued):
        return row
    return replace(row, after=canonical_json(issued | {"headline": labels.HEADLINE_WITHHELD}))


def _narrowed(
    connection: Connection, event: Event | None, text: str, scope: Scope
) -> Iterator[ColumnElement[bool]]:
    """What is not told is not found."""
    if event is not None:
        yield AuditRecord.event == event
    is_no_case = (
        true()
        if scope.may_see_cases
        else and_(
            AuditRecord.subject != "case",
            or_(AuditRecord.subject != "import", AuditRecord.subject_id.not_in(_files_of_cases(connection))),
        )
    )
    told = {
        AuditRecord.actor: or_(is_no_case, AuditRecord.event == Event.CASE_OPENED),
        AuditRecord.subject_id: is_no_case,
        AuditRecord.screen: true(),
    }
    for word in text.lower().split():
        yield or_(
            *(
                and_(is_told, func.lower(column).contains(word, autoescape=True))
                for column, is_told in told.items()
            ),
            AuditRecord.hash.startswith(word, autoescape=True),
        )


@query(Subject.TRAIL)
def audit_of_account(connection: Connection, username: str, *, most: int) -> tuple[AuditRow, ...]:
    """What was done to an account, and who came in with it, newest first."""
    rows = connection.execute(
        _records()
        .where(AuditRecord.subject == "user", AuditRecord.subject_id == username)
        .order_by(AuditRecord.id.desc())
        .limit(most)
    )
    return typed(AuditRow, rows)


def _secrets(connection: Connection) -> set[tuple[str, str]]:
    """Every subject whose words are those of a secret meeting."""
    is_secret = Meeting.classification == Classification.SECRET
    found: dict[str, Select[Any]] = {
        "meeting": select(Meeting.id).where(is_secret),
        "decision": select(Decision.id).join(Meeting).where(is_secret),
        "agenda_item": select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(is_secret),
        "remark": select(Remark.id)
        .outerjoin(Task, Task.id == Remark.task_id)
        .join(Decision, Decision.id == func.coalesce(Remark.decision_id, Task.decision_id))
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(is_secret),
    }
    return _subjects(connection, found)


def _of_cases(connection: Connection) -> set[tuple[str, str]]:
    """Every task that was born from a case, every decision about one, and what was said and handed in on
    them."""
    is_of_case = born_of_case()
    found: dict[str, Select[Any]] = {
        "task": select(Task.code).where(is_of_case),
        "evidence": select(Evidence.id).join(Task, Task.id == Evidence.task_id).where(is_of_case),
        "remark": select(Remark.id)
        .outerjoin(Task, Task.id == Remark.task_id)
        .outerjoin(Decision, Decision.id == Remark.decision_id)
        .where(or_(is_of_case, Decision.case_id.is_not(None))),
        "decision": select(Decision.id).where(Decision.case_id.is_not(None)),
    }
    return _subjects(connection, found)


def _files_of_cases(connection: Connection) -> set[str]:
    ids = select(ImportBatch.id).where(ImportBatch.kind == ImportKind.CASES)
    return {code_of(each) for each in connection.execute(ids).scalars()}


def _subjects(connection: Connection, found: Mapping[str, Select[Any]]) -> set[tuple[str, str]]:
    return {
        (subject, str(key)) for subject, query in found.items() for key in connection.execute(query).scalars()
    }


@dataclass(frozen=True)
class LastBackup:
    at: datetime
    name: str
    after: str
    """Size and length of the trail, as the record has it."""


@query(Subject.TRAIL)
def last_backup(connection: Connection) -> LastBackup | None:
    return next(iter(recent_backups(connection, 1)), None)


@query(Subject.TRAIL)
def recent_backups(connection: Connection, most: int) -> tuple[LastBackup, ...]:
    """The newest first."""
    newest = (
        select(AuditRecord.at, AuditRecord.subject_id, AuditRecord.after)
        .where(AuditRecord.event == Event.BACKUP_MADE)
        .order_by(AuditRecord.id.desc())
        .limit(most)
    )
    return tuple(LastBackup(row.at, row.subject_id, row.after) for row in connection.execute(newest))


@query(Subject.TRAIL)
def backups_begun(connection: Connection, since: datetime) -> tuple[datetime, ...]:
    begun = select(AuditRecord.at).where(
        AuditRecord.event == Event.BACKUP_BEGUN, AuditRecord.subject_id == since.isoformat()
    )
    return tuple(connection.scalars(begun.order_by(AuditRecord.id)))


@query(Subject.TRAIL)
def failed_backup(connection: Connection) -> BackupFailure | None:
    """Why the newest attempt failed; nothing once one was made after it."""
    outcome = (
        select(AuditRecord.event, AuditRecord.after)
        .where(AuditRecord.event.in_((Event.BACKUP_MADE, Event.BACKUP_FAILED)))
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )
    row = connection.execute(outcome).one_or_none()
    if row is None or row.event is Event.BACKUP_MADE:
        return None
    return BackupFailure(json.loads(row.after)["reason"])


@dataclass(frozen=True)
class Drills:
    """Restoring on trial: the last one, and since when there has been something to try."""

    first_backup: datetime | None
    last: datetime | None
    minutes: int = 0
    is_whole: bool = False


@query(Subject.TRAIL)
def drills(connection: Connection) -> Drills:
    first = connection.scalar(select(func.min(AuditRecord.at)).where(AuditRecord.event == Event.BACKUP_MADE))
    newest = (
        select(AuditRecord.at, AuditRecord.after)
        .where(AuditRecord.event == Event.BACKUP_TRIED)
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    if row is None:
        return Drills(first, None)
    told = json.loads(row.after)
    return Drills(first, row.at, told["minutes"], told["whole"])


@dataclass(frozen=True)
class TrailEnd:
    """What was written until now, by number and hash of its last record and last seal of a row."""

    records: int
    is_keyed: bool
    head: str
    seals: int
    seal_head: str


@query(Subject.TRAIL)
def trail_end(connection: Connection) -> TrailEnd:
    last = select(AuditRecord.id, AuditRecord.hash).order_by(AuditRecord.id.desc()).limit(1)
    records, head = connection.execute(last).one_or_none() or (0, GENESIS)
    return TrailEnd(records, is_keyed(connection), head, *end_of_seals(connection))


@dataclass(frozen=True)
class ChainCheck:
    """``broken_at`` is the number of the first record that does not fit, None when all do."""

    records: int
    broken_at: int | None
    reason: str = ""
    keyed_since: int | None = None
    """From this record on the chain is keyed; what was keyed with a key that is not here is only followed."""


def verify_chain(connection: Connection) -> ChainCheck:
    """Walk the chain from the first record: numbers without a gap, links and hashes that fit."""
    previous, expected = GENESIS, 1
    era = _Era(trail_of(connection))
    columns = AuditRecord.__table__.columns
    # As text, because an event that nobody knows must be found, not stumbled over.
    as_stored = [type_coerce(c, String).label("event") if c.key == "event" else c for c in columns]
    trail = select(*as_stored).order_by(AuditRecord.id).execution_options(yield_per=1_000)
    with connection.execute(trail) as rows:
        for row in rows:
            if row.id != expected:
                return ChainCheck(expected - 1, expected, f"record {expected} is missing", era.since)
            if row.previous_hash != previous:
                reason = f"record {row.id} does not follow record {row.id - 1}"
                return ChainCheck(row.id, row.id, reason, era.since)
            if not era.fits(row):
                return ChainCheck(row.id, row.id, f"the content of record {row.id} was altered", era.since)
            previous, expected = row.hash, expected + 1
    if era.lacks_ours:
        reason = "the trail is not keyed with the key of this installation"
        return ChainCheck(expected - 1, expected - 1, reason, era.since)
    return ChainCheck(expected - 1, None, keyed_since=era.since)


class _Era:
    """With which key the records are made: at first with none, then with others', at last with ours."""

    def __init__(self, trail: Trail | None) -> None:
        self._trail = trail
        self._key: bytes | None = None
        self._is_foreign = False
        self.since: int | None = None

    @property
    def lacks_ours(self) -> bool:
        return self._trail is not None and self._key is None

    def fits(self, row: Row[Any]) -> bool:
        if self._key is None and row.event == Event.TRAIL_KEYED:
            self._begin(row)
        if self._is_foreign and self._key is None:
            return True
        return bool(row.hash == chain_hash(row.previous_hash, audited_values(row), self._key))

    def _begin(self, row: Row[Any]) -> None:
        """Once ours, always ours: no record can lead back to a key that is not here to check with."""
        self.since = self.since or row.id
        told = json.loads(row.after)
        if self._trail is not None and told.get("key") == self._trail.fingerprint:
            self._key = self._trail.key
        else:
            self._is_foreign = True


def record_fits(connection: Connection, row: Row[Any]) -> bool:
    """Whether one record is as it was written, as far as it can be judged with the key that is here."""
    trail, values = trail_of(connection), audited_values(row)
    if row.hash == chain_hash(row.previous_hash, values):
        return True
    if trail is not None:
        return bool(row.hash == chain_hash(row.previous_hash, values, trail.key))
    return is_keyed(connection)


def told_of(
    connection: Connection, event: Event, subject: str, ids: list[str] | None
) -> Iterator[tuple[str, tuple[dict[str, Any], bool]]]:
    """What the trail holds of these, and whether each record and its link to the next still fit."""
    table = AuditRecord.__table__
    asked = select(table).where(AuditRecord.event == event, AuditRecord.subject == subject)
    if ids is not None:
        asked = asked.where(AuditRecord.subject_id.in_(ids))
    rows = connection.execute(asked.order_by(AuditRecord.id)).all()
    after = dict(
        connection.execute(
            select(AuditRecord.id, AuditRecord.previous_hash).where(
                AuditRecord.id.in_([row.id + 1 for row in rows])
            )
        ).all()
    )
    for row in rows:
        fits = record_fits(connection, row)
        linked = after.get(row.id + 1, row.hash) == row.hash
        yield row.subject_id, (json.loads(row.after), fits and linked)
