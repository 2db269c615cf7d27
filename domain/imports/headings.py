"""What a column is, by the words of its heading and by what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as kept
from enum import StrEnum

from domain.imports import identity
from domain.imports.also_called import is_also_called
from domain.imports.choices import DESKS
from domain.imports.concepts import (
    ALL_CONCEPTS,
    HAVING_A_STATUS,
    NONPROCEDURAL,
    NOT_PLACED,
    PREVENTED,
    SERIES,
    SMUGGLING,
    SUBGROUPS,
    TARGET,
    Concept,
    status_alone,
)
from domain.imports.counted import COUNTED_BY_NO_SEX, counts_others, is_derived
from domain.imports.fields import UNIT_HEADS, Field, FieldType, field_of
from domain.imports.glued import apart
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.periods import TitlePeriod, joined, names_two_years, read_period
from domain.imports.sheet import Cell
from domain.imports.words import OF_HERE, THE_REST, key, squeeze
from domain.places.province import HERE
from domain.places.regions import RegionLevel


class ColumnRole(StrEnum):
    NUMBER = "number"
    CODE = "code"
    REGION = "region"
    ROW_PERIOD = "row-period"
    ROW_DESTINATION = "row-destination"
    VALUE = "value"
    TOTAL = "total"
    DERIVED = "derived"
    OTHER_MEASURE = "other-measure"
    NOTE = "note"
    IDENTITY = "identity"
    FIELD = "field"
    UNKNOWN = "unknown"
    EMPTY = "empty"


@dataclass
class SheetColumn:
    index: int
    texts: tuple[Cell, ...]
    """The levels of the heading from top to bottom, merged cells filled."""
    role: ColumnRole = ColumnRole.UNKNOWN
    level: RegionLevel | None = None
    period: TitlePeriod | None = None
    concept: Concept | None = None
    subgroup: str = ""
    destination: str = ""
    field: Field | None = None
    identity: str = ""
    sums: list["SheetColumn"] = kept(default_factory=list)
    """Of a total: the columns it should add up."""

    @property
    def words(self) -> str:
        return key(" ".join(str(text) for text in self.texts if isinstance(text, str)))

    @property
    def strings(self) -> tuple[str, ...]:
        return tuple(text for text in self.texts if isinstance(text, str))

    @property
    def lowest(self) -> str:
        strings = self.strings
        return key(strings[-1]) if strings else ""


_NUMBER = re.compile(r"^(?:no|nomor|nomor urut|no urut|urut|num|bil)$")
_CODE = re.compile(r"\b(?:kode|code|kd|id)\b")
_CODE_OF_OTHER = re.compile(r"\b(?:komitmen|instansi|akun|kasus|indikator|pos|negara|pilar|angka)\b")
_VILLAGE = re.compile(r"\b(?:desa|kelurahan|ds|kel|village)\b")
_DISTRICT = re.compile(r"\b(?:kecamatan|kec|sub ?districts?)\b")
_REGENCY = re.compile(r"\b(?:kab|kabupaten|kota|kabkota|kabkot|regency|regencies)\b")
_REGION = re.compile(
    r"\b(?:wilayah|daerah|asal|provinsi|propinsi|province|region|districts?|origin|lokasi|location|"
    r"nama wilayah|tempat)\b|^berasal dari$|^kampung halaman$"
)
_NOT_A_REGION = re.compile(
    r"\b(?:jumlah|banyak|bandara|negara|country|tujuan|transit|kerja|lahir|tinggal|instansi|jml|total|"
    r"pelapor|terlapor|pelaku|perekrut|saksi|tersangka|majikan|"
    r"kepala (?:desa|kelurahan)|kades|lurah|"
    r"satuan wilayah|wilayah hukum|wilkum|wilayah polres|perangkat daerah|"
    r"(?:dana|anggaran|alokasi|sk|perdes|peraturan|kas) (?:desa|kelurahan|kel)|apbdes)\b"
)
OF_MOST = re.compile(r"\b(?:terbanyak|terbesar|tertinggi|dominan|mayoritas)\b")
"""“Asal terbanyak” is not where all of them come from."""
_FROM_HERE = re.compile(rf"\S \basal (?:(?:prov|provinsi) )?(?:{OF_HERE}|{key(HERE.name)})\b")
"""“Deportasi PMI asal NTT” heads figures: it names the place itself."""
_TOTAL = re.compile(
    r"^(?:sub ?total|total|jumlah|jml|jmlh|juml|jlh|grand total|jumlah total|total jumlah|total keseluruhan|"
    r"j d|sum)\b"
)
_TOTAL_ALONE = re.compile(
    r"^(?:sub ?total|grand total|total|jumlah|jml|jmlh|juml|jlh|jumlah total|total jumlah|sum|total pmi|"
    r"jumlah seluruh(?:nya)?|"
    r"jumlah keseluruhan|(?:jumlah|total|jml) (?:l p|l dan p|lk pr|semua|setahun|tahun|20\d\d|tahun 20\d\d))$"
)
_MEN, _WOMEN = r"(?:l|lk|laki-laki|laki|lelaki)", r"(?:p|pr|perempuan)"
_BOTH_SEXES = re.compile(
    rf"\s*(?:{_MEN}\s*(?:\+|&|dan)\s*{_WOMEN}|{_WOMEN}\s*(?:\+|&|dan)\s*{_MEN})\s*", re.IGNORECASE
)
"""“L+P” beside L and P is their sum."""
_DERIVED = re.compile(
    r"\b(?:persen|persentase|percent|pct|rata rata|rerata|average|mean|peringkat|ranking|rank|"
    r"pertumbuhan|selisih|"
    r"perubahan|rasio|ratio|proporsi|kenaikan|penurunan|capaian|naik|turun|laju|djf|mam|jja|son)\b|^%|%$"
)
_OTHER_MEASURE = re.compile(
    r"\b(?:akad|akl|antar kerja antar daerah|antar kerja lokal|"
    r"penduduk|population|luas|anggaran|rupiah|rp|biaya|nominal|kepadatan|km|jumlah desa|jumlah "
    r"kecamatan|"
    r"jumlah kelurahan|kk|jarak|lintang|bujur|latitude|longitude|lat|lon)\b"
)
_NOTE = re.compile(r"\b(?:keterangan|ket|catatan|remarks?|notes?|uraian|sumber|kronologi|penjelasan)\b")
_YEAR_HEAD = re.compile(r"^(?:tahun|thn|year|th)$")
_MONTH_HEAD = re.compile(r"^(?:bulan|bln|month)$")
_PERIOD_HEAD = re.compile(
    r"^(?:periode|triwulan|tw|kuartal|semester|period|waktu|bulan tahun|tahun bulan|masa|"
    r"(?:bulan|masa|periode) laporan)$"
)
_MEASURE = re.compile(
    r"\b(?:pmi|cpmi|tki|orang|jiwa|jumlah|jml|realisasi|nilai|banyak|banyaknya|kasus|jenazah|total|count|"
    r"value|"
    r"angka|kunjungan|dilayani|bulan ini|bln ini|triwulan ini|tahun ini|minggu ini|mtd|ytd)\b"
)


_UNIT = re.compile(
    rf"^(?:nama |wilayah hukum )?(?:{UNIT_HEADS}|polsek|kanim|kantor imigrasi|plbn|bandara|pelabuhan|kapal|"
    r"p3mi)$"
)
_CHANGE = re.compile(r"\+\s*/?\s*[-−–]|±|Δ")
"""“+/-” above what one column is more than another."""
_LETTER = re.compile(r"[^\W\d_]")
_REST = re.compile(rf"^(?:negara |tujuan |penempatan )*{THE_REST}$")
_UNKNOWN_PART = re.compile(
    r"^(?:tidak|tdk|belum) (?:diketahui|jelas|teridentifikasi)$|^tanpa keterangan$|^unknown$"
)


def names_the_rest(words: str) -> bool:
    """“Negara lainnya” or “Lain-lain” beside named parts: never the whole of them."""
    return bool(_REST.match(words))


def is_part_number(text: str) -> bool:
    """“II”: which quarter or half, and nothing by itself."""
    return bool(_PART_NUMBER.match(key(text)))


def names_nothing_known(column: SheetColumn, kind: ImportKind, countries: dict[str, str]) -> bool:
    """Whether the lowest heading alone says nothing that a table of counts could be divided by."""
    text = column.texts[-1] if column.texts else None
    if not isinstance(text, str) or not (words := key(text)):
        return False
    if _UNKNOWN_PART.match(words):
        return True
    return not (
        read_period(text) is not None
        or _PART_NUMBER.match(words)
        or _MEASURE.search(words)
        or _TOTAL.search(words)
        or compared(words)
        or _BOTH_SEXES.fullmatch(text)
        or subgroup_of(text, kind)
        or squeeze(text) in countries
        or concept_of((text,), kind) is not None
    )


_PART_NUMBER = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2}|\d+)$")
_LAST = re.compile(r"\b(?:bulan|bln|tahun|triwulan|minggu) (?:lalu|sebelumnya)\b")
_RUNNING = re.compile(
    r"\b(?:s d|sd|sampai dengan|sampai|hingga|kumulatif)(?: dengan)? (?:bulan|bln|triwulan) ini\b|^ytd$"
)
_THIS = re.compile(r"\b(?:bulan|bln|tahun|triwulan|minggu) ini\b|^mtd$")


def compared(words: str) -> str:
    """Of a report that sets this month beside the last one and the sum of both: which of the three."""
    if _LAST.search(words):
        return "last"
    return "running" if _RUNNING.search(words) else "this" if _THIS.search(words) else ""


def _says_which(column: SheetColumn) -> bool:
    """“Tahun lalu (2024)”, “Bulan ini (Oktober)”: by its name besides."""
    return column.period is not None and not column.period.is_empty


def is_this(column: SheetColumn) -> bool:
    return compared(column.words) == "this"


def adds_this_to_the_last(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """“Jumlah” beside “Bulan lalu” and “Bulan ini”: no sum of parts, but what there is so far."""
    said = {compared(column.words) for column in columns}
    if not {"last", "this"} <= said:
        return []
    return [
        column
        for column in columns
        if not compared(column.words) and any(_TOTAL_ALONE.match(key(text)) for text in column.strings)
    ]


_ALWAYS = (_NUMBER, _YEAR_HEAD, _MONTH_HEAD, _PERIOD_HEAD, _CODE, _TOTAL_ALONE, _DERIVED)


def region_level(words: str) -> RegionLevel | None:
    if _VILLAGE.search(words) and not _REGENCY.search(words) and not _DISTRICT.search(words):
        return RegionLevel.VILLAGE
    if _DISTRICT.search(words) and not _REGENCY.search(words) and not _VILLAGE.search(words):
        return RegionLevel.DISTRICT
    return None


_KABUPATEN_ALONE = re.compile(r"^(?!.*\b(?:kota|kabkota|kabkot)\b).*\b(?:kab|kabupaten|regency)\b")


def heads_kabupaten(words: str) -> bool:
    """“Kab. Asal”; “Kabupaten/Kota” says of neither."""
    return bool(_KABUPATEN_ALONE.search(words))


def is_region_heading(words: str) -> bool:
    if not words or len(words) > 60 or _TOTAL.search(words) or _NOT_A_REGION.search(words):
        return False
    if OF_MOST.search(words) or _FROM_HERE.search(words):
        return False
    return any(p.search(words) for p in (_VILLAGE, _DISTRICT, _REGENCY, _REGION))


def names_where_from(text: str) -> bool:
    """“Deportasi PMI asal NTT (orang)” as a heading says of which place its figures are."""
    return bool(_FROM_HERE.search(key(text)))


def is_heading(cell: Cell, kind: ImportKind, countries: dict[str, str]) -> bool:
    """Whether a cell could head a column of a file of this kind."""
    if cell is None:
        return False
    if not isinstance(cell, str):
        return read_period(cell) is not None
    if len(cell) > 80 and not cell.count("\n"):
        return False
    cell = apart(cell)
    words = key(cell)
    if not words:
        return cell == "%"
    length = len(words.split())
    return (
        any(p.search(words) for p in _ALWAYS)
        or is_region_heading(words)
        or squeeze(cell) in countries
        or names_two_years(cell)
        or (length <= 3 and any(p.search(words) for _, p in SUBGROUPS))
        or (length <= 4 and (read_period(cell) is not None or bool(_MEASURE.search(words))))
        or bool(_UNIT.match(words))
        or (length <= 5 and (bool(_NOTE.search(words)) or bool(identity.heading_kind([cell]))))
        or (length <= 5 and any(each.pattern.search(words) for each in ALL_CONCEPTS))
        or any(each.alone is not None and each.alone.search(words) for each in SERIES.get(kind, ()))
        or (length <= 6 and (field_of(kind, (cell,)) is not None or is_also_called(kind, words)))
        or (kind is ImportKind.SERVICES and any(p.search(words) for _, p in DESKS))
    )


def name_column(column: SheetColumn, kind: ImportKind, countries: dict[str, str], *, register: bool) -> None:
    """Give the column its role by its heading alone."""
    words, lowest = column.words, column.lowest
    if column.strings and is_note_beside(column.strings[-1]):
        column.role = ColumnRole.NOTE
        return
    column.identity = identity.heading_kind(column.strings)
    if column.identity and register and _says_little_of_a_person(column, kind):
        column.identity = ""
    if column.identity:
        column.role = ColumnRole.IDENTITY
    elif _NUMBER.match(lowest) and not (register and _numbers_the_reports(column, kind)):
        column.role = ColumnRole.NUMBER
    elif is_region_heading(lowest) and not (register and _is_more_of_a_field(kind, lowest)):
        column.role = ColumnRole.CODE if _CODE.search(lowest) else ColumnRole.REGION
        column.level = region_level(lowest)
    elif (
        _CODE.search(lowest)
        and not _CODE_OF_OTHER.search(words)
        and (not register or field_of(kind, (lowest,)) is None)
    ):
        column.role = ColumnRole.CODE
    elif register:
        _as_field(column, kind)
    else:
        name_as_count(column, kind, countries)


_NOTE_BESIDE = re.compile(r"\s*(?:catatan|keterangan|ket|nb|sumber|source|notes?)\.?\s*:\s*\S", re.IGNORECASE)


def is_note_beside(text: str) -> bool:
    """“Catatan: dua kasus masih diverifikasi” right of the headings heads no column."""
    return bool(_NOTE_BESIDE.match(text))


_WHO_THEY_ARE = re.compile(
    r"\b(?:identitas|data diri|biodata)\b(?!.*\b(?:pelapor|terlapor|pelaku|tersangka|saksi)\b)"
)


def _says_little_of_a_person(column: SheetColumn, kind: ImportKind) -> bool:
    """“L/P” and “Umur” below “Identitas korban”: what names nobody, by the lowest level."""
    lowest, above = column.strings[-1:], key(" ".join(column.strings[:-1]))
    if not _WHO_THEY_ARE.search(above) or identity.heading_kind(lowest):
        return False
    found = field_of(kind, lowest)
    return found is not None and found.type in (FieldType.SEX, FieldType.AGE)


def _numbers_the_reports(column: SheetColumn, kind: ImportKind) -> bool:
    """“Nomor” below “Laporan Polisi” counts no lines."""
    found = field_of(kind, (" ".join(column.strings),)) if len(column.strings) > 1 else None
    return found is not None and found.name == "reference"


_NEVER_A_REGION = frozenset({"served", "members", "participants", "code", "days_open", "place"})


def _is_more_of_a_field(kind: ImportKind, words: str) -> bool:
    found = field_of(kind, (words,))
    return found is not None and found.name in _NEVER_A_REGION


def _as_field(column: SheetColumn, kind: ImportKind) -> None:
    column.field = field_of(kind, column.strings)
    if column.field is not None:
        column.role = ColumnRole.FIELD
    elif _NOTE.search(column.words):
        column.role = ColumnRole.NOTE
    elif (
        _YEAR_HEAD.match(column.lowest)
        or _MONTH_HEAD.match(column.lowest)
        or _is_month_of_desks(column, kind)
    ):
        column.role = ColumnRole.ROW_PERIOD


def _is_month_of_desks(column: SheetColumn, kind: ImportKind) -> bool:
    return kind is ImportKind.SERVICES and _PERIOD_HEAD.match(column.lowest) is not None


def name_as_count(column: SheetColumn, kind: ImportKind, countries: dict[str, str]) -> None:
    """The role of a column in a table of counts."""
    words, lowest = column.words, column.lowest
    if not column.texts or all(text is None for text in column.texts):
        column.role = ColumnRole.EMPTY
        return
    is_word = isinstance(column.texts[-1], str) and len(column.texts) == len(column.strings)
    if is_word and any(p.match(lowest) for p in (_YEAR_HEAD, _MONTH_HEAD, _PERIOD_HEAD)):
        column.role = ColumnRole.ROW_PERIOD
        return
    column.period = _period_of(column)
    which = next((found for text in reversed(column.strings) if (found := compared(key(text)))), "")
    if which == "last" and not _says_which(column):
        column.role = ColumnRole.DERIVED
        return
    if which == "running" and not _says_which(column):
        column.period = TitlePeriod(cumulative=True)
    raw = " ".join(column.strings)
    is_change = raw and not _LETTER.search(raw) and _CHANGE.search(raw)
    if "%" in raw or _DERIVED.search(words) or is_change or any(map(is_derived, column.strings)):
        column.role = ColumnRole.DERIVED
        return
    if _counts_something_else(words, kind) or (
        kind is not ImportKind.PLACEMENTS and TARGET.pattern.search(words)
    ):
        column.role = ColumnRole.OTHER_MEASURE
        return
    if _NOTE.search(lowest) and not _MEASURE.search(lowest):
        column.role = ColumnRole.NOTE
        return
    if names_what_is_counted(lowest, kind):
        return
    both_sexes = isinstance(column.texts[-1], str) and _BOTH_SEXES.fullmatch(column.strings[-1])
    column.subgroup = _subgroup(column.strings[:-1] if both_sexes else column.strings, kind)
    if column.subgroup and kind in COUNTED_BY_NO_SEX:
        column.role = ColumnRole.OTHER_MEASURE
        return
    column.destination = next(
        (country for text in reversed(column.strings) if (country := _country_of(text, countries))), ""
    )
    column.concept = concept_of(column.strings, kind)
    if column.concept is not None and column.concept not in SERIES[kind] and column.concept is not TARGET:
        column.role = ColumnRole.OTHER_MEASURE
        return
    if kind is ImportKind.SERVICES:
        column.subgroup = combined(_desk(column), column.subgroup)
    if _TOTAL_ALONE.match(lowest) or both_sexes:
        column.role = ColumnRole.TOTAL
        return
    meant = (
        (column.period is not None and (not column.period.is_empty or column.period.cumulative))
        or column.subgroup
        or column.destination
        or column.concept
        or _MEASURE.search(words)
    )
    column.role = ColumnRole.VALUE if meant else ColumnRole.UNKNOWN


def _period_of(column: SheetColumn) -> TitlePeriod | None:
    if two := next((text for text in column.strings if names_two_years(text)), ""):
        first, last = (int(digits[-2:]) for digits in re.findall(r"\d+", two))
        return TitlePeriod(2000 + first, 2000 + last)
    return joined(list(column.texts))


def _counts_something_else(words: str, kind: ImportKind) -> bool:
    """“Jumlah penduduk”; and “Jml Kec.” beside the figures of a kabupaten, where no villages are counted."""
    of_places = kind not in _COUNTING_PLACES and PLACES_COUNTED.search(words)
    of_people = kind is ImportKind.ACTIVITIES and _PEOPLE_COUNTED.search(words)
    of_people = of_people or (kind is ImportKind.FIGURES and _NO_VICTIMS.match(words))
    return bool(of_places or of_people or _OTHER_MEASURE.search(words) or counts_others(kind, words))


_COUNTING_PLACES = (ImportKind.VILLAGE_TEAMS, ImportKind.ACTIVITIES, ImportKind.FIGURES)
_PEOPLE_COUNTED = re.compile(r"\b(?:peserta|hadirin|orang|jiwa|participants)\b")
"""Who took part in activities is no number of them."""
_NO_VICTIMS = re.compile(r"(?:pelaku|terlapor|saksi|pelapor)\b")
"""Above L and P; how many were suspected is another heading."""
PLACES_COUNTED = re.compile(
    r"^(?:jumlah|jml|jlh|total|banyak|banyaknya) "
    r"(?:kec|kecamatan|desa|kel|kelurahan|kab|kabupaten|dusun|rt|rw|sekolah|kk|keluarga|rumah tangga)"
    r"(?: (?:asal|kelurahan|kel))*$"
)


def _desk(column: SheetColumn) -> str:
    """The desk that a heading of services names, also above L and P."""
    words = [key(text) for text in reversed(column.strings)]
    return next((code for text in words for code, pattern in DESKS if pattern.search(text)), "")


_NAMED_BELOW = {
    ImportKind.SERVICES: re.compile(
        r"(?:nama |jenis |unit )?(?:meja|loket|desk)(?: (?:layanan|pelayanan|ltsa))?|"
        r"(?:jenis|nama) (?:layanan|pelayanan)"
    ),
    ImportKind.ACTIVITIES: re.compile(r"(?:jenis|bentuk|nama) kegiatan"),
}
"""Over the names of the desks, or of what was held, beside how many there were."""


def names_what_is_counted(words: str, kind: ImportKind) -> bool:
    return (named := _NAMED_BELOW.get(kind)) is not None and named.fullmatch(words) is not None


_OF_A_COUNTRY = re.compile(
    r"\b(?:l|p|lk|pr|laki laki|laki|perempuan|pria|wanita|jml|jumlah|jlh|total|pmi|orang|org|ke|di|dari)\b"
)
"""What stands beside a country's name in one heading: “Malaysia L”, “Jumlah Malaysia”."""


