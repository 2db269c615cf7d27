"""What users read: Indonesian labels, numbers, dates and durations, in one place."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.calendar import to_wita
from domain.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
from domain.commitments import EvidenceKind, Health, ObstacleKind, ReportState, VerdictLevel
from domain.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.escalation import EscalationCause, EscalationStep
from domain.events import Event
from domain.figures import ConflictRule, FigureStatus, Polarity
from domain.gate import Question
from domain.meetings import AttendanceMode, Classification, ItemState, MeetingState
from domain.ownership import OfferState
from domain.permissions import DisclosureTier, EvidenceReach, Permission, Role
from domain.quarters import AmendedPart
from domain.targets import ChangeState
from domain.tasks import ClockKind, Move, TaskClass, TaskOrigin, TaskState

LOCALE = "id"


def number(value: float | Decimal, digits: int = 0) -> str:
    """``2.249``; ``113,6`` with one digit. Digits after the comma are fixed."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(value, format=pattern, locale=LOCALE)
    return text if text.strip("-0,") else text.removeprefix("-")


def signed(value: float) -> str:
    """``+6``, ``−2``, ``0``: a difference."""
    if not value:
        return "0"
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


def percent(value: float, digits: int = 1) -> str:
    return f"{number(value, digits)} %"


PERCENT = ("%", "persen")
"""Units that are written as a sign."""


def quantity(value: float, unit: str = "") -> str:
    """``8 meja``; ``62,5 %``; a whole number without digits after the comma."""
    digits = 0 if float(value).is_integer() else 1
    return f"{number(value, digits)} {'%' if unit in PERCENT else unit}".strip()


def points(value: float) -> str:
    return f"{number(value)} poin"


_SMALL = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip


