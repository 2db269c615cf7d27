"""Classes of a choropleth and what the legend says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.choropleth import Classes, classes
from domain.figures.map_view import CLASSES

values = st.lists(st.floats(0.01, 500), min_size=1, max_size=22)
counts = st.lists(st.integers(1, 500), min_size=1, max_size=22)


def of(drawn: list[float], *, whole: bool) -> Classes:
    return classes(drawn, mean=sum(drawn) / len(drawn), whole=whole)


def test_limits_stand_at_fixed_multiples_of_the_mean() -> None:
    found = classes([0.5, 11.1], mean=2.5, whole=False)
    assert found.limits == (1.5, 2.5, 4.0, 6.0)
    assert found.labels() == ["< 1,5", "1,5–2,4", "2,5–3,9", "4,0–5,9", "≥ 6,0"]


def test_counts_have_whole_limits() -> None:
    found = classes([1, 25], mean=7.0, whole=True)
    assert found.limits == (4, 7, 11, 17)
    assert found.labels() == ["1–3", "4–6", "7–10", "11–16", "≥ 17"]


def test_a_class_of_a_single_count_is_named_by_it() -> None:
    assert Classes((2, 3, 5), 0).labels() == ["1", "2", "3–4", "≥ 5"]


def test_limits_that_no_value_reaches_are_left_out() -> None:
    assert classes([2.0, 2.6], mean=2.5, whole=False).limits == (1.5, 2.5)


@pytest.mark.parametrize(("drawn", "mean"), [([], 0.0), ([], 5.0), ([1], 1.0), ([1, 1, 1], 1.0)])
def test_without_anything_to_tell_apart_there_is_one_class(drawn: list[float], mean: float) -> None:
    found = classes(drawn, mean=mean, whole=True)
    assert (found.limits, found.labels(), found.index(1)) == ((), ["semua"], 0)


@given(values)
def test_every_value_has_a_class_and_every_class_a_label(drawn: list[float]) -> None:
    found = of(drawn, whole=False)
    assert {found.index(value) for value in drawn} <= set(range(len(found.labels())))
    assert len(found.labels()) <= CLASSES


@given(st.one_of(values, counts), st.booleans())
def test_limits_rise_and_labels_differ(drawn: list[float], whole: bool) -> None:
    found = of(drawn, whole=whole)
    assert list(found.limits) == sorted(set(found.limits))
    assert len(set(found.labels())) == len(found.labels())


@given(values, st.booleans())
def test_a_higher_value_is_never_paler(drawn: list[float], whole: bool) -> None:
    found = of(drawn, whole=whole)
    shades = [found.index(value) for value in sorted(drawn)]
    assert shades == sorted(shades)


@given(counts)
def test_a_count_lies_within_the_label_of_its_class(drawn: list[int]) -> None:
    found = of(drawn, whole=True)
    edges = [1, *found.limits, 10**9]
    for value in drawn:
        index = found.index(value)
        assert edges[index] <= value < edges[index + 1]


@given(counts)
def test_the_highest_value_lies_in_the_last_class(drawn: list[int]) -> None:
    found = of(drawn, whole=True)
    assert found.index(max(drawn)) == len(found.limits)
