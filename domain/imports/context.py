"""What surrounds a table: the time and the place that titles, sheet and file name give, and the answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.imports.answers import PERIOD, told_time
from domain.imports.kinds import ImportKind
from domain.imports.periods import (
    TimeSpan,
    TitlePeriod,
    agree,
    month_of_number,
    names_part_of_a_month,
    read_period,
)
from domain.imports.places import Sort
from domain.imports.quality import ImportQuestion, Option
from domain.imports.reference import Reference
from domain.imports.words import OF_HERE, key
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, level_of


@dataclass(frozen=True)
class Context:
    kind: ImportKind
    reference: Reference
    file_name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    uses_1904: bool = False
    from_file: frozenset[str] = frozenset()
    """Keys of answers that a file of answers gives for this run alone: nobody remembers them."""

    sheets: Sequence[str] = ()
    """The names of all sheets that hold something."""
    asks_kind: bool = False
    """Whether a register of cases that does not say its kind is asked about: no other of the file does."""

    @property
    def name(self) -> str:
        """Of the file, without what tells its format."""
        return re.sub(r"\.\w{2,5}$", "", self.file_name) or self.file_name

    @property
    def file_period(self) -> TitlePeriod | None:
        return None if is_of_a_book_or_meeting(self.name) else read_period(self.name)


@dataclass(frozen=True)
class TablePeriod:
    """The time of a whole table. ``conflict`` holds the spans that title, sheet and file name disagree on."""

    period: TitlePeriod | None
    conflict: tuple[TimeSpan, ...] = ()
    part_called_whole: bool = False
    number: str = ""
    """A number that is all the name of the sheet, or of the file, and is read as its month or may be it."""
    is_number_open: bool = False
    """Whether it is to be asked what that number says."""


def table_period(titles: Sequence[str], sheet: str, context: Context) -> TablePeriod:
    found = _said_period(titles, sheet, context)
    # It was asked of the tables that do not say it themselves, say it twice, or speak of days: of those that
    # say it, only what they say can be meant. Another sheet, or another month's file, has its own.
    whole = found.period.span if found.period is not None else None
    is_unclear = bool(found.conflict) or any(map(names_part_of_a_month, without_the_letter(titles)))
    if whole is not None and not is_unclear:
        return found
    answer = answered_period(context)
    if answer is None:
        return found
    if is_unclear:
        offered = found.conflict or ((whole,) if whole is not None else ())
        return TablePeriod(answer) if answer.span in offered or not offered else found
    is_open = found.is_number_open and answer.last_month is None
    period = found.period.within(answer) if found.period is not None else answer
    return replace(found, period=period, is_number_open=is_open)


def _said_period(titles: Sequence[str], sheet: str, context: Context) -> TablePeriod:
    title, part, conflict = _of_titles(without_the_letter(titles))
    if title is not None and conflict is not None:
        both = (each.span for each in (title, conflict.within(title)))
        return TablePeriod(title, tuple(span for span in both if span is not None))
    of_file = context.file_period
    named = [each for each in (title, read_period(sheet), of_file) if each and not each.is_empty]
    if not named:
        return _of_number(TablePeriod(title), title, sheet, context)
    found = named[0]
    for wider in named[1:]:
        if not agree(found, wider):
            dated = (each.within(wider).within(found) for each in named)
            spans = tuple(span for each in dated if (span := each.span) is not None)
            return TablePeriod(found, tuple(dict.fromkeys(spans)))
    for wider in named[1:]:
        found = found.within(wider)
    from_file = bool(title and of_file and named[-1] is of_file) and (
        title is not None
        and title.last_month is None
        and found.last_month is not None
        and read_period(sheet) is None
    )
    if found.as_of and found.last_month == _LAST_MONTH and any(_A_WHOLE_YEAR.search(key(t)) for t in titles):
        # “Tahun 2025 (kondisi 31 Desember 2025)”: at the end of its year both say the same.
        return TablePeriod(replace(found, first_month=1, up_to=True, as_of=False), (), part or from_file)
    if context.kind in STOCKS and found.as_of:
        # How many teams there were on a day is of its month, whenever they were formed.
        return TablePeriod(found, (), part or from_file)
    if found.as_of and not found.up_to and found.last_month not in (None, 1):
        since = replace(found, up_to=True).span
        spans = tuple(span for span in (since, found.span) if span is not None)
        return TablePeriod(found, spans, part or from_file)
    return _of_number(TablePeriod(found, (), part or from_file), title, sheet, context)


STOCKS = (ImportKind.VILLAGE_TEAMS,)
"""Kinds that count what there is, and not what came to pass."""


def _of_number(said: TablePeriod, title: TitlePeriod | None, sheet: str, context: Context) -> TablePeriod:
    """“09” beside a year is September where every sheet is called so, or where the title says the year; else
    it is asked. Where anything else names months it says nothing."""
    found = said.period or TitlePeriod()
    # “I” may be the first of one; “VIII” alone is no eighth.
    of_sheet = _is_numbered(sheet) and (len(context.sheets) > 1 or key(sheet) != "i")
    number = sheet if of_sheet else context.name
    if of_sheet and (other := _other_month(found, sheet, context)) is not None and found.span is not None:
        return TablePeriod(found, (found.span, other))
    if found.last_month is not None or found.last_year is not None or found.cumulative:
        return said
    if not _is_numbered(number) or not (of_sheet or number.isdigit()):
        return said
    is_year_said = title is not None and title.year is not None
    is_clear = is_year_said and number.strip().startswith("0")
    is_clear = is_clear or (of_sheet and _number_months(context.sheets, among_others=is_year_said))
    answer = MONTH_OF_NUMBER if is_clear else context.answers.get("sheet-number", "")
    part = _PARTS_OF_NUMBERS.get(answer, 0)
    last = month_of_number(number) * part
    if part and last <= _LAST_MONTH:
        narrowed = replace(found, first_month=last - part + 1, last_month=last)
        return replace(said, period=narrowed, number=number)
    return replace(said, number=number, is_number_open=answer != NO_TIME)


def _other_month(found: TitlePeriod, sheet: str, context: Context) -> TimeSpan | None:
    """“09” below a title that says August, unless such numbers only count the sheets: 01, 02, 03."""
    numbers = sorted(month_of_number(name) for name in context.sheets if _is_numbered(name))
    is_counted = numbers == [*range(1, len(numbers) + 1)]
    if found.last_month is None or found.year is None or not sheet.strip().startswith("0") or is_counted:
        return None
    month = month_of_number(sheet)
    if (found.first_month or 1) <= month <= found.last_month or found.last_year is not None:
        return None
    return replace(found, first_month=month, last_month=month, up_to=False).span


MONTH_OF_NUMBER, QUARTER_OF_NUMBER, NO_TIME = "month", "quarter", "none"
_LAST_MONTH = 12
_PARTS_OF_NUMBERS = {MONTH_OF_NUMBER: 1, QUARTER_OF_NUMBER: 3}
"""How many months each number stands for."""


def _is_numbered(name: str) -> bool:
    return month_of_number(name) > 0


def _number_months(names: Sequence[str], *, among_others: bool) -> bool:
    """Whether the numbers that sheets are called by are their months. From 1 on, without noughts, they may
    count tables or quarters, unless there are twelve."""
    numbered = [name for name in names if _is_numbered(name)]
    if len(numbered) < len(names) and not among_others:
        return False
    are_padded = any(name.strip().startswith("0") for name in numbered)
    numbers = sorted(map(month_of_number, numbered))
    return are_padded or numbers != [*range(1, len(numbers) + 1)] or len(numbers) == _LAST_MONTH


def _of_titles(titles: Sequence[str]) -> tuple[TitlePeriod | None, bool, TitlePeriod | None]:
    """Titles together: the one that names months, its year from the other; and one that contradicts."""
    found: TitlePeriod | None = None
    part = False
    for text in map(without_the_paper, titles):
        each = None if is_about_the_paper(text) else read_period(text)
        if each is None or each.is_empty:
            continue
        if found is None:
            found = each
        elif (years := found.ending_as(each) or each.ending_as(found)) is not None:
            found = years
        elif found.last_month is None and each.last_month is not None:
            part = found.year is not None and (each.up_to or bool(_A_STATE.match(key(text))))
            found = each.within(found)
        elif not agree(found, each):
            return found, part, each
        else:
            found = found.within(each)
    if found is not None and found.cumulative and found.last_month is not None:
        found = replace(found, up_to=True)
    return found, part, None


_A_WHOLE_YEAR = re.compile(
    r"\btahun (20\d\d)(?: data)?(?: s d)?(?: (?:kondisi|keadaan|posisi|status|per|sampai|hingga))+"
    r"(?: pada| per)?(?: (?:tgl|tanggal))? 31 (?:desember|des|december) \1\b"
)
_A_STATE = re.compile(r"(?:kondisi|keadaan|posisi)\b")
"""“(Kondisi bulan Desember)” below “Tahun 2025”: what there was in that month, or by then."""


def without_the_paper(text: str) -> str:
    """“Tahun 2025 (dicetak 5 November 2026)” without the day on which the paper was made, where the rest
    names a time that was over by then; of a time that still ran it may say how far the figures reach."""
    text = _PLAN_OR_EDITION.sub(" ", text)
    match = _DAY_OF_THE_PAPER.search(text)
    if match is None:
        return text
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    made, said = read_period(match[1]), read_period(rest)
    made_on, said_of = (each.span if each is not None else None for each in (made, said))
    is_over = made_on is not None and said_of is not None and said_of.ends_on < made_on.starts_on
    return rest if is_over else text


_PLAN_OR_EDITION = re.compile(
    r"\b(?:uu|pp|perpres|permen\w*|perda|pergub|perbup)\b\.?\s*(?:(?:no|nomor)\b\.?\s*)?\d+\s*"
    r"(?:/|tahun\b|thn\b)\s*20\d\d|"
    r"\b(?:renstra|rpjmd|rpjmn|rkpd|rpd)\W+(?:tahun\s+)?20\d\d(?:\s*[-–/]\s*20\d\d)?|"
    r"\b(?:revisi|edisi|cetakan|terbitan)\W+(?:tahun\s+)?20\d\d\b",
    re.IGNORECASE,
)
"""“UU 18/2017”, “Renstra 2024–2026” and “(revisi 2025)” in a title that names its own time."""
_DAY_OF_THE_PAPER = re.compile(
    r"\b(?:di)?(?:status|cetak|unduh|perbarui|perbaharui|mutakhirkan|akses|buat|update|updated|pemutakhiran)\b"
    r"[\s:,.]*(?:(?:pada|per|tgl|tanggal|terakhir|data)\b[\s:,.]*)*"
    r"(\d{1,2}[\s/.-]+(?:[a-z]+|\d{1,2})[\s/.-]+20\d\d)",
    re.IGNORECASE,
)


def is_about_the_paper(text: str) -> bool:
    return bool(_ABOUT_THE_PAPER.search(key(text))) or is_of_a_book_or_meeting(text)


def is_of_a_book_or_meeting(text: str) -> bool:
    """“NTT Dalam Angka 2025” is the book of that year, with the figures of the one before; “Bahan rakor 12
    Oktober 2026” was shown on that day."""
    return bool(_BOOK_OR_MEETING.search(key(text)))


_BOOK_OR_MEETING = re.compile(
    r"\b(?:dalam angka|in figures)(?: (?:tahun |thn )?20\d\d)?\b|"
    r"\b(?:bahan|paparan|rakor|rapat|raker|rakornas|presentasi|undangan|notulen)\b.*\b\d{1,2} [a-z]+ 20\d\d\b"
)


def without_the_letter(titles: Sequence[str]) -> list[str]:
    """Titles without the day of the letter that a table is annexed to: “Tanggal : 3 Juli” by “Nomor :”."""
    if not any(_OF_A_LETTER.match(key(text)) for text in titles):
        return list(titles)
    return [text for text in titles if not _DAY_OF_A_LETTER.fullmatch(key(text))]


_OF_A_LETTER = re.compile(r"^(?:nomor|no|lampiran|sifat|perihal)\b")
_DAY_OF_A_LETTER = re.compile(r"(?:tanggal|tgl) \d{1,2} [a-z]+ 20\d\d")


_ABOUT_THE_PAPER = re.compile(
    r"\b(?:cetak|dicetak|unduh|diunduh|download|downloaded|akses|diakses|nomor|surat|lampiran|uu|pp|perpres|"
    r"permen|perda|pergub|peraturan|undang|keputusan|sk|rpjmd|telp|telepon|fax|kode pos|jalan|jl|diterbitkan|"
    r"dibuat)\b|^(?:tanggal|tgl) (?:laporan|lapor|pelaporan|kirim|pengiriman|input|entri)\b"
)
"""Dates that say when the paper was made or by which rule, not what time its figures speak of."""


def countries_of_titles(titles: Sequence[str], context: Context) -> set[str]:
    """“Deportasi dari Malaysia” and “PMI Malaysia” count those of one country; else it is named aside."""
    found: set[str] = set()
    for title in titles:
        words = key(title).split()
        named = {
            at: country
            for at in range(len(words))
            for length in (3, 2, 1)
            if len(name := "".join(words[at : at + length])) > len("ARE")
            and (country := context.reference.countries.get(name, ""))
        }
        if any(at and words[at - 1] in _TO_A_COUNTRY for at in named) and not is_about_the_paper(title):
            found.update(named.values())
        elif len(alone := key(_LETTERED.sub("", title))) > len("ARE"):
            # “B. Singapura” above a table, or the sheet of that name.
            found.update({context.reference.countries.get(alone.replace(" ", ""), "")} - {""})
    return found - {"IDN"}


_LETTERED = re.compile(r"^\s*\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s*", re.IGNORECASE)
"""“B.” before the title of one of several tables."""


_ABROAD = frozenset(("dari", "di", "ke", "negara", "tujuan", "from", "in", "to"))
_WHO = frozenset(
    ("pmi", "cpmi", "tki", "migran", "deportan", "jenazah", "meninggal", "penempatan", "deportasi")
)
_TO_A_COUNTRY = _ABROAD | _WHO
"""Before it; “PMI Malaysia” is as plain as “PMI di Malaysia”, and “KBRI Malaysia” who wrote."""


def answered_period(context: Context) -> TitlePeriod | None:
    return told_time(context.answers.get(PERIOD, ""))


def _bare_places(titles: Sequence[str], context: Context) -> list[str]:
    """Kabupaten that titles name without saying that they are: ``LTSA SIKKA``."""
    found = []
    for title in titles:
        words = key(title).split()
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                each = context.reference.gazetteer.read(" ".join(words[start : start + length]))
                if each.sort is Sort.FOUND and each.code.count(".") == 1:
                    found.append(each.code)
            if found:
                return found
    return found


_NAMED_PLACE = re.compile(
    r"\b(kabupaten|kab|kota|provinsi|prov|kecamatan|kec)\b\.?\s+([\w' -]+)", re.IGNORECASE
)


def table_region(titles: Sequence[str], sheet: str, context: Context) -> str:
    """The one place a table without a column of places speaks of, or nothing."""
    said = _said_region(titles, sheet, context)
    answer = "" if said else context.answers.get("region", "")
    if not answer:
        return said
    return answer if answer in places_to_choose(titles, sheet, context) else ""


def places_to_choose(titles: Sequence[str], sheet: str, context: Context) -> tuple[str, ...]:
    """NTT, and the places that such a table names together; where it names none, every kabupaten."""
    gazetteer = context.reference.gazetteer
    texts = map(without_ways, (*titles, sheet, context.name))
    named = [code for text in texts for code in _places_in(text, context)]
    regencies = (code for code in gazetteer.regions if level_of(code) is RegionLevel.REGENCY)
    return tuple(dict.fromkeys((PROVINCE, *(named or sorted(regencies)))))


def which_region(titles: Sequence[str], sheet: str, context: Context, figures: int) -> ImportQuestion:
    """Asked of a table whose figures are of one place, which nothing names."""
    name = context.reference.gazetteer.name
    return ImportQuestion(
        "region",
        f"Lembar “{context.reference.vocabulary.shown(sheet)}” tidak menyebut satu wilayah yang jelas. "
        "Angkanya untuk wilayah mana?",
        tuple(Option(code, name(code)) for code in places_to_choose(titles, sheet, context)),
        figures,
    )


def _places_in(text: str, context: Context) -> list[str]:
    """Those that it is, calls by their kind or lists; none where it says that they are not meant: “di luar
    Kab. Malaka”."""
    gazetteer = context.reference.gazetteer
    if _NOT_THE_PLACE.search(key(text)):
        return []
    whole = gazetteer.read(text)
    found = [whole.code, *(_longest_name(match, context) for match in _NAMED_PLACE.finditer(text))]
    within = max(found, key=len)
    for match in _VILLAGE_NAMED.finditer(key(text)):
        found += _villages(match[1].split(), within, context)
    for one, other in _listed_places(text, context):
        found += (one, other)
    return [code for code in found if gazetteer.exists(code) and code != PROVINCE]


_VILLAGE_NAMED = re.compile(r"\b(?:desa|kelurahan) ((?:[a-z]+ ?){1,3})")


def _villages(words: Sequence[str], within: str, context: Context) -> Sequence[str]:
    """The desa that as many of these words as possible name, or all that bear the name."""
    for length in range(len(words), 0, -1):
        read = context.reference.gazetteer.read(f"desa {' '.join(words[:length])}", within)
        if read.sort in _NAMED:
            return read.candidates or (read.code,)
    return ()


def _is_of_more_or_less(text: str, context: Context) -> bool:
    """“Kab. Malaka dan Belu”, “NTT dan NTB”, “di luar Kab. Malaka”, “Manggarai Raya”, the desa of a
    kecamatan: none of the places that are named."""
    words = key(text)
    village = _VILLAGE_BEFORE.search(words)
    is_village = village and context.reference.gazetteer.read(f"desa {village[1]}").sort in _NAMED
    if _NOT_THE_PLACE.search(words) or is_village or _lists_parts(text, context):
        return True
    return any(
        one and other and not f"{one}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{one}.")
        for one, other in _listed_places(text, context)
    )


def _lists_parts(text: str, context: Context) -> bool:
    """“Kecamatan Wewiku dan Weliman”, “Desa Weoe dan Lamea”."""
    words = key(_with_words_between(text))
    return any(
        context.reference.gazetteer.read(f"{match[1]} {' '.join(others[:length])}").sort in _NAMED
        for match in _PARTS_LISTED.finditer(words)
        for others in [match[2].split()]
        for length in range(1, len(others) + 1)
    )


_PARTS_LISTED = re.compile(
    r"\b(kecamatan|kec|desa|kelurahan) (?:[a-z]+ ){1,3}?(?:dan|serta|maupun|atau) "
    r"(?:(?:kecamatan|kec|desa|kelurahan) )?([a-z]+(?: [a-z]+){0,2})"
)


def _with_words_between(text: str) -> str:
    return re.sub(r"(?<=\w)\s*[,/&]\s*(?=\w)", " dan ", text.casefold())


def _listed_places(text: str, context: Context) -> list[tuple[str, str]]:
    """What stands before and behind each “dan” and comma, as far as it is a place."""
    listed = _LISTED_PLACES.split(_with_words_between(text))
    named = [_last_place(part, context) for part in listed[:-1]]
    following = [_first_place(part, context) for part in listed[1:]]
    return list(zip(named, following, strict=True))


_NOT_THE_PLACE = re.compile(
    r"\b(?:di luar|luar|selain|kecuali|bukan) (?:kabupaten|kab|kota|kecamatan|kec)\b|\bwilayah kerja\b|"
    r"\bdan sekitarnya\b|\b(?:wilayah|bagian) (?:utara|selatan|timur|barat|tengah)\b|"
    r"\b(?:sebagian|eks|bekas) (?:wilayah |daerah )?(?:kabupaten|kab|kota|kecamatan|kec)\b|"
    r"\bmanggarai raya\b|\b(?:dapil|daerah pemilihan)\b"
)
_VILLAGE_BEFORE = re.compile(r"\b(?:desa|kelurahan) ((?:[a-z]+ ){1,3})(?:kecamatan|kec)\b")
_NAMED = (Sort.FOUND, Sort.AMBIGUOUS)
_LISTED_PLACES = re.compile(r"\s(?:dan|serta|maupun|atau)\s")


def _first_place(part: str, context: Context) -> str:
    return _place_of(part.split()[:3], context, from_start=True)


def _last_place(part: str, context: Context) -> str:
    return _place_of(part.split()[-3:], context, from_start=False)


def _place_of(words: Sequence[str], context: Context, *, from_start: bool) -> str:
    """The kabupaten, or the other province, that the words at one end of a part of a list name."""
    for length in range(len(words), 0, -1):
        text = " ".join(words[:length] if from_start else words[-length:])
        found = context.reference.gazetteer.read(text)
        if found.sort is Sort.FOUND and found.code.count(".") < 2:
            return found.code
        if found.sort is Sort.ELSEWHERE:
            return found.sort.value
    return ""


def _longest_name(match: re.Match[str], context: Context) -> str:
    """Of “Kabupaten Timor Tengah Utara tahun 2025” the code of as many words as make a place."""
    words = match[2].split()
    for length in range(min(4, len(words)), 0, -1):
        each = context.reference.gazetteer.read(f"{match[1]} {' '.join(words[:length])}")
        if each.sort is Sort.FOUND:
            return each.code
    return ""


_PORT = r"(?:bandara|bandar udara|pelabuhan|plbn|terminal|debarkasi|embarkasi)"
_WAY = re.compile(
    r"\b(?:melalui|lewat|via|transit|singgah|persinggahan|(?:tiba|kedatangan|turun|mendarat|sandar) di|"
    rf"{_PORT}|(?:pos )?lintas batas|pintu (?:masuk|keluar)|tempat pemeriksaan imigrasi|"
    r"(?:di|pos|pintu) (?:(?:wilayah|daerah|kawasan) )?perbatasan|"
    r"(?:di ?tampung|dititipkan|menginap|diinapkan) di|penampungan(?: sementara)?|"
    r"di (?:shelter|selter|rumah (?:aman|singgah|perlindungan)|rptc|rpsa)|"
    r"dijemput|diserahkan|difasilitasi|diterima|"
    r"oleh (?:satgas|pemerintah|otoritas|imigrasi|kanim|polres|polda|tni))\b"
    r".*?(?=\b(?:asal|berasal)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_THE_PROVINCE = rf"(?:provinsi |prov )?(?:{' ?'.join(OF_HERE.replace(' ', ''))}|{key(HERE.name)})\b"
_OF_THE_PROVINCE = re.compile(rf"\b{_THE_PROVINCE}")
_FROM_THE_PROVINCE = re.compile(
    rf"\b(?:asal|berasal dari|warga|penduduk) (?:dari )?{_THE_PROVINCE}|"
    rf"\b(?:tiba|kedatangan|datang|turun|mendarat|diterima|dijemput) (?:kembali )?di {_THE_PROVINCE}"
    r"(?! (?:dan|serta|maupun|atau)\b)|"
    rf"\b{_PORT}(?: (?:laut|udara|dan|serta|{_PORT}))* (?:di|se|seluruh) {_THE_PROVINCE}"
)
"""Also “melalui pelabuhan di NTT”: through all its ports."""
_OF_AN_OFFICE = re.compile(
    r"^(?:kantor|balai|dinas|badan|unit|upt|uptd|ksop|pemerintah|pemkab|pemkot|bupati|sekretariat)\b"
)
"""“Kantor Kesehatan Pelabuhan”: of whoever sends it, and no way of those who are counted."""

_OF_PEOPLE = re.compile(r"\b(?:c?pmi|tki|pekerja migran|jenazah|deportasi|deportan|korban)\b")
"""“Jenazah PMI NTT” in a line of its own above “melalui Bandara El Tari”."""


def without_ways(text: str) -> str:
    """“Melalui Pelabuhan Ende”, “di Bandara El Tari Kota Kupang”, “lewat Batam” and “di shelter Kota Kupang”
    name where people passed or stayed, and not where they are from: what a title says behind such a word is
    of the way, up to “asal”."""
    return _WAY.sub(" ", text)


def _on_the_way(whole: Sequence[str], left: Sequence[str]) -> list[str]:
    """What is left of those titles that name a port or a town on the way."""
    pairs = zip(whole, left, strict=True)
    return [rest for text, rest in pairs if text != rest and not _OF_AN_OFFICE.match(key(text))]


def _names_the_province(whole: Sequence[str], on_the_way: Sequence[str]) -> bool:
    """Of NTT, where a title says so of its figures. Where one names a port or a town on the way, the
    letterhead above it does not: who passed there are some of the province's people, if they are."""
    if not on_the_way:
        return any(_OF_THE_PROVINCE.search(key(text)) for text in whole)
    of_people = (text for text in whole if _OF_PEOPLE.search(key(text)) and text == without_ways(text))
    said = (*on_the_way, *(text for text in of_people if not _OF_AN_OFFICE.match(key(text))))
    return any(_OF_THE_PROVINCE.search(key(text)) for text in said) or any(
        _FROM_THE_PROVINCE.search(key(text)) for text in whole
    )


