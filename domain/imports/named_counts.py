"""Lines that are all called “Jumlah …”: what each of them counts, and no sums of the others.

“Jumlah kasus TPPO”, “Jumlah korban TPPO” and “Jumlah PMI meninggal” below each other are three counts.
“Jumlah”, “Jumlah PMI” and “Total NTT” name nothing that the table does not count as a whole: they stay sums.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.imports.choices import desk_in
from domain.imports.concepts import Concept
from domain.imports.grid import is_carried, is_figure, is_total_label
from domain.imports.headings import concept_of, subgroup_of
from domain.imports.kinds import ImportKind
from domain.imports.periods import read_period
from domain.imports.places import Sort
from domain.imports.reference import Reference
from domain.imports.sheet import Cell
from domain.imports.title_words import names_more
from domain.imports.words import key

_MOST_LINES = 2_000
"""A sheet of more holds no list of what is counted."""
_COUNT = re.compile(
    r"\s*(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?:jumlah|jml|jmlh|jlh|total|banyaknya)\b[\s.:]+(?=[^\W\d_])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d")
OF_ALL = re.compile(
    r"\b(?:keseluruhan(?:nya)?|seluruh(?:nya)?|semua(?:nya)?|total|jumlah|umum|akhir|sementara|besar|yang|"
    r"sd|s d)\b"
)
"""“Jumlah keseluruhan”, “Total akhir”."""
_FEWEST, _MOST_COLUMNS = 2, 6


@dataclass(frozen=True)
class _Named:
    """What stands behind “Jumlah” in one line."""

    row: int
    text: str
    concept: Concept | None
    apart: tuple[object, ...]
    """What tells it from the whole of its series: a sex, a country, a desk, a word that nobody knows."""
    is_of_place_or_time: bool


def name_counts(rows: Sequence[list[Cell]], kind: ImportKind, reference: Reference) -> None:
    """Takes “Jumlah” from the names of the lines, where most of them begin so."""
    if len(rows) > _MOST_LINES:
        return
    width = max(map(len, rows), default=0)
    for column in range(min(width, _MOST_COLUMNS)):
        lines = {n: row[column] for n, row in enumerate(rows) if any(map(_is_count, row[column + 1 :]))}
        named = {each.row: each for each in _named(lines, kind, reference)}
        if len(named) < _FEWEST:
            continue
        others = sum(row not in named and not _is_sum(lines[row]) for row in _around(lines, named))
        # “Jumlah Belu” below the kecamatan of Belu is their sum, where one line is none of these.
        are_all = others == 0 or not any(each.is_of_place_or_time for each in named.values())
        if others < len(named) and are_all:
            for each in named.values():
                rows[each.row][column] = each.text


def _around(lines: Collection[int], named: Collection[int]) -> list[int]:
    """The lines among and right beside the named ones: those of their table."""
    first, last = min(named), max(named)
    while first - 1 in lines:
        first -= 1
    while last + 1 in lines:
        last += 1
    return [row for row in lines if first <= row <= last]


def _is_count(cell: Cell) -> bool:
    """“2024” heads figures, and is none of them."""
    return is_figure(cell) and not _YEAR.fullmatch(str(cell))


def _is_sum(cell: Cell) -> bool:
    return isinstance(cell, str) and is_total_label(cell)


def _named(lines: Mapping[int, Cell], kind: ImportKind, reference: Reference) -> Iterator[_Named]:
    found = [
        _what(row, cell, kind, reference)
        for row, cell in lines.items()
        if isinstance(cell, str) and not is_carried(cell) and _COUNT.match(cell)
    ]
    series = {each.concept for each in found if each is not None and each.concept and not each.apart}
    for each in found:
        if each is not None and (
            each.apart or each.is_of_place_or_time or (each.concept and len(series) > 1)
        ):
            yield each


def _what(row: int, cell: str, kind: ImportKind, reference: Reference) -> _Named | None:
    text = _COUNT.sub("", cell, count=1).strip()
    if not OF_ALL.sub("", key(text)).strip():
        return None
    place = reference.gazetteer.read(text)
    if place.sort is Sort.WHOLE or (place.sort is Sort.FOUND and not place.code.count(".")):
        return None
    named = place.sort in (Sort.FOUND, Sort.AMBIGUOUS) or read_period(text) is not None
    apart = (
        subgroup_of(text, kind),
        reference.country(text)
        or reference.country(re.sub(r"^(?:pmi |tki )?(?:ke|di|dari) ", "", key(text))),
        desk_in(text) if kind is ImportKind.SERVICES else "",
        names_more(OF_ALL.sub("", key(text))) and not named,
    )
    return _Named(row, text, concept_of([text], kind), tuple(each for each in apart if each), named)
