"""Case records in the words of HTCDS 2.0, held beside the standard's own list of fields."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from domain.access.agencies import AgencyKind
from domain.cases import standard
from domain.cases.standard import HTCDS, Report, StandardPart
from domain.figures.cases import RecruitmentMode, Sector

FIELDS = Path(__file__).parents[2] / "tables" / "htcds_2_fields.csv"
KEY = b"kunci untuk satu berkas"
REPORT = Report(
    code="K26-0001",
    agency_kind=AgencyKind.POLICE,
    reported_on=date(2026, 3, 4),
    closed_on=None,
    regency_code="53.21",
    is_from_outside=False,
    destination_iso3="MYS",
    sector=Sector.PALM_PLANTATION,
    recruitment=RecruitmentMode.BROKER,
    women=3,
    men=0,
    girls=1,
    boys=0,
)
PERSONS = [part for part in StandardPart if part is not StandardPart.REFERENCE]


def values_of_the_standard() -> dict[str, set[str]]:
    allowed: dict[str, set[str]] = defaultdict(set)
    with FIELDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            picklist = "Picklist" in row["type"] and "|" in row["values"]
            allowed[row["field"]] |= set(row["values"].split("|")) if picklist else set()
    return allowed


def test_every_column_and_every_value_is_one_of_the_standard_or_marked_as_our_own() -> None:
    allowed = values_of_the_standard()
    for agency, sector, recruitment in product(AgencyKind, Sector, RecruitmentMode):
        report = replace(REPORT, agency_kind=agency, sector=sector, recruitment=recruitment)
        for column, victim in product(HTCDS, standard.victims(report)[2:]):
            if column.name.startswith("x_"):
                continue
            assert column.name in allowed
            picklist, value = allowed[column.name], column.write(victim)
            assert value == "" or not picklist or value in picklist, (column.name, value)


def test_what_is_said_not_to_be_written_is_of_the_standard_and_in_no_file() -> None:
    assert set(standard.NOT_WRITTEN) <= values_of_the_standard().keys()
    assert not set(standard.NOT_WRITTEN) & {column.name for column in HTCDS}


def test_a_report_of_three_women_and_a_girl_is_four_rows() -> None:
    export = standard.export([REPORT], [StandardPart.GENDER, StandardPart.AGE], KEY)
    assert export.names == ("prs_Gender", "x_AgeGroup", "vic_TraffickingStatus")
    assert [row[:2] for row in export.rows] == [("Feminine", "Adult")] * 3 + [("Feminine", "Child")]


def test_a_report_that_does_not_know_how_many_has_no_row_and_is_counted_as_such() -> None:
    export = standard.export([REPORT, replace(REPORT, men=None)], [StandardPart.GENDER], KEY)
    assert (len(export.rows), export.reports, export.uncounted) == (4, 2, 1)


def test_eleven_alike_pass_and_ten_do_not() -> None:
    one = replace(REPORT, women=1, girls=0)
    for count, passes in ((10, False), (11, True)):
        assert standard.export([one] * count, PERSONS, KEY).grouping.passes == passes


def test_what_makes_a_file_fail_is_named_and_without_it_the_file_passes() -> None:
    reports = [replace(REPORT, women=1, girls=0, regency_code=f"53.{number:02}") for number in range(1, 23)]
    refused = standard.export(reports, PERSONS, KEY)
    assert not refused.grouping.passes
    assert refused.helps == (StandardPart.ORIGIN,)
    assert standard.export(
        reports, [part for part in PERSONS if part is not StandardPart.ORIGIN], KEY
    ).grouping.passes


def test_too_few_altogether_are_told_that_nothing_helps() -> None:
    assert standard.export([REPORT], PERSONS, KEY).helps == ()


def test_with_references_whole_reports_must_be_alike() -> None:
    """Twelve victims of one report are alike as persons; put together they are the one report of twelve."""
    reports = [replace(REPORT, code=f"K26-{number:04}", women=1, girls=0) for number in range(30)]
    reports.append(replace(REPORT, code="K26-9999", women=12, girls=0))
    assert standard.export(reports, [StandardPart.GENDER], KEY).grouping.passes
    linked = standard.export(reports, [StandardPart.GENDER, StandardPart.REFERENCE], KEY)
    assert (linked.grouping.passes, linked.helps) == (False, (StandardPart.REFERENCE,))


def test_a_reference_joins_the_rows_of_a_report_in_one_file_and_none_in_another() -> None:
    files = [standard.export([REPORT], [StandardPart.REFERENCE], key) for key in (KEY, b"lain")]
    (first,), (second,) = ({row[0] for row in file.rows} for file in files)
    assert first != second
    assert REPORT.code not in first


@pytest.mark.parametrize("parts", [PERSONS, list(StandardPart)], ids=["persons", "linked"])
def test_the_order_of_rows_is_not_that_of_the_register(parts: list[StandardPart]) -> None:
    reports = [
        replace(REPORT, code=f"K26-{number:04}", destination_iso3=iso3)
        for number, iso3 in enumerate(("TWN", "MYS", "HKG", "SGP"))
    ]
    assert standard.export(reports, parts, KEY).rows == standard.export(reports[::-1], parts, KEY).rows