def _country_of(text: str, countries: dict[str, str]) -> str:
    if key(text) in MONTHS:
        return ""  # “Mac” is March across the border, and Macau only by its letters.
    return countries.get(squeeze(text)) or countries.get(squeeze(_OF_A_COUNTRY.sub(" ", key(text))), "")


def _subgroup(strings: Sequence[str], kind: ImportKind) -> str:
    found = [name for text in reversed(strings) if (name := subgroup_of(text, kind))]
    if not found:
        return ""
    above = key(" ".join(strings[:-1]))
    of_age = next((age for age in ("anak", "dewasa") if re.search(rf"\b{age}\b", above)), "")
    return combined(*found[:2]) if len(found) > 1 else combined(found[0], of_age)


def is_both_sexes(text: str) -> bool:
    return bool(_BOTH_SEXES.fullmatch(text))


def subgroup_of(text: str, kind: ImportKind | None = None) -> str:
    """The part of all persons that a short text names."""
    if is_both_sexes(text):
        return ""
    words = re.sub(r"(?<=\d{4})(?=[lp]$)", " ", key(text))  # “2024L”
    if len(words.split()) > 4:
        return ""
    if kind in HAVING_A_STATUS and (status := status_alone(words)):
        return status
    named = [name for name, pattern in SUBGROUPS if pattern.search(words)]
    part = named[0] if named else ""
    sector = next((each for each in named if each in _SECTORS), "")
    # “L formal” is both; so is “anak perempuan” already.
    return combined(part, sector) if part in _SEXES else part


