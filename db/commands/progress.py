"""Progress reports: saved while they are typed, sent, and judged by somebody of another agency."""

import hashlib
import math
import secrets
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import func, select

from db.acting import Act, Sender
from db.command import command, run
from db.commands.quarters import amend
from db.commands.rows import person_behind, refuse_gone
from db.models import Agency, Checkpoint, Commitment, Evidence, ProgressReport, User, Verdict
from db.queries.holidays import closed_days
from db.queries.progress import claimed_before
from db.subjects import Subject
from domain.access.errors import NotFound, Refusal, RuleBroken
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import IdentityRefused, refuse_identity
from domain.commitments.health import ReportState
from domain.commitments.plausibility import ask_unless_sure, doubts, doubts_of_verdict
from domain.commitments.progress import (
    CheckpointMeasure,
    ReportConflict,
    ReportMove,
    Written,
    checked_claim,
    checked_sentence,
    checked_verdict,
    judged_by,
    moved,
    refuse_own_verdict,
    within,
)
from domain.commitments.quarters import AmendedPart
from domain.commitments.requests import (
    DiscardDraft,
    Judged,
    JudgeReport,
    OfCheckpoint,
    Saved,
    SaveDraft,
    Seen,
    Sent,
    SubmitReport,
    Typed,
)
from domain.texts import refuse_undrawable
from domain.time.calendar import local_time
from domain.time.formats import clock_time, long_date
from domain.words import labels

SENTENCE = "Satu kalimat"
NOTES = "Catatan"


def _words_of(asked: SubmitReport) -> str:
    """The same words on the same ground are the same form, from whichever page or delivery."""
    typed = asked.typed
    content = canonical_json(
        {
            "what": f"{asked.commitment} {asked.quarter}",
            "typed": [typed.value, typed.sentence, typed.obstacle, typed.helper],
            "base": asked.seen.base_id,
        }
    )
    return hashlib.sha256(content.encode()).hexdigest()


@command(Permission.REPORT_PROGRESS, Subject.REPORTS, drafts=True)
def save_draft(act: Act, asked: SaveDraft) -> Saved:
    """Keep what has been typed so far; only the first time leaves a record.

    A sentence that could not be sent (it seems to identify somebody, is too long, cannot be printed) is
    not kept, and all the rest is.
    """
    typed, withheld, is_secret = asked.typed, "", False
    try:
        refuse_identity({SENTENCE: typed.sentence})
        within(typed.sentence)
        refuse_undrawable(typed.sentence)
    except RuleBroken as refusal:
        typed, withheld = replace(typed, sentence=""), str(refusal)
        is_secret = isinstance(refusal, IdentityRefused)
    point = _own_checkpoint(act, asked)
    begins = own_draft(act, point) is None
    draft = _write(act, point, typed, asked.seen, keep_sentence=bool(withheld))
    if begins:
        act.record(Event.REPORT_BEGUN, "report", draft.id, after=_told(asked))
    return Saved(draft.version, act.now, withheld, is_secret)


@command(Permission.REPORT_PROGRESS, Subject.REPORTS)
def discard_draft(act: Act, asked: DiscardDraft) -> None:
    """Throw one's own draft away, with the files that were added to it."""
    draft = own_draft(act, _own_checkpoint(act, asked))
    if draft is None:
        raise NotFound("Draf ini sudah dikirim atau dihapus. Buka Instansi saya.")
    act.record(Event.REPORT_DISCARDED, "report", draft.id, before=_told(asked))
    for proof in act.session.scalars(select(Evidence).where(Evidence.report_id == draft.id)):
        act.session.delete(proof)
    act.session.flush()
    act.session.delete(draft)


def _keep_as_draft(sender: Sender, asked: SubmitReport, refusal: Refusal) -> None:
    """What stood in a report that was turned down waits as a draft, unless a newer one is there."""
    if isinstance(refusal, RuleBroken | ReportConflict):
        with suppress(Refusal):
            run(sender, save_draft, asked.as_draft)


