"""Free text is screened for what would identify a person: NIK, phone and passport numbers and
e-mail addresses are refused.

A screen catches these, not names; the forms say so beside the field.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.access.errors import RuleBroken
from domain.places.province import HERE


class IdentityKind(StrEnum):
    NIK = "NIK"
    PHONE = "nomor telepon"
    PASSPORT = "nomor paspor"
    EMAIL = "alamat surel"


@dataclass(frozen=True)
class IdentityFinding:
    field: str
    """The label of the field, as the user sees it."""
    kind: IdentityKind


class IdentityRefused(RuleBroken):
    """A text holds what looks like somebody's number. The number itself is never repeated."""

    def __init__(self, findings: tuple[IdentityFinding, ...]) -> None:
        self.findings = findings
        where = "; ".join(f"“{each.field}” memuat yang tampak seperti {each.kind}" for each in findings)
        super().__init__(f"{where}. Hapus bagian itu lalu kirim lagi; ceritakan tanpa identitas orang.")


_BETWEEN = r"[\s.\-/_,|+()]{0,3}"
_DIGITS = 16
_SHORTEST_TELEPHONE = 8
"""Digits that the shortest of the patterns below asks for, one of abroad."""
_SHORTEST_PASSPORT = 6
_AROUND_AT = re.compile(r"[@\[({<]|\s(?:at|et)\s", re.IGNORECASE)
"""Without any of them no text is an address, however its sign is written."""
_NIK_PLAIN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_NIK_ALONE = re.compile(r"(?<!\d)(?<!\d[.,])\d{16}(?!\d)(?![.,]\d)")
"""No part of a number with a fraction, as workbooks are full of."""
_SIXTEEN = r"\d(?:[^A-Za-z\d]{0,5}\d){15}(?!\d)"
"""Whatever signs stand between the groups: it is the structure of the digits that decides."""
_NIK_SPACED = re.compile(rf"(?<!\d)(?<!\d[.,])(?=({_SIXTEEN}))")
"""At every digit where such a row may begin: a year or a count before it must not hide it."""
_NIK_NAMED = re.compile(rf"(?<![A-Za-z])(?:NIK|KTP)\b[^A-Za-z\d]{{0,12}}({_SIXTEEN})", re.IGNORECASE)
_REGION_CODE = re.compile(
    rf"(?<![\d.])(?:{HERE.code}\.\d\d\.\d\d(?:\.[12]0\d\d)?|{HERE.code}\d{{4}}[12]0\d\d)(?!\.?\d)"
)
"""Of a kecamatan, a desa or a kelurahan of this province, as the Ministry of Home Affairs writes it."""
_PROVINCES = frozenset(
    {
        *(*range(11, 20), 21, *range(31, 37), *range(51, 54)),
        *(*range(61, 66), *range(71, 77), 81, 82, *range(91, 98)),
    }
)
_LAST_REGENCY = 79
"""Kabupaten are counted from 01, kota from 71."""
_DAY = r"\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)\d\d"
_TWO_DAYS = re.compile(rf"{_DAY}{_BETWEEN}{_DAY}|(?:(?:19|20)\d\d-\d\d-\d\d{_BETWEEN}){{2}}")
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?:\+|00)?62[\s.\-_|()]{{0,2}}|0[_|+()]{{0,2}})8[1-9](?:{_BETWEEN}\d){{6,10}}(?!\d)"
)
_MOBILE_IN_GROUPS = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:08[1-9]\d{1,2}([^A-Za-z\d.,]{1,6})\d{3,4}\1\d{3,5}"
    r"|0 8[1-9](?:\d{7,10}|\d{1,2}([ \-])\d{4}\2\d{3,5})"
    r"|08([ \-])(?=[\d \-]{0,20}(?:3[2-9]|[4-9]\d))[1-9]\d(?:\3\d\d){3,4})(?![ \-]?\d)"
)
"""With one sign between its groups, whichever, or in pairs; pairs that are all days of a month are a list."""
_AREA = r"0(?:31|61|2[1-9]\d?|3[1-9]\d|[4-79]\d\d)"
"""Of Indonesia's landlines: neither a mobile number's 08 nor the noughts before a small number."""
_LANDLINE = re.compile(
    r"(?<!\d)(?:\(0\d{2,3}\)[\s.\-]{0,3}|0\d{2,3}[\s\-_|]{1,3})\d{6,8}(?!\d)"
    rf"|(?<![\d.,/])(?:\({_AREA}\)[\s.\-]{{0,2}}|{_AREA}[\s.\-]{{1,2}})"
    r"(?:[2-9]\d{5,7}|[2-9]\d\d[\s.\-]\d{3,4})(?![\d/]|[.,\-]\d)"
)
_SENT_TO = r"(?:wa|whats\s?app|sms|telegram|hubungi|kontak)"
_CALLED_AT = r"(?:hp|ponsel|tel|telp|tlp|telpon|telepon)"
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?!\.?\d)"
_YEAR = r"(?:19|20)\d\d"
_NAMED = re.compile(
    rf"(?<![A-Za-z])(?:{_SENT_TO}|{_CALLED_AT}(?![^\d\n]{{0,20}}{_THOUSANDS}))(?:nya)?(?![A-Za-z])"
    rf"[^\d\n]{{0,20}}(?:(?:8[1-9]|60[\s\-]?1)(?:{_BETWEEN}\d){{7,10}}|{_AREA}[)/]{{0,2}}[2-9]\d{{5,7}})(?!\d)",
    re.IGNORECASE,
)
"""A mobile number without its nought, or a landline in one row, behind a word that says what it is; what
telephones cost is written in thousands."""
_COUNTRIES = r"(?:60|65|673|8[12]|85[23]|886|96[2-8]|97[1-4])"
"""Where people from here work; others are known by their plus."""
_ABROAD = re.compile(
    rf"\+(?!\d{{1,3}}(?:\.\d{{3}}){{2}}(?!\.?\d))\d{{1,3}}(?:{_BETWEEN}\d){{7,12}}(?!\d)"
    rf"|(?<![\w.,/\-])00[\s\-]?{_COUNTRIES}(?:[\s\-]?\d){{7,10}}(?![\d/]|[.,\-]\d)"
)
"""No telephone has as few digits as an increase of some millions."""
_DIGIT_BY_DIGIT = re.compile(r"(?<!\d)[068](?:[ \t_|]{1,2}\d){9,15}(?!\d)")
_TELEPHONES = (_MOBILE, _MOBILE_IN_GROUPS, _LANDLINE, _NAMED, _ABROAD, _DIGIT_BY_DIGIT)
_BEGINS_BY_DIGITS = re.compile(r"(?<!\d)(?:0|62|[68][ \t_|])")
_BEGINS_BY_SIGNS = re.compile(
    rf"\+|{_SENT_TO}|{_CALLED_AT}|[A-Za-z][\s.\-_:]{{0,2}}\d|paspor|passport|[@\[({{<]|\s(?:at|et)\s",
    re.IGNORECASE,
)
"""What every telephone, passport and address begins with or holds: most texts hold none of it, and are asked
twice instead of a dozen times. What is taken out below, the numbers of letters and the times of a day, begins
and ends with no digit of another number."""
_MONEY = re.compile("rp|idr", re.IGNORECASE)
_NUMBER_OF_A_LETTER = re.compile(rf"(?<![\w/])\d[\d.\-]{{0,7}}(?:/[\w.\-]{{1,12}})*/{_YEAR}(?!\w)")
"""As a decree's: parts between slashes, none as long as a telephone, and a year at the end."""
_LETTERED_NUMBER = re.compile(rf"(?<![\w/])[A-Z]{{1,2}}[-.]\d{{1,7}}(?:/[\w.\-]{{1,12}})+/{_YEAR}(?!\w)")
"""As ministries write theirs: ``B-1234567/DISNAKER/X/2025``."""
_OF_A_DAY = r"(?:[01]\d|2[0-3])[0-5]\d(?!\d)"
_TIMES = re.compile(rf"(?<!\w)(?:pukul|jam)\s{_OF_A_DAY}(?:[\s,;\-]{{1,3}}{_OF_A_DAY})*", re.IGNORECASE)
"""As police and army write them: ``pukul 0830, 0900, 1000``."""
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6,7}(?![A-Za-z0-9])")
_ORDINARY_ROW = "|".join(
    (
        _THOUSANDS,
        rf"{_DAY}(?!\d)",
        rf"{_YEAR}-\d\d-\d\d(?!\d)",
        rf"{_YEAR}[\s.\-]{{1,3}}(?:\d{{1,3}}|{_YEAR})(?!\d)",
        rf"\d{{1,2}}[\s.\-]{_YEAR}(?!\d)",
        r"\d\d\.\d\d(?:[\s\-]{1,3}\d\d\.\d\d)+(?!\d)",
        r"\d(?:\.\d){5,6}(?!\d)",
    )
)
"""Amounts, days, years, hours and places in a list, behind a letter or the word for a passport."""
_PASSPORT_SPACED = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?:[ABCEX]|X[A-Z])[\s.\-_]{{1,2}}(?!{_ORDINARY_ROW})\d(?:[\s.\-_]?\d){{5,6}}"
    rf"|[ABCEX]\d{{3}}[ \-](?!{_YEAR})\d{{4}})(?![\d\w]|[.,]\d)"
)
_PASSPORT_NAMED = re.compile(
    r"(?:paspor|passport)\D{0,20}?[A-Za-z]{0,2}[\s.\-_]{0,2}(?<!AHU-)(?<!IMI-)"
    rf"(?!{_ORDINARY_ROW})\d(?:[\s.\-_]{{0,2}}\d){{5,8}}(?!\d)",
    re.IGNORECASE,
)
_EASTING = re.compile(
    r"(?<![A-Za-z])(?:S|LS)[\s:]{0,2}\d{1,2}[.,]\d+[\s,;/]{1,3}(?:E|BT)[\s:]{0,2}\d{1,3}[.,]\d+"
)
"""A place on the map; its E is no passport's."""
_AT = r"(?:@|[\[({<]\s?(?:at|et|@)\s?[\])}>])"
_DOT = r"(?:\.| \. |\s?[\[({<]\s?(?:dot|titik|\.)\s?[\])}>]\s?)"
_HOST = rf"[\w\-]+(?:{_DOT}[\w\-]+)*{_DOT}"
_EMAIL = re.compile(
    rf"(?<![\w.%+\-])[\w.%+\-]+(?:(?:{_AT}\s?|\s{_AT}\s){_HOST}[^\W\d_]{{2,}}"
    rf"|\s{_AT}{_HOST}(?:com|net|org|id)(?!\w)"
    r"|\s(?:at|et)\s[\w\-]+(?:\s(?:dot|titik)\s[\w\-]+)+)",
    re.IGNORECASE,
)
"""With a gap before its sign alone it is a name on social media, unless it ends as addresses do."""
_AMOUNT = re.compile(
    r"(?:Rp|IDR)\.?\s*([1-9]\d{0,2}(?:\.\d{3}){1,5}|[1-9]\d{0,2}(?:,\d{3}){1,5}|[1-9]\d{0,14})(?!\.?\d)",
    re.IGNORECASE,
)
_WITH_LETTER_O = re.compile(r"(?<![A-Za-z])(?:[\doO]*\d[\doO]*|(?:[oO]|nol)(?=[\s.\-]\d))(?![A-Za-z])")
_WITH_LETTER_L = re.compile(r"(?<![A-Za-z])(?=[lI]{0,3}\d)[\dlI]{16}(?![A-Za-z\d])")
"""Written on a machine that had no one."""


