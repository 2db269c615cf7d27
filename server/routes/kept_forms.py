"""The addresses that the kept forms speak to: drafts, reports, proof and verdicts.

A form speaks to these directly and not through Streamlit's websocket: a draft must arrive whether or
not the page is connected, and a refused one must come back with what was typed.
"""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, Lock
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.commitments import report, upcoming, verification
from db import backend
from db.acting import record_refusal, require
from db.commands.evidence import add_file as addition
from db.evidence.keeping import keep_file
from db.queries import progress as questions
from db.queries.commitments import commitments_of_agency
from domain import addresses
from domain.access.errors import (
    Forbidden,
    ForeignMessage,
    NotFound,
    NotSignedIn,
    Refusal,
    TooLarge,
    Unreadable,
)
from domain.access.permissions import Actor, Permission
from domain.commitments.evidence import LARGEST_FILE, MEDIA_TYPES, TOO_LARGE, FileType
from domain.commitments.progress import ReportConflict
from domain.commitments.requests import (
    AddFile,
    AddLink,
    DiscardDraft,
    Judged,
    JudgeReport,
    OfCheckpoint,
    RemoveEvidence,
    Saved,
    SaveDraft,
    Sent,
    SubmitReport,
    Typed,
)
from domain.plain import LARGEST_NUMBER
from domain.time.formats import clock_time
from server.gate import current_actor
from server.html import page
from server.route_helpers import ask_in_thread, may_post, read_within
from server.routes.messages import OPENED_BY, Message, asked_back, dispatch, kept_form
from views.ask import ask, reading_run

CHANNEL = kept_form(
    words={
        "komitmen": "commitment",
        "titik": "quarter",
        "laporan": "report_id",
        "version": "version",
        "base": "base_id",
        "writer": "writer",
        "value": "value",
        "sentence": "sentence",
        "obstacle": "obstacle",
        "helper": "helper",
        "blocked": "",
        "alasan": "reason",
        "yakin": "sure",
        "tautan": "link",
        "bukti": "evidence_id",
        "tingkat": "level",
        "nilai": "value",
        "putusan": "",
        "catatan": "notes",
        "nama": "name",
        "jenis": "kind",
    },
    also={JudgeReport: {"version": "seen"}},
)
# What each of the two buttons of a verdict means; nothing else decides.
_RETURNS = {"terima": False, "kembalikan": True}
REPORTING, JUDGING = addresses.Page.MY_AGENCY, addresses.Page.VERIFICATION


# Looking into files is heavy: threads of their own wait for it, and none of those that answer pages.
_cleaning = CapacityLimiter(2)
_turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()


async def save_draft(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SaveDraft, message.said)
    saved: Saved = await dispatch(message.actor, asked, screen=REPORTING)
    withheld = {"sentence": {"why": saved.withheld, "secret": saved.is_secret}} if saved.withheld else {}
    return {"version": saved.version, "saved": clock_time(saved.at), "withheld": withheld}


async def submit(message: Message) -> dict[str, Any]:
    asked = CHANNEL.read(SubmitReport, message.said)
    sent: Sent = await dispatch(message.actor, asked, screen=REPORTING)
    return {"html": report.receipt(sent, await ask_in_thread(partial(_next_due, message.actor)))}


async def discard(message: Message) -> dict[str, Any]:
    # Gone already is what was wanted.
    with suppress(NotFound):
        await dispatch(message.actor, CHANNEL.read(DiscardDraft, message.said), screen=REPORTING)
    return {"to": REPORTING}


async def add_link(message: Message) -> dict[str, Any]:
    await dispatch(message.actor, CHANNEL.read(AddLink, message.said), screen=REPORTING)
    return await _proof(message)


async def remove_evidence(message: Message) -> dict[str, Any]:
    with suppress(NotFound):
        await dispatch(message.actor, CHANNEL.read(RemoveEvidence, message.said), screen=REPORTING)
    return await _proof(message)


async def judge(message: Message) -> dict[str, Any]:
    pressed = message.said.get("putusan")
    if pressed not in _RETURNS:
        raise Unreadable(CHANNEL.unreadable)
    asked = CHANNEL.read(JudgeReport, message.said, returned=_RETURNS[pressed])
    idempotency_key = message.key("writer")
    judged: Judged = await dispatch(message.actor, asked, screen=JUDGING, idempotency_key=idempotency_key)
    return {"html": verification.receipt(judged, await ask_in_thread(partial(_next_to_judge, message.actor)))}


def _next_due(actor: Actor) -> upcoming.Item | None:
    """The most urgent report that this agency still owes."""
    with reading_run():
        items = upcoming.items(ask(commitments_of_agency, scope=actor.scope), backend.today())
    return next(iter(upcoming.by_urgency(items)[0]), None)


def _next_to_judge(actor: Actor) -> questions.QueueRow | None:
    with reading_run():
        return verification.next_to_judge(ask(questions.verification_queue, scope=actor.scope), actor)


async def add_file(request: Request) -> Response:
    """One file as the body; its name, kind and place in the address."""
    if not may_post(request):
        return CHANNEL.refused(ForeignMessage(CHANNEL.foreign))
    actor = await current_actor(request)
    if actor is None:
        return CHANNEL.refused(NotSignedIn(CHANNEL.expired))
    # Of each account one at a time, the others unread: whoever sends many makes nobody else's wait.
    async with _turns.setdefault(actor.username, Lock()):
        return await _take_file(request, actor)


