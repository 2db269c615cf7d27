"""Mulai: what an office does in its first hour, computed from what stands there."""

import streamlit as st

from components.kit import layout, markup
from components.registers import beginning
from components.runtime import session
from db.backend import is_sample, today
from db.queries.beginning import found_so_far
from domain.access.permissions import Permission
from views import newest
from views.ask import ask

actor = session.require(Permission.MANAGE_ACCOUNTS)
found = ask(found_so_far, today().year)

layout.page_head("Mulai", as_of=newest.of_trail(), sample=is_sample())
layout.headline(
    beginning.headline(found),
    detail="Layar ini hilang dari menu sesudah rapat pertama tidak menunggu apa-apa lagi.",
)
with st.container(key="start"):
    markup.show(beginning.listing(found))
