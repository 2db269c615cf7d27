"""Free text is screened for what would identify a person: NIK, phone and passport numbers are refused.

A screen catches numbers, not names; the forms say so beside the field.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.access.errors import RuleBroken


class IdentityKind(StrEnum):
    NIK = "NIK"
    PHONE = "nomor telepon"
    PASSPORT = "nomor paspor"


@dataclass(frozen=True)
class IdentityFinding:
    field: str
    """The label of the field, as the user sees it."""
    kind: IdentityKind


class IdentityRefused(RuleBroken):
    """A text holds what looks like somebody's number. The number itself is never repeated."""

    def __init__(self, findings: tuple[IdentityFinding, ...]) -> None:
        self.findings = findings
        where = "; ".join(f"“{each.field}” memuat angka yang tampak seperti {each.kind}" for each in findings)
        super().__init__(
            f"{where}. Hapus nomornya lalu kirim lagi; ceritakan tanpa identitas orang. "
            "Isian lain tetap tersimpan."
        )


_BETWEEN = r"[\s.\-/]?"
_NIK_PLAIN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_NIK_SPACED = re.compile(rf"(?<![\d.,])\d(?:{_BETWEEN}\d){{15}}(?![\d])")
_MOBILE = re.compile(r"(?<![\d.,])(?:\+?62[\s.\-]{0,2}|0)8[1-9](?:[\s.\-]?\d){6,10}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\)[\s.\-]?|0\d{2,3}[\s\-])\d{6,8}(?!\d)")
_ABROAD = re.compile(r"\+\d{1,3}(?:[\s.\-()]{0,2}\d){7,12}(?!\d)")
_DIGIT_BY_DIGIT = re.compile(r"(?<!\d)\d(?:[ \t]\d){9,15}(?!\d)")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6,7}(?![A-Za-z0-9])")
_PASSPORT_NAMED = re.compile(r"(?:paspor|passport)\D{0,20}?[A-Za-z]{0,2}[\s\-]?\d{6,9}(?!\d)", re.IGNORECASE)
_RUPIAH = re.compile(r"(?:Rp|IDR)\.?\s*[\d.,]+", re.IGNORECASE)
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])


def _plain(text: str) -> str:
    """Full-width digits and odd dashes as plain ones, invisible characters removed, amounts of money
    left out: a budget in full rupiah is as long as a NIK."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    text = "".join("-" if unicodedata.category(c) == "Pd" else c for c in text)
    text = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    return _RUPIAH.sub(" ", text)


def _looks_like_nik(digits: str) -> bool:
    """Province 11 to 97 first, then the day (plus 40 for women) and month of birth at places 7 to 10."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 97 and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def identity_kinds(text: str) -> Iterator[IdentityKind]:
    """Which kinds of identifying numbers a text seems to hold, each at most once."""
    plain = _plain(text)
    spaced = (re.sub(r"\D", "", found[0]) for found in _NIK_SPACED.finditer(plain))
    if _NIK_PLAIN.search(plain) or any(_looks_like_nik(digits) for digits in spaced):
        yield IdentityKind.NIK
    # What was already read as a NIK is not read a second time as a telephone number.
    rest = _NIK_SPACED.sub(" ", _NIK_PLAIN.sub(" ", plain))
    if any(pattern.search(rest) for pattern in (_MOBILE, _LANDLINE, _ABROAD, _DIGIT_BY_DIGIT)):
        yield IdentityKind.PHONE
    if _PASSPORT.search(plain) or _PASSPORT_NAMED.search(plain):
        yield IdentityKind.PASSPORT


def refuse_identity(texts: Mapping[str, str]) -> None:
    """Raise ``IdentityRefused`` naming every field (by its label) whose text seems to identify somebody."""
    found = tuple(
        IdentityFinding(label, kind) for label, text in texts.items() for kind in identity_kinds(text)
    )
    if found:
        raise IdentityRefused(found)
