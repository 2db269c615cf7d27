"""Sample meetings with decisions, tasks with their history, and who explains which conflict."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    AgencyCorrespondence,
    AgencySignatory,
    AgendaItem,
    Attendance,
    CaseRecord,
    Commitment,
    ConflictExplanation,
    Decision,
    Escalation,
    EscalationLetter,
    Meeting,
    Task,
    TaskStep,
    TaskSupport,
)
from db.queries.holidays import closed_days
from db.queries.letters import matter_of, offices, sending
from db.queries.task_detail import task_detail
from db.seed.demo.sheet import Book, at, rows
from domain.access.agencies import AgencyKind
from domain.access.permissions import Actor, Role
from domain.attention.table import AttentionRule
from domain.figures.cases import CaseKind
from domain.meetings.life import AttendanceMode, Classification, ItemState, MeetingState
from domain.tasks.clocks import REFERRAL_ANSWER_DAYS, TaskTimes
from domain.tasks.escalation import EscalationStep, Ladder, ladder
from domain.tasks.letters import BY_LETTER, TypedLetter, check_sending, number_key
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.words.letters import compose

_PRESENT, _REPRESENTED = AttendanceMode.PRESENT, AttendanceMode.REPRESENTED
_ONLINE, _ABSENT = AttendanceMode.ONLINE, AttendanceMode.ABSENT

ATTENDANCE = {
    "gubernur": _PRESENT,
    "dprd-ntt": _PRESENT,
    "polda-ntt": _PRESENT,
    "kejati-ntt": _REPRESENTED,
    "korem-161": _PRESENT,
    "kodaeral-vii": _ONLINE,
    "lanud-el-tari": _PRESENT,
    "pt-kupang": _REPRESENTED,
    "binda-ntt": _ABSENT,
    "setda": _PRESENT,
    "biro-pemerintahan": _PRESENT,
    "biro-hukum": _PRESENT,
    "inspektorat": _PRESENT,
    "disnakertrans": _PRESENT,
    "dp3ap2kb": _PRESENT,
    "dinsos": _ABSENT,
    "dpmd": _PRESENT,
    "dinkes": _REPRESENTED,
    "dukcapil": _PRESENT,
    "kesbangpol": _PRESENT,
    "diskominfo": _PRESENT,
    "bp3mi-ntt": _PRESENT,
    "imigrasi-ntt": _PRESENT,
}

DIRECTIONS = (
    "Setiap kepala instansi menjawab tugas yang diusulkan dalam tiga hari kerja. Instansi yang belum melapor "
    "menjelaskan sendiri pada rapat berikutnya."
)

EXPLANATIONS = (
    ("procedural_placement-53-2025", "bp3mi-ntt", 7),
    ("deportation-53-2024", "bp3mi-ntt", 14),
    ("trafficking_victims-53-2023", "polda-ntt", -9),
)

_BEGUN = (TaskState.PROPOSED, TaskState.ACCEPTED, TaskState.IN_PROGRESS)
_HANDED_IN = (*_BEGUN, TaskState.CLAIMED_DONE)

HISTORY: dict[TaskState, tuple[TaskState, ...]] = {
    TaskState.PROPOSED: (TaskState.PROPOSED,),
    TaskState.ACCEPTED: _BEGUN[:2],
    TaskState.COUNTERED: (TaskState.PROPOSED, TaskState.COUNTERED),
    TaskState.DECLINED: (TaskState.PROPOSED, TaskState.DECLINED),
    TaskState.WITHDRAWN: (TaskState.PROPOSED, TaskState.WITHDRAWN),
    TaskState.IN_PROGRESS: _BEGUN,
    TaskState.BLOCKED: (*_BEGUN, TaskState.BLOCKED),
    TaskState.CLAIMED_DONE: _HANDED_IN,
    TaskState.VERIFIED: (*_HANDED_IN, TaskState.VERIFIED),
    TaskState.RETURNED: (*_HANDED_IN, TaskState.RETURNED),
}

_NOTES = {
    TaskState.PROPOSED: "Diusulkan sekretariat gugus tugas.",
    TaskState.ACCEPTED: "Diterima dengan tenggat usulan.",
    TaskState.IN_PROGRESS: "Pelaksana ditunjuk.",
    TaskState.CLAIMED_DONE: "Hasil diserahkan untuk diperiksa.",
}

_ALREADY_RUNS = timedelta(hours=3, minutes=46)
"""Of the six hours in which an emergency is to be answered."""

_SECRETARIAT = Actor(None, "sekretariat", "Sekretariat", Role.GOVERNOR_OFFICE, None, "")
"""Whose eyes compose the sample's letters."""

