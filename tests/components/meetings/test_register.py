"""The headline of a meeting says what happened to its points, also where it had none."""

from types import SimpleNamespace
from typing import Any

import pytest

from components.meetings.register import of_detail
from domain.meetings.life import ItemState, MeetingState

WAITS: Any = SimpleNamespace(state=ItemState.PLANNED)
DONE: Any = SimpleNamespace(state=ItemState.DISCUSSED)
DECIDED: Any = SimpleNamespace(is_struck=False)


@pytest.mark.parametrize(
    ("state", "items", "decided", "says"),
    [
        (MeetingState.IN_PROGRESS, [], [DECIDED], "Satu keputusan, tanpa butir agenda"),
        (MeetingState.IN_PROGRESS, [DONE], [DECIDED], "Satu keputusan, semua butir dibahas"),
        (MeetingState.IN_PROGRESS, [DONE, WAITS], [], "Belum ada keputusan, satu butir belum dibahas"),
        (MeetingState.CLOSED, [], [], "Tanpa keputusan, tanpa butir agenda"),
        (MeetingState.CLOSED, [WAITS], [DECIDED], "Satu keputusan, satu butir dibawa ke rapat berikutnya"),
        (MeetingState.CLOSED, [DONE], [DECIDED], "Satu keputusan, semua butir dibahas"),
    ],
)
def test_points_are_told_as_they_are(
    state: MeetingState, items: list[Any], decided: list[Any], says: str
) -> None:
    detail: Any = SimpleNamespace(state=state)
    assert of_detail(detail, items, decided) == says
