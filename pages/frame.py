"""The frame around every page: who is signed in, the list of pages, and the way between them."""

import streamlit as st

from components import layout, links
from components.runtime import session
from domain.permissions import Permission

st.set_page_config(
    page_title="Gerak Bersama NTT",
    page_icon=str(layout.STATIC / "favicon.png"),
    layout="wide",
    initial_sidebar_state=248,
)
layout.dress()
actor = session.current_actor()


def page(path: str, title: str, address: str, icon: str, needs: Permission) -> st.Page:
    """A page of the menu; those outside the role's reach are hidden here and refused by their guard."""
    return st.Page(
        f"{path}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=address or None,
        default=not address,
        visibility="visible" if actor.may(needs) else "hidden",
    )


sections = {
    "Pantau": [
        page("monitor/overview", "Ringkasan", "", "dashboard", Permission.VIEW_OVERVIEW),
        page("monitor/hotspots", "Peta", "peta", "map", Permission.VIEW_MAP),
        page("monitor/regency", "Wilayah", "wilayah", "location_on", Permission.VIEW_REGION),
        page("monitor/figures", "Angka & sumber", "angka", "format_list_numbered", Permission.VIEW_FIGURES),
    ],
    "Koordinasi": [
        page("coordination/commitments", "Komitmen", "komitmen", "handshake", Permission.VIEW_COMMITMENTS),
        page("coordination/tasks", "Tugas", "tugas", "checklist", Permission.VIEW_TASKS),
        page("coordination/meetings", "Rapat", "rapat", "groups", Permission.VIEW_MEETINGS),
    ],
    "Data": [page("data/cases", "Kasus", "kasus", "folder_shared", Permission.VIEW_CASES)],
    "Kelola": [
        page("admin/account", "Akun saya", "akun", "manage_accounts", Permission.VIEW_OWN_ACCOUNT),
        page("admin/audit", "Jejak audit", "jejak", "history", Permission.VIEW_AUDIT),
    ],
}
current = st.navigation(sections, expanded=True)
layout.account_box(actor)
links.follow({f"/{each.url_path}": each for pages in sections.values() for each in pages})
current.run()
