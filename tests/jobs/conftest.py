"""What the tests of the worker share."""

import os
from collections.abc import Iterator

import pytest

from tests.jobs.mailbox import Mailbox


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture(autouse=True)
def no_standing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup of its own process lowers its priority for good: here that of all later tests."""
    monkeypatch.setattr(os, "nice", lambda _: 0)
