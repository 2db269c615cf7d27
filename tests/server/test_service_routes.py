"""The addresses behind the form of services: drafts, doubts, receipts, and what is turned down there."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.engine import reading
from db.models import AuditRecord, ServiceDraft, ServiceReport
from domain.access.events import Event
from tests.server.test_server_routes import TestClient

HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
OCTOBER = {"wilayah": "53.09", "bulan": "2026-10", "version": 0, "base": 0, "writer": "a"}
FILLED = OCTOBER | {
    "keadaan-employment": "open",
    "hari-employment": 18,
    "dilayani-employment": 12,
    "lama-employment": 3,
    "bukti-employment": "BA-12",
    "tanggal-employment": "2026-11-02",
    "keadaan-banking": "absent",
    "masuk-registration": 30,
    "lanjut-registration": None,
    "catatan": "",
}
SEND, DRAFT, DISCARD = "/lapor/layanan/kirim", "/lapor/layanan/draf", "/lapor/layanan/buang"


@pytest.fixture
def ngada(client_of: Callable[[str], TestClient]) -> TestClient:
    return client_of("pemkab.ngada")


def count(engine: Engine, model: Any, *where: Any) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(model).where(*where)).scalar_one()


def test_the_receipt_repeats_what_was_understood(ngada: TestClient, demo_engine: Engine) -> None:
    answer = ngada.post(SEND, json=FILLED)
    assert answer.status_code == 200
    html = answer.json()["html"]
    assert "LTSA Ngada" in html
    assert "Ketenagakerjaan: buka 18 hari, 12 orang dilayani, 3 hari per dokumen; bukti BA-12" in html
    assert "Pendaftaran: masuk 30, lanjut belum diisi" in html
    assert "Belum terbukti sampai diperiksa" in html


def test_thirty_two_days_are_refused_in_words_and_kept_as_a_draft(
    ngada: TestClient, demo_engine: Engine
) -> None:
    answer = ngada.post(SEND, json=FILLED | {"hari-employment": 32})
    assert answer.status_code == 422
    assert "32 hari buka, sedangkan Oktober 2026 hanya 31 hari" in answer.json()["problem"]
    assert count(demo_engine, ServiceDraft) == 1
    assert ngada.post(DRAFT, json=FILLED).status_code == 200, "the page that wrote it goes on"


def test_a_doubt_is_asked_with_the_key_that_answers_it(ngada: TestClient) -> None:
    unlikely = FILLED | {"masuk-departure": 10_000}
    asked = ngada.post(SEND, json=unlikely).json()
    assert "10.000 berangkat, sedangkan pendaftar bulan ini 30" in asked["problem"]
    sure = {"yakin": asked["asked"]["answers"]}
    assert ngada.post(SEND, json=unlikely | sure).status_code == 200


def test_a_nik_is_never_kept_and_the_field_is_named(ngada: TestClient, demo_engine: Engine) -> None:
    answer = ngada.post(DRAFT, json=FILLED | {"catatan": "NIK 5309014107900001"}).json()
    assert answer["withheld"]["catatan"]["secret"]
    assert "NIK" in answer["withheld"]["catatan"]["why"]
    with reading(demo_engine) as connection:
        [content] = connection.execute(select(ServiceDraft.content)).scalars()
    assert "5309014107900001" not in content


def test_of_two_screens_both_texts_are_shown_and_either_can_be_taken(ngada: TestClient) -> None:
    ngada.post(DRAFT, json=FILLED | {"catatan": "dari meja"})
    answer = ngada.post(DRAFT, json=FILLED | {"catatan": "dari telepon", "writer": "b"})
    said = answer.json()
    assert answer.status_code == 409
    assert "dari meja" in said["html"]
    assert "dari telepon" in said["html"]
    assert said["theirs"]["fields"]["catatan"] == "dari meja"
    assert said["theirs"]["fields"]["hari-employment"] == "18"


def test_a_report_does_not_replace_a_draft_that_its_page_was_never_shown(
    ngada: TestClient, demo_engine: Engine
) -> None:
    ngada.post(DRAFT, json=FILLED | {"catatan": "dari meja"})
    refused = ngada.post(SEND, json=FILLED | {"hari-employment": 32, "writer": "b"}).json()
    assert "version" not in refused, "who is not shown the other text may not go on from its version"
    sent = ngada.post(SEND, json=FILLED | {"writer": "b"})
    assert (sent.status_code, "dari meja" in sent.json()["html"]) == (409, True)
    assert count(demo_engine, ServiceDraft) == 1
    assert (
        ngada.post(SEND, json=FILLED | {"writer": "b", "version": sent.json()["version"]}).status_code == 200
    )


def test_a_draft_is_thrown_away_once_and_again_is_no_fault(ngada: TestClient, demo_engine: Engine) -> None:
    ngada.post(DRAFT, json=FILLED)
    place = {"wilayah": "53.09", "bulan": "2026-10"}
    assert ngada.post(DISCARD, json=place).json() == {"to": "/layanan"}
    assert ngada.post(DISCARD, json=place).status_code == 200
    assert count(demo_engine, ServiceDraft) == 0


def test_a_correction_sent_unchanged_is_refused_in_words_and_leaves_no_draft(
    ngada: TestClient, demo_engine: Engine
) -> None:
    ngada.post(SEND, json=FILLED)
    with reading(demo_engine) as connection:
        base = connection.execute(select(func.max(ServiceReport.id))).scalar_one()
    again = ngada.post(SEND, json=FILLED | {"base": base, "writer": "b"})
    assert again.status_code == 422
    assert "sudah terkirim demikian" in again.json()["problem"]
    assert count(demo_engine, ServiceDraft) == 0
    corrected = FILLED | {"base": base, "writer": "b", "dilayani-employment": 13}
    assert ngada.post(SEND, json=corrected).status_code == 200


def test_another_place_is_refused_and_leaves_a_trace(ngada: TestClient, demo_engine: Engine) -> None:
    before = count(demo_engine, ServiceReport)
    assert ngada.post(SEND, json=FILLED | {"wilayah": "53.21"}).status_code == 403
    assert count(demo_engine, ServiceReport) == before
    assert count(demo_engine, AuditRecord, AuditRecord.event == Event.ACCESS_REFUSED) == 1


@pytest.mark.parametrize("username", ["polda", "inspektorat", "gubernur.kantor", "admin", "layar"])
def test_who_has_no_part_in_the_services_reports_none(
    client_of: Callable[[str], TestClient], username: str
) -> None:
    assert client_of(username).post(SEND, json=FILLED).status_code == 403


@pytest.mark.parametrize(
    "said",
    [
        {"bulan": "2026-13"},
        {"bulan": "2026-11"},
        {"keadaan-employment": "half open"},
        {"hari-employment": "18"},
        {"hari-cloakroom": 3},
        {"tanggal-employment": "kemarin"},
        {"catatan": "A" * 2_001},
    ],
    ids=" ".join,
)
def test_what_no_form_of_ours_sends_is_refused_in_a_sentence(ngada: TestClient, said: dict[str, Any]) -> None:
    answer = ngada.post(SEND, json=FILLED | said)
    assert answer.status_code in (400, 422)
    assert answer.json()["problem"].endswith(".")


def test_another_site_sends_nothing_in_our_name(client_of: Callable[[str], TestClient]) -> None:
    client = client_of("pemkab.ngada")
    assert client.post(SEND, json=FILLED, headers={"origin": "https://jahat.example"}).status_code == 403


def test_a_form_drawn_for_another_office_is_refused_with_the_choice(
    ngada: TestClient, demo_engine: Engine
) -> None:
    answer = ngada.post(SEND, json=FILLED | {"pembuka": 999})
    assert answer.status_code == 409
    assert "bertindak sebagai Penghubung Pemkab Ngada" in answer.json()["problem"]
    assert count(demo_engine, ServiceDraft) == 0
