"""The tracks of a case on one axis of time: what lasts how long, and how long the law allows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Text
from domain.cases.life import ANSWER_DAYS, StageLength
from domain.figures.cases import STAGES, FlagKind, RestitutionStage, Stage, Track
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.case_work import CaseDetail

MOST_MONTHS = 7
_ASIDES = {
    Track.POLICE: "boleh kembali ke tahap sebelumnya, seperti P-19",
    Track.SERVICES: "berjalan sejajar, tidak menunggu perkara",
}
_UNTIL_DEMAND = "Hitungan harus masuk sebelum tuntutan dibacakan."


@dataclass(frozen=True)
class Axis:
    """From the first day of a case to today, in per cent of the width."""

    first: date
    on: date

    def at(self, day: date) -> float:
        whole = max((self.on - self.first).days, 1)
        return round(min(max((day - self.first).days / whole, 0), 1) * 100, 2)

    def months(self) -> list[dict[str, Any]]:
        """A name for every month, or for every few, that begins on the axis."""
        firsts = []
        day = (self.first.replace(day=1) + timedelta(days=32)).replace(day=1)
        while day <= self.on:
            firsts.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        every = len(firsts) // MOST_MONTHS + 1
        names = (
            (day, formats.short_date(day).split()[1] + (f" {day.year}" if day.month <= every else ""))
            for day in firsts[::every]
        )
        return [{"left": self.at(day), "label": name} for day, name in names if self.at(day) < 80]


def both(detail: CaseDetail, spans: Sequence[StageLength], on: date) -> Markup:
    """The police track above the services, over the same days."""
    first = min([detail.row.reported_on, *(span.starts_on for span in spans)])
    axis = Axis(first, on)
    now = {Track.POLICE: detail.row.police_stage, Track.SERVICES: detail.row.service_stage}
    drawn = [
        _track(track, [span for span in spans if span.step.track is track], now[track], axis)
        for track in (Track.POLICE, Track.SERVICES)
    ]
    return markup.joined(*drawn, markup.render("cases.key"))


def _track(track: Track, spans: Sequence[StageLength], now: Stage | None, axis: Axis) -> Markup:
    rows = [_row(span, axis) for span in spans]
    if now is not None and not any(span.step.stage is now for span in spans):
        rows.append(_undated(now))
    head = section(labels.TRACKS[track], aside=_ASIDES[track])
    if not rows:
        return head + markup.empty("Belum ada tahap yang tercatat pada jalur ini.")
    return head + markup.render(
        "cases.track",
        title=labels.TRACKS[track],
        months=axis.months(),
        today=formats.short_date(axis.on).rsplit(" ", 1)[0],
        rows=rows,
    )


def _row(span: StageLength, axis: Axis) -> dict[str, Any]:
    left, right = axis.at(span.starts_on), axis.at(span.until)
    ends = span.starts_on + timedelta(days=span.limit.days) if span.limit else None
    edge = axis.at(ends) if ends else None
    kind = "gb-running" if span.ends_on is None else "gb-over"
    within = min(right, edge) if span.over and edge is not None else right
    bars = [_bar(kind, left, within)]
    if span.over and edge is not None:
        bars.append(_bar("gb-late", edge, right))
    return {
        "label": labels.STAGES[span.step.stage],
        "bars": bars,
        "tick": edge if ends and ends <= axis.on else None,
        "said": _said(span),
        "css": "gb-late" if span.over else "",
    }


def _bar(css: str, left: float, right: float) -> dict[str, Any]:
    """Never too thin to be seen, and never past the edge."""
    width = max(right - left, 1)
    return {"css": css, "left": min(left, 99), "width": round(min(width, 100 - min(left, 99)), 2)}


def _undated(stage: Stage) -> dict[str, Any]:
    return {
        "label": labels.STAGES[stage],
        "bars": [{"css": "gb-undated", "left": 0, "width": 100}],
        "tick": None,
        "said": "tanggal belum tercatat",
        "css": "gb-muted",
    }


def _said(span: StageLength) -> str:
    length = formats.days(span.days)
    if span.limit is None:
        state = "berjalan" if span.ends_on is None else "tanpa batas"
        return f"{formats.short_date(span.starts_on)}, {length} {state}"
    over = f", lewat {formats.number(span.over)}" if span.over else ""
    return f"{length}{over} dari {formats.number(span.limit.days)}"


def restitution(detail: CaseDetail, spans: Sequence[StageLength]) -> Markup:
    """The five steps of restitution; LPSK's figure is too late if it comes after the demand."""
    reached = {span.step.stage: span for span in spans if span.step.track is Track.RESTITUTION}
    now = detail.row.restitution_stage
    beads = [_bead(stage, reached.get(stage), is_now=stage is now) for stage in STAGES[Track.RESTITUTION]]
    running = reached.get(now) if now else None
    aside = ""
    if running is not None and running.ends_on is None:
        aside = f"{formats.days(running.days)} pada {labels.STAGES[running.step.stage]}"
    return (
        section(labels.TRACKS[Track.RESTITUTION], aside=aside)
        + markup.render("cases.beads", steps=beads)
        + markup.caption(_UNTIL_DEMAND)
    )


def _bead(stage: Stage, span: StageLength | None, *, is_now: bool) -> dict[str, str]:
    if span is None:
        said = "tanggal belum tercatat" if is_now else "belum"
        return {"css": "gb-running" if is_now else "", "label": labels.STAGES[stage], "said": said}
    done = span.ends_on is not None or stage is RestitutionStage.PAID
    css = "gb-done" if done else "gb-running"
    return {"css": css, "label": labels.STAGES[stage], "said": formats.short_date(span.starts_on)}


def begun(detail: CaseDetail, spans: Sequence[StageLength]) -> Markup:
    """Which limits run from now on, the nearest first, and which begin only later."""
    running = [span for span in spans if span.ends_on is None]
    ends = sorted((each for each in map(_end_of, running) if each), key=lambda each: each.day)
    rows: list[tuple[Text, Text]] = [
        (each.stage, f"{each.said}, {formats.days(each.days)} sejak dimulai") for each in ends
    ]
    unlimited = [labels.STAGES[span.step.stage] for span in running if not span.limit]
    rows += [(stage, "tanpa batas dalam tabel aturan") for stage in unlimited]
    if not running:
        rows.append(("Tahap", "belum tercatat; batasnya berjalan sejak tahap dicatat"))
    if any(flag.kind is FlagKind.CHILD for flag in detail.flags):
        rows.append(("Pendampingan anak", "tanda terpasang"))
    if not detail.referrals:
        rows.append(("Rujukan", f"belum ada; dijawab dalam {ANSWER_DAYS} hari kerja sesudah dirujuk"))
    return section("Batas yang berjalan") + markup.definitions(rows)


def nearest(spans: Sequence[StageLength]) -> str:
    """``; batas Penyidikan sampai 8 Desember 2026``, for the headline; empty where no limit runs."""
    ends = [each for span in spans if span.ends_on is None and (each := _end_of(span))]
    if not ends:
        return ""
    first = min(ends, key=lambda each: each.day)
    return f"; batas {first.stage} {first.said}"


@dataclass(frozen=True)
class _End:
    stage: str
    day: date
    days: int
    is_over: bool

    @property
    def said(self) -> str:
        return f"{'lewat sejak' if self.is_over else 'sampai'} {formats.long_date(self.day)}"


def _end_of(span: StageLength) -> _End | None:
    if span.limit is None:
        return None
    days = span.limit.days
    return _End(labels.STAGES[span.step.stage], span.starts_on + timedelta(days=days), days, span.over > 0)
