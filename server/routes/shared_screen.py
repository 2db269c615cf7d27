"""Layar: the shared screen's own pages, its live line, and what may be recorded from it."""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from components.kit import static_files
from db import backend as state
from db.queries import meetings
from db.queries.accounts import actor_of_token
from db.queries.date_context import date_context
from db.queries.regions import regions_at
from domain import addresses
from domain.access.errors import NotFound, Refusal
from domain.access.permissions import Actor, Permission
from domain.access.screening import IdentityRefused
from domain.access.sessions import Cookie
from domain.look import FONT
from domain.meetings.life import LONGEST_TEXT, UNDO_WINDOW, AnotherDay, ItemState, MeetingState, may_read
from domain.meetings.requests import (
    ChangeItem,
    CloseMeeting,
    MoveMeeting,
    RecordDecision,
    Recorded,
    ReopenMeeting,
)
from domain.meetings.wall import WallFacts
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, display_name
from domain.tasks.life import TaskClass
from domain.time import formats
from domain.time.calendar import today
from domain.time.date_words import DateInDoubt, confirmed, read_date
from domain.words import labels
from server import html as pages
from server.broadcast import MOST_WATCHERS, Broadcaster, Subscription, Watcher, told
from server.deck import Deck, deck, facts_to_keep
from server.gate import is_secure, token_of
from server.route_helpers import ask_in_thread, own_address
from server.routes.messages import Channel, Message, asked_back, dispatch
from views.ask import ask, reading_run

Answer = TypeVar("Answer")

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,100}")
PATH = addresses.Endpoint.WALL
CHANNEL = Channel(
    words={
        "rapat": "meeting_id",
        "bunyi": "text",
        "pj": "owner_code",
        "pjTulis": "owner_words",
        "tenggat": "due",
        "ragam": "",
        "kelas": "task_class",
        "wilayah": "region_code",
        "butir": "item_id",
        "once": "",
        "aksi": "",
        "versi": "seen",
        "menit": "minutes",
        "sudah": "",
        "mulai": "began",
        "yakin": "sure",
    },
    refused_as="refusal",
    foreign="Permintaan ini tidak berasal dari Layar. Buka Layar dari halaman Rapat, lalu coba lagi.",
    expired="Sesi pencatat berakhir. Masuk lagi di tab lain, lalu ulangi di sini.",
    unreadable="Isian tidak terbaca. Muat ulang Layar, lalu kirim lagi.",
    too_large="Isian terlalu panjang. Ringkas, lalu kirim lagi.",
)

_NOT_HERE = (
    "Layar rapat dibuka dari halaman Rapat, atau dengan alamat yang memuat tokennya. "
    "Minta sekretariat memulai layar lagi."
)

_STOPPED = "Layar ini dihentikan atau masa berlakunya habis. Mulai lagi dari halaman Rapat."
_SIGNED_OUT = (
    "Sesi di peramban ini berakhir, atau akunnya tidak lagi membaca rapat ini. "
    "Masuk lagi di tab lain; Layar lalu tampil lagi dengan sendirinya."
)


@dataclass(frozen=True)
class Viewer:
    """Somebody or something in front of the screen; the slides are the same for all of them."""

    meeting_id: int
    token: str | None
    session: str | None
    actor: Actor | None
    """Whoever is signed in beside it; what he may record is asked again on every record."""

    @property
    def may_record(self) -> bool:
        return self.actor is not None and self.actor.may(Permission.RUN_MEETINGS)

    @property
    def why_it_ends(self) -> str:
        """What is true of a screen like this one from the moment on that it may no longer be shown."""
        return _SIGNED_OUT if self.token is None else _STOPPED


