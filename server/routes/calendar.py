"""A person's calendar at a secret address, which calendar clients fetch without a session."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import backend as state
from domain.addresses import Endpoint
from reports.calendar import MEDIA_TYPE
from server.route_helpers import ask_in_thread, own_address
from views.calendar import feed

_UNKNOWN = "Kalender ini tidak ada, atau alamatnya sudah dicabut. Buat alamat baru di Kotak masuk.\n"
_LONGEST_KEY = 100
_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


async def fetch(request: Request) -> Response:
    """Guessed and revoked are answered alike, by the same one look-up of a digest."""
    backend = await to_thread.run_sync(state.backend)
    key = request.path_params["key"][:_LONGEST_KEY]
    made = await ask_in_thread(partial(feed, key, host=own_address(request), now=backend.settings.clock()))
    if made is None:
        return await nothing(request)
    return Response(made, headers={**_HEADERS, "Content-Type": MEDIA_TYPE})


async def nothing(_request: Request) -> Response:
    """Only calendars are below this address: what cannot be a key is answered like a guessed one."""
    return PlainTextResponse(_UNKNOWN, 404, _HEADERS)


ROUTES = [
    Route(f"{Endpoint.CALENDAR}/{{key}}.ics", fetch, methods=["GET"]),
    Route(f"{Endpoint.CALENDAR}/{{anything:path}}", nothing, methods=["GET"]),
]
