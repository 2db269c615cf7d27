"""A file is put together when it is taken, for whoever the page was drawn for and still is that."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from db.acting import Sender
from db.command import run
from db.commands import delegations, people
from domain.access.delegations import DelegationKind
from domain.access.errors import Forbidden, NotSignedIn
from domain.access.permissions import OPERATOR, Role
from domain.access.requests import ActAsOneself, ActForOffice, ChangeAccount, CloseAccount, NameDeputy
from domain.access.sessions import Door
from domain.time.calendar import local_time
from tests.pages.visiting import House, Visitor

OFFICER, DEPUTY = "kasus.bp3mi", "bp3mi"
CASES = "unduh-kasus-csv"
REASON = "Mutasi jabatan"


@pytest.fixture
def opened(visit_own: Visitor, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Callable[[], bytes]]:
    """The button beneath the list of cases that somebody has on the screen, pressed whenever one likes."""
    found: dict[str, Callable[[], bytes]] = {}

    def offer(_label: str, data: Callable[[], bytes], *, key: str, **_look: Any) -> bool:
        found[key] = data
        return False

    def by(username: str) -> Callable[[], bytes]:
        visit_own("/kasus?jenis=trafficking&tahun=2026", as_=username)
        return found[CASES]

    monkeypatch.setattr(st, "download_button", offer)
    return by


@pytest.fixture
def take(opened: Callable[[str], Callable[[], bytes]]) -> Callable[[], bytes]:
    return opened(OFFICER)


def done(own: House, command: Any, asked: object, by: Any = OPERATOR) -> Any:
    return run(Sender(own.engine, by, own.settings.clock), command, asked)


def test_the_reader_of_the_page_takes_it(take: Callable[[], bytes]) -> None:
    assert b"K26-" in take()


def test_an_account_that_was_closed_meanwhile_takes_nothing(own: House, take: Callable[[], bytes]) -> None:
    done(own, people.close_account, CloseAccount(OFFICER, 0, REASON))
    with pytest.raises(NotSignedIn):
        take()


def test_who_went_on_in_another_role_takes_nothing_of_the_page_before(
    own: House, take: Callable[[], bytes]
) -> None:
    asked = ChangeAccount(OFFICER, 0, "Petugas BP3MI", Role.AGENCY, "bp3mi-ntt", REASON)
    done(own, people.change_account, asked)
    del own.tokens[OFFICER]
    own.token(OFFICER)  # signed in anew beside the page that stands open
    with pytest.raises(NotSignedIn):
        take()


def test_a_deputy_who_is_himself_again_takes_nothing_of_the_office(
    own: House, opened: Callable[[str], Callable[[], bytes]]
) -> None:
    today = local_time(own.settings.clock()).date()
    order = NameDeputy(OFFICER, DEPUTY, DelegationKind.DAILY, today, today, "SP 12/2026, cuti")
    token = own.token(DEPUTY)
    number = done(own, delegations.name_deputy, order, own.who(own.token(OFFICER)))
    done(own, delegations.act_for_office, ActForOffice(token, number, Door()), own.who(token))
    take = opened(DEPUTY)
    assert b"K26-" in take()
    done(own, delegations.act_as_oneself, ActAsOneself(token, Door()), own.who(token))
    with pytest.raises(Forbidden):
        take()