_REGENCIES = "kabkota"
"""Stands for the 22 regency governments in the list of supporters."""


def load(book: Book) -> None:
    decisions = _meetings(book)
    _tasks(book, decisions)
    _correspondence(book)
    _escalations(book)
    book.session.add_all(
        ConflictExplanation(
            conflict_key=key, agency_id=book.agencies[code], due_on=book.day(due), is_demo=True
        )
        for key, code, due in EXPLANATIONS
    )
    book.session.flush()


def _meetings(book: Book) -> dict[str, int]:
    """An earlier meeting whose promises were carried over, the last one, and the next one."""
    next_day = book.day(3)
    if next_day.weekday() > 4:
        next_day += timedelta(days=7 - next_day.weekday())
    held = {
        "earlier": (book.working_day(-61), MeetingState.CLOSED),
        "last": (book.working_day(-12), MeetingState.CLOSED),
        "next": (next_day, MeetingState.OPEN),
    }
    meetings = {
        key: Meeting(
            title="Rapat Forkopimda: pemberantasan TPPO dan penempatan ilegal PMI",
            starts_at=at(day, 10),
            place="Aula Rumah Jabatan Gubernur NTT, Kota Kupang; daring",
            state=state,
            classification=Classification.RESTRICTED,
            planned_minutes=90,
            basis="Undangan Gubernur NTT",
            chair="Gubernur NTT",
            note_taker="Biro Administrasi Pimpinan",
            directions=DIRECTIONS if state is MeetingState.CLOSED else "",
            started_at=at(day, 10, 4) if state is MeetingState.CLOSED else None,
            closed_at=at(day, 11, 12) if state is MeetingState.CLOSED else None,
            is_demo=True,
        )
        for key, (day, state) in held.items()
    }
    book.session.add_all(meetings.values())
    book.session.flush()
    items = _agenda(book, meetings)
    book.session.execute(
        insert(Attendance),
        [
            {"meeting_id": meetings[key].id, "agency_id": book.agencies[code], "mode": mode}
            for key in ("earlier", "last")
            for code, mode in ATTENDANCE.items()
        ],
    )
    decisions = {
        row["number"]: Decision(
            meeting_id=meetings[row["meeting"]].id,
            number=int(row["number"]),
            year=held[row["meeting"]][0].year,
            text=book.text(row["text"]),
            owner_id=book.agency(row["owner_code"]),
            due_on=book.day(int(row["due"])) if row["due"] else None,
            agenda_item_id=items.get((row["meeting"], row["item"])),
            is_demo=True,
        )
        for row in rows("decisions.csv")
    }
    book.session.add_all(decisions.values())
    book.session.flush()
    return {number: decision.id for number, decision in decisions.items()}


def _agenda(book: Book, meetings: dict[str, Meeting]) -> dict[tuple[str, str], int]:
    """What the meetings so far spoke about; the next one's agenda is for the user to draft."""
    items: dict[tuple[str, str], AgendaItem] = {}
    for row in rows("agenda.csv"):
        position = 1 + sum(meeting == row["meeting"] for meeting, _ in items)
        items[row["meeting"], row["item"]] = AgendaItem(
            meeting_id=meetings[row["meeting"]].id,
            position=position,
            rule=AttentionRule(row["rule"]),
            subject=f"catatan:{row['meeting']}-{row['item']}",
            title=row["title"],
            reason=book.text(row["reason"]),
            agency_id=book.agency(row["agency_code"]),
            region_code=row["region_code"] or None,
            minutes=int(row["minutes"]),
            state=ItemState(row["state"]),
            carried_from_id=meetings[row["carried_from"]].id if row["carried_from"] else None,
        )
    book.session.add_all(items.values())
    book.session.flush()
    return {key: item.id for key, item in items.items()}


