"""Signing in with two steps: what the password alone opens, what the code opens, and who is asked for one."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from pyotp import TOTP
from sqlalchemy import select

from db import backend
from db.commands.people import create_user
from db.engine import reading
from db.models import AuditRecord, RecoveryCode, SecondFactor
from domain.access.permissions import Role
from domain.access.requests import CreateUser
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from domain.access.throttle import PER_ACCOUNT
from domain.addresses import Endpoint
from tests.server.doors import ADMIN, HTML, PASSWORD, POLDA, House, TestClient, doors_of, enter, send

STEP = timedelta(seconds=30)


class Telephone:
    """What its owner sees in the authenticator, and has on paper."""

    def __init__(self, house: House, page: str) -> None:
        self._clock = house.clock
        self.sealed = found(r'name="kunci" value="([^"]+)"', page)
        self.secret = found(r'class="kunci">([^<]+)<', page).replace(" ", "")
        self.paper: list[str] = []

    def code(self, steps: int = 0) -> str:
        return TOTP(self.secret).at(self._clock(), counter_offset=steps)


def found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    assert match is not None, page
    return match[1]


def set_up(house: House, client: TestClient, at: str, **fields: str) -> tuple[Telephone, Any]:
    """On the page of this address; leaves time to pass until the next code."""
    telephone = Telephone(house, client.get(at, headers=HTML).text)
    answer = send(client, at, aksi="pasang", kunci=telephone.sealed, kode=telephone.code(), **fields)
    telephone.paper = re.findall(r"<li>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</li>", answer.text)
    house.clock.forward(STEP)
    return telephone, answer


def with_telephone(house: House, client: TestClient) -> Telephone:
    """The officer has set it up, and is signed out everywhere."""
    assert enter(client) == 303
    telephone, answer = set_up(house, client, Endpoint.SECOND_FACTOR, sandi=PASSWORD)
    assert (answer.status_code, len(telephone.paper)) == (200, 10)
    client.cookies.clear()
    return telephone


def typed(client: TestClient, **fields: str) -> Any:
    return send(client, Endpoint.SECOND_STEP, lanjut="/tugas?kode=T-019", **fields)


def test_the_password_alone_opens_the_second_step_and_no_door(house: House, client: TestClient) -> None:
    telephone = with_telephone(house, client)
    answer = send(client, Endpoint.SIGN_IN, nama=POLDA, sandi=PASSWORD, lanjut="/tugas?kode=T-019")
    assert answer.headers["location"] == "/masuk/kode?lanjut=%2Ftugas%3Fkode%3DT-019"
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []
    assert 'autocomplete="one-time-code"' in client.get(answer.headers["location"]).text

    passed = typed(client, kode=telephone.code())
    assert (passed.status_code, passed.headers["location"]) == (303, "/tugas?kode=T-019")
    assert [name for name, door in doors_of(client, house.meeting).items() if not door()] == []


def test_a_code_opens_once_and_a_step_lets_in_once(house: House, client: TestClient) -> None:
    telephone = with_telephone(house, client)
    enter(client)
    step, code = client.cookies["ntt_langkah"], telephone.code()
    assert typed(client, kode=code).status_code == 303
    client.cookies.clear()
    enter(client)
    again = typed(client, kode=code)
    assert (again.status_code, "sudah dipakai" in again.text) == (401, True)
    house.clock.forward(STEP)
    client.cookies.clear()
    client.cookies.set("ntt_langkah", step)
    assert "sekali lagi" in typed(client, kode=telephone.code()).text


def test_a_step_is_over_after_ten_minutes(house: House, client: TestClient) -> None:
    telephone = with_telephone(house, client)
    enter(client)
    house.clock.forward(timedelta(minutes=10))
    over = typed(client, kode=telephone.code())
    assert (over.status_code, "sudah lewat" in over.text) == (401, True)


def test_a_code_on_paper_opens_once_and_says_how_many_are_left(house: House, client: TestClient) -> None:
    telephone = with_telephone(house, client)
    enter(client)
    opened = typed(client, cadangan=telephone.paper[3].upper())
    assert (opened.status_code, "sisa 9 dari 10" in opened.text) == (200, True)
    assert client.get("/", headers=HTML).text == "halaman"
    client.cookies.clear()
    enter(client)
    assert typed(client, cadangan=telephone.paper[3]).status_code == 401


def test_wrong_codes_hold_off_where_they_come_from_and_not_the_officer(
    house: House, client: TestClient
) -> None:
    telephone = with_telephone(house, client)
    enter(client)
    typed(client, kode=telephone.code())
    house.clock.forward(STEP)
    device = client.cookies["ntt_peranti"]
    client.cookies.clear()
    enter(client)
    for _ in range(PER_ACCOUNT):
        assert typed(client, kode="000000").status_code == 401
    assert typed(client, kode=telephone.code()).status_code == 429
    assert enter(client) == 429
    client.cookies.set("ntt_peranti", device)
    assert enter(client) == 303
    assert typed(client, kode=telephone.code()).status_code == 303


def test_where_it_is_demanded_nothing_opens_before_it_is_set_up(
    house: House, client: TestClient, tmp_path: Path
) -> None:
    backend.use(house.settings(tmp_path, door=Door(SecondFactorDemand.GUARDED)), house.engine)
    answer = send(client, Endpoint.SIGN_IN, nama=ADMIN, sandi=PASSWORD)
    page = answer.headers["location"]
    assert page.startswith(Endpoint.SET_UP_STEP)
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []
    assert typed(client, kode="000000").status_code == 401

    telephone, done = set_up(house, client, Endpoint.SET_UP_STEP)
    assert (done.status_code, len(telephone.paper)) == (200, 10)
    assert client.get("/", headers=HTML).text == "halaman"
    refused = send(client, Endpoint.SECOND_FACTOR, aksi="matikan", sandi=PASSWORD)
    assert (refused.status_code, "wajib memakai langkah kedua" in refused.text) == (422, True)


def test_where_it_is_demanded_of_all_who_reports_for_an_office_needs_it_too(
    house: House, client: TestClient, tmp_path: Path
) -> None:
    backend.use(house.settings(tmp_path, door=Door(SecondFactorDemand.EVERYBODY)), house.engine)
    house.do(create_user, CreateUser("dinas.uji", "Dinas", Role.AGENCY, "dinsos", PASSWORD))
    answer = send(client, Endpoint.SIGN_IN, nama="dinas.uji", sandi=PASSWORD)
    assert answer.headers["location"].startswith(Endpoint.SET_UP_STEP)


def test_a_secret_that_was_shown_to_somebody_else_is_not_taken(house: House, client: TestClient) -> None:
    enter(client, ADMIN)
    other = Telephone(house, client.get(Endpoint.SECOND_FACTOR, headers=HTML).text)
    client.cookies.clear()
    enter(client)
    fields = {"aksi": "pasang", "kunci": other.sealed, "kode": other.code(), "sandi": PASSWORD}
    assert send(client, Endpoint.SECOND_FACTOR, **fields).status_code == 422


def test_its_owner_renews_the_codes_and_turns_it_off_with_the_password(
    house: House, client: TestClient
) -> None:
    telephone = with_telephone(house, client)
    enter(client)
    typed(client, kode=telephone.code())
    assert send(client, Endpoint.SECOND_FACTOR, aksi="matikan", sandi="salah").status_code == 401
    new = send(client, Endpoint.SECOND_FACTOR, aksi="cadangan", sandi=PASSWORD)
    assert telephone.paper[0] not in new.text
    assert send(client, Endpoint.SECOND_FACTOR, aksi="matikan", sandi=PASSWORD).status_code == 303
    client.cookies.clear()
    answer = send(client, Endpoint.SIGN_IN, nama=POLDA, sandi=PASSWORD)
    assert not answer.headers["location"].startswith(Endpoint.SECOND_STEP)


def test_what_opens_stands_nowhere_as_it_is(house: House, client: TestClient) -> None:
    telephone = with_telephone(house, client)
    with reading(house.engine) as connection:
        kept = [
            *connection.scalars(select(SecondFactor.sealed_secret)),
            *connection.scalars(select(RecoveryCode.code_hash)),
            *connection.scalars(select(AuditRecord.after)),
        ]
    assert [text for text in kept if telephone.secret in text] == []
    assert [text for text in kept for code in telephone.paper if code.replace("-", "") in text] == []
