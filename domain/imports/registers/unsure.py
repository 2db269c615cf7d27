"""Cells whose writer is not sure, or corrects what he wrote: “Belu?”, “3 (ralat: 4)”, “± 3 Maret 2025”."""

import re
from functools import lru_cache

from domain.imports.fields import FieldType
from domain.imports.words import shape_of

_UNSURE = re.compile(
    r"\?|±|≈|\b(?:ralat|koreksi|dikoreksi|seharusnya|harusnya|semestinya|sebenarnya|kemungkinan|mungkin|"
    r"belum pasti|blm pasti)\b",
    re.IGNORECASE,
)
_FREE = (FieldType.TEXT, FieldType.COUNT, FieldType.NUMBER, FieldType.AGE)
"""A text may ask something; numbers and ages tell estimates by themselves."""
SAYS = "Penulisnya sendiri ragu atau mengoreksi isi sel ini; ditunda. Tulis satu isian yang pasti."


def is_unsure(text: str, of: FieldType | None = None) -> bool:
    """``of`` is the type of field that the cell is read as; none for a place."""
    return of not in _FREE and _reads_unsure(shape_of(text))


@lru_cache(maxsize=10_000)
def _reads_unsure(shape: str) -> bool:
    return _UNSURE.search(shape) is not None
