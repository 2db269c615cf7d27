"""What every form shares: a key that makes it count once, its refusal, and its receipt.

A component draws a form and returns what was wanted, or None; the page hands that to
``writes.carry_out`` and the outcome to ``show_outcome``. So a refusal keeps every field, and a success
clears them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar
from uuid import uuid4

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.kit import markup
from components.kit.markup import Text
from domain.access.errors import Refusal, handling
from domain.commitments.plausibility import InDoubt
from domain.time import formats
from domain.time.date_words import DateInDoubt, confirmed

Value = TypeVar("Value")
Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """What became of a command: its answer, or the refusal whose text is for the user."""

    value: Value | None = None
    refusal: Refusal | None = None


_RECEIPTS = "receipt_of_last_form"
_RECEIPT_LASTS = 2.0
"""Seconds: runs that the second tap of two brings do not take the receipt away."""
_READER = "reader_of_the_page"


@dataclass(frozen=True)
class Submission:
    """What somebody asked for by sending a form."""

    form: str
    request: object
    """One of ``domain/*/requests.py``; its type says which command it asks for."""
    place: DeltaGenerator
    """Where its refusal is to be shown: above the fields."""
    done: str
    what_next: Text = ""
    """What the receipt says; ``{result}`` in either is the command's answer. Names that people have
    given go in by ``verbatim``."""
    then: Callable[[Any], None] | None = None
    """What else becomes of the answer: an address to go to, something that is told only once."""
    theirs: Text = ""
    """What stands there by now beside what was typed, for whoever was overtaken."""
    date_field: str = ""
    """The key of the field with a day in words; where that is in doubt, its readings are offered."""
    takes_yes: bool = False
    """Whether it reads ``said_yes``: that what was asked about is meant is then said with one button."""
    is_boxed: bool = True
    """Whether its fields stand in an ``st.form``, whose buttons are of a kind of their own."""


def verbatim(name: str) -> str:
    """For a receipt: braces in a name are braces."""
    return name.replace("{", "{{").replace("}", "}}")


def idempotency_key(form: str) -> str:
    """The key of this form as it is shown now: a command with the same key is run once."""
    key: str = st.session_state.setdefault(_key(form), uuid4().hex)
    st.session_state.setdefault(_opened(form), st.session_state.get(_READER))
    return key


def renew(form: str) -> None:
    """Reset the form after a success: a new key shows it empty and lets it count anew."""
    for key in (_key(form), _seen(form), _opened(form)):
        st.session_state.pop(key, None)


@dataclass(frozen=True)
class Opener:
    """The actor that a page was drawn for: an account, or one that acts for an office."""

    username: str
    name: str


def drawn_for(reader: Opener) -> None:
    """Remember, for the forms of this run, as whom they are opened."""
    st.session_state[_READER] = reader


def opener(form: str) -> Opener | None:
    """As whom this form was opened; another tab of the browser may act as somebody else since."""
    found: Opener | None = st.session_state.get(_opened(form))
    return found


def take_over(form: str) -> None:
    """From now on the form is the present actor's: sending it again confirms that it was meant so."""
    st.session_state[_opened(form)] = st.session_state.get(_READER)


def seen(form: str, version: Seen, *, keep: bool = False) -> Seen:
    """The version of the row (or what else tells it) that stood on the screen when this form was sent.

    With ``keep``, it is the one that stood there when the user began to write.
    """
    shown: Seen = st.session_state.get(_seen(form), version)
    st.session_state[_seen(form)] = shown if keep else version
    return shown


def _seen(form: str) -> str:
    return f"seen_{form}"


def _key(form: str) -> str:
    return f"idempotency_key_{form}"


def _opened(form: str) -> str:
    return f"opened_{form}"


def refusal(refused: Refusal | None) -> Markup:
    """Why a form was turned down, above what was typed; empty when it was not."""
    if refused is None:
        return Markup("")
    said = markup.listed(refused.sentences) if len(refused.sentences) > 1 else str(refused)
    way = markup.link("Buka", refused.leads_to) if refused.leads_to else ""
    return markup.refusal(markup.words(said, way) if way else said)


def receipt(title: str, what_next: Text, form: str = "") -> Markup:
    """That it worked, and what happens next; the device forgets what it kept of that form."""
    return markup.render("kit.receipt", title=title, what_next=what_next, form=form)


def place() -> DeltaGenerator:
    """The space above a form's fields in which its refusal will stand."""
    return st.container()


def field(form: str, name: str) -> str:
    """The key of a field of this form as it is shown now; a new form starts with empty fields."""
    return f"{form}_{idempotency_key(form)}_{name}"


def submit(form: str, label: str, *, name: str = "send", main: bool = False) -> bool:
    """The button that sends this very form.

    Without a key of its own a button is the same in every session. Pressed while the server starts anew it
    would then send the next session's form, whose fields are still empty, and be answered with a receipt.
    """
    look: dict[str, Any] = {"type": "primary"} if main else {}
    return st.form_submit_button(label, key=field(form, name), **look)


def was_pressed(form: str, *, name: str = "send") -> bool:
    """Whether this run began with that button, also where the page would draw it no more."""
    return bool(st.session_state.get(field(form, name)))


def show_outcome(wanted: Submission | None, outcome: Outcome[Any]) -> None:
    """A refusal stands above what was typed; a success clears the form and leaves a receipt."""
    if wanted is None:
        return
    if outcome.refusal is not None:
        receipts().drop_old()
        shown = refusal(outcome.refusal)
        if handling(outcome.refusal).shows_newest:
            # The page shows the newest by now; sent again, the form is about that.
            st.session_state.pop(_seen(wanted.form), None)
            shown += wanted.theirs
        wanted.place.html(str(shown))
        if wanted.date_field and isinstance(outcome.refusal, DateInDoubt):
            _offer_readings(wanted, outcome.refusal)
        if wanted.takes_yes and isinstance(outcome.refusal, InDoubt):
            _offer_yes(wanted, outcome.refusal)
        return
    if wanted.then is not None:
        wanted.then(outcome.value)
    renew(wanted.form)
    st.rerun()


def _offer_readings(wanted: Submission, asked: DateInDoubt) -> None:
    """Each day that was perhaps meant, as a button of the form that writes it into its field."""
    with wanted.place.container(horizontal=True):
        for day in asked.readings:
            st.form_submit_button(
                formats.day_and_date(day),
                key=f"{wanted.date_field}_{day.isoformat()}",
                on_click=_write,
                args=(wanted.date_field, confirmed(day)),
            )


def _offer_yes(wanted: Submission, doubt: InDoubt) -> None:
    """The form is sent once more, with the answers."""
    button = st.form_submit_button if wanted.is_boxed else st.button
    with wanted.place.container(horizontal=True):
        button(
            doubt.yes,
            key=f"{_sure(wanted.form)}_yes",
            on_click=_answer,
            args=(_sure(wanted.form), doubt.answers),
        )


def said_yes(form: str) -> tuple[str, ...]:
    """The answers of who has just pressed that what was asked about is meant."""
    answers: tuple[str, ...] = st.session_state.pop(_sure(form), ())
    return answers


def _sure(form: str) -> str:
    return field(form, "yakin")


def _answer(key: str, answers: tuple[str, ...]) -> None:
    st.session_state[key] = answers


def _write(key: str, text: str) -> None:
    st.session_state[key] = text


@dataclass
class Receipts:
    """What the last form of this session led to, until it was shown."""

    left: tuple[str, Text, str] | None = None
    shown_at: float | None = None
    old: DeltaGenerator | None = None
    """Where one that was shown before still stands on this run of the page."""

    def leave(self, wanted: Submission, result: object) -> None:
        """Without asking Streamlit for anything, for there it would stop for whatever was pressed meanwhile,
        and what is done would be answered with nothing."""
        if wanted.done:
            said, what_next = (text.format(result=result) for text in (wanted.done, wanted.what_next))
            self.left, self.shown_at = (said, what_next, wanted.form), None

    def drop_old(self) -> None:
        """Something else was answered since: beside a refusal it would read as if that had worked."""
        if self.old is not None:
            self.old.empty()
            self.left, self.shown_at, self.old = None, None, None


def receipts() -> Receipts:
    """The receipts of this session; ask for them before a command is run."""
    found: Receipts = st.session_state.setdefault(_RECEIPTS, Receipts())
    return found


def show_receipt() -> None:
    """What the last form led to, once.

    Its place stays when it goes: what is below would move up and be drawn anew, and whoever had unfolded
    the next form would see it fold under his hands.
    """
    kept = receipts()
    if kept.shown_at is not None and monotonic() - kept.shown_at > _RECEIPT_LASTS:
        kept.left, kept.shown_at = None, None
    kept.old = None
    with st.container():
        if kept.left is not None:
            here = st.empty()
            with here:
                markup.show(receipt(*kept.left))
            kept.old = here if kept.shown_at is not None else None
            # Only now: a run that is stopped before has shown nothing.
            kept.shown_at = kept.shown_at or monotonic()
