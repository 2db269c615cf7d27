"""Tasks: propose, move, escalate. Whose move it is and where it leads are rules of the domain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.acting import Act
from db.command import command
from db.commands.case_parties import refuse_place_of_case
from db.commands.figures import conflicts_now
from db.commands.rows import find, refuse_gone, standing_agency
from db.models import (
    Agency,
    CaseRecord,
    Commitment,
    Escalation,
    EscalationLetter,
    Region,
    Task,
    TaskStep,
    TaskSupport,
)
from db.queries.date_context import date_context
from db.queries.holidays import closed_days
from db.queries.letters import matter_of, number_holder, offices, sending
from db.queries.mergers import referral_offices
from db.queries.task_detail import claimant, decision_origin, has_account, task_detail
from db.subjects import Subject
from domain.access.errors import Forbidden, NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.plausibility import ask_unless_sure, doubts_of_progress
from domain.meetings.mending import (
    DecisionTerms,
    TaskTerms,
    followed,
    refuse_mending_what_was_answered,
    refuse_promising_nothing,
)
from domain.tasks import escalation, proposals
from domain.tasks import life as rules
from domain.tasks.clocks import TaskTimes
from domain.tasks.escalation import EscalationStep, Ladder, Rung
from domain.tasks.letters import (
    Letter,
    LetterRefused,
    TypedLetter,
    check_previewed,
    check_sending,
    check_typed,
    check_without_letter,
    number_key,
)
from domain.tasks.life import PERMISSION_OF, RULES, Move, Needs, Party, Said, TaskClass, TaskOrigin, TaskState
from domain.tasks.proposals import Proposal
from domain.tasks.requests import EscalateTask, MoveTask
from domain.time.calendar import local_time
from domain.time.date_words import confirmed, read_date
from domain.time.formats import long_date
from domain.words.labels import TASK_MOVES
from domain.words.letters import compose

MOST_SUPPORTERS = 30
LONGEST_LETTER = 60


@command(Permission.PROPOSE_TASKS, Subject.TASKS)
def propose(act: Act, proposal: Proposal) -> str:
    """Propose a task to its owner; returns its code."""
    if act.by.agency_id is None:
        raise Forbidden("Akun Anda tidak terhubung dengan instansi, jadi tidak dapat mengusulkan tugas.")
    on = local_time(act.now).date()
    title = proposals.check_text("Tugas", proposal.title, longest=proposals.LONGEST_TITLE)
    output = proposals.check_text("Keluaran", proposal.output)
    refuse_identity({"Tugas": title, "Keluaran": output})
    session = act.session
    owner = _taker(act, proposal.owner_code, "Penanggung jawab")
    supporters = [_taker(act, code, "Pendukung") for code in dict.fromkeys(proposal.supporter_codes)]
    if owner in supporters:
        raise RuleBroken(f"{owner.short_name} sudah menjadi penanggung jawab. Hapus dari daftar pendukung.")
    if len(supporters) > MOST_SUPPORTERS:
        raise RuleBroken(f"Pendukung paling banyak {MOST_SUPPORTERS} instansi. Pilih yang benar-benar perlu.")
    region = session.get(Region, proposal.region_code)
    if region is None:
        raise RuleBroken("Wilayah itu tidak ada. Pilih dari daftar wilayah.")
    due_on = read_date(proposal.due, date_context(session.connection(), on))
    proposals.check_due(proposal.task_class, due_on, on)
    task = Task(
        code=_next_code(session),
        title=title,
        output=output,
        task_class=proposal.task_class,
        state=TaskState.PROPOSED,
        proposer_id=act.by.agency_id,
        owner_id=owner.id,
        region_code=region.code,
        origin=proposal.origin,
        due_on=due_on,
        proposed_at=act.now,
        moved_at=act.now,
        is_demo=act.by.is_demo,
    )
    _point_at_origin(act, task, proposal)
    act.add(task)
    session.add_all(TaskSupport(task_id=task.id, agency_id=each.id) for each in supporters)
    refuse_place_of_case(act, task, [owner, *supporters])
    _step(act, task, act.by.agency_id, f"Diusulkan dengan tenggat {long_date(due_on)}.")
    act.record(
        Event.TASK_PROPOSED,
        "task",
        task.code,
        after={"owner": owner.code, "class": task.task_class, "due_on": due_on, "origin": task.origin},
    )
    return task.code


def _point_at_origin(act: Act, task: Task, proposal: Proposal) -> None:
    """Keep the link to what the task was born from; the origin must exist, and be the actor's to know."""
    key, session = proposal.origin_key, act.session
    found: object = True
    if proposal.origin is TaskOrigin.COMMITMENT:
        found = task.commitment_id = session.scalar(select(Commitment.id).where(Commitment.code == key))
    elif proposal.origin is TaskOrigin.DECISION:
        number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None
        decision = decision_origin(session.connection(), number or 0, scope=act.by.scope)
        found = task.decision_id = decision.id if decision else None
    elif proposal.origin is TaskOrigin.CASE:
        known = act.by.scope.may_see_cases
        query = select(CaseRecord.id).where(CaseRecord.code == key)
        found = task.case_id = session.scalar(query) if known else None
    elif proposal.origin is TaskOrigin.FIGURE_CONFLICT:
        there = (each.key for each in conflicts_now(act))
        found = task.conflict_key = next((each for each in there if each == key), None)
    if found is None:
        raise NotFound("Asal tugas ini tidak ditemukan. Buka kembali halaman asalnya, lalu pilih Tugas baru.")


