"""What listens in the browser on every page (``static/listening.js``), drawn once for all of it.

- **Links** inside the application change the page without loading it anew. A plain ``<a href="…">`` works
  everywhere, but makes the browser start the application again; this hands the address of a click to the
  server, which switches the page over the connection that is already there. Without JavaScript, or with the
  middle mouse button, the link is still a link.
- **What is typed** into Streamlit's text fields is kept on the device until it has been sent (ADR 12). Nobody
  is shown what another account has typed on the same device. Where a page finds another server process, it
  asks to be drawn anew.
- **The search** opens over any screen: Ctrl+K, or the word in its head.
- **A row of choices** that goes on beyond the edge begins where its chosen one stands.
- **Who signs out** with something unsent is asked first.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import streamlit as st

from components.kit.script import script
from domain import addresses
from domain.access.permissions import Actor
from domain.search import LONGEST

_listener = script("gerak_mendengar", "listening.js")


def listen(actor: Actor, pages: Mapping[str, st.Page], current: st.Page) -> None:
    """Once per page; goes where the last click led. ``pages`` maps paths to the pages that exist."""
    with st.container(key="listening"):
        heard = _listener(
            key="listener",
            data={
                # No lists: of each Streamlit would find out at every run whether it is a table.
                "paths": tuple(pages),
                "passing": (addresses.NOTICE,),
                "user": actor.user_id,
                "person": actor.person_id,
                "hits": addresses.Endpoint.SEARCH_HITS,
                "page": addresses.Page.SEARCH,
                "sign_in": addresses.Endpoint.SIGN_IN,
                "sign_out": addresses.Endpoint.SIGN_OUT,
                "longest": LONGEST,
            },
            on_address_change=lambda: None,
            on_renewed_change=lambda: None,
        )
    if heard.address:
        _go(heard.address, pages, current)


def _go(said: object, pages: Mapping[str, st.Page], current: st.Page) -> None:
    """A browser may say anything, and go on saying it: then it is heard in every run, and who is there goes
    nowhere."""
    if not isinstance(said, str) or not said.isascii():  # as browsers write every address
        return
    address = addresses.parts_of(said)
    page, asked = pages.get(address.path), dict(parse_qsl(address.query))
    if page is None or (page.url_path == current.url_path and asked == st.query_params.to_dict()):
        return
    st.switch_page(page, query_params=asked)