async def _take_file(request: Request, actor: Actor) -> Response:
    said = dict(request.query_params)
    original_size, opened_by = said.pop("asal", "")[:10], said.pop(OPENED_BY, None)
    content = await read_within(request, LARGEST_FILE)
    if content is None:
        return CHANNEL.refused(TooLarge(TOO_LARGE))
    message = Message(actor, said)
    try:
        CHANNEL.refuse_other_office(actor, opened_by)
        size = int(original_size) if original_size.isdecimal() else 0
        await ask_in_thread(partial(_keep_file, message, content, size), _cleaning)
        return JSONResponse(await _proof(message))
    except Refusal as refusal:
        return await _refused(refusal, message)


def _keep_file(message: Message, content: bytes, original_size: int) -> None:
    here = backend.backend()
    sender = here.sender(message.actor, REPORTING)
    if not message.actor.may(Permission.REPORT_PROGRESS):
        # Nothing is looked into for whoever may send none.
        record_refusal(sender, addition.name, kind="action")
        require(message.actor, Permission.REPORT_PROGRESS)
    file = here.checked(content, message.actor.username)
    if original_size > file.original_size:
        file = replace(file, original_size=original_size)
    asked = CHANNEL.read(AddFile, message.said, file=file)
    keep_file(sender, here.evidence, asked)


async def show_evidence(request: Request) -> Response:
    """A stored file to whoever may see it; anybody else is refused, and that is recorded."""
    actor = await current_actor(request)
    if actor is None:
        return CHANNEL.refused(NotSignedIn(CHANNEL.expired))
    found = await ask_in_thread(partial(_find_evidence, actor, int(request.path_params["number"])))
    if isinstance(found, Refusal):
        forbidden = isinstance(found, Forbidden)
        title = "Bukti di luar wewenang Anda" if forbidden else "Bukti tidak ada"
        return page(
            "tertolak.html",
            status=403 if forbidden else 404,
            title=title,
            sentence=str(found),
            onward=addresses.Page.COMMITMENTS,
            onward_label="Buka Komitmen",
        )
    content, row = found
    return Response(content, media_type=row.media_type, headers=_safe_headers(row))


_NO_SUCH_PROOF = "Bukti ini tidak ada. Buka komitmennya untuk melihat bukti yang tersimpan."


def _find_evidence(actor: Actor, number: int) -> Refusal | tuple[bytes, questions.EvidenceFile]:
    here = backend.backend()
    if number >= LARGEST_NUMBER:
        return NotFound(_NO_SUCH_PROOF)
    with reading_run():
        row = ask(questions.evidence_file, number, scope=actor.scope)
        exists = row is not None or ask(questions.evidence_exists, number)
    if row is not None:
        content = here.evidence.get(row.content_hash)
        if content is not None:
            return content, row
        return NotFound("Berkas ini tidak tersimpan di server. Minta instansi pelapor mengirimnya lagi.")
    if not exists:
        return NotFound(_NO_SUCH_PROOF)
    record_refusal(here.sender(actor, addresses.evidence(number)), str(number), kind="evidence")
    return Forbidden(
        "Bukti ini milik instansi lain. Penanggung jawab komitmen, pendukungnya, verifikator, Kantor "
        "Gubernur, dan Forkopimda dapat membukanya. Percobaan ini dicatat."
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


async def _proof(message: Message) -> dict[str, Any]:
    """The list of proof of the draft as it is now."""
    form = await ask_in_thread(partial(_form_row, message))
    draft = form.own if form else None
    return {"html": report.proof(draft.evidence if draft else ())}


def _form_row(message: Message) -> questions.ReportForm | None:
    item = CHANNEL.read(OfCheckpoint, message.said)
    return ask(questions.report_form, commitment=item.commitment, quarter=item.quarter, by=message.actor)


async def _refused(refusal: Refusal, message: Message) -> Response:
    """Why it was refused; with two concurrent writers both texts, and the draft's current version."""
    more = asked_back(refusal)
    form = None
    if "komitmen" in message.said and not isinstance(refusal, Unreadable):
        with suppress(Unreadable):  # what was refused may have named no checkpoint at all
            form = await ask_in_thread(partial(_form_row, message))
    if isinstance(refusal, ReportConflict):
        # Only who is shown the other text may go on from its version.
        more["version"] = form.own.version if form is not None and form.own else 0
        theirs = refusal.theirs
        more |= {"base": refusal.base_id, "sent": theirs.sent}
        more["theirs"] = {"value": theirs.value, "sentence": theirs.sentence}
        if form is not None:
            mine = CHANNEL.read(Typed, message.said)
            more["html"] = report.both_texts(refusal, form, mine.value, mine.sentence)
    return CHANNEL.refused(refusal, **more)


ROUTES = [
    Route(addresses.Endpoint.REPORT_DRAFT, CHANNEL.form(save_draft, _refused), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_SEND, CHANNEL.form(submit, _refused), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_DISCARD, CHANNEL.form(discard, _refused), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_LINK, CHANNEL.form(add_link, _refused), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_REMOVE, CHANNEL.form(remove_evidence, _refused), methods=["POST"]),
    Route(addresses.Endpoint.REPORT_FILE, add_file, methods=["POST"]),
    Route(addresses.Endpoint.VERDICT, CHANNEL.form(judge, _refused), methods=["POST"]),
    Route(addresses.Endpoint.EVIDENCE + "/{number:int}", show_evidence, methods=["GET"]),
]