def _taker(act: Act, code: str, label: str) -> Agency:
    agency = act.session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if agency is None:
        raise RuleBroken(f"{label} belum dipilih, atau tidak dikenal. Pilih instansi dari daftar.")
    refuse_gone(act, agency)
    proposals.check_owner(agency.short_name, may_own_tasks=agency.may_own_tasks)
    return agency


def _next_code(session: Session) -> str:
    """One more than the highest number; writers queue up, so nobody takes it in between."""
    taken = session.scalars(select(Task.code).where(Task.code.like("T-%")))
    numbers = (int(code[2:]) for code in taken if code[2:].isascii() and code[2:].isdigit())
    return f"T-{max(numbers, default=0) + 1:03d}"


def _permission_to_move(asked: MoveTask) -> Permission:
    return Permission.RECORD_LETTERS if asked.said.letter.strip() else PERMISSION_OF[RULES[asked.move].by]


@command(_permission_to_move, Subject.TASKS)
def move_task(act: Act, asked: MoveTask) -> TaskState:
    """Make one move; returns the state that it led to."""
    move, said = asked.move, asked.said
    task = find(act, Task, asked.code)
    speaker, standing = _speaker(act, task, RULES[move].by, said)
    rules.require_standing(move, standing)
    claimed_by = claimant(act.session.connection(), task.code, task.state)
    rules.refuse_own_claim(move, person=act.by.person_id, claimant=claimed_by)
    act.change(task, seen=asked.seen)
    state = rules.after(move, task.state)
    before = {"state": task.state, "due_on": task.due_on}
    note = _take(act, task, move, said)
    task.state = state
    if before["state"] is not state:
        task.moved_at = act.now
    if said.letter.strip():
        note = f"{note} Dicatat {act.by.agency_name} dari surat {_letter(said.letter)}.".strip()
    _step(act, task, speaker, note)
    act.record(
        Event.TASK_MOVED,
        "task",
        task.code,
        before=before,
        after={"move": TASK_MOVES[move], "state": state, "due_on": task.due_on},
    )
    return state


def withdraw_struck(act: Act, task: Task, why: str) -> None:
    """The forum takes back a task whose decision it struck out, whoever typed the proposal."""
    if task.state not in RULES[Move.WITHDRAW].out_of:
        raise RuleBroken(
            f"{task.code} sudah dijawab penanggung jawabnya, jadi tidak ditarik bersama keputusannya. "
            "Pilih agar tugasnya tetap, lalu bicarakan dengan penanggung jawabnya."
        )
    before = {"state": task.state, "due_on": task.due_on}
    task.state, task.moved_at = TaskState.WITHDRAWN, act.now
    task.version += 1
    _step(act, task, task.proposer_id, why)
    act.record(
        Event.TASK_MOVED,
        "task",
        task.code,
        before=before,
        after={"move": TASK_MOVES[Move.WITHDRAW], "state": task.state, "due_on": task.due_on},
    )