def _tasks(book: Book, decisions: dict[str, int]) -> None:
    commitments = book.numbers(Commitment.code, Commitment.id)
    sheet = list(rows("tasks.csv"))
    tasks = []
    for row in sheet:
        tasks.append(
            Task(
                code=row["code"],
                title=book.text(row["title"]),
                output=book.text(row["output"]),
                task_class=TaskClass(row["task_class"]),
                state=TaskState(row["state"]),
                proposer_id=book.agencies["setda"],
                owner_id=book.agencies[row["owner_code"]],
                region_code=row["region_code"],
                origin=TaskOrigin(row["origin"]),
                commitment_id=commitments.get(row["commitment_code"]),
                decision_id=decisions.get(row["decision"]),
                case_id=_case(book, row) if row["case"] else None,
                conflict_key=row["conflict_key"] or None,
                due_on=book.day(int(row["due"])),
                countered_due_on=(book.day(int(row["countered_due"])) if row["countered_due"] else None),
                reason=book.text(row["reason"]),
                helper_id=book.agency(row["helper_code"]),
                progress=int(row["progress"]) if row["progress"] else None,
                evidence=book.text(row["evidence"]),
                is_demo=True,
            )
        )
    histories = [_history(book, row) for row in sheet]
    for task, history in zip(tasks, histories, strict=True):
        task.proposed_at, task.moved_at = history[0]["at"], history[-1]["at"]
    book.session.add_all(tasks)
    book.session.flush()
    book.session.execute(
        insert(TaskStep),
        [
            {**step, "task_id": task.id}
            for task, history in zip(tasks, histories, strict=True)
            for step in history
        ],
    )
    book.session.execute(
        insert(TaskSupport),
        [
            {"task_id": task.id, "agency_id": agency_id}
            for task, row in zip(tasks, sheet, strict=True)
            for agency_id in _supporters(book, row["supports"])
        ],
    )


def _correspondence(book: Book) -> None:
    """Offices of the sample's letters; streets are made up, titles are those of the offices."""
    for row in rows("correspondence.csv"):
        agency_id = book.agencies[row["agency"]]
        book.session.add(
            AgencyCorrespondence(
                agency_id=agency_id,
                head=row["head"],
                address=row["address"].replace(" / ", "\n"),
                letterhead=row["letterhead"].replace(" / ", "\n"),
                town=row["town"],
            )
        )
        if row["signatory"]:
            book.session.add_all(
                AgencySignatory(
                    agency_id=agency_id, step=step, title=row["signatory"], on_behalf=row["on_behalf"]
                )
                for step in BY_LETTER
            )
    book.session.flush()


def _escalations(book: Book) -> None:
    """The steps of the ladder whose days have come, each taken on its day."""
    closed = closed_days(book.session.connection(), book.on)
    owner, superior = aliased(Agency), aliased(Agency)
    for row in rows("escalations.csv"):
        task, owner_id, owner_code, superior_id = book.session.execute(
            select(Task, owner.id, owner.code, superior.id)
            .join(owner, owner.id == Task.owner_id)
            .outerjoin(superior, superior.id == owner.superior_id)
            .where(Task.code == row["task"])
        ).one()
        found = ladder(
            TaskTimes(
                task.state,
                task.task_class,
                REFERRAL_ANSWER_DAYS.get(owner_code),
                task.proposed_at,
                task.moved_at,
                task.due_on,
            ),
            book.now,
            closed,
            has_superior=superior_id is not None,
        )
        assert found is not None, row
        step = EscalationStep(row["step"])
        [rung] = [each for each in found.rungs if each.step is step]
        to = {EscalationStep.REMINDER: owner_id, EscalationStep.SUPERIOR: superior_id}.get(step)
        taken = Escalation(
            task_id=task.id,
            cause=found.cause,
            missed_on=found.missed_on,
            step=step,
            due_on=rung.due_on,
            agency_id=book.agencies["setda"],
            to_agency_id=to,
            letter_number=row["letter"],
            note=row["note"],
            recorded_at=at(rung.due_on, 9),
            is_demo=True,
        )
        book.session.add(taken)
        book.session.flush()
        if row["letter"]:
            book.session.add(_letter(book, task, taken, found))


