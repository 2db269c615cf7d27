"""Deliveries as their screens show them: read in the background, what storing would change, who owes what."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from types import MappingProxyType
from typing import TypeVar

from db.backend import backend, now, today
from db.engine import Marked, is_marked
from db.importers import jobs
from db.importers.run import Request
from db.importers.run import shown_name as shown
from db.queries import imports
from db.queries.agencies import agency_choices, agency_rows
from db.queries.entering import standing_lines, terms_of
from db.queries.figures import indicators
from db.queries.import_plans import Planned
from db.queries.imports import BatchRow, Discarding
from db.queries.planned_imports import planned
from db.queries.regions import countries, regions_at
from domain.access.merging import stands_for
from domain.access.permissions import Actor
from domain.imports.delivery import DeliveredCount, DeliveredDoubt, DeliveredRecord, Delivery, row_of
from domain.imports.due_months import Came, Schedule, schedule
from domain.imports.fields import HOME
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.life import LISTED_KINDS, NEEDS, OWN_KINDS, ImportState, to_look_at
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, display_name
from domain.time import formats
from domain.time.as_of import AsOf
from domain.time.calendar import local_time
from reports import import_sheets, workbook
from views.agencies import code_of
from views.ask import ask, cached, over


@dataclass(frozen=True)
class One:
    """A delivery with what was read of it and what storing it would do."""

    row: BatchRow
    source: str
    read: Delivery | None
    plan: Planned | None
    is_running: bool
    places: Mapping[str, str]
    series: Mapping[str, str]
    agencies: Mapping[str, str]
    discarding: Discarding | None
    on: date

    @property
    def open_doubts(self) -> tuple[DeliveredDoubt, ...]:
        """Doubts that can be decided here, and were not yet."""
        chosen = self.row.decided.chosen
        return tuple(each for each in (self.read.put_off if self.read else ()) if each.address not in chosen)

    @cached_property
    def counts(self) -> Mapping[str, DeliveredCount]:
        """Cells of a table by their address."""
        return {each.address: each for each in (self.read.counts if self.read else ())}

    @property
    def is_counted(self) -> bool:
        """A list of persons or events, of which nothing but what it counts is of use."""
        return bool(self.read and self.read.records) and self.row.kind in LISTED_KINDS

    @property
    def counted(self) -> int:
        """Lines of such a list that wait for nobody."""
        waits = {(each.sheet, row_of(each.cell)) for each in self.open_doubts}
        return sum(at not in waits for at in self.lines)

    @cached_property
    def lines(self) -> Mapping[tuple[str, int], DeliveredRecord]:
        """Lines of a register by sheet and row."""
        return {(each.sheet, each.row): each for each in (self.read.records if self.read else ())}

    @property
    def waiting_counts(self) -> tuple[DeliveredCount, ...]:
        """Cells of a table that stay put off until somebody decides."""
        chosen = self.row.decided
        waits = self.read.put_off if self.read else ()
        found = [self.counts.get(each.address) for each in waits if not chosen.of(each.sheet, each.cell)]
        return tuple(each for each in found if each is not None)

    @property
    def asked_counts(self) -> tuple[DeliveredCount, ...]:
        """Cells of a table with a mark of which a question is open."""
        read = self.read
        return tuple(each for each in read.counts if read.is_asked_about(each)) if read else ()

    def goes_back(self, doubt: DeliveredDoubt) -> bool:
        """Whether what it speaks of is not stored, for this reason or another: its line, its figure, or, of
        a column or the table, all of them."""
        plan = self.plan
        if plan is None or self.is_counted:
            return False
        line = self.lines.get((doubt.sheet, row_of(doubt.cell)))
        if line is not None:
            return line.at in self._sent_back
        if doubt.address in self.counts:
            return f"{doubt.sheet} {doubt.cell}".strip() in self._sent_back
        return bool(plan.back) and not plan.writes and not plan.same

    @cached_property
    def _sent_back(self) -> frozenset[str]:
        return frozenset(each.at for each in self.plan.back) if self.plan else frozenset()

    def doubts_by_rule(self) -> Counter[str]:
        return Counter(each.rule for each in (self.read.doubts if self.read else ()))


def kinds_of(actor: Actor) -> tuple[ImportKind, ...]:
    return tuple(kind for kind, needed in NEEDS.items() if actor.may(needed))


def sends_for(actor: Actor) -> str:
    """Whose files these are, of an account that sends nothing but its own office's."""
    return code_of(actor.agency_id) if set(kinds_of(actor)) <= set(OWN_KINDS) else ""