def mend_born(act: Act, task: Task, was: DecisionTerms, now: DecisionTerms, why: str) -> str:
    """A task goes with the decision that it was born from; its code, or nothing where it stays as it is.

    Another owner is asked anew, by a proposal of its own; the one before reads that it is withdrawn.
    """
    reads = TaskTerms(task.title, task.output, task.owner_id, task.due_on)
    then = followed(reads, was, now)
    has_other_owner = then.owner_id != task.owner_id
    if task.state is TaskState.DECLINED:
        return propose(act, _proposed_anew(act, task, then)) if has_other_owner else ""
    refuse_promising_nothing(was, now, task.code)
    if then == reads:
        return ""
    refuse_mending_what_was_answered(task.code, task.state)
    if has_other_owner:
        withdraw_struck(act, task, f"{why} Penanggung jawabnya instansi lain.")
        return propose(act, _proposed_anew(act, task, then))
    if then.due_on != task.due_on:
        proposals.check_due(task.task_class, then.due_on, local_time(act.now).date())
        why = f"{why} Tenggat {long_date(then.due_on)}, semula {long_date(task.due_on)}."
    if then.output != task.output:
        why = f"{why} Bunyinya semula: {task.output}"
    before = {"title": task.title, "due_on": task.due_on}
    task.title = proposals.check_text("Tugas", then.title, longest=proposals.LONGEST_TITLE)
    task.output, task.due_on = proposals.check_text("Keluaran", then.output), then.due_on
    task.version += 1
    _step(act, task, task.proposer_id, why)
    act.record(
        Event.TASK_MOVED,
        "task",
        task.code,
        before=before,
        after={"title": task.title, "due_on": task.due_on, "state": task.state},
    )
    return task.code


def _proposed_anew(act: Act, task: Task, terms: TaskTerms) -> Proposal:
    supporters = select(Agency.code).join(TaskSupport).where(TaskSupport.task_id == task.id)
    return Proposal(
        title=terms.title,
        output=terms.output,
        owner_code=act.session.get_one(Agency, terms.owner_id).code,
        region_code=task.region_code,
        due=confirmed(terms.due_on),
        task_class=task.task_class,
        supporter_codes=tuple(act.session.scalars(supporters.where(Agency.id != terms.owner_id))),
        origin=task.origin,
        origin_key=str(task.decision_id),
    )


def _speaker(act: Act, task: Task, party: Party, said: Said) -> tuple[int, frozenset[Party]]:
    """Whose move it is, and how they stand to the task.

    An owner without an account answers by letter, which the secretariat writes down.
    """
    if said.letter.strip():
        if party is not Party.OWNER or has_account(act.session.connection(), task.owner_id):
            raise Forbidden(
                "Penanggung jawab tugas ini punya akun, jadi menjawab sendiri di sini. "
                "Jawaban surat hanya dicatat untuk instansi tanpa akun."
            )
        return task.owner_id, frozenset({Party.OWNER})
    if act.by.agency_id is None:
        raise Forbidden("Akun Anda tidak terhubung dengan instansi, jadi tidak dapat menggerakkan tugas.")
    standing = rules.parties(
        act.by.agencies,
        owner_id=task.owner_id,
        proposer_id=task.proposer_id,
        may_verify=act.by.may(Permission.VERIFY_TASKS),
    )
    return act.by.agency_id, standing


