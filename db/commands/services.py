"""Services: reports of a month kept while they are typed, sent and judged."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select

from db.acting import Act, Sender
from db.command import command, run
from db.commands.rows import person_behind
from db.models import ChainCount, DeskStatement, ServiceDesk, ServiceDraft, ServiceReport, User
from db.queries.service_entry import counted_before, drafts_of_services, of_month
from db.queries.services import service_voice
from db.subjects import Subject
from domain.access.errors import Forbidden, NotFound, Refusal, RuleBroken
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.screening import IdentityRefused, refuse_identity
from domain.commitments.health import ReportState
from domain.commitments.plausibility import ask_unless_sure
from domain.commitments.progress import ReportMove, moved, refuse_own_verdict
from domain.commitments.requests import Seen
from domain.services.chain import StepCounts
from domain.services.reports import (
    AlreadySent,
    DeskEntry,
    Entries,
    Part,
    ServicesConflict,
    as_typed,
    checked,
    checked_notes,
    checked_proven,
    doubts,
    kept,
    month_of,
    restored,
    same_said,
)
from domain.services.requests import (
    DiscardServices,
    JudgeServices,
    OfMonth,
    SaveServices,
    SendServices,
    ServicesSaved,
    ServicesSent,
    ServicesTyped,
)
from domain.time.calendar import Month, local_time
from domain.time.formats import clock_time
from domain.words.services import in_lines

NOTE = "Catatan"


def _words_of(asked: SendServices) -> str:
    """The same words on the same ground are the same form, from whichever page or delivery."""
    content = canonical_json(
        {
            "what": f"{asked.region} {asked.month}",
            "typed": json.dumps(kept(asked.typed), sort_keys=True),
            "base": asked.seen.base_id,
        }
    )
    return hashlib.sha256(content.encode()).hexdigest()


@command(Permission.REPORT_SERVICES, Subject.SERVICES, drafts=True)
def save_services(act: Act, asked: SaveServices) -> ServicesSaved:
    """Keep what has been typed so far; only the first time leaves a record.

    A text that seems to identify somebody is not kept, and all the rest is.
    """
    month, _ = _own(act, asked)
    typed, withheld = _screened(act, asked.typed)
    begins = _draft(act, asked, month) is None
    draft = _write(act, asked, month, typed, asked.seen)
    if begins:
        act.record(Event.SERVICES_BEGUN, "service_report", _told(asked), after=_what(asked))
    return ServicesSaved(draft.version, act.now, withheld)


@command(Permission.REPORT_SERVICES, Subject.SERVICES)
def discard_services(act: Act, asked: DiscardServices) -> None:
    month, _ = _own(act, asked)
    draft = _draft(act, asked, month)
    shown = [draft] if draft is not None else _left(act, asked, month)
    if not shown:
        raise NotFound("Draf ini sudah dikirim atau dihapus. Buka Layanan.")
    for each in shown:
        act.session.delete(each)
    act.record(Event.SERVICES_DISCARDED, "service_report", _told(asked), before=_what(asked))


def _keep_as_draft(sender: Sender, asked: SendServices, refusal: Refusal) -> None:
    """What stood in a report that was turned down waits as a draft, unless a newer one is there."""
    if isinstance(refusal, RuleBroken | ServicesConflict) and not isinstance(refusal, AlreadySent):
        with suppress(Refusal):
            run(sender, save_services, asked.as_draft)


@command(Permission.REPORT_SERVICES, Subject.SERVICES, idempotency_key=_words_of, instead=_keep_as_draft)
def send_services(act: Act, asked: SendServices) -> ServicesSent:
    """Send what an agency says of its part for a month. What was sent before is replaced and kept."""
    month, part = _own(act, asked)
    names = _desk_names(act)
    refuse_identity(_texts(asked.typed, names))
    entries = checked(asked.typed, part, names, month, local_time(act.now).date())
    latest = _latest(act, asked, month)
    if (latest.id if latest else 0) != asked.seen.base_id and latest is not None:
        raise _conflict_with_sent(act, latest)
    _refuse_sent(act, latest, entries)
    draft = _draft(act, asked, month)
    if draft is not None:
        _refuse_unseen(act, draft, asked.typed, asked.seen)
    earlier = counted_before(act.session.connection(), region_code=asked.region, month=month)
    ask_unless_sure(doubts(entries, names, earlier), asked.sure)
    before = {}
    if latest is not None and latest.state is ReportState.SUBMITTED:
        latest.state = moved(latest.state, ReportMove.REPLACE)
        before = {"replaces": latest.id}
    report = _keep(act, asked, month, entries, latest)
    if draft is not None:
        act.session.delete(draft)
    for each in _left(act, asked, month):
        act.session.delete(each)
    act.record(
        Event.SERVICES_REPORTED,
        "service_report",
        report.id,
        before=before,
        after={**_what(asked), "desks": len(entries.desks), "steps": len(entries.steps)},
    )
    return ServicesSent(report.id, tuple(in_lines(entries, names)))


@command(Permission.VERIFY_SERVICES, Subject.SERVICES)
def judge_services(act: Act, asked: JudgeServices) -> ReportState:
    """Decide about a report: which of its open desks are proven; or send it back, saying what is missing."""
    report = act.session.get(ServiceReport, asked.report_id)
    if report is None:
        raise NotFound("Laporan layanan ini tidak ada. Buka Layanan, lalu pilih dari daftar.")
    refuse_own_verdict(
        act.by,
        agency=report.agency_id,
        reporter=person_behind(act, report.reporter_id),
    )
    after = moved(report.state, ReportMove.RETURN if asked.returned else ReportMove.VERIFY)
    act.change(report, seen=asked.seen)
    refuse_identity({NOTE: asked.notes})
    notes = checked_notes(asked.notes, returned=asked.returned)
    desks = act.session.scalars(select(DeskStatement).where(DeskStatement.report_id == report.id)).all()
    said = {each.desk_code: (each.state, each.proof) for each in desks}
    proven = frozenset[str]() if asked.returned else checked_proven(asked.proven, said)
    for each in desks:
        each.is_proven = each.desk_code in proven
    report.state, report.verdict_notes, report.decided_at = after, notes, act.now
    report.verifier_id, report.verifier_agency_id = act.by.user_id, act.by.agency_id
    act.record(
        Event.SERVICES_RETURNED if asked.returned else Event.SERVICES_VERIFIED,
        "service_report",
        report.id,
        after={
            "region": report.region_code,
            "month": Month.containing(report.month).key,
            "proven": ", ".join(sorted(proven)),
            "notes": notes,
        },
    )
    return after


def _own(act: Act, asked: OfMonth) -> tuple[Month, Part]:
    """The month and the actor's part, if the place is theirs to speak of."""
    part = service_voice(act.session.connection(), act.by.agencies).part_in(asked.region)
    if part is None:
        raise Forbidden(
            "Layanan wilayah ini dilaporkan oleh pemerintah kabupaten/kotanya, atau oleh instansi yang "
            "mengisi mejanya. Buka Layanan untuk melihat bagian Anda."
        )
    return month_of(asked.month, local_time(act.now).date()), part


