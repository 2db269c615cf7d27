"""Kotak masuk: what I have to answer, to do and to know; each leads to exactly its matter."""

import streamlit as st

from components.kit import filters, forms, layout, markup
from components.notices import choices, inbox
from components.runtime import session, writes
from db.backend import backend, is_sample, now, today
from db.queries.calendar import feed_made_at
from db.queries.mail import mail_choice, refused_since
from db.queries.notices import notices_of
from domain.access.permissions import Permission
from views import newest, reads
from views.ask import ask

actor = session.require(Permission.VIEW_INBOX)
asked = filters.parameters()
show = asked.one_of("saring", inbox.CHOICES) or ""
items = ask(notices_of, actor.user_id or 0, scope=actor.scope, role=actor.role, now=now())

layout.page_head("Kotak masuk", as_of=newest.of_work(), sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(inbox.headline(items))
forms.show_receipt()
with st.container(horizontal=True, key="inbox_tools", vertical_alignment="center"):
    markup.show(inbox.choices(items, show))
    wanted = inbox.reading_all(items)
forms.show_outcome(wanted, writes.carry_out(wanted))
left, right = st.columns([70, 30], gap="large")
with left:
    markup.show(
        markup.note("Terbaca bukan berarti selesai: kabar tinggal sampai pekerjaannya selesai."),
        inbox.sections(items, today(), reads.closed_days(), show=show, asked=asked),
    )
with right:
    markup.show(choices.quiet())
    with st.container(border=True, key="mail_choice_box"):
        chosen = ask(mail_choice, actor.user_id or 0)
        wanted = choices.mail(
            chosen,
            is_set_up=bool(backend().settings.smtp_url),
            refused_at=ask(refused_since).get(actor.user_id or 0),
        )
    forms.show_outcome(wanted, writes.carry_out(wanted))
    with st.container(border=True, key="calendar_box"):
        made_at = ask(feed_made_at, actor.user_id or 0)
        wanted = choices.calendar(made_at, session.host())
    forms.show_outcome(wanted, writes.carry_out(wanted))
    markup.show(inbox.never_told())