_LOOKING_ALIKE = str.maketrans("АВЕЅІКМНОРСТХаеорсхѕіΑΒΕΙΚΜΗΟΡΤΧο", "ABESIKMHOPCTXaeopcxsiABEIKMHOPTXo")
"""Letters of other scripts which nobody tells from ours: a passport's may be one of them."""
_SPELLED = "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_SPELLED_DIGITS = re.compile(rf"\b(?:{_SPELLED})(?:[\s,.\-]{{1,3}}(?:{_SPELLED})){{7,}}\b", re.IGNORECASE)
_SHORTEST_SPELLED = 31
"""Letters and blanks of the shortest telephone in words."""
_SPELLED_DIGIT = re.compile(rf"{_SPELLED}|[^a-z]+", re.IGNORECASE)
_DIGIT_OF = {word: str(max(0, at - 1)) for at, word in enumerate(_SPELLED.split("|"))}


def _plain(text: str) -> str:
    """Digits of all scripts and odd dashes as plain ones; what is not seen between them removed."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
        text = "".join("-" if unicodedata.category(c) == "Pd" else c for c in text)
        text = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
        text = text.translate(_LOOKING_ALIKE)
    if len(text) >= _SHORTEST_SPELLED:
        text = _SPELLED_DIGITS.sub(_with_digits, text)
    if "o" in text or "O" in text:
        text = _WITH_LETTER_O.sub(_with_noughts, text)
    if "l" in text or "I" in text:
        text = _WITH_LETTER_L.sub(_with_ones, text)
    return _AMOUNT.sub(_without_amount, text)


def _with_digits(found: re.Match[str]) -> str:
    """“Nol delapan satu dua …” as it is dialled."""
    return _SPELLED_DIGIT.sub(lambda word: _DIGIT_OF.get(word[0].casefold(), ""), found[0])


def _with_noughts(found: re.Match[str]) -> str:
    return found[0].replace("nol", "0").replace("o", "0").replace("O", "0")


def _with_ones(found: re.Match[str]) -> str:
    return found[0].replace("l", "1").replace("I", "1")


def _without_amount(found: re.Match[str]) -> str:
    """A budget in full rupiah is as long as a NIK; what else stands behind "Rp" goes on being looked at."""
    digits = re.sub(r"\D", "", found[1])
    is_number = len(digits) == 16 and _looks_like_nik(digits)
    return found[0] if is_number or (digits.startswith("628") and len(digits) >= 11) else " "


def _looks_like_nik(digits: str) -> bool:
    """A province and a kabupaten that can be, then day (plus 40 for women) and month of birth at places
    7 to 10."""
    province, regency, day, month = (int(digits[at : at + 2]) for at in (0, 2, 6, 8))
    is_place = province in _PROVINCES and 1 <= regency <= _LAST_REGENCY
    return is_place and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _spaced_niks(text: str) -> list[str]:
    """As they are written."""
    codes = [found.start() for found in _REGION_CODE.finditer(text)]
    rows = [found[1] for found in _NIK_SPACED.finditer(text) if not _are_codes(found, codes)]
    named = [found[0] for found in _NIK_NAMED.finditer(text) if not _are_codes(found, codes)]
    return named + [
        row for row in rows if not _TWO_DAYS.fullmatch(row) and _looks_like_nik(re.sub(r"\D", "", row))
    ]


def _are_codes(found: re.Match[str], codes: Iterable[int]) -> bool:
    """Another code of a region begins within the row, or that of a desa is followed by its kecamatan's."""
    digits = re.sub(r"\D", "", found[1])
    return digits[:6] == digits[10:] or any(found.start(1) < code < found.end(1) for code in codes)


