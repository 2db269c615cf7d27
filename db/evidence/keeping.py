"""A file of proof and the row that speaks of it: the file first, outside of any transaction."""

from db.acting import Sender
from db.command import run
from db.commands.evidence import TITLE, add_file
from db.evidence.store import EvidenceStore
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.requests import Added, AddFile


def keep_file(sender: Sender, store: EvidenceStore, asked: AddFile) -> Added:
    """Keep the file itself, and then add it to the actor's draft.

    A file that is kept without a row harms nobody and is swept up later; a row without its file would
    be a promise.
    """
    refuse_identity({TITLE: asked.title})
    if sender.by.may(Permission.REPORT_PROGRESS):
        store.put(asked.file.content)
    return run(sender, add_file, asked)
