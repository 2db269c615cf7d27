"""Running commands from a page: the actor is found here, and a refusal becomes a sentence."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.kit import forms
from components.kit.forms import Outcome, Value
from components.runtime import session
from db.backend import backend
from db.commands import accounts, commitments, declaration, holidays, quarters, tasks
from domain.access.errors import Forbidden, Refusal
from domain.access.permissions import Actor
from views.ask import look_again


def run(command: Callable[..., Value], **values: Any) -> Outcome[Value]:
    """Run a command as whoever is signed in, from the screen they are on."""
    return attempt(command, by=session.current_actor(), screen=session.path(), **values)


def attempt(command: Callable[..., Value], *, by: Actor, screen: str, **values: Any) -> Outcome[Value]:
    """Run a command as somebody.

    An attempt at what is not allowed leaves a trace; every refusal comes back as a value, so that a
    form keeps what was typed.
    """
    here = backend()
    look_again()  # the connection goes back before the command asks for its own
    try:
        return Outcome(command(here.engine, by=by, clock=here.settings.clock, screen=screen, **values))
    except Forbidden as refusal:
        accounts.record_refusal(
            here.engine,
            by=by,
            subject=command.__name__,
            kind="action",
            screen=screen,
            clock=here.settings.clock,
        )
        return Outcome(refusal=refusal)
    except Refusal as refusal:
        return Outcome(refusal=refusal)


COMMANDS: Mapping[str, Callable[..., Any]] = {
    command.__name__: command
    for command in (
        commitments.answer_ownership,
        commitments.decide_target,
        commitments.form_commitment,
        commitments.propose_owner,
        commitments.propose_target,
        commitments.settle_ownership,
        declaration.add_decision_event,
        declaration.add_statement,
        declaration.record_duty,
        holidays.add_joint_leave,
        holidays.remove_joint_leave,
        quarters.lock_quarter,
        tasks.escalate,
        tasks.move_task,
        tasks.propose,
    )
}
"""What a form may ask for by name."""


def carry_out(wanted: forms.Wanted | None) -> Outcome[Any]:
    """Run what a form asked for, once however often it is sent."""
    if wanted is None:
        return Outcome()
    return run(COMMANDS[wanted.command], once=forms.once(wanted.form), **wanted.values)


def sign_out_everywhere() -> None:
    """Close every session of whoever is signed in; the next rerun finds none and asks to sign in."""
    here = backend()
    try:
        accounts.sign_out_everywhere(here.engine, by=session.current_actor(), clock=here.settings.clock)
    except Refusal as refusal:
        st.warning(str(refusal))
