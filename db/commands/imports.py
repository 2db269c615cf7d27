"""Files of offices: received, read, answered, and stored as one batch that can be undone row for row.

One delivery is one transaction. What it wrote stands row by row in ``imported_row``; the trail has one
entry with the counts, for its readers may not see a single case.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from db.acting import Act
from db.bulk import among, new_rows
from db.command import Command, command
from db.commands.agencies import add_agency, change_agency
from db.commands.case_rows import in_words
from db.commands.cases import LAST_REMOVED, change_each_case, new_cases, next_number
from db.commands.commitments import draft_commitment
from db.commands.figures import carry_tasks, conflicts_now, follow
from db.commands.ledger import Ledger, WrittenRow, put_back, written_by
from db.commands.outreach import record_outreach, record_team
from db.commands.people import invite
from db.commands.rows import find
from db.commands.services import send_services
from db.commands.sources import source_at
from db.engine import upsert
from db.kept_rows import pieces
from db.models import (
    Base,
    CaseChange,
    CaseFlag,
    CaseRecord,
    CaseStep,
    ConflictExplanation,
    ImportAnswer,
    ImportBatch,
    ImportReading,
    Indicator,
    PublishedFigure,
    Source,
)
from db.queries.import_plans import ChangedCase, NewCase, Planned, ReplacedFigure
from db.queries.imports import batch, delivery, remembered, source_agency, source_name
from db.queries.planned_cases import case_values
from db.queries.planned_imports import planned
from db.subjects import Subject
from domain import addresses
from domain.access.errors import NotFound, RuleBroken, StaleData, refuse_empty, refuse_too_long
from domain.access.events import Event, canonical_json
from domain.access.permissions import Permission
from domain.access.requests import Invitation
from domain.access.screening import refuse_identity
from domain.commitments.declaration import check_link
from domain.figures.cases import FlagKind, Track
from domain.figures.figures import Conflict
from domain.figures.publishing import LONGEST_SOURCE, checked_reason, next_code
from domain.imports.answers import is_offered
from domain.imports.delivery import PUT_OFF, Delivery, as_text, opened
from domain.imports.entering import Entered
from domain.imports.fields import FIELDS
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.life import OVER, ImportState, code_of, needed, refuse_nobody
from domain.imports.requests import (
    ASK_AGAIN,
    OF_ONE_FILE,
    AnswerQuestions,
    DecideDoubts,
    DiscardBatch,
    KeepReading,
    ReceiveFile,
    StoreAccounts,
    StoreBatch,
    UndoBatch,
)
from domain.imports.roles import offered
from domain.imports.storing_cases import FIRST_STAGES
from domain.imports.storing_figures import SeriesLine
from domain.time.calendar import local_time
from domain.time.formats import moment

MOST_NAMED = 3


class AlreadyImported(RuleBroken):
    def __init__(self, row: ImportBatch) -> None:
        self.leads_to = addresses.delivery(row.id)
        said = (
            f"sudah diimpor pada {moment(row.stored_at)}"
            if row.stored_at
            else "sudah diterima dan menunggu keputusan"
        )
        super().__init__(f"Berkas ini {said} sebagai {code_of(row.id)}. Buka kiriman itu.")


# Received and read ----------------------------------------------------------------------------------


@command(Permission.IMPORT_FILES, Subject.IMPORTS)
def receive_file(act: Act, asked: ReceiveFile) -> int:
    """Note the delivery before anything of it is opened; returns its number."""
    refuse_nobody(asked.kind, act.by.agency_id)
    act.require(needed(asked.kind))
    refuse_empty({"Pengirim": asked.source})
    refuse_too_long({"Pengirim": (asked.source, LONGEST_SOURCE)})
    refuse_identity({"Pengirim": asked.source, "Alamat halaman": asked.page})
    if asked.page.strip():
        check_link(asked.page)
    sender = source_agency(act.session.connection(), asked.source)
    if sender is None and asked.kind is ImportKind.CASES:
        raise NotFound(f"Instansi “{asked.source[:40]}” tidak dikenal. Pilih instansi pengirim dari daftar.")
    source = sender[1] if sender else asked.source.strip()
    again = _refuse_known(act, asked)
    known = remembered(act.session.connection(), asked.kind, source)
    if again is not None:
        if again.source != source:  # what one sender means by a dash, another one need not
            again.answers = canonical_json(known)
        again.state, again.source, again.page = ImportState.READING, source, asked.page.strip()
        again.version += 1
        number_ = again.id
    else:
        number_ = act.add(
            ImportBatch(
                kind=asked.kind,
                source=source,
                page=asked.page.strip(),
                file_name=asked.name[:120],
                sha256=asked.sha256,
                size=asked.size,
                state=ImportState.READING,
                agency_id=act.by.agency_id,
                sender_id=act.by.user_id,
                received_at=act.now,
                answers=canonical_json(known),
                is_demo=act.by.is_demo,
            )
        ).id
    act.record(
        Event.FILE_RECEIVED,
        "import",
        code_of(number_),
        after={"kind": KIND_LABELS[asked.kind], "source": source, "sha256": asked.sha256},
    )
    return number_


def _refuse_known(act: Act, asked: ReceiveFile) -> ImportBatch | None:
    """The same file again: refused if it is stored, read anew if it still waits with its sender."""
    rows = act.session.scalars(
        select(ImportBatch)
        .where(ImportBatch.sha256 == asked.sha256, ImportBatch.kind == asked.kind)
        .where(ImportBatch.state.not_in(OVER))
        .order_by(ImportBatch.id)
    ).all()
    for row in rows:
        own = act.by.is_of(row.agency_id) or row.sender_id == act.by.user_id
        if row.state is ImportState.STORED or not own:
            raise AlreadyImported(row)
    return rows[-1] if rows else None


@command(Permission.IMPORT_FILES, Subject.IMPORTS)
def keep_reading(act: Act, asked: KeepReading) -> int:
    """What the reading process understood; a file that cannot be read is refused with its reason."""
    row = _take(act, asked.number, ImportState.READING)
    if asked.version not in (0, row.version):
        raise StaleData(f"Kiriman {code_of(row.id)} dikirim lagi selagi dibaca; yang dipakai bacaan barunya.")
    act.begin_long_work()
    _keep(act, row, asked.content)
    return row.id


def _keep(act: Act, row: ImportBatch, content: bytes) -> None:
    read = opened(content)
    row.format, row.questions, row.doubts = read.format, len(read.questions), len(read.doubts)
    row.read_values, row.left_out = read.values, sum(cells for _, _, cells in read.left_out)
    row.starts_on, row.ends_on = read.span
    row.decisions = canonical_json(_still_offered(json.loads(row.decisions), read))
    act.session.execute(delete(ImportReading).where(ImportReading.batch_id == row.id))
    if read.refusal is not None:
        row.state, row.refusal = ImportState.REFUSED, f"{read.refusal.says}\n{read.refusal.todo}"
        act.record(Event.FILE_REFUSED, "import", code_of(row.id), after={"reason": read.refusal.rule})
        return
    act.add(ImportReading(batch_id=row.id, content=as_text(content)))
    row.state, row.refusal = ImportState.WAITING, ""
    act.record(
        Event.FILE_READ,
        "import",
        code_of(row.id),
        after=_counts(
            row, read=row.read_values, doubts=row.doubts, questions=row.questions, identity_cells=row.left_out
        ),
    )


def _still_offered(chosen: Mapping[str, str], read: Delivery) -> dict[str, str]:
    """Of what was decided before a file was read anew, what its cells still may mean."""
    offered = {each.address: (PUT_OFF, *each.candidates) for each in read.put_off}
    return {address: choice for address, choice in chosen.items() if choice in offered.get(address, ())}


@command(Permission.IMPORT_FILES, Subject.IMPORTS)
def answer_questions(act: Act, asked: AnswerQuestions) -> int:
    """Kept for the source; its files are then read anew with them, from wherever their sender has them.

    What was asked, and which role a column or row has that somebody gives another one.
    """
    row = _take(act, asked.number, ImportState.WAITING)
    act.change(row, seen=asked.seen)
    told = {key: answer for key, answer in asked.answers.items() if answer}
    if not told:
        raise RuleBroken("Belum ada jawaban yang dipilih. Pilih sedikitnya satu, lalu kirim.")
    if told != _fitting(act, row, told):
        raise RuleBroken("Jawaban itu tidak ada di antara pilihannya. Muat ulang halaman.")
    _read_anew(row, told)
    habits = {key: answer for key, answer in told.items() if key not in OF_ONE_FILE}
    answers = Base.metadata.tables[ImportAnswer.__tablename__]
    for key, answer in habits.items():
        statement = upsert(act.session.connection(), answers).values(
            kind=row.kind,
            source=row.source,
            question=key[:60],
            answer=answer[:60],
            answered_at=act.now,
            is_demo=act.by.is_demo,
        )
        act.session.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "source", "question"],
                set_={"answer": answer[:60], "answered_at": act.now},
            )
        )
    act.record(Event.IMPORT_ANSWERED, "import", code_of(row.id), after={"questions": len(told)})
    if habits:
        _answer_with_it(act, row, habits, asked.also)
    return row.id


def _answer_with_it(act: Act, row: ImportBatch, told: Mapping[str, str], also: Collection[int]) -> None:
    """Those of the same source that wait for one of the same answers; the time of one file is never that of
    another."""
    others = act.session.scalars(
        select(ImportBatch)
        .where(ImportBatch.id.in_(also), ImportBatch.id != row.id, ImportBatch.agency_id == row.agency_id)
        .where(ImportBatch.kind == row.kind, ImportBatch.source == row.source)
        .where(ImportBatch.state == ImportState.WAITING)
        .order_by(ImportBatch.id)
    )
    for other in others.all():
        fitting = _fitting(act, other, told)
        if fitting:
            _read_anew(other, fitting)
            other.version += 1
            act.record(Event.IMPORT_ANSWERED, "import", code_of(other.id), after={"questions": len(fitting)})


def _fitting(act: Act, row: ImportBatch, told: Mapping[str, str]) -> dict[str, str]:
    """The answers that this delivery offers."""
    read = _reading(act, row)
    today = local_time(act.now).date()
    questions = {each.key: each for each in read.questions}
    taken = dict.fromkeys(read.answered, (ASK_AGAIN,))
    fields = FIELDS[ImportKind(row.kind)]
    roles = {key: offered(key, fields if each.register else ()) for each in read.sheets for key in each.keys}
    may_answer: dict[str, Collection[str]] = {**roles, **taken}

    def fits(key: str, answer: str) -> bool:
        asked = questions.get(key)
        return is_offered(asked, answer, today) if asked else answer in may_answer.get(key, ())

    return {key: answer for key, answer in told.items() if fits(key, answer)}


def _read_anew(row: ImportBatch, told: Mapping[str, str]) -> None:
    row.answers = canonical_json({**json.loads(row.answers), **told})
    row.state = ImportState.READING


@command(Permission.IMPORT_FILES, Subject.IMPORTS)
def decide_doubts(act: Act, asked: DecideDoubts) -> int:
    """Which of the offered readings of a doubtful cell is meant, or that it stays put off."""
    row = _take(act, asked.number, ImportState.WAITING)
    act.change(row, seen=asked.seen)
    if not asked.chosen:
        raise RuleBroken("Belum ada bacaan yang dipilih. Pilih sedikitnya satu sel, lalu kirim.")
    offered = {each.address: each.candidates for each in _reading(act, row).put_off}
    chosen = json.loads(row.decisions)
    for address, choice in asked.chosen.items():
        if address not in offered or (choice and choice != PUT_OFF and choice not in offered[address]):
            raise RuleBroken("Pilihan itu tidak ada pada sel ini. Muat ulang halaman.")
        chosen[address] = choice
    row.decisions = canonical_json({address: choice for address, choice in chosen.items() if choice})
    act.record(Event.IMPORT_DECIDED, "import", code_of(row.id), after={"cells": len(asked.chosen)})
    return row.id


@command(Permission.IMPORT_FILES, Subject.IMPORTS)
def discard_batch(act: Act, asked: DiscardBatch) -> int:
    """Discard a delivery; only that it came is kept."""
    row = _take(act, asked.number, ImportState.WAITING, ImportState.READING)
    act.change(row, seen=asked.seen)
    act.session.execute(delete(ImportReading).where(ImportReading.batch_id == row.id))
    row.state = ImportState.DISCARDED
    act.record(Event.IMPORT_DISCARDED, "import", code_of(row.id))
    return row.id


def _take(act: Act, number_: int, *states: ImportState) -> ImportBatch:
    batch(act.session.connection(), number_, by=act.by)
    row = find(act, ImportBatch, number_)
    act.require(needed(row.kind))
    if row.state not in states:
        raise RuleBroken(
            f"Kiriman {code_of(row.id)} sudah berpindah keadaan. Muat ulang halaman untuk melihatnya."
        )
    return row


def _reading(act: Act, row: ImportBatch) -> Delivery:
    found = delivery(act.session.connection(), row.id, by=act.by)
    assert found is not None
    return found


# Stored ---------------------------------------------------------------------------------------------


_WRITTEN = (
    Subject.IMPORTS,
    Subject.CASES,
    Subject.FIGURES,
    Subject.TASKS,
    Subject.SERVICES,
    Subject.AGENCIES,
    Subject.COMMITMENTS,
)


@command(Permission.IMPORT_FILES, *_WRITTEN)
def store_batch(act: Act, asked: StoreBatch) -> int:
    """All that is ready, in one transaction; what is not goes back with its reason."""
    row = _take(act, asked.number, ImportState.WAITING)
    if row.kind is ImportKind.ACCOUNTS:
        raise RuleBroken("Tautan akun diperlihatkan sekali saja. Simpan dari halaman kirimannya.")
    act.begin_long_work()
    _store(act, row, asked)
    return row.id


@command(Permission.MANAGE_ACCOUNTS, Subject.IMPORTS, Subject.ACCOUNTS, secret=True)
def store_accounts(act: Act, asked: StoreAccounts) -> list[Invitation]:
    """The same for accounts: whoever stores them is told the links by which they are entered."""
    row = _take(act, asked.number, ImportState.WAITING)
    if row.kind is not ImportKind.ACCOUNTS:
        raise RuleBroken("Kiriman ini bukan daftar akun. Muat ulang halaman.")
    return [each for each in _store(act, row, asked) if isinstance(each, Invitation)]


def _store(act: Act, row: ImportBatch, asked: StoreBatch) -> list[object]:
    """What the commands of other screens answered, line by line."""
    act.change(row, seen=asked.seen)
    plan = planned(act.session.connection(), row.id, by=act.by, on=local_time(act.now).date())
    why = plan.to_look_at(row.questions, row.doubts)
    if asked.only_clean and why:
        raise RuleBroken(f"{code_of(row.id)} perlu dilihat sendiri: {why}. Buka kirimannya.")
    if asked.plan and asked.plan != plan.digest:
        raise StaleData(
            f"Yang akan diubah {code_of(row.id)} tidak lagi sama: barisnya berubah sejak Anda membukanya. "
            "Belum ada yang disimpan; periksa pratinjaunya, lalu simpan lagi."
        )
    if not plan.writes:
        raise RuleBroken("Tidak ada yang berubah; tidak ada yang perlu disimpan.")
    ledger = Ledger(act.session, row.id)
    _add_new_cases(act, ledger, plan.new_cases)
    _change_cases(act, ledger, row, plan.changed_cases)
    if plan.new_figures or plan.replaced or plan.withdrawn:
        before = conflicts_now(act)
        _write_figures(act, ledger, row, plan)
        with ledger.watching():
            follow(act, before)
    with ledger.watching():
        answers = [_enter(act, each) for each in plan.entered]
    ledger.close()
    row.state, row.stored_at = ImportState.STORED, act.now
    row.new_rows, row.changed_rows, row.withdrawn_rows = plan.new, plan.changed, len(plan.withdrawn)
    row.same_rows, row.back_rows = plan.same, len(plan.back)
    counts = _counts(
        row,
        new=plan.new,
        changed=plan.changed,
        taken_back=len(plan.withdrawn),
        same=plan.same,
        sent_back=len(plan.back),
        written=ledger.rows,
    )
    told = {"kind": KIND_LABELS[row.kind], "source": row.source, **counts}
    act.record(Event.IMPORT_STORED, "import", code_of(row.id), after=told)
    return answers


_DOORS: Mapping[type, Command[Any, Any]] = {
    each.request: each
    for each in (
        record_team,
        record_outreach,
        send_services,
        add_agency,
        change_agency,
        invite,
        draft_commitment,
    )
}
"""The command of a screen by what it is asked."""


def _enter(act: Act, line: Entered) -> object:
    """As its screen would; what that refuses turns the whole delivery down, by the line's name."""
    try:
        return _DOORS[type(line.request)](act, line.request)
    except (RuleBroken, StaleData) as refusal:
        raise RuleBroken(f"{line.at}: {refusal} Tidak ada yang disimpan.") from refusal


