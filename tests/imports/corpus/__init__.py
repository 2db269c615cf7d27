"""Files as offices send them and as strangers forge them, each made by code, each with what a careful
clerk reads from it. The expectations were written before the reader."""

from tests.imports.corpus import (
    aside,
    clerks,
    combined,
    counts,
    dragged,
    edges,
    exported,
    from_desks,
    habits,
    hostile,
    kept,
    least_tried,
    monthly,
    monthly_events,
    newcomers,
    offices,
    ordinary,
    other_offices,
    readings,
    registers,
    reports,
    said_beside,
    short_heads,
    unseen,
)
from tests.imports.corpus.model import Case, Expect

CASES: list[Case] = [
    *ordinary.CASES,
    *registers.CASES,
    *offices.CASES,
    *reports.CASES,
    *unseen.CASES,
    *clerks.CASES,
    *kept.CASES,
    *combined.CASES,
    *habits.CASES,
    *monthly.CASES,
    *monthly_events.CASES,
    *readings.CASES,
    *edges.CASES,
    *counts.CASES,
    *dragged.CASES,
    *exported.CASES,
    *aside.CASES,
    *least_tried.CASES,
    *other_offices.CASES,
    *newcomers.CASES,
    *said_beside.CASES,
    *from_desks.CASES,
    *short_heads.CASES,
    *hostile.CASES,
]

__all__ = ["CASES", "Case", "Expect"]
