"""Perkembangan: what was claimed and proven, is late, was kept and was reported, over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.backend import now, today
from db.queries.case_counts import Grain, Period, case_series, case_table, register_days
from db.queries.case_routes import CaseRoutes, case_routes
from db.queries.declaration import pillars
from db.queries.histories import commitment_histories, task_histories
from db.queries.meetings import MeetingInList, last_meeting, meeting_list
from db.queries.minutes import seal_of
from db.queries.promises import follow_through, promises
from db.queries.regions import regions_at
from domain import addresses
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Scope
from domain.commitments.history import CommitmentHistory, QuarterStanding, standings
from domain.disclosure.suppression import Count
from domain.figures.cases import CaseKind
from domain.figures.layers import Measure
from domain.meetings.life import MeetingState, PromiseState
from domain.places.regions import PROVINCE, RegionLevel, display_name
from domain.statistics.wording import PATTERNS
from domain.tasks.history import by_week
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import headlines, labels
from reports import charts, route_chart, time_charts
from reports.chart_frame import Frame
from reports.drawing import Picture
from reports.time_charts import CountedSpan
from views.ask import ask, cached
from views.map import layer as map_layer
from views.map import layer_choices, overlay

MOST_WEEKS, MOST_MEETINGS, MOST_MONTHS = 16, 8, 13
IN_SMALL = Frame(190, 84, 12)
DEFAULT_KIND = CaseKind.ILLEGAL_PLACEMENT


@dataclass(frozen=True)
class AgencyPanel:
    code: str
    gap: float | None
    commitments: int
    picture: Picture


@dataclass(frozen=True)
class RegionPanel:
    code: str
    name: str
    word: str
    """How the region moves, by the map's own word; empty where it has none."""
    picture: Picture
    reports: int
    """Of all periods, as far as this reader is told of them."""
    is_hidden: bool
    """Some of its numbers are not this reader's to know."""


@dataclass(frozen=True)
class ProgressView:
    finding: str
    detail: str
    claims: Picture
    agencies: tuple[AgencyPanel, ...]
    weeks: Picture
    promises: Picture
    months: tuple[Picture, ...]
    regions: tuple[RegionPanel, ...]
    kind: CaseKind
    routes: Picture
    routes_remark: str
    routes_on_map: str
    hidden: str
    """What hiding costs in the panels, in a sentence."""
    told: str
    """Up to when the reader knows of the register; empty for who sees it as it stands."""
    no_register: str
    """Why nothing of the register is shown; empty where something is."""


def pillar_names() -> dict[str, str]:
    return {"": "Semua pilar", **ask(pillars)}


def progress(asked: Parameters, scope: Scope) -> ProgressView:
    moment = now()
    pillar = asked.one_of("pilar", {code for code in pillar_names() if code})
    kind = asked.member("jenis", CaseKind) or DEFAULT_KIND
    histories = [each for each in ask(commitment_histories) if pillar in (None, each.pillar_code)]
    found = standings(histories, moment)
    closed = _closed(scope)
    regions, hidden = _regions(kind, scope.of_counts, today())
    whose = f"Pilar {pillar}" if pillar else "Deklarasi"
    return ProgressView(
        finding=_finding(found),
        detail=_basis(histories, found),
        claims=charts.claims(found, whose=whose, address=addresses.commitments(pillar=pillar or "")),
        agencies=tuple(_agencies(histories, found)),
        weeks=time_charts.weeks(
            by_week(ask(task_histories), moment, most=MOST_WEEKS),
            [local_time(row.held_at).date() for row in closed],
        ),
        promises=time_charts.promises(_kept(closed, moment), width=350),
        months=_months(scope.of_counts, today()),
        regions=regions,
        kind=kind,
        routes=_routes(kind, scope),
        routes_on_map=routes_on_map(kind),
        routes_remark=overlay.routes_remark(_ways(kind, scope), scope),
        hidden=hidden,
        told=_told(scope),
        no_register="" if ask(register_days, scope=scope) else layer_choices.no_register(scope),
    )


