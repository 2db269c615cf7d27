"""Tasks: proposed, never ordered; their states, who may move them, their classes and clocks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from domain.access.errors import Forbidden, RuleBroken
from domain.access.permissions import Permission
from domain.commitments import ownership
from domain.commitments.progress import VERIFICATION_DAYS
from domain.look import Tone
from domain.places.province import HERE
from domain.rows import Rowed
from domain.time import lateness
from domain.time.calendar import ZONE, local_time, whole_minute
from domain.time.formats import long_date, number, shortlist
from domain.time.working_days import add_working_days, working_days_until

RESPONSE_HOURS = 6
EMERGENCY_DAYS = 7


class Phase(StrEnum):
    """What is waited for in a state; every rule that speaks of several states at once speaks of phases."""

    ASKED = "asked"
    """For an answer: of the owner, or of the proposer to the owner's offer."""
    UNDERWAY = "underway"
    """For the owner's work."""
    CLAIMED = "claimed"
    """For a verifier."""
    KEPT = "kept"
    """For nothing: it is done, and somebody else has seen it."""
    NEVER_PROMISED = "never_promised"
    """For nothing: it ended before anybody had said yes, and counts neither as kept nor as broken."""


@dataclass(frozen=True)
class StateRow:
    label: str
    tone: Tone
    icon: str
    phase: Phase
    what_next: str
    """Said to whoever has just brought a task here."""


class TaskState(Rowed):
    row: StateRow

    PROPOSED = (
        "proposed",
        StateRow("Diusulkan", Tone.PLAIN, "send", Phase.ASKED, "Penanggung jawab menjawab usulan yang baru."),
    )
    ACCEPTED = (
        "accepted",
        StateRow(
            "Diterima",
            Tone.ON_SCHEDULE,
            "task_alt",
            Phase.UNDERWAY,
            "Langkah berikutnya: penanggung jawab memulai pengerjaan.",
        ),
    )
    COUNTERED = (
        "countered",
        StateRow(
            "Ditawar",
            Tone.AT_RISK,
            "swap_horiz",
            Phase.ASKED,
            "Pengusul menjawab tawaran ini; alasannya dilihat kedua pihak.",
        ),
    )
    DECLINED = (
        "declined",
        StateRow(
            "Ditolak",
            Tone.LATE,
            "do_not_disturb_on",
            Phase.NEVER_PROMISED,
            "Pengusul membaca alasannya dan dapat membawanya kepada atasan instansi.",
        ),
    )
    WITHDRAWN = (
        "withdrawn",
        StateRow(
            "Ditarik",
            Tone.PLAIN,
            "remove_circle",
            Phase.NEVER_PROMISED,
            "Usulan berakhir; alasannya tetap dalam riwayat.",
        ),
    )
    IN_PROGRESS = (
        "in_progress",
        StateRow(
            "Dikerjakan",
            Tone.ON_SCHEDULE,
            "autorenew",
            Phase.UNDERWAY,
            "Tenggat tetap berjalan sampai tugas diklaim selesai.",
        ),
    )
    BLOCKED = (
        "blocked",
        StateRow(
            "Terkendala",
            Tone.AT_RISK,
            "back_hand",
            Phase.UNDERWAY,
            "Instansi yang dimintai bantuan melihatnya; tenggat tetap berjalan.",
        ),
    )
    CLAIMED_DONE = (
        "claimed_done",
        StateRow(
            "Diklaim selesai",
            Tone.PLAIN,
            "flag",
            Phase.CLAIMED,
            f"Verifikator dari instansi lain memeriksa buktinya dalam {VERIFICATION_DAYS} hari kerja.",
        ),
    )
    VERIFIED = "verified", StateRow("Terverifikasi", Tone.DONE, "verified", Phase.KEPT, "Tugas ditutup.")
    RETURNED = (
        "returned",
        StateRow(
            "Dikembalikan",
            Tone.AT_RISK,
            "undo",
            Phase.UNDERWAY,
            "Penanggung jawab melengkapi, lalu mengklaim lagi.",
        ),
    )

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def phase(self) -> Phase:
        return self.row.phase


def states_in(*phases: Phase) -> frozenset[TaskState]:
    return frozenset(state for state in TaskState if state.phase in phases)


