"""Which reading of a doubtful cell is meant: chosen cell by cell, and once for all that ask the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components.imports import answering, doubts, words
from components.kit import forms, markup
from components.kit.forms import Submission
from components.kit.layout import section
from domain.imports.alike import AlikeDoubts
from domain.imports.delivery import PUT_OFF
from domain.imports.requests import DecideDoubts
from domain.time.formats import number

if TYPE_CHECKING:
    from views.imports import One

MOST_READINGS = 8


def decisions(found: One, of: doubts.DeliveryShown) -> Submission | None:
    """The first doubts that can be decided, each with its readings; none is chosen beforehand.

    Lines of a register that ask the same are answered by one choice. Where many of one kind have a single
    reading each, all of them can be taken at once.
    """
    undecided = doubts.to_decide(found, of)
    if not undecided:
        return None
    row = found.row
    form = f"decide_{row.id}_{of.rule}"
    place = forms.place()
    seen = forms.seen(form, row.version)
    shown = doubts.at_once(found, of)
    cells = sum(len(each.cells) for each in shown)
    aside = f"{number(cells)} dari {number(len(undecided))}"
    markup.show(section("Menunggu pilihan Anda", aside=aside))
    chosen: dict[str, str] = {}
    for each in shown:
        picked = _decision(found, form, each)
        if picked:
            chosen |= each.chosen(picked)
    are_alike = len({each.rule for each in undecided}) == 1 and all(
        len(each.candidates) == 1 for each in undecided
    )
    all_of_them = len(undecided) > cells
    with st.container(horizontal=True, vertical_alignment="center"):
        sent = answering.send(form, "Pakai pilihan ini", is_ready=bool(chosen))
        taken = (
            are_alike
            and all_of_them
            and st.button(
                f"Ambil yang terbaca di {words.places_doubted(undecided)}", key=forms.field(form, "take")
            )
        )
        put_off = st.button(f"Tunda {words.places_doubted(undecided)}", key=forms.field(form, "later"))
    if taken:
        chosen = {each.address: each.candidates[0] for each in undecided}
    if put_off:
        chosen = {each.address: PUT_OFF for each in undecided}
    if not (sent or taken or put_off):
        return None
    return Submission(
        form,
        DecideDoubts(row.id, seen, chosen),
        place,
        done=f"{number(len(chosen))} pilihan dicatat.",
        what_next="Yang ditunda tidak diisi nol; dapat dikirim lagi.",
        theirs=answering.CHOOSE_AGAIN,
    )


def _decision(found: One, form: str, alike: AlikeDoubts) -> str | None:
    doubt = alike.first
    readings = doubt.candidates[:MOST_READINGS]
    names = {each: words.candidate(found, each) for each in readings} | {PUT_OFF: "Tunda"}
    if alike.by_place:
        names = {each: f"seperti {name}" if each != PUT_OFF else name for each, name in names.items()}
    label = f"Bacaan sel {doubt.cell}" if doubt.cell else f"Bacaan lembar {doubt.sheet}"
    key = forms.field(form, f"{found.row.version}_{doubt.address}")
    how: Any = {"format_func": names.__getitem__, "key": key, "label_visibility": "collapsed"}
    left, right = st.columns([70, 30], vertical_alignment="center")
    with left:
        markup.show(doubts.doubt(found, alike))
    picked: str | None
    with right:
        # Names of places would be cut off beside each other; below each other they go on in the next line.
        if any(len(each) > answering.LONGEST_BESIDE for each in names.values()):
            picked = st.radio(label, list(names), index=None, **how)
        else:
            picked = st.segmented_control(label, list(names), **how)
    return picked