def _finding(found: Sequence[QuarterStanding]) -> str:
    """From when at least half of those reported that do now: a mean of a few says little of the others."""
    told = [
        gap
        for each in found
        if (gap := each.total.gap) is not None and 2 * each.total.reporting >= found[-1].total.reporting
    ]
    if not told:
        return "Belum ada komitmen yang melapor"
    first, last = told[0], told[-1]
    if len(told) == 1:
        return f"Baru satu titik kendali: {formats.uncapitalised(headlines.of_gap(last))}"
    if last < 0:
        return headlines.of_gap(last)
    if round(first, 1) == round(last, 1):
        return f"Selisih klaim dan bukti tetap {formats.points(last)}"
    word = "Bukti makin tertinggal: selisih naik" if last > first else "Bukti menyusul klaim: selisih turun"
    return f"{word} dari {formats.number(first, 1)} ke {formats.points(last)}"


def _basis(histories: Sequence[CommitmentHistory], found: Sequence[QuarterStanding]) -> str:
    ownerless = sum(each.owner is None for each in histories)
    reporting = found[-1].total.reporting if found else 0
    said = f"{reporting} komitmen yang pernah melapor, dari {len(histories)}"
    rest = len(histories) - reporting
    if rest:
        said += f"; {rest} lainnya belum pernah melapor, jadi tidak ikut dihitung"
    return f"{said}; {ownerless} belum punya penanggung jawab." if ownerless else f"{said}."


def _agencies(histories: Sequence[CommitmentHistory], found: Sequence[QuarterStanding]) -> list[AgencyPanel]:
    """The widest gap first; who has never reported comes last."""
    names = {each.owner: each.owner_code for each in histories if each.owner and each.owner_code}
    panels = []
    for name, code in names.items():
        told = [each for each in found if name in each.by_owner]
        if told:
            points = [each.by_owner[name] for each in told]
            lines = charts.AgencyLines(name, code, points, [charts.checkpoint_name(each) for each in told])
            last = points[-1]
            panels.append(AgencyPanel(code, last.gap_at(0), last.commitments, charts.agency(lines)))
    return sorted(panels, key=lambda each: (each.gap is None, -(each.gap or 0.0), each.picture.title))


def _closed(scope: Scope) -> list[MeetingInList]:
    """Those that were held, the oldest first."""
    rows = [row for row in ask(meeting_list, scope=scope) if row.state is MeetingState.CLOSED]
    return sorted(rows, key=lambda row: row.held_at)


def _kept(closed: Sequence[MeetingInList], moment: datetime) -> list[time_charts.KeptPromises]:
    """Of each meeting what the next one's sealed minutes found, and of the last one what holds now."""
    by_day = {local_time(row.held_at).date(): row for row in closed}
    found = []
    for row in closed:
        sealed = ask(seal_of, row.id)
        followed = sealed.minutes.followed if sealed else None
        if sealed is None or followed is None:
            continue
        meeting_on = datetime.fromisoformat(followed.meeting_on).date()
        before = by_day.get(meeting_on)
        found.append(
            time_charts.KeptPromises(
                meeting_on,
                local_time(row.held_at).date(),
                True,
                followed.kept,
                followed.late,
                followed.no_answer,
                addresses.meeting(before.id if before else row.id, part="keputusan"),
            )
        )
    last, on = ask(last_meeting), local_time(moment).date()
    if last is not None:
        due = [each.promise for each in ask(promises, last, on=on) if each.is_due]
        score = ask(follow_through, last, on=on).promises
        late, silent = due.count(PromiseState.LATE), due.count(PromiseState.NO_ANSWER)
        found.append(
            time_charts.KeptPromises(
                local_time(last.held_at).date(),
                on,
                False,
                score.kept,
                late,
                silent,
                addresses.meeting(last.id, part="keputusan"),
            )
        )
    return found[-MOST_MEETINGS:]


@cached
def _months(scope: Scope, on: date) -> tuple[Picture, ...]:
    """The province's months, open to every reader; the one that runs is not complete."""
    whole = _whole_until(scope, on)
    return tuple(_months_of(kind, scope, whole) for kind in CaseKind)


def _months_of(kind: CaseKind, scope: Scope, whole: date) -> Picture:
    series = ask(case_series, kind=kind, region_code=PROVINCE, grain=Grain.MONTH, scope=scope)
    spans = [
        CountedSpan(formats.short_month(period.starts_on), value, period.ends_on <= whole)
        for period, value in zip(series.periods, series.total, strict=True)
    ][-MOST_MONTHS:]
    return time_charts.counts(
        spans,
        title=labels.CASE_KINDS[kind],
        unit="laporan",
        address=addresses.region_map(layer=layer_choices.CASE_PREFIX + kind.value),
        width=300,
        height=110,
    )