def in_words(value: int) -> str:
    """Small counts in words, as an official writes them at the head of a page."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def listing(items: list[str]) -> str:
    """``A``, ``A dan B``, ``A, B, dan C``."""
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + ", dan " + items[-1]


def shortlist(items: list[str], most: int = 3) -> str:
    """A listing that stops after a few: ``A, B, C, dan 19 lainnya``."""
    if len(items) <= most + 1:
        return listing(items)
    return f"{', '.join(items[:most])}, dan {number(len(items) - most)} lainnya"


def long_date(day: date) -> str:
    return format_date(day, "d MMMM y", locale=LOCALE)


def day_and_month(day: date) -> str:
    """``11 November``: for a day whose year nobody doubts."""
    return format_date(day, "d MMMM", locale=LOCALE)


def day_and_date(day: date) -> str:
    return format_date(day, "EEEE, d MMMM y", locale=LOCALE)


def short_date(day: date) -> str:
    return format_date(day, "d MMM y", locale=LOCALE)


def period(start: date, end: date) -> str:
    """A whole year as ``2024``, whole years as ``2018–2022``, otherwise from day to day."""
    if start == end:
        return short_date(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{short_date(start)}–{short_date(end)}"
    if start.month == end.month:
        return f"{start.day}–{short_date(end)}"
    return f"{format_date(start, 'd MMM', locale=LOCALE)}–{short_date(end)}"


def clock_time(moment: datetime) -> str:
    """``07.00 WITA``."""
    return f"{to_wita(moment):%H.%M} WITA"


def moment(at: datetime) -> str:
    return f"{long_date(to_wita(at).date())}, {clock_time(at)}"


def short_moment(at: datetime) -> str:
    return f"{short_date(to_wita(at).date())}, {clock_time(at)}"


def days_left(days: int) -> str:
    if days < 0:
        return f"lewat {number(-days)} hari"
    return "hari ini" if days == 0 else f"sisa {number(days)} hari"


def working_days_left(days: int) -> str:
    if days < 0:
        return f"lewat {number(-days)} hari kerja"
    return "hari ini" if days == 0 else f"sisa {number(days)} hari kerja"


def time_left(minutes: int) -> str:
    """``sisa 2 jam 14 menit``; ``lewat 3 jam``; beyond two days the hours no longer matter."""
    lead, total = ("lewat", -minutes) if minutes < 0 else ("sisa", minutes)
    if total >= 48 * 60:
        return f"{lead} {number(total // (24 * 60))} hari"
    hours, rest = divmod(total, 60)
    parts = [f"{hours} jam"] if hours else []
    if rest and (minutes >= 0 or not hours):
        parts.append(f"{rest} menit")
    return f"{lead} {' '.join(parts)}" if parts else "sekarang"


NOT_SET = "Belum ditetapkan"
NO_REPORT = "Belum ada laporan"
NOT_MENTIONED = "tidak disebut"
HIDDEN = "disembunyikan"

ROLES = {
    Role.GOVERNOR_OFFICE: "Kantor Gubernur dan sekretariat gugus tugas",
    Role.FORKOPIMDA: "Anggota Forkopimda",
    Role.AGENCY: "Kepala instansi dan penghubung",
    Role.VERIFIER: "Verifikator",
    Role.CASE_OFFICER: "Petugas kasus",
    Role.ADMINISTRATOR: "Administrator",
    Role.SHARED_SCREEN: "Layar bersama",
}

PERMISSIONS = {
    Permission.VIEW_OVERVIEW: "Melihat Ringkasan",
    Permission.VIEW_MAP: "Melihat Peta",
    Permission.VIEW_REGION: "Melihat Wilayah",
    Permission.VIEW_FIGURES: "Melihat Angka & sumber",
    Permission.VIEW_COMMITMENTS: "Melihat Komitmen",
    Permission.VIEW_TASKS: "Melihat Tugas",
    Permission.VIEW_MEETINGS: "Melihat Rapat",
    Permission.VIEW_SCREEN: "Melihat Layar rapat",
    Permission.RUN_MEETINGS: "Menjadwalkan, memimpin, dan menutup rapat",
    Permission.VIEW_CASES: "Melihat baris Kasus",
    Permission.VIEW_AUDIT: "Membaca Jejak audit",
    Permission.VIEW_MY_AGENCY: "Melihat Instansi saya",
    Permission.REPORT_PROGRESS: "Melaporkan komitmen instansi sendiri",
    Permission.VERIFY_REPORTS: "Memutus laporan instansi lain",
    Permission.VIEW_EVIDENCE: "Membuka berkas bukti",
    Permission.VIEW_OWN_ACCOUNT: "Melihat akun sendiri",
    Permission.MANAGE_OWN_SESSIONS: "Mengakhiri sesi sendiri",
    Permission.MANAGE_ACCOUNTS: "Membuat akun",
    Permission.FORM_COMMITMENTS: "Membentuk komitmen dari pernyataan",
    Permission.ASSIGN_OWNERS: "Mengusulkan penanggung jawab",
    Permission.ANSWER_OWNERSHIP: "Menjawab usulan penanggung jawab bagi instansinya",
    Permission.PROPOSE_TARGETS: "Mengusulkan perubahan target komitmen instansinya",
    Permission.DECIDE_TARGETS: "Memutuskan perubahan target",
    Permission.LOCK_QUARTERS: "Mengunci triwulan",
    Permission.REGISTER_DECISIONS: "Mencatat peristiwa keputusan dan pernyataannya",
    Permission.RECORD_DUTIES: "Mencatat kewajiban kabupaten/kota menurut undang-undang",
    Permission.PROPOSE_TASKS: "Mengusulkan tugas dan menjawab tawaran",
    Permission.ANSWER_TASKS: "Menjawab dan mengerjakan tugas instansi sendiri",
    Permission.VERIFY_TASKS: "Memeriksa klaim selesai instansi lain",
    Permission.ESCALATE_TASKS: "Mencatat pengingat dan eskalasi",
    Permission.RECORD_LETTERS: "Mencatat jawaban surat instansi tanpa akun",
    Permission.MANAGE_HOLIDAYS: "Mengatur cuti bersama",
    Permission.SIGN_IN: "Masuk dan keluar",
    Permission.SEED: "Mengisi basis data",
}

TIERS = {
    DisclosureTier.CASES: "angka persis",
    DisclosureTier.AGENCY: "kabupaten/kota mulai 3; di bawahnya disembunyikan",
    DisclosureTier.SHARED_SCREEN: "kabupaten/kota mulai 11; di bawahnya disembunyikan",
}

EVIDENCE_REACH = {
    EvidenceReach.ALL: "semua bukti",
    EvidenceReach.OWN: "bukti komitmen yang dipegang atau didukung instansinya",
    EvidenceReach.NONE: "tidak membuka berkas bukti",
}

HEALTH = {
    Health.DONE: "Selesai",
    Health.ON_SCHEDULE: "Sesuai jadwal",
    Health.AT_RISK: "Terancam",
    Health.OVERDUE: "Lewat tenggat",
    Health.SILENT: "Diam",
    Health.NO_OWNER: "Belum ada PJ",
}

TASK_STATES = {
    TaskState.PROPOSED: "Diusulkan",
    TaskState.ACCEPTED: "Diterima",
    TaskState.COUNTERED: "Ditawar",
    TaskState.DECLINED: "Ditolak",
    TaskState.WITHDRAWN: "Ditarik",
    TaskState.IN_PROGRESS: "Dikerjakan",
    TaskState.BLOCKED: "Terkendala",
    TaskState.CLAIMED_DONE: "Diklaim selesai",
    TaskState.VERIFIED: "Terverifikasi",
    TaskState.RETURNED: "Dikembalikan",
}

TASK_CLASSES = {
    TaskClass.EMERGENCY: "Darurat",
    TaskClass.URGENT: "Segera",
    TaskClass.ORDINARY: "Biasa",
}

TASK_MOVES = {
    Move.ACCEPT: "Terima",
    Move.COUNTER: "Tawar",
    Move.DECLINE: "Tolak",
    Move.AGREE: "Setujui tawaran",
    Move.INSIST: "Usulkan kembali",
    Move.WITHDRAW: "Tarik usulan",
    Move.START: "Mulai",
    Move.UPDATE: "Laporkan kemajuan",
    Move.BLOCK: "Terkendala",
    Move.RESUME: "Lanjutkan",
    Move.CLAIM: "Klaim selesai",
    Move.VERIFY: "Verifikasi",
    Move.RETURN: "Kembalikan",
}

TASK_CLOCKS = {
    ClockKind.RESPONSE: "Respons",
    ClockKind.ANSWER: "Jawaban",
    ClockKind.COUNTER_ANSWER: "Jawaban balik",
    ClockKind.PLAN: "Rencana",
    ClockKind.COMPLETION: "Selesai",
    ClockKind.VERIFICATION: "Verifikasi",
}

ESCALATION_STEPS = {
    EscalationStep.REMINDER: "Pengingat kepada pemilik",
    EscalationStep.SUPERIOR: "Surat kepada atasan instansi",
    EscalationStep.FORUM: "Dibahas di forum",
}

ESCALATION_CAUSES = {
    EscalationCause.NO_ANSWER: "usulan belum dijawab",
    EscalationCause.DECLINED: "usulan ditolak",
    EscalationCause.OVERDUE: "lewat tenggat",
}

TASK_ORIGINS = {
    TaskOrigin.REGION: "Wilayah",
    TaskOrigin.COMMITMENT: "Komitmen",
    TaskOrigin.DECISION: "Keputusan",
    TaskOrigin.CASE: "Kasus",
    TaskOrigin.FIGURE_CONFLICT: "Pertentangan angka",
    TaskOrigin.BY_HAND: "Dibuat langsung",
}

REPORT_STATES = {
    ReportState.DRAFT: "Draf",
    ReportState.SUBMITTED: "Menunggu verifikasi",
    ReportState.VERIFIED: "Terverifikasi",
    ReportState.RETURNED: "Dikembalikan",
    ReportState.SUPERSEDED: "Diganti laporan berikutnya",
}

VERDICTS = {
    VerdictLevel.NO_EVIDENCE: "Tanpa bukti",
    VerdictLevel.NOT_STARTED: "Belum mulai",
    VerdictLevel.LIMITED: "Terbatas",
    VerdictLevel.SUBSTANTIAL: "Substansial",
    VerdictLevel.COMPLETE: "Lengkap",
}

EVIDENCE = {
    EvidenceKind.DECREE: "SK/Keputusan",
    EvidenceKind.LETTER: "Surat/nota dinas",
    EvidenceKind.BUDGET_DOCUMENT: "DPA/RKA",
    EvidenceKind.INVITATION_AND_MINUTES: "Undangan, daftar hadir, notulen",
    EvidenceKind.PHOTO: "Foto kegiatan",
    EvidenceKind.ACTIVITY_REPORT: "Laporan kegiatan",
    EvidenceKind.NEWS_LINK: "Tautan berita",
    EvidenceKind.SPREADSHEET: "Lembar kerja",
}

OBSTACLES = {
    ObstacleKind.BUDGET: "Anggaran",
    ObstacleKind.OTHER_AGENCY: "Menunggu instansi lain",
    ObstacleKind.LEGAL_BASIS: "Dasar hukum",
    ObstacleKind.STAFF: "Petugas",
    ObstacleKind.OTHER: "Lainnya",
}

STATEMENT_KINDS = {
    StatementKind.PLEDGE: "Janji",
    StatementKind.EXISTING: "Yang sudah ada",
    StatementKind.ASPIRATION: "Harapan",
    StatementKind.DATA: "Klaim angka",
    StatementKind.DIAGNOSIS: "Penilaian",
}

BASES = {StatementBasis.QUOTED: "dikutip", StatementBasis.INFERRED: "disimpulkan"}

FIGURE_STATUSES = {
    FigureStatus.PUBLISHED: "Terbit",
    FigureStatus.CONFLICTING: "Bertentangan",
    FigureStatus.NEEDS_CLARIFICATION: "Perlu klarifikasi",
}

CONFLICT_RULES = {
    ConflictRule.SAME_PERIOD: "Dua sumber menyebut angka berbeda untuk periode yang sama.",
    ConflictRule.PART_EXCEEDS_WHOLE: ("Angka sebagian tahun lebih besar daripada angka setahun penuh."),
    ConflictRule.SUM_DIFFERS: "Jumlah angka tahunan berbeda dengan angka gabungannya.",
}

POLARITIES = {
    Polarity.UP: "Naik berarti baik",
    Polarity.DOWN: "Turun berarti baik",
    Polarity.AMBIGUOUS: "Naik dapat berarti baik atau buruk; tidak diwarnai",
}

CASE_KINDS = {
    CaseKind.TRAFFICKING: "TPPO",
    CaseKind.ILLEGAL_PLACEMENT: "Penempatan ilegal",
    CaseKind.PEOPLE_SMUGGLING: "Penyelundupan manusia",
    CaseKind.PREVENTED_DEPARTURE: "Pencegahan keberangkatan",
    CaseKind.WORKER_IN_DISTRESS: "PMI bermasalah",
    CaseKind.DEPORTATION: "Deportasi",
    CaseKind.SICK_REPATRIATED: "Sakit dipulangkan",
    CaseKind.DEATH_ABROAD: "Meninggal di luar negeri",
}

POLICE_STAGES = {
    PoliceStage.REPORTED: "Laporan diterima",
    PoliceStage.PRELIMINARY_INQUIRY: "Penyelidikan",
    PoliceStage.INVESTIGATION: "Penyidikan",
    PoliceStage.FILE_SUBMITTED: "Berkas tahap I",
    PoliceStage.RETURNED_P19: "P-19",
    PoliceStage.COMPLETE_P21: "P-21",
    PoliceStage.HANDED_TO_PROSECUTION: "Tahap II",
    PoliceStage.TRIAL: "Persidangan",
    PoliceStage.VERDICT: "Putusan",
    PoliceStage.FINAL: "Inkracht",
    PoliceStage.CLOSED_NO_CASE: "Dihentikan",
}

SERVICE_STAGES = {
    ServiceStage.IDENTIFICATION: "Identifikasi",
    ServiceStage.RESCUE: "Penjemputan",
    ServiceStage.SHELTER: "Rumah aman",
    ServiceStage.HEALTH_REHABILITATION: "Rehabilitasi kesehatan",
    ServiceStage.PSYCHOSOCIAL_REHABILITATION: "Rehabilitasi psikososial",
    ServiceStage.LEGAL_AID: "Bantuan hukum",
    ServiceStage.RESTITUTION: "Restitusi",
    ServiceStage.REPATRIATION: "Pemulangan",
    ServiceStage.REINTEGRATION: "Reintegrasi",
}

SECTORS = {
    Sector.DOMESTIC_WORK: "Rumah tangga",
    Sector.ELDERLY_CARE: "Pengasuh lansia",
    Sector.PALM_PLANTATION: "Perkebunan sawit",
    Sector.CONSTRUCTION: "Konstruksi",
    Sector.TIMBER: "Kilang kayu",
    Sector.FISHING: "Perikanan",
    Sector.HOSPITALITY: "Hotel dan jasa",
    Sector.ONLINE_SCAM: "Penipuan daring",
    Sector.SEXUAL_EXPLOITATION: "Eksploitasi seksual",
    Sector.UNKNOWN: "Tidak diketahui",
}

RECRUITMENT_MODES = {
    RecruitmentMode.BROKER: "Calo",
    RecruitmentMode.FICTITIOUS_COMPANY: "Perusahaan fiktif",
    RecruitmentMode.SOCIAL_MEDIA: "Media sosial",
    RecruitmentMode.FAMILY_OR_FRIEND: "Keluarga atau kenalan",
    RecruitmentMode.INTERNSHIP: "Kedok pemagangan",
    RecruitmentMode.FALSE_DOCUMENTS: "Dokumen palsu",
    RecruitmentMode.UNKNOWN: "Tidak diketahui",
}

MEETING_STATES = {
    MeetingState.DRAFT: "Rancangan",
    MeetingState.OPEN: "Terjadwal",
    MeetingState.IN_PROGRESS: "Berlangsung",
    MeetingState.CLOSED: "Ditutup",
}

TITLE_WITHHELD = "Tindak lanjut keputusan rapat rahasia"
"""How a task is called before those who may not read what it was born from."""
MINUTES_WITHHELD = "Isi rapat rahasia, hanya untuk Forkopimda dan sekretariat."
WITHHELD = "Hanya untuk Forkopimda, sekretariat, pemeriksa, dan instansi yang mengerjakannya."

CLASSIFICATIONS = {
    Classification.ORDINARY: "Biasa",
    Classification.RESTRICTED: "Terbatas",
    Classification.SECRET: "Rahasia",
}

ATTENDANCE = {
    AttendanceMode.PRESENT: "Hadir",
    AttendanceMode.REPRESENTED: "Diwakili",
    AttendanceMode.ONLINE: "Daring",
    AttendanceMode.ABSENT: "Tidak hadir",
}

ITEM_STATES = {
    ItemState.PLANNED: "Belum dibahas",
    ItemState.DISCUSSED: "Dibahas",
    ItemState.DROPPED: "Dilepas",
}

EVENTS = {
    Event.DATABASE_SEEDED: "Basis data diisi",
    Event.USER_CREATED: "Akun dibuat",
    Event.SIGNED_IN: "Masuk",
    Event.SIGN_IN_REFUSED: "Percobaan masuk ditolak",
    Event.SIGNED_OUT: "Keluar",
    Event.SIGNED_OUT_EVERYWHERE: "Keluar dari semua perangkat",
    Event.ACCESS_REFUSED: "Akses ditolak",
    Event.REPORT_BEGUN: "Draf laporan dimulai",
    Event.REPORT_DISCARDED: "Draf laporan dihapus",
    Event.REPORT_SUBMITTED: "Laporan dikirim",
    Event.REPORT_VERIFIED: "Laporan terverifikasi",
    Event.REPORT_RETURNED: "Laporan dikembalikan",
    Event.EVIDENCE_ADDED: "Bukti ditambahkan",
    Event.EVIDENCE_REMOVED: "Bukti dihapus dari draf",
    Event.DECISION_EVENT_ADDED: "Peristiwa keputusan dicatat",
    Event.STATEMENT_ADDED: "Pernyataan dicatat",
    Event.COMMITMENT_FORMED: "Komitmen dibentuk",
    Event.OWNERSHIP_PROPOSED: "Penanggung jawab diusulkan",
    Event.OWNERSHIP_ANSWERED: "Usulan penanggung jawab dijawab",
    Event.OWNERSHIP_SETTLED: "Tawaran penanggung jawab diputuskan",
    Event.TARGET_PROPOSED: "Perubahan target diusulkan",
    Event.TARGET_DECIDED: "Perubahan target diputuskan",
    Event.QUARTER_LOCKED: "Triwulan dikunci",
    Event.QUARTER_AMENDED: "Amandemen pada triwulan terkunci",
    Event.DUTY_RECORDED: "Kewajiban kabupaten/kota dicatat",
    Event.MEETING_SCHEDULED: "Rapat dijadwalkan",
    Event.MEETING_CHANGED: "Rencana rapat diubah",
    Event.MEETING_MOVED: "Keadaan rapat diubah",
    Event.ATTENDANCE_RECORDED: "Kehadiran dicatat",
    Event.AGENDA_DRAFTED: "Agenda disusun",
    Event.AGENDA_CHANGED: "Agenda diubah",
    Event.DECISION_RECORDED: "Keputusan dicatat",
    Event.DECISION_CHANGED: "Keputusan diperbaiki",
    Event.DECISION_SEALED: "Keputusan disegel",
    Event.MINUTES_SEALED: "Notulen disegel",
    Event.MINUTES_AMENDED: "Addendum dicatat",
    Event.SCREEN_STARTED: "Layar rapat dimulai",
    Event.SCREEN_REVOKED: "Layar rapat dicabut",
    Event.TASK_PROPOSED: "Tugas diusulkan",
    Event.TASK_MOVED: "Tugas berpindah keadaan",
    Event.TASK_ESCALATED: "Tugas dieskalasi",
    Event.JOINT_LEAVE_CHANGED: "Cuti bersama diubah",
}

GATE_QUESTIONS = {
    Question.VERB: "Kata kerja",
    Question.AMOUNT: "Jumlah",
    Question.PLACE: "Tempat",
    Question.DATE: "Tanggal",
    Question.EVIDENCE: "Bukti",
    Question.OWNER: "Penanggung jawab",
}

OFFER_STATES = {
    OfferState.PROPOSED: "Menunggu jawaban",
    OfferState.ACCEPTED: "Diterima",
    OfferState.COUNTERED: "Ditawar",
    OfferState.DECLINED: "Ditolak",
    OfferState.WITHDRAWN: "Ditarik",
}

CHANGE_STATES = {
    ChangeState.PROPOSED: "Menunggu putusan",
    ChangeState.APPROVED: "Disetujui",
    ChangeState.REJECTED: "Ditolak",
}

AMENDED_PARTS = {
    AmendedPart.REPORT: "laporan",
    AmendedPart.VERDICT: "putusan",
    AmendedPart.TARGET: "target",
}

DUTIES = {
    RegencyDuty.TASK_FORCE: "SK Gugus Tugas",
    RegencyDuty.ACTION_PLAN: "RAD/Perbup",
    RegencyDuty.LTSA: "LTSA",
}

DUTY_STATES = {
    DutyState.UNVERIFIED: "belum diverifikasi",
    DutyState.PRESENT: "ada",
    DutyState.ABSENT: "tidak ada",
}

DECISION_EVENT_KINDS = {
    DecisionEventKind.DECLARATION: "Deklarasi",
    DecisionEventKind.COORDINATION_MEETING: "Rapat koordinasi",
    DecisionEventKind.STATEMENT_TO_PRESS: "Pernyataan kepada pers",
}

AUDIT_SUBJECTS = {
    "user": "akun",
    "database": "basis data",
    "screen": "layar",
    "action": "tindakan",
    "commitment": "komitmen",
    "quarter": "triwulan",
    "region": "wilayah",
    "report": "laporan",
    "evidence": "bukti",
    "statement": "pernyataan",
    "decision_event": "peristiwa keputusan",
    "task": "tugas",
    "joint_leave": "cuti bersama",
    "meeting": "rapat",
    "decision": "keputusan",
    "agenda_item": "butir agenda",
    "amendment": "addendum",
}
_VALUES_IN_WORDS: tuple[Mapping[Any, str], ...] = (
    ROLES, TASK_STATES, TASK_CLASSES, TASK_ORIGINS, ESCALATION_STEPS, ESCALATION_CAUSES, REPORT_STATES,
    VERDICTS, EVIDENCE, STATEMENT_KINDS, DECISION_EVENT_KINDS, MEETING_STATES, CLASSIFICATIONS, ATTENDANCE,
    ITEM_STATES, OFFER_STATES, CHANGE_STATES, DUTY_STATES, DUTIES,
)  # fmt: skip
AUDIT_VALUES = {
    "unknown": "tidak dikenal",
    "demo": "dengan data contoh",
    "empty": "tanpa data contoh",
    "form_commitment": "membentuk komitmen",
    "propose_owner": "mengusulkan penanggung jawab",
    "answer_ownership": "menjawab usulan penanggung jawab",
    "settle_ownership": "memutuskan tawaran penanggung jawab",
    "propose_target": "mengusulkan perubahan target",
    "decide_target": "memutuskan perubahan target",
    "lock_quarter": "mengunci triwulan",
    "add_decision_event": "mencatat peristiwa keputusan",
    "add_statement": "mencatat pernyataan",
    "record_duty": "mencatat kewajiban kabupaten/kota",
    **{value.value: label.lower() for words in _VALUES_IN_WORDS for value, label in words.items()},
}
AUDIT_KEYS = {
    "class": "kelas",
    "origin": "asal",
    "move": "tindakan",
    "step": "langkah",
    "cause": "sebab",
    "missed_on": "terlewat pada",
    "name": "nama",
    "session": "sesi",
    "sessions": "jumlah sesi",
    "username": "nama pengguna",
    "role": "peran",
    "agency": "instansi",
    "state": "keadaan",
    "reason": "alasan",
    "note": "catatan",
    "owner": "penanggung jawab",
    "target": "target",
    "due_on": "tenggat",
    "statement": "pernyataan",
    "title": "judul",
    "quarter": "triwulan",
    "what": "bagian",
    "duty": "kewajiban",
    "reference": "nomor",
    "link": "tautan",
    "dated_on": "tanggal dokumen",
    "source": "sumber",
    "event": "peristiwa",
    "text": "isi",
    "held_on": "tanggal",
    "commitment": "komitmen",
    "claimed": "klaim",
    "verified": "terverifikasi",
    "level": "tingkat",
    "evidence": "bukti",
    "amendment": "alasan perubahan",
    "kind": "jenis",
    "size": "ukuran",
    "hash": "sidik",
    "replaces": "mengganti",
    "starts_at": "mulai",
    "place": "tempat",
    "classification": "sifat",
    "planned_minutes": "lama (menit)",
    "minutes": "lama (menit)",
    "carried": "butir terbawa",
    "lines": "butir",
    "left_out": "butir tidak muat",
    "added": "ditambahkan",
    "position": "urutan",
    "because": "sebab",
    "number": "nomor",
    "task": "tugas",
    "owner_id": "penanggung jawab",
    "directions": "arahan",
    "discussion": "pembahasan",
    "label": "keputusan",
    "code": "kode segel",
    "rows": "baris disegel",
    "meeting": "rapat",
    "screen": "layar",
    "screens": "jumlah layar",
    "hours": "berlaku (jam)",
}