def _desk_names(act: Act) -> dict[str, str]:
    names = select(ServiceDesk.code, ServiceDesk.name).order_by(ServiceDesk.position)
    return dict(act.session.execute(names).all())


def _told(asked: OfMonth) -> str:
    return f"{asked.region} {asked.month}"


def _what(asked: OfMonth) -> dict[str, str]:
    return {"region": asked.region, "month": asked.month}


def _texts(typed: ServicesTyped, names: Mapping[str, str]) -> dict[str, str]:
    """The free texts by the labels that their author reads."""
    proofs = {f"Bukti {names[code]}": desk.proof for code, desk in typed.desks.items() if code in names}
    return {**proofs, NOTE: typed.note}


def _screened(act: Act, typed: ServicesTyped) -> tuple[ServicesTyped, dict[str, str]]:
    """Without the texts that seem to identify somebody; by field of the form, why it is left out."""
    names, withheld, desks, note = _desk_names(act), dict[str, str](), dict(typed.desks), typed.note
    for code, desk in typed.desks.items():
        if why := _identifies(f"Bukti {names.get(code, code)}", desk.proof):
            desks[code], withheld[f"bukti-{code}"] = replace(desk, proof=""), why
    if why := _identifies(NOTE, note):
        note, withheld["catatan"] = "", why
    return replace(typed, desks=desks, note=note), withheld


def _identifies(label: str, text: str) -> str:
    try:
        refuse_identity({label: text})
    except IdentityRefused as refusal:
        return str(refusal)
    return ""


def _draft(act: Act, asked: OfMonth, month: Month) -> ServiceDraft | None:
    own = select(ServiceDraft).where(of_month(asked.region, month), drafts_of_services(act.by).own)
    return act.session.scalar(own.order_by(ServiceDraft.written_at.desc()).limit(1))


def _left(act: Act, asked: OfMonth, month: Month) -> Sequence[ServiceDraft]:
    """What was left behind by those who have gone; the office speaks once of a month."""
    left = drafts_of_services(act.by).left(act.session.connection(), local_time(act.now).date())
    return act.session.scalars(select(ServiceDraft).where(of_month(asked.region, month), left)).all()


