"""The addresses that the form of services speaks to: its draft, its report, and throwing it away."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.services import report
from db.queries.regions import regions_at
from db.queries.services import ServiceForm, service_form
from domain import addresses
from domain.access.errors import NotFound, Refusal, Unreadable
from domain.commitments.plausibility import InDoubt
from domain.places.regions import RegionLevel
from domain.plain import NotPlain, from_plain
from domain.services.chain import STEPS
from domain.services.reports import ServicesConflict
from domain.services.requests import (
    DiscardServices,
    OfMonth,
    SaveServices,
    SendServices,
    ServicesSaved,
    ServicesSent,
    ServicesTyped,
)
from domain.time.calendar import Month
from domain.time.formats import clock_time
from domain.words.services import DESK_SHORT
from server.asking import asking
from server.routes.messages import Channel, Message, carry_out
from views.ask import ask

_OF_DESK = {
    "keadaan": "state",
    "hari": "days_open",
    "dilayani": "served",
    "lama": "days_per_document",
    "bukti": "proof",
    "tanggal": "proof_on",
}
_OF_STEP = {"masuk": "entered", "lanjut": "moved_on", "tertahan": "held_back"}
SCREEN = addresses.Page.SERVICES

Handler = Callable[[Message], Coroutine[Any, Any, dict[str, Any]]]


CHANNEL = Channel(
    words={
        "wilayah": "region",
        "bulan": "month",
        "laporan": "",
        "version": "version",
        "base": "base_id",
        "writer": "writer",
        "yakin": "sure",
        "catatan": "",
        **{f"{what}-{desk}": "" for what in _OF_DESK for desk in DESK_SHORT},
        **{f"{what}-{step}": "" for what in _OF_STEP for step in STEPS},
    },
    refused_as="problem",
    foreign="Permintaan ini tidak berasal dari halaman aplikasi. Muat ulang halaman, lalu coba lagi.",
    unreadable="Isian tidak terbaca. Muat ulang halaman, lalu coba lagi; draf Anda tetap ada.",
    expired="Sesi Anda berakhir. Masuk lagi; draf Anda menunggu.",
    too_large="Isian terlalu panjang. Ringkas, lalu coba lagi; draf Anda tetap ada.",
)


def _form(handle: Handler) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def answer(request: Request) -> Response:
        try:
            message = await CHANNEL.received(request)
        except Refusal as refusal:
            return CHANNEL.refused(refusal)
        try:
            return JSONResponse(await handle(message))
        except Refusal as refusal:
            return await _refused(refusal, message)

    return answer


async def save(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SaveServices, message.said, typed=_typed(message))
    saved: ServicesSaved = await carry_out(message.actor, asked, screen=SCREEN)
    withheld = {name: {"why": why, "secret": True} for name, why in saved.withheld.items()}
    return {"version": saved.version, "saved": clock_time(saved.at), "withheld": withheld}


async def send(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SendServices, message.said, typed=_typed(message))
    sent: ServicesSent = await carry_out(message.actor, asked, screen=SCREEN)
    region = await asking(partial(_region_name, asked.region))
    return {"html": report.receipt(asked.region, region, asked.month, sent.summary)}


async def discard(message: Message) -> dict[str, Any]:
    # Gone already is what was wanted.
    with suppress(NotFound):
        await carry_out(message.actor, CHANNEL.read(DiscardServices, message.said), screen=SCREEN)
    return {"to": SCREEN}


def _typed(message: Message) -> ServicesTyped:
    """The form's flat fields, gathered by desk and by step."""
    desks: dict[str, dict[str, Any]] = {}
    steps: dict[str, dict[str, Any]] = {}
    for name, value in message.said.items():
        what, _, key = name.partition("-")
        if what in _OF_DESK:
            desks.setdefault(key, {})[_OF_DESK[what]] = value
        elif what in _OF_STEP:
            steps.setdefault(key, {})[_OF_STEP[what]] = value
    said = {"desks": desks, "steps": steps, "note": message.said.get("catatan", "")}
    try:
        typed: ServicesTyped = from_plain(ServicesTyped, said)
    except NotPlain as error:
        raise Unreadable(CHANNEL.unreadable) from error
    return typed


def _region_name(code: str) -> str:
    regions = ask(regions_at, RegionLevel.REGENCY)
    return next((each.name for each in regions if each.code == code), "")


async def _refused(refusal: Refusal, message: Message) -> Response:
    """Why not; what is to be said yes to; for two who wrote at once both texts; and the draft's version."""
    more: dict[str, Any] = {}
    if not isinstance(refusal, Unreadable):
        form = await asking(partial(_form_row, message))
        if form is not None:
            more["version"] = form.draft_version
    if isinstance(refusal, InDoubt):
        more["asked"] = [{"yes": each.yes, "answer": each.answer} for each in refusal.asked]
    if isinstance(refusal, ServicesConflict):
        more |= {"base": refusal.base_id, "sent": refusal.sent}
        more["theirs"] = {"fields": dict(report.as_fields(refusal.theirs))}
        more["html"] = report.both(refusal, _typed(message))
    return CHANNEL.refused(refusal, **more)


def _form_row(message: Message) -> ServiceForm | None:
    item = CHANNEL.read(OfMonth, message.said)
    try:
        month = Month.parse(item.month)
    except ValueError:
        return None
    return ask(service_form, region_code=item.region, month=month, by=message.actor)


ROUTES = [
    Route(addresses.Endpoint.SERVICES_DRAFT, _form(save), methods=["POST"]),
    Route(addresses.Endpoint.SERVICES_SEND, _form(send), methods=["POST"]),
    Route(addresses.Endpoint.SERVICES_DISCARD, _form(discard), methods=["POST"]),
]
