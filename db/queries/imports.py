"""Deliveries as their keepers see them, and what storing one would change.

Whoever may enter a kind by hand sees its deliveries; those of cases and of services only the agency that
delivered them, for what they hold is its own to say.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, Connection, or_, select

from db.bulk import among, uncollected
from db.kept_rows import pieces
from db.models import (
    Agency,
    AgencyAlias,
    AuditRecord,
    CaseRecord,
    ImportAnswer,
    ImportBatch,
    ImportReading,
    Indicator,
    PublishedFigure,
    Source,
    User,
)
from db.queries.case_counts import oldest_report
from db.queries.case_forms import known_words
from db.queries.entering import ToEnter, entered
from db.queries.mergers import one_office, went_into
from db.queries.rows import build, typed
from db.queries.seats import superiors
from db.subjects import Subject, query
from domain.access.agencies import seat_above
from domain.access.errors import NotFound
from domain.access.events import Event
from domain.access.merging import stands_for
from domain.access.permissions import Actor
from domain.cases.facts import OUTSIDE, UNKNOWN, as_columns, doubts_of_first_day
from domain.imports.delivery import Decisions, Delivery, Given, from_text
from domain.imports.entering import Entered
from domain.imports.jumps import Jump, jumps
from domain.imports.kinds import ImportKind
from domain.imports.life import (
    FIGURE_KINDS,
    NEEDS,
    OWN_KINDS,
    ImportState,
    code_of,
    to_look_at,
)
from domain.imports.requests import OF_ONE_FILE
from domain.imports.storing import COUNTS, SentBack, codes_in
from domain.imports.storing_cases import (
    CaseLine,
    CaseLines,
    case_as_told,
    case_fields,
    case_lines,
    not_surely_that_report,
    undated_stages,
)
from domain.imports.storing_figures import Series, SeriesLine, figure_lines
from domain.imports.unnumbered import PREFIX, has_no_number
from domain.imports.words import squeeze


@dataclass(frozen=True)
class BatchRow:
    id: int
    kind: ImportKind
    source: str
    page: str
    file_name: str
    format: str
    sha256: str
    size: int
    state: ImportState
    agency: str | None
    sender: str | None
    received_at: datetime
    refusal: str
    answers: str
    decisions: str
    questions: int
    doubts: int
    read_values: int
    left_out: int
    starts_on: date | None
    ends_on: date | None
    stored_at: datetime | None
    new_rows: int
    changed_rows: int
    withdrawn_rows: int
    same_rows: int
    back_rows: int
    undone_at: datetime | None
    undoing: str
    version: int
    is_demo: bool

    @property
    def code(self) -> str:
        return code_of(self.id)

    @property
    def written_rows(self) -> int:
        return self.new_rows + self.changed_rows + self.withdrawn_rows

    @property
    def given_answers(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.answers)
        return found

    @property
    def decided(self) -> Decisions:
        return Decisions(json.loads(self.decisions))


_COLUMNS = (
    ImportBatch.id,
    ImportBatch.kind,
    ImportBatch.source,
    ImportBatch.page,
    ImportBatch.file_name,
    ImportBatch.format,
    ImportBatch.sha256,
    ImportBatch.size,
    ImportBatch.state,
    Agency.short_name,
    User.display_name,
    ImportBatch.received_at,
    ImportBatch.refusal,
    ImportBatch.answers,
    ImportBatch.decisions,
    ImportBatch.questions,
    ImportBatch.doubts,
    ImportBatch.read_values,
    ImportBatch.left_out,
    ImportBatch.starts_on,
    ImportBatch.ends_on,
    ImportBatch.stored_at,
    ImportBatch.new_rows,
    ImportBatch.changed_rows,
    ImportBatch.withdrawn_rows,
    ImportBatch.same_rows,
    ImportBatch.back_rows,
    ImportBatch.undone_at,
    ImportBatch.undoing,
    ImportBatch.version,
    ImportBatch.is_demo,
)


def theirs(by: Actor) -> ColumnElement[bool]:
    """Which deliveries somebody may know of."""
    kinds = [kind for kind, needed in NEEDS.items() if by.may(needed)]
    if by.user_id is None:
        return ImportBatch.kind.in_(kinds)
    own = [kind for kind in kinds if kind in OWN_KINDS]
    others = [kind for kind in kinds if kind not in OWN_KINDS]
    return or_(
        ImportBatch.kind.in_(own) & ImportBatch.agency_id.in_(by.agencies), ImportBatch.kind.in_(others)
    )


@query(Subject.IMPORTS, Subject.AGENCIES, Subject.ACCOUNTS)
def batches(connection: Connection, *, by: Actor) -> tuple[BatchRow, ...]:
    """All deliveries that this reader may know of, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .outerjoin(Agency, Agency.id == ImportBatch.agency_id)
        .outerjoin(User, User.id == ImportBatch.sender_id)
        .where(theirs(by))
        .order_by(ImportBatch.id.desc())
    )
    return typed(BatchRow, rows)