def _take(act: Act, task: Task, move: Move, said: Said) -> str:
    """Take over what the move says; returns the sentence for the history."""
    needs = RULES[move].needs
    on = local_time(act.now).date()
    texts = {"Alasan": said.note, "Syarat": said.terms, "Bukti": said.evidence, "Surat": said.letter}
    refuse_identity(texts)
    note = proposals.check_text("Alasan", said.note) if Needs.REASON in needs else _optional(said.note)
    offered_on, offered_terms = task.countered_due_on, task.countered_terms
    task.reason, task.helper_id, task.countered_due_on, task.countered_terms = "", None, None, ""
    if move is Move.COUNTER:
        _offer(act, task, said, on)
        task.reason = note
        return f"{_offered(task.countered_due_on, task.countered_terms)} {note}"
    if move is Move.AGREE:
        if offered_on is not None:
            proposals.refuse_a_day_gone_by(offered_on, on)
        task.due_on = offered_on or task.due_on
        return f"{_offered(offered_on, offered_terms)} Tawaran disetujui. {note}".strip()
    if move is Move.INSIST:
        if said.due.strip():
            task.due_on = _due(act, said.due, task.task_class, on)
        proposals.refuse_a_day_gone_by(task.due_on, on)
        return f"{note} Tenggat {long_date(task.due_on)}."
    if move in (Move.DECLINE, Move.BLOCK):
        task.reason = note
    if Needs.HELPER in needs:
        helper = _taker(act, said.helper_code, "Instansi yang dimintai bantuan")
        if helper.id == task.owner_id:
            raise RuleBroken(
                "Pilih instansi lain: yang dimintai bantuan bukan penanggung jawab tugas itu sendiri."
            )
        refuse_place_of_case(act, task, [helper])
        task.helper_id = helper.id
    if Needs.PROGRESS in needs:
        if said.progress is None or not 0 <= said.progress <= 100:
            raise RuleBroken("Kemajuan diisi sebagai bilangan bulat dalam persen, dari 0 sampai 100.")
        ask_unless_sure(doubts_of_progress(said.progress, task.progress), said.sure)
        task.progress = said.progress
        return f"{said.progress} %. {note}"
    if Needs.EVIDENCE in needs:
        task.evidence = proposals.check_text("Bukti", said.evidence)
        task.progress = 100
        return f"Bukti: {task.evidence} {note}".strip()
    return note


def _offer(act: Act, task: Task, said: Said, on: date) -> None:
    if not said.due.strip() and not said.terms.strip():
        raise RuleBroken("Tawaran belum lengkap. Isi tenggat lain, syarat lain, atau keduanya.")
    if said.due.strip():
        offered = read_date(said.due, date_context(act.session.connection(), on))
        proposals.check_offer(task.task_class, offered, on)
        if offered == task.due_on and not said.terms.strip():
            raise RuleBroken(
                f"Tenggat tawaran sama dengan usulan, {long_date(offered)}. Terima, atau sebut syaratnya."
            )
        task.countered_due_on = offered
    if said.terms.strip():
        task.countered_terms = proposals.check_text("Syarat", said.terms)


def _due(act: Act, words: str, task_class: TaskClass, on: date) -> date:
    due_on = read_date(words, date_context(act.session.connection(), on))
    proposals.check_due(task_class, due_on, on)
    return due_on


def _offered(due_on: date | None, terms: str) -> str:
    parts = [f"Tenggat {long_date(due_on)}."] if due_on else []
    if terms:
        parts.append(f"Syarat: {terms.rstrip('.')}.")
    return " ".join(parts)


def _optional(text: str) -> str:
    return proposals.check_text("Catatan", text) if text.strip() else ""


def _letter(text: str) -> str:
    return proposals.check_text("Surat", text, longest=LONGEST_LETTER)


@command(Permission.ESCALATE_TASKS, Subject.TASKS)
def escalate(act: Act, asked: EscalateTask) -> EscalationStep:
    """Record the step of the ladder whose day has come; both sides see it in the task's history."""
    task, by = find(act, Task, asked.code), act.by
    if by.agency_id is None or not (by.is_of(task.proposer_id) or by.may(Permission.RECORD_LETTERS)):
        raise Forbidden(
            "Pengingat dan eskalasi dicatat oleh pengusul tugas atau sekretariat gugus tugas. "
            "Sampaikan kepada pengusulnya."
        )
    found, rung, to = _rung(act, task)
    act.change(task, seen=asked.seen)
    sent = _letter_of(act, task, found, rung, asked.letter) if asked.letter else None
    if sent is None:
        check_without_letter(rung.step, asked.note, to_itself=by.is_of(to))
    refuse_identity({"Catatan": asked.note})
    row = act.add(
        Escalation(
            task_id=task.id,
            cause=found.cause,
            missed_on=found.missed_on,
            step=rung.step,
            due_on=rung.due_on,
            agency_id=by.agency_id,
            to_agency_id=to,
            letter_number=sent.letter.number if sent else "",
            note=_optional(asked.note),
            recorded_at=act.now,
            is_demo=by.is_demo,
        )
    )
    said: dict[str, object] = {"step": row.step, "cause": row.cause, "missed_on": row.missed_on}
    if sent is not None:
        act.add(
            EscalationLetter(
                escalation_id=row.id,
                agency_id=by.agency_id,
                year=sent.dated_on.year,
                number_key=number_key(sent.letter.number),
                content=sent.letter.text,
            )
        )
        said |= {"number": sent.letter.number, "hash": sent.letter.fingerprint}
    act.record(Event.TASK_ESCALATED, "task", task.code, after=said)
    return row.step


