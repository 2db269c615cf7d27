"""The entry: however this is started, every request meets the guard before Streamlit."""

from pathlib import Path

import streamlit as st

from jobs import worker
from server import assets, gate, health, passwords, sign_in, starting, trouble
from server.routes import calendar, kept_forms, papers, search, service_forms
from server.routes import shared_screen as screen

# `streamlit run` finds the guarded application by reading this very assignment: it must stay a
# literal call of `st.App`, or Streamlit would run this file as an ordinary, unguarded script.
starting.read_configuration_beside(Path(__file__))
app = st.App(
    Path(__file__).resolve().parent / "pages" / "frame.py",
    routes=[
        *sign_in.ROUTES,
        *passwords.ROUTES,
        *health.ROUTES,
        *kept_forms.ROUTES,
        *service_forms.ROUTES,
        *papers.ROUTES,
        *screen.ROUTES,
        *search.ROUTES,
        *calendar.ROUTES,
        *assets.ROUTES,
    ],
    middleware=gate.MIDDLEWARE,
    lifespan=starting.lifespan(beside=worker.beside),
    on_script_error=trouble.on_script_error,
)

if __name__ == "__main__":
    starting.serve(app)
