"""The life of a delivery: read, waiting, stored as one batch, undone; and what can be stored at all."""

from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.access.permissions import Permission
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.time.formats import number


class ImportState(StrEnum):
    READING = "reading"
    WAITING = "waiting"
    """Read, and kept until somebody stores or discards it."""
    REFUSED = "refused"
    STORED = "stored"
    UNDONE = "undone"
    DISCARDED = "discarded"


OVER = frozenset({ImportState.REFUSED, ImportState.UNDONE, ImportState.DISCARDED})
"""The same file may be delivered again."""

FIGURE_KINDS = (ImportKind.FIGURES, ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS)
"""Counts by place and time: they join the register of figures under the name of who sent them."""

LISTED_KINDS = tuple(kind for kind in FIGURE_KINDS if kind is not ImportKind.FIGURES)
"""Those of which offices keep lists of persons, too."""

SERVICE_KINDS = (ImportKind.SERVICES, ImportKind.VILLAGE_TEAMS, ImportKind.ACTIVITIES)
"""What an office says of its own services: entered as its account, and known to it until it stands."""

OWN_KINDS = (ImportKind.CASES, *SERVICE_KINDS)
"""Deliveries that only the agency sees which made them."""

ENTERED_KINDS = (*SERVICE_KINDS, ImportKind.COMMITMENTS, ImportKind.ACCOUNTS, ImportKind.AGENCIES)
"""Line by line through the command of the screen on which the same is entered by hand."""

FILLED_KINDS = (
    ImportKind.CASES,
    ImportKind.VILLAGE_TEAMS,
    ImportKind.ACTIVITIES,
    ImportKind.AGENCIES,
    ImportKind.ACCOUNTS,
)
"""Kinds whose template can be had with what stands; sent in again it changes nothing."""

NEEDS: dict[ImportKind, Permission] = {
    ImportKind.CASES: Permission.KEEP_CASES,
    **dict.fromkeys(FIGURE_KINDS, Permission.PUBLISH_FIGURES),
    **dict.fromkeys(SERVICE_KINDS, Permission.REPORT_SERVICES),
    ImportKind.COMMITMENTS: Permission.FORM_COMMITMENTS,
    ImportKind.ACCOUNTS: Permission.MANAGE_ACCOUNTS,
    ImportKind.AGENCIES: Permission.MANAGE_AGENCIES,
}
"""The permission that whoever enters the same on a screen needs, by kind."""


def needed(kind: ImportKind) -> Permission:
    return NEEDS[kind]


def refuse_nobody(kind: ImportKind, agency_id: int | None) -> None:
    """What an office says of itself cannot be said by nobody, as a shell would."""
    if kind in SERVICE_KINDS and agency_id is None:
        raise RuleBroken(
            f"Berkas {KIND_LABELS[kind]} dicatat atas nama akun instansi. Sebut akunnya dengan --account."
        )


def to_look_at(*, questions: int, doubts: int, sent_back: int = 0, jumps: int = 0, early: int = 0) -> str:
    """Why a delivery is not stored together with others unseen; empty where nothing speaks against it."""
    found = {
        "pertanyaan": questions,
        "sel diragukan": doubts,
        "baris dikembalikan": sent_back,
        "nilai jauh dari tahun lalu": jumps,
        "laporan jauh sebelum hari pertama register": early,
    }
    return ", ".join(f"{number(count)} {what}" for what, count in found.items() if count)


def code_of(delivery: int) -> str:
    """How a delivery is called: ``B-012``."""
    return f"B-{delivery:03d}"
