"""Times as programs and slides head their columns: “2025M01”, “3Q25”, “TW1-25”."""

import re

_MONTH = re.compile(r"(20\d\d)[\s-]?m[\s-]?(0?[1-9]|1[0-2])", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"([1-4])\s?q[\s'’-]?(?:20)?(\d\d)", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:tw|q|trw|triwulan|kuartal)[\s.-]*([1-4]|iii|ii|iv|i)[\s'’/.-]+(?:20)?(\d\d)", re.IGNORECASE
)
_UNPARTED = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def unparted_month(cell: object) -> tuple[int, int] | None:
    """Year and month of “202501” below “Bulan”, where no other number can be meant."""
    match = _UNPARTED.fullmatch(f"{cell}".strip())
    return None if match is None else (int(match[1]), int(match[2]))


def short_time(text: str) -> tuple[int, int, int] | None:
    """Year, first and last month."""
    if match := _MONTH.fullmatch(text.strip()):
        return int(match[1]), int(match[2]), int(match[2])
    if match := _QUARTER_FIRST.fullmatch(text.strip()) or _QUARTER.fullmatch(text.strip()):
        quarter = _ROMAN.get(match[1].casefold()) or int(match[1])
        return 2000 + int(match[2]), 3 * quarter - 2, 3 * quarter
    return None
