"""Files that one account chooses on many pages at once wait for each other, and nobody else's for them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, current_thread
from types import SimpleNamespace

import pytest

from components.runtime import session, uploads

PATIENCE = 10.0


def test_an_account_has_one_file_looked_into_at_a_time_and_another_does_not_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held, other_is_done, inside, most = Event(), Event(), list[str](), list[int]()

    def checked(content: bytes) -> str:
        account = content.decode()
        inside.append(account)
        most.append(inside.count(account))
        if account == "dpmd":
            other_is_done.set()
        else:
            held.wait(PATIENCE)
        inside.remove(account)
        return current_thread().name

    begun = Barrier(4)

    def send(account: str) -> object:
        begun.wait(PATIENCE)
        return uploads._cleaned(account.encode())

    monkeypatch.setattr(uploads, "backend", lambda: SimpleNamespace(checked=checked))
    with ThreadPoolExecutor(4) as threads:
        accounts = dict[str, str]()
        monkeypatch.setattr(
            session,
            "current_actor",
            lambda: SimpleNamespace(username=accounts[current_thread().name]),
        )

        def as_somebody(account: str) -> object:
            accounts[current_thread().name] = account
            return send(account)

        sent = [threads.submit(as_somebody, each) for each in ("polda", "polda", "polda", "dpmd")]
        is_free = other_is_done.wait(PATIENCE)
        held.set()
        assert all(each.result(PATIENCE) for each in sent)
    assert (is_free, max(most)) == (True, 1)
