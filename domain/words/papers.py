"""What a paper and a message say, in sentences; the facts come from the same places as the screens'."""

from collections.abc import Mapping, Sequence
from datetime import date

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


def of_commitments(
    reported: Sequence[str], judged: Sequence[str], turned: Mapping[Health, Sequence[str]]
) -> list[str]:
    parts = [_count(codes, f"menjadi {health.label_within}") for health, codes in turned.items()]
    parts += [_count(reported, "melapor")] if reported else []
    parts += [_count(judged, "diputus verifikator")] if judged else []
    return [f"komitmen: {', '.join(parts)}"] if parts else []


def of_office(*, late_tasks: int, open_tasks: int, overdue: int, commitments: int, missing: int) -> str:
    """What one office has late or owes; where that is nothing, what it holds."""
    parts = []
    if late_tasks:
        parts.append(f"{formats.in_words(late_tasks)} dari {formats.number(open_tasks)} tugas lewat tenggat")
    if overdue:
        parts.append(f"{formats.in_words(overdue)} dari {formats.number(commitments)} komitmen lewat tenggat")
    if missing:
        parts.append(f"{formats.in_words(missing)} komitmen menunggak laporan")
    if parts:
        return formats.capitalised(", ".join(parts))
    if not open_tasks and not commitments:
        return "Tidak ada komitmen dan tugas terbuka"
    return (
        f"Tidak ada yang terlambat atau menunggak, dari {formats.number(commitments)} komitmen dan "
        f"{formats.number(open_tasks)} tugas terbuka"
    )


def of_member(*, asked: int, waiting: int, owed: int, overdue: int) -> str:
    """What a member of the forum comes to a meeting with."""
    parts = [f"{formats.in_words(asked)} butir agenda menyangkut kantor ini"] if asked else []
    parts += [f"{formats.in_words(waiting)} usulan menunggu jawaban"] if waiting else []
    parts += [f"{formats.in_words(owed)} janji belum ditepati"] if owed else []
    parts += [f"{formats.in_words(overdue)} komitmen tertinggal"] if overdue else []
    if not parts:
        return "Tidak ada yang diminta dan tidak ada yang tertinggal"
    return formats.capitalised(formats.listing(parts))


def of_place(layers: Sequence[str], *, is_partly_hidden: bool, late_tasks: int, open_tasks: int) -> str:
    """In which layers, each with its time, a place stands out, and what is late there."""
    hot = [formats.uncapitalised(each) for each in layers]
    seen = " yang terlihat" if is_partly_hidden else ""
    first = f"menonjol pada {formats.listing(hot)}" if hot else f"tidak menonjol pada satu pun lapisan{seen}"
    if not open_tasks:
        return formats.capitalised(f"{first}; tidak ada tugas terbuka")
    late = f"{formats.in_words(late_tasks)} dari" if late_tasks else "tidak satu pun dari"
    return formats.capitalised(f"{first}; {late} {formats.in_words(open_tasks)} tugas lewat tenggat")


def day_before(day: date, today: date) -> str:
    """``kemarin, 26 November``; one that lies further back, over days off, by its own name."""
    if (today - day).days == 1:
        return f"kemarin, {formats.day_and_month(day)}"
    return formats.day_and_date(day)


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
