"""Statuses as word, icon and tint; colour never stands alone."""

from markupsafe import Markup

from components.kit.markup import chip
from domain.attention.table import AttentionRule
from domain.commitments.health import Health, VerdictLevel
from domain.figures.figures import FigureStatus
from domain.tasks.life import TaskClass, TaskState
from domain.words import labels

HEALTH = {
    Health.DONE: ("done", "verified"),
    Health.ON_SCHEDULE: ("on-schedule", "event_available"),
    Health.AT_RISK: ("at-risk", "warning"),
    Health.OVERDUE: ("late", "event_busy"),
    Health.SILENT: ("silent", "volume_off"),
    Health.NO_OWNER: ("no-owner", "person_off"),
}

_TASK_STATES = {
    TaskState.PROPOSED: ("plain", "send"),
    TaskState.ACCEPTED: ("on-schedule", "task_alt"),
    TaskState.COUNTERED: ("at-risk", "swap_horiz"),
    TaskState.DECLINED: ("late", "do_not_disturb_on"),
    TaskState.WITHDRAWN: ("plain", "remove_circle"),
    TaskState.IN_PROGRESS: ("on-schedule", "autorenew"),
    TaskState.BLOCKED: ("at-risk", "back_hand"),
    TaskState.CLAIMED_DONE: ("plain", "flag"),
    TaskState.VERIFIED: ("done", "verified"),
    TaskState.RETURNED: ("at-risk", "undo"),
}

_TASK_CLASSES = {
    TaskClass.EMERGENCY: ("late", "bolt"),
    TaskClass.URGENT: ("at-risk", "keyboard_double_arrow_up"),
    TaskClass.ORDINARY: ("plain", "drag_handle"),
}

_FIGURES = {
    FigureStatus.PUBLISHED: ("plain", "article"),
    FigureStatus.CONFLICTING: ("conflict", "call_split"),
    FigureStatus.NEEDS_CLARIFICATION: ("conflict", "help"),
}

_VERDICTS = {
    VerdictLevel.NO_EVIDENCE: ("late", "block"),
    VerdictLevel.NOT_STARTED: ("late", "hourglass_empty"),
    VerdictLevel.LIMITED: ("at-risk", "undo"),
    VerdictLevel.SUBSTANTIAL: ("done", "verified"),
    VerdictLevel.COMPLETE: ("done", "verified"),
}


def of_health(health: Health) -> Markup:
    return chip(labels.HEALTH[health], *HEALTH[health])


def of_task_state(state: TaskState) -> Markup:
    return chip(labels.TASK_STATES[state], *_TASK_STATES[state])


def of_task_class(task_class: TaskClass) -> Markup:
    tone, symbol = _TASK_CLASSES[task_class]
    return chip(labels.TASK_CLASSES[task_class], f"{tone} gb-bare", symbol)


def of_figure(status: FigureStatus) -> Markup:
    return chip(labels.FIGURE_STATUSES[status], *_FIGURES[status])


def of_verdict(level: VerdictLevel) -> Markup:
    return chip(labels.VERDICTS[level], *_VERDICTS[level])


def of_attention(rule: AttentionRule) -> Markup:
    return chip(rule.label, rule.row.tone, rule.row.icon)