_SECTORS = ("informal", "formal")
_SEXES = ("laki-laki", "perempuan")
_AND_OTHERS = r"(?! (?:dan|serta|maupun|atau|anak|buah|formal|informal)\b)"
_PARTS_OF_TITLES = (
    re.compile(
        r"\b(?:pmi|tki|cpmi|migran|indonesia|korban|jenazah|deportan|penempatan|tppo)"
        rf"(?: (?:yang|berjenis|jenis|kelamin|asal|{OF_HERE}|prosedural))* "
        rf"(perempuan|wanita|laki laki|pria)\b{_AND_OTHERS}"
    ),
    re.compile(rf"\b(?:sektor|pmi|pekerja) (formal|informal)\b{_AND_OTHERS}"),
    re.compile(
        rf"\b(?:korban|pmi|deportan|deportasi|jenazah|tppo) (anak)\b{_AND_OTHERS}|"
        r"\b(anak) (?:yang menjadi )?korban\b"
    ),
)
_AGES = frozenset(("anak", "dewasa"))
_DIVISIONS = (frozenset(_SEXES), frozenset(("formal", "informal")), _AGES)


_ONE_SEX = r"(perempuan|wanita|laki[ -]laki|pria)"
_ALONE_IN_TITLE = re.compile(
    rf"[(\[]\s*(?:khusus |hanya )?{_ONE_SEX}(?: saja)?\s*[)\]]|\s[-–:]\s*{_ONE_SEX}\s*$", re.IGNORECASE
)