class TaskClass(StrEnum):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    ORDINARY = "ordinary"


class TaskOrigin(StrEnum):
    REGION = "region"
    COMMITMENT = "commitment"
    DECISION = "decision"
    CASE = "case"
    FIGURE_CONFLICT = "figure_conflict"
    BY_HAND = "by_hand"


CLOSED_STATES = states_in(Phase.KEPT, Phase.NEVER_PROMISED)
"""A declined task is over for its owner; the escalation it may cause goes to the owner's superior."""

AWAITING_ANSWER = states_in(Phase.ASKED)

CLASS_ORDER = {TaskClass.EMERGENCY: 0, TaskClass.URGENT: 1, TaskClass.ORDINARY: 2}

DUE_SOON_DAYS = 7


class Urgency(StrEnum):
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    LATER = "later"
    CLOSED = "closed"


def urgency(state: TaskState, due_on: date, on: date) -> Urgency:
    if state in CLOSED_STATES:
        return Urgency.CLOSED
    if due_on < on:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if (due_on - on).days <= DUE_SOON_DAYS else Urgency.LATER


@dataclass(frozen=True)
class TaskClock:
    """Working days until the due date, the one unit in which a task is late; negative when it is past."""

    days_left: int
    urgency: Urgency
    is_past: bool
    """Whether the due date has passed, even if only a weekend lies between."""

    @property
    def left_in_words(self) -> str:
        return lateness.in_words(lateness.DueKind.TASK, self.days_left, is_late=self.is_past)


def clock(state: TaskState, due_on: date, on: date, holidays: Collection[date]) -> TaskClock:
    return TaskClock(
        working_days_until(on, due_on, holidays), urgency(state, due_on, on), is_past=due_on < on
    )


# Moves: what somebody does to a task.


class Move(StrEnum):
    """Each has its rule in ``RULES``."""

    ACCEPT = "accept"
    COUNTER = "counter"
    DECLINE = "decline"
    AGREE = "agree"
    INSIST = "insist"
    WITHDRAW = "withdraw"
    START = "start"
    UPDATE = "update"
    BLOCK = "block"
    RESUME = "resume"
    CLAIM = "claim"
    VERIFY = "verify"
    RETURN = "return"


class Party(StrEnum):
    """How an agency stands to a task; one agency may be several."""

    OWNER = "owner"
    PROPOSER = "proposer"
    VERIFIER = "verifier"


PERMISSION_OF = {
    Party.OWNER: Permission.ANSWER_TASKS,
    Party.PROPOSER: Permission.PROPOSE_TASKS,
    Party.VERIFIER: Permission.VERIFY_TASKS,
}


class Needs(StrEnum):
    """What a move must say; a form shows these fields and the server asks for them."""

    REASON = "reason"
    OFFER = "offer"
    """Another due date, other terms, or both."""
    HELPER = "helper"
    PROGRESS = "progress"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Rule:
    label: str
    """On the button."""
    done: str
    """In a refusal: the task cannot be ... any more."""
    by: Party
    to: TaskState
    out_of: frozenset[TaskState]
    needs: tuple[Needs, ...] = ()
    asks: str = "Boleh kosong"
    """The empty field in which a move says why."""


