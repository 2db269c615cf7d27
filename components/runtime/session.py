"""Who acts, what moment it is, and the guard that every page starts with."""

from functools import partial
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from components.kit import downloads, forms
from db.acting import record_refusal
from db.backend import backend, now
from db.queries.accounts import actor_of_token, session_end
from db.signing_in import note_act
from domain.access.errors import Forbidden, NotSignedIn
from domain.access.hosts import may_stand_on_paper
from domain.access.permissions import Actor, Permission
from domain.access.sessions import any_token, why_over
from domain.addresses import parts_of
from views.ask import ask, once, refresh

_DRAWN_FOR_ANOTHER = (
    "Halaman ini dibuka untuk akun, peran, atau instansi yang sudah berubah. Muat ulang, lalu unduh lagi."
)


def presented_token() -> str | None:
    """The browser's session token; an HttpOnly cookie that no script of a page can read."""
    return any_token(st.context.cookies)


def current_actor() -> Actor:
    """The signed-in actor, read anew on every rerun, so that a revoked session ends at once."""
    return once(_actor)


def _actor() -> Actor:
    token = presented_token()
    if token:
        note_act(backend().engine, token, now())
    actor = ask(actor_of_token, token, now()) if token else None
    if token and actor is not None:
        forms.drawn_for(forms.Opener(actor.username, actor.display_name))
        downloads.guarded_by(partial(_refuse_others, token, actor))
        return actor
    raise NotSignedIn(why_over(ask(session_end, token, now()) if token else None))


def _refuse_others(token: str, reader: Actor) -> None:
    """A file is taken over the line of a page that is there already: closed, moved or standing in for an
    office meanwhile, its reader takes nothing that was offered before."""
    actor = ask(actor_of_token, token, now())
    if actor is None:
        raise NotSignedIn(why_over(ask(session_end, token, now())))
    if actor != reader:
        raise Forbidden(_DRAWN_FOR_ANOTHER)


def require(permission: Permission) -> Actor:
    """The actor, if their role covers this screen; otherwise a refusal that leaves a trace."""
    actor = current_actor()
    demand(actor, permission)
    return actor


def demand(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        refresh()  # the connection goes back before another one is asked for
        record_refusal(backend().sender(actor, path()), str(permission))
        raise Forbidden(
            "Halaman ini tidak termasuk peran akun Anda. Hubungi sekretariat gugus tugas bila perlu."
        )


def forbid(actor: Actor, kind: str, subject: str, sentence: str) -> NoReturn:
    """Turn down what belongs to somebody else, and leave a trace of the attempt."""
    refresh()
    record_refusal(backend().sender(actor, path()), subject, kind)
    raise Forbidden(sentence)


def path() -> str:
    """The page's own path, without what follows it."""
    return parts_of(st.context.url or "").path[:60]


def address() -> str:
    """The page with what its address says, as one comes back to it."""
    said = urlencode(st.query_params.to_dict())
    return path() + (f"?{said}" if said else "")


def host() -> str:
    """Where people find us, with the scheme: as it was set, or else as this browser does; empty where it did
    not say, or says a name that may be somebody else's."""
    settings = backend().settings
    here = parts_of(st.context.url or "")
    is_ours = may_stand_on_paper(here.netloc, settings.allowed_hosts)
    return settings.public_url or (f"{here.scheme}://{here.netloc}" if is_ours else "")
