"""A fortnight of work for sixty people, with the clock moved: ``python -m tests.bench.fortnight``.

Offices propose, answer, block and claim by the real commands, in working hours and now and then at night; the
forum meets twice a week. A worker looks every quarter of an hour and sends to a mail server in this process.
Prints how many mails and notices a person got a day, and when.
"""

import random
import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.acting import Sender
from db.backend import Backend
from db.command import run
from db.commands import decisions, meetings, tasks
from db.commands.notices import choose_mail
from db.engine import reading
from db.models import Agency, Notice, Task, User
from db.queries.meetings import possible_owners
from db.settings import Settings, load
from db.startup import prepare
from domain.access.errors import Refusal
from domain.access.permissions import Actor, Role
from domain.meetings.life import Classification, MeetingState
from domain.meetings.requests import CloseMeeting, MoveMeeting, Plan, RecordDecision
from domain.notices.requests import ChooseMail
from domain.tasks.life import RULES, Move, Needs, Party, Said, TaskClass
from domain.tasks.proposals import Proposal
from domain.tasks.requests import MoveTask
from domain.time.calendar import ZONE, local_time
from jobs.mailer import Mailer
from jobs.worker import Worker
from tests import factories
from tests.factories import MovingClock, filling
from tests.jobs.mailbox import Mailbox

PEOPLE = 60
DAYS = 14
START = datetime(2026, 11, 23, 5, 0, tzinfo=ZONE)
ACTS_A_DAY = 60
LOOK_EVERY = timedelta(minutes=15)
NIGHT = time(20)


def main() -> None:
    chance = random.Random(20260806)
    box = Mailbox()
    box.start()
    with tempfile.TemporaryDirectory() as folder:
        clock = MovingClock(START)
        environment = {
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'uji.db'}",
            "EVIDENCE_URL": Path(folder).as_uri(),
            "GERAK_NOW": START.isoformat(),
            "SMTP_URL": box.url,
            "MAIL_FROM": "kabar@nttprov.go.id",
            "PUBLIC_URL": "https://gerak.nttprov.go.id",
        }
        settings: Settings = replace(load(environment), clock=clock)
        engine = prepare(settings)
        people = _people(engine, clock)
        worker = Worker(Backend(engine, settings), Mailer(settings))
        emergencies = 0
        meetings_held = Meetings(engine, clock, people)
        while clock() < START + timedelta(days=DAYS):
            local = local_time(clock())
            is_busy = local.weekday() < 5 and time(8) <= local.time() < time(17)
            share = ACTS_A_DAY / 36 if is_busy else 0.05
            for _ in range(int(share) + (chance.random() < share % 1)):
                emergencies += _act(engine, clock, chance.choice(people), chance)
            meetings_held.step(clock())
            worker.turn()
            clock.forward(LOOK_EVERY)
        _report(engine, box, emergencies)
        engine.dispose()
    box.stop()


def _people(engine: Engine, clock: MovingClock) -> list[Actor]:
    """Sixty accounts of the sample's kinds; every one of them with an address and a daily digest."""
    with filling(engine) as session:
        there = list(session.scalars(select(User).where(User.role != Role.SHARED_SCREEN)))
        codes = list(session.scalars(select(Agency.code).where(Agency.may_own_tasks).order_by(Agency.code)))
        for number in range(PEOPLE - len(there)):
            there.append(factories.user(session, agency=codes[number % len(codes)], is_demo=True))
        people = [factories.actor_of(session, user) for user in there]
    for number, person in enumerate(people):
        address = f"kantor{number}@nttprov.go.id"
        run(Sender(engine, person, clock), choose_mail, ChooseMail(address, True, True, 6, 20, 0))
    return people


class Meetings:
    """Two a week: called at five in the morning, held at ten, closed with a decision for every seat."""

    def __init__(self, engine: Engine, clock: MovingClock, people: list[Actor]) -> None:
        office = next(each for each in people if each.role is Role.GOVERNOR_OFFICE)
        self._sender, self._engine, self._number = Sender(engine, office, clock), engine, 0

    def step(self, now: datetime) -> None:
        at = local_time(now)
        if at.weekday() not in (1, 3):
            return
        if at.time() == time(5):
            plan = Plan("Rapat", at.date(), time(10), "Kupang", 120, Classification.ORDINARY, "", "", "")
            self._number = run(self._sender, meetings.schedule, plan)
            run(self._sender, meetings.move_meeting, MoveMeeting(self._number, MeetingState.OPEN))
        if at.time() == time(10):
            run(self._sender, meetings.move_meeting, MoveMeeting(self._number, MeetingState.IN_PROGRESS))
        if at.time() == time(11, 30):
            with reading(self._engine) as connection:
                owners = [row.code for row in possible_owners(connection, at.date()) if row.forum]
            for owner in owners:
                due = f"tetap {(at.date() + timedelta(days=9)).isoformat()}"  # on a day off, too
                run(
                    self._sender,
                    decisions.record_decision,
                    RecordDecision(self._number, "Keputusan percobaan.", owner, due),
                )
            run(self._sender, meetings.close_meeting, CloseMeeting(self._number))


