"""The paper of the morning by its address: made for who asks, on record, and not for a wall."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, func, select

from db import backend
from db.engine import reading
from db.models import AuditRecord
from domain import addresses
from domain.access.events import Event
from reports import qr


def test_one_click_gives_two_pages_and_a_record_of_who_took_them(
    client_of: Callable[[str], Any], demo_engine: Engine
) -> None:
    answer = client_of("polda").get(addresses.Endpoint.BRIEFING)
    assert answer.status_code == 200
    assert 'filename="ringkasan-gubernur-2026-11-23.pdf"' in answer.headers["content-disposition"]
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 2
    with reading(demo_engine) as connection:
        records = connection.execute(
            select(AuditRecord.actor, AuditRecord.screen).where(AuditRecord.event == Event.PAPER_ISSUED)
        ).all()
    assert [tuple(row) for row in records] == [("polda", addresses.Endpoint.BRIEFING)]


def test_the_code_on_a_paper_leads_to_where_the_installation_is_known(
    client_of: Callable[[str], Any], demo_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, drawn, led = client_of("polda"), qr.square, list[str]()
    known = replace(backend.backend().settings, public_url="https://gerak.nttprov.go.id")
    backend.use(known, demo_engine)
    monkeypatch.setattr(qr, "square", lambda address: led.append(address) or drawn(address))
    assert client.get(addresses.agency_sheet("dpmd")).status_code == 200
    assert [each.partition("/laporan?periksa=")[0] for each in led] == ["https://gerak.nttprov.go.id"]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("jahat.example", "http://testserver"),
        ("127.0.0.1.jahat.example:80", "http://testserver"),
        ("192.168.1.5:8501", "http://192.168.1.5:8501"),
    ],
)
def test_a_name_that_a_request_brings_gets_onto_no_paper_unless_it_can_only_be_us(
    client_of: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, said: str, stands: str
) -> None:
    client, drawn, led = client_of("polda"), qr.square, list[str]()
    monkeypatch.setattr(qr, "square", lambda address: led.append(address) or drawn(address))
    assert client.get(addresses.agency_sheet("dpmd"), headers={"Host": said}).status_code == 200
    assert [each.partition("/laporan?periksa=")[0] for each in led] == [stands]


def issued(engine: Engine) -> int:
    with reading(engine) as connection:
        told = select(func.count()).where(AuditRecord.event == Event.PAPER_ISSUED)
        return connection.execute(told).scalar_one()


def test_asking_after_a_paper_makes_none_and_puts_none_on_record(
    client_of: Callable[[str], Any], demo_engine: Engine
) -> None:
    answer = client_of("polda").head(addresses.Endpoint.BRIEFING)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert issued(demo_engine) == 0


@pytest.mark.parametrize(
    ("said", "makes"),
    [
        ({"Sec-Purpose": "prefetch;prerender"}, 0),
        ({"Purpose": "prefetch", "Sec-Fetch-Site": "same-origin"}, 0),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 0),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 0),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 1),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 1),
    ],
    ids=["prerender", "prefetch", "picture elsewhere", "frame elsewhere", "link in a mail", "bookmark"],
)
def test_a_paper_is_put_on_record_only_for_who_opens_it(
    client_of: Callable[[str], Any], demo_engine: Engine, said: dict[str, str], makes: int
) -> None:
    answer = client_of("polda").get(addresses.Endpoint.BRIEFING, headers=said)
    assert answer.status_code == (200 if makes else 403)
    assert issued(demo_engine) == makes


def test_the_link_of_a_mail_leads_through_sign_in_straight_to_the_paper(
    client_of: Callable[[str], Any],
) -> None:
    client, opened = client_of("polda"), {"Accept": "text/html"}
    client.cookies.clear()
    asked = client.get(addresses.Endpoint.BRIEFING, headers=opened, follow_redirects=False)
    assert asked.headers["location"] == f"/masuk?lanjut={addresses.Endpoint.BRIEFING}"
    form = {"lanjut": str(addresses.Endpoint.BRIEFING), "akun": "polda"}
    entered = client.post(addresses.Endpoint.SAMPLE_SIGN_IN, data=form, follow_redirects=False)
    assert entered.headers["location"] == addresses.Endpoint.BRIEFING


def test_the_shared_screen_takes_no_paper(client_of: Callable[[str], Any]) -> None:
    answer = client_of("layar").get(addresses.Endpoint.BRIEFING)
    assert answer.status_code == 403
    assert "Masuk dengan akun instansi Anda" in answer.text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (addresses.agency_sheet("dpmd"), "lembar-dpmd-2026-11-23.pdf"),
        (addresses.region_sheet("53.21"), "lembar-53.21-2026-11-23.pdf"),
        (str(addresses.Endpoint.DECLARATION_SHEET), "kemajuan-deklarasi-2026-11-23.pdf"),
        (addresses.follow_up({"saring": "lewat"}), "matriks-tindak-lanjut-2026-11-23.pdf"),
    ],
)
def test_every_paper_has_an_address_and_a_name(
    client_of: Callable[[str], Any], address: str, name: str
) -> None:
    answer = client_of("gubernur.kantor").get(address)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("stranger", ["../../etc/passwd", 'a"b', "=1+1", ""])
def test_no_file_is_named_by_what_an_address_says(client_of: Callable[[str], Any], stranger: str) -> None:
    for address in (addresses.agency_sheet(stranger), addresses.region_sheet(stranger)):
        answer = client_of("gubernur.kantor").get(address)
        assert answer.status_code == 404
        assert "content-disposition" not in answer.headers
        assert "Pilih dari daftar" in answer.text or "pilih dari daftar" in answer.text


def test_an_identity_that_was_searched_for_gets_onto_no_paper(client_of: Callable[[str], Any]) -> None:
    answer = client_of("gubernur.kantor").get(addresses.follow_up({"cari": "5371014512990001"}))
    assert answer.status_code == 403
    assert "tampak seperti NIK" in answer.text
    assert "tersimpan sebagai arsip" in answer.text, "there is no form whose other fields are kept"
