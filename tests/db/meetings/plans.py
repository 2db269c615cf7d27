"""Plans of meetings that tests make, and what stands on their agendas."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Engine

from db.engine import reading
from db.queries.meetings import agenda_of
from domain.meetings.life import Classification
from domain.meetings.requests import Plan
from domain.time.day_doubts import DayDoubt
from tests.factories import MORNING

TODAY = MORNING.date()


def plan(day: date = TODAY + timedelta(days=8), **changes: Any) -> Plan:
    """Of any day: that it may be a Sunday is asked elsewhere."""
    given: dict[str, Any] = {
        "title": "Rapat Forkopimda: uji",
        "day": day,
        "at": time(10),
        "place": "Aula",
        "planned_minutes": 60,
        "classification": Classification.RESTRICTED,
        "basis": "",
        "chair": "Gubernur NTT",
        "note_taker": "Biro Adpim",
        "sure": (DayDoubt("Tanggal rapat", day, "").answer,),
    }
    return Plan(**(given | changes))


def items_of(engine: Engine, meeting_id: int) -> list[str]:
    with reading(engine) as connection:
        return [item.subject for item in agenda_of(connection, meeting_id)]
