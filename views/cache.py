"""The cache: answers for all readers, each as long as the subjects it was read from stay as they were."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from db.subjects import Subject

Revisions = Mapping[Subject, int]
"""How new each subject is; one that was never written is not in it."""


@dataclass(frozen=True)
class CachedAnswer:
    """An answer, and how new its subjects were when it was asked."""

    answer: Any
    read: Revisions
    history: int
    """Of the database, as db/histories.py counts them: in another one the same revision says nothing."""

    def holds(self, revisions: Revisions, history: int) -> bool:
        return self.history == history and all(
            revisions.get(subject, 0) == number for subject, number in self.read.items()
        )

    def is_newer(self, revisions: Revisions, history: int) -> bool:
        if self.history != history:
            return self.history > history
        return any(number > revisions.get(subject, 0) for subject, number in self.read.items())


class AnswerCache:
    """The cached answers of one database; the least used are dropped first. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by_question: dict[Callable[..., Any], OrderedDict[Hashable, CachedAnswer]] = {}
        self._turns: dict[tuple[Callable[..., Any], Hashable], tuple[Lock, int]] = {}

    def answer(
        self,
        question: Callable[..., Any],
        given: Hashable,
        revisions: Revisions,
        find: Callable[[], tuple[Any, frozenset[Subject]]],
        *,
        most: int,
        history: int = 0,
    ) -> CachedAnswer:
        """The cached answer to a question with these arguments, or what ``find`` returns with the subjects it
        read. Of several threads that ask the same at once, one computes it and the others wait. An answer may
        be newer than the revisions it is cached under, never older: they were asked before it was.
        """
        found = self._look(question, given, revisions, history)
        if found is not None:
            return found
        with self._turn(question, given):
            found = self._look(question, given, revisions, history)
            if found is not None:
                return found
            answer, subjects = find()
            read = {subject: revisions.get(subject, 0) for subject in subjects}
            found = CachedAnswer(answer, read, history)
            self._keep(question, given, found, revisions, most)
            return found

    def _look(
        self, question: Callable[..., Any], given: Hashable, revisions: Revisions, history: int
    ) -> CachedAnswer | None:
        with self._lock:
            answers = self._by_question.get(question)
            found = answers.get(given) if answers else None
            if answers is None or found is None or not found.holds(revisions, history):
                return None
            answers.move_to_end(given)
            return found

    def _keep(
        self,
        question: Callable[..., Any],
        given: Hashable,
        found: CachedAnswer,
        revisions: Revisions,
        most: int,
    ) -> None:
        with self._lock:
            answers = self._by_question.setdefault(question, OrderedDict())
            there = answers.get(given)
            if there is not None and there.is_newer(revisions, found.history):
                return  # of a run that began after this one
            answers[given] = found
            answers.move_to_end(given)
            while len(answers) > most:
                answers.popitem(last=False)

    @contextmanager
    def _turn(self, question: Callable[..., Any], given: Hashable) -> Iterator[None]:
        key = (question, given)
        with self._lock:
            turn, waiting = self._turns.get(key, (Lock(), 0))
            self._turns[key] = (turn, waiting + 1)
        try:
            with turn:
                yield
        finally:
            with self._lock:
                turn, waiting = self._turns.pop(key)
                if waiting > 1:
                    self._turns[key] = (turn, waiting - 1)
