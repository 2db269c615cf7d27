"""Victims as people write them in words, “2 org (1 L dewasa, 1 P anak)”: whole, or not at all."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from domain.imports.ages import ADULT_AT, SEXES, is_child
from domain.imports.spelled import spelled
from domain.imports.words import key

_SPELLED = {"satu": 1, "seorang": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
_NAMES = {("women", True): "girls", ("men", True): "boys", ("women", False): "women", ("men", False): "men"}
_BETWEEN = re.compile(
    r"\s*(?:[,;:+&/()\n]|\bdan\b|\bserta\b|\bterdiri (?:dari|atas)\b|\byaitu\b)\s*", re.IGNORECASE
)
_PART = re.compile(rf"(\d{{1,3}}|{'|'.join(_SPELLED)})\s*(.*)")
_COUNTED_BEHIND = re.compile(r"(.*\banak\b.*) (1)|(?=.*\b(?:dewasa|dws)\b)(.*[^\W\d]) (\d|1[0-7])")
"""“P anak 1”, “L dewasa 2”; behind a child a higher number, and behind the grown one of eighteen and more,
may be the age."""
_AFTER_A_SEX = re.compile(r"(?<=[^\W\d_])\s+(?=\d)")
"""“1 L 2 P”."""
_SAID_TWICE = re.compile(r"(?<!\d)(\d{1,3})\s*\(\s*([a-z ]+?)\s*\)", re.IGNORECASE)
_COUNT_IN_BRACKETS = re.compile(
    r"\s*(?=[^()]*\b(?:dewasa|dws|anak)\b)([^\d()]+?)\s*\((\d{1,2})\s*(orang|org)?\)\s*", re.IGNORECASE
)
_NO_MATTER = re.compile(r"\b(?:orang|org|jiwa|korban|pmi|cpmi)\b")
_TWICE = re.compile(r"\b(laki|anak) ?2\b")
"""“laki2” is “laki-laki”."""
_AGED = re.compile(r"\b(?:(?:umur|usia|berumur|berusia) )?(\d{1,2} ?(?:th|thn|tahun|bln|bulan))\b")
_WORDS_OF_AGE = re.compile(r"\b(?:dewasa|dws|anak|balita|bayi|(?:di )?bawah umur)\b")
_OPEN = re.compile(
    r"[±~≈?<>≥≤]|\d\s*[-–]\s*\d|\b(?:sekitar|kurang lebih|kira|lebih|antara|di antara|diantara)\b",
    re.IGNORECASE,
)
"""Estimates and remainders, which divide nothing."""


def told_apart(text: str, *, child: bool | None = None) -> Mapping[str, int] | None:
    """Women, men, girls and boys, each that is named; None where any of the victims is not told apart.
    ``child``: what a heading says of the age of all of them."""
    if _OPEN.search(text):
        return None
    text = _SAID_TWICE.sub(_said_once, _count_first(text))
    if child is not None:
        age = "anak" if child else "dewasa"
        text = _AFTER_A_SEX.sub(", ", text)
        text = ", ".join(f"{part} {age}" for part in _parts(text))
    found = Counter[str]()
    whole: int | None = None
    for at, part in enumerate(_each_counted([*_parts(text)])):
        read = _of_part(part)
        if read is None:
            return None
        count, name = read
        if name:
            found[name] += count
        elif at == 0:
            whole = count
        else:
            return None
    return found if found and whole in (None, sum(found.values())) else None


def _said_once(match: re.Match[str]) -> str:
    """“5 (lima) orang” without the word, where it says the same number."""
    return match[1] if spelled(match[2]) == int(match[1]) else match[0]


def _count_first(text: str) -> str:
    """“Perempuan dewasa (2)” as “2 Perempuan dewasa”; of a child a higher number than one, and of the grown
    one of eighteen and more, may be the age."""
    match = _COUNT_IN_BRACKETS.fullmatch(text)
    if match is None:
        return text
    most = 1 if "anak" in key(match[1]).split() else ADULT_AT - 1
    return f"{match[2]} {match[1]}" if match[3] or int(match[2]) <= most else text


def _each_counted(parts: Sequence[str]) -> Sequence[str]:
    """“1 org (L dewasa)” says once how many, and behind it who all of them are."""
    whole = _of_part(parts[0]) if len(parts) == 2 else None
    if whole is None or whole[1] or _PART.fullmatch(parts[1]):
        return parts
    return (parts[0], f"{whole[0]} {parts[1]}")


def _parts(text: str) -> Iterator[str]:
    return (part for part in (key(each) for each in _BETWEEN.split(text)) if part)


def _of_part(part: str) -> tuple[int, str] | None:
    """“1 anak perempuan” as a count and whom; of “2 org” whom is empty."""
    words = _TWICE.sub(r"\1", re.sub(r"(?<=\d)(?=[a-z])", " ", part))
    if match := _PART.fullmatch(words):
        count, rest = _SPELLED.get(match[1]) or int(match[1]), _NO_MATTER.sub("", match[2]).strip()
    elif match := _COUNTED_BEHIND.fullmatch(words):
        count, rest = int(match[2] or match[4]), match[1] or match[3]
    else:
        return None
    if not rest:
        return count, ""
    aged = _AGED.search(rest)
    said = {child for age in [aged[1] if aged else ""] if (child := is_child(age)) is not None}
    rest = _AGED.sub("", rest)
    for word in _WORDS_OF_AGE.findall(rest):
        said.add(word not in ("dewasa", "dws"))
    sex = SEXES.get(" ".join(_WORDS_OF_AGE.sub("", rest).split()))
    return (count, _NAMES[sex, said.pop()]) if sex and len(said) == 1 else None
