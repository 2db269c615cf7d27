"""Child or adult, woman or man, from what people write: never assumed where it is not said."""

import re

from domain.imports.sheet import Cell, is_number
from domain.imports.words import key

ADULT_AT = 18
CHILD, GROWN = "child", "adult"
BOTH_SEXES = ("men", "women")
SEXES = {
    "l": "men",
    "laki laki": "men",
    "laki": "men",
    "pria": "men",
    "lelaki": "men",
    "laki2": "men",
    "lk": "men",
    "male": "men",
    "m": "men",
    "p": "women",
    "perempuan": "women",
    "prempuan": "women",
    "prmpuan": "women",
    "perempun": "women",
    "pr": "women",
    "wanita": "women",
    "w": "women",
    "female": "women",
    "f": "women",
    "putri": "women",
    "putra": "men",
}
_OLDEST = 120
_BELOW = re.compile(
    r"(?:anak(?:[- ]anak)?|remaja)\W*(?:usia|umur)?\W*(?:<|(?:di ?)?bawah|kurang dari|"
    r"\d{1,2}\s*[-–])\s*1[78]\s*(?:th|thn|tahun)?\W*",
    re.IGNORECASE,
)
"""“Anak (<18)”, “anak (0-17 th)”: a class by its name and its border, which agree."""
_FROM = re.compile(
    r"(?:dewasa|orang dewasa)\W*(?:usia|umur)?\W*(?:[>≥]=?|(?:di ?)?atas|mulai|lebih dari)?\s*1[789]"
    r"\s*(?:\+|(?:th|thn|tahun)?\s*(?:ke ?atas|atau lebih)?|[-–]\s*\d\d)\s*(?:th|thn|tahun)?\W*",
    re.IGNORECASE,
)
_CHILD = re.compile(r"^(?:anak(?: anak)?|balita|bayi|(?:di ?)?bawah umur|belum dewasa)$")
_ADULT = re.compile(r"^(?:dewasa|dws|orang dewasa|lansia|lanjut usia)$")
_UNIT = r"(?:th|thn|tahun|thun|t)"
_YEARS = re.compile(
    rf"^(?:umur |usia )?(\d{{1,3}})(?: \d)?(?: {_UNIT}\b)?(?: \d{{1,2}} (?:bl|bln|bulan))?"
    r"(?: \d{1,2} (?:hr|hari))?$"
)
_DECADE = re.compile(rf"^([2-9]0|[2-9]5) an(?: {_UNIT})?$")
"""“40-an”."""
_OR_MORE = re.compile(r"\d\s*(?:th|thn|tahun)?\s*\+\s*$", re.IGNORECASE)
_RANGE = re.compile(rf"^(\d{{1,3}})(?: {_UNIT})? (?:s d |sd |sampai |atau )?(\d{{2,3}})(?: {_UNIT})?$")
_MONTHS = re.compile(r"^(\d{1,3}) (?:bl|bln|bulan|mg|mgg|minggu|hr|hari)$")
_SMALL = re.compile(r"^(?:bayi|balita|anak) ((?:umur |usia )?\d.*)$")
"""“Bayi 8 bln”; “anak 30 th” says two things."""
_ABOUT = re.compile(r"[±~≈?]|\b(?:sekitar|kira|kurang lebih|kl|perkiraan)\b", re.IGNORECASE)
_NEAR = 2
"""An estimate so many years from the border may lie on its other side."""


def is_child(cell: Cell) -> bool | None:
    """Whether the person is below eighteen; None where the cell does not say."""
    if is_number(cell):
        assert isinstance(cell, int | float)
        return _of_years(int(cell))
    if not isinstance(cell, str):
        return None
    if _BELOW.fullmatch(cell):
        return True
    if _FROM.fullmatch(cell):
        return False
    words = re.sub(r"(?<=\d)(?=[a-z])", " ", key(cell))
    if _CHILD.match(words) or _ADULT.match(words):
        return bool(_CHILD.match(words))
    if match := _SMALL.match(words):
        return True if is_child(match[1]) else None
    if match := _MONTHS.match(words):
        return int(match[1]) < 12 * ADULT_AT
    if _DECADE.match(words):
        return False
    if _OR_MORE.search(cell):
        return False if (found := re.match(r"\d+", words)) and int(found[0]) >= ADULT_AT else None
    if match := _RANGE.match(words):
        youngest, oldest = (_of_years(int(part)) for part in match.groups())
        return youngest if youngest is oldest else None
    words = re.sub(r"^(?:sekitar|kira kira|kurang lebih|kl|perkiraan) ", "", words)
    match = _YEARS.match(words)
    return _bounded(cell.strip(), int(match[1])) if match else None


def _bounded(text: str, years: int) -> bool | None:
    """“< 18” are children, “> 17” are none; “< 30” and “± 18” may be either."""
    if text[0] in "<≤":
        return True if years <= ADULT_AT - (text[0] == "≤") else None
    if text[0] in ">≥":
        return False if years >= ADULT_AT - (text[0] == ">") else None
    if _ABOUT.search(text) and abs(years - ADULT_AT) <= _NEAR:
        return None
    return _of_years(years)


def _of_years(years: int) -> bool | None:
    """A year of birth stands there sometimes; it is no age."""
    return years < ADULT_AT if 0 <= years <= _OLDEST else None
