"""Enumerations whose members carry their row: what is said, shown and decided about each, in one place."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class Rowed(StrEnum):
    """Stored by name. ``MEMBER = "name", Row(...)``: a member without its row cannot be written."""

    _value_: str
    row: Any

    def __new__(cls, name: str, row: Any = None) -> Self:
        if row is None:
            raise TypeError(f"{cls.__module__.replace('.', '/')}.py: {cls.__name__} '{name}' has no row")
        member = str.__new__(cls, name)
        member._value_, member.row = name, row
        return member


@dataclass(frozen=True)
class Labelled:
    """The row of a member of which nothing but its word is said."""

    label: str
