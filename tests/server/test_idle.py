"""A session that lies unused ends on every way in, says why, and leads back to where one was."""

from datetime import timedelta
from pathlib import Path

import pytest

from db import backend
from db.commands.people import close_account
from domain.access.permissions import Role
from domain.access.requests import CloseAccount
from domain.access.sessions import Door, idle_times
from tests.server.doors import HTML, POLDA, House, doors_of, enter, send
from tests.server.test_server_routes import TestClient

IDLE = timedelta(minutes=30)
"""What the table of roles says of the secretariat's."""
TOLD = "karena 30 menit tidak dipakai"
OVER = "Sesi Anda sudah berakhir."


@pytest.fixture(autouse=True)
def _as_in_production(house: House, client: TestClient, tmp_path: Path) -> None:
    backend.use(house.settings(tmp_path, door=Door(idle=idle_times({Role.VERIFIER: 0}))), house.engine)


def test_every_door_refuses_it_and_the_person_is_told_and_led_back(house: House, client: TestClient) -> None:
    enter(client)
    house.clock.forward(IDLE + timedelta(minutes=1))
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []
    led = client.get("/tugas?kode=T-019", headers=HTML).headers["location"]
    assert led == "/masuk?lanjut=/tugas%3Fkode%3DT-019"
    assert TOLD in client.get(led).text
    back = send(client, "/masuk", nama=POLDA, sandi="kupang rote sabu alor", lanjut="/tugas?kode=T-019")
    assert back.headers["location"] == "/tugas?kode=T-019"


def test_what_one_does_keeps_it_open_and_what_a_page_does_by_itself_does_not(
    house: House, client: TestClient
) -> None:
    enter(client)
    house.clock.forward(IDLE - timedelta(minutes=1))
    assert client.get("/", headers=HTML).status_code == 200
    house.clock.forward(IDLE - timedelta(minutes=1))
    assert doors_of(client, house.meeting)["download"]()
    assert doors_of(client, house.meeting)["websocket"]()
    house.clock.forward(timedelta(minutes=3))
    assert not doors_of(client, house.meeting)["page"]()


def test_whoever_records_on_the_wall_is_at_work(house: House, client: TestClient) -> None:
    enter(client)
    for _ in range(3):
        house.clock.forward(IDLE - timedelta(minutes=1))
        assert doors_of(client, house.meeting)["step on the wall"]()
    assert doors_of(client, house.meeting)["page"]()


def test_one_that_was_over_anyway_says_nothing_of_it(house: House, client: TestClient) -> None:
    enter(client)
    house.clock.forward(timedelta(hours=13))
    told = client.get("/masuk").text
    assert OVER in told
    assert TOLD not in told


def test_whose_account_is_closed_meanwhile_is_told_where_the_page_leads(
    house: House, client: TestClient
) -> None:
    enter(client)
    house.do(close_account, CloseAccount(POLDA, 0, "Pindah tugas per surat."))
    led = client.get("/tugas", headers=HTML).headers["location"]
    assert OVER in client.get(led).text


def test_who_was_never_here_is_told_of_no_session(client: TestClient) -> None:
    client.cookies.set("ntt_sid", "never-given-out")
    assert "Sesi Anda" not in client.get("/masuk").text


def test_the_shared_screen_and_whom_an_installation_names_have_no_end() -> None:
    idle = idle_times({Role.VERIFIER: 0, Role.AGENCY: 5})
    assert {role for role in Role if role not in idle} == {Role.SHARED_SCREEN, Role.VERIFIER}
    assert idle[Role.AGENCY] == timedelta(minutes=5)
    assert idle[Role.ADMINISTRATOR] < idle[Role.FORKOPIMDA]
