"""What can be done about a text that holds somebody's number: leave the number out, or the whole sentence."""

import re

from domain.access.screening import identity_kinds

LEFT_OUT = "(nomor ada pada instansi sumber)"
_SENTENCE = re.compile(r"(?<=[.!?])(\s+)")
_NUMBER = re.compile(r"\S+@\S+|(?<![A-Za-z])[A-Za-z]{0,2}[+(]?\d[\d\s.\-/()|_,]{4,}\d")
"""A row that may be a telephone, a NIK or a passport, or an address of mail; the rest is screened anew."""


def refused_sentences(text: str) -> tuple[int, ...]:
    """Which sentences, counted from one, hold what looks like a number of a person."""
    return tuple(
        number
        for number, sentence in enumerate(_SENTENCE.split(text)[::2], start=1)
        if any(identity_kinds(sentence))
    )


def without_sentences(text: str) -> str | None:
    """The text without those sentences; None where it would be refused all the same."""
    parts = _SENTENCE.split(text)
    between = [*parts[1::2], ""]
    kept = [
        sentence + space
        for sentence, space in zip(parts[::2], between, strict=True)
        if not any(identity_kinds(sentence))
    ]
    return _accepted("".join(kept).strip(), text)


def without_numbers(text: str) -> str | None:
    """The text with those numbers named and not given; None where it would be refused all the same."""
    return _accepted(_NUMBER.sub(_named, text), text)


def _named(found: re.Match[str]) -> str:
    return LEFT_OUT if any(identity_kinds(found[0])) else found[0]


def _accepted(mended: str, text: str) -> str | None:
    return None if mended == text or any(identity_kinds(mended)) else mended
