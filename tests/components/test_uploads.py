"""A file of a page is looked into while others have what the page needs of the database."""

import pytest
from sqlalchemy import Engine, QueuePool

from components.runtime import session, uploads
from db import backend
from db.backend import Backend
from db.queries.agencies import agency_choices
from db.settings import Mode, Settings
from domain.access.permissions import Role
from domain.commitments.evidence import CleanFile, FileType
from domain.time.calendar import Clock
from tests import factories
from views.ask import ask, reading_run


def test_a_page_that_waits_for_its_file_holds_no_connection(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool has thirty of them, and an account as many pages."""
    pool, held = engine.pool, list[int]()
    assert isinstance(pool, QueuePool)

    def checked(_self: Backend, content: bytes, _account: str) -> CleanFile:
        held.append(pool.checkedout())
        return CleanFile(content, FileType.PDF, len(content))

    before = backend.get()
    backend.use(Settings(str(engine.url), Mode.PRODUCTION, clock), engine)
    monkeypatch.setattr(Backend, "checked", checked)
    monkeypatch.setattr(session, "current_actor", lambda: factories.actor(Role.AGENCY))
    try:
        with reading_run():
            ask(agency_choices)
            assert pool.checkedout() == 1
            uploads._cleaned(b"contoh")
    finally:
        backend.put(before)
    assert held == [0]
