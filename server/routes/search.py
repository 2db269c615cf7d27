"""What the box of the search shows while one types; its page shows the same (``pages/monitor/search.py``)."""

from functools import partial

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.registers import search as drawn
from domain import addresses
from domain.access.permissions import Actor, Permission
from domain.search import LONGEST
from server.gate import current_actor
from server.route_helpers import ask_in_thread
from views import search
from views.ask import reading_run


async def hits(request: Request) -> Response:
    actor = await current_actor(request)
    if actor is None:
        return PlainTextResponse("Sesi tidak ada atau sudah berakhir. Masuk lebih dahulu.", 401)
    if not actor.may(Permission.SEARCH):
        return PlainTextResponse("Peran Anda tidak dapat mencari di sini.", 403)
    asked = request.query_params.get("kata", "")[:LONGEST]
    return HTMLResponse(str(await ask_in_thread(partial(_drawn, actor, asked))))


def _drawn(actor: Actor, asked: str) -> Markup:
    with reading_run():
        hits = search.found(actor, asked)
        return drawn.in_box(hits, may_propose=actor.may(Permission.PROPOSE_TASKS))


ROUTES = [Route(addresses.Endpoint.SEARCH_HITS, hits, methods=["GET"])]