@command(
    Permission.REPORT_PROGRESS,
    Subject.REPORTS,
    Subject.COMMITMENTS,
    idempotency_key=_words_of,
    instead=_keep_as_draft,
)
def submit_report(act: Act, asked: SubmitReport) -> Sent:
    """Send a report. Sent twice alike it counts once; whatever the refusal, what was typed is kept."""
    point = _own_checkpoint(act, asked)
    measure = _measure(point)
    value = checked_claim(asked.typed.value, measure)
    sentence = checked_sentence(asked.typed.sentence)
    refuse_identity({SENTENCE: sentence})
    before = claimed_before(act.session.connection(), point.id)
    ask_unless_sure(doubts(value, measure, before=before, sentence=sentence), asked.sure)
    draft = _write(act, point, replace(asked.typed, value=value, sentence=sentence), asked.seen)
    latest = _latest(act, point)
    if (latest.id if latest else 0) != asked.seen.base_id:
        raise _conflict(act, point, latest or draft, version=draft.version)
    amendment = amend(act, point, AmendedPart.REPORT, asked.reason)
    replaced = {}
    if latest is not None and latest.state is ReportState.SUBMITTED:
        latest.state = moved(latest.state, ReportMove.REPLACE)
        replaced = {"replaces": latest.id}
    draft.state = moved(draft.state, ReportMove.SUBMIT)
    draft.submitted_at = act.now
    draft.base_id = latest.id if latest else None
    act.record(
        Event.REPORT_SUBMITTED,
        "report",
        draft.id,
        before=replaced,
        after={
            **_told(asked),
            "claimed": draft.claimed_value,
            "evidence": _count_evidence(act, draft.id),
        },
    )
    return replace(_sent(act, draft, value, measure, asked), amendment=amendment)


def _sent(
    act: Act, report: ProgressReport, value: float, measure: CheckpointMeasure, asked: SubmitReport
) -> Sent:
    files = act.session.scalars(
        select(Evidence.title).where(Evidence.report_id == report.id).order_by(Evidence.id)
    )
    helper = act.session.get(Agency, report.helper_id) if report.helper_id else None
    obstacle = labels.OBSTACLES[report.obstacle] if report.obstacle else ""
    return Sent(
        report.id,
        asked.commitment,
        _title(act, asked.commitment),
        asked.quarter,
        claim=measure.amount(value),
        sentence=report.sentence,
        obstacle=f"{obstacle}; butuh {helper.short_name}" if helper else obstacle,
        files=tuple(files),
        receipt=receipt(act),
    )


def _title(act: Act, code: str) -> str:
    return act.session.scalars(select(Commitment.title).where(Commitment.code == code)).one()


@command(Permission.VERIFY_REPORTS, Subject.REPORTS, Subject.COMMITMENTS)
def judge_report(act: Act, asked: JudgeReport) -> Judged:
    """Decide about a report: verified with a value, or returned saying what is missing."""
    found = act.session.get(ProgressReport, asked.report_id)
    if found is None or found.state is ReportState.DRAFT:
        raise NotFound("Laporan ini tidak ada. Buka antrean Verifikasi.")
    refuse_own_verdict(
        act.by,
        agency=found.agency_id,
        reporter=person_behind(act, found.reporter_id),
    )
    after = moved(found.state, ReportMove.RETURN if asked.returned else ReportMove.VERIFY)
    act.change(found, seen=asked.seen)
    refuse_identity({NOTES: asked.notes})
    point = act.session.get_one(Checkpoint, found.checkpoint_id)
    assert found.claimed_value is not None  # what was sent claims something; the database holds it to that
    measure = _measure(point)
    value, notes = checked_verdict(
        asked.level,
        asked.value,
        measure,
        returned=asked.returned,
        notes=asked.notes,
        claimed=found.claimed_value,
        last_verified=_last_verified(act, point),
    )
    ask_unless_sure(doubts_of_verdict(value, measure, _shown_so_far(act, point)), asked.sure)
    amendment = amend(act, point, AmendedPart.VERDICT, asked.reason)
    found.state = after
    act.add(
        Verdict(
            report_id=found.id,
            verifier_id=act.by.user_id,
            agency_id=act.by.agency_id,
            level=asked.level,
            verified_value=value,
            notes=notes,
            decided_at=act.now,
        )
    )
    commitment = act.session.get_one(Commitment, point.commitment_id)
    act.record(
        Event.REPORT_RETURNED if asked.returned else Event.REPORT_VERIFIED,
        "report",
        found.id,
        before={"claimed": found.claimed_value},
        after={
            "commitment": commitment.code,
            "quarter": point.quarter,
            "level": asked.level,
            "verified": value,
        },
    )
    return Judged(
        after,
        commitment.code,
        commitment.title,
        point.quarter,
        asked.level,
        measure.amount(value),
        notes,
        amendment,
    )


