"""A list of accounts pasted from a spreadsheet: what is understood, what is asked, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Column
from components.registers import invitations
from domain import addresses
from domain.access.accounts import LINK_DAYS
from domain.access.errors import RuleBroken
from domain.access.pasted import COLUMNS, MOST_ROWS, Directory, ReadRow, read_rows, split_rows
from domain.access.requests import Invitation, InviteAccount, InviteAccounts
from domain.places.province import HERE
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice

_FORM = "pasted_accounts"
_LEFT = "pasted_rows_left"
_EXAMPLE = f"Penghubung\tPemkab {HERE.example.name}\tInstansi\nVerifikator 1\tInspektorat\tVerifikator"


def inviting(directory: Directory, agencies: Sequence[AgencyChoice]) -> Submission | None:
    """The box, what each row is taken for, and one button for those that are ready."""
    place = forms.place()
    text = st.text_area(
        "Tempel dari Excel",
        st.session_state.get(_LEFT, ""),
        key=forms.field(_FORM, "rows"),
        height=200,
        placeholder=_EXAMPLE,
        help=f"Kolom: {', '.join(COLUMNS)}. Nama pengguna boleh kosong. Paling banyak {MOST_ROWS} baris.",
    )
    try:
        rows = split_rows(text)
    except RuleBroken as refusal:
        markup.show(markup.refusal(str(refusal)))
        return None
    if not rows:
        markup.show(
            markup.note(
                f"Satu baris satu jabatan, {len(COLUMNS)} kolom: {', '.join(COLUMNS)}. Instansi boleh "
                "ditulis dengan nama mana pun yang dikenal. Tidak ada nama orang."
            )
        )
        return None
    names = {each.code: each.short_name for each in agencies}
    read = read_rows(rows, directory)
    answers = _questions([row for row in read if row.is_asked], names)
    if answers:
        read = read_rows(rows, replace(directory, chosen=answers))
    ready = [row for row in read if row.is_ready]
    waiting = [row for row in read if not row.is_ready]
    markup.show(_summary(ready, waiting), _listing(read, names))
    sent = st.button(
        f"Undang {formats.number(len(ready))} akun",
        key=forms.field(_FORM, "send"),
        type="primary",
        disabled=not ready,
    )
    if not sent:
        return None
    left = "\n".join(row.row.text for row in waiting)
    return Submission(
        _FORM,
        InviteAccounts(tuple(_asked(row) for row in ready)),
        place,
        done=f"{formats.number(len(ready))} akun dibuat; tautannya menunggu disalin.",
        what_next=_what_next(len(waiting)),
        then=partial(_keep, left),
    )


def _what_next(waiting: int) -> str:
    said = f"Setiap tautan berlaku {LINK_DAYS} hari dan satu kali."
    if not waiting:
        return said
    return (
        f"{said} {formats.capitalised(formats.in_words(waiting))} baris yang belum siap tetap di kotak isian."
    )


def _asked(row: ReadRow) -> InviteAccount:
    assert row.agency is not None
    assert row.role is not None
    return InviteAccount(row.username, row.row.office, row.role, row.agency)


def _keep(left: str, made: list[Invitation]) -> None:
    st.session_state[_LEFT] = left
    invitations.keep_links(made)


def _questions(rows: Sequence[ReadRow], names: dict[str, str]) -> dict[int, str]:
    """Which agency is meant, row by row; nothing is chosen beforehand."""
    answers: dict[int, str] = {}
    if not rows:
        return answers
    markup.show(section("Perlu jawaban", aside="tidak ada yang ditebak"))
    for row in rows:
        said, key = row.row.agency, forms.field(_FORM, f"{row.row.number}_{row.row.agency}")
        left, right = st.columns([1, 2])
        with left:
            markup.show(markup.stack(f"Baris {row.row.number}: “{said}”", row.row.office))
        with right:
            chosen = _near(row, names, key) or _any(row, names, key)
        if chosen:
            answers[row.row.number] = chosen
    return answers


def _near(row: ReadRow, names: dict[str, str], key: str) -> str | None:
    if not row.candidates:
        return None
    picked: str | None = st.radio(
        f"Maksud baris {row.row.number}",
        row.candidates,
        format_func=names.__getitem__,
        index=None,
        key=f"{key}_near",
        label_visibility="collapsed",
    )
    return picked


def _any(row: ReadRow, names: dict[str, str], key: str) -> str | None:
    picked: str | None = choice_field(
        f"Instansi lain untuk baris {row.row.number}",
        names,
        key=f"{key}_any",
        placeholder="Instansi lain, ketik untuk mencari",
        label_visibility="collapsed",
    )
    return picked


def _summary(ready: Sequence[ReadRow], waiting: Sequence[ReadRow]) -> Markup:
    asked = sum(row.is_asked for row in waiting)
    wrong = len(waiting) - asked
    said = [f"{formats.number(len(ready))} siap diundang"]
    said += [f"{formats.number(asked)} perlu jawaban"] if asked else []
    said += [f"{formats.number(wrong)} perlu diperbaiki"] if wrong else []
    return section("Yang dipahami", aside=", ".join(said))


def _listing(rows: Sequence[ReadRow], names: dict[str, str]) -> Markup:
    columns = [
        Column("Baris", "gb-narrow"),
        Column("Jabatan", "gb-wide"),
        Column("Instansi"),
        Column("Peran"),
        Column("Nama pengguna"),
        Column("Keadaan"),
    ]
    return markup.table(
        columns,
        [
            [
                str(row.row.number),
                row.row.office or "–",
                names[row.agency] if row.agency else f"“{row.row.agency}”" if row.row.agency else "–",
                labels.ROLES[row.role] if row.role else row.row.role or "–",
                row.username or "–",
                _state(row),
            ]
            for row in rows
        ],
        caption="Baris yang ditempel",
    )


def _state(row: ReadRow) -> Markup:
    if row.is_ready:
        return markup.chip("siap", "done", "check")
    chip = (
        markup.chip("perlu jawaban", "at-risk", "help")
        if row.is_asked
        else markup.chip("perbaiki", "late", "edit")
    )
    said = [text for text in (*row.problems, row.question) if text]
    is_new = row.row.agency and not row.is_known
    way = [markup.link("Instansi baru", addresses.agencies("baru"))] if is_new else []
    return markup.words(chip, *said, *way)
