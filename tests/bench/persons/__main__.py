"""Random sessions of a person at the forms: ``python -m tests.bench.persons --sessions 150 --seed 1``.

What a receipt says must stand in the database, once; what was called saved must be there after a reload, a
restarted server or the way back; a refusal leaves what was typed. A line per session goes to ``--log``; a
session that fails prints its seed and its steps: ``--sessions 1 --seed THAT`` plays it alone.
"""

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Error

from domain.access.errors import Refusal
from tests.bench.persons.house import ENGINES, House
from tests.bench.persons.kept import Report, VerdictForm
from tests.bench.persons.meetings import MeetingForm
from tests.bench.persons.person import Fault, Hands
from tests.bench.persons.tasks import Answer
from tests.bench.persons.wall import DecisionForm
from tests.browser.reading import chromium
from tests.browser.serving import DidNotStart

FORMS: dict[type[Hands], float] = {Report: 3, Answer: 2, VerdictForm: 2, DecisionForm: 3, MeetingForm: 2}

PER_HOUSE = 150
"""Sessions before the database begins anew: what they leave behind makes every list longer."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.persons", description=__doc__)
    parser.add_argument("--sessions", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1, help="of the first session; each next has one more")
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--form", choices=[form.name for form in FORMS], help="of one kind alone")
    parser.add_argument("--minutes", type=float, default=600.0, help="begin no session after these")
    parser.add_argument("--log", type=Path, help="a line per session is appended to it")
    options = parser.parse_args()
    # Killed by whoever started it, it still stops its server and database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    ends, last = time.monotonic() + 60 * options.minutes, options.seed + options.sessions
    count = Counter[tuple[str, str]]()
    with chromium() as browser:
        for first in range(options.seed, last, PER_HOUSE):
            if time.monotonic() >= ends:
                break
            with closing(House(options.engine, browser)) as house:
                for seed in range(first, min(first + PER_HOUSE, last)):
                    if time.monotonic() < ends:
                        count[session(house, seed, options.form, options.log, options.engine)] += 1
    for (name, became), number in sorted(count.items()):
        print(f"{options.engine}: {name} {became}: {number}")
    return int(any(became != "kept" for _, became in count))


def session(house: House, seed: int, only: str | None, log: Path | None, engine: str) -> tuple[str, str]:
    """Play one; what it found goes to the screen and to the log."""
    chance = random.Random(seed)
    [form] = chance.choices(list(FORMS), list(FORMS.values()))
    if only:
        form = next(each for each in FORMS if each.name == only)
    began, became, why, hands = time.monotonic(), "kept", "", None
    try:
        hands = form(house, chance)
        hands.play()
    except Fault as fault:
        became, why = "fault", str(fault)
    except (Error, Refusal, DidNotStart) as error:
        became, why = "broken", str(error).splitlines()[0]
        traceback.print_exc()
    finally:
        if hands is not None:
            hands.leave()
    steps = hands.steps if hands is not None else []
    if became != "kept":
        told = "\n".join(f"    {step}" for step in steps)
        print(f"{engine} {form.name} --seed {seed}: {became}: {why}\n{told}", flush=True)
    if log is not None:
        with log.open("a", encoding="utf-8") as lines:
            seconds = time.monotonic() - began
            lines.write(
                f"{engine}\t{form.name}\t{seed}\t{len(steps)}\t{seconds:.1f}\t{became}\t{why[:300]}\n"
            )
    return form.name, became


if __name__ == "__main__":
    sys.exit(main())
