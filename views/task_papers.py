"""Paper and texts about tasks, made only when somebody asks for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.backend import now, today
from db.queries.letters import OfficeRow, letter_of, matter_of, offices, sending
from db.queries.regions import small_places
from db.queries.task_detail import TaskDetail
from db.queries.tasks import EscalationRow, TaskRow
from domain import addresses
from domain.access.errors import NotFound
from domain.access.permissions import ROOM, Actor, Scope
from domain.places.province import HERE
from domain.places.regions import PROVINCE, display_name
from domain.tasks.letters import BY_LETTER, Letter, LetterMatter, Sending, TypedLetter
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words.briefs import BriefFacts, task_brief
from domain.words.letters import compose
from domain.words.matrix import follow_up, source
from reports import follow_up_xlsx, letter_docx, task_papers
from reports.qr import square
from views import newest, reads
from views.ask import ask
from views.tasks import WatchedTask

_KEPT_STEPS = 8
"""The latest moves that a card has room for."""

MATRIX_TITLE = "Matriks tindak lanjut"


def matrix_file(tasks: Sequence[WatchedTask], filtered_by: str) -> Callable[[], bytes]:
    as_of = newest.of_tasks().said
    on = today()
    return lambda: follow_up_xlsx.matrix(
        follow_up([(task.row, task.running) for task in tasks], on),
        title=MATRIX_TITLE,
        filtered_by=filtered_by,
        source=f"Register tugas {HERE.product}",
        as_of=as_of,
    )


def card_file(detail: TaskDetail, task: WatchedTask, host: str) -> Callable[[], bytes]:
    address, as_of = address_of(task, host), now()
    return lambda: task_papers.card(_card(detail, task, address, as_of))


def _card(detail: TaskDetail, task: WatchedTask, address: str, as_of: datetime) -> task_papers.CardFacts:
    row = task.row
    pairs = [
        ("Penanggung jawab", row.owner),
        ("Pendukung", formats.shortlist(list(row.supporters)) or "–"),
        ("Keluaran", row.output),
        ("Kelas", labels.TASK_CLASSES[row.task_class]),
        ("Wilayah", row.region),
        ("Asal", source(row)),
        ("Diusulkan", f"{row.proposer}, {formats.long_date(local_time(row.proposed_at).date())}"),
        ("Tenggat", formats.long_date(row.due_on)),
    ]
    if row.reason:
        pairs.append(("Alasan", row.reason))
    if row.helper:
        pairs.append(("Butuh bantuan", row.helper))
    earlier = len(detail.steps) - _KEPT_STEPS
    return task_papers.CardFacts(
        code=row.code,
        title=row.title,
        state=labels.TASK_STATES[row.state],
        clock=_clock(task),
        pairs=pairs,
        history=[
            (
                formats.short_date(local_time(step.at).date()),
                f"{step.agency}: {labels.TASK_STATES[step.state].lower()}. {step.note}".strip(),
            )
            for step in detail.steps[:_KEPT_STEPS]
        ]
        + (
            [("", f"{formats.number(earlier)} langkah sebelumnya di layar tugas ini.")] if earlier > 0 else []
        ),
        awaits_answer=row.state is TaskState.PROPOSED,
        qr=square(address),
        address=address,
        as_of=as_of,
        is_demo=row.is_demo,
    )


def _clock(task: WatchedTask) -> str:
    running = task.running
    if running is None:
        return ""
    return f"{labels.TASK_CLOCKS[running.kind]}: {running.left_in_words}"


@dataclass(frozen=True)
class LetterDesk:
    """What is needed to write the letter of the step that comes next."""

    matter: LetterMatter
    sender_id: int
    owner_id: int
    proposer_id: int
    offices: Mapping[str, OfficeRow]

    def sending(self, also: Sequence[str] = ()) -> Sending:
        return sending(
            self.offices,
            sender_id=self.sender_id,
            owner_id=self.owner_id,
            proposer_id=self.proposer_id,
            step=self.matter.step,
            also=also,
        )

    def draft(self, typed: TypedLetter) -> Letter:
        return compose(self.matter, self.sending(typed.copies), typed)

    @staticmethod
    def file(letter: Letter) -> bytes:
        return task_papers.letter_draft(letter, now())

    @staticmethod
    def editable(letter: Letter) -> bytes:
        return letter_docx.letter(letter, is_draft=True)

    @staticmethod
    def pictures(letter: Letter) -> list[bytes]:
        return task_papers.letter_pictures(letter)


def letter_desk(task: WatchedTask, actor: Actor) -> LetterDesk | None:
    """None while nothing was missed, and for the forum, which discusses without a letter."""
    row, rung = task.row, task.next_rung
    if task.ladder is None or rung is None or rung.step not in BY_LETTER or actor.agency_id is None:
        return None
    return LetterDesk(
        matter_of(row, task.ladder, rung.step),
        actor.agency_id,
        row.owner_id,
        row.proposer_id,
        ask(offices),
    )


@dataclass(frozen=True)
class RecordedLetter:
    """Made again as it was recorded, whatever has become of the offices since."""

    step: EscalationRow
    scope: Scope

    def printed(self) -> bytes:
        return task_papers.letter(self._recorded(), self.step.recorded_at)

    def editable(self) -> bytes:
        return letter_docx.letter(self._recorded(), is_draft=False)

    def _recorded(self) -> Letter:
        letter = ask(letter_of, self.step.id, scope=self.scope)
        if letter is None:
            raise NotFound("Surat itu tidak ada. Muat ulang halaman tugas ini.")
        return letter


def recorded_letters(row: TaskRow, actor: Actor) -> list[RecordedLetter]:
    """The letters of a task that the reader may have."""
    return [RecordedLetter(step, actor.scope) for step in row.escalations if step.has_letter]


def brief(task: WatchedTask, host: str) -> str:
    # It is sent on, to whom nobody knows: it says what a room may hear.
    row = reads.task(task.row.code, ROOM.scope).row
    kabupaten = row.region_code if len(row.region_code) > len(HERE.example.code) else ""
    region = reads.regency(kabupaten[: len(HERE.example.code)]).name if kabupaten else row.region
    return task_brief(
        BriefFacts(
            code=row.code,
            title=row.title,
            output=row.output,
            owner=row.owner,
            supporters=formats.shortlist(list(row.supporters)),
            region=region if row.region_code == PROVINCE else display_name(region),
            task_class=labels.TASK_CLASSES[row.task_class],
            state=labels.TASK_STATES[row.state],
            due_on=row.due_on,
            clock=_clock(task) or labels.TASK_STATES[row.state].lower(),
            address=address_of(task, host),
            is_demo=row.is_demo,
        ),
        ask(small_places),
    )


def address_of(task: WatchedTask, host: str) -> str:
    return addresses.whole(host, addresses.task(task.row.code))