@query(Subject.IMPORTS, Subject.AGENCIES, Subject.ACCOUNTS)
def batch(connection: Connection, number: int, *, by: Actor) -> BatchRow:
    """Raises ``NotFound`` also for one that is not theirs to know of."""
    row = connection.execute(
        select(*_COLUMNS)
        .outerjoin(Agency, Agency.id == ImportBatch.agency_id)
        .outerjoin(User, User.id == ImportBatch.sender_id)
        .where(theirs(by), ImportBatch.id == number)
    ).one_or_none()
    if row is None:
        raise NotFound("Kiriman itu tidak ada. Pilih dari daftar Impor.")
    return build(BatchRow, row)


@query(Subject.IMPORTS)
def delivery(connection: Connection, number: int, *, by: Actor) -> Delivery | None:
    """What was read; nothing while it is being read."""
    text = _content(connection, number, by)
    with uncollected():
        return from_text(text) if text else None


def _content(connection: Connection, number: int, by: Actor) -> str:
    found: str | None = connection.scalar(
        select(ImportReading.content)
        .join(ImportBatch, ImportBatch.id == ImportReading.batch_id)
        .where(theirs(by), ImportBatch.id == number)
    )
    return found or ""


@dataclass(frozen=True)
class Discarding:
    """When a delivery was thrown away, and by whom: the name of the account, which is an office's."""

    at: datetime
    account: str


@query(Subject.IMPORTS, Subject.ACCOUNTS, Subject.TRAIL)
def discarding(connection: Connection, number: int, *, by: Actor) -> Discarding | None:
    """As the trail has it; nothing of one that is not theirs to know of."""
    row = connection.execute(
        select(AuditRecord.at, User.display_name)
        .join(User, User.id == AuditRecord.actor_id)
        .where(
            AuditRecord.subject == "import",
            AuditRecord.subject_id == code_of(number),
            AuditRecord.event == Event.IMPORT_DISCARDED,
            select(ImportBatch.id).where(theirs(by), ImportBatch.id == number).exists(),
        )
        .order_by(AuditRecord.id.desc())
        .limit(1)
    ).one_or_none()
    return build(Discarding, row) if row is not None else None


def remembered(connection: Connection, kind: ImportKind, source: str) -> dict[str, str]:
    """What this source was found to mean, by the keys of the questions."""
    rows = connection.execute(
        select(ImportAnswer.question, ImportAnswer.answer).where(
            ImportAnswer.kind == kind,
            ImportAnswer.source == source,
            ImportAnswer.question.not_in(OF_ONE_FILE),
        )
    )
    return {row.question: row.answer for row in rows}