def identity_kinds(text: str) -> Iterator[IdentityKind]:
    """Which kinds of identifying numbers a text seems to hold, each at most once."""
    if not text:
        return
    plain = rest = _plain(text)
    if len(plain) < _DIGITS and not (_BEGINS_BY_SIGNS.search(plain) or _BEGINS_BY_DIGITS.search(plain)):
        return
    digits = sum(map(str.isdecimal, plain))
    if digits >= _DIGITS:
        spaced = _spaced_niks(plain)
        if spaced or _NIK_PLAIN.search(plain):
            yield IdentityKind.NIK
        # What was already read as a NIK is not read a second time as a telephone number.
        rest = _NIK_PLAIN.sub(" ", plain)
        for row in spaced:
            rest = rest.replace(row, " ")
    if digits >= _SHORTEST_TELEPHONE and _holds_telephone(rest):
        yield IdentityKind.PHONE
    if digits >= _SHORTEST_PASSPORT and _holds_passport(plain):
        yield IdentityKind.PASSPORT
    if _AROUND_AT.search(plain) and _EMAIL.search(plain):
        yield IdentityKind.EMAIL


def screened_as(text: str) -> str:
    """A text that identifies somebody where this one does. Most numbers of a register differ in digits alone,
    and as long as no row of them begins as those of a telephone do, it is one text for all of them, with a
    one for each digit."""
    shape = text.translate(_AS_ONES)
    return text if _BEGINS_BY_DIGITS.search(text) or not _digits_decide(shape) else shape