@cached
def _regions(kind: CaseKind, scope: Scope, on: date) -> tuple[tuple[RegionPanel, ...], str]:
    """All 22 on one scale: as fine in time as the reader's tier may see, the most reports first."""
    table = ask(case_table, kind=kind, grain=Grain.MONTH, level=RegionLevel.REGENCY, scope=scope)
    names = {row.code: display_name(row.name) for row in ask(regions_at, RegionLevel.REGENCY)}
    whole = _whole_until(scope, on)
    by_region = {
        code: _spans(table.grain, table.periods, counts, whole) for code, counts in table.by_region.items()
    }
    values = [each.value or 0 for spans in by_region.values() for each in spans]
    words = _words(kind, scope)
    panels = [
        RegionPanel(
            code,
            names[code],
            words.get(code, ""),
            time_charts.counts(
                spans,
                title=names[code],
                unit="laporan",
                address=addresses.region(code),
                most=max([1, *values]),
                width=IN_SMALL.width,
                height=IN_SMALL.height,
            ),
            sum(each.value or 0 for each in spans),
            any(each.value is None for each in spans),
        )
        for code, spans in by_region.items()
    ]
    cells = [each for spans in by_region.values() for each in spans]
    hidden = sum(each.value is None for each in cells)
    grain = "bulan" if table.grain is Grain.MONTH else "tahun"
    said = (
        f"{formats.number(hidden)} dari {formats.number(len(cells))} sel {grain} disembunyikan."
        if hidden
        else f"Setiap batang satu {grain}; semuanya pada satu skala."
    )
    return tuple(sorted(panels, key=lambda each: (-each.reports, each.name))), said


def _ways(kind: CaseKind, scope: Scope) -> CaseRoutes:
    """Over the whole register, which is what every reader may be told of."""
    days = ask(register_days, scope=scope)
    starts_on = days.starts_on if days else today()
    return ask(case_routes, kind=kind, starts_on=starts_on, ends_on=today(), scope=scope)


def _routes(kind: CaseKind, scope: Scope) -> Picture:
    """It leads to the reports; for who may not know of them, to the same routes on the map."""
    found = _ways(kind, scope)
    return route_chart.routes(
        overlay.ways_of(found.flows),
        other=found.other,
        title=labels.CASE_KINDS[kind],
        opens="Buka laporan" if scope.may_see_cases else "Lihat di peta",
        address=addresses.cases(kind=kind) if scope.may_see_cases else routes_on_map(kind),
    )


def routes_on_map(kind: CaseKind) -> str:
    layer = layer_choices.CASE_PREFIX + kind.value
    return addresses.region_map({"tampil": overlay.Shown.ROUTES.value}, layer=layer)


def _whole_until(scope: Scope, on: date) -> date:
    """The last day that was counted whole, as far as this reader knows."""
    days = None if scope.tier is DisclosureTier.CASES else ask(register_days, scope=scope)
    return days.ends_on if days else on - timedelta(days=1)


def _told(scope: Scope) -> str:
    """Up to when readers know of the register who know of nothing newer than the last release."""
    if scope.tier is DisclosureTier.CASES:
        return ""
    days = ask(register_days, scope=scope)
    return f"{headlines.since_release(days.ends_on)}." if days else ""


def _spans(
    grain: Grain, periods: Sequence[Period], counts: Sequence[Count], whole: date
) -> list[CountedSpan]:
    found = []
    for period, count in zip(periods, counts, strict=True):
        label = (
            formats.short_month(period.starts_on)
            if grain is Grain.MONTH
            else formats.period(period.starts_on, period.ends_on)
        )
        found.append(CountedSpan(label, count.value, period.ends_on <= whole))
    return found[-MOST_MONTHS:]


def _words(kind: CaseKind, scope: Scope) -> Mapping[str, str]:
    """The map's word of each region in the newest period of this layer."""
    choice = layer_choices.choices(scope).get(layer_choices.CASE_PREFIX + kind.value)
    if choice is None:
        return {}
    period = max(choice.periods, key=lambda each: (each.ends_on, each.starts_on))
    view = map_layer.view(choice, period, RegionLevel.REGENCY, Measure.SHRUNK, scope)
    return {
        row.code: PATTERNS[row.assessment.pattern]
        for row in view.layer.rows
        if row.assessment and row.assessment.pattern
    }
