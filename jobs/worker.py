"""What runs beside the screens: it reminds people of their days, closes the register's quarters, has the
backup of the night made, and takes mail to the server."""

import logging
import smtplib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from db import backend as state
from db import outbox
from db.backend import Backend
from db.command import run
from db.commands.moves import carry_out_moves
from db.commands.notices import hand_out_sheets, remind
from db.commands.people import draw_link
from db.commands.releases import close_release
from db.outbox import InHand
from db.queries.holidays import closed_days
from db.queries.mail import (
    MeetingAhead,
    Recipient,
    last_meeting_of_day,
    mails_of_day,
    meetings_within,
    recipient,
    was_reminded,
)
from db.queries.progress import known_hashes
from db.queries.releases import last_release, release_due
from domain.access.errors import NotFound, RuleBroken
from domain.access.permissions import WORKER
from domain.access.requests import DrawLink
from domain.cases.requests import CloseRelease
from domain.notices.mail import (
    AT_ONCE,
    BEFORE_MEETING,
    EARLIEST,
    MOST_A_DAY,
    MailState,
    Purpose,
    next_open,
    retry_after,
)
from domain.notices.requests import HandOutSheets, Remind
from domain.time.calendar import ZONE, local_time, system_clock
from jobs.backup import NightlyBackup
from jobs.mailer import AddressRefused, BrokenOff, Mailer, NotNow, NotTaken
from views.ask import ask, over, reading_run
from views.mail import MailText, is_superseded, letter, link_letter

log = logging.getLogger("gerak.jobs")

PAUSE_SECONDS = 20.0
"""Seconds between two turns."""
SCREEN = "pekerja"
SWEPT_EVERY, SWEPT_AFTER = timedelta(hours=6), timedelta(hours=12)
"""How often files without a row are looked for, and how old one must be: one is older than its row."""
MOST_SWEPT = 100
"""More files without a row than that, and than those that have one, are never removed by themselves."""
MOST_BROKEN_OFF = 2
"""After this many broken connections in a row the fault is the server's, not that of the mails."""
_A_WHILE = timedelta(minutes=1)
"""Until it is known whether another worker's mail to the same person went out."""


