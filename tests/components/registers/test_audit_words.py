"""What the trail was told, as its readers have it: no day, kind or list in the words of the database."""

import json
from datetime import UTC, datetime

import pytest

from components.registers.audit import in_words
from db.queries.audit import AuditRow
from domain.access.events import Event

MOMENT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


def told(**after: object) -> str:
    row = AuditRow(
        1,
        MOMENT,
        "admin",
        Event.AGENCY_ADDED,
        "agency",
        "polres",
        "/lembaga",
        "{}",
        json.dumps(after),
        "0" * 64,
    )
    return str(in_words(row, {}))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"due_on": "2026-12-07"}, "tenggat: 7 Desember 2026"),
        ({"until": "2026-11-29T23:00:00+00:00"}, "berlaku sampai: 30 November 2026, 07.00 WITA"),
        ({"due_on": "2026-13-45"}, "tenggat: 2026-13-45"),
        ({"kind": "police", "level": "regency"}, "jenis: kepolisian, tingkat: kabupaten/kota"),
        ({"target": 2.5}, "target: 2,5"),
        ({"lines": ["figures_conflict:1", "silent_agency:2"]}, "butir: 2"),
    ],
)
def test_a_value_is_said_as_the_screens_say_it(after: dict[str, object], said: str) -> None:
    assert said in told(**after)
