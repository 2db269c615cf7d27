"""What Layanan shows: desks of the 22 in one month, the chain, village teams and outreach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from db.backend import today
from db.queries.commitments import commitment_rows
from db.queries.outreach import (
    OutreachRow,
    SourceVillageRow,
    TeamRow,
    VillageChoice,
    earlier_teams,
    outreach,
    source_villages,
    village_teams,
    villages_of,
)
from db.queries.regions import RegionRow, regions_at
from db.queries.services import (
    DeskRow,
    ServiceReportRow,
    ServiceReview,
    chain_rows,
    desk_rows,
    desks,
    service_reports,
    service_review,
    service_voice,
)
from domain.access.errors import NotFound
from domain.access.permissions import Actor, Permission, Role, Scope
from domain.commitments.health import ReportState
from domain.places.regions import RegionLevel, display_name, regency_of
from domain.services.chain import STEPS, ChainStep, StepCounts, together
from domain.services.desks import DeskCell, DeskStanding, cell, reported_month
from domain.services.outreach import Coverage, TeamState, is_there
from domain.services.reports import MIGRANT_CENTER, Voice
from domain.time.calendar import Month
from views.ask import ask


@dataclass(frozen=True)
class PlaceRow:
    """One place with its eight desks in a month."""

    code: str
    name: str
    cells: Mapping[str, DeskCell]
    registered: int | None

    @property
    def proven(self) -> int:
        """Proven for the month itself; what was proven earlier is drawn, and not counted."""
        return sum(each.standing is DeskStanding.PROVEN and not each.is_old for each in self.cells.values())

    @property
    def is_silent(self) -> bool:
        return all(each.standing is DeskStanding.SILENT for each in self.cells.values())

    @property
    def spoke(self) -> bool:
        """Whether anything was said for the month itself."""
        return any(
            each.standing is not DeskStanding.SILENT and not each.is_old for each in self.cells.values()
        )


@dataclass(frozen=True)
class Board:
    month: Month
    desks: Mapping[str, str]
    rows: tuple[PlaceRow, ...]
    chain: Mapping[ChainStep, StepCounts]
    reporting: int
    """How many places counted anything of the chain."""

    def count(self, standing: DeskStanding) -> int:
        """Desks of which this was said for the month; an earlier word is no word for it."""
        cells = [each for row in self.rows for each in row.cells.values()]
        if standing is DeskStanding.SILENT:
            return sum(each.standing is standing or each.is_old for each in cells)
        return sum(each.standing is standing and not each.is_old for each in cells)

    def proven_at(self, desk: str) -> int:
        said = (row.cells[desk] for row in self.rows)
        return sum(each.standing is DeskStanding.PROVEN and not each.is_old for each in said)

    @property
    def complete(self) -> int:
        """Places that prove every desk."""
        return sum(row.proven == len(self.desks) for row in self.rows)

    @property
    def unheard(self) -> tuple[PlaceRow, ...]:
        return tuple(row for row in self.rows if not row.spoke)


OFFERED_MONTHS = 5
"""Before the last one: what is late can still be reported."""


def months() -> list[Month]:
    """From the month that is to be reported now, back to the first one that was."""
    last = reported_month(today())
    said = [Month.containing(row.month) for row in ask(service_reports)]
    first = min([*said, last.shift(-OFFERED_MONTHS)])
    found = [last]
    while found[-1] > first:
        found.append(found[-1].shift(-1))
    return found


def board(month: Month) -> Board:
    """The 22 sorted as a staircase: most proven desks first, those that said nothing last."""
    names = ask(desks)
    chain = _chain_of(month)
    rows = [_place(region.code, region.name, month, names, chain) for region in _regencies()]
    rows.sort(key=_stairs)
    by_region = [chain[row.code] for row in rows if row.code in chain]
    return Board(
        month,
        names,
        tuple(rows),
        {step: together(each[step] for each in by_region if step in each) for step in STEPS},
        len(by_region),
    )


def _stairs(row: PlaceRow) -> tuple[bool, int, int, str]:
    reported = sum(each.standing is DeskStanding.REPORTED for each in row.cells.values())
    return row.is_silent, -row.proven, -reported, display_name(row.name)


def _regencies() -> tuple[RegionRow, ...]:
    return ask(regions_at, RegionLevel.REGENCY)


def _chain_of(month: Month) -> dict[str, dict[ChainStep, StepCounts]]:
    found: dict[str, dict[ChainStep, StepCounts]] = {}
    for row in ask(chain_rows):
        if row.month == month.starts_on and row.region_code != MIGRANT_CENTER:
            found.setdefault(row.region_code, {})[row.step] = row.counts
    return found


def _place(
    code: str,
    name: str,
    month: Month,
    names: Mapping[str, str],
    chain: Mapping[str, Mapping[ChainStep, StepCounts]],
) -> PlaceRow:
    said = statements(code)
    cells = {desk: cell((row.word for row in said if row.code == desk), month.starts_on) for desk in names}
    registered = chain.get(code, {}).get(ChainStep.REGISTRATION)
    return PlaceRow(code, name, cells, registered.entered if registered else None)


def statements(region_code: str) -> list[DeskRow]:
    """All that was said of a place, newest first."""
    return [row for row in ask(desk_rows) if row.region_code == region_code]


def migrant_center(month: Month) -> PlaceRow:
    return _place(MIGRANT_CENTER, "Migrant Center", month, ask(desks), {})


def place(code: str, month: Month) -> PlaceRow:
    if code == MIGRANT_CENTER:
        return migrant_center(month)
    region = next(each for each in _regencies() if each.code == code)
    return _place(code, region.name, month, ask(desks), _chain_of(month))


def chain_of(code: str, month: Month) -> dict[ChainStep, StepCounts]:
    return _chain_of(month).get(code, {})


def spoken_of(code: str, month: Month) -> dict[str, DeskRow]:
    """By desk, the statement that a cell was drawn from."""
    found: dict[str, DeskRow] = {}
    for row in statements(code):
        if row.month > month.starts_on:
            continue
        there = found.get(row.code)
        if there is None or (row.month == there.month and row.is_proven and not there.is_proven):
            found[row.code] = row
    return found


def reports_of(code: str) -> list[ServiceReportRow]:
    return [row for row in ask(service_reports) if row.region_code == code]


def voice(actor: Actor) -> Voice:
    """What this reader may say of the services."""
    return ask(service_voice, actor.agencies) if actor.may(Permission.REPORT_SERVICES) else Voice()


def may_judge(row: ServiceReportRow, actor: Actor) -> bool:
    """Not yet judged, and another agency's: nobody proves what their own office said."""
    waits = row.state is ReportState.SUBMITTED and not actor.is_of(row.agency_id)
    return waits and actor.may(Permission.VERIFY_SERVICES)


