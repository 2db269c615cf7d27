"""What is typed into Streamlit's text fields, kept on the device until it has been sent (ADR 12)."""

import hashlib

import streamlit as st

from components.kit.layout import STATIC
from domain.access.permissions import Actor

_FILE = STATIC / "forms" / "kept-texts.js"
_VERSION = hashlib.sha256(_FILE.read_bytes()).hexdigest()[:12]

# A file of its own, which the browser keeps; inline it would be sent with every page.
_LOADER = """
const script = import(location.origin + "/app/static/forms/kept-texts.js?v=VERSION");
export default function (component) { script.then((loaded) => loaded.default(component)); }
"""

_keeper = st.components.v2.component(
    "gerak_kept_texts", js=_LOADER.replace("VERSION", _VERSION), isolate_styles=False
)


def keep(actor: Actor) -> None:
    """Once per page; nobody is shown what another account has typed on the same device."""
    with st.container(key="kept-texts"):
        _keeper(key="kept_texts", data={"user": actor.user_id})
