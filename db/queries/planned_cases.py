"""What storing a delivery of cases would do: which lines are known, under which number, and which go back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Connection, or_, select

from db.bulk import among
from db.kept_rows import pieces
from db.models import (
    Agency,
    CaseRecord,
)
from db.queries.case_counts import oldest_report
from db.queries.case_forms import known_words
from db.queries.import_plans import ChangedCase, NewCase, Planned
from db.queries.imports import BatchRow, source_agency
from db.queries.mergers import one_office, went_into
from db.queries.seats import superiors
from domain.access.agencies import seat_above
from domain.access.merging import stands_for
from domain.access.permissions import Actor
from domain.cases.facts import OUTSIDE, UNKNOWN, as_columns
from domain.imports.delivery import Given, from_text
from domain.imports.storing import COUNTS, SentBack, codes_in
from domain.imports.storing_cases import (
    CaseLine,
    CaseLines,
    case_as_told,
    case_fields,
    case_lines,
    not_surely_that_report,
)
from domain.imports.unnumbered import PREFIX, has_no_number

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


def planned_cases(connection: Connection, row: BatchRow, text: str, by: Actor, on: date) -> Planned:
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
        is_unnumbered = _RECORD.agency_reference.startswith(PREFIX)
        rows = connection.execute(
            select(
                _RECORD.code,
                _RECORD.agency_reference,
                _RECORD.reported_on,
                _RECORD.kind,
                _RECORD.origin_regency_code,
                _RECORD.origin_outside,
            )
            .where(
                _RECORD.agency_id.in_(one_office(connection, agency_id)),
                or_(is_unnumbered, _RECORD.reported_on.in_(days)),
                _RECORD.withdrawn_as.is_(None),
            )
            # Of several the one without a number last: it stands for any of them.
            .order_by(is_unnumbered, _RECORD.id)
        )
        codes = {
            (each.reported_on, each.kind, _origin_of(each)): (each.code, has_no_number(each.agency_reference))
            for each in rows
        }
        for line, entry in zip(lines, entries, strict=True) if codes else ():
            code, has_none = codes.get((entry.reported_on, entry.kind, entry.origin), ("", False))
            if code and (has_none or has_no_number(entry.reference)):
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
