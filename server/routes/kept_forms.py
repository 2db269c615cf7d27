"""The addresses that the kept forms speak to: drafts, reports, proof and verdicts.

A form speaks to these directly and not through Streamlit's websocket: a draft must arrive whether or
not the page is connected, and a refused one must come back with what was typed.
"""

import json
import math
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.commitments import report
from components.kit.forms import Outcome
from components.runtime import writes
from db import backend
from db.commands import accounts, evidence, progress
from db.engine import reading
from db.evidence.cleaning import clean
from db.queries import progress as questions
from domain import addresses
from domain.access.errors import Forbidden, NotFound, Refusal, StaleData
from domain.access.permissions import Actor
from domain.commitments.evidence import LARGEST_FILE, MEDIA_TYPES, TOO_LARGE, FileType
from domain.commitments.health import EvidenceKind, ObstacleKind, VerdictLevel
from domain.commitments.progress import ReportConflict
from domain.time.formats import clock_time
from server.asking import asking, may_post, read_within
from server.gate import current_actor
from server.html import page

LARGEST_FORM = 16_384
FOREIGN = "Permintaan ini tidak berasal dari halaman aplikasi. Muat ulang halaman, lalu coba lagi."
UNREADABLE = "Isian tidak terbaca. Muat ulang halaman, lalu coba lagi; draf Anda tetap ada."
EXPIRED = "Sesi Anda berakhir. Masuk lagi; draf Anda menunggu."

Handler = Callable[[Request, Actor, dict[str, Any]], Coroutine[Any, Any, Response]]

# Decoding photos is heavy: no more than two at a time, so that nobody else waits for them.
_cleaning = CapacityLimiter(2)


class _Unreadable(ValueError):
    """A message that no form of ours sends."""


def _form(handle: Handler) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """A route that takes one of our small forms as JSON from whoever is signed in."""

    async def answer(request: Request) -> Response:
        if not may_post(request):
            return _problem(FOREIGN, 403)
        actor = await current_actor(request)
        if actor is None:
            return _problem(EXPIRED, 401)
        body = await read_within(request, LARGEST_FORM)
        try:
            given = json.loads(body or b"")
            if not isinstance(given, dict):
                return _problem(UNREADABLE, 400)
            return await handle(request, actor, given)
        except (_Unreadable, json.JSONDecodeError, UnicodeDecodeError):
            return _problem(UNREADABLE, 400)

    return answer


