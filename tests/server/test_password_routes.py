"""Where a password is set or changed, and that every door hears at once when a right has ended."""

from dataclasses import replace

import pytest

from db.acting import Sender
from db.command import run
from db.commands import delegations, people, second_factor
from db.engine import build, reading
from db.queries.accounts import actor_of_token
from domain.access.delegations import DelegationKind
from domain.access.permissions import OPERATOR, Permission, Role
from domain.access.requests import (
    ActForOffice,
    ChangeAccount,
    CloseAccount,
    CreateUser,
    EndSessionsOf,
    NameDeputy,
    RemoveSecondFactor,
    RenewLink,
    RevokeDeputy,
)
from domain.access.sessions import Cookie, Door
from domain.addresses import Endpoint
from domain.time.calendar import to_wita
from tests import factories
from tests.factories import filling
from tests.server.doors import (
    ADMIN,
    HERE,
    HTML,
    OTHER,
    PASSWORD,
    POLDA,
    REASON,
    House,
    TestClient,
    doors_of,
    enter,
    send,
)


class TestInvitation:
    def test_the_page_says_for_whom_it_is_and_until_when(self, house: House, client: TestClient) -> None:
        answer = client.get(house.invited())
        assert answer.status_code == 200
        assert "Penghubung Dinsos, Dinsos NTT" in answer.text
        assert "30 November 2026" in answer.text
        assert 'value="dinsos.uji"' in answer.text

    def test_looking_at_it_uses_nothing_up(self, house: House, client: TestClient) -> None:
        address = house.invited()
        assert {client.get(address).status_code for _ in range(3)} == {200}

    def test_setting_the_password_signs_in_and_closes_the_link(
        self, house: House, client: TestClient
    ) -> None:
        address = house.invited()
        answer = send(client, address, baru=OTHER, ulang=OTHER)
        assert (answer.status_code, answer.headers["location"]) == (303, "/instansi")
        assert client.get("/", headers=HTML).text == "halaman"
        again = client.get(address)
        assert again.status_code == 404
        assert "Minta administrator membuat tautan baru" in again.text

    @pytest.mark.parametrize(
        ("new", "again", "said"),
        [
            (OTHER, OTHER + "x", "tidak sama"),
            ("pendek", "pendek", "paling sedikit 12 karakter"),
            ("Dinsos-Kupang-2026", "Dinsos-Kupang-2026", "mudah ditebak"),
        ],
    )
    def test_what_cannot_be_is_said_and_the_link_stays(
        self, house: House, client: TestClient, new: str, again: str, said: str
    ) -> None:
        address = house.invited()
        answer = send(client, address, baru=new, ulang=again)
        assert answer.status_code == 422
        assert said in answer.text
        assert new not in answer.text
        assert client.get(address).status_code == 200

    def test_after_a_week_it_is_closed(self, house: House, client: TestClient) -> None:
        address = house.invited()
        house.clock.forward(people.LINK_LENGTH)
        assert send(client, address, baru=OTHER, ulang=OTHER).status_code == 404

    @pytest.mark.parametrize("key", ["x", "x" * 5_000, "%00", "..%2f..%2fmasuk", "' OR 1=1 --"])
    def test_a_key_from_nowhere_opens_nothing(self, client: TestClient, key: str) -> None:
        assert client.get(f"{Endpoint.INVITATION}/{key}").status_code in {404, 303, 401}

    def test_a_form_of_another_site_sets_nothing(self, house: House, client: TestClient) -> None:
        address = house.invited()
        foreign = {"origin": "https://jahat.example", "sec-fetch-site": "cross-site"}
        answer = client.post(address, data={"baru": OTHER, "ulang": OTHER}, headers=foreign)
        assert answer.status_code == 403
        assert client.get(address).status_code == 200


