"""Running commands from a page: the actor is found here, and a refusal becomes a sentence."""

import streamlit as st

from components.runtime import session
from components.runtime.door.state import backend
from db.commands import accounts
from domain.errors import Refusal


def sign_out_everywhere() -> None:
    """Close every session of whoever is signed in; the next rerun finds none and asks to sign in."""
    here = backend()
    try:
        accounts.sign_out_everywhere(here.engine, by=session.current_actor(), clock=here.settings.clock)
    except Refusal as refusal:
        st.warning(str(refusal))
