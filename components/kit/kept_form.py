"""Forms whose text survives a cut link, a restarted server and an ended session (ADR 12).

The server draws the form; a script in the page keeps what is typed on the device until the server has
it, saves the draft, sends the form by itself once the link is back, and shows the answer. It speaks to
the door's own addresses, not through the websocket.
"""

import hashlib

import streamlit as st
from markupsafe import Markup

from components.kit.layout import STATIC
from components.kit.markup import Text

_FILE = STATIC / "forms" / "kept-form.js"
_VERSION = hashlib.sha256(_FILE.read_bytes()).hexdigest()[:12]

# The script itself is a file that the phone keeps: sent over the websocket it would come each time.
_LOADER = """
const script = import(location.origin + "/app/static/forms/kept-form.js?v=VERSION");
export default function (component) {
  let end = null, over = false;
  script.then((loaded) => { if (!over) end = loaded.default(component); });
  return () => { over = true; if (end) end(); };
}
"""

_listen = st.components.v2.component(
    "gerak_kept_form", js=_LOADER.replace("VERSION", _VERSION), isolate_styles=False
)


def show(*parts: Text, key: str) -> None:
    """Put a form on the page; shown again under the same key, what was typed stays."""
    with st.container(key="kept"):
        _listen(key=key, data={"html": str(Markup("").join(parts)), "form": key})


def form(*parts: Text, name: str, data: dict[str, object], css: str = "") -> Markup:
    """The form itself; ``data`` is what the script needs to know, as attributes."""
    attributes = Markup(" ").join(Markup('data-{}="{}"').format(key, value) for key, value in data.items())
    return Markup('<form class="gb-form {}" data-name="{}" {} novalidate>{}</form>').format(
        css, name, attributes, Markup("").join(parts)
    )


def field(number: int, label: str, body: Text, *, aside: Text = "", name: str = "") -> Markup:
    """A numbered field: its label, a quiet note at the right, what is filled in, and where it is refused."""
    return Markup(
        '<div class="gb-field"><div class="gb-label"><label for="{}"><b>{}</b> {}</label>'
        "<span>{}</span></div>"
        '{}<p class="gb-wrong" data-for="{}" role="alert" hidden></p></div>'
    ).format(f"f-{name}", number, label, aside, body, name)


def options(choices: dict[str, str], chosen: str) -> Markup:
    return Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", label
        )
        for value, label in choices.items()
    )
