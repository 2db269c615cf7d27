"""What the scripts of our pages send as JSON: from whom, as which request, and how it is refused."""

import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db import backend
from db.commands import registry
from domain.access.errors import (
    ForeignMessage,
    NotSignedIn,
    OpenedAsOther,
    Refusal,
    TooLarge,
    Unreadable,
    handling,
)
from domain.access.permissions import Actor
from domain.commitments.plausibility import InDoubt
from domain.plain import NotPlain, from_plain
from server.gate import current_actor
from server.route_helpers import ask_in_thread, may_post, read_within

LARGEST = 16_384
OPENED_BY = "pembuka"
"""The word of a form for the account that it was drawn for."""

Asked = TypeVar("Asked")


@dataclass(frozen=True)
class Message:
    """What one script sent, word by word, and who is signed in where it runs."""

    actor: Actor
    said: Mapping[str, Any]

    def key(self, word: str) -> str:
        """By which the page tells one sending from another; any text will do."""
        return str(self.said.get(word) or "")[:64]


@dataclass(frozen=True)
class Channel:
    """One family of messages: what its words mean, and what its sender is told when one is no good."""

    words: Mapping[str, str]
    """The field of a request that each word fills; an empty one is for the page alone."""
    refused_as: str
    foreign: str
    expired: str
    unreadable: str
    too_large: str
    also: Mapping[type, Mapping[str, str]] = field(default_factory=dict)
    """Words that mean another field in one kind of request."""

    async def received(self, request: Request) -> Message:
        if not may_post(request) or not _is_json(request):
            raise ForeignMessage(self.foreign)
        actor = await current_actor(request)
        if actor is None:
            raise NotSignedIn(self.expired)
        body = await read_within(request, LARGEST)
        if body is None:
            raise TooLarge(self.too_large)
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise Unreadable(self.unreadable)
        self.refuse_other_office(actor, said.pop(OPENED_BY, None))
        if not said.keys() <= self.words.keys():
            raise Unreadable(self.unreadable)
        return Message(actor, said)

    @staticmethod
    def refuse_other_office(actor: Actor, opened_by: object) -> None:
        """The form says for whom it was drawn; another page of this browser may act for an office by now."""
        if opened_by is not None and str(opened_by) != str(actor.user_id):
            raise OpenedAsOther(
                "",
                actor.display_name,
                "Muat ulang halaman untuk mengisinya sebagai itu, atau kembali dahulu di Akun saya.",
            )

    def form(self, handle: "Handler", refused: "Turned") -> "Route":
        """A route that takes one of our small forms as JSON from whoever is signed in."""

        async def answer(request: Request) -> Response:
            try:
                message = await self.received(request)
            except Refusal as refusal:
                return self.refused(refusal)
            try:
                return JSONResponse(await handle(message))
            except Refusal as refusal:
                return await refused(refusal, message)

        return answer

    def read(self, kind: type[Asked], said: Mapping[str, Any], **more: Any) -> Asked:
        """The message as a request of this kind; ``more`` is what follows from several of its words."""
        words = {**self.words, **self.also.get(kind, {})}
        if not said.keys() <= words.keys():
            raise Unreadable(self.unreadable)
        try:
            asked: Asked = from_plain(kind, {words[word]: value for word, value in said.items()} | more)
        except NotPlain as error:
            raise Unreadable(self.unreadable) from error
        return asked

    def refused(self, refusal: Refusal, **more: Any) -> JSONResponse:
        return JSONResponse({self.refused_as: str(refusal), **more}, handling(refusal).status)


Handler = Callable[[Message], Coroutine[Any, Any, dict[str, Any]]]
Route = Callable[[Request], Coroutine[Any, Any, Response]]
Turned = Callable[[Refusal, Message], Coroutine[Any, Any, Response]]
"""What is answered to a message that was turned down."""


def kept_form(words: Mapping[str, str], also: Mapping[type, Mapping[str, str]] | None = None) -> Channel:
    """The channel of a form whose text outlives link, server and session."""
    return Channel(
        words,
        refused_as="problem",
        foreign="Permintaan ini tidak berasal dari halaman aplikasi. Muat ulang halaman, lalu coba lagi.",
        unreadable="Isian tidak terbaca. Muat ulang halaman, lalu coba lagi; draf Anda tetap ada.",
        expired="Sesi Anda berakhir. Masuk lagi; draf Anda menunggu.",
        too_large="Isian terlalu panjang. Ringkas, lalu coba lagi; draf Anda tetap ada.",
        also=also or {},
    )


def asked_back(refusal: Refusal) -> dict[str, Any]:
    """What is to be said yes to, with the answers that do."""
    if not isinstance(refusal, InDoubt):
        return {}
    return {"asked": {"yes": refusal.yes, "answers": refusal.answers}}


def _is_json(request: Request) -> bool:
    """Browsers send this content type from other sites only after asking first."""
    return request.headers.get("content-type", "").startswith("application/json")


async def dispatch(actor: Actor, request: object, *, screen: str, idempotency_key: str = "") -> Any:
    """Have done what was asked for, in a worker thread."""
    sender = backend.backend().sender(actor, screen, idempotency_key or None)
    return await ask_in_thread(partial(registry.dispatch, sender, request))