def _letter(book: Book, task: Task, taken: Escalation, found: Ladder) -> EscalationLetter:
    """As the secretariat would have recorded it on that day."""
    connection = book.session.connection()
    detail = task_detail(connection, task.code, scope=_SECRETARIAT.scope)
    assert detail is not None, task.code
    between = sending(
        offices(connection),
        sender_id=taken.agency_id,
        owner_id=task.owner_id,
        proposer_id=task.proposer_id,
        step=taken.step,
    )
    check_sending(between)
    written = compose(
        matter_of(detail.row, found, taken.step), between, TypedLetter(taken.letter_number, taken.due_on)
    )
    return EscalationLetter(
        escalation_id=taken.id,
        agency_id=taken.agency_id,
        year=taken.due_on.year,
        number_key=number_key(taken.letter_number),
        content=written.text,
    )


def _supporters(book: Book, codes: str) -> list[int]:
    if codes == _REGENCIES:
        query = select(Agency.id).where(Agency.kind == AgencyKind.REGENCY_GOVERNMENT)
        return list(book.session.execute(query.order_by(Agency.id)).scalars())
    return [book.agencies[code] for code in codes.split()]


def _case(book: Book, row: dict[str, str]) -> int:
    """The newest case of that kind in the task's place, known when the task was proposed."""
    query = select(CaseRecord.id).order_by(CaseRecord.code.desc()).limit(1)
    query = query.where(CaseRecord.reported_on <= book.day(int(row["proposed"])))
    if row["case"] != "latest":
        query = query.where(CaseRecord.kind == CaseKind(row["case"]))
        if row["region_code"] != "53":
            query = query.where(CaseRecord.origin_regency_code == row["region_code"])
    return book.session.execute(query).scalar_one()


def _history(book: Book, row: dict[str, str]) -> list[dict[str, Any]]:
    """The moves that lead to the task's state, spread evenly between the first and the last."""
    first, last = int(row["proposed"]), int(row["moved"])
    states = HISTORY[TaskState(row["state"])]
    emergency = row["task_class"] == TaskClass.EMERGENCY
    steps: list[dict[str, Any]] = []
    for index, state in enumerate(states):
        offset = first + (last - first) * index // max(len(states) - 1, 1)
        day = book.day(offset) if emergency else book.working_day(offset)
        # Meetings begin at ten and propose afterwards. What came in today came in so long before now
        # that its first clock is still running: the moment counts, for a day may have only begun.
        moment = book.now - _ALREADY_RUNS if day >= book.on else at(day, 11 + index, 10 * index)
        note = row["note"] or row["reason"] if index and index == len(states) - 1 else ""
        steps.append(
            {
                "at": moment,
                "agency_id": _mover(book, state, row["owner_code"]),
                "state": state,
                "note": book.text(note) or _NOTES.get(state, ""),
            }
        )
    return steps


def _mover(book: Book, state: TaskState, owner: str) -> int:
    if state in {TaskState.PROPOSED, TaskState.WITHDRAWN}:
        return book.agencies["setda"]
    if state in {TaskState.VERIFIED, TaskState.RETURNED}:
        return book.agencies["inspektorat"]
    return book.agencies[owner]
