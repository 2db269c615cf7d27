"""The life of a delivery: read, waiting, stored as one batch, undone; and what can be stored at all."""

from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.access.permissions import Permission
from domain.imports.kinds import KIND_LABELS, ImportKind


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

NEEDS: dict[ImportKind, Permission] = {ImportKind.CASES: Permission.KEEP_CASES} | dict.fromkeys(
    FIGURE_KINDS, Permission.PUBLISH_FIGURES
)
"""Kinds that can be stored, and the permission that whoever enters the same on a screen needs."""


class NotStorable(RuleBroken):
    """A kind that is read and checked only."""

    def __init__(self, kind: ImportKind) -> None:
        super().__init__(
            f"Berkas {KIND_LABELS[kind]} baru dapat dibaca dan diperiksa, belum disimpan. "
            "Isi lewat layarnya, atau kirim jenis lain."
        )


def needed(kind: ImportKind) -> Permission:
    found = NEEDS.get(kind)
    if found is None:
        raise NotStorable(kind)
    return found


def code_of(number: int) -> str:
    """How a delivery is called: ``B-012``."""
    return f"B-{number:03d}"
