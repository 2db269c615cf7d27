"""Files of a task: handed in by its owner, open to who works on it, and gone once taken off."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands.evidence import add_task_file, remove_task_file
from db.engine import reading
from db.models import Evidence, Task
from db.queries.progress import evidence_file
from db.queries.task_detail import files_of_task
from domain.access.errors import Forbidden, RuleBroken
from domain.access.permissions import Actor, Role
from domain.commitments.evidence import CleanFile, FileType
from domain.tasks.life import TaskState
from domain.tasks.proposals import MOST_FILES
from domain.tasks.requests import AddTaskFile, RemoveTaskFile
from tests import factories
from tests.factories import MovingClock, filling

CODE = "T-901"


class Desk:
    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            factories.task(session, owner="dinsos", code=CODE, state=TaskState.IN_PROGRESS)

            def office(agency: str, role: Role = Role.AGENCY) -> Actor:
                return factories.actor_of(session, factories.user(session, agency=agency, role=role))

            self.owner, self.proposer, self.other = office("dinsos"), office("setda"), office("dpmd")
            self.verifier = office("inspektorat", Role.VERIFIER)
            self.screen = office("setda", Role.SHARED_SCREEN)

    def do(self, command: Any, asked: object, by: Actor) -> Any:
        return run(Sender(self.engine, by, self.clock), command, asked)

    def add(self, content: bytes = b"isi", by: Actor | None = None, name: str = "SK Gubernur.pdf") -> Any:
        file = CleanFile(content, FileType.PDF, len(content))
        return self.do(add_task_file, AddTaskFile(name, None, file, CODE), by or self.owner)

    def becomes(self, state: TaskState) -> None:
        with filling(self.engine) as session:
            session.scalars(select(Task).where(Task.code == CODE)).one().state = state

    def opened_by(self, number: int) -> set[str]:
        readers = {name: getattr(self, name) for name in ("owner", "proposer", "other", "verifier", "screen")}
        with reading(self.engine) as connection:
            return {
                name
                for name, actor in readers.items()
                if evidence_file(connection, number, scope=actor.scope) is not None
            }


@pytest.fixture
def desk(engine: Engine, moving_clock: MovingClock) -> Desk:
    return Desk(engine, moving_clock)


def test_the_owner_hands_in_a_file_and_who_works_on_the_task_opens_it(desk: Desk) -> None:
    added = desk.add()
    assert desk.add().id == added.id, "the same file twice is the same proof"
    assert desk.opened_by(added.id) == {"owner", "proposer", "verifier"}
    with reading(desk.engine) as connection:
        [own] = files_of_task(connection, CODE, scope=desk.owner.scope)
        [told] = files_of_task(connection, CODE, scope=desk.other.scope)
    assert (own.title, own.may_open, told.may_open) == ("SK Gubernur", True, False)


def test_nobody_else_hands_in_or_takes_off(desk: Desk) -> None:
    added = desk.add()
    with pytest.raises(Forbidden):
        desk.add(b"lain", by=desk.other)
    with pytest.raises(Forbidden):
        desk.do(remove_task_file, RemoveTaskFile(added.id), desk.other)


def test_what_was_taken_off_is_gone_and_what_is_judged_stays(desk: Desk) -> None:
    desk.do(remove_task_file, RemoveTaskFile(desk.add().id), desk.owner)
    with reading(desk.engine) as connection:
        assert connection.execute(select(Evidence.id)).all() == []
    kept = desk.add()
    desk.becomes(TaskState.CLAIMED_DONE)
    with pytest.raises(RuleBroken, match="tidak dapat dihapus"):
        desk.do(remove_task_file, RemoveTaskFile(kept.id), desk.owner)
    assert desk.add(b"tambahan").id != kept.id
    desk.becomes(TaskState.VERIFIED)
    with pytest.raises(RuleBroken, match="tidak ditambah lagi"):
        desk.add(b"terlambat")


def test_a_name_with_an_identity_and_a_file_too_many_are_refused(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="nomor telepon"):
        desk.add(name="Hubungi 081234567890.pdf")
    for number in range(MOST_FILES):
        desk.add(str(number).encode())
    with pytest.raises(RuleBroken, match=f"paling banyak {MOST_FILES} berkas"):
        desk.add(b"satu lagi")
