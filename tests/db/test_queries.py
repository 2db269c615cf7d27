"""What readers get to see, by tier, agency and moment, the same from both databases."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, select

from db.commands.releases import release
from db.engine import reading
from db.models import Agency, CaseRecord, Commitment, ConflictExplanation, Region, Task, TaskSupport
from db.queries.case_counts import (
    CaseCounts,
    Grain,
    Period,
    case_changes,
    case_counts,
    case_series,
    case_table,
    case_years,
    regencies_on_one_day,
    register_span,
    yearly_counts,
)
from db.queries.case_routes import case_routes
from db.queries.case_rows import CaseRow, case_rows
from db.queries.commitments import CommitmentDetail, commitment_detail, commitment_rows, commitments_of_region
from db.queries.decisions import decisions_on_region
from db.queries.early_clusters import Announcement, ScanRow, early_clusters
from db.queries.figures import explanations, figure_rows
from db.queries.meetings import last_meeting, meeting_ahead, next_meeting
from db.queries.promises import follow_through
from db.queries.statements import statement_rows
from db.queries.task_detail import task_detail
from db.queries.tasks import task_rows, tasks_of_commitment, tasks_of_region
from domain.access.errors import Forbidden, NotFound
from domain.access.permissions import ROOM, TIERS, DisclosureTier, Role, Scope
from domain.commitments.health import Health, ObstacleKind, ReportState, VerdictLevel
from domain.disclosure.suppression import HIDDEN, THRESHOLDS, Count
from domain.figures.cases import CaseKind
from domain.figures.conflicts import find_conflicts
from domain.meetings.life import MeetingState, Score
from domain.places.regions import RegionLevel
from domain.tasks.life import TaskState
from tests import factories
from tests.factories import MORNING, actor, filling

TODAY = date(2026, 11, 23)
ALL_TIME = (date(2000, 1, 1), date(2100, 1, 1))
ONE_OF_EACH_TIER = {TIERS[role]: actor(role).scope for role in Role}
OFFICER = actor(Role.CASE_OFFICER).scope
READER = actor(Role.AGENCY).scope
RELEASED = date(2026, 9, 30)
"""The end of the last release of the sample data."""
HOSTILE = ["", "K-01'--", "%", "k-01", "x" * 5000]


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Reads what a test has filled in before it asks for this connection's first answer."""
    with reading(engine) as connection:
        yield connection


class TestOneDay:
    def test_a_regency_is_named_whose_reports_are_all_of_one_day(
        self, engine: Engine, connection: Connection
    ) -> None:
        with filling(engine) as session:
            one, other = date(2025, 3, 9), date(2025, 3, 10)
            for regency, days in {"53.01": [one] * 4, "53.02": [one, other], "53.03": []}.items():
                for day in days:
                    factories.case(session, regency=regency, reported_on=day)
        found = {
            (role, year): regencies_on_one_day(
                connection, kind=CaseKind.DEATH_ABROAD, period=Period.year(year), scope=actor(role).scope
            )
            for role in (Role.CASE_OFFICER, Role.AGENCY, Role.SHARED_SCREEN)
            for year in (2024, 2025)
        }
        assert found.pop((Role.CASE_OFFICER, 2025)) == {"53.01"}
        assert not any(found.values())