async def save_draft(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    outcome = await _attempt(progress.save_draft, actor, **_report(given))
    if outcome.value is None:
        return await _refused(outcome.refusal, actor, given)
    saved = outcome.value
    return JSONResponse({"version": saved.version, "saved": clock_time(saved.at), "withheld": saved.withheld})


async def submit(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    reason = _text(given, "alasan", 600)
    outcome = await _attempt(progress.submit, actor, **_report(given), reason=reason)
    if outcome.value is None:
        return await _refused(outcome.refusal, actor, given)
    return JSONResponse({"html": report.receipt(outcome.value.receipt)})


async def discard(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    outcome = await _attempt(progress.discard_draft, actor, **_item(given))
    # Gone already is what was wanted.
    if outcome.refusal is None or isinstance(outcome.refusal, NotFound):
        return JSONResponse({"to": addresses.Page.MY_AGENCY})
    return await _refused(outcome.refusal, actor, given)


async def add_link(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    outcome = await _attempt(evidence.add_link, actor, **_item(given), link=_text(given, "tautan", 2_000))
    if outcome.value is None:
        return await _refused(outcome.refusal, actor, given)
    return await _proof(actor, given)


async def remove_evidence(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    outcome = await _attempt(evidence.remove, actor, evidence_id=_whole(given, "bukti"))
    if outcome.refusal is not None and not isinstance(outcome.refusal, NotFound):
        return await _refused(outcome.refusal, actor, given)
    return await _proof(actor, given)


async def judge(_request: Request, actor: Actor, given: dict[str, Any]) -> Response:
    try:
        level = VerdictLevel(_text(given, "tingkat", 40))
    except ValueError:
        raise _Unreadable from None
    outcome = await _attempt(
        progress.judge,
        actor,
        report_id=_whole(given, "laporan"),
        seen=_whole(given, "version"),
        level=level,
        value=_number(given, "nilai"),
        returned=_text(given, "putusan", 20) == "kembalikan",
        notes=_text(given, "catatan", 2_000),
        reason=_text(given, "alasan", 600),
        once=_text(given, "writer", 32) or None,
    )
    if outcome.value is None:
        return await _refused(outcome.refusal, actor, given)
    return JSONResponse({"html": report.verdict_receipt(outcome.value)})


async def add_file(request: Request) -> Response:
    """One file as the body; its name, kind and place in the address."""
    if not may_post(request):
        return _problem(FOREIGN, 403)
    actor = await current_actor(request)
    if actor is None:
        return _problem(EXPIRED, 401)
    asked = dict(request.query_params)
    content = await read_within(request, LARGEST_FILE)
    if content is None:
        return _problem(TOO_LARGE, 413)
    kind = asked.get("jenis", "")
    outcome = await asking(
        partial(
            _keep_file,
            actor,
            content,
            commitment=asked.get("komitmen", "")[:10],
            quarter=asked.get("titik", "")[:8],
            kind=EvidenceKind(kind) if kind in set(EvidenceKind) else None,
            name=asked.get("nama", "")[:200],
            original_size=int(asked["asal"][:10]) if asked.get("asal", "").isdecimal() else 0,
        ),
        _cleaning,
    )
    if outcome.refusal is not None:
        return await _refused(outcome.refusal, actor, asked)
    return await _proof(actor, asked)


def _keep_file(actor: Actor, content: bytes, *, original_size: int, **values: Any) -> Outcome[evidence.Added]:
    try:
        file = clean(content)
    except Refusal as refusal:
        return Outcome(refusal=refusal)
    if original_size > file.original_size:
        file = replace(file, original_size=original_size)
    return writes.attempt(
        evidence.add_file,
        by=actor,
        screen=addresses.Page.MY_AGENCY,
        file=file,
        store=backend.backend().evidence,
        **values,
    )


async def show_evidence(request: Request) -> Response:
    """A stored file to whoever may see it; anybody else is refused, and that is recorded."""
    actor = await current_actor(request)
    if actor is None:
        return _problem(EXPIRED, 401)
    found = await asking(partial(_find_evidence, actor, int(request.path_params["number"])))
    if isinstance(found, Refusal):
        forbidden = isinstance(found, Forbidden)
        title = "Bukti di luar wewenang Anda" if forbidden else "Bukti tidak ada"
        return page("tertolak.html", status=403 if forbidden else 404, title=title, sentence=str(found))
    content, row = found
    return Response(content, media_type=row.media_type, headers=_safe_headers(row))


def _find_evidence(actor: Actor, number: int) -> Refusal | tuple[bytes, questions.EvidenceFile]:
    here = backend.backend()
    with reading(here.engine) as connection:
        row = questions.evidence_file(connection, number, scope=actor.scope)
        exists = row is not None or questions.evidence_exists(connection, number)
    if row is not None:
        content = here.evidence.get(row.content_hash)
        if content is not None:
            return content, row
        return NotFound("Berkas ini tidak tersimpan di server. Minta instansi pelapor mengirimnya lagi.")
    if not exists:
        return NotFound("Bukti ini tidak ada. Buka komitmennya untuk melihat bukti yang tersimpan.")
    accounts.record_refusal(
        here.engine,
        by=actor,
        subject=str(number),
        kind="evidence",
        screen=addresses.evidence(number),
        clock=here.settings.clock,
    )
    return Forbidden(
        "Bukti ini milik instansi lain. Pemilik komitmen, pendukungnya, verifikator, Kantor Gubernur, dan "
        "Forkopimda dapat membukanya. Percobaan ini dicatat."
    )


_SHOWN_INLINE = {MEDIA_TYPES[FileType.JPEG], MEDIA_TYPES[FileType.PNG]}


def _safe_headers(row: questions.EvidenceFile) -> dict[str, str]:
    """Pictures may be looked at in place; everything else is a download, and nothing may run."""
    ending = next((kind.value for kind, media in MEDIA_TYPES.items() if media == row.media_type), "bin")
    way = "inline" if row.media_type in _SHOWN_INLINE else "attachment"
    return {
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(f'{row.title}.{ending}', safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


ROUTES = [
    Route(addresses.Endpoint.REPORT_DRAFT, _form(save_draft), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_SEND, _form(submit), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_DISCARD, _form(discard), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_LINK, _form(add_link), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_REMOVE, _form(remove_evidence), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_FILE, add_file, methods=["POST"]),
    Route(addresses.Endpoint.VERDICT, _form(judge), methods=["POST"]),
    Route(addresses.Endpoint.EVIDENCE + "/{number:int}", show_evidence, methods=["GET"]),
]


async def _attempt(command: Callable[..., Any], actor: Actor, **values: Any) -> Outcome[Any]:
    screen = addresses.Page.VERIFICATION if command is progress.judge else addresses.Page.MY_AGENCY
    return await asking(partial(writes.attempt, command, by=actor, screen=screen, **values))


async def _proof(actor: Actor, given: dict[str, Any]) -> Response:
    """The list of proof of the draft as it is now."""
    form = await asking(partial(_form_row, actor, given))
    draft = form.own if form else None
    return JSONResponse({"html": report.proof(draft.evidence if draft else ())})


def _form_row(actor: Actor, given: dict[str, Any]) -> questions.ReportForm | None:
    item = _item(given)
    with reading(backend.backend().engine) as connection:
        return questions.report_form(
            connection, commitment=item["commitment"], quarter=item["quarter"], by=actor
        )


_STATUS = {Forbidden: 403, NotFound: 404, StaleData: 409, ReportConflict: 409}


async def _refused(refusal: Refusal | None, actor: Actor, given: dict[str, Any]) -> Response:
    """Why not; for two who wrote at once both texts; and which version the draft has by now."""
    assert refusal is not None
    answer: dict[str, Any] = {"problem": str(refusal)}
    form = await asking(partial(_form_row, actor, given)) if "komitmen" in given else None
    if form is not None:
        answer["version"] = form.own.version if form.own else 0
    if isinstance(refusal, ReportConflict):
        answer["base"] = refusal.base_id
        answer["theirs"] = {"value": refusal.theirs.value, "sentence": refusal.theirs.sentence}
        answer["sent"] = refusal.theirs.sent
        if form is not None:
            answer["html"] = report.both_texts(
                refusal, form, _number(given, "value"), str(given.get("sentence", ""))
            )
    return JSONResponse(answer, _STATUS.get(type(refusal), 422))


def _problem(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status)


def _report(given: dict[str, Any]) -> dict[str, Any]:
    obstacle = _text(given, "obstacle", 40)
    if obstacle and obstacle not in set(ObstacleKind):
        raise _Unreadable
    return {
        **_item(given),
        "typed": progress.Typed(
            _number(given, "value"),
            _text(given, "sentence", 2_000),
            ObstacleKind(obstacle) if obstacle else None,
            _text(given, "helper", 40),
        ),
        "seen": progress.Seen(_whole(given, "version"), _whole(given, "base"), _text(given, "writer", 32)),
    }


def _item(given: dict[str, Any]) -> dict[str, str]:
    return {"commitment": _text(given, "komitmen", 10), "quarter": _text(given, "titik", 8)}


def _text(given: dict[str, Any], name: str, longest: int) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise _Unreadable
    # A null character is no text; PostgreSQL refuses it.
    return value.replace("\0", "")


def _whole(given: dict[str, Any], name: str) -> int:
    value = given.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise _Unreadable
    return value


def _number(given: dict[str, Any], name: str) -> float:
    """A number, or not-a-number where nothing was typed; the rules say what may be claimed."""
    value = given.get(name)
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Unreadable
    return float(value)
