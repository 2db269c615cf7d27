"""What every form shares: a key that makes it count once, its refusal, and its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st
from markupsafe import Markup

from components import markup
from components.markup import Text

if TYPE_CHECKING:
    from domain.errors import Refusal


def once(form: str) -> str:
    """The key of this form as it is shown now; sent twice, it is carried out once."""
    key: str = st.session_state.setdefault(_name(form), uuid4().hex)
    return key


def renew(form: str) -> None:
    """After a success: the next time the form is shown, it is a new one."""
    st.session_state.pop(_name(form), None)


def _name(form: str) -> str:
    return f"once_{form}"


def refusal(refused: Refusal | None) -> Markup:
    """Why a form was turned down, above what was typed; empty when it was not."""
    if refused is None:
        return Markup("")
    return Markup('<p class="gb-refusal" role="alert">{}<span>{}</span></p>').format(
        markup.icon("error"), str(refused)
    )


def receipt(title: str, what_next: Text) -> Markup:
    """That it worked, and what happens next."""
    return Markup('<div class="gb-receipt" role="status">{}<div><b>{}</b><p>{}</p></div></div>').format(
        markup.icon("task_alt"), title, what_next
    )