def source_agency(connection: Connection, source: str) -> tuple[int, str, str] | None:
    """Number, code and short name of the agency that goes by this code, name or alias."""
    wanted = squeeze(source)
    rows = connection.execute(
        select(Agency.id, Agency.code, Agency.short_name, Agency.name, AgencyAlias.alias)
        .outerjoin(AgencyAlias, AgencyAlias.agency_id == Agency.id)
        .where(Agency.merged_on.is_(None))
    )
    for row in rows:
        if wanted and wanted in {
            squeeze(each or "") for each in (row.code, row.short_name, row.name, row.alias)
        }:
            return row.id, row.code, row.short_name
    return None


# What storing would change --------------------------------------------------------------------------


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


@query(
    Subject.IMPORTS,
    Subject.CASES,
    Subject.AGENCIES,
    Subject.FIGURES,
    Subject.ACCOUNTS,
    Subject.PLACES,
    Subject.SERVICES,
    Subject.COMMITMENTS,
    cached=True,
    most=2,
)
def planned(connection: Connection, number: int, *, by: Actor, on: date) -> Planned:
    """Line by line what storing would do now; the command asks the same inside its own transaction."""
    with uncollected():
        return _planned(connection, number, by, on)


def _planned(connection: Connection, number: int, by: Actor, on: date) -> Planned:
    row = batch(connection, number, by=by)
    text = _content(connection, number, by)
    if not text:
        return Planned()
    if row.kind is ImportKind.CASES:
        return _planned_cases(connection, row, text, by, on)
    read = from_text(text)
    if row.kind in FIGURE_KINDS:
        return _planned_figures(connection, row, read, on)
    found = entered(
        connection,
        ToEnter(row.id, row.kind, source_name(connection, row.source), read, row.decided, by, on),
    )
    return Planned(entered=found.ready, same=found.same, back=found.back)


_LINES: WeakValueDictionary[tuple[object, ...], CaseLines] = WeakValueDictionary()
"""By all that they follow from, for as long as somebody has a plan of them: a hundred thousand lines that
were looked through to be shown are not looked through again to be stored, unless any of that is new."""


def _lines_of_cases(
    connection: Connection, row: BatchRow, text: str, on: date
) -> tuple[CaseLines, Mapping[str, Mapping[str, Any]]]:
    """What the file says, and the records that it names by our numbers."""
    known = known_words(connection)
    follow_from = (text, row.decisions, row.source, on, known)
    if (lines := _LINES.get(follow_from)) is not None:
        return lines, {}
    read = from_text(text)
    coded = _coded_cases(connection, codes_in(read))
    standing = {code: case_as_told(each) for code, each in coded.items()}
    lines = case_lines(read, row.decided, row.source, on, known, standing)
    if not codes_in(read):
        _LINES[follow_from] = lines
    return lines, coded


def _planned_cases(connection: Connection, row: BatchRow, text: str, by: Actor, on: date) -> Planned:
    lines, coded = _lines_of_cases(connection, row, text, on)
    went = went_into(connection)
    offices = connection.execute(select(Agency.code, Agency.id, Agency.short_name)).all()
    agencies = {each.code: stands_for(each.id, went) for each in offices}
    called = {each.id: each.short_name for each in offices}
    may_keep = _keepable(connection, by, agencies)
    back = list(lines.back)
    known = _known_cases(
        connection,
        [(agencies[each.entry.agency_code], each.entry.reference) for each in lines.ready if not each.code],
    )
    new, changed, same = [], [], 0
    for line in lines.ready:
        agency_id = agencies[line.entry.agency_code]
        there = coded.get(line.code) or known.get((agency_id, line.entry.reference))
        differing = _differing(line, there) if there else {}
        is_theirs = line.entry.agency_code in may_keep
        if there and not differing and (is_theirs or by.scope.may_see_cases):
            same += 1
        elif not is_theirs:
            reason = "Kasus instansi lain; yang mencatatnya petugas kasus instansi itu."
            back.append(SentBack(line.at, _as_sent(line), reason))
        elif there is None:
            new.append(NewCase(line, agency_id))
        elif why := not_surely_that_report(line, there, called[there["agency_id"]]):
            # With a column for the code that would say it is the same report.
            back.append(SentBack(line.at, {"code": "", **_as_sent(line)}, why))
        else:
            before = {name: there[name] for name in differing}
            changed.append(ChangedCase(line, there["id"], there["code"], agency_id, differing, before))
    twice = {
        each.at: each
        for each in (
            *_known_to_others(connection, row.source, new, agencies),
            *_known_with_and_without_number(connection, new),
        )
    }
    back += twice.values()
    return Planned(
        new_cases=tuple(case for case in new if case.line.at not in twice),
        changed_cases=tuple(changed),
        same=same,
        back=tuple(back),
        first_day=oldest_report(connection),
        lines=lines,
    )


