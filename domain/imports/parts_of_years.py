"""Months and parts of a year in the words of a text, and where they stand behind several years."""

import re

from domain.imports.month_names import MONTHS, NUMBER_WORDS

WHICH = {
    name: number
    for number, names in enumerate(
        ("i 1 pertama kesatu satu", "ii 2 kedua dua", "iii 3 ketiga tiga", "iv 4 keempat empat"),
        start=1,
    )
    for name in names.split()
}
MONTH = "|".join(
    # “Mac” is March across the border; in “mac lama” it is some other word.
    name if name != "mac" else r"mac(?=$|\W*\d|[\s_-]+(?:thn?|tahun|hingga|sampai|s ?d|dan|apr|april)\b)"
    for name in sorted(MONTHS, key=len, reverse=True)
)
YEAR = r"(?<!\d)(19[9]\d|20\d\d)(?!\d)"
MONTH_FOUND = re.compile(rf"(?<![a-z])({MONTH})(?![a-z])")
_PARTS_OF_A_YEAR = (
    (3, r"triwulan|tri wulan|tribulan|tribln|trib|tw|trw|kuartal|quarter|q"),
    (4, r"caturwulan|catur wulan|cawu"),
    (6, r"semester|smstr|smster|smt|sem"),
)
"""How many months each has, and what it is called."""
_QUARTER_AFTER = re.compile(r"\b(iv|iii|ii|i)\s*triwulan\b")
AND = r"(?:dan|serta|and|sampai dengan|sampai|hingga|s d|sd|to)"


def _parts_named(called: str) -> re.Pattern[str]:
    """“TW I”, “triwulan ke-3”, “TW I dan II”, “I, II dan III”, “semester I s/d semester II”."""
    which = r"(?:iv|iii|ii|i|[1-4]|pertama|kesatu|kedua|ketiga|keempat|satu|dua|tiga|empat)\b"
    more = rf"(?: {AND} (?:(?:{called}) ?)?(?:ke )?{which}| (?:iv|iii|ii|i)\b)"
    return re.compile(rf"\b(?:{called}) ?(?:ke )?({which}{more}*)")


PARTS = tuple((months, _parts_named(called)) for months, called in _PARTS_OF_A_YEAR)
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER_OF_MONTH = rf"(1[0-2]|0?[1-9]|{_NUMBER_WORDS}|{'|'.join(ROMAN_MONTHS)})"
_BULAN_NUMBER = re.compile(
    rf"(?:^|\b(?<!\d ))(?:bulan|bln)(?: laporan)?(?: ke)? {_NUMBER_OF_MONTH}"
    rf"(?: {AND} (?:bulan |bln )?(?:ke )?{_NUMBER_OF_MONTH})?(?= (?:tahun |thn |th )?20\d\d\b|$)"
)


def months_in(words: str) -> tuple[int, int] | None:
    if match := _BULAN_NUMBER.search(words):
        numbers = [
            ROMAN_MONTHS.index(each) + 1 if each in ROMAN_MONTHS else NUMBER_WORDS.get(each) or int(each)
            for each in match.groups()
            if each
        ]
        return numbers[0], numbers[-1]
    months = [MONTHS[each] for each in MONTH_FOUND.findall(words)]
    return (months[0], months[-1]) if months else None


def part_of_year(words: str) -> tuple[int, int] | None:
    for months, pattern in (*PARTS, (3, _QUARTER_AFTER)):
        if match := pattern.search(words):
            parts = [WHICH[word] for word in match[1].split() if word in WHICH]
            if max(parts) * months <= 12:
                return parts[0] * months - months + 1, parts[-1] * months
    return None


SeveralYears = tuple[int, int | None, int, int]
"""First and last year, which is none where one part of one year is meant, and first and last month."""
_YEARS_LISTED = re.compile(rf"\b20\d\d(?:(?: (?:{AND}|tahun|thn|th))* 20\d\d\b)+")
_SO_FAR = re.compile(
    r"\b(?:s d|sd|sampai|hingga|per|posisi|keadaan|kondisi|status|update|updated|diperbarui|pemutakhiran|"
    r"data|baru|until|as of)\b"
)


def _behind_several_years(words: str) -> tuple[list[int], str, tuple[int, int]] | None:
    """“2021 s/d 2025 (s.d. Oktober)”: the years, what stands behind them, and the months that it names. What
    is of a later year, “(update Januari 2026)”, says that they are over."""
    match = _YEARS_LISTED.search(words)
    years = sorted({int(each) for each in re.findall(YEAR, match[0])}) if match else []
    if match is None or len(years) < _FEWEST_YEARS:
        return None
    before, behind = words[: match.start()], words[match.end() :]
    part = months_in(behind) or part_of_year(behind)
    others = {int(each) for each in re.findall(YEAR, behind)} - {years[-1]}
    if part is None or _names_months(before) or (others and min(others) < years[-1]):
        return None
    return (years, behind, (1, 12) if others else part)


_FEWEST_YEARS, _MONTHS_OF_A_YEAR = 2, 12


def _names_months(words: str) -> bool:
    return bool(months_in(words) or part_of_year(words))


def part_of_the_last_year(words: str) -> SeveralYears | None:
    """“2021 s/d 2025 (s.d. Oktober)”, “2025 dan 2026 (Jan–Okt)”: the last year ends there, the others are
    whole. “2024–2026, triwulan I 2026” is that quarter."""
    if (found := _behind_several_years(words)) is None:
        return None
    years, behind, (first, last) = found
    months = months_in(behind) or (1, 1)
    is_run = first == 1 and (last == _MONTHS_OF_A_YEAR or months[0] < months[1])
    if is_run or _SO_FAR.search(behind):
        return years[0], years[-1], 1, last
    return years[-1], None, first, last


_A_PART_BESIDE = re.compile(
    r"\b(20\d\d(?:(?: (?:dan|tahun|thn|th))* 20\d\d)*) (?:dan|serta|and) "
    r"(?!20\d\d)([a-z][a-z0-9 ]*?) (20\d\d)\b"
)


def years_and_a_part(words: str) -> SeveralYears | None:
    """“2023, 2024 dan Januari s.d. Juni 2025”; of “2024 dan triwulan III 2025” only the quarter, for nothing
    can be said of both."""
    match = _A_PART_BESIDE.search(words)
    years = sorted({int(each) for each in re.findall(YEAR, match[1])}) if match else []
    if match is None or int(match[3]) != years[-1] + 1 or _names_months(words[: match.start()]):
        return None
    part = months_in(match[2]) or part_of_year(match[2])
    if part is None:
        return None
    last = int(match[3])
    return (years[0], last, *part) if part[0] == 1 else (last, None, *part)


def names_a_part_of_each_or_one(words: str) -> bool:
    """“2021–2025 (Oktober)”: of each of these years, of the last one, or until then?"""
    if (found := _behind_several_years(words)) is None or re.search(YEAR, found[1]):
        return False
    said = part_of_the_last_year(words)
    return said is not None and said[1] is None
