"""No role recovers a hidden count from all its answers, and the auditor notices when one could."""

import inspect
import json
import random
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from db.__main__ import main
from db.commands.cases import add_cases
from db.commands.releases import release
from db.engine import build, is_sqlite
from db.models import Region, TransitPoint
from db.queries import case_counts, case_routes, case_rows, early_clusters, releases
from db.tools.disclosure_audit import audit_disclosure
from domain.access.permissions import TIERS, DisclosureTier, Role
from domain.disclosure import suppression
from domain.disclosure.suppression import HIDDEN, THRESHOLDS, Count, Published, YearTable
from domain.disclosure.told import ReleasedTable
from domain.figures.cases import CaseKind
from domain.places.regions import RegionLevel
from tests import factories
from tests.factories import MORNING

pytestmark = pytest.mark.by_turns

ABOUT_CASES = (case_counts, case_routes, case_rows, early_clusters)
RANDOM_REGISTERS = 6
"""By turns on either database, each a data set of its own for eight kinds: 48 in all; the study asks more."""

published_by_the_rule = suppression.publish


def test_nothing_is_recovered_from_the_sample_data(shared_demo: Connection) -> None:
    found = audit_disclosure(shared_demo)
    assert [tier.passes for tier in found] == [True, True], found
    assert {role for tier in found for role in tier.roles} == {
        role for role in Role if TIERS[role] is not DisclosureTier.CASES
    }
    for tier in found:
        assert tier.by_kind.keys() == set(CaseKind)
        assert all(audit.hidden and audit.answers > 150 for audit in tier.by_kind.values())


def _closed(number: int) -> datetime:
    """No two releases of one database are closed at one moment: what is kept of one is told by that."""
    return MORNING + timedelta(minutes=number)


@pytest.mark.parametrize("number", range(RANDOM_REGISTERS))
def test_nothing_is_recovered_from_random_data(engine_of_all: Engine, number: int) -> None:
    rng = random.Random(2 * number + is_sqlite(engine_of_all))
    with engine_of_all.connect() as connection, Session(bind=connection) as session:
        fill_at_random(rng, session)
        release(session, rng.choice([date(2026, 6, 30), date(2026, 12, 31)]), _closed(number))
        found = audit_disclosure(connection)
        session.rollback()
    assert all(tier.passes for tier in found), found


@pytest.fixture(scope="module")
def engine_of_all(databases: Any) -> Any:
    """Reference data; every test takes back what it writes."""
    url = databases.reference()
    engine = build(url)
    yield engine
    engine.dispose()
    databases.drop(url)


def fill_at_random(rng: random.Random, session: Session) -> None:
    """Of each kind few reports or many, spread or from a few places, over one year or six."""
    districts = session.scalars(select(Region.code).where(Region.level == RegionLevel.DISTRICT)).all()
    transits = session.scalars(select(TransitPoint.id).order_by(TransitPoint.id).limit(3)).all()
    agency = factories.agency_id(session, "bp3mi-ntt")
    years = range(2026 - rng.randrange(6), 2027)
    records = []
    for kind in CaseKind:
        places = rng.sample(districts, rng.choice([2, 8, 40]))
        weights = [rng.random() ** rng.choice([1, 4]) for _ in places]
        for district in rng.choices(places, weights, k=rng.choice([0, 1, 2, 4, 9, 25, 60, 150])):
            unknown = rng.random() < 0.05
            records.append(
                factories.case_values(
                    agency,
                    kind=kind,
                    regency=None if unknown else district[:5],
                    origin_district_code=None if unknown or rng.random() < 0.1 else district,
                    origin_outside=unknown and rng.random() < 0.5,
                    reported_on=date(rng.choice(years), rng.randint(1, 12), rng.randint(1, 28)),
                    transit_id=rng.choice([None, *transits]),
                    destination_iso3=rng.choice([None, "MYS", "MYS", "SGP"]),
                )
            )
    add_cases(session, records)


