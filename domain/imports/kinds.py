"""The kinds of file that offices send: which series or which fields each may hold, in their words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.errors import RuleBroken
from domain.access.permissions import Role as AccountRole
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
from domain.imports.english import IN_ENGLISH
from domain.imports.malay import IN_MALAY
from domain.imports.words import OF_HERE, key, squeeze
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.words.labels import (
    AGENCY_KINDS,
    AGENCY_LEVELS,
    CASE_KINDS,
    ORGANIZER_KINDS,
    OUTREACH_KINDS,
    POLICE_STAGES,
    RECRUITMENT_MODES,
    ROLES,
    SECTORS,
    SERVICE_STAGES,
)


class ImportKind(StrEnum):
    CASES = "cases"
    PLACEMENTS = "placements"
    DEATHS = "deaths"
    DEPORTATIONS = "deportations"
    FIGURES = "figures"
    COMMITMENTS = "commitments"
    SERVICES = "services"
    VILLAGE_TEAMS = "village-teams"
    ACTIVITIES = "activities"
    ACCOUNTS = "accounts"
    AGENCIES = "agencies"


KIND_LABELS = {
    ImportKind.CASES: "kasus",
    ImportKind.PLACEMENTS: "penempatan prosedural",
    ImportKind.DEATHS: "kematian dan jenazah",
    ImportKind.DEPORTATIONS: "deportasi dan pencegahan keberangkatan",
    ImportKind.FIGURES: "angka terbit",
    ImportKind.COMMITMENTS: "komitmen",
    ImportKind.SERVICES: "meja dan layanan LTSA",
    ImportKind.VILLAGE_TEAMS: "tim desa",
    ImportKind.ACTIVITIES: "kegiatan mitra",
    ImportKind.ACCOUNTS: "akun",
    ImportKind.AGENCIES: "instansi",
}

_OTHER_NAMES = {
    ImportKind.PLACEMENTS: "placement procedural_placement procedural-placements",
    ImportKind.DEATHS: "deaths-and-remains remains",
    ImportKind.DEPORTATIONS: "deportations-and-prevented-departures prevented-departures returns",
    ImportKind.FIGURES: "published-figures",
    ImportKind.SERVICES: "ltsa ltsa-desks desks service-counts ltsa-desks-and-service-counts",
    ImportKind.VILLAGE_TEAMS: "teams",
    ImportKind.ACTIVITIES: "partner-activities",
}


class UnknownKind(RuleBroken):
    def __init__(self, name: str) -> None:
        super().__init__(f"Jenis “{name}” tidak dikenal. Pilih salah satu: {', '.join(ImportKind)}.")


def kind_named(name: str) -> ImportKind:
    wanted = squeeze(name)
    for kind in ImportKind:
        if wanted in {squeeze(each) for each in (kind.value, *_OTHER_NAMES.get(kind, "").split())}:
            return kind
    raise UnknownKind(name)


# Series --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Concept:
    """A series with the words that name it; concepts are never merged."""

    indicator: str
    label: str
    pattern: re.Pattern[str]
    alone: re.Pattern[str] | None = None
    """What names it in a heading of its own, in files of its kind: “Korban” beside “LP”."""


def _concept(indicator: str, label: str, pattern: str, alone: str = "") -> Concept:
    return Concept(indicator, label, re.compile(pattern), re.compile(alone) if alone else None)


NONPROCEDURAL = _concept(
    "nonprocedural",
    "keberangkatan nonprosedural",
    r"\b(?:non ?prosedural|unprosedural|ilegal|illegal|tidak resmi|tanpa dokumen|undocumented)",
)
TARGET = _concept("procedural_placement_target", "target penempatan", r"\b(?:target|rencana|kuota)\b")
_PLACEMENT = _concept(
    "procedural_placement",
    "penempatan prosedural",
    r"\b(?:penempatan|ditempatkan|pemberangkatan|diberangkatkan|prosedural|placements?)\b|"
    r"^akan$|\bantar kerja antar negara\b",
    r"^(?:sudah |telah |jumlah |jml |yang )?(?:berangkat|terbang)$",
)
DEATHS = _concept("deaths_abroad", "kematian", r"\b(?:meninggal|kematian|wafat|deaths?|md)\b")
REMAINS = _concept("remains_repatriated", "jenazah dipulangkan", r"\b(?:jenazah|remains)\b")
_DEPORTATION = _concept(
    "deportation", "deportasi", r"\b(?:deportasi|deportan|dideportasi|deport|deportation)\b"
)
PREVENTED = _concept(
    "prevented_departure",
    "keberangkatan dicegah",
    r"\b(?:dicegah|cegah|pencegahan keberangkatan|penggagalan|digagalkan|gagal berangkat|cekal|"
    r"penundaan(?! (?:penerbitan |permohonan |pemberian )?paspor)|prevented)\b",
)
REFUSED = _concept(
    "passport_refusal",
    "penolakan paspor",
    r"\b(?:penolakan|ditolak|tolak|refusals?)\b.*\b(?:paspor|passports?)\b|"
    r"\b(?:paspor|passports?)\b.*\b(?:ditolak|penolakan|refus(?:ed|als?))\b",
)
SICK = _concept("sick_repatriated", "sakit dipulangkan", r"\b(?:sakit|sick)\b")
_SMUGGLING = r"\b(?:penyelundupan|tppm|people smuggling)\b"
_BOTH_CRIMES = (
    rf"(?:\b(?:tppo|perdagangan orang)\b.*{_SMUGGLING}|{_SMUGGLING}.*\b(?:tppo|perdagangan orang)\b)"
)
_OF_WHOM = (
    r"(?: (?:l|p|lk|pr|laki|laki2|perempuan|pria|wanita|anak|dewasa|dws|jml|jumlah|jlh|total|orang|org|"
    r"jiwa))*"
)
TRAFFICKING = _concept(
    "trafficking_police_reports",
    "laporan polisi TPPO",
    rf"^(?!.*{_SMUGGLING})"
    r"(?!.*\b(?:penyelesaian|diselesaikan|selesai|p ?(?:19|21)|berkas|putusan|vonis|restitusi|sp3|"
    r"dihentikan)\b)"
    r"(?!(?:(?!\b(?:kasus|lp|laporan|perkara)\b).)*\b(?:korban|saksi|tersangka|tsk|pelaku|terdakwa)\b)"
    r".*\b(?:tppo|perdagangan orang|laporan polisi)\b",
    r"^(?:jumlah |jml |jlh )?(?:lp|laporan polisi)$",
)
"""Reports, victims and suspects are three units: what names one of the others first is none of these."""
_VICTIMS = _concept(
    "trafficking_victims",
    "korban TPPO",
    rf"^(?!.*(?:\b(?:restitusi|dipulangkan|pemulangan)\b|{_SMUGGLING})).*(?:"
    r"\bkorban\b(?: [a-z]+){0,3} (?:tppo|perdagangan orang)\b|\b(?:tppo|perdagangan orang)\b.*\bkorban\b)",
    rf"^(?:jumlah |jml |jlh )?korban{_OF_WHOM}$",
)
_SUSPECTS = _concept(
    "trafficking_suspects",
    "tersangka TPPO",
    rf"^(?!.*{_SMUGGLING}).*(?:\b(?:tersangka|tsk)\b(?: [a-z]+){{0,3}} (?:tppo|perdagangan orang)\b|"
    r"\b(?:tppo|perdagangan orang)\b.*\b(?:tersangka|tsk)\b)",
    rf"^(?:jumlah |jml |jlh )?(?:tersangka|tsk){_OF_WHOM}$",
)
_BOTH_REPORTS = _concept(
    "trafficking_and_smuggling_reports",
    "laporan polisi TPPO dan penyelundupan manusia",
    r"^(?!.*\b(?:korban|saksi|tersangka|tsk|pelaku|terdakwa|selesai|diselesaikan|penyelesaian|"
    r"p ?(?:19|21))\b)"
    rf".*{_BOTH_CRIMES}",
)
_BOTH_SUSPECTS = _concept(
    "trafficking_and_smuggling_suspects",
    "tersangka TPPO dan penyelundupan manusia",
    rf"^(?=.*\b(?:tersangka|tsk)\b)(?!.*\b(?:korban|saksi)\b).*{_BOTH_CRIMES}",
)
REPORTS = (TRAFFICKING, _BOTH_REPORTS)
"""Series that count reports, which are of no sex and of no age."""
_TEAMS = _concept("village_teams", "tim desa", r"\b(?:tim|satgas|gugus tugas)\b")
_ACTIVITIES = _concept(
    "partner_activities", "kegiatan mitra", r"\b(?:kegiatan|sosialisasi|edukasi|pengawasan)\b"
)
_SERVED = _concept("people_served", "orang dilayani", r"\b(?:dilayani|layanan|ltsa|kunjungan|pelayanan)\b")

ALL_CONCEPTS = (
    NONPROCEDURAL,
    DEATHS,
    REMAINS,
    _DEPORTATION,
    PREVENTED,
    REFUSED,
    SICK,
    TRAFFICKING,
    _VICTIMS,
    _SUSPECTS,
    _BOTH_REPORTS,
    _BOTH_SUSPECTS,
    _PLACEMENT,
)
_PROCEDURAL = re.compile(r"\b(?:prosedural|berdokumen)\b")
_STATUS_ALONE = re.compile(
    r"^(?:(?:jumlah|jml|pmi|tki) )*(?:(prosedural|resmi|legal|(?:ber|ada |dengan )dokumen)|"
    r"non ?prosedural|unprosedural|np|ilegal|illegal|tidak (?:resmi|prosedural)|tanpa dokumen|undocumented)$"
)
HAVING_A_STATUS = (ImportKind.DEATHS, ImportKind.DEPORTATIONS)
"""Kinds whose persons had left with or without a procedure: a part of what is counted, no other count."""


def status_alone(words: str) -> str:
    """What a heading says that names nothing but how the counted persons had left."""
    found = _STATUS_ALONE.match(words)
    return "" if found is None else "prosedural" if found[1] else "nonprosedural"


def status_in(words: str) -> str:
    """How all persons of a title had left; nothing where it speaks of both."""
    without = bool(NONPROCEDURAL.pattern.search(words))
    with_one = bool(_PROCEDURAL.search(NONPROCEDURAL.pattern.sub(" ", words)))
    return "" if without == with_one else "nonprosedural" if without else "prosedural"


NOT_PLACED = _concept(
    "not_placed",
    "pendaftaran, pelatihan, pengaduan, atau kepulangan",
    r"\b(?:pengaduan|aduan|kepulangan|pulang|pemulangan|dipulangkan|terdaftar|pendaftar|pendaftaran|"
    r"pencari kerja|p3mi|lpk|pelatihan|dilatih|opp|pap|rekomendasi|sertifikat|purna|cpmi)\b",
)
"""What the offices that place workers count beside placements; in their files it is none."""
_PLANNED = _concept(
    "planned",
    "perkiraan atau yang masih direncanakan",
    r"\b(?:proyeksi|estimasi|perkiraan|prediksi|prakiraan)\b|"
    r"\bakan (?:berangkat|ditempatkan|diberangkatkan)\b",
)
_RATE = _concept(
    "rate",
    "persentase, rata-rata, atau rasio",
    r"^(?:tabel (?:[\d ]+ )?)?(?:persentase|rata rata|rerata|rasio|proporsi|laju|pertumbuhan|indeks)\b"
    r"(?!.*\b(?:jumlah|banyaknya)\b)|"
    r"^(?!.*\b(?:jumlah|banyaknya)\b).*\b(?:rata rata|rerata) (?:per |tiap |setiap )?"
    r"(?:hari|harian|bulan|bulanan|triwulan|tahun|tahunan)\b|"
    r"\bper (?:10 000|100 000|1 000|seribu|seratus ribu) penduduk$",
)
_PART_OF_ALL = _concept(
    "part_of_all",
    "satu skema atau satu sektor penempatan saja",
    r"(?<!menurut )(?<!per )(?<!berdasarkan )(?<!lintas )\b(?:skema|sektor) "
    r"(?!(?:formal|informal|pekerjaan|penempatan|usaha|jabatan|dan|per|menurut|tahun)\b)[a-z]|"
    r"\b(?:g to g|p to p|ssw|ukps|mandiri|perseorangan)\b",
)
_PART_OF_THE_DEAD = _concept(
    "part_of_the_dead",
    "sebagian yang meninggal, atau mereka bersama yang lain",
    r"\b(?:meninggal|kematian|jenazah)\b.*"
    r"\b(?:akibat|karena|disebabkan|dimakamkan|belum dipulangkan|sektor [a-z])|"
    r"\bsakit (?:dan|serta) meninggal\b|\bmeninggal(?: dunia)? (?:dan|serta) sakit\b",
)
_PART_OF_THE_DEPORTED = _concept(
    "part_of_the_deported",
    "sebagian yang dideportasi, atau mereka bersama yang lain",
    r"\b(?:dan|serta) (?:repatriasi|pemulangan)\b|\b(?:repatriasi|pemulangan) (?:dan|serta)\b|"
    r"\b(?:wna|orang asing|warga negara asing|korban tppo)\b",
)
SOME_OF_THEM = _concept(
    "some_of_them",
    "sebagian orangnya, atau tanpa sebagian yang disebut judulnya",
    rf"\b(?:pmi|tki|cpmi|migran|indonesia|korban|jenazah|deportan|penempatan)(?: (?:yang|asal|{OF_HERE}))* "
    r"(?:perempuan|wanita|ibu) (?:dan|serta|maupun|atau) anak\b(?! laki\b)|"
    r"\b(?:tidak|belum|tdk|blm) termasuk\b|\b(?:tanpa|selain) (?:anak|perempuan|wanita|laki)\b",
)
"""Where no column divides them: the women and the children are not all, and no part that we know."""
NOT_THE_COUNT = {
    ImportKind.PLACEMENTS: (_PLANNED, _RATE, _PART_OF_ALL, SOME_OF_THEM),
    ImportKind.DEATHS: (_PLANNED, _RATE, _PART_OF_THE_DEAD, SOME_OF_THEM),
    ImportKind.DEPORTATIONS: (_PLANNED, _RATE, _PART_OF_THE_DEPORTED, SOME_OF_THEM),
}
"""What a title may say its figures are, though it names the series of its kind."""
_TARGET_OF_TITLE = re.compile(
    r"\b(?:target|rencana|kuota)(?: jumlah)? (?:penempatan|pemberangkatan|pmi|cpmi|tki|pekerja)\b|"
    r"^(?:target|rencana|kuota)(?: (?:tahun )?20\d\d)?$"
)
_REALISED = re.compile(r"\b(?:realisasi|capaian|pencapaian|tercapai)\b")


def is_target(titles: Iterable[str], headings: Iterable[str]) -> bool:
    """“Target penempatan PMI” above figures that no heading calls realised."""
    said = [*titles]
    return any(map(_TARGET_OF_TITLE.search, said)) and not any(map(_REALISED.search, (*said, *headings)))


SERIES: dict[ImportKind, tuple[Concept, ...]] = {
    ImportKind.PLACEMENTS: (_PLACEMENT,),
    ImportKind.DEATHS: (DEATHS, REMAINS),
    ImportKind.DEPORTATIONS: (_DEPORTATION, PREVENTED),
    ImportKind.FIGURES: tuple(each for each in ALL_CONCEPTS if each is not NONPROCEDURAL),
    ImportKind.SERVICES: (_SERVED,),
    ImportKind.VILLAGE_TEAMS: (_TEAMS,),
    ImportKind.ACTIVITIES: (_ACTIVITIES,),
}
"""Kinds that may come as counts by place and time."""

SUBGROUPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "perempuan anak",
            r"^(?:anak (?:perempuan|wanita|pr|p)|(?:perempuan|wanita|pr|p) anak)$|"
            r"\b(?:anak perempuan|perempuan anak|girls)\b",
        ),
        (
            "laki-laki anak",
            r"^(?:anak (?:laki laki|laki2?|pria|lk|l)|(?:laki laki|laki2?|pria|lk|l) anak)$|"
            r"\b(?:anak laki laki|laki laki anak|boys)\b",
        ),
        (
            "perempuan dewasa",
            r"\b(?:(?:perempuan|wanita|pr|p) (?:dewasa|dws|dw)|(?:dewasa|dws|dw) (?:perempuan|wanita|pr|p)|"
            r"(?:adult females?|females? adults?))\b",
        ),
        (
            "laki-laki dewasa",
            r"\b(?:(?:laki laki|laki2?|pria|lk|l) (?:dewasa|dws|dw)|"
            r"(?:dewasa|dws|dw) (?:laki laki|laki2?|pria|lk|l)|(?:adult males?|males? adults?))\b",
        ),
        # “P-21” and “P-19” are stages of a file, “P to P” is a way to be placed: none is anybody's sex.
        ("laki-laki", r"\b(?:laki laki|laki2?|lelaki|pria|lk|male|l)\b(?! to\b)"),
        ("perempuan", r"\b(?<!to )(?:perempuan|wanita|pr|female|p|w)\b(?! (?:to|1[6-9]|2[0-2])\b)"),
        ("informal", r"\binformal\b"),
        ("formal", r"\bformal\b"),
        ("anak", r"\banak\b(?! buah\b)|\bchildren\b"),
        ("dewasa", r"\bdewasa\b"),
    )
)

STAGES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"^(?:tahap |jumlah |jml )?(?:{pattern})$"))
    for name, pattern in (
        ("lidik", "lidik|penyelidikan"),
        ("sidik", "sidik|penyidikan"),
        ("P-19", "p ?19"),
        ("P-21", "p ?21"),
    )
)
"""How far the reports of a period had come, where a table divides them by it."""

DESKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        (
            "employment",
            r"(?<!bpjs )(?<!sosial )"
            r"\b(?:ketenagakerjaan|tenaga kerja|disnaker|disnakertrans|nakertrans|naker)\b",
        ),
        ("complaints_information", r"\b(?:pengaduan|informasi)\b"),
        ("civil_registry", r"\b(?:dukcapil|disdukcapil|capil|kependudukan|catatan sipil|pencatatan sipil)\b"),
        ("health", r"(?<!bpjs )\b(?:kesehatan|medis|medical)\b"),
        ("immigration", r"\b(?:imigrasi|keimigrasian)\b"),
        ("police", r"\b(?:kepolisian|polisi|polri|polres|skck)\b"),
        ("banking", r"\b(?:perbankan|bank)\b"),
        ("social_security", r"\b(?:jaminan sosial|bpjs|jamsos)\b"),
    )
)

# Registers -----------------------------------------------------------------------------------------


class FieldType(StrEnum):
    TEXT = "text"
    REFERENCE = "reference"
    OWN_CODE = "own-code"
    """The number of our own register; nothing else under its heading is read."""
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    DUE = "due"
    """A date that may lie ahead."""
    PERIOD = "period"
    INDICATOR = "indicator"
    """A series of the register by its name or code, or by the words that name it."""
    CHOICE = "choice"
    AGENCY = "agency"
    ORGANIZER = "organizer"
    """An institution that need not be an agency of ours."""
    COUNTRY = "country"
    SEX = "sex"
    AGE = "age"


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    pattern: re.Pattern[str]
    type: FieldType
    choices: tuple[tuple[str, re.Pattern[str]], ...] = ()


Choices = tuple[tuple[str, re.Pattern[str]], ...]


def _choices(labels: dict[str, str], also: dict[str, str]) -> Choices:
    """The words of our own screens, so that what was exported comes back, and those of the offices."""
    found = [(code, rf"^{re.escape(key(label))}$|^{key(code)}$") for code, label in labels.items()]
    found += list(also.items())
    return tuple((code, re.compile(pattern)) for code, pattern in found)


_KIND_OF_CASE = _choices(
    {str(code): label for code, label in CASE_KINDS.items()},
    {
        CaseKind.TRAFFICKING: r"^(?:dugaan |kasus )?"
        r"(?:tppo|(?:tindak pidana )?perdagangan orang|(?:human )?traff?ic?king|trafi[ck]?king)"
        r"(?: tppo)?(?: (?:online scam(?:ming)?|scam(?:ming)?))?$",
        CaseKind.ILLEGAL_PLACEMENT: r"^(?:penempatan (?:c?pmi )?(?:secara )?"
        r"(?:ilegal|illegal|non ?prosedural)|pmi ilegal|"
        r"(?:pemberangkatan|pengiriman) (?:c?pmi )?(?:secara )?(?:ilegal|illegal))$",
        CaseKind.PEOPLE_SMUGGLING: r"^(?:tppm|penyelundupan(?: manusia| orang)?)$",
        CaseKind.PREVENTED_DEPARTURE: r"^(?:pencegahan|penggagalan|dicegah|penundaan)(?: keberangkatan)?"
        r"(?: c?pmi(?: np| non ?prosedural)?)?$|^cpmi dicegah$",
        CaseKind.WORKER_IN_DISTRESS: r"^(?:pmi b|pmib|pmi bermasalah|"
        r"(?:gaji|upah) (?:tidak|tdk|belum|blm) (?:di ?bayar(?:kan)?)|phk(?: sepihak)?|"
        r"(?:hilang|putus) kontak|(?:penahanan|ditahannya) (?:dokumen|paspor))$",
        CaseKind.DEPORTATION: r"^(?:deportasi|deportan|repatriasi)$",
        CaseKind.SICK_REPATRIATED: r"^(?:pmi )?sakit(?: dipulangkan)?$",
        CaseKind.DEATH_ABROAD: r"^(?:pmi )?meninggal(?: dunia)?"
        r"(?: (?:karena )?(?:sakit|kecelakaan(?: kerja)?))?$|^kematian$",
    },
)
KINDS_IN_TITLES = {
    CaseKind.TRAFFICKING: re.compile(r"\b(?:tppo|perdagangan orang)\b"),
    CaseKind.PEOPLE_SMUGGLING: re.compile(r"\b(?:tppm|penyelundupan)\b"),
    CaseKind.ILLEGAL_PLACEMENT: re.compile(r"\b(?:ilegal|illegal|non ?prosedural|np)\b"),
    CaseKind.WORKER_IN_DISTRESS: re.compile(r"\b(?:bermasalah|pengaduan)\b"),
    CaseKind.DEPORTATION: re.compile(r"\b(?:deportasi|deportan|dideportasi)\b"),
    CaseKind.DEATH_ABROAD: re.compile(r"\b(?:meninggal|jenazah)\b"),
    CaseKind.PREVENTED_DEPARTURE: re.compile(r"\b(?:pencegahan|penundaan|penggagalan|dicegah)\b"),
}
"""What a title calls the cases of a register without a column that does."""
_ON_A_DAY = r"(?: (?:tgl |tanggal |pada )?\d{1,2} (?:\d{1,2}|[a-z]+) (?:\d{4}|\d{2}))?$"
"""“P-21 tgl 4/3/26” and “Tahap II (13 Maret 2026)” name the day beside the stage."""
_STAGES = _choices(
    {str(code): label for code, label in POLICE_STAGES.items()},
    {
        PoliceStage.REPORTED: r"^(?:lp|laporan|laporan polisi|dilaporkan)$",
        PoliceStage.PRELIMINARY_INQUIRY: r"^lidik$",
        PoliceStage.INVESTIGATION: r"^(?:sidik|(?:naik|tahap) (?:ke )?(?:sidik|penyidikan)|spdp)$",
        PoliceStage.FILE_SUBMITTED: r"^tahap (?:i|1)" + _ON_A_DAY,
        PoliceStage.RETURNED_P19: r"^p ?19" + _ON_A_DAY,
        PoliceStage.COMPLETE_P21: r"^(?:p ?21(?: lengkap)?|(?:berkas )?lengkap p ?21)" + _ON_A_DAY,
        PoliceStage.HANDED_TO_PROSECUTION: r"^tahap (?:ii|2)" + _ON_A_DAY,
        PoliceStage.TRIAL: r"^(?:sidang|persidangan)$",
        PoliceStage.VERDICT: r"^(?:vonis|divonis)\b(?!.*\b(?:belum|blm|menunggu|tunda|tunggu)\b).*$|"
        r"^(?:banding|kasasi)$",
        PoliceStage.FINAL: r"^(?:inkracht|inkrah|berkekuatan hukum tetap)$",
        PoliceStage.CLOSED_NO_CASE: r"^(?:sp ?3|sp2 ?lid(?:ik)?|henti lidik|dihentikan)" + _ON_A_DAY,
    },
)
_SERVICES = _choices(
    {str(code): label for code, label in SERVICE_STAGES.items()},
    {
        ServiceStage.RESCUE: r"^(?:penyelamatan|penjemputan)(?: korban)?$",
        ServiceStage.SHELTER: r"^(?:shelter|rumah aman)$",
        ServiceStage.HEALTH_REHABILITATION: r"^(?:visum|(?:layanan |pemeriksaan )?(?:kesehatan|medis))$",
        ServiceStage.PSYCHOSOCIAL_REHABILITATION: r"^(?:(?:layanan |pendampingan )?"
        r"(?:konseling|psikolog(?:is|i)?|psikososial)|trauma healing)$",
        ServiceStage.LEGAL_AID: r"^(?:(?:bantuan|pendampingan|layanan) )?hukum$",
    },
)
_SECTORS = _choices(
    {str(code): label for code, label in SECTORS.items()},
    {
        Sector.DOMESTIC_WORK: r"^(?:plrt|prt|art|rumah tangga|asisten rumah tangga|house maid|pembantu "
        r"rumah tangga)$",
        Sector.ELDERLY_CARE: r"^(?:caretaker|elderly caretaker|pengasuh lansia|pengasuh|"
        r"(?:jaga|merawat|perawat) (?:orang tua|lansia))$",
        Sector.PALM_PLANTATION: r"^(?:(?:kebun |perkebunan |buruh |pekerja )?(?:kelapa )?sawit|"
        r"perkebunan|ladang(?: sawit)?)$",
        Sector.CONSTRUCTION: r"^(?:konstruksi|(?:buruh |pekerja |tukang )?bangunan)$",
        Sector.TIMBER: r"^(?:kayu|kilang|(?:kilang|pabrik) kayu)$",
        Sector.FISHING: r"^(?:abk(?: kapal)?(?: ikan)?|perikanan|nelayan|kapal(?: ikan)?)$",
        Sector.HOSPITALITY: r"^(?:hotel|jasa|restoran|hotel jasa)$",
        Sector.ONLINE_SCAM: r"^(?:online scam|scam(?:mer)?|(?:operator |admin )?judi online)$",
        Sector.SEXUAL_EXPLOITATION: r"^(?:prostitusi|eksploitasi seksual|psk|pekerja seks(?: komersial)?)$",
        Sector.UNKNOWN: r"^(?:tidak diketahui|lainnya|lain lain)$",
    },
)
_RECRUITMENT = _choices(
    {str(code): label for code, label in RECRUITMENT_MODES.items()},
    {
        RecruitmentMode.BROKER: r"^(?:calo|perekrut(?: lapangan)?|pl|sponsor)$",
        RecruitmentMode.FICTITIOUS_COMPANY: r"^(?:perusahaan|pt) (?:fiktif|gadungan|palsu)$",
        RecruitmentMode.SOCIAL_MEDIA: r"^(?:media sosial|medsos|facebook|fb|instagram|tiktok|telegram|wa|"
        r"whatsapp)$",
        RecruitmentMode.FAMILY_OR_FRIEND: r"^(?:keluarga|kenalan|teman|tetangga)(?: .*)?$",
        RecruitmentMode.INTERNSHIP: r"^(?:magang|pemagangan)$",
        RecruitmentMode.FALSE_DOCUMENTS: r"^(?:dokumen palsu|ktp palsu|identitas palsu)$",
        RecruitmentMode.UNKNOWN: r"^tidak diketahui$",
    },
)
_CAUSES = _choices(
    {},
    {
        "illness": r"(?<!rumah )\b(?:sakit|penyakit)\b",
        "work_accident": r"\b(?:kecelakaan|laka) kerja\b",
        "accident": r"\b(?:kecelakaan(?! kerja)|laka lantas|lakalantas|laka lalin)\b",
        "homicide": r"\b(?:pembunuhan|dibunuh)\b",
        "suicide": r"\b(?:bunuh|gantung) diri\b",
        "unknown": r"\b(?:tidak|tdk|belum|blm) (?:diketahui|jelas)\b",
    },
)
_DESK_STATES = _choices(
    {},
    {
        "open": r"^(?:buka|ada|aktif|terlayani|beroperasi|operasional|tersedia)$",
        "planned": r"^(?:rencana|direncanakan)(?: (?:tahun |thn )?(?:[a-z]{3,9} )?20\d\d| [a-z]{3,9})?$",
        "none": r"^(?:tidak|tdk|tutup|belum|blm)$|"
        r"^(?:tidak|belum|tdk|blm) (?:ada|tersedia|aktif|beroperasi|operasional)$",
    },
)
_TEAM_STATES = _choices(
    {},
    {
        "active": r"^(?:aktif|sudah|terbentuk|ada|ya|y|active|formed|established)$",
        "planned": r"^(?:rencana|direncanakan)$",
        "none": r"^(?:(?:tidak|tdk) aktif|(?:belum|blm)(?: (?:ada|terbentuk|dibentuk))?|tidak(?: ada)?|t|"
        r"inactive|not (?:yet )?(?:formed|established))$",
    },
)
_ACCOUNT_ROLES = _choices(
    {str(code): label for code, label in ROLES.items()},
    {
        AccountRole.AGENCY: r"^(?:instansi|penghubung|kepala instansi)$",
        AccountRole.VERIFIER: r"^(?:verifikator|pemeriksa)$",
        AccountRole.CASE_OFFICER: r"^petugas kasus$",
        AccountRole.ADMINISTRATOR: r"^(?:admin|administrator)$",
        AccountRole.FORKOPIMDA: r"^(?:forkopimda|anggota forkopimda)$",
        AccountRole.GOVERNOR_OFFICE: r"^(?:kantor gubernur|sekretariat)$",
        AccountRole.SHARED_SCREEN: r"^layar(?: bersama)?$",
    },
)
_AGENCY_KINDS = _choices(
    {str(code): label for code, label in AGENCY_KINDS.items()},
    {
        AgencyKind.POLICE: r"^(?:polri|polisi|polres|polda)$",
        AgencyKind.MILITARY: r"^(?:tni|kodim|korem)$",
        AgencyKind.PROVINCIAL_AGENCY: r"^(?:opd|opd provinsi|dinas provinsi|perangkat daerah)$",
        AgencyKind.REGENCY_GOVERNMENT: r"^(?:pemkab|pemkot|kabupaten|pemerintah kabupaten)$",
        AgencyKind.VERTICAL_AGENCY: r"^(?:vertikal|kantor vertikal)$",
        AgencyKind.PARTNER_NGO: r"^(?:lsm|ngo|lembaga swadaya masyarakat)$",
    },
)
_AGENCY_LEVELS = _choices(
    {str(code): label for code, label in AGENCY_LEVELS.items()},
    {
        AgencyLevel.REGENCY: r"^(?:kab|kabupaten|kota|kab kota)$",
        AgencyLevel.PROVINCE: r"^(?:prov|propinsi)$",
        AgencyLevel.NATIONAL: r"^nasional$",
    },
)
_YES_OR_NO = _choices({"yes": "ya", "no": "tidak"}, {"yes": r"^(?:dapat|bisa|y)$", "no": r"^(?:t|tak)$"})
_OUTREACH_KINDS = _choices(
    {str(code): label for code, label in OUTREACH_KINDS.items()},
    {
        OutreachKind.EDUCATION: r"^(?:sosialisasi|penyuluhan|kampanye|pelatihan)$",
        OutreachKind.SUPERVISION: r"^(?:patroli|pemantauan|pengawasan)$",
    },
)
_ORGANIZER_KINDS = _choices(
    {str(code): label for code, label in ORGANIZER_KINDS.items()},
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


def _field(name: str, label: str, pattern: str, type_: FieldType, choices: Choices = ()) -> Field:
    return Field(name, label, re.compile(pattern), type_, choices)


_T = FieldType
UNIT_HEADS = r"kesatuan|satuan kerja|satker|satuan wilayah|satwil|wilayah hukum|wilkum|polres(?:ta|tabes)?"
"""What heads the column of units whose reports the lines are: a Polres, whatever its column is called."""
_OTHER_DAY = r"(?:berangkat|keberangkatan|penempatan|paspor|surat|lapor|laporan|masuk|ditangkap|kontrak)\b"
"""Days of a person's way that are not the one a list is about."""
_ONE_SEX = r"\b(?:l|p|lk|pr|laki laki|perempuan|pria|wanita)$"
_PERSON = (
    _field(
        "sex",
        "jenis kelamin",
        r"^(?:jk|j k|jenis kelamin|gender|sex|l p|kelamin)(?: korban| c?pmi)?$",
        _T.SEX,
    ),
    _field("age", "umur", r"^(?:umur|usia|age)(?: korban| c?pmi)?(?: tahun| th| thn)?$", _T.AGE),
)
_MIGRATION = (
    _field("destination", "negara tujuan", r"\b(?:negara|country|tujuan)\b", _T.COUNTRY),
    _field("sector", "sektor", r"\b(?:sektor|pekerjaan|jenis pekerjaan|sector)\b", _T.CHOICE, _SECTORS),
)
_NAMED: dict[ImportKind, tuple[Field, ...]] = {
    ImportKind.CASES: (
        _field("code", "kode kasus", r"^(?:kode|code)(?: kasus)?$", _T.OWN_CODE),
        _field(
            "reference",
            "nomor laporan",
            r"\b(?:(?:no|nomor) (?:lp|laporan|register|registrasi|reg|perkara|"
            r"kasus|pengaduan|aduan|referensi)|"
            r"(?:lp|laporan polisi) (?:no|nomor)|nomor laporan polisi)\b|^lp$|^referensi$",
            _T.REFERENCE,
        ),
        _field(
            "kind",
            "jenis kasus",
            r"\b(?:jenis (?:kasus|perkara|tindak pidana)|kategori kasus)\b|^(?:kasus|perkara)$",
            _T.CHOICE,
            _KIND_OF_CASE,
        ),
        _field(
            "closed_on",
            "tanggal selesai",
            r"\b(?:tgl|tanggal) (?:selesai|tutup|penyelesaian|putusan)\b",
            _T.DATE,
        ),
        _field(
            "reported_on",
            "tanggal lapor",
            r"\b(?:tgl|tanggal)(?: (?:lapor|laporan|lp|kejadian|masuk|terima|pengaduan|kasus))?\b|"
            r"^reported on$",
            _T.DATE,
        ),
        _field("happened_on", "tanggal kejadian", r"^happened on$", _T.DATE),
        _field(
            "girls",
            "anak perempuan",
            r"\b(?:anak (?:perempuan|pr|p)|(?:perempuan|pr|p) anak|girls)\b",
            _T.COUNT,
        ),
        _field(
            "boys",
            "anak laki-laki",
            r"\b(?:anak (?:laki laki|laki|lk|l)|(?:laki laki|laki|lk|l) anak|boys)\b",
            _T.COUNT,
        ),
        _field(
            "women",
            "perempuan dewasa",
            r"\b(?:(?:perempuan|wanita|pr|p) (?:dewasa|dws|dw)|(?:dewasa|dws|dw) (?:perempuan|wanita|pr|p)|"
            r"women)\b",
            _T.COUNT,
        ),
        _field(
            "men",
            "laki-laki dewasa",
            r"\b(?:(?:laki laki|laki|pria|lk|l) (?:dewasa|dws|dw)|(?:dewasa|dws|dw) "
            r"(?:laki laki|laki|pria|lk|l)|men)\b",
            _T.COUNT,
        ),
        _field(
            "suspects",
            "tersangka",
            r"^(?:jumlah |jml |jlh )?(?:tersangka|tsk)(?: orang| org)?$|^suspects$",
            _T.COUNT,
        ),
        _field(
            "police_stage",
            "tahap perkara",
            r"\b(?:tahap|tahapan|status perkara|status penanganan|proses hukum)\b|^status(?: kasus| lp)?$",
            _T.CHOICE,
            _STAGES,
        ),
        _field("service_stage", "layanan korban", r"\blayanan\b", _T.CHOICE, _SERVICES),
        _field(
            "recruitment",
            "modus rekrut",
            r"\b(?:modus|cara rekrut|rekrut|perekrutan|direkrut)\b(?! oleh)",
            _T.CHOICE,
            _RECRUITMENT,
        ),
        _field("agency", "instansi", rf"\b(?:instansi|{UNIT_HEADS}|polsek)\b", _T.AGENCY),
        *_MIGRATION,
        *_PERSON,
    ),
    ImportKind.PLACEMENTS: (
        _field(
            "happened_on",
            "tanggal berangkat",
            r"\b(?:tgl|tanggal)\b(?: (?:berangkat|keberangkatan|penempatan|terbang))?",
            _T.DATE,
        ),
        *_MIGRATION,
        *_PERSON,
    ),
    ImportKind.DEATHS: (
        _field(
            "arrived_on",
            "tanggal tiba",
            r"\b(?:tgl|tanggal) (?:tiba|kedatangan|pemulangan|dipulangkan|jenazah)\b",
            _T.DATE,
        ),
        _field(
            "happened_on",
            "tanggal meninggal",
            rf"^(?!.*\b{_OTHER_DAY}).*\b(?:tgl|tanggal)\b",
            _T.DATE,
        ),
        _field("cause", "penyebab", r"\b(?:penyebab|sebab)\b", _T.CHOICE, _CAUSES),
        *_MIGRATION,
        *_PERSON,
    ),
    ImportKind.DEPORTATIONS: (
        _field("happened_on", "tanggal", rf"^(?!.*\b{_OTHER_DAY}).*\b(?:tgl|tanggal)\b", _T.DATE),
        *_MIGRATION,
        *_PERSON,
    ),
    ImportKind.FIGURES: (
        _field("code", "kode angka", r"^(?:kode|code)(?: angka)?$", _T.OWN_CODE),
        _field(
            "indicator", "indikator", r"\b(?:indikator|indicator|uraian)\b", _T.INDICATOR, CONCEPT_CHOICES
        ),
        _field("starts_on", "mulai", r"^(?:(?:tgl |tanggal )?mulai|dari|sejak)$", _T.DUE),
        _field("ends_on", "sampai", r"^(?:sampai|s d|sd|hingga|sampai dengan)$", _T.DUE),
        _field("period", "periode", r"\b(?:periode|tahun|waktu|period)\b", _T.PERIOD),
        _field("value", "nilai", r"\b(?:nilai|angka|jumlah|value|realisasi)\b", _T.NUMBER),
        _field("unit", "satuan", r"\b(?:satuan|unit)\b", _T.TEXT),
        _field("source", "sumber", r"\b(?:sumber|source)\b", _T.TEXT),
        _field("subgroup", "kelompok", r"\b(?:kelompok|golongan|rincian|jenis kelamin|subgroup)\b", _T.TEXT),
        _field("destination", "negara", r"\b(?:negara|country)\b", _T.COUNTRY),
    ),
    ImportKind.COMMITMENTS: (
        _field("code", "kode", r"^(?:kode|code|no komitmen)(?: komitmen)?$", _T.REFERENCE),
        _field(
            "title",
            "komitmen",
            r"^(?!tgl\b|tanggal\b).*\b(?:komitmen|commitment|kesepakatan|arahan|rencana aksi|judul)\b",
            _T.TEXT,
        ),
        _field(
            "owner",
            "penanggung jawab",
            r"\b(?:penanggung ?jawab|pj|pic|pelaksana|instansi|opd|perangkat daerah|pemilik|responsible|"
            r"in charge)\b",
            _T.AGENCY,
        ),
        _field("output", "keluaran", r"\b(?:keluaran|output|hasil)\b", _T.TEXT),
        _field("indicator", "indikator", r"\bindikator\b", _T.TEXT),
        _field("unit", "satuan", r"\bsatuan\b|^unit$|^sat$", _T.TEXT),
        _field("baseline", "baseline", r"\b(?:baseline|awal)\b", _T.NUMBER),
        _field(
            "target",
            "target",
            r"^(?!.*\b(?:waktu|tenggat|selesai|penyelesaian|tanggal|tgl)\b).*\btarget\b",
            _T.NUMBER,
        ),
        _field(
            "due",
            "tenggat",
            r"^batas(?: akhir)?$|\b(?:tenggat|batas waktu|deadline|jatuh tempo|waktu|jadwal)\b|"
            r"\b(?:target|rencana|tgl|tanggal) (?:selesai|penyelesaian)\b",
            _T.DUE,
        ),
    ),
    ImportKind.SERVICES: (
        _field(
            "desk",
            "meja",
            r"^(?!(?:jumlah|jml|jlh|banyak|banyaknya|lama|hari)\b).*\b(?:meja|loket|layanan|desk)\b",
            _T.CHOICE,
            DESKS,
        ),
        _field(
            "status",
            "status",
            r"\b(?:status|keadaan|kondisi|keberadaan|ketersediaan)\b|^ada tidak(?: ada)?$",
            _T.CHOICE,
            _DESK_STATES,
        ),
        _field(
            "served",
            "dilayani",
            rf"^(?!.*{_ONE_SEX}).*\b(?:dilayani|jumlah|jml|jlh|kunjungan|pengunjung|orang)\b",
            _T.COUNT,
        ),
        _field(
            "days_per_document",
            "hari per dokumen",
            r"\b(?:hari (?:per )?(?:dokumen|dok)|"
            r"(?:lama|waktu) (?:proses|layanan|pelayanan|dokumen|pengurusan|penyelesaian|waktu)|"
            r"hari penyelesaian)\b",
            _T.NUMBER,
        ),
        _field("days_open", "hari buka", r"\bhari(?: (?:buka|layanan|pelayanan|kerja))?$", _T.COUNT),
        _field("proof_on", "tanggal bukti", r"^(?:tgl|tanggal) bukti\b", _T.DATE),
        _field("proof", "bukti", r"\bbukti\b", _T.REFERENCE),
    ),
    ImportKind.VILLAGE_TEAMS: (
        _field(
            "last_report_on",
            "laporan terakhir",
            r"\b(?:laporan terakhir|terakhir (?:lapor|melapor))\b",
            _T.DATE,
        ),
        _field("formed_on", "tanggal SK", r"^(?:tgl|tanggal)\b", _T.DATE),
        _field(
            "reference",
            "nomor SK",
            r"^(?!(?:jumlah|jml|jlh|banyak|sudah|telah|belum|ada|punya|memiliki)\b).*\b(?:sk|keputusan)\b",
            _T.REFERENCE,
        ),
        _field(
            "members",
            "jumlah anggota",
            rf"^(?!.*{_ONE_SEX}).*\b(?:anggota|angg|personil|personel)\b",
            _T.COUNT,
        ),
        _field("status", "status", r"\b(?:status|keadaan)\b", _T.CHOICE, _TEAM_STATES),
    ),
    ImportKind.ACTIVITIES: (
        _field("held_on", "tanggal", r"\b(?:tgl|tanggal|waktu)\b", _T.DATE),
        _field(
            "organizer_kind",
            "jenis penyelenggara",
            r"\b(?:jenis|kelompok|unsur) (?:penyelenggara|pelaksana|mitra|lembaga)\b",
            _T.CHOICE,
            _ORGANIZER_KINDS,
        ),
        _field(
            "agency",
            "penyelenggara",
            r"\b(?:penyelenggara|pelaksana|mitra|lembaga|instansi|organisasi)\b",
            _T.ORGANIZER,
        ),
        _field("kind", "jenis kegiatan", r"\bjenis(?: kegiatan)?\b", _T.CHOICE, _OUTREACH_KINDS),
        _field("place", "tempat kegiatan", r"\b(?:tempat|lokasi) (?:kegiatan|acara)\b", _T.TEXT),
        _field("proof", "bukti", r"\b(?:bukti|dokumentasi|nomor surat)\b", _T.REFERENCE),
        _field(
            "participants_women",
            "peserta perempuan",
            r"\b(?:peserta|hadir) (?:perempuan|pr|p)\b|^(?:perempuan|pr|p)$",
            _T.COUNT,
        ),
        _field(
            "participants_men",
            "peserta laki-laki",
            r"\b(?:peserta|hadir) (?:laki laki|laki|lk|l)\b|^(?:laki laki|laki|lk|l)$",
            _T.COUNT,
        ),
        _field(
            "participants",
            "peserta",
            r"^(?!.*\b(?:disabilitas|difabel|anak|lansia|remaja|dewasa|dws)\b).*\b(?:peserta|jangkauan|hadir)\b|"
            r"^(?:jumlah|jml|jlh|total)(?: orang)?$",
            _T.COUNT,
        ),
        _field(
            "title",
            "kegiatan",
            r"\b(?:kegiatan|acara|program|uraian)\b|^(?:giat|materi|topik|tema)$",
            _T.TEXT,
        ),
    ),
    ImportKind.ACCOUNTS: (
        _field("username", "nama pengguna", r"\b(?:username|user|pengguna|nama akun|akun)\b", _T.REFERENCE),
        _field("role", "peran", r"\b(?:peran|role|(?:hak|level) akses)\b", _T.CHOICE, _ACCOUNT_ROLES),
        _field(
            "agency",
            "instansi",
            r"\b(?:instansi|agency|opd|skpd|lembaga|unit kerja|satuan kerja)\b",
            _T.AGENCY,
        ),
        _field("function", "jabatan", r"\b(?:jabatan|fungsi)\b", _T.TEXT),
    ),
    ImportKind.AGENCIES: (
        _field("code", "kode", r"^(?:kode|code)(?: instansi)?$", _T.REFERENCE),
        _field("superior", "atasan", r"\b(?:atasan|induk|superior)\b", _T.AGENCY),
        _field("kind", "jenis instansi", r"\bjenis\b", _T.CHOICE, _AGENCY_KINDS),
        _field("level", "tingkat", r"^(?:tingkat(?:an)?|level)\b", _T.CHOICE, _AGENCY_LEVELS),
        _field("contact", "unit yang dihubungi", r"\bunit(?: yang)? dihubungi\b", _T.TEXT),
        _field("may_own_tasks", "dapat diberi tugas", r"\bdiberi tugas\b", _T.CHOICE, _YES_OR_NO),
        _field("short_name", "singkatan", r"\b(?:singkatan|nama pendek|short name|akronim)\b", _T.TEXT),
        _field(
            "name",
            "nama instansi",
            r"\b(?:nama instansi|nama lembaga|nama opd|instansi|nama organisasi)\b",
            _T.TEXT,
        ),
        _field("mandate", "mandat", r"\b(?:mandat|tugas|fungsi|tupoksi)\b", _T.TEXT),
    ),
}