def _write(act: Act, asked: OfMonth, month: Month, typed: ServicesTyped, seen: Seen) -> ServiceDraft:
    """The typed values in the actor's draft, which is begun if there is none.

    Refused when the draft was sent or changed from another page meanwhile. The same page may repeat
    itself: its answer may have been lost on the way.
    """
    draft = _draft(act, asked, month)
    content = _content(typed)
    if draft is None:
        latest = _latest(act, asked, month)
        if seen.version and latest is not None and latest.id != seen.base_id:
            raise _conflict_with_sent(act, latest)
        draft = act.add(
            ServiceDraft(
                region_code=asked.region,
                month=month.starts_on,
                reporter_id=act.by.user_id,
                agency_id=act.by.agency_id,
                content=content,
                written_at=act.now,
                # Not from one: a page that knew an earlier draft must not meet its version again.
                version=secrets.randbelow(2**30),
            )
        )
    else:
        _refuse_unseen(act, draft, typed, seen)
    draft.content, draft.written_at, draft.writer = content, act.now, seen.writer
    draft.base_id = seen.base_id or None
    draft.version += 1
    act.session.flush()
    return draft


def _content(typed: ServicesTyped) -> str:
    return json.dumps(kept(typed), sort_keys=True, ensure_ascii=False)


def _refuse_sent(act: Act, latest: ServiceReport | None, entries: Entries) -> None:
    """A form that starts from what was sent is sent unchanged by one press; what was returned may be."""
    if latest is None or latest.state is ReportState.RETURNED:
        return
    if same_said(as_typed(entries), as_typed(_entries(act, latest))):
        raise AlreadySent(local_time(latest.submitted_at).date())


def _refuse_unseen(act: Act, draft: ServiceDraft, typed: ServicesTyped, seen: Seen) -> None:
    """Raise when the draft holds what another page wrote and this one was never shown."""
    theirs = restored(json.loads(draft.content))
    if (
        draft.version != seen.version
        and draft.writer != seen.writer
        and _would_lose(act, draft, theirs, typed)
    ):
        raise ServicesConflict(
            theirs,
            author="Anda, di perangkat lain,",
            at=clock_time(draft.written_at),
            sent=False,
            version=draft.version,
            base_id=draft.base_id or 0,
        )


def _would_lose(act: Act, draft: ServiceDraft, theirs: ServicesTyped, typed: ServicesTyped) -> bool:
    """Whether the draft says something else than what is typed, and than what was sent when it was begun."""
    ground = act.session.get(ServiceReport, draft.base_id) if draft.base_id else None
    return not (
        same_said(theirs, typed)
        or (ground is not None and same_said(theirs, as_typed(_entries(act, ground))))
    )


def _latest(act: Act, asked: OfMonth, month: Month) -> ServiceReport | None:
    """What this agency has said of the month last."""
    return act.session.scalar(
        select(ServiceReport)
        .where(
            ServiceReport.region_code == asked.region,
            ServiceReport.month == month.starts_on,
            ServiceReport.agency_id.in_(act.by.agencies),
            ServiceReport.state != ReportState.SUPERSEDED,
        )
        .order_by(ServiceReport.id.desc())
        .limit(1)
    )


def _conflict_with_sent(act: Act, latest: ServiceReport) -> ServicesConflict:
    author = act.session.get_one(User, latest.reporter_id)
    return ServicesConflict(
        as_typed(_entries(act, latest)),
        author="Anda, di perangkat lain," if author.id == act.by.user_id else author.display_name,
        at=clock_time(latest.submitted_at),
        sent=True,
        version=0,
        base_id=latest.id,
    )


def _entries(act: Act, report: ServiceReport) -> Entries:
    desks: Iterable[DeskStatement] = act.session.scalars(
        select(DeskStatement).where(DeskStatement.report_id == report.id)
    )
    steps = act.session.scalars(select(ChainCount).where(ChainCount.report_id == report.id))
    return Entries(
        tuple(
            DeskEntry(
                each.desk_code,
                each.state,
                each.days_open,
                each.served,
                each.days_per_document,
                each.proof,
                each.proof_on,
            )
            for each in desks
        ),
        {each.step: StepCounts(each.entered, each.moved_on, each.held_back) for each in steps},
        report.note,
    )


def _keep(
    act: Act, asked: OfMonth, month: Month, entries: Entries, answers: ServiceReport | None
) -> ServiceReport:
    report = act.add(
        ServiceReport(
            region_code=asked.region,
            month=month.starts_on,
            agency_id=act.by.agency_id,
            reporter_id=act.by.user_id,
            state=ReportState.SUBMITTED,
            note=entries.note,
            submitted_at=act.now,
            base_id=answers.id if answers else None,
        )
    )
    act.session.add_all(
        DeskStatement(
            report_id=report.id,
            desk_code=each.code,
            state=each.state,
            days_open=each.days_open,
            served=each.served,
            days_per_document=each.days_per_document,
            proof=each.proof,
            proof_on=each.proof_on,
        )
        for each in entries.desks
    )
    act.session.add_all(
        ChainCount(
            report_id=report.id,
            step=step,
            entered=counts.entered,
            moved_on=counts.moved_on,
            held_back=counts.held_back,
        )
        for step, counts in entries.steps.items()
    )
    act.session.flush()
    return report
