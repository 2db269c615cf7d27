"""Silence of agencies, in days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.commitments.silence import SILENT_AFTER, AgencySilence, silence_of_agencies

TODAY = date(2026, 11, 23)
START = date(2026, 1, 1)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_the_last_report_on_any_commitment_ends_an_agencys_silence() -> None:
    reports = [("Polda", START, days_ago(60)), ("Polda", START, days_ago(4)), ("Polda", START, None)]
    assert silence_of_agencies(reports, TODAY) == [AgencySilence("Polda", 3, days_ago(4), 4)]


def test_who_never_reported_is_silent_since_his_first_commitment_began() -> None:
    reports = [("Kejati", days_ago(10), None), ("Kejati", days_ago(90), None)]
    assert silence_of_agencies(reports, TODAY) == [AgencySilence("Kejati", 2, None, 90)]


def test_a_commitment_that_begins_later_is_no_silence_yet() -> None:
    assert silence_of_agencies([("BP3MI", TODAY + timedelta(days=5), None)], TODAY)[0].days == 0


def test_an_agency_is_named_after_a_month() -> None:
    reports = [("A", START, days_ago(SILENT_AFTER - 1)), ("B", START, days_ago(SILENT_AFTER))]
    assert {each.agency: each.is_silent for each in silence_of_agencies(reports, TODAY)} == {
        "A": False,
        "B": True,
    }


def test_the_longest_silence_comes_first_and_ties_go_by_name() -> None:
    reports = [("C", START, days_ago(5)), ("A", START, days_ago(5)), ("B", START, days_ago(50))]
    assert [each.agency for each in silence_of_agencies(reports, TODAY)] == ["B", "A", "C"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.dates(START, TODAY),
            st.none() | st.dates(START, TODAY),
        )
    )
)
def test_every_commitment_is_counted_once(reports) -> None:
    found = silence_of_agencies(reports, TODAY)
    assert sum(each.commitments for each in found) == len(reports)
    assert len({each.agency for each in found}) == len(found) == len({agency for agency, _, _ in reports})
