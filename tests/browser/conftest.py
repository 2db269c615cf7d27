"""A served application with the sample data, and readers in front of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.modules import Modules
from tests.browser.nursery import Nursery
from tests.browser.reading import SHORT_LIVED, Reader, chromium
from tests.browser.serving import Server, free_port, furnish, served
from tests.databases import Run

GOVERNOR = "gubernur.kantor"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def furnished(whole_run: Run) -> Path:
    """A folder with the sample data, filled once in a run and only ever copied."""
    return Path(whole_run.once("furnished", lambda: str(_furnished(whole_run.folder / "furnished"))))


def _furnished(folder: Path) -> Path:
    furnish(folder)
    return folder


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where servers are forked that start in a moment."""
    with Nursery() as running:
        yield running


@pytest.fixture(scope="session")
def served_folder(whole_run: Run, furnished: Path) -> Path:
    return _copied(furnished, whole_run)


@pytest.fixture(scope="session")
def server(served_folder: Path, nursery: Nursery) -> Iterator[Server]:
    """One server for all; its clock stands at 23 November 2026, 07.00 WITA."""
    with served(served_folder, begin=nursery.begin) as running:
        yield running


@pytest.fixture
def own_folder(whole_run: Run, furnished: Path) -> Iterator[Path]:
    """Sample data that belongs to the test, for a server of its own."""
    folder = _copied(furnished, whole_run)
    yield folder
    shutil.rmtree(folder)


def _copied(furnished: Path, run: Run) -> Path:
    return shutil.copytree(furnished, run.own_folder("served-"), dirs_exist_ok=True)


@pytest.fixture
def port() -> int:
    """Kept by a server that is stopped and started again."""
    return free_port()


@pytest.fixture
def own_server(own_folder: Path, port: int, nursery: Nursery) -> Iterator[Server]:
    """A server of its own: the test changes the data that others read."""
    with served(own_folder, port=port, begin=nursery.begin) as running:
        yield running


# Not for the whole session: as long as a Playwright lives, no other test may run a loop of events.
@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium(SHORT_LIVED) as browser:
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


@pytest.fixture
def governor(reader: Callable[..., Reader]) -> Reader:
    return reader()


@pytest.fixture(scope="module")
def module_page(window: Browser) -> Iterator[Modules]:
    context = window.new_context(locale="id-ID", timezone_id="Asia/Makassar")
    yield Modules(context.new_page())
    context.close()


@pytest.fixture
def modules(module_page: Modules) -> Iterator[Modules]:
    """An empty page that runs our modules alone, with nothing kept on its device; no server is needed."""
    module_page.page.evaluate("() => localStorage.clear()")
    yield module_page
    assert module_page.complaints == []
