"""Signing in by the province's own sign-in: there, back, and into a session of ours as after a password."""

import hmac
import json
from datetime import datetime
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db import backend as state
from db import signing_in
from db.backend import Backend
from db.vault import VaultClosed
from domain import addresses
from domain.access import provider as words
from domain.access.errors import SignInRefused, handling
from domain.access.permissions import VISITOR
from domain.access.provider import VISIT_LENGTH, ProvenName, ProviderSignIn, SignInProvider
from domain.access.requests import SignedIn
from domain.access.second_factor import SecondStepNeeded
from domain.access.sessions import Cookie
from domain.addresses import Endpoint
from server.destination import DEFAULT, local_path
from server.gate import current_actor, is_secure
from server.provider import ProviderClient, ProviderSilent, Unproven, Visit, client_of, warn
from server.route_helpers import ask_in_thread, is_opened_by_a_person
from server.sign_in import NO_SUCH_PAGE, device_of, known_device, sign_in_form, to_second_step, welcome

LONGEST_COOKIE = 4_000
LONGEST_CODE = 2_000

# One that answers slowly holds up nobody who types a password.
visits = CapacityLimiter(4)


async def begin(request: Request) -> Response:
    backend = await to_thread.run_sync(state.backend)
    provider = backend.settings.provider
    if provider is None:
        return PlainTextResponse(NO_SUCH_PAGE, status_code=404)
    if await current_actor(request) is not None:
        return RedirectResponse(DEFAULT, status_code=303)
    wanted, visit = request.query_params.get("lanjut"), Visit()
    if not _is_pressed(request):
        return RedirectResponse(addresses.sign_in(local_path(wanted)), status_code=303)
    try:
        address = await to_thread.run_sync(_client(backend, provider).address, visit, limiter=visits)
    except ProviderSilent:
        return await sign_in_form(backend, wanted=wanted, problem=words.is_silent(provider.label), status=503)
    response = RedirectResponse(address, status_code=303)
    kept = await to_thread.run_sync(_sealed, backend, visit, local_path(wanted))
    secure = is_secure(request.scope)
    response.set_cookie(
        Cookie.PROVIDER.over(secure=secure),
        kept,
        max_age=int(VISIT_LENGTH.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return response


async def come_back(request: Request) -> Response:
    backend = await to_thread.run_sync(state.backend)
    provider = backend.settings.provider
    if provider is None:
        return PlainTextResponse(NO_SUCH_PAGE, status_code=404)
    secure = is_secure(request.scope)
    response = await _come_back(request, backend, provider)
    # Whatever came of it: a return is taken once.
    name = Cookie.PROVIDER.over(secure=secure)
    response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=secure)
    return response


ROUTES = [
    Route(Endpoint.PROVIDER, begin, methods=["GET"]),
    Route(Endpoint.PROVIDER_RETURN, come_back, methods=["GET"]),
]


def _is_pressed(request: Request) -> bool:
    """Or typed: whoever is signed in at the provider would else be signed in here by any page elsewhere."""
    asked_by = request.headers.get("sec-fetch-site", "same-origin")
    return is_opened_by_a_person(request) and asked_by in ("same-origin", "none")


async def _come_back(request: Request, backend: Backend, provider: SignInProvider) -> Response:
    said, label = request.query_params, provider.label
    cookie = request.cookies.get(Cookie.PROVIDER.over(secure=is_secure(request.scope)), "")
    visit, wanted = await to_thread.run_sync(_kept, backend, cookie, said.get("state", ""))
    answer = partial(sign_in_form, backend, wanted=wanted)
    if visit is None:
        return await answer(problem=words.is_over(label), status=400)
    if "error" in said:
        was_left = said["error"] == "access_denied"
        problem = words.was_left(label) if was_left else words.is_unproven(label)
        return await answer(problem=problem, status=401)
    code = said.get("code", "")
    if not (0 < len(code) <= LONGEST_CODE and code.isascii() and code.isprintable()):
        return await answer(problem=words.is_unproven(label), status=400)
    asked = partial(_client(backend, provider).proven, visit, code, said.get("iss"))
    try:
        proven = await to_thread.run_sync(asked, limiter=visits)
        signed_in = await ask_in_thread(partial(_let_in, backend, proven, request, provider))
    except ProviderSilent:
        return await answer(problem=words.is_silent(label), status=503)
    except Unproven as unproven:
        warn("an answer of the sign-in provider was not taken: %s", str(unproven))
        return await answer(problem=words.is_unproven(label), status=401)
    except SecondStepNeeded as needed:
        return to_second_step(request, needed, wanted)
    except SignInRefused as refused:
        return await answer(problem=str(refused), status=handling(refused).status)
    return await welcome(request, signed_in, wanted)


def _let_in(backend: Backend, proven: ProvenName, request: Request, provider: SignInProvider) -> SignedIn:
    """Blocking."""
    asked = ProviderSignIn(
        proven,
        request.client.host if request.client else "",
        device_of(request),
        known_device(request),
    )
    sender = backend.sender(VISITOR, Endpoint.PROVIDER_RETURN)
    return signing_in.sign_in_by_provider(sender, asked, provider.label, backend.settings.door)


def _client(backend: Backend, provider: SignInProvider) -> ProviderClient:
    return client_of(provider, f"{backend.settings.public_url}{Endpoint.PROVIDER_RETURN}")


def _sealed(backend: Backend, visit: Visit, onward: str) -> str:
    """As the browser keeps it, whichever process it comes back to."""
    kept = {
        "state": visit.state,
        "nonce": visit.nonce,
        "verifier": visit.verifier,
        "onward": onward,
        "begun": backend.settings.clock().isoformat(),
    }
    return backend.vault.seal(json.dumps(kept))


def _kept(backend: Backend, cookie: str, state_said: str) -> tuple[Visit | None, str | None]:
    """The visit that comes back, and where it wanted to go; None for one that was not begun here, by this
    browser, in time."""
    try:
        kept = json.loads(backend.vault.open(cookie)) if 0 < len(cookie) <= LONGEST_COOKIE else None
    except (VaultClosed, ValueError):
        kept = None
    if not isinstance(kept, dict) or "begun" not in kept:
        return None, None
    is_over = backend.settings.clock() >= datetime.fromisoformat(kept["begun"]) + VISIT_LENGTH
    if is_over or not hmac.compare_digest(kept["state"].encode(), state_said.encode("utf-8", "replace")):
        return None, kept["onward"]
    return Visit(kept["state"], kept["nonce"], kept["verifier"]), kept["onward"]
