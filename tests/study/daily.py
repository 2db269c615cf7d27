"""Readers who look every day for two months, at a database that is worked on: what today's reports change of
what they are told before the next release, and what all they were told gives away together.

Every day the register grows by some reports, of which some are late, some move and some are withdrawn. Before
and after that, and at the same moment of the clock, all questions about cases are asked as each tier, and the
screens that speak of places as each role. A difference would tell of that day's reports. The pages of each
release then go to the reader of ``tests.study.releases`` who solves for what was hidden.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import backend
from db.commands.cases import add_cases, recount
from db.commands.releases import release
from db.engine import build, reading
from db.models import CaseRecord
from db.queries.releases import published, rows_of_table, tables
from db.schema import migrate
from db.seed import seed
from db.settings import Mode, Settings
from db.tools.disclosure_audit import Answers, ask_everything
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Role, Scope
from domain.disclosure.releases import ReleasedTable
from domain.disclosure.suppression import Published
from domain.figures.cases import CaseKind, Withdrawal
from domain.time.calendar import WITA
from tests import factories
from tests.factories import MovingClock, actor, filling
from tests.study import releases
from tests.study.releases import TIERS, Found, History
from views import newest, regency
from views.ask import run
from views.map import front
from views.map import layer as map_layer
from views.progress import progress

DAYS = 60
BEGINS = date(2026, 8, 5)
"""So that the end of a month and that of a quarter are within."""
FIRST = date(2024, 1, 1)
RELEASED_BEFORE = date(2026, 6, 30)
RELEASES = (date(2026, 8, 31), date(2026, 9, 30))
ROLES = tuple(role for role in Role if not actor(role).scope.may_see_cases)


@dataclass
class Watch:
    """One register that was looked at day by day."""

    days: int = 0
    reports: int = 0
    answers: int = 0
    """Asked again after the day's reports were entered."""
    changed: Counter[str] = field(default_factory=Counter)
    """Those that were another then, by what was asked."""
    found: dict[DisclosureTier, Found] = field(default_factory=lambda: {tier: Found() for tier in TIERS})


def watched(number: int) -> Watch:
    rng, watch = random.Random(number), Watch()
    with tempfile.TemporaryDirectory() as folder:
        clock = MovingClock(_at(BEGINS))
        engine = _empty(Path(folder), clock)
        register = _Register(engine, rng)
        register.fill()
        kept = _Pages(engine)
        kept.close(RELEASED_BEFORE, _at(BEGINS))
        due, answers = list(RELEASES), _answers(engine)
        for day in range(DAYS):
            clock.at = _at(BEGINS + timedelta(days=day))
            if due and due[0] < clock.at.date():
                kept.close(due.pop(0), clock.at)
                answers = _answers(engine)
            before = answers | _screens(engine)
            watch.reports += register.grow(clock.at.date())
            answers = _answers(engine)
            after = answers | _screens(engine)
            watch.days += 1
            watch.answers += len(after)
            watch.changed.update(name for name, said in after.items() if before[name] != said)
        for kind in CaseKind:
            history = History(tuple(kept.days), tuple(kept.tables[kind]))
            for tier in TIERS:
                watch.found[tier].add(releases.attack(history, kept.told[kind], tier))
        engine.dispose()
    return watch


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), WITA)


def _empty(folder: Path, clock: MovingClock) -> Engine:
    url = f"sqlite:///{folder / 'uji.db'}"
    engine = build(url)
    migrate(engine)
    seed(engine, with_demo=False, clock=clock)
    backend.use(Settings(url, Mode.DEMO, clock), engine)
    return engine


