"""A file chosen on a page: read, made harmless and kept, before the command that speaks of it."""

from components.kit import forms, markup
from components.kit.forms import Outcome, Submission
from components.runtime import session, writes
from components.tasks import files
from components.tasks.files import Picked
from db.backend import backend
from db.queries.task_detail import files_of_task
from db.queries.tasks import TaskRow
from domain.access.errors import Refusal, TooLarge
from domain.access.permissions import Actor, Permission
from domain.commitments.evidence import LARGEST_FILE, TOO_LARGE, CleanFile
from domain.tasks.requests import AddTaskFile
from views.ask import ask, refresh


def on_task(row: TaskRow, actor: Actor) -> None:
    """Its files, and for its owner the way to add one or take it off."""
    handed_in = ask(files_of_task, row.code, scope=actor.scope)
    markup.show(files.listing(handed_in))
    if actor.may(Permission.ANSWER_TASKS) and actor.is_of(row.owner_id):
        _attach(files.adding(row), row.code)
        wanted = files.removing(row, handed_in)
        forms.show_outcome(wanted, writes.carry_out(wanted))


def _attach(picked: Picked | None, code: str) -> None:
    """Hang it on the task of this code; why not stands above the field, which keeps the file."""
    if picked is None:
        return
    outcome: Outcome[object]
    try:
        file = _cleaned(picked.content)
    except Refusal as refused:
        wanted = Submission(picked.form, None, picked.place, done="")
        outcome = Outcome(refusal=refused)
    else:
        asked = AddTaskFile(name=picked.name, kind=picked.kind, file=file, code=code)
        wanted = Submission(
            picked.form,
            asked,
            picked.place,
            done="Berkas dilampirkan.",
            what_next="Verifikator memeriksanya bersama klaim selesai.",
        )
        # The file first: one without a row is swept up later (db/evidence/keeping.py).
        if session.current_actor().may(Permission.ANSWER_TASKS):
            backend().evidence.put(file.content)
        outcome = writes.carry_out(wanted)
    forms.show_outcome(wanted, outcome)


def _cleaned(content: bytes) -> CleanFile:
    if len(content) > LARGEST_FILE:
        raise TooLarge(TOO_LARGE)
    account = session.current_actor().username
    refresh()  # a file may wait for its turn, and others need the connection meanwhile
    return backend().checked(content, account)
