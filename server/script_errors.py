"""What a page shows when its script fails: a sentence and a number, never a traceback."""

import logging
from pathlib import Path
from traceback import walk_tb

import streamlit as st
from markupsafe import Markup
from streamlit import error_util
from streamlit.runtime import state

from components.kit import layout, markup
from components.runtime import session
from db import backend, outages
from db.settings import ROOT
from db.startup import NotReady
from domain import addresses
from domain.access.errors import Forbidden, NotFound, NotSignedIn, Refusal

log = logging.getLogger("gerak.pages")

_FIELDS = Path(state.__file__).parent
"""Where Streamlit reads what a browser says of the fields of a page."""


COMES_ANEW = "Halaman ini terbuka sendiri begitu data dapat dihubungi lagi."


def on_script_error(error: Exception) -> bool:
    """Tell the user in his language; True keeps Streamlit from drawing the exception itself."""
    if isinstance(error, Refusal):
        _refusal(error)
    elif isinstance(error, backend.Outage):
        _wait(error.sentence, error.incident)
    elif isinstance(error, NotReady):
        _wait(error.sentence, _logged(error))
    elif outages.is_outage(error):
        outage = backend.get().outage_after(error)
        _wait(outage.sentence, outage.incident)
    elif _says_what_no_page_sends(error):
        log.warning("a message that no page sends: %s", type(error).__name__)
        st.error("Isian dari peramban ini tidak terbaca. Muat ulang halaman ini.", icon=":material/error:")
    else:
        _box("Terjadi gangguan di halaman ini. Coba muat ulang.", _logged(error))
    return True


def say_it_once() -> None:
    """Streamlit prints each error with its traceback, also what is turned down with a sentence. What is a
    fault stands in our log, under the number that a person was shown."""
    logging.getLogger(error_util.__name__).addFilter(_is_told_nowhere_else)


def _is_told_nowhere_else(record: logging.LogRecord) -> bool:
    return record.msg != "Uncaught app execution"


REFUSALS = {
    Forbidden: ("Halaman ini di luar wewenang Anda", "lock", ("Kembali ke Ringkasan", "/")),
    NotFound: ("Tidak ditemukan", "search_off", ("Kembali ke Ringkasan", "/")),
    NotSignedIn: ("Sesi berakhir", "logout", None),
}


def _refusal(error: Refusal) -> None:
    """A refusal on a page: what was refused, why, and the way on."""
    title, symbol, way_on = REFUSALS.get(type(error), ("Tidak dapat dijalankan", "block", None))
    if isinstance(error, NotSignedIn):
        way_on = ("Masuk kembali", addresses.sign_in(session.address()))
    elif isinstance(error, NotFound) and session.address() != session.path():
        # Without what its address asked for, the page shows what there is to choose from.
        way_on = ("Buka halaman ini dari awal", session.path())
    layout.name_tab(title)
    layout.headline(title)
    markup.show(
        markup.empty(
            Markup("{}{}").format(markup.icon(symbol), error),
            markup.link(*way_on) if way_on else "",
        )
    )


def _wait(sentence: str, incident: str) -> None:
    """A page that says this comes anew by itself once the database answers (templates/pulih.js)."""
    _box(sentence, incident)
    markup.show(markup.paragraph(COMES_ANEW, css="gb-muted gb-outage"))


def _says_what_no_page_sends(error: Exception) -> bool:
    """Streamlit fails on the value of a field before anything of ours sees it: it was made by hand."""
    places = [Path(frame.f_code.co_filename) for frame, _ in walk_tb(error.__traceback__)]
    read = [number for number, place in enumerate(places) if place.is_relative_to(_FIELDS)]
    return bool(read) and not any(_is_ours(place) for place in places[read[-1] :])


def _is_ours(place: Path) -> bool:
    return place.is_relative_to(ROOT) and "site-packages" not in place.parts


def _box(sentence: str, incident: str) -> None:
    st.error(
        f"{sentence} Bila berlanjut, sebutkan nomor **{incident}** kepada administrator.",
        icon=":material/error:",
    )


def _logged(error: Exception) -> str:
    incident = backend.incident_number()
    log.error("incident %s: %s on a page", incident, type(error).__name__, exc_info=error)
    backend.note_incident(incident, "Halaman gagal digambar karena kesalahan aplikasi.")
    return incident