def _act(engine: Engine, clock: MovingClock, by: Actor, chance: random.Random) -> bool:
    """One thing that this person may do, if there is any; whether it was an emergency."""
    sender = Sender(engine, by, clock)
    try:
        if chance.random() < 0.3:
            return _propose(engine, sender, chance)
        return _move(engine, sender, chance)
    except Refusal:
        return False  # not theirs to do: people try that, too


def _propose(engine: Engine, sender: Sender, chance: random.Random) -> bool:
    today = local_time(sender.clock()).date()
    with Session(engine) as session:
        owner = chance.choice(list(session.scalars(select(Agency.code).where(Agency.may_own_tasks))))
    urgent = chance.random() < 0.08
    due = today + timedelta(days=4 if urgent else chance.randint(2, 20))
    proposal = Proposal(
        "Tugas percobaan",
        "Keluaran percobaan",
        owner,
        "53",
        f"tetap {due.isoformat()}",
        TaskClass.EMERGENCY if urgent else TaskClass.ORDINARY,
    )
    run(sender, tasks.propose, proposal)
    return urgent


def _move(engine: Engine, sender: Sender, chance: random.Random) -> bool:
    with Session(engine) as session:
        own = select(Task).where(
            (Task.owner_id == sender.by.agency_id) | (Task.proposer_id == sender.by.agency_id)
        )
        task = chance.choice(list(session.scalars(own)) or list(session.scalars(select(Task))))
        code, version, state, task_class = task.code, task.version, task.state, task.task_class
        helper = session.scalar(select(Agency.code).where(Agency.code == "disnakertrans")) or ""
    possible = [
        move for move, rule in RULES.items() if state in rule.out_of and rule.by is not Party.VERIFIER
    ]
    if not possible:
        return False
    move: Move = chance.choice(possible)
    needs = RULES[move].needs
    said = Said(
        note="Alasan percobaan." if Needs.REASON in needs else "",
        terms="Syarat percobaan" if Needs.OFFER in needs else "",
        helper_code=helper if Needs.HELPER in needs else "",
        progress=50 if Needs.PROGRESS in needs else None,
        evidence="Berita acara percobaan" if Needs.EVIDENCE in needs else "",
    )
    run(sender, tasks.move_task, MoveTask(code, move, version, said))
    return task_class is TaskClass.EMERGENCY


def _report(engine: Engine, box: Mailbox, emergencies: int) -> None:
    ordinary: dict[tuple[str, object], int] = defaultdict(int)
    urgent: dict[tuple[str, object], int] = defaultdict(int)
    at_night, on_days_off = 0, 0
    for message in box.messages:
        at = local_time(parsedate_to_datetime(str(message["Date"])))
        is_urgent = "Darurat:" in str(message["Subject"])
        (urgent if is_urgent else ordinary)[str(message["To"]), at.date()] += 1
        if not is_urgent:
            at_night += at.time() >= NIGHT or at.time() < time(6)
            on_days_off += at.weekday() > 4
    with reading(engine) as connection:
        told = connection.execute(
            select(Notice.user_id, Notice.told_on, func.count())
            .where(Notice.told_on > START.date())
            .group_by(Notice.user_id, Notice.told_on)
        ).all()
    spread = Counter(ordinary.values())
    counts = sorted(row[2] for row in told)
    print(f"{len(box.messages)} mails to {PEOPLE} people in {DAYS} days, {emergencies} acts on emergencies")
    print(f"  ordinary mails a person and day: {dict(sorted(spread.items()))}, most {max(spread, default=0)}")
    print(f"  emergencies a person and day: most {max(urgent.values(), default=0)}")
    print(
        f"  ordinary mails after 20.00 or before 06.00: {at_night}; on Saturdays and Sundays: {on_days_off}"
    )
    print(
        f"  notices a person and day in the application: median {counts[len(counts) // 2] if counts else 0}, "
        f"most {counts[-1] if counts else 0}"
    )


if __name__ == "__main__":
    main()