class TestCaseCounts:
    @pytest.mark.parametrize("level", [RegionLevel.REGENCY, RegionLevel.DISTRICT])
    def test_counts_of_the_cases_tier_are_a_recount_of_the_records(
        self, shared_demo: Connection, level: RegionLevel
    ) -> None:
        records = shared_demo.execute(select(CaseRecord.__table__)).all()
        regions = shared_demo.execute(select(Region.code).where(Region.level == level)).scalars().all()
        column = "origin_regency_code" if level is RegionLevel.REGENCY else "origin_district_code"
        for kind in CaseKind:
            for start, end in [
                *((date(year, 1, 1), date(year, 12, 31)) for year in range(2022, 2027)),
                (date(2025, 3, 1), date(2026, 2, 28)),
            ]:
                recount = Counter(
                    "luar" if record.origin_outside else getattr(record, column) or ""
                    for record in records
                    if record.kind is kind and start <= record.reported_on <= end and not record.withdrawn_as
                )
                found = case_counts(
                    shared_demo, kind=kind, starts_on=start, ends_on=end, level=level, scope=OFFICER
                )
                assert found.by_region == {code: Count(recount[code]) for code in regions}
                assert (found.without_region, found.outside) == (Count(recount[""]), Count(recount["luar"]))
                assert (found.total, found.hidden) == (recount.total(), 0)
                assert (found.period, found.is_widened) == (Period(start, end), False)

    @pytest.mark.parametrize("tier", [t for t in DisclosureTier if t is not DisclosureTier.CASES])
    def test_other_tiers_get_cells_of_the_published_grid(
        self, shared_demo: Connection, tier: DisclosureTier
    ) -> None:
        scope = ONE_OF_EACH_TIER[tier]
        grid = yearly_counts(shared_demo, scope=scope)
        for kind in CaseKind:
            for year in range(2022, 2027):
                found = case_counts(
                    shared_demo,
                    kind=kind,
                    starts_on=date(year, 1, 1),
                    ends_on=date(year, 12, 31),
                    level=RegionLevel.REGENCY,
                    scope=scope,
                )
                cells = {code: grid[kind].cells[code, year] for code in grid[kind].sums}
                assert found.by_region | {"": found.without_region, "luar": found.outside} == cells
                assert found.hidden == sum(each.is_hidden for each in found.by_region.values())
                assert found.total == grid[kind].by_year[year]
            whole = case_counts(
                shared_demo,
                kind=kind,
                starts_on=ALL_TIME[0],
                ends_on=ALL_TIME[1],
                level=RegionLevel.REGENCY,
                scope=scope,
            )
            assert whole.by_region | {"": whole.without_region, "luar": whole.outside} == grid[kind].sums
            assert (whole.period, whole.is_widened) == (Period(date(2022, 1, 1), date(2026, 12, 31)), True)

    @pytest.mark.parametrize(
        ("asked", "answered"),
        [
            ((date(2025, 3, 1), date(2025, 5, 31)), (date(2025, 1, 1), date(2025, 12, 31))),
            ((date(2025, 12, 1), date(2026, 1, 31)), (date(2022, 1, 1), date(2026, 12, 31))),
            ((date(2019, 1, 1), date(2022, 12, 31)), (date(2022, 1, 1), date(2022, 12, 31))),
            ((date(2026, 11, 1), date(2031, 1, 1)), (date(2026, 1, 1), date(2026, 12, 31))),
        ],
    )
    def test_a_question_beside_the_grid_is_answered_with_the_cell_around_it(
        self, shared_demo: Connection, asked: tuple[date, date], answered: tuple[date, date]
    ) -> None:
        def of(starts_on: date, ends_on: date) -> CaseCounts:
            return case_counts(
                shared_demo,
                kind=CaseKind.DEATH_ABROAD,
                starts_on=starts_on,
                ends_on=ends_on,
                level=RegionLevel.REGENCY,
                scope=READER,
            )

        found = of(*asked)
        assert (found.period, found.is_widened) == (Period(*answered), True)
        assert replace(of(*answered), is_widened=True) == found

    @pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY, Role.SHARED_SCREEN])
    @pytest.mark.parametrize("years", [(1990, 1990), (1990, 1995), (2031, 2040)])
    def test_beside_the_register_there_is_nothing_and_the_answer_says_so(
        self, shared_demo: Connection, role: Role, years: tuple[int, int]
    ) -> None:
        found = case_counts(
            shared_demo,
            kind=CaseKind.TRAFFICKING,
            starts_on=date(years[0], 1, 1),
            ends_on=date(years[1], 12, 31),
            level=RegionLevel.REGENCY,
            scope=actor(role).scope,
        )
        assert (found.total, found.is_outside) == (0, True)
        assert set(found.by_region.values()) == {Count(0)}

    @pytest.mark.parametrize("role", [Role.AGENCY, Role.SHARED_SCREEN])
    def test_of_a_kecamatan_nobody_else_sees_anything(self, shared_demo: Connection, role: Role) -> None:
        found = case_counts(
            shared_demo,
            kind=CaseKind.DEATH_ABROAD,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            level=RegionLevel.DISTRICT,
            scope=actor(role).scope,
        )
        assert set(found.by_region.values()) == {found.without_region} == {HIDDEN}
        assert (found.hidden, len(found.by_region)) == (315, 315)

    def test_the_first_and_the_last_day_of_a_period_count(self, engine: Engine) -> None:
        days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
        with filling(engine) as session:
            for day in days:
                factories.case(session, reported_on=day)
        with reading(engine) as connection:
            found = case_counts(
                connection,
                kind=CaseKind.DEATH_ABROAD,
                starts_on=days[1],
                ends_on=days[2],
                level=RegionLevel.REGENCY,
                scope=OFFICER,
            )
        assert found.by_region["53.21"].value == 2

    def test_a_region_without_a_record_is_a_true_zero(self, engine: Engine) -> None:
        with reading(engine) as connection:
            found = case_counts(
                connection,
                kind=CaseKind.TRAFFICKING,
                starts_on=ALL_TIME[0],
                ends_on=ALL_TIME[1],
                level=RegionLevel.REGENCY,
                scope=OFFICER,
            )
        assert {count.value for count in found.by_region.values()} == {0}
        assert len(found.by_region) == 22

    def test_a_record_without_a_place_is_counted_apart_and_hidden_alike(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.case(session, regency=None)
            for _ in range(2):
                factories.case(session, regency="53.04")
            release(session, RELEASED, MORNING)
        with reading(engine) as connection:
            seen = {
                tier: case_counts(
                    connection,
                    kind=CaseKind.DEATH_ABROAD,
                    starts_on=ALL_TIME[0],
                    ends_on=ALL_TIME[1],
                    level=RegionLevel.REGENCY,
                    scope=scope,
                ).without_region.value
                for tier, scope in ONE_OF_EACH_TIER.items()
            }
        assert seen == {
            DisclosureTier.CASES: 1,
            DisclosureTier.AGENCY: None,
            DisclosureTier.SHARED_SCREEN: None,
        }

    def test_years_run_from_the_newest_to_the_oldest_without_a_gap(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.case(session, reported_on=date(2026, 5, 1))
            factories.case(session, reported_on=date(2023, 5, 1))
        with reading(engine) as connection:
            assert case_years(connection, scope=OFFICER) == (2026, 2025, 2024, 2023)

    def test_an_empty_register_covers_no_year(self, connection: Connection) -> None:
        assert (case_years(connection, scope=OFFICER), register_span(connection)) == ((), None)


class TestCaseTable:
    @pytest.mark.parametrize("grain", list(Grain))
    @pytest.mark.parametrize("level", [RegionLevel.REGENCY, RegionLevel.DISTRICT])
    def test_over_time_the_cases_tier_sees_a_recount(
        self, shared_demo: Connection, grain: Grain, level: RegionLevel
    ) -> None:
        kind = CaseKind.DEPORTATION
        table = case_table(shared_demo, kind=kind, grain=grain, level=level, scope=OFFICER)
        assert table.grain is grain
        for index, period in enumerate(table.periods):
            alone = case_counts(
                shared_demo,
                kind=kind,
                starts_on=period.starts_on,
                ends_on=period.ends_on,
                level=level,
                scope=OFFICER,
            )
            assert {code: row[index] for code, row in table.by_region.items()} == alone.by_region
            assert (table.without_region[index], table.total[index]) == (alone.without_region, alone.total)
        ends = [period.ends_on for period in table.periods]
        starts = [period.starts_on for period in table.periods]
        assert starts[1:] == [end + timedelta(days=1) for end in ends[:-1]]

    @pytest.mark.parametrize("grain", list(Grain))
    def test_others_see_years_whatever_they_ask_for(self, shared_demo: Connection, grain: Grain) -> None:
        table = case_table(
            shared_demo, kind=CaseKind.DEATH_ABROAD, grain=grain, level=RegionLevel.REGENCY, scope=READER
        )
        grid = yearly_counts(shared_demo, scope=READER)[CaseKind.DEATH_ABROAD]
        assert (table.grain, [p.starts_on.year for p in table.periods]) == (Grain.YEAR, list(grid.by_year))
        for code, row in table.by_region.items():
            assert row == tuple(grid.cells[code, year] for year in grid.by_year)

    @pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY, Role.SHARED_SCREEN])
    def test_the_provinces_months_are_open_to_everybody_up_to_the_last_release(
        self, shared_demo: Connection, role: Role
    ) -> None:
        found = case_series(
            shared_demo,
            kind=CaseKind.DEATH_ABROAD,
            region_code="53",
            grain=Grain.MONTH,
            scope=actor(role).scope,
        )
        everything = shared_demo.execute(
            select(CaseRecord.reported_on).where(CaseRecord.kind == CaseKind.DEATH_ABROAD)
        ).scalars()
        until = date.max if role is Role.CASE_OFFICER else RELEASED
        by_month = Counter(day.replace(day=1) for day in everything if day <= until)
        assert found.periods[-1].ends_on == min(until, date(2026, 11, 30))
        assert found.grain is Grain.MONTH
        assert found.total == tuple(by_month.pop(period.starts_on, 0) for period in found.periods)
        assert not by_month
        assert [count.value for count in found.by_region["53"]] == list(found.total)

    def test_a_series_is_the_tables_row(self, shared_demo: Connection) -> None:
        asked = {"kind": CaseKind.DEATH_ABROAD, "grain": Grain.QUARTER, "scope": OFFICER}
        table = case_table(shared_demo, level=RegionLevel.REGENCY, **asked)
        series = case_series(shared_demo, region_code="53.21", **asked)
        assert series.by_region == {"53.21": table.by_region["53.21"]}

    @pytest.mark.parametrize("code", ["53.99", "53.21.99", "53.21.11.2001", "54", "", "x" * 40])
    def test_a_place_without_a_series_is_refused_in_words(self, shared_demo: Connection, code: str) -> None:
        with pytest.raises(NotFound, match="Pilih dari peta"):
            case_series(
                shared_demo, kind=CaseKind.DEATH_ABROAD, region_code=code, grain=Grain.YEAR, scope=OFFICER
            )

    def test_an_empty_register_has_no_period(self, connection: Connection) -> None:
        for role in Role:
            table = case_table(
                connection,
                kind=CaseKind.DEATH_ABROAD,
                grain=Grain.MONTH,
                level=RegionLevel.REGENCY,
                scope=actor(role).scope,
            )
            assert (table.periods, table.total, set(table.by_region.values())) == ((), (), {()})


