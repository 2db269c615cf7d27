"""Deputies of an office (Plh., Plt.): who looks after it and when; named, revoked, and acted as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import chips, forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.markup import Column
from domain.access.delegations import LONGEST_ORDER, MOST_DAYS, DelegationKind, DelegationState
from domain.access.permissions import Actor
from domain.access.requests import ActAsOneself, ActForOffice, NameDeputy, RevokeDeputy
from domain.access.sessions import Door
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.deputies import DelegationRow, DeputyChoice

_WHY = "Pelaksana memakai akunnya sendiri. Yang ia lakukan tercatat atas nama kantor dan namanya."


def listing(rows: Sequence[DelegationRow], on: date) -> Markup:
    if not rows:
        return markup.note("Kantor ini belum pernah diwakili.")
    columns = [Column("Pelaksana", "gb-wide"), Column("Hari"), Column("Keadaan")]
    return markup.table(
        columns,
        [
            [
                markup.stack(f"{row.kind.label} {row.deputy}", f"{row.deputy_agency} · {row.order}"),
                formats.period(row.starts_on, row.ends_on),
                chips.of_delegation(row.state(on)),
            ]
            for row in rows
        ],
        caption="Pelaksana kantor ini",
    )


def naming(principal: str, choices: Sequence[DeputyChoice], on: date) -> Submission | None:
    if not choices:
        return None
    form = f"name_deputy_{principal}"
    with st.expander("Tunjuk pelaksana", icon=":material/supervisor_account:"):
        place = forms.place()
        markup.show(markup.note(_WHY))
        names = {each.username: f"{each.name} ({each.agency})" for each in choices}
        deputy: str | None = choice_field(
            "Akun pelaksana",
            names,
            key=forms.field(form, "deputy"),
            placeholder="Ketik untuk mencari",
        )
        kind: DelegationKind | None = st.radio(
            "Sebagai",
            list(DelegationKind),
            format_func=labels.DELEGATION_KINDS.__getitem__,
            index=None,
            key=forms.field(form, "kind"),
        )
        left, right = st.columns(2)
        starts_on = _day(left, "Mulai tanggal", forms.field(form, "starts_on"), on)
        ends_on = _day(right, "Sampai tanggal", forms.field(form, "ends_on"), on)
        order = text_field.line(
            st.container(),
            "Dasar penunjukan",
            key=forms.field(form, "order"),
            longest=LONGEST_ORDER,
            placeholder="Surat perintah nomor 800/12/2026, cuti tahunan",
            help="Nomor surat dan alasannya; bukan nama orang.",
        )
        sent = st.button("Tunjuk", key=forms.field(form, "send"), type="primary")
    if not sent:
        return None
    if deputy is None or kind is None or starts_on is None or ends_on is None:
        place.html(str(markup.refusal("Pilih akun, sebutan, dan kedua tanggalnya, lalu tunjuk lagi.")))
        return None
    return Submission(
        form,
        NameDeputy(principal, deputy, kind, starts_on, ends_on, order),
        place,
        done="Pelaksana ditunjuk.",
        what_next="Pada hari itu ia membuka Akun saya dan memilih bertindak untuk kantor ini.",
    )


def _day(place: st.delta_generator.DeltaGenerator, label: str, key: str, on: date) -> date | None:
    chosen: date | None = place.date_input(
        label,
        value=None,
        format="DD/MM/YYYY",
        key=key,
        min_value=on,
        max_value=on + timedelta(days=2 * MOST_DAYS),
    )
    return chosen


def revoking(rows: Sequence[DelegationRow], on: date) -> Submission | None:
    open_rows = {
        row.id: row for row in rows if row.state(on) in (DelegationState.RUNNING, DelegationState.COMING)
    }
    if not open_rows:
        return None
    form = "revoke_deputy"
    with st.expander("Cabut penunjukan", icon=":material/person_off:"):
        place = forms.place()
        markup.show(
            markup.note("Berlaku saat itu juga: yang sedang bertindak untuk kantor ini harus masuk lagi.")
        )
        chosen: int | None = choice_field(
            "Penunjukan",
            {number: _named(row) for number, row in open_rows.items()},
            chosen=next(iter(open_rows)) if len(open_rows) == 1 else None,
            key=forms.field(form, "which"),
            placeholder="Pilih penunjukan",
        )
        reason = text_field.reason(form, "Pejabat kembali lebih cepat")
        sent = st.button("Cabut", key=forms.field(form, "send"))
    if not sent or chosen is None:
        return None
    return Submission(
        form,
        RevokeDeputy(chosen, forms.seen(form, open_rows[chosen].version), reason),
        place,
        done="Penunjukan dicabut.",
        what_next="Yang sudah dilakukan pelaksana tetap tercatat atas namanya.",
    )


def _named(row: DelegationRow) -> str:
    return f"{row.kind.label}, oleh {row.deputy}, {formats.period(row.starts_on, row.ends_on)}"


def taking_on(
    rows: Sequence[DelegationRow], actor: Actor, token: str, on: date, door: Door
) -> Submission | None:
    """The offices that may be acted for on this day, a button each; and the way back to one's own account."""
    form = "act_for_office"
    place = forms.place()
    if actor.deputy is not None:
        markup.show(
            markup.note(f"Sekarang bertindak sebagai {actor.deputy.office}, {until(actor.deputy.until)}.")
        )
        if not st.button(
            "Kembali bertindak sebagai akun sendiri", key=forms.field(form, "back"), icon=":material/undo:"
        ):
            return None
        return Submission(
            form,
            ActAsOneself(token, door),
            place,
            done="Anda kembali bertindak sebagai akun sendiri.",
            what_next="Kantor itu dapat dipilih lagi selama penunjukannya berlaku.",
        )
    wanted = None
    for row in rows:
        office, days = f"{row.kind.label} {row.office}", formats.period(row.starts_on, row.ends_on)
        markup.show(markup.stack(office, f"{days} · {row.order}"))
        running = row.state(on) is DelegationState.RUNNING
        if st.button(
            "Bertindak untuk kantor ini" if running else f"Mulai {formats.short_date(row.starts_on)}",
            key=forms.field(form, str(row.id)),
            type="primary",
            disabled=not running,
        ):
            wanted = Submission(
                form,
                ActForOffice(token, row.id, door),
                place,
                done="Anda bertindak sebagai {result}.",
                what_next="Setiap tindakan tercatat atas nama kantor itu, oleh Anda.",
            )
    return wanted


def until(day: date) -> str:
    return f"sampai {formats.long_date(day)}"
