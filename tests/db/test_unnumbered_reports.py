"""Registers without numbers, whose reports somebody lets be known by day, kind and origin."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from db.queries.import_plans import Planned
from domain.access.permissions import Actor, Role
from domain.cases.facts import OUTSIDE, UNKNOWN, Entry, FaultFinder, Victims
from domain.cases.references import KnownWords
from domain.figures.cases import CaseKind, RecruitmentMode, Sector
from domain.imports.unnumbered import BY_LINE, reference_of
from domain.time.calendar import Clock
from tests.db.test_imports import POLDA, TODAY, Desk, line
from tests.factories import agency_id, filling

BY_DAY = {"Data!": BY_LINE}
DOUBT = ["without-numbers", "Data", "", "Tidak ada kolom nomor laporan.", [BY_LINE], True]


@pytest.fixture
def desk(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    with filling(engine) as session:
        own = replace(actors[Role.CASE_OFFICER], agency_id=agency_id(session, POLDA))
    return Desk(engine, clock, own)


def unnumbered(number: int, **more: Any) -> list[Any]:
    return line(number, reference="", **{"reported_on": f"2026-11-{number:02}", **more})


def delivered(desk: Desk, *lines: list[Any], chosen: Mapping[str, str] = BY_DAY) -> int:
    number = desk.deliver(records=list(lines), doubts=[DOUBT])
    if chosen:
        desk.decide(number, chosen)
    return number


def planned(desk: Desk, *lines: list[Any]) -> Planned:
    return desk.plan(delivered(desk, *lines))


def test_they_go_back_until_somebody_chooses_by_what_they_are_known(desk: Desk) -> None:
    number = delivered(desk, unnumbered(1), unnumbered(2), chosen={})
    assert (desk.plan(number).new, len(desk.plan(number).back)) == (0, 2)
    desk.decide(number, BY_DAY)
    assert desk.store(number).new_rows == 2
    assert {*desk.cases()} >= {
        "Tanpa nomor 2026-11-01 53.21 TPPO",
        "Tanpa nomor 2026-11-02 53.21 TPPO",
    }


def test_they_are_known_again_when_the_register_is_sent_once_more_and_longer(desk: Desk) -> None:
    desk.store(delivered(desk, unnumbered(1), unnumbered(2)))
    plan = planned(desk, unnumbered(2, women=4), unnumbered(3), unnumbered(1))
    assert (plan.new, plan.changed, plan.same, plan.back) == (1, 1, 1, ())


def test_two_that_cannot_be_told_apart_go_back_for_a_number(desk: Desk) -> None:
    plan = planned(desk, unnumbered(1), unnumbered(1, women=2), unnumbered(1, region="53.04"))
    assert [case.line.at for case in plan.new_cases] == ["Data baris 2"]
    assert len(plan.back) == 2
    assert all("Beri nomor laporan" in each.reason for each in plan.back)
    assert all("reference" not in each.fields for each in plan.back), "nothing but a number is asked for"


def test_one_that_says_too_little_is_told_what_it_lacks_and_not_that_it_lacks_a_number(
    desk: Desk,
) -> None:
    [back] = planned(desk, unnumbered(1, reported_on="")).back
    assert back.reason == "“Tanggal lapor” belum diisi."


def test_one_that_gets_its_number_later_is_not_counted_twice(desk: Desk) -> None:
    desk.store(delivered(desk, unnumbered(1), unnumbered(2)))
    code = desk.cases()["Tanpa nomor 2026-11-01 53.21 TPPO"]["code"]
    plan = desk.plan(desk.deliver(records=[line(1, reported_on="2026-11-01"), line(9)]))
    assert [case.line.entry.reference for case in plan.new_cases] == ["LP/9/XI/2026"]
    [back] = plan.back
    assert f"sudah tercatat tanpa nomor sebagai {code}" in back.reason


def test_one_that_was_sent_with_its_number_is_not_counted_again_without_it(desk: Desk) -> None:
    desk.store(desk.deliver(records=[line(1)]))
    code = desk.cases()["LP/1/XI/2026"]["code"]
    same = {"reported_on": "2026-11-10"}
    [back] = planned(desk, unnumbered(1, **same)).back
    assert f"tulis {code} di kolom “Kode kasus”" in back.reason
    assert back.fields["code"] == "", "so that what goes back has the column"
    assert planned(desk, unnumbered(1, code=code, **same)).same == 1


@pytest.mark.parametrize("origin", ["53.21", OUTSIDE, UNKNOWN])
@pytest.mark.parametrize("kind", CaseKind)
def test_what_they_are_called_is_taken_by_the_screen_on_which_a_case_is_corrected(
    kind: CaseKind, origin: str
) -> None:
    entry = _entry(kind, origin)
    assert FaultFinder(TODAY, KnownWords.of((), (), ())).faults(entry) == ()


def _entry(kind: CaseKind, origin: str) -> Entry:
    facts = ("polda-ntt", "", kind, TODAY, None, origin, "", None, "", Victims(), None)
    unnamed = Entry(*facts, Sector.UNKNOWN, RecruitmentMode.UNKNOWN, "", blanks_are_unknown=True)
    return replace(unnamed, reference=reference_of(unnamed))
