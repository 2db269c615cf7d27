"""Commands: the functions that change data, and ``run``, the one way to have one done."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, get_type_hints

from db.acting import Act, Sender, acting, record_refusal
from db.subjects import Subject
from domain.access.errors import AlreadyDone, Refusal, handling
from domain.access.events import canonical_json
from domain.access.permissions import Permission
from domain.plain import NotPlain, as_plain, from_plain
from domain.texts import normalised_request

Request = TypeVar("Request")
Answer = TypeVar("Answer")

OUTCOMES: Counter[tuple[str, str]] = Counter()
"""Per command of this process: how often done, refused (and why) or failed. Read by the metrics."""
DONE, FAILED = "done", "failed"

_ANSWERED = "Formulir ini sudah diterima dan dijalankan. Muat ulang halaman untuk melihat hasilnya."


@dataclass(frozen=True)
class Command(Generic[Request, Answer]):
    """A function of an act and a request, with what it needs and touches.

    ``run`` executes it in an act of its own; another command may call it inside its act.
    """

    name: str
    permission: Permission | Callable[[Request], Permission]
    touches: frozenset[Subject]
    request: type[Request]
    answer: type[Answer]
    function: Callable[[Act, Request], Answer]
    drafts: bool
    secret: bool
    idempotency_key: Callable[[Request], str] | None
    instead: Callable[[Sender, Request, Refusal], None] | None

    def permission_for(self, request: Request) -> Permission:
        """May depend on the request."""
        asked = self.permission
        return asked if isinstance(asked, Permission) else asked(request)

    def __call__(self, act: Act, request: Request) -> Answer:
        """Run as part of an act that does more, such as a decision with its task."""
        act.require(self.permission_for(request))
        return self.function(act, request)


def command(
    permission: Permission | Callable[[Any], Permission],
    *touches: Subject,
    drafts: bool = False,
    secret: bool = False,
    idempotency_key: Callable[[Any], str] | None = None,
    instead: Callable[[Sender, Any, Refusal], None] | None = None,
) -> Callable[[Callable[[Act, Request], Answer]], Command[Request, Answer]]:
    """Make a command of a function from an act and a request to an answer.

    ``drafts`` lets it end without a record if it wrote nothing but drafts. ``secret`` keeps its answer
    out of the receipt. ``idempotency_key`` makes the key from the request itself, for what no form sends.
    ``instead`` is done when it was refused.
    """

    def made(function: Callable[[Act, Request], Answer]) -> Command[Request, Answer]:
        hints = get_type_hints(function)
        answer = hints.pop("return")
        hints.pop("act")
        [request] = hints.values()
        return Command(
            function.__name__,
            permission,
            frozenset(touches),
            request,
            answer,
            function,
            drafts,
            secret,
            idempotency_key,
            instead,
        )

    return made


def run(sender: Sender, command: Command[Request, Answer], request: Request) -> Answer:
    """Run a command; delivered a second time, it is answered as it was the first time.

    Refusals are counted, and recorded where their kind says so; then they are raised for the caller to show.
    """
    try:
        answer = _carried_out(sender, command, request)
    except Refusal as refusal:
        OUTCOMES[command.name, handling(refusal).counted_as] += 1
        if handling(refusal).leaves_trace:
            record_refusal(sender, command.name, kind="action")
        if command.instead is not None:
            command.instead(sender, request, refusal)
        raise
    except Exception:
        OUTCOMES[command.name, FAILED] += 1
        raise
    OUTCOMES[command.name, DONE] += 1
    return answer


def _carried_out(sender: Sender, command: Command[Request, Answer], request: Request) -> Answer:
    request = normalised_request(request, is_draft=command.drafts)
    if command.idempotency_key is not None:
        sender = replace(sender, idempotency_key=command.idempotency_key(request))
    permission = command.permission_for(request)
    with acting(sender, permission, touches=command.touches, drafts=command.drafts) as act:
        if act.earlier is not None:
            return _answered_before(command, act.earlier)
        answer = command.function(act, request)
        act.receipt = "" if command.secret else _as_text(answer)
        return answer


def _as_text(answer: object) -> str:
    plain = as_plain(answer)
    return canonical_json(plain) if isinstance(plain, dict) else "" if plain is None else str(plain)


def _answered_before(command: Command[Any, Answer], text: str) -> Answer:
    """The stored answer; one that this release cannot read (an older one wrote it) is not guessed at."""
    if command.secret:
        raise AlreadyDone(_ANSWERED)
    try:
        plain = json.loads(text) if text.startswith("{") else text
        answer: Answer = from_plain(command.answer, plain)
    except NotPlain:
        raise AlreadyDone(_ANSWERED) from None
    return answer
