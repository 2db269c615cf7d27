"""The order in which a leader hears what needs a decision."""

from hypothesis import given
from hypothesis import strategies as st

from domain.attention.rules import AttentionItem, AttentionRule, worst_first


def item(rule: AttentionRule, days: int, title: str = "Butir") -> AttentionItem:
    return AttentionItem(rule, title, "", "Setda NTT", days, "/tugas")


items = st.lists(
    st.builds(item, st.sampled_from(AttentionRule), st.integers(-100, 900), st.text("abc", max_size=2))
)


def test_the_worst_of_every_rule_comes_before_the_second_worst_of_any() -> None:
    found = worst_first(
        [
            item(AttentionRule.OVERDUE, 5),
            item(AttentionRule.SILENT, 400),
            item(AttentionRule.OVERDUE, 90),
            item(AttentionRule.NO_OWNER, 10),
        ],
        limit=10,
    )
    assert [(each.rule, each.days) for each in found] == [
        (AttentionRule.NO_OWNER, 10),
        (AttentionRule.OVERDUE, 90),
        (AttentionRule.SILENT, 400),
        (AttentionRule.OVERDUE, 5),
    ]


def test_equally_late_items_go_by_title() -> None:
    found = worst_first(
        [item(AttentionRule.BLOCKED, 3, "Rujukan"), item(AttentionRule.BLOCKED, 3, "Anggaran")], limit=2
    )
    assert [each.title for each in found] == ["Anggaran", "Rujukan"]


def test_an_ownerless_promise_is_heard_of_first_and_silence_last() -> None:
    assert min(AttentionRule) is AttentionRule.NO_OWNER
    assert max(AttentionRule) is AttentionRule.SILENT


@given(items, st.integers(0, 12))
def test_no_item_is_invented_and_no_more_are_given_than_asked(found, limit: int) -> None:
    chosen = worst_first(found, limit=limit)
    assert len(chosen) == min(limit, len(found))
    assert all(chosen.count(each) <= found.count(each) for each in chosen)


@given(items)
def test_the_order_in_which_items_arrive_does_not_matter(found) -> None:
    assert worst_first(found, limit=99) == worst_first(found[::-1], limit=99)


@given(items)
def test_within_a_rule_the_longest_wait_comes_first(found) -> None:
    chosen = worst_first(found, limit=len(found))
    for rule in AttentionRule:
        days = [each.days for each in chosen if each.rule is rule]
        assert days == sorted(days, reverse=True)