def _also_abroad(kind: ImportKind, field: Field) -> Field:
    words = "|".join(filter(None, (each.get(kind, {}).get(field.name) for each in (IN_ENGLISH, IN_MALAY))))
    return replace(field, pattern=re.compile(rf"{field.pattern.pattern}|^(?:{words})$")) if words else field


FIELDS = {kind: tuple(_also_abroad(kind, each) for each in fields) for kind, fields in _NAMED.items()}

PREFERRED: dict[tuple[ImportKind, str], re.Pattern[str]] = {
    (kind, name): re.compile(rf"\b(?:{words})\b")
    for kind, name, words in (
        (ImportKind.CASES, "agency", f"instansi|{UNIT_HEADS}"),  # a Polsek beside it is below it
        (
            ImportKind.CASES,
            "reported_on",
            "lapor|laporan|pelaporan|dilaporkan|lp|terima|diterima|masuk|pengaduan|aduan|register|registrasi",
        ),
        (ImportKind.PLACEMENTS, "happened_on", "berangkat|keberangkatan|terbang|penempatan"),
        (ImportKind.DEATHS, "happened_on", "meninggal|wafat|kematian"),
        (
            ImportKind.DEPORTATIONS,
            "happened_on",
            "deportasi|tiba|kedatangan|pemulangan|dipulangkan|dicegah|pencegahan|penundaan",
        ),
        (ImportKind.VILLAGE_TEAMS, "formed_on", "sk|pembentukan|dibentuk|keputusan"),
        (ImportKind.ACTIVITIES, "held_on", "tgl|tanggal"),
        (ImportKind.COMMITMENTS, "owner", "penanggung ?jawab|pj"),
        (ImportKind.COMMITMENTS, "due", "selesai|akhir|tenggat|batas|deadline|jatuh tempo"),
        (ImportKind.AGENCIES, "name", "baru|sekarang"),
        (ImportKind.ACCOUNTS, "username", "baru|sekarang"),
        (ImportKind.CASES, "kind", "jenis|kategori|perkara|tindak pidana"),
    )
}
"""Of several columns that could be a field, the one whose heading says so in these words."""

