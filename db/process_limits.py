"""What opens a stranger's file does so in a process of its own: limited in memory, time and output, and free
to die."""

import os
import resource
from dataclasses import dataclass

OUT_OF_MEMORY, FAILED = 3, 4
"""Exit codes of such a process."""
_POLITELY = 10
"""How far it stands back behind whoever answers people."""


@dataclass(frozen=True)
class ProcessLimits:
    memory: int
    processor_seconds: int
    output: int


def limit(limits: ProcessLimits) -> None:
    """From here on this process has no more than that."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_seconds, limits.processor_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stand_back() -> None:
    os.nice(_POLITELY)
