"""Which months a source delivered in time, late or not at all, and since when it is behind."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.imports.due_months import Came, MonthState, Schedule, schedule
from domain.imports.life import ImportState

TODAY = date(2026, 11, 23)
ON_TIME, LATE, HELD = MonthState.ON_TIME, MonthState.LATE, MonthState.HELD
MISSING, NOT_DUE = MonthState.MISSING, MonthState.NOT_DUE


def _came(first: str, last: str, received: str, state: ImportState = ImportState.STORED) -> Came:
    """From the first of one month to the last of another, as ``2026-03``."""
    year, month = map(int, last.split("-"))
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    number = int(received.replace("-", ""))
    return Came(number, state, date.fromisoformat(f"{first}-01"), end, date.fromisoformat(received))


def _states(found: Schedule, year: int = 2026) -> list[MonthState | None]:
    return [each.state if each else None for each in found.of_year(year)]


def _monthly(until: int, *, without: Sequence[int] = ()) -> list[Came]:
    """Each on the fifth of the month after it."""
    months = [month for month in range(1, until + 1) if month not in without]
    return [_came(f"2026-{m:02}", f"2026-{m:02}", f"2026-{m + 1:02}-05") for m in months]


def test_a_month_is_in_time_until_the_tenth_of_the_next_one() -> None:
    last_day = _came("2026-02", "2026-02", "2026-03-10")
    day_after = _came("2026-03", "2026-03", "2026-04-11")
    found = schedule([*_monthly(1), last_day, day_after], date(2026, 4, 12))
    assert _states(found)[:4] == [ON_TIME, ON_TIME, LATE, NOT_DUE]
    late = found.of_year(2026)[2]
    assert late is not None
    assert (late.days, late.number) == (1, 20260411)


def test_what_is_not_due_yet_is_not_missing() -> None:
    assert _states(schedule(_monthly(9), date(2026, 11, 10)))[9] is NOT_DUE
    assert _states(schedule(_monthly(9), date(2026, 11, 11)))[9] is MISSING


def test_a_source_is_behind_since_the_oldest_month_that_it_owes_was_due() -> None:
    found = schedule(_monthly(10, without=[5]), TODAY)
    assert found.behind == (TODAY - date(2026, 6, 10)).days
    assert schedule(_monthly(10), TODAY).behind == 0


def test_nothing_was_owed_before_the_first_delivery_came() -> None:
    found = schedule([_came("2026-01", "2026-08", "2026-09-20")], date(2026, 9, 25))
    assert _states(found)[:9] == [HELD] * 8 + [NOT_DUE]
    assert found.behind == 0
    with_a_hole = schedule(
        [_came("2026-01", "2026-01", "2026-09-20"), _came("2026-03", "2026-08", "2026-09-20")],
        date(2026, 9, 25),
    )
    assert _states(with_a_hole)[1] is MISSING
    assert with_a_hole.behind == 5


def test_the_first_file_that_held_a_month_says_when_it_came() -> None:
    running = [_came("2026-01", f"2026-{m:02}", f"2026-{m + 1:02}-05") for m in range(1, 11)]
    assert _states(schedule(running, TODAY)) == [ON_TIME] * 10 + [NOT_DUE] * 2


def test_who_sends_quarters_owes_quarters() -> None:
    quarters = [
        _came("2026-01", "2026-03", "2026-04-02"),
        _came("2026-04", "2026-06", "2026-07-14"),
    ]
    found = schedule(quarters, date(2026, 10, 10))
    assert found.rhythm == 3
    assert _states(found) == [ON_TIME] * 3 + [LATE] * 3 + [NOT_DUE] * 6
    assert schedule(quarters, date(2026, 10, 11)).behind == 1
    assert schedule([*quarters, _came("2026-07", "2026-07", "2026-08-04")], TODAY).rhythm == 1


def test_figures_of_a_year_are_due_in_january() -> None:
    found = schedule([_came("2025-01", "2025-12", "2026-01-09")], TODAY)
    assert found.rhythm == 12
    assert _states(found, 2025) == [ON_TIME] * 12
    assert set(_states(found)) == {NOT_DUE}


def test_what_was_undone_is_owed_again_until_it_comes_anew() -> None:
    undone = _came("2026-06", "2026-06", "2026-07-05", ImportState.UNDONE)
    found = schedule([*_monthly(10, without=[6]), undone], TODAY)
    assert _states(found)[5] is MonthState.UNDONE
    assert found.behind == (TODAY - date(2026, 7, 10)).days
    anew = _came("2026-06", "2026-06", "2026-07-20")
    assert _states(schedule([*_monthly(10, without=[6]), undone, anew], TODAY))[5] is LATE


def test_what_waits_to_be_stored_is_not_owed() -> None:
    waiting = _came("2026-10", "2026-10", "2026-11-02", ImportState.WAITING)
    found = schedule([*_monthly(9), waiting], TODAY)
    assert _states(found)[9] is MonthState.WAITING
    assert found.behind == 0


def test_a_refused_or_discarded_file_says_nothing_of_a_month() -> None:
    for state in (ImportState.REFUSED, ImportState.DISCARDED, ImportState.READING):
        again = _came("2026-10", "2026-10", "2026-11-02", state)
        assert _states(schedule([*_monthly(9), again], TODAY))[9] is MISSING


def test_a_quiet_month_of_a_register_is_not_one_that_is_owed() -> None:
    register = [
        Came(1, ImportState.STORED, date(2026, 1, 4), date(2026, 2, 11), date(2026, 3, 1)),
        Came(2, ImportState.STORED, date(2026, 5, 9), date(2026, 5, 30), date(2026, 6, 3)),
    ]
    found = schedule(register, date(2026, 6, 5), runs_on=True)
    assert _states(found)[:6] == [HELD, ON_TIME, HELD, HELD, ON_TIME, NOT_DUE]
    assert found.behind == 0
    assert _states(schedule(register, date(2026, 6, 5)))[2:4] == [MISSING, MISSING]


def test_a_year_before_the_first_delivery_says_nothing() -> None:
    assert set(_states(schedule(_monthly(3), TODAY), 2025)) == {None}
    assert schedule([], TODAY).months == ()
