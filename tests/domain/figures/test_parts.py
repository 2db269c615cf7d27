"""Parts of a published total: where they reach it the rest is zero, and nowhere else."""

import csv
from dataclasses import dataclass

import pytest

from db.settings import ROOT
from domain.figures.parts import Parts, total_of

REGIONS = ("53.01", "53.02", "53.03", "53.04")


def test_parts_that_reach_their_total_make_the_rest_zero() -> None:
    parts = Parts({"53.01": 3.0, "53.02": 2.0}, 5.0)
    assert parts.derived_zeros(REGIONS) == {"53.03", "53.04"}
    assert parts.completed(REGIONS) == {"53.01": 3.0, "53.02": 2.0, "53.03": 0.0, "53.04": 0.0}


@pytest.mark.parametrize("total", [None, 6.0, 4.0])
def test_without_a_total_or_beside_another_one_silence_stays_silence(total: float | None) -> None:
    parts = Parts({"53.01": 3.0, "53.02": 2.0}, total)
    assert parts.derived_zeros(REGIONS) == frozenset()
    assert parts.completed(REGIONS) == {"53.01": 3.0, "53.02": 2.0}


def test_a_total_smaller_than_its_parts_is_said_to_be_and_makes_nothing_zero() -> None:
    assert Parts({"53.01": 3.0, "53.02": 2.0}, 4.0).exceed_the_total
    assert not Parts({"53.01": 3.0}, 4.0).exceed_the_total


def test_no_parts_at_all_make_nothing_zero() -> None:
    assert Parts({}, 0.0).derived_zeros(REGIONS) == frozenset()


@dataclass(frozen=True)
class Said:
    value: float
    destination_iso3: str | None = None


def test_only_a_total_of_the_same_countries_is_the_total_of_its_parts() -> None:
    parts = [Said(3, "MYS"), Said(2, "MYS")]
    assert total_of(parts, [Said(125), Said(5, "MYS")]) == Said(5, "MYS")
    assert total_of(parts, [Said(5)]) is None
    assert total_of([Said(3, "MYS"), Said(2)], [Said(5, "MYS")]) is None


def test_two_totals_that_differ_decide_nothing() -> None:
    assert total_of([Said(3)], [Said(3), Said(4)]) is None
    assert total_of([Said(3)], [Said(3), Said(3)]) == Said(3)


def test_the_deaths_of_2024_leave_nothing_for_the_five_that_were_not_named() -> None:
    with (ROOT / "db" / "provinces" / "ntt" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = {
            row["region_code"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "deaths_abroad" and row["period_end"] == "2024-11-30"
        }
    parts = Parts(rows, rows.pop("53"))
    assert (len(parts.values), parts.sum, parts.reach_the_total) == (17, 119.0, True)