def _told(asked: OfCheckpoint) -> dict[str, str]:
    return {"commitment": asked.commitment, "quarter": asked.quarter}


def receipt(act: Act) -> str:
    """What happens next, and when."""
    day = local_time(act.now).date()
    limit = judged_by(day, closed_days(act.session.connection(), day))
    return f"Verifikator memeriksa paling lambat {long_date(limit)}."


def own_draft(act: Act, point: Checkpoint) -> ProgressReport | None:
    return act.session.scalar(
        select(ProgressReport).where(
            ProgressReport.checkpoint_id == point.id,
            ProgressReport.reporter_id == act.by.user_id,
            ProgressReport.state == ReportState.DRAFT,
        )
    )


def draft_of(act: Act, asked: OfCheckpoint) -> ProgressReport:
    """The actor's own draft, to which proof is added."""
    draft = own_draft(act, _own_checkpoint(act, asked))
    if draft is None:
        raise NotFound(
            "Tidak ada draf laporan ini: belum dimulai, sudah dikirim, atau dihapus. Muat ulang halamannya, "
            "lalu pilih berkasnya lagi."
        )
    return draft


def _own_checkpoint(act: Act, asked: OfCheckpoint) -> Checkpoint:
    """The checkpoint, if the commitment is the actor's agency's; a forged number of another's is refused."""
    found = act.session.execute(
        select(Checkpoint, Commitment.owner_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Commitment.code == asked.commitment, Checkpoint.quarter == asked.quarter)
    ).one_or_none()
    if found is None:
        raise NotFound("Titik kendali ini tidak ada. Pilih butir dari Instansi saya.")
    act.require_agency(found.owner_id)
    point: Checkpoint = found[0]
    return point


def _measure(point: Checkpoint) -> CheckpointMeasure:
    return CheckpointMeasure(point.baseline, point.target, point.unit)


def _latest(act: Act, point: Checkpoint) -> ProgressReport | None:
    return act.session.scalar(
        select(ProgressReport)
        .where(
            ProgressReport.checkpoint_id == point.id,
            ProgressReport.state.not_in((ReportState.DRAFT, ReportState.SUPERSEDED)),
        )
        .order_by(ProgressReport.submitted_at.desc(), ProgressReport.id.desc())
        .limit(1)
    )


def _last_verified(act: Act, point: Checkpoint) -> float | None:
    return act.session.scalar(
        select(Verdict.verified_value)
        .join(ProgressReport, ProgressReport.id == Verdict.report_id)
        .where(ProgressReport.checkpoint_id == point.id)
        .order_by(Verdict.decided_at.desc(), Verdict.id.desc())
        .limit(1)
    )


def _shown_so_far(act: Act, point: Checkpoint) -> float | None:
    """The value that all screens show as verified so far, of this checkpoint or an earlier one in the same
    unit. It does not matter whether both measure the very same thing: the commitment's figure falls either
    way.
    """
    return act.session.scalar(
        select(Verdict.verified_value)
        .join(ProgressReport, ProgressReport.id == Verdict.report_id)
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .where(
            Checkpoint.commitment_id == point.commitment_id,
            Checkpoint.quarter <= point.quarter,
            Checkpoint.unit == point.unit,
        )
        .order_by(Checkpoint.quarter.desc(), Verdict.decided_at.desc(), Verdict.id.desc())
        .limit(1)
    )


