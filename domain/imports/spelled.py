"""Numbers in words, as offices write them behind the figure: “60 (enam puluh)”."""

from domain.imports.words import key
from domain.time.formats import SMALL_NUMBERS

_UNITS = {word: number for number, word in enumerate(SMALL_NUMBERS)}
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}
_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000}


def spelled(words: str) -> int | None:
    """“seratus dua puluh lima” is 125; nothing where a word is no number."""
    total = part = 0
    for word in key(words).split():
        if word in _UNITS:
            part += _UNITS[word]
        elif word in _WHOLE:
            part += _WHOLE[word]
        elif word == "belas" and 0 < part % 10 < 10:
            part += 10
        elif word == "ribu" and part:
            total, part = total + part * _TIMES[word], 0
        elif word in _TIMES and part % 10:
            part += (part % 10) * (_TIMES[word] - 1)
        else:
            return None
    return total + part if key(words) else None
