"""Links inside the application that change the page without loading it anew.

A plain ``<a href="…">`` works everywhere, but makes the browser start the application again.
This listens for clicks on such links and hands the address to the server, which switches the page
over the connection that is already there. Without JavaScript, or with the middle mouse button, the
link is still a link.
"""

from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from urllib.parse import parse_qsl

import streamlit as st

from components.kit.script import script
from domain.access.permissions import Actor, Permission
from domain.addresses import NOTICE, Page, parts_of

listener = script("gerak_links", "links.js")


def page(
    actor: Actor, path: str, title: str, address: Page, icon: str, needs: Permission, *, listed: bool = True
) -> st.Page:
    """A page; those outside the role's reach are hidden from the menu and refused by their guard.

    What is only reached from another page is not ``listed``.
    """
    # A copy: Streamlit marks on the object itself whose turn it is to run.
    return copy(_page(f"{path}.py", title, address, f":material/{icon}:", listed and actor.may(needs)))


@lru_cache(maxsize=128)
def _page(path: str, title: str, address: Page, icon: str, visible: bool) -> st.Page:
    """Made once: finding the file and checking the icon are most of what a run of the frame costs."""
    return st.Page(
        path,
        title=title,
        icon=icon,
        url_path=address.removeprefix("/") or None,
        default=address is Page.OVERVIEW,
        visibility="visible" if visible else "hidden",
    )


def follow(pages: Mapping[str, st.Page]) -> None:
    """Listen, and go where the last click led; ``pages`` maps paths to the pages that exist."""
    with st.container(key="links"):
        told = {"paths": list(pages), "passing": [NOTICE]}
        clicked = listener(key="link", data=told, on_address_change=lambda: None)
    if not clicked.address:
        return
    address = parts_of(clicked.address)
    page = pages.get(address.path)
    if page is not None:
        st.switch_page(page, query_params=dict(parse_qsl(address.query)))
