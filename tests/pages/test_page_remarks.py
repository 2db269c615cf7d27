"""Remarks on tasks, commitments and decisions, and who was shown a proposal."""

import pytest
from sqlalchemy import select, update

from db.models import (
    AuditRecord,
    Commitment,
    Decision,
    Meeting,
    OwnershipOffer,
    Remark,
    User,
    UserSession,
)
from domain.access.events import Event
from domain.commitments.ownership import OfferState
from domain.meetings.life import Classification
from tests.factories import delegation, filling
from tests.pages.screen import Screen
from tests.pages.test_page_commitments import press, receipt, refusal, widget
from tests.pages.visiting import Visitor

OFFICE, AGENCY, OTHER = "gubernur.kantor", "disnakertrans", "polda"


def write(screen: Screen, text: str) -> Screen:
    widget(screen, "Tulis catatan").set_value(text)
    return press(screen, "Simpan catatan")


def test_a_remark_is_dated_by_office_and_withdrawn_by_its_writer_alone(visit_own: Visitor) -> None:
    screen = write(visit_own("/komitmen", as_=AGENCY, kode="K-11"), "Menunggu surat tugas petugas.")
    assert "Catatan tersimpan." in receipt(screen)
    told = visit_own("/komitmen", as_=OTHER, kode="K-11")
    assert "Disnakertrans NTT Penghubung Disnakertrans · 23 Nov" in told.text
    assert "Menunggu surat tugas petugas." in told.text
    assert "Tarik catatan" not in [button.label for button in told.app.button]
    own = visit_own("/komitmen", as_=AGENCY, kode="K-11")
    widget(own, "Mengapa ditarik").set_value("Suratnya sudah datang.")
    assert "“Catatan” belum dipilih" in refusal(press(own, "Tarik catatan"))
    [written] = visit_own.home.rows(select(Remark.id).where(Remark.text == "Menunggu surat tugas petugas."))
    widget(own, "Catatan").set_value(written.id)
    press(own, "Tarik catatan")
    after = visit_own("/komitmen", as_=OTHER, kode="K-11")
    assert "Menunggu surat tugas petugas." not in after.text
    assert "Suratnya sudah datang." in after.text


def test_an_identity_in_a_remark_is_refused_and_what_was_typed_stays(visit_own: Visitor) -> None:
    screen = write(visit_own("/komitmen", as_=AGENCY, kode="K-11"), "Hubungi 081234567890")
    assert "nomor telepon" in refusal(screen)
    assert widget(screen, "Tulis catatan").value == "Hubungi 081234567890"
    assert not visit_own.home.rows(select(Remark.id).where(Remark.text.contains("0812")))


def test_a_decision_is_remarked_on_and_a_secret_one_keeps_its_remarks(visit_own: Visitor) -> None:
    home = visit_own.home
    decision = home.rows(select(Decision.id, Decision.meeting_id).order_by(Decision.id).limit(1))[0]
    at = {"id": decision.meeting_id, "bagian": "keputusan", "catatan": decision.id}
    write(visit_own("/rapat", as_=OFFICE, **at), "Perlu surat Sekda.")
    assert "1 catatan" in visit_own("/rapat", as_=AGENCY, **at).text
    assert "Perlu surat Sekda." in visit_own("/rapat", as_=AGENCY, **at).text
    with home.engine.begin() as connection:
        connection.execute(
            update(Meeting)
            .where(Meeting.id == decision.meeting_id)
            .values(classification=Classification.SECRET)
        )
    trail = visit_own("/jejak", as_="admin", peristiwa=Event.REMARK_ADDED)
    assert "Perlu surat Sekda." not in trail.text
    assert "Perlu surat Sekda." in visit_own("/jejak", as_=OFFICE, peristiwa=Event.REMARK_ADDED).text


@pytest.mark.parametrize(
    ("address", "code", "asked"), [("/tugas", "T-048", "dinsos"), ("/komitmen", "K-14", "dpmd")]
)
def test_the_first_look_of_whoever_is_asked_is_seen_and_no_other(
    visit_own: Visitor, address: str, code: str, asked: str
) -> None:
    looks = select(AuditRecord.id).where(AuditRecord.event == Event.PROPOSAL_SEEN)
    assert "Belum dibuka oleh" in visit_own(address, as_=OFFICE, kode=code).text
    assert not visit_own.home.rows(looks)
    for _ in range(2):
        visit_own(address, as_=asked, kode=code)
    assert len(visit_own.home.rows(looks)) == 1
    assert "Sudah dibuka: Penghubung" in visit_own(address, as_=OFFICE, kode=code).text


def test_whoever_answered_a_proposal_has_opened_it_though_no_look_was_noted(visit_own: Visitor) -> None:
    answered = OwnershipOffer.answered_at
    (code,) = visit_own.home.rows(
        select(Commitment.code)
        .join(OwnershipOffer, OwnershipOffer.commitment_id == Commitment.id)
        .where(OwnershipOffer.state == OfferState.COUNTERED, answered.is_not(None))
        .order_by(Commitment.code)
        .limit(1)
    )[0]
    text = visit_own("/komitmen", as_=OFFICE, kode=code).text
    assert "Belum dibuka oleh" not in text
    assert "Sudah dibuka: " in text
    assert ", dijawab " in text


def test_a_form_opened_as_oneself_asks_before_it_is_sent_for_an_office(visit_own: Visitor) -> None:
    home, text = visit_own.home, "Menunggu surat tugas petugas."
    screen = visit_own("/komitmen", as_=OTHER, kode="K-11")
    widget(screen, "Tulis catatan").set_value(text)
    accounts = {row.username: row.id for row in home.rows(select(User.username, User.id))}
    with filling(home.engine) as session:
        taken = delegation(session, accounts["dinsos"], accounts[OTHER]).id
        session.execute(update(UserSession).values(delegation_id=taken))
    screen = press(screen, "Simpan catatan")
    assert "dibuka sebagai Penghubung Polda NTT" in refusal(screen)
    assert widget(screen, "Tulis catatan").value == text
    assert not home.rows(select(Remark.id).where(Remark.text == text))
    assert "Catatan tersimpan." in receipt(press(screen, "Simpan catatan"))
    [written] = home.rows(select(Remark.author_id).where(Remark.text == text))
    assert written.author_id not in accounts.values()
