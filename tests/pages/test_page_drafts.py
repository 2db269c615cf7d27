"""A draft belongs to its agency: whoever looks first or second, nobody else ever sees it."""

from itertools import permutations

import pytest
from sqlalchemy import select

from db.models import Agency, ProgressReport
from domain.access.permissions import Role
from domain.commitments.health import ReportState
from tests.factories import ACCOUNTS
from tests.pages.screen import Screen
from tests.pages.visiting import House, Visitor

OWN = {"K-07": "polda", "K-15": "dpmd"}
"""Commitments with a draft, and an account of the agency that is writing it."""

PLACES = [
    "/komitmen?kode=K-07",
    "/komitmen?kode=K-15",
    "/komitmen",
    "/komitmen?tampilan=daftar",
    "/",
    "/wilayah?kode=53.21",
]


def _draft_box(screen: Screen) -> str:
    return " ".join(box.text for box in screen.body.every("div", "gb-draft"))


def _sentence(home: House, agency: str) -> str:
    (row,) = home.rows(
        select(ProgressReport.sentence)
        .join(Agency, Agency.id == ProgressReport.agency_id)
        .where(Agency.code == agency, ProgressReport.state == ReportState.DRAFT)
    )
    return str(row.sentence)


@pytest.fixture
def visit(visit: Visitor) -> Visitor:
    """Both agencies are signed in beforehand: a sign-in would empty the caches that are to be warm."""
    for username in OWN.values():
        visit.home.token(username)
    return visit


@pytest.mark.parametrize(("code", "agency"), [("K-07", "polda-ntt"), ("K-15", "dpmd")])
def test_an_agency_sees_its_own_draft(visit: Visitor, code: str, agency: str) -> None:
    box = _draft_box(visit("/komitmen", as_=OWN[code], kode=code))
    assert "Draf instansi Anda, belum terkirim." in box
    assert _sentence(visit.home, agency) in box


@pytest.mark.parametrize("order", list(permutations(["polda", "dpmd"])), ids=" then ".join)
def test_neither_agency_sees_the_others_draft_in_either_order(visit: Visitor, order: tuple[str, ...]) -> None:
    for _ in range(2):
        for username in order:
            for place in PLACES:
                screen = visit(place, as_=username)  # which itself refuses any foreign draft
                code = place.rpartition("kode=")[2]
                assert bool(_draft_box(screen)) == (OWN.get(code) == username), f"{place} as {username}"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGENCY])
def test_no_other_role_sees_any_draft(visit: Visitor, role: Role) -> None:
    for place in PLACES:
        assert not _draft_box(visit(place, as_=ACCOUNTS[role])), place


def test_a_draft_changes_no_number_for_anybody(visit: Visitor) -> None:
    for place in PLACES:
        seen = {}
        for username in OWN.values():
            screen = visit(place, as_=username)
            own = [_draft_box(screen), *(ways.text for ways in screen.body.every("p", "gb-ways"))]
            text = screen.body.text
            for only_theirs in own:
                text = text.replace(only_theirs, "")
            seen[username] = text
        assert seen["polda"].split() == seen["dpmd"].split(), place


def test_the_manners_of_visit_would_notice_a_foreign_draft(visit: Visitor) -> None:
    assert visit.home.drafts_of_others("dpmd") == [_sentence(visit.home, "polda-ntt")]
    assert len(visit.home.drafts_of_others(ACCOUNTS[Role.VERIFIER])) == len(OWN)