def sources() -> dict[str, str]:
    """Who may send something now."""
    return {each.code: each.short_name for each in ask(agency_choices)}


def names() -> dict[str, str]:
    """Of whoever sent something, also where that agency went over into another one."""
    return {each.code: each.short_name for each in ask(agency_rows)}


@cached
def place_names() -> Mapping[str, str]:
    """By code, each with what it lies in: names of kecamatan and desa occur more than once. Countries beside
    them, but our own: of that is said that it is at home."""
    named = {row.code: display_name(row.name) for row in ask(regions_at, RegionLevel.REGENCY)}
    for row in ask(regions_at, RegionLevel.DISTRICT):
        named[row.code] = f"Kec. {row.name}, {named[row.parent_code or PROVINCE]}"
    for row in ask(regions_at, RegionLevel.VILLAGE):
        named[row.code] = f"{row.name}, {named[row.parent_code or PROVINCE]}"
    abroad = {code: name for code, name in ask(countries).items() if code != HOME}
    return MappingProxyType({PROVINCE: HERE.name} | named | abroad)


def one(number: int, actor: Actor) -> One:
    # Asked first: one that ends meanwhile is then found read, never cut off.
    running = is_running(number)
    row = ask(imports.batch, number, by=actor)
    read = ask(imports.delivery, number, by=actor)
    waits = row.state is ImportState.WAITING
    plan = ask(planned, number, by=actor, on=today()) if waits else None
    is_discarded = row.state is ImportState.DISCARDED
    called = names()
    return One(
        row,
        called.get(row.source, row.source),
        read,
        plan,
        running,
        place_names(),
        {each.code: each.name for each in ask(indicators)},
        called,
        ask(imports.discarding, number, by=actor) if is_discarded else None,
        today(),
    )


def everything(actor: Actor) -> tuple[BatchRow, ...]:
    return ask(imports.batches, by=actor)


def as_of(rows: Sequence[BatchRow]) -> AsOf:
    """The newest of these deliveries."""
    return AsOf(formats.moment(rows[0].received_at) if rows else "", now())


def is_running(number: int) -> bool:
    """Whether it is being read, in whichever process."""
    return jobs.is_running(number) or over(partial(is_marked, matter=Marked.READING, number=number))


def being_read(rows: Sequence[BatchRow]) -> list[int]:
    return [row.id for row in rows if row.state is ImportState.READING and is_running(row.id)]


_File = TypeVar("_File")


def unread(files: Mapping[int, _File], actor: Actor) -> list[tuple[int, _File]]:
    """Of files at hand those whose delivery is to be read and that nobody reads."""
    waits = {row.id for row in everything(actor) if row.state is ImportState.READING}
    return [(number, file) for number, file in files.items() if number in waits and not is_running(number)]


MOST_AT_ONCE = 40
"""Deliveries that one press stores, so that nobody waits for it longer than a page may take."""


@dataclass(frozen=True)
class Unopened:
    """A delivery that its reading has no question about, and what storing it would do."""

    row: BatchRow
    source: str
    plan: Planned
    answers_taken: str
    """Of earlier files, which nobody would see otherwise where many are stored at once."""

    @property
    def why_alone(self) -> str:
        return self.plan.to_look_at(self.row.questions, self.row.doubts)


