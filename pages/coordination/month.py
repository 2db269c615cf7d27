"""Kalender: the month of all offices, for the secretariat that plans it."""

from components.kit import filters, layout, markup
from components.notices import month as calendar
from components.runtime import session
from db.backend import is_sample, today
from db.queries.calendar import month_entries
from db.queries.holidays import closed_names
from domain.access.permissions import Permission
from domain.time.calendar import Month
from views import newest
from views.ask import ask

actor = session.require(Permission.RUN_MEETINGS)
asked = filters.parameters()
months = calendar.within_reach(today())
month = months[asked.one_of("bulan", months) or Month.containing(today()).key]
entries = ask(month_entries, scope=actor.scope, month=month, with_drafts=True)

layout.page_head("Kalender", as_of=newest.of_work(), sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(calendar.headline(entries, month))
markup.show(
    calendar.ways(month, months),
    calendar.grid(entries, month, today(), ask(closed_names, month)),
    calendar.legend(),
)
