"""Komitmen: what became of the declaration, and each commitment in full."""

import streamlit as st

from components import commitments, filters, layout, markup
from components.runtime import reads, registers, session
from components.runtime.overview import agency_silence
from domain import headlines
from domain.permissions import Permission

actor = session.require(Permission.VIEW_COMMITMENTS)
asked = filters.parameters()
code = asked.text("kode")

if code:
    detail = reads.commitment(code, actor.scope)
    row, health = detail.row, detail.row.progress.health(session.today())
    layout.page_head(
        markup.link("Komitmen", "/komitmen"), f"{row.code} {row.title}",
        as_of=session.now(), sample=row.is_demo,
    )  # fmt: skip
    left, right = st.columns([69, 31], gap="large")
    with left:
        layout.headline(row.title, kicker=f"Komitmen {row.code} · Pilar {row.pillar_code} {row.pillar}")
        markup.show(
            commitments.quote(detail.statement),
            commitments.gate(detail),
            commitments.checkpoints(detail, session.today()),
        )
    with right:
        tasks = reads.tasks_of_commitment(row.id, actor.scope)
        markup.show(
            commitments.status_panel(detail, health, session.today()),
            commitments.facts(detail, tasks),
            commitments.trail(detail),
        )
    st.stop()

rated = registers.rated_commitments(actor.scope)
view = asked.one_of("tampilan", commitments.VIEWS) or "instansi"
shown = registers.asked_commitments(asked, rated)
total = commitments.total(rated)
layout.page_head("Komitmen", as_of=session.now(), sample=any(row.is_demo for row, _ in rated))
layout.refused_parameters(asked.refused)
layout.headline(
    headlines.of_commitments(total),
    detail=commitments.basis(total),
)
markup.show(
    markup.pills(
        [
            (label, markup.href("/komitmen", {"tampilan": key}), key == view)
            for key, label in commitments.VIEWS.items()
        ],
        label="Tampilan",
    )
)
if view == "frasa":
    markup.show(commitments.phrases(reads.statement_rows()))
elif view == "diam":
    markup.show(commitments.silence_board(agency_silence(rated, session.today())))
elif not shown:
    markup.show(
        markup.empty(
            "Tidak ada komitmen di sini.", markup.link("Baca frasa deklarasi", "/komitmen?tampilan=frasa")
        )
    )
elif view == "daftar":
    markup.show(commitments.filter_note(asked.accepted, len(shown), len(rated)), commitments.listing(shown))
else:
    markup.show(commitments.matrix(shown, by=view), commitments.rules())
