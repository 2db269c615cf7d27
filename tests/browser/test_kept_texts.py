"""What is typed into any text field outlives the server and the session, and is gone once it was sent."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from sqlalchemy import delete, select

from db.engine import build, writing
from db.models import Task, UserSession
from tests.browser.nursery import Nursery
from tests.browser.reading import CONNECTED, MAIN, PATIENCE, PHONE, Reader
from tests.browser.serving import Server, served, sqlite_url, stop

FORM = "/tugas?baru=ya"
TITLE = "Ronda bersama di dermaga"
OUTPUT = "Jadwal ronda bertanda tangan"
KEPT = "() => Object.keys(localStorage).filter(key => key.startsWith('gerak:'))"
SECRETARIAT, POLICE = "gubernur.kantor", "polda"


@pytest.fixture
def writer(window: Browser, own_server: Server) -> Iterator[Reader]:
    reader = Reader(window, own_server, SECRETARIAT).open(FORM)
    yield reader
    reader.close()


def field(reader: Reader, label: str) -> Locator:
    return reader.main.get_by_label(label, exact=True)


def write(reader: Reader) -> None:
    """A title that the server knows, and an output that is still under the pen."""
    field(reader, "Tugas").fill(TITLE)
    field(reader, "Tugas").press("Tab")
    reader.settle()
    field(reader, "Keluaran").press_sequentially(OUTPUT)


def expect_texts(reader: Reader, title: str, output: str) -> None:
    expect(field(reader, "Tugas")).to_have_value(title, timeout=PATIENCE)
    expect(field(reader, "Keluaran")).to_have_value(output, timeout=PATIENCE)


def listens(page: Page) -> None:
    """Until then a click on the way out leads to a page that asks."""
    page.locator("dialog.gb-leaving").wait_for(state="attached")


def below_the_texts(reader: Reader) -> float:
    """Where the next field stands, under which nothing may move while a finger goes there."""
    box = reader.main.get_by_role("combobox", name="Penanggung jawab (satu instansi)").bounding_box()
    assert box is not None
    return box["y"]


def test_a_page_that_is_loaded_anew_finds_what_was_not_sent_and_offers_to_empty_it(writer: Reader) -> None:
    write(writer)
    states = writer.main.locator(".gb-text-state")
    expect(states).to_contain_text(["tersimpan di perangkat ini sampai dikirim"] * 2)
    writer.open(FORM)
    notes = writer.main.locator(".gb-put-back")
    expect(notes).to_have_count(2)
    stood = below_the_texts(writer)
    expect_texts(writer, TITLE, OUTPUT)
    expect(notes.get_by_role("button", name="Kosongkan")).to_have_count(2)
    assert abs(below_the_texts(writer) - stood) < 1
    notes.first.get_by_role("button", name="Kosongkan").click()
    expect_texts(writer, "", OUTPUT)
    assert abs(below_the_texts(writer) - stood) < 1
    writer.open(FORM)
    expect_texts(writer, "", OUTPUT)


def test_who_signs_out_with_words_unsent_is_asked_first(writer: Reader) -> None:
    way = writer.page.get_by_role("link", name="Keluar", exact=True)
    question = writer.page.get_by_role("dialog", name="Keluar dan hapus isian yang belum terkirim?")
    write(writer)
    expect(writer.main.locator(".gb-text-state")).to_have_count(2)
    way.press("Enter")
    expect(question.get_by_role("button", name="Tetap di sini")).to_be_focused()
    writer.page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(way).to_be_focused()
    expect_texts(writer, TITLE, OUTPUT)
    beside = writer.context.new_page()
    beside.goto("/komitmen")
    listens(beside)
    beside.get_by_role("link", name="Keluar", exact=True).click()
    beside.get_by_role("dialog").get_by_role("button", name="Keluar dan hapus").click()
    expect(beside.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    assert beside.evaluate(KEPT) == []
    expect(writer.main.locator(".gb-text-state").first).to_contain_text("tidak tersimpan lagi")


def test_who_signs_out_before_the_page_listens_is_asked_by_a_page_of_its_own(writer: Reader) -> None:
    write(writer)
    beside = writer.context.new_page()
    beside.route("**/leaving.js*", lambda route: route.abort())
    beside.goto("/komitmen")
    beside.get_by_role("link", name="Keluar", exact=True).click()
    expect(beside.get_by_role("main")).to_contain_text("isian yang belum terkirim dihapus")
    assert beside.evaluate(KEPT) != []


def test_who_has_nothing_unsent_signs_out_unasked(writer: Reader) -> None:
    listens(writer.page)
    writer.page.get_by_role("link", name="Keluar", exact=True).click()
    expect(writer.page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()


def test_what_could_not_be_kept_is_asked_about_too(writer: Reader) -> None:
    writer.context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    writer.open(FORM)
    field(writer, "Tugas").fill(TITLE)
    expect(writer.main.locator(".gb-text-state")).to_contain_text("belum tersimpan")
    writer.page.get_by_role("link", name="Keluar", exact=True).click()
    expect(writer.page.get_by_role("dialog").get_by_role("button", name="Keluar dan hapus")).to_be_visible()


def test_of_two_tabs_each_says_what_is_kept_and_neither_throws_away_what_it_never_showed(
    writer: Reader,
) -> None:
    write(writer)
    beside = writer.context.new_page()
    beside.goto(FORM)
    its_title = beside.locator(MAIN).get_by_label("Tugas", exact=True)
    expect(its_title).to_have_value(TITLE, timeout=PATIENCE)
    empty = beside.locator(".gb-put-back").first.get_by_role("button", name="Kosongkan")
    field(writer, "Tugas").press("End")
    field(writer, "Tugas").press_sequentially(" Wini")
    expect(beside.locator(".gb-text-state").first).to_contain_text("tidak tersimpan lagi")
    empty.click()
    expect(its_title).to_have_value("")
    expect(writer.main.locator(".gb-text-state").first).to_contain_text("tersimpan di perangkat ini")
    writer.open(FORM)
    expect_texts(writer, f"{TITLE} Wini", OUTPUT)
    beside.locator(".gb-put-back").nth(1).get_by_role("button", name="Kosongkan").click()
    expect(writer.main.locator(".gb-text-state").nth(1)).to_contain_text("tidak tersimpan lagi")
    writer.open(FORM)
    expect_texts(writer, f"{TITLE} Wini", "")


def test_who_came_to_a_meeting_is_kept_like_all_that_is_typed(window: Browser, own_server: Server) -> None:
    desk = Reader(window, own_server, SECRETARIAT, size=PHONE).open("/rapat?id=3&bagian=hadir")
    police = desk.main.locator("[class*=st-key-hadir_baris_polda-ntt]")
    police.get_by_role("radio", name="Diwakili").click()
    police.get_by_role("textbox", name="Jabatan yang hadir").fill("Wakapolda")
    expect(police.locator(".gb-text-state")).to_contain_text(["tersimpan di perangkat ini"] * 2)
    desk.open("/rapat?id=3&bagian=hadir")
    office = police.get_by_role("textbox", name="Jabatan yang hadir")
    expect(office).to_have_value("Wakapolda", timeout=PATIENCE)
    expect(police.get_by_role("radio", name="Diwakili")).to_be_checked(timeout=PATIENCE)
    desk.main.get_by_role("button", name="Simpan kehadiran").click()
    expect(desk.main.locator(".gb-receipt")).to_contain_text("Kehadiran disimpan", timeout=PATIENCE)
    expect(desk.main.get_by_text("1 dari 34 instansi")).to_be_visible()
    desk.close()


def test_what_a_field_says_of_itself_leaves_the_button_beneath_it_alone(
    window: Browser, own_server: Server
) -> None:
    phone = Reader(window, own_server, POLICE, size=PHONE).open("/tugas?kode=T-006")
    phone.main.get_by_role("button", name="Terkendala", exact=True).click()
    phone.main.get_by_label("Alasan", exact=True).fill("Menunggu kapal.")
    said = phone.main.locator(".gb-text-state", has_text="tersimpan di perangkat ini")
    expect(said).to_have_count(1)
    words = said.bounding_box()
    send = phone.main.get_by_role("button", name="Kirim: terkendala").bounding_box()
    assert words is not None
    assert send is not None
    assert words["y"] + words["height"] + 4 <= send["y"]
    phone.close()


def test_what_was_chosen_is_put_back_with_what_was_typed(writer: Reader) -> None:
    owner = writer.main.get_by_role("combobox", name="Penanggung jawab (satu instansi)")
    supporters = writer.main.get_by_role("combobox", name="Pendukung")
    owner.fill("Polda NTT")
    owner.press("Enter")
    supporters.fill("Dinsos NTT")
    writer.page.get_by_role("option", name="Dinsos NTT", exact=True).click()
    supporters.press("Escape")
    writer.main.get_by_role("radio", name="Segera").click()
    states = writer.main.locator(".gb-text-state")
    expect(states).to_contain_text(["tersimpan di perangkat ini sampai dikirim"] * 3)
    writer.open(FORM)
    expect(owner).to_have_value("Polda NTT", timeout=PATIENCE)
    expect(writer.main.locator("[data-tag]")).to_have_text(["Dinsos NTT"], timeout=PATIENCE)
    expect(writer.main.get_by_role("radio", name="Segera")).to_be_checked(timeout=PATIENCE)
    expect(writer.main.locator(".gb-put-back")).to_have_count(3)


def test_what_was_sent_is_forgotten_and_nothing_beside_it(window: Browser, own_server: Server) -> None:
    """Another form's texts outlive its receipt; whoever comes to a field at once finds them there already."""
    owner = Reader(window, own_server, "dinsos")

    def reason() -> Locator:
        owner.open("/tugas?kode=T-048")
        owner.main.get_by_role("button", name="Tawar", exact=True).click()
        field(owner, "Alasan").click()
        return field(owner, "Alasan")

    reason().press_sequentially("Petugas di Malaka.")
    field(owner, "Tulis catatan").fill("Sudah dibicarakan.")
    owner.main.get_by_role("button", name="Simpan catatan").click()
    expect(owner.main.locator(".gb-receipt")).to_be_visible(timeout=PATIENCE)
    again = reason()
    expect(again).to_have_value("Petugas di Malaka.", timeout=PATIENCE)
    again.press("End")
    again.press_sequentially(" Dua pekan.")
    expect(reason()).to_have_value("Petugas di Malaka. Dua pekan.", timeout=PATIENCE)
    owner.close()


