"""What a cell may choose among: the words of offices for each kind, stage, sector and state."""

import re

from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.permissions import Role
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
from domain.imports.concepts import A_BODY, ALL_CONCEPTS, NONPROCEDURAL
from domain.imports.kinds import ImportKind
from domain.imports.words import key
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.words import labels

Choices = tuple[tuple[str, re.Pattern[str]], ...]


def _choices(ours: dict[str, str], also: dict[str, str]) -> Choices:
    """The words of our own screens, so that what was exported comes back, and those of the offices."""
    found = [(code, rf"^{re.escape(key(label))}$|^{key(code)}$") for code, label in ours.items()]
    found += list(also.items())
    return tuple((code, re.compile(pattern)) for code, pattern in found)


KINDS_OF_CASE = _choices(
    {str(code): label for code, label in labels.CASE_KINDS.items()},
    {
        CaseKind.TRAFFICKING: r"^(?:dugaan |kasus |korban )*"
        r"(?:tppo|(?:tindak pidana )?perdagangan orang|(?:human )?traff?ic?king(?: in persons)?|"
        r"trafi[ck]?king)"
        r"(?: tppo)?(?: (?:online scam(?:ming)?|scam(?:ming)?))?$|"
        r"^tppo (?:tindak pidana )?perdagangan orang$",
        CaseKind.ILLEGAL_PLACEMENT: r"^(?:penempatan (?:c?pmi )?(?:secara )?"
        r"(?:ilegal|illegal|non ?prosedural)|(?:pmi|tki|tkw|tenaga kerja|pekerja migran) (?:ilegal|illegal)|"
        r"(?:pemberangkatan|pengiriman|perekrutan) (?:c?pmi )?(?:secara )?(?:ilegal|illegal))$",
        CaseKind.PEOPLE_SMUGGLING: r"^(?:tppm|penyelundupan(?: manusia| orang)?|"
        r"(?:people|human|migrant) smuggling|smuggling of (?:migrants|persons|people))$",
        CaseKind.PREVENTED_DEPARTURE: r"^(?:pencegahan|penggagalan|dicegah|penundaan)(?: keberangkatan)?"
        r"(?: c?pmi(?: np| non ?prosedural)?)?$|^(?:keberangkatan |c?pmi )(?:dicegah|digagalkan)$",
        CaseKind.WORKER_IN_DISTRESS: r"^(?:pmi b|pmib|pmi bermasalah|"
        r"(?:gaji|upah) (?:tidak|tdk|belum|blm) (?:di ?bayar(?:kan)?)(?: (?:selama )?\d+ (?:bulan|bln))?"
        r"(?: (?:oleh )?(?:majikan|agen))?|"
        r"(?:majikan|agen) (?:tidak|tdk|belum|blm) (?:mem)?bayar (?:gaji|upah)|phk(?: sepihak)?|"
        r"(?:gaji|upah) ditahan(?: (?:oleh )?(?:majikan|agen))?|"
        r"(?:hilang|putus|lost) (?:kontak|komunikasi|contact)|(?:penahanan|ditahannya) (?:dokumen|paspor)|"
        r"(?:dokumen|paspor) ditahan(?: (?:oleh )?(?:majikan|agen))?|"
        r"(?:penyiksaan|penganiayaan|kekerasan(?: fisik| seksual)?|pelecehan(?: seksual)?|disiksa|dianiaya) "
        r"(?:oleh )?(?:majikan|agen))$",
        CaseKind.DEPORTATION: r"^(?:(?:pmi )?(?:deportasi|deportan)|deportan pmi|repatriasi)$",
        CaseKind.SICK_REPATRIATED: r"^(?:pmi )?sakit(?: dipulangkan)?$",
        CaseKind.DEATH_ABROAD: r"^(?:pmi )?meninggal(?: dunia)?"
        r"(?: (?:karena )?(?:sakit|kecelakaan(?: kerja)?))?$|^kematian$|^(?:pemulangan )?jenazah(?: pmi)?$",
    },
)
KINDS_NEAR: Choices = tuple(
    (str(code), re.compile(pattern))
    for code, pattern in (
        (CaseKind.TRAFFICKING, r"\b(?:eksploitasi|perbudakan|kerja paksa|scam\w*|prostitusi|tppo)\b"),
        (
            CaseKind.WORKER_IN_DISTRESS,
            r"\b(?:over ?stay|disiksa|penyiksaan|kekerasan|dianiaya|penganiayaan|pelecehan|gaji|upah|kontrak|"
            r"phk|terlantar|(?:ingin|minta) (?:pulang|dipulangkan)|bermasalah|kabur|majikan)\b",
        ),
        (
            CaseKind.ILLEGAL_PLACEMENT,
            r"\b(?:(?<!adopsi )(?:ilegal|illegal)|non ?prosedural|unprosedural|np|tanpa dokumen|calo)\b",
        ),
        (CaseKind.PEOPLE_SMUGGLING, r"\b(?:tppm|penyelundupan|smuggling)\b"),
        (CaseKind.DEATH_ABROAD, r"\b(?:meninggal|kematian|jenazah)\b"),
        (CaseKind.DEPORTATION, r"\b(?:deportasi|deportan|dideportasi)\b"),
    )
)
"""What a word may stand for that is no kind by itself: proposed where a cell waits, and never read."""
_KINDS_IN_TITLES = {
    CaseKind.TRAFFICKING: re.compile(
        r"\b(?:tppo|perdagangan orang|(?<!anti )(?<!counter )traff?ic?king(?: in persons)?)\b"
    ),
    CaseKind.PEOPLE_SMUGGLING: re.compile(
        r"\b(?:tppm|penyelundupan|(?:people|human|migrant) smuggling|"
        r"smuggling of (?:migrants|persons|people))\b"
    ),
    CaseKind.ILLEGAL_PLACEMENT: re.compile(r"\b(?:ilegal|illegal|non ?prosedural|np)\b"),
    CaseKind.WORKER_IN_DISTRESS: re.compile(r"\b(?:bermasalah|pengaduan)\b"),
    CaseKind.DEPORTATION: re.compile(r"\b(?:deportasi|deportan|dideportasi|deport(?:ed|ations?))\b"),
    CaseKind.DEATH_ABROAD: re.compile(r"\b(?:meninggal|jenazah)\b"),
    CaseKind.PREVENTED_DEPARTURE: re.compile(r"\b(?:pencegahan|penundaan|penggagalan|dicegah)\b"),
}
"""What a title calls the cases of a register without a column that does."""