BY_SEX: dict[ImportKind, tuple[str, re.Pattern[str]]] = {
    ImportKind.VILLAGE_TEAMS: ("members", re.compile(r"\b(?:anggota|personil|personel)\b")),
    ImportKind.SERVICES: ("served", re.compile(r"\b(?:dilayani|layanan|kunjungan|pengunjung|orang)\b")),
}
"""Counts that may stand in two columns, men and women."""

INSTITUTION = re.compile(
    r"\b(?:paroki|stasi|kevikepan|dekenat|dekanat|gereja|keuskupan|kongregasi|tarekat|biara|susteran|pesantren|"
    r"klasis|sinode|jemaat|majelis|masjid|mui|muhammadiyah|yayasan|lsm|lembaga|"
    r"organisasi|perkumpulan|persekutuan|komunitas|jaringan|forum|aliansi|koalisi|koperasi|kelompok|pkk|"
    r"karang taruna|sd[nki]?|smp[nks]?|sma[nks]?|smk[ns]?|sekolah|universitas|politeknik|kampus|"
    r"institut|dinas|badan|balai|kantor|"
    r"kementerian|kejaksaan|kepolisian|polres|polsek|kodim|koramil|puskesmas|rsud|desa|kelurahan|kecamatan|"
    r"pemkab|pemkot|pemerintah|radio|media|televisi|koran|redaksi|pt|cv|bank|"
    r"society|association|foundation|institute|network|coalition|consulate|embassy|agency|council|"
    r"cent(?:er|re)|university|church|union|committee)\b"
)
"""A word by which an institution calls itself one."""