def test_files_that_were_sent_together_leave_no_form_that_says_they_were_not(
    window: Browser, own_server: Server, tmp_path: Path
) -> None:
    clerk = Reader(window, own_server, SECRETARIAT).open("/impor")
    for label, option in (("Jenis data", "Deportasi"), ("Pengirim", "BP3MI NTT")):
        clerk.main.get_by_role("combobox", name=label).click()
        clerk.page.keyboard.type(option)
        clerk.page.keyboard.press("Enter")
        clerk.settle()
    files = [tmp_path / f"deportasi-{year}.csv" for year in (2023, 2024)]
    for file in files:
        file.write_text(f"Deportasi {file.stem[-4:]}\nKabupaten;Jumlah\nBelu;12\nEnde;7\n", "utf-8")
    clerk.main.locator("input[type=file]").set_input_files(files)
    clerk.settle()
    clerk.main.get_by_role("button", name="Baca 2 berkas").click()
    expect(clerk.main.locator(".gb-receipt")).to_contain_text("Dua berkas terkirim", timeout=PATIENCE)
    expect(clerk.main.locator(".gb-put-back, .gb-text-state")).to_have_count(0)
    assert [key for key in clerk.page.evaluate(KEPT) if "/impor" in key] == []
    clerk.close()


def test_what_is_typed_before_its_keeper_arrives_is_kept(window: Browser, own_server: Server) -> None:
    late: list[Route] = []

    def arrive_late(route: Route) -> None:
        late.append(route)

    reader = Reader(window, own_server, SECRETARIAT)
    reader.page.route("**/kept-texts.js*", arrive_late)
    reader.page.goto(FORM)
    field(reader, "Tugas").press_sequentially(TITLE)
    late[0].continue_()
    reader.page.unroute("**/kept-texts.js*")
    expect(reader.main.locator(".gb-text-state")).to_contain_text("sampai dikirim")
    reader.open(FORM)
    expect(field(reader, "Tugas")).to_have_value(TITLE, timeout=PATIENCE)
    reader.close()