_REPORTED_BY_PLACE = (ImportKind.SERVICES, ImportKind.VILLAGE_TEAMS)
"""Kinds of which a file is that of one place, so that its name alone may say which."""


def _said_region(titles: Sequence[str], sheet: str, context: Context) -> str:
    gazetteer = context.reference.gazetteer
    whole_titles = (*titles, sheet, context.name)
    *titles, sheet, name = map(without_ways, whole_titles)
    on_the_way = _on_the_way(whole_titles, (*titles, sheet, name))
    if on_the_way:
        titles = [text for text in titles if not _OF_AN_OFFICE.match(key(text))]
    if any(_is_of_more_or_less(text, context) for text in (*titles, sheet)):
        return ""
    found: list[str] = []
    for text in (*titles, sheet, name):
        whole = gazetteer.read(text)
        if whole.sort is Sort.FOUND:
            # “lama.xls” is no kecamatan of that name where the title says another place.
            if not (found and text is name and whole.code.count(".") > 1):
                found.append(whole.code)
            continue
        found += [code for match in _NAMED_PLACE.finditer(text) if (code := _longest_name(match, context))]
    is_of_province = _names_the_province(whole_titles, on_the_way)
    found = [code for code in found if code != PROVINCE or is_of_province]
    if not found and is_of_province:
        return PROVINCE
    if not found or found == [PROVINCE]:
        found += _bare_places(titles, context) or _bare_places((sheet,), context)
    if not found and context.kind in _REPORTED_BY_PLACE:
        found += _bare_places((name,), context)
    # A letterhead names the province above the kabupaten, and that above the kecamatan, of the table.
    once = list(dict.fromkeys(found))
    narrowest = [code for code in once if not any(other.startswith(f"{code}.") for other in once)]
    return narrowest[0] if len(narrowest) == 1 else ""
