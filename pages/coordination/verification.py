"""Verifikasi: reports that wait for a verdict, oldest first, and one of them beside its proof."""

import streamlit as st

from components.commitments import verification
from components.kit import filters, kept_form, layout, markup
from components.runtime import session
from db.backend import is_sample, today
from db.queries.progress import verification_queue
from domain import addresses
from domain.access.permissions import Permission
from views import newest, reads, services
from views.ask import ask

actor = session.require(Permission.VERIFY_REPORTS)
asked = filters.parameters()
queue = ask(verification_queue, scope=actor.scope)
number = asked.number("laporan", lowest=1, highest=2_000_000_000)
chosen = [row for row in queue if row.report_id == number]

layout.page_head(
    *(
        [markup.link("Verifikasi", addresses.verification()), chosen[0].commitment_code]
        if chosen
        else ["Verifikasi"]
    ),
    as_of=newest.of_reports(),
    sample=is_sample(),
)
layout.refused_parameters(asked.refused)
if chosen:
    kept_form.show(verification.report(chosen[0], actor), key=f"putusan/{number}/{actor.user_id}")
    st.stop()

if number:
    layout.refused_parameters(["Laporan itu tidak menunggu putusan: sudah diputus, diganti, atau tidak ada."])
waiting = services.waiting(actor)
layout.headline(
    verification.headline(queue, len(waiting), today(), reads.closed_days()),
    detail="Yang paling lama menunggu lebih dahulu. Pelapor dan instansinya tidak memutus laporan sendiri.",
)
if queue:
    markup.show(verification.queue(queue, actor, today(), reads.closed_days()))
if waiting:
    markup.show(verification.services(waiting, today()))
elif not queue:
    markup.show(
        markup.empty(
            "Laporan yang dikirim instansi muncul di sini.",
            markup.link("Buka tunggakan laporan", addresses.commitment_board("diam")),
        )
    )
