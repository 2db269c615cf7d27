"""Names of persons that bear no capital of their own: with their letters apart, joined to one word, or small
behind a word that says they are somebody's."""

import re
from functools import lru_cache
from itertools import pairwise

from domain.imports.identity import is_of_the_language
from domain.imports.words import LETTERS_APART, Vocabulary, shape_of

_JOINED = re.compile(r"(?<![\w@/.])([^\W\d_]{3,})[._]([^\W\d_]{3,})(?![\w@/.])")
_HUMPED = re.compile(r"(?<![\w@/.])([A-Z][a-z]{2,})([A-Z][a-z]{2,})(?![\w@/.])")
_OF_SOMEBODY = re.compile(
    r"\b(?:almarhum|almarhumah|alm|bapak|bpk|pak|sdr|sdri|saudara|saudari)\b[.:]? ([a-z]{3,}) ([a-z]{3,})"
)
"""Never behind “keluarga” or “korban”: “keluarga kurang mampu” is nobody's name."""
_SON_OF = re.compile(r"\b([^\W\d_]{3,}) (?:bin|binti) ([^\W\d_]{3,})", re.IGNORECASE)


def is_disguised(text: str, vocabulary: Vocabulary) -> bool:
    """Whether both words of such a name are of no office, place or sentence; only a free text is asked."""
    return _is_disguised(shape_of(text), vocabulary)


@lru_cache(maxsize=10_000)
def _is_disguised(text: str, vocabulary: Vocabulary) -> bool:
    spelled = ("".join(c for c in found[0] if c.isalpha()) for found in LETTERS_APART.finditer(text))
    if any(_is_strange(word, vocabulary) for word in spelled):
        return True
    patterns = (_JOINED, _HUMPED, _OF_SOMEBODY, _SON_OF)
    pairs = (pair for each in patterns for match in each.finditer(text) for pair in pairwise(match.groups()))
    # “YANKES.PROMKES” are offices: their abbreviations are capitals throughout.
    return any(all(_is_strange(word, vocabulary) and not word.isupper() for word in pair) for pair in pairs)


def _is_strange(word: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.knows(word) and not is_of_the_language(word)