def _counts(row: ImportBatch, **counts: int) -> dict[str, int]:
    """For the trail, whose readers may not know how few new cases there are: of cases the batch alone, which
    its own office reads, keeps the numbers."""
    return {} if row.kind is ImportKind.CASES else counts


def _add_new_cases(act: Act, ledger: Ledger, new: Sequence[NewCase]) -> None:
    if not new:
        return
    values = []
    for place, case in enumerate(new, start=next_number(act.session)):
        columns = case_values(case.line)
        code = f"K{columns['reported_on'].year % 100:02d}-{place:04d}"
        columns |= {"agency_id": case.agency_id, "code": code, "is_demo": act.by.is_demo}
        values.append(columns)
    ids = new_cases(act.session, values)
    ledger.made(CaseRecord, ids.values())
    _add_first_steps(act, ledger, values, ids)
    _add_child_flags(act, ledger, values, ids)


def _add_first_steps(
    act: Act, ledger: Ledger, values: Sequence[Mapping[str, Any]], ids: Mapping[str, int]
) -> None:
    steps = [
        {
            "case_id": ids[each["code"]],
            "track": track,
            "stage": stage.value,
            "started_on": each["reported_on"],
            "note": "",
            "agency_id": act.by.agency_id or each["agency_id"],
            "recorded_at": act.now,
            "is_demo": act.by.is_demo,
        }
        for each in values
        for track, stage in FIRST_STAGES.items()
        if each["police_stage" if track is Track.POLICE else "service_stage"] is stage
    ]
    _add_of_cases(act, ledger, CaseStep, steps)