def waiting(actor: Actor) -> list[ServiceReportRow]:
    """What this reader may judge, oldest first."""
    rows = [row for row in ask(service_reports) if may_judge(row, actor)]
    return sorted(rows, key=lambda row: (row.submitted_at, row.id))


def report_numbers() -> set[str]:
    """What an address may name; what was replaced is history."""
    return {str(row.id) for row in ask(service_reports)}


def review(report_id: int) -> ServiceReview:
    found = ask(service_review, report_id)
    if found is None:
        raise NotFound(
            "Laporan layanan ini tidak ada atau sudah diganti. Buka Layanan, lalu pilih wilayahnya."
        )
    return found


PROMISE = "D-18"
"""The phrase of the declaration that promises the Migrant Center."""


def promises(scope: Scope) -> list[tuple[str, str]]:
    """Code and title of the commitments that were formed from the promise of a Migrant Center."""
    rows = ask(commitment_rows, scope=scope)
    return [(row.code, row.title) for row in rows if row.statement_code == PROMISE]


@dataclass(frozen=True)
class Teams:
    rows: tuple[TeamRow, ...]
    states: Mapping[TeamState, int]
    with_decree: int
    sources: tuple[SourceVillageRow, ...] = ()
    """The kantong desa that somebody has listed, which the teams are held against."""
    returned: tuple[TeamRow, ...] = ()
    """What verifiers sent back, and nobody has reported anew."""
    earlier: Mapping[str, Sequence[TeamRow]] = field(default_factory=dict)
    """What was said before, by village and the latest first."""

    @property
    def by_village(self) -> Mapping[str, TeamRow]:
        return {row.village_code: row for row in self.rows}

    def history(self, now: TeamRow) -> list[tuple[TeamRow, datetime | None]]:
        """What was said of a team before, the latest first, each with when another word took its place; what
        was sent back never stood."""
        found: list[tuple[TeamRow, datetime | None]] = []
        until = now.recorded_at
        for row in self.earlier.get(now.village_code, ()):
            if row.returned_at is not None:
                found.append((row, None))
                continue
            found.append((row, until))
            until = row.recorded_at
        return found

    @property
    def listing_regions(self) -> int:
        """In how many kabupaten/kota any was listed."""
        return len({regency_of(row.village_code) for row in self.sources})

    @property
    def coverage(self) -> Coverage:
        have = {row.village_code for row in self.rows if is_there(row.decree, row.members)}
        return Coverage(len(self.sources), sum(row.village_code in have for row in self.sources))


def teams(on: date, region_code: str = "") -> Teams:
    within = f"{region_code}." if region_code else ""
    said = [row for row in ask(village_teams) if row.village_code.startswith(within)]
    rows = tuple(row for row in said if row.returned_at is None)
    states = [row.facts.state(on) for row in rows]
    return Teams(
        rows,
        {state: states.count(state) for state in TeamState},
        sum(bool(row.decree) for row in rows),
        tuple(row for row in ask(source_villages) if row.village_code.startswith(within)),
        tuple(row for row in said if row.returned_at is not None),
        {code: tuple(rows) for code, rows in groupby(ask(earlier_teams), attrgetter("village_code"))},
    )


def villages_in(region_code: str) -> Sequence[VillageChoice]:
    return ask(villages_of, region_code)


def spoken_villages(voice: Voice, region_code: str) -> Sequence[VillageChoice]:
    """Those of this kabupaten/kota, where the reader reports its teams."""
    return villages_in(region_code) if voice.speaks_of_teams_in(region_code) else ()


def listed_by(actor: Actor, voice: Voice, region_code: str, places: Mapping[str, str]) -> dict[str, str]:
    """Where this reader may say which villages are kantong desa, of what is shown: code and name."""
    if not actor.may(Permission.LIST_SOURCE_VILLAGES):
        return {}
    of_any = actor.role is Role.GOVERNOR_OFFICE or voice.of_any_team
    return {
        code: name
        for code, name in places.items()
        if region_code in ("", code) and (of_any or voice.speaks_of_teams_in(code))
    }


@dataclass(frozen=True)
class PlaceServices:
    """What a place has said of its desks for the month that is due, and its village teams."""

    code: str
    month: Month
    row: PlaceRow
    teams: Teams


def services_of(code: str, on: date) -> PlaceServices:
    month = reported_month(on)
    return PlaceServices(code, month, place(code, month), teams(on, code))


def outreach_in(region_code: str = "") -> Sequence[OutreachRow]:
    return [
        row
        for row in ask(outreach)
        if not region_code or row.region_code == region_code or row.region_code.startswith(f"{region_code}.")
    ]
