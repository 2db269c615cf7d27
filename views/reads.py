"""Every cached question to the database.

The cache is shared by all users of the process. So each question carries, as arguments, all that
its answer depends on: which database, its revision (any write makes a new one), and the scope of the
reader. Nothing here reads the session.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from threading import local
from typing import TypeVar

import streamlit as st
from sqlalchemy import Connection

from components.runtime.session import presented_token
from db.backend import backend
from db.engine import reading
from db.geodata import offices
from db.geodata.crossings import crossings
from db.queries import (
    accounts,
    agencies,
    audit,
    cases,
    commitment_history,
    commitments,
    declaration,
    figures,
    holidays,
    meetings,
    minutes,
    ownership,
    progress,
    quarters,
    regions,
    tasks,
)
from db.queries import seats as seats_
from db.queries.revision import data_revision
from domain.access.errors import Forbidden, NotFound
from domain.access.events import Event
from domain.access.permissions import Actor, Scope
from domain.commitments.health import ReportState
from domain.disclosure.suppression import Published
from domain.figures.cases import CaseKind
from domain.figures.figures import Conflict, find_conflicts
from domain.meetings.life import may_read
from domain.meetings.minutes import Minutes
from domain.places.places import SmallPlaces
from domain.places.regions import RegionLevel, display_name
from domain.statistics.assessment import ALPHA, Assessments, Place, assess
from domain.statistics.space_time_scan import Case, Cluster, Kind, Limits, Site, scan
from domain.time.calendar import today

Answer = TypeVar("Answer")
Version = tuple[str, int]
"""Which database, and how many writes it has seen."""


def _ask(question: Callable[[Connection], Answer]) -> Answer:
    with reading(backend().engine) as connection:
        return question(connection)


class _Run(local):
    """What one run of a page has found out; every run has a thread of its own."""

    is_open = False
    version: Version | None = None


_run = _Run()


def begin_run() -> None:
    """At the start of each run of a page: from here on the data are as new as now."""
    _run.is_open, _run.version = True, None


def look_again() -> None:
    """After a command: what was found out before it no longer holds."""
    _run.version = None


def version() -> Version:
    """The key of every kept answer, also of those that other modules of the seam keep.

    Within a run of a page it is asked of the database once. So all of a page speaks of one state of the
    data, and a page of twenty answers costs one question instead of twenty.
    """
    if _run.version is not None:
        return _run.version
    found = (str(backend().engine.url), _ask(data_revision))
    if _run.is_open:
        _run.version = found
    return found


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


def agency_choices() -> Sequence[agencies.AgencyChoice]:
    """Who can be asked to own something; a court is not among them."""
    return _agency_choices(version())


@_cached
def _agency_choices(version: Version) -> tuple[agencies.AgencyChoice, ...]:
    return tuple(_ask(agencies.possible_owners))


def ownership_offers(scope: Scope) -> list[ownership.OfferRow]:
    """Commitments proposed to the reader's agency that wait for its answer."""
    return _ask(lambda c: ownership.ownership_offers(c, scope=scope))


def open_offers() -> list[ownership.OfferRow]:
    return _ask(ownership.open_offers)


def offers_of_commitment(commitment_id: int) -> list[ownership.OfferRow]:
    return _ask(lambda c: ownership.offers_of_commitment(c, commitment_id))


def target_changes(commitment_id: int) -> list[commitment_history.ChangeRow]:
    return _ask(lambda c: commitment_history.target_changes(c, commitment_id))


def amendments_of(commitment_id: int) -> list[quarters.AmendmentRow]:
    return _ask(lambda c: quarters.amendments_of(c, commitment_id))


def decision_events() -> list[declaration.EventRow]:
    return _ask(declaration.decision_events)


def duty_findings() -> list[declaration.FindingRow]:
    return _ask(declaration.duty_findings)


def pillars() -> Mapping[str, str]:
    return _pillars(version())


@_cached
def _pillars(version: Version) -> Mapping[str, str]:
    return _ask(declaration.pillars)


def locked_quarters() -> Mapping[str, quarters.LockRow]:
    return _locked_quarters(version())


@_cached
def _locked_quarters(version: Version) -> Mapping[str, quarters.LockRow]:
    return _ask(quarters.locked_quarters)


def commitments_of_agency(scope: Scope) -> list[commitments.OwnCommitment]:
    """What the reader's agency has to report on; never cached, for its drafts stand in it."""
    return _ask(lambda c: commitments.commitments_of_agency(c, scope=scope))


def report_form(commitment: str, quarter: str, by: Actor) -> progress.ReportForm | None:
    """The form of one checkpoint; None for another agency's."""
    return _ask(lambda c: progress.report_form(c, commitment=commitment, quarter=quarter, by=by))


def verification_queue(scope: Scope) -> list[progress.QueueRow]:
    return _ask(lambda c: progress.verification_queue(c, scope=scope))


def report_state(report_id: int) -> ReportState | None:
    return _ask(lambda c: progress.report_state(c, report_id))


def statement_rows() -> Sequence[commitments.StatementRow]:
    return _statement_rows(version())


@_cached
def _statement_rows(version: Version) -> tuple[commitments.StatementRow, ...]:
    return tuple(_ask(commitments.statement_rows))


def statement(code: str) -> commitments.StatementRow:
    found = next((row for row in statement_rows() if row.code == code), None)
    if found is None:
        raise NotFound(f"Pernyataan {code} tidak ada. Pilih dari Komitmen, tampilan Per frasa.")
    return found


def task_rows(scope: Scope) -> Sequence[tasks.TaskRow]:
    return task_rows_of(version(), scope)


