"""The parts every screen shares: its head, its finding, sections, and the account box."""

from datetime import datetime
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Text
from domain import addresses
from domain.access.permissions import Actor
from domain.time import formats

STATIC = Path(__file__).resolve().parents[2] / "static"


def dress() -> None:
    """The stylesheet (it draws the woven strip) and the mark, once per page."""
    st.html(STATIC / "app.css")
    st.logo(str(STATIC / "logo.svg"), size="large", link=None)


def account_box(actor: Actor) -> None:
    with st.sidebar, st.container(key="account"):
        markup.show(
            Markup('<div class="gb-account">{}<div><b>{}</b><small>{} · {}</small></div></div>').format(
                markup.icon("account_circle"),
                actor.display_name,
                actor.agency_name,
                markup.link("Keluar", addresses.Endpoint.SIGN_OUT),
            )
        )


def page_head(*crumbs: Text, as_of: datetime, sample: bool) -> None:
    """Where we are on the left; on the right whether it is sample data, and of what moment."""
    *before, here = crumbs
    trail = Markup("").join(Markup("{}<i>/</i>").format(crumb) for crumb in before)
    markup.show(
        Markup(
            '<header class="gb-head"><nav aria-label="Letak halaman">{}<b>{}</b></nav>'
            "<span>{}<time>{}Data s.d. {}</time></span></header>"
        ).format(
            trail,
            here,
            markup.sample_badge() if sample else "",
            markup.icon("schedule"),
            formats.moment(as_of),
        )
    )


def headline(finding: str, *, kicker: str = "", detail: Text = "") -> None:
    markup.show(
        Markup('<div class="gb-headline">{}<h1>{}</h1>{}</div>').format(
            Markup('<p class="gb-kicker">{}</p>').format(kicker) if kicker else "",
            finding,
            Markup('<p class="gb-sub">{}</p>').format(detail) if detail else "",
        )
    )


def section(title: str, *, aside: Text = "", action: Text = "") -> Markup:
    return Markup('<div class="gb-section"><h2>{}</h2><span>{}</span><span>{}</span></div>').format(
        title, aside, action
    )


def refused_parameters(sentences: list[str]) -> None:
    """What an address asked for and could not get."""
    if sentences:
        # Not st.warning: it reads Markdown, and what stands in an address could draw a link here.
        markup.show(
            Markup('<p class="gb-warning" role="status">{}{}</p>').format(
                markup.icon("link_off"), " ".join(sentences)
            )
        )
