"""Tiers below the case officers know of the register by releases: nothing of it moves in between."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.acting import Sender
from db.command import run
from db.commands.case_work import reinstate_case
from db.commands.cases import change_cases
from db.commands.releases import close_release
from db.engine import reading
from db.models import CaseRecord, CaseReleased
from db.queries.case_counts import (
    CaseCounts,
    Grain,
    Period,
    case_counts,
    case_series,
    case_years,
    newest_report,
    register_days,
)
from db.queries.releases import last_release, release_due
from domain.access.errors import Forbidden, RuleBroken
from domain.access.permissions import WORKER, Role
from domain.cases.requests import CloseRelease, ReinstateCase
from domain.figures.cases import CaseKind, Withdrawal
from domain.places.regions import PROVINCE, RegionLevel
from tests import factories
from tests.factories import actor, filling

SEPTEMBER, DECEMBER = date(2025, 9, 30), date(2025, 12, 31)
MALAKA, BELU = "53.21", "53.04"
READER, OFFICER = actor(Role.AGENCY).scope, actor(Role.CASE_OFFICER).scope


@pytest.fixture
def close(engine: Engine) -> Callable[[date], int]:
    """The worker closes a release in January 2026."""
    sender = Sender(engine, WORKER, lambda: datetime(2026, 1, 15, tzinfo=UTC))
    return lambda ends_on: run(sender, close_release, CloseRelease(ends_on))


def write(engine: Engine, regency: str, reported_on: date, times: int = 1) -> None:
    with filling(engine) as session:
        for _ in range(times):
            factories.case(session, regency=regency, reported_on=reported_on)


@pytest.fixture(autouse=True)
def register(engine: Engine) -> None:
    for regency in (MALAKA, BELU):
        write(engine, regency, date(2025, 3, 1), 5)


def counts(engine: Engine, scope=READER) -> CaseCounts:
    with reading(engine) as connection:
        return case_counts(
            connection,
            kind=CaseKind.DEATH_ABROAD,
            starts_on=date(2025, 1, 1),
            ends_on=DECEMBER,
            level=RegionLevel.REGENCY,
            scope=scope,
        )


def test_what_is_newer_than_the_last_release_shows_to_the_cases_tier_alone(
    engine: Engine, close: Callable[[date], int]
) -> None:
    close(SEPTEMBER)
    before = counts(engine)
    write(engine, MALAKA, date(2025, 11, 1), 4)
    assert counts(engine) == before
    assert (before.total, before.told_until) == (10, SEPTEMBER)
    assert counts(engine, OFFICER).total == 14


def test_the_provinces_months_and_the_days_of_the_register_end_with_the_release(
    engine: Engine, close: Callable[[date], int]
) -> None:
    close(SEPTEMBER)
    write(engine, MALAKA, date(2025, 11, 1))
    with reading(engine) as connection:
        series = case_series(
            connection,
            kind=CaseKind.DEATH_ABROAD,
            region_code=PROVINCE,
            grain=Grain.MONTH,
            scope=READER,
        )
        assert series.periods[-1].ends_on == SEPTEMBER
        assert register_days(connection, scope=READER) == Period(date(2025, 3, 1), SEPTEMBER)


def test_a_back_dated_report_and_one_that_moved_wait_for_the_next_release(
    engine: Engine, close: Callable[[date], int]
) -> None:
    close(SEPTEMBER)
    before = counts(engine)
    write(engine, BELU, date(2025, 4, 1), 4)
    with filling(engine) as session:
        of_malaka = select(CaseRecord.id).where(CaseRecord.origin_regency_code == MALAKA).limit(1)
        change_cases(session, session.scalars(of_malaka), origin_regency_code="53.05")
    assert counts(engine) == before
    close(DECEMBER)
    after = counts(engine)
    assert after.total == 14
    assert after.by_region[MALAKA].value is None, "5 - 1 would tell that one went"


def test_a_case_that_counts_again_is_told_with_the_next_release(
    engine: Engine, close: Callable[[date], int]
) -> None:
    """To the officers at once; to whoever reads counts as one that was dated back."""
    with filling(engine) as session:
        row = factories.case(session, regency=MALAKA, reported_on=date(2025, 4, 1))
        change_cases(session, [row.id], withdrawn_as=Withdrawal.WRONG)
        code, seen = row.code, row.version
        officer = factories.actor_of(session, factories.user(session, role=Role.CASE_OFFICER))
    close(SEPTEMBER)
    before, known = counts(engine), counts(engine, OFFICER)
    sender = Sender(engine, officer, lambda: datetime(2026, 1, 10, tzinfo=UTC))
    run(sender, reinstate_case, ReinstateCase(code, seen, "Ternyata benar."))
    assert counts(engine) == before
    assert counts(engine, OFFICER).total == known.total + 1
    close(DECEMBER)
    after = counts(engine)
    assert after.total == before.total + 1
    assert after.by_region[MALAKA].value is None, "5 + 1 would tell that one came"


def test_a_wrong_year_that_was_corrected_is_no_beginning_after_the_next_release(
    engine: Engine, close: Callable[[date], int]
) -> None:
    with filling(engine) as session:
        wrong = factories.case(session, regency=MALAKA, reported_on=date(2002, 3, 4)).id
    close(SEPTEMBER)
    with filling(engine) as session:
        change_cases(session, [wrong], reported_on=date(2025, 3, 4))
    close(DECEMBER)
    with reading(engine) as connection:
        assert register_days(connection, scope=READER) == Period(date(2025, 3, 1), DECEMBER)
        assert case_years(connection, scope=READER) == (2025,)


def test_a_register_begins_for_readers_of_releases_in_a_month_and_not_on_the_day_of_a_report(
    engine: Engine, close: Callable[[date], int]
) -> None:
    write(engine, BELU, date(2025, 1, 17))
    close(SEPTEMBER)
    with reading(engine) as connection:
        assert register_days(connection, scope=READER) == Period(date(2025, 1, 1), SEPTEMBER)
        assert register_days(connection, scope=OFFICER) == Period(date(2025, 1, 17), date(2025, 3, 1))


def test_the_newest_report_is_one_that_counts(engine: Engine) -> None:
    with filling(engine) as session:
        row = factories.case(session, regency=MALAKA, reported_on=date(2025, 11, 11))
        change_cases(session, [row.id], withdrawn_as=Withdrawal.DOUBLE)
    with reading(engine) as connection:
        newest = newest_report(
            connection, kind=CaseKind.DEATH_ABROAD, period=Period.year(2025), scope=OFFICER
        )
    assert newest == Period(date(2025, 3, 1), date(2025, 3, 1))


def test_a_release_keeps_what_the_register_said_whatever_becomes_of_it(
    engine: Engine, close: Callable[[date], int]
) -> None:
    first = close(SEPTEMBER)
    write(engine, MALAKA, date(2025, 11, 1), 3)
    second = close(DECEMBER)
    with Session(engine) as session:
        changes = select(CaseReleased.release_id, CaseReleased.month, CaseReleased.change).where(
            CaseReleased.level == RegionLevel.REGENCY, CaseReleased.region_code == MALAKA
        )
        assert set(session.execute(changes)) == {
            (first, date(2025, 3, 1), 5),
            (second, date(2025, 11, 1), 3),
        }


@pytest.mark.parametrize(
    ("ends_on", "says"),
    [
        (SEPTEMBER, "sudah ditutup"),
        (date(2025, 6, 30), "sudah ditutup"),
        (date(2025, 12, 30), "hari terakhir sebuah bulan"),
        (date(2026, 1, 31), "belum lewat"),
        (None, "Pilih sampai tanggal"),
    ],
)
def test_a_release_that_cannot_be_is_refused_in_words(
    close: Callable[[date | None], int], ends_on: date | None, says: str
) -> None:
    close(SEPTEMBER)
    with pytest.raises(RuleBroken, match=says):
        close(ends_on)


def test_who_may_not_close_a_release_is_refused(engine: Engine) -> None:
    sender = Sender(engine, actor(Role.AGENCY), lambda: datetime(2026, 1, 15, tzinfo=UTC))
    with pytest.raises(Forbidden):
        run(sender, close_release, CloseRelease(SEPTEMBER))


def test_a_quarter_is_due_once_it_is_over_and_until_it_is_released(
    engine: Engine, close: Callable[[date], int]
) -> None:
    def due(on: date) -> date | None:
        with reading(engine) as connection:
            return release_due(connection, on)

    assert [due(date(2025, 9, 30)), due(date(2025, 10, 1))] == [date(2025, 6, 30), SEPTEMBER]
    close(SEPTEMBER)
    assert (due(date(2025, 12, 31)), due(date(2026, 1, 1))) == (None, DECEMBER)
    with reading(engine) as connection:
        found = last_release(connection)
    assert found is not None
    assert found.ends_on == SEPTEMBER


def test_before_the_first_release_lower_tiers_are_told_nothing(engine: Engine) -> None:
    found = counts(engine)
    assert (found.total, found.is_outside, found.told_until) == (0, True, None)
