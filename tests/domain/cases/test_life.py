"""How long stages last, on tracks that loop and run beside each other, and when a referral is answered."""

from datetime import date

import pytest

from domain.access.errors import RuleBroken
from domain.cases.life import (
    StageLimit,
    Step,
    check_referral_answer,
    check_step_day,
    referral_clock,
    spans,
    stage_of,
)
from domain.figures.cases import (
    STAGES,
    PoliceStage,
    ReferralState,
    RestitutionStage,
    ServiceStage,
    Stage,
    Track,
)

TODAY = date(2026, 11, 23)


def step(track: Track, stage: Stage, on: date, ended_on: date | None = None) -> Step:
    return Step(1, track, stage, on, ended_on, "", "Polda NTT")


def police(stage: PoliceStage, on: date) -> Step:
    return step(Track.POLICE, stage, on)


def limit(days: int, valid_from: date) -> StageLimit:
    return StageLimit(Track.POLICE, "returned_p19", days, "contoh", valid_from)


def test_a_police_stage_ends_where_the_next_one_begins_even_if_that_is_an_earlier_one() -> None:
    found = spans(
        [
            police(PoliceStage.FILE_SUBMITTED, date(2026, 9, 1)),
            police(PoliceStage.RETURNED_P19, date(2026, 9, 12)),
            police(PoliceStage.FILE_SUBMITTED, date(2026, 10, 8)),
        ],
        (),
        TODAY,
    )
    assert [span.days for span in found] == [11, 26, 46]
    assert [span.ends_on for span in found] == [date(2026, 9, 12), date(2026, 10, 8), None]


def test_services_run_beside_each_other_and_beside_the_police() -> None:
    found = spans(
        [
            step(Track.SERVICES, ServiceStage.SHELTER, date(2026, 9, 1), date(2026, 9, 11)),
            police(PoliceStage.REPORTED, date(2026, 9, 2)),
            step(Track.SERVICES, ServiceStage.LEGAL_AID, date(2026, 9, 3)),
        ],
        (),
        TODAY,
    )
    assert [span.days for span in found] == [10, 82, 81]
    assert [span.ends_on is None for span in found] == [False, True, True]


def test_a_closed_file_and_a_paid_restitution_age_no_more() -> None:
    found = spans(
        [
            police(PoliceStage.FINAL, date(2026, 3, 1)),
            step(Track.RESTITUTION, RestitutionStage.PAID, date(2026, 4, 1)),
        ],
        (),
        TODAY,
    )
    assert [span.days for span in found] == [0, 0]


def test_the_limit_is_the_one_in_force_on_the_day_the_stage_began() -> None:
    limits = (limit(14, date(2026, 1, 1)), limit(30, date(2026, 11, 1)))
    [old] = spans([police(PoliceStage.RETURNED_P19, date(2026, 10, 30))], limits, TODAY)
    [new] = spans([police(PoliceStage.RETURNED_P19, date(2026, 11, 1))], limits, TODAY)
    [before] = spans([police(PoliceStage.RETURNED_P19, date(2025, 12, 31))], limits, TODAY)
    assert (old.over, new.over) == (10, 0)
    assert before.limit is None
    assert before.over == 0


def test_every_stage_is_read_back_on_its_own_track() -> None:
    for track, stages in STAGES.items():
        assert [stage_of(track, stage.value) for stage in stages] == list(stages)
    with pytest.raises(ValueError, match="shelter"):
        stage_of(Track.POLICE, "shelter")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (None, "belum diisi"),
        (date(2026, 11, 24), "belum tiba"),
        (date(2026, 11, 9), "sebelum laporan diterima"),
    ],
)
def test_a_step_without_a_day_in_the_future_or_before_the_report_is_refused(
    day: date | None, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says):
        check_step_day(day, reported_on=date(2026, 11, 10), on=TODAY)


def test_a_step_on_the_day_of_the_report_or_today_is_taken() -> None:
    for day in (date(2026, 11, 10), TODAY):
        assert check_step_day(day, reported_on=date(2026, 11, 10), on=TODAY) == day


ALLOWED = {
    (ReferralState.SENT, ReferralState.ACCEPTED),
    (ReferralState.SENT, ReferralState.REFUSED),
    (ReferralState.ACCEPTED, ReferralState.DONE),
}


@pytest.mark.parametrize("state", list(ReferralState))
@pytest.mark.parametrize("answer", list(ReferralState))
def test_a_referral_is_answered_once_and_done_after_it_was_accepted(
    state: ReferralState, answer: ReferralState
) -> None:
    if (state, answer) in ALLOWED:
        check_referral_answer(state, answer)
        return
    with pytest.raises(RuleBroken, match=r"Rujukan ini (belum|sudah|berakhir)"):
        check_referral_answer(state, answer)


def test_the_clock_of_a_referral_counts_working_days_and_knows_holidays() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    clock = referral_clock(friday, None, monday, ())
    assert (clock.due_on, clock.days, clock.left, clock.is_late) == (date(2026, 11, 25), 1, 2, False)
    closed = referral_clock(friday, None, date(2026, 11, 26), {monday})
    assert (closed.due_on, closed.days, closed.is_late) == (date(2026, 11, 26), 3, False)
    assert referral_clock(friday, None, date(2026, 11, 26), ()).is_late


def test_the_clock_of_an_answered_referral_stands_still() -> None:
    clock = referral_clock(date(2026, 7, 31), date(2026, 8, 7), TODAY, ())
    assert (clock.days, clock.is_late) == (5, True)
