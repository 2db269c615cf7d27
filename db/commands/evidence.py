"""Proof added to a draft and taken from it; the file first, then the row."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Engine, func, select

from db.acting import Act, acting, require
from db.commands.progress import draft_of
from db.evidence.store import EvidenceStore
from db.models import Evidence, ProgressReport
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.commitments import evidence
from domain.commitments.evidence import CleanFile
from domain.commitments.health import EvidenceKind, ReportState
from domain.time.calendar import Clock

TITLE = "Nama berkas"


@dataclass(frozen=True)
class Added:
    id: int
    title: str
    size: int
    original_size: int


def add_file(
    engine: Engine,
    *,
    by: Actor,
    commitment: str,
    quarter: str,
    kind: EvidenceKind | None,
    name: str,
    file: CleanFile,
    store: EvidenceStore,
    clock: Clock,
    screen: str = "",
) -> Added:
    """Keep a clean file and add it to the actor's draft. A file that is kept without a row harms nobody
    and is swept up later; a row without its file would be a promise."""
    require(by, Permission.REPORT_PROGRESS)
    title = _title(name) or f"Bukti {file.type.upper()}"
    refuse_identity({TITLE: title})
    digest = store.put(file.content)
    with acting(engine, by, Permission.REPORT_PROGRESS, clock=clock, screen=screen) as act:
        draft = draft_of(act, commitment, quarter)
        again = act.session.scalar(
            select(Evidence).where(Evidence.report_id == draft.id, Evidence.content_hash == digest)
        )
        if again is not None:
            act.record(Event.EVIDENCE_ADDED, "evidence", again.id, after={"hash": digest})
            return Added(again.id, again.title, len(file.content), file.original_size)
        row = _add(
            act,
            draft,
            Evidence(
                report_id=draft.id,
                kind=kind or evidence.USUAL_KIND[file.type],
                title=title,
                content_hash=digest,
                media_type=file.media_type,
                size_bytes=len(file.content),
                original_size=file.original_size,
            ),
        )
        return Added(row.id, title, len(file.content), file.original_size)


def add_link(
    engine: Engine,
    *,
    by: Actor,
    commitment: str,
    quarter: str,
    link: str,
    clock: Clock,
    screen: str = "",
) -> Added:
    """Add an address of a public page to the actor's draft."""
    link = link.strip()
    parts = urlsplit(link)
    if parts.scheme != "https" or "." not in (parts.hostname or "") or len(link) > evidence.LONGEST_LINK:
        raise RuleBroken(evidence.NOT_A_LINK)
    refuse_identity({"Tautan": link})
    with acting(engine, by, Permission.REPORT_PROGRESS, clock=clock, screen=screen) as act:
        draft = draft_of(act, commitment, quarter)
        title = f"{parts.hostname}{parts.path}"[: evidence.LONGEST_TITLE]
        row = _add(
            act, draft, Evidence(report_id=draft.id, kind=EvidenceKind.NEWS_LINK, title=title, link=link)
        )
        return Added(row.id, title, 0, 0)


def remove(engine: Engine, *, by: Actor, evidence_id: int, clock: Clock, screen: str = "") -> None:
    """Take proof from one's own draft; what was sent stays."""
    with acting(engine, by, Permission.REPORT_PROGRESS, clock=clock, screen=screen) as act:
        row = act.session.get(Evidence, evidence_id)
        report = act.session.get(ProgressReport, row.report_id) if row else None
        if row is None or report is None:
            raise NotFound("Bukti ini sudah tidak ada.")
        act.require_agency(report.agency_id)
        if report.state is not ReportState.DRAFT or report.reporter_id != by.user_id:
            raise RuleBroken(
                "Bukti laporan yang sudah dikirim tidak dapat dihapus. Kirim laporan berikutnya."
            )
        act.record(Event.EVIDENCE_REMOVED, "evidence", row.id, before={"hash": row.content_hash or row.link})
        act.session.delete(row)


def _add(act: Act, draft: ProgressReport, row: Evidence) -> Evidence:
    count = act.session.scalar(
        select(func.count()).select_from(Evidence).where(Evidence.report_id == draft.id)
    )
    if (count or 0) >= evidence.MOST_PER_REPORT:
        raise RuleBroken(evidence.TOO_MANY_FILES)
    act.add(row)
    act.record(
        Event.EVIDENCE_ADDED,
        "evidence",
        row.id,
        after={"kind": row.kind, "size": row.size_bytes or 0, "hash": row.content_hash or row.link},
    )
    return row


def _title(name: str) -> str:
    """The file's own name without folder, ending and whatever cannot be printed."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c if c.isprintable() else " " for c in name)
    name = re.sub(r"\.(pdf|jpe?g|png|xlsx|docx)$", "", name, flags=re.IGNORECASE)
    return " ".join(name.split())[: evidence.LONGEST_TITLE]
