"""What several screens ask alike and no query says by itself: one thing or a refusal, names, searches.

Everything else is asked where it is needed: ``ask(tasks.task_rows, scope=scope)``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from db.backend import now, today
from db.geodata.crossings import crossings
from db.queries import (
    accounts,
    commitments,
    decisions,
    figures,
    holidays,
    meetings,
    regions,
    statements,
    task_detail,
)
from db.queries import early_clusters as clusters
from db.queries import seats as forum
from db.queries.early_clusters import EarlyClusters, ScanRow
from domain.access.errors import Forbidden, NotFound
from domain.access.permissions import Actor, Scope
from domain.figures.cases import CaseKind
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Conflict, Drawing, FigureStanding, Tally, drawing, standing, tally
from domain.figures.stages import earlier_standings
from domain.meetings.life import may_read
from domain.places.regions import RegionLevel, display_name
from domain.statistics.assessment import ALPHA, Assessments, RegionCount, assess
from domain.statistics.scan_terms import Case, Cluster, Kind, Limits, Site
from domain.statistics.space_time_scan import scan
from views.ask import ask, cached


def commitment(code: str, scope: Scope) -> commitments.CommitmentDetail:
    detail = ask(commitments.commitment_detail, code, scope=scope)
    if detail is None:
        raise NotFound(f"Komitmen {code} tidak ada. Pilih dari daftar Komitmen.")
    return detail


def statement(code: str) -> statements.StatementRow:
    found = next((row for row in ask(statements.statement_rows) if row.code == code), None)
    if found is None:
        raise NotFound(f"Pernyataan {code} tidak ada. Pilih dari Komitmen, tampilan Per frasa.")
    return found


def task(code: str, scope: Scope) -> task_detail.TaskDetail:
    detail = ask(task_detail.task_detail, code, scope=scope)
    if detail is None:
        raise NotFound(f"Tugas {code} tidak ada. Pilih dari daftar Tugas.")
    return detail


def decision(number: int, scope: Scope) -> task_detail.DecisionOrigin:
    found = ask(task_detail.decision_origin, number, scope=scope)
    if found is None:
        raise NotFound("Keputusan itu tidak ada. Buka Rapat, lalu pilih keputusannya.")
    return found


def regency(code: str) -> regions.RegencyDetail:
    detail = ask(regions.regency_detail, code)
    if detail is None:
        raise NotFound(f"Kabupaten/kota dengan kode {code} tidak ada. Pilih dari daftar Wilayah.")
    return detail


def meeting(meeting_id: int, actor: Actor) -> meetings.MeetingDetail:
    """A meeting in full, to those who may read one of its class."""
    detail = ask(meetings.meeting_detail, meeting_id)
    if detail is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    if not may_read(detail.classification, actor.role):
        raise Forbidden(
            "Rapat ini bersifat rahasia. Isinya hanya untuk Forkopimda dan sekretariat gugus tugas."
        )
    return detail


def decisions_on_region(region_code: str, actor: Actor) -> list[decisions.DecisionRow]:
    """What the forum said about a region, of meetings that this actor may read."""
    rows = ask(decisions.decisions_on_region, region_code, scope=actor.scope)
    return [row for row in rows if may_read(row.classification, actor.role)]


def closed_days() -> frozenset[date]:
    """Holidays and joint leave around today, for counting working days."""
    return ask(holidays.closed_days, today())


def seats() -> tuple[forum.SeatRow, ...]:
    return ask(forum.seats_on, today())


def owners_in_the_forum() -> dict[str, str]:
    """Agencies that a decision may name, by code, those of the forum first."""
    return {row.code: row.name for row in ask(meetings.possible_owners, today())}


def region_names(also: str | None) -> dict[str, str]:
    """Kabupaten for a drop-down, all of them first; ``also`` adds the kecamatan an address names."""
    names = {"": "Semua wilayah"}
    names |= {row.code: display_name(row.name) for row in ask(regions.regions_at, RegionLevel.REGENCY)}
    districts = ask(regions.regions_at, RegionLevel.DISTRICT)
    return names | {row.code: f"Kecamatan {row.name}" for row in districts if row.code == also}


@cached
def regency_seats() -> Mapping[str, regions.CapitalRow]:
    return {row.code: row for row in ask(regions.regency_seats)}


@cached
def conflicts() -> tuple[Conflict, ...]:
    return tuple(find_conflicts(row.plain for row in ask(figures.figure_rows)))


@cached
def open_conflicts() -> tuple[Conflict, ...]:
    """Those of which nobody has decided yet what is shown."""
    settled = ask(figures.settlements)
    return tuple(each for each in conflicts() if not _is_settled(each, settled))


def _is_settled(conflict: Conflict, settled: Mapping[str, figures.Settlement]) -> bool:
    decided = settled.get(conflict.key)
    return decided is not None and decided.shown_code in {each.code for each in conflict.figures}


@cached
def drawn() -> Drawing:
    """What maps and series draw of figures that contradict or outdate each other."""
    shown = {key: each.shown_code for key, each in ask(figures.settlements).items()}
    earlier = earlier_standings(row.plain for row in ask(figures.figure_rows))
    return drawing(conflicts(), shown, earlier)


@cached
def standings() -> Mapping[str, FigureStanding]:
    """What each published figure is by now, by its code."""
    waiting = {figure.code for conflict in open_conflicts() for figure in conflict.figures}
    return MappingProxyType(
        {
            row.code: standing(row.code, drawn(), is_open=row.code in waiting)
            for row in ask(figures.figure_rows)
        }
    )


def conflict_tally() -> Tally:
    """How many groups and figures wait for a decision, as every screen counts them."""
    return tally(open_conflicts(), len(ask(figures.figure_rows)))


@lru_cache(maxsize=128)
def assessments(places: tuple[RegionCount, ...]) -> Assessments:
    """What the statistics say of these regions; kept by the numbers themselves, whoever reads them.

    Their series are quarters.
    """
    return assess(places, crossings(), per_year=4)


def early_clusters(kind: CaseKind, starts_on: date, ends_on: date, scope: Scope) -> EarlyClusters[Cluster]:
    """Clusters of the months given; what is searched is kept by the counts themselves (see ``_found``)."""
    sites = tuple(
        Site(row.code, row.latitude, row.longitude)
        for row in ask(regions.regions_at, RegionLevel.DISTRICT)
        if row.latitude is not None and row.longitude is not None
    )
    search = _Search(sites, starts_on, ends_on)
    return ask(
        clusters.early_clusters,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        scope=scope,
        find=search,
    )


@dataclass(frozen=True)
class _Search:
    """A search that equals another of the same places and months, so that its answer can be kept."""

    sites: tuple[Site, ...]
    starts_on: date
    ends_on: date

    def __call__(self, rows: Sequence[ScanRow]) -> tuple[Cluster, ...]:
        return _found(tuple(rows), self.sites, self.starts_on, self.ends_on)


@lru_cache(maxsize=64)
def _found(
    rows: tuple[ScanRow, ...], sites: tuple[Site, ...], starts_on: date, ends_on: date
) -> tuple[Cluster, ...]:
    """A scan takes seconds, and most writes change no count: so the counts are the key, not the revision."""
    counted = [Case(row.district_code, row.month, row.reports) for row in rows]
    alive = Limits(kind=Kind.PROSPECTIVE)
    found = scan(sites, counted, limits=alive, starts_on=starts_on, ends_on=ends_on)
    return tuple(each for each in found.clusters if each.p <= ALPHA)


def open_sessions(actor: Actor, token: str) -> list[accounts.SessionRow]:
    """The actor's sessions; ``token`` tells which of them is this one."""
    if actor.person_id is None:
        return []
    return ask(accounts.open_sessions, user_id=actor.person_id, token=token, now=now())
