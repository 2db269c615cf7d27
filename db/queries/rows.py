"""From database rows to the typed rows that the rest of the application reads."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Typed = TypeVar("Typed")


def typed(kind: Callable[..., Typed], rows: Iterable[Any]) -> list[Typed]:
    """Each row's columns, in order, as the fields of ``kind``."""
    return [kind(*row) for row in rows]


def build(kind: Callable[..., Typed], row: Iterable[Any], *more: Any) -> Typed:
    """One row's columns, and after them what does not come from the row."""
    return kind(*row, *more)
