"""Statuses as word, icon and tint; colour never stands alone."""

from markupsafe import Markup

from components.kit.markup import chip
from domain.access.accounts import AccountState
from domain.access.delegations import DelegationState
from domain.attention.table import AttentionRule
from domain.commitments.health import Health, VerdictLevel
from domain.figures.figures import FigureStanding
from domain.tasks.life import TaskClass, TaskState
from domain.words import labels

_TASK_CLASSES = {
    TaskClass.EMERGENCY: ("late", "bolt"),
    TaskClass.URGENT: ("at-risk", "keyboard_double_arrow_up"),
    TaskClass.ORDINARY: ("plain", "drag_handle"),
}

_FIGURES = {
    FigureStanding.PUBLISHED: ("plain", "article"),
    FigureStanding.CONFLICTING: ("conflict", "call_split"),
    FigureStanding.DECIDED: ("plain", "gavel"),
    FigureStanding.SET_ASIDE: ("plain", "block"),
}

_VERDICTS = {
    VerdictLevel.NO_EVIDENCE: ("late", "block"),
    VerdictLevel.NOT_STARTED: ("late", "hourglass_empty"),
    VerdictLevel.LIMITED: ("at-risk", "undo"),
    VerdictLevel.SUBSTANTIAL: ("done", "verified"),
    VerdictLevel.COMPLETE: ("done", "verified"),
}


_ACCOUNTS = {
    AccountState.ACTIVE: ("done", "check"),
    AccountState.INVITED: ("at-risk", "hourglass_top"),
    AccountState.LINK_EXPIRED: ("late", "link_off"),
    AccountState.CLOSED: ("plain", "block"),
}


_DELEGATIONS = {
    DelegationState.COMING: ("at-risk", "event_upcoming"),
    DelegationState.RUNNING: ("done", "supervisor_account"),
    DelegationState.OVER: ("plain", "history"),
    DelegationState.REVOKED: ("plain", "block"),
}


def of_account(state: AccountState) -> Markup:
    return chip(labels.ACCOUNT_STATES[state], *_ACCOUNTS[state])


def of_delegation(state: DelegationState) -> Markup:
    return chip(labels.DELEGATION_STATES[state], *_DELEGATIONS[state])


def of_health(health: Health) -> Markup:
    return chip(health.label, health.row.tone, health.row.icon)


def of_task_state(state: TaskState) -> Markup:
    return chip(state.label, state.row.tone, state.row.icon)


def of_task_class(task_class: TaskClass) -> Markup:
    tone, symbol = _TASK_CLASSES[task_class]
    return chip(labels.TASK_CLASSES[task_class], f"{tone} gb-bare", symbol)


def of_figure(standing: FigureStanding) -> Markup:
    return chip(labels.FIGURE_STANDINGS[standing], *_FIGURES[standing])


def of_verdict(level: VerdictLevel) -> Markup:
    return chip(labels.VERDICTS[level], *_VERDICTS[level])


def of_attention(rule: AttentionRule) -> Markup:
    return chip(rule.label, rule.row.tone, rule.row.icon)
