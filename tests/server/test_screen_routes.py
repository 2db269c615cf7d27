"""The shared screen's routes: a token shows one meeting and no more, and records nothing."""

import csv
import json
import re
import warnings
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO, StringIO
from textwrap import wrap
from typing import Any

import pytest
from markupsafe import escape
from openpyxl import load_workbook
from sqlalchemy import Engine, select, text
from starlette.applications import Starlette
from starlette.websockets import WebSocketDisconnect

from db import backend, signing_in
from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions, meetings
from db.engine import reading, writing
from db.models import AuditRecord, Meeting
from db.queries.decisions import decisions_of
from db.queries.minutes import minutes_of
from db.settings import ROOT, Mode, Settings
from domain.access.events import Event
from domain.access.permissions import ROOM, VISITOR, Actor
from domain.access.sessions import Cookie
from domain.attention.table import AttentionRule
from domain.meetings.life import Began, Classification, MeetingState
from domain.meetings.requests import DraftAgenda, MoveMeeting, RecordDecision, RevokeScreens, StartScreen
from domain.tasks.proposals import LONGEST_TEXT
from reports import csv_file, minutes
from server import gate, html
from server.routes import shared_screen
from tests import factories
from tests.factories import MORNING, MovingClock, filling
from tests.reports.test_every_character import batches
from views import list_files, newest, task_papers
from views.ask import reading_run
from views.attention import deserves_attention
from views.tasks import watched

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin", "content-type": "application/json"}
NEWEST = 3
"""Decisions on the slide of what was decided."""
HTML = {"accept": "text/html"}


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(MORNING)


@pytest.fixture
def client(demo_engine: Engine, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock), demo_engine)
    gate.sessions.forget_all()
    with TestClient(
        Starlette(routes=shared_screen.ROUTES, middleware=gate.MIDDLEWARE), follow_redirects=False
    ) as opened:
        yield opened


@pytest.fixture
def chair(demo_engine: Engine) -> Actor:
    with reading(demo_engine) as connection:
        return factories.actor_named(connection, "sekretariat")


@pytest.fixture
def meeting_id(demo_engine: Engine, chair: Actor, clock: MovingClock) -> int:
    with reading(demo_engine) as connection:
        found: int = connection.execute(
            select(Meeting.id).where(Meeting.state == MeetingState.OPEN)
        ).scalar_one()
    run(
        Sender(demo_engine, chair, clock),
        meetings.move_meeting,
        MoveMeeting(meeting_id=found, to=MeetingState.IN_PROGRESS, began=Began.NOW),
    )
    return found


def enter(client: TestClient, engine: Engine, clock: MovingClock, account: str) -> None:
    token = signing_in.sign_in_as_demo(Sender(engine, VISITOR, clock), username=account, device="Uji").token
    client.cookies.set(Cookie.SESSION, token)


def start(client: TestClient, engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock) -> Any:
    started = run(
        Sender(engine, chair, clock), meetings.start_screen, StartScreen(meeting_id=meeting_id, hours=2)
    )
    return client.get(f"/layar?rapat={meeting_id}&token={started.token}&putar=20", headers=HTML)


def note(meeting_id: int, **changes: object) -> str:
    return json.dumps(
        {
            "once": "k1",
            "rapat": meeting_id,
            "bunyi": "Disepakati.",
            "pj": "polda-ntt",
            "tenggat": "2 minggu",
            "wilayah": "53",
            "kelas": "ordinary",
            "ragam": "tugas",
            "butir": "",
            **changes,
        }
    )


def shows(client: TestClient, meeting_id: int) -> bool:
    return client.get(f"/layar?rapat={meeting_id}", headers=HTML).status_code == 200


