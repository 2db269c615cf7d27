"""The second step of signing in, and where its owner sets it up, renews its codes and turns it off.

Between the password and the code a browser holds the token of a step, which opens these pages alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from db import backend as state
from db import signing_in
from db.backend import Backend
from db.command import run
from db.commands import second_factor
from db.queries.sign_in_steps import PendingStep, pending_step, second_factor_of
from db.signing_in import WRONG_CODE, new_secret
from db.vault import VaultClosed
from domain import addresses
from domain.access.errors import NotSignedIn, Refusal, RuleBroken, handling
from domain.access.permissions import VISITOR, Actor, Permission
from domain.access.requests import RenewRecovery, SetUpSecondFactor, TurnOffSecondFactor, TypedCode
from domain.access.second_factor import (
    CODE_DIGITS,
    ISSUER,
    RECOVERY_CODES,
    STEP_MINUTES,
    address_for,
    in_fours,
    time_step,
)
from domain.access.sessions import Cookie
from domain.addresses import Endpoint, Page
from domain.time.formats import moment
from reports import qr
from server.destination import local_path
from server.gate import current_actor, is_secure, token_of
from server.html import page
from server.route_helpers import ask_in_thread
from server.sign_in import (
    device_of,
    form_fields,
    known_device,
    onward_of,
    password_checks,
    sign_in_form,
    welcome,
    with_session,
)
from views.ask import ask

LONGEST_CODE = 40

_FEW = 4
"""With fewer codes on paper than this, new ones are advised."""


async def show_step(request: Request) -> Response:
    """The page for the code; an account without a second factor is led to set one up."""
    backend = await to_thread.run_sync(state.backend)
    step, wanted = await _step(backend, request), request.query_params.get("lanjut")
    if step is None:
        return RedirectResponse(addresses.sign_in(local_path(wanted)), status_code=303)
    if step.sealed_secret is None:
        return _set_up_page(await _offer(backend, step.username), wanted, lead=_must(step))
    return _code_page(step, wanted)


async def send_code(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    backend, wanted = await to_thread.run_sync(state.backend), fields.get("lanjut")
    sender, typed = backend.sender(VISITOR, Endpoint.SECOND_STEP), _typed(request, fields)
    try:
        passed = await ask_in_thread(
            lambda: signing_in.pass_second_step(sender, backend.vault, typed, backend.settings.door),
            password_checks,
        )
    except Refusal as refused:
        step = await _step(backend, request)
        if isinstance(refused, NotSignedIn) or step is None:
            return await sign_in_form(backend, wanted=wanted, problem=str(refused), status=401)
        return _code_page(step, wanted, problem=str(refused), status=handling(refused).status)
    if passed.recovery_left is None:
        return await welcome(request, passed.signed_in, wanted)
    onward = await onward_of(passed.signed_in, wanted)
    return with_session(request, passed.signed_in, _spent_page(passed.recovery_left, onward))


async def set_up_at_the_door(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    backend, wanted = await to_thread.run_sync(state.backend), fields.get("lanjut")
    step = await _step(backend, request)
    offer = await _offered(backend, step.username, fields) if step else None
    if step is None or offer is None:
        return RedirectResponse(addresses.second_step(local_path(wanted), is_set_up=False), status_code=303)
    sender, typed = backend.sender(VISITOR, Endpoint.SET_UP_STEP), _typed(request, fields)
    door = backend.settings.door
    set_up = partial(signing_in.set_up_at_the_door, sender, backend.vault, typed, offer.secret, door)
    try:
        made = await ask_in_thread(set_up, password_checks)
    except NotSignedIn as over:
        return await sign_in_form(backend, wanted=wanted, problem=str(over), status=401)
    except Refusal as refused:
        problem, status = str(refused), handling(refused).status
        return _set_up_page(offer, wanted, lead=_must(step), problem=problem, status=status)
    onward = await onward_of(made.signed_in, wanted)
    return with_session(request, made.signed_in, _codes_page(made.recovery, onward))


async def show_own(request: Request) -> Response:
    actor = await current_actor(request)
    if actor is None or not actor.may(Permission.MANAGE_OWN_SESSIONS):
        return RedirectResponse(Page.OVERVIEW, status_code=303)
    backend = await to_thread.run_sync(state.backend)
    return await _own_page(backend, actor)


async def change_own(request: Request) -> Response:
    fields, refusal = await form_fields(request)
    if refusal is not None:
        return refusal
    actor = await current_actor(request)
    if actor is None:
        return RedirectResponse(addresses.sign_in(Endpoint.SECOND_FACTOR), status_code=303)
    backend = await to_thread.run_sync(state.backend)
    wanted = {"pasang": _set_up, "cadangan": _renew, "matikan": _turn_off}.get(fields.get("aksi", ""))
    if wanted is None:
        return RedirectResponse(Endpoint.SECOND_FACTOR, status_code=303)
    offer = await _offered(backend, actor.person_username, fields)
    try:
        change = partial(wanted, backend, actor, token_of(request.scope) or "", fields, offer)
        codes = await ask_in_thread(change, password_checks)
    except Refusal as refused:
        return await _own_page(
            backend, actor, offer=offer, problem=str(refused), status=handling(refused).status
        )
    return _codes_page(codes, Page.ACCOUNT) if codes else RedirectResponse(Page.ACCOUNT, status_code=303)


ROUTES = [
    Route(Endpoint.SECOND_STEP, show_step, methods=["GET"]),
    Route(Endpoint.SECOND_STEP, send_code, methods=["POST"]),
    Route(Endpoint.SET_UP_STEP, show_step, methods=["GET"]),
    Route(Endpoint.SET_UP_STEP, set_up_at_the_door, methods=["POST"]),
    Route(Endpoint.SECOND_FACTOR, show_own, methods=["GET"]),
    Route(Endpoint.SECOND_FACTOR, change_own, methods=["POST"]),
]

Codes = tuple[str, ...]


@dataclass(frozen=True)
class _Offer:
    """A secret as shown to its owner; the form brings it back sealed, valid for nobody else."""

    username: str
    secret: str = field(repr=False)
    sealed: str = field(repr=False)


def _set_up(
    backend: Backend, actor: Actor, token: str, fields: Mapping[str, str], offer: _Offer | None
) -> Codes:
    """Blocking."""
    if offer is None:
        raise RuleBroken("Gambar di halaman ini sudah tidak berlaku. Muat ulang, lalu pindai yang baru.")
    found = time_step(offer.secret, fields.get("kode", ""), backend.settings.clock())
    if found is None:
        raise RuleBroken(WRONG_CODE)
    asked = SetUpSecondFactor(token, _password(fields), backend.vault.seal(offer.secret), found)
    return run(backend.sender(actor, Endpoint.SECOND_FACTOR), second_factor.set_up_second_factor, asked)


def _renew(
    backend: Backend, actor: Actor, token: str, fields: Mapping[str, str], _offer: _Offer | None
) -> Codes:
    asked = RenewRecovery(token, _password(fields))
    return run(backend.sender(actor, Endpoint.SECOND_FACTOR), second_factor.renew_recovery, asked)


def _turn_off(
    backend: Backend, actor: Actor, token: str, fields: Mapping[str, str], _offer: _Offer | None
) -> Codes:
    asked = TurnOffSecondFactor(token, _password(fields), backend.settings.door.second_factor)
    run(backend.sender(actor, Endpoint.SECOND_FACTOR), second_factor.turn_off_second_factor, asked)
    return ()


def _password(fields: Mapping[str, str]) -> str:
    return fields.get("sandi", "")


def _token(request: Request) -> str:
    return request.cookies.get(Cookie.STEP.over(secure=is_secure(request.scope)), "")[:100]


async def _step(backend: Backend, request: Request) -> PendingStep | None:
    now = backend.settings.clock()
    found: PendingStep | None = await ask_in_thread(partial(ask, pending_step, _token(request), now))
    return found


def _typed(request: Request, fields: Mapping[str, str]) -> TypedCode:
    return TypedCode(
        _token(request),
        (fields.get("kode") or fields.get("cadangan", ""))[:LONGEST_CODE],
        request.client.host if request.client else "",
        device_of(request),
        known_device(request),
    )


async def _offer(backend: Backend, username: str) -> _Offer:
    secret = new_secret()
    sealed = await to_thread.run_sync(lambda: backend.vault.seal(f"{username} {secret}"))
    return _Offer(username, secret, sealed)


async def _offered(backend: Backend, username: str, fields: Mapping[str, str]) -> _Offer | None:
    """The secret that this form was shown with; None for one that we never showed to this account."""
    sealed = fields.get("kunci", "")
    try:
        said = await to_thread.run_sync(lambda: backend.vault.open(sealed))
    except VaultClosed:
        return None
    to, _, secret = said.partition(" ")
    return _Offer(username, secret, sealed) if to == username and secret else None


def _must(step: PendingStep) -> str:
    return (
        f"Untuk {step.display_name}. Peran ini masuk dengan dua langkah: kata sandi, lalu kode dari ponsel. "
        "Pasang sekali sekarang, sekitar dua menit."
    )


def _code_page(step: PendingStep, wanted: str | None, *, problem: str = "", status: int = 200) -> Response:
    return page(
        "kode.html",
        status=status,
        title="Masukkan kode",
        lead=f"Untuk {step.display_name}. Buka aplikasi autentikator di ponsel Anda, lalu ketik "
        f"{CODE_DIGITS} angka di bawah nama {ISSUER}.",
        problem=problem,
        onward=local_path(wanted),
        digits=CODE_DIGITS,
        minutes=STEP_MINUTES,
    )


def _set_up_page(
    offer: _Offer,
    wanted: str | None = None,
    *,
    lead: str,
    asks_password: bool = False,
    problem: str = "",
    status: int = 200,
) -> Response:
    address = address_for(offer.secret, offer.username)
    return page(
        "pasang.html",
        status=status,
        title="Pasang langkah kedua",
        lead=lead,
        problem=problem,
        onward=local_path(wanted),
        sealed=offer.sealed,
        secret=in_fours(offer.secret, " "),
        address=address,
        picture=qr.inline(address, "Gambar kunci untuk dipindai aplikasi autentikator"),
        asks_password=asks_password,
        digits=CODE_DIGITS,
        codes=RECOVERY_CODES,
    )


async def _own_page(
    backend: Backend, actor: Actor, *, offer: _Offer | None = None, problem: str = "", status: int = 200
) -> Response:
    factor = await ask_in_thread(partial(ask, second_factor_of, actor.person_id or 0))
    if factor is None:
        lead = (
            f"Untuk {actor.display_name}. Sesudah ini masuk dengan dua langkah: kata sandi, lalu kode dari "
            "ponsel. Kata sandi yang bocor saja tidak lagi membuka akun."
        )
        shown = offer or await _offer(backend, actor.person_username)
        return _set_up_page(shown, lead=lead, asks_password=True, problem=problem, status=status)
    is_bound = actor.role is not None and backend.settings.door.second_factor.holds(actor.role)
    return page(
        "langkah.html",
        status=status,
        title="Langkah kedua",
        lead=f"Untuk {actor.display_name}. Aktif sejak {moment(factor.set_up_at)}; sisa "
        f"{factor.recovery_left} dari {RECOVERY_CODES} kode cadangan.",
        problem=problem,
        is_bound=is_bound,
        codes=RECOVERY_CODES,
    )


def _codes_page(codes: Codes, onward: str) -> Response:
    return page(
        "cadangan.html",
        title="Simpan kode cadangan ini",
        lead=f"Bila ponsel hilang atau rusak, satu dari {len(codes)} kode ini menggantikan kode dari ponsel, "
        "sekali pakai. Cetak atau salin sekarang: kode hanya diperlihatkan sekali.",
        problem="",
        codes=codes,
        onward=onward,
    )


def _spent_page(left: int, onward: str) -> Response:
    lost = "Bila ponsel Anda hilang, minta administrator mencabut langkah kedua, lalu pasang di ponsel baru."
    more = "Buat kode cadangan baru di Akun saya." if left < _FEW else lost
    return page(
        "tertolak.html",
        title="Kode cadangan dipakai",
        sentence=f"Anda sudah masuk. Kode itu tidak berlaku lagi; sisa {left} dari {RECOVERY_CODES}. {more}",
        onward=onward,
        onward_label="Lanjutkan",
    )
