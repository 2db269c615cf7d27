"""Papers that are made when somebody asks for them, each put on record before it leaves."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.tasks import register
from db import backend
from domain import addresses
from domain.access.errors import NotFound, Refusal, RuleBroken
from domain.access.parameters import Parameters
from domain.access.permissions import Actor, Permission
from domain.access.screening import identity_kinds
from domain.addresses import Endpoint
from domain.time import formats
from domain.time.calendar import whole_minute
from server.gate import current_actor
from server.html import page
from server.route_helpers import ask_in_thread, is_opened_by_a_person, own_address
from server.routes.messages import dispatch
from views import documents, paper_file, tasks
from views.ask import reading_run
from views.paper_file import File
from views.papers import follow_up

Maker = Callable[[Parameters, Actor], File]


def _briefing(_asked: Parameters, actor: Actor) -> File:
    """As of this minute."""
    return paper_file.of_briefing(actor, whole_minute(backend.now()))


def _agency(asked: Parameters, actor: Actor) -> File:
    return documents.of_agency(asked.text("kode"), actor)


def _region(asked: Parameters, actor: Actor) -> File:
    return documents.of_region(asked.text("kode"), actor)


def _members(asked: Parameters, actor: Actor) -> File:
    return documents.of_members(_meeting(asked), asked.text("kursi"), actor)


def _declaration(_asked: Parameters, actor: Actor) -> File:
    return documents.of_declaration(actor)


def _follow_up(asked: Parameters, actor: Actor) -> File:
    """Of one meeting's decisions, or the rows that the screen shows under the same address."""
    if "rapat" in asked.given:
        return documents.of_follow_up(follow_up.of_meeting(_meeting(asked), actor))
    # What is searched for becomes the headline of a paper that stays on record.
    kinds = [str(kind) for kind in identity_kinds(asked.text("cari"))]
    if kinds:
        raise RuleBroken(
            f"Kata pencarian memuat yang tampak seperti {formats.listing(kinds)}, dan dokumen tersimpan "
            "sebagai arsip. Cari dengan kata lain di Tugas, lalu ambil matriksnya dari sana."
        )
    everything = tasks.watched(actor.scope)
    pillars, chosen = tasks.pillar_names(everything), tasks.asked(asked, everything)
    shown, said = register.asked(asked, everything, chosen, pillars, actor)
    return documents.of_follow_up(follow_up.follow_up_paper(shown, said, actor))


def _meeting(asked: Parameters) -> int:
    number = asked.number("rapat", lowest=1, highest=999_999_999)
    if number is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    return number


MAKERS: Mapping[Endpoint, tuple[Permission, Maker]] = {
    Endpoint.BRIEFING: (Permission.VIEW_OVERVIEW, _briefing),
    Endpoint.AGENCY_SHEET: (Permission.VIEW_TASKS, _agency),
    Endpoint.REGION_SHEET: (Permission.VIEW_REGION, _region),
    Endpoint.MEMBER_SHEET: (Permission.VIEW_MEETINGS, _members),
    Endpoint.DECLARATION_SHEET: (Permission.VIEW_COMMITMENTS, _declaration),
    Endpoint.FOLLOW_UP: (Permission.VIEW_TASKS, _follow_up),
}
"""By address: the screen whose reader may take the paper, and how it is made."""


_NEVER_KEPT = {"Cache-Control": "private, no-store"}


def _shown_at(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    permission, make = MAKERS[endpoint]

    async def show(request: Request) -> Response:
        """With the tier of whoever asks. Asking after a paper makes none, and puts none on record."""
        actor = await current_actor(request)
        if actor is None:
            return _refused("Sesi Anda sudah berakhir. Masuk kembali, lalu buka dokumen ini lagi.")
        if not actor.may(Permission.TAKE_PAPERS) or not actor.may(permission):
            return _refused("Akun ini tidak mengambil dokumen. Masuk dengan akun instansi Anda.")
        if not is_opened_by_a_person(request):
            return _refused(
                "Dokumen tercatat atas nama Anda, jadi hanya dibuat bila Anda sendiri membukanya."
            )
        if request.method == "HEAD":
            return Response(media_type="application/pdf", headers=_NEVER_KEPT)
        try:
            file = await ask_in_thread(partial(_made, make, Parameters(dict(request.query_params)), actor))
            codes = [await dispatch(actor, each, screen=endpoint) for each in file.requests]
        except Refusal as refusal:
            return _refused(str(refusal), status=404 if isinstance(refusal, NotFound) else 403)
        content = await ask_in_thread(partial(file.printed, codes, base=own_address(request)))
        return Response(
            content,
            media_type="application/pdf",
            headers={
                "Content-Disposition": f'attachment; filename="{file.name}.pdf"',
                **_NEVER_KEPT,
            },
        )

    return show


def _made(make: Maker, asked: Parameters, actor: Actor) -> File:
    with reading_run():
        return make(asked, actor)


def _refused(sentence: str, *, status: int = 403) -> Response:
    return page(
        "tertolak.html",
        status=status,
        title="Dokumen ini tidak dapat diambil",
        sentence=sentence,
        onward=addresses.Page.PAPERS,
        onward_label="Buka Laporan",
    )


ROUTES = [Route(endpoint, _shown_at(endpoint), methods=["GET"]) for endpoint in MAKERS]
