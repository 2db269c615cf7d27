"""What may be asked for about notices."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReadNotices:
    """That their reader was shown these, or what they are about."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Remind:
    """Tell everybody what is due, as of this day."""

    day: date
