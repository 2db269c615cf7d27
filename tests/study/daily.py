"""Readers who look every day for two months and then with each quarter at a database that is worked on: what
today's reports change of what they are told before the next release, and what all they heard gives away.

Every day the register grows by some reports, of which some are late, some move and some are withdrawn. All
questions about cases are asked as each tier, and the screens that speak of places as each role; an answer
that the day's reports changed would tell of them. The pages of each release then go to the reader of
``tests.study.releases``, who solves for what was hidden: a tier's pages, and those of the tiers below it.

**What is not asked twice.** An answer follows from what its statements read, at a given moment of the clock.
After the first releases it is noted of every question which tables its statements name, and before the next
one it is found out whether anything but reports was changed. Only what names their tables is asked before and
after each day's reports; the rest cannot differ.
"""

import hashlib
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session

from db import backend
from db.commands.cases import add_cases, recount
from db.commands.releases import release
from db.engine import build, reading
from db.models import CaseRecord
from db.queries import case_counts, early_clusters
from db.queries.case_counts import register_span, yearly_counts
from db.queries.releases import published, rows_of_table, tables
from db.schema import migrate
from db.seed import seed
from db.settings import Mode, Settings
from db.tools.disclosure_audit import Answers, ask_everything
from db.types import Base
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Role, Scope
from domain.disclosure.suppression import Published, YearTable, publish
from domain.disclosure.told import ReleasedTable
from domain.figures.cases import CaseKind, Withdrawal
from domain.time.calendar import ZONE, Quarter
from tests import factories
from tests.factories import MovingClock, actor, filling
from tests.study import releases
from tests.study.releases import TIERS, Found, History
from views import newest, regency
from views.ask import reading_run
from views.map import front, layer_choices
from views.map import layer as map_layer
from views.progress import progress

DAYS = 60
QUARTERS = 8
"""After those days."""
BEGINS = date(2026, 8, 5)
"""So that the end of a month and that of a quarter are within."""
FIRST = date(2024, 1, 1)
RELEASED_BEFORE = date(2026, 6, 30)
RELEASES = (date(2026, 8, 31), date(2026, 9, 30))
KINDS = 2
"""Of which a random register has reports."""
ROLES = tuple(role for role in Role if not actor(role).scope.may_see_cases)
ALL_SCOPES = tuple(dict.fromkeys(actor(role).scope for role in ROLES))
Asked = Callable[[], object]


@dataclass
class Watch:
    """One register that was looked at day by day."""

    days: int = 0
    reports: int = 0
    answers: int = 0
    """That had to be the same after the day's reports as before."""
    changed: Counter[str] = field(default_factory=Counter)
    """Those that were not, by what was asked."""
    found: dict[DisclosureTier, Found] = field(default_factory=lambda: {tier: Found() for tier in TIERS})

    def add(self, other: "Watch") -> None:
        self.days += other.days
        self.reports += other.reports
        self.answers += other.answers
        self.changed += other.changed
        for tier, found in self.found.items():
            found.add(other.found[tier])


def watched(number: int, *, with_releases: bool = True) -> Watch:
    """A random register; or, for comparison, as if each moment were told by itself."""
    return _watched(random.Random(number), with_demo=False, with_releases=with_releases)


def watched_sample() -> Watch:
    """The sample data, as they grow from there."""
    return _watched(random.Random(1), with_demo=True, with_releases=True)


def _watched(rng: random.Random, *, with_demo: bool, with_releases: bool) -> Watch:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as around:
        clock = MovingClock(_at(BEGINS))
        url = f"sqlite:///{shutil.copy(_template(with_demo), Path(folder) / 'uji.db')}"
        engine = build(url)
        backend.use(Settings(url, Mode.DEMO, clock), engine)
        register, pages = _Register(engine, rng, tuple(CaseKind) if with_demo else ()), _Pages(engine)
        if with_demo:
            pages.keep(RELEASED_BEFORE)
        else:
            register.fill()
            pages.close(RELEASED_BEFORE, clock.at)
        if not with_releases:
            around.enter_context(each_moment_by_itself())
        watch = _look(engine, clock, register, pages)
        for kind in register.kinds:
            history = History(tuple(pages.days), tuple(pages.tables[kind]))
            told = pages.told[kind] if with_releases else releases.without_memory(history)
            for tier in TIERS:
                watch.found[tier].add(releases.attack(history, told, tier))
        engine.dispose()
    return watch