_S = TaskState
RULES: dict[Move, Rule] = {
    Move.ACCEPT: Rule("Terima", "diterima", Party.OWNER, _S.ACCEPTED, frozenset({_S.PROPOSED})),
    Move.COUNTER: Rule(
        "Tawar",
        "ditawar",
        Party.OWNER,
        _S.COUNTERED,
        frozenset({_S.PROPOSED}),
        (Needs.OFFER, Needs.REASON),
        "Mengapa perlu tenggat atau syarat lain?",
    ),
    Move.DECLINE: Rule(
        "Tolak",
        "ditolak",
        Party.OWNER,
        _S.DECLINED,
        frozenset({_S.PROPOSED}),
        (Needs.REASON,),
        "Mengapa bukan tugas instansi Anda, dan siapa yang lebih tepat?",
    ),
    Move.AGREE: Rule(
        "Setujui tawaran",
        "disetujui tawarannya",
        Party.PROPOSER,
        _S.ACCEPTED,
        frozenset({_S.COUNTERED}),
    ),
    Move.INSIST: Rule(
        "Usulkan kembali",
        "diusulkan kembali",
        Party.PROPOSER,
        _S.PROPOSED,
        frozenset({_S.COUNTERED}),
        (Needs.REASON,),
        "Mengapa tawaran itu belum dapat disetujui?",
    ),
    Move.START: Rule(
        "Mulai",
        "dimulai",
        Party.OWNER,
        _S.IN_PROGRESS,
        frozenset({_S.ACCEPTED, _S.RETURNED}),
        asks="Siapa mengerjakan, dan langkah pertamanya",
    ),
    Move.RESUME: Rule("Lanjutkan", "dilanjutkan", Party.OWNER, _S.IN_PROGRESS, frozenset({_S.BLOCKED})),
    Move.UPDATE: Rule(
        "Laporkan kemajuan",
        "dilaporkan kemajuannya",
        Party.OWNER,
        _S.IN_PROGRESS,
        frozenset({_S.IN_PROGRESS}),
        (Needs.PROGRESS, Needs.REASON),
        "Apa yang sudah dikerjakan?",
    ),
    Move.CLAIM: Rule(
        "Klaim selesai",
        "diklaim selesai",
        Party.OWNER,
        _S.CLAIMED_DONE,
        frozenset({_S.IN_PROGRESS, _S.BLOCKED, _S.RETURNED}),
        (Needs.EVIDENCE,),
    ),
    Move.BLOCK: Rule(
        "Terkendala",
        "dinyatakan terkendala",
        Party.OWNER,
        _S.BLOCKED,
        frozenset({_S.ACCEPTED, _S.IN_PROGRESS, _S.RETURNED}),
        (Needs.REASON, Needs.HELPER),
        "Apa yang menghambat?",
    ),
    Move.VERIFY: Rule(
        "Verifikasi", "diverifikasi", Party.VERIFIER, _S.VERIFIED, frozenset({_S.CLAIMED_DONE})
    ),
    Move.RETURN: Rule(
        "Kembalikan",
        "dikembalikan",
        Party.VERIFIER,
        _S.RETURNED,
        frozenset({_S.CLAIMED_DONE}),
        (Needs.REASON,),
        "Apa yang masih kurang, dan bukti apa yang diminta?",
    ),
    Move.WITHDRAW: Rule(
        "Tarik usulan",
        "ditarik",
        Party.PROPOSER,
        _S.WITHDRAWN,
        frozenset({_S.PROPOSED, _S.COUNTERED}),
        (Needs.REASON,),
        "Mengapa usulan ini ditarik?",
    ),
}
"""Every way from one state to another, in the order in which a screen offers them."""

_NOT_YOURS = {
    Party.OWNER: "Hanya penanggung jawab tugas yang dapat menjawab dan mengerjakannya. "
    "Buka Instansi saya untuk melihat tugas Anda.",
    Party.PROPOSER: "Hanya instansi pengusul yang dapat menjawab tawaran atau menarik usulan. "
    "Sampaikan pendapat Anda kepada pengusul.",
    Party.VERIFIER: "Klaim selesai diperiksa oleh verifikator dari instansi lain, tidak oleh penanggung "
    "jawabnya. Tunggu putusan verifikator.",
}


class MoveNotPossible(RuleBroken):
    """The task's state does not lead there."""


def parties(
    agencies: Collection[int], *, owner_id: int, proposer_id: int, may_verify: bool
) -> frozenset[Party]:
    """How an actor's agencies stand to a task. Whoever owns it never verifies it."""
    if not agencies:
        return frozenset()
    found = set()
    if owner_id in agencies:
        found.add(Party.OWNER)
    elif may_verify:
        found.add(Party.VERIFIER)
    if proposer_id in agencies:
        found.add(Party.PROPOSER)
    return frozenset(found)


def moves(state: TaskState, standing: Collection[Party]) -> list[Move]:
    """What may be done now by who stands so to the task."""
    return [move for move, rule in RULES.items() if state in rule.out_of and rule.by in standing]