def kinds_in_title(words: str) -> list[CaseKind]:
    """Every kind that it names; “Satgas TPPO” is who wrote it, and whatever they met with."""
    said = A_BODY.sub(" ", words)
    return [kind for kind, pattern in _KINDS_IN_TITLES.items() if pattern.search(said)]


_ON_A_DAY = r"(?: (?:tgl |tanggal |pada )?\d{1,2} (?:\d{1,2}|[a-z]+) (?:\d{4}|\d{2}))?$"
"""“P-21 tgl 4/3/26” and “Tahap II (13 Maret 2026)” name the day beside the stage."""
POLICE_STAGES = _choices(
    {str(code): label for code, label in labels.POLICE_STAGES.items()},
    {
        PoliceStage.REPORTED: r"^(?:lp|laporan|laporan polisi|dilaporkan|reported)$",
        PoliceStage.PRELIMINARY_INQUIRY: r"^lidik$",
        PoliceStage.INVESTIGATION: r"^(?:sidik|(?:naik|tahap) (?:ke )?(?:sidik|penyidikan)|spdp)$",
        PoliceStage.FILE_SUBMITTED: r"^tahap (?:i|1)" + _ON_A_DAY,
        PoliceStage.RETURNED_P19: r"^p ?19" + _ON_A_DAY,
        PoliceStage.COMPLETE_P21: r"^(?:p ?21(?: lengkap)?|(?:berkas )?lengkap p ?21)" + _ON_A_DAY,
        PoliceStage.HANDED_TO_PROSECUTION: r"^(?:tahap (?:ii|2)|(?:tahap |proses )?penuntutan)" + _ON_A_DAY,
        PoliceStage.TRIAL: r"^(?:sidang|persidangan|(?:on |in |court )?trial|(?:in )?court)$",
        PoliceStage.VERDICT: r"^(?:vonis|divonis|putusan|diputus)\b"
        r"(?!.*\b(?:belum|blm|menunggu|tunda|tunggu|sela|in[ck]rac?h?t?)\b).*$|^(?:banding|kasasi)$",
        PoliceStage.FINAL: r"^(?:in[ck]rac?h?t?|berkekuatan hukum tetap|bht)$",
        PoliceStage.CLOSED_NO_CASE: r"^(?:sp ?3|sp2 ?lid(?:ik)?|dihentikan|"
        r"(?:henti|penghentian) (?:lidik|sidik|penyelidikan|penyidikan))" + _ON_A_DAY,
    },
)
SERVICE_STAGES = _choices(
    {str(code): label for code, label in labels.SERVICE_STAGES.items()},
    {
        ServiceStage.RESCUE: r"^(?:penyelamatan|penjemputan)(?: korban)?$",
        ServiceStage.REPATRIATION: r"^dipulangkan(?: ke (?:daerah|kampung)(?: asal)?)?$",
        ServiceStage.SHELTER: r"^(?:shelter|rumah aman)$",
        ServiceStage.HEALTH_REHABILITATION: r"^(?:visum|(?:layanan |pemeriksaan )?(?:kesehatan|medis))$",
        ServiceStage.PSYCHOSOCIAL_REHABILITATION: r"^(?:(?:layanan |pendampingan )?"
        r"(?:konseling|psikolog(?:is|i)?|psikososial)|trauma healing)$",
        ServiceStage.LEGAL_AID: r"^(?:(?:bantuan|pendampingan|layanan) )?hukum$",
    },
)
SECTORS = _choices(
    {str(code): label for code, label in labels.SECTORS.items()},
    {
        Sector.DOMESTIC_WORK: r"^(?:plrt|prt|art|rumah tangga|asisten rumah tangga|house ?maid|"
        r"pembantu(?: rumah tangga)?)$",
        Sector.ELDERLY_CARE: r"^(?:caretaker|elderly caretaker|pengasuh lansia|pengasuh|"
        r"(?:jaga|merawat|perawat) (?:orang tua|lansia))$",
        Sector.PALM_PLANTATION: r"^(?:(?:kebun |perkebunan |buruh |pekerja )?(?:kelapa )?sawit|"
        r"perkebunan|ladang(?: sawit)?)$",
        Sector.CONSTRUCTION: r"^(?:konstruksi|(?:buruh |pekerja |tukang |kuli )?bangunan)$",
        Sector.TIMBER: r"^(?:kayu|kilang|(?:kilang|pabrik) kayu)$",
        Sector.FISHING: r"^(?:abk(?: kapal)?(?: ikan)?|perikanan|nelayan|kapal(?: ikan)?)$",
        Sector.HOSPITALITY: r"^(?:hotel|jasa|restoran|hotel jasa)$",
        Sector.ONLINE_SCAM: r"^(?:online scam|scam(?:mer)?|(?:operator |admin )?judi online)$",
        Sector.SEXUAL_EXPLOITATION: r"^(?:prostitusi|eksploitasi seksual|psk|pekerja seks(?: komersial)?)$",
        Sector.UNKNOWN: r"^(?:tidak diketahui|lainnya|lain lain)$",
    },
)
_NETWORK = r"(?:facebook|fb|instagram|ig|tiktok|telegram|wa|whatsapp)"
RECRUITMENT_MODES = _choices(
    {str(code): label for code, label in labels.RECRUITMENT_MODES.items()},
    {
        RecruitmentMode.BROKER: r"^(?:calo(?: lokal| setempat)?|perekrut(?: lapangan)?|pl|sponsor|tekong)$",
        RecruitmentMode.FICTITIOUS_COMPANY: r"^(?:perusahaan|pt) (?:fiktif|gadungan|palsu)$",
        RecruitmentMode.SOCIAL_MEDIA: rf"^(?:media sosial|medsos|social media)(?: {_NETWORK})*$|"
        rf"^{_NETWORK}$",
        RecruitmentMode.FAMILY_OR_FRIEND: r"^(?:(?:ajakan|diajak|bujukan) )?"
        r"(?:keluarga|kenalan|teman|tetangga|suami|saudara|kerabat|sahabat)(?: .*)?$",
        RecruitmentMode.INTERNSHIP: r"^(?:magang|pemagangan)$",
        RecruitmentMode.FALSE_DOCUMENTS: r"^(?:dokumen palsu|ktp palsu|identitas palsu)$",
        RecruitmentMode.UNKNOWN: r"^tidak diketahui$",
    },
)
CAUSES_OF_DEATH = _choices(
    {},
    {
        "illness": r"(?<!rumah )\b(?:sakit|penyakit|serangan jantung|stroke|gagal ginjal|kanker|malaria|"
        r"demam)\b",
        "work_accident": r"\b(?:kecelakaan|kemalangan|laka) kerja\b",
        "accident": r"\b(?:kecelakaan(?! kerja)|kemalangan(?! kerja)|laka lantas|lakalantas|laka lalin)\b",
        "homicide": r"\b(?:pembunuhan|dibunuh)\b",
        "suicide": r"\b(?:bunuh|gantung) diri\b",
        "unknown": r"\b(?:tidak|tdk|belum|blm) (?:diketahui|jelas)\b",
    },
)
DESK_STATES = _choices(
    {},
    {
        "open": r"^(?:ya|y|buka|ada|aktif|terlayani|beroperasi|operasional|tersedia|"
        r"open|operating|available)$",
        "planned": r"^(?:rencana|direncanakan)(?: (?:tahun |thn )?(?:[a-z]{3,9} )?20\d\d| [a-z]{3,9})?$|"
        r"^planned$",
        "none": r"^(?:tidak|tdk|tutup|belum|blm)$|"
        r"^(?:tidak|belum|tdk|blm) (?:ada|tersedia|aktif|beroperasi|operasional)$|"
        r"^(?:closed|none|not (?:yet )?(?:available|open|operating))$",
    },
)
TEAM_STATES = _choices(
    {},
    {
        "active": r"^(?:(?:sudah )?(?:aktif|terbentuk|dibentuk|ada)|sudah|ya|y|active|formed|established)$",
        "planned": r"^(?:rencana|direncanakan)$",
        "none": r"^(?:(?:belum|blm)(?: (?:ada|terbentuk|dibentuk|punya))?(?: (?:tim|satgas))?|"
        r"(?:tidak|tdk)(?: ada)?|t|inactive|not (?:yet )?(?:formed|established))$",
    },
)
ACCOUNT_ROLES = _choices(
    {str(code): label for code, label in labels.ROLES.items()},
    {
        Role.AGENCY: r"^(?:instansi|penghubung|kepala instansi)$",
        Role.VERIFIER: r"^(?:verifikator|pemeriksa)$",
        Role.CASE_OFFICER: r"^petugas kasus$",
        Role.ADMINISTRATOR: r"^(?:admin|administrator)$",
        Role.FORKOPIMDA: r"^(?:forkopimda|anggota forkopimda)$",
        Role.GOVERNOR_OFFICE: r"^(?:kantor gubernur|sekretariat)$",
        Role.SHARED_SCREEN: r"^layar(?: bersama)?$",
    },
)
AGENCY_KINDS = _choices(
    {str(code): label for code, label in labels.AGENCY_KINDS.items()},
    {
        AgencyKind.POLICE: r"^(?:polri|polisi|polres|polda)$",
        AgencyKind.MILITARY: r"^(?:tni|kodim|korem)$",
        AgencyKind.PROVINCIAL_AGENCY: r"^(?:opd|opd provinsi|dinas provinsi|perangkat daerah)$",
        AgencyKind.REGENCY_GOVERNMENT: r"^(?:pemkab|pemkot|kabupaten|pemerintah kabupaten)$",
        AgencyKind.VERTICAL_AGENCY: r"^(?:vertikal|kantor vertikal)$",
        AgencyKind.PARTNER_NGO: r"^(?:lsm|ngo|lembaga swadaya masyarakat)$",
        AgencyKind.PARTNER_FAITH: r"^(?:lembaga |organisasi |mitra )?(?:agama|keagamaan|gereja)$",
    },
)
AGENCY_LEVELS = _choices(
    {str(code): label for code, label in labels.AGENCY_LEVELS.items()},
    {
        AgencyLevel.REGENCY: r"^(?:kab|kabupaten|kota|kab kota)$",
        AgencyLevel.PROVINCE: r"^(?:prov|propinsi)$",
        AgencyLevel.NATIONAL: r"^nasional$",
    },
)
YES_OR_NO = _choices(
    {"yes": "ya", "no": "tidak"}, {"yes": r"^(?:dapat|bisa|y|1)$", "no": r"^(?:t|tak|tdk|0)$"}
)
OUTREACH_KINDS = _choices(
    {str(code): label for code, label in labels.OUTREACH_KINDS.items()},
    {
        OutreachKind.EDUCATION: r"^(?:sosialisasi|penyuluhan|kampanye|pelatihan)$",
        OutreachKind.SUPERVISION: r"^(?:patroli|pemantauan|pengawasan)$",
    },
)
ORGANIZER_KINDS = _choices(
    {str(code): label for code, label in labels.ORGANIZER_KINDS.items()},
    {
        OrganizerKind.FAITH: r"^(?:gereja|keagamaan|masjid|lembaga agama)$",
        OrganizerKind.SCHOOL: r"^(?:sekolah|kampus|universitas)$",
        OrganizerKind.NGO: r"^(?:ngo|lembaga swadaya masyarakat)$",
        OrganizerKind.GOVERNMENT: r"^(?:dinas|pemerintah|pemerintah desa|opd)$",
    },
)
CONCEPT_CHOICES: Choices = tuple(
    (each.indicator, each.pattern) for each in ALL_CONCEPTS if each is not NONPROCEDURAL
)