@dataclass
class Worker:
    """One of any number of workers: its effects are global, or leased to it alone."""

    backend: Backend
    mailer: Mailer | None = None
    nightly: NightlyBackup | None = None
    reminded_on: date | None = None
    handed_out: set[MeetingAhead] = field(default_factory=set)
    released_on: date | None = None
    swept_at: datetime | None = None

    def turn(self) -> int:
        """Do everything that is due; returns how many mails went out. A failing job does not hold up the
        others."""
        for job in (self.back_up, self.move, self.remind, self.hand_out_sheets, self.release, self.sweep):
            _alone(job)
        return self.deliver() if self.mailer else 0

    def back_up(self) -> None:
        if self.nightly is not None:
            self.nightly.turn()

    def move(self) -> None:
        carry_out_moves(self.backend.sender(WORKER, SCREEN))

    def remind(self) -> None:
        """Once a day, from the hour on at which people may be told; which worker it is does not matter."""
        local = local_time(self.backend.settings.clock())
        today = local.date()
        if local.hour < EARLIEST or today == self.reminded_on:
            return
        with reading_run(self.backend.engine):
            done = ask(was_reminded, today)
        if not done:
            run(self.backend.sender(WORKER, SCREEN), remind, Remind(today))
        self.reminded_on = today

    def hand_out_sheets(self) -> None:
        """Before each meeting once, whichever worker comes first."""
        with reading_run(self.backend.engine):
            coming = ask(meetings_within, self.backend.settings.clock(), BEFORE_MEETING)
        for each in coming:
            if each not in self.handed_out:
                asked = HandOutSheets(each.id, each.starts_at)
                run(self.backend.sender(WORKER, SCREEN), hand_out_sheets, asked)
                self.handed_out.add(each)

    def release(self) -> None:
        """Once a day: a quarter that is over is told to the tiers that know of the register by releases.

        Never the first one: it cannot be taken back, and whether the register is whole by then only its
        administrator knows.
        """
        today = local_time(self.backend.settings.clock()).date()
        if today == self.released_on:
            return
        with reading_run(self.backend.engine):
            due = ask(release_due, today) if ask(last_release) else None
        if due is not None:
            try:
                run(self.backend.sender(WORKER, SCREEN), close_release, CloseRelease(due))
            except RuleBroken as refused:
                # Another worker or the administrator was quicker.
                log.info("a release was not closed: %s", refused)
        self.released_on = today

    def sweep(self) -> None:
        """What was removed from its report, or never got into one, is gone within a day."""
        now = system_clock()  # by which the store tells how old its files are
        if self.swept_at is not None and now - self.swept_at < SWEPT_EVERY:
            return
        with reading_run(self.backend.engine):
            known = over(known_hashes)
        self.swept_at = now
        unclaimed = len(self.backend.evidence.names() - known)
        if unclaimed > max(MOST_SWEPT, len(known)):
            # Rather the store of another database, or a database that was emptied.
            log.error("%d files of proof have no row, too many to be swept; look at EVIDENCE_URL", unclaimed)
            return
        removed = self.backend.evidence.sweep(known, before=now - SWEPT_AFTER)
        if removed:
            log.info("%d file(s) of proof that no row speaks of were removed", removed)

    def deliver(self) -> int:
        """Until nothing is due any more, or the server takes no more."""
        sent = 0
        while taken := outbox.take(self.backend.engine, self.backend.settings.clock()):
            count, is_open = self._deliver(taken)
            sent += count
            if not is_open:
                break
        return sent

    def _deliver(self, taken: tuple[InHand, ...]) -> tuple[int, bool]:
        """How many of these went out, and whether the server still takes any.

        A mail over which the line breaks is put off alone, and the next has a new line. Those that were not
        reached keep their count of tries, so that next time they go before the ones at which it broke.
        """
        assert self.mailer is not None
        sent, broken, rest = 0, 0, list(taken)
        while rest:
            try:
                with self.mailer.open() as server:
                    while rest and server.sock is not None:
                        went_out = self._tried(server, rest.pop(0))
                        sent, broken = sent + went_out, 0 if went_out else broken
            except BrokenOff as error:
                broken, fault = broken + 1, str(error)
                if broken < MOST_BROKEN_OFF:
                    continue
            except NotTaken as error:
                fault = str(error)
            else:
                continue
            log.warning("mail was not taken: %s", fault)
            for mail in rest:
                self._later(mail, fault, was_tried=not broken)
            return sent, False
        return sent, True

    def _tried(self, server: smtplib.SMTP, mail: InHand) -> bool:
        """Whether it went out. What is wrong with one mail keeps no other from going."""
        try:
            return self._handle(server, mail)
        except DBAPIError:
            raise
        except BrokenOff as error:
            log.warning("the line broke over one mail: %s", error)
            self._later(mail, str(error))
            raise
        except NotNow as error:
            log.warning("one mail was put off: %s", error)
            self._later(mail, str(error))
        except Exception as error:
            log.exception("one mail could not be made")
            self._later(mail, type(error).__name__)
        return False

    def _handle(self, server: smtplib.SMTP, mail: InHand) -> bool:
        """Whether it went out."""
        assert self.mailer is not None
        engine, settings = self.backend.engine, self.backend.settings
        now = settings.clock()
        today = local_time(now).date()
        if not outbox.hold(engine, mail, now):
            return False  # those before it took so long that another worker has it
        with reading_run(engine):
            to = ask(recipient, mail.user_id)
            if to is None or is_superseded(mail, today):
                outbox.finish(engine, mail, MailState.NOT_NEEDED, now)
                return False
            opens = next_open(now, to.hours, ask(closed_days, today))
            if mail.purpose not in AT_ONCE and opens > now:
                outbox.put_back(engine, mail, opens, was_tried=False)
                return False
            is_link = mail.purpose is Purpose.ACCOUNT_LINK
            words = None if is_link else letter(mail, to, host=settings.public_url, now=now)
            last = ask(last_meeting_of_day, mail.user_id, now) if words and words.can_wait else None
            of_day = ask(mails_of_day, mail.user_id, mail.id, mail.lease, now)
            tomorrow = datetime.combine(today + timedelta(days=1), time.min, ZONE)
            opens = next_open(tomorrow, to.hours, ask(closed_days, today))
        words = self._link(mail, to) if is_link else words
        if words is None:
            outbox.finish(engine, mail, MailState.NOT_NEEDED, now)
            return False
        if last is not None:
            outbox.put_back(engine, mail, last, was_tried=False)
            return False
        if mail.purpose not in AT_ONCE and of_day.sent + of_day.elsewhere >= MOST_A_DAY:
            is_full = of_day.sent >= MOST_A_DAY
            # The younger of two that wait for each other waits longer, so that the older one goes.
            soon = now + _A_WHILE * (1 + of_day.older)
            outbox.put_back(engine, mail, opens if is_full else soon, was_tried=False)
            return False
        try:
            self.mailer.send(server, mail, words, now)
        except AddressRefused as error:
            log.warning("an address was refused: %s", error)
            outbox.finish(engine, mail, MailState.REFUSED, now, str(error))
            return False
        return outbox.sent(engine, mail, words.says, now)

    def _link(self, mail: InHand, to: Recipient) -> MailText | None:
        """None if the link was used, or replaced by a newer one, since it was put in the outbox."""
        number = int(mail.once.removeprefix(f"{mail.purpose}:"))
        try:
            made = run(self.backend.sender(WORKER, SCREEN), draw_link, DrawLink(number))
        except NotFound as gone:
            log.info("a link was not mailed: %s", gone)
            return None
        return link_letter(made, to, host=self.backend.settings.public_url)

    def _later(self, mail: InHand, error: str, *, was_tried: bool = True) -> None:
        due = self.backend.settings.clock() + retry_after(mail.tries)
        outbox.put_back(self.backend.engine, mail, due, error, was_tried=was_tried)


def _alone(job: Callable[[], None]) -> None:
    """Log a failure under a number; a database that does not answer stops all jobs alike."""
    try:
        job()
    except DBAPIError:
        raise
    except Exception as error:
        state.job_failed(job.__name__, error)


def work(stop: Event, pause: float = PAUSE_SECONDS) -> None:
    """Run turns until told to stop; failures are logged."""
    worker: Worker | None = None
    state.worker_came_round()
    while not stop.is_set():
        try:
            if worker is None:
                backend = state.backend()
                mailer = Mailer(backend.settings) if backend.settings.smtp_url else None
                worker = Worker(backend, mailer, NightlyBackup(backend))
            worker.turn()
            state.worker_came_round()
        except state.Outage as outage:
            log.warning("no work can be done yet: %s", outage)
        except DBAPIError as error:
            log.warning("the database does not answer: %s", error.orig)
        except Exception:
            # Whatever it is, tomorrow's reminders must not be lost to it.
            log.exception("a turn of the worker failed")
        stop.wait(pause)


@asynccontextmanager
async def beside() -> AsyncIterator[None]:
    """Run the worker inside the only server process, with the same lease as a separate worker."""
    stop = Event()
    thread = Thread(target=work, args=(stop,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
