"""Where a password is typed to be kept: by an invitation's link, or by its owner who knows the old one."""

from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from db import backend as state
from db.backend import Backend
from db.command import run
from db.commands import accounts
from db.queries.sign_in_steps import LinkRow, usable_link
from domain import addresses
from domain.access.errors import Refusal, SignInRefused, handling
from domain.access.passwords import LONGEST, SHORTEST
from domain.access.permissions import VISITOR, Actor, Permission
from domain.access.requests import ChangePassword, SetPassword
from domain.access.second_factor import SecondStepNeeded
from domain.addresses import Endpoint, Page
from domain.time.formats import moment
from server.gate import current_actor, token_of
from server.html import page
from server.route_helpers import ask_in_thread
from server.sign_in import checked_sign_in, form_fields, password_checks, to_second_step, welcome
from views.ask import ask

DIFFERENT = "Kedua isian kata sandi baru tidak sama. Ketik ulang keduanya."
LONGEST_KEY = 100


async def show_invitation(request: Request) -> Response:
    backend = await to_thread.run_sync(state.backend)
    link = await _link(backend, request)
    return _closed() if link is None else _invited(link)


async def accept_invitation(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    backend = await to_thread.run_sync(state.backend)
    link = await _link(backend, request)
    if link is None:
        return _closed()
    new = fields.get("baru", "")
    if new != fields.get("ulang"):
        return _invited(link, problem=DIFFERENT, status=422)
    sender = backend.sender(VISITOR, Endpoint.INVITATION)
    asked = SetPassword(_key(request), new)
    try:
        username: str = await ask_in_thread(
            partial(run, sender, accounts.set_password, asked), password_checks
        )
        check = partial(checked_sign_in, backend, username, new, request)
        signed_in = await ask_in_thread(check, password_checks)
    except SecondStepNeeded as needed:
        return to_second_step(request, needed, None)
    except SignInRefused:
        # Held off at this address; the password stands, and the sign-in page says how long to wait.
        return RedirectResponse(Endpoint.SIGN_IN, status_code=303)
    except Refusal as refused:
        return _invited(link, problem=str(refused), status=handling(refused).status)
    return await welcome(request, signed_in, None)


async def show_own(request: Request) -> Response:
    actor = await current_actor(request)
    if actor is None or not actor.may(Permission.MANAGE_OWN_SESSIONS):
        return RedirectResponse(Page.OVERVIEW, status_code=303)
    return _own(actor)


async def change_own(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    actor = await current_actor(request)
    if actor is None:
        return RedirectResponse(addresses.sign_in(Endpoint.CREDENTIAL), status_code=303)
    new = fields.get("baru", "")
    if new != fields.get("ulang"):
        return _own(actor, problem=DIFFERENT, status=422)
    backend = await to_thread.run_sync(state.backend)
    asked = ChangePassword(token_of(request.scope) or "", fields.get("lama", ""), new)
    change = partial(run, backend.sender(actor, Endpoint.CREDENTIAL), accounts.change_password, asked)
    try:
        await ask_in_thread(change, password_checks)
    except Refusal as refused:
        return _own(actor, problem=str(refused), status=handling(refused).status)
    return RedirectResponse(Page.ACCOUNT, status_code=303)


ROUTES = [
    Route(Endpoint.INVITATION + "/{key}", show_invitation, methods=["GET"]),
    Route(Endpoint.INVITATION + "/{key}", accept_invitation, methods=["POST"]),
    Route(Endpoint.CREDENTIAL, show_own, methods=["GET"]),
    Route(Endpoint.CREDENTIAL, change_own, methods=["POST"]),
]


def _key(request: Request) -> str:
    return str(request.path_params["key"])[:LONGEST_KEY]


async def _link(backend: Backend, request: Request) -> LinkRow | None:
    now = backend.settings.clock()
    found: LinkRow | None = await ask_in_thread(partial(ask, usable_link, _key(request), now))
    return found


def _closed() -> Response:
    return page(
        "tertolak.html",
        status=404,
        title="Tautan ini tidak berlaku",
        sentence="Tautan sudah dipakai, diganti dengan yang lebih baru, atau lewat masanya. "
        "Minta administrator membuat tautan baru.",
        onward=Endpoint.SIGN_IN,
        onward_label="Buka halaman masuk",
    )


def _invited(link: LinkRow, *, problem: str = "", status: int = 200) -> Response:
    return _form(
        status,
        title="Pasang kata sandi",
        lead=f"Untuk {link.display_name}, {link.agency}. Tautan ini sekali pakai, berlaku sampai "
        f"{moment(link.expires_at)}.",
        username=link.username,
        problem=problem,
        asks_old=False,
    )


def _own(actor: Actor, *, problem: str = "", status: int = 200) -> Response:
    return _form(
        status,
        title="Ganti kata sandi",
        lead=f"Untuk {actor.display_name}, {actor.agency_name}. Sesi di perangkat lain berakhir sesudahnya.",
        username=actor.person_username,
        problem=problem,
        asks_old=True,
    )


def _form(status: int, **values: Any) -> Response:
    return page("sandi.html", status=status, shortest=SHORTEST, longest=LONGEST, **values)
