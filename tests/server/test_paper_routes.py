"""The paper of the morning by its address: made for who asks, on record, and not for a wall."""

import io
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import AuditRecord
from domain import addresses
from domain.access.events import Event


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


def test_the_shared_screen_takes_no_paper(client_of: Callable[[str], Any]) -> None:
    answer = client_of("layar").get(addresses.Endpoint.BRIEFING)
    assert answer.status_code == 403
    assert "Masuk dengan akun instansi Anda" in answer.text
