"""Names of places smaller than a kabupaten, taken out of texts that leave the circle of those who may know.

A village of twenty houses names its people. Titles are typed by hand, so whatever goes to WhatsApp or
onto a hall's screen passes through here.
"""

import re
from collections.abc import Iterable

HIDDEN = "[tempat]"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KINDS = frozenset({"desa", "kelurahan", "kecamatan", "dusun", "kampung"})


class SmallPlaces:
    """The names of kecamatan, desa and kelurahan, without those that are also wider places."""

    def __init__(self, names: Iterable[str], wider: Iterable[str]) -> None:
        kept = {_words(name) for name in wider}
        kept |= {(word,) for name in list(kept) for word in name}
        self._names = {words for name in names if (words := _words(name)) and words not in kept}
        self._longest = max((len(words) for words in self._names), default=0)

    def hide(self, text: str) -> str:
        """The text with every such name replaced: written with a capital, or after “desa” and the like."""
        found = list(_WORD.finditer(text))
        pieces, kept_from, at = [], 0, 0
        while at < len(found):
            length = self._length_of_name(found, at)
            if not length:
                at += 1
                continue
            pieces += [text[kept_from : found[at].start()], HIDDEN]
            kept_from = found[at + length - 1].end()
            at += length
        return "".join([*pieces, text[kept_from:]])

    def _length_of_name(self, found: list[re.Match[str]], at: int) -> int:
        """How many words from here on are one name; 0 when none is."""
        said_to_be_one = at > 0 and found[at - 1][0].casefold() in _KINDS
        for length in range(min(self._longest, len(found) - at), 0, -1):
            words = found[at : at + length]
            if not said_to_be_one and not all(word[0][0].isupper() for word in words):
                continue
            if tuple(word[0].casefold() for word in words) not in self._names:
                continue
            # A sentence begins with a capital: a single first word is a name only where it says so.
            if length > 1 or at or found[at].start():
                return length
        return 0


def _words(name: str) -> tuple[str, ...]:
    return tuple(match[0].casefold() for match in _WORD.finditer(name))