def test_every_question_about_counts_is_put_by_the_auditor(
    shared_demo: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new question that knows tiers may not stay outside."""
    asked: set[str] = set()

    def watched(name: str, question: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*given: Any, **named: Any) -> Any:
            asked.add(name)
            return question(*given, **named)

        return ask

    questions = {
        name: function
        for module in ABOUT_CASES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "scope" in inspect.signature(function).parameters
    }
    for name, function in questions.items():
        monkeypatch.setattr(sys.modules[function.__module__], name, watched(name, function))
    audit_disclosure(shared_demo, [CaseKind.DEPORTATION])
    unasked = questions.keys() - asked
    of_rows = {"case_rows", "case_exists", "standard_reports"}
    of_days = {"newest_report", "register_days", "case_years"}
    assert unasked == of_rows | of_days, "told to readers who see every count"


def tell_by(rule: Callable[[YearTable, DisclosureTier], Published], monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the last release had been told by another rule."""

    def published(
        connection: Connection, tier: DisclosureTier, kinds: Sequence[CaseKind]
    ) -> dict[CaseKind, Published]:
        found = releases.tables(connection, kinds)
        return {kind: rule(year_table(table), tier) for kind, table in found.items()}

    for module in (case_counts, early_clusters):
        monkeypatch.setattr(module, "published", published)


def year_table(table: ReleasedTable) -> YearTable:
    years = tuple(range(2022, 2027))
    rows = (tuple(table.value(region, table.of_year(year)) for year in years) for region in table.regions)
    return YearTable(table.regions, years, tuple(rows))


def hide_small_counts_only(table: YearTable, tier: DisclosureTier) -> Published:
    """What one would do first."""
    exact = published_by_the_rule(table, DisclosureTier.CASES)
    threshold = THRESHOLDS[tier]

    def shown(count: Count) -> Count:
        return Count(None, threshold) if 0 < (count.value or 0) < threshold else count

    return Published(
        {cell: shown(count) for cell, count in exact.cells.items()},
        {region: shown(count) for region, count in exact.sums.items()},
        exact.by_year,
    )


def protect_each_year_by_itself(table: YearTable, tier: DisclosureTier) -> Published:
    """What one would do next: a companion for a lone hidden cell, but every sum over the years told."""
    first = hide_small_counts_only(table, tier)
    cells = dict(first.cells)
    for year in table.years:
        hidden = [region for region in table.regions if cells[region, year].is_hidden]
        if len(hidden) == 1:
            shown = sorted(
                (cells[region, year].value or 0, region) for region in {*table.regions} - {*hidden}
            )
            companion = next((region for count, region in shown if count), shown[0][1])
            cells |= {(region, year): HIDDEN for region in (*hidden, companion)}
    return Published(cells, first.sums, first.by_year)


@pytest.mark.parametrize(
    "rule", [hide_small_counts_only, protect_each_year_by_itself], ids=lambda rule: rule.__name__
)
def test_half_a_rule_in_the_query_layer_is_found_out(
    shared_demo: Connection, monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Published]
) -> None:
    tell_by(rule, monkeypatch)
    found = audit_disclosure(shared_demo, [CaseKind.DEATH_ABROAD])
    assert [tier.passes for tier in found] == [False, False]
    assert all(tier.by_kind[CaseKind.DEATH_ABROAD].recovered for tier in found)


def test_a_screen_that_shows_what_an_agency_may_not_know_is_found_out(
    shared_demo: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shared screen protected by itself shows companions of the agency tier."""
    monkeypatch.setitem(suppression.ABOVE, DisclosureTier.SHARED_SCREEN, None)
    suppression.publish.cache_clear()
    tell_by(suppression.publish, monkeypatch)
    try:
        screen, agency = audit_disclosure(shared_demo)
    finally:
        suppression.publish.cache_clear()
    assert screen.passes
    assert not agency.passes


def test_a_count_of_a_kecamatan_is_found_out(
    shared_demo: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (case_counts, early_clusters):
        monkeypatch.setattr(module, "HIDDEN", Count(0))
    found = audit_disclosure(shared_demo, [CaseKind.DEPORTATION])
    assert all(tier.below_regency and not tier.passes for tier in found)


Answer = tuple[int, str, str]


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, shared_demo_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    url = shared_demo_engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)

    def run(*arguments: str) -> Answer:
        code = main(["disclosure-audit", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_the_command_says_what_was_tried_and_that_it_failed_to_find_anything(
    command: Callable[..., Answer],
) -> None:
    code, out, err = command("--json")
    assert (code, err) == (0, "")
    screen, agency = json.loads(out)
    assert (screen["tier"], screen["threshold"]) == (
        "shared_screen",
        THRESHOLDS[DisclosureTier.SHARED_SCREEN],
    )
    assert agency["roles"] == [role for role in Role if TIERS[role] is DisclosureTier.AGENCY]
    for tier in (screen, agency):
        assert tier["passes"] is True
        for kind in tier["kinds"].values():
            assert kind["recovered"] == kind["too_narrow"] == []
            assert kind["narrowest"] >= 1


def test_the_command_ends_with_1_when_a_hidden_count_is_recovered(
    command: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_by(hide_small_counts_only, monkeypatch)
    code, out, err = command()
    assert code == 1
    assert out.count("FAILS") == 2
    assert "Hidden counts can be recovered" in err
