"""The series that files may count, and the words of titles and headings that name each.

``choices.py`` has the words of a cell, ``fields.py`` those that head a register's column.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.imports.kinds import ImportKind
from domain.imports.words import OF_HERE


@dataclass(frozen=True)
class Concept:
    """A series with the words that name it; concepts are never merged."""

    indicator: str
    label: str
    pattern: re.Pattern[str]
    alone: re.Pattern[str] | None = None
    """What names it in a heading of its own, in files of its kind: “Korban” beside “LP”."""


A_BODY = re.compile(
    r"\b(?:satgas|satuan tugas|gugus tugas|gt|tim|pokja|subdit|posko|forum|koalisi|jaringan)"
    r"(?: (?:terpadu|khusus|gabungan|pp|pencegahan|penanganan|pemberantasan|anti|dan|p3|daerah))*"
    r" (?:tppo|tppm|perdagangan orang|tindak pidana perdagangan orang|trafficking)\b"
)
"""“Satgas TPPO” is who wrote, or who did it, and no crime that is counted."""


def _concept(indicator: str, label: str, pattern: str, alone: str = "") -> Concept:
    return Concept(indicator, label, re.compile(pattern), re.compile(alone) if alone else None)


NONPROCEDURAL = _concept(
    "nonprocedural",
    "keberangkatan nonprosedural",
    r"\b(?:non ?prosedural|unprosedural|ilegal|illegal|tidak resmi|tanpa dokumen|undocumented)",
)
TARGET = _concept("procedural_placement_target", "target penempatan", r"\b(?:target|rencana|kuota)\b")
PLACEMENT = _concept(
    "procedural_placement",
    "penempatan prosedural",
    r"\b(?:penempatan|ditempatkan|pemberangkatan|diberangkatkan|prosedural|placements?)\b|"
    r"^akan$|\bantar kerja antar negara\b",
    r"^(?:sudah |telah |jumlah |jml |yang )?(?:berangkat|terbang)$",
)
DEATHS = _concept("deaths_abroad", "kematian", r"\b(?:meninggal|kematian|wafat|deaths?|md)\b")
REMAINS = _concept(
    "remains_repatriated",
    "jenazah dipulangkan",
    r"\b(?:jenazah|remains)\b",
    r"^(?:jumlah |jml |sudah |telah )?dipulangkan$",
)
_DEPORTATION = _concept(
    "deportation", "deportasi", r"\b(?:deportasi|deportan|dideportasi|deport|deportation)\b"
)
PREVENTED = _concept(
    "prevented_departure",
    "keberangkatan dicegah",
    r"\b(?:dicegah|cegah|pencegahan (?:keberangkatan|c?pmi)|penggagalan|digagalkan|gagal berangkat|cekal|"
    r"penundaan(?! (?:penerbitan |permohonan |pemberian )?paspor)|prevented)\b",
    r"^(?:jumlah |jml |jlh )?pencegahan$",
)
REFUSED = _concept(
    "passport_refusal",
    "penolakan paspor",
    r"\b(?:penolakan|ditolak|tolak|refusals?)\b.*\b(?:paspor|passports?)\b|"
    r"\b(?:paspor|passports?)\b.*\b(?:ditolak|penolakan|refus(?:ed|als?))\b",
)
SICK = _concept("sick_repatriated", "sakit dipulangkan", r"\b(?:sakit|sick)\b")
_VILLAGES = _concept(
    "migrant_villages_formed",
    "Desa Migran Emas terbentuk",
    r"\bdesa migran emas\b",
)
_SETTLED = _concept(
    "complaints_settled",
    "pengaduan PMI diselesaikan",
    rf"\b(?:pengaduan|aduan|kasus pengaduan)(?: (?:c?pmi|tki|yang|sudah|telah|dapat|asal|{OF_HERE}))* "
    r"(?:selesai|diselesaikan|terselesaikan|tuntas)\b|\bpenyelesaian (?:pengaduan|aduan)\b",
)
"""Those that came in are another series, and of none that is known."""
_SMUGGLED = r"\b(?:penyelundupan|tppm|people smuggling)\b"
SMUGGLING = re.compile(_SMUGGLED)
_BOTH_CRIMES = rf"(?:\b(?:tppo|perdagangan orang)\b.*{_SMUGGLED}|{_SMUGGLED}.*\b(?:tppo|perdagangan orang)\b)"
_OF_WHOM = (
    r"(?: (?:l|p|lk|pr|laki|laki2|perempuan|pria|wanita|anak|dewasa|dws|jml|jumlah|jlh|total|orang|org|"
    r"jiwa))*"
)
TRAFFICKING = _concept(
    "trafficking_police_reports",
    "laporan polisi TPPO",
    rf"^(?!.*{_SMUGGLED})"
    r"(?!.*\b(?:penyelesaian|diselesaikan|selesai|p ?(?:19|21)|berkas|putusan|vonis|restitusi|sp3|"
    r"dihentikan)\b)"
    r"(?!(?:(?!\b(?:kasus|lp|laporan|perkara)\b).)*\b(?:korban|saksi|tersangka|tsk|pelaku|terdakwa)\b)"
    r".*\b(?:tppo|perdagangan orang)\b",
    r"^(?:jumlah |jml |jlh )?(?:(?:lp|laporan polisi)(?: masuk| diterima)?|lapor|dilaporkan|jtp|ct|"
    r"crime total)$",
)
"""Reports, victims and suspects are three units: what names one of the others first is none of these."""
VICTIMS = _concept(
    "trafficking_victims",
    "korban TPPO",
    rf"^(?!.*(?:\b(?:restitusi|dipulangkan|pemulangan)\b|{_SMUGGLED})).*(?:"
    r"\bkorban\b(?: [a-z]+){0,3} (?:tppo|perdagangan orang)\b|\b(?:tppo|perdagangan orang)\b.*\bkorban\b)",
    rf"^(?:jumlah |jml |jlh )?korban{_OF_WHOM}$",
)
SUSPECTS = _concept(
    "trafficking_suspects",
    "tersangka TPPO",
    rf"^(?!.*{_SMUGGLED}).*(?:\b(?:tersangka|tsk)\b(?: [a-z]+){{0,3}} (?:tppo|perdagangan orang)\b|"
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
    VICTIMS,
    SUSPECTS,
    _BOTH_REPORTS,
    _BOTH_SUSPECTS,
    _VILLAGES,
    _SETTLED,
    PLACEMENT,
)
_PROCEDURAL = re.compile(r"\b(?:prosedural|berdokumen)\b")
_STATUS_ALONE = re.compile(
    r"^(?:(?:jumlah|jml|pmi|tki) )*"
    r"(?:(prosedural|prosed|pros|resmi|legal|(?:ber|ada |dengan )dokumen|documented|regular)|irregular|"
    r"non ?pros(?:ed(?:ural)?)?|unprosedural|np|ilegal|illegal|tidak (?:resmi|prosedural)|tanpa dokumen|"
    r"undocumented)$"
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
    r"pencari kerja|p3mi|lpk|pelatihan|dilatih|opp|pap|rekomendasi|sertifikat|purna|cpmi|"
    r"calon (?:pmi|tki|pekerja))\b",
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
    "hanya sebagian orang, menurut judulnya",
    rf"\b(?:pmi|tki|cpmi|migran|indonesia|korban|jenazah|deportan|penempatan)(?: (?:yang|asal|{OF_HERE}))* "
    r"(?:perempuan|wanita|ibu) (?:dan|serta|maupun|atau) anak\b(?! laki\b)|"
    r"\b(?:tidak|belum|tdk|blm) termasuk\b|\b(?:tanpa|selain) (?:anak|perempuan|wanita|laki)\b|"
    r"\b(?:tppo|perdagangan orang) (?:perempuan|wanita) (?:dan|serta) anak\b|"
    r"\b(?:tersangka|tsk)\b.*\bdpo\b|"
    r"\b(?:pl?rt|abk|anak buah kapal|pelaut)\b|"
    r"\b(?:usia|umur|berusia|berumur) (?:(?:di )?(?:bawah|atas) |kurang dari |lebih dari )?\d|"
    r"\b(?:(?:di )?(?:bawah|atas)|kurang dari|lebih dari) \d\d? (?:tahun|thn|th)\b",
)
"""Where no column divides them: the women and the children are not all, and no part that we know."""
NOT_THE_COUNT = {
    ImportKind.PLACEMENTS: (_PLANNED, _RATE, _PART_OF_ALL, SOME_OF_THEM),
    ImportKind.DEATHS: (_PLANNED, _RATE, _PART_OF_THE_DEAD, SOME_OF_THEM),
    ImportKind.DEPORTATIONS: (_PLANNED, _RATE, _PART_OF_THE_DEPORTED, SOME_OF_THEM),
    ImportKind.FIGURES: (SOME_OF_THEM,),
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
    ImportKind.PLACEMENTS: (PLACEMENT,),
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
        (
            "perempuan",
            r"\b(?<!to )(?:perempuan|prempuan|prmpuan|perempun|wanita|pr|female|p|w)\b"
            r"(?! (?:to|1[6-9]|2[0-2])\b)",
        ),
        ("informal", r"\binformal\b"),
        ("formal", r"\bformal\b"),
        ("anak", r"\banak2?\b(?! buah\b)|\bchildren\b"),
        ("dewasa", r"\bdewasa\b"),
    )
)

STAGES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"^(?:(?:tahap|jumlah|jml|kasus|lp|perkara|laporan) )*(?:{pattern})$"))
    for name, pattern in (
        ("lidik", "lidik|penyelidikan"),
        ("sidik", "sidik|penyidikan"),
        ("P-19", "p ?19"),
        ("P-21", "p ?21"),
    )
)
"""How far the reports of a period had come, where a table divides them by it."""