def _known_to_others(
    connection: Connection, source: str, new: Sequence[NewCase], agencies: Mapping[str, int]
) -> Iterator[SentBack]:
    """Lines whose report is counted already under another agency.

    Whose reports a column of units holds may be answered otherwise than last month: of the sender and of
    those below it, one number of one day and kind is one report.
    """
    sender, above = source_agency(connection, source), superiors(connection)
    around = [each for each in agencies.values() if sender and seat_above(each, above, (sender[0],))]
    if len(set(around)) < 2:
        return
    lines = {
        (case.line.entry.reference, case.line.entry.reported_on, case.line.entry.kind): case for case in new
    }
    for some in pieces(sorted({case.line.entry.reference for case in new})):
        rows = connection.execute(
            select(
                _RECORD.code, _RECORD.agency_reference, _RECORD.reported_on, _RECORD.kind, Agency.short_name
            )
            .join(Agency, Agency.id == _RECORD.agency_id)
            .where(_RECORD.agency_id.in_(around), among(connection, _RECORD.agency_reference, some))
            .where(_RECORD.withdrawn_as.is_(None))
            .order_by(_RECORD.agency_id, _RECORD.id)
        )
        for row in rows:
            case = lines.get((row.agency_reference, row.reported_on, row.kind))
            if case is not None:
                reason = (
                    f"Nomor, hari, dan jenis ini sudah tercatat sebagai {row.code} atas nama "
                    f"{row.short_name}; satu laporan tidak dicatat dua kali. Kirim atas nama yang sama, atau "
                    "tulis nomor lengkapnya bila laporan lain."
                )
                yield SentBack(case.line.at, _as_sent(case.line), reason)


def _known_with_and_without_number(connection: Connection, new: Sequence[NewCase]) -> Iterator[SentBack]:
    """Lines of which one report of the same agency, day, kind and origin is counted already, where either of
    the two has no number: what an office once sent without one it may number later, or the other way."""
    by_agency: dict[int, list[CaseLine]] = defaultdict(list)
    for case in new:
        by_agency[case.agency_id].append(case.line)
    for agency_id, lines in by_agency.items():
        entries = [line.entry for line in lines]
        days = {each.reported_on for each in entries if has_no_number(each.reference) and each.reported_on}
        may_be = _RECORD.agency_reference.startswith(PREFIX)
        if days:
            may_be = or_(may_be, _RECORD.reported_on.between(min(days), max(days)))
        rows = connection.execute(
            select(CaseRecord.__table__).where(
                _RECORD.agency_id.in_(one_office(connection, agency_id)),
                may_be,
                _RECORD.withdrawn_as.is_(None),
            )
        )
        codes = {
            (each.reported_on, each.kind, _origin_of(each)): (each.code, has_no_number(each.agency_reference))
            for each in rows
        }
        for line, entry in zip(lines, entries, strict=True) if codes else ():
            code, is_unnumbered = codes.get((entry.reported_on, entry.kind, entry.origin), ("", False))
            if code and (is_unnumbered or has_no_number(entry.reference)):
                yield SentBack(line.at, {"code": "", **_as_sent(line)}, _perhaps_that_report(line, code))