class TestToken:
    def test_it_leaves_the_address_and_opens_this_meeting_alone(
        self, client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
    ) -> None:
        answer = start(client, demo_engine, chair, meeting_id, clock)
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/layar?rapat={meeting_id}&putar=20",
        )
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "path=/;" in cookie
        assert shows(client, meeting_id)
        assert not shows(client, meeting_id - 1)

    def test_it_ends_with_its_time_and_when_it_is_revoked(
        self, client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
    ) -> None:
        start(client, demo_engine, chair, meeting_id, clock)
        clock.forward(timedelta(hours=2, seconds=1))
        assert not shows(client, meeting_id)
        start(client, demo_engine, chair, meeting_id, clock)
        assert shows(client, meeting_id)
        run(Sender(demo_engine, chair, clock), meetings.revoke_screens, RevokeScreens(meeting_id=meeting_id))
        assert not shows(client, meeting_id)
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(f"/layar/siaran?rapat={meeting_id}"),
        ):
            pass

    def test_it_records_nothing(
        self, client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
    ) -> None:
        start(client, demo_engine, chair, meeting_id, clock)
        answer = client.post("/layar/keputusan", content=note(meeting_id), headers=HERE)
        assert answer.status_code == 401
        assert "Masuk lagi di tab lain" in answer.json()["refusal"]
        page = client.get(f"/layar?rapat={meeting_id}", headers=HTML).text
        assert 'id="catat"' not in page
        assert 'id="instansi"' not in page

    @pytest.mark.parametrize("path", ["/layar", "/layar?rapat=x", "/layar?rapat=999999", "/layar?token=x"])
    def test_without_any_it_leads_to_sign_in_or_says_why(self, client: TestClient, path: str) -> None:
        assert client.get(path, headers=HTML).status_code in {303, 403}

    def test_nothing_else_opens_by_it(
        self, client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
    ) -> None:
        start(client, demo_engine, chair, meeting_id, clock)
        assert client.get("/rapat", headers=HTML).headers["location"].startswith("/masuk")
        assert client.get("/layarlain", headers={"accept": "*/*"}).status_code == 401


class TestRecording:
    def test_who_runs_the_meeting_records_once(
        self, client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
    ) -> None:
        enter(client, demo_engine, clock, "sekretariat")
        for _ in range(2):
            answer = client.post("/layar/keputusan", content=note(meeting_id), headers=HERE)
            assert (answer.status_code, answer.json()["nomor"]) == (200, "84/2026")
        with reading(demo_engine) as connection:
            (found,) = decisions_of(connection, meeting_id, scope=ROOM.scope)
        assert found.task_codes == (answer.json()["tugas"],)

    def test_who_only_looks_is_refused_and_remembered(
        self, client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
    ) -> None:
        enter(client, demo_engine, clock, "polda")
        assert shows(client, meeting_id)
        answer = client.post("/layar/keputusan", content=note(meeting_id), headers=HERE)
        assert answer.status_code == 403
        with reading(demo_engine) as connection:
            last = connection.execute(
                select(AuditRecord.event, AuditRecord.actor, AuditRecord.screen)
                .order_by(AuditRecord.id.desc())
                .limit(1)
            ).one()
        assert tuple(last) == (Event.ACCESS_REFUSED, "polda", "/layar")

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({**HERE, "origin": "http://lain.example", "sec-fetch-site": "cross-site"}, 403),
            ({**HERE, "content-type": "text/plain"}, 403),
        ],
    )
    def test_another_site_records_nothing(
        self,
        client: TestClient,
        demo_engine: Engine,
        meeting_id: int,
        clock: MovingClock,
        headers: dict[str, str],
        status: int,
    ) -> None:
        enter(client, demo_engine, clock, "sekretariat")
        answer = client.post("/layar/keputusan", content=note(meeting_id), headers=headers)
        assert answer.status_code == status

    @pytest.mark.parametrize(
        ("changes", "status", "sentence"),
        [
            ({"tenggat": "kapan-kapan"}, 422, "bukan tanggal"),
            ({"pj": "", "pjTulis": "Dinas Entah"}, 404, "tidak dikenal"),
            ({"pj": "pt-kupang"}, 422, "tidak diberi tugas"),
            ({"bunyi": "Jemput 5371012307900001"}, 422, "NIK"),
            ({"rapat": 999_999}, 404, "Rapat itu tidak ada"),
            ({"rapat": "x"}, 400, "tidak terbaca"),
            ({"kelas": "kilat"}, 400, "tidak terbaca"),
            ({"siapa": "saya"}, 400, "tidak terbaca"),
        ],
    )
    def test_a_refusal_is_a_sentence(
        self,
        client: TestClient,
        demo_engine: Engine,
        meeting_id: int,
        clock: MovingClock,
        changes: dict[str, object],
        status: int,
        sentence: str,
    ) -> None:
        enter(client, demo_engine, clock, "sekretariat")
        answer = client.post("/layar/keputusan", content=note(meeting_id, **changes), headers=HERE)
        assert answer.status_code == status
        assert sentence in answer.json()["refusal"]

    @pytest.mark.parametrize("body", ["", "[]", "{", "x" * 20_000])
    def test_odd_bodies_are_refused(
        self, client: TestClient, demo_engine: Engine, clock: MovingClock, body: str
    ) -> None:
        enter(client, demo_engine, clock, "sekretariat")
        assert client.post("/layar/keputusan", content=body, headers=HERE).status_code in {400, 413}

    def test_steps_begin_and_close_and_nothing_else(
        self, client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
    ) -> None:
        enter(client, demo_engine, clock, "sekretariat")

        def step(action: str) -> tuple[int, str]:
            answer = client.post(
                "/layar/langkah", content=json.dumps({"rapat": meeting_id, "aksi": action}), headers=HERE
            )
            return answer.status_code, " ".join(answer.json().values())

        assert step("mulai")[0] == 422
        assert step("hapus")[0] == 404
        assert "disegel" in step("tutup")[1]
        assert step("tutup")[0] == 422

    def test_dates_in_words_are_read_back(
        self, client: TestClient, demo_engine: Engine, clock: MovingClock
    ) -> None:
        assert client.get("/layar/tanggal?teks=2 minggu").json()["iso"] == "2026-12-07"
        assert "refusal" in client.get("/layar/tanggal?teks=entah").json()