def _viewer(meeting_id: int, token: str | None, session: str | None) -> Viewer | None:
    """By the screen's token, or by an account that may see the screen and read this meeting."""
    now = state.backend().settings.clock()
    actor = ask(actor_of_token, session, now) if session else None
    by_token = token is not None and ask(meetings.meeting_of_screen, token, now) == meeting_id
    meeting = ask(meetings.meeting_detail, meeting_id)
    if meeting is None:
        return None
    by_account = (
        actor is not None
        and actor.may(Permission.VIEW_SCREEN)
        and may_read(meeting.classification, actor.role)
    )
    if not by_token and not by_account:
        return None
    return Viewer(meeting_id, token if by_token else None, session, actor)


def _cookie(request: HTTPConnection) -> str:
    return Cookie.SCREEN.over(secure=is_secure(request.scope))


def _credentials(request: HTTPConnection) -> tuple[int, str | None, str | None]:
    asked = request.query_params.get("rapat", "")
    meeting_id = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    return meeting_id, request.cookies.get(_cookie(request)), token_of(request.scope)


async def _ask(question: Callable[[], Answer]) -> Answer:
    """In a worker thread, all that it asks over one connection and of one moment."""

    def asked_together() -> Answer:
        with reading_run():
            return question()

    await to_thread.run_sync(state.backend)
    return await ask_in_thread(asked_together)


async def show(request: Request) -> Response:
    token = _token(request)
    meeting_id, cookie, session = _credentials(request)
    if token:
        # The token leaves the address at once: it is on a wall.
        response: Response = RedirectResponse(
            f"{PATH}?{_without_token(request)}", status_code=303, headers={"Cache-Control": "no-store"}
        )
        response.set_cookie(
            _cookie(request),
            token,
            max_age=24 * 3600,
            path="/",
            httponly=True,
            samesite="lax",
            secure=is_secure(request.scope),
        )
        return response
    viewer = await _ask(partial(_viewer, meeting_id, cookie, session))
    if viewer is None:
        if session is None:
            return RedirectResponse(addresses.sign_in(addresses.wall(meeting_id)), status_code=303)
        return pages.page("layar/tertutup.html", status=403, sentence=_NOT_HERE)
    shown, extras = await _ask(partial(_shown, viewer, own_address(request)))
    return pages.with_own_files(
        pages.page(
            "layar/layar.html",
            **extras,
            deck=shown,
            longest=LONGEST_TEXT,
            rotate=_rotate(request),
            offline=False,
        )
    )


def _token(request: Request) -> str:
    """Ours are letters and digits; nothing else could ever be one, nor stand in a cookie."""
    token = request.query_params.get("token", "")
    return token if _TOKEN.fullmatch(token) else ""


def _without_token(request: Request) -> str:
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "token"])


def _rotate(request: Request) -> str:
    asked = request.query_params.get("putar", "")
    digits = asked.isascii() and asked.isdecimal() and len(asked) <= 3
    return asked if digits and 5 <= int(asked) <= 600 else ""


def _shown(viewer: Viewer, base: str) -> tuple[Deck, dict[str, Any]]:
    now = state.backend().settings.clock()
    made = deck(viewer.meeting_id, now=now, base=base)
    extras: dict[str, Any] = {"records": viewer.may_record, "stamp": "", "why_it_ends": viewer.why_it_ends}
    if viewer.may_record and viewer.actor is not None:
        extras["account"] = viewer.actor.user_id
        extras["owners"] = [
            {"code": row.code, "name": row.name}
            for row in ask(meetings.possible_owners, today(state.backend().settings.clock))
        ]
        extras["regions"] = [(PROVINCE, HERE.whole)] + [
            (row.code, display_name(row.name)) for row in ask(regions_at, RegionLevel.REGENCY)
        ]
        extras["classes"] = [(each.value, labels.TASK_CLASSES[each]) for each in reversed(TaskClass)]
    return made, extras


def _message(wanted: Subscription) -> str:
    backend = state.backend()
    now = backend.settings.clock()
    with reading_run():
        made = deck(wanted.meeting_id, now=now, base=wanted.base)
    return told(
        "deck",
        html=pages.fragment("layar/slides.html", deck=made),
        state=made.meeting.state,
        elapsed=made.elapsed,
        next=made.next_number,
        as_of=formats.clock_time(now),
    )


