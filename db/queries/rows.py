"""From database rows to the typed rows that the rest of the application reads."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Typed = TypeVar("Typed")


def typed(kind: Callable[..., Typed], rows: Iterable[Any]) -> tuple[Typed, ...]:
    """Each row's columns, in order, as the fields of ``kind``."""
    return tuple(kind(*row) for row in rows)


def offset(page: int, size: int, total: int) -> int:
    """Where a page begins; a page beyond the last one is the last one."""
    return min(page - 1, max(total - 1, 0) // size) * size


def build(kind: Callable[..., Typed], row: Iterable[Any], *more: Any) -> Typed:
    """One row's columns, and after them what does not come from the row."""
    return kind(*row, *more)
