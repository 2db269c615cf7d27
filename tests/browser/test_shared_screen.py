"""A whole meeting on the shared screen, by keyboard alone; what hangs on the wall, and what never does."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocket, expect
from pypdf import PdfReader
from sqlalchemy import Engine, delete, func, select

from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions
from db.commands import meetings as commands
from db.commands.tasks import move_task
from db.engine import build, reading, writing
from db.models import Agency, CaseRecord, Meeting, Region, Statement, Task, User, UserSession
from db.queries.decisions import decisions_of
from db.queries.regions import small_places
from domain.access.permissions import ROOM, Actor
from domain.look import FONT, PRODUCT
from domain.meetings.life import Began, MeetingState
from domain.meetings.requests import (
    AddItem,
    DraftAgenda,
    MoveMeeting,
    RecordDecision,
    RevokeScreens,
    StartScreen,
)
from domain.places.regions import RegionLevel, display_name
from domain.tasks.life import Move
from domain.tasks.requests import MoveTask
from domain.time.calendar import Clock
from tests.browser.reading import Reader
from tests.browser.serving import Server, sqlite_url
from tests.factories import MORNING, actor_named

WALL = (1920, 1080)
SMALLEST_PX, LEAST_CONTRAST = 28, 7

LOOK = (Path(__file__).parent / "readable.js").read_text("utf-8").partition("*/")[2]


@pytest.fixture
def house(own_folder: Path) -> Iterator[Engine]:
    engine = build(sqlite_url(own_folder))
    yield engine
    engine.dispose()


@pytest.fixture
def chair(house: Engine) -> Actor:
    with reading(house) as connection:
        return actor_named(connection, "sekretariat")


@pytest.fixture
def meeting_id(house: Engine) -> int:
    with reading(house) as connection:
        return connection.execute(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).scalar_one()


@pytest.fixture
def running(house: Engine, chair: Actor, meeting_id: int, clock: Clock) -> int:
    run(Sender(house, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    run(
        Sender(house, chair, clock),
        commands.move_meeting,
        MoveMeeting(meeting_id=meeting_id, to=MeetingState.IN_PROGRESS, began=Began.NOW),
    )
    return meeting_id


@pytest.fixture
def at_wall(window: Browser, own_server: Server) -> Iterator[Callable[..., Reader]]:
    made: list[Reader] = []

    def make(account: str | None, address: str = "", size: tuple[int, int] = WALL) -> Reader:
        made.append(Reader(window, own_server, account, size=size))
        if address:
            made[-1].page.goto(address)
            expect(made[-1].page.locator(".slaid:visible")).to_have_count(1)
        return made[-1]

    yield make
    for each in made:
        each.close()


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the button with this label has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText?.trim() ?? ''").endswith(label):
            return
    raise AssertionError(f"no amount of Tab leads to {label}")


def record(page: Page, key: str, text: str, owner: str, due: str) -> str:
    page.evaluate("() => { document.getElementById('pesan').textContent = ''; }")
    page.keyboard.press(key)
    expect(page.locator("#bunyi")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.type(owner)
    page.keyboard.press("Tab")
    page.keyboard.type(due)
    page.keyboard.press("Enter")
    expect(page.locator("#pesan")).to_contain_text("tercatat")
    told = page.locator("#pesan").inner_text()
    expect(page.locator("#catat")).to_be_hidden()
    return told


def slide_of_an_agency(page: Page) -> str:
    """Turn to a point that is about an agency, and name it."""
    for _ in range(30):
        name = page.locator(".slaid:visible").get_attribute("data-instansi")
        if name:
            return name
        page.keyboard.press("ArrowRight")
    raise AssertionError("no point is about an agency")


def test_the_slides_agency_owns_nothing_that_nobody_gave_it(
    at_wall: Callable[..., Reader], house: Engine, running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    slide_of_an_agency(page)
    page.keyboard.press("k")
    page.keyboard.type("Disepakati bersama.")
    expect(page.locator("#pj")).to_have_value("")
    expect(page.locator("#rekap")).to_contain_text("Penanggung jawab: belum dipilih")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#pesan")).to_contain_text("tanpa penanggung jawab, tanpa tenggat")
    with reading(house) as connection:
        (decided,) = decisions_of(connection, running, scope=ROOM.scope)
    assert (decided.owner_code, decided.due_on) == (None, None)


def test_owner_and_day_stand_in_the_sentence_before_they_are_recorded(
    at_wall: Callable[..., Reader], running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    page.keyboard.press("+")
    page.locator("#bunyi").fill("Disepakati.")
    page.locator("#pj").fill("dinsos")
    expect(page.locator("#rekap")).to_contain_text("Penanggung jawab: Dinsos NTT. Tenggat")
    page.locator("#pj").fill("ntt")
    expect(page.locator("#rekap")).to_contain_text("pilih untuk “ntt”")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kabar")).to_contain_text("Pilih penanggung jawab untuk “ntt”")
    page.locator("#pj").fill("dinsos")
    expect(page.locator("#kabar")).to_be_hidden()
    page.locator("#tenggat").fill("29/11/2026")
    expect(page.locator("#rekap")).to_contain_text("bukan hari kerja")
    page.locator("#tenggat-usul button", has_text="Senin, 30 November").click()
    expect(page.locator("#rekap")).to_contain_text("Tenggat: Senin, 30 November 2026")


def test_the_same_decision_again_is_recorded_when_it_is_said_to_be_meant(
    at_wall: Callable[..., Reader], house: Engine, running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page

    def say() -> None:
        page.keyboard.press("k")
        page.keyboard.type("Disepakati bersama.")
        page.keyboard.press("Control+Enter")

    say()
    expect(page.locator("#catat")).to_be_hidden()
    say()
    expect(page.locator("#kabar")).to_contain_text("sudah berbunyi begitu")
    expect(page.get_by_role("button", name="Ya, catat sekali lagi")).to_be_in_viewport(ratio=1)
    tab_to(page, "Ya, catat sekali lagi")
    page.keyboard.press("Enter")
    expect(page.locator("#pesan")).to_contain_text("Keputusan 85/2026 tercatat")
    with reading(house) as connection:
        decided = decisions_of(connection, running, scope=ROOM.scope)
    assert [each.text for each in decided] == ["Disepakati bersama."] * 2


def test_a_stopped_screen_shows_no_slide_whether_it_hears_of_it_or_finds_out(
    at_wall: Callable[..., Reader], house: Engine, chair: Actor, running: int, clock: Clock
) -> None:
    started = run(
        Sender(house, chair, clock), commands.start_screen, StartScreen(meeting_id=running, hours=2)
    )
    here = at_wall(None, f"/layar?rapat={running}&token={started.token}")
    away = at_wall(None, f"/layar?rapat={running}&token={started.token}")
    away.page.context.set_offline(True)
    run(Sender(house, chair, clock), commands.revoke_screens, RevokeScreens(meeting_id=running))
    for page in (here.page, away.page):
        page.context.set_offline(False)
        expect(page.locator("#isi")).to_have_text(re.compile("Layar ini dihentikan"), timeout=30_000)
        expect(page.locator(".slaid")).to_have_count(0)
        for told in ("#kaki", "#nama", "#hari"):
            expect(page.locator(told)).to_be_empty()
        expect(page.locator("#jam")).to_be_hidden()
        assert page.title() == PRODUCT


def test_a_screen_whose_session_ended_says_so_keeps_what_is_typed_and_comes_back(
    at_wall: Callable[..., Reader], house: Engine, chair: Actor, running: int, clock: Clock
) -> None:
    wall = at_wall("sekretariat", f"/layar?rapat={running}")
    page, secret = wall.page, "Jemput NIK 5371012307900001 besok."
    page.keyboard.press("k")
    page.keyboard.type(secret)
    with writing(house) as connection:
        connection.execute(delete(UserSession))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kabar")).to_contain_text("Sesi pencatat berakhir. Masuk lagi di tab lain")
    run(Sender(house, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id=running))
    expect(page.locator("#isi")).to_have_text(re.compile("Sesi di peramban ini berakhir"), timeout=30_000)
    expect(page.locator(".slaid")).to_have_count(0)
    assert page.locator("#bunyi").input_value() == secret
    wall.sign_in("sekretariat")
    page.locator("#bunyi").fill("Jemput besok.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#pesan")).to_contain_text("tercatat")
    expect(page.locator(".slaid:visible")).to_have_count(1, timeout=30_000)


@pytest.mark.slow
def test_a_meeting_by_keyboard_alone_and_its_minutes(at_wall: Callable[..., Reader], meeting_id: int) -> None:
    reader = at_wall("sekretariat")
    page = reader.page
    reader.open(f"/rapat?id={meeting_id}")
    tab_to(page, "Susun agenda")
    page.keyboard.press("Enter")
    expect(reader.main.locator(".gb-agenda")).to_have_count(12)

    page.goto(f"/layar?rapat={meeting_id}")
    body = page.locator("body")
    expect(page.locator("#s-pembuka")).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator("#pesan")).to_contain_text("direncanakan Kamis, 26 November 2026; hari ini Senin")
    page.keyboard.press("m")
    expect(body).to_have_attribute("data-keadaan", "in_progress")
    page.keyboard.press("Home")
    expect(page.locator("#s-janji")).to_be_visible()
    expect(page.locator("h1:visible")).to_have_text(
        "Enam dari sepuluh janji sampai rapat 11 November ditepati"
    )
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".slaid:visible")).to_have_class(re.compile("s-butir"))

    told = [
        record(page, "+", "Pos periksa bersama dibuka di pelabuhan.", "pol", "2 minggu"),
        record(page, "t", "Naskah nota kesepahaman dijawab tertulis.", "biro huk", "sebelum 17 Desember"),
        record(page, "k", "Selisih angka penempatan dijelaskan tertulis.", "bp3", "30/11/2026"),
    ]
    assert [re.findall(r"^Keputusan (\d+)/2026", each) for each in told] == [["84"], ["85"], ["86"]]
    assert ["menjadi T-" in each for each in told] == [True, True, False]
    assert "penanggung jawab Polda NTT, tenggat Senin, 7 Desember 2026" in told[0]

    page.keyboard.press("b")
    expect(page.locator("#gelap")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    page.keyboard.press("u")
    expect(page.locator("#pesan")).to_contain_text("sekali lagi")
    page.keyboard.press("u")
    expect(body).to_have_attribute("data-keadaan", "closed")
    page.keyboard.press("z")
    expect(body).to_have_attribute("data-keadaan", "in_progress")
    for _ in range(2):
        page.keyboard.press("u")
        expect(page.locator("#pesan")).to_contain_text(re.compile("sekali lagi|disegel"))
    expect(body).to_have_attribute("data-keadaan", "closed")
    code = page.locator(".segel b").inner_text()
    assert re.fullmatch(r"([0-9a-f]{4}-){3}[0-9a-f]{4}", code)

    reader.open(f"/rapat?id={meeting_id}&bagian=notulen")
    with page.expect_download() as download:
        tab_to(page, "Unduh notulen")
        page.keyboard.press("Enter")
    pages = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes())).pages
    printed = " ".join(" ".join(each.extract_text().split()) for each in pages)
    for wanted in (
        "84/2026",
        "Pos periksa bersama dibuka di pelabuhan.",
        "Polda NTT",
        "7 Desember 2026",
        "85/2026",
        "Naskah nota kesepahaman dijawab tertulis.",
        "Biro Hukum",
        "16 Desember 2026",
        "86/2026",
        "Selisih angka penempatan dijelaskan tertulis.",
        "BP3MI NTT",
        "30 November 2026",
        code,
        "Halaman 1 dari",
    ):
        assert wanted in printed, wanted
    reader.open(f"/rapat?periksa={code}")
    expect(reader.main.get_by_text("Asli: isi sama dengan saat disegel")).to_be_visible()
    assert reader.complaints == []
    assert reader.outside == []


def test_from_malaka_on_the_map_to_a_decision_and_back(
    at_wall: Callable[..., Reader], house: Engine, chair: Actor, running: int, clock: Clock
) -> None:
    recorded = run(
        Sender(house, chair, clock),
        decisions.record_decision,
        RecordDecision(
            meeting_id=running,
            text="Pos bersama dibuka di Malaka.",
            owner_code="polda-ntt",
            with_task=True,
            region_code="53.21",
            due=(MORNING.date()).isoformat(),
        ),
    )
    label = f"Keputusan {recorded.number}/{recorded.year}"
    reader = at_wall("polda", size=(1440, 900)).open("/peta?wilayah=53.21")
    clicks = 0
    for link in (
        reader.main.locator('a[href="/wilayah?kode=53.21"]:visible').first,
        reader.main.get_by_text(label).first,
    ):
        link.click()
        reader.settle()
        clicks += 1
    expect(reader.main.locator("td", has_text="Pos bersama dibuka di Malaka.")).to_be_visible()
    assert clicks <= 4
    for link, arrives in (
        (reader.main.get_by_role("link", name=recorded.task_code or ""), "/tugas"),
        (reader.main.locator('a[href="/wilayah?kode=53.21"]:visible').first, "/wilayah"),
    ):
        link.click()
        reader.page.wait_for_url(f"**{arrives}?*")
        reader.settle()
    expect(reader.main.get_by_text(label).first).to_be_visible()


def every_slide(page: Page) -> Iterator[str]:
    page.keyboard.press("Home")
    for _ in range(page.locator(".slaid").count()):
        yield page.locator(".slaid:visible").get_attribute("id") or ""
        page.keyboard.press("ArrowRight")


def assert_readable(page: Page, where: str) -> None:
    looked = page.evaluate(LOOK)
    assert looked
    small = [each for each in looked if each[1] < SMALLEST_PX - 0.01]
    pale = [each for each in looked if each[2] < LEAST_CONTRAST]
    assert (small, pale) == ([], []), where


def test_every_slide_is_readable_from_eight_metres(
    at_wall: Callable[..., Reader], house: Engine, chair: Actor, running: int, clock: Clock
) -> None:
    run(
        Sender(house, chair, clock),
        decisions.record_decision,
        RecordDecision(
            meeting_id=running,
            text="Disepakati.",
            owner_code="polda-ntt",
            with_task=True,
            due=(MORNING.date()).isoformat(),
        ),
    )
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    seen = set()
    for slide in every_slide(page):
        seen.add(re.sub(r"\d+$", "", slide))
        assert_readable(page, slide)
        # Nothing is cut off at the bottom, and nothing wider than the wall.
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        cut = page.evaluate(
            "() => { const s = document.querySelector('.slaid:not([hidden])');"
            " return s.scrollHeight - s.clientHeight; }"
        )
        assert cut <= 1, slide
    assert {
        "s-janji",
        "s-janji-instansi",
        "s-agenda",
        "s-butir-",
        "s-titik-panas",
        "s-keputusan",
        "s-penutup",
    } <= seen
    page.keyboard.press("Home")
    page.keyboard.press("+")
    page.locator("#pj").press("p")
    assert_readable(page, "the form")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert_readable(page, "the help")


@pytest.mark.parametrize("account", ["sekretariat", "kasus.bp3mi", "admin", "layar", None])
def test_no_name_no_village_and_no_small_count_reaches_the_wall(
    at_wall: Callable[..., Reader],
    house: Engine,
    chair: Actor,
    running: int,
    clock: Clock,
    account: str | None,
) -> None:
    frames: list[str] = []
    reader = at_wall(account)
    reader.page.on("websocket", lambda socket: listen(socket, frames))
    address = f"/layar?rapat={running}"
    if account is None:
        started = run(Sender(house, chair, clock), commands.start_screen, StartScreen(meeting_id=running))
        address += f"&token={started.token}"
    reader.page.goto(address)
    expect(reader.page.locator(".slaid:visible")).to_have_count(1)
    assert "token" not in reader.page.url
    # A village typed into a title, and the message that carries it.
    run(
        Sender(house, chair, clock),
        agenda.add_item,
        AddItem(
            meeting_id=running, title="Jemput rombongan di Desa Oebelo", reason="", agency_code="", minutes=5
        ),
    )
    expect(reader.page.locator("h1", has_text="Jemput rombongan")).to_have_count(1)
    source = reader.context.request.get(f"/layar?rapat={running}").text()
    assert frames
    with reading(house) as connection:
        places = small_places(connection)
        people = (
            connection.execute(select(User.display_name).union_all(select(Statement.speaker))).scalars().all()
        )
        offices = connection.execute(select(Agency.name).union(select(Agency.short_name))).scalars().all()
        counts = connection.execute(
            select(Region.name, CaseRecord.kind, func.count())
            .join(Region, Region.code == CaseRecord.origin_regency_code)
            .where(Region.level == RegionLevel.REGENCY)
            .group_by(Region.name, CaseRecord.kind, func.substr(CaseRecord.reported_on, 1, 4))
            .having(func.count() < 11)
        ).all()
    shown = [source.split('<script type="application/json"')[0], *frames]
    for text in shown:
        pieces = [" ".join(each.split()) for each in re.split(r"<[^>]+>|\\n", text)]
        assert [each for each in pieces if places.hide(each) != each] == []
        plain = " ".join(pieces)
        assert "Oebelo" not in text
        for name in set(people) - set(offices) - {""}:
            assert name not in plain, name
        for region, kind, number in counts:
            name = re.escape(display_name(region))
            told = rf"{name}[^.·]{{0,40}}\b{number} (?:orang|laporan|kasus|kematian|{kind.value})"
            assert not re.search(told, plain), (region, kind, number)
        assert not re.search(r"\b(?:KS|B)-?\d{4,}\b", plain)


def listen(socket: WebSocket, frames: list[str]) -> None:
    socket.on("framereceived", lambda payload: frames.append(str(payload)))


def test_an_answer_from_a_phone_shows_by_itself(
    at_wall: Callable[..., Reader], house: Engine, running: int, clock: Clock
) -> None:
    with reading(house) as connection:
        code = connection.execute(
            select(Task.code).where(Task.title == "Laporan reintegrasi B09")
        ).scalar_one()
        owner = actor_named(connection, "dinsos")
        version = connection.execute(select(Task.version).where(Task.code == code)).scalar_one()
    page = at_wall("layar", f"/layar?rapat={running}#janji").page
    expect(page.locator("#s-janji .t-silent .jumlah b")).to_have_text("2")
    run(Sender(house, owner, clock), move_task, MoveTask(code=code, move=Move.ACCEPT, seen=version))
    expect(page.locator("#s-janji .t-silent .jumlah b")).to_have_text("1")
    assert page.locator("#s-janji").is_visible()


def test_what_was_typed_survives_a_cut_and_counts_once(
    at_wall: Callable[..., Reader], house: Engine, running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    sent: list[str] = []

    def cut(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.abort()

    page.route("**/layar/keputusan", cut)
    page.keyboard.press("+")
    page.keyboard.type("Ditulis saat jaringan putus.")
    page.keyboard.press("Tab")
    page.keyboard.type("polda")
    page.keyboard.press("Tab")
    page.keyboard.type("besok")
    page.keyboard.press("Enter")
    expect(page.locator("#pesan")).to_contain_text("tersimpan di peramban ini")
    page.reload()
    page.unroute("**/layar/keputusan")
    expect(page.locator("#s-keputusan .putusan")).to_contain_text("Ditulis saat jaringan putus.")
    # The same note once more, as a browser that never heard the answer would send it.
    answer = page.evaluate(
        "(body) => fetch('/layar/keputusan', { method: 'POST', body, "
        "headers: { 'Content-Type': 'application/json' } }).then((a) => a.status)",
        sent[0],
    )
    assert answer == 200
    with reading(house) as connection:
        assert len(decisions_of(connection, running, scope=ROOM.scope)) == 1


def test_a_number_of_somebody_is_refused_and_stays_on_the_screen_alone(
    at_wall: Callable[..., Reader], running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    page.keyboard.press("k")
    page.keyboard.type("Jemput NIK 5371012307900001 besok.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kabar")).to_contain_text("NIK")
    assert "5371012307900001" in page.locator("#bunyi").input_value()
    page.locator("#bunyi").fill("Hubungi 0812 3456 7890 besok.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kabar")).to_contain_text("nomor telepon")
    page.locator("#tenggat").fill("1 minggu")
    kept = page.evaluate("() => JSON.stringify(Object.entries(localStorage))")
    assert "1 minggu" in kept
    assert [each for each in ("5371012307900001", "3456") if each in kept] == []


def test_a_decision_that_is_too_long_stays_whole_and_is_refused_in_words(
    at_wall: Callable[..., Reader], running: int
) -> None:
    page = at_wall("sekretariat", f"/layar?rapat={running}").page
    page.keyboard.press("k")
    page.locator("#bunyi").fill("kata " * 240)
    expect(page.locator("#kabar")).to_contain_text("paling banyak 1.000 huruf; sekarang 1.199")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#catat")).to_be_visible()
    assert len(page.locator("#bunyi").input_value()) == 1_200


def test_who_may_only_look_is_told_so(at_wall: Callable[..., Reader], running: int) -> None:
    page = at_wall("polda", f"/layar?rapat={running}").page
    page.keyboard.press("+")
    expect(page.locator("#pesan")).to_contain_text("masuk sebagai sekretariat")
    assert page.locator("#catat").count() == 0


def test_left_alone_it_turns_and_a_key_stops_it(at_wall: Callable[..., Reader], running: int) -> None:
    page = at_wall("layar").page
    page.clock.install()
    page.goto(f"/layar?rapat={running}&putar=5")
    expect(page.locator("#ke")).to_have_text(re.compile("^1 dari"))
    page.clock.run_for(5_000)
    expect(page.locator("#ke")).to_have_text(re.compile("^2 dari"))
    page.keyboard.press("Home")
    page.clock.run_for(6_500)
    expect(page.locator("#ke")).to_have_text(re.compile("^1 dari"))


def test_the_file_for_the_day_the_projector_dies(
    at_wall: Callable[..., Reader], window: Browser, running: int, tmp_path: Path
) -> None:
    reader = at_wall("sekretariat")
    answer = reader.context.request.get(f"/layar/berkas?rapat={running}")
    assert "attachment" in answer.headers["content-disposition"]
    file = tmp_path / "rapat.html"
    file.write_bytes(answer.body())
    alone = window.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page = alone.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    slides = list(every_slide(page))
    assert len(set(slides)) == 18
    page.keyboard.press("Home")
    assert_readable(page, "the file")
    assert page.evaluate("(font) => document.fonts.check(font)", f'16px "{FONT.family}"')
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    alone.close()
