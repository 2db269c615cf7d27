"""Deklarasi: the events on which promises were made, and what the law asks of each kabupaten."""

from components.commitments import declaration
from components.kit import filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample
from db.queries.agencies import agency_choices
from db.queries.declaration import decision_events, pillars
from db.queries.regions import regions_at
from db.queries.statements import file_drafts
from domain import addresses
from domain.access.permissions import Permission
from domain.commitments.declaration import count_duties
from domain.places.regions import RegionLevel
from views import commitments, newest
from views.ask import ask

actor = session.require(Permission.VIEW_COMMITMENTS)
asked = filters.parameters()
view = asked.one_of("tampilan", declaration.VIEWS) or "peristiwa"
events = ask(decision_events)
regions = ask(regions_at, RegionLevel.REGENCY)
cells = commitments.duty_cells()
counts = count_duties([each.code for each in regions], {key: cell.state for key, cell in cells.items()})
layout.page_head(
    markup.link("Komitmen", addresses.Page.COMMITMENTS),
    "Register deklarasi",
    as_of=newest.of_declaration(),
    sample=is_sample(),
)
layout.refused_parameters(asked.refused)
if view == "kewajiban":
    said = declaration.duty_headline(counts), declaration.duty_detail(counts)
elif view == "usulan":
    phrases = commitments.drafted_phrases()
    said = declaration.drafts_headline(phrases), declaration.DRAFTS_DETAIL
else:
    said = declaration.events_headline(events), declaration.EVENTS_DETAIL
layout.headline(
    said[0],
    detail=said[1],
    paper=markup.paper_button("Cetak kemajuan deklarasi A4", addresses.Endpoint.DECLARATION_SHEET)
    if actor.may(Permission.TAKE_PAPERS)
    else layout.NO_PAPER,
)
forms.show_receipt()
markup.show(
    markup.pills(
        [(label, addresses.declaration(key), key == view) for key, label in declaration.VIEWS.items()],
        label="Tampilan",
    )
)
if view == "kewajiban":
    if actor.may(Permission.RECORD_DUTIES):
        wanted = declaration.duty_form(regions)
        forms.show_outcome(wanted, writes.carry_out(wanted))
    markup.show(declaration.duties(regions, cells))
elif view == "usulan":
    may_form = actor.may(Permission.FORM_COMMITMENTS)
    agencies = {each.code: each.short_name for each in ask(agency_choices)}
    markup.show(
        declaration.of_files(ask(file_drafts), agencies, may_form=may_form),
        declaration.drafts(phrases, may_form=may_form),
    )
else:
    markup.show(declaration.events(events))
    if actor.may(Permission.REGISTER_DECISIONS):
        for wanted in (
            declaration.event_form(),
            declaration.statement_form(events, ask(pillars)),
        ):
            forms.show_outcome(wanted, writes.carry_out(wanted))
