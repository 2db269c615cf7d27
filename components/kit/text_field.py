"""A box for a text; what is longer than its place stays whole, and beneath it stands what to do.

Streamlit's own limit would throw away what was typed or pasted beyond it, without a word.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms, markup
from domain.access.errors import TooLong, refuse_too_long
from domain.tasks.proposals import LONGEST_TEXT


def line(place: DeltaGenerator, label: str, value: str = "", *, longest: int, **how: Any) -> str:
    """One line of text; a command refuses what is longer."""
    return _read(place, place.text_input, label, value, longest, how)


def passage(place: DeltaGenerator, label: str, value: str = "", *, longest: int, **how: Any) -> str:
    """The same in several lines."""
    return _read(place, place.text_area, label, value, longest, how)


def reason(form: str, asks: str = "", *, longest: int = LONGEST_TEXT) -> str:
    """Why something is done, as the trail keeps it; ``asks`` says what is wanted."""
    return line(
        st.container(), "Alasan", key=forms.field(form, "reason"), longest=longest, placeholder=asks or None
    )


def _read(
    place: DeltaGenerator,
    draw: Callable[..., Any],
    label: str,
    value: str,
    longest: int,
    how: dict[str, Any],
) -> str:
    text: str = draw(label, value, **how) or ""
    try:
        refuse_too_long({label: (text, longest)})
    except TooLong as refusal:
        place.html(str(markup.notice(str(refusal), "error", css="gb-too-long gb-late")))
    return text
