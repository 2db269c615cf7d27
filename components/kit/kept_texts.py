"""What is typed into Streamlit's text fields, kept on the device until it has been sent (ADR 12)."""

import streamlit as st

from components.kit.script import script
from domain.access.permissions import Actor

_keeper = script("gerak_kept_texts", "forms/kept-texts.js")


def keep(actor: Actor) -> None:
    """Once per page; nobody is shown what another account has typed on the same device.

    Where the page finds another server process, the script asks for it to be drawn anew.
    """
    with st.container(key="kept-texts"):
        _keeper(key="kept_texts", data={"user": actor.user_id}, on_renewed_change=lambda: None)
