"""What users read: Indonesian labels, one table for each enumeration."""

from collections.abc import Mapping

from domain.access.accounts import QUIET_DAYS, AccountState, Concern
from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.access.delegations import DelegationKind, DelegationState
from domain.access.merging import Moving
from domain.access.permissions import DisclosureTier, EvidenceReach, Permission, Role
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.health import EvidenceKind, Health, ObstacleKind, ReportState, VerdictLevel
from domain.commitments.ownership import OfferState
from domain.commitments.quarters import AmendedPart
from domain.commitments.targets import ChangeState
from domain.commitments.verifiability import Question
from domain.disclosure import suppression
from domain.figures.cases import (
    CaseKind,
    FlagKind,
    PoliceStage,
    RecruitmentMode,
    ReferralState,
    RestitutionStage,
    Sector,
    ServiceStage,
    Stage,
    Track,
    Withdrawal,
)
from domain.figures.figures import ConflictRule, FigureStanding, Polarity
from domain.figures.map_view import Palette
from domain.meetings.life import AttendanceMode, Capacity, Classification, ItemState, MeetingState
from domain.places.province import Split
from domain.services.chain import ChainStep
from domain.services.desks import DeskStanding, DeskState
from domain.services.outreach import OrganizerKind, OutreachKind, TeamState
from domain.tasks.clocks import ClockKind
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.life import RULES, TaskClass, TaskOrigin, TaskState

ROLES = {role: role.row.label for role in Role}

MOVING = {
    Moving.ACCOUNTS: "akun, dengan yang nonaktif dan akun pelaksana",
    Moving.COMMITMENTS: "komitmen",
    Moving.TASKS: "tugas terbuka",
    Moving.PROPOSALS: "tugas terbuka yang diusulkannya",
    Moving.HELP: "tugas terbuka dan draf laporan yang menunggu bantuannya",
    Moving.OFFERS: "tawaran penanggung jawab yang menunggu",
    Moving.COUNTERS: "tawaran yang hendak dialihkan kepadanya",
    Moving.DRAFTS: "draf laporan",
    Moving.TARGETS: "usulan perubahan target",
    Moving.SUPPORT: "dukungan pada komitmen dan tugas",
    Moving.SEATS: "kursi Forkopimda",
    Moving.MEETINGS: "kehadiran, butir, dan keputusan rapat yang belum ditutup",
    Moving.FIGURES: "pertentangan angka yang harus dijelaskan",
    Moving.REFERRALS: "rujukan kasus yang berjalan",
    Moving.IMPORTS: "kiriman berkas yang belum disimpan",
    Moving.SUBORDINATES: "instansi bawahan",
    Moving.NAMES: "nama lain",
    Moving.DROPPED: "bantuan, dukungan, atau tawaran antara keduanya yang gugur",
}

ACCOUNT_STATES = {
    AccountState.ACTIVE: "Aktif",
    AccountState.INVITED: "Menunggu tautan dipakai",
    AccountState.LINK_EXPIRED: "Tanpa tautan berlaku",
    AccountState.CLOSED: "Nonaktif",
}

DELEGATION_KINDS = {
    DelegationKind.DAILY: "Plh. (pelaksana harian: pejabatnya berhalangan)",
    DelegationKind.ACTING: "Plt. (pelaksana tugas: jabatannya kosong)",
}

DELEGATION_STATES = {
    DelegationState.COMING: "Akan datang",
    DelegationState.RUNNING: "Berjalan",
    DelegationState.OVER: "Berakhir",
    DelegationState.REVOKED: "Dicabut",
}

ACCOUNT_CONCERNS = {
    Concern.WAITING: "Belum memasang kata sandi",
    Concern.QUIET: f"Tidak masuk {QUIET_DAYS} hari",
    Concern.HELD: "Percobaan masuk gagal",
    Concern.SIGNED_IN: "Sedang masuk",
    Concern.MAIL_REFUSED: "Surel ditolak",
    Concern.CLOSED: "Nonaktif",
}

