"""The sign-in, sign-out and health routes: the only pages that answer without a session."""

import re
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db import backend as state
from db import signing_in
from db.backend import Backend
from db.command import run
from db.commands import accounts
from db.queries.accounts import DemoAccount, demo_accounts, session_end
from domain import addresses
from domain.access.errors import SignInRefused, handling
from domain.access.permissions import VISITOR, Role
from domain.access.requests import SignedIn, SignIn, SignOut
from domain.access.second_factor import STEP_LENGTH, SecondStepNeeded
from domain.access.sessions import SESSION_HOURS, SESSION_LENGTH, Cookie, why_over
from domain.access.throttle import DEVICE_REMEMBERED
from domain.addresses import Endpoint, Page
from domain.words.labels import ROLES
from server.destination import DEFAULT, local_path
from server.gate import actor_of, current_actor, is_secure, sessions, token_of
from server.html import page
from server.route_helpers import ask_in_thread, may_post, read_within
from views.ask import ask
from views.beginning import is_wanted

LARGEST_FORM = 8_192
MOST_FIELDS = 20

FOREIGN_FORM = (
    f"Permintaan ini tidak berasal dari halaman masuk aplikasi. Buka {Endpoint.SIGN_IN}, lalu coba lagi."
)
FORM_TOO_LARGE = f"Isian terlalu besar. Buka {Endpoint.SIGN_IN}, lalu coba lagi."
UNREADABLE_FORM = f"Isian tidak terbaca. Buka {Endpoint.SIGN_IN}, lalu coba lagi."
NO_SUCH_PAGE = "Halaman tidak ada."
INCOMPLETE = "Isi nama pengguna dan kata sandi."

HOMES = {Role.AGENCY: Page.MY_AGENCY, Role.VERIFIER: Page.VERIFICATION}
"""Where a role's work waits; on a phone each tap counts."""

# Checking a password is slow and heavy on purpose; more at once would starve everybody else.
password_checks = CapacityLimiter(2)


async def show_sign_in(request: Request) -> Response:
    if await current_actor(request) is not None:
        return RedirectResponse(DEFAULT, status_code=303)
    backend = await to_thread.run_sync(state.backend)
    token = token_of(request.scope)
    end = await ask_in_thread(partial(ask, session_end, token, backend.settings.clock())) if token else None
    told = "" if end is None else why_over(end)
    return await sign_in_form(backend, wanted=request.query_params.get("lanjut"), told=told)


async def sign_in(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    backend = await to_thread.run_sync(state.backend)
    username, password = fields.get("nama", ""), fields.get("sandi", "")
    wanted = fields.get("lanjut")
    answer = partial(sign_in_form, backend, wanted=wanted, username=username[:60])
    if not username.strip() or not password:
        return await answer(problem=INCOMPLETE, status=401)
    try:
        check = partial(checked_sign_in, backend, username, password, request)
        signed_in = await ask_in_thread(check, password_checks)
    except SecondStepNeeded as needed:
        return to_second_step(request, needed, wanted)
    except SignInRefused as refused:
        return await answer(problem=str(refused), status=handling(refused).status)
    return await welcome(request, signed_in, wanted)


async def sign_in_as_demo(request: Request) -> Response:
    backend = await to_thread.run_sync(state.backend)
    if not backend.settings.is_demo:
        return PlainTextResponse(NO_SUCH_PAGE, status_code=404)
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    open_session = partial(
        signing_in.sign_in_as_demo,
        backend.sender(VISITOR, Endpoint.SIGN_IN),
        username=fields.get("akun", "")[:60],
        device=device_of(request),
        address=request.client.host if request.client else "",
        door=backend.settings.door,
    )
    wanted = fields.get("lanjut")
    try:
        signed_in = await ask_in_thread(open_session)
    except SecondStepNeeded as needed:
        return to_second_step(request, needed, wanted)
    except SignInRefused as refused:
        return await sign_in_form(backend, wanted=wanted, problem=str(refused), status=401)
    return await welcome(request, signed_in, wanted)


async def ask_to_sign_out(request: Request) -> Response:
    """An address ends nothing. The link in the sidebar leads here where its page does not listen yet; one
    that does asks only who has something unsent, and sends the form by itself (``static/leaving.js``)."""
    if await current_actor(request) is None:
        return RedirectResponse(Endpoint.SIGN_IN, status_code=303)
    return page("keluar.html")


async def sign_out(request: Request) -> Response:
    _, refusal = await form_fields(request)
    return refusal or await _sign_out(request)


ROUTES = [
    Route(Endpoint.SIGN_IN, show_sign_in, methods=["GET"]),
    Route(Endpoint.SIGN_IN, sign_in, methods=["POST"]),
    Route(Endpoint.SAMPLE_SIGN_IN, sign_in_as_demo, methods=["POST"]),
    Route(Endpoint.SIGN_OUT, ask_to_sign_out, methods=["GET"]),
    Route(Endpoint.SIGN_OUT, sign_out, methods=["POST"]),
]


async def sign_in_form(
    backend: Backend,
    *,
    wanted: str | None,
    username: str = "",
    problem: str = "",
    told: str = "",
    status: int = 200,
) -> Response:
    samples = await ask_in_thread(partial(ask, demo_accounts)) if backend.settings.is_demo else []
    onward, provider = local_path(wanted), backend.settings.provider
    return page(
        "masuk.html",
        status=status,
        onward=onward,
        provider=provider and provider.label,
        to_provider=addresses.provider(onward),
        username=username,
        problem=problem,
        told=told,
        is_demo=backend.settings.is_demo,
        samples=samples,
        leading=_one_of_each_role(samples),
        roles=ROLES,
        hours=SESSION_HOURS,
    )


def _one_of_each_role(samples: list[DemoAccount]) -> list[DemoAccount]:
    """The accounts shown at once; the others of the same roles wait behind a fold."""
    return list({account.role: account for account in reversed(samples)}.values())


async def form_fields(request: Request) -> tuple[dict[str, str], Response | None]:
    """The fields of one of our own small forms, or the refusal to send back."""
    if not may_post(request):
        return {}, PlainTextResponse(FOREIGN_FORM, status_code=403)
    body = await read_within(request, LARGEST_FORM)
    if body is None:
        return {}, PlainTextResponse(FORM_TOO_LARGE, status_code=413)
    try:
        pairs = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}, PlainTextResponse(UNREADABLE_FORM, status_code=400)
    return {name: values[-1] for name, values in pairs.items()}, None


