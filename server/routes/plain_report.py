"""The report of an agency on a page of its own, where a network lets no websocket through.

The form, its script and what it speaks to are those of *Instansi saya*; only the frame around them is other.
"""

from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.commitments import report, upcoming
from components.kit import markup
from db import backend
from db.acting import record_refusal
from db.queries.agencies import possible_owners
from db.queries.commitments import commitments_of_agency
from domain import addresses
from domain.access.permissions import Actor, Permission
from server import html
from server.gate import current_actor
from server.route_helpers import ask_in_thread
from views import reads
from views.ask import ask, reading_run
from views.own_reports import asked_report

_LONGEST = 20
_NOT_AN_AGENCY = "Laporan diisi oleh penghubung instansi. Masuk dengan akun instansi, atau buka Ringkasan."


async def show(request: Request) -> Response:
    """The form of one checkpoint, or what there is to report on."""
    actor = await current_actor(request)
    if actor is None:
        return RedirectResponse(addresses.sign_in(request.scope["path"]), status_code=303)
    code, quarter = (request.query_params.get(name, "")[:_LONGEST] for name in ("lapor", "titik"))
    return await ask_in_thread(partial(_drawn, actor, code, quarter))


def _drawn(actor: Actor, code: str, quarter: str) -> Response:
    if not actor.may(Permission.VIEW_MY_AGENCY):
        return _refused(actor, str(Permission.VIEW_MY_AGENCY), "screen", _NOT_AN_AGENCY)
    if not code:
        with reading_run():
            items = upcoming.items(ask(commitments_of_agency, scope=actor.scope), backend.today())
            listed = upcoming.in_plain_words(items, backend.today(), reads.closed_days())
        return _page(
            list=listed, agency=actor.agency_name, sample=actor.is_demo, full=addresses.Page.MY_AGENCY
        )
    with reading_run():
        asked = asked_report(code, quarter, actor, backend.today())
        drawn = asked.form and report.report_form(
            asked.form, actor, ask(possible_owners), backend.today(), reads.closed_days()
        )
    if asked.form and drawn:
        name = f"{actor.user_id}/{code}/{asked.form.quarter}"
        full = addresses.report_form(code, asked.form.quarter)
        return _page(form=drawn, name=name, sample=asked.form.is_demo, full=full)
    if asked.missing:
        why = markup.paragraph(f"{asked.missing}.") + upcoming.nothing_to_report(code)
        return _page(list=why, agency=actor.agency_name, sample=actor.is_demo, full=addresses.Page.MY_AGENCY)
    return _refused(actor, f"{code} {quarter}".strip(), "report", upcoming.of_others(code, quarter))


def _page(*, full: str, form: Markup | None = None, **values: Any) -> Response:
    return html.with_own_files(html.page("lapor.html", full=full, form=form, **values))


def _refused(actor: Actor, subject: str, kind: str, sentence: str) -> Response:
    record_refusal(backend.backend().sender(actor, addresses.Endpoint.REPORT), subject, kind=kind)
    return html.page(
        "tertolak.html",
        status=403,
        title="Laporan di luar wewenang Anda",
        sentence=sentence,
        onward=addresses.Page.OVERVIEW,
        onward_label="Buka Ringkasan",
    )


ROUTES = [Route(addresses.Endpoint.REPORT, show, methods=["GET"])]