_PART_ALONE = re.compile(
    r"(?:(?:[a-z]|[ivx]{1,4}|\d{1,2}) )?(?:pmi |tki |korban |sektor )?"
    r"(perempuan|wanita|laki laki|pria|formal|informal|anak|dewasa)"
)
"""“A. Laki-laki” above a table, or the sheet of that name."""


def _tell(told: Sequence[str], division: frozenset[str]) -> bool:
    return any(division & set(part.split()) for part in told)


def part_of_titles(titles: Sequence[str], told: Sequence[str]) -> str:
    """Of whom alone a table speaks by its title, “PMI perempuan”, where no heading or line divides it so."""
    # “Penempatan PMI 2025 (Perempuan)” is of women, as “PMI perempuan” is.
    alone = (match[1] or match[2] for title in titles if (match := _ALONE_IN_TITLE.search(title)))
    whole = [match for title in titles if (match := _PART_ALONE.fullmatch(key(title)))]
    words = " ".join((*map(key, titles), *(key(f"pmi {each}") for each in (*alone, *(m[1] for m in whole)))))
    found = next(("dewasa" for m in whole if m[1] == "dewasa" and not _tell(told, _AGES)), "")
    for pattern, division in zip(_PARTS_OF_TITLES, _DIVISIONS, strict=True):
        match = pattern.search(words)
        named = {
            name for name, each in SUBGROUPS if name in division and len(name) > 1 and each.search(words)
        }
        if match and len(named) < 2 and not _tell(told, division):
            found = combined(found, subgroup_of(next(group for group in match.groups() if group)))
    return found


