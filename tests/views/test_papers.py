"""A paper says what its screen says at that moment: the same rows, for the same reader."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select, update

from db import backend
from db.acting import Sender
from db.command import run as carry_out
from db.commands.agencies import merge_agency
from db.commands.agenda import draft_agenda
from db.commands.meetings import change_plan, move_meeting
from db.models import Decision, Meeting, Task
from db.queries.accounts import actor_of_account
from db.queries.meetings import last_meeting, meeting_ahead
from db.queries.ownership import awaited_answers
from db.queries.task_detail import task_detail
from db.settings import Mode, Settings
from domain.access.permissions import Actor
from domain.access.requests import MergeAgency
from domain.commitments.health import Health
from domain.meetings.life import Classification, MeetingState
from domain.meetings.requests import ChangePlan, DraftAgenda, MoveMeeting, Plan
from domain.tasks.clocks import Urgency
from domain.tasks.life import TaskState
from domain.time import formats
from domain.words import labels
from reports import follow_up_paper
from reports.foot import PaperSeal
from tests.factories import MORNING, filling
from views import documents, messages, reads, regency, task_papers, tasks
from views.ask import ask, reading_run
from views.paper_file import File
from views.papers import follow_up, rows
from views.papers.member import members
from views.registers import rated_commitments


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Callable[[Engine], None]:
    monkeypatch.setattr(backend, "_state", backend.get())
    return lambda engine: backend.use(Settings(str(engine.url), Mode.DEMO, lambda: MORNING), engine) and None


def texts(file: File) -> list[str]:
    """Of each page."""
    codes = [f"9f2c-41d0-7be3-{number:04}" for number in range(len(file.papers))]
    pages = PdfReader(io.BytesIO(file.printed(codes, base="http://contoh"))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def reader(username: str) -> Actor:
    actor = ask(actor_of_account, username)
    assert actor is not None
    return actor


def test_sheets_count_what_their_screens_count(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        actor = reader("gubernur.kantor")
        own = [task for task in tasks.watched(actor.scope) if task.row.owner_code == "dpmd" and task.running]
        held = [health for row, health in rated_commitments(actor.scope) if row.owner_code == "dpmd"]
        (office,) = texts(documents.of_agency("dpmd", actor))
        (place,) = texts(documents.of_region("53.21", actor))
        (declaration,) = texts(documents.of_declaration(actor))
        standings = regency.standings("53.21", actor.scope)
        everything = rated_commitments(actor.scope)
    late = sum(task.clock.urgency is Urgency.OVERDUE for task in own)
    overdue = held.count(Health.OVERDUE)
    assert f"{formats.in_words(late).capitalize()} dari {len(own)} tugas lewat tenggat" in office
    assert f"{formats.in_words(overdue)} dari {len(held)} komitmen lewat tenggat" in office
    assert all(task.row.code in office for task in own)
    hot = [each.row for each in standings if each.row.confidence and each.row.confidence.is_hot]
    assert all(row.count_text in place for row in hot)
    assert len(hot) == 3
    for health in Health:
        count = sum(own is health for _, own in everything)
        assert f"{count} {health.label_within}" in " ".join(declaration.split()) or not count


def test_a_counter_waits_on_the_sheet_of_the_office_that_proposed(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        actor = reader("sekretariat")
        countered = [task.row.code for task, _ in tasks.own(actor) if task.row.state is TaskState.COUNTERED]
        countered += [each.code for each in ask(awaited_answers) if each.is_counter]
        (sheet,) = texts(documents.of_agency("setda", actor))
        (other,) = texts(documents.of_agency("dinkes", actor))
    assert len(countered) == 3
    assert all(code in sheet for code in countered)
    assert "Tidak ada usulan atau tawaran yang menunggu jawaban" in " ".join(other.split())


def test_what_had_no_room_among_the_answers_stands_where_every_reader_of_the_sheet_finds_it(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    """Instansi saya is the reader's own, and holds no counter to an offer of ownership."""
    serving(demo_engine)
    with reading_run():
        actor = reader("gubernur.kantor")
        found = rows.waiting(tasks.watched(actor.scope), {"setda"})
        on_screens = {task.row.code for task in tasks.watched(actor.scope)}
        on_screens |= {row.code for row, _ in rated_commitments(actor.scope)}
    assert found.where == "di layar Tugas dan Komitmen"
    assert {row[0] for row in found.rows} <= on_screens


