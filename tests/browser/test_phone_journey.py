"""A report from a phone: few taps, and nothing typed is lost, whatever happens to link, server or session."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from sqlalchemy import delete, select

from db.engine import build, reading, writing
from db.evidence.store import EvidenceStore
from db.models import Evidence, ProgressReport, UserSession
from domain.commitments.health import ReportState
from tests import samples
from tests.browser.nursery import Nursery
from tests.browser.phone import ITEM, PATIENCE, SENTENCE, Phone, phone, report, warm_up
from tests.browser.reading import CONNECTED, SETTLED
from tests.browser.serving import Server, served, sqlite_url, stop

FORM = "/instansi?lapor=K-15&titik=2026-B09"
HALF = "Perdes dua desa di Kobalima"


@pytest.fixture
def folder(own_folder: Path) -> Path:
    return own_folder


@pytest.fixture
def held(window: Browser, own_server: Server) -> Iterator[Phone]:
    with phone(window, own_server) as ready:
        yield ready
        assert ready.errors == []


def stored(folder: Path, state: ReportState) -> list[str]:
    engine = build(sqlite_url(folder))
    with reading(engine) as connection:
        found = list(
            connection.scalars(
                select(ProgressReport.sentence)
                .where(ProgressReport.state == state)
                .order_by(ProgressReport.written_at)
            )
        )
    engine.dispose()
    return found


def begin(held: Phone, text: str = HALF) -> None:
    """Half a sentence, saved on the server."""
    held.sign_in("dpmd", FORM.replace("?", "%3F").replace("&", "%26"))
    held.wait("[name=sentence]")
    held.page.locator("[name=sentence]").fill("")
    held.type(text)
    held.expect_status("Draf tersimpan")


def test_from_opening_to_receipt_with_a_photo_in_five_taps(held: Phone, folder: Path) -> None:
    picture = folder / "foto-kegiatan.jpg"
    picture.write_bytes(samples.photo())
    held.sign_in("dpmd")
    held.wait(ITEM)
    held.taps = 0
    report_from = held.page
    held.tap(ITEM)
    held.wait("[name=sentence]")
    held.tap('[data-step="1"]')
    report_from.locator("[name=sentence]").fill("")
    held.type(SENTENCE)
    with report_from.expect_file_chooser() as chooser:
        held.tap("label.gb-pick")
    chooser.value.set_files(picture)
    proof = report_from.locator(".gb-proof", has_text="foto-kegiatan")
    expect(proof).to_contain_text("tersimpan di server", timeout=PATIENCE)
    held.tap(".gb-send [type=submit]")
    expect(report_from.locator(".gb-receipt")).to_contain_text("30 November 2026", timeout=PATIENCE)
    assert held.taps <= 5
    assert SENTENCE in stored(folder, ReportState.SUBMITTED)
    engine = build(sqlite_url(folder))
    with reading(engine) as connection:
        row = connection.execute(select(Evidence).where(Evidence.title == "foto-kegiatan")).one()
    engine.dispose()
    content = EvidenceStore((folder / "bukti").as_uri()).get(row.content_hash)
    assert content is not None
    with Image.open(io.BytesIO(content)) as image:
        assert dict(image.getexif()) == {}
        assert image.getexif().get_ifd(0x8825) == {}


def test_a_link_that_is_cut_for_half_a_minute_loses_nothing(held: Phone, folder: Path) -> None:
    held.page.clock.install()
    begin(held)
    held.context.set_offline(True)
    held.page.keyboard.type(" terbit", delay=5)
    held.expect_status("menunggu sinyal")
    for _ in range(30):  # by the phone's own clock, second by second, so that each retry meets the cut link
        held.page.clock.run_for(1_000)
    held.expect_status("menunggu sinyal")
    assert held.sentence == f"{HALF} terbit"
    held.page.keyboard.type(" kemarin.", delay=5)
    held.context.set_offline(False)
    held.expect_status("Draf tersimpan")
    assert held.sentence == f"{HALF} terbit kemarin."
    assert f"{HALF} terbit kemarin." in stored(folder, ReportState.DRAFT)


def test_a_report_that_is_sent_without_a_link_goes_by_itself_when_it_is_back(
    held: Phone, folder: Path
) -> None:
    begin(held, SENTENCE)
    held.context.set_offline(True)
    held.tap(".gb-send [type=submit]")
    held.expect_status("Dikirim sendiri begitu sinyal kembali")
    held.context.set_offline(False)
    held.wait(".gb-receipt")
    assert stored(folder, ReportState.SUBMITTED).count(SENTENCE) == 1


def test_a_page_that_is_loaded_anew_without_a_link_finds_its_text(held: Phone, folder: Path) -> None:
    """What the server does not have yet is on the device, and gone from it once the server has it."""
    begin(held)
    held.page.route("**/lapor/**", lambda route: route.abort())
    held.page.keyboard.type(" terbit", delay=5)
    held.expect_status("menunggu sinyal")
    held.page.reload()
    held.wait("[name=sentence]")
    expect(held.page.locator("[name=sentence]")).to_have_value(f"{HALF} terbit", timeout=PATIENCE)
    held.page.unroute("**/lapor/**")
    held.expect_status("Draf tersimpan")
    kept = "() => Object.keys(localStorage).filter(key => key.startsWith('gerak:'))"
    assert held.page.evaluate(kept) == []
    assert f"{HALF} terbit" in stored(folder, ReportState.DRAFT)


@pytest.mark.slow
def test_a_server_that_is_restarted_mid_sentence_loses_nothing(
    window: Browser, folder: Path, port: int, nursery: Nursery
) -> None:
    with served(folder, port=port, begin=nursery.begin) as first, phone(window, first) as held:
        begin(held)
        stop(first)
        held.page.keyboard.type(" terbit", delay=5)
        held.expect_status("menunggu sinyal")
        expect(held.page.locator(CONNECTED)).to_have_count(0, timeout=PATIENCE)
        with served(folder, port=port):  # not of the nursery: a new process with a name of its own
            held.expect_status("Draf tersimpan")
            # The page itself connects again a moment later and is built anew around the form.
            expect(held.page.locator(SETTLED)).to_be_attached(timeout=PATIENCE)
            expect(held.page.locator("[name=sentence]")).to_have_value(f"{HALF} terbit", timeout=PATIENCE)
            held.page.reload()
            held.wait("[name=sentence]")
            expect(held.page.locator("[name=sentence]")).to_have_value(f"{HALF} terbit", timeout=PATIENCE)


def test_a_session_that_ends_mid_sentence_leaves_the_draft_waiting(held: Phone, folder: Path) -> None:
    begin(held)
    engine = build(sqlite_url(folder))
    with writing(engine) as connection:
        connection.execute(delete(UserSession))
    engine.dispose()
    held.page.keyboard.type(" terbit", delay=5)
    held.page.locator(".gb-problem a", has_text="Masuk lagi").tap()
    held.page.wait_for_url("**/masuk**")
    account = held.page.locator('button[name="akun"][value="dpmd"]').first
    if not account.is_visible():
        held.page.locator("summary").first.tap()
    account.tap()
    held.wait("[name=sentence]")
    assert held.page.url.endswith(FORM)
    expect(held.page.locator("[name=sentence]")).to_have_value(f"{HALF} terbit", timeout=PATIENCE)
    held.expect_status("Draf tersimpan")


def test_a_shared_phone_shows_nobody_what_another_account_typed(held: Phone) -> None:
    begin(held)
    held.page.route("**/lapor/**", lambda route: route.abort())
    held.page.keyboard.type(" rahasia", delay=5)
    held.expect_status("menunggu sinyal")
    held.page.unroute("**/lapor/**")
    held.page.goto(f"{held.server.url}/keluar")
    held.page.locator("form[action='/keluar'] button").click()
    held.page.wait_for_url("**/masuk")
    assert held.page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('gerak:'))") == []


def test_two_pages_of_one_account_are_shown_both_texts_and_choose(
    window: Browser, own_server: Server
) -> None:
    with phone(window, own_server) as first, phone(window, own_server) as second:
        for each in (first, second):
            each.sign_in("dpmd", FORM.replace("?", "%3F").replace("&", "%26"))
            each.wait("[name=sentence]")
        first.page.locator("[name=sentence]").fill("Dari ponsel pertama.")
        first.expect_status("Draf tersimpan")
        second.page.locator("[name=sentence]").fill("Dari ponsel kedua.")
        both = second.page.locator(".gb-versus")
        expect(both).to_contain_text("Dari ponsel pertama.", timeout=PATIENCE)
        expect(both).to_contain_text("Dari ponsel kedua.")
        second.page.locator('[data-choose="mine"]').tap()
        second.expect_status("Draf tersimpan")
        second.page.reload()
        second.wait("[name=sentence]")
        assert second.sentence == "Dari ponsel kedua."

        # Pressed while a draft is on its way, the button waits for the choice, and both are shown once.
        drafts, sent = [], []
        second.page.on(
            "request", lambda asked: sent.append(asked) if asked.url.endswith("/lapor/kirim") else None
        )
        first.page.reload()
        first.wait("[name=sentence]")
        first.page.locator("[name=sentence]").fill("Sekali lagi dari ponsel pertama.")
        first.expect_status("Draf tersimpan")
        second.page.route(
            "**/lapor/draf", lambda route: route.continue_() if drafts else drafts.append(route)
        )
        with second.page.expect_request("**/lapor/draf"):
            second.page.locator("[name=value]").fill("17")
        second.tap(".gb-send [type=submit]")
        drafts[0].continue_()
        expect(both).to_contain_text("Sekali lagi dari ponsel pertama.", timeout=PATIENCE)
        assert sent == []
        second.page.locator('[data-choose="mine"]').tap()
        expect(second.page.locator(".gb-understood")).to_contain_text("Dari ponsel kedua.", timeout=PATIENCE)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("laporan.pdf", b"MZ\x90\x00" + b"\0" * 500, "bukan PDF"),
        ("rekap.xlsx", samples.bomb(30_000_000), "mengembang"),
        ("besar.pdf", b"%PDF-" + b"0" * (11 * 1024 * 1024), "lebih besar daripada 10 MB"),
    ],
    ids=["an exe named pdf", "a zip bomb", "too large"],
)
def test_a_file_that_is_not_taken_leaves_the_rest_of_the_form(
    held: Phone, folder: Path, name: str, content: bytes, said: str
) -> None:
    begin(held)
    (folder / name).write_bytes(content)
    held.page.locator("label.gb-pick input").set_input_files(folder / name)
    expect(held.page.locator('.gb-wrong[data-for="proof"]')).to_contain_text(said, timeout=PATIENCE)
    assert held.sentence == HALF


def test_an_identity_is_refused_at_its_field_and_the_rest_is_kept(held: Phone, folder: Path) -> None:
    begin(held)
    held.page.keyboard.type(" NIK 5371010101900001", delay=2)
    expect(held.page.locator('.gb-wrong[data-for="sentence"]')).to_contain_text("NIK", timeout=PATIENCE)
    held.tap(".gb-send [type=submit]")
    expect(held.page.locator(".gb-problem")).to_contain_text("NIK", timeout=PATIENCE)
    assert held.sentence.startswith(HALF)
    assert not any("5371010101900001" in text for state in ReportState for text in stored(folder, state))


@pytest.mark.slow
def test_the_weak_link_is_measured_without_being_judged(held: Phone, folder: Path) -> None:
    """The whole journey at 400 kbit/s and 400 ms; ``python -m tests.browser.phone`` prints seconds."""
    picture = folder / "foto-kegiatan.jpg"
    picture.write_bytes(samples.photo())
    warm_up(held)
    assert set(report(held, picture)) == {"usable", "form", "photo", "sent", "all"}
