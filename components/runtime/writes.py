"""Having done what a page's form asks for: the actor is found here, and a refusal becomes a value."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from components.kit import forms, markup
from components.kit.forms import Outcome
from components.runtime import session
from db.backend import backend
from db.commands import registry
from domain.access.errors import Refusal
from domain.access.requests import SignOutEverywhere
from views.ask import look_again

Made = TypeVar("Made")


def carry_out(wanted: forms.Wanted | None) -> Outcome[Any]:
    """Once however often the form is sent. A refusal is for the form, which keeps what was typed."""
    if wanted is None:
        return Outcome()
    return _done(wanted.request, forms.once(wanted.form))


def record(request: object) -> None:
    """What no form asks for: a draft, or that somebody was shown something. Not even that may fail unsaid."""
    refused = _done(request).refusal
    if refused is not None:
        markup.show(markup.refusal(str(refused)))


def recorded(request: object, made: Callable[[], Made]) -> Callable[[], Made]:
    """``made``, once it is written down that somebody takes it: without the record there is none."""
    sender = backend().sender(session.current_actor(), session.path(), None)

    def once_recorded() -> Made:
        registry.carry_out(sender, request)
        return made()

    return once_recorded


def sign_out_everywhere() -> None:
    """Close every session of whoever is signed in; the next rerun finds none and asks to sign in."""
    refused = _done(SignOutEverywhere()).refusal
    if refused is not None:
        st.warning(str(refused))


def _done(request: object, once: str | None = None) -> Outcome[Any]:
    sender = backend().sender(session.current_actor(), session.path(), once)
    look_again()  # the connection goes back before the command asks for its own
    try:
        return Outcome(registry.carry_out(sender, request))
    except Refusal as refusal:
        return Outcome(refusal=refusal)
