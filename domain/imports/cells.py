"""One cell of a count: the number it holds, or which of the many kinds of silence it is.

The column is evidence that a typed text does not have: a count of persons has no fraction, so a mark
before three digits groups thousands, and what stays fractional is doubtful.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.imports.quality import CellState
from domain.imports.sheet import Cell
from domain.imports.spelled import spelled
from domain.imports.words import key

SAYS = {
    "fraction": "Banyaknya orang tidak mungkin pecahan; mungkin tanda ribuan terbaca sebagai desimal.",
    "date-in-value": "Di tempat angka tersimpan tanggal; mungkin lembar kerja yang mengubahnya.",
    "approximate": "Perkiraan, bukan hitungan.",
    "text-in-value": "Isi sel ini tidak dapat dibaca sebagai angka; tulis angkanya saja.",
    "negative": "Hitungan tidak mungkin negatif.",
    "footnote": "Angka diberi tanda catatan; baca catatannya di berkas.",
    "by-sex": "Sel memuat laki-laki dan perempuan bersama; yang dibaca jumlahnya.",
    "by-sex-differs": "Laki-laki ditambah perempuan di sel ini tidak sama dengan jumlah yang tertulis.",
    "formula-text": "Rumus tersimpan sebagai teks dan tidak dihitung; tulis hasilnya.",
    "percent": "Persentase, bukan hitungan; kirim jumlahnya.",
    "mixed-separators": "Titik atau koma di sini dapat berarti ribuan atau desimal. Tulis angkanya tanpa "
    "pemisah ribuan, lalu kirim lagi.",
}
_SHARE_BESIDE = re.compile(r"(?<=\d) ?\(\d{1,3}(?:[.,]\d+)? ?%\)$")
"""“10 (40%)” counts ten."""
_LARGEST = 10_000_000_000_000
MARKS: dict[str, CellState] = {
    "-": CellState.DASH,
    "–": CellState.DASH,
    "—": CellState.DASH,
    "--": CellState.DASH,
    "---": CellState.DASH,
    "−": CellState.DASH,
    "…": CellState.NOT_AVAILABLE,
    "...": CellState.NOT_AVAILABLE,
    "..": CellState.NOT_AVAILABLE,
    "....": CellState.NOT_AVAILABLE,
    "na": CellState.NA,
    "n/a": CellState.NA,
    "n.a": CellState.NA,
    "n.a.": CellState.NA,
    "#n/a": CellState.NA,
    "null": CellState.NA,
    "none": CellState.NA,
    "nan": CellState.NAN,
    "#num!": CellState.ERROR,
    "#value!": CellState.ERROR,
    "#ref!": CellState.ERROR,
    "#div/0!": CellState.ERROR,
    "#name?": CellState.ERROR,
    "#null!": CellState.ERROR,
    "s": CellState.SUPPRESSED,
    "nihil": CellState.NIHIL,
    "nol": CellState.NIHIL,
    "tidak ada": CellState.NIHIL,
    "tdk ada": CellState.NIHIL,
    "kosong": CellState.EMPTY_WORD,
    "(nihil)": CellState.NIHIL,
    "(kosong)": CellState.EMPTY_WORD,
}
TICKS = frozenset(["1", "v", "x", "√", "✓", "✔", "☑", "☒", "ya", "y", "true"])
"""What stands in the one column of several that is meant."""


def says_nothing(cell: Cell) -> bool:
    """Whether a cell of a column of ticks is not ticked: blank, a mark for none, or nought."""
    return cell in (None, 0, "0", "☐", "□", False) or (isinstance(cell, str) and cell.casefold() in MARKS)


ASKED = {CellState.DASH: "-", CellState.EMPTY_WORD: "kosong"}
"""Marks that mean zero to one office and silence to another."""

UNITS = frozenset(
    [
        "orang",
        "org",
        "jiwa",
        "jenazah",
        "kasus",
        "lp",
        "pmi",
        "tki",
        "desa",
        "tim",
        "kali",
        "kegiatan",
        "peserta",
        "siswa",
        "mahasiswa",
        "pelajar",
        "warga",
        "umat",
        "jemaat",
        "anggota",
        "berkas",
        "unit",
        "ktt",
        "tsk",
        "tersangka",
    ]
)

_QUOTED = re.compile(r"[“”„‘’\"'](\d[\d.,]*)[“”’\"']")
"""“189”, as a text of an office program has it."""
_WHOLE = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")
_ZERO_DECIMALS = re.compile(r"(\d+)[.,]0{1,2}")
_FRACTION = re.compile(r"\d+[.,]\d+")
_BOTH = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)|(\d{1,3}(?:,\d{3})+)\.(\d+)")
_FOOTNOTE = re.compile(r"(\d[\d.,]*)(?:\s*(?:\*+\)?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?|[†‡])|\s+(?:\d\)|[a-eprx]\)?|\*+\)?))")
_ESTIMATE = re.compile(
    r"(?:±|\+/-|\+-|~|≈|>|<|≥|≤|kurang lebih|sekitar|lebih dari|hampir|kira-kira|\+)\s*\d|"
    r"\d\s*(?:-|–|s/d|s\.d\.?|sampai|/)\s*\d+$|\d\+$",
    re.IGNORECASE,
)
_SEX = r"(?:l|p|lk|pr|laki-laki|perempuan)"
_BY_SEX = re.compile(
    rf"(?:(\d{{1,6}})(?!\d)\s*(?:orang|org)?\s*)?\(?\s*(?:{_SEX}\s*[:=]?\s*(\d{{1,6}})\s*[,;/&+]?\s*{_SEX}\s*[:=]?\s*"
    rf"(\d{{1,6}})|(\d{{1,6}})\s*{_SEX}\s*[,;/&+]?\s*(\d{{1,6}})\s*{_SEX})\s*\)?",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(r"(\d[\d.,]*)\s*([a-z]+)\.?", re.IGNORECASE)
_SHARE = re.compile(r"\d[\d.,]*\s*(?:%|persen)", re.IGNORECASE)
_IN_WORDS = re.compile(r"(\d+)\s*\(([a-z ]+)\)(?:\s*([a-z]+))?", re.IGNORECASE)


@dataclass(frozen=True)
class CountRead:
    state: CellState
    value: float | None = None
    rule: str = ""
    candidates: tuple[str, ...] = ()
    put_off: bool = False


_BLANK = CountRead(CellState.BLANK)


def read_count(
    cell: Cell, legend: Mapping[CellState, CellState] | None = None, *, fractions: bool = False
) -> CountRead:
    """``fractions`` allows them, as for percentages; a count of persons has none."""
    if cell is None:
        return _BLANK
    if isinstance(cell, bool):
        return _doubtful("text-in-value")
    if isinstance(cell, int | float):
        return _number(cell, fractions)
    if isinstance(cell, datetime | date):
        return _doubtful("date-in-value", *_before_the_date(cell))
    if isinstance(cell, time | timedelta):
        return _doubtful("date-in-value")
    return _text(cell, legend or {}, fractions)


def _doubtful(rule: str, *candidates: str) -> CountRead:
    return CountRead(CellState.DOUBTFUL, None, rule, candidates, True)


def _before_the_date(day: date) -> tuple[str, ...]:
    """What may have been typed before the spreadsheet made a date of it: 31 Mei was 31, or 31.5."""
    return (str(day.day), f"{day.day},{day.month}")


def _number(value: float, fractions: bool) -> CountRead:
    if value != value or abs(value) > _LARGEST:  # noqa: PLR0124 - only NaN differs from itself
        return _doubtful("text-in-value")
    if value < 0:
        return _doubtful("negative", f"{-value:g}")
    if isinstance(value, float) and not value.is_integer() and not fractions:
        return _doubtful("fraction", *_without_fraction(f"{value:.10g}"))
    return CountRead(CellState.VALUE, value)


def _without_fraction(text: str) -> tuple[str, ...]:
    """``1.8`` was typed as 18, or 1.800 lost its zeros."""
    whole, _, rest = text.replace(",", ".").partition(".")
    found = [f"{whole}{rest}"]
    if len(rest) <= 3 and whole != "0":
        found.append(f"{whole}{rest.ljust(3, '0')}")
    return tuple(dict.fromkeys(found))


def _text(text: str, legend: Mapping[CellState, CellState], fractions: bool) -> CountRead:
    text = _SHARE_BESIDE.sub("", _without_quotes(text))
    mark = MARKS.get(text.casefold())
    if mark is not None:
        return _marked(legend.get(mark, mark))
    if text[0] in "=@" or (text[0] in "+-" and not text[1:2].isdigit()):
        return _doubtful("formula-text")
    plain = _figure(text, fractions)
    if plain is not None:
        return plain
    if match := _BY_SEX.fullmatch(text):
        return _of_both_sexes(match)
    if _ESTIMATE.search(text):
        return _doubtful("approximate", *re.findall(r"\d+", text)[:2])
    if (match := _IN_WORDS.fullmatch(text)) and (match[3] is None or match[3].casefold() in UNITS):
        said = spelled(match[2])
        return (
            CountRead(CellState.VALUE, int(match[1])) if said == int(match[1]) else _doubtful("text-in-value")
        )
    if (match := _WITH_UNIT.fullmatch(text)) and match[2].casefold() in UNITS:
        return _figure(match[1], fractions=False) or _doubtful("text-in-value")  # nobody counts half of one
    if match := _FOOTNOTE.fullmatch(text):
        found = _figure(match[1], fractions)
        if found is not None and found.state is CellState.VALUE:
            return CountRead(CellState.VALUE, found.value, "footnote")
    if _SHARE.fullmatch(text):
        return _doubtful("percent")
    if text[0] == "-" and _figure(text[1:], fractions) is not None:
        return _doubtful("negative", text[1:])
    return _doubtful("text-in-value")


def _without_quotes(text: str) -> str:
    if match := _QUOTED.fullmatch(text):
        return match[1]
    # What a spreadsheet writes before a figure that it keeps as text.
    return text[1:] if len(text) > 1 and text[0] in "'’`" and text[1].isdigit() else text


def _of_both_sexes(match: re.Match[str]) -> CountRead:
    """“10 (L 6, P 4)” and “6L/4P” are ten, where the parts add up."""
    parts = [int(part) for part in match.groups()[1:] if part is not None]
    total = int(match[1]) if match[1] else sum(parts)
    if sum(parts) != total:
        return CountRead(CellState.DOUBTFUL, None, "by-sex-differs", (f"{total}", f"{sum(parts)}"), True)
    return CountRead(CellState.VALUE, total, "by-sex", (f"{total}",))


def _marked(state: CellState) -> CountRead:
    return CountRead(state, 0 if state is CellState.NIHIL else None)


def _figure(text: str, fractions: bool) -> CountRead | None:
    if len(text) > 20:
        return None
    if _WHOLE.fullmatch(text):
        return _number(int(text), fractions)
    if match := _ZERO_DECIMALS.fullmatch(text):
        return _number(int(match[1]), fractions)
    if (match := _GROUPED.fullmatch(text)) and (not fractions or text.count(match[1]) > 1):
        if text[0] == "0":
            return _doubtful("fraction")
        return _number(int(re.sub(r"\D", "", text)), fractions)
    if match := _BOTH.fullmatch(text):
        whole, rest = (match[1], match[2]) if match[1] else (match[3], match[4])
        return _number(float(f"{re.sub(r'[^0-9]', '', whole)}.{rest}"), fractions)
    if not _FRACTION.fullmatch(text):
        return None
    if fractions and len(re.split("[.,]", text)[1]) == 3:
        return _doubtful("mixed-separators", text.replace(".", ","), re.sub(r"\D", "", text))
    return _number(float(text.replace(",", ".")), fractions)


def legend_of(notes: Collection[str]) -> dict[CellState, CellState]:
    """What the notes under a table say their marks mean: ``Keterangan: - = nihil``."""
    found: dict[CellState, CellState] = {}
    for note in notes:
        for mark, meaning in (*_LEGEND.findall(note), *_LEGEND_WITHOUT_SIGN.findall(note)):
            words = key(meaning)
            state = MARKS.get(mark.casefold())
            if state is None:
                continue
            if re.search(_MEANS_NONE, words):
                found[state] = CellState.NIHIL
            elif re.search(r"\b(belum|tidak tersedia|tidak ada data|tidak ada laporan|kosong)\b", words):
                found[state] = CellState.NOT_AVAILABLE
    return found


_MEANS_NONE = r"\b(?:nihil|nol|0|tidak ada(?! (?:data|laporan|keterangan|informasi)))\b"
_LEGEND_MARK = r"[(“\"']?(-|–|—|\.\.\.|…|kosong)[)”\"']?"
_LEGEND = re.compile(
    rf"(?:^|[\s:;,]){_LEGEND_MARK}\s*(?:=|:|artinya|berarti|adalah|menyatakan|menunjukkan)\s*([^;,.\n]+)",
    re.IGNORECASE,
)
_LEGEND_WITHOUT_SIGN = re.compile(
    rf"(?:^|[:;,]\s*){_LEGEND_MARK}\s*((?:nihil|nol|tidak ada|data tidak|belum)\b[^;,.\n]*)", re.IGNORECASE
)
"""“– tidak ada/nol; ... data tidak tersedia” below a table of the statistics office."""


def as_answered(answers: Mapping[str, str], there: Collection[CellState]) -> dict[CellState, CellState]:
    """Of marks that a table holds and does not explain itself."""
    meanings = {"zero": CellState.NIHIL, "no-report": CellState.NOT_AVAILABLE}
    return {
        state: meanings[answer]
        for state, mark in ASKED.items()
        if state in there and (answer := answers.get(f"mark:{mark}", "")) in meanings
    }
