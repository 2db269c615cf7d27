"""A file of proof is looked into in a process of its own: what it unpacks to, and how long that takes, is
decided by whoever made it, and nobody else waits for it.

``python -m db.evidence.apart LIMITS`` takes the file on standard input and answers with one line of JSON,
followed by the file as it is kept where that is another one.
"""

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from db.process_limits import FAILED, OUT_OF_MEMORY, ProcessLimits, limit, stand_back
from domain.commitments.evidence import BOMB, DAMAGED, CleanFile, EvidenceRefused, FileType

log = logging.getLogger("gerak.evidence")

LIMITS = ProcessLimits(memory=1_500_000_000, processor_seconds=15, output=50_000_000)
WALL_SECONDS = 90.0
"""Allows for a machine that is busy with other things."""
_ROOT = Path(__file__).resolve().parents[2]
_at_once = BoundedSemaphore(2)


def clean_apart(
    content: bytes, limits: ProcessLimits = LIMITS, took: Callable[[float], None] = lambda _seconds: None
) -> CleanFile:
    """As ``db.evidence.cleaning.clean``, of which each file may take so much memory and time and no more.

    ``took`` is told how many seconds of a core it was: one that was ended, at most what it may take.
    """
    with _at_once:
        began = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter; the file comes in by its input
                [sys.executable, "-m", "db.evidence.apart", json.dumps(asdict(limits))],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            took(limits.processor_seconds)
            raise EvidenceRefused(BOMB) from error
        ended = time.monotonic()
    if done.returncode:
        took(min(ended - began, limits.processor_seconds))
    if done.returncode == FAILED:
        log.error("a file of proof could not be looked into: %s", done.stdout.decode("utf-8", "replace"))
        raise EvidenceRefused(DAMAGED)
    if done.returncode:
        # Out of memory or of time, by itself or by the system's hand.
        log.warning("looking into a file of proof ended with %d", done.returncode)
        raise EvidenceRefused(BOMB)
    head, _, kept = done.stdout.partition(b"\n")
    told = json.loads(head)
    took(told["seconds"])
    if "refused" in told:
        raise EvidenceRefused(told["refused"])
    return CleanFile(kept or content, FileType(told["type"]), len(content))


def main() -> int:
    stand_back()
    limit(ProcessLimits(**json.loads(sys.argv[1])))
    from db.evidence.cleaning import clean  # noqa: PLC0415 - the limits come first

    content = sys.stdin.buffer.read()
    try:
        file = clean(content)
        told: dict[str, Any] = {"type": file.type.value}
        kept = b"" if file.content == content else file.content
    except EvidenceRefused as refusal:
        told, kept = {"refused": str(refusal)}, b""
    except MemoryError:
        return OUT_OF_MEMORY
    told["seconds"] = time.process_time()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + kept)
    return 0


if __name__ == "__main__":
    try:
        code = main()
    except Exception as error:
        # Its text may hold what stands in the file.
        sys.stdout.write(type(error).__name__)
        code = FAILED
    sys.stdout.flush()
    os._exit(code)
