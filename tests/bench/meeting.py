"""Speed of a meeting: ``python -m tests.bench.meeting`` prints what the meeting's promises are measured by.

An agenda out of 2,000 tasks and 500 commitments, closing with the minutes as PDF, and a phone's update
until it is on every one of 100 watching screens. Printed, never asserted.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, insert, select
from websockets.asyncio.client import ClientConnection, connect

from db import settings, startup
from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions, meetings
from db.commands.tasks import move_task
from db.engine import reading, writing
from db.models import Checkpoint, Commitment, Meeting, Task, User
from db.queries import minutes
from domain.meetings.life import Began, MeetingState
from domain.meetings.requests import CloseMeeting, DraftAgenda, MoveMeeting, RecordDecision, StartScreen
from domain.tasks.life import Move, Said, TaskState
from domain.tasks.requests import MoveTask
from domain.time.calendar import fixed_clock
from reports import minutes as printed
from tests.browser.serving import NOW, Server, served, sqlite_url
from tests.factories import MORNING, actor_named

TASKS, COMMITMENTS = 2_000, 500
WATCHERS, UPDATES = 100, 50
SEED = 23_11_2026
CLOCK = fixed_clock(MORNING)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = startup.prepare(settings.load({"DATABASE_URL": sqlite_url(folder), "GERAK_NOW": NOW}))
        enlarge(engine)
        meeting_id = draft_an_agenda(engine)
        with served(folder) as server:
            print(json.dumps(asyncio.run(follow(engine, server, meeting_id)), indent=2))
        closing(engine, meeting_id)
        engine.dispose()
    return 0


def enlarge(engine: Engine) -> None:
    """Copies of the sample's tasks and commitments, with other due dates."""
    rng = random.Random(SEED)
    for model, wanted, mark, earlier in (
        (Task, TASKS, "B", {}),
        (Commitment, COMMITMENTS, "C", {"starts_on": date(2026, 1, 1)}),
    ):
        columns = [column for column in model.__table__.columns if column.name != "id"]
        with writing(engine) as connection:
            models = [dict(row._mapping) for row in connection.execute(select(*columns))]
            rows = [
                {**rng.choice(models), "code": f"{mark}-{number}", "due_on": _day(rng), **earlier}
                for number in range(wanted - len(models))
            ]
            connection.execute(insert(model), rows)
    with writing(engine) as connection:
        columns = [
            column for column in Checkpoint.__table__.columns if column.name not in {"id", "commitment_id"}
        ]
        checkpoints = [dict(row._mapping) for row in connection.execute(select(*columns))]
        bare = connection.execute(
            select(Commitment.id).where(Commitment.id.not_in(select(Checkpoint.commitment_id)))
        ).scalars()
        connection.execute(
            insert(Checkpoint), [{**rng.choice(checkpoints), "commitment_id": each} for each in bare]
        )


def _day(rng: random.Random) -> date:
    return MORNING.date() + timedelta(days=rng.randrange(-90, 60))


def draft_an_agenda(engine: Engine) -> int:
    with reading(engine) as connection:
        by = actor_named(connection, "sekretariat")
        meeting_id: int = connection.execute(
            select(Meeting.id).where(Meeting.state == MeetingState.OPEN)
        ).scalar_one()
    began = time.perf_counter()
    items = run(Sender(engine, by, CLOCK), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    print(
        f"agenda of {TASKS} tasks and {COMMITMENTS} commitments: "
        f"{time.perf_counter() - began:.3f} s, {items} points"
    )
    run(
        Sender(engine, by, CLOCK),
        meetings.move_meeting,
        MoveMeeting(meeting_id=meeting_id, to=MeetingState.IN_PROGRESS, began=Began.NOW),
    )
    return meeting_id


async def follow(engine: Engine, server: Server, meeting_id: int) -> dict[str, Any]:
    """Updates one after the other; the time of each is that of the screen that had it last."""
    with reading(engine) as connection:
        chair = actor_named(connection, "sekretariat")
        task = connection.execute(
            select(Task.code, Task.version)
            .join(User, User.agency_id == Task.owner_id)
            .where(Task.state == TaskState.IN_PROGRESS, Task.code.like("T-%"))
        ).first()
        assert task is not None
        owner = _owner(engine, task.code)
    started = run(Sender(engine, chair, CLOCK), meetings.start_screen, StartScreen(meeting_id=meeting_id))
    page = httpx.get(f"{server.url}/layar", params={"rapat": meeting_id, "token": started.token})
    cookie = f"ntt_layar={page.cookies['ntt_layar']}"
    address = f"ws://127.0.0.1:{server.port}/layar/siaran?rapat={meeting_id}"
    screens = [
        await connect(address, additional_headers={"Cookie": cookie}, max_size=None) for _ in range(WATCHERS)
    ]
    await asyncio.gather(*(_deck(screen) for screen in screens))
    times, seen = [], task.version
    rng = random.Random(SEED)
    for number in range(UPDATES):
        await asyncio.sleep(rng.random())
        waiting = [asyncio.ensure_future(_deck(screen)) for screen in screens]
        began = time.perf_counter()
        update = MoveTask(task.code, Move.UPDATE, seen, Said(note=f"Kabar {number}", progress=number))
        await asyncio.to_thread(run, Sender(engine, owner, CLOCK), move_task, update)
        seen += 1
        await asyncio.gather(*waiting)
        times.append(time.perf_counter() - began)
    for screen in screens:
        await screen.close()
    ordered = sorted(times)
    return {
        "watchers": WATCHERS,
        "updates": UPDATES,
        "p50_s": round(statistics.median(ordered), 3),
        "p95_s": round(ordered[int(0.95 * len(ordered))], 3),
        "slowest_s": round(ordered[-1], 3),
    }


def _owner(engine: Engine, code: str) -> Any:
    with reading(engine) as connection:
        username = (
            connection.execute(
                select(User.username).join(Task, Task.owner_id == User.agency_id).where(Task.code == code)
            )
            .scalars()
            .first()
        )
        assert username is not None, f"nobody of the sample owns {code}"
        return actor_named(connection, username)


async def _deck(screen: ClientConnection) -> None:
    while json.loads(await screen.recv())["t"] != "deck":
        pass


def closing(engine: Engine, meeting_id: int) -> None:
    with reading(engine) as connection:
        by = actor_named(connection, "sekretariat")
    for number in range(20):
        run(
            Sender(engine, by, CLOCK),
            decisions.record_decision,
            RecordDecision(
                meeting_id=meeting_id,
                text=f"Disepakati {number}.",
                owner_code="polda-ntt",
                with_task=True,
                due=(MORNING.date() + timedelta(days=14)).isoformat(),
            ),
        )
    began = time.perf_counter()
    run(Sender(engine, by, CLOCK), meetings.close_meeting, CloseMeeting(meeting_id=meeting_id))
    sealed_in = time.perf_counter() - began
    with reading(engine) as connection:
        sealed = minutes.seal_of(connection, meeting_id)
    assert sealed is not None
    pdf = printed.document(
        sealed.minutes,
        MORNING,
        seal=printed.Seal(sealed.code, sealed.sealed_at, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    )
    took = time.perf_counter() - began
    print(f"closing, 20 decisions: {sealed_in:.3f} s; with the PDF {took:.3f} s, {len(pdf) // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