def require_standing(move: Move, standing: Collection[Party]) -> None:
    """Refuse a move that is not theirs to make, whatever the task's state."""
    by = RULES[move].by
    if by not in standing:
        raise Forbidden(_NOT_YOURS[by])


def refuse_own_claim(move: Move, *, person: int | None, claimant: int | None) -> None:
    """Nobody judges what his own account claimed, to whichever agency he has gone over since."""
    if RULES[move].by is Party.VERIFIER and claimant is not None and claimant == person:
        raise Forbidden(
            "Klaim selesai ini dikirim dari akun Anda sendiri. Verifikator lain yang memeriksanya; "
            "tunggu putusannya."
        )


def after(move: Move, state: TaskState) -> TaskState:
    """The state that a move leads to; a refusal when it does not start from here."""
    rule = RULES[move]
    if state in CLOSED_STATES:
        raise MoveNotPossible(
            f"Tugas ini sudah ditutup dan tidak dapat {rule.done} lagi. "
            "Usulkan tugas baru bila masih ada yang harus dikerjakan."
        )
    if state not in rule.out_of:
        raise MoveNotPossible(
            f"Dalam keadaannya sekarang tugas ini tidak dapat {rule.done}. "
            "Muat ulang halaman, lalu pilih tindakan yang tersedia."
        )
    return rule.to


# Clocks: how long a step may take.


class ClockKind(StrEnum):
    RESPONSE = "response"
    ANSWER = "answer"
    COUNTER_ANSWER = "counter_answer"
    PLAN = "plan"
    COMPLETION = "completion"
    VERIFICATION = "verification"


ANSWER_DAYS = {TaskClass.URGENT: 3, TaskClass.ORDINARY: ownership.ANSWER_DAYS}
PLAN_DAYS = {TaskClass.URGENT: 5, TaskClass.ORDINARY: 10}
REFERRAL_ANSWER_DAYS = {"kp2mi-trc": 1, "desk-polkam": 5}
"""Referrals to the capital have an answer clock of their own, by the owner's code."""

_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class RunningClock:
    """The clock that runs in a task's state; day clocks end with their last day."""

    kind: ClockKind
    since: datetime
    deadline: datetime
    in_hours: bool
    left: int
    """Minutes of an hour clock, working days of a day clock; negative when it has run out."""
    is_late: bool
    share_used: float

    @property
    def last_day(self) -> date:
        return local_time(self.deadline).date()

    @property
    def left_in_words(self) -> str:
        """In the unit in which it counts."""
        if self.in_hours:
            return lateness.minutes_left(self.left)
        return lateness.in_words(lateness.DueKind.TASK, self.left, is_late=self.is_late)


@dataclass(frozen=True)
class TaskTimes:
    """What the clocks of a task are computed from."""

    state: TaskState
    task_class: TaskClass
    referral_days: int | None
    """Working days in which the owner answers, where it is one that referrals go to."""
    proposed_at: datetime
    moved_at: datetime
    """When the present state began."""
    due_on: date


def running_clock(task: TaskTimes, now: datetime, holidays: Collection[date]) -> RunningClock | None:
    """None when the task is closed. No step may take longer than the task itself."""
    if task.state in CLOSED_STATES:
        return None
    kind, since, deadline, in_hours = _deadline(task, now, holidays)
    used = (now - since) / max(deadline - since, timedelta(minutes=1))
    if in_hours:
        # From minute to minute, as it is shown: within the first one no more is left than there is.
        left = (whole_minute(deadline) - whole_minute(now)) // timedelta(minutes=1)
        is_late = left < 0
    else:
        left = working_days_until(local_time(now).date(), local_time(deadline).date(), holidays)
        is_late = now > deadline
    return RunningClock(kind, since, deadline, in_hours, left, is_late, min(max(used, 0.0), 1.0))


