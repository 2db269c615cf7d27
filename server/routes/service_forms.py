"""The addresses that the form of services speaks to: its draft, its report, and throwing it away."""

from contextlib import suppress
from functools import partial
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from components.services import report
from db.queries.regions import regions_at
from domain import addresses
from domain.access.errors import NotFound, Refusal, Unreadable
from domain.places.regions import RegionLevel
from domain.plain import NotPlain, from_plain
from domain.services.chain import STEPS
from domain.services.reports import ServicesConflict
from domain.services.requests import (
    DiscardServices,
    SaveServices,
    SendServices,
    ServicesSaved,
    ServicesSent,
    ServicesTyped,
)
from domain.time.formats import clock_time
from domain.words.services import DESK_SHORT
from server.route_helpers import ask_in_thread
from server.routes.messages import Message, asked_back, dispatch, kept_form
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


CHANNEL = kept_form(
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
)


async def save(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SaveServices, message.said, typed=_typed(message))
    saved: ServicesSaved = await dispatch(message.actor, asked, screen=SCREEN)
    withheld = {name: {"why": why, "secret": True} for name, why in saved.withheld.items()}
    return {"version": saved.version, "saved": clock_time(saved.at), "withheld": withheld}


async def send(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SendServices, message.said, typed=_typed(message))
    sent: ServicesSent = await dispatch(message.actor, asked, screen=SCREEN)
    region = await ask_in_thread(partial(_region_name, asked.region))
    return {"html": report.receipt(asked.region, region, asked.month, sent.summary)}


async def discard(message: Message) -> dict[str, Any]:
    # Gone already is what was wanted.
    with suppress(NotFound):
        await dispatch(message.actor, CHANNEL.read(DiscardServices, message.said), screen=SCREEN)
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
    """Why it was refused, and what may be confirmed; with two concurrent writers both texts, and the
    version."""
    more = asked_back(refusal)
    if isinstance(refusal, ServicesConflict):
        # Only who is shown the other text may go on from its version.
        more |= {"version": refusal.version, "base": refusal.base_id, "sent": refusal.sent}
        more["theirs"] = {"fields": dict(report.as_fields(refusal.theirs))}
        more["html"] = report.both(refusal, _typed(message))
    return CHANNEL.refused(refusal, **more)


ROUTES = [
    Route(addresses.Endpoint.SERVICES_DRAFT, CHANNEL.form(save, _refused), methods=["POST"]),
    Route(addresses.Endpoint.SERVICES_SEND, CHANNEL.form(send, _refused), methods=["POST"]),
    Route(addresses.Endpoint.SERVICES_DISCARD, CHANNEL.form(discard, _refused), methods=["POST"]),
]
