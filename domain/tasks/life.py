"""Tasks: proposed, never ordered; their states, and who may move them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.access.errors import Forbidden, RuleBroken
from domain.access.permissions import Permission
from domain.commitments.progress import VERIFICATION_DAYS
from domain.enumerations import Rowed
from domain.look import Tone


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
