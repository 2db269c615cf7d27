"""The calendar of an office: what stands in it, in the time of NTT, and whose address opens it."""

import json
from datetime import date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import Engine, select

from db import backend
from db.acting import Sender
from db.command import run
from db.commands.commitment_targets import propose_target
from db.commands.commitments import answer_ownership, propose_owner
from db.commands.figures import name_explainer
from db.commands.notices import make_feed, revoke_feed
from db.engine import reading
from db.models import CalendarFeed, CaseReferral
from db.queries.ownership import open_offers
from db.settings import Mode, Settings
from domain.access.permissions import Actor, Role
from domain.commitments.ownership import CounterTerms, OfferMove
from domain.commitments.requests import AnswerOwnership, ProposeOwner, ProposeTarget
from domain.figures.cases import ReferralState
from domain.figures.requests import NameExplainer
from domain.meetings.life import Classification, MeetingState
from domain.notices.requests import MakeFeed, RevokeFeed
from domain.tasks.life import TaskOrigin, TaskState
from domain.time.calendar import ZONE, Clock, fixed_clock
from tests import factories
from tests.factories import MORNING, filling
from views.calendar import feed

HOST = "https://gerak.nttprov.go.id"
VILLAGE = "Pos jaga di Desa Alkani"
NAME = "Rapat uji; koma, dan garis miring \\ di ruang"


@pytest.fixture
def dpmd(engine: Engine, clock: Clock) -> Actor:
    backend.use(Settings(str(engine.url), Mode.DEMO, clock), engine)
    with filling(engine) as session:
        return factories.actor_of(session, factories.user(session, agency="dpmd"))


def made(engine: Engine, by: Actor, clock: Clock) -> str:
    return run(Sender(engine, by, clock), make_feed, MakeFeed())


def by_this_client(calendar: Calendar) -> dict[str, tuple[str, date]]:
    return {
        str(event["UID"]): (str(event["SUMMARY"]), event.decoded("DTSTART"))
        for event in calendar.walk("VEVENT")
    }


def by_another_client(text: bytes) -> dict[str, tuple[str, date]]:
    """What a second parser makes of it: lines unfolded, commas told from separators, the zone understood."""
    calendar = vobject.readOne(text.decode())
    events = calendar.contents.get("vevent", [])
    return {event.uid.value: (event.summary.value, event.dtstart.value) for event in events}


def events(key: str) -> dict[str, dict[str, object]]:
    """By the first part of their names, as a client reads them."""
    text = feed(key, host=HOST, now=MORNING)
    assert text is not None
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    calendar = Calendar.from_ical(text)
    assert by_another_client(text) == by_this_client(calendar)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] in ([], ["Asia/Makassar"])
    return {
        str(event["UID"]).partition("-")[0]: {
            "title": str(event["SUMMARY"]),
            "starts": event.decoded("DTSTART"),
            "place": str(event.get("LOCATION", "")),
            "url": str(event["URL"]),
        }
        for event in calendar.walk("VEVENT")
    }


def test_a_calendar_names_no_village(engine: Engine, dpmd: Actor, clock: Clock) -> None:
    with filling(engine) as session:
        factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN, title=VILLAGE, place=VILLAGE)
        factories.task(session, owner="dpmd", state=TaskState.ACCEPTED, title=VILLAGE)
        factories.commitment(session, owner="dpmd", quarters=("2026-B12",), title=VILLAGE)
    found = events(made(engine, dpmd, clock))
    assert set(found) == {"rapat", "tugas", "laporan"}
    assert all("Alkani" not in str(told) and "[tempat]" in str(told) for told in found.values())


