"""What a paper and a message say, in sentences; the facts come from the same places as the screens'."""

from collections.abc import Mapping, Sequence

from domain.commitments.health import Health
from domain.tasks.history import OpenTasks, TaskChanges
from domain.tasks.life import TaskState
from domain.time import formats

_MOVED = {
    TaskState.VERIFIED: "terverifikasi selesai",
    TaskState.CLAIMED_DONE: "menunggu diperiksa",
    TaskState.BLOCKED: "terkendala",
    TaskState.DECLINED: "ditolak",
    TaskState.COUNTERED: "ditawar",
    TaskState.RETURNED: "dikembalikan pemeriksa",
}
"""Moves that a governor wants to hear of; the others are the daily work."""


def state_sentence(by_health: Mapping[Health, int]) -> str:
    """``Dari 24 komitmen: 3 selesai, 7 sesuai jadwal, …``; those that are none are left out."""
    total = sum(by_health.values())
    parts = [f"{by_health[each]} {each.label_within}" for each in Health if by_health.get(each)]
    return f"Dari {formats.number(total)} komitmen: {', '.join(parts)}." if parts else "Belum ada komitmen."


def of_tasks(moved: TaskChanges, before: OpenTasks, now: OpenTasks) -> list[str]:
    """At most two lines: what moved, and how many are late now."""
    parts = [_count(moved.proposed, "baru")] if moved.proposed else []
    parts += [_count(moved.moved[state], words) for state, words in _MOVED.items() if state in moved.moved]
    said = [f"tugas: {', '.join(parts)}"] if parts else []
    if before.late != now.late:
        said.append(f"tugas lewat tenggat {formats.number(before.late)} menjadi {formats.number(now.late)}")
    return said


def of_commitments(reported: Sequence[str], judged: Sequence[str]) -> list[str]:
    parts = [_count(reported, "melapor")] if reported else []
    parts += [_count(judged, "diputus verifikator")] if judged else []
    return [f"komitmen: {', '.join(parts)}"] if parts else []


def _count(codes: Sequence[str], what: str) -> str:
    """``7 melapor``; a single one by its code."""
    named = f" ({codes[0]})" if len(codes) == 1 else ""
    return f"{formats.number(len(codes))} {what}{named}"


NOTHING_CHANGED = "Tidak ada perubahan yang tercatat."


def shortened(text: str, longest: int) -> str:
    """Cut at a word, with a mark that it was."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
