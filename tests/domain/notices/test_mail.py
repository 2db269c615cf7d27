"""When a mail may go out, and which address is an office's."""

from datetime import date, datetime, timedelta

import pytest

from domain.access.errors import RuleBroken
from domain.notices.mail import (
    LEASE,
    LONGEST_WAIT,
    STEP,
    STEPS,
    MailHours,
    checked_address,
    digest_due,
    next_open,
    retry_after,
)
from domain.time.calendar import ZONE


def test_a_worker_has_a_mail_for_longer_than_a_server_may_take_over_it() -> None:
    assert LEASE > STEP * STEPS


CLOSED = {date(2026, 12, 24), date(2026, 12, 25)}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(21, 9), at(21, 9)),
        (at(21, 5), at(21, 6)),
        (at(21, 19, 59), at(21, 19, 59)),
        (at(21, 20), at(22, 6)),
        (at(18, 21), at(21, 6)),
        (at(19, 9), at(21, 6)),
        (at(23, 20), at(28, 6)),
    ],
    ids=[
        "at work",
        "before six",
        "the last minute",
        "at eight",
        "Friday night",
        "Saturday",
        "before holidays",
    ],
)
def test_mail_waits_for_the_hours_of_a_working_day(moment: datetime, opens: datetime) -> None:
    assert next_open(moment, MailHours(), CLOSED) == opens


def test_a_reader_may_ask_for_longer_quiet_and_for_no_shorter_one() -> None:
    narrow = MailHours(opens=9, closes=15)
    narrow.check()
    assert next_open(at(21, 7), narrow, CLOSED) == at(21, 9) == digest_due(at(21, 0).date(), narrow)
    for hours in (MailHours(5, 20), MailHours(6, 21), MailHours(12, 12)):
        with pytest.raises(RuleBroken, match="Surel hanya dikirim antara"):
            hours.check()


def test_a_digest_whose_hour_is_a_quiet_one_comes_when_the_quiet_ends() -> None:
    day = at(21, 0).date()
    due = {hours: digest_due(day, MailHours(*hours)) for hours in ((6, 20), (6, 7), (7, 8), (9, 15))}
    assert due == {(6, 20): at(21, 7), (6, 7): at(21, 6), (7, 8): at(21, 7), (9, 15): at(21, 9)}


def test_a_failing_server_is_left_alone_longer_each_time_and_never_given_up() -> None:
    waits = [retry_after(tries) for tries in range(1, 40)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=2), LONGEST_WAIT)


@pytest.mark.parametrize("address", ["", "tu@dpmd.nttprov.go.id", " sekretariat@korem161.mil.id "])
def test_the_address_of_an_office_is_kept_without_its_margins(address: str) -> None:
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "siapa@gmail.com",
        "dua@a.go.id, tiga@b.go.id",
        "tanpa-at.go.id",
        "a@b@c.go.id",
        "spasi dua@x.go.id",
        "x@y.go.id\nBcc: z@y.go.id",
        "x@sego.id",
        f"{'x' * 120}@y.go.id",
    ],
)
def test_another_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(RuleBroken):
        checked_address(address)
