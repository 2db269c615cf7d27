"""Runs the commands that forms ask for, as whoever is signed in; a refusal becomes a value."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from components.kit import forms, layout, markup
from components.kit.forms import Outcome
from components.runtime import session
from db.backend import backend
from db.commands import registry
from domain.access.errors import OpenedAsOther, Refusal
from domain.access.requests import ActAsOneself, ActForOffice, SignOutEverywhere
from views.ask import refresh

Made = TypeVar("Made")


def carry_out(wanted: forms.Submission | None) -> Outcome[Any]:
    """Run the command of a form that was sent, once however often it is sent.

    A refusal comes back as part of the outcome, for ``forms.show_outcome`` to show above what was typed.
    """
    if wanted is None:
        return Outcome()
    refusal = _opened_as_other(wanted)
    if refusal is not None:
        return Outcome(refusal=refusal)
    idempotency_key, receipts = forms.idempotency_key(wanted.form), forms.receipts()
    outcome = _done(wanted.request, idempotency_key)
    if outcome.refusal is None:
        receipts.leave(wanted, outcome.value)
    return outcome


def _opened_as_other(wanted: forms.Submission) -> OpenedAsOther | None:
    """Refuse a form that was opened as one actor and sent as another: another tab of this browser began or
    ended acting for an office meanwhile."""
    opened, actor = forms.opener(wanted.form), session.current_actor()
    switches = isinstance(wanted.request, ActForOffice | ActAsOneself)
    if opened is None or opened.username == actor.username or switches:
        return None
    forms.take_over(wanted.form)
    return OpenedAsOther(
        opened.name,
        actor.display_name,
        f"Kirim sekali lagi bila memang untuk {actor.display_name}; bila bukan, kembali dahulu di Akun saya.",
    )


def record(request: object) -> bool:
    """Run a command that no form asked for (a draft, or that something was shown); a refusal is shown on the
    page. Returns whether it was run."""
    refused = _done(request).refusal
    if refused is not None:
        markup.show(markup.refusal(str(refused)))
    return refused is None


def record_or_stop(request: object, title: str) -> None:
    """Record that somebody is about to be shown something; if that is refused, stop the page instead."""
    refused = _done(request).refusal
    if refused is None:
        return
    layout.page_head(title, as_of=None, sample=False)
    layout.headline(f"{title} tidak ditampilkan")
    markup.show(markup.refusal(str(refused)))
    st.stop()


def recorded(request: object, made: Callable[[], Made]) -> Callable[[], Made]:
    """A download that is recorded before it is made: without the record there is no file."""
    sender = backend().sender(session.current_actor(), session.path(), None)

    def once_recorded() -> Made:
        registry.dispatch(sender, request)
        return made()

    return once_recorded


def sign_out_everywhere() -> None:
    """Close every session of whoever is signed in; the next rerun finds none and asks to sign in."""
    refused = _done(SignOutEverywhere()).refusal
    if refused is not None:
        st.warning(str(refused))


def _done(request: object, idempotency_key: str | None = None) -> Outcome[Any]:
    sender = backend().sender(session.current_actor(), session.path(), idempotency_key)
    refresh()  # the connection goes back before the command asks for its own
    try:
        return Outcome(registry.dispatch(sender, request))
    except Refusal as refusal:
        return Outcome(refusal=refusal)
