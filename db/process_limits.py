"""Limits of the processes that open untrusted files: memory, processor time and output."""

import os
import resource
from dataclasses import dataclass

OUT_OF_MEMORY, FAILED = 3, 4
"""Exit codes of such a process."""
_POLITELY = 10
"""Niceness: it yields to the processes that answer people."""


@dataclass(frozen=True)
class ProcessLimits:
    memory: int
    processor_seconds: int
    output: int


def limit(limits: ProcessLimits) -> None:
    """Apply the limits to this process, from here on."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_seconds, limits.processor_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stand_back() -> None:
    os.nice(_POLITELY)
