"""Forms whose text survives a cut link, a restarted server and an ended session (ADR 12).

The server draws the form; a script in the page keeps what is typed on the device until the server has
it, saves the draft, sends the form by itself once the link is back, and shows the answer. It speaks to
the server's own addresses, not through the websocket.
"""

import streamlit as st
from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Text
from components.kit.script import script
from domain.units import comes_whole

_listen = script("gerak_kept_form", "forms/kept-form.js")


def show(*parts: Text, key: str) -> None:
    """Put a form on the page; shown again under the same key, what was typed stays."""
    with st.container(key="kept"):
        _listen(key=key, data={"html": str(markup.joined(*parts)), "form": key})


def form(*parts: Text, name: str, data: dict[str, object], css: str = "") -> Markup:
    """The form itself; ``data`` is what the script needs to know, as attributes."""
    return markup.render("forms.form", name=name, data=data, css=css, content=markup.joined(*parts))


def answer_place() -> Markup:
    """Where the script shows why a form was turned down, and two texts that contradict each other."""
    return markup.render("forms.answer_place")


def field(number: int, label: str, body: Text, *, aside: Text = "", name: str = "") -> Markup:
    """A numbered field: its label, a quiet note at the right, what is filled in, and where it is refused."""
    return markup.render("forms.field", number=number, label=label, body=body, aside=aside, name=name)


def number(
    name: str,
    *,
    unit: str,
    required: str,
    value: str = "",
    below_zero: str,
    most: float | None = None,
    too_much: str = "",
    before: float | None = None,
) -> Markup:
    """Where a number is typed; the script reads it as ``domain.numbers`` does, and asks where in doubt.

    What is less than nothing, or more than ``most``, is refused in the words given for it while it is typed.
    From ``before`` on its buttons count as long as it is empty.
    """
    whole = {True: "ya", False: "tidak", None: ""}[comes_whole(unit)]
    return markup.render(
        "forms.number_box",
        name=name,
        unit=unit,
        whole=whole,
        required=required,
        value=value,
        below_zero=below_zero,
        most=most,
        too_much=too_much,
        before=before,
    )


def options(choices: dict[str, str], chosen: str) -> Markup:
    return markup.render("forms.options", choices=choices, chosen=chosen)