def test_an_administrator_is_led_through_the_first_hour_while_it_lasts(client: TestClient) -> None:
    asked = {"nama": ADMIN, "sandi": PASSWORD}
    answer = client.post(Endpoint.SIGN_IN, data=asked, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/mulai")
    assert (
        client.post(Endpoint.SIGN_IN, data=asked | {"nama": POLDA}, headers=HERE).headers["location"] == "/"
    )


class TestOwnPassword:
    def test_nobody_changes_one_without_being_signed_in(self, client: TestClient) -> None:
        assert client.get(Endpoint.CREDENTIAL, headers=HTML).headers["location"].startswith("/masuk")
        assert send(client, Endpoint.CREDENTIAL, lama=PASSWORD, baru=OTHER, ulang=OTHER).status_code == 401

    def test_the_old_one_is_asked_for_and_the_new_one_holds(self, client: TestClient) -> None:
        assert enter(client) == 303
        wrong = send(client, Endpoint.CREDENTIAL, lama="salah", baru=OTHER, ulang=OTHER)
        assert (wrong.status_code, "lama tidak cocok" in wrong.text) == (401, True)
        done = send(client, Endpoint.CREDENTIAL, lama=PASSWORD, baru=OTHER, ulang=OTHER)
        assert (done.status_code, done.headers["location"]) == (303, "/akun")
        assert client.get("/", headers=HTML).text == "halaman"
        client.cookies.clear()
        assert enter(client) == 401
        assert enter(client, POLDA, OTHER) == 303


class TestKnownDevice:
    def test_a_stranger_at_the_same_address_does_not_keep_the_official_out(self, client: TestClient) -> None:
        assert enter(client) == 303
        device = client.cookies["ntt_peranti"]
        client.cookies.clear()
        for _ in range(40):
            enter(client, POLDA, "salah")
        assert enter(client) == 429
        client.cookies.set("ntt_peranti", device)
        assert enter(client) == 303

    def test_what_a_browser_makes_up_is_not_known(self, client: TestClient) -> None:
        for _ in range(5):
            enter(client, POLDA, "salah")
        client.cookies.set("ntt_peranti", "x" * 43)
        assert enter(client) == 429

    def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(self, client: TestClient) -> None:
        answer = client.post(Endpoint.SIGN_IN, data={"nama": POLDA, "sandi": PASSWORD}, headers=HERE)
        [cookie] = [c for c in answer.headers.get_list("set-cookie") if c.startswith("ntt_peranti=")]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Max-Age=15552000" in cookie


ENDING = {
    "closed": (people.close_account, CloseAccount(POLDA, 0, REASON)),
    "another role": (
        people.change_account,
        ChangeAccount(POLDA, 0, POLDA, Role.CASE_OFFICER, "setda", REASON),
    ),
    "moved": (
        people.change_account,
        ChangeAccount(POLDA, 0, POLDA, Role.GOVERNOR_OFFICE, "dinsos", REASON),
    ),
    "reset": (people.renew_link, RenewLink(POLDA, 0, REASON)),
    "ended": (people.end_sessions_of, EndSessionsOf(POLDA)),
    "second factor removed": (second_factor.remove_second_factor, RemoveSecondFactor(POLDA, 0, REASON)),
}


@pytest.mark.parametrize("how", ENDING)
def test_every_door_refuses_the_next_act_of_whose_right_has_ended(
    house: House, client: TestClient, how: str
) -> None:
    assert enter(client) == 303
    assert [name for name, door in doors_of(client, house.meeting).items() if not door()] == []
    with filling(house.engine) as session:
        factories.second_factor(session, POLDA)
    house.do(*ENDING[how])
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []


def test_every_door_refuses_a_deputy_whose_order_was_revoked(house: House, client: TestClient) -> None:
    house.do(people.create_user, CreateUser("sekda.uji", "Sekda", Role.GOVERNOR_OFFICE, "setda", PASSWORD))
    on = to_wita(house.clock()).date()
    asked = NameDeputy("sekda.uji", POLDA, DelegationKind.DAILY, on, on, "SP 12/2026, cuti")
    by = replace(OPERATOR, granted=OPERATOR.granted | {Permission.NAME_DEPUTY})
    number = run(Sender(house.engine, by, house.clock), delegations.name_deputy, asked)
    assert enter(client) == 303
    token = client.cookies[Cookie.SESSION]
    with reading(house.engine) as connection:
        actor = actor_of_token(connection, token, house.clock())
    assert actor is not None
    run(
        Sender(house.engine, actor, house.clock),
        delegations.act_for_office,
        ActForOffice(token, number, Door()),
    )
    assert [name for name, door in doors_of(client, house.meeting).items() if not door()] == []
    revoked = RevokeDeputy(number, 1, REASON)
    run(Sender(house.engine, by, house.clock), delegations.revoke_deputy, revoked)
    assert [name for name, door in doors_of(client, house.meeting).items() if door()] == []


def test_the_gate_notes_when_a_session_was_used(house: House, client: TestClient) -> None:
    assert enter(client) == 303
    house.clock.forward(people.LINK_LENGTH / 100)
    assert client.get("/", headers=HTML).status_code == 200
    url = house.engine.url.render_as_string(hide_password=False)
    other = build(url)
    with other.connect() as connection:
        used = connection.exec_driver_sql("SELECT created_at < last_used_at FROM user_session").scalar()
    other.dispose()
    assert used