def combined(one: str, other: str) -> str:
    """“Anak” above “L” is laki-laki anak, and so is “L” above “Anak”; “Formal” above “P” perempuan formal."""
    if not (one and other) or set(other.split()) <= set(one.split()):
        return one or other
    sexed = [name for name in (one, other) if name.split()[0] in _SEXES]
    if len(sexed) == 2:
        return one
    return " ".join(dict.fromkeys((*sexed, one, other)))


def concept_of(strings: Sequence[str], kind: ImportKind) -> Concept | None:
    """The series a heading names, the lowest level first; another kind's series is told as well."""
    for text in reversed(strings):
        words = key(text)
        if kind in HAVING_A_STATUS and status_alone(words):
            continue
        if NONPROCEDURAL.pattern.search(words):
            if not PREVENTED.pattern.search(words):
                return NONPROCEDURAL
            words = NONPROCEDURAL.pattern.sub(" ", words)  # who was stopped would have left so
        if kind is ImportKind.PLACEMENTS and TARGET.pattern.search(words):
            return TARGET
        own = [each for each in SERIES[kind] if names_concept(each, words)]
        if len(own) == 1 and not own[0].pattern.search(words) and SMUGGLING.search(key(" ".join(strings))):
            return _named_together(strings, kind)
        if len(own) == 1:
            return own[0]
        if own:
            return None
        for each in ALL_CONCEPTS:
            if each.pattern.search(words):
                return each
        if kind is ImportKind.PLACEMENTS and NOT_PLACED.pattern.search(words):
            return NOT_PLACED
    return None


def _named_together(strings: Sequence[str], kind: ImportKind) -> Concept | None:
    """“Korban” below “TPPM” is no victim of trafficking, and “LP” below both crimes a report of either."""
    named = [each for each in SERIES[kind] if each.pattern.search(key(" ".join(strings)))]
    return named[0] if len(named) == 1 else None


def names_concept(concept: Concept, words: str) -> bool:
    """Whether a heading of a file of the concept's kind names it."""
    return bool(concept.pattern.search(words) or (concept.alone and concept.alone.search(words)))
