"""What storing a delivery would do, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from domain.cases.facts import doubts_of_first_day
from domain.imports.entering import Entered
from domain.imports.jumps import Jump
from domain.imports.life import (
    to_look_at,
)
from domain.imports.storing import SentBack
from domain.imports.storing_cases import (
    CaseLine,
    CaseLines,
    undated_stages,
)
from domain.imports.storing_figures import SeriesLine


@dataclass(frozen=True)
class Difference:
    """One line that would change what stands there."""

    at: str
    label: str
    """The record's or the series' name as people know it."""
    field: str
    before: Any
    after: Any


class NewCase(NamedTuple):
    line: CaseLine
    agency_id: int


@dataclass(frozen=True)
class ChangedCase:
    line: CaseLine
    id: int
    code: str
    agency_id: int
    changed: Mapping[str, Any]
    before: Mapping[str, Any]


@dataclass(frozen=True)
class ReplacedFigure:
    """A figure that stands there, and what the same source says now; None where it takes it back."""

    line: SeriesLine
    id: int
    code: str
    value: float
    source_code: str = ""
    """Whose figure is corrected by the number of our register; empty where its own source says it anew."""
    unit: str = ""


@dataclass(frozen=True)
class Planned:
    """What storing a delivery would do, line by line."""

    new_cases: tuple[NewCase, ...] = ()
    changed_cases: tuple[ChangedCase, ...] = ()
    new_figures: tuple[SeriesLine, ...] = ()
    replaced: tuple[ReplacedFigure, ...] = ()
    withdrawn: tuple[ReplacedFigure, ...] = ()
    same: int = 0
    unsaid: int = 0
    asked: int = 0
    """Cells that wait for the answer to a question."""
    back: tuple[SentBack, ...] = ()
    same_figures: tuple[SeriesLine, ...] = ()
    jumps: tuple[Jump, ...] = ()
    entered: tuple[Entered, ...] = ()
    """Of the other kinds: line by line through the command of a screen."""
    first_day: date | None = None
    """Of the register, where cases are planned."""
    lines: CaseLines | None = field(default=None, repr=False, compare=False)
    """What the file said by itself, where cases are planned."""

    @property
    def new(self) -> int:
        entered = sum(each.is_new for each in self.entered)
        return len(self.new_cases) + len(self.new_figures) + entered

    @property
    def changed(self) -> int:
        entered = sum(not each.is_new for each in self.entered)
        return len(self.changed_cases) + len(self.replaced) + entered

    @property
    def early(self) -> tuple[NewCase, ...]:
        """So long before all others that the register would run longer by them; the oldest first."""
        dated = [(each.line.entry.reported_on, each) for each in self.new_cases]
        found = [(day, each) for day, each in dated if day and doubts_of_first_day(day, self.first_day)]
        return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))

    @property
    def undated_stages(self) -> int:
        """Later stages of cases: the file tells that they were reached, and not on which day."""
        entries = (case.line.entry for case in self.new_cases)
        new = [stage for each in entries for stage in (each.police_stage, each.service_stage)]
        changed = [
            case.changed[name]
            for case in self.changed_cases
            for name in ("police_stage", "service_stage")
            if name in case.changed
        ]
        return undated_stages([*new, *changed])

    @property
    def writes(self) -> int:
        return self.new + self.changed + len(self.withdrawn)

    def to_look_at(self, questions: int, doubts: int) -> str:
        """What of the delivery wants a look of its own, its reading's questions and doubts included."""
        return to_look_at(
            questions=questions,
            doubts=doubts,
            sent_back=len(self.back),
            jumps=len(self.jumps),
            early=len(self.early),
        )

    @property
    def differences(self) -> tuple[Difference, ...]:
        of_cases = (
            Difference(case.line.at, case.code, name, case.before[name], value)
            for case in self.changed_cases
            for name, value in case.changed.items()
        )
        of_figures = (
            Difference(each.line.at, each.code, "value", each.value, each.line.value)
            for each in (*self.replaced, *self.withdrawn)
        )
        of_entered = (
            Difference(each.at, each.label, name, each.before[name], value)
            for each in self.entered
            if each.before is not None
            for name, value in each.said.items()
        )
        return (*of_cases, *of_figures, *of_entered)

    @cached_property
    def digest(self) -> str:
        """Of what storing would write over or send back: another one as soon as somebody has changed that
        meanwhile, though the delivery itself stays as it was. What is new writes over nothing."""
        return sha256(repr((self.differences, self.back)).encode()).hexdigest()
