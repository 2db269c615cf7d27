"""A number typed into the report: read as it is meant, asked about where it is doubtful, never lost."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import select

from db.engine import build, reading
from db.models import ProgressReport
from domain.commitments.health import ReportState
from tests.browser.phone import PATIENCE, Phone, phone
from tests.browser.serving import Server, sqlite_url

FORM = "/instansi%3Flapor=K-15%26titik=2026-B09"


@pytest.fixture
def held(window: Browser, server: Server) -> Iterator[Phone]:
    """The report of K-15, which counts desa."""
    with phone(window, server) as ready:
        ready.sign_in("dpmd", FORM)
        ready.wait("[name=value]")
        yield ready
        assert ready.errors == []


def field(held: Phone) -> Locator:
    return held.page.locator("[name=value]")


def complaint(held: Phone) -> Locator:
    return held.page.locator('.gb-wrong[data-for="value"]')


def drafts(folder: Path) -> list[float]:
    engine = build(sqlite_url(folder))
    with reading(engine) as connection:
        found = list(
            connection.scalars(
                select(ProgressReport.claimed_value).where(ProgressReport.state == ReportState.DRAFT)
            )
        )
    engine.dispose()
    return found


def expect_draft(folder: Path, value: float) -> None:
    """The form said before that a draft is kept: only the database shows that it is this one."""
    deadline = time.monotonic() + PATIENCE / 1_000
    while value not in drafts(folder):
        assert time.monotonic() < deadline, f"{value} was not kept: {drafts(folder)}"
        time.sleep(0.1)


def test_a_dot_parts_thousands(held: Phone, served_folder: Path) -> None:
    field(held).fill("1.250")
    expect_draft(served_folder, 1250.0)
    held.expect_status("Draf tersimpan")
    held.page.reload()
    held.wait("[name=value]")
    expect(field(held)).to_have_value("1.250")


def test_half_a_village_is_refused_and_stays_in_the_field(held: Phone, served_folder: Path) -> None:
    field(held).fill("12,5")
    held.expect_status("tersimpan sebagian")
    expect(complaint(held)).to_contain_text("Jumlah desa selalu utuh", timeout=PATIENCE)
    assert 12.5 not in drafts(served_folder)
    held.page.reload()
    held.wait("[name=value]")
    expect(field(held)).to_have_value("12,5")


def test_one_more_than_a_doubtful_number_asks_what_it_is_and_leaves_it_as_typed(held: Phone) -> None:
    field(held).fill("sekitar 12")
    held.tap("button[data-step='1']")
    expect(complaint(held)).to_contain_text("12", timeout=PATIENCE)
    expect(field(held)).to_have_value("sekitar 12")


def test_a_doubtful_number_is_not_sent_before_it_is_answered(held: Phone, served_folder: Path) -> None:
    field(held).fill("sekitar 12")
    held.page.locator("[name=sentence]").fill("Dua belas desa di Kobalima selesai.")
    held.tap(".gb-send [type=submit]")
    expect(complaint(held)).to_contain_text("perkiraan", timeout=PATIENCE)
    expect(held.page.locator(".gb-receipt")).to_have_count(0)
    held.tap('[data-reading="12"]')
    expect(field(held)).to_have_value("12")
    expect(complaint(held)).to_be_hidden()
    expect_draft(served_folder, 12.0)