def _origin_of(row: Any) -> str:
    return row.origin_regency_code or (OUTSIDE if row.origin_outside else UNKNOWN)


def _perhaps_that_report(line: CaseLine, code: str) -> str:
    same = "Laporan dari hari lapor, jenis, dan kabupaten asal yang sama sudah tercatat"
    if has_no_number(line.entry.reference):
        return (
            f"{same} sebagai {code}. Bila laporan yang sama, tulis {code} di kolom “Kode kasus”; bila "
            "laporan lain, beri nomor laporan."
        )
    return (
        f"{same} tanpa nomor sebagai {code}. Bila laporan yang sama, isi nomornya di lembar kasus itu, lalu "
        "kirim lagi; bila laporan lain, catat di register Kasus."
    )


def _as_sent(line: CaseLine) -> dict[str, Given]:
    return {**({"code": line.code} if line.code else {}), **case_fields(line.entry)}


def _coded_cases(connection: Connection, codes: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Records that count, by the number of our register, with their agency's code."""
    found: dict[str, Mapping[str, Any]] = {}
    for some in pieces(sorted(codes)):
        rows = connection.execute(
            select(CaseRecord.__table__, Agency.code.label("agency"))
            .join(Agency, Agency.id == _RECORD.agency_id)
            .where(among(connection, _RECORD.code, some), _RECORD.withdrawn_as.is_(None))
        )
        found |= {row.code: dict(row._mapping) for row in rows}
    return found


def _keepable(connection: Connection, by: Actor, agencies: Mapping[str, int]) -> frozenset[str]:
    """The agencies whose cases they may keep: their own and those below it; over the shell, all."""
    if by.user_id is None:
        return frozenset(agencies)
    above = superiors(connection)
    return frozenset(
        code for code, number in agencies.items() if seat_above(number, above, by.agencies) is not None
    )


_RECORD = CaseRecord.__table__.c
_COLUMNS_OF: dict[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "reported_on": ("reported_on",),
    "happened_on": ("happened_on",),
    "closed_on": ("closed_on",),
    "suspects": ("suspects",),
    "region": ("origin_regency_code", "origin_district_code", "origin_outside"),
    "destination": ("destination_iso3",),
    **{name: (name,) for name in COUNTS},
    "sector": ("sector",),
    "recruitment": ("recruitment",),
    "police_stage": ("police_stage",),
    "service_stage": ("service_stage",),
}
"""What a field of a file speaks of; a record's other columns stay as they are."""


def _known_cases(
    connection: Connection, wanted: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], Mapping[str, Any]]:
    """Records that count, by agency and its own number; also those of agencies that went over into it."""
    found: dict[tuple[int, str], Mapping[str, Any]] = {}
    for agency_id in {each for each, _ in wanted}:
        office = one_office(connection, agency_id)
        references = sorted({reference for each, reference in wanted if each == agency_id})
        for some in pieces(references):
            rows = connection.execute(
                select(CaseRecord.__table__)
                .where(
                    _RECORD.agency_id.in_(office),
                    among(connection, _RECORD.agency_reference, some),
                    _RECORD.withdrawn_as.is_(None),
                )
                # Its own record last, so that it stands where both registered the same number.
                .order_by(_RECORD.agency_id == agency_id, _RECORD.id)
            )
            for row in rows:
                found[agency_id, row.agency_reference] = dict(row._mapping)
    return found


def case_values(line: CaseLine) -> dict[str, Any]:
    """The line as the columns of a record."""
    return as_columns(line.entry) | {
        "police_stage": line.entry.police_stage,
        "service_stage": line.entry.service_stage,
    }


