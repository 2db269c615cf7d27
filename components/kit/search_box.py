"""The search that opens over any screen: Ctrl+K, or the word in its head (``static/search.js``)."""

import streamlit as st

from components.kit.script import script
from domain import addresses
from domain.search import LONGEST

_listener = script("gerak_cari", "search.js")


def listen() -> None:
    """Once per page."""
    with st.container(key="search-box"):
        _listener(
            key="search_box",
            data={
                "hits": addresses.Endpoint.SEARCH_HITS,
                "page": addresses.Page.SEARCH,
                "sign_in": addresses.Endpoint.SIGN_IN,
                "longest": LONGEST,
            },
        )