def test_what_is_put_back_is_what_the_server_gets_and_then_the_device_forgets_it(writer: Reader) -> None:
    write(writer)
    writer.open(FORM)
    expect_texts(writer, TITLE, OUTPUT)
    field(writer, "Tenggat").fill("2 minggu")
    field(writer, "Tenggat").press("Tab")
    writer.settle()
    owner = writer.main.get_by_role("combobox", name="Penanggung jawab (satu instansi)")
    owner.fill("Polda NTT")
    owner.press("Enter")
    writer.main.get_by_role("button", name="Usulkan tugas").click()
    expect(writer.main.locator(".gb-receipt")).to_contain_text("diusulkan", timeout=PATIENCE)
    expect(writer.main.get_by_text(TITLE).first).to_be_visible()
    expect(writer.main.locator(".gb-text-state")).to_have_count(0)
    assert writer.page.evaluate(KEPT) == []
    writer.open(FORM)
    writer.page.wait_for_timeout(2_000)
    expect_texts(writer, "", "")


def test_a_text_that_was_put_back_and_changed_is_sent_as_it_stands(
    window: Browser, own_server: Server, own_folder: Path
) -> None:
    """With Tab the focus goes to the button beside the field, which must not count as staying in it."""
    owner = Reader(window, own_server, "dinsos")

    def offered() -> Locator:
        owner.open("/tugas?kode=T-048")
        owner.main.get_by_role("button", name="Tawar", exact=True).click()
        return field(owner, "Tenggat lain")

    offered().fill("2 minggu")
    field(owner, "Tenggat lain").press("Tab")
    owner.settle()
    due = offered()
    expect(due).to_have_value("2 minggu", timeout=PATIENCE)
    expect(owner.main.locator(".gb-read-back")).to_contain_text("7 Desember 2026")
    due.press("Control+a")
    due.press_sequentially("6 minggu")
    due.press("Tab")
    expect(owner.main.locator(".gb-read-back")).to_contain_text("4 Januari 2027")
    field(owner, "Alasan").fill("Petugas sedang bertugas di Malaka.")
    owner.settle()
    owner.main.get_by_role("button", name="Kirim: tawar").click()
    expect(owner.main.locator(".gb-receipt")).to_be_visible(timeout=PATIENCE)
    engine = build(sqlite_url(own_folder))
    with writing(engine) as connection:
        offered_on = connection.scalar(select(Task.countered_due_on).where(Task.code == "T-048"))
    engine.dispose()
    owner.close()
    assert offered_on == date(2027, 1, 4)


