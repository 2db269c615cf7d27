"""The ladder of escalation: what has been taken to whom, and which step of a task comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, markup
from components.kit.layout import section
from components.kit.markup import Column, link
from domain import addresses
from domain.tasks.escalation import LADDER, EscalationStep, Rung
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.tasks import EscalationRow, TaskRow
    from views.tasks import WatchedTask


def ladder_rules() -> Markup:
    """The published days of the ladder."""
    parts = [
        f"{labels.TASK_CLASSES[task_class]}: "
        + ", ".join(f"{_STEP_SHORT[step]} hari ke-{days}" for step, days in steps.items())
        for task_class, steps in LADDER.items()
    ]
    return markup.note(
        Markup("{} {}. ").format(markup.bold("Tangga."), "; ".join(parts)),
        "Hari kerja sesudah yang terlewat; darurat memakai hari kalender. "
        "Eskalasi ditujukan kepada atasan instansi itu sendiri.",
    )


_STEP_SHORT = {
    EscalationStep.REMINDER: "pengingat",
    EscalationStep.SUPERIOR: "atasan",
    EscalationStep.FORUM: "forum",
}


def escalations(tasks: Sequence[WatchedTask], on: date) -> Markup:
    """Every task on the ladder: what was missed, which step is next, on which day and to whom."""
    if not tasks:
        return markup.empty(
            "Tidak ada tugas pada tangga eskalasi.", link("Lihat semua tugas", addresses.Page.TASKS)
        )
    columns = [
        Column("Langkah berikutnya", "gb-narrow"),
        Column("Tugas", "gb-wide"),
        Column("Sebab"),
        Column("Kepada"),
        Column("Jatuh pada", "gb-narrow"),
        Column("Sudah diambil"),
    ]
    ordered = sorted(tasks, key=lambda task: _step_day(task, on))
    return markup.table(
        columns,
        [
            [
                _next_step(task, on),
                markup.stack(
                    link(task.row.title, addresses.task(task.row.code)),
                    f"{task.row.owner} · {task.row.code}",
                ),
                _cause(task),
                addressee(task.row, task.next_rung.step) if task.next_rung else "–",
                formats.short_date(task.next_rung.due_on) if task.next_rung else "–",
                _taken(task),
            ]
            for task in ordered
        ],
        caption="Tangga eskalasi",
    )


def _step_day(task: WatchedTask, on: date) -> tuple[bool, date, str]:
    rung = task.next_rung
    return (rung is None, rung.due_on if rung else on, task.row.code)


def _next_step(task: WatchedTask, on: date) -> Markup:
    rung = task.next_rung
    if rung is None:
        return markup.chip("Tangga selesai", "plain", "done_all")
    if rung.due_on <= on:
        return markup.chip(labels.ESCALATION_STEPS[rung.step], "late", "campaign")
    return markup.chip(labels.ESCALATION_STEPS[rung.step], "plain", "schedule")


def _cause(task: WatchedTask) -> str:
    if task.ladder is None:
        return "–"
    missed = formats.short_date(task.ladder.missed_on)
    return f"{formats.capitalised(labels.ESCALATION_CAUSES[task.ladder.cause])}, {missed}"


def _taken(task: WatchedTask) -> str:
    steps = task.row.recorded(task.ladder.missed_on) if task.ladder else frozenset()
    return ", ".join(labels.ESCALATION_STEPS[step] for step in EscalationStep if step in steps) or "–"


def addressee(row: TaskRow, step: EscalationStep) -> str:
    """Whom a step goes to: the owner, the owner's own superior, or the forum."""
    return {
        EscalationStep.REMINDER: row.owner,
        EscalationStep.SUPERIOR: row.superior or formats.NOT_SET,
        EscalationStep.FORUM: "Forkopimda",
    }[step]


def ladder(task: WatchedTask, on: date) -> Markup:
    """The ladder of one task, as both sides see it."""
    head = section("Tangga eskalasi")
    earlier = _earlier_steps(task)
    if task.ladder is None:
        quiet = markup.note(
            f"Tidak ada yang terlewat. Bila terlewat: pengingat, lalu {task.row.superior or 'forum'}"
            f"{', lalu forum' if task.row.superior else ''}."
        )
        return head + quiet + earlier
    taken = {each.step: each for each in task.row.escalations if each.missed_on == task.ladder.missed_on}
    rungs = [
        {
            **_standing_of(rung, rung.step in taken, on),
            "step": labels.ESCALATION_STEPS[rung.step],
            "about": _of_step(task.row, rung.step, taken.get(rung.step)),
            "due_on": formats.short_date(rung.due_on),
        }
        for rung in task.ladder.rungs
    ]
    return markup.joined(
        head,
        markup.note(f"{_cause(task)}. Hari kerja dihitung dari hari itu."),
        markup.render("tasks.ladder", rungs=rungs),
        earlier,
    )


def _standing_of(rung: Rung, is_taken: bool, on: date) -> dict[str, str]:
    if is_taken:
        return {"css": "gb-taken", "symbol": "check_circle"}
    if rung.due_on <= on:
        return {"css": "gb-now", "symbol": "campaign"}
    return {"css": "", "symbol": "radio_button_unchecked"}


def _of_step(row: TaskRow, step: EscalationStep, taken: EscalationRow | None) -> str:
    if taken is None:
        return f"kepada {addressee(row, step)}"
    parts = [
        f"kepada {taken.to or 'Forkopimda'}",
        f"dicatat {taken.by} {formats.short_date(local_time(taken.recorded_at).date())}",
    ]
    if taken.letter_number:
        parts.append(f"surat {taken.letter_number}")
    if taken.note:
        parts.append(taken.note)
    return " · ".join(parts)


def _earlier_steps(task: WatchedTask) -> Markup:
    """Steps of a ladder that is over, because the owner answered or finished after all."""
    current = task.ladder.missed_on if task.ladder else None
    earlier = [each for each in task.row.escalations if each.missed_on != current]
    if not earlier:
        return Markup("")
    return cards.timeline(
        (
            local_time(each.recorded_at).date(),
            markup.words(
                markup.bold(labels.ESCALATION_STEPS[each.step]), _of_step(task.row, each.step, each)
            ),
        )
        for each in earlier
    )
