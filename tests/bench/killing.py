"""A worker killed at random while it sends: ``python -m tests.bench.killing [--kills 100] [--mails 2000]``.

Each is killed somewhere between one mail and the next, after a number of mails by chance: not after so many
seconds, in which a busy machine has not even begun. Prints how many mails went out, how often one went out
twice, and whether any notice was lost or marked twice. Against a mail server in this process, on a new SQLite
file or, with ``--postgresql``, on a server that it starts.
"""

import argparse
import multiprocessing
import os
import random
import re
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, insert, select

from db.engine import build, reading, writing
from db.models import MailChoice, MailedNotice, Notice, OutgoingMail, Task, User
from db.settings import load
from db.startup import prepare
from domain.notices.kinds import Matter, NoticeKind
from domain.notices.mail import LEASE, MailState, Purpose
from domain.tasks.life import TaskState
from domain.time.calendar import fixed_clock
from jobs.__main__ import main as one_turn
from tests.databases import PostgresDatabases, Run
from tests.jobs.mailbox import Mailbox

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
BETWEEN_TWO = 0.05
"""Seconds in which a worker gets from one mail past the next; killed anywhere within them."""
NEVER_BEGAN, BEGINNING = 0.1, 0.5
"""Share of the killed that had not sent one mail yet, and within how many seconds."""
LOOK_SECONDS = 0.001
"""Between two looks at the mailbox: the worker is another process, and tells nobody before a mail is out."""
PEOPLE = 50
_WORKERS = multiprocessing.get_context("forkserver")
"""Each worker is a process of its own, forked from one that has read the modules, which takes seconds."""
_WORKERS.set_forkserver_preload(["jobs.__main__", "jobs.command", "tests.databases", "tests.jobs.mailbox"])
CODE = re.compile(r"T-\d{5}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--mails", type=int, default=2_000)
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own instead of a file")
    parser.add_argument("--seed", type=int, default=20260806)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        server = _postgresql() if options.postgresql else None
        url = server.empty() if server else f"sqlite:///{Path(folder) / 'uji.db'}"
        environment = {"DATABASE_URL": url, "EVIDENCE_URL": Path(folder).as_uri(), "GERAK_NOW": _moment(0)}
        prepare(load(environment)).dispose()
        engine = build(load(environment).database_url)
        _fill(engine, options.mails)
        box = Mailbox()
        box.start()
        began = time.monotonic()
        sending = {**environment, "SMTP_URL": box.url, "MAIL_FROM": "a@b.go.id", "PUBLIC_URL": "http://x"}
        most = 2 * options.mails // options.kills
        killed = []
        for turn in range(options.kills):
            mails = chance.randint(1, most) if chance.random() >= NEVER_BEGAN else 0
            seconds = chance.uniform(0, BETWEEN_TWO if mails else BEGINNING)
            killed.append(_killed(sending, turn, box, mails, seconds))
        turn = options.kills
        while _waiting(engine):
            _turn(sending, turn).join()
            turn += 1
        _report(engine, box, options.mails, turn - options.kills, time.monotonic() - began)
        print(f"  killed {options.kills}, of which {sum(n > 0 for n in killed)} between two mails")
        box.stop()
        engine.dispose()
        if server:
            server.close()
            server.run.end()


def _postgresql() -> PostgresDatabases:
    return PostgresDatabases(Run.begin(os.environ), fixed_clock(START), "killing")


def _moment(turn: int) -> str:
    """Each worker begins when the lease of the one before has run out."""
    return (START + turn * (LEASE * 1.02)).isoformat()