def test_a_calendar_holds_meetings_due_days_checkpoints_and_answers_in_the_time_of_ntt(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    starts = datetime(2026, 11, 30, 10, 0, tzinfo=ZONE)
    with filling(engine) as session:
        factories.meeting(session, starts_at=starts, state=MeetingState.OPEN, title=NAME, place="Aula, lt. 2")
        factories.task(session, owner="dpmd", state=TaskState.ACCEPTED, due_on=date(2026, 12, 18))
        factories.task(session, owner="dpmd", state=TaskState.PROPOSED, proposed_at=MORNING)
        factories.commitment(session, owner="dpmd", quarters=("2026-B12",))
        session.add(
            CaseReferral(
                case_id=factories.case(session).id,
                from_agency_id=factories.agency_id(session, "bp3mi-ntt"),
                to_agency_id=dpmd.agency_id,
                asked="Pendampingan.",
                state=ReferralState.SENT,
                sent_at=MORNING,
            )
        )
    found = events(made(engine, dpmd, clock))
    assert set(found) == {"rapat", "tugas", "jawab", "laporan", "rujukan"}
    assert (found["rujukan"]["title"], found["rujukan"]["starts"]) == (
        "Jawab rujukan sebuah kasus",
        date(2026, 11, 26),
    )
    assert (found["rapat"]["title"], found["rapat"]["place"]) == (NAME, "Aula, lt. 2")
    assert found["rapat"]["starts"] == starts
    assert found["tugas"]["starts"] == date(2026, 12, 18)
    assert found["jawab"]["starts"] == date(2026, 11, 30)
    assert found["laporan"]["starts"] == date(2026, 12, 31)
    assert str(found["laporan"]["url"]).startswith(f"{HOST}/instansi?lapor=")


def test_an_offer_and_a_change_of_a_target_have_a_day_in_the_calendar_of_whoever_is_asked(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    with filling(engine) as session:
        office = factories.user(session, agency="setda", role=Role.GOVERNOR_OFFICE)
        setda = factories.actor_of(session, office)
        offered = factories.commitment(session, owner=None)[0].code
        countered = factories.commitment(session, owner=None)[0].code
        kept = factories.commitment(session, owner="dpmd", quarters=("2026-B12",))[0].code
    friday = fixed_clock(datetime(2026, 11, 20, 9, 0, tzinfo=ZONE))
    for code in (offered, countered):
        run(Sender(engine, setda, friday), propose_owner, ProposeOwner(code, 1, "dpmd"))
    with reading(engine) as connection:
        offers = {each.commitment_code: each for each in open_offers(connection)}
    terms = CounterTerms(target=90.0)
    answer = AnswerOwnership(offers[countered].id, 1, OfferMove.COUNTER, "Anggaran berkurang", terms)
    run(Sender(engine, dpmd, clock), answer_ownership, answer)
    change = ProposeTarget(kept, 1, 80.0, "Anggaran berkurang")
    run(Sender(engine, dpmd, clock), propose_target, change)
    asked, asks = (events(made(engine, each, clock)) for each in (dpmd, setda))
    assert {name: each["starts"] for name, each in asked.items()} == {
        "usulan": date(2026, 11, 27),
        "laporan": date(2026, 12, 31),
    }
    assert {name: each["starts"] for name, each in asks.items()} == {
        "usulan": date(2026, 11, 30),
        "perubahan": date(2026, 11, 30),
    }
    assert str(asks["usulan"]["title"]).startswith(f"Jawab tawaran untuk {countered}: ")


def test_until_when_an_office_explains_figures_that_contradict_is_in_its_calendar_alone(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    with filling(engine) as session:
        office = factories.user(session, agency="setda", role=Role.GOVERNOR_OFFICE)
        setda = factories.actor_of(session, office)
    asked = NameExplainer("procedural_placement-53-2024", "dpmd", date(2026, 11, 30))
    run(Sender(engine, setda, clock), name_explainer, asked)
    [entry] = events(made(engine, dpmd, clock)).values()
    assert entry["starts"] == date(2026, 11, 30)
    assert entry["title"] == "Jelaskan angka yang bertentangan: Penempatan prosedural, 2024"
    assert events(made(engine, setda, clock)) == {}


def test_a_secret_meeting_is_in_nobodys_calendar(engine: Engine, dpmd: Actor, clock: Clock) -> None:
    with filling(engine) as session:
        factories.meeting(
            session,
            starts_at=MORNING + timedelta(days=2),
            state=MeetingState.OPEN,
            classification=Classification.SECRET,
        )
    assert events(made(engine, dpmd, clock)) == {}


def test_a_calendar_says_nothing_of_the_case_that_a_task_was_born_from_nor_of_a_secret_meetings_task(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    """Whoever works on it reads it after signing in; a calendar stands on other people's machines."""
    typed = "Penjemputan korban TPPO di Kabupaten Malaka"
    of_it = {"owner": "dpmd", "title": typed, "output": typed, "reason": typed, "region_code": "53.21"}
    with filling(engine) as session:
        case = factories.case(session, regency="53.21", reported_on=MORNING.date())
        of_case = {"origin": TaskOrigin.CASE, "case_id": case.id}
        secret = factories.meeting(
            session,
            title=typed,
            starts_at=MORNING,
            state=MeetingState.CLOSED,
            classification=Classification.SECRET,
        )
        decided = {
            "origin": TaskOrigin.DECISION,
            "decision_id": factories.decision(session, secret, text=typed).id,
        }
        for state in (TaskState.ACCEPTED, TaskState.PROPOSED):
            for born in (of_case, decided):
                factories.task(session, state=state, proposed_at=MORNING, **of_it, **born)
    key = made(engine, dpmd, clock)
    found, text = events(key), feed(key, host=HOST, now=MORNING)
    assert text is not None
    assert set(found) == {"tugas", "jawab"}
    unfolded = text.decode().replace("\r\n ", "")
    assert [word for word in ("korban", "TPPO", "Malaka", "53.21", "Penjemputan") if word in unfolded] == []


def test_a_new_address_ends_the_old_one_and_a_revoked_or_guessed_one_opens_nothing(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    first, second = made(engine, dpmd, clock), made(engine, dpmd, clock)
    assert feed(first, host=HOST, now=MORNING) is None
    assert feed(second, host=HOST, now=MORNING) is not None
    assert run(Sender(engine, dpmd, clock), revoke_feed, RevokeFeed()) == 1
    for key in (second, "tebakan", "", "../../x"):
        assert feed(key, host=HOST, now=MORNING) is None


def test_the_key_of_a_calendar_stands_nowhere_in_the_database(
    engine: Engine, dpmd: Actor, clock: Clock
) -> None:
    key = made(engine, dpmd, clock)
    with reading(engine) as connection:
        kept = [list(row) for row in connection.execute(select(CalendarFeed))]
    assert key not in json.dumps(kept, default=str)
