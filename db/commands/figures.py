"""Published figures: recorded with their page, withdrawn with a reason; conflicts explained and settled.

What becomes known of a conflict after it was settled opens it again: whoever explains it is asked anew.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.rows import find, standing_agency
from db.commands.sources import source_at
from db.models import Agency, ConflictExplanation, Indicator, PublishedFigure, Region, Source, Task
from db.queries.date_context import date_context
from db.queries.figures import figure_rows
from db.subjects import Subject
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.plausibility import ask_unless_sure
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Conflict, Figure
from domain.figures.publishing import (
    check_figure,
    check_indicator,
    check_page,
    checked_reason,
    doubts_of_figure,
    indicator_code,
    next_code,
    refuse_repeated,
)
from domain.figures.requests import (
    AddIndicator,
    AddSource,
    NameExplainer,
    PublishFigure,
    SettleConflict,
    WithdrawFigure,
)
from domain.figures.stages import restated_on
from domain.time.calendar import local_time
from domain.time.day_doubts import doubts_of_day

EXPLAINED_WITHIN = timedelta(days=7)
"""How long whoever explains a conflict has, once it is open again."""


@command(Permission.PUBLISH_FIGURES, Subject.FIGURES, Subject.TASKS)
def publish_figure(act: Act, asked: PublishFigure) -> str:
    """Record what a page says; figures that contradict it stay as they are, beside it."""
    indicator = act.session.get(Indicator, asked.indicator_code)
    if indicator is None:
        raise NotFound("Indikator itu tidak dikenal. Pilih dari daftar.")
    region = find(act, Region, asked.region_code)
    refuse_identity(
        {"Nilai seperti tertulis": asked.as_written, "Menurut": asked.said_by, "Catatan": asked.note}
    )
    value, starts_on, ends_on, seen_on = check_figure(
        value=asked.value,
        unit=indicator.unit,
        as_written=asked.as_written.strip(),
        starts_on=asked.period_start,
        ends_on=asked.period_end,
        source_name=asked.source_name,
        source_url=asked.source_url,
        seen_on=asked.seen_on,
        said_by=asked.said_by,
        on=local_time(act.now).date(),
    )
    known = figure_rows(act.session.connection())
    code = next_code(act.session.scalars(select(PublishedFigure.code)))
    span, counted_on = (starts_on, ends_on), restated_on(asked.said_by)
    new = Figure(code, indicator.code, region.code, *span, value, "", "", asked.source_name, counted_on)
    refuse_repeated(new, asked.source_url, ((row.plain, row.source_url) for row in known))
    found = doubts_of_figure(new, asked.as_written.strip(), indicator.unit, (row.plain for row in known))
    ask_unless_sure(found, asked.sure)
    source, _ = source_at(act, asked.source_name.strip(), asked.source_url.strip())
    act.add(
        PublishedFigure(
            code=code,
            indicator_code=indicator.code,
            region_code=region.code,
            period_start=starts_on,
            period_end=ends_on,
            value=value,
            unit=indicator.unit,
            source_code=source.code,
            as_written=asked.as_written.strip(),
            said_by=asked.said_by.strip(),
            note=asked.note.strip(),
            seen_on=seen_on,
            recorded_at=act.now,
            recorder_id=act.by.user_id,
        )
    )
    act.record(
        Event.FIGURE_PUBLISHED,
        "figure",
        code,
        after={"name": indicator.name, "region": region.code, "value": value, "source": source.name},
    )
    follow(act, find_conflicts(row.plain for row in known))
    return code


@command(Permission.PUBLISH_FIGURES, Subject.FIGURES)
def add_indicator(act: Act, asked: AddIndicator) -> str:
    """One more series with its definition, what its rise means, and how it is coloured."""
    known = act.session.execute(select(Indicator.code, Indicator.name)).all()
    refuse_identity({"Nama indikator": asked.name, "Definisi": asked.definition})
    polarity, palette = check_indicator(
        name=asked.name,
        unit=asked.unit,
        definition=asked.definition,
        polarity=asked.polarity,
        palette=asked.palette,
        known=[row.name for row in known],
    )
    code = indicator_code(asked.name, {row.code for row in known})
    row = act.add(
        Indicator(
            code=code,
            name=asked.name.strip(),
            unit=asked.unit.strip(),
            concept=code,
            polarity=polarity,
            palette=palette,
            definition=asked.definition.strip(),
        )
    )
    act.record(
        Event.INDICATOR_ADDED,
        "indicator",
        row.code,
        after={"name": row.name, "unit": row.unit, "polarity": polarity, "palette": palette},
    )
    return row.name


@command(Permission.PUBLISH_FIGURES, Subject.FIGURES)
def add_source(act: Act, asked: AddSource) -> str:
    """A page that somebody looked at: that it gives no figure is worth knowing, too."""
    refuse_identity({"Nama sumber": asked.name, "Alamat halaman": asked.url, "Catatan": asked.note})
    known = act.session.scalars(select(Source.url)).all()
    check_page(asked.name, asked.url, asked.note, known=known)
    row, _ = source_at(act, asked.name.strip(), asked.url.strip())
    row.note = asked.note.strip()
    act.record(
        Event.SOURCE_ADDED, "source", row.code, after={"name": row.name, "link": row.url, "notes": row.note}
    )
    return row.name


@command(Permission.PUBLISH_FIGURES, Subject.FIGURES, Subject.TASKS)
def withdraw_figure(act: Act, asked: WithdrawFigure) -> None:
    """Taken out of every screen with its reason; the row and the trail keep it."""
    row = act.session.scalar(select(PublishedFigure).where(PublishedFigure.code == asked.code))
    if row is None:
        raise NotFound("Angka itu tidak ada. Pilih dari Angka & sumber.")
    if row.withdrawn_at is not None:
        raise RuleBroken("Angka ini sudah ditarik. Muat ulang halaman.")
    reason = checked_reason(asked.reason, "Penarikan")
    refuse_identity({"Alasan": reason})
    before = conflicts_now(act)
    row.withdrawn_at, row.withdrawal = act.now, reason
    act.record(
        Event.FIGURE_WITHDRAWN, "figure", row.code, before={"value": row.value}, after={"reason": reason}
    )
    follow(act, before)


def follow(act: Act, before: Sequence[Conflict], *, given_back: Collection[int] = ()) -> None:
    """What is known of each conflict stays with it as figures join and leave it; where that touches what was
    decided, it is open again. So is one that had gone, whose day to be explained by is long past.

    ``given_back`` are explanations that stand again as they stood when just these figures did.
    """
    after = conflicts_now(act)
    known = {row.conflict_key: row for row in act.session.scalars(select(ConflictExplanation))}
    was, keys = {each.key: each for each in before}, {each.key for each in after}
    for conflict in after:
        if was.get(conflict.key) == conflict:
            continue
        codes = _codes(conflict)
        grown = [each for each in before if _codes(each) & codes]
        gone = [each.key for each in grown if each.key not in keys]
        for key in gone:
            if key not in known:
                carry_tasks(act, key, conflict.key)
        if conflict.key not in known:
            explained = [key for key in gone if key in known]
            if not explained:
                continue
            known[conflict.key] = _carry(act, known.pop(explained[0]), conflict.key)
        row = known[conflict.key]
        if row.id in given_back:
            continue
        if row.settled_at is None:
            is_back = not grown
        else:
            is_back = _touches(row, conflict, {code for e in grown for code in _codes(e)})
        if is_back:
            _reopen(act, row)


def conflicts_now(act: Act) -> list[Conflict]:
    act.session.flush()
    return find_conflicts(row.plain for row in figure_rows(act.session.connection()))


def _codes(conflict: Conflict) -> frozenset[str]:
    return frozenset(figure.code for figure in conflict.figures)


def _carry(act: Act, row: ConflictExplanation, key: str) -> ConflictExplanation:
    """A conflict is called by its days, which are others since a figure joined or left it."""
    carry_tasks(act, row.conflict_key, key)
    row.conflict_key = key
    row.version += 1
    return row


def carry_tasks(act: Act, old: str, new: str) -> None:
    for task in act.session.scalars(select(Task).where(Task.conflict_key == old)).all():
        task.conflict_key = new


def _touches(row: ConflictExplanation, conflict: Conflict, before: set[str]) -> bool:
    """The figure that is shown went, or another one came that does not say the same."""
    shown = next((figure for figure in conflict.figures if figure.code == row.shown_code), None)
    if shown is None:
        return True
    said = (shown.starts_on, shown.ends_on, shown.value)
    new = (figure for figure in conflict.figures if figure.code not in before)
    return any((each.starts_on, each.ends_on, each.value) != said for each in new)


def _reopen(act: Act, row: ConflictExplanation) -> None:
    before = {"shown": row.shown_code, "reason": row.explanation} if row.shown_code else {}
    row.settled_at, row.reopened_at = None, act.now
    row.due_on = max(row.due_on, local_time(act.now).date() + EXPLAINED_WITHIN)
    row.version += 1
    act.record(
        Event.CONFLICT_REOPENED,
        "figure",
        row.conflict_key,
        before=before,
        after={"agency": act.session.get_one(Agency, row.agency_id).short_name, "due_on": row.due_on},
    )


@command(Permission.RESOLVE_CONFLICTS, Subject.FIGURES)
def name_explainer(act: Act, asked: NameExplainer) -> None:
    """Who explains a conflict, and by when; a later word replaces an earlier one in the trail's sight."""
    conflict = _conflict(act, asked.conflict_key)
    agency = standing_agency(act, asked.agency_code)
    today = local_time(act.now).date()
    if asked.due_on is None or asked.due_on < today:
        raise RuleBroken("Isi tenggat penjelasan; paling cepat hari ini.")
    here = date_context(act.session.connection(), today)
    ask_unless_sure(doubts_of_day(asked.due_on, here, "Tenggat penjelasan"), asked.sure)
    row = _explanation(act, conflict, asked.seen)
    before = (
        {"agency": act.session.get_one(Agency, row.agency_id).short_name, "due_on": row.due_on} if row else {}
    )
    if row is None:
        act.add(ConflictExplanation(conflict_key=conflict.key, agency_id=agency.id, due_on=asked.due_on))
    else:
        row.agency_id, row.due_on = agency.id, asked.due_on
    act.record(
        Event.EXPLAINER_NAMED,
        "figure",
        conflict.key,
        before=before,
        after={"agency": agency.short_name, "due_on": asked.due_on},
    )