def known_device(request: Request) -> str:
    """What was left on it at an earlier sign-in."""
    return request.cookies.get(Cookie.DEVICE.over(secure=is_secure(request.scope)), "")[:100]


def checked_sign_in(backend: Backend, username: str, password: str, request: Request) -> SignedIn:
    """Blocking, and slow on purpose."""
    address = request.client.host if request.client else ""
    asked = SignIn(username, password, address, device_of(request), known_device(request))
    return signing_in.sign_in(backend.sender(VISITOR, Endpoint.SIGN_IN), asked, backend.settings.door)


def to_second_step(request: Request, needed: SecondStepNeeded, wanted: str | None) -> Response:
    """With a token that opens that step and nothing else."""
    onward = addresses.second_step(local_path(wanted), is_set_up=needed.is_set_up)
    response = RedirectResponse(onward, status_code=303)
    secure = is_secure(request.scope)
    _set(response, Cookie.STEP.over(secure=secure), needed.token, STEP_LENGTH, secure=secure)
    return response


async def welcome(request: Request, signed_in: SignedIn, wanted: str | None) -> Response:
    """To where they wanted to go, or where their work waits."""
    response = RedirectResponse(await onward_of(signed_in, wanted), status_code=303)
    return with_session(request, signed_in, response)


async def onward_of(signed_in: SignedIn, wanted: str | None) -> str:
    onward = local_path(wanted)
    return await to_thread.run_sync(_home, signed_in.token) if onward == DEFAULT else onward


def with_session(request: Request, signed_in: SignedIn, response: Response) -> Response:
    """With what the browser shows from now on."""
    secure = is_secure(request.scope)
    _set(response, Cookie.SESSION.over(secure=secure), signed_in.token, SESSION_LENGTH, secure=secure)
    _set(
        response, Cookie.DEVICE.over(secure=secure), signed_in.known_device, DEVICE_REMEMBERED, secure=secure
    )
    step = Cookie.STEP.over(secure=secure)
    if step in request.cookies:
        response.delete_cookie(step, path="/", httponly=True, samesite="lax", secure=secure)
    return response


def _set(response: Response, name: str, value: str, lasts: timedelta, *, secure: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def _home(token: str) -> str:
    """Where the work of whoever has just come in waits. Blocking."""
    actor = actor_of(token)
    if actor is None or actor.role is None:
        return DEFAULT
    return Page.START if is_wanted(actor) else HOMES.get(actor.role, DEFAULT)


async def _sign_out(request: Request) -> Response:
    token, secure = token_of(request.scope), is_secure(request.scope)
    actor = await current_actor(request)
    if token and actor is not None:
        backend = await to_thread.run_sync(state.backend)
        await ask_in_thread(
            partial(run, backend.sender(actor, Endpoint.SIGN_OUT), accounts.sign_out, SignOut(token))
        )
    if token:
        sessions.forget(token)
    response = RedirectResponse(Endpoint.SIGN_IN, status_code=303)
    name = Cookie.SESSION.over(secure=secure)
    response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=secure)
    # A shared phone: what one account typed and did not send is not left for the next.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request: Request) -> str:
    """Enough for the owner to recognise a session in a list, and no more: ``Chrome, Android``."""
    agent = request.headers.get("user-agent", "")
    found = [
        next((name for mark, name in marks if re.search(rf"\b{mark}\b", agent)), None)
        for marks in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or "Peramban lain"
