"""Who acts, what moment it is, and the guard that every page starts with."""

from datetime import date, datetime
from typing import NoReturn
from urllib.parse import urlsplit

import streamlit as st

from db.backend import backend
from db.commands import accounts
from db.engine import reading
from db.queries.accounts import actor_of_token
from domain.access.errors import Forbidden, NotSignedIn
from domain.access.permissions import Actor, Permission
from domain.time import calendar

COOKIE = "ntt_sid"


def presented_token() -> str | None:
    """The browser's session token; an HttpOnly cookie that no script of a page can read."""
    return st.context.cookies.get(COOKIE)


def current_actor() -> Actor:
    """The signed-in actor, read anew on every rerun, so that a revoked session ends at once."""
    token = presented_token()
    here = backend()
    if token:
        with reading(here.engine) as connection:
            actor = actor_of_token(connection, token, here.settings.clock())
        if actor is not None:
            return actor
    raise NotSignedIn("Sesi Anda sudah berakhir. Muat ulang halaman ini untuk masuk kembali.")


def require(permission: Permission) -> Actor:
    """The actor, if their role covers this screen; otherwise a refusal that leaves a trace."""
    actor = current_actor()
    if not actor.may(permission):
        here = backend()
        accounts.record_refusal(
            here.engine, by=actor, screen=path(), subject=str(permission), clock=here.settings.clock
        )
        raise Forbidden(
            "Halaman ini tidak termasuk peran akun Anda. Hubungi sekretariat gugus tugas bila perlu."
        )
    return actor


def forbid(actor: Actor, kind: str, subject: str, sentence: str) -> NoReturn:
    """Turn down what belongs to somebody else, and leave a trace of the attempt."""
    here = backend()
    accounts.record_refusal(
        here.engine, by=actor, screen=path(), subject=subject, kind=kind, clock=here.settings.clock
    )
    raise Forbidden(sentence)


def path() -> str:
    """The page's own path, without what follows it."""
    return urlsplit(st.context.url or "").path[:60]


def whole_address(inside: str) -> str:
    """An address inside the application as another device would type it: with scheme and host."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{inside}" if here.netloc else inside


def now() -> datetime:
    return backend().settings.clock()


def today() -> date:
    return calendar.today(backend().settings.clock)


def is_sample() -> bool:
    """Whether this installation shows sample data; a database is either sample or real, never both."""
    return backend().settings.is_demo
