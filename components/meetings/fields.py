"""What the parts of a meeting's desk share: what each hands back, its buttons, and minutes as a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms
from components.kit.forms import Submission
from components.kit.number_field import number_field

Asked = Iterator[Submission]

NO_MINUTES = -1
NOBODY = "Belum ditetapkan"


def button(
    label: str, request: object, place: DeltaGenerator, *, key: str, done: str, **look: Any
) -> Submission | None:
    """A button that asks for one thing as it stands; ``look`` is Streamlit's."""
    if not st.button(label, key=forms.field(key, "send"), **look):
        return None
    return Submission(key, request, place, done=done)


def pressed(*wanted: Submission | None) -> Asked:
    """What was asked for by those of the buttons that were pressed."""
    return (each for each in wanted if each is not None)


def minutes_field(label: str, value: int, *, key: str) -> int:
    """Read as all numbers are; what is no whole number of minutes is none that a rule accepts."""
    read = number_field(st.container(), label, key=key, unit="menit", value=value)
    return int(read) if read is not None and read == read // 1 else NO_MINUTES