def _deadline(
    task: TaskTimes, now: datetime, holidays: Collection[date]
) -> tuple[ClockKind, datetime, datetime, bool]:
    completion = (ClockKind.COMPLETION, task.proposed_at, _end_of(task.due_on), False)
    emergency = task.task_class is TaskClass.EMERGENCY
    if task.state is TaskState.CLAIMED_DONE:
        last = add_working_days(_day(task.moved_at), VERIFICATION_DAYS, holidays)
        return ClockKind.VERIFICATION, task.moved_at, _end_of(last), False
    if task.state in AWAITING_ANSWER:
        countered = task.state is TaskState.COUNTERED
        since = task.moved_at
        if emergency:
            kind = ClockKind.COUNTER_ANSWER if countered else ClockKind.RESPONSE
            return kind, since, since + timedelta(hours=RESPONSE_HOURS), True
        kind = ClockKind.COUNTER_ANSWER if countered else ClockKind.ANSWER
        days = ANSWER_DAYS[task.task_class] if countered else answer_days(task.task_class, task.referral_days)
        last = add_working_days(_day(since), days, holidays)
        return kind, since, _end_of(min(last, max(task.due_on, _day(since)))), False
    if task.state is TaskState.ACCEPTED and not emergency:
        last = add_working_days(_day(task.moved_at), PLAN_DAYS[task.task_class], holidays)
        if last < task.due_on and now <= _end_of(task.due_on):
            return ClockKind.PLAN, task.moved_at, _end_of(last), False
    return completion


def answered_by(task: TaskTimes, holidays: Collection[date]) -> date:
    """The day until which nobody's silence about a proposal is one."""
    _, _, deadline, _ = _deadline(task, task.moved_at, holidays)
    return _day(deadline)


class Ranked(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def task_class(self) -> TaskClass: ...


def rank(task: Ranked, running: RunningClock | None) -> tuple[bool, int, float, str]:
    """The order of every list of tasks: emergencies first, then the clock that ends first.

    What is closed comes last.
    """
    ends = running.deadline.timestamp() if running else 0.0
    return (running is None, CLASS_ORDER[task.task_class], ends, task.code)


def answer_days(task_class: TaskClass, referral_days: int | None) -> int:
    """Working days in which an owner answers a proposal that is no emergency."""
    return ANSWER_DAYS[task_class] if referral_days is None else referral_days


def _day(moment: datetime) -> date:
    return local_time(moment).date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, _END_OF_DAY, ZONE)


