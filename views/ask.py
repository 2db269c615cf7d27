"""Asking the database: ``ask(tasks.task_rows, scope=scope)``, from a page, a route, a worker or a shell.

All that one run of a page asks goes over one connection and sees one set of revisions (how new the data are).
An answer that is cached serves all readers until one of the subjects that its query declared is written again
(``db/subjects.py``). Nothing here knows who asks: whatever an answer depends on is an argument of the query.

Where there is a standby it answers what one run asks, if it has all that was acknowledged before the run
began; who acts and what he may is asked of the primary.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from db.backend import backend
from db.engine import asking
from db.histories import Position, histories_of, revisions_at
from db.standby import Standby, standby_of
from db.subjects import QUERIES, Declared, Subject
from views.cache import AnswerCache, Revisions
from views.slow import timed

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

MOST_VIEWS = 64
"""Most answers cached per view: each is larger than a query's."""

_caches: WeakKeyDictionary[Engine, AnswerCache] = WeakKeyDictionary()
_caches_lock = Lock()


def _cache(engine: Engine) -> AnswerCache:
    with _caches_lock:
        return _caches.setdefault(engine, AnswerCache())


class UndeclaredQuery(TypeError):
    """A query that does not declare what it reads, or is not cached inside a view that is; a bug."""


def _key(args: tuple[Any, ...], named: dict[str, Any]) -> Hashable:
    return args, tuple(sorted(named.items()))


class Run:
    """One run of a page, a request or a job: its connection, its revisions, what it found. Of one thread."""

    def __init__(self, engine: Engine, standby: Standby | None = None) -> None:
        self._engine = engine
        self._cache = _cache(engine)
        self._histories = histories_of(engine)
        self._history = 0
        self._connection: Connection | None = None
        self._standby = standby
        self._position: Position | None = None
        """Up to where the primary had written when its revisions were asked."""
        self._applied = 0
        """As much of it as the standby had applied before."""
        self._followed: Connection | None = None
        """A connection to the standby, which is known to have everything up to that position."""
        self._is_decided = False
        """Whether it was found out if the standby has."""
        self._revisions: Revisions | None = None
        self._found: dict[Callable[[], Any], Any] = {}
        self._parts: list[set[Subject]] = []
        """The subjects read so far by each view that is being put together, the innermost last."""

    @property
    def revisions(self) -> Revisions:
        # Asked before anything is looked for among the cached answers. So whoever makes others wait for an
        # answer has a connection already, and never waits for one that they hold.
        if self._revisions is None:
            asked = self._histories.now
            self._applied = self._standby.applied if self._standby is not None else 0
            self._revisions, self._position = self.over(revisions_at)
            self._history = self._histories.of(self._position, asked)
        return self._revisions

    def ask(self, question: Callable[..., Answer], args: tuple[Any, ...], named: dict[str, Any]) -> Answer:
        declared = QUERIES.get(question)
        if declared is None:
            raise UndeclaredQuery(f"{question.__name__} does not say what it reads: see db.subjects.query")
        if not declared.is_cached:
            if self._parts:
                raise UndeclaredQuery(f"{question.__name__} may not be part of a view that is cached")
            return self._asked(question, args, named, of_primary=declared.is_of_accounts)
        if declared.of_counts:
            named["scope"] = named["scope"].of_counts

        def find() -> tuple[Answer, frozenset[Subject]]:
            given = named if declared.alike is None else named | {"alike": self._alike(declared)}
            return self._asked(question, args, given), declared.reads

        return self._kept(question, _key(args, named), find, declared.most)

    def _asked(
        self,
        question: Callable[..., Answer],
        args: tuple[Any, ...],
        named: dict[str, Any],
        *,
        of_primary: bool = False,
    ) -> Answer:
        over = self.over if of_primary else self._read
        with timed(question.__name__):
            return over(lambda connection: question(connection, *args, **named))

    def _alike(self, declared: Declared) -> Any:
        """What a query withholds from nobody: cached for all of its readers together."""
        alike = declared.alike
        assert alike is not None
        return self._kept(alike, (), lambda: (self._read(alike), declared.reads), 1)

    def put_together(
        self, view: Callable[..., Answer], args: tuple[Any, ...], named: dict[str, Any]
    ) -> Answer:
        def find() -> tuple[Answer, frozenset[Subject]]:
            self._parts.append(set())
            try:
                made = view(*args, **named)
            finally:
                read = self._parts.pop()
            return made, frozenset(read)

        return self._kept(view, _key(args, named), find, MOST_VIEWS)

    def once(self, find: Callable[[], Answer]) -> Answer:
        if find not in self._found:
            self._found[find] = find()
        found: Answer = self._found[find]
        return found

    def forget(self) -> None:
        """Drop everything that was read so far, and return the connection to the pool."""
        self._revisions = None
        self._found.clear()
        self.let_go()

    def let_go(self) -> None:
        connections = (self._connection, self._followed)
        self._connection = self._followed = None
        self._is_decided = False
        for each in connections:
            if each is not None:
                each.close()

    def _kept(
        self,
        question: Callable[..., Any],
        given: Hashable,
        find: Callable[[], tuple[Answer, frozenset[Subject]]],
        most: int,
    ) -> Answer:
        revisions = self.revisions
        found = self._cache.answer(question, given, revisions, find, most=most, history=self._history)
        if self._parts:
            self._parts[-1].update(found.read)
        answer: Answer = found.answer
        return answer

    def over(self, question: Callable[[Connection], Answer]) -> Answer:
        """Run a query on the primary; once more if its connection had died in the pool."""
        try:
            return question(self._open())
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self.let_go()
            return question(self._open())

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = asking(self._engine)
        return self._connection

    def _read(self, question: Callable[[Connection], Answer]) -> Answer:
        """Run a query on the standby if that has caught up, else (or if it fails) on the primary."""
        followed = self._open_standby(self._standby) if self._standby is not None else None
        if self._standby is None or followed is None:
            return self.over(question)
        try:
            return question(followed)
        except DBAPIError as error:
            # Gone, frozen, or it gave the question up to keep up. A fault of ours fails there again.
            self._standby.lost(error)
            self._followed = None
            followed.close()
            return self.over(question)

    def _open_standby(self, standby: Standby) -> Connection | None:
        """Decided once per run: a standby that lags or broke off is not tried again in it."""
        if not self._is_decided:
            _ = self.revisions  # and with them the position
            self._is_decided = True
            self._followed = standby.connection(self._position, self._applied)
        return self._followed