@pytest.mark.slow
def test_a_restarted_server_loses_nothing_of_a_task(
    window: Browser, own_folder: Path, port: int, nursery: Nursery
) -> None:
    with served(own_folder, port=port, begin=nursery.begin) as first:
        writer = Reader(window, first, SECRETARIAT).open(FORM)
        write(writer)
        stop(first)
        told = writer.page.locator("#server-diperbarui")
        expect(told).to_contain_text("sedang diperbarui", timeout=PATIENCE)
        expect(writer.page.locator(CONNECTED)).to_have_count(0, timeout=PATIENCE)
        with served(own_folder, port=port):  # not of the nursery: a new process with a name of its own
            expect(told).to_contain_text("tersambung lagi", timeout=PATIENCE)
            writer.settle()
            expect_texts(writer, TITLE, OUTPUT)
            writer.open(FORM)
            expect_texts(writer, TITLE, OUTPUT)
        writer.close()


def test_an_ended_session_loses_nothing_and_shows_nobody_else(writer: Reader, own_folder: Path) -> None:
    write(writer)
    engine = build(sqlite_url(own_folder))
    with writing(engine) as connection:
        connection.execute(delete(UserSession))
    engine.dispose()
    writer.sign_in(POLICE)
    writer.open(FORM)
    writer.page.wait_for_timeout(2_000)
    expect_texts(writer, "", "")
    writer.sign_in(SECRETARIAT)
    writer.open(FORM)
    expect_texts(writer, TITLE, OUTPUT)


def test_an_answer_far_down_the_page_brings_its_receipt_into_sight(
    window: Browser, own_server: Server
) -> None:
    """The receipt stands at the head of Instansi saya, the referrals at its foot."""
    asked = Reader(window, own_server, "dinsos", size=PHONE)
    asked.open("/instansi")
    button = asked.main.get_by_role("button", name="Terima rujukan", exact=True)
    button.scroll_into_view_if_needed()
    button.tap()
    expect(asked.main.locator(".gb-receipt")).to_be_in_viewport(timeout=PATIENCE)
    asked.close()
