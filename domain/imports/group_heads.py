"""Lines of one word between those of a table: “Januari”, “Malaysia”, “Anak”, “Rencana” head what follows."""

import re
from dataclasses import dataclass
from datetime import date

from domain.imports.concepts import SERIES, TARGET, Concept
from domain.imports.context import Context
from domain.imports.counted import is_derived, is_no_series
from domain.imports.grid import is_note, is_signature, is_total_label
from domain.imports.headings import combined, concept_of, subgroup_of
from domain.imports.kinds import ImportKind
from domain.imports.noted import names_some
from domain.imports.periods import TitlePeriod, names_part_of_a_month, read_period
from domain.imports.places import Sort
from domain.imports.sheet import Cell
from domain.imports.words import key

_LONGEST = 6
"""Words; what is longer is a remark."""
_COUNTS = re.compile(r"\d+ (?!tahun|thn|th|ke)[a-z]")
_DIGITS = re.compile(r"\d")
"""“1 perempuan” and “termasuk anak” say something of the line above them, “< 18 tahun” of those below."""


@dataclass(frozen=True)
class GroupHead:
    """What one of them says of the lines below it: one of these, or nothing that is known."""

    period: TitlePeriod | None = None
    destination: str = ""
    subgroup: str = ""
    concept: Concept | None = None
    is_derived: bool = False
    """Of shares or differences."""
    is_undated: bool = False
    """Of days, or of another time that no month or year is."""
    resets: bool = False
    """“Realisasi”, “Jumlah (orang)”: what the table counts by itself."""

    @property
    def aspect(self) -> str:
        """Heads of one aspect follow each other; another one stands below."""
        if self.period or self.is_undated:
            return "time"
        return "country" if self.destination else "part" if self.subgroup else "what"

    def is_foreign(self, kind: ImportKind) -> bool:
        is_target = kind is ImportKind.PLACEMENTS and self.concept is TARGET
        return self.concept is not None and self.concept not in SERIES[kind] and not is_target


def head_of(cell: Cell, context: Context) -> GroupHead | None:
    """None of what is a place, a note, a signature or a word that says nothing here."""
    if isinstance(cell, date) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return GroupHead(period=read_period(cell)) if read_period(cell) is not None else None
    if not isinstance(cell, str) or cell[0] in "(*" or len(key(cell).split()) > _LONGEST:
        return None
    if is_note(cell) or is_signature(cell) or _is_place(cell, context):
        return None
    words = key(cell)
    if is_total_label(cell) or "realisasi" in words.split():
        return GroupHead(resets=True)
    if "%" in cell or is_derived(cell):
        return GroupHead(is_derived=True)
    if names_part_of_a_month(cell):
        return GroupHead(is_undated=True)
    if (period := read_period(cell)) is not None:
        return GroupHead(period=period)
    if _COUNTS.match(words) or names_some(_DIGITS.sub("", words)):
        return None
    if country := context.reference.country(_without_number(cell)):
        return GroupHead(destination=country)
    if part := subgroup_of(cell, context.kind):
        return GroupHead(subgroup=part)
    concept = concept_of([cell], context.kind)
    if is_no_series(cell, context.kind):
        return GroupHead(is_derived=True)
    return GroupHead(concept=concept) if concept is not None else None


def _without_number(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.endswith((".", ")")) and rest else text


def _is_place(text: str, context: Context) -> bool:
    # “Mei” and “Bulan” are desa as well, and “Malaysia” is elsewhere.
    found = context.reference.gazetteer.read(text)
    is_wide = found.sort is Sort.FOUND and found.code.count(".") < _VILLAGE
    return is_wide or found.sort in (Sort.WHOLE, Sort.OUTSIDE, Sort.UNKNOWN, Sort.REST)


_VILLAGE = 3


class GroupHeads:
    """Those that stand above the line in hand, the widest first."""

    def __init__(self) -> None:
        self._stack: list[GroupHead] = []
        self._taken: set[str] = set()

    def is_first_of(self, head: GroupHead) -> bool:
        """Whether it is the first that divides lines by country, by part or by what they count."""
        return head.aspect not in (*self._taken, "time") and not head.resets

    def take(self, head: GroupHead) -> None:
        self._taken.add(head.aspect)
        aspects = [each.aspect for each in self._stack]
        if head.aspect in aspects:
            del self._stack[aspects.index(head.aspect) :]
        self._stack.append(head)

    @property
    def period(self) -> TitlePeriod | None:
        return next((each.period for each in self._stack if each.period), None)

    @property
    def destination(self) -> str:
        return next((each.destination for each in self._stack if each.destination), "")

    @property
    def subgroup(self) -> str:
        found = ""
        for each in self._stack:
            found = combined(found, each.subgroup)
        return found

    @property
    def what(self) -> GroupHead | None:
        """What the lines count, where a head says so."""
        return next((each for each in self._stack if each.aspect == "what"), None)

    @property
    def is_undated(self) -> bool:
        return any(each.is_undated for each in self._stack)
