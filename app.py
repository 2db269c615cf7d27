"""The entry: however this is started, every request meets the guard before Streamlit."""

from pathlib import Path

import streamlit as st

from jobs import worker
from server import assets, gate, routing, script_errors, starting

# `streamlit run` finds the guarded application by reading this very assignment: it must stay a
# literal call of `st.App`, or Streamlit would run this file as an ordinary, unguarded script.
starting.read_configuration_beside(Path(__file__))
app = st.App(
    Path(__file__).resolve().parent / "pages" / "frame.py",
    routes=[*routing.ROUTES, *assets.ROUTES],
    middleware=gate.MIDDLEWARE,
    lifespan=starting.lifespan(beside=worker.beside),
    on_script_error=script_errors.on_script_error,
)

if __name__ == "__main__":
    starting.serve(app, Path(__file__))
