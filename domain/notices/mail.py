"""When a mail may go out, to which address, and how long a failing server is left alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.places.province import HERE
from domain.time.calendar import ZONE, local_time
from domain.time.working_days import is_working_day

EARLIEST = 6
"""The hour of the province from which on a mail may go out; a reader may ask for a later one."""
LATEST = 20
"""The hour after which none goes out; a reader may ask for an earlier one."""
DIGEST_HOUR = 7
"""When the day's digest is due."""
BEFORE_MEETING = timedelta(hours=1)
"""How long before a meeting its members get their pages."""

MOST_A_DAY = 3
"""Mails that a person gets on one day, whatever they are about; emergencies come on top."""

LONGEST_WAIT = timedelta(hours=1)
LEASE = timedelta(minutes=5)
"""How long a worker has for one mail; then it is anybody's again."""
STEP = timedelta(seconds=20)
"""How long a mail server may take for one step."""
STEPS = 12
"""Of handing one mail to a server, at most, from the connection and sign-in to the last full stop.
A worker that is slower than its lease would have its mail sent a second time by another."""

OFFICE_DOMAINS = (".go.id", ".mil.id", ".desa.id", ".ac.id")
LONGEST_ADDRESS = 120


class Purpose(StrEnum):
    DIGEST = "digest"
    WEEKLY = "weekly"
    """The digest of whoever wants one a week."""
    BRIEFING = "briefing"
    """Each morning the way to Ringkasan Gubernur, also when nothing waits: what it says is made when it is
    opened, for whoever signed in."""
    URGENT = "urgent"
    BEFORE_MEETING = "before_meeting"
    """The page of a member, an hour ahead."""
    AFTER_MEETING = "after_meeting"
    """What a closed meeting decided for an office."""
    MEETING_NEWS = "meeting_news"
    """A meeting to which somebody was called was changed, taken back, or called again."""
    ACCOUNT_LINK = "account_link"
    """The link that sets the password of an account, sent by its administrator."""


AT_ONCE = (Purpose.URGENT, Purpose.ACCOUNT_LINK)
"""At any hour of any day, and beside the most of a day: somebody waits for them."""

OF_MORNING = (Purpose.DIGEST, Purpose.WEEKLY, Purpose.BRIEFING)
"""At most one of them a day: with the page and the news of a meeting it must stay within the most."""


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    NOT_NEEDED = "not_needed"
    """Nothing was left to say when its turn came, or the next digest says it."""
    REFUSED = "refused"
    """The server does not know the address: to be mended by its owner, not by trying again."""


@dataclass(frozen=True)
class MailHours:
    """The hours of a working day in which somebody wants mail."""

    opens: int = EARLIEST
    closes: int = LATEST

    def check(self) -> None:
        if not EARLIEST <= self.opens < self.closes <= LATEST:
            raise RuleBroken(
                f"Surel hanya dikirim antara {EARLIEST:02d}.00 dan {LATEST}.00 {HERE.zone_label}. "
                "Pilih jam selesai tenang sebelum jam mulainya, di antara keduanya."
            )


def next_open(moment: datetime, hours: MailHours, closed: Collection[date]) -> datetime:
    """The first moment from this one on at which a mail that is no emergency may go out."""
    local = local_time(moment)
    opens = datetime.combine(local.date(), time(hours.opens), ZONE)
    closes = datetime.combine(local.date(), time(hours.closes), ZONE)
    if is_working_day(local.date(), closed) and local < closes:
        return max(moment, opens)
    day = local.date() + timedelta(days=1)
    while not is_working_day(day, closed):
        day += timedelta(days=1)
    return datetime.combine(day, time(hours.opens), ZONE)


def digest_due(day: date, hours: MailHours) -> datetime:
    """At its hour, or as soon as its reader's hours begin where it lies outside of them."""
    is_open = hours.opens <= DIGEST_HOUR < hours.closes
    return datetime.combine(day, time(DIGEST_HOUR if is_open else hours.opens), ZONE)


def briefing_due(day: date, hours: MailHours) -> datetime:
    """As soon as its reader's hours begin: it is read before the day does."""
    return datetime.combine(day, time(hours.opens), ZONE)


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def earlier_in_week(day: date, closed: Collection[date]) -> tuple[date, ...]:
    """The working days before this one: the weekly digest goes out on the first that there is."""
    monday = week_of(day)
    days = (monday + timedelta(days=number) for number in range(day.weekday()))
    return tuple(each for each in days if is_working_day(each, closed))


def can_wait(purpose: Purpose, days: Collection[date], today: date) -> bool:
    """Whether a mail gives way to news of today: what was decided, and news of meetings of other ``days``."""
    if purpose is Purpose.MEETING_NEWS:
        return today not in days
    return purpose is Purpose.AFTER_MEETING


def retry_after(tries: int) -> timedelta:
    """Longer each time, up to an hour; a server that is down is never given up."""
    return min(timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)


def checked_address(address: str) -> str:
    """An office's own, without which nothing is sent; nobody's private one has a place here."""
    address = address.strip()
    if not address:
        return ""
    name, _, host = address.partition("@")
    fits = name and host and "@" not in host and "." in host and address.isascii() and address.isprintable()
    if not fits or any(character in ' <>,;:"()[]\\' for character in address):
        raise RuleBroken("Alamat surel tidak dapat dibaca. Tulis seperti bagian@instansi.nttprov.go.id.")
    if len(address) > LONGEST_ADDRESS:
        raise RuleBroken(f"Alamat surel paling banyak {LONGEST_ADDRESS} karakter.")
    if not f".{host.casefold()}".endswith(OFFICE_DOMAINS):
        raise RuleBroken(
            "Hanya surel dinas yang dipakai: alamat yang berakhir dengan go.id, mil.id, desa.id, atau ac.id. "
            "Tanpa alamat, kabar tetap masuk di sini."
        )
    return address
