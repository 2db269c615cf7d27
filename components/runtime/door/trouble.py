"""What a page shows when its script fails: a sentence and a number, never a traceback."""

import logging

import streamlit as st
from sqlalchemy.exc import InterfaceError, OperationalError

from components.runtime.door import state
from db.startup import NotReady
from domain.errors import Refusal

log = logging.getLogger("gerak.pages")


def on_script_error(error: Exception) -> bool:
    """Tell the user in his language; True keeps Streamlit from drawing the exception itself."""
    if isinstance(error, Refusal):
        st.warning(str(error), icon=":material/block:")
    elif isinstance(error, state.Outage):
        _box(error.sentence, error.incident)
    elif isinstance(error, NotReady):
        _box(error.sentence, _logged(error))
    elif isinstance(error, OperationalError | InterfaceError):
        outage = state.get().outage_after(error)
        _box(outage.sentence, outage.incident)
    else:
        _box("Terjadi gangguan di halaman ini. Coba muat ulang.", _logged(error))
    return True


def _box(sentence: str, incident: str) -> None:
    st.error(
        f"{sentence} Bila berlanjut, sebutkan nomor **{incident}** kepada administrator.",
        icon=":material/error:",
    )


def _logged(error: Exception) -> str:
    incident = state.incident_number()
    log.error("incident %s: %s on a page", incident, type(error).__name__, exc_info=error)
    return incident
