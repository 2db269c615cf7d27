"""Paper and texts about tasks, made only when somebody asks for them."""

from collections.abc import Callable, Sequence

from components.qr import square
from components.runtime import reads, session
from components.runtime.task_desk import WatchedTask
from db.queries.tasks import TaskDetail
from domain import wording
from domain.briefs import BriefFacts, task_brief
from domain.calendar import to_wita
from domain.escalation import EscalationStep
from domain.follow_up import follow_up, source
from domain.regions import PROVINCE, display_name
from domain.tasks import TaskState
from reports import follow_up_xlsx, task_papers

_KEPT_STEPS = 8
"""The latest moves that a card has room for."""

MATRIX_TITLE = "Matriks tindak lanjut"


def matrix_file(tasks: Sequence[WatchedTask], filtered_by: str) -> Callable[[], bytes]:
    as_of = session.now()
    on = session.today()
    return lambda: follow_up_xlsx.matrix(
        follow_up([(task.row, task.running) for task in tasks], on),
        title=MATRIX_TITLE, filtered_by=filtered_by, source="Register tugas Gerak Bersama NTT", as_of=as_of,
    )  # fmt: skip


def card_file(detail: TaskDetail, task: WatchedTask) -> Callable[[], bytes]:
    address, as_of = address_of(task), session.now()
    return lambda: task_papers.card(_card(detail, task, address, wording.moment(as_of)))


def _card(detail: TaskDetail, task: WatchedTask, address: str, as_of: str) -> task_papers.CardFacts:
    row = task.row
    pairs = [
        ("Pemilik", row.owner),
        ("Pendukung", wording.shortlist(list(row.supporters)) or "–"),
        ("Keluaran", row.output),
        ("Kelas", wording.TASK_CLASSES[row.task_class]),
        ("Wilayah", row.region),
        ("Asal", source(row)),
        ("Diusulkan", f"{row.proposer}, {wording.long_date(to_wita(row.proposed_at).date())}"),
        ("Tenggat", wording.long_date(row.due_on)),
    ]
    if row.reason:
        pairs.append(("Alasan", row.reason))
    if row.helper:
        pairs.append(("Butuh bantuan", row.helper))
    return task_papers.CardFacts(
        code=row.code,
        title=row.title,
        state=wording.TASK_STATES[row.state],
        clock=_clock(task),
        pairs=pairs,
        history=[
            (
                wording.short_date(to_wita(step.at).date()),
                f"{step.agency}: {wording.TASK_STATES[step.state].lower()}. {step.note}".strip(),
            )
            for step in detail.steps[:_KEPT_STEPS]
        ],
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
    left = wording.time_left(running.left) if running.in_hours else wording.working_days_left(running.left)
    return f"{wording.TASK_CLOCKS[running.kind]}: {left}"


def letter_file(task: WatchedTask) -> Callable[[], bytes] | None:
    """The letter of the step that comes next; none while nothing was missed, or for the forum."""
    row, rung = task.row, task.next_rung
    if task.ladder is None or rung is None or rung.step is EscalationStep.FORUM:
        return None
    facts = task_papers.LetterFacts(
        step=rung.step,
        cause=task.ladder.cause,
        missed_on=task.ladder.missed_on,
        code=row.code,
        title=row.title,
        output=row.output,
        owner=row.owner,
        superior=row.superior,
        due_on=row.due_on,
        reason=row.reason,
        source=source(row),
        place="Kupang",
        written_on=session.today(),
        is_demo=row.is_demo,
    )
    return lambda: task_papers.letter(facts)


def brief(task: WatchedTask) -> str:
    row = task.row
    kabupaten = row.region_code if len(row.region_code) > len("53.01") else ""
    region = reads.regency(kabupaten[: len("53.01")]).name if kabupaten else row.region
    return task_brief(
        BriefFacts(
            code=row.code,
            title=row.title,
            output=row.output,
            owner=row.owner,
            supporters=wording.shortlist(list(row.supporters)),
            region=region if row.region_code == PROVINCE else display_name(region),
            task_class=wording.TASK_CLASSES[row.task_class],
            state=wording.TASK_STATES[row.state],
            due_on=row.due_on,
            clock=_clock(task) or wording.TASK_STATES[row.state].lower(),
            address=address_of(task),
            is_demo=row.is_demo,
        ),
        reads.small_places(),
    )


def address_of(task: WatchedTask) -> str:
    return session.whole_address(f"/tugas?kode={task.row.code}")