_AS_ONES = str.maketrans("023456789", "111111111")
"""With which no telephone begins."""


@lru_cache(maxsize=1_000)
def _digits_decide(shape: str) -> bool:
    """Whether letters and signs say that a text identifies nobody unless its digits begin a telephone."""
    is_short = sum(map(str.isdecimal, shape)) < _DIGITS and _plain(shape) == shape
    return is_short and shape.isascii() and not _MONEY.search(shape) and not _BEGINS_BY_SIGNS.search(shape)


def _holds_telephone(text: str) -> bool:
    rest = _TIMES.sub(" ", _NUMBER_OF_A_LETTER.sub(" ", text))
    return any(pattern.search(rest) for pattern in _TELEPHONES)


def _holds_passport(text: str) -> bool:
    rest = _LETTERED_NUMBER.sub(" ", _EASTING.sub(" ", text))
    return any(pattern.search(rest) for pattern in (_PASSPORT, _PASSPORT_SPACED, _PASSPORT_NAMED))


def holds_nik(text: str) -> bool:
    """In what an office wrote: only a row of sixteen digits counts there, for its letters bear telephones and
    addresses of offices, and numbers of decrees in every shape."""
    if sum(map(str.isdigit, text)) < _DIGITS:
        return False
    return any(_looks_like_nik(row) for row in _NIK_ALONE.findall(_plain(text)))


def refuse_identity(texts: Mapping[str, str]) -> None:
    """Raise ``IdentityRefused`` naming every field (by its label) whose text seems to identify somebody."""
    found = tuple(
        IdentityFinding(label, kind) for label, text in texts.items() for kind in identity_kinds(text)
    )
    if found:
        raise IdentityRefused(found)