def _look(engine: Engine, clock: MovingClock, register: "_Register", pages: "_Pages") -> Watch:
    watch, due = Watch(), list(RELEASES)
    listener = _Listener(engine, register.kinds)
    listener.listen()
    for day in range(DAYS):
        clock.at = _at(BEGINS + timedelta(days=day))
        if due and due[0] < clock.at.date():
            listener.check()
            pages.close(due.pop(0), clock.at)
            listener.listen()
        _compare(watch, listener, lambda: register.grow(clock.at.date()))
        watch.days += 1
    for _ in range(QUARTERS):
        ends_on = Quarter.containing(pages.days[-1] + timedelta(days=1)).ends_on
        left = (ends_on - clock.at.date()).days
        clock.at = _at(ends_on)
        _compare(watch, listener, partial(register.grow, clock.at.date(), left))
        clock.at = _at(ends_on + timedelta(days=5))
        listener.check()
        pages.close(ends_on, clock.at)
        listener.expect()
    return watch


def _compare(watch: Watch, listener: "_Listener", grow: Callable[[], int]) -> None:
    before = listener.suspects()
    watch.reports += grow()
    for name, said in listener.suspects().items():
        watch.changed[name] += said != before[name]
    watch.answers += len(listener.reads)


@contextmanager
def each_moment_by_itself() -> Iterator[None]:
    """The rule of ADR 15 on the register of today, for every question: what there was before releases."""

    def of_today(
        connection: Connection, tier: DisclosureTier, kinds: tuple[CaseKind, ...]
    ) -> Mapping[CaseKind, Published]:
        exact = yearly_counts(connection, scope=Scope(DisclosureTier.CASES, None, may_see_cases=False))
        return {kind: publish(_grid(exact[kind]), tier) for kind in kinds}

    with (
        mock.patch.object(case_counts, "published", of_today),
        mock.patch.object(early_clusters, "published", of_today),
        mock.patch.object(case_counts, "told_span", register_span),
    ):
        yield