AGENCY_KINDS = {
    AgencyKind.GOVERNOR_OFFICE: "Gubernur dan sekretariat daerah",
    AgencyKind.LEGISLATURE: "DPRD",
    AgencyKind.POLICE: "Kepolisian",
    AgencyKind.PROSECUTOR: "Kejaksaan",
    AgencyKind.MILITARY: "TNI",
    AgencyKind.COURT: "Pengadilan",
    AgencyKind.INTELLIGENCE: "Intelijen negara",
    AgencyKind.PROVINCIAL_AGENCY: "Perangkat daerah provinsi",
    AgencyKind.VERTICAL_AGENCY: "Instansi vertikal",
    AgencyKind.REGENCY_GOVERNMENT: "Pemerintah kabupaten/kota",
    AgencyKind.NATIONAL_BODY: "Kementerian atau lembaga pusat",
    AgencyKind.PARTNER_FAITH: "Mitra keagamaan",
    AgencyKind.PARTNER_NGO: "Mitra lembaga masyarakat",
    AgencyKind.PARTNER_OTHER: "Mitra lain",
    AgencyKind.STATE_ENTERPRISE: "BUMN atau BUMD",
    AgencyKind.MISSION_ABROAD: "Perwakilan di luar negeri",
    AgencyKind.MEDIA: "Media",
}

AGENCY_LEVELS = {
    AgencyLevel.NATIONAL: "Pusat",
    AgencyLevel.PROVINCE: "Provinsi",
    AgencyLevel.REGENCY: "Kabupaten/kota",
    AgencyLevel.VILLAGE: "Desa",
    AgencyLevel.ABROAD: "Luar negeri",
}

SEAT_BASES = {
    SeatBasis.STATUTORY: "Anggota menurut peraturan",
    SeatBasis.INVITATION: "Undangan",
}

PERMISSIONS = {
    Permission.VIEW_OVERVIEW: "Melihat Ringkasan",
    Permission.VIEW_PROGRESS: "Melihat Perkembangan",
    Permission.VIEW_MAP: "Melihat Peta",
    Permission.VIEW_REGION: "Melihat Wilayah",
    Permission.VIEW_FIGURES: "Melihat Angka & sumber",
    Permission.SEARCH: "Mencari di yang boleh dibaca",
    Permission.VIEW_COMMITMENTS: "Melihat Komitmen",
    Permission.VIEW_TASKS: "Melihat Tugas",
    Permission.VIEW_MEETINGS: "Melihat Rapat",
    Permission.TAKE_PAPERS: "Mengambil Laporan",
    Permission.VIEW_SCREEN: "Melihat Layar rapat",
    Permission.RUN_MEETINGS: "Menjadwalkan, memimpin, dan menutup rapat",
    Permission.VIEW_CASES: "Melihat baris Kasus",
    Permission.KEEP_CASES: "Mencatat, mengoreksi, dan merujuk kasus instansinya",
    Permission.ANSWER_REFERRALS: "Menjawab rujukan kasus bagi instansinya",
    Permission.SET_STAGE_LIMITS: "Mengisi batas waktu tahap kasus menurut aturan",
    Permission.CLOSE_RELEASES: "Menutup rilis register kasus",
    Permission.VIEW_AUDIT: "Membaca Jejak audit",
    Permission.VIEW_SYSTEM: "Membaca keadaan sistem",
    Permission.VIEW_MY_AGENCY: "Melihat Instansi saya",
    Permission.REPORT_PROGRESS: "Melaporkan komitmen instansi sendiri",
    Permission.VERIFY_REPORTS: "Memutus laporan instansi lain",
    Permission.VIEW_EVIDENCE: "Membuka berkas bukti",
    Permission.VIEW_OWN_ACCOUNT: "Melihat akun sendiri",
    Permission.MANAGE_OWN_SESSIONS: "Mengganti kata sandi dan mengakhiri sesi sendiri",
    Permission.NAME_DEPUTY: "Menunjuk pelaksana (Plh. atau Plt.) bagi kantornya",
    Permission.VIEW_INBOX: "Membaca Kotak masuk, dan mengatur kabar serta kalender sendiri",
    Permission.MANAGE_ACCOUNTS: "Mengelola akun pengguna",
    Permission.MANAGE_AGENCIES: "Mengelola instansi dan kursi Forkopimda",
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
    Permission.REMARK: "Menulis catatan",
    Permission.RECORD_LETTERS: "Mencatat jawaban surat, serta alamat dan penanda tangan surat",
    Permission.MANAGE_HOLIDAYS: "Mengatur cuti bersama",
    Permission.VIEW_SERVICES: "Melihat Layanan",
    Permission.REPORT_SERVICES: "Melaporkan layanan, tim desa, dan kegiatan instansi sendiri",
    Permission.LIST_SOURCE_VILLAGES: "Mencatat kantong desa PMI",
    Permission.VERIFY_SERVICES: "Memeriksa laporan layanan instansi lain",
    Permission.PUBLISH_FIGURES: "Mencatat angka terbit beserta sumbernya, dan menariknya",
    Permission.RESOLVE_CONFLICTS: "Menunjuk penjelas dan memutus pertentangan angka",
    Permission.IMPORT_FILES: "Mengimpor berkas instansi, dan membatalkannya",
    Permission.SIGN_IN: "Masuk dan keluar",
    Permission.SEED: "Mengisi basis data",
    Permission.BACK_UP: "Membuat dan memulihkan cadangan",
    Permission.NOTE_DRILLS: "Mencatat latihan pulih dari cadangan",
    Permission.KEY_TRAIL: "Mengunci jejak audit",
    Permission.REMIND: "Mengingatkan yang jatuh tempo",
    Permission.MOVE_ACCOUNTS_IN_TIME: "Menjalankan kepindahan akun pada harinya",
    Permission.MAIL_LINKS: "Menyerahkan tautan kata sandi kepada server surel",
}