@dataclass(frozen=True)
class _Sent:
    letter: Letter
    dated_on: date


def _letter_of(act: Act, task: Task, found: Ladder, rung: Rung, typed: TypedLetter) -> _Sent:
    """The letter as it will be printed ever after; a refusal where it cannot go out."""
    if rung.step is EscalationStep.FORUM:
        raise LetterRefused("Langkah di forum dicatat tanpa surat; keputusannya ada pada notulen.")
    connection, sender_id = act.session.connection(), act.by.agency_id
    assert sender_id is not None  # or the step would have been refused
    refuse_identity({"Nomor surat": typed.number, "Lampiran": typed.attachment})
    known = offices(connection)
    for code in typed.copies:
        standing_agency(act, code)
    between = sending(
        known,
        sender_id=sender_id,
        owner_id=task.owner_id,
        proposer_id=task.proposer_id,
        step=rung.step,
        also=typed.copies,
    )
    check_sending(between)
    dated_on = check_typed(typed, found.missed_on, local_time(act.now).date())
    holder = number_holder(connection, sender_id, dated_on.year, typed.number)
    if holder is not None:
        raise LetterRefused(
            f"Nomor {holder.number} sudah dipakai untuk surat tentang {holder.task}. "
            "Satu nomor satu surat; periksa agenda surat keluar."
        )
    detail = task_detail(connection, task.code, scope=act.by.scope)
    assert detail is not None  # its row is at hand
    letter = compose(matter_of(detail.row, found, rung.step), between, typed)
    check_previewed(letter, typed)
    return _Sent(letter, dated_on)


def _rung(act: Act, task: Task) -> tuple[Ladder, Rung, int | None]:
    """The ladder of the task, its step that is due, and whom that is addressed to."""
    on = local_time(act.now).date()
    owner = act.session.get_one(Agency, task.owner_id)
    superior = act.session.get(Agency, owner.superior_id) if owner.superior_id else None
    found = escalation.ladder(
        times(task, referral_offices(act.session.connection())),
        act.now,
        closed_days(act.session.connection(), on),
        has_superior=superior is not None,
    )
    taken = act.session.scalars(
        select(Escalation.step).where(
            Escalation.task_id == task.id, Escalation.missed_on == (found.missed_on if found else on)
        )
    ).all()
    rung = escalation.check_due(found, taken, on)
    assert found is not None  # or there would have been no rung
    if rung.step is EscalationStep.SUPERIOR and superior is not None:
        escalation.check_superior(owner.kind, superior.kind)
    to = {
        EscalationStep.REMINDER: owner.id,
        EscalationStep.SUPERIOR: superior.id if superior else None,
        EscalationStep.FORUM: None,
    }[rung.step]
    return found, rung, to


def times(task: Task, referrals: Mapping[int, int]) -> TaskTimes:
    """``referrals`` are the days in which those answer that referrals go to."""
    own = referrals.get(task.owner_id)
    return TaskTimes(task.state, task.task_class, own, task.proposed_at, task.moved_at, task.due_on)


def _step(act: Act, task: Task, agency_id: int, note: str) -> None:
    act.add(TaskStep(task_id=task.id, at=act.now, agency_id=agency_id, state=task.state, note=note))
