"""The agenda writes itself: which rule finds what, what comes first, what is grouped and left out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commitments.health import Health
from domain.meetings.agenda import (
    BURDEN,
    LABELS,
    MEANINGS,
    MINUTES,
    MOST_ITEMS,
    AgendaRule,
    CarriedFact,
    CommitmentFact,
    ConflictFact,
    Facts,
    HotFact,
    SilenceFact,
    TaskFact,
    draft,
    hot_facts,
    left_out_words,
    sums_up,
)
from domain.statistics.assessment import RegionCount, assess
from domain.tasks.life import TaskClass, TaskState

TODAY = date(2026, 11, 26)


def task(number: int = 1, **changes: object) -> TaskFact:
    fact = TaskFact(
        code=f"T-{number:03d}",
        title=f"Tugas {number}",
        task_class=TaskClass.ORDINARY,
        state=TaskState.IN_PROGRESS,
        owner_id=number,
        owner=f"Instansi {number}",
        region_code="53",
        due_on=TODAY + timedelta(days=10),
        proposed_on=TODAY - timedelta(days=2),
        reason="",
        countered_due_on=None,
        decision=None,
    )
    return replace(fact, **changes)


def commitment(number: int = 1, **changes: object) -> CommitmentFact:
    fact = CommitmentFact(
        code=f"K-{number:02d}",
        title=f"Komitmen {number}",
        health=Health.ON_SCHEDULE,
        owner_id=number,
        owner=f"Instansi {number}",
        region_code="53",
        due_on=TODAY + timedelta(days=30),
        promised_on=date(2025, 8, 6),
    )
    return replace(fact, **changes)


LATE = TODAY - timedelta(days=9)
ONE_OF_EACH = [
    (AgendaRule.OVERDUE, Facts(tasks=[task(due_on=LATE)])),
    (AgendaRule.OVERDUE, Facts(commitments=[commitment(health=Health.OVERDUE, due_on=LATE)])),
    (AgendaRule.DECLINED, Facts(tasks=[task(state=TaskState.DECLINED, reason="di luar kewenangan")])),
    (AgendaRule.BLOCKED, Facts(tasks=[task(state=TaskState.BLOCKED, reason="menunggu data")])),
    (AgendaRule.COUNTERED, Facts(tasks=[task(state=TaskState.COUNTERED, countered_due_on=TODAY)])),
    (
        AgendaRule.UNANSWERED,
        Facts(tasks=[task(state=TaskState.PROPOSED, proposed_on=TODAY - timedelta(days=6))]),
    ),
    (AgendaRule.UNVERIFIED, Facts(tasks=[task(state=TaskState.CLAIMED_DONE)])),
    (
        AgendaRule.NO_OWNER,
        Facts(commitments=[commitment(health=Health.NO_OWNER, owner_id=None)]),
    ),
    (
        AgendaRule.FIGURES_CONFLICT,
        Facts(conflicts=[ConflictFact("x", "Korban 256 atau 255", None, None, None, explained=False)]),
    ),
    (AgendaRule.NEWLY_HOT, Facts(hot=[HotFact("53.21", "Malaka", "laju 11,1", 4.5)])),
    (AgendaRule.SILENT, Facts(silences=[SilenceFact("dinsos", 3, "Dinsos NTT", 57, 2)])),
    (
        AgendaRule.CARRIED_OVER,
        Facts(
            carried=[CarriedFact("catatan:1", AgendaRule.BY_HAND, "Lama", "", None, None, 5, "11 November")]
        ),
    ),
]


@pytest.mark.parametrize(("rule", "facts"), ONE_OF_EACH)
def test_every_rule_finds_its_exception_and_says_which_facts_it_saw(rule: AgendaRule, facts: Facts) -> None:
    (line,) = draft(facts, TODAY).lines
    assert line.rule is rule
    assert line.reason.endswith(".")
    if rule is not AgendaRule.CARRIED_OVER:
        assert MEANINGS[rule].casefold() in line.reason.casefold()


def test_every_rule_has_its_words_and_its_minutes() -> None:
    for table in (LABELS, MEANINGS, BURDEN, MINUTES):
        assert set(table) == set(AgendaRule)


def test_a_region_is_hot_by_the_words_of_the_map_and_few_people_do_not_make_it_so() -> None:
    counted = [("53.21", "Malaka", 25.0, 190_000), ("53.20", "Sabu Raijua", 1.0, 9_000)]
    counted += [(f"53.{n:02d}", f"Wilayah {n}", 4.0, 250_000) for n in range(1, 12)]
    places = [
        RegionCount(code, name, -9.0 - n / 10, 124.0, population, count)
        for n, (code, name, count, population) in enumerate(counted)
    ]
    (fact,) = hot_facts(assess(places), "2024")
    assert (fact.region_code, fact.title[:24]) == ("53.21", "Kematian PMI asal Malaka")
    assert fact.facts.startswith("titik panas pasti; laju disesuaikan")
    assert hot_facts(assess([]), "2024") == []


def test_what_goes_as_planned_is_not_on_the_agenda() -> None:
    quiet = Facts(
        tasks=[task(), task(2, state=TaskState.VERIFIED), task(3, state=TaskState.PROPOSED)],
        commitments=[commitment(), commitment(2, health=Health.DONE), commitment(3, health=Health.SILENT)],
        conflicts=[ConflictFact("x", "Korban", 1, "Polda NTT", LATE, explained=True)],
    )
    drafted = draft(quiet, TODAY)
    assert drafted.lines == ()
    assert left_out_words(drafted.left_out) == ""


def test_a_task_that_becomes_overdue_enters_with_its_reason() -> None:
    before, after = task(due_on=TODAY), task(due_on=TODAY - timedelta(days=1))
    assert draft(Facts(tasks=[before]), TODAY).lines == ()
    (line,) = draft(Facts(tasks=[after]), TODAY).lines
    assert line.subject == "tugas:T-001"
    assert line.reason == (
        "T-001 tenggat sudah lewat dan belum terverifikasi selesai: tenggat 25 November 2026, lewat 1 hari."
    )


def test_a_declined_task_says_why_and_where_it_came_from() -> None:
    fact = task(state=TaskState.DECLINED, reason="di luar kewenangan; usul ke KSOP.", decision="82/2026")
    (line,) = draft(Facts(tasks=[fact]), TODAY).lines
    assert "“di luar kewenangan; usul ke KSOP”" in line.reason
    assert "dari Keputusan 82/2026" in line.reason


@given(st.integers(1, 59), st.integers(1, 59))
def test_the_later_the_heavier(one: int, other: int) -> None:
    facts = [task(n, due_on=TODAY - timedelta(days=late)) for n, late in ((1, one), (2, other))]
    lines = draft(Facts(tasks=facts), TODAY).lines
    first = "tugas:T-001" if one >= other else "tugas:T-002"
    assert lines[0].subject == first


def test_an_emergency_comes_before_what_is_longer_late() -> None:
    urgent = task(1, task_class=TaskClass.EMERGENCY, due_on=TODAY - timedelta(days=1))
    old = task(2, due_on=TODAY - timedelta(days=25))
    assert draft(Facts(tasks=[old, urgent]), TODAY).lines[0].subject == "tugas:T-001"


def test_many_of_one_agency_become_one_line_that_names_the_worst() -> None:
    facts = [task(n, owner_id=7, owner="Polda NTT", due_on=TODAY - timedelta(days=n)) for n in range(1, 13)]
    (line,) = draft(Facts(tasks=facts), TODAY).lines
    assert line.title == "Polda NTT: 12 lewat tenggat"
    assert line.reason.startswith("Terberat: Tugas 12. T-012")
    assert "T-012, T-011, T-010, T-009, dan 8 lainnya" in line.reason


def test_the_forum_hears_of_all_the_silent_in_one_line() -> None:
    facts = [SilenceFact(f"a{n}", n, f"Instansi {n}", 40 + n, 1) for n in range(5)]
    (line,) = draft(Facts(silences=facts), TODAY).lines
    assert line.title == "Lima instansi diam lebih dari 30 hari"
    assert "Instansi 4 diam 44 hari" in line.reason


def test_two_hundred_exceptions_are_limited_and_the_rest_is_counted() -> None:
    facts = Facts(
        tasks=[
            *(task(n, due_on=TODAY - timedelta(days=n % 50 + 1)) for n in range(150)),
            *(task(200 + n, state=TaskState.BLOCKED, reason="x") for n in range(49)),
        ],
        hot=[HotFact("53.21", "Malaka", "laju 11,1", 2.0)],
    )
    drafted = draft(facts, TODAY)
    assert len(drafted.lines) == MOST_ITEMS
    assert len(drafted.lines) + drafted.left_out.total() == 200
    assert left_out_words(drafted.left_out).startswith("188 butir lain tidak dimuat: ")
    # The worst of every rule is there, however old the others are.
    assert {AgendaRule.OVERDUE, AgendaRule.BLOCKED, AgendaRule.NEWLY_HOT} == {
        line.rule for line in drafted.lines
    }


def test_what_was_carried_over_is_on_it_whatever_the_limit() -> None:
    facts = Facts(
        tasks=[task(n, due_on=TODAY - timedelta(days=50)) for n in range(100)],
        carried=[
            CarriedFact(
                f"catatan:{n}", AgendaRule.BY_HAND, f"Lama {n}", "", None, None, 5, "11 November 2026"
            )
            for n in range(20)
        ],
    )
    subjects = {line.subject for line in draft(facts, TODAY).lines}
    assert {f"catatan:{n}" for n in range(20)} <= subjects


def test_what_is_carried_and_still_wrong_is_one_line_and_heavier() -> None:
    late = task(due_on=LATE)
    carried = CarriedFact("tugas:T-001", AgendaRule.OVERDUE, "x", "", 1, None, 5, "11 November 2026")
    (alone,) = draft(Facts(tasks=[late]), TODAY).lines
    (line,) = draft(Facts(tasks=[late], carried=[carried]), TODAY).lines
    assert line.burden > alone.burden
    assert line.reason.endswith("Terbawa dari rapat 11 November 2026.")


def test_a_group_that_was_carried_is_the_same_group_again() -> None:
    silences = [SilenceFact(f"a{n}", n, f"Instansi {n}", 40 + n, 1) for n in range(5)]
    carried = [
        CarriedFact("kelompok:silent", AgendaRule.SILENT, "x", "", None, None, 8, "11 November 2026"),
        CarriedFact("diam:a1", AgendaRule.SILENT, "x", "", 1, None, 3, "11 November 2026"),
    ]
    lines = draft(Facts(silences=silences, carried=carried), TODAY).lines
    assert [line.subject for line in lines] == ["kelompok:silent", "diam:a1"]
    assert lines[0].title == "Empat instansi diam lebih dari 30 hari"


tasks = st.lists(
    st.builds(
        task,
        st.integers(1, 40),
        state=st.sampled_from(TaskState),
        due_on=st.integers(-90, 30).map(lambda n: TODAY + timedelta(days=n)),
        owner_id=st.integers(1, 4),
    ),
    max_size=40,
    unique_by=lambda fact: fact.code,
)


@given(tasks)
def test_order_of_the_facts_changes_nothing_and_no_subject_is_twice(facts: list[TaskFact]) -> None:
    drafted = draft(Facts(tasks=facts), TODAY)
    assert drafted == draft(Facts(tasks=facts[::-1]), TODAY)
    subjects = [line.subject for line in drafted.lines]
    assert len(subjects) == len(set(subjects))
    burdens = [line.burden for line in drafted.lines]
    assert burdens == sorted(burdens, reverse=True)


@given(st.lists(st.integers(0, 240), max_size=20), st.integers(10, 480))
def test_minutes_add_up_and_say_when_they_do_not_fit(minutes: list[int], planned: int) -> None:
    assert sums_up(minutes, planned) == (sum(minutes), sum(minutes) > planned)