def slides_shown(client: TestClient, meeting_id: int) -> str:
    page = client.get(f"/layar?rapat={meeting_id}", headers=HTML).text
    return read_out(page.split('<main id="isi">')[1].split("</main>")[0])


def read_out(shown: str) -> str:
    """Without what keeps a code in one piece."""
    return re.sub(r'<span class="utuh">(.*?)</span>', r"\1", shown)


def test_the_wall_and_the_file_of_a_closed_meeting_stay_as_they_were_at_its_closing(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    run(Sender(demo_engine, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    enter(client, demo_engine, clock, "sekretariat")
    told = client.post("/layar/keputusan", content=note(meeting_id), headers=HERE).json()
    running = slides_shown(client, meeting_id)
    assert told["tugas"] in running
    step = json.dumps({"rapat": meeting_id, "aksi": "tutup"})
    assert client.post("/layar/langkah", content=step, headers=HERE).status_code == 200
    closed = slides_shown(client, meeting_id)
    days = re.findall(r"lewat \d+ hari(?: kerja)?", running)
    assert days
    assert re.findall(r"lewat \d+ hari(?: kerja)?", closed) == days
    assert re.findall(r"<svg.*?</svg>", running, re.S) == re.findall(r"<svg.*?</svg>", closed, re.S)
    with writing(demo_engine) as connection:
        connection.execute(text("UPDATE task SET state = 'verified'"))
        connection.execute(text("UPDATE task SET state = 'withdrawn' WHERE decision_id IS NOT NULL"))
        connection.execute(text("UPDATE agency SET short_name = short_name || ' Baru'"))
        connection.execute(text("UPDATE published_figure SET value = value * 3"))
        connection.execute(text("UPDATE subject_revision SET number = number + 1"))
    clock.forward(timedelta(days=21))
    enter(client, demo_engine, clock, "sekretariat")
    assert slides_shown(client, meeting_id) == closed
    assert closed in read_out(client.get(f"/layar/berkas?rapat={meeting_id}").text)


def test_a_meeting_closed_before_facts_were_kept_says_what_its_minutes_say(
    client: TestClient, demo_engine: Engine, clock: MovingClock
) -> None:
    with reading(demo_engine) as connection:
        last = connection.execute(
            select(Meeting.id).where(Meeting.state == MeetingState.CLOSED).order_by(Meeting.id.desc())
        ).scalars()
        sealed = next(iter(last))
    enter(client, demo_engine, clock, "sekretariat")
    before = slides_shown(client, sealed)
    with writing(demo_engine) as connection:
        connection.execute(text("UPDATE task SET state = 'verified'"))
        connection.execute(text("UPDATE subject_revision SET number = number + 1"))
    clock.forward(timedelta(days=21))
    enter(client, demo_engine, clock, "sekretariat")
    assert slides_shown(client, sealed) == before
    assert "menurut notulen" in before


def test_the_date_in_doubt_comes_back_with_its_readings(
    client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
) -> None:
    enter(client, demo_engine, clock, "sekretariat")
    told = client.post(
        "/layar/keputusan", content=note(meeting_id, tenggat="29/11/2026"), headers=HERE
    ).json()
    assert [each["hari"] for each in told["pilihan"]] == [
        "Senin, 30 November 2026",
        "Minggu, 29 November 2026",
    ]
    answered = note(meeting_id, tenggat=told["pilihan"][1]["tulis"])
    assert client.post("/layar/keputusan", content=answered, headers=HERE).status_code == 200


def test_the_same_decision_again_is_asked_about_with_its_yes(
    client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
) -> None:
    enter(client, demo_engine, clock, "sekretariat")

    def send(**more: object) -> tuple[int, Any]:
        answer = client.post("/layar/keputusan", content=note(meeting_id, **more), headers=HERE)
        return answer.status_code, answer.json()

    _, first = send(once="a")
    status, told = send(once="b")
    assert (status, told["asked"]["yes"]) == (422, "Ya, catat sekali lagi")
    _, second = send(once="c", yakin=told["asked"]["answers"])
    assert (first["nomor"], second["nomor"]) == ("84/2026", "85/2026")


def test_a_points_slide_names_what_it_stands_for_what_is_missing_and_what_might_be_decided(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    run(Sender(demo_engine, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    enter(client, demo_engine, clock, "sekretariat")
    shown = slides_shown(client, meeting_id)
    points = re.findall(r'<section class="slaid s-butir".*?</section>', shown, re.S)
    ownerless = next(each for each in points if "belum punya penanggung jawab" in each)
    assert re.search(
        r"Menetapkan penanggung jawab K-\d\d, K-\d\d, K-\d\d, dan \d lainnya, dan tanggal", ownerless
    )
    assert re.search(r"<dt>Butirnya</dt><dd>K-\d\d .*; K-\d\d .*</dd>", ownerless)
    assert any(re.search(r"<dt>Yang kurang</dt><dd>Laporan B\d\d 2026", each) for each in points)


def test_a_code_stays_in_one_piece_on_the_wall(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    run(Sender(demo_engine, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    enter(client, demo_engine, clock, "sekretariat")
    page = client.get(f"/layar?rapat={meeting_id}", headers=HTML).text
    parts = re.findall(r'<dd>(.*?)</dd>|<p class="(?:sebab|usulan)">(.*?)</p>', page)
    codes = [re.search(r"(.{0,19})[KT]-\d\d", text) for pair in parts for text in pair]
    before = [found[1] for found in codes if found]
    assert before
    assert all(each.endswith('<span class="utuh">') for each in before)


def test_the_columns_of_promises_add_up_to_the_headline_but_for_those_that_say_they_are_not_due(
    client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
) -> None:
    enter(client, demo_engine, clock, "sekretariat")
    shown = slides_shown(client, meeting_id)
    assert "Enam dari sepuluh janji" in shown
    columns = re.findall(r'<p class="jumlah"><b>(\d+)</b><span>.*?</svg>(.*?)</span></p>', shown, re.S)
    due = [int(count) for count, label in columns if "belum jatuh tempo" not in label]
    assert sum(due) == 10
    assert {label for _, label in columns} >= {"Tanpa jawaban<small>belum jatuh tempo</small>"}


def test_a_secret_meeting_shows_to_few_accounts(
    client: TestClient, demo_engine: Engine, meeting_id: int, clock: MovingClock
) -> None:
    with writing(demo_engine) as connection:
        connection.execute(text("UPDATE meeting SET classification = 'secret'"))
    seen = {}
    for account in ("polda", "forkopimda.danrem", "sekretariat", "admin"):
        enter(client, demo_engine, clock, account)
        seen[account] = shows(client, meeting_id)
    assert seen == {"polda": False, "forkopimda.danrem": True, "sekretariat": True, "admin": False}


def test_the_live_line_tells_and_an_empty_meeting_has_its_slides(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    start(client, demo_engine, chair, meeting_id, clock)
    with client.websocket_connect(f"/layar/siaran?rapat={meeting_id}") as line:
        told = json.loads(line.receive_text())
    assert (told["t"], told["state"], told["next"]) == ("deck", "in_progress", "84/2026")
    assert "Agenda belum berisi butir" in told["html"]
    assert "Belum ada keputusan hari ini" in told["html"]


def test_a_meeting_in_an_empty_database_still_has_a_screen(
    engine: Engine, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filling(engine) as session:
        held = factories.meeting(
            session, starts_at=MORNING, state=MeetingState.OPEN, classification=Classification.ORDINARY
        )
        number = held.id
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(engine.url), Mode.PRODUCTION, clock), engine)
    html = shared_screen.offline_file(number, "http://layar.uji")
    assert "Rapat uji" in html
    assert "data:font/woff2;base64," in html


@pytest.mark.slow
def test_all_that_the_door_takes_goes_through_decisions_into_minutes_matrix_list_and_the_file_for_the_hall(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    """Every assigned character that is not refused: recorded, read back as taken, printed, packed."""
    said = wrap(" ".join(batches()), LONGEST_TEXT - 10, break_long_words=False, break_on_hyphens=False)
    packed = []
    for number, words in enumerate(said):
        sender = Sender(demo_engine, chair, clock, idempotency_key=f"k{number}")
        asked = RecordDecision(meeting_id, words, owner_code="polda-ntt", due="2 minggu", with_task=True)
        run(sender, decisions.record_decision, asked)
        if number % NEWEST == NEWEST - 1:
            packed.append(unescape(shared_screen.offline_file(meeting_id, "http://layar.uji")))
    packed.append(unescape(shared_screen.offline_file(meeting_id, "http://layar.uji")))
    with reading(demo_engine) as connection:
        kept = [row.text for row in decisions_of(connection, meeting_id, scope=ROOM.scope)][-len(said) :]
        printed = minutes.document(minutes_of(connection, meeting_id), clock(), seal=None)
    with reading_run():
        born = [task for task in watched(chair.scope) if task.row.decision_meeting_id == meeting_id]
        matrix = load_workbook(BytesIO(task_papers.matrix_file(born, "semua")())).active
        listed = csv_file.lines(list_files.tasks(born, "semua", newest.of_work())())
    assert kept == said
    assert printed.startswith(b"%PDF")
    assert [words for number, words in enumerate(said) if words not in packed[number // NEWEST]] == []
    assert matrix is not None
    cells = {cell for row in matrix.iter_rows(values_only=True) for cell in row}
    lines = {cell for row in csv.reader(StringIO(listed.decode("utf-8-sig")), delimiter=";") for cell in row}
    assert [words for words in said if words not in cells & lines] == []


def test_the_wall_shows_the_points_of_ringkasan_with_their_words_icons_colours_and_days(
    client: TestClient, demo_engine: Engine, chair: Actor, meeting_id: int, clock: MovingClock
) -> None:
    run(Sender(demo_engine, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id))
    points = deserves_attention(ROOM.scope, MORNING).points
    start(client, demo_engine, chair, meeting_id, clock)
    shown = read_out(client.get(f"/layar?rapat={meeting_id}", headers=HTML).text)
    slides = re.findall(r'<section class="slaid s-butir".*?</section>', shown, re.S)
    assert len(slides) == len(points)
    for slide, point in zip(slides, points, strict=True):
        assert chip(point.rule) in slide
        assert f"<h1>{escape(point.title)}</h1>" in slide
        assert str(escape(point.reason)) in slide
        assert point.waited in slide
    listed = re.search(r'<ol class="daftar">.*?</ol>', shown, re.S)
    assert listed is not None
    rows = re.findall(r"<li.*?</li>", listed[0], re.S)
    for row, point in zip(rows, points, strict=False):
        assert chip(point.rule) in row
        assert f'<span class="judul">{escape(point.title)}</span>' in row
        assert point.waited in row


def icons() -> Any:
    return html._templates.get_template("layar/ikon.html").module


def drawings() -> dict[str, str]:
    return dict(icons().drawings)


def chip(rule: AttentionRule) -> str:
    return str(icons().chip(rule))


@pytest.mark.parametrize("rule", AttentionRule)
def test_every_rule_has_a_drawing_and_a_colour_on_the_wall(rule: AttentionRule) -> None:
    assert rule.row.icon in drawings(), f"server/templates/layar/ikon.html has no {rule.row.icon}"
    drawn = chip(rule)
    assert f'<path d="{drawings()[rule.row.icon]}"/>' in drawn
    css = (ROOT / "static" / "layar.css").read_text("utf-8")
    assert f".cap.gb-{rule.row.tone} " in css
    assert rule.label in drawn
