"""The real data that ships arrive whole, and equal the files they come from."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, or_, select

from db.engine import reading
from db.models import (
    Agency,
    AgencyAlias,
    CaseRecord,
    Commitment,
    DecisionEvent,
    Destination,
    ForkopimdaSeat,
    Indicator,
    Pillar,
    PublishedFigure,
    Region,
    ServiceDesk,
    Source,
    Statement,
    Task,
    TransitPoint,
    User,
)
from db.queries.figures import figure_rows
from db.queries.regions import regency_detail, regions_at
from db.queries.services import desks
from db.settings import ROOT
from domain.figures.series import SET_APART
from domain.places.regions import PROVINCE, RegionLevel, level_of

DATA = ROOT / "db" / "provinces" / "ntt"
TODAY = date(2026, 11, 23)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def counted(connection: Connection, model: type) -> int:
    return connection.execute(select(func.count()).select_from(model)).scalar_one()


@pytest.mark.parametrize(
    ("level", "count"),
    [
        (RegionLevel.PROVINCE, 1),
        (RegionLevel.REGENCY, 22),
        (RegionLevel.DISTRICT, 315),
        (RegionLevel.VILLAGE, 3442),
    ],
)
def test_every_region_of_the_province_is_there(
    shared_demo: Connection, level: RegionLevel, count: int
) -> None:
    assert len(regions_at(shared_demo, level)) == count


def test_every_region_lies_in_the_one_that_its_code_names(shared_demo: Connection) -> None:
    found = shared_demo.execute(select(Region.code, Region.parent_code, Region.level)).all()
    parents = {code: parent for code, parent, _ in found}
    assert parents.pop(PROVINCE) is None
    assert [code for code, parent in parents.items() if parent != code.rpartition(".")[0]] == []
    assert [code for code, _, level in found if level_of(code) is not level] == []


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (PublishedFigure, len(rows(DATA / "figures.csv"))),
        (Statement, len(rows(DATA / "statements.csv"))),
        (ServiceDesk, len(rows(DATA / "ltsa_desks.csv"))),
        (Pillar, len(rows(DATA / "pillars.csv"))),
        (DecisionEvent, len(rows(DATA / "decision_events.csv"))),
        (Agency, len(rows(DATA / "agencies.csv"))),
        (AgencyAlias, len(rows(DATA / "agency_aliases.csv"))),
        (ForkopimdaSeat, len(rows(DATA / "forkopimda_seats.csv"))),
        (Indicator, len(rows(DATA / "indicators.csv"))),
        (Source, len(rows(DATA / "sources.csv"))),
        (Destination, len(rows(ROOT / "db" / "geodata" / "destinations.csv"))),
        (TransitPoint, len(rows(ROOT / "db" / "provinces" / "ntt" / "transit.csv"))),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value),
)
def test_no_row_of_a_shipped_file_is_lost(shared_demo: Connection, model: type, count: int) -> None:
    assert counted(shared_demo, model) == count


def test_every_indicator_has_a_figure_or_leads_to_a_wider_one(shared_demo: Connection) -> None:
    told = set(shared_demo.scalars(select(PublishedFigure.indicator_code)))
    without = set(shared_demo.scalars(select(Indicator.code))) - told - set(SET_APART)
    assert not without, f"db/provinces/ntt/figures.csv says nothing of {sorted(without)}"


def test_the_readme_counts_the_published_figures() -> None:
    figures = len(rows(DATA / "figures.csv"))
    assert f"{figures} published figures" in (ROOT / "README.md").read_text("utf-8"), f"README.md: {figures}"


@pytest.mark.parametrize("model", [User, CaseRecord, Commitment, Task], ids=lambda model: model.__name__)
def test_a_database_without_sample_data_holds_none(engine: Engine, model: type) -> None:
    with reading(engine) as connection:
        assert counted(connection, model) == 0


def test_published_figures_equal_their_file(shared_demo: Connection) -> None:
    stored = [
        {
            "code": row.code,
            "indicator": row.indicator_code,
            "region_code": row.region_code,
            "period_start": row.period_start,
            "period_end": row.period_end,
            "value": row.value,
            "unit": row.unit,
            "subgroup": row.subgroup,
            "destination_iso3": row.destination_iso3 or "",
            "note": row.note,
            "as_written": row.as_written,
            "speaker_note": row.said_by,
        }
        for row in figure_rows(shared_demo)
    ]
    written = [
        row
        | {
            "period_start": date.fromisoformat(row["period_start"]),
            "period_end": date.fromisoformat(row["period_end"]),
            "value": float(row["value"]),
        }
        for row in sorted(rows(DATA / "figures.csv"), key=lambda row: row["code"])
    ]
    assert stored == [{k: v for k, v in row.items() if k != "source_code"} for row in written]


def test_every_figure_names_a_source_with_an_address(shared_demo: Connection) -> None:
    source_of = {row["code"]: row["source_code"] for row in rows(DATA / "figures.csv")}
    name_of = {row["code"]: (row["name"], row["url"]) for row in rows(DATA / "sources.csv")}
    found = figure_rows(shared_demo)
    assert {row.code: (row.source, row.source_url) for row in found} == {
        code: name_of[source] for code, source in source_of.items()
    }
    assert [row.code for row in found if not row.source_url.startswith("http")] == []


def test_deaths_of_2024_by_kabupaten_add_up_to_the_published_total(shared_demo: Connection) -> None:
    deaths = {
        row.region_code: row.value
        for row in figure_rows(shared_demo)
        if row.indicator_code == "deaths_abroad"
        and (row.period_start, row.period_end) == (date(2024, 1, 1), date(2024, 11, 30))
    }
    total = deaths.pop(PROVINCE)
    assert sum(deaths.values()) == total == 119
    assert deaths["53.21"] == 25


def test_no_two_agencies_answer_to_the_same_name(shared_demo: Connection) -> None:
    names = Counter(
        (name.casefold(), agency)
        for agency, *names in shared_demo.execute(select(Agency.id, Agency.name, Agency.short_name))
        for name in set(names)
    )
    names.update(
        (alias.casefold(), agency)
        for agency, alias in shared_demo.execute(select(AgencyAlias.agency_id, AgencyAlias.alias))
    )
    agencies_of = Counter(name for name, _ in names)
    assert [name for name, agencies in agencies_of.items() if agencies > 1] == []


def test_no_alias_is_written_twice(shared_demo: Connection) -> None:
    aliases = Counter(alias.casefold() for alias in shared_demo.execute(select(AgencyAlias.alias)).scalars())
    assert [alias for alias, count in aliases.items() if count > 1] == []


def seats_on(connection: Connection, day: date) -> list[str]:
    return list(
        connection.execute(
            select(ForkopimdaSeat.code)
            .where(
                or_(ForkopimdaSeat.valid_from.is_(None), ForkopimdaSeat.valid_from <= day),
                or_(ForkopimdaSeat.valid_to.is_(None), ForkopimdaSeat.valid_to >= day),
            )
            .order_by(ForkopimdaSeat.position)
        ).scalars()
    )


@pytest.mark.parametrize("day", [date(2025, 8, 6), date(2025, 8, 31), date(2025, 9, 1), TODAY])
def test_nine_seats_hold_on_any_day_and_one_of_them_is_the_navys(shared_demo: Connection, day: date) -> None:
    seats = seats_on(shared_demo, day)
    assert len(seats) == 9
    assert len([seat for seat in seats if seat.startswith("navy")]) == 1


def test_the_navys_seat_is_now_that_of_kodaeral(shared_demo: Connection) -> None:
    assert "navy-kodaeral" in seats_on(shared_demo, TODAY)


def test_a_court_never_owns_a_task(shared_demo: Connection) -> None:
    assert (
        shared_demo.execute(select(Agency.may_own_tasks).where(Agency.code == "pt-kupang")).scalar_one()
        is False
    )


def test_polda_does_not_answer_to_the_governor(shared_demo: Connection) -> None:
    superior = dict(shared_demo.execute(select(Agency.code, Agency.superior_id)).all())
    ids = dict(shared_demo.execute(select(Agency.code, Agency.id)).all())
    assert superior["polda-ntt"] not in {ids["gubernur"], ids["setda"]}


def test_no_agency_is_its_own_superior_however_far_up(shared_demo: Connection) -> None:
    above = dict(shared_demo.execute(select(Agency.id, Agency.superior_id)).all())
    for agency in above:
        chain = [agency]
        while (superior := above[chain[-1]]) is not None:
            assert superior not in chain
            chain.append(superior)


def test_a_kabupaten_is_told_in_full(shared_demo: Connection) -> None:
    malaka = regency_detail(shared_demo, "53.21")
    assert malaka is not None
    assert (malaka.name, malaka.capital, malaka.districts, malaka.villages) == (
        "Kabupaten Malaka",
        "Betun",
        12,
        127,
    )
    assert malaka.government is not None
    assert "Malaka" in malaka.government


@pytest.mark.parametrize("code", ["53", "53.21.01", "53.99", "", "%"])
def test_what_is_no_kabupaten_has_no_detail(shared_demo: Connection, code: str) -> None:
    assert regency_detail(shared_demo, code) is None


def test_districts_and_villages_of_all_kabupaten_add_up(shared_demo: Connection) -> None:
    details = [regency_detail(shared_demo, row.code) for row in regions_at(shared_demo, RegionLevel.REGENCY)]
    assert sum(detail.districts for detail in details if detail) == 315
    assert sum(detail.villages for detail in details if detail) == 3442


def test_the_eight_desks_stand_in_the_order_of_the_law(shared_demo: Connection) -> None:
    assert list(desks(shared_demo).values()) == [row["name"] for row in rows(DATA / "ltsa_desks.csv")]
