"""What the tests of the worker share."""

from collections.abc import Iterator

import pytest

from tests.jobs.mailbox import Mailbox


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.start()
    yield box
    box.stop()