def test_the_sheet_of_an_office_that_went_over_says_into_which(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    admin = Sender(demo_engine, reader("admin"), lambda: MORNING)
    carry_out(admin, merge_agency, MergeAgency("dinsos", "dp3ap2kb", 0, "Penggabungan menurut Perda"))
    with reading_run():
        (sheet,) = texts(documents.of_agency("dinsos", reader("sekretariat")))
    assert "Dilebur ke DP3AP2KB NTT sejak 23 November 2026" in " ".join(sheet.split())


def test_a_sheet_with_room_for_a_few_tasks_has_those_that_are_longest_past_their_day(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        found = rows.open_ones(tasks.watched(reader("gubernur.kantor").scope))
    late = [task.row.due_on for task in found if task.clock.urgency is Urgency.OVERDUE]
    assert len(late) > 1
    assert [task.row.due_on for task in found[: len(late)]] == sorted(late)


def test_a_reader_who_sees_less_gets_a_paper_that_says_less(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        (whole,) = texts(documents.of_region("53.21", reader("kasus.polda")))
        (coarse,) = texts(documents.of_region("53.21", reader("dpmd")))
    assert "<3" not in whole.replace(" ", "")
    assert "<3" in coarse.replace(" ", "") or "disembunyikan" in coarse


def test_each_member_of_the_next_meeting_has_a_page(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        actor = reader("sekretariat")
        ahead = ask(meeting_ahead, on=MORNING.date())
        assert ahead is not None
        seats = members(reads.meeting(ahead.id, actor))
        pages = texts(documents.of_members(ahead.id, "", actor))
        (one,) = texts(documents.of_members(ahead.id, seats[0].code, actor))
    assert len(pages) == len(seats)
    assert all(seat.title in page for seat, page in zip(seats, pages, strict=True))
    assert "Janji yang belum ditepati" in one


def test_a_draft_of_minutes_calls_nothing_late_that_is_due_before_the_meeting_but_not_yet(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        ahead = ask(meeting_ahead, on=MORNING.date())
        assert ahead is not None
        make = documents.minutes_file(ahead.id, None, base="http://contoh", outcomes=True)
        told = messages.of_day("http://contoh")
        pages = PdfReader(io.BytesIO(make())).pages
        draft = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "6 dari 10 ditepati" in told
    assert "dari 10 janji" in draft
    assert "jatuh tempo sampai 23 November 2026" in draft


def test_no_sheet_for_an_ordinary_meeting_holds_a_word_of_a_secret_one_whoever_prints_it(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with filling(demo_engine) as session:
        last = last_meeting(session.connection())
        assert last is not None
        session.get_one(Meeting, last.id).classification = Classification.SECRET
        for made in session.scalars(select(Decision).where(Decision.meeting_id == last.id)):
            made.text = "Bunyi yang rahasia"
            for born in session.scalars(select(Task).where(Task.decision_id == made.id)):
                born.title = "Tugas yang rahasia"
    with reading_run():
        ahead = ask(meeting_ahead, on=MORNING.date())
        assert ahead is not None
        pages = " ".join(texts(documents.of_members(ahead.id, "", reader("gubernur.kantor"))))
    assert "Janji yang belum ditepati" in pages
    assert "yang rahasia" not in pages


def test_no_text_for_a_group_tells_of_a_draft_or_a_secret_meeting(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        sender = Sender(demo_engine, reader("gubernur.kantor"), lambda: MORNING)
        ahead = ask(meeting_ahead, on=MORNING.date())
        assert ahead is not None

    def told() -> tuple[bool, bool]:
        """Whether the text of the day has its date, and whether it has a text of its own."""
        with reading_run():
            of_day, of_meetings = messages.of_day("http://contoh"), messages.of_meetings("http://contoh")
        return "Rapat berikutnya: " in of_day, any(name.startswith("Sebelum") for name in of_meetings)

    assert told() == (True, True)
    carry_out(sender, move_meeting, MoveMeeting(ahead.id, MeetingState.DRAFT))
    assert told() == (False, False)
    carry_out(sender, move_meeting, MoveMeeting(ahead.id, MeetingState.OPEN))
    secret = Plan("Rapat", date(2026, 11, 26), time(10), "Kupang", 60, Classification.SECRET, "", "", "")
    with reading_run():
        version = reads.meeting(ahead.id, sender.by).version
    carry_out(sender, change_plan, ChangePlan(ahead.id, version, secret))
    assert told() == (False, False)


def test_a_text_for_a_group_names_no_office_twice_in_one_line(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        sender = Sender(demo_engine, reader("sekretariat"), lambda: MORNING)
        ahead = ask(meeting_ahead, on=MORNING.date())
        assert ahead is not None
    carry_out(sender, draft_agenda, DraftAgenda(ahead.id))
    with reading_run():
        [before] = [t for name, t in messages.of_meetings("http://contoh").items() if "Sebelum" in name]
    assert "- Dinsos NTT belum melapor\n" in before
    assert "- Pos jaga tetap di Pelabuhan Wini: Kodaeral VII" in before


def test_the_matrix_on_paper_has_the_rows_of_the_screen(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        actor = reader("gubernur.kantor")
        shown = [task for task in tasks.watched(actor.scope) if task.clock.urgency is Urgency.OVERDUE]
        pages = texts(documents.of_follow_up(follow_up.follow_up_paper(shown, "Lewat tenggat", actor)))
        long = follow_up.follow_up_paper([shown[0]] * 10_000, "Semua", actor)
    assert f"{len(shown)} baris" in pages[0]
    assert len(long.rows) == 300
    assert long.headline == "300 baris teratas dari 10.000, Semua"
    said = follow_up_paper.content(long, PaperSeal("9f2c-41d0-7be3-a8c5", ""))["about"]
    assert "Semua baris dan kolom ada pada matriks XLSX." in said
    assert all(task.row.code in " ".join(pages) for task in shown)


def test_papers_of_an_empty_database_say_that_there_is_nothing(
    engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(engine)
    with reading_run():
        nobody = Actor(None, "uji", "Kantor uji", None, None, "")
        (declaration,) = texts(documents.of_declaration(nobody))
        (matrix,) = texts(documents.of_follow_up(follow_up.follow_up_paper([], "Terbuka", nobody)))
    assert "belum ada komitmen yang melapor, jadi belum ada garis" in declaration
    assert "Tidak ada tugas yang cocok" in matrix


def test_what_is_sent_on_of_a_task_says_no_word_of_a_secret_meeting(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    with filling(demo_engine) as session:
        session.execute(update(Meeting).values(classification=Classification.SECRET))
    serving(demo_engine)
    with reading_run():
        task = next(
            each for each in tasks.watched(reader("gubernur.kantor").scope) if each.row.decision_meeting_id
        )
        sent = task_papers.brief(task, "https://contoh")
    assert labels.TITLE_WITHHELD in sent
    assert task.row.title not in sent
    assert task.row.output[:20] not in sent


def test_the_card_of_a_task_says_how_many_of_its_steps_it_has_no_room_for(
    demo_engine: Engine, serving: Callable[[Engine], None]
) -> None:
    serving(demo_engine)
    with reading_run():
        actor = reader("gubernur.kantor")
        task = tasks.watched(actor.scope)[0]
        detail = ask(task_detail, task.row.code, scope=actor.scope)
        assert detail is not None
        moved_often = replace(detail, steps=detail.steps[:1] * 11)
        printed = task_papers.card_file(moved_often, task, "http://contoh")()
    [page] = PdfReader(io.BytesIO(printed)).pages
    assert "3 langkah sebelumnya di layar tugas ini." in " ".join(page.extract_text().split())
