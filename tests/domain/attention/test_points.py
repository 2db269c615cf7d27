"""From facts to points: which rule finds what, how heavy it is, how long it has waited, what is one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attention.rules import AttentionPoint, Facts, carried_again, points, refuse_unfound, waited
from domain.attention.table import CARRIED, EMERGENCY, MOST_DAYS, AttentionRule
from domain.commitments.health import VerdictLevel
from domain.tasks.life import TaskClass, TaskState
from tests.domain.attention.facts import (
    LATE,
    NOW,
    TODAY,
    all_facts,
    carried,
    commitment,
    conflict,
    days_ago,
    hot,
    owner,
    ownerless,
    point,
    silent,
    task,
)


def found(**facts: object) -> list[AttentionPoint]:
    return points(Facts(**facts), NOW)


ONE_OF_EACH = [
    (AttentionRule.OVERDUE, Facts(tasks=[task(due_on=LATE)])),
    (
        AttentionRule.OVERDUE,
        Facts(commitments=[commitment(1, point(LATE, reported=True), due_on=LATE)]),
    ),
    (AttentionRule.DECLINED, Facts(tasks=[task(state=TaskState.DECLINED, reason="di luar kewenangan")])),
    (AttentionRule.BLOCKED, Facts(tasks=[task(state=TaskState.BLOCKED, reason="menunggu data")])),
    (AttentionRule.BLOCKED, Facts(commitments=[commitment(blocked=True)])),
    (AttentionRule.COUNTERED, Facts(tasks=[task(state=TaskState.COUNTERED, countered_due_on=TODAY)])),
    (
        AttentionRule.UNANSWERED,
        Facts(tasks=[task(state=TaskState.PROPOSED, moved_at=NOW - timedelta(days=8))]),
    ),
    (AttentionRule.UNVERIFIED, Facts(tasks=[task(state=TaskState.CLAIMED_DONE)])),
    (AttentionRule.NO_OWNER, Facts(commitments=[ownerless()])),
    (AttentionRule.FIGURES_CONFLICT, Facts(conflicts=[conflict()])),
    (AttentionRule.NEWLY_HOT, Facts(hot=[hot()])),
    (AttentionRule.SILENT, Facts(commitments=[silent()])),
    (AttentionRule.CARRIED_OVER, Facts(carried=[carried("catatan:1")])),
]


@pytest.mark.parametrize(("rule", "facts"), ONE_OF_EACH)
def test_every_rule_finds_its_exception_and_says_which_facts_it_saw(
    rule: AttentionRule, facts: Facts
) -> None:
    (one,) = points(facts, NOW)
    assert one.rule is rule
    assert one.reason.endswith(".")
    assert one.minutes == rule.row.minutes
    if rule is not AttentionRule.CARRIED_OVER:
        assert rule.meaning.casefold() in one.reason.casefold()


def test_a_rule_that_nothing_finds_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"rules\.py: nothing finds silent$"):
        refuse_unfound(set(AttentionRule) - {AttentionRule.SILENT})


def test_every_rule_of_the_table_is_tried_here() -> None:
    tried = {rule for rule, _ in ONE_OF_EACH}
    assert tried == {rule for rule in AttentionRule if not rule.row.agenda_only}


def test_what_goes_as_planned_deserves_no_attention() -> None:
    verified = point(days_ago(20), reported=True, verdict=VerdictLevel.COMPLETE)
    assert not found(
        tasks=[task(), task(2, state=TaskState.VERIFIED), task(3, state=TaskState.PROPOSED)],
        commitments=[commitment(), commitment(2, verified, due_on=days_ago(20))],
        conflicts=[conflict(explainer=owner(1), due_on=LATE, explained=True)],
    )


@pytest.mark.parametrize("state", sorted(set(TaskState) - {TaskState.VERIFIED, TaskState.WITHDRAWN}))
def test_whatever_state_an_old_task_is_in_one_rule_finds_it(state: TaskState) -> None:
    old = task(state=state, moved_at=NOW - timedelta(days=60), due_on=days_ago(30), reason="menunggu data")
    assert [str(one.subject) for one in found(tasks=[old])] == ["tugas:T-001"], (
        f"domain/attention/rules.py has no rule for a task that is {state}"
    )


def test_a_task_that_becomes_overdue_says_when_it_was_due_and_in_working_days_how_long_ago() -> None:
    assert not found(tasks=[task(due_on=TODAY)])
    (one,) = found(tasks=[task(due_on=TODAY - timedelta(days=1))])
    assert str(one.subject) == "tugas:T-001"
    assert (
        one.reason == "T-001 tenggat sudah lewat dan belum terverifikasi selesai: tenggat 25 November 2026."
    )
    assert one.waited == "lewat 1 hari kerja"


def test_holidays_are_no_days_on_which_a_task_is_late() -> None:
    late = [task(due_on=date(2026, 11, 20))]
    assert [each.waited for each in found(tasks=late)] == ["lewat 4 hari kerja"]
    (one,) = found(tasks=late, closed=frozenset({date(2026, 11, 24)}))
    assert one.waited == "lewat 3 hari kerja"


def test_days_stand_beside_the_words_and_never_in_them() -> None:
    """Stored words are read on later days; only ``waited`` is computed for the day."""
    for _, facts in ONE_OF_EACH:
        (one,) = points(facts, NOW)
        (later,) = points(facts, NOW + timedelta(days=1))
        assert (one.title, one.reason) == (later.title, later.reason)


def test_a_commitment_is_late_in_days_and_an_ownerless_one_has_waited_since_it_was_spoken() -> None:
    (late,) = found(commitments=[commitment(1, point(LATE, reported=True), due_on=LATE)])
    (nobodys,) = found(commitments=[ownerless()])
    assert (late.waited, nobodys.waited) == ("lewat 9 hari", f"{(TODAY - date(2025, 8, 6)).days} hari")
    assert nobodys.owner == "Belum ditetapkan"


def test_a_declined_task_says_why_and_where_it_came_from() -> None:
    fact = task(state=TaskState.DECLINED, reason="di luar kewenangan; usul ke KSOP.", decision="82/2026")
    (one,) = found(tasks=[fact])
    assert "“di luar kewenangan; usul ke KSOP”" in one.reason
    assert "dari Keputusan 82/2026" in one.reason


@pytest.mark.parametrize(
    ("task_class", "hours", "is_found"),
    [
        (TaskClass.EMERGENCY, 5, False),
        (TaskClass.EMERGENCY, 7, True),
        (TaskClass.URGENT, 3 * 24, False),
        (TaskClass.URGENT, 8 * 24, True),
        (TaskClass.ORDINARY, 5 * 24, False),
        (TaskClass.ORDINARY, 8 * 24, True),
    ],
)
def test_a_proposal_is_unanswered_when_its_own_clock_has_run_out(
    task_class: TaskClass, hours: int, is_found: bool
) -> None:
    moved = NOW - timedelta(hours=hours)
    asked = task(state=TaskState.PROPOSED, task_class=task_class, moved_at=moved)
    assert bool(found(tasks=[asked])) is is_found


def test_who_reported_on_time_is_not_silent_however_long_ago() -> None:
    reported = commitment(1, point(days_ago(60), reported=True), point(TODAY + timedelta(days=30)))
    assert not found(commitments=[reported])
    (one,) = found(commitments=[silent(days=57)])
    assert (one.title, one.waited) == ("Instansi 1 belum melapor", "57 hari")


def test_an_agency_is_silent_once_for_all_that_it_owes() -> None:
    own = [silent(1, 20), silent(2, 50)]
    (one,) = found(commitments=[*(each for each in map(_of_the_same, own))])
    assert one.waited == "50 hari"
    assert "2 komitmen menunggu laporannya" in one.reason


def _of_the_same(each):
    return type(each)(**{**each.__dict__, "owner": owner(5)})


@given(st.integers(1, 59), st.integers(1, 59))
def test_the_later_the_heavier(one: int, other: int) -> None:
    late = [task(n, due_on=days_ago(days)) for n, days in ((1, one), (2, other))]
    first = "tugas:T-001" if one >= other else "tugas:T-002"
    assert str(found(tasks=late)[0].subject) == first


def test_a_burden_is_weight_and_days_and_what_makes_it_worse() -> None:
    weight = AttentionRule.OVERDUE.row.weight

    def burden(days: int, **changes: object) -> int:
        return found(tasks=[task(due_on=days_ago(days), **changes)])[0].burden

    assert burden(9) == weight + 9
    assert burden(9, task_class=TaskClass.EMERGENCY) == weight + 9 + EMERGENCY
    assert burden(400) == weight + MOST_DAYS
    again = carried("tugas:T-001")
    (one,) = found(tasks=[task(due_on=LATE)], carried=[again])
    assert one.burden == weight + 9 + CARRIED


def test_a_blocked_task_weighs_by_what_is_longer_its_obstacle_or_its_delay() -> None:
    def burden(blocked: int, due: int) -> int:
        fact = task(state=TaskState.BLOCKED, moved_at=NOW - timedelta(days=blocked), due_on=days_ago(due))
        return found(tasks=[fact])[0].burden - AttentionRule.BLOCKED.row.weight

    assert (burden(40, 1), burden(1, 40), burden(12, -5)) == (40, 40, 12)


def test_many_of_one_agency_become_one_point_that_names_the_worst() -> None:
    late = [task(n, owner=owner(7, "Polda NTT"), due_on=days_ago(n)) for n in range(1, 13)]
    (one,) = found(tasks=late)
    assert one.title == "Polda NTT: 12 tugas lewat tenggat"
    assert one.reason.startswith("Terberat: Tugas 12. T-012")
    assert "T-012, T-011, T-010, T-009, dan 8 lainnya" in one.reason
    assert one.address == "/tugas?saring=lewat&instansi=instansi-7"


def test_tasks_and_commitments_of_one_agency_are_two_groups_each_in_its_own_unit() -> None:
    own = owner(7, "Polda NTT")
    both = found(
        tasks=[task(n, owner=own, due_on=days_ago(30)) for n in range(3)],
        commitments=[
            commitment(n, point(days_ago(20), reported=True), owner=own, due_on=days_ago(20))
            for n in range(3)
        ],
    )
    assert [each.title for each in both] == [
        "Polda NTT: 3 tugas lewat tenggat",
        "Polda NTT: 3 komitmen lewat tenggat",
    ]
    assert [each.waited for each in both] == ["lewat 22 hari kerja", "lewat 20 hari"]


def test_the_forum_hears_of_all_the_silent_in_one_point() -> None:
    (one,) = found(commitments=[silent(n, 40 + n) for n in range(5)])
    assert one.title == "Lima instansi menunggak laporan"
    assert one.reason.endswith(
        "Instansi 4 belum melapor, Instansi 3 belum melapor, Instansi 2 belum melapor, dan 2 lainnya."
    )
    assert one.waited == "44 hari"


def test_what_is_carried_and_still_wrong_is_one_point_that_says_so() -> None:
    (one,) = found(tasks=[task(due_on=LATE)], carried=[carried("tugas:T-001")])
    assert one.rule is AttentionRule.OVERDUE
    assert one.reason.endswith("Terbawa dari rapat 11 November 2026.")


def test_what_is_carried_again_and_again_names_the_last_meeting_only() -> None:
    assert carried_again("Titipan.", "11 November 2026") == "Titipan. Terbawa dari rapat 11 November 2026."
    twice = carried_again(carried_again("Titipan.", "11 November 2026"), "26 November 2026")
    assert twice == "Titipan. Terbawa dari rapat 26 November 2026."
    assert carried_again("Terbawa dari rapat 1 Mei.", "8 Mei") == "Terbawa dari rapat 8 Mei."


def test_a_group_that_was_carried_is_the_same_group_again() -> None:
    again = [carried("kelompok:silent"), carried("diam:instansi-1")]
    both = found(commitments=[silent(n, 40 + n) for n in range(5)], carried=again)
    assert [str(each.subject) for each in both] == ["kelompok:silent", "diam:instansi-1"]
    assert both[0].title == "Empat instansi menunggak laporan"


def test_a_figure_that_somebody_was_asked_about_waits_for_his_day() -> None:
    def said(due_on: date) -> str:
        return found(conflicts=[conflict(explainer=owner(1), due_on=due_on)])[0].waited

    assert said(LATE) == "lewat 9 hari"
    assert said(TODAY + timedelta(days=4)) == "sisa 4 hari"
    assert found(conflicts=[conflict()])[0].waited == ""


@given(all_facts)
def test_order_of_the_facts_changes_nothing_and_no_subject_is_twice(facts: Facts) -> None:
    backwards = Facts(
        tasks=facts.tasks[::-1],
        commitments=facts.commitments[::-1],
        conflicts=facts.conflicts[::-1],
        hot=facts.hot,
        carried=facts.carried,
    )
    one = points(facts, NOW)
    assert [(each.subject, each.reason) for each in one] == [
        (each.subject, each.reason) for each in points(backwards, NOW)
    ]
    assert len({str(each.subject) for each in one}) == len(one)
    assert [each.burden for each in one] == sorted((each.burden for each in one), reverse=True)


@given(all_facts)
def test_other_words_change_neither_the_points_nor_their_order(facts: Facts) -> None:
    """A reader who is told less sees the same list (the room beside a desk)."""
    hidden = Facts(
        tasks=[
            type(each)(**{**each.__dict__, "title": "(dirahasiakan)", "reason": ""}) for each in facts.tasks
        ],
        commitments=facts.commitments,
        conflicts=facts.conflicts,
        hot=facts.hot,
        carried=facts.carried,
    )
    told, less = points(facts, NOW), points(hidden, NOW)
    assert [(p.subject, p.rule, p.burden, p.waited) for p in told] == [
        (p.subject, p.rule, p.burden, p.waited) for p in less
    ]


@given(all_facts)
def test_every_point_leads_somewhere_and_only_notes_do_not(facts: Facts) -> None:
    for each in points(facts, NOW):
        assert (each.address is None) == str(each.subject).startswith("catatan:")


def test_the_days_of_stored_points_are_found_by_their_subject() -> None:
    all_points = found(tasks=[task(due_on=LATE)], hot=[hot()])
    assert waited(all_points) == {"tugas:T-001": "lewat 7 hari kerja"}
