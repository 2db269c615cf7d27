"""Scripts of our own in the page: a file that the browser keeps; inline it would come each time."""

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from components.kit import static_files

_LOADER = """
const script = import(location.origin + "ADDRESS");
export default function (component) {
  let end = null, over = false;
  script.then((loaded) => { if (!over) end = loaded.default(component); });
  return () => { over = true; if (end) end(); };
}
"""


def script(name: str, file: str) -> ComponentRenderer:
    """The default function of a module beneath ``static/``; it may return what ends it."""
    loader = _LOADER.replace("ADDRESS", static_files.address(file))
    return st.components.v2.component(name, js=loader, isolate_styles=False)
