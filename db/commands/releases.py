"""A release: up to a day, tiers with a threshold are told of the register, and what they are told is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from db.acting import Act
from db.command import command
from db.models import (
    CaseRecord,
    CaseRelease,
    CaseReleased,
    CaseRouteSummary,
    CaseSummary,
    CaseTold,
    CaseToldRoute,
)
from db.queries.releases import last_release, tables, told
from db.subjects import Subject
from db.types import Base
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import DisclosureTier, Permission
from domain.cases.requests import CloseRelease
from domain.disclosure.releases import is_end_of_month, open_routes, told_by
from domain.disclosure.suppression import ABOVE, Route
from domain.disclosure.told import Block, Entry, KnownKind, ReleasedTable, Told, last_closed_year
from domain.disclosure.two_way_tables import UNBOUNDED
from domain.figures.cases import CaseKind
from domain.time import formats
from domain.time.calendar import local_time

_BATCH = 5_000


@command(Permission.CLOSE_RELEASES, Subject.CASES)
def close_release(act: Act, asked: CloseRelease) -> int:
    """Only the first of two callers closes a release; what was told is never told anew."""
    last, ends_on = last_release(act.session.connection()), asked.ends_on
    if ends_on is None:
        raise RuleBroken("Pilih sampai tanggal berapa register dirilis.")
    if not is_end_of_month(ends_on):
        raise RuleBroken("Rilis berakhir pada hari terakhir sebuah bulan. Pilih tanggal dari daftar.")
    if ends_on >= local_time(act.now).date():
        raise RuleBroken("Masa itu belum lewat, jadi belum dapat dirilis. Tunggu sampai bulannya berakhir.")
    if last is not None and ends_on <= last.ends_on:
        raise RuleBroken(
            f"Rilis sampai {formats.long_date(last.ends_on)} sudah ditutup dan tidak dapat ditutup dua kali. "
            "Koreksi setelahnya ikut rilis berikutnya."
        )
    number = release(act.session, ends_on, act.now)
    act.record(Event.RELEASE_CLOSED, "case_release", number, after={"ends_on": ends_on.isoformat()})
    return number


def release(session: Session, ends_on: date, now: datetime, *, is_demo: bool = False) -> int:
    """Write down how the register stands up to this day, and what each tier is told of it."""
    first = session.scalar(select(func.min(CaseRecord.reported_on)).where(CaseRecord.withdrawn_as.is_(None)))
    if first is None or first > ends_on:
        raise RuleBroken("Register belum punya laporan sampai tanggal itu. Catat kasus dahulu.")
    last = last_release(session.connection())
    number = last.number + 1 if last else 1
    starts_on = first.replace(day=1)  # a day is told to nobody below *cases* (ADR 15)
    session.add(CaseRelease(id=number, starts_on=starts_on, ends_on=ends_on, closed_at=now, is_demo=is_demo))
    session.flush()
    _write_changes(session, number, ends_on)
    closed_before = last_closed_year(last.ends_on) if last else starts_on.year - 1
    newly_closed = range(closed_before + 1, last_closed_year(ends_on) + 1)
    released = tables(session.connection(), tuple(CaseKind))
    known: dict[DisclosureTier, dict[CaseKind, Told]] = {}
    for tier in ABOVE:
        if tier is DisclosureTier.CASES:
            continue
        above, before = ABOVE[tier], told(session.connection(), tier, tuple(CaseKind))
        kept = {kind: KnownKind(table, before[kind]) for kind, table in released.items()}
        known[tier] = {
            kind: told_by(
                table,
                tier,
                number,
                ends_on,
                before[kind],
                known[above][kind] if above else None,
                [other for each, other in kept.items() if each is not kind],
            )
            for kind, table in released.items()
        }
        for kind, now_told in known[tier].items():
            _write_told(session, tier, kind, before[kind], now_told)
            _write_routes(session, tier, kind, number, newly_closed, released[kind], now_told)
    return number


def _write_changes(session: Session, number: int, ends_on: date) -> None:
    """Against all releases before: what was entered, dated back, moved or withdrawn since."""
    key = (CaseSummary.level, CaseSummary.kind, CaseSummary.month, CaseSummary.region_code)
    changes: Counter[tuple[object, ...]] = Counter()
    for *found, reports in session.execute(
        select(*key, CaseSummary.reports).where(CaseSummary.month <= ends_on)
    ):
        changes[tuple(found)] += reports
    before = (CaseReleased.level, CaseReleased.kind, CaseReleased.month, CaseReleased.region_code)
    for *found, reports in session.execute(select(*before, func.sum(CaseReleased.change)).group_by(*before)):
        changes[tuple(found)] -= int(reports)
    names = ("level", "kind", "month", "region_code")
    _insert(
        session,
        CaseReleased,
        [
            {**dict(zip(names, key, strict=True)), "release_id": number, "change": change}
            for key, change in changes.items()
            if change
        ],
    )


def _write_told(session: Session, tier: DisclosureTier, kind: CaseKind, before: Told, now: Told) -> None:
    fresh = {
        (block.region, column): (index, block)
        for index, block in enumerate(now.blocks)
        if index >= len(before.blocks)
        for column in block.columns
    }
    known: dict[Entry, tuple[int, Block] | None] = dict.fromkeys(now.ranges.keys() - before.ranges.keys())
    rows = []
    for (region, column), found in (known | fresh).items():
        low, high = now.ranges.get((region, column), (None, None))
        rows.append(
            {
                "tier": tier,
                "kind": kind,
                "region_code": region,
                "year": column.year,
                "release_id": column.release,
                "block": found[0] if found else None,
                "told_in": found[1].told_in if found else None,
                "low": low,
                "high": None if high == UNBOUNDED else high,
            }
        )
        if (region, column) in before.ranges:
            session.execute(delete(CaseTold).where(*_same(rows[-1])))
    _insert(session, CaseTold, rows)


def _same(row: Mapping[str, object]) -> list[ColumnElement[bool]]:
    return [column == row[column.name] for column in CaseTold.__table__.primary_key]


def _write_routes(
    session: Session,
    tier: DisclosureTier,
    kind: CaseKind,
    number: int,
    years: range,
    table: ReleasedTable,
    known: Told,
) -> None:
    """Of the years that this release closes."""
    route = (CaseRouteSummary.regency_code, CaseRouteSummary.transit_id, CaseRouteSummary.destination_iso3)
    flows: dict[Route, int] = {
        (regency, transit, iso3): int(reports)
        for regency, transit, iso3, reports in session.execute(
            select(*route, func.sum(CaseRouteSummary.reports))
            .where(CaseRouteSummary.kind == kind, CaseRouteSummary.year.in_(years))
            .group_by(*route)
        )
    }
    shown = open_routes(flows, table, known, tier, years)
    _insert(
        session,
        CaseToldRoute,
        [
            {
                "tier": tier,
                "kind": kind,
                "release_id": number,
                "regency_code": regency,
                "transit_id": transit,
                "destination_iso3": iso3,
                "reports": reports,
            }
            for (regency, transit, iso3), reports in shown.items()
        ],
    )


def _insert(session: Session, model: type[Base], rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), _BATCH):
        session.execute(insert(model), rows[start : start + _BATCH])