def _add_child_flags(
    act: Act, ledger: Ledger, values: Sequence[Mapping[str, Any]], ids: Mapping[str, int]
) -> None:
    flags = [
        {
            "case_id": ids[each["code"]],
            "kind": FlagKind.CHILD,
            "raised_on": each["reported_on"],
            "note": "",
            "agency_id": act.by.agency_id or each["agency_id"],
            "recorded_at": act.now,
            "is_demo": act.by.is_demo,
        }
        for each in values
        if each["girls"] or each["boys"]
    ]
    _add_of_cases(act, ledger, CaseFlag, flags)


def _add_of_cases(
    act: Act, ledger: Ledger, model: type[CaseStep | CaseFlag | CaseChange], rows: list[dict[str, Any]]
) -> None:
    if rows:
        ledger.made(model, [number_ for (number_,) in new_rows(act.session, model, rows, model.id)])


def _change_cases(act: Act, ledger: Ledger, row: ImportBatch, changed: Sequence[ChangedCase]) -> None:
    """Corrected in sight: what was and what is, with the delivery as its reason."""
    if not changed:
        return
    ids = [case.id for case in changed]
    ledger.will_change(CaseRecord, ids)
    versions = dict[int, int]()
    for some in pieces(ids):
        stands = select(CaseRecord.id, CaseRecord.version).where(among(act.session, CaseRecord.id, some))
        versions |= dict(act.session.execute(stands).all())
    change_each_case(
        act.session, {case.id: {**case.changed, "version": versions[case.id] + 1} for case in changed}
    )
    told = [
        {
            "case_id": case.id,
            "at": act.now,
            "agency_id": act.by.agency_id or case.agency_id,
            "reason": f"Menurut kiriman berkas {code_of(row.id)}.",
            "before": _as_kept(in_words(act, case.before)),
            "after": _as_kept(in_words(act, case.changed)),
            "is_demo": act.by.is_demo,
        }
        for case in changed
    ]
    _add_of_cases(act, ledger, CaseChange, told)


