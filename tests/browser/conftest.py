"""A served application with the sample data, and readers in front of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.reading import Reader, chromium
from tests.browser.serving import Server, served

GOVERNOR = "gubernur.kantor"


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def server(served_folder: Path) -> Iterator[Server]:
    """One server for all; its clock stands at 23 November 2026, 07.00 WITA."""
    with served(served_folder) as running:
        yield running


# Not for the whole session: test_front_door starts a Playwright of its own, and two cannot live at once.
@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def reader(window: Browser, server: Server) -> Iterator[Callable[..., Reader]]:
    """Makes a reader: ``reader("polda", size=PHONE)``."""
    made: list[Reader] = []

    def make(account: str | None = GOVERNOR, **how: Any) -> Reader:
        made.append(Reader(window, server, account, **how))
        return made[-1]

    yield make
    for each in made:
        each.close()