_open_run: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def reading_run(engine: Engine | None = None) -> Iterator[Run]:
    """One run of a page, one request, one job: all that is asked within is asked together.

    Within another run it is that one. Whoever names an engine asks that one, and no standby of it.
    """
    there = _open_run.get()
    if there is not None:
        yield there
        return
    if engine is None:
        engine = backend().engine
        opened = Run(engine, standby_of(engine))
    else:
        opened = Run(engine)
    before = _open_run.set(opened)
    try:
        yield opened
    finally:
        _open_run.reset(before)
        opened.let_go()


def ask(
    question: Callable[Concatenate[Connection, Given], Answer], *args: Given.args, **named: Given.kwargs
) -> Answer:
    """The answer of a query that is declared in ``db/queries``.

    Outside of a run it goes to the primary: asking how far that has written would cost as much.
    """
    with _alone() as here:
        return here.ask(question, args, named)


def over(question: Callable[[Connection], Answer]) -> Answer:
    """For questions about the server itself, or several queries: on the primary, nothing of it cached."""
    with _alone() as here:
        return here.over(question)


@contextmanager
def _alone() -> Iterator[Run]:
    """The current run, or a new one on the primary."""
    with reading_run(None if _open_run.get() else backend().engine) as here:
        yield here


def cached(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Decorator of a view: cached as long as every query that it asked would answer the same."""

    @wraps(view)
    def answer(*args: Given.args, **named: Given.kwargs) -> Answer:
        with reading_run() as here:
            return here.put_together(view, args, named)

    return answer


def once(find: Callable[[], Answer]) -> Answer:
    """Memoize within a run; outside of one it is found each time."""
    there = _open_run.get()
    return find() if there is None else there.once(find)


def refresh() -> None:
    """Forget what this run has read: a command may change it. Its connection goes back to the pool."""
    there = _open_run.get()
    if there is not None:
        there.forget()