def _fill(engine: Engine, count: int) -> None:
    """Mails of many accounts, each with a matter of its own to speak of."""
    with writing(engine) as connection:
        people = connection.execute(
            select(User.id, User.agency_id)
            .where(User.agency_id.is_not(None), User.is_active.is_(True))
            .order_by(User.id)
            .limit(PEOPLE)
        ).all()
        tasks = _proposed(connection, [people[n % len(people)].agency_id for n in range(count)])
        for table in (OutgoingMail, MailChoice, Notice):
            connection.execute(delete(table))
        choice = {"address": "tu@dinas.nttprov.go.id", "daily": False, "weekly": False, "version": 1}
        hours = {"opens": 6, "closes": 20}
        connection.execute(insert(MailChoice), [{"user_id": each.id, **choice, **hours} for each in people])
        told = {"kind": NoticeKind.TASK_PROPOSED, "matter": Matter.TASK, "stage": ""}
        day = {"told_on": START.date(), "told_at": START}
        mail = {"purpose": Purpose.URGENT, "day": START.date(), "state": MailState.WAITING}
        rest = {"due_at": START, "tries": 0, "lease": "", "last_error": ""}
        notices, mails = [], []
        for number, task in enumerate(tasks):
            who = people[number % len(people)]
            notices.append({"user_id": who.id, "agency_id": who.agency_id, **told, **day, "matter_id": task})
            once = f"{Matter.TASK}:{task}:{START.date()}:1"
            mails.append({"user_id": who.id, **mail, **rest, "once": once})
        connection.execute(insert(Notice), notices)
        connection.execute(insert(OutgoingMail), mails)


def _proposed(connection: Connection, owners: Sequence[int]) -> list[int]:
    """A task for each, that waits for its answer: a mail says only what none has said."""
    table = Task.__table__
    like = connection.execute(select(table).where(Task.state == TaskState.PROPOSED).limit(1)).one()._asdict()
    first = (connection.scalar(select(func.max(Task.id))) or 0) + 1
    rows = [
        {**like, "id": number, "code": f"T-{number:05}", "owner_id": owner}
        for number, owner in enumerate(owners, first)
    ]
    connection.execute(insert(Task), rows)
    return [row["id"] for row in rows]


def _turn(environment: dict[str, str], turn: int) -> ForkServerProcess:
    process = _WORKERS.Process(target=_work, args=({**environment, "GERAK_NOW": _moment(turn)},))
    process.start()
    return process


def _work(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        one_turn(["turn"])


def _killed(environment: dict[str, str], turn: int, box: Mailbox, mails: int, seconds: float) -> int:
    """How many mails one worker had sent when it was killed; none if it had ended by itself."""
    before = len(box.messages)
    process = _turn(environment, turn)
    while process.is_alive() and len(box.messages) < before + mails:
        time.sleep(LOOK_SECONDS)
    time.sleep(seconds)
    process.kill()
    process.join()
    return len(box.messages) - before if process.exitcode == -signal.SIGKILL else 0


def _waiting(engine: Engine) -> int:
    with reading(engine) as connection:
        asked = select(func.count()).where(OutgoingMail.state == MailState.WAITING)
        return connection.scalar(asked) or 0


def _report(engine: Engine, box: Mailbox, mails: int, further: int, seconds: float) -> None:
    arrived = Counter(str(message["Message-ID"]) for message in box.messages)
    doubled = sum(times > 1 for times in arrived.values())
    told = {code for message in box.messages for code in CODE.findall(str(message.get_content()))}
    with reading(engine) as connection:
        states = select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)
        kept = {str(row[0]): row[1] for row in connection.execute(states)}
        marked = connection.scalar(select(func.count()).select_from(MailedNotice)) or 0
        notices = connection.scalar(select(func.count(MailedNotice.notice_id.distinct()))) or 0
    print(f"{engine.dialect.name}: {mails} mails, {seconds:.0f} s, {further} turn(s) after the last kill")
    print(f"  arrived at least once {len(arrived)}, twice or more {doubled}, lost {mails - len(arrived)}")
    print(f"  notices told {len(told)}, marked as told {notices}, marked twice {marked - notices}")
    print(f"  as the outbox says {kept}")


if __name__ == "__main__":
    main()