VENUE = re.compile(
    r"\b(?:aula|gedung|balai|kantor|lapangan|ruang|rumah|pasar|pelabuhan|bandara|terminal|posyandu|puskesmas|"
    r"gereja|kapela|masjid|sekolah|kampus|sd|smp|sma|smk|desa|dusun|kelurahan|hotel|taman|halaman|"
    r"studio|stadion|dermaga|posko|asrama|polres|polsek|koramil|klinik|rsud|universitas)\b"
)
"""A word by which a place of an event calls itself one."""

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
    (ImportKind.CASES, "kind"): {str(code): label for code, label in CASE_KINDS.items()},
    (ImportKind.CASES, "sector"): {str(code): label for code, label in SECTORS.items()},
    (ImportKind.CASES, "recruitment"): {str(code): label for code, label in RECRUITMENT_MODES.items()},
    (ImportKind.CASES, "police_stage"): {str(code): label for code, label in POLICE_STAGES.items()},
    (ImportKind.CASES, "service_stage"): {str(code): label for code, label in SERVICE_STAGES.items()},
    (ImportKind.SERVICES, "desk"): DESK_WORDS,
    (ImportKind.SERVICES, "status"): {"open": "buka", "planned": "rencana", "none": "tidak ada"},
    (ImportKind.VILLAGE_TEAMS, "status"): {"active": "aktif", "planned": "rencana", "none": "belum ada"},
    (ImportKind.ACTIVITIES, "kind"): {str(code): label for code, label in OUTREACH_KINDS.items()},
    (ImportKind.ACTIVITIES, "organizer_kind"): {str(code): each for code, each in ORGANIZER_KINDS.items()},
    (ImportKind.ACCOUNTS, "role"): {str(code): label for code, label in ROLES.items()},
    (ImportKind.AGENCIES, "kind"): {str(code): label for code, label in AGENCY_KINDS.items()},
    (ImportKind.AGENCIES, "level"): {str(code): label for code, label in AGENCY_LEVELS.items()},
    (ImportKind.AGENCIES, "may_own_tasks"): {"yes": "ya", "no": "tidak"},
}
"""How a choice is written by us; each is read again as what it stands for."""

