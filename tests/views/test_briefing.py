"""The paper of the morning says what the screens say at that moment, in two pages, for the reader's eyes."""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select, update

from db import backend
from db.engine import writing
from db.models import Commitment, Task
from db.queries.accounts import actor_of_account
from db.queries.commitments import commitment_rows
from db.queries.histories import commitment_histories, task_histories
from db.settings import Mode, Settings
from domain.access.permissions import Actor
from domain.commitments.health import Health
from domain.commitments.history import CommitmentHistory, standings, turned
from domain.tasks.history import changes, open_tasks
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import ZONE
from domain.words import headlines
from domain.words.messages import LONGEST_MESSAGE
from reports import briefing as paper
from reports.briefing import Briefing
from reports.foot import PaperSeal
from reports.qr import square
from tests.factories import MORNING
from views import messages
from views.ask import ask, reading_run
from views.briefing import briefing
from views.map import findings, front
from views.overview import Overview, overview

CODE = "9f2c-41d0-7be3-a8c5"


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Callable[[Engine], None]:
    monkeypatch.setattr(backend, "_state", backend.get())
    return lambda engine: backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine) and None


def shaken(engine: Engine, seed: int) -> None:
    """Other days, owners and states than those of the sample."""
    draw = Random(seed)
    with writing(engine) as connection:
        connection.execute(update(Commitment).values(starts_on=MORNING.date() - timedelta(days=90)))
        for model in (Task, Commitment):
            for number in connection.scalars(select(model.id).order_by(model.id)).all():
                day = MORNING.date() + timedelta(days=draw.randrange(-70, 70))
                connection.execute(update(model).where(model.id == number).values(due_on=day))
        for number in connection.scalars(select(Commitment.id).order_by(Commitment.id)).all():
            if draw.random() < 0.3:
                connection.execute(update(Commitment).where(Commitment.id == number).values(owner_id=None))
        for number in connection.scalars(select(Task.id).order_by(Task.id)).all():
            if draw.random() < 0.3:
                state = draw.choice([TaskState.VERIFIED, TaskState.IN_PROGRESS, TaskState.PROPOSED])
                connection.execute(update(Task).where(Task.id == number).values(state=state))