broadcaster = Broadcaster(_message)


async def follow(socket: WebSocket) -> None:
    """The live line: the newest state as soon as there is one, until either side leaves."""
    meeting_id, token, session = _credentials(socket)
    try:
        viewer = await _ask(partial(_viewer, meeting_id, token, session))
    except state.Outage:
        # Let in for the moment: it is told of the outage, and its right is asked for when that is over.
        viewer = Viewer(meeting_id, token, session, None)
    if viewer is None or broadcaster.watchers >= MOST_WATCHERS:
        await socket.close(code=1008)
        return
    await socket.accept()
    watcher = Watcher(
        Subscription(meeting_id, own_address(socket)),
        partial(_may_still, meeting_id, token, session),
        viewer.why_it_ends,
    )
    broadcaster.join(watcher)
    listening = asyncio.ensure_future(_until_left(socket))
    try:
        while not listening.done():
            taking = asyncio.ensure_future(watcher.take())
            await asyncio.wait({taking, listening}, return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                taking.cancel()
                break
            message = taking.result()
            if message is None:
                break
            await socket.send_text(message)
    except (WebSocketDisconnect, RuntimeError):
        pass  # it left while it was being told something
    finally:
        broadcaster.leave(watcher)
        listening.cancel()


async def _until_left(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


def _may_still(meeting_id: int, token: str | None, session: str | None) -> bool:
    with reading_run():
        return _viewer(meeting_id, token, session) is not None


async def record(request: Request) -> Response:
    """A decision typed in front of the screen, by whoever is signed in in that browser."""

    async def do(message: Message) -> dict[str, Any]:
        said = message.said
        asked = CHANNEL.read(
            RecordDecision,
            said,
            with_task=said.get("ragam") != "keputusan",
            region_code=said.get("wilayah") or PROVINCE,
        )
        idempotency_key = message.key("once")
        recorded: Recorded = await dispatch(
            message.actor, asked, screen=PATH, idempotency_key=idempotency_key
        )
        return {
            "nomor": f"{recorded.number}/{recorded.year}",
            "tugas": recorded.task_code,
            "ringkas": recorded.in_words,
        }

    return await _recording(request, do)


async def step(request: Request) -> Response:
    """Begin the meeting, close it, or call a point discussed."""

    async def do(message: Message) -> dict[str, Any]:
        said, actor = message.said, message.actor
        match said.get("aksi"):
            case "mulai":
                begin = CHANNEL.read(MoveMeeting, said, to=MeetingState.IN_PROGRESS)
                await dispatch(actor, begin, screen=PATH)
                return {"kabar": "Rapat dimulai."}
            case "tutup":
                asked = CHANNEL.read(CloseMeeting, said)
                facts = await _ask(partial(_facts_to_keep, asked.meeting_id))
                code = await dispatch(actor, replace(asked, facts=facts), screen=PATH)
                return {
                    "kabar": f"Rapat ditutup dan disegel: {code}. "
                    f"Tekan Z dalam {UNDO_WINDOW.seconds} detik untuk membatalkan."
                }
            case "batal-tutup":
                await dispatch(actor, CHANNEL.read(ReopenMeeting, said), screen=PATH)
                return {"kabar": "Penutupan dibatalkan; rapat berlangsung lagi."}
            case "bahas":
                done = said.get("sudah") is True
                state = ItemState.DISCUSSED if done else ItemState.PLANNED
                await dispatch(actor, CHANNEL.read(ChangeItem, said, state=state), screen=PATH)
                return {"kabar": "Butir ini selesai dibahas." if done else "Butir ini dibahas lagi."}
        raise NotFound("Langkah itu tidak dikenal. Muat ulang Layar.")

    return await _recording(request, do)


async def _recording(
    request: Request, do: Callable[[Message], Coroutine[Any, Any, dict[str, Any]]]
) -> Response:
    """Refusals come back as sentences, so that the screen can keep what was typed beside them."""
    try:
        return JSONResponse(await do(await CHANNEL.received(request)))
    except AnotherDay as question:
        return JSONResponse({"tanya": str(question)})
    except Refusal as refusal:
        secret = {"secret": True} if isinstance(refusal, IdentityRefused) else {}
        return CHANNEL.refused(refusal, **secret, **_readings(refusal), **asked_back(refusal))


def _facts_to_keep(meeting_id: int) -> WallFacts:
    return facts_to_keep(meeting_id, state.backend().settings.clock())


def _readings(refusal: Refusal) -> dict[str, Any]:
    """Of a date in doubt: the days that it may be, and how each is written so that it is not asked again."""
    if not isinstance(refusal, DateInDoubt):
        return {}
    return {
        "pilihan": [{"hari": formats.day_and_date(day), "tulis": confirmed(day)} for day in refusal.readings]
    }


async def read_words(request: Request) -> Response:
    """How a due date in words will be read."""
    words = request.query_params.get("teks", "")[:80]

    def answer() -> dict[str, Any]:
        on = today(state.backend().settings.clock)
        try:
            day = read_date(words, ask(date_context, on))
        except Refusal as refusal:
            return {"refusal": str(refusal), **_readings(refusal)}
        return {"tanggal": formats.day_and_date(day), "iso": day.isoformat()}

    return JSONResponse(await _ask(answer))


async def file(request: Request) -> Response:
    """The whole meeting in one file that needs nobody: for the day the projector or the network dies."""
    meeting_id, token, session = _credentials(request)
    viewer = await _ask(partial(_viewer, meeting_id, token, session))
    if viewer is None:
        return PlainTextResponse(_NOT_HERE, status_code=403)
    html = await _ask(partial(offline_file, meeting_id, own_address(request)))
    return Response(
        html,
        media_type="text/html; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="rapat-{meeting_id}.html"',
            "Cache-Control": "no-store",
            "Content-Security-Policy": "sandbox; frame-ancestors 'none'",
        },
    )


def _ours(text: str) -> Markup:
    """A file of our own as part of a page; nothing that anybody typed comes this way."""
    return Markup(text)  # noqa: S704 - files that ship with us, never what a person typed


def offline_file(meeting_id: int, base: str) -> str:
    """All slides, the font, the style and the scripts in one text, at the room's tier."""
    now = state.backend().settings.clock()
    made = deck(meeting_id, now=now, base=base)
    css = static_files.text("look.css") + static_files.text("layar.css")
    for name in (*FONT.files, "tenun-strip.svg"):
        css = css.replace(static_files.BELOW + name, static_files.data_address(name))
    script, *modules = static_files.with_imports("layar.js")
    # What the script imports is found in the text as well, under the names that it has for it.
    imports = {f"./{name}": static_files.data_address(name) for name in modules}
    return pages.fragment(
        "layar/layar.html",
        deck=made,
        offline=True,
        records=False,
        rotate="",
        nonce="",
        css=_ours(css),
        modules=_ours(json.dumps({"imports": imports})),
        js=_ours(static_files.text(script)),
        strip="",
        logo=_ours(static_files.text("logo.svg")),
        stamp=formats.moment(now),
    )


ROUTES = [
    Route(PATH, show, methods=["GET"]),
    Route(addresses.Endpoint.WALL_DECISION, record, methods=["POST"]),
    Route(addresses.Endpoint.WALL_STEP, step, methods=["POST"]),
    Route(addresses.Endpoint.WALL_DATE, read_words, methods=["GET"]),
    Route(addresses.Endpoint.WALL_FILE, file, methods=["GET"]),
    WebSocketRoute(addresses.Endpoint.WALL_NEWS, follow),
]
