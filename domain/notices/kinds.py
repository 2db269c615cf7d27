"""What people are told of: one row a kind, with who is told, what it asks of them, and until when."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access.permissions import Permission, Role
from domain.commitments.health import ReportState
from domain.commitments.ownership import OfferState
from domain.commitments.targets import ChangeState
from domain.enumerations import Rowed
from domain.figures.cases import ReferralState
from domain.look import Tone
from domain.tasks.life import Phase, TaskState, states_in


class Matter(StrEnum):
    """What a notice is about; with the number of its row it names one thing."""

    TASK = "task"
    OFFER = "offer"
    TARGET_CHANGE = "target_change"
    CHECKPOINT = "checkpoint"
    SERVICE_REPORT = "service_report"
    VILLAGE_TEAM = "village_team"
    OUTREACH = "outreach"
    REFERRAL = "referral"
    CONFLICT = "conflict"
    """Of published figures."""
    MEETING = "meeting"
    DECISION = "decision"
    TASK_REMARKS = "task_remarks"
    """What is said of a task is a matter of its own: it takes no question about the task off anybody."""
    COMMITMENT_REMARKS = "commitment_remarks"
    DECISION_REMARKS = "decision_remarks"
    BACKUP = "backup"


class Work(StrEnum):
    """What a notice asks of its reader, in the order of the screen."""

    ANSWER = "answer"
    ACT = "act"
    KNOW = "know"


NOT_REPORTED = ""
"""The state of a checkpoint on which nobody has reported."""
THE_BACKUP = 1
"""The number of the matter: an installation has one backup, which was made or failed."""
OPEN_CONFLICT = "open"
"""The state of a conflict of figures of which nobody has decided what is shown."""
BACKUP_FAILED = "failed"
"""Its state, for as long as none was made since."""


@dataclass(frozen=True)
class NoticeRow:
    label: str
    """On its chip, when no clock runs."""
    tone: Tone
    icon: str
    matter: Matter
    needs: Permission
    """Who of an office is told: whoever may do something about it."""
    says: str
    """With {by}, the office that did it, and {code} and {due} of the matter."""
    work: Work = Work.KNOW
    way: str = "Buka"
    """On the button that leads to the matter."""
    asks_in: frozenset[str] = frozenset()
    """The states of the matter in which there is still something to do; in others it is only to be known."""
    answered_in: frozenset[str] = frozenset()
    """Those of them in which it is an answer that is missing, whatever else the kind asks for."""
    asks: str = ""
    """Said after it as long as that is true: what is asked of its reader, or still missing."""


_UNDERWAY = frozenset(states_in(Phase.UNDERWAY))
_OWNER, _PROPOSER = Permission.ANSWER_TASKS, Permission.PROPOSE_TASKS


class NoticeKind(Rowed):
    row: NoticeRow

    TASK_PROPOSED = (
        "task_proposed",
        NoticeRow(
            "diusulkan",
            Tone.PLAIN,
            "send",
            Matter.TASK,
            _OWNER,
            "{by} mengusulkan tugas {code}.",
            Work.ANSWER,
            "Jawab",
            frozenset({TaskState.PROPOSED}),
            asks="Terima, tawar, atau tolak dengan alasan.",
        ),
    )
    TASK_COUNTERED = (
        "task_countered",
        NoticeRow(
            "ditawar",
            Tone.AT_RISK,
            "swap_horiz",
            Matter.TASK,
            _PROPOSER,
            "{by} menawar tugas {code}.",
            Work.ANSWER,
            "Jawab",
            frozenset({TaskState.COUNTERED}),
            asks="Setujui tawarannya, atau usulkan kembali.",
        ),
    )
    TASK_ACCEPTED = (
        "task_accepted",
        NoticeRow("diterima", Tone.ON_SCHEDULE, "task_alt", Matter.TASK, _PROPOSER, "{by} menerima {code}."),
    )
    TASK_DECLINED = (
        "task_declined",
        NoticeRow(
            "ditolak",
            Tone.LATE,
            "do_not_disturb_on",
            Matter.TASK,
            _PROPOSER,
            "{by} menolak {code}; alasannya ada di riwayat tugas.",
        ),
    )
    TASK_WITHDRAWN = (
        "task_withdrawn",
        NoticeRow(
            "ditarik", Tone.PLAIN, "remove_circle", Matter.TASK, _OWNER, "{by} menarik usulan tugas {code}."
        ),
    )
    TASK_BLOCKED = (
        "task_blocked",
        NoticeRow(
            "terkendala",
            Tone.AT_RISK,
            "back_hand",
            Matter.TASK,
            _PROPOSER,
            "{by} menyatakan {code} terkendala.",
        ),
    )
    HELP_ASKED = (
        "help_asked",
        NoticeRow(
            "diminta membantu",
            Tone.AT_RISK,
            "handshake",
            Matter.TASK,
            _OWNER,
            "{by} meminta bantuan instansi Anda untuk {code}.",
            Work.ACT,
            "Lihat",
            frozenset({TaskState.BLOCKED}),
        ),
    )
    TASK_CLAIMED = (
        "task_claimed",
        NoticeRow(
            "diklaim selesai",
            Tone.PLAIN,
            "flag",
            Matter.TASK,
            Permission.VERIFY_TASKS,
            "{by} mengklaim {code} selesai.",
            Work.ANSWER,
            "Periksa",
            frozenset({TaskState.CLAIMED_DONE}),
            asks="Periksa buktinya.",
        ),
    )
    TASK_VERIFIED = (
        "task_verified",
        NoticeRow(
            "terverifikasi",
            Tone.DONE,
            "verified",
            Matter.TASK,
            _PROPOSER,
            "{by} memverifikasi {code}. Tidak ada yang perlu dilakukan.",
        ),
    )
    TASK_RETURNED = (
        "task_returned",
        NoticeRow(
            "dikembalikan",
            Tone.LATE,
            "undo",
            Matter.TASK,
            _OWNER,
            "{by} mengembalikan {code}.",
            Work.ACT,
            "Perbaiki",
            frozenset({TaskState.RETURNED}),
            asks="Baca yang masih kurang, lalu lengkapi.",
        ),
    )
    TASK_ESCALATED = (
        "task_escalated",
        NoticeRow(
            "eskalasi",
            Tone.LATE,
            "stairs",
            Matter.TASK,
            _PROPOSER,
            "{by} mencatat langkah eskalasi {code}.",
            Work.ACT,
            "Lihat",
            frozenset({*_UNDERWAY, TaskState.PROPOSED}),
        ),
    )
    TASK_DUE = (
        "task_due",
        NoticeRow(
            "segera jatuh tempo",
            Tone.AT_RISK,
            "hourglass_bottom",
            Matter.TASK,
            _OWNER,
            "{code} jatuh tempo {due}.",
            Work.ACT,
            "Kerjakan",
            _UNDERWAY,
        ),
    )
    TASK_LATE = (
        "task_late",
        NoticeRow(
            "lewat tenggat",
            Tone.LATE,
            "event_busy",
            Matter.TASK,
            _OWNER,
            "{code} lewat tenggat: {due}.",
            Work.ACT,
            "Tangani",
            frozenset({*_UNDERWAY, TaskState.PROPOSED}),
            frozenset({TaskState.PROPOSED}),
            asks="Kerjakan, jawab, atau sebut kendalanya.",
        ),
    )
    STEP_DUE = (
        "step_due",
        NoticeRow(
            "langkah eskalasi",
            Tone.LATE,
            "stairs",
            Matter.TASK,
            _PROPOSER,
            "Hari untuk langkah eskalasi {code} sudah tiba.",
            Work.ACT,
            "Catat",
            frozenset({*_UNDERWAY, TaskState.PROPOSED, TaskState.DECLINED}),
            asks="Catat langkahnya.",
        ),
    )
    OWNER_PROPOSED = (
        "owner_proposed",
        NoticeRow(
            "diusulkan",
            Tone.PLAIN,
            "handshake",
            Matter.OFFER,
            Permission.ANSWER_OWNERSHIP,
            "{by} mengusulkan instansi Anda sebagai penanggung jawab {code}.",
            Work.ANSWER,
            "Jawab",
            frozenset({OfferState.PROPOSED}),
        ),
    )
    OWNER_COUNTERED = (
        "owner_countered",
        NoticeRow(
            "ditawar",
            Tone.AT_RISK,
            "swap_horiz",
            Matter.OFFER,
            Permission.ASSIGN_OWNERS,
            "{by} menawar syarat lain untuk {code}.",
            Work.ANSWER,
            "Jawab",
            frozenset({OfferState.COUNTERED}),
        ),
    )
    OWNER_LATE = (
        "owner_late",
        NoticeRow(
            "belum dijawab",
            Tone.LATE,
            "event_busy",
            Matter.OFFER,
            Permission.ANSWER_OWNERSHIP,
            "Batas jawaban atas usulan penanggung jawab {code}: {due}.",
            Work.ANSWER,
            "Jawab",
            frozenset({OfferState.PROPOSED}),
            asks="Terima, tawar, atau tolak dengan alasan.",
        ),
    )
    COUNTER_LATE = (
        "counter_late",
        NoticeRow(
            "belum dijawab",
            Tone.LATE,
            "event_busy",
            Matter.OFFER,
            Permission.ASSIGN_OWNERS,
            "Batas jawaban atas tawaran untuk {code}: {due}.",
            Work.ANSWER,
            "Jawab",
            frozenset({OfferState.COUNTERED}),
            asks="Setujui tawarannya, atau tarik usulannya.",
        ),
    )
    OWNER_ACCEPTED = (
        "owner_accepted",
        NoticeRow(
            "diterima",
            Tone.DONE,
            "task_alt",
            Matter.OFFER,
            Permission.ASSIGN_OWNERS,
            "{by} menjadi penanggung jawab {code}.",
        ),
    )
    OWNER_DECLINED = (
        "owner_declined",
        NoticeRow(
            "ditolak",
            Tone.LATE,
            "do_not_disturb_on",
            Matter.OFFER,
            Permission.ASSIGN_OWNERS,
            "{by} menolak menjadi penanggung jawab {code}; alasannya tercatat.",
        ),
    )
    OWNER_SETTLED = (
        "owner_settled",
        NoticeRow(
            "usulan diputuskan",
            Tone.PLAIN,
            "gavel",
            Matter.OFFER,
            Permission.ANSWER_OWNERSHIP,
            "{by} menutup usulan penanggung jawab {code}.",
        ),
    )
    TARGET_PROPOSED = (
        "target_proposed",
        NoticeRow(
            "usul perubahan",
            Tone.AT_RISK,
            "edit_calendar",
            Matter.TARGET_CHANGE,
            Permission.DECIDE_TARGETS,
            "{by} mengusulkan target atau tenggat lain untuk {code}.",
            Work.ANSWER,
            "Putuskan",
            frozenset({ChangeState.PROPOSED}),
        ),
    )
    TARGET_LATE = (
        "target_late",
        NoticeRow(
            "belum diputuskan",
            Tone.LATE,
            "event_busy",
            Matter.TARGET_CHANGE,
            Permission.DECIDE_TARGETS,
            "Batas putusan atas usul perubahan {code}: {due}.",
            Work.ANSWER,
            "Putuskan",
            frozenset({ChangeState.PROPOSED}),
            asks="Setujui atau tolak dengan alasan.",
        ),
    )
    TARGET_DECIDED = (
        "target_decided",
        NoticeRow(
            "usul diputuskan",
            Tone.PLAIN,
            "gavel",
            Matter.TARGET_CHANGE,
            Permission.PROPOSE_TARGETS,
            "{by} memutuskan usul perubahan {code}.",
        ),
    )
    REPORT_SENT = (
        "report_sent",
        NoticeRow(
            "menunggu putusan",
            Tone.PLAIN,
            "rule",
            Matter.CHECKPOINT,
            Permission.VERIFY_REPORTS,
            "{by} mengirim laporan {code}.",
            Work.ANSWER,
            "Periksa",
            frozenset({ReportState.SUBMITTED}),
            asks="Periksa klaim dan buktinya.",
        ),
    )
    REPORT_VERIFIED = (
        "report_verified",
        NoticeRow(
            "terverifikasi",
            Tone.DONE,
            "verified",
            Matter.CHECKPOINT,
            Permission.REPORT_PROGRESS,
            "{by} menerima laporan {code}. Tidak ada yang perlu dilakukan.",
        ),
    )
    REPORT_RETURNED = (
        "report_returned",
        NoticeRow(
            "dikembalikan",
            Tone.LATE,
            "undo",
            Matter.CHECKPOINT,
            Permission.REPORT_PROGRESS,
            "{by} mengembalikan laporan {code}.",
            Work.ACT,
            "Perbaiki",
            frozenset({ReportState.RETURNED}),
            asks="Baca catatannya, lalu perbaiki.",
        ),
    )
    REPORT_DUE = (
        "report_due",
        NoticeRow(
            "laporan jatuh tempo",
            Tone.AT_RISK,
            "hourglass_bottom",
            Matter.CHECKPOINT,
            Permission.REPORT_PROGRESS,
            "Laporan {code} jatuh tempo {due}.",
            Work.ACT,
            "Laporkan",
            frozenset({NOT_REPORTED}),
        ),
    )
    REPORT_LATE = (
        "report_late",
        NoticeRow(
            "menunggak laporan",
            Tone.SILENT,
            "volume_off",
            Matter.CHECKPOINT,
            Permission.REPORT_PROGRESS,
            "Laporan {code} jatuh tempo {due}.",
            Work.ACT,
            "Laporkan",
            frozenset({NOT_REPORTED}),
            asks="Laporannya belum masuk.",
        ),
    )
    SERVICES_SENT = (
        "services_sent",
        NoticeRow(
            "menunggu putusan",
            Tone.PLAIN,
            "rule",
            Matter.SERVICE_REPORT,
            Permission.VERIFY_SERVICES,
            "{by} melaporkan layanan {code}.",
            Work.ANSWER,
            "Periksa",
            frozenset({ReportState.SUBMITTED}),
            asks="Periksa buktinya.",
        ),
    )
    SERVICES_VERIFIED = (
        "services_verified",
        NoticeRow(
            "terverifikasi",
            Tone.DONE,
            "verified",
            Matter.SERVICE_REPORT,
            Permission.REPORT_SERVICES,
            "{by} menerima laporan layanan {code}.",
        ),
    )
    SERVICES_RETURNED = (
        "services_returned",
        NoticeRow(
            "dikembalikan",
            Tone.LATE,
            "undo",
            Matter.SERVICE_REPORT,
            Permission.REPORT_SERVICES,
            "{by} mengembalikan laporan layanan {code}.",
            Work.ACT,
            "Perbaiki",
            frozenset({ReportState.RETURNED}),
            asks="Baca catatannya, lalu perbaiki.",
        ),
    )
    TEAM_RETURNED = (
        "team_returned",
        NoticeRow(
            "dikembalikan",
            Tone.LATE,
            "undo",
            Matter.VILLAGE_TEAM,
            Permission.REPORT_SERVICES,
            "{by} mengembalikan laporan {code}.",
            Work.ACT,
            "Perbaiki",
            frozenset({ReportState.RETURNED}),
            asks="Baca catatannya, lalu laporkan lagi.",
        ),
    )
    OUTREACH_RETURNED = (
        "outreach_returned",
        NoticeRow(
            "dikembalikan",
            Tone.LATE,
            "undo",
            Matter.OUTREACH,
            Permission.REPORT_SERVICES,
            "{by} mengembalikan laporan {code}.",
            Work.ACT,
            "Perbaiki",
            frozenset({ReportState.RETURNED}),
            asks="Baca catatannya, lalu laporkan lagi atau tarik.",
        ),
    )
    CASE_REFERRED = (
        "case_referred",
        NoticeRow(
            "rujukan",
            Tone.AT_RISK,
            "forward",
            Matter.REFERRAL,
            Permission.ANSWER_REFERRALS,
            "{by} merujuk sebuah kasus.",
            Work.ANSWER,
            "Jawab",
            frozenset({ReferralState.SENT}),
            asks="Terima, atau tolak dengan alasan.",
        ),
    )
    REFERRAL_ANSWERED = (
        "referral_answered",
        NoticeRow(
            "rujukan dijawab",
            Tone.PLAIN,
            "reply",
            Matter.REFERRAL,
            Permission.KEEP_CASES,
            "{by} menjawab rujukan.",
        ),
    )
    REFERRAL_ENDED = (
        "referral_ended",
        NoticeRow(
            "rujukan berakhir",
            Tone.PLAIN,
            "remove_circle",
            Matter.REFERRAL,
            Permission.ANSWER_REFERRALS,
            "{by} menarik kasus yang dirujuknya kepada instansi Anda. Rujukan itu tidak perlu dijawab lagi.",
        ),
    )
    EXPLANATION_ASKED = (
        "explanation_asked",
        NoticeRow(
            "diminta menjelaskan",
            Tone.AT_RISK,
            "call_split",
            Matter.CONFLICT,
            Permission.ANSWER_TASKS,
            "{by} meminta instansi Anda menjelaskan angka yang bertentangan ini. Batas penjelasannya: {due}.",
            Work.ACT,
            "Lihat",
            frozenset({OPEN_CONFLICT}),
        ),
    )
    CONFLICT_REOPENED = (
        "conflict_reopened",
        NoticeRow(
            "pertentangan terbuka lagi",
            Tone.AT_RISK,
            "call_split",
            Matter.CONFLICT,
            Permission.ANSWER_TASKS,
            "Angkanya berubah. Batas penjelasan instansi Anda: {due}.",
            Work.ACT,
            "Lihat",
            frozenset({OPEN_CONFLICT}),
        ),
    )
    MEETING_CALLED = (
        "meeting_called",
        NoticeRow(
            "undangan rapat",
            Tone.PLAIN,
            "groups",
            Matter.MEETING,
            Permission.VIEW_MEETINGS,
            "Rapat {due}.",
            asks="Siapkan butir yang menyangkut instansi Anda.",
        ),
    )
    MEETING_CHANGED = (
        "meeting_changed",
        NoticeRow(
            "rapat diubah",
            Tone.AT_RISK,
            "edit_calendar",
            Matter.MEETING,
            Permission.VIEW_MEETINGS,
            "Rencana rapat berubah: {due}.",
        ),
    )
    MEETING_WITHDRAWN = (
        "meeting_withdrawn",
        NoticeRow(
            "rapat ditarik",
            Tone.LATE,
            "event_busy",
            Matter.MEETING,
            Permission.VIEW_MEETINGS,
            "Undangan rapat {due} ditarik. Rapat itu tidak jadi kecuali diundang kembali.",
        ),
    )
    MEETING_RENEWED = (
        "meeting_renewed",
        NoticeRow(
            "diundang kembali",
            Tone.AT_RISK,
            "event_available",
            Matter.MEETING,
            Permission.VIEW_MEETINGS,
            "Rapat yang ditarik diundang kembali: {due}.",
            asks="Siapkan butir yang menyangkut instansi Anda.",
        ),
    )
    MEETING_SHEET = (
        "meeting_sheet",
        NoticeRow(
            "rapat segera mulai",
            Tone.AT_RISK,
            "schedule",
            Matter.MEETING,
            Permission.VIEW_MEETINGS,
            "Rapat mulai {due}. Lembar kantor Anda siap dibaca dan dicetak.",
            way="Buka lembar",
        ),
    )
    DECISION_MADE = (
        "decision_made",
        NoticeRow(
            "keputusan rapat",
            Tone.ON_SCHEDULE,
            "gavel",
            Matter.DECISION,
            Permission.VIEW_MEETINGS,
            "Instansi Anda disebut dalam keputusan {code}.",
        ),
    )
    TASK_REMARKED = (
        "task_remarked",
        NoticeRow(
            "catatan baru",
            Tone.PLAIN,
            "chat",
            Matter.TASK_REMARKS,
            Permission.REMARK,
            "{by} menulis catatan pada tugas {code}.",
        ),
    )
    COMMITMENT_REMARKED = (
        "commitment_remarked",
        NoticeRow(
            "catatan baru",
            Tone.PLAIN,
            "chat",
            Matter.COMMITMENT_REMARKS,
            Permission.REMARK,
            "{by} menulis catatan pada komitmen {code}.",
        ),
    )
    DECISION_REMARKED = (
        "decision_remarked",
        NoticeRow(
            "catatan baru",
            Tone.PLAIN,
            "chat",
            Matter.DECISION_REMARKS,
            Permission.REMARK,
            "{by} menulis catatan pada keputusan {code}.",
        ),
    )
    BACKUP_FAILED = (
        "backup_failed",
        NoticeRow(
            "cadangan gagal",
            Tone.LATE,
            "backup",
            Matter.BACKUP,
            Permission.VIEW_SYSTEM,
            "Cadangan malam gagal: {code}.",
            Work.ACT,
            "Lihat",
            frozenset({BACKUP_FAILED}),
        ),
    )


def kinds_for(role: Role | None) -> tuple[NoticeKind, ...]:
    """What somebody of a role may do something about; the rest he was told as somebody else."""
    held = role.row.permissions if role else frozenset()
    return tuple(kind for kind in NoticeKind if kind.row.needs in held)


def work_left(kind: NoticeKind, state: str) -> Work:
    """What a notice still asks, as its matter stands now: what was answered meanwhile is only to be known."""
    if state in kind.row.answered_in:
        return Work.ANSWER
    return kind.row.work if state in kind.row.asks_in else Work.KNOW
