"""Files that are being read for a screen: each in a thread that waits for the process which opens it.

Whoever leaves the page loses nothing: what was read is kept with the delivery. Of a file nothing is written
but a copy in a folder of its own, gone when it is read.
"""

import logging
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread

from db.acting import Sender
from db.command import run
from db.commands.imports import keep_reading
from db.engine import Marked, marked
from db.importers.run import Request, read_to_keep
from db.rate_limits import Lines
from domain.access.errors import Refusal
from domain.imports.requests import KeepReading

log = logging.getLogger("gerak.imports")

MOST_AT_ONCE = 2
_turns, _lines = BoundedSemaphore(MOST_AT_ONCE), Lines()
"""Of an account one delivery is read at a time: whoever sends many leaves a turn to the others."""
_lock = Lock()


@dataclass
class _Job:
    process: subprocess.Popen[bytes] | None = None
    is_cancelled: bool = False


_jobs: dict[int, _Job] = {}


def begin(number: int, data: bytes, request: Request, sender: Sender, version: int = 0) -> Thread:
    """Read it, and keep what was read as the sender's; returns at once, with the thread that does so.

    One that is sent again while it is read is read once: with what is known of it now.
    """
    cancel(number)
    job = _Job()
    with _lock:
        _jobs[number] = job
    thread = Thread(
        target=_read, args=(KeepReading(number, b"", version), job, data, request, sender), daemon=True
    )
    thread.start()
    return thread


def is_running(number: int) -> bool:
    """In this process; of the others the database knows (``db.engine.is_marked``)."""
    with _lock:
        return number in _jobs


def cancel(number: int) -> None:
    with _lock:
        job = _jobs.get(number)
        if job is not None:
            job.is_cancelled = True
            if job.process is not None:
                job.process.kill()


def _read(asked: KeepReading, job: _Job, data: bytes, request: Request, sender: Sender) -> None:
    number = asked.number

    def started(process: subprocess.Popen[bytes]) -> None:
        with _lock:
            job.process = process
            if job.is_cancelled:
                process.kill()

    try:
        # Marked from now on, also while it waits for its turn, until what was read is kept: between the two
        # it would read as one to be sent again.
        with marked(sender.engine, Marked.READING, number):
            line = _lines.one(sender.by.username)
            with line, _turns, tempfile.TemporaryDirectory(prefix="impor-") as folder:
                file = Path(folder) / "berkas"
                file.write_bytes(data)
                if job.is_cancelled:
                    return
                content = read_to_keep(file, request, started)
            if not job.is_cancelled:
                run(replace(sender, idempotency_key=None), keep_reading, replace(asked, content=content))
    except Refusal as refusal:
        log.info("delivery %d was not kept: %s", number, type(refusal).__name__)
    except Exception:
        log.exception("reading delivery %d failed", number)
    finally:
        with _lock:
            if _jobs.get(number) is job:
                del _jobs[number]