DESKS: Choices = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        (
            "employment",
            r"(?<!bpjs )(?<!sosial )"
            r"\b(?:ketenagakerjaan|tenaga kerja|disnaker|disnakertrans|nakertrans|naker|"
            r"employment|manpower)\b",
        ),
        ("complaints_information", r"\b(?:pengaduan|informasi|aduan|info|complaints?)\b"),
        (
            "civil_registry",
            r"\b(?:dukcapil|disdukcapil|capil|kependudukan|catatan sipil|pencatatan sipil|civil registry)\b",
        ),
        ("health", r"(?<!bpjs )\b(?:kesehatan|kes|dinkes|medis|medical|mcu|health)\b"),
        ("immigration", r"\b(?:imigrasi|keimigrasian|kanim|immigration|paspor|passports?)\b"),
        ("police", r"\b(?:kepolisian|polisi|polri|polres|police|skck)\b"),
        ("banking", r"\b(?:perbankan|bank|banking)\b"),
        ("social_security", r"\b(?:jaminan sosial|bpjs|jamsos|jamsostek|bpjamsostek|social security)\b"),
    )
)


def desk_in(text: str) -> str:
    """The desk that a text names; nothing where it names none."""
    return next((code for code, pattern in DESKS if pattern.search(key(text))), "")