class _Register:
    """Few reports or many, from a few places or from all."""

    def __init__(self, engine: Engine, rng: random.Random) -> None:
        self._engine, self._rng = engine, rng
        self._a_year = rng.choice([6, 15, 40, 120])
        with reading(engine) as connection:
            self._places = rows_of_table(connection)[:22]
        self._weights = [rng.random() ** rng.choice([1, 2, 4]) for _ in self._places]

    def fill(self) -> None:
        days = (BEGINS - FIRST).days
        with filling(self._engine) as session:
            self._add(session, [FIRST + timedelta(days=self._rng.randrange(days)) for _ in self._some(days)])

    def grow(self, today: date) -> int:
        """Some reports of today or of long ago, and now and then one that moves or is withdrawn."""
        with filling(self._engine) as session:
            known = session.scalars(select(CaseRecord).where(CaseRecord.withdrawn_as.is_(None))).all()
            days = [self._day(today) for _ in self._some(1)]
            for _ in range(self._rng.random() < 0.1):
                self._correct(self._rng.choice(known))
            self._add(session, days)
        return len(days)

    def _some(self, days: int) -> range:
        mean = self._a_year * len(CaseKind) * days / 365
        return range(int(np.random.default_rng(self._rng.getrandbits(32)).poisson(mean)))

    def _day(self, today: date) -> date:
        is_late = self._rng.random() < 0.1
        return today - timedelta(days=self._rng.randrange((today - FIRST).days)) if is_late else today

    def _correct(self, record: CaseRecord) -> None:
        if self._rng.random() < 0.6:
            [record.origin_regency_code] = self._rng.choices(self._places, self._weights)
            record.origin_district_code = None
        else:
            record.withdrawn_as = Withdrawal.DOUBLE

    def _add(self, session: Session, days: Sequence[date]) -> None:
        agency = factories.agency_id(session, "bp3mi-ntt")
        add_cases(
            session,
            [
                factories.case_values(
                    agency,
                    kind=self._rng.choice(list(CaseKind)),
                    regency=self._rng.choices(self._places, self._weights)[0],
                    reported_on=day,
                )
                for day in days
            ],
        )
        recount(session)


class _Pages:
    """What each tier was told with each release, as a reader keeps it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.days: list[date] = []
        self.tables: dict[CaseKind, list[ReleasedTable]] = {kind: [] for kind in CaseKind}
        self.told: dict[CaseKind, dict[DisclosureTier, list[Published]]] = {
            kind: {tier: [] for tier in TIERS} for kind in CaseKind
        }

    def close(self, ends_on: date, now: datetime) -> None:
        with filling(self._engine) as session:
            release(session, ends_on, now)
        self.days.append(ends_on)
        with reading(self._engine) as connection:
            for kind, table in tables(connection, tuple(CaseKind)).items():
                self.tables[kind].append(table)
            for tier in TIERS:
                for kind, page in published(connection, tier, tuple(CaseKind)).items():
                    self.told[kind][tier].append(page)


def _answers(engine: Engine) -> dict[str, str]:
    """What each tier is told when all questions are asked; they know no clock."""
    found = {}
    with reading(engine) as connection:
        for tier in TIERS:
            for kind in CaseKind:
                answers = Answers()
                ask_everything(connection, kind, Scope(tier, None, may_see_cases=False), answers)
                found[f"questions, {tier}, {kind}"] = str(answers)
    return found


def _screens(engine: Engine) -> dict[str, str]:
    """What the screens that speak of places say to each role; roles that see the same are asked once."""
    nothing_kept, found = engine.execution_options(), {}
    for scope in dict.fromkeys(actor(role).scope for role in ROLES):
        roles = ", ".join(role for role in ROLES if actor(role).scope == scope)
        with run(nothing_kept):
            for name, said in _said(scope):
                found[f"{name}, {roles}"] = str(said)
    return found


def _said(scope: Scope) -> Iterator[tuple[str, object]]:
    yield "Ringkasan", front.front(scope)
    yield "Peta", [map_layer.default_view(scope), map_layer.choices(scope)]
    yield "Wilayah", [regency.compared_series(scope), regency.words_by_region(scope)]
    yield "Malaka", [regency.standings("53.21", scope), regency.register_by_year("53.21", scope)]
    yield "Perkembangan", progress(Parameters({}), scope)
    yield "keadaan data", [newest.of_regions(), newest.of_work(), newest.of_region(may_see_cases=False)]