def _grid(exact: Published) -> YearTable:
    years, regions = tuple(exact.by_year), tuple(exact.sums)
    return YearTable(
        regions,
        years,
        tuple(tuple(exact.cells[region, year].value or 0 for year in years) for region in regions),
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


@cache
def _template(with_demo: bool) -> Path:
    """A database to copy; the process that studies leaves it behind in the folder of temporary files."""
    file = Path(tempfile.mkdtemp()) / "uji.db"
    engine = build(f"sqlite:///{file}")
    migrate(engine)
    seed(engine, with_demo=with_demo, clock=MovingClock(_at(BEGINS)))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


_WORD = re.compile(r"\w+")
_TABLES = frozenset(Base.metadata.tables)
_OF_EVERY_WRITE = frozenset({"subject_revision"})
"""Says whether a kept answer still holds, and nothing is kept here."""
_OF_REPORTS = frozenset({"case_record", "case_summary", "case_route_summary"})


class _Listener:
    """Asks everything there is to ask, and knows from which tables each answer came."""

    def __init__(self, engine: Engine, kinds: Sequence[CaseKind]) -> None:
        self._engine, self._kinds = engine, kinds
        self._named: set[str] = set()
        self._tables = self._digests()
        self.reads: dict[str, frozenset[str]] = {}
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._named |= _TABLES.intersection(_WORD.findall(statement))

    def expect(self) -> None:
        """That from now on all but reports stays as it is."""
        self._tables = self._digests()

    def listen(self) -> None:
        for name, ask in self._questions().items():
            self._named.clear()
            ask()
            self.reads[name] = frozenset(self._named)
        self.expect()

    def suspects(self) -> dict[str, str]:
        """The answers to what reads a table that reports are entered in."""
        questions = self._questions()
        return {name: str(questions[name]()) for name, reads in self.reads.items() if reads & _OF_REPORTS}

    def check(self) -> None:
        """Nothing but those tables may have changed since the last time."""
        after = self._digests()
        moved = {name for name, digest in after.items() if digest != self._tables[name]}
        assert moved <= _OF_REPORTS | _OF_EVERY_WRITE, moved

    def _digests(self) -> dict[str, str]:
        found = {}
        with reading(self._engine) as connection:
            for name in _TABLES - _OF_REPORTS:
                rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()
                found[name] = hashlib.sha256(repr(rows).encode()).hexdigest()
        return found

    def _questions(self) -> dict[str, Asked]:
        """By name; they know no clock but that of the database's backend. Roles that see the same are one."""
        found: dict[str, Asked] = {}
        for tier in TIERS:
            for kind in self._kinds:
                found[f"questions, {tier}, {kind}"] = self._of_kind(tier, kind)
        for scope in ALL_SCOPES:
            roles = ", ".join(role for role in ROLES if actor(role).scope == scope)
            found |= {f"{name}, {roles}": self._fresh(ask) for name, ask in _screens(scope).items()}
        return found

    def _of_kind(self, tier: DisclosureTier, kind: CaseKind) -> Asked:
        def ask() -> Answers:
            answers = Answers()
            with reading(self._engine) as connection:
                ask_everything(connection, kind, Scope(tier, None, may_see_cases=False), answers)
            return answers

        return ask

    def _fresh(self, ask: Asked) -> Asked:
        """Of nothing that was kept."""

        def answer() -> object:
            with reading_run(self._engine.execution_options()):
                return ask()

        return answer


def _screens(scope: Scope) -> dict[str, Asked]:
    """What the screens that speak of places say to a role."""
    return {
        "Ringkasan": lambda: front.front(scope),
        "Peta": lambda: [map_layer.default_view(scope), layer_choices.choices(scope)],
        "Wilayah": lambda: [regency.compared_series(scope), regency.words_by_region(scope)],
        "Malaka": lambda: [regency.standings("53.21", scope), regency.register_by_year("53.21", scope)],
        "Perkembangan": lambda: progress(Parameters({}), scope),
        "keadaan data": lambda: [
            newest.of_regions(),
            newest.of_work(),
            newest.of_region(may_see_cases=False),
        ],
    }


class _Register:
    """Few reports or many, from a few places or from all."""

    def __init__(self, engine: Engine, rng: random.Random, kinds: tuple[CaseKind, ...]) -> None:
        self._engine, self._rng = engine, rng
        self.kinds = kinds or tuple(rng.sample(list(CaseKind), KINDS))
        self._a_year = rng.choice([6, 15, 40, 120])
        with reading(engine) as connection:
            self._places = rows_of_table(connection)[:22]
        self._weights = [rng.random() ** rng.choice([1, 2, 4]) for _ in self._places]

    def fill(self) -> None:
        days = (BEGINS - FIRST).days
        with filling(self._engine) as session:
            self._add(session, [FIRST + timedelta(days=self._rng.randrange(days)) for _ in self._some(days)])

    def grow(self, today: date, since: int = 1) -> int:
        """Some reports of the last days or of long ago, and now and then one that moves or is withdrawn."""
        with filling(self._engine) as session:
            known = session.scalars(select(CaseRecord).where(CaseRecord.withdrawn_as.is_(None))).all()
            days = [self._day(today, since) for _ in self._some(since)]
            for _ in range(sum(self._rng.random() < 0.1 for _ in range(since))):
                self._correct(self._rng.choice(known))
            self._add(session, days)
        return len(days)

    def _some(self, days: int) -> range:
        mean = self._a_year * len(self.kinds) * days / 365
        return range(int(np.random.default_rng(self._rng.getrandbits(32)).poisson(mean)))

    def _day(self, today: date, since: int) -> date:
        is_late = self._rng.random() < 0.1
        return today - timedelta(days=self._rng.randrange((today - FIRST).days if is_late else since))

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
                    kind=self._rng.choice(self.kinds),
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
        self.keep(ends_on)

    def keep(self, ends_on: date) -> None:
        """As it is told since the release that ended then, the newest there is."""
        self.days.append(ends_on)
        with reading(self._engine) as connection:
            for kind, table in tables(connection, tuple(CaseKind)).items():
                self.tables[kind].append(table)
            for tier in TIERS:
                for kind, page in published(connection, tier, tuple(CaseKind)).items():
                    self.told[kind][tier].append(page)