HOME = "IDN"
"""A destination inside the country; among countries of a table's columns it is none."""
DATES_OF_PERSONS = ("happened_on", "arrived_on")
OF_A_PERSON = (*DATES_OF_PERSONS, "sex", "age", "destination", "sector", "cause")
REQUIRED: dict[ImportKind, tuple[tuple[str, ...], ...]] = {
    ImportKind.CASES: (("reported_on",), ("kind",)),
    ImportKind.PLACEMENTS: (OF_A_PERSON,),
    ImportKind.DEATHS: (OF_A_PERSON,),
    ImportKind.DEPORTATIONS: (OF_A_PERSON,),
    ImportKind.FIGURES: (("indicator",), ("value",)),
    ImportKind.COMMITMENTS: (("title",), ("owner", "due")),
    ImportKind.SERVICES: (("desk",), ("status", "served")),
    ImportKind.VILLAGE_TEAMS: (("reference", "members", "status", "formed_on"),),
    ImportKind.ACTIVITIES: (("held_on",), ("title", "agency")),
    ImportKind.ACCOUNTS: (("username",), ("role",)),
    ImportKind.AGENCIES: (("name",),),
}
"""Of each group at least one column must be there for a register of the kind."""


def field_of(kind: ImportKind, texts: tuple[str, ...]) -> Field | None:
    """The field that a heading names: by its lowest level, then by all levels together."""
    for words in (key(texts[-1]) if texts else "", key(" ".join(texts))):
        for each in FIELDS[kind]:
            if words and each.pattern.search(words):
                return each
    return None
