"""Times as the shared screen shows them, and whom it suggests (static/layar/)."""

from typing import Any

import pytest

from tests.browser.modules import Modules

CLOCK = "layar/clock.js"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00.00.00"), (59, "00.00.59"), (60, "00.01.00"), (3725, "01.02.05"), (36000, "10.00.00")],
)
def test_a_length_of_time_is_shown_as_hours_minutes_and_seconds(
    modules: Modules, seconds: int, shown: str
) -> None:
    assert modules.rule(CLOCK, "elapsed")(seconds) == shown


@pytest.mark.parametrize(("typed", "shown"), [("07:05", "07.05"), ("23:59", "23.59"), ("00:00", "00.00")])
def test_an_hour_is_shown_as_the_server_writes_it(modules: Modules, typed: str, shown: str) -> None:
    body = "(module, typed) => module.timeOfDay(new Date(`2026-11-23T${typed}`))"
    assert modules.run(CLOCK, body, typed) == shown


def watched(modules: Modules, *heard: list[Any]) -> int:
    """Seconds on the watch after it heard, each at a moment, how long the meeting has lasted in a state."""
    body = """(module, heard) => {
      let at = 0, state = "open";
      const watch = new module.Stopwatch(() => at * 1000);
      for (const [moment, seconds, now] of heard) {
        at = moment;
        state = now;
        if (seconds !== undefined && seconds !== "nothing") watch.hear(seconds, state);
      }
      return watch.seconds(state);
    }"""
    return modules.run(CLOCK, body, list(heard))


def test_a_meeting_that_has_not_begun_has_lasted_no_time(modules: Modules) -> None:
    assert watched(modules, [0, "", "open"], [50, "nothing", "open"]) == 0


def test_a_running_meeting_goes_on_by_the_steady_clock(modules: Modules) -> None:
    assert watched(modules, [10, 100, "in_progress"], [25, "nothing", "in_progress"]) == 115


def test_a_late_answer_does_not_set_a_running_watch_back(modules: Modules) -> None:
    assert watched(modules, [10, 100, "in_progress"], [25, 102, "in_progress"]) == 115


def test_a_closed_meeting_stands_at_what_the_server_says(modules: Modules) -> None:
    assert watched(modules, [10, 100, "in_progress"], [25, 112, "closed"], [90, "nothing", "closed"]) == 112


@pytest.mark.parametrize(
    ("idle", "state", "alone"),
    [(601, "in_progress", True), (599, "in_progress", False), (121, "open", True), (119, "closed", False)],
)
def test_a_screen_turns_by_itself_sooner_when_no_meeting_runs(
    modules: Modules, idle: int, state: str, alone: bool
) -> None:
    assert modules.rule(CLOCK, "isLeftAlone")(idle, state) is alone


OWNERS = [
    {"code": "polda", "name": "Polda NTT"},
    {"code": "bp3mi", "name": "BP3MI NTT"},
    {"code": "dinsos", "name": "Dinas Sosial"},
    {"code": "disnaker", "name": "Dinas Ketenagakerjaan"},
    {"code": "dishub", "name": "Dinas Perhubungan"},
    {"code": "kejati", "name": "Kejaksaan Tinggi"},
]


def suggested(modules: Modules, typed: str = "", chosen: str = "", of_slide: str = "") -> list[str]:
    given = {"typed": typed, "chosen": chosen, "ofSlide": of_slide}
    return [each["code"] for each in modules.rule("layar/owners.js", "suggested")(OWNERS, given)]


def test_five_owners_are_suggested_at_most(modules: Modules) -> None:
    assert suggested(modules) == ["polda", "bp3mi", "dinsos", "disnaker", "dishub"]


def test_the_agency_of_the_slide_is_suggested_first(modules: Modules) -> None:
    assert suggested(modules, of_slide="kejati")[0] == "kejati"


def test_what_is_typed_is_looked_for_in_names_and_codes(modules: Modules) -> None:
    assert suggested(modules, typed=" NTT ") == ["polda", "bp3mi"]
    assert suggested(modules, typed="disn") == ["disnaker"]


def test_names_that_begin_with_what_is_typed_come_before_others(modules: Modules) -> None:
    assert suggested(modules, typed="ke")[:2] == ["kejati", "disnaker"]


@pytest.mark.parametrize(
    ("typed", "chosen", "owner"),
    [
        ("", "", None),
        ("polda", "", "polda"),
        ("BP3MI NTT", "", "bp3mi"),
        ("ntt", "", None),
        ("entah", "", None),
        ("dinas", "dinsos", "dinsos"),
    ],
)
def test_an_owner_is_who_was_chosen_or_whom_the_words_can_only_mean(
    modules: Modules, typed: str, chosen: str, owner: str | None
) -> None:
    found = modules.rule("layar/owners.js", "meant")(OWNERS, {"typed": typed, "chosen": chosen})
    assert (found and found["code"]) == owner


def test_the_chosen_owner_stays_first_whatever_is_typed(modules: Modules) -> None:
    assert suggested(modules, typed="polda", chosen="dishub", of_slide="polda") == ["dishub", "polda"]