def _differing(line: CaseLine, there: Mapping[str, Any]) -> dict[str, Any]:
    values = case_values(line)
    # In this order in every process: what is shown in one is compared with what another one would store.
    names = [column for name, columns in _COLUMNS_OF.items() if name in line.said for column in columns]
    differing = {name: values[name] for name in names if values[name] != there[name]}
    is_wider = values["origin_district_code"] is None and "origin_regency_code" not in differing
    if is_wider:  # the file names the kabupaten only, which is no word against the kecamatan
        differing.pop("origin_district_code", None)
    return differing


def _planned_figures(connection: Connection, row: BatchRow, read: Delivery, on: date) -> Planned:
    indicators = frozenset(connection.scalars(select(Indicator.code)))
    coded = _coded_figures(connection, codes_in(read))
    standing = {code: each.line for code, each in coded.items()}
    lines = figure_lines(read, row.decided, row.kind, indicators, on, standing)
    there = _figures_of(
        connection, source_name(connection, row.source), {line.indicator for line in lines.ready}
    )
    new: list[SeriesLine] = []
    same: list[SeriesLine] = []
    replaced: list[ReplacedFigure] = []
    withdrawn: list[ReplacedFigure] = []
    unsaid = lines.unsaid
    for line in lines.ready:
        known = there.get(line.series)
        if line.code:
            stands = coded[line.code]
            if line.value == stands.value:
                same.append(line)
            else:
                replaced.append(replace(stands, line=line))
        elif known is None:
            if line.value is None:
                unsaid += 1
            else:
                new.append(line)
        elif line.value is None:
            withdrawn.append(ReplacedFigure(line, *known))
        elif line.value == known[2]:
            same.append(line)
        else:
            replaced.append(ReplacedFigure(line, *known))
    return Planned(
        new_figures=tuple(new),
        replaced=tuple(replaced),
        withdrawn=tuple(withdrawn),
        same=len(same),
        same_figures=tuple(same),
        unsaid=unsaid,
        asked=lines.asked,
        back=lines.back,
        jumps=jumps(lines.ready, {series: value for series, (_, _, value) in there.items()}),
    )


def source_name(connection: Connection, source: str) -> str:
    """How the register of figures calls a sender, also one that went over into another one since."""
    named = connection.scalar(select(Agency.short_name).where(Agency.code == source))
    if named is not None:
        return named
    found = source_agency(connection, source)
    return found[2] if found else source


def _coded_figures(connection: Connection, codes: Iterable[str]) -> dict[str, ReplacedFigure]:
    """Figures that stand, by the number of our register."""
    figure = PublishedFigure
    found: dict[str, ReplacedFigure] = {}
    for some in pieces(sorted(codes)):
        rows = connection.execute(
            select(figure.__table__).where(
                among(connection, figure.code, some), figure.withdrawn_at.is_(None)
            )
        )
        for row in rows:
            line = SeriesLine(
                "",
                row.indicator_code,
                row.region_code,
                row.period_start,
                row.period_end,
                row.subgroup,
                row.destination_iso3 or "",
                row.value,
                row.code,
            )
            found[row.code] = ReplacedFigure(line, row.id, row.code, row.value, row.source_code, row.unit)
    return found


def _figures_of(
    connection: Connection, source: str, indicators: Iterable[str]
) -> dict[Series, tuple[int, str, float]]:
    """The figures of one source that stand, by series; of several alike the newest."""
    figure = PublishedFigure
    rows = connection.execute(
        select(
            figure.id,
            figure.code,
            figure.value,
            figure.indicator_code,
            figure.region_code,
            figure.period_start,
            figure.period_end,
            figure.subgroup,
            figure.destination_iso3,
        )
        .join(Source, Source.code == figure.source_code)
        .where(
            Source.name == source,
            figure.withdrawn_at.is_(None),
            figure.indicator_code.in_(sorted(indicators)),
        )
        .order_by(figure.id)
    )
    return {
        (
            row.indicator_code,
            row.region_code,
            row.period_start,
            row.period_end,
            row.subgroup,
            row.destination_iso3 or "",
        ): (row.id, row.code, row.value)
        for row in rows
    }
