"""What hangs on the wall names no village and nobody's number."""

import pytest

from domain.meetings.public_text import HIDDEN_TEXT, Room
from domain.places.places import SmallPlaces

ROOM = Room(SmallPlaces(["Oebelo", "Tuapukan"], ["Kupang"]))


def test_a_village_does_not_reach_the_wall() -> None:
    assert "Oebelo" not in ROOM.say("Jemput rombongan di Oebelo, Kupang")
    assert "Kupang" in ROOM.say("Jemput rombongan di Oebelo, Kupang")


@pytest.mark.parametrize("text", ["NIK 5371012307900001", "hubungi 0812 3456 7890"])
def test_somebodys_number_does_not_reach_the_wall(text: str) -> None:
    assert ROOM.say(text) == HIDDEN_TEXT
