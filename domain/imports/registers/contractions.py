"""“Diskopnakertrans” for “Dinas Koperasi, Tenaga Kerja dan Transmigrasi”: parts of the words of an office, in
their order, in one word."""

from collections.abc import Sequence

_BEGINS = {
    "dinas": "dis",
    "badan": "ba",
    "kantor": "kan",
    "balai": "ba",
    "sekretariat": "set",
    "satuan": "sat",
}
"""How an office is called in its short name, by its first word."""
_SHORTEST_PART, _FEWEST_PARTS, _LONGEST = 2, 2, 40


def is_contraction(text: str, words: Sequence[str]) -> bool:
    """Of at least two words besides that of the office; a name that happens to share a syllable is none."""
    begins = _BEGINS.get(words[0], "") if words else ""
    if not begins or not text.startswith(begins) or len(text) > _LONGEST:
        return False
    rest = text.removeprefix(begins)
    made = {0: 0}
    """How far words so far make the rest, and of how many parts at most."""
    for word in words[1:]:
        for end, parts in sorted(made.items(), reverse=True):
            for length in range(_SHORTEST_PART, len(rest) - end + 1):
                if rest[end : end + length] not in word:
                    break
                made[end + length] = max(made.get(end + length, 0), parts + 1)
    return made.get(len(rest), 0) >= _FEWEST_PARTS