def _as_kept(words: Mapping[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def _write_figures(act: Act, ledger: Ledger, row: ImportBatch, plan: Planned) -> None:
    """New ones beside what stands there; what the same source says anew is withdrawn, not overwritten."""
    old = (*plan.replaced, *plan.withdrawn)
    if old:
        ledger.will_change(PublishedFigure, [each.id for each in old])
        _withdraw(act, row, old)
    units = dict(act.session.execute(select(Indicator.code, Indicator.unit)).all())
    said = [*plan.new_figures, *(each.line for each in plan.replaced if not each.source_code)]
    lines = [(each.line, each.unit, each.source_code) for each in plan.replaced if each.source_code]
    if said:
        source = _source(act, ledger, source_name(act.session.connection(), row.source), row.page)
        lines = [*((line, units[line.indicator], source) for line in said), *lines]
    if not lines:
        return
    first = int(next_code(act.session.scalars(select(PublishedFigure.code))).removeprefix("A-"))
    values = [
        _figure(act, line, f"A-{place:03d}", unit, source, row)
        for place, (line, unit, source) in enumerate(lines, start=first)
    ]
    made = new_rows(act.session, PublishedFigure, values, PublishedFigure.id)
    ledger.made(PublishedFigure, [number_ for (number_,) in made])


def _withdraw(act: Act, row: ImportBatch, old: Sequence[ReplacedFigure]) -> None:
    code = code_of(row.id)
    corrected = [each.id for each in old if each.source_code]
    replaced = [each.id for each in old if each.line.value is not None and not each.source_code]
    taken_back = [each.id for each in old if each.line.value is None]
    _withdraw_as(act, corrected, f"Dikoreksi di daftar angka lewat kiriman {code}.")
    _withdraw_as(act, replaced, f"Diganti pengirimnya lewat kiriman {code}.")
    _withdraw_as(
        act, taken_back, f"Ditarik pengirimnya lewat kiriman {code}: kini tertulis belum ada laporan."
    )


def _withdraw_as(act: Act, figures: Sequence[int], reason: str) -> None:
    for ids in pieces(figures):
        act.session.execute(
            update(PublishedFigure)
            .where(among(act.session, PublishedFigure.id, ids))
            .values(withdrawn_at=act.now, withdrawal=reason)
        )


def _figure(
    act: Act, line: SeriesLine, code: str, unit: str, source: str, row: ImportBatch
) -> dict[str, Any]:
    return {
        "code": code,
        "indicator_code": line.indicator,
        "region_code": line.region,
        "period_start": line.starts_on,
        "period_end": line.ends_on,
        "value": line.value,
        "unit": unit,
        "subgroup": line.subgroup[:40],
        "destination_iso3": line.destination or None,
        "source_code": source,
        "as_written": "",
        "said_by": "",
        "note": f"Kiriman {code_of(row.id)}, {line.at}.",
        "seen_on": local_time(act.now).date(),
        "recorded_at": act.now,
        "recorder_id": act.by.user_id,
    }


def _source(act: Act, ledger: Ledger, name: str, page: str) -> str:
    """The sender as a source of figures."""
    found, is_new = source_at(act, name, page)
    if is_new:
        ledger.made(Source, [found.code])
    return found.code


# Undone ---------------------------------------------------------------------------------------------


@command(Permission.IMPORT_FILES, *_WRITTEN, Subject.ACCOUNTS)
def undo_batch(act: Act, asked: UndoBatch) -> int:
    """Every row as it was before; refused where somebody has built on it since."""
    row = _take(act, asked.number, ImportState.STORED)
    reason = checked_reason(asked.reason, "Pembatalan")
    refuse_identity({"Alasan": reason})
    act.begin_long_work()
    rows = written_by(act.session, row.id)
    last = _last_case(act, rows.get(CaseRecord.__tablename__, {}))
    before, known = conflicts_now(act), _explained(act)
    written = put_back(act, rows)
    _give_decisions_back(act, before, known)
    row.state, row.undone_at, row.undoing = ImportState.UNDONE, act.now, reason
    row.version += 1
    act.record(
        Event.IMPORT_UNDONE,
        "import",
        code_of(row.id),
        after={"reason": reason, **_counts(row, written=written), **last},
    )
    return row.id


def _explained(act: Act) -> dict[int, tuple[str, int]]:
    rows = act.session.execute(
        select(ConflictExplanation.id, ConflictExplanation.conflict_key, ConflictExplanation.version)
    )
    return {each.id: (each.conflict_key, each.version) for each in rows}


def _give_decisions_back(act: Act, before: Sequence[Conflict], known: Mapping[int, tuple[str, int]]) -> None:
    """What the batch had opened again is decided as it was; all else follows the figures that went."""
    act.session.expire_all()
    now = _explained(act)
    given_back = {number_ for number_, stood in known.items() if now[number_] != stood}
    for number_ in given_back:
        carry_tasks(act, known[number_][0], now[number_][0])
    follow(act, before, given_back=given_back)


def _last_case(act: Act, cases: Mapping[str, WrittenRow]) -> dict[str, str]:
    """The newest case that the batch made: its code goes with it and is given to no other."""
    newest = max((int(key) for key, line in cases.items() if not line.before), default=None)
    code = act.session.scalar(select(CaseRecord.code).where(CaseRecord.id == newest))
    return {LAST_REMOVED: code} if code else {}
