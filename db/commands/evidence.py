"""Proof added to a draft and taken from it; its file is kept before (db/evidence/keeping.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select

from db.acting import Act
from db.command import command
from db.commands.progress import draft_of
from db.commands.rows import find
from db.models import Checkpoint, Evidence, ProgressReport, Task
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.addresses import parts_of
from domain.commitments import evidence
from domain.commitments.health import EvidenceKind, ReportState
from domain.commitments.requests import Added, AddFile, AddLink, NewFile, RemoveEvidence
from domain.tasks import proposals
from domain.tasks.requests import AddTaskFile, RemoveTaskFile

TITLE = "Nama berkas"


@command(Permission.REPORT_PROGRESS, Subject.REPORTS)
def add_file(act: Act, asked: AddFile) -> Added:
    draft = draft_of(act, asked)
    return _added_once(act, asked, _of_report(draft), lambda row: _add(act, draft, row))


@command(Permission.ANSWER_TASKS, Subject.REPORTS)
def add_task_file(act: Act, asked: AddTaskFile) -> Added:
    """What the owner of a task hands in, before it claims the task done or while that is judged."""
    task = find(act, Task, asked.code)
    act.require_agency(task.owner_id)
    files = act.session.scalar(select(func.count()).select_from(Evidence).where(Evidence.task_id == task.id))
    proposals.refuse_attaching(task.state, files or 0)
    return _added_once(act, asked, _OfWhat(task_id=task.id), lambda row: _kept(act, row))


@command(Permission.ANSWER_TASKS, Subject.REPORTS)
def remove_task_file(act: Act, asked: RemoveTaskFile) -> None:
    row = act.session.get(Evidence, asked.evidence_id)
    task = act.session.get(Task, row.task_id) if row and row.task_id else None
    if row is None or task is None:
        raise NotFound("Berkas ini sudah tidak ada.")
    act.require_agency(task.owner_id)
    proposals.refuse_removing(task.state)
    _remove(act, row)


@dataclass(frozen=True)
class _OfWhat:
    """What a file hangs on."""

    report_id: int | None = None
    task_id: int | None = None


def _of_report(draft: ProgressReport) -> _OfWhat:
    return _OfWhat(report_id=draft.id)


def _added_once(act: Act, asked: NewFile, what: _OfWhat, add: Callable[[Evidence], Evidence]) -> Added:
    """The same file a second time is the same proof."""
    refuse_identity({TITLE: asked.title})
    file, digest = asked.file, asked.file.digest
    same = (Evidence.report_id == what.report_id) if what.report_id else (Evidence.task_id == what.task_id)
    again = act.session.scalar(select(Evidence).where(same, Evidence.content_hash == digest))
    if again is not None:
        act.record(Event.EVIDENCE_ADDED, "evidence", again.id, after=_of(act, again) | {"hash": digest})
        return Added(again.id, again.title, len(file.content), file.original_size)
    row = add(
        Evidence(
            report_id=what.report_id,
            task_id=what.task_id,
            kind=asked.kind or evidence.USUAL_KIND[file.type],
            title=asked.title,
            content_hash=digest,
            media_type=file.media_type,
            size_bytes=len(file.content),
            original_size=file.original_size,
        )
    )
    return Added(row.id, row.title, len(file.content), file.original_size)


@command(Permission.REPORT_PROGRESS, Subject.REPORTS)
def add_link(act: Act, asked: AddLink) -> Added:
    """Add an address of a public page to the actor's draft."""
    link = asked.link.strip()
    parts = parts_of(link)
    if parts.scheme != "https" or "." not in (parts.hostname or "") or len(link) > evidence.LONGEST_LINK:
        raise RuleBroken(evidence.NOT_A_LINK)
    refuse_identity({"Tautan": link})
    draft = draft_of(act, asked)
    title = f"{parts.hostname}{parts.path}"[: evidence.LONGEST_TITLE]
    row = _add(act, draft, Evidence(report_id=draft.id, kind=EvidenceKind.NEWS_LINK, title=title, link=link))
    return Added(row.id, title, 0, 0)


@command(Permission.REPORT_PROGRESS, Subject.REPORTS)
def remove_evidence(act: Act, asked: RemoveEvidence) -> None:
    """Take proof from one's own draft; what was sent stays."""
    row = act.session.get(Evidence, asked.evidence_id)
    report = act.session.get(ProgressReport, row.report_id) if row and row.report_id else None
    if row is None or report is None:
        raise NotFound("Bukti ini sudah tidak ada.")
    act.require_agency(report.agency_id)
    if report.state is not ReportState.DRAFT or report.reporter_id != act.by.user_id:
        raise RuleBroken("Bukti laporan yang sudah dikirim tidak dapat dihapus. Kirim laporan berikutnya.")
    _remove(act, row)


def _add(act: Act, draft: ProgressReport, row: Evidence) -> Evidence:
    count = act.session.scalar(
        select(func.count()).select_from(Evidence).where(Evidence.report_id == draft.id)
    )
    if (count or 0) >= evidence.MOST_PER_REPORT:
        raise RuleBroken(evidence.TOO_MANY_FILES)
    return _kept(act, row)


def _kept(act: Act, row: Evidence) -> Evidence:
    act.add(row)
    said = {"kind": row.kind, "size": row.size_bytes, "hash": row.content_hash, "link": row.link}
    act.record(Event.EVIDENCE_ADDED, "evidence", row.id, after=_of(act, row) | said)
    return row


def _remove(act: Act, row: Evidence) -> None:
    said = {"kind": row.kind, "hash": row.content_hash, "link": row.link}
    act.record(Event.EVIDENCE_REMOVED, "evidence", row.id, before=_of(act, row) | said)
    act.session.delete(row)


def _of(act: Act, row: Evidence) -> dict[str, object]:
    """What it is proof for: a task, or the checkpoint of a commitment."""
    if row.task_id is not None:
        return {"task": act.session.get_one(Task, row.task_id).code}
    report = act.session.get_one(ProgressReport, row.report_id)
    checkpoint = act.session.get_one(Checkpoint, report.checkpoint_id)
    return {"commitment": checkpoint.commitment_id, "quarter": checkpoint.quarter}
