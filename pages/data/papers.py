"""Laporan: papers to take along, texts to pass on, and whether a paper is what was issued."""

from components.kit import filters, layout, markup
from components.papers import page
from components.runtime import session
from db.backend import is_sample, today
from db.queries.meetings import meeting_list
from db.queries.papers import issued_paper
from domain.access.permissions import Permission
from domain.time import formats
from domain.words import headlines
from views import messages, newest
from views.ask import ask
from views.overview import overview

actor = session.require(Permission.TAKE_PAPERS)
asked = filters.parameters()
code = asked.text("periksa", longest=40)
as_of, host = newest.of_work(), session.host()

layout.page_head("Laporan", as_of=as_of, sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(f"Ringkasan {formats.day_and_date(today())} siap diunduh")
if code:
    markup.show(page.verification(code, ask(issued_paper, code)))
markup.show(page.morning(headlines.of_overview(overview(actor.scope).by_health), as_of=as_of.said))
page.texts({"Hari ini": messages.of_day(host), **messages.of_meetings(host)})
markup.show(page.others(ask(meeting_list, scope=actor.scope)))
markup.show(layout.section("Periksa kertas", aside="ketik kode pada kaki kertas"))
filters.search("Kode kertas", "periksa", "9f2c-41d0-7be3-a8c5", code)
