"""Agencies as those who keep the list read them: searched, and each with its names and what it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries.agencies import (
    AgencyRow,
    AliasRow,
    MergePreview,
    SeatTerm,
    agency_rows,
    aliases_of,
    merge_preview,
    seat_terms,
)
from db.queries.commitments import CommitmentRow, commitment_rows
from db.queries.letters import OfficeRow, offices
from db.queries.tasks import TaskRow, tasks_of_agencies
from domain.access.agencies import AgencyKind
from domain.access.errors import NotFound
from domain.access.parameters import Parameters
from domain.access.permissions import Scope
from domain.tasks.life import CLOSED_STATES
from views.ask import ask


def listed(asked: Parameters) -> list[AgencyRow]:
    kind, text = asked.member("jenis", AgencyKind), asked.text("cari").casefold()
    return [
        row
        for row in ask(agency_rows)
        if (kind is None or row.kind is kind)
        and (not text or text in f"{row.name} {row.short_name} {row.code}".casefold())
    ]


def offices_asked(asked: Parameters) -> list[tuple[OfficeRow, int]]:
    """Each that stands, with its open tasks; those first that have some and cannot be written to yet."""
    text, known = asked.text("cari").casefold(), ask(offices)
    rows = [
        (known[row.code], row.tasks)
        for row in ask(agency_rows)
        if row.merged_on is None
        and (not text or text in f"{row.name} {row.short_name} {row.code}".casefold())
    ]
    return sorted(rows, key=lambda pair: (not pair[1] or pair[0].office.is_reachable, -pair[1]))


def code_of(agency_id: int | None) -> str:
    """Empty for a reader without an office."""
    return next((row.code for row in ask(agency_rows) if row.id == agency_id), "")


@dataclass(frozen=True)
class AgencyView:
    row: AgencyRow
    aliases: Sequence[AliasRow]
    terms: Sequence[SeatTerm]
    commitments: Sequence[CommitmentRow]
    """What stays with the office, whoever comes next."""
    tasks: Sequence[TaskRow]
    letters: OfficeRow


def merging(agency_id: int, on: date) -> Callable[[str], MergePreview | None]:
    """What would go over from it to another one, by that one's code."""
    return lambda code: ask(merge_preview, agency_id, code, on=on)


def one(code: str, scope: Scope) -> AgencyView:
    row = next((each for each in ask(agency_rows) if each.code == code), None)
    if row is None:
        raise NotFound(f"Instansi {code} tidak ada. Pilih dari daftar Instansi.")
    tasks = ask(tasks_of_agencies, frozenset({row.id}), scope=scope)
    return AgencyView(
        row,
        ask(aliases_of, row.id),
        [term for term in ask(seat_terms) if term.agency_code == code],
        [each for each in ask(commitment_rows, scope=scope) if each.owner_code == code],
        [each for each in tasks if each.owner_id == row.id and each.state not in CLOSED_STATES],
        ask(offices)[code],
    )