def _write(
    act: Act, point: Checkpoint, typed: Typed, seen: Seen, *, keep_sentence: bool = False
) -> ProgressReport:
    """The typed values in the actor's draft, which is begun if there is none.

    Refused when the draft was sent or changed from another page meanwhile. The same page may repeat
    itself: its answer may have been lost on the way.
    """
    draft = own_draft(act, point)
    if draft is None:
        latest = _latest(act, point)
        if seen.version and latest is not None and latest.id != seen.base_id:
            raise _conflict(act, point, latest, version=0)
        draft = act.add(
            ProgressReport(
                checkpoint_id=point.id,
                agency_id=act.by.agency_id,
                reporter_id=act.by.user_id,
                state=ReportState.DRAFT,
                sentence="",
                written_at=act.now,
                # Not from one: a page that knew an earlier draft must not meet its version again.
                version=secrets.randbelow(2**30),
            )
        )
        _carry_evidence(act, latest, draft)
    elif draft.version != seen.version and draft.writer != seen.writer and _would_lose(act, draft, typed):
        raise _conflict(act, point, draft, version=draft.version)
    draft.claimed_value = _typed_number(typed)
    if not keep_sentence:
        draft.sentence = typed.sentence
    draft.obstacle = typed.obstacle
    draft.helper_id = _helper(act, typed)
    draft.base_id = seen.base_id or None
    draft.writer = seen.writer
    draft.written_at = act.now
    draft.version += 1
    act.session.flush()
    return draft


def _carry_evidence(act: Act, answered: ProgressReport | None, draft: ProgressReport) -> None:
    """What corrects a returned report begins with the proof that was there."""
    if answered is None or answered.state is not ReportState.RETURNED:
        return
    for proof in act.session.scalars(select(Evidence).where(Evidence.report_id == answered.id)):
        act.session.add(
            Evidence(
                report_id=draft.id,
                kind=proof.kind,
                title=proof.title,
                content_hash=proof.content_hash,
                media_type=proof.media_type,
                size_bytes=proof.size_bytes,
                original_size=proof.original_size,
                link=proof.link,
            )
        )


def _would_lose(act: Act, draft: ProgressReport, typed: Typed) -> bool:
    """Whether the draft says something, and something else than what is typed."""
    said = (draft.claimed_value, draft.sentence, draft.obstacle, draft.helper_id)
    return said not in (
        (None, "", None, None),
        (_typed_number(typed), typed.sentence, typed.obstacle, _helper(act, typed)),
    )


def _typed_number(typed: Typed) -> float | None:
    """A number that is not typed, or not understood, is none: an older one would pass for it."""
    return typed.value if math.isfinite(typed.value) else None


def _helper(act: Act, typed: Typed) -> int | None:
    if typed.obstacle is None or not typed.helper:
        return None
    found = act.session.scalar(select(Agency).where(Agency.code == typed.helper))
    if found is None:
        raise RuleBroken("Instansi yang diminta membantu tidak dikenal. Pilih dari daftar.")
    refuse_gone(act, found)
    return found.id


def _count_evidence(act: Act, report_id: int) -> int:
    return (
        act.session.scalar(select(func.count()).select_from(Evidence).where(Evidence.report_id == report_id))
        or 0
    )


def _conflict(act: Act, point: Checkpoint, theirs: ProgressReport, *, version: int) -> ReportConflict:
    author = act.session.get_one(User, theirs.reporter_id)
    latest = _latest(act, point)
    written = Written(
        value=theirs.claimed_value,
        sentence=theirs.sentence,
        author="Anda, di perangkat lain," if author.id == act.by.user_id else author.display_name,
        at=clock_time(theirs.submitted_at or theirs.written_at),
        sent=theirs.state is not ReportState.DRAFT,
    )
    return ReportConflict(written, version=version, base_id=latest.id if latest else 0)