def unopened(rows: Sequence[BatchRow], actor: Actor) -> tuple[Unopened, ...]:
    """The first of those without questions and doubts, in the order of the time they speak of."""
    called, waits = names(), unasked(rows)
    found = []
    for row in sorted(waits, key=lambda row: (row.starts_on or date.min, row.id))[:MOST_AT_ONCE]:
        read = ask(imports.delivery, row.id, by=actor)
        plan = ask(planned, row.id, by=actor, on=today())
        taken = read.answers_taken if read else ""
        found.append(Unopened(row, called.get(row.source, row.source), plan, taken))
    return tuple(found)


def unasked(rows: Sequence[BatchRow]) -> list[BatchRow]:
    """Read and waiting, with nothing asked and nothing doubted; accounts have links that are told once."""
    return [
        row
        for row in rows
        if row.state is ImportState.WAITING
        and not to_look_at(questions=row.questions, doubts=row.doubts)
        and row.kind is not ImportKind.ACCOUNTS
    ]


cancel = jobs.cancel
"""What another process reads goes on for a moment, and is then taken by nobody."""


def shown_name(name: str) -> str:
    return shown(name, today())


def begin(number: int, name: str, data: bytes, actor: Actor, screen: str) -> None:
    """Have a delivery read, with what its source was found to mean."""
    row = ask(imports.batch, number, by=actor)
    terms = ask(terms_of, row.kind, by=actor)
    request = Request(row.kind, row.source, row.given_answers, today(), name=name, terms=terms)
    jobs.begin(number, data, request, backend().sender(actor, screen), row.version)


def template(kind: ImportKind) -> bytes:
    regencies = [(row.code, display_name(row.name)) for row in ask(regions_at, RegionLevel.REGENCY)]
    return import_sheets.template(kind, regencies)


def filled_template_for(actor: Actor) -> Callable[[ImportKind], bytes]:
    return lambda kind: filled_template(kind, actor)


def filled_template(kind: ImportKind, actor: Actor) -> bytes:
    """The template with what stands; sent in again it changes nothing."""
    lines = ask(standing_lines, kind, by=actor)
    remarks = [f"Yang tercatat pada {formats.moment(now())}. Ubah yang perlu, lalu kirim."]
    title = f"{formats.capitalised(KIND_LABELS[kind])} yang tercatat"
    return workbook.sheet(import_sheets.filled(kind, title, remarks, lines), is_form=True)


def sent_back(found: One) -> bytes:
    lines = [(each.at, each.fields, each.reason) for each in (found.plan.back if found.plan else ())]
    return import_sheets.sent_back(found.row.kind, found.row.code, lines)


@dataclass(frozen=True)
class SourceDuty:
    """What one source has delivered of one kind, month by month."""

    kind: ImportKind
    source: str
    schedule: Schedule
    last: BatchRow


def duties(rows: Sequence[BatchRow], on: date) -> tuple[SourceDuty, ...]:
    """By source and kind, of those that have delivered what speaks of a time; the latest first."""
    called, found = names(), dict[tuple[str, ImportKind], list[BatchRow]]()
    went = {row.code: row.merged_into_code for row in ask(agency_rows) if row.merged_into_code}
    for row in rows:
        if row.starts_on and row.ends_on:
            found.setdefault((stands_for(row.source, went), row.kind), []).append(row)
    duties_ = []
    for (source, kind), own in found.items():
        stored = [row for row in own if row.state is ImportState.STORED]
        if stored:
            due = schedule(map(_came, own), on, runs_on=kind is ImportKind.CASES)
            duties_.append(SourceDuty(kind, called.get(source, source), due, stored[0]))
    return tuple(sorted(duties_, key=lambda each: (-each.schedule.behind, each.source, each.kind)))


def _came(row: BatchRow) -> Came:
    assert row.starts_on is not None
    assert row.ends_on is not None
    return Came(row.id, row.state, row.starts_on, row.ends_on, local_time(row.received_at).date())