DESK_WORDS = {
    "employment": "Ketenagakerjaan",
    "complaints_information": "Pengaduan dan informasi",
    "civil_registry": "Kependudukan",
    "health": "Kesehatan",
    "immigration": "Keimigrasian",
    "police": "Kepolisian",
    "banking": "Perbankan",
    "social_security": "Jaminan sosial",
}
FIELD_WORDS: dict[tuple[ImportKind, str], dict[str, str]] = {
    (ImportKind.CASES, "kind"): {str(code): label for code, label in labels.CASE_KINDS.items()},
    (ImportKind.CASES, "sector"): {str(code): label for code, label in labels.SECTORS.items()},
    (ImportKind.CASES, "recruitment"): {str(code): label for code, label in labels.RECRUITMENT_MODES.items()},
    (ImportKind.CASES, "police_stage"): {str(code): label for code, label in labels.POLICE_STAGES.items()},
    (ImportKind.CASES, "service_stage"): {str(code): label for code, label in labels.SERVICE_STAGES.items()},
    (ImportKind.SERVICES, "desk"): DESK_WORDS,
    (ImportKind.SERVICES, "status"): {"open": "buka", "planned": "rencana", "none": "tidak ada"},
    (ImportKind.VILLAGE_TEAMS, "status"): {"active": "aktif", "planned": "rencana", "none": "belum ada"},
    (ImportKind.ACTIVITIES, "kind"): {str(code): label for code, label in labels.OUTREACH_KINDS.items()},
    (ImportKind.ACTIVITIES, "organizer_kind"): {
        str(code): each for code, each in labels.ORGANIZER_KINDS.items()
    },
    (ImportKind.ACCOUNTS, "role"): {str(code): label for code, label in labels.ROLES.items()},
    (ImportKind.AGENCIES, "kind"): {str(code): label for code, label in labels.AGENCY_KINDS.items()},
    (ImportKind.AGENCIES, "level"): {str(code): label for code, label in labels.AGENCY_LEVELS.items()},
    (ImportKind.AGENCIES, "may_own_tasks"): {"yes": "ya", "no": "tidak"},
}
"""How a choice is written by us; each is read again as what it stands for."""