@dataclass(frozen=True)
class Said:
    """What a move says; each rule names which parts it needs."""

    note: str = ""
    due: str = ""
    terms: str = ""
    helper_code: str = ""
    progress: int | None = None
    evidence: str = ""
    letter: str = ""
    """Number and date of the letter with which an owner without an account answered."""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very progress (``commitments.plausibility``)."""


NOTHING_SAID = Said()


# Proposals: what may become a task at all.

LONGEST_TITLE = 160
LONGEST_TEXT = 500
SHORTEST_TEXT = 5


@dataclass(frozen=True)
class Proposal:
    """What a form (or a meeting's decision) asks for; ``due`` is in words or a date."""

    title: str
    output: str
    owner_code: str
    region_code: str
    due: str
    task_class: TaskClass = TaskClass.ORDINARY
    supporter_codes: Sequence[str] = ()
    origin: TaskOrigin = TaskOrigin.BY_HAND
    origin_key: str = ""
    """A commitment's or case's code, a decision's number in the database, a conflict's key."""


class DueDateRefused(RuleBroken):
    """A due date that has passed, or one that the class does not allow."""


class OwnerRefused(RuleBroken):
    """An agency that cannot be given a task."""


def refuse_too_long_for_a_task(decision: str) -> None:
    """Its words become the task's output, of which nothing is cut."""
    if len(decision.strip()) > LONGEST_TEXT:
        raise RuleBroken(
            f"Keputusan yang menjadi tugas paling banyak {LONGEST_TEXT} karakter; sekarang "
            f"{number(len(decision.strip()))}. Ringkaskan, atau catat sebagai keputusan saja."
        )


def check_text(label: str, text: str, *, longest: int = LONGEST_TEXT) -> str:
    """The text without its margins; a refusal when it says nothing, or too much."""
    text = " ".join(text.split())
    if len(text) < SHORTEST_TEXT:
        raise RuleBroken(f"“{label}” belum diisi. Tulis satu kalimat pendek.")
    if len(text) > longest:
        raise RuleBroken(
            f"“{label}” paling banyak {number(longest)} karakter; sekarang {number(len(text))}. Ringkaskan."
        )
    return text


MOST_FILES = 10
"""Of one task; what is more belongs into one document."""


def refuse_attaching(state: TaskState, files: int) -> None:
    """What was judged, or never promised, stays as it was handed in."""
    if state in CLOSED_STATES:
        raise RuleBroken("Tugas ini sudah selesai atau tidak berlanjut; berkasnya tidak ditambah lagi.")
    if files >= MOST_FILES:
        raise RuleBroken(f"Satu tugas paling banyak {MOST_FILES} berkas. Gabungkan, atau hapus satu dahulu.")


def refuse_removing(state: TaskState) -> None:
    """What a verifier has before him is not taken away under his eyes."""
    if state in CLOSED_STATES or state is TaskState.CLAIMED_DONE:
        raise RuleBroken("Berkas yang sudah diserahkan untuk diperiksa tidak dapat dihapus.")


def check_owner(name: str, *, may_own_tasks: bool) -> None:
    if not may_own_tasks:
        raise OwnerRefused(
            f"{name} tidak dapat diberi tugas; kepadanya data diperlihatkan, tidak lebih. "
            "Pilih penanggung jawab lain."
        )


def check_names_no_place(telling: list[str], proposer: str = "") -> None:
    """Who owns, supports, helps with or proposes what was born of a case is told to every reader, and an
    office called after a place tells that of a report that no release has told (ADR 25)."""
    if proposer:
        raise OwnerRefused(
            f"Nama {proposer} menyebut tempat, jadi menunjuk asal kasus ini kepada pembaca yang belum boleh "
            f"mengetahuinya. Minta BP3MI {HERE.short_name} atau Polda {HERE.short_name} mengusulkan "
            "tugas ini."
        )
    if telling:
        named = shortlist(telling)
        raise OwnerRefused(
            f"Nama {named} menyebut tempat, jadi menunjuk asal kasus ini kepada pembaca yang belum boleh "
            f"mengetahuinya. Pilih instansi yang bertugas di seluruh {HERE.short_name}, dan rujuk kasusnya "
            f"ke {named} dari halaman kasus."
        )


def check_keeps_no_place(becomes: str, tasks: list[str]) -> None:
    """The same where an office that works on them would be called after a place."""
    if tasks:
        raise RuleBroken(
            f"Nama {becomes} menyebut tempat, sedangkan {shortlist(tasks)} lahir dari register kasus dan "
            "penanggung jawabnya terbaca oleh semua. Selesaikan atau tarik dulu tugas itu, lalu ulangi."
        )


def check_due(task_class: TaskClass, due_on: date, on: date) -> None:
    if due_on < on:
        raise DueDateRefused(
            f"Tenggat {due_on:%d/%m/%Y} sudah lewat. Pilih hari ini ({on:%d/%m/%Y}) atau sesudahnya."
        )
    latest = on + timedelta(days=EMERGENCY_DAYS)
    if task_class is TaskClass.EMERGENCY and due_on > latest:
        raise DueDateRefused(
            f"Tugas darurat selesai dalam {EMERGENCY_DAYS} hari, paling lambat {latest:%d/%m/%Y}. "
            "Majukan tenggatnya, atau pilih kelas Segera."
        )


def check_offer(task_class: TaskClass, offered: date, on: date) -> None:
    """Another day that an owner asks for; an emergency stays one."""
    latest = on + timedelta(days=EMERGENCY_DAYS)
    if offered < on:
        raise DueDateRefused(f"Tenggat tawaran {long_date(offered)} sudah lewat. Pilih hari lain.")
    if task_class is TaskClass.EMERGENCY and offered > latest:
        raise DueDateRefused(
            f"Tugas darurat selesai dalam {EMERGENCY_DAYS} hari: tawarkan paling lambat {long_date(latest)}. "
            "Bila tidak mungkin, tawarkan syarat lain, atau tolak dengan alasannya."
        )


def refuse_a_day_gone_by(due_on: date, on: date) -> None:
    """Of what is agreed to, or proposed once more, after it has lain for a while."""
    if due_on < on:
        raise DueDateRefused(
            f"Tenggat {long_date(due_on)} sudah lewat sementara tawaran ini menunggu. "
            "Usulkan kembali dengan tenggat yang baru."
        )
