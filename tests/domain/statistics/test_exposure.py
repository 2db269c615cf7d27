"""Over how many days and how many people a count was counted."""

from datetime import date

import pytest

from domain.statistics.exposure import (
    ESTIMATED_2024,
    REGISTERED_2025,
    Population,
    Span,
    exceptions,
    nearest_population,
    people_near,
)

TODAY = date(2026, 11, 23)
FIRST_DAY = date(2022, 11, 27)


def year(of: int, since: date | None = None) -> Span:
    return Span(str(of), date(of, 1, 1), date(of, 12, 31), TODAY, since)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (year(2024), 366),
        (year(2026), 327),
        (year(2027), 0),
        (year(2022, FIRST_DAY), 35),
        (year(2021, FIRST_DAY), 0),
        (year(2023, FIRST_DAY), 365),
    ],
)
def test_days_before_a_register_and_days_to_come_do_not_count(span: Span, days: int) -> None:
    assert span.days == days


def test_a_year_of_which_a_register_missed_a_part_is_known() -> None:
    assert year(2022, FIRST_DAY).begins_late
    assert not year(2023, FIRST_DAY).begins_late
    assert not year(2022).begins_late


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "population"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), ESTIMATED_2024),
        (date(2024, 1, 1), date(2024, 11, 30), ESTIMATED_2024),
        (date(2025, 1, 1), date(2025, 12, 31), REGISTERED_2025),
        (date(2026, 1, 1), date(2026, 1, 14), REGISTERED_2025),
        (date(2022, 11, 27), date(2026, 11, 23), ESTIMATED_2024),
    ],
)
def test_rates_divide_by_the_people_of_the_year_or_of_the_nearest(
    starts_on: date, ends_on: date, population: Population
) -> None:
    assert nearest_population(starts_on, ends_on) is population


@pytest.mark.parametrize(
    ("estimated", "registered", "found"),
    [
        (100, 110, (ESTIMATED_2024, 100)),
        (0, 110, (REGISTERED_2025, 110)),
        (None, 110, (REGISTERED_2025, 110)),
        (0, None, None),
    ],
)
def test_a_year_that_counted_nobody_gives_way_to_the_nearest_that_did(
    estimated: int | None, registered: int | None, found: tuple[Population, int] | None
) -> None:
    counted = {ESTIMATED_2024: estimated, REGISTERED_2025: registered}
    assert people_near(counted, ESTIMATED_2024) == found


def test_who_is_counted_otherwise_or_not_at_all_is_named_with_its_cases() -> None:
    people = {"Malaka": (REGISTERED_2025, 110), "Belu": None, "Alor": None, "Ende": (ESTIMATED_2024, 100)}
    assert exceptions(ESTIMATED_2024, people, {"Malaka": 25, "Belu": 14, "Alor": None}, "orang") == (
        "Malaka dihitung dengan penduduk terdaftar 2025; "
        "tanpa jumlah penduduk, jadi tanpa laju: Belu (14 orang)"
    )