@command(Permission.RESOLVE_CONFLICTS, Subject.FIGURES)
def settle_conflict(act: Act, asked: SettleConflict) -> None:
    """Which figure is shown and why; every other one stays beside it."""
    conflict = _conflict(act, asked.conflict_key)
    codes = {figure.code for reading in conflict.readings for figure in reading.figures}
    if asked.shown_code not in codes:
        raise RuleBroken("Pilih salah satu angka dari pertentangan ini.")
    reason = checked_reason(asked.reason, "Putusan")
    refuse_identity({"Alasan": reason})
    row = _explanation(act, conflict, asked.seen)
    if row is None:
        row = act.add(
            ConflictExplanation(
                conflict_key=conflict.key, agency_id=act.by.agency_id, due_on=local_time(act.now).date()
            )
        )
    before = {"shown": row.shown_code, "reason": row.explanation} if row.shown_code else {}
    row.shown_code, row.explanation, row.settled_at = asked.shown_code, reason, act.now
    row.reopened_at = None
    act.record(
        Event.CONFLICT_SETTLED,
        "figure",
        conflict.key,
        before=before,
        after={"shown": asked.shown_code, "reason": reason},
    )


def _conflict(act: Act, key: str) -> Conflict:
    found = next((each for each in conflicts_now(act) if each.key == key), None)
    if found is None:
        raise NotFound("Pertentangan itu tidak ada lagi. Muat ulang Angka & sumber.")
    return found


def _explanation(act: Act, conflict: Conflict, seen: int) -> ConflictExplanation | None:
    """What is known of it, if the actor has seen that."""
    row = act.session.scalar(
        select(ConflictExplanation).where(ConflictExplanation.conflict_key == conflict.key)
    )
    if row is not None:
        act.change(row, seen=seen)
    return row
