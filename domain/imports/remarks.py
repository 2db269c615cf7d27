"""Whether remarks are choices of one field, and so their column is its column."""

from collections.abc import Iterable

from domain.imports.fields import Field, FieldType
from domain.imports.sheet import Cell
from domain.imports.stages import is_choice
from domain.imports.words import key

_MOSTLY = 0.6
"""Of the cells that are filled."""
_FEWEST = 2


def says_a_choice(cells: Iterable[Cell], field: Field, *, among_words: bool = False) -> bool:
    """``among_words`` where the heading already says so: “Sidik (menunggu ahli)” is a stage there, and else
    a remark."""
    if field.type is not FieldType.CHOICE:
        return False
    texts = [cell for cell in cells if isinstance(cell, str) and key(cell)]
    chosen = sum(
        is_choice(text, field)
        if among_words
        else any(pattern.fullmatch(key(text)) for _, pattern in field.choices)
        for text in texts
    )
    return len(texts) >= _FEWEST and chosen >= _MOSTLY * len(texts)
