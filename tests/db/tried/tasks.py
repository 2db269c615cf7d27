"""Commands about tasks and their proof."""

from datetime import date

from sqlalchemy.orm import Session

from db.models import Evidence
from domain.access.permissions import Actor
from domain.commitments.evidence import CleanFile, FileType
from domain.commitments.health import EvidenceKind
from domain.commitments.requests import AddFile, AddLink, RemoveEvidence
from domain.tasks.life import Move, TaskState
from domain.tasks.proposals import Proposal
from domain.tasks.requests import AddTaskFile, EscalateTask, MoveTask, RemoveTaskFile
from tests import factories
from tests.db.tried.model import QUARTER, Tried, fixed, on_draft


def an_open_task(session: Session, by: Actor) -> object:
    task = factories.task(session, state=TaskState.PROPOSED, owner_id=by.agency_id)
    return MoveTask(task.code, Move.ACCEPT, 1)


def a_late_task(session: Session, by: Actor) -> object:
    return EscalateTask(
        factories.task(session, due_on=date(2026, 10, 1), proposer_id=by.agency_id).code,
        seen=1,
        note="Disampaikan lisan.",
    )


def a_task_file(session: Session, _by: Actor) -> object:
    task = factories.task(session, state=TaskState.IN_PROGRESS)
    proof = Evidence(task_id=task.id, kind=EvidenceKind.LETTER, title="SK", content_hash="0" * 64)
    session.add(proof)
    session.flush()
    return RemoveTaskFile(proof.id)


TASKS: dict[str, list[Tried]] = {
    "add_task_file": [
        Tried(
            lambda session, _by: AddTaskFile(
                "SK.pdf",
                None,
                CleanFile(b"isi", FileType.PDF, 3),
                factories.task(session, state=TaskState.IN_PROGRESS).code,
            )
        )
    ],
    "remove_task_file": [Tried(a_task_file)],
    "add_file": [
        on_draft(
            lambda code, _proof: AddFile(code, QUARTER, "SK.pdf", None, CleanFile(b"isi", FileType.PDF, 3))
        )
    ],
    "add_link": [on_draft(lambda code, _proof: AddLink(code, QUARTER, "https://contoh.id/a"))],
    "remove_evidence": [on_draft(lambda _code, proof: RemoveEvidence(proof))],
    "propose": [
        fixed(Proposal("Jadwal jaga bersama", "Jadwal satu bulan", "polda-ntt", "53.21", "2 minggu"))
    ],
    "move_task": [Tried(an_open_task)],
    "escalate": [Tried(a_late_task)],
}
