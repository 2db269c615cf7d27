"""A stranger learns from no answer, and from no work done for it, whether there is such an account."""

import re
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters

from db.commands import accounts, people
from domain import addresses
from domain.access.permissions import Role
from domain.access.requests import CloseAccount, CreateUser, InviteAccount, RenewLink
from domain.addresses import Endpoint
from tests.factories import filling, second_factor
from tests.server.doors import OTHER, PASSWORD, POLDA, REASON, House, TestClient, send

NAMES = {"unknown": "tidak.ada", "closed": "tutup.uji", "guarded": "jaga.uji", "known": "kenal.uji"}
"""Each as long as the others: the page repeats what was typed."""


class Counting:
    """The hasher, and how often it was asked."""

    def __init__(self, hasher: Any) -> None:
        self._hasher, self.verified = hasher, 0

    def verify(self, *args: str) -> bool:
        self.verified += 1
        return bool(self._hasher.verify(*args))

    def hash(self, password: str) -> str:
        return str(self._hasher.hash(password))


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting(accounts._hasher)
    monkeypatch.setattr(accounts, "_hasher", counting)
    return counting


def plain(answer: Any, name: str) -> tuple[int, str]:
    """Without what is new in every answer, and what the visitor typed himself."""
    return answer.status_code, re.sub(r'nonce="[^"]+"', "", answer.text).replace(name, "nama")


def test_every_wrong_password_is_answered_alike_and_costs_one_hash(
    house: House, client: TestClient, hasher: Counting
) -> None:
    for name in ("closed", "guarded", "known"):
        made = CreateUser(NAMES[name], name, Role.ADMINISTRATOR, "diskominfo", PASSWORD)
        house.do(people.create_user, made)
    house.do(people.close_account, CloseAccount(NAMES["closed"], 0, REASON))
    with filling(house.engine) as session:
        second_factor(session, NAMES["guarded"])
    answers, work = set(), set()
    for name in NAMES.values():
        before = hasher.verified
        answers.add(plain(send(client, Endpoint.SIGN_IN, nama=name, sandi=OTHER), name))
        work.add(hasher.verified - before)
    assert len(answers) == 1
    assert work == {1}


def test_the_hash_of_nobody_costs_as_much_as_every_new_one(
    hashing_as_served: tuple[PasswordHasher, str],
) -> None:
    """It is written down; with another release of the package new ones may cost something else."""
    hasher, nobody = hashing_as_served
    assert extract_parameters(nobody) == extract_parameters(hasher.hash(OTHER))


def test_every_link_that_opens_nothing_is_answered_alike(house: House, client: TestClient) -> None:
    def invited(name: str) -> str:
        asked = InviteAccount(name, name, Role.AGENCY, "dinsos")
        return addresses.invitation(house.do(people.invite, asked).key)

    used, withdrawn, closed, late = (invited(f"{name}.uji") for name in ("pakai", "tarik", "tutup", "lambat"))
    reset = addresses.invitation(house.do(people.renew_link, RenewLink(POLDA, 0, REASON)).key)
    send(client, used, baru=OTHER, ulang=OTHER)
    client.cookies.clear()
    house.do(people.renew_link, RenewLink("tarik.uji", 0, REASON))
    house.do(people.renew_link, RenewLink(POLDA, 1, REASON))
    house.do(people.close_account, CloseAccount("tutup.uji", 0, REASON))
    answers = {plain(client.get(each), "") for each in (used, withdrawn, closed, reset, used[:-5] + "aaaaa")}
    house.clock.forward(people.LINK_LENGTH)
    answers.add(plain(client.get(late), ""))
    assert [status for status, _ in answers] == [404]
