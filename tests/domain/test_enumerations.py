"""Enumerations with rows: no member without its row, and each looks and sounds like itself."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import domain
from domain.attention.table import AttentionRule
from domain.commitments.health import Health
from domain.enumerations import Rowed
from domain.look import Tone
from domain.tasks.life import CLOSED_STATES, Phase, TaskState, states_in

for _each in walk_packages(domain.__path__, "domain."):
    import_module(_each.name)
ROWED = sorted(Rowed.__subclasses__(), key=lambda each: each.__name__)


@pytest.mark.parametrize("enum", ROWED)
def test_a_member_without_a_row_cannot_be_written(enum: type[Rowed]) -> None:
    place = f"{enum.__module__.replace('.', '/')}.py: {enum.__name__} 'forgotten' has no row"
    with pytest.raises(TypeError, match=place):
        enum.__new_member__(enum, "forgotten")


@pytest.mark.parametrize("enum", ROWED)
def test_a_member_is_read_by_its_stored_name(enum: type[Rowed]) -> None:
    assert [enum(str(member)) for member in enum] == list(enum)


@pytest.mark.parametrize("enum", [AttentionRule, Health, TaskState], ids=lambda each: each.__name__)
def test_no_two_members_look_alike(enum: type[Rowed]) -> None:
    looks = [(member.row.tone, member.row.icon) for member in enum]
    assert len(set(looks)) == len(looks)
    assert {type(tone) for tone, _ in looks} == {Tone}


def test_every_phase_of_a_task_holds_a_state() -> None:
    assert all(states_in(phase) for phase in Phase)
    assert states_in(*Phase) == set(TaskState)
    assert TaskState.CLAIMED_DONE not in CLOSED_STATES


@pytest.mark.parametrize("state", TaskState)
def test_a_state_says_what_follows_in_a_sentence(state: TaskState) -> None:
    assert state.row.what_next[:1].isupper()
    assert state.row.what_next.endswith(".")
