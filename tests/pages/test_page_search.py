"""Cari: what is found is what its reader may read."""

from sqlalchemy import select, update

from db.models import CaseRecord, Decision, Meeting
from domain.meetings.life import Classification
from tests.pages.visiting import Visitor

OFFICE, AGENCY = "gubernur.kantor", "disnakertrans"


def test_words_are_found_in_every_kind_and_lead_there(visit: Visitor) -> None:
    screen = visit("/cari", as_=OFFICE, kata="malaka")
    assert "temuan untuk “malaka” dalam" in screen.title
    found = {link.text: link.address for link in screen.links}
    assert any(address == "/wilayah?kode=53.21" for address in found.values())
    assert any(address.startswith("/tugas?kode=") for address in found.values())


def test_nothing_found_says_what_was_searched_and_what_not(visit: Visitor) -> None:
    screen = visit("/cari", as_=AGENCY, kata="pasporr")
    assert screen.title == "Tidak ada yang memuat “pasporr”"
    assert "Register kasus tidak ikut dicari" in screen.text
    assert "Mungkin maksud Anda paspor" in screen.text


def test_a_case_is_found_by_its_whole_code_and_by_its_readers_only(visit: Visitor) -> None:
    code = visit.home.rows(select(CaseRecord.code).limit(1))[0].code
    assert f"/kasus?kode={code}" in {link.address for link in visit("/cari", as_=OFFICE, kata=code).links}
    assert visit("/cari", as_=OFFICE, kata=code[:-1]).title.startswith("Tidak ada")
    assert visit("/cari", as_=AGENCY, kata=code).title.startswith("Tidak ada")


def test_a_decision_of_a_secret_meeting_is_found_by_its_readers_only(visit_own: Visitor) -> None:
    row = visit_own.home.rows(select(Decision.text, Decision.meeting_id).order_by(Decision.id).limit(1))[0]
    with visit_own.home.engine.begin() as connection:
        secret = update(Meeting).where(Meeting.id == row.meeting_id)
        connection.execute(secret.values(classification=Classification.SECRET))
    assert "Keputusan rapat" in visit_own("/cari", as_=OFFICE, kata=row.text[:40]).text
    assert "Keputusan rapat" not in visit_own("/cari", as_=AGENCY, kata=row.text[:40]).text