def printed(drawn: Briefing) -> list[str]:
    """The text of each page."""
    pages = PdfReader(io.BytesIO(paper.document(drawn, PaperSeal(CODE, square("http://contoh"))))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def actor_of(username: str) -> Actor:
    actor = ask(actor_of_account, username)
    assert isinstance(actor, Actor)
    return actor


def together(username: str) -> tuple[Overview, Briefing]:
    with reading_run():
        actor = actor_of(username)
        return overview(actor.scope), briefing(actor, MORNING)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_of_the_paper_is_the_screens_at_that_moment(
    demo_engine: Engine, serving: Callable[[Engine], None], seed: int
) -> None:
    shaken(demo_engine, seed)
    serving(demo_engine)
    screen, drawn = together("gubernur.kantor")
    first, second = printed(drawn)
    assert headlines.of_overview(screen.by_health) in first
    for health, count in screen.by_health.items():
        assert f"{count} {health.label_within}" in first
    decided, held = len(drawn.decisions), int(re.findall(r"(\d+) dari \d+ butir lainnya", first)[0])
    assert f"{held} dari {screen.attention.total - decided} butir lainnya" in first
    assert f"{screen.attention.total - decided - held} butir lain ada di layar Ringkasan" in first
    worst = drawn.agencies[0].name
    owned = [health for row, health in screen.commitments if row.owner == worst]
    assert f"{worst} {owned.count(Health.OVERDUE)} dari {len(owned)}" in second or not owned
    assert f"Revisi data {formats.number(drawn.revision)}" in first
    assert CODE in first
    assert CODE in second
    assert drawn.weeks.rows[-1].cells[1:3] == (
        formats.number(screen.open_tasks),
        formats.number(screen.overdue_tasks),
    )


def test_a_history_ends_where_the_register_stands(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        reader = ask(actor_of_account, "polda")
        assert reader is not None
        rows = {row.code: row.progress for row in ask(commitment_rows, scope=reader.scope)}
        histories, tasks = ask(commitment_histories), ask(task_histories)
    assert {each.code: each.by(MORNING) for each in histories} == rows
    assert standings(histories, MORNING)[-1].total.verified == pytest.approx(50.4, abs=0.05)
    before = open_tasks(tasks, MORNING - timedelta(days=400))
    assert (before.open, before.late) == (0, 0), "nothing was proposed yet"


def test_what_became_late_or_silent_because_a_day_passed_is_a_change(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    """Nobody did anything over the turn of the year, and the headline says another number."""
    at = datetime(2027, 1, 1, 7, 0, tzinfo=ZONE)
    serving(demo_engine)
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, lambda: at), demo_engine)
    with reading_run():
        actor = ask(actor_of_account, "gubernur.kantor")
        assert isinstance(actor, Actor)
        since = turned(ask(commitment_histories), at - timedelta(days=1), at)
        yesterday, *_ = briefing(actor, at).changed
    assert since, "the sample holds commitments that are due on the last day of the year"
    [line] = [line for line in yesterday.lines if line.startswith("komitmen: ")]
    for health, codes in since.items():
        assert f"{len(codes)} menjadi {health.label_within}" in line


def test_with_nothing_reported_there_is_no_line_and_the_paper_says_so(
    engine: Engine, serving: Callable[[Engine], None]
) -> None:
    bare: tuple[CommitmentHistory, ...] = ()
    assert standings(bare, MORNING) == []
    serving(engine)
    with reading_run():
        reader = Actor(None, "uji", "Kantor uji", None, None, "")
        first, second = printed(briefing(reader, MORNING))
    assert "Belum ada komitmen; deklarasi masih berupa pernyataan" in first
    assert first.count("Belum ada komitmen") == 1, "no paragraph says the headline again"
    assert "Rapat berikutnya: belum dijadwalkan." in first
    assert "belum ada komitmen yang melapor, jadi belum ada garis" in second
    assert "Belum ada tugas, jadi belum ada batang." in second


def test_another_reader_gets_another_paper_of_the_same_facts(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    (_, office), (_, screen) = together("gubernur.kantor"), together("polda")
    assert office.groups == screen.groups
    assert office.points == screen.points
    assert office.digest != screen.digest


def test_a_message_fits_and_says_no_more_than_the_room_may_hear(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        texts = [
            messages.of_day("https://contoh.example"),
            *messages.of_meetings("https://contoh.example").values(),
        ]
    assert len(texts) == 3
    for text in texts:
        assert len(text) <= LONGEST_MESSAGE
        assert "DATA CONTOH" in text
        assert text.splitlines()[-1].startswith("Rincian: https://contoh.example/")
    assert "Dari 24 komitmen: 3 selesai, 7 sesuai jadwal, 2 terancam, 4 lewat tenggat" in texts[0]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 7, 0, tzinfo=ZONE), "Sejak Jumat, 20 November 2026"),
        (datetime(2026, 11, 22, 7, 0, tzinfo=ZONE), "Sejak Jumat, 20 November 2026"),
        (datetime(2026, 11, 24, 7, 0, tzinfo=ZONE), "Sejak kemarin, 23 November"),
        (datetime(2027, 1, 4, 7, 0, tzinfo=ZONE), "Sejak Kamis, 31 Desember 2026"),
    ],
    ids=["a Monday", "a Sunday", "a Tuesday", "after a holiday and a weekend"],
)
def test_what_changed_reaches_back_to_the_last_morning_on_which_the_paper_was_read(
    demo_engine: Engine, serving: Callable[[Engine], None], at: datetime, said: str
) -> None:
    serving(demo_engine)
    friday = datetime(2026, 11, 20, 0, 0, tzinfo=ZONE)
    with reading_run():
        actor = actor_of("gubernur.kantor")
        first, *_ = briefing(actor, at).changed
        since_friday = changes(ask(task_histories), friday, at)
    assert first.since == said
    if at == MORNING:
        [line] = [line for line in first.lines if line.startswith("tugas: ")]
        assert f"{len(since_friday.proposed)} baru" in line


def test_what_is_late_says_why(demo_engine: Engine, serving: Callable[[Engine], None]) -> None:
    serving(demo_engine)
    _, drawn = together("gubernur.kantor")
    late = [each for each in drawn.held if each.rule == "Lewat tenggat"]
    assert late
    assert [each.what for each in late if not each.why] == []
    assert not any(each.why.startswith("Tenggat ") for each in drawn.held), "the day stands beside it"


def test_the_multiple_of_the_maps_headline_is_what_a_reader_finds_by_dividing(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        view = front.front(actor_of("gubernur.kantor").scope).view
        basis = findings.basis(view)
    top = max((row for row in view.layer.rows if row.value), key=lambda row: row.value or 0.0)
    rate, mean = (
        float(found[0].replace(".", "").replace(",", "."))
        for found in (re.findall(r"[\d.,]+(?= per 100)", said) for said in (top.value_text, basis))
    )
    [multiple] = re.findall(r"([\d,]+) kali", findings.finding(view))
    assert rate / mean == pytest.approx(float(multiple.replace(",", ".")), rel=0.05)


@pytest.mark.parametrize(
    ("at", "day", "yesterday"),
    [
        (datetime(2026, 12, 31, 23, 59, tzinfo=ZONE), "Kamis, 31 Desember 2026, 23.59 WITA", "30 Desember"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=ZONE), "Jumat, 1 Januari 2027, 00.00 WITA", "31 Desember"),
    ],
)
def test_a_paper_at_the_end_of_a_year_knows_which_day_it_is(
    engine: Engine, serving: Callable[[Engine], None], at: datetime, day: str, yesterday: str
) -> None:
    serving(engine)
    backend.use(Settings(str(engine.url), Mode.DEMO, lambda: at), engine)
    with reading_run():
        first, _ = printed(briefing(Actor(None, "uji", "Kantor uji", None, None, ""), at))
    assert day in first
    assert f"Sejak kemarin, {yesterday}" in first
