"""A drop-down that nobody has answered yet: it begins with what to choose, and not with a claim."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Choice = TypeVar("Choice")


def choice_field(
    label: str,
    words: Mapping[Choice, str],
    *,
    key: str,
    placeholder: str,
    among: Iterable[Choice] | None = None,
    chosen: Choice | None = None,
    place: DeltaGenerator | None = None,
    hint: str | None = None,
    width: int | Literal["stretch"] = "stretch",
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> Choice | None:
    """What was chosen of ``words``, or of those ``among`` them.

    ``chosen`` is what was on record before, where it is still offered.
    """
    offered = list(words if among is None else among)
    draw = st.selectbox if place is None else place.selectbox
    return draw(
        label,
        offered,
        format_func=words.__getitem__,
        index=offered.index(chosen) if chosen is not None and chosen in offered else None,
        key=key,
        placeholder=placeholder,
        help=hint,
        width=width,
        label_visibility=label_visibility,
    )
