"""Short texts for a group on WhatsApp: of the day, before a meeting, and after one.

They go where nobody checks who reads: only what the shared screen may show, no place below a kabupaten,
nobody's number, and nothing of a secret meeting. Nothing is sent from here; a person copies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.commitments.health import Health
from domain.places.province import HERE
from domain.time import formats
from domain.time.calendar import local_time
from domain.words.papers import shortened, state_sentence

LONGEST_MESSAGE = 700
LONGEST_LINE = 44
SAMPLE = "DATA CONTOH"


@dataclass(frozen=True)
class PointLine:
    what: str
    who: str
    waited: str

    @property
    def said(self) -> str:
        if not self.who:
            # What names nobody beside it has room for two.
            return ", ".join(filter(None, [shortened(self.what, 2 * LONGEST_LINE), self.waited]))
        tail = ", ".join(filter(None, [self.who, self.waited]))
        return f"{shortened(self.what, LONGEST_LINE)}: {tail}"


@dataclass(frozen=True)
class DayFacts:
    on: date
    as_of: str
    by_health: Mapping[Health, int]
    to_decide: Sequence[PointLine]
    held_up: Sequence[PointLine]
    points: int
    """Of all that deserve attention; those that are neither here nor above are counted at the end."""
    kept: str
    """``6 dari 10``: promises of the last meeting; empty without one that was due."""
    met_on: date | None
    meets_at: datetime | None
    address: str
    is_sample: bool


def of_day(facts: DayFacts) -> str:
    """At most 700 letters: what does not fit falls away from the end of the list, and is counted."""
    head = [f"*{HERE.product}, {formats.day_and_date(facts.on)}*"]
    head += [
        f"{facts.as_of}. {SAMPLE}" if facts.is_sample else facts.as_of,
        "",
        state_sentence(facts.by_health),
    ]
    if facts.to_decide:
        head += ["", "*Untuk diputuskan*"]
        head += [f"{place}. {each.said}" for place, each in enumerate(facts.to_decide, 1)]
    tail = [""]
    if facts.kept and facts.met_on:
        tail.append(f"Janji rapat {formats.day_and_month(facts.met_on)}: {facts.kept} ditepati.")
    tail += [_meets(facts.meets_at), f"Rincian: {facts.address}"]
    held = [each.said for each in facts.held_up]
    unlisted = max(facts.points - len(facts.to_decide) - len(held), 0)
    return _fitting(head, "*Tertahan*", held, tail, unlisted=unlisted)


def _meets(at: datetime | None) -> str:
    if at is None:
        return "Rapat berikutnya belum dijadwalkan."
    return f"Rapat berikutnya: {formats.day_and_date(local_time(at).date())}, {formats.clock_time(at)}."


@dataclass(frozen=True)
class MeetingFacts:
    title: str
    at: datetime
    place: str
    is_over: bool
    lines: Sequence[PointLine]
    """Points of its agenda; of one that is over, its decisions."""
    address: str
    is_sample: bool


def of_meeting(facts: MeetingFacts) -> str:
    day = f"{formats.day_and_date(local_time(facts.at).date())}, {formats.clock_time(facts.at)}"
    head = [f"*{shortened(facts.title, 2 * LONGEST_LINE)}*"]
    if facts.is_sample:
        head.append(SAMPLE)
    head.append(f"{day}, {facts.place}" if facts.place else day)
    what = "*Keputusan*" if facts.is_over else "*Pokok agenda*"
    if not facts.lines:
        head += ["", "Tidak ada keputusan." if facts.is_over else "Agenda belum disusun."]
    return _fitting(
        head,
        what,
        [each.said for each in facts.lines],
        ["", f"Rincian: {facts.address}"],
        numbered=facts.is_over,
    )


def _fitting(
    head: Sequence[str],
    title: str,
    lines: Sequence[str],
    tail: Sequence[str],
    *,
    numbered: bool = False,
    unlisted: int = 0,
) -> str:
    """As many lines as there is room for; how many were left out is said, with those that never were one."""
    for shown in range(len(lines), -1, -1):
        left = len(lines) - shown + unlisted
        listed = [
            f"{place}. {line}" if numbered else f"- {line}" for place, line in enumerate(lines[:shown], 1)
        ]
        if left:
            listed.append(_left_out(left, after=shown))
        text = "\n".join([*head, *(["", title, *listed] if listed else []), *tail])
        if len(text) <= LONGEST_MESSAGE:
            return text
    left = len(lines) + unlisted
    end = "\n".join([*([_left_out(left, after=0)] if left else []), *tail])
    return "\n".join([shortened("\n".join(head), LONGEST_MESSAGE - len(end) - 1), end])


def _left_out(count: int, *, after: int) -> str:
    said = formats.number(count)
    return f"dan {said} lainnya di aplikasi." if after else f"{said} butir, di aplikasi."
