"""A person's calendar at a secret address, which calendar clients fetch without a session."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import backend as state
from domain.addresses import Endpoint
from reports.calendar import MEDIA_TYPE
from server.asking import asking
from views.calendar import feed

_UNKNOWN = "Kalender ini tidak ada, atau alamatnya sudah dicabut. Buat alamat baru di Kotak masuk.\n"
_LONGEST_KEY = 100


async def fetch(request: Request) -> Response:
    """Guessed and revoked are answered alike, by the same one look-up of a digest."""
    backend = await to_thread.run_sync(state.backend)
    settings = backend.settings
    host = settings.public_url or str(request.base_url).rstrip("/")
    key = request.path_params["key"][:_LONGEST_KEY]
    made = await asking(partial(feed, key, host=host, now=settings.clock()))
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    if made is None:
        return PlainTextResponse(_UNKNOWN, 404, headers)
    return Response(made, headers={**headers, "Content-Type": MEDIA_TYPE})


ROUTES = [Route(f"{Endpoint.CALENDAR}/{{key}}.ics", fetch, methods=["GET"])]
