"""Papers that are made when somebody asks for them, each put on record before it leaves."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import backend
from domain import addresses
from domain.access.errors import Forbidden
from domain.access.permissions import Actor, Permission
from domain.time.calendar import to_wita
from reports.briefing import Briefing
from server.asking import asking
from server.gate import current_actor
from server.html import page
from server.routes.messages import carry_out
from views.ask import run
from views.briefing import briefing
from views.documents import briefing_paper, briefing_request


async def show_briefing(request: Request) -> Response:
    """Ringkasan Gubernur with the tier of whoever asks, as of this minute."""
    actor = await current_actor(request)
    if actor is None or not actor.may(Permission.TAKE_PAPERS):
        return _refused(
            "Sesi Anda sudah berakhir. Masuk kembali, lalu buka kertas ini lagi."
            if actor is None
            else "Kertas tidak diambil dari layar bersama. Masuk dengan akun instansi Anda."
        )
    drawn = await asking(partial(_drawn, actor))
    try:
        code = await carry_out(actor, briefing_request(drawn), screen=addresses.Endpoint.BRIEFING)
    except Forbidden as refusal:
        return _refused(str(refusal))
    base = f"{request.url.scheme}://{request.url.netloc}"
    content = await asking(partial(briefing_paper, drawn, code, base=base))
    name = f"ringkasan-gubernur-{to_wita(drawn.now).date().isoformat()}.pdf"
    return Response(
        content,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _drawn(actor: Actor) -> Briefing:
    with run():
        return briefing(actor, backend.now().replace(second=0, microsecond=0))


def _refused(sentence: str) -> Response:
    return page(
        "tertolak.html",
        status=403,
        title="Kertas di luar wewenang Anda",
        sentence=sentence,
        onward=addresses.Page.OVERVIEW,
        onward_label="Buka Ringkasan",
    )


ROUTES = [Route(addresses.Endpoint.BRIEFING, show_briefing, methods=["GET"])]
