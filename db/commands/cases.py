"""The one way in which case records are written: every summary is brought along in the same transaction.

For use inside ``acting()``, which queues writers up and wants the caller to record what he did. Who writes
``case_record`` past these functions makes the map lie; ``recount`` mends it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    bindparam,
    case,
    cast,
    delete,
    extract,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Session

from db.bulk import add_rows, among, new_rows
from db.engine import first_of_month, upsert
from db.models import AuditRecord, CaseRecord, CaseRouteSummary, CaseSummary, ImportBatch, ImportedRow
from domain.access.events import Event
from domain.disclosure.suppression import NOWHERE, OUTSIDE
from domain.imports.life import ImportState
from domain.places.regions import RegionLevel

Key = tuple[object, ...]
Changes = dict[type[CaseSummary] | type[CaseRouteSummary], Counter[Key]]

_PLACES = {
    RegionLevel.REGENCY: CaseRecord.origin_regency_code,
    RegionLevel.DISTRICT: CaseRecord.origin_district_code,
}
_COUNTED = (
    CaseRecord.kind,
    CaseRecord.reported_on,
    CaseRecord.origin_regency_code,
    CaseRecord.origin_district_code,
    CaseRecord.origin_outside,
    CaseRecord.transit_id,
    CaseRecord.destination_iso3,
    CaseRecord.withdrawn_as,
)
# As parameters they would not match their own GROUP BY.
_NONE: ColumnElement[str] = literal_column(f"'{NOWHERE}'")
_OUTSIDE: ColumnElement[str] = literal_column(f"'{OUTSIDE}'")
_BATCH = 100_000
_TOGETHER = 200
"""Records that are changed each in its own way by one statement, which names each of their values."""
LAST_REMOVED = "last_code"
"""In the trail of what was undone: the code of the newest case that went with it."""


def next_number(session: Session) -> int:
    """The one after the greatest ever given, be that case removed since: what the trail says of a code stays
    true of that case alone. Writers queue up, so nobody takes it in between."""
    newest = session.scalar(select(CaseRecord.code).order_by(CaseRecord.id.desc()).limit(1))
    last_id = session.scalar(select(func.max(CaseRecord.id))) or 0
    return 1 + max(last_id, _number_in(newest), _last_removed(session))


def _last_removed(session: Session) -> int:
    lines = select(AuditRecord.after).where(
        AuditRecord.subject == "import", AuditRecord.event == Event.IMPORT_UNDONE
    )
    numbers = [_number_in(json.loads(after).get(LAST_REMOVED)) for after in session.scalars(lines)]
    # Earlier releases did not name the last code; a number was then never greater than the row's.
    rows = (
        select(func.max(cast(ImportedRow.row_key, Integer)))
        .join(ImportBatch, ImportBatch.id == ImportedRow.batch_id)
        .where(ImportedRow.table_name == CaseRecord.__tablename__, ImportBatch.state == ImportState.UNDONE)
    )
    return max(session.scalar(rows) or 0, *numbers, 0)


def _number_in(code: str | None) -> int:
    """``12`` of ``K26-0012``."""
    found = re.fullmatch(r"K\d\d-(\d+)", code or "")
    return int(found[1]) if found else 0


def add_cases(session: Session, records: Sequence[Mapping[str, Any]]) -> None:
    """Insert records, each given by its columns."""
    if not records:
        return
    add_rows(session, CaseRecord, records)
    _count(session, records)


def new_cases(session: Session, records: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The same, and the number of each by its code."""
    made = new_rows(session, CaseRecord, records, CaseRecord.code, CaseRecord.id) if records else []
    _count(session, records)
    return dict(made)


def _count(session: Session, records: Sequence[Mapping[str, Any]]) -> None:
    names = [column.key for column in _COUNTED]
    said = ([record.get(name) for record in records] for name in names)
    _apply(session, _keys(Counter(zip(*said, strict=True)).items()))


def change_cases(session: Session, ids: Iterable[int], **values: Any) -> None:
    """Give the same new values to all these records."""
    for some in _some(ids):
        before = _counted(session, some)
        session.execute(update(CaseRecord).where(among(session, CaseRecord.id, some)).values(**values))
        _apply(
            session, _keys(((each, -1) for each in before), ((each, 1) for each in _counted(session, some)))
        )


