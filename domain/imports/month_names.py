"""Months by name: as offices write them, as the neighbours do, by number in words, and misspelt."""

import re
from difflib import get_close_matches

from domain.time.formats import SMALL_NUMBERS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan janeiro janeiru",
            "februari february pebruari feb peb febr pebr fevereiro fevereiru",
            "maret march mar mrt mac marco marsu",
            "april apr apl abril",
            "mei may maio maiu",
            "juni june jun junho junu",
            "juli july jul julai julho jullu",
            "agustus august aug agu agt agst ags agust ogos agosto agostu",
            "september sep sept setembro setembru",
            "oktober october okt oct outubro outubru",
            "november nov nopember nop novembro novembru",
            "desember december des dec disember dis dezembro dezembru",
        ),
        start=1,
    )
    for name in names.split()
}
"""In Indonesian and English, in Malay of Sabah, in Portuguese and Tetum of Oecusse."""
NUMBER_WORDS = {name: number for number, name in enumerate(SMALL_NUMBERS) if 1 <= number <= 12}

_LONG = tuple(name for name in MONTHS if len(name) > 4 and name not in ("marco", "marsu"))
"""Of those that a slip of the pen leaves known; the short ones of Oecusse are near too many other words."""
_BEFORE_A_YEAR = re.compile(r"\b([a-z]{5,11}) (?:tahun |thn |th )?20\d\d\b")
_BELOW_BULAN = re.compile(r"\b(?:bulan|bln) ([a-z]{5,11})\b")
_ALONE = re.compile(r"([a-z]{5,11})")
_NO_MONTHS = frozenset(("market", "agustinus", "agustina", "septima", "januarius", "oktavia"))
_SIMILAR = 0.8


def nearly_a_month(words: str) -> str:
    """“Febuari 2025”, “bulan Agutus”, “Setember”: the month that is probably meant, which nobody takes
    unasked; nothing where the word is one."""
    alone = _ALONE.fullmatch(words)
    found = [*_BEFORE_A_YEAR.findall(words), *_BELOW_BULAN.findall(words), *([alone[1]] if alone else ())]
    for word in found:
        close = get_close_matches(word, _LONG, n=1, cutoff=_SIMILAR) if word not in _NO_MONTHS else []
        if close and word not in MONTHS:
            return str(close[0])
    return ""
