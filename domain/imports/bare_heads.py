"""“Dipulangkan” and “Prosedural” say nothing of whom: what they count is what stands above them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.imports.concepts import (
    ALL_CONCEPTS,
    DEATHS,
    NONPROCEDURAL,
    PLACEMENT,
    REMAINS,
    SICK,
    Concept,
    status_alone,
)
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.words import key

_LIVING = re.compile(
    r"\b(?:bermasalah|terkendala|deportasi|deportan|dideportasi|selamat|diselamatkan|"
    r"korban(?!(?: [a-z]+){0,2} (?:meninggal|wafat|jiwa)\b))\b"
)
_OF_A_TITLE = (ColumnRole.VALUE, ColumnRole.TOTAL, ColumnRole.OTHER_MEASURE, ColumnRole.UNKNOWN)
SOME_OF_ITS_TITLE = Concept("some_of_its_title", "sebagian orang yang disebut judulnya", re.compile(r"(?!)"))
"""Of what such a column counts where that is no series."""


def is_bare_return(column: SheetColumn) -> bool:
    """“Dipulangkan”, without a word of whom."""
    return column.concept is REMAINS and not any(REMAINS.pattern.search(key(text)) for text in column.strings)


def is_bare_procedure(column: SheetColumn) -> bool:
    """“Prosedural”, without a word of being placed."""
    return column.concept is PLACEMENT and any(
        status_alone(key(text)) == "prosedural" for text in column.strings
    )


def who_came_home(
    column: SheetColumn, columns: Sequence[SheetColumn], titles: Sequence[str], kind: ImportKind
) -> Concept | None:
    """Remains where the nearest words that name anybody speak of the dead alone, the sick where they speak of
    those; nobody knows of living persons, and none of their series is that."""
    return _spoken_of(_said_above(column, columns, titles), kind)


def names_no_series(
    texts: Sequence[str],
    concept: Concept | None,
    titles: Sequence[str],
    beside: Sequence[str],
    kind: ImportKind,
) -> bool:
    """Of a line that was taken for a series by such a word alone."""
    words = [key(text) for text in texts]
    title = " ".join(map(key, titles))
    if concept is REMAINS and REMAINS.alone is not None and any(map(REMAINS.alone.search, words)):
        return _spoken_of((" ".join(words), title, " ".join(map(key, beside))), kind) is not REMAINS
    return (
        concept is PLACEMENT
        and any(status_alone(each) == "prosedural" for each in words)
        and _names_others(title)
    )


def _spoken_of(said: Iterable[str], kind: ImportKind) -> Concept | None:
    for words in said:
        dead = bool(DEATHS.pattern.search(words) or REMAINS.pattern.search(words))
        sick, living = bool(SICK.pattern.search(words)), bool(_LIVING.search(words))
        if dead + sick + living > 1 or living:
            return None
        if dead or sick:
            return REMAINS if dead else SICK
    return REMAINS if kind is ImportKind.DEATHS else None


def names_no_placement(column: SheetColumn, titles: Sequence[str]) -> bool:
    """“Prosedural” where its titles name victims, the dead or others, and no placement."""
    return _names_others(" ".join((*map(key, titles), *map(key, column.strings[:-1]))))


def _names_others(said: str) -> bool:
    words = NONPROCEDURAL.pattern.sub(" ", said)
    others = (each for each in ALL_CONCEPTS if each not in (NONPROCEDURAL, PLACEMENT))
    return not PLACEMENT.pattern.search(words) and (
        bool(_LIVING.search(words)) or any(each.pattern.search(words) for each in others)
    )


def _said_above(column: SheetColumn, columns: Sequence[SheetColumn], titles: Sequence[str]) -> Iterator[str]:
    """Its own heading, the titles, and what stands beside it, the nearest first."""
    beside = [each for each in columns if each is not column and each.role in _OF_A_TITLE]
    yield column.words
    yield " ".join(map(key, titles))
    yield " ".join(each.words for each in beside)
