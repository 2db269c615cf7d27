"""What the application says of itself: lines of text at the terminal, lines of JSON in a file with a cap.

Neither holds an identity or a value of the database: a message that looks as if it did is left out, whatever
library wrote it.
"""

import fcntl
import json
import logging
import os
import re
import time
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from domain.access.screening import identity_kinds

OURS = "gerak"
LARGEST, KEPT = 2_000_000, 4
"""Bytes of one file, and how many older ones stay beside it: ten megabytes in all."""
_INCIDENT = re.compile(r"\bINS-[0-9A-F]{6}\b")
_OF_A_ROW = re.compile(r"^\s*(DETAIL|CONTEXT|HINT):.*$\n?", re.MULTILINE)
"""What PostgreSQL adds to an error: it may repeat a whole row."""


def plain(text: str) -> str:
    """The text without lines that could tell of somebody."""
    lines = _OF_A_ROW.sub("", text).splitlines()
    return "\n".join(_withheld(line) or line for line in lines)


def _withheld(line: str) -> str:
    kinds = sorted(set(identity_kinds(line)))
    return f"(left out: looks like {', '.join(kinds)})" if kinds else ""


def _moment(record: logging.LogRecord) -> str:
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
    return f"{whole}.{int(record.msecs):03d}Z"


class TextLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        says = plain(record.getMessage()).replace("\n", "\\n")  # so that no message looks like two
        said = f"{_moment(record)} {record.levelname} {record.name}: {says}"
        if record.exc_info:
            said += "\n" + plain("".join(traceback.format_exception(*record.exc_info)).rstrip())
        return said


class JsonLines(logging.Formatter):
    """One object a line: ``at`` (UTC), ``level``, ``logger``, ``says``, ``process``, and where there is one
    the ``incident`` that a person was shown, the ``error`` and the ``places`` it came by."""

    def format(self, record: logging.LogRecord) -> str:
        says = plain(record.getMessage())
        line: dict[str, object] = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": says,
            "process": record.process,
        }
        if incident := _INCIDENT.search(says):
            line["incident"] = incident[0]
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = [
                f"{type(each).__name__}: {plain(str(each))}" for each in _causes(record.exc_info[1])
            ]
            line["places"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and so on."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


class CappedFile(RotatingFileHandler):
    """For several processes: one writes at a time, after looking whether another one began a new file."""

    def __init__(self, file: Path, largest: int = LARGEST, kept: int = KEPT) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(file, maxBytes=largest, backupCount=kept, encoding="utf-8")
        self._lock_file = file.with_name(f".{file.name}.lock")

    def _open(self) -> TextIOWrapper:
        """Read by its owner, and by a group that collects logs; by nobody else on the machine."""

        def for_few(path: str, flags: int) -> int:
            return os.open(path, flags, 0o640)

        return open(self.baseFilename, "a", encoding=self.encoding, opener=for_few)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            with self._lock_file.open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if self._was_turned():
                    self.close()
                    self.stream = self._open()
                super().emit(record)
        except OSError:
            self.handleError(record)

    def _was_turned(self) -> bool:
        """Whether another process has begun a new file since ours was opened."""
        if self.stream is None:
            return True
        try:
            there, ours = os.stat(self.baseFilename), os.fstat(self.stream.fileno())
        except FileNotFoundError:
            return True
        return (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino)


def configure(file: str = "", level: int = logging.INFO) -> None:
    """Our loggers speak for themselves unless the operator has configured logging."""
    ours = logging.getLogger(OURS)
    if ours.handlers or logging.getLogger().handlers:
        return
    terminal = logging.StreamHandler()
    terminal.setFormatter(TextLines())
    ours.addHandler(terminal)
    if file:
        kept = CappedFile(Path(file))
        kept.setFormatter(JsonLines())
        ours.addHandler(kept)
    ours.setLevel(level)
    ours.propagate = False
    _take_over_what_libraries_print()


def _take_over_what_libraries_print() -> None:
    """Streamlit and uvicorn give each of their loggers a formatter of its own, which leaves nothing out."""
    for name in tuple(logging.root.manager.loggerDict):
        for handler in logging.getLogger(name).handlers:
            if type(handler) is logging.StreamHandler:
                handler.setFormatter(TextLines())
                handler.addFilter(_without_the_way)


def _without_the_way(record: logging.LogRecord) -> bool:
    """A warning is a line: the way by which a library came to it is not ours, and anybody may cause one."""
    if record.levelno < logging.ERROR:
        record.exc_info = record.exc_text = None
    return True
