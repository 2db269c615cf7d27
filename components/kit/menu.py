"""The pages of the menu, each made once."""

from copy import copy
from functools import lru_cache

import streamlit as st

from domain.access.permissions import Actor, Permission
from domain.addresses import Page


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