TIERS = {
    DisclosureTier.CASES: "angka persis",
} | {
    tier: f"kabupaten/kota mulai {suppression.THRESHOLDS[tier]}; di bawahnya disembunyikan"
    for tier in (DisclosureTier.AGENCY, DisclosureTier.SHARED_SCREEN)
}

EVIDENCE_REACH = {
    EvidenceReach.ALL: "semua bukti",
    EvidenceReach.OWN: "bukti komitmen yang dipegang atau didukung instansinya",
    EvidenceReach.NONE: "tidak membuka berkas bukti",
}

HEALTH = {health: health.label for health in Health}

TASK_STATES = {state: state.label for state in TaskState}

TASK_CLASSES = {
    TaskClass.EMERGENCY: "Darurat",
    TaskClass.URGENT: "Segera",
    TaskClass.ORDINARY: "Biasa",
}

TASK_MOVES = {move: rule.label for move, rule in RULES.items()}

TASK_CLOCKS = {
    ClockKind.RESPONSE: "Respons",
    ClockKind.ANSWER: "Jawaban",
    ClockKind.COUNTER_ANSWER: "Jawaban balik",
    ClockKind.PLAN: "Rencana",
    ClockKind.COMPLETION: "Selesai",
    ClockKind.VERIFICATION: "Verifikasi",
}

