"""Values that arrive in an address: each is read against what exists, and a stranger is named."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

Member = TypeVar("Member", bound=StrEnum)

LONGEST_ECHO = 40


@dataclass
class Parameters:
    """The address's parameters; whatever cannot be used is collected as sentences for the page."""

    given: dict[str, str]
    refused: list[str] = field(default_factory=list)
    accepted: dict[str, str] = field(default_factory=dict)
    """What was asked for and understood so far: the only part that may go into further addresses."""

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        """The value if it is allowed, otherwise None."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if value in allowed:
            self.accepted[name] = value
            return value
        self._refuse(name, value)
        return None

    def member(self, name: str, enum: type[Member]) -> Member | None:
        value = self.one_of(name, {member.value for member in enum})
        return enum(value) if value is not None else None

    def several(self, name: str, allowed: Collection[str]) -> tuple[str, ...] | None:
        """The known values of a list like ``rute,titik``, in the order of ``allowed``; None if not asked."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        asked = value.split(",")
        for stranger in sorted({each for each in asked if each not in allowed}):
            self._refuse(name, stranger)
        known = tuple(each for each in allowed if each in asked)
        if known:
            self.accepted[name] = ",".join(known)
        return known

    def number(self, name: str, *, lowest: int, highest: int) -> int | None:
        value = self.given.get(name)
        if value is None or value == "":
            return None
        digits = value.isascii() and value.isdigit() and len(value) < 10
        if digits and lowest <= int(value) <= highest:
            self.accepted[name] = value
            return int(value)
        self._refuse(name, value)
        return None

    def text(self, name: str, *, longest: int = 60) -> str:
        text = "".join(c for c in self.given.get(name, "") if c.isprintable()).strip()[:longest]
        if text:
            self.accepted[name] = text
        return text

    def _refuse(self, name: str, value: str) -> None:
        printable = "".join(c for c in value if c.isprintable())
        echo = printable[:LONGEST_ECHO] + ("…" if len(printable) > LONGEST_ECHO else "")
        self.refused.append(f"“{echo}” pada alamat ({name}) tidak dikenal dan diabaikan.")
