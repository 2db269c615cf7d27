"""How a command opens a row: found or refused with a sentence, and taken as its reader saw it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import inspect, select

from db.acting import Act
from db.models import (
    Agency,
    AgendaItem,
    CaseRecord,
    CaseReferral,
    CaseStep,
    Commitment,
    Decision,
    DecisionEvent,
    Delegation,
    ImportBatch,
    Meeting,
    OwnershipOffer,
    Pillar,
    Region,
    Statement,
    TargetChange,
    Task,
)
from db.queries.mergers import went_into
from db.types import Base
from domain.access.errors import LONGEST_REASON, NotFound, refuse_too_long
from domain.access.merging import refuse_merged, stands_for
from domain.access.screening import refuse_identity

Row = TypeVar("Row", bound=Base)
Taken = TypeVar(
    "Taken",
    AgendaItem,
    CaseRecord,
    CaseReferral,
    Commitment,
    Decision,
    Meeting,
    OwnershipOffer,
    TargetChange,
    Task,
)
"""What several people may have before them at once: its rows carry a version."""

MISSING: dict[type[Base], str] = {
    Agency: "Instansi “{key}” tidak dikenal. Pilih dari daftar.",
    AgendaItem: "Butir agenda itu sudah tidak ada. Muat ulang halaman rapat.",
    CaseRecord: "Kasus {key} tidak ada. Pilih dari daftar Kasus.",
    CaseReferral: "Rujukan itu tidak ada. Muat ulang halaman.",
    CaseStep: "Tahap itu tidak ada. Muat ulang halaman kasusnya.",
    Commitment: "Komitmen {key} tidak ada. Pilih dari daftar Komitmen.",
    DecisionEvent: "Peristiwa itu tidak ada. Pilih dari daftar, atau catat peristiwanya dahulu.",
    Decision: "Keputusan itu tidak ada. Muat ulang halaman rapat.",
    ImportBatch: "Kiriman itu tidak ada. Pilih dari daftar Impor.",
    Meeting: "Rapat itu tidak ada. Pilih dari daftar Rapat.",
    OwnershipOffer: "Usulan penanggung jawab itu tidak ada. Muat ulang halaman.",
    Pillar: "Pilar itu tidak dikenal. Pilih dari daftar.",
    Region: "Wilayah itu tidak dikenal. Pilih dari daftar.",
    Statement: "Pernyataan itu tidak ada. Pilih dari Komitmen, tampilan Per frasa.",
    TargetChange: "Usulan perubahan itu tidak ada. Muat ulang halaman.",
    Task: "Tugas {key} tidak ada. Pilih dari daftar Tugas.",
}
"""What a reader is told who asks for a row that is not there, and where to look instead."""


def find(act: Act, model: type[Row], key: str | int) -> Row:
    """By its number, or by the code that people know it by."""
    number = inspect(model).primary_key[0].name
    column = number if isinstance(key, int) or not hasattr(model, "code") else "code"
    found = act.session.scalar(select(model).where(getattr(model, column) == key))
    if found is None:
        raise NotFound(MISSING[model].format(key=str(key)[:20]))
    return found


def standing_agency(act: Act, code: str) -> Agency:
    """An agency that something new may name: one that did not go over into another."""
    agency = find(act, Agency, code)
    refuse_gone(act, agency)
    return agency


def refuse_gone(act: Act, agency: Agency) -> None:
    if agency.merged_into_id is None or agency.merged_on is None:
        return
    went = went_into(act.session.connection())
    into, now = (
        act.session.get_one(Agency, each).short_name
        for each in (agency.merged_into_id, stands_for(agency.id, went))
    )
    refuse_merged(agency.short_name, into, agency.merged_on, now=now)


def person_behind(act: Act, account_id: int) -> int:
    """Whose own account did what stands under this one: for who stood in for an office, the deputy's."""
    deputy = act.session.scalar(select(Delegation.deputy_id).where(Delegation.account_id == account_id))
    return account_id if deputy is None else deputy


def take(
    act: Act,
    model: type[Taken],
    key: str | int,
    *,
    seen: int,
    owner: Callable[[Taken], int | None] | None = None,
    says: Mapping[str, str] | None = None,
    longest: int = LONGEST_REASON,
) -> Taken:
    """A row for changing: theirs, if it has an ``owner``, and as the actor saw it.

    ``says`` are the free texts of the request by their labels; none of them may identify a person, or be
    longer than ``longest``.
    """
    row = find(act, model, key)
    if owner is not None:
        act.require_agency(owner(row))
    refuse_identity(says or {})
    refuse_too_long({label: (text, longest) for label, text in (says or {}).items()})
    act.change(row, seen=seen)
    return row