ESCALATION_STEPS = {
    EscalationStep.REMINDER: "Pengingat kepada penanggung jawab",
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

REPORT_STATES = {state: state.row.label for state in ReportState}

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

FIGURE_STANDINGS = {
    FigureStanding.PUBLISHED: "Terbit",
    FigureStanding.CONFLICTING: "Bertentangan",
    FigureStanding.DECIDED: "Diputus ditampilkan",
    FigureStanding.SET_ASIDE: "Diputus tidak dipakai",
}

CONFLICT_RULES = {
    ConflictRule.SAME_PERIOD: "Dua sumber menyebut angka berbeda untuk periode yang sama.",
    ConflictRule.PART_EXCEEDS_WHOLE: ("Angka sebagian tahun lebih besar daripada angka setahun penuh."),
    ConflictRule.SUM_DIFFERS: "Jumlah angka beberapa periode berbeda dengan angka gabungannya.",
    ConflictRule.PARTS_EXCEED_TOTAL: "Bagian-bagiannya berjumlah lebih besar daripada totalnya.",
    ConflictRule.PARTS_FALL_SHORT: "Semua bagian disebut, tetapi jumlahnya kurang dari totalnya.",
    ConflictRule.STATED_PERCENT: "Persentase yang dinyatakan tidak cocok dengan realisasi dan targetnya.",
    ConflictRule.REPEATED_READING: (
        "Satu peristiwa dihitung dalam dua deret dengan hasil berbeda; selisihnya perlu dijelaskan."
    ),
}

PALETTES = {
    Palette.HARM: "Bahaya: makin besar makin gelap kemerahan",
    Palette.NEUTRAL: "Netral: biru, tanpa menilai",
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

RESTITUTION_STAGES = {
    RestitutionStage.APPLICATION: "Permohonan",
    RestitutionStage.LPSK_CALCULATION: "Hitungan LPSK",
    RestitutionStage.PROSECUTOR_DEMAND: "Tuntutan jaksa",
    RestitutionStage.VERDICT: "Putusan restitusi",
    RestitutionStage.PAID: "Dibayar",
}

TRACKS = {
    Track.POLICE: "Jalur perkara",
    Track.SERVICES: "Jalur layanan korban",
    Track.RESTITUTION: "Restitusi",
}

STAGES: Mapping[Stage, str] = POLICE_STAGES | SERVICE_STAGES | RESTITUTION_STAGES

WITHDRAWALS = {
    Withdrawal.DOUBLE: "Ditarik: rangkap",
    Withdrawal.WRONG: "Ditarik: keliru",
}

FLAGS = {
    FlagKind.CHILD: "Ada anak",
    FlagKind.SUSPECT_AT_LARGE: "DPO",
    FlagKind.THREATENED: "Ancaman terhadap korban atau saksi",
    FlagKind.MEDICAL: "Perlu pertolongan medis",
}

REFERRAL_STATES = {state: state.row.label for state in ReferralState}

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

CASE_FIELDS = {
    "agency_id": "Instansi sumber",
    "agency_reference": "Nomor rujukan instansi",
    "kind": "Jenis",
    "reported_on": "Tanggal lapor",
    "happened_on": "Tanggal kejadian",
    "closed_on": "Tanggal selesai",
    "origin_regency_code": "Asal",
    "origin_district_code": "Kecamatan asal",
    "origin_outside": "Dari luar provinsi",
    "transit_id": "Transit",
    "destination_iso3": "Tujuan",
    "women": "Perempuan",
    "men": "Laki-laki",
    "girls": "Anak perempuan",
    "boys": "Anak laki-laki",
    "suspects": "Tersangka",
    "sector": "Sektor",
    "recruitment": "Modus rekrut",
    "what_happened": "Uraian",
    "withdrawn_as": "Keadaan",
    "flag": "Tanda",
    "step": "Tahap",
}
"""Columns of a case record as the form and the history of corrections call them."""

CASE_WORDS: Mapping[CaseKind | Sector | RecruitmentMode, str] = CASE_KINDS | SECTORS | RECRUITMENT_MODES

MEETING_STATES = {state: state.row.label for state in MeetingState}

MEETING_WITHHELD = "Rapat rahasia"
"""What stands for a secret meeting's title before whoever may not read it."""

TITLE_WITHHELD = "Tindak lanjut keputusan rapat rahasia"
"""How a task is called before those who may not read what it was born from."""
MINUTES_WITHHELD = "Isi rapat rahasia, hanya untuk Forkopimda dan sekretariat."
CASE_TITLE_WITHHELD = "Tindak lanjut laporan kasus"
"""How a task that was born from a case is called before those who may not read it: no word and no place."""
CASE_WITHHELD = (
    "Hanya untuk petugas kasus, sekretariat, instansi yang mengerjakannya, dan pemeriksa selama klaimnya "
    "diperiksa."
)
CASE_DECISION_WITHHELD = (
    "Keputusan atas laporan kasus. Bunyinya hanya untuk petugas kasus, sekretariat, dan penanggung jawabnya."
)
CASE_VALUES_WITHHELD = (
    "Isi tugas atau keputusan dari kasus, di jejak ini hanya untuk yang boleh membaca register kasus."
)
CASE_ACT_WITHHELD = "Kasus mana dan apa isinya hanya untuk yang boleh membaca register kasus."
CASE_FILTER_WITHHELD = "Baris mana yang diambil hanya untuk yang boleh membaca register kasus."
CASE_CLERK_WITHHELD = "petugas kasus"
"""Who entered or changed a case, before those who may not see cases: an office of one kabupaten would tell
them where it came from."""
WITHHELD = "Hanya untuk Forkopimda, sekretariat, pemeriksa, dan instansi yang mengerjakannya."
HEADLINE_WITHHELD = "disembunyikan: dibuat untuk tingkat yang melihat lebih banyak"
"""What stands for the headline of a paper before whoever is told less than the one who took it."""

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

CAPACITIES = {
    Capacity.HOLDER: "Pejabat tetap",
    Capacity.ACTING: "Plt.",
    Capacity.STAND_IN: "Plh.",
    Capacity.ENVOY: "Utusan",
}


def split_in_words(split: Split, code: str) -> str:
    """What a figure of a place from before its split speaks of."""
    parent, child = split.parent_name, split.child_name
    if code == split.parent:
        return (
            f"Angka sebelum pemekaran {split.year}: {parent} waktu itu masih mencakup {child}. "
            f"Jangan dibandingkan langsung dengan {parent} sesudahnya."
        )
    return (
        f"{child} dimekarkan dari {parent} pada {split.year}. "
        "Periksa pada halaman aslinya, wilayah mana yang dihitung."
    )


def office_in_words(office: str, capacity: Capacity | None) -> str:
    """``Plh. Kepala Dinas Sosial``; the office alone where its holder sat there."""
    if not office or capacity in {None, Capacity.HOLDER}:
        return office
    return f"{CAPACITIES[capacity]} {office}" if capacity is not Capacity.ENVOY else f"{office} (utusan)"


def seat_in_words(mode: AttendanceMode, office: str, capacity: Capacity | None) -> str:
    """``Diwakili, Plh. Kepala Dinas Sosial``."""
    return ", ".join(filter(None, (ATTENDANCE[mode], office_in_words(office, capacity))))


ITEM_STATES = {
    ItemState.PLANNED: "Belum dibahas",
    ItemState.DISCUSSED: "Dibahas",
    ItemState.DROPPED: "Dilepas",
}

QUESTIONS = {
    Question.VERB: "Kata kerja",
    Question.AMOUNT: "Jumlah",
    Question.PLACE: "Tempat",
    Question.DATE: "Tanggal",
    Question.EVIDENCE: "Bukti",
    Question.OWNER: "Penanggung jawab",
}

OFFER_STATES = {state: state.row.label for state in OfferState}

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

DESK_STATES = {
    DeskState.OPEN: "Buka",
    DeskState.PLANNED: "Rencana",
    DeskState.ABSENT: "Tidak",
}

DESK_STANDINGS = {
    DeskStanding.PROVEN: "terbukti",
    DeskStanding.REPORTED: "dilaporkan, belum diverifikasi",
    DeskStanding.PLANNED: "direncanakan",
    DeskStanding.ABSENT: "tidak ada",
    DeskStanding.SILENT: "belum ada laporan, bukan nol",
}

CHAIN_STEPS = {
    ChainStep.INFORMATION: "Informasi",
    ChainStep.REGISTRATION: "Pendaftaran",
    ChainStep.DOCUMENTS: "Dokumen",
    ChainStep.TRAINING: "Pelatihan",
    ChainStep.HEALTH_CHECK: "Cek kesehatan",
    ChainStep.PASSPORT: "Paspor",
    ChainStep.SOCIAL_SECURITY: "Jaminan sosial",
    ChainStep.ORIENTATION: "OPP",
    ChainStep.DEPARTURE: "Berangkat",
}

OUTREACH_KINDS = {OutreachKind.EDUCATION: "Edukasi", OutreachKind.SUPERVISION: "Pengawasan"}

ORGANIZER_KINDS = {
    OrganizerKind.FAITH: "Lembaga keagamaan",
    OrganizerKind.SCHOOL: "Sekolah atau kampus",
    OrganizerKind.NGO: "LSM",
    OrganizerKind.MEDIA: "Media",
    OrganizerKind.GOVERNMENT: "Dinas atau pemerintah desa",
    OrganizerKind.OTHER: "Mitra lain",
}

TEAM_STATES = {state: state.row.label for state in TeamState}

CALCULATED_HOLIDAY = "hitungan kalender; cocokkan dengan SKB tiga menteri"
"""What a holiday rests on that nobody has entered."""
