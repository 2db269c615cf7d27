"""Cari: everything that has a code or a title, as far as its reader may see it."""

from components.kit import filters, layout, markup
from components.registers import search as drawn
from components.runtime import session
from db.backend import is_sample
from domain.access.permissions import Permission
from domain.places.province import HERE
from domain.search import LONGEST
from views import search

actor = session.require(Permission.SEARCH)
asked = filters.parameters()
words = (asked.text("kata") or "")[:LONGEST]
layout.page_head("Cari", as_of=None, sample=is_sample())
layout.refused_parameters(asked.refused)
filters.search("Cari", "kata", f"Kata atau kode: paspor, K-11, T-041, {HERE.example.code}", words)
hits = search.found(actor, words)
layout.headline(drawn.headline(hits), detail=drawn.detail(hits))
markup.show(drawn.results(hits))
