"""An account that goes over to another agency or role on a day: planned, shown, and what waits there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, layout, markup, text_field
from components.kit.forms import Submission
from components.registers import agencies as agency_list
from domain import addresses
from domain.access.moves import MOST_DAYS, WAY_BACK, MoveState
from domain.access.permissions import Role
from domain.access.requests import CancelMove, PlanMove
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.accounts import AccountRow
    from db.queries.standing import MoveRow
    from views.agencies import AgencyView


def sentence(move: MoveRow, on: date) -> str:
    to = f"{move.agency} sebagai {labels.ROLES[move.role]}"
    day = formats.long_date(move.starts_on)
    if move.state(on) is MoveState.COMING:
        return f"Pindah ke {to} mulai {day}."
    return f"Pindah ke {to} sejak {day}."


def shown(move: MoveRow, there: AgencyView, on: date) -> Markup:
    """The move in a sentence, and what the newcomer finds on the table."""
    coming = move.state(on) is MoveState.COMING
    said = sentence(move, on)
    if coming:
        said += " Sampai hari itu semuanya tetap; pada hari itu sesi akun ini berakhir dan perlu masuk lagi."
    return (
        layout.section("Rencana pindah" if coming else "Baru pindah")
        + markup.note(said)
        + agency_list.inherited(there, f"Yang diwarisi di {move.agency}")
        + markup.link("Semua komitmennya", addresses.commitments(agency=move.agency_code))
    )


def planning(
    row: AccountRow,
    choose_role: Callable[[str, Role], Role | None],
    choose_agency: Callable[[str, str], str | None],
    on: date,
) -> Submission | None:
    """From a day on, as against at once."""
    form = f"plan_move_{row.username}"
    place = forms.place()
    role, agency = choose_role(form, row.role), choose_agency(form, row.agency_code)
    starts_on: date | None = st.date_input(
        "Mulai tanggal",
        value=None,
        format="DD/MM/YYYY",
        key=forms.field(form, "starts_on"),
        min_value=on + timedelta(days=1),
        max_value=on + timedelta(days=MOST_DAYS),
    )
    reason = text_field.reason(form, "Surat keputusan mutasi, nomor dan tanggalnya")
    markup.show(
        markup.note(
            "Komitmen dan tugas terbuka tetap pada instansinya. Pada tanggal itu semua sesinya dan "
            f"penunjukan pelaksananya berakhir, dan alamat surelnya dikosongkan. {WAY_BACK}"
        )
    )
    sent = st.button("Rencanakan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent:
        return None
    if role is None or agency is None or starts_on is None:
        place.html(str(markup.refusal("Pilih peran, instansi, dan tanggal mulainya, lalu rencanakan lagi.")))
        return None
    return Submission(
        form,
        PlanMove(row.username, seen, role, agency, starts_on, reason),
        place,
        done=f"Kepindahan direncanakan mulai {formats.long_date(starts_on)}.",
        what_next="Berlaku dengan sendirinya pada hari itu; sebelum itu dapat dibatalkan.",
    )


def cancelling(move: MoveRow) -> Submission | None:
    form = f"cancel_move_{move.id}"
    markup.show(markup.note(WAY_BACK))
    with st.expander("Batalkan rencana pindah", icon=":material/event_busy:"):
        place = forms.place()
        reason = text_field.reason(form, "Surat keputusan ditunda")
        sent = st.button("Batalkan rencana", key=forms.field(form, "send"))
    if not sent:
        return None
    return Submission(
        form,
        CancelMove(move.id, reason),
        place,
        done="Rencana pindah dibatalkan.",
        what_next="Akun tetap pada peran dan instansinya.",
    )


def newest_of(moves: Sequence[MoveRow], user_id: int | None) -> MoveRow | None:
    """What lies ahead, or else what has just been."""
    return next((each for each in reversed(moves) if each.user_id == user_id), None)
