"""What became of words that somebody typed: read, to be asked about, or refused."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Read(Generic[Value_co]):
    """There is one meaning."""

    value: Value_co


@dataclass(frozen=True)
class Ambiguous(Generic[Value_co]):
    """There may be several meanings, or one that is surprising: whoever typed it says which."""

    readings: tuple[Value_co, ...]
    """The likeliest first; a single one is asked for a yes."""
    question: str


@dataclass(frozen=True)
class Refused:
    """There is none; the sentence says what to write instead."""

    sentence: str
