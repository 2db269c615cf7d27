"""Lines and cells about desks of an LTSA, put together as the report of one place for one month."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.access.errors import Refusal, RuleBroken
from domain.commitments.requests import Seen
from domain.imports.delivery import REGION, Decisions, DeliveredCount, Delivery, Given
from domain.imports.entering import Entered, EnteredLines, ReadyLine, ready_lines
from domain.imports.quality import CellState
from domain.imports.storing import SentBack
from domain.services.desks import DeskState
from domain.services.reports import Earlier, Entries, Part, as_typed, checked, doubts, month_of
from domain.services.requests import DeskTyped, SendServices, ServicesTyped
from domain.time import formats
from domain.time.calendar import Month
from domain.words.services import desk_words, place

_STATES = {"open": DeskState.OPEN, "planned": DeskState.PLANNED, "none": DeskState.ABSENT}
_NOTHING = DeskTyped(None, math.nan, math.nan, math.nan)


@dataclass(frozen=True)
class KnownMonth:
    """What stands of one place and month, for whoever sends the file."""

    region: str
    """Its name."""
    part: Part
    desks: Mapping[str, str]
    latest_id: int
    entries: Entries | None
    has_draft: bool
    earlier: Earlier


class MonthsAsked:
    """What the query is to look up: every place and month that a delivery speaks of."""

    def __init__(self, delivery: Delivery, decisions: Decisions) -> None:
        lines, self.back = ready_lines(delivery, decisions)
        self.groups: dict[tuple[str, str], list[ReadyLine]] = defaultdict(list)
        for line in (*lines, *_of_cells(delivery, decisions)):
            try:
                self.groups[line.text(REGION), _month(line)].append(line)
            except RuleBroken as refusal:
                self.back.append(SentBack(line.at, line.fields, str(refusal)))


def _of_cells(delivery: Delivery, decisions: Decisions) -> Iterator[ReadyLine]:
    """A table of desks across tells how many each has served: by its whole, or by women and men together."""
    counts = [count for count in decisions.of_counts(delivery.counts) if not _says_nothing(count)]
    told: dict[tuple[str, date | None, date | None, str], dict[str, DeliveredCount]] = defaultdict(dict)
    for count in counts:
        desk, sex = _desk_and_sex(count.subgroup)
        told[count.region, count.starts_on, count.ends_on, desk].setdefault(sex, count)
    for (*_, desk), parts in told.items():
        if _WHOLE in parts:
            yield _ready(parts[_WHOLE], desk, parts[_WHOLE].value)
            continue
        values = [each.value for each in parts.values() if each.value is not None]
        first, is_told = next(iter(parts.values())), len(values) == len(_SEXES)
        yield _ready(first, desk if is_told else first.subgroup, sum(values) if is_told else None)
    seen = {id(count) for parts in told.values() for count in parts.values()}
    yield from (_ready(count, count.subgroup, count.value) for count in counts if id(count) not in seen)


_WHOLE = ""
"""In the place of a sex."""
_SEXES = ("laki-laki", "perempuan")


def _desk_and_sex(subgroup: str) -> tuple[str, str]:
    words = subgroup.split()
    sex = next((word for word in words if word in _SEXES), _WHOLE)
    return " ".join(word for word in words if word != sex), sex


def _says_nothing(count: DeliveredCount) -> bool:
    return count.value is None and count.state in (CellState.BLANK, CellState.DASH, CellState.EMPTY_WORD)


def _ready(count: DeliveredCount, desk: str, value: float | None) -> ReadyLine:
    told: dict[str, Given] = {REGION: count.region, "desk": desk}
    if value is not None:
        told["served"] = value
    at = f"{count.sheet} {count.cell}".strip()
    return ReadyLine(at, told, f"{count.starts_on or ''}/{count.ends_on or ''}")


def _month(line: ReadyLine) -> str:
    starts, _, ends = line.span.partition("/")
    if not starts or not ends:
        raise RuleBroken("Bulannya tidak tertulis. Tulis bulan dan tahun di judul lembarnya.")
    first, last = date.fromisoformat(starts), date.fromisoformat(ends)
    month = Month.containing(first)
    if first.day != 1 or last + timedelta(days=1) != month.shift(1).starts_on:
        raise RuleBroken("Waktunya bukan satu bulan penuh; layanan dilaporkan bulan demi bulan.")
    return month.key


def service_lines(asked: MonthsAsked, known: Mapping[tuple[str, str], KnownMonth], on: date) -> EnteredLines:
    ready: list[Entered] = []
    back, same = list(asked.back), 0
    for key, lines in asked.groups.items():
        try:
            found = _one_month(key, lines, known.get(key), on)
        except Refusal as refusal:
            back += [SentBack(line.at, line.fields, str(refusal)) for line in lines]
            continue
        if found is None:
            same += 1
        else:
            ready.append(found)
    return EnteredLines(tuple(ready), same, tuple(back))


def _one_month(
    key: tuple[str, str], lines: Sequence[ReadyLine], known: KnownMonth | None, on: date
) -> Entered | None:
    region, month_key = key
    if known is None:
        raise RuleBroken("Layanan wilayah ini dilaporkan oleh pemerintah kabupaten/kotanya sendiri.")
    month = month_of(month_key, on)
    if known.has_draft:
        raise RuleBroken("Ada draf laporan bulan ini di Layanan. Kirim atau hapus draf itu dahulu.")
    before = as_typed(known.entries) if known.entries else ServicesTyped({}, {})
    typed = replace(before, desks={**before.desks, **_desks(lines, before, known)})
    entries = checked(typed, known.part, known.desks, month, on)
    stand = doubts(known.entries, known.desks, known.earlier) if known.entries else ()
    for doubt in doubts(entries, known.desks, known.earlier):
        if doubt in stand:  # asked when it was reported
            continue
        raise RuleBroken(f"{doubt.question} Bila benar, laporkan lewat Layanan.")
    told = {each.code: desk_words(each) for each in entries.desks}
    stood = {each.code: desk_words(each) for each in known.entries.desks} if known.entries else {}
    changed: dict[str, Given] = {
        known.desks[code]: words for code, words in told.items() if stood.get(code) != words
    }
    if not changed:
        return None
    earlier: dict[str, Given] = {
        known.desks[code]: stood.get(code, "") for code in told if known.desks[code] in changed
    }
    return Entered(
        _places(lines),
        f"{place(region, known.region)}, {formats.month(month.starts_on)}",
        SendServices(
            region, month_key, typed, Seen(0, known.latest_id), tuple(each.answer for each in stand)
        ),
        changed,
        earlier if known.entries else None,
    )


def _places(lines: Sequence[ReadyLine]) -> str:
    first, last = lines[0].at, lines[-1].at
    return first if first == last else f"{first} – {last.rpartition(' ')[2]}"


def _desks(lines: Iterable[ReadyLine], before: ServicesTyped, known: KnownMonth) -> dict[str, DeskTyped]:
    found: dict[str, DeskTyped] = {}
    for line in lines:
        code = line.text("desk")
        if code not in known.desks:
            raise RuleBroken("Mejanya tidak tertulis; jumlah semua meja bukan keadaan satu meja.")
        if code not in known.part.desks:
            raise RuleBroken(f"{known.desks[code]} bukan bagian laporan Anda.")
        if code in found:
            raise RuleBroken(f"{known.desks[code]} disebut dua kali untuk bulan yang sama.")
        found[code] = _desk(line, before.desks.get(code, _NOTHING), known.desks[code])
    return found


def _desk(line: ReadyLine, before: DeskTyped, name: str) -> DeskTyped:
    served, days = line.count("served"), line.count("days_open")
    state = _STATES.get(line.text("status")) or before.state
    if state is None and (served or days):
        state = DeskState.OPEN
    if state is None:
        raise RuleBroken(f"Keadaan {name} tidak tertulis. Tulis buka, rencana, atau tidak ada.")
    wait = line.count("days_per_document")
    return DeskTyped(
        state,
        before.days_open if days is None else days,
        before.served if served is None else served,
        before.days_per_document if wait is None else wait,
        line.text("proof") or before.proof,
        line.day("proof_on") or before.proof_on,
    )