class TestCaseChanges:
    @pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY, Role.SHARED_SCREEN])
    def test_two_periods_are_what_each_is_alone(self, shared_demo: Connection, role: Role) -> None:
        scope, years = actor(role).scope, (Period.year(2024), Period.year(2025))
        found = case_changes(
            shared_demo,
            kind=CaseKind.DEATH_ABROAD,
            first=years[0],
            second=years[1],
            level=RegionLevel.REGENCY,
            scope=scope,
        )
        alone = [
            case_counts(
                shared_demo,
                kind=CaseKind.DEATH_ABROAD,
                starts_on=year.starts_on,
                ends_on=year.ends_on,
                level=RegionLevel.REGENCY,
                scope=scope,
            )
            for year in years
        ]
        assert [found.first, found.second] == alone
        assert found.total.difference == alone[1].total - alone[0].total
        for code, change in found.by_region.items():
            values = [each.by_region[code].value for each in alone]
            assert [change.first.value, change.second.value] == values
            assert change.difference == (None if None in values else values[1] - values[0])


class TestCaseRoutes:
    def routes(self, connection: Connection, role: Role, **asked):
        given = {"starts_on": ALL_TIME[0], "ends_on": ALL_TIME[1], "most": 10_000} | asked
        return case_routes(connection, kind=CaseKind.DEATH_ABROAD, scope=actor(role).scope, **given)

    def test_the_cases_tier_sees_every_route(self, shared_demo: Connection) -> None:
        records = shared_demo.execute(
            select(
                CaseRecord.origin_outside,
                CaseRecord.origin_regency_code,
                CaseRecord.transit_id,
                CaseRecord.destination_iso3,
            ).where(CaseRecord.kind == CaseKind.DEATH_ABROAD)
        )
        recount = Counter(
            ("luar" if outside else regency, transit, country)
            for outside, regency, transit, country in records
        )
        found = self.routes(shared_demo, Role.CASE_OFFICER)
        assert {
            (
                flow.regency_code,
                flow.exit and flow.exit.key,
                flow.destination and flow.destination.key,
            ): flow.reports
            for flow in found.flows
        } == recount
        assert (found.other, found.total) == (0, recount.total())
        assert [flow.reports for flow in found.flows] == sorted(recount.values(), reverse=True)

    def test_the_largest_are_listed_and_the_rest_is_one_number(self, shared_demo: Connection) -> None:
        everything = self.routes(shared_demo, Role.CASE_OFFICER)
        found = self.routes(shared_demo, Role.CASE_OFFICER, most=5)
        assert found.flows == everything.flows[:5]
        assert found.other == everything.total - sum(flow.reports for flow in found.flows) > 0

    @pytest.mark.parametrize("role", [Role.AGENCY, Role.SHARED_SCREEN])
    def test_others_get_all_closed_years_and_no_flow_below_their_threshold(
        self, shared_demo: Connection, role: Role
    ) -> None:
        threshold = THRESHOLDS[TIERS[role]]
        found = self.routes(shared_demo, role)
        asked_for_a_year = self.routes(
            shared_demo, role, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
        )
        assert asked_for_a_year == found
        assert found.is_widened
        assert found.period == Period(date(2022, 1, 1), date(2025, 12, 31))
        assert found.other >= 0
        assert all(flow.reports >= threshold for flow in found.flows)

    def test_an_empty_register_has_no_route(self, connection: Connection) -> None:
        for role in Role:
            found = self.routes(connection, role)
            assert (found.flows, found.other, found.total, found.period) == ((), 0, 0, None)