@_cached
def task_rows_of(version: Version, scope: Scope) -> tuple[tasks.TaskRow, ...]:
    return tuple(_ask(lambda c: tasks.task_rows(c, scope=scope)))


def tasks_of_agency(agency_id: int, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_agency(c, agency_id, scope=scope))


def tasks_of_region(region_code: str, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_region(c, region_code, scope=scope))


def tasks_of_commitment(commitment_id: int, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_commitment(c, commitment_id, scope=scope))


def tasks_of_case(code: str, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_case(c, code, scope=scope))


def tasks_of_conflict(key: str, scope: Scope) -> list[tasks.TaskRow]:
    return _ask(lambda c: tasks.tasks_of_conflict(c, key, scope=scope))


def task(code: str, scope: Scope) -> tasks.TaskDetail:
    detail = _ask(lambda c: tasks.task_detail(c, code, scope=scope))
    if detail is None:
        raise NotFound(f"Tugas {code} tidak ada. Pilih dari daftar Tugas.")
    return detail


def closed_days() -> frozenset[date]:
    """Holidays and joint leave around today, for counting working days."""
    return closed_days_of(version(), today(backend().settings.clock))


@_cached
def closed_days_of(version: Version, around: date) -> frozenset[date]:
    return _ask(lambda c: holidays.closed_days(c, around))


def joint_leave() -> list[holidays.Holiday]:
    return _ask(holidays.joint_leave)


def public_holidays(year: int) -> Sequence[holidays.Holiday]:
    return holidays.public_holidays(year)


def seats() -> Sequence[seats_.SeatRow]:
    return _seats(version(), today(backend().settings.clock))


@_cached
def _seats(version: Version, day: date) -> tuple[seats_.SeatRow, ...]:
    return tuple(_ask(lambda c: seats_.seats_on(c, day)))


def superiors() -> Mapping[int, int | None]:
    return _superiors(version())


@_cached
def _superiors(version: Version) -> Mapping[int, int | None]:
    return _ask(seats_.superiors)


def small_places() -> SmallPlaces:
    """The names that may not leave with a task: kecamatan, desa, kelurahan."""
    return _small_places(version())


@_cached
def _small_places(version: Version) -> SmallPlaces:
    return _ask(regions.small_places)


def decision(number: int, scope: Scope) -> tasks.DecisionOrigin:
    found = _ask(lambda c: tasks.decision_origin(c, number, scope=scope))
    if found is None:
        raise NotFound("Keputusan itu tidak ada. Buka Rapat, lalu pilih keputusannya.")
    return found


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


def decisions_on_region(region_code: str, actor: Actor) -> list[meetings.DecisionRow]:
    """What the forum said about a region, of meetings that this actor may read."""
    rows = _ask(lambda c: meetings.decisions_on_region(c, region_code))
    return [row for row in rows if may_read(row.classification, actor.role)]


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


def regencies_on_one_day(kind: CaseKind, period: cases.Period, scope: Scope) -> frozenset[str]:
    """Asked where counts are; whoever keeps what follows from it keeps this, too."""
    return _ask(lambda c: cases.regencies_on_one_day(c, kind=kind, period=period, scope=scope))


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


def meeting_list() -> list[meetings.MeetingInList]:
    return _ask(meetings.meeting_list)


def meeting(meeting_id: int, actor: Actor) -> meetings.MeetingDetail:
    """A meeting in full, to those who may read one of its class."""
    detail = _ask(lambda c: meetings.meeting_detail(c, meeting_id))
    if detail is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    if not may_read(detail.classification, actor.role):
        raise Forbidden(
            "Rapat ini bersifat rahasia. Isinya hanya untuk Forkopimda dan sekretariat gugus tugas."
        )
    return detail


def agenda_of(meeting_id: int) -> list[meetings.ItemRow]:
    return _ask(lambda c: meetings.agenda_of(c, meeting_id))


def decisions_of(meeting_id: int) -> list[meetings.DecidedRow]:
    return _ask(lambda c: meetings.decisions_of(c, meeting_id))


def attendance_of(meeting_id: int) -> list[meetings.AttendanceRow]:
    return _ask(lambda c: meetings.attendance_of(c, meeting_id))


def minutes_amendments(meeting_id: int) -> list[minutes.AmendmentRow]:
    return _ask(lambda c: minutes.amendments_of(c, meeting_id))


def minutes_of(meeting_id: int) -> Minutes:
    return _ask(lambda c: minutes.minutes_of(c, meeting_id))


def seal_of(meeting_id: int) -> minutes.Sealed | None:
    return _ask(lambda c: minutes.seal_of(c, meeting_id))


def open_screens(meeting_id: int) -> list[meetings.ScreenRow]:
    moment = backend().settings.clock()
    return _ask(lambda c: meetings.open_screens(c, meeting_id, now=moment))


def verification(code: str) -> minutes.Verification | None:
    return _ask(lambda c: minutes.verify(c, code))


def owners_in_the_forum() -> dict[str, str]:
    """Agencies that a decision may name, by code, those of the forum first."""
    return {row.code: row.name for row in _ask(meetings.possible_owners)}


def audit_rows(scope: Scope, event: Event | None, page: int, size: int) -> tuple[int, list[audit.AuditRow]]:
    return _ask(lambda c: audit.audit_rows(c, scope=scope, event=event, page=page, size=size))


def open_sessions(actor: Actor) -> list[accounts.SessionRow]:
    if actor.user_id is None:
        return []
    user_id, token = actor.user_id, presented_token() or ""
    moment = backend().settings.clock()
    return _ask(lambda c: accounts.open_sessions(c, user_id=user_id, token=token, now=moment))
