"""Every cached question to the database.

The cache is shared by all users of the process. So each question carries, as arguments, all that
its answer depends on: which database, its revision (any write makes a new one), and the scope of the
reader. Nothing here reads the session.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

import streamlit as st
from sqlalchemy import Connection

from components.runtime.door.state import backend
from components.runtime.session import presented_token
from db.engine import reading
from db.geodata import offices
from db.geodata.crossings import crossings
from db.queries import accounts, audit, cases, commitments, figures, meetings, regions, tasks
from db.queries.revision import data_revision
from domain.assessment import ALPHA, Assessments, Place, assess
from domain.cases import CaseKind
from domain.disclosure import Published
from domain.errors import NotFound
from domain.events import Event
from domain.figures import Conflict, find_conflicts
from domain.permissions import Actor, Scope
from domain.regions import RegionLevel, display_name
from domain.space_time_scan import Case, Cluster, Kind, Limits, Site, scan

Answer = TypeVar("Answer")
Version = tuple[str, int]
"""Which database, and how many writes it has seen."""


def _ask(question: Callable[[Connection], Answer]) -> Answer:
    with reading(backend().engine) as connection:
        return question(connection)


def version() -> Version:
    return (str(backend().engine.url), _ask(data_revision))


# Answers are frozen rows in tuples, so one object can serve every session: copying them, as
# `st.cache_data` does on each hit, took half of a page's time.
_cached = st.cache_resource(show_spinner=False, max_entries=256)
kept = st.cache_resource(show_spinner=False, max_entries=64)
"""For what is put together from several answers, by the same keys (ADR 6)."""


def commitment_rows(scope: Scope) -> Sequence[commitments.CommitmentRow]:
    return _commitment_rows(version(), scope)


@_cached
def _commitment_rows(version: Version, scope: Scope) -> tuple[commitments.CommitmentRow, ...]:
    return tuple(_ask(lambda c: commitments.commitment_rows(c, scope=scope)))


def commitment(code: str, scope: Scope) -> commitments.CommitmentDetail:
    detail = _ask(lambda c: commitments.commitment_detail(c, code, scope=scope))
    if detail is None:
        raise NotFound(f"Komitmen {code} tidak ada. Pilih dari daftar Komitmen.")
    return detail


def commitments_of_region(region_code: str, scope: Scope) -> list[commitments.CommitmentRow]:
    return _ask(lambda c: commitments.commitments_of_region(c, region_code, scope=scope))


def statement_rows() -> Sequence[commitments.StatementRow]:
    return _statement_rows(version())


@_cached
def _statement_rows(version: Version) -> tuple[commitments.StatementRow, ...]:
    return tuple(_ask(commitments.statement_rows))


def task_rows(scope: Scope) -> Sequence[tasks.TaskRow]:
    return _task_rows(version(), scope)


@_cached
def _task_rows(version: Version, scope: Scope) -> tuple[tasks.TaskRow, ...]:
    return tuple(_ask(lambda c: tasks.task_rows(c, scope=scope)))


def tasks_of_region(region_code: str, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_region(c, region_code, scope=scope))


def tasks_of_commitment(commitment_id: int, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_commitment(c, commitment_id, scope=scope))


def task(code: str, scope: Scope) -> tasks.TaskDetail:
    detail = _ask(lambda c: tasks.task_detail(c, code, scope=scope))
    if detail is None:
        raise NotFound(f"Tugas {code} tidak ada. Pilih dari daftar Tugas.")
    return detail


def figure_rows() -> Sequence[figures.FigureRow]:
    return _figure_rows(version())


@_cached
def _figure_rows(version: Version) -> tuple[figures.FigureRow, ...]:
    return tuple(_ask(figures.figure_rows))


def conflicts() -> Sequence[Conflict]:
    return _conflicts(version())


@_cached
def _conflicts(version: Version) -> tuple[Conflict, ...]:
    return tuple(find_conflicts(row.plain for row in _figure_rows(version)))


def explanations() -> Mapping[str, figures.ExplanationRow]:
    return _explanations(version())


@_cached
def _explanations(version: Version) -> Mapping[str, figures.ExplanationRow]:
    return _ask(figures.explanations)


def regions_at(level: RegionLevel) -> Sequence[regions.RegionRow]:
    return _regions_at(version(), level)


@_cached
def _regions_at(version: Version, level: RegionLevel) -> tuple[regions.RegionRow, ...]:
    return tuple(_ask(lambda c: regions.regions_at(c, level)))


def region_names(also: str | None) -> dict[str, str]:
    """Kabupaten for a drop-down, all of them first; ``also`` adds the kecamatan an address names."""
    names = {"": "Semua wilayah"}
    names |= {row.code: display_name(row.name) for row in regions_at(RegionLevel.REGENCY)}
    districts = regions_at(RegionLevel.DISTRICT)
    return names | {row.code: f"Kecamatan {row.name}" for row in districts if row.code == also}


def regency(code: str) -> regions.RegencyDetail:
    detail = _ask(lambda c: regions.regency_detail(c, code))
    if detail is None:
        raise NotFound(f"Kabupaten/kota dengan kode {code} tidak ada. Pilih dari daftar Wilayah.")
    return detail


def transit_points() -> Sequence[regions.TransitRow]:
    return _transit_points(version())


@_cached
def _transit_points(version: Version) -> tuple[regions.TransitRow, ...]:
    return tuple(_ask(regions.transit_points))


def regency_seats() -> Mapping[str, regions.SeatRow]:
    return _regency_seats(version())


@_cached
def _regency_seats(version: Version) -> Mapping[str, regions.SeatRow]:
    return {row.code: row for row in _ask(regions.regency_seats)}


known_offices = offices.known_offices


@lru_cache(maxsize=128)
def assessments(places: tuple[Place, ...]) -> Assessments:
    """What the statistics say of these regions; kept by the numbers themselves, whoever reads them.

    Their series are quarters.
    """
    return assess(places, crossings(), per_year=4)


def decisions_on_region(region_code: str) -> list[meetings.DecisionRow]:
    return _ask(lambda c: meetings.decisions_on_region(c, region_code))


def service_desks() -> list[str]:
    return _ask(regions.service_desks)


def case_years() -> Sequence[int]:
    return _case_years(version())


@_cached
def _case_years(version: Version) -> tuple[int, ...]:
    return tuple(_ask(cases.case_years))


def case_counts(
    kind: CaseKind, starts_on: date, ends_on: date, level: RegionLevel, scope: Scope
) -> cases.CaseCounts:
    return _case_counts(version(), kind, starts_on, ends_on, level, scope)


@_cached
def _case_counts(
    version: Version, kind: CaseKind, starts_on: date, ends_on: date, level: RegionLevel, scope: Scope
) -> cases.CaseCounts:
    return _ask(
        lambda c: cases.case_counts(
            c, kind=kind, starts_on=starts_on, ends_on=ends_on, level=level, scope=scope
        )
    )


def case_table(kind: CaseKind, grain: cases.Grain, level: RegionLevel, scope: Scope) -> cases.CaseTable:
    return _case_table(version(), kind, grain, level, scope)


@_cached
def _case_table(
    version: Version, kind: CaseKind, grain: cases.Grain, level: RegionLevel, scope: Scope
) -> cases.CaseTable:
    return _ask(lambda c: cases.case_table(c, kind=kind, grain=grain, level=level, scope=scope))


def yearly_counts(scope: Scope) -> Mapping[CaseKind, Published]:
    """Every kind per kabupaten and year of the register, each count as the map of that year shows it."""
    return _yearly_counts(version(), scope)


@_cached
def _yearly_counts(version: Version, scope: Scope) -> Mapping[CaseKind, Published]:
    return _ask(lambda c: cases.yearly_counts(c, scope=scope))


def case_routes(kind: CaseKind, starts_on: date, ends_on: date, scope: Scope) -> cases.CaseRoutes:
    return _case_routes(version(), kind, starts_on, ends_on, scope)


@_cached
def _case_routes(
    version: Version, kind: CaseKind, starts_on: date, ends_on: date, scope: Scope
) -> cases.CaseRoutes:
    return _ask(lambda c: cases.case_routes(c, kind=kind, starts_on=starts_on, ends_on=ends_on, scope=scope))


def early_clusters(
    kind: CaseKind, starts_on: date, ends_on: date, scope: Scope
) -> cases.EarlyClusters[Cluster]:
    """Clusters of the months given; what is searched is kept by the counts themselves (see ``_found``)."""
    return _early_clusters(version(), kind, starts_on, ends_on, scope)


@_cached
def _early_clusters(
    version: Version, kind: CaseKind, starts_on: date, ends_on: date, scope: Scope
) -> cases.EarlyClusters[Cluster]:
    sites = tuple(
        Site(row.code, row.latitude, row.longitude)
        for row in _regions_at(version, RegionLevel.DISTRICT)
        if row.latitude is not None and row.longitude is not None
    )
    return _ask(
        lambda c: cases.early_clusters(
            c,
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            scope=scope,
            find=lambda rows: _found(tuple(rows), sites, starts_on, ends_on),
        )
    )


@lru_cache(maxsize=64)
def _found(
    rows: tuple[cases.ScanRow, ...], sites: tuple[Site, ...], starts_on: date, ends_on: date
) -> tuple[Cluster, ...]:
    """A scan takes seconds, and most writes change no count: so the counts are the key, not the version."""
    counted = [Case(row.district_code, row.month, row.reports) for row in rows]
    alive = Limits(kind=Kind.PROSPECTIVE)
    found = scan(sites, counted, limits=alive, starts_on=starts_on, ends_on=ends_on)
    return tuple(each for each in found.clusters if each.p <= ALPHA)


def case_rows(
    scope: Scope, kind: CaseKind | None, year: int | None, region_code: str | None, page: int, size: int
) -> tuple[int, list[cases.CaseRow]]:
    """One page of case records; never cached, because it is for few and changes often."""
    return _ask(
        lambda c: cases.case_rows(
            c, scope=scope, kind=kind, year=year, region_code=region_code, page=page, size=size
        )
    )


def last_meeting() -> meetings.MeetingRow | None:
    return _ask(meetings.last_meeting)


def next_meeting(after: datetime) -> meetings.MeetingRow | None:
    return _ask(lambda c: meetings.next_meeting(c, after=after))


def follow_through(meeting: meetings.MeetingRow, by: date) -> meetings.FollowThrough:
    return _ask(lambda c: meetings.follow_through(c, meeting, by=by))


def audit_rows(event: Event | None, page: int, size: int) -> tuple[int, list[audit.AuditRow]]:
    return _ask(lambda c: audit.audit_rows(c, event=event, page=page, size=size))


def open_sessions(actor: Actor) -> list[accounts.SessionRow]:
    if actor.user_id is None:
        return []
    user_id, token = actor.user_id, presented_token() or ""
    moment = backend().settings.clock()
    return _ask(lambda c: accounts.open_sessions(c, user_id=user_id, token=token, now=moment))