@dataclass(frozen=True)
class FoundCluster:
    places: tuple[str, ...]
    starts_on: date
    ends_on: date


class TestEarlyClusters:
    KOBALIMA = FoundCluster(("53.21.11",), date(2024, 9, 1), date(2024, 11, 30))

    def clusters(self, connection: Connection, role: Role, *found: FoundCluster):
        seen: list[ScanRow] = []

        def find(rows):
            seen.extend(rows)
            return found

        answer = early_clusters(
            connection,
            kind=CaseKind.DEATH_ABROAD,
            starts_on=date(2024, 1, 1),
            ends_on=date(2026, 11, 23),
            scope=actor(role).scope,
            find=find,
        )
        return answer, seen

    def test_the_scan_gets_every_kecamatan_and_month_that_its_reader_may_hear_of(
        self, shared_demo: Connection
    ) -> None:
        records = shared_demo.execute(
            select(CaseRecord.origin_district_code, CaseRecord.reported_on).where(
                CaseRecord.kind == CaseKind.DEATH_ABROAD,
                CaseRecord.origin_district_code.is_not(None),
                CaseRecord.reported_on >= date(2024, 1, 1),
            )
        )
        found = records.all()
        for role in Role:
            until = date.max if TIERS[role] is DisclosureTier.CASES else RELEASED
            recount = Counter((code, day.replace(day=1)) for code, day in found if day <= until)
            _, seen = self.clusters(shared_demo, role)
            assert {(row.district_code, row.month): row.reports for row in seen} == recount

    def test_the_cases_tier_sees_what_was_found(self, shared_demo: Connection) -> None:
        answer, _ = self.clusters(shared_demo, Role.CASE_OFFICER, self.KOBALIMA)
        assert (answer.exact, answer.announced) == ((self.KOBALIMA,), ())

    @pytest.mark.parametrize("role", [Role.AGENCY, Role.SHARED_SCREEN])
    def test_others_hear_of_a_regency_and_year_whose_count_they_see(
        self, shared_demo: Connection, role: Role
    ) -> None:
        answer, _ = self.clusters(shared_demo, role, self.KOBALIMA)
        grid = yearly_counts(shared_demo, scope=actor(role).scope)[CaseKind.DEATH_ABROAD]
        assert not grid.cells["53.21", 2024].is_hidden
        assert (answer.exact, answer.announced) == ((), (Announcement(("53.21",), (2024,)),))

    @pytest.mark.parametrize("role", [Role.AGENCY, Role.SHARED_SCREEN])
    def test_others_hear_nothing_where_a_count_is_hidden(self, shared_demo: Connection, role: Role) -> None:
        grid = yearly_counts(shared_demo, scope=actor(role).scope)[CaseKind.DEATH_ABROAD]
        hidden = next(code for (code, year), count in grid.cells.items() if year == 2026 and count.is_hidden)
        both = FoundCluster(("53.21.11", f"{hidden}.01"), date(2026, 9, 1), date(2026, 10, 31))
        answer, _ = self.clusters(shared_demo, role, both)
        assert (answer.exact, answer.announced) == ((), ())


