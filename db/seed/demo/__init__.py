"""DATA CONTOH: invented accounts, promises, meetings, tasks and cases, the same at every first run.

Offices and functions only, never a person. Every date is counted from the moment of the first run, so
that the story (three promises kept, four late, six without an owner) holds whenever it is told.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from db.commands import releases
from db.evidence.store import EvidenceStore
from db.seed.demo import (
    case_life,
    cases,
    commitment_life,
    commitments,
    imports,
    remarks,
    services,
    users,
    work,
)
from db.seed.demo.sheet import Book


def load(session: Session, *, now: datetime, files: EvidenceStore | None = None) -> None:
    book = Book(session, now, files)
    users.load(book)
    cases.load(book)
    commitments.load(book)
    commitment_life.load(book)
    work.load(book)
    services.load(book)
    case_life.load(book)
    users.load_delegations(book)
    users.load_moves(book)
    imports.load(book)
    remarks.load(book)
    releases.release(session, book.quarter.shift(-1).ends_on, now, is_demo=True)
