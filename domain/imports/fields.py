"""The columns that a register of each kind may have, and the headings that name each."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.imports import choices
from domain.imports.choices import Choices
from domain.imports.english import IN_ENGLISH
from domain.imports.kinds import ImportKind
from domain.imports.malay import IN_MALAY
from domain.imports.words import key


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
    choices: Choices = ()


def _field(name: str, label: str, pattern: str, type_: FieldType, of: Choices = ()) -> Field:
    return Field(name, label, re.compile(pattern), type_, of)


_T = FieldType
UNIT_HEADS = r"kesatuan|satuan kerja|satker|satuan wilayah|satwil|wilayah hukum|wilkum|polres(?:ta|tabes)?"
"""What heads the column of units whose reports the lines are: a Polres, whatever its column is called."""
HOW_MANY = r"(?:(?:jumlah|jml|jlh|total|banyaknya|banyak) )?(?:(?:orang|org) )?"
_ACCUSED = r"(?:terdakwa|tdw|terpidana)"
SUSPECTS = (
    rf"(?:{_ACCUSED} (?:atau |dan )?)?(?:tersangka|tsk|pelaku)"
    rf"(?: (?:atau |dan )?(?:tersangka|tsk|pelaku|{_ACCUSED}))?"
)
"""“Terdakwa/Tersangka” and “Pelaku/Tersangka” are the same persons, by how far their case has come."""
_OTHER_DAY = r"(?:berangkat|keberangkatan|penempatan|paspor|surat|lapor|laporan|masuk|ditangkap|kontrak)\b"
"""Days of a person's way that are not the one a list is about."""
_ONE_SEX = r"\b(?:l|p|lk|pr|laki laki|perempuan|pria|wanita)$"
_AND_THE_OTHER_SEX = r"(?! (?:dan )?(?:p|pr|perempuan|l|lk|laki)\b)"
"""“Peserta L+P” are all of them."""
_PERSON = (
    _field(
        "sex",
        "jenis kelamin",
        r"^(?:jk|j k|(?:jenis|jns) kel(?:amin)?|gender|sex|l p|p l|lk pr|pr lk|kelamin)(?: korban| c?pmi)?$",
        _T.SEX,
    ),
    _field("age", "umur", r"^(?:umur|usia|age)(?: korban| c?pmi)?(?: tahun| th| thn)?$", _T.AGE),
)
_MIGRATION = (
    _field("destination", "negara tujuan", r"\b(?:negara|country|tujuan)\b", _T.COUNTRY),
    _field(
        "sector", "sektor", r"\b(?:sektor|pekerjaan|jenis pekerjaan|sector)\b", _T.CHOICE, choices.SECTORS
    ),
)
_NAMED: dict[ImportKind, tuple[Field, ...]] = {
    ImportKind.CASES: (
        _field("code", "kode kasus", r"^(?:kode|code)(?: kasus)?$", _T.OWN_CODE),
        _field(
            "reference",
            "nomor laporan",
            r"\b(?:(?:no|nomor) (?:lp|laporan|register|registrasi|reg|perkara|"
            r"kasus|pengaduan|aduan|referensi)|"
            r"(?:lp|laporan polisi) (?:no|nomor)|nomor laporan polisi)\b|"
            r"^lp$|^referensi$|^(?:reg|register) (?:perkara|laporan|kasus)$",
            _T.REFERENCE,
        ),
        _field(
            "kind",
            "jenis kasus",
            r"\b(?:jenis (?:kasus|perkara|tindak pidana)|kategori kasus)\b|^(?:kasus|perkara)$",
            _T.CHOICE,
            choices.KINDS_OF_CASE,
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
            rf"^{HOW_MANY}{SUSPECTS}(?: l p| p l)?(?: orang| org| jumlah| jml| jlh)?$|^suspects$",
            _T.COUNT,
        ),
        _field(
            "police_stage",
            "tahap perkara",
            r"\b(?:tahap|tahapan|status perkara|status penanganan|proses hukum)\b|^status(?: kasus| lp)?$",
            _T.CHOICE,
            choices.POLICE_STAGES,
        ),
        _field("service_stage", "layanan korban", r"\blayanan\b", _T.CHOICE, choices.SERVICE_STAGES),
        _field(
            "recruitment",
            "modus rekrut",
            r"\b(?:modus|cara rekrut|rekrut|perekrutan|direkrut)\b(?! oleh)",
            _T.CHOICE,
            choices.RECRUITMENT_MODES,
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
        _field("cause", "penyebab", r"\b(?:penyebab|sebab)\b", _T.CHOICE, choices.CAUSES_OF_DEATH),
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
            "indicator",
            "indikator",
            r"\b(?:indikator|indicator|uraian)\b",
            _T.INDICATOR,
            choices.CONCEPT_CHOICES,
        ),
        _field("starts_on", "mulai", r"^(?:(?:tgl |tanggal )?mulai|dari|sejak)$", _T.DUE),
        _field("ends_on", "sampai", r"^(?:sampai|s d|sd|hingga|sampai dengan)$", _T.DUE),
        _field("period", "periode", r"\b(?:periode|tahun|waktu|period)\b", _T.PERIOD),
        _field(
            "value",
            "nilai",
            r"\b(?:nilai|angka|jumlah|jml|jlh|value|realisasi)\b|^(?:total|banyaknya|volume)$",
            _T.NUMBER,
        ),
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
        _field("output", "keluaran", r"^(?!.*\bindikator\b).*\b(?:keluaran|output|hasil)\b", _T.TEXT),
        _field("indicator", "indikator", r"\bindikator\b", _T.TEXT),
        _field("unit", "satuan", r"^(?!.*\btarget\b).*\bsatuan\b|^unit$|^sat$", _T.TEXT),
        _field("baseline", "baseline", r"\b(?:baseline|awal)\b", _T.NUMBER),
        _field(
            "target",
            "target",
            r"^(?!.*\b(?:waktu|tenggat|selesai|penyelesaian|tanggal|tgl|satuan)\b).*\btarget\b",
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
            r"^(?!(?:jumlah|jml|jlh|banyak|banyaknya|lama|hari|status|kondisi|keadaan)\b).*\b(?:meja|loket|layanan|desk)\b",
            _T.CHOICE,
            choices.DESKS,
        ),
        _field(
            "status",
            "status",
            r"\b(?:status|keadaan|kondisi|keberadaan|ketersediaan)\b|^ada tidak(?: ada)?$",
            _T.CHOICE,
            choices.DESK_STATES,
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
            r"\b(?:(?:laporan|lapor|melapor) (?:terakhir|akhir)|terakhir (?:lapor|melapor|laporan))\b",
            _T.DATE,
        ),
        _field("formed_on", "tanggal SK", r"^(?:tgl|tanggal)\b", _T.DATE),
        _field(
            "reference",
            "nomor SK",
            r"^(?!(?:jumlah|jml|jlh|banyak|sudah|telah|belum|ada|punya|memiliki|apakah|status|"
            r"ketersediaan|keberadaan|kepemilikan|thn|tahun)\b)"
            r".*\b(?:sk|keputusan)\b(?! (?:ada|sudah|belum)\b)",
            _T.REFERENCE,
        ),
        _field(
            "members",
            "jumlah anggota",
            rf"^(?!.*{_ONE_SEX}).*\b(?:anggota|angg|personil|personel|pengurus)\b",
            _T.COUNT,
        ),
        _field(
            "status",
            "status",
            r"\b(?:status|keadaan)\b(?! (?:sk|surat)\b)|^(?:keberadaan|kondisi)\b(?! (?:sk|surat)\b)|"
            r"^ada tidak(?: ada)?$",
            _T.CHOICE,
            choices.TEAM_STATES,
        ),
    ),
    ImportKind.ACTIVITIES: (
        _field("held_on", "tanggal", r"\b(?:tgl|tanggal|waktu)\b", _T.DATE),
        _field(
            "organizer_kind",
            "jenis penyelenggara",
            r"\b(?:jenis|kelompok|unsur) (?:penyelenggara|pelaksana|mitra|lembaga)\b",
            _T.CHOICE,
            choices.ORGANIZER_KINDS,
        ),
        _field(
            "agency",
            "penyelenggara",
            r"\b(?:penyelenggara|pelaksana|mitra|lembaga|instansi|organisasi)\b",
            _T.ORGANIZER,
        ),
        _field("kind", "jenis kegiatan", r"\bjenis(?: kegiatan)?\b", _T.CHOICE, choices.OUTREACH_KINDS),
        _field("place", "tempat kegiatan", r"\b(?:tempat|lokasi) (?:kegiatan|acara)\b", _T.TEXT),
        _field("proof", "bukti", r"\b(?:bukti|dokumentasi|nomor surat)\b", _T.REFERENCE),
        _field(
            "participants_women",
            "peserta perempuan",
            rf"\b(?:peserta|hadir) (?:perempuan|pr|p)\b{_AND_THE_OTHER_SEX}|"
            r"^(?:(?:jumlah|jml|jlh) )?(?:perempuan|pr|p)$",
            _T.COUNT,
        ),
        _field(
            "participants_men",
            "peserta laki-laki",
            rf"\b(?:peserta|hadir) (?:laki laki|laki|lk|l)\b{_AND_THE_OTHER_SEX}|"
            r"^(?:(?:jumlah|jml|jlh) )?(?:laki laki|laki|lk|l)$",
            _T.COUNT,
        ),
        _field(
            "participants",
            "peserta",
            r"^(?!.*\b(?:disabilitas|difabel|anak|lansia|remaja|dewasa|dws|target|rencana|undangan)\b).*\b(?:peserta|jangkauan|hadir)\b|"
            r"^(?:jumlah|jml|jlh|total)(?: (?:orang|warga|masyarakat|umat|jemaat))?$",
            _T.COUNT,
        ),
        _field(
            "title",
            "kegiatan",
            r"\b(?:kegiatan|keg|giat|acara|program|uraian)\b|^(?:materi|topik|tema)$",
            _T.TEXT,
        ),
    ),
    ImportKind.ACCOUNTS: (
        _field("username", "nama pengguna", r"\b(?:username|user|pengguna|nama akun|akun)\b", _T.REFERENCE),
        _field("role", "peran", r"\b(?:peran|role|(?:hak|level) akses)\b", _T.CHOICE, choices.ACCOUNT_ROLES),
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
        _field(
            "kind",
            "jenis instansi",
            r"\bjenis\b|^kategori(?: (?:instansi|lembaga|organisasi))?$",
            _T.CHOICE,
            choices.AGENCY_KINDS,
        ),
        _field("level", "tingkat", r"^(?:tingkat(?:an)?|level)\b", _T.CHOICE, choices.AGENCY_LEVELS),
        _field("contact", "unit yang dihubungi", r"\bunit(?: yang)? dihubungi\b", _T.TEXT),
        _field(
            "may_own_tasks",
            "dapat diberi tugas",
            r"\b(?:diberi|menerima|penerima|memegang|memiliki) tugas\b",
            _T.CHOICE,
            choices.YES_OR_NO,
        ),
        _field(
            "short_name", "singkatan", r"\b(?:singkatan|disingkat|nama pendek|short name|akronim)\b", _T.TEXT
        ),
        _field(
            "name",
            "nama instansi",
            r"\b(?:nama instansi|nama lembaga|nama opd|instansi|nama organisasi)\b",
            _T.TEXT,
        ),
        _field(
            "mandate",
            "mandat",
            r"^(?!.*\b(?:penerima|menerima|diberi|memegang|memiliki)\b).*\b(?:mandat|tugas|fungsi|tupoksi)\b",
            _T.TEXT,
        ),
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
        (ImportKind.SERVICES, "desk", "nama|jenis"),
        (ImportKind.ACTIVITIES, "held_on", "tgl|tanggal"),
        (ImportKind.ACTIVITIES, "participants", r"realisasi|hadir|(?:total|jumlah|jml|jlh) peserta"),
        (ImportKind.VILLAGE_TEAMS, "members", r"(?:total|jumlah|jml|jlh) (?:anggota|angg|personil|personel)"),
        (ImportKind.COMMITMENTS, "owner", "penanggung ?jawab|pj"),
        (ImportKind.COMMITMENTS, "due", "selesai|akhir|tenggat|batas|deadline|jatuh tempo"),
        (ImportKind.AGENCIES, "name", "baru|sekarang"),
        (ImportKind.ACCOUNTS, "username", "baru|sekarang"),
        (ImportKind.CASES, "kind", "jenis|kategori|perkara|tindak pidana"),
    )
}
"""Of several columns that could be a field, the one whose heading says so in these words."""

BY_SEX: dict[ImportKind, tuple[str, re.Pattern[str]]] = {
    ImportKind.VILLAGE_TEAMS: ("members", re.compile(r"\b(?:anggota|angg|agt|personil|personel)\b")),
    ImportKind.SERVICES: ("served", re.compile(r"\b(?:dilayani|layanan|kunjungan|pengunjung|orang)\b")),
}
"""Counts that may stand in two columns, men and women."""

HOME = "IDN"
"""A destination inside the country; among countries of a table's columns it is none."""
PERSONS = "persons"
"""In a list of events how many a line is of; without it a line is of one."""
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
    ImportKind.ACTIVITIES: (("held_on",), ("title", "agency", "kind")),
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