def rows_of(connection: Connection, scope: Scope = OFFICER, **asked) -> tuple[int, list[CaseRow]]:
    given = {"kind": None, "year": None, "region_code": None, "page": 1, "size": 50}
    return case_rows(connection, scope=scope, **(given | asked))


class TestCaseRows:
    @pytest.mark.parametrize("role", [role for role in Role if TIERS[role] is not DisclosureTier.CASES])
    def test_rows_are_forbidden_to_everybody_else(self, shared_demo: Connection, role: Role) -> None:
        with pytest.raises(Forbidden, match="petugas kasus"):
            rows_of(shared_demo, actor(role).scope)

    @pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.GOVERNOR_OFFICE])
    def test_rows_are_open_to_the_cases_tier(self, shared_demo: Connection, role: Role) -> None:
        total, rows = rows_of(shared_demo, actor(role).scope)
        assert total > len(rows) == 50

    def test_a_machine_reads_no_rows(self, shared_demo: Connection) -> None:
        with pytest.raises(Forbidden):
            rows_of(shared_demo, actor(None).scope)

    @pytest.mark.parametrize("kind", list(CaseKind))
    @pytest.mark.parametrize("year", [2024, 2026])
    def test_as_many_rows_stand_behind_a_count_as_it_says(
        self, shared_demo: Connection, kind: CaseKind, year: int
    ) -> None:
        counts = case_counts(
            shared_demo,
            kind=kind,
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            level=RegionLevel.REGENCY,
            scope=OFFICER,
        )
        for code, count in counts.by_region.items():
            total, rows = rows_of(shared_demo, kind=kind, year=year, region_code=code)
            assert total == len(rows) == count.value

    def test_pages_cover_every_row_once_newest_first(self, shared_demo: Connection) -> None:
        total, first = rows_of(shared_demo, size=200)
        pages = [rows_of(shared_demo, size=200, page=page)[1] for page in range(1, total // 200 + 2)]
        rows = [row for page in pages for row in page]
        assert rows[:200] == list(first)
        assert len({row.code for row in rows}) == len(rows) == total
        assert [row.reported_on for row in rows] == sorted((row.reported_on for row in rows), reverse=True)

    def test_rows_of_a_kecamatan_are_found_by_its_code(self, shared_demo: Connection) -> None:
        total, rows = rows_of(shared_demo, region_code="53.21.11", kind=CaseKind.DEATH_ABROAD)
        assert total >= 5
        assert {row.regency for row in rows} == {"Kabupaten Malaka"}
        assert len({row.district for row in rows}) == 1

    @pytest.mark.parametrize("code", ["53.99", "53.21' --", "%", "x" * 5])
    def test_an_unknown_region_has_no_rows(self, shared_demo: Connection, code: str) -> None:
        assert rows_of(shared_demo, region_code=code) == (0, ())


@pytest.fixture
def promise(engine: Engine) -> dict[str, object]:
    """The worked example of the published rule, with a draft of Polda on its last checkpoint."""
    with filling(engine) as session:
        polda, inspector = factories.user(session), factories.user(session, role=Role.VERIFIER)
        row, checkpoints = factories.commitment(session, code="U-99")
        levels = (VerdictLevel.COMPLETE, VerdictLevel.SUBSTANTIAL, VerdictLevel.LIMITED)
        for point, claimed, verified, level in zip(
            checkpoints, (100.0, 100.0, 62.5), (100.0, 80.0, 37.5), levels, strict=False
        ):
            sent = datetime.combine(point.due_on, datetime.min.time(), UTC)
            report = factories.report(session, point, by=polda, claimed=claimed, submitted_at=sent)
            factories.verdict(session, report, by=inspector, verified=verified, level=level)
        factories.report(
            session, checkpoints[3], by=polda, claimed=42.0, state=ReportState.DRAFT, sentence="Konsep."
        )
        return {"polda": polda.agency_id, "checkpoints": checkpoints, "user": polda, "id": row.id}


def detail_of(engine: Engine, scope: Scope = READER) -> CommitmentDetail:
    with reading(engine) as connection:
        detail = commitment_detail(connection, "U-99", scope=scope)
    assert detail is not None
    return detail


class TestCommitments:
    def test_worked_example_comes_out_of_the_database(self, engine: Engine, promise) -> None:
        progress = detail_of(engine).row.progress
        assert progress.claimed == pytest.approx(65.625)
        assert progress.verified == pytest.approx(54.375)
        assert progress.expected(TODAY) == pytest.approx(89.67, abs=0.01)
        assert progress.health(TODAY) is Health.AT_RISK

    def test_a_draft_is_shown_to_the_agency_that_writes_it(self, engine: Engine, promise) -> None:
        last = detail_of(engine, replace(READER, agency_id=promise["polda"])).checkpoints[-1]
        assert last.draft is not None
        assert (last.draft.sentence, last.draft.value) == ("Konsep.", 42.0)

    @pytest.mark.parametrize("role", list(Role))
    def test_a_draft_is_hidden_from_every_other_agency_whatever_the_role(
        self, engine: Engine, promise, role: Role
    ) -> None:
        last = detail_of(engine, actor(role, agency_id=promise["polda"] + 1).scope).checkpoints[-1]
        assert (last.draft, last.report) == (None, None)

    def test_a_draft_is_hidden_from_who_has_no_agency(self, engine: Engine, promise) -> None:
        assert detail_of(engine, actor(None, agency_id=None).scope).checkpoints[-1].draft is None

    def test_a_draft_is_no_report_and_breaks_no_silence(self, engine: Engine, promise) -> None:
        for scope in (READER, replace(READER, agency_id=promise["polda"])):
            with reading(engine) as connection:
                [row] = commitment_rows(connection, scope=scope)
            assert row.progress.checkpoints[-1].reported is False
            assert row.progress.claimed == pytest.approx(65.625)

    def test_a_later_report_moves_the_claim_and_leaves_what_was_verified(
        self, engine: Engine, promise
    ) -> None:
        with filling(engine) as session:
            factories.report(session, promise["checkpoints"][2], by=promise["user"], claimed=90.0)
        third = detail_of(engine).checkpoints[2]
        assert third.progress.claimed == 90.0
        assert (third.progress.verified, third.progress.verdict) == (37.5, VerdictLevel.LIMITED)
        assert [report.claimed_value for report in third.history] == [62.5, 90.0]

    def test_the_day_of_the_last_report_is_the_day_in_kupang(self, engine: Engine, promise) -> None:
        """Sent at seven in the morning of the 23rd, which is still the 22nd in Greenwich."""
        with filling(engine) as session:
            factories.report(
                session, promise["checkpoints"][3], by=promise["user"], claimed=1.0, submitted_at=MORNING
            )
        assert detail_of(engine).row.last_reported_on == TODAY

    def test_nobody_reported_yet_is_no_day(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.commitment(session)
        with reading(engine) as connection:
            [row] = commitment_rows(connection, scope=READER)
        assert (row.last_reported_on, row.progress.claimed) == (None, None)

    def test_an_obstacle_blocks_until_a_newer_report_names_none(self, engine: Engine, promise) -> None:
        blocked = []
        for obstacle in (ObstacleKind.BUDGET, None):
            with filling(engine) as session:
                factories.report(
                    session, promise["checkpoints"][3], by=promise["user"], claimed=1.0, obstacle=obstacle
                )
            blocked.append(detail_of(engine).row.progress.blocked)
        assert blocked == [True, False]

    @pytest.mark.parametrize(("claimed", "percent"), [(0.0, 0.0), (50.0, 50.0), (250.0, 100.0)])
    def test_a_checkpoint_is_never_more_than_whole(
        self, engine: Engine, promise, claimed: float, percent: float
    ) -> None:
        with filling(engine) as session:
            factories.report(session, promise["checkpoints"][3], by=promise["user"], claimed=claimed)
        assert detail_of(engine).checkpoints[3].progress.claimed == percent

    def test_without_an_owner_it_is_listed_all_the_same(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.commitment(session, owner=None)
        with reading(engine) as connection:
            [row] = commitment_rows(connection, scope=READER)
        assert (row.owner, row.progress.health(TODAY)) == (None, Health.NO_OWNER)

    def test_commitments_of_a_region_are_those_that_name_it(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.commitment(session, region_code="53.21", code="U-MALAKA")
            factories.commitment(session)
        with reading(engine) as connection:
            found = commitments_of_region(connection, "53.21", scope=READER)
        assert [row.code for row in found] == ["U-MALAKA"]

    def test_the_detail_of_every_commitment_agrees_with_the_list(self, shared_demo: Connection) -> None:
        rows = commitment_rows(shared_demo, scope=READER)
        assert len(rows) == 24
        for row in rows:
            detail = commitment_detail(shared_demo, row.code, scope=READER)
            assert detail is not None
            assert detail.row == row
            assert detail.statement.code == row.statement_code

    @pytest.mark.parametrize("code", HOSTILE)
    def test_an_unknown_code_is_nothing(self, shared_demo: Connection, code: str) -> None:
        assert commitment_detail(shared_demo, code, scope=READER) is None

    def test_every_phrase_names_the_commitments_that_came_of_it(self, shared_demo: Connection) -> None:
        born = [code for row in statement_rows(shared_demo) for code in row.commitment_codes]
        assert sorted(born) == sorted(shared_demo.execute(select(Commitment.code)).scalars())

    @pytest.mark.parametrize("role", list(Role))
    def test_in_the_sample_only_its_own_agency_sees_a_draft(
        self, demo_actor, shared_demo, role: Role
    ) -> None:
        agencies = dict(shared_demo.execute(select(Agency.id, Agency.code)).all())
        scope = next(
            demo_actor(name).scope
            for name in (
                "polda",
                "dpmd",
                "gubernur.kantor",
                "forkopimda.danrem",
                "inspektorat",
                "kasus.bp3mi",
                "admin",
                "layar",
            )
            if demo_actor(name).role is role
        )
        drafted = {
            row.owner_code
            for row in commitment_rows(shared_demo, scope=scope)
            for point in commitment_detail(shared_demo, row.code, scope=scope).checkpoints
            if point.draft
        }
        assert drafted <= {agencies[scope.agency_id]}


class TestTasks:
    def test_every_task_is_listed_by_due_date(self, shared_demo: Connection) -> None:
        rows = task_rows(shared_demo, scope=READER)
        assert len(rows) == len(shared_demo.execute(select(Task.id)).all())
        assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)

    @pytest.mark.parametrize("role", list(Role))
    def test_the_case_behind_a_task_is_named_to_readers_of_cases_only(
        self, shared_demo: Connection, role: Role
    ) -> None:
        named = {row.case_code for row in task_rows(shared_demo, scope=actor(role).scope)} != {None}
        assert named is actor(role).scope.may_see_cases

    @pytest.mark.parametrize("role", list(Role))
    def test_the_detail_of_a_task_names_its_case_to_the_same_readers(
        self, shared_demo: Connection, role: Role
    ) -> None:
        scope = actor(role).scope
        for row in task_rows(shared_demo, scope=scope):
            detail = task_detail(shared_demo, row.code, scope=scope)
            assert detail is not None
            assert detail.row == row

    def test_tasks_of_a_region_and_of_a_commitment_are_parts_of_the_whole(
        self, shared_demo: Connection
    ) -> None:
        rows = task_rows(shared_demo, scope=READER)
        ids = dict(shared_demo.execute(select(Commitment.code, Commitment.id)).all())
        for region in {row.region_code for row in rows}:
            assert tasks_of_region(shared_demo, region, scope=READER) == tuple(
                row for row in rows if row.region_code == region
            )
        for code, number in ids.items():
            assert tasks_of_commitment(shared_demo, number, scope=READER) == tuple(
                row for row in rows if row.commitment_code == code
            )

    def test_a_tasks_history_is_told_newest_first_and_ends_in_its_state(
        self, shared_demo: Connection
    ) -> None:
        for row in task_rows(shared_demo, scope=READER):
            detail = task_detail(shared_demo, row.code, scope=READER)
            assert detail is not None
            assert [step.at for step in detail.steps] == sorted((s.at for s in detail.steps), reverse=True)
            assert detail.steps[0].state is row.state

    def test_supporters_are_named_in_order_and_once(self, engine: Engine) -> None:
        with filling(engine) as session:
            task = factories.task(session, code="U-1")
            for code in ("polda-ntt", "dinsos", "bp3mi-ntt"):
                session.add(TaskSupport(task_id=task.id, agency_id=factories.agency_id(session, code)))
            factories.task(session, code="U-2")
        with reading(engine) as connection:
            rows = {row.code: row.supporters for row in task_rows(connection, scope=READER)}
        assert rows == {"U-1": ("BP3MI NTT", "Dinsos NTT", "Polda NTT"), "U-2": ()}

    def test_an_escalation_would_go_to_the_owners_own_superior(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.task(session, owner="kejari-ntt", code="U-1")
        with reading(engine) as connection:
            detail = task_detail(connection, "U-1", scope=READER)
        assert detail is not None
        assert detail.row.superior == "Kejati NTT"

    @pytest.mark.parametrize("code", HOSTILE)
    def test_an_unknown_code_is_nothing(self, shared_demo: Connection, code: str) -> None:
        assert task_detail(shared_demo, code, scope=READER) is None


class TestMeetings:
    def test_the_last_meeting_is_the_newest_that_was_closed(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.meeting(session, starts_at=MORNING - timedelta(days=40), state=MeetingState.CLOSED)
            held = factories.meeting(
                session, starts_at=MORNING - timedelta(days=12), state=MeetingState.CLOSED
            )
            factories.meeting(session, starts_at=MORNING - timedelta(days=1), state=MeetingState.OPEN)
        with reading(engine) as connection:
            found = last_meeting(connection)
        assert found is not None
        assert (found.id, found.starts_at) == (held.id, MORNING - timedelta(days=12))

    def test_the_next_meeting_is_the_first_that_is_called_and_still_to_come(self, engine: Engine) -> None:
        with filling(engine) as session:
            factories.meeting(session, starts_at=MORNING + timedelta(days=1), state=MeetingState.DRAFT)
            soon = factories.meeting(session, starts_at=MORNING + timedelta(days=2), state=MeetingState.OPEN)
            factories.meeting(session, starts_at=MORNING - timedelta(minutes=1), state=MeetingState.OPEN)
            factories.meeting(session, starts_at=MORNING + timedelta(days=1), state=MeetingState.CLOSED)
        with reading(engine) as connection:
            found = next_meeting(connection, after=MORNING)
        assert found is not None
        assert found.id == soon.id

    def test_a_meeting_of_today_that_has_not_begun_is_still_ahead(self, engine: Engine) -> None:
        with filling(engine) as session:
            late = factories.meeting(
                session, starts_at=MORNING - timedelta(minutes=30), state=MeetingState.OPEN
            )
            factories.meeting(session, starts_at=MORNING + timedelta(days=2), state=MeetingState.OPEN)
        with reading(engine) as connection:
            found = meeting_ahead(connection, on=MORNING.date())
        assert found is not None
        assert found.id == late.id

    def test_without_meetings_there_is_neither(self, connection: Connection) -> None:
        assert (last_meeting(connection), next_meeting(connection, after=MORNING)) == (None, None)

    def test_what_became_of_a_meeting_is_counted_from_its_tasks_and_the_verdicts_since(
        self, engine: Engine, promise
    ) -> None:
        with filling(engine) as session:
            held = factories.meeting(
                session, starts_at=MORNING - timedelta(days=12), state=MeetingState.CLOSED
            )
            decision = factories.decision(session, held)
            due = TODAY - timedelta(days=1)
            for state in (TaskState.VERIFIED, TaskState.IN_PROGRESS, TaskState.COUNTERED, TaskState.DECLINED):
                factories.task(session, state=state, due_on=due, decision_id=decision.id)
        with reading(engine) as connection:
            meeting = last_meeting(connection)
            assert meeting is not None
            became = follow_through(connection, meeting, on=TODAY)
        assert (became.promises, became.tasks_countered) == (Score(1, 3), 1)
        assert became.verdicts == 3

    def test_decisions_on_a_region_are_those_whose_tasks_lie_there(self, engine: Engine) -> None:
        with filling(engine) as session:
            held = factories.meeting(session, starts_at=MORNING, state=MeetingState.CLOSED)
            here, there = factories.decision(session, held), factories.decision(session, held)
            factories.task(session, region_code="53.21", decision_id=here.id)
            factories.task(session, region_code="53.21", decision_id=here.id)
            factories.task(session, region_code="53.04", decision_id=there.id)
            factories.task(session, region_code="53.21")
        with reading(engine) as connection:
            found = decisions_on_region(connection, "53.21", scope=ROOM.scope)
        assert [row.number for row in found] == [here.number]


class TestFigures:
    def test_every_explanation_belongs_to_a_conflict_that_is_found(self, shared_demo: Connection) -> None:
        found = {conflict.key for conflict in find_conflicts(row.plain for row in figure_rows(shared_demo))}
        assert len(found) == 12
        assert set(explanations(shared_demo)) <= found

    @pytest.mark.parametrize("codes", [("U-OPEN", "U-SHUT"), ("U-SHUT", "U-OPEN")])
    def test_two_tasks_about_one_conflict_do_not_hide_the_open_one(
        self, engine: Engine, codes: tuple[str, str]
    ) -> None:
        key = "deportation-53-2024"
        with filling(engine) as session:
            agency = factories.agency_id(session, "bp3mi-ntt")
            session.add(ConflictExplanation(conflict_key=key, agency_id=agency, due_on=TODAY))
            states = {"U-OPEN": TaskState.ACCEPTED, "U-SHUT": TaskState.DECLINED}
            for code in codes:
                factories.task(session, code=code, conflict_key=key, state=states[code])
        with reading(engine) as connection:
            assert explanations(connection)[key].task_code == "U-OPEN"


def test_nothing_can_be_written_through_the_shared_sample(shared_demo_engine: Engine) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"), filling(shared_demo_engine) as session:
        factories.user(session)