def change_each_case(session: Session, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Give each of these records values of its own, a few hundred in one statement."""
    numbers = [*changes]
    for start in range(0, len(numbers), _TOGETHER):
        some = numbers[start : start + _TOGETHER]
        before = _counted(session, some)
        names = dict.fromkeys(name for number in some for name in changes[number])
        values = {name: _of_each(name, {number: changes[number] for number in some}) for name in names}
        session.execute(update(CaseRecord).where(among(session, CaseRecord.id, some)).values(values))
        _apply(
            session, _keys(((each, -1) for each in before), ((each, 1) for each in _counted(session, some)))
        )


def _of_each(name: str, changes: Mapping[int, Mapping[str, Any]]) -> ColumnElement[Any]:
    """The new value of a column by the number of the record; others keep what they have."""
    column = CaseRecord.__table__.c[name]
    new = {number: literal(own[name], column.type) for number, own in changes.items() if name in own}
    return case(new, value=CaseRecord.id, else_=column)


def remove_cases(session: Session, ids: Iterable[int]) -> None:
    for some in _some(ids):
        before = _counted(session, some)
        session.execute(delete(CaseRecord).where(among(session, CaseRecord.id, some)))
        _apply(session, _keys((each, -1) for each in before))


def recount(session: Session) -> None:
    """Make the summaries anew from the records: slow, and right whatever happened before."""
    connection = session.connection()
    for model in (CaseSummary, CaseRouteSummary):
        session.execute(delete(model))
    month = first_of_month(connection, CaseRecord.reported_on)
    for level, place in _PLACES.items():
        named = _named_place(place)
        session.execute(
            insert(CaseSummary).from_select(
                ["level", "kind", "month", "region_code", "reports"],
                select(literal(level, CaseSummary.level.type), CaseRecord.kind, month, named, func.count())
                .where(CaseRecord.withdrawn_as.is_(None))
                .group_by(CaseRecord.kind, month, named),
            )
        )
    route = (
        CaseRecord.kind,
        extract("year", CaseRecord.reported_on),
        _named_place(CaseRecord.origin_regency_code),
        func.coalesce(CaseRecord.transit_id, literal_column("0")),
        func.coalesce(CaseRecord.destination_iso3, _NONE),
    )
    names = ["kind", "year", "regency_code", "transit_id", "destination_iso3", "reports"]
    session.execute(
        insert(CaseRouteSummary).from_select(
            names,
            select(*route, func.count()).where(CaseRecord.withdrawn_as.is_(None)).group_by(*route),
        )
    )


def _named_place(place: Any) -> ColumnElement[str]:
    return case((CaseRecord.origin_outside, _OUTSIDE), else_=func.coalesce(place, _NONE))


def _some(ids: Iterable[int]) -> Iterator[list[int]]:
    """In pieces, because a statement takes only so many parameters."""
    everything = sorted(set(ids))
    return (everything[start : start + _BATCH] for start in range(0, len(everything), _BATCH))


def _counted(session: Session, ids: Sequence[int]) -> Sequence[Sequence[Any]]:
    return [
        tuple(row) for row in session.execute(select(*_COUNTED).where(among(session, CaseRecord.id, ids)))
    ]


def _keys(*found: Iterable[tuple[Sequence[Any], int]]) -> Changes:
    """By how much each row of the summaries grows or shrinks."""
    changes: Changes = {CaseSummary: Counter(), CaseRouteSummary: Counter()}
    for group in found:
        for (kind, day, regency, district, outside, transit, destination, withdrawn), by in group:
            if withdrawn is not None:
                continue
            month = date(day.year, day.month, 1)
            unnamed = OUTSIDE if outside else NOWHERE
            changes[CaseSummary][RegionLevel.REGENCY, kind, month, regency or unnamed] += by
            changes[CaseSummary][RegionLevel.DISTRICT, kind, month, district or unnamed] += by
            changes[CaseRouteSummary][
                kind, day.year, regency or unnamed, transit or 0, destination or ""
            ] += by
    return changes


def _apply(session: Session, changes: Changes) -> None:
    connection = session.connection()
    for model, counted in changes.items():
        table = model.__table__
        assert isinstance(table, Table)
        _grow(connection, table, {key: by for key, by in counted.items() if by > 0})
        _shrink(connection, table, {key: -by for key, by in counted.items() if by < 0})


def _grow(connection: Connection, table: Table, changes: Mapping[Key, int]) -> None:
    if not changes:
        return
    keys = list(table.primary_key)
    statement = upsert(connection, table)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=keys, set_={"reports": table.c.reports + statement.excluded.reports}
        ),
        [{**_named(keys, key), "reports": by} for key, by in changes.items()],
    )


def _shrink(connection: Connection, table: Table, changes: Mapping[Key, int]) -> None:
    """A row that would count nothing goes, so that the summaries stay as small as what they say."""
    if not changes:
        return
    keys = list(table.primary_key)
    same = [column == bindparam(f"key_{column.name}", type_=column.type) for column in keys]
    by = bindparam("fewer_by", type_=table.c.reports.type)
    given = [
        {**{f"key_{name}": value for name, value in _named(keys, key).items()}, "fewer_by": fewer}
        for key, fewer in changes.items()
    ]
    connection.execute(delete(table).where(*same, table.c.reports == by), given)
    connection.execute(update(table).where(*same).values(reports=table.c.reports - by), given)


def _named(keys: Sequence[Any], key: Key) -> dict[str, object]:
    return {column.name: value for column, value in zip(keys, key, strict=True)}
